"""On which page of a PDF quoted words stand, and whether that is the one that a note names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from scripts.english import quoting
from scripts.hypertext.reading import Sheet
from scripts.regex import regex

# Words in a row by which a quotation is looked for on a sheet.
IN_A_ROW = 3
# Of a range so many pages are compared; a locator that names more says little.
MOST = 60

_Row = tuple[str, ...]
_PAGES = regex(
    r"(?:(?:pp?|S)\.? ?|pages? |at )?(?P<first>\d{1,5}|[ivxlc]{1,8})(?: ?[-–—]{1,2} ?(?P<last>\d{1,5}|[ivxlc]{1,8}))?",
    re.IGNORECASE,
)


class OnPage(NamedTuple):
    """Where words stand beside where a note says they do: what it says, and the pages by their names.

    `sure` is False where neither the file nor its sheets number the pages, so that they are counted from the first.
    """

    cited: str
    there: tuple[str, ...]
    sure: bool


def named(locator: str) -> frozenset[str]:
    """The pages that a locator names, as "4", "412–15" or "pp. iv, 7"; empty for what names something else too."""
    found: set[str] = set()
    for piece in re.split(r", ?| (?:and|&|und|et) ", locator.strip(" .")):
        match = _PAGES.fullmatch(piece)
        if not match:
            return frozenset()
        first, last = match["first"].lower(), (match["last"] or match["first"]).lower()
        if first.isdigit() and last.isdigit():
            last = first[: max(0, len(first) - len(last))] + last
            found.update(map(str, range(int(first), min(int(last), int(first) + MOST) + 1)))
        else:
            found.update((first, last))
    return frozenset(found)


class Sheets:
    """The sheets of a PDF, by the words in a row on each."""

    def __init__(self, sheets: Sequence[Sheet]):
        self._sheets = sheets

    def check(self, parts: Sequence[quoting.Part], locator: str) -> OnPage | None:
        """What is to be said of words for which a page is named; None where they stand on it, or nothing is known."""
        wanted = named(locator)
        rows = [row for part in parts for row in _rows([item.form for item in part])]
        places = list(self._places(rows)) if wanted and rows else []
        if not places:
            return None
        sure = any(self._names[n] for n in range(len(self._sheets)))
        names = [[self._names[n] if sure else {str(self._sheets[n].number)} for n in place] for place in places]
        if any(wanted & name for place in names for name in place):
            return None
        there = ["–".join("/".join(sorted(name)) or "?" for name in place) for place in names]
        return OnPage(locator, tuple(dict.fromkeys(there)), sure)

    def _places(self, rows: Sequence[_Row]) -> Iterator[tuple[int, ...]]:
        """Each sheet that has all of the words, or else each two that have them together, by their index."""
        has = [sum(row in on for row in rows) for on in self._rows]
        whole: list[tuple[int, ...]] = [(n,) for n, count in enumerate(has) if count == len(rows)]
        across = IN_A_ROW - 1  # rows that a page's end parts
        yield from whole or [
            (n, n + 1)
            for n, (one, other) in enumerate(pairwise(has))
            if one and other and one + other >= len(rows) - across
        ]

    @cached_property
    def _rows(self) -> list[frozenset[_Row]]:
        return [frozenset(_rows(quoting.ready(sheet.text).forms)) for sheet in self._sheets]

    @cached_property
    def _names(self) -> list[set[str]]:
        """What each sheet is called: by the file, and by the number printed on it where most go on from one another."""
        printed = [set(_printed(sheet.text)) for sheet in self._sheets]
        ahead = Counter(number - n for n, numbers in enumerate(printed) for number in numbers)
        shift, times = max(ahead.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
        counted = times > 1 and 2 * times > len(self._sheets)
        return [
            {name.lower() for name in (sheet.label, str(n + shift) if counted and n + shift > 0 else "") if name}
            for n, sheet in enumerate(self._sheets)
        ]


def _rows(forms: Sequence[str]) -> Iterable[_Row]:
    return (row for row in zip(*(forms[n:] for n in range(IN_A_ROW)), strict=False) if all(row))


def _printed(text: str) -> Iterator[int]:
    """The numbers that may be a page's: those that stand alone on its first or last lines."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in (*lines[:2], *lines[-2:]):
        if re.fullmatch(r"[-–—\s]*\d{1,5}[-–—\s]*", line):
            yield int(line.strip(" -–—"))
