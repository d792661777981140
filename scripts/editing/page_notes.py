"""The notes of a web page in one shape: in the text a raised link of its number, at the end a list of their texts;
and what of a page is no text of its article.

Each program that writes pages has a shape of its own: the note is an item, a row, a definition, a division, or words in
the text itself that are shown in the margin. What they share: a number calls the note, by a link to where its text
stands, or right before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import chain, count
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from lxml import html

from scripts.editing.furniture import HEADINGS, NAMED, Element, Furniture, emptied, has
from scripts.editing.text_notes import HEADING
from scripts.regex import regex

_NUMBER = regex(r"\s*[\[(]?\s*(\d{1,4})(?::\d{1,2})?\s*[\])]?[.:]?\s*")  # [1:1] calls a note again
# What calls a note of another group, as those of Wikipedia are: [a], [note 2].
_GROUPED = regex(r"\s*\[\s*((?:note|nb|n|fn)\s?\d{1,3}|[a-z]{1,2})\s*\]\s*", re.IGNORECASE)
_SIGN = regex(r"\s*([*†‡§¶]{1,3})\s*")  # of the note to a title or to an author
_BACK = regex(r"\W*(?:\d{1,4}|[a-z]|back|return|jump up|zurück)?\W*", 2)  # of a link that leads to what is before it
_LETTER = regex(r"[^\W\d_]")
_SCRIPTED = regex(r"""\(\s*['"]#?([^'"\s]+)['"]\s*\)""")  # a script that is given a place
_SIGNS = "[(^.:)] \t\r\n\xa0↩↑⬆⏎\ufe0e"  # around the printed number of a note
# A word of a class, a role or an id.
_NAMES_A_NOTE = regex(r"(?:^|[-_:\s])(?:(?:foot|end|side|margin)?notes?|ft?n|edn)(?:$|[-_:\s\d])", re.IGNORECASE)
_INLINE = frozenset("a b bdi cite em font i label mark s small span strong sub sup u".split())
_NO_NOTE = ("h1", "h2", "h3", "h4", "h5", "h6", "figure", "section")  # what no note has in it


class _Note(NamedTuple):
    """A note: its number, the links that call it, and the elements that have its text, which leave the page."""

    number: str
    calls: list[Element]
    texts: list[Element]


def gather(article: Element) -> None:
    """Bring the notes of a page's article into that shape, in place; what is in no known shape stays as it is."""
    order = {element: nth for nth, element in enumerate(article.iter())}  # which keeps lxml's objects
    linked = _linked(article, order)
    placed = [*_in_place(article, linked)]
    again = _said_again(article, placed)
    texts = [*again, *chain.from_iterable(note.texts for note in linked)]
    headings = [*_headings(article, texts)]
    furniture = Furniture(article)  # which may stand between the notes and the next heading
    theirs = [*texts, *chain.from_iterable(note.calls for note in linked)]
    around = {each for text in theirs for each in (text, *text.iterancestors())}
    neither = {each for each in article.iter("*") if each not in around and each in furniture}
    empty = (
        emptied(article, {*texts}, {*(each for each in headings if each.tag not in HEADINGS), *neither})
        if texts
        else []
    )
    _without_brackets({*chain.from_iterable(note.calls for note in linked)})
    items = []
    for nth, note in enumerate([*linked, *placed]):
        name = f"{NAMED}{nth}"
        item = html.Element("li", id=name)
        for text in note.texts:
            _move(text, item)
        _without_label(item, note.number)
        for call in note.calls:
            if article in call.iterancestors():  # and was not within another, or a note
                _call(call, note.number, name)
        items.append(item)
    for text in again:
        _move(text, html.Element("li"))
    for heading in headings:
        outer = heading
        while _words(outer.getparent()) == _words(heading):  # such as a table of which nothing is left
            outer = outer.getparent()
        if outer is not heading or heading.tag not in _NO_NOTE:  # or more may stand below it than notes
            outer.set("hidden", "")
    for heading in empty:
        heading.set("hidden", "")
    if items:
        notes = html.Element("ol")
        notes.extend(items)
        article.append(notes)


def lead_within(page: Element) -> None:
    """Write what leads to a place of a page itself as such a link: one by the page's own address, one by a script."""
    named = _named(page)
    own = set()
    for link in page.iter("a"):
        address, _, name = str(link.get("href") or "").rpartition("#")
        if name in named and _NUMBER.fullmatch(link.text_content()) and _named_a_note(named[name]):
            own.add(address)
    for element in [*page.iter("a", "sup", "span")]:
        address, sign, name = str(element.get("href") or "").rpartition("#")
        script = _SCRIPTED.search(element.get("onclick") or "")
        opened = next((v for k, v in element.attrib.items() if k not in ("id", "name", "class") and v in named), "")
        if sign and address in own:
            element.set("href", f"#{name}")
        elif element.tag == "a" and (not name or not sign) and opened and _named_a_note(element) and _number(element):
            element.set("href", f"#{opened}")  # a box that a script opens, and whose name is in another attribute
        elif not sign and script and script[1] in named and _BACK.fullmatch(element.text_content()):
            element.tag = "a"
            element.set("href", f"#{script[1]}")


