"""What is read of a page: pages in the shapes of real sites, all about invented matters."""

from __future__ import annotations

import ast
import gzip
import json
import quopri
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from scripts.hypertext import glimpse, reading
from scripts.hypertext.charset import decoded
from scripts.hypertext.foreign import figures_in_english
from scripts.hypertext.reading import ReadPage
from scripts.hypertext.unread import Why
from scripts.web.fetch import Fetcher
from tests.conftest import ROOT
from tests.server import serving

PAGES = Path(__file__).parents[1] / "pages"
HTML = "text/html; charset=utf-8"


def read(name: str) -> ReadPage:
    """A page as a saved file."""
    return reading.read((PAGES / name).read_bytes(), "", name)


class Expected(NamedTuple):
    title: str
    authors: tuple[str, ...]
    date: str
    container: str
    within: tuple[str, ...]
    """Words that are shown, in the text or beside it; the first and the last sentence of the body among them."""
    without: tuple[str, ...]
    """Words that stand on the page, but not in its main text."""


WHOLE = {
    "news.html": Expected(
        "Port Sallow shuts its sea gate for the third time this winter",
        ("Ines O’Dwyer", "Bram J. Okell"),
        "2024-02-07",
        "The Verrin Herald",
        (
            "The harbour board of Port Sallow closed its sea gate at nine on Tuesday night",
            "“We had two hours, and we used all of it,” said Tamsin Roe",
            "Port Sallow shuts its sea gate for the third time this winter",  # the headline
            "What the gate cost",  # a heading
            "“Nobody sleeps on a night like this,” says the gatekeeper",  # the caption of a picture
            "The gate is not a wall, and it was never sold as one.",  # a pull quote
            "Ministry of Works 27.3",  # a row of a table
            "a siren that can be heard in Lower Sallow,",  # a list
            "No engineer on this coast will promise you a dry cellar.",  # a block quotation
            "the board meets again on 4 March to vote on the siren.",
        ),
        ("842 partners", "privacy centre", "Tide tables", "pier rumours", "Lottery numbers", "All rights reserved"),
    ),
    "report.html": Expected(
        "Counting the Ferries: What the Verrin Accord Left Out",
        ("Adela Marsh", "Joost van der Meer"),
        "2023-11-09",
        "Lake Policy Institute",
        (
            "When the five lake towns signed the Verrin Accord in 1998",
            "does not stand in it once. An annex was promised “before the ice breaks”",  # less the mark of a note
            "Hulls are easy to count",
            "What cannot be counted will be argued over",
            "A vessel that carries twelve passengers or more",
            "as printed in the Lake Gazette of 2 May 1998",
            "would do what two decades of good intentions have not.",
        ),
        ("Events and webinars", "price of ice", "Registered charity"),
    ),
    "amp.html": Expected(
        "Ice closes the northern ferry line",
        ("Piet Arkwright",),
        "2022-01-19",
        "Dunmore Wire",
        ("Ferries between Dunmore and Lake End stopped", "where a coach leaves every two hours until ten at night."),
        ("Crosswords", "asks for consent", "winter tyres", "Lake Press Council"),
    ),
    "live.html": Expected(
        "Lake vote live: Dunmore counts through the night",
        ("Rhea Quist",),
        "2025-05-04",
        "The Verrin Herald",
        (
            "A recount has been ordered in Lake End",
            "“Eleven votes is eleven votes,” says the returning officer",
            "Port Sallow declares first",
            "two points above that of the last vote.",
        ),
        ("All live coverage", "Share this page", "election desk for alerts", "Election data by"),
    ),
    "paginated.html": Expected(
        "The long summer of the pump house",
        ("Corin Vale",),
        "2021-08-15",
        "Quarterly of the Weirs",
        ("In the summer of 1976 the pump house", "had begun to ask what would happen if they did."),
        ("Back issues", "Next page", "recycled paper"),
    ),
    "short.html": Expected(
        "Ferry bell found",
        (),  # the staff are nobody's name
        "2020-06-30",
        "Dunmore Wire",
        ("Divers have found the bell", "one of the two survivors carried ashore."),
        ("Log in",),
    ),
    "captchas.html": Expected(
        "Are you a robot? The captcha comes to the ferry queue",
        ("Hanne Lund",),
        "2024-10-03",
        "Dunmore Wire",
        ("Passengers who book a crossing", "The window closes for good in October."),
        ("Front page",),
    ),
    "french-quoted.html": Expected(
        "What the French shore heard",
        ("Ines O'Dwyer",),
        "2024-02-11",
        "The Verrin Herald",
        ("Across the water the closing of the gate", "Le conseil du port a fermé", "no letter from the other shore."),
        ("Front page",),
    ),
    "bylines.html": Expected(
        "Nineteen years in the mooring queue",
        ("Lotte Brandt", "Aurel St. Clair"),
        "2016-05-09",
        "Verrin Financial",
        (
            "The queue that outlives those who stand in it.",  # a standfirst
            "The queue for a mooring in Port Sallow",
            "his grandson will be nineteen.",
        ),
        ("Opinion columns", "Verrin Financial Publications"),
    ),
    "plain.txt": Expected(
        "",
        (),
        "",
        "",
        (
            "The board met at seven",
            'said: "It will be heard in Lower Sallow, or',
            "The meeting rose at half past eight.",
        ),
        (),
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_page_is_read(name: str) -> None:
    page, expected = read(name), WHOLE[name]
    assert (page.unread, page.language) == ("", "en")
    assert page[:4] == expected[:4]
    assert [words for words in expected.within if words not in f"{page.text}\n\n{page.shown}"] == []
    assert [words for words in expected.without if words in page.text] == []


NOT_READ = {
    "paywall.html": "stub",  # by what it says of its own length
    "paywall-silent.html": "stub",  # by the invitation to subscribe
    "paywall-bare.html": "stub",  # shorter than its own description
    "challenge.html": "challenge",
    "login.html": "wall",
    "french.html": "language",
}


@pytest.mark.parametrize("name", NOT_READ)
def test_what_is_no_page_of_the_source_is_not_read(name: str) -> None:
    assert read(name).unread == NOT_READ[name]


def test_each_page_is_of_use() -> None:
    assert {path.name for path in PAGES.iterdir()} == {*WHOLE, *NOT_READ, "charset.html"}


def test_a_stub_still_says_what_it_is() -> None:
    page = read("paywall.html")
    assert page[:4] == ("Who owns the lake bed?", ("Lotte Brandt",), "2025-01-14", "Verrin Financial")


def test_the_language_is_that_of_the_text_whatever_the_page_says() -> None:
    body = (PAGES / "french.html").read_text(encoding="utf-8")
    english = (PAGES / "news.html").read_text(encoding="utf-8").replace('lang="en-GB"', 'lang="fr"')
    assert reading.read(body.replace('lang="fr"', 'lang="en"').encode(), HTML, "").language == "fr"
    assert reading.read(body.encode(), HTML, "", language="fr").unread == ""
    assert reading.read(english.encode(), HTML, "").language == "en"


def test_a_text_in_other_letters_is_in_another_language() -> None:
    body = "<html><body><article>" + "<p>Рада порту зачинила морську браму у вівторок уночі.</p>" * 5
    assert reading.read(body.encode(), HTML, "").unread == "language"
    assert reading.read(body.replace("<html>", "<html lang=uk>").encode(), HTML, "", language="uk").unread == ""


@pytest.mark.parametrize(
    ("body", "content_type", "unread"),
    [
        (b"", HTML, "empty"),
        (b" \n\t ", HTML, "empty"),
        (b"<html><body></body></html>", HTML, "no-text"),
        (b"<html><body><script>app()</script><div id=root></div></body></html>", HTML, "no-text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image/png", "no-text"),
        (b"PK\x03\x04" + bytes(range(256)), "", "no-text"),
        (b"%PDF-1.7\n%%EOF", "application/pdf", "no-text"),
        (b"%PDF-1.4\n1 0 obj\n<< /Length 5 >>\nstream\n" * 50, "application/pdf", "no-text"),
        (b"Not found", "text/plain", "no-text"),
    ],
)
def test_what_has_no_text_is_not_read(body: bytes, content_type: str, unread: str) -> None:
    assert reading.read(body, content_type, "https://example.org/").unread == unread


# Stubs and their near misses

PARAGRAPH = (
    "<p>The board of the harbour said that the gate is to be shut in the night, and that it was the third time.</p>"
)
"""Twenty-three words."""


def article(paragraphs: int, *, about: str = "", after: str = "") -> str:
    """Why a page with so many paragraphs, and this JSON-LD, is not read."""
    texts = "".join(PARAGRAPH.replace("third", f"{n}th") for n in range(paragraphs))
    body = f"""<html><head><title>The gate</title><script type="application/ld+json">{{"@type": "NewsArticle"{about}}}
    </script></head><body><article><h1>The gate</h1>{texts}</article>{after}</body></html>"""
    return reading.read(body.encode(), HTML, "https://example.org/gate").unread


@pytest.mark.parametrize(
    ("unread", "paragraphs", "about", "after"),
    [
        ("stub", 10, ', "wordCount": 600', ""),
        ("", 10, ', "wordCount": 300', ""),
        ("stub", 4, ', "isAccessibleForFree": "False"', ""),
        ("", 4, ', "isAccessibleForFree": "True"', ""),
        ("", 10, ', "isAccessibleForFree": false', ""),
        ("stub", 4, "", "<div>Subscribe to continue reading.</div>"),
        ("stub", 4, "", "<div>Already a subscriber? Sign in</div>"),
        ("", 4, "", "<div>Subscribe to our newsletter.</div>"),
        ("", 4, ', "wordCount": 95', "<div>Already a subscriber? Sign in</div>"),
        ("", 15, "", "<div>Already a subscriber? Sign in</div>"),
        ("", 10, ', "wordCount": 900', '<a rel="next" href="?page=2">2</a>'),
    ],
)
def test_a_stub_is_told_from_a_short_page(unread: str, paragraphs: int, about: str, after: str) -> None:
    assert article(paragraphs, about=about, after=after) == unread


def test_control_characters_do_not_spoil_a_page() -> None:
    page = f"<html><body><script>1</script>\x01&#1;{PARAGRAPH}<sup><a>1</a></sup>&#2;\x0c{PARAGRAPH}</body></html>"
    assert reading.read(page.encode(), HTML, "").text.count("The board of the harbour") == 2
    assert glimpse.read(page.encode(), HTML) is not None


def test_what_a_page_says_of_itself_is_short_and_on_a_line_and_can_be_written() -> None:
    node = {
        "@type": "Article",
        "headline": "Ice\ud83d on\u202e\r\n the\u2028\x9b2JRiver",
        "author": [{"name": "Ada\x1b Mill"}, {"name": "Bo " + "Reed" * 100}],
        "publisher": {"name": PARAGRAPH * 3},
        "articleBody": f"It held.\ud83d {PARAGRAPH} " * 4,
    }
    body = f"<html><script type='application/ld+json'>{json.dumps(node)}</script><body>{PARAGRAPH}</body></html>"
    page = reading.read(body.encode(), HTML, "")
    assert page[:4] == ("Ice on the 2JRiver", ("Ada Mill",), "", "")
    assert page.text.encode().count(b"It held.") == 4


def test_a_body_that_stands_only_in_the_metadata_is_read() -> None:
    body = """<html><script type="application/ld+json">[{"@type": "WebSite", "name": "The Herald"},
    {"@type": "https://schema.org/NewsArticle", "headline": "Ice &amp; Men", "author": "By Ada Mill and Bo Reed",
    "datePublished": "March 4, 2024", "articleBody": "The ice held for nine days, and then it did not hold."}]</script>
    <body><div id=root></div></body></html>"""
    page = reading.read(body.encode(), HTML, "https://example.org/")
    assert page[:4] == ("Ice & Men", ("Ada Mill", "Bo Reed"), "2024-03-04", "The Herald")
    assert page.text == "The ice held for nine days, and then it did not hold."


@pytest.mark.parametrize(
    "json", ["{", "[[[", '"x"', "null", "[1, null]", '{"@type": ["Article"], "author": [1, null, {}]}']
)
def test_metadata_that_are_none_are_left_out(json: str) -> None:
    body = f"<html><script type='application/ld+json'>{json}</script><body>{PARAGRAPH * 2}</body></html>"
    page = reading.read(body.encode(), HTML, "https://example.org/")
    assert page[:4] == ("", (), "", "")
    assert "The board of the harbour" in page.text


# Charsets

CAFE = ("“naïve” sign since 1948 – and charges £3", "Œuvre above the door…")
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("written", "in_page", "in_header"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "", "iso-8859-1"),
        ("utf-8-sig", "", ""),
        ("windows-1252", "utf-8", ""),
        ("windows-1252", "utf-8", "utf-8"),
        ("windows-1252", "iso-8859-1", ""),
        ("windows-1252", "", "latin1"),
        ("windows-1252", "", ""),
        ("windows-1252", "x-no-such-charset", ""),
        ("utf-16", "", ""),
        ("utf-16", "utf-8", ""),
        ("utf-16-le", "", "utf-16"),
        ("utf-16-be", "", ""),
    ],
)
def test_a_charset_is_read_right_whatever_is_declared(written: str, in_page: str, in_header: str) -> None:
    text = (PAGES / "charset.html").read_text(encoding="utf-8")
    body = text.replace("{meta}", META.format(in_page) if in_page else "").encode(written)
    answer = {"Content-Type": f"text/html; charset={in_header}" if in_header else "text/html"}
    with serving(lambda _: (200, answer, body)) as (address, _):
        got = Fetcher(allow_private=True, pace=0).look(f"{address}/cafe")
    page = reading.read(got.body, got.headers["content-type"], got.final_url)
    assert page[:4] == ("The café at Lake End", ("Zoë Müller",), "2019-04-01", "Revue d’Été")
    assert [words for words in CAFE if words not in page.text] == []
    assert page.unread == ""


