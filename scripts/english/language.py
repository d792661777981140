"""What stands in a sentence: quotations, dates, durations, numbers, names.

Pure functions over plain English text. They know no locale and no clock, and what they return
carries its span: `text[start:end]` are the words. Where the words leave it open, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

# Sentences whose results are remembered: rules ask for the same ones, again and again while serving.
REMEMBERED = 2048


class Quotation(NamedTuple):
    """Words in quotation marks. `text` is without the marks, `start` and `end` are with them.

    `double` tells speech marks from single ones; `nested` that it stands in another quotation.
    """

    text: str
    start: int
    end: int
    double: bool
    nested: bool = False


class MarkFault(StrEnum):
    """What may be wrong with a quotation mark."""

    NEVER_CLOSED = "never closed"
    CLOSES_NOTHING = "closes nothing"
    WRONG_WAY = "wrong way round"


class LooseMark(NamedTuple):
    """A quotation mark without its other half; `fault` says in what way.

    `open_at_end` tells that the text ends inside the quotation, as each paragraph but the last
    does in a quotation of several paragraphs.
    """

    mark: str
    start: int
    fault: MarkFault
    open_at_end: bool = False


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


class NumberWords(NamedTuple):
    """Words that name a number.

    `comparator` is what the words before and after make of it: "more", "less", "at least",
    "at most", "about", or "" where the number stands alone. Of "tens of thousands" the value is
    10,000 and the comparator "more". The value of a percentage is the number of per cents.
    """

    text: str
    start: int
    end: int
    value: Fraction
    comparator: str = ""
    percent: bool = False


class DurationWords(NamedTuple):
    """Words that name a span of time: `amount` times `unit` (day, week, month or year).

    `granularity` is the smallest step that the words tell apart, in the same unit: half a week in
    "two and a half weeks", ten years in "two decades".
    """

    text: str
    start: int
    end: int
    amount: Fraction
    unit: str
    granularity: Fraction
    comparator: str = ""


class Name(NamedTuple):
    """A capitalised word, less a possessive. `first` tells that any word would be capitalised there."""

    text: str
    start: int
    end: int
    first: bool


# ---------------------------------------------------------------- quotations

_MARKS = re.compile("[\"'“”„‘’«»]")
SPEECH_MARKS = re.compile('["“”„«»]')
_SINGLE_MARKS = re.compile("['‘’]")
_BEFORE_AN_OPENING = frozenset("([{—–-/\"'“‘«")
_OPENS = frozenset('“„«"')
_CLOSES = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
# Words that lose their beginning to an apostrophe; of years, the plural can be nothing else.
_ELIDED = re.compile(r"(?:[Tt]is|[Tt]was|em|til|cause|cos|bout|n|\d\ds)\b")
_SHORT_YEAR = re.compile(r"\d\d\b")
_AND = re.compile("['‘’]n['’]")
_AYN = re.compile("‘[AEIOU][a-z]")  # a letter of Arabic names (‘Ali), where nothing closes it


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations in a text, in order. Apostrophes and primes are not taken for marks."""
    return _quoted(text)[0] if _MARKS.search(text) else ()


def unbalanced(text: str) -> tuple[LooseMark, ...]:
    """The quotation marks of a paragraph that lack their other half.

    Of single marks only a curly one that opens within speech marks is told: elsewhere it may be
    an apostrophe, or a letter of a foreign name.
    """
    return _quoted(text)[1] if SPEECH_MARKS.search(text) else ()


@lru_cache(maxsize=REMEMBERED)
def _quoted(text: str) -> tuple[tuple[Quotation, ...], tuple[LooseMark, ...]]:
    """The quotations in a text, and the marks that lack their other half."""
    doubles, loose = _double_pairs(text)
    singles, open_singles = _single_pairs(text, doubles)
    found = [
        Quotation(text[start + 1 : end], start, end + 1, double, _inside(start, around) is not None)
        for pairs, around, double in ((doubles, doubles + singles, True), (singles, doubles, False))
        for start, end in pairs
    ]
    loose += [
        LooseMark("‘", i, MarkFault.NEVER_CLOSED)
        for i in open_singles
        if text[i] == "‘" and _inside(i, doubles) is not None and not _AYN.match(text, i)
    ]
    return (
        tuple(sorted(found, key=lambda quotation: quotation.start)),
        tuple(sorted(loose, key=lambda mark: mark.start)),
    )


Pairs = list[tuple[int, int]]


