"""Notes of Markdown that are no footnotes yet."""

from __future__ import annotations

import pytest

from scripts.editing import text_notes

# name: text; the same with footnotes
SHAPES = {
    "in the text": (
        "One.^[A [b](c.md) *d*.] Two,^[B\nand\nb.]\nthree.[^1]\n\n`^[c]` 10^[2]\n\n    ^[code]\n\n[^1]: C.\n",
        "One.[^inline-1] Two,[^inline-2]\nthree.[^1]\n\n\n\n`^[c]` 10^[2]\n\n    ^[code]\n\n[^1]: C.\n"
        "\n\n[^inline-1]: A [b](c.md) *d*.\n[^inline-2]: B and b.\n",
    ),
    "at a link, with their ids": (
        "One.[[1]](#_ftn1){#_ftnref1} Two.^[2](#_ftn2)^\n\n"
        "[[1]](#_ftnref1){#_ftn1} A.\n\nMore.\n\n[[2]](#b){#_ftn2} B.\n",
        "One.[^1] Two.[^2]\n\n[^1]: A.\n\n    More.\n\n[^2]: B.\n",
    ),
    "below a link": (
        "One.[1](#n-1) Two[2](#n-2) it is.\n\n[1](#r-1)\n\nA.\n\n[2](#r-2)\n\nB.\n\nCy keeps a ferry.\n",
        "One.[^1] Two[^2] it is.\n\n\n\n[^1]: A.\n\n\n\n[^2]: B.\n\nCy keeps a ferry.\n",
    ),
    "at links with an address, beside footnotes": (
        "One.[1](#n-1) Two.[2](https://a.example/b#n-2)\n\nThree.[^3]\n\n[1](#r-1) A.\n\n[2](#r-2) B.\n\n[^3]: C.\n",
        "One.[^1] Two.[^2]\n\nThree.[^3]\n\n[^1]: A.\n\n[^2]: B.\n\n[^3]: C.\n",
    ),
    "links of numbers to parts of the text": (
        "See [1](#a) and [2](#b).\n\n[1](#a) is first.\n\n[2](#c) is not.\n\nSee [1](#d).\n",
        "See [1](#a) and [2](#b).\n\n[1](#a) is first.\n\n[2](#c) is not.\n\nSee [1](#d).\n",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_notes_become_footnotes(name: str) -> None:
    text, footnotes = SHAPES[name]
    assert text_notes.as_footnotes(text) == footnotes
