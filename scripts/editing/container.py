"""The words of a document as its container has them: the XML of .docx and .odt, the HTML of a page.

They are read apart from whatever reads the document as an article, so that the two can be compared. Nothing is opened
but the archive's own members, each up to `LARGEST` bytes; entities and outside files are never asked for.
"""

from __future__ import annotations

import json
import re
import zipfile
from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from scripts.finding import unreadable
from scripts.regex import regex

LARGEST = 64 * 1024 * 1024


class Part(StrEnum):
    """Where in a document words stand. What is not shown on its pages is DELETED or a COMMENT."""

    BODY = "text"
    NOTE = "note"
    BOX = "text box"
    MARK = "custom mark"
    DELETED = "deleted text"
    COMMENT = "comment"
    MARGIN = "header or footer"
    ASIDE = "outside the article's element"


class Words(NamedTuple):
    """A paragraph: its words, where it stands, and the how-manieth it is there, from 1; of a note its number."""

    part: Part
    nth: int
    text: str


class Call(NamedTuple):
    """A note where the text calls it: its id, whether it is an endnote, and the mark that stands for its number."""

    id: str
    endnote: bool
    mark: str


class Cited(NamedTuple):
    """What a field of a reference manager says: the words that it prints, and its records in CSL-JSON."""

    printed: str
    records: tuple[Mapping[str, Any], ...]


@dataclass
class Container:
    """What a document holds: its paragraphs, its notes in the order of their calls, fields, and its properties.

    `restarts` is whether the printed numbers of its notes begin anew, with a section or a page.
    """

    words: list[Words] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    fields: list[Cited] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    restarts: bool = False
    _counts: Counter[Part] = field(default_factory=Counter)

    def add(self, part: Part, texts: Iterable[str], number: int = 0) -> None:
        """Add a paragraph, if it has words; `number` is that of its note."""
        if text := _squeezed("".join(texts)):
            self._counts[part] += 1
            self.words.append(Words(part, number or self._counts[part], text))


def read(path: str, data: bytes) -> Container | None:
    """What a document's container says; None for a kind that has none. Raises Unreadable."""
    kind = path.rpartition(".")[2].lower()
    if kind in ("html", "htm", "xhtml"):
        return _page(data)
    if kind not in ("docx", "odt"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _word(archive) if kind == "docx" else _open_document(archive)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError, NotImplementedError, OSError) as error:
        what = f"is no .{kind} that can be read ({error}); open it in its program and save it anew"
        raise unreadable(path, 1, what) from None


