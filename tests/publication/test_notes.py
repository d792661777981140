"""The published text, in each usual shape: its blocks, the marks in them, its notes, and what stands behind them."""

from __future__ import annotations

import pytest

from scripts.publication import collation, notes
from scripts.publication.chapters import Heading
from scripts.publication.notes import Original

MILL, WU = "Ada Mill, *On Tides* (Weir, 2004), 4.", "Bo Wu, *Ice* (Weir, 2005), 5."


def words(original: Original) -> list[str]:
    """The text of each block below the title, with the numbers of its notes."""
    found = [b.text + b.calls if isinstance(b, Heading) else b.raw for b in original.blocks[1:]]
    return [notes.MARK.sub(r"^\1", text) for text in found]


# name: text; its blocks below the title; its notes, each with its number and the printed one; the back matter
SHAPES: dict[str, tuple[str, list[str], list[tuple[int, str, str]], list[str]]] = {
    "at the end, behind a line": (
        f"# T\n\n## A\n\nOne.<sup>1</sup>\n\n---\n\nTwo.<sup>2</sup>\n\n## B\n\nThree.\n\n---\n\n"
        f"<sup>1</sup> {MILL}\n\n<sup>2</sup> {WU}\n\n**Cy** keeps a ferry.\n",
        ["A", "One.^1", "Two.^2", "B", "Three."],
        [(1, "1", MILL), (2, "2", WU)],
        ["Cy keeps a ferry."],
    ),
    "of a long book, with numbers of five digits": (
        f"# T\n\nOne.<sup>9999</sup> Two.<sup>10000</sup>\n\n---\n\n<sup>9999</sup> {MILL}\n\n<sup>10000</sup> {WU}\n",
        ["One.^9999 Two.^10000"],
        [(9999, "9999", MILL), (10000, "10000", WU)],
        [],
    ),
    "behind a line and words on the author": (
        f"# T\n\n## A\n\nOne.<sup>1</sup>\n\n---\n\n**Cy** keeps a ferry.\n\n<sup>1</sup> {MILL}\n",
        ["A", "One.^1"],
        [(1, "1", MILL)],
        ["Cy keeps a ferry."],
    ),
    "after each chapter, from 1": (
        f"# T\n\n## A\n\nOne.<sup>1</sup> Two.<sup>2</sup>\n\n---\n\n<sup>1</sup> {MILL}\n\n<sup>2</sup> Ibid.\n\n"
        f"## B\n\nThree.<sup>1</sup>\n\n---\n\n<sup>1</sup> {WU}\n",
        ["A", "One.^1 Two.^2", "B", "Three.^3"],
        [(1, "1", MILL), (2, "2", "Ibid."), (3, "1", WU)],
        [],
    ),
    "in a list by chapter, from 1": (
        f"# T\n\n## A\n\nOne.<sup>1</sup>\n\n## B\n\nThree.<sup>1</sup>\n\n## Notes\n"
        f"\n### A\n\n1. {MILL}\n\n### B\n\n1. {WU}\n",
        ["A", "One.^1", "B", "Three.^2"],
        [(1, "1", MILL), (2, "1", WU)],
        [],
    ),
    "Markdown footnotes, among the text": (
        "# T\n\nOne.[^1]\n\n[^1]: It was\n    thin.\n\nTwo.[^b] Three.[^1a]\n\n[^1a]: Low.\n[^b]: High.\n\nFour.\n",
        ["One.^1", "Two.^2 Three.^3", "Four."],
        [(1, "1", "It was thin."), (3, "3", "Low."), (2, "2", "High.")],
        [],
    ),
    "several in a mark, in a heading, a table and a list, and a power that is none": (
        "T\n=\n\nIce<sup>1</sup>\n---\n\nOne.<sup>2,3</sup> Of 5 km<sup>2</sup>.<sup>[4–5]</sup>\n\n"
        "| a<sup>6</sup> |\n|---|\n\n"
        "- Two.<sup>7</sup><sup>, </sup><sup>8</sup>\n\n**Notes**\n\n"
        "1. A.\n2. B.\n3. C.\n4. D.\n5. E.\n6. F.\n7. G.\n8. H.\n",
        ["Ice^1", "One.^2^3 Of 5 km<sup>2</sup>.^4^5", "| a^6 |", "|---|", "Two.^7^8"],
        [(n, str(n), f"{letter}.") for n, letter in enumerate("ABCDEFGH", 1)],
        [],
    ),
    "marks and citations in headings, and a note to the title": (
        "# T<sup>1</sup>\n\n## Ice[@mill2019]\n\nOne.<sup>2</sup>\n\n"
        "---\n\n<sup>1</sup> First *read*\n\n<sup>2</sup> B.\n",
        ["Ice[@mill2019]", "One.^2"],
        [(1, "1", "First *read*"), (2, "2", "B.")],
        ["First read"],
    ),
    "numbers in brackets, raised by nobody": (
        "# T\n\nOne in 2019[1]. Two \\[2, 3\\] of [it](x.md).\n\n**Endnotes**\n\n[1] A.  \n[2] B.\n\n\\[3\\] C.\n",
        ["One in 2019^1. Two ^2^3 of [it](x.md)."],
        [(1, "1", "A."), (2, "2", "B."), (3, "3", "C.")],
        [],
    ),
    "numbers in brackets that call no note": (
        "# T\n\nOne[1] of *Mill* [2011] 2.\n\n**Endnotes**\n\n[1] A.\n[2] B.\n",
        ["One[1] of *Mill* [2011] 2."],
        [(1, "1", "A."), (2, "2", "B.")],
        [],
    ),
    "at the end, in brackets, with nothing above them": (
        "# T\n\n## A\n\n1. One.[1]\n2. Two.\\[2\\]\n\n## B\n\nFour.[3]\n\n[1] A.\n\n\\[2\\] B,\n1966. Low.\n\n"
        "More of B.\n\n[3] C.\n\n---\n\nCy keeps a ferry.\n",
        ["A", "One.^1", "Two.^2", "B", "Four.^3"],
        [(1, "1", "A."), (2, "2", "B, 1966. Low. More of B."), (3, "3", "C.")],
        ["Cy keeps a ferry."],
    ),
    "at the end, as a list, of numbers that are raised and lead to them": (
        "# T\n\nOne.<sup>1</sup> Two km<sup>3</sup>.<sup>[2](#b)</sup>\n\n1\\. A.\n\n2\\. B.\n",
        ["One.^1 Two km<sup>3</sup>.^2"],
        [(1, "1", "A."), (2, "2", "B.")],
        [],
    ),
    "a list at the end, of which the text calls no number": (
        "# T\n\nOne.\n\n1. A.\n2. B.\n",
        ["One.", "A.", "B."],
        [],
        [],
    ),
    "superior digits": (
        "# T\n\nOne.¹ Two.²\n\n---\n\nOf 5 km² (10²).³\n\n---\n\n¹ A.\n\n²B.\n\n³ C.\n",
        ["One.^1 Two.^2", "Of 5 km² (10²).^3"],
        [(1, "1", "A."), (2, "2", "B."), (3, "3", "C.")],
        [],
    ),
    "powers, fractions, ions and masses that have the number that is due": (
        "# T\n\nOne.¹ Of 5 m², ²⁄₃ of Ca²⁺ by ²H.² Since 1994³ and, again, 1995², the 1990s² and Ada's².\n\n---\n\n"
        "¹ A.\n\n² B.\n\n³ C.\n",
        ["One.^1 Of 5 m², ²⁄₃ of Ca²⁺ by ²H.^2 Since 1994^3 and, again, 1995^2, the 1990s^2 and Ada's^2."],
        [(1, "1", "A."), (2, "2", "B."), (3, "3", "C.")],
        [],
    ),
    "the same, raised in HTML": (
        "# T\n\nOne.<sup>1</sup> Of 5 *m*<sup>2</sup>, <sup>2</sup>⁄<sub>3</sub> by <sup>2</sup>H.<sup>2</sup>\n\n"
        "## Notes\n\n1. A.\n2. B.\n",
        ["One.^1 Of 5 *m*<sup>2</sup>, <sup>2</sup>⁄<sub>3</sub> by <sup>2</sup>H.^2"],
        [(1, "1", "A."), (2, "2", "B.")],
        [],
    ),
    "in brackets, after each chapter under a line, from 1": (
        "# T\n\n## A\n\nOne.[1] Two.[2]\n\nNotes\n\n[1] A.\n\n[2] B.\n\n## B\n\nThree.[1]\n\nNotes\n\n[1] C.\n",
        ["A", "One.^1 Two.^2", "B", "Three.^3"],
        [(1, "1", "A."), (2, "2", "B."), (3, "1", "C.")],
        [],
    ),
    "a note of several paragraphs, and what is no note": (
        "# T\n\nOne.[1] Two.[2]\n\n## Notes\n\n[1] A.\n\n> More of *A*.\n\nAnd more.\n\n[2] B.\n\nCy keeps a ferry.\n",
        ["One.^1 Two.^2"],
        [(1, "1", "A. More of *A*. And more."), (2, "2", "B.")],
        ["Cy keeps a ferry."],
    ),
    "parts of the text that have the heading of notes": (
        "# T\n\nOne.[^1]\n\n### Note\n\nTwo.[^2]\n\n**Notes**\n\nThree.\n\n## Notes\n\nFour.\n\n## B\n\nFive.\n\n"
        "## Note\n\nSix.[^3]\n\n[^1]: A.\n[^2]: B.\n[^3]: C.\n",
        ["One.^1", "Note", "Two.^2", "**Notes**", "Three.", "Notes", "Four.", "B", "Five.", "Note", "Six.^3"],
        [(1, "1", "A."), (2, "2", "B."), (3, "3", "C.")],
        [],
    ),
    "nothing but endnotes": (f"1. {MILL}\n2. Ibid.\n   Indeed.\n", [], [(1, "1", MILL), (2, "2", "Ibid. Indeed.")], []),
}


