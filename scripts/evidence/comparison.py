"""What a sentence says, held against the texts of the sources: one verdict for each thing compared.

Pure: an article and texts go in, verdicts come out, in the article's order. A verdict never says that
a source bears a sentence out, only which of the sentence's words, numbers, dates and names stand in it.
A source without a text counts neither for nor against anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from scripts.english import quoting
from scripts.english.dates import MONTH_NUMBERS, DateWords, dates, figures_as_iso
from scripts.english.numbers import numbers
from scripts.english.quotations import quotations
from scripts.english.quoting import Text
from scripts.english.speech import is_speech
from scripts.english.words import EMPTY_WORDS, NEGATED_WITHIN, names, negations, words
from scripts.finding import Place
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.chapters import Sentence
from scripts.publication.readings import PROVING_WORDS, Reading, Verdict

# A run of so many words in common is no chance: of seven, plain prose on one subject has a few.
RUN = 8
# Of these so many must be content; "it is in the interest of all of the" is a set phrase.
RUN_CONTENT = 3
# Another source is the better one if its run is longer by so many words.
CLEARLY = 4
# A passage is a paragraph, or several short ones up to so many words: what a reader takes in at a glance.
PASSAGE_WORDS = 80
# Two sentences say the same words if they share so many words of content, and this part of the shorter one's.
SAME_WORDS = 4
SAME_SHARE = 0.75
# How many passages are shown to somebody who reviews a claim.
LIKELIEST = 3

# Stands for each letter that is quoted, where a sentence is compared without what it quotes.
BLANK = "§"


class Compared(NamedTuple):
    """One thing compared: of which sentence, with which source, and what came of it.

    `words` are the article's own. `at` is where it stands in the source's text (in normal form, from
    and to), or None. `differing` are those of the words that stand otherwise in the source.
    `difference` shows the source's words too, for a terminal; it is never kept.
    """

    verdict: Verdict
    place: Place
    claim: str
    source: str
    words: str
    at: tuple[int, int] | None = None
    differing: tuple[str, ...] = ()
    difference: str = ""


@dataclass(frozen=True, eq=False)
class _Quoted:
    """Quoted words on one line. `speech` tells somebody's words from a term or a title."""

    text: str
    parts: Sequence[quoting.Part]
    count: int
    speech: bool
    keys: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Line:
    """A sentence as it is compared; `bare` is its text with what is quoted blanked out."""

    sentence: Sentence
    claim: str
    keys: tuple[str, ...]
    bare: str
    quoted: tuple[_Quoted, ...]


@dataclass(eq=False)
class _Hits:
    """What the texts, one after the other, gave for one quotation, or for the runs of one sentence."""

    exact: dict[str, tuple[int, int]] = field(default_factory=dict)
    near: dict[str, tuple[quoting.Near, str]] = field(default_factory=dict)


def compare(article: Article, texts: Mapping[str, str]) -> list[Compared]:
    """Every verdict on every sentence. `texts` has the text of each source that was read, by its key."""
    lines = list(_lines(article))
    quoted: dict[_Quoted, _Hits] = {one: _Hits() for line in lines for one in line.quoted}
    by_start = _by_start(quoted)
    runs = _Runs(article, lines)
    citing: dict[str, list[_Line]] = {}
    for line in lines:
        for key in line.keys:
            citing.setdefault(key, []).append(line)
    cited_quotes: dict[str, list[_Quoted]] = {}
    for one in quoted:
        for key in one.keys:
            cited_quotes.setdefault(key, []).append(one)
    details: dict[_Line, dict[str, _Details]] = {}
    turned: dict[_Line, dict[str, tuple[str, tuple[int, int]]]] = {}
    for key in article.sources:
        if key not in texts:
            continue
        text = quoting.ready(texts[key])
        for one in cited_quotes.get(key, ()):
            place = quoting.find(one.parts, text)
            if place:
                quoted[one].exact[key] = place
            elif near := quoting.near(one.parts, text):
                quoted[one].near[key] = near, text.normal[near.start : near.end]
        for one in _starting_in(text, by_start):
            if key not in quoted[one].exact and (place := quoting.find(one.parts, text)):
                quoted[one].exact[key] = place
        runs.look_in(key, text)
        lines_here = citing.get(key, ())
        if lines_here:
            facts = _facts_of(text)
            sayings = _Sayings(text)
            for line in lines_here:
                details.setdefault(line, {})[key] = _held_against(line.bare, facts)
                if other := sayings.turned(line.bare):
                    turned.setdefault(line, {})[key] = other
    result: list[Compared] = []
    for line in lines:
        for one in line.quoted:
            result += _on_quotation(line, one, quoted[one], texts)
        result += runs.verdicts(line)
        result += _on_details(line, details.get(line, {}), texts)
        for key, (phrase, place) in turned.get(line, {}).items():
            result.append(_verdict(Verdict.POLARITY_DIFFERS, line, key, phrase, place))
    return result


