"""The numbers, dates and names of a sentence, and whether they stand together in a passage of a source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache, cached_property
from itertools import takewhile
from typing import NamedTuple

from scripts.english import quoting
from scripts.english.dates import MONTH_NUMBERS, MONTHS, ROMAN, DateWords, dates, figures_as_iso
from scripts.english.numbers import (
    ARTICLE,
    BEYOND_99,
    CENTURY,
    CLOCK,
    DAY,
    DECADE,
    FACTOR,
    ORDINALS,
    SECTION,
    DurationWords,
    FactorWords,
    NumberWords,
    articles,
    centuries,
    days_as_iso,
    decades,
    durations,
    factor_words,
    factors,
    hours,
    in_words,
    nths,
    numbers,
    parts_of_all,
    sections,
    shares,
    unit,
    with_comparator,
)
from scripts.english.quoting import ReadyText
from scripts.english.spelling import alike, written_out
from scripts.english.words import EMPTY_WORDS, names, unaccented, words
from scripts.evidence import polarity
from scripts.regex import regex

# A passage is a paragraph, or several short ones up to so many words: what a reader takes in at a glance.
PASSAGE_WORDS = 80
# A passage begins at least so many words after the one before.
APART = 10
# How many passages are shown to somebody who reviews a claim.
LIKELIEST = 3
# Words of a row of a table, or of its heading, at most; and letters before a passage in which its table may begin.
_ROW, _TABLE = 20, 6000
# Digits that a number has at most before its point, and behind it.
_PLACES = 15
# With scale words and short ones it counts thousands so many times at most: a bn billion.
_THOUSANDS = 8
# Numbers that nobody rounds.
_FEW = 20
# Parts of a whole, of which some are named: three in ten, one in a hundred.
_PARTS = 100
# Digits of a year.
_YEAR = 4
_THOUSAND = 1000
_DECIMAL = regex(r"\d{1,9}(?:\.\d{1,9})?")
_PIECE = regex(r"\.?\d+|[^\W\d_]+")

_A_YEAR = regex(r"(?:1\d|20)\d\d")
# As many languages write decimals, where what stands behind them tells that it is no list.
_DECIMAL_COMMA = regex(r"(\d(?<![\d.,]\d)\d{0,5}),(?=\d{1,2}(?:\s?%|\s(?:per\s?cent|[mbtr]{1,2}illion)\b))")
_RAISED_POINT = regex(r"(?<=\d)·(?=\d)")  # as British medical journals set it
# As tables have a month: Mar-19, Mar ’19. Up to which year it is of this century.
_SHORT_YEAR = regex(rf"\b({'|'.join(MONTHS)})(?:[-–]|\s?['’])(\d\d)\b(?![-–.,]?\d)")
_THIS_CENTURY = 50
# These begin with a digit, which is found fast, and look back at what stands before it.
_PARTED_THOUSANDS = regex(r"(\d(?<![\d.,]\d)\d{0,2})[ '’](?=\d{3}(?!\d))")
_RANGE_OF_PERCENT = regex(
    r"((?!(?:1\d|20)\d\d\s[a-z])\d(?<![\d.,]\d)\d*(?:\.\d+)?)(?=\s?(?:to|and|or|[-–])\s?\d+(?:\.\d+)?(?:%|\s?per\s?cent\b))"
)
_RANGE_OF_SCALE = regex(
    r"(?P<low>\d(?<![\d.,]\d)\d*(?:\.\d+)?)(?:\s?[-–]\s?|\s(?:to|and|or)\s)"
    r"(?=(?P<high>\d+(?:\.\d+)?)\s(?P<scale>thousand|million|billion|trillion)\b)"
)


def _with_scale(match: re.Match[str]) -> str:
    """The lower end of a range with the scale that stands behind the upper one: 2–3 million."""
    return f"{match['low']} {match['scale']} to " if float(match["low"]) < float(match["high"]) else match[0]


def _written_out(text: str) -> str:
    """A text with its numbers and dates in the one form that is compared: of 31'500, 2 to 7 %, 3.5.2019, in words."""
    text = _SHORT_YEAR.sub(lambda m: f"{m[1]} {19 if int(m[2]) > _THIS_CENTURY else 20}{m[2]}", text)
    text = days_as_iso(figures_as_iso(_DECIMAL_COMMA.sub(r"\1.", _RAISED_POINT.sub(".", text))))
    text = _RANGE_OF_SCALE.sub(_with_scale, _PARTED_THOUSANDS.sub(r"\1,", text))
    return _RANGE_OF_PERCENT.sub(r"\1%", text)


_TITLES = frozenset(
    "mr mrs ms dr prof professor president prime minister chancellor king queen prince princess sir lord lady dame "
    "general colonel captain admiral major senator governor mayor secretary judge justice pope bishop ambassador "
    "foreign defence defense finance former chief commissioner councillor chairman chairwoman inspector "
    "director".split()
)
# What ends, or stands in, the name of something that is no person.
_NO_PERSON = frozenset(
    "council ministry committee authority union party agency board bank court office department company corporation "
    "institute university association federation commission organisation organization treaty agreement memorandum act "
    "house sea river lake bay port harbour harbor island islands street road city town county state states kingdom "
    "republic post times news herald day conference report fund group service trust society museum gallery club league "
    "alliance coalition government parliament congress senate assembly army navy force forces police school college "
    "hospital centre center station line railway bridge dam reservoir valley mountain mountains hills coast channel "
    "canal water waters north south east west northern southern eastern western central national international united "
    "convention declaration protocol accord charter code plan programme project strategy office bureau quay dock gate "
    "lane skies festival prize award cup park square palace castle hall church cathedral harvest fisheries "
    "transport water decree directive regulation resolution ordinance constitution".split()
)


