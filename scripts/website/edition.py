"""The edition that readers see, and what each changed: from the texts that were published here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from os import environ
from typing import NamedTuple

from scripts.english import dates
from scripts.publication import editions
from scripts.publication.article import Article
from scripts.publication.ledger import Correction
from scripts.terminal import count


class Published(NamedTuple):
    """An edition by its number, the ISO day on which it came out, and what it changed, each in a sentence.

    `corrections` are those of the chapters as they are now that it was the first to have.
    """

    number: int
    on: str
    changes: tuple[str, ...]
    corrections: tuple[Correction, ...]


def day_of_build() -> str:
    """The ISO day of the last commit, as make sets SOURCE_DATE_EPOCH; "" where it is not set, or is 0: no commit."""
    seconds = environ.get("SOURCE_DATE_EPOCH", "")
    known = seconds.isdecimal() and int(seconds)
    return datetime.fromtimestamp(known, UTC).date().isoformat() if known else ""


def shown(article: Article, day: str) -> str:
    """Which edition readers see, and of what day; "" where there is none, and no ISO day of the text either."""
    made = article.published_here
    if made and made[-1].digest == article.text.digest:
        return f"edition {len(made)}, {dates.shown(made[-1].on)}"
    return f"version of {dates.shown(day)}" if day else ""


def first_in(article: Article) -> Mapping[str, int]:
    """The number of the edition that was the first to have a correction, by the correction's digest."""
    found: dict[str, int] = {}
    for number, edition in enumerate(article.published_here, start=1):
        for digest in edition.text.corrections:
            found.setdefault(digest, number)
    return found


def anchor(correction: Correction) -> str:
    """Where a correction is on the page of corrections."""
    return f"correction-{editions.of_correction(correction)[:8]}"


def published(article: Article) -> list[Published]:
    """The editions, the last one first."""
    first, by_number = first_in(article), dict[int, list[Correction]]()
    for correction in article.corrections:
        by_number.setdefault(first.get(editions.of_correction(correction), 0), []).append(correction)
    before: editions.TextDigests | None = None
    made = []
    for number, edition in enumerate(article.published_here, start=1):
        changes = tuple(_changes(article, before, edition.text))
        made.append(Published(number, edition.on, changes, tuple(by_number.get(number, ()))))
        before = edition.text
    return made[::-1]


def _changes(article: Article, before: editions.TextDigests | None, now: editions.TextDigests) -> Iterator[str]:
    new = set(now.corrections) - set(before.corrections if before else ())
    if before is None:
        yield f"First published here, with {count(len(new), 'correction')}." if new else "First published here."
        return
    gone = set(before.corrections) - set(now.corrections)
    if before.original != now.original:
        yield "The publisher changed the original, and this text follows."
    if new:
        yield f"{count(len(new), 'correction')} made."
    if gone:
        yield f"{count(len(gone), 'correction')} withdrawn, or put into other words."
    changed = [path for path, digest in now.chapters.items() if before.chapters.get(path) != digest]
    titles = [f"“{article.pages[path].title}”" for path in changed if path in article.pages]
    if titles:
        yield f"Changed: {', '.join(titles)}."
