"""What of a page shows at a glance: titles, words, where it leads on, what it asks for before it shows itself.

The tree is libxml2's, whose tokens are those of the HTML standard (from 2.14 on). Nothing here raises for what a page
holds, but a page can be made to keep any parser busy: pages of others are read in a process apart (web.child).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Literal, NamedTuple
from urllib.parse import unquote

from lxml import etree, html

from scripts.hypertext import fragment
from scripts.hypertext.address import joined
from scripts.hypertext.charset import decode
from scripts.regex import regex

# A page of fewer letters is a message rather than an article.
SHORT = 1500

LONGEST_TITLE = 500  # letters of a title that count
_TITLES = 12

_CHALLENGE = regex(
    r"just a moment|one moment,? please|attention required|unusual traffic|access denied|request (?:blocked|rejected)|"
    r"(?:security|browser|human|bot|robot) (?:check|verification)|captcha|pardon our interruption|client challenge|"
    r"ddos protection|(?:access|you) (?:\w+ ){0,4}(?:has|have) been (?:rate[- ])?(?:blocked|limited|denied)|"
    r"you are being rate[- ]limited|^(?:(?:http|error|429)\W+){0,3}too many requests(?! for\b)|"
    # Whatever is said to be made sure of: that one is human, no robot, or that the browser is one.
    r"(?:verif|prov(?:e|ing)|confirm|check|mak(?:e|ing) sure|ensur|are you|being)[\w'’]*(?:\W+[\w'’]+){0,5}?\W+"
    r"(?:human|robots?|bots?|browser|verified)\b|\b(?:robot or human|human or robot)\b|"
    r"(?:kein|nicht) (?:ein )?(?:ro)?bot(?:er)?\b|(?:pas|non) un robot|no (?:eres|es) un robot|não é um robô|"
    r"geen robot",
    re.IGNORECASE,
)
# A page that wants scripts, or cookies, before it shows anything.
_SCRIPTS_WANTED = regex(
    r"(?:enable|activate|turn on|allow|requires?|needs?|without|aktivier\w+|activer|activar|habilit\w+|attiv\w+)\W+"
    r"(?:\w+\W+){0,4}?(?:java ?script|cookies)|(?:java ?script|cookies)\W+(?:\w+\W+){0,4}?"
    r"(?:disabled|blocked|required|needed|enabled|off|aktivier\w+|activ\w+|benötigt)",
    re.IGNORECASE,
)
_ROBOTS = regex(r"\b(?:robots?|bots?|humans?)\b", re.IGNORECASE)
_BARE = 500  # letters, in which a demand is about all that a page says
_LONG_DEMAND = 6000  # letters of a page that is all a form
# What a page wants of a reader before it shows itself: a log-in, money, consent.
_BARRIER = regex(
    r"(?:log|sign) ?in(?:to)? (?:to|or)\b|subscribe (?:to|now to) (?:read|continue|unlock)|(?:to )?continue reading|"
    r"already a (?:subscriber|member)|(?:accept|consent to|agree to)\b.{0,40}\bcookies|consent|we value your privacy|"
    r"before you continue|mit werbung|waiting room|you are (?:now )?in (?:line|the queue)|zustimm\w+|"
    r"einwilligung|abonn\w+|accept(?:er|ar) (?:les|las|los) cookies",
    re.IGNORECASE,
)
# What the makers of walls load in a page; some load it in ordinary pages too.
_CODE = re.compile(
    rb"_Incapsula_Resource|/cdn-cgi/challenge-platform/|_cf_chl_opt|px-captcha|captcha-delivery\.com|awswaf\.com|"
    rb"awsWafCookie|AwsWafIntegration|gokuProps|anubis_challenge|/\.within\.website/|sgcaptcha|/_fs-ch-|"
    rb"sucuri_cloudproxy|wsidchk|lsrecaptcha|recaptcha/api|hcaptcha\.com/1|challenges\.cloudflare\.com|TSPD_101|"
    rb"ct_anti_ddos|bobcmn",
)

# What a page asks for before it shows itself: a proof that one is human, a log-in, or nothing.
Wall = Literal["challenge", "wall", ""]


class PlaceInPage(Enum):
    """Whether the place within a page that an address names is there."""

    THERE = "there"
    ANCHOR_GONE = "anchor gone"
    WORDS_GONE = "words gone"


class Refresh(NamedTuple):
    """A page leads on by itself, after so many seconds; to itself where it names no address."""

    seconds: int
    url: str


class Glimpse(NamedTuple):
    """What of a page tells whether it is the one that was cited.

    `text` is what it shows, in one line; `settled` whether it is sure to be read in its charset; `unsaid` what it
    says to those without scripts; `links` how many links it has that lead to pages; `asks` whether all of it is a form.
    """

    titles: tuple[str, ...]
    text: str
    noindex: bool
    password: bool
    settled: bool = True
    refresh: Refresh | None = None
    place: PlaceInPage = PlaceInPage.THERE
    unsaid: str = ""
    links: int = 0
    scripts: bool = False
    asks: bool = False


_START = re.compile(rb"\s*(?:<!--.{0,512}?-->\s*)?<(?:!doctype\s+html|html|head|meta|title|body)\b", re.I | re.DOTALL)
_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04")


def is_page(body: bytes, content_type: str) -> bool:
    """Whether it is a page of HTML, by its Content-Type and, where that is none or another, by its beginning."""
    kind = content_type.partition(";")[0].strip().lower()
    start = body[:1024].lstrip()
    if not start or start.startswith(_FILES):
        return False
    return not kind or "html" in kind or "xml" in kind or bool(_START.match(start))


def read(body: bytes, content_type: str, robots: str = "", address: str = "", place: str = "") -> Glimpse | None:
    """A page of HTML, with its Content-Type and X-Robots-Tag; None for a file of another kind, or an empty one.

    `address` is where it was found; `place` is the fragment that was asked for, for a page that is all there.
    """
    if not is_page(body, content_type):
        return None
    text, settled = decode(body, content_type)
    tree = _tree(text)
    if tree is None:
        return Glimpse((), "", False, False, settled)
    named = tree.xpath("//meta[@property='og:title' or @name='citation_title' or @name='twitter:title']/@content")
    printed = [element.text_content() for element in tree.xpath("//head/title | //h1")[:6]]
    stated = " ".join(tree.xpath("//meta[translate(@name,'ROBTS','robts')='robots']/@content"))
    noindex = "noindex" in f"{stated} {robots}".lower()
    refresh = next(_refreshes(tree, address), None)
    unsaid = " ".join(" ".join(element.text_content() for element in tree.xpath("//noscript")[:6]).split())[:SHORT]
    scripts = [str(element.text_content()) for element in tree.xpath("//script")]
    ids = frozenset(map(str, tree.xpath(f"//@id[{_SHOWN}] | //a/@name[{_SHOWN}]"))) if place else frozenset()
    unshown = ("script", "style", "noscript", "template", "textarea", "head")
    etree.strip_elements(tree, *unshown, etree.Comment, with_tail=False)
    within = tree.find("body")
    shown = " ".join((within if within is not None else tree).text_content().split())
    password = bool(tree.xpath("//input[translate(@type,'PASWORD','pasword')='password']"))
    titles = (str(title)[: 4 * LONGEST_TITLE].split() for title in [*named[:_TITLES], *printed])
    shown_titles = tuple(title for words in titles if (title := " ".join(words)[:LONGEST_TITLE]))
    links = len(tree.xpath("//a/@href[not(starts-with(., '#'))]"))
    there = _place(place, ids, tree, scripts)
    asks = links <= _LINKS_OF_A_FORM and any(_asks(form, shown) for form in tree.xpath("//form")[:6])
    return Glimpse(shown_titles, shown, noindex, password, settled, refresh, there, unsaid, links, bool(scripts), asks)


_LINKS_OF_A_FORM = 5  # to what it asks consent to; a page within one form has a menu too


def _asks(form: html.HtmlElement, shown: str) -> bool:
    """Whether a form that can be answered has nearly all that a page shows."""
    answers = form.xpath(".//button | .//input[@type='submit' or @type='button']")
    return bool(answers) and len(" ".join(form.text_content().split())) >= 0.9 * len(shown)


# What a browser makes no element of, or none that is in the page.
_SHOWN = "not(ancestor::noscript or ancestor::template)"


def _tree(text: str) -> html.HtmlElement | None:
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    try:
        tree: html.HtmlElement = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except (ValueError, etree.LxmlError):
        return None
    return tree


# How a script puts something into a page.
_WRITING = regex(r"innerHTML|createElement|insertAdjacent|document\.write|append(?:Child)?\(|\.html\(|\.id\s*=")


def _place(place: str, ids: frozenset[str], tree: html.HtmlElement, scripts: Iterable[str]) -> PlaceInPage:
    """Whether a fragment leads anywhere in a page, or to an id that one of its scripts names, and may make."""
    name, marked, directives = place.partition(fragment.DIRECTIVES)
    if marked and not fragment.has_words(directives, "".join(_blocks(tree))):
        return PlaceInPage.WORDS_GONE
    named = re.compile(f"""["'`]{re.escape(unquote(name))}\\\\?["'`]""")
    made = (named.search(script) and _WRITING.search(script) for script in scripts)
    return PlaceInPage.THERE if marked or fragment.has_id(name, ids) or any(made) else PlaceInPage.ANCHOR_GONE


_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)


