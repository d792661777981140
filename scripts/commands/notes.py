"""python -m scripts notes [FILE] [--json OUT]: print what each note contains."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.commands import options
from scripts.files import make_folders, replace, text_of
from scripts.finding import unreadable
from scripts.publication import notes
from scripts.terminal import printable

if TYPE_CHECKING:
    from scripts.publication.footnotes.resolution import Cited

_PRINTED = (
    "type", "signal", "authors", "idem", "title", "container", "editors", "translators", "publisher", "place",
    "edition", "court", "date", "accessed", "url", "copy", "doi", "volume", "number", "pages", "locator", "note",
    "hereafter", "remark", "words",
)  # fmt: skip


DESCRIPTION = (
    "Print the parts of each note of FILE, a Markdown file with notes ([^n], <sup>n</sup> or a list under a heading "
    "such as Notes) and, perhaps, a bibliography. Exit 0: each citation leads to a source; 1: some do not, and it is "
    "said why; 2: could not read it. OUT of --json is a list of {n, parts: [{kind, source, type, signal, authors, "
    "title, container, publisher, place, date, accessed, url, copy, doi, volume, number, pages, locator, editors, "
    "translators, words, problem, …}]}; what a note does not say is left out."
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help=f"default: the article's, in {notes.PATH}")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the parts as data")
    options.root(parser)


def run(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file or arguments.root / notes.PATH
    make_folders(arguments.json)
    own = arguments.root / notes.BESIDE
    beside = text_of(own) if not arguments.file and own.exists() else ""
    original = notes.read(text_of(path), path.as_posix(), beside)
    if not original.notes:
        message = "has no notes: none begins with [^n]:, <sup>n</sup>, or stands in a list under Notes"
        raise unreadable(path.as_posix(), 1, message)
    found = list(zip(original.notes, original.resolution.notes, strict=True))
    if arguments.json:
        rows = [{"n": int(note.label), "parts": [as_row(cited) for cited in parts]} for note, parts in found]
        replace(arguments.json, json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    for note, parts in found:
        for cited in parts:
            of = own if note.path == notes.BESIDE else path
            print(printable(f"{of}:{note.line}: note {note.label}: {' | '.join(_described(cited))}"))
    return options.FOUND if any(cited.problem for _, parts in found for cited in parts) else options.CLEAN


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


def _described(cited: Cited) -> Iterator[str]:
    """A part in words, for a terminal."""
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
