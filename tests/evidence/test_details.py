"""Which numbers, dates and persons of a sentence a source lacks, has, or may have in other words."""

from __future__ import annotations

import pytest

from scripts.english import quoting
from scripts.evidence.details import facts_of, held_against

PAGE = (
    "3 May 2019\n\nThe board said on Thursday that the weir would cost 14 crowns. "
    "Cost of the weirs, in billions: 2.5, 14. "
    "Colm Vance and Professor José Álvarez counted it for a fortnight. "
    "IDA LUND spoke last. The share, which was to reach 11 per cent, never rose above 8½."
)


@pytest.mark.parametrize(
    ("sentence", "missing", "unsure"),
    [
        ("The board met on 2 May 2019.", [], ["2 May 2019"]),
        ("The board met on 29 May 2019.", ["29 May 2019"], []),
        ("The weir costs 2.5 billion crowns.", [], ["2.5 billion"]),
        ("The weir costs 2.6 billion crowns.", ["2.6 billion"], []),
        ("The share never rose above 8.5 per cent.", [], ["8.5 per cent"]),
        ("The share never rose above 9.5 per cent.", ["9.5 per cent"], []),
        ("It was counted in two weeks.", [], ["two"]),
        ("It was counted by Jose Alvarez.", [], []),
        ("It was counted by Colm Vance.", [], []),
        ("It was counted by Professor Vance.", [], []),
        ("It was counted by Marta Vance.", ["Marta Vance"], []),
        ("It was counted by Ida Lund.", [], []),
        ("It was counted by Ida Penrose.", ["Ida Penrose"], []),
    ],
)
def test_what_a_source_lacks(sentence: str, missing: list[str], unsure: list[str]) -> None:
    text = quoting.ready(PAGE)
    found = held_against(sentence, text, facts_of(text))
    assert [detail.words for detail in found.missing] == missing
    assert [detail.words for detail in found.unsure] == unsure
    assert (found.passage is None) == bool(missing or unsure)


def test_two_countries_alone_are_no_detail() -> None:
    text = quoting.ready("Russia and Ukraine have not met since the spring.")
    assert held_against("Russia and Ukraine were both invited.", text, facts_of(text)).passage is None
