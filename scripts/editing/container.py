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
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from typing import Any, NamedTuple

from lxml import etree

from scripts.editing.brought import joined
from scripts.finding import unreadable
from scripts.regex import regex

LARGEST = 64 * 1024 * 1024


class DocumentPart(StrEnum):
    """Where in a document words stand. What is not shown on its pages is DELETED or a COMMENT."""

    BODY = "text"
    NOTE = "note"
    BOX = "text box"
    MARK = "custom mark"
    DELETED = "deleted text"
    COMMENT = "comment"
    MARGIN = "header or footer"
    CONTENTS = "table of contents"
    EMBEDDED = "embedded page"
    ASIDE = "outside the article's element"
    APART = "menu, byline, share box, comment, hidden text or the like"


class DocumentWords(NamedTuple):
    """A paragraph: its words, where it stands, and the how-manieth it is there, from 1; of a note its number."""

    part: DocumentPart
    nth: int
    text: str


class NoteCall(NamedTuple):
    """A note where the text calls it: its id, whether it is an endnote, and the mark that stands for its number."""

    id: str
    endnote: bool
    mark: str


class FieldCitation(NamedTuple):
    """What a field of a reference manager says: the words that it prints, and its records in CSL-JSON."""

    printed: str
    records: tuple[Mapping[str, Any], ...]


@dataclass
class Container:
    """What a document holds: its paragraphs, its notes in the order of their calls, fields, and its properties.

    `restarts` is whether the printed numbers of its notes begin anew, with a section or a page. `broken` is what the
    fields print that lead to no place in it, each with the words before it.
    """

    words: list[DocumentWords] = field(default_factory=list)
    calls: list[NoteCall] = field(default_factory=list)
    fields: list[FieldCitation] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    restarts: bool = False
    broken: list[tuple[str, str]] = field(default_factory=list)
    _counts: Counter[DocumentPart] = field(default_factory=Counter)

    def add(self, part: DocumentPart, texts: Iterable[str], number: int = 0) -> None:
        """Add a paragraph, if it has words; `number` is that of its note."""
        if text := squeezed("".join(texts)):
            self._counts[part] += 1
            self.words.append(DocumentWords(part, number or self._counts[part], text))


def read(path: str, data: bytes) -> Container | None:
    """What a document's container says; None for a kind that has none. Raises Unreadable."""
    kind = path.rpartition(".")[2].lower()
    if kind in ("html", "htm", "xhtml"):
        return _page(data)
    if kind not in ("docx", "odt"):
        return None
    with opened(path, data) as archive:
        return _word(archive) if kind == "docx" else _open_document(archive)


@contextmanager
def opened(path: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive of a document. Raises Unreadable, also for what goes wrong while it is read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError, NotImplementedError, OSError) as error:
        what = (
            f"is no {PurePath(path).suffix.lower()} that can be read ({error}); open it in its program and save it anew"
        )
        raise unreadable(path, 1, what) from None


def xml(archive: zipfile.ZipFile, name: str, *, needed: bool = False) -> Any:
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
    found = {local(each): squeezed(each.text or "") for each in root.iter() if not len(each)}
    return {name: value for name, value in found.items() if name in _STATED and value}


