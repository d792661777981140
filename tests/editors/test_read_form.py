"""The form of those who have read a source: its answers become a line of the record, or a sentence on why not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from scripts.commands.read_form import propose
from scripts.editors.read_form import QUESTIONS, Reported, Unfit, answers, reading, recorded
from scripts.publication import article, ledger
from scripts.states import support
from scripts.web.github import Repository
from tests import cases
from tests.conftest import ARTICLE, ROOT, call
from tests.github_api import GitHub, serving

TODAY = date(2026, 11, 23)
CLAIM = "broke-spring-2019"
GOOD = {
    "claim": CLAIM,
    "sentence": "It broke in the spring of 2019.",
    "source": "wu2019",
    "name": "Ada Mill",
    "day": "2026-11-20",
    "read": "The page that the link leads to, in full",
    "verdict": "Yes",
    "place": "In the second paragraph.",
}


def form(**given: str) -> str:
    """The text of an issue as GitHub makes it of the form."""
    return "\n\n".join(
        f"### {QUESTIONS[name]}\n\n{answer or '_No response_'}" for name, answer in (GOOD | given).items()
    )


def says(claim: str) -> str:
    """The words of a claim of the tests' own article."""
    found = article.read(ARTICLE, TODAY)
    return next(one.says for _, one in found.recorded() if one.id == claim)


def of(**given: str) -> Reported:
    return reading(article.read(cases.BAD / "article", TODAY), answers(form(**given)))


def test_the_questions_are_those_of_the_form() -> None:
    fields = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/source-read.yml").read_text(encoding="utf-8"))["body"]
    asked = {field["id"]: field["attributes"]["label"] for field in fields if "id" in field}
    assert asked == QUESTIONS
    options = {field["id"]: field["attributes"]["options"] for field in fields if field["type"] == "dropdown"}
    assert [answer.endswith(", in full") for answer in options["read"]] == [True, True, True, False]
    assert options["verdict"] == ["Yes", "In part", "No"]


def test_a_reading() -> None:
    assert of() == Reported(CLAIM, "wu2019", "Ada Mill", "2026-11-20")
    assert of(claim=f"#{CLAIM}", sentence="It broke in\r\nthe spring of 2019.") == of()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"claim": "broke"}, "'broke' is no claim; give the last part of the address of its sentence"),
        ({"sentence": "It broke."}, f"{CLAIM} now says 'It broke in the spring of 2019.', and was read as 'It broke.'"),
        ({"source": "mill2019"}, f"{CLAIM} does not cite 'mill2019', but wu2019"),
        ({"name": ""}, "who has read it: give a name"),
        ({"name": "Ada\nMill"}, "who has read it: give a name, on one line"),
        ({"day": "yesterday"}, "'yesterday' is no day; write it as 2026-11-22"),
        ({"day": "2026-11-24"}, "2026-11-24 is still to come"),
        ({"verdict": "In part"}, "it bears the sentence out: 'In part'; take it up as a problem with the claim"),
        ({"read": "A part of it"}, "'A part of it' was read; the record is of sources that were read in full"),
        ({"place": "Here.\n\n### Source\n\nmill2019"}, "its questions are not there, once each"),
    ],
)
def test_answers_that_are_not_fit_for_the_record(given: dict[str, str], message: str) -> None:
    with pytest.raises(Unfit) as refused:
        of(**given)
    assert message in str(refused.value)


def test_a_text_that_is_not_of_the_form() -> None:
    with pytest.raises(Unfit, match="this is not the form"):
        answers("Hello.")


def test_the_record_of_a_reading_makes_the_claim_one_whose_source_was_read() -> None:
    files = article.files(cases.BAD / "article")
    before = article.build(files, TODAY)
    texts = recorded(before, files, of())
    assert list(texts) == ["record/claims/thaw.yml"]
    digest = ledger.review_digest("It broke in the spring of 2019.", before.sources["wu2019"])
    lines = [f"  reviewed:\n  - source: wu2019\n    by: Ada Mill\n    on: 2026-11-20\n    digest: {digest}\n"]
    assert texts["record/claims/thaw.yml"].replace("'", "").count(lines[0]) == 1
    now = {**files, **{path: text.encode() for path, text in texts.items()}}
    after = article.build(now, TODAY)
    assert [one.state for one in support.claims(after) if one.claim.id == CLAIM] == ["source-read"]
    again = recorded(after, now, of(day="2026-11-22"))
    assert again["record/claims/thaw.yml"].count("by: Ada Mill") == 1


