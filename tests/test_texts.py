"""The texts for people: their commands are run, their links lead somewhere, and what they name is there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from scripts.__main__ import COMMANDS
from scripts.commands import branch, software
from scripts.publication import ledger, notes
from scripts.rules import RULES
from scripts.states import support
from scripts.website import one_page
from scripts.website.pages import claims
from tests import architecture, console
from tests.bench import __main__ as bench
from tests.conftest import ROOT, call, files_of_the_repository, fresh_clone

TEXTS = sorted(
    name for name in files_of_the_repository() if re.fullmatch(r"(?:[^/]+|record/README|scripts/README)\.md", name)
)
TEXTS.append("tests/bench/README.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code(name: str) -> list[str]:
    """Each line of code and each piece in backquotes of a text, without comments and what a command prints."""
    text = read(name)
    blocks = re.findall(r"^ *```console\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in re.findall(r"^ *\$ (.*)$", block, re.MULTILINE)]
    prose = re.sub(r"^ *```.*?^ *```$", "", text, flags=re.DOTALL | re.MULTILINE)
    lines += re.findall(r"^    (\S.*)$", prose, re.MULTILINE)
    return [re.sub(r"\s+#.*", "", " ".join(piece.split())) for piece in [*lines, *re.findall(r"`([^`]+)`", prose)]]


def test_the_texts_are_those() -> None:
    assert {"README.md", "CONTRIBUTING.md", "EDITING.md", "YOUR-ARTICLE.md", "REFERENCES.md"} <= set(TEXTS)
    assert {"CHANGELOG.md", "record/README.md", "scripts/README.md", "tests/bench/README.md"} <= set(TEXTS)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh_clone(tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize("page", console.SHORT, ids=lambda page: page.name)
def test_each_command_prints_what_the_text_says(page: Path, clone: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "\n$ python -m scripts" in text
    assert console.played(text, clone).text == text, "python -m tests.console writes it anew"


def test_no_text_shows_what_a_command_prints_but_those_that_are_played() -> None:
    blocks = {name: re.findall(r"^ *```console\n(.*?)^ *```$", read(name), re.DOTALL | re.MULTILINE) for name in TEXTS}
    printing = {name for name, each in blocks.items() if re.search(r"^ *[^$\s]", "".join(each), re.MULTILINE)}
    assert printing == {page.name for page in console.PAGES}


@pytest.mark.parametrize("name", TEXTS)
def test_each_target_that_a_text_names_is_in_the_makefile(name: str) -> None:
    targets = set(re.findall(r"^([\w-]+):(?!=)", read("Makefile"), re.MULTILINE))
    calls = [shlex.split(piece)[1:] for piece in code(name) if re.match(r"make [a-z]", piece)]
    named = {word for words in calls for word in words if "=" not in word}
    assert named <= targets
    assert named or not calls


@pytest.mark.parametrize("name", TEXTS)
def test_each_command_that_a_text_names_takes_what_it_is_given(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for piece in code(name):
        words = shlex.split(piece) if re.match(r"python -m |[a-z-]+ \S", piece) else []
        if words[:2] == ["python", "-m"]:
            assert find_spec(words[2]) or not words[2].startswith(("scripts", "tests")), piece
            words = words[3:] if words[2] == "scripts" else []
        if words and words[0] in COMMANDS:
            module = import_module(f"scripts.commands.{words[0].replace('-', '_')}")
            monkeypatch.setattr(module, "run", lambda _: 0)
            result = call(*words)
            if result.returncode and words[-1].startswith("--"):  # named without its value
                result = call(*words, "VALUE")
            assert result.returncode == 0, f"{piece}: {result.stderr}"


@pytest.mark.parametrize("name", TEXTS)
def test_each_option_that_a_text_names_is_one(name: str) -> None:
    known = "".join(path.read_text("utf-8") for part in ("scripts", "tests") for path in (ROOT / part).rglob("*.py"))
    named = {option for piece in code(name) for option in re.findall(r"(?:^|\s)(--[a-z-]+)", piece)}
    ours = named - {"--cached", "--citeproc", "--create", "--message", "--quiet", "--set-upstream", "--all", "--help"}
    assert [option for option in sorted(ours) if f'"{option}"' not in known] == []


def _anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_each_name_that_a_text_gives_in_a_module_is_there() -> None:
    given = [
        (match[3], name)
        for text in TEXTS
        for match in re.finditer(r"`(\w+)`(?: and `(\w+)`)? in `([\w/]+\.py)`", read(text))
        for name in filter(None, match.groups()[:2])
    ]
    assert len(given) > 2
    for module, name in given:
        (path,) = (path for path in (ROOT / "scripts").rglob("*.py") if path.as_posix().endswith(f"/{module}"))
        assert re.search(rf"^(?:class|def) {name}\b", path.read_text(encoding="utf-8"), re.MULTILINE), name


@pytest.mark.parametrize("name", TEXTS)
def test_each_link_leads_to_what_is_there_in_a_new_project_as_well(name: str) -> None:
    there = set(software.files()) if name in software.files() else set(files_of_the_repository())
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", read(name))):
        path, _, anchor = link.partition("#")
        target = os.path.normpath(Path(name).parent / path) if path else name
        if "://" not in link:
            assert target in there, link
            assert not anchor or anchor in _anchors(read(target)), link


def test_the_readme_is_short_and_has_two_pictures() -> None:
    text = read("README.md")
    named = re.findall(r"^!\[[^\]]{40,}\]\((\S+\.png)\)$", text, re.MULTILINE)
    assert len(named) == 2
    assert [name for name in named if not 10_000 < (ROOT / name).stat().st_size < 150_000] == []
    assert f'the state "{support.State.CITED.words}"' in text
    assert len(text.encode()) <= 7_000
    assert {"make site", "make test"} <= set(code("README.md"))


def test_what_editors_are_told_of_long_articles_is_so() -> None:
    text = " ".join(read("EDITING.md").split())
    assert f"With more than {claims.MOST_ROWS:,} recorded sentences, *Claims*" in text
    assert f"With more than {one_page.MOST_WORDS:,} words, *One page*" in text


def test_the_page_on_the_software_is_made_of_its_docstrings() -> None:
    assert architecture.PAGE.read_text(encoding="utf-8") == architecture.text(), "python -m tests.architecture"


@pytest.mark.parametrize("options", [[], ["--once"], ["--prune"]], ids=["plain", "once", "prune"])
def test_each_table_of_the_bench_has_its_place(options: list[str]) -> None:
    text = bench.README.read_text(encoding="utf-8")
    new = bench.between(text, "new", options)
    assert new.count("\nnew\n") == 1
    assert len(new) < len(text)


def test_the_hook_for_another_repository_checks_a_text(clone: Path, tmp_path: Path) -> None:
    (block,) = re.findall(r"^```yaml\n(repos:.*?)^```$", read("YOUR-ARTICLE.md"), re.DOTALL | re.MULTILINE)
    (hook,) = yaml.safe_load(block)["repos"][0]["hooks"]
    (tmp_path / "checked-article").symlink_to(clone)
    text = tmp_path / "other/articles/ice.md"
    text.parent.mkdir(parents=True)
    text.write_text("# Ice\n\nThe ice held.[^2]\n\n[^1]: Cy Tern, *On Ice* (Ferry Press, 2019), 4.\n", encoding="utf-8")
    assert re.search(hook["files"], "articles/ice.md")
    words = [*shlex.split(hook["entry"]), "articles/ice.md"]
    result = subprocess.run(words, cwd=tmp_path / "other", text=True, capture_output=True, check=False)
    assert result.returncode == 1, result.stderr
    assert "articles/ice.md:3: " in result.stdout


def test_the_workflows_that_a_project_may_copy_call_what_it_has() -> None:
    names = ("nightly.yml", "pages.yml", "reading.yml")
    assert all(f"`{name}`" in read("EDITING.md") for name in names)
    runs = [line for name in names for line in re.findall(r"- run: (.*)", read(f".github/workflows/{name}"))]
    made = {run.split()[1] for run in runs if run.startswith("make ")}
    assert made == {"records", "night", "issue", "publish", "check"}
    assert all(run.startswith(("make ", ".venv/bin/python -m scripts ")) for run in runs)


def test_the_answer_that_editors_are_shown_is_one() -> None:
    (block,) = re.findall(r"^```yaml\n(- rule:.*?)^```$", read("EDITING.md"), re.DOTALL | re.MULTILINE)
    (answer,) = ledger.read_accepted(block)
    assert answer.rule in RULES
    assert answer.because


def test_each_record_and_each_kind_of_sentence_has_its_row() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", read("record/README.md"), re.MULTILINE)
    records = {notes.PATH, notes.BESIDE, ledger.CLAIMS, ledger.CORRECTED, *ledger.FILES, *branch.FILES}
    assert sorted(rows) == sorted([path.removeprefix("record/") for path in records] + [*ledger.ClaimKind])