def _leads(text: str, i: int) -> bool:
    """Whether a mark stands as one that opens: words after it and none before."""
    before, after = text[i - 1 : i] if i else "", text[i + 1 : i + 2]
    return (not before or before.isspace() or before in _BEFORE_AN_OPENING) and bool(after.strip())


def _trails(text: str, i: int) -> bool:
    """Whether a mark stands as one that closes: words before it and none after."""
    return i > 0 and not text[i - 1].isspace() and not text[i + 1 : i + 2].isalnum()


def _double_pairs(text: str) -> tuple[Pairs, list[LooseMark]]:
    """The positions of speech marks that belong together, and the marks left over."""
    pairs: Pairs = []
    loose: list[LooseMark] = []
    stack: list[int] = []
    for match in SPEECH_MARKS.finditer(text):
        mark, i = match[0], match.start()
        leads, trails = _leads(text, i), _trails(text, i)
        if mark == '"':
            opens = leads if leads != trails else all(text[j] != mark for j in stack)
            if not opens and _is_prime(text, i, bool(stack)):
                continue
        else:
            opens = mark in _OPENS and not (stack and text[stack[-1]] in "„»" and mark in _CLOSES[text[stack[-1]]])
            wrong = (trails and not leads and bool(stack)) if opens else (leads and not trails and not stack)
            wrong = wrong and mark in "“”"  # guillemets point either way
            if mark == "»" and leads and not trails and not stack:
                opens = True
            if wrong:
                loose.append(LooseMark(mark, i, MarkFault.WRONG_WAY))
                opens = not opens
        if opens:
            stack.append(i)
        elif stack:
            while len(stack) > 1 and mark not in _CLOSES[text[stack[-1]]]:
                j = stack.pop()
                loose.append(LooseMark(text[j], j, MarkFault.NEVER_CLOSED))
            pairs.append((stack.pop(), i))
        else:
            loose.append(LooseMark(mark, i, MarkFault.CLOSES_NOTHING))
    last = max(pairs, default=(-1, -1))[0]
    loose += [LooseMark(text[i], i, MarkFault.NEVER_CLOSED, open_at_end=i > last) for i in stack]
    return pairs, loose


def _is_prime(text: str, i: int, within: bool) -> bool:
    """Whether a straight mark after a digit means inches: within a quotation, if another mark closes it."""
    if not text[i - 1].isdigit():
        return False
    following = SPEECH_MARKS.search(text, i + 1)
    if not within:
        return True
    return (
        text[i + 1 : i + 2].isspace()
        and following is not None
        and _trails(text, following.start())
        and not _leads(text, following.start())
    )


def _single_pairs(text: str, doubles: Pairs) -> tuple[Pairs, list[int]]:
    """The positions of single marks that belong together, and of those that open and find no other."""
    pairs: Pairs = []
    left: list[int] = []
    if not _SINGLE_MARKS.search(text):
        return pairs, left
    rock_and_roll = {i for match in _AND.finditer(text) for i in (match.start(), match.end() - 1)}
    marks = [match.start() for match in _SINGLE_MARKS.finditer(text) if match.start() not in rock_and_roll]
    after = -1
    for n, i in enumerate(marks):
        if i <= after or text[i] == "’" or not _leads(text, i) or _ELIDED.match(text, i + 1):
            continue
        end = _single_end(text, i, marks[n + 1 :], doubles)
        if end is None:
            left.append(i)
        else:
            pairs.append((i, end))
            after = end
    return pairs, left


def _single_end(text: str, start: int, marks: list[int], doubles: Pairs) -> int | None:
    """Where the quotation ends that a single mark would open; None if it is an apostrophe after all.

    The mark after a plural ("the rivers' banks") closes only if no plainer one follows.
    """
    closing = "’" if text[start] == "‘" else "'"
    around = _inside(start, doubles)
    perhaps: int | None = None
    for i in marks:
        if _inside(i, doubles) != around:
            continue
        if text[i] == text[start] and _leads(text, i) and not _trails(text, i):
            break
        if text[i] != closing or not _trails(text, i):
            continue
        plural = text[i - 1] in "sS" or text[i - 2 : i] == "in"
        if not (plural and re.match(r"\s\w", text[i + 1 : i + 3])):
            return i
        perhaps = perhaps or i
    return None if _SHORT_YEAR.match(text, start + 1) else perhaps


