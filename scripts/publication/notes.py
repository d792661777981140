"""The article as it was published, and its notes: full, short form, Ibid., and what each resolves to.

The published text is Markdown: `# Title`, a `## Part` for each part, `<sup>n</sup>` where a note is
called, a line `---`, and then the notes, each beginning with its `<sup>n</sup>`. What stands there
and is no note (a word on the author, a disclaimer) is the back matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from sys import intern
from typing import NamedTuple

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person

from scripts.english.dates import MONTHS
from scripts.finding import Place, Subject, SubjectKind, unreadable
from scripts.publication import chapters

PATH = "record/original.md"

COMPARE = "compare it with the published article"
MARK = re.compile(r"<sup>(\d+)</sup>")
_AUTHORS = r"(?:(?P<authors>[^\"“]+?)[.,] )?"
_OPEN, _CLOSE = r"[\"“]", r"[\"”]"
_FULL = re.compile(
    rf"{_AUTHORS}{_OPEN}(?P<title>.+?),?{_CLOSE},? \*(?P<container>[^*]+)\*, "
    r"(?P<date>[^,<>]+?)(?:, accessed (?P<accessed>[^,<>]+?))?\s*<(?P<url>[^<>\s]+)>\.?"
)
_SHORT = re.compile(rf"{_AUTHORS}{_OPEN}(?P<title>.+?),?{_CLOSE}[.,]?(?:,? (?:pp?\. ?)?[\d–-]+\.?)?")
_IBID = re.compile(r"ibid\b\.?(?:, .*)?", re.IGNORECASE)
_DATE = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]{2,8})\.? )?(\d{4})")

# Names whose parts are remembered: notes give the same ones again and again, and pybtex takes its time for each.
REMEMBERED = 4096


class Paragraph(NamedTuple):
    """A line of the published text, as it stands there; `opens` is the sign of the block that begins with it."""

    raw: str
    place: Place
    opens: str

    @property
    def starts(self) -> bool:
        """Whether a paragraph or list item begins with it."""
        return bool(self.opens)


Block = chapters.Heading | Paragraph | chapters.Verbatim


class NoteKind(StrEnum):
    """The forms of a note: a full reference, a short form, an Ibid., or none that can be read."""

    FULL = "full"
    SHORT = "short"
    IBID = "ibid"
    OTHER = "other"


class Note(NamedTuple):
    """A published note.

    `text` is all of it, on one line. What comes after `line` is what a full or a short note says; its dates are ISO
    dates of the precision given, or the words themselves where they are no date.
    """

    number: int
    kind: NoteKind
    text: str
    line: int
    authors: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    date: str = ""
    accessed: str = ""
    url: str = ""

    @property
    def place(self) -> Place:
        return Place(PATH, self.line, _subject(self.number))


class NoteFault(StrEnum):
    """What may be wrong with the way from a note to its source."""

    UNREAD = "no form that can be read"
    FIRST = "nothing before it"
    BEFORE = "the note before it leads nowhere"
    SEVERAL = "fits several notes"
    GIVEN_NAME = "given name"
    OTHER_AUTHORS = "other authors"
    OTHER_TITLE = "other title"
    NO_NOTE = "no such note"


class Wrong(NamedTuple):
    """A fault, in words that end in what to do, and the values that identify it."""

    fault: NoteFault
    told: str
    found: tuple[str, ...] = ()


class Resolved(NamedTuple):
    """The full note that a note comes to, or None; and what is wrong with the way there, if anything."""

    note: Note | None
    wrong: Wrong | None = None


class Mark(NamedTuple):
    """A note's number where the text calls it."""

    number: int
    place: Place


