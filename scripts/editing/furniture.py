"""What of a web page is none of its article's text: menus, bars for sharing, bylines, comments, and what is not shown.

It is known by elements and roles, by the words that programs which write pages have in classes and ids, and by where
it stands and what it holds. What holds the page's title, or most of its paragraphs, is never furniture.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any

from scripts.editing.brought import named
from scripts.regex import regex

NAMED = "note-of-the-page-"
"""How the id of a note begins, once the notes of a page are in one shape."""

Element = Any  # lxml's, which has no types

INLINE = frozenset("a b bdi button cite em font i label mark s small span strong sub sup time u var".split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN = frozenset("script style template noscript title meta link iframe svg".split())
# Words of a paragraph that is running text, of a line that says when, by whom and under what a page was published,
# between the links of a bar, of a box that asks for something, and on a link that does something.
_RUNNING, _LINE, _FEW, _WIDGET, _PRESSED = 20, 25, 10, 80, 4

# What such words mean is a state of an article, or its subject: "has-sidebar", "category-newsletter".
_STATE = regex(r"(?:has|no|with|without|is|category|tag|type|format|tone|postid)-|.*-(?:open|closed|enabled|disabled)$")


def _names(words: str) -> re.Pattern[str]:
    return regex(rf"(?<![a-z0-9])(?:{'|'.join(words.split())})(?![a-z0-9])")


# Texts that others wrote, or of others, whatever they hold.
_OTHERS = _names(
    r"comments? commentlist respond disqus\w* related(?!-works?) \w*relatedposts? recirc\w* promos? promoted "
    r"trending most-(?:read|popular) popular-posts read-next "
    r"recommended-(?:posts?|articles?|stories|reading|for-you) up-next you-may-(?:also-)?\w+ "
    r"more-(?:from|stories|posts) outbrain taboola advert\w* ads? adsense sponsored cookies? consent "
    r"post-navigation (?:author|bio|profile)-?(?:box|bio|card|block) "
    r"(?:author|writer)-?(?:info|details|profile|about|area) (?:author|writer)-description about-(?:the-)?authors?"
)
# What asks for an address or for money, in a few sentences.
_ASKS = _names(
    r"newsletters? subscribe\w* sign-?up mailing-?list mc-embed\w* donate cta call-to-action paywall "
    r"(?:email-)?subscription-(?:widget|form|box|prompt|banner)\w*"
)
# Links and buttons, and a few words with them.
_BARS = _names(
    r"shar(?:e|ing|edaddy)(?:-\w+)* social sociable addtoany addthis likes? reactions? claps? ufi tweet-\w+ "
    r"click-to-tweet toolbar follow-us print-(?:link|button) menus? (?:sub)?nav(?:bar|igation)? banner masthead "
    r"skip-links? sidebar widget(?:-area)? buttons? btn enlarge expand zoom screen-reader-text sr-only "
    r"visually-hidden visuallyhidden toc table-of-contents read-more download(?:-\w+)?"
)
# What is said of a text by its title or behind it.
_META = _names(
    r"by-?lines?(?:-\w+)* dateline pub-?date posted-(?:on|by|in) "
    r"(?:post|entry|article)-?(?:meta|info|date|details|author) meta metadata timestamp published date time "
    r"breadcrumbs? (?:cat|tags?)-links? tags? tag-list categories comments-link read(?:ing)?-time eyebrow kicker "
    r"authors?(?!-) vcard avatars? site-title site-description authors?-(?:list|names?|group|image|photo|picture) "
    r"affiliations? article-history metrics issue-info catlinks submeta topics? doi keywords?"
)
_BY = _names("by-?lines? authors?(?!-)")
_FOOTER = _names("footer colophon")
_PULLED = _names("pull(?:-?quotes?)? pulled-quote pq")
_AVATAR = _names("avatars? gravatar (?:author|profile)-(?:image|picture|photo)")
_NO_TEXT = frozenset("noprint no-print d-print-none hidden-print hatnote mw-editsection printfooter".split())
_NOT_SHOWN = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_COPYRIGHT = regex(r"\W*(?:copyright\s*)?(?:(?:©|\(c\)).*|(?<=t)\s)(?:1[89]|20)\d\d\b", re.IGNORECASE)
_COUNT = regex(r"\W*\d[\d.,]*[km]?\s+(?:likes?|comments?|shares?|views?|claps?|min(?:utes?)?\s+read)\W*", re.IGNORECASE)
# What is named in classes: an element of a figure or of a table never is.
_NAMED = frozenset("div section aside header details p ul ol dl li a span small time address".split())
_ROLES = frozenset("navigation contentinfo search toolbar banner dialog alertdialog".split())


class Furniture:
    """What of a page's element is none of its article's text."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.order = {element: nth for nth, element in enumerate(root.iter())}
        self.paragraphs = sum(1 for _ in root.iter("p"))
        self.words = len(_loose(root).split())
        self.title, borne = title_of(root)
        self.begins = self.order[self.title] if borne else 0  # above which nothing is text
        self.others: frozenset[Element] = frozenset()
        begin = self.order.get(self.title, -1)
        blocks = [p for p in root.iter("p", "blockquote", "li") if self.order[p] > begin and self._is_text(p)]
        lengths = {block: len(_loose(block).split()) for block in blocks}
        running = [p for p in blocks if lengths[p] >= _RUNNING] or [p for p in blocks if lengths[p] > _FEW]
        self.first = self.order[running[0]] if running else 0
        self.last = self.order[running[-1]] if running else len(self.order)
        articles = [e for e in root.iter("article") if e is not root and self._may_go(e)]
        within = sum(1 for p in running if not {*p.iterancestors()}.isdisjoint(articles))
        if running and within * 2 < len(running):  # the text is in none of them: they are comments, or cards
            self.others = frozenset(articles)
        self._said = ""

    def __contains__(self, element: Element) -> bool:
        if element is self.root or not isinstance(element.tag, str) or not self._may_go(element):
            return False
        if element.tag == "nav" or element.get("role") in _ROLES or element in self.others:
            return True
        names = _words_of(element)
        if element.tag == "footer" or (element.tag in _NAMED and _FOOTER.search(names) and _is_short(element, _WIDGET)):
            # of a quotation it says whose words they are
            return next(element.iterancestors("blockquote", "figure"), None) is None
        if element.get("aria-hidden") == "true" and not has(element, "p", "figcaption", *HEADINGS, "figure", "section"):
            return True
        if element.get("hidden", "until-found") != "until-found" or _NOT_SHOWN.search(element.get("style") or ""):
            return True
        if not _NO_TEXT.isdisjoint(str(element.get("class") or "").split()):
            return True
        if element.tag in ("select", "textarea", "dialog", "option"):
            return True
        if element.tag in ("button", "form"):
            return _is_short(element, _WIDGET) and not _among_words(element)
        if element.tag == "img":
            return bool(_AVATAR.search(names))
        return self._is_by_name(element, names) and not _among_words(element)

    def _may_go(self, element: Element) -> bool:
        """Whether neither the page's title is in an element, nor most of its paragraphs; but comments may be longer."""
        if self.title is not None and (element is self.title or element in self.title.iterancestors()):
            return False
        if self.paragraphs:
            few = sum(1 for _ in element.iter("p")) * 2 <= self.paragraphs
        else:
            few = len(_loose(element).split()) * 2 <= self.words
        return few or (_is_comment(element) and any(map(_is_comment, element.iterdescendants())))

    def _is_text(self, block: Element) -> bool:
        """Whether a block may be of the article's own text, by what is around it."""
        around = [e for e in (block, *block.iterancestors()) if e in self.order and e is not self.root]
        if any(str(e.get("id") or "").startswith(NAMED) for e in around):
            return False
        return not any(e.tag in ("nav", "footer", "form") or (e.tag in _NAMED and self._is_named(e)) for e in around)

    def _is_named(self, element: Element) -> bool:
        names = _words_of(element)
        return bool(_OTHERS.search(names) or _ASKS.search(names) or _FOOTER.search(names)) and self._may_go(element)

    def _is_by_name(self, element: Element, names: str) -> bool:
        outside = not self.first <= self.order[element] <= self.last
        if element.tag in HEADINGS:
            return outside and bool(_BY.search(names)) and _is_short(element, _FEW)
        if element.tag in ("blockquote", "figure") and _PULLED.search(names):
            return self._is_repeated(element)
        if element.tag not in _NAMED or next(element.iterancestors("pre", "code"), None) is not None:
            return False
        if (
            element.tag in INLINE
            and next(element.iterancestors(*HEADINGS, "dt", "figcaption", "table"), None) is not None
        ):
            return False
        if _PULLED.search(names) or element.get("aria-hidden") == "true":
            return self._is_repeated(element)
        if _OTHERS.search(names) or (_ASKS.search(names) and _is_short(element, _WIDGET)):
            return True
        if has(element, "figure", "table", "pre", "blockquote"):
            return False
        words, loose = " ".join(element.text_content().split()), _loose(element)
        if _BARS.search(names) or element.get("role") == "button":
            return len(loose.split()) <= _FEW and not _has_picture(element)
        if _COUNT.fullmatch(words) or self._is_contents(element):
            return True
        if element.tag == "header" and words and not loose.strip() and not has(element, *HEADINGS):
            return outside  # a bar of links above a text whose title is no heading
        if element.tag == "aside" and words and not "".join(_texts(element, (*_LINKS, *HEADINGS))).strip():
            return not has(element, "img")
        if not outside or named(words):  # the line that names the author goes behind the text
            return False
        if _META.search(names) or _COPYRIGHT.match(words) or self.order[element] < self.begins:
            return _is_short(element, _LINE)
        if any(_META.search(_words_of(each)) for each in element.iterdescendants(*_NAMED)):
            return _is_short(element, _FEW)
        if not words or loose.strip() or self.order[element] > self.first or element.tag == "li":
            return False
        # a menu without a name, above the text; a table of contents
        above = self.title is not None and self.order[element] < self.order[self.title]
        within = all(str(link.get("href") or "").startswith("#") for link in element.iter("a"))
        return above or within or len(words.split()) <= _PRESSED

    def _is_contents(self, element: Element) -> bool:
        """Whether an element is a table of contents: nothing but links, each to a heading of the page."""
        links = [*element.iter("a")]
        names = {str(link.get("href") or "") for link in links}
        return len(links) > 1 and not _loose(element).strip() and names <= self._headed

    @cached_property
    def _headed(self) -> frozenset[str]:
        """Where a link leads to a heading of the page."""
        within = (each for heading in self.root.iter(*HEADINGS) for each in heading.iter())
        return frozenset(f"#{name}" for each in within for name in (each.get("id"), each.get("name")) if name)

    def _is_repeated(self, element: Element) -> bool:
        """Whether an element says nothing but what the text says too."""
        self._said = self._said or f" {'  '.join(_letters(self.root))} "
        quoted = [*element.iter("p")] or [*element.iter("blockquote")] or [element]
        phrases = ["  ".join(_letters(each)) for each in quoted]
        return all(phrase and self._said.count(f" {phrase} ") > 1 for phrase in phrases)