def as_written(page: Element) -> None:
    """Write what Google Docs and Word have in a page of their own as others do: comments, links, and the title."""
    for link in [*page.iter("a")]:
        if match := _COMMENT.fullmatch(str(link.get("id") or link.get("name") or "")):
            holders = link.iterancestors("div") if not match[1] else link.iterancestors("sup")
            next(holders, link).set("hidden", "")
            for attribute in ("href", "id", "name"):
                link.attrib.pop(attribute, None)
            continue
        address = urlsplit(str(link.get("href") or ""))
        if f"{address.hostname}{address.path}" == "www.google.com/url" and (real := parse_qs(address.query).get("q")):
            link.set("href", real[0])
    if next(page.iter("h1"), None) is None:
        titles = (p for p in page.iter("p") if {"title", "MsoTitle"}.intersection(str(p.get("class") or "").split()))
        if (title := next(titles, None)) is not None:
            title.tag = "h1"


_COMMENT = regex(r"cmnt(_ref)?\d+")


def _named(article: Element) -> dict[str, Element]:
    named: dict[str, Element] = {}
    for element in article.iter():
        for name in filter(None, (element.get("id"), element.get("name"))):
            named.setdefault(name, element)
    return named


# ---------------------------------------------------------------- notes that are linked


def _linked(article: Element, order: dict[Element, int]) -> list[_Note]:
    """The notes to which a link of a number leads on.

    A number may also lead to a section, a figure or a paragraph of the text. The number of a note is raised, has a name
    that says so, or is led back to; or all that numbers lead to stands behind them.
    """
    named = _named(article)
    calls: dict[Element, list[Element]] = {}
    for link in article.iter("a"):
        target = _led_to(link, named)
        if target is not None and _number(link) and order[target] > order[link]:
            calls.setdefault(target, []).append(link)
    last = max((order[link] for links in calls.values() for link in links), default=0)
    apart = {element for target, links in calls.items() for element in (target, *links)}
    found: list[tuple[bool, _Note]] = []
    for target, links in reversed(calls.items()):  # or the text of a note would be what stands before the next
        texts = _texts(target, apart - {target})
        call = {*links[0].iter(), *chain.from_iterable(link.iterancestors("sup", "span") for link in links)}
        raised = any(element.tag == "sup" for element in call)
        back = any(_led_to(link, named) in call for text in texts for link in text.iter("a"))
        sure = raised or back or any(map(_named_a_note, (*links, target, *texts)))
        if any(map(_has_words, texts)):
            found.insert(0, (sure, _Note(_number(links[0]), links, texts)))
    behind = all(order[target] > last for target in calls) and not any(sure for sure, _ in found)
    notes = [note for sure, note in found if sure or (behind and found[0][1].number == "1")]
    for link in [link for note in notes for text in note.texts for link in text.iter("a")]:
        _without_way_back(link, named, order)
    return notes


def _led_to(link: Element, named: dict[str, Element]) -> Element:
    """Where a link leads within the page, or None."""
    address = str(link.get("href") or "")
    return named.get(address[1:]) if address.startswith("#") else None


def _named_a_note(element: Element) -> bool:
    names = ("class", "id", "role", "rel", "style", "href")
    return bool(_NAMES_A_NOTE.search(" ".join(str(element.get(name) or "") for name in names)))


def _number(call: Element) -> str:
    """The number, or else the name, of the note that an element calls; "" where it calls none."""
    words = call.text_content()
    match = _NUMBER.fullmatch(words) or (_GROUPED.fullmatch(words) if _is_raised(call) else None)
    match = match or (_SIGN.fullmatch(words) if _is_raised(call) or _named_a_note(call) else None)
    return re.sub(r"\s", "", match[1]) if match else ""


def _is_raised(call: Element) -> bool:
    return next(chain(call.iter("sup"), call.iterancestors("sup")), None) is not None


def _has_words(element: Element) -> bool:
    return bool(_LETTER.search(element.text_content()))


def _any_within(element: Element, some: set[Element]) -> bool:
    return any(each in some for each in element.iter())


