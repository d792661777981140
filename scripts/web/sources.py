"""The pages behind the sources: read live, else from an archive, else from a saved copy; and what goes on record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from scripts import fault
from scripts.evidence import comparison
from scripts.evidence import page as pages
from scripts.evidence.comparison import Asked, Compared, Seen
from scripts.hypertext import glimpse
from scripts.hypertext.unread import Why
from scripts.publication import readings
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.nights import LinkState
from scripts.publication.readings import ClaimVerdict, How, LastRead, Reading, Unread, Verdict
from scripts.web import child, judge
from scripts.web.fetch import HONEST, Fetcher, by_host

# Bytes of a page that are read. The text of a long report in PDF stands in some megabytes.
SIZE = 16 * 1024 * 1024

# The kinds of saved copy, the first that is there taken.
KINDS = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain; charset=utf-8", ".pdf": "application/pdf"}


class Got(NamedTuple):
    """A source as it was read, or not: what goes into the record, and what it has to say of what was asked.

    Its main text, its bytes and the kind of these (as a file's name ends) are there where they were wanted.
    """

    page: LastRead
    seen: Seen | None = None
    text: str = ""
    body: bytes = b""
    suffix: str = ""


def read_all(
    article: Article,
    folder: Path | None,
    offline: bool,
    allow_private: bool,
    what: Asked,
    shown: Callable[[int, int], None] = lambda done, of: None,
    keep: Callable[[Got], None] | None = None,
) -> dict[str, Got]:
    """Each source of the bibliography, from the live page, else its archived copy, else a saved copy in the folder.

    `keep` is handed each page with its text and its bytes as soon as it was read.
    """
    fetcher = None if offline else Fetcher(allow_private=allow_private, size=SIZE)

    def read_one(source: Source) -> Got:
        try:
            got = read_source(article, source, folder, fetcher, what, whole=keep is not None)
        except Exception as error:  # whatever goes wrong with one source is that source's state, and no other's
            trace = fault.trace(error)
            if trace:
                fault.report(trace)
            return Got(
                LastRead(source.url, unread=Unread(Why.FAULT if trace else Why.FETCH, article.today.isoformat()))
            )
        if keep and got.body:
            keep(got)
        return got._replace(text="", body=b"")

    sources = list(article.sources.values())
    return dict(zip(article.sources, by_host(sources, lambda s: s.url, read_one, shown), strict=True))


def read_source(
    article: Article,
    source: Source,
    folder: Path | None,
    fetcher: Fetcher | None,
    what: Asked | None = None,
    *,
    whole: bool = False,
) -> Got:
    """One source, from the first place at which it can be read; `whole` asks for its text and its bytes too."""
    why = Why.ADDRESS
    for how, address, load in _places(article, source, folder, fetcher):
        loaded = load()
        if isinstance(loaded, Why):
            why = loaded
            continue
        body, kind = loaded
        asked = (source.key, source.title, source.date, body, kind, address or source.url, article.base_language, whole)
        looked = child.read(pages.look, *asked, given=what or pages.NOTHING, seconds=child.LONG)
        if isinstance(looked, child.NoReading):
            why = looked.why
            continue
        page = looked.page
        if not looked.seen:
            why = page.unread or Why.NO_TEXT
            continue
        stated = (page.title, page.authors, page.date, page.container)
        digest, today = readings.digest(body), article.today.isoformat()
        read = Reading(how, address, today, page.extractor, digest, looked.digest, *stated)
        kept = (looked.text, body, _suffix(body, kind)) if whole else ()
        return Got(LastRead(source.url, read), looked.seen, *kept)
    return Got(LastRead(source.url, unread=Unread(why, article.today.isoformat())))


def _suffix(body: bytes, kind: str) -> str:
    """How the name of a file with a page ends, by its bytes and what they were said to be."""
    if b"%PDF-" in body[:1024]:
        return ".pdf"
    return ".html" if glimpse.is_page(body, kind) else ".txt"


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
    match verdict.state:
        case LinkState.REFUSED:
            return Why.WALL
        case LinkState.FAILING | LinkState.UNSURE:
            return Why.FETCH
        case LinkState.SUSPECT:
            return Why.OTHER_PAGE
        case LinkState.ALIVE | LinkState.ANCHOR_GONE | LinkState.TEXT_GONE:
            return answer.body, answer.headers.get("content-type", "")


# What the record does not keep: what says no more than that a word is there, and what is told of pages of a PDF.
_NOT_KEPT = (Verdict.TERM, Verdict.DETAIL_FOUND, Verdict.PAGE_DIFFERS, Verdict.PAGE_UNSURE)


def as_kept(article: Article, verdicts: Iterable[Compared], read: Collection[str]) -> Iterator[ClaimVerdict]:
    """The verdicts that the record keeps: those on recorded sentences, but for some.

    Of a sentence and a source that it cites, of those that were `read`, by key, it keeps at least that nothing matched.
    """
    day, known = article.today.isoformat(), set[tuple[str, str]]()
    for one in verdicts:
        if one.claim and one.verdict not in _NOT_KEPT:
            words = "" if one.verdict is Verdict.DETAILS_FOUND else one.words
            says = readings.digest(article.sentence_of[one.claim].text)
            known.add((one.claim, one.source))
            what = (one.differing, one.left_out, one.marks, one.once)
            yield ClaimVerdict(one.claim, one.verdict, one.source, words, says, day, one.at, *what)
    for sentence, claim in article.recorded():
        for key in dict.fromkeys(claim.sources):
            if key in read and (claim.id, key) not in known:
                yield ClaimVerdict(claim.id, Verdict.NO_MATCH, key, "", readings.digest(sentence.text), day)


def as_rows(article: Article, got: Mapping[str, Got], verdicts: Iterable[Compared]) -> list[dict[str, Any]]:
    """Everything that was compared, as data: how each source was read, its metadata, and each verdict."""
    rows: list[dict[str, Any]] = []
    for key, one in got.items():
        source = article.sources[key]
        unread = one.page.unread
        how = f"not-read-{unread.why}" if unread else f"read-{one.page.reading.how}" if one.page.reading else ""
        rows.append(_row("", source.place.path, source.place.line, key, how, source.title))
        if one.seen and one.page.reading:
            for said in described(source, one.page.reading):
                verdict = f"{said.what}-{said.likeness}"
                line = source.at("author" if said.what == "authors" else said.what).line
                rows.append(_row("", source.place.path, line, key, verdict, said.ours))
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


def described(source: Source, page: Reading) -> Iterator[Described]:
    """What a page says of itself against references.bib."""
    likenesses = {True: Likeness.AGREES, False: Likeness.DIFFERS, None: Likeness.NOT_STATED}
    for name, (ours, same) in comparison.metadata(source, page).items():
        yield Described(name, likenesses[same], ours)
    if len(page.date) > len(source.date) and comparison.same_day(source.date, page.date):
        yield Described("date", Likeness.MORE_PRECISE, source.date)
