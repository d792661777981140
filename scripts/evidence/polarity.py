"""Said there, denied here: sentences that a source has in the same words, one of the two with a negation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scripts.english import quoting
from scripts.english.quoting import ReadyText
from scripts.english.words import EMPTY_WORDS, MAY_NEGATE, NEGATED_WITHIN, negations, spelled
from scripts.regex import regex

# Two sentences say the same words if they share so many words of content, and this part of the shorter one's.
SAME_WORDS = 4
SAME_SHARE = 0.75

_SENTENCE_END = regex(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|\n+|;+")


class _Saying(NamedTuple):
    """A sentence: its words of content, those of them that a negation bears on, and all its words less negations."""

    content: frozenset[str]
    negated: frozenset[str]
    any_negation: bool
    plain: str
    start: int
    end: int


class Sayings:
    """The sentences of a text, by the words of content in them."""

    def __init__(self, text: ReadyText):
        self._sayings = list(_sayings(text.normal))
        self._having: dict[str, list[int]] = {}
        for i, saying in enumerate(self._sayings):
            for word in saying.content:
                self._having.setdefault(word, []).append(i)

    def turned(self, bare: str) -> tuple[str, tuple[int, int]] | None:
        """The words of a sentence that the text has too, negated in just one of them; and where it has them."""
        for ours in _sayings(quoting.normal(bare)):
            shared = Counter(i for word in ours.content for i in self._having.get(word, ()))
            alike = [
                self._sayings[i]
                for i, count in shared.items()
                if (count >= SAME_WORDS or ours.plain in self._sayings[i].plain)
                and count >= SAME_SHARE * min(len(ours.content), len(self._sayings[i].content))
                and count >= SAME_SHARE / 2 * max(len(ours.content), len(self._sayings[i].content))
            ]
            contrary = [
                theirs
                for theirs in alike
                if ours.any_negation != theirs.any_negation
                and (
                    ours.plain in theirs.plain
                    or bool(ours.negated & theirs.content) != bool(theirs.negated & ours.content)
                )
            ]
            agreeing = any(ours.any_negation == theirs.any_negation for theirs in alike)
            if contrary and not agreeing:
                return quoting.normal(bare)[ours.start : ours.end].strip(), (contrary[0].start, contrary[0].end)
        return None


def says(bare: str) -> bool:
    """Whether a sentence without what it quotes has words enough to be denied elsewhere."""
    return any(True for _ in _sayings(quoting.normal(bare)))


def _sayings(text: str) -> Iterator[_Saying]:
    at = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = match.start() if match else len(text)
        found = spelled(text[at:end])
        if len(found) >= SAME_WORDS:
            negators = frozenset(negations(found) if MAY_NEGATE.search(text[at:end].lower()) else ())
            plain = [word for n, word in enumerate(found) if n not in negators]
            if len(plain) >= SAME_WORDS:
                content = frozenset(stem(word) for word in found if word not in EMPTY_WORDS)
                negated = frozenset(
                    stem(word)
                    for n in negators
                    for word in found[n + 1 : n + 1 + NEGATED_WITHIN]
                    if word not in EMPTY_WORDS
                )
                content -= {found[n] for n in negators}
                yield _Saying(content, negated, bool(negators), f" {' '.join(plain)} ", at, end)
        at = match.end() if match else end


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word less the ending of its plural or tense, so that "sells" and "sell" are one."""
    return re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word)


# What turns the sense of a sentence, beside negations.
_TURNING = regex(
    r"\b(?:fail|avoid|declin|oppos|lack|prevent|stop|bann?|forbid|forbad|against|unable|unwilling|instead|rather|few|"
    r"little|doubt|exclud|dismiss|false|wrong|myth|abandon|withdr)",
    re.IGNORECASE,
)


def denies(text: str) -> bool:
    """Whether a sentence negates anything, or turns its sense in another way."""
    return bool(negations(spelled(text)) or _TURNING.search(text))