def _inside(i: int, pairs: Pairs) -> tuple[int, int] | None:
    """The narrowest pair of marks around a position."""
    around = [pair for pair in pairs if pair[0] < i < pair[1]]
    return max(around) if around else None


# ---------------------------------------------------------------- dates

_NAMES = "January February March April May June July August September October November December".split()
_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MONTHS = {name: n for names in (_NAMES, _SHORT) for n, name in enumerate(names, start=1)} | {"Sept": 9}
ABBREVIATED_MONTHS = frozenset(MONTHS) - frozenset(_NAMES)

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
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


# A pattern that begins with the digits of a year is found fast. So what stands before them is looked back at from
# behind the year, and each match is a date and nothing else.
_LONG = r"\d{4}"

MONTH = re.compile(_MONTH)
_A_YEAR = re.compile(_Y)
_NAMES_TOO = frozenset({"Jan", "April", "May", "June", "August"})
_NUMBER = re.compile(r"\d+")
# The beginnings of all years and months: a quick answer for a text that has neither.
_MAY_HOLD_A_DATE = re.compile(r"1\d\d\d|20\d\d|" + "|".join(_SHORT))


def dates(text: str) -> tuple[DateWords, ...]:
    """The dates that a text names, in order: days, months and years, as far as each is named.

    A bare year counts where its neighbours make it one ("in 2014", "the 1994 treaty"), not in
    "2025 tonnes" or "No. 2019". Of "15 and 18 August 2025" each day is a date, with month and year.
    """
    return _dates(text) if _MAY_HOLD_A_DATE.search(text) else ()


@lru_cache(maxsize=REMEMBERED)
def _dates(text: str) -> tuple[DateWords, ...]:
    month = MONTH.search(text)
    first = {"year": _A_YEAR.search(text), "month": month, "day": month and _NUMBER.search(text)}
    found: list[DateWords] = []
    taken: list[tuple[int, int]] = []
    for begins_with, pattern, read in _date_forms():
        begin = first[begins_with]
        for match in pattern.finditer(text, begin.start()) if begin else ():
            start, end = match.span()
            if all(end <= one or other <= start for one, other in taken):
                dated = list(read(match))
                found += dated
                taken += [(start, end)] if dated else []
    return tuple(sorted(found, key=lambda date: date.start))


def _read_day(match: re.Match[str]) -> Iterator[DateWords]:
    """Days of one month: one, a range, or several."""
    text = match.string
    groups = match.groupdict()
    year = int(groups["year"]) if groups["year"] else None
    month = MONTHS[groups["month"]] if groups["month"] in MONTHS else int(groups["month"])
    if year is None and match.start("month") == match.start() and text[: match.start()].endswith(("in ", "In ")):
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
    yield DateWords(match[0], *match.span(), int(match["year"]), MONTHS[match["month"]])


def _read_range(match: re.Match[str]) -> Iterator[DateWords]:
    """Years from and to; the second may have lost its century. "2019-05" is a month."""
    first, last = int(match["year"]), match["until"]
    if len(last) == 2:
        until = first - first % 100 + int(last)
        if until <= first and match["dash"] == "-" and 1 <= int(last) <= 12:
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
    yield DateWords(month, *match.span(), None, MONTHS[month])


_DateForm = tuple[str, re.Pattern[str], Callable[[re.Match[str]], Iterator[DateWords]]]


