"""How the documents here were made, once: PANDOC=… python -m tests.brought.make FOLDER with the texts as Markdown.

bells.docx has Word's own XML on top of pandoc's: an author's note with a mark of its own, endnotes among the footnotes,
tracked changes, a text box with its fallback, a comment, a header, and a field of Zotero's.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIELD = {
    "citationID": "a1",
    "citationItems": [
        {
            "id": 1,
            "locator": "88",
            "itemData": {
                "type": "thesis",
                "title": "The Price of a Peal: Hedonic Estimates for Six Towns",
                "author": [{"family": "Brisk", "given": "Hana"}],
                "issued": {"date-parts": [["2018"]]},
                "publisher": "Carrow College",
            },
        }
    ],
}


def _run(text: str, kind: str = "t") -> str:
    return f'<w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def _paragraph(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"


def _field(printed: str) -> str:
    code = "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps(FIELD).replace("&", "&amp;").replace('"', "&quot;")
    chars = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{chars[0]}{_run(code, 'instrText')}{chars[1]}{printed}{chars[2]}"


BOXED = f"<w:txbxContent>{_paragraph('Bells are rung at eight.')}</w:txbxContent>"
BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing>'
    '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx>'
    f"{BOXED}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{BOXED}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def word(docx: bytes) -> bytes:
    """A document of pandoc's with what only Word writes."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document, notes = parts["word/document.xml"].decode(), parts["word/footnotes.xml"].decode()
    # the author's note, with a mark of its own, in the title
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="900"/><w:t>*</w:t></w:r>'
    document = document.replace("</w:p>", f"{mark}</w:p>", 1)
    said = _paragraph("Lecturer in Law, Carrow College. The author rings the tenor.")
    own = f'<w:footnote w:id="900">{said}</w:footnote>'
    # two footnotes as endnotes
    ends = ""
    for number in re.findall(r'<w:footnoteReference w:id="(\d+)"', document)[9:11]:
        document = document.replace(f'<w:footnoteReference w:id="{number}"', f'<w:endnoteReference w:id="{number}"')
        found = re.search(rf'<w:footnote w:id="{number}">.*?</w:footnote>', notes, re.DOTALL)
        assert found
        notes = notes.replace(found[0], "")
        ends += found[0].replace("w:footnote ", "w:endnote ").replace("</w:footnote>", "</w:endnote>")
    # a field in the note that cites the thesis in full
    at = notes.index("Hana Brisk")
    start, end = notes.rindex("<w:r>", 0, at), notes.index("</w:p>", at)
    notes = notes[:start] + _field(notes[start:end]) + notes[end:]
    notes = notes.replace("</w:footnotes>", f"{own}</w:footnotes>")
    # tracked changes, a box, a comment, in paragraphs of the text
    gone = f'<w:del w:id="501" w:author="Ed">{_run("Nobody objected to this.", "delText")}</w:del>'
    change = f'{gone}<w:ins w:id="502" w:author="Ed">{_run(" It was a Tuesday.")}</w:ins>'
    ends_of = [match.start() for match in re.finditer("</w:p>", document)]
    for place, what in sorted([(ends_of[6], change), (ends_of[9], BOX)], reverse=True):
        document = document[:place] + what + document[place:]
    parts["word/document.xml"] = document.encode()
    parts["word/footnotes.xml"] = notes.encode()
    parts["word/endnotes.xml"] = f"<w:endnotes {W}>{ends}</w:endnotes>".encode()
    comment = f'<w:comment w:id="7" w:author="Ed">{_paragraph("Is this the same bell?")}</w:comment>'
    parts["word/comments.xml"] = f"<w:comments {W}>{comment}</w:comments>".encode()
    parts["word/header1.xml"] = f"<w:hdr {W}>{_paragraph('PROOF: DO NOT CITE')}</w:hdr>".encode()
    rels = "word/_rels/document.xml.rels"
    parts[rels] = _related(parts[rels], ("endnotes", "header1", "comments"))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{what}+xml"/>'
        for name, what in (("endnotes", "endnotes"), ("header1", "header"))
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode() + b"</Types>")
    return packed(parts)


def _related(rels: bytes, names: tuple[str, ...]) -> bytes:
    text = rels.decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for name in names:
        if f"{name}.xml" not in text:
            new = f'<Relationship Id="x{name}" Type="{kind}/{name.rstrip("1")}" Target="{name}.xml"/>'
            text = text.replace("</Relationships>", f"{new}</Relationships>")
    return text.encode()


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of these members; the same members give the same bytes."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def main(texts: Path) -> None:
    """Make the documents from the texts."""

    def pandoc(name: str, kind: str, *words: str) -> bytes:
        command = [os.environ["PANDOC"], str(texts / name), "--from", "markdown-smart", "--to", kind, "-o", "-", *words]
        return subprocess.run(command, capture_output=True, check=True).stdout

    (HERE / "bells.docx").write_bytes(word(pandoc("law.md", "docx")))
    (HERE / "herring.odt").write_bytes(pandoc("journal-b.md", "odt"))
    page = pandoc("journal-a.md", "html5", "--wrap=none").decode()
    title = "<title>Law Review | Gauges</title>"
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">{title}</head>\n<body>\n'
    menu = "<nav><a href='/'>All issues</a></nav>\n"
    foot = "<footer>Printed in Ellery.</footer>\n</body>\n</html>\n"
    (HERE / "gauges.html").write_text(f"{head}{menu}<main>\n{page}</main>\n{foot}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
