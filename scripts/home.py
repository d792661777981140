"""What the build puts into the home page, where its placeholders stand: the argument, the figure, the chapters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scripts import pages, placeholders, rules, states
from scripts.article import Article
from scripts.chapters import Chapter
from scripts.finding import Finding
from scripts.states import State

_PLACEHOLDER = re.compile(r"(?:<p>)?(\{\{[^{}]*\}\})(?:</p>)?")


class Row(NamedTuple):
    """A chapter in the list: its minutes of reading, its recorded sentences, how many stand in each state."""

    chapter: Chapter
    minutes: int
    total: int
    counts: Mapping[State, int]


def filled(content: str, article: Article, findings: Sequence[Finding]) -> str:
    """The HTML of the home page with its placeholders filled and each of its parts in a section.

    What placeholder-known finds fault with stays as it is.
    """

    def fill(match: re.Match[str]) -> str:
        name, ids = placeholders.parsed(match[1]) or ("", ())
        return _FILLED[name](article, ids, findings) if name in _FILLED else match[0]

    first, *parts = _PLACEHOLDER.sub(fill, content).split("<h2")
    return first + "".join(f"<section><h2{part}</section>" for part in parts)


def _argument(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> str:
    known = {one.claim.id: one for one in states.told(article)}
    return pages.render("argument.html", quoted=[known[name] for name in ids if name in known])


def _chapters(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> str:
    rows = list(_rows(article))
    return pages.render("chapters.html", chapters=rows, most=max((row.total for row in rows), default=0) or 1)


def _rows(article: Article) -> Iterator[Row]:
    for chapter in article.chapters:
        found = Counter(one.state for one in states.told_of(article, chapter))
        counts = {state: found[state] for state in states.STATES if found[state]}
        yield Row(chapter, pages.minutes(chapter), found.total(), counts)


def _figure(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> str:
    return pages.render("figure.html", counts=states.counts(article), claims="claims/")


def _last_checks(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> str:
    counts = states.counts(article)
    told = list(states.told(article))
    unanswered = len(rules.unanswered(article, findings))
    return pages.render(
        "last-checks.html",
        rules=sum(rule.family != "site" for rule in rules.RULES.values()),  # those judge the finished pages
        answered=len(findings) - unanswered,
        unanswered=unanswered,
        links=article.nights.nights[-1] if article.nights.nights else "",
        sources=pages.sources_compared_on(article),
        read=counts.get(states.SOURCE_READ, 0),
        of=sum(bool(one.claim.sources) for one in told),
    )


_FILLED = {
    "argument": _argument,
    "chapters": _chapters,
    "claims-figure": _figure,
    "last-checks": _last_checks,
}
