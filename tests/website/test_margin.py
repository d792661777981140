"""The margin and the sheet: at every size each note and each card opens, covers nothing, and nothing moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.conftest import call, copy_of_the_repository, run
from tests.server import serve

SIZES: list[ViewportSize] = [
    {"width": 1366, "height": 768},
    {"width": 1440, "height": 900},
    {"width": 1024, "height": 768},
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
]
CHAPTERS = ["introduction/", "security-guarantees/", "ready-for-peace/", "russia-and-ukraine/", "conclusion/"]
LOOK = (Path(__file__).parent / "margin.js").read_text(encoding="utf-8").partition("\n")[2]

# Collects every shift of the layout from the start, https://wicg.github.io/layout-instability/.
OBSERVE = """
window.shifts = [];
new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
        shifts.push([value, ...sources.map(({ node }) => node?.outerHTML)]);
}).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = """new Promise((done) => new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length) done();
}).observe({ type: "paint", buffered: true }))"""
SHIFTS = """new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    setTimeout(() => done(window.shifts)))))"""


class Reader:
    """A window in which the site's own script comes only after the first paint, as it does on a slow line."""

    def __init__(self, browser: Browser, size: ViewportSize) -> None:
        self.page: Page = browser.new_page(viewport=size)
        self.page.add_init_script(OBSERVE)
        self.claim_verdicts: list[Route] = []
        self.waiting = True
        self.page.route("**/javascripts/site.js", self._hold)

    def _hold(self, route: Route) -> None:
        if self.waiting:
            self.claim_verdicts.append(route)
        else:
            route.continue_()

    def shifts_at(self, address: str) -> list[Any]:
        """Go to a page; gives what has moved by the time that its scripts have run."""
        self.waiting = True
        self.page.goto(address, wait_until="commit")
        self.page.evaluate(PAINTED)
        self.waiting = False
        while self.claim_verdicts:
            self.claim_verdicts.pop().continue_()
        self.page.wait_for_load_state("load")
        shifts: list[Any] = self.page.evaluate(SHIFTS)
        return shifts


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a chapter with ten headings and 40 notes, many in sentences of a line."""
    root = copy_of_the_repository(tmp_path_factory.mktemp("crowded") / "copy")
    keys = re.findall(r"@\w+\{([^,]+),", (root / "references.bib").read_text(encoding="utf-8"))
    lines = ["# Ice"]
    for n in range(40):
        lines += [f"\n## Winter {n // 4}\n"] if n % 4 == 0 else []
        words = " while the harbour waited for the thaw" * (n % 5)
        lines.append(f"The northern ferry stopped again{words} on trip {n}.[@{keys[n % len(keys)]}]")
    (root / "docs/conclusion.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    call("check", "--fix", "--because", "It is crowded.", cwd=root)
    built = run("mkdocs", "build", "--quiet", "-d", root / "site", cwd=root)
    assert built.returncode == 0, built.stderr
    with serve(root / "site") as address:
        yield f"{address}conclusion/"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
def test_no_note_and_no_card_covers_its_sentence_or_another_and_nothing_moves(
    browser: Browser, address: str, crowded: str, size: ViewportSize
) -> None:
    reader = Reader(browser, size)
    opened = []
    for page in [*(address + path for path in CHAPTERS), crowded]:
        assert reader.shifts_at(page) == [], page
        for scheme in ("light", "dark"):
            reader.page.emulate_media(color_scheme=scheme)
            looked = reader.page.evaluate(LOOK)
            assert looked["faults"] == [], (page, scheme)
        opened.append((looked["opened"], looked["beside"]))
    assert all(number for number, _ in opened[:-1])
    number, beside = opened[-1]
    assert number == 80
    assert beside >= 40 if size["width"] >= 1220 else beside == 1
    reader.page.close()


def test_what_is_counted_is_seen_where_it_is_amiss(browser: Browser, address: str) -> None:
    reader = Reader(browser, SIZES[0])
    assert reader.shifts_at(address + CHAPTERS[1]) == []
    reader.page.evaluate("document.querySelector('article').prepend(document.createElement('hr'))")
    assert reader.page.evaluate(SHIFTS) != []
    reader.page.add_style_tag(content=".footnote li { top: 0 !important; left: 0 !important; }")
    kinds = {fault[1] for fault in reader.page.evaluate(LOOK)["faults"]}
    assert {"overlap", "on the text"} <= kinds
    reader.page.close()


def test_what_is_short_in_the_margin_is_short_of_two_lines_or_more(
    browser: Browser, address: str, crowded: str
) -> None:
    page = browser.new_page(viewport=SIZES[1])
    cut = []
    for path in (crowded, *(address + path for path in CHAPTERS)):
        page.goto(path)
        expect(page.locator("body")).to_have_attribute("data-arranged", "")
        cut += page.locator(".reading .is-short").evaluate_all(
            """all => all.map(box =>
                (box.scrollHeight - box.clientHeight) / parseFloat(getComputedStyle(box).lineHeight))"""
        )
    assert len(cut) >= 40
    assert min(cut) > 1.9
    page.close()


def test_the_address_of_a_note_shows_it_whole_beside_its_sentence(browser: Browser, crowded: str) -> None:
    page = browser.new_page(viewport=SIZES[0])
    page.goto(crowded)
    mark = page.locator(".footnote-ref").nth(25)
    mark.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    mark.click()
    note = page.locator("li:target")
    expect(note).to_be_in_viewport(ratio=1)
    expect(note).not_to_have_class(re.compile("is-short"))
    assert page.evaluate("scrollY") == before
    named = f"{crowded}{mark.get_attribute('href')}"
    page.goto("about:blank")
    page.goto(named)
    expect(note).to_be_in_viewport()
    page.close()