def _texts(target: Element, apart: set[Element]) -> list[Element]:
    """The elements with the text of the note that is at a link's target; none where words are before that.

    None of `apart`, which are what calls notes and the targets of others, is within them.
    """
    element = target
    while element.tag in _INLINE and element.getparent() is not None:
        if _follows_words(element):
            return []
        element = element.getparent()
    if element.tag in ("td", "th"):
        element = element.getparent()
    if element.tag == "dt":
        following = element.getnext()
        return [element, following] if following is not None and following.tag == "dd" else []
    while (parent := element.getparent()) is not None and _is_all(parent, apart):
        element = parent
    if not _any_within(element, apart):
        return [] if has(element, *_NO_NOTE) else [element]
    return [_behind(target, apart)] if target.getparent() is element else []


def _behind(target: Element, apart: set[Element]) -> Element:
    """What stands in a block behind a place, to the next of those of other notes, in an element of its own."""
    text = html.Element("span")
    target.addnext(text)
    text.text, target.tail = target.tail, None
    following = text.getnext()
    while following is not None and not _any_within(following, apart):
        text.append(following)
        following = text.getnext()
    return text


def _follows_words(element: Element) -> bool:
    """Whether words stand between the beginning of an element's parent, or of its line, and it."""
    for each in element.itersiblings(preceding=True):
        if _LETTER.search(each.tail or ""):
            return True
        if each.tag == "br":
            return False
        if _has_words(each):
            return True
    return bool(_LETTER.search(element.getparent().text or ""))


def _is_all(element: Element, apart: set[Element]) -> bool:
    """Whether an element is that of one note, by its name, and holds nothing else."""
    return _named_a_note(element) and not (_any_within(element, apart) or has(element, *_NO_NOTE))


def _without_way_back(link: Element, named: dict[str, Element], order: dict[Element, int]) -> None:
    """Take a link out of a note that leads to what is before it, and what is empty then."""
    target, words = _led_to(link, named), link.text_content()
    lost = target is None and str(link.get("href") or "").startswith("#") and not re.search(r"\w", words)
    if lost or (target is not None and order[target] < order[link] and _BACK.fullmatch(words)):
        parent = link.getparent()
        link.drop_tree()
        while parent is not None and parent.tag in _INLINE and not parent.text_content().strip():
            parent, empty = parent.getparent(), parent
            empty.drop_tree()


# ---------------------------------------------------------------- notes that stand in the text


def _in_place(article: Element, linked: Sequence[_Note]) -> Iterator[_Note]:
    """The notes that stand right behind their number, or have it in them, by names that say what they are.

    What says a linked note, or its beginning, where it is called is taken out.
    """
    numbers = count(1)
    called = {call: note for note in linked for call in note.calls}
    calls = {*called}
    texts = {*chain.from_iterable(note.texts for note in linked)}
    found: list[Element] = []
    for element in article.iter("span", "small"):
        names = " ".join(str(element.get(name) or "") for name in ("class", "role"))
        if (
            _NAMES_A_NOTE.search(names)
            and _has_words(element)
            and not {element, *element.iterancestors()} & {*found, *texts}
            and not _any_within(element, calls)
        ):
            found.append(element)
    for element in found:
        marks, own = _marks(element), _NUMBER.fullmatch(next(filter(str.strip, element.itertext())))
        if note := next((called[each] for mark in marks for each in mark.iter() if each in called), None):
            said = (" ".join(word for text in note.texts for word in _words(text)), " ".join(_words(element)[:_ALIKE]))
            if said[1] in said[0]:
                element.drop_tree()
        elif marks or own:
            number = next(filter(None, map(_number, marks)), "") or (own[1] if own else str(next(numbers)))
            text = deepcopy(element)
            text.tail = None
            for child in [*element]:
                child.drop_tree()
            element.text = number
            for mark in marks:
                mark.drop_tree()
            yield _Note(number, [element], [text])


_ALIKE = 5  # words by which it is told that the same is said


def _words(element: Element) -> list[str]:
    return re.findall(r"\w+", element.text_content())


def _said_again(article: Element, notes: Sequence[_Note]) -> list[Element]:
    """What says all notes that stand in the text once more in their order, as a list of them for print does."""
    found: list[Element] = []
    calls = {call for note in notes for call in note.calls}
    for element in article.iter("tr", "li", "p", "dd", "div") if notes else ():
        if len(found) == len(notes):
            break
        if element.tag == "div" and has(element, "tr", "li", "p", "dd", "div"):
            continue
        note = notes[len(found)]
        said, words = ("".join(_words(each)) for each in (element, note.texts[0]))
        alike = said in (words, note.number + words, words.removeprefix(note.number))
        new = said and alike and not _any_within(element, calls)
        if new and not {*element.iterancestors()} & {*found}:
            found.append(element)
    return found if len(found) == len(notes) else []


