"""Reading a claim's sources by hand: claims --review."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from scripts.publication import article
from scripts.states import support
from tests.cases import BAD
from tests.conftest import call

CLAIM = "ice-held-until-march"
PAGE = """Ice on the Upper River

The ice on the upper river was thick this winter, and people walked over it to the shops and back again. It had been
thin for three years in a row, and nobody had trusted it, so that the ferry ran all through the dark months of the year.

The ice held until March. On the first warm day of the month it broke with a noise that was heard in the village, and
the ferryman took his boat out of the shed in which it had been lying since the autumn before.
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny article, with a saved page of one of its two sources."""
    root = tmp_path / "tiny"
    shutil.copytree(BAD / "article", root)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "mill2019.txt").write_text(PAGE, encoding="utf-8")
    return root


def review(root: Path, claim: str, *more: str) -> subprocess.CompletedProcess[str]:
    return call(
        "claims", "--root", root, "--review", claim, "--offline", "--pages", root.parent / "pages",
        "--now", "2026-11-23", *more,
    )  # fmt: skip


def state(root: Path) -> str:
    built = article.read(root, date(2026, 11, 23))
    return next(one.state for one in support.claims(built) if one.claim.id == CLAIM)


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_sentence_stands_beside_the_likeliest_places_of_its_source(tiny: Path) -> None:
    before = files(tiny)
    result = review(tiny, CLAIM)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "mill2019: Ice on the Upper River (a saved copy, 2026-11-23)"
    assert lines[2].startswith("The ice held until March.")
    assert "1. The ice held until March. On the first" in lines[2]
    assert files(tiny) == before


def test_a_source_does_not_move_the_cursor_of_who_reads_it(tiny: Path) -> None:
    hostile = PAGE.replace("The ice held until March.", "The ice held\x1b[2J \x9b2J\u202e until March.")
    (tiny.parent / "pages" / "mill2019.txt").write_text(hostile, encoding="utf-8")
    shown = review(tiny, CLAIM).stdout
    assert "until March" in shown
    assert all(line.isprintable() for line in shown.splitlines())


def test_who_has_read_it_is_recorded_for_these_words(tiny: Path) -> None:
    assert state(tiny) == "cited"
    result = review(tiny, CLAIM, "--by", "Ada Reader")
    assert result.returncode == 0, result.stderr
    assert result.stderr == f"record/claims/ice.yml: mill2019 read by Ada Reader for {CLAIM}.\n"
    assert state(tiny) == "source-read"
    chapter = tiny / "docs/ice.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("until March", "until April"), encoding="utf-8")
    assert call("claims", "--root", tiny, "--update").returncode == 0
    assert state(tiny) == "cited"


@pytest.mark.parametrize(("answer", "after"), [("y", "source-read"), ("n", "cited")])
def test_on_a_terminal_the_reader_is_asked_first(tiny: Path, answer: str, after: str) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "scripts", "claims", "--root", str(tiny), "--review", CLAIM, "--offline"]
    words += ["--pages", str(tiny.parent / "pages"), "--by", "Ada Reader"]
    os.write(ours, f"{answer}\n".encode())
    with subprocess.Popen(
        words, cwd=BAD.parents[1], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as asked:
        _, errors = asked.communicate()
    os.close(ours)
    os.close(theirs)
    assert asked.returncode == 0, errors
    assert b"Have you read mill2019, and does it bear out 'The ice held until March.'?" in errors
    assert state(tiny) == after


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("no-such-claim", "record/claims/:1: holds no claim 'no-such-claim' with a sentence; take an id"),
        ("thick", "thick cites no source, so there is none to read."),
    ],
)
def test_without_a_sentence_or_a_source_there_is_nothing_to_read(tiny: Path, claim: str, said: str) -> None:
    result = review(tiny, claim, "--by", "Ada Reader")
    assert result.returncode == 2
    assert said in result.stderr


def test_a_source_that_cannot_be_read_is_named_with_its_address(tiny: Path) -> None:
    result = review(tiny, "broke-spring-2019")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("wu2019: its page ")
    assert "open https://floods.example/after-the-thaw" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "Ada"], "--by:1: goes with --review ID"),
        (["--offline"], "--offline:1: goes with --review ID"),
        (["--review", CLAIM, "--update"], "--update:1: does not go with --review"),
        (["--review", CLAIM, "--offline", "--by", "Ada\nMill"], "--by:1: is no name"),
        (["--review", CLAIM, "--offline", "--pages", "no-such-folder"], "no-such-folder:1: is no folder"),
    ],
)
def test_options_that_do_not_fit_change_nothing(tiny: Path, words: list[str], said: str) -> None:
    before = files(tiny)
    result = call("claims", "--root", tiny, *words)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(said)
    assert files(tiny) == before
