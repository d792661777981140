"""Names and days as pages print them."""

from __future__ import annotations

import pytest

from scripts.hypertext import reading
from scripts.hypertext.reading import ReadPage
from scripts.hypertext.stated import OF_ONE_NAME, people


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Mill", ["Ada Mill"]),
        ("BY ADA MILL", ["Ada Mill"]),
        ("By Ada Mill, Reuters", ["Ada Mill"]),
        ("By Prof. Ada Mill. Translated from the Dutch by Bo Reed", ["Ada Mill"]),
        ("By Ada Mill, Associated Press", ["Ada Mill"]),
        ("By Ada Mill and Bo Reed, Associated Press", ["Ada Mill", "Bo Reed"]),
        ("By Ada Mill in Dunmore and Bo Reed in Lake End", ["Ada Mill", "Bo Reed"]),
        ("Ada Mill, Bo Reed & Zoë Müller", ["Ada Mill", "Bo Reed", "Zoë Müller"]),
        ("Ada Mill, Bo Reed", ["Ada Mill", "Bo Reed"]),
        ("Ada Mill; Bo Reed", ["Ada Mill", "Bo Reed"]),
        ("Ada Mill, Senior Correspondent", ["Ada Mill"]),
        ("Dr. Ada Mill, Professor of Ice at Dunmore", ["Ada Mill"]),
        ("Ada Mill, PhD", ["Ada Mill"]),
        ("Ada Mill (Reuters)", ["Ada Mill"]),
        ("ada@wire.example (Ada Mill)", []),
        ("Mill, Ada", ["Ada Mill"]),
        ("van der Meer, Joost", ["Joost van der Meer"]),
        ("Joost van der Meer", ["Joost van der Meer"]),
        ("Piet Arkwright, Jr.", ["Piet Arkwright Jr."]),
        ("Piet Arkwright III, Ada Mill", ["Piet Arkwright III", "Ada Mill"]),
        ("View all posts by Ada Mill", ["Ada Mill"]),
        ("Posts by Ada Mill", ["Ada Mill"]),
        ("More stories by Ada Mill", ["Ada Mill"]),
        ("Arkwright, Piet, Jr.", ["Piet Arkwright Jr."]),
        ("Arkwright, Jr., Piet", ["Piet Arkwright Jr."]),
        ("Piet Q. Arkwright MBE", ["Piet Q. Arkwright"]),
        ("Ada Mill, Chief Economist", ["Ada Mill"]),
        ("By Ada Mill | The Ledger", ["Ada Mill"]),
        ("By Ada Mill with Bo Reed", ["Ada Mill", "Bo Reed"]),
        ("#person", []),
        ("Ottoline", ["Ottoline"]),
        ("AFP", []),
        ("王小明、陈丽", ["王小明", "陈丽"]),
        ("Зоя Млинская и др.", []),
        ("محمد علي", ["محمد علي"]),
        ("No Author", []),
        ("Unknown", []),
        ("admin", []),
        ("Staff Reporter", []),
        ("https://social.example/ada", []),
        ("By Ada Mill BBC News, Dunmore", ["Ada Mill"]),
        ("By Ada Mill Staff Writer", ["Ada Mill"]),
        ("By 王小明", ["王小明"]),
        ("By Ngũgĩ wa Thiong'o", ["Ngũgĩ wa Thiong'o"]),
        ("By Lt. Col. Ada Mill", ["Ada Mill"]),
        ("By Ada Mill @adamill", ["Ada Mill"]),
        ("By Ada Mill on May 3, 2019", ["Ada Mill"]),
        ("By Ada Mill May 3, 2019", ["Ada Mill"]),
        ("By April Mill", ["April Mill"]),
        ("Written by Ada Mill Published 3 May 2019", ["Ada Mill"]),
        ("By Ada Mill / Reuters", ["Ada Mill"]),
        ("By Ada Mill, CNN Business", ["Ada Mill"]),
        ("By Ada Mill, USA TODAY", ["Ada Mill"]),
        ("By Associated Press", []),
        ("By Guest Author", []),
        ("World Ice Organization", []),
        ("Interview by Ada Mill", ["Ada Mill"]),
        ("Ada Mill in Dunmore and agencies", ["Ada Mill"]),
        ("Photographs by Ada Mill", []),
        ("Authors: Ada Mill, Bo Reed", ["Ada Mill", "Bo Reed"]),
        ("Mill, Ada, 1806-1873", ["Ada Mill"]),
        ("Reed, B. A.", ["B. A. Reed"]),
        ("Mill, Reed, and Lund", []),
        ("By the time the ice broke", []),
        ("By Sunday", []),
        ("", []),
    ],
)
def test_names_in_a_line(line: str, names: list[str]) -> None:
    assert people(line, "line") == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Ruiz Ortega y Luis Gómez", ["Ana Ruiz Ortega", "Luis Gómez"]),
        ("Ana Ruiz, Luis Gómez y Eva Sanz", ["Ana Ruiz", "Luis Gómez", "Eva Sanz"]),
        ("Jörg Mühl und Anna von Weber", ["Jörg Mühl", "Anna von Weber"]),
        ("Anne Gué et Luc Pont", ["Anne Gué", "Luc Pont"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("José Ortega y Gasset y Luis Gómez", ["José Ortega y Gasset", "Luis Gómez"]),
        ("Artur da Costa e Silva", ["Artur da Costa e Silva"]),
        ("Stiftung Wissenschaft und Politik", []),
        ("Anne Gué et al.", []),
    ],
)
def test_names_joined_in_other_languages(line: str, names: list[str]) -> None:
    assert people(line, "person") == names


