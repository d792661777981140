"""A document as pandoc reads it, made into the published text: Markdown with [^n] for each note, its notes at the end.

pandoc's JSON in, pandoc's JSON out. Each block and inline is {"t": its kind, "c": its content}; see
https://hackage.haskell.org/package/pandoc-types, Text.Pandoc.Definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, dropwhile
from pathlib import PurePath
from typing import Any

from scripts.editing.brought import named
from scripts.editing.container import NoteCall
from scripts.editing.furniture import NAMED
from scripts.editing.text_notes import HEADING
from scripts.publication.footnotes.fields import is_name
from scripts.regex import regex

Node = dict[str, Any]

_NUMBER = regex(r"[\[(]?(?P<number>\d{1,4})[\])]?")
_BACK = regex(r"[\[(]?(?:[↩↑⬆^↵⏎◄\ufe0e]|back|return|jump up|zurück)+[\])]?", re.IGNORECASE)
_LEADING = regex(r"[\[(]?\d{1,4}[\]).:]*")


@dataclass
class Manuscript:
    """What was made of a document: its blocks, and what stands apart from them.

    `pictures` are the names of its pictures by the addresses that pandoc gave them. `remarks` say what became other
    than it was, and is no loss of words.
    """

    title: str = ""
    authors: list[str] = field(default_factory=list)
    blocks: list[Node] = field(default_factory=list)
    back: list[list[Node]] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def prepare(tree: Node, calls: Sequence[NoteCall] = (), *, page: bool = False, stated: str = "") -> Manuscript:
    """Make a document ready to be written as Markdown. `calls` are its notes as the container has them, in order.

    The title is the document's, of a page its one heading of the highest level, if that is the first, stands before all
    else or is in its stated title; else the first paragraph, where it is
    the title that the document's properties have, `stated`.
    """
    made = Manuscript()
    meta = tree.get("meta", {})
    notes = _Notes(calls, made)
    title = [] if page else notes.inlines(_meta(meta, "title"))
    subtitle = _meta(meta, "subtitle") if title else []
    by, subtitle = (subtitle, []) if named(plain(subtitle)) else ([], subtitle)
    if named(f"by {plain(subtitle)}"):
        what = "stands in the title; if it names the author, write By before it and bring it anew"
        made.remarks.append(f"its subtitle {plain(subtitle)!r} {what}")
    authors = _each(meta.get("author"))
    made.authors = [text for each in authors if (text := plain(each))]
    if any(node.get("t") == "Note" for node in _nodes(authors)):  # else only their names are of use
        by = [inline for each in authors for inline in [*each, _str(", ")]][:-1]
    top = [{"t": "Para", "c": by}] if by else []
    linked = _linked(_unwrapped(tree.get("blocks", [])), NAMED if page else "")
    blocks = [notes.block(block) for block in [*top, *linked]]
    blocks = [block for block in blocks if block["t"] not in ("Header", "Para", "Plain") or _shows(block)]
    for name in ("date", "abstract"):
        if words := _meta(meta, name):
            made.back.append(notes.inlines(words))
            made.remarks.append(f"the document's {name} stands behind the text, on the page About")
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    place = next((i for i, block in enumerate(blocks) if block["t"] == "Header"), 0)
    alone = bool(levels) and levels[0] == min(levels) and levels.count(levels[0]) == 1
    if page and alone and place:  # or it may be that of a section
        alone = levels[0] == 1 or plain(blocks[place]).casefold() in stated.casefold()
    if alone and (page or (not title and place == 0)):
        title, subtitle = blocks.pop(place)["c"][2], []
    elif not title and stated and blocks and blocks[0]["t"] in ("Para", "Plain") and same(blocks[0], stated):
        title = _without_emphasis(blocks.pop(0)["c"])
    _take_second_title(blocks, plain(title), made)
    _take_affiliations(blocks, made)
    if subtitle:
        title = [*title, _str(":"), {"t": "Space"}, *subtitle]
    made.title = plain(title)
    highest = min((block["c"][0] for block in blocks if block["t"] == "Header"), default=2)
    for block in blocks:
        if block["t"] == "Header":
            block["c"][0] = min(6, block["c"][0] - highest + 2)
    heading = [{"t": "Header", "c": [1, ["", [], []], title]}] if title else []
    made.blocks = [*heading, *blocks, *notes.definitions()]
    made.back += notes.unnumbered
    return made


def _shows(block: Node) -> bool:
    kinds = ("Image", "RawInline", "Math")
    return bool(plain(block)) or any(node["t"] in kinds for node in _nodes(block) if "t" in node)


def same(node: Any, words: str) -> bool:
    """Whether some inlines or blocks have these words, in whatever case."""
    return plain(node).casefold() == " ".join(words.split()).casefold()


def _without_emphasis(inlines: list[Node]) -> list[Node]:
    """The inlines of a line that is emphasized as a whole, else the same."""
    return inlines[0]["c"] if len(inlines) == 1 and inlines[0]["t"] in ("Strong", "Emph") else inlines


def _take_second_title(blocks: list[Node], title: str, made: Manuscript) -> None:
    """Take a heading out that says the title once more at the top of the text, and what stands before it and again
    behind it, such as a subtitle.
    """
    top = blocks[:_TOP]
    place = next((i for i, block in enumerate(top) if title and block["t"] == "Header" and same(block, title)), None)
    if place is None or any(
        block["t"] not in ("Para", "Plain", "HorizontalRule", "Header") for block in blocks[:place]
    ):
        return
    before, behind = blocks[:place], blocks[place + 1 : place + 1 + _TOP]
    again = [block for block in before if any(same(other, plain(block)) for other in behind)]
    kept = [block for block in before if block["t"] != "HorizontalRule" and block not in again]
    for block in behind[: len(again)]:
        if block["t"] == "Header" and any(same(other, plain(block)) for other in again):
            block["t"], block["c"] = "Para", block["c"][2]  # a subtitle
    blocks[: place + 1] = kept
    made.remarks.append(f"the title, which stands twice at the top, is written once: {title!r}")


_TOP = 5  # blocks


def _take_affiliations(blocks: list[Node], made: Manuscript) -> None:
    """Take the authors whose affiliations are marked by raised numbers, and these, from the top of the text.

    They are a line of names with a mark behind each, and a paragraph for each mark that begins with it.
    """
    if not blocks or blocks[0]["t"] != "Para":
        return
    marked: list[tuple[str, list[str]]] = [("", [])]
    for inline in blocks[0]["c"]:
        if mark := _raised(inline):
            marked[-1][1].extend(re.findall(r"\d+", mark))
        elif marked[-1][1] and plain(inline):
            marked.append((plain(inline), []))
        else:
            marked[-1] = (f"{marked[-1][0]} {plain(inline)}", marked[-1][1])
    names = [_between(" ".join(words.split())) for words, _ in marked]
    texts: dict[str, str] = {}
    for block in blocks[1:]:
        mark = _raised(block["c"][0]) if block["t"] == "Para" and block["c"] else ""
        if not mark:
            break
        texts[mark] = plain(block["c"][1:])
    asked = {mark for _, marks in marked for mark in marks}
    if not texts or asked != set(texts) or not all(marks for _, marks in marked):
        return
    if not all(is_name(name, 2) for name in names):
        return
    del blocks[: len(texts) + 1]
    made.authors = made.authors or names
    for mark, text in texts.items():
        whose = " and ".join(name for name, (_, marks) in zip(names, marked, strict=True) if mark in marks)
        made.back.append([_str(f"{whose}: {text}")])
    made.remarks.append("the affiliations of its authors stand behind the text, on the page About")


def _raised(inline: Node) -> str:
    """The number that is raised in the text, as it is before its notes are looked for; "" for what is none."""
    match = re.fullmatch(r"<sup>([\d\s,]+)</sup>", inline["c"][1]) if inline["t"] == "RawInline" else None
    return match[1].strip() if match else ""


def _between(name: str) -> str:
    """A name without what joins it to the name before it."""
    return re.sub(r"^(?:[,;&]\s*)*(?:[^\W\dA-Z]{1,3}\s+)?", "", name).strip(" ,;")


def document(tree: Node, blocks: Sequence[Node]) -> Node:
    """Blocks as a document of pandoc's."""
    return {"pandoc-api-version": tree["pandoc-api-version"], "meta": {}, "blocks": list(blocks)}


