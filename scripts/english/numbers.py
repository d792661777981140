"""The numbers and the durations that a text names. Where the words leave one open, it is not there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from scripts.english.dates import MONTH_NAMES, MONTH_NUMBERS, dates
from scripts.english.words import REMEMBERED
from scripts.regex import regex


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


_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_VALUES = {word: n for n, word in enumerate(_UNITS + _TEENS, start=1)} | {
    word: n * 10 for n, word in enumerate(_TENS, start=2)
}
_IN_WORDS = {n: word for word, n in _VALUES.items()}
_TONNES = {"kt": 1_000, "Mt": 1_000_000, "Gt": 1_000_000_000, "ki": 1_000, "me": 1_000_000, "gi": 1_000_000_000}
_SHORT_SCALES = {"m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000, "k": 1_000}
_SHORT_SCALES |= {"mcm": 1_000_000, "bcm": 1_000_000_000}  # of cubic metres
_MEASURES = "mm|cm|km|kg|mg|ml|kWh|MWh|GWh|TWh|kW|MW|GW|Hz|kHz|MHz|GHz|GB|MB|TB|kB|ft|lb|lbs|oz|mph|ha|km/h"
_VAGUE = {"dozen": 12, "score": 20, "ten": 10, "hundred": 100} | _SCALES
_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)} | {
    word: Fraction(1, n) for n, word in enumerate("fourth fifth sixth seventh eighth ninth tenth".split(), start=4)
}
# A number in words has one of these, or it is from 1 to 99 and begins as `in_words` does.
BEYOND_99 = ("dozen", "score", "tens", "hundred", *_SCALES, *_PARTS, "halv")


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_SMALL = rf"(?:(?:{_any(_TENS)}[\s-])?{_any(_UNITS)}|{_any(_TENS)}|{_any(_TEENS)})\b"
_GROUP = rf"(?:(?:(?:{_SMALL}|an?)\s)?hundred\b(?:\s(?:and\s)?{_SMALL})?|{_SMALL})"
_SCALE = _any(list(_SCALES)) + r"\b"
_SCALE_WORD = regex(_SCALE, re.IGNORECASE)
_AND_A_PART = rf"(?:\sand\sa\s(?P<part>half|quarter|third)\b(?:\s(?P<times>{_SCALE}))?)?"
_DIGITS = regex(
    r"(?<![\w.,/])(?<![A-Za-z]-)(?P<digits>(?:\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,5}|\d{1,2}(?:,\d\d){1,5},\d{3}"
    r"|\d{1,15})(?:\.\d{1,15})?)"
    rf"(?:(?P<short>\s?(?:bn|tn|mn|bcm|mcm)\b|[mk]\b|\s(?:giga|mega|kilo)tonnes?\b|\s?[GMk]t(?:CO[2₂]e?|C)?\b)|(?=(?:{_MEASURES})\b)|(?![\w/]|[.,]\d))"
    rf"(?:\s(?P<scale>{_SCALE}))?(?P<percent>\s?%|\sper\scent\b|\spercent\b)?"
)
_MAY_HOLD_A_NUMBER = (*_VALUES, "half", *_SCALES, "hundred", "dozen", "scores", "tens of")
_DIGIT = regex(r"\d")
# In this order: "no more than" is not "more than".
_COMPARATORS = {
    "at least": "at least|no fewer than|not fewer than|no less than|not less than|not under|not below|a minimum of",
    "at most": "at most|up to|no more than|not more than|not over|not above|not exceeding|as many as|as much as|"
    "a maximum of",
    "more": "over|more than|above|exceeding|upwards of|in excess of",
    "less": "under|less than|fewer than|below",
    "about": "about|around|roughly|some|approximately|circa|nearly|almost|close to",
}
_COMPARATOR_OF = {words: name for name, all_ in _COMPARATORS.items() for words in all_.split("|")}
_BEFORE = regex(rf"\b(?P<words>(?i:{'|'.join(_COMPARATOR_OF)}))\s(?:an?\s|the\s)?[£$€]?$")
_AFTER = regex(r"\s(?:[a-z]+\s)?(?:or\s(?P<word>more|so|fewer|less)|(?P<bound>at\s(?:least|most))(?!\s[\w£$€]*\d))\b")
_OR = {"more": "at least", "so": "about", "fewer": "at most", "less": "at most"}
_LABEL = regex(
    r"(?:\b(?:Articles?|Sections?|Sect\.|Chapters?|Resolutions?|Protocol|Figures?|Tables?|Annex|Parts?|Volumes?|Vol\.|"
    r"Clauses?|Rules?|Nos?\.?|pp?\.|pages?)|[§#])\s?(?:\d+(?:,\s|,?\s(?:and|or|to)\s|[-–]))*$"
)
_ARTICLES = regex(
    r"\b(?:Articles?|Arts?\.)\s(?P<numbers>\d{1,3}(?:(?:,\s|,?\s(?:and|or|to)\s|\s?[-–]\s?)\d{1,3}\b)*)(?![\d/])",
    re.IGNORECASE,
)
_SECTIONS = regex(
    r"(?:\b(?:Sections?|Sect?s?\.)\s|§§?\s?)"
    r"(?P<numbers>\d{1,5}(?:(?:,\s|,?\s(?:and|or|to)\s|\s?[-–]\s?)\d{1,5}\b)*)(?![\d/]|\.\d)",
    re.IGNORECASE,
)
_CLOCK = regex(r"\s?(?:[ap]\.?m\b|o['’]clock)")
# The number of a telephone: +44 131 417 2200, (0131) 417-2200.
_PHONE = regex(r"(?<![\w.,+(])(?:\+\d{1,3}|\(?0\d{1,4}\)?)(?:[\s-]\(?\d{2,5}\)?){1,5}(?![\w%])")
# The longest of the words above, with what may stand between them and the number.
_REACH = 24


# Units by sign, code and name; what is alike to a reader who sees but the sign is one: any dollar.
_MONEY = {
    "dollar": "$ USD dollar",
    "euro": "€ EUR euro",
    "pound": "£ GBP pound",
    "yen": "¥ JPY yen",
    "yuan": "CNY RMB yuan renminbi",
    "rupee": "₹ INR rupee",
    "rouble": "₽ RUB rouble ruble",
    "hryvnia": "₴ UAH hryvnia",
    "franc": "CHF franc",
    "krone": "SEK NOK DKK krona kronor krone kroner",
}
_MEASURES_OF = {
    "kilometre": "km kilometre kilometer",
    "mile": "mile mi",
    "metre": "metre meter",
    "foot": "foot feet ft",
    "hectare": "hectare ha",
    "acre": "acre",
    "ton": "tonne ton",
    "kilogram": "kg kilogram",
    "litre": "litre liter",
    "gallon": "gallon",
    "barrel": "barrel",
    "degree": "°C °F °",
    "second": "second sec",
    "minute": "minute min",
    "hour": "hour hr",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year yr",
    "decade": "decade",
}
CENTURY = "century"
DECADE = "which decade"
ARTICLE = "article"
SECTION = "section"
CLOCK = "clock"
FACTOR = "times"
DAY = 24 * 60  # minutes
_UNITS_BY_NAME = {name: own for own, names in {**_MONEY, **_MEASURES_OF}.items() for name in names.split()}


def _named(*kinds: Callable[[str], bool]) -> str:
    names = (name for name in _UNITS_BY_NAME if all(kind(name) for kind in kinds))
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_SIGNS, _CODES, _NAMES = _named(lambda name: not name.isalpha()), _named(str.isupper, str.isalpha), _named(str.islower)
_UNIT_BEFORE = regex(rf"(?:{_SIGNS}|(?<![A-Z])(?:{_CODES}))\s?$")
_UNIT_BEHIND = regex(
    rf"\s?(?P<sign>{_SIGNS}|(?:{_CODES})(?![A-Za-z]))|[\s-]?(?P<power>(?:square|cubic)\s)?"
    rf"(?:(?<=\s)[A-Z]\w+\s)?(?P<name>{_NAMES})s?(?P<raised>[²³])?\b|\sdegrees\b(?P<degrees>)"
)
_BELOW_ZERO = regex(r"(?:[−]|\bminus\s|(?<=\s)-)[£$€]?$")
_ZERO = regex(r"\s?(?:°|degrees?)\s?(?:[CF]\b|Celsius|Fahrenheit|centigrade)?\sbelow\s(?:zero|freezing)")


def unit(text: str, number: NumberWords) -> str:
    """The unit of a number of a text: dollar, kilometre, square kilometre, minus degree; "" where it has none here."""
    before = _UNIT_BEFORE.search(text[max(0, number.start - len("USD ")) : number.start])
    behind = _UNIT_BEHIND.match(text, number.end)
    minus = "minus " * bool(
        _BELOW_ZERO.search(text[max(0, number.start - len("minus  ")) : number.start]) or _ZERO.match(text, number.end)
    )
    if before:
        return minus + _UNITS_BY_NAME[before[0].strip()]
    if not behind:
        return minus.strip()
    own = _UNITS_BY_NAME.get(behind["sign"] or behind["name"] or "", "degree")
    power = (behind["power"] or "").strip() or {"²": "square", "³": "cubic"}.get(behind["raised"] or "", "")
    return " ".join(filter(None, (minus.strip(), power, own)))


ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
        "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth "
        "thirty-first".split(),
        start=1,
    )
}
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_CENTURY = regex(
    rf"\b(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL})[\s-]centur(?:y|ies)\b",
    re.IGNORECASE,
)


_HOUR = regex(
    r"(?<![\w:.,])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])(?:\.\s?m\.|m\b)|(?<=:\d\d)(?!\d|[:.,]\d|\s?%))",
    re.IGNORECASE,
)
_NOONS = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}
_NOON = regex(rf"\b(?:{'|'.join(_NOONS)})\b", re.IGNORECASE)


def _times(text: str) -> Iterator[re.Match[str]]:
    return _HOUR.finditer(text) if ":" in text or "m" in text.lower() else iter(())


def hours(text: str) -> list[tuple[str, int]]:
    """The times of day that a text names, each in minutes since midnight: 4.30 p.m., 990; of 4 o'clock it is unsure."""
    found = []
    for match in _times(text):
        hour, half = int(match["hour"]), (match["half"] or "").lower()
        hour = hour % 12 + 12 * (half == "p") if half else hour
        found.append((match[0], (60 * hour + int(match["minute"] or 0)) % DAY))
    return found + [(match[0], _NOONS[match[0].lower()]) for match in _NOON.finditer(text)]