@pytest.mark.parametrize("name", SHAPES)
def test_each_usual_shape_is_read(name: str) -> None:
    text, blocks, printed, back = SHAPES[name]
    original = notes.read(text)
    assert words(original) == blocks
    assert [(note.number, note.label, note.text) for note in original.notes] == printed
    assert [sentence.text for sentence in original.back_matter] == back


def test_an_item_of_a_list_is_no_note_whose_number_a_footnote_has() -> None:
    original = notes.read("# T\n\nOne.[^1] Two.[^2]\n\n## Notes\n\n1. So far.\n\n[^1]: It was.\n[^2]: Ibid.\n")
    assert [(note.label, note.text) for note in original.notes] == [("1", "It was."), ("2", "Ibid.")]


def test_notes_in_a_file_of_their_own_are_read_with_the_text_and_have_their_places_there() -> None:
    text = "# T\n\n## A\n\nOne.[^1] Two.<sup>2</sup>\n\n---\n\n**Cy** keeps a ferry.\n"
    original = notes.read(text, beside="## Notes to T\n\n### A\n\n[^1]: It was\n    thin.\n2. Ibid.\n\nAll is said.\n")
    assert words(original) == ["A", "One.^1 Two.^2"]
    assert [(note.text, note.place.path, note.place.line) for note in original.notes] == [
        ("It was thin.", "record/notes.md", 5),
        ("Ibid.", "record/notes.md", 7),
    ]
    assert [(sentence.text, sentence.path, sentence.line) for sentence in original.back_matter] == [
        ("Cy keeps a ferry.", "record/original.md", 9),
        ("All is said.", "record/notes.md", 9),
    ]


