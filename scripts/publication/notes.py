"""The article as it was published, and its notes: what each cites, explains, and leads to.

The published text is Markdown. A note is called by `<sup>n</sup>` or `[^n]` in a sentence, a heading, a table, and by
`[n]` or ¹ where nothing else is raised; it is printed below, behind a line `---` or under a heading such as Notes,
after each chapter, as a Markdown footnote, in a file of their own, or at the end without any of these, numbered from 1.
What stands behind the notes and is none (a word on the author, a disclaimer) is the back matter, and so is a note to
the title, which no chapter has.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import takewhile
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from scripts.finding import Place, Subject, SubjectKind
from scripts.publication import chapters
from scripts.publication.chapters import Heading, Verbatim
from scripts.regex import regex

if TYPE_CHECKING:
    from scripts.publication.footnotes.parts import Kind
    from scripts.publication.footnotes.resolution import Cited, Resolution

PATH = "record/original.md"
BESIDE = "record/notes.md"
"""Where its notes are, if they are in a file of their own."""

COMPARE = "compare it with the published article"
MARK = regex(r"<sup>#(\d+)</sup>")
"""A note's number where the text calls it, as `read` leaves it: one in a mark, counted through the whole article."""


def mark(number: int) -> str:
    """What stands for a note in the blocks of an `Original`."""
    return f"<sup>#{number}</sup>"