_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_DECADE = regex(rf"\b(?P<years>1\d\d0|20\d0)[’']?s\b|(?:(?<=[’'])\d0s|\b(?i:{'|'.join(_DECADES)}))\b")


def decades(text: str) -> list[tuple[str, int]]:
    """The decades that a text names, each with its first year, or 0 where it does not say the century: 1970s, 1970."""
    return [(match[0], int(match["years"] or 0)) for match in _DECADE.finditer(text)]


def centuries(text: str) -> list[tuple[str, int]]:
    """The centuries that a text names, each with its number: nineteenth century, 19."""
    found = _CENTURY.finditer(text) if "centur" in text else ()
    return [(m[0], ORDINALS.get(m["nth"].lower()) or int(re.sub(r"\D", "", m["nth"]))) for m in found]


_DAY_IN_WORDS = regex(
    rf"\b(?P<day>{_ORDINAL})\s(?:day\s)?of\s(?P<month>{'|'.join(MONTH_NAMES)}),?\s"
    rf"(?:in\sthe\syear\s(?:of\sour\sLord\s)?)?"
    rf"(?P<year>\d{{4}}\b|(?:{_SMALL}|one|two)\s(?:hundred|thousand)(?:,?\s(?:and\s)?{_GROUP})?)",
    re.IGNORECASE,
)


