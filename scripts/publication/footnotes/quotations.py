"""What stands quoted behind a citation, and no part of it has said: a comment, so that no word of a note is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from scripts.publication.footnotes.markdown import NoteText
from scripts.publication.footnotes.parts import Kind, Part
from scripts.regex import regex

_WORD = regex(r"[^\W\d_]{2,}")
_QUOTED = regex(r"(?<=[.,:;] )[“\"‘'«„](?=\w)")


def with_quotations(parts: Iterable[Part], text: NoteText) -> Iterator[Part]:
    """The parts of a note, with the quotation at the end of a citation as a part of its own.

    One that is a sentence by itself may be a title: it cites only if a source has it.
    """
    before = False
    for part in parts:
        alone = before and part.kind is Kind.SHORT and {part.title} == {*filter(None, _values(part))}
        before = part.cites
        if alone:
            yield replace(part, sure=False)
            continue
        start = _unsaid(part, text) if part.cites and not part.within else 0
        if start:
            yield replace(part, end=start)
            yield Part(Kind.COMMENT, start, part.end, words=text.written(start, part.end).strip(" ;"))
        else:
            yield part


def _unsaid(part: Part, text: NoteText) -> int:
    """Where the quotation starts of which a citation says no word, to its end; 0 where there is none."""
    said: set[str] | None = None
    for match in _QUOTED.finditer(text.plain, part.start + 1, part.end):
        if any(match.start() < end and start < part.end for start, end in text.addresses):
            continue
        said = {w for value in _values(part) for w in _WORD.findall(value)} if said is None else said
        words = _WORD.findall(text.plain, match.start(), part.end)
        if words and not said & set(words):
            return match.start()
    return 0


def _values(part: Part) -> Iterator[str]:
    for field in fields(part):
        value = getattr(part, field.name)
        if not isinstance(value, Kind):
            yield from [value] if isinstance(value, str) else value if isinstance(value, tuple) else ()
