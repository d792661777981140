"""What the fields of reference managers in a Word document say, as entries of references.bib."""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from datetime import date
from html import escape
from io import BytesIO

import pytest

from scripts.editing import brought, container, entries, losses
from scripts.publication import bibliography

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RECORD = (
    '<EndNote><Cite><record><ref-type name="Journal Article">17</ref-type><contributors><authors>'
    "<author>Mill, Ada</author><author>Ice Office,</author></authors></contributors><titles>"
    "<title><style>On Tides</style></title><secondary-title>The Tide</secondary-title></titles>"
    "<dates><year>2019</year></dates><volume>3</volume><pages>4-9</pages></record></Cite></EndNote>"
)
ARTICLE = """@article{key,
  author       = {Mill, Ada and {Ice Office}},
  title        = {On Tides},
  journaltitle = {The Tide},
  volume       = {3},
  pages        = {4–9},
  date         = {2019}
}
"""
CSL = {
    "type": "article-journal",
    "title": "On <i>Tides</i>",
    "author": [{"family": "Mill", "given": "Ada"}, {"literal": "Ice Office"}],
    "container-title": "The Tide",
    "issued": {"date-parts": [["2019"]]},
    "volume": 3,
    "page": "4–9",
}


def _document(instruction: str, data: str = "") -> bytes:
    carried = f"<w:fldData>{b64encode(data.encode()).decode()}</w:fldData>" if data else ""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{carried}</w:fldChar></w:r>'
    code = f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    rest = f"{separate}<w:r><w:t>Mill 2019</w:t></w:r>{end}"
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body><w:p>{begin}{code}{rest}</w:p></w:body></w:document>"
        )
    return into.getvalue()


def test_a_note_of_deleted_text_is_none_and_what_was_moved_is_not_lost() -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    moved = "<w:move{0}><w:r><w:t>It fell.</w:t></w:r></w:move{0}>"
    body = f"<w:p>{moved.format('To')}<w:del>{call.format(1)}</w:del>{call.format(2)}{moved.format('From')}</w:p>"
    notes = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>Note {n}.</w:t></w:r></w:p></w:footnote>' for n in (1, 2))
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/footnotes.xml", f"<w:footnotes {W}>{notes}</w:footnotes>")
    read = container.read("a.docx", into.getvalue())
    assert read
    assert [call.id for call in read.calls] == ["2"]
    assert [(words.part.value, words.nth, words.text) for words in read.words] == [
        ("text", 1, "It fell."),
        ("note", 1, "Note 2."),
        ("deleted text", 1, "Note 1."),
    ]


def test_what_a_page_shows_of_another_is_told() -> None:
    page = b'<h1>Tides</h1><p>It rose.</p><iframe title="High water" src="https://x.example"></iframe><p>It fell.</p>'
    read = container.read("a.html", page)
    assert read
    assert [str(loss) for loss in losses.of(read.words, "# Tides\n\nIt rose.\n\nIt fell.\n")] == [
        "embedded page, paragraph 1: 'High water'"
    ]


@pytest.mark.parametrize(
    ("instruction", "data"),
    [
        ("ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationItems": [{"itemData": CSL}]}), ""),
        ("ADDIN CSL_CITATION " + json.dumps({"citationItems": [{"itemData": CSL}], "mendeley": {}}), ""),
        (f"ADDIN EN.CITE {RECORD}", ""),
        ("ADDIN EN.CITE.DATA", RECORD),
    ],
    ids=["Zotero", "Mendeley", "EndNote", "EndNote, carried"],
)
def test_a_field_becomes_an_entry(instruction: str, data: str) -> None:
    read = container.read("a.docx", _document(instruction, data))
    assert read
    assert [words.text for words in read.words] == ["Mill 2019"]
    (cited,) = read.fields
    assert cited.printed == "Mill 2019"
    (record,) = cited.records
    entry = entries.of_record(record)
    assert bibliography.written("key", entry.fields, entry.type) == ARTICLE


@pytest.mark.parametrize(
    "instruction",
    [
        "PAGE",
        "ADDIN ZOTERO_ITEM CSL_CITATION {",
        'ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": 4}',
        'ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [4, {"itemData": []}]}',
        "ADDIN EN.CITE <EndNote><Cite>",
        "ADDIN EN.CITE <EndNote></EndNote>",
    ],
)
def test_a_field_that_says_nothing_is_passed_over(instruction: str) -> None:
    read = container.read("a.docx", _document(instruction))
    assert read
    assert (read.fields, [words.text for words in read.words]) == ([], ["Mill 2019"])


def test_a_record_gets_the_publisher_that_only_the_printed_reference_has_and_no_author() -> None:
    record = {"type": "book", "title": "On Tides", "issued": {"date-parts": [["2019"]]}, "publisher-place": "Ely"}
    text = "# T\n\nIt rose.[^1]\n\n[^1]: Ada Mill, *On Tides* (Dunmore: Weir Press, 2019), 4.\n"
    made = brought.Brought(text, "T", "", {}, date(2026, 1, 2), [("Mill 2019", record)])
    entry = bibliography.read(made.references())[0].written
    assert (entry["publisher"], entry["location"], entry.get("author", "")) == ("Weir Press", "Ely", "")
