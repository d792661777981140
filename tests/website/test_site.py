"""The built site: the marks and notes of the chapters, and what the generated pages show."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from scripts.english import dates
from scripts.rules import RULES
from scripts.rules.registry import with_marks
from scripts.website.pages import methods
from tests.conftest import ARTICLE, call

CHAPTERS = ["introduction", "security-guarantees", "ready-for-peace", "russia-and-ukraine", "conclusion"]

# The notes of each chapter, as a reader works them out: the source's container and its numbers there.
NOTE_LISTS = {
    "introduction": [("BBC", "1"), ("CEPA", "2"), ("Bloomberg", "3"), ("Bloomberg", "4")],
    "security-guarantees": [("Rusi.org", "5"), ("POLITICO", "6"), ("TIME", "7"), ("TIME", "8"), ("Bloomberg", "9")],
    "ready-for-peace": [("POLITICO", "10")],
    "russia-and-ukraine": [("Rusi.org", "11"), ("Bloomberg", "12"), ("Institute for the Study of War", "13")],
    "conclusion": [],
}

PUBLISHED_NOTES = {
    "BBC": "1",
    "CEPA": "2",
    "Bloomberg": "3, 4, 9, 12",
    "Rusi.org": "5, 11",
    "POLITICO": "6, 10",
    "TIME": "7, 8",
    "Institute for the Study of War": "13",
}

# What stands in a chapter's text and is not the author's.
NOT_THE_AUTHORS = (
    "//sup[starts-with(@id, 'fnref')]"
    " | //*[contains(@class, 'claim-mark') or contains(@class, 'claim-card') or contains(@class, 'editors-note')]"
    " | //*[@class='headerlink' or @class='footnote' or @class='marks-legend' or @class='eyebrow' or @class='on-paper']"
    " | //*[@class='acronyms' or @class='cite']"
)

Records = list[dict[str, Any]]


@cache
def tree(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def chapter(built: Path, name: str) -> html.HtmlElement:
    return tree(built / name / "index.html")


def all_of(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    found = element.xpath(path)
    assert isinstance(found, list)
    return found


def values(element: html.HtmlElement, path: str) -> list[str]:
    return [str(value) for value in all_of(element, path)]


def one(element: html.HtmlElement, path: str) -> html.HtmlElement:
    found = all_of(element, path)
    assert len(found) == 1, f"{path}: {len(found)}"
    return found[0]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def marks(page: html.HtmlElement) -> list[html.HtmlElement]:
    return all_of(page, "//a[@class='footnote-ref']")


def bibliography() -> dict[str, str]:
    """The address of each key, read without our own reader."""
    text = (ARTICLE / "references.bib").read_text(encoding="utf-8")
    return dict(re.findall(r"@\w+\{([\w-]+),.*?^\s*url\s*=\s*\{(.*?)\}", text, re.DOTALL | re.MULTILINE))


def accepted() -> Records:
    text = (ARTICLE / "record/accepted.yml").read_text(encoding="utf-8")
    return list(yaml.load(text, yaml.BaseLoader))  # which leaves the key "on" alone


def published() -> dict[str, list[str]]:
    """The paragraphs of the published article's body by part, less the numbers of its notes."""
    body = (ARTICLE / "record/original.md").read_text(encoding="utf-8").split("\n---\n")[0]
    parts: dict[str, list[str]] = {}
    for block in re.split(r"\n\s*\n", body):
        if block.startswith("## "):
            paragraphs = parts.setdefault(block.strip("#* \n"), [])
        elif parts:
            paragraphs.append(" ".join(re.sub(r"<sup>\d+</sup>", "", block).split()))
    return parts


def text_of(built: Path, name: str) -> str:
    """What a chapter shows of the author's words."""
    page = html.document_fromstring((built / name / "index.html").read_bytes().decode())
    for element in all_of(page, NOT_THE_AUTHORS):
        element.drop_tree()
    return words(one(page, "//article"))


# The chapters


def test_the_marks_count_from_1_to_13_through_the_chapters(built: Path) -> None:
    shown = [words(mark) for name in CHAPTERS for mark in marks(chapter(built, name))]
    assert shown == [str(number) for number in range(1, 14)]


