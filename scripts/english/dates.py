"""Dates: as the records write them (ISO, to the year, the month or the day), in prose, in figures, in addresses.

A date that is no date, as 2019-02-30, is read by none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from scripts.english.words import REMEMBERED, where
from scripts.finding import unreadable
from scripts.regex import regex

_ISO = regex(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

MONTH_NAMES = "January February March April May June July August September October November December".split()
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
SHORT_MONTHS = frozenset({*MONTHS, "Sept"}.difference(MONTH_NAMES))
# The number of each month, by its name in full or short.
MONTH_NUMBERS = {name: n for names in (MONTH_NAMES, MONTHS) for n, name in enumerate(names, start=1)} | {"Sept": 9}

# The months as notes print them, in the Romance and the Germanic languages, in full and shortened; without those
# short forms that are other words in English, as out, set and ago.
_IN_NOTES = (
    "january jan januar jänner janvier janv enero gennaio janeiro januari",
    "february feb februar févr février fevrier febrero febbraio fevereiro februari",
    "march mar märz mars marzo março maart marts",
    "april apr avril avr abril aprile",
    "may mai mayo maggio maio maj mei",
    "june jun juni juin junio giugno junho",
    "july jul juli juillet juil julio luglio julho",
    "august aug août aout agosto augusti augustus",
    "september sept sep septembre septiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dicembre dezembro desember",
)
MONTHS_IN_NOTES = {name: number for number, names in enumerate(_IN_NOTES, 1) for name in names.split()}
# Those of them that are names of persons where they begin with a capital.
NAMES_OF_PERSONS_TOO = frozenset(("augustus", "mei"))

Days = tuple[date, date]


def days(text: str) -> Days | None:
    """The first and the last day of an ISO date; None where it is none, as 2019-02-30 is not."""
    if not _ISO.fullmatch(text):
        return None
    try:
        first = date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return None
    if len(text) == 10:
        return first, first
    if len(text) == 4:
        return first, first.replace(month=12, day=31)
    later = first.replace(day=28) + timedelta(days=4)
    return first, later - timedelta(days=later.day)


def span(text: str) -> Days | None:
    """The first and the last day of an ISO date, or of two with a slash between them, of which one may be left open."""
    ends = [days(end) for end in text.split("/") if end not in ("", "..")]
    known = [end for end in ends if end]
    return (known[0][0], known[-1][1]) if known and len(known) == len(ends) <= 2 else None


def shown(text: str) -> str:
    """An ISO date as the notes write it: 3 May 2019, May 2019, or 2019; what is no date, as it is."""
    if not days(text):
        return text
    year, month, day = (*text.split("-"), "", "")[:3]
    words = [str(int(day))] if day else []
    words += [MONTHS[int(month) - 1]] if month else []
    return " ".join([*words, year])


def today(now: str | None = None) -> date:
    """The day that counts as today: what --now gives, or the clock's. Raises Unreadable for what is no time."""
    try:
        return datetime.fromisoformat(now).date() if now else datetime.now(tz=UTC).date()
    except ValueError:
        raise unreadable("--now", 1, f"{now!r} is no ISO date or time; give one as 2026-11-23") from None


# ---------------------------------------------------------------- in prose


class When(NamedTuple):
    """A day, a month or a year; what is not named is None."""

    year: int | None
    month: int | None = None
    day: int | None = None


class DateWords(NamedTuple):
    """Words that name a date. `until` is the end of a range, such as 1996 in "1994–96"."""

    text: str
    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    until: When | None = None

    @property
    def iso(self) -> str:
        """It as an ISO date, as precise as it is; "" without a year."""
        parts = (self.year, self.month, self.day)
        named = parts[: parts.index(None)] if None in parts else parts
        return "-".join(f"{part:02}" for part in named)


_MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b"
# A number before one of these counts them, and is no year and no day.
_COUNTED = (
    r"[\s-](?:tonnes?|tons?|people|persons|men|women|children|troops|soldiers|homes|houses|votes|words|pages|times|"
    r"members|cases|copies|pounds|dollars|euros|roubles|rupees|kilometres?|kilometers?|km|metres?|meters?|miles?|"
    r"feet|kg|hours|days|weeks|months|years|ships|tanks|aircraft|drones|missiles|per\scent)\b"
)
_Y = r"(?:1\d|20)\d\d"
_YEAR_ENDS = rf"(?![\w%]|[.,]\d|{_COUNTED})"
_YEAR = _Y + _YEAR_ENDS
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w)"
_OLD_STYLE = r"(?:\s?(?:\[\d{1,2}\]|\(\d{1,2}\)))?"  # the same day in the other calendar: 18 [29]
_EARLY_YEAR = rf"[1-9]\d\d(?![\w%]|[.,]\d|\s[a-z]|{_COUNTED})"  # of a day that is named
_DAYS = rf"{_DAY}(?:\s?[-–—]\s?{_DAY}|\sto\s{_DAY}|(?:,\s{_DAY})*,?\s(?:and|or)\s{_DAY})?"


