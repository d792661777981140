"""The summary of a change for its pull request: what it says, and that pasting what it prints is enough."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import markdown
import pytest
import yaml
from lxml import html

from scripts.commands.git import files_at
from scripts.editors import summary
from scripts.editors.markdown import LONGEST, escape
from scripts.editors.summary import Links
from scripts.publication import article
from scripts.rules import evidence
from scripts.states import changes
from scripts.states.changes import ChangeKind
from scripts.terminal import one_line
from tests import cases
from tests.conftest import call, copy_of_the_repository, git

ICE, THAW, BIB = "docs/ice.md", "docs/thaw.md", "references.bib"
GITHUB = ("--repository", "https://github.example/jo/ice", "--branch", "jo/a thaw")

pytestmark = pytest.mark.usefixtures("read_once")


def commit(root: Path, message: str) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return git(root, "rev-parse", "HEAD")


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny article, committed."""
    root = Path(shutil.copytree(cases.BAD / "article", tmp_path / "article"))
    git(root, "init", "--quiet")
    commit(root, "Begin")
    return root


def summed_up(root: Path, *options: str, base: str = "HEAD") -> str:
    result = call("summary", "--base", base, "--root", root, *options)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def check(root: Path) -> int:
    return call("check", "--root", root).returncode


# Without Python: what it prints is pasted, and that is enough

AT = "https://github.example/jo/ice"
PASTED = re.compile(
    r"^#### \[[^\]]+\]\((?P<address>\S+)\)\n\n"
    r"(?:(?P<fence>```+)yaml\n(?P<text>.*?\n)(?P=fence)|Delete this file\.)$",
    re.M | re.S,
)


def path_at(root: Path, address: str) -> str:
    """The path of the file that a link of the branch opens in GitHub's editor, an old one or a new one."""
    asked = urlsplit(unquote(address.removeprefix(AT)))
    if asked.path == "/new/jo/a thaw":
        path = asked.query.removeprefix("filename=")
        assert not (root / path).exists(), f"{address} makes a file that is there"
    else:
        path = asked.path.removeprefix("/edit/jo/a thaw/")
        assert (root / path).is_file(), f"{address} leads to no file of the branch"
    return path


def paste(root: Path, text: str) -> list[str]:
    """Do by hand what the summary asks for: open each file by its link, and paste its block over it or delete it."""
    pasted = []
    for match in PASTED.finditer(text):
        path = path_at(root, match["address"])
        if match["text"] is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(match["text"], encoding="utf-8")
        pasted.append(path)
    return pasted


def a_typo(root: Path) -> None:
    change(root, "docs/ready-for-peace.md", "deal take considerably", "deal takes considerably")


def an_addition_with_a_new_source(root: Path) -> None:
    entry = (
        "\n@online{reed2025ferry,\n  author       = {Cy Reed},\n  title        = {The Ferry in Winter},\n"
        "  organization = {The Ledger},\n  date         = {2025-08-20},\n  urldate      = {2026-11-20},\n"
        "  url          = {https://ledger.example/2025/08/20/the-ferry-in-winter}\n}\n"
    )
    with (root / BIB).open("a", encoding="utf-8") as file:
        file.write(entry)
    change(
        root,
        "docs/ready-for-peace.md",
        "It is almost the same.\n",
        "It is almost the same.\nThe ferry of this example runs in winter as well.[@reed2025ferry]\n",
    )


def a_moved_paragraph(root: Path) -> None:
    path = root / "docs/ready-for-peace.md"
    paragraphs = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    paragraphs.insert(2, paragraphs.pop(3))
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


@pytest.mark.parametrize("edit", [a_typo, an_addition_with_a_new_source, a_moved_paragraph])
def test_a_change_made_only_by_pasting_what_the_summary_printed_becomes_green(
    tmp_path: Path, edit: Callable[[Path], None]
) -> None:
    root = copy_of_the_repository(tmp_path / "copy")
    git(root, "init", "--quiet")
    commit(root, "Begin")
    edit(root)
    assert check(root) == 1
    text = summed_up(root, *GITHUB)
    assert "The files under *To paste* make it pass." in text
    assert "record/corrections/ready-for-peace.yml" in paste(root, text)
    assert check(root) == 0
    again = summed_up(root, *GITHUB)
    assert re.match(r"## The check passes; \d things? left for a person to say\n\n### What a person must still", again)
    assert "### To paste" not in again


