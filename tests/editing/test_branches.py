"""Edits in real repositories: in a clone of one commit, with a commit after each step, and on two branches at once.

`python -m tests.editing.test_branches N` merges N pairs of branches, and prints how many conflict and where.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from scripts.publication import article
from tests.conftest import call, git
from tests.editing.changes import EDITS, Files
from tests.editing.test_properties import GOOD, RECORDS, left

ARTICLES = ("river-ice", "market-lists", "quiet-strike")

pytestmark = pytest.mark.usefixtures("read_once")


def write(root: Path, files: Files, before: Files) -> None:
    """Make the files of a folder those of a text, where they differ from those before; records stay."""
    for path in before.keys() - files.keys():
        if not path.startswith(RECORDS):
            (root / path).unlink()
    for path, data in files.items():
        if data != before.get(path) and not path.startswith(RECORDS):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)


def commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)


def begun(root: Path, name: str) -> Path:
    """A repository of a good article, on a branch of its own."""
    for path, data in article.files(GOOD / name).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "Begin")
    return root


def edited(root: Path, edit: str, random: Random) -> bool:
    """Make an edit in a working tree, where there is a place for it."""
    files = article.files(root)
    changed = EDITS[edit](dict(files), random)
    if changed is None or changed == files:
        return False
    write(root, changed, files)
    return True


def fixed(root: Path) -> str:
    """What is wrong after a fix; nothing where the check passes and a second fix writes nothing."""
    call("check", "--fix", cwd=root)
    once = article.files(root)
    call("check", "--fix", cwd=root)
    if article.files(root) != once:
        return "a second fix changes something"
    return "; ".join(map(str, left(once)))


@pytest.mark.parametrize("name", ["river-ice", "market-lists"])
def test_an_edit_in_a_clone_of_one_commit_is_green_and_undone_it_is_gone(name: str, tmp_path: Path) -> None:
    begun(tmp_path / "start", name)
    git(tmp_path, "clone", "--quiet", "--depth", "1", (tmp_path / "start").as_uri(), "clone")
    root = tmp_path / "clone"
    git(root, "switch", "--quiet", "--create", "edit")
    before = article.files(root)
    assert edited(root, "word_changed", Random(1))
    assert edited(root, "sentence_added", Random(2))
    assert fixed(root) == ""
    write(root, before, article.files(root))
    assert fixed(root) == ""
    assert article.files(root) == before


@pytest.mark.parametrize("name", ["quiet-strike"])
def test_a_commit_after_each_step_comes_to_what_one_comes_to(name: str, tmp_path: Path) -> None:
    steps = ("word_changed", "sentence_added", "sentence_removed")
    results = []
    for folder, each in (("each", True), ("once", False)):
        root = begun(tmp_path / folder, name)
        before = article.files(root)
        git(root, "switch", "--quiet", "--create", "edit")
        for n, step in enumerate(steps):
            assert edited(root, step, Random(n))
            if each:
                assert fixed(root) == ""
                commit(root, step)
        assert fixed(root) == ""
        results.append(article.files(root))
        write(root, before, article.files(root))
        assert fixed(root) == ""
        assert article.files(root) == before
    assert results[0] == results[1]


class Merged(NamedTuple):
    """A pair of edits on two branches: the files that conflict, and what is wrong after one fix."""

    article: str
    edits: tuple[str, str]
    conflicts: tuple[str, ...]
    wrong: str


def merged(root: Path, name: str, edits: tuple[str, str], random: Random) -> Merged | None:
    """Two branches, an edit and a fix on each, merged by git; of records that conflict one side is taken, and fixed.

    None where there is no place for an edit, or where people have to merge the text.
    """
    begun(root, name)
    for branch, edit in zip(("ada", "bo"), edits, strict=True):
        git(root, "switch", "--quiet", "--create", branch, "main")
        if not edited(root, edit, random):
            return None
        if wrong := fixed(root):
            return Merged(name, edits, (), wrong)
        commit(root, edit)
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-edit", "ada")
    git(root, "switch", "--quiet", "bo")
    command = ["git", "-c", "user.name=Jo", "-c", "user.email=jo@ice.example", "merge", "--quiet", "--no-edit", "main"]
    subprocess.run(command, cwd=root, capture_output=True, check=False)
    conflicts = tuple(git(root, "diff", "--name-only", "--diff-filter=U").splitlines())
    if any(not path.startswith(RECORDS) for path in conflicts):
        return None
    for path in conflicts:
        git(root, "checkout", "--ours", "--", path)
    return Merged(name, edits, conflicts, fixed(root))


def pairs(number: int, seed: int) -> list[Merged]:
    random = Random(seed)
    found: list[Merged] = []
    while len(found) < number:
        edits = (random.choice(list(EDITS)), random.choice(list(EDITS)))
        with tempfile.TemporaryDirectory() as folder:
            pair = merged(Path(folder), random.choice(ARTICLES), edits, random)
        found += [pair] if pair else []
    return found


def test_two_branches_merge_and_one_fix_makes_them_green() -> None:
    assert [pair for pair in pairs(3, 0) if pair.wrong] == []


def test_two_words_of_two_sentences_merge_without_a_conflict(tmp_path: Path) -> None:
    for n in range(3):
        root = tmp_path / str(n)
        pair = merged(root, "river-ice", ("word_changed", "word_changed"), Random(n))
        assert pair
        assert (pair.conflicts, pair.wrong) == ((), "")


def test_a_reason_goes_along_where_another_branch_has_renamed_the_chapter(tmp_path: Path) -> None:
    root = begun(tmp_path, "river-ice")
    git(root, "switch", "--quiet", "--create", "words")
    text = (root / "docs/conclusion.md").read_text(encoding="utf-8")
    (root / "docs/conclusion.md").write_text(text.replace("patient people", "most patient people"), encoding="utf-8")
    call("check", "--fix", "--because", "It reads better so.", cwd=root)
    commit(root, "Change a word")
    git(root, "switch", "--quiet", "main")
    git(root, "mv", "docs/conclusion.md", "docs/end.md")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(config.replace("conclusion.md", "end.md"), encoding="utf-8")
    call("check", "--fix", cwd=root)
    commit(root, "Rename a chapter")
    git(root, "merge", "--quiet", "--no-edit", "words")
    assert fixed(root) == ""
    assert "It reads better so." in (root / "record/corrections/end.yml").read_text(encoding="utf-8")


if __name__ == "__main__":
    all_ = pairs(int(sys.argv[1]), 1)
    for pair in all_:
        print(pair.article, " | ".join(pair.edits), ", ".join(pair.conflicts) or "no conflict", pair.wrong, sep=": ")
    print(Counter(bool(pair.conflicts) for pair in all_), sum(bool(pair.wrong) for pair in all_), "not green")
