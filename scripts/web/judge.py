"""What an answer means for a page that was cited: there, behind a wall, no longer it, or gone.

    alive        it answers with what was cited, as far as a title tells
    anchor-gone  it does, but the anchor that the address names is not on the page
    text-gone    it does, but the words that the address names are not
    refused      a wall: a log-in, a challenge, a limit; not a death
    unsure       it answers, but with nothing that tells; or it could not be looked at
    suspect      it answers, but not with what was cited
    failing      an error in this night; a passing one may be over tomorrow, a definite one hardly

No page's own words are kept, but its title where it is the one cited.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from rapidfuzz import fuzz

from scripts.hypertext.glimpse import SHORT, Glimpse, PlaceInPage, walled
from scripts.publication.nights import Answered, LinkState
from scripts.regex import regex
from scripts.web.child import NoReading
from scripts.web.client import Answer, Fault

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
_DEFINITE = frozenset({404, 410})
_DEFINITE_FAULTS = frozenset({Fault.UNKNOWN_HOST, Fault.NO_ADDRESS, Fault.NO_HTTP, Fault.NO_HOST})
# Faults of an answer that came: the host is there, and what it has cannot be told.
_UNTOLD = frozenset({Fault.PACKED, Fault.BROKEN_OFF, Fault.LATER, Fault.LEADS_NOWHERE})
# Headers by which the makers of walls mark their pages.
_MARKED = {"cf-mitigated": ("challenge",), "x-amzn-waf-action": ("challenge", "captcha")}

NOT_FOUND = regex(
    r"\b404\b|not found|page (?:is )?(?:no longer|not) (?:available|here|there)|no longer (?:available|exists)|"
    r"does(?:n.t| not) exist|can(?:not|.t) (?:be found|find)|could(?:n.t| not) (?:be found|find)|"
    r"page (?:has )?(?:moved|gone|missing|removed|expired)|session (?:has |is )?(?:timed[ -]out|expired)|"
    r"has been (?:removed|deleted|archived)|nothing here|"
    r"introuvable|n.existe (?:pas|plus)|pas (?:été )?trouvée?|nicht gefunden|existiert nicht|nicht (?:mehr )?verfügbar|"
    r"no encontrad[ao]|no (?:se )?(?:ha )?(?:podido )?encontr|no existe|ya no está disponible|non trovata|non esiste|"
    r"não encontrad[ao]|não existe|niet gevonden|bestaat niet|nie znaleziono|не найден|не существует|"
    r"hittades inte|ikke fundet|ei löyt(?:ynyt|y)|не знайден|не існує|nenalezen|nenájden|nem található|nu a fost găsit|"
    r"bulunamadı|δεν βρέθηκε|غير موجود|لم يتم العثور|לא נמצא|見つかりません|찾을 수 없|找不到",
    re.IGNORECASE,
)
"""What the title of a page says that stands in the place of another."""

# What a page says that still has the title of what it had; nothing parts its blocks here.
_REMOVED = regex(
    r"this (?:\w+ ){1,3}(?:(?:has|have) been|was|is) (?:removed|withdrawn|deleted|taken down|no longer available)\b|"
    r"\b(?:seite|artikel|beitrag|video|inhalt|sendung|dokument|meldung) (?:wurde|ist|steht) (?:leider )?"
    r"(?:gelöscht|entfernt|depubliziert|nicht (?:mehr|länger) (?:verfügbar|online|abrufbar|zur verfügung))|"
    r"\b(?:article|page|vidéo|contenu|document|publication) (?:a été|n[’']est (?:malheureusement )?plus) "
    r"(?:supprimé|retiré|disponible)|"
    r"\b(?:artículo|página|v[ií]deo|contenido|documento|publicación) (?:ha sido|fue|ya no está) "
    r"(?:eliminad|retirad|disponible)|"
    r"\b(?:articolo|pagina|video|contenuto|documento) (?:è stat[oa]|non è più) (?:rimoss|eliminat|disponibile)|"
    r"\b(?:сторінк|статт|матеріал|відео|новин|страниц|стать|материал|видео|новост)\w* "
    r"(?:(?:було|был[ао]?) )?(?:видален|удал[её]н|більше не доступ|больше не доступ)",
    re.IGNORECASE,
)
_PARKED = regex(
    r"domain (?:name )?(?:is |may be )?(?:for sale|parked|available|expired)|buy this domain|this domain|"
    r"domain has expired|parked (?:free|domain)|sedoparking|hugedomains|afternic|dan\.com|related searches",
    re.IGNORECASE,
)
_FOR_SALE = regex(
    r"buy this domain|(?:domain|website)(?: name)?(?: \S+)? (?:is|may be) for sale|parking service", re.IGNORECASE
)
# Where a script of a registrar leads every address of a domain that is for sale.
_LANDER = re.compile(rb"location(?:\.href)?\s*=\s*[\"']/lander\b")
_LOGIN = regex(
    r"/(?:log-?in|sign-?in|signon|auth|sso|account|anmelden|connexion|consent|captcha|challenge)\b|"
    r"[?&](?:next|returnurl|redirect)=|//(?:login|consent|queue|auth|sso|idp|accounts?)\.",
    re.IGNORECASE,
)
_HOME = regex(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+|home/?|default\.\w+)?", re.IGNORECASE)


class Judged(NamedTuple):
    """The state of an address tonight, and why; `title` is the page's own, `moved_to` its new address.

    `passing` says of one that fails whether that may be over tomorrow, `is_challenge` of a wall whether it asks for a
    proof that one is no robot.
    """

    state: Answered
    why: str
    final_url: str
    title: str = ""
    moved_to: str = ""
    passing: bool = False
    is_challenge: bool = False


def judge(answer: Answer, title: str, sibling: Callable[[str], Answer]) -> Judged:
    """Judge an answer for a page cited with this title ("" where none is known).

    `sibling` fetches another address; it is asked, at most once, for one that cannot exist beside the
    page, where the page itself leaves doubt.
    """
    final = answer.final_url
    if answer.status == 0:
        if answer.fault in _UNTOLD:
            return Judged(LinkState.UNSURE, answer.error, final)
        passing = answer.fault not in _DEFINITE_FAULTS
        return Judged(LinkState.FAILING, f"{answer.error}{_by(answer)}", final, passing=passing)
    page = answer.page if isinstance(answer.page, Glimpse) else None
    shown = page.titles[0] if page and page.titles else ""
    fits = bool(page and title and _fits(title, page))
    alive = Judged(LinkState.ALIVE, "", final, shown, _moved(answer))
    if why := _wall(answer, page, fits):
        return Judged(LinkState.REFUSED, why, final, is_challenge=why is _ROBOT)
    if (bad := _bad_status(answer)) and not (fits and answer.status < 400):
        if fits and page and len(page.text) >= SHORT and not NOT_FOUND.search(" ".join(page.titles)):
            return Judged(LinkState.UNSURE, f"answers {bad}, but shows what was cited", final, shown)
        return Judged(LinkState.FAILING, f"answers {bad}{_by(answer)}", final, passing=bad not in _DEFINITE)
    if page and _is_search(answer):
        return Judged(LinkState.SUSPECT, "leads to a search for its own words", final, shown)
    if page and fits:
        if len(page.text) < SHORT and _REMOVED.search(page.text):
            return Judged(LinkState.SUSPECT, "says itself that it was taken away", final, shown)
        if len(page.text) < SHORT and _FOR_SALE.search(page.text) and not _FOR_SALE.search(title):
            return Judged(LinkState.SUSPECT, "is a parked domain", final, shown)  # titled by the words that were there
        return _at_its_place(alive, page)
    if why := _says_nothing(answer, page):
        return Judged(LinkState.UNSURE, why, final)
    if page is None:
        return alive
    if doubt := _doubt(answer, page, title, sibling):
        if not page.settled:
            return Judged(LinkState.UNSURE, "is in a charset that cannot be told", final)
        return Judged(LinkState.SUSPECT, doubt, final, shown)
    return _at_its_place(alive, page)


def _bad_status(answer: Answer) -> int:
    """The status of an error that was answered, or that a page had which then led on by itself; 0 for none."""
    if answer.status >= 400:
        return answer.status
    return next((hop.status for hop in answer.hops if hop.refresh and hop.status >= 400), 0)


def _by(answer: Answer) -> str:
    """Of an answer that came through a proxy, the words that say so: it may be the proxy's own."""
    return f", through the proxy {answer.proxy}" if answer.proxy else ""


