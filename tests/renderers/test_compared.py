"""What differs between the site by MkDocs and that by another renderer: what is listed here, and nothing else.

`python -m pytest -s -k table tests/renderers` prints how many of each the two sites have.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import run

Pages = dict[str, html.HtmlElement]

# What is compared of each page, by what gives it.
SEEN: dict[str, Callable[[html.HtmlElement], list[str]]] = {
    "texts": lambda tree: [words(element) for element in tree.xpath("//article")],
    "kinds of pages": lambda tree: [str(names) for names in tree.xpath("//article/@class")],
    "marks": lambda tree: [f"{e.get('href')} {words(e)}" for e in tree.xpath("//a[@class='footnote-ref']")],
    "notes": lambda tree: [f"{e.get('id')} {words(e)}" for e in tree.xpath("//div[@class='footnote']//li")],
    "states": lambda tree: [f"{e.get('id')} {e.get('data-state')}" for e in tree.xpath("//*[@class='claim']")],
    "cards": lambda tree: [source(element) for element in tree.xpath("//div[@class='claim-card']")],
    "anchors": lambda tree: [str(name) for name in tree.xpath("//article//@id")],
    "links": lambda tree: [str(name) for name in tree.xpath("//article//@href")],
    "titles": lambda tree: [words(element) for element in tree.xpath("//title")],
    "heads": lambda tree: [source(e).replace('"./', '"') for e in tree.xpath("//head/meta[@name] | //head/link")],
    "linked data": lambda tree: [words(e) for e in tree.xpath("//head/script[@type='application/ld+json']")],
    "navigation": lambda tree: [words(e) for e in tree.xpath("//nav[@aria-label='Navigation']//a")],
}


def words(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def source(element: html.HtmlElement) -> str:
    return " ".join(html.tostring(element, encoding="unicode", with_tail=False).split())


def pages(site: Path) -> Pages:
    return {p.relative_to(site).as_posix(): html.document_fromstring(p.read_bytes()) for p in site.rglob("*.html")}


def differing(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    """What one of two lists has and the other has not, or not at the same place; "-" and "+" before each."""
    if one == other:
        return
    before, after = Counter(one), Counter(other)
    yield from (("-", text) for text in (before - after).elements())
    yield from (("+", text) for text in (after - before).elements())
    if before == after:
        yield "order", ""


# The theme's own. Of each: what, the page ("" for any), and patterns of what MkDocs has and of what Zensical has.
OWN = [
    ("anchors", "", "", "__skip"),
    ("titles", "index.html", "Security Guarantees for Ukraine", "Home - Security Guarantees for Ukraine"),
    ("links", "404.html", r"/\.", "/"),
    ("heads", "", r'<meta name="generator" content="mkdocs-.*">', r'<meta name="generator" content="zensical-.*">'),
    ("heads", "", r'<link rel="stylesheet" [^>]+>', r'<link rel="stylesheet" [^>]+>'),
]


def is_own(what: str, page: str, sign: str, text: str) -> bool:
    patterns = [(one, other) for own, where, one, other in OWN if what == own and where in ("", page)]
    return any(re.fullmatch(one if sign == "-" else other, text) for one, other in patterns)


@pytest.fixture(scope="session")
def both(by_mkdocs: Path, built: Path) -> tuple[Pages, Pages]:
    return pages(by_mkdocs), pages(built)


def test_both_have_the_same_pages(both: tuple[Pages, Pages]) -> None:
    assert len(both[0]) == 14
    assert both[0].keys() == both[1].keys()


@pytest.mark.parametrize("what", SEEN)
def test_what_differs_is_the_themes_own(what: str, both: tuple[Pages, Pages]) -> None:
    found, seen = [], 0
    for page, tree in both[0].items():
        one, other = SEEN[what](tree), SEEN[what](both[1][page])
        seen += len(one)
        found += [(page, *each) for each in differing(one, other) if not is_own(what, page, *each)]
    assert seen
    assert found == []


@pytest.mark.parametrize("name", ["claims.json", "references.bib", "references.json", "sitemap.xml"])
def test_what_stands_beside_the_pages_is_the_same(name: str, by_mkdocs: Path, built: Path) -> None:
    assert (by_mkdocs / name).read_bytes() == (built / name).read_bytes()


def entries(site: Path) -> list[str]:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    return [*map(json.dumps, index["docs"]), *map(json.dumps, index["also"])]


def test_the_search_finds_the_same(by_mkdocs: Path, built: Path) -> None:
    assert len(entries(by_mkdocs)) > 100
    assert entries(by_mkdocs) == entries(built)
    assert not (built / "search.json").exists()


def test_each_page_has_a_policy_by_which_the_theme_of_each_runs(both: tuple[Pages, Pages]) -> None:
    for site in both:
        for page, tree in site.items():
            head = [e.get("http-equiv") or str(e.tag) for e in tree.iter("meta", "script")]
            assert "script" not in head[: head.index("Content-Security-Policy")], page
            assert tree.xpath("string(//meta[@http-equiv]/@content)").count("'sha256-") >= 3, page


def test_a_table_of_how_many_of_each_there_are(both: tuple[Pages, Pages], by_mkdocs: Path, built: Path) -> None:
    rows = [("pages", *map(len, both))]
    rows += [(what, *(sum(len(see(tree)) for tree in site.values()) for site in both)) for what, see in SEEN.items()]
    rows.append(("search entries", len(entries(by_mkdocs)), len(entries(built))))
    print("\n| What | MkDocs | Zensical |\n|---|--:|--:|")
    print("\n".join(f"| {what} | {one} | {other} |" for what, one, other in rows))
    assert all(one for _, one, _ in rows)


# ProperDocs


def test_properdocs_builds_it_to_the_byte_but_for_its_name(repository: Path, by_mkdocs: Path, tmp_path: Path) -> None:
    settings = {"DISABLE_MKDOCS_2_WARNING": "true"}
    command = ("properdocs", "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", tmp_path / "site")
    done = run(*command, cwd=repository, settings=settings)
    assert done.returncode == 0, done.stderr
    one, other = (
        {path.relative_to(site).as_posix(): content(path) for path in site.rglob("*") if path.is_file()}
        for site in (by_mkdocs, tmp_path / "site")
    )
    assert len(one) > 40
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def content(path: Path) -> bytes:
    """What is in a file, a packed one unpacked, without the name of the renderer."""
    data = path.read_bytes()
    data = gzip.decompress(data) if path.suffix == ".gz" else data
    return re.sub(rb'content="mkdocs-(?:ProperDocs )?[\d.]+, ', b'content="', data)
