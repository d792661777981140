"""The Claims page: every recorded sentence, to choose among by state, kind, chapter and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.states import support
from scripts.states.support import State
from scripts.website import figures
from scripts.website.editors_notes import EditorsAnswer, answers, notes_beside
from scripts.website.generated import Checked, GeneratedPage

# Recorded sentences, above which no page lists them all: a browser takes seconds to lay out such a table,
# and nobody reads it. Their chapters show them.
MOST_ROWS = 2_000


class ClaimRow(NamedTuple):
    """A recorded sentence, its chapter's address relative to the site's root, and the sources that it cites.

    `keys` are those of its record, in which one may be no source.
    """

    id: str
    url: str
    text: str
    state: State
    kind: str
    is_guessed: bool
    keys: Sequence[str]
    sources: Sequence[Source]
    answers: Sequence[EditorsAnswer]


def lists_claims(article: Article) -> bool:
    """Whether the article is short enough for a list of all its recorded sentences."""
    return article.count_recorded <= MOST_ROWS


def record_address(article: Article, claim_id: str, base: str, way: str = "") -> str:
    """Where the record of a sentence is shown: in the list of claims, else on its card.

    `base` is the way to the site's root from the page that says it, `way` that to the chapter's page.
    """
    return f"{base}claims/#{claim_id}" if lists_claims(article) else f"{way}#card-{claim_id}"


def _rows(checked: Checked) -> Iterator[ClaimRow]:
    article, beside = checked.article, notes_beside(checked.notes)
    for recorded in support.claims(article):
        claim, text, url = recorded.claim, recorded.sentence.text, recorded.chapter.url
        sources = article.sources_of(claim.sources)
        said = answers(beside.get(recorded.sentence.place, ()))
        own = (claim.kind, claim.confirm, claim.sources)
        yield ClaimRow(claim.id, url, text, recorded.state, *own, sources, said)


def _values(checked: Checked) -> Mapping[str, object]:
    article = checked.article
    cited, of = support.sourced(article)
    return {
        "lists": lists_claims(article),
        "language": article.other_language,
        "cited": cited,
        "of": of,
        "guessed": support.guessed(article),
        "views": sum(c.kind not in support.CHECKABLE and bool(s.citations) for s, c in article.recorded()),
        "noted": figures.NOTED,
        "corrected": figures.CORRECTED,
        "read": lambda: sum(one.state is State.SOURCE_READ for one in support.claims(article)),
        "counts": lambda: support.counts(support.claims(article)),
        "kinds": lambda: sorted({claim.kind for _, claim in article.recorded()}),
        "chapters": partial(figures.of_chapters, article),
        "sources": article.sources.values(),
        "rows": partial(_rows, checked),
    }


def _anchors(article: Article) -> Iterator[str]:
    if lists_claims(article):
        yield from (claim.id for _, claim in article.recorded())


PAGE = GeneratedPage(
    path="claims.md",
    title="Claims",
    description="Every sentence of the article: what kind of statement it is, its source, and what was found there.",
    values=_values,
    wide=True,
    by_section=False,  # the search finds the sentences in their chapters
    anchors=_anchors,
)