def _after(words: str, then: str = "") -> str:
    """Looks back at one of some words, in either case, a space, and `then`; what it looks at has to have one length."""
    lengths: dict[int, list[str]] = {}
    for word in words.split():
        lengths.setdefault(len(word), []).append(word)
    return "|".join(rf"(?<=\b(?i:{'|'.join(same)})\s{then})" for same in lengths.values())


# A month begins a word, or follows "mid-" and the like.
_APART = r"(?:(?<![\w-])|(?<=\b[Mm]id-)|(?<=\b[Ll]ate-)|(?<=\b[Ee]arly-))"

# A pattern that begins with the digits of a year is found fast. So what stands before them is looked back at from
# behind the year, and each match is a date and nothing else.
_LONG = r"\d{4}"

MONTH = regex(_MONTH)
_A_YEAR = regex(_Y)
_NAMES_TOO = frozenset({"Jan", "April", "May", "June", "August"})
_NUMBER = regex(r"\d+")
# The beginnings of all years and months: a quick answer for a text that has neither.
_MAY_HOLD_A_DATE = regex(r"1\d\d\d|20\d\d|" + "|".join(MONTHS))


@where(_MAY_HOLD_A_DATE.search)
@lru_cache(maxsize=REMEMBERED)
def dates(text: str) -> tuple[DateWords, ...]:
    """The dates that a text names, in order: days, months and years, as far as each is named.

    A bare year counts where its neighbours make it one ("in 2014", "the 1994 treaty"), not in
    "2025 tonnes" or "No. 2019". Of "15 and 18 August 2025" each day is a date, with month and year.
    """
    month = MONTH.search(text)
    first = {"year": _A_YEAR.search(text), "month": month, "day": month and _NUMBER.search(text)}
    found: list[DateWords] = []
    taken: list[tuple[int, int]] = []  # in order, none overlapping another
    for begins_with, pattern, read in _date_forms():
        begin = first[begins_with]
        for match in pattern.finditer(text, begin.start()) if begin else ():
            start, end = match.span()
            before = bisect_left(taken, (end,)) - 1
            if before < 0 or taken[before][1] <= start:
                dated = list(read(match))
                found += dated
                if dated:
                    taken.insert(before + 1, (start, end))
    return tuple(sorted(found, key=lambda date: date.start))


def _read_day(match: re.Match[str]) -> Iterator[DateWords]:
    """Days of one month: one, a range, or several."""
    text = match.string
    groups = match.groupdict()
    year = int(groups["year"]) if groups["year"] else None
    month = MONTH_NUMBERS[groups["month"]] if groups["month"] in MONTH_NUMBERS else int(groups["month"])
    if year is None and match.start("month") == match.start() and text.endswith(("in ", "In "), 0, match.start()):
        return  # "In March 12 ships sank"
    days = list(_NUMBER.finditer(match["days"]))
    offset = match.start("days")
    start, end = match.span()
    if len(days) == 2 and not re.search("and|or", match["days"]):
        first, last = (int(day[0]) for day in days)
        yield DateWords(text[start:end], start, end, year, month, first, When(year, month, last))
        return
    for n, day in enumerate(days):
        left = start if n == 0 else offset + day.start()
        right = end if n == len(days) - 1 else offset + day.end()
        yield DateWords(text[left:right], left, right, year, month, int(day[0]))


def _read_month_year(match: re.Match[str]) -> Iterator[DateWords]:
    yield DateWords(match[0], *match.span(), int(match["year"]), MONTH_NUMBERS[match["month"]])


def _read_range(match: re.Match[str]) -> Iterator[DateWords]:
    """Years from and to; the second may have lost its century. "2019-05" and "2019/05" are months."""
    first, last = int(match["year"]), match["until"]
    if len(last) == 2:
        until = first - first % 100 + int(last)
        if until <= first and match["dash"] in "-/" and 1 <= int(last) <= 12:
            yield DateWords(match[0], *match.span(), first, int(last))
            return
        last = str(until if until > first else until + 100)
    if int(last) > first:
        yield DateWords(match[0], *match.span(), first, until=When(int(last)))


