"""Whether quoted words stand in a text: exactly, nearly, or not; and what differs.

The words of a quotation are aligned with those of the likeliest places of the text. The places are found by the rarest
words, so that a long text takes hardly longer than a short one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import NamedTuple

from scripts.english.quoting import CLAUSE, ENDS_SENTENCE, Part, QuotedWord, ReadyText, unnoted
from scripts.english.spelling import alike
from scripts.english.words import EMPTY_WORDS, NEGATED_WITHIN, is_negation, negations

# Words that may stand between the parts of a quotation with an ellipsis: a long paragraph or two.
LEFT_OUT = 250
# Words of the source that brackets in a quotation may stand for.
PUT_IN = 8
# How alike (0 to 100, rapidfuzz) a place has to be for the quotation to be an altered form of it: one word in
# four may differ. The labelled set in tests/sources says what this costs.
NEAR = 74
# Or else, how cheaply it has to be made of what stands there: by leaving out one stretch, in ten of its words or so.
NEAR_COST = 1 / 6
# Or else, so many of its words in a row, which no two texts have by chance.
NO_CHANCE = 8
# Fewer words are near something in any text.
NEAR_WORDS = 3
_TITLES = frozenset("mr mrs ms dr st prof jr sr".split())


class Match(NamedTuple):
    """A place that a quotation is or was made of: from and to in the normal form, and what differs.

    `differing` are the quotation's own words that do not stand so there, `there` the source's in their place or left
    out. `left_out` has, for each place where words of the source are left out, the quotation's words on both sides,
    `marks` the same for each place where a mark differs. `denied` tells that a negation stands right before it, `row`
    how many of the quotation's words stand there in a row.
    """

    start: int
    end: int
    likeness: float = 100.0
    cost: float = 0.0  # for each word of the quotation, see _align
    differing: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    denied: bool = False
    row: int = 0

    @property
    def exact(self) -> bool:
        return not (self.differing or self.there or self.marks)

    @property
    def rank(self) -> tuple[bool, bool, bool, float]:
        """The larger the better of two places."""
        return self.exact, self.exact and not self.denied, self.near, -self.cost

    @property
    def near(self) -> bool:
        """Whether the quotation may be an altered form of what stands here."""
        return self.likeness >= NEAR or self.cost <= NEAR_COST or self.row >= NO_CHANCE


# What a word more, the first of some words less, each of them after it, and another word cost. Another word is cheaper
# than one more and one less; words that are dropped together are one slip, and cheaper than two other words.
_MORE, _LESS, _LESS_TOO, _OTHER = 1.1, 0.5, 0.1, 1.0
# Words that are left out begin or end rather where a mark stands.
_AT_A_MARK = 0.05
# What it costs that a word of the text begins a sentence, where no mark stands in the quotation.
_BEGINS = 0.7
# Words on each side of the likeliest place that are looked at closely.
_AROUND = 10
# So many places of a quotation's words are looked up, the rarest word's first.
_LOOKED_UP = 3000
# Words more that may stand in place of a quotation's last word.
_TO_THE_END = 3
# Of the likeliest places so many are counted, and so many looked at closely.
_COUNTED, _CLOSELY = 60, 3


def find(quoted: Sequence[Part], text: ReadyText, nearly: bool = True) -> Match | None:
    """Where a quotation stands, exactly or, if `nearly`, as an altered form of what stands there; None for neither."""
    if not quoted:
        return None
    anchor = max(range(len(quoted)), key=lambda n: len(quoted[n]))
    best: Match | None = None
    for low, high in _likely(quoted[anchor], text):
        found = _align(quoted[anchor], text, low, high)
        if found is None:
            continue
        match = _matched(quoted, anchor, found, text)
        if match and (best is None or match.rank > best.rank):
            best = match
        if best and best.exact and not best.denied:
            return best
    if best is None or best.exact:
        return best
    words = sum(bool(item.form) for part in quoted for item in part)
    marks_alone = not (best.differing or best.there)
    return best if nearly and (marks_alone or (best.near and words >= NEAR_WORDS)) else None


def _likely(part: Part, text: ReadyText) -> Iterator[tuple[int, int]]:
    """The stretches of a text, in words from and to, in which a part may stand: first those with just its words."""
    size = len(part)
    counted = sorted((len(text.places.get(item.form, ())), i) for i, item in enumerate(part) if item.form)
    counted = [(count, i) for count, i in counted if count]
    if not counted:
        return
    forms = [item.form for item in part]
    rarest = counted[0][1]
    possible = all(form in text.places for form in forms if form)
    for place in text.places[forms[rarest]] if possible else ():
        if text.forms[place - rarest : place - rarest + size] == forms and place >= rarest:
            yield place - rarest, place - rarest + size
    votes: Counter[int] = Counter()  # by how far a word stands from where it stands in the part
    looked_up = 0
    for count, i in counted:
        if looked_up and looked_up + count > _LOOKED_UP:
            break
        looked_up += count
        votes.update([place - i for place in text.places[forms[i]][:_LOOKED_UP]])
    near: Counter[int] = Counter()
    for shift, count in votes.items():
        near[shift >> 3] += count
    pairs = {b: near[b] + near.get(b + 1, 0) for b in near}
    wanted = Counter(forms)
    ranked = []
    for b in nlargest(_COUNTED, pairs, key=lambda b: (pairs[b], -b)):
        low, high = max(0, (b << 3) - _AROUND), min(len(text.forms), (b << 3) + 16 + size + _AROUND)
        here = Counter(text.forms[low:high])
        in_a_row = max(votes.get(shift, 0) for shift in range(b << 3, (b << 3) + 16))
        ranked.append((-in_a_row - sum(min(here[form], count) for form, count in wanted.items() if form), b, low, high))
    chosen: list[int] = []
    ranked.sort()
    for count, b, low, high in ranked:
        if 2 * count > ranked[0][0]:
            break  # it has not half of what the likeliest has
        if len(chosen) < _CLOSELY and all(abs(b - other) > 1 for other in chosen):
            chosen.append(b)
            passed = sum(after - first for after, first in _skips_in(text, low - CLAUSE // 4, high))
            yield max(0, low - passed), min(len(text.forms), high + passed)


def _skips_in(text: ReadyText, low: int, high: int) -> list[tuple[int, int]]:
    return [(after, text.skips[after]) for after in range(max(0, low), high + 1) if after in text.skips]


class _Step(NamedTuple):
    """A step of an alignment: words of the part, from and to, and of the text. `passed` over, or for brackets."""

    i: int
    to_i: int
    j: int
    to_j: int
    passed: bool = False


class _Aligned(NamedTuple):
    cost: float
    steps: list[_Step]
    start: int
    end: int


def _align(part: Part, text: ReadyText, low: int, high: int, last: bool = False) -> _Aligned | None:
    """The cheapest way to make a part of words between two places; of equally cheap ones the first, or the last."""
    theirs = text.forms[low:high]
    size, width = len(part), len(theirs)
    if not width:
        return None
    skips = {after - low: first - low for after, first in _skips_in(text, low, high) if first >= low}
    marked = [j > 0 and bool(text.marks(j)) for j in range(low, high)]
    begins = [mark and _begins_sentence(text, low + j) for j, mark in enumerate(marked)]
    far = float(size + width + 1) * 2
    slack = max(width - size, 0) + 12
    costs = [[0.0] * (width + 1)]
    steps: list[list[tuple[int, int, int, int, bool] | None]] = [[None] * (width + 1)]  # of a _Step each, once taken
    for i in range(1, size + 1):
        ours, above = part[i - 1].form, costs[-1]
        joined = part[i - 2].form + ours if i > 1 else ""
        row = [far] * (width + 1)
        ways: list[tuple[int, int, int, int, bool] | None] = [None] * (width + 1)
        unmarked, unmarked_after = i > 1 and not part[i - 1].marks, i < size and not part[i].marks
        less, since = far, 0
        for j in range(max(0, i - 12), min(width, i + slack) + 1):
            if not ours:
                row[j], ways[j] = above[j], (i - 1, i, j, j, True)
                if j and row[j - 1] < row[j]:
                    row[j], ways[j] = row[j - 1], (i, i, j - 1, j, True)
                continue
            best, way = above[j] + _MORE, (i - 1, i, j, j, False)
            if j:
                form = theirs[j - 1]
                cost = above[j - 1] + (0 if form == ours else _OTHER) + (_BEGINS if unmarked and begins[j - 1] else 0)
                if cost <= best:
                    best, way = cost, (i - 1, i, j - 1, j, False)
                less += _LESS_TOO
                first_less = row[j - 1] + _LESS - (_AT_A_MARK if marked[j - 1] else 0)
                if first_less < less:
                    less, since = first_less, j - 1
                if unmarked_after and begins[j - 1]:
                    less += _BEGINS
                if less < best:
                    best, way = less, (i, i, since, j, False)
                if joined == form and part[i - 2].form and costs[i - 2][j - 1] < best:
                    best, way = costs[i - 2][j - 1], (i - 2, i, j - 1, j, False)
                if j > 1 and above[j - 2] < best and theirs[j - 2] + form == ours:
                    best, way = above[j - 2], (i - 1, i, j - 2, j, False)
                if j in skips and row[skips[j]] < best:
                    best, way = row[skips[j]], (i, i, skips[j], j, True)
            row[j], ways[j] = best, way
        costs.append(row)
        steps.append(ways)
    bottom = costs[-1]
    cheapest = min(bottom)
    ends = [j for j, cost in enumerate(bottom) if cost == cheapest]
    at = ends[-1] if last else ends[0]
    i, j, back = size, at, []
    while i:
        taken = steps[i][j]
        if taken is None:
            return None
        step = _Step(*taken)
        back.append(step._replace(j=step.j + low, to_j=step.to_j + low))
        i, j = step.i, step.j
    return _Aligned(cheapest, back[::-1], low + j, low + at)


def _begins_sentence(text: ReadyText, j: int) -> bool:
    """Whether a word of a text is the first of a sentence."""
    before = text.forms[j - 1]
    return len(before) > 1 and before not in _TITLES and not {".", "!", "?"}.isdisjoint(text.marks(j))


def _matched(quoted: Sequence[Part], anchor: int, found: _Aligned, text: ReadyText) -> Match | None:
    """All parts of a quotation, one of them aligned, with those before and after it sought around it."""
    aligned: dict[int, _Aligned] = {anchor: found}
    for n in range(anchor + 1, len(quoted)):
        low = aligned[n - 1].end
        following = _align(quoted[n], text, low, min(len(text.forms), low + LEFT_OUT + len(quoted[n])))
        if following is None:
            return None
        aligned[n] = following
    for n in range(anchor - 1, -1, -1):
        high = aligned[n + 1].start
        before = _align(quoted[n], text, max(0, high - LEFT_OUT - len(quoted[n])), high, last=True)
        if before is None:
            return None
        aligned[n] = before
    gathered = _Gathered()
    heading = _is_heading([item.word for part in quoted for item in part if item.form])
    for n, part in enumerate(quoted):
        gathered.compare(part, aligned[n].steps, text, heading)
        if n:
            hidden = _hidden(text, aligned[n - 1].end, aligned[n].start)
            if hidden:
                gathered.there += hidden
                gathered.left_out.append(f"{quoted[n - 1][-1].word} … {part[0].word}")
            elif _run_together(part[0], text, aligned[n - 1].end, aligned[n].start):
                gathered.marks.append(f"{quoted[n - 1][-1].word} … {part[0].word}")
    if aligned[0].start >= aligned[len(quoted) - 1].end:
        return None
    last = aligned[len(quoted) - 1].end
    ours = " ".join(item.form for part in quoted for item in part if item.form)
    likeness = 100.0 if not (gathered.differing or gathered.there) else _alike(ours, " ".join(gathered.theirs))
    return Match(
        *text.span(aligned[0].start, last - 1),
        likeness,
        sum(one.cost for one in aligned.values()) / max(1, ours.count(" ") + 1),
        tuple(gathered.differing),
        tuple(gathered.there),
        tuple(gathered.left_out),
        tuple(gathered.marks),
        _is_denied(text, aligned[0].start),
        gathered.row,
    )


def _alike(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 100, in the order that they have or with their words sorted."""
    from rapidfuzz import fuzz  # here, since a build compares nothing with a source

    by_word = fuzz.ratio(one.split(), other.split()) if set(one.split()) & set(other.split()) - EMPTY_WORDS else 0.0
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other), by_word)


