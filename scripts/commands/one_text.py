"""One text without a project, checked as `bring` would make an article of it; nothing is written."""

from __future__ import annotations

import argparse
import re
import tempfile
from bisect import bisect
from itertools import accumulate
from pathlib import Path

from scripts import files, rules
from scripts.commands import bring
from scripts.editing import text_notes
from scripts.editing.brought import Brought
from scripts.finding import Finding, Place, in_order
from scripts.publication import bibliography, notes
from scripts.publication.article import Article
from scripts.publication.rendered import Odd

# Rules of other families that ask nothing of records, and of entries only what the notes say.
_TOO = frozenset({"count-equals-list", "sum-adds-up", "source-precedes-event", "source-accessed-after-published"})
_OURS = frozenset({"note-matches-source", "glossary-current", "footnote-used", "footnote-unique"})
# What only this site may not know: a text without a project is another's, whose extensions nobody has said.
_OF_THIS_SITE = frozenset(
    odd.name.lower() for odd in (Odd.BLOCK_SIGN, Odd.DEFINITION, Odd.OTHER_MARKDOWN, Odd.TEX, Odd.STARTS, Odd.FRONT_KEY)
)
_FAMILIES = ("notes", "citations", "markup", "quotations", "wording")


def check(path: Path, arguments: argparse.Namespace) -> tuple[Article, list[Finding]]:
    """The article that a text makes, and what is found in it, each at its line of the file.

    Where a file has no lines, as one of Word has none, its paragraphs are counted. Raises Unreadable.
    """
    with tempfile.TemporaryDirectory() as media:
        read = bring.read_file(path, arguments, Path(media)).brought
    _, article = bring.project(read, bring.settings(), recorded=False)
    asked = {rule.name for rule in rules.RULES.values() if rule.family in _FAMILIES} - _OURS | _TOO
    if arguments.bib:
        asked |= {rule.name for rule in rules.RULES.values() if rule.family == "sources"}
    else:
        asked -= {"citation-known"}
    found = [f for f in rules.check(article) if f.rule in asked or article.problems]
    found = [f for f in found if not (f.found and f.found[0] in _OF_THIS_SITE)]
    found = found if arguments.bib else [_at_its_note(f, article) for f in found]
    lines = _lines(path, read)
    parts = re.compile("|".join(map(re.escape, [*read.chapters, notes.PATH])))
    places = (_place(f.place, path, read, lines) for f in found)
    messages = (parts.sub(path.as_posix(), f.message) for f in found)
    each = zip(found, places, messages, strict=True)
    return article, in_order(f._replace(place=place, message=message) for f, place, message in each)


def _at_its_note(finding: Finding, article: Article) -> Finding:
    """What is found of an entry that was made of a note, at that note."""
    for key, source in article.sources.items():
        if finding.place.path == bibliography.PATH and finding.message.startswith(f"{key}: ") and key in article.noted:
            note = next(note for note in article.original.notes if note.number in article.noted[key])
            message = finding.message.replace(f"{key}: ", f"note {note.label}: ", 1)
            return finding._replace(place=note.place._replace(about=source.place.about), message=message)
    return finding


def _place(place: Place, path: Path, read: Brought, lines: list[int]) -> Place:
    """Where something of an article's files stands in the text that it was made of."""
    line = 0
    if place.path == notes.PATH:
        line = place.line
    elif rows := read.chapters.get(place.path):
        line = rows[min(place.line, len(rows)) - 1].line
    elif place.path == bibliography.PATH:
        return place
    return place._replace(path=path.as_posix(), line=lines[min(line, len(lines) - 1)])


def _lines(path: Path, read: Brought) -> list[int]:
    """The line of the file for each line of the text that was made of it; the paragraph, where it has no lines."""
    made = read.text.split("\n")
    if path.suffix.lower() not in bring.MARKDOWN:
        return [1, *(max(1, counted) for counted in accumulate(bool(line.strip()) for line in made))]
    there: dict[str, list[int]] = {}
    called: dict[str, int] = {}
    places: dict[int, int] = {}  # of the texts of notes that stood where they are called
    for number, line in enumerate(text_notes.as_footnotes(files.text_of(path)).split("\n"), 1):
        there.setdefault(_words(line), []).append(number)
        for name in re.findall(rf"\[\^({text_notes.NAMED}\d+)\]", line):
            places[number] = called.setdefault(name, number)
    lines = [1]
    for line in made:  # each is the next of its words; what has none in the file stands where the line before does
        numbers = there.get(_words(line), []) if line else []
        place = bisect(numbers, lines[-1] - 1 if len(lines) == 1 else lines[-1])
        lines.append(numbers[place] if place < len(numbers) else lines[-1])
    return [places.get(number, number) for number in lines]


def _words(line: str) -> str:
    """The letters and digits of a line, by which it is known whatever signs are left out or put in."""
    return "".join(re.findall(r"[^\W_]+", line))
