"""From a DOI, an arXiv number or an ISBN to an entry of references.bib."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from scripts.__main__ import main
from scripts.commands.cite import from_record
from scripts.publication import bibliography
from scripts.publication.identifiers import Number, NumberKind
from tests.web.registry_stand_in import StandIn, book, crossref, datacite, standing_in, update

GOOD = Path(__file__).parents[1] / "good" / "river-ice"

ARTICLE = """\
@article{mill2019tides,
  author       = {Mill, Ada and de Wu, Bo},
  title        = {On Tides \\& Weirs: a History of CO2},
  journaltitle = {The Ledger of Rivers},
  volume       = {351},
  number       = {9103},
  pages        = {637–641},
  date         = {2019-02},
  doi          = {10.1000/(sici)1<1::aid>3.0.co;2-#}
}
"""
PREPRINT = """\
@misc{mill2020tides,
  author       = {Mill, Ada},
  title        = {On Tides},
  publisher    = {arXiv},
  date         = {2020},
  eprint       = {2006.12345},
  eprinttype   = {arxiv}
}
"""
BOOK = """\
@book{miedema2009slow,
  author       = {John Miedema and Lou Wu},
  title        = {Slow reading: a manifesto},
  publisher    = {Litwin Books},
  date         = {2009},
  isbn         = {9780980200447}
}
"""


class Desk(NamedTuple):
    there: StandIn
    root: Path
    cite: Callable[..., int]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    root = Path(shutil.copytree(GOOD, tmp_path / "article"))
    with standing_in() as there:
        there.works["10.1000/(sici)1<1::aid>3.0.co;2-#"] = crossref(
            "10.1000/(SICI)1<1::AID>3.0.CO;2-#",
            "On Tides &amp; Weirs",
            [("Ada", "Mill"), ("Bo", "de Wu")],
            2019,
            subtitle=["a History of CO<sub>2</sub>"],
        )
        there.works["10.48550/arxiv.2006.12345"] = datacite(
            "10.48550/arXiv.2006.12345", "On Tides", [("Ada", "Mill")], 2020
        )
        there.books["9780980200447"] = book(
            "9780980200447", "Slow reading", ["John Miedema", "Lou Wu"], "March 2009", subtitle="a manifesto"
        )
        for name, base in there.environment.items():
            monkeypatch.setenv(name, base)
        given = ["--root", str(root), "--allow-private", "--now", "2026-11-23"]
        yield Desk(there, root, lambda *words: main(["cite", *words, *given]))


@pytest.mark.parametrize(
    ("number", "entry"),
    [
        ("10.1000/(SICI)1<1::AID>3.0.CO;2-#", ARTICLE),
        ("https://doi.org/10.1000/(SICI)1%3C1::AID%3E3.0.CO;2-%23", ARTICLE),
        ("arXiv:2006.12345v3", PREPRINT),
        ("978-0-9802004-4-7", BOOK),
    ],
)
def test_a_number_becomes_an_entry(desk: Desk, capsys: pytest.CaptureFixture[str], number: str, entry: str) -> None:
    assert desk.cite(number, "--write") == 0
    out, err = capsys.readouterr()
    assert out == entry
    assert err.startswith("Appended to references.bib."), err
    assert (desk.root / bibliography.PATH).read_text(encoding="utf-8").endswith(f"\n\n{out}")
    assert desk.cite(number) == 1
    assert capsys.readouterr().err.startswith("references.bib:")


def test_how_registries_write_names(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A generation stays, a degree does not; a library writes the family name first, and the years of a life."""
    work = desk.there.works["10.1000/(sici)1<1::aid>3.0.co;2-#"]
    for person, suffix in zip(work["author"], ("Jr.", "PhD"), strict=True):
        person["suffix"] = suffix
    assert desk.cite("10.1000/(SICI)1<1::AID>3.0.CO;2-#") == 0
    assert "{Mill, Jr., Ada and de Wu, Bo}" in capsys.readouterr().out
    desk.there.books["9780980200447"]["authors"] = [{"name": "Mill, Ada, 1870-1931."}]
    assert desk.cite("978-0-9802004-4-7") == 0
    out = capsys.readouterr().out
    assert out.startswith("@book{mill2009slow,\n  author       = {Ada Mill},\n"), out


@pytest.mark.parametrize(
    ("record", "kind", "said"),
    [
        (
            {
                "type": "chapter",
                "translator": [{"given": "Bo", "family": "Wu"}],
                "publisher-place": "Leeds",
                "ISBN": ["http://id.example/isbn/1", "9780980200447"],
                "collection-title": "Water",
            },
            "incollection",
            {"translator": "Wu, Bo", "location": "Leeds", "series": "Water"},
        ),
        ({"type": "chapter", "ISBN": ["978-0-9802004-4-7"]}, "incollection", {"isbn": "9780980200447"}),
        ({"type": "report", "number": "14"}, "report", {"number": "14"}),
        ({"type": "journal-article", "article-number": "e14", "publisher-place": "Leeds"}, "article", {"pages": "e14"}),
        ({"type": "posted-content", "institution": [{"name": "tidRxiv"}]}, "misc", {"organization": "tidRxiv"}),
        ({"type": "dataset", "version": "1.2"}, "dataset", {"version": "1.2"}),
        ({"type": "book", "subtitle": ["on Tides"]}, "book", {}),
        ({"type": "book", "subtitle": ["A History"]}, "book", {"title": "Notes on Tides: A History"}),
        (
            {
                "type": "book",
                "title": ['Is <mml:math xmlns:mml="x"><mml:mi>x</mml:mi></mml:math> &lt; y?'],
                "subtitle": ["On It"],
            },
            "book",
            {"title": "Is x < y? On It"},
        ),
    ],
)
def test_what_a_record_says_is_in_the_entry(record: dict[str, Any], kind: str, said: dict[str, str]) -> None:
    proposal = from_record({"title": ["Notes on Tides"]} | record, Number(NumberKind.DOI, "10.1000/x"), [])
    assert (proposal.type, proposal.fields) == (kind, {"title": "Notes on Tides", "doi": "10.1000/x"} | said)


def test_a_notice_is_told_first(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    work = desk.there.works["10.1000/(sici)1<1::aid>3.0.co;2-#"]
    work["updated-by"] = [update("retraction", "10.1000/r", 2021, 2, 3)]
    assert desk.cite("doi:10.1000/(SICI)1<1::AID>3.0.CO;2-#") == 0
    number = "DOI 10.1000/(sici)1<1::aid>3.0.co;2-#"
    assert capsys.readouterr().err.startswith(f"Notice: {number} was retracted by DOI 10.1000/r (3 Feb 2021).\n")


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("10.1000/tydes", "DOI 10.1000/tydes is not known to doi.org; compare it with the work\n"),
        ("0-306-40615-2", "ISBN 0306406152 is not known to Open Library; compare it with the work\n"),
        ("978-0-9802004-4-8", "ISBN 9780980200448 should end in '7', not '8'; compare it\n"),
    ],
)
def test_a_number_without_a_work_gives_no_entry(
    desk: Desk, capsys: pytest.CaptureFixture[str], number: str, why: str
) -> None:
    assert desk.cite(number) == 1
    assert capsys.readouterr() == ("", why)


def test_a_registry_that_is_down_is_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.there.instead = lambda name, before: (500, {}, b"")
    assert desk.cite("10.1000/tides") == 1
    assert capsys.readouterr().err == ("DOI 10.1000/tides could not be asked for (answers 500); run this again later\n")


def test_what_a_registry_writes_stays_in_its_field(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    work = crossref("10.1000/x", "}, url = {javascript:1}\x1b[2J <script>", [("A, B and", "C} and {D")], 2019)
    desk.there.works["10.1000/x"] = work | {"publisher": ["x"], "type": ["book"], "issued": None}
    assert desk.cite("10.1000/x", "--write") == 0
    written = bibliography.read((desk.root / bibliography.PATH).read_text(encoding="utf-8"))[-1]
    assert set(written.fields) == {"title", "volume", "number", "pages", "publisher", "date", "doi"}
    assert len(written.names) == 1
    assert "\x1b" not in capsys.readouterr().out
