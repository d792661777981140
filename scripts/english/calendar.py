"""Dates that cannot be: strings in, what is wrong out. The calendar is the Gregorian, unless a text says otherwise."""

from __future__ import annotations

import re
from calendar import day_name, isleap, monthrange
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from scripts.english.dates import MONTH_NUMBERS
from scripts.regex import regex


class Impossible(NamedTuple):
    """Words that name a day or a range, and why there is none such."""

    says: str
    why: str


_MONTHS = "|".join(sorted((name for name in MONTH_NUMBERS if len(name) > 2), key=len, reverse=True))
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(day_name)}),? (?:the )?)?"
_DAYS = tuple(
    regex(rf"\b{_WEEKDAY}{form}(?!\w)")
    for form in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTHS})\.?,? (?P<year>\d{{4}})",
        rf"(?P<month>{_MONTHS})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    )
)
_YEARS = regex(
    r"(?<![\w/.,–-])(?P<first>1[4-9]\d\d|20\d\d)\s?–\s?(?P<last>1[4-9]\d\d|20\d\d)(?![\w/–-]|\s?cal\b|\s?B\.?[CP])"
)
_BETWEEN = regex(
    r"\b[Bb]etween (?P<first>1[4-9]\d\d|20\d\d) and (?P<last>1[4-9]\d\d|20\d\d)"
    r"(?![\w/–-]|[.,]\d|\s?cal\b|\s?B\.?[CP]|\s[a-z]+s\b)"
)
_COMPARED = regex(r"\b(?i:differ|compar|contrast|gap|distinguish)")
_PAGES = regex(r"\b(?:pp?|fols?|cols?|ll?)\. ?(?P<first>\d+)\s?–\s?(?P<last>\d+)(?!\w|\.\d)")
# What every day has; a sentence in five does, and looking for days takes three times as long.
_DAY_LIKE = regex(r"\d(?:st|nd|rd|th)?(?: (?:of )?[A-Z][a-z]+\.?)?,? \d{4}")
OTHER_CALENDAR = regex(r"\b(?:Julian|[Oo]ld [Ss]tyle|O\.S\.|o\.s\.|French Republican|Hijri)")
_SURE_FROM = 1800  # when most countries of whose days English texts tell had the Gregorian calendar
_EVERYWHERE = 1924  # when all of them had


def impossible(text: str, other_calendar: Callable[[], bool] = lambda: False) -> tuple[Impossible, ...]:
    """The days, years and pages of a text that cannot be: 31 June 1911; Monday, 2 June 1911; 1914–1911; pp. 44–41.

    Years have a dash between them, or "between" before them, where the text compares nothing.
    With another calendar in use, days of years in which it was are not judged; that is asked when there is such a day.
    """
    days = _days(text, other_calendar) if _DAY_LIKE.search(text) else ()
    between = () if "etween " not in text or _COMPARED.search(text) else _ranges(text, _BETWEEN)
    return (*days, *(_ranges(text, _YEARS, _PAGES) if "–" in text else ()), *between)


def _days(text: str, other_calendar: Callable[[], bool]) -> Iterator[Impossible]:
    for match in (match for form in _DAYS for match in form.finditer(text)):
        year, month, day = int(match["year"]), MONTH_NUMBERS[match["month"]], int(match["day"])
        if year < _SURE_FROM or (year < _EVERYWHERE and other_calendar()):
            continue
        days = monthrange(year, month)[1]
        if not 1 <= day <= days:
            leap = month == 2 and not isleap(year)
            yield Impossible(match[0], f"the month has {days} days" + (f" in {year}" if leap else ""))
        elif match["weekday"] and (right := day_name[date(year, month, day).weekday()]) != match["weekday"]:
            yield Impossible(match[0], f"that was a {right}")


def _ranges(text: str, *forms: re.Pattern[str]) -> Iterator[Impossible]:
    for match in (match for form in forms for match in form.finditer(text)):
        first, last = match["first"], match["last"]
        if len(first) == len(last) and int(first) > int(last):
            yield Impossible(match[0], "that runs backwards")
