"""A note's Markdown as plain text, with what its marks say: italics, links, quotations, brackets, addresses.

Strings in, spans out. Each step passes over the text once, so that the work grows with its length alone.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from scripts.regex import regex


class Sign(StrEnum):
    """What a group of words stands in."""

    QUOTE = "quotation marks"
    ITALIC = "italics"
    PAREN = "parentheses"
    BRACKET = "brackets"
    ADDRESS = "address"
    LINK = "link"


class SetApart(NamedTuple):
    """A run of the plain text that is set apart, with its marks (`start`, `end`) and without (`first`, `last`)."""

    mark: Sign
    start: int
    end: int
    first: int
    last: int


class NoteLink(NamedTuple):
    """A run of the plain text that leads to an address."""

    start: int
    end: int
    url: str


_URL = regex(r"(?:https?://|www\.)[^\s<>]+|(?:doi:\s?|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/[^\s<>]+", re.I)
_TARGET = regex(r"\]\(<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+\"[^\"]*\")?\)(?:\{[^{}\n]*\})?")
_REFERENCE = regex(r"\]\[[\w-]{1,40}\]")  # [Tides][12]
_ATTRIBUTES = regex(r"\]\{[^{}\n]*\}")
_TAG = regex(r"</?([a-zA-Z]+)[^<>]*>")
_AUTOLINK = regex(r"<((?:https?://|www\.|doi:|mailto:)[^<>\s]+)>", re.I)
_BRACKETED = regex(r"\\?\[<?((?:https?://|www\.|perma\.cc/)[^\[\]<>\s\\]+)>?\\?\](?![(\[])", re.I)
_BEHIND_ADDRESS = regex(r"(?:https?://|www\.)[^\s<>]+>?(?:\]\([^\s()]+\))?,?\s*(?:\([^()]{1,80}\),?\s*)?\Z", re.I)
_NEAR_ADDRESS = 600  # characters
_RUN = regex(r"(?:[^\\<&*_\[\],\shHwWdD1][^\\<&*_\[\],\s]*| )+")  # words that begin no mark, tag, link or address
_ENTITY = regex(r"&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_ESCAPABLE = set("\\`*_{}[]()#+-.!<>&|~$\"'")
_EMPTY = regex(r"\*[ \u00a0]+\*(?=[^\s*])")  # italics of a space
_CLOSED_AFTER = regex(r" [^*\n]*[^*\s\\]\*(?![\w*])")
_TRAILING = ".,;:!?)]}”’\"'»“*"
_OPENERS = {"(": ")", "[": "]"}
_BEFORE_OPENING = " \t\u00a0([{—–-/‘“«\"'„:"


@dataclass(frozen=True)
class NoteText:
    """A note: `raw` as written, `plain` without its markup, and where each character of plain stands in raw.

    `places` has one place more than `plain` has characters: the end.
    """

    raw: str
    plain: str
    places: tuple[int, ...]
    italics: tuple[tuple[int, int], ...]
    links: tuple[NoteLink, ...]
    addresses: tuple[tuple[int, int], ...]
    copies: tuple[tuple[int, str], ...] = ()
    """Where addresses of archived copies are left out, which law reviews print in brackets behind an address."""
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What readers of the text have found in it and will ask for again."""

    def written(self, start: int, end: int) -> str:
        """The words from `start` to `end` of the plain text as they are written, with their Markdown."""
        first, last = self.places[start] if start else 0, self.places[end]
        if end < len(self.plain):  # marks that close right behind the last word belong to it
            last = self.places[end - 1] + 1 if end else 0
            between = self.raw[last : self.places[end]]
            last += len(between) - len(between.lstrip("*_")) if self._closes(end) else 0
        if start and self._opens(start):
            before = self.raw[:first]
            first = len(before.rstrip("*_"))
        return self.raw[first:last].strip()

    def _opens(self, start: int) -> bool:
        return any(s == start for s, _ in self.italics)

    def _closes(self, end: int) -> bool:
        return any(e == end for _, e in self.italics)

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Where each opening mark of the plain text is closed: quotation marks, parentheses, brackets."""
        return _pairs(self.plain, self.addresses)

    @cached_property
    def _starts(self) -> dict[int, SetApart]:
        """The groups by the place where they start; of those that start together, the outermost."""
        found: dict[int, SetApart] = {}
        for link in self.links:
            found[link.start] = SetApart(Sign.LINK, link.start, link.end, link.start, link.end)
        for start, end in self.italics:
            found[start] = SetApart(Sign.ITALIC, start, end, start, end)
        for start, close in self.pairs.items():
            mark = Sign.PAREN if self.plain[start] == "(" else Sign.BRACKET if self.plain[start] == "[" else Sign.QUOTE
            if not (start in found and found[start].end > close + 1):
                found[start] = SetApart(mark, start, close + 1, start + 1, close)
        for start, end in self.addresses:
            found[start] = SetApart(Sign.ADDRESS, start, end, start, end)
        return found

    def groups(self, start: int, end: int) -> tuple[SetApart, ...]:
        """The outermost groups between two places of the plain text, from left to right."""
        key = ("groups", start, end)
        if key not in self.memory:
            self.memory[key] = tuple(self._outermost(start, end))
        found: tuple[SetApart, ...] = self.memory[key]
        return found

    def _outermost(self, start: int, end: int) -> Iterator[SetApart]:
        place = start
        for index in range(bisect_left(self._order, start, key=lambda group: group.start), len(self._order)):
            group = self._order[index]
            if group.start >= end:
                return
            if group.start >= place and group.end <= end:
                yield group
                place = group.end

    @cached_property
    def _order(self) -> list[SetApart]:
        return sorted(self._starts.values(), key=lambda group: group.start)


class _Inline:
    """What has been read of a note's Markdown so far.

    Marks are put down as characters, and dropped when what closes them is found: what is never closed is no mark.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.characters: list[str] = []
        self.places: list[int] = []
        self.dropped: set[int] = set()
        self.italics: list[tuple[int, int]] = []
        self.links: list[NoteLink] = []
        self.addresses: list[tuple[int, int]] = []
        self.copies: list[tuple[int, str]] = []
        self.emphasis: list[tuple[str, int]] = []  # an open mark, and where it stands among the characters
        self.brackets: list[int] = []  # where "[" stands that may begin a link

    def put(self, words: str, place: int) -> None:
        self.characters.extend(words)
        self.places.extend(range(place, place + len(words)))

    def read(self) -> NoteText:
        place = 0
        while place < len(self.raw):
            place = self.step(place)
        new: Sequence[int] = range(len(self.characters) + 1)
        if self.dropped:  # where each character comes to stand without those
            new = list(accumulate((i not in self.dropped for i in range(len(self.characters))), initial=0))
            for name in ("characters", "places"):
                setattr(self, name, [value for i, value in enumerate(getattr(self, name)) if i not in self.dropped])
        plain = "".join(self.characters)
        return NoteText(
            self.raw,
            plain,
            (*self.places, len(self.raw)),
            tuple(sorted((new[s], new[e]) for s, e in self.italics if new[s] < new[e])),
            tuple(sorted(NoteLink(new[s], new[e], url) for s, e, url in self.links if new[s] < new[e])),
            _addresses(plain, sorted((new[s], new[e]) for s, e in self.addresses)),
            tuple((new[at], url) for at, url in self.copies),
        )

    def step(self, place: int) -> int:
        """Read what stands at a place of the raw text; the place behind it."""
        raw, character = self.raw, self.raw[place]
        if raw.startswith("\\[", place) and (match := _BRACKETED.match(raw, place)):
            return self._bracketed(match)
        if character == "\\" and place + 1 < len(raw) and raw[place + 1] in _ESCAPABLE:
            self.put(raw[place + 1], place + 1)
            return place + 2
        if character == "<":
            return self._angle(place)
        if character == "&" and (match := _ENTITY.match(raw, place)):
            self.put(html.unescape(match[0])[:1], place)
            return match.end()
        if (
            character in "hHwWdD1"
            and (place == 0 or not raw[place - 1].isalnum())
            and (match := _URL.match(raw, place))
        ):
            stop = raw.find("](", place, match.end()) if self.brackets else -1  # [https://…](https://…)
            end = place + len(_trimmed(raw[place:stop] if stop >= 0 else match[0]))
            for at in range(place, end):
                if raw[at] != "\\":
                    self.put(raw[at], at)
            return end
        if character in "*_":
            return self._star(place)
        if character == "," and raw.startswith(",,", place) and not raw[place + 2 : place + 3].isspace():
            self.put("„", place)  # as typewriters have it
            return place + 2
        if run := _RUN.match(raw, place):
            self.put(run[0], place)
            return run.end()
        if character == "[" and (match := _BRACKETED.match(raw, place)):
            return self._bracketed(match)
        if character == "[":
            self.brackets.append(len(self.characters))
        elif character == "]" and self.brackets:
            return self._bracket(place)
        self.put(" " if character.isspace() else character, place)
        return place + 1

    def _bracketed(self, match: re.Match[str]) -> int:
        place = match.start()
        if not _BEHIND_ADDRESS.search(self.raw[max(0, place - _NEAR_ADDRESS) : place]):
            return self._address(match)
        while self.characters and self.characters[-1] == " ":
            self.characters.pop()
            self.places.pop()
        self.copies.append((len(self.characters), match[1] if "://" in match[1] else f"https://{match[1]}"))
        return match.end()

    def _address(self, match: re.Match[str]) -> int:
        start = len(self.characters)
        self.put(match[1], match.start(1))
        self.addresses.append((start, len(self.characters)))
        return match.end()

    def _angle(self, place: int) -> int:
        if match := _AUTOLINK.match(self.raw, place):
            return self._address(match)
        if match := _TAG.match(self.raw, place, place + 500):
            if match[1].lower() in ("i", "em", "cite"):
                if self.raw[place + 1] != "/":
                    self.emphasis.append(("<", len(self.characters)))
                elif self.emphasis and self.emphasis[-1][0] == "<":
                    self.italics.append((self.emphasis.pop()[1], len(self.characters)))
            return match.end()
        self.put("<", place)
        return place + 1

    def _star(self, place: int) -> int:
        raw, mark = self.raw, self.raw[place]
        end = place
        while end < len(raw) and raw[end] == mark:
            end += 1
        before = raw[place - 1] if place else " "
        after = raw[end] if end < len(raw) else " "
        if end - place == 2:  # bold, which says nothing about a note
            return end
        opens = not after.isspace() and not (mark == "_" and (before.isalnum() or before == "_"))
        closes = not before.isspace() and not (mark == "_" and (after.isalnum() or after == "_"))
        opened = bool(self.emphasis) and self.emphasis[-1][0] == mark
        if mark == "*" and end - place == 1:  # as programs write italics that take in a space: *see *Mill, *4*
            if not opened and (empty := _EMPTY.match(raw, place)):
                self.put(raw[end : empty.end() - 1], end)
                return empty.end()
            closes = closes or opened
            opens = opens or (not opened and bool(_CLOSED_AFTER.match(raw, end)))
        if closes and opened:
            self._italic(self.emphasis.pop()[1])
            return end
        if opens and not opened:
            self.emphasis.append((mark, len(self.characters)))
            self.put(mark, place)
            return end
        self.put(raw[place:end], place)
        return end

    def _italic(self, start: int) -> None:
        """Put down the words from an open mark on as italics, without spaces at their ends."""
        self.dropped.add(start)
        first, end = start + 1, len(self.characters)
        while first < end and self.characters[first] == " ":
            first += 1
        while end > first and self.characters[end - 1] == " ":
            end -= 1
        self.italics.append((first, end))

    def _bracket(self, place: int) -> int:
        start = self.brackets.pop()
        target = _TARGET.match(self.raw, place)
        match = target or _ATTRIBUTES.match(self.raw, place)
        if not match and start + 3 < len(self.characters) and (match := _REFERENCE.match(self.raw, place)):
            self.links.append(NoteLink(start, len(self.characters), ""))  # its address is elsewhere
        if not match:
            self.put("]", place)
            return place + 1
        self.dropped.add(start)
        if target:
            self.links.append(NoteLink(start, len(self.characters), target[1]))
        return match.end()