def test_a_claim_that_no_longer_expects_anything_loses_the_answer_to_it(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path / "copy")
    git(root, "init", "--quiet")
    commit(root, "Begin")
    change(root, "docs/security-guarantees.md", "over 70 members", "over 70 years")
    before = (root / "record/accepted.yml").read_text(encoding="utf-8")
    text = summed_up(root, *GITHUB)
    (answer,) = [one for one in yaml.safe_load(before) if one["rule"] == "expected-count"]
    told = "record/accepted.yml: taken out: the answer to expected-count, which is no longer found: "
    (line,) = [line for line in text.splitlines() if told in line]
    assert escape(repr(answer["because"])) in line
    paste(root, text)
    assert check(root) == 0


def test_no_answer_is_taken_out_while_anything_else_is_wrong(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path / "copy")
    git(root, "init", "--quiet")
    commit(root, "Begin")
    change(root, "docs/security-guarantees.md", "over 70 members", "over 70 years")
    change(root, "docs/ready-for-peace.md", "It is almost the same.", "it is almost the same.")
    text = summed_up(root, *GITHUB)
    assert "record/corrections/ready-for-peace.yml" in paste(root, text)
    assert "taken out: the answer" not in text
    assert git(root, "diff", "--name-only", "record/accepted.yml") == ""


def test_text_with_fences_is_pasted_as_it_is(root: Path) -> None:
    (root / "record/corrections").mkdir()
    (root / "record/corrections/ice.yml").write_text("# ````\n# ```yaml\n[]\n", encoding="utf-8")
    commit(root, "Add fences")
    change(root, ICE, "It was thick.", "It was thin.")
    paste(root, summed_up(root, *GITHUB))
    assert check(root) == 0
    assert (root / "record/corrections/ice.yml").read_text().startswith("# ````\n# ```yaml\n- kind: wording")


def test_what_a_fix_would_write_is_what_is_printed(root: Path) -> None:
    change(root, ICE, "It was thick.", "It was thin.")
    shown = {path_at(root, match["address"]): match["text"] for match in PASTED.finditer(summed_up(root, *GITHUB))}
    assert call("check", "--fix", "--root", root).returncode == 0
    git(root, "add", "--all")
    changed = git(root, "diff", "--cached", "--name-only").splitlines()
    fixed = {path: (root / path).read_text() for path in changed if path != ICE}
    assert fixed.keys() == {"record/claims/ice.yml", "record/corrections/ice.yml"}
    assert fixed == shown


def test_nothing_is_written(root: Path) -> None:
    change(root, ICE, "It was thick.", "It was thin.")
    before = git(root, "status", "--porcelain")
    summed_up(root)
    assert git(root, "status", "--porcelain") == before == f"M {ICE}"


# What it says


def test_findings_are_listed_the_serious_first(root: Path) -> None:
    change(root, ICE, "It was thick.", "it was thick.")
    rules = [line.split(" | ")[-1] for line in summed_up(root).splitlines() if line.startswith("| docs/ice.md")]
    assert rules[:3] == ["faithful-text |", "sentence-recorded |", "sentence-start |"]


def test_what_a_source_says_is_told_last_and_fails_nothing(root: Path) -> None:
    (case,) = yaml.safe_load((cases.BAD / "rules/title-differs.yml").read_text(encoding="utf-8"))
    for one in case["changes"]:
        change(root, one["file"], one["from"], one["to"])
    text = summed_up(root)
    assert text.startswith("## The check passes\n")
    assert "| title-differs |\n\nThe last of them, on what sources say, do not fail it.\n" in text
    result = call("check", "--root", root, "--format", "github")
    assert result.returncode == 0
    assert result.stdout.startswith("::warning file=references.bib,")


