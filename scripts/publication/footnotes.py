"""The notes and the bibliography of a Markdown file, in whichever of the usual shapes they are printed.

`[^4]: …`, `<sup>4</sup> …`, or a numbered list under a heading such as Notes; a bibliography is what stands under a
heading such as Bibliography, one reference in a paragraph or item of a list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.finding import unreadable
from scripts.publication.note_grammar import LONGEST

_DEFINITION = re.compile(r" {0,3}\[\^(?P<name>[^\]\s]{1,80})\]:[ \t]?(?P<text>.*)")
_RAISED = re.compile(
    r" {0,3}(?:<a [^<>]{0,200}>(?:</a>)?)?<sup>\s{0,2}(?:<a [^<>]{0,200}>)?\[?\\?\[?(?P<n>\d{1,5})"
    r"\\?\]?(?:\([^()\s]*\))?(?:</a>)?[.)]?\s{0,2}</sup>[.:]?[ \t]*(?P<text>\S.*)"
)
_LISTED = re.compile(r" {0,3}(?:(?P<n>\d{1,5})[.):]|\\?\[(?P<m>\d{1,5})\\?\](?![:(])[.:]?)[ \t]+(?P<text>\S.*)")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,4}[.)])[ \t]+(?P<text>.*)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>.*?)[ \t#]*$")
_BOLD = re.compile(r" {0,3}(?:\*\*|__)(?P<text>[^*_]{3,40})(?:\*\*|__):?[ \t]*$")
_RULE = re.compile(r" {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_NOTES = re.compile(
    r"(?:end|foot)?notes?(?: and references)?|references and notes|anmerkungen|fu(?:ß|ss)noten|endnoten|notas?|note",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"(?:select(?:ed)? )?(?:bibliography|bibliographie|references|reference list|works cited|"
    r"sources|sources cited|literature|literature cited|literatur|"
    r"literaturverzeichnis|quellen|références|ouvrages cités|sources et bibliographie|list "
    r"of (?:works|references)|bibliografía|bibliografia)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Footnote:
    """A note as printed: its number, the line where it begins, counted from 1, and its Markdown on one line."""

    number: int
    line: int
    text: str


@dataclass(frozen=True)
class Apparatus:
    """The notes of a file in its order, and the references of its bibliography."""

    notes: tuple[Footnote, ...]
    bibliography: tuple[str, ...]


@dataclass
class _Open:
    """A note or a reference that further lines may belong to."""

    number: int
    line: int
    lines: list[str]
    indented: bool  # only indented lines go on after an empty one


def read(text: str, path: str = "") -> Apparatus:
    """Read the notes and the bibliography of a Markdown text.

    Raises Unreadable for a line of a note that is longer than a reference can be (`LONGEST` characters).
    """
    notes: list[_Open] = []
    works: list[_Open] = []
    section = ""  # "notes", "works" or "" for the text
    current: _Open | None = None
    empty, fence = True, ""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST:
            raise unreadable(
                path,
                number,
                f"has {len(line)} characters in a line, and notes are read up to {LONGEST}; break the line",
            )
        if match := _FENCE.match(line):
            fence = "" if fence and line.strip().startswith(fence) else fence or match[1]
            current = None
            continue
        if fence:
            continue
        if not line.strip():
            empty = True
            if current and not current.indented:
                current = None
            continue
        item = _ITEM.match(line)
        opened = _note(line, number, section, len(notes))
        heading = _HEADING.match(line) or (empty and _BOLD.match(line)) or None
        following = lines[number] if number < len(lines) else ""
        if opened:
            notes.append(opened)
            current = opened
        elif heading or (
            (empty and len(line) < 80 and _UNDERLINE.match(following) and following.strip("- ") != following.strip())
            and not _RULE.match(line)
        ):
            title = (heading["text"] if heading else line).strip(" *_#:.")
            title = re.sub(r"^(?:\d+|[IVX]+)[.)]? ", "", title)
            section = "works" if _WORKS.fullmatch(title) else "notes" if _NOTES.fullmatch(title) else ""
            current = None
        elif _RULE.match(line) or (_UNDERLINE.match(line) and set(line.strip()) == {"="}):
            section = "" if section == "works" else section
            current = None
        elif current and not (item and section == "works") and _goes_on(line, current, empty):
            current.lines.append(line.strip())
        elif section == "works":
            current = _Open(0, number, [item["text"] if item else line.strip()], False)
            works.append(current)
        else:
            current = None
        empty = False
    return Apparatus(
        tuple(Footnote(n.number, n.line, " ".join(n.lines).strip()) for n in notes),
        tuple(" ".join(w.lines).strip() for w in works),
    )


def _goes_on(line: str, current: _Open, empty: bool) -> bool:
    """Whether a line belongs to what is open: behind an empty line only if it is indented."""
    return current.indented and line[:1] in " \t" if empty else True


def _note(line: str, number: int, section: str, count: int) -> _Open | None:
    """The note that begins with a line, if one does."""
    if match := _DEFINITION.match(line):
        digits = re.sub(r"\D", "", match["name"])
        return _Open(int(digits[:6]) if digits else count + 1, number, [match["text"].strip()], True)
    if match := _RAISED.match(line):
        return _Open(int(match["n"]), number, [match["text"].strip()], False)
    if section == "notes" and (match := _LISTED.match(line)):
        return _Open(int(match["n"] or match["m"]), number, [match["text"].strip()], True)
    return None
