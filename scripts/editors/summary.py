"""What a change comes to, as Markdown for its pull request: what is open, findings, claims, decisions, what to paste.

Most of its text comes out of the change, and so from anybody: in a table it is spelt with entities,
and what is to be pasted stands in a fence longer than any that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Literal, NamedTuple
from urllib.parse import quote

from scripts import rules
from scripts.editing import fix
from scripts.editing.plan import Plan
from scripts.editors.markdown import escape
from scripts.finding import Finding, Place, Unreadable
from scripts.publication import ledger
from scripts.publication.article import Article, build
from scripts.publication.chapters import PARAGRAPH, first_words
from scripts.publication.ledger import GONE, NO_REASON, Claim, ClaimKind, CorrectionKind, Redirect
from scripts.states import changes
from scripts.terminal import count

# GitHub refuses the summary of a step that is larger than 1 MiB. Each part has its share in bytes,
# and says how much of it is not shown.
OPEN, TABLE, DECISIONS, PASTE = 50_000, 150_000, 100_000, 500_000  # the first two are there twice


class Links(NamedTuple):
    """Where the files of the change can be read and edited: a repository's address and a branch; "" for nowhere."""

    repository: str = ""
    branch: str = ""

    def to(self, what: str, path: str = "") -> str:
        """The address of a file, or of the branch, in what GitHub has for it: blob, edit, new; "" for nowhere."""
        if not self.repository:
            return ""
        return f"{self.repository}/{what}/{quote(self.branch)}" + (f"/{quote(path)}" if path else "")


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
    """The unanswered findings, but for those for editors alone, as a pull request is public, and for what is open."""
    found = rules.public(rules.unanswered(article, rules.check(article)))
    return [finding for finding in found if rules.RULES[finding.rule].family != "pending"]


def markdown(
    outcome: Outcome, before: Article, files: Mapping[str, bytes], head: Mapping[str, bytes], links: Links
) -> str:
    """The summary of a change; `before` is the article of the commit that it starts from.

    `files` are the present ones and `head` those of its branch, which differ where the present ones
    are the branch merged with what it goes to.
    """
    open_ = [] if outcome.article.problems else list(_open_in(outcome.after))
    parts = [
        _verdict(outcome, len(open_)),
        _to_say(open_, before, outcome.plan, links),
        _findings(outcome.found, links),
    ]
    if outcome.article.problems:
        parts.append(["Nothing else was looked at until they are mended.", ""])
    elif before.problems:
        parts.append(["What it does to the claims is not known: the article that it starts from cannot be read.", ""])
    else:
        parts.append(_claims(list(changes.claims(before, outcome.after)), links))
    if not outcome.article.problems:
        parts += [_decisions(outcome, links), _paste(outcome.plan, files, head, links)]
    return "\n".join(chain.from_iterable(parts))


def _verdict(outcome: Outcome, open_: int) -> list[str]:
    number, left = len(rules.failing(outcome.found)), rules.failing(outcome.left)
    if not number:
        rest = f"; {count(open_, 'thing')} left for a person to say" if open_ else ""
        return [f"## The check passes{rest}", ""]
    lines = [f"## The check fails: {count(number, 'finding')}", ""]
    if outcome.plan.texts and not left:
        lines += ["The files under *To paste* make it pass.", ""]
    elif outcome.plan.texts:
        rest = count(len(left), "finding")
        lines += [f"The files under *To paste* leave {rest}, named under *What a person decides*.", ""]
    return lines


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
    kinds = change.description
    if now:
        name = f"{escape(now.claim.id)}<br>{_where(now.sentence.place, links)}"
    else:
        name = "".join(f"{escape(one.claim.id)}<br>{escape(one.chapter.path)}" for one in [was] if one)
    if was and now and was.chapter.path != now.chapter.path:
        kinds += f" from {escape(was.chapter.path)}"
    said = [one.sentence.text if one else "" for one in (was, now)]
    sources = [one.claim.sources if one else () for one in (was, now)]
    words = [one.state.words if one else "" for one in (was, now)]
    state = [f"{word}: {', '.join(keys)}" if keys else word for word, keys in zip(words, sources, strict=True)]
    return f"| {kinds} | {name} | {_both(*said)} | {_both(*state)} |"


def _both(was: str, now: str) -> str:
    """What was and what is, in a cell; once where they are the same, or where there is just one."""
    if not was or not now or was == now:
        return escape(now or was)
    return f"was: {escape(was)}<br>now: {escape(now)}"


# What is open


class Open(NamedTuple):
    """What a person has yet to say: where, what to write there, and what it is about, whatever the line."""

    place: Place
    todo: str
    about: tuple[str, ...]


_DEPARTED = {
    CorrectionKind.WORDING: "“{now}” has other words than were published",
    CorrectionKind.ADDITION: "“{now}” was added",
    CorrectionKind.REMOVAL: "“{published}” was taken out",
    CorrectionKind.MOVE: "“{published}” was moved",
    CorrectionKind.LAYOUT: "“{now}” stands in another paragraph, list or quotation than was published",
    CorrectionKind.NEW_CHAPTER: "the chapter {chapter} was added",
    CorrectionKind.MOVED_CHAPTER: "the chapter {chapter} stands elsewhere",
    CorrectionKind.REMOVED_PART: "the part “{published}” was taken out",
}


