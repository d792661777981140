"""What runs on GitHub: who may do what there, the checks of the workflows themselves, and each command, run here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, copy_of_the_repository, run

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.prefix, "bin")


def workflow(name: str) -> dict[Any, Any]:
    """A workflow file as data. YAML takes its key `on` for true."""
    found = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def jobs() -> dict[str, dict[str, Any]]:
    """Every job by the name of its workflow and its own."""
    return {f"{path.stem}.{name}": job for path in WORKFLOWS for name, job in workflow(path.stem)["jobs"].items()}


# Who may do what


def test_a_workflow_as_a_whole_may_do_nothing() -> None:
    assert [path.name for path in WORKFLOWS if workflow(path.stem)["permissions"] != {}] == []


def test_a_pull_request_gets_no_token_that_can_write() -> None:
    reading = {name: job for name, job in jobs().items() if name.startswith("ci.")}
    assert reading
    assert [
        job.get("permissions", {}) for job in reading.values() if job.get("permissions", {}) != {"contents": "read"}
    ] == [{}]
    assert workflow("ci")[True].keys() == {"pull_request", "push"}
    assert "secrets." not in (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")


def test_no_workflow_runs_what_strangers_wrote_with_our_rights() -> None:
    starts = {name for path in WORKFLOWS for name in workflow(path.stem)[True]}
    assert starts <= {"pull_request", "push", "schedule", "workflow_call", "workflow_dispatch"}


def test_no_checkout_leaves_its_token_behind() -> None:
    steps = [
        step for job in jobs().values() for step in job.get("steps", []) if "actions/checkout" in step.get("uses", "")
    ]
    assert steps
    assert {step["with"]["persist-credentials"] for step in steps} == {False}


def test_each_action_is_pinned_by_a_commit_and_names_its_version() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    pinned = re.compile(
        r" +(?:- )?uses: (?:[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/\.github/workflows/\w+\.yml)"
    )
    assert [line for line in lines if not pinned.fullmatch(line)] == []


# The checks of the workflows can fail


ZIZMOR = [BIN / "zizmor", "--offline", "--quiet", "."]
ACTIONLINT = [BIN / "actionlint"]
SCHEMA = [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/ci.yml"]


@pytest.mark.parametrize(
    ("command", "old", "new", "said"),
    [
        (
            ZIZMOR,
            "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
            "actions/checkout@v7",
            "unpinned-uses",
        ),
        (ZIZMOR, "permissions: {}", "permissions: write-all", "excessive-permissions"),
        (ZIZMOR, "run: make check", "run: make check ${{ github.head_ref }}", "template-injection"),
        (ZIZMOR, "  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        (ACTIONLINT, "needs: check", "needs: chekc", 'needs job "chekc" which does not exist'),
        (
            ACTIONLINT,
            "outputs.text-only != 'true' }}",
            "outputs.text-onyl != 'true' }}",
            'property "text-onyl" is not defined',
        ),
        (SCHEMA, "runs-on: ubuntu-latest", "runs_on: ubuntu-latest", "'runs_on'"),
    ],
)
def test_a_fault_in_a_workflow_is_found(
    tmp_path: Path, command: list[str | Path], old: str, new: str, said: str
) -> None:
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    path = tmp_path / ".github/workflows/ci.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True, check=False)
    assert result.returncode != 0
    assert said in result.stdout + result.stderr


# Findings become annotations, and a change of words is told from others


def matched(line: str) -> tuple[str | Any, ...] | None:
    (matcher,) = json.loads((ROOT / ".github/problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
    (pattern,) = matcher["pattern"]
    match = re.search(pattern["regexp"], line)
    return match and tuple(match[pattern[name]] for name in ("file", "line", "message", "code"))


def test_each_line_of_a_check_becomes_an_annotation(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path / "copy")
    chapter = root / "docs/security-guarantees.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("over 70 members", "over 70 years"), encoding="utf-8"
    )
    wanted = json.loads(run("scripts", "check", "--format", "json", cwd=root).stdout)
    lines = run("scripts", "check", cwd=root).stdout.splitlines()
    assert lines
    assert [matched(line) for line in lines] == [(w["path"], str(w["line"]), w["message"], w["rule"]) for w in wanted]


@pytest.mark.parametrize(
    "line",
    [
        "No finding by 54 rules.",
        "WARNING -  docs/a.md:3: it is so (one-rule)",
        "make: *** [Makefile:22: check] Error 1",
    ],
)
def test_what_is_no_finding_becomes_no_annotation(line: str) -> None:
    assert matched(line) is None


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["docs/ice.md"], "true"),
        (["docs/ice.md", "references.bib", "record/claims/ice.yml", "record/accepted.yml"], "true"),
        (["docs/ice.md", "scripts/site.py"], "false"),
        (["docs/theme/main.html"], "false"),
        (["docs/styles/site.css"], "false"),
        ([".ci/run"], "false"),
        (["mkdocs.yml"], "false"),
        ([], "false"),
    ],
)
def test_a_change_of_words_alone(tmp_path: Path, changed: list[str], expected: str) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/text-only", tmp_path / ".ci")
    git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@tides.example"]
    subprocess.run([*git, "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "Begin"], cwd=tmp_path, check=True)
    for name in changed:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Changed.\n", encoding="utf-8")
        subprocess.run(["git", "add", name], cwd=tmp_path, check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "Change"], cwd=tmp_path, check=True)
    said = subprocess.run([".ci/text-only", "HEAD^"], cwd=tmp_path, text=True, capture_output=True, check=True)
    assert said.stdout == f"text-only={expected}\n"


# The forms


FORMS = sorted(path.name for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


def test_the_forms_are_there() -> None:
    assert FORMS == ["claim.yml", "dead-link.yml", "source-read.yml"]


def test_nobody_is_named_in_codeowners_until_somebody_is() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("# SETTING") or "SETTING" in line for line in lines)
    assert [
        line for line in lines if line and not line.startswith("#") and ("EDITORS" in line or "MAINTAINERS" in line)
    ] == []