@dataclass(frozen=True)
class Original:
    """The published article. `blocks` are its title, headings and paragraphs, line by line.

    `notes` are in the order of the file; `back_matter` are the paragraphs that are neither.
    """

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    back_matter: tuple[chapters.Sentence, ...]

    @property
    def title(self) -> str:
        titles = (b.text for b in self.blocks if isinstance(b, chapters.Heading) and b.level == 1)
        return next(titles, "")

    @property
    def marks(self) -> Iterator[Mark]:
        """Each note's number in the text, in the text's order."""
        for block in self.blocks:
            for match in MARK.finditer(block.raw) if isinstance(block, Paragraph) else ():
                yield Mark(int(match[1]), block.place._replace(about=_subject(int(match[1]))))

    @cached_property
    def resolved(self) -> Mapping[int, Resolved]:
        """What each note resolves to, by its number."""
        return resolve(self.notes)


def read(text: str) -> Original:
    """Read the published text. Raises Unreadable if it has no parts."""
    head, divider, tail = text.partition("\n---\n")
    blocks = tuple(_blocks(head))
    if not any(isinstance(block, chapters.Heading) and block.level == 2 for block in blocks):
        raise unreadable(
            PATH, 1, "has no part with a heading of the second level (## …); put the published article there"
        )
    offset = head.count("\n") + divider.count("\n")
    back_matter: list[chapters.Sentence] = []
    pending: list[tuple[int, int, list[str]]] = []
    for line in chapters.lines(tail):
        if line.kind != "prose":
            continue
        number, raw = line.number + offset, line.text
        if match := MARK.match(raw):
            pending.append((int(match[1]), number, [raw[match.end() :].strip()]))
        elif pending and not back_matter and (raw.startswith("<") or not line.starts):
            pending[-1][2].append(raw)
        else:
            back_matter.append(chapters.Sentence(raw, chapters.plain(raw), PATH, number, (), line.opens))
    # Short forms and Ibid. come again and again: each is one text in memory.
    notes = tuple(_note(number, line, intern(" ".join(words))) for number, line, words in pending)
    return Original(blocks, notes, tuple(back_matter))


def _blocks(text: str) -> Iterator[Block]:
    """What the published text shows above its notes, in order."""
    for number, kind, words, opens in chapters.lines(text):
        place = Place(PATH, number)
        if kind == "prose":
            yield Paragraph(words, place, opens)
        elif kind == "heading":
            yield chapters.heading(words, place)
        elif kind not in ("comment", "rule"):
            yield chapters.Verbatim(words, place, kind == "code")


def _note(number: int, line: int, text: str) -> Note:
    if _IBID.fullmatch(text):
        return Note(number, NoteKind.IBID, text, line)
    if match := _FULL.fullmatch(text):
        return Note(
            number,
            NoteKind.FULL,
            text,
            line,
            names(match["authors"] or ""),
            match["title"],
            match["container"],
            iso_date(match["date"]),
            iso_date(match["accessed"] or ""),
            match["url"],
        )
    if match := _SHORT.fullmatch(text):
        return Note(number, NoteKind.SHORT, text, line, names(match["authors"] or ""), match["title"])
    return Note(number, NoteKind.OTHER, text, line)


def _subject(number: int) -> Subject:
    return Subject(SubjectKind.NOTE, str(number))


@lru_cache(maxsize=REMEMBERED)
def names(text: str) -> tuple[str, ...]:
    """The single names of a list such as "A. Smith, B. Jones, and C. Wu"."""
    return tuple(split_name_list(re.sub(r",? and |, ", " and ", text))) if text else ()


