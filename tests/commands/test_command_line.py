"""The command line: what it prints in each format, how it exits, and what --fix writes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.publication import article
from scripts.rules import RULES
from tests import cases
from tests.conftest import ROOT, call


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(cases.BAD / "article", tmp_path / "article"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_clean_article() -> None:
    result = call("check")
    assert (result.returncode, result.stdout) == (0, "")
    assert re.fullmatch(
        r"No finding by \d\d rules in 5 chapters, 62 sentences, 13 published notes, 7 sources; "
        r"\d+ answered in record/accepted.yml.\n",
        result.stderr,
    )


def test_text(root: Path) -> None:
    change(root / "docs/thaw.md", "2019.[@wu2019]", "2019.[@wu2091]")
    result = call("check", "--root", root)
    assert result.returncode == 1
    assert result.stdout.splitlines()[0] == (
        "docs/thaw.md:3: [@wu2091] names no entry in references.bib; did you mean wu2019? (citation-known)"
    )
    assert result.stderr.startswith("2 findings by ")


def test_json(root: Path) -> None:
    change(root / "docs/thaw.md", "2019.[@wu2019]", "2019.[@wu2091]")
    result = call("check", "--root", root, "--format", "json")
    assert result.returncode == 1
    assert json.loads(result.stdout)[0] == {
        "path": "docs/thaw.md",
        "line": 3,
        "rule": "citation-known",
        "message": "[@wu2091] names no entry in references.bib; did you mean wu2019?",
        "about": {"claim": "broke-spring-2019"},
        "found": ["wu2091"],
    }


def test_github(root: Path) -> None:
    change(root / "docs/ice.md", "March.[", "100%,[")
    result = call("check", "--root", root, "--format", "github")
    assert result.returncode == 1
    assert result.stdout.startswith("::error file=docs/ice.md,line=3,title=faithful-text::'100%25,' stands where")


def test_github_gets_errors_first(root: Path) -> None:
    change(root / "docs/ice.md", "It was thick.", "it was thick.")
    result = call("check", "--root", root, "--format", "github")
    lines = [(line.partition(" ")[0], line.rpartition(" ")[2]) for line in result.stdout.splitlines()]
    assert lines == [
        ("::error", "(faithful-text)"),
        ("::error", "(sentence-recorded)"),
        ("::warning", "(sentence-start)"),
    ]


def test_rules() -> None:
    result = call("rules")
    assert result.returncode == 0
    for name in (path.stem for path in (cases.BAD / "rules").glob("*.yml")):
        assert re.search(rf"^  {name} \((serious|style)\)$", result.stdout, re.MULTILINE)
    told = re.sub(r"(?ms)^    Bad:.*?\n\n", "", result.stdout)
    assert "An Ibid. follows a note" in told
    assert not re.search(r"\*\w|`", told), "marks of Markdown are for the site; examples are shown as they are written"


@pytest.mark.parametrize("words", [[], ["chekc"], ["check", "--format", "xml"]])
def test_usage(words: list[str]) -> None:
    result = call(*words)
    assert result.returncode == 2
    assert "usage: python -m scripts" in result.stderr


CHANGES = {
    "wording": ("thick.", "thin.", "wording"),
    "a word dropped": ("until March", "March", "wording"),
    "an addition": ("It was thick.", "It was thick.\nIt was blue.[@wu2019]", "addition"),
    "a paragraph added": ("It was thick.", "It was thick.\n\nIt was blue.", "addition"),
    "a removal": ("\n\nIt was thick.", "", "removal"),
    "a heading": ("# Ice", "# The Ice", "wording"),
    "a citation": ("Mill.[@mill2019]", "Mill.[@wu2019]", "wording"),
}


def only_for_a_person_to_say(printed: str) -> bool:
    """Whether findings were printed, and all are what a person has yet to say."""
    named = [line.rpartition("(")[2].rstrip(")") for line in printed.splitlines()]
    return bool(named) and all(RULES[name].family == "pending" for name in named)


@pytest.mark.parametrize("name", CHANGES)
def test_fix_writes_the_stub_with_which_the_check_passes(root: Path, name: str) -> None:
    old, new, kind = CHANGES[name]
    change(root / "docs/ice.md", old, new)
    assert call("check", "--root", root).returncode == 1
    fixed = call("check", "--root", root, "--fix")
    assert fixed.returncode == 0
    assert only_for_a_person_to_say(fixed.stdout)
    assert f"record/corrections/ice.yml: {kind}: " in fixed.stderr
    text = (root / "record/corrections/ice.yml").read_text(encoding="utf-8")
    assert f"- kind: {kind}\n" in text
    assert "because: No reason has been given for this change yet.\n" in text


def test_fix_writes_a_move_as_one(root: Path) -> None:
    change(root / "docs/ice.md", "\n\nIt was thick.", "")
    change(root / "docs/thaw.md", "# Thaw\n", "# Thaw\n\nIt was thick.\n")
    fixed = call("check", "--root", root, "--fix")
    assert "record/corrections/thaw.yml: move: 'It was thick.'" in fixed.stderr
    assert not (root / "record/corrections/ice.yml").exists()
    assert fixed.returncode == 0, fixed.stdout


def test_fix_leaves_a_faithful_article_alone(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert call("check", "--root", root, "--fix").returncode == 0
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_correction_keeps_the_ones_before_it(root: Path) -> None:
    change(root / "docs/ice.md", "until March", "until early March")
    call("check", "--root", root, "--fix")
    path = root / "record/corrections/ice.yml"
    change(path, "No reason has been given for this change yet.", "It broke on the second.")
    first = path.read_text(encoding="utf-8")
    change(root / "docs/ice.md", "thick.", "thin.")
    change(root / "docs/thaw.md", "again.", "once more.")
    call("check", "--root", root, "--fix")
    both = path.read_text(encoding="utf-8")
    assert both.startswith(first)
    assert both.count("- kind:") == 2
    assert call("check", "--root", root).returncode == 0


def test_corrections_stand_in_the_order_of_the_chapter(root: Path) -> None:
    for old, new in (("thick.", "thin."), ("until March", "until early March"), ("night", "noon")):
        change(root / "docs/ice.md", old, new)
        call("check", "--root", root, "--fix")
    lines = (root / "record/corrections/ice.yml").read_text(encoding="utf-8").splitlines()
    now = [line for line in lines if line.startswith("  now: ")]
    assert [next(word for word in ("early", "noon", "thin") if word in line) for line in now] == [
        "early",
        "noon",
        "thin",
    ]


@pytest.mark.parametrize(("before", "ends"), [(b"", b"\r\n"), (b"", b"\r"), (b"\xef\xbb\xbf", b"\n")])
def test_fix_reads_what_the_check_reads(root: Path, before: bytes, ends: bytes) -> None:
    for path in (root / "record").rglob("*.yml"):
        path.write_bytes(before + path.read_bytes().replace(b"\n", ends))
    change(root / "docs/ice.md", "It was thick.", "It was thin.\nIt was blue.")
    assert call("check", "--root", root, "--fix").returncode == 0
    records = (root / "record/claims/ice.yml").read_bytes()
    assert b"\n  says: It was blue.\n" in records
    assert b"\r" not in records


def test_a_departure_is_corrected_and_not_answered(root: Path) -> None:
    change(root / "docs/ice.md", "thick.", "thin.")
    call("claims", "--update", "--root", root)
    (finding,) = json.loads(call("check", "--root", root, "--format", "json").stdout)
    answer = f"- rule: faithful-text\n  claim: thick\n  found: {json.dumps(finding['found'])}\n"
    answer += "  because: The editors like it better in this way.\n  on: 2020-01-01\n"
    (root / "record/accepted.yml").write_text(answer, encoding="utf-8")
    found = call("check", "--root", root).stdout.splitlines()
    assert [line.rpartition(" ")[2] for line in found] == ["(faithful-text)", "(acceptance-current)"]


def test_fix_quotes_more_where_the_same_words_stand_twice(root: Path) -> None:
    change(root / "docs/ice.md", "March.[@mill2019]", "March.")
    change(root / "docs/thaw.md", "again.[@mill2019]", "again.")
    for _ in range(2):
        fixed = call("check", "--root", root, "--fix")
        assert fixed.returncode == 0
        assert only_for_a_person_to_say(fixed.stdout)
    for name in ("ice", "thaw"):
        assert (root / f"record/corrections/{name}.yml").read_text(encoding="utf-8").count("- kind:") == 1


def test_what_a_person_has_yet_to_say_is_told_and_fails_a_complete_check_until_it_is_said(root: Path) -> None:
    change(root / "docs/ice.md", "until March", "until early March")
    assert call("check", "--root", root, "--fix").returncode == 0
    told = call("check", "--root", root)
    assert (told.returncode, told.stdout.count("(reason-given)")) == (0, 1)
    complete = call("check", "--root", root, "--complete")
    assert (complete.returncode, complete.stdout) == (1, told.stdout)
    call("check", "--root", root, "--fix", "--because", "It broke on the second.")
    assert call("check", "--root", root, "--complete").returncode == 0
    assert "It broke on the second." in (root / "record/corrections/ice.yml").read_text(encoding="utf-8")


def test_paragraphs_that_are_joined_are_a_change_of_layout_and_no_words_are_removed(root: Path) -> None:
    change(root / "docs/ice.md", "\n\nIt was thick.", "\nIt was thick.")
    fixed = call("check", "--root", root, "--fix")
    assert fixed.returncode == 0, fixed.stdout
    (correction,) = article.read(root, cases.TODAY).corrections
    assert (correction.kind, correction.published, correction.now) == ("layout", "¶ It", "It")


def test_a_reason_of_blanks_is_none(root: Path) -> None:
    change(root / "docs/ice.md", "until March", "until early March")
    refused = call("check", "--root", root, "--fix", "--because", "  ")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--because" in refused.stderr
    assert not (root / "record/corrections").exists()
    call("check", "--root", root, "--fix", "--because", "It broke then.")
    change(root / "record/corrections/ice.yml", "because: It broke then.", "because: '  '")
    assert "(reason-given)" in call("check", "--root", root, "--complete").stdout


@pytest.mark.parametrize("whole", [True, False])
def test_a_source_goes_with_the_only_text_that_cites_it(root: Path, whole: bool) -> None:
    if whole:
        (root / "docs/thaw.md").unlink()
        change(root / "mkdocs.yml", "      - thaw.md\n", "")
    else:
        change(root / "docs/thaw.md", "It broke in the spring of 2019.[@wu2019]\n", "")
    sources = root / "references.bib"
    sources.write_text(sources.read_text(encoding="utf-8").partition("@online{wu2019")[0], encoding="utf-8")
    fixed = call("check", "--root", root, "--fix")
    assert fixed.returncode == 0, fixed.stdout
    assert only_for_a_person_to_say(fixed.stdout)


def test_without_the_packages_it_is_said_how_to_come_by_them() -> None:
    done = subprocess.run([sys.executable, "-S", "-m", "scripts", "check"], cwd=ROOT, capture_output=True, check=False)
    assert done.stderr.decode().endswith(": make check sets up .venv, and . .venv/bin/activate goes into it.\n")
    assert done.returncode == 2


@pytest.mark.parametrize("change", ["\ufeff{}", "{}"])
def test_the_original_is_unchanged_where_bytes_differ_that_nobody_sees(root: Path, change: str) -> None:
    path = root / "record/original.md"
    path.write_bytes(change.format(path.read_text(encoding="utf-8")).replace("\n", "\r\n").encode())
    assert call("check", "--root", root).returncode == 0
    path.write_bytes(path.read_bytes().replace(b"ice", b"snow", 1))
    assert "(original-unchanged)" in call("check", "--root", root).stdout


@pytest.mark.parametrize(("closed", "said"), [(">&-", b"2 findings by "), (">&- 2>&-", b""), (">&- <&-", b"2 finding")])
def test_a_stream_that_is_closed_takes_what_is_written_to_it(root: Path, closed: str, said: bytes) -> None:
    change(root / "docs/thaw.md", "2019.[@wu2019]", "2019.[@wu2091]")
    command = ["sh", "-c", f'"$@" {closed}', "sh", sys.executable, "-m", "scripts", "check", "--root", str(root)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(said)
