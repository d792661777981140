"""What a night wrote is kept on a branch of its own and brought from there, whoever else pushes; with real git."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.commands import branch
from scripts.commands.branch import Failed
from scripts.finding import Unreadable
from scripts.publication import nights, readings, works
from scripts.publication.nights import EMPTY, Memory, merged, remember, write
from tests.conftest import ROOT, call
from tests.publication.test_nights import day, link, lived, look, on, seen, steady

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
    """A bare repository whose main takes no commit from anybody, with two nights on the branch of records."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    work = clone(tmp_path / "origin.git", tmp_path / "first")
    (work / "docs.md").write_text("Words.\n", encoding="utf-8")
    (work / ".gitignore").write_text("/record/*.json\n", encoding="utf-8")
    commit(work, "Begin")
    git(work, "push", "--quiet", "origin", "main")
    refuse(tmp_path / "origin.git", "refs/heads/main")
    put(work, lived("aa")[-1])
    keep(work)
    return tmp_path / "origin.git"


def refuse(origin: Path, ref: str) -> None:
    """Have a repository take nothing for a branch, as a ruleset does."""
    hook = origin / "hooks/update"
    hook.write_text(f"#!/bin/sh\n[ $1 != {ref} ] || {{ echo $1 is protected >&2; exit 1; }}\n", encoding="utf-8")
    hook.chmod(0o755)


def clone(origin: Path, to: Path) -> Path:
    git(origin.parent, "clone", "--quiet", str(origin), str(to))
    git(to, "switch", "--quiet", "-C", "main")
    (to / "record").mkdir(exist_ok=True)
    return to


def put(work: Path, memory: Memory) -> None:
    (work / nights.PATH).write_text(write(memory), encoding="utf-8")


def here(work: Path) -> Memory:
    return nights.read(nights.PATH, (work / nights.PATH).read_text(encoding="utf-8"))


def commit(work: Path, message: str) -> None:
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "-m", message)


def kept(origin: Path) -> Memory:
    return nights.read(nights.PATH, git(origin, "show", f"records:{nights.PATH}"))


def keep(work: Path, environment: Mapping[str, str] = CLEAN | WHO) -> str:
    return branch.keep(work, MESSAGE, environment=environment, sleep=lambda seconds: None)


def bring(work: Path) -> str:
    return branch.bring(work, environment=CLEAN | WHO, sleep=lambda seconds: None)


def begun(origin: Path, to: Path) -> Path:
    """A clone with the records of the branch."""
    work = clone(origin, to)
    bring(work)
    return work


def test_the_night_is_pushed_and_a_second_run_has_nothing_to_do(tmp_path: Path, origin: Path) -> None:
    work = begun(origin, tmp_path / "night")
    assert here(work) == lived("aa")[-1]
    put(work, lived("aaf")[-1])
    pushed = keep(work)
    assert git(origin, "log", "--format=%H %an %s", "records").splitlines()[0] == f"{pushed} Ada {MESSAGE}"
    assert git(origin, "show", "--format=", "--name-only", "records").split() == [nights.PATH]
    assert kept(origin) == lived("aaf")[-1]
    assert keep(work) == ""


def test_the_branch_has_nothing_but_records_and_says_what_it_is(origin: Path) -> None:
    assert git(origin, "ls-tree", "-r", "--name-only", "records").split() == ["README.md", nights.PATH]
    assert git(origin, "show", "records:README.md").startswith("What machines record")
    assert git(origin, "log", "--format=%s", "main") == "Begin"


@pytest.mark.parametrize("path", [readings.PATH, works.PATH])
def test_the_evidence_is_kept_too(tmp_path: Path, origin: Path, path: str) -> None:
    work = begun(origin, tmp_path / "night")
    (work / path).write_text("{}\n", encoding="utf-8")
    keep(work)
    assert git(origin, "show", "--format=", "--name-only", "records").split() == [path]


def test_neither_the_work_tree_nor_the_branch_is_touched(tmp_path: Path, origin: Path) -> None:
    work = begun(origin, tmp_path / "night")
    put(work, lived("aaf")[-1])
    (work / "docs.md").write_text("Words that are not committed.\n", encoding="utf-8")
    git(work, "add", "docs.md")
    before = git(work, "rev-parse", "HEAD"), git(work, "status", "--porcelain")
    keep(work)
    assert (git(work, "rev-parse", "HEAD"), git(work, "status", "--porcelain")) == before
    assert git(origin, "show", "main:docs.md") == "Words."


