"""What a night wrote is committed and pushed, whoever else pushes meanwhile; with real repositories."""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.commands.branch import Failed, keep
from scripts.publication import nights
from scripts.publication.nights import EMPTY, Memory, merged, remember, seen, write
from tests.publication.test_nights import day, link, lived, look, on, steady

WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in [("NAME", "Ada"), ("EMAIL", "a@b")]
}
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
MESSAGE = "Record the night of 2026-11-03"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, env=CLEAN | WHO, text=True, capture_output=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository with two nights on record."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    work = clone(tmp_path / "origin.git", tmp_path / "first")
    (work / "record").mkdir()
    put(work, lived("aa")[-1])
    (work / "docs.md").write_text("Words.\n", encoding="utf-8")
    commit(work, "Begin")
    git(work, "push", "--quiet", "origin", "main")
    return tmp_path / "origin.git"


def clone(origin: Path, to: Path) -> Path:
    git(origin.parent, "clone", "--quiet", str(origin), str(to))
    git(to, "switch", "--quiet", "-C", "main")
    return to


def put(work: Path, memory: Memory) -> None:
    (work / nights.PATH).write_text(write(memory), encoding="utf-8")


def commit(work: Path, message: str) -> None:
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "-m", message)


def kept(origin: Path) -> Memory:
    return nights.read(nights.PATH, git(origin, "show", f"main:{nights.PATH}"))


def run(work: Path, environment: Mapping[str, str] = CLEAN | WHO) -> str:
    return keep(work, "main", MESSAGE, environment=environment, sleep=lambda seconds: None)


def test_the_night_is_pushed_and_a_second_run_has_nothing_to_do(tmp_path: Path, origin: Path) -> None:
    work = clone(origin, tmp_path / "night")
    put(work, lived("aaf")[-1])
    pushed = run(work)
    assert git(origin, "log", "--format=%H %an %s", "main").splitlines()[0] == f"{pushed} Ada {MESSAGE}"
    assert git(origin, "show", "--format=", "--name-only", "main").split() == [nights.PATH]
    assert kept(origin) == lived("aaf")[-1]
    assert run(work) == ""


def test_the_evidence_is_kept_too(tmp_path: Path, origin: Path) -> None:
    work = clone(origin, tmp_path / "night")
    (work / "record/sources.json").write_text("{}\n", encoding="utf-8")
    run(work)
    assert git(origin, "show", "--format=", "--name-only", "main").split() == ["record/sources.json"]


def test_neither_the_work_tree_nor_the_branch_is_touched(tmp_path: Path, origin: Path) -> None:
    work = clone(origin, tmp_path / "night")
    put(work, lived("aaf")[-1])
    (work / "docs.md").write_text("Words that are not committed.\n", encoding="utf-8")
    git(work, "add", "docs.md")
    before = git(work, "rev-parse", "HEAD"), git(work, "status", "--porcelain")
    run(work)
    assert (git(work, "rev-parse", "HEAD"), git(work, "status", "--porcelain")) == before
    assert git(origin, "show", "main:docs.md") == "Words."


def test_what_was_pushed_during_the_night_stays(tmp_path: Path, origin: Path) -> None:
    work, other = clone(origin, tmp_path / "night"), clone(origin, tmp_path / "other")
    put(work, lived("aaf")[-1])
    (other / "docs.md").write_text("Other words.\n", encoding="utf-8")
    put(other, seen(lived("aa")[-1], "mill", "Ada Mill", on(2)))
    commit(other, "Look at a source")
    git(other, "push", "--quiet", "origin", "main")
    run(work)
    assert git(origin, "show", "main:docs.md") == "Other words."
    assert kept(origin) == seen(lived("aaf")[-1], "mill", "Ada Mill", on(2))


def test_a_push_between_ours_and_its_start_is_no_loss(tmp_path: Path, origin: Path) -> None:
    work, other = clone(origin, tmp_path / "night"), clone(origin, tmp_path / "other")
    put(work, lived("aaf")[-1])
    for number in range(3):
        (other / f"{number}.md").write_text("More words.\n", encoding="utf-8")
        commit(other, f"Write {number}")
    hook = work / ".git/hooks/pre-push"
    hook.write_text(
        f"#!/bin/sh\nunset GIT_DIR\ncd {other}\n"
        "left=$(git rev-list --count origin/main..main)\n"
        '[ "$left" = 0 ] || git push --quiet origin "main~$((left - 1)):main"\n',
        encoding="utf-8",
    )
    hook.chmod(0o755)
    run(work)
    assert git(origin, "log", "--format=%s", "main").splitlines() == [MESSAGE, "Write 2", "Write 1", "Write 0", "Begin"]
    assert kept(origin) == lived("aaf")[-1]


