"""The site in a browser: on a desktop and in a narrow window, light and dark, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.conftest import ARTICLE
from tests.website import seen
from tests.website.conftest import Tab

Open = Callable[[str], Page]

SIZES: dict[str, ViewportSize] = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
CHAPTERS = ["introduction/", "security-guarantees/", "ready-for-peace/", "russia-and-ukraine/", "conclusion/"]
CHAPTER = "security-guarantees/"
AUDITED = ["", CHAPTER, "claims/", "sources/", "corrections/", "methods/", "about/", "404.html"]


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> ViewportSize:
    return SIZES[request.param]


@pytest.fixture
def visit(tab: Tab, address: str, size: ViewportSize) -> Open:
    """Open a page of the site in a window of each size."""
    return opener(tab(viewport=size), address)


@pytest.fixture
def visit_at_desk(tab: Tab, address: str) -> Open:
    """Open a page of the site in a wide window."""
    return opener(tab(viewport=SIZES["desktop"]), address)


def opener(tab: Page, address: str) -> Open:
    def visit(path: str) -> Page:
        tab.goto(address + path)
        return tab

    return visit


def pages(built: Path) -> list[str]:
    """The address of every page, from the site's."""
    return sorted(path.relative_to(built).as_posix().removesuffix("index.html") for path in built.rglob("*.html"))


def marks(page: Page) -> Locator:
    return page.locator("a.footnote-ref")


def mark(page: Page, number: int) -> Locator:
    return marks(page).filter(has_text=re.compile(rf"^{number}$"))


# Marks and notes


@pytest.mark.parametrize("path", CHAPTERS[:-1])
def test_each_mark_leads_to_its_note_and_the_note_back(visit_at_desk: Open, path: str) -> None:
    page = visit_at_desk(path)
    numbers = [int(text) for text in marks(page).all_inner_texts()]
    assert numbers
    for number in numbers:
        mark(page, number).click()
        expect(page).to_have_url(re.compile("#fn:"))
        note = page.locator("li:target")
        expect(note).to_be_in_viewport()
        expect(note.locator(".note-numbers")).to_have_text(re.compile(rf"\b{number}\b"))
        note.get_by_role("link", name=f"Back to mark {number} in the text").click()
        expect(page).to_have_url(re.compile("#fnref:"))
        expect(page.locator("sup:target")).to_have_text(str(number))
        expect(page.locator("sup:target")).to_be_in_viewport()


def test_at_a_desk_the_notes_and_the_editors_are_beside_their_sentences(visit_at_desk: Open) -> None:
    page = visit_at_desk(CHAPTER)
    gaps = page.evaluate(
        """() => [...document.querySelectorAll(".footnote-ref, .claim-mark")].map((mark) => {
            const claim = mark.closest(".claim").id;
            const beside = mark.hash.startsWith("#fn") ? document.getElementById(mark.hash.slice(1))
                : document.querySelector(`.editors-note[data-claim="${claim}"]`);
            return beside && beside.getBoundingClientRect().left - mark.closest("p").getBoundingClientRect().right;
        }).filter((gap) => gap !== null)"""
    )
    assert len(gaps) > 8
    assert min(gaps) > 10
    expect(page.locator(".editors-note p").first).to_be_visible()


def test_in_a_narrow_window_an_editors_note_opens(tab: Tab, address: str) -> None:
    page = opener(tab(viewport=SIZES["phone"]), address)(CHAPTER)
    note = page.locator("details.editors-note").first
    expect(note.locator("p").first).to_be_hidden()
    note.locator("summary").click()
    expect(note.locator("p").first).to_be_visible()


def test_a_cited_in_link_leads_into_the_chapter(visit_at_desk: Open) -> None:
    page = visit_at_desk("sources/")
    page.get_by_role("link", name="Russia and Ukraine, note 12").click()
    expect(page).to_have_url(re.compile(r"/russia-and-ukraine/#fnref:\w+$"))
    expect(page.locator("sup:target")).to_have_text("12")
    expect(page.locator("sup:target")).to_be_in_viewport()


