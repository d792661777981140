"""The numbers that Word writes before headings, and keeps apart from their words: ECMA-376, part 1, 17.9."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from scripts.editing.container import W

_ROMAN = tuple(
    zip("M CM D CD C XC L XL X IX V IV I".split(), (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), strict=True)
)


class _Level(NamedTuple):
    """A level of a numbering: how its numbers are written, and the words around them, with %1 for the first level's."""

    format: str
    words: str
    start: int


def headings(document: Any, styles: Any, numbering: Any) -> Iterator[tuple[Any, str]]:
    """The headings of a document that are numbered by it, each paragraph with its number as it is printed."""
    lists = _lists(numbering)
    known = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    counts: dict[str, list[int]] = {}
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        own = [paragraph, *_line(known, "" if style is None else style.get(f"{W}val", ""))]
        given = [number for each in own if (number := each.find(f"{W}pPr/{W}numPr")) is not None]
        name = next((value for each in given if (value := _value(each, "numId"))), "")
        place = next((value for each in given if (value := _value(each, "ilvl"))), "0")
        base, levels = lists.get(name, ("", []))
        if not place.isdigit() or int(place) >= len(levels):
            continue
        level, count = int(place), counts.setdefault(base, [0] * len(levels))
        count[level] = count[level] + 1 if count[level] else levels[level].start
        count[level + 1 :] = [0] * (len(levels) - level - 1)
        if any(_is_heading(each) for each in own) and levels[level].format != "bullet":
            words = levels[level].words
            for nth in range(level, -1, -1):
                words = words.replace(f"%{nth + 1}", _written(levels[nth].format, count[nth] or levels[nth].start))
            yield paragraph, words.strip()


def _value(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _lists(numbering: Any) -> dict[str, tuple[str, list[_Level]]]:
    """The levels of each numbering by its id, and the id of what it is made from, by which it is counted."""
    abstract = {}
    for each in numbering.iter(f"{W}abstractNum"):
        levels = [
            _Level(_value(level, "numFmt") or "decimal", _value(level, "lvlText"), int(_value(level, "start") or 1))
            for level in each.iter(f"{W}lvl")
            if (_value(level, "start") or "1").isdigit()
        ]
        abstract[each.get(f"{W}abstractNumId", "")] = levels
    made = ((num.get(f"{W}numId", ""), _value(num, "abstractNumId")) for num in numbering.iter(f"{W}num"))
    return {name: (base, abstract[base]) for name, base in made if base in abstract}


def _line(styles: dict[str, Any], name: str) -> Iterator[Any]:
    """A style, and those that it is based on."""
    seen = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        name = _value(styles[name], "basedOn")


def _is_heading(style: Any) -> bool:
    return style.tag == f"{W}style" and _value(style, "name").lower().startswith("heading ")


def _written(form: str, number: int) -> str:
    """A number as a numbering writes it."""
    return _FORMS.get(form, str)(number)


def _roman(number: int) -> str:
    found = ""
    for letters, value in _ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found


def _letter(number: int) -> str:
    """A to Z, and then AA to ZZ."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
}
