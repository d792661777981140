"""The one file in which all corrections stood before each chapter had its own; and what is not written at all."""

from __future__ import annotations

from scripts import rules
from scripts.editing import fix
from scripts.editing.plan import Done
from scripts.publication import article, ledger
from tests import cases

OLD = """\
- kind: wording
  published: until March.
  now: until May.
  because: The author meant May.
  on: 2020-01-01
- kind: addition
  after: ran again.[@mill2019]
  now: It stopped.
  because: A reader had asked.
  on: 2020-01-02
- kind: addition
  after: ran again. It stopped.
  now: It never ran after that.
  because: It is what became of it.
  on: 2020-01-03
- kind: removal
  published: It was never said.
  because: It is about nothing that was published.
  on: 2020-01-03
"""


def test_the_reasons_of_the_old_file_go_to_the_files_of_their_chapters() -> None:
    files = cases.changed(
        {
            "changes": [
                {"file": "docs/ice.md", "from": "until March", "to": "until May"},
                {"file": "docs/ice.md", "append": "\nIt never ran after that.\n"},
                {"file": "docs/thaw.md", "append": "\nIt stopped.\n"},
                {"file": ledger.CORRECTIONS, "whole": OLD},
            ]
        }
    )
    made = fix.plan(article.build(files, cases.TODAY), files, None)
    fixed = fix.fixed(files, made)
    assert ledger.CORRECTIONS not in fixed
    built = article.build(fixed, cases.TODAY)
    assert [(c.chapter, c.because, c.on) for c in built.corrections] == [
        ("docs/ice.md", "The author meant May.", "2020-01-01"),
        ("docs/ice.md", "It is what became of it.", "2020-01-03"),
        ("docs/thaw.md", "A reader had asked.", "2020-01-02"),
    ]
    dropped = [step.words for step in made.steps if step.done is Done.CORRECTION_DROPPED]
    assert dropped == ["'It was never said.', because 'It is about nothing that was published.'"]
    assert rules.failing(rules.check(built)) == []
    assert fix.plan(built, fixed, None).texts == {}


def test_a_key_that_is_unknown_is_not_written_down() -> None:
    """Not even where the sentence has a record, as its words are the same."""
    files = cases.changed({"file": "docs/thaw.md", "from": "@wu2019", "to": "@wu2091"})
    made = fix.plan(article.build(files, cases.TODAY), files, None)
    assert made.texts == {}
    assert [(step.done, step.path, step.name, step.words) for step in made.steps] == [
        (Done.LEFT, "docs/thaw.md", "3", "citation-known")
    ]
