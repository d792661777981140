"""The Methods page: what is checked by machine, by which rule, and what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from scripts import rules
from scripts.english.numbers import in_words
from scripts.publication import readings
from scripts.publication.article import Article
from scripts.publication.readings import Verdict
from scripts.rules.registry import with_marks
from scripts.states import support
from scripts.website.generated import Checked, GeneratedPage

# What the comparison with the sources says, as it is measured.
VERDICTS: Mapping[str, str] = {
    Verdict.FOUND: "quotation found",
    Verdict.ALTERED: "quotation differs",
    Verdict.ABSENT: "quotation not there",
    Verdict.ELSEWHERE: "quotation in another source",
    Verdict.PROPOSED: "source found for an uncited quotation",
    Verdict.TERM: "a term in quotation marks",
    Verdict.UNMARKED_REUSE: "words without quotation marks",
    Verdict.BETTER_SOURCE: "words of a source not cited",
    Verdict.POLARITY_DIFFERS: "the opposite is said",
    Verdict.DETAIL_MISSING: "number, date or name not there",
}


class Family(NamedTuple):
    """A family of rules: its name and, from its docstring, which says the one and then the other, title and text."""

    name: str
    title: str
    about: str


class RuleEntry(NamedTuple):
    """A rule with its weight, the paragraphs of its docstring, and its bad and good example.

    `why_not` is why it is not asked of the article, None where it is.
    """

    name: str
    weight: str
    why_not: rules.WhyNot | None
    paragraphs: list[Markup]
    bad: str
    good: str


def _families() -> Iterator[Family]:
    for name, documented in rules.FAMILIES.items():
        title, _, about = documented.partition(": ")
        yield Family(name, title, f"{about[:1].upper()}{about[1:]}")


def _rules_of(article: Article, family: str) -> Iterator[RuleEntry]:
    off = rules.not_asked(article)
    for rule in rules.RULES.values():
        if rule.family == family:
            about, bad, good = rule.documented()
            marked = with_marks(str(escape(about)), "<code>{}</code>", "<em>{}</em>")
            weight, paragraphs = "serious" if rule.serious else "style", list(map(Markup, marked.split("\n\n")))
            yield RuleEntry(rule.name, weight, off.get(rule.name), paragraphs, _dedented(bad), _dedented(good))


def _off(article: Article, why: rules.WhyNot) -> list[str]:
    return [name for name, reason in rules.not_asked(article).items() if reason is why]


def _dedented(example: str) -> str:
    return "\n".join(line.strip() for line in example.strip().splitlines())


@cache
def _measured() -> Any:
    """How often the comparison with the sources was right on the labelled set; None before it was measured."""
    path = Path(__file__).parents[1] / "measured.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _values(checked: Checked) -> Mapping[str, object]:
    return {
        "compared_on": checked.article.evidence.last,
        "states": support.State,
        "nights": in_words(readings.NIGHTS, "night"),
        "proving": readings.PROVING_WORDS,
        "measured": _measured(),
        "verdicts": VERDICTS,
        "families": list(_families()),
        "language": checked.article.language,
        "off": _off(checked.article, rules.WhyNot.SETTINGS),
        "resting_on_english": _off(checked.article, rules.WhyNot.LANGUAGE),
        "rules_of": partial(_rules_of, checked.article),
    }


PAGE = GeneratedPage(
    path="methods.md",
    title="Methods",
    description="What is checked by machine, by which rule, and what is not.",
    values=_values,
    anchors=lambda article: (f"rule-{name}" for name in rules.RULES),
)
