"""The site as a reader meets it: the home page, the timeline, the sources, the one page, search, paper, every size."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from scripts import rules
from scripts.english import dates
from scripts.publication import article, nights, readings
from scripts.states import support
from scripts.states.support import State
from scripts.website import home, references, style
from scripts.website.generated import Checked
from scripts.website.pages import claims, sources, timeline
from scripts.website.references import Copy
from tests import cases
from tests.conftest import ARTICLE
from tests.website import seen
from tests.website.conftest import Tab

DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
REAL = article.read(ARTICLE, cases.TODAY)
TOLD = list(support.claims(REAL))
CHAPTER = "security-guarantees/"


@pytest.fixture
def desk(tab: Tab) -> Page:
    return tab(viewport=DESK)


@pytest.fixture
def phone(tab: Tab) -> Page:
    return tab(viewport=PHONE, has_touch=True, is_mobile=True)


def words(place: Locator) -> str:
    return " ".join(place.inner_text().split())


# The home page


@pytest.mark.parametrize("size", [{"width": 1366, "height": 768}, PHONE], ids=["laptop", "phone"])
def test_one_screen_says_what_it_is_how_to_read_it_and_what_the_checks_found(tab: Tab, size: ViewportSize) -> None:
    page = tab(viewport=size)
    page.goto("")
    for place in (page.get_by_role("heading", level=1), page.get_by_role("link", name="Read the article")):
        expect(place).to_be_in_viewport(ratio=1)
    cited, of = support.sourced(REAL)
    expect(page.locator(".found > p").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".found > p").first).to_contain_text(f"{cited} of the {of} sentences")
    problems, _ = home.problems_of(REAL, rules.check(REAL))
    first = page.locator(".found li").first
    expect(first).to_be_in_viewport(ratio=1)
    assert words(first).startswith(f"{problems[0].what}, “{problems[0].quoted}”. {problems[0].because}")
    if size != PHONE:
        expect(page.locator(".found")).to_be_in_viewport(ratio=1)
        expect(page.locator(".argument")).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="Read the article").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(REAL.chapters[0].title)


def test_the_serious_problems_are_each_named_those_of_one_kind_once() -> None:
    problems, passages = home.problems_of(REAL, rules.check(REAL))
    serious = {
        finding.subject for finding in rules.check(REAL) if (rule := rules.RULES[finding.rule]).serious and rule.readers
    }
    assert passages == len(serious)
    assert len({problem.what for problem in problems}) == len(problems)
    assert sum(problem.times for problem in problems) >= passages
    for problem in problems:
        assert bool(problem.because) == (problem.times == 1)
    assert home.problems_of(REAL, ()) == ([], 0)
    told = home.filled("<p>{{ last-checks }}</p>", REAL, [])
    assert "found nothing in the text that could mislead" in told


def test_the_argument_is_told_in_sentences_of_the_article_that_lead_to_themselves(desk: Page) -> None:
    desk.goto("")
    quoted = desk.locator(".argument a").all()
    sentences = {one.sentence.text: one.claim.id for one in TOLD}
    links = {words(link): link.get_attribute("href") or "" for link in quoted}
    assert len(links) >= 3
    assert {text: address.partition("#")[2] for text, address in links.items()} == {
        text: sentences[text] for text in links
    }
    quoted[0].click()
    expect(desk.locator(".claim:target")).to_be_in_viewport()
    assert words(desk.locator(".claim:target")) in links


def plain(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def told(of: article.Article) -> str:
    return plain(home.filled("<p>{{ last-checks }}</p>", of, []))


def test_what_was_never_checked_is_said_to_be_never_checked() -> None:
    assert not REAL.nights.nights
    assert "None of the 7 sources has been compared with the text yet. Their links have not been tested yet." in told(
        REAL
    )
    assert "No named person has read any of them for this site." in told(REAL)


def test_what_was_looked_at_is_told_with_its_day() -> None:
    url = REAL.sources[KEY].url
    link = nights.Link(url, (KEY,), state=nights.LinkState.ALIVE, since="2026-01-09")
    page = readings.Reading(readings.How.LIVE, url, "2026-01-08", "trafilatura 2", "0", "1")
    checked = dataclasses.replace(
        REAL,
        nights=nights.Memory({url: link}, ("2026-01-08", "2026-01-09"), {}),
        evidence=readings.Evidence({KEY: readings.LastRead(url, page)}),
    )
    assert "1 of the 7 sources could be compared with the text, last on 8 Jan 2026 ." in told(checked)
    assert "Their links were last tested on 9 Jan 2026 : 1 of 7 works." in told(checked)


@pytest.mark.parametrize(
    ("guessed", "said"),
    [
        (0, ""),
        (1, " Of 1 sentence the kind is a machine’s guess that nobody has confirmed yet."),
        (6, " Of 6 sentences the kind is a machine’s guess that nobody has confirmed yet."),
    ],
)
def test_beside_a_figure_that_rests_on_guesses_it_is_said_of_how_many(guessed: int, said: str) -> None:
    files, path = article.files(ARTICLE), "record/claims/introduction.yml"
    files[path] = files[path].replace(b"\n  kind: ", b"\n  confirm: true\n  kind: ", guessed)
    known = article.build(files, cases.TODAY)
    assert f" give none .{said} " in told(known).partition(" passages could")[0]
    assert claims.PAGE.of(Checked(known, ())).markdown.count(f"not if a neighbour has one.{said}\n") == 1


@pytest.mark.parametrize(
    ("tests", "on_home", "on_sources", "of_source"),
    [
        (0, "Their links have not been tested yet.", "The links have not been tested yet.", "Link not tested yet"),
        (
            1,
            "tested on 9 Jan 2026 : 1 of 7 works.",
            "tested on 9 Jan 2026 .",
            "since 9 Jan 2026, last tested 9 Jan 2026",
        ),
    ],
)
def test_a_night_that_does_not_count_is_no_test(tests: int, on_home: str, on_sources: str, of_source: str) -> None:
    look = nights.Look(REAL.sources[KEY].url, (KEY,), "mill.example", nights.LinkState.ALIVE)
    memory = nights.remember(nights.EMPTY, [look], date(2026, 1, 9)) if tests else nights.EMPTY
    memory = nights.remember(memory, [look], date(2026, 1, 10), nights.Void.NETWORK)
    checked = dataclasses.replace(REAL, nights=memory)
    made = sources.PAGE.of(Checked(checked, ()))
    shown = plain(made.filled("".join(f"<!-- html {n} -->" for n in range(len(made.parts)))))
    assert on_home in told(checked)
    assert on_sources in plain(made.markdown)
    assert of_source in shown
    assert "10 Jan" not in told(checked) + plain(made.markdown) + shown


def test_a_placeholder_that_is_none_stays_as_it_is() -> None:
    assert "<p>{{ weather }}</p>" in home.filled("<p>{{ weather }}</p>", REAL, [])


def test_the_figure_says_how_many_sentences_stand_in_each_state_and_leads_to_them(desk: Page) -> None:
    desk.goto("")
    told = desk.locator(".figure li > a")
    counts = support.counts(support.claims(REAL))
    assert [words(link) for link in told.all()] == [
        " ".join(f"{number} {state.glyph} {state.words}".split()) for state, number in counts.items()
    ]
    widths = desk.locator(".figure .state-bar > span").evaluate_all("all => all.map(part => part.offsetWidth)")
    assert [round(62 * width / sum(widths)) for width in widths] == list(counts.values())
    desk.get_by_role("link", name="no source given").click()
    expect(desk.locator("table.claims tbody tr:visible")).to_have_count(counts[support.State.NO_SOURCE])


def test_each_chapter_is_listed_with_its_reading_time_and_says_it_itself(desk: Page) -> None:
    desk.goto("")
    rows = desk.locator(".chapter-list > li")
    expect(rows).to_have_count(len(REAL.chapters))
    for chapter, row in zip(REAL.chapters, rows.all(), strict=True):
        time = re.search(r"\d+ min", row.inner_text())
        assert time
        tab = desk.context.new_page()
        tab.goto(chapter.url)
        expect(tab.get_by_text(f"{time[0]} to read")).to_be_visible()
        expect(tab.get_by_role("heading", level=1)).to_contain_text(row.get_by_role("link").inner_text())
        tab.close()


# The timeline


def dated(page: Page) -> dict[str, str]:
    """What the list has, by its anchor: the date."""
    rows = page.locator(".timeline > li").all()
    return {row.get_attribute("id") or "": words(row.locator("time")) for row in rows}


def test_the_timeline_has_each_dated_fact_and_each_source_and_nothing_else(desk: Page) -> None:
    desk.goto("timeline/")
    facts = {
        f"fact-{fact.id}": dates.shown(fact.date) + (f" to {dates.shown(fact.until)}" if fact.until else "")
        for fact in REAL.facts.values()
        if fact.date
    }
    sources = {
        f"source-{source.key}": dates.shown(source.date) + ("" if len(source.date) == 10 else ", day not given")
        for source in REAL.sources.values()
    }
    assert any(len(source.date) < 10 for source in REAL.sources.values())
    assert dated(desk) == facts | sources


def test_the_timeline_is_in_order(desk: Page) -> None:
    desk.goto("timeline/")
    times = desk.locator(".timeline time").evaluate_all("all => all.map(time => time.dateTime)")
    latest = [(dates.days(iso) or (cases.TODAY, cases.TODAY))[1] for iso in times]
    assert latest == sorted(latest)


def test_what_has_no_known_day_comes_after_all_that_it_may_have_come_after() -> None:
    given = {
        "talks": ("2022", ""),
        "winter": ("2022-12", "2023-02"),
        "siege": ("2022-02-24", "2022-05-20"),
        "invasion": ("2022-02-24", ""),
        "retreat": ("2022-11-11", ""),
        "election": ("2023-01-05", ""),
    }
    fact = next(iter(REAL.facts.values()))
    facts = {name: fact._replace(id=name, date=on, until=until) for name, (on, until) in given.items()}
    order = [event.name for event in timeline.events(dataclasses.replace(REAL, facts=facts, sources={}))]
    assert order == [f"fact-{name}" for name in ("siege", "invasion", "retreat", "winter", "talks", "election")]


def test_an_event_leads_to_its_sentences_and_a_source_to_those_that_cite_it(desk: Page) -> None:
    desk.goto("timeline/")
    for fact in REAL.facts.values():
        if fact.date:
            row = desk.locator(f"#fact-{fact.id}")
            giving = [one for one in TOLD if any(fact.id in expected.of for expected in one.claim.expects)]
            links = row.locator("ul > li > a").evaluate_all("all => all.map(link => link.getAttribute('href'))")
            assert links == [f"../{one.chapter.url}#{one.claim.id}" for one in giving]
            expect(row).to_contain_text(fact.source)
            said = [expected.words for one in giving for expected in one.claim.expects if fact.id in expected.of]
            for words_of_date, small in zip(said, row.locator("small").all(), strict=True):
                expect(small).to_contain_text(f"“{words_of_date}”")
    for source in REAL.sources.values():
        citing = [one.claim.id for one in TOLD if source.key in one.claim.sources]
        links = desk.locator(f"#source-{source.key} ul a").evaluate_all("all => all.map(link => link.hash.slice(1))")
        assert links == citing
        said = desk.locator(f"#source-{source.key} ul small").all_text_contents()
        assert said == [f"{one.chapter.title}, note {one.call.label}" for one in REAL.citing[source.key]]


def test_the_picture_has_the_dates_of_the_list_and_leads_into_it(desk: Page) -> None:
    desk.goto("timeline/")
    picture = desk.locator(".timeline-picture")
    expect(picture).to_be_in_viewport(ratio=1)
    drawn = picture.locator("a").evaluate_all("all => all.map(link => link.getAttribute('href').slice(1))")
    assert sorted(drawn) == sorted(dated(desk))
    shown = [" ".join(text.split()) for text in picture.locator(".when").all_text_contents()]
    assert [text.replace(" ", "") for text in shown] == [
        text.replace(" ", "") for text in dict.fromkeys(dated(desk).values())
    ]
    picture.locator("a[href='#fact-alaska-meeting']").click()
    expect(desk.locator("#fact-alaska-meeting")).to_be_in_viewport()


def test_the_words_of_the_picture_stay_clear_of_one_another(desk: Page) -> None:
    desk.goto("timeline/")
    boxes = [box for text in desk.locator(".timeline-picture text").all() if (box := text.bounding_box())]
    assert len(boxes) > len(REAL.sources)
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            beside = one["x"] >= other["x"] + other["width"] or other["x"] >= one["x"] + one["width"]
            over = one["y"] >= other["y"] + other["height"] or other["y"] >= one["y"] + one["height"]
            assert beside or over


def test_a_timeline_of_more_dates_than_a_screen_is_wide_is_a_list_alone() -> None:
    event = timeline.events(REAL)[0]
    many = [event._replace(name=f"fact-{n}", when=str(n)) for n in range(timeline.MOST_COLUMNS + 1)]
    assert timeline.picture(many[:-1])
    assert timeline.picture(many) is None
    assert timeline.picture([]) is None


def test_the_picture_says_how_many_years_it_leaves_out() -> None:
    drawn = timeline.picture(timeline.events(REAL))
    assert drawn
    assert [column.gap for column in drawn.columns if column.gap] == [19, 8, 3]


@pytest.mark.parametrize(
    ("before", "after", "years"),
    [
        (("1994-12-05", ""), ("2014-03-18", ""), 19),
        (("1994-12-05", ""), ("2014-03", ""), 19),
        (("1994-12-05", ""), ("2014-12", ""), 20),  # perhaps 19
        (("1994-12-05", ""), ("2014-09-05", "2015-02-12"), 19),
        (("2014-09-05", "2015-02-12"), ("2022-02-24", ""), 7),
        (("2014-09-05", "2015-03-12"), ("2022-02-24", ""), 6),
        (("1994", ""), ("2014", ""), 20),
        (("2022-02-24", ""), ("2022", ""), 0),
    ],
)
def test_years_are_whole_where_the_days_are_known(before: tuple[str, str], after: tuple[str, str], years: int) -> None:
    fact = next(iter(REAL.facts.values()))
    given = (fact._replace(id=id_, date=on, until=until) for id_, (on, until) in (("one", before), ("two", after)))
    drawn = timeline.picture(timeline.events(dataclasses.replace(REAL, facts={f.id: f for f in given}, sources={})))
    assert drawn
    assert [column.gap for column in drawn.columns] == [0, years]


@pytest.mark.parametrize("where", ["phone", "paper"])
def test_on_a_phone_and_on_paper_the_timeline_is_a_list(phone: Page, desk: Page, where: str) -> None:
    page = phone if where == "phone" else desk
    page.goto("timeline/")
    if where == "paper":
        page.emulate_media(media="print")
    expect(page.locator(".timeline-picture")).to_be_hidden()
    expect(page.locator("#fact-budapest-memorandum")).to_be_visible()


# The sources


def test_a_source_shows_its_notes_its_link_and_each_sentence_that_cites_it(desk: Page) -> None:
    desk.goto("sources/")
    for source in REAL.sources.values():
        shown = desk.locator("article.source").filter(has=desk.locator(f"h2#{source.key}"))
        citing = [one for one in TOLD if source.key in one.claim.sources]
        links = shown.locator(".citing > li > a")
        assert [words(link) for link in links.all()] == [" ".join(one.sentence.text.split()) for one in citing]
        assert links.evaluate_all("all => all.map(link => link.hash.slice(1))") == [one.claim.id for one in citing]
        expect(shown).to_contain_text("not tested yet")
        expect(shown).to_contain_text("none known")


def test_the_link_of_a_reference_is_a_robust_link(desk: Page) -> None:
    for path in ("sources/", CHAPTER):
        desk.goto(path)
        links = desk.locator(":is(.reference, .footnote, .claim-card dd) a[href^=http]")
        said = links.evaluate_all("all => all.map(link => ({href: link.getAttribute('href'), ...link.dataset}))")
        assert said
        for link in said:
            assert link == {"href": link["href"], "originalurl": link["href"], "versiondate": "2025-08-28"}


def test_the_bibtex_of_a_source_is_its_entry_and_one_click_selects_it(desk: Page) -> None:
    desk.goto("sources/")
    file = (ARTICLE / "references.bib").read_text(encoding="utf-8")
    blocks = desk.locator("details.bibtex")
    expect(blocks).to_have_count(len(REAL.sources))
    for block in blocks.all():
        block.locator("summary").click()
        assert (block.locator("pre").text_content() or "").strip() in file
    blocks.first.locator("pre").click()
    assert (desk.evaluate("getSelection().toString()") or "").strip() == REAL.sources["drozdiak2025guarantees"].bibtex


KEY = "toosi2025error"
COPY = "https://web.archive.org/web/20250829010203/https://www.politico.com/"


def with_copy(address: str, state: str = "alive") -> article.Article:
    """The article, where the link check found an archived copy of a source."""
    url = REAL.sources[KEY].url
    link = nights.Link(url, (KEY,), state=nights.LinkState(state), since="2026-01-02", archive=address)
    return dataclasses.replace(REAL, nights=nights.Memory({url: link}, ("2026-01-09",), {}))


def test_a_robust_link_names_the_archived_copy_and_its_day() -> None:
    found = with_copy(COPY)
    reference = references.reference(found, found.sources[KEY])
    assert f'data-originalurl="{found.sources[KEY].url}"' in reference
    assert 'data-versiondate="2025-08-29"' in reference
    assert f'data-versionurl="{COPY}"' in reference
    (shown,) = (one for one in sources.entries(Checked(found, ())) if one.source.key == KEY)
    assert shown.copy == Copy(COPY, "2025-08-29")


def test_a_copy_at_an_unsafe_address_is_not_linked() -> None:
    found = with_copy("javascript:alert(1)", state="dead")
    assert "javascript" not in references.reference(found, found.sources[KEY])
    assert references.archived(found, found.sources[KEY]) is None


def test_a_dead_link_is_told_beside_the_reference_with_its_copy() -> None:
    found = with_copy(COPY, state="dead")
    reference = references.reference(found, found.sources[KEY])
    assert "dead link since 2 Jan 2026" in reference
    assert "archived copy</a>" in reference


def test_a_source_says_what_its_page_gives_beside_the_reference() -> None:
    source = REAL.sources[KEY]
    page = readings.Reading(
        readings.How.SAVED, "", "2026-01-09", "trafilatura 2", "0", "1", "Another title", date=source.date
    )
    read = readings.Evidence({KEY: readings.LastRead(source.url, page)})
    (shown,) = (
        one for one in sources.entries(Checked(dataclasses.replace(REAL, evidence=read), ())) if one.source.key == KEY
    )
    assert shown.compared == (
        "Compared on 9 Jan 2026, in a saved copy.",
        "Its page gives the same date as the reference.",
        f"Its page gives “Another title” as title, the reference “{source.title}”.",
    )


def test_notes_and_cards_say_which_of_the_published_notes_a_citation_was(desk: Page) -> None:
    desk.goto(CHAPTER)
    expect(desk.locator("li[id='fn:n8']")).to_contain_text(re.compile(r"Published note\s+8"))
    desk.locator("#no-boots-on-the-ground > .claim-mark").click()
    expect(desk.locator("#card-no-boots-on-the-ground")).to_contain_text(re.compile(r"Published note\s+7"))


def test_the_card_on_a_phone_leaves_its_sentence_in_sight(phone: Page) -> None:
    phone.goto(CHAPTER)
    mark, card = phone.locator("#lavrov-hopeless-undertaking > .claim-mark"), phone.locator(".claim-card[data-open]")
    mark.evaluate("mark => scrollTo(0, mark.getBoundingClientRect().bottom + scrollY - innerHeight + 20)")
    mark.tap()
    expect(card).to_be_visible()
    expect(mark).to_be_in_viewport()
    below, sheet = mark.bounding_box(), card.bounding_box()
    assert below
    assert sheet
    assert below["y"] + below["height"] <= sheet["y"]


# The one page


def test_one_page_holds_every_sentence_once_in_order(desk: Page) -> None:
    desk.goto("one-page/")
    ids = desk.locator(".claim").evaluate_all("all => all.map(claim => claim.id)")
    assert ids == [one.claim.id for one in TOLD]
    texts = desk.locator(".claim").evaluate_all(
        """all => all.map((claim) => {
            for (const mark of claim.querySelectorAll("sup, .claim-mark")) mark.remove();
            return claim.textContent;
        })"""
    )
    assert [" ".join(text.split()) for text in texts] == [one.sentence.text for one in TOLD]


def test_the_notes_of_the_one_page_are_the_published_ones(desk: Page) -> None:
    desk.goto("one-page/")
    notes = desk.locator(".notes li")
    expect(notes).to_have_count(len(REAL.original.notes))
    for note, shown in zip(REAL.original.notes, notes.all(), strict=True):
        text = words(shown)
        (source,) = REAL.sources_of_note[note.number]
        assert text.startswith(f"{note.number} ")
        assert " ".join(style.plain(source).split()) in text
        assert (f"Published as: {note.text}" in text) == (REAL.original.kind(note.number) != "full")


def test_each_mark_of_the_one_page_leads_to_its_note_and_back(desk: Page) -> None:
    desk.goto("one-page/")
    marks = desk.locator("a.footnote-ref")
    assert marks.all_inner_texts() == [str(note.number) for note in REAL.original.notes]
    for number in (1, 13):
        marks.nth(number - 1).click()
        note = desk.locator("li:target")
        expect(note).to_be_in_viewport()
        expect(note.locator(".note-numbers")).to_have_text(str(number))
        note.get_by_role("link", name=f"Back to mark {number} in the text").click()
        expect(desk.locator("sup:target")).to_be_in_viewport()


def test_the_one_page_is_not_what_others_should_link_to(built: Path, desk: Page) -> None:
    desk.goto("one-page/")
    home = desk.locator("link[rel=canonical]").get_attribute("href")
    assert home
    assert home.endswith("/")
    assert "one-page" not in home


# Search


def index(built: Path) -> list[dict[str, Any]]:
    docs: list[dict[str, Any]] = json.loads((built / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    return docs


def test_the_search_index_holds_each_sentence_once(built: Path) -> None:
    held = [" ".join(f"{doc['title']} {doc['text']}".split()) for doc in index(built)]
    for one in TOLD:
        text = one.sentence.text
        equal = sum(other.sentence.text == one.sentence.text for other in TOLD)
        assert sum(text in doc for doc in held) == equal, one.claim.id


def test_the_index_leaves_out_what_only_repeats_the_chapters(built: Path) -> None:
    assert {doc["location"].split("/")[0] for doc in index(built)}.isdisjoint({"claims", "one-page"})


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desktop", "phone"])
def test_a_result_says_the_sentence_once_and_lands_on_it_with_the_words_marked(
    browser: Browser, address: str, size: ViewportSize
) -> None:
    with browser.new_context(viewport=size, base_url=address) as context:
        page = context.new_page()
        page.goto("")
        page.keyboard.press("/")
        page.get_by_role("textbox", name="Search").press_sequentially("goodwill endure")
        result = page.locator("a.md-search-result__link[href*='#will-us-goodwill-endure']")
        assert words(result).count("goodwill") == 1
        expect(result.locator("mark")).to_have_text(["goodwill", "endure"])
        result.click()
        expect(page).to_have_url(re.compile("#will-us-goodwill-endure$"))
        sentence = page.locator("#will-us-goodwill-endure")
        expect(sentence).to_be_in_viewport()
        expect(sentence.locator("mark")).to_have_text(["goodwill", "endure"])


def test_a_search_for_a_source_leads_to_it(desk: Page) -> None:
    desk.goto("")
    desk.keyboard.press("/")
    desk.get_by_role("textbox", name="Search").press_sequentially("Guaranteeing Insecurity")
    desk.locator("a.md-search-result__link[href$='#savill2025insecurity']").click()
    expect(desk.locator("h2#savill2025insecurity")).to_be_in_viewport()


# Reading

LETTERS = """() => {
    const text = document.querySelector("article > p:not([class])");
    const range = document.createRange();
    const lines = new Map();
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode())
        for (let i = 0; i < node.length; i++) {
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const top = Math.round(range.getBoundingClientRect().bottom / 12);
            lines.set(top, (lines.get(top) ?? 0) + 1);
        }
    return [...lines.values()];
}"""


@pytest.mark.parametrize("path", ["introduction/", CHAPTER, "conclusion/"])
def test_a_line_holds_60_to_75_letters(desk: Page, path: str) -> None:
    desk.goto(path)
    lines = sorted(desk.evaluate(LETTERS))
    assert 60 <= lines[len(lines) // 2] <= 75, lines


COLOURS = """([name, properties]) => {
    const probe = document.querySelector(".md-typeset").appendChild(document.createElement("p"));
    if (name) probe.dataset.state = name;
    const found = properties.map((property) => {
        probe.style.color = `var(${property})`;
        return getComputedStyle(probe).color;
    });
    probe.remove();
    return found;
}"""


def light(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


NAMES = sorted(support.State)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_and_every_mark_stands_out(browser: Browser, address: str, scheme: str) -> None:
    dark = scheme == "dark"
    with browser.new_context(color_scheme="dark" if dark else "light", base_url=address) as context:
        page = context.new_page()
        page.goto(CHAPTER)
        paper, tint, *inks = page.evaluate(
            COLOURS, ["", ["--paper", "--tint", "--ink", "--faint-ink", "--accent", "--md-typeset-a-color"]]
        )
        marks = {name: page.evaluate(COLOURS, [name, ["--state"]])[0] for name in NAMES}
        border = page.evaluate(COLOURS, ["", ["--border"]])[0]
    assert light(paper) < 0.05 if dark else light(paper) > 0.9
    for ink, ground in product([*inks, *marks.values()], [paper, tint]):
        assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(border, paper) >= 3


def test_states_differ_by_shape_as_well_as_by_colour() -> None:
    glyphs = [state.glyph for state in support.State if state.glyph]
    assert len(set(glyphs)) == len(glyphs)
    # A view has no mark: there is nothing to look up. One of the editors says in words that they added it.
    assert [state for state in State if not state.glyph] == [State.AUTHORS_VIEW, State.EDITORS_VIEW]


def test_forced_colours_keep_the_marks_the_figure_and_the_focus(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESK, forced_colors="active", base_url=address) as context:
        page = context.new_page()
        page.goto("")
        parts = page.locator(".figure .state-bar > span")
        drawn = parts.evaluate_all("all => all.map(part => getComputedStyle(part).borderTopColor)")
        assert len(set(drawn)) == len(drawn)
        page.goto(CHAPTER)
        expect(page.locator(".claim-mark").first).to_be_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


# Everyone


@pytest.mark.parametrize("path", ["", CHAPTER])
def test_the_menu_of_a_phone_takes_the_focus_only_where_it_is_seen(phone: Page, path: str) -> None:
    phone.goto(path)
    phone.locator("header label[for='__drawer']").tap()
    menu = phone.locator(".md-sidebar--primary")
    expect(menu.get_by_role("link", name="Sources")).to_be_in_viewport()
    under = phone.evaluate(
        """() => [...document.querySelectorAll(".md-sidebar--primary a")].filter((link) => {
            const { left, top, width, height } = link.getBoundingClientRect();
            const seen = link.checkVisibility({ visibilityProperty: true, opacityProperty: true });
            return seen && !link.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        }).map((link) => link.textContent.trim())"""
    )
    assert under == []


def test_the_menu_of_a_phone_unfolds_the_chapters_by_keyboard(phone: Page) -> None:
    phone.goto("")
    phone.locator("header label[for='__drawer']").tap()
    menu = phone.locator(".md-sidebar--primary")
    expect(menu.get_by_role("link", name="Conclusion")).to_be_hidden()
    menu.get_by_text("Article", exact=True).locator("visible=true").first.focus()
    menu.locator("label.md-nav__link[tabindex]").first.focus()
    phone.keyboard.press("Enter")
    menu.get_by_role("link", name="Conclusion").click()
    expect(phone).to_have_url(re.compile("/conclusion/$"))


def test_every_target_is_at_least_24_pixels_high_or_stands_in_a_line_of_text(phone: Page, built: Path) -> None:
    for path in sorted(built.rglob("index.html")):
        phone.goto(path.parent.relative_to(built).as_posix().removeprefix("."))
        small = phone.evaluate(
            """() => [...document.querySelectorAll("button, select, summary, .claim-mark, .footnote-ref, .footer a")]
                .filter((target) => target.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
                .map((target) => [target.className || target.textContent.trim(), ...["width", "height"].map(
                    (side) => Math.round(target.getBoundingClientRect()[side] * 10) / 10)])
                .filter(([, width, height]) => width < 24 || height < 24)"""
        )
        assert small == [], path


def test_the_text_of_all_pages_begins_at_one_edge_and_wide_pages_at_that_of_the_head(desk: Page) -> None:
    edges: dict[str, float] = {}
    for path in ("", "claims/", "timeline/", CHAPTER, "one-page/", "sources/", "corrections/", "methods/", "about/"):
        desk.goto(path)
        edges[path] = desk.get_by_role("heading", level=1).evaluate("title => title.getBoundingClientRect().left")
    text = {edge for path, edge in edges.items() if path not in ("", "claims/", "timeline/")}
    assert text == {edges[CHAPTER]}
    assert {edges[""], edges["claims/"], edges["timeline/"]} == {edges[""]}


def test_on_a_phone_a_table_fits_or_is_scrolled_by_itself(phone: Page) -> None:
    phone.goto("methods/")
    tables = phone.locator(".scroll")
    assert tables.evaluate_all("all => all.map(table => table.scrollWidth > table.clientWidth)") == [False, True]
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tables.last.evaluate("table => table.scrollLeft = 9999")
    box = tables.last.locator("td").last.bounding_box()
    assert box
    assert box["x"] + box["width"] <= PHONE["width"], "its last column is reached"


def test_at_twice_the_size_nothing_needs_sideways_scrolling(browser: Browser, built: Path, address: str) -> None:
    half: ViewportSize = {"width": 640, "height": 450}  # a window of 1280 by 900 at 200 %
    with browser.new_context(viewport=half, device_scale_factor=2, base_url=address) as context:
        page = context.new_page()
        for path in ("", CHAPTER, "timeline/", "sources/", "one-page/", "claims/", "corrections/"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 640, path


def test_without_scripts_the_new_pages_say_all_that_they_say_with_them(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESK, java_script_enabled=False, base_url=address) as context:
        page = context.new_page()
        page.goto("")
        expect(page.locator(".figure li")).to_have_count(len(support.counts(support.claims(REAL))))
        page.goto("timeline/")
        expect(page.locator(".timeline-picture")).to_be_visible()
        page.goto("sources/")
        page.locator("details.bibtex summary").first.click()
        expect(page.locator("details.bibtex pre").first).to_be_visible()


# tests/website/test_browser.py audits the others.
AUDITED = ["introduction/", "ready-for-peace/", "russia-and-ukraine/", "conclusion/", "one-page/", "timeline/"]


def test_axe_finds_nothing(tab: Tab) -> None:
    page = tab(viewport=PHONE)
    for path in AUDITED:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
        assert (path, seen.faults(page)) == (path, [])


def test_a_reader_who_went_astray_is_led_back(desk: Page) -> None:
    desk.goto("404.html")
    expect(desk.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    desk.get_by_role("article").get_by_role("link", name="Claims").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Claims")


# On paper


def test_paper_has_the_text_and_the_addresses_and_nothing_to_press(desk: Page) -> None:
    desk.goto("one-page/")
    desk.emulate_media(media="print")
    for gone in ("header", ".md-tabs", ".md-sidebar", ".parts", ".footnote-backref", ".cite", "footer"):
        expect(desk.locator(gone).first).to_be_hidden()
    for note in desk.locator(".notes li").all():
        expect(note).to_contain_text(re.compile(r"<https://\S+>"))
    expect(desk.locator(".editors-note p").first).to_be_visible()
    assert desk.locator("article").evaluate("(page) => getComputedStyle(page).fontSize") == "14.6667px"  # 11 pt


def test_a_printed_chapter_says_what_and_whose_it_is_and_what_its_marks_mean_once(desk: Page) -> None:
    desk.goto(CHAPTER)
    expect(desk.locator(".on-paper")).to_be_hidden()
    desk.emulate_media(media="print")
    publication = REAL.publication
    expect(desk.locator(".on-paper")).to_have_text(f"{publication.title}, by {publication.author}. As of 14 Nov 2023.")
    expect(desk.locator(".marks-legend")).to_have_count(1)
    assert desk.locator(".claim-mark").first.evaluate("(mark) => getComputedStyle(mark).whiteSpace") == "nowrap"
    expect(desk.locator(".editors-note p").first).to_be_visible()
    expect(desk.locator(".footnote li").first).to_be_visible()
