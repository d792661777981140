"""Quoted words and the text of a source, in the form in which they are compared (see alignment).

What a printer or an editor may change is made the same on both sides: quotation marks, dashes, spaces, ligatures,
hyphens, spelling, the case of a quotation's first letter, its last comma or stop. An ellipsis stands for
words left out and brackets for words put in. In the text whoever speaks may be named within the speech, a
page may end, and paragraphs may have numbers. Nothing else is the same: digits, signs, negations, names and the marks
within a quotation have to be as they are in the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from scripts.english.spelling import alike
from scripts.english.words import is_negation
from scripts.regex import blank, regex

# Letters of a text between two quotation marks that may say who speaks: some twenty words.
CLAUSE = 160
# Words of a line that may be a running head.
HEAD = 12
# Words of a label at most, and at least of what is prose beside it.
_LABEL, _PROSE = 3, 5
# So many running heads are looked for within lines, where a reader of PDF has left them.
_HEADS = 4

_QUOTES = {ord(c): "'" for c in "‘’‚‛′`´ʼ"} | {ord(c): '"' for c in "“”„‟″«»"}
_SPACED_QUOTES = regex("«[ \u00a0\u202f\u2009]|[ \u00a0\u202f\u2009]»")  # as the French set them
_INVISIBLE = regex("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DECIMALS = {"¼": ".25", "½": ".5", "¾": ".75"}  # which would run into the figure before them
# These begin with the signs that they may begin with, which are found fast, and look back at which it is.
_MIXED = regex(r"[¼½¾](?<=\d.)")
_ELLIPSIS = regex(r"[.\[(](?:(?<=\.)\s?\.\s?(?:\.\s?)+\.?|(?<!\.)\s?(?:\.\s?){3,}[\])])")
_DASH = regex(r"[ —―-](?:(?<= )(?:(?:—|―|--+) ?|[-‐‑‒–−] )|(?:(?<=[—―])|(?<=-)-+) ?)")
_HYPHEN = regex("[‐‑‒–−]")
# What leads from a text to its notes: [3], [12, 14], [a], [note 1], a raised figure, one after a stop. And what says
# where a page of the printed text begins: *412, [*412], [Pg 12].
_REFERENCE_MARK = regex(
    r"[\[\d*](?:(?<=\[)(?:note )?(?:\d{1,3}(?:\s?[,-]\s?\d{1,3})*|[a-z])\](?!\w)"
    r"|(?<=\[)(?:\*|Pg ?|p\. ?|page )\d{1,4}\]|(?<=[\w.,;:] \*)\d{1,4}(?=\s)"
    r"|(?<=[a-z][.,;:!?]\d)\d?(?=\s|$))"
)
_RAISED = regex("[⁰¹²³⁴-⁹](?:(?<=[^\\s\\d⁰¹²³⁴-⁹].)|(?<=\\d{4}.))[⁰¹²³⁴-⁹]*")
# A figure that follows a word without a space is a note's, where that word is no code.
_NOTED_WORD = regex(r"([^\W\d_]*[a-z]{2})\d{1,2}")
# What whoever quotes says of the quotation, within it.
_REMARK = regex(
    r"\s?[(\[](?:\w+ )?(?:emphas[ie]s|italics?|citations?|footnotes?|references?|notes?|internal \w+ marks)"
    r"(?: \w+){0,3}[)\]]|\s?[(\[]sic!?[)\]]",
    re.IGNORECASE,
)

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Chinese and Japanese put no space between words
_TOKEN = regex(
    rf"([^\W\d_{_UNSPACED}][^\W{_UNSPACED}]*(?:['.&][^\W{_UNSPACED}]+)*"  # dam, don't, U.S
    rf"|[{_UNSPACED}]"
    r"|[£$€¥%°§&—,;:.!?()]"
    rf"|\d+(?:[.,:]\d+)*[^\W\d_{_UNSPACED}]*"  # 7, 3.5, 3,000, 18th, 3m
    r"|[-+](?<![^\s(\[\"'].)(?=[£$€¥]?\d))"  # a sign
)
MARKS = frozenset(",;:.!?()—")
ENDS_SENTENCE = frozenset(".!?:—")
_BRACKETED = regex(r"\[([^\[\]]*)\]")
_ONE_LETTER = regex(r"\[([^\W\d_])\](?=\w)")

# Who says so, between two pieces of speech.
_CLAUSE_SAYS = regex(
    r"\b(?:sa(?:y|ys|id|ying)|told|tells|ask(?:s|ed)|add(?:s|ed|ing)|wr(?:ite|ites|ote)|not(?:es|ed)|warn(?:s|ed)|"
    r"argue[sd]|insist(?:s|ed)|declare[sd]|repl(?:y|ies|ied)|answer(?:s|ed)|explain(?:s|ed)|continue[sd]|went on|"
    r"goes on|conclude[sd]|joke[sd]|admit(?:s|ted)|claim(?:s|ed)|recall(?:s|ed)|remark(?:s|ed)|state[sd]|observe[sd]|"
    r"announce[sd]|whisper(?:s|ed)|shout(?:s|ed)|call(?:s|ed) out|murmur(?:s|ed)|laugh(?:s|ed)|according to|"
    r"complain(?:s|ed)|agree[sd]|begins?|began)\b",
    re.IGNORECASE,
)
# What stands before a mark is looked at from behind it, which takes a fifth of the time.
_CLOSES = regex(r"[\"'](?:(?<=[,.!?;—…].)(?=\s)|(?<=\w\")(?=,?\s)|(?<=\w')(?=,\s))")
_OPENS = regex(r"[\"'](?<![^\s—(].)(?=[\w(\[])")
_PAGE_LINE = regex(
    r"[-—–\s]*(?:(?:page|p\.?)\s?)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?(?:of|/)\s?\d{1,4})?[-—–\s]*", re.IGNORECASE
)
# The number of a section, or what a transcript says that was heard between two sentences: (Laughter.), [Pause].
_IN_BRACKETS = regex(
    r"[(\[](?:(?<=\()\d{1,3}\)|(?<=\s.)(?<![^.!?\"'\n]\s.)"
    r"(?:(?<=\()[^\W_a-z]\w*(?: \w+){0,2}\.?\)|(?<=\[)\w+(?: \w+){0,2}\.?\])(?=\s))"
)


def normal(text: str) -> str:
    """A text in the form in which it is compared; positions in it are those that are told."""
    text = _RAISED.sub("", _INVISIBLE.sub("", text))
    text = _SPACED_QUOTES.sub(lambda match: match[0].strip(), text) if "«" in text or "»" in text else text
    text = _MIXED.sub(lambda match: _DECIMALS[match[0]], text)
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return _HYPHEN.sub("-", _DASH.sub(" — ", text)).strip(" ")


class QuotedToken(NamedTuple):
    """A word, a number, a sign or a mark, and where it stands in the normal form of its text."""

    form: str
    start: int
    end: int


def tokens(normal_text: str) -> list[QuotedToken]:
    """The tokens of a text in normal form. A hyphen parts words as a space does."""
    return list(map(QuotedToken, *_columns(normal_text)))


def _columns(normal_text: str) -> tuple[list[str], list[int], list[int]]:
    """The tokens of a text, where each starts and where each ends: for a long text, at half of what tokens cost."""
    pieces = _TOKEN.split(normal_text)  # what is between tokens and each token in turn
    ends = list(accumulate(map(len, pieces)))
    return pieces[1::2], ends[:-1:2], ends[1::2]


# ---------------------------------------------------------------- the text of a source


@dataclass(frozen=True)
class ReadyText:
    """The text of a source, made ready for looking things up in it; see `ready`.

    `written` has its tokens, `starts` and `ends` where they stand. `where` is the token that each word is, and `forms`
    has the words as they are compared, `compared` the same by what is written. `skips` tells which may be passed over:
    the word after them, and the first.
    """

    normal: str
    written: list[str]
    starts: Sequence[int]
    ends: Sequence[int]
    forms: Sequence[str]
    where: Sequence[int]
    compared: dict[str, str]
    skips: dict[int, int]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands among the words, by its form."""
        found: dict[str, list[int]] = {form: [] for form in self.compared.values()}
        for i, form in enumerate(self.forms):
            found[form].append(i)
        return found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From and to, in the normal form, of the words from one to another."""
        return self.starts[self.where[first]], self.ends[self.where[last]]

    def word(self, word: int) -> str:
        """A word as it is written."""
        return self.written[self.where[word]]

    def marks(self, word: int) -> list[str]:
        """The marks before a word, since the word before it."""
        return self.written[self.where[word - 1] + 1 : self.where[word]]

    def apart(self, word: int) -> bool:
        """Whether a mark or the end of a paragraph stands between a word and the one before it."""
        before, here = self.where[word - 1], self.where[word]
        return here > before + 1 or "\n\n" in self.normal[self.ends[before] : self.starts[here]]


def unnoted(form: str) -> str:
    """A word of a text without the figure of a note behind it."""
    match = _NOTED_WORD.fullmatch(form) if form[-1].isdigit() and len(form) < 40 else None
    return match[1] if match else form


def ready(text: str) -> ReadyText:
    """The text of a source, ready for comparison."""
    whole = _REFERENCE_MARK.sub(blank, normal(text))
    whole = _ONE_LETTER.sub(r"  \1", whole)
    whole = _ELLIPSIS.sub(blank, whole)
    furniture = list(_furniture(whole))
    found = _made(whole, *(_joined(whole, furniture) if "-\n" in whole else _columns(whole)))
    starts = [found.starts[i] for i in found.where]
    bracketed = (match.span() for match in _IN_BRACKETS.finditer(whole) if not _negates(match[0]))
    passed = (*furniture, *_heads_within(whole), *_labels(whole), *_clauses(whole), *_paragraph_numbers(whole))
    for start, end in (*passed, *bracketed):
        first, after = bisect_left(starts, start), bisect_left(starts, end)
        if 0 < first < after < len(starts):
            found.skips[after] = min(first, found.skips.get(after, first))
    return found


def _made(whole: str, written: list[str], starts: list[int], ends: list[int]) -> ReadyText:
    compared = {form: alike(unnoted(form)) for form in {*written} - MARKS}
    where = [i for i, form in enumerate(written) if form in compared]
    return ReadyText(whole, written, starts, ends, [compared[written[i]] for i in where], where, compared, {})


def unjoined(text: ReadyText) -> ReadyText:
    """The same without its skips, the words in two that a line's end parts, and with what its pages are headed."""
    return _made(text.normal, *_columns(text.normal)) if "-\n" in text.normal else text


