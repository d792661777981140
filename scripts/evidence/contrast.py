"""Words that exclude each other, in the same place of a sentence and of its source: before and after, may and will.

And numbers, days or the two sides of a comparison that have changed places: by 31 votes to 12, by 12 votes to 31.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from itertools import combinations, groupby
from typing import NamedTuple

from scripts.english import quoting
from scripts.english.dates import MONTH_NUMBERS
from scripts.english.numbers import ORDINALS
from scripts.english.words import EMPTY_WORDS, Word, words
from scripts.evidence.polarity import LONGEST, Sayings, negators, sentences, stem, turns

# A sentence of fewer words of content may have them in common with another by chance.
_CONTENT = 3

# Of each group one word excludes those of the other parts: closed classes of English, such as prepositions of time and
# place, and the degrees of adjectives of measure.
_EXCLUDING = (
    ("before until till", "after since"),
    ("north northern", "south southern", "east eastern", "west western"),
    ("above", "below beneath"),
    ("inside within", "outside"),
    ("more", "less fewer"),
    ("most", "least fewest"),
    ("many", "few"),
    ("higher highest upper", "lower lowest"),
    ("larger largest bigger biggest greater greatest", "smaller smallest"),
    ("longer longest", "shorter shortest"),
    ("older oldest", "younger youngest newer newest"),
    ("earlier earliest", "later latest"),
    ("better best", "worse worst"),
    ("stronger strongest", "weaker weakest"),
    ("richer richest", "poorer poorest"),
    ("wider widest", "narrower narrowest"),
    ("faster fastest", "slower slowest"),
    ("nearer nearest closer closest", "farther farthest further furthest"),
    ("maximum", "minimum"),
    ("majority", "minority"),
    (*ORDINALS, "last"),
)
# Of each group a sentence may have a word of the same part as its source, or of one before it, and none behind it.
_MODAL = ("may might could", "will shall must")
_RISING = (("few some several many", "most", "all every each"), _MODAL)
_MODAL_WORDS = frozenset(" ".join(_MODAL).split())
# What says that something is not told as it was, beside these.
_MOODS = frozenset("would should if unless whether".split()) | _MODAL_WORDS


# A sentence with more numbers is a list of them.
_NUMBERS = 6
# Between numbers in a list, whose order says little.
_LISTING = frozenset(("and", "or", "nor"))


class _Sense(NamedTuple):
    """Which part of which group a word is of. Of a group that `rises` a sentence may say less than its source."""

    group: int
    part: int
    rises: bool


class _Held(NamedTuple):
    """A sentence: all its words in order; those of content; and those of a group, each with the content around it.

    `turning` are the words that turn the sense of others, or do not tell something as it was: prevent, would, if.
    `pairs` are two numbers or days each, by where they are among the words, that do not just stand in a list, or two
    names of which the second stands just behind "than".
    """

    words: tuple[str, ...]
    content: tuple[str, ...]
    turning: frozenset[str]
    pairs: tuple[tuple[slice, slice], ...]
    senses: tuple[tuple[_Sense, str, str], ...]


class _Answer(Enum):
    """What a sentence of a source says of one of ours: the same, the contrary, or nothing of it."""

    SAME = 1
    CONTRARY = 2
    NOTHING = 3


# The number of the group of modal verbs.
_OF_MODALS = len(_EXCLUDING) + _RISING.index(_MODAL)


@lru_cache(maxsize=1)
def _senses() -> dict[str, list[_Sense]]:
    found: dict[str, list[_Sense]] = {}
    groups = [(parts, False) for parts in _EXCLUDING] + [(parts, True) for parts in _RISING]
    for group, (parts, rises) in enumerate(groups):
        for part, together in enumerate(parts):
            for word in together.split():
                found.setdefault(word, []).append(_Sense(group, part, rises))
    return found


def contrasted(bare: str, sayings: Sayings) -> tuple[str, tuple[int, int]] | None:
    """The words of a sentence that a text has too, but for one word that excludes ours, or for two numbers, days or
    sides of a comparison that have changed places; and where it has them.

    Not where another sentence of the text has ours.
    """
    whole = quoting.normal(bare)
    for start, end in sentences(whole):
        ours = _held(whole[start:end])
        if not ours or not (ours.senses or ours.pairs) or len(ours.content) < _CONTENT:
            continue
        near = sorted(frozenset.intersection(*map(sayings.may_have, ours.content)))
        answers = {i: _answer(ours, theirs) for i in near if (theirs := _held(sayings.sentence(i)))}
        if _Answer.SAME not in answers.values():
            against = next((i for i, answer in answers.items() if answer is _Answer.CONTRARY), None)
            if against is not None:
                return whole[start:end].strip(), sayings.spans[against]
    return None


def _held(sentence: str) -> _Held | None:
    """None for a sentence that denies something: what is not before may be after."""
    found = words(sentence)
    if len(found) > LONGEST or negators(found):
        return None
    of = [_senses().get(word.word, []) if sentence[word.start : word.end] != "May" else [] for word in found]
    stems = [stem(word.word) for word in found]
    content = [word.word not in EMPTY_WORDS and not senses for word, senses in zip(found, of, strict=True)]
    senses = []
    for n, own in enumerate(of):
        behind = next((stems[k] for k in range(n + 1, len(found)) if content[k]), "")
        before = next((stems[k] for k in range(n - 1, -1, -1) if content[k]), "")
        if not behind.isdecimal() or not _is_bound(found[n : n + 3]):
            senses += [(sense, behind, before) for sense in own]
    written = [sentence[word.start : word.end] for word in found]
    telling = tuple(s for s, is_content in zip(stems, content, strict=True) if is_content)
    turning = {s for s, word, meant in zip(stems, found, of, strict=True) if turns(word.word) and not meant}
    turning |= _MOODS.intersection(word.word for word, text in zip(found, written, strict=True) if text != "May")
    return _Held(tuple(stems), telling, frozenset(turning), _pairs(found, written), tuple(senses))


def _pairs(found: Sequence[Word], written: Sequence[str]) -> tuple[tuple[slice, slice], ...]:
    """What makes another statement when it changes places, as `_Held` has it; of words and how they are written."""
    numbers = [n for n, word in enumerate(found) if word.word.isdecimal()]
    dated = [word.word.isdecimal() or text in MONTH_NUMBERS for word, text in zip(found, written, strict=True)]
    named = [text[:1].isupper() and text.lower() not in EMPTY_WORDS for text in written]
    places = sorted({(n, n + 1) for n in numbers} | _runs(dated)) if len(numbers) <= _NUMBERS else []
    pairs = [
        (slice(*one), slice(*two))
        for one, two in combinations(places, 2)
        if not _LISTING.issuperset(word.word for word in found[one[1] : two[0]])
    ]
    # not behind a preposition, which may be of another word: one has more in common with a third than with the other
    sides = sorted(_runs(named))
    for two in sides:
        behind = [word.word for word in found[max(0, two[0] - 3) : two[0]] if word.word != "the"]
        if behind[-1:] == ["than"] and behind[-2:] != ["other", "than"]:
            pairs += [(slice(*one), slice(*two)) for one in sides if one < two]
    return tuple(pairs)


def _runs(marked: Sequence[bool]) -> set[tuple[int, int]]:
    """Where the marked words that stand together begin and end."""
    runs = [[n for n, _ in run] for own, run in groupby(enumerate(marked), key=lambda one: one[1]) if own]
    return {(run[0], run[-1] + 1) for run in runs}


def _is_bound(found: Sequence[Word]) -> bool:
    """Whether words make a bound of a number, which is compared with the number: more than 40."""
    return [word.word for word in found[1:2]] == ["than"] and found[-1].word.isdecimal()


def _stands_in(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether words stand among others in a row: what is said between them may change what they say."""
    return any(tuple(whole[n : n + len(part)]) == part for n in range(len(whole) - len(part) + 1))


