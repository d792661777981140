"""The chapters against the published text, with the recorded corrections made.

Both are taken as tokens: a token is a word with the marks that touch it, a citation, a heading or a whole
line that is no prose. What the original with its corrections has and the chapters have not, or the other
way round, is a difference.

Nearly all of a chapter stands as it was published, so the two are first compared as texts: all tokens with
one space between. There are tokens one by one only where these differ or a correction is made.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import NamedTuple

from scripts.finding import Place, Subject, SubjectKind
from scripts.publication import chapters, notes
from scripts.publication.bibliography import Source
from scripts.publication.chapters import Chapter, Heading, Sentence, Verbatim
from scripts.publication.ledger import Correction, CorrectionKind
from scripts.publication.notes import Paragraph

_SPLIT = re.compile(r"(\[@[^\[\]]*\]|<sup>\d+</sup>|\[\^[^\]\s]+\])")
_CITATION = re.compile(r"\[(?:@|note |\^)[^\]]*\]")

# Stands for a space within a token where tokens are one text; no file that is read holds it.
_GLUE = "\0"

Block = Heading | Sentence | Paragraph | Verbatim
# What the published notes come to, by their numbers; None for a text whose notes are not to be resolved.
Sources = Mapping[int, Source] | None


class Texts(NamedTuple):
    """What is compared: the blocks of the published text, what its notes come to, the chapters, the corrections.

    A chapter that shows nothing is told of at `nav_place`.
    """

    original: Sequence[Heading | Paragraph | Verbatim]
    note_sources: Mapping[int, Source]
    chapters: Sequence[Chapter]
    corrections: Sequence[Correction]
    nav_place: Place


class Token(NamedTuple):
    """A word, citation, heading or other line. `starts` tells that a paragraph begins with it.

    `corrected` tells that a correction put it there, so that where paragraphs begin is its own, and
    `added` that the author wrote nothing like it.
    """

    text: str
    place: Place
    starts: bool = False
    corrected: bool = False
    added: bool = False

    @property
    def is_citation(self) -> bool:
        return bool(_CITATION.fullmatch(self.text))


class Difference(NamedTuple):
    """`published` stands in the article where `now` stands in the chapter, at `place`."""

    place: Place
    published: tuple[Token, ...]
    now: tuple[Token, ...]


class Transcript(NamedTuple):
    """What came of the comparison.

    `missing` are headings of published parts that no chapter has; `extra` are chapters that are no
    published part; `failed` are corrections that could not be made, with the reason. `numbers` are the
    published notes that the citations of a chapter stand for, by its path: 0 for one that the editors
    added; none where the chapter is not so faithful that they can be told. `added` are the places of
    the sentences that an addition put into the chapters, and `called` is where in them each published
    note is called.
    """

    differences: tuple[Difference, ...]
    missing: tuple[Token, ...]
    extra: tuple[Place, ...]
    failed: tuple[tuple[Correction, str], ...]
    numbers: Mapping[str, tuple[int, ...]]
    added: frozenset[Place]
    called: Mapping[int, Place]


def compare(texts: Texts) -> Transcript:
    """Hold the chapters and the back matter against the original, corrections made."""
    parts, failed = _corrected(texts)
    pairs, missing, extra = _pair(parts, texts.chapters)
    differences: list[Difference] = []
    numbers: dict[str, tuple[int, ...]] = {}
    added: set[Place] = set()
    called: dict[int, Place] = {}
    for part, chapter in pairs:
        now = _of_chapter(chapter)
        if part.words == now.words and part.begins_as(now):
            both = list(zip(part.citations(), now.citations(), strict=False))
            numbers[chapter.path] = tuple(_note(old) for old, _ in both)
            added.update(now.place_at(offset) for offset in part.additions())
        else:
            old, new = part.tokens(), now.tokens()
            differences += _differences(old, new)
            both = list(zip(old, new, strict=False))
            if len(old) == len(new):
                numbers[chapter.path] = tuple(_note(was) for was, token in both if token.is_citation)
                added.update(token.place for was, token in both if was.added)
        called.update((_note(was), token.place) for was, token in both if _note(was) and was.text == token.text)
    places = tuple(next((block.place for block in chapter.blocks), texts.nav_place) for chapter in extra)
    headings = tuple(part.tokens()[0] for part in missing)
    return Transcript(tuple(differences), headings, places, failed, numbers, frozenset(added), called)


def _of_chapter(chapter: Chapter) -> _Text:
    return _Text(_Line(_words(block), block) for block in chapter.blocks)


def token_pairs(texts: Texts) -> list[tuple[list[Token], list[Token]]]:
    """The tokens of each published part, corrections made, and those of its chapter."""
    pairs, _, _ = _pair(_corrected(texts)[0], texts.chapters)
    return [(part.tokens(), list(tokens(chapter.blocks))) for part, chapter in pairs]


def _note(token: Token) -> int:
    """The number of the published note that a token stands for, or 0."""
    kind, name = token.place.about
    return int(name) if kind is SubjectKind.NOTE else 0


# Tokens


def tokens(blocks: Iterable[Block], first_level: int = 1, sources: Sources = None) -> Iterator[Token]:
    """The tokens of a text whose parts have headings of this level."""
    for block in blocks:
        if isinstance(block, Heading):
            yield Token(_heading(block, first_level), block.place, True)
        elif isinstance(block, Verbatim):
            text = " ".join(block.raw.split())
            if text:
                yield Token(text, block.place, True)
        else:
            yield from _of_line(block.raw, block.place, block.starts, sources)


def _heading(block: Heading, first_level: int) -> str:
    return f"{'#' * (block.level - first_level + 1)} {block.text}"


def _of_line(raw: str, place: Place, starts: bool, sources: Sources = None) -> Iterator[Token]:
    if raw.startswith("# "):  # a heading, as a correction writes it
        yield Token(raw, place, starts)
        return
    for i, piece in enumerate(_SPLIT.split(raw) if "[" in raw or "<" in raw else (raw,)):
        if i % 2:
            number = notes.MARK.fullmatch(piece) if sources is not None else None
            own = place._replace(about=Subject(SubjectKind.NOTE, number[1])) if number else place
            yield from (Token(text, own) for text in _called(piece, sources))
        else:
            for word in chapters.unescape(piece).split():
                yield Token(intern(word), place, starts)  # there are few words, and many tokens
                starts = False


def _called(piece: str, sources: Sources) -> list[str]:
    """The texts of a citation, one a key; of a footnote's mark; or of a note's number, as what the note comes to."""
    if piece.startswith("[@"):
        return [f"[{key.strip()}]" for key in re.findall(r"@[^;\]]+", piece)]
    number = notes.MARK.fullmatch(piece) if sources is not None else None
    if number is None or sources is None:
        return [piece]
    source = sources.get(int(number[1]))
    return [f"[@{source.key}]" if source else f"[note {number[1]}]"]


def _joined(texts: Iterable[str]) -> str:
    return " ".join(text.replace(" ", _GLUE) for text in texts)


def _words(block: Block, first_level: int = 1, sources: Sources = None) -> str:
    """The tokens of a block as one text."""
    raw = block.text if isinstance(block, Heading) else block.raw
    if isinstance(block, (Heading, Verbatim)) or "\\" in raw or raw.startswith("# "):
        return _joined(token.text for token in tokens([block], first_level, sources))
    if "[" in raw or "<" in raw:
        raw = _SPLIT.sub(lambda match: f" {_joined(_called(match[0], sources))} ", raw)
    return " ".join(raw.split())


# Texts


class _Line(NamedTuple):
    """A line of a text: its tokens as one text, and what it is made from.

    That is a block, or the tokens themselves once a correction was made in it. `free` tells that a
    correction decides whether a paragraph begins with it.
    """

    words: str
    made_from: Block | list[Token]
    free: bool = False


class _Text:
    """A part of the published text, or a chapter, as lines whose tokens are one text, with a space before and after."""

    def __init__(self, lines: Iterable[_Line], first_level: int = 1, sources: Sources = None):
        self.lines = [line for line in lines if line.words]
        self._level, self._sources = first_level, sources

    @property
    def words(self) -> str:
        """All tokens as one text, made when it is asked for: those of all parts would be the article once more."""
        return " ".join(["", *[line.words for line in self.lines], ""])

    def like(self, lines: Iterable[_Line]) -> _Text:
        """Other lines, whose headings and notes are to be taken in the same way."""
        return _Text(lines, self._level, self._sources)

    def tokens(self) -> list[Token]:
        return [token for line in self.lines for token in self._tokens(line)]

    def _tokens(self, line: _Line) -> list[Token]:
        if isinstance(line.made_from, list):
            return line.made_from
        found = list(tokens([line.made_from], self._level, self._sources))
        return [found[0]._replace(corrected=True), *found[1:]] if line.free else found

    def citations(self) -> Iterator[Token]:
        """Those of the tokens that are citations, in order."""
        for line in self.lines:
            if "[" not in line.words:
                continue
            block, texts = line.made_from, _citations(line.words)
            if self._sources is None and isinstance(block, Sentence):
                yield from (Token(text, block.place) for text in texts)
                continue
            numbers = notes.MARK.findall(block.raw) if isinstance(block, Paragraph) and "[" not in block.raw else ()
            if isinstance(block, Paragraph) and len(numbers) == len(
                texts
            ):  # each is a note's number, become a citation
                for text, number in zip(texts, numbers, strict=True):
                    yield Token(text, block.place._replace(about=Subject(SubjectKind.NOTE, number)))
            else:
                yield from (token for token in self._tokens(line) if token.is_citation)

    def place_at(self, offset: int) -> Place:
        """The place of the line that holds a position in `words`."""
        found = bisect_right(self._offsets(), offset) - 1
        return self._tokens(self.lines[found])[0].place

    def _offsets(self) -> list[int]:
        """Where in `words` each line begins."""
        offsets, following = [], 1
        for line in self.lines:
            offsets.append(following)
            following += len(line.words) + 1
        return offsets

    def additions(self) -> Iterator[int]:
        """Where in `words` the tokens begin that an addition put in."""
        for offset, line in zip(self._offsets(), self.lines, strict=True):
            for token in line.made_from if isinstance(line.made_from, list) else ():
                if token.added:
                    yield offset
                offset += len(token.text) + 1

    def begins_as(self, other: _Text) -> bool:
        """Whether paragraphs begin in the same positions of `words` as in another text, save where a correction was."""
        (here, free), (there, _) = self._beginnings(), other._beginnings()
        return here == there or not (here ^ there) - free

    def _beginnings(self) -> tuple[set[int], set[int]]:
        """Where in `words` a paragraph begins, and where a correction decides that."""
        begin, free = set(), set()
        for offset, (_, made_from, is_free) in zip(self._offsets(), self.lines, strict=True):
            if isinstance(made_from, list):
                for token in made_from:
                    if token.starts:
                        begin.add(offset)
                    if token.corrected:
                        free.add(offset)
                    offset += len(token.text) + 1
                continue
            if isinstance(made_from, (Heading, Verbatim)) or made_from.starts:
                begin.add(offset)
            if is_free:
                free.add(offset)
        return begin, free

    def replace(self, start: int, size: int, new: Sequence[Token]) -> list[Token]:
        """Put tokens in the place of so many others, and return those; `start` counts tokens from 0."""
        first = 0
        while first < len(self.lines) and start > (own := self.lines[first].words.count(" ")):
            start, first = start - own - 1, first + 1
        end, held = first, list[Token]()
        while len(held) < start + size and end < len(self.lines):
            held, end = held + self._tokens(self.lines[end]), end + 1
        taken = held[start : start + size]
        held[start : start + size] = new
        self.lines[first:end] = [_Line(_joined(token.text for token in held), held)] if held else []
        at = start + len(new)
        if at < len(held):
            held[at] = held[at]._replace(corrected=True)
        elif first + bool(held) < len(self.lines):
            self.begin_freely(first + bool(held))
        return taken

    def begin_freely(self, n: int) -> None:
        """Let the correction before a line decide whether a paragraph begins with it."""
        words, made_from, _ = self.lines[n]
        if isinstance(made_from, list):
            made_from[0] = made_from[0]._replace(corrected=True)
        self.lines[n] = _Line(words, made_from, free=True)


def _citations(words: str) -> list[str]:
    """The citations among the tokens of a line that are one text."""
    found = [word.replace(_GLUE, " ") for word in words.split(" ") if word[0] == "["]
    return [text for text in found if _CITATION.fullmatch(text)]


# Corrections


def _corrected(texts: Texts) -> tuple[list[_Text], tuple[tuple[Correction, str], ...]]:
    """The published parts with the corrections made, and the corrections that could not be made, each with why."""
    blocks, sources = texts.original, texts.note_sources
    begin = [i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2]
    ends = [*begin[1:], len(blocks)]
    lines = ([_Line(_words(b, 2, sources), b) for b in blocks[i:j]] for i, j in zip(begin, ends, strict=True))
    parts = [_Text(part, 2, sources) for part in lines]
    published = _Published(parts, texts.corrections)
    problems = [(correction, _make(correction, published)) for correction in texts.corrections]
    return _parts_anew(parts), tuple((correction, problem) for correction, problem in problems if problem)


def _parts_anew(parts: list[_Text]) -> list[_Text]:
    """The parts as their headings divide them now: a correction may have put in or taken out a heading."""
    begins = f" #{_GLUE}"
    if all(part.words.startswith(begins) and part.words.count(begins) == 1 for part in parts):
        return parts
    divided: list[list[_Line]] = []
    for piece in (piece for part in parts for line in part.lines for piece in _divided(line)):
        if piece.words.startswith(begins[1:]) or not divided:
            divided.append([])
        divided[-1].append(piece)
    return [parts[0].like(lines) for lines in divided]


def _divided(line: _Line) -> Iterator[_Line]:
    """A line, in two or more where headings stand among its tokens."""
    if not isinstance(line.made_from, list):
        yield line
        return
    begin = [i for i, token in enumerate(line.made_from) if i == 0 or token.text.startswith("# ")]
    for i, j in zip(begin, [*begin[1:], len(line.made_from)], strict=True):
        held = line.made_from[i:j]
        yield _Line(_joined(token.text for token in held), held)


class _Published:
    """The parts of the published text, and in which of them the words of the corrections stand."""

    def __init__(self, parts: list[_Text], corrections: Iterable[Correction]):
        self.parts = parts
        wanted = {word for one in corrections for text in _texts(one) for word in _joined(_split(text)).split(" ")}
        self._parts_with = dict.fromkeys(wanted, 0)  # the parts as the bits of a number: a common word is in all
        for n, part in enumerate(parts) if wanted else ():
            self._stand(n, part.words)

    def _stand(self, n: int, words: str) -> None:
        for word in self._parts_with.keys() & set(words.split(" ")):
            self._parts_with[word] |= 1 << n

    def find(self, wanted: Sequence[str], text: str) -> tuple[int, int, str]:
        """The part and the place in it where these words stand, and what is wrong if they do not stand just once.

        Words never stand over the end of a part: the next one begins with a heading, which is no word.
        """
        joined = _joined(wanted)
        fewest = min((self._parts_with[word] for word in joined.split(" ")), key=int.bit_count)
        found = [
            (n, words.count(" ", 0, offset))
            for n in range(fewest.bit_length())
            if fewest >> n & 1 and (words := self.parts[n].words)
            for offset in _positions(f" {joined} ", words)
        ]
        if len(found) == 1:
            return *found[0], ""
        times = f"{len(found)} times; quote more words" if found else "nowhere in the published text"
        return 0, 0, f"{text!r} stands {times}"

    def replace(self, n: int, start: int, size: int, new: Sequence[Token]) -> list[Token]:
        """Put tokens in the place of others of a part; where the next paragraph begins is then the correction's."""
        if start + size == self.parts[n].words.count(" ") - 1 and n + 1 < len(self.parts):
            self.parts[n + 1].begin_freely(0)
        self._stand(n, _joined(token.text for token in new))
        return self.parts[n].replace(start, size, new)


