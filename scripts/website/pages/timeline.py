"""The Timeline page: the dated facts of the ledger, and the days on which the sources came out, in order."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from scripts.english.dates import Days, days, shown
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.states import support
from scripts.website import style
from scripts.website.generated import GeneratedPage, SearchEntry

# The picture has a column a date. More than these leave no room for words on a wide screen, so that a
# longer timeline is a list alone.
MOST_COLUMNS = 16

# Units of the picture; it is shown at its own size or smaller.
WIDTH, LINE, AXIS = 1200, 15, 26
_LETTER = 6.6  # the mean width of a letter of the small print


class Mention(NamedTuple):
    """A sentence that gives the date of a fact, or reckons with it, in these `words`; or that cites a source.

    `note` is the label of the mark that cites it.
    """

    text: str
    address: str
    chapter: str
    sources: tuple[Source, ...]
    words: str = ""
    note: str = ""


class Event(NamedTuple):
    """A dated fact of the ledger, or the publication of a source.

    `name` is its anchor, `when` its date as readers see it and `iso` as the record has it (its first
    day, if it lasted). `source` is the one that came out, None for a fact; `origin` says where the
    date is from.
    """

    name: str
    days: Days
    when: str
    iso: str
    what: str
    source: Source | None
    origin: str
    mentions: tuple[Mention, ...]


class PictureLabel(NamedTuple):
    """A label in the picture: where it leads, its lines, and the height of the first."""

    event: Event
    lines: tuple[str, ...]
    y: int


class Column(NamedTuple):
    """A date in the picture, and how many whole years passed since the one before it."""

    x: float
    when: tuple[str, ...]
    gap: int
    above: tuple[PictureLabel, ...]
    below: tuple[PictureLabel, ...]


class Picture(NamedTuple):
    """The timeline as a picture: `axis` is the height of the line, `step` the width of a column."""

    height: int
    axis: int
    step: float
    columns: tuple[Column, ...]


def events(article: Article) -> list[Event]:
    """Every event, by its first day; of those that begin together, the longest first.

    One of which no first day is known comes after all that it may have come after.
    """
    dating: dict[str, list[Mention]] = {}
    citing: dict[str, list[Mention]] = {}
    notes = {(key, one.place): one.call.label for key, all_ in article.citing.items() for one in all_}
    for recorded in support.claims(article):
        claim, chapter = recorded.claim, recorded.chapter
        sources = tuple(article.sources_of(claim.sources))
        mention = Mention(recorded.sentence.text, f"../{chapter.url}#{claim.id}", chapter.title, sources)
        for expected in claim.expects:
            for name in expected.of:
                dating.setdefault(name, []).append(mention._replace(words=expected.words))
        for key in claim.sources:
            note = notes.get((key, recorded.sentence.place), "")
            citing.setdefault(key, []).append(mention._replace(note=note))
    found = [*_facts(article, dating), *_publications(article, citing)]
    return sorted(found, key=_order)


def _order(event: Event) -> tuple[date, int, int, bool]:
    earliest, latest = days(event.iso) or event.days  # on which it began
    return latest, -earliest.toordinal(), -event.days[1].toordinal(), bool(event.source)


def names(article: Article) -> Iterator[str]:
    """The names of all events, without the events."""
    return (event.name for event in (*_facts(article, {}), *_publications(article, {})))


def _facts(article: Article, mentions: dict[str, list[Mention]]) -> Iterator[Event]:
    for fact in article.facts.values():
        first, last = days(fact.date), days(fact.until or fact.date)
        if first and last:
            when = f"{shown(fact.date)} to {shown(fact.until)}" if fact.until else shown(fact.date)
            what = fact.what[0].upper() + fact.what[1:]
            dating = tuple(mentions.get(fact.id, ()))
            yield Event(f"fact-{fact.id}", (first[0], last[1]), when, fact.date, what, None, fact.source, dating)


def _publications(article: Article, mentions: dict[str, list[Mention]]) -> Iterator[Event]:
    noted = article.noted
    for source in article.sources.values():
        known = days(source.date)
        if known:
            what = source.container or source.title
            origin = "The article’s own note gives this date." if source.key in noted else "The editors give this date."
            when = "".join(style.dated(source, "date")) + (", day not given" if known[0] != known[1] else "")
            name, citing = f"source-{source.key}", tuple(mentions.get(source.key, ()))
            yield Event(name, known, when, source.date, what, source, origin, citing)


def picture(found: Sequence[Event]) -> Picture | None:
    """The same as a picture, facts above a line and sources below it; None where it would hold too much."""
    stops = [list(group) for _, group in groupby(found, key=lambda event: event.when)]
    if not 1 < len(stops) <= MOST_COLUMNS:
        return None
    step = WIDTH / len(stops)
    wrap = textwrap.TextWrapper(width=int(step / _LETTER) - 1, break_on_hyphens=False)
    lines = {event.name: tuple(wrap.wrap(event.what)) for event in found}
    axis = AXIS + LINE * max(_height(stop, lines, of_sources=False) for stop in stops)
    dates = [tuple(wrap.wrap(stop[0].when)) for stop in stops]
    under = axis + AXIS + LINE * max(len(date) for date in dates)
    columns: list[Column] = []
    for i, stop in enumerate(stops):
        gap = _years(stops[i - 1][0], stop[0]) if i else 0
        top = axis - AXIS - LINE * _height(stop, lines, of_sources=False)
        above = _stacked([event for event in stop if not event.source], lines, top)
        below = _stacked([event for event in stop if event.source], lines, under)
        columns.append(Column(step * (i + 0.5), dates[i], gap, above, below))
    height = under + LINE * max(_height(stop, lines, of_sources=True) for stop in stops) + LINE
    return Picture(height, axis, step, tuple(columns))


def _height(stop: Sequence[Event], lines: dict[str, tuple[str, ...]], *, of_sources: bool) -> int:
    """How many lines the labels of a column take on one side, one empty line between two."""
    taken = [len(lines[event.name]) + 1 for event in stop if bool(event.source) == of_sources]
    return max(0, sum(taken) - 1)


def _stacked(stop: Sequence[Event], lines: dict[str, tuple[str, ...]], top: int) -> tuple[PictureLabel, ...]:
    result = []
    for event in stop:
        result.append(PictureLabel(event, lines[event.name], top + LINE))
        top += LINE * (len(lines[event.name]) + 1)
    return tuple(result)


def _years(before: Event, after: Event) -> int:
    """The whole years from the end of one event to the beginning of a later one.

    Where that depends on days that are not known, as of a year alone, it is what one year less the other comes to.
    """
    known = days(before.iso) or before.days  # on which it began; of one that lasted, the end is its last day
    ended = known if known == before.days else (before.days[1], before.days[1])
    began = days(after.iso) or after.days
    fewest, most = _whole_years(ended[1], began[0]), _whole_years(ended[0], began[1])
    return max(0, fewest if fewest == most else began[0].year - ended[1].year)


def _whole_years(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


PAGE: GeneratedPage = GeneratedPage(
    path="timeline.md",
    title="Timeline",
    description="The dates that the article gives, and the days on which its sources came out.",
    values=lambda checked: {"events": partial(events, checked.article), "picture": picture},
    wide=True,
    by_section=False,
    entries=lambda article: [SearchEntry("", PAGE.title, PAGE.description)],
    anchors=names,
)