def test_a_page_packed_for_the_way_is_read() -> None:
    body = gzip.compress((PAGES / "news.html").read_bytes())
    with serving(lambda _: (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, body)) as (address, _):
        got = Fetcher(allow_private=True, pace=0).look(f"{address}/gate")
    assert reading.read(got.body, got.headers["content-type"], got.final_url) == read("news.html")


def test_some_wrong_bytes_do_not_spoil_the_rest() -> None:
    assert decoded("Été ".encode() + b"\x93Caf\xe9\x94" + " Œuvre".encode()) == "Été “Café” Œuvre"
    assert decoded("Łódź".encode("iso-8859-2"), "text/plain; charset=iso-8859-2") == "Łódź"
    assert decoded("東京".encode("shift_jis"), 'text/plain; charset="Shift_JIS"') == "東京"
    assert decoded(b"plain", "text/plain; charset=rot13") == "plain"
    assert decoded("Œuv".encode()[:-1] + b"\xc3") == "Œu\xc3"
    assert decoded(b"") == ""


# PDF


def pdf(
    pages: list[list[str]],
    title: str = "",
    author: str = "",
    font: str = "/Encoding /WinAnsiEncoding",
    xmp: str = "",
) -> bytes:
    """A PDF with a line of text for each, in Helvetica, of which the font may say more."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {font} >>")
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 72 720 Td {shown}ET"
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
    if xmp:
        objects[0] = f"<< /Type /Catalog /Pages 2 0 R /Metadata {len(objects) + 1} 0 R >>"
        objects.append(f"<< /Type /Metadata /Length {len(xmp)} >>\nstream\n{xmp}\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< /Title ({title}) /Author ({author}) >>")
    file, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(file))
        file += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    return file + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(file)}\n%%EOF\n"
    ).encode("cp1252")


def test_the_numbers_at_the_margin_of_a_bill_are_none_of_its_text() -> None:
    words = "no vessel may enter the upper river while the ice of the thaw is passing the bridge".split()
    lines = [f"{n} {' '.join(words[n : n + 6])}" for n in range(1, 9)]
    text = reading.read(pdf([lines]), "application/pdf", "").text
    assert "vessel may enter the upper river may enter" in " ".join(text.split())


REPORT = [
    [
        "Lake Policy Institute - Working Paper 12",
        "Counting the Ferries",
        "When the five lake towns signed the Verrin Accord in 1998, they",
        "agreed on the number of ferries, and on none of the guar-",
        "antees that the crews had asked for.",
        "A hull has a register number; a crew has none, as the towns’ well-",
        "known lawyers warned. The annex that was promised before the ice",
        "1",
    ],
    [
        "Lake Policy Institute - Working Paper 12",
        "breaks was never written, though every council has promised it since",
        "the year of the flood.",
        "The crews call these guarantees “a well-known joke”, and they may",
        "have a point, for nobody has yet been able to find the paper they",
        "2",
    ],
    [
        "Lake Policy Institute - Working Paper 12",
        "stand on.",
        "3",
    ],
]


def test_a_pdf_is_read_across_lines_and_pages() -> None:
    page = reading.read(
        pdf(REPORT, "Counting the Ferries", "Adela Marsh"), "application/pdf", "https://example.org/12.pdf"
    )
    assert (page.title, page.authors, page.date, page.unread) == ("Counting the Ferries", ("Adela Marsh",), "", "")
    assert page.extractor.startswith("pypdf ")
    assert "none of the guarantees that the crews had asked for." in page.text
    assert "the towns’ well-known lawyers warned." in page.text
    assert "promised before the ice breaks was never written" in page.text
    assert page.text.endswith("find the paper they stand on.")
    assert "Working Paper" not in page.text


def test_the_name_of_a_file_is_no_title() -> None:
    page = reading.read(pdf(REPORT, "Microsoft Word - draft_final.docx", "user"), "", "12.pdf")
    assert (page.title, page.authors) == ("", ())


def test_a_name_that_is_not_there_is_no_fault_of_the_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(reading, "_work")
    with pytest.raises(NameError, match="_work"):
        reading.read(pdf([["The ice held."]]), "application/pdf", "")


@pytest.mark.parametrize(
    ("title", "more", "about"),
    [
        ("", "", ("Counting the Ferries", ("Adela Marsh", "Zo\u00eb Weir"))),
        ("The Ferries Counted", "", ("The Ferries Counted", ("Adela Marsh", "Zo\u00eb Weir"))),
        ("", "<", ("", ())),
    ],
    ids=["in XML alone", "its own first", "XML that is none"],
)
def test_what_a_pdf_states_in_xml(title: str, more: str, about: tuple[str, tuple[str, ...]]) -> None:
    seq = "<dc:creator><r:Seq><r:li>{}</r:li><r:li>{}</r:li></r:Seq></dc:creator>"
    lists = "<dc:title><r:Alt><r:li>{}</r:li></r:Alt></dc:title>" + seq
    names = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    said = lists.format("Counting the Ferries", "Adela Marsh", "Zo&#235; Weir")
    page = reading.read(pdf(REPORT, title, xmp=f"<x {names}>{said}{more}</x>"), "application/pdf", "12.pdf")
    assert (page.title, page.authors) == about
    assert page.text


def test_a_pdf_of_pictures_is_not_read() -> None:
    assert reading.read(pdf([[], []]), "application/pdf", "").unread == "no-text"


@pytest.mark.parametrize(
    ("pages", "whole"),
    [
        ([REPORT[0]], True),
        ([REPORT[0], [REPORT[0][2]] * 20_000], False),  # a page of more than a megabyte
        ([REPORT[0][3:6]] * 501, False),
    ],
    ids=["short", "a large page", "many pages"],
)
def test_a_pdf_is_read_within_bounds_and_says_so(pages: list[list[str]], whole: bool) -> None:
    page = reading.read(pdf(pages), "application/pdf", "")
    assert page.whole == whole
    assert page.text.count("A hull has a register number") < 501


@pytest.mark.parametrize(("entries", "whole"), [(100, True), (1_000, False)])
def test_what_a_font_has_for_each_page_is_work_too(entries: int, whole: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_OF_A_PAGE", 2_000)
    font = f"/FirstChar 0 /LastChar {entries - 1} /Widths [{'500 ' * entries}]"
    page = reading.read(pdf([REPORT[0]], font=font), "application/pdf", "")
    assert (page.whole, bool(page.text)) == (whole, whole)


def test_a_text_is_read_within_bounds_and_says_so() -> None:
    long = b"The ice held until March, and no boat left." + b" " * reading.MOST_BYTES + b"It left."
    assert not reading.read(long, "text/plain", "").whole


# What is shown, and what of it is whole


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("the agreed tim-\nbers came", "the agreed timbers came"),
        ("a well-known\nwell-\nknown joke", "a well-known well-known joke"),
        ("the agreed tim-\n\n17\n\nbers came", "the agreed timbers came"),
        ("the agreed tim-\n17\nbers came", "the agreed timbers came"),
        ("saw the keeper\n\nPage 89\n\ntake part", "saw the keeper take part"),
        ("saw the keeper\n\n- 89 -\n\ntake part", "saw the keeper take part"),
        ("saw the keeper\n\n89\n\nTake part", "saw the keeper\n\n89\n\nTake part"),
        ("He left.\n\n89\n\nof them stayed", "He left.\n\n89\n\nof them stayed"),
        ("there were\n89\nboats", "there were 89 boats"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n\n17", "one\n\n17"),
        ("a b\nc-\n", "a b c-"),
        (
            "1 No boat\n2 may pass the\n3 gate at night,\n4 and none by\n5 day.",
            "No boat may pass the gate at night, and none by day.",
        ),
        (
            "No boat\nmay\nnot go\nby here\n5 and pass\nthe\ngate at\nany\nhour\n10 by day",
            "No boat may not go by here and pass the gate at any hour by day",
        ),
        ("1 Oslo\n2 Bonn\n3 Wien\n4 Genf\n5 Lyon", "1 Oslo 2 Bonn 3 Wien 4 Genf 5 Lyon"),
        ("Acts 3\n\nx a\n\nActs 4\n\nb y\n\nActs 5\n\nc z", "Acts 3\n\nx a b y c z"),
    ],
)
def test_the_lines_of_a_text_file(lines: str, text: str) -> None:
    assert reading.read(lines.encode(), "text/plain", "").text == text


@pytest.mark.parametrize(
    "shown",
    [
        "<div class='author-note'><p>{}</p></div>",
        "<div class='related-quote sidebar'>{}</div>",
        "<aside class='share'>{}</aside>",
        "<footer><p>{}</p></footer>",
        "<noscript><p>{}</p></noscript>",
        "<div aria-hidden='true'>{}</div>",
        "<details><summary>More</summary>{}</details>",
        "<div hidden='until-found'>{}</div>",
        "<x-card><template shadowrootmode='open'><p>{}</p></template></x-card>",
        "<p>Before<!-- --> it: {}</p>",
        "<figure><img alt=''><figcaption>{}</figcaption></figure>",
        "<table><caption>{}</caption><tr><td>1</table>",
        "<form><label>{}</label></form>",
    ],
)
def test_what_a_browser_shows_is_in_the_text_that_it_shows(shown: str) -> None:
    words = "The ice sang all night long and nobody could sleep."
    parted = shown.format(words.replace("all", "<!-- -->all").replace("night", "<wbr>night"))
    body = f"<html><body><article>{PARAGRAPH * 5}{parted}{PARAGRAPH}</article></body></html>"
    page = reading.read(body.encode(), HTML, "")
    assert words in f"{page.text}\n{page.shown}"


@pytest.mark.parametrize(
    "note",
    [
        "<label for='n4'></label><input type='checkbox' id='n4'><span class='sidenote'>{}</span>",
        "<span class='footnote-text'>{}</span>",
        "<small role='note'>{}</small>",
        "<span class='ref'>4<span role='tooltip'>{}</span></span>",
    ],
)
def test_a_note_beside_a_sentence_comes_behind_it(note: str) -> None:
    words, own = "The toll was low, and it was paid in eels.", "Otto Brandt, Tolls and Locks, p. 84."
    inner = words.replace(",", f",{note.format(own)}")
    page = reading.read(
        f"<html><body><article>{PARAGRAPH * 5}<p>{inner}</p></article></body></html>".encode(), HTML, ""
    )
    assert words in f"{page.text}\n{page.shown}".replace(",4 ", ", ")
    assert own in f"{page.text}\n{page.shown}"


@pytest.mark.parametrize("name", ["visually-hidden", "sr-only", "link__text screen-reader-text"])
def test_what_only_a_screen_reader_tells_is_not_within_a_sentence(name: str) -> None:
    words = "The toll was low, and it was paid in eels."
    inner = words.replace("low", f"<a href='/low'>low<span class='{name}'> (opens in a new tab)</span></a>")
    body = f"<h1><span class='{name}'>On Tolls</span></h1>{PARAGRAPH * 5}<p>{inner}</p>"
    page = reading.read(f"<html><body><article>{body}</article></body></html>".encode(), HTML, "")
    assert words in f"{page.text}\n{page.shown}"
    assert "On Tolls" in f"{page.text}\n{page.shown}"


def test_a_term_that_has_a_tooltip_stays_in_its_sentence() -> None:
    words = "The toll was low, and it was paid in eels."
    inner = words.replace("toll", "<span class='tooltip'>toll</span>")
    page = reading.read(f"<html><body>{PARAGRAPH * 5}<p>{inner}</p></body></html>".encode(), HTML, "")
    assert words in page.text


@pytest.mark.parametrize(
    ("text", "language", "english"),
    [
        ("Am 12. März 2019 2,3 Mrd. Euro", "de", "Am 12 March 2019 2.3 billion Euro"),
        (
            "12.450 Boote am 3.5.2019 um 14.30 Uhr, 1.250.000,5",
            "de",
            "12,450 Boote am 3.5.2019 um 14.30 Uhr, 1,250,000.5",
        ),
        ("El 1.º de agosto de 2018, 2,5 mil millones", "es", "El 1 August 2018, 2.5 billion"),
        ("13 травня 2019 року 2,3 млрд", "uk", "13 May 2019 року 2.3 billion"),
        ("2019年5月13日 1,500", "ja", "2019-05-13 1,500"),
        ("3,5 Mrd.", "und", "3,5 Mrd."),
    ],
)
def test_days_and_numbers_of_other_languages(text: str, language: str, english: str) -> None:
    assert figures_in_english(text, language) == english


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<div style='color: red; Display : NONE'><p>{}</p></div>",
        "<div style='visibility:hidden'>{}</div>",
        "<template><p>{}</p></template>",
        "<dialog>{}</dialog>",
        "<iframe>{}</iframe>",
        "<!-- {} -->",
        "<script>{}</script>",
        "<svg><title>{}</title></svg>",
        "<div id='wm-ipp-base'><p>57 captures</p><p>{}</p></div>",  # the bar of the Wayback Machine
        "<p>It held, <span class='pagenum'>{}</span> and broke.</p>",
    ],
)
def test_what_no_browser_shows_is_not(hidden: str) -> None:
    words = "The ice sang all night long and nobody could sleep."
    page = reading.read(f"<html><body>{PARAGRAPH * 5}{hidden.format(words)}</body></html>".encode(), HTML, "")
    assert "sang" not in f"{page.text}\n{page.shown}"
    assert page.whole


@pytest.mark.parametrize(
    ("shown", "apart"),
    [
        ("<nav><ul><li>312 ships</li></ul></nav>", True),
        ("<div class='social-share'><span>312 ships</span></div>", True),
        ("<div class='related-stories'><a href='/x'>312 ships</a></div>", True),
        ("<div class='related-stories'><p>312 ships</p></div>", False),
        ("<table class='market-share'><tr><td>312 ships</table>", False),
        ("<div class='with-sidebar'><h1>Ice</h1><ul><li><a href='/x'>312 ships</a></ul></div>", False),
        ("<aside class='factbox'><p>312 ships</p></aside>", False),
    ],
)
def test_what_leads_elsewhere_stands_apart_from_what_a_page_says(shown: str, apart: bool) -> None:
    page = reading.read(f"<html><body><article>{PARAGRAPH * 5}</article>{shown}</body></html>".encode(), HTML, "")
    assert "312 ships" in f"{page.text}\n{page.shown}"
    assert ("312 ships" in page.apart) is apart


@pytest.mark.parametrize(
    ("head", "paragraphs", "whole"),
    [
        ("", 5, True),
        ('<meta property="og:type" content="article">', 5, True),
        ('<meta property="og:type" content="video.other">', 5, False),
        ('<meta property="og:type" content="book">', 5, False),
        ('<meta name="citation_title" content="On Ice">', 5, True),
        ('<meta name="citation_title" content="On Ice"><!-- --><h2>Abstract</h2>', 5, False),
        ('<meta name="citation_title" content="On Ice"><!-- --><h2>Abstract</h2>', 60, True),
        ('<script type="application/ld+json">{"@type": "VideoObject", "name": "On Ice"}</script>', 5, False),
    ],
)
def test_a_page_that_tells_what_a_work_is_about_has_not_all_of_it(head: str, paragraphs: int, whole: bool) -> None:
    text = "".join(PARAGRAPH.replace("<p>", f"<p>In year {n}: ") for n in range(paragraphs))
    head, _, above = head.partition("<!-- -->")
    body = f"<html><head>{head}</head><body><article>{above}{text}</article></body></html>"
    page = reading.read(body.encode(), HTML, "")
    assert (page.unread, page.whole) == ("", whole)


def test_what_is_shown_is_there_in_its_order() -> None:
    body = f"<html><body><main>{PARAGRAPH * 5}<aside>Aside.</aside>{PARAGRAPH}</main><p>Behind.</body></html>"
    page = reading.read(body.encode(), HTML, "")
    assert page.shown.split("\n\n") == [*[PARAGRAPH[3:-4]] * 5, "Aside.", PARAGRAPH[3:-4], "Behind."]
    assert reading.read(b"The ice held until March, and the boats lay still.", "text/plain", "").shown == ""


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        ("<p>The ice held.</p>" * 25_000, True),  # of too many elements for trafilatura
        ("<div>The ice held. " * 1_000, True),  # too deep for it
        ("<div>The ice held. " * 3_000, False),  # too deep for any reader
        ("<p>The ice held.</p>" * 25_000 + "The ice held. " * 300_000, False),  # of too many bytes
    ],
    ids=["many", "deep", "too deep", "too long"],
)
def test_a_page_too_large_for_its_library_is_read_and_says_how_far(body: str, whole: bool) -> None:
    page = reading.read(f"<html><body>{body}<p>It was the end of it.".encode(), HTML, "")
    assert page.extractor.startswith("lxml ")
    assert (page.whole, "It was the end of it." in page.text) == (whole, whole)


# What reading may not do


def test_its_libraries_are_loaded_only_to_read_a_page() -> None:
    code = "import sys; from scripts import __main__; from scripts.hypertext import reading; print(sorted(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = ast.literal_eval(result.stdout)
    assert "scripts.hypertext.reading" in loaded
    assert {"trafilatura", "pypdf", "justext"} & set(loaded) == set()


def test_it_opens_no_file_and_no_connection() -> None:
    code = f"""
