"""What of a built page is known to the rules."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import NamedTuple

from scripts.regex import regex

_ELSEWHERE = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")


class BuiltLink(NamedTuple):
    """An address or an id in a page, and its line."""

    href: str
    line: int


class BuiltMark(NamedTuple):
    """A footnote's number in the text: its own id, the note that it leads to, what it shows."""

    id: str
    href: str
    shown: str
    line: int


class NoteItem(NamedTuple):
    """A footnote: its id, and where its links back lead."""

    id: str
    back: tuple[str, ...]
    line: int


class BuiltPage(NamedTuple):
    """A built page. `path` is relative to the site, `file` what a finding names, `ids` are all of it in order.

    `links` are those a reader can follow; `fetched` what the browser fetches by itself; `text` is
    what the article's part of it shows, without code, where that has brackets with an @ or a ^, and else "".
    """

    path: str
    file: str
    ids: tuple[BuiltLink, ...]
    links: tuple[BuiltLink, ...]
    fetched: tuple[BuiltLink, ...]
    marks: tuple[BuiltMark, ...]
    notes: tuple[NoteItem, ...]
    text: str


def target(page: str, href: str) -> tuple[str, str] | None:
    """The page of the same site, and the id there, that a link leads to; None for another site.

    A path that ends in a slash, or is empty, means its index.html.
    """
    if _ELSEWHERE.match(href):
        return None
    path, _, fragment = href.partition("#")
    path = path.split("?")[0]
    return (_led_to(page.rpartition("/")[0], path) if path else page), fragment


@lru_cache(maxsize=4096)  # the pages of a folder lead to the same again and again
def _led_to(folder: str, path: str) -> str:
    whole = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    return posixpath.join(whole, "index.html") if path.endswith(("/", ".", "..")) or not whole else whole