def _exchanged(part: tuple[str, ...], one: slice, two: slice) -> tuple[str, ...]:
    """Words with those at two places, the first before the second, in each other's."""
    return (*part[: one.start], *part[two], *part[one.stop : two.start], *part[one], *part[two.stop :])


def _answer(ours: _Held, theirs: _Held) -> _Answer:
    if not _stands_in(theirs.content, ours.content):
        turned = any(_stands_in(theirs.words, _exchanged(ours.words, *pair)) for pair in ours.pairs)
        return _Answer.CONTRARY if turned and ours.turning == theirs.turning else _Answer.NOTHING
    contrary: set[int] = set()
    for sense, behind, before in ours.senses:
        there = [
            other
            for other, other_behind, other_before in theirs.senses
            if other.group == sense.group and (other_behind == behind if behind else other_before == before)
        ]
        if there and not any(sense.part <= other.part if sense.rises else sense.part == other.part for other in there):
            contrary.add(sense.group)
    if not contrary:
        return _Answer.SAME
    compared = _MODAL_WORDS if contrary == {_OF_MODALS} else frozenset[str]()
    # Two words of different groups may make good for each other: less in the north, more in the south.
    tells = len(contrary) == 1 and ours.turning - compared == theirs.turning - compared
    return _Answer.CONTRARY if tells else _Answer.NOTHING
