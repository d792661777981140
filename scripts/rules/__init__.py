"""The rules: one module a family, one function a rule.

A rule is a generator over the article that yields where something is wrong and what. It opens no
file, prints nothing and knows no clock. Its docstring is its documentation: one sentence, then
`Bad:` and `Good:`; `python -m scripts rules` prints it and the Methods page is made from it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from scripts.finding import Finding, Place, in_order

if TYPE_CHECKING:
    from scripts.article import Article

Problems = Iterator[tuple[Place, str]]
Check = Callable[["Article"], Problems]


class Rule(NamedTuple):
    """A rule by its name. `serious` ones could mislead a reader about what is sourced, or how."""

    name: str
    family: str
    serious: bool
    check: Check

    @property
    def doc(self) -> str:
        return inspect.getdoc(self.check) or ""


RULES: dict[str, Rule] = {}


def rule(*, serious: bool) -> Callable[[Check], Check]:
    """Register a generator as a rule, named after the function and of its module's family."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        family = check.__module__.rsplit(".", 1)[-1]
        if name in RULES:
            raise ValueError(f"two rules are named {name}")
        RULES[name] = Rule(name, family, serious, check)
        return check

    return register


from scripts.rules import (  # noqa: E402
    citations,
    claims,
    evidence,
    faithful,
    markup,
    notes,
    quotations,
    record,
    site,
    sources,
    wording,
)

FAMILIES = {
    module.__name__.rsplit(".", 1)[-1]: (module.__doc__ or "").strip()
    for module in (notes, citations, markup, sources, faithful, claims, quotations, wording, evidence, record, site)
}


def check(article: Article, *, without: Collection[str] = ()) -> list[Finding]:
    """All findings, answered ones among them, but of the families in `without`.

    What kept a file from being read comes alone: nothing else can be judged while it stands. The
    rules of the family *site* need the built pages and are left out where there are none.
    """
    if article.problems:
        return in_order(article.problems)
    names = [r.name for r in RULES.values() if r.family not in without and (article.site or r.family != "site")]
    findings = [Finding(place, message, name) for name in names for place, message in RULES[name].check(article)]
    findings = [_of_its_claim(article, finding) for finding in findings]
    if "record" not in without:
        findings += record.unmatched(article, findings, names)
    return in_order(findings)


def _of_its_claim(article: Article, finding: Finding) -> Finding:
    """The same finding, about the claim of its sentence where there is one: an id lasts, words change."""
    claim = article.claim_at(finding.place)
    return finding._replace(place=finding.place._replace(about=("claim", claim.id))) if claim else finding


def unanswered(article: Article, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that no acceptance answers; a departure from the published text takes a correction."""
    answers = record.Answers(article.accepted)
    return [f for f in findings if RULES[f.rule].family == "faithful" or not answers.to(f)]


def failing(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that fail a check by day: what the web said is told, and fails it only where one asks."""
    return [finding for finding in findings if RULES[finding.rule].family != "evidence"]


def public(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that anybody may see: what could wrong the author is for editors, in `check` itself."""
    return [finding for finding in findings if finding.rule not in evidence.PRIVATE]