def plain(node: Any) -> str:
    """The words of some inlines or blocks."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _texts(each)
    elif isinstance(node, dict):
        kind = node.get("t")
        if kind == "Str":
            yield node["c"]
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind in ("Code", "CodeBlock", "Math"):
            yield node["c"][1]
        elif kind == "Quoted":
            marks = "“”" if node["c"][0]["t"] == "DoubleQuote" else "‘’"
            yield marks[0]
            yield from _texts(node["c"][1])
            yield marks[1]
        elif kind not in ("RawInline", "RawBlock", "Note"):
            yield from _texts(node.get("c"))
            yield " " if kind in ("Para", "Plain", "Header") else ""


def _trimmed(inlines: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Some inlines in three: the blanks before them, they, and the blanks behind them."""
    inlines = [piece for each in inlines for piece in _pieces(each)]
    shown = [nth for nth, each in enumerate(inlines) if not _is_blank(each)]
    first, end = (shown[0], shown[-1] + 1) if shown else (len(inlines), len(inlines))
    return inlines[:first], inlines[first:end], inlines[end:]


def _pieces(inline: Node) -> list[Node]:
    """An inline of words with the blanks at its ends, such as those that do not break, on their own."""
    words = inline["c"].strip() if inline["t"] == "Str" else ""
    return [_str(each) for each in inline["c"].partition(words) if each] if words else [inline]