@pytest.mark.parametrize("rule", sorted(evidence.PRIVATE))
def test_what_could_wrong_the_author_is_printed_by_the_check_alone(root: Path, rule: str) -> None:
    (case,) = yaml.safe_load((cases.BAD / f"rules/{rule}.yml").read_text(encoding="utf-8"))
    for one in case["changes"]:
        change(root, one["file"], one["from"], one["to"])
    assert call("check", "--root", root).stdout == f"{case['finds'][0]}\n"
    assert call("check", "--root", root, "--format", "github").stdout == ""
    text = summed_up(root)
    assert text.startswith("## The check passes\n\n### Claims")
    assert "in common" not in text


def test_findings_and_files_lead_to_the_branch(root: Path) -> None:
    change(root, ICE, "It was thick.", "It was thin.")
    text = summed_up(root, *GITHUB)
    at = "https://github.example/jo/ice"
    assert f"[docs/ice.md:6]({at}/blob/jo/a%20thaw/docs/ice.md?plain=1#L6)" in text
    assert f"#### [record/claims/ice.yml]({at}/edit/jo/a%20thaw/record/claims/ice.yml)" in text


def test_without_an_address_there_are_no_links(root: Path) -> None:
    change(root, ICE, "It was thick.", "It was thin.")
    assert "](" not in summed_up(root)


def test_a_new_file_is_made_under_its_folder(root: Path) -> None:
    (root / "record/claims/ice.yml").unlink()
    change(root, "record/ids.yml", "- thick\n", "")
    text = summed_up(root, *GITHUB)
    assert "(https://github.example/jo/ice/new/jo/a%20thaw?filename=record/claims/ice.yml)" in text


def test_what_a_person_decides_is_said_in_plain_words(root: Path) -> None:
    change(root, ICE, "\n\nIt was thick.", "")
    change(root, THAW, "again.[@mill2019]", "again.[@mill2019]\nnobody saw it.")
    _, _, decisions = summed_up(root).partition("### What a person decides\n\n")
    asked = [line for line in decisions.partition("\n### ")[0].splitlines() if line.startswith("- ")]
    assert asked == [
        "- docs/thaw.md:5: begins with 'nobody'; begin it with a capital, or join it to the sentence before "
        "(sentence-start). If it is right as it stands, an editor answers it in record/accepted.yml.",
    ]


# What a person must still say


def open_places(text: str) -> list[str]:
    _, _, section = text.partition("### What a person must still say\n\n")
    return [line for line in section.partition("\n### ")[0].splitlines() if line.startswith("- ")]


def test_what_a_person_must_still_say_comes_first_with_what_to_write(root: Path) -> None:
    change(root, ICE, "\n\nIt was thick.", "")
    change(root, ICE, "# Ice", "# The *Ice*")
    change(root, THAW, "again.[@mill2019]", "again.[@mill2019]\nNobody saw *it*.")
    text = summed_up(root)
    headings = [line for line in text.splitlines() if line.startswith("##")]
    assert headings[0].startswith("## The check fails: ")
    assert headings[1] == "### What a person must still say"
    why = "after `because:`, in the place of “No reason has been given for this change yet.”, write why"
    assert open_places(text) == [
        f"- record/corrections/ice.yml:4: {why} “The Ice” has other words than were published.",
        f"- record/corrections/ice.yml:9: {why} “It was thick.” was taken out.",
        f"- record/corrections/thaw.yml:4: {why} “Nobody saw &#42;it&#42;.” was added.",
        "- record/claims/ice.yml:13: after `gone:`, in the place of “The sentence was taken out; no reason has been "
        "given yet.”, write why the sentence thick was taken out; or, where another says the same, write `moved-to:` "
        "and its id in the place of that line.",
        "- record/claims/thaw.yml:15: is “Nobody saw it.” of the kind *fact*, as was guessed? If so, take out the "
        "line `confirm: true` below it; if not, first write another of quotation, attribution, fact, forecast, "
        "definition, analysis.",
    ]