def _addresses(plain: str, marked: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The addresses of a text, with those that were not `marked` as such but are printed bare."""
    index, found = 0, list(marked)
    for match in _URL.finditer(plain):
        start, end = match.start(), match.start() + len(_trimmed(match[0]))
        while index < len(marked) and marked[index][1] <= start:
            index += 1
        inside = index < len(marked) and marked[index][0] < end
        if not inside and not (start and plain[start - 1].isalnum()):
            found.append((start, end))
    return tuple(sorted(found))


def _trimmed(url: str) -> str:
    """An address without the punctuation that the sentence puts behind it."""
    end, open_parentheses = len(url), url.count("(") - url.count(")")
    while end > 1 and url[end - 1] in _TRAILING:
        if url[end - 1] == ")":
            if open_parentheses >= 0:
                break
            open_parentheses += 1
        end -= 1
    return url[:end]


def read(raw: str) -> NoteText:
    """Read a note's Markdown."""
    return _Inline(raw).read()


# What may open or close a group. Of a note that is one character in twenty, and looking at the others takes longer than
# all else that is read of its text.
_SIGNS = regex(r"[()\[\]\"'“”‘’„«»]")


def _pairs(plain: str, addresses: tuple[tuple[int, int], ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    stack: list[tuple[str, int]] = []  # what closes it, and where it was opened
    depth: dict[str, int] = {}
    signs = [match.start() for match in _SIGNS.finditer(plain)]
    final = _final_apostrophes(plain, signs)
    ends, end = iter(addresses), -1
    first, last = next(ends, (len(plain), 0))
    for place in signs:
        while place >= first:
            end = max(end, last)
            first, last = next(ends, (len(plain), 0))
        if place < end:
            continue
        character = plain[place]
        before = plain[place - 1] if place else " "
        after = plain[place + 1] if place + 1 < len(plain) else " "
        if character in '"”' and not depth.get(character) and depth.get("“"):
            character = "“"  # „so"
        if character == "”" and not depth.get(character) and depth.get('"'):
            character = '"'  # as programs write quotes: "so”
        closes = depth.get(character, 0) and _can_close(plain, place, before, after, final)
        if closes:
            while stack:
                closer, start = stack.pop()
                depth[closer] -= 1
                if closer == character:
                    found[start] = place
                    break
        elif closer := _closer(character, before, after):
            stack.append((closer, place))
            depth[closer] = depth.get(closer, 0) + 1
    return found


def _closer(character: str, before: str, after: str) -> str:
    """What closes a mark that opens here, or nothing if none opens."""
    if character in _OPENERS:
        return _OPENERS[character]
    if character == "“":
        return "”"
    if character == "„":
        return "“"
    if character == "«":
        return "»"
    opens = before in _BEFORE_OPENING and not after.isspace()
    if character == "‘" and opens:
        return "’"
    if character == "»" and opens:
        return "«"
    if character in '"”' and opens:  # ”so”, as some programs write it
        return character
    if character == "'" and opens and (after.isalnum() or after in '"“') and not after.isdigit():
        return "'"
    return ""


def _can_close(plain: str, place: int, before: str, after: str, final: set[int]) -> bool:
    character = plain[place]
    if character in "’'":
        return not (before.isalnum() and after.isalnum()) and not before.isspace() and place not in final
    if character == '"':
        return not (before.isspace() or before == "(") or not after.isalnum()
    return True


def _final_apostrophes(plain: str, signs: Sequence[int]) -> set[int]:
    """Where ’ or ' ends a plural (the Ringers’ Union), not a quotation: a better close follows before it opens."""
    found: set[int] = set()
    better = {"’": False, "'": False}
    for place in reversed(signs):
        character = plain[place]
        if character == "‘":
            better["’"] = False
        if character not in better:
            continue
        before = plain[place - 1] if place else " "
        after = plain[place + 1] if place + 1 < len(plain) else " "
        if before.isspace() or before == "(":
            better[character] = False
        elif before == "s" and after == " " and plain[place + 2 : place + 3].isalpha() and better[character]:
            found.add(place)
        elif not (before.isalnum() and after.isalnum()):
            better[character] = True
    return found
