"""python -m scripts notes [FILE] [--json OUT]: print what each note comes to."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.finding import unreadable
from scripts.terminal import printable

if TYPE_CHECKING:
    from scripts.publication.note_resolution import Cited

ORIGINAL = Path("record/original.md")
CLEAN, FOUND = 0, 1
_PRINTED = (
    "type", "signal", "authors", "idem", "title", "container", "editors", "translators", "publisher", "place",
    "edition", "court", "date", "accessed", "url", "doi", "volume", "number", "pages", "locator", "note", "hereafter",
    "remark", "words",
)  # fmt: skip


def arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to a command line."""
    parser = commands.add_parser(
        "notes",
        help="tell what each note comes to: its citations, with their sources, and its comments",
        description="Print the parts of each note of FILE, a Markdown file with notes ([^n], <sup>n</sup> or a list "
        "under a heading such as Notes) and, perhaps, a bibliography. Exit 0: each citation leads to a source; 1: some "
        "do not, and it is said why; 2: could not read it. OUT of --json is a list of {n, parts: [{kind, source, type, "
        "signal, authors, title, container, publisher, place, date, accessed, url, doi, volume, number, "
        "pages, locator, editors, translators, words, problem, …}]}; what a note does not say is left out.",
    )
    parser.add_argument("file", type=Path, nargs="?", default=ORIGINAL, metavar="FILE", help=f"default: {ORIGINAL}")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the parts as data")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read the notes of a file and print them. Raises Unreadable."""
    from scripts.publication import footnotes, note_resolution  # no other command needs the grammar

    path: Path = options.file
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as problem:
        raise unreadable(str(path), 1, f"cannot be read: {problem.strerror}") from None
    except UnicodeDecodeError:
        raise unreadable(str(path), 1, "is no UTF-8; save it as UTF-8") from None
    found = footnotes.read(text, str(path))
    if not found.notes:
        raise unreadable(
            str(path), 1, "has no notes: none begins with [^n]:, <sup>n</sup>, or stands in a list under Notes"
        )
    numbered = [note_resolution.Numbered(note.number, note.text) for note in found.notes]
    resolution = note_resolution.resolve(numbered, found.bibliography)
    if options.json:
        rows = [
            {"n": note.number, "parts": [as_row(cited) for cited in parts]}
            for note, parts in zip(found.notes, resolution.notes, strict=True)
        ]
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    problems = 0
    for note, parts in zip(found.notes, resolution.notes, strict=True):
        for cited in parts:
            problems += cited.problem is not None
            print(printable(f"{path}:{note.line}: note {note.number}: {described(cited)}"))
    return FOUND if problems else CLEAN


def as_row(cited: Cited) -> dict[str, Any]:
    """A part as data, without the fields that it does not have."""
    row: dict[str, Any] = {"kind": str(cited.part.kind)}
    if cited.source:
        row["source"] = cited.source
    for name in _PRINTED:
        if value := getattr(cited.part, name):
            row[name] = list(value) if isinstance(value, tuple) else str(value)
    if cited.candidates:
        row["candidates"] = list(cited.candidates)
    if cited.problem:
        row["problem"] = f"{cited.problem}: {cited.message}" if cited.message else str(cited.problem)
    return row


def described(cited: Cited) -> str:
    """A part in words, for a terminal."""
    return " | ".join(_described(cited))


def _described(cited: Cited) -> Iterator[str]:
    part = cited.part
    yield f"{part.kind} {cited.source}".strip()
    if not part.cites:
        yield part.words
        return
    for name in _PRINTED:
        if value := getattr(part, name):
            yield f"{name}: {'; '.join(value) if isinstance(value, tuple) else value}"
    if cited.problem:
        yield f"PROBLEM {cited.problem}" + (f" ({cited.message})" if cited.message else "")