def test_each_open_place_leads_to_its_line_in_the_editor_and_saying_it_closes_it(root: Path) -> None:
    change(root, ICE, "It was thick.", "It was thin.\nIt was blue.")
    text = summed_up(root, *GITHUB)
    assert "Paste the files under *To paste* first: the lines are theirs.\n" in text
    paste(root, text)
    again = summed_up(root, *GITHUB)
    assert again.startswith(
        "## The check passes; 3 things left for a person to say\n\n### What a person must still say"
    )
    assert "Paste the files" not in again
    assert open_places(again) == open_places(text)
    assert call("check", "--complete", "--root", root).returncode == 1
    found = []
    for place in open_places(again):
        address, line = re.findall(r"\((\S+)#L(\d+)\)", place)[0]
        found.append((path_at(root, address), (root / path_at(root, address)).read_text().splitlines()[int(line) - 1]))
    assert found == [
        ("record/corrections/ice.yml", "- kind: wording"),
        ("record/corrections/ice.yml", "- kind: addition"),
        ("record/claims/ice.yml", "  kind: fact"),
    ]
    for path, old, new in (
        (
            "record/corrections/ice.yml",
            "No reason has been given for this change yet.",
            "The words of the second print.",
        ),
        ("record/claims/ice.yml", "  confirm: true\n", ""),
    ):
        (root / path).write_text((root / path).read_text().replace(old, new))
    assert call("check", "--complete", "--root", root).returncode == 0
    assert summed_up(root, *GITHUB).startswith("## The check passes\n\n### Claims")


def test_what_was_open_before_a_change_is_listed_after_what_the_change_opens(root: Path) -> None:
    change(root, THAW, "again.", "once more.")
    assert call("check", "--fix", "--root", root).returncode == 0
    commit(root, "Say once more")
    change(root, ICE, "It was thick.", "It was thin.")
    text = summed_up(root)
    ours, _, older = text.partition("\n\nOpen since before this change:\n\n")
    assert ours.count("record/corrections/ice.yml:4") == 1
    assert "record/corrections/thaw.yml" not in ours
    assert older.startswith("- record/corrections/thaw.yml:4: after `because:`")


# Changes of files, each by path; a file without old words is made, and one without new words is taken out.
OPENING: dict[str, list[tuple[str, str, str]]] = {
    "a wording": [(ICE, "thick.", "thin.")],
    "an addition": [(ICE, "It was thick.", "It was thick.\nIt was blue.")],
    "a removal": [(ICE, "\n\nIt was thick.", "")],
    "a move": [(ICE, "\n\nIt was thick.", ""), (THAW, "# Thaw\n", "# Thaw\n\nIt was thick.\n")],
    "a layout": [(ICE, "\n\nIt was thick.", "\nIt was thick.")],
    "a new chapter": [
        ("docs/ferry.md", "", "# Ferry\n\nThe ferry had a bell.\nIt rang all winter.\n"),
        ("mkdocs.yml", "- thaw.md", "- thaw.md\n      - ferry.md"),
    ],
    "a part taken out": [(THAW, "", ""), ("mkdocs.yml", "      - thaw.md\n", "")],
    "chapters in another order": [("mkdocs.yml", "- ice.md\n      - thaw.md", "- thaw.md\n      - ice.md")],
}


@pytest.mark.parametrize("name", OPENING)
def test_it_lists_all_that_the_check_says_is_open(root: Path, name: str) -> None:
    for path, old, new in OPENING[name]:
        if old:
            change(root, path, old, new)
        elif new:
            (root / path).write_text(new, encoding="utf-8")
        else:
            (root / path).unlink()
    text = summed_up(root)
    call("check", "--fix", "--root", root)
    printed = call("check", "--root", root).stdout.splitlines()
    pending = {"reason-given", "kind-confirmed"}
    found = [line.split(": ")[0] for line in printed if line.rpartition("(")[2].rstrip(")") in pending]
    assert found
    assert sorted(line.removeprefix("- ").split(": ")[0] for line in open_places(text)) == sorted(found)
    assert "¶" not in "".join(open_places(text))


