"""Whatever is wrong with a file ends in a line that names it: never in a traceback, never in a pass."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts import rules
from scripts.publication import article
from scripts.website import pages
from tests import cases
from tests.conftest import call, copy_of_the_repository, run

LINE = re.compile(r"^[\w./-]+:\d+: .+ \([\w-]+\)$")

BIBLIOGRAPHY = {
    "malformed": (b"@online{a,\n  title = {b\n", 1),
    "with a comma too few": (b"@online{a,\n  title = {b}\n  url = {c}\n}\n", 1),
    "with a name of too many commas": (b"@online{a,\n  author = {A, B, C, D},\n  title = {b}\n}\n", 1),
    "empty": (b"", 2),
    "of white space": (b" \n\n", 2),
    "binary": (bytes(range(256)), 2),
    "with a NUL": (b"@online{a,\n  title = {b\0}\n}\n", 2),
    "of one line of ten million letters": (b"x" * 10_000_000, 1),
    "with a duplicate key": (b"@online{a, title = {b}}\n@online{A, title = {c}}\n", 1),
    "with a macro that is not there": (b"@online{a, title = b}\n", 1),
    "missing": (None, 2),
}

RECORDS = {
    "not YAML": b"- [\n",
    "with a tab": b"- rule: x\n\tnote: 1\n",
    "nested without end": b"[" * 100_000,
    "with aliases": b"a: &a [1]\nb: [*a, *a]\n",
    "with a tag": b"!!python/object/apply:os.system [id]\n",
    "of a wrong type": b"yes\n",
    "with an unknown field": b"- colour: blue\n",
    "of two versions": b"<<<<<<< ours\n- a\n=======\n- b\n>>>>>>> theirs\n",
    "of two documents": b"- a\n---\n- b\n",
    "nested deeply": b"- " * 40 + b"a\n",
    "with a list for a key": b"? [a]\n: b\n",
    "empty": b"",
    "of comments": b"# nothing\n",
    "binary": b"\x80\x81",
}

CHAPTERS = {
    "empty": b"",
    "not UTF-8": b"# Ice\n\nThe ice held \xff until March.\n",
    "UTF-16": "# Ice\n\nThe ice held.\n".encode("utf-16"),
    "of headings": b"# Ice\n",
    "of one line of a hundred thousand sentences": b"# Ice\n\n" + b"It is so. " * 100_000 + b"\n",
    "of one word of ten million letters": b"# Ice\n\nIt is " + b"a" * 10_000_000 + b".\n",
    "of a heading and an unclosed comment": b"# Ice\n\n<!-- The ice held.\n",
    "of a heading and an unclosed fence": b"# Ice\n\n```\nThe ice held.\n",
}

ORIGINALS = {
    "without notes": b"# On River Ice\n\n## Ice\n\nThe ice held.\n",
    "without parts": b"The ice held.\n",
    "empty": b"",
    "binary": b"\x80",
    "missing": None,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(cases.BAD / "article", tmp_path / "article"))


def check(root: Path, *options: str) -> tuple[int, list[str], str]:
    """Exit code, findings and the rest."""
    result = call("check", "--root", root, *options)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout.splitlines(), result.stderr


def put(path: Path, data: bytes | None) -> None:
    path.parent.mkdir(exist_ok=True)
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)


def expect(root: Path, path: str, code: int | None = None) -> None:
    """The check fails with lines of the right form, of which one names the file."""
    got, lines, rest = check(root)
    assert got == code if code else got in (1, 2), rest
    assert lines
    assert all(LINE.match(line) for line in lines), lines
    assert any(line.startswith(f"{path}:") for line in lines), lines


@pytest.mark.parametrize("name", BIBLIOGRAPHY)
def test_bibliography(root: Path, name: str) -> None:
    data, code = BIBLIOGRAPHY[name]
    put(root / "references.bib", data)
    expect(root, "references.bib", code)


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("path", ["record/article.yml", "record/corrections/ice.yml", "record/accepted.yml"])
def test_record(root: Path, path: str, name: str) -> None:
    put(root / path, RECORDS[name])
    expect(root, path)


@pytest.mark.parametrize("name", CHAPTERS)
def test_chapter(root: Path, name: str) -> None:
    put(root / "docs/ice.md", CHAPTERS[name])
    expect(root, "docs/ice.md")


@pytest.mark.parametrize("name", ORIGINALS)
def test_original(root: Path, name: str) -> None:
    put(root / "record/original.md", ORIGINALS[name])
    expect(root, "record/original.md")


@pytest.mark.parametrize("format_", ["text", "github"])
def test_what_is_quoted_keeps_to_its_line_and_leaves_the_terminal_alone(root: Path, format_: str) -> None:
    bibliography = (root / "references.bib").read_text(encoding="utf-8")
    (root / "references.bib").write_text(
        bibliography.replace("{mill2019,", "{mi\x1b[2Jll\u202e2019,"), encoding="utf-8"
    )
    code, found, _ = check(root, "--format", format_)
    assert code == 1
    assert any("mi [2Jll 2019" in line for line in found)
    assert all(line.isprintable() for line in found)


def test_a_chapter_that_is_a_folder(root: Path) -> None:
    put(root / "docs/ice.md", None)
    (root / "docs/ice.md").mkdir()
    expect(root, "mkdocs.yml", 2)


def test_a_chapter_that_is_not_in_the_nav(root: Path) -> None:
    nav = root / "mkdocs.yml"
    nav.write_text(nav.read_text().replace("      - thaw.md\n", ""))
    expect(root, "docs/thaw.md", 1)


@pytest.mark.parametrize(
    "nav", ["", "nav: 7\n", "nav: [\n", "nav:\n  - Article: []\n", "nav:\n  - Article: [gone.md]\n"]
)
def test_nav(root: Path, nav: str) -> None:
    (root / "mkdocs.yml").write_text(f"site_name: x\n{nav}")
    expect(root, "mkdocs.yml")


def test_no_chapters_at_all(root: Path) -> None:
    shutil.rmtree(root / "docs")
    expect(root, "mkdocs.yml", 2)


@pytest.mark.parametrize("what", ["nothing", "a file", "an empty folder"])
def test_a_root_that_is_none(tmp_path: Path, what: str) -> None:
    root = tmp_path / "root"
    if what == "a file":
        root.write_text("x")
    if what == "an empty folder":
        root.mkdir()
    code, lines, rest = check(root)
    assert code == 2
    assert any(LINE.match(line) for line in [*lines, *rest.splitlines()])


@pytest.mark.parametrize("what", ["nothing", "an empty folder", "an empty page"])
def test_a_site_that_is_none(root: Path, tmp_path: Path, what: str) -> None:
    site = tmp_path / "site"
    if what != "nothing":
        site.mkdir()
    if what == "an empty page":
        (site / "index.html").write_text("")
    code, lines, rest = check(root, "--site", str(site))
    assert (code, lines) == (2, [])
    assert LINE.match(rest.splitlines()[0])


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("references.bib", b"@online{a,\n  title = {b\n"),
        ("references.bib", None),
        ("record/accepted.yml", b"- [\n"),
        ("docs/introduction.md", b"\xff"),
    ],
)
def test_the_build_says_it_as_clearly(tmp_path: Path, path: str, data: bytes | None) -> None:
    root = copy_of_the_repository(tmp_path)
    put(root / path, data)
    result = run("mkdocs", "build", "--strict", cwd=root)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert any(path in line for line in result.stderr.splitlines()), result.stderr


@pytest.mark.parametrize(
    "words", [["sources", "--offline", "--json"], ["links", "--report"], ["links", "--json"], ["links", "--state"]]
)
def test_a_file_that_cannot_be_written_is_named(root: Path, words: list[str]) -> None:
    (root / "file").write_text("no folder\n", encoding="utf-8")
    before = (root / "record/sources.json").read_bytes()
    where: list[str | Path] = ["--root", root] if words[0] == "sources" else ["--bibliography", root / "references.bib"]
    result = call(*words, root / "file/out.json", *where)
    assert result.returncode == 2
    told = f"{root}/file/out.json:1: has no folder to stand in, and {root}/file cannot be made; name another"
    assert result.stderr.startswith(told)
    assert (root / "record/sources.json").read_bytes() == before


def test_a_folder_that_is_not_there_is_made_for_a_file_that_is_asked_for(tmp_path: Path) -> None:
    text = tmp_path / "ice.md"
    text.write_text("It held.[^1]\n\n[^1]: Cy Tern, *On Ice* (Ferry Press, 2019).\n", encoding="utf-8")
    assert call("notes", text, "--json", tmp_path / "build/new/notes.json").returncode == 0
    assert (tmp_path / "build/new/notes.json").is_file()


def test_an_issue_of_no_number_is_asked_for_all_the_same(root: Path) -> None:
    result = call("read-form", "--root", root, "--pull-request", "0")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("GITHUB_TOKEN and GITHUB_REPOSITORY: not set")


def test_a_record_of_a_source_that_is_not_there_stops_no_page() -> None:
    files = article.files(cases.BAD / "article")
    files["record/claims/thaw.yml"] = files["record/claims/thaw.yml"].replace(b"- wu2019", b"- wu1919")
    built = article.build(files, cases.TODAY)
    findings = rules.check(built)
    assert "claim-cites-what-the-line-cites" in {finding.rule for finding in findings}
    assert all("wu1919</a>" not in page.filled(page.markdown) for _, page in pages.generated(built, findings))
