"""What a sentence says, held against the texts of the sources: one verdict for each thing compared.

Pure: an article and texts go in, verdicts come out, in the article's order. A verdict never says that
a source bears a sentence out, only which of the sentence's words, numbers, dates and names stand in it.
A source without a text counts neither for nor against anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple
from urllib.parse import unquote

from scripts.english import alignment, quoting
from scripts.english.alignment import Match
from scripts.english.quotations import quotations
from scripts.english.quoting import ReadyText
from scripts.english.speech import is_speech
from scripts.english.spelling import alike
from scripts.english.words import EMPTY_WORDS
from scripts.evidence.details import Details, details, facts_of, held_against, likeliest
from scripts.evidence.polarity import Sayings, denies
from scripts.evidence.runs import Run, Runs
from scripts.finding import Place
from scripts.hypertext import fragment
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.chapters import QUOTED, Sentence, signed
from scripts.publication.readings import PROVING_WORDS, Reading, Verdict
from scripts.regex import regex

__all__ = ["Compared", "compare", "likeliest", "metadata", "same_authors", "same_container", "same_day", "same_title"]

# Another source is the better one if its run is longer by so many words.
CLEARLY = 4

# Stands for each letter that is quoted, where a sentence is compared without what it quotes.
BLANK = "§"


class Compared(NamedTuple):
    """One thing compared: of which sentence, with which source, and what came of it.

    `words` are the article's own. `at` is where it stands in the source's text (in normal form, from
    and to), or None. `differing`, `left_out` and `marks` are as in alignment.Match, in the article's own words.
    `there` has the source's words in place of those, `goes_on` the one with which its sentence goes on to qualify
    what is quoted, and `difference` shows both texts, for a terminal: these are never kept. `once` tells that the
    words that a text fragment names, at the quotation's beginning, stand in the source once.
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
    goes_on: str = ""
    difference: str = ""
    once: bool = False


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
    """What the texts, one after the other, gave for one quotation: where it stands, or stands otherwise and how."""

    exact: dict[str, Match] = field(default_factory=dict)
    once: set[str] = field(default_factory=set)
    near: dict[str, tuple[Match, str]] = field(default_factory=dict)


def compare(article: Article, texts: Mapping[str, str]) -> list[Compared]:
    """Every verdict on every sentence. `texts` has the text of each source that was read, by its key."""
    lines = list(_lines(article))
    quoted: dict[_Quoted, _Hits] = {one: _Hits() for line in lines for one in line.quoted}
    stretches = _by_stretch(quoted)
    runs = Runs(source.title for source in article.sources.values())
    citing: dict[str, list[_Line]] = {}
    for line in lines:
        runs.add(line, line.sentence.text, line.bare, BLANK)
        for key in line.keys:
            citing.setdefault(key, []).append(line)
    cited_quotes: dict[str, list[_Quoted]] = {}
    for one in quoted:
        for key in one.keys:
            cited_quotes.setdefault(key, []).append(one)
    held: dict[_Line, dict[str, Details]] = {}
    turned: dict[_Line, dict[str, tuple[str, tuple[int, int]]]] = {}
    for key in article.sources:
        if key not in texts:
            continue
        text = quoting.ready(texts[key])
        cited = cited_quotes.get(key, ())
        for one in chain(cited, _having_a_stretch(text, stretches)):
            if key in quoted[one].exact or key in quoted[one].near:
                continue
            match = alignment.find(one.parts, text, nearly=key in one.keys or not one.keys)
            if match and match.exact:
                quoted[one].exact[key] = match
                if _begins_once(one.text, text):
                    quoted[one].once.add(key)
            elif match:
                quoted[one].near[key] = match, text.normal[match.start : match.end]
        runs.look_in(key, text)
        lines_here = citing.get(key, ())
        if lines_here:
            facts = facts_of(text)
            sayings = Sayings(text)
            for line in lines_here:
                held.setdefault(line, {})[key] = held_against(line.bare, facts)
                if other := sayings.turned(line.bare):
                    turned.setdefault(line, {})[key] = other
    result: list[Compared] = []
    for line in lines:
        denied = turned.setdefault(line, {})
        for one in line.quoted:
            for verdict in _on_quotation(line, one, quoted[one], texts):
                result.append(verdict)
                if verdict.verdict is Verdict.FOUND and quoted[one].exact[verdict.source].denied and verdict.at:
                    denied.setdefault(verdict.source, (line.sentence.text, verdict.at))
        result += _on_runs(line, runs.of(line))
        result += _on_details(line, held.get(line, {}), texts)
        for key, (phrase, place) in denied.items():
            if phrase is not line.sentence.text or not denies(phrase):
                result.append(_verdict(Verdict.POLARITY_DIFFERS, line, key, phrase, place))
    return result


def _verdict(verdict: Verdict, line: _Line, source: str, phrase: str, at: tuple[int, int] | None = None) -> Compared:
    return Compared(verdict, line.sentence.place, line.claim, source, phrase, at)


# ---------------------------------------------------------------- the article's lines


def _lines(article: Article) -> Iterator[_Line]:
    for chapter in article.chapters:
        signs = {sentence.line: sign for sentence, sign in signed(chapter)}
        for paragraph in chapter.paragraphs:
            spans = _spans(paragraph)
            block = [sentence for sentence in paragraph if _is_block(sentence, signs[sentence.line])]
            for sentence, own in zip(paragraph, spans, strict=True):
                text, bare = sentence.text, sentence.text
                claim = article.claim_of(sentence)
                if sentence in block:
                    bare = BLANK * len(text)
                    quoted = [_quoted(text, 0, len(text), _keys(block), speech=True)]
                else:
                    for start, end, *_ in own:
                        bare = bare[:start] + BLANK * (end - start) + bare[end:]
                    quoted = [_quoted(text, start, end, keys) for start, end, nested, keys in own if not nested]
                yield _Line(
                    sentence,
                    claim.id if claim else "",
                    _keys([sentence]),
                    bare,
                    tuple(one for one in quoted if one.parts),
                )


