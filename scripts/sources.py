"""Does each source still say it: what `python -m scripts sources` does, from the pages to the record."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scripts import article as articles
from scripts import comparison, dates, evidence, fix, judge, reading, rules
from scripts.article import Article
from scripts.bibliography import Source
from scripts.client import Answer
from scripts.comparison import Verdict
from scripts.evidence import Held, Page, Reading, Unread
from scripts.fetch import HONEST, Fetcher, by_host
from scripts.finding import Unreadable, unreadable
from scripts.nights import LinkState
from scripts.terminal import count, printable, progress

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
    why = "address"
    for how, address, load in _places(article, source, folder, fetcher):
        loaded = load()
        if isinstance(loaded, str):
            why = loaded
            continue
        body, kind = loaded
        page = reading.read(body, kind, address or source.url)
        if page.unread or not page.text.strip():
            why = page.unread or "no-text"
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
    shown = judge.read(Answer(source.url, source.url, 200, headers={"content-type": kind}, body=body))
    titles = (page.title, *(map(reading.on_a_line, shown.titles) if shown else ()))
    return next((title for title in titles if comparison.same_title(source.title, title, page.container)), page.title)


def whole_text(page: reading.Page) -> str:
    """What a reader sees of a page: title, authors and day, and the text."""
    return "\n".join(part for part in (page.title, *page.authors, page.date, page.text) if part)


# A body and what kind it is, or why there is none (a word of evidence.WHY).
Loaded = tuple[bytes, str] | str


def _places(
    article: Article, source: Source, folder: Path | None, fetcher: Fetcher | None
) -> Iterator[tuple[str, str, Callable[[], Loaded]]]:
    """Where a source may be read: how, at which address, and what loads it."""
    copy = article.copy_of(source)
    if fetcher and source.url:
        yield "live", source.url, lambda: _fetched(fetcher, source.url, source.title)
    if fetcher and copy:
        yield "archived", copy, lambda: _fetched(fetcher, copy, "")
    if folder:
        path = next((path for kind in KINDS if (path := folder / f"{source.key}{kind}").is_file()), None)
        if path:
            yield "saved", "", lambda: (path.read_bytes()[:SIZE], KINDS[path.suffix])


def _fetched(fetcher: Fetcher, address: str, title: str) -> Loaded:
    """A page of the web, if it is what was cited, as far as the look of `links` tells."""
    answer = fetcher.look(address)
    verdict = judge.judge(answer, title, lambda url: fetcher.once(url, HONEST))
    match verdict.state:
        case LinkState.REFUSED:
            return "wall"
        case LinkState.FAILING:
            return "fetch"
        case LinkState.SUSPECT:
            return "other-page"
        case LinkState.ALIVE:
            return answer.body, answer.headers.get("content-type", "")


def as_held(article: Article, verdicts: Iterable[Verdict]) -> Iterator[Held]:
    """The verdicts that the record keeps: those on recorded sentences that say more than that a word is there."""
    for one in verdicts:
        if one.claim and one.verdict not in ("term", "detail-found"):
            words = "" if one.verdict == "details-found" else one.words
            says = evidence.digest(article.sentence_of[one.claim].text)
            day = article.today.isoformat()
            yield Held(one.claim, one.verdict, one.source, words, says, day, one.at, one.differing)


def as_rows(article: Article, got: Mapping[str, Got], verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    """Everything that was compared, as data: how each source was read, its metadata, and each verdict."""
    rows: list[dict[str, Any]] = []
    for key, one in got.items():
        source = article.sources[key]
        unread = one.page.unread
        how = f"not-read-{unread.why}" if unread else f"read-{one.page.reading.how}" if one.page.reading else ""
        rows.append(_row("", source.place.path, source.place.line, key, how, source.title))
        if one.text and one.page.reading:
            for verdict, field, words in described(source, one.page.reading):
                rows.append(_row("", source.place.path, source.at(field).line, key, verdict, words))
    rows += [_row(v.claim, v.place.path, v.place.line, v.source, v.verdict, v.words) for v in verdicts]
    return rows


def _row(claim: str, path: str, line: int, source: str, verdict: str, words: str) -> dict[str, Any]:
    return {"claim": claim, "path": path, "line": line, "source": source, "verdict": verdict, "words": words}


def described(source: Source, page: Reading) -> Iterator[tuple[str, str, str]]:
    """What a page says of itself against references.bib: verdict, field, our words."""
    for name, (ours, same) in comparison.metadata(source, page).items():
        verdict = {True: "agrees", False: "differs", None: "not-stated"}[same]
        yield f"{name}-{verdict}", "author" if name == "authors" else name, ours
    if len(page.date) > len(source.date) and comparison.same_day(source.date, page.date):
        yield "date-more-precise", "date", source.date


def _gone(article: Article) -> Iterator[str]:
    """The quotations that stood in their source once and do not any more."""
    for held in evidence.gone(article.evidence):
        place = article.sentence_of[held.claim].place
        nights = f"missed on {count(len(held.nights), 'night')}"
        yield (
            f"{place.path}:{place.line}: {held.words!r} stood in {held.source} until {held.found}, and does not any"
            f" more ({nights}, and {evidence.NIGHTS} count)"
        )


def _differences(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """What an altered quotation reads like in its source; for a terminal alone, since it is the source's text."""
    for one in verdicts:
        if one.difference:
            there, _, here = one.difference.rpartition("\n")  # a passage may have several lines, a sentence has one
            yield f"{one.place.path}:{one.place.line}: {one.source}\n  {printable(there)}\n  {printable(here)}"


_PROPOSED = {
    "quotation-proposed": "{words!r} stands in {source}; cite it, if that is where it comes from",
    "detail-missing": "{words!r} was not found in {source}; look it up there",
}


def _for_editors(article: Article, got: Mapping[str, Got], verdicts: Iterable[Verdict]) -> Iterator[str]:
    """What an editor may want to look at, and what is no finding."""
    for one in verdicts:
        if one.verdict in _PROPOSED:
            words = _PROPOSED[one.verdict].format(words=one.words, source=one.source)
            yield f"{one.place.path}:{one.place.line}: {words}"
    for key, one_got in got.items():
        source, page = article.sources[key], one_got.page
        where = f"{source.place.path}:{source.place.line}: {key}"
        if page.unread:
            yield f"{where}: was not read: its page {evidence.WHY[page.unread.why]}"
        elif page.reading:
            names = {verdict: words for verdict, _, words in described(source, page.reading)}
            if "authors-differs" in names:
                theirs = ", ".join(page.reading.authors)
                yield f"{where}: author {names['authors-differs']!r}, but its page names {theirs!r}"
            if "container-differs" in names:
                yield f"{where}: in {source.container!r}, but its page says {page.reading.container!r}"
            if "date-more-precise" in names:
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


def _summary(article: Article, texts: Mapping[str, str], verdicts: Iterable[Verdict]) -> str:
    """One line that says what was read and compared."""
    found = [one.verdict for one in verdicts]
    quoted = [
        verdict
        for verdict in found
        if verdict.startswith("quotation-") and verdict not in ("quotation-proposed", "quotation-unread")
    ]
    return (
        f"{len(texts)} of {count(len(article.sources), 'source')} read; "
        f"{count(len(quoted), 'quotation')} compared: {quoted.count('quotation-found')} found, "
        f"{quoted.count('quotation-altered')} altered, {quoted.count('quotation-absent')} absent, "
        f"{quoted.count('quotation-elsewhere')} elsewhere; "
        f"{found.count('detail-found')} of {found.count('detail-found') + found.count('detail-missing')} details found."
    )
