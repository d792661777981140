"""What a page may hold: elements, attributes and addresses. Whatever is not listed here is refused.

The lists are what a text with figures and tables needs. Nothing in them runs, sends, loads anything but a picture of
the site's own, hides words, or is taken for a part of the site by its scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from scripts.hypertext.attributes import is_address
from scripts.publication.rendered import Odd
from scripts.publication.rendering import Rendering, Tag
from scripts.regex import regex

ELEMENTS = frozenset(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 "
    "h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th "
    "thead time tr u ul var wbr".split()
)
EVERYWHERE = frozenset("aria-describedby aria-label aria-labelledby class dir id lang role title".split())
ATTRIBUTES = {
    "a": frozenset({"href"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "td": frozenset({"colspan", "rowspan", "headers", "style"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "style"}),
    "time": frozenset({"datetime"}),
}
SCHEMES = frozenset({"http", "https", "mailto"})

# As Python-Markdown aligns the cells of a table.
_STYLE = regex(r"text-align: (?:left|center|right);")
# Material's scripts take elements with these for their own: #__config says where the site is, .mermaid fetches a
# program from another site.
_SCRIPTED = regex(r"(?:^|\s)(?:__|md-|mermaid(?:\s|$))")
_SCHEME = regex(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_CONTROL = regex(r"[\x00-\x1f\x7f\\]")


def refused(tag: Tag) -> Iterator[tuple[Odd, str]]:
    """What of an element is not on the lists, each with what is to be quoted."""
    if tag.name not in ELEMENTS:
        yield Odd.ELEMENT, tag.raw.split("\n")[0]
        return
    seen: set[str] = set()
    for name, value in tag.attributes:
        if name in seen:
            continue  # a browser takes the first
        seen.add(name)
        known = name in EVERYWHERE or name in ATTRIBUTES.get(tag.name, ())
        if not known or (name == "style" and not _STYLE.fullmatch(value)):
            yield Odd.ATTRIBUTE, f"{name}={value}" if value else name
        elif name in ("id", "class", "role") and _SCRIPTED.search(value):
            yield Odd.SCRIPTED, f"{name}={value}"
        elif is_address(tag.name, name):
            if why := _wrong_address(value):
                yield why, value
            elif name == "src" and _SCHEME.match(value.strip(" ")):
                yield Odd.ELSEWHERE, value


def links(rendering: Rendering) -> Iterator[tuple[Tag, str]]:
    """Each link and picture with its address; what is refused anyway leads nowhere."""
    for tag in rendering.tags:
        for name, value in tag.attributes:
            if is_address(tag.name, name) and name in ATTRIBUTES.get(tag.name, ()):
                yield tag, value


def _wrong_address(address: str) -> Odd | None:
    """What is wrong with an address: another scheme, or signs that browsers read in their own ways."""
    bare = address.strip(" ")
    if match := _SCHEME.match(_CONTROL.sub("", bare)):
        if match[1].lower() not in SCHEMES:
            return Odd.ADDRESS
    elif ":" in re.split(r"[/?#]", bare, maxsplit=1)[0] or bare.startswith("//"):
        return Odd.ADDRESS
    if _CONTROL.search(bare) or " " in bare:
        return Odd.BAD_ADDRESS
    try:
        parts = urlsplit(bare)
        _ = parts.port
    except ValueError:
        return Odd.BAD_ADDRESS
    return Odd.BAD_ADDRESS if parts.scheme in ("http", "https") and not parts.hostname else None