def _texts(correction: Correction) -> tuple[str, str, str]:
    return correction.published, correction.now, correction.after


def _split(text: str) -> list[str]:
    """The tokens of the words that a correction quotes."""
    return [token.text for token in _of_line(text, Place("", 0), False)]


def _positions(words: str, text: str) -> Iterator[int]:
    """Where some words stand in a text, also where one space is the end of the one and the start of the other."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _make(correction: Correction, published: _Published) -> str:
    """Make one correction in the published text, in place. Returns what is wrong, or ""."""
    old, new, after = map(_split, _texts(correction))
    if correction.kind is CorrectionKind.WORDING and old == new:
        return "it changes nothing"
    added = correction.kind is CorrectionKind.ADDITION
    made = [Token(text, correction.place, False, True, added) for text in new]
    part = at = 0
    if old:
        part, at, problem = published.find(old, correction.published)
        if problem:
            return problem
        replaced = published.replace(part, at, len(old), [])
        called = {token.text: token.place for token in replaced if token.is_citation}
        made = [token._replace(place=called.get(token.text, token.place)) for token in made]
        if correction.kind is CorrectionKind.MOVE:
            made = [token._replace(corrected=True) for token in replaced]
    if after:
        part, at, problem = published.find(after, correction.after)
        if problem:
            return problem
        at += len(after)
    published.replace(part, at, 0, made)
    return ""


# Parts and chapters


def _pair(
    parts: Sequence[_Text], chapters_: Sequence[Chapter]
) -> tuple[list[tuple[_Text, Chapter]], list[_Text], list[Chapter]]:
    """Each part with its chapter: by order where there are as many, else by their headings."""
    if len(parts) == len(chapters_):
        return list(zip(parts, chapters_, strict=True)), [], []
    begins = [(next((line.words for line in _of_chapter(one).lines), ""), one) for one in chapters_]
    by_heading = {words: chapter for words, chapter in begins if words}
    pairs = [(p, by_heading.pop(p.lines[0].words)) for p in parts if p.lines[0].words in by_heading]
    paired = [id(one) for pair in pairs for one in pair]
    return pairs, [p for p in parts if id(p) not in paired], [c for c in chapters_ if id(c) not in paired]


def _differences(part: Sequence[Token], chapter: Sequence[Token]) -> Iterator[Difference]:
    from rapidfuzz.distance import Levenshtein  # here, since most texts have no use for it

    old, new = [token.text for token in part], [token.text for token in chapter]
    if old != new:
        for step in Levenshtein.opcodes(old, new):
            if step.tag != "equal":
                was, now = part[step.src_start : step.src_end], chapter[step.dest_start : step.dest_end]
                near = now or chapter[max(step.dest_start - 1, 0) :] or was
                yield Difference(near[0].place, tuple(was), tuple(now))
        return
    for published, found in zip(part, chapter, strict=True):
        if published.starts != found.starts and not published.corrected:
            yield Difference(found.place, (published,), (found,))


def labels(chapters_: Iterable[Chapter], transcript: Transcript) -> dict[str, tuple[str, ...]]:
    """What the marks of each chapter show, by its path.

    A mark is the published note that stands there; one that the editors added has the label before it
    with a letter. Where a chapter is not faithful, and so its notes cannot be told, the marks are
    counted on from the one before.
    """
    result, last, letter = {}, 0, 0
    for page in chapters_:
        numbers: Sequence[int] = transcript.numbers.get(page.path, ())
        if len(numbers) != len(page.marks):
            numbers = range(last + 1, last + 1 + len(page.marks))
        shown = []
        for number in numbers:
            last, letter = (number, 0) if number else (last, letter + 1)
            shown.append(f"{last}{_letters(letter)}")
        result[page.path] = tuple(shown)
    return result


def _letters(number: int) -> str:
    """No letter for 0, then a to z, aa, ab and so on."""
    return _letters((number - 1) // 26) + chr(ord("a") + (number - 1) % 26) if number else ""


# Back matter


def stands_in(paragraph: Sequence[Sentence], page: Sequence[Sentence]) -> Difference | None:
    """The nearest thing to a published paragraph on a page, if it does not stand there word for word."""
    wanted = list(tokens(paragraph))
    old = [token.text for token in wanted]
    best: Difference | None = None
    nearest = len(wanted) + 1
    for candidate in paragraphs(page):
        found = list(tokens(candidate))
        if old == [token.text for token in found]:
            return None
        difference = list(_differences(wanted, found))
        distance = sum(max(len(one.published), len(one.now)) for one in difference)
        if distance < nearest:
            nearest, best = distance, difference[0]
    return best or Difference(page[0].place if page else paragraph[0].place, tuple(wanted), ())


def paragraphs(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Sentences by paragraph."""
    result: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.starts or not result:
            result.append([])
        result[-1].append(sentence)
    return result
