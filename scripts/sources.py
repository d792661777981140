"""Does each source still say it: what `python -m scripts sources` does, from the pages to the record."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from scripts import article as articles
from scripts import comparison, dates, evidence, fix, judge, reading, rules
from scripts.article import Article
from scripts.bibliography import Source
from scripts.comparison import Compared
from scripts.evidence import Held, How, Page, Reading, Unread, Verdict
from scripts.fetch import HONEST, Answer, Fetcher, by_host
from scripts.finding import Unreadable, unreadable
from scripts.terminal import count, printable, progress
from scripts.unread import Why

CLEAN, FOUND, CANNOT_CHECK = 0, 1, 2

# Bytes of a page that are read. The text of a long report in PDF stands in some megabytes.
SIZE = 16 * 1024 * 1024

# The kinds of saved copy, the first that is there taken.
KINDS = {
    ".html": "text/html",
    ".htm": "text/html",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
}


class Got(NamedTuple):
    """A source as it was read, or not: what goes into the record, and its text, which doesn't."""

    page: Page
    text: str = ""


def run(arguments: argparse.Namespace) -> int:
    """Read the sources, compare, write the record, and say what was found."""
    today = dates.today(arguments.now)
    article = articles.read(arguments.root, today)
    if article.problems:
        raise Unreadable(article.problems)
    if arguments.pages and not arguments.pages.is_dir():
        raise unreadable(arguments.pages.as_posix(), 1, "is no folder; give the folder of the saved pages")
    fix.folders_there(arguments.json)
    with progress("Reading sources") as shown:
        got = read_all(article, arguments.pages, arguments.offline, arguments.allow_private, shown)
    texts = {key: one.text for key, one in got.items() if one.text}
    verdicts = comparison.compare(article, texts)
    pages = {key: one.page for key, one in got.items()}
    cited = {claim.id: claim.sources for _, claim in article.recorded() if claim.sources}
    cited |= {claim.id: () for _, claim in article.recorded() if not claim.sources}
    before = article.evidence
    now = evidence.remember(before, pages, as_held(article, verdicts), cited, today.isoformat())
    fix.replace(arguments.root / evidence.PATH, evidence.write(now))
    if arguments.json:
        rows = as_rows(article, got, verdicts)
        fix.replace(arguments.json, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    article = dataclasses.replace(article, evidence=now)
    told = list(_gone(article))
    findings = [f for f in rules.check(article, without=_OTHERS) if rules.RULES[f.rule].family == "evidence"]
    left = rules.unanswered(article, findings)
    told += map(str, left)
    told += _differences(verdicts) if sys.stdout.isatty() else []
    told += _for_editors(article, got, verdicts)
    sys.stdout.writelines(f"{line}\n" for line in told)
    sys.stderr.write(_summary(article, texts, verdicts) + "\n")
    if not texts:
        sys.stderr.write("No source could be read, so nothing was compared.\n")
        return CANNOT_CHECK
    return FOUND if left else CLEAN


_OTHERS = frozenset(rules.FAMILIES) - {"evidence"}


def read_all(
    article: Article,
    folder: Path | None,
    offline: bool,
    allow_private: bool,
    shown: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, Got]:
    """Each source of the bibliography, from the live page, else its archived copy, else a saved copy in the folder."""
    fetcher = None if offline else Fetcher(allow_private=allow_private, size=SIZE)

    def read_one(source: Source) -> Got:
        return read_source(article, source, folder, fetcher)

    sources = list(article.sources.values())
    return dict(zip(article.sources, by_host(sources, lambda s: s.url, read_one, shown), strict=True))


def read_source(article: Article, source: Source, folder: Path | None, fetcher: Fetcher | None) -> Got:
    """One source, from the first place at which it can be read."""
    why = Why.ADDRESS
    for how, address, load in _places(article, source, folder, fetcher):
        loaded = load()
        if isinstance(loaded, Why):
            why = loaded
            continue
        body, kind = loaded
        page = reading.read(body, kind, address or source.url)
        if page.unread or not page.text.strip():
            why = page.unread or Why.NO_TEXT
            continue
        text = whole_text(page)
        read = Reading(
            how,
            address,
            article.today.isoformat(),
            page.extractor,
            evidence.digest(body),
            evidence.digest(text),
            _title(source, page, body, kind),
            page.authors,
            page.date,
            page.container,
        )
        return Got(Page(source.url, read), text)
    return Got(Page(source.url, unread=Unread(why, article.today.isoformat())))


def _title(source: Source, page: reading.Page, body: bytes, kind: str) -> str:
    """The page's title: of several (its headline, the one for sharing) the one that is cited, if it is among them."""
    shown = judge.read(Answer(source.url, source.url, 200, "", (), {"content-type": kind}, body))
    titles = (page.title, *(map(reading.on_a_line, shown.titles) if shown else ()))
    return next((title for title in titles if comparison.same_title(source.title, title, page.container)), page.title)


def whole_text(page: reading.Page) -> str:
    """What a reader sees of a page: title, authors and day, and the text."""
    return "\n".join(part for part in (page.title, *page.authors, page.date, page.text) if part)


# A body and what kind it is, or why there is none.
Loaded = tuple[bytes, str] | Why


def _places(
    article: Article, source: Source, folder: Path | None, fetcher: Fetcher | None
) -> Iterator[tuple[How, str, Callable[[], Loaded]]]:
    """Where a source may be read: how, at which address, and what loads it."""
    copy = article.copy_of(source)
    if fetcher and source.url:
        yield How.LIVE, source.url, lambda: _fetched(fetcher, source.url, source.title)
    if fetcher and copy:
        yield How.ARCHIVED, copy, lambda: _fetched(fetcher, copy, "")
    if folder:
        path = next((path for kind in KINDS if (path := folder / f"{source.key}{kind}").is_file()), None)
        if path:
            yield How.SAVED, "", lambda: (path.read_bytes()[:SIZE], KINDS[path.suffix])


def _fetched(fetcher: Fetcher, address: str, title: str) -> Loaded:
    """A page of the web, if it is what was cited, as far as the look of `links` tells."""
    answer = fetcher.look(address)
    verdict = judge.judge(answer, title, lambda url: fetcher.once(url, HONEST))
    if verdict.state == "refused":
        return Why.WALL
    if verdict.state != "alive":
        return Why.FETCH if verdict.state == "failing" else Why.OTHER_PAGE
    return answer.body, answer.headers.get("content-type", "")


def as_held(article: Article, verdicts: Iterable[Compared]) -> Iterator[Held]:
    """The verdicts that the record keeps: those on recorded sentences that say more than that a word is there."""
    for one in verdicts:
        if one.claim and one.verdict not in (Verdict.TERM, Verdict.DETAIL_FOUND):
            words = "" if one.verdict is Verdict.DETAILS_FOUND else one.words
            says = evidence.digest(article.sentence_of[one.claim].text)
            day = article.today.isoformat()
            yield Held(one.claim, one.verdict, one.source, words, says, day, one.at, one.differing)


def as_rows(article: Article, got: Mapping[str, Got], verdicts: Iterable[Compared]) -> list[dict[str, Any]]:
    """Everything that was compared, as data: how each source was read, its metadata, and each verdict."""
    rows: list[dict[str, Any]] = []
    for key, one in got.items():
        source = article.sources[key]
        unread = one.page.unread
        how = f"not-read-{unread.why}" if unread else f"read-{one.page.reading.how}" if one.page.reading else ""
        rows.append(_row("", source.place.path, source.place.line, key, how, source.title))
        if one.text and one.page.reading:
            for said in described(source, one.page.reading):
                verdict = f"{said.what}-{said.likeness}"
                rows.append(_row("", source.place.path, source.at(_FIELD[said.what]).line, key, verdict, said.ours))
    rows += [_row(v.claim, v.place.path, v.place.line, v.source, v.verdict, v.words) for v in verdicts]
    return rows


def _row(claim: str, path: str, line: int, source: str, verdict: str, words: str) -> dict[str, Any]:
    return {"claim": claim, "path": path, "line": line, "source": source, "verdict": verdict, "words": words}


class Likeness(StrEnum):
    """How what a page says of itself goes with what references.bib says of it."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_STATED = "not-stated"
    MORE_PRECISE = "more-precise"


class Described(NamedTuple):
    """Title, authors, date or container of a page, and of its entry: what goes how with what we have."""

    what: comparison.MetadataField
    likeness: Likeness
    ours: str


# The field of references.bib in which an entry has each.
_FIELD: Mapping[comparison.MetadataField, str] = {
    "title": "title",
    "authors": "author",
    "date": "date",
    "container": "container",
}


def described(source: Source, page: Reading) -> Iterator[Described]:
    """What a page says of itself against references.bib."""
    likenesses = {True: Likeness.AGREES, False: Likeness.DIFFERS, None: Likeness.NOT_STATED}
    for name, (ours, same) in comparison.metadata(source, page).items():
        yield Described(name, likenesses[same], ours)
    if len(page.date) > len(source.date) and comparison.same_day(source.date, page.date):
        yield Described("date", Likeness.MORE_PRECISE, source.date)


def _gone(article: Article) -> Iterator[str]:
    """The quotations that stood in their source once and do not any more."""
    for held in evidence.gone(article.evidence):
        place = article.sentence_of[held.claim].place
        nights = f"missed on {count(len(held.nights), 'night')}"
        yield (
            f"{place.path}:{place.line}: {held.words!r} stood in {held.source} until {held.found}, and does not any"
            f" more ({nights}, and {evidence.NIGHTS} count)"
        )


def _differences(verdicts: Iterable[Compared]) -> Iterator[str]:
    """What an altered quotation reads like in its source; for a terminal alone, since it is the source's text."""
    for one in verdicts:
        if one.difference:
            there, _, here = one.difference.rpartition("\n")  # a passage may have several lines, a sentence has one
            yield f"{one.place.path}:{one.place.line}: {one.source}\n  {printable(there)}\n  {printable(here)}"


_PROPOSED = {
    Verdict.PROPOSED: "{words!r} stands in {source}; cite it, if that is where it comes from",
    Verdict.DETAIL_MISSING: "{words!r} was not found in {source}; look it up there",
}


def _for_editors(article: Article, got: Mapping[str, Got], verdicts: Iterable[Compared]) -> Iterator[str]:
    """What an editor may want to look at, and what is no finding."""
    for one in verdicts:
        if one.verdict in _PROPOSED:
            words = _PROPOSED[one.verdict].format(words=one.words, source=one.source)
            yield f"{one.place.path}:{one.place.line}: {words}"
    for key, one_got in got.items():
        source, page = article.sources[key], one_got.page
        where = f"{source.place.path}:{source.place.line}: {key}"
        if page.unread:
            yield f"{where}: was not read: its page {page.unread.why.told}"
        elif page.reading:
            said = {(what, likeness): ours for what, likeness, ours in described(source, page.reading)}
            if ("authors", Likeness.DIFFERS) in said:
                ours, theirs = said["authors", Likeness.DIFFERS], ", ".join(page.reading.authors)
                yield f"{where}: author {ours!r}, but its page names {theirs!r}"
            if ("container", Likeness.DIFFERS) in said:
                yield f"{where}: in {source.container!r}, but its page says {page.reading.container!r}"
            if ("date", Likeness.MORE_PRECISE) in said:
                yield f"{where}: date {source.date!r}; its page has {page.reading.date!r}, which is more precise"
            recorded = article.evidence.pages[key].reading
            if recorded and recorded.changed == article.today.isoformat() and not _missed(article, key):
                yield f"{where}: its page has changed since it was last read; all that is quoted from it still stands"


def _missed(article: Article, key: str) -> bool:
    return any(
        held.source == key and held.verdict in evidence.MISSED
        for all_ in article.evidence.verdicts.values()
        for held in all_
    )


def _summary(article: Article, texts: Mapping[str, str], verdicts: Iterable[Compared]) -> str:
    """One line that says what was read and compared."""
    number = Counter(one.verdict for one in verdicts)
    quoted = sum(number[verdict] for verdict in (Verdict.FOUND, *evidence.MISSED))
    details = number[Verdict.DETAIL_FOUND] + number[Verdict.DETAIL_MISSING]
    return (
        f"{len(texts)} of {count(len(article.sources), 'source')} read; "
        f"{count(quoted, 'quotation')} compared: {number[Verdict.FOUND]} found, "
        f"{number[Verdict.ALTERED]} altered, {number[Verdict.ABSENT]} absent, {number[Verdict.ELSEWHERE]} elsewhere; "
        f"{number[Verdict.DETAIL_FOUND]} of {details} details found."
    )
