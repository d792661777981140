"""The chapters beside the published text: where they depart from it, and whether each departure is recorded.

Both are taken as tokens. A token is a word with the marks that touch it, a citation, the sign of a block that
begins (see chapters.PARAGRAPH), or a line that is no prose: a row of a table, a note, code. A correction replaces
a run of published tokens, so all corrections of a chapter are made at once, and none depends on another.

Nearly all of a chapter stands as it was published, so the two are first compared as texts: all tokens with one
space between. There are tokens one by one only where these differ or a correction is made.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from sys import intern
from typing import NamedTuple

from scripts import fork
from scripts.finding import Place
from scripts.publication import chapters, notes
from scripts.publication.chapters import PARAGRAPH, Chapter, Heading, Sentence, Verbatim
from scripts.publication.ledger import OF_A_CHAPTER, Correction, CorrectionKind
from scripts.publication.notes import Paragraph
from scripts.regex import regex

# A comment stands as a citation does: [^The ice was thin]. It has no brackets within.
_SPLIT = regex(
    rf"({chapters.CITED.pattern}|\[note \d+\]|{notes.MARK.pattern.replace('(', '').replace(')', '')}|\[\^[^\[\]]+\])"
)
_NOT_ESCAPED = regex(rf"(?<!\\){_SPLIT.pattern}")
_CITATION = regex(rf"\[(?:@|note |\^)[^\[\]]*\]|{chapters.CITED.pattern}")
_AT_THE_END = regex(rf"((?:(?<!\\)(?:{_CITATION.pattern}))+)$")

# The sign of a line that is no prose; the line is in the same token.
LINE = PARAGRAPH + "|"

# Stands for a space within a token where tokens are one text; no file that is read holds it.
_GLUE = "\0"

# A chapter and a published part belong together where one has at least this share of the other's runs of words.
# (Half of it is what a reader would still call the same chapter; parts of one article share next to nothing.)
SAME_CHAPTER = 0.5
_RUN = 4  # words; shorter runs are common to texts that have nothing to do with each other

Block = Heading | Sentence | Paragraph | Verbatim
# What each note says, as tokens, by its mark in the text: `notes.mark` in the published one, [^thaw] in a chapter.
Said = Mapping[str, tuple[str, ...]]
UNSAID: Said = {}


class Texts(NamedTuple):
    """What is compared: the blocks of the published text, what its notes say, the chapters, the corrections.

    A part that no chapter has is told of at `nav_place`.
    """

    original: Sequence[Heading | Paragraph | Verbatim]
    said: Said
    chapters: Sequence[Chapter]
    corrections: Sequence[Correction]
    nav_place: Place


class Token(NamedTuple):
    """A word, a citation, the sign of a block, or a line that is no prose.

    `note` is the number of the published note that a citation stands for, or 0; `more` is whether it belongs to the
    mark of the token before it; `correction` is the one that put the token where it is. The text of a citation is its
    key alone; `words` is the same with its signal, locator and what else its bracket says, "" where that is nothing.
    """

    text: str
    place: Place
    note: int = 0
    correction: Correction | None = None
    more: bool = False
    words: str = ""

    @property
    def is_citation(self) -> bool:
        return self.text.startswith("[") and bool(_CITATION.fullmatch(self.text))

    @property
    def is_sign(self) -> bool:
        """Whether it says how the text is set out, and is no part of its words."""
        return self.text.startswith(PARAGRAPH) and not self.text.startswith(LINE)

    @property
    def is_added(self) -> bool:
        """Whether a correction has it that was not published; one may move a published token as well."""
        return self.correction is not None and self.place == self.correction.place

    @property
    def in_full(self) -> Token:
        """The same, a citation with all that its bracket says."""
        return self._replace(text=self.words) if self.words else self


class Difference(NamedTuple):
    """`published` stands in the article, corrections made, where `now` stands in the chapter, at `place`.

    `word` is the first word of the chapter from there on, "" at its end.
    """

    place: Place
    published: tuple[Token, ...]
    now: tuple[Token, ...]
    word: str = ""


class Failure(NamedTuple):
    """A correction that cannot be made, and why, in words."""

    correction: Correction
    why: str


class Group(NamedTuple):
    """Published parts and the chapters that have their text, each by its index, in order.

    Mostly one of each; a part that was divided has several chapters, chapters that were joined several parts.
    A chapter that is new has no part, a part that was taken out has no chapter.
    """

    parts: tuple[int, ...]
    chapters: tuple[int, ...]


@dataclass(frozen=True)
class Collation:
    """What came of the comparison.

    `missing` are the headings of published parts that no chapter has, `extra` chapters that are no published
    part, and `out_of_order` those that stand elsewhere in the nav, unless that is recorded. `numbers` are the
    published notes that the citations of a chapter stand for, by its path: 0 for one that the editors added; none
    where the chapter is not so faithful that they can be told. `called` is where in the chapters each published
    note is called. `corrected` are the corrections that made a sentence what it is, by its place. `taken_out` are the
    published notes of which corrections take out something, or all.
    """

    differences: tuple[Difference, ...] = ()
    missing: tuple[Token, ...] = ()
    extra: tuple[Chapter, ...] = ()
    out_of_order: tuple[Chapter, ...] = ()
    failed: tuple[Failure, ...] = ()
    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    called: Mapping[int, Place] = field(default_factory=dict)
    corrected: Mapping[Place, tuple[Correction, ...]] = field(default_factory=dict)
    taken_out: frozenset[int] = frozenset()

    def is_added(self, place: Place) -> bool:
        """Whether all that stands at the place of a sentence was added by the editors."""
        made = self.corrected.get(place, ())
        return bool(made) and all(correction.kind is CorrectionKind.ADDITION for correction in made)


class _Collated(NamedTuple):
    """What came of the comparison of one group, in the terms of `Collation`; by paths, notes and places as there.

    `said` is how often each published note says a token in the parts, less how often with corrections made.
    """

    differences: Sequence[Difference]
    failed: Sequence[Failure]
    numbers: Mapping[str, tuple[int, ...]]
    called: Mapping[int, Place]
    corrected: Sequence[tuple[Place, Correction]]
    said: Mapping[tuple[int, str], int]


_MANY = 20
"""So many groups as take a copy of the process less time to compare than it takes to make one and to send them."""


def collate(texts: Texts) -> Collation:
    """Hold the chapters against the published text, corrections made."""
    parts, now, groups = parted(texts)
    corrections = by_chapter(texts.corrections)
    own = by_group(texts, groups, corrections)
    removed = {c.published for c in texts.corrections if c.kind == CorrectionKind.REMOVED_PART}

    @lru_cache(maxsize=_KEPT)
    def published(n: int) -> list[Token]:
        return _tokens([parts[i] for i in groups[n].parts])

    moves = {n: [c for c in made if c.kind == CorrectionKind.MOVE] for n, made in own.items()}
    moved, failed = locate(moves, published, len(groups))
    known = {c.place for made in own.values() for c in made}
    failed += [
        Failure(c, _NO_CHAPTER.format(c.chapter)) for cs in corrections.values() for c in cs if c.place not in known
    ]

    def collated(n: int) -> _Collated:
        was = [parts[i] for i in groups[n].parts]
        is_now = {texts.chapters[i].path: now[i] for i in groups[n].chapters}
        made = [c for c in own[n] if c.kind != CorrectionKind.MOVE]
        gone = not is_now and all(written([part.heading]) in removed for part in was)
        return _collated(was, is_now, made, moved.get(n, ()), gone=gone)

    differences: list[Difference] = []
    numbers: dict[str, tuple[int, ...]] = {}
    called: dict[int, Place] = {}
    corrected: dict[Place, list[Correction]] = {}
    was_said: Counter[tuple[int, str]] = Counter()
    for one in fork.mapped(collated, range(len(groups)), _MANY):
        differences += one.differences
        failed += one.failed
        numbers |= one.numbers
        called |= one.called
        for place, correction in one.corrected:
            corrected.setdefault(place, []).append(correction)
        was_said.update(one.said)
    kinds = {kind: {c.chapter for c in texts.corrections if c.kind == kind} for kind in OF_A_CHAPTER}
    alone = [parts[i].heading for group in groups if not group.chapters for i in group.parts]
    new_ones = [texts.chapters[i] for group in groups if not group.parts for i in group.chapters]
    numbers |= {chapter.path: (0,) * len(chapter.marks) for chapter in new_ones}
    out = [texts.chapters[i] for i in out_of_order(groups)]
    paths = {chapter.path for chapter in texts.chapters}
    failed += _stale(texts.corrections, paths, alone, new_ones, out)
    return Collation(
        tuple(differences),
        tuple(token for token in alone if written([token]) not in removed),
        tuple(chapter for chapter in new_ones if chapter.path not in kinds[CorrectionKind.NEW_CHAPTER]),
        tuple(chapter for chapter in out if chapter.path not in kinds[CorrectionKind.MOVED_CHAPTER]),
        tuple(failed),
        numbers,
        called,
        {place: tuple(dict.fromkeys(found)) for place, found in corrected.items()},
        frozenset(note for (note, _), more in was_said.items() if more > 0),
    )


def _collated(
    parts: Sequence[CollatedText],
    now: Mapping[str, CollatedText],
    corrections: Sequence[Correction],
    moved: Sequence[Located],
    *,
    gone: bool,
) -> _Collated:
    """The comparison of one group: its parts, its chapters by their paths, the corrections made there.

    `moved` are what moves take from it and add to it, `gone` whether all its parts were taken out on purpose.
    """
    if not (now or gone):
        return _Collated((), (), {}, {}, (), {})
    if len(parts) == len(now) == 1 and not (corrections or moved):
        (part,), (chapter,) = parts, now.values()
        if part.words == chapter.words:
            return _Collated((), (), *_numbered(now, zip(part.citations(), chapter.citations(), strict=True)), (), {})
    published, new = _tokens(parts), _tokens(now.values())
    located, failed = locate({0: corrections}, lambda _: published, 1)
    made = [*moved, *located.get(0, ())] if now else []
    old, wrong = spliced(published, made)
    failed += wrong
    said = Counter(_of_notes(published if made or gone else ()))
    said.subtract(_of_notes(old if made else ()))
    if not (parts and now):
        return _Collated((), failed, {}, {}, (), said)
    differences = () if as_expected(old, new) else tuple(_differences(old, new))
    if len(old) != len(new):
        return _Collated(differences, failed, {}, {}, (), said)
    corrected = [(token.place, was.correction) for was, token in zip(old, new, strict=True) if was.correction]
    both = ((was, token) for was, token in zip(old, new, strict=True) if token.is_citation)
    return _Collated(differences, failed, *_numbered(now, both), corrected, said)


def _tokens(texts: Iterable[CollatedText]) -> list[Token]:
    return [token for text in texts for token in text.tokens()]


def _numbered(
    paths: Iterable[str], both: Iterable[tuple[Token, Token]]
) -> tuple[dict[str, tuple[int, ...]], dict[int, Place]]:
    """The published notes that citations stand for, by path, and where each is called, from both citations of each."""
    counted: dict[str, list[int]] = {path: [] for path in paths}
    called: dict[int, Place] = {}
    for was, token in both:
        if was.note and was.text == token.text:
            called[was.note] = token.place
        if not token.more:
            counted[token.place.path].append(was.note if was.text == token.text else 0)
    return {path: tuple(found) for path, found in counted.items()}, called


def _of_notes(said: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """What the published notes say among some tokens: the note's number, and the token's text."""
    return ((token.note, token.text) for token in said if token.note)


def _stale(
    corrections: Iterable[Correction],
    paths: Collection[str],
    alone: Iterable[Token],
    new: Iterable[Chapter],
    moved: Iterable[Chapter],
) -> Iterator[Failure]:
    """The corrections about whole chapters and parts that say what is not so, or what another has said."""
    so = {
        CorrectionKind.NEW_CHAPTER: {chapter.path for chapter in new},
        CorrectionKind.MOVED_CHAPTER: {chapter.path for chapter in moved},
        CorrectionKind.REMOVED_PART: {written([token]) for token in alone},
    }
    said: set[tuple[CorrectionKind, str]] = set()
    for correction in corrections:
        if correction.kind in OF_A_CHAPTER:
            subject = correction.published or correction.chapter
            if correction.chapter not in paths:
                yield Failure(correction, _NO_CHAPTER.format(correction.chapter))
            elif subject not in so[correction.kind]:
                yield Failure(correction, _NOT_SO[correction.kind].format(repr(subject.lstrip(f"{PARAGRAPH}# "))))
            elif (correction.kind, subject) in said:
                yield Failure(correction, f"another says the same of {subject.lstrip(f'{PARAGRAPH}# ')!r}")
            said.add((correction.kind, subject))


_NO_CHAPTER = "{!r} is no chapter of the nav"
_NOT_SO = {
    CorrectionKind.NEW_CHAPTER: "{} has published text, and is not new",
    CorrectionKind.MOVED_CHAPTER: "{} is where it was published",
    CorrectionKind.REMOVED_PART: "the part {} has a chapter, or was not published",
}


def by_chapter(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    """The corrections that are made in the words of a chapter, by its path."""
    found: dict[str, list[Correction]] = {}
    for correction in corrections:
        if correction.kind not in OF_A_CHAPTER:
            found.setdefault(correction.chapter, []).append(correction)
    return found


# Tokens


def tokens(blocks: Iterable[Block], first_level: int = 1, said: Said = UNSAID) -> list[Token]:
    """The tokens of a text whose parts have headings of this level."""
    found: list[Token] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(Token(_heading_sign(block, first_level), block.place))
            found += _of_line(f"{block.text} {block.calls}", block.place, said)
        elif isinstance(block, Verbatim):
            calls = "" if block.code or not block.raw else "".join(_SPLIT.findall(block.raw))
            raw = _literal(block.raw) if block.code else block.raw
            words = " ".join((_SPLIT.sub("", raw) if calls else raw).split())
            if words and not block.note:
                found += [Token(f"{LINE} {words}", block.place), *_of_line(calls, block.place, said)]
        else:
            if block.opens:
                found.append(Token(block.opens, block.place))
            found += _of_line(block.raw, block.place, said)
    return found


def _heading_sign(block: Heading, first_level: int) -> str:
    return PARAGRAPH + "#" * max(1, block.level - first_level + 1)


def _of_line(raw: str, place: Place, said: Said = UNSAID) -> list[Token]:
    found: list[Token] = []
    for i, piece in enumerate(_split(raw)):
        if i % 2:
            number = int(match[1]) if (match := notes.MARK.fullmatch(piece)) else 0
            texts = enumerate(_called(piece, said))
            found += [_token(text, place, number, None, piece in said and n > 0) for n, text in texts]
            continue
        words = _in_words(_literal(chapters.unescape(piece)))
        if PARAGRAPH in piece:
            words = [f"\\{word}" if word.startswith(PARAGRAPH) else word for word in words]
        # There are few words, and so many tokens that a named tuple's own way to make one is half of what they take.
        found += [_new(Token, (word, place, 0, None, False, "")) for word in map(intern, words)]
    return found


def _token(text: str, place: Place, note: int, correction: Correction | None, more: bool = False) -> Token:
    """The token of a text that `_called` or `read` gives."""
    bare = _bare(text)
    return Token(bare, place, note, correction, more, text if bare != text else "")


def _bare(text: str) -> str:
    """A citation as its key alone; any other text of a token as it is."""
    if " " not in text or text[0] != "[" or text[1] == "^" or not chapters.CITED.fullmatch(text):
        return text
    return chapters.cite(*chapters.keys(text))


def _split(text: str) -> Iterable[str]:
    """A text in pieces, of which every second is a mark."""
    if "[" not in text and "<" not in text:
        return (text,)
    pieces, end = [], 0
    for match in _SPLIT.finditer(chapters.hide_literal(text)):
        pieces += [text[end : match.start()], match[0]]
        end = match.end()
    return [*pieces, text[end:]]


def _literal(piece: str) -> str:
    """A piece without marks, with a backslash before what looks like one, in code say, so that it is never read so."""
    return _NOT_ESCAPED.sub(r"\\\g<0>", piece) if "[" in piece else piece


_new = tuple.__new__
_LOW_LINES = regex(r"(?<!\w)_+|_+(?!\w)")
_ENTITY = regex(r"&(?:[A-Za-z]\w{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});(?!#?\w+;)")
_MARKUP = frozenset("<>[]*_`\\|{}@#^" + PARAGRAPH)  # what means something else as a sign than as an entity


def _in_words(text: str) -> list[str]:
    """The words of a text, each in one of the ways to write the same in Markdown: `*so*` for `_so_`, & for `&amp;`."""
    words = text.split()
    if "_" not in text and "&" not in text:
        return words
    found: list[str] = []
    in_code = False
    for word in words:
        own = _one_way(word)
        # In code each sign is itself; the backslash keeps `read` from taking it for another.
        found += [f"\\{word}"] if in_code and own != word else own.split()
        in_code ^= word.count("`") % 2 == 1
    return found


def _one_way(word: str) -> str:
    if "`" in word or "://" in word or word.startswith("\\") or ("_" not in word and "&" not in word):
        return word
    word = _ENTITY.sub(_sign, word)
    return _LOW_LINES.sub(lambda match: "*" * len(match[0]), word) if word.strip("_") else word


def _sign(entity: re.Match[str]) -> str:
    sign = html.unescape(entity[0])
    return entity[0] if _MARKUP.intersection(sign) else sign


def _called(piece: str, said: Said) -> list[str]:
    """The texts of a citation, in full, one a key; of a footnote's mark, or of a note's number, what the note says."""
    if piece in said:
        return list(said[piece])
    if not chapters.CITED.fullmatch(piece):
        return [piece]
    found = [chapters.cite(key) for key in chapters.keys(piece)]
    return found if found == [piece] else list(_in_full(piece))


def _in_full(bracket: str, signal: str = "") -> Iterator[str]:
    """Each citation of a bracket with the words that are said of it; `signal` stands before the bracket."""
    for one in chapters.in_bracket(bracket[1:-1], Place("", 0)):
        text = f"[{signal} {one.prefix} {chapters.cite(one.key)[1:-1]}{', ' * bool(one.locator)}{one.locator}]"
        # [@case, ¶ 12]: the sign begins no block there
        yield " ".join(text.split()).replace("[ ", "[", 1).replace(f" {PARAGRAPH}", f" \\{PARAGRAPH}")
        signal = ""


def said_in(note: str, *, cites: bool = False) -> tuple[str, ...]:
    """What a footnote says that cites by key, as tokens: its citations in full, and the words between them.

    `cites` is whether a citation follows that is not in the text.
    """
    found: list[str] = []
    signal = ""
    pieces = re.split(f"({chapters.CITED.pattern})", note)
    for i, piece in enumerate(pieces):
        if i % 2:
            found += _in_full(piece, signal)
        else:
            signal = _signal(piece) if cites or i + 1 < len(pieces) else ""
            found += filter(None, [comment(piece, signal)])
    return tuple(found)


def signals_in(note: str) -> Iterator[str]:
    """The signal before each citation of a chapter's footnote, within its bracket or without; "" for none."""
    from scripts.publication.footnotes.words import SIGNAL

    before = ""
    for i, piece in enumerate(re.split(f"({chapters.CITED.pattern})", note)):
        if i % 2:
            for citation in chapters.in_bracket(piece[1:-1], Place("", 0)):
                yield citation.prefix or before
                before = ""
        else:
            signal = _signal(piece)
            before = signal if SIGNAL.fullmatch(signal) else ""