_NUMBERS = r"\d{1,5}(?:\s?[,;–-]\s?\d{1,5})*"
_CALL = regex(
    r"(?=<|\[\^)"  # which is found fast
    r"(?:<sup>\s?[,;]\s?</sup>)?"  # a raised comma parts it from the one before
    r"(?:(?:<a [^<>]{0,200}>)?<sup>\s?(?:<a [^<>]{0,200}>)?"
    rf"\s?(?:\\?\[){{0,2}}(?P<numbers>{_NUMBERS})(?:\\?\]){{0,2}}"
    r"(?:</a>|\(#[^()\s]*\))?\s?</sup>(?:</a>)?(?!⁄|/?<sub>)"
    # Before a colon it is a call behind a word, and at the beginning a definition.
    r"|(?:(?<=\S)|(?<=\w[ \t])|(?!\[\^[^\]\s]{1,80}\]:))\[\^(?P<name>[^\]\s]{1,80})\])"
)
_BRACKETED = regex(rf"\\?\[(?P<numbers>{_NUMBERS})\\?\](?![:(\[])(?P<name>(?!))?")
_SUPERIOR = "[⁰¹²³⁴-⁹]{1,5}"
# None of a fraction or an ion: ²⁄₃, Ca²⁺.
_SUPERIORS = regex(rf"(?<![⁻⁄])(?P<numbers>{_SUPERIOR}+(?:,{_SUPERIOR}+)*+)(?![⁺⁻⁄])(?P<name>(?!))?")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK_OR_CITATION = regex(rf"{MARK.pattern}|{chapters.CALLED.pattern}")
_HEADING_SIGNS = regex(r"^\s{0,3}#+\s+|\s*#*\s*$")
# What a power stands behind, 10², km², *x*², though no year; and before an isotope's symbol, as in of ¹⁴C, its mass.
_POWER = regex(r"(?:(?<!\d{3})\d|(?:(?<![^\W\d_])(?:[kcdmµnμ]?m|mi|ft|yd)|(?<![\w.'’])[^\W\d_])\*{0,2})$")
_MASS = regex(r"(?:[\w,] |.?\()(?:<sup>)?\d{1,3}(?:</sup>)?[A-Z][a-z]?\b")
_DEFINITION = regex(r" {0,3}\[\^(?P<name>[^\]\s]{1,80})\]:[ \t]?(?P<text>.*)")
_RAISED = regex(
    r" {0,3}(?:<a [^<>]{0,200}>(?:</a>)?)?<sup>\s?(?:<a [^<>]{0,200}>)?\\?\[?(?P<name>\d{1,5})\\?\]?"
    r"(?:\([^()\s]*\))?(?:</a>)?[.)]?\s?</sup>[.:]?[ \t]*(?P<text>\S.*)"
)
_LISTED = regex(r" {0,3}\\?\[?(?P<name>\d{1,5})(?:\\?\](?![:(])[.:]?|\\?[.):])[ \t]+(?P<text>\S.*)")
_WITH_SUPERIOR = regex(rf" {{0,3}}(?P<name>{_SUPERIOR})[.)]?[ \t]*(?P<text>\S.*)")
_ITEM = regex(r" {0,3}(?:[-*+]|\d{1,4}[.)])[ \t]+(?P<text>.*)")
_BOLD = regex(r" {0,3}(?:\*\*|__)(?P<text>[^*_]{3,40})(?:\*\*|__):?[ \t]*$")
_RULE = regex(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_ADDRESS = regex(r"<https?://[^<>\s]+>\.?$")
_NOTES = regex(
    r"(?:end|foot)?notes?(?: and references)?|references and notes|anmerkungen|fu(?:ß|ss)noten|endnoten|notas?",
    re.IGNORECASE,
)


def without_calls(text: str) -> str:
    """A text of the published article as it is written, less what calls its notes."""
    return _CALL.sub("", text)


class Paragraph(NamedTuple):
    """A line of the published text, with its marks as `MARK`; `opens` is the sign of the block that begins with it."""

    raw: str
    place: Place
    opens: str


Block = Heading | Paragraph | Verbatim


class Note(NamedTuple):
    """A published note: its text, all on one line, and its number, counted through where the printed ones restart.

    `label` is the number as printed.
    """

    number: int
    label: str
    text: str
    line: int
    path: str = PATH

    @property
    def place(self) -> Place:
        return Place(self.path, self.line, _subject(self.number))


class PublishedMark(NamedTuple):
    """A note's number where the text calls it."""

    number: int
    place: Place


@dataclass(frozen=True)
class Original:
    """The published article. `blocks` are its title, headings and paragraphs, line by line.

    `notes` are in the order of the file; `of_title` are the numbers of those to a title that is the heading of no part;
    `back_matter` is what these say, and the paragraphs that are neither; `bibliography` are the references of a list at
    the end, in Markdown. `left_out` is what stands behind the text and is no prose, so that no page shows it. `unsure`
    are the notes that nothing calls but a number behind a unit, as in 5 km², which may be a power.
    """

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    back_matter: tuple[chapters.Sentence, ...]
    bibliography: tuple[str, ...] = ()
    of_title: frozenset[int] = frozenset()
    left_out: tuple[Verbatim, ...] = ()
    unsure: frozenset[int] = frozenset()

    @property
    def title(self) -> str:
        titles = (b.text for b in self.blocks if isinstance(b, Heading) and b.level == 1)
        return next(titles, "")

    @property
    def marks(self) -> Iterator[PublishedMark]:
        """Each note's number in the text, in the text's order."""
        for block in self.blocks:
            for match in MARK.finditer(block.calls if isinstance(block, Heading) else block.raw):
                yield PublishedMark(int(match[1]), block.place._replace(about=_subject(int(match[1]))))

    @cached_property
    def resolution(self) -> Resolution:
        """What the parts of each note, in the order of `notes`, lead to: by those before it as they are numbered."""
        from scripts.publication.footnotes import resolution  # only here: other readers of the article need no grammar

        order = sorted(range(len(self.notes)), key=lambda nth: self.notes[nth].number)
        numbered = [resolution.Numbered(int(self.notes[nth].label), self.notes[nth].text) for nth in order]
        resolved = resolution.resolve(numbered, self.bibliography)
        notes = dict(zip(order, resolved.notes, strict=True))
        return resolved._replace(notes=tuple(notes[nth] for nth in range(len(notes))))

    @cached_property
    def cited(self) -> Mapping[int, tuple[Cited, ...]]:
        """The parts of each note, with what they lead to, by its number."""
        found: dict[int, tuple[Cited, ...]] = {}
        for note, parts in zip(self.notes, self.resolution.notes, strict=True):
            found.setdefault(note.number, tuple(_with_linked(note.text, parts)))
        return found

    def kind(self, number: int) -> Kind | None:
        """The kind of a note's one part; None where it has several, or there is no such note."""
        parts = self.cited.get(number, ())
        return parts[0].part.kind if len(parts) == 1 else None


def _with_linked(text: str, parts: tuple[Cited, ...]) -> Iterator[Cited]:
    """The parts of a note; words that link to what has no name are of the sentence before it, so that none is lost."""
    from scripts.publication.footnotes import markdown
    from scripts.publication.footnotes.parts import Kind, Part, name_of
    from scripts.publication.footnotes.resolution import Cited

    comment: Cited | None = None
    for each in parts:
        part = each.part
        before, comment = comment, each if part.kind is Kind.COMMENT else None
        nameless = part.cites and part.url and not (part.within or name_of(part) or part.authors)
        read = markdown.read(text) if nameless else None
        linked = read and any(
            part.start <= link.start < part.end and (link.start, link.end) not in read.addresses for link in read.links
        )
        if before and not (linked and read):
            yield before
        if linked and read:
            start = before.part.start if before else part.start
            yield Cited(Part(Kind.COMMENT, start, part.end, words=read.written(start, part.end)))
            yield replace(each, part=replace(part, within=True, signal=""))
        elif not comment:
            yield each
    if comment:
        yield comment


def _subject(number: int) -> Subject:
    return Subject(SubjectKind.NOTE, str(number))


@dataclass
class _Open:
    """A note or a reference to which further lines may belong; `restarts` is whether the numbers may begin anew."""

    name: str
    line: int
    lines: list[str]
    definition: bool = False
    restarts: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines).strip()


