"""Documents of five kinds brought in: what was read, what was left out, what is left to a person; and then the site."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from scripts.commands import pandoc
from scripts.editing.container import W
from scripts.publication import article
from scripts.website import metadata
from tests import cases
from tests.brought import make
from tests.conftest import ROOT, build, call

DOCUMENTS = ROOT / "tests" / "brought"
NEEDS_PANDOC = (".docx", ".odt", ".html")


def _needs_pandoc(name: str) -> None:
    if name.endswith(NEEDS_PANDOC) and not pandoc.program():
        assert os.environ.get("CI") != "true", "CI has no pandoc; .ci/run sets it up"
        pytest.skip("no pandoc on this machine; make pandoc, or name it in PANDOC, to bring in other than Markdown")


# Of each document: notes, citations, sources, how many findings of each rule are left to a person, what was left out.
SHOWN = [
    ("heat.docx", (32, 33, 20), {"source-date-precise": 2}, []),
    (
        "bells.docx",
        (25, 27, 13),
        {"note-matches-source": 1},
        [
            "custom mark, paragraph 1: '*'",
            "deleted text, paragraph 1: 'Nobody objected to this.'",
            "comment, paragraph 1: 'Is this the same bell?'",
            "header or footer, paragraph 1: 'PROOF: DO NOT CITE'",
        ],
    ),
    ("herring.odt", (41, 55, 39), {"footnote-defined": 1, "ibid-resolves": 1}, []),
    (
        "gauges.html",
        (43, 52, 33),
        {"footnote-defined": 1, "ibid-resolves": 1},
        [
            "outside the article's element, paragraph 1: 'All issues'",
            "outside the article's element, paragraph 2: 'Printed in Ellery.'",
        ],
    ),
    ("potash.md", (25, 28, 13), {}, []),
    ("uhr.md", (21, 26, 17), {}, []),
]
# What a rule says of the prose is shown by its own tests.
OF_THE_NOTES = re.compile(r"note|citation|source|ibid|faithful|footnote|sentence|markup|block|schema|file")


@pytest.mark.parametrize(("name", "read", "left", "lost"), SHOWN, ids=[row[0] for row in SHOWN])
def test_a_document_becomes_a_project(
    name: str, read: tuple[int, int, int], left: dict[str, int], lost: list[str], tmp_path: Path
) -> None:
    _needs_pandoc(name)
    before = (DOCUMENTS / name).read_bytes()
    result = call("bring", name, "--into", tmp_path / "own", cwd=DOCUMENTS)
    assert result.returncode == 1, result.stderr
    assert (DOCUMENTS / name).read_bytes() == before
    notes, cited, sources = read
    assert f" {notes} notes, {sources} sources, " in result.stdout
    assert f"Of {cited} citations in the notes, " in result.stdout
    assert [line.strip() for line in result.stdout.splitlines() if line.startswith(f"  {name}: ")] == [
        f"{name}: {each}" for each in lost
    ]
    told = Counter(re.findall(r"^  \S+:\d+: .*\((\S+)\)$", result.stdout, re.MULTILINE))
    assert {rule: n for rule, n in told.items() if OF_THE_NOTES.search(rule)} == left
    checked = call("check", "--complete", cwd=tmp_path / "own")
    rules = Counter(re.findall(r"\((\S+)\)$", checked.stdout, re.MULTILINE))
    assert {rule: n for rule, n in rules.items() if rule != "kind-confirmed"} == dict(told)
    assert _missing(DOCUMENTS / name, tmp_path / "own", result.stdout) == []


def _missing(document: Path, project: Path, report: str) -> list[str]:
    """The words of a document, read by patterns alone, that neither the published text nor the report has."""
    if document.suffix == ".md":
        texts = [re.sub(r"(?s)\A---\n.*?---\n|<[^<>]+>", " ", document.read_text(encoding="utf-8"))]
    elif document.suffix == ".html":
        texts = [re.sub(r"(?s)<head>.*?</head>|<sup>\d+</sup>|<[^<>]+>", " ", document.read_text(encoding="utf-8"))]
    else:
        with zipfile.ZipFile(document) as archive:
            parts = re.compile(r"word/(?:document|\w*notes|comments|(?:header|footer)\d)\.xml|content\.xml")
            texts = [archive.read(n).decode() for n in archive.namelist() if parts.fullmatch(n)]
        texts = [re.sub(r"(?s)<w:instrText[^<>]*> ?PAGE .*?</w:t>", "", t) for t in texts]
        texts = [re.sub(r"(?s)<mc:Fallback>.*?</mc:Fallback>|<w:instrText.*?</w:instrText>", "", t) for t in texts]
        texts = [
            re.sub(r"<text:note-citation>\d+</text:note-citation>|<text:page-number.*?>\d+<", "<", t) for t in texts
        ]
        texts = [re.sub(r"</?(?:w:p|text:p|text:h)\b|<w:br/>|<text:(?:s|line-break)\b", r" \g<0>", t) for t in texts]
        texts = [re.sub(r"<[^<>]*>", "", t) for t in texts]
    left_out = " ".join(line for line in report.splitlines() if line.startswith(f"  {document.name}: "))
    written = (project / "record/original.md").read_text(encoding="utf-8") + left_out
    have = Counter(re.findall(r"\w+", unescape(re.sub(r"<sup>|</sup>", " ", written))))
    want = Counter(word for text in texts for word in re.findall(r"\w+", unescape(text)))
    return sorted((want - have).elements())


def test_once_its_findings_are_answered_it_builds_strictly(tmp_path: Path) -> None:
    _needs_pandoc("bells.docx")
    own = tmp_path / "own"
    call("bring", "bells.docx", "--into", own, cwd=DOCUMENTS)
    bib = own / "references.bib"
    bib.write_text(re.sub(r"(?s)(brisk2018price.*?)\{2018\}", r"\1{2019}", bib.read_text(encoding="utf-8")))
    checked = call("check", cwd=own)
    assert checked.returncode == 0
    assert len(checked.stdout.splitlines()) == 10
    assert "51 more for a person to say; python -m scripts check --complete lists them.\n" in checked.stderr
    assert checked.stderr.endswith(" That does not fail the check; with --complete it does.\n")
    assert "\n\\* Lecturer in Law, Carrow College.\n" in (own / "docs/about.md").read_text(encoding="utf-8")
    site = build(own, tmp_path / "site")
    chapter = (site / "iii-telling" / "index.html").read_text(encoding="utf-8")
    assert "The Price of a Peal" in chapter
    assert "Quint" in (site / "sources" / "index.html").read_text(encoding="utf-8")


def test_the_same_document_gives_the_same_bytes_and_nothing_of_the_first_article(tmp_path: Path) -> None:
    for name in ("a", "b"):
        call("bring", "potash.md", "--into", tmp_path / name, cwd=DOCUMENTS)
    one, other = ({p.relative_to(r): p.read_bytes() for p in r.rglob("*") if p.is_file()} for r in tmp_path.iterdir())
    assert one == other
    own = {path.as_posix() for path in one if re.match(r"docs/[^/]+$|record/|[^/]+$", path.as_posix())}
    assert own == {
        *("EDITING.md", "Makefile", "LICENSE", "mkdocs.yml", "pyproject.toml", "REFERENCES.md", "references.bib"),
        *(
            "requirements.txt",
            "requirements-renderers.txt",
            "requirements-test.txt",
            "requirements-pandoc.txt",
            ".gitignore",
            ".gitattributes",
            ".editorconfig",
        ),
        *(f"docs/{n}.md" for n in ("index", "about", "the-pot", "the-kitchens", "the-count", "the-plate")),
        "docs/a-town-without-windows-the.md",
        *(f"record/{n}" for n in ("README.md", "original.md", "article.yml", "facts.yml", "accepted.yml", "ids.yml")),
        *(f"record/claims/{n}.yml" for n in ("the-pot", "the-kitchens", "the-count", "the-plate")),
        "record/claims/a-town-without-windows-the.yml",
    }


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    result = call("bring", "potash.md", "--into", tmp_path, cwd=DOCUMENTS)
    assert (result.returncode, result.stdout) == (2, "")
    assert "is not empty; give a new folder" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_without_pandoc_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("PANDOC", raising=False)
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    result = call("bring", "herring.odt", "--into", tmp_path / "own", cwd=DOCUMENTS)
    assert result.returncode == 2
    assert "is read by pandoc, and there is none; install it" in result.stderr
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_what_is_no_document_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK\3\4 and no archive")
    result = call("bring", name, "--into", "own", cwd=tmp_path)
    assert result.returncode == 2
    assert f"{name}:1: is no {name[1:]} that can be read" in result.stderr


def test_what_is_no_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"GIF89a\0\1 and words")
    result = call("bring", "a.html", "--into", "own", cwd=tmp_path)
    assert (result.returncode, result.stderr.partition(";")[0]) == (2, "a.html:1: holds a NUL, so it is no page")


@pytest.mark.parametrize("name", ["map.png", "ice"])
def test_what_pandoc_would_take_for_markdown_without_knowing_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x89PNG and words")
    result = call("check", name, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{name}:1: has a name that ends as no document's does" in result.stderr


def test_of_a_page_the_text_is_brought_and_it_is_said_what_is_none(tmp_path: Path) -> None:
    _needs_pandoc("ice.html")
    (tmp_path / "ice.html").write_text(
        "<title>Ice - The Tide</title><nav>Home</nav><p hidden>Of water</p><h3>Early</h3><p>It held.<sup><a href='#n1'>"
        "1</a></sup></p><p><i><br></i></p><p>&nbsp;- To the mill.</p><h2>Late</h2><p>It broke. <img src='./a/ice.gif'>"
        f"<img src='data:image/png;base64,{'iVBO' * 999}'></p><p>Notes</p><ul><li id='n1'>Late.</li></ul><footer>All"
        " rights</footer>"
    )
    result = call("bring", "ice.html", "--into", "own", cwd=tmp_path)
    apart = "  ice.html: menu, byline, share box, comment, hidden text or the like, paragraph"
    assert result.stdout.splitlines()[3:13] == [
        "Left out (4):",
        f"{apart} 1: 'Home'",
        f"{apart} 2: 'Of water'",
        f"{apart} 3: 'Notes'",
        f"{apart} 4: 'All rights'",
        "",
        "Other than in the document:",
        "  the text has no title; this stands for it: 'Ice - The Tide'",
        "  the picture ./a/ice.gif is not there; put it beside the document, and bring that anew",
        f"  left out: a picture that is written into the page itself: data:image/png;base64,{'iVBO' * 4}iV…",
    ]
    assert "faithful" not in result.stdout
    assert "as-meant" not in result.stdout
    assert (tmp_path / "own/docs/early.md").read_text() == (
        "# Ice - The Tide\n\n## Early\n\nIt held.[^1]\n\n\\- To the mill.\n\n[^1]: Late.\n"
    )


def test_of_the_author_whom_a_page_states_and_of_a_page_with_less_text_than_other_words_it_is_said(
    tmp_path: Path,
) -> None:
    _needs_pandoc("ice.html")
    first = "Nobody who lived there had ever seen the river so high in any of those years."
    said = f"<p class='comment'>{first}</p>"
    (tmp_path / "ice.html").write_text(
        "<title>Ice</title><meta name='citation_author' content='Whitcombe, Eleanor J.'><main><div class='post'>"
        "<h1>Ice</h1><h2 class='author'>Eleanor J. Whitcombe*</h2><p>It held for as long as anybody who lived there "
        "could say, and then it broke.</p></div><article><h1>Water</h1>Never.</article>"
        f"<div class='comments'>{said * 2}</div></main>"
    )
    result = call("bring", "ice.html", "--into", "own", cwd=tmp_path)
    apart = "  ice.html: menu, byline, share box, comment, hidden text or the like, paragraph"
    assert result.stdout.splitlines()[:11] == [
        "More was left out of it than was taken, 37 words: is this the article? See what is left out.",
        "Read ice.html: 22 words, 1 chapter, 2 sentences, 0 notes, 0 sources, 0 pictures.",
        "Of 0 citations in the notes, 0 lead to a source.",
        "",
        "Left out (3):",
        f"{apart} 1: 'Eleanor J. Whitcombe*'",
        f"{apart} 2: 'Water Never.'",
        f"{apart} 3: '{first} {first.rpartition(' those ')[0]} … (32 words)'",
        "",
        "Other than in the document:",
        "  no line of the text names its author; the page's meta citation_author does: 'Eleanor J. Whitcombe'; confirm"
        " it in record/article.yml",
    ]
    assert 'author: "Eleanor J. Whitcombe"' in (tmp_path / "own/record/article.yml").read_text()
    assert {path.name for path in (tmp_path / "own/docs").glob("*.md")} >= {"about.md", "ice.md", "index.md"}
    assert not (tmp_path / "own/docs/water.md").exists()


def test_a_backslash_that_pandoc_writes_before_a_sign_goes_everywhere(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text("# Ice\n\nIt\\'s `a\\'b`.[^1]\n\n```\nc\\'d\n```\n\n[^1]: Mill\\'s \\*word\\*.\n")
    call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert (tmp_path / "own/record/original.md").read_text() == (
        "# Ice\n\nIt's `a\\'b`.[^1]\n\n```\nc\\'d\n```\n\n[^1]: Mill's \\*word\\*.\n"
    )


@pytest.mark.parametrize(("sections", "how", "said"), [(2, "eachSect", 1), (1, "eachSect", 0), (1, "eachPage", 1)])
def test_of_numbers_that_begin_anew_in_word_it_is_said(sections: int, how: str, said: int, tmp_path: Path) -> None:
    _needs_pandoc("bells.docx")
    with zipfile.ZipFile(DOCUMENTS / "bells.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    ends = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * (sections - 1)
    anew = f'{ends}<w:sectPr><w:footnotePr><w:numRestart w:val="{how}"/></w:footnotePr></w:sectPr></w:body>'.encode()
    for name in ("word/document.xml", "word/settings.xml"):
        if name in parts:
            parts[name] = re.sub(rb"(?s)<w:sectPr.*?</w:sectPr>|<w:numRestart[^>]*>", b"", parts[name])
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", anew)
    (tmp_path / "bells.docx").write_bytes(make.packed(parts))
    result = call("bring", "bells.docx", "--into", "own", cwd=tmp_path)
    assert result.stdout.count("  the numbers of its notes begin anew with a section or a page; here they are") == said


def test_what_pandoc_passes_over_in_word_comes_along(tmp_path: Path) -> None:
    _needs_pandoc("bells.docx")
    with zipfile.ZipFile(DOCUMENTS / "bells.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "comments" not in name}

    def paragraph(text: str, style: str = "Normal") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'

    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>' for t in ("begin", "separate", "end"))
    listed = f"<w:p>{begin}<w:r><w:instrText>TOC</w:instrText></w:r>{separate}<w:r><w:t>Tin 1</w:t></w:r>{end}</w:p>"
    printed = '<w:p><w:fldSimple w:instr="REF x"><w:r><w:t>Error!</w:t></w:r></w:fldSimple></w:p>'
    cells = "".join(f"<w:tc>{paragraph(f'Bell {n}')}{printed}</w:tc>" for n in (1, 2))
    rows = f'<w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid>{f"<w:tr>{cells}</w:tr>" * 2}'
    body = "".join(
        (
            paragraph("Stone", "Title"),
            paragraph("by Ann Aske", "Subtitle"),
            listed,
            paragraph("Tin", "Kapitel"),
            paragraph("Bells by weight", "TableCaption"),
            f"<w:tbl><w:tblPr/>{rows}</w:tbl><w:p/>",
            paragraph("", "Heading1"),
            paragraph("Lead", "Kapitel"),
            paragraph("It rang."),
        )
    )
    head = parts["word/document.xml"].decode().partition("<w:body>")[0]
    parts["word/document.xml"] = f"{head}<w:body>{body}</w:body></w:document>".encode()
    level = '<w:name w:val="Kapitel"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    style = f'<w:style w:type="paragraph" w:styleId="Kapitel">{level}</w:style></w:styles>'
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", style.encode())
    (tmp_path / "stone.docx").write_bytes(make.packed(parts))
    result = call("bring", "stone.docx", "--into", "own", cwd=tmp_path)
    assert (tmp_path / "own/record/original.md").read_text() == (
        "# Stone\n\nby Ann Aske\n\n## Tin\n\nBells by weight\n\n"
        "|               |               |\n|---------------|---------------|\n"
        "| Bell 1 Error! | Bell 2 Error! |\n| Bell 1 Error! | Bell 2 Error! |\n"
        "\n## Lead\n\nIt rang.\n"
    )
    assert "author: Ann Aske" in (tmp_path / "own/record/article.yml").read_text().replace('"', "")
    assert "  stone.docx: table of contents, paragraph 1: 'Tin 1'\n" in result.stdout
    assert (
        result.stdout.count("  a reference leads to no place; write what it should say in the place of 'Error!'\n") == 4
    )


def test_what_is_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    _needs_pandoc("ice.html")
    deep = '{"t":"BlockQuote","c":[' * 700 + '{"t":"Para","c":[{"t":"Str","c":"Ice."}]}' + "]}" * 700
    (tmp_path / "ice.json").write_text(f'{{"pandoc-api-version":[1,23,1],"meta":{{}},"blocks":[{deep}]}}')
    result = call("bring", "ice.json", "--into", "own", cwd=tmp_path)
    assert result.returncode == 2
    assert "ice.json:1: is nested too deeply" in result.stderr


HARD_WRAPPED = """---
title: Ice
author: [Ada Mill, Bo Wu]
---