def _verdict(verdict: Verdict, line: _Line, source: str, phrase: str, at: tuple[int, int] | None = None) -> Compared:
    return Compared(verdict, line.sentence.place, line.claim, source, phrase, at)


# ---------------------------------------------------------------- the article's lines


def _lines(article: Article) -> Iterator[_Line]:
    for chapter in article.chapters:
        for paragraph in chapter.paragraphs:
            spans = _spans(paragraph)
            for sentence, own in zip(paragraph, spans, strict=True):
                bare = sentence.text
                for start, end, *_ in own:
                    bare = bare[:start] + BLANK * (end - start) + bare[end:]
                claim = article.claim_of(sentence)
                quoted = tuple(
                    _quoted(sentence.text, start, end, keys) for start, end, nested, keys in own if not nested
                )
                yield _Line(
                    sentence,
                    claim.id if claim else "",
                    _keys([sentence]),
                    bare,
                    tuple(one for one in quoted if one.parts),
                )


def _keys(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.key for sentence in sentences for citation in sentence.citations))


def _spans(paragraph: Sequence[Sentence]) -> list[list[tuple[int, int, bool, tuple[str, ...]]]]:
    """For each sentence of a paragraph where it quotes: from, to, whether within another, the keys cited for it.

    A quotation over several lines is one of each line; a citation on any of them is for all.
    """
    starts = []
    at = 0
    for sentence in paragraph:
        starts.append(at)
        at += len(sentence.text) + 1
    result: list[list[tuple[int, int, bool, tuple[str, ...]]]] = [[] for _ in paragraph]
    for quotation in quotations("\n".join(sentence.text for sentence in paragraph)):
        here = [
            i
            for i, start in enumerate(starts)
            if start < quotation.end and quotation.start < start + len(paragraph[i].text)
        ]
        keys = _keys(paragraph[i] for i in here)
        for i in here:
            start = max(0, quotation.start - starts[i])
            end = min(len(paragraph[i].text), quotation.end - starts[i])
            result[i].append((start, end, quotation.nested, keys))
    return result


def _quoted(text: str, start: int, end: int, keys: tuple[str, ...]) -> _Quoted:
    inner = text[start:end].strip("\"'“”‘’«»").strip()
    parts = quoting.parts(inner)
    count = quoting.word_count(inner)
    return _Quoted(inner, parts, count, is_speech(text, start, end), keys)


# ---------------------------------------------------------------- quotations

_Start = tuple[str, ...]


def _by_start(quoted: Iterable[_Quoted]) -> dict[_Start, list[_Quoted]]:
    """The quotations that could be looked for in every source, by four of their words in a row."""
    found: dict[_Start, list[_Quoted]] = {}
    for one in quoted:
        if not one.speech or one.count < PROVING_WORDS:
            continue
        for part in one.parts:
            forms = [form.lower() if form else None for form in part if form not in quoting.MARKS]
            stretch = next(
                (forms[i : i + PROVING_WORDS] for i in range(len(forms)) if None not in forms[i : i + PROVING_WORDS]),
                [],
            )
            if len(stretch) == PROVING_WORDS:
                found.setdefault(tuple(form for form in stretch if form), []).append(one)
                break
    return found


def _starting_in(text: Text, by_start: Mapping[_Start, Sequence[_Quoted]]) -> Iterator[_Quoted]:
    """The quotations whose four words stand in a text, each once."""
    if not by_start:
        return
    forms = text.words[0]
    seen: set[_Start] = set()
    for start in zip(*(forms[i:] for i in range(PROVING_WORDS)), strict=False):
        if start in by_start and start not in seen:
            seen.add(start)
            yield from by_start[start]


