"""A page made by two functions and Python-Markdown between them, without MkDocs: notes, marks, head, search."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import markdown
import pytest
from lxml import html

from scripts import rules
from scripts.publication import article
from scripts.publication.article import Article
from scripts.website import notes, one_page, pages
from scripts.website.editors_notes import editors_notes, notes_beside
from scripts.website.page import Page, entries, page, prepare, with_footnotes
from scripts.website.references import reference
from scripts.website.site import Site
from tests import cases
from tests.conftest import ARTICLE

EXTENSIONS: Mapping[str, dict[str, Any]] = {
    "attr_list": {},
    "footnotes": {},
    "tables": {},
    "toc": {"permalink": True},
}
ICE, THAW, ABOUT = "docs/ice.md", "docs/thaw.md", "docs/about.md"


def rendered(of: Article, path: str, text: str) -> str:
    """What Python-Markdown makes of a page with the texts of its notes."""
    extensions = {"extensions": list(EXTENSIONS), "extension_configs": dict(EXTENSIONS)}
    return str(markdown.markdown(with_footnotes(of, path, text), **extensions))


def site(changed: Mapping[str, str] | None = None) -> Site:
    """The tiny article, some of its files other than they are."""
    files = article.files(cases.BAD / "article")
    built = article.build(files | {path: text.encode() for path, text in (changed or {}).items()}, cases.TODAY)
    assert not built.problems
    found = rules.check(built)
    return Site(built, found, beside=notes_beside(editors_notes(built, found)))


def unpublished(text: str) -> Site:
    """The tiny article without published notes, its first chapter another."""
    return site({ICE: f"# Ice\n\n{text}", "record/original.md": "# On Ice\n\nBy Cy Dow\n\n## Ice\n\nIt held.\n"})


def markdown_of(path: str, changed: Mapping[str, str] | None = None) -> str:
    return (changed or {}).get(path) or (cases.BAD / "article" / path).read_text(encoding="utf-8")


def made(path: str, files: Mapping[str, str] | None = None, **more: Any) -> Page:
    """A page of the tiny article, some of its files other than they are, and some of its site."""
    of = replace(site(files), **more)
    return page(of, path, "Title", rendered(of.article, path, markdown_of(path, files)))


def tree(made: Page) -> html.HtmlElement:
    return html.fragment_fromstring(made.html, create_parent="article")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def shown(made: Page, path: str) -> list[str]:
    return [words(element) for element in tree(made).xpath(path)]


# Before the renderer


@pytest.mark.parametrize(
    ("text", "prepared"),
    [
        ("It held.[@mill2019]", "It held.[@n1]"),
        ("It held.[@mill2019] It sang.[@mill2019]", "It held.[@n1] It sang.[@n2]"),
        ("It held.[see @mill2019, p. 4; @wu2019]", "It held.[@n1]"),
        ("It held.[@nobody; @wu2019]", "It held.[@n1]"),
        ("It held.[@nobody] It sang.[@wu2019]", "It held. It sang.[@n2]"),
        ("It held.[@{mill2019}] It sang.[-@wu2019]", "It held.[@n1] It sang.[@n2]"),
        ("Write to [a@b.example].[^1]", "Write to [a@b.example].[^1]"),
        ("It held.[^a] Again.[^a]\n\n[^a]: See [@mill2019].\n\n    And *so*.\n", "It held.[@n1] Again.[@n2]\n\n\n\n\n"),
        ("`[@mill2019]` held.[@wu2019]\n\n```\n[@wu2019]\n```\n", "`[@mill2019]` held.[@n1]\n\n```\n[@wu2019]\n```\n"),
        (
            "It sang.\n\n| Held[@wu2019] |\n| --- |\n| Sang[@mill2019] |",
            "It sang.\n\n| Held[@n1] |\n| --- |\n| Sang[@n2] |",
        ),
    ],
)
def test_each_mark_has_a_key_of_its_own(text: str, prepared: str) -> None:
    of = unpublished(text)
    assert prepare(of.article, ICE, f"# Ice\n\n{text}") == f"# Ice\n\n{prepared}"


def test_the_marks_of_a_real_chapter_are_those_that_are_numbered() -> None:
    real = article.read(ARTICLE, cases.TODAY)
    for chapter in real.chapters:
        text = prepare(real, chapter.path, (ARTICLE / chapter.path).read_text(encoding="utf-8"))
        assert re.findall(r"\[@n([\w-]+)\]", text) == list(real.labels[chapter.path])


# Notes


def test_a_mark_bears_its_published_number_and_so_does_its_note() -> None:
    ice = made(ICE)
    assert shown(ice, "//a[@class='footnote-ref']") == ["1", "2"]
    first, second = shown(ice, "//div[@class='footnote']//li")
    assert first.startswith("Published note 1 Ada Mill, ")
    assert second.startswith("Published note 2 Ada Mill, ")
    assert notes.STAND_IN not in ice.html


def test_each_mark_leads_to_its_note_and_the_note_back() -> None:
    ice = tree(made(ICE))
    assert ice.xpath("//sup/@id") == ["fnref:n1", "fnref:n2"]
    assert ice.xpath("//sup/a/@href") == ["#fn:n1", "#fn:n2"]
    assert ice.xpath("//a[@class='footnote-backref']/@href") == ["#fnref:n1", "#fnref:n2"]
    titles = ["Back to mark 1 in the text", "Back to mark 2 in the text"]
    assert ice.xpath("//a[@class='footnote-backref']/@title") == titles
    assert ice.xpath("//a[@class='footnote-backref']/@aria-label") == titles


OWN = "# Ice\n\nIt held.[^own]\n\n[^own]: Seen *twice*.\n\n    And again.\n\n[^idle]: Nothing calls this.\n"


def test_a_footnote_in_its_own_words_keeps_them_and_one_that_nothing_calls_is_left_alone() -> None:
    idle, own = shown(made(ICE, {ICE: OWN}), "//div[@class='footnote']//li")
    assert re.fullmatch(r"1 Seen twice\. And again\.\W+", own)
    assert idle.strip().startswith("Nothing calls this.")


def test_a_footnote_that_holds_the_stand_in_itself_is_no_crash() -> None:
    text = f"# Ice\n\nIt held.[^own]\n\n[^own]: {notes.STAND_IN}9{notes.STAND_IN}{notes.STAND_IN}\n"
    (note,) = shown(made(ICE, {ICE: text}), "//li")
    assert note.startswith("1 ")


CITED = """It held.[see @mill2019, p. 4; compare @wu2019, pp. 5–7, who *doubts* it]

