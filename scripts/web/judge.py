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
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from scripts.hypertext.glimpse import CHALLENGE_CODE, SHORT, Glimpse, read, walled
from scripts.publication.nights import Answered, LinkState
from scripts.web.client import Answer

# A share of the cited title's words that the page's own title must have, and how alike the two must
# be (0 to 100, token_sort_ratio), either of them: edited headlines keep more, other articles less.
TITLE_WORDS = 0.5
TITLE_ALIKE = 60
# A shortened headline keeps at least so many words; fewer are in many titles.
FEWEST_WORDS = 3
# Two pages of one host whose words are as alike as this (0 to 100) are the same page: Hoyt's soft-404
# test uses 95 for whole documents; headers with the address in them take some of it away.
PAGE_ALIKE = 90

_REFUSED = frozenset({401, 402, 403, 405, 406, 407, 418, 423, 425, 429, 451, 999})

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
    page = _glimpse(answer)
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


def _glimpse(answer: Answer) -> Glimpse | None:
    return read(answer.body, answer.headers.get("content-type", ""), answer.headers.get("x-robots-tag", ""))


def _is_wall(answer: Answer, page: Glimpse | None, title: str) -> bool:
    if answer.status in _REFUSED or answer.headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    if CHALLENGE_CODE.search(answer.body[:8192]):
        return True
    if page is None or (title and _fits(title, page)):
        return False
    found = walled(answer.body, page)
    if found == "challenge" and answer.status in (200, 202, 403, 503):
        return True
    away = answer.hops and _LOGIN.search(answer.final_url) and not _LOGIN.search(answer.url)
    return bool(answer.status < 400 and (away or found == "wall"))


def _fits(title: str, page: Glimpse) -> bool:
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


def _doubt(answer: Answer, page: Glimpse, title: str, sibling: Callable[[str], Answer]) -> str:
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


def _alike(answer: Answer, page: Glimpse, other: Answer) -> bool:
    if other.final_url == answer.final_url:
        return True
    second = _glimpse(other)
    if second is None:
        return False
    return fuzz.ratio(page.text[:5000], second.text[:5000]) >= PAGE_ALIKE


def _moved(answer: Answer) -> str:
    """The new address, where every redirect says that it is for good."""
    if not answer.hops or any(hop.status not in (301, 308) for hop in answer.hops):
        return ""
    new = answer.final_url.split("#")[0]
    return new if unquote(new) != unquote(answer.url.split("#")[0]) else ""
