"""From a page to an entry of references.bib."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from scripts.__main__ import main
from scripts.commands.cite import propose
from scripts.hypertext import reading
from scripts.hypertext.reading import ReadPage
from scripts.publication import bibliography
from tests.server import serving

PAGES = Path(__file__).parents[1] / "pages"
TODAY = "2026-11-23"

NEWS = "/2024/02/07/port-sallow-shuts-its-sea-gate"
ENTRY = """@online{{odwyer2024port,
  author       = {{Ines O’Dwyer and Bram J. Okell}},
  title        = {{Port Sallow shuts its sea gate for the third time this winter}},
  organization = {{The Verrin Herald}},
  date         = {{2024-02-07}},
  urldate      = {{2026-11-23}},
  url          = {{{web}/2024/02/07/port-sallow-shuts-its-sea-gate}},
  archiveurl   = {{{web}/web/20250102030405/{web}/2024/02/07/port-sallow-shuts-its-sea-gate}},
  archivedate  = {{2025-01-02}}
}}
"""


class Served(NamedTuple):
    web: str
    """The address of a server that has the pages, and is the archive too."""
    asked: list[str]
    run: Callable[..., int]
    """`cite` in the copy of an article, with these arguments."""
    root: Path

    @property
    def bibliography(self) -> str:
        return (self.root / bibliography.PATH).read_text(encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    root = Path(shutil.copytree(PAGES.parent / "good" / "river-ice", tmp_path / "article"))
    pages = {
        NEWS: "news.html",
        "/ferry-bell": "short.html",
        "/login": "login.html",
        "/human": "challenge.html",
        "/stub": "paywall.html",
        "/court": "french.html",
    }

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        if path.startswith("/cdx/"):
            url = parse_qs(urlsplit(path).query)["url"][0]
            rows = f'[["timestamp", "original"], ["20250102030405", "{url}"]]' if "stub" not in url else "[]"
            return 200, {"Content-Type": "application/json"}, rows.encode()
        if path == "/old":
            return 301, {"Location": NEWS}, b""
        if path == "/packed":
            return 200, {"Content-Type": "text/html", "Content-Encoding": "br"}, bytes(range(256)) * 8
        name = pages.get(path.partition("?")[0])
        html = {"Content-Type": "text/html; charset=utf-8"}
        return (200, html, (PAGES / name).read_bytes()) if name else (404, html, b"<title>Not found</title>")

    with serving(answer) as (web, asked):
        given = ["--root", str(root), "--archive", web, "--allow-private", "--now", TODAY]
        yield Served(web, asked, lambda *words: main(["cite", *words, *given]), root)


TAKEN = (
    "Taken from the page: authors (JSON-LD author), container (meta og:site_name), date (JSON-LD datePublished), "
    "title (h1)."
)


def check(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The findings on an article, each by its rule and message."""
    capsys.readouterr()
    main(["check", "--root", str(root)])
    return capsys.readouterr().out.splitlines()


