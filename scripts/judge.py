"""What an answer means for a page that was cited: there, behind a wall, no longer it, or gone.

    alive      it answers with what was cited, as far as a title tells
    refused    a wall: a log-in, a challenge, a limit; not a death
    suspect    it answers, but not with what was cited
    failing    an error in this night

No page's own words are kept, but its title where it is the one cited.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree, html
from rapidfuzz import fuzz

from scripts.charset import decoded
from scripts.client import Answer
from scripts.nights import Answered, LinkState

# A share of the cited title's words that the page's own title must have, and how alike the two must
# be (0 to 100, token_sort_ratio), either of them: edited headlines keep more, other articles less.
TITLE_WORDS = 0.5
TITLE_ALIKE = 60
# A shortened headline keeps at least so many words; fewer are in many titles.
FEWEST_WORDS = 3
# Two pages of one host whose words are as alike as this (0 to 100) are the same page: Hoyt's soft-404
# test uses 95 for whole documents; headers with the address in them take some of it away.
PAGE_ALIKE = 90
# A page of fewer letters is a message rather than an article.
SHORT = 1500

_REFUSED = frozenset({401, 402, 403, 405, 406, 407, 418, 423, 425, 429, 451, 999})

_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|verify (?:that )?you are (?:a )?human|are you a robot|"
    r"unusual traffic|access denied|request blocked|security check|captcha|pardon our interruption|"
    r"enable javascript and cookies to continue|ddos protection",
    re.IGNORECASE,
)
# What the makers of such walls load in a page that may show no word.
_CHALLENGE_CODE = re.compile(rb"_Incapsula_Resource|/cdn-cgi/challenge-platform/|px-captcha|captcha-delivery\.com")
_NOT_FOUND = re.compile(
    r"\b404\b|not found|page (?:is )?(?:no longer|not) (?:available|here|there)|no longer (?:available|exists)|"
    r"does(?:n.t| not) exist|can(?:not|.t) (?:be found|find)|could(?:n.t| not) (?:be found|find)|"
    r"page (?:has )?(?:moved|gone|missing|removed|expired)|has been (?:removed|deleted|archived)|nothing here|"
    r"introuvable|n.existe (?:pas|plus)|pas (?:été )?trouvée?|nicht gefunden|existiert nicht|nicht (?:mehr )?verfügbar|"
    r"no encontrad[ao]|no (?:se )?(?:ha )?(?:podido )?encontr|no existe|ya no está disponible|non trovata|non esiste|"
    r"não encontrad[ao]|não existe|niet gevonden|bestaat niet|nie znaleziono|не найден|не существует|"
    r"hittades inte|ikke fundet|見つかりません|找不到",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"domain (?:name )?(?:is |may be )?(?:for sale|parked|available|expired)|buy this domain|this domain|"
    r"domain has expired|parked (?:free|domain)|sedoparking|hugedomains|afternic|dan\.com|related searches",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"/(?:log-?in|sign-?in|signon|auth|sso|account|anmelden|connexion)\b|[?&](?:next|returnurl|redirect)=", re.I
)
_HOME = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+|home/?|default\.\w+)?", re.IGNORECASE)


class Page(NamedTuple):
    """What of a page tells whether it is the one that was cited."""

    titles: tuple[str, ...]
    text: str
    noindex: bool
    password: bool


class Verdict(NamedTuple):
    """The state of an address tonight, and why; `title` is the page's own, `moved_to` its new address."""

    state: Answered
    why: str
    final_url: str
    title: str = ""
    moved_to: str = ""


def judge(answer: Answer, title: str, sibling: Callable[[str], Answer]) -> Verdict:
    """Judge an answer for a page cited with this title ("" where none is known).

    `sibling` fetches another address; it is asked, at most once, for one that cannot exist beside the
    page, where the page itself leaves doubt.
    """
    final = answer.final_url
    if answer.status == 0:
        return Verdict(LinkState.FAILING, answer.error, final)
    page = read(answer)
    shown = page.titles[0] if page and page.titles else ""
    if _is_wall(answer, page, title):
        why = f"answers {answer.status}" if answer.status >= 400 else "asks to log in or to prove that one is no robot"
        return Verdict(LinkState.REFUSED, why, final)
    if answer.status in (429, 503) and answer.retry_after is not None and answer.status == 503:
        return Verdict(LinkState.REFUSED, "asks to come back later", final)
    if answer.status >= 400 or answer.status < 200 or answer.status in (204, 205, 304):
        return Verdict(LinkState.FAILING, f"answers {answer.status}", final)
    if 300 <= answer.status < 400:
        return Verdict(LinkState.FAILING, f"answers {answer.status}, but does not say where the page is", final)
    if page is None:
        if not answer.body.strip():
            return Verdict(LinkState.SUSPECT, "is empty", final)
        return Verdict(LinkState.ALIVE, "", final, moved_to=_moved(answer))
    fits = _fits(title, page)
    if title and fits:
        return Verdict(LinkState.ALIVE, "", final, shown, _moved(answer))
    if doubt := _doubt(answer, page, title, sibling):
        return Verdict(LinkState.SUSPECT, doubt, final, shown)
    return Verdict(LinkState.ALIVE, "", final, shown, _moved(answer))