def _signal(words: str) -> str:
    """What of the words before a citation `comment` leaves to it."""
    from scripts.publication.footnotes.words import without_signals

    bare = chapters.plain(words).rstrip(" .,;:(–—")
    return bare[len(without_signals(bare)) :].strip(" .,;:(–—")


def comment(words: str, signal: str = "") -> str:
    """The words of a note that cite nothing, as a token, less the marks at their ends and a signal; "" for none."""
    bare = chapters.plain(words).strip(" .,;:()–—").removesuffix(signal).rstrip(" .,;:(–—").translate(_ROUND)
    return f"[^{bare}]" if bare else ""


_ROUND = str.maketrans("[]", "()")


def _joined(texts: Iterable[str]) -> str:
    return " ".join(text.replace(" ", _GLUE) for text in texts)


_SPECIAL = ("\\", "_", "&", "`", PARAGRAPH)  # with these a text is not just split at blanks


def _words(block: Block, first_level: int = 1, said: Said = UNSAID) -> str:
    """The tokens of a block as one text."""
    if isinstance(block, (Heading, Verbatim)) or any(sign in block.raw for sign in _SPECIAL):
        return _joined(token.text for token in tokens([block], first_level, said))
    raw = block.raw
    if "[" in raw or "<" in raw:
        raw = _SPLIT.sub(lambda match: f" {_joined(map(_bare, _called(match[0], said)))} ", raw)
    words = " ".join(raw.split())
    return f"{block.opens} {words}" if block.opens else words