@cache
def _date_forms() -> tuple[_DateForm, ...]:
    """What a date begins with, how it goes on, and what reads it; large, so made when a text first may hold a date."""
    iso = re.compile(
        rf"(?P<year>{_Y})-(?<![\w/.-]{_LONG}-)(?P<month>0[1-9]|1[0-2])-(?P<days>0[1-9]|[12]\d|3[01])(?![\w/-])"
    )
    day_month = re.compile(
        rf"(?<![\w.,:/£$€-])(?P<days>{_DAYS}){_OLD_STYLE}\s(?:of\s)?(?P<month>{_MONTH})"
        rf"(?:\.?,?\s(?P<year>{_YEAR}|{_EARLY_YEAR}))?"
    )
    month_day = re.compile(
        rf"(?<![\w-])(?P<month>{_MONTH})\.?\s(?P<days>{_DAYS})(?![%:]|[.,]\d|{_COUNTED}){_OLD_STYLE}"
        rf"(?:,?\s(?P<year>{_YEAR}|{_EARLY_YEAR}))?"
    )
    month_year = re.compile(rf"(?<![\w-])(?P<month>{_MONTH})\.?,?\s(?:of\s)?(?P<year>{_YEAR})")
    from_to = re.compile(
        rf"(?P<year>{_YEAR})(?:(?<=\b[Bb]etween\s{_LONG})(?=\sand)|(?<=\b[Ff]rom\s{_LONG})(?=\s(?:to|until|till|through)))"
        rf"\s\w+\s(?P<until>{_YEAR})"
    )
    year_range = re.compile(
        rf"(?P<year>{_Y})(?<![\w.,/£$€-]{_LONG})(?P<dash>\s?[-–—/]\s?)(?P<until>{_Y}|\d\d)(?![\w%]|[.,-]\d|{_COUNTED})"
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


# ---------------------------------------------------------------- numbers and durations

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
_VALUES = {word: n for n, word in enumerate(_UNITS + _TEENS, start=1)} | {
    word: n * 10 for n, word in enumerate(_TENS, start=2)
}
_IN_WORDS = {n: word for word, n in _VALUES.items()}
_VAGUE = {"dozen": 12, "score": 20, "ten": 10, "hundred": 100} | _SCALES
_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_SMALL = rf"(?:(?:{_any(_TENS)}[\s-])?{_any(_UNITS)}|{_any(_TENS)}|{_any(_TEENS)})\b"
_GROUP = rf"(?:(?:(?:{_SMALL}|an?)\s)?hundred\b(?:\s(?:and\s)?{_SMALL})?|{_SMALL})"
_SCALE = _any(list(_SCALES)) + r"\b"
_AND_A_PART = rf"(?:\sand\sa\s(?P<part>half|quarter|third)\b(?:\s(?P<times>{_SCALE}))?)?"
_DIGITS = re.compile(
    r"(?<![\w.,/])(?<![A-Za-z]-)(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,15})?)(?![\w/]|[.,]\d)"
    rf"(?:\s(?P<scale>{_SCALE}))?(?P<percent>\s?%|\sper\scent\b|\spercent\b)?"
)
_MAY_HOLD_A_NUMBER = (*_VALUES, *_SCALES, "hundred", "dozen", "scores", "tens of")
_DIGIT = re.compile(r"\d")
# In this order: "no more than" is not "more than".
_COMPARATORS = {
    "at least": "at least|no fewer than|no less than|not less than|a minimum of",
    "at most": "at most|up to|no more than|not more than|as many as|as much as|a maximum of",
    "more": "over|more than|above|exceeding|upwards of|in excess of",
    "less": "under|less than|fewer than|below",
    "about": "about|around|roughly|some|approximately|circa|nearly|almost|close to",
}
_COMPARATOR_OF = {words: name for name, all_ in _COMPARATORS.items() for words in all_.split("|")}
_BEFORE = re.compile(rf"\b(?P<words>(?i:{'|'.join(_COMPARATOR_OF)}))\s(?:an?\s|the\s)?[£$€]?$")
_AFTER = re.compile(r"\sor\s(?P<word>more|so|fewer|less)\b")
_OR = {"more": "at least", "so": "about", "fewer": "at most", "less": "at most"}
_LABEL = re.compile(
    r"(?:\b(?:Articles?|Sections?|Sect\.|Chapters?|Resolutions?|Protocol|Figures?|Tables?|Annex|Parts?|Volumes?|Vol\.|"
    r"Clauses?|Rules?|Nos?\.|pp?\.|pages?)|[§#])\s?$"
)
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock)")
# The longest of the words above, with what may stand between them and the number.
_REACH = 24


def in_words(number: int, what: str = "") -> str:
    """A number from 1 to 99 in words, and what it counts: twenty-one nights."""
    tens, units = number - number % 10, number % 10
    parts = [number] if number in _IN_WORDS else [tens, units]
    words = "-".join(_IN_WORDS[n] for n in parts)
    return f"{words} {what}{'' if number == 1 else 's'}" if what else words


@cache
def _in_words() -> re.Pattern[str]:
    """A number in words; large, so made when a text first may hold one."""
    return re.compile(
        rf"\b(?i:(?P<several>(?:a\s)?(?:few|several)\s(?:dozen|hundred|thousand|million|billion)\b)"
        rf"|(?P<plural>(?:dozens|scores|tens|hundreds|thousands|millions|billions)(?:\sof\s(?:thousands|millions|billions))?\b)"
        rf"|(?P<dozen>half\sa\sdozen\b|(?:(?:an?|{_SMALL})\s)?dozen\b)"
        rf"|(?P<words>(?:{_GROUP}(?:\s{_SCALE}(?:,?\s(?:and\s)?{_GROUP})?)*|an?\s{_SCALE}){_AND_A_PART})"
        r"(?P<percent>\sper\scent\b|\spercent\b)?)"
    )