def _is_heading(words: Sequence[str]) -> bool:
    """Whether each word that says something has a capital, as in a title."""
    capitals = [word[0].isupper() for word in words if word.lower() not in EMPTY_WORDS and word[0].isalpha()]
    return len(capitals) > 1 and all(capitals)


@dataclass
class _Gathered:
    """What differs between a quotation and its source, gathered step by step."""

    differing: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    row: int = 0

    def compare(self, part: Part, steps: Sequence[_Step], text: ReadyText, heading: bool) -> None:
        """Add what differs in one part."""
        row = 0
        same_before = -1  # the word of the text that the last word of the part is, -1 if it is another
        dropped = False
        self.theirs += [text.forms[j] for step in steps if not step.passed for j in range(step.j, step.to_j)]
        steps = _compounds(_not_beyond(_to_the_end(steps, part, text), part, text), part, text)
        for n, step in enumerate(steps):
            ours, theirs = part[step.i : step.to_i], range(step.j, step.to_j)
            if step.passed:
                self._pass(steps, n, part, text)
                same_before = -1
                continue
            here = [text.word(j) for j in theirs]
            if not ours:
                self.there += here
                if not dropped:
                    behind = part[step.i].word if step.i < len(part) else ""
                    self.left_out.append(f"{part[step.i - 1].word} … {behind}")
                dropped, same_before = True, -1
                continue
            dropped = False
            form = "".join(item.form for item in ours)
            same = len(theirs) > 0 and form in ("".join(text.forms[j] for j in theirs), alike("".join(here)))
            if same and len(here) == len(ours) == 1 and not _same_case(ours[0], here[0], heading, text, step.j):
                same = False
            if not same:
                self.differing += [item.word for item in ours]
                self.there += here
                same_before = -1
                continue
            follows = 0 <= same_before == step.j - 1
            if follows and not _same_marks(list(ours[0].marks), text.marks(step.j), text.forms[same_before]):
                self.marks.append(f"{part[step.i - 1].word} … {ours[0].word}")
            row = row + step.to_i - step.i if same_before + 1 == step.j else step.to_i - step.i
            self.row = max(self.row, row)
            same_before = step.to_j - 1

    def _pass(self, steps: Sequence[_Step], n: int, part: Part, text: ReadyText) -> None:
        """What is passed over is the editor's or the page's, but no negation, and no long stretch for brackets."""
        step = steps[n]
        if step.to_j == step.j or (step.to_j in text.skips and text.skips[step.to_j] == step.j):
            return
        run = 1
        while n - run >= 0 and steps[n - run].passed and steps[n - run].to_j > steps[n - run].j:
            run += 1
        form = text.forms[step.j]
        if run > PUT_IN or is_negation(form):
            self.there.append(text.word(step.j))
            self.theirs.append(form)
            self.left_out.append(f"{part[max(step.i - 2, 0)].word} … {part[min(step.i, len(part) - 1)].word}")


