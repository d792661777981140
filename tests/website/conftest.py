"""Windows of the browser that tests share: making one takes as long as opening a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

Tab = Callable[..., Page]


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[dict[str, list[Page]]]:
    """The empty tabs that were opened before, by the options of their windows."""
    kept: dict[str, list[Page]] = {}
    yield kept
    for page in (page for pages in kept.values() for page in pages):
        page.context.close()


@pytest.fixture
def tab(browser: Browser, address: str, tabs: dict[str, list[Page]]) -> Iterator[Tab]:
    """Take an empty tab in a window of these options of Playwright's, in which no test may leave a listener.

    What else the test leaves there is cleared away.
    """
    used: list[tuple[str, Page, Any]] = []

    def taken(**options: Any) -> Page:
        key = repr(sorted(options.items()))
        kept = tabs.setdefault(key, [])
        page = kept.pop() if kept else browser.new_context(base_url=address, **options).new_page()
        used.append((key, page, options.get("color_scheme", "light")))
        return page

    yield taken
    for key, page, scheme in used:
        for other in page.context.pages:
            if other != page:
                other.close()
        page.evaluate("location.protocol === 'http:' && (localStorage.clear(), sessionStorage.clear())")
        page.mouse.move(0, 0)
        page.emulate_media(media="null", color_scheme=scheme)
        page.goto("about:blank")
        tabs[key].append(page)
