"""What a change comes to, as Markdown for its pull request: findings, claims, decisions, and what to paste.

Most of its text comes out of the change, and so from anybody: in a table it is spelt with entities,
and what is to be pasted stands in a fence longer than any that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple
from urllib.parse import quote

from scripts import rules
from scripts.editing import fix
from scripts.editing.plan import Plan
from scripts.finding import Finding, Place, Unreadable
from scripts.publication import ledger
from scripts.publication.article import Article, build
from scripts.publication.chapters import first_words
from scripts.publication.ledger import GONE, NO_REASON, Claim, ClaimKind, Redirect
from scripts.states import changes
from scripts.states.support import Told
from scripts.terminal import count, printable

# GitHub refuses the summary of a step that is larger than 1 MiB. Each part has its share in bytes,
# and says how much of it is not shown.
TABLE, DECISIONS, PASTE = 150_000, 100_000, 600_000

# Characters of a sentence or a message in a table; the longest sentence of the audited article has 430.
CELL = 500


class Links(NamedTuple):
    """Where the files of the change can be read and edited: a repository's address and a branch; "" for nowhere."""

    repository: str = ""
    branch: str = ""

    def to(self, what: str, path: str) -> str:
        return f"{self.repository}/{what}/{quote(self.branch)}/{quote(path)}" if self.repository else ""


class Outcome(NamedTuple):
    """An article as it is and as `check --fix` would leave it, with what anybody may see of the findings in either.

    Where nothing could be read, `after` is the article as it is, and `plan` is empty.
    """

    article: Article
    found: Sequence[Finding]
    plan: Plan
    after: Article
    left: Sequence[Finding]


def outcome(files: Mapping[str, bytes], base: Mapping[str, bytes] | None, today: date) -> Outcome:
    """What the check finds in the publication that these files make, and what `check --fix` would leave.

    `base` are the files of the commit that it starts from.
    """
    article = build(files, today)
    found = _found(article)
    nothing = Outcome(article, found, Plan({}, ()), article, found)
    if article.problems:
        return nothing
    try:
        plan = fix.plan(article, files, base)
    except Unreadable:  # the check finds the same, and says it
        return nothing
    after = build(fix.fixed(files, plan), today)
    return Outcome(article, found, plan, after, _found(after))


def _found(article: Article) -> list[Finding]:
    """The unanswered findings, those for editors alone apart: a pull request is public."""
    return rules.public(rules.unanswered(article, rules.check(article)))


def markdown(
    outcome: Outcome, before: Article, files: Mapping[str, bytes], head: Mapping[str, bytes], links: Links
) -> str:
    """The summary of a change; `before` is the article of the commit that it starts from.

    `files` are the present ones and `head` those of its branch, which differ where the present ones
    are the branch merged with what it goes to.
    """
    parts = [_verdict(outcome), _findings(outcome.found, links)]
    if outcome.article.problems:
        parts.append(["Nothing else was looked at until they are mended.", ""])
    elif before.problems:
        parts.append(["What it does to the claims is not known: the article that it starts from cannot be read.", ""])
    else:
        parts.append(_claims(list(changes.claims(before, outcome.after)), links))
    if not outcome.article.problems:
        parts += [_decisions(outcome, before, links), _paste(outcome.plan, files, head, links)]
    return "\n".join(chain.from_iterable(parts))


def _verdict(outcome: Outcome) -> list[str]:
    number, left = len(rules.failing(outcome.found)), rules.failing(outcome.left)
    if not number:
        return ["## The check passes", ""]
    told = [f"## The check fails: {count(number, 'finding')}", ""]
    if outcome.plan.texts and not left:
        told += ["The files under *To paste* make it pass.", ""]
    elif outcome.plan.texts:
        rest = count(len(left), "finding")
        told += [f"The files under *To paste* leave {rest}, named under *What a person decides*.", ""]
    return told


