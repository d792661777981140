"""Chapters renamed, merged, split and new, in a browser: what stood at an old address is found from it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from scripts.publication import article
from scripts.website import moved as moved_sentences
from scripts.website import old_addresses
from tests import cases
from tests.conftest import build, call, copy_of_the_repository, git
from tests.server import serve

RENAMED, MERGED, INTO, SPLIT = "ready-for-peace", "conclusion", "russia-and-ukraine", "security-guarantees"


class Moved(NamedTuple):
    """A site whose chapters were moved about, and the chapter of each sentence by its id, before and after."""

    root: Path
    site: Path
    before: dict[str, str]
    after: dict[str, str]


def addresses(root: Path) -> dict[str, str]:
    built = article.read(root, cases.TODAY)
    return {claim.id: built.pages[sentence.path].url for sentence, claim in built.recorded()}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = tmp_path_factory.mktemp("moved")
    root = copy_of_the_repository(folder / "root")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    git(root, "switch", "--quiet", "--create", "moves")
    before = addresses(root)
    docs, config = root / "docs", root / "mkdocs.yml"
    (docs / f"{RENAMED}.md").rename(docs / "talks.md")
    text = (docs / f"{MERGED}.md").read_text(encoding="utf-8").split("\n", 1)[1]
    (docs / f"{MERGED}.md").unlink()
    with (docs / f"{INTO}.md").open("a", encoding="utf-8") as file:
        file.write(text)
    first, second = re.split(r"\n\n(?=[^\n]+\n(?:[^\n]+\n)*\Z)", (docs / f"{SPLIT}.md").read_text(encoding="utf-8"))
    (docs / f"{SPLIT}.md").write_text(f"{first}\n", encoding="utf-8")
    (docs / "more.md").write_text(f"# More\n\n{second}", encoding="utf-8")
    (docs / "herons.md").write_text("# Herons\n\nThat is why herons matter.\n", encoding="utf-8")
    nav = config.read_text(encoding="utf-8").replace(f"- {RENAMED}.md", "- talks.md")
    nav = re.sub(rf"\n +- {MERGED}\.md", "\n      - herons.md", nav)
    config.write_text(re.sub(rf"(\n +- ){SPLIT}\.md", rf"\1{SPLIT}.md\1more.md", nav), encoding="utf-8")
    fixed = call("check", "--fix", "--because", "It stands here as an example.", cwd=root)
    assert fixed.returncode == 0, fixed.stdout + fixed.stderr
    site = build(root, folder / "site", {"DOWNLOADS": "true"})
    return Moved(root, site, before, addresses(root))


def test_each_sentence_keeps_its_id(moved: Moved) -> None:
    assert moved.before.keys() < moved.after.keys()
    new = moved.after.keys() - moved.before.keys()
    assert {moved.after[name] for name in new} == {"herons/"}
    assert {moved.after[name] for name, url in moved.before.items() if url == f"{RENAMED}/"} == {"talks/"}
    assert {moved.after[name] for name, url in moved.before.items() if url == f"{MERGED}/"} == {f"{INTO}/"}
    assert {moved.after[name] for name, url in moved.before.items() if url == f"{SPLIT}/"} == {f"{SPLIT}/", "more/"}


def test_what_is_built_checks_clean(moved: Moved) -> None:
    result = call("check", "--site", moved.site, cwd=moved.root)
    assert result.returncode == 0, result.stdout


def test_a_chapter_that_the_editors_added_says_so_and_no_other(moved: Moved) -> None:
    pages = {path.parent.name: path.read_text(encoding="utf-8") for path in moved.site.glob("*/index.html")}
    saying = sorted(name for name, text in pages.items() if "The editors of this site added this chapter" in text)
    assert saying == ["herons", "one-page"]


def test_what_the_editors_added_is_not_called_the_authors(moved: Moved) -> None:
    card = (moved.site / "herons/index.html").read_text(encoding="utf-8")
    assert 'data-state="editors-view"' in card
    assert "author’s own" not in card
    assert "<summary>Cite this page</summary>" not in (moved.site / RENAMED / "index.html").read_text(encoding="utf-8")


def test_an_old_address_of_a_sentence_leads_to_it(moved: Moved, browser: Browser) -> None:
    left = {name: url for name, url in moved.before.items() if moved.after[name] != url}
    assert set(left.values()) == {f"{RENAMED}/", f"{MERGED}/", f"{SPLIT}/"}
    some = {url: name for name, url in left.items()}
    with serve(moved.site) as address, browser.new_context() as context:
        for url, name in some.items():
            tab = context.new_page()
            tab.goto(f"{address}{url}#{name}")
            expect(tab).to_have_url(f"{address}{moved.after[name]}#{name}")
            expect(tab.locator(f"#{name}")).to_be_in_viewport()
            tab.close()


def test_an_old_address_of_a_chapter_leads_to_it_with_whatever_it_names(moved: Moved, browser: Browser) -> None:
    with serve(moved.site) as address, browser.new_context() as context:
        tab = context.new_page()
        for old, new in ((RENAMED, "talks"), (MERGED, INTO)):
            tab.goto(f"{address}{old}/#fn:x")
            expect(tab).to_have_url(f"{address}{new}/#fn:x")


def test_without_scripts_a_link_leads_on(moved: Moved, browser: Browser) -> None:
    name = next(name for name, url in moved.before.items() if url == f"{RENAMED}/")
    with serve(moved.site) as address, browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}{RENAMED}/#{name}")
        expect(tab.locator(".moved:visible")).to_have_count(1)
        tab.locator(f"#{name} a").click()
        expect(tab).to_have_url(f"{address}talks/#{name}")
        tab.goto(f"{address}{RENAMED}/")
        expect(tab.locator(".moved:visible")).to_have_count(0)
        tab.locator(".moved-page a").click()
        expect(tab).to_have_url(f"{address}talks/")


def test_so_it_is_in_the_copy_that_is_taken_along(moved: Moved, browser: Browser, tmp_path: Path) -> None:
    packed = call("offline", "--site", moved.site, cwd=moved.root)
    assert packed.returncode == 0, packed.stderr
    with zipfile.ZipFile(moved.site / "offline.zip") as file:
        file.extractall(tmp_path)
    (home,) = tmp_path.glob("*/index.html")
    name = next(name for name, url in moved.before.items() if url == f"{RENAMED}/")
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{home.parent.as_uri()}/{RENAMED}/index.html#{name}")
        expect(tab).to_have_url(f"{home.parent.as_uri()}/talks/index.html#{name}")


def test_no_record_puts_a_page_in_the_place_of_another(moved: Moved) -> None:
    files = article.files(moved.root)
    path = "record/claims/talks.yml"
    files[path] = files[path].replace(b"- was:\n", b"- was:\n  - claims.md\n  - index.md\n  - talks.md\n", 1)
    built = article.build(files, cases.TODAY)
    assert set(built.formerly["docs/talks.md"]) > {"docs/claims.md", "docs/index.md", "docs/talks.md"}
    assert [name for name, _ in old_addresses.at_old_addresses(built)] == [f"{MERGED}.md", f"{RENAMED}.md"]
    assert moved_sentences.moved(built, "docs/talks.md") == ""


def test_no_search_and_no_map_of_the_site_names_an_old_address(moved: Moved) -> None:
    assert f'"{RENAMED}/' not in (moved.site / "search/search_index.json").read_text(encoding="utf-8")
    assert f"/{RENAMED}/" not in (moved.site / "sitemap.xml").read_text(encoding="utf-8")
