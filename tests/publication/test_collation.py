"""What is the same text and what is not, however Markdown writes it."""

from __future__ import annotations

from itertools import combinations

import pytest

from scripts import rules
from scripts.publication import chapters, collation, plain_yaml
from tests import cases


def told(published: str, now: str) -> list[str]:
    """What is found of a sentence that was published in one way and stands in another."""
    was, is_now = (
        {"file": path, "from": "It was thick.", "to": text}
        for path, text in (("record/original.md", published), ("docs/ice.md", now))
    )
    return [
        found.message for found in rules.check(cases.made({"changes": [was, is_now]})) if found.rule == "faithful-text"
    ]


@pytest.mark.parametrize(
    ("published", "now"),
    [
        ("It was *very* thick.", "It was _very_ thick."),
        ("It was __very thick__ (*all* of it).", "It was **very thick** (_all_ of it)."),
        ("It was thick — blue & white.", "It was thick &mdash; blue &amp; white."),
        ("It was 10&nbsp;cm and §&#8239;4.", "It was 10 cm and § 4."),
        ("The file ice_held_on and <https://ice.example/_a_?b&c;> are old.",) * 2,
        ("It was `so _thick_ &amp; thin`, _all_.", "It was `so _thick_ &amp; thin`, *all*."),
        ("It was `_thick_ &amp; thin`, as in &lt;b&gt; and &amp;mdash;.",) * 2,
    ],
)
def test_the_same_in_another_way_of_writing_is_the_same(published: str, now: str) -> None:
    assert told(published, now) == []
    assert told(now, published) == []


@pytest.mark.parametrize(
    ("published", "now"),
    [
        ("It was *very* thick.", "It was very thick."),
        ("It was *very* thick.", "It was __very__ thick."),
        ("It was ice_thick.", "It was ice*thick*."),
        ("It was thick &ndash; blue.", "It was thick &mdash; blue."),
        ("It was `&amp;`.", "It was `&`."),
        ("It was `ice _held_ on`, _all_ of it.", "It was `ice *held* on`, *all* of it."),
        ("It was `ice &amp; all`.", "It was `ice & all`."),
        ("It was <https://ice.example/_a>.", "It was <https://ice.example/xa>."),
    ],
)
def test_another_text_is_told(published: str, now: str) -> None:
    assert len(told(published, now)) == 1


def test_to_describe_a_picture_that_was_published_without_words_is_no_departure() -> None:
    assert told("It was ![](a.png) thick.", "It was ![The [old] ice](a.png) thick.") == []
    assert told("![](a.png)", "![The old ice](a.png)") == []
    assert len(told("It was ![Ice](a.png) thick.", "It was ![](a.png) thick.")) == 1
    assert len(told("![Ice](a.png) and ![](a.png)", "![Snow](a.png) and ![The ice](a.png)")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "A note is called by `[^name]`, and so it is.[@mill2019]",
        "It is cited as `[@key, p. 4] x` or \\[@mill2019], `a [@key] b` and ``c` [@key]``.[@mill2019, p. 4]",
        "The `rm`[@mill2019] `[^a]` and ``thick'' ice.[^a]",
        "~~~text\n# Ice\n\nThe ice held.[@nobody2020]\nIt sang.[^q]\n~~~\n\nIt held.[@mill2019]",
    ],
)
def test_any_words_of_a_line_with_code_are_read_as_they_were_written(line: str) -> None:
    found = collation.tokens(chapters.read("docs/ice.md", line).blocks)
    assert sum(token.is_citation for token in found) == len(chapters.read("docs/ice.md", line).marks)
    for start, end in combinations(range(len(found) + 1), 2):
        some = found[start:end]
        assert collation.read(collation.written(some)) == [token.text for token in some]


def test_code_is_quoted_as_it_is_shown() -> None:
    found = collation.tokens(chapters.read("docs/ice.md", "It is called by `[^name]`, here.").blocks)
    assert collation.written(found) == "¶ It is called by `[^name]`, here."


def test_a_correction_is_read_as_it_was_written() -> None:
    words = "_very_ **thick**, &lt;b&gt; &mdash; R&amp;D and `so \\_b_ c`, _all_"
    assert collation.read(words) == collation.read(" ".join(collation.read(words)))


@pytest.mark.parametrize(
    ("corrections", "gone"),
    [
        ([{"kind": "removal", "published": "It broke in the spring of 2019.[@wu2019]"}], {3}),
        ([{"kind": "wording", "published": "broke", "now": "fell"}], set()),
        (
            [{"kind": "move", "published": "It broke in the spring of 2019.[@wu2019]", "after": "again.[@mill2019]"}],
            set(),
        ),
    ],
    ids=["taken out", "another word", "moved"],
)
def test_a_note_is_taken_out_by_what_takes_out_its_citation_alone(
    corrections: list[dict[str, str]], gone: set[int]
) -> None:
    written = [one | {"because": "It was so.", "on": "2026-11-01"} for one in corrections]
    file = {"file": "record/corrections/thaw.yml", "whole": plain_yaml.dump(written)}
    came = cases.made({"changes": [file]}).collation
    assert came.taken_out == gone
    assert came.differences  # the chapter has what was published, none of it made