def _blocks(tree: html.HtmlElement) -> Iterator[str]:
    """The text of a page, with a line break at each border of a block and no other."""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield "\n"
        if element.tag == "br":
            yield " "
        yield re.sub(r"\s+", " ", (element.text if event == "start" else element.tail) or "")


# Where it leads on


def _refreshes(tree: html.HtmlElement, address: str) -> Iterator[Refresh]:
    """Each <meta> by which a page leads on, as browsers read them; the first counts."""
    base = joined(address, next(iter(tree.xpath("//base/@href")), "")) or address
    for element in tree.xpath(f"//meta[@http-equiv][@content][{_SHOWN}]"):
        if element.get("http-equiv", "").lower() == "refresh":
            found = refreshed(element.get("content", ""), base)
            if found:
                yield found


# The HTML standard's "shared declarative refresh steps"; the digits after a point are read and left out.
_REFRESH = regex(
    r"[\t\n\f\r ]*+(?:(?P<seconds>[0-9]++)[0-9.]*+|\.[0-9.]*+)"
    r"(?:\Z|(?:[\t\n\f\r ]*+[;,]|[\t\n\f\r ])[\t\n\f\r ]*+(?P<rest>.*)\Z)",
    re.DOTALL,
)
_URL = regex(r"(?:url[\t\n\f\r ]*+=[\t\n\f\r ]*+)?(?P<quote>[\"']?)(?P<url>.*)", re.IGNORECASE | re.DOTALL)