@dataclass
class _Reader:
    """What has been read of the published text, and where in it we are: in the text, its notes, or its works."""

    path: str
    end: int  # the last line that is not of the notes' own file
    raws: list[str]
    lines: list[chapters.Line]
    in_notes: int = 0  # the level of the heading Notes that we are under
    bare: bool = False  # whether that is a line of the text, which has no level
    in_works: bool = False
    behind: bool = False  # behind a line or a heading that ends the text
    ruled: int | None = None  # how many blocks there were at the last line ---, none with a mark or a heading since
    current: _Open | None = None
    blocks: list[Block] = field(default_factory=list)
    notes: list[_Open] = field(default_factory=list)
    works: list[_Open] = field(default_factory=list)
    back: list[Paragraph] = field(default_factory=list)
    left_out: list[Verbatim] = field(default_factory=list)
    since: bool = False  # whether text or a heading has come since the last note
    below: int | None = None  # how much of the back matter there was at the last note, where nothing parts it from that

    def place(self, line: int) -> Place:
        return Place(self.path, line) if line <= self.end else Place(BESIDE, line - self.end)

    def heading(self, nth: int, title: str) -> None:
        line, raws = self.lines[nth], self.raws
        bare = line.kind != "heading"
        level = self.in_notes + 1 if bare else _level(line)
        words = re.sub(r"^(?:\d+|[IVX]+)[.)]? ", "", title.strip(" *_#:."))
        self.current, self.below, self.since, self.in_works = None, None, True, False
        if _NOTES.fullmatch(words) and (bare or line.number + 1 >= self.end or self.has_notes(nth)):
            self.in_notes, self.bare, self.behind = level, bare, True
        elif chapters.begins_works(words, raws, line.number):
            self.in_works = True
            self.behind = level <= 2 or self.behind
            if not self.behind:
                self.blocks.append(_heading(line, raws, self.place(line.number)))
        elif not bare and line.number <= self.end and not self.is_of_notes(nth):
            self.in_notes, self.behind, self.ruled = 0, False, None
            self.blocks.append(_heading(line, raws, self.place(line.number)))

    def is_of_notes(self, nth: int) -> bool:
        """Whether a heading stands among the notes, as those of the chapters do."""
        within = bool(self.in_notes) and _level(self.lines[nth]) > self.in_notes
        return within and not (self.bare and not self.is_note(nth + 1))

    def is_note(self, nth: int) -> bool:
        """Whether a note begins with a line, if it is one of notes."""
        return nth < len(self.lines) and bool(_note(self.lines[nth], self.raws))

    def has_notes(self, nth: int) -> bool:
        """Whether notes stand under a heading or a line, or nothing. What calls a note is text, as is other prose."""
        level = _level(self.lines[nth]) if self.lines[nth].kind == "heading" else 0
        words = ruled = False
        for line in self.lines[nth + 1 :]:
            if line.kind == "heading" and (_level(line) <= level or (words and not level)):
                break
            if _note(line, self.raws):
                return True
            if line.kind == "prose" and _CALL.search(line.text):
                return False
            ruled = ruled or line.kind == "rule"
            words = words or (line.kind == "prose" and not ruled)
        return not words

    def note(self, opened: _Open) -> None:
        before = self.notes[-1].name if self.notes and self.below is not None else ""
        if before.isdigit() and opened.name == str(int(before) + 1) and not opened.definition:
            self.notes[-1].lines += [each.raw for each in self.back[self.below :]]  # its further paragraphs
            del self.back[self.below :]
        if self.ruled is not None and (not opened.definition or opened.line > self.end):
            moved = self.blocks[self.ruled :]  # words between the line and the notes
            del self.blocks[self.ruled :]
            self.back += [block for block in moved if isinstance(block, Paragraph)]
        self.behind = self.behind or self.ruled is not None
        opened.restarts, self.since, self.ruled = self.since, False, None
        self.notes.append(opened)
        self.current, self.below = opened, len(self.back) if self.behind else None

    def goes_on(self, line: chapters.Line, raw: str, joined: bool) -> bool:
        """Whether a line belongs to the note or reference before it: directly below, indented, or an address alone."""
        if self.current is None:
            return False
        if joined:
            return not (self.in_works and _ITEM.match(raw))
        indented = raw.startswith(("    ", "\t"))
        return (
            (indented and not self.in_works)
            or (self.current.definition and line.kind == "definition")
            or bool(_ADDRESS.match(raw.strip()))
        )

    def text(self, line: chapters.Line, raw: str) -> None:
        place = self.place(line.number)
        if self.in_works:
            item = _ITEM.match(raw)
            self.current = _Open("", line.number, [item["text"] if item else line.text])
            self.works.append(self.current)
            if not self.behind:
                self.blocks.append(Verbatim(line.text, place))
            return
        prose = line.kind == "prose"
        if self.behind:
            if prose:
                self.back.append(Paragraph(line.text, place, line.opens))
            else:
                self.left_out.append(Verbatim(line.text, place))
            return
        self.since = True
        if self.ruled is not None and (
            chapters.CITED.search(line.text) or any(not power for _, power in _called(line.text))
        ):
            self.ruled = None
        sentence = prose and chapters.has_words(line.text)  # as in a chapter: a picture alone is none
        self.blocks.append(
            Paragraph(chapters.uncommented(line.text), place, line.opens)
            if sentence
            else Verbatim(line.text, place, line.kind == "code")
        )