def _same_case(ours: QuotedWord, theirs: str, heading: bool, text: ReadyText, j: int) -> bool:
    """Whether a word has the letters, small and large, of the source's; of a heading and at a start any."""
    mine, other = ours.word, theirs if theirs[-1:] == ours.word[-1:] else unnoted(theirs)
    if mine[0].lower() == other[0].lower():
        free = ours.free or j in text.skips or (j > 0 and any(mark in ENDS_SENTENCE for mark in text.marks(j)))
        if mine[0] == other[0] or free:
            mine, other = mine[1:], other[1:]
    if mine == other or heading or other.isupper():
        return True
    return mine.lower() != other.lower() and mine[:1].isupper() == other[:1].isupper()  # spelt otherwise


def _same_marks(ours: list[str], theirs: list[str], before: str) -> bool:
    if ours == theirs:
        return True
    if before in _TITLES or len(before) == 1 or "." in before:
        return [mark for mark in ours if mark != "."] == [mark for mark in theirs if mark != "."]
    return False


def _to_the_end(steps: Sequence[_Step], part: Part, text: ReadyText) -> Sequence[_Step]:
    """The steps, with all that stands in place of a quotation's last word: "a third time" for "again"."""
    last = steps[-1]
    there = text.forms[last.j] if last.to_i - last.i == last.to_j - last.j == 1 else ""
    if there in EMPTY_WORDS and part[last.i].form != there:
        for end in range(last.to_j, min(last.to_j + _TO_THE_END, len(text.forms) + 1)):
            if end == len(text.forms) or text.marks(end):
                return [*steps[:-1], last._replace(to_j=end)]
    return steps


