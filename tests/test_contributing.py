"""What a contributor is told and given: CONTRIBUTING.md word for word, the hooks, the editor's schemas, the preview."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from scripts.publication import ledger
from scripts.publication.ledger import NO_REASON
from tests import console
from tests.conftest import ROOT, fresh_clone, git, run
from tests.console import Played


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh_clone(tmp_path_factory.mktemp("contributor"))


# CONTRIBUTING.md


@pytest.fixture(scope="module")
def page() -> str:
    return console.PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def played(page: str, clone: Path) -> Played:
    return console.played(page, clone)


def test_each_command_prints_what_the_page_says(page: str, played: Played) -> None:
    assert page.count("$ ") > 20
    assert played.text == page, "python -m tests.console writes it anew"


def test_a_save_is_told_in_the_terminal_and_on_the_page_until_it_is_mended(played: Played) -> None:
    after_the_change, after_the_mending = played.warned
    changed, mended = (html.unescape(text) for text in played.shown)
    told = [line.removeprefix("WARNING -  ") for line in after_the_change.splitlines()]
    assert told
    assert all(one in changed for one in told)
    assert after_the_mending == ""
    assert "admonition" in changed
    assert "admonition" not in mended


@pytest.fixture(scope="module")
def pushed(played: Played, clone: Path) -> Path:
    """Another's clone of what was pushed."""
    git(clone.parent, "clone", "--quiet", "origin.git", "pushed")
    return clone.parent / "pushed"


@pytest.mark.parametrize("branch", ["typo", "ferry", "order"])
def test_each_of_the_three_changes_is_pushed_and_passes_all_tests_that_look_at_the_article(
    played: Played, pushed: Path, branch: str
) -> None:
    assert played.warned
    git(pushed, "switch", "--quiet", "--detach", f"origin/{branch}")
    looked = run("pytest", "-q", "-p", "no:cacheprovider", "tests/test_this_article.py", cwd=pushed)
    assert looked.returncode == 0, looked.stdout
    assert re.search(r"^[1-9]\d* passed", looked.stdout, re.MULTILINE)
    assert git(pushed, "log", "--oneline", "origin/main..").count("\n") == 0
    written = git(pushed, "diff", "--name-only", "--diff-filter=A", "origin/main").splitlines()
    (path,) = filter(ledger.is_corrections, written)
    corrections = (pushed / path).read_text(encoding="utf-8")
    assert corrections.count("- kind:") == 1
    assert NO_REASON not in corrections


def test_the_targets_that_the_page_names_exist(page: str) -> None:
    named = set(re.findall(r"\bmake (\w+)", page))
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"check", "serve", "hooks", "test"} <= named <= targets


# Hooks


def hooks(clone: Path, *options: str) -> subprocess.CompletedProcess[str]:
    home = os.environ | {"PRE_COMMIT_HOME": str(clone.parent / "pre-commit")}
    words = [sys.executable, "-m", "pre_commit", "run", "--color=never", *options]
    return subprocess.run(words, cwd=clone, env=home, text=True, capture_output=True, check=False)


@pytest.fixture
def main(clone: Path) -> Path:
    git(clone, "switch", "--quiet", "main")
    git(clone, "reset", "--quiet", "--hard", "origin/main")
    return clone


def test_every_file_passes_the_hooks(main: Path) -> None:
    result = hooks(main, "--all-files")
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("Passed") >= 8


def test_the_hooks_find_a_changed_word_and_trim_white_space(main: Path) -> None:
    path = main / "docs/ready-for-peace.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("almost the same.", "nearly the same.  "), encoding="utf-8"
    )
    git(main, "add", str(path))
    result = hooks(main)
    assert result.returncode == 1
    assert re.findall(r"^(.+?)\.+Failed$", result.stdout, re.MULTILINE) == [
        "check the article",
        "trim trailing white space",
    ]
    assert "nearly the same.\n" in path.read_text(encoding="utf-8")


def test_the_hooks_are_put_in_place_by_one_command(main: Path) -> None:
    subprocess.run(["make", "hooks"], cwd=main, capture_output=True, check=True)
    hook = main / ".git/hooks/pre-commit"
    assert "pre-commit" in hook.read_text(encoding="utf-8")
    hook.unlink()


# The preview on Read the Docs


def test_the_preview_is_built_with_what_changed_marked(main: Path, tmp_path: Path) -> None:
    jobs = yaml.safe_load((main / ".readthedocs.yaml").read_text(encoding="utf-8"))["build"]["jobs"]
    assert jobs["install"] == ["pip install --require-hashes -r requirements.txt"]
    path = main / "docs/ready-for-peace.md"
    path.write_text(path.read_text(encoding="utf-8").replace("almost the same", "nearly the same"), encoding="utf-8")
    git(main, "commit", "--quiet", "--all", "--message", "Change a word")
    there = {
        "NO_MKDOCS_2_WARNING": "1",
        "READTHEDOCS_CANONICAL_URL": "https://preview.example/en/1/",
        "READTHEDOCS_OUTPUT": str(tmp_path),
        "PATH": f"{main / '.venv/bin'}{os.pathsep}{os.environ['PATH']}",
    }
    for command in jobs["build"]["html"]:
        subprocess.run(["sh", "-c", command], cwd=main, env=os.environ | there, capture_output=True, check=True)
    page = (tmp_path / "html/ready-for-peace/index.html").read_text(encoding="utf-8")
    assert page.count("<mark>") == 1
    assert '<link rel="canonical" href="https://preview.example/en/1/ready-for-peace/">' in page
