"""One issue for the editors: opened, rewritten, commented, closed and opened again, as the nights go; never a second.

It is found by its label, or where that was taken off, by the first line of its text. Each comment
ends in a line that is not shown: what the editors have been told. So a run that was cut short is
made good by the next, and a second run does nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple
from urllib.parse import quote

from scripts.editors.markdown import code
from scripts.editors.report import some
from scripts.english.dates import shown
from scripts.english.numbers import in_words
from scripts.publication.nights import REFUSED_NIGHTS, Task, plain
from scripts.regex import regex
from scripts.web.github import Refused, Repository

LABEL = "nightly report"
TITLE = "What the nightly checks found"
_ABOUT = "The one issue that the nightly checks write"
_MARK = "<!-- The nightly checks write this text anew each night; what is changed here is lost. -->"
_LONGEST = 60_000  # characters; GitHub takes 65,536
_NAMES = 20  # of one kind, in a comment
# Characters, in a comment, of a name, of the names of one kind, of what is hidden and of those whom it mentions: with
# the names of eight kinds, each new or gone, less than GitHub takes.
_LONGEST_NAME, _LONGEST_NAMES, _LONGEST_HIDDEN, _LONGEST_HEAD = 60, 2_000, 20_000, 2_000

_KINDS: Mapping[Task, str] = {
    Task.UNCHECKED: "not checked for days",
    Task.LOST: "a quotation lost",
    Task.DEAD: "dead",
    Task.SUSPECT: "suspect",
    Task.PLACE_GONE: "without the place that it names",
    Task.OTHERWISE: "otherwise in its source",
    Task.NUMBERS: "retracted, or with a number that is not its own",
    Task.MOVED: "moved for good",
    Task.REFUSED_LONG: f"refused for {in_words(REFUSED_NIGHTS, 'night')}",
}

Tasks = Mapping[Task, Sequence[str]]


class Issue(NamedTuple):
    """The issue as it is. `closed` is the time at which it was closed, or "" while it is open."""

    number: int
    title: str
    body: str
    closed: str
    labels: tuple[str, ...]


class LastComment(NamedTuple):
    """What the last comment told: what there was to do, and the closing that it answered, if any."""

    tasks: Tasks
    closed: str


NOTHING = LastComment({}, "")


# What is written


def body(report: str) -> str:
    """The text of the issue."""
    if len(report) > _LONGEST:
        report = report[:_LONGEST].rpartition("\n")[0] + "\n\nThe rest is too long for an issue.\n"
    return (
        f"{_MARK}\n\n{report}\nThis issue closes when nothing is left to do. What each word means, and how to answer, "
        "is in EDITING.md."
    )


def comment(earlier: LastComment, tasks: Tasks, closed: str, today: date, editors: str = "") -> str:
    """The comment for a change since the last one, or for an issue closed too early; "" for neither."""
    if tasks == earlier.tasks and (not tasks or not closed or closed == earlier.closed):
        return ""
    if tasks == earlier.tasks:
        left = "; ".join(f"{_KINDS[kind]}: {_named(names)}" for kind, names in tasks.items())
        lines = [
            f"This was closed, and something is left to do ({left}), so it is open again. "
            "It closes by itself once each is mended or answered as the report above says."
        ]
    else:
        done = "Nothing is left to do, so this issue is closed until there is."
        last = "The report above says what to do." if tasks else done
        lines = [f"On {shown(today.isoformat())}:", "", *_changes(earlier.tasks, tasks), "", last]
    head = [editors[:_LONGEST_HEAD], ""] if editors else []
    return "\n".join([*head, *lines, "", _hidden(LastComment(tasks, closed))])


def bounded(tasks: Tasks) -> dict[Task, list[str]]:
    """The tasks as far as a comment can hold them, which has each name twice at most and GitHub's length."""
    found = {kind: [plain(name, _LONGEST_NAME) for name in names] for kind, names in tasks.items()}
    while len(_hidden(LastComment(found, ""))) > _LONGEST_HIDDEN:
        kind = max(found, key=lambda kind: len(found[kind]))
        kept = max(1, len(found[kind]) // 2)
        found[kind] = [*found[kind][:kept], f"and more, of {len(tasks[kind])}"]
    return found


def _changes(before: Tasks, now: Tasks) -> Iterable[str]:
    for kind, what in _KINDS.items():
        if new := [name for name in now.get(kind, ()) if name not in before.get(kind, ())]:
            yield f"- now {what}: {_named(new)}"
    still = {name for names in now.values() for name in names}
    for kind, what in _KINDS.items():
        if gone := [name for name in before.get(kind, ()) if name not in still]:
            yield f"- no longer {what}: {_named(gone)}"


def _named(names: Sequence[str]) -> str:
    shown = [code(name) for name in names]
    most = sum(length <= _LONGEST_NAMES for length in accumulate(map(len, shown)))
    return some(shown, min(_NAMES, most), ", ")


_HIDDEN = regex(r"^<!-- told (\{.*\}) -->\s*\Z", re.MULTILINE)


def _hidden(last: LastComment) -> str:
    # Nothing in it may end the remark.
    text = json.dumps(last._asdict(), ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<!-- told {text} -->"


def last_comment(comments: Iterable[Mapping[str, Any]]) -> LastComment:
    """What the last of our comments told. Others can write what they like: only those who may write here count."""
    for one in reversed(list(comments)):
        is_ours = one["user"]["type"] == "Bot" or one["author_association"] in ("OWNER", "MEMBER", "COLLABORATOR")
        found = _HIDDEN.search(one["body"] or "") if is_ours else None
        try:
            if found:
                value = json.loads(found[1])
                known = {kind: names for kind, names in value["tasks"].items() if kind in set(Task)}
                tasks = {Task(kind): list(map(str, names)) for kind, names in known.items()}
                return LastComment(tasks, value["closed"])
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return NOTHING


def mentioned(editors: str) -> str:
    """The accounts and teams of the setting EDITORS, as a mention of each. Raises Refused."""
    names = editors.replace(",", " ").split()
    for name in names:
        if not re.fullmatch(r"@?[A-Za-z\d](?:-?[A-Za-z\d])*(?:/[\w-]+)?", name):
            raise Refused(f"EDITORS: {name!r} is no account or team; write them as @name or @organisation/team")
    return " ".join(f"@{name.removeprefix('@')}" for name in names)


# What is done


def keep(repository: Repository, report: str, tasks: Tasks, today: date, editors: str = "") -> list[str]:
    """Bring the issue up to date; gives what was done, a line each. Raises Refused where GitHub will not."""
    mention = mentioned(editors)
    text = body(report)
    tasks = bounded(tasks)
    done: list[str] = []
    issue = _the_one(repository, done)
    if issue is None:
        if not tasks:
            return ["nothing to do, and no issue is open"]
        _label(repository)

        def labelled() -> dict[str, Any] | None:
            return next(iter(_labelled(repository)), None)

        made = repository.make("issues", labelled, title=TITLE, body=text, labels=[LABEL])
        issue = _the_one(repository, done) or _read(made)  # it may take a while until it is listed
        done.append(f"issue {issue.number}: opened")
    if LABEL not in issue.labels:
        _label(repository)
        repository.make(f"issues/{issue.number}/labels", lambda: None, labels=[LABEL])
        done.append(f"issue {issue.number}: labelled again")
    last = _last(repository, issue)
    words = comment(last, tasks, issue.closed, today, mention)
    if words:
        wanted = LastComment(tasks, issue.closed)

        def said() -> LastComment | None:
            return wanted if _last(repository, issue) == wanted else None

        repository.make(f"issues/{issue.number}/comments", said, body=words)
        done.append(f"issue {issue.number}: commented")
    if tasks and (issue.closed or issue.body != text or issue.title != TITLE):
        repository.change(f"issues/{issue.number}", title=TITLE, body=text, state="open")
        done.append(f"issue {issue.number}: {'opened again' if issue.closed else 'written anew'}")
    elif not tasks and not issue.closed:
        repository.change(f"issues/{issue.number}", body=text, state="closed", state_reason="completed")
        done.append(f"issue {issue.number}: closed")
    return done or [f"issue {issue.number}: as it should be"]


def _last(repository: Repository, issue: Issue) -> LastComment:
    return last_comment(repository.all(f"issues/{issue.number}/comments"))


def _the_one(repository: Repository, done: list[str]) -> Issue | None:
    """The issue, or the first of those that are open; the others are closed, with a word where to look."""
    found = _labelled(repository) or [
        one
        for one in repository.all("issues", state="all", sort="created", direction="asc")
        if _is_ours(one) and (one["user"]["type"] == "Bot" or one["author_association"] in ("OWNER", "MEMBER"))
    ]
    if not found:
        return None
    ours = [one for one in found if _is_ours(one)] or found
    one = min(ours, key=lambda one: (one["state"] != "open", one["number"]))
    for other in ours:
        if other is not one and other["state"] == "open" and _is_ours(other):
            values = {"body": f"The nightly report is in #{one['number']}.", "state_reason": "not_planned"}
            repository.change(f"issues/{other['number']}", state="closed", **values)
            done.append(f"issue {other['number']}: closed, since {one['number']} is the one")
    return _read(one)


def _read(one: Mapping[str, Any]) -> Issue:
    text = (one["body"] or "").replace("\r\n", "\n").strip()
    labels = tuple(label["name"] for label in one["labels"])
    return Issue(one["number"], one["title"], text, one["closed_at"] or "", labels)


def _labelled(repository: Repository) -> list[dict[str, Any]]:
    """The issues with our label, pull requests apart, the first one first."""
    found = [one for one in repository.all("issues", labels=LABEL, state="all") if "pull_request" not in one]
    return sorted(found, key=lambda one: one["number"])


def _is_ours(one: Mapping[str, Any]) -> bool:
    return "pull_request" not in one and (one["body"] or "").startswith(_MARK)


def _label(repository: Repository) -> None:
    """Make the label where it is missing."""
    there = f"labels/{quote(LABEL)}"
    repository.make("labels", lambda: repository.get(there), name=LABEL, color="b60205", description=_ABOUT)
