"""Places within a page: an id, or a text fragment (https://wicg.github.io/scroll-to-text-fragment/)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote, unquote

from scripts.regex import regex

# Words at each end of a quotation that name its place; more are no surer, and fail sooner at a mark in between.
ENDS = 5
# Fewer words in a row stand in too many places.
FEWEST = 3
# Words next to each other, with nothing between them that a page may write in another way.
# Marks within a word or a number.
_JOINS = regex(r"\w['’.,-]\w")
_STRETCH = regex(r"[^\W_]+(?: [^\W_]+)*")


def of(address: str, quoted: str) -> str:
    """The address of a page at quoted words, made from those words alone.

    What a page may print in another way (marks, dashes, apostrophes) is left out: the place is named by
    the plain words with which the quotation begins and, where it is longer, by those with which it ends.
    An address without such words is given back as it is.
    """
    ends = _ends(quoted)
    if not ends:
        return address
    words = ",".join(quote(end, safe="") for end in ends)
    return f"{address.partition('#')[0]}#:~:text={words}"


def _ends(quoted: str) -> list[str]:
    """The plain words that a quotation begins and ends with, the second only if they are others."""
    whole = " ".join(quoted.split())
    part = max(re.split(r"\[[^\[\]]*\]|…|\.{3}", whole), key=len, default="")
    stretches = [words for match in _STRETCH.finditer(part) if (words := _whole_words(part, *match.span()))]
    stretches = [words for words in stretches if len(words) >= FEWEST]
    if not stretches:
        return []
    first, last = stretches[0], stretches[-1]
    if len(stretches) == 1 and len(first) <= 2 * ENDS:
        return [" ".join(first)]
    return [" ".join(first[:ENDS]), " ".join(last[-ENDS:])]


def _whole_words(part: str, start: int, stop: int) -> list[str]:
    """The whole words of a stretch, as a fragment asks for them: no piece of don't or of 3.5."""
    words = part[start:stop].split()
    if _JOINS.fullmatch(part[max(0, start - 2) : start + 1]):
        words = words[1:]
    if _JOINS.fullmatch(part[stop - 1 : stop + 2]):
        words = words[:-1]
    return words


# Read again


DIRECTIVES = ":~:"  # what follows it in a fragment is for the browser
# Places that a page makes by a script: a route of an application, lines of code, a moment, a page of a viewer.
_BY_SCRIPT = regex(r"[!/?]|(?:L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?|\w+=[^#]*)$")
# What GitHub and others put before the ids of what people write.
_PREFIX = "user-content-"


def has_id(fragment: str, ids: Collection[str]) -> bool:
    """Whether an address's fragment, less its directives, leads to one of these ids, as browsers look for it.

    One that only a script could lead anywhere counts as there.
    """
    decoded = unquote(fragment)
    if decoded.lower() in ("", "top") or _BY_SCRIPT.match(fragment):
        return True
    return any(name in ids for name in (fragment, decoded, f"{_PREFIX}{decoded}"))


class _Range(NamedTuple):
    """The words of a text directive, each as it is compared; "" for none."""

    start: str
    end: str
    prefix: str
    suffix: str


def has_words(directives: str, text: str) -> bool:
    """Whether a text holds words that one of the text directives asks for; blocks are parted by line breaks.

    Directives that ask for no words count as fulfilled.
    """
    ranges = [found for one in directives.split("&") if (found := _range(one))]
    page = compared(text)
    return not ranges or any(_is_found(one, page) for one in ranges)


def _range(directive: str) -> _Range | None:
    """The words that text=[prefix-,]start[,end][,-suffix] asks for; None for what is no such thing."""
    name, _, value = directive.partition("=")
    parts = value.split(",")
    if name != "text":
        return None
    prefix = parts.pop(0)[:-1] if len(parts) > 1 and parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if len(parts) > 1 and parts[-1].startswith("-") else ""
    if not 1 <= len(parts) <= 2 or not parts[0]:
        return None
    written = (parts[0], *(parts[1:] or [""]), prefix, suffix)
    start, end, prefix, suffix = (compared(unquote(part).replace("\n", " ")).strip() for part in written)
    return _Range(start, end, prefix, suffix) if start else None


def once(address: str, page: str) -> bool:
    """Whether an address names its place within a page by words, of which the first stand there once, then the last.

    `page` is the page's text, as `compared` makes it.
    """
    wanted = _range(address.partition(DIRECTIVES)[2])
    if wanted is None:
        return False
    starts = list(islice(_places(wanted.start, page), 2))
    return len(starts) == 1 and (not wanted.end or any(start >= starts[0][1] for start, _ in _places(wanted.end, page)))


def compared(text: str) -> str:
    """A text as browsers compare it: no capitals, no accents, a blank for each run of them."""
    apart = unicodedata.normalize("NFKD", text)
    marks = {ord(c): None for c in set(apart) if unicodedata.combining(c)}
    lines = (apart.translate(marks) if marks else apart).casefold().split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _is_found(wanted: _Range, page: str) -> bool:
    starts = [
        stop
        for start, stop in _places(wanted.start, page)
        if page[max(0, start - len(wanted.prefix) - _GAP) : start].rstrip().endswith(wanted.prefix)
    ]
    if not starts:
        return False
    if wanted.end:
        stops = [(start, stop) for start, stop in _places(wanted.end, page) if start >= starts[0]]
    else:
        stops = [(stop, stop) for stop in starts]
    return any(page[stop : stop + _GAP + len(wanted.suffix)].lstrip().startswith(wanted.suffix) for _, stop in stops)


_MOST_PLACES = 1000
_GAP = 4  # blanks and line breaks between the words and those around them


def _places(words: str, page: str) -> Iterator[tuple[int, int]]:
    """Where whole words stand, in one block; the first thousand of the places."""
    found = -1
    for _ in range(_MOST_PLACES):
        found = page.find(words, found + 1)
        if found < 0:
            return
        stop = found + len(words)
        if not _joined(page[found - 1 : found + 1] if found else "") and not _joined(page[stop - 1 : stop + 1]):
            yield found, stop


def _joined(two: str) -> bool:
    """Whether there is no end of a word between two letters; where words are not parted, there is."""
    return len(two) == 2 and all(c.isalnum() and unicodedata.category(c) != "Lo" for c in two)
