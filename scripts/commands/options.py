"""What the commands have in common: exit codes, and the options that several of them take."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.finding import Unreadable

if TYPE_CHECKING:
    from scripts.publication.article import Article

CLEAN, FOUND, CANNOT_RUN, CRASHED = 0, 1, 2, 3
INTERRUPTED = 130  # as shells have it for Ctrl-C

ARCHIVE = "https://web.archive.org"


def root(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), help="the folder that holds mkdocs.yml (default: here)")


def now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", help="the day or time that counts as now, in ISO form (default: now)")


def archive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--archive", default=ARCHIVE, help=f"the archive (default: {ARCHIVE})")


def allow_private(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--allow-private", action="store_true", help="ask addresses in local networks too, for tests")


def saved_pages(parser: argparse.ArgumentParser, *, when: str = "") -> None:
    parser.add_argument("--pages", type=Path, metavar="DIR", help=f"{when}saved copies: KEY.html, KEY.txt or KEY.pdf")
    parser.add_argument("--offline", action="store_true", help=f"{when}read saved copies alone, and ask nobody")


def sound_article(folder: Path, today: date) -> Article:
    """The article in a folder. Raises Unreadable where one of its files cannot be read."""
    from scripts.publication import article  # here, since some commands need no article

    found = article.read(folder, today)
    if found.problems:
        raise Unreadable(found.problems)
    return found


def document(parser: argparse.ArgumentParser, *, required: bool, what: str) -> None:
    """A document to be read, and what belongs to it."""
    parser.add_argument("file", type=Path, nargs=None if required else "*", metavar="FILE", help=what)
    parser.add_argument("--notes", type=Path, metavar="NOTES", help="the notes of FILE, where they stand by themselves")
    parser.add_argument("--bib", type=Path, action="append", default=[], metavar="BIB", help="a bibliography of FILE's")
    now(parser)
