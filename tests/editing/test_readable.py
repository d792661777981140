"""What pandoc passes over in a container, as it is written for it to read; and what the container says of it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from scripts.editing import container, losses, readable
from scripts.editing.container import ODF_TEXT, DocumentPart, W
from scripts.editing.losses import Loss
from tests.brought.make import packed

WORD = f'xmlns:w="{W[1:-1]}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODF = f'xmlns:office="{OFFICE}" xmlns:text="{ODF_TEXT[1:-1]}"'
ODF_STYLE = f'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" {ODF}'


def _word(body: str, styles: str = "") -> bytes:
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return packed(
        {"word/document.xml": document.encode(), "word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>".encode()}
    )


def _member(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def _paragraphs(data: bytes) -> list[str]:
    """The words that stand in runs of the paragraphs themselves, which is what pandoc reads."""
    root = _member(data, "word/document.xml")
    return ["".join(p.xpath("w:r/w:t/text()", namespaces={"w": W[1:-1]})) for p in root.iter(f"{W}p")]


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(instruction: str, printed: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{printed}{end}"


BOX = f"<w:txbxContent><w:p>{_run('It waits.')}</w:p></w:txbxContent>"
PASSED_OVER = [
    (f'<w:p><w:fldSimple w:instr="DATE">{_run("3 May")}</w:fldSimple>{_run(" 2019")}</w:p>', ["3 May 2019"]),
    (
        f"<w:p><w:customXml><w:customXmlPr/>{_run('Old ')}</w:customXml><w:bdo>{_run('stone')}</w:bdo></w:p>",
        ["Old stone"],
    ),
    (
        f"<w:p><w:r><w:ruby><w:rt>{_run('ishi')}</w:rt><w:rubyBase>{_run('石')}</w:rubyBase></w:ruby></w:r></w:p>",
        ["石 (ishi)"],
    ),
    (
        f"<w:p>{_run('Stone is old.')}<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}"
        f"</mc:Fallback></mc:AlternateContent></w:r>{_run(' It is.')}</w:p><w:p>{_run('Cold.')}</w:p>",
        ["Stone is old. It is.", "It waits.", "Cold."],
    ),
]


@pytest.mark.parametrize(("body", "shown"), PASSED_OVER, ids=["field", "custom XML", "ruby", "text box"])
def test_what_pandoc_passes_over_in_word_stands_in_the_text(body: str, shown: list[str]) -> None:
    data = _word(body)
    made = readable.made("a.docx", data)
    assert _paragraphs(made.data) == shown
    assert made.remarks == [
        f"a text box stands behind the paragraph that it hangs on: {each!r}" for each in shown if each == "It waits."
    ]
    read = container.read("a.docx", data)
    assert read
    assert losses.of(read.words, "\n\n".join(shown)) == []


@pytest.mark.parametrize(
    "body",
    [
        f'<w:p>{_run("Contents")}</w:p><w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{_run("One 1")}</w:p>'
        f'<w:p><w:pPr><w:pStyle w:val="TOC2"/></w:pPr>{_run("Two 2")}</w:p>',
        f"<w:p>{_field('TOC', _run('One 1') + '</w:p><w:p>' + _field('PAGEREF _T', _run('Two 2')))}</w:p>",
        f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent><w:p>{_run('One 1')}</w:p><w:p>{_run('Two 2')}</w:p></w:sdtContent></w:sdt>",
    ],
    ids=["styles", "field", "part"],
)
def test_a_table_of_contents_is_taken_out_and_said(body: str) -> None:
    data = _word(f"{body}<w:p>{_run('Stone.')}</w:p>")
    assert _paragraphs(readable.made("a.docx", data).data) == ["Stone."]
    read = container.read("a.docx", data)
    assert read
    said = f"{'Contents ' * ('Contents<' in body)}One 1 Two 2"
    assert losses.of(read.words, "Stone.") == [Loss(container.DocumentPart.CONTENTS, 1, said)]
    assert read.broken == []


def test_a_field_that_is_never_closed_takes_nothing_out() -> None:
    data = _word(f"<w:p>{_field('TOC', '').rpartition('<w:r>')[0]}{_run('Stone.')}</w:p>")
    assert readable.made("a.docx", data) == (data, [])


def test_a_reference_to_what_is_not_there_is_said() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>'
    fields = _field("REF _Ref1 \\h", _run("2")) + _field("NOTEREF _Ref2", _run("Error!"))
    read = container.read(
        "a.docx",
        _word(f'<w:p>{mark}{_run("See ")}{fields}<w:fldSimple w:instr="REF x">{_run("3")}</w:fldSimple></w:p>'),
    )
    assert read
    assert read.broken == [("Error!", "See 2"), ("3", "See 2Error!")]


def test_a_style_with_an_outline_level_is_a_heading_whatever_its_name() -> None:
    names = [("Titre 1", "0"), ("heading 2", "1"), ("Title", "0"), ("Body", "9"), ("Kapitel", "2")]
    styles = "".join(
        f'<w:style w:type="paragraph"><w:name w:val="{name}"/><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr></w:style>'
        for name, level in names
    )
    made = _member(readable.made("a.docx", _word("", styles)).data, "word/styles.xml")
    assert [each.get(f"{W}val") for each in made.iter(f"{W}name")] == [
        *("heading 1", "heading 2", "Title", "Body", "heading 3")
    ]


def test_headings_have_the_numbers_that_word_writes_before_them() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for n, (start, form, words) in enumerate([(1, "upperRoman", "%1."), (2, "lowerLetter", "%1 (%2)")])
    )
    numbering = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    styles = f'<w:style w:styleId="A"><w:name w:val="heading 1"/><w:pPr>{number.format(0, 1)}</w:pPr></w:style>'
    styles += '<w:style w:styleId="B"><w:name w:val="heading 2"/><w:basedOn w:val="A"/></w:style>'
    styles += '<w:style w:styleId="C"><w:name w:val="Body"/></w:style>'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>{_run(words)}</w:p>'
        for style, own, words in [
            ("A", "", "One"),
            ("B", number.format(1, 1), "Two"),
            ("B", number.format(1, 1), "Three"),
            ("C", number.format(1, 1), "Item"),
            ("A", number.format(0, 0), "Bare"),
            ("A", "", "Four"),
            ("B", number.format(1, 1), "Five"),
        ]
    )
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    data = packed(
        {
            "word/document.xml": document.encode(),
            "word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>".encode(),
            "word/numbering.xml": f"<w:numbering {WORD}>{numbering}</w:numbering>".encode(),
        }
    )
    assert _paragraphs(readable.made("a.docx", data).data) == [
        *("I. One", "I (b) Two", "I (c) Three", "Item", "Bare", "II. Four", "II (b) Five")
    ]


def _odt(text: str, styles: str = "") -> bytes:
    content = (
        f"<office:document-content {ODF_STYLE}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return packed({"content.xml": content.encode()})


def _blocks(data: bytes) -> list[tuple[str, str]]:
    found = _member(data, "content.xml").iter(f"{ODF_TEXT}p", f"{ODF_TEXT}h")
    return [(each.get(f"{ODF_TEXT}outline-level", ""), "".join(each.itertext())) for each in found]


HEADING = '<text:h text:outline-level="1">One</text:h><text:h text:outline-level="x">Two</text:h>'


def test_title_and_subtitle_of_opendocument_are_the_title() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    title = '<text:p text:style-name="P1">Stone</text:p>'
    below = '<text:p text:style-name="Subtitle">{}</text:p>'
    made = readable.made("a.odt", _odt(f"{title}{below.format('A <text:span>Life</text:span>')}{HEADING}", styles))
    assert _blocks(made.data) == [("1", "Stone: A Life"), ("2", "One"), ("2", "Two")]
    made = readable.made("a.odt", _odt(f"{title}{below.format('by Ann Aske')}{HEADING}", styles))
    assert _blocks(made.data) == [("1", "Stone"), ("", "by Ann Aske"), ("2", "One"), ("2", "Two")]
    plain = _odt(f"<text:p>Stone</text:p>{HEADING}", styles)
    assert readable.made("a.odt", plain).data is plain


def test_what_fields_of_opendocument_print_is_text() -> None:
    fields = "<text:p>See <text:note-ref>1</text:note-ref>, <text:date>3 May</text:date>.</text:p>"
    root = _member(readable.made("a.odt", _odt(fields)).data, "content.xml")
    assert [(each.tag.rpartition("}")[2], each.text) for each in root.iter(f"{ODF_TEXT}span")] == [
        ("span", "1"),
        ("span", "3 May"),
    ]


def test_what_is_no_text_of_a_page_is_told_and_taken_out() -> None:
    page = (
        b"<body><nav><div><ul><li>Home<li>About</ul><script>go()</script></nav><h1>Ice</h1><p>It <b hidden>never</b>"
        b" held.</p><p>It broke.</p><nav> + </nav></body>"
    )
    read = container.read("a.html", page)
    assert read
    lost = losses.of(read.words, "# Ice\n\nIt held.\n\nIt broke.\n")
    assert [(loss.part, loss.words) for loss in lost] == [
        (DocumentPart.APART, "Home About"),
        (DocumentPart.APART, "never"),
    ]
    made = container.article_html(page)
    assert b"<h1>Ice</h1><p>It  held.</p><p>It broke.</p>" in made
    assert b"Home" not in made


def test_small_and_raised_digits_are_no_loss() -> None:
    words = [container.DocumentWords(container.DocumentPart.BODY, 1, "Stone drinks H2O, Ann1 wa\u00adter")]
    assert losses.of(words, "Stone drinks H₂O, Ann water") == []
    assert losses.of(words, "Stone drinks, Ann water") == [Loss(container.DocumentPart.BODY, 1, "H2O")]
