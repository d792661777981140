"""Windows of the browser that tests share: making one takes as long as opening a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

Tab = Callable[..., Page]


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Those that were made, by their options."""
    made: dict[str, BrowserContext] = {}
    yield made
    for window in made.values():
        window.close()


@pytest.fixture
def tab(browser: Browser, address: str, windows: dict[str, BrowserContext]) -> Iterator[Tab]:
    """Open an empty tab in a window of these options of Playwright's. What the test leaves there is cleared away."""
    used: list[BrowserContext] = []

    def opened(**options: Any) -> Page:
        key = repr(sorted(options.items()))
        if key not in windows:
            windows[key] = browser.new_context(base_url=address, **options)
        used.append(windows[key])
        return windows[key].new_page()

    yield opened
    for window in used:
        for page in window.pages:
            page.evaluate("location.protocol === 'http:' && localStorage.clear()")
            page.close()