def test_a_faithful_article_leaves_nothing_to_decide(root: Path) -> None:
    assert summed_up(root) == (
        "## The check passes\n\n### Claims that this change touches\n\nNone.\n\n### What a person decides\n\nNothing.\n"
    )


@pytest.mark.parametrize(("path", "text"), [("record/facts.yml", "- id: [\n"), (BIB, "@online{a,\n")])
def test_what_cannot_be_read_is_said_alone(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text)
    lines = summed_up(root).splitlines()
    assert lines[0].startswith("## The check fails: ")
    assert lines[-1] == "Nothing else was looked at until they are mended."


def test_a_base_that_cannot_be_read_is_said(root: Path) -> None:
    good = (root / "record/facts.yml").read_text()
    (root / "record/facts.yml").write_text("- id: [\n")
    commit(root, "Break the facts")
    (root / "record/facts.yml").write_text(good)
    assert "the article that it starts from cannot be read" in summed_up(root)


@pytest.mark.parametrize("base", ["gone", "--output=x", "HEAD:docs", ""])
def test_a_base_that_is_no_commit_is_said(root: Path, base: str) -> None:
    result = call("summary", f"--base={base}", "--root", root)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{base!r} is no commit here; name a commit that this clone holds" in result.stderr
    assert git(root, "status", "--porcelain") == ""


# The claims


def kinds(root: Path) -> dict[str, tuple[ChangeKind, ...]]:
    """What became of each claim since the last commit, once its records are written."""
    files = article.files(root)
    before = article.build(files_at(root, "HEAD"), cases.TODAY)
    after = summary.outcome(files, files_at(root, "HEAD"), cases.TODAY).after
    return {one.claim.id: change.kinds for change in changes.claims(before, after) if (one := change.now or change.was)}


def test_a_reworded_claim(root: Path) -> None:
    change(root, ICE, "until March", "until early March")
    assert kinds(root) == {"ice-held-until-march": (ChangeKind.REWORDED,)}
    assert (
        "| reworded | ice-held-until-march<br>docs/ice.md:3 | was: The ice held until March.<br>"
        "now: The ice held until early March. | source given but not compared: mill2019 |"
    ) in summed_up(root)


def test_a_claim_that_was_added_and_one_that_was_removed(root: Path) -> None:
    change(root, ICE, "\n\nIt was thick.", "")
    change(root, THAW, "# Thaw\n\n", "# Thaw\n\nNobody had foreseen the flood.\n")
    assert kinds(root) == {"nobody-foreseen-flood": (ChangeKind.ADDED,), "thick": (ChangeKind.REMOVED,)}


def test_a_claim_that_lost_its_source(root: Path) -> None:
    change(root, ICE, "March.[@mill2019]", "March.")
    assert kinds(root) == {"ice-held-until-march": (ChangeKind.CITES, ChangeKind.STATE)}
    assert "| other citations, state changed | ice-held-until-march" in summed_up(root)
    assert "| was: source given but not compared: mill2019<br>now: no source given |" in summed_up(root)


def test_a_claim_that_moved_to_another_chapter(root: Path) -> None:
    change(root, ICE, "\n\nIt was thick.", "")
    change(root, THAW, "# Thaw\n", "# Thaw\n\nIt was thick.\n")
    assert kinds(root) == {"thick": (ChangeKind.MOVED,)}
    assert "| moved from docs/ice.md | thick<br>docs/thaw.md:3 |" in summed_up(root)


def test_of_two_claims_that_changed_places_one_has_moved(root: Path) -> None:
    first, second = (root / THAW).read_text().splitlines()[2:]
    change(root, THAW, f"{first}\n{second}", f"{second}\n{first}")
    assert list(kinds(root).values()) == [(ChangeKind.MOVED,)]


def test_a_change_of_the_entry_alone_touches_no_claim(root: Path) -> None:
    change(root, BIB, "After the Thaw", "After the Thaws")
    assert kinds(root) == {}


# As GitHub checks a pull request out: its merge with the base, two commits deep


