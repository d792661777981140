"""The text of a page: what a quotation may stand in, and what the page says of itself.

Pure: bytes in, no network, no clock, no file. The text of HTML is found by trafilatura, that of PDF by
pypdf. Both take a while to import, and are imported only when a page is read.
"""

from __future__ import annotations

import io
import json
import logging
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any, Literal, NamedTuple

from lxml import etree, html

from scripts.english.dates import stated_day
from scripts.hypertext import glimpse
from scripts.hypertext.charset import clean, decoded
from scripts.hypertext.unread import Why
from scripts.terminal import one_line

# Bounds on a page that is made to be slow: within them no such page took more than six seconds (in
# tests/hypertext/test_reading.py's shapes). Four million letters are a book of 1,500 pages.
MOST_HTML = 4 * 1024 * 1024  # bytes; what follows is not read
MOST_ELEMENTS = 50_000  # likewise; libxml2 itself stops at 256 within each other
MOST_PAGES = 500  # of a PDF
# Fewer words are no page that anybody quotes.
FEWEST_WORDS = 8
# A wall or a challenge has a few lines. A page with more words, or one that states which article it
# is, may have a log-in in its header, or be about such walls.
WALL_WORDS = 100
# A page that states its length (JSON-LD wordCount) and has less than this share of it is a stub:
# publishers count captions and notes or not, which makes a fifth of difference or so, not a half.
STUB_SHARE = 0.5
# A page that says it is not free, and not how long it is, is a stub below this: two or three
# paragraphs, which is what such pages show.
STUB_WORDS = 150
# An invitation to subscribe at the end makes a stub of a text shorter than this. Longer ones are
# whole articles, below which a site advertises itself.
INVITED_WORDS = 300
# A text with this share of the stated length is whole, whatever follows it.
WHOLE_SHARE = 0.8
# Letters after the text in which such an invitation is looked for.
INVITATION_WITHIN = 600
# A text's language is the one with the most of its function words. With fewer than these of any,
# which is a sentence or two, the page's own word is taken.
FEWEST_FUNCTION_WORDS = 8
# A longer byline is a paragraph about the author; a longer title or container is none.
LONGEST = 300
# A text with more letters than this that are not Latin is in none of the languages below.
OTHER_LETTERS = 0.5

_INVITATION = re.compile(
    r"subscribe (?:now )?(?:to|and) (?:continue|keep|read|unlock|get (?:full )?access)|"
    r"(?:continue|keep) reading (?:this|with|for|by)|to (?:continue|keep) reading|"
    r"read the (?:rest|full)|(?:already|not yet) an? (?:subscriber|member)|"
    r"(?:for|to) (?:paying )?(?:subscribers|members) only|only (?:available )?(?:for|to) (?:subscribers|members)|"
    r"(?:article|story|content) is (?:reserved )?for (?:paying )?(?:subscribers|members)|"
    r"start your (?:free )?trial|unlock (?:this|the) (?:article|story)|become a (?:subscriber|member)|"
    r"(?:sign in|log in|register) to (?:continue|keep|read)|(?:subscriber|member)-only",
    re.IGNORECASE,
)
_FUNCTION_WORDS = {
    "en": "the of and to in that is was for it with as his on be at by this had not are but from have they which",
    "fr": "le la les de des du et un une que qui dans pour est pas sur au aux par avec ce cette ont elle nous sont",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus hat",
    "es": "el los las y en que del se por con una su para es al lo como más pero sus le ha sin sobre este entre",
    "it": "il di che è la per un non in una sono con del si da come le della nel alla più dei gli anche ha",
    "pt": "o os as e que do da em um para é com não uma por mais dos como mas foi ao ele das tem à seu",
    "nl": "de het een van en dat op te zijn met voor niet aan er maar om door over ook als bij uit naar heeft",
    "pl": "i w na z się nie że do to jest o jak za od po przez ale dla są tym oraz który przy jego może",
}
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")
_ORGANISATION = re.compile(r"(?:Organization|Corporation|NGO|WebSite)$")
_CHROME = re.compile(
    r"relat|recirc|promo|newsletter|cookie|consent|share|social|most-|sidebar|comment|menu|footer|breadcrumb|advert",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"\.(?:docx?|indd|pdf|qxd|rtf|tex)$|^microsoft word|^untitled|^slide 1$", re.IGNORECASE)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what they tell of a bad page is in `unread`
