"""What differs between two wordings of a text, word by word, as readers see it; and between two of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from scripts.regex import regex

# A citation, white space, or a word with its marks.
_TOKEN = regex(r"\[[^\[\]]*@[^\[\]]*\]|\s+|[^\s\[]+|\[")


class DiffRun(NamedTuple):
    """Words of one of the two texts; `differs` is whether the other has not got them there."""

    text: str
    differs: bool = False


def between(one: str, other: str) -> tuple[list[DiffRun], list[DiffRun]]:
    """The two texts in runs of words that both have, and of those that just one has."""
    tokens = _TOKEN.findall(one), _TOKEN.findall(other)
    codes = SequenceMatcher(None, *tokens, autojunk=False).get_opcodes()
    ours = (DiffRun("".join(tokens[0][a:b]), code != "equal") for code, a, b, _, _ in codes if a < b)
    theirs = (DiffRun("".join(tokens[1][c:d]), code != "equal") for code, _, _, c, d in codes if c < d)
    return list(ours), list(theirs)


def as_begun(one: str, other: str) -> str:
    """A text with its first letter small or large as another's, if it is the same letter."""
    return other[:1] + one[1:] if one[:1].lower() == other[:1].lower() else one


def marked(one: str, other: str) -> str:
    """Both texts in one, on a line: what only the first has in [-…-], what only the other has in {+…+}."""
    return "".join(_marked(_TOKEN.findall(one), _TOKEN.findall(other)))


def _marked(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    for _, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if one[a:b] == other[c:d]:
            yield "".join(one[a:b])
        else:
            yield f"[-{''.join(one[a:b])}-]" if a < b else ""
            yield f"{{+{''.join(other[c:d])}+}}" if c < d else ""


def changes(one: str, other: str) -> list[str]:
    """The stretches of paragraphs in which two texts differ, as `marked`, with a few words of what they share."""
    paragraphs = [list(filter(None, text.split("\n"))) for text in (one, other)]
    codes = SequenceMatcher(None, paragraphs[0], paragraphs[1], autojunk=False).get_opcodes()
    stretches = ((paragraphs[0][a:b], paragraphs[1][c:d]) for code, a, b, c, d in codes if code != "equal")
    return [found for was, now in stretches if (found := _shortened(" ".join(was), " ".join(now)))]


# Words of what two texts share that are shown on each side of what differs.
_SHARED = 8


def _shortened(one: str, other: str) -> str:
    pieces = list(_marked(_TOKEN.findall(one.strip()), _TOKEN.findall(other.strip())))
    for n, piece in enumerate(pieces):
        words = piece.split(" ")
        if not piece.startswith(("[-", "{+")) and len(words) > 2 * _SHARED:
            head = words[:_SHARED] if n else []
            tail = words[-_SHARED:] if n + 1 < len(pieces) else []
            pieces[n] = " ".join([*head, "…", *tail])
    return "".join(pieces)
