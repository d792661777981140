"""What of a page shows at a glance: its titles, its words, and what it asks for before it shows itself."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from lxml import etree, html

from scripts.hypertext.charset import decoded

# A page of fewer letters is a message rather than an article.
SHORT = 1500

_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|verify (?:that )?you are (?:a )?human|are you a robot|"
    r"unusual traffic|access denied|request blocked|security check|captcha|pardon our interruption|"
    r"enable javascript and cookies to continue|ddos protection",
    re.IGNORECASE,
)
# What the makers of such walls load in a page that may show no word.
CHALLENGE_CODE = re.compile(rb"_Incapsula_Resource|/cdn-cgi/challenge-platform/|px-captcha|captcha-delivery\.com")

# What a page asks for before it shows itself: a proof that one is human, a log-in, or nothing.
Wall = Literal["challenge", "wall", ""]


class Glimpse(NamedTuple):
    """What of a page tells whether it is the one that was cited."""

    titles: tuple[str, ...]
    text: str
    noindex: bool
    password: bool


def read(body: bytes, content_type: str, robots: str = "") -> Glimpse | None:
    """A page of HTML, with its Content-Type and X-Robots-Tag; None for a file of another kind, or an empty one."""
    kind = content_type.partition(";")[0].strip().lower()
    start = body[:1024].lstrip()
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04")):
        return None
    if (
        kind
        and "html" not in kind
        and "xml" not in kind
        and not re.match(rb"<(?:!doctype )?html", start, re.IGNORECASE)
    ):
        return None
    if not body.strip():
        return None
    tree = _tree(body, content_type)
    if tree is None:
        return Glimpse((), "", False, False)
    titles = [
        *tree.xpath("//meta[@property='og:title' or @name='citation_title' or @name='twitter:title']/@content"),
        *(element.text_content() for element in tree.xpath("//head/title | //h1")[:6]),
    ]
    stated = " ".join(tree.xpath("//meta[translate(@name,'ROBTS','robts')='robots']/@content"))
    noindex = "noindex" in f"{stated} {robots}".lower()
    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)
    within = tree.find("body")
    text = " ".join((within if within is not None else tree).text_content().split())
    password = bool(tree.xpath("//input[translate(@type,'PASWORD','pasword')='password']"))
    return Glimpse(tuple(t for t in (" ".join(str(t).split()) for t in titles) if t), text, noindex, password)


def _tree(body: bytes, content_type: str) -> html.HtmlElement | None:
    text = decoded(body, content_type)
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text))
    except (ValueError, etree.ParserError):
        return None


def walled(body: bytes, page: Glimpse) -> Wall:
    """What a page asks for before it shows itself."""
    if CHALLENGE_CODE.search(body[:8192]):
        return "challenge"
    if len(page.text) < SHORT and _CHALLENGE.search(f"{' '.join(page.titles)} {page.text[:600]}"):
        return "challenge"
    return "wall" if page.password and len(page.text) < SHORT else ""