def _at_its_place(alive: Judged, page: Glimpse) -> Judged:
    match page.place:
        case PlaceInPage.ANCHOR_GONE:
            return alive._replace(state=LinkState.ANCHOR_GONE, why="has no such anchor any more")
        case PlaceInPage.WORDS_GONE:
            return alive._replace(state=LinkState.TEXT_GONE, why="has no such words any more")
    return alive


def _says_nothing(answer: Answer, page: Glimpse | None) -> str:
    """Why an answer that does not show the cited title tells nothing; "" where it does tell."""
    if isinstance(answer.page, NoReading):
        return str(answer.page)
    if answer.fault:
        return answer.error
    if answer.status not in (200, 203):
        return f"answers {answer.status}"
    if not answer.body.strip(_BLANK):
        return "is empty"
    if page and not page.text.strip() and not page.titles and not _LANDER.search(answer.body[:65536]):
        return "shows nothing"
    says_pdf = answer.headers.get("content-type", "").startswith("application/pdf")
    if page is None and says_pdf and b"%PDF" not in answer.body[:1024]:
        return "is no PDF, though it says so"
    return ""


_BLANK = b" \t\r\n\0\xef\xbb\xbf"


def _wall(answer: Answer, page: Glimpse | None, fits: bool) -> str:
    """What turns machines away, in words; "" for nothing."""
    if any(answer.headers.get(name, "").lower() in values for name, values in _MARKED.items()):
        return _ROBOT
    if answer.status in _REFUSED:
        return f"answers {answer.status}"
    if fits:
        return ""
    found = walled(answer.body, page, answer.status) if page else ""
    if found == "challenge":
        return _ROBOT
    away = answer.hops and _is_gate(answer)
    if answer.status < 400 and (away or found == "wall"):
        return "asks to log in, to pay or to agree"
    return ""


