"""The process in which pages are read: whatever becomes of it becomes of one reading."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts import fault
from scripts.evidence import comparison
from scripts.hypertext import glimpse
from scripts.hypertext.glimpse import Glimpse
from scripts.hypertext.unread import Why
from scripts.publication import article as articles
from scripts.publication.readings import Verdict
from scripts.web import child, sources
from scripts.web.child import NoReading, read
from tests import cases
from tests.conftest import ROOT, run

PAGE = b"<title>The Ice</title><p>It was thin."


def page_is_read() -> bool:
    found = read(glimpse.read, PAGE, "text/html")
    return isinstance(found, Glimpse) and found.titles == ("The Ice",)


def test_a_page_is_read_there() -> None:
    assert page_is_read()
    assert read(os.getpid) not in (os.getpid(), NoReading.CRASH)
    assert read(os.getpid) == read(os.getpid)


def test_one_that_takes_too_long_is_ended_and_the_next_is_read() -> None:
    before = read(os.getpid)
    assert read(time.sleep, 60, seconds=0.2) is NoReading.LATE
    assert page_is_read()
    assert read(os.getpid) != before


def test_one_that_takes_too_much_memory_is_lost_and_the_next_is_read() -> None:
    assert read(bytes, 2 * child.MEMORY) is NoReading.CRASH
    assert page_is_read()


def test_what_is_given_is_sent_to_each_process_once() -> None:
    given = [0]
    assert [read(list.append, n, given=given) for n in (1, 2)] == [None, None]
    assert read(list.copy, given=given) == [0, 1, 2], "it is the process's own"
    assert read(os._exit, 1) is NoReading.CRASH
    assert read(list.copy, given=given) == [0]
    assert read(list.copy, given=[3]) == [3]


def test_a_process_that_ends_is_made_anew() -> None:
    assert read(os._exit, 1) is NoReading.CRASH
    assert page_is_read()


def test_what_raises_is_lost() -> None:
    assert read(int, "²") is NoReading.CRASH
    assert page_is_read()


def test_a_fault_of_our_own_code_is_told_once_and_is_no_verdict(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fault, "_reported", {})
    assert [read(glimpse.read, 5, "text/html\x1b[2J") for _ in range(2)] == [NoReading.FAULT] * 2
    said = capsys.readouterr().err
    assert said.count("Traceback") == 1
    assert re.search(r'File ".*/scripts/hypertext/\w+\.py", line \d+', said)
    assert re.search(r"^TypeError: ", said, re.MULTILINE)
    assert fault.was_reported()
    assert child.page(PAGE, 5, "http://a.example/").unread is Why.FAULT  # type: ignore[arg-type]
    assert page_is_read()


@pytest.mark.parametrize(
    ("where", "before", "key"),
    [
        ("scripts/evidence/page.py", "    page = reading.read(body", "key"),  # in the process, and beside it
        ("scripts/web/sources.py", "    why = Why.ADDRESS", "source.key"),
    ],
)
def test_a_name_that_is_not_there_ends_no_night_and_hides_in_none(
    tmp_path: Path, where: str, before: str, key: str
) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(cases.BAD / "article", tmp_path / "article")
    code = (tmp_path / where).read_text(encoding="utf-8")
    assert code.count(before) == 1
    broken = f'    if {key} == "mill2019":\n        thaw()\n'
    (tmp_path / where).write_text(code.replace(before, broken + before), encoding="utf-8")
    sang = "It sang at night, and the keeper wrote down who crossed.\n"
    for name in ("mill2019", "wu2019"):
        (tmp_path / f"{name}.txt").write_text(sang, encoding="utf-8")
    said = run("scripts", "sources", "--root", "article", "--pages", ".", "--offline", cwd=tmp_path)
    assert said.returncode == 3
    assert "NameError: name 'thaw' is not defined" in said.stderr
    assert said.stderr.endswith("counts as not read what it spoilt. Please report the traceback above.\n")
    assert "mill2019: was not read: its page could not be read, by a fault of this program" in said.stdout
    pages = articles.read(tmp_path / "article", cases.TODAY).evidence.pages
    assert {key: page.unread and page.unread.why for key, page in pages.items()} == {
        "mill2019": Why.FAULT,
        "wu2019": None,
    }


def test_nothing_but_values_comes_back() -> None:
    assert read(Path) is NoReading.CRASH
    assert page_is_read()


def test_it_knows_nothing_of_our_environment() -> None:
    os.environ["ARCHIVE_SECRET_KEY"] = "x"
    try:
        assert read(os._exit, 0) is NoReading.CRASH  # the next is started with this environment
        assert read(os.getenv, "ARCHIVE_SECRET_KEY") is None
    finally:
        del os.environ["ARCHIVE_SECRET_KEY"]


def test_a_source_that_takes_too_long_to_compare_is_not_read_and_the_next_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = articles.read(cases.BAD / "article", cases.TODAY)
    for key in article.sources:
        (tmp_path / f"{key}.txt").write_text(
            "It sang at night, and the keeper wrote down who crossed.", encoding="utf-8"
        )

    def hasty(function: Callable[..., Any], key: str, *arguments: Any, **options: Any) -> Any:
        slow = key == "mill2019"
        return read(time.sleep, 60, seconds=0.2) if slow else read(function, key, *arguments, **options)

    monkeypatch.setattr(child, "read", hasty)
    what = comparison.asked(article)
    got = sources.read_all(article, tmp_path, True, False, what)
    assert {key: one.page.unread and one.page.unread.why for key, one in got.items()} == {
        "mill2019": Why.SLOW,
        "wu2019": None,
    }
    given = comparison.verdicts(what, {key: one.seen for key, one in got.items() if one.seen})
    assert [(one.verdict, one.source) for one in given if one.words == "It sang at night"] == [
        (Verdict.UNREAD, "mill2019"),
        (Verdict.PROPOSED, "wu2019"),
    ]
    assert not any(one.text or one.body for one in got.values()), "only verdicts come back"


def test_a_source_that_cannot_be_read_has_no_text() -> None:
    assert child.page(b"%PDF-1.7 nothing", "application/pdf", "http://a.example/").unread is Why.NO_TEXT
    found = child.page(PAGE, "text/html", "http://a.example/")
    assert found.title == "The Ice"