logging.getLogger("htmldate").setLevel(logging.CRITICAL)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class Page(NamedTuple):
    """What was found in a page; `title`, `authors`, `date` (an ISO day) and `container` only as it states them.

    `text` has the main text, its headings, tables, captions and pull quotes, in paragraphs with an
    empty line between. `language` is an ISO 639-1 code, or "". `unread` says why the page does not
    count as read, and is "" when it does: EMPTY, CHALLENGE, WALL, STUB (of what a paywall hides),
    LANGUAGE (another than the article's), NO_TEXT (none was found). Its other fields then hold what
    there was, which may be the words of the wall.
    """

    title: str
    authors: tuple[str, ...]
    date: str
    container: str
    text: str
    language: str
    extractor: str
    unread: Why | Literal[""]


def read(body: bytes, content_type: str, address: str, language: str = "en") -> Page:
    """Read a page that an address gave with this Content-Type ("" for a saved file of a kind to be told).

    `language` is the one in which the article can quote it.
    """
    kind = content_type.partition(";")[0].strip().lower()
    start = body[:1024].lstrip()
    if not body.strip():
        return Page("", (), "", "", "", "", "plain text", Why.EMPTY)
    if b"%PDF-" in start:
        page = _read_pdf(body)
    elif re.match(rb"\x89PNG|\xff\xd8\xff|GIF8|PK\x03\x04|\x1f\x8b", start) or kind.startswith(("image/", "video/")):
        page = Page("", (), "", "", "", "", "plain text", Why.NO_TEXT)
    elif _is_html(kind, decoded(body[:1024], content_type), address):
        page = _read_html(body[:MOST_HTML], content_type, address)
    else:
        page = Page("", (), "", "", _paragraphs(decoded(body, content_type)), "", "plain text", "")
    return _judged(page, language)


def _is_html(kind: str, start: str, address: str) -> bool:
    if re.match(r"\s*<(?:!doctype|html|head|body|\?xml|!--)", start, re.IGNORECASE):
        return True
    return "html" in kind or "xml" in kind or (not kind and bool(re.search(r"\.x?html?$", address, re.IGNORECASE)))


def _judged(page: Page, wanted: str) -> Page:
    """The page with its language, and with the reasons that hold for every kind of page."""
    page = page._replace(
        title=on_a_line(page.title),
        authors=tuple(filter(None, map(on_a_line, page.authors))),
        container=on_a_line(page.container),
        text=clean(page.text),
    )
    spoken = _language(page.text, page.language)
    unread = page.unread
    if not unread and len(re.findall(r"[^\W\d_]+", page.text)) < FEWEST_WORDS:
        unread = Why.NO_TEXT
    if not unread and spoken and spoken != wanted:
        unread = Why.LANGUAGE
    return page._replace(language=spoken, unread=unread)


def on_a_line(text: str) -> str:
    """A title or a name on one line, of characters that show; "" for one that is too long to be what it should."""
    line = one_line(text)
    return line if len(line) <= LONGEST else ""


def _language(text: str, stated: str) -> str:
    """The language of a text by its function words; where they say little, the one that the page states."""
    letters = [letter for letter in text[:20000] if letter.isalpha()]
    other = sum(letter > "\u024f" for letter in letters)
    if letters and other > OTHER_LETTERS * len(letters):
        return stated if stated and stated not in _FUNCTION_WORDS else "und"
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    counts = {code: sum(words[word] for word in of.split()) for code, of in _FUNCTION_WORDS.items()}
    likeliest = max(counts, key=lambda code: (counts[code], code == stated))
    if counts[likeliest] < FEWEST_FUNCTION_WORDS or (stated and stated not in _FUNCTION_WORDS):
        return stated
    return likeliest


# ---------------------------------------------------------------- HTML