def _open_in(article: Article) -> Iterator[Open]:
    """All that people have yet to say of an article: the same that the rules of the family pending find."""
    for one in article.corrections:
        if one.because != NO_REASON:
            continue
        words = {"published": _beginning(one.published), "now": _beginning(one.now), "chapter": escape(one.chapter)}
        what = _DEPARTED[one.kind].format(**words)
        todo = f"after `because:`, in the place of “{NO_REASON}”, write why {what}."
        yield Open(one.place, todo, (one.kind, one.chapter, one.published, one.now, one.after, str(one.nth)))
    for record in article.records:
        if isinstance(record, Redirect) and record.gone == GONE:
            todo = f"after `gone:`, in the place of “{GONE}”, write why the sentence {escape(record.id)} was taken out"
            mend = "or, where another says the same, write `moved-to:` and its id in the place of that line."
            yield Open(record.place, f"{todo}; {mend}", ("gone", record.id))
        if isinstance(record, Claim) and record.confirm:
            todo = f"is “{_beginning(record.says)}” of the kind *{record.kind}*, as was guessed?"
            mend = f"the line `confirm: true` below it; if not, first write another of {', '.join(ClaimKind)}."
            yield Open(record.at("kind"), f"{todo} If so, take out {mend}", ("kind", record.id))


def _beginning(words: str) -> str:
    """The first words that a correction or a record quotes, without the signs of blocks, for a line of Markdown."""
    return escape(first_words(" ".join(word for word in words.split() if not word.startswith(PARAGRAPH))))


def _to_say(open_: Sequence[Open], before: Article, plan: Plan, links: Links) -> list[str]:
    """What is open, that of this change first, each with a link to the line in GitHub's editor."""
    if not open_:
        return []
    parts = ["### What a person must still say", "", "`check --complete` fails while any of these is open.", ""]
    if any(one.place.path in plan.texts for one in open_):
        parts += ["Paste the files under *To paste* first: the lines are theirs.", ""]
    known = {one.about for one in _open_in(before)}
    ours = [one for one in open_ if one.about not in known]
    older = [one for one in open_ if one.about in known]
    for title, some in (("", ours), ("Open since before this change:", older)):
        if some:
            lines = [f"- {_where(one.place, links, 'edit')}: {one.todo}" for one in some]
            parts += [*([title, ""] if title else []), *_bounded(lines, OPEN, "things to say"), ""]
    return parts


def _decisions(outcome: Outcome, links: Links) -> list[str]:
    """What is for a person to mend, and what was lost, in plain words; places are those of the files once pasted."""
    asked = [
        *(_mend(finding, links) for finding in outcome.left),
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


def _paste(plan: Plan, files: Mapping[str, bytes], head: Mapping[str, bytes], links: Links) -> list[str]:
    """The whole of each file that `check --fix` would write; none while the branch is behind in one of them."""
    if not plan.texts:
        return []
    if behind := [escape(path) for path in sorted(plan.texts) if files.get(path) != head.get(path)]:
        message = (
            f"Since this branch was made, the branch that it goes to has got other text in {', '.join(behind)}. "
            "Press *Update branch* at the foot of the pull request first; the summary that follows has the files."
        )
        return ["### To paste", "", message, ""]
    parts = ["### To paste", "", _TO_PASTE, ""]
    room = PASTE
    for path, text in sorted(plan.texts.items()):
        block = [f"#### {_file(path, path in files, links)}", ""]
        if text is None:
            parts += [*block, "Delete this file.", ""]
            continue
        block += [*_fenced(text), ""]
        size = len("\n".join(block).encode())
        if size > room:
            block = [f"#### {escape(path)}", "", "Too long to be shown here: `check --fix` writes it.", ""]
        room -= min(size, room)
        parts += block
    return parts


_TO_PASTE = (
    "Each block is a whole file, and follows from the text without any judgement. Open the file with GitHub's pencil, "
    "select all of it, paste the block over it, and commit to the branch of this pull request. With Python, "
    "`python -m scripts check --fix` writes the same."
)


def _file(path: str, exists: bool, links: Links) -> str:
    address = links.to("edit", path) if exists else links.to("new") + f"?filename={quote(path)}"
    return f"[{escape(path)}]({address})" if links.repository else escape(path)


def _fenced(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}yaml", text.rstrip("\n"), fence]


def _where(place: Place, links: Links, what: Literal["blob", "edit"] = "blob") -> str:
    message = f"{escape(place.path)}:{place.line}"
    query = "?plain=1" if what == "blob" else ""
    return f"[{message}]({links.to(what, place.path)}{query}#L{place.line})" if links.repository else message


def _bounded(lines: Iterable[str], limit: int, what: str) -> list[str]:
    """As many lines as the limit has room for, in bytes, and then how many more there are."""
    lines, size = list(lines), 0
    for shown, line in enumerate(lines):
        size += len(line.encode()) + 1
        if size > limit:
            return [*lines[:shown], "", f"… and {len(lines) - shown} more {what}, which `check` lists."]
    return lines