def emptied(root: Element, gone: Collection[Element], furniture: Collection[Element]) -> list[Element]:
    """The headings that have nothing below them but what is gone, and furniture; with those of their subsections."""
    below: dict[Element, set[bool]] = {}
    open_: list[tuple[int, Element, Element]] = []  # the level of a heading, it, and the part of the page that it heads
    skipped: set[Element] = set()
    for element in root.iter():
        parent = element.getparent()
        if parent in skipped or element in furniture:
            skipped.add(element)
            continue
        around = {element, *element.iterancestors()}
        open_ = [each for each in open_ if each[2] in around]
        within = any(e.tag in HEADINGS for e in around - {element})
        if element in gone:
            skipped.add(element)
            for _, heading, _ in open_ if not within and element.text_content().strip() else ():
                below[heading].add(True)
        elif element.tag in HEADINGS:
            level = HEADINGS.index(element.tag)
            open_ = [each for each in open_ if each[0] < level]
            part = next(e for e in element.iterancestors() if e is root or e.tag in ("section", "article", "aside"))
            open_.append((level, element, part))
            below[element] = set()
        elif not within and (_has_own_words(element) or element.tag in _SHOWS):
            for _, heading, _ in open_:
                below[heading].add(False)
    return [heading for heading, what in below.items() if what == {True}]