def _is_blank(inline: Node) -> bool:
    return inline["t"] in ("Space", "SoftBreak", "LineBreak") or (inline["t"] == "Str" and not inline["c"].strip())


def _without(kind: str, inlines: list[Node]) -> list[Node]:
    """Inlines of which none is of a kind, as within one of that kind."""
    found: list[Node] = []
    for each in inlines:
        if each["t"] == kind:
            found += _without(kind, each["c"])
        else:
            inner = each["c"] if each["t"] in ("Emph", "Strong") else None
            found.append({**each, "c": _without(kind, inner)} if inner else each)
    return found


def _str(text: str) -> Node:
    return {"t": "Str", "c": text}


def _raw(text: str) -> Node:
    return {"t": "RawInline", "c": ["markdown", text]}


def _meta(meta: Node, name: str) -> list[Node]:
    """The inlines of a field of the metadata; of several paragraphs one after the other."""
    value = meta.get(name)
    if not value:
        return []
    match value["t"]:
        case "MetaInlines":
            return list(value["c"])
        case "MetaBlocks":
            return _joined(value["c"])
        case "MetaString":
            return [_str(value["c"])]
    return []


def _each(value: Node | None) -> list[Any]:
    if not value:
        return []
    return [each["c"] for each in value["c"]] if value["t"] == "MetaList" else [value["c"]]


def _joined(blocks: Sequence[Node]) -> list[Node]:
    """The inlines of some blocks, of a list's items too, one after the other."""
    found: list[Node] = []
    for block in blocks:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                inlines = content
            case "Header":
                inlines = content[2]
            case "BulletList" | "OrderedList" as kind:
                items = content if kind == "BulletList" else content[1]
                inlines = [inline for item in items for inline in [*_joined(item), {"t": "Space"}]]
            case "Div" | "BlockQuote" as kind:
                inlines = _joined(content if kind == "BlockQuote" else content[1])
            case "LineBlock":
                inlines = [inline for line in content for inline in [*line, {"t": "Space"}]]
            case "Table":
                inlines = _joined([*_caption(block), *(each for cell in _cells(block) for each in cell)])
            case "Figure":
                inlines = _joined([*content[2], *_caption(block)])
            case "DefinitionList":
                parts = [[{"t": "Plain", "c": term}, *chain(*said)] for term, said in content]
                inlines = _joined(list(chain(*parts)))
            case _:
                inlines = [_str(plain(block))]
        found += [{"t": "Space"}, *inlines] if found else inlines
    return [_on_a_line(inline) for inline in found]


