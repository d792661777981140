"""What other Markdown has within its lines, as the site knows it."""

from __future__ import annotations

import pytest

from scripts.editing import other_inlines

# name: text; the same as the site knows it, and what is told
SHAPES = {
    "Pandoc's attributes": (
        '# Mud {#mud .unnumbered}\n\nSee [Ada Mill]{.smallcaps}, ![Ice](a.png){width=80%} and *so*{.x}. []{#a b="c"}\n',
        "# Mud\n\nSee Ada Mill, ![Ice](a.png) and *so*. \n",
        [],
    ),
    "no attributes": (
        "A set {a, b}, [@{Mill 2019}], `[x]{.y}` and ${.x}$.\n",
        "A set {a, b}, [@{Mill 2019}], `[x]{.y}` and ${.x}$.\n",
        [],
    ),
    "a reference of LaTeX's": ('See [2](#sec:a){reference-type="ref" reference="sec:a"}.\n', "See 2.\n", []),
    "divisions": ("::: {.epigraph}\nIt held.\n:::\n\n::: note\nSo.\n::::\n", "\nIt held.\n\n\n\nSo.\n\n", []),
    "links to other notes": (
        "See [[Ice|the ice]] and [[Mud#Old]], `[[x]]`.[[1]](#n1) [[@mill2019]]\n",
        "See the ice and Mud#Old, `[[x]]`.[[1]](#n1) [[@mill2019]]\n",
        [f"a link to another note is written as its words: '{link}'" for link in ("[[Ice|the ice]]", "[[Mud#Old]]")],
    ),
    "pictures of Obsidian's": (
        "![[a b.png|400]]\n\n![[c.jpg|Ice]]\n\n![[Ice]]\n",
        "![](a%20b.png)\n\n![Ice](c.jpg)\n\n\n",
        ["left out, what it shows of another note: '![[Ice]]'"],
    ),
    "highlights, boxes and names of blocks": (
        "It ==held==, a == b == c. ^held\n\n- [x] Mud\n- [ ] Sand\n\nE = mc ^2\n",
        "It held, a == b == c.\n\n- ☑ Mud\n- ☐ Sand\n\nE = mc ^2\n",
        ["left out, the name of a block: '^held'"],
    ),
    "comments and tags": (
        "#mud #old/sand\n\nIt held. %% is\nit so? %%\n\n#1 is first\n",
        "\n\nIt held. \n\n\n#1 is first\n",
        ["left out, a comment: 'is it so?'", "left out, since the site knows no tags: '#mud #old/sand'"],
    ),
    "signs of Hugo's": (
        '{{< figure src="a b.png" title="Ice" >}}\n\n{{% notice %}}\n\nSee [it]({{< ref "#law" >}}) and `{{< a >}}`.\n',
        "![Ice](a%20b.png)\n\n\n\nSee it and `{{< a >}}`.\n",
        ["left out, a program's sign: '{{% notice %}}'"],
    ),
    "asides": ("<aside>\nMud.\n\n</aside>\n", "\nMud.\n\n\n", []),
    "properties": (
        "# Mud\n\nAuthor: Ada Mill\nCreated: May 3, 2019\nTags: Mud\n\nIt held.\n",
        "# Mud\n\nBy Ada Mill\n\n\n\nIt held.\n",
        ["left out of the properties: 'Created: May 3, 2019'", "left out of the properties: 'Tags: Mud'"],
    ),
    "no properties": ("# Mud\n\nAda: Is it old?\nBo: It is.\n", "# Mud\n\nAda: Is it old?\nBo: It is.\n", []),
    "addresses elsewhere": (
        "![Ice][a], [mud][B] and [sand][], not [x][y].\n\n[a]: <a.png>\n[b]: https://a.example 'Mud'\n[Sand]: s.md\n",
        "![Ice](a.png), [mud](https://a.example) and [sand](s.md), not [x][y].\n\n\n\n\n",
        [],
    ),
    "words that are struck, raised or lowered": (
        "H~2~O, the 11^th^ m^2^, ~~mud~~, `a~2~`, 2^10 to ~5 or ~6.^[A note.] ~~~\n",
        "H<sub>2</sub>O, the 11th m<sup>2</sup>, mud, `a~2~`, 2^10 to ~5 or ~6.^[A note.] ~~~\n",
        ["shown without the line through it: 'mud'"],
    ),
    "pictures in HTML": (
        '<p align="center"><img src="a b.png" alt="Ice &amp; mud" width="200"></p>\n\n<img alt="Ice">\n',
        '![Ice & mud](a%20b.png)\n\n<img alt="Ice">\n',
        [],
    ),
}


@pytest.mark.parametrize(("text", "made", "told"), SHAPES.values(), ids=SHAPES)
def test_it_is_written_as_the_site_knows_it(text: str, made: str, told: list[str]) -> None:
    assert other_inlines.known(text, 0) == (made, told)
    assert made.count("\n") == text.count("\n")