def merged(root: Path, to: Path, path: str, old: str, new: str) -> Path:
    """A shallow clone of a branch that edits a sentence, merged with a main that has corrected another."""
    git(root, "switch", "--quiet", "--create", "jo/thin")
    change(root, ICE, "It was thick.", "It was thin.")
    commit(root, "Call it thin")
    git(root, "switch", "--quiet", "main")
    change(root, path, old, new)
    call("check", "--fix", "--root", root)
    commit(root, "Correct another")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "jo/thin")
    git(root, "clone", "--quiet", "--depth", "2", root.as_uri(), str(to))
    return to


def test_the_claims_are_those_of_the_branch_alone(root: Path, tmp_path: Path) -> None:
    clone = merged(root, tmp_path / "shallow", THAW, "again.", "once more.")
    text = summed_up(clone, "--head", "HEAD^2", base="HEAD^1")
    assert "| reworded | thick<br>" in text
    assert "ferry-ran-again" not in text


def test_two_chapters_are_corrected_without_one_waiting_for_the_other(root: Path, tmp_path: Path) -> None:
    clone = merged(root, tmp_path / "shallow", THAW, "again.", "once more.")
    text = summed_up(clone, "--head", "HEAD^2", *GITHUB, base="HEAD^1")
    assert {path_at(clone, match["address"]) for match in PASTED.finditer(text)} == {
        "record/claims/ice.yml",
        "record/corrections/ice.yml",
    }


def test_a_branch_that_is_behind_in_a_file_to_paste_is_updated_first(root: Path, tmp_path: Path) -> None:
    clone = merged(root, tmp_path / "shallow", ICE, "until March", "until early March")
    text = summed_up(clone, "--head", "HEAD^2", *GITHUB, base="HEAD^1")
    behind = "record/claims/ice.yml, record/corrections/ice.yml"
    assert f"has got other text in {behind}. Press *Update branch*" in text
    assert PASTED.search(text) is None


# Text from anybody

HOSTILE = (
    "</details><script>alert(1)</script> | x | `y` ``` [z](https://evil.example) ![i](//e.example/i.png) "
    "**b** ~~s~~ @octocat www.evil.example jo@evil.example $a$ <!-- \\| &lt;b&gt; \u202e\x07 # 1"
)


@pytest.mark.parametrize("before", ["", "\\", "`", "| ", "[", "<"])
def test_text_from_anybody_stays_text(before: str) -> None:
    shown = before + HOSTILE
    table: Any = html.fromstring(rendered(f"| a | b |\n| --- | --- |\n| {escape(shown)} | end |\n"))
    tags = {element.tag for element in table.iter() if isinstance(element.tag, str)}
    assert tags == {"table", "thead", "tbody", "tr", "th", "td"}
    first, last = table.xpath("tbody/tr/td")
    assert last.text_content() == "end"
    assert "".join(first.xpath(".//text()")).replace("\u200b", "") == one_line(shown)


def rendered(text: str) -> str:
    return str(markdown.markdown(text, extensions=["tables"]))


def test_no_address_in_text_becomes_a_link_and_nobody_is_mentioned() -> None:
    escaped = escape(HOSTILE)
    assert not re.search(r"(?i:https?|ftp)://|www\.|@\w|#\d", re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), escaped))


def test_long_text_is_cut() -> None:
    assert escape("x" * 10_000) == "x" * (LONGEST - 1) + "…"


def test_the_summary_of_hundreds_of_changes_fits(root: Path) -> None:
    lines = "".join(f"<{'|' * 2500} {number} was seen.\n" for number in range(220))
    change(root, THAW, "# Thaw\n", f"# Thaw\n\n{lines}")
    files = article.files(root)
    before = article.build(files_at(root, "HEAD"), cases.TODAY)
    text = summary.markdown(summary.outcome(files, files_at(root, "HEAD"), cases.TODAY), before, files, files, Links())
    assert len(text.encode()) < 2**20
    assert re.search(r"^… and \d+ more findings, which `check` lists\.$", text, re.M)
    assert re.search(r"^… and \d+ more claims, which `check` lists\.$", text, re.M)
    assert "#### record/claims/thaw.yml\n\nToo long to be shown here: `check --fix` writes it." in text
