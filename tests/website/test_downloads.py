"""What readers take along: the PDF holds all of the article, and the offline copy works from a folder."""

from __future__ import annotations

import os
import re
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from scripts.publication import article
from scripts.publication.article import Article
from scripts.publication.chapters import Verbatim
from scripts.website import downloads
from tests import cases
from tests.conftest import ARTICLE, ROOT, call, run
from tests.server import serve

SITE = "https://example.org/guarantees/"
CHAPTERS = ["introduction", "security-guarantees", "ready-for-peace", "russia-and-ukraine", "conclusion"]
KILOBYTES = 150  # over the wire, for a chapter on a first visit


@pytest.fixture(scope="module")
def site(published: Path, browser: Browser) -> Path:
    """The site as published, with its PDF and its offline copy."""
    for command in ("pdf", "offline"):
        result = call(command, "--site", published)
        assert result.returncode == 0, result.stderr
    return published


@pytest.fixture(scope="module")
def real() -> Article:
    return article.read(ARTICLE, cases.TODAY)


@pytest.fixture(scope="module")
def pdf(site: Path) -> PdfReader:
    return PdfReader(site / "article.pdf")


def squeezed(text: str) -> str:
    """A text without white space, where lines and pages break."""
    return re.sub(r"\s+", "", text)


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


# The PDF


def test_the_pdf_holds_every_word_of_the_article_and_all_addresses(pdf: PdfReader, real: Article) -> None:
    pages = [page.extract_text() for page in pdf.pages]
    assert all(text.startswith(f"{number}\n") for number, text in enumerate(pages, start=1)), "has page numbers"
    text = squeezed("".join(text.partition("\n")[2] for text in pages))
    blocks = [block for chapter in real.chapters for block in chapter.blocks]
    words = [block.text for block in blocks if not isinstance(block, Verbatim)]
    assert len(words) > 60
    words += [real.publication.title, real.publication.author]
    words += [sentence.text for sentence in real.original.back_matter]
    assert [line for line in words if squeezed(line) not in text] == []
    assert [source.url for source in real.sources.values() if squeezed(source.url) not in text] == []


def links(pdf: PdfReader) -> set[str]:
    """The addresses that lead out of a PDF."""
    found = set()
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            action: Any = annotation.get_object().get("/A", {})
            if "/URI" in action:
                found.add(str(action["/URI"]))
    return found


def test_the_links_of_the_pdf_lead_to_the_sources_and_else_to_the_site(pdf: PdfReader, real: Article) -> None:
    sources = {source.url for source in real.sources.values()}
    assert sources <= links(pdf)
    assert [address for address in links(pdf) - sources if not address.startswith(SITE)] == []


PAGE = """<!doctype html><html lang="en"><head><title>One page</title><link rel="canonical" href="{site}">
<meta name="citation_title" content="On Ice"><meta name="citation_author" content="Reed, Cy"><script>run()</script>
</head><body>{links}</body></html>"""
LINKS = ["#fn:1", "../claims/#ice", "https://elsewhere.example/", "mailto:cy@example.org"]


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("https://example.org/ice/", ["#fn:1", "https://example.org/ice/claims/#ice", *LINKS[2:]]),
        ("http://127.0.0.1:8000/", ["#fn:1", None, *LINKS[2:]]),
    ],
)
def test_a_link_within_the_site_is_printed_with_its_address_where_it_has_one(
    site: str, expected: list[str | None]
) -> None:
    page = PAGE.format(site=site, links="".join(f'<a href="{link}">x</a>' for link in LINKS))
    title, author, text = downloads.printable(page.encode())
    tree: html.HtmlElement = html.document_fromstring(text.decode())
    assert (title, author, tree.findtext(".//title")) == ("On Ice", "Reed, Cy", "On Ice")
    assert [link.get("href") for link in tree.iter("a")] == expected
    assert list(tree.iter("script")) == []


def test_the_pdf_says_whose_it_is_in_what_language_and_for_screen_readers_how_it_is_built(pdf: PdfReader) -> None:
    assert pdf.metadata
    assert pdf.metadata.title
    assert pdf.metadata.title.startswith("How Security Guarantees Remain")
    assert pdf.metadata.author == "Singh, Jagatbir"
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert [str(item.get("/Title")) for item in pdf.outline if isinstance(item, dict)] != []


def test_the_outline_of_the_pdf_has_headings_without_their_marks(tmp_path: Path, browser: object) -> None:
    (tmp_path / "one-page").mkdir()
    mark = '<sup id="fnref:{0}"><a class="footnote-ref" href="#fn:{0}">{0}</a></sup>'
    headings = f"<h2>Ice {mark.format(1)}</h2><p>It held.</p><h3>Of <i>water</i>{mark.format(2)}{mark.format(3)}</h3>"
    (tmp_path / "one-page/index.html").write_text(f"<title>T</title><h1>On H<sup>2</sup>O</h1>{headings}<p>It ran.</p>")
    outline: Any = PdfReader(downloads.pdf(tmp_path)).outline
    title, (ice, (water,)) = outline
    assert [item.title for item in (title, ice, water)] == ["On H2O", "Ice", "Of water"]