def test_a_page_becomes_an_entry_that_only_needs_citing(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(served.root, capsys) == []
    before = served.bibliography
    assert served.run(served.web + NEWS, "--write") == 0
    out, err = capsys.readouterr()
    assert out == ENTRY.format(web=served.web)
    assert err == (
        f"{TAKEN}\nAppended to references.bib. Compare it with the page, and cite it in a chapter: [@odwyer2024port]\n"
    )
    assert served.bibliography == f"{before}\n{out}"
    line = served.bibliography[: served.bibliography.index("@online{odwyer")].count("\n") + 1
    assert check(served.root, capsys) == [
        f"references.bib:{line}: odwyer2024port is cited in no chapter; cite it, or take it out (source-cited)"
    ]


def test_a_bibliography_that_is_a_link_stays_one(served: Served) -> None:
    path = served.root / bibliography.PATH
    path.rename(served.root / "library.bib")
    path.symlink_to("library.bib")
    assert served.run(str(PAGES / "news.html"), "--write") == 0
    assert path.is_symlink()
    assert "odwyer2024port" in (served.root / "library.bib").read_text(encoding="utf-8")


def test_nothing_is_written_through_a_link_that_leads_out(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    path, library = served.root / bibliography.PATH, served.root.parent / "library.bib"
    path.rename(library)
    path.symlink_to(library)
    before = library.read_text(encoding="utf-8")
    assert served.run(str(PAGES / "news.html"), "--write") == 2
    assert "references.bib:1: is a link that leads out of the repository" in capsys.readouterr().err
    assert library.read_text(encoding="utf-8") == before


def test_nothing_is_written_unless_asked(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    before = served.bibliography
    assert served.run(served.web + NEWS) == 0
    out, err = capsys.readouterr()
    assert out == ENTRY.format(web=served.web)
    assert err == f"{TAKEN}\nNothing was written; --write appends it to references.bib.\n"
    assert served.bibliography == before


def test_a_saved_page_becomes_the_same_entry_and_its_site_is_not_asked(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert served.run(str(PAGES / "news.html"), "--url", f"{served.web}{NEWS}?utm_source=mail&gclid=1") == 0
    assert capsys.readouterr().out == ENTRY.format(web=served.web)
    assert [path.partition("?")[0] for path in served.asked] == ["/cdx/search/cdx"]


@pytest.mark.parametrize("way", ["/web/20190601100000/", "/ukgwa/20190601100000mp_/", "/20190601100000/"])
def test_of_an_archived_copy_the_page_is_cited_and_the_copy_named(
    served: Served, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    copy = f"https://archive.example{way}{served.web}{NEWS}?page=2"
    assert served.run(str(PAGES / "news.html"), "--url", copy) == 0
    out = capsys.readouterr().out
    assert f"  url          = {{{served.web}{NEWS}?page=2}},\n  archiveurl   = {{{copy}}},\n" in out
    assert "  archivedate  = {2019-06-01}\n" in out
    assert served.asked == []


def test_a_saved_page_without_its_address_says_what_is_wanting(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert served.run(str(PAGES / "news.html")) == 0
    out, err = capsys.readouterr()
    assert "url " not in out
    assert "urldate" not in out
    assert "url, urldate: left out, for a saved page does not say where it came from; give it with --url" in err
    assert served.asked == []


def test_what_the_page_does_not_state_is_left_out_and_named(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert served.run(f"{served.web}/ferry-bell", "--write") == 0
    out, err = capsys.readouterr()
    assert out.startswith(
        "@online{dunmore2020ferry,\n  title        = {Ferry bell found},\n  organization = {Dunmore Wire},"
    )
    assert "author" not in out
    assert err.startswith(
        "author: left out, for the page names none; if you see one on it, add author = {Given Family}"
    )
    assert [finding.rpartition(" ")[2] for finding in check(served.root, capsys)] == ["(source-cited)"]


def test_a_page_without_a_date_says_so_and_the_check_asks_for_it(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert served.run(f"{served.web}/court", "--write") == 0
    out, err = capsys.readouterr()
    assert " date " not in out
    assert "date: left out, for the page states none; add date = {YYYY-MM-DD} from the page\n" in err
    assert "The page is in another language;" in err
    findings = check(served.root, capsys)
    assert [f for f in findings if " has no date" in f and f.endswith("(source-complete)")]


def test_a_stub_and_the_want_of_a_copy_are_named(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert served.run(f"{served.web}/stub") == 0
    out, err = capsys.readouterr()
    assert "@online{brandt2025owns," in out
    assert "archive" not in out
    assert "The page shows only its beginning" in err
    assert f"archiveurl: left out, for there is no archived copy; https://web.archive.org/save/{served.web}/stub" in err


def test_an_archive_that_is_down_keeps_no_entry_back(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = ["--root", str(served.root), "--archive", "http://127.0.0.1:1", "--allow-private"]
    assert main(["cite", served.web + NEWS, *nobody]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("@online{odwyer2024port,")
    assert "archive" not in out
    assert "archiveurl: left out, for the archive could not be asked (connection refused)" in err


def test_a_taken_key_gets_a_letter(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert served.run(served.web + NEWS, "--write") == 0
    for key in ("odwyer2024portb", "odwyer2024portc"):
        capsys.readouterr()
        assert served.run(f"{served.web}{NEWS}?page={key}", "--write") == 0
        assert capsys.readouterr().out.startswith(f"@online{{{key},\n")


@pytest.mark.parametrize("again", ["{web}{news}", "{web}{news}/?utm_campaign=x#top?", "{web}/old"])
def test_an_address_that_is_there_is_told_and_not_added(
    again: str, served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    assert served.run(served.web + NEWS, "--write") == 0
    capsys.readouterr()
    before = served.bibliography
    assert served.run(again.format(web=served.web, news=NEWS), "--write") == 1
    out, err = capsys.readouterr()
    assert out == ""
    line = before[: before.rindex("  url ")].count("\n") + 1
    assert (
        f"references.bib:{line}: odwyer2024port has this address already; cite it: [@odwyer2024port]\n"
        == err.splitlines(keepends=True)[-1]
    )
    assert served.bibliography == before


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/login", "is behind a log-in"),
        ("/human", "asks to prove that one is no robot"),
        ("/nowhere", "answers 404"),
        ("/packed", "is packed in a way that cannot be unpacked"),
    ],
)
def test_a_wall_gives_no_entry_and_says_what_to_do(
    path: str, why: str, served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    before = served.bibliography
    assert served.run(served.web + path, "--write") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"{served.web}{path}: {why}; nothing was read. If it opens in your browser, save it from there, and run: "
        f"python -m scripts cite SAVED.html --url {served.web}{path}\n"
    )
    assert served.bibliography == before


def test_a_saved_wall_is_no_source(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert served.run(str(PAGES / "login.html"), "--url", "https://herald.example/a", "--write") == 1
    assert "login.html is behind a log-in; save the page once your browser shows its text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no-such-file.html"], "no-such-file.html:1: cannot be read: No such file or directory; give an address"),
        (["https://user@herald.example/a"], "is no whole http or https address"),
        ([str(PAGES / "news.html"), "--url", "javascript:alert(1)"], "is no whole http or https address"),
        (["x.html", "--now", "tomorrow"], "--now:1: 'tomorrow' is no ISO date or time"),
    ],
)
def test_what_cannot_be_used_is_said_in_words(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / bibliography.PATH).write_text("@misc{a, title = {A}}\n", encoding="utf-8")
    assert main(["cite", *words, "--root", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_states_nothing_gives_no_entry(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert served.run(str(PAGES / "plain.txt"), "--write") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("states nothing of itself, so there is nothing to propose; write the entry by hand\n")


@pytest.mark.parametrize(
    "title", ["Session Timed Out - StatBank", "Page not found", "Сторінку не знайдено", "Sayfa bulunamadı"]
)
def test_a_saved_notice_gives_no_entry(
    served: Served, tmp_path: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html").write_text(f"<title>{title}</title><h1>{title}</h1><p>Begin again.</p>", encoding="utf-8")
    assert main(["cite", str(tmp_path / "page.html"), "--root", str(served.root)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "says itself that the page is not there; save the page once" in err


def test_a_local_network_is_not_asked_without_leave(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", served.web + NEWS, "--root", str(served.root)]) == 1
    assert "in a local network; it is not asked" in capsys.readouterr().err
    assert served.asked == []


def entry(**stated: Any) -> tuple[bibliography.Source, tuple[str, ...]]:
    """The entry for a page that states this, as the bibliography's parser reads it back; and the remarks."""
    page = ReadPage("A Title", ("Ada Mill",), "2019-05-03", "The Example", "", "en", "", "")._replace(**stated)
    proposal = propose(page, "https://example.org/a", date(2026, 11, 23), "", ())
    sources = bibliography.read(bibliography.written(proposal.key, proposal.fields))
    assert len(sources) == 1
    return sources[0], proposal.remarks


@pytest.mark.parametrize(
    ("title", "read_back"),
    [
        (
            'Who "owns" the 100% lake & its #1 bed_rock? $5 ~ \\textbf',
            'Who "owns" the 100% lake & its #1 bed_rock? $5 ~ \\textbf',
        ),
        ("Mail to @misc and beyond", "Mail to @misc and beyond"),
        ("} @misc{evil, title = {x", ") @misc(evil, title = (x"),
        ("A {\\'e} B", "A (\\'e) B"),
        ("Ends in a backslash \\", "Ends in a backslash \\"),
        ("}", ")"),
    ],
)
def test_a_hostile_title_stays_one_field(title: str, read_back: str) -> None:
    source, _ = entry(title=title)
    assert source.title == read_back
    assert (source.container, source.date, source.url) == ("The Example", "2019-05-03", "https://example.org/a")


def test_braces_that_became_parentheses_are_named() -> None:
    _, remarks = entry(title="A {B}")
    assert remarks == ("'A {B}' has braces, which BibTeX would take for its own; they are written as parentheses.",)


@pytest.mark.parametrize(
    ("authors", "key"),
    [
        (("Ada Mill", "Joost van der Meer"), "mill2019title"),
        (("Joost van der Meer",), "meer2019title"),
        (("Zoë Müller-Ångström",), "mullerangstrom2019title"),
        (("Sallow and Sons, Ltd",), "sallowandsonsltd2019title"),
        (("Weir\N{NO-BREAK SPACE}and\N{NO-BREAK SPACE}Sons", "Ada Mill"), "weirandsons2019title"),
        (("Inés García\N{NO-BREAK SPACE}Robles", "Joost van der Meer"), "garciarobles2019title"),
        (("Олена Коваль",), "example2019title"),
        (("} @misc{x", "Bo Reed"), "miscx2019title"),
        ((), "example2019title"),
    ],
)
def test_names_stay_names_and_make_the_key(authors: tuple[str, ...], key: str) -> None:
    source, _ = entry(authors=authors)
    shown = str.maketrans("{}\N{NO-BREAK SPACE}", "() ")
    assert source.authors == tuple(name.translate(shown) for name in authors)
    assert source.key == key


def test_a_domain_is_no_name_of_a_publication() -> None:
    source, remarks = entry(container="Example.org", authors=())
    assert source.container == ""
    assert "organization: left out, for the page does not name its publication; add organization = {…}" in remarks


JOURNAL = """<html lang="en"><head><title>Eels and gates | Weir Academic</title>
<meta name="citation_title" content="Eels and gates"><meta name="citation_author" content="Mill, Ada">
<meta name="citation_author" content="Müller, Zoë"><meta name="citation_publication_date" content="2014/09">
<meta name="citation_volume" content="14"><meta name="citation_issue" content="2">
<meta name="citation_firstpage" content="211"><meta name="citation_lastpage" content="230">
<meta name="citation_doi" content="https://doi.org/10.9999/eel.7">{}</head>
<body><h1>Eels and gates</h1><p>Eels pass an open gate within four nights.</p></body></html>"""


@pytest.mark.parametrize(
    ("stated", "kind", "field", "value"),
    [
        ("citation_journal_title", "article", "journaltitle", "Journal of Weirs"),
        ("prism.publicationName", "article", "journaltitle", "Journal of Weirs"),
        ("citation_conference_title", "inproceedings", "booktitle", "Journal of Weirs"),
        ("citation_inbook_title", "incollection", "booktitle", "Journal of Weirs"),
        ("citation_dissertation_institution", "thesis", "institution", "Journal of Weirs"),
    ],
)
def test_a_work_is_proposed_as_its_page_tells_catalogues(stated: str, kind: str, field: str, value: str) -> None:
    page = reading.read(JOURNAL.format(f'<meta name="{stated}" content="{value}">').encode(), "text/html", "")
    proposal = propose(page, "https://example.org/a", date(2026, 11, 23), "", ())
    assert (proposal.type, proposal.fields[field], "organization" in proposal.fields) == (kind, value, False)
    named = {name: proposal.fields.get(name) for name in ("author", "date", "volume", "number", "pages", "doi")}
    assert list(named.values()) == ["Ada Mill and Zoë Müller", "2014-09", "14", "2", "211–230", "10.9999/eel.7"]
    assert "doi: as the page states it; python -m scripts cite 10.9999/eel.7 prints what is registered." in (
        proposal.remarks
    )
    assert not any(remark.startswith("organization") for remark in proposal.remarks)


@pytest.mark.parametrize("stated", ["citation_inbook_title", "citation_conference_title", "citation_journal_title"])
def test_the_house_of_a_book_is_its_publisher(stated: str) -> None:
    """As BibLaTeX asks of a part of a book; a journal's is shown nowhere."""
    said = f'<meta name="{stated}" content="Weirs: A Handbook">'
    house = '<meta name="citation_publisher" content="Weir Press">'
    named, unnamed = (
        propose(reading.read(JOURNAL.format(head).encode(), "text/html", ""), "", date(2026, 11, 23), "", ())
        for head in (said + house, said)
    )
    assert named.fields.get("publisher") == (None if "journal" in stated else "Weir Press")
    assert not any(remark.startswith("publisher") for remark in named.remarks)
    left_out = "publisher: left out, for the page does not name that of the book; add publisher = {…}"
    assert (left_out in unnamed.remarks) is ("inbook" in stated)


def test_what_has_an_isbn_and_appeared_in_nothing_is_a_book() -> None:
    head = '<meta name="citation_publisher" content="Weir Press"><meta name="citation_isbn" content="9780306406157">'
    proposal = propose(reading.read(JOURNAL.format(head).encode(), "text/html", ""), "", date(2026, 11, 23), "", ())
    named = {name: proposal.fields.get(name) for name in ("publisher", "isbn", "organization")}
    assert (proposal.type, *named.values()) == ("book", "Weir Press", "9780306406157", None)
    assert not any(remark.startswith("organization") for remark in proposal.remarks)


def test_a_page_with_a_doi_that_appeared_in_nothing_stays_a_page() -> None:
    page = reading.read(JOURNAL.format("").encode(), "text/html", "")
    proposal = propose(page, "https://example.org/a", date(2026, 11, 23), "", ())
    assert (proposal.type, "doi" in proposal.fields) == ("online", False)


def test_a_day_that_is_yet_to_come_is_left_out() -> None:
    source, remarks = entry(date="2062-05-13")
    assert source.date == ""
    assert "date: left out, for the page states 2062-05-13, which is yet to come; look it up." in remarks
