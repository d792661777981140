"""claims.json: the ledger as W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.readings import ClaimVerdict
from scripts.states import support
from scripts.website import long_json
from scripts.website.export import Export

# What the standard has no words for; the Methods page explains them.
_TERMS = ("state", "kind", "cites", "reviews", "found", "citation", "day", "reviewer", "verdict", "words", "read")

# How many letters of the text around a sentence its selector keeps, to tell equal sentences apart.
_CONTEXT = 32


def _pieces(article: Article, site_url: str) -> Iterator[str]:
    """The annotations, one a sentence, each by a TextQuoteSelector on the chapter's page, as JSON in pieces.

    The terms that the standard has not are defined in the document's own context.
    """
    encoder = json.JSONEncoder(ensure_ascii=False)
    vocabulary = {name: f"{site_url}methods/#{name}" for name in _TERMS}
    collection = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", vocabulary],
        "id": f"{site_url}claims.json",
        "type": "AnnotationCollection",
        "label": article.publication.title,
        "total": sum(1 for _ in support.claims(article)),
        "first": {"id": f"{site_url}claims.json#page", "type": "AnnotationPage", "startIndex": 0, "items": []},
    }
    head, _, tail = encoder.encode(collection).rpartition("[]")
    yield head
    yield from long_json.pieces((_annotation(one, article, site_url) for one in support.claims(article)), encoder)
    yield f"{tail}\n"


def _annotation(one: support.CheckedClaim, article: Article, site_url: str) -> dict[str, Any]:
    address = site_url + one.chapter.url
    sentences = one.chapter.sentences
    before = sentences[one.nth - 1].text[-_CONTEXT:] if one.nth else ""
    after = sentences[one.nth + 1].text[:_CONTEXT] if one.nth + 1 < len(sentences) else ""
    return {
        "id": f"{address}#{one.claim.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "target": {
            "source": address,
            "selector": {"type": "TextQuoteSelector", "exact": one.sentence.text, "prefix": before, "suffix": after},
        },
        "body": {
            "type": "TextualBody",
            "value": one.state.description,
            "state": one.state,
            "kind": one.claim.kind,
            "cites": [_cited(source) for source in article.sources_of(one.claim.sources)],
            "reviews": [
                {"citation": review.source, "reviewer": review.by, "day": review.on}
                for review in support.current_reviews(article, one.claim)
            ],
            "found": [_found(given, article) for given in article.claim_verdicts.get(one.claim.id, ()) if given.shown],
        },
    }


def _found(given: ClaimVerdict, article: Article) -> dict[str, str]:
    reading = article.evidence.pages[given.source].reading
    how = reading.how if reading else ""
    return {"verdict": given.verdict, "citation": given.source, "words": given.words, "day": given.on, "read": how}


def _cited(source: Source) -> dict[str, str]:
    return {"citation": source.key, "title": source.title, "day": source.date, "url": source.url}


EXPORT = Export("claims.json", _pieces)
