"""On which page of a PDF quoted words stand, held against the page that a note names."""

from __future__ import annotations

import io

import pypdf
import pytest
from pypdf.constants import PageLabelStyle

from scripts.english import quoting
from scripts.evidence import comparison, page
from scripts.evidence.sheets import OnPage, Sheets, named
from scripts.hypertext import reading
from scripts.hypertext.reading import Sheet
from scripts.publication import article as articles
from scripts.publication.readings import Verdict
from tests import cases
from tests.hypertext.test_reading import pdf

FILLER = "The keepers wrote the height of the water in a book."
SANG = "It sang at night and nobody slept."


@pytest.mark.parametrize(
    ("locator", "pages"),
    [
        ("4", {"4"}),
        ("p. 4", {"4"}),
        ("S. 4", {"4"}),
        ("pp. 4–6", {"4", "5", "6"}),
        ("412–14", {"412", "413", "414"}),
        ("pp. iv, 7 and 9", {"iv", "7", "9"}),
        ("ch. 2", set()),
        ("4, n. 2", set()),
        ("§ 4", set()),
        ("1–99999", {str(n) for n in range(1, 62)}),
        ("", set()),
    ],
)
def test_the_pages_that_a_locator_names(locator: str, pages: set[str]) -> None:
    assert named(locator) == pages


def sheets(*texts: str, labels: str = "") -> Sheets:
    names = labels.split() or [""] * len(texts)
    return Sheets([Sheet(n, label, text) for n, (label, text) in enumerate(zip(names, texts, strict=True), start=1)])


def check(of: Sheets, locator: str, words: str = "It sang at night and nobody slept") -> OnPage | None:
    return of.check(quoting.parts(words), locator)


def test_the_file_s_own_names_of_its_pages_count() -> None:
    of = sheets(FILLER, FILLER, SANG, labels="i ii 1")
    assert check(of, "p. 1") is None
    assert check(of, "p. 3") == OnPage("p. 3", ("1",), True)


def test_so_do_the_numbers_that_most_sheets_bear() -> None:
    of = sheets(f"{FILLER}\n412", f"413\n{SANG}", f"{FILLER}\n2019\n414")
    assert check(of, "413") is None
    assert check(of, "412–14") is None
    assert check(of, "2") == OnPage("2", ("413",), True)
    assert check(sheets(f"{FILLER}\n412", f"413\n{SANG}", FILLER, labels="1 2 3"), "2") is None
    front = sheets(SANG, FILLER, f"{FILLER}\n1", f"{FILLER}\n2", f"{FILLER}\n3", labels="i ii 1 2 3")
    assert check(front, "1") == OnPage("1", ("i",), True)  # and not -1 too


def test_where_nothing_numbers_the_sheets_another_page_is_unsure() -> None:
    of = sheets(FILLER, SANG, f"{FILLER}\n1989")
    assert check(of, "2") is None
    assert check(of, "412") == OnPage("412", ("2",), False)


def test_words_that_a_page_s_end_parts_stand_on_both() -> None:
    of = sheets(FILLER, "It sang at night", "and nobody slept.", labels="7 8 9")
    assert check(of, "8") is check(of, "9") is None
    assert check(of, "7") == OnPage("7", ("8–9",), True)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (sheets(FILLER, SANG, labels="1 2"), "It sang"),  # too few to tell where
        (sheets(FILLER, FILLER, labels="1 2"), "It sang at night and nobody slept"),  # on no sheet by itself
        (sheets(), "It sang at night and nobody slept"),  # no PDF
    ],
)
def test_what_is_not_known_is_not_said(of: Sheets, words: str) -> None:
    assert check(of, "p. 9", words) is None


def test_words_on_several_pages_agree_with_each() -> None:
    of = sheets(SANG, FILLER, SANG, labels="4 5 6")
    assert check(of, "4") is check(of, "6") is None
    assert check(of, "5") == OnPage("5", ("4", "6"), True)


# From the note to the verdict


def labelled(pages: list[list[str]]) -> bytes:
    """A PDF whose pages are called i, ii, 1, 2, ..."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(pages)))
    writer.set_page_label(0, 1, PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, len(pages) - 1, PageLabelStyle.DECIMAL)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("locator", "on"),
    [("", None), (", p. 1", None), (", p. 3", OnPage("p. 3", ("1",), True)), (", ch. 3", None)],
)
def test_the_locator_of_a_note_is_held_against_the_pages_of_the_pdf(locator: str, on: OnPage | None) -> None:
    files = articles.files(cases.BAD / "article")
    sentence = '"It sang at night and nobody slept", said Ada Mill.'
    files["docs/ice.md"] = f"# Ice\n\n{sentence}[@mill2019{locator}]\n".encode()
    body = labelled(
        [[FILLER] * 4, [FILLER] * 4, [FILLER, "Ada Mill told us that it sang at night", "and nobody slept."]]
    )
    asked = comparison.asked(articles.build(files, cases.TODAY))
    looked = page.look(asked, "mill2019", "", "", body, "application/pdf", "", "en", False)
    assert looked.seen
    given = comparison.verdicts(asked, {"mill2019": looked.seen})
    about = [(one.verdict, one.on) for one in given if one.words.startswith("It sang")]
    assert about == [(Verdict.FOUND, None), *([(Verdict.PAGE_DIFFERS, on)] if on else [])]
    assert looked.page.sheets == (), "only verdicts come back"


def test_a_pdf_gives_its_sheets_as_it_calls_them() -> None:
    read = reading.read(labelled([[FILLER], [FILLER], [FILLER]]), "", "")
    assert [(sheet.number, sheet.label) for sheet in read.sheets] == [(1, "i"), (2, "ii"), (3, "1")]
    assert [sheet.label for sheet in reading.read(pdf([[FILLER]]), "", "").sheets] == [""]
