"""Whether quoted words stand in a text: exactly, nearly, or not.

What a printer may change is made the same on both sides: quotation marks, dashes, spaces, ligatures,
soft hyphens, the case of a quotation's first letter, its last comma or stop. An ellipsis stands for
words left out and brackets for words put in. Nothing else is: digits, signs, negations, names,
spelling and the marks within a quotation have to be as they are in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from scripts.english.words import is_negation

# Words that may stand between the parts of a quotation with an ellipsis: a long paragraph or two.
LEFT_OUT = 250
# Words of the source that brackets in a quotation may stand for.
PUT_IN = 8
# An ellipsis for so few words hides a negation among them; one for more leaves out what is said in between.
HIDDEN = 4
# How alike (0 to 100, rapidfuzz) a place has to be for the quotation to be an altered form of it: one word in
# four may differ. The labelled set in tests/sources says what this costs.
NEAR = 74
# Fewer words are near something in any text.
NEAR_WORDS = 3

_QUOTES = {ord(c): "'" for c in "‘’‚‛′`´ʼ"} | {ord(c): '"' for c in "“”„‟″«»"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ELLIPSIS = re.compile(r"[\[(]\s*(?:\.\s?){3,}[\])]|(?:\.\s?){3,}\.?")
_DASH = re.compile(r"\s*(?:—|―|--+)\s*|\s+[-‐‑‒–−]\s+")
_HYPHEN = re.compile("[‐‑‒–−]")
# What leads from a text to its notes: [3], [12, 14], [a], [note 1], a raised figure, one after a stop.
_REFERENCE_MARK = re.compile(r"\[(?:note )?(?:\d{1,3}(?:\s?[,-]\s?\d{1,3})*|[a-z])\]|(?<=[a-z][.,;:!?])\d{1,2}(?=\s|$)")
_RAISED = re.compile("(?<=[^\\s\\d⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]+|(?<=\\d{4})[⁰¹²³⁴-⁹]+")
# A figure that follows a word without a space is a note's, where that word is no code.
_NOTED_WORD = re.compile(r"([^\W\d_]*[a-z]{2})\d{1,2}")

_TOKEN = re.compile(
    r"(?<![^\s(\[\"'])[-+](?=[£$€¥]?\d)"  # a sign
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*"  # 7, 3.5, 3,000, 18th, 3m
    r"|[^\W\d_]\w*(?:['.&]\w+)*"  # dam, don't, U.S
    r"|[£$€¥%°§—]|[,;:.!?()]"
)
MARKS = frozenset(",;:.!?()—")
_BRACKETS = re.compile(r"\w*\[[^\[\]]*\]\w*")
_ONE_LETTER = re.compile(r"\[([^\W\d_])\](\w+)")


def normal(text: str) -> str:
    """A text in the form in which it is compared; positions in it are those that are told."""
    text = _RAISED.sub("", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    text = _HYPHEN.sub("-", _DASH.sub(" — ", text))
    return " ".join(text.split()) if "\n" not in text else "\n".join(" ".join(p.split()) for p in text.split("\n"))


class Token(NamedTuple):
    """A word, a number, a sign or a mark, and where it stands in the normal form of its text."""

    form: str
    start: int
    end: int


def tokens(normal_text: str) -> list[Token]:
    """The tokens of a text in normal form. A hyphen parts words as a space does."""
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(normal_text)]


@dataclass(frozen=True)
class Text:
    """The text of a source, made ready for looking things up in it; see `ready`."""

    normal: str
    tokens: Sequence[Token]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each token stands, by its form in lower case."""
        found: dict[str, list[int]] = {}
        for i, token in enumerate(self.tokens):
            found.setdefault(token.form.lower(), []).append(i)
            bare = _unnoted(token.form)
            if bare != token.form:
                found.setdefault(bare.lower(), []).append(i)
        return found

    @cached_property
    def words(self) -> tuple[list[str], list[int]]:
        """Its words in lower case, without marks, and the token that each is."""
        kept = [(_unnoted(token.form).lower(), i) for i, token in enumerate(self.tokens) if token.form not in MARKS]
        return [form for form, _ in kept], [i for _, i in kept]


def _unnoted(form: str) -> str:
    """A word of a text without the figure of a note behind it."""
    match = _NOTED_WORD.fullmatch(form)
    return match[1] if match else form


def ready(text: str) -> Text:
    """The text of a source, ready for comparison."""
    whole = _REFERENCE_MARK.sub(lambda match: " " * len(match[0]), normal(text))
    whole = _ELLIPSIS.sub(lambda match: " " * len(match[0]), whole)
    return Text(whole, tokens(whole))


# A part of a quotation between ellipses: forms, and None where brackets stand for whatever is there.
Part = tuple[str | None, ...]


def parts(quoted: str) -> list[Part]:
    """What of a quotation must stand in the source, in this order; empty where it is all the editor's."""
    found = []
    for piece in _ELLIPSIS.split(normal(quoted)):
        forms: list[str | None] = []
        at = 0
        piece = _ONE_LETTER.sub(r"\1\2", piece)
        for match in [*_BRACKETS.finditer(piece), None]:
            forms += [token.form for token in tokens(piece[at : match.start() if match else None])]
            if match:
                forms.append(None)
                at = match.end()
        while forms and (forms[-1] is None or forms[-1] in MARKS):
            forms.pop()
        while forms and (forms[0] is None or forms[0] in MARKS):
            forms.pop(0)
        if forms:
            found.append(tuple(forms))
    return found