def test_two_nights_that_meet_lose_nothing(tmp_path: Path, origin: Path) -> None:
    first, second = begun(origin, tmp_path / "night"), begun(origin, tmp_path / "other")
    put(second, seen(lived("aa")[-1], "mill", "Ada Mill", on(2)))
    keep(second)
    put(first, lived("aaf")[-1])
    keep(first)
    assert kept(origin) == seen(lived("aaf")[-1], "mill", "Ada Mill", on(2))
    put(first, lived("aafa")[-1])
    keep(first)
    assert kept(origin) == seen(lived("aafa")[-1], "mill", "Ada Mill", on(2)), "it was not brought in between"


def test_a_night_that_began_with_nothing_loses_nothing(tmp_path: Path, origin: Path) -> None:
    work = clone(origin, tmp_path / "night")
    put(work, remember(EMPTY, [look("mill", "failing"), *steady()], day(3)))
    keep(work)
    assert kept(origin) == lived("aaf")[-1]


def test_two_first_nights_lose_nothing(tmp_path: Path, origin: Path) -> None:
    git(origin, "branch", "-D", "records")
    first, second = clone(origin, tmp_path / "night"), clone(origin, tmp_path / "other")
    put(first, lived("af")[-1])
    put(second, remember(EMPTY, [look("wu"), *steady()], day(3)))
    hook = first / ".git/hooks/pre-push"
    script = f"from tests.commands import test_keep as t; t.keep(t.Path('{second}'))"
    here = f"cd {ROOT} && exec {sys.executable} -c"
    hook.write_text(f'#!/bin/sh\nunset GIT_DIR\nrm $0\n{here} "{script}"\n', encoding="utf-8")
    hook.chmod(0o755)
    keep(first)
    assert kept(origin).nights == tuple(map(on, [1, 2, 3]))
    assert [night.state for night in link(kept(origin), "mill").nights] == ["alive", "failing"]
    assert [night.state for night in link(kept(origin), "wu").nights] == ["alive"]
    assert len(git(origin, "log", "--format=%s", "records").splitlines()) == 2


def test_what_an_editor_pushes_to_main_during_the_night_is_not_in_the_way(tmp_path: Path, origin: Path) -> None:
    work, other = begun(origin, tmp_path / "night"), clone(origin, tmp_path / "other")
    (origin / "hooks/update").unlink()
    (other / "docs.md").write_text("Other words.\n", encoding="utf-8")
    commit(other, "Edit")
    git(other, "push", "--quiet", "origin", "main")
    put(work, lived("aaf")[-1])
    keep(work)
    assert git(origin, "show", "main:docs.md") == "Other words."
    assert kept(origin) == lived("aaf")[-1]


def test_the_first_night_starts_from_what_main_has(tmp_path: Path, origin: Path) -> None:
    git(origin, "branch", "-D", "records")
    (origin / "hooks/update").unlink()
    before = clone(origin, tmp_path / "before")
    put(before, lived("aa")[-1])
    git(before, "add", "--force", nights.PATH)
    commit(before, "Record the night, on main as it was once")
    git(before, "push", "--quiet", "origin", "main")
    refuse(origin, "refs/heads/main")
    work = clone(origin, tmp_path / "night")
    assert bring(work) == ""
    assert here(work) == lived("aa")[-1]
    put(work, remember(here(work), [look("mill", "failing"), *steady()], day(3)))
    keep(work)
    assert kept(origin) == lived("aaf")[-1]
    later = begun(origin, tmp_path / "later")
    assert here(later) == lived("aaf")[-1], "the branch counts, not what main had"
    assert branch.committed(later) == [nights.PATH]


def test_a_night_that_was_not_kept_is_joined_with_what_is_brought(tmp_path: Path, origin: Path) -> None:
    work, other = begun(origin, tmp_path / "night"), begun(origin, tmp_path / "other")
    put(other, lived("aaf")[-1])
    keep(other)
    put(work, remember(lived("aa")[-1], [look("mill"), *steady()], day(4)))
    bring(work)
    assert here(work).nights == tuple(map(on, [1, 2, 3, 4]))
    assert [night.state for night in link(here(work), "mill").nights] == ["alive", "alive", "failing", "alive"]
    before = here(work)
    bring(work)
    assert here(work) == before
    keep(work)
    assert kept(origin) == before


def test_what_is_brought_takes_the_place_of_what_was_brought_before(tmp_path: Path, origin: Path) -> None:
    work, other = begun(origin, tmp_path / "night"), begun(origin, tmp_path / "other")
    put(other, remember(EMPTY, [look("wu"), *steady()], day(5)))  # without the nights before, as after a reset
    git(other, "update-ref", "refs/records/brought", "HEAD")
    (other / nights.PATH).write_text(write(kept(origin)), encoding="utf-8")
    put(other, lived("aaf")[-1])
    keep(other)
    bring(work)
    assert here(work) == lived("aaf")[-1]


