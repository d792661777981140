"""Which note is for words that are quoted on a line without one."""

from __future__ import annotations

import pytest

from scripts.publication import chapters, passages

SAID = '"It sang at night", said Ada Mill.'


def noted(text: str) -> dict[int, int]:
    """By the line of each sentence that quotes without a note: the line of the sentence whose note is for it."""
    found = passages.noted_elsewhere(chapters.read("docs/ice.md", text))
    return {line: by.line for line, by in found.items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{SAID}\nIt was thick.[@mill2019]\n", {1: 2}),
        (f"{SAID}\nIt was thick.[^1]\n\n[^1]: So it was.\n", {1: 2}),
        (f"{SAID}\nIt was thick.[@mill2019]\nIt broke.[@wu2019]\n", {1: 2}),
        ('"It sang at night.\nIt sang by day", said Ada Mill.[@mill2019]\n', {1: 2}),
        (f"> {SAID}\n>\n> — Ada Mill[@mill2019]\n", {1: 3}),
        (f"{SAID}\n\n> It broke.[@mill2019]\n", {1: 3}),
        (f"Ada Mill spoke.[@mill2019]\n\n> {SAID}\n", {3: 1}),
    ],
)
def test_a_note_of_the_passage_is_for_what_it_quotes(text: str, found: dict[int, int]) -> None:
    assert noted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        f"{SAID[:-1]}.[@mill2019]\nIt was thick.[@wu2019]\n",  # a note of its own
        f"It was thick.[@mill2019]\n{SAID}\n",  # the note is before it
        f"{SAID}\n\nIt was thick.[@mill2019]\n",  # in another paragraph
        f"{SAID}\n",
        'They called it "the night song".\nIt was thick.[@mill2019]\n',  # a term
        "It was thick.\nIt broke.[@mill2019]\n",
    ],
)
def test_no_other_note_is(text: str) -> None:
    assert noted(text) == {}