def _read_html(body: bytes, content_type: str, address: str) -> Page:
    from trafilatura import __version__

    extractor = f"trafilatura {__version__}"
    nothing = Page("", (), "", "", "", "", extractor, Why.NO_TEXT)
    tree = _tree(decoded(body, content_type))
    if tree is None:
        return nothing
    seen = glimpse.read(body, content_type)
    stated = _Stated(tree)
    etree.strip_elements(tree, "script", "style", "template", with_tail=False)
    blocks = _main_text(tree)
    shown = seen.text if seen else ""
    if _count(stated.body) > sum(map(_count, blocks)):
        blocks = _paragraphs(stated.body).split("\n\n")
    # A standfirst often stands apart from the text; metadata that nobody is shown are none.
    elif (
        stated.description and stated.description in shown and not any(stated.description in block for block in blocks)
    ):
        blocks.insert(0, stated.description)
    text = "\n\n".join(blocks)
    page = Page(stated.title, stated.authors, stated.date, stated.container, text, stated.language, extractor, "")
    walled = glimpse.walled(body, seen) if seen else ""
    is_stub = _is_stub(stated, blocks, shown)
    is_walled = walled and _count(text) < WALL_WORDS and not stated.article
    if is_walled and not (is_stub and walled == "wall" and seen and not seen.password):
        return page._replace(unread=Why(walled))
    return page._replace(unread=Why.STUB if is_stub else "")


# Control characters by their numbers, which no text of XML may hold.
_CONTROL = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[\da-fA-F]))(?![\da-fA-F]);?")


def _tree(text: str) -> html.HtmlElement | None:
    """The page as a tree, cut off where it is too long, and without the marks of notes."""
    text = _CONTROL.sub("", re.sub(r"^\s*<\?xml[^>]*>", "", text))
    try:
        tree: html.HtmlElement = html.document_fromstring(text)
    except (etree.LxmlError, ValueError):
        return None
    for element in reversed(list(tree.iter())[MOST_ELEMENTS:]):
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    for element in tree.xpath("//sup[.//a]"):
        element.tag = "template"  # which is dropped with what else nobody is shown
    return tree


