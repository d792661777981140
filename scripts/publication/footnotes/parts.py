"""The parts of a note, as values: what a part is, what a source is, and what a note says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from scripts.publication.footnotes import markdown
from scripts.publication.footnotes.markdown import NoteText, SetApart, Sign


class Kind(StrEnum):
    """What a part of a note is."""

    FULL = "full"
    SHORT = "short"
    IBID = "ibid"
    SUPRA = "supra"
    CROSS_REFERENCE = "cross-reference"
    COMMENT = "comment"


class Type(StrEnum):
    """What a source is."""

    BOOK = "book"
    ARTICLE = "article"
    CHAPTER = "chapter"
    REPORT = "report"
    THESIS = "thesis"
    NEWS = "news"
    ONLINE = "online"
    CASE = "case"
    STATUTE = "statute"
    TREATY = "treaty"
    ARCHIVE = "archive"
    INTERVIEW = "interview"
    DATASET = "dataset"
    POST = "post"
    VIDEO = "video"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a note. `start` and `end` are places in the note's plain text; every word is in one part.

    `within` is for a citation inside a sentence: its words are those of the comment before it, too. `sure` is False for
    words that cite only if a source has that name ("Mill."). `note` is the number that a supra or a cross-reference
    prints; `words` are those of a comment, with its Markdown, or of a cross-reference. Dates are in ISO form. `copy` is
    the address of an archived copy.
    """

    kind: Kind
    start: int = 0
    end: int = 0
    within: bool = False
    sure: bool = True
    type: Type | None = None
    signal: str = ""
    authors: tuple[str, ...] = ()
    idem: str = ""
    title: str = ""
    container: str = ""
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""
    edition: str = ""
    court: str = ""
    date: str = ""
    accessed: str = ""
    url: str = ""
    copy: str = ""
    doi: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    locator: str = ""
    note: str = ""
    hereafter: str = ""
    remark: str = ""
    words: str = ""

    @property
    def cites(self) -> bool:
        """Whether it leads to a source."""
        return self.kind not in (Kind.COMMENT, Kind.CROSS_REFERENCE)


def name_of(part: Part) -> str:
    """What a source is called: its title; where it has none, its number, volume and container.

    A talk or a letter is called what the note says of it: interview by Bo Tarn; E-mail from Ada Mill to the author.
    """
    if part.type is Type.INTERVIEW and part.remark:
        joint = " " if part.remark.startswith("to ") else ", "
        return f"{part.title}{joint}{part.remark}" if part.title else part.remark
    place = (part.volume, part.container, part.pages or part.locator)
    return part.title or part.number or " ".join(filter(None, place))


def words_of(note: str, parts: Sequence[Part]) -> str:
    """The words of parts of a note that follow one another and lead to no source, with their Markdown."""
    if len(parts) == 1 and not parts[0].cites:
        return f"{parts[0].signal} {parts[0].words}".strip()
    return markdown.read(note).written(parts[0].start, parts[-1].end)


def remark_of(part: Part) -> str:
    """What is remarked on a citation, and is no part of its source's name."""
    return "" if part.type is Type.INTERVIEW else part.remark


def locator_of(part: Part) -> str:
    """The locator of a citation, with what is remarked on it in brackets."""
    remark = remark_of(part)
    return " ".join(filter(None, (part.locator, f"({remark})" if remark else "")))


class Piece(NamedTuple):
    """A stretch of a note, which ends where a sentence or a source does; `signal` is what led to it, as *see* does."""

    text: NoteText
    start: int
    end: int
    signal: str = ""

    @property
    def plain(self) -> str:
        return self.text.plain[self.start : self.end]

    def groups(self) -> tuple[SetApart, ...]:
        return self.text.groups(self.start, self.end)

    def behind(self, length: int) -> Piece:
        """The piece without its first characters, and the spaces behind them."""
        start = min(self.start + length, self.end)
        while start < self.end and self.text.plain[start] == " ":
            start += 1
        return self._replace(start=start)


class Field(NamedTuple):
    """What stands between two separators. `mark` is None for words with no marks round them."""

    mark: Sign | None
    text: str
    start: int
    end: int
    glued: bool  # no comma stands before it
    colon: bool = False  # a colon stands before it


Values = dict[str, Any]


def stated(match: re.Match[str], *but: str) -> Values:
    """What the named groups of a match say, save for those that say nothing, have these names or begin with "_"."""
    words = match.groupdict().items()
    return {name: said.strip(" ,") for name, said in words if said and name not in but and name[0] != "_"}


def has(values: Values, *names: str) -> bool:
    """Whether any of these is known of a source."""
    return any(map(values.get, names))