# Words with a capital that are no names.
_NO_NAMES = {*MONTH_NUMBERS, "Jr", "Sr"} | set(
    "Article Articles Section Sections Chapter Chapters Title Part Parts Paragraph Paragraphs Clause Clauses Rule "
    "Rules Annex Schedule Resolution Resolutions Directive Regulation Regulations Decision Decree".split()
)
# Words that begin a sentence, besides EMPTY_WORDS, and are no names.
_BEGINNINGS = EMPTY_WORDS | set(
    "above according across additionally again against all along already also although amid among another any around "
    "because before behind below beneath beside besides between beyond both consequently currently despite during "
    "each early earlier either else elsewhere even eventually every few finally first following formerly further "
    "furthermore given hence however indeed initially inside instead just last late later less like likewise many "
    "meanwhile more moreover most much near nearly neither never nevertheless next no none nonetheless nor nothing "
    "notwithstanding now often once one only opposite originally other otherwise outside over per perhaps previously "
    "rather recently regarding second secondly several similarly since some sometimes soon still subsequently such "
    "sure surely tell third though through throughout thus today together tomorrow toward towards two under unless "
    "unlike until upon versus via we well whatever whenever whereas wherever whether whoever whose within without yes "
    "yesterday yet".split()
)
# Numbers of what is no amount, which nothing else is compared with.
_PERIODS = {CENTURY, DECADE, CLOCK, ARTICLE, SECTION, FACTOR}
_NTH = "nth "  # and of what
# How many months have the parts of a year that are counted.
_OF_MONTHS = {"half": "six", "quarter": "three"}
# What stands before the number of an article or a section.
_LABELS = {
    ARTICLE: ("article", "articles", "art", "arts", "art.", "arts."),
    SECTION: ("section", "sections", "sec", "secs", "sect", "sects", "§"),
}


# A number that is one end of what may be is not the other end. "At least 40 are needed" and "fewer than 40 are too few"
# go together, as do "at most" and "more".
_OTHER_END = {"at least": "at most", "at most": "at least", "more": "less", "less": "more"}


def _is_no_amount(unit: str) -> bool:
    return unit in _PERIODS or unit.startswith(_NTH)


# Seconds in a unit of time. What is told in another one may be rounded by so much.
_A_DAY = Fraction(60 * DAY)
_SECONDS = {"second": Fraction(1), "minute": Fraction(60), "hour": Fraction(3600), "day": _A_DAY, "week": 7 * _A_DAY}
_SECONDS |= {"month": Fraction(1461, 48) * _A_DAY, "year": Fraction(1461, 4) * _A_DAY}
_SECONDS["decade"] = 10 * _SECONDS["year"]
# Years by which two that are named may be nearer to each other, or farther, than a sentence says: 1999 to 2018.
_YEARS = {"year": (1, 0), "decade": (2, 2)}
_AS_LONG = Fraction(1, 20)
_LONGER = "half quarter fortnight fortnights decade decades century centuries".split()
# Words for a share, which a percentage or a decimal may stand for.
_SHARES = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3), "fifth": Fraction(1, 5)}


@cache
def _countries() -> frozenset[str]:
    """The English names of countries and territories, as Unicode's CLDR has them."""
    from babel import Locale  # here, since it reads some files

    return frozenset(Locale("en").territories.values())


class Detail(NamedTuple):
    """A number, a date or a name of a sentence, and what of it has to stand in a source.

    `number` is its value and whether it is a percentage, `unit` its unit (scripts.english.numbers.unit), or CENTURY,
    DECADE (by its first year), CLOCK (minutes since midnight), ARTICLE, SECTION, FACTOR or "nth round". `from_to` are
    the least number that it may stand for and the first that it may not, where it is rounded: almost 12,000. `bound` is
    "at least", "at most", "more" or "less" where it is one, and `as_bound` its words with those that say so. `initials`
    are those between the names of a person.
    """

    words: str
    number: tuple[Fraction, bool] | None = None
    unit: str = ""
    from_to: tuple[Fraction, Fraction] | None = None
    bound: str = ""
    as_bound: str = ""
    date: DateWords | None = None
    name: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    person: bool = False

    @property
    def proves(self) -> bool:
        """Whether it says something of its own: a number, a date, a person; no country, place or body."""
        return bool(self.number or self.date or self.person)


class Details(NamedTuple):
    """How the details of a sentence stand in a source: which are missing, and the passage that has them all.

    Of each that is missing there are the words that the source has not: where it has a number as the other end of what
    may be, with those that make one end of it. `unsure` are those that the source may have in another form.
    """

    missing: Mapping[Detail, str]
    unsure: tuple[Detail, ...]
    passage: tuple[int, int] | None


