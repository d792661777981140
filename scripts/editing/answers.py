"""record/accepted.yml: answers that are void go, and old ones say what was found instead of a message."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from scripts import rules
from scripts.editing import lists
from scripts.editing.plan import Done, Plan, Step
from scripts.files import as_text
from scripts.finding import Finding, SubjectKind
from scripts.publication import ledger
from scripts.publication.article import Article
from scripts.publication.chapters import first_words
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
    asked = {name for name, rule in rules.RULES.items() if rule.family != "site"}
    gone = [answer for answer in article.accepted if answer.rule in asked and (answer.rule, answer.about) not in found]
    text = _without(as_text(files[ledger.ACCEPTED]), article.accepted, gone) if gone else ""
    if not gone or len(ledger.read_accepted(text)) != len(article.accepted) - len(gone):
        return Plan({}, ())  # none, or answers that are not each on lines of their own
    steps = (Step(Done.ANSWER_DROPPED, ledger.ACCEPTED, one.rule, repr(one.because)) for one in gone)
    return Plan({ledger.ACCEPTED: text}, tuple(steps))


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
    by_item = [list(own) for _, own in groupby(base.accepted, key=lambda answer: answer.begins)]
    back = [
        (own[0], item)
        for own, item in zip(by_item, known.items, strict=True)
        if any((answer.rule, answer.about, answer.found) in left for answer in own)
    ]
    if not back:
        return Plan({}, ())
    now = lists.read(ledger.ACCEPTED, as_text(files[ledger.ACCEPTED]))
    there = [item for item in now.items if not any(_within(item, other) for _, other in back)]
    kept = []
    for item in known.items:
        own = [other for other in there if other.fields == item.fields]
        kept += own[:1] or [other for _, other in back if other.fields == item.fields][:1]
    more = [item for item in there if all(item.fields != other.fields for other in known.items)]
    text = lists.together(now.head, [*kept, *more])
    text = before if lists.read(ledger.ACCEPTED, text) == known else text
    steps = tuple(Step(Done.ANSWER_BACK, ledger.ACCEPTED, answer.rule) for answer, _ in back)
    return Plan({ledger.ACCEPTED: text}, steps)


def _within(item: lists.RecordItem, other: lists.RecordItem) -> bool:
    """Whether an item is another, or what is left of it where some of its findings are no longer made."""
    part, whole = ({**one.fields, "findings": None} for one in (item, other))
    return part == whole and all(one in other.fields.get("findings", ()) for one in item.fields.get("findings", ()))


def converted(article: Article, files: Mapping[str, bytes], *_: object) -> Plan:
    """accepted.yml with what was found in the place of messages, in the answers whose finding is still made."""
    found = rules.record.answered_by_message(article.accepted, rules.check(article))
    lines = as_text(files[ledger.ACCEPTED]).rstrip("\n").split("\n")
    steps = []
    ends = [answer.begins - 1 for answer in article.accepted[1:]] + [len(lines)]
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
    items = [list(own) for _, own in groupby(answers, key=lambda answer: answer.begins)]
    ends = [own[0].begins - 1 for own in items[1:]] + [len(lines)]
    for own, end in reversed(list(zip(items, ends, strict=True))):
        while end < len(lines) and lines[end - 1].lstrip().startswith("#"):
            end -= 1
        if all(answer in gone for answer in own):
            del lines[own[0].begins - 1 : end]
            continue
        stops = [*(answer.place.line for answer in own), *(own[0].lines.get(name, 0) for name in _OF_ALL)]
        for answer in reversed([answer for answer in own if answer in gone]):
            start = answer.place.line - 1
            del lines[start : min((stop - 1 for stop in stops if stop - 1 > start), default=end)]
    return "\n".join(lines if len(gone) < len(answers) else [*lines, "[]"]) + "\n"


# The fields of an item that answers several findings.
_OF_ALL = ("rule", "because", "on", "public")


def answered(
    article: Article, files: Mapping[str, bytes], findings: Sequence[Finding], because: str
) -> dict[str, str | None]:
    """The new text of accepted.yml, by its path, with an answer to findings of one rule: one item covers them all."""
    rows = [{**_about(article, one), **ledger.as_answer(one.found)} for one in findings]
    what = rows[0] if len(rows) == 1 else {"findings": rows}
    said = {"because": because, "on": article.today.isoformat()}
    rule = {"rule": findings[0].rule}
    fields = {**rule, **what, **said} if len(rows) == 1 else {**rule, **said, **what}
    now = lists.read(ledger.ACCEPTED, as_text(files[ledger.ACCEPTED]))
    return {ledger.ACCEPTED: lists.together(now.head, [*now.items, lists.item(fields)])}


def _about(article: Article, finding: Finding) -> dict[str, str | int]:
    """What a finding is about, as a field of its answer: a sentence by its first words, where these are no other's."""
    kind, name = finding.subject
    if kind is SubjectKind.SENTENCE:
        short = first_words(name).removesuffix(" …")
        texts = [sentence.text for page in article.pages.values() for sentence in page.sentences]
        name = short if sum(text.startswith(short) for text in texts) == 1 else name
    return {str(kind): int(name) if kind is SubjectKind.NOTE else name}
