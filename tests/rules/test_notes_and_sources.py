"""The rules on notes and on sources agree: an entry that has what the note prints, and nothing else, suits both."""

from __future__ import annotations

import pytest

from tests import cases

URL = "https://ledger.example/2019/05/03/ice-on-the-upper-river"
FIRST = f'<sup>1</sup> Ada Mill, "Ice on the Upper River", *The Ledger*, 3 May 2019, accessed 1 Jun 2019 <{URL}>'
ABOUT_BOTH = {"note-matches-source", "source-complete", "short-note-resolves", "ibid-resolves", "faithful-notes"}

# A note, and the entry that says what it prints.
PAIRS = (
    (
        f'Ada Mill, "Ice on the Upper River", *The Ledger*, 3 May 2019 <{URL}>',
        f"@online{{K, author={{Ada Mill}}, title={{Ice on the Upper River}}, organization={{The Ledger}}, "
        f"date={{2019-05-03}}, url={{{URL}}}}}",
    ),
    (
        f"Office for Tides, “Ice on the Upper River,” accessed June 1, 2019, {URL}.",
        f"@online{{K, author={{{{Office for Tides}}}}, title={{Ice on the Upper River}}, urldate={{2019-06-01}}, "
        f"url={{{URL}}}}}",
    ),
    (
        "Ada Mill, *Ice on the Upper River*, 2nd ed. (Dunmore: Weir, 2019), 12–14.",
        "@book{K, author={Ada Mill}, title={Ice on the Upper River}, edition={2}, location={Dunmore}, "
        "publisher={Weir}, date={2019}}",
    ),
    (
        "Ada Mill, ‘Ice on the Upper River’, *Journal of Cold*, 12 (2019), 4–33 (p. 5).",
        "@article{K, author={Ada Mill}, title={Ice on the Upper River}, journaltitle={Journal of Cold}, volume={12}, "
        "pages={4--33}, date={2019}}",
    ),
    (
        "Ada Mill et al., “Ice on the Upper River,” *Journal of Cold* 12, no. 3 (2019): 4, doi:10.1234/Cold.5.",
        "@article{K, author={Ada Mill and others}, title={Ice on the Upper River}, journaltitle={Journal of Cold}, "
        "volume={12}, number={3}, date={2019}, doi={https://doi.org/10.1234/cold.5}}",
    ),
)


@pytest.mark.parametrize(("note", "entry"), PAIRS, ids=[note for note, _ in PAIRS])
def test_an_entry_that_says_what_the_note_prints_suits_all_rules(note: str, entry: str) -> None:
    own = cases.changed({"changes": []})["references.bib"].decode().partition("@online{wu2019")[0]
    changes = [
        {"file": "record/original.md", "from": FIRST, "to": f"<sup>1</sup> {note}"},
        {"file": "record/original.md", "from": "<sup>4</sup> Mill, ", "to": "<sup>4</sup> "},
        {"file": "references.bib", "from": own, "to": f"{entry.replace('{K', '{mill2019')}\n\n"},
    ]
    assert [f for f in cases.findings({"changes": changes}) if cases.rule_of(f) in ABOUT_BOTH] == []


@pytest.mark.parametrize("words", ["The ice was thin that year.", "I owe this to Cy Reed.", "See note 1 above."])
def test_an_explanation_alone_is_no_fault(words: str) -> None:
    changes = [
        {
            "file": "record/original.md",
            "from": '<sup>4</sup> Mill, "Ice on the Upper River"',
            "to": f"<sup>4</sup> {words}",
        },
        {"file": "docs/thaw.md", "from": "again.[@mill2019]", "to": f"again.[^a]\n\n[^a]: {words}"},
    ]
    assert [f for f in cases.findings({"changes": changes}) if cases.rule_of(f) in ABOUT_BOTH] == []


def test_marks_show_the_published_numbers_where_they_begin_again() -> None:
    original = cases.changed({"changes": []})["record/original.md"].decode()
    for old, new in (("3", "1"), ("4", "2")):
        original = original.replace(f"<sup>{old}</sup>", f"<sup>{new}</sup>")
    made = cases.made({"file": "record/original.md", "whole": original})
    assert made.labels == {"docs/ice.md": ("1", "2"), "docs/thaw.md": ("1", "2")}
    assert [note.number for note in made.original.notes] == [1, 2, 3, 4]
    assert cases.findings({"file": "record/original.md", "whole": original}) == []


def test_marks_count_from_1_where_no_notes_were_published() -> None:
    original = (
        '# On River Ice\n\n## Ice\n\nThe ice held until March.[@mill2019] "It sang at night", said Ada Mill.[@mill2019]'
        "\n\nIt was thick.\n\n## Thaw\n\nIt broke in the spring of 2019.[@wu2019] The ferry ran again.[@mill2019]\n\n"
        "## Notes\n\n---\n\n**Cy Reed** keeps a ferry.\n"
    )
    made = cases.made({"file": "record/original.md", "whole": original})
    assert made.labels == {"docs/ice.md": ("1", "2"), "docs/thaw.md": ("3", "4")}
    assert cases.findings({"file": "record/original.md", "whole": original}) == []


def test_a_note_that_is_called_again_is_in_order() -> None:
    again = {"file": "record/original.md", "from": "again.<sup>4</sup>", "to": "again.<sup>1</sup><sup>4</sup>"}
    assert [found for found in cases.findings(again) if found.endswith("(note-order)")] == []