@dataclass
class Facts:
    """A passage of a text, from and to, and what stands in it: each is found out when it is asked for."""

    text: ReadyText
    start: int
    end: int

    @cached_property
    def numbers(self) -> frozenset[tuple[Fraction, bool]]:
        """The values of its numbers, and whether each is a percentage."""
        return frozenset(number for number, units in self.units.items() if not all(map(_is_no_amount, units)))

    @cached_property
    def units(self) -> Mapping[tuple[Fraction, bool], set[str]]:
        """The units in which it has each number, "" among them where it names none."""
        text = self._written_out()
        found: dict[tuple[Fraction, bool], set[str]] = {}
        for number in numbers(text):
            found.setdefault((number.value, number.percent), set()).add(unit(text, number))
        readers = (centuries, CENTURY), (decades, DECADE), (hours, CLOCK), (articles, ARTICLE), (sections, SECTION)
        for read, name in readers:
            for _, value in read(text):
                found.setdefault((Fraction(value), False), set()).add(name)
        for _, what, value in nths(text):
            found.setdefault((Fraction(value), False), set()).add(f"{_NTH}{what}")
        for factor in self.factors:
            found.setdefault((factor.value, False), set()).add(FACTOR)
        return found

    @cached_property
    def factors(self) -> list[FactorWords]:
        """What it says of how many times as much something is."""
        return factors(self.shown)

    def has(self, number: tuple[Fraction, bool], of: str) -> bool:
        """Whether it has a number, and not in another unit."""
        units = self.units.get(number, set())
        if _is_no_amount(of):
            return of in units
        units = {unit for unit in units if not _is_no_amount(unit)}
        return of in units or "" in units or (not of and bool(units))

    def contradicts(self, detail: Detail) -> bool:
        """Whether it has the number of a detail, and as the other end of what may be alone: at most, for at least."""
        ends = self._comparators.get(detail.number) if detail.number and detail.bound else None
        return ends == {_OTHER_END[detail.bound]} if ends else False

    @cached_property
    def _comparators(self) -> Mapping[tuple[Fraction, bool], set[str]]:
        found: dict[tuple[Fraction, bool], set[str]] = {}
        for number in numbers(self._written_out()):
            found.setdefault((number.value, number.percent), set()).add(number.comparator)
        return found

    @cached_property
    def dates(self) -> tuple[DateWords, ...]:
        """Its dates."""
        return dates(self._written_out())

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, as they are written and in the forms that they have otherwise, names in `alike`'s too."""
        here = self.text.written[slice(*(bisect_left(self.text.starts, at) for at in (self.start, self.end)))]
        bare = {form.removesuffix("'s") for form in here}
        return frozenset(here).union(*map(_spellings, bare))

    @property
    def shown(self) -> str:
        """Its text, in normal form."""
        return self.text.normal[self.start : self.end]

    def _written_out(self) -> str:
        return _written_out(self.shown)


