"""What differs between two wordings of a text, word by word, as readers see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from scripts.regex import regex

# A citation, white space, or a word with its marks.
_TOKEN = regex(r"\[[^\[\]]*@[^\[\]]*\]|\s+|[^\s\[]+|\[")


@dataclass(frozen=True)
class Run:
    """Words of one of the two texts; `differs` is whether the other has not got them there."""

    text: str
    differs: bool = False


def between(one: str, other: str) -> tuple[list[Run], list[Run]]:
    """The two texts in runs of words that both have, and of those that just one has."""
    tokens = _TOKEN.findall(one), _TOKEN.findall(other)
    codes = SequenceMatcher(None, *tokens, autojunk=False).get_opcodes()
    return (
        list(_runs(tokens[0], ((code, start, end) for code, start, end, _, _ in codes))),
        list(_runs(tokens[1], ((code, start, end) for code, _, _, start, end in codes))),
    )


def _runs(tokens: Sequence[str], codes: Iterable[tuple[str, int, int]]) -> Iterator[Run]:
    for code, start, end in codes:
        if start < end:
            yield Run("".join(tokens[start:end]), code != "equal")
