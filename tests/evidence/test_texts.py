"""Where the words of an article are looked for in a page, and what is said where only a part of it could be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.editors.report import from_sources, report
from scripts.evidence.comparison import Compared, SourceText, asked, verdicts
from scripts.evidence.page import look
from scripts.hypertext.unread import Why
from scripts.publication import article as articles
from scripts.publication import readings
from scripts.publication.article import Article
from scripts.publication.nights import EMPTY
from scripts.publication.readings import ClaimVerdict, Verdict
from scripts.states import support
from scripts.states.support import State
from scripts.website import cards, templates
from scripts.website.exports import EXPORTS
from tests import cases

SANG = "sang-night-said-ada-mill"
ELSE = "The keeper wrote down who crossed, and what was said of the ferry."


def quoted(text: SourceText, wu: SourceText | None = None) -> list[Compared]:
    """What is said of "It sang at night", for which mill2019 is cited."""
    texts = {"mill2019": text} | ({"wu2019": wu} if wu else {})
    given = cases.compare(articles.read(cases.BAD / "article", cases.TODAY), texts)
    return [one for one in given if one.claim == SANG and one.verdict.startswith("quotation")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (SourceText("", "It sang at night."), Verdict.FOUND),
        (SourceText("", ELSE, f"{ELSE}\n\nIt sang at night."), Verdict.FOUND),
        (SourceText("It sang at night", ELSE), Verdict.FOUND),
        (SourceText("", "It sang at night.", "It sang\n\nSubscribe to the ledger now.\n\nat night."), Verdict.FOUND),
        (SourceText("", "It sang at noon.", "It sang at noon.\n\nIt sang at night."), Verdict.FOUND),
        (SourceText("", ELSE, f"{ELSE}\n\nIt sang at noon."), Verdict.ALTERED),
        (SourceText("", f"{ELSE} It sang", "at night"), Verdict.ABSENT),
        (SourceText("", ELSE, whole=False), Verdict.NOT_IN_PART),
        (SourceText("", "It sang at night.", whole=False), Verdict.FOUND),
        (SourceText("", "It sang at noon.", whole=False), Verdict.ALTERED),
    ],
    ids=lambda given: str(given),
)
def test_words_are_looked_for_in_the_main_text_and_then_in_all_that_is_shown(
    text: SourceText, verdict: Verdict
) -> None:
    assert [one.verdict for one in quoted(text)] == [verdict]


def test_of_a_source_read_in_part_another_one_is_only_proposed() -> None:
    has = SourceText("", "It sang at night.")
    assert [(one.verdict, one.source) for one in quoted(SourceText("", ELSE), has)] == [(Verdict.ELSEWHERE, "wu2019")]
    assert [(one.verdict, one.source) for one in quoted(SourceText("", ELSE, whole=False), has)] == [
        (Verdict.NOT_IN_PART, "mill2019"),
        (Verdict.PROPOSED, "wu2019"),
    ]


@pytest.mark.parametrize(("whole", "missing"), [(True, ["2019"]), (False, [])])
def test_a_detail_is_missing_only_from_what_was_read_whole(whole: bool, missing: list[str]) -> None:
    texts = {"wu2019": SourceText("", ELSE, whole=whole)}
    given = cases.compare(articles.read(cases.BAD / "article", cases.TODAY), texts)
    assert [one.words for one in given if one.verdict is Verdict.DETAIL_MISSING] == missing


@pytest.mark.parametrize(("said", "found"), [("im März 2019", True), ("im Mai 2019", False)])
def test_a_page_in_another_language_is_read_in_part_where_it_has_all_details(said: str, found: bool) -> None:
    lines = [f"Die Leute an der Fähre und die in der Stadt schrieben auf, was sie {said} sahen." for _ in range(9)]
    own = articles.read(cases.BAD / "article", cases.TODAY)
    page = look(asked(own), "mill2019", "Eis", "", "\n\n".join(lines).encode(), "text/plain", "", "en", False)
    # "The ice held until March." is all of the article that mill2019 is cited for and has a detail.
    assert (page.page.unread, page.page.whole) == (("", False) if found else (Why.LANGUAGE, True))
    assert page.seen is None or [n for n, missing in page.seen.missing.items() if not missing]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("la rivière n'a plus les moyens d'attendre le printemps", Verdict.FOUND),
        ("la rivière n'a pas les moyens d'attendre le printemps", Verdict.ALTERED),
        ("the river no longer has the means to wait for spring", Verdict.UNREAD),
    ],
)
def test_a_quotation_in_the_language_of_its_source_is_compared(words: str, verdict: Verdict) -> None:
    line = "Les gens du bac et ceux de la ville disent que la rivière n’a plus les moyens d’attendre le printemps."
    files = articles.files(cases.BAD / "article")
    files["docs/ice.md"] = f'# Ice\n\n"{words}", said Ada Mill.[@mill2019]\n'.encode()
    what = asked(articles.build(files, cases.TODAY))
    page = look(what, "mill2019", "Glace", "", "\n\n".join([line] * 9).encode(), "text/plain", "", "en", False)
    given = verdicts(what, {"mill2019": page.seen} if page.seen else {})
    assert [one.verdict for one in given if one.words == words] == [verdict]


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("The Danish Parliament met on 3 May 2019.", True),
        ("The Danish Parliament has 179 members.", False),  # a number alone proves little
        ("The Danish Parliament voted by 90 to 17.", True),
        ("The Danish Parliament voted by 90 to 18.", False),
    ],
)
def test_bodies_have_other_names_in_another_language(sentence: str, read: bool) -> None:
    lines = ["Das dänische Parlament, das 179 Mitglieder hat, stimmte am 3. Mai 2019 mit 90 zu 17 für den Bau."] * 9
    files = articles.files(cases.BAD / "article")
    files["docs/ice.md"] = f"# Ice\n\n{sentence}[@mill2019]\n".encode()
    files["docs/thaw.md"] = b"# Thaw\n\nIt broke.[@wu2019]\n"
    what = asked(articles.build(files, cases.TODAY))
    page = look(what, "mill2019", "Eis", "", "\n\n".join(lines).encode(), "text/plain", "", "en", False)
    assert bool(page.seen) is read


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("They say it sang at night.", True),
        ("It sang at night. It sang at night.", False),
        ("Again it sang-at-night. It sang at night.", True),  # a browser looks for the words with blanks between them
        ("It sang at nightfall. It sang at night.", True),
    ],
)
def test_a_link_leads_to_words_that_stand_in_all_the_page_once(text: str, once: bool) -> None:
    (found,) = quoted(SourceText("", "It sang at night.", text))
    assert (found.verdict, found.once) == (Verdict.FOUND, once)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("The ice was thick, and nobody crossed it.", [Verdict.FOUND, Verdict.FOUND]),
        ("The ice was thin, and nobody crossed it.", [Verdict.ALTERED, Verdict.FOUND]),
        (ELSE, [Verdict.ABSENT, Verdict.ABSENT]),
    ],
)
def test_a_block_quotation_is_looked_for_line_by_line(text: str, verdicts: list[Verdict]) -> None:
    files = articles.files(cases.BAD / "article")
    files["docs/ice.md"] = (
        b"# Ice\n\nMill wrote:\n\n> The ice was thick,\n> and nobody crossed it.[@mill2019]\n> -- Ada Mill\n"
    )
    given = cases.compare(articles.build(files, cases.TODAY), {"mill2019": SourceText("", text)})
    quoted = [(one.verdict, one.place.line) for one in given if one.verdict.startswith("quotation")]
    assert quoted == list(zip(verdicts, (5, 6), strict=True))


# The record, and who is told


def of_words(verdict: Verdict, day: str, before: readings.Evidence) -> readings.Evidence:
    """The record with a night in it on which this was said of the quotation."""
    held = before.verdicts[SANG][0]
    now = ClaimVerdict(SANG, verdict, held.source, held.words, held.says, day)
    return readings.remember(before, before.pages, [now], {SANG: ("mill2019",)}, day)


@pytest.fixture(scope="module")
def article() -> Article:
    return articles.read(cases.BAD / "article", cases.TODAY)


def test_a_night_on_which_a_part_was_read_neither_finds_nor_misses(article: Article) -> None:
    record = article.evidence
    for n, verdict in enumerate([Verdict.ABSENT, Verdict.ABSENT, Verdict.NOT_IN_PART, Verdict.NOT_IN_PART]):
        record = of_words(verdict, f"2026-12-0{n + 1}", record)
    (held,) = record.verdicts[SANG]
    assert (held.verdict, held.found, held.nights) == (
        Verdict.NOT_IN_PART,
        "2026-11-22",
        ("2026-12-01", "2026-12-02"),
    )
    assert readings.gone(record) == []
    assert readings.read(readings.write(record)) == record
    (held,) = of_words(Verdict.ABSENT, "2026-12-05", record).verdicts[SANG]
    assert held.established


def test_readers_and_editors_are_told_of_the_part_that_could_be_read(article: Article) -> None:
    built = replace(article, evidence=of_words(Verdict.NOT_IN_PART, "2026-12-01", article.evidence))
    states = {one.claim.id: one.state for one in support.claims(built)}
    assert states[SANG] not in (State.SOURCE_READ, State.QUOTATION_FOUND, State.DETAILS_FOUND)
    told = "".join(
        templates.render("cards.html", cards=cards.cards(built, chapter, {}, "", {})) for chapter in built.chapters
    )
    assert "Not found in the part that could be read" in told
    assert '"verdict": "quotation-not-in-part"' in "".join(EXPORTS["claims.json"].pieces(built, "/"))
    said = report(EMPTY, cases.TODAY, {}, from_sources(built, []))
    assert f"not found in the part of the source that could be read; to look up by hand: `{SANG} (mill2019)`." in said