def _not_beyond(steps: Sequence[_Step], part: Part, text: ReadyText) -> Sequence[_Step]:
    """The steps, without the words of another sentence for those that a quotation has behind all that it shares.

    A word of content is shared, or two in a row; a small one may stand in both by chance.
    """
    same = [step.to_i - step.i == step.to_j - step.j == 1 and part[step.i].form == text.forms[step.j] for step in steps]
    forms = [part[step.i].form if there else "" for step, there in zip(steps, same, strict=True)]
    telling = [len(form) > 1 and form not in EMPTY_WORDS for form in forms]
    last = max((n for n in range(1, len(steps)) if same[n] and (same[n - 1] or telling[n])), default=len(steps))
    tail = [step for step in steps[last + 1 :] if not step.passed]
    own = [item for step in tail for item in part[step.i : step.to_i]]
    other = next((step.j for step in tail if step.to_j > step.j and _begins_sentence(text, step.j)), None)
    ends = any(mark in ENDS_SENTENCE for item in own for mark in item.marks)
    if other is None or not own or (ends and len(own) <= _TO_THE_END):
        return steps
    cut = [step._replace(j=min(step.j, other), to_j=min(step.to_j, other)) for step in steps[last + 1 :]]
    return [*steps[: last + 1], *(step for step in cut if step.to_i > step.i or step.to_j > step.j)]