@pytest.mark.parametrize("name", CHAPTERS)
def test_each_mark_leads_to_its_note_and_the_note_back(built: Path, name: str) -> None:
    page = chapter(built, name)
    to = [(mark.get("href", ""), f"#{one(mark, '..').get('id')}") for mark in marks(page)]
    back = [
        (f"#{note.get('id')}", one(note, ".//a[@class='footnote-backref']").get("href"))
        for note in all_of(page, "//li[starts-with(@id, 'fn:')]")
    ]
    assert to == back


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_link_back_says_which_mark_it_leads_to(built: Path, name: str) -> None:
    page = chapter(built, name)
    for mark in marks(page):
        back = one(page, f"//a[@class='footnote-backref'][@href='#{one(mark, '..').get('id')}']")
        assert back.get("aria-label") == back.get("title") == f"Back to mark {words(mark)} in the text"


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_notes_of_a_chapter_are_in_the_order_of_their_marks_with_their_numbers(built: Path, name: str) -> None:
    notes = [
        (words(one(note, ".//em")), words(one(note, ".//*[@class='note-numbers']")))
        for note in all_of(chapter(built, name), "//li[starts-with(@id, 'fn:')]")
    ]
    assert notes == NOTE_LISTS[name]


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_link_of_a_note_is_the_address_in_the_bibliography(built: Path, name: str) -> None:
    keys = re.findall(r"\[@([\w-]+)\]", (ARTICLE / f"docs/{name}.md").read_text(encoding="utf-8"))
    notes = all_of(chapter(built, name), "//li[starts-with(@id, 'fn:')]")
    for key, note in zip(keys, notes, strict=True):
        links = all_of(note, ".//a[not(@class='footnote-backref')]")
        assert [link.get("href") for link in links] == [words(link) for link in links] == [bibliography()[key]]


def test_no_link_of_a_text_has_another_scheme_than_https(built: Path) -> None:
    for path in built.rglob("*.html"):
        links = values(tree(path), "//article//@href")
        assert {match[1] for link in links if (match := re.match(r"\s*([^/?#]*):", link))} <= {"https"}, path


def test_there_are_as_many_chapters_as_published_parts(built: Path) -> None:
    titles = [words(one(chapter(built, name), "//h1")).removesuffix("¶") for name in CHAPTERS]
    assert titles == list(published())


@pytest.mark.parametrize(("name", "part"), list(zip(CHAPTERS, published(), strict=True)))
def test_every_published_sentence_is_shown(built: Path, name: str, part: str) -> None:
    text = text_of(built, name)
    missing = [paragraph for paragraph in published()[part] if paragraph not in text]
    assert missing == []


@pytest.mark.parametrize(("name", "part"), list(zip(CHAPTERS, published(), strict=True)))
def test_a_chapter_shows_nothing_besides_as_the_authors(built: Path, name: str, part: str) -> None:
    assert text_of(built, name) == " ".join([part, *published()[part]])


# The editors' notes


def marked(page: html.HtmlElement, answer: dict[str, Any]) -> list[html.HtmlElement]:
    """The marks on this page of the note or the source that an answer is about."""
    if "note" in answer:
        return [mark for mark in marks(page) if words(mark) == str(answer["note"])]
    address = bibliography().get(answer.get("source", ""), "no source")
    return [mark for mark in marks(page) if address in values(note_of(page, mark), ".//@href")]


def note_of(page: html.HtmlElement, mark: html.HtmlElement) -> html.HtmlElement:
    return one(page, f"//li[@id='{mark.get('href', '').removeprefix('#')}']")


def notes_after(mark: html.HtmlElement) -> str:
    """The editors' notes that follow the block of a mark directly."""
    notes = []
    following = one(mark, "ancestor::p[1]").getnext()
    while following is not None and "editors-note" in following.get("class", ""):
        notes.append(words(following))
        following = following.getnext()
    return "\n".join(notes)