def test_catalogues_write_the_family_name_first() -> None:
    assert people("García Márquez, Gabriel", "catalogue") == [f"Gabriel García{OF_ONE_NAME}Márquez"]
    assert people("van der Meulen, Jan", "catalogue") == ["Jan van der Meulen"]
    assert people("García Márquez, Gabriel", "line") == ["García Márquez"]
    assert people("Mill A;van der Meulen JB;", "catalogue") == ["A. Mill", "J. B. van der Meulen"]
    assert people("Mill, Ada, 1870-1931.", "catalogue") == ["Ada Mill"]
    assert people("UN. Secretary-General", "catalogue") == people("Dunmore. Harbour Board", "catalogue") == []


TEXT = "<p>The keepers of the upper river wrote the height of the water in a book each morning, and it was kept.</p>"


def read(head: str, by_title: str = "", after: str = "") -> ReadPage:
    page = f"<html><head>{head}</head><body><article><h1>The ice</h1>{by_title}{TEXT}{after}</article></body></html>"
    return reading.read(page.encode(), "text/html; charset=utf-8", "")


_DATA = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The ice", "author": %s}</script>'


@pytest.mark.parametrize(
    ("head", "by_title", "names"),
    [
        (
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Mill">',
            "",
            ["Ada Mill"],
        ),
        ('<meta name="twitter:label1" content="Filed under"><meta name="twitter:data1" content="Deep Ice">', "", []),
        ('<meta name="citation_authors" content="Mill, Ada; Reed, Bo">', "", ["Ada Mill", "Bo Reed"]),
        (_DATA % '{"@type": "Person", "name": ["Ada Mill", "Bo Reed"]}', "", ["Ada Mill", "Bo Reed"]),
        (_DATA % '{"@type": "Organization", "name": "Weir and Sons"}', "", ["Weir and Sons"]),
        ('<meta name="citation_author" content="UN. Secretary-General">', "", ["UN. Secretary-General"]),
        ('<meta name="citation_author" content="J. S. Mill">', "", ["J. S. Mill"]),
        (
            '<meta property="og:site_name" content="The Ledger">'
            + _DATA % '{"@type": "NewsMediaOrganization", "name": "The Ledger News"}',
            "",
            [],
        ),
        (_DATA % '{"@type": "Organization", "name": "The Board"}', "<p class='byline'>By Ada Mill</p>", ["Ada Mill"]),
        ("", "<p class='author vcard'><a class='fn' href='/ada'>Ada Mill</a></p>", ["Ada Mill"]),
        ("", "<p itemprop='author'><b itemprop='name'>Ada Mill</b><i itemprop='jobTitle'>Keeper</i></p>", ["Ada Mill"]),
        ("", "<p itemprop='author'><link itemprop='name' content='Ada Mill'></p>", ["Ada Mill"]),
        (
            "",
            "<p itemprop='author' itemscope><link itemprop='name' content='The River Board'></p>",
            ["The River Board"],
        ),
        ("", "<p itemprop='author' itemtype='https://schema.org/Organization'>Weir and Sons</p>", ["Weir and Sons"]),
        ("", "<div class='byline'><b>By</b><b>Ada Mill</b></div>", ["Ada Mill"]),
        ("", "<div class='byline'><b>By </b><div>Ada Mill</div><div>Bo Reed</div></div>", ["Ada Mill", "Bo Reed"]),
    ],
)
def test_where_names_stand(head: str, by_title: str, names: list[str]) -> None:
    assert [name.replace(OF_ONE_NAME, " ") for name in read(head, by_title).authors] == names


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("de", "Von Ada Mill und Bo Reed", ["Ada Mill", "Bo Reed"]),
        ("de", "Von Mill", ["Von Mill"]),
        ("en", "Von Ada Mill", ["Von Ada Mill"]),
        ("fr", "Par Ada Mill", ["Ada Mill"]),
        ("it", "di Ada Mill e Bo Reed", ["Ada Mill", "Bo Reed"]),
    ],
)
def test_the_word_before_names_in_another_language(language: str, line: str, names: list[str]) -> None:
    in_data = f'<html lang="{language}"><meta name="author" content="{line}"><h1>Ice</h1>{TEXT}</html>'
    assert reading.read(in_data.encode(), "text/html", "").authors == tuple(names)
    byline = f'<html lang="{language}"><article><h1>Ice</h1><p class="byline">{line}</p>{TEXT}</article></html>'
    assert reading.read(byline.encode(), "text/html", "").authors == (tuple(names) if "Von" not in names[0] else ())


