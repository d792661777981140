"""corrections.xml: the corrections and the editions as an Atom feed (RFC 4287), for those who follow them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scripts.publication import editions
from scripts.publication.article import Article
from scripts.publication.chapters import plain
from scripts.publication.ledger import Correction, CorrectionKind, shown
from scripts.website import edition, templates
from scripts.website.export import Export


class FeedEntry(NamedTuple):
    """An entry of the feed: its anchor on Corrections, its title, its ISO day, and its text."""

    anchor: str
    title: str
    on: str
    text: str


def _entries(article: Article) -> Iterator[FeedEntry]:
    first = edition.first_in(article)
    for correction in article.corrections:
        number = first.get(editions.of_correction(correction))
        on = article.published_here[number - 1].on if number else correction.on
        chapter = article.pages[correction.chapter].title if correction.chapter in article.pages else ""
        title = ": ".join(filter(None, (correction.kind.replace("-", " ").capitalize(), chapter)))
        yield FeedEntry(edition.anchor(correction), title, on, " ".join(_said(correction)))
    for made in edition.published(article):
        yield FeedEntry(f"edition-{made.number}", f"Edition {made.number}", made.on, " ".join(made.changes))


def _said(correction: Correction) -> Iterator[str]:
    layout = correction.kind is CorrectionKind.LAYOUT
    for what, words in (("Published", correction.published), ("Now", correction.now)):
        if words:
            yield f"{what}: “{plain(shown(words, layout=layout))}”"
    yield correction.because


def _pieces(article: Article, site_url: str) -> Iterator[str]:
    entries = sorted(_entries(article), key=lambda entry: entry.on, reverse=True)
    values = {
        "address": site_url,
        "language": article.language,
        "title": article.publication.title,
        "updated": entries[0].on if entries else edition.day_of_build() or article.today.isoformat(),
        "entries": entries,
    }
    return templates.pieces("corrections.xml", values)


EXPORT = Export("corrections.xml", _pieces)