def _on_quotation(line: _Line, one: _Quoted, hits: _Hits, texts: Mapping[str, str]) -> Iterator[Compared]:
    """What is to be said of one quotation. Where a source that it cites was not read, it is found or left open."""
    there = next((key for key in one.keys if key in hits.exact), None)
    if there:
        yield _verdict(Verdict.FOUND, line, there, one.text, hits.exact[there])
        return
    elsewhere = next((key for key in hits.exact if key not in one.keys), None)
    if not one.keys:
        if elsewhere:
            yield _verdict(Verdict.PROPOSED, line, elsewhere, one.text, hits.exact[elsewhere])
        elif not one.speech:
            yield _verdict(Verdict.TERM, line, "", one.text)
        return
    unread = next((key for key in one.keys if key not in texts), None)
    if not one.speech:
        yield _verdict(Verdict.TERM, line, one.keys[0], one.text)
        return
    if unread:
        yield _verdict(Verdict.UNREAD, line, unread, one.text)
        return
    nearly = next((key for key in one.keys if key in hits.near), None)
    if nearly:
        near, stands = hits.near[nearly]
        found = _verdict(Verdict.ALTERED, line, nearly, one.text, (near.start, near.end))
        yield found._replace(differing=near.differing, difference=f"there: {stands}\nhere:  {one.text}")
    elif elsewhere:
        yield _verdict(Verdict.ELSEWHERE, line, elsewhere, one.text, hits.exact[elsewhere])
    else:
        yield _verdict(Verdict.ABSENT, line, one.keys[0], one.text)


# ---------------------------------------------------------------- runs of words in common


class _Run(NamedTuple):
    start: int
    end: int
    counted: int
    at: tuple[int, int]


class _Runs:
    """The runs of words that sentences share with sources, outside quotation marks.

    The sentences' runs of eight are looked up while each text is walked through once, so that the time
    grows with the texts and the sentences, not with their product.
    """

    def __init__(self, article: Article, lines: Sequence[_Line]):
        self._titles = [
            tuple(word.word for word in words(quoting.normal(source.title).replace("-", " ")))
            for source in article.sources.values()
        ]
        self._titles = [title for title in self._titles if len(title) >= PROVING_WORDS]
        self._words: dict[_Line, list[quoting.Token]] = {}
        self._grams: dict[tuple[str, ...], list[tuple[_Line, int]]] = {}
        self._found: dict[_Line, dict[str, _Run]] = {}
        for line in lines:
            own = [token for token in quoting.tokens(quoting.normal(line.bare)) if token.form not in quoting.MARKS]
            self._words[line] = own
            forms = [token.form.lower() for token in own]
            for i, gram in enumerate(zip(*(forms[i:] for i in range(RUN)), strict=False)):
                if BLANK not in gram:
                    self._grams.setdefault(gram, []).append((line, i))

    def look_in(self, key: str, text: Text) -> None:
        """Find the longest run that each sentence shares with a text."""
        forms, where = text.words
        for at, gram in enumerate(zip(*(forms[i:] for i in range(RUN)), strict=False)):
            for line, start in self._grams.get(gram, ()):
                best = self._found.setdefault(line, {}).get(key)
                if best and best.start <= start and start + RUN <= best.end:
                    continue
                run = self._run(line, start, forms, at, text, where)
                if run.counted >= RUN and (best is None or run.counted > best.counted):
                    self._found[line][key] = run

    def _run(self, line: _Line, start: int, forms: Sequence[str], at: int, text: Text, where: Sequence[int]) -> _Run:
        own = self._words[line]
        length = RUN
        while (
            start + length < len(own)
            and at + length < len(forms)
            and own[start + length].form.lower() == forms[at + length]
        ):
            length += 1
        span = text.tokens[where[at]].start, text.tokens[where[at + length - 1]].end
        return _Run(start, start + length, self._counted(own[start : start + length], first=start == 0), span)

    def _counted(self, run: Sequence[quoting.Token], *, first: bool) -> int:
        """How many words a run counts: a name or a title as one, and a run without content as none."""
        forms = [token.form.lower() for token in run]
        for title in (*self._titles, *_SET_PHRASES):
            start, length = _in_common(forms, title)
            if length >= min(PROVING_WORDS, len(title)):
                forms[start : start + length] = ["", *[" "] * (length - 1)]
        capital = [token.form[0].isupper() for token in run]
        capital[0] = capital[0] and (not first or capital[1])
        count = content = 0
        for i, form in enumerate(forms):
            if form == " " or (capital[i] and _within_a_name(run, capital, i)):
                continue
            if form in EMPTY_WORDS and _joins_a_name(run, capital, i):
                continue
            count += 1
            content += form not in EMPTY_WORDS and not capital[i]
        return count if content >= RUN_CONTENT else 0

    def verdicts(self, line: _Line) -> Iterator[Compared]:
        """What is to be said of a sentence's runs."""
        found = self._found.get(line, {})
        cited = {key: run for key, run in found.items() if key in line.keys}
        for key, run in cited.items():
            yield self._verdict(Verdict.UNMARKED_REUSE, line, key, run)
        others = {key: run for key, run in found.items() if key not in line.keys}
        if not others:
            return
        key, run = max(others.items(), key=lambda item: item[1].counted)
        if not line.keys:
            yield self._verdict(Verdict.UNMARKED_REUSE, line, key, run)
        elif run.counted >= max((own.counted for own in cited.values()), default=0) + CLEARLY:
            yield self._verdict(Verdict.BETTER_SOURCE, line, key, run)

    def _verdict(self, verdict: Verdict, line: _Line, key: str, run: _Run) -> Compared:
        own = self._words[line]
        phrase = quoting.normal(line.bare)[own[run.start].start : own[run.end - 1].end]
        return _verdict(verdict, line, key, phrase, run.at)