@pytest.mark.parametrize(
    ("language", "printed", "found"),
    [
        ("uk", "<p class='date'>Опубліковано: 13 травня 2019, 09:15</p>", "2019-05-13"),
        ("fr", "<p>1er août 2019</p>", "2019-08-01"),
        ("de", "<p>13. März 2019</p>", "2019-03-13"),
        ("es", "<p>13 de mayo de 2019</p>", "2019-05-13"),
        ("zh-CN", "<p>2019年5月13日</p>", "2019-05-13"),
        ("de", "<p class='date'>13. März 2019</p><p class='date'>14. März 2019</p>", "2019-03-13"),
        ("uk", "<p class='date'>13 травня 2019</p><p class='date-modified'>14 травня 2019</p>", "2019-05-13"),
        ("en", "<p>13 травня 2019</p>", ""),
    ],
)
def test_the_day_by_the_title_in_another_language(language: str, printed: str, found: str) -> None:
    page = f"<html lang='{language}'><body><article><h1>Лід</h1>{printed}{TEXT}</article></body></html>"
    assert reading.read(page.encode(), "text/html; charset=utf-8", "").date == found


@pytest.mark.parametrize(
    ("data", "stated"),
    [
        ('{"@type": "Dataset", "creator": {"@type": "Person", "name": "Mill, Ada"}}', (("Ada Mill",), "")),
        ('{"@type": "PodcastEpisode", "partOfSeries": {"name": "Dunmore Tides"}}', ((), "Dunmore Tides")),
        (
            '[{"@type": "VideoObject", "author": "Bo Reed"}, {"@type": "Article", "author": "Ada Mill"}]',
            (("Ada Mill",), ""),
        ),
    ],
)
def test_what_is_no_article_has_its_author_and_its_series_too(data: str, stated: tuple[tuple[str, ...], str]) -> None:
    page = read(f'<script type="application/ld+json">{data}</script>')
    assert (page.authors, page.container) == stated


