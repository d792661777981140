"""Readers are shown no words of machines: no path, key, id, rule or library, but on Methods."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import rules
from scripts.finding import Finding, Place, Subject, SubjectKind
from scripts.publication import article
from scripts.rules import record
from scripts.website import pages
from scripts.website.editors_notes import in_words
from tests import cases
from tests.conftest import ARTICLE
from tests.website import plain_words

REAL = article.read(ARTICLE, cases.TODAY)


def test_no_page_shows_words_of_machines(built: Path) -> None:
    assert plain_words.told(built, REAL, ARTICLE) == []


def test_they_are_found_where_a_page_shows_them(tmp_path: Path) -> None:
    for number in range(len(REAL.chapters) + 1):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "index.html").write_text("<p>The ice was thin.</p>")
    key, rule = next(iter(REAL.sources)), "quotation-cited"
    page = f"<body title={rule}><p>See {key}, in record/accepted.yml, by mkdocs.<pre>{key}</pre><script>{key}</script>"
    (tmp_path / "0/index.html").write_text(page)
    assert sorted(plain_words.told(tmp_path, REAL, ARTICLE)) == [
        f"0/index.html: {word}" for word in sorted([rule, key, "record/accepted.yml", "mkdocs"])
    ]


CORRECTED: cases.Case = {
    "changes": [
        {"file": "docs/ice.md", "from": "until March.[@mill2019]", "to": "until May.[see @wu2019, p. 4]"},
        {
            "file": "record/corrections/ice.yml",
            "whole": "- kind: wording\n  published: until March.[@mill2019]\n  now: until May.[see @wu2019, p. 4]\n"
            "  because: The author was told of it and agrees.\n  on: 2020-01-01\n",
        },
    ]
}


def test_corrections_name_their_sources_by_author_and_year() -> None:
    corrected = cases.made(CORRECTED)
    page = dict(pages.generated(corrected, rules.check(corrected)))["corrections.md"]
    shown = plain_words.shown(f"<body>{page.filled(page.markdown)}</body>")
    assert {"[Mill 2019]", "[see Wu 2019, p. 4]"} <= set(shown.split("\n"))
    assert "mill2019" not in shown


ANSWERED = [rule for rule in rules.RULES.values() if rule.family not in {*record.NOT_ANSWERED, "site"}]


@pytest.mark.parametrize("rule", ANSWERED, ids=[rule.name for rule in ANSWERED])
def test_each_rule_that_an_editor_can_answer_says_to_readers_what_it_finds(rule: rules.Rule) -> None:
    assert rule.readers
    assert rule.readers[0].islower() or not rule.readers[0].isalpha()
    assert not rule.readers.endswith(".")


def test_what_is_found_quotes_what_readers_see_of_it() -> None:
    sentence = next(iter(REAL.sentence_of.items()))
    place = Place("docs/x.md", 1, Subject(SubjectKind.CLAIM, sentence[0]))
    words = " ".join(sentence[1].text.split()[:3])
    found = Finding(place, "a message", "quotation-cited", ("mill2019", words))
    assert in_words(REAL, found) == f"A quotation without a source: “{words}”"
    assert in_words(REAL, found._replace(found=("mill2019",))) == "A quotation without a source"