# Phrases that everybody uses; a run counts each as one word.
_SET_PHRASES = [
    tuple(phrase.split())
    for phrase in (
        "at the end of the day",
        "when all is said and done",
        "it remains to be seen whether",
        "there is no doubt that",
        "for the first time in more than",
        "on the one hand",
        "on the other hand",
        "in the light of the fact that",
        "it goes without saying that",
        "as a matter of fact",
        "from the point of view of",
        "the vast majority of the",
    )
]


def _in_common(forms: Sequence[str], title: Sequence[str]) -> tuple[int, int]:
    """The longest run that words share with a title: where it begins among them, and its length."""
    best = (0, 0)
    for i in range(len(forms)):
        for j in range(len(title)):
            length = 0
            while i + length < len(forms) and j + length < len(title) and forms[i + length] == title[j + length]:
                length += 1
            if length > best[1]:
                best = (i, length)
    return best


def _within_a_name(run: Sequence[quoting.Token], capital: Sequence[bool], i: int) -> bool:
    """Whether a capitalised word goes on with a name that began before it."""
    j = i - 1
    while j >= 0 and run[j].form.lower() in EMPTY_WORDS and not capital[j]:
        j -= 1
    return j >= 0 and capital[j]


def _joins_a_name(run: Sequence[quoting.Token], capital: Sequence[bool], i: int) -> bool:
    """Whether a small word stands between two parts of a name."""
    after = i + 1
    while after < len(run) and run[after].form.lower() in EMPTY_WORDS and not capital[after]:
        after += 1
    return after < len(run) and capital[after] and _within_a_name(run, capital, after)


# ---------------------------------------------------------------- numbers, dates and names

_SHORT_SCALES = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion", "k": "thousand"}
_SHORT_SCALE = re.compile(r"(?<=\d)\s?(mn?|bn|tn|k)\b")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))")
_RANGE_OF_PERCENT = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)(?=\s?(?:to|and|or|-)\s?\d+(?:\.\d+)?(?:%|\s?per\s?cent\b))")


def _written_out(text: str) -> str:
    """A text with its numbers and dates in the one form that is compared: of 3m, 31 500, 2 to 7 %, 3.5.2019."""
    text = figures_as_iso(text)
    text = _SHORT_SCALE.sub(lambda match: f" {_SHORT_SCALES[match[1]]}", text)
    return _RANGE_OF_PERCENT.sub(r"\1%", _SPACED_THOUSANDS.sub(r"\1,", text))


