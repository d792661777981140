"""Said there, denied here: sentences that a source has in the same words, one of the two with a negation.

Or with a fall by as much as the other has a rise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain, takewhile
from typing import NamedTuple

from scripts.english import quoting
from scripts.english.numbers import numbers
from scripts.english.quoting import ReadyText
from scripts.english.words import EMPTY_WORDS, MAY_NEGATE, Word, negations, spelled, words
from scripts.regex import regex

# A sentence of fewer words says too little to be compared.
SAME_WORDS = 4
# What has more words is no sentence, and its negations would be compared each with each.
LONGEST = 250
# Of what a negation bears on so much has to be in the other sentence, and of our words so much in the source's.
SAME_SHARE = 0.6
# Words of content in common, those on which the negation bears among them.
COMMON, BORNE_UPON = 3, 2
# A negation bears on so many words of content at most, and not beyond its clause.
_SCOPE = 8

# Begins with the mark, which is found fast.
_SENTENCE_END = regex(r"[.!?\n;](?:(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|(?<=\n)\n*|(?<=;);*)")
# What begins a word and is a token of its own, however the word goes on.
_OF_ONE_TOKEN = regex(r"\d+[^\W\d_]*|[^\W\d_][\w']*")
_BREAK = regex(r"[;:—()]")
_NEW_CLAUSE = frozenset(
    "but because although though while whereas unless until which who whom whose when if before after since".split()
)
# What negates the verb that it governs: "failed to reach", "has yet to reach".
_GOVERNS = regex(
    r"(?:yet|ceas(?:e|es|ed|ing)|fail(?:s|ed|ing)?|declin(?:e|es|ed|ing)|unable|neglect(?:s|ed)?|forg[eo]t(?:s|ten)?)$"
)
_BEFORE_YET = frozenset("as has have had having is are was were".split())
_UN = regex(r"un(?=\w{2,}(?:ed|able|ible|al|ful|ing|ly|y|t|e)$)(?!der|til|less|it|iv|ion)")
_MAY_NEGATE = regex(rf"{MAY_NEGATE.pattern}|\bun|yet\sto|ceas|fail|declin|neglect|forg[eo]t")
# What it is that is rejected stands behind a noun: "rejected a proposal to".
_REJECTS = regex(r"reject|den(?:y|ied|ies)")
# After a negation these take nothing from it; "not always" and "not all" do.
_STRENGTHENS = frozenset("ever even yet really actually any anybody anyone anything".split())


class _Saying(NamedTuple):
    """A sentence: its words of content; what each negation in it bears on, in order; its words less the negations."""

    content: frozenset[str]
    scopes: tuple[tuple[str, ...], ...]
    before: tuple[tuple[str, ...], ...]
    following: tuple[tuple[str, ...], ...]
    clauses: tuple[frozenset[str], ...]
    turning: frozenset[str]
    stems: tuple[str, ...]
    plain: str
    start: int
    end: int

    @property
    def heads(self) -> set[str]:
        return {scope[0] for scope in self.scopes}


class Sayings:
    """The sentences of a text, found by the words that are asked for; what each says is found out when it is asked."""

    def __init__(self, text: ReadyText):
        self._text = quoting.unjoined(text)
        self.spans = list(sentences(text.normal))
        self._starts = [start for start, _ in self.spans]
        self._forms: dict[str, list[str]] = {}  # what a text has of each word less its ending, as it is compared
        for form, compared in self._text.compared.items():
            pointed = spelled(f"{form}.") if "." in form else []  # a point may follow an abbreviation
            for word in (form.lower(),) if form.isalpha() else (*spelled(form), *pointed):
                self._forms.setdefault(stem(word), []).append(compared)
        self._read: dict[int, _Saying | None] = {}
        self.may_have = cache(self._may_have)  # the sentences of an article share their words
        self._may_negate = cache(lambda i: bool(_MAY_NEGATE.search(self.sentence(i).lower())))

    def turned(self, bare: str) -> tuple[str, tuple[int, int]] | None:
        """The words of a sentence that the text has too, negated in just one of them; and where it has them."""
        whole = quoting.normal(bare)
        for ours in _sayings(whole):
            both = (form for word in ours.content for form in (word, f"un{word}"))  # "unhappy" is "happy" too
            shared = Counter(chain.from_iterable(map(self.may_have, both)))
            enough = min(BORNE_UPON, len(ours.content))
            near = sorted(i for i, count in shared.items() if count >= enough)
            for i in near:
                theirs = self._saying(i) if ours.scopes or self._may_negate(i) else None
                common = _contrary(ours, theirs) if theirs else frozenset()
                if not theirs or not common or self._shared(ours, i) < enough:
                    continue
                others = ((k, other) for k in near if k != i and (other := self._saying(k)))
                if not any(_agrees(ours, other, common) and self._shared(ours, k) >= enough for k, other in others):
                    return whole[ours.start : ours.end].strip(), (theirs.start, theirs.end)
        return None

    def moved(self, bare: str) -> tuple[str, tuple[int, int]] | None:
        """The words of a sentence with a rise or a fall by a number that the text has as the other; and where."""
        whole = quoting.normal(bare)
        for ours in _sayings(whole):
            moves = [move for move in _moves(whole[ours.start : ours.end]) if move.way]
            shared = Counter(chain.from_iterable(map(self.may_have, ours.content))) if moves else Counter[int]()
            near = [i for i, count in shared.items() if count >= BORNE_UPON]
            for move in moves:
                there = [(i, other) for i in near for other in _moves(self.sentence(i)) if other.number == move.number]
                against = [i for i, other in there if _is_other_way(move, other)]
                if against and len(against) == len(there):
                    return whole[ours.start : ours.end].strip(), self.spans[against[0]]
        return None

    def sentence(self, i: int) -> str:
        return self._text.normal[slice(*self.spans[i])]

    def _saying(self, i: int) -> _Saying | None:
        if i not in self._read:
            self._read[i] = _saying(self.sentence(i), self._starts[i])
        return self._read[i]

    def _may_have(self, word: str) -> frozenset[int]:
        """The sentences that may have a word of content, less its ending, and few others."""
        first = stem(word.partition("-")[0]) if "-" in word else word
        if not _OF_ONE_TOKEN.fullmatch(first):
            return frozenset(range(len(self.spans)))
        text = self._text
        places = (i for form in {*self._forms.get(first, ())} for i in text.places[form])
        return frozenset(bisect_right(self._starts, text.starts[text.where[i]]) - 1 for i in places)

    def _shared(self, ours: _Saying, i: int) -> int:
        """How many words of content two sentences share."""
        here = {stem(word) for word in spelled(self.sentence(i))} - EMPTY_WORDS
        return sum((word in here) + (f"un{word}" in here) for word in ours.content)


def _contrary(ours: _Saying, theirs: _Saying) -> frozenset[str]:
    """The words of content that one of two sentences affirms and the other denies; none if they do not disagree."""
    if not ours.scopes and not theirs.scopes:
        return frozenset()
    if (ours.turning ^ theirs.turning) - (ours.content & theirs.content):
        return frozenset()
    common = ours.content & theirs.content
    for denying, affirming in ((theirs, ours), (ours, theirs)):
        for scope, before, following in zip(denying.scopes, denying.before, denying.following, strict=True):
            head = scope[0]
            if head not in affirming.content or any(head in other[:2] for other in affirming.scopes):
                continue
            if _same_across(before, following, affirming.stems):
                return common
            borne = [word for word in scope if word in affirming.content]
            clause = next((clause for clause in ours.clauses if head in clause), ours.content)
            covered = len(clause & theirs.content) / len(clause)
            if (
                (
                    len(borne) >= max(BORNE_UPON, SAME_SHARE * len(scope))
                    and len(common) >= COMMON
                    and covered >= SAME_SHARE
                )
                or ours.plain in theirs.plain
                or _same_phrase(following, affirming.stems)
            ):
                return frozenset(borne) if len(borne) >= BORNE_UPON else common
    return frozenset()


def _same_across(before: Sequence[str], following: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether the words on both sides of a negation stand without it in the other sentence, five of them in a row."""
    before = before[:-1] if before[-1:] in (("do",), ("does",), ("did",)) else before
    for at in (i for i in range(1, len(stems)) if before and following and stems[i] == following[0]):
        ahead = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before[::-1], stems[:at][::-1], strict=False))
        )
        behind = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(following, stems[at:], strict=False)))
        shared = stems[at - ahead : at + behind]
        if ahead and len(shared) > SAME_WORDS and sum(s not in EMPTY_WORDS for s in shared) >= BORNE_UPON:
            return True
    return False