- It sang.[^sang]

> It broke.[@mill2019, p. 9]

[^sang]: The ice was *thin* that year; see [@wu2019, fig. 2], but compare [@mill2019].
"""


def test_a_note_has_the_references_locators_and_comments_of_its_own_mark() -> None:
    of = unpublished(CITED)
    ice = page(of, ICE, "Ice", rendered(of.article, ICE, f"# Ice\n\n{CITED}"))
    assert shown(ice, "//a[@class='footnote-ref']") == ["1", "2", "3"]
    first, second, third = shown(ice, "//div[@class='footnote']//li")
    mill, wu = (
        words(html.fromstring(reference(of.article, of.article.sources[key]))) for key in ("mill2019", "wu2019")
    )
    (mill_before, mill_at), (wu_before, wu_at) = (text.split(", accessed") for text in (mill, wu))
    assert first.startswith(
        f"1 See {mill_before}, p. 4, accessed{mill_at}; compare {wu_before}, pp. 5–7, who doubts it, accessed{wu_at}"
    )
    assert second.startswith(
        f"2 The ice was thin that year; see {wu_before}, fig. 2, accessed{wu_at}, but compare {mill}."
    )
    assert third.startswith(f"3 {mill_before}, p. 9, accessed{mill_at}")
    assert tree(ice).xpath("//div[@class='footnote']//li//em/text()").count("thin") == 1


def test_a_note_says_what_its_published_one_says_where_the_chapter_leaves_it_out() -> None:
    original = (cases.BAD / "article/record/original.md").read_text(encoding="utf-8")
    ice = made(ICE, {"record/original.md": original.replace("Ibid.", "See also ibid., 12.", 1)})
    first, second = shown(ice, "//div[@class='footnote']//li")
    assert second.startswith("Published note 2 See also Ada Mill, ")
    assert ", 12, accessed" in second
    assert ", 12, " not in first


# Sentences


def test_each_sentence_is_an_anchor_with_its_state_and_mark() -> None:
    claims = tree(made(ICE)).xpath("//span[@class='claim']")
    assert [claim.get("id") for claim in claims] == ["ice-held-until-march", "sang-night-said-ada-mill", "thick"]
    assert [claim.get("data-state") for claim in claims] == ["cited", "quotation-found", "authors-view"]
    assert [claim.xpath("a[@class='claim-mark']/@data-words") for claim in claims] == [
        ["source given but not compared"],
        ["quotation found"],
        [],
    ]
    cards = tree(made(ICE)).xpath("//*[@class='claim-card']/@id")
    assert cards == ["card-ice-held-until-march", "card-sang-night-said-ada-mill"]


BLOCKS = """# Ice