def test_a_bibliography_is_no_part_of_the_text_unless_it_stands_within_a_part() -> None:
    works = "Mill, Ada. *On Tides*. Weir, 2004.\n\nWu, Bo. *Ice*. Weir, 2005.\n"
    read = ("Mill, Ada. *On Tides*. Weir, 2004.", "Wu, Bo. *Ice*. Weir, 2005.")
    at_the_end = notes.read(f"# T\n\n## A\n\nOne.\n\n## Bibliography\n\n{works}")
    within = notes.read(f"# T\n\n## A\n\nOne.\n\n### Further reading\n\n{works}")
    text = notes.read("# T\n\n## A\n\nOne.\n\n## Sources\n\nThe river rises in the hills.\n")
    assert (words(at_the_end), at_the_end.bibliography) == (["A", "One."], read)
    assert (words(within), within.bibliography) == (["A", "One.", "Further reading", *read], read)
    assert (words(text), text.bibliography) == (["A", "One.", "Sources", "The river rises in the hills."], ())


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ("Mill, Ada. *On Tides*. Weir, 2004.\n\n———. *On Ebbs*. Weir, 2005.\n\n- Wu, B. J. (2005). *Ice*. Weir.", 3),
        ("de Mill, Ada, and Bo Wu. *On Tides*. Weir, 2004.\n\nWu, Bo: *Ice*. Weir 2005.", 2),
        ("Wu, Bo. *Ice*. Weir, 2005.\n\nMill, Ada. *On Tides*. Weir, 2004.", 0),
        ("Mill, Ada. *On Tides*. Weir, 2004.\n\nThe river rose in 1920.", 0),
        ("Mill, Ada. *On Tides*. Weir, 2004.", 0),
        ("Early, Ada Mill said so in 1920.\n\nLater, Bo Wu did in 1921.", 0),
    ],
)
def test_a_bibliography_of_another_name_is_seen_by_its_entries(below: str, found: int) -> None:
    original = notes.read(f"# T\n\n## A\n\nOne.[^1]\n\n## Of Use\n\n{below}\n\n[^1]: It was.\n")
    assert len(original.bibliography) == found
    assert ("Of Use" in words(original)) == (found == 0)


