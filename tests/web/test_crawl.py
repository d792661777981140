"""The crawl: LinkChecker itself over built and planted sites; every dead link is found on every page that has it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from scripts.finding import Unreadable
from scripts.web import crawl as crawling
from scripts.web.crawl import Crawled, SiteLink, crawl, dead
from tests.conftest import build

BASES = ["/", "/repo/"]
PNG = "a picture"

# Each with the finding that it makes, if any. Both stand on two pages, each time at the same line.
DEAD = {
    '<a href="../nowhere/">x</a>': "links to '../nowhere/', which the site does not have",
    '<a href="../other/#gone">x</a>': "links to '../other/#gone', whose page has no id 'gone'",
    '<a href="../other/#Here">x</a>': "links to '../other/#Here', whose page has no id 'Here'",
    '<a href="#missing">x</a>': "links to '#missing', whose page has no id 'missing'",
    '<a href="../Other/">x</a>': "links to '../Other/', which the site does not have",
    '<a href="../../../above/">x</a>': "links to '../../../above/', which the site does not have",
    '<img src="../gone.png">': "links to '../gone.png', which the site does not have",
    '<img srcset="../one.png 1x, ../gone-2x.png 2x">': "links to '../gone-2x.png', which the site does not have",
    '<picture><source srcset="../one.png, ../gone-3x.png 3x"></picture>': (
        "links to '../gone-3x.png', which the site does not have"
    ),
    '<video poster="../gone-poster.png"></video>': "links to '../gone-poster.png', which the site does not have",
    '<audio src="../gone.ogg"></audio>': "links to '../gone.ogg', which the site does not have",
    '<iframe src="../gone-frame.html"></iframe>': "links to '../gone-frame.html', which the site does not have",
    '<script src="../gone.js"></script>': "links to '../gone.js', which the site does not have",
    '<link rel="stylesheet" href="../gone.css">': "links to '../gone.css', which the site does not have",
    '<svg><use href="../icons.svg#gone"/></svg>': "links to '../icons.svg#gone', whose page has no id 'gone'",
    '<svg><use xlink:href="../gone.svg#one"/></svg>': "links to '../gone.svg#one', which the site does not have",
    '<object data="../gone.pdf"></object>': "links to '../gone.pdf', which the site does not have",
    '<form action="../gone-form/"></form>': "links to '../gone-form/', which the site does not have",
    '<meta http-equiv="refresh" content="9; url=../gone-later/">': (
        "links to '../gone-later/', which the site does not have"
    ),
    '<meta http-equiv="refresh" content="9; url=\'../gone-quoted/\'">': (
        "links to '../gone-quoted/', which the site does not have"
    ),
    '<p style="background: url(../gone-p.png)"></p>': "links to '../gone-p.png', which the site does not have",
    "<style>p { background: url(../gone-style.png) }</style>": (
        "links to '../gone-style.png', which the site does not have"
    ),
    '<a href="../robots.txt">x</a>': "links to '../robots.txt', which the site does not have",
    '<a href="http:../other/">x</a>': "links to 'http:../other/', which is no address",
    '<a href="http://[::1/">x</a>': "links to 'http://[::1/', which is no address",
    '<a href="https://example.org/site/nowhere/">x</a>': (
        "links to 'https://example.org/site/nowhere/', which the site does not have"
    ),
}
ALIVE = [
    '<a href="">x</a>',
    '<a href="#">x</a>',
    '<a href="#top">x</a>',
    '<a href="../other/#here">x</a>',
    '<a href="../other/#old">x</a>',
    '<a href="../other/#:~:text=found">x</a>',
    '<a href="../other/#h%C3%A9re">x</a>',
    '<a href="../other">x</a>',
    '<a href="../other/index.html?q=1#here">x</a>',
    '<a href=" ../other/ ">x</a>',
    '<a href="../a%20b.png">x</a>',
    '<a href="../100%25.png">x</a>',
    '<img src="../one.png" srcset="../one.png 1x, ../a%20b.png 2x">',
    '<svg><use href="../icons.svg#one"/></svg>',
    '<form method="post" action="../gone-post/"></form>',
    '<link rel="preconnect" href="https://fonts.example">',
    '<a href="mailto:a@example.org">x</a>',
    '<a href="javascript:void(0)">x</a>',
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    '<a href="https://example.org/site/other/#here">x</a>',
    '<a href="https://example.org/site/other/">x</a><a href="https://example.org/site/">x</a>',
    '<!-- <a href="../commented/">x</a> -->',
]
STYLES = """/* url(commented.png)
   on two lines */