def read(text: str) -> list[str]:
    """The tokens' texts of the words that a correction quotes, as `written` wrote them; citations in full."""
    found: list[str] = []
    for piece in re.split(rf"(?:^|\s+)(?={PARAGRAPH})", text):
        if piece.startswith(LINE):
            line, *calls = _AT_THE_END.split(piece)
            texts = (_called(text, UNSAID) for call in calls if call for text in _SPLIT.findall(call))
            found += [" ".join(line.split()), *chain.from_iterable(texts)]
            continue
        for i, part in enumerate(_split(piece)):
            words = (own for word in _literal(part).split() for own in _one_way(word).split())
            found += _called(part, UNSAID) if i % 2 else words
    return found


def written(found: Iterable[Token]) -> str:
    """Tokens as the words that a correction quotes: citations touch what they follow."""
    every = list(found)
    text = "".join(("" if token.is_citation else " ") + token.text for token in every).strip()
    if "`" not in text or "\\[" not in text:
        return text
    bare = text.replace("\\[", "[")  # as a page shows code, unless just a part of it is quoted
    return bare if read(bare) == [token.text for token in every] else text


def read_bare(text: str) -> list[str]:
    """The same as `read` gives, each citation as its key alone, which is all that is compared of a published one."""
    return list(map(_bare, read(text)))


