"""What a page says of itself: title, authors, date, container and the like, by its own statements alone."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from html import unescape
from typing import Any, Literal

from lxml import etree, html

from scripts.english import dates
from scripts.english.words import PART_OF_BODY
from scripts.hypertext import catalogued
from scripts.hypertext.foreign import in_english
from scripts.hypertext.visible import OTHERS, Block
from scripts.regex import regex

# A longer byline is a paragraph about the author; a longer title or container is none.
LONGEST = 300

_ARTICLE = regex(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")
# What a page may be about that is no article, and has its author and its day too.
_WORK = regex(r"(?:Dataset|\w*Episode|VideoObject|AudioObject|Book|Chapter|Thesis|Legislation|\w*Document)$")
_WEB_PAGE = regex(r"\w*Page$")
# Of these a page may tell what they are about, and not have them, by its JSON-LD or og:type; of a paper in a catalogue
# it has the abstract, and calls it so.
_HEARD_OR_BOUND = regex(r"(?:\w*Episode|VideoObject|AudioObject|Video|Music|Book|Thesis)$")
_ABSTRACT = "//*[contains(@class, 'abstract') or contains(@id, 'abstract') or text()[normalize-space(.) = 'Abstract']]"
_ORGANISATION = regex(r"(?:Organization|Corporation|NGO|WebSite)$")

_TITLES = ("citation_title", "eli:title", "og:title", "dc.title", "dcterms.title", "twitter:title")
# Catalogues write the family name first.
_CATALOGUED = ("citation_author", "citation_authors", "dc.creator", "dcterms.creator")
_AUTHORS = (*_CATALOGUED, "author", "article:author", "parsely-author", "sailthru.author", "byl")
# A preview's labels, and what each labels.
_LABELLED = (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2"))
_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "eli:date_document",
    "parsely-pub-date",
    "datepublished",
    "pubdate",
    "publish-date",
    "date",
)
# Of a paper these may differ, which appears online before it does in print.
_OF_ISSUES = ("citation_publication_date", "citation_date", "citation_online_date")
_CONTAINERS = (
    "citation_journal_title",
    "prism.publicationname",
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
)

# What a program calls a page to which nobody has given a title.
_FILE_NAME = regex(r"\S+\.(?:xml|x?html?|aspx?|php|docx?|pdf|rtf|txt)", re.IGNORECASE)

# Blocks below the title among which a page prints its authors and its day, and those above it; a longer block is text.
_BELOW, _ABOVE = 12, 6
_TEXT_WORDS = 20
OF_ONE_NAME = "\N{NO-BREAK SPACE}"
"""Between the words of a family name that a page sets before a comma, and of the name of a body: no given names."""
_MOST = 20  # headings, titles and marked elements that are looked at


# Who posted, and under which account, as Mastodon, Bluesky and X have it for a title.
_ACCOUNT = regex(r"(.{1,80}?) \(@[\w.@-]+\)(?: on \w+)?")


class Stated:
    """What a page says of itself, by its JSON-LD, its meta elements, its markup, and what it prints by its title.

    `blocks` are what it shows. `where` names the statement that each of title, authors, date and container is from.
    `dates` are the days on which a paper appeared, online and in print.
    `of_a_work` says that it is about a book, a film or a paper, and may have no more of it than what it is about.
    `work` is what `catalogued` finds.
    """

    def __init__(self, tree: html.HtmlElement, blocks: Sequence[Block]):
        self._tree = tree
        self._metas = _metas(tree)
        self.work = catalogued.work(self._metas)
        self.where: dict[str, str] = {}
        nodes = list(_nodes(tree))
        self._by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
        h1s = [_squeezed(h1) for h1, _ in zip(tree.iter("h1"), range(_MOST), strict=False)]
        titles = [_squeezed(title) for title in tree.xpath("(//head/title)[position() < 5]")]
        titles = [title for title in titles if not _FILE_NAME.fullmatch(title)]
        called = [*h1s, *titles, self._meta(*_TITLES)]
        article = _own([n for n in nodes if any(map(_ARTICLE.match, _types(n)))], called)
        self.article = bool(article)
        article = article or _own([n for n in nodes if any(map(_WORK.match, _types(n)))], called)
        pages = [article, *(n for n in nodes if any(map(_WEB_PAGE.match, _types(n))))]
        self.body = plain(article.get("articleBody"))
        words = str(article.get("wordCount")).replace(",", "").strip()
        self.words = int(words) if re.fullmatch(r"[0-9]{1,7}", words) else 0
        free = str(article.get("isAccessibleForFree", "")).lower()
        self.free = False if free.endswith("false") else True if free.endswith("true") else None
        kind = self._meta("og:type")
        data = [*_types(article), kind.partition(".")[0].strip().title()]
        has_abstract = any(name in self._metas for name in _TITLES[:1]) and bool(tree.xpath(_ABSTRACT))
        self.of_a_work = any(map(_HEARD_OR_BOUND.match, data)) or has_abstract
        self.description = self._meta("og:description", "description") or plain(article.get("description"))
        self.paginated = bool(tree.xpath("//link[@rel='next'] | //a[@rel='next']"))
        stated = re.match(r"\s*([a-z]{2})(?:[-_]|\s*$)", (tree.get("lang") or self._meta("og:locale")).lower())
        self.language = stated[1] if stated else ""
        account = _ACCOUNT.fullmatch(name := self._meta("og:title"))
        self._poster = account[1] if account and self._meta("og:type") == "article" and name not in h1s else ""
        self.container = self._container(article, nodes)
        self.title = self._title(article, h1s, titles)
        self._h1, self._around = _around(blocks, self.title)
        self.authors = self._authors(pages)
        self.date = self._date(pages)
        self.dates = tuple(
            day for name in _OF_ISSUES for value in self._metas.get(name, []) for day in dates.stated(value)
        )

    def _meta(self, *names: str) -> str:
        return next((self._metas[name][0] for name in names if name in self._metas), "")

    def _first(self, what: str, found: Iterable[tuple[str, str]]) -> str:
        """The first value that is one, and where it is from."""
        where, value = next(((where, value) for where, value in found if value), ("", ""))
        if value:
            self.where[what] = where
        return value

    def _container(self, article: Mapping[str, Any], nodes: Iterable[Mapping[str, Any]]) -> str:
        named = [(f"meta {name}", self._meta(name)) for name in _CONTAINERS]
        sites = [plain(node.get("name")) for node in nodes if "WebSite" in _types(node)][:1]
        series = ("JSON-LD partOfSeries", self._name(article.get("partOfSeries")))
        publisher = ("JSON-LD publisher", self._name(article.get("publisher")))
        return self._first("container", [*named, series, publisher, *(("JSON-LD WebSite", site) for site in sites)])

    def _name(self, node: object) -> str:
        if isinstance(node, list):
            return self._name(node[0]) if node else ""
        if isinstance(node, dict):
            whole = self._by_id.get(str(node.get("@id")), {}) | node
            given = f"{plain(whole.get('givenName'))} {plain(whole.get('familyName'))}".strip()
            name = whole.get("name")
            return plain(name[0] if isinstance(name, list) and name else name) or given
        return plain(node)

    def _title(self, article: Mapping[str, Any], h1s: Sequence[str], titles: Sequence[str]) -> str:
        """The headline that readers see, where the metadata bear it out; else what the metadata say.

        A post that an account has put up has no headline, and is named by its text.
        """
        if self._poster:
            return self._first("title", [("meta og:description", self.description)])
        data = plain(article.get("headline") or article.get("name"))
        stated = [(f"meta {name}", self._metas[name][0]) for name in _TITLES if name in self._metas][:1]
        stated.append(("JSON-LD headline", data))
        stated = [(where, title) for where, title in stated if title.casefold() != self.container.casefold()]
        others = [*(title for _, title in stated), *titles]
        # A title bears out the headline that is in it, with the site's name and the like, not the other way round.
        borne = [("h1", h1) for h1 in h1s if any(h1 in other and len(h1) > len(other) / 2 for other in others)]
        second = "(//h2[(ancestor::article or ancestor::main) and not(.//a)])[position() < 20]"
        heads = [("h1", h1) for h1 in h1s] or [("h2", _squeezed(h2)) for h2 in self._tree.xpath(second)]
        for tag, head in heads:
            if any(head and re.match(rf"{re.escape(head)}\s+[|·•–—-]+\s", other) for other in others):
                borne.append((tag, head))
        last = [("h1", next(filter(None, h1s), "")), *(("title", title) for title in titles)]
        title = self._first("title", [*borne, *stated, *last])
        if self.container:
            title = re.sub(rf"\s+[|:·•–—-]+\s+{re.escape(self.container)}$", "", title)
        # What a newspaper calls the kind of text stands before its title, apart: Opinion | Ice.
        label, _, rest = title.partition(" | ")
        apart = (e for h1, _ in zip(self._tree.iter("h1"), range(_MOST), strict=False) for e in h1.iterdescendants())
        return rest if label and rest and any(_squeezed(e) == rest for e in apart) else title

    def _authors(self, pages: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
        by = _by_abroad(self.language)
        for where, names in self._named(pages):
            apart = (
                name for name in (by.sub("", name) for name in names) if _in_words(name) != self.container.casefold()
            )
            if found := tuple(dict.fromkeys(apart)):
                self.where["authors"] = where
                return found
        return ()

    def _named(self, pages: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[str]]]:
        """Where a page names people, and whom, the surest statement first."""
        for page in pages:
            persons = page.get("author") or page.get("creator") or []
            persons = persons if isinstance(persons, list) else [persons]
            yield "JSON-LD author", [name for person in persons for name in self._of(person)]
        for name in _AUTHORS:
            kind: _Kind = "catalogue" if name in _CATALOGUED else "line"
            yield f"meta {name}", [person for value in self._metas.get(name, []) for person in people(value, kind)]
        yield "meta og:title", people(self._poster, "line")
        for label, data in _LABELLED:
            by = _BY.fullmatch(f"{self._meta(label)} ")
            yield f"meta {data}", people(self._meta(data), "line") if by else []
        marked = (
            "(//*[@rel='author' or @itemprop='author' or @itemprop='creator' or"
            " (contains(@class, 'author') and contains(@class, 'vcard'))])[position() < 20]"
        )
        own = [
            (name.get("content") or _in_pieces(name), _ORGANISATION.search(e.get("itemtype", "")) is not None)
            for e in self._tree.xpath(marked)
            if _same_article(e, self._h1)
            for name in e.xpath("(.//*[@itemprop='name'])[position() < 20]") or [e]
        ]
        yield "rel=author", [name for text, is_body in own if not is_body for name in people(text, "line")]
        lines = [_in_pieces(e) for e in self._tree.xpath("(//*[contains(@class, 'byline')])[1]")]
        lines += [block.text for block in self._around]
        lines = [_by_abroad(self.language).sub("By ", line) for line in lines[:1]] + lines[1:]
        yield "byline", next((names for line in lines if _BY.match(line) and (names := people(line, "line"))), [])
        for name in _CATALOGUED:
            bodies = (v for v in self._metas.get(name, []) if _BODY.search(v) or PART_OF_BODY.match(v))
            yield f"meta {name}", self._apart(bodies)
        yield "JSON-LD author", self._apart(body for page in pages for body in self._bodies(page.get("author")))
        yield "rel=author", self._apart(text for text, is_body in own if is_body or _BODY.search(text))

    def _bodies(self, authors: object) -> Iterator[str]:
        """The bodies that are authors."""
        for author in authors if isinstance(authors, list) else [authors]:
            whole = self._by_id.get(str(author.get("@id")), {}) | author if isinstance(author, dict) else {}
            if any(map(_ORGANISATION.search, _types(whole))) and "WebSite" not in _types(whole):
                yield self._name(whole)

    def _apart(self, bodies: Iterable[str]) -> list[str]:
        """The names of bodies, but for the one that publishes under a longer or a shorter name."""
        publisher = self.container.casefold()
        named = (b for b in bodies if b and len(b) <= LONGEST)
        return [
            name.replace(" ", OF_ONE_NAME)
            for name in named
            if name.casefold() not in publisher and (not publisher or publisher not in name.casefold())
        ]

    def _of(self, person: object) -> list[str]:
        person = self._by_id.get(person, person) if isinstance(person, str) else person
        whole = self._by_id.get(str(person.get("@id")), {}) | person if isinstance(person, dict) else {}
        if any(map(_ORGANISATION.search, _types(whole))):
            return []
        names = whole.get("name")
        names = map(plain, names[:_MOST]) if isinstance(names, list) else [self._name(person)]
        return [found for name in names for found in people(name, "person" if whole else "line")]

    def _date(self, pages: Sequence[Mapping[str, Any]]) -> str:
        """The date of publication, as precise as the page states it, by the day of the place where it appeared."""
        said = [("JSON-LD datePublished", plain(page.get("datePublished"))) for page in pages]
        said += [(f"meta {name}", value) for name in _DATES for value in self._metas.get(name, [])]
        said += self._marked()
        said = [(where, in_english(value, self.language)) for where, value in said if not _LOST.match(value)]
        clear = [(where, value, one[0]) for where, value in said if len(one := dates.stated(value)) == 1]
        printed = list(self._printed()) or list(self._classed())
        if not clear:
            # What has two readings is the one that is printed too; else only what is printed counts.
            either = [one for _, value in said for one in dates.stated(value)]
            both = [day for day in (*printed, *self._near()) if day in either]
            return self._first("date", [("dateline", day) for day in both or (printed if not either else [])])
        where, value, day = clear[0]
        finer = [(other, one) for other, _, one in clear if one.startswith(day) and len(one) > len(day)]
        finer += [("dateline", one) for one in printed if one.startswith(day) and len(one) > len(day)]
        moment = dates.instant(value)
        if moment and not moment.utcoffset():
            # The same moment with a zone, anywhere, has the day of the place; else a day by the title that may be it.
            times = [("time", time) for time in self._tree.xpath("(//time/@datetime)[position() < 20]")]
            there = [(other, text) for other, text in (*said, *times) if (at := dates.instant(text)) == moment and at]
            zoned = [(other, one) for other, text in there for one in dates.stated(text) if one != day]
            near = [] if day in printed else [one for one in (*printed, *self._near()) if _other_day(moment, day, one)]
            return self._first("date", [*zoned, *(("dateline", one) for one in near), *finer, (where, day)])
        near = [one for one in printed if day not in printed and not moment and _other_day(None, day, one)]
        return self._first("date", [*(("dateline", one) for one in near), *finer, (where, day)])

    def _marked(self) -> list[tuple[str, str]]:
        """What the page marks as its date of publication in its text, where it marks one."""
        query = "(//*[@itemprop='datePublished' or (self::time and (@pubdate or contains(@class, 'published')))])"
        own = [e for e in self._tree.xpath(f"{query}[position() < 20]") if _same_article(e, self._h1)]
        found = [e.get("content") or e.get("datetime") or _squeezed(e) for e in own if e.tag != "meta"]
        return [("time", found[0])] if len({dates.stated(value) for value in found}) == 1 else []

    def _classed(self) -> Iterator[str]:
        """The day that stands by the title in an element which is called a date, where it is one day."""
        parts = (e for block in self._around for e in block.element.iter(etree.Element))
        called = (e for e in parts if _A_DATE.search(e.get("class", "")) and not _CHANGED.search(e.get("class", "")))
        texts = (in_english(_squeezed(e), self.language) for e in called)
        found = {day for text in texts if not _CHANGED.search(text) for day in dates.stated(text)}
        yield from found if len(found) == 1 and len(min(found)) == len("2019-05-03") else ()

    def _near(self) -> Iterator[str]:
        """The days that stand in a few words by the title, whatever else these say, in each of their readings."""
        for block in self._around:
            if len(block.text.split()) <= _BELOW and not _CHANGED.search(block.text):
                yield from dates.stated(block.text)

    def _printed(self) -> Iterator[str]:
        """The days that stand alone, or with the words of a dateline, by the title; not those of a change."""
        changed = False
        for block in self._around:
            whole = in_english(block.text, self.language)
            text = _CHANGED.split(whole)[0]
            skip, changed = changed, len(text) < len(whole) and not re.search(r"\d", whole)
            if skip or block.element.tag in _HEADINGS:
                continue
            for name in self.authors[:_MOST]:
                text = re.sub(re.escape(_in_words(name)), " ", text, flags=re.IGNORECASE)
            later = (
                piece for piece in _PARTED.split(whole[len(_CHANGED.split(whole)[0]) :]) if _PUBLISHED.match(piece)
            )
            yield from filter(None, map(_dateline, (*_PARTED.split(text), *later)))


def _around(blocks: Sequence[Block], title: str) -> tuple[etree._Element | None, list[Block]]:
    """The element of the title, and the short blocks by it in the same article, those below it first."""
    at = next((n for n, block in enumerate(blocks) if block.text == title or block.element.tag == "h1"), None)
    if at is None:
        return None, []
    h1 = blocks[at].element
    below: list[Block] = []
    for block in blocks[at + 1 : at + 1 + _BELOW]:
        near = (block.element.find(".//a") is not None, *(e.tag == "a" for e in block.element.iterancestors()))
        if (block.element.tag in _HEADINGS and any(near)) or len(block.text.split()) >= _TEXT_WORDS:
            break  # another article's title, or the text
        below.append(block)
    above = blocks[max(0, at - _ABOVE) : at] if _article_of(h1) is not None else []
    return h1, [b for b in [*below, *above] if _same_article(b.element, h1)]


_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def _article_of(element: etree._Element) -> etree._Element | None:
    around = (element, *element.iterancestors())
    return next((e for e in around if e.tag in ("article", "main", "aside", "nav", "footer")), None)


def _same_article(element: etree._Element, h1: etree._Element | None) -> bool:
    """Whether an element belongs to what the title is the title of, and not to a list of other articles."""
    own = _article_of(element)
    around = (element, *element.iterancestors())
    if any(OTHERS.search(f"{e.get('class', '')} {e.get('id', '')}") for e in around if e.tag not in ("html", "body")):
        return False
    return own is None or own.tag == "main" or (h1 is not None and own is _article_of(h1))


_CHANGED = regex(
    r"\b(?:last\s+)?(?:updated?|modified|revised|edited|reviewed|amended|changed|accessed|retrieved)\b", re.IGNORECASE
)
_A_DATE = regex(r"(?:^|[\s_-])(?:date|time|datetime|published|pubdate|dateline)(?:$|[\s_-])", re.IGNORECASE)
_PUBLISHED = regex(r"\s*(?:first\s+|originally\s+)?(?:published|posted|issued|released)\b", re.IGNORECASE)
# What parts the statements in a line.
_PARTED = regex(r"[|·•—–\[\]()]|\s-\s")
# What stands beside the day in the line that says when a page was published.
_OF_DATELINES = frozenset(
    "first originally published publication posted issued released submitted filed date on at by of the in and "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "am pm a.m p.m local time".split()
)
_CLOCK = regex(r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:[ap]\.?m)?|\d{1,2}[ap]\.?m", re.IGNORECASE)
_OF_DATES = regex(r"\d+(?:st|nd|rd|th)?|\d+([-./])\d+\1\d+(?:T\S*)?")


# The zero of the clocks of computers, which stands where a page has lost its day.
_LOST = regex(r"\s*1970-01-01[T ]00:00|\s*(?:0000|0001)-")


def _dateline(text: str) -> str:
    """The day that a line says, where it says nothing else; "" otherwise."""
    kept: list[str] = []
    for word in text.split()[:_TEXT_WORDS]:
        bare = word.strip(".,:;")
        if bare.lower() in _OF_DATELINES or _CLOCK.fullmatch(bare):
            continue
        if bare.title() in dates.MONTH_NUMBERS or _OF_DATES.fullmatch(bare):
            kept.append(word.title() if bare.isupper() and bare.isalpha() else word)
        elif bare and not re.fullmatch("[A-Z]{2,5}", bare):  # the name of a zone
            return ""
    found = dates.stated(" ".join(kept)) if kept else ()
    return found[0] if len(found) == 1 and len(found[0]) == len("2019-05-03") else ""


def _other_day(moment: datetime | None, stated: str, printed: str) -> bool:
    """Whether the day that is stated, by a moment in UTC or none, and a printed one are two sides of one midnight."""
    if len(printed) != len("2019-05-03") or len(stated) != len(printed):
        return False
    later = (date.fromisoformat(printed) - date.fromisoformat(stated)).days
    # Clocks are at most 12 hours behind UTC and 14 before it.
    return abs(later) == 1 and (moment is None or (moment.hour < 12 if later < 0 else moment.hour >= 10))


def _own(articles: Sequence[dict[str, Any]], titles: Sequence[str]) -> dict[str, Any]:
    """Of the articles that the data of a page name, the one with its title; else the first."""
    for article in articles[:_MOST]:
        headline = plain(article.get("headline") or article.get("name"))
        if headline and any(headline in title or (title and title in headline) for title in titles):
            return article
    return articles[0] if articles else {}


def _squeezed(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _in_pieces(element: etree._Element) -> str:
    """The text of an element; what its lists and divisions part is parted by semicolons, and a "By" from a name."""
    texts = [element.text or ""]
    for child in element:
        parted = "; " if child.tag in ("div", "p", "li", "br", "dd", "dt", "td", "h4", "h5", "h6") else " "
        texts += [parted, _in_pieces(child) if isinstance(child.tag, str) else "", parted, child.tail or ""]
    return re.sub(r"^(\w*\s*by)\s*;", r"\1 ", " ".join("".join(texts).split()).strip("; "), flags=re.IGNORECASE)


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


def plain(value: object) -> str:
    """A text of JSON-LD, without markup."""
    if not isinstance(value, str):
        return ""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", value)).split())


# ---------------------------------------------------------------- names of people

# A name in a catalogue, one of the data of a page, or a line for readers, which may say more than names.
_Kind = Literal["catalogue", "person", "line"]
_BY = regex(
    r"(?:(?:written|words|reported|reporting|story|analysis|interview|opinion|essay|commentary|posted)\s+)?by[:\s]\s*"
    r"|authors?\s*:\s*",
    re.IGNORECASE,
)
# The same before a name and another, in small letters, by the page's language: Von Ada Mill. Von Mill is a name.
_BY_ABROAD = {"da": "af", "de": "von", "es": "por", "fr": "par", "it": "di", "nl": "door", "pt": "por", "sv": "av"}
# What a link to the other articles of somebody says: "View all posts by …".
_ALL_OF = regex(
    r"(?:view|see|read|more|all|posts|articles|stories)\b(?:\s+\w+){0,3}\s+(?:by|from|of)\s+", re.IGNORECASE
)
_AND = regex(r",?\s+(?:and|with|&)\s+|\s*[;|•·、，]\s*", re.IGNORECASE)
# "And" in other languages, between two names of two words each: "Ortega y Gasset" is one.
_AND_ABROAD = regex(r"((?:^|,\s)[^,]*\S\s[^,]*?\S)\s(?:y|e|et|und)\s(?=[^\W\d_a-z]\S*\s(?!(?:y|e|et|und)\s)[^\W\d_])")
# An account, a pronoun, the years of a life.
_ASIDE = regex(r"\([^()]*\)|<[^<>]*>|\S*@\S+|,?\s\d{4}\s?[-–](?:\s?\d{4})?\.?$")
# What follows a name in a line that begins with "By": where and for whom, as what, when.
_PLACE = regex(
    r"\s(?:in|for|at|from|is|was|on|staff)\s.*|\s[-–—/]\s.*|\s\d.*"
    r"|\s(?:(?:last|first)\s)?(?:updated|published|posted|modified)\b.*"
    rf"|\s(?:{'|'.join(dates.MONTH_NUMBERS)})\.?\s\d.*",
    re.IGNORECASE,
)
_HONORIFIC = regex(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Rev|Sir|Dame|Lord|Lady|Lt|Col|Gen|Maj|Capt|Adm|Sen|Rep|Hon)\b\.?\s+)+"
)
# What is said behind the name that ends a sentence: By Ada Mill. Translated from the Dutch.
_SENTENCE_BEHIND = regex(r"(?<=[a-z]{3})\.\s.*")
# What stands in a field for authors without being the name of one.
_NOBODY = regex(
    r"https?:|www\.|@|\d|\b(?:staff|editors?|newsroom|correspondents?|reporters?|team|desk|admin(?:istrator)?|webmaster|users?)\b|"
    r"^(?:the|an?)\s|^(?:no\s+author|unknown(?:\s+author)?|anonymous|various(?:\s+authors)?|authors?|none|null|undefined|n/?a|guest(?:\s+authors?)?|"
    r"super\s?user|default)$",
    re.IGNORECASE,
)
# What ends the name of a body for which somebody works.
_BODY = regex(
    r"\b(?:press|news|agency|times|post|university|college|institute|cent(?:re|er)|council|ministry|department|"
    r"office|committee|association|organi[sz]ation|foundation|group|bureau|service|society|magazine|review|journal|"
    r"board|authority|commission|union|party|bank|museum|library|trust|network|channel|federation|alliance|parliament)$",
    re.IGNORECASE,
)
# What somebody is, behind a comma.
_OFFICE = regex(
    r"\b(?:chief|director|economist|minister|president|professor|lecturer|fellow|analyst|head|officer|secretary|chair\w*|"
    r"member|research\w*|scientist|advis[eo]r|manager|columnist|writer|contributor|special)\b",
    re.IGNORECASE,
)
# Capitals behind a name are honours, or the body for which somebody works.
_HONOURS = regex(r"(?<=\S\s)(\S+[a-z.])\s(?:(?!II)[A-Z]{2,4}$|(?!III)[A-Z]{3,}\b.*)")
_CAPITALS = regex(r"[A-Z]{3,}\b")
GENERATION = regex(r"(?:Jr|Sr|II|III|IV)\.?")
_DEGREE = regex(r"(?:Ph\.?D|M\.?D|M\.?A|B\.?A|M\.?Sc|LL\.?[BM]|MBA|Esq)\.?", re.IGNORECASE)
_PREFIXES = ("d'", "d’", "al-", "el-")
_PARTICLES = frozenset(
    "van von vom de der den da dal di del della du la le lo el al bin bint ibn ter ten dos das do af av zu zum zur y e "
    "wa ould op ap ben san".split()
)


def _by_abroad(language: str) -> re.Pattern[str]:
    """The word before the names of a byline in a language, and the blank behind it."""
    word = _BY_ABROAD.get(language, "by")
    return regex(rf"^(?:{word}|{word.title()}|{word.upper()}) (?=[^\W\d_a-z]\S* [^\W\d_a-z])")


def people(line: str, kind: _Kind) -> list[str]:
    """The names in a line, given name first: "By A and B, Reuters", "Family, Given", "A B, Jr."."""
    line = " ".join(line.split())
    if len(line) > LONGEST or (kind == "catalogue" and PART_OF_BODY.match(line)):
        return []
    by = _BY.match(line)
    line = _ASIDE.sub(" ", line[by.end() :] if by else _ALL_OF.sub("", line, count=1))
    found: list[str] = []
    parts = _AND.split(line if kind == "catalogue" else _AND_ABROAD.sub(r"\1; ", line))
    families = any(part and " " not in part.strip() for part in parts)  # "Mill, Reed, and Lund"
    if kind == "catalogue":
        parts = [_INITIALS_LAST.sub(lambda m: f"{m['family']}, {'. '.join(m['initials'])}.", part) for part in parts]
    for part in parts:
        more = by or (kind == "line" and not _is_person(part, alone=True))  # than the name: where, and for whom
        first, *others = [piece.strip(" ,|") for piece in (_PLACE.sub("", part) if more else part).split(", ")]
        first = _HONORIFIC.sub("", first)
        first = _SENTENCE_BEHIND.sub("", first) if by else first
        generation = next((f" {other}" for other in others if GENERATION.fullmatch(other)), "")
        others = [other for other in others if not GENERATION.fullmatch(other)]
        if len(others) == 1 and not by and not families and _is_reversed(first, others[0], kind):
            parted = sum(word[0].isupper() for word in first.split()) > 1
            first, others = f"{others[0]} {first.replace(' ', OF_ONE_NAME) if parted else first}", []
        first = _HONOURS.sub(r"\1", first)
        alone = not others and ((not by and len(parts) == 1) or not _in_latin(first))
        found += [first + generation] if _is_person(first, alone=alone) else []
        others = [_HONORIFIC.sub("", other) for other in others if not _OFFICE.search(other)]
        others = [other for other in others if first.isupper() or not _CAPITALS.match(other)]
        found += [name for name in others if _is_person(name, alone=False)]
    return [name.title() if name.isupper() and " " in name and "." not in name else name for name in found]


# As medical catalogues write a name: Arkwright P.
_INITIALS_LAST = regex(r"^(?P<family>[^\W\d_][^\W\d_a-z]?[^,]*[a-zß-ÿ][^,]*) (?P<initials>[A-Z]{1,3})$")


def _in_words(name: str) -> str:
    """A name as it is found in a text, in small letters."""
    return name.replace(OF_ONE_NAME, " ").casefold()


def _is_reversed(family: str, given: str, kind: _Kind) -> bool:
    """Whether two parts with a comma between them are "Family, Given", and no name with an office."""
    short = " " not in family or family.split()[0] in _PARTICLES or kind == "catalogue"
    initials = re.fullmatch(r"(?:[^\W\d_]\.[\s-]?){1,4}|[^\W\d_a-z]", given)
    return short and not _DEGREE.fullmatch(given) and (bool(initials) or _is_person(given, alone=True))


def _in_latin(name: str) -> bool:
    return any(letter.isalpha() and letter < "\u0250" for letter in name)


def _is_person(name: str, *, alone: bool) -> bool:
    """Whether words can be somebody's name; one word only where it stands `alone` in its field."""
    words = name.split()
    if not words or len(words) > 7 or not name[0].isalpha():
        return False
    if _NOBODY.search(name) or _BODY.search(name) or _DEGREE.fullmatch(name):
        return False
    small = [word for word in words if word[0].islower() and word not in _PARTICLES]
    if any(not word.startswith(_PREFIXES) for word in small):
        return False
    return len(words) > 1 or (alone and (len(name) > 1 and not (name.isupper() and name.isascii())))