@pytest.mark.parametrize("answer", accepted(), ids=lambda answer: str(answer["rule"]))
def test_an_editors_note_stands_after_the_paragraph_of_its_sentence_if_it_is_serious(
    built: Path, answer: dict[str, Any]
) -> None:
    beside = [mark for name in CHAPTERS for mark in marked(chapter(built, name), answer)]
    assert beside or not {"note", "source"} & set(answer)
    for mark in beside:
        assert (" ".join(answer["because"].split()) in notes_after(mark)) == RULES[answer["rule"]].serious


def test_an_editors_note_names_its_sentence_and_its_rule(built: Path) -> None:
    page = chapter(built, "security-guarantees")
    note = one(page, "//details[@class='editors-note'][contains(summary, 'As per Sergey Lavrov')]")
    assert words(one(note, "summary")) == "Editor’s note on: As per Sergey Lavrov, Russian Foreign Minister, Russia …"
    assert "../methods/#rule-ibid-splits-quotation" in values(note, ".//@href")


@pytest.mark.parametrize("name", ["claims", "corrections", "one-page", "russia-and-ukraine"])
def test_an_answer_to_two_findings_in_one_sentence_is_read_once(built: Path, name: str) -> None:
    page = chapter(built, name)
    for card in all_of(page, "//*[contains(@class, 'claim-card')]"):
        card.drop_tree()
    twice = [answer for answer in accepted() if answer.get("claim") == "lavrov-agenda-not-ready"]
    because = {" ".join(answer["because"].split()) for answer in twice if answer["rule"] == "quotation-cited"}
    assert [words(page).count(text) for text in because] == [1]


# Sources


def sources(built: Path) -> list[html.HtmlElement]:
    return all_of(chapter(built, "sources"), "//article[@class='source']")


def published_notes(source: html.HtmlElement) -> str:
    return words(one(source, ".//dt[.='Published notes']/following-sibling::dd[1]"))


def test_the_sources_page_lists_each_source_in_full_as_it_was_published(built: Path) -> None:
    original = (ARTICLE / "record/original.md").read_text(encoding="utf-8")
    full = re.findall(r"^<sup>\d+</sup> ([^<]*<http\S+>)$", original, re.MULTILINE)
    shown = [words(one(source, ".//*[@class='reference']")) for source in sources(built)]
    assert sorted(shown) == sorted(" ".join(note.replace("*", "").split()) for note in full)
    assert len(shown) == 7


def test_the_sources_page_is_in_the_order_of_authors_or_titles(built: Path) -> None:
    headed = [source.xpath("string(h2/small)") or words(one(source, "h2")) for source in sources(built)]
    assert headed == sorted(headed, key=str.casefold)
    assert headed[0] == "Drozdiak and Wickham"


def test_the_sources_page_gives_the_published_notes_of_each(built: Path) -> None:
    assert {words(one(s, ".//*[@class='reference']//em")): published_notes(s) for s in sources(built)} == (
        PUBLISHED_NOTES
    )


def test_each_cited_in_leads_to_the_mark_with_its_number(built: Path) -> None:
    for source in sources(built):
        links = all_of(source, ".//ul[@class='citing']//small/a")
        numbers = []
        for link in links:
            folder, _, identity = link.get("href", "").removeprefix("../").partition("/#")
            page = chapter(built, folder)
            mark = one(page, f"//sup[@id='{identity}']/a")
            title = words(one(page, "//h1")).removesuffix("¶")
            assert words(link) == f"{title}, note {words(mark)}"
            address = bibliography()[str(one(source, "h2").get("id"))]
            assert address in values(note_of(page, mark), ".//@href")
            numbers.append(words(mark))
        assert ", ".join(numbers) == published_notes(source)


# Corrections


def test_the_corrections_page_says_that_there_are_none(built: Path) -> None:
    page = chapter(built, "corrections")
    assert all_of(page, "//*[contains(@class, 'correction')]") == []
    departures = one(page, "//h2[@id='changes-to-the-published-text']/following-sibling::p[1]")
    assert words(departures).startswith("None.")