def _level(line: chapters.Line) -> int:
    return line.text.index(" ")


def _note(line: chapters.Line, raws: list[str], *, listed: bool = True) -> re.Match[str] | None:
    """What a line is as the first of a note, with its name and text; `listed` if a mere number may begin it."""
    raw = raws[line.number - 1]
    if line.kind in ("code", "comment"):
        return None
    match = _DEFINITION.match(raw) or _RAISED.match(raw)
    return match or (_LISTED.match(raw) or _WITH_SUPERIOR.match(raw) if listed else None)


def _heading(line: chapters.Line, raws: list[str], place: Place) -> Heading:
    return chapters.heading(line.text, place)._replace(raw=_HEADING_SIGNS.sub("", raws[line.number - 1]).strip())


@lru_cache(maxsize=1)  # what is brought in is read again as the article that was made of it
def read(text: str, path: str = PATH, beside: str = "") -> Original:
    """Read a published text, or a file of notes alone; `beside` are its notes, where they have a file of their own."""
    end = len(text.split("\n"))
    if beside:
        text, end = f"{text}\n\n# Notes\n\n{beside}", end + 3
    raws, lines = text.split("\n"), list(chapters.lines(text))
    reader = _Reader(path, end, raws, lines)
    _read(reader, frozenset())
    if not reader.notes and (unannounced := _unannounced(lines, raws)):
        reader = _Reader(path, end, raws, lines)
        _read(reader, unannounced)
    if reader.ruled is not None and not reader.notes:  # cited by key alone: what the last line parts off is no text
        reader.back += [block for block in reader.blocks[reader.ruled :] if isinstance(block, Paragraph)]
        del reader.blocks[reader.ruled :]
    return _numbered(reader)


