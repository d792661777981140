"""The departures of the chapters from the published text: the smallest set of corrections that explains them.

It is computed anew each time, from the chapters, the published text and the corrections of the base. A correction
of the base whose words nobody has touched stays as it is written there. Wherever the chapters have changed since,
the departure is found anew from the published text, so that an edit that is undone leaves nothing, and it does not
matter in which order edits were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scripts.publication import collation
from scripts.publication.collation import CollatedText, Group, Located, Texts, Token, written
from scripts.publication.ledger import Correction, CorrectionKind
from scripts.regex import regex

# A line of a chapter is a published sentence, edited, where at least this share of its words were published there.
EDITED = 0.5

# Words by which the place of an addition is named: enough to be read as a place, and to stand just once mostly.
PLACE_WORDS = 6

_STOP = regex(r"[.!?…:]['\"”’»)\]*_]*$")


class TokenRun(NamedTuple):
    """Published tokens from `start` to `end` of a group of parts, by its index; where both are one, the place there."""

    group: int
    start: int
    end: int

    def meets(self, other: TokenRun) -> bool:
        """Whether two runs have a token in common, or one is a place within the other."""
        if self.group != other.group:
            return False
        if self.start == self.end or other.start == other.end:
            return max(self.start, other.start) <= min(self.end, other.end)
        return max(self.start, other.start) < min(self.end, other.end)


NOWHERE = TokenRun(-1, 0, 0)


class Departure(NamedTuple):
    """A correction without what people say of it.

    `run` is where it is made. `base` is the correction of the base that it is, None where there is none.
    """

    kind: CorrectionKind
    chapter: str
    published: str = ""
    now: str = ""
    after: str = ""
    nth: int = 0
    run: TokenRun = NOWHERE
    base: Correction | None = None

    def is_written_as(self, correction: Correction) -> bool:
        """Whether a correction says the same."""
        fields = ("kind", "chapter", "published", "now", "after", "nth")
        return all(getattr(self, name) == getattr(correction, name) for name in fields)


class _Segment(NamedTuple):
    """Published tokens from `start` to `end`, in whose place tokens of the chapters stand, from `first` to `last`.

    Of a gap the former are those that are expected, and the latter lines.
    """

    start: int
    end: int
    first: int
    last: int


class _Side(NamedTuple):
    """A group's published tokens, those of its chapters, and the lines of these, from and to."""

    published: list[Token]
    now: list[Token]
    lines: list[tuple[int, int]]


def departures(texts: Texts, base: Sequence[Correction]) -> list[Departure]:
    """All departures, in the order of the chapters and their words. `base` are the corrections of the base."""
    parts, now, groups = collation.parted(texts)
    sides = [_side(group, parts, now) for group in groups]
    kept = _untouched(texts, groups, sides, base)
    found: list[Departure] = []
    for n, (group, side) in enumerate(zip(groups, sides, strict=True)):
        if group.parts and group.chapters:
            found += _of_group(n, side, kept[n])
    return [*_of_chapters(texts, groups, parts), *_in_order(texts, _with_moves(found))]


def located(texts: Texts, corrections: Sequence[Correction]) -> dict[int, list[TokenRun]]:
    """Where corrections are made, by the index of each; none where that cannot be told."""
    parts, _, groups = collation.parted(texts)
    sides = [[token for i in group.parts for token in parts[i].tokens()] for group in groups]
    own = collation.by_group(texts, groups, collation.by_chapter(corrections))
    places, _ = collation.locate(own, sides.__getitem__, len(groups))
    index = {id(correction): k for k, correction in enumerate(corrections)}
    result: dict[int, list[TokenRun]] = {}
    for n, all_ in places.items():
        for one in all_:
            result.setdefault(index[id(one.correction)], []).append(TokenRun(n, one.start, one.end))
    return result


def _side(group: Group, parts: Sequence[CollatedText], now: Sequence[CollatedText]) -> _Side:
    published = [token for i in group.parts for token in parts[i].tokens()]
    ours = [token for i in group.chapters for token in now[i].tokens()]
    return _Side(published, ours, list(_lines(ours)))


