"""The rules: one module a family, one function a rule.

A rule is a generator over the article that yields where something is wrong, what, and the values
that identify it. It opens no file, prints nothing and knows no clock. Its docstring is its
documentation: one sentence, then `Bad:` and `Good:`; `python -m scripts rules` prints it and the
Methods page is made from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import count, repeat, takewhile

from scripts import fork
from scripts.finding import Finding, Subject, SubjectKind, in_order
from scripts.publication import ledger
from scripts.publication.article import Article
from scripts.rules import (
    citations,
    claims,
    evidence,
    faithful,
    markup,
    notes,
    pending,
    quotations,
    record,
    site,
    sources,
    wording,
)
from scripts.rules.registry import RULES as RULES  # for those who ask this package for the rules
from scripts.rules.registry import Rule as Rule

_IN_ORDER = (notes, citations, markup, sources, faithful, claims, quotations, wording, evidence, record, pending, site)
FAMILIES = {module.__name__.rsplit(".", 1)[-1]: (module.__doc__ or "").strip() for module in _IN_ORDER}


# What says that a page does not show what was meant, or that a citation leads nowhere; what else is found on such a
# line follows from it.
NOT_AS_MEANT = ("markup-harmless", "markup-shown", "block-as-meant")
_CAUSES = frozenset({*NOT_AS_MEANT, "citation-known", "citation-syntax"})
_FOLLOWING = frozenset({"faithful-text", "faithful-notes", "sentence-recorded"})  # and three more, see _causes


class WhyNot(StrEnum):
    """Why a rule is not asked of an article."""

    # Its own switch the rule off: scripts/schemas/article.json has which, rules of style, none that could mislead.
    SETTINGS = "settings"
    LANGUAGE = "language"  # the rule rests on English, and the article is in another language


def not_asked(article: Article) -> dict[str, WhyNot]:
    """The rules that an article is never checked by, by name, in their order."""
    off = dict.fromkeys(article.publication.without, WhyNot.SETTINGS)
    if not article.in_english:
        off |= {rule.name: WhyNot.LANGUAGE for rule in RULES.values() if rule.english}
    return {name: off[name] for name in RULES if name in off}


def asked(article: Article) -> list[Rule]:
    """The rules that an article is checked by, those of built pages only where there are any."""
    off = not_asked(article)
    return [r for r in RULES.values() if r.name not in off and (article.site or r.family != "site")]


def check(article: Article, *, without: Collection[str] = ()) -> list[Finding]:
    """All findings, answered ones among them, but of the families in `without`.

    What kept a file from being read comes alone: nothing else can be judged while it stands.
    """
    if article.problems:
        return in_order(article.problems)
    names = [r.name for r in asked(article) if r.family not in without]
    found = _remembered(article)
    new = [name for name in names if name not in found]
    copied = [name for name in new if name in _copied(article)]
    ahead = begin(article) if copied else iter(())
    found |= _found(article, [name for name in new if name not in copied])
    while not found.keys() >= set(copied) and (more := next(ahead, None)):
        found |= more
    found |= _found(article, [name for name in copied if name not in found])
    findings = [finding for name in names for finding in found[name]]
    findings = [_of_its_claim(article, finding) for finding in findings]
    unmatched = [] if "record" in without else list(record.unmatched(article, findings, names))
    return in_order([*_causes(article, findings), *unmatched])


# Families, and rules of others, that look at each sentence, note or source by itself: half of the work, for which
# neither are notes read nor texts collated. The states of sentences wait for the first two.
_COPIED = """
    quotations wording kind-fits-form count-equals-list sum-adds-up note-defined note-used note-order
    source-names source-title-vs-slug source-date-vs-url
