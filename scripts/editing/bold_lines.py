"""Headings, and a title, that a text has as lines in bold: each a paragraph of its own, short, and without a stop."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scripts.english.kinds import is_label
from scripts.publication import chapters
from scripts.publication.chapters import Line
from scripts.regex import regex

# Bold, also in italics, and behind it nothing but calls of notes.
BOLD = regex(
    r"(?:\*\*(?P<italic>\*)?|__)(?P<words>[^*_\s](?:[^*_]{0,118}[^*_\s])?(?<![.!:,;]))(?:(?(italic)\*)\*\*|__)"
    r"(?P<calls>(?:\[\^[^\]\s]+\])*)"
)
_PLAIN = regex(r"[^*_`<>\[\]]{2,160}(?<![.:,;])")
_EMPHASIS = regex(r"([*_])(?![*_])[^*_]+\1")
_PICTURE = regex(r"!\[[^\[\]]*\]\([^()\s]*\)")
_NUMBER = regex(r"(?P<digits>\d+(?:\.\d+)*)\.?\s|(?P<roman>[IVX]+)\.\s|(?P<letter>[A-Z])\.\s")
# Words of such a heading, and of one in a text that has headings of another kind too.
_LONGEST, _LONGEST_BELOW = 16, 8
_FEWEST = 2
_SHOWN = 6


class HeadedText(NamedTuple):
    """A text with its bold lines as headings, its title where one of them is it, and what was taken for a heading."""

    text: str
    title: str
    remarks: list[str]


def as_headings(text: str, begin: int, *, titled: bool, stated: str, names: Mapping[str, bool]) -> HeadedText:
    """Write the bold lines of a text that are its headings as such, if there are several.

    `begin` is the number of lines of its front matter, and `titled` whether it has a title. Where it has none, the
    first line is it that stands above the author's, or in bold above one that may be, a heading or a line in italics,
    or has the `stated` title. `names` are the lines that may name the author, and whether each does.
    """
    raws, every = text.split("\n"), [line for line in chapters.lines(text) if line.number > begin]
    title = "" if titled else _title(every, raws, stated, names)
    if title:
        line = every.pop(0)
        raws[line.number - 1] = f"# {title}"
    headed = [line for nth, line in enumerate(every) if line.kind == "heading" and (nth or titled)]
    own = every[0].number if titled and headed and headed[0] is every[0] else 0
    levels = {line.number: line.text.index(" ") for line in headed if line.number != own}
    below = every[1].number if own and len(every) > 1 else every[0].number if title and every else 0
    subtitle = below if levels.keys() == {below} else 0  # the one heading, right below the title
    levels = {} if subtitle else levels
    longest = _LONGEST_BELOW if levels else _LONGEST
    found = {nth: match for nth in range(len(every)) if (match := _heading(every, nth, raws, longest))}
    asked = sum(match["words"].endswith("?") for match in found.values())
    remarks = []
    if len(found) >= _FEWEST and asked * 2 < len(found):
        if subtitle:
            raws[subtitle - 1] = raws[subtitle - 1].lstrip(" #")
        numbers = {nth: _NUMBER.match(match["words"]) for nth, match in found.items()}
        in_works = next((nth for nth, match in found.items() if chapters.WORKS.fullmatch(match["words"])), len(every))
        in_parts = any(number and number["roman"] for number in numbers.values())
        for nth, match in found.items():
            above = [level for number, level in levels.items() if number < every[nth].number]
            level = above[-1] + 1 if above else min(levels.values(), default=2 + _depth(numbers[nth], in_parts))
            level += nth > in_works  # such as its primary and secondary sources
            raws[every[nth].number - 1] = f"{'#' * min(6, level)} {match['words']}{match['calls']}"
        shown = ", ".join(repr(match["words"]) for match in [*found.values()][:_SHOWN]) + " …" * (len(found) > _SHOWN)
        remarks.append(
            f"bold lines are taken for headings: {shown}; write one that is none without bold, and bring it anew"
        )
    if title:
        remarks.insert(0, f"the first line is taken for its title: {title!r}")
    return HeadedText("\n".join(raws), title, remarks)


def _depth(number: re.Match[str] | None, in_parts: bool) -> int:
    """How many levels below the highest a heading's number says that it is: 2.1, and A. where there are I. and II."""
    if not number:
        return 0
    return number["digits"].count(".") if number["digits"] else int(in_parts and bool(number["letter"]))


def _alone(line: Line, raws: Sequence[str]) -> bool:
    """Whether a line is a paragraph, outside a list and a quotation."""
    return (
        line.kind == "prose" and line.opens == chapters.PARAGRAPH and not "".join(raws[line.number : line.number + 1])
    )


def _heading(every: Sequence[Line], nth: int, raws: Sequence[str], longest: int) -> re.Match[str] | None:
    line, behind = every[nth], every[nth + 1 : nth + 2]
    match = BOLD.fullmatch(line.text.strip()) if _alone(line, raws) else None
    if not match or not behind or len(match["words"].split()) > longest or not re.search(r"[^\W\d_]", match["words"]):
        return None
    of_picture = any(_PICTURE.search(each.text) for each in (*every[max(0, nth - 1) : nth], *behind))
    captions = of_picture or is_label(" ".join(match["words"].split()[:2]).rstrip(".:"))
    return None if captions or behind[0].kind not in ("prose", "heading", "other", "code") else match


def _title(every: Sequence[Line], raws: Sequence[str], stated: str, names: Mapping[str, bool]) -> str:
    """The title that the first line of a text is; "" where it is none, or it is not sure."""
    if len(every) < _FEWEST or not _alone(every[0], raws):
        return ""
    first = every[0].text.strip()
    if names.get(chapters.plain(every[1].text).strip("*_ ")) and _PLAIN.fullmatch(first):
        return first
    match = BOLD.fullmatch(first)
    if not match or match["calls"]:
        return ""
    words, said = match["words"].casefold(), stated.casefold()
    same = bool(said) and (
        words == said or (" " in said and words.startswith(said)) or (" " in words and words in said)
    )
    behind = every[1].text.strip()
    sure = (
        same
        or every[1].kind == "heading"
        or _EMPHASIS.fullmatch(behind)
        or chapters.plain(behind).strip("*_ ") in names
    )
    return match["words"] if sure else ""
