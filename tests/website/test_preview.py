"""What the site shows only to those who change it: the sentences that differ from a commit."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import call, copy_of_the_repository, git

CHAPTER = "docs/ready-for-peace.md"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which a sentence was reworded, one added, and two paragraphs changed places."""
    root = copy_of_the_repository(tmp_path_factory.mktemp("changed") / "copy")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    path = root / CHAPTER
    text = path.read_text(encoding="utf-8").replace("It is almost the same.", "It is nearly the same.\nSo it seems.")
    paragraphs = text.rstrip("\n").split("\n\n")
    paragraphs.insert(2, paragraphs.pop(3))
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return root


def build(root: Path, site: Path, changed: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "CHANGED": changed}
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(site)]
    return subprocess.run(words, cwd=root, env=environment, text=True, capture_output=True, check=False)


def marked(site: Path) -> list[str]:
    """The words of each mark in the built pages, but for the one page, which repeats the chapters."""
    paths = [path for path in sorted(site.rglob("*.html")) if path.parent.name != "one-page"]
    pages = [html.fromstring(path.read_bytes()) for path in paths]
    return [" ".join("".join(map(str, mark.itertext())).split()) for page in pages for mark in page.iter("mark")]


def test_sentences_that_differ_from_a_commit_are_marked_and_say_how(
    changed: Path, tmp_path: Path, paragraph_of: Callable[[int], str]
) -> None:
    file = tmp_path / "changed.json"
    assert call("summary", "--root", changed, "--base", "HEAD", "--changed", file).returncode == 0
    assert build(changed, tmp_path / "site", str(file)).returncode == 0
    assert marked(tmp_path / "site") == [
        f"Changed (moved): {paragraph_of(3)}",
        "Changed (reworded): It is nearly the same.",
        "Changed (added): So it seems.",
    ]


@pytest.fixture
def paragraph_of(files: dict[str, bytes]) -> Callable[[int], str]:
    """A paragraph of the chapter as it is committed, which is one sentence, by its place."""
    return lambda number: files[CHAPTER].decode().split("\n\n")[number]


def test_nothing_is_marked_where_nothing_is_asked(changed: Path, tmp_path: Path) -> None:
    assert build(changed, tmp_path / "site").returncode == 0
    assert marked(tmp_path / "site") == []
    assert not [path for path in (tmp_path / "site").rglob("*.html") if "admonition" in path.read_text()]


def test_a_commit_that_is_not_there_is_named(changed: Path, tmp_path: Path) -> None:
    result = call("summary", "--root", changed, "--base", "gone", "--changed", tmp_path / "changed.json")
    assert result.returncode == 2
    assert "'gone' is no commit here" in result.stderr
    assert not (tmp_path / "changed.json").exists()


def test_a_file_that_is_not_there_ends_the_build(changed: Path, tmp_path: Path) -> None:
    result = build(changed, tmp_path / "site", str(tmp_path / "changed.json"))
    assert result.returncode == 1
    assert "changed.json:1: is not there" in result.stderr
    assert "Traceback" not in result.stderr
