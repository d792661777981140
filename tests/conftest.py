"""What the tests share: the files of an article of their own, its built site, and a browser."""

from __future__ import annotations

import fcntl
import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from functools import lru_cache, partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

from scripts.__main__ import main
from scripts.english import dates
from scripts.publication import article, bibliography, chapters, ledger, notes
from scripts.website import downloads
from tests import cases
from tests.server import serve

ROOT = Path(__file__).parents[1]
# The article that the tests pin, as it was on cases.TODAY. Only test_this_article.py looks at the one in docs/.
ARTICLE = ROOT / "tests" / "good" / "guarantees"
_HERE = f"{ROOT}/"
SPREAD = {
    "test_browser.py",
    "test_mutants.py",
    "test_properties.py",
    "test_readers.py",
}  # files whose tests any worker may run


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The files of the tests' own article."""
    return article.files(ARTICLE)


@pytest.fixture(scope="module")
def read_once() -> Iterator[None]:
    """Have a file that did not change be read once, for tests of many versions of an article."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (chapters, bibliography, notes):
            patch.setattr(module, "read", lru_cache(maxsize=64)(module.read))
        for name in ("publication", "corrections", "accepted", "claims", "facts", "ids", "glossary"):
            reader = f"read_{name}"
            patch.setattr(ledger, reader, lru_cache(maxsize=16)(getattr(ledger, reader)))
        yield


def pytest_configure() -> None:
    """Have no test read the article in docs/ but those that are for it, nor any module while tests are collected."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):  # the tests' servers are asked directly
        os.environ.pop(name, None)
        os.environ.pop(name.upper(), None)
    sys.addaudithook(_leave_the_article_alone)
    gc.set_threshold(100_000, 50, 100)  # collecting seldom saves 8 % of the time of the mutants


class _ByFile(LoadFileScheduling):  # type: ignore[misc]
    """A file's tests on one worker, as they share what was built for them, but for files whose tests share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if Path(file).name in SPREAD else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByFile | None:
    return _ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


def _leave_the_article_alone(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | os.PathLike):
        name = os.fspath(arguments[0])
        if isinstance(name, str) and name.startswith(_HERE) and is_article(name.removeprefix(_HERE)):
            running = os.environ.get("PYTEST_CURRENT_TEST", "")
            assert "test_this_article.py" in running, f"{name} may change; take that of tests/good/guarantees"


def is_article(name: str) -> bool:
    """Whether a file of the repository is of the article in docs/, as .ci/text-only sees it."""
    return bool(re.fullmatch(r"docs/[^/]+\.md|references\.bib|record/(?!README\.md$).+", name))


def copy_of_the_repository(to: Path, own: Path = ARTICLE) -> Path:
    """The scripts, the theme and the settings with an article of the tests, which a test can change as it likes."""
    shutil.copytree(ROOT / "docs/theme", to / "docs/theme")
    (to / "scripts").symlink_to(ROOT / "scripts")
    put_article(to, own)
    return to


def put_article(to: Path, folder: Path = ARTICLE) -> None:
    """Put an article of the tests into a folder that has the scripts and the theme."""
    shutil.copytree(folder, to, dirs_exist_ok=True)
    blocks = [
        {block.partition(":")[0]: block for block in re.split(r"(?m)^(?=\w)", path.read_text(encoding="utf-8"))}
        for path in (ROOT / article.CONFIG, folder / article.CONFIG)
    ]
    own = {key: block for key, block in blocks[1].items() if key in blocks[0] and not key.startswith("#")}
    assert {"site_name", "nav"} <= own.keys()
    (to / article.CONFIG).write_text("".join((blocks[0] | own).values()), encoding="utf-8")


def git(root: Path, *words: str) -> str:
    """What git prints. It commits as nobody in particular, whatever this machine is set to."""
    identity = ["-c", "user.name=Jo", "-c", "user.email=jo@ice.example", "-c", "init.defaultBranch=main"]
    result = subprocess.run(["git", *identity, *words], cwd=root, text=True, capture_output=True, check=True)
    return result.stdout.strip()


def files_of_the_repository() -> list[str]:
    """The path of every file that is committed or would be."""
    listed = git(ROOT, "ls-files", "-coz", "--exclude-standard").split("\0")
    return [name for name in listed if name and (ROOT / name).is_file()]


def tree_of_the_repository(to: Path) -> Path:
    """All files of the repository as they are here, with the tests' own article in the place of that in docs/."""
    for name in files_of_the_repository():
        if not is_article(name):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, to / name)
    put_article(to)
    return to