# Search


def search(page: Page, words: str) -> Locator:
    """The results, as links."""
    box = page.get_by_role("textbox", name="Search")
    if not box.input_value():
        page.keyboard.press("/")
    box.clear()
    box.press_sequentially(words)
    return page.locator("a.md-search-result__link")


def test_a_search_leads_to_the_chapter_with_the_words_marked(visit: Open) -> None:
    page = visit("")
    results = search(page, "Budapest Memorandum").and_(page.locator(f"[href*='/{CHAPTER}']"))
    result = results.filter(has=page.locator("mark")).first
    expect(result.locator("mark").first).to_have_text("Budapest")
    result.click()
    expect(page).to_have_url(re.compile(f"/{CHAPTER}"))
    expect(page.locator("article mark").filter(has_text="Budapest").first).to_be_visible()
    expect(page.locator("article mark").filter(has_text="Memorandum").first).to_be_visible()


def test_a_search_finds_a_word_whatever_marks_stand_around_it(visit_at_desk: Open) -> None:
    page = visit_at_desk("")
    for word in ("Coalition", "Protect", "guarantor", "undertaking", "UK", "Meloni", "2022"):
        results = search(page, word).and_(page.locator(f"[href*='/{CHAPTER}']"))
        expect(results.locator("mark").filter(has_text=word).first).to_be_visible()


def test_a_search_finds_a_source_by_its_author_container_and_title(visit_at_desk: Open) -> None:
    page = visit_at_desk("")
    for words in ("Sutherland", "Bloomberg", "Guaranteeing Insecurity"):
        expect(search(page, words).locator("mark").first).to_contain_text(words.split()[0])


def test_a_search_for_what_is_not_there_finds_nothing(visit_at_desk: Open) -> None:
    page = visit_at_desk("")
    expect(search(page, "xylophone")).to_have_count(0)
    expect(page.locator(".md-search-result__meta")).to_have_text("Nothing found for xylophone")


# Every page


def test_no_page_asks_another_host_or_reports_an_error(browser: Browser, built: Path, address: str) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 400 else None)
    for path in pages(built):
        response = page.goto(address + path, wait_until="networkidle")
        assert response
        assert response.ok, path
    search(page, "Ukraine").first.wait_for()
    assert {url for url in asked if not url.startswith((address, "data:", f"blob:{address}"))} == set()
    assert errors == []
    page.context.close()


