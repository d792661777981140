"""record/accepted.yml: answers that are void go, and old ones say what was found instead of a message."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from scripts import rules
from scripts.editing import lists
from scripts.editing.plan import Done, Plan, Step
from scripts.files import as_text
from scripts.finding import Finding
from scripts.publication import ledger
from scripts.publication.article import Article
from scripts.publication.ledger import Acceptance
from scripts.publication.plain_yaml import comments, dump


def current(article: Article, files: Mapping[str, bytes], *_: object) -> Plan:
    """accepted.yml without the answers to what is no longer found.

    An answer stays where the rule still finds something in the same place: whether it answers that
    as well is for a person to say. All stay while anything else is wrong, which may be why it is not found.
    """
    findings = rules.check(article)
    left = rules.failing(rules.unanswered(article, findings))
    if any(finding.rule != "acceptance-current" for finding in left):
        return Plan({}, ())
    found = {(finding.rule, finding.subject) for finding in findings}
    gone = [
        answer
        for answer in article.accepted
        if answer.rule in rules.RULES
        and rules.RULES[answer.rule].family != "site"
        and (answer.rule, answer.about) not in found
    ]
    if not gone:
        return Plan({}, ())
    text = _without(as_text(files[ledger.ACCEPTED]), article.accepted, gone)
    if len(ledger.read_accepted(text)) != len(article.accepted) - len(gone):
        return Plan({}, ())  # answers that are not each on lines of their own
    return Plan(
        {ledger.ACCEPTED: text},
        tuple(Step(Done.ANSWER_DROPPED, ledger.ACCEPTED, one.rule, repr(one.because)) for one in gone),
    )


def restored(article: Article, files: Mapping[str, bytes], base: Article, base_files: Mapping[str, bytes]) -> Plan:
    """accepted.yml with the answers of the base to what is found again, where an edit had made them void.

    An answer in the base that a person has taken out while its finding is still made comes back as well: without
    it the check fails, and the step says so.
    """
    if base_files is files or ledger.ACCEPTED not in base_files:
        return Plan({}, ())
    before = as_text(base_files[ledger.ACCEPTED])
    left = {finding.identity for finding in rules.unanswered(article, rules.check(article))}
    known = lists.read(ledger.ACCEPTED, before)
    back = [
        (answer, item)
        for answer, item in zip(base.accepted, known.items, strict=True)
        if (answer.rule, answer.about, answer.found) in left
    ]
    if not back:
        return Plan({}, ())
    now = lists.read(ledger.ACCEPTED, as_text(files[ledger.ACCEPTED]))
    there = [item for item in now.items if all(item.fields != other.fields for _, other in back)]
    kept = []
    for item in known.items:
        own = [other for other in there if other.fields == item.fields]
        kept += own[:1] or [other for _, other in back if other.fields == item.fields][:1]
    more = [item for item in there if all(item.fields != other.fields for other in known.items)]
    text = lists.together(now.head, [*kept, *more])
    text = before if lists.read(ledger.ACCEPTED, text) == known else text
    steps = tuple(Step(Done.ANSWER_BACK, ledger.ACCEPTED, answer.rule) for answer, _ in back)
    return Plan({ledger.ACCEPTED: text}, steps)


def converted(article: Article, files: Mapping[str, bytes], *_: object) -> Plan:
    """accepted.yml with what was found in the place of messages, in the answers whose finding is still made."""
    found = rules.record.answered_by_message(article.accepted, rules.check(article))
    lines = as_text(files[ledger.ACCEPTED]).rstrip("\n").split("\n")
    steps = []
    ends = [answer.place.line - 1 for answer in article.accepted[1:]] + [len(lines)]
    for answer, end in reversed(list(zip(article.accepted, ends, strict=True))):
        if (finding := found.get(answer.place.line)) and _with_found(lines, answer, finding, end):
            words = ", ".join(map(repr, finding.found)) or "nothing more than its subject"
            steps.append(Step(Done.ANSWER_CONVERTED, ledger.ACCEPTED, answer.rule, words))
    text = "\n".join(lines) + "\n"
    return Plan({ledger.ACCEPTED: text}, tuple(reversed(steps))) if steps else Plan({}, ())


def _with_found(lines: list[str], answer: Acceptance, finding: Finding, end: int) -> bool:
    """Change the lines of an answer, which end before `end`; or not, where the field has no lines of its own."""
    start = answer.lines["finding"] - 1
    field = re.match(r"(\s*(?:-\s+)?)(?:finding|\"finding\"|'finding')\s*:", lines[start])
    if not field or "found" in answer.lines:
        return False
    end = min([line - 1 for line in answer.lines.values() if line - 1 > start], default=end)
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1  # what stands before the next thing is the next one's
    first, rest = field[1], " " * len(field[1])
    new = dump([ledger.as_answer(finding.found)]).splitlines() if finding.found else []
    made = [f"{rest if i else first}{line[2:]}" for i, line in enumerate(new)]
    kept = [rest + comment for comment in comments(lines[start:end])]
    if not made and "-" in first:  # the first field, whose dash the next one takes over
        return False
    lines[start:end] = [*kept, *made] if "-" not in first else [*made, *kept]
    return True


def _without(text: str, answers: Sequence[Acceptance], gone: Collection[Acceptance]) -> str:
    """The text of accepted.yml without some answers; comments between answers stay."""
    lines = text.rstrip("\n").split("\n")
    ends = [answer.place.line - 1 for answer in answers[1:]] + [len(lines)]
    for answer, end in reversed(list(zip(answers, ends, strict=True))):
        if answer in gone:
            while end < len(lines) and lines[end - 1].lstrip().startswith("#"):
                end -= 1
            del lines[answer.place.line - 1 : end]
    return "\n".join(lines if len(gone) < len(answers) else [*lines, "[]"]) + "\n"
