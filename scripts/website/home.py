"""What the build puts into the home page, where its placeholders stand: the argument, the figure, the chapters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scripts import rules
from scripts.english import dates
from scripts.finding import Finding
from scripts.publication import placeholders
from scripts.publication.article import Article
from scripts.states import support
from scripts.website import pages, rows, style

_PLACEHOLDER = re.compile(r"(?:<p>)?(\{\{[^{}]*\}\})(?:</p>)?")


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
    known = {one.claim.id: one for one in support.told(article) if one.claim.id in ids}
    return rows.argument(known[name] for name in ids if name in known)


def _chapters(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> str:
    return pages.chapter_list(article, "")


def _figure(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> str:
    return pages.figure(article)


def _last_checks(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> str:
    """How fresh the checks are: those of this build, of the links, of the sources."""
    unanswered = len(rules.unanswered(article, findings))
    answered = len(findings) - unanswered
    judging = sum(rule.family != "site" for rule in rules.RULES.values())  # those judge the finished pages
    links = article.nights.nights[-1] if article.nights.nights else ""
    compared = pages.sources_compared_on(article)
    read = support.counts(article).get(support.SOURCE_READ, 0)
    citing = sum(bool(one.claim.sources) for one in support.told(article))
    return (
        '<dl class="last-checks">\n'
        "<dt>At this build</dt>\n"
        f"<dd>{judging} rules; {answered} findings answered by the editors, {unanswered or 'none'} unanswered</dd>\n"
        "<dt>Links of the sources</dt>\n"
        f"<dd>{f'last asked {_time(links)}' if links else 'never asked'}</dd>\n"
        "<dt>Sources compared by machine</dt>\n"
        f"<dd>{f'last {_time(compared)}' if compared else 'never'}</dd>\n"
        "<dt>Sources read by a person</dt>\n"
        f"<dd>{f'{read} of {citing} sentences that cite one' if read else 'none on record'}</dd>\n"
        "</dl>"
    )


def _time(on: str) -> str:
    return f'<time datetime="{style.escape(on)}">{style.escape(dates.shown(on))}</time>'


_FILLED = {
    "argument": _argument,
    "chapters": _chapters,
    "claims-figure": _figure,
    "last-checks": _last_checks,
}
