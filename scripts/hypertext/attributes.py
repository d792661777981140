"""The addresses in HTML and CSS: which attributes hold one, and which of them a browser fetches by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from scripts.regex import regex

if TYPE_CHECKING:
    from lxml import html

# Attributes by their element, with an address that a reader follows or that only names a page; and with one that a
# browser fetches when it shows the element.
_NAMED = frozenset(
    "a/href a/xlink:href area/href blockquote/cite button/formaction del/cite form/action input/formaction ins/cite "
    "link/href q/cite".split()
)
_FETCHED = frozenset(
    "audio/src embed/src frame/src iframe/src image/href image/xlink:href img/src img/srcset input/src "
    "link/imagesrcset object/data script/src source/src source/srcset track/src use/href use/xlink:href video/poster "
    "video/src".split()
)
# Elements that may fetch something, whatever their style says.
FETCHING = frozenset(named.partition("/")[0] for named in _FETCHED) | {"link", "style"}
# The relations of a <link> whose address is fetched, or whose host is asked.
_FETCHED_RELATIONS = frozenset(
    "stylesheet icon shortcut preload prefetch modulepreload preconnect dns-prefetch manifest apple-touch-icon".split()
)
_CANDIDATE = regex(r"[\s,]*(\S*[^\s,])(?:,+(?=\s|$)|[^,]*)")
_REFRESH = regex(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*([\"']?)(.+?)\1\s*$", re.IGNORECASE)
_CSS_NO_LINK = regex(r"/\*.*?\*/|@namespace[^;]*;", re.DOTALL)
_CSS = regex(
    r"""url\(\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^"')\s]+))\s*\)"""
    r"""|@import\s+(?:"(?P<d>[^"]*)"|'(?P<e>[^']*)')"""
)


class Address(NamedTuple):
    """An address in an element: in which attribute ("" for the text of a <style>), and as which words of it."""

    attribute: str
    href: str
    fetched: bool
    written: str


class CssAddress(NamedTuple):
    """An address in a style sheet: its line, counted from 1, and all of the words that make it one."""

    line: int
    href: str
    written: str


def is_address(tag: str, attribute: str) -> bool:
    """Whether this attribute of this element holds an address."""
    return f"{tag}/{attribute}" in _NAMED or f"{tag}/{attribute}" in _FETCHED


def addresses(element: html.HtmlElement) -> Iterator[Address]:
    """Each address in an element, empty ones too."""
    tag = str(element.tag)
    related = tag == "link" and bool(_FETCHED_RELATIONS & set(element.get("rel", "").lower().split()))
    for name, value in element.attrib.items():
        if is_address(tag, name):
            fetched = related if tag == "link" and name == "href" else f"{tag}/{name}" in _FETCHED
            found = _CANDIDATE.findall(value) if name.endswith("srcset") else [value]
            yield from (Address(name, href, fetched, value) for href in found)
    if tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
        content = element.get("content", "")
        if match := _REFRESH.match(content):
            yield Address("content", match[2], False, content)
    for name, text in (("", element.text if tag == "style" else ""), ("style", element.get("style"))):
        if text:
            yield from (Address(name, href, True, written) for _, href, written in css(text))


def css(text: str) -> Iterator[CssAddress]:
    """Each address in a style sheet, comments aside."""
    text = _CSS_NO_LINK.sub(lambda match: "\n" * match[0].count("\n"), text)
    for match in _CSS.finditer(text):
        href = next(href for href in match.groups() if href is not None)
        yield CssAddress(text.count("\n", 0, match.start()) + 1, href, match[0])
