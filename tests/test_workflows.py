"""What runs on GitHub: who may do what there, the checks of the workflows themselves, and each command, run here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from scripts.rules import RULES, evidence
from tests.conftest import ROOT, call, copy_of_the_repository, tree_of_the_repository
from tests.editors.test_read_form import form, says
from tests.github_api import TOKEN, serving

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
    assert starts <= {"pull_request", "push", "schedule", "workflow_call", "workflow_dispatch", "issues"}
    # An issue is but data, and nothing runs until somebody who may label it has read it.
    by_issue = {name: workflow(name) for name in (path.stem for path in WORKFLOWS) if "issues" in workflow(name)[True]}
    assert [w[True]["issues"] for w in by_issue.values()] == [{"types": ["labeled"]}]
    assert [job["if"] for w in by_issue.values() for job in w["jobs"].values()] == [
        "github.event.label.name == 'reading checked'"
    ]


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


def matched(line: str) -> list[tuple[str, str, int, str, str]]:
    """The annotations that a line of the log becomes: severity, file, line, message and rule."""
    matchers = json.loads((ROOT / ".github/problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
    found = [(one["severity"], re.search(pattern["regexp"], line)) for one in matchers for pattern in one["pattern"]]
    return [(severity, m[1], int(m[2]), m[3], m[4]) for severity, m in found if m]


def test_each_line_of_a_check_becomes_an_annotation(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path / "copy")
    chapter = root / "docs/security-guarantees.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("over 70 members", "over 70 years"), encoding="utf-8")
    wanted = json.loads(call("check", "--format", "json", cwd=root).stdout)
    lines = call("check", cwd=root).stdout.splitlines()
    assert lines
    assert [matched(line) for line in lines] == [
        [("error", w["path"], w["line"], w["message"], w["rule"])] for w in wanted
    ]


def test_what_a_page_says_fails_nobody_and_what_could_wrong_the_author_is_not_shown() -> None:
    told = {
        rule.name: [one[0] for one in matched(f"docs/a.md:3: It is so (really). ({rule.name})")]
        for rule in RULES.values()
    }
    assert {name for name, severities in told.items() if severities != ["error"]} == {
        rule.name for rule in RULES.values() if rule.family == "evidence"
    }
    assert {name for name, severities in told.items() if severities == []} == evidence.PRIVATE


@pytest.mark.parametrize(
    "line",
    [
        "No finding by 54 rules.",
        "WARNING -  docs/a.md:3: it is so (one-rule)",
        "make: *** [Makefile:22: check] Error 1",
    ],
)
def test_what_is_no_finding_becomes_no_annotation(line: str) -> None:
    assert matched(line) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["docs/ice.md"], "true"),
        (["docs/ice.md", "references.bib", "record/claims/ice.yml", "record/accepted.yml"], "true"),
        (["docs/ice.md", "scripts/site.py"], "false"),
        (["docs/theme/main.html"], "false"),
        (["docs/ice.md", "record/README.md"], "false"),
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


# Each command, run here


# What does not run here, and why.
NOT_HERE = {
    ".ci/run": "runs these tests",
    ".ci/browser && make renderers": "installs other renderers, and runs tests with them",
    "actions/checkout": "is the clone",
    "actions/setup-python": "is this Python",
    "actions/configure-pages": "asks GitHub Pages where the site is",
    "actions/upload-artifact": "uploads to GitHub",
    "actions/upload-pages-artifact": "uploads to GitHub",
    "actions/deploy-pages": "deploys",
    "$/.github/workflows/pages.yml": "is a workflow of its own",
}
# What the variables that a step takes from GitHub are here.
HERE = {
    "BRANCH": "a-change",
    "CHECK": "--complete",
    "CHANGED": "changed.json",
    "CONTACT": "ada@git.example",
    "EDITORS": "@ada",
    "NIGHT": "success",
    "GITHUB_TOKEN": TOKEN,
    "ISSUE": "1",
    "PASSED": "true",
    "REPOSITORY": "https://git.example/ada/article",
    "REPO_URL": "https://git.example/editors/article",
    "SITE_URL": "https://site.example/article/",
}
CLEAN = {
    name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "SITE_", "REPO_"))
}
ADA = {f"GIT_{who}_{what}": "ada@tides.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


class _Moved(BaseHTTPRequestHandler):
    """A source that has moved for good."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing of each request."""

    def do_GET(self) -> None:
        text = b"<!doctype html><title>On Tides</title><h1>On Tides</h1>" + b"<p>The ferry ran again.</p>" * 200
        self.send_response(301 if self.path == "/old" else 200 if self.path == "/new" else 404)
        self.send_header("location", "/new")
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """The one host of the web as it is here."""
    with ThreadingHTTPServer(("127.0.0.8", 0), _Moved) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.8:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone, with what is installed here, of a pull request merged with what it goes to."""
    folder = tmp_path_factory.mktemp("fresh")
    tree_of_the_repository(folder / "start")

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=folder / "start", env=CLEAN | ADA, capture_output=True, check=True)

    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "-m", "Begin")
    git("switch", "--quiet", "-c", "a-change")
    about = folder / "start/docs/about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
    git("commit", "--quiet", "--all", "-m", "Change a page")
    git("switch", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "--no-edit", "a-change")
    git("clone", "--quiet", "--bare", ".", "../origin.git")
    refusing = folder / "origin.git/hooks/update"  # as a ruleset does that wants a pull request
    refusing.write_text("#!/bin/sh\n[ $1 != refs/heads/main ] || { echo main is protected >&2; exit 1; }\n")
    refusing.chmod(0o755)
    return checkout(folder / "origin.git", folder / "clone")


def checkout(origin: Path, to: Path, *options: str) -> Path:
    """A clone of a repository, with what is installed here."""
    words = ["git", "clone", "--quiet", *options, origin.as_uri(), str(to)]
    subprocess.run(words, env=CLEAN, capture_output=True, check=True)
    (to / ".venv").symlink_to(sys.prefix)
    for lock in to.glob("requirements*.txt"):
        os.utime(lock, (0, 0))  # make takes what is installed for older than a file of today
    return to


def commands(name: str, only: str = "") -> list[tuple[str, dict[str, str]]]:
    """The commands of a workflow, or of one job of it, in order, each with what its environment is here."""
    steps = [
        step
        for job_name, job in workflow(name)["jobs"].items()
        for step in job.get("steps", [])
        if "run" in step and only in ("", job_name)
    ]
    return [
        (step["run"], {n: HERE[n] if "${{" in value else value for n, value in step.get("env", {}).items()})
        for step in steps
        if step["run"] not in NOT_HERE
    ]


def test_what_does_not_run_here_is_named() -> None:
    used = {
        one["uses"].partition("@")[0]
        for job in jobs().values()
        for one in [job, *job.get("steps", [])]
        if "uses" in one
    }
    run_there = {step["run"] for job in jobs().values() for step in job.get("steps", []) if "run" in step}
    assert used | (run_there & NOT_HERE.keys()) == NOT_HERE.keys()


@pytest.mark.parametrize("name", [path.stem for path in WORKFLOWS])
def test_the_commands_of_a_workflow_run_here(name: str, fresh: Path, web: str, tmp_path: Path, browser: object) -> None:
    bibliography = tmp_path / "references.bib"
    bibliography.write_text(
        f"@online{{tides,\n  title = {{On Tides}},\n  date = {{2019}},\n  url = {{{web}/old}}\n}}\n", encoding="utf-8"
    )
    site = tmp_path / "site"  # the real one leads out into the web
    site.mkdir()
    (site / "index.html").write_text(
        "<!doctype html><title>Home</title><a href='index.html'>Home</a>", encoding="utf-8"
    )
    pages = tmp_path / "pages"
    pages.mkdir()
    words = "The ferry ran again in the morning, and the keeper wrote down who crossed and what was said of the ice. "
    (pages / "toosi2025error.txt").write_text("A stand-in for a page\n\n" + words * 60, encoding="utf-8")
    ran = []
    with serving() as github:
        if name == "reading":
            claim = "no-boots-on-the-ground"
            github.open_issue(
                "Read: sutherland2025boots", form(claim=claim, source="sutherland2025boots", sentence=says(claim))
            )
        for command, settings in commands(name):
            environment = {
                **CLEAN,
                **github.environment,
                "CI": "true",
                "GITHUB_REF_NAME": "main",
                "GITHUB_OUTPUT": str(tmp_path / "output"),
                "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
                "LINKS": f"--site {site} --bibliography {bibliography} --allow-private --archive {web}",
                "SOURCES": f"--offline --pages {pages}",
                **settings,
            }
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", command],
                cwd=fresh,
                env=environment,
                text=True,
                capture_output=True,
                check=False,
            )
            assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
            ran.append(command)
        assert ran
        if name == "nightly":
            assert [issue["state"] for issue in github.issues] == ["open"]
            assert github.comments[1][0]["body"].startswith("@ada\n\n")
            assert "now moved for good: `tides`" in github.comments[1][0]["body"]
            log = ["git", "log", "-1", "--format=%an: %s", "--name-only", "records"]
            said = subprocess.run(log, cwd=fresh.parent / "origin.git", text=True, capture_output=True, check=True)
            assert said.stdout.startswith("github-actions[bot]: Keep the records of ")
            assert said.stdout.split()[-2:] == ["record/links.json", "record/sources.json"]
            told = (tmp_path / "summary").read_text(encoding="utf-8")
            assert "1 moved" in told.splitlines()[0]
            assert "- `tides` " in told
        if name == "reading":
            assert [(pull["head"], pull["base"]) for pull in github.pulls] == [("reading-1", "main")]
        if name == "ci":
            assert (tmp_path / "output").read_text(encoding="utf-8") == "text-only=true\n"
            assert "## The check passes" in (tmp_path / "summary").read_text(encoding="utf-8")
            assert (fresh / "build/article/index.html").exists()
        if name == "pages":
            home = (fresh / "site/index.html").read_text(encoding="utf-8")
            assert '<link rel="canonical" href="https://site.example/article/">' in home
            assert (fresh / "site/article.pdf").exists()


def test_what_a_night_could_not_do_fails_it_once_all_has_run(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    options = {"LINKS": "--bibliography none.bib", "SOURCES": f"--offline --pages {tmp_path / 'pages'}"}
    command = ["make", "--old-file", "site", "night"]
    done = subprocess.run(command, cwd=fresh, env=CLEAN | options, text=True, capture_output=True, check=False)
    assert done.returncode != 0
    assert "none.bib:1: is not there" in done.stderr
    assert "0 of 7 sources read" in done.stderr


# Nights on a repository whose main takes no push, each in a checkout of its own as GitHub makes it


BIB = "@online{{{key},\n  title = {{{title}}},\n  date = {{2019}},\n  url = {{{url}}}\n}}\n"


def test_three_nights_while_main_takes_no_push(fresh: Path, web: str, tmp_path: Path) -> None:
    origin = Path(shutil.copytree(fresh.parent / "origin.git", tmp_path / "origin.git"))
    subprocess.run(["git", "branch", "-D", "records"], cwd=origin, env=CLEAN, capture_output=True, check=False)
    main = subprocess.run(["git", "rev-parse", "main"], cwd=origin, text=True, capture_output=True, check=True).stdout
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/toosi2025error.txt").write_text("A page\n\n" + "The ferry ran again in the morning. " * 200)
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<!doctype html><title>Home</title><a href='index.html'>Home</a>")
    bibliography = tmp_path / "references.bib"
    gone = BIB.format(key="gone", title="Wrecks of the North", url=f"{web}/gone")
    bibliography.write_text(gone + BIB.format(key="tides", title="On Tides", url=f"{web}/old"))

    def run(folder: Path, command: str, settings: dict[str, str], on: str = "") -> str:
        options = {
            "LINKS": f"--site {site} --bibliography {bibliography} --allow-private --archive {web} --now {on}",
            "SOURCES": f"--offline --pages {tmp_path / 'pages'} --now {on}",
        }
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", command],
            cwd=folder,
            env={**CLEAN, "CI": "true", **options, **settings},
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    said = ""
    for on in ("2026-11-01", "2026-11-05", "2026-11-09"):
        night = checkout(origin, tmp_path / on, "--depth=1")
        steps = [  # the site, which is checked in another's place, was built by the same command above
            (command.replace("make night", "make --old-file site night"), settings)
            for command, settings in commands("nightly", "night")
        ]
        said = "".join(run(night, command, settings, on) for command, settings in steps)
    assert f"dead: {web}/gone" in said
    log = ["git", "log", "--format=%s", "records"]
    kept = subprocess.run(log, cwd=origin, text=True, capture_output=True, check=True).stdout.splitlines()
    assert len(kept) == 3
    now = subprocess.run(["git", "rev-parse", "main"], cwd=origin, text=True, capture_output=True, check=True).stdout
    assert now == main

    published = checkout(origin, tmp_path / "published", "--depth=1")
    bring, settings = commands("pages", "build")[0]
    run(published, bring, settings)
    memory = json.loads((published / "record/links.json").read_text(encoding="utf-8"))
    assert [one["on"] for one in memory["nights"]] == ["2026-11-09", "2026-11-05", "2026-11-01"]
    assert memory["links"][f"{web}/gone"]["state"] == "dead"
    run(published, "make site", {})
    page = (published / "site/sources/index.html").read_text(encoding="utf-8")
    assert re.search(r'The links were last tested on <time datetime="?2026-11-09', page)

    fork = tmp_path / "fork.git"
    words = ["git", "clone", "--quiet", "--bare", "--single-branch", "--branch=main", origin.as_uri(), str(fork)]
    subprocess.run(words, env=CLEAN, capture_output=True, check=True)
    clone = checkout(fork, tmp_path / "fork", "--depth=1")
    assert "Not looked at yet: links (record/links.json)" in run(clone, bring, settings)
    run(clone, "make check site", {})
    page = (clone / "site/sources/index.html").read_text(encoding="utf-8")
    assert "The links were last tested" not in page
    assert "not tested yet" in page