def test_the_corrections_page_shows_every_answer(built: Path) -> None:
    shown = all_of(chapter(built, "corrections"), "//article[@class='answer']")
    assert sum(len(all_of(answer, "p[@class='finding']")) for answer in shown) == len(accepted())
    for answer in accepted():
        because, what = " ".join(answer["because"].split()), RULES[answer["rule"]].readers
        about = next(str(answer[kind]) for kind in ("note", "source", "sentence", "claim") if kind in answer)
        (found,) = (
            article
            for article in shown
            if because in words(article)
            and f"{what[0].upper()}{what[1:]}" in words(article)
            and about in words(article) + " ".join(values(article, "../h3/a/@href")) + words(one(article, "../h3"))
        )
        assert f"methods/#rule-{answer['rule']}" in " ".join(values(found, "p[@class='finding']/a/@href"))
        assert f"· Editor’s note of {dates.shown(str(answer['on']))}" in words(found)


def test_the_corrections_page_has_what_could_mislead_before_the_rest_and_apart_from_it(built: Path) -> None:
    page = chapter(built, "corrections")
    under = "//section[@class='left-standing'][preceding-sibling::h2[1][@id='{}']]"
    for heading, serious in (("faults-left-as-published", True), ("smaller-faults-left-as-published", False)):
        shown = all_of(page, under.format(heading))
        assert shown
        for fault in shown:
            rules = values(fault, ".//article/p[@class='finding']/a/@href")
            assert any(RULES[link.partition("#rule-")[2]].serious for link in rules) == serious


# Methods


def test_the_methods_page_begins_with_the_way_to_each_of_its_parts(built: Path) -> None:
    page = chapter(built, "methods")
    assert values(page, "//nav[@class='parts']//a/@href") == [f"#{id_}" for id_ in values(page, "//article//h2/@id")]


def test_the_methods_page_names_no_verdict_as_programs_do(built: Path) -> None:
    tables = all_of(chapter(built, "methods"), "//table[@class='measured']")
    assert len(tables) == 2
    for table in tables:
        assert [words(row) for row in all_of(table, "tbody//th")] == list(methods.VERDICTS.values())


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_methods_page_has_each_rule_with_a_bad_and_a_good_example(built: Path, name: str) -> None:
    section = one(chapter(built, "methods"), f"//*[@id='rule-{name}']")
    about, bad, good = RULES[name].documented()
    assert words(one(section, "h3")) == f"{name} {'serious' if RULES[name].serious else 'style'}"
    said = " ".join(" ".join(words(p) for p in all_of(section, "p")).split())
    assert said == with_marks(" ".join(about.split()), "{}", "{}"), "without the marks of Markdown"
    assert bool(all_of(section, "p/em")) == bool(re.search(r"\*\w", about))
    assert words(one(section, ".//*[contains(@class, 'bad')]/pre")).split() == bad.split()
    assert words(one(section, ".//*[contains(@class, 'good')]/pre")).split() == good.split()


def test_the_methods_page_names_no_other_rule(built: Path) -> None:
    shown = values(chapter(built, "methods"), "//*[starts-with(@id, 'rule-')]/@id")
    assert sorted(shown) == sorted(f"rule-{name}" for name in RULES)


# All pages


def test_the_site_rules_find_nothing(built: Path) -> None:
    result = call("check", "--site", built)
    assert (result.returncode, result.stdout) == (0, ""), result.stdout


def test_no_page_loads_anything_from_another_host(built: Path) -> None:
    for path in built.rglob("*.html"):
        loaded = values(tree(path), "//@src | //@srcset | //@data | //@poster | //link[not(@rel='canonical')]/@href")
        assert [address for address in loaded if re.match(r"([\w+.-]+:)?//", address)] == [], path


def test_no_style_sheet_loads_anything_from_another_host(built: Path) -> None:
    for path in built.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']*", text) == [], path


def test_each_page_has_a_title_and_a_description_of_its_own(built: Path) -> None:
    pages = [tree(path) for path in built.rglob("index.html")]
    assert len({words(one(page, "//head/title")) for page in pages}) == len(pages)
    assert all(values(page, "//meta[@name='description']/@content") for page in pages)
