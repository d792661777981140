"""The built pages, read for the rules of the family *site*."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from scripts.finding import Place, unreadable
from scripts.hypertext.attributes import addresses, css
from scripts.hypertext.page import BuiltLink, BuiltMark, BuiltPage, NoteItem

# The attributes of most elements, in which there is neither an anchor nor an address.
_PLAIN: tuple[list[str], ...] = ([], ["class"])


def read(folder: Path) -> tuple[BuiltPage, ...]:
    """Every page and style sheet of a built site. Raises Unreadable where there is no page."""
    paths = sorted(folder.rglob("*.html"))
    if not paths:
        raise unreadable(str(folder), 1, "holds no built page; build the site first (make site)")
    pages = [_page(path, folder) for path in paths]
    sheets = [_sheet(path, folder) for path in sorted(folder.rglob("*.css"))]
    return tuple(pages + sheets)


def _page(path: Path, folder: Path) -> BuiltPage:
    name = path.relative_to(folder).as_posix()
    here, data = (folder / name).as_posix(), path.read_bytes()
    if not data.strip():
        raise unreadable(here, 1, "is empty; build the site anew (make site)")
    tree: html.HtmlElement = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    ids, links, fetched, marks, notes = [], [], [], [], []
    for element in tree.iter(etree.Element):
        if element.keys() in _PLAIN and element.tag != "style":
            continue
        place = Place(here, element.sourceline or 1)
        tag = str(element.tag)
        if identity := element.get("id"):
            ids.append(BuiltLink(identity, place))
            if tag == "li" and identity.startswith("fn:"):
                backs = element.xpath('.//a[contains(@class, "footnote-backref")]/@href')
                notes.append(NoteItem(identity, tuple(map(str, backs)), place))
        if tag == "a" and (href := element.get("href")) is not None:
            links.append(BuiltLink(href, place))
            if "footnote-ref" in element.get("class", "").split():
                parent = element.getparent()
                own = parent.get("id", "") if parent is not None else ""
                marks.append(BuiltMark(own, href, "".join(element.itertext()), place))
        fetched += [BuiltLink(found.href, place) for found in addresses(element) if found.fetched and found.href]
    articles = tree.xpath("//article")
    text = " ".join(_shown(articles[0])) if articles else ""
    return BuiltPage(name, tuple(ids), tuple(links), tuple(fetched), tuple(marks), tuple(notes), text)


def _shown(element: html.HtmlElement) -> Iterator[str]:
    """The text of an element and all in it, without code and scripts."""
    if element.tag in ("script", "style", "code", "pre") or not isinstance(element.tag, str):
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _shown(child)
        if child.tail:
            yield child.tail


def _sheet(path: Path, folder: Path) -> BuiltPage:
    """A style sheet, as a page of which just what it fetches is known."""
    name = path.relative_to(folder).as_posix()
    here = (folder / name).as_posix()
    text = path.read_text(encoding="utf-8", errors="replace")
    fetched = [BuiltLink(href, Place(here, line)) for line, href, _ in css(text)]
    return BuiltPage(name, (), (), tuple(fetched), (), (), "")
