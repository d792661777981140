"""The Corrections page: where the text departs from the published one, and what was left as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from scripts.english import differences
from scripts.english.differences import Run
from scripts.finding import Subject, SubjectKind
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.chapters import CITED, Sentence, keys, plain
from scripts.publication.ledger import Correction, CorrectionKind, shown
from scripts.website.editors_notes import Answer, EditorsNote, answers
from scripts.website.generated import Checked, GeneratedPage

# The rules by which a text departs from the published one.
_UNFAITHFUL = frozenset({"faithful-text", "faithful-notes"})


@dataclass(frozen=True)
class Linked:
    """What an editor's note or a departure is about, in words, and where it is; and the sources behind it.

    `chapter` is the title of a sentence's chapter, and "" for what is no sentence.
    """

    words: str
    address: str
    chapter: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Piece:
    """Words of a correction, or the key of a source that it cites; whether the other wording has them not."""

    words: str = ""
    key: str = ""
    differs: bool = False


@dataclass(frozen=True)
class Departure:
    """A departure from the published text. `follows` are the words that it stands behind, `where` the sentence."""

    kind: CorrectionKind
    on: str
    because: str
    published: Sequence[Piece]
    now: Sequence[Piece]
    follows: Sequence[Piece]
    where: Linked | None


@dataclass(frozen=True)
class Left:
    """What was left as it was published, although the check finds fault with it, and the answers to that."""

    about: Linked
    answers: Sequence[Answer]


def _departures(article: Article) -> Iterator[Departure]:
    standing = _standing(article)
    for correction in article.corrections:
        layout = correction.kind is CorrectionKind.LAYOUT
        published, now = (shown(words, layout=layout) for words in (correction.published, correction.now))
        compared = published and now and correction.kind is not CorrectionKind.MOVE
        was, now_is = differences.between(published, now) if compared else ([Run(published)], [Run(now)])
        yield Departure(
            correction.kind,
            correction.on,
            correction.because,
            _pieces(was),
            _pieces(now_is),
            _pieces([Run(shown(correction.after))]),
            standing(correction),
        )


def _pieces(runs: Iterable[Run]) -> list[Piece]:
    """The words of a correction, and the keys that are cited in them."""
    return [
        Piece(*piece, run.differs)
        for run in runs
        for i, words in enumerate(re.split(rf"({CITED.pattern})", run.text))  # words and citations in turn
        for piece in ([("", key) for key in keys(words)] if i % 2 else [(words, "")] if words else [])
    ]


def _standing(article: Article) -> Callable[[Correction], Linked | None]:
    """A function of a correction: the sentence of the chapters that says its words."""

    @cache
    def by_words() -> dict[str, Sentence]:
        return {sentence.text: sentence for chapter in article.chapters for sentence in chapter.sentences}

    def standing(correction: Correction) -> Linked | None:
        sentence = by_words().get(plain(correction.now)) if correction.now else None
        return _of_sentence(article, sentence) if sentence else None

    return standing


def _left(checked: Checked) -> Iterator[Left]:
    """The editors' notes, those about one thing together."""
    groups: dict[Subject, list[EditorsNote]] = {}
    for note in checked.notes:
        groups.setdefault(note.acceptance.about, []).append(note)
    return (Left(_linked(checked.article, *about), answers(group)) for about, group in groups.items())


def _linked(article: Article, kind: SubjectKind, name: str) -> Linked:
    if kind is SubjectKind.SOURCE and name in article.sources:
        return Linked(f"Source: {article.sources[name].title}", f"../sources/#{name}")
    if kind is SubjectKind.CLAIM and name in article.sentence_of:
        return _of_sentence(article, article.sentence_of[name])
    if kind is SubjectKind.NOTE and (sources := article.sources_of_note.get(int(name), ())):
        return Linked(f"Note {name}", f"../sources/#{sources[0].key}", sources=sources)
    return Linked(f"{kind.capitalize()} {name}", "#what-was-left-standing")


def _of_sentence(article: Article, sentence: Sentence) -> Linked:
    chapter = article.chapters[article.chapter_number[sentence.place.path] - 1]
    claim = article.claim_of(sentence)
    sources = tuple(article.sources[key] for key in sentence.keys if key in article.sources)
    return Linked(sentence.text, f"../{chapter.url}#{claim.id if claim else ''}", chapter.title, sources)


def _values(checked: Checked) -> Mapping[str, object]:
    return {
        "departs": bool(checked.article.corrections),
        "unrecorded": lambda: any(finding.rule in _UNFAITHFUL for finding in checked.findings),
        "departures": partial(_departures, checked.article),
        "left": partial(_left, checked),
    }


PAGE = GeneratedPage(
    path="corrections.md",
    title="Corrections",
    description="Where the text departs from the published one, and what was left standing.",
    values=_values,
)
