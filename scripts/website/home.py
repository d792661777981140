"""What the build puts into the home page, where its placeholders stand: the argument, the figure, the chapters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts import rules
from scripts.finding import Finding
from scripts.publication import placeholders
from scripts.publication.article import Article
from scripts.regex import regex
from scripts.states import support
from scripts.website import compared, figures, templates
from scripts.website.pages.claims import lists_claims

_PLACEHOLDER = regex(r"(?:<p>)?(\{\{[^{}]*\}\})(?:</p>)?")


@dataclass(frozen=True)
class Quoted:
    """A sentence of the article and where it stands."""

    text: str
    address: str


def filled(content: str, article: Article, findings: Sequence[Finding]) -> str:
    """The HTML of the home page with its placeholders filled and each of its parts in a section.

    What placeholder-known finds fault with stays as it is.
    """

    def fill(match: re.Match[str]) -> str:
        name, ids = placeholders.parsed(match[1]) or ("", ())
        if name not in _PARTS:
            return match[0]
        template, values = _PARTS[name]
        return templates.render(template, **values(article, ids, findings))

    first, *parts = map(Markup, _PLACEHOLDER.sub(fill, content).split("<h2"))
    return templates.render("home.html", first=first, parts=parts)


Values = Mapping[str, object]


def _argument(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> Values:
    known = {recorded.claim.id: recorded for recorded in support.claims(article) if recorded.claim.id in ids}
    return {"quoted": [_quoted(known[name]) for name in ids if name in known]}


def _quoted(recorded: support.CheckedClaim) -> Quoted:
    return Quoted(recorded.sentence.text, f"{recorded.chapter.url}#{recorded.claim.id}")


def _chapters(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> Values:
    return {"chapters": figures.of_chapters(article), "base": ""}


def _figure(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> Values:
    return {"counts": support.counts(article), "way": "claims/" if lists_claims(article) else None}


def _last_checks(article: Article, ids: Sequence[str], findings: Sequence[Finding]) -> Values:
    unanswered = len(rules.unanswered(article, findings))
    return {
        "rules": sum(rule.family != "site" for rule in rules.asked(article)),  # those judge the finished pages
        "answered": len(findings) - unanswered,
        "unanswered": unanswered,
        "links": article.nights.nights[-1] if article.nights.nights else "",
        "compared": compared.last(article),
        "read": support.counts(article).get(support.SOURCE_READ, 0),
        "citing": sum(bool(recorded.claim.sources) for recorded in support.claims(article)),
    }


# By the name of the placeholder: a template, and what it is filled with.
_PARTS: Mapping[str, tuple[str, Callable[[Article, Sequence[str], Sequence[Finding]], Values]]] = {
    "argument": ("argument.html", _argument),
    "chapters": ("chapter-list.html", _chapters),
    "claims-figure": ("figure.html", _figure),
    "last-checks": ("last-checks.html", _last_checks),
}