def _is_block(sentence: Sentence, sign: str) -> bool:
    """Whether a sentence is of a block quotation, and neither in marks itself nor the line that says who wrote it."""
    return QUOTED in sign and sentence.text[:1] not in '"“«—–-'


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


def _quoted(text: str, start: int, end: int, keys: tuple[str, ...], speech: bool | None = None) -> _Quoted:
    inner = text[start:end].strip("\"'“”‘’«»").strip()
    parts = quoting.parts(inner)
    count = sum(bool(item.form) for part in parts for item in part)
    return _Quoted(
        inner, parts, count, is_speech(text, start, end, cited=bool(keys)) if speech is None else speech, keys
    )


# ---------------------------------------------------------------- quotations

_Stretch = tuple[str, ...]


def _by_stretch(quoted: Iterable[_Quoted]) -> dict[_Stretch, list[_Quoted]]:
    """The quotations that could be looked for in every source, by four of their words in a row, not all small."""
    found: dict[_Stretch, list[_Quoted]] = {}
    for one in quoted:
        if not one.speech or one.count < PROVING_WORDS:
            continue
        for part in one.parts:
            forms = [item.form for item in part]
            for i in range(len(forms) - PROVING_WORDS + 1):
                stretch = tuple(forms[i : i + PROVING_WORDS])
                if all(stretch) and not EMPTY_WORDS.issuperset(stretch):
                    found.setdefault(stretch, []).append(one)
    return found


def _having_a_stretch(text: ReadyText, stretches: Mapping[_Stretch, Sequence[_Quoted]]) -> Iterator[_Quoted]:
    """The quotations of which four words in a row stand in a text."""
    if not stretches:
        return
    seen: dict[_Quoted, None] = {}
    for stretch in zip(*(text.forms[i:] for i in range(PROVING_WORDS)), strict=False):
        if stretch in stretches:
            seen.update(dict.fromkeys(stretches[stretch]))
    yield from seen


def _on_quotation(line: _Line, one: _Quoted, hits: _Hits, texts: Mapping[str, str]) -> Iterator[Compared]:
    """What is to be said of one quotation. Where a source that it cites was not read, it is found or left open."""
    there = next((key for key in one.keys if key in hits.exact), None)
    elsewhere = next((key for key in hits.exact if key not in one.keys), None)
    nearly = next((key for key in one.keys or hits.near if key in hits.near), None)
    unread = next((key for key in one.keys if key not in texts), None)
    cited = one.keys[0] if one.keys else ""
    if not one.speech and (one.count == 1 or not (there or (nearly and one.count >= PROVING_WORDS))):
        yield _verdict(Verdict.TERM, line, cited, one.text)
    elif there:
        match = hits.exact[there]
        found = _verdict(Verdict.FOUND, line, there, one.text, (match.start, match.end))
        yield found._replace(goes_on=match.goes_on, once=there in hits.once)
    elif elsewhere and not one.keys:
        yield _verdict(Verdict.PROPOSED, line, elsewhere, one.text, _at(hits.exact[elsewhere]))
    elif unread:
        yield _verdict(Verdict.UNREAD, line, unread, one.text)
        if elsewhere:
            yield _verdict(Verdict.PROPOSED, line, elsewhere, one.text, _at(hits.exact[elsewhere]))
    elif nearly:
        match, stands = hits.near[nearly]
        yield _verdict(Verdict.ALTERED, line, nearly, one.text, _at(match))._replace(
            differing=match.differing,
            left_out=match.left_out,
            marks=match.marks,
            there=match.there,
            difference=f"there: {stands}\nhere:  {one.text}",
        )
    elif elsewhere:
        yield _verdict(Verdict.ELSEWHERE, line, elsewhere, one.text, _at(hits.exact[elsewhere]))
    elif one.keys:
        yield _verdict(Verdict.ABSENT, line, cited, one.text)


def _begins_once(words: str, text: ReadyText) -> bool:
    """Whether the words with which a text fragment says where a quotation begins stand in a text once."""
    begins = unquote(fragment.of("", words).partition("text=")[2].partition(",")[0])
    forms = [alike(token.form) for token in quoting.tokens(quoting.normal(begins))]
    places = [
        place
        for place in text.places.get(forms[0] if forms else "", ())
        if text.forms[place : place + len(forms)] == forms
    ]
    return len(places) == 1


def _at(match: Match) -> tuple[int, int]:
    return match.start, match.end


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


def _on_details(line: _Line, found: Mapping[str, Details], texts: Mapping[str, str]) -> Iterator[Compared]:
    """In which source each number, date and person stands, or that none has it; and whether all stand together."""
    for detail in details(line.bare) if found else ():
        if detail.proves:
            having = next((key for key, held in found.items() if detail not in held.missing), None)
            if having:
                yield _verdict(Verdict.DETAIL_FOUND, line, having, detail.words)
            elif all(key in texts for key in line.keys):
                yield _verdict(Verdict.DETAIL_MISSING, line, next(iter(found)), detail.words)
    for key, held in found.items():
        if held.passage:
            yield _verdict(Verdict.DETAILS_FOUND, line, key, line.sentence.text, held.passage)
            return


# ---------------------------------------------------------------- what a page says of itself

_SITE_NAME = regex(r"\s+[|–—·•»:-]+\s+")


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
