"""What the build puts into the home page: where to begin, and what its placeholders ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from scripts import rules
from scripts.finding import Finding, SubjectKind
from scripts.publication import nights, placeholders
from scripts.publication.article import Article
from scripts.regex import regex
from scripts.rules.wording import sentence_begins
from scripts.states import support
from scripts.website import figures, templates
from scripts.website.editors_notes import editors_notes, quoted_of
from scripts.website.pages.claims import lists_claims

_PLACEHOLDER = regex(r"(?:<p>)?(\{\{[^{}]*\}\})(?:</p>)?")


class Quoted(NamedTuple):
    """A sentence of the article and where it stands."""

    text: str
    address: str


class Concern(NamedTuple):
    """Something that could mislead a reader: what it is, the words that show it, and how often there is such a thing.

    `because` is the first sentence of the editors' comment on it, "" where there is none, or more than one.
    """

    what: str
    quoted: str
    times: int
    address: str
    because: str


# So many kinds of problems has the home page at most: the rest is on Corrections.
MOST_PROBLEMS = 3


def filled(content: str, article: Article, findings: Sequence[Finding], edition: str = "") -> str:
    """The HTML of the home page with its placeholders filled and each of its parts in a section.

    `edition` says which edition it is, or of which day, or is "". What placeholder-known finds fault with stays as it
    is.
    """

    def fill(match: re.Match[str]) -> str:
        name, ids = placeholders.parsed(match[1]) or ("", ())
        match name:
            case "argument":
                return templates.render("argument.html", quoted=_quoted(article, ids))
            case "chapters":
                return templates.render("chapter-list.html", chapters=figures.of_chapters(article), base="")
            case "claims-figure":
                counts, way = support.counts(support.claims(article)), "claims/" if lists_claims(article) else None
                return templates.render("figure.html", counts=counts, way=way)
            case "last-checks":
                return templates.render("last-checks.html", **_last_checks(article, findings))
        return match[0]

    first, *parts = map(Markup, _PLACEHOLDER.sub(fill, content).split("<h2"))
    return templates.render(
        "home.html",
        first=first,
        parts=parts,
        begin=article.chapters[0].url if article.chapters else "one-page/",
        minutes=figures.minutes(*article.chapters),
        chapters=len(article.chapters),
        edition=edition,
    )


def _quoted(article: Article, ids: Sequence[str]) -> list[Quoted]:
    """The sentences of some claims, in the order of these ids."""
    known = {
        one.claim.id: Quoted(one.sentence.text, f"{one.chapter.url}#{one.claim.id}") for one in support.claims(article)
    }
    return [known[name] for name in ids if name in known]


def _last_checks(article: Article, findings: Sequence[Finding]) -> dict[str, object]:
    cited, of = support.sourced(article)
    problems, passages = problems_of(article, findings)
    linked = [source.url for source in article.sources.values() if source.url]
    tested = [article.nights.links[url].state for url in linked if url in article.nights.links]
    pages = [page for source in article.sources.values() if (page := article.evidence.page(source))]
    return {
        "cited": cited,
        "of": of,
        "guessed": support.guessed(article),
        "lists": lists_claims(article),
        "problems": problems[:MOST_PROBLEMS],
        "kinds": len(problems),
        "passages": passages,
        "rules": sum(rule.family != "site" for rule in rules.asked(article)),  # those judge the finished pages
        "sources": len(article.sources),
        "links": article.nights.last_counted,
        "linked": len(linked),
        "alive": tested.count(nights.LinkState.ALIVE),
        "compared": article.evidence.last,
        "readable": sum(page.reading is not None for page in pages),
        "read": sum(one.state is support.State.SOURCE_READ for one in support.claims(article)),
    }


_FIRST = (SubjectKind.CLAIM, SubjectKind.NOTE, SubjectKind.SOURCE)  # what a reader meets first


def problems_of(article: Article, findings: Sequence[Finding]) -> tuple[list[Concern], int]:
    """The serious problems that readers are shown, those of a kind as one, and of how many passages they are."""
    answers = {note.finding: note.acceptance.because for note in editors_notes(article, findings)}
    shown = [*answers, *rules.public(rules.unanswered(article, findings))]
    kinds: dict[str, list[Finding]] = {}
    for finding in sorted(dict.fromkeys(shown), key=lambda found: _order(article, found)):
        rule = rules.RULES[finding.rule]
        if rule.serious and rule.readers:
            kinds.setdefault(rule.readers, []).append(finding)
    problems = []
    for what, all_ in kinds.items():
        first, passages = all_[0], len({finding.subject for finding in all_})
        because = answers.get(first, "") if passages == 1 else ""
        end = next(iter(sentence_begins(because)), len(because))
        words = what[:1].upper() + what[1:]
        quoted = quoted_of(article, first)
        problems.append(Concern(words, quoted, passages, _address(article, first), because[:end].strip()))
    problems.sort(key=lambda problem: problem.times > 1)
    return problems, len({finding.subject for all_ in kinds.values() for finding in all_})


def _order(article: Article, finding: Finding) -> tuple[int, int, int]:
    sentence, kind = article.sentence_about(finding.subject), finding.subject.kind
    place = sentence.place if sentence else finding.place
    rank = _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
    return rank, article.chapter_number.get(place.path, 0), place.line


def _address(article: Article, finding: Finding) -> str:
    """Where the home page leads to see what a finding is about."""
    kind, name = finding.subject
    if sentence := article.sentence_about(finding.subject):
        return f"{article.pages[sentence.path].url}#{name}"
    return f"sources/#{name}" if kind is SubjectKind.SOURCE and name in article.sources else "corrections/"