def fresh_clone(folder: Path) -> Path:
    """A clone of the repository with the tests' own article, an origin to push to, and what is installed here."""
    git(tree_of_the_repository(folder / "start"), "init", "--quiet")
    git(folder / "start", "add", "--all")
    git(folder / "start", "commit", "--quiet", "--message", "Begin")
    git(folder, "clone", "--quiet", "--bare", "start", "origin.git")
    git(folder, "clone", "--quiet", "origin.git", "clone")
    clone = folder / "clone"
    with_what_is_installed(clone)
    git(clone, "status")  # git takes note of it, and does not write them anew
    return clone


def with_what_is_installed(project: Path) -> None:
    """Give a project the environment that runs."""
    (project / ".venv").symlink_to(sys.prefix)
    for lock in project.glob("requirements*.txt"):
        os.utime(lock, (0, 0))  # so that make takes what is installed for newer, and installs nothing


def run(*command: str | Path, cwd: Path, settings: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a Python module of this environment, with dates fixed and warnings shown, and settings in its environment."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"} | dict(settings or {})
    words = [sys.executable, "-m", *map(str, command)]
    return subprocess.run(words, cwd=cwd, env=environment, text=True, capture_output=True, check=False)


def call(*words: str | Path, cwd: Path = ARTICLE, day: date | None = cases.TODAY) -> subprocess.CompletedProcess[str]:
    """What `python -m scripts` prints and how it exits, run in this process. Raises what would be a traceback there.

    `day` is the day that counts as today where no word says another; None leaves that to the clock.
    """
    given, out, err, today = list(map(str, words)), StringIO(), StringIO(), dates.today
    with pytest.MonkeyPatch.context() as patch, chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        if day:
            patch.setattr(dates, "today", lambda now=None: today(now or day.isoformat()))
        try:
            code: object = main(given)
        except SystemExit as error:  # from argparse
            code = error.code
        finally:
            gc.enable()  # which a command of a process of its own does without
    assert isinstance(code, int)
    return subprocess.CompletedProcess(given, code, out.getvalue(), err.getvalue())


def build(root: Path, site: Path, settings: Mapping[str, str] | None = None) -> Path:
    """Build a site strictly, into a folder; gives the folder. Not quietly, since MkDocs then fails for no warning."""
    result = run("mkdocs", "build", "--strict", "-d", site, cwd=root, settings=settings)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return site


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to want it makes for all of them; `make` is given the path to make it at."""
    base = folders.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    part = folder.with_suffix(".part")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            make(part)
            part.rename(folder)
    return folder


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the tests' own article, which no test changes."""
    return copy_of_the_repository(tmp_path_factory.mktemp("repository") / "copy")


@pytest.fixture(scope="session")
def built(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tests' own article, built strictly."""
    return made_once(tmp_path_factory, "built", lambda site: build(repository, site))


_AS_IF_LONG = """
import sys
from scripts.website.pages import claims
from mkdocs.__main__ import cli

claims.MOST_ROWS = 61
cli(["build", "--strict", "-d", sys.argv[1]])
"""


@pytest.fixture(scope="session")
def long(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tests' own article, built strictly as if its sentences were too many for one list."""

    def make(site: Path) -> None:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
        words = [sys.executable, "-c", _AS_IF_LONG, str(site)]
        result = subprocess.run(words, cwd=repository, env=environment, text=True, capture_output=True, check=False)
        assert result.returncode == 0, result.stderr

    return made_once(tmp_path_factory, "long", make)


@pytest.fixture(scope="session")
def published(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site as it would be published under example.org, before its PDF is printed."""
    settings = {"SITE_URL": "https://example.org/guarantees/", "DOWNLOADS": "true"}
    return made_once(tmp_path_factory, "published", lambda site: build(repository, site, settings))


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the built site is served."""
    with serve(built) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, whose readers want no movement, so that what opens is there at once and in its place.

    In CI a missing one is a failure, elsewhere a skip.
    """
    path = downloads.installed()
    if path is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium on this machine; install one to run the browser tests")
    assert path, "CI has no Chromium; .ci/run installs it"
    with sync_playwright() as playwright:
        # No process and few threads of its own for what draws: two cores have enough to do with the tests.
        drawing = ["--disable-gpu", "--in-process-gpu", "--num-raster-threads=1"]
        options = ["--no-sandbox", "--disable-background-networking", *drawing]
        chromium = playwright.chromium.launch(executable_path=path, args=options)
        still = partial(chromium.new_context, reduced_motion="reduce")
        chromium.new_context = still  # type: ignore[method-assign]
        expect.set_options(timeout=30_000)  # ms, as Playwright waits for an action; nothing that passes takes as long
        yield chromium
        chromium.close()