def as_expected(expected: Sequence[Token], now: Sequence[Token]) -> bool:
    """Whether the chapters have the tokens that are expected.

    What the bracket of a citation says is compared where the editors added it: a published one says it in its note,
    and the chapter may leave it out (rules.faithful).
    """
    same = [token.text for token in expected] == [token.text for token in now]
    return same and not any(map(_is_reworded, expected, now))


def _is_reworded(was: Token, now: Token) -> bool:
    return was.words != now.words and was.is_added


# Texts


class CollatedText:
    """A part of the published text, or a chapter; its tokens are made when they are asked for."""

    def __init__(self, blocks: Sequence[Block], first_level: int = 1, said: Said = UNSAID):
        self._blocks, self._level, self._said = blocks, first_level, said

    @property
    def words(self) -> str:
        """All tokens as one text, with a space before and after; not kept: those of all parts are the article."""
        pieces = (_words(block, self._level, self._said) for block in self._blocks)
        return " ".join(["", *filter(None, pieces), ""])

    @property
    def heading(self) -> Token:
        """The heading it begins with, as one token; "" where it begins with none."""
        first = next(iter(self._blocks), None)
        if not isinstance(first, Heading):
            return Token("", first.place if first else Place("", 1))
        return Token(f"{_heading_sign(first, self._level)} {first.text}", first.place)

    def tokens(self) -> list[Token]:
        return tokens(self._blocks, self._level, self._said)

    def citations(self) -> Iterator[Token]:
        """Those of the tokens that are citations, in order."""
        for block in self._blocks:
            if "[" in calling(block) or "<" in calling(block):
                yield from (t for t in tokens([block], self._level, self._said) if t.is_citation)

    def runs(self) -> frozenset[str]:
        """Each run of four words in it, by which a text is known again."""
        found = [t.text for t in tokens(self._blocks, self._level) if not t.is_sign and not t.is_citation]
        found = [text for text in found if not text.startswith("<sup>")]
        return frozenset(" ".join(found[i : i + _RUN]) for i in range(max(1, len(found) - _RUN + 1)))


