"""The quotations of a text, and the quotation marks without their other half."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from scripts.english.words import REMEMBERED, where
from scripts.regex import blank, regex


class Quotation(NamedTuple):
    """Words in quotation marks. `text` is without the marks, `start` and `end` are with them.

    `double` tells speech marks from single ones; `nested` that it stands in another quotation.
    """

    text: str
    start: int
    end: int
    double: bool
    nested: bool = False


class MarkFault(StrEnum):
    """What may be wrong with a quotation mark."""

    NEVER_CLOSED = "never closed"
    CLOSES_NOTHING = "closes nothing"
    WRONG_WAY = "wrong way round"


class LooseMark(NamedTuple):
    """A quotation mark without its other half; `fault` says in what way.

    `open_at_end` tells that the text ends inside the quotation, as each paragraph but the last
    does in a quotation of several paragraphs.
    """

    mark: str
    start: int
    fault: MarkFault
    open_at_end: bool = False


_MARKS = regex("[\"'“”„‘’«»]")
SPEECH_MARKS = regex('["“”„«»]')
_SINGLE_MARKS = regex("['‘’]")
_BEFORE_AN_OPENING = frozenset("([{—–-/=\"'“‘«")
_OPENS = frozenset('“„«"')
_CLOSES = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
# Words that lose their beginning to an apostrophe; of years, the plural can be nothing else.
_ELIDED = regex(
    r"(?:[Tt](?:is|was|were|will|would|wixt)|em|im|er|til|cause|cos|bout|round|neath|gainst|fore|pon|nother|phone|flu|[nstde]"
    r"|\d\ds)\b"
)
_SHORT_YEAR = regex(r"\d\d\b")
_AND = regex("['‘’]n['’]")
_AYN = regex("‘[AEIOU][a-z]")  # a letter of Arabic names (‘Ali), where nothing closes it
# What may end with an apostrophe: a plural, a name, goin’, th’. Behind a stop it can only close.
_MAY_END = regex(r"(?:[sxzSXZ]|in|\b[a-z]{1,3})$")
_ONE_LETTER = regex(r"\W[b-hj-z]")


@where(_MARKS.search)
def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations in a text, in order. Apostrophes and primes are not taken for marks."""
    return _quoted(text)[0]


@where(SPEECH_MARKS.search)
def outer(text: str) -> tuple[Quotation, ...]:
    """The quotations in speech marks, none of them within another."""
    return tuple(quotation for quotation in quotations(text) if quotation.double and not quotation.nested)


@where(_MARKS.search)
def unbalanced(text: str) -> tuple[LooseMark, ...]:
    """The quotation marks of a paragraph that lack their other half.

    A single mark may be an apostrophe, or a letter of a foreign name: those that may as well be one are left out, and
    whether the others are quotation marks depends on what marks the text has elsewhere.
    """
    return _quoted(text)[1]


# What ends in the label of an item: a), ii), 3). And what brackets do besides: half-open intervals, faces.
_LABEL = regex(r"(?:^|[\s,;:])(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})$", re.MULTILINE)
_NO_BRACKET = regex(r"\[[^][()]*\)|\([^][()]*\]|[:;]-?[()](?!\w)")
_BRACKETS = regex(r"[()]")


@where(_BRACKETS.search)
def unbalanced_brackets(text: str) -> tuple[LooseMark, ...]:
    """The round brackets of a paragraph that lack their other half, those of labels and intervals aside."""
    open_at: list[int] = []
    loose: list[LooseMark] = []
    text = _NO_BRACKET.sub(blank, text)
    for match in _BRACKETS.finditer(text):
        if match[0] == "(":
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        elif not _LABEL.search(text, max(0, match.start() - 5), match.start()):
            loose.append(LooseMark(")", match.start(), MarkFault.CLOSES_NOTHING))
    return (*loose, *(LooseMark("(", i, MarkFault.NEVER_CLOSED, open_at_end=True) for i in open_at))


@lru_cache(maxsize=REMEMBERED)
def _quoted(text: str) -> tuple[tuple[Quotation, ...], tuple[LooseMark, ...]]:
    """The quotations in a text, and the marks that lack their other half."""
    doubles, loose = _double_pairs(text)
    singles, left = _single_pairs(text, doubles)
    found = [
        Quotation(text[start + 1 : end], start, end + 1, double, _inside(start, around) is not None)
        for pairs, around, double in ((doubles, doubles + singles, True), (singles, doubles, False))
        for start, end in pairs
    ]
    last = max(singles, default=(-1, -1))[0]
    for i in left:
        opens = _leads(text, i) and text[i] != "’"
        within = _inside(i, doubles) is not None
        if opens and not (text[i] == "'" and within) and not _AYN.match(text, i) and not _SHORT_YEAR.match(text, i + 1):
            loose.append(LooseMark(text[i], i, MarkFault.NEVER_CLOSED, open_at_end=i > last and not within))
        elif not opens and not within:
            loose.append(LooseMark(text[i], i, MarkFault.CLOSES_NOTHING))
    return (
        tuple(sorted(found, key=lambda quotation: quotation.start)),
        tuple(sorted(loose, key=lambda mark: mark.start)),
    )