def _main_text(tree: html.HtmlElement) -> list[str]:
    """The blocks of the main text, and after them what trafilatura leaves out of it and may be quoted."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            tree,
            favor_recall=True,
            include_comments=False,
            date_extraction_params={"max_date": "2199-12-31"},  # unused, but without it the clock is asked
        )
    except Exception:  # whatever a hostile page brings about in it, the page is not read
        return []
    if found is None or isinstance(found, dict):
        return []
    blocks = list(_blocks(found.body))
    return blocks + [block for block in _beside(tree, blocks) if block not in blocks]


# What begins a block of text, in HTML and in the XML of trafilatura.
_BLOCKS = frozenset(
    "p div section article h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figcaption caption table tr pre br "
    "head list item quote row lb code".split()
)


def _blocks(root: etree._Element) -> Iterator[str]:
    """The text of an element, block by block."""
    words: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS and (block := " ".join("".join(words).split())):
            yield block
        if element.tag in _BLOCKS:
            words = []
        elif element.tag in ("td", "th", "cell"):
            words.append(" ")
        words.append((element.text if event == "start" else element.tail if element is not root else "") or "")
    if block := " ".join("".join(words).split()):
        yield block


_QUOTABLE = ".//h1 | .//h2 | .//h3 | .//figcaption | .//caption | .//blockquote | .//aside//p | .//aside//q"


def _beside(tree: html.HtmlElement, blocks: Sequence[str]) -> Iterator[str]:
    """Headings, captions and pull quotes in the part of the page that holds the main text."""
    smallest = _holds_all(tree, frozenset(blocks))
    if smallest is None:
        return
    around = [smallest, *smallest.iterancestors()]
    main = next((element for element in around if element.tag in ("article", "main")), smallest)
    held = {id(element) for element in around}  # whatever they are called, they hold the main text
    for element in main.xpath(_QUOTABLE):
        chain = [element, *element.iterancestors()]
        if any(id(e) not in held and (e.tag in ("nav", "footer", "form", "button") or _is_chrome(e)) for e in chain):
            continue
        linked = sum(len(link.text_content()) for link in element.iter("a"))
        text = " ".join(element.text_content().split())
        if text and linked < 0.5 * len(text) and not any(text in block for block in blocks):
            yield text


def _is_chrome(element: html.HtmlElement) -> bool:
    return bool(_CHROME.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _holds_all(tree: html.HtmlElement, blocks: frozenset[str]) -> html.HtmlElement | None:
    """The smallest element that holds every paragraph of the main text."""
    paragraphs = [p for p in tree.iter("p", "li", "h2") if " ".join(p.text_content().split()) in blocks]
    if not paragraphs:
        return None
    first = [paragraphs[0], *paragraphs[0].iterancestors()]
    others = [{id(e) for e in (p, *p.iterancestors())} for p in paragraphs[1:]]
    return next((e for e in first if all(id(e) in other for other in others) and e.tag not in ("p", "li")), None)


def _is_stub(stated: _Stated, blocks: Sequence[str], shown: str) -> bool:
    """Whether the text is only the beginning of one that the page holds back."""
    text = " ".join(blocks)
    words = _count(text)
    if stated.words and not stated.paginated:
        if words < STUB_SHARE * stated.words:
            return True
    elif stated.free is False and words < STUB_WORDS:
        return True
    if words < INVITED_WORDS:
        last = next((block for block in reversed(blocks) if _count(block) >= FEWEST_WORDS and block in shown), "")
        at = shown.rfind(last[-200:]) + len(last[-200:]) if last else 0
        end = " ".join([*blocks[-2:], shown[at : at + INVITATION_WITHIN] if last else ""])
        if _INVITATION.search(end) and not (stated.words and words >= WHOLE_SHARE * stated.words):
            return True
    return words < _count(stated.description)


def _count(text: str) -> int:
    return len(text.split())


# ---------------------------------------------------------------- what a page says of itself

_TITLES = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "parsely-author", "byl")
_DATES = (
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "article:published_time",
    "og:article:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "date",
)
_CONTAINERS = ("citation_journal_title", "og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher")


class _Stated:
    """Title, authors, date and the rest, by the page's JSON-LD, its meta elements and its markup."""

    def __init__(self, tree: html.HtmlElement):
        self._tree = tree
        self._metas = _metas(tree)
        nodes = list(_nodes(tree))
        self._by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
        article = next((node for node in nodes if any(map(_ARTICLE.match, _types(node)))), {})
        self.article = bool(article)
        self.body = _plain(article.get("articleBody"))
        self.words = _integer(article.get("wordCount"))
        free = str(article.get("isAccessibleForFree", "")).lower()
        self.free = False if free.endswith("false") else True if free.endswith("true") else None
        self.description = self._meta("og:description", "description") or _plain(article.get("description"))
        self.paginated = bool(tree.xpath("//link[@rel='next'] | //a[@rel='next']"))
        stated = re.match(r"\s*([a-z]{2})(?:[-_]|\s*$)", (tree.get("lang") or self._meta("og:locale")).lower())
        self.language = stated[1] if stated else ""
        self.container = self._meta(*_CONTAINERS) or self._name(article.get("publisher")) or self._site(nodes)
        self.title = self._title(article)
        self.authors = self._authors(article)
        self.date = self._date(article)

    def _meta(self, *names: str) -> str:
        return next((self._metas[name][0] for name in names if name in self._metas), "")

    def _site(self, nodes: Iterable[Mapping[str, Any]]) -> str:
        return next((_plain(node.get("name")) for node in nodes if "WebSite" in _types(node)), "")

    def _name(self, node: object) -> str:
        if isinstance(node, list):
            return self._name(node[0]) if node else ""
        if isinstance(node, dict):
            whole = self._by_id.get(str(node.get("@id")), {}) | node
            given = f"{_plain(whole.get('givenName'))} {_plain(whole.get('familyName'))}".strip()
            name = whole.get("name")
            return _plain(name[0] if isinstance(name, list) and name else name) or given
        return _plain(node)

    def _title(self, article: Mapping[str, Any]) -> str:
        """The headline that readers see, where the metadata bear it out; else what the metadata say."""
        shown = [" ".join(h1.text_content().split()) for h1 in self._tree.iter("h1")]
        titles = [" ".join(title.text_content().split()) for title in self._tree.xpath("//head/title")]
        stated = [t for t in (self._meta(*_TITLES), _plain(article.get("headline") or article.get("name"))) if t]
        title = next((h1 for h1 in shown for other in [*stated, *titles] if _bears_out(other, h1)), "")
        title = title or next(iter([*stated, *[h1 for h1 in shown if h1][:1], *titles]), "")
        if self.container:
            title = re.sub(rf"\s+[|:·•–—-]+\s+{re.escape(self.container)}$", "", title)
        return title

    def _authors(self, article: Mapping[str, Any]) -> tuple[str, ...]:
        people = article.get("author") or article.get("creator") or []
        found: list[str] = []
        for person in people if isinstance(people, list) else [people]:
            whole = self._by_id.get(str(person.get("@id")), {}) | person if isinstance(person, dict) else {}
            if not any(map(_ORGANISATION.search, _types(whole))):
                found += _people(self._name(person))
        if not found:
            of = next((self._metas[name] for name in _AUTHORS if name in self._metas), [])
            found = [name for value in of for name in _people(value)]
        if not found:
            marked = self._tree.xpath("//*[@rel='author' or @itemprop='author' or @itemprop='creator']")
            byline = self._tree.xpath("//*[contains(@class, 'byline')]")
            lines = [" ".join(e.text_content().split()) for e in marked[:10]]
            lines += [line for e in byline[:1] for line in [" ".join(e.text_content().split())] if _BY.match(line)][
                : not lines
            ]
            found = [name for line in lines for name in _people(line)]
        return tuple(dict.fromkeys(name for name in found if name.casefold() != self.container.casefold()))

    def _date(self, article: Mapping[str, Any]) -> str:
        stated = [_plain(article.get("datePublished"))]
        stated += [value for name in _DATES for value in self._metas.get(name, [])]
        if day := next((day for day in map(stated_day, stated) if day), ""):
            return day
        from htmldate import find_date

        try:
            return find_date(self._tree, extensive_search=False, original_date=True, max_date="2199-12-31") or ""
        except Exception:  # as with the text
            return ""