def _on_a_line(node: Any) -> Any:
    """The same without the breaks of lines in it, as a table's cell has to be."""
    if isinstance(node, list):
        return [_on_a_line(each) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") in ("LineBreak", "SoftBreak"):
        return {"t": "Space"}
    return {**node, "c": _on_a_line(node["c"])} if "c" in node else node


def _unwrapped(blocks: Sequence[Node]) -> list[Node]:
    """Blocks without the divisions around them, a figure as its picture and caption; an id goes along in a span."""
    found: list[Node] = []
    for block in blocks:
        match block["t"]:
            case "Div":
                inner = _unwrapped(block["c"][1])
                name, first = block["c"][0][0], next((b for b in inner if b["t"] in ("Para", "Plain")), None)
                if name and first:
                    first["c"] = [{"t": "Span", "c": [[name, [], []], []]}, *first["c"]]
                found += inner
            case "BulletList":
                found.append({"t": "BulletList", "c": [_item(item) for item in block["c"]]})
            case "OrderedList":
                found.append({"t": "OrderedList", "c": [block["c"][0], [_item(item) for item in block["c"][1]]]})
            case "BlockQuote":
                shown = (each for each in _unwrapped(block["c"]) if each["t"] != "HorizontalRule")
                found.append({"t": "BlockQuote", "c": [*shown]})
            case "Figure":
                caption = _joined(_caption(block))
                for image in (node for node in _nodes(block["c"][2]) if node.get("t") == "Image"):
                    image["c"][1] = [_str(plain(image["c"][1]))]  # its notes are the caption's
                found += _unwrapped(block["c"][2])
                found += [{"t": "Para", "c": caption}] if caption else []
            case "Table":
                found += _table(block)
            case "LineBlock":
                inlines = [inline for line in block["c"] for inline in [*line, {"t": "LineBreak"}]]
                found.append({"t": "Para", "c": inlines[:-1]})
            case kind if kind != "RawBlock":
                found.append(block)
    return found


def _item(blocks: Sequence[Node]) -> list[Node]:
    """An item of a list; a block of code in it, which Markdown has but outside, is code on each of its lines."""
    return [_lines_of_code(each) if each["t"] == "CodeBlock" else each for each in _unwrapped(blocks)]


def _lines_of_code(block: Node) -> Node:
    lines = [line for line in block["c"][1].split("\n") if line.strip()]
    inlines = [inline for line in lines for inline in [{"t": "Code", "c": [["", [], []], line]}, {"t": "LineBreak"}]]
    return {"t": "Para", "c": inlines[:-1]}


def _caption(block: Node) -> list[Node]:
    return list(block["c"][1][1])


def _rows(block: Node) -> Iterator[list[Any]]:
    """The cells of each row of a table, each its attributes, alignment, rows and columns, and blocks."""
    head, bodies, foot = block["c"][3:]
    parts = [head[1], *(part for body in bodies for part in body[2:4]), foot[1]]
    return (row[1] for part in parts for row in part)


def _cells(block: Node) -> Iterator[list[Node]]:
    return (cell[4] for row in _rows(block) for cell in row)


def _table(block: Node) -> list[Node]:
    """A table as Markdown can have it, its caption before it: in each cell a paragraph, and a cell in each column.

    What is only laid out by a table, of a row or a column or with headings, tables or a text of several paragraphs in a
    cell, becomes its paragraphs.
    """
    _, _, columns, head, *_ = block["c"]
    caption = [{"t": "Para", "c": inlines}] if plain(inlines := _joined(_caption(block))) else []
    rows = list(_rows(block))
    cells = [_unwrapped(cell) for cell in _cells(block)]
    within = [[each["t"] for each in cell] for cell in cells]
    has_blocks = any({"Header", "Table"} & {*kinds} or kinds.count("Para") > _IN_A_CELL for kinds in within)
    if len(columns) == 1 or len(rows) == 1 or has_blocks:
        return caption + [{**each, "t": "Para"} if each["t"] == "Plain" else each for cell in cells for each in cell]
    plainly: list[Any] = ["", [], []]
    below = [0] * len(columns)  # how many more rows the cell above covers in each column
    grid: list[list[Any]] = []
    for row in rows:
        left = iter(row)
        made: list[Any] = []
        while len(made) < len(columns):
            at = len(made)
            cell = None if below[at] else next(left, None)
            if cell is None:
                below[at] = max(0, below[at] - 1)
                made.append(_cell([]))
                continue
            width = min(cell[3], len(columns) - at)
            below[at : at + width] = [cell[2] - 1] * width
            made += [_cell(_joined(_unwrapped(cell[4]))), *(_cell([]) for _ in range(width - 1))]
        grid.append([plainly, made])
    titled = len(head[1]) > 0
    set_by = [[each[0], {"t": "ColWidthDefault"}] for each in columns]
    parts = [[plainly, grid[:titled]], [[plainly, 0, [], grid[titled:]]], [plainly, []]]
    return [*caption, {"t": "Table", "c": [plainly, [None, []], set_by, *parts]}]


_IN_A_CELL = 2  # paragraphs of a table of data


def _cell(inlines: list[Node]) -> list[Any]:
    content = [{"t": "Plain", "c": inlines}] if inlines else []
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, content]


