"""What a sentence says, held against the texts of the sources: one verdict for each thing compared.

Pure: an article and texts go in, verdicts come out, in the article's order. A verdict never says that
a source bears a sentence out, only which of the sentence's words, numbers, dates and names stand in it.
A source without a text counts neither for nor against anything.

It goes in three steps, so that the second can be taken elsewhere, a text at a time (see `evidence.page`): `asked` takes
from the article what is compared, `Asked.look` holds it against one text, and `verdicts` says what came of all texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, chain
from typing import Literal, NamedTuple

from scripts.english import alignment, quoting
from scripts.english.alignment import Match
from scripts.english.quotations import quotations
from scripts.english.quoting import ReadyText
from scripts.english.speech import in_turn, is_speech, speaker
from scripts.english.words import EMPTY_WORDS, negations, spelled
from scripts.evidence.around import Around, around
from scripts.evidence.contrast import contrasted
from scripts.evidence.details import Detail, Details, Passages, details, details_in, may_be_one
from scripts.evidence.polarity import Sayings, denies, says, stem
from scripts.evidence.runs import Run, Runs
from scripts.evidence.sheets import OnPage, Sheets, named
from scripts.finding import Place
from scripts.hypertext import fragment
from scripts.hypertext.reading import Sheet
from scripts.hypertext.stated import OF_ONE_NAME
from scripts.publication.article import Article
from scripts.publication.bibliography import OTHERS, Form, Source
from scripts.publication.chapters import QUOTED, Sentence
from scripts.publication.readings import PROVING_WORDS, Reading, Verdict
from scripts.regex import regex

# A printed page, and a book, have so many words at least.
_WORDS_OF_A_PAGE, _WORDS_OF_A_BOOK = 100, 5000
# Another source is the better one if its run is longer by so many words.
CLEARLY = 4

# Stands for each letter that is quoted, where a sentence is compared without what it quotes.
BLANK = "§"


class SourceText(NamedTuple):
    """What was read of a source: what its page states of itself, its main text, and all that it shows.

    `shown` is "" where the main text is all. `whole` is False where the page says more than was read. `sheets` are
    those of a PDF. `apart` are paragraphs of `shown` that are not part of what it says, as links to others.
    `foreign` says that its numbers and days were made English, and its words were not.
    """

    about: str
    body: str
    shown: str = ""
    whole: bool = True
    sheets: Sequence[Sheet] = ()
    apart: Collection[str] = ()
    foreign: bool = False


class Compared(NamedTuple):
    """One thing compared: of which sentence, with which source, and what came of it.

    `words` are the article's own. `at` is where it stands in the source's text (in normal form, from
    and to), or None. `differing`, `left_out` and `marks` are as in alignment.Match, in the article's own words.
    `there` has the source's words in place of those, and `around` where they stand: these are never kept. `once` tells
    that a text fragment made of the words leads to one place of the page. `on` says on which page of a PDF they stand.
    """

    verdict: Verdict
    place: Place
    claim: str
    source: str
    words: str
    at: tuple[int, int] | None = None
    differing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    around: Around | None = None
    once: bool = False
    on: OnPage | None = None


@dataclass(frozen=True)
class _Quoted:
    """Quoted words on one line. `speech` tells somebody's words from a term or a title, `by` whose, by name, or "".

    `locators` has, for the sources that are cited for them, where a note says that they stand.
    """

    text: str
    parts: Sequence[quoting.Part]
    count: int
    speech: bool
    by: str
    keys: tuple[str, ...]
    locators: Mapping[str, str]


@dataclass(frozen=True)
class _Line:
    """A sentence as it is compared; `bare` is its text with what is quoted blanked out, `quoted` has numbers."""

    place: Place
    text: str
    claim: str
    keys: tuple[str, ...]
    bare: str
    quoted: tuple[int, ...]


class Hit(NamedTuple):
    """Where a quotation stands, exactly or otherwise, and whether a text fragment of its words leads to one place.

    `on` is there where it is on another page of a PDF than its note says, `by` where the text puts it down to somebody
    else than the sentence does.
    """

    match: Match
    around: Around
    once: bool = False
    on: OnPage | None = None
    by: str = ""


class Seen(NamedTuple):
    """What one text has of an article: by the number of the quotation, or of the line.

    `missing` are the details of a line that it has not, by their number, `unsure` those that it may have in other
    words, `passages` where it has all of them.
    """

    whole: bool
    quoted: Mapping[int, Hit]
    runs: Mapping[int, Sequence[Run]]
    missing: Mapping[int, Mapping[int, str]]
    unsure: Mapping[int, Sequence[int]]
    passages: Mapping[int, tuple[int, int]]
    turned: Mapping[int, tuple[str, tuple[int, int]]]


@dataclass(frozen=True)
class Asked:
    """What an article says and quotes, line by line, ready to be held against texts; it can be pickled.

    `fewest` has, for some sources, by their keys, how many words they have at least: a text with fewer is but a part.
    """

    lines: Sequence[_Line]
    quoted: Sequence[_Quoted]
    titles: Sequence[str]
    fewest: Mapping[str, int]

    def look(self, key: str, text: SourceText) -> Seen:
        """What the text of a source, by its key, has of all that."""
        everything = "\n\n".join(filter(None, (text.about, text.shown or text.body)))
        whole = quoting.ready(everything)
        hits = self._hits(key, text, everything, whole)
        details_of = {n: details(self.lines[n].bare) for n in self._citing.get(key, ())}
        missing, unsure, passages = self._details(details_of, text, whole)
        turned = self._turned(details_of, whole)
        is_whole = text.whole and (bool(text.sheets) or len(whole.forms) >= self.fewest.get(key, 0))
        return Seen(is_whole, hits, self._runs.look_in(whole), missing, unsure, passages, turned)

    def _hits(self, key: str, text: SourceText, everything: str, whole: ReadyText) -> dict[int, Hit]:
        """Where each quotation stands, by its number. `whole` is `everything`, made ready: all that the text has."""
        body: ReadyText | None = None  # made where it is wanted: it takes as long as the whole
        # Where the main text is one piece of all that is shown, it has nothing that is not found there.
        within = quoting.within(whole, everything, text.body) if text.shown else None
        page = ""  # as a browser compares it
        sheets = Sheets(text.sheets)
        hits: dict[int, Hit] = {}
        for n in dict.fromkeys(chain(self._quoting.get(key, ()), self._may_be_in(whole))):
            one = self.quoted[n]
            nearly = key in one.keys or not one.keys
            match, where = alignment.find(one.parts, whole, nearly), whole.normal
            exact = match and match.exact
            if within and not exact and (not match or within[0] <= match.start <= match.end <= within[1]):
                match = match and match._replace(start=match.start - within[0], end=match.end - within[0])
                where = where[slice(*within)]
            elif text.shown and not exact:
                body = body or quoting.ready(text.body)
                if other := alignment.find(one.parts, body, nearly):
                    match, where = other, body.normal
            if match:
                page = page or (fragment.compared(text.shown or text.body) if match.exact else "")
                once = match.exact and fragment.once(fragment.of("", one.text), page)
                on = sheets.check(one.parts, one.locators.get(key, "")) if match.exact else None
                here = around(where, match.start, match.end)
                by = _somebody_else(one.by, here, where, match.start) if match.exact and one.by else ""
                hits[n] = Hit(match, here, once, on, by)
        return hits

    def _details(
        self, details_of: Mapping[int, Sequence[Detail]], text: SourceText, whole: ReadyText
    ) -> tuple[dict[int, dict[int, str]], dict[int, list[int]], dict[int, tuple[int, int]]]:
        """`missing`, `unsure` and `passages` of `Seen`, for the details of each line, by its number."""
        missing: dict[int, dict[int, str]] = {}
        unsure: dict[int, list[int]] = {}
        found: dict[int, tuple[int, int]] = {}
        passages = Passages(whole, set(map(quoting.normal, text.apart))) if any(details_of.values()) else None
        for n, own in details_of.items():
            bare = self.lines[n].bare
            given = details_in(bare, whole, passages, foreign=text.foreign) if passages else Details({}, (), None)
            missing[n] = {i: given.missing[detail] for i, detail in enumerate(own) if detail in given.missing}
            unsure[n] = [i for i, detail in enumerate(own) if detail in given.unsure]
            if given.passage:
                found[n] = given.passage
        return missing, unsure, found

    def _turned(self, numbers: Iterable[int], whole: ReadyText) -> dict[int, tuple[str, tuple[int, int]]]:
        """Of some lines, by their numbers, those whose opposite the text says: in which words, and where it does."""
        lines = {n: bare for n in numbers if says(bare := self.lines[n].bare)}
        if not lines:
            return {}
        sayings = Sayings(whole)
        both = (
            (n, sayings.turned(bare) or sayings.moved(bare) or contrasted(bare, sayings)) for n, bare in lines.items()
        )
        return {n: other_way for n, other_way in both if other_way}

    def _may_be_in(self, text: ReadyText) -> Iterator[int]:
        """The quotations of which a text has half of the stretches, or one where nothing is cited: it may have them."""
        if self._stretches:
            near = ((i, before) for i, form in enumerate(text.forms) for before in self._longest.get(form, ()))
            stretches = {tuple(text.forms[i - before : i - before + PROVING_WORDS]) for i, before in near}
            shared = Counter(n for stretch in stretches for n in self._stretches.get(stretch, ()))
            yield from (n for n in sorted(shared) if not self.quoted[n].keys or 2 * shared[n] >= self._numbers[n])

    @cached_property
    def _stretches(self) -> dict[_Stretch, list[int]]:
        return _by_stretch(self.quoted)

    @cached_property
    def _longest(self) -> dict[str, set[int]]:
        """The longest word of each stretch, by which it is found, and how many stand before it."""
        found: dict[str, set[int]] = {}
        for stretch in self._stretches:
            word = max(stretch, key=lambda word: (word not in EMPTY_WORDS, len(word)))
            found.setdefault(word, set()).add(stretch.index(word))
        return found

    @cached_property
    def _numbers(self) -> Counter[int]:
        """How many stretches each quotation has."""
        return Counter(chain.from_iterable(self._stretches.values()))

    @cached_property
    def _runs(self) -> Runs:
        runs = Runs(self.titles)
        for n, line in enumerate(self.lines):
            runs.add(n, line.text, line.bare, BLANK)
        return runs

    @cached_property
    def _citing(self) -> dict[str, list[int]]:
        """The lines that cite each source."""
        return _by_key(line.keys for line in self.lines)

    @cached_property
    def _quoting(self) -> dict[str, list[int]]:
        """The quotations for which each source is cited."""
        return _by_key(one.keys for one in self.quoted)


def _by_key(cited: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for n, keys in enumerate(cited):
        for key in keys:
            found.setdefault(key, []).append(n)
    return found


def verdicts(what: Asked, seen: Mapping[str, Seen]) -> list[Compared]:
    """Every verdict on every line. `seen` has what each text that was read has of them, in the order of the sources."""
    runs: dict[int, dict[str, Sequence[Run]]] = {}
    turned: dict[int, dict[str, tuple[str, tuple[int, int]]]] = {}
    hits: dict[int, dict[str, Hit]] = {}
    for key, one in seen.items():
        for n, found in one.runs.items():
            runs.setdefault(n, {})[key] = found
        for n, other_way in one.turned.items():
            turned.setdefault(n, {})[key] = other_way
        for n, hit in one.quoted.items():
            hits.setdefault(n, {})[key] = hit
    result: list[Compared] = []
    for n, line in enumerate(what.lines):
        denied = turned.setdefault(n, {})
        for number in line.quoted:
            here = hits.get(number, {})
            for verdict in _on_quotation(line, what.quoted[number], here, seen):
                result.append(verdict)
                if verdict.verdict is Verdict.FOUND and verdict.at and _is_denied(here[verdict.source], line):
                    denied.setdefault(verdict.source, (line.text, verdict.at))
        result += _on_runs(line, runs.get(n, {}))
        result += _on_details(n, line, seen)
        for key, (phrase, place) in denied.items():
            if phrase is not line.text or not denies(line.bare):
                result.append(_verdict(Verdict.POLARITY_DIFFERS, line, key, phrase, place))
    return result


def _is_denied(hit: Hit, line: _Line) -> bool:
    """Whether a text denies what a sentence quotes of it. "Nothing shall impair the right" denies no right, but only
    that something impairs it: the sentence has to say that.
    """
    before = spelled(hit.around.begins)
    last = max(negations(before), default=-1)
    between = {stem(word) for word in before[last + 1 :] if word not in EMPTY_WORDS}
    of_a_subject = last >= 0 and before[last] in _NOBODY
    said = not (of_a_subject and between) or not between.isdisjoint(map(stem, spelled(line.bare)))
    return hit.match.denied and said


_NOBODY = frozenset("no nobody none nothing neither nor".split())


def _verdict(verdict: Verdict, line: _Line, source: str, phrase: str, at: tuple[int, int] | None = None) -> Compared:
    return Compared(verdict, line.place, line.claim, source, phrase, at)


# ---------------------------------------------------------------- the article's lines


def asked(article: Article) -> Asked:
    """What an article says and quotes, as it is compared."""
    lines: list[_Line] = []
    quoted: list[_Quoted] = []
    locators = _locators(article)
    for chapter in article.chapters:
        for paragraph in chapter.paragraphs:
            spans = _spans(paragraph)
            block = [sentence for sentence in paragraph if _is_block(sentence, paragraph[0].opens)]
            for sentence, own in zip(paragraph, spans, strict=True):
                text, bare = sentence.text, sentence.text
                claim = article.claim_of(sentence)
                if sentence in block:
                    bare = BLANK * len(text)
                    here = [_quoted(text, 0, len(text), _keys(block), speech=True)]
                else:
                    for start, end, *_ in own:
                        bare = bare[:start] + BLANK * (end - start) + bare[end:]
                    here = [_quoted(text, start, end, keys) for start, end, nested, keys in own if not nested]
                first = len(quoted)
                said = locators.get((sentence.path, sentence.line), {})
                quoted += [replace(one, locators=said) for one in here if one.parts]
                numbers = tuple(range(first, len(quoted)))
                lines.append(_Line(sentence.place, text, claim.id if claim else "", _keys([sentence]), bare, numbers))
    sources = article.sources.values()
    return Asked(lines, quoted, [source.title for source in sources], {s.key: _fewest(s, locators) for s in sources})


def _fewest(source: Source, locators: Mapping[tuple[str, int], Mapping[str, str]]) -> int:
    """How many words a source has at least, as its pages and those that notes name in it tell, or that it is a book."""
    pages = [int(page) for page in named(source.fields.get("pages", "")) if page.isdigit()]
    if not pages and source.form not in (Form.ARTICLE, Form.CHAPTER):  # those are numbered from elsewhere
        cited = chain.from_iterable(named(here.get(source.key, "")) for here in locators.values())
        pages = [1, *(int(page) for page in cited if page.isdigit())]
    length = (max(pages) - min(pages)) * _WORDS_OF_A_PAGE if pages else 0
    return max(length, _WORDS_OF_A_BOOK if source.form is Form.BOOK else 0)


def _locators(article: Article) -> dict[tuple[str, int], dict[str, str]]:
    """Where in each source a sentence's notes say that its words stand; by its path and line, and the source's key.

    What a note here leaves out is in the published note that it stands for. Two places in one source are none.
    """
    found: dict[tuple[str, int], dict[str, str]] = {}
    for calls in article.calls.values():
        for call in calls:
            here = found.setdefault(call.marks[0].place[:2], {})
            for citation in call.cited:
                parts = article.citations_of(call.number, citation.key) if call.number else []
                locator = citation.locator or (parts[0].locator if len(parts) == 1 else "")
                here[citation.key] = "" if here.get(citation.key, locator) != locator else locator
    return found


def _is_block(sentence: Sentence, sign: str) -> bool:
    """Whether a sentence is of a block quotation, and neither in marks itself nor the line that says who wrote it."""
    return QUOTED in sign and sentence.text[:1] not in '"“«—–-'


def _keys(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.key for sentence in sentences for citation in sentence.citations))


def _spans(paragraph: Sequence[Sentence]) -> list[list[tuple[int, int, bool, tuple[str, ...]]]]:
    """For each sentence of a paragraph where it quotes: from, to, whether within another, the keys cited for it.

    A quotation over several lines is one of each line; a citation on any of them is for all.
    """
    starts = [0, *accumulate(len(sentence.text) + 1 for sentence in paragraph[:-1])]
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


def _quoted(text: str, start: int, end: int, keys: tuple[str, ...], speech: bool | None = None) -> _Quoted:
    inner = text[start:end].strip("\"'“”‘’«»").strip()
    parts = quoting.parts(inner)
    count = sum(bool(item.form) and not item.joined for part in parts for item in part)
    return _Quoted(
        inner,
        parts,
        count,
        is_speech(text, start, end, cited=bool(keys)) if speech is None else speech,
        speaker(text[: start + 1], text[end - 1 :]),
        keys,
        {},
    )


# ---------------------------------------------------------------- quotations


def _somebody_else(ours: str, here: Around, text: str, at: int) -> str:
    """Who a text says has said the words that stand here, where that is surely not the person of this name; else "".

    The text has to name both in full, and ours not up to there: that may speak for a body that the text names, or be
    who is spoken for.
    """
    theirs = speaker(here.begins, here.ends)
    named = theirs and _is_full(theirs, text)
    theirs = theirs if named else in_turn(text, at, ours)
    if not (theirs and _is_full(ours, text)):
        return ""
    own = ours.split()[-1].lower()
    near = quoting.tokens(quoting.normal(" ".join((here.before, here.begins, here.ends))))
    return "" if any(may_be_one(own, token.form.lower()) for token in near if token.form.istitle()) else theirs


def _is_full(name: str, text: str) -> bool:
    """Whether a name has two words or more, or is the last of such a name in a text."""
    before = re.finditer(rf"\b([A-Z][\w.'-]+) {re.escape(name)}\b", text)
    return " " in name or any(match[1].lower() not in EMPTY_WORDS for match in before)


_Stretch = tuple[str, ...]


def _by_stretch(quoted: Iterable[_Quoted]) -> dict[_Stretch, list[int]]:
    """The quotations that could be looked for in every source, by four of their words in a row, not all small."""
    found: dict[_Stretch, list[int]] = {}
    for n, one in enumerate(quoted):
        if not one.speech or one.count < PROVING_WORDS:
            continue
        for part in one.parts:
            forms = [item.form for item in part]
            for i in range(len(forms) - PROVING_WORDS + 1):
                stretch = tuple(forms[i : i + PROVING_WORDS])
                if all(stretch) and not EMPTY_WORDS.issuperset(stretch):
                    found.setdefault(stretch, []).append(n)
    return found


def _on_quotation(line: _Line, one: _Quoted, hits: Mapping[str, Hit], seen: Mapping[str, Seen]) -> Iterator[Compared]:
    """What is to be said of one quotation. Where a source that it cites was not read, it is found or left open."""
    exact = {key: hit for key, hit in hits.items() if hit.match.exact}
    near = {key: hit for key, hit in hits.items() if not hit.match.exact}
    there = next((key for key in one.keys if key in exact), None)
    elsewhere = next((key for key in exact if key not in one.keys), None)
    nearly = next((key for key in one.keys or near if key in near), None)
    unread = next((key for key in one.keys if key not in seen), None)
    in_part = next((key for key in one.keys if key in seen and not seen[key].whole), None)
    cited = one.keys[0] if one.keys else ""
    if not one.speech and (one.count == 1 or not (there or (nearly and one.count >= PROVING_WORDS))):
        yield _verdict(Verdict.TERM, line, cited, one.text)
    elif there:
        yield _at(Verdict.FOUND, line, there, one, exact[there])._replace(once=exact[there].once)
        if on := exact[there].on:
            yield _verdict(Verdict.PAGE_DIFFERS if on.sure else Verdict.PAGE_UNSURE, line, there, one.text)._replace(
                on=on
            )
        if (by := exact[there].by) and by.split()[-1] not in line.text:
            yield _at(Verdict.SPEAKER_DIFFERS, line, there, one, exact[there])._replace(words=one.by, there=(by,))
    elif elsewhere and not one.keys:
        yield _at(Verdict.PROPOSED, line, elsewhere, one, exact[elsewhere])
    elif unread or (in_part and not nearly):
        yield _verdict(Verdict.UNREAD if unread else Verdict.NOT_IN_PART, line, unread or in_part or "", one.text)
        if elsewhere:
            yield _at(Verdict.PROPOSED, line, elsewhere, one, exact[elsewhere])
    elif nearly:
        match = near[nearly].match
        yield _at(Verdict.ALTERED, line, nearly, one, near[nearly])._replace(
            differing=match.differing, left_out=match.left_out, marks=match.marks, there=match.there
        )
    elif elsewhere:
        yield _at(Verdict.ELSEWHERE, line, elsewhere, one, exact[elsewhere])
    elif one.keys:
        yield _verdict(Verdict.ABSENT, line, cited, one.text)


def _at(verdict: Verdict, line: _Line, source: str, one: _Quoted, hit: Hit) -> Compared:
    """A verdict on a quotation that stands somewhere."""
    return _verdict(verdict, line, source, one.text, (hit.match.start, hit.match.end))._replace(around=hit.around)


# ---------------------------------------------------------------- runs and details


def _on_runs(line: _Line, found: Mapping[str, Sequence[Run]]) -> Iterator[Compared]:
    """What is to be said of the runs of words that a sentence shares with sources, outside quotation marks."""
    cited = {key: runs for key, runs in found.items() if key in line.keys}
    for key, runs in cited.items():
        for run in sorted(runs):
            yield _verdict(Verdict.UNMARKED_REUSE, line, key, run.phrase, run.at)
    others = [(run.counted, key, run) for key, runs in found.items() if key not in line.keys for run in runs]
    if not others:
        return
    _, key, run = max(others, key=lambda other: other[0])
    if not line.keys:
        for run in sorted(found[key]):
            yield _verdict(Verdict.UNMARKED_REUSE, line, key, run.phrase, run.at)
    elif run.counted >= max((own.counted for runs in cited.values() for own in runs), default=0) + CLEARLY:
        yield _verdict(Verdict.BETTER_SOURCE, line, key, run.phrase, run.at)


def _on_details(n: int, line: _Line, seen: Mapping[str, Seen]) -> Iterator[Compared]:
    """In which source each number, date and person stands, or that none has it; and whether all stand together."""
    cited = [key for key in line.keys if key in seen]
    for i, detail in enumerate(details(line.bare)) if cited else ():
        if detail.proves:
            doubtful = any(i in seen[key].unsure[n] for key in cited)
            having = next((key for key in cited if i not in (*seen[key].missing[n], *seen[key].unsure[n])), None)
            if having:
                yield _verdict(Verdict.DETAIL_FOUND, line, having, detail.words)
            elif not doubtful and all(key in seen and seen[key].whole for key in line.keys):
                yield _verdict(Verdict.DETAIL_MISSING, line, cited[0], seen[cited[0]].missing[n][i])
    for key in cited:
        if n in seen[key].passages:
            yield _verdict(Verdict.DETAILS_FOUND, line, key, line.text, seen[key].passages[n])
            return


# ---------------------------------------------------------------- what a page says of itself

A_TITLE = 3
"""Words of which a title has so many is told apart from the name of a section or a site beside it."""
_SITE_NAME = regex(r"\s+[|–—·•»:-]+\s+")


# What a page may say of itself.
MetadataField = Literal["title", "authors", "date", "container"]


def metadata(source: Source, page: Reading) -> dict[MetadataField, tuple[str, bool | None]]:
    """What references.bib says of a source, by title, authors, date, container, and whether its page says the same.

    None where the page doesn't say; what references.bib does not say is left out.
    """
    families = [" ".join(person.last_names) for person in source.names]
    others = OTHERS in source.persons.get("author", ())
    compared: dict[MetadataField, tuple[str, bool | None]] = {
        "title": (source.title, same_title(source.title, page.title, page.container)),
        "authors": (", ".join(families), same_authors(families, page.authors, others=others)),
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
    labelled = len(own) >= A_TITLE and own in map(_folded, quoting.normal(theirs).split(" | "))  # Opinion | Ice
    if labelled or own in (whole, head, *ends):
        return True
    short, long, raw = (own, whole, theirs) if len(own) < len(whole) else (whole, own, ours)
    subtitle = len(short) >= PROVING_WORDS and long[: len(short)] == short
    return subtitle and _folded(quoting.normal(raw).partition(":")[0]) == short


def _folded(text: str) -> list[str]:
    return [token.form.lower() for token in quoting.tokens(quoting.normal(text)) if token.form not in quoting.MARKS]


def same_authors(ours: Sequence[str], theirs: Sequence[str], *, others: bool = False) -> bool | None:
    """Whether a page names our authors (their family names) and nobody else; None where one of the two names none.

    It names none of ours where it names just a body, which may be the publisher of what they wrote. With `others`,
    those that are not named, it may name more.
    """
    if not ours or not theirs:
        return None
    if not others and len(ours) < len({name.split()[-1] for name in theirs if OF_ONE_NAME not in name}):
        return False
    named = set(_folded(" ".join(theirs)))
    has_all = all(set(_folded(name)) <= named for name in ours)
    return has_all or (False if any(" " in name or OF_ONE_NAME not in name for name in theirs) else None)


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
