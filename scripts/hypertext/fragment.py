"""The address of words within a page: a text fragment (https://wicg.github.io/scroll-to-text-fragment/)."""

from __future__ import annotations

import re
from urllib.parse import quote

# Words at each end of a quotation that name its place; more are no surer, and fail sooner at a mark in between.
ENDS = 5
# Fewer words in a row stand in too many places.
FEWEST = 3
# Words next to each other, with nothing between them that a page may write in another way.
# Marks within a word or a number.
_JOINS = re.compile(r"\w['’.,-]\w")
_STRETCH = re.compile(r"[^\W_]+(?: [^\W_]+)*")


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