def test_the_title_that_a_page_shows_before_the_name_of_its_site() -> None:
    for metas, h1, title in (
        ("<meta property='og:title' content='Ice - Wikipedia'>", "Ice", "Ice"),
        ("<meta property='og:title' content='Ice Age - Wikipedia'>", "Ice", "Ice Age - Wikipedia"),
        (
            "<meta property='eli:title' content='Act on Ice'><meta property='og:title' content='Lex'>",
            "No. 3",
            "Act on Ice",
        ),
    ):
        page = f"<html><head>{metas}</head><body><article><h1>{h1}</h1>{TEXT}</article></body></html>"
        assert reading.read(page.encode(), "text/html", "").title == title


def test_the_title_of_a_page_without_a_first_heading() -> None:
    """It is the second heading of the text that the title begins with, not one of the menu, or of other articles."""
    for headings, title in (
        ("<h2>Ice on the Weir</h2>", "Ice on the Weir"),
        ("<h2><a href='/ice'>Ice on the Weir</a></h2>", "Ice on the Weir - The Board"),
        ("<h2>The Board</h2>", "Ice on the Weir - The Board"),
    ):
        head = "<title>Ice on the Weir - The Board</title>"
        page = f"<html><head>{head}</head><body><main>{headings}{TEXT}</main></body></html>".encode()
        assert reading.read(page, "text/html", "https://board.example/ice").title == title


def test_what_the_kind_of_a_text_is_called_is_no_part_of_its_title() -> None:
    head = "<meta property='og:title' content='Opinion | Ice on the Weir'>"
    for h1, title in (
        ("<h1><b>Opinion</b> <i>|</i> <b>Ice on the Weir</b></h1>", "Ice on the Weir"),
        ("<h1>Opinion | Ice on the Weir</h1>", "Opinion | Ice on the Weir"),
    ):
        page = f"<html><head>{head}</head><body><article>{h1}{TEXT}</article></body></html>".encode()
        assert reading.read(page, "text/html", "https://news.example/ice").title == title


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("<p>May 3, 2019</p>", "2019-05-03"),
        ("<p>MAY 3, 2019</p>", "2019-05-03"),
        ("<p>Published on Friday 3rd May 2019 at 21:25 BST</p>", "2019-05-03"),
        ("<div>By Ada Mill | May 3, 2019 | 9:25pm</div>", "2019-05-03"),
        ("<div>Ada Mill · 3 May 2019 · 5 min read</div>", "2019-05-03"),
        ("<p>Published 3 May 2019, updated 4 June 2020</p>", "2019-05-03"),
        ("<p>Updated 4 June 2020 | Published 3 May 2019</p>", "2019-05-03"),
        ("<p>Updated at 9:25pm | 3 May 2019</p>", ""),
        ("<dl><dt>Updated<dd>4 June 2020<dt>Published<dd>3 May 2019</dl>", "2019-05-03"),
        ("<p>13/05/2019</p>", "2019-05-13"),
        ("<p>05/03/2019</p>", ""),
        ("<p>Updated 4 June 2020</p>", ""),
        ("<p>See also: <time datetime='2011-02-01'>1 February 2011</time></p>", ""),
        ("<p>He was born on 3 May 1919</p>", ""),
        ("<aside><p>3 May 2011</p></aside>", ""),
        ("<article><h3>Older</h3><p>3 May 2011</p></article>", ""),
        ("<p>May 2019</p>", ""),
        ("<p class='related'>3 May 2011</p>", ""),
        ("<h4><a href=x>Older</a></h4><p>3 May 2011</p>", ""),
    ],
)
def test_the_day_by_the_title(printed: str, found: str) -> None:
    page = read('<meta name="author" content="Ada Mill">', printed)
    assert page.date == found
    assert dict(page.where).get("date") == ("dateline" if found else None)