def _same_phrase(following: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether the words behind a negation stand in the other sentence too, four of them in a row, two of content."""
    for first in range(min(3, len(following))):
        for at in (i for i, stem_ in enumerate(stems) if stem_ == following[first]):
            length = 0
            while stems[at + length : at + length + 1] == following[first + length : first + length + 1] != ():
                length += 1
            if length >= SAME_WORDS and sum(s not in EMPTY_WORDS for s in stems[at : at + length]) >= BORNE_UPON:
                return True
    return False


def _agrees(ours: _Saying, theirs: _Saying, common: frozenset[str]) -> bool:
    """Whether a sentence of the source says of the words in common what ours does."""
    return common <= theirs.content and bool(common & ours.heads) == bool(common & theirs.heads)


def says(bare: str) -> bool:
    """Whether a sentence without what it quotes has words enough to be denied elsewhere."""
    return any(True for _ in _sayings(quoting.normal(bare)))


def _sayings(text: str) -> Iterator[_Saying]:
    return filter(None, (_saying(text[start:end], start) for start, end in sentences(text)))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        yield at, match.start() + (match[0][0] in ".!?") if match else len(text)
        at = match.end() if match else at


def _saying(sentence: str, at: int) -> _Saying | None:
    found = words(sentence)
    negating = negators(found)
    plain = [word.word for n, word in enumerate(found) if n not in negating]
    if len(plain) < SAME_WORDS or len(found) > LONGEST:
        return None
    stems = [word.word if word.word in EMPTY_WORDS else stem(word.word) for word in found]
    content = [word.word not in EMPTY_WORDS and n not in negating for n, word in enumerate(found)]
    breaks = [
        n > 0 and (bool(_BREAK.search(sentence, found[n - 1].end, word.start)) or word.word in _NEW_CLAUSE)
        for n, word in enumerate(found)
    ]
    commas = [n > 0 and "," in sentence[found[n - 1].end : word.start] for n, word in enumerate(found)]
    scopes: list[tuple[str, ...]] = []
    before: list[tuple[str, ...]] = []
    following: list[tuple[str, ...]] = []
    for n in negating:
        scope: list[str] = []
        taken_back = found[n].word == "without" and any(other < n for other in negating)
        if taken_back or any(word.word in ("until", "without") for word in found[n + 1 :]):
            continue  # "not until March" says that it was, and "not without" affirms
        for k in range(n + 1, len(found)):
            if ((breaks[k] or commas[k]) and len(scope) >= BORNE_UPON) or len(scope) == _SCOPE:
                break
            if k in negating and not scope:
                break  # two negations, of which one takes the other back
            carried = _REJECTS.match(found[n].word) and found[k + 1 : k + 2] and found[k + 1].word in ("to", "that")
            if content[k] and (scope or not (found[k].word in _STRENGTHENS or carried)):
                scope.append(stems[k])
        if scope and not any(n - 4 < other < n and not any(content[other + 1 : n]) for other in negating):
            scopes.append(tuple(scope))
            before.append(tuple(stems[:n]))
            following.append(tuple(stems[n + 1 :]))
    unsaid: set[str] = set()
    for n, word in enumerate(found):
        affirmed = stem(word.word[2:]) if content[n] and _UN.match(word.word) else ""
        if affirmed and affirmed not in stems:  # else the sentence says something of both
            unsaid.add(affirmed)
            others = [s for k, s in enumerate(stems) if content[k] and k != n]
            scopes.append((affirmed, *others[:_SCOPE]))
            before.append(())
            following.append(())
    clauses: list[set[str]] = [set()]
    for n in range(len(found)):
        if breaks[n] or commas[n]:
            clauses.append(set())
        if content[n]:
            clauses[-1].add(stems[n])
    turning = frozenset(stems[n] for n, word in enumerate(found) if n not in negating and turns(word.word))
    return _Saying(
        frozenset(s for s, c in zip(stems, content, strict=True) if c) | unsaid,
        tuple(scopes),
        tuple(before),
        tuple(following),
        tuple(map(frozenset, clauses)),
        turning,
        tuple(stems),
        f" {' '.join(plain)} ",
        at,
        at + len(sentence),
    )


def negators(found: Sequence[Word]) -> frozenset[int]:
    """The positions of what negates, "failed to" among it."""
    governing = (
        n
        for n, word in enumerate(found[:-1])
        if _GOVERNS.match(word.word)
        and found[n + 1].word == "to"
        and (word.word != "yet" or (n > 0 and found[n - 1].word in _BEFORE_YET))
    )
    return frozenset((*negations([word.word for word in found]), *governing))


# Forms of irregular verbs that no ending tells, each before what it is of.
_IRREGULAR = dict(
    pair.split()
    for pair in (
        "said say,sent send,made make,took take,taken take,gave give,given give,went go,gone go,came come,saw see,"
        "seen see,knew know,known know,got get,found find,told tell,left leave,felt feel,kept keep,began begin,"
        "begun begin,brought bring,wrote write,written write,sat sit,stood stand,lost lose,paid pay,met meet,ran run,"
        "led lead,spoke speak,spoken speak,spent spend,grew grow,grown grow,won win,bought buy,sold sell,fell fall,"
        "fallen fall,built build,held hold,chose choose,chosen choose,drew draw,drawn draw,broke break,broken break,"
        "rose rise,risen rise,fought fight,caught catch,taught teach,thought think,meant mean,drove drive,"
        "driven drive,flew fly,flown fly,hid hide,hidden hide,sought seek,struck strike,swore swear,sworn swear,"
        "threw throw,thrown throw,withdrew withdraw,withdrawn withdraw,died die,bore bear,shook shake,shaken shake,"
        "risen rise,shrank shrink,shrunk shrink,"
        "sank sink,sunk sink,shot shoot,slept sleep,understood understand,heard hear,dealt deal,lent lend,fed feed"
    ).split(",")
)


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word less the ending of its plural or tense, so that "sells", "sold" and "sell" are one."""
    word = _IRREGULAR.get(word, word).removesuffix("'s")
    bare = re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word)
    if len(bare) < len(word) and len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lsz":
        bare = bare[:-1]
    if bare[-1:] == "y":
        return bare[:-1] + "i"
    return bare[:-1] if len(bare) > 3 and bare[-1] == "e" else bare