def test_the_pdf_gives_no_date_and_is_the_same_again(site: Path, pdf: PdfReader) -> None:
    assert pdf.metadata
    assert {"/CreationDate", "/ModDate"}.isdisjoint(pdf.metadata)
    before = digest(site / "article.pdf")
    assert call("pdf", "--site", site).returncode == 0
    assert digest(site / "article.pdf") == before


def test_a_missing_browser_is_told_in_words(site: Path, tmp_path: Path) -> None:
    before = digest(site / "article.pdf")
    result = run("scripts", "pdf", "--site", site, cwd=ROOT, settings={"PATH": str(tmp_path)})
    assert result.returncode == 2
    assert re.fullmatch(r"The PDF was not made: printing it takes a browser, .* install one\.\n", result.stderr)
    assert digest(site / "article.pdf") == before


def test_a_browser_that_fails_is_told_in_words(site: Path, tmp_path: Path) -> None:
    broken = tmp_path / Path(downloads.installed() or "chromium").name
    broken.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('no display')\n")
    broken.chmod(0o755)
    settings = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    result = run("scripts", "pdf", "--site", site, cwd=ROOT, settings=settings)
    assert result.returncode == 2
    assert result.stderr == f"The PDF was not made: {broken} did not print it: no display.\n"


@pytest.mark.parametrize(("command", "what"), [("pdf", "PDF"), ("offline", "offline copy")])
def test_a_site_that_was_not_built_is_told_in_words(command: str, what: str, tmp_path: Path) -> None:
    result = call(command, "--site", tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith(f"The {what} was not made: there is no {tmp_path.as_posix()}/")
    assert result.stderr.endswith("index.html; build the site first (make site).\n")


# The offline copy


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader unpacks, in a place with an awkward name."""
    to = tmp_path_factory.mktemp("My documents & ü#1")
    with zipfile.ZipFile(site / "offline.zip") as file:
        file.extractall(to)
    return to / "article"


@pytest.fixture
def reading(browser: Browser) -> Iterator[Page]:
    """A tab in which any request that is not for a file fails the test."""
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        yield page
        assert asked
        assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []


def pages(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.html"))
    assert len(found) >= 10
    return found


def test_the_offline_copy_is_the_same_again(site: Path) -> None:
    before = digest(site / "offline.zip")
    assert call("offline", "--site", site).returncode == 0
    assert digest(site / "offline.zip") == before


def test_every_link_of_the_offline_copy_leads_to_a_file_in_it(folder: Path) -> None:
    checked = 0
    for page in pages(folder):
        tree: html.HtmlElement = html.document_fromstring(page.read_bytes().decode())
        for _, name, address, _ in tree.iterlinks():
            path = address.partition("#")[0].partition("?")[0]
            if path and not re.match("[a-z]+:", address):
                checked += 1
                assert (page.parent / path).is_file(), f"{page.relative_to(folder)}: {name}={address}"
    assert checked > 200


def test_it_holds_the_pdf_and_no_link_to_itself(folder: Path) -> None:
    home = (folder / "index.html").read_text(encoding="utf-8")
    assert (folder / "article.pdf").read_bytes().startswith(b"%PDF")
    assert 'href="article.pdf"' in home
    assert "offline.zip" not in home


def test_one_reads_it_from_the_folder(folder: Path, reading: Page) -> None:
    reading.goto((folder / "index.html").as_uri())
    reading.get_by_role("article").get_by_role("link", name="Security Guarantees", exact=True).click()
    expect(reading.get_by_role("heading", level=1)).to_have_text(re.compile("^Security Guarantees"))
    reading.locator("#no-boots-on-the-ground > .claim-mark").click()
    expect(reading.locator("#card-no-boots-on-the-ground")).to_be_visible()
    reading.get_by_role("link", name="In the list of all sentences").filter(visible=True).click()
    expect(reading.locator("tr:target")).to_be_visible()


def test_one_searches_it_from_the_folder(folder: Path, reading: Page) -> None:
    reading.goto((folder / "index.html").as_uri())
    reading.keyboard.press("/")
    reading.get_by_role("textbox", name="Search").press_sequentially("Budapest", delay=20)
    result = reading.locator(".md-search-result__link", has_text="This leaves open the possibility")
    expect(result).to_be_visible()
    result.click()
    expect(reading.locator("#guarantees-that-look-assurances mark")).to_have_text("Budapest")


# The links to both, and what a first visit costs


def test_the_first_page_links_to_both_where_they_are_made_and_only_there(site: Path, built: Path) -> None:
    for name in ("article.pdf", "offline.zip"):
        assert (site / name).stat().st_size > 10_000
        assert f'href="{name}"' in (site / "index.html").read_text(encoding="utf-8")
        assert name not in (built / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_first_visit_to_a_chapter_is_light_and_asks_no_other_host(browser: Browser, site: Path, name: str) -> None:
    with serve(site, as_published=True) as address, browser.new_context() as context:
        page = context.new_page()
        received: list[float] = []
        asked: list[str] = []
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}{name}/", wait_until="networkidle")
        assert len(received) >= 5
        assert sum(received) <= KILOBYTES * 1000
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