_TITLES = frozenset(
    "mr mrs ms dr prof professor president prime minister chancellor king queen prince princess sir lord lady dame "
    "general colonel captain admiral major senator governor mayor secretary judge justice pope bishop ambassador "
    "foreign defence defense finance former chief commissioner councillor chairman chairwoman inspector "
    "director".split()
)
# What ends, or stands in, the name of something that is no person.
_NO_PERSON = frozenset(
    "council ministry committee authority union party agency board bank court office department company corporation "
    "institute university association federation commission organisation organization treaty agreement memorandum act "
    "house sea river lake bay port harbour harbor island islands street road city town county state states kingdom "
    "republic post times news herald day conference report fund group service trust society museum gallery club league "
    "alliance coalition government parliament congress senate assembly army navy force forces police school college "
    "hospital centre center station line railway bridge dam reservoir valley mountain mountains hills coast channel "
    "canal water waters north south east west northern southern eastern western central national international united "
    "convention declaration protocol accord charter code plan programme project strategy office bureau quay dock gate "
    "lane skies festival prize award cup park square palace castle hall church cathedral harvest fisheries "
    "transport water".split()
)


class _Facts(NamedTuple):
    """The numbers and dates of a passage, and its words; from and to in the text."""

    start: int
    end: int
    numbers: frozenset[tuple[object, bool]]
    dates: tuple[DateWords, ...]
    words: frozenset[str]


class _Detail(NamedTuple):
    """A number, a date or a name of a sentence, and what of it has to stand in a source."""

    words: str
    number: tuple[object, bool] | None = None
    date: DateWords | None = None
    name: tuple[str, ...] = ()
    person: bool = False


class _Details(NamedTuple):
    """How the details of a sentence stand in a source: which are missing, and the passage that has them all."""

    missing: tuple[_Detail, ...]
    passage: tuple[int, int] | None


def _facts_of(text: Text) -> list[_Facts]:
    """The passages of a text, one overlapping the next, with what stands in each."""
    return [_facts(text.normal[start:end], start, end) for start, end in passages(text.normal)]


def _facts(passage: str, start: int, end: int) -> _Facts:
    long = _written_out(passage)
    return _Facts(
        start,
        end,
        frozenset((number.value, number.percent) for number in numbers(long)),
        dates(long),
        frozenset(token.form.removesuffix("'s") for token in quoting.tokens(passage)),
    )


def passages(text: str) -> list[tuple[int, int]]:
    """From and to of each passage: a paragraph, with as many after it as make some eighty words."""
    starts = [0, *(match.end() for match in re.finditer(r"\n+", text))]
    ends = [*(match.start() for match in re.finditer(r"\n+", text)), len(text)]
    counts = [len(text[start:end].split()) for start, end in zip(starts, ends, strict=True)]
    found: list[tuple[int, int]] = []
    for i, start in enumerate(starts):
        j, total = i, counts[i]
        while j + 1 < len(starts) and total + counts[j + 1] <= PASSAGE_WORDS:
            j += 1
            total += counts[j]
        if total and not (found and found[-1][1] == ends[j]):
            found.append((start, ends[j]))
    return found


def details(bare: str) -> list[_Detail]:
    """The numbers, dates and names of a sentence without what it quotes."""
    long = _written_out(bare)
    found = [_Detail(number.text.strip(), number=(number.value, number.percent)) for number in numbers(long)]
    found += [_Detail(date.text, date=date) for date in dates(long)]
    return found + list(_named(bare))


def _named(bare: str) -> Iterator[_Detail]:
    """The names of a sentence; words that stand together are one."""
    group: list[str] = []
    end = -1
    for name in [*names(bare), None]:
        if name and group and bare[end : name.start] == " ":
            group.append(name.text)
        else:
            yield from _as_name(group)
            group = [] if name is None or (name.first and name.text.lower() in EMPTY_WORDS) else [name.text]
        if name:
            end = name.end


def _as_name(group: Sequence[str]) -> Iterator[_Detail]:
    bare = [word for word in group if word.lower() not in _TITLES and word not in MONTH_NUMBERS]
    if not bare:
        return
    titled = any(word.lower() in _TITLES for word in group[: group.index(bare[-1])])
    person = not any(word.lower() in _NO_PERSON for word in bare) and (titled or len(bare) > 1)
    yield _Detail(" ".join(bare), name=tuple(bare), person=person)


def _stands(detail: _Detail, facts: _Facts) -> bool:
    """Whether a detail stands in a passage."""
    if detail.number:
        return detail.number in facts.numbers or (detail.number == (1, False) and "one" in facts.words)
    if detail.date:
        return any(_same_date(detail.date, date) for date in facts.dates) or (
            detail.date.month is None and str(detail.date.year) in facts.words
        )
    return detail.name[-1] in facts.words if detail.person else all(word in facts.words for word in detail.name)