@lru_cache(maxsize=REMEMBERED)
def numbers(text: str) -> tuple[NumberWords, ...]:
    """The numbers that a text names, in digits or words, in order.

    Dates, times of day and what is numbered ("Article 5", "No. 7", "Reform 2.0") are none, nor is a
    plain "one".
    """
    return tuple(n for n in _numbers(text) if n.comparator or n.text.lower() != "one")


@lru_cache(maxsize=REMEMBERED)
def _numbers(text: str) -> tuple[NumberWords, ...]:
    lowered = text.lower()
    forms = [_DIGITS] if _DIGIT.search(text) else []
    forms += [_in_words()] if any(word in lowered for word in _MAY_HOLD_A_NUMBER) else []
    dated = [(date.start, date.end) for date in dates(text)] if forms else []
    found = []
    for match in (match for form in forms for match in form.finditer(text)):
        start, end = match.span()
        before = text[max(0, start - _REACH) : start]
        if _CLOCK.match(text, end):
            continue
        if match.re is _DIGITS:
            version = match["digits"].endswith(".0") and re.search(r"[A-Z]\w*\s$", before)
            if version or _LABEL.search(before) or any(first < end and start < last for first, last in dated):
                continue
            value = Fraction(re.sub("[,\u00a0\u202f]", "", match["digits"])) * _SCALES.get(match["scale"] or "", 1)
            vague = False
        else:
            value, vague = _value(match)
        found.append(
            NumberWords(
                match[0], start, end, value, "more" if vague else _comparator(text, start, end), bool(match["percent"])
            )
        )
    return tuple(sorted(found, key=lambda number: number.start))


def _comparator(text: str, start: int, end: int) -> str:
    """What the words around a number make of it."""
    if before := _BEFORE.search(text, max(0, start - _REACH), start):
        return _COMPARATOR_OF[before["words"].lower()]
    after = _AFTER.match(text, end)
    return _OR[after["word"]] if after else "about" if text.startswith("-odd", end) else ""


def _value(match: re.Match[str]) -> tuple[Fraction, bool]:
    """The value of number words, and whether they only give its order of magnitude."""
    words = match[0].lower()
    if match["several"]:
        return Fraction(_VAGUE[words.split()[-1]]), True
    if match["plural"]:
        value = 1
        for word in words.split(" of "):
            value *= _VAGUE[word.rstrip("s")]
        return Fraction(value), True
    if match["dozen"]:
        many = sum(_VALUES.get(word, 0) for word in re.split(r"[\s-]", words))
        return Fraction(6 if words.startswith("half") else 12 * (many or 1)), False
    total, current = 0, 0
    part = _PARTS[match["part"].lower()] if match["part"] else Fraction(0)
    whole = match["words"].lower()[: match.start("part") - match.start("words")] if part else match["words"].lower()
    for word in re.findall("[a-z]+", whole):
        if word in _VALUES:
            current += _VALUES[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0
    return (total + current + part) * _SCALES.get((match["times"] or "").lower(), 1), False


_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|centur(?=y|ies))(?:s|y|ies)?\b"
_UNITS_OF_TIME = {
    "day": (1, "day"),
    "week": (1, "week"),
    "fortnight": (2, "week"),
    "month": (1, "month"),
    "year": (1, "year"),
    "decade": (10, "year"),
    "centur": (100, "year"),
}
_OF_TIME = re.compile(
    rf"[\s-](?:(?:full|whole|long|more|consecutive|further)\s)?(?i:{_UNIT})(?:\sand\sa\s(?P<part>half|quarter)\b)?"
)
_ONE_OF_TIME = re.compile(
    r"(?:\b(?i:for|within|over|than|least|past|last|nearly|almost|about)\s(?P<one>an?)\s|\b(?P<half>[Hh]alf\san?)\s"
    rf"|\b(?P<more>[Aa])\s(?=\w+\sand\sa\s(?:half|quarter)\b))(?i:{_UNIT})(?:\sand\sa\s(?P<part>half|quarter)\b)?"
)
_MAY_HOLD_A_DURATION = re.compile("(?i:day|week|fortnight|month|year|decade|centur)")