def _read(reader: _Reader, unannounced: frozenset[int]) -> None:
    """Read all lines; `unannounced` are those with which the notes begin that no heading is above."""
    last = 0
    defined = {match["name"] for raw in reader.raws if (match := _DEFINITION.match(raw))}
    for nth, line in enumerate(reader.lines):
        raw, joined = reader.raws[line.number - 1], last == line.number - 1
        last = line.number
        match = _note(line, reader.raws, listed=bool(reader.in_notes) or line.number in unannounced)
        if match and match["name"] in defined and _LISTED.match(raw) and not _DEFINITION.match(raw):
            match = None  # an item of a list
        title = "" if line.kind != "prose" or joined else _title(raw, line.text)
        if match:
            reader.behind = reader.behind or line.number in unannounced
            name = match["name"].translate(_DIGITS)
            reader.note(_Open(name, line.number, [match["text"].strip()], "[^" in raw[:6]))
        elif line.kind == "rule" or (line.kind == "prose" and _RULE.match(raw)):
            reader.current, reader.below, reader.in_works = None, None, False
            reader.ruled = len(reader.blocks)
        elif line.kind == "heading":
            reader.heading(nth, line.text.partition(" ")[2])
        elif (title and _BOLD.match(raw) and chapters.WORKS.fullmatch(title)) or (
            _NOTES.fullmatch(title) and (reader.has_notes(nth) if _BOLD.match(raw) else reader.is_note(nth + 1))
        ):
            reader.heading(nth, title)
        elif reader.goes_on(line, raw, joined) and reader.current:
            reader.current.lines.append(raw.strip())
            if reader.in_works and not reader.behind:
                reader.blocks.append(Verbatim(line.text, reader.place(line.number)))
        elif line.kind != "comment":
            reader.current = None
            reader.text(line, raw)


def _title(raw: str, text: str) -> str:
    """The words of a line that may be a heading: all of it in bold, or as it is."""
    bold = _BOLD.match(raw)
    return bold["text"] if bold else text.rstrip(" :")


def _unannounced(lines: list[chapters.Line], raws: list[str]) -> frozenset[int]:
    """The lines with which the notes at the end begin that no heading is above.

    They are numbered from 1, behind the last heading, and are all that the text before calls; or there is no such text.
    """
    last = max((nth for nth, line in enumerate(lines) if line.kind == "heading"), default=-1)
    matches = [(nth, match) for nth in range(last + 1, len(lines)) if (match := _note(lines[nth], raws))]
    numbered = [(nth, int(match["name"].translate(_DIGITS))) for nth, match in matches]
    first = max((place for place, (_, number) in enumerate(numbered) if number == 1), default=len(numbered))
    found: list[int] = []
    for nth, number in numbered[first:]:
        if number == len(found) + 1:
            found.append(nth)
    before = [line for line in lines[: found[0]] if line.kind not in ("code", "comment")] if found else []
    names = {str(number) for number in range(1, len(found) + 1)}
    if any(line.kind == "prose" for line in before) and not _call_all(names, [line.text for line in before]):
        return frozenset()
    return frozenset(lines[nth].number for nth in found)


