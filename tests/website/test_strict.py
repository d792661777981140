"""A warning of the build ends it: `make site`, and with it `make publish` and the job that publishes."""

from __future__ import annotations

import logging
import os
import subprocess
from pathlib import Path

import pytest

from scripts.finding import Finding, Place
from scripts.publication import article
from scripts.website import hooks
from scripts.website.site import Site
from tests import cases
from tests.conftest import ARTICLE, copy_of_the_repository, fresh_clone, run


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh_clone(tmp_path_factory.mktemp("strict"))


def make(target: str, clone: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", target], cwd=clone, env=environment, text=True, capture_output=True, check=False)


def test_a_link_to_a_page_that_is_not_there_fails_the_build_and_is_named(clone: Path) -> None:
    page = clone / "docs/about.md"
    before = page.read_bytes()
    page.write_bytes(before + b"\nSee [here](nowhere.md).\n")
    result = make("site", clone)
    page.write_bytes(before)
    assert result.returncode == 2  # what make itself exits with when a command fails
    assert "docs/about.md:24: links to 'nowhere.md', which is no page of docs/" in result.stderr
    assert "'about.md' contains a link 'nowhere.md'" in result.stderr  # MkDocs says so too, without the line
    assert "Aborted with 2 warnings in strict mode" in result.stdout + result.stderr


def test_a_page_in_no_navigation_fails_what_is_published(clone: Path) -> None:
    (clone / "docs/alone.md").write_text("# Alone\n\nA page.\n", encoding="utf-8")
    result = make("publish", clone)
    (clone / "docs/alone.md").unlink()
    assert result.returncode == 2
    assert "alone.md" in result.stderr


def test_what_publishes_builds_by_make() -> None:
    workflow = (Path(__file__).parents[2] / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    assert "run: make publish" in workflow


def test_no_site_is_built_in_which_a_page_does_what_nobody_meant_strict_or_not(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path / "root")
    about = root / "docs/about.md"
    about.write_text(f'{about.read_text(encoding="utf-8")}\n<img src="x" onerror="alert(1)">\n', encoding="utf-8")
    result = run("mkdocs", "build", "--quiet", "--site-dir", tmp_path / "site", cwd=root)
    assert result.returncode != 0
    assert "docs/about.md:" in result.stderr
    assert "(markup-harmless)" in result.stderr
    assert not (tmp_path / "site/about/index.html").exists()


def test_of_what_stops_nothing_ten_of_a_rule_are_told_one_by_one(caplog: pytest.LogCaptureFixture) -> None:
    built = article.build(article.files(ARTICLE), cases.TODAY)
    found = [Finding(Place("docs/ice.md", line), f"the {line}th", "kind-confirmed") for line in range(1, 14)]
    with caplog.at_level(logging.INFO, "mkdocs.article"):
        hooks._tell(Site(built, found))
    told = [record.getMessage() for record in caplog.records]
    assert told[:10] == [str(finding) for finding in found[:10]]
    assert told[10:] == ["and 3 more of kind-confirmed, which python -m scripts check --complete lists"]
