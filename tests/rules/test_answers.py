"""Answers to findings: they name what was found, and not in which words it is said."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from scripts import finding, rules
from scripts.editing import fix
from scripts.finding import Finding, SubjectKind
from scripts.hypertext.unread import Why
from scripts.publication import article, identifiers, ledger, readings, works
from scripts.publication.article import Article
from scripts.publication.footnotes.parts import Kind
from scripts.publication.ledger import Acceptance, ClaimKind, CorrectionKind, ExpectationKind
from scripts.publication.plain import METADATA
from scripts.publication.plain_yaml import dump
from scripts.rules import record
from scripts.states import support
from tests import cases
from tests.conftest import call

SCHEMAS = Path(rules.__file__).parents[1] / "schemas"
NAMES = sorted(path.stem for path in (cases.BAD / "rules").glob("*.yml"))
ANSWERABLE = (SubjectKind.CLAIM, SubjectKind.NOTE, SubjectKind.SOURCE, SubjectKind.SENTENCE)

# What keeps a file from being read is a matter of the file, and nobody can answer it.
UNREADABLE = frozenset({"file-readable", "schema-valid", "bibliography-parses"})
# Findings with nothing to tell but their subject.
SUBJECT_ALONE = frozenset(
    {"source-cited", "note-used", "note-defined", "glossary-current", "claim-kept", "sentence-recorded"}
    | {"placeholder-known"}
)

pytestmark = pytest.mark.usefixtures("read_once")


@cache
def bad(name: str) -> tuple[tuple[Article, tuple[Finding, ...]], ...]:
    """The bad inputs of a rule, each with its findings, answered ones among them."""
    listed = yaml.load((cases.BAD / "rules" / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple((built, tuple(rules.check(built))) for built in map(cases.made, listed))


def answerable(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    for one in findings:
        if (
            one.subject.kind in ANSWERABLE
            and one.rule not in UNREADABLE
            and rules.RULES[one.rule].family not in record.NOT_ANSWERED
        ):
            yield one


def answer(one: Finding) -> dict[str, Any]:
    name: str | int = int(one.subject.name) if one.subject.kind is SubjectKind.NOTE else one.subject.name
    fields = {"rule": one.rule, str(one.subject.kind): name, **ledger.as_answer(one.found)}
    return fields | {"because": "It was published so, and is left as it is.", "on": "2020-01-01"}


def answers(built: Article, findings: tuple[Finding, ...]) -> tuple[Acceptance, ...]:
    """The answers to what can be answered, written and read again."""
    made = {one.identity: answer(one) for one in answerable(findings)}
    return ledger.read_accepted(dump(list(made.values())))


@pytest.mark.parametrize("name", sorted(set(NAMES) - UNREADABLE - SUBJECT_ALONE))
def test_each_finding_says_what_was_found(name: str) -> None:
    found = [one for _, findings in bad(name) for one in findings if one.rule == name]
    assert found
    assert all(one.found for one in found)


@pytest.mark.parametrize("name", sorted(SUBJECT_ALONE))
def test_some_findings_are_told_by_their_subject_alone(name: str) -> None:
    assert any(one.rule == name and not one.found for _, findings in bad(name) for one in findings)


@pytest.mark.parametrize("name", NAMES)
def test_two_findings_on_a_subject_differ_in_what_was_found(name: str) -> None:
    said: dict[object, set[str]] = {}
    for built, findings in bad(name):
        for one in answerable(findings):
            said.setdefault((id(built), one.identity), set()).add(one.message)
    assert [messages for messages in said.values() if len(messages) > 1] == []


def test_no_answer_covers_another_finding_of_its_rule() -> None:
    said: dict[object, set[str]] = {}
    for name in NAMES:
        for one in (one for _, findings in bad(name) for one in answerable(findings) if one.rule == name):
            said.setdefault(one.identity, set()).add(one.message)
    assert said
    assert [messages for messages in said.values() if len(messages) > 1] == []


@pytest.mark.parametrize("name", sorted(set(NAMES) - UNREADABLE))
def test_an_answer_holds_whatever_the_words_of_the_message(name: str) -> None:
    for built, findings in bad(name):
        answered = dataclasses.replace(built, accepted=answers(built, findings))
        reworded = [one._replace(message="is said in other words; do something") for one in findings]
        left = set(answerable(tuple(rules.unanswered(answered, reworded))))
        assert left == set()
        ran = {one.rule for one in findings}
        assert [str(one) for one in rules.record.unmatched(answered, reworded, ran)] == []


@pytest.mark.parametrize("name", sorted(set(NAMES) - UNREADABLE))
def test_an_answer_holds_for_what_was_found_alone(name: str) -> None:
    for built, findings in bad(name):
        answered = dataclasses.replace(built, accepted=answers(built, findings))
        others = [one._replace(found=(*one.found, "and more")) for one in findings]
        assert rules.unanswered(answered, others) == others


def test_what_follows_from_an_answered_fault_is_told() -> None:
    """A fault hides what follows from it on its line while it is to be mended, and not once it stays."""
    built = cases.made({"file": "docs/ice.md", "from": "It was thick.", "to": "2019. It was thin."})
    found = rules.check(built)
    assert {one.rule for one in found} == {"block-as-meant"}
    answered = dataclasses.replace(built, accepted=answers(built, tuple(found)))
    left = rules.unanswered(answered, rules.check(answered))
    assert {one.rule for one in left} == {"faithful-text", "sentence-recorded"}


def pushed_down(path: str, data: bytes) -> bytes:
    """A file with two more lines above all that is found in it, that mean nothing there.

    A page that begins with data about itself has them below its first line, which is that only where it is the first.
    """
    if path == readings.PATH:
        return data
    first, end, rest = data.partition(b"\n")
    begins = path.endswith(".md") and (first == b"---" or METADATA.match(first.decode()))
    return first + end + b"\n\n" + rest if begins else b"\n\n" + data


@pytest.mark.parametrize("name", sorted(set(NAMES) - UNREADABLE - {"original-unchanged"}))
def test_what_was_found_holds_no_number_of_a_line(name: str) -> None:
    listed = yaml.load((cases.BAD / "rules" / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    for case, (_, findings) in zip(listed, bad(name), strict=True):
        changes = case.get("changes", [case])
        if any(change["file"].startswith("site/") or change["file"] == ledger.ACCEPTED for change in changes):
            continue
        moved = {path: pushed_down(path, data) for path, data in cases.changed(case).items()}
        if "digest" not in case:
            cases.redigest(moved)
        found = rules.check(article.build(moved, cases.TODAY))
        assert {one.identity for one in found} == {one.identity for one in findings}


OLD = """\
# What the editors have looked at.
- rule: source-date-precise
  # kept
  source: wu2019
  finding: "wu2019: date '2019' gives no day;
    look it up on the page" # as it is said
  because: The entry gives just the year, and it is kept.
  on: 2020-01-01

