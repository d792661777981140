"""Editing with the ledger: what `claims` lists, and what `claims --update` writes and leaves alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.publication import bibliography, ledger
from scripts.publication.plain_yaml import load
from scripts.rules import RULES
from tests import cases
from tests.conftest import ARTICLE, call, git

ICE, THAW = "docs/ice.md", "docs/thaw.md"
ICE_CLAIMS, THAW_CLAIMS = "record/claims/ice.yml", "record/claims/thaw.yml"

pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(cases.BAD / "article", tmp_path / "article"))


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def update(root: Path) -> tuple[str, list[str]]:
    """What `claims --update` prints: the diff, and what it says it did."""
    result = call("claims", "--update", "--root", root)
    assert result.returncode == 0, result.stderr
    return result.stdout, result.stderr.splitlines()


def findings(root: Path) -> list[str]:
    """What the check finds, departures from the published text and what a person has yet to say apart."""
    lines = call("check", "--root", root).stdout.splitlines()
    named = ((line, line.rpartition("(")[2].rstrip(")")) for line in lines)
    return [line for line, rule in named if RULES[rule].family not in ("faithful", "pending")]


def test_claims_lists_what_differs_with_the_nearest_match(root: Path) -> None:
    change(root, ICE, "until March", "until early March")
    change(root, THAW, "The ferry ran again.[@mill2019]", "Nobody had foreseen the flood.")
    result = call("claims", "--root", root)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "docs/ice.md:3: no record for 'The ice held until early March.'; "
        "89 % like ice-held-until-march, 'The ice held until March.'",
        "docs/thaw.md:4: no record for 'Nobody had foreseen the flood.'; like no record",
        "record/claims/thaw.yml:8: no sentence for ferry-ran-again, 'The ferry ran again.'",
    ]
    assert result.stderr == "3 sentences recorded, 0 of a kind that nobody has confirmed; 3 differences.\n"


def test_nothing_to_update(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert call("claims", "--root", root).returncode == 0
    assert update(root) == ("", ["0 files written."])
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_edited_sentence_keeps_its_id_and_everything_around_it_stays(root: Path) -> None:
    change(root, ICE_CLAIMS, "- id: thick", "# The measure is in the almanac.\n- id: thick # as ever")
    before = read(root, ICE_CLAIMS)
    change(root, ICE, "It was thick.", "It was very thick.")
    diff, notes = update(root)
    assert "-  says: It was thick.\n+  says: It was very thick.\n" in diff
    assert notes == ["record/claims/ice.yml: thick: now says 'It was very thick.'", "1 file written."]
    assert read(root, ICE_CLAIMS) == before.replace("says: It was thick.", "says: It was very thick.")
    assert findings(root) == []


COMMENTED = {
    "beside the field": ("says: It was thick.\n", "says: It was thick. # by two hands\n"),
    "after the field, deeper": ("says: It was thick.\n", "says: It was thick.\n    # by two hands\n"),
    "after the field, at the margin": ("says: It was thick.\n", "says: It was thick.\n# by two hands\n"),
    "before the record": ("- id: thick", "# by two hands\n- id: thick"),
    "beside the id": ("- id: thick", "- id: thick # by two hands"),
}


@pytest.mark.parametrize("name", COMMENTED)
def test_no_comment_is_lost(root: Path, name: str) -> None:
    text = read(root, ICE_CLAIMS).replace("sources: []\n", "sources: [] # none yet\n")
    (root / ICE_CLAIMS).write_text(text.replace(*COMMENTED[name]))
    before = re.findall("# .*", read(root, ICE_CLAIMS))
    change(root, ICE, "It was thick.", "It was very thick, # and blue.[@wu2019]")
    update(root)
    assert sorted(re.findall("# (?!and).*", read(root, ICE_CLAIMS))) == sorted(before)
    assert findings(root) == []
    change(root, ICE, "\n\nIt was very thick, # and blue.[@wu2019]", "")
    update(root)
    assert sorted(re.findall("# (?!and).*", read(root, ICE_CLAIMS))) == sorted(before)
    assert findings(root) == []


def test_a_comment_behind_an_empty_list_stays(root: Path) -> None:
    empty = ("record/corrections/ice.yml", "record/corrections/thaw.yml", "record/ids.yml", "record/accepted.yml")
    (root / "record/corrections").mkdir()
    for name in empty:
        (root / name).write_text("[] # none yet\n")
    shutil.rmtree(root / "record/claims")
    change(root, ICE, "It was thick.", "It was thin.")
    assert call("check", "--fix", "--root", root).returncode == 0
    for name in ("record/corrections/ice.yml", "record/ids.yml"):
        assert read(root, name).startswith("# none yet\n- ")
    for name in ("record/corrections/thaw.yml", "record/accepted.yml"):
        assert read(root, name) == "[] # none yet\n"


# With git: what people wrote since the base


@pytest.fixture
def committed(root: Path) -> Path:
    git(root, "init", "--quiet")
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Go on")


def fix(root: Path) -> list[str]:
    result = call("check", "--fix", "--root", root)
    assert result.returncode == 0, result.stdout
    return result.stderr.splitlines()


def test_a_comment_that_is_newer_than_the_base_stays_and_one_that_was_taken_out_is_gone(committed: Path) -> None:
    change(committed, ICE_CLAIMS, "- id: thick", "# by two hands\n- id: thick # as ever")
    commit(committed)
    change(committed, ICE, "It was thick.", "It was thin.")
    fix(committed)
    commit(committed)
    for name in (ICE_CLAIMS, "record/corrections/ice.yml", "record/ids.yml"):
        with (committed / name).open("a") as file:
            file.write("# and now\n")
    change(committed, ICE_CLAIMS, " # as ever", "")
    change(committed, ICE_CLAIMS, "# The sentences", "# All of the sentences")
    before = {name: read(committed, name) for name in (ICE_CLAIMS, "record/corrections/ice.yml", "record/ids.yml")}
    fix(committed)
    assert {name: read(committed, name) for name in before} == before


def test_a_comment_stays_when_the_edit_that_it_came_with_is_undone(committed: Path) -> None:
    change(committed, ICE, "\n\nIt was thick.", "")
    fix(committed)
    change(committed, ICE_CLAIMS, "- id: thick", "- id: thick # a pity")
    change(committed, ICE, "Mill.[@mill2019]", "Mill.[@mill2019]\n\nIt was thick.")
    fix(committed)
    assert load("", read(committed, ICE_CLAIMS))[0] == load("", git(committed, "show", f"HEAD:{ICE_CLAIMS}"))[0]
    assert read(committed, ICE_CLAIMS).count("# a pity\n") == 1


def test_a_comment_stays_with_its_record_when_this_is_the_first_for_a_while(committed: Path) -> None:
    change(committed, ICE_CLAIMS, "- id: sang-night", "# by two hands\n- id: sang-night")
    commit(committed)
    first, text = "The ice held until March.[@mill2019]\n", read(committed, ICE)
    change(committed, ICE, first, "")
    change(committed, THAW, "# Thaw\n\n", f"# Thaw\n\n{first}")
    fix(committed)
    assert read(committed, ICE_CLAIMS).count("# by two hands\n- id: sang-night") == 1
    git(committed, "checkout", "--quiet", "--", THAW)
    (committed / ICE).write_text(text)
    fix(committed)
    assert git(committed, "status", "--porcelain") == ""


def test_what_stands_at_the_head_of_records_goes_along_with_a_chapter(committed: Path) -> None:
    change(committed, ICE_CLAIMS, "# The sentences", "# Ask Bo Wu first.\n# The sentences")
    commit(committed)
    (committed / ICE).rename(committed / "docs/frost.md")
    change(committed, "mkdocs.yml", "ice.md", "frost.md")
    notes = fix(committed)
    assert "# Ask Bo Wu first.\n" in read(committed, "record/claims/frost.yml")
    assert not any("#" in note for note in notes)


def test_a_comment_whose_subject_is_gone_is_printed(committed: Path) -> None:
    change(committed, ICE, "It was thick.", "It was thin.")
    fix(committed)
    change(committed, "record/corrections/ice.yml", "- kind: wording", "# ask Bo Wu\n- kind: wording # or Ada")
    change(committed, ICE, "It was thin.", "It was thick.")
    notes = fix(committed)
    assert [note for note in notes if "#" in note] == [
        "record/corrections/ice.yml: dropped with what it was said of: # ask Bo Wu",
        "record/corrections/ice.yml: dropped with what it was said of: # or Ada",
    ]
    assert git(committed, "status", "--porcelain") == ""


def test_a_record_that_a_person_confirmed_is_printed_where_its_sentence_goes_before_it_is_published(
    committed: Path,
) -> None:
    change(committed, ICE, "It was thick.", "It was thick.\nA heron stood by the weir.")
    fix(committed)
    change(committed, ICE_CLAIMS, "  confirm: true\n", "")
    change(committed, ICE, "\nA heron stood by the weir.", "")
    assert [note for note in fix(committed) if "heron" in note] == [
        "record/claims/ice.yml: dropped, since its sentence is gone before it was published: heron-stood-weir: "
        "says: A heron stood by the weir., kind: fact",
    ]
    assert git(committed, "status", "--porcelain") == ""


def test_an_edited_sentence_loses_what_no_longer_holds(root: Path) -> None:
    sources = {s.key: s for s in bibliography.read(read(root, "references.bib"))}
    digest = ledger.review_digest("It broke in the spring of 2019.", sources["wu2019"])
    (root / "record/facts.yml").write_text("- id: the-thaw\n  what: the thaw\n  date: 2019\n  from: The tests.\n")
    expected = "  expects:\n  - date: {words: the spring of 2019, of: the-thaw}\n"
    review = f"  reviewed:\n  - source: wu2019\n    by: Cy Reed\n    on: 2020-01-01\n    digest: {digest}\n"
    change(root, THAW_CLAIMS, "  - wu2019\n", "  - wu2019\n" + expected + review)
    assert findings(root) == []
    change(root, THAW, "It broke in the spring of 2019.", "It broke in the summer of 2019.")
    diff, notes = update(root)
    assert notes == [
        "record/claims/thaw.yml: broke-spring-2019: now says 'It broke in the summer of 2019.'",
        "record/claims/thaw.yml: broke-spring-2019: dropped what was expected of 'the spring of 2019'",
        "record/claims/thaw.yml: broke-spring-2019: dropped the review of Cy Reed, 2020-01-01: it was of other words",
        "1 file written.",
    ]
    assert "-  reviewed:" in diff
    assert "-  expects:" in diff
    assert findings(root) == []


def test_the_kind_of_a_new_sentence_is_guessed_from_its_paragraph_too(root: Path) -> None:
    quoted = "Bo Wu said: “It was blue.[@wu2019]\nThe harbor was still.\nNobody came.”"
    box = "> **The boats**\n>\n> - Three lay at the quay in 2019."
    change(root, ICE, "It was thick.", f"It was thick.\n\n{quoted}\n\n{box}")
    _, notes = update(root)
    assert [note.rpartition(" ")[2] for note in notes if "; confirm its kind, " in note] == [
        *3 * ["quotation"],
        *2 * ["fact"],
    ]
    assert findings(root) == []


def test_a_new_sentence_gets_a_record_that_a_person_is_asked_to_confirm(root: Path) -> None:
    change(root, ICE, "It was thick.", 'It was thick.\n"It was blue as slate", said Bo Wu.[@wu2019]')
    _, notes = update(root)
    name = "blue-slate-said-bo-wu"
    assert notes[0] == f"record/claims/ice.yml: new: {name}; confirm its kind, quotation"
    assert read(root, ICE_CLAIMS).endswith(
        f"- id: {name}\n  says: '\"It was blue as slate\", said Bo Wu.'\n  kind: quotation\n  confirm: true\n"
        "  sources:\n  - wu2019\n"
    )
    ids = read(root, "record/ids.yml").splitlines()
    assert f"- {name}" in ids
    assert ids == sorted(ids)
    assert "record/ids.yml: written anew" in notes
    assert findings(root) == []


def test_a_new_sentence_adds_one_line_to_the_list_of_ids_since_it_is_in_order() -> None:
    ids = read(ARTICLE, ledger.IDS).splitlines()[2:]
    assert ids == sorted(ids)


def test_another_citation_is_taken_over(root: Path) -> None:
    change(root, THAW, "again.[@mill2019]", "again.[@mill2019; @wu2019]")
    _, notes = update(root)
    assert notes[0] == "record/claims/thaw.yml: ferry-ran-again: now cites mill2019, wu2019"
    assert findings(root) == []


def test_a_sentence_that_goes_leaves_a_redirect(root: Path) -> None:
    change(root, ICE, "\n\nIt was thick.", "")
    _, notes = update(root)
    assert notes[0] == "record/claims/ice.yml: gone, a redirect left: thick"
    assert "- id: thick\n  gone: The sentence was taken out; no reason has been given yet.\n" in read(root, ICE_CLAIMS)
    assert findings(root) == []
    assert update(root) == ("", ["0 files written."])


def test_a_moved_sentence_takes_its_record_along(root: Path) -> None:
    change(root, ICE, "\n\nIt was thick.", "")
    change(root, THAW, "# Thaw\n", "# Thaw\n\nIt was thick.\n")
    _, notes = update(root)
    assert notes[0] == "record/claims/thaw.yml: moved here: thick"
    assert "id: thick" not in read(root, ICE_CLAIMS)
    assert read(root, THAW_CLAIMS).index("id: thick") < read(root, THAW_CLAIMS).index("id: broke-spring-2019")
    assert findings(root) == []


def test_a_sentence_that_is_moved_and_changed_keeps_its_id(root: Path) -> None:
    change(root, ICE, "\n\nIt was thick.", "")
    change(root, THAW, "# Thaw\n", "# Thaw\n\nIt was rather thick.\n")
    update(root)
    assert "- id: thick\n  says: It was rather thick.\n" in read(root, THAW_CLAIMS)
    assert "id: thick" not in read(root, ICE_CLAIMS)
    assert findings(root) == []


def test_the_first_ledger_of_an_article_is_written_whole(root: Path) -> None:
    shutil.rmtree(root / "record/claims")
    (root / "record/ids.yml").write_text("[]\n")
    update(root)
    assert findings(root) == []
    assert call("claims", "--root", root).returncode == 0


def test_what_cannot_be_read_is_not_written_over(root: Path) -> None:
    (root / THAW_CLAIMS).write_text("- id: [\n")
    change(root, ICE, "It was thick.", "It was very thick.")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = call("claims", "--update", "--root", root)
    assert result.returncode == 2
    assert result.stderr.startswith("record/claims/thaw.yml:")
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


ODD_RECORDS = {
    "with a blank line inside": ("  kind: analysis\n  sources: []\n", "  kind: analysis\n\n  sources: []\n"),
    "with a comment inside": ("  kind: analysis\n  sources: []\n", "  kind: analysis\n# why\n  sources: []\n"),
    "with its id quoted": ("- id: thick\n", '- id: "thick"\n'),
    "with its id last": ("- id: thick\n  says: It was thick.\n", "- says: It was thick.\n  id: thick\n"),
}


@pytest.mark.parametrize("name", ODD_RECORDS)
def test_a_record_written_in_another_way_is_updated_as_well(root: Path, name: str) -> None:
    change(root, ICE_CLAIMS, *ODD_RECORDS[name])
    change(root, ICE, "It was thick.", "It was very thick.[@wu2019]")
    update(root)
    assert findings(root) == []
    assert update(root) == ("", ["0 files written."])


def test_equal_sentences_each_keep_their_record(root: Path) -> None:
    change(root, ICE, "It was thick.", "It was thick.\nIt was thick.")
    update(root)
    change(root, ICE, "\n\nIt was thick.\nIt was thick.", "")
    _, notes = update(root)
    assert sum("a redirect left" in note for note in notes) == 2
    assert update(root) == ("", ["0 files written."])


def test_nothing_is_written_while_an_id_stands_twice(root: Path) -> None:
    change(root, THAW_CLAIMS, "- id: ferry-ran-again", "- id: broke-spring-2019")
    change(root, ICE, "It was thick.", "It was very thick.")
    before = read(root, ICE_CLAIMS)
    result = call("claims", "--update", "--root", root)
    assert result.returncode == 2
    assert "the id 'broke-spring-2019' is there already" in result.stderr
    assert read(root, ICE_CLAIMS) == before


def test_letters_with_accents_make_an_id(root: Path) -> None:
    change(root, ICE, "It was thick.", "Siobhán sang in Zürich.")
    _, notes = update(root)
    assert any("siobhan-sang-zurich" in note for note in notes)
