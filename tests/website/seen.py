"""What Axe finds on a page as it stands in a browser."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OF_COLOURS = ["color-contrast", "link-in-text-block"]


def faults(page: Page, scheme: Scheme) -> list[str]:
    """The rule and the place of each of its findings: by all rules in light colours.

    In dark ones it is asked by the rules that look at colours, as nothing else differs there.
    """
    only = _RULES if scheme == "light" else _OF_COLOURS
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['target']}: {one['help']}" for one in found for node in one["nodes"]]