def refreshed(content: str, base: str) -> Refresh | None:
    """What a <meta http-equiv=refresh>, or a header Refresh, asks for; None where a browser stays."""
    match = _REFRESH.match(content)
    if not match:
        return None
    seconds = int((match["seconds"] or "").lstrip("0")[:9] or "0")
    if not match["rest"]:
        return Refresh(seconds, "")
    parts = _URL.match(match["rest"])
    if not parts:
        return None
    written = parts["url"].partition(parts["quote"])[0] if parts["quote"] else parts["url"]
    url = joined(base, written)
    return Refresh(seconds, url) if url else None


# Walls


def walled(body: bytes, page: Glimpse, status: int = 200) -> Wall:
    """What a page asks for before it shows itself.

    One sign alone says nothing: makers of walls load their code in ordinary pages too, and articles are written
    about robots. A page that shows little, and besides speaks like a wall or has one's code, is one.
    """
    if len(page.text) >= (_LONG_DEMAND if page.asks else SHORT):
        return ""
    said = " ".join([*page.titles, page.text[:1000], page.unsaid])
    if _CHALLENGE.search(said):
        return "challenge"
    wants = bool(_SCRIPTS_WANTED.search(said))
    signs = [
        bool(_CODE.search(body[:65536])),
        wants,
        page.noindex,
        page.refresh is not None,
        status not in (200, 203),
        bool(_ROBOTS.search(said)),
        # It says so where everybody reads it, and next to nothing else.
        not page.links and len(page.text) < _BARE and bool(_SCRIPTS_WANTED.search(page.text)),
        page.scripts and not page.links,
    ]
    if (wants or signs[0]) and sum(signs) > 1 and not (sum(signs) == 2 and wants and signs[-1]):
        return "challenge"
    is_barrier = _BARRIER.search(" ".join(page.titles)) or (_BARRIER.search(said) and (page.asks or not page.links))
    return "wall" if page.password or is_barrier else ""