# First

The ice held until
March.[^1] It sang, as Mill
says.[^2]

- One thing.[^3] Another.

# Second

See above.[^4]

[^1]: Cy Tern, *On Ice* (Ferry Press, 2019), 4.
[^2]: Ibid., 9–10.
[^3]: The winter was mild.
[^4]: See Tern, *On Ice*, 12; Di Ray, "Thaw," *The Tide* 3 (2020): 7.
"""


def test_markdown_is_written_a_sentence_a_line_with_its_notes_resolved(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(HARD_WRAPPED)
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert result.stdout.splitlines() == [
        "Read ice.md: 60 words, 2 chapters, 5 sentences, 4 notes, 2 sources, 0 pictures.",
        "Of 4 citations in the notes, 4 lead to a source.",
        "",
        "Left for a person to say: 5 by kind-confirmed; python -m scripts check --complete lists them.",
    ]
    assert (tmp_path / "own/docs/first.md").read_text() == (
        "# First\n\nThe ice held until March.[@tern2019]\nIt sang, as Mill says.[@tern2019on, pp. 9–10]\n\n"
        "- One thing.[^3]\n  Another.\n\n[^3]: The winter was mild.\n"
    ).replace("[@tern2019]", "[@tern2019on, p. 4]")
    assert (tmp_path / "own/docs/second.md").read_text() == (
        "# Second\n\nSee above.[See @tern2019on, p. 12; @ray2020thaw, p. 7]\n"
    )
    assert (tmp_path / "own/references.bib").read_text() == (
        "@book{tern2019on,\n  author       = {Cy Tern},\n  title        = {On Ice},\n"
        "  publisher    = {Ferry Press},\n  date         = {2019}\n}\n\n"
        "@article{ray2020thaw,\n  author       = {Di Ray},\n  title        = {Thaw},\n  journaltitle = {The Tide},\n"
        "  volume       = {3},\n  date         = {2020}\n}\n"
    )


def test_marks_of_headings_stay_in_them_and_a_note_to_the_title_is_said_of_the_article(tmp_path: Path) -> None:
    text = (
        "# Ice[^1]\n\n## The *first*[^2]\n\nIt held.[^3]\n\n### Of 5 km<sup>2</sup>[^4] later\n\nIt broke.\n\n"
        "[^1]: First read in Weir; see Bo Wu, *Thaw* (Weir Press, 2020).\n"
        "[^2]: Cy Tern, *On Ice* (Ferry Press, 2019), 4.\n[^3]: Ibid.\n[^4]: It was late.\n"
    )
    (tmp_path / "ice.md").write_text(text)
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert "To decide" not in result.stdout
    assert (tmp_path / "own/docs/the-first.md").read_text() == (
        "# The *first*[@tern2019on, p. 4]\n\nIt held.[@tern2019on]\n\n"
        "## Of 5 km<sup>2</sup>[^4] later\n\nIt broke.\n\n[^4]: It was late.\n"
    )
    assert (
        "\nFirst read in Weir; see Bo Wu, *Thaw* (Weir Press, 2020).\n" in (tmp_path / "own/docs/about.md").read_text()
    )
    (tmp_path / "ice.md").write_text(text.replace("## The *first*[^2]", "It froze.[^2]").replace("###", "##"))
    call("bring", "ice.md", "--into", "other", cwd=tmp_path)
    whole = (tmp_path / "other/docs/ice.md").read_text()
    assert whole.startswith("# Ice[^1]\n\nIt froze.[@tern2019on, p. 4]\n")
    assert "\n[^1]: First read in Weir; [see @wu2020thaw]\n" in whole
    assert "First read" not in (tmp_path / "other/docs/about.md").read_text()


def test_talks_without_a_title_are_entries_and_shown_as_the_notes_have_them(tmp_path: Path) -> None:
    said = (
        "Ada Mill, interview by Bo Tarn, Lisbon, May 3, 2019.",
        "Author's interview with Ada Mill, Geneva, 4 May 2019",
        "Author's interview with Ada Mill, Geneva, 5 May 2019",
        "Interview with a senior official, Kyiv, May 2019.",
        "Ada Mill, e-mail to the author, May 3, 2019.",
        "See author's interview with Ada Mill, Geneva, 4 May 2019.",
        "Ada Mill, interview by Bo Tarn, May 3, 2019.",
    )
    text = "# On talk\n\n" + " ".join(f"It held.[^{n}]" for n in range(1, 8)) + "\n\n"
    (tmp_path / "ice.md").write_text(text + "".join(f"[^{n}]: {note}\n" for n, note in enumerate(said, 1)))
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert result.stdout.splitlines()[1:3] == ["Of 7 citations in the notes, 7 lead to a source.", ""]
    assert "To decide" not in result.stdout
    brought = article.read(tmp_path / "own", cases.TODAY)
    assert [cases.as_note(brought.sources_of_note[n][0]) for n in range(1, 8)] == [
        "Ada Mill, interview by Bo Tarn, Lisbon, 3 May 2019",
        "Author's interview with Ada Mill, Geneva, 4 May 2019",
        "Author's interview with Ada Mill, Geneva, 5 May 2019",
        "Interview with a senior official, Kyiv, May 2019",
        "Ada Mill, e-mail to the author, 3 May 2019",
        "Author's interview with Ada Mill, Geneva, 4 May 2019",
        "Ada Mill, interview by Bo Tarn, Lisbon, 3 May 2019",
    ]
    assert "(interview" not in (tmp_path / "own/docs/on-talk.md").read_text()
    assert [item["type"] for item in json.loads("".join(metadata.csl(brought.sources.values())))] == [
        *["interview"] * 4,
        "personal_communication",
    ]


def test_a_note_keeps_what_stands_between_its_citations_and_its_words(tmp_path: Path) -> None:
    notes = (
        "Cy Tern, *On Ice* (Dunmore: Ferry Press, 2019), 4. It was thin then.",
        "Tern, *On Ice*, 9; it had not been thin before. On the rest, see 14 Rep. 212 (1871).",
    )
    text = "# Ice\n\nIt was thin.[^1] It broke.[^2]\n\n" + "".join(
        f"[^{n}]: {note}\n" for n, note in enumerate(notes, 1)
    )
    (tmp_path / "ice.md").write_text(text)
    call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    (chapter,) = (tmp_path / "own/docs").glob("ice*.md")
    assert chapter.read_text().splitlines()[5:] == [
        "[^1]: [@tern2019on, p. 4]. It was thin then.",
        "",
        "[^2]: [@tern2019on, p. 9]; it had not been thin before. On the rest, [see @rep187114]",
    ]
    assert "journaltitle = {Rep.}" in (tmp_path / "own/references.bib").read_text()


def test_a_citation_that_leads_nowhere_keeps_its_words_in_a_note(tmp_path: Path) -> None:
    notes = (
        "Bo Wu, *Salt* (London: Salt Press, 1998), 2.",
        "Wu, *Salt*, 12; Tarn, 45.",
        "See Tarn, 45; Wu, *Salt*, 12; and Horn, 48.",
        "The salt (Tarn, 46) was dear. Wu, *Salt*, 14.",
    )
    sentences = " ".join(f"It rained in May of year {n}.[^{n}]" for n in range(1, 5))
    below = "\n\n".join(f"[^{n}]: {note}" for n, note in enumerate(notes, 1))
    (tmp_path / "salt.md").write_text(f"# Salt\n\n## One\n\n{sentences}\n\n{below}\n", encoding="utf-8")
    result = call("bring", "salt.md", "--into", tmp_path / "own", cwd=tmp_path)
    assert "faithful" not in result.stdout
    chapter = (tmp_path / "own/docs/one.md").read_text(encoding="utf-8")
    assert [line for line in chapter.splitlines() if line.startswith("[^")] == [
        "[^2]: [@wu1998salt, p. 12]; Tarn, 45.",
        "[^3]: See Tarn, 45; [@wu1998salt, p. 12]; and Horn, 48.",
        "[^4]: The salt (Tarn, 46) was dear. [@wu1998salt, p. 14]",
    ]


def test_a_bibliography_that_came_along_is_used_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(HARD_WRAPPED)
    entry = (
        "@book{Tern_ice,\n  author = {Tern, Cy},\n  title = {On {Ice}},\n  publisher={Ferry Press}, date = {2019},\n}"
    )
    (tmp_path / "ice.bib").write_text(f"{entry}\n\n@book{{other, title = {{Not cited}}, date = {{2001}}}}\n")
    call("bring", "ice.md", "--bib", "ice.bib", "--into", "own", cwd=tmp_path)
    references = (tmp_path / "own/references.bib").read_text()
    assert references.startswith(f"{entry}\n")
    assert "Not cited" not in references
    assert "[@Tern_ice, pp. 9–10]" in (tmp_path / "own/docs/first.md").read_text()


def test_pictures_come_along(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(HARD_WRAPPED.replace("See above.", "![](river.png)\n\nSee above."))
    shutil.copy(ROOT / ".github/pictures/home.png", tmp_path / "river.png")
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert result.stdout.splitlines()[3:5] == [
        "To decide (1):",
        "  docs/river.png: describe it: write what it shows between ![ and ]",
    ]
    assert (tmp_path / "own/docs/river.png").read_bytes() == (tmp_path / "river.png").read_bytes()
    chapter = tmp_path / "own/docs/second.md"
    chapter.write_text(chapter.read_text().replace("![]", "![A river under ice]"))
    assert call("check", "--fix", cwd=tmp_path / "own").returncode == 0
    assert not (tmp_path / "own/record/corrections").exists()


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.mark.parametrize("ending", ["md", "html"])
def test_pictures_that_are_written_into_a_text_become_files(ending: str, tmp_path: Path) -> None:
    _needs_pandoc(f"ice.{ending}")
    text = (
        f"# Ice\n\nIt held.[^1]\n\n![Ice][image1]\n\n## Works cited\n\nTern, Cy. *On Ice*. Ferry Press, 2019.\n\n{NOTE}"
    )
    text += f"\n[image1]: <data:image/png;base64,{PNG}>\n"
    if ending == "html":
        text = f"<h1>Ice</h1><p>It held.</p><p><img alt=Ice src='data:image/png;base64,{PNG}'></p>"
    (tmp_path / f"ice.{ending}").write_text(text)
    result = call("bring", f"ice.{ending}", "--into", "own", cwd=tmp_path)
    assert ", 1 picture." in result.stdout
    assert "left out" not in result.stdout
    assert "![Ice](images/figure-1.png)\n" in (tmp_path / "own/docs/ice.md").read_text()
    assert (tmp_path / "own/docs/images/figure-1.png").read_bytes().startswith(b"\x89PNG")


def test_pictures_are_found_by_written_spaces_and_in_the_folders_beside(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    for name in ("a b/ice.png", "a b/mud.png"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "ice.md").write_text(
        "# Ice\n\nIt held.\n\n![Ice](a%20b/ice.png)\n\n![[mud.png]]\n\n![Far](far/mud.png)\n"
    )
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert "  the picture far/mud.png is not there" in result.stdout
    assert {each.name for each in (tmp_path / "own/docs").rglob("*.png")} >= {"ice.png", "mud.png"}
    assert "docs/ice.md:5: " not in call("check", cwd=tmp_path / "own").stdout


def test_a_login_is_no_author_and_bold_lines_are_headings_in_word_too(tmp_path: Path) -> None:
    _needs_pandoc("ice.docx")
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>"
    plain = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    shape = [
        (bold, "On Ice"),
        (plain, "Bo Wu"),
        (bold, "Early"),
        (plain, "It held."),
        (bold, "Late"),
        (plain, "It broke."),
    ]
    body = "".join(form.format(words) for form, words in shape)
    with zipfile.ZipFile(DOCUMENTS / "bells.docx") as other, zipfile.ZipFile(tmp_path / "ice.docx", "w") as own:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/styles.xml"):
            own.writestr(name, other.read(name))
        own.writestr("word/document.xml", f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}</w:body></w:document>')
        dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        own.writestr(
            "docProps/core.xml",
            f'<c:coreProperties xmlns:c="{core}" {dc}><dc:creator>bwu</dc:creator></c:coreProperties>',
        )
    result = call("bring", "ice.docx", "--into", "own", cwd=tmp_path)
    assert "  the file's properties name 'bwu', which is no person's whole name" in result.stdout
    assert "  the first line is taken for its title: 'On Ice'\n" in result.stdout
    record = (tmp_path / "own/record/article.yml").read_text()
    assert record.startswith('title: "On Ice"\nsha256')
    assert (tmp_path / "own/docs/late.md").read_text() == "# Late\n\nIt broke.\n"


def test_of_pictures_it_is_said_which_are_elsewhere_and_of_none_that_is_described(tmp_path: Path) -> None:
    for name in ("text/weir.png", "away/mill.png"):
        (tmp_path / name).parent.mkdir()
        shutil.copy(ROOT / ".github/pictures/home.png", tmp_path / name)
    pictures = "![A weir [old] in ice](weir.png)\n\n![](../away/mill.png)"
    (tmp_path / "text/ice.md").write_text(HARD_WRAPPED.replace("See above.", f"{pictures}\n\nSee above."))
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path / "text")
    away = "the picture ../away/mill.png is left out, since it is outside the document's folder"
    assert result.stdout.splitlines()[3:] == [
        "Other than in the document:",
        f"  {away}; put it into that folder, write its new place in the document, and bring it anew",
        "",
        "Left for a person to say: 5 by kind-confirmed; python -m scripts check --complete lists them.",
    ]


def test_a_picture_that_is_found_by_its_name_alone_is_no_link_out_of_the_documents_folder(tmp_path: Path) -> None:
    (tmp_path / "text/attachments").mkdir(parents=True)
    shutil.copy(ROOT / ".github/pictures/home.png", tmp_path / "mill.png")
    shutil.copy(ROOT / ".github/pictures/home.png", tmp_path / "text/attachments/weir.png")
    (tmp_path / "text/attachments/away.png").symlink_to(tmp_path / "mill.png")
    (tmp_path / "text/ice.md").write_text("# Ice\n\nIt held.\n\n![A weir](weir.png)\n\n![A mill](away.png)\n")
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path / "text")
    assert [found.name for found in (tmp_path / "text/own/docs").glob("*.png")] == ["weir.png"]
    assert "  the picture away.png is not there; " in result.stdout


@pytest.mark.parametrize("body", ["Harn County Council", "Town of Oxley", "Association of Mills"])
def test_a_body_is_one_name_in_the_entry_of_a_note(body: str, tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(f"# Ice\n\nIt held.[^1]\n\n[^1]: {body}, *On Ice* (Ferry Press, 2019), 4.\n")
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert f"author       = {{{{{body}}}}}" in (tmp_path / "own/references.bib").read_text()
    assert "To decide" not in result.stdout


def test_notes_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    text, _, notes = HARD_WRAPPED.partition("[^1]: ")
    (tmp_path / "ice.md").write_text(text)
    (tmp_path / "notes.md").write_text(f"[^1]: {notes}")
    result = call("bring", "ice.md", "--notes", "notes.md", "--into", "own", cwd=tmp_path)
    assert "4 notes, 2 sources" in result.stdout


def test_of_what_is_not_brought_or_elsewhere_it_is_said(tmp_path: Path) -> None:
    text = "# Ice\n\n##\n\n## A\n\nIt held.[1]\n\n### \n\nIt broke.\n\n## Notes\n\n[1] Late.\n\nSo it was.\n\n| b |\n"
    (tmp_path / "ice.md").write_text(f"---\nabstract: >\n  Cold\n  water.\ndate: 2021-04-03\ntags: []\n---\n\n{text}")
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert result.stdout.splitlines()[3:9] == [
        "Other than in the document:",
        "  left out of the front matter: date: '2021-04-03'",
        "  the document's abstract stands behind the text, on the page About if it has notes",
        "  what stands behind the last note is on the page About, not in the note: 'So it was.'",
        "  left out, behind the notes: '| b |'",
        "",
    ]
    chapter = (tmp_path / "own/docs/a.md").read_text()
    assert chapter == "# A\n\nIt held.[^1]\n\nIt broke.\n\n[^1]: Late.\n"
    assert "\nCold water.\n" in (tmp_path / "own/docs/about.md").read_text()


def test_a_heading_of_works_over_nothing_but_notes_is_no_chapter(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(f"# Ice\n\nIt held[^1]: so it was.\n\n## References\n\n{NOTE}")
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert "To decide" not in result.stdout
    assert (tmp_path / "own/docs/ice.md").read_text() == "# Ice\n\nIt held[@tern2019on, p. 4]: so it was.\n"


NOTE = "[^1]: Cy Tern, *On Ice* (Ferry Press, 2019), 4.\n"


def test_a_line_that_is_broken_stays_broken_and_is_no_sentence_that_goes_on(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text("# Ice\n\nIt hung by the mill,  \n[Weir Lane](https://mill.example/).\n")
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert "To decide" not in result.stdout
    assert (tmp_path / "own/docs/ice.md").read_text().endswith("by the mill,  \n[Weir Lane](https://mill.example/).\n")


def test_what_a_text_has_beside_its_sentences_is_as_it_was_written(tmp_path: Path) -> None:
    pictures = "[![A mill](https://x.example/a.png)](https://x.example)\n\n> Late:\n>\n> ![Ice](a.png)\n"
    rest = f"{pictures}\nSee [@bo on it][1] <i style='color: #ccc'>now</i>.\n\n[1]: https://x.example/bo\n"
    (tmp_path / "ice.md").write_text(
        f"---\ntitle: >\n  On\n  Ice\n---\n<!--more-->It held, as\n```c``` does. In all.\n\n{rest}"
    )
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert "faithful" not in result.stdout
    assert "Name the bibliography" not in result.stdout
    assert "knows no tags" not in result.stdout
    assert "the citation '[@bo on it]' is the text of a link" in result.stdout
    assert (tmp_path / "own/docs/on-ice.md").read_text() == f"# On Ice\n\nIt held, as ```c``` does.\nIn all.\n\n{rest}"


def test_markdown_with_nothing_but_html_is_read_as_a_page(tmp_path: Path) -> None:
    _needs_pandoc("ice.html")
    (tmp_path / "a.png").write_bytes(b"")
    (tmp_path / "ice.md").write_text(
        "---\ntitle: On Ice\nauthor: Bo Wu\nlang: de\ntags: winter\n---\n<h2>Late</h2>\n"
        "<p><img src='a.png' alt='Ice'></p>\n\n"
        "<p>It held.<a class='footnote-anchor' href='#footnote-1'>1</a></p>\n\n<nav>Home</nav>\n\n"
        "<div class='footnote'><a id='footnote-1'>1</a>\n"
        "<p>Cy Tern, <em>On Ice</em> (Ferry Press, 2019), 4.</p></div>\n"
    )
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert "  left out of the front matter: tags: 'winter'\n" in result.stdout
    assert "  ice.md: menu, byline, share box, comment, hidden text or the like, paragraph 1: 'Home'\n" in result.stdout
    assert (tmp_path / "own/docs/late.md").read_text() == (
        "# Late\n\n![Ice](images/figure-1.png)\n\nIt held.[@tern2019on, p. 4]\n"
    )
    assert (
        (tmp_path / "own/record/article.yml")
        .read_text()
        .startswith('title: "On Ice"\nauthor: "Bo Wu"\nlanguage: "de"\n')
    )


def test_front_matter_may_be_toml(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(f'+++\ntitle = "Ice"\nauthor = "Jo"\ndraft = 1\n+++\nIt held.[^1]\n\n{NOTE}')
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert result.stdout.splitlines()[3:5] == [
        "Other than in the document:",
        "  left out of the front matter: draft: '1'",
    ]
    assert (tmp_path / "own/record/original.md").read_text().endswith(f".[^1]\n\n---\n\n{NOTE}\n---\n\nJo\n")


@pytest.mark.parametrize("command", [("bring", "ice.md", "--into", "own"), ("check", "ice.md")])
@pytest.mark.parametrize(("fence", "kind"), [("+++", "TOML"), ("---", "YAML")])
def test_front_matter_that_cannot_be_read_is_found(
    fence: str, kind: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "ice.md").write_text(f'{fence}\ntitle: "Ice\n{fence}\n# Ice\n\nIt held.[^1]\n\n{NOTE}')
    result = call(*command, cwd=tmp_path)
    assert result.returncode == 2
    assert re.fullmatch(rf"front matter:\d: is not {kind}: .+ \(schema-valid\)\nNothing was checked\.\n", result.stderr)
    assert result.stdout == ""


@pytest.mark.parametrize("ending", ["md", "html"])
def test_of_a_list_of_references_it_is_said_what_no_note_cites(ending: str, tmp_path: Path) -> None:
    _needs_pandoc(f"ice.{ending}")
    said = "The papers that this is about are kept in the archive of Dunmore."
    works = (
        "Fox, Dan. *On Snow*. Weir: Weir Press, 2001.",
        "Tern, Cy. *On Ice*. Dunmore: Ferry Press, 2019.",
        "The letters of 1901, of which none is in print.",
    )
    text = "\n\n".join(("# Ice\n\nIt held.[^1]\n\n## References", said, *works, NOTE))
    if ending == "html":
        text = re.sub(r"\*([^*]+)\*", r"<i>\1</i>", "".join(f"<p>{each}" for each in (said, *works)))
        text = f"<h1>Ice</h1><p>It held.<sup><a href=#n1>1</a></sup><h2>References</h2>{text}<h2>Notes</h2>"
        text += "<ol><li id=n1>Cy Tern, <i>On Ice</i> (Ferry Press, 2019), 4.</li></ol>"
    else:
        text = text.replace("[^1]:", "## Appendix\n\nIt sang.\n\n[^1]:")
    (tmp_path / f"ice.{ending}").write_text(text)
    result = call("bring", f"ice.{ending}", "--into", "own", cwd=tmp_path)
    assert result.stdout.partition("Other than in the document:\n")[2].splitlines()[:4] == [
        f"  what stands among the references, and is none, is on the page About: {said!r}",
        "  its list of 3 references is no chapter; its works are on the page Sources, 1 of them cited by no note",
        f"  of its list of references, what makes no entry of references.bib is on the page About: {works[2]!r}",
        "",
    ]
    about = (tmp_path / "own/docs/about.md").read_text()
    assert said in about
    assert about.endswith(f"\n## List of references\n\n- {works[2]}\n")
    assert "@book{fox2001snow,\n" in (tmp_path / "own/references.bib").read_text()
    assert "(source-" not in call("check", cwd=tmp_path / "own").stdout
    site = build(tmp_path / "own", tmp_path / "site")
    page = (site / "sources" / "index.html").read_text(encoding="utf-8")
    assert page.count("none; it stands in the published list of references") == 1
    assert page.count("Where the article uses it") == 1


def test_a_list_of_references_in_a_part_is_shown_and_not_said_to_be_left_out(tmp_path: Path) -> None:
    work = "Fox, Dan. *On Snow*. Weir: Weir Press, 2001."
    (tmp_path / "ice.md").write_text(f"# Ice\n\n## A\n\nIt held.[^1]\n\n### References\n\n- {work}\n\n{NOTE}")
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert "left out" not in result.stdout
    assert work in (tmp_path / "own/docs/a.md").read_text()


def test_what_leads_nowhere_or_is_not_there_is_named(tmp_path: Path) -> None:
    text = "# Ice\n\nIt held.[^1] It sang.[^2] It broke.[^3]\n\n"
    text += "![Ice](ice.png)\n\n$$\na &= b\n$$\n\n<script>\nlet a\n</script>\n\n"
    notes = "[^2]: Fox, 45.\n[^3]: See [@mill2019, p. 4] (on thaw).\n[^4] Dan Fox, *On Snow* (Weir Press, 2001).\n"
    (tmp_path / "ice.md").write_text(f"{text}{NOTE}{notes}")
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert result.stdout.splitlines()[1:9] == [
        "Of 3 citations in the notes, 2 lead to a source; not so in note 2.",
        "Name the bibliography that has mill2019 with --bib, and bring it anew.",
        "",
        "Other than in the document:",
        "  left out: '<script> let a </script>'",
        "  shown as it is written, since the site sets no formulas: '$$ a &= b $$'",
        "  the picture ice.png is not there; put it beside the document, and bring that anew",
        "  may be a note without its colon; if it is, write [^4]: and bring it anew: "
        "'[^4] Dan Fox, *On Snow* (Weir Press, 2001).'",
    ]
    assert "let a" not in (tmp_path / "own/record/original.md").read_text()


def test_a_note_may_cite_by_key_among_its_words(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(
        "# Ice\n\nIt held.^[Bo Wu, *Thaw* (Weir Press, 2020); [@tern, p. 4] (on ice).] It sang.^[See [@tern, p. 9].]\n"
    )
    (tmp_path / "ice.bib").write_text(
        "@book{tern, author = {Cy Tern}, title = {On Ice}, date = {2019}, publisher = {A}}\n"
    )
    result = call("bring", "ice.md", "--bib", "ice.bib", "--into", "own", cwd=tmp_path)
    assert "To decide" not in result.stdout
    chapter = tmp_path / "own/docs/ice.md"
    assert chapter.read_text().endswith("\n[^1]: [@wu2020thaw]; [@tern, p. 4] (on ice).\n\n[^2]: See [@tern, p. 9].\n")
    chapter.write_text(chapter.read_text().replace("p. 9", "p. 8"))
    assert "[@tern] has the locator 'p. 8', but note 2 has 'p. 9'" in call("check", cwd=tmp_path / "own").stdout


def test_of_the_author_the_page_about_says_what_is_known_and_tags_are_told(tmp_path: Path) -> None:
    text = f"# Ice\n\nIt held `#here`.[^1] #ice #on/weirs\n\n{NOTE}"
    for front, said in (("", "The text that was brought names no author."), ("author: Ann Lee\n", "Ann Lee")):
        (tmp_path / "ice.md").write_text(f"---\nlang: en\n{front}---\n\n{text}")
        result = call("bring", "ice.md", "--into", "own" + front[:6], cwd=tmp_path)
        assert "  shown as it is written, since the site knows no tags: '#ice #on/weirs'\n" in result.stdout
        assert (tmp_path / f"own{front[:6]}/docs/about.md").read_text().splitlines()[-1] == said


def test_words_that_bear_a_link_stay_in_their_note(tmp_path: Path) -> None:
    linked = "The tables are in the ledger, which is [copied here](https://a.example/l). It was wet."
    text = "# Ice\n\n## A\n\nIt held.[^1] It sang.[^2]\n\n"
    (tmp_path / "ice.md").write_text(f"{text}[^1]: {linked}\n[^2]: See [here](https://b.example).\n")
    result = call("bring", "ice.md", "--into", "own", cwd=tmp_path)
    assert "To decide" not in result.stdout
    assert (tmp_path / "own/docs/a.md").read_text() == (
        "# A\n\nIt held.[^1]\nIt sang.[^2]\n\n[^1]: The tables are in the ledger, which is "
        "[copied here](https://a.example/l). [@source] It was wet.\n\n[^2]: See [here](https://b.example). [@sourceb]\n"
    )


def test_a_citation_by_key_may_go_over_lines(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text("# Ice\n\n## Ice\n\nIt held [see\n@tern, p. 4]. It sang.\n")
    (tmp_path / "ice.bib").write_text(
        "@book{tern, author = {Cy Tern}, title = {On Ice}, date = {2019}, publisher = {A}}\n"
    )
    result = call("bring", "ice.md", "--bib", "ice.bib", "--into", "own", cwd=tmp_path)
    assert "with --bib" not in result.stdout
    assert "To decide" not in result.stdout
    assert (tmp_path / "own/docs/ice.md").read_text() == "# Ice\n\nIt held [see @tern, p. 4].\nIt sang.\n"


# ---------------------------------------------------------------- one text


GERMAN = (
    "Das Eis hielt bis zum März, und der ZQX kam. Er wollte es nicht glauben, obwohl er es gesehen hatte. Am 3. Mai "
    "ging es fort, und niemand weinte darum. Die Mühle stand still, wie sie immer gestanden hatte, wenn das Wasser "
    "zu hoch war oder zu niedrig, und der Müller schrieb in sein Buch, daß es nun genug "
    "sei mit dem Eis und mit dem Winter."
)


def test_a_text_that_states_no_language_has_the_one_that_it_is_in(tmp_path: Path) -> None:
    text = f"# Das Eis\n\n{GERMAN}\n\nMan sah es nach. Es war fort, nach dem Jahr 1852. Nr. 4 blieb.\n"
    (tmp_path / "eis.md").write_text(text, encoding="utf-8")
    result = call("bring", "eis.md", "--into", "eis", cwd=tmp_path)
    assert "its language is taken to be 'de'; if not, write another in record/article.yml" in result.stdout
    assert 'language: "de"' in (tmp_path / "eis/record/article.yml").read_text(encoding="utf-8")
    chapter = (tmp_path / "eis/docs/das-eis.md").read_text(encoding="utf-8")
    assert chapter.endswith("\nMan sah es nach.\nEs war fort, nach dem Jahr 1852.\nNr. 4 blieb.\n")


def test_one_text_may_cite_by_keys_have_a_heading_alone_or_be_in_another_language(tmp_path: Path) -> None:
    (tmp_path / "keys.md").write_text("# On ice\n\n## Part one\n\n## The mill\n\nThe ice held.[@mill2019, p. 4]\n")
    (tmp_path / "eis.md").write_text(f"# Das Eis\n\n{GERMAN}\n")
    result = call("check", "keys.md", "eis.md", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.endswith(" Rules of English were not asked of what is in another language.\n")


@pytest.mark.parametrize(("called", "line"), [("[^1]\n\n[^1]: {}", 5), ("^[{}]\n\nIt sang.", 3)])
def test_what_is_found_of_the_entry_of_a_note_is_told_at_the_note(called: str, line: int, tmp_path: Path) -> None:
    note = "Bo Wu, “Ice,” *The Ledger*, 4 May 2019, accessed 3 May 2019 <https://ledger.example/ice>."
    (tmp_path / "ice.md").write_text(f"# On ice\n\nThe ice held.{called.format(note)}\n")
    result = call("check", "ice.md", cwd=tmp_path)
    what = "note 1: accessed '2019-05-03', before it was published, '2019-05-04'; correct one"
    assert result.stdout == f"ice.md:{line}: {what} (source-accessed-after-published)\n"


def test_a_finding_stands_at_the_line_of_a_file_whose_signs_are_written_otherwise(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text("# Ice\n\nIt costs \\$4.\n\nIt cost \\$2 on 31 Apr 2019.\n", encoding="utf-8")
    result = call("check", "ice.md", cwd=tmp_path)
    assert result.stdout.startswith("ice.md:5: '31 Apr 2019'")


def test_one_text_is_checked_without_a_project(tmp_path: Path) -> None:
    text = HARD_WRAPPED.replace("above.[^4]", 'above.[^7]\n\nAda Pereira saw "half of it.\n\nAda Perreira left.')
    (tmp_path / "ice.md").write_text(text)
    result = call("check", "ice.md", cwd=tmp_path)
    assert result.returncode == 1
    assert [line.partition(";")[0] for line in result.stdout.splitlines()] == [
        "ice.md:16: [^7] is defined nowhere on the page and would be printed so",
        "ice.md:18: the mark \" in 'Pereira saw \"half of it.' is never closed",
        "ice.md:20: 'Perreira' is 'Pereira' elsewhere, first in ice.md",
        "ice.md:25: note 4 is called nowhere in the text",
    ]
    assert result.stderr == "4 findings in 7 sentences and 4 notes. Nothing was written.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["ice.md"]


def test_several_texts_are_checked_each_by_itself(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(HARD_WRAPPED)
    (tmp_path / "thaw.md").write_text(HARD_WRAPPED.replace("[^4]\n", "[^5]\n"))
    result = call("check", "ice.md", "thaw.md", cwd=tmp_path)
    assert {line.partition(":")[0] for line in result.stdout.splitlines()} == {"thaw.md"}
    assert result.stderr.endswith(" in 10 sentences and 8 notes. Nothing was written.\n")


@pytest.mark.parametrize("note", ["", "[^1]\n\n[^1]: The winter was mild."], ids=["no note", "no source"])
def test_a_text_that_cites_nothing_is_brought_and_checked(note: str, tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(f"# Ice\n\nThe ice held.{note}\n")
    assert call("bring", "ice.md", "--into", "own", cwd=tmp_path).stdout.splitlines()[3:] == [
        "Left for a person to say: 1 by kind-confirmed; python -m scripts check --complete lists them."
    ]
    assert call("check", "ice.md", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("text", ["", "---\ntitle: Ice\n---\n", "\0"])
def test_a_file_without_text_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(text)
    for words in (("check", "ice.md"), ("bring", "ice.md", "--into", "own")):
        result = call(*words, cwd=tmp_path)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.startswith("ice.md:1: ")
        assert [path.name for path in tmp_path.iterdir()] == ["ice.md"]


def test_a_line_that_no_reader_can_bear_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(f"# Ice\n\n{'The ice held. ' * 1_000}\n")
    for words in (("check", "ice.md"), ("bring", "ice.md", "--into", "own")):
        result = call(*words, cwd=tmp_path)
        assert result.returncode == 2
        assert result.stderr.startswith("ice.md:3: is a line of 14,000 characters, where 10,000 can be read; ")
        assert [path.name for path in tmp_path.iterdir()] == ["ice.md"]


def test_a_sound_text_has_no_finding(tmp_path: Path) -> None:
    (tmp_path / "ice.md").write_text(HARD_WRAPPED)
    result = call("check", "ice.md", "--format", "json", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "[]\n")


def test_of_a_text_without_a_project_it_is_not_said_what_this_site_does_not_know(tmp_path: Path) -> None:
    known = '--8<-- "head.md"\n\n!!! note "Of ice"\n\n2. It was $h_1 = 2$ thick.'
    (tmp_path / "ice.md").write_text(f"# Ice\n\n{known}\n\nThe **ice held.\n")
    result = call("check", "ice.md", cwd=tmp_path)
    assert [line.partition(";")[0] for line in result.stdout.splitlines()] == [
        "ice.md:9: '**ice' has a sign that would be printed so"
    ]


def test_a_page_is_checked_with_its_paragraphs_for_lines() -> None:
    _needs_pandoc("gauges.html")
    result = call("check", "gauges.html", cwd=DOCUMENTS)
    assert "gauges.html:25: 'Wieczoreck' is 'Wieczorek' elsewhere, first in gauges.html" in result.stdout
    assert result.returncode == 1


# ---------------------------------------------------------------- renew


def test_renew_takes_the_software_and_nothing_else(tmp_path: Path) -> None:
    own, newer = tmp_path / "own", tmp_path / "newer"
    call("bring", "potash.md", "--into", own, cwd=DOCUMENTS)
    shutil.copytree(own, newer)
    (newer / "Makefile").write_text("help:\n")
    (newer / "scripts/new.py").write_text("# new\n")
    (newer / "docs/index.md").write_text("# Theirs\n")
    (own / "scripts/old.py").write_text("# old\n")
    (own / "notes.txt").write_text("mine\n")
    before = {p.relative_to(own).as_posix(): p.read_bytes() for p in own.rglob("*") if p.is_file()}
    result = call("renew", newer, cwd=own)
    assert result.returncode == 0
    assert result.stdout.startswith("2 files renewed, 1 taken away, of ")
    after = {p.relative_to(own).as_posix(): p.read_bytes() for p in own.rglob("*") if p.is_file()}
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == {
        "Makefile",
        "scripts/new.py",
        "scripts/old.py",
    }


def test_renew_says_which_settings_differ(tmp_path: Path) -> None:
    own, newer = tmp_path / "own", tmp_path / "newer"
    call("bring", "potash.md", "--into", own, cwd=DOCUMENTS)
    shutil.copytree(own, newer)
    config = (newer / "mkdocs.yml").read_text()
    (newer / "mkdocs.yml").write_text(
        config.replace("site_name: ", "site_name: Not ").replace("font: false", "font: x")
    )
    result = call("renew", "../newer", cwd=own)
    assert result.stdout.splitlines()[1:] == [
        "mkdocs.yml: theme is set otherwise in ../newer/mkdocs.yml; compare the two"
    ]


def test_renew_says_which_pages_are_new_and_which_are_made_no_more(tmp_path: Path) -> None:
    own, newer = tmp_path / "own", tmp_path / "newer"
    call("bring", "potash.md", "--into", own, cwd=DOCUMENTS)
    shutil.copytree(own, newer)
    config = (own / "mkdocs.yml").read_text(encoding="utf-8")
    (own / "mkdocs.yml").write_text(config.replace("- Timeline: timeline.md", "- Old: old.md"), encoding="utf-8")
    result = call("renew", newer, cwd=own)
    assert result.stdout.splitlines()[1:] == [
        "mkdocs.yml: the nav lacks timeline.md, a page that the software makes; add the line `- Timeline: timeline.md`",
        "mkdocs.yml: the nav has old.md, a page that the software makes no more; take it out",
    ]


@pytest.mark.parametrize(("source", "why"), [(".", "is this very project"), ("..", "is not there")])
def test_renew_refuses_what_is_no_checkout(source: str, why: str, tmp_path: Path) -> None:
    own = tmp_path / "own"
    call("bring", "potash.md", "--into", own, cwd=DOCUMENTS)
    result = call("renew", source, cwd=own)
    assert result.returncode == 2
    assert why in result.stderr