def _xml(archive: zipfile.ZipFile, name: str, *, needed: bool = False) -> Any:
    """The root of a member; an empty element where there is none. Raises KeyError for one that is needed."""
    if name not in archive.namelist():
        if needed:
            raise KeyError(f"{name} is missing")
        return etree.Element("none")
    if archive.getinfo(name).file_size > LARGEST:
        raise OSError(f"{name} has over {LARGEST // 1024 // 1024} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(archive.read(name), parser)


def _properties(root: Any) -> dict[str, str]:
    found = {_name(each): _squeezed(each.text or "") for each in root.iter() if not len(each)}
    return {name: value for name, value in found.items() if name in _STATED and value}


_STATED = ("title", "creator", "initial-creator", "language")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- Word

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNPRINTED = ("Fallback", "pPr", "rPr", "sectPr")
# Fields that number pages, which in a margin are no words of anybody's.
_PAGES = regex(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
# What ECMA-376, part 1, section 17 has for words of the page, and for characters by names.
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}


def _word(archive: zipfile.ZipFile) -> Container:
    found = Container(properties=_properties(_xml(archive, "docProps/core.xml")))
    notes: dict[tuple[bool, str], Any] = {}
    for endnote, name in ((False, "footnote"), (True, "endnote")):
        for note in _xml(archive, f"word/{name}s.xml").iter(f"{_W}{name}"):
            if note.get(f"{_W}type", "normal") == "normal":
                notes[endnote, note.get(f"{_W}id", "")] = note
    document = _xml(archive, "word/document.xml", needed=True)
    roots = (document, _xml(archive, "word/settings.xml"))
    anew = {each.get(f"{_W}val") for root in roots for each in root.iter(f"{_W}numRestart")}
    sections = sum(1 for _ in document.iter(f"{_W}sectPr"))  # what pandoc writes asks for it, in one section
    found.restarts = "eachPage" in anew or ("eachSect" in anew and sections > 1)
    reader = _WordReader(found)
    reader.paragraphs(document, Part.BODY)
    for number, call in enumerate(list(found.calls), 1):
        if (note := notes.get((call.endnote, call.id))) is not None:
            reader.paragraphs(note, Part.NOTE, number)
    reader.paragraphs(_xml(archive, "word/comments.xml"), Part.COMMENT)
    for name in sorted(n for n in archive.namelist() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", n)):
        reader.paragraphs(_xml(archive, name), Part.MARGIN)
    return found


class _WordReader:
    """Reads the paragraphs of a part of a Word document, each once: a text box stands in the text and in a fallback."""

    def __init__(self, found: Container) -> None:
        self.found = found
        self.margin = False
        self.instruction: list[str] = []  # of each field that is open
        self.printed: list[list[str] | None] = []  # the same; None before its result begins

    def paragraphs(self, root: Any, part: Part, number: int = 0) -> None:
        self.margin = part is Part.MARGIN
        for paragraph in _outermost(root, f"{_W}p"):
            shown: list[str] = []
            gone: list[str] = []
            self.runs(paragraph, shown, gone)
            self.found.add(part, shown, number)
            self.found.add(Part.DELETED, gone)

    def runs(self, element: Any, shown: list[str], gone: list[str]) -> None:
        for child in element:
            name = _name(child)
            numbers = name == "fldSimple" and self.margin and _PAGES.match(child.get(f"{_W}instr", ""))
            if name in _UNPRINTED or numbers:
                continue
            if name == "txbxContent":
                self.paragraphs(child, Part.BOX)
            elif name in ("footnoteReference", "endnoteReference"):
                custom = child.get(f"{_W}customMarkFollows", "0") in ("1", "true", "on")
                mark = "".join(child.getparent().itertext(f"{_W}t", f"{_W}sym")) if custom else ""
                self.found.calls.append(Call(child.get(f"{_W}id", ""), name.startswith("end"), mark))
                if custom:
                    self.found.add(Part.MARK, mark.strip() or "a sign", len(self.found.calls))
                    return
            elif name == "fldChar":
                self.field(child.get(f"{_W}fldCharType", ""), child.findtext(f"{_W}fldData") or "")
            elif name == "instrText" and self.instruction:
                self.instruction[-1] += child.text or ""
            elif name == "t":
                self.text(child.text or "", shown)
            elif name in ("delText", "moveFrom"):
                gone.append("".join(child.itertext(f"{_W}t", f"{_W}delText")))
            elif name in _SIGNS:
                self.text(_SIGNS[name], shown)
            else:
                self.runs(child, shown, gone)

    def text(self, text: str, shown: list[str]) -> None:
        if self.printed and (self.printed[-1] is None or (self.margin and _PAGES.match(self.instruction[-1]))):
            return  # before its result, a field prints nothing
        shown.append(text)
        for printed in self.printed:
            if printed is not None:
                printed.append(text)

    def field(self, kind: str, data: str) -> None:
        if kind == "begin":
            self.instruction.append(_decoded(data))
            self.printed.append(None)
        elif kind == "separate" and self.printed:
            self.printed[-1] = []
        elif kind == "end" and self.printed:
            words, printed = self.instruction.pop(), self.printed.pop() or []
            if records := _records(words):
                self.found.fields.append(Cited(_squeezed("".join(printed)), records))


def _decoded(data: str) -> str:
    """What a field carries beside its instruction, where EndNote puts its records."""
    try:
        return b64decode(data, validate=False).decode(errors="replace").strip("\0") if data else ""
    except ValueError:
        return ""


def _records(instruction: str) -> tuple[Mapping[str, Any], ...]:
    """The records of a field in CSL-JSON, as Zotero and Mendeley write them, or from EndNote's XML."""
    if "EN.CITE" in instruction and "<EndNote" in instruction:
        return tuple(_endnote(instruction[instruction.index("<EndNote") :]))
    begin = instruction.find("{")
    if "CSL_CITATION" not in instruction or begin < 0:
        return ()
    try:
        value, _ = json.JSONDecoder().raw_decode(instruction[begin:])
    except (ValueError, RecursionError):
        return ()
    items = value.get("citationItems", []) if isinstance(value, dict) else []
    found = [item.get("itemData") for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return tuple(record for record in found if isinstance(record, dict))


# EndNote's types of references, as CSL has them.
_ENDNOTE_TYPES = {
    "Journal Article": "article-journal",
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper",
    "Book": "book",
    "Edited Book": "book",
    "Book Section": "chapter",
    "Conference Paper": "paper-conference",
    "Report": "report",
    "Thesis": "thesis",
    "Web Page": "webpage",
}
_ENDNOTE_FIELDS = {
    "title": "titles/title",
    "container-title": "titles/secondary-title",
    "publisher": "publisher",
    "publisher-place": "pub-location",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "DOI": "electronic-resource-num",
    "URL": "urls/related-urls/url",
}


def _endnote(text: str) -> Iterator[Mapping[str, Any]]:
    end = text.find("</EndNote>") + len("</EndNote>")
    try:
        root = etree.fromstring(text[:end].encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return
    for record in root.iter("record"):
        said: dict[str, Any] = {name: found[0] for name, way in _ENDNOTE_FIELDS.items() if (found := _all(record, way))}
        kinds = [str(kind.get("name", "")) for kind in record.findall("ref-type")]
        said["type"] = _ENDNOTE_TYPES.get(next(iter(kinds), ""), "")
        for role, way in _ENDNOTE_PEOPLE.items():
            said[role] = list(map(_person, _all(record, f"contributors/{way}/author")))
        yield said | ({"issued": {"date-parts": [years[:1]]}} if (years := _all(record, "dates/year")) else {})


def _all(record: Any, way: str) -> list[str]:
    return [text for each in record.findall(way) if (text := _squeezed("".join(each.itertext())))]


_ENDNOTE_PEOPLE = {"author": "authors", "editor": "secondary-authors"}


def _person(name: str) -> Mapping[str, str]:
    family, _, given = name.partition(",")
    return {"family": family, "given": given.strip()} if given.strip() else {"literal": name.strip(",")}


def _outermost(root: Any, tag: str) -> Iterator[Any]:
    """The elements of a name below another, less those within one of them, and less a fallback's."""
    for child in root:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and _name(child) != "Fallback":
            yield from _outermost(child, tag)


# ---------------------------------------------------------------- OpenDocument


def _open_document(archive: zipfile.ZipFile) -> Container:
    found = Container(properties=_properties(_xml(archive, "meta.xml")))

    def inside(element: Any, shown: list[str]) -> None:
        for child in element:
            name = _name(child)
            if name == "note":
                found.calls.append(Call("", child.get(_ODT_CLASS) == "endnote", ""))
                walk(child, Part.NOTE, len(found.calls))
            elif name == "annotation":
                walk(child, Part.COMMENT)
            elif name == "text-box":
                walk(child, Part.BOX)
            elif name in ("s", "tab", "line-break", "page-number", "page-count"):
                shown.append("" if name.startswith("page-") else " ")
            else:
                shown.append(child.text or "")
                inside(child, shown)
            shown.append(child.tail or "")

    def walk(element: Any, part: Part, number: int = 0) -> None:
        for child in element:
            name = _name(child)
            if name in ("p", "h"):
                shown = [child.text or ""]
                inside(child, shown)
                found.add(part, shown, number)
            elif name == "tracked-changes":
                for gone in child.iter("{*}deletion"):
                    walk(gone, Part.DELETED)
            elif name not in ("note-citation", "change-info"):
                walk(child, Part.BOX if name == "text-box" else part, number)

    walk(_xml(archive, "content.xml", needed=True).find(".//{*}text"), Part.BODY)
    for margin in _xml(archive, "styles.xml").iter("{*}header", "{*}footer"):
        walk(margin, Part.MARGIN)
    return found


_ODT_CLASS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}note-class"


# ---------------------------------------------------------------- a page


def article_of(data: bytes) -> Any:
    """The page's element that holds its article and the notes that it calls: <article>, else <main>, else all of it.

    Its notes are in one shape.
    """
    from lxml import html

    from scripts.editing import page_notes
    from scripts.hypertext import charset

    text = charset.decoded(data)
    root = html.document_fromstring(text.encode() or b"<p>", parser=html.HTMLParser(encoding="utf-8"))
    targets = _targets(root)
    for name in ("article", "main"):
        every = root.findall(f".//{name}")
        if len(every) == 1:
            inside = {each.get("id") for each in every[0].iter() if each.get("id")}
            outside = {each.get("id") for each in root.iter() if each.get("id") in targets} - inside
            if not _targets(every[0]) & outside:
                root = every[0]
                break
    page_notes.gather(root)
    return root


def _targets(element: Any) -> set[str]:
    """The ids to which the links in an element lead within the page."""
    addresses = (str(link.get("href") or "") for link in element.iter("a"))
    return {address[1:] for address in addresses if address.startswith("#")}


def article_html(data: bytes) -> bytes:
    """The same element as a page of its own, in UTF-8."""
    from lxml import html

    return b"<!DOCTYPE html><meta charset=utf-8>" + bytes(html.tostring(article_of(data), encoding="utf-8"))


def _page(data: bytes) -> Container:
    article = article_of(data)
    root = article.getroottree().getroot()
    stated = {each.get("name", "").lower(): each.get("content", "") for each in root.iter("meta")}
    titles = [_squeezed(each.text_content()) for each in root.iter("title")]
    named = {"title": next(iter(titles), ""), "creator": _squeezed(stated.get("author") or "")}
    named["language"] = str(root.get("lang") or "")
    found = Container(properties={name: value for name, value in named.items() if value})

    def walk(element: Any, texts: list[str], part: Part) -> None:
        here = Part.BODY if element is article else part
        block = _name(element) not in _INLINE
        if isinstance(element.tag, str) and _name(element) not in _UNSEEN:
            if block:
                found.add(part, texts)
                texts.clear()
            called = _name(element) == "a" and str(element.get("href") or "").startswith("#")
            if not (called and _CALL.fullmatch(element.text_content().strip())):  # its number is kept as a mark
                texts.append(element.text or "")
                for child in element:
                    walk(child, texts, here)
            if block:
                found.add(here, texts)
                texts.clear()
        texts.append(element.tail or "")

    walk(root, [], Part.BODY if article is root else Part.ASIDE)
    return found


_CALL = regex(r"[\[(]?\d{1,4}[\])]?")
_UNSEEN = frozenset("script style template noscript head title meta link iframe object svg math".split())
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strong sub sup time"
    " tt u var wbr".split()
)