_SHOWS = ("img", "iframe", "video", "audio", "svg", "object", "math")


def words_in(root: Element) -> dict[Element, int]:
    """How many words of running text each element of a page has: without links, furniture, and what is not shown."""
    furniture = Furniture(root)
    counts: dict[Element, int] = {}

    def count(element: Element) -> int:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or element.tag == "a" or element in furniture:
            return 0
        own = len(f"{element.text or ''} {' '.join(child.tail or '' for child in element)}".split())
        counts[element] = own + sum(map(count, element))
        return counts[element]

    count(root)
    return counts


def title_of(root: Element) -> tuple[Element, bool]:
    """The heading that is the page's title, or None: the first <h1> that its stated titles have, else the first; and
    whether they have it.
    """
    page = root.getroottree().getroot()
    stated = [" ".join(each.text_content().split()) for each in page.iter("title")]
    metas = (each for each in page.iter("meta") if "title" in f"{each.get('property')} {each.get('name')}")
    stated += [str(each.get("content") or "") for each in metas]
    headings = [h for h in root.iter("h1") if h.text_content().strip()]
    borne = [h for h in headings if any(" ".join(h.text_content().split()) in title for title in stated)]
    return next(iter([*borne, *headings]), None), bool(borne)


def _words_of(element: Element) -> str:
    """The words by which a page calls an element, in small letters: "author-box" of authorBox and of author__box.

    An id that a program made of a heading's words is none.
    """
    said = [str(element.get(name) or "") for name in ("class", "data-testid", "rel")]
    tokens = [token for each in said for token in each.split()]
    own = str(element.get("id") or "")
    heading = element if element.tag in HEADINGS else next(element.iter(*HEADINGS), None)
    if own and (heading is None or re.sub(r"\W+", "", heading.text_content()).casefold() != re.sub(r"\W+", "", own)):
        tokens.append(own)
    split = (re.sub(r"[-_]+", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", token)).lower() for token in tokens)
    return " ".join(token for token in split if not _STATE.match(token))


def is_byline(element: Element) -> bool:
    """Whether a page calls an element the line that names its author."""
    return bool(_BY.search(_words_of(element)))


_COMMENT = _names("comments? commentlist respond disqus-thread")


def _is_comment(element: Element) -> bool:
    return isinstance(element.tag, str) and bool(_COMMENT.search(_words_of(element)))


def _is_short(element: Element, most: int) -> bool:
    return len("".join(_texts(element, ())).split()) <= most


_LINKS = ("a", "button", "option")


def _loose(element: Element) -> str:
    """The words of an element that are in none of its links and buttons."""
    return "".join(_texts(element, _LINKS))


def _texts(element: Element, without: Iterable[str]) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or element.tag in without:
        return
    yield element.text or ""
    for child in element:
        yield "" if child.tag in INLINE else " "
        yield from _texts(child, without)
        yield child.tail or ""


def _letters(element: Element) -> list[str]:
    """The words of an element without the numbers of notes."""
    return re.findall(r"[^\W\d_]+", "".join(_texts(element, ("sup", "button"))).casefold())


def has(element: Element, *names: str) -> bool:
    """Whether an element is or holds one of these names."""
    return next(element.iter(*names), None) is not None


def _has_picture(element: Element) -> bool:
    """Whether a picture is in an element that is no sign on a link or a button."""
    signs = {img for each in element.iter("a", "button", "li") for img in each.iter("img") if each is not element}
    return any(img not in signs and not _AVATAR.search(_words_of(img)) for img in element.iter("img"))


def _has_own_words(element: Element) -> bool:
    texts = (element.text, *(child.tail for child in element)) if isinstance(element.tag, str) else ()
    return element.tag not in _UNSEEN and any(re.search(r"[^\W\d_]", text or "") for text in texts)


def _among_words(element: Element) -> bool:
    """Whether an element stands in a sentence: words are before it in its line and, of a button, behind it too."""
    if element.tag not in INLINE:
        return False
    top, heading = element, next(element.iterancestors(*HEADINGS, "summary"), None)
    if element.tag == "button" and heading is not None:
        return len(heading.text_content().split()) == len(element.text_content().split())
    while top.getparent() is not None and top.tag in INLINE and top.getparent().tag in INLINE:
        top = top.getparent()
    if (parent := top.getparent()) is None:
        return False
    before, behind = [parent.text or ""], [top.tail or ""]
    said = before
    for each in parent:
        if each is top:
            said = behind
        elif each.tag in INLINE:
            said.append(f"{each.text_content()}{each.tail or ''}")
    words = [bool(re.search(r"[^\W\d_]", "".join(texts))) for texts in (before, behind)]
    return all(words) if element.tag == "button" else any(words)
