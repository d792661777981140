"""python -m scripts sources: does each source still say it; from the pages to the record."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from scripts import files, rules
from scripts.commands import kept, options
from scripts.english import dates, differences, quoting
from scripts.evidence import comparison
from scripts.evidence.around import qualifies
from scripts.evidence.comparison import Compared
from scripts.finding import unreadable
from scripts.publication import readings, works
from scripts.publication.article import Article
from scripts.publication.chapters import first_words
from scripts.publication.readings import Verdict
from scripts.states import works as said_of_works
from scripts.terminal import count, printable, progress
from scripts.web import registries, sources
from scripts.web.sources import Got, Likeness

DESCRIPTION = (
    "Read the page behind each source (live, else its archived copy, else a saved one), compare it "
    "with the sentences that cite it, and write record/sources.json; ask doi.org, Crossref and Open Library for each "
    "DOI, arXiv number and ISBN, and write record/works.json. Environment: CONTACT, an address of e-mail, with which "
    "registries let themselves be asked faster; DOI_URL, CROSSREF_URL, OPEN_LIBRARY_URL, others in their place. "
    "Exit 0: nothing to mend; 1: something is; 2: no source could be read. OUT of --json is a "
    "list of {claim, path, line, source, verdict, words}: one for each "
    "source (read-live, read-archived, read-saved, or not-read- and why), one for each piece of its metadata "
    "(title, authors, date, container: -agrees, -differs, -not-stated; date-more-precise), and one for each "
    "quotation (quotation-found, -altered, -absent, -not-in-part, -elsewhere, -unread, -proposed; term; of a PDF "
    "page-differs, -unsure), detail (detail-found, "
    "detail-missing; details-found where all stand together), run of words in common (unmarked-reuse, "
    "better-source), denial, fall for a rise, before for after (polarity-differs), speaker (speaker-differs) and "
    "number of a work (number-agrees, -partly, -unsure, -another-work, -unknown, -unlisted, -retracted, -concern, "
    "-corrected, -not-asked, -down). "
    "words are the article's own."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    options.saved_pages(parser)
    options.now(parser)
    options.allow_private(parser)
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="DIR",
        help="keep each page as it was read, and say what of a page that is kept there has changed",
    )
    parser.add_argument(
        "--diff", type=Path, metavar="OUT", help="write quotations beside their sources, word by word, as HTML"
    )
    parser.add_argument("--json", type=Path, metavar="OUT", help="write everything that was compared, as data")


def run(arguments: argparse.Namespace) -> int:
    """Read the sources, compare, write the record, and say what was found."""
    today = dates.today(arguments.now)
    article = options.sound_article(arguments.root, today)
    if arguments.pages and not arguments.pages.is_dir():
        raise unreadable(arguments.pages.as_posix(), 1, "is no folder; give the folder of the saved pages")
    files.make_folders(arguments.json, arguments.diff)
    if arguments.diff:
        kept.private(arguments.root, arguments.diff)
    if arguments.keep:
        kept.make(arguments.root, arguments.keep)
    keep = partial(kept.keep, arguments.keep) if arguments.keep else None
    what = comparison.asked(article)
    with progress("Reading sources") as shown:
        got = sources.read_all(article, arguments.pages, arguments.offline, arguments.allow_private, what, shown, keep)
    known = article.works
    if not arguments.offline:
        asked = registries.Registries(today, os.environ, allow_private=arguments.allow_private)
        with progress("Asking registries") as shown:
            tonight = registries.ask_all(article.sources.values(), asked, shown)
        known = works.remember(known, tonight)
    if known or article.works:
        files.replace(arguments.root / works.PATH, works.write(known))
    seen = {key: one.seen for key, one in got.items() if one.seen}
    verdicts = comparison.verdicts(what, seen)
    pages = {key: one.page for key, one in got.items()}
    cited = {claim.id: claim.sources for _, claim in article.recorded()}
    before = article.evidence
    now = readings.remember(before, pages, sources.as_kept(article, verdicts, seen), cited, today.isoformat())
    files.replace(arguments.root / readings.PATH, readings.write(now))
    if arguments.json:
        rows = sources.as_rows(article, got, verdicts) + list(_rows_of_numbers(article, known))
        files.replace(arguments.json, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    if arguments.diff:
        from scripts.website import side_by_side  # only here: a night makes no page

        files.replace(arguments.diff, side_by_side.page(article, verdicts))
    article = dataclasses.replace(article, evidence=now, works=known)
    lines = list(_gone(article))
    lines += kept.changed(arguments.keep, article, before, now) if arguments.keep else []
    findings = [f for f in rules.check(article, without=_OTHERS) if rules.RULES[f.rule].family == "evidence"]
    left = rules.unanswered(article, findings)
    lines += map(str, left)
    lines += _differences(verdicts) if sys.stdout.isatty() else []
    lines += _for_editors(article, got, verdicts)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    numbers = [work for source in article.sources.values() for work in article.works_of(source)]
    sys.stderr.writelines(f"{line}\n" for line in _of_numbers(numbers))
    sys.stderr.write(_summary(article, len(seen), verdicts) + "\n")
    if not seen and not any(work.answered for work in numbers):
        sys.stderr.write("No source could be read, so nothing was compared.\n")
        return options.CANNOT_RUN
    return options.FOUND if left else options.CLEAN


_OTHERS = frozenset(rules.FAMILIES) - {"evidence"}


def _gone(article: Article) -> Iterator[str]:
    """The quotations that stood in their source once and do not any more."""
    for given in readings.gone(article.evidence):
        place = article.sentence_of[given.claim].place
        message = f"{given.words!r} stood in {given.source} until {given.found}, and does not any more"
        nights = f"missed on {count(len(given.nights), 'night')}, and {readings.NIGHTS} count"
        yield f"{place}: {message} ({nights})"


def _differences(verdicts: Iterable[Compared]) -> Iterator[str]:
    """What an altered quotation reads like in its source, word by word, with the sentences around it.

    It is for a terminal alone, since it is the source's text.
    """
    for one in verdicts:
        if one.around and one.verdict is Verdict.ALTERED:
            yield f"{one.place}: {one.source} ([-here-] {{+there+}})"
            there = one.around.words
            both = differences.marked(differences.as_begun(quoting.normal(one.words), there), there)
            own = f"{one.around.begins}{both}{one.around.ends}"
            yield from (f"  {printable(line)}" for line in (one.around.before, own, one.around.after) if line)


_PROPOSED = {
    Verdict.PROPOSED: "{words!r} stands in {source}; cite it, if that is where it comes from",
    Verdict.NOT_IN_PART: "{words!r} was not found in the part of {source} that could be read; look it up there",
    Verdict.DETAIL_MISSING: "{words!r} was not found in {source}; look it up there",
}


def _for_editors(article: Article, got: Mapping[str, Got], verdicts: Iterable[Compared]) -> Iterator[str]:
    """What an editor may want to look at, and what is no finding."""
    for one in verdicts:
        if one.verdict in _PROPOSED:
            words = _PROPOSED[one.verdict].format(words=one.words, source=one.source)
            yield f"{one.place}: {words}"
        elif one.on:
            there, quoted = " and ".join(one.on.there), first_words(one.words, rules.evidence.SHOWN)
            message = f"where {one.on.cited!r} is cited, {quoted!r} stands on page {there} of {one.source}"
            unsure = ", counted from the first sheet, since nothing numbers them; look it up"
            yield f"{one.place}: {message}{'' if one.on.sure else unsure}"
        elif one.verdict is Verdict.FOUND and one.around and (word := qualifies(one.around.ends)):
            message = (
                f"{first_words(one.words, rules.evidence.SHOWN)!r} stops where its sentence in {one.source} goes on"
            )
            yield f"{one.place}: {message} with {word!r}; see whether that qualifies it"
    for key, one_got in got.items():
        source, page = article.sources[key], one_got.page
        where = f"{source.place}: {key}"
        yield from (f"{where}: {line}" for line in said_of_works.for_editors(article.works_of(source)))
        if page.unread:
            yield f"{where}: was not read: its page {page.unread.why.description}"
        elif page.reading:
            said = {(what, likeness): ours for what, likeness, ours in sources.described(source, page.reading)}
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
    every = (given for all_ in article.evidence.verdicts.values() for given in all_)
    return any(given.source == key and given.verdict in readings.MISSED for given in every)


def _rows_of_numbers(article: Article, known: works.Works) -> Iterator[dict[str, Any]]:
    for source in article.sources.values():
        for work in works.current(known, source):
            place = {"claim": "", "path": source.place.path, "line": source.place.line, "source": source.key}
            yield place | {"verdict": f"number-{work.verdict}", "words": str(work.number)}


def _of_numbers(numbers: Sequence[works.RecordedNumber]) -> Iterator[str]:
    """What the registries said, by how many numbers, and which of them gave no answer."""
    if numbers:
        found = Counter(work.verdict for work in numbers)
        each = ", ".join(f"{found[verdict]} {verdict}" for verdict in works.NumberVerdict if found[verdict])
        yield f"{count(len(numbers), 'number')} of works: {each}."
    yield from said_of_works.not_answered(numbers)


def _summary(article: Article, read: int, verdicts: Iterable[Compared]) -> str:
    """One line that says what was read and compared."""
    number = Counter(one.verdict for one in verdicts)
    quoted = sum(number[verdict] for verdict in (Verdict.FOUND, *readings.MISSED))
    details = number[Verdict.DETAIL_FOUND] + number[Verdict.DETAIL_MISSING]
    return (
        f"{read} of {count(len(article.sources), 'source')} read; "
        f"{count(quoted, 'quotation')} compared: {number[Verdict.FOUND]} found, "
        f"{number[Verdict.ALTERED]} altered, {number[Verdict.ABSENT]} absent, {number[Verdict.ELSEWHERE]} elsewhere; "
        f"{number[Verdict.DETAIL_FOUND]} of {details} details found."
    )