def _numbered(reader: _Reader) -> Original:
    """The published text with its marks and notes counted through."""
    raws = [block.raw for block in reader.blocks if not (isinstance(block, Verbatim) and block.code)]
    counter = _Counter(reader.notes, _calls(raws, reader.notes), raws)
    blocks: list[Block] = []
    for block in reader.blocks:
        if isinstance(block, Heading):
            raw = counter.through(block.raw)
            calls = "".join(match[0] for match in _MARK_OR_CITATION.finditer(raw))
            blocks.append(block._replace(text=chapters.plain(MARK.sub("", raw)), calls=calls, raw=raw))
        elif isinstance(block, Verbatim) and block.code:
            blocks.append(block)
        else:
            blocks.append(block._replace(raw=counter.through(block.raw)))
    # Short forms and Ibid. come again and again: each is one text in memory.
    notes = tuple(
        Note(number, opened.name if opened.name.isdigit() else str(number), intern(opened.text), place.line, place.path)
        for opened, number in zip(reader.notes, counter.numbers(), strict=True)
        for place in [reader.place(opened.line)]
    )
    of_title = _of_title(blocks) & {note.number for note in notes}
    behind = [Paragraph(n.text, n.place, chapters.PARAGRAPH) for n in notes if n.number in of_title] + reader.back
    back = tuple(
        chapters.Sentence(p.raw, chapters.plain(p.raw), p.place.path, p.place.line, (), p.opens) for p in behind
    )
    works = tuple(work.text for work in reader.works)
    left_out, unsure = tuple(reader.left_out), frozenset(counter.unsure)
    return Original(tuple(blocks), notes, back, works, of_title, left_out, unsure)


def _calls(raws: list[str], notes: list[_Open]) -> re.Pattern[str]:
    """What calls the notes: numbers in brackets or superior digits where nothing is raised, and they call them all."""
    names = {note.name for note in notes}
    return _call_all(names, raws) or _CALL


def _call_all(names: set[str], raws: list[str]) -> re.Pattern[str] | None:
    """What calls each of some notes and nothing else in some lines, if anything does."""
    for pattern in (_CALL, _BRACKETED, _SUPERIORS):
        called = [each for raw in raws for each in _called(raw, pattern)]
        sure = {name for name, power in called if not power}
        if names and sure <= names <= {name for name, _ in called}:
            return pattern
        if sure and pattern is _CALL:
            break
    return None