def _findings(found: Sequence[Finding], links: Links) -> list[str]:
    if not found:
        return []
    failing = rules.failing(found)
    serious_first = sorted(failing, key=lambda f: not rules.RULES[f.rule].serious)
    serious_first += [f for f in found if rules.RULES[f.rule].family == "evidence"]
    rows = [f"| {_where(f.place, links)} | {escape(f.message)} | {f.rule} |" for f in serious_first]
    head = ["| Where | What is wrong, and what to do | Rule |", "| --- | --- | --- |"]
    rest = ["The last of them, on what sources say, do not fail it.", ""] if len(failing) < len(found) else []
    return [*head, *_bounded(rows, TABLE, "findings"), "", *rest]


def _claims(changed: Sequence[changes.Change], links: Links) -> list[str]:
    title = ["### Claims that this change touches", ""]
    if not changed:
        return [*title, "None.", ""]
    head = ["| Change | Claim | Sentence | State |", "| --- | --- | --- | --- |"]
    return [*title, *head, *_bounded([_claim(one, links) for one in changed], TABLE, "claims"), ""]


def _claim(change: changes.Change, links: Links) -> str:
    was, now = change.was, change.now
    kinds = change.told
    if now:
        name = f"{escape(now.claim.id)}<br>{_where(now.sentence.place, links)}"
    else:
        name = "".join(f"{escape(one.claim.id)}<br>{escape(one.chapter.path)}" for one in [was] if one)
    if was and now and was.chapter.path != now.chapter.path:
        kinds += f" from {escape(was.chapter.path)}"
    said = [one.sentence.text if one else "" for one in (was, now)]
    state = [_state(one) if one else "" for one in (was, now)]
    return f"| {kinds} | {name} | {_both(*said)} | {_both(*state)} |"


def _state(told: Told) -> str:
    return f"{told.state.words}: {', '.join(told.claim.sources)}" if told.claim.sources else told.state.words


def _both(was: str, now: str) -> str:
    """What was and what is, in a cell; once where they are the same, or where there is just one."""
    if not was or not now or was == now:
        return escape(now or was)
    return f"was: {escape(was)}<br>now: {escape(now)}"


def _decisions(outcome: Outcome, before: Article, links: Links) -> list[str]:
    """What no machine can say, in plain words; places are those of the files once they are pasted."""
    asked = [
        *(_mend(finding, links) for finding in outcome.left),
        *_reasons(outcome.after, before, links),
        *_kinds(outcome.after, before, links),
        *(f"{escape(str(step))}." for step in outcome.plan.steps if step.done.loses),
    ]
    title = ["### What a person decides", ""]
    if not asked:
        return [*title, "Nothing.", ""]
    below = ["Lines of record/ are those of the files below.", ""] if outcome.plan.texts else []
    return [*title, *below, *_bounded([f"- {one}" for one in asked], DECISIONS, "decisions"), ""]


# What is found in the text and the sources may be meant; that files agree may not be waived.
_JUDGED = frozenset({"notes", "sources", "quotations", "wording", "evidence"})
# Of the family claims, what compares numbers and dates, which may be meant too.
_JUDGED_CLAIMS = frozenset({"expected-date", "expected-duration", "expected-count", "count-equals-list"})


def _mend(finding: Finding, links: Links) -> str:
    judged = rules.RULES[finding.rule].family in _JUDGED or finding.rule in _JUDGED_CLAIMS
    how = f" If it is right as it stands, an editor answers it in {ledger.ACCEPTED}." if judged else ""
    return f"{_where(finding.place, links)}: {escape(finding.message)} ({finding.rule}).{how}"


def _reasons(after: Article, before: Article, links: Links) -> Iterator[str]:
    """The corrections and redirects of this change that nobody has given a reason for."""
    known = {_departure(correction) for correction in before.corrections}
    for correction in after.corrections:
        if _departure(correction) not in known and correction.because == NO_REASON:
            words = escape(first_words(correction.now or correction.published))
            what = f"{_where(correction.place, links)}: why this {correction.kind}: “{words}”?"
            yield f"{what} Until a reason stands in the place of “{NO_REASON}”, that is what readers see."
    for record in chain.from_iterable(after.claims.values()):
        if isinstance(record, Redirect) and record.gone == GONE and record.id not in _redirects(before):
            what = f"{_where(record.place, links)}: why is the sentence {escape(record.id)} gone?"
            yield f"{what} Give the reason there, or in its place `moved-to:` and the id of the one that replaces it."


