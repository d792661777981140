"""What an editor keeps of the sources on a disk of their own, and never in the repository: pages, and a comparison."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from shutil import copytree
from subprocess import CompletedProcess
from typing import NamedTuple

import pytest

from scripts.hypertext import reading
from scripts.publication import readings
from scripts.web.fetch import Fetcher
from tests import cases
from tests.conftest import call
from tests.server import serving

SANG = "The keeper wrote down who crossed. Mill said that “it sang at night”, but only in May. Nobody slept. It thawed."
FILLER = "<p>The keepers wrote the height of the water in a book, and the town paid them in rope and lamp oil.</p>" * 3


class Desk(NamedTuple):
    """The tiny article in a repository, a folder beside it, and what its first source answers."""

    root: Path
    disk: Path
    page: list[bytes]
    kind: list[str]
    sources: Callable[..., CompletedProcess[str]]

    def shows(self, text: str) -> None:
        title = "<title>Ice on the Upper River</title><h1>Ice on the Upper River</h1>"
        self.page[:] = [f"<!doctype html><meta charset=utf-8>{title}{FILLER}<p>{text}</p>{FILLER}".encode()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    root = Path(copytree(cases.BAD / "article", tmp_path / "article"))
    for words in (["init", "-q"], ["config", "user.email", "a@b"], ["config", "user.name", "a"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    monkeypatch.setattr("scripts.web.sources.Fetcher", partial(Fetcher, pace=0, sleep=lambda seconds: None))
    page, kind = [b""], ["text/html; charset=utf-8"]
    with serving(lambda _: (200, {"Content-Type": kind[0]}, page[0])) as (host, _):
        path = root / "references.bib"
        text = path.read_text(encoding="utf-8").replace("https://ledger.example", host)
        path.write_text(text.replace("https://floods.example/after-the-thaw", ""), encoding="utf-8")
        run = partial(call, "sources", "--allow-private", cwd=root)
        desk = Desk(root, tmp_path / "disk", page, kind, lambda day, *words: run(*words, "--now", f"2026-11-{day}"))
        desk.shows(SANG)
        yield desk


# The pages as they were read


def test_what_changed_of_a_page_that_was_kept_is_shown(desk: Desk) -> None:
    first = desk.sources("01", "--keep", desk.disk)
    assert "changed" not in first.stdout
    desk.shows(SANG.replace("at night", "at noon"))
    done = desk.sources("02", "--keep", desk.disk)
    (line,) = [n for n, line in enumerate(done.stdout.splitlines()) if "what changed since 2026-11-01" in line]
    assert done.stdout.splitlines()[line : line + 2] == [
        "references.bib:1: mill2019: what changed since 2026-11-01, in 1 place:",
        f"  {SANG.replace('night”,', '[-night”,-]{+noon”,+}')}",
    ]
    assert "what changed" not in desk.sources("03", "--keep", desk.disk).stdout


def test_pages_are_kept_as_they_came_under_their_digests(desk: Desk) -> None:
    desk.sources("01", "--keep", desk.disk)
    record = readings.read((desk.root / readings.PATH).read_text(encoding="utf-8"))
    read = record.pages["mill2019"].reading
    assert read
    assert {path.name for path in desk.disk.iterdir()} == {f"{read.page_digest}.html", f"{read.text_digest}.txt"}
    assert (desk.disk / f"{read.page_digest}.html").read_bytes() == desk.page[0]
    text = (desk.disk / f"{read.text_digest}.txt").read_text(encoding="utf-8")
    assert readings.digest(text) == read.text_digest
    assert reading.read(desk.page[0], "text/html", "").text in text


def test_what_was_not_kept_is_said_to_be_unknown(desk: Desk) -> None:
    desk.sources("01")
    desk.shows(SANG.replace("at night", "at noon"))
    done = desk.sources("02", "--keep", desk.disk)
    assert "mill2019: what changed cannot be shown: its text of 2026-11-01 was not kept\n" in done.stdout


def test_what_a_page_brings_moves_no_cursor(desk: Desk) -> None:
    desk.sources("01", "--keep", desk.disk)
    desk.shows(SANG + "\x9b2J\u202e" + "ice " * 5000)
    done = desk.sources("02", "--keep", desk.disk)
    assert "{+" in done.stdout
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stdout)
    assert max(map(len, done.stdout.splitlines())) < 1000


# The comparison, side by side


def test_quotations_stand_beside_their_sources_word_by_word(desk: Desk) -> None:
    out = desk.root / "build" / "diff.html"
    out.parent.mkdir()
    desk.shows(SANG.replace("at night", "all night"))
    desk.sources("01", "--diff", out)
    text = out.read_text(encoding="utf-8")
    assert (
        '<td><span class="around">"</span>It sang <del>at</del> night<span class="around">", said Ada Mill.</span></td>'
        in (text.replace("&#34;", '"'))
    )
    assert "it sang <ins>all</ins> night" in text
    for around in ("The keeper wrote down who crossed. Mill said that", ", but only in May. Nobody slept."):
        assert around in text
    assert "It thawed." not in text
    assert "<strong>Altered</strong>" in text


def test_a_quotation_that_its_sentence_goes_on_to_qualify_is_told(desk: Desk) -> None:
    out = desk.disk.with_suffix(".html")
    done = desk.sources("01", "--diff", out)
    assert (
        "docs/ice.md:4: 'It sang at night' stops where its sentence in mill2019 goes on with 'but';"
        " see whether that qualifies it\n"
    ) in done.stdout
    assert "goes on with “but”" in out.read_text(encoding="utf-8")


def test_a_page_stays_text_beside_a_quotation(desk: Desk) -> None:
    out = desk.disk.with_suffix(".html")
    evil = "&lt;script>alert(7)&lt;/script>&lt;img src=x onerror=alert(7)>"
    desk.shows(f"{evil}. {evil} it sang at night {evil}. {evil}")
    desk.sources("01", "--diff", out)
    text = out.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(7)" in text
    assert re.findall(r"<(?:script|img|link|iframe|object)\b|\son\w+=[\"']", text) == []
    assert """content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">""" in text


# Never in the repository


@pytest.mark.parametrize("option", ["--keep", "--diff"])
@pytest.mark.parametrize("place", ["docs/kept", "record/kept.html"])
def test_a_place_that_a_commit_would_publish_is_refused(desk: Desk, option: str, place: str) -> None:
    done = desk.sources("01", option, desk.root / place)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is in the repository, which must not hold what sources say; give a place outside" in done.stderr
    assert not (desk.root / place).exists()


def test_a_file_is_no_folder_to_keep_pages_in(desk: Desk) -> None:
    desk.disk.write_text("no folder", encoding="utf-8")
    done = desk.sources("01", "--keep", desk.disk)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be made a folder" in done.stderr


def test_a_place_that_git_ignores_is_taken(desk: Desk) -> None:
    assert desk.sources("01", "--keep", desk.root / "build" / "pages").returncode < 2
    assert len(list((desk.root / "build" / "pages").iterdir())) == 2