def test_a_record_that_is_none_is_left_as_it_is(tmp_path: Path, origin: Path) -> None:
    work, other = begun(origin, tmp_path / "night"), begun(origin, tmp_path / "other")
    put(other, lived("aaf")[-1])
    keep(other)
    (work / nights.PATH).write_text("half of it", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"record/links\.json:1: "):
        bring(work)
    with pytest.raises(Unreadable, match=r"record/links\.json:1: "):
        keep(work)
    assert (work / nights.PATH).read_text(encoding="utf-8") == "half of it"
    assert kept(origin) == lived("aaf")[-1]


def test_a_record_that_is_none_on_the_branch_is_no_end_of_it(tmp_path: Path, origin: Path) -> None:
    work, other = begun(origin, tmp_path / "night"), begun(origin, tmp_path / "other")
    (other / nights.PATH).write_text("half of it", encoding="utf-8")
    keep(other)
    put(work, lived("aaf")[-1])
    keep(work)
    assert kept(origin) == lived("aaf")[-1]


def test_a_push_between_ours_and_its_start_is_no_loss(tmp_path: Path, origin: Path) -> None:
    work, other = begun(origin, tmp_path / "night"), clone(origin, tmp_path / "other")
    put(work, lived("aaf")[-1])
    git(other, "switch", "--quiet", "--force", "records")
    for number in range(3):
        (other / f"{number}.md").write_text("More words.\n", encoding="utf-8")
        commit(other, f"Write {number}")
    hook = work / ".git/hooks/pre-push"
    hook.write_text(
        f"#!/bin/sh\nunset GIT_DIR\ncd {other}\n"
        "left=$(git rev-list --count origin/records..records)\n"
        '[ "$left" = 0 ] || git push --quiet origin "records~$((left - 1)):records"\n',
        encoding="utf-8",
    )
    hook.chmod(0o755)
    keep(work)
    said = git(origin, "log", "--format=%s", "records").splitlines()
    assert said == [MESSAGE, "Write 2", "Write 1", "Write 0", MESSAGE]
    assert kept(origin) == lived("aaf")[-1]


def test_a_branch_that_takes_nothing_is_told_of(tmp_path: Path, origin: Path) -> None:
    work = begun(origin, tmp_path / "night")
    put(work, lived("aaf")[-1])
    refuse(origin, "refs/heads/records")
    with pytest.raises(Failed, match=r"git push: .*refs/heads/records is protected"):
        keep(work)
    assert here(work) == lived("aaf")[-1]