def _read_years(match: re.Match[str]) -> Iterator[DateWords]:
    for year in _NUMBER.finditer(match[0]):
        start = match.start() + year.start()
        yield DateWords(year[0], start, start + len(year[0]), int(year[0]))


def _read_month(match: re.Match[str]) -> Iterator[DateWords]:
    month = match[0]
    if month in _NAMES_TOO and re.match(r"\s[A-Z][a-z]", match.string[match.end() :]):
        return  # by June Marsh
    yield DateWords(month, *match.span(), None, MONTH_NUMBERS[month])


_DateForm = tuple[str, re.Pattern[str], Callable[[re.Match[str]], Iterator[DateWords]]]


@cache
def _date_forms() -> tuple[_DateForm, ...]:
    """What a date begins with, how it goes on, and what reads it; large, so made when a text first may hold a date."""
    iso = re.compile(
        rf"(?P<year>{_Y})(?P<mark>[-/])(?<![\w/.-]{_LONG}[-/])(?P<month>0[1-9]|1[0-2])(?P=mark)"
        r"(?P<days>0[1-9]|[12]\d|3[01])(?![\w/-])"
    )
    day_month = re.compile(
        rf"(?<![\w.,:/£$€-])(?P<days>{_DAYS}){_OLD_STYLE}\s(?:of\s)?(?P<month>{_MONTH})"
        rf"(?:\.?,?\s(?P<year>{_YEAR}|{_EARLY_YEAR}))?"
    )
    month_day = re.compile(
        rf"(?<![\w-])(?P<month>{_MONTH})\.?\s(?P<days>{_DAYS})(?![%:]|[.,]\d|{_COUNTED}){_OLD_STYLE}"
        rf"(?:,?\s(?P<year>{_YEAR}|{_EARLY_YEAR}))?"
    )
    month_year = re.compile(rf"{_APART}(?P<month>{_MONTH})\.?,?\s(?:of\s)?(?P<year>{_YEAR})")
    from_to = re.compile(
        rf"(?P<year>{_YEAR})(?:(?<=\b[Bb]etween\s{_LONG})(?=\sand)|(?<=\b[Ff]rom\s{_LONG})(?=\s(?:to|until|till|through)))"
        rf"\s\w+\s(?P<until>{_YEAR})"
    )
    year_range = re.compile(
        rf"(?P<year>{_Y})(?<![\w.,/£$€-]{_LONG})(?P<dash>\s?[-–—/]\s?)(?P<until>{_Y}|\d\d)(?![\w%]|[.,/-]\d|{_COUNTED})"
    )
    before_years = (
        "in of since by until till from before after during through throughout around circa early late spring summer "
        "autumn winter year"
    )
    years = re.compile(
        rf"{_Y}(?:{_after(before_years, _LONG)}|(?<=\b(?i:mid|pre)-{_LONG})|(?<=\b(?i:post)-{_LONG}))"
        rf"(?:(?:,\s{_Y})*,?\s(?:and|or)\s{_Y})?{_YEAR_ENDS}"
    )
    year_apart = re.compile(
        rf"{_YEAR}(?:(?<=\({_LONG})(?=[),;])|(?<=[a-z],\s{_LONG})(?=[,.;:)]|$)"
        rf"|(?:{_after('the a an this that its his her their', _LONG)})(?=\s[A-Za-z])|(?<=^{_LONG})(?=$|\s[A-Z]))"
    )
    # Some months are names or verbs too: they need a word before them that neither has there.
    month_alone = re.compile(
        rf"(?=[ADFJMNOS])(?:{_after('in since until till last next this early late every each')}|(?<=\b(?i:mid)-)"
        rf"|(?:{_after('by from before after during of to')})(?!May\b)|^(?=\w+$))(?P<month>{_MONTH})(?![\w-]|\s\d)"
    )
    return (
        ("year", iso, _read_day),
        ("day", day_month, _read_day),
        ("month", month_day, _read_day),
        ("month", month_year, _read_month_year),
        ("year", from_to, _read_range),
        ("year", year_range, _read_range),
        ("year", years, _read_years),
        ("year", year_apart, _read_years),
        ("month", month_alone, _read_month),
    )