_STATED = ("title", "creator", "initial-creator", "language")


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def squeezed(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- Word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNPRINTED = ("Fallback", "pPr", "rPr", "sectPr")
# Fields that number pages, which in a margin are no words of anybody's.
_PAGES = regex(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
# What ECMA-376, part 1, section 17 has for words of the page, and for characters by names.
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}


def _word(archive: zipfile.ZipFile) -> Container:
    found = Container(properties=_properties(xml(archive, "docProps/core.xml")))
    notes: dict[tuple[bool, str], Any] = {}
    for endnote, name in ((False, "footnote"), (True, "endnote")):
        for note in xml(archive, f"word/{name}s.xml").iter(f"{W}{name}"):
            if note.get(f"{W}type", "normal") == "normal":
                notes[endnote, note.get(f"{W}id", "")] = note
    document = xml(archive, "word/document.xml", needed=True)
    roots = (document, xml(archive, "word/settings.xml"))
    anew = {each.get(f"{W}val") for root in roots for each in root.iter(f"{W}numRestart")}
    sections = sum(1 for _ in document.iter(f"{W}sectPr"))  # what pandoc writes asks for it, in one section
    found.restarts = "eachPage" in anew or ("eachSect" in anew and sections > 1)
    parts = [document, *notes.values()]
    bookmarks = {each.get(f"{W}name", "") for part in parts for each in part.iter(f"{W}bookmarkStart")}
    reader = _WordReader(found, bookmarks, set(contents(document)))
    reader.paragraphs(document, DocumentPart.BODY)
    found.add(DocumentPart.CONTENTS, reader.listed)
    for number, call in enumerate(list(found.calls), 1):
        if (note := notes.get((call.endnote, call.id))) is not None:
            reader.paragraphs(note, DocumentPart.NOTE, number)
    called = {(call.endnote, call.id) for call in found.calls}
    for note in (note for name, note in notes.items() if name not in called):
        reader.paragraphs(note, DocumentPart.DELETED)
    reader.paragraphs(xml(archive, "word/comments.xml"), DocumentPart.COMMENT)
    for name in sorted(n for n in archive.namelist() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", n)):
        reader.paragraphs(xml(archive, name), DocumentPart.MARGIN)
    return found


class _WordReader:
    """Reads the paragraphs of a part of a Word document, each once: a text box stands in the text and in a fallback."""

    def __init__(self, found: Container, bookmarks: Collection[str], contents: Collection[Any]) -> None:
        self.found = found
        self.bookmarks = bookmarks
        self.contents = contents
        self.listed: list[str] = []  # the words of the table of contents
        self.margin = False
        self.shown: list[str] = []  # the words of the paragraph so far
        self.instruction: list[str] = []  # of each field that is open
        self.printed: list[list[str] | None] = []  # the same; None before its result begins

    def paragraphs(self, root: Any, part: DocumentPart, number: int = 0) -> None:
        self.margin = part is DocumentPart.MARGIN
        for paragraph in _outermost(root, f"{W}p"):
            shown = self.shown = []
            gone: list[str] = []
            around = (paragraph, *paragraph.iterancestors())
            listed = self.listed if any(each in self.contents for each in around) else shown
            self.listed.append(" ")
            self.runs(paragraph, listed, gone)
            self.found.add(part, shown, number)
            self.found.add(DocumentPart.DELETED, gone)

    def runs(self, element: Any, shown: list[str], gone: list[str]) -> None:
        for child in element:
            name = local(child)
            numbers = name == "fldSimple" and self.margin and _PAGES.match(child.get(f"{W}instr", ""))
            if name in _UNPRINTED or numbers:
                continue
            if child in self.contents:
                self.runs(child, self.listed, gone)
            elif name == "txbxContent":
                self.paragraphs(child, DocumentPart.BOX)
            elif name == "moveFrom":
                continue  # it stands where it went
            elif name in ("footnoteReference", "endnoteReference"):
                if any(each.tag == f"{W}del" for each in child.iterancestors()):
                    continue
                custom = child.get(f"{W}customMarkFollows", "0") in ("1", "true", "on")
                mark = "".join(child.getparent().itertext(f"{W}t", f"{W}sym")) if custom else ""
                self.found.calls.append(NoteCall(child.get(f"{W}id", ""), name.startswith("end"), mark))
                if custom:
                    self.found.add(DocumentPart.MARK, mark.strip() or "a sign", len(self.found.calls))
                    return
            elif name == "fldSimple":
                printed: list[str] = []
                self.runs(child, printed, gone)
                shown += printed
                self.led(child.get(f"{W}instr", ""), printed)
            elif name == "ruby":
                for part, before, behind in (("rubyBase", "", ""), ("rt", " (", ")")):
                    for each in child.iterfind(f"{W}{part}"):
                        self.text(before, shown)
                        self.runs(each, shown, gone)
                        self.text(behind, shown)
            elif name == "fldChar":
                self.field(child.get(f"{W}fldCharType", ""), child.findtext(f"{W}fldData") or "")
            elif name == "instrText" and self.instruction:
                self.instruction[-1] += child.text or ""
            elif name == "t":
                self.text(child.text or "", shown)
            elif name == "delText":
                gone.append(child.text or "")
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
            self.led(words, printed)
            if records := _records(words):
                self.found.fields.append(FieldCitation(squeezed("".join(printed)), records))

    def led(self, instruction: str, printed: list[str]) -> None:
        """Remember what a field prints that refers to a bookmark, where there is none of its name."""
        match, said = _REFERENCE.match(instruction), squeezed("".join(printed))
        listed = any(map(_CONTENTS.match, self.instruction))  # which is left out
        if match and match[1] not in self.bookmarks and said and not listed:
            before = squeezed("".join(self.shown)).removesuffix(said).rstrip()
            self.found.broken.append((said, before[-_BEFORE:].partition(" ")[2] if len(before) > _BEFORE else before))


# Fields that print a bookmark's words, page or number: ECMA-376, part 1, 17.16.5.
_REFERENCE = regex(r'\s*(?:PAGE|NOTE)?REF\s+"?([^\s"]+)')
_CONTENTS = regex(r"\s*TOC\b")
_BEFORE = 60  # characters before a reference that are told


_CONTENTS_HEADING = regex(r"(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|sommaire|índice", re.I)


def contents(root: Any) -> list[Any]:
    """The elements that are a table of contents: what Word has as such a part, the runs and paragraphs of a TOC, and
    the paragraphs in the styles of one, with the line above them that says so.
    """
    parts = (each for each in root.iter(f"{W}docPartGallery") if each.get(f"{W}val") == "Table of Contents")
    found = [sdt for each in parts for sdt in each.iterancestors(f"{W}sdt")]
    fields: list[tuple[list[str], list[Any]]] = []  # of each that is open, its instruction and its runs
    runs: list[Any] = []
    for element in root.iter(f"{W}r", f"{W}fldChar", f"{W}instrText"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}r":
            for _, within in fields:
                within.append(element)
        elif element.tag == f"{W}instrText" and fields:
            fields[-1][0].append(element.text or "")
        elif kind == "begin":
            fields.append(([], [element.getparent()]))
        elif kind == "end" and fields:
            instruction, within = fields.pop()
            runs += within if _CONTENTS.match("".join(instruction)) else []
    gone = set(runs)
    paragraphs = dict.fromkeys(each for run in runs for each in run.iterancestors(f"{W}p"))
    whole = [p for p in paragraphs if not any(t.getparent() not in gone for t in p.iter(f"{W}t"))]
    styled = [each.getparent().getparent() for each in root.iter(f"{W}pStyle") if _TOC.match(each.get(f"{W}val", ""))]
    listed = [p for p in (*found, *whole, *styled) if p.tag in (f"{W}p", f"{W}sdt")]
    above = listed[0].getprevious() if listed else None
    if above is not None and _CONTENTS_HEADING.fullmatch(squeezed("".join(above.itertext(f"{W}t"))).strip(":")):
        found.append(above)
    return [*found, *whole, *(p for p in styled if p not in gone and p not in whole), *runs]


_TOC = regex(r"TOC\d$")


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
    return [text for each in record.findall(way) if (text := squeezed("".join(each.itertext())))]


_ENDNOTE_PEOPLE = {"author": "authors", "editor": "secondary-authors"}


def _person(name: str) -> Mapping[str, str]:
    family, _, given = name.partition(",")
    return {"family": family, "given": given.strip()} if given.strip() else {"literal": name.strip(",")}


def _outermost(root: Any, tag: str) -> Iterator[Any]:
    """The elements of a name below another, less those within one of them, and less a fallback's."""
    for child in root:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and local(child) != "Fallback":
            yield from _outermost(child, tag)


# ---------------------------------------------------------------- OpenDocument


def _open_document(archive: zipfile.ZipFile) -> Container:
    found = Container(properties=_properties(xml(archive, "meta.xml")))

    def inside(element: Any, shown: list[str]) -> None:
        for child in element:
            name = local(child)
            if name == "note":
                found.calls.append(NoteCall("", child.get(_ODT_CLASS) == "endnote", ""))
                walk(child, DocumentPart.NOTE, len(found.calls))
            elif name == "annotation":
                walk(child, DocumentPart.COMMENT)
            elif name == "text-box":
                walk(child, DocumentPart.BOX)
            elif name in ("s", "tab", "line-break", "page-number", "page-count"):
                shown.append("" if name.startswith("page-") else " ")
            else:
                shown.append(child.text or "")
                inside(child, shown)
            shown.append(child.tail or "")

    def walk(element: Any, part: DocumentPart, number: int = 0) -> None:
        for child in element:
            name = local(child)
            if name in ("p", "h"):
                shown = [child.text or ""]
                inside(child, shown)
                found.add(part, shown, number)
            elif name == "tracked-changes":
                for gone in child.iter("{*}deletion"):
                    walk(gone, DocumentPart.DELETED)
            elif name not in ("note-citation", "change-info"):
                walk(child, DocumentPart.BOX if name == "text-box" else part, number)

    walk(xml(archive, "content.xml", needed=True).find(".//{*}text"), DocumentPart.BODY)
    for margin in xml(archive, "styles.xml").iter("{*}header", "{*}footer"):
        walk(margin, DocumentPart.MARGIN)
    return found


ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ODT_CLASS = f"{ODF_TEXT}note-class"


# ---------------------------------------------------------------- a page


def article_of(data: bytes) -> Any:
    """The page's element that holds its article and the notes that it calls: an <article> or a <main> that has most of
    its running text, else all of it.

    Its notes are in one shape.
    """
    from lxml import html

    from scripts.editing import furniture, page_notes
    from scripts.hypertext import charset

    text = _menus_closed(charset.decoded(data))
    root = html.document_fromstring(text.encode() or b"<p>", parser=html.HTMLParser(encoding="utf-8"))
    page_notes.as_written(root)
    page_notes.lead_within(root)
    named, words = _named(root), furniture.words_in(root)
    title, borne = furniture.title_of(root)
    mains = {*title.iterancestors("main")} if borne else set()
    for name in ("article", "main"):
        every = (each for each in root.iter() if each.tag == name or each.get("role") == name)
        most = max(every, key=lambda each: words.get(each, 0), default=None)
        if most is None or (title not in {*most.iter()} and not mains.isdisjoint(most.iterancestors())):
            continue  # the title stands above it
        if words.get(most, 0) * 2 > words[root] and _targets(most) & named <= _named(most):
            root = most
            break
    page_notes.gather(root)
    return root


def _menus_closed(text: str) -> str:
    """A page's text with the divisions closed that are open at a menu's end, over which lxml's parser passes then."""
    parts = re.split(r"(?=</nav>)", text)
    for nth, part in enumerate(parts[:-1]):
        _, begun, menu = part.rpartition("<nav")
        parts[nth] += "</div>" * (menu.count("<div") - menu.count("</div>")) * bool(begun)
    return "".join(parts)


def _targets(element: Any) -> set[str]:
    """The ids to which the marks of notes in an element lead within the page."""
    marks = (link for link in element.iter("a") if len(link.text_content().strip(" []()")) <= len("1234"))
    addresses = (str(link.get("href") or "") for link in marks)
    return {address[1:] for address in addresses if address.startswith("#")}


def _named(element: Any) -> set[str]:
    return {name for each in element.iter() for name in (each.get("id"), each.get("name")) if name}


def article_html(data: bytes) -> bytes:
    """The same element as a page of its own, in UTF-8, without what is no text of it."""
    from lxml import html

    from scripts.editing import page_notes

    article = article_of(data)
    for element in page_notes.apart(article):
        element.drop_tree()
    for element in article.iterdescendants("main"):
        element.tag = "div"  # outside of which pandoc reads nothing
    return b"<!DOCTYPE html><meta charset=utf-8>" + bytes(html.tostring(article, encoding="utf-8"))


def _page(data: bytes) -> Container:
    from scripts.editing import page_notes
    from scripts.editing.furniture import NAMED

    article = article_of(data)
    apart = {*page_notes.apart(article)}
    root = article.getroottree().getroot()
    stated = [(each.get("name", "").lower(), squeezed(each.get("content", ""))) for each in root.iter("meta")]
    own = [said for name, said in stated if name in ("dc.title", "dcterms.title", "citation_title")]
    titles = [squeezed(each.text_content()) for each in root.iter("title")]
    named = {"title": next(filter(None, [*own, *titles]), ""), "language": str(root.get("lang") or "")}
    named["creator"], named["creator-from"] = _authors(data, apart)
    found = Container(properties={name: value for name, value in named.items() if value})

    def walk(element: Any, texts: list[str], part: DocumentPart) -> None:
        here = DocumentPart.BODY if element is article else part
        block = local(element) not in _INLINE
        if local(element) == "iframe" and here is DocumentPart.BODY:
            found.add(DocumentPart.EMBEDDED, [element.get("title") or element.get("src") or ""])
        if isinstance(element.tag, str) and local(element) not in _UNSEEN:
            if block:
                found.add(part, texts)
                texts.clear()
            led = str(element.get("href") or "") if local(element) == "a" else ""
            called = led.startswith("#") and _CALL.fullmatch(element.text_content().strip())
            if not (called or led.startswith(f"#{NAMED}")):  # its number is kept as a mark
                texts.append(element.text or "")
                for child in element:
                    if child in apart:
                        found.add(DocumentPart.APART, [" ".join(_shown(child))])
                        texts.append(child.tail or "")
                    else:
                        walk(child, texts, here)
            if block:
                found.add(here, texts)
                texts.clear()
        texts.append(element.tail or "")

    walk(root, [], DocumentPart.BODY if article is root else DocumentPart.ASIDE)
    return found


def _authors(data: bytes, apart: Iterable[Any]) -> tuple[str, str]:
    """Whom a page names as its authors, and where it does: in what it states of itself, else in a line apart."""
    from lxml import html

    from scripts.editing.furniture import is_byline
    from scripts.hypertext import charset, visible
    from scripts.hypertext.stated import OF_ONE_NAME, Stated, people

    tree = html.document_fromstring(charset.decoded(data).encode() or b"<p>", parser=html.HTMLParser(encoding="utf-8"))
    visible.prepare(tree)
    stated = Stated(tree, list(visible.blocks(tree)))
    if stated.authors:
        return joined([name.replace(OF_ONE_NAME, " ") for name in stated.authors]), stated.where["authors"]
    within = (each for element in apart for each in (element, *element.iterdescendants("a", "span")))
    lines = (each.text_content().strip(" *†‡\n") for each in within if is_byline(each))
    return next(((joined(names), "byline") for line in lines if (names := people(line, "line"))), ("", ""))


def _shown(element: Any) -> Iterator[str]:
    if element.tag == "img":
        yield f"[a picture] {element.get('alt') or ''}" if element.get("src") else ""
    if isinstance(element.tag, str) and local(element) not in _UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _shown(child)
            yield child.tail or ""


_CALL = regex(r"[\[(]?\d{1,4}[\])]?")
_UNSEEN = frozenset("script style template noscript title meta link iframe object svg math".split())
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strong sub sup time"
    " tt u var wbr".split()
)
