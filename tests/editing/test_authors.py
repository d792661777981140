"""Whom a text names as its author, and what is only said to look so."""

from __future__ import annotations

import pytest

from scripts.editing import brought

NOTES = "\n\n## One\n\nStone is old.[^1]\n\n[^1]: A pail, rather.\n"


@pytest.mark.parametrize(
    ("lines", "author", "stays"),
    [
        ("By Ann Aske", "Ann Aske", ""),
        ("*by Ann Aske and Bo Ek*", "Ann Aske and Bo Ek", ""),
        ("By [Ann Aske](https://mason.example)", "Ann Aske", ""),
        ("By Ann Aske \\| May 2020", "Ann Aske", ""),
        ("### Of old\n\nBy **Ann Aske**", "Ann Aske", "### Of old\n\n"),
        ("By Ann Aske | a mason", "", "By Ann Aske | a mason\n\n"),
        ("By Ann Aske  \nMason", "Ann Aske", "Mason\n\n"),
        ("Bonn, Germany\n\nBy Ann Aske\n\n3 May 2019", "Ann Aske", "Bonn, Germany\n\n3 May 2019\n\n"),
        ("> Stone is stone.\n\nBy Ann Aske", "Ann Aske", "> Stone is stone.\n\n"),
        ("Stones Never Sleep", "", "Stones Never Sleep\n\n"),
        ("By the river it rained.", "", "By the river it rained.\n\n"),
        ("It rained.\nBy Ann Aske\nit was seen.", "", "It rained.\nBy Ann Aske\nit was seen.\n\n"),
    ],
)
def test_an_author_is_named_by_a_line_that_says_so(lines: str, author: str, stays: str) -> None:
    made = brought.of_markdown(f"# Stone\n\n{lines}{NOTES}")
    assert made.author == author
    assert made.text.startswith(f"# Stone\n\n{stays}## One\n")


def test_a_line_with_the_stated_author_is_the_authors() -> None:
    made = brought.of_markdown(f"---\nauthor: Ann Aske\n---\n# Stone\n\nANN ASKE{NOTES}")
    assert (made.author, made.text.partition("\n\n")[2][:7]) == ("Ann Aske", "## One\n")
    made = brought.of_markdown(f"---\nauthor: [Ann Aske, Bo Ek]\n---\n# Stone\n\nAnn M. Aske, Bo Ek{NOTES}")
    assert made.text.endswith("\n---\n\nAnn M. Aske, Bo Ek\n")
    made = brought.of_markdown(f"---\nauthor: Ann Aske\n---\n# Stone\n\nAnn the Mason{NOTES}")
    assert made.text.startswith("# Stone\n\nAnn the Mason\n")
    made = brought.of_markdown(f"---\nauthor: Ann Aske\n---\n# Stone\n\nStones Never Sleep{NOTES}")
    assert (made.author, made.text.partition("\n\n")[2][:7]) == ("Ann Aske", "Stones ")


def test_an_author_is_named_behind_the_notes_that_are_not_all_among_the_text_or_below_the_title() -> None:
    stated, note = "---\ntitle: Stone\nauthor: Ann Aske\n---\n", "[^1]: A pail.\n"
    made = brought.of_markdown(f"{stated}One.[^1]\n\n{note}\nTwo.[^2]\n\n[^2]: A mason.\n")
    assert made.text == f"# Stone\n\nOne.[^1]\n\n{note}\nTwo.[^2]\n\n---\n\n[^2]: A mason.\n\n---\n\nAnn Aske\n"
    made = brought.of_markdown(f"{stated}One.[^1]\n\n{note}\nTwo.\n")
    assert made.text == f"# Stone\n\nBy Ann Aske\n\nOne.[^1]\n\n{note}\nTwo.\n"


def test_an_authors_line_with_a_note_stays_with_it() -> None:
    text = f"# Stone\n\nBy Ann Aske[^2]{NOTES}[^2]: A mason.\n"
    assert brought.of_markdown(text)[:3] == (text, "Stone", "Ann Aske")


@pytest.mark.parametrize(
    ("text", "author", "titled", "said"),
    [
        ("# Stone\n\nAnn Aske\n", "", True, ["'Ann Aske' at its top may name its author, and stays in the text"]),
        ("# Stone\n\nAnn Aske\n", "Bo Ek", True, []),
        (
            "# file\n\n**THE STONE**\n\nAnn Aske\n\n## One\n",
            "",
            False,
            [
                "if 'THE STONE', the first line, is its title, make it one (its style, or #) and bring it anew",
                "'Ann Aske' at its top may name its author, and stays in the text",
            ],
        ),
        (
            "# Stone\n\n**One**\n\nStone is old.\n\n**It is.**\n\n**Two**\n",
            "",
            True,
            ["it has no headings; bold as a whole are 'One', 'Two'"],
        ),
        ("# Stone\n\n## One\n\n**Two**\n", "", True, []),
    ],
)
def test_what_looks_like_a_title_an_author_or_a_heading_is_said(
    text: str, author: str, titled: bool, said: list[str]
) -> None:
    assert [each.partition("; if")[0] for each in brought.remarks_on(text, author, titled=titled)] == said


def test_a_heading_that_is_underlined_becomes_one_with_signs() -> None:
    made = brought.of_markdown("---\ntitle: Stone\n---\n\nMud\n===\n\nOne.\n\nSand\n----\n\nTwo.\n\n---\n\nThree.\n")
    assert [line for line in made.text.split("\n") if line] == [
        "# Stone", "## Mud", "One.", "### Sand", "Two.", "---", "Three.",
    ]  # fmt: skip