def days_as_iso(text: str) -> str:
    """The text with its days in words in ISO form: this thirteenth day of May, two thousand and nineteen."""

    def iso(match: re.Match[str]) -> str:
        year = next(iter(_numbers(match["year"].replace(",", ""))), None)
        first = match["year"] if match["year"].isdigit() else str(year.value if year else "")
        month = MONTH_NUMBERS[match["month"].capitalize()]
        return f"{first}-{month:02}-{ORDINALS[match['day'].lower()]:02}" if len(first) == 4 else match[0]

    return _DAY_IN_WORDS.sub(iso, text) if " of " in text else text


_SHARE_OF = regex(
    r"\b(?:(?:an?|one)[\s-](?P<part>third|quarter|fifth)\sof"
    r"|(?<!first\s)(?<!second\s)(?<!last\s)(?<!latter\s)(?<!other\s)(?:(?:one|a)[\s-])?(?P<half>half)"
    r"(?:\sof|(?=\s(?:the|all|its|their|our|these|those)\b)))\s(?!an?\b|\d)",
    re.IGNORECASE,
)


def shares(text: str) -> list[NumberWords]:
    """The shares in one word of what a text names behind them: a third of the members, half the boats."""
    found = ((match, match["part"] or match["half"]) for match in _SHARE_OF.finditer(text))
    spans = ((match.start(), match.end("part" if match["part"] else "half"), part.lower()) for match, part in found)
    return [
        NumberWords(text[start:end], start, end, _PARTS[part], _comparator(text, start, end))
        for start, end, part in spans
    ]


