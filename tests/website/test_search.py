"""The search as people type: phrases, small words, slips, other spellings, acronyms; in the tests' own article."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.website.conftest import Tab

DESK = ViewportSize(width=1366, height=768)

US_INVOLVEMENT = "conclusion/#guarantees-require-us"
QUESTION = "security-guarantees/#guarantees-the-central-challenge"
WARY = "conclusion/#wary-of-assurances"
LOOK = "security-guarantees/#guarantees-that-look-assurances"
WEST = "conclusion/#weak-responses-and-agreements"
SAVILL = "sources/#savill2025insecurity"
NBC = "russia-and-ukraine/#lavrov-agenda-not-ready"
FOX = "security-guarantees/#no-boots-on-the-ground"
COALITION = "security-guarantees/#coalition-of-the-willing"
DEFENCE = "security-guarantees/#europe-first-line-of-defence"
SEVENTY = "security-guarantees/#article-5-over-70-members"
WITKOFF = "security-guarantees/#witkoff-article-5-type-solution"
TREATY = "security-guarantees/#nato-like-collective-defence"
HOPELESS = "security-guarantees/#lavrov-hopeless-undertaking"
INDIVISIBLE = "security-guarantees/#lavrov-collective-security"
TROOPS = "security-guarantees/#european-troops-add-weight"
AUGUST = ("introduction/#leaders-rushed-to-white-house", "russia-and-ukraine/#lavrov-accused-zelensky")
CEASEFIRES = "ready-for-peace/#ceasefires-formal-or-informal"
PEACEKEEPING = "security-guarantees/#starmer-peacekeeping-force"
EU_SOURCE = "sources/#bbc2025trap"
TIME_SOURCE = "sources/#sutherland2025boots"

# What is typed, and the places one of which must come first.
FIRST = {
    "assurances": (WARY, LOOK),
    "Minsk": (WEST,),
    "minsk agreement": (WEST,),
    "Crimea 2014": (WEST,),
    "Savill": (SAVILL,),
    "Lavrov NBC": (NBC,),
    "lavrov interview": (NBC,),
    "boots on the ground": (FOX,),
    '"boots on the ground"': (FOX,),
    "“boots on the ground”": (FOX,),
    '"Coalition of the Willing"': (COALITION,),
    '"first line of defence"': (DEFENCE,),
    "first line of defense": (DEFENCE,),
    "post war": (QUESTION,),
    "post-war": (QUESTION,),
    "postwar": (QUESTION,),
    "70 members": (SEVENTY,),
    "article 5": (SEVENTY, WITKOFF),
    "North Atlantic Treaty": (TREATY,),
    "absolutely hopeless": (HOPELESS,),
    '"indivisible security"': (INDIVISIBLE,),
    "indivisble security": (INDIVISIBLE,),
    "18 Aug": AUGUST,
    "peacekeeper": (PEACEKEEPING,),
    "EU": (EU_SOURCE,),
    "TIME magazine": (TIME_SOURCE,),
}

# What is typed, and the places that must all be among the first three.
AMONG = {
    "guarantee": (US_INVOLVEMENT,),
    "security guarantees": (US_INVOLVEMENT, QUESTION),
    '"security guarantees"': (US_INVOLVEMENT, QUESTION),
    "2022": (WEST, LOOK),
    "Budapest memorandum": (WEST, LOOK),
    "Budpest": (WEST, LOOK),
    "NATO members": (SEVENTY,),
    "europe troops": (TROOPS,),
    "18 August": AUGUST,
    "ceasefire": (CEASEFIRES,),
    "ceasefires": (CEASEFIRES,),
    "ceasfire": (CEASEFIRES,),
}

# What finds the same, in whatever order.
SAME = [
    ("ceasefire", "ceasefires"),
    ("ceasefire", "ceasfire"),
    ("guarantees", "garantees"),
    ("Ukraine's", "Ukraine’s"),
    ("US", "U.S."),
    ("Zelensky", "Zelenskyy"),
    ("European", "Europeans"),
    ("first line of defence", "first line of defense"),
]


@pytest.fixture
def desk(tab: Tab) -> Page:
    page = tab(viewport=DESK)
    page.goto("")
    page.keyboard.press("/")
    return page


def results(page: Page, query: str) -> list[str]:
    """Where the results of a query lead, in order."""
    box = page.get_by_role("textbox", name="Search")
    box.fill(query)
    expect(page.locator(".article-search ol")).to_have_attribute("aria-busy", "false")
    hrefs = [link.get_attribute("href") or "" for link in links(page).all()]
    return [re.sub(r"\?h=[^#]*", "", href).removeprefix(f"{page.url}") for href in hrefs]


def links(page: Page) -> Locator:
    return page.locator(".article-search ol a")


def test_what_is_typed_comes_first(desk: Page) -> None:
    came = {query: results(desk, query)[:1] for query in FIRST}
    assert {query: first for query, first in came.items() if not first or first[0] not in FIRST[query]} == {}


def test_what_is_typed_comes_among_the_first_three(desk: Page) -> None:
    came = {query: results(desk, query)[:3] for query in AMONG}
    assert {query: three for query, three in came.items() if not set(AMONG[query]) <= set(three)} == {}


def test_two_ways_to_type_a_thing_find_the_same(desk: Page) -> None:
    came = [(set(results(desk, one)), set(results(desk, other)), one) for one, other in SAME]
    assert [one for here, there, one in came if here != there or not here] == []


def test_a_query_that_nothing_answers_is_told_so(desk: Page) -> None:
    for query in ("Merkel", '"security of boots"'):
        assert results(desk, query) == []
        expect(desk.locator(".article-search [role=status]")).to_have_text(f"Nothing found for {query}")


def test_a_word_that_no_place_has_is_left_out_and_told(desk: Page) -> None:
    results(desk, "Lavrov xylophone")
    expect(desk.locator(".article-search [role=status]")).to_contain_text(", without xylophone")


def test_enter_leads_to_the_first_result_with_its_words_marked(desk: Page) -> None:
    results(desk, '"boots on the ground"')
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/{FOX}")
    sentence = desk.locator(f"#{FOX.partition('#')[2]}")
    expect(sentence).to_be_in_viewport()
    expect(sentence.locator("mark")).to_have_text(["Boots", "on", "the", "ground"])


def test_the_arrows_go_through_the_results_and_escape_leaves(desk: Page) -> None:
    results(desk, "ceasefire")
    desk.keyboard.press("ArrowDown")
    expect(links(desk).nth(0)).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(links(desk).nth(1)).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    expect(desk.get_by_role("textbox", name="Search")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.locator(".article-search__output, .md-search__output")).to_be_hidden()


def test_what_was_typed_and_what_was_found_is_text(desk: Page) -> None:
    results(desk, "<img src=x onerror=alert(1)>")
    expect(desk.locator(".article-search img")).to_have_count(0)


def test_searching_asks_nothing_but_the_index(browser: Browser, address: str) -> None:
    asked: list[str] = []
    with browser.new_context(base_url=address, viewport=DESK) as context:
        page = context.new_page()
        page.goto("", wait_until="networkidle")
        page.on("request", lambda request: asked.append(request.url))
        results(page, "Minsk")
    assert f"{address}search/search_index.json" in asked
    assert {url for url in asked if not url.startswith(address)} == set()