def within(text: ReadyText, whole: str, part: str) -> tuple[int, int] | None:
    """From and to in the normal form of a text (`whole`, as it came) of a part between empty lines, or None."""
    at = f"\n\n{whole}\n\n".find(f"\n\n{part}\n\n") if part else -1
    if at < 0:
        return None
    start = len(normal(f"{whole[:at]}x")) - 1  # lines are made ready each for itself
    end = len(text.normal) - len(normal(f"x{whole[at + len(part) :]}")) + 1
    return None if " " in (text.normal[start], text.normal[end - 1]) else (start, end)


def _negates(bracketed: str) -> bool:
    return any(is_negation(word) for word in re.findall(r"\w+", bracketed.lower()))


def _furniture(text: str) -> Iterator[tuple[int, int]]:
    """From and to of the lines that are a page's: its number, and what stands at the head or foot of several."""
    lines = []
    at = 0
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    seen = Counter(_figureless(line) for _, line in lines if line)
    begun = -1
    for n, (start, line) in enumerate([*lines, (len(text) + 1, "End.")]):
        alone = n > 0 and not lines[n - 1][1] and (n + 1 >= len(lines) or not lines[n + 1][1])
        short = bool(line) and line[-1] not in ".!?,;:" and len(line.split(" ", HEAD + 1)) <= HEAD
        numbered = short and alone and (line[0].isdigit() or line[-1].isdigit())
        if (len(line) < 24 and _PAGE_LINE.fullmatch(line)) or numbered or (short and seen[_figureless(line)] > 1):
            begun = start if begun < 0 else begun
        elif line and begun >= 0:
            yield begun, start
            begun = -1