def _lines(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where each line of the chapters begins and ends among their tokens."""
    start = 0
    for end in range(1, len(tokens) + 1):
        if end == len(tokens) or tokens[end].place[:2] != tokens[start].place[:2]:
            yield start, end
            start = end


# What of the base stays


def _untouched(
    texts: Texts, groups: Sequence[Group], sides: Sequence[_Side], base: Sequence[Correction]
) -> list[list[Located]]:
    """The corrections of the base that explain the chapters as they are, by group.

    One that is touched by a change is taken away, which lets more show as changed, until nothing is.
    """
    left = list(base)
    while True:
        own = collation.by_group(texts, groups, collation.by_chapter(left))
        places, failed = collation.locate(own, lambda n: sides[n].published, len(groups))
        touched = {id(failure.correction) for failure in failed}
        for n, side in enumerate(sides):
            expected, wrong = collation.spliced(side.published, places.get(n, ()))
            touched |= {id(failure.correction) for failure in wrong}
            if not wrong:
                touched |= _touched(side, places.get(n, ()), expected)
        known = {id(correction) for corrections in own.values() for correction in corrections}
        remaining = [c for c in left if id(c) in known and id(c) not in touched]
        if len(remaining) == len(left):
            return [sorted(places.get(n, ()), key=lambda one: (one.start, one.end)) for n in range(len(groups))]
        left = remaining


def _touched(side: _Side, places: Iterable[Located], expected: Sequence[Token]) -> set[int]:
    """The ids of the corrections whose words were changed since, or that touch a change."""
    found: set[int] = set()
    origins = _origins(side.published, places)
    for gap in _gaps(expected, side):
        start, end = _published_range(gap, origins, len(side.published))
        found |= {id(one.correction) for one in origins[gap.start : gap.end] if isinstance(one, Located)}
        for one in places:
            within = start <= one.start and one.end <= end
            if within and (not one.made or start == end == one.start == one.end):
                found.add(id(one.correction))
        if gap.start and gap.end < len(origins):
            before, after = origins[gap.start - 1], origins[gap.end]
            if isinstance(before, Located) and before is after:
                found.add(id(before.correction))
    return found


def _origins(published: Sequence[Token], places: Iterable[Located]) -> list[int | Located]:
    """Of each expected token the published one that it is, by its index, or the correction that made it."""
    result: list[int | Located] = []
    at = 0
    for one in sorted(places, key=lambda one: (one.start, one.end)):
        result += range(at, one.start)
        result += [one] * len(one.made)
        at = one.end
    return [*result, *range(at, len(published))]


def _published_range(gap: _Segment, origins: Sequence[int | Located], size: int) -> tuple[int, int]:
    """The published tokens that a gap among the expected ones is about."""
    before = origins[gap.start - 1] if gap.start else -1
    after = origins[gap.end] if gap.end < len(origins) else size
    start = before.end if isinstance(before, Located) else before + 1
    end = after.start if isinstance(after, Located) else after
    return start, max(start, end)


def _gaps(expected: Sequence[Token], side: _Side) -> Iterator[_Segment]:
    """What lies between the lines of the chapters that are expected as they are."""
    if collation.as_expected(expected, side.now):
        return
    old, new = [token.text for token in expected], [token.text for token in side.now]
    kept = _kept(old, [new[i:j] for i, j in side.lines])

    def said_so(one: tuple[int, int]) -> bool:
        """Whether a line that is kept has the words of its citations as well."""
        line = side.now[slice(*side.lines[one[0]])]
        return collation.as_expected(expected[one[1] : one[1] + len(line)], line)

    at = line = 0
    for n, start in [*filter(said_so, kept), (len(side.lines), len(old))]:
        if at < start or line < n:
            yield _Segment(at, start, line, n)
        if n < len(side.lines):
            at, line = start + side.lines[n][1] - side.lines[n][0], n + 1


def _kept(old: Sequence[str], lines: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The lines that stand in a text whole and in the same order, as many words as can be.

    Each is given by its index, and by where it begins in the text.
    """
    starts: dict[str, list[int]] = {}
    for at, text in enumerate(old):
        starts.setdefault(text, []).append(at)
    best: list[tuple[int, int, int]] = [(0, 0, -1)]  # words kept, where they end in the text, and in `chain`
    chain: list[tuple[int, int, int]] = []  # a line, where it begins, and the one before it
    for n, words in enumerate(lines):
        found = []
        for at in starts.get(words[0], ()):
            if old[at : at + len(words)] == words:
                kept, _, before = max((b for b in best if b[1] <= at), key=lambda b: (b[0], -b[1]))
                chain.append((n, at, before))
                found.append((kept + len(words), at + len(words), len(chain) - 1))
        best = _worth_keeping([*best, *found])
    result, link = [], max(best, key=lambda b: (b[0], -b[1]))[2]
    while link >= 0:
        n, at, link = chain[link]
        result.append((n, at))
    return result[::-1]


def _worth_keeping(best: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Those than which none keeps as many words and ends earlier."""
    result: list[tuple[int, int, int]] = []
    for one in sorted(best, key=lambda b: (b[1], -b[0])):
        if not result or one[0] > result[-1][0]:
            result.append(one)
    return result


# What departs


def _of_group(n: int, side: _Side, kept: Sequence[Located]) -> Iterator[Departure]:
    """The departures of a group, those of the base among them."""
    expected, _ = collation.spliced(side.published, kept)
    origins = _origins(side.published, kept)
    for one in kept:
        c = one.correction
        if one.made or c.kind == CorrectionKind.REMOVAL:
            yield Departure(c.kind, c.chapter, c.published, c.now, c.after, c.nth, TokenRun(n, one.start, one.end), c)
    for gap in _gaps(expected, side):
        start, end = _published_range(gap, origins, len(side.published))
        yield from (_departure(n, side, segment) for segment in _segments(side, start, end, gap.first, gap.last))


def _segments(side: _Side, start: int, end: int, first: int, last: int) -> Iterator[_Segment]:
    """Published tokens and the lines in their place, parted wherever sentences end in both."""
    lines = side.lines[first:last]
    at = lines[0][0] if lines else (side.lines[first - 1][1] if first else 0)
    if start == end or not lines:
        yield _with_a_word(side, _Segment(start, end, at, lines[-1][1] if lines else at))
        return
    anchors = _anchors(side, start, end, lines)
    done, line = start, 0
    found: list[_Segment] = []
    for k, (n, low, high) in enumerate(anchors):
        following = anchors[k + 1][1] if k + 1 < len(anchors) else end
        while low > done and (not _parted(side.published, low) or side.published[low - 1].is_sign):
            low -= 1
        while high < following and not _parted(side.published, high):
            high += 1
        if done < low or line < n:
            found.append(_Segment(done, low, lines[line][0], lines[n][0]))
        found.append(_Segment(low, high, *lines[n]))
        done, line = high, n + 1
    if done < end or line < len(lines):
        found.append(_Segment(done, end, lines[line][0] if line < len(lines) else lines[-1][1], lines[-1][1]))
    yield from (_with_a_word(side, one) for one in _joined(side.published, found) if not _is_equal(side, one))


def _anchors(side: _Side, start: int, end: int, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The lines that are published sentences, edited: the index of each, and the published tokens that it has."""
    from rapidfuzz.distance import Levenshtein  # here, since most texts have no use for it

    begin, finish = lines[0][0], lines[-1][1]
    old = [token.text for token in side.published[start:end]]
    new = [token.text for token in side.now[begin:finish]]
    same: dict[int, int] = {}
    for block in Levenshtein.editops(old, new).as_matching_blocks():
        same |= {begin + block.b + k: start + block.a + k for k in range(block.size)}
    found = []
    for n, (first, last) in enumerate(lines):
        words = [i for i in range(first, last) if not side.now[i].is_sign]
        having = [same[i] for i in words if i in same]
        if having and len(having) >= EDITED * len(words):
            found.append((n, having[0], having[-1] + 1))
    return found


def _parted(published: Sequence[Token], at: int) -> bool:
    """Whether a sentence ends before the published token at this index."""
    if at in (0, len(published)) or published[at].text.startswith("¶"):
        return True
    before = at - 1
    while before >= 0 and published[before].is_citation:
        before -= 1
    return not published[at].is_citation and bool(before < 0 or _STOP.search(published[before].text))


def _joined(published: Sequence[Token], segments: Iterable[_Segment]) -> list[_Segment]:
    """The segments, those together that meet within a published sentence."""
    result: list[_Segment] = []
    for one in segments:
        last = result[-1] if result else None
        both = last is not None and last.end == one.start and last.start < last.end and one.start < one.end
        if last and both and not _parted(published, one.start):
            result[-1] = _Segment(last.start, one.end, last.first, one.last)
            continue
        result.append(one)
    return result


def _with_a_word(side: _Side, one: _Segment) -> _Segment:
    """The same; where nothing but the beginning of a block is gone, with the word that began it, which tells where."""
    gone = side.published[one.start : one.end]
    following = one.end < len(side.published) and one.last < len(side.now)
    if one.first < one.last or not gone or not following or not all(token.is_sign for token in gone):
        return one
    if side.published[one.end].text != side.now[one.last].text:
        return one
    return _Segment(one.start, one.end + 1, one.first, one.last + 1)


def _is_equal(side: _Side, one: _Segment) -> bool:
    old, new = side.published[one.start : one.end], side.now[one.first : one.last]
    return [token.text for token in old] == [token.text for token in new]


def _departure(n: int, side: _Side, one: _Segment) -> Departure:
    old, new = side.published[one.start : one.end], side.now[one.first : one.last]
    near = side.now[one.first : one.first + 1] if new else side.now[max(one.first - 1, 0) : one.first]
    chapter = (near or side.now[:1])[0].place.path
    texts = [token.text for token in side.published]
    called = {token.text for token in old}
    new = [token if token.text in called else token.in_full for token in new]  # what a published note says stays there
    run = TokenRun(n, one.start, one.end)
    if not old:
        place = side.published[max(0, one.start - PLACE_WORDS) : one.start]
        nth = _nth(texts, [token.text for token in place], one.start - len(place))
        return Departure(CorrectionKind.ADDITION, chapter, "", written(new), written(place), nth, run)
    same = [t.text for t in old if not t.is_sign] == [t.text for t in new if not t.is_sign]
    kind = CorrectionKind.LAYOUT if same else CorrectionKind.WORDING
    nth = _nth(texts, [token.text for token in old], one.start)
    return Departure(kind if new else CorrectionKind.REMOVAL, chapter, written(old), written(new), "", nth, run)


def _nth(texts: Sequence[str], words: Sequence[str], at: int) -> int:
    """Which of the places where these words stand is this one, from 1; 0 where there is just one."""
    found = collation.positions(texts, words)
    return found.index(at) + 1 if len(found) > 1 else 0


def _with_moves(found: Iterable[Departure]) -> list[Departure]:
    """The same, each pair of a removal and an addition of the same words become a move.

    What the brackets of its citations say beside their keys is that of their published notes.
    """
    found = list(found)
    gone = [d for d in found if d.kind == CorrectionKind.REMOVAL and not d.base and not d.nth]
    removed = {tuple(collation.read_bare(d.published)): d for d in gone}
    moved: set[int] = set()
    result = []
    for one in found:
        added = one.kind == CorrectionKind.ADDITION and not one.base
        was = removed.get(tuple(collation.read_bare(one.now))) if added else None
        if was and id(was) not in moved:
            moved.add(id(was))
            result.append(one._replace(kind=CorrectionKind.MOVE, published=was.published, now=""))
        else:
            result.append(one)
    return [one for one in result if id(one) not in moved]


def _in_order(texts: Texts, found: Iterable[Departure]) -> list[Departure]:
    number = {chapter.path: n for n, chapter in enumerate(texts.chapters)}
    return sorted(found, key=lambda one: (number[one.chapter], one.run.group, one.run.start, one.run.end))


def _of_chapters(texts: Texts, groups: Sequence[Group], parts: Sequence[CollatedText]) -> Iterator[Departure]:
    """Chapters that are new or stand elsewhere, and parts that were taken out, told of in the chapter before them."""
    paths = [chapter.path for chapter in texts.chapters]
    yield from (Departure(CorrectionKind.MOVED_CHAPTER, paths[i]) for i in collation.out_of_order(groups))
    for group in groups:
        if not group.parts:
            yield from (Departure(CorrectionKind.NEW_CHAPTER, paths[i]) for i in group.chapters)
        elif not group.chapters:
            for i in group.parts:
                before = [g.chapters[-1] for g in groups if g.chapters and g.parts and g.parts[0] < i]
                path = paths[before[-1] if before else 0]
                yield Departure(CorrectionKind.REMOVED_PART, path, written([parts[i].heading]))