def _bears_out(title: str, headline: str) -> bool:
    """Whether a title is the headline, with the site's name and the like, and not the other way round."""
    return headline in title and len(headline) > len(title) / 2


def _metas(tree: html.HtmlElement) -> dict[str, list[str]]:
    """The content of the meta elements by name, the names in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name, []).append(unescape(content))
    return found


def _nodes(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, those of a @graph each; not those within others, which are of other pages."""
    waiting: deque[Any] = deque()
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = re.sub(r"^\s*(?://)?<!(?:--|\[CDATA\[)|(?://)?(?:-->|\]\]>)\s*;?\s*$", "", script.text or "")
        try:
            waiting.append(json.loads(text.strip().removesuffix(";"), strict=False))
        except (ValueError, RecursionError):
            continue
    while waiting:
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extendleft(reversed(node))
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[name] for name in ("@graph", "mainEntity") if isinstance(node.get(name), (list, dict)))


def _types(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type", [])
    return [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _plain(value: object) -> str:
    """A text of JSON-LD, without markup."""
    if not isinstance(value, str):
        return ""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", value)).split())


def _integer(value: object) -> int:
    text = str(value).replace(",", "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,7}", text) else 0


_BY = re.compile(r"(?:(?:written|words|reported|story|analysis)\s+)?by[:\s]\s*", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|&)\s+|\s*[;|•·]\s*|,\s+", re.IGNORECASE)
# What stands in a field for authors without being the name of one.
_NOBODY = re.compile(
    r"https?:|www\.|@|\d|\b(?:staff|editors?|newsroom|correspondents?|reporters?|team|desk|admin)\b", re.IGNORECASE
)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|MD)\.?", re.IGNORECASE)


def _people(line: str) -> list[str]:
    """The names in a line, given name first: "By A and B", "Family, Given"."""
    line = _BY.sub("", " ".join(line.split()), count=1) if _BY.match(line) else " ".join(line.split())
    if len(line) > LONGEST:
        return []
    family, comma, given = line.partition(", ")
    reversed_ = comma and not _AND.search(given) and not _SUFFIX.fullmatch(given)
    if reversed_ and (" " not in family or not _looks_whole(given)):
        line = f"{given} {family}"
    names = [name.strip(" ,|") for name in _AND.split(line)]
    return [name for name in names if " " in name and not _NOBODY.search(name) and not _SUFFIX.fullmatch(name)]


def _looks_whole(name: str) -> bool:
    """Whether it has a given name and a family name, and not only given ones: "Ada Mill", not "Ada M."."""
    return len(name.split()) > 1 and not name.endswith(".")


# ---------------------------------------------------------------- PDF and plain text


def _read_pdf(body: bytes) -> Page:
    import pypdf

    page = Page("", (), "", "", "", "", f"pypdf {pypdf.__version__}", "")
    try:
        file = pypdf.PdfReader(io.BytesIO(body), strict=False)
        if file.is_encrypted:
            file.decrypt("")
        pages = [sheet.extract_text() or "" for sheet in file.pages[:MOST_PAGES]]
        about: Mapping[str, Any] = file.metadata or {}
        title, authors = (str(about.get(name) or "").strip() for name in ("/Title", "/Author"))
    except Exception:  # a PDF can be broken in more ways than pypdf has exceptions
        return page._replace(unread=Why.NO_TEXT)
    return page._replace(
        title="" if _NO_TITLE.search(title) else " ".join(title.split()),
        authors=tuple(_people(authors)),
        text=_paragraphs(_joined(_without_running_lines(pages))),
    )


def _without_running_lines(pages: Sequence[str]) -> list[list[str]]:
    """The lines of each page, less page numbers and what stands at the head or foot of several pages.

    A head all in capitals is no sentence's beginning either. Notes at the foot of a page come after
    the last page, so that a sentence that goes on overleaf stays whole.
    """
    lines = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    ends = Counter(_numberless(line) for page in lines for line in {*page[:1], *page[-1:]})
    # Left and right pages have heads of their own, so that each stands on half of the pages, and the first on none.
    running = {line for line, times in ends.items() if times > 1 and times >= len(pages) / 3}
    notes: list[str] = []
    for page in lines:
        while page and (page[-1].isdigit() or _numberless(page[-1]) in running):
            page.pop()
        while page and (page[0].isdigit() or page[0].isupper() or _numberless(page[0]) in running):
            page.pop(0)
        first = len(page)
        while first > 1 and _FOOT_NOTE.match(page[first - 1]):
            first -= 1
        notes += page[first:]
        del page[first:]
    return [*lines, notes]


_FOOT_NOTE = re.compile(r"\d{1,3}\.?\s+[^\W\d_a-z]")


def _numberless(line: str) -> str:
    return re.sub(r"\s*\d+", "#", line)


def _joined(pages: Sequence[Sequence[str]]) -> str:
    """Lines as paragraphs: one ends where a line ends a sentence and is clearly shorter than most."""
    lines = [line for page in pages for line in page]
    usual = sorted(map(len, lines))[len(lines) * 3 // 4] if lines else 0
    whole = " ".join(lines)
    words = Counter(re.findall(r"\w+(?:-\w+)*", whole))
    parts: list[str] = []
    for line in lines:
        before = parts[-1] if parts else ""
        broken = re.search(r"(\w+)-$", before)
        following = re.match(r"[^\W\d_A-Z]\w*", line)
        if broken and following:
            # A hyphen at the end of a line is one of the word's own only where the word has it elsewhere.
            kept = words[f"{broken[1]}-{following[0]}"] > words[broken[1] + following[0]]
            parts[-1] = (before if kept else before[:-1]) + line
        elif before and len(before.rpartition("\n")[2]) < 0.8 * usual and re.search(r"[.!?:][\"'”’)]*$", before):
            parts.append("\n\n" + line)
        else:
            parts.append(("\n" if before else "") + line)
    return "".join(parts)


def _paragraphs(text: str) -> str:
    """Text with an empty line between paragraphs, and each on one line."""
    parts = [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))]
    return "\n\n".join(part for part in parts if part)