def _heads_within(text: str) -> Iterator[tuple[int, int]]:
    """From and to of running heads within lines: what is a line several times, and the first line, mostly the title."""
    lines = [line.lower() for line in text.split("\n") if line]
    seen = Counter(lines)
    heads = {line for line, count in seen.most_common(_HEADS) if count > 1} | set(lines[:1])
    for head in sorted(heads):
        if 2 < head.count(" ") + 1 <= HEAD:
            for match in re.finditer(re.escape(head), text, re.IGNORECASE):
                yield match.span()


def _labels(text: str) -> Iterator[tuple[int, int]]:
    """From and to of the few words that stand between two paragraphs of prose: what an advertisement is headed."""
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\n]+", text)]
    words = [len(line.split(" ", _PROSE)) for _, line in lines]
    for n in range(1, len(lines) - 1):
        start, line = lines[n]
        label = words[n] <= _LABEL and not line[0].islower() and line[-1] not in ".!?,;:"
        if label and words[n - 1] >= _PROSE <= words[n + 1] and not _negates(line):
            yield start, lines[n + 1][0]


# The number of a paragraph, as judgments and resolutions have it: 36., (36), [36], or 36 alone.
_PARAGRAPH_NUMBER = regex(r"(?:\A|(?<=\n))[(\[]?(?P<number>\d{1,3})(?P<behind>[.)\]]*) (?=\S)")


def _paragraph_numbers(text: str) -> Iterator[tuple[int, int]]:
    """From and to of the numbers of paragraphs; one without a mark where it is one more than the last."""
    last = 0
    for match in _PARAGRAPH_NUMBER.finditer(text):
        number = int(match["number"])
        if match["behind"] or number == last + 1:
            yield match.start(), match.end()
        last = number