# ---------------------------------------------------------------- notes that are linked, as pages have them


def _linked(blocks: list[Node], named: str) -> list[Node]:
    """The blocks with each linked note as a Note: called by a link of its number, printed where the link leads.

    The ids of the notes begin with `named`.
    """
    calls = {target: number for block in blocks for target, number in _calls(block) if target.startswith(named)}
    if not calls:
        return blocks
    texts: dict[str, list[Node]] = {}
    left: list[Node] = []
    for block in blocks:
        if block["t"] == "OrderedList":
            items = []
            for item in block["c"][1]:
                name = next((each for each in _ids(item) if each in calls), "")
                if name:
                    texts[name] = _joined(item)
                else:
                    items.append(item)
            if items:
                left.append({"t": "OrderedList", "c": [block["c"][0], items]})
            continue
        name = next((each for each in _ids(block) if each in calls and _begins(block, each)), "")
        if name:
            texts[name] = _without_number(_joined([block]))
        else:
            left.append(block)
    used: set[str] = set()
    ids = set(_ids(left))
    return [_with_notes(block, calls, texts, used, ids) for block in left if not _is_empty_heading(block, left, texts)]


def _is_empty_heading(block: Node, left: list[Node], texts: dict[str, list[Node]]) -> bool:
    """Whether a block is the heading of notes that have been taken from under it, or the line before them."""
    rest = left[next(i for i, each in enumerate(left) if each is block) + 1 :]
    if not texts or (rest and rest[0]["t"] != "Header"):
        return False
    if block["t"] == "HorizontalRule":
        return not rest or bool(HEADING.fullmatch(plain(rest[0])))
    return block["t"] == "Header" and bool(HEADING.fullmatch(plain(block)))


def _nodes(node: Any) -> Iterator[Node]:
    """All blocks and inlines within something, it among them."""
    if isinstance(node, dict):
        yield node
        node = [node.get("c")]
    for each in node if isinstance(node, list) else ():
        yield from _nodes(each)


def _calls(block: Node) -> Iterator[tuple[str, str]]:
    """The links whose text is a number and that lead within the page: where to, and the number."""
    for node in _nodes(block):
        if node.get("t") != "Link" or not node["c"][2][0].startswith("#"):
            continue
        words, target = plain(node["c"][1]), node["c"][2][0][1:]
        if match := _NUMBER.fullmatch(words):
            yield target, match["number"]
        elif target.startswith(NAMED):  # of a page, which may have letters too
            yield target, words