def calling(block: Block) -> str:
    """What of a block has its citations and the marks of its notes, as written."""
    return block.calls if isinstance(block, Heading) else block.raw


# A picture: its description, and where it is.
_PICTURE = regex(r"!\[((?:[^\[\]]|\[[^\[\]]*\])*)\](\((?:[^()]|\([^()]*\))*\))")


def parted(texts: Texts) -> tuple[list[CollatedText], list[CollatedText], list[Group]]:
    """The published parts, the chapters, and which of them belong together."""
    parts = [CollatedText(blocks, 2, texts.said) for blocks in _parts_of(texts.original)]
    now = _of_chapters(texts)
    return parts, now, _grouped(parts, now)


def _of_chapters(texts: Texts) -> list[CollatedText]:
    """The texts of the chapters; a description of a picture that was published without one is none of their words."""
    published = {match[0]: match for block in texts.original for match in _PICTURE.finditer(block.raw)}
    bare = {match[2]: match[0] for match in published.values() if not match[1].strip()}

    def as_published(block: Block) -> Block:
        raw = _PICTURE.sub(lambda m: m[0] if m[0] in published else bare.get(m[2], m[0]), block.raw)
        return block if raw == block.raw else block._replace(raw=raw)

    return [
        CollatedText(
            [as_published(block) for block in chapter.blocks] if bare else chapter.blocks,
            said={f"[^{name}]": said_in(note) for name, note in chapter.notes.items()},
        )
        for chapter in texts.chapters
    ]


