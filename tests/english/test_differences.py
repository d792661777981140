"""The words in which two wordings differ."""

from __future__ import annotations

import random

import pytest

from scripts.english.differences import as_begun, between, changes, marked


def shown(one: str, other: str) -> tuple[str, str]:
    return tuple("".join(f"<{r.text}>" if r.differs else r.text for r in runs) for runs in between(one, other))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("one", "other", "was", "now"),
    [
        ("over 70 members", "over 70 years", "over 70 <members>", "over 70 <years>"),
        ("take a longer time", "takes a longer time", "<take> a longer time", "<takes> a longer time"),
        ("The ice held.[@mill]", "The ice did hold.[@mill]", "The ice <held.>[@mill]", "The ice <did hold.>[@mill]"),
        ("It held.[@mill]", "It held.[@wu]", "It held.<[@mill]>", "It held.<[@wu]>"),
        ("It held.", "It held.", "It held.", "It held."),
        ("", "It held.", "", "<It held.>"),
    ],
)
def test_what_differs(one: str, other: str, was: str, now: str) -> None:
    assert shown(one, other) == (was, now)


def test_no_word_is_lost_and_what_agrees_is_the_same() -> None:
    chance = random.Random(19)
    for _ in range(200):
        one, other = (" ".join(chance.choices("ice held the [river] thaw.[@a] a", k=9)) for _ in range(2))
        runs = between(one, other)
        assert tuple("".join(run.text for run in of) for of in runs) == (one, other)
        assert [run.text for run in runs[0] if not run.differs] == [run.text for run in runs[1] if not run.differs]


def test_both_are_shown_in_one() -> None:
    assert marked("The ice held.", "The ice did not hold.") == "The ice [-held.-]{+did not hold.+}"
    assert marked(as_begun("The ice", "the ice"), "the ice") == "the ice"
    assert as_begun("An ice", "the ice") == "An ice"


def test_what_changed_of_a_text_is_shown_with_a_few_words_around() -> None:
    words = " ".join(f"w{n}" for n in range(40))
    was = f"Title\n\n{words} held {words}\n\nIt froze.\n\nIt rained.\n\nEnd."
    now = f"Title\n\n{words} broke {words}\n\nIt froze.\n\nEnd.\n\nMore."
    assert changes(was, now) == [
        "… w33 w34 w35 w36 w37 w38 w39 [-held-]{+broke+} w0 w1 w2 w3 w4 w5 w6 …",
        "[-It rained.-]",
        "{+More.+}",
    ]
    assert changes(was, was) == []
