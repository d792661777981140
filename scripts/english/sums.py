"""Sums that a text or a table states, worked out again: strings in, what is wrong out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from scripts.english.numbers import NumberWords, numbers
from scripts.english.quotations import quotations
from scripts.english.words import where
from scripts.regex import regex


class WrongSum(NamedTuple):
    """What a text says, and what it should be, both as they would be written."""

    says: str
    should: str


_NUMBER = r"[€$£]?\d[\d,]*(?:\.\d+)?"
_EQUATION = regex(
    rf"(?<![\w+=.-])(?P<parts>{_NUMBER}(?:\s?\+\s?{_NUMBER})+)\s?=\s?(?P<sum>{_NUMBER})(?![\w%.]\w|\s?[+×x*/])"
)
# "291 of the 386 clinics, or 75 per cent", "Of the 386, 291, or 75 per cent"
_OF = regex(r"\s(?:out )?of (?:(?:the|a|an|its|their|those|these|all|possible|total) )*")
_OR = regex(r"[^.;:()\d]{0,50}?(?:,? or |\s?\()(?:[a-z]+ ){0,2}")
_ONE_OF = regex(r"\bOf (?:the |its |their |these |those |all )*$")
_COMPARED = regex(r"\s(?:more|less|fewer|higher|lower|above|below|points?)\b")
_SHARE_APART = Fraction(1)  # per cents by which a share may be rounded or cut off
_ABOUT_APART = Fraction(3)  # and where it is only about so much


@where(lambda text: "=" in text or "cent" in text or "%" in text)
def wrong(text: str) -> tuple[WrongSum, ...]:
    """The equations and shares of a sentence that do not come out: 14 + 11 = 26; 29 of 38 clinics, or 57 per cent."""
    return (*_equations(text), *_shares(text))


def _equations(text: str) -> Iterator[WrongSum]:
    quoted = quotations(text)  # of "2 + 2 = 5" the text says no such thing
    for match in _EQUATION.finditer(text):
        if any(quotation.start < match.start() < quotation.end for quotation in quoted):
            continue
        parts = re.findall(_NUMBER, match["parts"])
        if not _adds_up(parts, match["sum"]):
            yield WrongSum(match[0], _written(_sum(parts)))


def _shares(text: str) -> Iterator[WrongSum]:
    found = numbers(text)
    for part, whole, share in zip(found, found[1:], found[2:], strict=False):
        if not share.percent or part.percent or whole.percent or _COMPARED.match(text, share.end):
            continue
        of = _OF.fullmatch(text, part.end, whole.start)
        if not of:
            if not (_ONE_OF.search(text, 0, part.start) and re.match(r",? ?or ", text[whole.end : share.start])):
                continue
            part, whole = whole, part
        if _OR.fullmatch(text, max(part.end, whole.end), share.start) and (right := _right_share(part, whole, share)):
            yield WrongSum(text[min(part.start, whole.start) : share.end], right)


def _right_share(part: NumberWords, whole: NumberWords, share: NumberWords) -> str:
    """The per cents that one number is of another, where the text has others; "" where it has these."""
    if (
        part.comparator
        or whole.comparator
        or share.comparator not in ("", "about")
        or not 0 < part.value <= whole.value
    ):
        return ""
    right = 100 * part.value / whole.value
    most = _ABOUT_APART if share.comparator else _SHARE_APART
    return "" if abs(right - share.value) <= most else f"{float(right):.1f} per cent"


_TOTAL = regex(r"\W*(?:totals?|sum|all\b.*|overall|together)\W*", re.IGNORECASE)
_CELL = regex(rf"\W*?(?P<number>[-−]?{_NUMBER})\W*")
_OF_HUNDRED = regex(r"%|per ?cent|share|rate|mean|average|median", re.IGNORECASE)
LIKELY = 2  # sums in a table that come out, from which on the others are taken for sums too


def wrong_totals(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, WrongSum]]:
    """The totals of a table, by row, that are not the sums of their rows or, where all of these are, their columns.

    The first row has the heads of the columns. What is called a total is taken for a sum where most of the others that
    are called so come out.
    """
    if len(rows) < 3 or len({len(row) for row in rows}) > 1:
        return
    cells = [[_cell(cell) for cell in row] for row in rows]
    heads, width, last = rows[0], len(rows[0]), len(rows) - 1
    across = [
        (n, [*range(first, column)], column)
        for column in range(2, width)
        if _TOTAL.fullmatch(heads[column])
        for first in [_first(heads, column)]
        for n in range(1, len(rows))
    ]
    found = [(n, [cells[n][column] for column in parts], cells[n][total], len(parts) > 1) for n, parts, total in across]
    wrong = [*_unequal(found)]
    if not wrong and _TOTAL.fullmatch(rows[last][0]):
        found = [
            (
                last,
                [cells[n][column] for n in range(1, last)],
                cells[last][column],
                not _OF_HUNDRED.search(heads[column]),
            )
            for column in range(1, width)
        ]
        wrong = [*_unequal(found)]
    yield from wrong


def _first(heads: Sequence[str], column: int) -> int:
    """The first column of those that a total may sum up: behind the last total before it."""
    return next((n + 1 for n in range(column - 1, 0, -1) if _TOTAL.fullmatch(heads[n])), 1)


def _unequal(found: Sequence[tuple[int, list[str], str, bool]]) -> Iterator[tuple[int, WrongSum]]:
    """Of totals with their parts those that are no sums, if enough others are, and more than are not."""
    whole = [(n, parts, total) for n, parts, total, sums in found if sums and total and all(parts)]
    apart = [(n, parts, total) for n, parts, total in whole if not _adds_up(parts, total)]
    if len(whole) - len(apart) >= LIKELY and 2 * len(apart) < len(whole):
        for n, parts, total in apart:
            yield n, WrongSum(total, _written(_sum(parts)))


def _adds_up(parts: Sequence[str], total: str) -> bool:
    return abs(_sum(parts) - _value(total)) <= _slack([*parts, total])


def _cell(cell: str) -> str:
    """The number of a cell; 0 for a dash; "" for none."""
    if cell.strip() in ("–", "—", "-"):
        return "0"
    match = _CELL.fullmatch(cell.strip(" *_"))
    return match["number"] if match and "%" not in cell else ""


def _sum(parts: Sequence[str]) -> Fraction:
    return sum(map(_value, parts), Fraction(0))


def _value(number: str) -> Fraction:
    return Fraction(re.sub("[^0-9.-]", "", number.replace("−", "-")))


def _slack(shown: Sequence[str]) -> Fraction:
    """By how much a sum may be off where its numbers are rounded to their last decimal places."""
    places = max(len(number.partition(".")[2]) for number in shown)
    return Fraction(len(shown), 2 * 10**places) if places else Fraction(0)


def _written(total: Fraction) -> str:
    return f"{int(total):,}" if total.denominator == 1 else f"{float(total):,.10g}"
