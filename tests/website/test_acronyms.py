"""Acronyms: which are explained in a page and which not, and how a reader comes to the words."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Locator, Page, ViewportSize, expect

from scripts.finding import Place
from scripts.publication import article
from scripts.publication.article import Article
from scripts.publication.ledger import Meaning
from scripts.website import acronyms
from tests import cases
from tests.conftest import ARTICLE
from tests.website import seen
from tests.website.conftest import Tab
from tests.website.test_site import all_of, chapter, one, words

CHAPTER = "russia-and-ukraine/"
SIZES: dict[str, ViewportSize] = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 320, "height": 640}}


@pytest.fixture(scope="module")
def tiny() -> Article:
    """The tiny good article with a glossary, which it does not need."""
    tiny = article.read(cases.BAD / "article", cases.TODAY)
    meaning = Meaning("River & Boat Association", Place("record/glossary.yml", 1))
    return dataclasses.replace(tiny, glossary={"RBA": meaning})


def marked(tiny: Article, content: str) -> list[tuple[str, bool]]:
    """The explained acronyms of some HTML: their words, and whether the focus reaches them."""
    tree = html.fragment_fromstring(acronyms.explained(tiny, content), create_parent=True)
    return [(str(abbr.get("data-means")), abbr.get("tabindex") == "0") for abbr in tree.iter("abbr")]


@pytest.mark.parametrize(
    "text", ["The RBA met.", "RBA-led", "(RBA)", "the RBA’s boats", "<em>RBA</em>", "<!-- > -->RBA"]
)
def test_an_acronym_is_explained(tiny: Article, text: str) -> None:
    assert marked(tiny, f"<p>{text}</p>") == [("River & Boat Association", True)]


@pytest.mark.parametrize(
    "text",
    [
        "URBAN", "RBA2", "R.B.A.", "RBA.org", "x@RBA", "non-RBA",
        "<a href='#'>RBA</a>", "<a href='#'><em>an</em> RBA</a>", "<code>RBA</code>", "<pre>RBA</pre>",
        "<svg><text>RBA</text></svg>", '<img alt="RBA">', "<!-- RBA -->", "<h2>RBA</h2>",
    ],
)  # fmt: skip
def test_what_is_no_acronym_or_a_link_or_code_is_left_alone(tiny: Article, text: str) -> None:
    assert acronyms.explained(tiny, f"<p>{text}</p>") == f"<p>{text}</p>"


def test_the_focus_stops_once_at_each(tiny: Article) -> None:
    assert [focus for _, focus in marked(tiny, "<p>RBA, RBA</p><p>RBA</p>")] == [True, False, False]


def test_the_text_stays_as_it_is(tiny: Article) -> None:
    content = "<p>The <b>RBA</b> &amp; its boats: RBA &lt;3.</p>"
    assert re.sub("</?abbr[^>]*>", "", acronyms.explained(tiny, content).partition("<details")[0]) == content


def test_the_list_says_whose_words_they_are(built: Path) -> None:
    listed = one(chapter(built, "russia-and-ukraine"), "//details[@class='acronyms']/dl")
    names, meanings = (map(words, all_of(listed, path)) for path in ("dt", "dd"))
    assert dict(zip(names, meanings, strict=True)) == {
        "NATO": "North Atlantic Treaty Organization",
        "NBC": "National Broadcasting Company (explained by the editors; the article does not say)",
        "US": "United States",
    }


def test_every_acronym_of_the_glossary_is_explained_on_the_one_page(built: Path) -> None:
    text = (built / "one-page/index.html").read_text(encoding="utf-8")
    glossary = article.read(ARTICLE, cases.TODAY).glossary
    assert len(glossary) >= 5
    for name in glossary:
        assert text.count(f'aria-describedby="means-{name}">') == 1
        assert text.count(f'id="means-{name}"') == 1


# In a browser


@pytest.fixture(params=SIZES)
def page(tab: Tab, request: pytest.FixtureRequest) -> Page:
    page = tab(viewport=SIZES[request.param])
    page.goto(CHAPTER)
    return page


def words_shown(acronym: Locator) -> str:
    """What the style sheet shows beside an acronym."""
    return str(acronym.evaluate("element => getComputedStyle(element, '::after').content"))


def acronym(page: Page, name: str) -> Locator:
    return page.locator("abbr", has_text=name).first


def test_the_pointer_shows_the_words(page: Page) -> None:
    assert words_shown(acronym(page, "NBC")) == "none"
    acronym(page, "NBC").hover()
    assert words_shown(acronym(page, "NBC")) == '"National Broadcasting Company"'


def test_the_tab_key_comes_to_the_words_and_escape_puts_them_away(page: Page) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('abbr') && document.activeElement.innerText") == "NATO":
            break
    expect(acronym(page, "NATO")).to_be_focused()
    assert words_shown(acronym(page, "NATO")) == '"North Atlantic Treaty Organization"'
    expect(acronym(page, "NATO")).to_have_accessible_description("North Atlantic Treaty Organization")
    page.keyboard.press("Escape")
    assert words_shown(acronym(page, "NATO")) == "none"
    expect(acronym(page, "NATO")).to_be_focused()


def test_the_words_make_no_page_wider(page: Page) -> None:
    for each in page.locator("abbr[tabindex]").all():
        each.focus()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_in_the_words_of_an_acronym_and_at_the_open_end_of_the_page(tab: Tab) -> None:
    page = tab()
    page.goto(CHAPTER)
    for summary in ("Cite this page", "Abbreviations on this page"):
        page.get_by_text(summary).click()
    acronym(page, "NBC").focus()
    assert seen.faults(page) == []
