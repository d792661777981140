"""The site as Zensical renders it, in the place of that by MkDocs, so that tests of the one run on the other."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts import rules
from tests.conftest import build, fresh_clone
from tests.server import serve


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = [name for name in ("properdocs", "zensical") if not find_spec(name)]
    for item in items:
        if missing and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=f"no {' and no '.join(missing)}; make renderers installs it"))


@pytest.fixture(scope="session")
def by_mkdocs(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tests' own article, as MkDocs renders it."""
    return build(repository, tmp_path_factory.mktemp("by-mkdocs"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as Zensical renders it, by the command that people run."""
    clone = fresh_clone(tmp_path_factory.mktemp("by-zensical"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment["SOURCE_DATE_EPOCH"] = "1700000000"  # as for the other builds of the tests
    command = ["make", "site", "RENDERER=zensical"]
    done = subprocess.run(command, cwd=clone, env=environment, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"No finding by {len(rules.RULES)} rules in 5 chapters, 62 sentences" in done.stderr
    return clone / "site"


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where that is served."""
    with serve(built) as url:
        yield url


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[dict[str, list[Page]]]:
    """As in tests/website; those there know another address."""
    kept: dict[str, list[Page]] = {}
    yield kept
    for page in (page for pages in kept.values() for page in pages):
        page.context.close()