# Words for a rise and for a fall, less their endings, and what may stand between them and by how much.
_RISES = frozenset({*map(stem, "rise increase grow growth climb gain soar surge higher".split()), "up"})
_FALLS = frozenset(map(stem, "fall drop decline decrease shrink sink plunge lose loss down lower".split()))
# What somebody does to what then rises or falls, and so many words at most that name this: raised its main rate by.
_MAKES = dict.fromkeys(map(stem, "raise lift increase boost".split()), 1)
_MAKES |= dict.fromkeys(map(stem, "cut lower reduce decrease slash trim".split()), -1)
_NAMED_BY = 4
# Behind a number alone, and close to it: "5 per cent fewer", but "more than 5 per cent".
_BEHIND = {"more": 1, "fewer": -1, "less": -1}
_BY_HOW_MUCH = EMPTY_WORDS | frozenset(
    "almost nearly just only least most more less some around roughly further another well".split()
)


class _Move(NamedTuple):
    """A number of a sentence: its value and whether it is a percentage; 1 for a rise by or to it, -1 for a fall, 0 for
    neither; and the words of content before what says so.
    """

    number: tuple[Fraction, bool]
    way: int
    before: frozenset[str]


def _moves(sentence: str) -> Iterator[_Move]:
    """The numbers of a sentence that denies nothing, and whether each is what something rises or falls by."""
    found = words(sentence)
    stems = [stem(word.word) if word.word not in EMPTY_WORDS else word.word for word in found]
    ways = [(word in _RISES) - (word in _FALLS) for word in stems]
    for number in numbers(sentence) if not negators(found) else ():
        first = next((n for n, word in enumerate(found) if word.end > number.start), len(found))
        at = first - 1
        while at >= 0 and not ways[at] and (found[at].word in _BY_HOW_MUCH or found[at].word.endswith("ly")):
            at -= 1
        said = {word.word for word in found[at + 1 : first]}
        made = next((n for n in range(at, max(-1, at - 1 - _NAMED_BY), -1) if stems[n] in _MAKES), -1)
        if made >= 0 and not ways[at] and "from" not in said and said & {"by", "to"}:
            before = frozenset((*stems[:made], *stems[made + 1 : at + 1])) - EMPTY_WORDS
            yield _Move((number.value, number.percent), _MAKES[stems[made]], before)
            continue
        if at < 0 or not ways[at] or "from" in said or (found[at].word == "up" and "to" in said):
            at = next((n for n, word in enumerate(found) if word.start >= number.end), len(found))
        way = ways[at] if at < len(found) else 0
        if not way and at < len(found) and sentence[number.end : found[at].start].isspace():
            way = _BEHIND.get(found[at].word, 0)
        yield _Move((number.value, number.percent), way, frozenset(stems[:at]) - EMPTY_WORDS)


def _is_other_way(ours: _Move, theirs: _Move) -> bool:
    """Whether one is a rise and the other a fall, of the same thing: the euro rose as the dollar fell against it."""
    return ours.way == -theirs.way != 0 and bool(ours.before) and ours.before <= theirs.before


# What turns the sense of a sentence, beside negations.
_TURNING = regex(
    r"\b(?:fail|avoid|declin|oppos|lack|prevent|stop|bans?\b|bann|forbid|forbad|against|unable|unwilling|instead|rather|few|"
    r"little|doubt|exclud|dismiss|false|wrong|myth|abandon|withdr)",
    re.IGNORECASE,
)


def turns(word: str) -> bool:
    """Whether a word in lower case turns the sense of what stands behind it, beside negations: avoid, prevent."""
    return bool(_TURNING.match(word))


def denies(text: str) -> bool:
    """Whether a sentence negates anything, or turns its sense in another way."""
    return bool(negations(spelled(text)) or _TURNING.search(text))
