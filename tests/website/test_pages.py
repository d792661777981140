"""What MkDocs and the search know of the generated pages, how one is added, and how long lists are written."""

from __future__ import annotations

import json
import re
import shutil
from itertools import cycle, islice
from pathlib import Path

import pytest

from scripts import rules
from scripts.publication import article
from scripts.website import exports, generated, long_json, pages, search_index
from scripts.website.pages import claims
from scripts.website.templates import UNSEARCHED
from tests import cases
from tests.conftest import ARTICLE, ROOT, build, copy_of_the_repository

REAL = article.build(article.files(ARTICLE), cases.TODAY)
SMALL = article.build(article.files(cases.BAD / "article"), cases.TODAY)


@pytest.mark.parametrize("of", [REAL, SMALL], ids=["real", "small"])
@pytest.mark.parametrize("most", [0, claims.MOST_ROWS])
def test_each_anchor_of_a_generated_page_is_known_before_its_html_is_made(
    of: article.Article, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "MOST_ROWS", most)
    for path, made in pages.generated(of, rules.check(of)):
        ids = [set(re.findall(r' id="([^"]+)"', text)) for text in (made.filled(made.markdown), made.markdown)]
        assert ids[0] - ids[1] == set(pages.anchors(of, path)), path


def test_what_is_long_is_made_while_it_is_written() -> None:
    checked = generated.Checked(REAL, rules.check(REAL))
    page = pages.PAGES["claims.md"]
    values = dict(page.values(checked))
    endless = values | {"rows": lambda: cycle(values["rows"]()), "title": "", "description": "", "wide": True}  # type: ignore[operator]
    made = generated.fill("claims.md", endless)
    pieces = list(islice(made.shown(made.markdown), 100_000))
    assert len(pieces) == 100_000
    assert max(map(len, pieces)) < 10_000


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        ("Ada Mill", "Mill"),
        ("Ada Mill and Bo Wu", "Mill and Wu"),
        ("Ada Mill and Bo Wu and Cy Reed", "Mill and others"),
        ("Ada Mill and others", "Mill and others"),
        ("Ada Mill and Bo Wu and others", "Mill and others"),
    ],
)
def test_a_source_is_headed_by_its_authors(authors: str, shown: str) -> None:
    of = cases.made({"file": "references.bib", "from": "{Ada Mill}", "to": f"{{{authors}}}"})
    page = dict(pages.generated(of, rules.check(of)))["sources.md"]
    headings = re.findall(r"<h2 id=\"mill2019\"><small>(.*?)</small>", page.filled(page.markdown))
    assert headings == [shown]


HEADED = '<h1 id="top">Ferries &amp; tolls<a class="headerlink" href="#top" title="Link">&para;</a></h1>\n'


def found(content: str) -> list[tuple[str, str, str]]:
    """The sections that the search finds of some HTML: where each begins, its title and its text."""
    entries = search_index.sections("page/", "Ferries", content)
    return [(entry["location"].partition("#")[2], entry["title"], entry["text"]) for entry in entries]


@pytest.mark.parametrize("of", [REAL, SMALL], ids=["real", "small"])
@pytest.mark.parametrize("path", [path for path, page in pages.PAGES.items() if page.by_section])
def test_a_page_has_an_entry_for_each_of_its_sections(of: article.Article, path: str) -> None:
    page = dict(pages.generated(of, rules.check(of)))[path]
    content = HEADED + re.sub(r"(?m)^## (.*)$", r'<h2 id="x">\1</h2>', page.filled(page.markdown))
    entries = found(content)
    assert entries[0][1] == "Ferries & tolls"
    assert len(entries) == 1 + content.count("<h2 id=")
    assert not any("<" in title for _, title, _ in entries)


@pytest.mark.parametrize(
    ("content", "sections"),
    [
        ('<p>One &lt;b&gt; "three"</p>\n<p>five\nsix</p>\n', [("", "Ferries & tolls", 'One <b> "three" five six')]),
        ("<pre>one\n  two\n\n</pre> <p>three</p>", [("", "Ferries & tolls", "one two three")]),
        ("<ul><li>d<sup>e</sup></li><li>f</li></ul>", [("", "Ferries & tolls", "de f")]),
        (
            '<h2 id="a">A <code>b</code> <em>c</em></h2>\n<h3>no entry</h3>\n<p>f</p>',
            [("", "Ferries & tolls", ""), ("a", "A b c", "no entry f")],
        ),
        (
            f'<h2 id="a">A</h2><p{UNSEARCHED}>gone <em>too</em></p>\n<p>kept</p>\n<h3{UNSEARCHED}>gone</h3>',
            [("", "Ferries & tolls", ""), ("a", "A", "kept")],
        ),
    ],
)
def test_a_section_has_its_words(content: str, sections: list[tuple[str, str, str]]) -> None:
    assert found(HEADED + content) == sections


