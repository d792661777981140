"""A document's container made so that pandoc reads all of it: what it passes over is written as what it does read.

Of Word: simple fields, custom XML, text of another direction, readings beside characters, text boxes, styles with an
outline level (ECMA-376, part 1, 17.3.1.20), the numbers of headings. Of OpenDocument: fields, and the paragraphs in
the styles Title and Subtitle, whose names are the format's own in every language. A table of contents is taken out of
both.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from scripts.editing import container, numbered
from scripts.editing.brought import named
from scripts.editing.container import ODF_TEXT, W, local, squeezed, xml
from scripts.finding import shortened

# Bytes of all members of a document together.
LARGEST = 1024 * 1024 * 1024


class Readable(NamedTuple):
    """A document for pandoc, and what stands in it elsewhere than in the one that came."""

    data: bytes
    remarks: list[str]


def made(path: str, data: bytes) -> Readable:
    """A document for pandoc to read; one of a kind that has no container, as it is. Raises Unreadable."""
    kind = path.rpartition(".")[2].lower()
    if kind not in ("docx", "odt"):
        return Readable(data, [])
    remarks: list[str] = []
    with container.opened(path, data) as archive:
        if sum(each.file_size for each in archive.infolist()) > LARGEST:
            raise OSError(f"its members have over {LARGEST // 1024 // 1024} MB")
        names = archive.namelist()
        changed: dict[str, bytes] = {}

        def change(name: str, mend: Callable[[Any], object]) -> None:
            if name in names:
                root = xml(archive, name)
                before = etree.tostring(root)
                mend(root)
                if etree.tostring(root) != before:
                    changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

        if kind == "docx":
            change("word/styles.xml", _headings)
            styles = xml(archive, "word/styles.xml")
            _headings(styles)

            def words(root: Any) -> None:
                for paragraph, number in [*numbered.headings(root, styles, xml(archive, "word/numbering.xml"))]:
                    place = 1 if paragraph[0].tag == f"{W}pPr" else 0
                    paragraph.insert(place, _run(f"{number} "))
                remarks.extend(_word(root))

            for name in ("document", "footnotes", "endnotes"):
                change(f"word/{name}.xml", words)
        else:
            every = [each for name in ("styles.xml", "content.xml") for each in xml(archive, name).iter("{*}style")]
            parents = {each.get(f"{_STYLE}name"): each.get(f"{_STYLE}parent-style-name") for each in every}
            change("content.xml", lambda root: _open_document(root, parents))
        if not changed:
            return Readable(data, remarks)
        into = BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as written:
            for name in dict.fromkeys(names):
                written.writestr(name, changed[name] if name in changed else archive.read(name))
    return Readable(into.getvalue(), remarks)


# ---------------------------------------------------------------- Word


def _headings(styles: Any) -> None:
    """Give each style of paragraphs that has an outline level the name by which pandoc knows a heading."""
    for style in styles.iter(f"{W}style"):
        level = style.find(f"{W}pPr/{W}outlineLvl")
        name = style.find(f"{W}name")
        if level is None or name is None or style.get(f"{W}default"):
            continue
        number, called = level.get(f"{W}val", ""), name.get(f"{W}val", "").lower()
        if number in set("012345678") and called != "title" and not called.startswith("heading "):
            name.set(f"{W}val", f"heading {int(number) + 1}")


def _word(root: Any) -> Iterator[str]:
    """Change a part of a Word document; gives what stands elsewhere than before."""
    for element in container.contents(root):
        _remove(element)
    for ruby in list(root.iter(f"{W}ruby")):
        run = ruby.getparent()
        pieces = [each for name in ("rubyBase", "rt") for each in ruby.findall(f"{W}{name}/{W}r")]
        said = len(ruby.findall(f"{W}rubyBase/{W}r"))
        if run is not None and run.tag == f"{W}r":
            bracketed = [*pieces[:said], _run(" ("), *pieces[said:], _run(")")] if pieces[said:] else pieces
            _put_behind(run, bracketed)
            run.remove(ruby)
    for element in list(root.iter(*(f"{W}{name}" for name in ("fldSimple", "customXml", "bdo", "dir")))):
        _put_behind(element, [each for each in element if local(each) not in ("fldData", "customXmlPr")])
        _remove(element)
    for box in reversed(list(root.iter(f"{W}txbxContent"))):
        around = [local(each) for each in box.iterancestors()]
        paragraph = next(box.iterancestors(f"{W}p"), None)
        if paragraph is not None and "Fallback" not in around:
            yield f"a text box stands behind the paragraph that it hangs on: {_words(box)!r}"
            _put_behind(paragraph, list(box))
        _remove(box)


def _words(element: Any) -> str:
    return shortened(squeezed(" ".join("".join(p.itertext(f"{W}t")) for p in element.iter(f"{W}p"))))


def _run(text: str) -> Any:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = text
    return run


def _put_behind(element: Any, others: list[Any]) -> None:
    for each in reversed(others):
        tail, element.tail = element.tail, None
        element.addnext(each)
        each.tail = tail


def _remove(element: Any) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


# ---------------------------------------------------------------- OpenDocument

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
# What pandoc reads within a paragraph; what else has nothing but a text is a field.
_READ = frozenset("span a s tab line-break note note-citation note-body p h".split())


def _open_document(root: Any, parents: dict[str | None, str | None]) -> None:
    """Change the content of an OpenDocument text: fields become words, Title the one heading of the first level.

    `parents` has the style that each style is made from, by their names.
    """
    text = root.find(".//{*}text")
    for field in list(root.iter(f"{ODF_TEXT}*")):
        if local(field) not in _READ and field.text and not len(field) and _in_words(field):
            field.tag = f"{ODF_TEXT}span"
            field.attrib.clear()
    paragraphs = [] if text is None else [p for p in text.iter(f"{ODF_TEXT}p", f"{ODF_TEXT}h") if squeezed(_plain(p))]
    if not paragraphs or not _is(paragraphs[0], "Title", parents):
        return
    title = paragraphs[0]
    for heading in text.iter(f"{ODF_TEXT}h"):
        level = heading.get(_LEVEL, "1")
        heading.set(_LEVEL, str(int(level) + 1) if level in set("123456789") else "2")
    title.tag = f"{ODF_TEXT}h"
    title.set(_LEVEL, "1")
    subtitle = next(iter(paragraphs[1:2]), None)
    if subtitle is not None and _is(subtitle, "Subtitle", parents) and not named(squeezed(_plain(subtitle))):
        between = etree.SubElement(title, f"{ODF_TEXT}span")
        between.text = f": {subtitle.text or ''}"
        title.extend(list(subtitle))
        _remove(subtitle)


_LEVEL = f"{ODF_TEXT}outline-level"


def _in_words(element: Any) -> bool:
    return any(local(each) in ("p", "h") for each in element.iterancestors())


def _plain(paragraph: Any) -> str:
    return "".join(paragraph.itertext())


def _is(paragraph: Any, name: str, parents: dict[str | None, str | None]) -> bool:
    """Whether a paragraph's style is one, or is made from it."""
    style, seen = paragraph.get(f"{ODF_TEXT}style-name"), set()
    while style and style != name and style not in seen:
        seen.add(style)
        style = parents.get(style)
    return bool(style == name)
