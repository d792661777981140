"""The editors' one issue: what is written, and that no fault of GitHub's loses or doubles anything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from scripts.editors.rolling_issue import (
    LABEL,
    NOTHING,
    TITLE,
    LastComment,
    body,
    bounded,
    comment,
    keep,
    last_comment,
    mentioned,
)
from scripts.publication.nights import Task, remember, write
from scripts.web.github import Refused, Repository
from tests import cases
from tests.github_api import FAULTS, NOW, GitHub, serving
from tests.publication.test_nights import day, lived, look, steady

TODAY = date(2026, 11, 12)
DEAD: Mapping[Task, Sequence[str]] = {Task.DEAD: ["mill"]}
WORSE: Mapping[Task, Sequence[str]] = {Task.LOST: ["held-until-march (mill)"], Task.DEAD: ["mill", "wu"]}
WELL: Mapping[Task, Sequence[str]] = {}

# What is written


def test_the_text_is_the_report_and_how_it_closes() -> None:
    assert body("To look at: 1 dead.\n") == (
        "<!-- The nightly checks write this text anew each night; what is changed here is lost. -->\n\n"
        "To look at: 1 dead.\n\n"
        "This issue closes when nothing is left to do. What each word means, and how to answer, is in EDITING.md."
    )


def test_a_text_that_github_would_not_take_is_cut_at_a_line() -> None:
    text = body("".join(f"- line {i} {'x' * 2000}\n" for i in range(59)))
    assert len(text) < 65_536
    assert text.splitlines()[-3] == "The rest is too long for an issue."
    assert text.splitlines()[-5].startswith("- line 28 ")


def test_the_first_comment() -> None:
    assert comment(NOTHING, DEAD, "", TODAY, "@ada @tides/editors") == (
        "@ada @tides/editors\n"
        "\n"
        "On 12 Nov 2026:\n"
        "\n"
        "- now dead: `mill`\n"
        "\n"
        "The report above says what to do.\n"
        "\n"
        '<!-- told {"tasks": {"dead": ["mill"]}, "closed": ""} -->'
    )


def test_a_comment_for_each_change_and_for_nothing_else() -> None:
    def said(before: Mapping[Task, Sequence[str]], now: Mapping[Task, Sequence[str]]) -> list[str]:
        return comment(LastComment(before, ""), now, "", TODAY).splitlines()[2:-2]

    assert said(DEAD, DEAD) == []
    assert said(WELL, WELL) == []
    assert said(DEAD, WORSE) == [
        "- now a quotation lost: `held-until-march (mill)`",
        "- now dead: `wu`",
        "",
        "The report above says what to do.",
    ]
    assert said(WORSE, {Task.DEAD: ["wu"], Task.MOVED: ["mill"]})[:3] == [
        "- now moved for good: `mill`",
        "- no longer a quotation lost: `held-until-march (mill)`",
        "",
    ]
    assert said({Task.SUSPECT: ["wu"]}, {Task.DEAD: ["wu"]})[0] == "- now dead: `wu`"
    assert said(DEAD, WELL) == [
        "- no longer dead: `mill`",
        "",
        "Nothing is left to do, so this issue is closed until there is.",
    ]


def test_an_issue_that_was_closed_too_early_is_spoken_of_once() -> None:
    words = comment(LastComment(DEAD, ""), DEAD, "2026-11-10T09:00:00Z", TODAY)
    assert words.startswith("This was closed, and something is left to do (dead: `mill`), so it is open again.")
    told = last_comment([{"body": words, "user": {"type": "Bot"}, "author_association": "NONE"}])
    assert told == LastComment(DEAD, "2026-11-10T09:00:00Z")
    assert comment(told, DEAD, "2026-11-10T09:00:00Z", TODAY) == ""
    assert comment(told, DEAD, "2026-11-11T09:00:00Z", TODAY) != ""


def test_many_names_are_counted() -> None:
    names = [f"mill{i:02}" for i in range(30)]
    assert "`mill19`, and 10 more\n" in comment(NOTHING, {Task.DEAD: names}, "", TODAY)


@pytest.mark.parametrize("name", ["--> <b>@ada", "a\nb -->\n<!-- told {} -->", "`x` [y](z)", "ends -->"])
def test_no_name_gets_out_of_what_is_not_shown(name: str) -> None:
    words = comment(NOTHING, {Task.DEAD: [name]}, "", TODAY)
    assert words.splitlines()[-1].count(">") == 1
    assert last_comment([{"body": words, "user": {"type": "Bot"}, "author_association": "NONE"}]).tasks == {
        Task.DEAD: [name]
    }


@pytest.mark.parametrize(
    ("association", "kind", "counts"),
    [
        ("NONE", "Bot", True),
        ("OWNER", "User", True),
        ("MEMBER", "User", True),
        ("COLLABORATOR", "User", True),
        ("CONTRIBUTOR", "User", False),
        ("NONE", "User", False),
    ],
)
def test_a_stranger_cannot_say_what_was_told(association: str, kind: str, counts: bool) -> None:
    words = comment(NOTHING, DEAD, "", TODAY)
    told = last_comment([{"body": words, "user": {"type": kind}, "author_association": association}])
    assert (told == LastComment(DEAD, "")) is counts


@pytest.mark.parametrize(
    "text", ["", "<!-- told {} -->", "<!-- told {x} -->", '<!-- told {"tasks": [], "closed": 1} -->']
)
def test_a_comment_that_tells_nothing(text: str) -> None:
    assert last_comment([{"body": text, "user": {"type": "Bot"}, "author_association": "NONE"}]) == NOTHING


def test_a_kind_of_task_that_this_program_does_not_know_is_passed_over() -> None:
    text = '<!-- told {"tasks": {"dead": ["mill"], "on fire": ["wu"]}, "closed": ""} -->'
    assert last_comment([{"body": text, "user": {"type": "Bot"}, "author_association": "NONE"}]) == LastComment(
        DEAD, ""
    )


def test_whom_a_comment_mentions() -> None:
    assert mentioned("") == ""
    assert mentioned(" ada, @tides/editors ") == "@ada @tides/editors"
    with pytest.raises(Refused, match="EDITORS: '<b>' is no account or team"):
        mentioned("@ada <b>")


# What is done


@pytest.fixture
def github() -> Iterator[GitHub]:
    with serving() as found:
        yield found


def night(github: GitHub, tasks: Mapping[Task, Sequence[str]], report: str = "") -> list[str]:
    """One run of a night."""
    github.asked.clear()
    repository = Repository(github.environment, sleep=github.slept.append, clock=lambda: NOW)
    return keep(repository, report or f"The report: {dict(tasks)}.\n", tasks, TODAY, "@ada")


def shape(github: GitHub) -> list[tuple[str, str, bool, int, list[str]]]:
    """Each issue: its title, state, whether its text is ours, how many comments it has, and its labels."""
    return [
        (
            i["title"],
            i["state"],
            "report" in i["body"],
            len(github.comments[i["number"]]),
            [n["name"] for n in i["labels"]],
        )
        for i in github.issues
    ]


def test_a_life(github: GitHub) -> None:
    assert night(github, WELL) == ["nothing to do, and no issue is open"]
    assert github.issues == []
    assert night(github, DEAD) == ["issue 1: opened", "issue 1: commented"]
    assert night(github, DEAD) == ["issue 1: as it should be"]
    assert night(github, DEAD, "Another night.\n") == ["issue 1: written anew"]
    assert night(github, WORSE) == ["issue 1: commented", "issue 1: written anew"]
    assert night(github, WELL) == ["issue 1: commented", "issue 1: closed"]
    assert night(github, WELL) == ["issue 1: as it should be"]
    assert night(github, DEAD) == ["issue 1: commented", "issue 1: opened again"]
    assert shape(github) == [(TITLE, "open", True, 4, [LABEL])]
    assert all(said["body"].startswith("@ada\n") for said in github.comments[1])


def test_a_hand_closed_issue_is_opened_again_with_one_word(github: GitHub) -> None:
    night(github, DEAD)
    github.close(1, "2026-11-12T09:00:00Z")
    assert night(github, DEAD) == ["issue 1: commented", "issue 1: opened again"]
    assert night(github, DEAD) == ["issue 1: as it should be"]
    assert "This was closed, and something is left to do" in github.comments[1][-1]["body"]
    github.close(1, "2026-11-13T09:00:00Z")
    night(github, WELL)
    assert shape(github) == [(TITLE, "closed", True, 3, [LABEL])]


def test_an_issue_that_lost_its_label_or_the_label_itself_is_found(github: GitHub) -> None:
    night(github, DEAD)
    github.issues[0]["labels"] = []
    github.labels.clear()
    assert night(github, DEAD) == ["issue 1: labelled again"]
    assert shape(github) == [(TITLE, "open", True, 1, [LABEL])]


def test_it_is_found_among_many(github: GitHub) -> None:
    for i in range(150):
        github.open_issue(f"Issue {i}", "Of another matter.")
    night(github, DEAD)
    for i in range(250):
        github.say(151, f"Comment {i}")
    github.issues[150]["labels"] = []
    assert night(github, DEAD) == ["issue 151: labelled again"]
    assert "GET issues/151/comments" in github.asked
    assert len(github.issues) == 151


def test_what_a_person_labelled_is_taken_for_it_and_a_pull_request_is_not(github: GitHub) -> None:
    github.labels.add(LABEL)
    github.open_issue("A change", "Words.", (LABEL,), pull_request={})
    night(github, DEAD)
    assert shape(github)[1:] == [(TITLE, "open", True, 1, [LABEL])]
    night(github, DEAD)
    assert shape(github)[0] == ("A change", "open", False, 0, [LABEL])


def test_of_two_the_first_stays(github: GitHub) -> None:
    github.labels.add(LABEL)
    for _ in range(2):
        github.open_issue(TITLE, body("Of old."), (LABEL,))
    assert night(github, DEAD)[0] == "issue 2: closed, since 1 is the one"
    night(github, DEAD)
    assert shape(github) == [(TITLE, "open", True, 1, [LABEL]), (TITLE, "closed", True, 0, [LABEL])]
    assert github.issues[1]["body"] == "The nightly report is in #1."


def test_a_stranger_cannot_pass_an_issue_off_as_the_one(github: GitHub) -> None:
    github.open_issue(TITLE, body("All is well."), author_association="NONE")
    night(github, DEAD)
    assert shape(github) == [(TITLE, "open", False, 0, []), (TITLE, "open", True, 1, [LABEL])]


# Faults

TALE: list[Mapping[Task, Sequence[str]]] = [DEAD, DEAD, WORSE, WELL, DEAD]


class Step(NamedTuple):
    """A night of the tale: what GitHub holds before it, how many requests it takes, and what it comes to."""

    tasks: Mapping[Task, Sequence[str]]
    before: tuple[Any, ...]
    requests: int
    expected: list[tuple[str, str, bool, int, list[str]]]


@pytest.fixture(scope="module")
def tale() -> list[Step]:
    """What happens without any fault."""
    with serving() as github:
        steps = []
        for tasks in TALE:
            before = github.kept()
            night(github, tasks)
            steps.append(Step(tasks, before, len(github.asked), shape(github)))
        return steps


@pytest.mark.parametrize("fault", FAULTS)
def test_whichever_request_fails_the_night_comes_out_the_same(tale: list[Step], github: GitHub, fault: str) -> None:
    for step in tale:
        for number in range(step.requests):
            github.put_back(step.before)
            github.faults = {number: fault}
            night(github, step.tasks)
            assert github.slept
            assert shape(github) == step.expected, (step.tasks, number)


def test_a_night_that_is_cut_short_is_made_good_by_the_next(tale: list[Step], github: GitHub) -> None:
    for step in tale:
        for number in range(step.requests):
            github.put_back(step.before)
            github.broken_from = number
            with pytest.raises(Refused, match=r"GitHub does not answer: .*; it is tried again next time"):
                night(github, step.tasks)
            github.broken_from = None
            night(github, step.tasks)
            assert shape(github) == step.expected, (step.tasks, number)


def test_an_issue_that_is_not_listed_at_once(github: GitHub) -> None:
    github.lag = 5
    assert night(github, DEAD) == ["issue 1: opened", "issue 1: commented"]
    assert shape(github) == [(TITLE, "open", True, 1, [LABEL])]


def test_an_issue_whose_answer_is_lost_and_that_is_not_listed_at_once(github: GitHub) -> None:
    github.lag = 5
    github.faults = {4: "carried out, but answered 502"}  # the request that opens it
    night(github, DEAD)
    github.faults, github.lag = {}, 0
    night(github, DEAD)
    assert github.asked[0] == "GET issues"
    assert [(state, comments) for _, state, _, comments, _ in shape(github) if state == "open"] == [("open", 1)]


def test_how_long_is_waited(github: GitHub) -> None:
    github.faults = {0: "limit, retry after", 1: "limit, until a time", 2: "limit, for how long is not said"}
    github.faults |= {3: "not carried out, 500", 4: "not carried out, 503, retry after"}
    night(github, WELL)
    assert github.slept == [7.0, 61.0, 240.0, 2.0, 90.0]


def test_who_asks_to_wait_for_too_long_is_left_for_the_next_night(
    github: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FAULTS, "limit, retry after", (429, {"retry-after": "3600"}, False))
    github.faults = {0: "limit, retry after"}
    with pytest.raises(Refused, match="GitHub asks to wait for 3600 seconds at GET issues; run this again later"):
        night(github, DEAD)
    assert github.slept == []


def test_a_page_of_another_host_is_not_asked_with_our_token(github: GitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(150):
        github.open_issue(f"Issue {i}", "Of another matter.")
    environment = github.environment
    monkeypatch.setattr(github, "url", "http://evil.example")
    with pytest.raises(Refused, match="which is not its API"):
        list(Repository(environment).all("issues", state="all"))


# The command


def report(root: Path, github: GitHub, **environment: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "scripts", "report", "--issue", "--root", str(root), "--now", day(12).isoformat()]
    settings = os.environ | github.environment | environment
    return subprocess.run(words, env=settings, text=True, capture_output=True, check=False)


def test_no_comment_is_longer_than_github_takes(github: GitHub) -> None:
    many = {kind: [f"{'`<' * 90}{n}" for n in range(700)] for kind in Task}
    few = bounded(many)
    assert bounded(few) == few
    assert few[Task.DEAD][-1] == "and more, of 700"
    told = LastComment({kind: [f"{'`<' * 20}x{n}" for n in range(700)] for kind in Task}, "")
    assert len(comment(told, few, "", day(1), "@a/b " * 900)) <= 65_536
    assert night(github, many) == ["issue 1: opened", "issue 1: commented"]
    assert night(github, many) == ["issue 1: as it should be"]


def test_a_night_whose_job_failed_is_told(github: GitHub, root: Path) -> None:
    done = report(root, github, NIGHT="failure")
    assert done.stdout.startswith("The last night’s job failed; its log on GitHub says why. ")
    assert (
        "- now not checked for days: `the links`, `the last night, whose job failed`" in (github.comments[1][0]["body"])
    )


@pytest.fixture
def root() -> Path:
    return cases.BAD / "article"


def test_the_command(tmp_path: Path, github: GitHub) -> None:
    root = Path(shutil.copytree(cases.BAD / "article", tmp_path / "article"))
    memory = remember(lived("a")[-1], [look("mill"), *steady()], day(2))
    for number in range(3, 13):
        memory = remember(memory, [look("mill", "failing", "no such host"), *steady()], day(number))
    (root / "record/links.json").write_text(write(memory), encoding="utf-8")
    first = report(root, github, EDITORS="ada", SITE_URL="https://site.example")
    assert (first.returncode, first.stderr) == (0, "issue 1: opened\nissue 1: commented\n")
    assert first.stdout.startswith("To look at: 1 dead.\n")
    assert github.issues[0]["body"] == body(first.stdout)
    assert github.comments[1][0]["body"].startswith("@ada\n\nOn 12 Nov 2026:\n\n- now dead: `mill`\n")
    assert report(root, github, EDITORS="ada", SITE_URL="https://site.example").stderr == "issue 1: as it should be\n"


def test_the_command_without_leave(github: GitHub, root: Path) -> None:
    refused = report(root, github, GITHUB_TOKEN="another")
    assert (refused.returncode, refused.stderr) == (
        2,
        "GitHub refuses GET issues: 404 Not Found; is the token one for editors/article, and may it do that?\n",
    )
    unset = report(root, github, GITHUB_TOKEN="")
    assert (unset.returncode, unset.stderr) == (
        2,
        "GITHUB_TOKEN: not set; on a laptop set what GitHub gives a job\n",
    )