def _headings(article: Element, texts: Sequence[Element]) -> Iterator[Element]:
    """The lines right before some texts of notes that say what follows."""
    taken = {*texts}
    for element in texts:
        while element is not article:
            before = element.getprevious()
            if before is None:
                element = element.getparent()
                if _LETTER.search(element.text or ""):
                    break
                continue
            if before in taken or _LETTER.search(before.tail or ""):
                break
            if HEADING.fullmatch(" ".join(_words(before))):
                yield before
            elif _has_words(before):
                break
            element = before


def _marks(element: Element) -> list[Element]:
    """What stands right before a note in the text: its number, or what shows it."""
    found: list[Element] = []
    before = element.getprevious()
    while before is not None and not (before.tail or "").strip() and before.tag in ("label", "input", "sup", "a"):
        if before.text_content().strip() and not _NUMBER.fullmatch(before.text_content()):
            break
        found.append(before)
        before = before.getprevious()
    return found


# ---------------------------------------------------------------- the one shape


def _move(text: Element, item: Element) -> None:
    """Put what an element holds at the end of an item, and take it, and what is empty then, out of the page."""
    item.text = f"{item.text or ''}{text.text or ''}"
    for child in [*text]:
        if child.tag in ("td", "th"):
            child.tag = "div"
        item.append(child)
    parent = text.getparent()
    while parent is not None:
        text.drop_tree()
        if parent.tag in ("body", "article", "main") or any(map(str.strip, parent.itertext())) or has(parent, "img"):
            return
        text, parent = parent, parent.getparent()


def _without_label(item: Element, number: str) -> None:
    """Take the printed number of a note from its beginning."""
    first: Element | None = item
    while first is not None:
        match = _NUMBER.match(first.text or "")
        if match and match[1] == number:
            first.text = first.text[match.end() :]
        elif _SIGN.fullmatch(number):
            first.text = (first.text or "").lstrip().removeprefix(number)
        first.text = (first.text or "").lstrip(_SIGNS.translate({ord(sign): None for sign in "[(:)]"}))
        if first.text or not len(first):
            return
        inner = first[0]
        if inner.text_content().strip(_SIGNS) in ("", number):
            inner.drop_tree()
        else:
            first = inner


def _without_brackets(calls: set[Element]) -> None:
    """Take the brackets out of the text that stand around calls, and what stands between these."""
    for call in calls:
        while (before := call.getprevious()) is not None and before.tag == "a" and not (len(before) or before.text):
            before.drop_tree()  # a place to lead back to
        run = [call]
        while not (run[-1].tail or "").strip(" ,;–-\xa0\n") and run[-1].getnext() in calls:
            run.append(run[-1].getnext())
        holder, name = _text_before(call)
        words, behind = getattr(holder, name) or "", run[-1].tail or ""
        if words.endswith("[") and behind.startswith("]"):
            setattr(holder, name, words[:-1])
            for each in run:
                each.tail = None
            run[-1].tail = behind[1:]


def _text_before(element: Element) -> tuple[Element, str]:
    """What holds the text right before an element, and as which attribute."""
    before = element.getprevious()
    return (element.getparent(), "text") if before is None else (before, "tail")


def _call(call: Element, number: str, name: str) -> None:
    """Make an element the raised link of a number, right behind the words before it."""
    for child in [*call]:
        child.drop_tree()
    for attribute in [*call.attrib]:
        del call.attrib[attribute]
    call.tag, call.text = "a", number
    call.set("href", f"#{name}")
    outer = call.getparent()
    if outer.tag != "sup":
        raised = html.Element("sup")
        raised.tail, call.tail = call.tail, None
        outer.replace(call, raised)
        raised.append(call)
        outer = raised
    if not _LETTER.search(outer.text_content()):  # brackets around the numbers, commas between them
        outer.text = None
        for each in outer:
            each.tail = None
    holder, attribute = _text_before(outer)
    setattr(holder, attribute, (getattr(holder, attribute) or "").rstrip() or None)


# ---------------------------------------------------------------- what is no text


def apart(article: Element) -> list[Element]:
    """What of a page with its notes in that shape is no text of its article, and the headings of nothing else. In none
    of it is a note, or is one called.
    """
    furniture = Furniture(article)
    numbered = {str(link.get("href"))[1:] for link in article.iter("a") if _NUMBER.fullmatch(link.text_content())}
    found: dict[Element, None] = {}
    for element in article.iter("*"):
        if not found.keys().isdisjoint(element.iterancestors()) or element not in furniture:
            continue
        within = {str(each.get(name) or "").removeprefix("#") for each in element.iter("*") for name in ("id", "href")}
        if not any(name.startswith(NAMED) for name in within) and numbered.isdisjoint(_named(element)):
            found[element] = None
    headings = emptied(article, found, ())
    return [element for element in article.iter("*") if element in found or element in headings]