def _parts_of(original: Sequence[Heading | Paragraph | Verbatim]) -> list[Sequence[Heading | Paragraph | Verbatim]]:
    """The published parts, each from its heading of the second level; what stands before the first is one as well.

    Without such headings the whole is one part, which begins with the title.
    """
    begin = [i for i, block in enumerate(original) if isinstance(block, Heading) and block.level == 2]
    before = original[: begin[0]] if begin else original
    if (original and not begin) or not all(isinstance(block, Heading) for block in before):
        begin.insert(0, 0)
    return [original[i:j] for i, j in pairwise([*begin, len(original)])]


# Parts and chapters


def _grouped(parts: Sequence[CollatedText], now: Sequence[CollatedText]) -> list[Group]:
    """Which chapters have the text of which parts, in the order of the chapters; then the parts without a chapter.

    By their headings, where these are the same and in the same order; else by what they say.
    """
    headings, titles = [part.heading.text for part in parts], [text.heading.text for text in now]
    if headings == titles and len(set(titles)) == len(titles):
        return [Group((i,), (i,)) for i in range(len(parts))]
    theirs, ours = [part.runs() for part in parts], [text.runs() for text in now]
    pairs = [
        (i, j)
        for j, own in enumerate(ours)
        for i, other in enumerate(theirs)
        if len(own & other) >= SAME_CHAPTER * min(len(own), len(other))
    ]
    known, had = {i for i, _ in pairs}, {j for _, j in pairs}
    for j, title in enumerate(titles):  # a chapter that was written anew under the same heading
        if j not in had and title and headings.count(title) == 1 and headings.index(title) not in known:
            pairs.append((headings.index(title), j))
    return _connected(pairs, len(parts), len(now))