@pytest.mark.parametrize("number", [0, 1, 99, 100, 101, 250])
@pytest.mark.parametrize("separators", [None, (",", ":")])
def test_a_list_in_pieces_is_the_list(number: int, separators: tuple[str, str] | None) -> None:
    items = [{"b": [n, "é"], "a": "]["} for n in range(number)]
    encoder = json.JSONEncoder(ensure_ascii=False, separators=separators)
    assert "".join(long_json.pieces(iter(items), encoder)) == encoder.encode(items)


PAGE = """
from scripts.website.generated import GeneratedPage

PAGE = GeneratedPage(
    path="herons.md",
    title="Herons",
    description="Where herons stood.",
    values=lambda checked: {"title_of": checked.article.publication.title, "rows": lambda: ["a <b>", "c"]},
    anchors=lambda article: ["heron-1", "heron-2"],
)
"""
WORDS = """{% extends "layout.md" %}
{% block text %}
## Seen in {{ title_of }} & elsewhere

{{ html("herons.html") }}
{% endblock %}
"""
ROWS = """{% for row in rows() %}
<p id="heron-{{ loop.index }}">{{ row }}</p>
{% endfor %}
"""
EXPORT = """
from scripts.website.export import Export

EXPORT = Export("herons.txt", lambda article, address: (f"{address}{chapter.url}\\n" for chapter in article.chapters))
"""


def copy_with_scripts(to: Path) -> Path:
    """A copy of the repository in which the scripts can be changed too."""
    copy_of_the_repository(to)
    (to / "scripts").unlink()
    shutil.copytree(ROOT / "scripts", to / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    return to


def test_a_new_page_is_its_module_its_template_and_a_line_of_the_nav(tmp_path: Path) -> None:
    root = copy_with_scripts(tmp_path / "root")
    (root / "scripts/website/pages/herons.py").write_text(PAGE, encoding="utf-8")
    (root / "docs/theme/generated/herons.md").write_text(WORDS, encoding="utf-8")
    (root / "docs/theme/generated/herons.html").write_text(ROWS, encoding="utf-8")
    config, about = root / article.CONFIG, root / "docs/about.md"
    nav = config.read_text(encoding="utf-8")
    assert "\nnav:\n" in nav
    config.write_text(nav.replace("\nnav:\n", "\nnav:\n  - Herons: herons.md\n", 1), encoding="utf-8")
    about.write_text(about.read_text(encoding="utf-8") + "\n[A heron](herons.md#heron-2)\n", encoding="utf-8")
    site = build(root, tmp_path / "site")
    page = (site / "herons/index.html").read_text(encoding="utf-8")
    assert '<meta name="description" content="Where herons stood.">' in page
    assert '<p id="heron-1">a &lt;b&gt;</p>\n<p id="heron-2">c</p>\n' in page
    assert "<!-- html" not in page
    assert 'href="herons/"' in (site / "index.html").read_text(encoding="utf-8")
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry for entry in index["docs"] if entry["location"].startswith("herons/")}
    (title,) = (entry["title"] for location, entry in found.items() if "#" in location)
    assert title == f"Seen in {REAL.publication.title} & elsewhere"


def test_a_new_export_is_its_module(tmp_path: Path) -> None:
    root = copy_with_scripts(tmp_path / "root")
    (root / "scripts/website/exports/herons.py").write_text(EXPORT, encoding="utf-8")
    site = build(root, tmp_path / "site", {"SITE_URL": "https://example.org/"})
    lines = (site / "herons.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [f"https://example.org/{chapter.url}" for chapter in REAL.chapters]


def test_each_export_is_a_file_of_the_site(tmp_path: Path) -> None:
    exports.write(REAL, "https://example.org/", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(exports.EXPORTS)
    assert (tmp_path / "references.bib").read_bytes() == (ARTICLE / "references.bib").read_bytes()
    for name, export in exports.EXPORTS.items():
        text = "".join(export.pieces(REAL, "https://example.org/"))
        assert (tmp_path / name).read_text(encoding="utf-8") == text
        assert text