class Passages:
    """The passages of a text, one overlapping the next, in order, and which of them may have what is asked for.

    Numbers and dates take long to find, and few are asked for. So they are read only where their digits or words stand:
    no other passage has them. What is asked gives the passages by their numbers.
    """

    def __init__(self, text: ReadyText, apart: Set[str] = frozenset()):
        # Numbers and dates are read as they stand, also where a line's end parts a word, or a page's number stands.
        self._texts = (text, quoting.unjoined(text)) if "-\n" in text.normal else (text,)
        self.facts = [Facts(text, start, end) for start, end in passages(text.normal, apart)]
        self._starts, self._ends = ([one.start for one in self.facts], [one.end for one in self.facts])
        self._forms: dict[str, list[str]] = {}
        for form in set().union(*(one.compared for one in self._texts)):
            bare = form.removesuffix("'s")
            for key in {form, *_spellings(bare), *_pieces(form)}:
                self._forms.setdefault(key, []).append(form)
        self.having = cache(self._having)  # the sentences of an article share their words

    def may_have(self, detail: Detail) -> set[int]:
        """Those in which a detail may stand."""
        if detail.unit == CENTURY:
            return self._with(("century", "centuries"))
        if detail.unit in _LABELS:
            return self._with(_LABELS[detail.unit])
        if detail.unit == FACTOR and detail.number:
            return self._with(factor_words(detail.number[0]))
        if detail.unit.startswith(_NTH):
            return self._counting(detail.unit)
        if detail.unit == DECADE and detail.number:
            return self._with([str(detail.number[0])])
        if detail.unit == CLOCK and detail.number:
            hour = int(detail.number[0]) // 60
            return self._with((str(hour), str(hour % 12 or 12), "24", "noon", "midday", "midnight"))
        if detail.number:
            value, percent = detail.number
            share = value / 100 if percent else value
            words = [word for word, part in {**_SHARES, "one": Fraction(1)}.items() if part == share]
            per_cent = self.numbered(value * 100) if value < 1 and not percent else set()
            of = self.numbered(Fraction(share.denominator)) if 1 < share.denominator <= _PARTS else set()
            return self.numbered(value).union(self.numbered(share), per_cent, of, *map(self.having, words))
        if (asked := detail.date) and asked.month:
            found = self._in_month(asked.month)
            nth = (word.rpartition("-")[2] for word, day in ORDINALS.items() if day == asked.day)
            return found & self._with([str(asked.day), *nth]) if asked.day else found
        if asked:
            return self._with([str(asked.year)])
        named = detail.name[-1:] if detail.person else detail.name
        return set.intersection(*(set().union(*map(self.having, _spellings(name))) for name in named))

    def numbered(self, value: Fraction) -> set[int]:
        """Those that may have a number of a value.

        Its first digits, up to a mark, a space or the end, are the value, or the thousands, the millions … of it, the
        lakhs, the crores … of it, or noughts; then those behind the point are the value's own.
        """
        whole, decimals = int(value), value * 10**_PLACES
        digits = str(decimals).strip("0") if decimals.denominator == 1 else ""
        rows = {f".{digits:0<{n}}" for n in range(len(digits), _PLACES + 1)}
        rows |= {str(whole // 1000**n) for n in range(_THOUSANDS + 1)} - {"0"}
        rows |= {str(whole // (1000 * 100**n)) for n in range(1, _THOUSANDS)} - {"0"}  # as India groups digits
        small = in_words(whole).partition("-")[0] if whole == value and whole in range(1, 100) else ""
        return self._large | self._with({*rows, small}) if value else set(range(len(self.facts)))

    def _having(self, word: str) -> frozenset[int]:
        """Those that have a word in one of its forms, or one that differs in its capitals."""
        forms = set(self._forms.get(word, ()))
        found: set[int] = set()
        for text in self._texts:
            places = (i for form in {text.compared[f] for f in forms & text.compared.keys()} for i in text.places[form])
            for at in (text.starts[text.where[i]] for i in places if text.word(i) in forms):
                found.update(range(bisect_right(self._ends, at), bisect_right(self._starts, at)))
        return frozenset(found)

    def between(self, detail: Detail, low: Fraction, high: Fraction, *, percent: bool) -> bool:
        """Whether the text has a number, or so many per cents, from `low` on and below `high`, for a detail."""
        scales = [Fraction(1000**n) for n in range(1 if percent else _THOUSANDS)]
        numeric = ((form, _DECIMAL.match(form.replace(",", ""))) for form in self._forms if form[0].isdecimal())
        near = {form for form, m in numeric if m and any(low <= Fraction(m[0]) * scale < high for scale in scales)}
        near |= {in_words(n).partition("-")[0] for n in range(max(1, int(low)), min(100, int(high)))}
        return any(
            low <= value < high and of_hundred == percent
            for n in set().union(*map(self.having, near))
            if not self.facts[n].contradicts(detail)
            for value, of_hundred in self.facts[n].numbers
        )

    def has_share(self, low: Fraction, high: Fraction, *, percent: bool) -> bool:
        """Whether the text has a share from `low` to `high`, in per cent or else as a part: by one number or by two."""
        if any(low <= part <= high for part in self._parts):
            return True
        if percent:
            near = {Fraction(part, whole) for whole in range(3, 13) for part in range(1, whole)}
        else:
            near = {Fraction(n) for n in range(int(100 * low), int(100 * high) + 1)}
        return any(
            of_hundred != percent and low <= (value / 100 if of_hundred else value) <= high
            for n in set().union(*(self.numbered(value) for value in near if not percent or low <= value <= high))
            for value, of_hundred in self.facts[n].numbers
        )

    @cached_property
    def _parts(self) -> set[Fraction]:
        return parts_of_all(self.facts[0].text.normal) if self.facts else set()

    @cached_property
    def spans(self) -> list[DurationWords]:
        """The spans of time that the text names by a number and a part, or by another word than its units."""
        near = set().union(*map(self.having, _LONGER))
        return [span for n in sorted(near) for span in durations(self.facts[n].shown)]

    def has_under(self, heading: re.Pattern[str], number: tuple[Fraction, bool]) -> bool:
        """Whether a passage has a number and, in itself or in the short lines before it, what a table is headed."""
        return any(
            number in self.facts[n].numbers and heading.search(self._headed(n)) for n in self.numbered(number[0])
        )

    def _headed(self, n: int) -> str:
        """A passage, with the short lines that stand right before it, as the rows of a table do."""
        passage = self.facts[n]
        lines = passage.text.normal[max(0, passage.start - _TABLE) : passage.start].split("\n")
        short = takewhile(lambda line: len(line.split()) <= _ROW, reversed(lines))
        return "\n".join([*short, passage.shown])

    def _with(self, pieces: Iterable[str]) -> set[int]:
        """Those in which such pieces of words stand."""
        return set().union(*map(self.having, pieces))

    def _counting(self, unit: str) -> set[int]:
        what = unit.removeprefix(_NTH)
        return self._with((what, f"{what}s", *(what[0] for _ in [what] if what in _OF_MONTHS)))

    def counts(self, unit: str) -> bool:
        """Whether the text says of such a thing which one it is."""
        return any(unit in units for n in self._counting(unit) for units in self.facts[n].units.values())

    def numbers(self, label: str) -> bool:
        """Whether the text names articles, or sections, by their numbers."""
        return any(label in units for n in self._with(_LABELS[label]) for units in self.facts[n].units.values())

    @cached_property
    def factors(self) -> list[FactorWords]:
        """What the text says of how many times as much something is."""
        near = self._with(word for n in (*range(2, 6), Fraction(1, 2)) for word in factor_words(Fraction(n)))
        return [factor for n in sorted(near) for factor in self.facts[n].factors]

    def has_ratio(self, of: Fraction) -> bool:
        """Whether one number of the text, in digits and no year, is about so many times another."""
        digits = (form.replace(",", "") for form in self._forms if form[0].isdecimal())
        values = sorted({Fraction(m[0]) for m in map(_DECIMAL.fullmatch, digits) if m} - {*map(Fraction, self.years)})
        return any(_has_near(values, value * of) for value in values if value)

    def has_digits(self, number: Fraction) -> bool:
        """Whether the text has a number at all, whatever of."""
        return bool(self._with([str(number)]))

    @cached_property
    def _large(self) -> set[int]:
        return self._with(piece for piece in self._forms if piece.startswith(BEYOND_99))

    def _in_month(self, month: int) -> set[int]:
        return self._with(
            [
                str(month),
                ROMAN[month - 1].lower(),
                *(name.lower() for name, number in MONTH_NUMBERS.items() if number == month),
            ]
        )

    @cached_property
    def years(self) -> frozenset[int]:
        """The numbers of four digits, which may be years, that stand alone in the text, not those of decades."""
        alone = (form for form, forms in self._forms.items() if form in forms)
        return frozenset(int(form) for form in alone if len(form) == _YEAR and form.isdecimal() and form[0] != "0")

    @cached_property
    def first_day(self) -> DateWords | None:
        """The first day that the text names with its month and year."""
        years = self._with(piece for piece in self._forms if piece.isdecimal() and len(piece) in (3, 4))
        near = sorted(years & set().union(*map(self._in_month, range(1, 13))))
        return next((d for n in near for d in self.facts[n].dates if d.day and d.month and d.year), None)


def _has_near(values: Sequence[Fraction], value: Fraction) -> bool:
    """Whether one of some numbers, in their order, is a number or differs from it by a tenth of it at most."""
    at = bisect_left(values, value * Fraction(9, 10))
    return at < len(values) and values[at] <= value * Fraction(11, 10)


def _pieces(form: str) -> Iterator[str]:
    """The letters in a row in a word, small, and its digits without noughts before them; behind a point with it."""
    for piece in (form,) if form.isalpha() else _PIECE.findall(form):
        bare = piece.lower().lstrip(".")
        yield (bare := str(int(bare)) if bare.isdecimal() and len(bare) <= _PLACES else bare)
        if piece[0] == ".":
            yield f".{bare}"


def _both(word: str) -> tuple[str, ...]:
    """A word, and the same without accents, and in Latin letters alone, where it has others, and with one capital where
    it has nothing else.
    """
    forms = (word, word.capitalize()) if len(word) > 1 and word.isupper() else (word,)
    if word.isascii():
        return forms
    return (*forms, *map(unaccented, forms), *map(written_out, forms))


# How a newspaper begins to tell what it has corrected in an article.
_CORRECTED = regex(
    r"\b(?:earlier|previous|original) version of this (?:article|story|report|post|piece|page|column|interview)\b",
    re.IGNORECASE,
)


def _spellings(name: str) -> tuple[str, ...]:
    """A word, and what it may be instead: see `_both`, and a name in another romanisation, with a sign before it."""
    return (*_both(name), f"~{alike(name)}") if name.istitle() else _both(name)


def passages(text: str, apart: Set[str] = frozenset()) -> list[tuple[int, int]]:
    """From and to of each passage: a paragraph, with as many after it as make some eighty words.

    A notice of what was corrected, which says again what was wrong, is in none, nor are paragraphs that stand `apart`.
    """
    starts = [0, *(match.end() for match in re.finditer(r"\n+", text))]
    ends = [*(match.start() for match in re.finditer(r"\n+", text)), len(text)]
    counts = [len(text[start:end].split()) for start, end in zip(starts, ends, strict=True)]
    found: list[tuple[int, int]] = []
    since = APART
    notices = {bisect_right(starts, match.start()) - 1 for match in _CORRECTED.finditer(text)}
    notices |= {i for i, (start, end) in enumerate(zip(starts, ends, strict=True)) if text[start:end] in apart}
    for i, start in enumerate(starts):
        if i in notices:
            continue
        if since < APART and found and ends[i] <= found[-1][1]:  # so that single words are not read eighty times
            since += counts[i]
            continue
        since = counts[i]
        j, total = i, counts[i]
        while j + 1 < len(starts) and total + counts[j + 1] <= PASSAGE_WORDS and j + 1 not in notices:
            j += 1
            total += counts[j]
        if total and not (found and found[-1][1] == ends[j]):
            found.append((start, ends[j]))
    return found


def details(bare: str) -> list[Detail]:
    """The numbers, dates and names of a sentence without what it quotes."""
    long = _written_out(bare)
    found = [_amount(long, number) for number in numbers(long)]
    found += [Detail(share.text, (share.value, False), from_to=_rounded(share)) for share in shares(long)]
    found += [Detail(words, number=(Fraction(nth), False), unit=CENTURY) for words, nth in centuries(bare)]
    found += [Detail(words, number=(Fraction(first), False), unit=DECADE) for words, first in decades(bare) if first]
    found += [Detail(words, number=(Fraction(minutes), False), unit=CLOCK) for words, minutes in hours(bare)]
    found += [
        Detail(words, (Fraction(nth), False), f"{_NTH}{what}")
        for words, what, nth in nths(bare)
        if nth > 1 or (what in _OF_MONTHS and re.search(rf"{re.escape(words)} (?:of )?\d{{4}}\b", bare))
    ]
    found += [Detail(words, number=(Fraction(nth), False), unit=ARTICLE) for words, nth in articles(bare)]
    found += [Detail(words, number=(Fraction(nth), False), unit=SECTION) for words, nth in sections(bare)]
    values = sorted({detail.number[0] for detail in found if detail.number})
    found += [
        Detail(factor.text, (factor.value, False), FACTOR, _near_a_factor(factor))
        for factor in factors(bare)
        if not (factor.counted or any(_has_near(values, value * factor.value) for value in values))
    ]
    found += [Detail(date.text, date=date) for date in dates(long)]
    return found + list(_named(bare))


# Characters of a name, at most.
_NAME = 40
# What stands before a year: a name, as in Easter 1916, World Cup 2018; or "about".
_BEFORE_A_YEAR = regex(r"\b(?:(?P<name>[A-Z][\w'’]*)|ca?\.)\s?$")


def _is_year(text: str, number: NumberWords) -> bool:
    """Whether a number of a text may be a year, though it is not said to be one."""
    if not (_A_YEAR.fullmatch(number.text.strip()) and not number.comparator and not unit(text, number)):
        return False
    before = _BEFORE_A_YEAR.search(text, max(0, number.start - _NAME), number.start)
    return before is not None and not (before["name"] in _NO_NAMES or (before["name"] or "").lower() in _BEGINNINGS)


def _amount(text: str, number: NumberWords) -> Detail:
    if _is_year(text, number):
        words = number.text.strip()
        return Detail(words, date=DateWords(words, number.start, number.end, int(words)))
    bound = number.comparator if number.comparator in _OTHER_END else ""
    words = with_comparator(text, number) if bound else ""
    value = number.value, number.percent
    return Detail(number.text.strip(), value, unit(text, number), _rounded(number), bound, words)


def _near_a_factor(factor: FactorWords) -> tuple[Fraction, Fraction] | None:
    """From and to of what may be called so: almost tripled, more than doubled; None for an exact one."""
    return (factor.value - 1, factor.value + 1) if factor.comparator else None


# Per cents by which a share may be below and above what it is rounded to; else 20 below or above.
_NEAR_A_SHARE = {"": (1, 1), "about": (5, 5), "more": (0, 20), "at least": (0, 20)}
# The share of the step of its last digit by which what was counted may be below and above a rounded number; else 0, 1.
_ROUNDED: dict[str, tuple[Fraction | int, Fraction | int]] = {
    "about": (Fraction(1, 2), Fraction(1, 2)),
    "less": (1, 0),
    "at most": (1, 0),
}


# Hundreds of boats, several hundred, a few hundred: an order of magnitude.
_VAGUE = regex(r"^(?:[a-z]+s\b|(?:a\s)?(?:few|several|couple)\b)", re.IGNORECASE)


def _rounded(number: NumberWords) -> tuple[Fraction, Fraction] | None:
    """From and to of what is rounded to a number by the last of its digits that is no nought; None for an exact one.

    Of a share, from and to of what may be called so: of more than half, 60 per cent.
    """
    if number.value < 1 and not number.percent:
        few, more = _NEAR_A_SHARE.get(number.comparator, (20, 0))
        return number.value - Fraction(few, 100), number.value + Fraction(more, 100)
    if not number.comparator:
        return None
    if _VAGUE.search(number.text):
        return number.value, (10 if number.value < _THOUSAND else 100) * number.value
    step = Fraction(12)
    if "dozen" not in number.text.lower():
        places = next((n for n in range(_PLACES) if (number.value * 10**n).denominator == 1), None)
        if places is None or (number.value <= _FEW and not places and not number.percent):
            return None
        digits = str(number.value * 10**places)
        step = Fraction(10 ** (len(digits) - len(digits.rstrip("0")))) / 10**places
    below, above = _ROUNDED.get(number.comparator, (0, 1))
    return number.value - below * step, number.value + above * step


def _named(bare: str) -> Iterator[Detail]:
    """The names of a sentence; words that stand together are one, with the initials between them."""
    group: list[str] = []
    end = -1
    for name in [*names(bare), None]:
        between = bare[end : name.start] if name and group else ""
        initials = name and name.text.lower() not in EMPTY_WORDS and _INITIALS.fullmatch(between)
        if name and (between == " " or initials):
            group += [*between.split(), name.text]
        else:
            yield from _as_name(group)
            group = [] if name is None or (name.first and name.text.lower() in _BEGINNINGS) else [name.text]
        if name:
            end = name.end


# Not I, V and X, which are numbers more often: World War I.
_INITIALS = regex(r" (?:(?![IVX]\b)[A-Z]\.? )+")


def _as_name(group: Sequence[str]) -> Iterator[Detail]:
    initials = tuple(word[0] for word in group if _is_initial(word))
    bare = [word for word in group if word.lower() not in _TITLES and word not in _NO_NAMES]
    if not bare:
        return
    titled = any(word.lower() in _TITLES for word in group[: group.index(bare[-1])])
    person = (
        not any(word.lower() in _NO_PERSON for word in bare)
        and (titled or len(bare) > 1)
        and " ".join(bare) not in _countries()
    )
    name = tuple(word for word in bare if not _is_initial(word))
    yield Detail(" ".join(bare), name=name, initials=initials, person=person)


def is_in(detail: Detail, facts: Facts) -> bool:
    """Whether a detail stands in a passage."""
    if detail.number and _is_no_amount(detail.unit):
        return facts.has(detail.number, detail.unit)
    if facts.contradicts(detail):
        return False
    if detail.number:
        value, percent = detail.number
        share = value / 100 if percent else value
        return (
            facts.has(detail.number, detail.unit)
            or (value == 1 and not percent and "one" in facts.words)
            or any(share == part and word in facts.words for word, part in _SHARES.items())
            or (percent and (share, False) in facts.numbers)
            or (not percent and value < 1 and (value * 100, True) in facts.numbers)
        )
    if detail.date:
        return any(_same_date(detail.date, date) for date in facts.dates) or (
            detail.date.month is None and str(detail.date.year) in facts.words
        )
    named = detail.name[-1:] if detail.person else detail.name
    return all(not facts.words.isdisjoint(_spellings(word)) for word in named)


def _same_date(ours: DateWords, theirs: DateWords) -> bool:
    """Whether a date of a source is the sentence's, as far as both say; it may be the last of several days."""
    if theirs.until and theirs.until.day and ours.day != theirs.day:
        last = theirs.until
        theirs = theirs._replace(year=last.year, month=last.month, day=last.day)
    return (
        (ours.day is None or ours.day == theirs.day)
        and (ours.month is None or ours.month == theirs.month)
        and (ours.year is None or theirs.year is None or ours.year == theirs.year)
        and (ours.year is None or ours.month is not None or theirs.year == ours.year)
    )


def details_in(bare: str, text: ReadyText, within: Passages, *, foreign: bool = False) -> Details:
    """How the details of a sentence, without what it quotes, stand in a text and in its passages.

    Of a `foreign` text, in which countries and bodies have other names, a passage has all others; where these are left
    out, a day of them, or two.
    """
    wanted = details(bare)
    may_have = {detail: within.may_have(detail) for detail in wanted}
    absent = [
        detail
        for detail in wanted
        if not all(_named_in(text, name) for name in (detail.name[-1:] if detail.person else detail.name))
        or not any(is_in(detail, within.facts[n]) for n in may_have[detail])
    ]
    unsure = tuple(detail for detail in absent if _may_be_there(detail, text, within))
    others = [detail for detail in wanted if detail.person and detail not in absent and _is_another(detail, text)]
    missing = {
        detail: detail.as_bound if any(within.facts[n].contradicts(detail) for n in may_have[detail]) else detail.words
        for detail in wanted
        if (detail in absent and detail not in unsure) or detail in others
    }
    whole = None
    enough = True
    if foreign and not all(detail.proves for detail in wanted):
        wanted = [detail for detail in wanted if detail.proves]
        missing = {detail: words for detail, words in missing.items() if detail.proves}
        enough = len(wanted) > 1 or any(detail.date and detail.date.day for detail in wanted)
    if any(detail.proves and detail.unit != FACTOR for detail in wanted) and enough and not missing:
        likely = (within.facts[n] for n in sorted(set.intersection(*(may_have[detail] for detail in wanted))))
        whole = next((p for p in likely if all(is_in(detail, p) for detail in wanted) and _in_rows(wanted, p)), None)
    return Details(missing, unsure, (whole.start, whole.end) if whole else None)


_DATUM = regex(r"(?<!\w)\d[\d.,]*(?!\w)")


def _in_rows(wanted: Sequence[Detail], passage: Facts) -> bool:
    """Whether the numbers of a sentence stand, where a passage is a table, in the rows of the sentence's years."""
    years = [detail for detail in wanted if detail.date and detail.date.year and not detail.date.month]
    numbers = [detail for detail in wanted if detail.number and not _is_no_amount(detail.unit)]
    if not years or not numbers:
        return True
    lines = re.finditer(r"[^\n]+", passage.shown)
    rows: list[Facts] = []
    others: list[Facts] = []
    for line in lines:
        one = Facts(passage.text, passage.start + line.start(), passage.start + line.end())
        data = _DATUM.findall(line[0])
        is_row = len(data) > 1 and len(line[0].split()) < 3 * len(data) and any(len(word) != _YEAR for word in data)
        (rows if is_row else others).append(one)
    own = [row for row in rows if any(is_in(year, row) for year in years)]
    if not own or any(is_in(year, other) for year in years for other in others):
        return True
    return all(any(is_in(number, line) for line in (*own, *others)) for number in numbers)


def _named_in(text: ReadyText, name: str) -> bool:
    """Whether a text has a name at all, its possessive too."""
    forms = {alike(form) for one in (*_both(name), _TWO_LETTERS.sub(r"\1", name)) for form in (one, f"{one}'s")}
    return not forms.isdisjoint(text.places)


_TWO_LETTERS = regex(r"([aou])e", re.IGNORECASE)


# Days around the one on which a text was written that it may name by the day of the week.
_A_WEEK = 7
_BY_DAY = ("today", "yesterday", "tomorrow", "tonight")
# Words that say a number of a thing.
_COUNTS = {"couple": 2, "pair": 2, "twice": 2, "double": 2, "fortnight": 2, "decade": 10, "dozen": 12, "century": 100}
_COUNTS |= dict.fromkeys(("none", "nobody", "nil", "zero", "nought", "unanimous", "unanimously"), 0)
# What a table says that its numbers are, or are counted in.
_PER_CENT, _ANYTHING = regex(r"(?:%|\bper\s?cent(?:age)?\b)(?![\s-]points?\b)", re.IGNORECASE), regex("")
_IN = {
    regex(rf"\b(?i:{scale})s\b|(?:[€$£¥₹(]|\b(?:[A-Z]{{3}}|[Ii]n)\s?[€$£¥₹]?)\s?(?:(?i:{scale})|{short})\b"): 1000**n
    for n, (scale, short) in enumerate(
        (("thousand", "k|000"), ("million", "mn?"), ("billion", "bn?"), ("trillion", "tn?")), start=1
    )
}


def _may_be_there(detail: Detail, text: ReadyText, within: Passages) -> bool:
    """Whether a text that has not a detail in so many words may have it in others."""
    has = text.places.keys()
    if len(detail.name) > 1 and detail.person:  # whose family name stands first: Premier Wu
        after = (place + 1 for place in text.places.get(alike(detail.name[0]), ()) if place + 1 < len(text.forms))
        return any(text.word(place - 1)[0].isupper() and not text.word(place)[0].isupper() for place in after)
    if detail.date and detail.date.year and not detail.date.day:
        return _counted_from(within.first_day, detail.date, text)
    if detail.date and detail.date.day and detail.date.month:
        written = within.first_day
        with suppress(ValueError):
            if written and written.year and written.month and written.day:
                day = date(detail.date.year or written.year, detail.date.month, detail.date.day)
                near = abs((day - date(written.year, written.month, written.day)).days) <= _A_WEEK
                return near and any(word in has for word in (f"{day:%A}".lower(), *_BY_DAY))
    if detail.unit.startswith(_NTH):
        months = _OF_MONTHS.get(detail.unit.removeprefix(_NTH), "")
        return not within.counts(detail.unit) or (months in has and "months" in has)
    if detail.unit == FACTOR and detail.number:
        times = detail.number[0]
        low, high = detail.from_to or (times, times)
        others = [other for other in within.factors if not low <= other.value <= high]
        more = (abs(times - 1) * 100, True)  # in per cent
        return (
            not others
            or any(_near_a_factor(other) and abs(other.value - times) <= 1 for other in others)
            or len(others) < len(within.factors)
            or within.has_ratio(times)
            or any(more in within.facts[n].numbers for n in within.numbered(more[0]))
        )
    if detail.unit == ARTICLE:
        return not within.numbers(ARTICLE)
    if detail.unit == SECTION and detail.number:  # where they begin, many laws and reports have their numbers alone
        return not within.numbers(SECTION) or within.has_digits(detail.number[0])
    if detail.unit == DECADE and detail.number:
        away = {year // 10 - int(detail.number[0]) // 10 for year in within.years}  # from 1965 to 1983 they passed too
        passed = 0 in away or (min(away, default=0) < 0 < max(away, default=0))
        return passed or any(not first for _, first in decades(text.normal))
    if detail.unit == CLOCK and detail.number:  # of another place it may be another time, but hardly so in twelve hours
        other = detail._replace(number=((detail.number[0] + DAY // 2) % DAY, False))
        return not any(is_in(other, within.facts[n]) for n in within.may_have(other))
    if detail.from_to and detail.number and within.between(detail, *detail.from_to, percent=detail.number[1]):
        return True
    if detail.number:
        value, percent = detail.number
        of = Fraction(100 if percent else 1)
        low, high = (value - 1, value + 1) if percent else detail.from_to or (value, value)
        if (percent or 0 < value < 1) and within.has_share(low / of, high / of, percent=percent):
            return True
        if within.has_under(_PER_CENT if percent else _ANYTHING, (value, not percent)):
            return True
        if "basis" in has and any(
            (100 * value, False) in within.facts[n].numbers for n in within.numbered(100 * value)
        ):
            return True  # points, of which a hundred are one of percentage
        if detail.unit in _YEARS and _passed(
            value * (1 if detail.unit == "year" else 10), *_YEARS[detail.unit], within
        ):
            return True
        if detail.unit in _SECONDS and _lasts(value * _SECONDS[detail.unit], has, within):
            return True
        if (
            percent
            and not detail.from_to
            and value.denominator == 1
            and within.has_share(*_rounded_to(value), percent=False)
        ):
            return True
        if any(value == count and (word in has or f"{word}s" in has) for word, count in _COUNTS.items()):
            return True
        if not percent and any(value == factor.value for factor in within.factors):
            return True
        return not percent and any(
            within.has_under(heading, (value / of, False)) for heading, of in _IN.items() if value >= of
        )
    return False


def _rounded_to(per_cents: Fraction) -> tuple[Fraction, Fraction]:
    """From and to of the shares that are so many per cents when they are rounded."""
    return (per_cents - Fraction(1, 2)) / 100, (per_cents + Fraction(49, 100)) / 100


# How often a unit of time is in what the words beside it make of it: half an hour, an hour and a half.
_OF_A_UNIT = ((Fraction(1), ""), (Fraction(1, 2), "half"), (Fraction(3, 2), "half"), (Fraction(1, 4), "quarter"))


def _lasts(seconds: Fraction, has: Set[str], within: Passages) -> bool:
    """Whether a text, which `has` these words, may have a length of time in another unit than a sentence, rounded."""

    def is_near(other: Fraction) -> bool:
        return abs(other - seconds) <= _AS_LONG * seconds

    near = {(Fraction(round(seconds / length)), unit) for unit, length in _SECONDS.items()}
    if any(
        is_near(times * length) and unit in has and (word in has or not word)
        for unit, length in _SECONDS.items()
        for times, word in _OF_A_UNIT
    ):
        return True
    return any(is_near(span.amount * _SECONDS[span.unit]) for span in within.spans) or any(
        unit in within.facts[n].units.get((amount, False), ())
        for amount, unit in near
        if amount and is_near(amount * _SECONDS[unit])
        for n in within.numbered(amount)
    )


def _passed(years: Fraction, less: int, more: int, within: Passages) -> bool:
    """Whether two years that a text names are so many apart: from 1939 to 1945, six, or less or more by so many."""
    apart = [n for n in range(int(years) - less, int(years) + more + 1) if n > 0]
    return any(year + n in within.years for year in within.years for n in apart)


def _counted_from(written: DateWords | None, asked: DateWords, text: ReadyText) -> bool:
    """Whether a text names a year, or a month of one, by how far it is from when it was written: last year."""
    if not (written and written.year and written.month and asked.year):
        return False
    away, length = asked.year - written.year, "year"
    if asked.month:
        away, length = 12 * away + asked.month - written.month, "month"
    nearby = {-1: "last", 0: "this", 1: "next"}.get(away, "")
    number = f"(?:{-away}|{in_words(-away)})" if -99 < away < -1 else "(?:a|one)"
    forms = [rf"{number} {length}s? (?:ago|earlier)"] if away < 0 else []
    forms += [f"{nearby} {length}"] if nearby else []
    return any(re.search(rf"\b{form}\b", text.normal, re.IGNORECASE) for form in forms)


def _is_another(person: Detail, text: ReadyText) -> bool:
    """Whether a text names a person's family name, with no given name or initial before it but another's."""
    if len(person.name) < 2:
        return False
    own = set(map(alike, person.name[:-1]))
    given = set()
    others = False
    for place in text.places.get(alike(person.name[-1]), ()):
        initials = tuple(takewhile(_is_initial, (text.word(k) for k in range(place - 1, max(-1, place - 5), -1))))[::-1]
        first = place - len(initials)
        before = [text.word(k) for k in range(max(0, first - 2), first)]
        if own & set(map(alike, before)):
            if all(ours == theirs for ours, theirs in zip(person.initials, initials, strict=False)):
                return False
            others = True
            continue
        last = before[-1:] if not initials and text.forms[place - 1] not in _TITLES and not text.marks(place) else []
        given |= {word for word in last if word[0].isupper() and len(word) > 1}
    return others or (bool(given) and not any(may_be_one(person.name[0].lower(), other.lower()) for other in given))


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word[0].isupper()


def may_be_one(one: str, other: str) -> bool:
    """Whether two names, in lower case, may be one: an initial, a short form, another romanisation."""
    return (
        one[:2] == other[:2] or one[:3] in other or other[:3] in one or SequenceMatcher(None, one, other).ratio() > 0.55
    )


def likeliest(bare: str, text: str) -> list[str]:
    """The passages of a text that a sentence is most likely taken from, the likeliest first."""
    ready = quoting.ready(text)
    facts = Passages(ready).facts
    wanted = details(bare)
    ours = frozenset(polarity.stem(word.word) for word in words(bare) if word.word not in EMPTY_WORDS)
    content = [
        frozenset(polarity.stem(word.word) for word in words(ready.normal[passage.start : passage.end]))
        for passage in facts
    ]
    common = Counter(word for passage in content for word in passage & ours)
    scored = [
        (sum(1 / common[word] for word in has & ours) + sum(is_in(detail, passage) for detail in wanted), -i)
        for i, (passage, has) in enumerate(zip(facts, content, strict=True))
    ]
    best = sorted((one for one in scored if one[0] > 0), reverse=True)
    chosen: list[Facts] = []
    for _, minus in best:
        passage = facts[-minus]
        if len(chosen) < LIKELIEST and all(passage.start >= o.end or o.start >= passage.end for o in chosen):
            chosen.append(passage)
    return [ready.normal[passage.start : passage.end] for passage in chosen]
