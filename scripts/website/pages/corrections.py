"""The Corrections page: where the text departs from the published one, and what was left as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from scripts import rules
from scripts.english import differences
from scripts.english.differences import DiffRun
from scripts.finding import Place, Subject, SubjectKind
from scripts.publication import editions
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.chapters import CITED, Sentence, in_bracket, plain
from scripts.publication.ledger import Correction, CorrectionKind, shown
from scripts.website import edition
from scripts.website.editors_notes import EditorsAnswer, EditorsNote, answers
from scripts.website.generated import Checked, GeneratedPage

# The rules by which a text departs from the published one.
_UNFAITHFUL = frozenset({"faithful-text", "faithful-notes"})


class Linked(NamedTuple):
    """What an editor's note or a departure is about, in words, and where it is; and the sources behind it.

    `chapter` is the title of a sentence's chapter, and "" for what is no sentence.
    """

    words: str
    address: str
    chapter: str = ""
    sources: tuple[Source, ...] = ()


class ReasonPiece(NamedTuple):
    """Words of a correction, or a source that it cites, with what its bracket says before and behind it.

    `differs` is whether the other wording has them not.
    """

    words: str = ""
    source: Source | None = None
    differs: bool = False
    before: str = ""
    behind: str = ""


class ListedChange(NamedTuple):
    """A change of the published text. `follows` are the words that it comes after, `where` the sentence.

    `edition` is the number of the first edition that has it, 0 where none has.
    """

    anchor: str
    kind: CorrectionKind
    edition: int
    on: str
    because: str
    published: Sequence[ReasonPiece]
    now: Sequence[ReasonPiece]
    follows: Sequence[ReasonPiece]
    where: Linked | None


class Left(NamedTuple):
    """What was left as it was published, although the check finds fault with it, and the answers to that."""

    about: Linked
    answers: Sequence[EditorsAnswer]


def _departures(article: Article) -> Iterator[ListedChange]:
    sentence_of, first = _sentences(article), edition.first_in(article)
    for correction in article.corrections:
        layout = correction.kind is CorrectionKind.LAYOUT
        published, now = (shown(words, layout=layout) for words in (correction.published, correction.now))
        compared = published and now and correction.kind is not CorrectionKind.MOVE
        was, now_is = differences.between(published, now) if compared else ([DiffRun(published)], [DiffRun(now)])
        number, where = first.get(editions.of_correction(correction), 0), sentence_of(correction)
        said = (correction.kind, number, correction.on, correction.because)
        before, here = _pieces(article, was), _pieces(article, now_is)
        follows = _pieces(article, [DiffRun(shown(correction.after))])
        yield ListedChange(edition.anchor(correction), *said, before, here, follows, where)


def _pieces(article: Article, runs: Iterable[DiffRun]) -> list[ReasonPiece]:
    """The words of a correction, and the sources that are cited in them."""
    return [
        piece
        for run in runs
        for i, words in enumerate(re.split(rf"({CITED.pattern})", run.text))  # words and citations in turn
        for piece in (_cited(article, words, run) if i % 2 else [ReasonPiece(words, differs=run.differs)] * bool(words))
    ]


def _cited(article: Article, citation: str, run: DiffRun) -> Iterator[ReasonPiece]:
    for one in in_bracket(citation[1:-1], Place("", 0)):
        source = article.sources.get(one.key)
        signal, locator = f"{one.prefix} " * bool(one.prefix), f", {one.locator}" * bool(one.locator)
        unknown = "" if source else f"[{signal}a source that is not listed any more{locator}]"
        yield ReasonPiece(unknown, source, run.differs, signal, locator)


def _sentences(article: Article) -> Callable[[Correction], Linked | None]:
    """A function of a correction: the sentence of the chapters that says its words."""

    @cache
    def by_words() -> dict[str, Sentence]:
        return {sentence.text: sentence for sentence in article.sentences}

    def found(correction: Correction) -> Linked | None:
        sentence = by_words().get(plain(correction.now)) if correction.now else None
        return _of_sentence(article, sentence) if sentence else None

    return found


def _left(checked: Checked, *, serious: bool) -> Iterator[Left]:
    """The editors' notes, those about one thing together: where one of them is `serious`, or where none is."""
    groups: dict[Subject, list[EditorsNote]] = {}
    for note in checked.notes:
        groups.setdefault(note.acceptance.about, []).append(note)
    in_order = sorted(groups.items(), key=lambda about_group: _first(checked.article, about_group[1]))
    for about, group in in_order:
        if serious == any(rules.RULES[note.finding.rule].serious for note in group):
            yield Left(_linked(checked.article, about), answers(group))


def _first(article: Article, notes: Sequence[EditorsNote]) -> tuple[int, int]:
    """Where the editors' notes stand that are first in the article."""
    last = len(article.chapters) + 1
    beside = [(article.chapter_number.get(place.path, last), place.line) for note in notes for place in note.beside]
    return min(beside, default=(last, 0))


def _linked(article: Article, about: Subject) -> Linked:
    kind, name = about
    if kind is SubjectKind.SOURCE and name in article.sources:
        return Linked(f"Source: {article.sources[name].title}", f"../sources/#{name}")
    if sentence := article.sentence_about(about):
        return _of_sentence(article, sentence)
    if kind is SubjectKind.NOTE and (sources := article.sources_of_note.get(int(name), ())):
        return Linked(f"Note {name}", f"../sources/#{sources[0].key}", sources=sources)
    others = {SubjectKind.SENTENCE: name, SubjectKind.ACRONYM: f"Abbreviation: {name}"}
    return Linked(others.get(kind, "The records of this site"), "#faults-left-as-published")


def _of_sentence(article: Article, sentence: Sentence) -> Linked:
    chapter = article.pages[sentence.path]
    claim = article.claim_of(sentence)
    address = f"../{chapter.url}#{claim.id if claim else ''}"
    return Linked(sentence.text, address, chapter.title, tuple(article.sources_of(sentence.keys)))


def _values(checked: Checked) -> Mapping[str, object]:
    return {
        "departs": bool(checked.article.corrections),
        "unrecorded": lambda: any(finding.rule in _UNFAITHFUL for finding in checked.findings),
        "departures": partial(_departures, checked.article),
        "left": partial(_left, checked),
        "editions": partial(edition.published, checked.article) if checked.article.published_here else None,
        "anchor": edition.anchor,
    }


def _anchors(article: Article) -> Iterator[str]:
    yield from map(edition.anchor, article.corrections)
    yield from (f"edition-{made.number}" for made in edition.published(article))


PAGE = GeneratedPage(
    path="corrections.md",
    title="Corrections",
    description="What the editors changed in the published text, and which faults they left in it, with the reasons.",
    values=_values,
    anchors=_anchors,
)