def _departure(correction: ledger.Correction) -> tuple[str, ...]:
    return (correction.kind, correction.published, correction.now, correction.after)


def _redirects(article: Article) -> set[str]:
    return {record.id for record in chain.from_iterable(article.claims.values()) if isinstance(record, Redirect)}


def _kinds(after: Article, before: Article, links: Links) -> Iterator[str]:
    """The records of this change whose kind a machine has guessed."""
    known = {record.id for record in chain.from_iterable(before.claims.values())}
    for record in chain.from_iterable(after.claims.values()):
        if isinstance(record, Claim) and record.confirm and record.id not in known:
            words = escape(first_words(record.says))
            yield (
                f"{_where(record.at('kind'), links)}: is “{words}” of the kind *{record.kind}*? If so, take out the "
                f"line `confirm: true` below it; if not, first write another of {', '.join(ClaimKind)}."
            )


def _paste(plan: Plan, files: Mapping[str, bytes], head: Mapping[str, bytes], links: Links) -> list[str]:
    """The whole of each file that `check --fix` would write; none while the branch is behind in one of them."""
    if not plan.texts:
        return []
    if behind := [escape(path) for path in sorted(plan.texts) if files.get(path) != head.get(path)]:
        told = (
            f"Since this branch was made, the branch that it goes to has got other text in {', '.join(behind)}. "
            "Press *Update branch* at the foot of the pull request first; the summary that follows has the files."
        )
        return ["### To paste", "", told, ""]
    parts = [
        "### To paste",
        "",
        "Each block is a whole file, and follows from the text without any judgement. Open the file with GitHub's "
        "pencil, select all of it, paste the block over it, and commit to the branch of this pull request. "
        "With Python, `python -m scripts check --fix` writes the same.",
        "",
    ]
    room = PASTE
    for path, text in sorted(plan.texts.items()):
        if text is None:
            parts += [f"#### {_file(path, path in files, links)}", "", "Delete this file.", ""]
            continue
        block = [f"#### {_file(path, path in files, links)}", "", *_fenced(text), ""]
        size = len("\n".join(block).encode())
        if size > room:
            block = [f"#### {escape(path)}", "", "Too long to be shown here: `check --fix` writes it.", ""]
        room -= min(size, room)
        parts += block
    return parts


def _file(path: str, exists: bool, links: Links) -> str:
    folder, _, name = path.rpartition("/")
    address = links.to("edit", path) if exists else links.to("new", folder) + f"?filename={quote(name)}"
    return f"[{escape(path)}]({address})" if links.repository else escape(path)


def _fenced(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}yaml", text.rstrip("\n"), fence]


def _where(place: Place, links: Links) -> str:
    told = f"{escape(place.path)}:{place.line}"
    return f"[{told}]({links.to('blob', place.path)}?plain=1#L{place.line})" if links.repository else told


def _bounded(lines: Iterable[str], limit: int, what: str) -> list[str]:
    """As many lines as the limit has room for, in bytes, and then how many more there are."""
    lines, size = list(lines), 0
    for shown, line in enumerate(lines):
        size += len(line.encode()) + 1
        if size > limit:
            return [*lines[:shown], "", f"… and {len(lines) - shown} more {what}, which `check` lists."]
    return lines


_SPECIAL = re.compile(r"[$&*<>@\[\\\]_`|~]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def escape(text: str) -> str:
    """Text from anybody as a piece of one line of Markdown that shows it and does nothing else."""
    short = text if len(text) <= CELL else text[:CELL] + " …"
    spelt = _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", " ".join(printable(short).split()))
    return spelt.replace("&#64;", "&#64;<!-- -->")  # or it would mention whoever is called so
