"""python -m scripts notes [FILE] [--json OUT]: print what each note comes to."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.commands import options
from scripts.commands.options import CLEAN, FOUND
from scripts.files import folders_there, replace, text_of
from scripts.finding import unreadable
from scripts.terminal import printable

if TYPE_CHECKING:
    from scripts.publication.note_resolution import Cited

PATH = "record/original.md"
_PRINTED = (
    "type", "signal", "authors", "idem", "title", "container", "editors", "translators", "publisher", "place",
    "edition", "court", "date", "accessed", "url", "doi", "volume", "number", "pages", "locator", "note", "hereafter",
    "remark", "words",
)  # fmt: skip


DESCRIPTION = (
    "Print the parts of each note of FILE, a Markdown file with notes ([^n], <sup>n</sup> or a list under a heading "
    "such as Notes) and, perhaps, a bibliography. Exit 0: each citation leads to a source; 1: some do not, and it is "
    "said why; 2: could not read it. OUT of --json is a list of {n, parts: [{kind, source, type, signal, authors, title, "
    "container, publisher, place, date, accessed, url, doi, volume, number, pages, locator, editors, translators, "
    "words, problem, …}]}; what a note does not say is left out."
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help=f"default: the article's, {PATH}")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the parts as data")
    options.root(parser)


def run(arguments: argparse.Namespace) -> int:
    from scripts.publication import footnotes, note_resolution  # no other command needs the grammar

    path: Path = arguments.file or arguments.root / PATH
    text = text_of(path)
    folders_there(arguments.json)
    found = footnotes.read(text, str(path))
    if not found.notes:
        raise unreadable(
            str(path), 1, "has no notes: none begins with [^n]:, <sup>n</sup>, or stands in a list under Notes"
        )
    numbered = [note_resolution.Numbered(note.number, note.text) for note in found.notes]
    resolution = note_resolution.resolve(numbered, found.bibliography)
    if arguments.json:
        rows = [
            {"n": note.number, "parts": [as_row(cited) for cited in parts]}
            for note, parts in zip(found.notes, resolution.notes, strict=True)
        ]
        replace(arguments.json, json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
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