def test_a_branch_that_takes_nothing_is_told_of(tmp_path: Path, origin: Path) -> None:
    work = clone(origin, tmp_path / "night")
    put(work, lived("aaf")[-1])
    (origin / "hooks/pre-receive").write_text("#!/bin/sh\necho 'main is protected' >&2\nexit 1\n", encoding="utf-8")
    (origin / "hooks/pre-receive").chmod(0o755)
    with pytest.raises(Failed, match=r"git push: .*main is protected"):
        run(work)


def test_there_is_nothing_to_keep_before_a_night_has_run(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    with pytest.raises(
        Failed, match=r"record/links\.json, record/sources\.json, record/works\.json are not there; run links first"
    ):
        run(tmp_path)


def test_the_token_is_given_to_git_for_its_server_alone_and_written_nowhere(tmp_path: Path, origin: Path) -> None:
    work = clone(origin, tmp_path / "night")
    put(work, lived("aaf")[-1])
    told = tmp_path / "told"
    (work / ".git/hooks/pre-push").write_text(f"#!/bin/sh\nenv > {told}\n", encoding="utf-8")
    (work / ".git/hooks/pre-push").chmod(0o755)
    run(work, CLEAN | WHO | {"GITHUB_TOKEN": "secret-token", "GITHUB_SERVER_URL": "https://github.example"})
    settings = dict(line.split("=", 1) for line in told.read_text(encoding="utf-8").splitlines() if "=" in line)
    assert settings["GIT_CONFIG_KEY_0"] == "http.https://github.example/.extraheader"
    basic = settings["GIT_CONFIG_VALUE_0"].removeprefix("Authorization: basic ")
    assert b64decode(basic) == b"x-access-token:secret-token"
    assert "extraheader" not in (work / ".git/config").read_text(encoding="utf-8")


def test_the_command(tmp_path: Path, origin: Path) -> None:
    work = clone(origin, tmp_path / "night")
    put(work, lived("aaf")[-1])
    command = [sys.executable, "-m", "scripts", "keep", "--root", str(work), "--now", on(3)]
    first, second = (
        subprocess.run(command, env=CLEAN | WHO, text=True, capture_output=True, check=False) for _ in range(2)
    )
    assert (first.returncode, first.stderr) == (0, f"{MESSAGE}: {git(origin, 'rev-parse', 'main')}\n")
    assert (second.returncode, second.stderr) == (0, "Nothing new to keep.\n")


# Two memories become one


def test_memories_that_know_different_nights() -> None:
    theirs = lived("af", lived("aa")[-1], 3)[-1]
    ours = remember(lived("aa")[-1], [look("mill", "failing"), look("wu"), *steady()], day(5))
    found = merged(theirs, ours)
    assert found.nights == tuple(map(on, [1, 2, 3, 4, 5]))
    assert [night.state for night in link(found, "mill").nights] == ["alive", "alive", "alive", "failing", "failing"]
    assert link(found, "wu").nights == link(ours, "wu").nights
    assert nights.read(nights.PATH, write(found)) == found


def test_of_the_same_night_ours_holds() -> None:
    assert merged(lived("aax")[-1], lived("aaf")[-1]) == lived("aaf")[-1]
    assert merged(lived("aaf")[-1], lived("aax")[-1]) == lived("aax")[-1]


def test_a_memory_and_none() -> None:
    assert merged(EMPTY, lived("aaf")[-1]) == lived("aaf")[-1]
    assert merged(lived("aaf")[-1], lived("aaf")[-1]) == lived("aaf")[-1]


def test_the_later_look_of_a_person_holds() -> None:
    memory = lived("rr")[-1]
    early, late = seen(memory, "mill", "Ada Mill", on(1)), seen(memory, "mill", "Bo Reed", on(2))
    assert merged(early, late) == merged(late, early) == late
    assert merged(late, memory) == late