def test_a_short_form_is_led_to_a_note_that_is_called_before_it_wherever_that_is_printed() -> None:
    original = notes.read(f"# T\n\nOne.[^a] Two.[^b]\n\n[^b]: Mill, *On Tides*, 9.\n[^a]: {MILL}\n")
    assert [(note.number, original.cited[note.number][0].source) for note in original.notes] == [(2, "s1"), (1, "s1")]
    assert next(iter(original.resolution.works.values())).publisher == "Weir"


def test_a_supra_counts_as_the_printed_numbers_do() -> None:
    marks = "One.<sup>1</sup> Two.<sup>2</sup>"
    first = f"# T\n\n## A\n\n{marks}\n\n## Notes\n\n1. {MILL}\n2. Ibid.\n"
    original = notes.read(f"{first}\n# B\n\n{marks}\n\n## Notes\n\n1. {WU}\n2. *Supra* note 1.\n")
    assert [[cited.source for cited in original.cited[n]] for n in (1, 2, 3, 4)] == [["s1"], ["s1"], ["s2"], ["s2"]]
    assert [cited.problem for cited in original.cited[4]] == [None]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("The ice was thin.", ("[^The ice was thin]",)),
        ("Mill said so.", ("[^Mill said so]",)),
        ("[@mill2019]", ("[@mill2019]",)),
        (
            "The ice was thin that year; see [@mill2019, p. 4], but compare [@wu2020; @lee2021].",
            ("[^The ice was thin that year]", "[see @mill2019, p. 4]", "[but compare @wu2020]", "[@lee2021]"),
        ),
        ("See [@mill2019] (on *tides* [sic]).", ("[See @mill2019]", "[^on tides (sic)]")),
        (
            "See *Mill*, and contra [see, at ¶ 3, @wu2020, ¶ 4].",
            ("[^See Mill, and]", "[contra see, at \\¶ 3, @wu2020, \\¶ 4]"),
        ),
    ],
)
def test_what_a_footnote_of_a_chapter_says(note: str, said: tuple[str, ...]) -> None:
    assert collation.said_in(note) == said
    assert collation.read(f"thin. {''.join(said)}") == ["thin.", *said]


def test_what_looks_like_a_mark_in_code_is_none() -> None:
    text = "# Ice\n\nA mark is `[^2]` or ``<sup>1</sup>``.[^1]\n\n[^1]: Ada Mill, *On Weirs* (Dunmore: Weir, 1998).\n"
    original = notes.read(text)
    assert [mark.number for mark in original.marks] == [1]
    assert original.blocks[1].raw == f"A mark is `[^2]` or ``<sup>1</sup>``.{notes.mark(1)}"