def _same_date(ours: DateWords, theirs: DateWords) -> bool:
    """Whether a date of a source is the sentence's, as far as both say."""
    return (
        (ours.day is None or ours.day == theirs.day)
        and (ours.month is None or ours.month == theirs.month)
        and (ours.year is None or theirs.year is None or ours.year == theirs.year)
        and (ours.year is None or ours.month is not None or theirs.year == ours.year)
    )


def _held_against(bare: str, facts: Sequence[_Facts]) -> _Details:
    wanted = details(bare)
    missing = tuple(detail for detail in wanted if not any(_stands(detail, passage) for passage in facts))
    telling = sum(1 if detail.number or detail.date or detail.person else 0.5 for detail in wanted)
    whole = None
    if telling >= 1 and not missing:
        whole = next((p for p in facts if all(_stands(detail, p) for detail in wanted)), None)
    return _Details(missing, (whole.start, whole.end) if whole else None)


def _on_details(line: _Line, found: Mapping[str, _Details], texts: Mapping[str, str]) -> Iterator[Compared]:
    """In which source each number, date and person stands, or that none has it; and whether all stand together."""
    for detail in details(line.bare) if found else ():
        if detail.number or detail.date or detail.person:
            having = next((key for key, held in found.items() if detail not in held.missing), None)
            if having:
                yield _verdict(Verdict.DETAIL_FOUND, line, having, detail.words)
            elif all(key in texts for key in line.keys):
                yield _verdict(Verdict.DETAIL_MISSING, line, next(iter(found)), detail.words)
    for key, held in found.items():
        if held.passage:
            yield _verdict(Verdict.DETAILS_FOUND, line, key, line.sentence.text, held.passage)
            return


# ---------------------------------------------------------------- said there, denied here

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|\n+|;+")


class _Saying(NamedTuple):
    """A sentence: its words of content, those of them that a negation bears on, and all its words less negations."""

    content: frozenset[str]
    negated: frozenset[str]
    any_negation: bool
    plain: str
    start: int
    end: int


class _Sayings:
    """The sentences of a text, by the words of content in them."""

    def __init__(self, text: Text):
        self._sayings = list(_sayings(text.normal))
        self._having: dict[str, list[int]] = {}
        for i, saying in enumerate(self._sayings):
            for word in saying.content:
                self._having.setdefault(word, []).append(i)

    def turned(self, bare: str) -> tuple[str, tuple[int, int]] | None:
        """The words of a sentence that the text has too, negated in just one of them; and where it has them."""
        for ours in _sayings(quoting.normal(bare)):
            shared = Counter(i for word in ours.content for i in self._having.get(word, ()))
            alike = [
                self._sayings[i]
                for i, count in shared.items()
                if (count >= SAME_WORDS or ours.plain in self._sayings[i].plain)
                and count >= SAME_SHARE * min(len(ours.content), len(self._sayings[i].content))
                and count >= SAME_SHARE / 2 * max(len(ours.content), len(self._sayings[i].content))
            ]
            contrary = [
                theirs
                for theirs in alike
                if ours.any_negation != theirs.any_negation
                and (
                    ours.plain in theirs.plain
                    or bool(ours.negated & theirs.content) != bool(theirs.negated & ours.content)
                )
            ]
            agreeing = any(ours.any_negation == theirs.any_negation for theirs in alike)
            if contrary and not agreeing:
                return quoting.normal(bare)[ours.start : ours.end].strip(), (contrary[0].start, contrary[0].end)
        return None


def _sayings(text: str) -> Iterator[_Saying]:
    at = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        end = match.start() if match else len(text)
        found = words(text[at:end])
        content = frozenset(_stem(word.word) for word in found if word.word not in EMPTY_WORDS)
        negators = negations(found)
        negated = frozenset(
            _stem(word.word)
            for n in negators
            for word in found[n + 1 : n + 1 + NEGATED_WITHIN]
            if word.word not in EMPTY_WORDS
        )
        plain = [word.word for n, word in enumerate(found) if n not in negators]
        if len(plain) >= SAME_WORDS:
            content -= {found[n].word for n in negators}
            yield _Saying(content, negated, bool(negators), f" {' '.join(plain)} ", at, end)
        at = match.end() if match else end