def _figureless(line: str) -> str:
    return re.sub(r"\d+", "#", line.lower()) if len(line) < 200 else line


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """From and to of what says, between two pieces of speech, who speaks."""
    opening = [match.start() for match in _OPENS.finditer(text)]
    for match in _CLOSES.finditer(text):
        n = bisect_left(opening, match.end())
        if n == len(opening) or opening[n] - match.end() > CLAUSE:
            continue
        clause = text[match.end() : opening[n]]
        broken_off = text[match.start() - 1] == "," or clause[:1] == ","
        if "\n" not in clause.strip() and (broken_off or _CLAUSE_SAYS.search(clause)):
            yield match.end(), opening[n]


def _joined(text: str, furniture: Sequence[tuple[int, int]]) -> tuple[list[str], list[int], list[int]]:
    """The tokens with those in one that a line's end parts by a hyphen, the page's end too; as `_columns` has them."""
    found = tokens(text)
    ends = dict(furniture)
    result: list[QuotedToken] = []
    at = 0
    while at < len(found):
        token = found[at]
        at += 1
        while text[token.end : token.end + 2] == "-\n" and token.form[-1:].isalpha():
            after = token.end + 2
            after += len(text[after : after + 4]) - len(text[after : after + 4].lstrip("\n"))
            after = ends.get(after, after)
            while at < len(found) and found[at].start < after:
                at += 1
            if at == len(found) or not found[at].form[:1].islower():
                break
            token = QuotedToken(token.form + found[at].form, token.start, found[at].end)
            at += 1
        result.append(token)
    return [token.form for token in result], [token.start for token in result], [token.end for token in result]


# ---------------------------------------------------------------- a quotation


class QuotedWord(NamedTuple):
    """A word of a quotation: as it is written, the form that is compared ("" for what brackets stand for).

    `marks` stand before it; behind an ellipsis, one that ends a sentence there, or none. `free` tells that its first
    letter may be small or large.
    """

    word: str
    form: str
    marks: tuple[str, ...]
    free: bool
    joined: bool = False


# A part of a quotation between ellipses.
Part = tuple[QuotedWord, ...]


def parts(quoted: str) -> list[Part]:
    """What of a quotation must stand in the source, in this order; empty where it is all the editor's."""
    found: list[Part] = []
    text = normal(_REMARK.sub("", quoted))
    before = ""
    for piece, dots in zip(_ELLIPSIS.split(text), ["", *_ELLIPSIS.findall(text)], strict=True):
        ended = before.rstrip("\"' ")[-1:] in tuple(".!?") or dots.count(".") > len("...")
        before = piece
        letters: set[int] = set()
        plain: list[str] = []
        at = length = 0
        wilds: list[tuple[int, int]] = []
        for match in _BRACKETED.finditer(piece):
            plain.append(piece[at : match.start()])
            length += match.start() - at
            at = match.end()
            inner = match[1]
            if len(inner) == 1 and inner.isalpha() and piece[at : at + 1].isalpha():
                letters.add(length)
            elif not is_negation(inner.lower()):  # which turns the sense, and has to be the source's own
                wilds.append((length, length + len(inner)))
            plain.append(inner)
            length += len(inner)
        plain.append(piece[at:])
        part = _items("".join(plain), letters, wilds)
        if part and found and ended:
            part = (part[0]._replace(marks=(".",)), *part[1:])
        if part:
            found.append(part)
    return found


def _items(text: str, letters: set[int], wilds: Sequence[tuple[int, int]]) -> Part:
    items: list[QuotedWord] = []
    marks: list[str] = []
    free, end = True, -1
    brackets = iter([*wilds, (len(text) + 1, len(text) + 1)])
    start, stop = next(brackets)
    for token in tokens(text):
        while start < token.start and stop <= token.start:  # brackets that no token touches
            items.append(QuotedWord("", "", (), True))
            start, stop = next(brackets)
        if token.end > start and token.start < stop:
            continue
        if token.form in MARKS:
            marks.append(token.form)
            continue
        free = free or bool(marks and marks[-1] in ENDS_SENTENCE) or token.start in letters
        joined = text[end : token.start] == "-"
        items.append(QuotedWord(token.form, alike(token.form), tuple(marks), free, joined))
        free, marks, end = False, [], token.end
    if stop <= len(text):
        items.append(QuotedWord("", "", (), True))
    while items and not items[-1].form:
        items.pop()
    while items and not items[0].form:
        items.pop(0)
    return tuple(items)


def word_count(quoted: str) -> int:
    """How many words of a quotation are the source's, if it is one."""
    return sum(bool(item.form) for part in parts(quoted) for item in part)
