"""Where quoted words stand in their source, and whether their sentence goes on to qualify them."""

from __future__ import annotations

import pytest

from scripts.english import quoting
from scripts.evidence.around import WITHIN, Around, around, qualifies


def placed(words: str, text: str) -> Around:
    ready = quoting.ready(text)
    start = ready.normal.index(words)
    return around(ready.normal, start, start + len(words))


def test_the_sentences_before_and_after_are_shown() -> None:
    text = "It was cold. The boats lay still. She said that the ice was thick, and went. Nobody came. It thawed."
    assert placed("the ice was thick", text) == Around(
        "The boats lay still.", "She said that ", "the ice was thick", ", and went.", "Nobody came."
    )


def test_at_the_ends_of_a_text_there_is_nothing_around() -> None:
    assert placed("The ice was thick", "The ice was thick.") == Around("", "", "The ice was thick", ".", "")


def test_what_is_shown_is_bounded() -> None:
    long = placed("the ice", f"{'a ' * 5000}the ice{' b' * 5000}")
    assert max(map(len, long)) == WITHIN


@pytest.mark.parametrize(
    ("words", "text", "word"),
    [
        ("the ice was thick", "She said that the ice was thick, but not safe.", "but"),
        ("the ice was thick", "The ice: the ice was thick only in the north.", "only"),
        ("the ice was thick", "She said that the ice was thick in the north, though nobody went there.", "though"),
        ("the ice was thick", 'She said "the ice was thick" — unless it rained.', "unless"),
        ("the ice was thick", "She said that the ice was thick. But it was not safe.", ""),
        ("the ice was thick", "She said that the ice was thick\n\nBut it was not safe.", ""),
        ("the ice was thick", "She said that the ice was thick, and that it held.", ""),
    ],
)
def test_a_sentence_that_goes_on_to_qualify_is_known_by_its_clause(words: str, text: str, word: str) -> None:
    assert qualifies(placed(words, text).ends) == word
