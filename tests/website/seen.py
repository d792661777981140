"""What Axe finds on a page as it stands in a browser."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OF_COLOURS = ["color-contrast", "link-in-text-block"]


def faults(page: Page) -> list[str]:
    """The rule and the place of each of its findings, in a window in light colours that wants no movement.

    It is asked by all rules; and then in dark colours, which differ in nothing else, by those that look at colours.
    """
    found = _asked(page, _RULES)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    return found + [f"dark: {one}" for one in _asked(page, _OF_COLOURS)]


def _asked(page: Page, rules: list[str]) -> list[str]:
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['target']}: {one['help']}" for one in found for node in one["nodes"]]