@namespace svg url(http://www.w3.org/2000/svg);
@import "gone-import.css";
p { background: url( "../one.png" ) }
p { background: url(../gone-css.png) }
"""


def html(*elements: str, head: str = "") -> str:
    lines = ["<!doctype html>", f"<html><head><title>x</title>{head}</head><body>", *elements, "</body></html>", ""]
    return "\n".join(lines)


def write(folder: Path, **files: str) -> Path:
    """Write files, of which `__` in a name parts folders and `_` comes before the ending."""
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        path = folder / f"{stem.replace('__', '/')}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=BASES)
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SiteLink]]:
    """A site in which two pages, of which one is an orphan, have each dead and each living link."""
    site = tmp_path_factory.mktemp("planted") / "site"
    page = html(*DEAD, *ALIVE)
    home = html('<a href="one/">x</a>', head='<link rel="canonical" href="https://example.org/site/">')
    other = html('<p id="here">', '<a name="old">x</a>', '<p id="hére">', '<img src="../gone.png">')
    write(site, index_html=home, one__index_html=page, orphan__index_html=page, other__index_html=other)
    write(
        site,
        one_png=PNG,
        styles__site_css=STYLES,
        icons_svg='<svg xmlns="http://www.w3.org/2000/svg"><g id="one"/></svg>',
    )
    for name in ("a b.png", "100%.png"):
        (site / name).write_text(PNG, encoding="utf-8")
    return site, crawl(site, request.param)


def test_the_built_site_has_no_dead_link(built: Path) -> None:
    found = crawl(built)
    assert dead(found) == []
    assert len({link.page for link in found if link.page.endswith("index.html")}) >= 9
    assert {link.result for link in found if link.external} == {"not checked"}


def test_a_site_that_is_built_for_a_folder_of_its_host_has_no_dead_link_there(repository: Path, tmp_path: Path) -> None:
    settings = {"SITE_URL": "https://example.org/repo/"}
    build(repository, tmp_path / "site", settings)
    assert dead(crawl(tmp_path / "site", "/repo/")) == []
    wrong = dead(crawl(tmp_path / "site", "/"))
    assert {finding.place.path for finding in wrong} == {str(tmp_path / "site/404.html")}


@pytest.mark.parametrize("page", ["one/index.html", "orphan/index.html"])
def test_each_dead_link_is_found_on_each_page_at_its_line(planted: tuple[Path, list[SiteLink]], page: str) -> None:
    site, found = planted
    findings = [f for f in dead(found) if f.place.path == str(site / page)]
    assert {(f.place.line, f.message, f.rule) for f in findings} == {
        (line, message, "link-alive") for line, message in enumerate(DEAD.values(), start=3)
    }


def test_a_dead_link_that_another_page_has_too_is_found_there(planted: tuple[Path, list[SiteLink]]) -> None:
    site, found = planted
    here = str(site / "other/index.html")
    assert [str(finding) for finding in dead(found) if finding.place.path == here] == [
        f"{here}:6: links to '../gone.png', which the site does not have (link-alive)"
    ]


def test_what_a_style_sheet_fetches_is_found_at_its_line(planted: tuple[Path, list[SiteLink]]) -> None:
    site, found = planted
    here = str(site / "styles/site.css")
    assert [str(finding) for finding in dead(found) if finding.place.path == here] == [
        f"{here}:4: links to 'gone-import.css', which the site does not have (link-alive)",
        f"{here}:6: links to '../gone-css.png', which the site does not have (link-alive)",
    ]


def test_every_link_is_listed_by_page_and_place(planted: tuple[Path, list[SiteLink]]) -> None:
    site, found = planted
    assert [link.page for link in found] == sorted(link.page for link in found)
    places = [link.place for link in found if link.page == "one/index.html"]
    assert places == sorted(places)
    assert {link.url for link in found if link.href == "../other/#here"} == {"other/#here"}
    assert {link.url for link in found if link.href == ""} == {"one/", "orphan/"}
    assert {link.place.path for link in found} == {(site / link.page).as_posix() for link in found}
    assert [link for link in found if link.external] == []


def test_a_link_above_the_root_is_where_a_browser_goes(tmp_path: Path) -> None:
    site = write(tmp_path, index_html=html('<a href="../../other/">x</a>'), other__index_html=html())
    assert dead(crawl(site, "/")) == []
    assert len(dead(crawl(site, "/repo/"))) == 1


def test_pages_that_robots_are_sent_away_from_are_checked(tmp_path: Path) -> None:
    link = '<a href="gone/">x</a>'
    closed = html(link, head='<meta name="robots" content="noindex, nofollow">')
    site = write(tmp_path, index_html=html('<a href="robots.txt">x</a>', link), closed_html=closed)
    write(site, robots_txt="User-agent: *\nDisallow: /\n")
    assert [finding.place.path for finding in dead(crawl(site))] == [
        str(site / "closed.html"),
        str(site / "index.html"),
    ]


def test_a_page_of_more_than_a_mebibyte_is_checked(tmp_path: Path) -> None:
    site = write(tmp_path, index_html=html(*[f"<p>{'words ' * 20}</p>"] * 10_000, '<a href="gone/">x</a>'))
    assert [finding.place.line for finding in dead(crawl(site))] == [10_003]


def test_an_address_that_makes_linkchecker_stumble_stops_no_crawl(tmp_path: Path) -> None:
    odd = ["http://ü.example/", "http://a..b/", "http://.", "htps://x.example", "a\x01b", "%FC", "?%", "🎉", "x" * 3000]
    site = write(tmp_path, index_html=html(*(f'<a href="{href}">\x02</a>' for href in odd)))
    found = crawl(site)
    assert [link.href for link in found] == [href for href in odd if href != "htps://x.example"]
    assert len(dead(found)) == 4


def test_a_base_element_counts(tmp_path: Path) -> None:
    site = write(tmp_path, index_html=html('<a href="b.html">x</a>', '<a href="../b.html">x</a>'))
    write(site, deep__a_html=html('<a href="b.html">x</a>', '<a href="index.html">x</a>', head='<base href="../">'))
    write(site, b_html=html())
    assert {f.place.path for f in dead(crawl(site))} == set()


def test_it_leaves_the_folder_and_the_home_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, site = tmp_path / "home", write(tmp_path / "site", index_html=html('<a href="">x</a>'))
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "example.org")
    assert dead(crawl(site)) == []
    assert list(home.iterdir()) == []
    assert list(site.iterdir()) == [site / "index.html"]


# The web


@contextmanager
def web(asked: list[str]) -> Iterator[str]:
    """A host of the web, which notes what it is asked for."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status = {"/good": 200, "/page": 200, "/moved": 301, "/wall": 429}.get(self.path, 404)
            body = b"User-agent: *\nDisallow: /closed\n" if self.path == "/robots.txt" else b"<a href='/deeper'>x</a>"
            self.send_response(200 if self.path == "/robots.txt" else status)
            self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html")
            self.send_header("LinkChecker", "1")
            if status == 301:
                self.send_header("Location", "/page")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.2", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.2:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_the_web_is_asked_only_when_it_is_meant(tmp_path: Path) -> None:
    asked: list[str] = []
    names = ["good", "gone", "moved", "wall", "closed", "a%2Fb", "good#part"]
    with web(asked) as host:
        links = [f'<a href="{host}/{name}">x</a>' for name in names]
        poster = f'<video poster="{host}/poster"></video>'
        page = html(*links, poster, head=f'<link rel="canonical" href="{host}/own/two.html">')
        home = html(*links, f'<a href="{host}/own/gone">x</a>', head=f'<link rel="canonical" href="{host}/own/">')
        site = write(tmp_path, index_html=home, two_html=page)

        found = crawl(site)
        assert asked == []
        assert {(link.outcome.ok, link.result) for link in found if link.external} == {(True, "not checked")}
        assert [link.href for link in found if not link.outcome.ok] == [f"{host}/own/gone"]

        found = crawl(site, external=True)
        assert not {"/own/", "/own/gone", "/own/two.html", "/deeper", "/closed", "/poster"} & set(asked)
        assert asked.count("/good") == 1
        results = {
            (link.page, link.url.removeprefix(host)): (link.outcome.ok, link.result) for link in found if link.external
        }
        outcomes = {link.url.removeprefix(host): link.outcome for link in found if link.page == "two.html"}
        assert outcomes == {
            "/good": Crawled.ALIVE,
            "/good#part": Crawled.ALIVE,
            "/gone": Crawled.FAILED,
            "/moved": Crawled.REMARKED,
            "/wall": Crawled.FAILED,
            "/closed": Crawled.FAILED,
            "/a%2Fb": Crawled.OTHER,
            "/poster": Crawled.LEFT_OUT,
            "two.html": Crawled.THERE,
        }
        for page in ("index.html", "two.html"):
            assert results[page, "/good"] == (True, "200 OK")
            assert results[page, "/good#part"] == (True, "200 OK")
            assert results[page, "/gone"] == (False, "404 Not Found")
            assert results[page, "/moved"] == (
                True,
                f"200 OK; Redirected to `{host}/page' status: 301 Moved Permanently.",
            )
            assert results[page, "/wall"][0] is False
            assert results[page, "/closed"] == (False, "syntax OK; Access denied by robots.txt, checked only syntax.")
            assert results[page, "/a%2Fb"] == (False, "asked for another address: 404 Not Found")
        assert results["two.html", "/poster"] == (False, "not checked by LinkChecker")
        assert [finding.message for finding in dead(found)] == [
            f"links to '{host}/own/gone', which the site does not have"
        ]


# What cannot be checked


def refused(site: Path) -> str:
    with pytest.raises(Unreadable) as error:
        crawl(site)
    return str(error.value)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write(tmp_path / "site", index_html=html('<a href="two.html">x</a>', '<a href="#">x</a>'), two_html=html())


def test_a_folder_without_a_page_is_refused(tmp_path: Path) -> None:
    message = f"{tmp_path}:1: holds no built page; build the site first (make site) (file-readable)"
    assert refused(tmp_path) == message
    assert refused(tmp_path / "none").endswith("holds no built page; build the site first (make site) (file-readable)")
    (tmp_path / "site.css").write_text("p { background: url(x.png) }", encoding="utf-8")
    assert refused(tmp_path) == message


def test_pages_without_a_link_are_refused(tmp_path: Path) -> None:
    assert "holds no link at all" in refused(write(tmp_path, index_html=html('<a href="mailto:a@example.org">x</a>')))


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    assert "index.html:1: is empty" in refused(write(tmp_path, index_html=""))


def test_without_linkchecker_it_says_what_to_do(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = small.parent / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    monkeypatch.setattr(sys, "executable", str(bare / "bin/python"))
    assert "LinkChecker is not installed; make sets it up" in refused(small)
    monkeypatch.setattr(sys, "executable", str(bare / "bin/nothing"))
    assert "LinkChecker does not run: " in refused(small)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'WARNING x' >&2; echo 'internal error' >&2; exit 2", "LinkChecker failed with status 2: internal error"),
        ("kill -9 $$", "LinkChecker failed with status -9: it says nothing"),
        ("exit 0", "LinkChecker broke off: it says nothing"),
        ("echo '<linkchecker><urldata>'; echo oh >&2; exit 1", "LinkChecker broke off: oh"),
        (
            "echo '<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><linkchecker>&x;</linkchecker>'",
            "index.html:3: LinkChecker left out 2 of its links, the first to 'two.html'",
        ),
        ("exec sleep 60", "LinkChecker was not done with it after 2 seconds"),
    ],
)
def test_a_linkchecker_that_fails_is_told(
    small: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    program = small.parent / "program"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(crawling, "DEADLINE", 2)
    assert message in refused(small)


def test_a_sweep_that_leaves_a_link_out_is_refused(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shallow = small.parent / "rc"
    text = crawling.CONFIGURATION.read_text(encoding="utf-8")
    shallow.write_text(text.replace("maxfilesizeparse=1000000000", "maxfilesizeparse=1"), encoding="utf-8")
    monkeypatch.setattr(crawling, "CONFIGURATION", shallow)
    (small / "index.html").write_text(html('<a href="gone.html">x</a>'), encoding="utf-8")
    assert "index.html:3: LinkChecker left out 1 of its links, the first to 'gone.html'" in refused(small)