_PART_OF_ALL = regex(
    rf"\b(?i:(?P<part>\d[\d,]*|{_SMALL})\s(?:out\s)?of\s(?:the\s|its\s|their\s|our\s|all\s)?(?P<all>\d[\d,]*|{_SMALL}))"
)


def parts_of_all(text: str) -> set[Fraction]:
    """The shares that a text gives by two numbers: 13 of the 15 members."""
    found = ((_numbers(match["part"]), _numbers(match["all"])) for match in _PART_OF_ALL.finditer(text))
    return {one[0].value / all_[0].value for one, all_ in found if one and all_ and one[0].value <= all_[0].value}


_MULTIPLIED: dict[str, int | Fraction] = {
    "doubl": 2,
    "trebl": 3,
    "tripl": 3,
    "quadrupl": 4,
    "quintupl": 5,
    "halv": Fraction(1, 2),
}
_FACTORS = {word: Fraction(value) for word, value in {**_MULTIPLIED, **_VALUES, "twice": 2}.items()}
_MANY = rf"(?<![\w-])(?:\d{{1,3}}|{_any(list(_VALUES))})"
_FACTOR = regex(
    rf"\b(?P<before>(?:to|will|would|can|could|may|might|should|must|not)\s)?"
    rf"(?P<verb>{'|'.join(_MULTIPLIED)})(?:ed|ing|(?P<base>e))\b(?!\s(?:down|back|over|up|as)\b)"
    rf"|(?P<fold>{_MANY})[\s-]?fold\b"
    rf"|(?P<times>\btwice|{_MANY}\stimes)\s(?=(?:as|the|its|their|what|that|more|[a-z]+er)\b)",
    re.IGNORECASE,
)


def factor_words(value: Fraction) -> list[str]:
    """The words of which one stands where a text says that something is so many times what it was."""
    verbs = [f"{stem}{ending}" for stem, of in _MULTIPLIED.items() if of == value for ending in ("ed", "ing", "e")]
    return [*verbs, f"{_IN_WORDS.get(int(value), value)}fold", f"{value}fold", "fold", "times", "twice"]