# The command


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(cases.BAD / "article", tmp_path / "article"))


def test_the_command_writes_the_record(root: Path, tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(form(), encoding="utf-8")
    done = call("read-form", "--root", root, tmp_path / "form.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"wu2019 was read for {CLAIM}: record/claims/thaw.yml\n"
    assert "by: Ada Mill" in (root / "record/claims/thaw.yml").read_text(encoding="utf-8")
    assert call("check", "--root", root).returncode == 0


def test_the_command_refuses(root: Path, tmp_path: Path) -> None:
    before = (root / "record/claims/thaw.yml").read_bytes()
    (tmp_path / "form.md").write_text(form(verdict="No"), encoding="utf-8")
    done = call("read-form", "--root", root, tmp_path / "form.md")
    assert done.returncode == 1
    assert done.stdout.endswith("it bears the sentence out: 'No'; take it up as a problem with the claim\n")
    assert (root / "record/claims/thaw.yml").read_bytes() == before
    assert call("read-form", "--root", root).returncode == 2
    assert call("read-form", "--root", root, tmp_path / "none.md").returncode == 2


# The pull request


@pytest.fixture
def github() -> Iterator[GitHub]:
    with serving() as found:
        yield found


@pytest.fixture
def git(root: Path) -> Callable[..., str]:
    """Git in a clone of a bare repository that holds the tiny article."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith(("GIT_", "GITHUB_"))}
    environment |= {
        f"GIT_{who}_{what}": "ada@tides.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }

    def do(*words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=root, env=environment, text=True, capture_output=True, check=True
        ).stdout

    do("init", "--quiet", "--initial-branch=main")
    do("add", "--all")
    do("commit", "--quiet", "-m", "Begin")
    do("clone", "--quiet", "--bare", ".", "../origin.git")
    do("remote", "add", "origin", "../origin.git")
    return do


def test_a_pull_request_is_opened_once(root: Path, git: Callable[..., str], github: GitHub) -> None:
    github.open_issue("Read: wu2019", form(), author_association="NONE")
    words = [sys.executable, "-m", "scripts", "read-form", "--root", str(root), "--pull-request", "1"]
    who = {f"GIT_{who}_{what}": "ada@tides.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for _ in range(2):
        done = subprocess.run(
            words, env=os.environ | who | github.environment, text=True, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, f"wu2019 was read for {CLAIM}: pull request 1000\n")
    (pull,) = github.pulls
    assert (pull["head"], pull["base"]) == ("reading-1", "main")
    assert pull["title"] == f"Record that wu2019 was read for {CLAIM}"
    assert pull["body"].startswith(
        f"Closes #1, where Ada Mill answered to have read `wu2019` for `{CLAIM}` on 2026-11-20."
    )
    git("fetch", "--quiet", "origin")
    assert git("diff", "--name-only", "main", "origin/reading-1").split() == ["record/claims/thaw.yml"]
    assert git("log", "--format=%s", "main..origin/reading-1") == f"Record that wu2019 was read for {CLAIM}\n"
    assert git("status", "--porcelain") == ""


def test_a_lost_answer_opens_no_second_pull_request(root: Path, git: Callable[..., str], github: GitHub) -> None:
    files = article.files(root)
    texts = recorded(article.build(files, TODAY), files, of())
    github.faults = {1: "carried out, but answered 502"}
    repository = Repository(github.environment, sleep=github.slept.append)
    assert propose(root, repository, 7, texts, of(name="@everyone"), "main") == 1000
    assert [pull["head"] for pull in github.pulls] == ["reading-7"]
    assert "@everyone" not in github.pulls[0]["body"]
    assert github.asked == ["GET pulls", "POST pulls", "GET pulls"]


def test_an_issue_that_is_not_there(root: Path, github: GitHub) -> None:
    words = [sys.executable, "-m", "scripts", "read-form", "--root", str(root), "--pull-request", "9"]
    done = subprocess.run(words, env=os.environ | github.environment, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, "there is no issue 9\n")
