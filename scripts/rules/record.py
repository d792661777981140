"""The records: each file can be read, fits its schema, and answers what is really found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from scripts.finding import Finding, Subject, SubjectKind
from scripts.publication import bibliography
from scripts.publication.article import Article
from scripts.publication.ledger import Acceptance
from scripts.rules.registry import RULES, Problems, problem, reported, rule

# An answer in fewer words is a label, not something that a reader could learn from.
ANSWER_WORDS = 6

# The families whose findings no answer takes away, and what is done instead.
NOT_ANSWERED = {
    "faithful": "a departure takes a correction (python -m scripts check --fix writes it)",
    "pending": "what a person has yet to say is said where it is missing",
}


@rule(serious=True, readers="a file that cannot be read")
def file_readable(article: Article) -> Problems:
    """Each file that counts is there and is UTF-8 text, and each chapter holds a sentence.

    Bad:  references.bib is a picture
    Good: references.bib is text
    """
    return reported(article, "file-readable")


@rule(serious=True, readers="a record that cannot be read")
def schema_valid(article: Article) -> Problems:
    """Each record has a name that is read, and is YAML that fits its JSON Schema (in scripts/schemas).

    A look at a source in record/seen.yml is at one that references.bib has.

    Bad:  on: yesterday
    Good: on: 2026-11-22
    """
    yield from reported(article, "schema-valid")
    for look in article.seen:
        if look.source not in article.sources:
            message = (
                f"{look.source!r} is no key of {bibliography.PATH}; write the key that it has now, or take this out"
            )
            yield problem(look.place, message, look.source)


@rule(serious=True, readers="an editors’ note that is out of date")
def acceptance_current(article: Article) -> Problems:
    """Each answer in record/accepted.yml answers a finding that is still made, and just one.

    It names the rule, what the finding is about, and what the rule found there; `check --format json` gives all three.

    Bad:  found: 3 May (and the sentence says "On 4 May")
    Good: found: 4 May
    """
    first: dict[tuple[object, ...], int] = {}
    for acceptance in article.accepted:
        key = (acceptance.rule, acceptance.about, acceptance.found, acceptance.message)
        if key in first:
            message = f"answers what the entry at line {first[key]} answers; keep one"
            yield problem(acceptance.place, message, acceptance.rule, *acceptance.about, *acceptance.found)
        first.setdefault(key, acceptance.place.line)


def unmatched(article: Article, findings: Iterable[Finding], ran: Collection[str]) -> Iterator[Finding]:
    """The part of acceptance-current that needs the other rules' findings.

    Answers to rules that did not run are left alone; answers to rules that do not exist are not.
    """
    answer = Answers(article.accepted)
    answering = {id(acceptance) for finding in findings for acceptance in answer.to(finding)}
    for acceptance in article.accepted:
        name, place = acceptance.rule, acceptance.place
        if name not in RULES:
            message = f"answers the rule {name!r}, which does not exist; see python -m scripts rules for the names"
            place = acceptance.at("rule")
        elif RULES[name].family in NOT_ANSWERED:
            message = f"answers {name}, but {NOT_ANSWERED[RULES[name].family]}; take it out"
            place = acceptance.at("rule")
        elif id(acceptance) in answering and acceptance.message:
            mend = "write `found` in the place of `finding` (python -m scripts check --fix does it)"
            message = f"answers by a message; {mend}"
        elif id(acceptance) in answering or name not in ran:
            continue
        elif acceptance.message:
            message = (
                f"answers by a message that {name} does not give; take it out, or write what {name} finds there now"
            )
        else:
            message = (
                f"answers a finding that {name} no longer makes; take it out, or write what {name} finds there now"
            )
        found = (name, *acceptance.about, *acceptance.found, acceptance.message)
        yield Finding(place, message, "acceptance-current", tuple(filter(None, found)))


def answered_by_message(accepted: Iterable[Acceptance], findings: Iterable[Finding]) -> dict[int, Finding]:
    """The first finding that each answer in the old form answers, by the line of the answer."""
    answers = Answers(acceptance for acceptance in accepted if acceptance.message)
    result: dict[int, Finding] = {}
    for finding in findings:
        for acceptance in answers.to(finding):
            result.setdefault(acceptance.place.line, finding)
    return result


def _is_about(answered: Subject, subject: Subject) -> bool:
    """Whether an answer's subject is a finding's; a sentence is named by its first words."""
    if answered.kind is SubjectKind.SENTENCE is subject.kind:
        return subject.name.startswith(answered.name)
    return answered == subject


class Answers:
    """The acceptances of an article, by the findings that they answer."""

    def __init__(self, accepted: Iterable[Acceptance]):
        self._by_finding: dict[tuple[object, ...], list[Acceptance]] = {}
        for acceptance in accepted:
            key = (acceptance.rule, acceptance.message or acceptance.found, _whole(acceptance.about))
            self._by_finding.setdefault(key, []).append(acceptance)

    def to(self, finding: Finding) -> list[Acceptance]:
        """The acceptances that answer a finding: of the same rule, about the same thing, and the same found there.

        One in the old form gives the message, to the letter, in the place of what was found.
        """
        keys = ((finding.rule, what, _whole(finding.subject)) for what in (finding.found, finding.message))
        found = (acceptance for key in keys for acceptance in self._by_finding.get(key, ()))
        return [acceptance for acceptance in found if _is_about(acceptance.about, finding.subject)]


def _whole(subject: Subject) -> Subject:
    """A subject for looking up: an answer names a sentence by its first words, so that all sentences are one."""
    return subject._replace(name="") if subject.kind is SubjectKind.SENTENCE else subject


def explains(because: str) -> bool:
    """Whether the reason of an answer is a whole sentence."""
    return len(because.split()) >= ANSWER_WORDS and because.strip()[-1] in ".!?"


@rule(serious=False, readers="an editors’ note that explains nothing")
def acceptance_explained(article: Article) -> Problems:
    """An answer is a whole sentence that a reader learns from, dated today or before.

    Bad:  because: known issue
    Good: because: The published note gives the first name; the source is Mill's all the same.
    """
    for acceptance in article.accepted:
        because = acceptance.because.strip()
        if not explains(because):
            what = f"{because!r} is no sentence that explains"
            yield problem(acceptance.at("because"), f"{what}; say it in a whole one", because)
        if acceptance.on > article.today.isoformat():
            what = f"is dated {acceptance.on!r}, which is still to come"
            yield problem(acceptance.at("on"), f"{what}; give the day it was made", acceptance.on)
