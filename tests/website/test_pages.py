"""What MkDocs and the search are told of the generated pages, and how long lists are written."""

from __future__ import annotations

import json
import re

import pytest
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]

from scripts import rules
from scripts.publication import article
from scripts.website import long_json, pages, rows, search_index
from tests import cases
from tests.conftest import ARTICLE

REAL = article.build(article.files(ARTICLE), cases.TODAY)
SMALL = article.build(article.files(cases.BAD / "article"), cases.TODAY)


@pytest.mark.parametrize("of", [REAL, SMALL], ids=["real", "small"])
@pytest.mark.parametrize("most", [0, pages.MOST_ROWS])
def test_each_anchor_of_a_generated_page_is_known_before_its_html_is_made(
    of: article.Article, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_ROWS", most)
    for path, made in pages.generated(of, rules.check(of)):
        if path != pages.ONE_PAGE:
            ids = [set(re.findall(r' id="([^"]+)"', text)) for text in (made.filled(made.markdown), made.markdown)]
            assert ids[0] - ids[1] == set(pages.anchors(of, path)), path


HEADED = '<h1 id="top">Ferries &amp; tolls<a class="headerlink" href="#top" title="Link">&para;</a></h1>\n'


def themes(content: str) -> list[tuple[str, str, str]]:
    """The sections that the theme would make of some HTML: where each begins, its title and its text."""
    parser = Parser()
    parser.feed(content)
    parser.close()
    return [(s.id or "", "".join(s.title).strip(), "".join(s.text).strip()) for s in parser.data]


def ours(content: str) -> list[tuple[str, str, str]]:
    found = search_index.sections("page/", "Ferries", content)
    return [(one["location"].partition("#")[2], one["title"], one["text"]) for one in found]


@pytest.mark.parametrize("of", [REAL, SMALL], ids=["real", "small"])
@pytest.mark.parametrize("path", ["corrections.md", "methods.md"])
def test_a_page_has_the_entries_that_the_theme_would_make(of: article.Article, path: str) -> None:
    page = dict(pages.generated(of, rules.check(of)))[path]
    content = HEADED + re.sub(r"(?m)^## (.*)$", r'<h2 id="x">\1</h2>', page.filled(page.markdown))
    assert ours(content) == themes(content)
    assert len(ours(content)) > 2


@pytest.mark.parametrize(
    "content",
    [
        '<p>One &lt;b&gt; &#42;two&#42; "three" &quot;four&quot;</p>\n<p>five\nsix</p>\n',
        "<pre>one\n  two\n\n</pre> <p>three</p>",
        '<h2 id="a">A <code>b</code> <em>c</em></h2>\n<ul>\n<li>d<sup>e</sup></li>\n</ul>\n<h3>no entry</h3>\n<p>f</p>',
        f'<h2 id="a">A</h2><p{rows.UNSEARCHED}>gone <em>too</em></p>\n<p>kept</p>\n<h3{rows.UNSEARCHED}>gone</h3>',
    ],
)
def test_its_text_is_read_as_the_theme_reads_it(content: str) -> None:
    assert ours(HEADED + content) == themes(HEADED + content)


@pytest.mark.parametrize("number", [0, 1, 99, 100, 101, 250])
@pytest.mark.parametrize("separators", [None, (",", ":")])
def test_a_list_in_pieces_is_the_list(number: int, separators: tuple[str, str] | None) -> None:
    items = [{"b": [n, "é"], "a": "]["} for n in range(number)]
    encoder = json.JSONEncoder(ensure_ascii=False, separators=separators)
    assert "".join(long_json.pieces(iter(items), encoder)) == encoder.encode(items)
