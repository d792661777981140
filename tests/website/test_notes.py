"""The notes of built articles of other shapes: a law review, a history, and one that cites by key alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import expect

from scripts.publication import article
from tests import cases
from tests.conftest import ROOT, call, copy_of_the_repository, run
from tests.server import serve
from tests.website.conftest import Tab

GOOD = ROOT / "tests" / "good"
NAMES = ("history", "keyed", "law")

Built = Callable[[str], Path]


@pytest.fixture(scope="module")
def of(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The folder of an article with its site, built once."""

    @cache
    def build(name: str) -> Path:
        root = copy_of_the_repository(tmp_path_factory.mktemp(name) / "copy", GOOD / name)
        result = run("mkdocs", "build", "-q", cwd=root)
        assert result.returncode == 0, result.stderr
        return root

    return build


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def page(root: Path, name: str) -> html.HtmlElement:
    data = (root / "site" / name / "index.html").read_bytes()
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def notes(root: Path, name: str) -> Iterator[str]:
    for note in page(root, name).xpath("//li[starts-with(@id, 'fn:')]"):
        yield words(note).replace(" ↩", "")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_in_what_was_built(of: Built, name: str) -> None:
    result = call("check", "--site", "site", cwd=of(name))
    assert (result.returncode, result.stderr[:11]) == (0, "No finding "), result.stdout


@pytest.mark.parametrize("name", NAMES)
def test_marks_count_through_the_chapters_and_each_has_its_note_in_order(of: Built, name: str) -> None:
    read = article.read(GOOD / name, cases.TODAY)
    labels: list[str] = []
    for chapter in read.chapters:
        shown = page(of(name), chapter.url)
        here = [words(mark) for mark in shown.xpath("//a[@class='footnote-ref']")]
        assert here == [words(label) for label in shown.xpath("//li//span[@class='note-numbers']")]
        assert [f"fn:n{label}" for label in here] == shown.xpath("//li[starts-with(@id, 'fn:')]/@id")
        labels += here
    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    assert labels == [words(mark) for mark in page(of(name), "one-page").xpath("//a[@class='footnote-ref']")]


def test_a_note_of_a_law_review_says_what_supra_and_id_mean(of: Built) -> None:
    assert list(notes(of("law"), "introduction"))[:2] == [
        "Published note 1 Harkness v. Parish of St. Brannoc, 1311 F.3d 640 (13th Cir., 2011), 644",
        "Published note 2 Harkness v. Parish of St. Brannoc, 1311 F.3d 640 (13th Cir., 2011), 645",
    ]
    assert list(notes(of("law"), "iii-telling"))[4] == (
        'Published note 22 See Hana Brisk, "The Price of a Peal: Hedonic Estimates for Six Towns" (Ph.D. dissertation, '
        "Carrow College, 2019), 95; but see Abel R. Quint, The Law of Small Annoyances, 2nd ed. (1994), 112 "
        "(doubting that silence has a price)"
    )
    assert list(notes(of("law"), "one-page"))[1] == (
        "2 Harkness v. Parish of St. Brannoc, 1311 F.3d 640 (13th Cir., 2011), 645 Published as: Id. at 645."
    )


def test_an_interview_is_said_to_be_no_publication(of: Built) -> None:
    said = "Telephone Interview with Josiah Tull"
    assert list(notes(of("law"), "iii-telling"))[5] == f"Published note 23 {said}, 9 Jan 2024"
    told = [words(event) for event in page(of("law"), "timeline").xpath("//p[@class='what']")]
    assert [event for event in told if "Tull" in event] == [said]


def test_a_note_that_explains_keeps_its_words_around_its_sources(of: Built) -> None:
    assert list(notes(of("history"), "the-pot"))[2] == (
        "Published note 6 A pot that is allowed to cool cracks, and a cracked pot cannot be mended. On the technique, "
        "see Emil Straka, Memoirs of a Blower, trans. Rose Whitby (Northam: Lantern Books, 1951), 40–43."
    )


def test_sources_of_one_bracket_share_a_note(of: Built) -> None:
    assert list(notes(of("keyed"), "the-gap"))[7] == (
        "25 As Els van der Hoek, A Glossary of Walls and Water, trans. Margaret Sill, Polder Papers 11 (Middelhaven: "
        "Zeedijk & Sons, 1998), With an afterword by the author, p. iv, proposed long ago for the Dutch polders; "
        'and Céline Moreau, "Walking the Wall: First Report of the Volunteers", Newsletter of the Friends of the Wall, '
        "no. 41, Dec 2022"
    )


@pytest.mark.parametrize(
    ("name", "chapter", "title", "label"),
    [
        ("history", "the-plate", "The Plate", "23"),
        ("keyed", "the-gap", "The Gap", "18"),
    ],
)
def test_the_mark_of_a_heading_is_shown_in_it_and_nowhere_else(
    of: Built, name: str, chapter: str, title: str, label: str
) -> None:
    shown = page(of(name), chapter)
    (heading,) = shown.xpath("//h1")
    assert (heading.get("id"), words(heading)) == (chapter, f"{title}{label}¶")
    assert shown.xpath("//title/text()")[0].startswith(f"{title} - ")
    assert {words(link) for link in shown.xpath(f"//nav//a[contains(@href, '{chapter}') or @href='./']")} == {title}
    (section,) = page(of(name), "one-page").xpath(f"//h2[contains(@id, '.{chapter}')]")
    assert words(section) == f"{title}{label}¶"
    entries = json.loads((of(name) / "site/search/search_index.json").read_text(encoding="utf-8"))["docs"]
    assert {"location": f"{chapter}/", "title": title, "text": ""} in entries


def test_sources_lead_to_the_marks_that_cite_them(of: Built) -> None:
    cited = page(of("history"), "sources").xpath("//article[h2/@id='straka1951memoirs']//small/a/@href")
    assert cited == ["../the-pot/#fnref:n6", "../the-count/#fnref:n21"]


def test_a_note_beside_its_sentence_shows_the_locator_and_the_comment_of_its_mark(of: Built, tab: Tab) -> None:
    with serve(of("history") / "site") as address:
        shown = tab(viewport={"width": 1440, "height": 900})
        shown.goto(f"{address}the-plate/")
        note = shown.locator("li[id='fn:n25']")
        expect(note).to_contain_text("(Dunmere: Estuary Press, 1984), 140. For the other view, see Yvonne Tarrant")
        expect(note).to_contain_text("17, no. 2 (1998), 228.")
