"""The process in which pages are read: whatever becomes of it becomes of one reading."""

from __future__ import annotations

import os
import time
from pathlib import Path

from scripts.hypertext import glimpse
from scripts.hypertext.glimpse import Glimpse
from scripts.hypertext.unread import Why
from scripts.web import child
from scripts.web.child import Lost, read

PAGE = b"<title>The Ice</title><p>It was thin."


def page_is_read() -> bool:
    found = read(glimpse.read, PAGE, "text/html")
    return isinstance(found, Glimpse) and found.titles == ("The Ice",)


def test_a_page_is_read_there() -> None:
    assert page_is_read()
    assert read(os.getpid) not in (os.getpid(), Lost.CRASH)
    assert read(os.getpid) == read(os.getpid)


def test_one_that_takes_too_long_is_ended_and_the_next_is_read() -> None:
    before = read(os.getpid)
    assert read(time.sleep, 60, seconds=0.2) is Lost.LATE
    assert page_is_read()
    assert read(os.getpid) != before


def test_one_that_takes_too_much_memory_is_lost_and_the_next_is_read() -> None:
    assert read(bytes, 2 * child.MEMORY) is Lost.CRASH
    assert page_is_read()


def test_a_process_that_ends_is_made_anew() -> None:
    assert read(os._exit, 1) is Lost.CRASH
    assert page_is_read()


def test_what_raises_is_lost() -> None:
    assert read(int, "²") is Lost.CRASH
    assert page_is_read()


def test_nothing_but_values_comes_back() -> None:
    assert read(Path) is Lost.CRASH
    assert page_is_read()


def test_it_knows_nothing_of_our_environment() -> None:
    os.environ["ARCHIVE_SECRET_KEY"] = "x"
    try:
        assert read(os._exit, 0) is Lost.CRASH  # the next is started with this environment
        assert read(os.getenv, "ARCHIVE_SECRET_KEY") is None
    finally:
        del os.environ["ARCHIVE_SECRET_KEY"]


def test_a_source_that_cannot_be_read_has_no_text() -> None:
    assert child.page(b"%PDF-1.7 nothing", "application/pdf", "http://a.example/").unread is Why.NO_TEXT
    found = child.page(PAGE, "text/html", "http://a.example/")
    assert found.title == "The Ice"