Pairs = list[tuple[int, int]]


def _leads(text: str, i: int) -> bool:
    """Whether a mark stands as one that opens: words after it and none before."""
    before, after = text[i - 1 : i] if i else "", text[i + 1 : i + 2]
    return (not before or before.isspace() or before in _BEFORE_AN_OPENING) and bool(after.strip())


def _trails(text: str, i: int) -> bool:
    """Whether a mark stands as one that closes: words before it and none after."""
    return i > 0 and not text[i - 1].isspace() and not text[i + 1 : i + 2].isalnum()


def _double_pairs(text: str) -> tuple[Pairs, list[LooseMark]]:
    """The positions of speech marks that belong together, and the marks left over."""
    pairs: Pairs = []
    loose: list[LooseMark] = []
    stack: list[int] = []
    for match in SPEECH_MARKS.finditer(text):
        mark, i = match[0], match.start()
        leads, trails = _leads(text, i), _trails(text, i)
        if mark == '"':
            opens = leads if leads != trails else all(text[j] != mark for j in stack)
            if not opens and _is_prime(text, i, bool(stack)):
                continue
        else:
            opens = mark in _OPENS and not (stack and text[stack[-1]] in "„»" and mark in _CLOSES[text[stack[-1]]])
            wrong = (trails and not leads and bool(stack)) if opens else (leads and not trails and not stack)
            wrong = wrong and mark in "“”"  # guillemets point either way
            if mark == "»" and leads and not trails and not stack:
                opens = True
            if wrong:
                loose.append(LooseMark(mark, i, MarkFault.WRONG_WAY))
                opens = not opens
        if opens:
            stack.append(i)
        elif stack:
            while len(stack) > 1 and mark not in _CLOSES[text[stack[-1]]]:
                j = stack.pop()
                loose.append(LooseMark(text[j], j, MarkFault.NEVER_CLOSED))
            pairs.append((stack.pop(), i))
        else:
            loose.append(LooseMark(mark, i, MarkFault.CLOSES_NOTHING))
    last = max(pairs, default=(-1, -1))[0]
    loose += [LooseMark(text[i], i, MarkFault.NEVER_CLOSED, open_at_end=i > last) for i in stack]
    return pairs, loose


def _is_prime(text: str, i: int, within: bool) -> bool:
    """Whether a straight mark after a digit means inches: within a quotation, if another mark closes it."""
    if not text[i - 1].isdigit() or not within:
        return text[i - 1].isdigit()
    following = SPEECH_MARKS.search(text, i + 1)
    closes = following and _trails(text, following.start()) and not _leads(text, following.start())
    return bool(closes) and text[i + 1 : i + 2].isspace()


def _single_pairs(text: str, doubles: Pairs) -> tuple[Pairs, list[int]]:
    """The positions of single marks that belong together, and of those that find no other."""
    pairs: Pairs = []
    left: list[int] = []
    if not _SINGLE_MARKS.search(text):
        return pairs, left
    rock_and_roll = {i for match in _AND.finditer(text) for i in (match.start(), match.end() - 1)}
    marks = [match.start() for match in _SINGLE_MARKS.finditer(text) if match.start() not in rock_and_roll]
    after = -1
    for n, i in enumerate(marks):
        if i <= after:
            continue
        if text[i] == "’" or not _leads(text, i):
            ends = _trails(text, i) and text[i] != "‘" and not text[i + 1 : i + 2].isspace()
            if (ends and not _MAY_END.search(text, max(0, i - 4), i)) or (
                i and _trails(text, i) and text[i - 1] in ".,!?"
            ):
                left.append(i)
            continue
        if _ELIDED.match(text, i + 1):
            continue
        end = _single_end(text, i, marks[n + 1 :], doubles)
        if end is None:
            left.append(i)
        else:
            pairs.append((i, end))
            after = end
    return pairs, left


def _single_end(text: str, start: int, marks: list[int], doubles: Pairs) -> int | None:
    """Where the quotation ends that a single mark would open; None if it is an apostrophe after all.

    The mark after a plural ("the rivers' banks") or a letter ("a pot o' beer") closes only if no plainer one follows.
    """
    closing = "’" if text[start] == "‘" else "'"
    around = _inside(start, doubles)
    perhaps: int | None = None
    for i in marks:
        if _inside(i, doubles) != around:
            continue
        if text[i] == text[start] and _leads(text, i) and not _trails(text, i) and not _ELIDED.match(text, i + 1):
            break
        if text[i] != closing or not _trails(text, i):
            continue
        may_go_on = text[i - 1] in "sS" or text[i - 2 : i] == "in" or _ONE_LETTER.fullmatch(text, i - 2, i)
        if not (may_go_on and re.match(r"\s\w", text[i + 1 : i + 3])):
            return i
        perhaps = perhaps or i
    return None if _SHORT_YEAR.match(text, start + 1) else perhaps


def _inside(i: int, pairs: Pairs) -> tuple[int, int] | None:
    """The narrowest pair of marks around a position."""
    around = [pair for pair in pairs if pair[0] < i < pair[1]]
    return max(around) if around else None