def _connected(pairs: Iterable[tuple[int, int]], parts: int, chapters_: int) -> list[Group]:
    """The groups of parts and chapters that are connected by pairs of them."""
    group_of: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for i, j in pairs:
        one = group_of.setdefault(("part", i), {("part", i)}) | group_of.setdefault(("chapter", j), {("chapter", j)})
        group_of |= dict.fromkeys(one, one)
    found: dict[frozenset[tuple[str, int]], None] = {}
    for node in [*(("chapter", j) for j in range(chapters_)), *(("part", i) for i in range(parts))]:
        found.setdefault(frozenset(group_of.get(node, {node})))
    return [
        Group(
            tuple(sorted(n for kind, n in group if kind == "part")),
            tuple(sorted(n for kind, n in group if kind == "chapter")),
        )
        for group in found
    ]


def out_of_order(groups: Sequence[Group]) -> list[int]:
    """The chapters that stand elsewhere than their part did: as few as would have to be moved back."""
    placed = {group.parts[0]: group.chapters[0] for group in groups if group.parts and group.chapters}
    parts, ordered = list(placed), sorted(placed)
    if parts == ordered:
        return []
    from rapidfuzz.distance import LCSseq  # here, since most texts have no use for it

    steps = [step for step in LCSseq.opcodes(parts, ordered) if step.tag == "equal"]
    kept = {part for step in steps for part in parts[step.src_start : step.src_end]}
    return [chapter for part, chapter in placed.items() if part not in kept]


# Corrections


class Located(NamedTuple):
    """A correction and the run of published tokens that it replaces, from and to, and by what."""

    start: int
    end: int
    correction: Correction
    made: tuple[Token, ...]


_KEPT = 128
"""Groups whose published tokens are remembered: those of a thousand chapters would be most of what a check holds."""


def by_group(
    texts: Texts, groups: Sequence[Group], corrections: Mapping[str, Sequence[Correction]]
) -> dict[int, list[Correction]]:
    """The corrections of each group, from those of each chapter by its path."""
    paths = [[texts.chapters[i].path for i in group.chapters] for group in groups]
    return {n: [c for path in of for c in corrections.get(path, ())] for n, of in enumerate(paths)}


def locate(
    own: Mapping[int, Sequence[Correction]], tokens_of: Callable[[int], Sequence[Token]], groups: int
) -> tuple[dict[int, list[Located]], list[Failure]]:
    """Where each correction of a group is made, by the group; and those for which there is no place.

    A move takes its words from its own group or, where they are not there, from the one other that has them.
    """
    located: dict[int, list[Located]] = {}
    failed: list[Failure] = []
    for n, corrections in own.items():
        for correction in corrections:
            try:
                for m, one in _places(correction, n, tokens_of, groups):
                    located.setdefault(m, []).append(one)
            except _NowhereError as error:
                failed.append(Failure(correction, str(error)))
    return located, failed


class _NowhereError(Exception):
    """Words that a correction quotes are not where it says; the text says how."""


def _places(
    correction: Correction, n: int, tokens_of: Callable[[int], Sequence[Token]], groups: int
) -> Iterator[tuple[int, Located]]:
    """The group and the run of its tokens that a correction replaces; a move has two."""
    old, new = read_bare(correction.published), read(correction.now)
    if correction.kind in (CorrectionKind.WORDING, CorrectionKind.LAYOUT) and old == new:
        raise _NowhereError(f"{correction.now!r} is what was published")
    here = tokens_of(n)
    if correction.kind == CorrectionKind.MOVE:
        m, at = _from_anywhere(correction, old, n, tokens_of, groups)
        taken = tokens_of(m)[at : at + len(old)]
        to = _after(correction, here)
        yield m, Located(at, at + len(old), correction, ())
        yield n, Located(to, to, correction, tuple(t._replace(correction=correction) for t in taken))
        return
    start = _find(here, old, correction.nth, correction.published) if old else _after(correction, here)
    replaced = here[start : start + len(old)]
    called = {token.text: token for token in replaced if token.is_citation}
    tokens_ = (_token(text, correction.place, 0, correction) for text in new)
    made = tuple(called[t.text]._replace(correction=correction) if t.text in called else t for t in tokens_)
    yield n, Located(start, start + len(old), correction, made)


def _after(correction: Correction, here: Sequence[Token]) -> int:
    words = read_bare(correction.after)
    return _find(here, words, correction.nth, correction.after) + len(words) if words else 0


def _from_anywhere(
    correction: Correction, old: Sequence[str], n: int, tokens_of: Callable[[int], Sequence[Token]], groups: int
) -> tuple[int, int]:
    """The group, and the place in it, where the words of a move were published."""
    for m in [n, *(m for m in range(groups) if m != n)]:
        if found := positions([token.text for token in tokens_of(m)], old):
            return m, found[0]
    raise _NowhereError(f"{correction.published!r} stands nowhere in the published text")