def read(answer: Answer) -> Page | None:
    """A page of HTML; None for a file of another kind."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    start = answer.body[:1024].lstrip()
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04")):
        return None
    if (
        kind
        and "html" not in kind
        and "xml" not in kind
        and not re.match(rb"<(?:!doctype )?html", start, re.IGNORECASE)
    ):
        return None
    if not answer.body.strip():
        return None
    tree = _tree(answer)
    if tree is None:
        return Page((), "", False, False)
    titles = [
        *tree.xpath("//meta[@property='og:title' or @name='citation_title' or @name='twitter:title']/@content"),
        *(element.text_content() for element in tree.xpath("//head/title | //h1")[:6]),
    ]
    robots = " ".join(tree.xpath("//meta[translate(@name,'ROBTS','robts')='robots']/@content")).lower()
    noindex = "noindex" in robots or "noindex" in answer.headers.get("x-robots-tag", "").lower()
    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)
    body = tree.find("body")
    text = " ".join((body if body is not None else tree).text_content().split())
    password = bool(tree.xpath("//input[translate(@type,'PASWORD','pasword')='password']"))
    return Page(tuple(t for t in (" ".join(str(t).split()) for t in titles) if t), text, noindex, password)


def _tree(answer: Answer) -> html.HtmlElement | None:
    text = decoded(answer.body, answer.headers.get("content-type", ""))
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text))
    except (ValueError, etree.ParserError):
        return None


def _is_wall(answer: Answer, page: Page | None, title: str) -> bool:
    if answer.status in _REFUSED or answer.headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    if _CHALLENGE_CODE.search(answer.body[:8192]):
        return True
    if page is None or (title and _fits(title, page)):
        return False
    found = walled(answer.body, page)
    if found == "challenge" and answer.status in (200, 202, 403, 503):
        return True
    away = answer.hops and _LOGIN.search(answer.final_url) and not _LOGIN.search(answer.url)
    return bool(answer.status < 400 and (away or found == "wall"))


# What a page asks for before it shows itself: a proof that one is human, a log-in, or nothing.
Wall = Literal["challenge", "wall", ""]


def walled(body: bytes, page: Page) -> Wall:
    """What a page asks for before it shows itself."""
    if _CHALLENGE_CODE.search(body[:8192]):
        return "challenge"
    if len(page.text) < SHORT and _CHALLENGE.search(f"{' '.join(page.titles)} {page.text[:600]}"):
        return "challenge"
    return "wall" if page.password and len(page.text) < SHORT else ""


def _fits(title: str, page: Page) -> bool:
    """Whether one of the page's titles is the cited one, or an edited form of it."""
    wanted = _words(title)
    if not wanted:
        return False
    for candidate in page.titles:
        has = _words(candidate)
        if not has:
            continue
        shared = len(set(wanted) & set(has)) / len(set(wanted))
        if set(has) <= set(wanted) and len(set(has)) >= FEWEST_WORDS:
            return True
        if shared >= TITLE_WORDS and (len(set(wanted)) > 1 or set(wanted) <= set(has)):
            return True
        if fuzz.token_sort_ratio(" ".join(wanted), " ".join(has)) >= TITLE_ALIKE:
            return True
    return False


_SMALL = frozenset("a an and are as at be by for from has in is it of on or that the to was with".split())


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in _SMALL]


def _doubt(answer: Answer, page: Page, title: str, sibling: Callable[[str], Answer]) -> str:
    """Why a page that does not show the cited title may not be the one cited; "" for no reason."""
    named = " ".join(page.titles)
    path, final_path = urlsplit(answer.url).path, urlsplit(answer.final_url).path
    if _NOT_FOUND.search(named) and (len(page.text) < SHORT or page.noindex):
        return "says itself that the page is not there"
    if _PARKED.search(f"{named} {page.text[:1500]}") and len(page.text) < 2 * SHORT:
        return "is a parked domain"
    if answer.hops and not _HOME.fullmatch(path) and _HOME.fullmatch(final_path):
        return "leads to a home page"
    if _HOME.fullmatch(path) and not title:
        return ""
    if not page.text.strip() and not page.titles:
        return "is empty"
    if _HOME.fullmatch(path):
        return ""  # a home page's title is the site's, not the one cited
    if title or len(page.text) < SHORT:
        other = sibling(impossible(answer.final_url))
        if other.status and other.status < 400 and _alike(answer, page, other):
            return "answers an address that cannot exist alike"
    if title and page.titles:
        return "has a title far from the one cited"
    if _NOT_FOUND.search(page.text[:400]) and len(page.text) < SHORT:
        return "says itself that the page is not there"
    return ""


def impossible(url: str) -> str:
    """An address in the same folder that no server has."""
    parts = urlsplit(url)
    folder = parts.path.rstrip("/").rpartition("/")[0]
    name = hashlib.sha256(url.encode()).hexdigest()[:25]
    return f"{parts.scheme}://{parts.netloc}{folder}/{name}"


def _alike(answer: Answer, page: Page, other: Answer) -> bool:
    if other.final_url == answer.final_url:
        return True
    second = read(other)
    if second is None:
        return False
    return fuzz.ratio(page.text[:5000], second.text[:5000]) >= PAGE_ALIKE


def _moved(answer: Answer) -> str:
    """The new address, where every redirect says that it is for good."""
    if not answer.hops or any(hop.status not in (301, 308) for hop in answer.hops):
        return ""
    new = answer.final_url.split("#")[0]
    return new if unquote(new) != unquote(answer.url.split("#")[0]) else ""