def _ids(within: Any) -> Iterator[str]:
    nodes = (node for node in _nodes(within) if node.get("t") in ("Span", "Link", "Div", "Code"))
    return (node["c"][0][0] for node in nodes if node["c"][0][0])


def _begins(block: Node, name: str) -> bool:
    """Whether the thing with an id stands at the beginning of a paragraph."""
    if block["t"] not in ("Para", "Plain"):
        return False
    for inline in block["c"][:3]:
        if name in _ids(inline):
            return True
        if plain(inline) and not _LEADING.fullmatch(plain(inline)):
            return False
    return False


def _without_number(inlines: list[Node]) -> list[Node]:
    """A note's text without its printed number."""
    for place, inline in enumerate(inlines[:3]):
        words = plain(inline)
        if words and _LEADING.fullmatch(words):
            return inlines[place + 1 :]
        if words:
            break
    return inlines


def _with_notes(node: Any, calls: dict[str, str], texts: dict[str, list[Node]], used: set[str], ids: set[str]) -> Any:
    """The same with a Note in the place of each call; of a note that is called again, its number stays raised."""
    if isinstance(node, list):
        return [_with_notes(each, calls, texts, used, ids) for each in node]
    if not isinstance(node, dict):
        return node
    inner = node["c"] if node.get("t") == "Superscript" and len(node["c"]) == 1 else [node]
    if inner[0].get("t") == "Link" and inner[0]["c"][2][0][1:] in texts:
        name = inner[0]["c"][2][0][1:]
        number = calls.get(name, "")
        if name in used or not number:
            return {"t": "Superscript", "c": [_str(number)]} if number else node
        used.add(name)
        return {"t": "Note", "number": number, "c": [{"t": "Para", "c": _without_back(texts[name], ids)}]}
    return {**node, "c": _with_notes(node["c"], calls, texts, used, ids)} if "c" in node else node


def _without_back(inlines: list[Node], ids: set[str]) -> list[Node]:
    """A note's text without the links that lead back to where it is called."""
    found = []
    for inline in inlines:
        if inline.get("t") == "Link" and inline["c"][2][0].startswith("#"):
            words = plain(inline["c"][1])
            if _BACK.fullmatch(words) or (inline["c"][2][0][1:] in ids and len(words) <= 2):
                continue
        if inline.get("t") in ("Span", "Superscript"):
            content = inline["c"][1] if inline["t"] == "Span" else inline["c"]
            kept = _without_back(content, ids)
            inline = {**inline, "c": [inline["c"][0], kept] if inline["t"] == "Span" else kept}
        found.append(inline)
    return found


# ---------------------------------------------------------------- notes