def _called(raw: str, *patterns: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """The names of the notes that a line may call, and whether each may be a power instead."""
    for pattern in patterns or (_CALL, _BRACKETED, _SUPERIORS):
        for match in pattern.finditer(chapters.hide_code(raw)):
            names = [match["name"]] if match["name"] else map(str, _each(match["numbers"]))
            yield from ((name, bool(_power(match))) for name in names)


def _power(match: re.Match[str]) -> str:
    """What may be a power, or an isotope, and no call of a note, from its base on; "" where it is a call for sure."""
    if match["name"] or match.re is _BRACKETED:
        return ""
    start, text = match.start(), match.string
    before, behind = text[start - 1 : start], text[match.end() : match.end() + 1]
    near = _POWER.search(text, max(0, start - 6), start) if before.isalnum() or before == "*" else None
    if not near and behind.isupper():
        near = _MASS.match(text[max(0, start - 2) : match.end() + 3].translate(_DIGITS))
    return f"{near[0]}{match[0]}" if near else ""


def _of_title(blocks: list[Block]) -> frozenset[int]:
    """The notes that the title calls where it is the heading of no part: one with a heading of its own follows."""
    titles = list(takewhile(lambda block: isinstance(block, Heading) and block.level != 2, blocks))
    follows = len(titles) < len(blocks) and isinstance(blocks[len(titles)], Heading)
    calls = "".join(block.calls for block in titles if isinstance(block, Heading)) if follows else ""
    return frozenset(int(match[1]) for match in MARK.finditer(calls))


class _Counter:
    """The numbers of marks and notes, counted through where the printed ones begin at 1 again; named ones in order."""

    def __init__(self, notes: list[_Open], calls: re.Pattern[str], raws: list[str]) -> None:
        self.notes = notes
        self.calls = calls
        # The sure calls that are to come: what may be a power, and has the number of the next of these, is one.
        every = (match for raw in raws for match in calls.finditer(chapters.hide_code(raw)))
        self.ahead = deque(_first(match) for match in every if not _power(match))
        self.unsure: set[int] = set()
        self.printed = {note.name for note in notes}
        self.named = not all(note.name.isdigit() for note in notes)
        self.names: dict[str, int] = {}
        self.series: list[int] = []  # of each note
        self.offsets = [0]
        highest = previous = 0
        for note in notes:
            number = int(note.name) if note.name.isdigit() else 0
            if number == 1 and previous and (previous > 1 or note.restarts) and not self.named:
                self.offsets.append(self.offsets[-1] + highest)
                highest = 0
            highest, previous = max(highest, number), number
            self.series.append(len(self.offsets) - 1)
        self.now = self.last = 0

    def through(self, text: str) -> str:
        """A text with each mark as `MARK`, one for each number; in code there is none."""
        pieces, end = [], 0
        for match in self.calls.finditer(chapters.hide_code(text)):
            pieces += [text[end : match.start()], self._mark(match)]
            end = match.end()
        return "".join([*pieces, text[end:]])

    def _mark(self, match: re.Match[str]) -> str:
        power = _power(match)
        if not power:
            self.ahead.popleft()
        if self.named and power and match["numbers"] not in self.printed:
            return match[0]
        if self.named:
            name = match["name"] or match["numbers"]
            return mark(self.names.setdefault(name, len(self.names) + 1))
        if match["name"] and not match["name"].isdigit():
            return match[0]
        numbers = list(_each(match["numbers"] or match["name"]))
        if self.calls is _SUPERIORS and not self.printed.issuperset(map(str, numbers)):
            return match[0]
        if power and (numbers[0] != self.last + 1 or next(iter(self.ahead), 0) == numbers[0]):
            return match[0]
        if numbers[0] == 1 and self.last and self.now + 1 < len(self.offsets):
            self.now += 1
        self.last = numbers[-1]
        if power and not power[0].isdigit():
            self.unsure.update(self.offsets[self.now] + number for number in numbers)
        return "".join(mark(self.offsets[self.now] + number) for number in numbers)

    def numbers(self) -> Iterator[int]:
        """The number of each note; to be asked when all marks have been counted."""
        for note, series in zip(self.notes, self.series, strict=True):
            if self.named:
                yield self.names.setdefault(note.name, len(self.names) + 1)
            else:
                yield self.offsets[series] + int(note.name)


def _first(match: re.Match[str]) -> int:
    """The first number of what calls notes; 0 of a name."""
    return next(_each(match["numbers"] or (match["name"] if match["name"].isdecimal() else "0")))


def _each(numbers: str) -> Iterator[int]:
    """The numbers of "1", "1,2" and "1–3"."""
    for piece in re.split(r"\s?[,;]\s?", numbers.translate(_DIGITS)):
        first, last = (int(n) for n in (re.split(r"\s?[–-]\s?", piece) * 2)[:2])
        yield from range(first, last + 1) if first < last < first + 20 else (first,)
