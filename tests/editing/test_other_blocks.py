"""Tables, definitions, verse and lettered lists of Pandoc's Markdown, and callouts of Obsidian's."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.commands import pandoc
from scripts.editing import other_blocks

LINES = "shown line by line, as the site knows no such list or verse: "
# name: text; the same as the site knows it, and what is told
SHAPES = {
    "definitions": (
        "Ward\n:   To stand\n    at a gate.[^1]\n\nHue\n\n~ To run.\n",
        "Ward  \nTo stand\nat a gate.[^1]\n\nHue\n\nTo run.\n",
        [f"{LINES}'Ward To stand at a gate.[^1]'", f"{LINES}'~ To run.'"],
    ),
    "verse": (
        "> Dark.\n>\n> | Ice---here\n> | and *there*\n",
        "> Dark.\n>\n> Ice---here  \n> and *there*\n",
        [f"{LINES}'Ice---here and *there*'"],
    ),
    "lettered items": (
        "2.  Longer:\n\n    a.  by day,\n        in May;\n    b.  by night.\n",
        "2.  Longer:\n\n    a.  by day,\n        in May;  \n    b.  by night.\n",
        [f"{LINES}'in May; b. by night.'"],
    ),
    "callouts": (
        "> [!summary]- In *short*\n> It held.\n\n> [!note]\n> It sang.\n",
        "> **In *short***\n>\n> It held.\n\n> **Note**\n>\n> It sang.\n",
        [f"a callout is shown as a box under its title: '[!{of}'" for of in ("summary]- In *short*", "note]")],
    ),
    "a table of pipes without those at its ends": (
        "a | b\n--|--:\n1 | 2\n",
        "| a | b |\n| --|--: |\n| 1 | 2 |\n",
        [],
    ),
}
KEPT = (
    "---\nx: |\n  a\n---\n\n| a | b |\n|---|---|\n| 1\n\n- a\n- b\n\nTitle\n-----\n\n--- ---\n\n"
    "A. Mill\nsaid: a.\n\n```\na\n: b\n```\n"
)
TABLES = {
    "simple": (
        ": Of *ice*[^2]\n\n  Year   Lamps\n------ -------\n  1740   0[^1]\n",
        "Of *ice*[^2]\n\n| Year | Lamps |\n|-----:|------:|\n| 1740 | 0[^1] |\n",
        ["a table is written with pipes, and its caption as a paragraph: 'Of *ice*[^2] Year Lamps 1740 0[^1]'"],
    ),
    "grid": (
        '+----+-------+\n| a  | b     |\n+====+=======+\n| 1  | "x"   |\n|    | [@y]  |\n+----+-------+\n',
        '| a   | b        |\n|-----|----------|\n| 1   | "x" [@y] |\n',
        ["a table is written with pipes: 'a b 1 \"x\" [@y]'"],
    ),
    "of several lines": (
        "---------------\n Year   Lamps\n------ --------\n 1740   none\n        yet\n\n 1790   410\n---------------\n\n"
        "Then.\n",
        "| Year |  Lamps   |\n|:----:|:--------:|\n| 1740 | none yet |\n| 1790 |   410    |\n\nThen.\n",
        ["a table is written with pipes: 'Year Lamps 1740 none yet 1790 410'"],
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_block_of_lines_is_shown_line_by_line(name: str) -> None:
    text, known, told = SHAPES[name]
    assert other_blocks.known(text, lambda table: "") == (known, told)


def test_what_the_site_knows_stays_as_it_is() -> None:
    assert other_blocks.known(KEPT, lambda table: "") == (KEPT, [])


@pytest.mark.skipif(not pandoc.program(), reason="there is no pandoc")
@pytest.mark.parametrize("name", TABLES)
def test_a_table_gets_pipes(name: str) -> None:
    text, known, told = TABLES[name]
    assert other_blocks.known(text, lambda table: pandoc.table(Path("ice.md"), table)) == (known, told)


def test_without_pandoc_a_table_is_shown_as_it_is_written() -> None:
    text = "Year   Lamps\n------ -------\n1740   0\n"
    told = ["a table is shown as it is written: 'Year Lamps 1740 0'"]
    assert other_blocks.known(text, lambda table: "") == (f"```\n{text}```\n", told)
