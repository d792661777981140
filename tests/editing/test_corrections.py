"""What is recorded of the editors' own words, and what is said of them when they change or go."""

from __future__ import annotations

import pytest

from scripts import rules
from scripts.editing import fix
from scripts.editing.plan import Done
from scripts.publication import article
from scripts.publication.article import Article
from scripts.publication.ledger import CorrectionKind
from tests import cases

THAW = "docs/thaw.md"
FERRY = "The ferry ran again.[@mill2019"
OWN = "Ice stopped it.[@wu2019]"
SAYS = "which disagrees"


def fixed(files: dict[str, bytes]) -> dict[str, bytes]:
    return fix.fixed(files, fix.plan(built(files), files, None))


def built(files: dict[str, bytes]) -> Article:
    return article.build(files, cases.TODAY)


def told(files: dict[str, bytes]) -> list[str]:
    """What the check finds of the words of the text."""
    found = rules.check(built(files))
    return [str(one) for one in found if one.rule in ("faithful-text", "faithful-notes", "correction-current")]


def with_(files: dict[str, bytes], old: str, new: str, path: str = THAW) -> dict[str, bytes]:
    text = files[path].decode()
    assert text.count(old) == 1
    return {**files, path: text.replace(old, new).encode()}


def recorded(files: dict[str, bytes]) -> list[tuple[CorrectionKind, str]]:
    return [(one.kind, one.now) for one in built(files).corrections]


GOOD = cases.changed({"changes": []})


@pytest.mark.parametrize(
    ("added", "kept"),
    [
        (f"{FERRY}; see also @wu2019, p. 4, {SAYS}]", f"[see also @wu2019, p. 4, {SAYS}]"),
        (f"{FERRY}][@wu2019, ¶ 4, {SAYS}]", f"[@wu2019, \\¶ 4, {SAYS}]"),
        (f"{FERRY}]\nIce stopped it.[but {SAYS} @wu2019]", f"¶\nIce stopped it.[but {SAYS} @wu2019]"),
        (f"{FERRY}]\n\n| It | was |\n|---|---|\n| So | it is [{SAYS} @wu2019] |", f"¶| | So | it is |[{SAYS} @wu2019]"),
        (f"{FERRY}]\nIce stopped it.[^o]\n\n[^o]: It was [cf. @wu2019, {SAYS}].", f"[cf. @wu2019, {SAYS}]"),
        (f"{FERRY}]\nIce stopped it.[^o]\n\n[^o]: So it was, but {SAYS}; but see [@wu2019].", "[but see @wu2019]"),
    ],
)
def test_what_the_bracket_of_an_added_citation_says_is_recorded_like_other_words(added: str, kept: str) -> None:
    once = fixed(with_(GOOD, f"{FERRY}]", added))
    assert told(once) == []
    assert kept.rpartition("\n")[2] in "".join(words for _, words in recorded(once))
    assert fixed(once) == once
    for old, new in ((SAYS, "which wholly agrees"), ("p. 4", "p. 5"), ("but see", "see")):
        if added.count(old) == 1:
            changed = with_(once, old, new)
            assert told(changed) != []
            assert told(fixed(changed)) == []
            assert new in "".join(words for _, words in recorded(fixed(changed)))


def test_a_citation_without_such_words_is_recorded_as_ever_and_getting_some_is_told() -> None:
    once = fixed(with_(GOOD, f"{FERRY}]", f"{FERRY}]\n{OWN}"))
    assert recorded(once) == [(CorrectionKind.ADDITION, OWN)]
    assert told(with_(once, OWN, "Ice stopped it.[@wu2019, p. 4]")) == [
        "docs/thaw.md:5: '[@wu2019, p. 4]' stands where the corrected article has '[@wu2019]'; put it back, or bring "
        "the record up to date (python -m scripts check --fix does) (faithful-notes)"
    ]


def test_a_citation_that_is_put_into_a_published_note_has_its_own_locator() -> None:
    note = with_(GOOD, '<sup>4</sup> Mill, "Ice on', '<sup>4</sup> It was wet. See Mill, "Ice on', "record/original.md")
    cases.redigest(note)
    once = fixed(
        with_(note, f"{FERRY}]", "The ferry ran again.[^wet]\n\n[^wet]: It was wet; see [@mill2019], [@wu2019, p. 9].")
    )
    assert told(once) == []
    assert [words.rpartition("]")[0].rpartition("[")[2] for _, words in recorded(once)] == ["@wu2019, p. 9"]


def test_a_published_citation_says_what_its_note_says_wherever_it_is_moved() -> None:
    in_full = with_(
        with_(GOOD, "[@mill2019]", "[@mill2019, p. 4]"),
        '"Ice on the Upper River"\n',
        '"Ice on the Upper River", 4\n',
        "record/original.md",
    )
    cases.redigest(in_full)
    assert told(in_full) == []
    moved = with_(in_full, "\nThe ferry ran again.[@mill2019, p. 4]", "")
    moved = fixed(with_(moved, "It was thick.", "It was thick.\nThe ferry ran again.[@mill2019, p. 4]", "docs/ice.md"))
    assert [(one.kind, one.published) for one in built(moved).corrections] == [
        (CorrectionKind.MOVE, "The ferry ran again.[@mill2019]")
    ]
    assert told(moved) == []


@pytest.mark.parametrize(
    ("was", "back", "said"),
    [
        (f"{FERRY}]\n{OWN}", f"{FERRY}]", "the editors' 'Ice stopped it.' is missing here"),
        (f"{FERRY}][@wu2019]", f"{FERRY}]", "the editors' '[@wu2019]' is missing here"),
        (f"{FERRY}]\n{OWN}", "", "the corrected article's 'The ferry ran again. Ice stopped it.' is missing here"),
        ("The boat ran again.[@mill2019]", f"{FERRY}]", "'ferry' stands where the corrected article has 'boat'"),
        ("", f"\n{FERRY}]", "'The ferry ran again.' is not in the corrected article"),
    ],
)
def test_what_is_taken_back_was_never_published_and_is_not_said_to_be(was: str, back: str, said: str) -> None:
    once = fixed(with_(GOOD, f"{FERRY}]", was))
    assert told(once) == []
    taken_back = with_(once, f"\n{was}" if was else "2019.[@wu2019]\n", f"\n{back}" if was else f"2019.[@wu2019]{back}")
    assert any(said in one for one in told(taken_back))
    assert all("bring the record up to date" in one for one in told(taken_back))
    assert recorded(fixed(taken_back)) == ([] if back else [(CorrectionKind.REMOVAL, "")])


def test_a_key_that_is_unknown_is_not_written_down() -> None:
    """Not even where the sentence has a record, as its words are the same."""
    files = cases.changed({"file": "docs/thaw.md", "from": "@wu2019", "to": "@wu2091"})
    made = fix.plan(article.build(files, cases.TODAY), files, None)
    assert made.texts == {}
    assert [(step.done, step.path, step.name, step.words) for step in made.steps] == [
        (Done.LEFT, "docs/thaw.md", "3", "citation-known")
    ]