def word_count(quoted: str) -> int:
    """How many words of a quotation are the source's, if it is one."""
    return sum(form is not None and form not in MARKS for part in parts(quoted) for form in part)


def find(quoted: Sequence[Part], text: Text) -> tuple[int, int] | None:
    """Where a quotation stands exactly, from and to in the normal form; None where it does not."""
    if not quoted:
        return None
    for first in _matches(quoted[0], text):
        here = first
        for part in quoted[1:]:
            following = (m for m in _matches(part, text) if here[1] <= m[0] <= here[1] + LEFT_OUT)
            nearest = min(following, default=None)
            if nearest and nearest[0] - here[1] <= HIDDEN and _negates(text.tokens[here[1] : nearest[0]]):
                break
            if nearest is None:
                break
            here = nearest
        else:
            return text.tokens[first[0]].start, text.tokens[here[1] - 1].end
    return None


def _matches(part: Part, text: Text) -> Iterator[tuple[int, int]]:
    """Each place of one part, as the tokens from and to."""
    forms = [(len(text.places.get(form.lower(), ())), i) for i, form in enumerate(part) if form is not None]
    until_wild = part.index(None) if None in part else len(part)
    rarest = min((count, i) for count, i in forms if i < until_wild)[1]
    form = part[rarest]
    assert form is not None
    for at in text.places.get(form.lower(), ()):
        start = at - rarest
        if start >= 0:
            end = _ends(part, 0, text.tokens, start)
            if end is not None:
                yield start, end


def _ends(part: Part, i: int, found: Sequence[Token], at: int) -> int | None:
    """Where a part ends that would go on from its `i`th form at this token; None where it does not fit."""
    while i < len(part):
        form = part[i]
        if form is None:
            ends = (
                _ends(part, i + 1, found, at + skipped)
                for skipped in range(PUT_IN + 1)
                if not _negates(found[at : at + skipped])
            )
            return next((end for end in ends if end is not None), None)
        if at >= len(found) or not _same(form, found[at].form, first=i == 0):
            return None
        i, at = i + 1, at + 1
    return at


def _same(ours: str, theirs: str, *, first: bool) -> bool:
    theirs = theirs if theirs[-1:] == ours[-1:] else _unnoted(theirs)
    return ours == theirs or (first and ours[1:] == theirs[1:] and ours[0].lower() == theirs[0].lower())


def _negates(left_out: Sequence[Token]) -> bool:
    """Whether the words that an ellipsis or a bracket takes the place of hold a negation."""
    return any(is_negation(token.form.lower()) for token in left_out)


class Near(NamedTuple):
    """A place that a quotation is an altered form of: from and to in the normal form, and the words that differ.

    `differing` are the quotation's own words that do not stand so there, `dropped` how many of the
    source's words it leaves out.
    """

    start: int
    end: int
    differing: tuple[str, ...]
    dropped: int


def near(quoted: Sequence[Part], text: Text) -> Near | None:
    """The place that a quotation is most like, if it is like it enough to be an altered form of it."""
    forms = [form for part in quoted for form in part if form is not None]
    ours = [form.lower() for form in forms if form not in MARKS]
    words, where = text.words
    if len(ours) < NEAR_WORDS or not words:
        return None
    from rapidfuzz.distance import Levenshtein  # here, since a build compares nothing with a source

    window = _best_window(ours, words)
    if window is None:
        return None
    start, end = window
    theirs = words[start:end]
    if _alike(" ".join(ours), " ".join(theirs)) < NEAR:
        return None
    differing: list[str] = []
    dropped = 0
    tokens_there = [text.tokens[where[i]].form for i in range(start, end)]
    own = [form for form in forms if form not in MARKS]
    for step in Levenshtein.opcodes(own, tokens_there):
        if step.tag in ("replace", "delete"):
            differing += own[step.src_start : step.src_end]
        elif step.tag == "insert":
            dropped += step.dest_end - step.dest_start
    return Near(text.tokens[where[start]].start, text.tokens[where[end - 1]].end, tuple(differing), dropped)


def _alike(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 100, in the order that they have or with their words sorted."""
    from rapidfuzz import fuzz

    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def _best_window(ours: Sequence[str], words: Sequence[str]) -> tuple[int, int] | None:
    """The stretch of a text most like some words: from and to, counted in words."""
    size = min(len(ours), len(words))
    wanted = Counter(ours)
    here: Counter[str] = Counter()
    shared, best, tops = 0, 0, [0]
    for i, word in enumerate(words):
        here[word] += 1
        shared += here[word] <= wanted[word]
        if i >= size:
            gone = words[i - size]
            shared -= here[gone] <= wanted[gone]
            here[gone] -= 1
        if shared > best:
            best, tops = shared, []
        if shared == best and len(tops) < _TOPS:
            tops.append(max(0, i - size + 1))
    if not best:
        return None
    one = " ".join(ours)
    found = []
    for top in tops:
        for start in range(max(0, top - 2), min(top + 3, len(words))):
            for end in range(start + max(1, size - 2), min(start + size + 3, len(words)) + 1):
                other = " ".join(words[start:end])
                found.append((-_alike(one, other), end - start, start, end))
    return min(found)[2:] if found else None


# Of equally good places so many are looked at closely.
_TOPS = 5