> The ice held until March.[@mill2019]

- "It sang at night", said Ada Mill.[@mill2019]
- It was thick.
"""


def test_a_sentence_is_found_in_a_quotation_and_in_a_list() -> None:
    ice = made(ICE, {ICE: BLOCKS})
    assert tree(ice).xpath("//blockquote//span[@class='claim']/@id") == ["ice-held-until-march"]
    assert tree(ice).xpath("//li//span[@class='claim']/@id") == ["sang-night-said-ada-mill", "thick"]
    assert ice.lost == ()


def test_markup_over_two_lines_loses_both_and_no_other() -> None:
    text = "# Ice\n\nIt <em>held.\nIt</em> sang.\n\nIt was thick.\n"
    ice = made(ICE, {ICE: text})
    assert [sentence.text for sentence in ice.lost] == ["It held.", "It sang."]
    assert tree(ice).xpath("//span[@class='claim']/@id") == ["thick"]


def test_a_sentence_that_differs_from_a_commit_says_how() -> None:
    assert shown(made(ICE, changed={(ICE, 6): "added"}), "//mark") == ["Changed (added): It was thick."]


def test_what_is_said_twice_is_marked_twice_in_order() -> None:
    text = "# Ice\n\nIt was thick. [@mill2019]\n\nIt was thick.\n"
    ice = made(ICE, {ICE: text})
    assert ice.lost == ()
    assert tree(ice).xpath("//span[@class='claim']/@id") == ["thick"]


# Around the text


def test_a_chapter_says_which_it_is_and_what_its_marks_mean() -> None:
    ice = made(ICE)
    assert shown(ice, "//p[@class='eyebrow']") == ["Chapter 1 of 2 · 1 min to read"]
    assert shown(ice, "//p[@class='marks-legend']/span") == ["◈ quotation found", "◇ source given but not compared"]
    (summary,) = shown(ice, "//details[@class='cite']/summary")
    assert summary.partition(":")[0] == "Cite this page"  # and of which day, where make tells it
    (bibtex,) = shown(ice, "//details[@class='cite']//pre[@data-name='BibTeX']")
    assert "note = {Chapter: Ice" in bibtex


def test_the_head_tells_of_the_authors_pages_alone() -> None:
    head = html.fromstring(f"<head>{made(ICE).head}</head>")
    assert head.xpath("//meta[@name='citation_title']/@content") == [site().article.publication.title]
    assert json.loads(str(head.xpath("string(//script)")))["hasPart"]["@id"] == "../ice/"
    assert "citation_" not in made(ABOUT).head


def test_what_is_found_is_shown_to_the_person_who_edits_and_to_nobody_else() -> None:
    text = {ICE: markdown_of(ICE).replace("was thick", "was [@nobody] thick")}
    told = "//*[@role='status']"
    assert shown(made(ICE, text), told) == []
    (found,) = shown(made(ICE, text, serving=True), told)
    assert "citation-known" in found
    assert shown(made(THAW, text, serving=True), told)[0].startswith("No findings on this page, ")


def test_two_pages_of_the_same_are_the_same() -> None:
    first, second = made(ICE), made(ICE)
    assert first == second


# The search


def test_the_search_finds_a_chapter_by_its_sentences() -> None:
    found = list(entries(site(), ICE, "Ice", made(ICE).text))
    assert [entry["location"] for entry in found][:2] == ["ice/", "ice/#ice-held-until-march"]
    assert [entry["title"] for entry in found] == [
        "Ice",
        "The ice held until March.",
        '"It sang at night", said Ada Mill.',
        "It was thick.",
    ]


def test_it_finds_other_pages_by_their_sections() -> None:
    text = "Before.\n\n# About\n\nWho *we* are.\n\n## More {.x}\n\nAnd <b>more</b>.\n"
    about = made(ABOUT, {ABOUT: text})
    assert list(entries(site(), ABOUT, "Title", about.text)) == [
        {"location": "about/", "title": "Title", "text": "Before."},
        {"location": "about/#about", "title": "About", "text": "Who we are."},
        {"location": "about/#more", "title": "More", "text": "And more."},
    ]


# The one page

SECTION = "\n## Again\n\n[here](#again) [there](../about/) [away](https://example.org/)\n"


def whole(changed: Mapping[str, str] | None = None) -> html.HtmlElement:
    """The tiny article on one page."""
    of = site(changed)
    paths = [ICE, THAW, ABOUT]
    contents = {path: rendered(of.article, path, markdown_of(path, changed)) for path in paths}
    return html.fragment_fromstring(one_page.filled(of, contents), create_parent="main")


def test_equal_anchors_of_chapters_do_not_collide_on_the_one_page() -> None:
    one = whole({path: markdown_of(path) + SECTION for path in (ICE, THAW)})
    ids = [str(found) for found in one.xpath("//@id")]
    assert len(set(ids)) == len(ids)
    assert {"part.1.again", "part.2.again", "ice-held-until-march", "broke-spring-2019"} <= set(ids)


def test_its_notes_are_numbered_through_one_for_each_mark() -> None:
    one = whole()
    assert one.xpath("//a[@class='footnote-ref']/@href") == ["#fn:1", "#fn:2", "#fn:3", "#fn:4"]
    assert one.xpath("//section[@id='notes']//li/@id") == ["fn:1", "fn:2", "fn:3", "fn:4"]
    notes = [words(note) for note in one.xpath("//section[@id='notes']//li")]
    assert [note[:2] for note in notes] == ["1 ", "2 ", "3 ", "4 "]
    assert notes[0].startswith("1 Ada Mill, ")
    assert [": Published as" in note or "Published as: " in note for note in notes] == [False, True, False, True]


def test_it_has_the_sentences_each_with_its_mark_which_leads_to_the_list_of_claims() -> None:
    one = whole()
    claims = one.xpath("//span[@class='claim']/@id")
    assert claims == [claim.id for _, claim in site().article.recorded()]
    marked = one.xpath("//span[@class='claim'][a[@class='claim-mark']]/@id")
    assert marked
    assert one.xpath("//a[@class='claim-mark']/@href") == [f"../claims/#{claim}" for claim in marked]
    assert len(one.xpath("//*[@class='marks-legend']")) == 1
    assert one.xpath("//*[@class='claim-card' or @class='footnote']") == []


def test_its_links_lead_where_they_led() -> None:
    one = whole({THAW: f"{markdown_of(THAW)}{SECTION}\nSeen.[^own]\n\n[^own]: See [there](../about/).\n"})
    links = [str(href) for href in one.xpath("//section[@id='part.2']//p[contains(., 'away')]/a/@href")]
    assert links == ["../thaw/#again", "../about/", "https://example.org/"]
    assert one.xpath("//section[@id='notes']//li[last()]/a/@href")[0] == "../about/"


def test_a_footnote_of_about_is_no_note_of_the_article() -> None:
    one = whole({ABOUT: "# About\n\nSeen.[^own]\n\n[^own]: By us.\n"})
    assert len(one.xpath("//section[@id='notes']//li")) == 4
    ids = [str(found) for found in one.xpath("//@id")]
    assert len(set(ids)) == len(ids)
    assert [words(note) for note in one.xpath("//section[@id='part.3']//li[contains(., 'By us')]")] != []


def test_an_article_too_long_for_one_page_is_told_by_its_chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_page, "MOST_WORDS", 5)
    one = whole()
    assert one.xpath("//section") == []
    assert [str(href) for href in one.xpath("//li/a/@href")] == ["../ice/", "../thaw/"]


SAYS = '"It sang at night", said Ada Mill.'
CLAIMS = "record/claims/ice.yml"


def card_of(text: str, *said: str) -> str:
    """The words of the card of what Ada Mill said, in a chapter whose sentences these are, each a claim in order."""
    records = "".join(
        f"- id: claim-{n}\n  says: {words!r}\n  kind: {'quotation' if words == SAYS else 'fact'}\n  sources: []\n"
        for n, words in enumerate(said)
    )
    shown = tree(made(ICE, {ICE: text, CLAIMS: records}))
    (card,) = shown.xpath(f"//*[@id='card-claim-{said.index(SAYS)}']")
    return " ".join(card.text_content().split())


def test_a_card_names_the_later_note_that_is_for_its_quotation() -> None:
    card = card_of(f"# Ice\n\n{SAYS}\nIt was thick.[@mill2019]\n", SAYS, "It was thick.")
    assert "without a note of its own. The source of these quoted words seems to be that of a later sentence." in card


def test_a_card_names_the_earlier_note_that_is_for_its_block_quotation() -> None:
    card = card_of(f"# Ice\n\nShe spoke.[@mill2019]\n\n> {SAYS}\n", "She spoke.", SAYS)
    assert "The source of these quoted words seems to be that of an earlier sentence." in card


def test_a_card_with_a_note_of_its_own_names_no_other() -> None:
    card = card_of(f"# Ice\n\n{SAYS}[@mill2019]\nIt was thick.[@mill2019]\n", SAYS, "It was thick.")
    assert "is taken to give the source" not in card


def test_a_chapter_of_a_table_alone_is_a_page() -> None:
    assert "<td>2019</td>" in made(ICE, {ICE: "# Ice\n\n| Year |\n|------|\n| 2019 |\n"}).html


def test_a_text_in_another_language_than_the_site_says_which() -> None:
    settings = cases.BAD / "article/record/article.yml"
    files = {"record/article.yml": f"{settings.read_text(encoding='utf-8')}language: de-CH\n"}
    page = tree(made(ICE, files))
    for path, language in (("//h1", "de-CH"), ('//span[@class="claim"]', "de-CH"), (MARK, "en")):
        found = page.xpath(path)
        assert {element.get("lang") for element in found} == {language}, path
    of = site(files)
    claims = dict(pages.generated(of.article, of.findings))["claims.md"]
    listed = html.fragment_fromstring(claims.filled(claims.markdown), create_parent="main")
    assert {link.get("lang") for link in listed.xpath("//tbody//th/a")} == {"de-CH"}
    assert not tree(made(ICE)).xpath("//*[@lang]")


MARK = '//a[@class="claim-mark"]'
