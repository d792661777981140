"""The editors' notes: the answers to findings that readers see, and where they see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scripts import rules
from scripts.finding import Finding, Place, SubjectKind
from scripts.publication.article import Article
from scripts.publication.chapters import first_words
from scripts.publication.ledger import Acceptance
from scripts.regex import regex
from scripts.rules.evidence import PRIVATE, SHOWN


class EditorsNote(NamedTuple):
    """An editor's answer to a finding, and the finding, with `what` was found in words for readers.

    `beside` are the sentences it is shown at.
    """

    acceptance: Acceptance
    finding: Finding
    what: str
    beside: tuple[Place, ...]


class EditorsAnswer(NamedTuple):
    """What an editor has answered, on an ISO day, and the notes that say so, of one or more findings."""

    because: str
    on: str
    notes: tuple[EditorsNote, ...]


def editors_notes(article: Article, findings: Iterable[Finding]) -> Iterator[EditorsNote]:
    """Each answered finding with the places beside which readers see the answer."""
    notes = article.collation.called
    answered = rules.record.Answers(article.accepted)
    for finding in findings:
        for acceptance in answered.to(finding):
            if acceptance.public or finding.rule not in PRIVATE:
                beside = tuple(_beside(article, finding.place, notes))
                yield EditorsNote(acceptance, finding, in_words(article, finding), beside)


def in_words(article: Article, finding: Finding) -> str:
    """What is found, in words for readers; what they see of it in the text is quoted."""
    what, quoted = rules.RULES[finding.rule].readers, quoted_of(article, finding)
    return f"{what[:1].upper()}{what[1:]}{f': “{quoted}”' if quoted else ''}"


_MARKS = regex(r"[“”\"‘’']")


def quoted_of(article: Article, finding: Finding) -> str:
    """The first words of the article that a finding is about; "" where it quotes none."""
    kind, name = finding.subject
    if sentence := article.sentence_about(finding.subject):
        text = sentence.text
    else:
        numbered = {str(note.number): note.text for note in article.original.notes}
        text = numbered.get(name, "") if kind is SubjectKind.NOTE else ""
    bare = _MARKS.sub("", text)
    return next((first_words(words, SHOWN) for words in finding.found if words and _MARKS.sub("", words) in bare), "")


def _beside(article: Article, place: Place, notes: Mapping[int, Place]) -> Iterator[Place]:
    """The sentences that a finding is about: for a source, each that cites it."""
    kind, name = place.about
    if sentence := article.sentence_about(place.about):
        yield sentence.place
    elif kind is SubjectKind.NOTE and int(name) in notes:
        yield notes[int(name)]
    elif kind is SubjectKind.SOURCE:
        yield from dict.fromkeys(citing.place for citing in article.citing.get(name, ()))


def notes_beside(notes: Iterable[EditorsNote]) -> dict[Place, list[EditorsNote]]:
    """The editors' notes on serious findings, by the place of each sentence that they are shown at."""
    result: dict[Place, list[EditorsNote]] = {}
    for note in notes:
        if rules.RULES[note.finding.rule].serious:
            for place in note.beside:
                result.setdefault(place, []).append(note)
    return result


def answers(notes: Iterable[EditorsNote]) -> tuple[EditorsAnswer, ...]:
    """The editors' notes, those that give the same answer as one, with the day of the first."""
    same: dict[str, list[EditorsNote]] = {}
    for note in notes:
        same.setdefault(note.acceptance.because, []).append(note)
    return tuple(EditorsAnswer(because, all_[0].acceptance.on, tuple(all_)) for because, all_ in same.items())


class Noted(NamedTuple):
    """A sentence with editors' notes: its first words, the id of its claim, "" for none, and the answers."""

    words: str
    claim: str
    answers: tuple[EditorsAnswer, ...]