class FactorWords(NamedTuple):
    """Words that say how many times as much something is as it was; of "more than doubled" the comparator is "more".

    `counted` tells that they do so by a number of times, which `numbers` has too.
    """

    text: str
    value: Fraction
    comparator: str
    counted: bool


def factors(text: str) -> list[FactorWords]:
    """How many times as much something is, in the words of a text: doubled, to halve, threefold, twice as many."""
    found = []
    for match in _FACTOR.finditer(text):
        if match["base"] and not match["before"]:
            continue  # double standards, a triple alliance
        start = match.start("verb") if match["verb"] else match.start()
        word = (match["verb"] or match["fold"] or match["times"].split()[0]).lower()
        value = _FACTORS[word] if word in _FACTORS else Fraction(word)
        words = text[start : match.end()].strip()
        found.append(FactorWords(words, value, _comparator(text, start, match.end()), bool(match["times"])))
    return found


def articles(text: str) -> list[tuple[str, int]]:
    """The articles of a treaty or a law that a text names, each with its number, those within a range too."""
    return _numbered(_ARTICLES, text) if "rt" in text.lower() else []


def sections(text: str) -> list[tuple[str, int]]:
    """The same of sections, by their sign too."""
    return _numbered(_SECTIONS, text) if "§" in text or "sec" in text.lower() else []


def _numbered(label: re.Pattern[str], text: str) -> list[tuple[str, int]]:
    found = []
    for match in label.finditer(text):
        for named in re.finditer(r"(\d+)(?:(?:\sto\s|\s?[-–]\s?)(\d+))?", match["numbers"]):
            first, last = int(named[1]), int(named[2] or named[1])
            found += [(match[0], number) for number in range(first, max(first, last) + 1)]
    return found


# "A second reason" is another one, and a century has its own number.
_NTH = regex(
    rf"(?<!\ba )\b(?P<nth>{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))[\s-](?P<what>(?!day|centur)[a-z]{{4,}})\b", re.IGNORECASE
)


# Parts of a year in short: H1 2019, 2019 Q3, 1H19.
_OF_YEARS = {"H": "half", "Q": "quarter"}
_PART_OF_A_YEAR = regex(
    r"\b(?:[HQ][1-4]\b|[1-4][HQ])(?=[\s/-]?(?:FY\s?)?['’]?(?:\d{4}|\d\d)\b)|(?<=\b\d{4}[\s/-])[HQ][1-4]\b"
)


def nths(text: str) -> list[tuple[str, str, int]]:
    """What a text counts through: the second round, the words, the thing in the singular, and which it is."""
    found = [(match[0], match["what"].lower().removesuffix("s"), match["nth"].lower()) for match in _NTH.finditer(text)]
    found += [
        (match[0], of, match[0].strip(letter))
        for match in _PART_OF_A_YEAR.finditer(text)
        for letter, of in _OF_YEARS.items()
        if letter in match[0]
    ]
    return [(words, what, ORDINALS.get(nth) or int(re.sub(r"\D", "", nth))) for words, what, nth in found]


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
        # What may begin one is looked for first, since the rest takes five times as long at each word of a text.
        r"\b(?=[aA]n?\s|(?i:few|sev|doz|sco|ten|hun|tho|mil|bil|hal|one|two|thr|fou|fiv|six|eig|nin|ele|twe|thi|for|fif))"
        rf"(?i:(?P<several>(?:a\s)?(?:few|several|couple\sof)\s(?:dozen|hundred|thousand|million|billion)\b)"
        rf"|(?P<fraction>(?:half|(?:an?\s)(?:half|quarter|third)|{_SMALL}[\s-](?:halves|{_any(list(_PARTS))}s\b))"
        rf"(?:(?:\sof)?\san?[\s-]|-|\s)(?P<whole>{_SCALE})|{_SMALL}[\s-](?:halves|{_any(list(_PARTS))}s)\b)"
        rf"|(?P<plural>(?:dozens|scores(?=\sof\s(?!the\b|an?\b|\d))|tens|hundreds|thousands|millions|billions)(?:\sof\s(?:thousands|millions|billions))?\b)"
        rf"|(?P<dozen>(?:half\sa|(?:a\s)?half[\s-])\s?dozen\b|(?:(?:an?|{_SMALL})\s)?dozen\b)"
        rf"|(?P<words>(?:{_GROUP}(?:\s{_SCALE}(?:,?\s(?:and\s)?{_GROUP})?)*|an?\s{_SCALE}){_AND_A_PART})"
        r"(?P<percent>\sper\scent\b|\spercent\b)?)"
    )


