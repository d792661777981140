"""Where quoted words stand in a source: their sentence, those before and after it, and how it goes on."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from scripts.regex import regex

# Letters before and after the words, within which their sentence and the next are looked for.
WITHIN = 600
# Letters of the words themselves, which may have left out much in between.
LONGEST = 4000
_SENTENCE_END = regex(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[^\W_a-z])|\n+")
_CLAUSE = regex(r"(?:^|[,;:—(])[\s\"'()\]]*([a-z]+)", re.IGNORECASE)
_QUALIFIES = frozenset("but not unless only except if provided though although however yet".split())


class Around(NamedTuple):
    """Words of a source in their place: the sentence before, their own up to and from them, and the sentence after."""

    before: str
    begins: str
    words: str
    ends: str
    after: str


def around(text: str, start: int, end: int) -> Around:
    """What stands around the words from and to in a text in normal form, each piece within the bounds above."""
    ahead, behind = text[max(0, start - WITHIN) : start], text[end : end + WITHIN]
    borders = [0, 0, *(match.end() for match in _SENTENCE_END.finditer(ahead))]
    stops = [*(match.end() for match in islice(_SENTENCE_END.finditer(behind), 2)), len(behind), len(behind)]
    return Around(
        ahead[borders[-2] : borders[-1]].strip(),
        ahead[borders[-1] :],
        text[start : min(end, start + LONGEST)],
        behind[: stops[0]].rstrip(),
        behind[stops[0] : stops[1]].strip(),
    )


def qualifies(ends: str) -> str:
    """The word with which the end of a sentence qualifies what stands before it, as a clause's first; "" for none.

    It opens what follows the quoted words at once, or the first clause after that.
    """
    clauses = (match[1] for match in islice(_CLAUSE.finditer(ends), 2))
    return next((word for word in clauses if word.lower() in _QUALIFIES), "")
