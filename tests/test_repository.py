"""The repository: what it installs is pinned, what it says of itself is so, and it names no registry."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from tests import screenshots
from tests.audit import __main__ as audit
from tests.conftest import ARTICLE, ROOT, files_of_the_repository, is_article
from tests.website.test_site import CHAPTERS

LOCKS = ["requirements.txt", "requirements-test.txt", "requirements-renderers.txt"]

# Put together here, so that this file does not name them itself.
REGISTRIES = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("ftp", "debian", "org"),
    ]
]
ELSEWHERE = "/".join(["..", "shared"])


# Every file that is committed or would be, but for those of the article in docs/.
FILES = [ROOT / name for name in files_of_the_repository() if not is_article(name)]
ARTICLES = sorted(path.parents[1].relative_to(ROOT).as_posix() for path in FILES if path.match("record/article.yml"))


def naming(words: str) -> list[str]:
    """The files in which these words stand."""
    found = [path for path in FILES if words.encode() in path.read_bytes()]
    return [path.relative_to(ROOT).as_posix() for path in found]


# What is installed


def requirements(lock: str) -> list[str]:
    """The requirements of a lock file, each on one line with its hashes, without remarks."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("lock", LOCKS)
def test_each_requirement_is_pinned_with_a_hash(lock: str) -> None:
    assert requirements(lock)
    pinned = re.compile(r"[\w.-]+(\[[\w,-]+\])?==[\w.!+]+( ; [^@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line for line in requirements(lock) if not pinned.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_index_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host|^-", text, re.MULTILINE) == []


def test_the_lock_file_of_the_audit_has_a_digest_for_each_package_and_no_address() -> None:
    packages = json.loads((ROOT / "tests/audit/package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert [name for name, package in installed.items() if "resolved" in package or "integrity" not in package] == []


def test_the_lock_files_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {
        "requirements.txt": project["dependencies"],
        "requirements-test.txt": project["optional-dependencies"]["test"],
        "requirements-renderers.txt": project["optional-dependencies"]["renderers"],
    }
    for lock, wanted in asked.items():
        held = {line.split()[0].lower() for line in requirements(lock)}
        exact = {name.lower() for name in wanted if "==" in name}
        assert exact
        assert exact - held == set()


def test_the_lock_files_agree() -> None:
    site, *others = ({line.split()[0] for line in requirements(lock)} for lock in LOCKS)
    assert [site - other for other in others] == [set()] * len(others)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_says_by_its_header_how_it_is_made_anew(lock: str) -> None:
    header = (ROOT / lock).read_text(encoding="utf-8").splitlines()[1]
    assert re.search(
        rf"uv pip compile .*--output-file {re.escape(lock)} pyproject\.toml$", header
    )  # as Dependabot asks


# What the files say


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_registry(host: str) -> None:
    assert naming(host) == []


def test_no_file_refers_to_the_folder_beside_this_one() -> None:
    assert naming(ELSEWHERE) == []


def test_no_link_leads_out_of_the_repository() -> None:
    assert [path for path in FILES if path.is_symlink() and ROOT not in path.resolve().parents] == []


@pytest.mark.parametrize("article", ARTICLES)
def test_an_original_has_its_digest(article: str) -> None:
    record = yaml.safe_load((ROOT / article / "record/article.yml").read_text(encoding="utf-8"))
    assert sha256((ROOT / article / "record/original.md").read_bytes()).hexdigest() == record["sha256"]


def test_there_are_three_good_articles_to_hold_the_rules_against() -> None:
    assert len([article for article in ARTICLES if article.startswith("tests/good/")]) >= 3


# The commands


def test_each_target_says_what_it_is_for_when_asked() -> None:
    result = subprocess.run(["make", "help"], cwd=ROOT, text=True, capture_output=True, check=True)
    assert {"site", "test", "serve", "check"} <= set(re.findall(r"^ +make (\w+) +[A-Z]", result.stdout, re.MULTILINE))


def test_make_screenshots_asks_for_pages_that_there_are(built: Path) -> None:
    for path in screenshots.PAGES.values():
        name, _, anchor = path.partition("#")
        text = (built / name / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="card-{anchor}"' in text


def test_make_audit_asks_for_the_longest_chapter(built: Path) -> None:
    longest = max(CHAPTERS, key=lambda name: (built / name / "index.html").stat().st_size)
    assert audit.longest_chapter(ARTICLE) == f"{longest}/"


@pytest.mark.parametrize(
    ("module", "imported", "chain"),
    [
        ("english/quoting.py", "from scripts.website import pages", "scripts.english.quoting -> scripts.website.pages"),
        ("website/page.py", "import mkdocs", "scripts.website.page -> mkdocs"),
    ],
)
def test_an_import_that_must_not_be_fails_the_linters(module: str, imported: str, chain: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    kept = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True, check=False)
    assert (kept.returncode, "0 broken" in kept.stdout) == (0, True)
    planted = tmp_path / "scripts" / module
    planted.write_text(f"{planted.read_text('utf-8')}\n{imported}  # noqa\n", encoding="utf-8")
    broken = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True, check=False)
    assert broken.returncode == 1
    assert chain in broken.stdout


def test_each_file_in_which_to_change_something_is_there() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("### Where to change what\n")[2]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    named = [re.findall(r"`([^`]+/[^`]*|mkdocs\.yml)`", row) for row in rows]
    assert len(rows) == 12
    assert all(named)
    paths = [Path(name) for names in named for name in names]
    assert [str(path) for path in paths if not any(ROOT.glob(str(path).replace("NAME", "*")))] == []
