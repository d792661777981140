"""The address of quoted words within a page."""

from __future__ import annotations

import pytest

from scripts.hypertext import fragment

PAGE = "https://ledger.example/ice"


@pytest.mark.parametrize(
    ("quoted", "words"),
    [
        ("It sang at night", "It%20sang%20at%20night"),
        ("the dam will not hold – not this year, and not next", "the%20dam%20will%20not%20hold,and%20not%20next"),
        (
            "It sang at night and it sang at noon and it broke in the spring",
            "It%20sang%20at%20night%20and,it%20broke%20in%20the%20spring",
        ),
        ("By air, because there’s nobody who has it", "nobody%20who%20has%20it"),
        ("don't go there now", "go%20there%20now"),
        ("a toll of 3.5 per cent a day", "a%20toll%20of,per%20cent%20a%20day"),
        ("[The board] will not sell … ever", "will%20not%20sell"),
    ],
)
def test_a_place_is_named_by_plain_words_at_the_ends_of_a_quotation(quoted: str, words: str) -> None:
    assert fragment.of(PAGE, quoted) == f"{PAGE}#:~:text={words}"


@pytest.mark.parametrize("quoted", ["don't", "ice", "“…”", "[sic]", ""])
def test_where_no_plain_words_are_left_the_page_is_its_own_address(quoted: str) -> None:
    assert fragment.of(PAGE, quoted) == PAGE


def test_a_fragment_takes_the_place_of_an_anchor() -> None:
    assert fragment.of(f"{PAGE}#top", "It sang aloud") == f"{PAGE}#:~:text=It%20sang%20aloud"
