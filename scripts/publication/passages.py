"""Passages: which note is for words that are quoted on a line without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scripts.english.quotations import outer
from scripts.english.speech import is_speech
from scripts.publication.chapters import QUOTED, Chapter, Sentence

Paragraphs = Sequence[Sequence[Sentence]]


def has_note(sentence: Sentence) -> bool:
    """Whether a sentence cites a source or calls a footnote."""
    return bool(sentence.citations) or "[^" in sentence.raw


def noted_by(paragraphs: Paragraphs, n: int, line: int) -> Sentence | None:
    """The sentence whose note is for what is quoted from this line of the n-th paragraph on; None where there is none.

    It is the first with a note from there to the end of the passage. The passage ends with the paragraph, or with a
    block quotation that follows and whoever is named below it. A block quotation may have its note before it too.
    """
    paragraph = paragraphs[n]
    found = next(filter(has_note, [*paragraph[line:], *_going_on(paragraphs, n)]), None)
    if not found and n and QUOTED in paragraph[0].opens and has_note(paragraphs[n - 1][-1]):
        return paragraphs[n - 1][-1]
    return found


def _going_on(paragraphs: Paragraphs, n: int) -> Iterator[Sentence]:
    """What goes on with the passage of a paragraph: a block quotation, and a line that says whose it is."""
    for before, paragraph in pairwise(paragraphs[n:]):
        attributes = QUOTED in before[0].opens and paragraph[0].text.startswith(("—", "–"))
        if not (QUOTED in paragraph[0].opens or attributes):
            return
        yield from paragraph


def noted_elsewhere(chapter: Chapter) -> dict[int, Sentence]:
    """By the line of each sentence that quotes somebody and has no note: the sentence whose note is for that."""
    found: dict[int, Sentence] = {}
    paragraphs = chapter.paragraphs
    for n, paragraph in enumerate(paragraphs):
        text = "\n".join(sentence.text for sentence in paragraph)
        for quotation in outer(text):
            first, last = (text.count("\n", 0, place) for place in (quotation.start, quotation.end - 1))
            without = [sentence for sentence in paragraph[first : last + 1] if not has_note(sentence)]
            by = noted_by(paragraphs, n, first) if without else None
            if by and is_speech(text, quotation.start, quotation.end):
                for sentence in without:
                    found.setdefault(sentence.line, by)
    return found
