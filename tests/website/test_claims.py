"""Every claim of the article as a test of its own, and what readers are told of each.

`pytest tests/website/test_claims.py -k article-5-over-70-members` runs the tests of one claim.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from lxml import html

from scripts import rules
from scripts.publication import article
from scripts.publication.article import Article
from scripts.publication.ledger import Claim
from scripts.states import support
from tests import cases
from tests.conftest import ARTICLE, ROOT

REAL = article.build(article.files(ARTICLE), cases.TODAY)
CLAIMS = [record for records in REAL.claims.values() for record in records if isinstance(record, Claim)]
FOUND = rules.check(REAL)

# The audit's table: the sentences that state a fact, attribute or quote, and those with a note of their own.
CHECKABLE = {*range(1, 7), *range(8, 13), *range(15, 22), 27, 28, 44, 45, 46, 48, *range(51, 56), 61}
OWN_NOTE = {2, 3, 5, 6, 10, 15, 19, 27, 28, 42, 49, 52, 55}


def tree(path: Path) -> Any:
    """A built page, to be asked by XPath."""
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def claim_tests(claims: list[Claim]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("claim", claims, ids=[claim.id for claim in claims])


@claim_tests(CLAIMS)
def test_claim(claim: Claim) -> None:
    assert claim.says == REAL.sentence_of[claim.id].text
    open_findings = [f for f in rules.unanswered(REAL, FOUND) if f.subject == ("claim", claim.id)]
    assert [str(finding) for finding in open_findings] == []


def test_the_ledger_holds_every_sentence() -> None:
    assert len(CLAIMS) == len(list(REAL.recorded())) == sum(len(chapter.sentences) for chapter in REAL.chapters) == 62


def test_an_empty_ledger_fails() -> None:
    empty = article.build(article.files(ARTICLE) | {"record/claims/introduction.yml": b"[]\n"}, cases.TODAY)
    assert sum(finding.rule == "sentence-recorded" for finding in rules.check(empty)) == 1


def told(real: Article = REAL) -> dict[int, support.CheckedClaim]:
    """What is told of each sentence, by its number in the audit."""
    return dict(enumerate(support.claims(real), start=1))


def test_each_sentence_has_the_state_of_the_audit() -> None:
    for number, one in told().items():
        expected = "cited" if number in OWN_NOTE else "no-source" if number in CHECKABLE else "authors-view"
        assert (number, one.state) == (number, expected)


def test_eleven_of_thirty_checkable_sentences_have_a_source_of_their_own() -> None:
    assert support.sourced(REAL) == (11, 30)


def test_nothing_is_shown_as_found_read_or_verified(built: Path) -> None:
    assert not any(claim.reviewed for claim in CLAIMS)
    for path in built.rglob("*.html"):
        assert set(re.findall(r'data-state="([\w-]+)"', path.read_text(encoding="utf-8"))) <= {
            "cited",
            "no-source",
            "authors-view",
        } | (set(support.State) if "methods" in path.parts else set())


def test_the_pages_show_what_the_ledger_says(built: Path) -> None:
    shown = {}
    for chapter in REAL.chapters:
        page = tree(built / chapter.url / "index.html")
        for span in page.xpath("//span[@class='claim']"):
            marks = span.xpath("./a[@class='claim-mark']")
            shown[span.get("id")] = (span.get("data-state"), [mark.get("data-words").split(",")[0] for mark in marks])
    for one in support.claims(REAL):
        state, words = shown.pop(one.claim.id)
        assert state == one.state
        if one.state.glyph:
            assert words == [one.state.words]
    assert shown == {}


def test_the_claims_page_lists_every_record_and_counts_them(built: Path) -> None:
    page = tree(built / "claims" / "index.html")
    rows = page.xpath("//table[@class='claims']/tbody/tr")
    assert [row.get("id") for row in rows] == [one.claim.id for one in support.claims(REAL)]
    assert Counter(row.get("data-state") for row in rows) == {"cited": 13, "no-source": 19, "authors-view": 30}
    assert "11 of the 30 sentences" in page.text_content()
    states_told = page.xpath("//*[@class='figure']//li/a")
    assert [" ".join(told.text_content().split()) for told in states_told] == [
        "13 ◇ source given but not compared",
        "19 ▽ no source given",
        "30 author’s view",
    ]


def test_an_article_too_long_for_a_list_has_its_chapters_counted_instead(long: Path) -> None:
    page = tree(long / "claims" / "index.html")
    assert page.xpath("//table | //form[@class='claims-filter']") == []
    chapters = page.xpath("//article//ol[@class='chapter-list']/li")
    assert [item.xpath("./a/@href")[0] for item in chapters] == [f"../{chapter.url}" for chapter in REAL.chapters]
    words = [item.xpath("string(.//*[@class='in-words'])") for item in chapters]
    assert words[0] == "4 source given but not compared, 2 no source given"
    assert sum(int(number) for each in words for number in re.findall(r"\d+", each)) == len(CLAIMS)
    assert "Every sentence of the article was sorted by its kind" in page.text_content()
    assert page.xpath("//article//p/a[@href='../claims.json']")
    assert len(exported(long)["first"]["items"]) == len(CLAIMS)


@pytest.mark.parametrize("page", ["", "claims"])
def test_its_figure_leads_to_no_list(long: Path, page: str) -> None:
    (figure,) = tree(long / page / "index.html").xpath("//*[@class='figure']")
    assert figure.xpath(".//a") == []
    assert [" ".join(one.text_content().split()) for one in figure.xpath(".//li/div")] == [
        "13 ◇ source given but not compared",
        "19 ▽ no source given",
        "30 author’s view",
    ]


def test_its_marks_lead_to_their_cards_and_these_to_no_list(long: Path) -> None:
    for chapter in REAL.chapters:
        page = tree(long / chapter.url / "index.html")
        marks = page.xpath("//span[@class='claim']/a[@class='claim-mark']")
        assert marks
        for mark in marks:
            assert mark.get("href") == f"#card-{mark.getparent().get('id')}"
            card = page.get_element_by_id(mark.get("href")[1:])
            assert card.xpath(".//a[starts-with(@href, '../claims/')]") == []


def test_search_holds_each_sentence_once_and_leads_to_it(built: Path) -> None:
    docs = json.loads((built / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    places = [doc["location"] for doc in docs if "#" in doc["location"] and doc["location"].split("/")[0] in CHAPTERS]
    assert Counter(places) == Counter(f"{one.chapter.url}#{one.claim.id}" for one in support.claims(REAL))
    budapest = [doc["location"] for doc in docs if "Budapest Memorandum" in doc["title"] + doc["text"]]
    assert sorted(budapest) == [
        "conclusion/#weak-responses-and-agreements",
        "security-guarantees/#guarantees-that-look-assurances",
    ]


CHAPTERS = {chapter.url.strip("/") for chapter in REAL.chapters}


def exported(built: Path) -> Any:
    return json.loads((built / "claims.json").read_text(encoding="utf-8"))


def test_claims_json_fits_its_schema(built: Path) -> None:
    schema = json.loads((ROOT / "scripts/schemas/claims-export.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema).validate(exported(built))


def test_claims_json_targets_each_sentence_where_it_stands(built: Path) -> None:
    items = exported(built)["first"]["items"]
    assert len(items) == 62
    for item, one in zip(items, support.claims(REAL), strict=True):
        page = built / one.chapter.url / "index.html"
        assert item["target"]["source"].endswith(f"/{one.chapter.url}")
        assert item["target"]["selector"]["exact"] == one.sentence.text
        assert item["id"].endswith(f"#{one.claim.id}")
        assert f'id="{one.claim.id}"' in page.read_text(encoding="utf-8")
        assert [cited["citation"] for cited in item["body"]["cites"]] == list(one.claim.sources)


def test_each_page_leads_to_claims_json(built: Path) -> None:
    assert len(list(built.rglob("index.html"))) == 13
    for path in built.rglob("index.html"):
        page = tree(path)
        (href,) = page.xpath("//link[@type='application/ld+json']/@href")
        assert (path.parent / href).resolve() == built / "claims.json"