def _stem(word: str) -> str:
    """A word less the ending of its plural or tense, so that "sells" and "sell" are one."""
    return re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word)


# ---------------------------------------------------------------- for somebody who reads the source


def likeliest(bare: str, text: str) -> list[str]:
    """The passages of a text that a sentence is most likely taken from, the likeliest first."""
    ready = quoting.ready(text)
    facts = _facts_of(ready)
    wanted = details(bare)
    ours = frozenset(_stem(word.word) for word in words(bare) if word.word not in EMPTY_WORDS)
    content = [
        frozenset(_stem(word.word) for word in words(ready.normal[passage.start : passage.end])) for passage in facts
    ]
    common = Counter(word for passage in content for word in passage & ours)
    scored = [
        (sum(1 / common[word] for word in has & ours) + sum(_stands(detail, passage) for detail in wanted), -i)
        for i, (passage, has) in enumerate(zip(facts, content, strict=True))
    ]
    best = sorted((one for one in scored if one[0] > 0), reverse=True)
    chosen: list[_Facts] = []
    for _, minus in best:
        passage = facts[-minus]
        if len(chosen) < LIKELIEST and all(passage.start >= o.end or o.start >= passage.end for o in chosen):
            chosen.append(passage)
    return [ready.normal[passage.start : passage.end] for passage in chosen]


# ---------------------------------------------------------------- what a page says of itself

_SITE_NAME = re.compile(r"\s+[|–—·•»:-]+\s+")


# What a page may say of itself.
MetadataField = Literal["title", "authors", "date", "container"]


def metadata(source: Source, page: Reading) -> dict[MetadataField, tuple[str, bool | None]]:
    """What references.bib says of a source, by title, authors, date, container, and whether its page says the same.

    None where the page doesn't say; what references.bib does not say is left out.
    """
    families = [" ".join(person.last_names) for person in source.names]
    compared: dict[MetadataField, tuple[str, bool | None]] = {
        "title": (source.title, same_title(source.title, page.title, page.container)),
        "authors": (", ".join(families), same_authors(families, page.authors)),
        "date": (source.date, same_day(source.date, page.date)),
        "container": (source.container, same_container(source.container, page.container)),
    }
    return {name: (ours, same) for name, (ours, same) in compared.items() if ours}


def same_title(ours: str, theirs: str, container: str) -> bool | None:
    """Whether a page's title is ours, a site's name behind it aside; None where it states none.

    A title may go on behind a colon in one of the two, as a subtitle does.
    """
    if not theirs:
        return None
    own, whole = _folded(ours), _folded(theirs)
    head = _folded(_SITE_NAME.split(quoting.normal(theirs).replace(" — ", " | "))[0])
    name = _folded(container)
    ends = [whole[: -len(name)]] if name and whole[-len(name) :] == name else []
    if own in (whole, head, *ends):
        return True
    short, long, raw = (own, whole, theirs) if len(own) < len(whole) else (whole, own, ours)
    subtitle = len(short) >= PROVING_WORDS and long[: len(short)] == short
    return subtitle and _folded(quoting.normal(raw).partition(":")[0]) == short


def _folded(text: str) -> list[str]:
    return [token.form.lower() for token in quoting.tokens(quoting.normal(text)) if token.form not in quoting.MARKS]


def same_authors(ours: Sequence[str], theirs: Sequence[str]) -> bool | None:
    """Whether a page names all our authors (their family names); None where one of the two names none."""
    if not ours or not theirs:
        return None
    named = set(_folded(" ".join(theirs)))
    return all(set(_folded(name)) <= named for name in ours)


def same_day(ours: str, theirs: str) -> bool | None:
    """Whether a page's date is ours, as far as both go (ISO, a year or a month too); None where one has none."""
    if not ours or not theirs:
        return None
    shorter = min(len(ours), len(theirs))
    return ours[:shorter] == theirs[:shorter]


def same_container(ours: str, theirs: str) -> bool | None:
    """Whether a page says that it is in our container, by a longer or a shorter name too; None where it doesn't say."""
    if not ours or not theirs:
        return None
    one, other = _folded(ours), _folded(theirs)
    short, long = sorted((one, other), key=len)
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