# The note is right.
- finding: 'wu2019: date ''2019'', but note 3 says ''2019-05-20''; make the entry say the same'
  rule: note-matches-source
  source: wu2019
  because: The entry gives just the year, and it is kept.
  on: 2020-01-01
"""

NEW = """\
# What the editors have looked at.
- rule: source-date-precise
  # kept
  source: wu2019
  # as it is said
  found: '2019'
  because: The entry gives just the year, and it is kept.
  on: 2020-01-01

# The note is right.
- found:
  - date
  - '2019'
  - '3'
  - 2019-05-20
  rule: note-matches-source
  source: wu2019
  because: The entry gives just the year, and it is kept.
  on: 2020-01-01
"""


def test_fix_writes_what_was_found_in_the_place_of_a_message(tmp_path: Path) -> None:
    root = Path(copytree(cases.BAD / "article", tmp_path / "article"))
    path = root / "references.bib"
    path.write_text(path.read_text(encoding="utf-8").replace("{2019-05-20}", "{2019}"), encoding="utf-8")
    (root / ledger.ACCEPTED).write_text(OLD, encoding="utf-8")
    lines = call("check", "--root", root).stdout.splitlines()
    assert [line.rpartition("(")[2] for line in lines] == ["acceptance-current)"] * 2
    fixed = call("check", "--root", root, "--fix")
    assert (fixed.returncode, fixed.stdout) == (0, "")
    assert fixed.stderr.splitlines()[:2] == [
        "record/accepted.yml: the answer to source-date-precise now says what was found, '2019', "
        "in the place of a message",
        "record/accepted.yml: the answer to note-matches-source now says what was found, "
        "'date', '2019', '3', '2019-05-20', in the place of a message",
    ]
    assert (root / ledger.ACCEPTED).read_text(encoding="utf-8") == NEW
    files = article.files(root)
    assert fix.plan(article.build(files, cases.TODAY), files, None).texts == {}


def test_a_number_need_not_be_quoted() -> None:
    text = NEW.replace("found: '2019'", "found: 2019").replace("- '3'", "- 3")
    assert [one.found for one in ledger.read_accepted(text)] == [("2019",), ("date", "2019", "3", "2019-05-20")]


def test_what_programs_are_given_may_be_copied() -> None:
    for found in ("", "  found: []\n"):
        text = f"- rule: source-cited\n  source: wu2019\n{found}  because: It is read for itself.\n  on: 2020-01-01\n"
        assert [one.found for one in ledger.read_accepted(text)] == [()]


def test_data_for_programs_has_what_an_answer_needs() -> None:
    _, findings = bad("source-date-precise")[0]
    for row, one in zip(json.loads(finding.as_json(findings)), findings, strict=True):
        assert row["about"] == {one.subject.kind: one.subject.name}
        assert row["found"] == list(one.found)


def test_each_word_of_a_record_is_known() -> None:
    def of(name: str, *way: str | int) -> Any:
        value = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
        for step in way:
            value = value[step]
        return value["enum"]

    assert sorted(of("corrections", "items", "properties", "kind")) == sorted(CorrectionKind)
    corrections = json.loads((SCHEMAS / "corrections.json").read_text(encoding="utf-8"))["items"]["allOf"]
    assert sorted(each["if"]["properties"]["kind"]["const"] for each in corrections) == sorted(CorrectionKind)
    assert sorted(of("claims", "items", "else", "else", "properties", "kind")) == sorted(ClaimKind)
    source = ("properties", "sources", "additionalProperties", "properties")
    assert sorted(of("sources", *source, "read", "properties", "how")) == sorted(readings.How)
    assert sorted(of("sources", *source, "unread", "properties", "why")) == sorted(Why)
    verdicts = of("sources", "properties", "claims", "additionalProperties", "items", "properties", "verdict")
    told_alone = {readings.Verdict.PAGE_DIFFERS, readings.Verdict.PAGE_UNSURE}  # to editors, and not recorded
    assert set(verdicts) == set(readings.Verdict) - {readings.Verdict.TERM, readings.Verdict.DETAIL_FOUND} - told_alone
    body = ("properties", "first", "properties", "items", "items", "properties", "body", "properties")
    assert of("claims-export", *body, "state") == list(support.State)
    assert of("claims-export", *body, "kind") == list(ClaimKind)
    found = (*body, "found", "items", "properties")
    verdict = readings.Verdict
    shown = {verdict.FOUND, verdict.DETAILS_FOUND, verdict.NOT_IN_PART, *readings.MISSED}
    assert set(of("claims-export", *found, "verdict")) == shown
    assert of("claims-export", *found, "read") == list(readings.How)
    work = ("properties", "works", "additionalProperties", "items", "properties")
    assert of("works", *work, "kind") == list(identifiers.ASKED)
    assert of("works", "$defs", "registry") == list(works.Registry)
    assert of("works", *work, "answered", "properties", "verdict") == [
        verdict
        for verdict in works.NumberVerdict
        if verdict not in (*works.NOTICES, works.NumberVerdict.NOT_ASKED, works.NumberVerdict.DOWN)
    ]
    assert of("works", *work, "noticed", "properties", "notices", "items", "properties", "verdict") == list(
        works.NOTICES
    )
    assert {kind.value for kind in ExpectationKind} == {"date", "duration", "count"}
    assert {kind.value for kind in Kind} == {"full", "short", "ibid", "supra", "cross-reference", "comment"}