def test_there_is_nothing_to_keep_before_a_night_has_run(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    missing = ", ".join(branch.FILES)
    with pytest.raises(Failed, match=re.escape(f"{missing} are not there; run links first")):
        keep(tmp_path)


def test_the_command_says_that_nothing_was_kept(tmp_path: Path) -> None:
    result = call("keep", "--root", tmp_path)
    assert result.returncode == 2
    assert result.stderr.endswith("The records are not on the branch records.\n")


def test_the_token_is_given_to_git_for_its_server_alone_and_written_nowhere(tmp_path: Path, origin: Path) -> None:
    work = begun(origin, tmp_path / "night")
    put(work, lived("aaf")[-1])
    told = tmp_path / "told"
    (work / ".git/hooks/pre-push").write_text(f"#!/bin/sh\nenv > {told}\n", encoding="utf-8")
    (work / ".git/hooks/pre-push").chmod(0o755)
    keep(work, CLEAN | WHO | {"GITHUB_TOKEN": "secret-token", "GITHUB_SERVER_URL": "https://github.example"})
    settings = dict(line.split("=", 1) for line in told.read_text(encoding="utf-8").splitlines() if "=" in line)
    assert settings["GIT_CONFIG_KEY_0"] == "http.https://github.example/.extraheader"
    basic = settings["GIT_CONFIG_VALUE_0"].removeprefix("Authorization: basic ")
    assert b64decode(basic) == b"x-access-token:secret-token"
    assert "extraheader" not in (work / ".git/config").read_text(encoding="utf-8")


def said(work: Path, *words: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "scripts", *words, "--root", str(work)]
    done = subprocess.run(command, env=CLEAN | WHO, text=True, capture_output=True, check=False)
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_the_commands(tmp_path: Path, origin: Path) -> None:
    work = clone(origin, tmp_path / "night")
    others = "Not looked at yet: what the sources say (record/sources.json), numbers of works (record/works.json).\n"
    tip = git(origin, "rev-parse", "records")
    assert said(work, "records") == (0, f"Records of the nights as of {tip[:12]}.\n{others}")
    put(work, lived("aaf")[-1])
    first, second = (said(work, "keep", "--now", on(3)) for _ in range(2))
    assert first == (0, f"Keep the records of 2026-11-03: {git(origin, 'rev-parse', 'records')}\n")
    assert second == (0, "Nothing new to keep.\n")


def test_without_the_branch_it_is_said_what_was_not_looked_at(tmp_path: Path, origin: Path) -> None:
    git(origin, "branch", "-D", "records")
    code, text = said(clone(origin, tmp_path / "fork"), "records")
    assert code == 0
    assert text == (
        "There is no branch records at origin.\nNot looked at yet: links (record/links.json), "
        "what the sources say (record/sources.json), numbers of works (record/works.json).\n"
    )


def test_what_main_has_as_well_is_told(tmp_path: Path, origin: Path) -> None:
    work = begun(origin, tmp_path / "night")
    git(work, "add", "--force", nights.PATH)
    commit(work, "Commit it")
    assert (
        f"{nights.PATH} is committed here as well; take it out: git rm --cached {nights.PATH}\n"
        in said(work, "records")[1]
    )


# For each number that it is given, it runs the command in a process that kills itself after so many steps.
KILLED = """
import os, signal, subprocess, sys
from importlib import import_module
from pathlib import Path
from scripts.__main__ import main
import_module(f"scripts.commands.{sys.argv[1]}")
def counted(run):
    def called(*words, **more):
        global left
        left -= 1
        if left < 0: os.kill(os.getpid(), signal.SIGKILL)
        return run(*words, **more)
    return called
subprocess.run, Path.replace = counted(subprocess.run), counted(Path.replace)
for line in sys.stdin:
    left = int(line)
    process = os.fork()
    if not process:
        sys.exit(main(sys.argv[1:]))
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""
NEVER = 999  # steps


@contextmanager
def killed_after(work: Path, command: str) -> Iterator[Callable[[int], int]]:
    """Run a command on a repository and kill it after so many steps; gives its code, by the signal where it was."""
    words = [sys.executable, "-c", KILLED, command, "--root", str(work)]
    with subprocess.Popen(
        words,
        cwd=ROOT,
        env=CLEAN | WHO,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:

        def run(steps: int) -> int:
            assert process.stdin
            assert process.stdout
            process.stdin.write(f"{steps}\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield run


@pytest.mark.parametrize("command", ["records", "keep"])
def test_a_run_that_is_killed_at_some_step_leaves_nothing_half_done(tmp_path: Path, origin: Path, command: str) -> None:
    work, other = begun(origin, tmp_path / "night"), begun(origin, tmp_path / "other")
    put(other, lived("aaf")[-1])
    keep(other)
    mine = remember(lived("aa")[-1], [look("mill"), *steady()], day(4))
    whole = merged(lived("aaf")[-1], mine)
    before = (mine, lived("aaf")[-1])
    began, tip = git(work, "rev-parse", "refs/records/brought"), git(origin, "rev-parse", "records")
    with killed_after(work, command) as ran:
        for steps in range(0, NEVER, 3):  # each was tried
            put(work, mine)
            git(work, "update-ref", "refs/records/brought", began)
            git(origin, "update-ref", "refs/heads/records", tip)
            code = ran(steps)
            assert all(found in (*before, whole) for found in (here(work), kept(origin)))
            if code == 0:
                break
            assert code == -9
            assert ran(NEVER) == 0, "nothing is in the way of the next"
            assert (here(work) if command == "records" else kept(origin)) == whole
            assert [path.name for path in (work / "record").iterdir()] == ["links.json"]
    assert steps > 5
    assert git(work, "status", "--porcelain") == ""


# Two memories become one


def test_memories_that_know_different_nights() -> None:
    theirs = lived("af", lived("aa")[-1], 3)[-1]
    ours = remember(lived("aa")[-1], [look("mill", "failing"), look("wu"), *steady()], day(5))
    found = merged(theirs, ours)
    assert found.nights == tuple(map(on, [1, 2, 3, 4, 5]))
    assert [night.state for night in link(found, "mill").nights] == ["alive", "alive", "alive", "failing", "failing"]
    assert link(found, "wu").nights == link(ours, "wu").nights
    assert nights.read(nights.PATH, write(found)) == found


def test_a_death_is_counted_from_the_nights_of_both() -> None:
    theirs = remember(lived("af")[-1], [look("mill", "failing"), *steady()], day(5))
    ours = remember(lived("af")[-1], [look("mill", "failing"), *steady()], day(9))
    assert [link(memory, "mill").state for memory in (theirs, ours)] == ["failing", "failing"]
    found = link(merged(theirs, ours), "mill")
    assert (found.state, found.since) == ("dead", on(2))


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