import sys
from scripts.hypertext import glimpse, reading
reading.read(open({str(PAGES / "short.html")!r}, "rb").read(), "", "short.html")  # loads what is needed
reading.read(open({str(PAGES / "plain.txt")!r}, "rb").read(), "", "")
body = open({str(PAGES / "news.html")!r}, "rb").read()
seen = []
watched = ("open", "socket.", "subprocess.", "os.")
sys.addaudithook(lambda name, about: seen.append((name, str(about))) if name.startswith(watched) else None)
page = reading.read(body, "", "news.html")
after = list(seen)
open({str(PAGES / "plain.txt")!r}).close()
print((page.title, after, len(seen)))
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ast.literal_eval(result.stdout) == (WHOLE["news.html"].title, [], 1)  # the one shows that they are seen


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>" + b"<div>" * 100_000 + b"<p>text</p>",
        b"<html><body><ul>" + b"<li><a href=x>-</a>" * 60_000,
        b"<html><body><p>" + b"&" * 500_000,
        b"<" * 500_000,
        b"<html><script type='application/ld+json'>" + b"[" * 100_000 + b"</script><body>",
        b"<html><script type='application/ld+json'>[" + b'{"@graph": []},' * 50_000 + b"{}]</script><body>",
        b'<html><script type=\'application/ld+json\'>{"@type": "Article", "headline": "'
        + b"<" * 200_000
        + b'"}</script>',
        b"<html><body><div class=byline>By " + b" , " * 200_000 + b"</div>",
        b"<?xml version='1.0' encoding='utf-16'?><html><body><p>text</p>",
        b"<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><html><body>&b;",
        bytes((n * 7919 + n // 13) % 256 for n in range(200_000)),
        b"%PDF-1.7\n" + b"1 0 obj << /Type /Page /Parent 1 0 R >> endobj\n" * 2_000 + b"trailer << /Root 1 0 R >>",
    ],
    ids=lambda body: repr(body[:40]),
)
def test_a_hostile_page_is_not_read_and_does_no_harm(body: bytes) -> None:
    assert reading.read(body, "", "https://example.org/").unread in ("no-text", "language")


