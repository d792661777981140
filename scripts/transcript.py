"""The chapters against the published text, token by token, with the recorded corrections made.

A token is a word with the marks that touch it, a citation, a heading or a whole line that is no
prose. What the original with its corrections has and the chapters have not, or the other way
round, is a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from scripts import chapters, notes
from scripts.chapters import Block, Heading, Sentence
from scripts.finding import Place
from scripts.ledger import Correction

if TYPE_CHECKING:
    from scripts.article import Article

_SPLIT = re.compile(r"(\[@[^\[\]]*\]|<sup>\d+</sup>|\[\^[^\]\s]+\])")


_CITATION = re.compile(r"\[(?:@|note |\^)[^\]]*\]")


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


Pairs = list[tuple[list[Token], list[Token]]]


class Transcript(NamedTuple):
    """What came of the comparison.

    `pairs` are each part, corrections made, and its chapter. `missing` are headings of published
    parts that no chapter has; `extra` are chapters that are no published part; `failed` are
    corrections that could not be made, with the reason.
    """

    pairs: Pairs
    differences: tuple[Difference, ...]
    missing: tuple[Token, ...]
    extra: tuple[Place, ...]
    failed: tuple[tuple[Correction, str], ...]


@lru_cache(maxsize=2)
def compare(article: Article) -> Transcript:
    """Hold the chapters and the back matter against the original, corrections made."""
    published = _Published(_parts(_published(article)))
    failed = []
    for correction in article.corrections:
        problem = _make(correction, published)
        if problem:
            failed.append((correction, problem))
    parts = _parts(chain.from_iterable(published.parts))
    chapters_ = [list(tokens(chapter.blocks)) for chapter in article.chapters]
    pairs, missing, extra = _pair(parts, chapters_)
    differences = [d for part, chapter in pairs for d in _differences(part, chapter)]
    places = tuple(chapter[0].place if chapter else article.nav_place for chapter in extra)
    return Transcript(pairs, tuple(differences), tuple(part[0] for part in missing), places, tuple(failed))


def tokens(blocks: Iterable[Block], first_level: int = 1) -> Iterator[Token]:
    """The tokens of a text whose parts have headings of this level."""
    for block in blocks:
        if isinstance(block, Heading):
            yield Token(f"{'#' * (block.level - first_level + 1)} {block.text}", block.place, True)
        elif isinstance(block, Sentence):
            yield from _of_line(block.raw, block.place, block.starts)
        else:
            yield Token(" ".join(block.raw.split()), block.place, True)


def _of_line(raw: str, place: Place, starts: bool) -> Iterator[Token]:
    if raw.startswith("# "):  # a heading, as a correction writes it
        yield Token(raw, place, starts)
        return
    for piece in _SPLIT.split(raw) if "[" in raw or "<" in raw else (raw,):
        if piece.startswith("[@") and piece.endswith("]"):
            for key in re.findall(r"@[^;\]]+", piece):
                yield Token(f"[{key.strip()}]", place)
        elif piece.startswith("[^") or notes.MARK.fullmatch(piece):
            yield Token(piece, place)
        else:
            for word in chapters.unescape(piece).split():
                yield Token(word, place, starts)
                starts = False


def _published(article: Article) -> Iterator[Token]:
    """The original's parts, each note's number become the citation of what the note resolves to."""
    headings = [i for i, b in enumerate(article.original.blocks) if isinstance(b, Heading) and b.level == 2]
    for token in tokens(article.original.blocks[headings[0] :] if headings else (), first_level=2):
        if not token.text:
            continue
        match = notes.MARK.fullmatch(token.text) if token.text[0] == "<" else None
        if not match:
            yield token
            continue
        source = article.note_sources.get(int(match[1]))
        text = f"[@{source.key}]" if source else f"[note {match[1]}]"
        yield token._replace(text=text, place=token.place._replace(about=("note", match[1])))


class _Published:
    """The parts of the published text, and in which of them a word stands."""

    def __init__(self, parts: list[list[Token]]):
        self.parts = parts
        self._parts_with: dict[str, set[int]] = {}
        for n, part in enumerate(parts):
            for word in {token.text for token in part}:
                self._parts_with.setdefault(word, set()).add(n)

    def find(self, words: Sequence[str], text: str) -> tuple[int, int, str]:
        """The part and the place in it where these words stand, and what is wrong if they do not stand just once.

        Words never stand over the end of a part: the next one begins with a heading, which is no word.
        """
        size = len(words)
        found = [
            (n, i)
            for n in min((self._parts_with.get(word, set()) for word in words), key=len)
            for i, token in enumerate(self.parts[n])
            if token.text == words[0] and [t.text for t in self.parts[n][i : i + size]] == list(words)
        ]
        if len(found) == 1:
            return *found[0], ""
        times = f"{len(found)} times; quote more words" if found else "nowhere in the published text"
        return 0, 0, f"{text!r} stands {times}"

    def replace(self, n: int, start: int, end: int, new: Sequence[Token]) -> None:
        """Put tokens in the place of others of a part; where the next paragraph begins is then the correction's."""
        following, at = (n, end) if end < len(self.parts[n]) else (n + 1, 0)
        if following < len(self.parts) and self.parts[following]:
            self.parts[following][at] = self.parts[following][at]._replace(corrected=True)
        self.parts[n][start:end] = new
        for token in new:
            self._parts_with.setdefault(token.text, set()).add(n)


