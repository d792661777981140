"""The built pages, read for the rules of the family *site*."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from scripts import fork
from scripts.finding import unreadable
from scripts.hypertext.attributes import FETCHING, addresses, css
from scripts.hypertext.page import BuiltLink, BuiltMark, BuiltPage, NoteItem

_MANY = 20
"""So many pages as take a copy of the process less time to read than it takes to make one and to send them: 50 ms."""


# What a mark that was left as text begins with.
_BRACKET = re.compile(rb"\[[^\[\]]*[@^]")


def read(folder: Path, known: Mapping[Path, BuiltPage] = MappingProxyType({})) -> tuple[BuiltPage, ...]:
    """Every page and style sheet of a built site; `known` are pages that were read already, by their paths.

    Raises Unreadable where there is no page.
    """
    paths = sorted(folder.rglob("*.html"))
    if not paths:
        raise unreadable(str(folder), 1, "holds no built page; build the site first (make site)")
    new = [path for path in paths if path not in known]
    read = dict(zip(new, fork.mapped(lambda path: page(path, folder), new, _MANY), strict=True))
    pages = [known.get(path) or read[path] for path in paths]
    sheets = [_sheet(path, folder) for path in sorted(folder.rglob("*.css"))]
    return tuple(pages + sheets)


def page(path: Path, folder: Path) -> BuiltPage:
    """A page of the site that was built into a folder. Raises Unreadable where there is nothing in its file."""
    name = path.relative_to(folder).as_posix()
    here, data = (folder / name).as_posix(), path.read_bytes()
    if not data.strip():
        raise unreadable(here, 1, "is empty; build the site anew (make site)")
    parser = etree.HTMLParser(encoding="utf-8", remove_blank_text=True, remove_comments=True)  # a third faster
    tree: Any = etree.fromstring(data, parser)
    ids, links, fetched, marks, notes = [], [], [], [], []
    for element in tree.iter(etree.Element):
        tag, identity, fetches = str(element.tag), element.get("id"), element.tag in FETCHING or element.get("style")
        if not (identity or fetches or tag == "a"):
            continue  # most elements
        line = element.sourceline or 1
        if identity:
            ids.append(BuiltLink(identity, line))
            if tag == "li" and identity.startswith("fn:"):
                backs = (a.get("href", "") for a in element.iter("a") if "footnote-backref" in a.get("class", ""))
                notes.append(NoteItem(identity, tuple(backs), line))
        if tag == "a" and (href := element.get("href")) is not None:
            links.append(BuiltLink(href, line))
            if "footnote-ref" in element.get("class", "").split():
                parent = element.getparent()
                own = parent.get("id", "") if parent is not None else ""
                marks.append(BuiltMark(own, href, "".join(element.itertext()), line))
        if fetches:
            fetched += [BuiltLink(found.href, line) for found in addresses(element) if found.fetched and found.href]
    article = tree.find(".//article") if _BRACKET.search(data, data.find(b"<article")) else None
    for code in [] if article is None else list(article.iter("script", "style", "code", "pre")):
        code.clear(keep_tail=True)
    text = "" if article is None else " ".join(article.itertext())
    return BuiltPage(name, here, tuple(ids), tuple(links), tuple(fetched), tuple(marks), tuple(notes), text)


def _sheet(path: Path, folder: Path) -> BuiltPage:
    """A style sheet, as a page of which just what it fetches is known."""
    name = path.relative_to(folder).as_posix()
    text = path.read_text(encoding="utf-8", errors="replace")
    fetched = [BuiltLink(href, line) for line, href, _ in css(text)]
    return BuiltPage(name, (folder / name).as_posix(), (), (), tuple(fetched), (), (), "")
