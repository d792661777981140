"""What is made of pandoc's tree: no word and no note is lost, and what Markdown cannot have is made simpler."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.editing import container, manuscript

NO = ["", [], []]


def _words(text: str) -> list[Any]:
    """Inlines; `^` is a note of one word, `²` a raised 2."""
    found: list[Any] = []
    for word in text.split():
        found += [{"t": "Space"}] if found else []
        found.append({"t": "Str", "c": word.rstrip("^¹²")})
        if word.endswith("^"):
            found.append({"t": "Note", "c": [_para("Note.")]})
        if word[-1] in "¹²":
            raised = {"t": "Superscript", "c": [{"t": "Str", "c": str("¹²".index(word[-1]) + 1)}]}
            found = [*found, raised] if len(word) > 1 else [*found[:-1], raised]
    return found


def _para(text: str, kind: str = "Para") -> dict[str, Any]:
    return {"t": kind, "c": _words(text)}


def _header(text: str) -> dict[str, Any]:
    return {"t": "Header", "c": [1, NO, _words(text)]}


def _cell(*blocks: dict[str, Any], rows: int = 1, columns: int = 1) -> list[Any]:
    return [NO, {"t": "AlignDefault"}, rows, columns, list(blocks)]


def _table(*rows: list[Any], columns: int = 2, caption: str = "", titled: bool = False) -> dict[str, Any]:
    made = [[NO, row] for row in rows]
    widths = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": 0.5}]] * columns
    head, body = made[:titled], made[titled:]
    above = [None, [_para(caption)] if caption else []]
    return {"t": "Table", "c": [NO, above, widths, [NO, head], [[NO, 0, [], body]], [NO, []]]}


def _made(*blocks: dict[str, Any], **meta: Any) -> manuscript.Manuscript:
    return manuscript.prepare({"blocks": list(blocks), "meta": meta})


def _shown(block: dict[str, Any]) -> Any:
    """The words of a block, of a table by rows and cells, a note as its mark."""
    if block["t"] != "Table":
        return "".join(_written(block))
    head, bodies = block["c"][3:5]
    rows = [*head[1], *bodies[0][3]]
    assert all(len(cell[4]) <= 1 and cell[2:4] == [1, 1] for row in rows for cell in row[1])  # what Markdown can have
    return [["".join(_written(cell[4])) for cell in row[1]] for row in rows]


def _written(node: Any) -> list[str]:
    if isinstance(node, list):
        return [text for each in node for text in _written(each)]
    if not isinstance(node, dict):
        return []
    match node["t"]:
        case "Str":
            return [node["c"]]
        case "Space":
            return [" "]
        case "RawInline":
            return [node["c"][1]]
    return _written(node.get("c"))


FLINT = _para("Flint^")
SPARKS = _para("It sparks.")
HARD = _para("Hard", "Plain")
BROKEN = {"t": "Plain", "c": [{"t": "Strong", "c": [*_words("It"), {"t": "LineBreak"}, *_words("sparks")]}]}
INNER = _table([_cell(HARD), _cell(HARD)], [_cell(HARD), _cell(HARD)])
TABLES = [
    ([[_cell(FLINT, SPARKS), _cell(HARD)], [_cell(), _cell(HARD)]], [[["Flint[^1] It sparks.", "Hard"], ["", "Hard"]]]),
    (
        [[_cell(FLINT, rows=2), _cell(HARD)], [_cell(SPARKS)], [_cell(HARD, columns=2)]],
        [[["Flint[^1]", "Hard"], ["", "It sparks."], ["Hard", ""]]],
    ),
    ([[_cell(FLINT, SPARKS), _cell(HARD)]], ["Flint[^1]", "It sparks.", "Hard"]),
    ([[_cell(_header("Flint^"), SPARKS), _cell()], [_cell(), _cell(HARD)]], ["Flint[^1]", "It sparks.", "Hard"]),
    ([[_cell(FLINT), _cell(INNER)], [_cell(), _cell(SPARKS)]], ["Flint[^1]", [["Hard", "Hard"]] * 2, "It sparks."]),
    ([[_cell(HARD), _cell(FLINT, SPARKS, SPARKS)], [_cell(), _cell()]], ["Hard", "Flint[^1]", *["It sparks."] * 2]),
    ([[_cell(BROKEN), _cell(HARD)], [_cell(FLINT), _cell()]], [[["It sparks", "Hard"], ["Flint[^1]", ""]]]),
]


@pytest.mark.parametrize(
    ("rows", "shown"),
    TABLES,
    ids=["two paragraphs", "merged", "a row", "a heading in it", "a table in it", "a text in it", "a broken line"],
)
def test_a_table_keeps_its_words_and_notes(rows: list[list[Any]], shown: list[Any]) -> None:
    made = _made(_table(*rows))
    assert [_shown(block) for block in made.blocks] == [*shown, "[^1]: Note."]


def test_a_caption_stands_before_its_table_and_its_note_before_the_tables() -> None:
    rows = [[_cell(HARD), _cell(FLINT)], [_cell(HARD), _cell(HARD)]]
    made = _made(_table(*rows, caption="Stones^", titled=True))
    head = made.blocks[1]["c"][3]
    assert [_shown(block) for block in made.blocks][:2] == ["Stones[^1]", [["Hard", "Flint[^2]"], ["Hard", "Hard"]]]
    assert len(head[1]) == 1


def test_a_table_in_a_note_keeps_its_words() -> None:
    note = {"t": "Note", "c": [_para("Yields:"), _table([_cell(HARD), _cell(SPARKS)])]}
    made = _made({"t": "Para", "c": [note]})
    assert [_shown(block) for block in made.blocks] == ["[^1]", "[^1]: Yields: Hard It sparks."]


def test_headings_without_words_go() -> None:
    made = _made(_header(""), _header("One"), _para("It is."), _header("Two"))
    assert [_shown(block) for block in made.blocks] == ["One", "It is.", "Two"]


def _meta(text: str) -> dict[str, Any]:
    return {"t": "MetaInlines", "c": _words(text)}


def test_a_subtitle_that_names_the_author_is_no_part_of_the_title() -> None:
    made = _made(_header("One"), _header("Two"), title=_meta("Stone"), subtitle=_meta("by Ann Aske"))
    assert (made.title, _shown(made.blocks[1])) == ("Stone", "by Ann Aske")
    made = _made(_header("One"), _header("Two"), title=_meta("Stone"), subtitle=_meta("A Life"))
    assert (made.title, _shown(made.blocks[1])) == ("Stone: A Life", "One")


def test_of_a_subtitle_that_may_name_the_author_it_is_said() -> None:
    made = _made(_header("One"), _header("Two"), title=_meta("Stone"), subtitle=_meta("Ann Aske"))
    assert (made.title, len(made.remarks)) == ("Stone: Ann Aske", 1)
    assert made.remarks[0].startswith("its subtitle 'Ann Aske' stands in the title; if it names the author, write By")


def test_code_in_a_list_is_code_on_each_line_and_a_quotation_has_no_rule() -> None:
    code = {"t": "CodeBlock", "c": [NO, "<a>\n\n  b"]}
    made = _made({"t": "BulletList", "c": [[HARD, code]]}, {"t": "BlockQuote", "c": [{"t": "HorizontalRule"}, HARD]})
    (item,) = made.blocks[0]["c"]
    assert [each["c"][1] if each["t"] == "Code" else each["t"] for each in item[1]["c"]] == ["<a>", "LineBreak", "  b"]
    assert made.blocks[1]["c"] == [HARD]


def test_a_mark_that_stands_before_its_note_too_is_told_once() -> None:
    calls = [container.NoteCall("1", endnote=False, mark="*")]
    for note in ("* Read in Weir.", "Read in Weir."):
        block = {"t": "Para", "c": [*_words("Stone"), {"t": "Note", "c": [_para(note)]}]}
        made = manuscript.prepare({"blocks": [block], "meta": {}}, calls)
        assert ["".join(_written(each)) for each in made.back] == ["* Read in Weir."]


def test_of_an_endnote_it_is_said_where_it_changes_the_numbers_of_footnotes() -> None:
    calls = [container.NoteCall("1", endnote=kind == "e", mark="") for kind in "fefe"]
    made = manuscript.prepare({"blocks": [_para("One^ two^ three^ four^")], "meta": {}}, calls)
    told = "an endnote has a number of its own in the document, and here it is note"
    assert made.remarks == [f"{told} 2, after which the footnotes are counted on", f"{told} 4"]


def test_notes_of_title_and_author_come_before_those_of_the_text() -> None:
    made = _made(_para("Old.^"), title=_meta("Stone^"), author=_meta("Ann Aske^"))
    assert [_shown(block) for block in made.blocks][:3] == ["Stone[^1]", "Ann Aske[^2]", "Old.[^3]"]
    assert made.authors == ["Ann Aske"]


def test_the_first_paragraph_is_the_title_where_the_properties_say_so() -> None:
    blocks = [{"t": "Para", "c": [{"t": "Strong", "c": _words("THE STONE BOOK")}]}, _para("It is.")]
    tree = {"blocks": blocks, "meta": {}}
    assert manuscript.prepare(tree, stated="The Stone Book").title == "THE STONE BOOK"
    assert manuscript.prepare(tree, stated="Untitled").title == ""


@pytest.mark.parametrize(
    ("lines", "authors", "back"),
    [
        (
            ["Ann Aske¹ and Bo Ek²", "¹ University of Hale", "² Guild"],
            ["Ann Aske", "Bo Ek"],
            ["Ann Aske: University of Hale", "Bo Ek: Guild"],
        ),
        (["Ann Aske¹ und Bo Ek¹", "¹ Hale"], ["Ann Aske", "Bo Ek"], ["Ann Aske and Bo Ek: Hale"]),
        (["Ann Aske¹", "² Hale"], [], []),
        (["Stone is old.¹", "¹ Pohl, Wells, 3."], [], []),
    ],
)
def test_affiliations_by_raised_numbers_are_no_notes(lines: list[str], authors: list[str], back: list[str]) -> None:
    made = _made(*map(_para, lines), _header("One"), _header("Two"))
    assert made.authors == authors
    assert ["".join(_written(each)) for each in made.back] == back
    assert _shown(made.blocks[0])[:3] == ("One" if authors else lines[0][:3])


def _marked(kind: str, *inlines: Any) -> dict[str, Any]:
    return {"t": kind, "c": [_words(each)[0] if isinstance(each, str) else each for each in inlines]}


BREAK = {"t": "LineBreak"}
NO_BREAK = {"t": "Str", "c": "\xa0"}
LINK = ["https://mason.example/", ""]


@pytest.mark.parametrize(
    ("inlines", "shown"),
    [
        ([_marked("Emph", BREAK)], []),
        ([{"t": "Str", "c": "\xa0-"}, {"t": "Space"}, *_words("Old."), BREAK], ["- Old."]),
        ([_marked("Emph", "“", _marked("Strong", _marked("Emph", "Flint", NO_BREAK)), "”")], ["<“[Flint]\xa0”>"]),
        ([_marked("Emph", NO_BREAK, "a"), {"t": "Span", "c": [NO, [_marked("Emph", "b")]]}], ["<ab>"]),
        ([_marked("Strong", "a"), _marked("Emph", "b", BREAK), *_words("c")], ["[a]<b> c"]),
        ([{"t": "Link", "c": [NO, [_marked("Emph", "a", BREAK)], LINK]}, *_words("c")], ["<a> c"]),
    ],
    ids=["empty", "blanks", "nested", "side by side", "two kinds", "a link"],
)
def test_emphasis_begins_and_ends_with_words_and_is_not_within_itself(inlines: list[Any], shown: list[str]) -> None:
    made = _made(_header("Stone"), {"t": "Para", "c": inlines})

    def written(node: Any) -> str:
        if isinstance(node, list):
            return "".join(map(written, node))
        signs = {"Emph": "<{}>", "Strong": "[{}]", "LineBreak": " "}
        if node["t"] in signs:
            return signs[node["t"]].format(written(node.get("c", [])))
        return "".join(written(node["c"][1])) if node["t"] == "Link" else "".join(_written(node))

    assert [written(block["c"]) for block in made.blocks[1:]] == shown


def test_a_page_has_its_one_highest_heading_for_its_title_unless_it_is_of_a_section() -> None:
    section = {"t": "Header", "c": [2, NO, _words("Flint")]}
    blocks = [_para("It is."), section, _para("It sparks.")]

    def title(blocks: list[dict[str, Any]], stated: str = "") -> str:
        return manuscript.prepare({"blocks": blocks, "meta": {}}, page=True, stated=stated).title

    assert title(blocks) == ""
    assert title(blocks, "Flint - The Mason") == title(blocks[1:]) == "Flint"
    assert title([blocks[0], _header("Stone"), *blocks[1:]]) == "Stone"


def test_a_title_that_stands_twice_is_written_once_and_its_subtitle_too() -> None:
    head, sub = {"t": "Header", "c": [3, NO, _words("On Stone")]}, {"t": "Header", "c": [4, NO, _words("A history")]}
    rest = [_para("It is."), {"t": "Header", "c": [3, NO, _words("Flint")]}, _para("It sparks.")]

    def made(*blocks: dict[str, Any]) -> list[str]:
        tree = {"blocks": [_header("On Stone"), *blocks, *rest], "meta": {}}
        return list(map(_shown, manuscript.prepare(tree, page=True).blocks))

    assert made(_para("A history"), {"t": "HorizontalRule"}, head, sub) == [
        *("On Stone", "A history", "It is.", "Flint", "It sparks.")
    ]
    assert made(_para("For Bo"), head) == ["On Stone", "For Bo", "It is.", "Flint", "It sparks."]
    assert made(head, head)[:3] == ["On Stone", "On Stone", "It is."]


def test_a_picture_that_is_a_link_is_a_picture() -> None:
    image = {"t": "Image", "c": [NO, [], ["a.png", ""]]}
    made = _made({"t": "Para", "c": [{"t": "Link", "c": [NO, [image], ["https://mason.example/a.png", ""]]}]})
    assert [each["t"] for each in made.blocks[0]["c"]] == ["Image"]
    assert made.remarks == ["the link of a picture to https://mason.example/a.png is not kept"]


def test_a_caption_stands_below_its_picture_with_its_note_once_also_where_it_is_the_description() -> None:
    for described in ("The weir", "The weir^", "A wall"):
        image = {"t": "Image", "c": [NO, _words(described), ["a.png", ""]]}
        caption = [None, [_para("The weir^", "Plain")]]
        made = _made({"t": "Figure", "c": [NO, caption, [{"t": "Plain", "c": [image]}]]})
        picture, below, note = made.blocks
        assert [each["t"] for each in picture["c"]] == ["Image"]
        assert [_shown(each) for each in (below, note)] == ["The weir[^1]", "[^1]: Note."]
        assert _shown(picture["c"][0]["c"][1][0]) == described.rstrip("^")