def _make(correction: Correction, published: _Published) -> str:
    """Make one correction in the published text, in place. Returns what is wrong, or ""."""
    old, new, after = (
        [token.text for token in _of_line(text, correction.place, False)]
        for text in (correction.published, correction.now, correction.after)
    )
    if correction.kind == "wording" and old == new:
        return "it changes nothing"
    made = [Token(text, correction.place, False, True, correction.kind == "addition") for text in new]
    part = at = 0
    if old:
        part, at, problem = published.find(old, correction.published)
        if problem:
            return problem
        replaced = published.parts[part][at : at + len(old)]
        called = {t.text: t.place for t in replaced if t.is_citation}
        made = [t._replace(place=called.get(t.text, t.place)) for t in made]
        if correction.kind == "move":
            made = [t._replace(corrected=True) for t in replaced]
        published.replace(part, at, at + len(old), [])
    if after:
        part, at, problem = published.find(after, correction.after)
        if problem:
            return problem
        at += len(after)
    published.replace(part, at, at, made)
    return ""


def _parts(published: Iterable[Token]) -> list[list[Token]]:
    """The tokens of each part; each begins with its heading."""
    parts: list[list[Token]] = []
    for token in published:
        if token.text.startswith("# ") or not parts:
            parts.append([])
        parts[-1].append(token)
    return parts


def _pair(parts: list[list[Token]], chapters_: list[list[Token]]) -> tuple[Pairs, list[list[Token]], list[list[Token]]]:
    """Each part with its chapter: by order where there are as many, else by their headings."""
    if len(parts) == len(chapters_):
        return [(part, chapter) for part, chapter in zip(parts, chapters_, strict=True)], [], []
    by_heading = {chapter[0].text: chapter for chapter in chapters_ if chapter}
    pairs = [(part, by_heading.pop(part[0].text)) for part in parts if part[0].text in by_heading]
    paired = [id(chapter) for _, chapter in pairs]
    missing = [part for part in parts if all(part is not done for done, _ in pairs)]
    return pairs, missing, [chapter for chapter in chapters_ if id(chapter) not in paired]


def _differences(part: list[Token], chapter: list[Token]) -> Iterator[Difference]:
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


def labels(article: Article) -> dict[str, tuple[str, ...]]:
    """What the marks of each chapter show, by its path.

    A mark is the published note that stands there; one that the editors added has the label before it
    with a letter. Where a chapter is not faithful, and so its notes cannot be told, the marks are
    counted on from the one before.
    """
    by_path = {chapter[0].place.path: (part, chapter) for part, chapter in compare(article).pairs if chapter}
    result, last, letter = {}, 0, 0
    for page in article.chapters:
        part, chapter = by_path.get(page.path, ([], []))
        cited = [(old, new) for old, new in zip(part, chapter, strict=False) if new.is_citation]
        numbers = [int(old.place.about[1]) if old.place.about[0] == "note" else 0 for old, _ in cited]
        if len(part) != len(chapter) or len(numbers) != len(page.marks):
            numbers = list(range(last + 1, last + 1 + len(page.marks)))
        shown = []
        for number in numbers:
            last, letter = (number, 0) if number else (last, letter + 1)
            shown.append(f"{last}{_letters(letter)}")
        result[page.path] = tuple(shown)
    return result


def _letters(number: int) -> str:
    """No letter for 0, then a to z, aa, ab and so on."""
    return _letters((number - 1) // 26) + chr(ord("a") + (number - 1) % 26) if number else ""


@lru_cache(maxsize=2)
def added_places(article: Article) -> set[Place]:
    """The places of the sentences that an addition put into the chapters."""
    return {
        now.place
        for part, chapter in compare(article).pairs
        if len(part) == len(chapter)
        for published, now in zip(part, chapter, strict=True)
        if published.added
    }


@lru_cache(maxsize=2)
def note_places(article: Article) -> dict[int, Place]:
    """Where in the chapters each published note is called, by its number."""
    return {
        int(published.place.about[1]): now.place
        for part, chapter in compare(article).pairs
        for published, now in zip(part, chapter, strict=False)
        if published.place.about[0] == "note" and published.text == now.text
    }


def stands_in(paragraph: Sequence[Sentence], page: Sequence[Sentence]) -> Difference | None:
    """The nearest thing to a published paragraph on a page, if it does not stand there word for word."""
    wanted = [token for sentence in paragraph for token in _of_line(sentence.raw, sentence.place, False)]
    best: Difference | None = None
    nearest = len(wanted) + 1
    for candidate in paragraphs(page):
        found = [token for s in candidate for token in _of_line(s.raw, s.place, False)]
        old, new = [t.text for t in wanted], [t.text for t in found]
        if old == new:
            return None
        distance = Levenshtein.distance(old, new)
        if distance < nearest:
            nearest = distance
            best = next(_differences(wanted, found))
    return best or Difference(page[0].place if page else paragraph[0].place, tuple(wanted), ())


def paragraphs(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Sentences by paragraph."""
    result: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.starts or not result:
            result.append([])
        result[-1].append(sentence)
    return result