_ASKS = "".join(
    f"<p>In the {n}th place our partners keep and read what is on your device for purpose {n}, such as cookies.</p>"
    for n in range(20)
)


@pytest.mark.parametrize(
    ("behind", "unread"),
    [
        ("<button>Accept all</button><a href='/p'>Privacy</a>", Why.WALL),
        ("<a href='/p'>Privacy</a>", ""),  # nothing to answer with
        ("<button>Find</button>" + "<a href='/a'>More</a>" * 6, ""),  # a site that has each page in a form
    ],
)
def test_a_page_that_is_a_form_and_asks_for_consent_is_a_wall_however_long(behind: str, unread: str) -> None:
    page = f"<html><body><form><p>We value your privacy.</p>{_ASKS}{behind}</form></body></html>"
    assert reading.read(page.encode(), "text/html", "").unread == unread


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_page_saved_in_one_file_is_the_page(end: str) -> None:
    """As Chrome saves it: MHTML, with style sheets and pictures behind the page."""
    page = quopri.encodestring((PAGES / "news.html").read_bytes()).decode()
    head = "From: <Saved by Blink>\nSnapshot-Content-Location: https://herald.example/a\nMIME-Version: 1.0\n"
    head += 'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--b"\n\n'
    part = "----b\nContent-Type: {}\nContent-Transfer-Encoding: {}\n\n{}\n"
    parts = part.format("text/html", "quoted-printable", page) + part.format("text/css", "base64", "cCB7fQ==")
    whole = f"{head}{parts}----b--\n".replace("\n", end).encode()
    assert reading.read(whole, "", "news.mhtml").title == read("news.html").title
    assert reading.read(whole, "", "news.mhtml").text == read("news.html").text
    assert reading.read(whole[: len(head)], "", "news.mhtml").unread is Why.EMPTY


def test_a_text_about_mail_is_no_page_saved_in_one_file() -> None:
    text = "A mail with pictures has a head.\n\nContent-Type: multipart/related\n\nSo the standard says, and more."
    assert "multipart/related" in reading.read(text.encode(), "", "mail.txt").text