def _compounds(steps: Sequence[_Step], part: Part, text: ReadyText) -> list[_Step]:
    """The steps, with those made one that part a word with a hyphen, so that it differs whole."""
    result: list[_Step] = []
    for step in steps:
        before = result[-1] if result else None
        whole = before and not before.passed and before.to_i > before.i and before.to_j > before.j
        if before and whole and not step.passed and _hyphen_between(before, step, part, text):
            result[-1] = _Step(before.i, step.to_i, before.j, step.to_j)
        else:
            result.append(step)
    return result


def _hyphen_between(before: _Step, step: _Step, part: Part, text: ReadyText) -> bool:
    """Whether a hyphen joins what two steps make: in the text that has a word more, in both where one differs."""
    if step.i == step.to_i:
        return _hyphened(text, step.j)
    if step.j == step.to_j:
        return part[step.i].joined
    same = [item.form for item in part[before.i : step.to_i]] == text.forms[before.j : step.to_j]
    return not same and part[step.i].joined and _hyphened(text, step.j)


def _hyphened(text: ReadyText, word: int) -> bool:
    """Whether a word of the text stands behind a hyphen."""
    return text.normal[text.ends[text.where[word - 1]] : text.starts[text.where[word]]] == "-"


_JOINS_CLAUSES = frozenset(
    "and but or so because which who whom whose while although though since when where if as".split()
)


def _hidden(text: ReadyText, start: int, end: int) -> list[str]:
    """The negations under an ellipsis that bear on what is quoted before or after it.

    Such are those of the clause in which the quotation breaks off, and of the one in which it goes on: what
    marks, or a conjunction, part from both is only left out.
    """
    if start >= end:
        return []
    stops = [j for j in range(start, end + 1) if j < len(text.forms) and text.apart(j)]
    first = next(iter(stops), end)
    if text.forms[start] in _JOINS_CLAUSES:
        first = start
    final = stops[-1] if stops else start
    bearing = [j for j in range(start, end) if j < first or j >= final]
    return [text.word(j) for j in bearing if is_negation(text.forms[j])]


_COORDINATING = frozenset("and but or nor so yet".split())


def _run_together(behind: QuotedWord, text: ReadyText, start: int, end: int) -> bool:
    """Whether an ellipsis makes one sentence of two: what is behind it goes on where another sentence is under way.

    A capital, or the mark of an end, shows that there are two; a coordinate clause may stand for itself.
    """
    shown = behind.marks or behind.word[:1].isupper() or behind.form in _COORDINATING
    if shown or start >= end or _begins_sentence(text, end) or (text.apart(end) and not text.marks(end)):
        return False
    return any(_begins_sentence(text, j) for j in range(start, end))


def _is_denied(text: ReadyText, start: int) -> bool:
    """Whether a negation stands shortly before what is quoted, in its clause."""
    for j in range(start - 1, max(-1, start - 1 - NEGATED_WITHIN), -1):
        if text.apart(j + 1):
            return False
        if negations(text.forms[j : j + 2]) == [0]:
            return True
    return False