def test_no_page_scrolls_sideways_in_the_narrowest_window(browser: Browser, built: Path, address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        visit = opener(context.new_page(), address)
        for path in pages(built):
            page = visit(path)
            page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
            page.evaluate("scrollTo(1000, 0)")
            assert page.evaluate("[scrollX, document.documentElement.scrollWidth]") == [0, 320], path


# By keyboard


def test_the_first_stop_of_the_tab_key_skips_to_the_text(visit: Open) -> None:
    page = visit(CHAPTER)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#security-guarantees$"))
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


def stops(page: Page) -> list[str]:
    """The name, address or words of each thing that the Tab key comes to, once around the page."""
    found: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const element = document.activeElement;
                if (element === document.body || element.dataset.visited) return null;
                element.dataset.visited = "yes";
                const shown = element.checkVisibility({ visibilityProperty: true });
                const name = element.getAttribute("href") ?? element.title ?? "";
                return (shown ? "" : "hidden ") + (name || element.placeholder || element.innerText);
            }"""
        )
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError("the Tab key never comes around")


def test_the_tab_key_comes_to_each_mark_note_and_link_of_the_text(visit: Open) -> None:
    page = visit(CHAPTER)
    links = page.locator("article a[href]:visible").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    reached = stops(page)
    assert len(links) > 10
    assert [link for link in links if link not in reached] == []
    assert [stop for stop in reached if stop.startswith("hidden")] == []


def test_the_tab_key_comes_to_menu_and_search_in_a_narrow_window(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=SIZES["phone"]) as context:
        page = opener(context.new_page(), address)(CHAPTER)
        assert {"Navigation", "Search"} <= set(stops(page))


def test_enter_opens_the_menu_of_a_narrow_window(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=SIZES["phone"]) as context:
        page = opener(context.new_page(), address)(CHAPTER)
        link = page.locator(".md-sidebar--primary").get_by_role("link", name="Conclusion")
        expect(link).to_be_hidden()
        page.locator("header label[for='__drawer']").focus()
        page.keyboard.press("Enter")
        expect(link).to_be_in_viewport()
        link.click()
        expect(page).to_have_url(re.compile("/conclusion/$"))


# Without scripts


@pytest.mark.parametrize(("path", "window"), list(zip(CHAPTERS, cycle(SIZES), strict=False)))
def test_without_scripts_the_text_the_marks_and_the_notes_are_there(
    tab: Tab, address: str, path: str, window: str
) -> None:
    source = (ARTICLE / "docs" / path.replace("/", ".md")).read_text(encoding="utf-8")
    sentences = [line.lstrip("# ") for line in re.sub(r"\[@[^\]]+\]", "", source).splitlines() if line]
    page = opener(tab(viewport=SIZES[window], java_script_enabled=False), address)(path)
    for sentence in sentences:
        expect(page.locator("article").first).to_contain_text(re.compile(without_marks(sentence)))
    assert marks(page).count() == source.count("[@")
    for link in marks(page).all():
        expect(link).to_be_visible()
        link.click()
        expect(page.locator("li:target")).to_be_in_viewport()


def without_marks(sentence: str) -> str:
    """A pattern of the words of a sentence, between which marks may stand."""
    return r"\S*\s+".join(map(re.escape, sentence.split()))


def test_without_scripts_an_editors_note_opens(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = opener(context.new_page(), address)(CHAPTER)
        note = page.locator("details.editors-note").first
        note.locator("summary").click()
        expect(note.locator("p").first).to_be_visible()


# Colours


def colours(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


@pytest.mark.parametrize(("scheme", "window"), [("light", "phone"), ("dark", "desktop")])
def test_the_colours_follow_the_system_until_the_reader_chooses(
    browser: Browser, address: str, scheme: Literal["light", "dark"], window: str
) -> None:
    system = {"light": "default", "dark": "slate"}[scheme]
    with browser.new_context(viewport=SIZES[window], color_scheme=scheme) as context:
        page = opener(context.new_page(), address)(CHAPTER)
        for following, chosen in [
            ("Switch to light mode", system),
            ("Switch to dark mode", "default"),
            ("Switch to system preference", "slate"),
            ("Switch to light mode", system),
        ]:
            toggle = page.locator("label.md-header__button:visible[for^='__palette']")
            expect(toggle).to_have_attribute("title", following)
            assert colours(page) == chosen
            page.reload()
            expect(toggle).to_have_attribute("title", following)
            assert colours(page) == chosen
            page.goto(f"{address}sources/")
            assert colours(page) == chosen
            page.goto(address + CHAPTER)
            toggle.click()


# For those who cannot see the screen


# A wide window has the same words and, beside them, menus that are alike on all pages.
@pytest.mark.parametrize(
    ("path", "window"), [*((path, "phone") for path in AUDITED), ("", "desktop"), (CHAPTER, "desktop")]
)
def test_axe_finds_nothing(tab: Tab, address: str, path: str, window: str) -> None:
    page = opener(tab(viewport=SIZES[window]), address)(path)
    page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
    assert seen.faults(page) == []


def test_axe_finds_nothing_where_a_note_was_opened(tab: Tab, address: str, size: ViewportSize) -> None:
    page = opener(tab(viewport=size, reduced_motion="reduce"), address)(CHAPTER)
    mark(page, 8).click()
    expect(page.locator("li:target, .claim-card[data-open]")).to_be_in_viewport()
    assert seen.faults(page) == []