@lru_cache(maxsize=REMEMBERED)
def numbers(text: str) -> tuple[NumberWords, ...]:
    """The numbers that a text names, in digits or words, in order.

    Dates, times of day, telephones and what is numbered ("Article 5", "No. 7", "Reform 2.0") are none, nor is a
    plain "one". Of "one in five" there is one number, a fifth.
    """
    return tuple(n for n in _numbers(text) if n.comparator or n.text.lower() != "one")


@lru_cache(maxsize=REMEMBERED)
def _numbers(text: str) -> tuple[NumberWords, ...]:
    lowered = text.lower()
    forms = [_DIGITS] if _DIGIT.search(text) else []
    forms += [_in_words()] if any(word in lowered for word in _MAY_HOLD_A_NUMBER) else []
    taken = (*_times(text), *_PHONE.finditer(text)) if forms else ()
    dated = sorted([*((date.start, date.end) for date in dates(text)), *(m.span() for m in taken)]) if forms else []
    found = []
    for form, match in ((f, m) for f in forms for m in (f.finditer(text) if f is _DIGITS else _in_turn(f, text))):
        start, end = match.span()
        before = text[max(0, start - _REACH) : start]
        if _CLOCK.match(text, end):
            continue
        if form is _DIGITS:
            version = match["digits"].endswith(".0") and re.search(r"[A-Z]\w*\s$", before)
            if version or _LABEL.search(before) or _within(dated, start, end):
                continue
            value = Fraction(re.sub("[,\u00a0\u202f]", "", match["digits"]))
            if match["scale"] or match["short"]:
                value *= _SCALES.get(match["scale"] or "", 1) * _short_scale(match["short"])
            vague = False
        else:
            value, vague = _value(match)
        comparator = "more" if vague else _comparator(text, start, end)
        found.append(NumberWords(match[0], start, end, value, comparator, bool(match["percent"])))
    found.sort(key=lambda number: number.start)
    return tuple(_with_shares(text, found))


def _with_shares(text: str, found: Sequence[NumberWords]) -> Iterator[NumberWords]:
    """The numbers, of two that make a share the share: one in five."""
    pairs = zip_longest(found, found[1:])
    for part, whole in pairs:
        if whole and part.value < whole.value and _is_share(text, part, whole):
            next(pairs)
            words = text[part.start : whole.end]
            yield NumberWords(words, part.start, whole.end, part.value / whole.value, part.comparator)
        else:
            yield part


def _is_share(text: str, part: NumberWords, whole: NumberWords) -> bool:
    """Whether one number is a part of the next, and this no time or rate: one in five; not in five days."""
    if part.value.denominator > 1 or whole.value > _PARTS_OF_A_SHARE:
        return False
    alone = not (part.percent or whole.percent or whole.comparator)
    return alone and bool(_OUT_OF.fullmatch(text, part.end, whole.start)) and not _OF_TIME.match(text, whole.end)


_PARTS_OF_A_SHARE = 100
# Between the part and the whole of a share.
_OUT_OF = regex(r"\s(?:in|out\sof)\s(?:every\s|each\s)?")


def _short_scale(written: str | None) -> int:
    short = (written or "").strip()
    return _SHORT_SCALES.get(short) or _TONNES.get(short[:2], 1)


