"""What is made once for all pages is what the theme makes for each of them: the same bytes, by real builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, run

# Pages side by side, in a folder, in sections within sections, and one that stands in the navigation twice.
PAGES = ("index.md", "ice.md", "thaw.md", "north/index.md", "north/ice.md", "north/far/ice.md", "late.md")
NAV = """
nav:
  - Home: index.md
  - Article:
      - ice.md
      - thaw.md
      - North:
          - north/index.md
          - north/ice.md
          - Far: [north/far/ice.md]
  - late.md
  - Again: late.md
  - Elsewhere: https://example.org/
"""
HOOK = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from scripts.website import theme

def on_config(config):
    environment = theme.made_once(config.theme.get_env(), config.theme.dirs)
    config.theme.get_env = lambda: environment
"""


def build(folder: Path, features: str, *, once: bool, more: str = "") -> dict[str, bytes]:
    """The files of the site that the theme makes of the pages, with its navigation made once or for each page."""
    for page in PAGES:
        path = folder / "docs" / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {page.removesuffix('.md').title()}\n\n## First\n\nWords.\n\n## Second\n\nWords.\n", "utf-8")
    custom = folder / "theme"
    (custom / "partials").mkdir(parents=True)
    settings = f"site_name: Ice\nrepo_url: https://example.org/ice\n{NAV}\ntheme:\n  name: material\n  font: false\n"
    settings += f"  custom_dir: theme\n  features: [{features}]\n{more}"
    if once:
        (custom / "partials/nav.html").write_bytes((ROOT / "docs/theme/partials/nav.html").read_bytes())
        (folder / "hook.py").write_text(HOOK, encoding="utf-8")
        settings += "hooks: [hook.py]\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    result = run("mkdocs", "build", "--quiet", cwd=folder)
    assert result.returncode == 0, result.stderr
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "features", ["", "navigation.tabs, navigation.indexes", "navigation.sections, navigation.expand"]
)
def test_the_site_is_the_same_with_its_navigation_made_once(features: str, tmp_path: Path) -> None:
    assert_same(build(tmp_path / "each", features, once=False), build(tmp_path / "once", features, once=True))


def test_so_it_is_where_pages_are_files_and_no_folders(tmp_path: Path) -> None:
    more = "use_directory_urls: false\n"
    each, once = (build(tmp_path / str(n), "navigation.prune", once=bool(n), more=more) for n in range(2))
    assert "north/far/ice.html" in each
    assert_same(each, once)


def assert_same(each: dict[str, bytes], once: dict[str, bytes]) -> None:
    """The same files, that the theme has to copy among them, and the same in them."""
    assert len([name for name in each if name.endswith(".html")]) == len(PAGES) + 1
    assert {"404.html", "assets/images/favicon.png"} < each.keys()
    assert each.keys() == once.keys()
    # The sitemap's archive holds the time at which it was packed.
    assert [name for name in each if each[name] != once[name] and name != "sitemap.xml.gz"] == []
