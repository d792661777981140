"""What of a page of HTML a browser shows, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree, html

from scripts.regex import regex

# What begins a block of text, in HTML and in the XML of trafilatura.
_BLOCKS = frozenset(
    "p div section article main header footer nav aside address figure form fieldset details summary dialog hr "
    "h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figcaption caption table tr pre br option "
    "head list item quote row lb code noscript".split()
)
_CELLS = frozenset(("td", "th", "cell", "button", "label", "time"))
# What a browser never shows as text, or only where it cannot show something better. It shows <noscript> to some.
_NEVER = frozenset(
    "head script style template title desc defs iframe object audio video canvas datalist noframes annotation".split()
)
# These may be hidden until a script has run, which every reader's browser does.
_WHOLE = frozenset(("html", "body", "main", "article"))
_HIDDEN = regex(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)


# What holds running text, and how makers of pages call a note beside or below it.
_TEXTS = frozenset("p li dd td blockquote h1 h2 h3 h4 h5 h6".split())
_NOTE = regex(
    r"(?:^|[\s_-])(?:side|margin|foot)-?note(?:s|-(?:text|content|body))?(?:\s|$)|\btooltip-?text\b", re.IGNORECASE
)
_NOTE_ROLES = frozenset(("note", "doc-footnote", "doc-endnote", "tooltip"))
# What an archive puts over the pages that it keeps, by its id; and the number of a printed page within a text.
_OF_AN_ARCHIVE = regex(r"wm-(?:ipp|capinfo)(?:-\w+)?|donato(?:-\w+)?")
# What only a screen reader tells within a text: that a link leaves the site, or opens in a new tab.
_READ_OUT = regex(r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-text)(?:\s|$)", re.IGNORECASE)
_PAGE_BREAK = regex(r"(?:^|\s)page-?(?:num(?:ber)?|break)(?:\s|$)", re.IGNORECASE)


# What a page has about itself, which is not what it says: where else it leads, how often it was shared.
_LEADS_ELSEWHERE = regex(
    r"(?:^|[\s_-])(?:share|sharing|social)[_-](?:bar|buttons?|counts?|icons?|links?|media|share|tools?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TITLES = 20
# How parts with other articles call themselves. A date or a name in them is not the page's, whatever else they hold.
OTHERS = regex(r"\brelated|recirc|promo|teaser|sidebar|comment|recommend|trending|popular|read-?more", re.IGNORECASE)


class Block(NamedTuple):
    """A stretch of text between two breaks, and the element in which it begins."""

    text: str
    element: etree._Element


def prepare(tree: html.HtmlElement) -> None:
    """Take what parts words without being shown (comments, instructions) out of a tree, and open its shadow roots.

    And what is struck through, which a text no longer says. Notes that stand within a sentence come after its block.
    """
    for element in tree.iter("template"):
        if element.get("shadowrootmode") or element.get("shadowroot"):
            element.tag = "div"
    etree.strip_elements(tree, "del", "s", "strike", with_tail=False)
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    for note in [element for element in tree.iter("span", "small", "aside") if _is_note(element)]:
        block = next((above for above in note.iterancestors() if above.tag in _TEXTS), None)
        if block is not None and block.getparent() is not None:
            note.drop_tree()
            note.tag, note.tail = "div", None
            block.addnext(note)


def blocks(root: etree._Element) -> Iterator[Block]:
    """The text that is shown of an element, block by block; marks of notes are left out."""
    words: list[str] = []
    within = root
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        breaks = element.tag in _BLOCKS
        if breaks:
            if text := " ".join("".join(words).split()):
                yield Block(text, within)
            words = []
            parent = element.getparent()
            within = element if event == "start" or parent is None else parent
        elif element.tag in _CELLS and event == "start":
            words.append(" | " if _numbers_meet(words, element) else " ")
        if event == "end":
            words.append((element.tail if element is not root else "") or "")
        elif unseen(element):
            walk.skip_subtree()
        else:
            words.append(element.text or "")
    if text := " ".join("".join(words).split()):
        yield Block(text, within)


def apart(tree: html.HtmlElement) -> Iterator[str]:
    """The blocks that are not part of what a page says: its navigation, what it was shared, links to other articles."""
    around_title = {above for h1 in islice(tree.iter("h1"), _TITLES) for above in h1.iterancestors()}
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        called = f"{element.get('class') or ''} {element.get('id') or ''}"
        whole = element.tag == "nav" or element.get("role") == "navigation" or _LEADS_ELSEWHERE.search(called)
        if element.tag not in _WHOLE and element not in around_title and (whole or OTHERS.search(called)):
            links = () if whole else set(_links(element))
            yield from (block.text for block in blocks(element) if whole or block.text in links)
            walk.skip_subtree()


def _links(root: etree._Element) -> Iterator[str]:
    """The texts of the links below an element, whole and block by block."""
    walk = etree.iterwalk(root, events=("start",), tag="a")
    for _, link in walk:
        yield " ".join("".join(map(str, link.itertext())).split())
        yield from (block.text for block in blocks(link))
        walk.skip_subtree()


def _numbers_meet(words: list[str], cell: etree._Element) -> bool:
    """Whether a cell's number stands beside that of the cell before it: 4 and 512 are not 4 512."""
    begins = next((text.lstrip() for text in cell.itertext() if text.strip()), "")
    return begins[:1].isdigit() and "".join(words[-3:]).rstrip()[-1:].isdigit()


def _is_note(element: etree._Element) -> bool:
    """Whether an element within a text is a note to it, which a reader is shown beside it or when asking for it."""
    return element.get("role") in _NOTE_ROLES or bool(_NOTE.search(element.get("class") or ""))


def unseen(element: etree._Element) -> bool:
    """Whether nobody sees what is in an element, or nobody quotes it, as the number of a note."""
    tag, hidden = element.tag, element.get("hidden")
    if tag in _NEVER or (tag == "dialog" and element.get("open") is None):
        return True
    if tag == "sup":
        return element.find(".//a") is not None
    if _OF_AN_ARCHIVE.fullmatch(element.get("id") or ""):
        return True
    if tag in ("span", "a") and (
        element.get("role") == "doc-pagebreak" or _PAGE_BREAK.search(element.get("class") or "")
    ):
        return True
    if tag == "span" and _READ_OUT.search(element.get("class") or ""):
        return next(element.iterancestors("p", "li", "blockquote"), None) is not None
    if tag in _WHOLE:
        return False
    return (hidden is not None and hidden.lower() != "until-found") or bool(_HIDDEN.search(element.get("style") or ""))
