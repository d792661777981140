"""What a page may load and run: the site's own files, and nothing that stands in a page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from tests.server import serve

PLANTED = (
    "<script>globalThis.planted = true</script>"
    '<img src="x" onerror="globalThis.planted = true">'
    '<img src="https://elsewhere.example/pixel.png">'
    '<form action="https://elsewhere.example/"></form>'
    '<iframe srcdoc="<script>parent.planted = true</script>"></iframe>'
    '<a id="harm" href="javascript:globalThis.planted = true">here</a>'
)


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_each_page_has_its_policy_before_any_script(built: Path) -> None:
    assert len(pages(built)) > 10
    for path in pages(built):
        head = html.document_fromstring(path.read_bytes()).iter("meta", "script")
        names = [element.get("http-equiv") or str(element.tag) for element in head]
        assert "Content-Security-Policy" in names, path
        assert "script" not in names[: names.index("Content-Security-Policy")], path


@pytest.fixture
def planted(built: Path, tmp_path: Path) -> Path:
    """The site with a chapter in which somebody has put what should not be there."""
    site = shutil.copytree(built, tmp_path / "site")
    page = site / "conclusion/index.html"
    text = page.read_text(encoding="utf-8")
    assert "</article>" in text
    page.write_text(text.replace("</article>", f"{PLANTED}</article>"), encoding="utf-8")
    return site


def visit(browser: Browser, site: Path) -> tuple[bool, set[str], list[str]]:
    """Whether what was planted ran, the hosts that were asked, and the errors that the browser told."""
    with serve(site) as address, browser.new_context() as context:
        page = context.new_page()
        asked: set[str] = set()
        errors: list[str] = []
        blocked: set[str] = set()
        page.on("request", lambda request: asked.add(request.url))
        page.on("requestfailed", lambda request: blocked.add(request.url) if request.failure == "csp" else None)
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.goto(f"{address}conclusion/", wait_until="networkidle")
        if page.locator("#harm").count():
            page.locator("#harm").click()
        ran = bool(page.evaluate("Boolean(globalThis.planted)"))
        return ran, {url for url in asked - blocked if not url.startswith((address, "data:"))}, errors


def test_what_is_planted_in_a_page_neither_runs_nor_asks_anybody(planted: Path, browser: Browser) -> None:
    ran, asked, errors = visit(browser, planted)
    assert not ran
    assert asked == set()
    assert any("Content Security Policy" in error for error in errors)


def test_without_the_policy_it_would(planted: Path, browser: Browser) -> None:
    page = planted / "conclusion/index.html"
    text, number = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    assert number == 1
    page.write_text(text, encoding="utf-8")
    ran, _, _ = visit(browser, planted)
    assert ran


def test_without_the_digests_the_theme_itself_would_not_run(built: Path, tmp_path: Path, browser: Browser) -> None:
    site = shutil.copytree(built, tmp_path / "site")
    assert visit(browser, site)[2] == []
    page = site / "conclusion/index.html"
    text, number = re.subn(r" 'sha256-[^']+'", "", page.read_text(encoding="utf-8"))
    assert number > 2
    page.write_text(text, encoding="utf-8")
    assert any("inline script" in error for error in visit(browser, site)[2])
