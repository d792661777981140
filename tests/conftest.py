"""What the tests share: the real article's files, its built site, and a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts import article
from tests.server import serve

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The files of the real article."""
    return article.files(ROOT)


def copy_of_the_repository(to: Path) -> Path:
    """A copy in which a test can change what it likes."""
    to.mkdir(exist_ok=True)
    for name in ("mkdocs.yml", "references.bib", "docs", "record", "scripts"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, to / name)
    return to


def git(root: Path, *words: str) -> str:
    """What git prints. It commits as nobody in particular, whatever this machine is set to."""
    identity = ["-c", "user.name=Jo", "-c", "user.email=jo@ice.example", "-c", "init.defaultBranch=main"]
    result = subprocess.run(["git", *identity, *words], cwd=root, text=True, capture_output=True, check=True)
    return result.stdout.strip()


def fresh_clone(folder: Path) -> Path:
    """A clone of the repository as it is here, with an origin to push to, and what is installed here."""
    listed = git(ROOT, "ls-files", "-coz", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / "start" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / "start" / name)
    git(folder / "start", "init", "--quiet")
    git(folder / "start", "add", "--all")
    git(folder / "start", "commit", "--quiet", "--message", "Begin")
    git(folder, "clone", "--quiet", "--bare", "start", "origin.git")
    git(folder, "clone", "--quiet", "origin.git", "clone")
    clone = folder / "clone"
    (clone / ".venv").symlink_to(sys.prefix)
    for lock in clone.glob("requirements*.txt"):
        os.utime(lock, (0, 0))  # so that make takes what is installed for newer, and installs nothing
    git(clone, "status")  # git takes note of it, and does not write them anew
    return clone


def run(
    *command: str | Path, cwd: Path = ROOT, settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a Python module of this environment, with dates fixed and warnings shown, and settings in its environment."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"} | dict(settings or {})
    words = [sys.executable, "-m", *map(str, command)]
    return subprocess.run(words, cwd=cwd, env=environment, text=True, capture_output=True, check=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real article's site, built strictly."""
    site = tmp_path_factory.mktemp("site")
    result = run("mkdocs", "build", "--strict", "--quiet", "-d", site)
    assert result.returncode == 0, result.stderr
    return site


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real article's site, built strictly as if its sentences were too many for one list."""
    root = copy_of_the_repository(tmp_path_factory.mktemp("long") / "copy")
    path = root / "scripts/pages.py"
    text = path.read_text(encoding="utf-8")
    assert text.count("MOST_ROWS = 2_000\n") == 1
    path.write_text(text.replace("MOST_ROWS = 2_000\n", "MOST_ROWS = 61\n"), encoding="utf-8")
    result = run("mkdocs", "build", "--strict", "--quiet", cwd=root)
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real article's site as it would be published under example.org, before its PDF is printed."""
    site = tmp_path_factory.mktemp("published")
    settings = {"SITE_URL": "https://example.org/guarantees/", "DOWNLOADS": "true"}
    result = run("mkdocs", "build", "--strict", "--quiet", "-d", site, settings=settings)
    assert result.returncode == 0, result.stderr
    return site


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the built site is served."""
    with serve(built) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium. In CI a missing one is a failure, elsewhere a skip."""
    path = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if path is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium on this machine; install one to run the browser tests")
    assert path, "CI has no Chromium; .ci/run installs it"
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=path, args=options)
        yield chromium
        chromium.close()
