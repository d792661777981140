"""What came of comparing the article with its sources, in words: for a source's entry, and for a sentence's card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scripts.english import dates
from scripts.english.differences import DiffRun
from scripts.english.numbers import in_words
from scripts.hypertext import fragment
from scripts.publication import readings
from scripts.publication.article import Article
from scripts.publication.bibliography import Source, safe_address
from scripts.publication.chapters import first_words
from scripts.publication.ledger import Claim
from scripts.publication.readings import ClaimVerdict, Verdict
from scripts.terminal import count


class Shown(NamedTuple):
    """What a source was found to say of a sentence: a label, words, and where to look, "" for nowhere.

    Those of an altered quotation that differ are the article's, which the source has not got there.
    """

    label: str
    words: Sequence[DiffRun]
    address: str
    where: str


def of_source(article: Article, source: Source) -> tuple[str, ...]:
    """What came of comparing a source with the sentences that cite it, each in a sentence; empty for never."""
    page = article.evidence.page(source)
    if page is None:
        return ()
    sentences = []
    if page.unread:
        tried = dates.shown(page.unread.on)
        sentences.append(f"Could not be read on {tried}: its page {page.unread.why.description}.")
    if page.reading:
        reading = page.reading
        sentences.append(f"Compared on {dates.shown(reading.on)}, in {reading.how.description}.")
        sentences += _metadata(source, reading)
        verdicts = [
            result for all_ in article.claim_verdicts.values() for result in all_ if result.source == source.key
        ]
        found = sum(result.verdict is Verdict.FOUND for result in verdicts)
        missed = sum(result.established for result in verdicts)
        on = in_words(readings.NIGHTS, "night")
        sentences += [f"{count(found, 'quotation')} found in it."] if found else []
        sentences += [f"{count(missed, 'quotation')} not found in it as quoted, on {on}."] if missed else []
        if reading.changed:
            sentences.append(f"The text of its page changed on {dates.shown(reading.changed)}, or shortly before.")
    return tuple(sentences)


_FIELDS = {"title": "title", "authors": "authors", "date": "date", "container": "publication"}


def _metadata(source: Source, page: readings.Reading) -> Iterator[str]:
    """What a page says of itself beside the reference: what agrees, then what differs, both shown."""
    from scripts.evidence import comparison  # only here: most articles have not been compared with their sources

    fields = comparison.metadata(source, page)
    theirs = {"title": page.title, "authors": ", ".join(page.authors), "date": page.date, "container": page.container}
    *most, last_ = [_FIELDS[name] for name, (_, same) in fields.items() if same] or [""]
    if last_:
        agreeing = f"{', '.join(most)} and {last_}" if most else last_
        yield f"Its page gives the same {agreeing} as the reference."
    for name, (ours, same) in fields.items():
        if same is False:
            there, here = dates.shown(theirs[name]), dates.shown(ours)
            yield f"Its page gives “{there}” as {_FIELDS[name]}, the reference “{here}”."


_LABELS = {
    Verdict.FOUND: ("Found in the source", "“{}”"),
    Verdict.DETAILS_FOUND: ("Found in the source", "its numbers, dates and names, in one passage"),
    Verdict.ALTERED: ("Different in the source", "“{}”"),
    Verdict.ABSENT: ("Not in the source", "“{}”"),
    Verdict.NOT_IN_PART: ("Not found in the part that could be read", "“{}”"),
    Verdict.ELSEWHERE: ("Not in the source given, but in another", "“{}”"),
}


def of_claim(article: Article, claim: Claim) -> Iterator[Shown]:
    """What the card of a sentence says of its sources: what was found in them, what not, which could not be read."""
    given = article.claim_verdicts.get(claim.id, ())
    missed = any(result.established for result in given)  # then that details are there would reassure wrongly
    for result in given:
        source, page = article.sources[result.source], article.evidence.pages[result.source]
        if not page.reading or not result.shown or (missed and result.verdict is Verdict.DETAILS_FOUND):
            continue
        label, words = _LABELS[result.verdict]
        address = page.reading.address or source.url
        said = [DiffRun(words.format(first_words(result.words)))]
        if result.verdict is Verdict.FOUND and result.once:
            address = fragment.of(address, result.words)
        elif result.verdict is Verdict.ABSENT:
            address = ""
        elif result.verdict is Verdict.ALTERED:
            quoted = list(altered(result))
            unaltered = (run.text for run in quoted if not run.differs)
            address = fragment.of(address, max(unaltered, key=len, default=""))
            shown = any(run.differs for run in quoted)  # else only its marks differ
            said = [DiffRun("“"), *quoted, DiffRun("”" if shown else f"” ({result.what_differs})")]
        where = f"{source.title}, {page.reading.how.description}, {dates.shown(result.on)}"
        yield Shown(label, said, address if safe_address(address) else "", where)
    for source in article.sources_of(claim.sources):
        tried = article.evidence.page(source)
        if tried and tried.unread:
            why = f"its page {tried.unread.why.description}"
            yield Shown("Could not be read", [DiffRun(f"{why} ({dates.shown(tried.unread.on)})")], "", source.title)


LEFT_OUT = "[words left out]"


def altered(given: ClaimVerdict) -> Iterator[DiffRun]:
    """An altered quotation, in which the words differ that its source has not got, and where it leaves out words."""
    end = 0
    for words in given.differing:
        match = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(given.words, end)
        if match:
            yield from _with_gaps(given.words[end : match.start()], given.left_out)
            yield DiffRun(match[0], differs=True)
            end = match.end()
    yield from _with_gaps(given.words[end:], given.left_out)


def _with_gaps(text: str, left_out: Iterable[str]) -> Iterator[DiffRun]:
    """Words of a quotation, with a sign between two of them that are not next to each other in the source."""
    for before, _, behind in (between.partition(" … ") for between in left_out):
        match = re.search(rf"(?<!\w){re.escape(before)}(?!\w)\W*(?<!\w)(?={re.escape(behind)})", text)
        if match:
            yield from (DiffRun(text[: match.end()]), DiffRun(LEFT_OUT, differs=True), DiffRun(" "))
            text = text[match.end() :]
    if text:
        yield DiffRun(text)