def iso_date(text: str) -> str:
    """A date of the notes ("3 May 2019", "August 2019", "2019") in ISO form; else the text itself."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return text.strip()
    day, month, year = match.groups()
    if not month:
        return year
    if month[:3] not in MONTHS:
        return text.strip()
    number = MONTHS.index(month[:3]) + 1
    return f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}"


@lru_cache(maxsize=REMEMBERED)
def family_name(name: str) -> str:
    """The family name, with its particle ("von der Leyen"), of a name with the given name first."""
    person = Person(name)
    return " ".join(person.prelast_names + person.last_names)


def given_name(name: str) -> str:
    """What stands before the family name."""
    return name.removesuffix(family_name(name)).strip()


def resolve(notes: Sequence[Note]) -> dict[int, Resolved]:
    """The full note that each note comes to, by the notes' own words.

    A full note is its own. *Ibid.* comes to what the note before it comes to. A short form comes to
    the one earlier full note with those family names and a title that begins so. Where it fits just
    one by its authors or just one by its title, it still comes to that one, and the problem is told.
    """
    result: dict[int, Resolved] = {}
    full = _FullNotes()
    previous: Resolved | None = None
    for note in notes:
        if note.kind is NoteKind.FULL:
            full.add(note)
            previous = Resolved(note)
        elif note.kind is NoteKind.IBID:
            previous = _resolve_ibid(previous)
        elif note.kind is NoteKind.SHORT:
            previous = _resolve_short(note, full)
        else:
            told = f"is no full reference, short form or Ibid. that can be read; {COMPARE}"
            previous = Resolved(None, Wrong(NoteFault.UNREAD, told))
        result.setdefault(note.number, previous)
    return result


def _resolve_ibid(previous: Resolved | None) -> Resolved:
    if previous is None:
        told = f"stands first, with no note before it to be the same as; {COMPARE}"
        return Resolved(None, Wrong(NoteFault.FIRST, told))
    if previous.note is None:
        told = "means the note before it, which comes to no source itself; mend that one first"
        return Resolved(None, Wrong(NoteFault.BEFORE, told))
    return Resolved(previous.note) if previous.wrong else previous


class _FullNotes:
    """The full notes so far, by what a short form gives of them."""

    def __init__(self) -> None:
        self.by_family: dict[tuple[str, ...], list[Note]] = {}
        self.by_given: dict[tuple[str, ...], list[Note]] = {}
        self.by_title: dict[str, list[Note]] = {}

    def add(self, note: Note) -> None:
        self.by_family.setdefault(tuple(map(family_name, note.authors)), []).append(note)
        if note.authors:
            self.by_given.setdefault(tuple(map(given_name, note.authors)), []).append(note)
        for short in _beginnings(note.title):
            self.by_title.setdefault(short, []).append(note)


def _resolve_short(short: Note, full: _FullNotes) -> Resolved:
    written = " and ".join(short.authors)
    by_family = full.by_family.get(short.authors, [])
    by_title = full.by_title.get(short.title, [])
    both = [note for note in by_title if note in by_family]
    if len(both) == 1:
        return Resolved(both[0])
    if len(both) > 1:
        numbers = [str(note.number) for note in both]
        told = f"fits notes {' and '.join(numbers)} alike; lengthen its title until it fits one"
        return Resolved(None, Wrong(NoteFault.SEVERAL, told, tuple(numbers)))
    by_given = full.by_given.get(short.authors, [])
    if given := [note for note in by_given if note in by_title] or (by_given if not by_family else []):
        note = given[0]
        authors, families = " and ".join(note.authors), " and ".join(map(family_name, note.authors))
        told = f"names {written!r}, the given name of {authors} (note {note.number});"
        told += f" a short form takes the family name, {families!r}"
        wrong = Wrong(NoteFault.GIVEN_NAME, told, (authors, str(note.number)))
        return Resolved(note if len(given) == 1 else None, wrong)
    if len(by_title) == 1:
        note = by_title[0]
        told = f"names {written!r}, but that title is {_whose(note)} (note {note.number}); {COMPARE}"
        return Resolved(note, Wrong(NoteFault.OTHER_AUTHORS, told, (" and ".join(note.authors), str(note.number))))
    if len(by_family) == 1:
        note = by_family[0]
        told = f"cites {short.title!r}, but {written!r} in note {note.number} wrote {note.title!r}; {COMPARE}"
        return Resolved(note, Wrong(NoteFault.OTHER_TITLE, told, (note.title, str(note.number))))
    told = f"names {written!r} and {short.title!r}, which no earlier full note has; {COMPARE}"
    return Resolved(None, Wrong(NoteFault.NO_NOTE, told))


def _beginnings(title: str) -> Iterator[str]:
    """The whole title, and its beginnings to the end of a word."""
    yield title
    yield from (title[:end] for end in range(1, len(title)) if not title[end].isalnum())


def _whose(note: Note) -> str:
    return f"by {' and '.join(note.authors)}" if note.authors else "by no named author"
