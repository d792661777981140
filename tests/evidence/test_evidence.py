"""The record of what the sources were found to say: what is written can be read, and who is shown it."""

from __future__ import annotations

import json

import pytest

from scripts import rules
from scripts.hypertext.unread import Why
from scripts.publication import article, ledger, readings
from scripts.publication.readings import (
    EMPTY,
    ClaimVerdict,
    Evidence,
    How,
    LastRead,
    Reading,
    Unread,
    Verdict,
    read,
    write,
)
from scripts.website import cards, compared, pages, templates
from scripts.website.editors_notes import editors_notes, notes_beside
from scripts.website.exports import EXPORTS
from tests import cases


def test_what_is_written_is_read() -> None:
    saved = Reading(How.SAVED, "", "2026-11-01", "trafilatura 2", "0" * 16, "1" * 16)
    live = Reading(
        How.LIVE, "https://mill.example/", "2026-11-01", "trafilatura 2", "0" * 16, "1" * 16, "Ice", ("Ada",)
    )
    found = ClaimVerdict(
        "ice-sang", Verdict.FOUND, "mill", "It sang", "2" * 16, "2026-11-01", (3, 9), found="2026-11-01"
    )
    missed = ClaimVerdict(
        "ice-sang", Verdict.ABSENT, "mill", "at night", "2" * 16, "2026-11-01", nights=("2026-11-01",)
    )
    whole = ClaimVerdict("ice-held", Verdict.DETAILS_FOUND, "wu", "", "3" * 16, "2026-11-01")
    record = Evidence(
        {"mill": LastRead("https://mill.example/", saved), "reed": LastRead("", live, Unread(Why.WALL, "2026-11-01"))},
        {"ice-held": (whole,), "ice-sang": (found, missed)},
    )
    assert read(write(record)) == record
    assert read(write(EMPTY)) == EMPTY


@pytest.mark.parametrize("rule", sorted(rules.evidence.PRIVATE))
@pytest.mark.parametrize(("public", "shown"), [("", False), ("\n  public: true", True)])
def test_readers_see_what_could_wrong_the_author_where_an_editor_says_so(rule: str, public: str, shown: bool) -> None:
    files = article.files(cases.BAD / "article")
    text = files[readings.PATH].decode()
    was = '"detail-missing", "source": "wu2019", "words": "2019"'
    assert was in text
    files[readings.PATH] = text.replace(was, f'"{rule}", "source": "mill2019", "words": "It broke in spring"').encode()
    (found,) = [f for f in rules.check(article.build(files, cases.TODAY)) if f.rule == rule]
    because = "Both have the words from the same old almanac."
    files[ledger.ACCEPTED] = (
        f"- rule: {rule}\n  claim: {found.subject.name}\n  found: {json.dumps(found.found)}\n"
        f"  because: {because}\n  on: 2026-11-22{public}\n"
    ).encode()
    built = article.build(files, cases.TODAY)
    findings = rules.check(built)
    assert rules.unanswered(built, findings) == []
    told = "".join(page.filled(page.markdown) for _, page in pages.generated(built, findings))
    beside = notes_beside(editors_notes(built, findings))
    told += "".join(
        templates.render("cards.html", cards=cards.cards(built, chapter, beside, "", {})) for chapter in built.chapters
    )
    assert (because in told) == shown
    assert (rules.RULES[rule].readers.capitalize() in told) == shown
    assert rule not in "".join(EXPORTS["claims.json"].pieces(built, "/"))


def test_what_was_found_at_an_old_address_is_told_nobody() -> None:
    files = article.files(cases.BAD / "article")
    wall = b'"wu2019": {"unread": {"why": "wall", "on": "2026-11-22"},'
    files[readings.PATH] = files[readings.PATH].replace(b'"wu2019": {', wall)
    before = article.build(files, cases.TODAY)
    for source in before.sources.values():
        files["references.bib"] = files["references.bib"].replace(source.url.encode(), f"{source.url}-anew".encode())
    after = article.build(files, cases.TODAY)

    def told(of: article.Article) -> set[str]:
        return {one.label for _, claim in of.recorded() for one in compared.of_claim(of, claim)}

    assert [told(before), told(after)] == [{"Found in the source", "Could not be read"}, set()]
    assert [compared.of_source(after, source) for source in after.sources.values()] == [(), ()]


@pytest.mark.parametrize(
    ("words", "differing", "left_out", "marked"),
    [
        ("The ice will hold, she said", ("will", "hold"), (), "The ice <will> <hold>, she said"),
        ("The ice held the ice", ("ice", "ice"), (), "The <ice> held the <ice>"),
        ("The ice will hold", (), ("will … hold",), "The ice will <[words left out]> hold"),
        ("It sang … at night", ("sang",), ("sang … at",), "It <sang> … at night"),
    ],
)
def test_the_words_of_an_altered_quotation_that_its_source_has_not_are_marked(
    words: str, differing: tuple[str, ...], left_out: tuple[str, ...], marked: str
) -> None:
    held = readings.ClaimVerdict("x", readings.Verdict.ALTERED, "mill2019", words, "", "", None, differing, left_out)
    runs = compared.altered(held)
    assert "".join(f"<{run.text}>" if run.differs else run.text for run in runs) == marked