class _Notes:
    """Takes the notes out of the text, numbered as they are printed, and simplifies what Markdown has no marks for."""

    def __init__(self, calls: Sequence[NoteCall], made: Manuscript) -> None:
        self.calls = calls
        self.made = made
        self.seen = self.number = 0
        self.texts: list[tuple[str, list[Node]]] = []
        self.unnumbered: list[list[Node]] = []

    def block(self, node: Node) -> Node:
        """A block with a mark in the place of each note."""
        if node["t"] == "Header":
            return {"t": "Header", "c": [node["c"][0], ["", [], []], self.inlines(node["c"][2])]}
        if node["t"] in ("Para", "Plain"):
            return {**node, "c": _trimmed(self.inlines(node["c"]))[1]}
        return {**node, "c": self.walk(node["c"])} if "c" in node else node

    def walk(self, node: Any) -> Any:
        if isinstance(node, list):
            if node and all(isinstance(each, dict) and "t" in each for each in node):
                return self.inlines(node)
            return [self.walk(each) for each in node]
        return self.one(node)[0] if isinstance(node, dict) and "t" in node else node

    def inlines(self, nodes: Sequence[Node]) -> list[Node]:
        found: list[Node] = []
        for made in (made for each in nodes for made in self.one(each)):
            if made["t"] in ("Emph", "Strong") and found and found[-1]["t"] == made["t"]:  # or their signs would meet
                found[-1] = {**made, "c": [*found[-1]["c"], *made["c"]]}
            else:
                found.append(made)
        return found

    def one(self, node: Node) -> list[Node]:
        """What is written in the place of an inline or a block."""
        content: Any = node.get("c")
        match node["t"]:
            case "Note":
                return self.note(node)
            case "Span" | "Underline" | "SmallCaps" | "Cite" | "Strikeout":
                return self.inlines(content[1] if node["t"] in ("Span", "Cite") else content)
            case "Link" if content[2][0].startswith("#") or not re.match(r"(?:https?:|mailto:)", content[2][0]):
                return self.inlines(content[1])
            case "Link" if not plain(content[1]) and not any(each.get("t") == "Note" for each in _nodes(content[1])):
                if any(each.get("t") == "Image" for each in _nodes(content[1])):
                    self.made.remarks.append(f"the link of a picture to {content[2][0]} is not kept")
                return self.inlines(content[1])
            case "Link":
                before, inner, behind = _trimmed(self.inlines(content[1]))
                return [*before, {**node, "c": [content[0], inner, content[2]]}, *behind]
            case "Image":
                address = [self.picture(content[2][0]), ""]
                return [{"t": "Image", "c": [["", [], []], self.inlines(content[1]), address]}]
            case "Subscript" if not plain(content).isdigit():
                return self.inlines(content)
            case "RawInline":
                return []
            case "Superscript":
                words = plain(content)
                numbers = re.fullmatch(r"[\d\s,;–-]+", words)
                return [_raw(f"<sup>{words}</sup>")] if numbers else self.inlines(content)
            case "Quoted":
                marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
                return [_str(marks[0]), *self.inlines(content[1]), _str(marks[1])]
            case "Header":
                return [{"t": "Para", "c": [{"t": "Strong", "c": self.inlines(content[2])}]}]
            case "Para" | "Plain":
                return [self.block(node)]
            case "Emph" | "Strong" as kind:
                before, inner, behind = _trimmed(_without(kind, self.inlines(content)))
                return [*before, *([{"t": kind, "c": inner}] if inner else []), *behind]
        return [{**node, "c": self.walk(content)} if "c" in node else node]

    def picture(self, address: str) -> str:
        name = self.made.pictures.get(address)
        if name is None:
            written = re.match(r"data:image/(\w+)", address)
            ending = f".{written[1]}" if written else PurePath(re.sub(r"[?#].*", "", address)).suffix.lower()
            name = self.made.pictures[address] = f"images/figure-{len(self.made.pictures) + 1}{ending}"
        return name

    def note(self, node: Node) -> list[Node]:
        call = self.calls[self.seen] if self.seen < len(self.calls) else None
        self.seen += 1
        text = self.inlines(_joined(node["c"]))
        sign = str(node.get("number", ""))
        mark = call.mark if call else "" if re.search(r"\w", sign) else sign
        if mark:
            own = bool(text) and plain(text[0]) == mark  # or it is not printed before the note
            self.unnumbered.append([_str(mark), *([] if own else [{"t": "Space"}]), *text[own:]])
            message = f"the note with the mark {mark!r} has no number"
            self.made.remarks.append(f"{message}; its text stands behind the notes, and on About")
            return []
        self.number += 1
        if call and call.endnote and any(not other.endnote for other in self.calls):
            message = f"an endnote has a number of its own in the document, and here it is note {self.number}"
            footnotes = any(not other.endnote for other in self.calls[self.seen :])
            self.made.remarks.append(message + ", after which the footnotes are counted on" * footnotes)
        number = node.get("number") or str(self.number)
        if not number.isdigit():
            message = f"the note {number!r} has no number in the document, and here all are numbered in their order"
            self.made.remarks.append(message)
        self.texts.append((number, list(dropwhile(lambda inline: inline["t"] == "Space", text))))
        return [_raw(f"[^{number}]")]

    def definitions(self) -> list[Node]:
        """The notes, each a paragraph."""
        return [{"t": "Para", "c": [_raw(f"[^{number}]: "), *text]} for number, text in self.texts]
