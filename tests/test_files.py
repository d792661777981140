"""Files are replaced whole, and what a killed run leaves is taken away."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import __main__ as program
from scripts import files
from scripts.commands.branch import Failed, keep
from scripts.finding import Unreadable
from scripts.publication import bibliography
from tests import cases
from tests.conftest import ROOT, call, git

KILLED = """
import os, signal, sys
from pathlib import Path
from scripts import files
step = sys.argv[1]
def kill(*words, **more): os.kill(os.getpid(), signal.SIGKILL)
def half(path, mode, open_=Path.open):
    open_(path, mode, buffering=0).write(b"ne")
    kill()
if step == "fsync": os.fsync = kill
elif step == "write": Path.open = half
else: setattr(Path, step, kill)
files.replace(Path("record.json"), "new")
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("step", ["write", "fsync", "chmod", "replace"])
def test_a_killed_run_leaves_the_old_file_and_the_next_run_takes_its_half_away(tmp_path: Path, step: str) -> None:
    path = tmp_path / "record.json"
    files.replace(path, "old")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, step], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode == -9
    assert len(names(tmp_path)) == 2
    assert path.read_text() == "old"
    files.replace(path, "newer")
    assert (names(tmp_path), path.read_text()) == (["record.json"], "newer")


def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / f".record.json.{os.getppid()}.new"
    other.touch()
    files.replace(tmp_path / "record.json", "new")
    assert names(tmp_path) == sorted([other.name, "record.json"])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_write_that_fails_names_the_file_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(file: int) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "record.json"
    files.replace(path, "old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Unreadable, match=rf"record.json:1: cannot be written: {os.strerror(number)}"):
        files.replace(path, "new")
    assert (names(tmp_path), path.read_text()) == (["record.json"], "old")


@pytest.mark.parametrize(("error", "code"), [(KeyError("x"), 3), (OSError(1, "x", "y"), 3), (KeyboardInterrupt(), 130)])
def test_a_fault_of_the_program_and_ctrl_c_have_exit_codes_of_their_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int
) -> None:
    def fail(arguments: object) -> int:
        raise error

    monkeypatch.setattr("scripts.commands.rules.run", fail)
    assert program.main(["rules"]) == code
    said = capsys.readouterr().err
    assert ("rules has a fault" in said) is (code == 3)
    assert ("Interrupted" in said) is (code == 130)


def test_a_new_file_has_the_mode_that_the_user_gives_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "old.yml").touch(0o640)
    before = os.umask(0o002)
    try:
        files.replace_all(tmp_path, {"old.yml": "a\n", "new.yml": "b\n"})
    finally:
        os.umask(before)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("old.yml", "new.yml")] == [0o640, 0o664]


def test_what_a_mac_leaves_beside_files_on_a_shared_disk_is_not_read(article: Path) -> None:
    for name in ("docs/._ice.md", "record/claims/._ice.yml", "record/._facts.yml", "references/._more.bib"):
        (article / name).parent.mkdir(exist_ok=True)
        (article / name).write_bytes(b"\x00\x05\x16\x07Mac OS X\xff")
    assert call("check", "--root", article).returncode == 0
    assert bibliography.more(article) == ()


# Links


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return Path(shutil.copytree(cases.BAD / "article", tmp_path / "article"))


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("docs/secret.md", "../../secret.md"),
        ("docs/secret.png", "../../secret.md"),
        ("docs/loop", "."),
        ("docs/self", "self"),
        ("docs/all", "../.."),
        ("record/claims/secret.yml", "../../../secret.md"),
        ("record/links.json", "../../secret.md"),
    ],
)
def test_nothing_is_read_through_a_link_that_leads_out(article: Path, name: str, to: str) -> None:
    (article.parent / "secret.md").write_text("# Secret\n")
    (article / name).unlink(missing_ok=True)
    (article / name).symlink_to(to)
    done = call("check", "--root", article)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"{name}:1: is a link that leads out of the repository, or round in a circle; put ")


def test_a_link_within_the_repository_is_followed(article: Path) -> None:
    (article / "docs/ice.md").rename(article / "ice.md")
    (article / "docs/ice.md").symlink_to("../ice.md")
    assert call("check", "--root", article).returncode == 0


def test_no_night_is_kept_through_a_link_that_leads_out(article: Path) -> None:
    (article.parent / "secret.json").write_text("{}")
    (article / "record/links.json").unlink(missing_ok=True)
    (article / "record/links.json").symlink_to("../../secret.json")
    git(article, "init", "-q")
    with pytest.raises(Failed, match=r"links\.json is a link that leads out of"):
        keep(article, "x")


# What to do where there is nothing to read


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["check"],
            ".:1: is no article's folder: it has neither mkdocs.yml nor record/; go into the one that has",
        ),
        (["sources"], ".:1: is no article's folder: it has neither mkdocs.yml nor record/; go into the one"),
        (["check", "none.md"], "none.md:1: is not there; give the path of a file that is"),
        (["check", "docs.md"], "docs.md:1: is a folder; give the path of a file"),
        (["bring", "none.docx", "--into", "new"], "none.docx:1: is not there; give the path of a file that is"),
        (["links"], "references.bib:1: is not there; give the path of a file that is"),
    ],
)
def test_a_file_that_is_not_there_is_told_with_what_to_do(tmp_path: Path, words: list[str], said: str) -> None:
    (tmp_path / "docs.md").mkdir()
    done = call(*words, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("Traceback")) == (2, 0)
    assert (done.stdout + done.stderr).startswith(said), done
