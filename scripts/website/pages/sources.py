"""The Sources page: every source in full, what is known of its link and its text, and each place that cites it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from scripts.finding import SubjectKind
from scripts.publication import nights
from scripts.publication.article import Article, Citing
from scripts.publication.bibliography import Source
from scripts.publication.ledger import Acceptance
from scripts.states import works
from scripts.website import compared, style
from scripts.website.generated import Checked, GeneratedPage, SearchEntry
from scripts.website.references import Copy, archived, reference


class CitedBy(NamedTuple):
    """A place that cites a source: the words of its sentence, and the label of its mark in its chapter.

    `address` is that of the sentence, or of the mark where the sentence has no record; both from a generated page.
    """

    words: str
    address: str
    chapter: str
    label: str
    mark: str


class SourceEntry(NamedTuple):
    """A source as the page shows it.

    `notes` are the numbers of the published notes that lead to it, `listed` whether the published list of references
    has it; `link` is what the web answered, None before
    the first night that counts, and `link_means` that in words; `compared` what the machine found in it, and
    `works` what registries say of its numbers, each in a sentence.
    """

    source: Source
    reference: Markup
    notes: str
    listed: bool
    link: nights.Link | None
    link_means: str
    copy: Copy | None
    compared: Sequence[str]
    works: Sequence[str]
    answers: Sequence[Acceptance]
    cited_by: tuple[CitedBy, ...]


# What an address answers, in a word or two.
LINK_WORDS: Mapping[nights.LinkState, str] = {
    nights.LinkState.ALIVE: "works",
    nights.LinkState.ANCHOR_GONE: "works, but not to the very place",
    nights.LinkState.TEXT_GONE: "works, but not to the very words",
    nights.LinkState.REFUSED: "cannot be tested",
    nights.LinkState.UNSURE: "unclear",
    nights.LinkState.SUSPECT: "perhaps another page",
    nights.LinkState.FAILING: "does not work at present",
    nights.LinkState.DEAD: "dead",
    nights.LinkState.VOID: "test failed",
}


def entries(checked: Checked) -> Iterator[SourceEntry]:
    """Every source of the article, by its first author, or its title where it has none, and its date."""
    article = checked.article
    printed = {note.number: note.label for note in article.original.notes}
    notes = {key: [printed[number] for number in numbers] for key, numbers in article.noted.items()}
    answers: dict[str, list[Acceptance]] = {}
    for note in checked.notes:
        if note.finding.subject.kind is SubjectKind.SOURCE:
            answers.setdefault(note.finding.subject.name, []).append(note.acceptance)
    for key, source in sorted(article.sources.items(), key=_by_author):
        link = article.nights.links.get(source.url)
        asked = (
            link if link and link.state else None,
            link.state.description if link else "",
            archived(article, source),
        )
        found = (compared.of_source(article, source), works.sentences(article.works_of(source)), answers.get(key, ()))
        cited_by = tuple(_cited_by(article, citing) for citing in article.citing.get(key, ()))
        numbers = ", ".join(notes.get(key, ()))
        listed = key in article.listed
        yield SourceEntry(source, reference(article, source), numbers, listed, *asked, *found, cited_by)


# So many sources or more have a filter, and show on request alone where they are used.
MANY = 20


def _by_author(item: tuple[str, Source]) -> tuple[str, str, str]:
    key, source = item
    name = " ".join(source.names[0].last_names) if source.names else source.title
    return name.casefold(), source.date, key


def _cited_by(article: Article, citing: Citing) -> CitedBy:
    page, claim = f"../{citing.chapter.url}", article.claim_at(citing.place)
    mark = f"{page}#fnref:{citing.call.name}"
    address = f"{page}#{claim.id}" if claim else mark
    return CitedBy(citing.place.about.name, address, citing.chapter.title, citing.call.label, mark)


def _values(checked: Checked) -> Mapping[str, object]:
    article = checked.article
    return {
        "notes": len(article.original.notes),
        "sources": len(article.sources),
        "last_check": article.nights.last_counted,
        "stale": nights.STALE_DAYS,
        "many": len(article.sources) >= MANY,
        "link_words": LINK_WORDS,
        "entries": partial(entries, checked),
    }


def _searched(article: Article) -> Iterator[SearchEntry]:
    yield SearchEntry("", PAGE.title, PAGE.description)
    for source in article.sources.values():
        yield SearchEntry(source.key, source.title or "Untitled", style.plain(source))


PAGE = GeneratedPage(
    path="sources.md",
    title="Sources",
    description="Every source of the article in full, with each place that cites it.",
    values=_values,
    by_section=False,
    entries=_searched,
    anchors=lambda article: article.sources,
)