# ---------------------------------------------------------------- in figures, and as programs write them

_IN_FIGURES = regex(
    r"(?P<a>\d(?<![\d./]\d)\d?)(?P<mark>[./]) ?(?P<b>\d{1,2}|(?:X|IX|IV|V?I{1,3}|V|X?I{1,2})(?=\.))(?P=mark) ?"
    r"(?P<year>\d{4})(?![\d/])"
)
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
_ISO_FORMS = regex(
    r"(\d{4})(?:(\d\d)(\d\d)|([-/.])(\d\d?)(?:\4(\d\d?))?)?(?:(?=[Tt]\d|\s|[,;+Zz])|$)(?!\s?[-–—]\s?\d{4})"
)
_EITHER_FIRST = regex(r"(?<!\d)(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?!\d)")
_HYPHENS = regex(r"(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d{4}\b)")


def figures_as_iso(text: str) -> str:
    """The text with its dates in figures in ISO form: the day first, and, where it could be, the month first too.

    The month may be in Roman ones: 13.IX.1908.
    """

    def iso(match: re.Match[str]) -> str:
        a, b, year = int(match["a"]), match["b"], match["year"]
        roman = b in ROMAN
        month = ROMAN.index(b) + 1 if roman else int(b)
        both = dict.fromkeys(((a, month), *(() if roman else ((month, a),))))
        return " ".join(f"{year}-{month:02}-{day:02}" for day, month in both if 1 <= month <= 12)

    return _IN_FIGURES.sub(iso, text)


def stated(text: str) -> tuple[str, ...]:
    """The date that a page states of itself, in any of the usual forms, as an ISO day, month or year.

    05/03/2019 is one of two days, and gives both. None is completed: 2019/05 is a month. With a time it is
    the day where that time was written, whatever its distance from UTC.
    """
    text = text.strip()[:100]
    if match := _ISO_FORMS.match(text):
        year, *rest = (match[1], match[2] or match[5], match[3] or match[6])
        found = ["-".join([year, *(f"{int(part):02}" for part in rest if part)])]
    elif match := _EITHER_FIRST.search(text):
        a, b = int(match[1]), int(match[3])
        pairs = [(a, b)] if match[2] == "." else [(a, b), (b, a)]  # with full stops the day is first
        found = [f"{match[4]}-{month:02}-{day:02}" for day, month in pairs]
    else:
        words = _HYPHENS.sub(" ", text.title() if text.isupper() else text)
        named = [date for date in dates(words) if date.year and not date.until][:1]
        found = ["-".join([f"{d.year:04}", *(f"{part:02}" for part in (d.month, d.day) if part)]) for d in named]
    return tuple(dict.fromkeys(filter(days, found)))


def instant(text: str) -> datetime | None:
    """The moment of an ISO time with its distance from UTC; None for any other text."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment if moment.tzinfo and moment.astimezone(UTC) else None
    except (ValueError, OverflowError):
        return None


# ---------------------------------------------------------------- in addresses

_STAMP = regex(r"/(\d{4})(\d\d)(\d\d)(?:\d{6})?(?:[a-z]{2}_)?/")
_IN_PATHS = (
    regex(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>[0-3]?\d)(?!\d)"),
    regex(r"(?<!\d)(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])(?=/|$)"),
    regex(r"\b(?P<month>[a-z]{3,9})-(?P<day>[0-3]?\d)-(?P<year>(?:19|20)\d\d)(?!\d)"),
    regex(r"\b(?P<day>[0-3]?\d)-(?P<month>[a-z]{3,9})-(?P<year>(?:19|20)\d\d)(?!\d)"),
)


def in_path(path: str) -> str:
    """The date that the path of an address carries, as an ISO date of the precision given; "" for none."""
    for match in (match for pattern in _IN_PATHS for match in pattern.finditer(path.lower())):
        parts = match.groupdict()
        named = parts["month"]
        month = int(named) if named.isdigit() else MONTH_NUMBERS.get(named.capitalize(), 0)
        found = f"{parts['year']}-{month:02}" + (f"-{int(parts['day']):02}" if parts.get("day") else "")
        if days(found):
            return found
    return ""


def copied_on(address: str) -> str:
    """The day of an archived copy, which its address has (/web/20190503120000/…); "" where that does not tell."""
    match = _STAMP.search(address)
    day = "-".join(match.groups()) if match else ""
    return day if days(day) else ""
