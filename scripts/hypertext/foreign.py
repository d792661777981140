"""Days and numbers as other languages write them, made English: 13 травня 2019, 2019年5月13日, 2,3 Mrd."""

from __future__ import annotations

import re
from functools import lru_cache

from scripts.english.dates import MONTH_NAMES
from scripts.regex import regex

_IN_SIGNS = regex(r"(\d{4})[年년] ?(\d{1,2})[月월](?: ?(\d{1,2})[日일])?")


def in_english(text: str, language: str) -> str:
    """The text with its dates as English has them; `language` is the tag of its own, "" or en for English."""
    if "年" in text or "년" in text:
        text = _IN_SIGNS.sub(lambda match: "-".join(f"{int(part):02}" for part in match.groups() if part), text)
    months = _months(language) if language not in ("", "en") else None
    return months[0].sub(lambda match: _written(match, months[1]), text) if months else text


def _written(match: re.Match[str], numbers: dict[str, int]) -> str:
    name = MONTH_NAMES[numbers[match["month"].lower().rstrip(".")] - 1]
    return " ".join(filter(None, (match["day"], name, match["year"])))


@lru_cache(maxsize=8)
def _months(language: str) -> tuple[re.Pattern[str], dict[str, int]] | None:
    """A pattern of a day, a month and a year in a language, and the numbers of its months, of Unicode’s CLDR."""
    from babel import Locale, UnknownLocaleError  # here, since it reads some files

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
    kinds = (locale.months[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated"))
    numbers = {name.lower().rstrip("."): number for kind in kinds for number, name in kind.items()}
    names = "|".join(sorted((re.escape(name) for name in numbers if not name.isdigit()), key=len, reverse=True))
    if not names:
        return None
    day, year = (
        r"(?:(?<!\d)(?P<day>\d{1,2})\.?(?:er|º|ª)?\s(?:de\s|d[’'])?)?",
        r"(?:,?\s(?:de\s|del\s)?(?P<year>\d{4})(?!\d))?",
    )
    return re.compile(rf"{day}\b(?P<month>{names})\b\.?{year}", re.IGNORECASE), numbers


_SCALES = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}
_GROUPED = regex(r"\d(?<![\d.,]\d)(?:\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d*,\d+)(?![.,]?\d)")
_EXCHANGED = str.maketrans(".,", ",.")


def figures_in_english(text: str, language: str) -> str:
    """The text with its dates and numbers as English has them; `language` is the tag of its own, another than en."""
    text = in_english(text, language)
    known = _numbers(language)
    if not known:
        return text
    scaled, scales, comma = known
    text = _GROUPED.sub(lambda match: match[0].translate(_EXCHANGED), text) if comma else text
    return scaled.sub(lambda match: f" {scales[match['scale'].lower()]}", text)


@lru_cache(maxsize=8)
def _numbers(language: str) -> tuple[re.Pattern[str], dict[str, str], bool] | None:
    """A pattern of a word for thousands, millions … behind a number, the English of each, whether a comma is the point.

    They are those of Unicode’s CLDR, in full and short, as it counts: of "0000 M" thousand are one of the next.
    """
    from babel import Locale, UnknownLocaleError  # here, since it reads some files

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
    scales: dict[str, str] = {}
    for form in ("long", "short"):
        for patterns in locale.compact_decimal_formats[form].values():
            for power, pattern in patterns.items():
                word = " ".join(re.sub("[0.']", " ", pattern.pattern).split()).lower()
                places = pattern.pattern.count("0")
                if places and len(word) > 1 and (scale := _SCALES.get(int(power) // 10 ** (places - 1))):
                    scales.setdefault(word, scale)
    words = "|".join(sorted(map(re.escape, scales), key=len, reverse=True))
    comma = locale.number_symbols.get("latn", {}).get("decimal") == ","
    return re.compile(rf"(?<=\d)\s?(?P<scale>{words or '(?!)'})\b\.?", re.IGNORECASE), scales, comma