@lru_cache(maxsize=REMEMBERED)
def durations(text: str) -> tuple[DurationWords, ...]:
    """The spans of time that a text names, in order: so many days, weeks, months or years."""
    if not _MAY_HOLD_A_DURATION.search(text):
        return ()
    found = []
    for number in _numbers(text):
        match = _OF_TIME.match(text, number.end)
        if match and not number.percent:
            places = number.text.partition(".")[2]
            exact = Fraction(1, 10 ** len(places)) if places else Fraction(1, number.value.denominator)
            found.append(_duration(match, number.start, number.value, exact, number.comparator))
    for match in _ONE_OF_TIME.finditer(text):
        start = max(match.start(group) for group in ("one", "half", "more"))
        amount = _PARTS["half"] if match["half"] else Fraction(1)
        found.append(_duration(match, start, amount, amount, _comparator(text, start, match.end())))
    return tuple(sorted(found, key=lambda duration: duration.start))


def _duration(match: re.Match[str], start: int, amount: Fraction, exact: Fraction, comparator: str) -> DurationWords:
    part = _PARTS[match["part"]] if match["part"] else None
    times, unit = _UNITS_OF_TIME[match["unit"].lower()]
    words = match.string[start : match.end()]
    return DurationWords(
        words, start, match.end(), (amount + (part or 0)) * times, unit, (part or exact) * times, comparator
    )


# ---------------------------------------------------------------- names

# Begins with what may be a capital, A to Z or beyond ASCII, which is found fast; that it is a letter, and what
# stands before it, is looked back at.
CAPITALISED = re.compile(r"[^\x00-@\[-\x7f](?<=[^\W\d_])(?<!\w.)(?<!\w[-'’].)[^\W\d_]*(?:[-'’][^\W\d_]+)*")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mrs?|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Capt|Sen|Rep|Gov|Rev)\.$")
_POSSESSIVE = re.compile(r"['’]s$")
_NEAR = 16  # characters before a word that tell whether it is the first; no abbreviation is as long


@lru_cache(maxsize=REMEMBERED)
def names(text: str) -> tuple[Name, ...]:
    """The words that may be names: capitalised ones, acronyms aside, in order."""
    found = []
    for match in CAPITALISED.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        if word[0].isupper() and not word.isupper():
            start = match.start()
            before = text[max(0, start - _NEAR) : start].rstrip()
            first = not before or (before[-1] in ".!?:…\"“‘'(" and not _ABBREVIATION.search(before))
            found.append(Name(word, start, start + len(word), first))
    return tuple(found)


# ---------------------------------------------------------------- words and negations

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’-]\w+)*")
_NEGATIONS = frozenset(
    "no not never without neither nor none nobody nothing cannot refuse refuses refused refusing reject rejects "
    "rejected rejecting deny denies denied denying".split()
)
_RULED_OUT = re.compile("rul(?:e|es|ed|ing)$")
# Stands in every text in lower case that holds a negation, and in few others.
MAY_NEGATE = re.compile(r"no(?<!\w..)|never|neither|without|cannot|refus|reject|den[iy]|rul|n['’]t\b")
# After these the negation says something else.
_NO_NEGATION_BEFORE = frozenset("only just merely doubt matter longer less fewer sooner".split())
# Words that say little of what a text is about.
EMPTY_WORDS = frozenset(
    "a an the of in on at to for from by with as and or but if than that this these those it its he she they his her "
    "their is are was were be been being has have had do does did will would can could may might shall should must "
    "there what which who whom how when where why so up out off over into about after before".split()
)


class Word(NamedTuple):
    """A word in lower case, and where it stands."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in lower case, its numbers among them; abbreviations without their points."""
    return tuple(Word(_spelled(match[0]), *match.span()) for match in _WORD.finditer(text))


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text as `words` gives them, each once, less those that say little."""
    return frozenset(map(_spelled, _WORD.findall(text))) - EMPTY_WORDS


def _spelled(word: str) -> str:
    return word.lower().replace("’", "'").replace(".", "")


def negations(tokens: Sequence[Word]) -> list[int]:
    """The positions of words that negate what follows."""
    found = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1].word if i + 1 < len(tokens) else ""
        negates = token.word in _NEGATIONS or token.word.endswith("n't")
        if (negates and following not in _NO_NEGATION_BEFORE) or (following == "out" and _RULED_OUT.match(token.word)):
            found.append(i)
    return found