def _in_turn(form: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The numbers in words, two that "and" joins as two: two million and three million."""
    at = 0
    while match := form.search(text, at):
        scales = [(found.end(), _SCALES[found[0].lower()], found.start()) for found in _SCALE_WORD.finditer(match[0])]
        apart = (
            match.start() + end
            for (end, scale, _), (_, more, start) in pairwise(scales)
            if more >= scale and match[0][end:start].strip()
        )
        match = form.match(text, match.start(), next(apart, match.end())) or match
        yield match
        at = match.end()


def _within(dated: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch is part of a date; of the dates, in order, none overlaps another."""
    before = bisect_left(dated, (end,)) - 1
    return before >= 0 and start < dated[before][1]


def with_comparator(text: str, number: NumberWords) -> str:
    """The words of a number of a text, with those that make a bound of it: no fewer than 40, 40 or more."""
    before = _BEFORE.search(text, max(0, number.start - _REACH), number.start)
    after = None if before else _AFTER.match(text, number.end)
    return text[before.start() if before else number.start : after.end() if after else number.end].strip()


def _comparator(text: str, start: int, end: int) -> str:
    """What the words around a number make of it."""
    if before := _BEFORE.search(text, max(0, start - _REACH), start):
        return _COMPARATOR_OF[before["words"].lower()]
    if after := _AFTER.match(text, end):
        return _OR[after["word"]] if after["word"] else " ".join(after["bound"].split())
    return "about" if text.startswith("-odd", end) else ""


def _value(match: re.Match[str]) -> tuple[Fraction, bool]:
    """The value of number words, and whether they only give its order of magnitude."""
    words = match[0].lower()
    if match["several"]:
        return Fraction(_VAGUE[words.split()[-1]]), True
    if match["fraction"]:
        parts = re.findall("[a-z]+", words)
        name = next(word for word in parts if word.rstrip("s") in _PARTS or word == "halves")
        many = sum(_VALUES.get(word, 0) for word in parts[: parts.index(name)]) or 1
        part = _PARTS["half" if name == "halves" else name.rstrip("s")]
        return many * part * _SCALES.get((match["whole"] or "").lower(), 1), False
    if match["plural"]:
        value = 1
        for word in words.split(" of "):
            value *= _VAGUE[word.rstrip("s")]
        return Fraction(value), True
    if match["dozen"]:
        many = sum(_VALUES.get(word, 0) for word in re.split(r"[\s-]", words))
        return Fraction(6 if "half" in words else 12 * (many or 1)), False
    total, current = 0, 0
    part = _PARTS[match["part"].lower()] if match["part"] else Fraction(0)
    whole = match["words"].lower()[: match.start("part") - match.start("words")] if part else match["words"].lower()
    for word in re.findall("[a-z]+", whole):
        if word in _VALUES:
            current += _VALUES[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total = total + (current or 1) * _SCALES[word] if current or not total else total * _SCALES[word]
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
_OF_TIME = regex(
    rf"[\s-](?:(?:full|whole|long|more|consecutive|further)\s)?(?i:{_UNIT})(?:\sand\sa\s(?P<part>half|quarter)\b)?"
)
_ONE_OF_TIME = regex(
    r"(?:\b(?i:for|within|over|than|least|past|last|nearly|almost|about)\s(?P<one>an?)\s|\b(?P<half>[Hh]alf\san?)\s"
    rf"|\b(?P<more>[Aa])\s(?=\w+\sand\sa\s(?:half|quarter)\b))(?i:{_UNIT})(?:\sand\sa\s(?P<part>half|quarter)\b)?"
)


@lru_cache(maxsize=REMEMBERED)
def durations(text: str) -> tuple[DurationWords, ...]:
    """The spans of time that a text names, in order: so many days, weeks, months or years."""
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
    part = _PARTS[match["part"]] if match["part"] else Fraction(0)
    times, unit = _UNITS_OF_TIME[match["unit"].lower()]
    words, whole = match.string[start : match.end()], (amount + part) * times
    return DurationWords(words, start, match.end(), whole, unit, (part or exact) * times, comparator)