def _find(here: Sequence[Token], words: Sequence[str], nth: int, text: str) -> int:
    """Where these words stand, the nth time; 0 means that they stand just once."""
    found = positions([token.text for token in here], words)
    if nth > len(found) or (not nth and len(found) != 1):
        times = f"{len(found)} times" if found else "nowhere"
        which = ", and nth does not say which is meant" if found and not nth else ""
        raise _NowhereError(f"{text!r} stands {times} in the published text of this chapter{which}")
    return found[max(nth, 1) - 1]


def positions(texts: Sequence[str], words: Sequence[str]) -> list[int]:
    """Where a run of words stands among tokens' texts: the index of its first word, each time."""
    joined, wanted = f" {_joined(texts)} ", f" {_joined(words)} "
    found, at = [], joined.find(wanted) if words else -1
    while at >= 0:
        found.append(joined.count(" ", 0, at))
        at = joined.find(wanted, at + 1)
    return found


def spliced(published: Sequence[Token], located: Iterable[Located]) -> tuple[list[Token], list[Failure]]:
    """The published tokens with runs of them replaced; a correction of words that another has taken is not made."""
    result: list[Token] = []
    failed: list[Failure] = []
    at = 0
    for one in sorted(located, key=lambda one: (one.start, one.end, one.correction.place.line)):
        if one.start < at:
            words = one.correction.published or one.correction.after
            failed.append(Failure(one.correction, f"another is of words of {words!r} as well"))
            continue
        result += published[at : one.start]
        result += one.made
        at = one.end
    return result + list(published[at:]), failed


# Differences


def _differences(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Difference]:
    from rapidfuzz.distance import Levenshtein  # here, since most texts have no use for it

    for step in Levenshtein.opcodes([token.text for token in old], [token.text for token in new]):
        if step.tag == "equal":
            both = zip(old[step.src_start : step.src_end], new[step.dest_start : step.dest_end], strict=True)
            yield from (
                Difference(now.place, (was.in_full,), (now.in_full,)) for was, now in both if _is_reworded(was, now)
            )
        else:
            was, now = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
            # words are missing behind what is there; a block that does not begin is missing before it
            only_signs = all(token.is_sign for token in was)
            near = now or new[max(step.dest_start - (not only_signs), 0) :] or new[-1:] or was
            word = next((token.text for token in new[step.dest_start :] if not token.is_sign), "")
            yield Difference(near[0].place, tuple(was), tuple(now), word)


def labels(
    chapters_: Iterable[Chapter], collation: Collation, printed: Mapping[int, str]
) -> dict[str, tuple[str, ...]]:
    """What the marks of each chapter show, by its path. `printed` are the published numbers, as printed.

    A mark is the published note that stands there; one that the editors added has the label before it
    with a letter. Where a chapter is not faithful, and so its notes cannot be told, or no notes were
    published, the marks are counted on from the one before. The sources of one bracket share a label, save
    where they stand for several published notes.
    """
    result, last, letter = {}, 0, 0
    for page in chapters_:
        numbers: Sequence[int] = collation.numbers.get(page.path, ())
        if len(numbers) != len(page.marks) or not printed:
            numbers = list(accumulate((not mark.more for mark in page.marks), initial=last))[1:]
        shown: list[str] = []
        before = -1
        for mark, number in zip(page.marks, numbers, strict=True):
            if not (mark.more and number == before):
                last, letter = (number, 0) if number else (last, letter + 1)
            before = number
            shown.append(f"{printed.get(last, last)}{_letters(letter)}")
        result[page.path] = tuple(shown)
    return result


def _letters(number: int) -> str:
    """No letter for 0, then a to z, aa, ab and so on."""
    return _letters((number - 1) // 26) + chr(ord("a") + (number - 1) % 26) if number else ""


# Back matter


def nearest_on(paragraph: Sequence[Sentence], page: Sequence[Sentence]) -> Difference | None:
    """The nearest thing to a published paragraph on a page, if it does not stand there word for word."""
    wanted = [token for token in tokens(paragraph) if not token.is_sign]
    old = [token.text for token in wanted]
    best: Difference | None = None
    nearest = len(wanted) + 1
    for candidate in chapters.paragraphs(page):
        found = [token for token in tokens(candidate) if not token.is_sign]
        if old == [token.text for token in found]:
            return None
        difference = list(_differences(wanted, found))
        distance = sum(max(len(one.published), len(one.now)) for one in difference)
        if distance < nearest:
            nearest, best = distance, difference[0]
    return best or Difference(page[0].place if page else paragraph[0].place, tuple(wanted), ())
