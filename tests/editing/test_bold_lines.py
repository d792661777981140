"""Bold lines that are headings or a title, and those that look so and are none."""

from __future__ import annotations

import pytest

from scripts.editing import bold_lines

SAID = "\n\nStone is old.\n\n"


def _made(
    text: str, *, titled: bool = True, stated: str = "", names: tuple[str, ...] = (), by: bool = False
) -> bold_lines.HeadedText:
    return bold_lines.as_headings(text, 0, titled=titled, stated=stated, names=dict.fromkeys(names, by))


def test_bold_lines_are_headings_by_their_numbers() -> None:
    text = f"# Stone\n\n**1. Mud**[^1]{SAID}***1.1 Clay***{SAID}__2. Sand__{SAID}**Thanks**{SAID}"
    made = _made(text)
    assert [line for line in made.text.split("\n") if line.startswith("#")] == [
        *("# Stone", "## 1. Mud[^1]", "### 1.1 Clay", "## 2. Sand", "## Thanks")
    ]
    assert made.remarks == [
        "bold lines are taken for headings: '1. Mud', '1.1 Clay', '2. Sand', 'Thanks'; "
        "write one that is none without bold, and bring it anew"
    ]
    letters = _made(f"**I. Mud**{SAID}**A. Clay**{SAID}**II. Sand**{SAID}")
    assert [line for line in letters.text.split("\n") if line.startswith("#")] == [
        "## I. Mud",
        "### A. Clay",
        "## II. Sand",
    ]


def test_below_headings_of_another_kind_bold_lines_are_those_of_their_parts() -> None:
    made = _made(f"# Stone\n\n## Mud\n\n**Clay**{SAID}**Silt**{SAID}### Sand\n\n**Grit**{SAID}")
    assert [line for line in made.text.split("\n") if line.startswith("#")] == [
        *("# Stone", "## Mud", "### Clay", "### Silt", "### Sand", "#### Grit")
    ]


def test_one_heading_below_the_title_is_a_subtitle_and_sources_stand_in_their_list() -> None:
    made = _made(f"# Stone\n\n### Of old\n\n**Mud**{SAID}**Sources**\n\n**Printed sources**{SAID}")
    assert [line for line in made.text.split("\n") if line.strip() and line != "Stone is old."] == [
        *("# Stone", "Of old", "## Mud", "## Sources", "### Printed sources")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"**Mud**{SAID}",
        f"**Mud.**{SAID}**Keywords:**{SAID}",
        f"**Mud** is **old**{SAID}**Mud** and sand{SAID}",
        f"> **Mud**\n\n- **Sand**{SAID}",
        f"**How old is mud?**{SAID}**How old is sand?**{SAID}**Thanks**{SAID}",
        "**Table 1. Mud**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n**Table 2: Sand**\n\nMud.\n",
        "Mud.\n\n**Ada Mill**\n\n---\n\n**Weir Press**\n",
        f"**{'Mud and sand and clay ' * 5}**{SAID}**Mud**{SAID}",
        "```\n**Mud**\n\n**Sand**\n\nMud.\n```\n",
        "![](a.png)\n\n**Mud**\n\nIt is.\n\n**Sand**\n\n![](b.png)\n",
    ],
)
def test_what_only_looks_like_headings_stays(text: str) -> None:
    assert _made(text) == (text, "", [])


@pytest.mark.parametrize(
    ("text", "stated", "title"),
    [
        (f"**Old Stone**\n\nAda Mill{SAID}", "", "Old Stone"),
        (f"**Old Stone**\n\n## Mud{SAID}", "", "Old Stone"),
        (f"**Old Stone**\n\n*A history*{SAID}", "", "Old Stone"),
        (f"**Old Stone: A History**{SAID}", "old stone", "Old Stone: A History"),
        (f"**Old Stone**{SAID}", "Old Stone – The Weir", "Old Stone"),
        (f"**Old Stone**{SAID}", "Weir", ""),
        (f"**Introduction**{SAID}", "", ""),
    ],
)
def test_a_first_line_in_bold_is_the_title_where_it_is_sure(text: str, stated: str, title: str) -> None:
    made = _made(text, titled=False, stated=stated, names=("Ada Mill",))
    assert made.title == title
    assert made.text.startswith(f"# {title}\n") == bool(title)
    assert _made(text, titled=True).title == ""


def test_a_first_line_above_the_authors_is_the_title() -> None:
    text = f"Old Stone\n\nBy Ada Mill{SAID}"
    assert _made(text, titled=False, names=("By Ada Mill",), by=True).title == "Old Stone"
    assert _made(text, titled=False, names=("By Ada Mill",)).title == ""
    assert _made(f"It is old.\n\nBy Ada Mill{SAID}", titled=False, names=("By Ada Mill",), by=True).title == ""
