"""A finding: where something is wrong, what, and by which rule; and how it prints."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from scripts.terminal import printable


class SubjectKind(StrEnum):
    """The kinds of things that a finding may be about, as record/accepted.yml names them; NONE for a mere line."""

    CLAIM = "claim"
    NOTE = "note"
    SOURCE = "source"
    SENTENCE = "sentence"
    FACT = "fact"
    ACRONYM = "acronym"
    FILE = "file"
    NONE = ""


class Subject(NamedTuple):
    """A thing by its kind and name: a claim's id, a note's number, a source's key, a sentence's words, a path."""

    kind: SubjectKind
    name: str


NO_SUBJECT = Subject(SubjectKind.NONE, "")


class Place(NamedTuple):
    """Where something stands: a line of a file, and what stands there.

    `path` is relative to the root, with forward slashes; `line` counts from 1. `about` is the thing that stands
    there, for a reader and for `record/accepted.yml`.
    """

    path: str
    line: int
    about: Subject = NO_SUBJECT

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Finding(NamedTuple):
    """One thing that is wrong, as one rule found it.

    `found` are the values that tell it from the rule's other findings on the same subject: quoted words, values that
    differ, keys; never a line's number, nor a day on which something was looked at. `message` says the same to people,
    in words that may change.
    """

    place: Place
    message: str
    rule: str
    found: tuple[str, ...] = ()

    @property
    def subject(self) -> Subject:
        """What it is about: where no smaller thing stands at its place, the file."""
        about = self.place.about
        return about if about.kind else Subject(SubjectKind.FILE, self.place.path)

    @property
    def identity(self) -> tuple[str, Subject, tuple[str, ...]]:
        """What makes it the same finding in another version of the article: rule, subject, and what was found."""
        return self.rule, self.subject, self.found

    def __str__(self) -> str:
        return printable(f"{self.place}: {self.message} ({self.rule})")


class Unreadable(Exception):
    """A file that cannot be used; `findings` say why, each at its line."""

    def __init__(self, findings: Iterable[Finding]):
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


def unreadable(path: str, line: int, message: str, rule: str = "file-readable") -> Unreadable:
    """The error for one thing that is wrong with a file as a whole."""
    return Unreadable([Finding(Place(path, line), message, rule)])


_QUOTED = 60  # characters


def shortened(text: str) -> str:
    """A text as a message quotes it: of a long one the beginning."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by path, line, rule, each once."""
    return sorted(set(findings), key=lambda f: (f.place.path, f.place.line, f.rule, f.message))


def as_text(findings: Iterable[Finding]) -> str:
    """One finding a line: `path:line: message (rule)`."""
    return "".join(f"{finding}\n" for finding in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON list of objects with path, line, rule, message, what the finding is about, and what was found."""
    rows = [
        {
            "path": finding.place.path,
            "line": finding.place.line,
            "rule": finding.rule,
            "message": finding.message,
            "about": {finding.subject.kind: finding.subject.name},
            "found": finding.found,
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Iterable[Finding], serious: Collection[str]) -> str:
    """Workflow commands that GitHub shows as annotations on the changed lines, of which it shows ten a step.

    Findings by the rules in `serious` come first, as errors; the others are warnings. The escapes
    are those of actions/toolkit, packages/core/src/command.ts.
    """

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def property_(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    def command(f: Finding) -> str:
        level = "error" if f.rule in serious else "warning"
        place = f"file={property_(f.place.path)},line={f.place.line},title={property_(f.rule)}"
        return f"::{level} {place}::{data(printable(f.message))} ({f.rule})\n"

    return "".join(map(command, sorted(findings, key=lambda f: f.rule not in serious)))