_ROBOT = "asks to prove that one is no robot"


def _is_gate(answer: Answer) -> bool:
    """Whether an address led to a page that comes before it: one for logging in, or one that knows the way back."""
    if _LOGIN.search(answer.url):
        return False
    return bool(_LOGIN.search(answer.final_url)) or _path(answer.url) in unquote(urlsplit(answer.final_url).query)


def _is_search(answer: Answer) -> bool:
    """Whether an address led to a search for the words that it is made of."""
    slug = _words(re.sub(r"[_-]|\.\w+$", " ", unquote(urlsplit(answer.url).path).rstrip("/").rpartition("/")[2]))
    asked = [value for _, value in parse_qsl(urlsplit(answer.final_url).query) if " " in value] if answer.hops else []
    return len(slug) >= FEWEST_WORDS and any(_words(value) == slug for value in asked)


def _path(url: str) -> str:
    """The path of an address, as it would be within another; what no other has, for that of a home page."""
    path = unquote(urlsplit(url).path)
    return path if len(path) > 1 else "\0"


def _fits(title: str, page: Glimpse) -> bool:
    """Whether one of the page's titles is the cited one, or an edited form of it."""
    words = _words(title)
    wanted = set(words)
    year = set(filter(_YEAR.fullmatch, wanted))
    for candidate in filter(None, map(_words, page.titles if wanted else ())):
        has = set(candidate)
        if year and year.isdisjoint(has) and any(map(_YEAR.fullmatch, has)):
            continue  # the yearbook of another year
        shared = len(wanted & has) / len(wanted)
        if (
            (has <= wanted and len(has) >= FEWEST_WORDS)
            or (shared >= TITLE_WORDS and (len(wanted) > 1 or wanted <= has))
            or fuzz.token_sort_ratio(" ".join(words), " ".join(candidate)) >= TITLE_ALIKE
        ):
            return True
    return False


_YEAR = regex(r"(?:19|20)\d\d")
_SMALL = frozenset("a an and are as at be by for from has in is it of on or that the to was with".split())


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in _SMALL]


def _doubt(answer: Answer, page: Glimpse, title: str, sibling: Callable[[str], Answer]) -> str:
    """Why a page that does not show the cited title may not be the one cited; "" for no reason."""
    named = " ".join(page.titles)
    path, final_path = urlsplit(answer.url).path, urlsplit(answer.final_url).path
    if NOT_FOUND.search(named) and (len(page.text) < SHORT or page.noindex):
        return "says itself that the page is not there"
    lander = _LANDER.search(answer.body[:65536]) and not page.text.strip()
    if lander or (_PARKED.search(f"{named} {page.text[:1500]}") and len(page.text) < 2 * SHORT):
        return "is a parked domain"
    if answer.hops and not _HOME.fullmatch(path) and _HOME.fullmatch(final_path):
        return "leads to a home page"
    if _HOME.fullmatch(path):
        return ""  # a home page's title is the site's, not the one cited
    if title or len(page.text) < SHORT:
        other = sibling(impossible(answer.final_url))
        if other.status and other.status < 400 and _alike(answer, page, other):
            return "answers an address that cannot exist alike"
    if title and page.titles:
        return "has a title far from the one cited"
    if NOT_FOUND.search(page.text[:400]) and len(page.text) < SHORT:
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
    second = other.page
    return isinstance(second, Glimpse) and fuzz.ratio(page.text[:5000], second.text[:5000]) >= PAGE_ALIKE


def _moved(answer: Answer) -> str:
    """The new address: as far as redirects say that it is for good; those of a visit, to a session, come behind."""
    for_good = [*takewhile(lambda hop: hop.status in (301, 308), answer.hops)]
    new = for_good[-1].url.split("#")[0] if for_good else ""
    return new if unquote(new) != unquote(answer.url.split("#")[0]) else ""