@pytest.mark.parametrize(
    ("stated", "printed", "found"),
    [
        ("2019-05-04T02:25:54Z", "May 3, 2019", "2019-05-03"),
        ("2019-05-02T22:30:00Z", "3 May 2019", "2019-05-03"),
        ("2019-05-04T02:25:54Z", "3 May 2011", "2019-05-04"),
        ("2019-05-03T23:30:00-05:00", "", "2019-05-03"),
        ("05/03/2019", "3 May 2019", "2019-05-03"),
        ("05/03/2019", "5 March 2019", "2019-03-05"),
        ("05/03/2019", "9 June 2020", ""),
        ("2019-05-04T02:25:54Z", "05/03/2019", "2019-05-03"),
        ("2019-05-04T02:25:54Z", "By Ada Mill, The Ledger, May 3, 2019", "2019-05-03"),
        ("2019-05-04T02:25:54Z", "<time datetime='2019-05-03T21:25:54-05:00'>Friday</time>", "2019-05-03"),
        ("2019-05-04T20:00:00Z", "3 May 2019", "2019-05-04"),
        ("2019-05-04T10:00:00+02:00", "3 May 2019", "2019-05-04"),
        ("2019-05-04", "The board met on 3 May 2019", "2019-05-04"),
        ("2019-05-04T02:00:00Z", "4 May 2019</p><p>The board met on 3 May 2019", "2019-05-04"),
        ("2019-05", "<time datetime='2019-05-20T10:00Z'>now</time>", "2019-05"),
        ("2019-05-04T02:25:54Z", "<time datetime='2019-W18-5T10:00Z'>now</time>", "2019-05-04"),
        ("2019", "3 May 2019", "2019-05-03"),
        ("2019/05", "", "2019-05"),
        ("1970-01-01T00:00:00+00:00", "", ""),
        ("0001-01-01T00:00:00", "3 May 2019", "2019-05-03"),
        ("1970-01-01", "", "1970-01-01"),
    ],
)
def test_a_stated_date_is_that_of_the_place_and_as_printed(stated: str, printed: str, found: str) -> None:
    assert read(f'<meta property="article:published_time" content="{stated}">', f"<p>{printed}</p>").date == found


def test_a_paper_appears_online_and_in_print() -> None:
    head = '<meta name="citation_publication_date" content="2019/05">'
    page = read(f'{head}<meta name="citation_online_date" content="2018/11/02">')
    assert (page.date, page.dates) == ("2019-05", ("2019-05", "2018-11-02"))


def test_the_name_of_a_file_is_no_title() -> None:
    page = f"<html><head><title>L_2019120EN.01000101.xml</title></head><body><p>On Ports</p>{TEXT}</body></html>"
    assert reading.read(page.encode(), "text/html", "").title == ""


def test_other_days_of_a_page_are_not_its_own() -> None:
    assert read('<meta property="article:modified_time" content="2019-05-03">').date == ""
    assert read('<meta name="dcterms.modified" content="2019-05-03">').date == ""
    assert read("", after="<time class='published' datetime='2019-05-03'>1</time>").date == "2019-05-03"
    related = "<article><time class='published' datetime='2011-05-03'>1</time></article>"
    assert read("", after=related).date == ""


def test_where_each_statement_is_from() -> None:
    head = '<title>The ice</title><meta name="citation_author" content="Mill, Ada"><meta name="date" content="2019">'
    page = read(f'{head}<meta property="og:site_name" content="The Wire">')
    assert dict(page.where) == {
        "title": "h1",
        "authors": "meta citation_author",
        "date": "meta date",
        "container": "meta og:site_name",
    }


@pytest.mark.parametrize("name", ["Ada Mill (@ada@tides.example)", "Ada Mill (@ada.sky)", "Ada Mill (@ada) on X"])
@pytest.mark.parametrize(
    ("kind", "heading", "title", "authors"),
    [
        ("article", "JavaScript Required", "The ice has closed the line again.", ("Ada Mill",)),
        ("article", None, None, ()),  # an article with such a headline
        ("profile", "", None, ()),  # the page of the account itself
    ],
)
def test_a_post_is_named_by_its_text_and_whoever_put_it_up(
    name: str, kind: str, heading: str | None, title: str | None, authors: tuple[str, ...]
) -> None:
    head = {"og:type": kind, "og:title": name, "og:description": "The ice has closed the line again."}
    metas = "".join(f'<meta property="{key}" content="{value}">' for key, value in head.items())
    day = '<meta property="og:published_time" content="2019-05-13T10:00:00Z">'
    h1 = name if heading is None else heading
    page = reading.read(f"<html><head>{metas}{day}</head><body><h1>{h1}</h1></body></html>".encode(), "text/html", "")
    assert (page.title, page.authors, page.date) == (title or name, authors, "2019-05-13")
