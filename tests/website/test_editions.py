"""Editions: which one a page is of, what each changed, the feed, and the mail by which readers report a problem."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from lxml import etree

from scripts import rules
from scripts.commands import branch
from scripts.finding import Unreadable
from scripts.publication import article, editions
from scripts.publication.editions import Edition, TextDigests
from scripts.website import cards, edition, exports, metadata, pages, templates
from tests import cases
from tests.conftest import call, copy_of_the_repository
from tests.website.test_plain_words import CORRECTED

FILES = article.files(cases.BAD / "article")
BEFORE = article.build(FILES, cases.TODAY)
AFTER = cases.made(CORRECTED)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def with_editions(of: article.Article, *texts: TextDigests) -> article.Article:
    """An article whose editions have these texts, the first of 1 Jan 2026, the second of 2 Jan, and so on."""
    made: tuple[Edition, ...] = ()
    for day, text in enumerate(texts, start=1):
        made = editions.with_text(made, text, f"2026-01-0{day}")
    return dataclasses.replace(of, published_here=made)


def test_a_text_is_an_edition_once_and_another_text_another() -> None:
    assert len(with_editions(AFTER, BEFORE.text, BEFORE.text, AFTER.text).published_here) == 2
    assert BEFORE.text.digest != AFTER.text.digest
    records = dataclasses.replace(BEFORE, accepted=(), claims={})
    assert records.text.digest == BEFORE.text.digest, "records are no text"


@pytest.mark.parametrize(
    ("of", "day", "shown"),
    [
        (with_editions(AFTER, BEFORE.text, AFTER.text), "2026-02-01", "edition 2, 2 Jan 2026"),
        (with_editions(AFTER, BEFORE.text), "2026-02-01", "version of 1 Feb 2026"),
        (AFTER, "2026-02-01", "version of 1 Feb 2026"),
        (AFTER, "", ""),
    ],
)
def test_a_page_says_which_edition_it_is_of_or_of_what_day(of: article.Article, day: str, shown: str) -> None:
    assert edition.shown(of, day) == shown


@pytest.mark.parametrize(("seconds", "day"), [("1700000000", "2023-11-14"), ("0", ""), ("", "")])
def test_the_day_is_that_of_the_last_commit_and_of_none_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch, seconds: str, day: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)  # as make sets it
    assert edition.day_of_build() == day


def test_the_page_of_corrections_says_what_each_edition_changed() -> None:
    of = with_editions(AFTER, BEFORE.text, AFTER.text)
    assert [(made.number, made.on, made.changes) for made in edition.published(of)] == [
        (2, "2026-01-02", ("1 correction made.", "Changed: “Ice”.")),
        (1, "2026-01-01", ("First published here.",)),
    ]
    assert edition.published(of)[0].corrections == of.corrections
    page = dict(pages.generated(of, rules.check(of)))["corrections.md"]
    shown = page.filled(page.markdown)
    (correction,) = of.corrections
    assert f'id="{edition.anchor(correction)}"' in shown
    assert "since edition 2" in shown
    assert f'href="#{edition.anchor(correction)}"' in shown
    other = TextDigests("0" * 64, AFTER.text.chapters, ())
    assert edition.published(with_editions(AFTER, AFTER.text, other))[0].changes == (
        "The publisher changed the original, and this text follows.",
        "1 correction withdrawn, or put into other words.",
    )
    without = dict(pages.generated(AFTER, ()))["corrections.md"]
    assert "Edition" not in without.filled(without.markdown)


def test_the_feed_has_each_correction_and_each_edition_the_last_ones_first() -> None:
    of = with_editions(AFTER, BEFORE.text, AFTER.text)
    text = "".join(exports.EXPORTS["corrections.xml"].pieces(of, "https://ice.example/"))
    feed = etree.fromstring(text.encode())
    (correction,) = of.corrections
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-01-02T00:00:00Z"
    assert [entry.findtext("a:id", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)] == [
        f"https://ice.example/corrections/#{name}" for name in (edition.anchor(correction), "edition-2", "edition-1")
    ]
    assert feed.findtext("a:entry/a:content", namespaces=ATOM) == (
        "Published: “until March.” Now: “until May.” The author was told of it and agrees."
    )
    empty = etree.fromstring("".join(exports.EXPORTS["corrections.xml"].pieces(BEFORE, "/")).encode())
    assert empty.findall("a:entry", ATOM) == []
    assert empty.findtext("a:updated", namespaces=ATOM)


def test_a_citation_gives_the_edition_and_a_place_for_the_day_of_access() -> None:
    page = metadata.CitedPage("ice/", "Ice", BEFORE.chapters[0])
    cited = metadata.citation(BEFORE.publication, page, "https://ice.example/", "Ice", "edition 2, 2 Jan 2026")
    url = "https://ice.example/ice/"
    assert cited.chicago.endswith(f"“Ice,” edition 2, 2 Jan 2026, {url}.")
    assert cited.plain.endswith(f" Edition 2, 2 Jan 2026. {url}")
    note = "note         = {Chapter: Ice; edition 2, 2 Jan 2026}"
    assert cited.bibtex.endswith(f"  {note},\n  url          = {{{url}}}\n}}\n")
    dated = templates.macro("macros.html", "dated")
    assert dated(cited.chicago, url, "words").endswith(f', <span data-accessed="words"></span>{url}.')
    assert dated(cited.bibtex, url, "BibTeX").endswith(f'{{{url}}}<span data-accessed="BibTeX"></span>\n}}\n')
    without = metadata.citation(BEFORE.publication, page, "", "Ice", "")
    assert "span" not in dated(without.chicago, without.url, "words"), "no address, no access"


def test_a_problem_is_a_mail_with_sentence_and_edition_where_the_editors_have_an_address() -> None:
    named = dataclasses.replace(BEFORE, publication=BEFORE.publication._replace(editors="ed+ice@ice.example"))
    chapter = named.chapters[0]
    card = next(cards.cards(named, chapter, {}, "https://github.com/a/b", {}, "edition 2, 2 Jan 2026"))
    address = urlsplit(card.problem)
    assert (address.scheme, unquote(address.path)) == ("mailto", "ed+ice@ice.example")
    fields = parse_qs(address.query)
    assert fields["subject"] == ["Problem: The ice held until March."]
    assert fields["body"] == [
        "Sentence: The ice held until March.\nChapter: Ice\nSeen in: edition 2, 2 Jan 2026\nProblem: "
    ]
    assert "+" not in address.query, "mail programs show it as it is"
    assert next(cards.cards(BEFORE, chapter, {}, "", {})).problem == ""


def test_the_record_says_the_same_when_it_is_read_again() -> None:
    made = with_editions(AFTER, BEFORE.text, AFTER.text).published_here
    text = editions.write(made)
    assert editions.read(text) == made
    assert editions.write(editions.read(text)) == text
    assert editions.merged(made, made[:1]) == made
    assert editions.merged(made[:1], made) == made


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"version": 2, "editions": []}', "has version 2, and this program knows 1"),
        ('{"version": 1}', "editions"),
        ('{"version": 1, "editions": [{"on": "yesterday"}]}', "editions.0"),
        ("[]", "it"),
        ("{", "is not JSON, or cut short"),
    ],
)
def test_a_broken_record_is_said(text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        editions.read(text)


def test_the_command_adds_a_text_that_is_new_and_no_other(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path / "root")
    said = [call("edition", "--now", day, cwd=root).stderr for day in ("2026-11-24", "2026-11-25")]
    assert said == ["Edition 1, of 24 Nov 2026.\n"] * 2
    chapter = root / "docs/introduction.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("red carpet", "green carpet"), encoding="utf-8")
    assert call("edition", "--now", "2026-11-26", cwd=root).stderr == "Edition 2, of 26 Nov 2026.\n"
    of = article.read(root, cases.TODAY)
    assert [made.on for made in of.published_here] == ["2026-11-24", "2026-11-26"]
    assert edition.shown(of, "") == "edition 2, 26 Nov 2026"


@pytest.mark.parametrize("path", branch.FILES)
def test_a_record_of_machines_that_is_cut_short_is_told(path: str) -> None:
    cut = article.build({**FILES, path: b'{"version": 1,'}, cases.TODAY)
    assert [(found.place.path, found.rule) for found in rules.check(cut)] == [(path, "schema-valid")]


def test_what_is_wrong_in_a_record_of_machines_is_told_at_its_line() -> None:
    text = b'{\n "version": 1,\n "editions": [\n  {"on": 7}\n ]\n}\n'
    (found,) = rules.check(article.build({**FILES, editions.PATH: text}, cases.TODAY))
    assert str(found.place) == "record/editions.json:4"
    assert "see scripts/schemas/editions.json" in found.message
