"""Pictures of the built site, into build/screenshots/: python -m tests.screenshots, which `make screenshots` runs."""

from __future__ import annotations

import sys
from typing import Literal

from playwright.sync_api import Page, ViewportSize, sync_playwright

from scripts.website import downloads
from tests.conftest import ROOT
from tests.server import serve

FOLDER = ROOT / "build" / "screenshots"
CHAPTER = "security-guarantees/"
CLAIM = "no-boots-on-the-ground"  # it cites a source and bears an editor's note
PAGES = {
    "home": "",
    "chapter": f"{CHAPTER}#{CLAIM}",
    "claims": "claims/",
    "sources": "sources/",
    "timeline": "timeline/",
}
SIZES: dict[int, ViewportSize] = {1440: {"width": 1440, "height": 900}, 390: {"width": 390, "height": 844}}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> int:
    """Take every picture. Exit 0: taken; 2: there is no Chromium or no built site."""
    browser = downloads.installed()
    if not browser or not (ROOT / "site").is_dir():
        sys.stderr.write("Pictures take Chromium, and a site (make site).\n")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serve(ROOT / "site") as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for width, size in SIZES.items():
            for scheme in SCHEMES:
                with chromium.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce") as context:
                    page = context.new_page()
                    for name, path in PAGES.items():
                        page.goto(address + path, wait_until="networkidle")
                        if name == "chapter":
                            open_card(page)
                        page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png")
        chromium.close()
    sys.stderr.write(f"{FOLDER.relative_to(ROOT).as_posix()}/: {len(PAGES) * len(SIZES) * len(SCHEMES)} pictures\n")
    return 0


def open_card(page: Page) -> None:
    """Open the card of the claim, and wait until it stands there."""
    page.locator(f"#{CLAIM} > .claim-mark").click()
    page.locator(f"#card-{CLAIM}").wait_for(state="visible")


if __name__ == "__main__":
    sys.exit(main())
