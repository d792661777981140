"""The records: each file can be read, fits its schema, and answers what is really found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from scripts.finding import Finding
from scripts.ledger import Acceptance
from scripts.rules import Problems, rule

if TYPE_CHECKING:
    from scripts.article import Article

# An answer in fewer words is a label, not something that a reader could learn from.
ANSWER_WORDS = 6


@rule(serious=True)
def file_readable(article: Article) -> Problems:
    """Each file that counts is there and is UTF-8 text, and each chapter holds a sentence.

    Bad:  references.bib is a picture
    Good: references.bib is text
    """
    yield from ((f.place, f.message) for f in article.problems if f.rule == "file-readable")


@rule(serious=True)
def schema_valid(article: Article) -> Problems:
    """Each record has a name that is read, and is YAML that fits its JSON Schema (in scripts/schemas).

    Bad:  on: yesterday
    Good: on: 2026-11-22
    """
    yield from ((f.place, f.message) for f in article.problems if f.rule == "schema-valid")


@rule(serious=True)
def acceptance_current(article: Article) -> Problems:
    """Each answer in record/accepted.yml answers a finding that is still made, and just one.

    Bad:  finding: note 3 … (and the check finds nothing of the kind any more)
    Good: the answer taken out with the fault that it answered
    """
    first: dict[tuple[object, ...], int] = {}
    for acceptance in article.accepted:
        key = (acceptance.rule, acceptance.about, acceptance.finding)
        if key in first:
            yield acceptance.place, f"answers what the entry at line {first[key]} answers; keep one"
        first.setdefault(key, acceptance.place.line)


def unmatched(article: Article, findings: Iterable[Finding], ran: Collection[str]) -> Iterator[Finding]:
    """The part of acceptance-current that needs the other rules' findings.

    Answers to rules that did not run are left alone; answers to rules that do not exist are not.
    """
    from scripts.rules import RULES

    answer = Answers(article.accepted)
    answering = {id(acceptance) for finding in findings for acceptance in answer.to(finding)}
    for acceptance in article.accepted:
        if acceptance.rule not in RULES:
            message = (
                f"answers the rule {acceptance.rule!r}, which does not exist; see python -m scripts rules for the names"
            )
            yield Finding(acceptance.at("rule"), message, "acceptance-current")
        elif RULES[acceptance.rule].family == "faithful":
            message = f"answers {acceptance.rule}, but a departure is recorded in record/corrections.yml (check --fix)"
            yield Finding(acceptance.at("rule"), message, "acceptance-current")
        elif acceptance.rule in ran and id(acceptance) not in answering:
            message = f"answers a finding that {acceptance.rule} no longer makes; take it out, or copy the new message"
            yield Finding(acceptance.place, message, "acceptance-current")


class Answers:
    """The acceptances of an article, by the findings that they answer."""

    def __init__(self, accepted: Iterable[Acceptance]):
        self._by_finding: dict[tuple[str, str, tuple[str, str]], list[Acceptance]] = {}
        for acceptance in accepted:
            kind, name = acceptance.about
            about = (kind, "") if kind == "sentence" else (kind, name)
            self._by_finding.setdefault((acceptance.rule, acceptance.finding, about), []).append(acceptance)

    def to(self, finding: Finding) -> list[Acceptance]:
        """The acceptances that answer a finding: same rule, same message, same thing, or a sentence's first words."""
        kind, name = finding.place.about
        about = (kind, "") if kind == "sentence" else (kind, name)
        found = self._by_finding.get((finding.rule, finding.message, about), [])
        return [a for a in found if name.startswith(a.about[1])] if kind == "sentence" else found


@rule(serious=False)
def acceptance_explained(article: Article) -> Problems:
    """An answer is a whole sentence that a reader learns from, dated today or before.

    Bad:  because: known issue
    Good: because: The published note gives the first name; the source is Mill's all the same.
    """
    for acceptance in article.accepted:
        because = acceptance.because.strip()
        if len(because.split()) < ANSWER_WORDS or because[-1] not in ".!?":
            yield acceptance.at("because"), f"{because!r} is no sentence that explains; say it in a whole one"
        if acceptance.on > article.today.isoformat():
            yield acceptance.at("on"), f"is dated {acceptance.on!r}, which is still to come; give the day it was made"