""".split()


@lru_cache(maxsize=1)
def begin(article: Article) -> Iterator[dict[str, list[Finding]]]:
    """Have a copy of this process ask `_COPIED`, while this one does something else; `check` takes what it finds."""
    return fork.ahead(lambda: (_found(article, [name]) for name in _copied(article))) if _copied(article) else iter(())


@lru_cache(maxsize=1)
def _copied(article: Article) -> list[str]:
    """The rules that a copy of this process asks: none of an article of which that takes longer than it saves.

    A copy takes 10 ms, which is what 200 sentences take.
    """
    is_long = sum(len(chapter.sentences) for chapter in article.chapters) > 200
    every = asked(article) if is_long else []
    return [r.name for which in _COPIED for r in every if which in (r.name, r.family)]


@lru_cache(maxsize=1)
def _remembered(article: Article) -> dict[str, list[Finding]]:
    """What was found in an article so far: the states of its sentences rest on what some of the rules find."""
    return {}


def _found(article: Article, names: Iterable[str]) -> dict[str, list[Finding]]:
    """What these rules find, by their names."""
    return {name: [Finding(p.place, p.message, name, p.found) for p in RULES[name].check(article)] for name in names}


def _causes(article: Article, findings: list[Finding]) -> list[Finding]:
    """The findings without those that follow from another, of the same line or block; not from an answered one."""
    causes = unanswered(article, [f for f in findings if f.rule in _CAUSES])
    undefined = {f.found for f in unanswered(article, [f for f in findings if f.rule == "footnote-defined"])}
    lines = {f.place[:2] for f in causes}
    not_meant = {f.place[:2] for f in causes if f.rule in NOT_AS_MEANT}
    blocks = _blocks(article, not_meant)
    records = {ledger.claims_path(path) for path, _ in not_meant}
    claims = [claim for path, line in lines if (claim := article.claim_on(path, line))]
    sentences = {Subject(SubjectKind.SENTENCE, claim.says) for claim in claims}

    def follows(finding: Finding) -> bool:
        path, line, about = finding.place
        match finding.rule:
            case "note-defined":  # the number without a note is called in a chapter, where it can be mended
                return finding.found in undefined
            case "claim-cites-what-the-line-cites":
                return about in sentences
            case "one-sentence-a-line":
                return (path, line) in lines or (path, line - 1) in lines or (path, line) in blocks
            case "sentence-recorded" if path in records:
                return True
        return finding.rule in _FOLLOWING and ((path, line) in lines or (path, line) in blocks)

    return [finding for finding in findings if not follows(finding)] if lines or undefined else findings


def _blocks(article: Article, lines: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Some lines of pages, each with those around it up to an empty line on either side."""
    pages = [article.pages[path] for path in {path for path, _ in lines} if path in article.pages]
    written = {(page.path, block.place.line) for page in pages for block in page.blocks}
    found: set[tuple[str, int]] = set()
    for path, line in lines:
        if (path, line) not in found:  # of a block that was not looked at yet
            found.add((path, line))
            for numbers in (count(line + 1), count(line - 1, -1)):
                found.update(takewhile(written.__contains__, zip(repeat(path), numbers, strict=False)))
    return found


def _of_its_claim(article: Article, finding: Finding) -> Finding:
    """The same finding, about the claim of its sentence where there is one: an id lasts, words change."""
    claim = article.claim_at(finding.place)
    return finding._replace(place=finding.place._replace(about=claim.place.about)) if claim else finding


def unanswered(article: Article, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that no acceptance answers; a departure takes a correction, and what is to be said is said."""
    answers = record.Answers(article.accepted)
    return [f for f in findings if RULES[f.rule].family in record.NOT_ANSWERED or not answers.to(f)]


def failing(findings: Iterable[Finding], *, evidence: bool = False, complete: bool = False) -> list[Finding]:
    """The findings that fail a check by day.

    What the web said, and what a person has yet to say, is told, and fails it only where one asks.
    """
    passed = ({"evidence"} if not evidence else set()) | ({"pending"} if not complete else set())
    return [finding for finding in findings if RULES[finding.rule].family not in passed]


def public(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that anybody may see: what could wrong the author is for editors, in `check` itself."""
    return [finding for finding in findings if finding.rule not in evidence.PRIVATE]
