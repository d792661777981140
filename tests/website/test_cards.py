"""What readers are told of a sentence, in a browser: marks, cards, the list of claims, search by sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from scripts.publication import article
from scripts.states import support
from tests import cases
from tests.conftest import ARTICLE, build, call, copy_of_the_repository
from tests.server import serve
from tests.website import seen
from tests.website.conftest import Tab

DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
CHAPTER = "security-guarantees/"
CITED = "no-boots-on-the-ground"  # it cites a source, and an editor has answered a finding on it
WITHOUT_SOURCE = "meloni-proposed-military-support"


@pytest.fixture
def desk(tab: Tab) -> Page:
    return tab(viewport=DESK)


@pytest.fixture
def phone(tab: Tab) -> Page:
    return tab(viewport=PHONE, has_touch=True, is_mobile=True)


def mark(page: Page, claim: str) -> Locator:
    return page.locator(f"#{claim} > .claim-mark")


def card(page: Page, claim: str) -> Locator:
    return page.locator(f"#card-{claim}")


def test_a_click_opens_the_card_and_escape_closes_it(desk: Page) -> None:
    desk.goto(CHAPTER)
    mark(desk, CITED).click()
    shown = card(desk, CITED)
    expect(shown).to_be_visible()
    expect(shown).to_contain_text("Source given but not compared")
    expect(shown).to_contain_text("The sentence gives a source, but the two have not been compared")
    expect(shown).to_contain_text("Trump Vows No U.S. Boots on the Ground in Ukraine")
    expect(shown).to_contain_text("19 Aug 2025, accessed 28 Aug 2025")
    expect(shown).to_contain_text("The published sentence has lost the “no”")
    expect(shown.get_by_role("link", name="https://time.com/7310588/")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(mark(desk, CITED)).to_be_focused()


def test_a_card_begins_with_the_editors_notes_and_has_the_notes_of_its_sentence(desk: Page) -> None:
    desk.goto(CHAPTER)
    mark(desk, CITED).click()
    shown = card(desk, CITED)
    order = shown.locator("> :not(button)").evaluate_all("all => all.map(part => part.className || part.tagName)")
    assert order == ["editors-answer", "state", "P", "card-notes", "DL", "card-links"]
    button, note = (shown.locator(part).bounding_box() for part in ("button", ".editors-answer"))
    assert button
    assert note
    assert button["y"] + button["height"] <= note["y"], "nothing lies on the editors' note"
    expect(shown.locator(".card-notes")).to_contain_text("Published note 7")
    expect(desk.locator("li[id='fn:n7']")).to_be_hidden()
    mark(desk, WITHOUT_SOURCE).click()
    expect(shown).to_be_hidden()
    expect(card(desk, WITHOUT_SOURCE)).to_contain_text("without a note of its own")
    expect(desk.locator("li[id='fn:n7']")).to_be_visible()
    desk.locator("h1").click()
    expect(card(desk, WITHOUT_SOURCE)).to_be_hidden()


def test_the_number_of_a_note_opens_the_same_card_on_a_phone_with_the_note_first(phone: Page) -> None:
    phone.goto(CHAPTER)
    number = phone.locator(f"#{CITED} .footnote-ref")
    number.tap()
    expect(card(phone, CITED).locator("> :not(button)").first).to_contain_text("Published note 7")
    expect(phone).to_have_url(re.compile(f"/{CHAPTER}$"))
    phone.keyboard.press("Escape")
    expect(card(phone, CITED)).to_be_hidden()
    expect(number).to_be_focused()


def test_the_link_to_a_sentence_is_copied(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESK, base_url=address, permissions=["clipboard-read", "clipboard-write"]) as own:
        page = own.new_page()
        page.goto(CHAPTER)
        mark(page, CITED).click()
        card(page, CITED).get_by_role("link", name="Link to this sentence").click()
        expect(card(page, CITED).get_by_role("status")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}{CHAPTER}#{CITED}"


COPIED = """(selector) => {
    getSelection().selectAllChildren(document.querySelector(selector));
    return getSelection().toString().trim();
}"""


def test_a_heading_a_sentence_and_a_note_are_copied_as_their_words(desk: Page, phone: Page) -> None:
    for page in (desk, phone):
        page.goto(CHAPTER)
        assert page.evaluate(COPIED, "h1") == "Security Guarantees"
        assert page.evaluate(COPIED, f"#{CITED}").endswith("in Ukraine.")
        assert page.evaluate(COPIED, "li[id='fn:n7']").startswith("7 Callum Sutherland and Nik Popli, ")


def test_the_keyboard_reaches_opens_and_closes_every_card(desk: Page) -> None:
    desk.goto(CHAPTER)
    mark(desk, CITED).focus()
    desk.keyboard.press("Enter")
    expect(card(desk, CITED)).to_be_visible()
    desk.keyboard.press("Tab")
    expect(card(desk, CITED).locator(":focus")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(card(desk, CITED)).to_be_hidden()
    expect(mark(desk, CITED)).to_be_focused()


def test_a_tap_opens_the_card_within_the_screen(phone: Page) -> None:
    phone.goto(CHAPTER)
    mark(phone, CITED).tap()
    shown = card(phone, CITED)
    expect(shown).to_be_visible()
    box = shown.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    shown.get_by_role("button", name="Close").tap()
    expect(shown).to_be_hidden()


def test_a_card_is_in_view_wherever_its_mark_is(desk: Page) -> None:
    desk.goto(CHAPTER)
    for claim in (WITHOUT_SOURCE, CITED, "lavrov-hopeless-undertaking"):
        mark(desk, claim).click()
        expect(card(desk, claim)).to_be_in_viewport(ratio=1)
        desk.keyboard.press("Escape")


def test_the_card_leads_to_the_sentence_and_to_its_record(desk: Page) -> None:
    desk.goto(CHAPTER)
    mark(desk, CITED).click()
    card(desk, CITED).get_by_role("link", name="Link to this sentence").click()
    expect(desk).to_have_url(f"{desk.url.split('#')[0]}#{CITED}")
    mark(desk, CITED).click()
    card(desk, CITED).get_by_role("link", name="In the list of all sentences").click()
    expect(desk.get_by_role("heading", name="Claims", level=1)).to_be_visible()
    expect(desk.locator(f"tr#{CITED}")).to_be_in_viewport()


def test_marks_are_large_enough_to_hit(phone: Page) -> None:
    phone.goto(CHAPTER)
    marks = phone.locator(".claim-mark")
    assert marks.count() == 14
    for i in range(marks.count()):
        box = marks.nth(i).bounding_box()
        assert box is not None
        assert box["width"] >= 24
        assert box["height"] >= 24


def test_a_reader_turns_the_marks_off_and_the_choice_is_kept(desk: Page) -> None:
    desk.goto(CHAPTER)
    button = desk.get_by_role("button", name="Hide the marks")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(mark(desk, CITED)).to_be_hidden()
    desk.goto("introduction/")
    expect(desk.locator(".claim-mark").first).to_be_hidden()
    desk.get_by_role("button", name="Hide the marks").click()
    expect(desk.locator(".claim-mark").first).to_be_visible()


def test_without_javascript_each_state_is_said_and_the_mark_leads_to_the_record(browser: Browser, address: str) -> None:
    real = article.build(article.files(ARTICLE), cases.TODAY)
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        page = context.new_page()
        for chapter in real.chapters:
            page.goto(chapter.url)
            for one in support.claims_of(real, chapter):
                if one.state.glyph:
                    link = mark(page, one.claim.id)
                    words = link.evaluate("(mark) => getComputedStyle(mark, '::after').content")
                    assert one.state.words in words
                    assert one.state.words in (link.get_attribute("aria-label") or "").lower()
        mark(page, "weak-responses-and-agreements").click()
        expect(page.locator("tr#weak-responses-and-agreements")).to_contain_text("no source given")


def test_without_javascript_and_without_a_list_the_mark_leads_to_the_card(browser: Browser, long: Path) -> None:
    with serve(long) as address, browser.new_context(java_script_enabled=False, base_url=address) as context:
        page = context.new_page()
        page.goto(CHAPTER)
        expect(card(page, CITED)).to_be_hidden()
        mark(page, CITED).click()
        expect(card(page, CITED)).to_be_in_viewport()
        expect(card(page, CITED)).to_contain_text("Trump Vows No U.S. Boots on the Ground in Ukraine")
        card(page, CITED).get_by_role("link", name="Link to this sentence").click()
        expect(page.locator(f"#{CITED}")).to_be_in_viewport()
        expect(card(page, CITED)).to_be_hidden()


def test_with_javascript_a_card_that_the_address_names_opens_and_closes_all_the_same(
    browser: Browser, long: Path
) -> None:
    with serve(long) as address, browser.new_context(viewport=DESK, base_url=address) as context:
        page = context.new_page()
        page.goto(f"{CHAPTER}#card-{CITED}")
        expect(card(page, CITED)).to_be_in_viewport()
        mark(page, CITED).click()
        expect(card(page, CITED)).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")
        expect(mark(page, CITED)).to_be_focused()
        mark(page, WITHOUT_SOURCE).click()
        expect(card(page, WITHOUT_SOURCE)).to_be_in_viewport(ratio=1)


def test_paper_says_the_states_in_words(desk: Page) -> None:
    desk.goto(CHAPTER)
    desk.emulate_media(media="print")
    words = mark(desk, WITHOUT_SOURCE).evaluate("(mark) => getComputedStyle(mark, '::after').content")
    assert "no source given" in words
    expect(desk.get_by_role("button", name="Hide the marks")).to_be_hidden()


def test_the_claims_are_filtered_and_the_filter_is_in_the_address(desk: Page) -> None:
    desk.goto("claims/")
    rows = desk.locator("table.claims tbody tr:visible")
    expect(rows).to_have_count(62)
    desk.locator("select[name=state]").select_option("no-source")
    expect(rows).to_have_count(19)
    desk.locator("select[name=chapter]").select_option("Security Guarantees")
    expect(rows).to_have_count(9)
    expect(desk.get_by_text("9 of 62 sentences")).to_be_visible()
    desk.reload()
    expect(rows).to_have_count(9)
    desk.locator("select[name=chapter]").select_option("All")
    desk.locator("select[name=state]").select_option("All")
    desk.locator("select[name=source]").select_option("toosi2025error")
    expect(rows).to_have_count(2)
    desk.locator("select[name=kind]").select_option("definition")
    expect(rows).to_have_count(1)


def test_a_filter_hides_no_row_that_the_address_names(desk: Page) -> None:
    desk.goto(f"claims/?state=no-source#{CITED}")
    expect(desk.locator(f"tr#{CITED}")).to_be_in_viewport()
    expect(desk.locator("table.claims tbody tr:visible")).to_have_count(20)
    expect(desk.get_by_text("19 of 62 sentences")).to_be_visible()


def test_search_leads_to_the_sentence_with_the_words_marked(desk: Page) -> None:
    desk.goto("")
    desk.get_by_role("textbox", name="Search").press_sequentially("hopeless undertaking")
    in_chapters = desk.locator(".md-search-result__link[href*='security-guarantees/'][href*='#']")
    expect(in_chapters.filter(has_text="hopeless")).to_have_count(1)
    expect(desk.locator(".md-search-result__item").first).to_contain_text("Security Guarantees")
    in_chapters.filter(has_text="hopeless").click()
    sentence = desk.locator("#lavrov-hopeless-undertaking")
    expect(sentence).to_be_in_viewport()
    expect(sentence.locator("mark")).to_have_text(["hopeless", "undertaking"])


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", [CHAPTER, "claims/"])
def test_axe_finds_nothing(tab: Tab, path: str, size: ViewportSize) -> None:
    page = tab(viewport=size)
    page.goto(path)
    if path == CHAPTER:
        mark(page, CITED).click()
        expect(card(page, CITED)).to_be_visible()
    assert seen.faults(page) == []


def test_the_built_chapters_have_a_card_for_each_mark(built: Path) -> None:
    for path in built.glob("*/index.html"):
        text = path.read_text(encoding="utf-8")
        if path.parent.name not in ("claims", "one-page"):
            assert text.count('class="claim-mark"') == text.count('class="claim-card"')


def test_the_card_of_a_sentence_says_who_read_which_source_and_when(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path / "read")
    source = article.read(ARTICLE, cases.TODAY).sources["sutherland2025boots"]
    said = " ".join(f"This is stand-in sentence {number}, which is about nothing." for number in range(100))
    (root / f"{source.key}.txt").write_text(f"{source.title}\n\n{said}\n", encoding="utf-8")
    who = ("--by", "Ada Reader", "--now", "2026-11-20")
    reviewed = call("claims", "--review", CITED, "--offline", "--pages", root, *who, cwd=root)
    assert reviewed.returncode == 0, reviewed.stderr
    page = (build(root, tmp_path / "site") / CHAPTER / "index.html").read_text(encoding="utf-8")
    assert f"<dt>Read by a person</dt><dd>Ada Reader, 20 Nov 2026: {source.title}</dd>" in page
