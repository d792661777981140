"""The second look at links, on servers with the faults of real ones; the command; what it may not do."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from scripts.publication import ledger
from scripts.web import archive, client, fetch, links
from scripts.web.client import Answer, Fault
from scripts.web.fetch import HONEST, Fetcher
from tests.conftest import call
from tests.server import serve, serving
from tests.web import demo
from tests.web.score import Score, score
from tests.web.server import Web, web

ENTRY = """@online{{source{n},
  title        = {{A Page That Was Cited}},
  organization = {{The Press}},
  date         = {{2025-01-02}},
  urldate      = {{2025-02-03}},
  url          = {{{url}}}
}}
"""


@pytest.fixture(scope="module")
def scored() -> Iterator[tuple[Web, Score]]:
    """The corpus of tests/web, looked at once, with two fifths of the patience: some servers are silent for ever."""
    with web() as cases, pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetch, "TOTAL", 0.4 * client.TOTAL)
        patch.setattr(client, "_TIMEOUTS", {"timeout": dict.fromkeys(client._TIMEOUTS["timeout"], 0.4 * client.WAIT)})
        for name, value in cases.environment.items():
            patch.setenv(name, value)
        addresses = [links.CitedAddress(case.url, case.cited.get("title", ""), (case.name,)) for case in cases]
        verdicts = links.sweep(addresses, Fetcher(allow_private=True))
        rows = [{"url": url, "state": v.state, "final_url": v.final_url, "why": v.why} for url, v in verdicts.items()]
        yield cases, score(rows, cases, quiet=True)


def test_no_living_page_is_called_dead_or_failing(scored: tuple[Web, Score]) -> None:
    _, result = scored
    assert [verdict.case.name for verdict in result.verdicts if verdict.grave] == []


def test_at_least_97_of_100_verdicts_are_right(scored: tuple[Web, Score]) -> None:
    cases, result = scored
    assert len(cases) >= 80
    assert result.share >= 0.97
    assert result.of(blind=True).share >= 0.97
    print(f"\n{result.text()}")


def test_each_host_is_asked_one_thing_at_a_time(scored: tuple[Web, Score]) -> None:
    cases, _ = scored
    assert max(cases.seen(case).most for case in cases) == 1


def test_a_host_is_not_asked_in_haste(scored: tuple[Web, Score]) -> None:
    cases, _ = scored
    gaps = [gap for case in cases for gap in cases.seen(case).gaps]
    assert gaps
    assert min(gaps) >= 0.3


# A server of one's own


PAGE = b"<title>A Page That Was Cited</title><h1>A Page That Was Cited</h1>" + b"<p>It says so.</p>" * 200


def page(_: str) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "text/html"}, PAGE


def quick(*, allow_private: bool = True) -> Fetcher:
    """A fetcher that waits for nothing."""
    return Fetcher(allow_private=allow_private, pace=0, sleep=lambda seconds: None)


def look(url: str, fetcher: Fetcher | None = None) -> Answer:
    return (fetcher or quick()).look(url)


# Safety


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.9:{port}/",
        "http://localhost:{port}/",
        "http://0.0.0.0:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.9]:{port}/",
        "http://[64:ff9b::7f00:9]:{port}/",
        "http://[64:ff9b:1::7f00:9]:{port}/",
        "http://[2002:7f00:9::]:{port}/",
        "http://[::7f00:9]:{port}/",
        "http://[fec0::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://192.88.99.1/",
        "http://192.0.0.8/",
        "http://192.31.196.1/",
        "http://[5f00::1]/",
        "http://[3fff::1]/",
        "http://[2001:db8::1]/",
    ],
)
def test_a_local_network_is_not_asked(url: str) -> None:
    with serving(page) as (address, asked):
        answer = look(url.format(port=address.rpartition(":")[2]), quick(allow_private=False))
    assert (answer.status, answer.fault) == (0, Fault.LOCAL)
    assert answer.error.endswith(", in a local network; it is not asked")
    assert asked == []


def test_a_redirect_into_a_local_network_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host is taken for a public one; the second is what it is."""
    real = client._addresses

    def addresses(host: str, port: int, allow_private: bool) -> list[str]:
        return ["127.0.0.9"] if host == "public.example" else real(host, port, allow_private)

    monkeypatch.setattr(client, "_addresses", addresses)
    with serving(lambda path: (302, {"Location": "http://169.254.169.254/"}, b"")) as (address, asked):
        port = address.rpartition(":")[2]
        answer = look(f"http://public.example:{port}/page", quick(allow_private=False))
    assert set(asked) == {"/page"}
    assert (answer.fault, answer.final_url) == (Fault.LOCAL, "http://169.254.169.254/")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "http://u:p@a.example/"]
)
def test_only_http_without_a_password_is_asked(url: str) -> None:
    assert look(url).status == 0


def test_cookies_stay_with_the_host_that_set_them() -> None:
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(f"{self.headers['Host'].partition(':')[0]} {self.headers.get('Cookie', '')}".strip())
            here = self.headers["Host"].partition(":")[0] == "127.0.0.9"
            self.send_response(302 if here else 200)
            if here:
                self.send_header("Set-Cookie", "secret=1; Domain=127.0.0.10")
                self.send_header("Location", f"http://127.0.0.10:{self.headers['Host'].rpartition(':')[2]}/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("0.0.0.0", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        quick().once(f"http://127.0.0.9:{server.server_address[1]}/", HONEST)
        server.shutdown()
        thread.join()
    assert seen == ["127.0.0.9", "127.0.0.10"]


def test_an_address_goes_over_the_wire_as_it_is_written() -> None:
    with serving(page) as (address, asked):
        for path in ("/a%2Fb//c:d?x=%20&y=1+2", "/10.1000%2F(SICI)1:2<3>", "/ü"):
            look(address + path)
    assert asked == ["/a%2Fb//c:d?x=%20&y=1+2", "/10.1000%2F(SICI)1:2%3C3%3E", "/%C3%BC"]


def test_an_archive_is_asked_at_its_own_pace_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    fetcher = Fetcher(allow_private=True, pace=0, sleep=waited.append, clock=lambda: 100.0)
    with serving(page) as (address, _):
        monkeypatch.setattr("scripts.web.fetch.SLOWER", {address.removeprefix("http://").partition(":")[0]: 2.5})
        assert [fetcher.once(f"{address}/{n}", HONEST).status for n in range(2)] == [200, 200]
    assert len(waited) == 1
    assert 2.5 <= waited[0] <= 2.5 * 1.25


def test_a_day_is_not_waited_for() -> None:
    waited: list[float] = []
    with serving(lambda path: (429, {"Retry-After": "86400"}, b"")) as (address, asked):
        answer = Fetcher(allow_private=True, pace=0, sleep=waited.append).look(address + "/")
    assert answer.status == 429
    assert len(asked) == 1
    assert sum(waited) < 1


def test_a_moment_is_waited_for() -> None:
    answers = iter([(503, {"Retry-After": "7"}, b""), page("")])
    waited: list[float] = []
    with serving(lambda path: next(answers)) as (address, _):
        assert Fetcher(allow_private=True, pace=0, sleep=waited.append).look(address + "/").status == 200
    assert max(waited) == 7


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (200, b'{"responseCode": 1, "handle": "10.1000/a(b)1:2"}', "alive"),
        (404, b'{"responseCode": 100, "handle": "10.1000/a(b)1:2"}', "failing"),
        (200, b'{"responseCode": 200}', "failing"),
    ],
)
def test_a_doi_is_judged_by_its_handle(monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, state: str) -> None:
    with serving(lambda path: (status, {"Content-Type": "application/json"}, body)) as (address, asked):
        monkeypatch.setattr(links, "HANDLES", f"{address}/api/handles/")
        verdict = links.look(links.CitedAddress("https://doi.org/10.1000/a(b)1:2", "A Page", ("a",)), quick())
    assert verdict.state == state
    assert set(asked) == {"/api/handles/10.1000/a%28b%291%3A2"}


@pytest.mark.parametrize(
    ("leads_to", "state"),
    [
        ("/search?q=ice+closes+the+line", "suspect"),
        ("/read?title=ice-closes-the-line", "alive"),  # a new address of the page
        ("/search?q=ice", "alive"),
    ],
)
def test_a_search_for_the_words_of_an_address_is_not_its_page(leads_to: str, state: str) -> None:
    body = b"<html><title>Ice closes the line</title><body><h1>Results: Ice closes the line</h1></body></html>"

    def reply(path: str) -> tuple[int, dict[str, str], bytes]:
        return (
            (302, {"Location": leads_to}, b"")
            if path.startswith("/ice")
            else (200, {"Content-Type": "text/html"}, body)
        )

    with serving(reply) as (address, _):
        verdict = links.look(
            links.CitedAddress(f"{address}/ice-closes-the-line", "Ice closes the line", ("a",)), quick()
        )
    assert verdict.state == state


# The archive


ROWS = [["timestamp", "original"], ["20250204000000", "https://press.example/page"]]


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, json.dumps(ROWS).encode(), "/web/20250204000000/https://press.example/page"),
        (200, b"[]", ""),
        (200, b"not JSON", ""),
        (200, json.dumps([ROWS[0], ["yesterday", "https://press.example/page"]]).encode(), ""),
        (200, json.dumps([ROWS[0], ["20250204000000", "javascript:alert(1)"]]).encode(), ""),
    ],
)
def test_the_nearest_copy(status: int, body: bytes, expected: str) -> None:
    with serving(lambda path: (status, {}, body)) as (address, asked):
        found = archive.nearest(quick(), "https://press.example/page", "2025-02-03", address)
        assert found == (address + expected if expected else "")
        assert "closest=20250203000000" in asked[0]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_archive_that_is_down_says_so(status: int) -> None:
    with serving(lambda path: (status, {}, b"")) as (address, _), pytest.raises(archive.ArchiveDown):
        archive.nearest(quick(), "https://press.example/page", "2025", address)
    with pytest.raises(archive.ArchiveDown):
        archive.nearest(quick(), "https://press.example/page", "2025", "http://127.0.0.9:9")


def test_an_archive_that_is_down_is_asked_once_a_night_and_changes_no_verdict(tmp_path: Path) -> None:
    with serving(lambda path: (503, {}, b"") if path.startswith("/cdx") else page(path)) as (address, asked):
        options: list[str | Path] = [
            "--bibliography",
            bibliography(tmp_path, f"{address}/1", f"{address}/2"),
            "--archive",
            address,
        ]
        result = run(tmp_path, *options, "--state", tmp_path / "state.json", "--json", tmp_path / "out.json")
    assert result.returncode == 0, result.stderr
    assert sum(path.startswith("/cdx") for path in asked) == 1
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [row["state"] for row in rows] == ["alive", "alive"]


def test_nothing_is_saved_without_keys() -> None:
    assert archive.save(quick(), "https://press.example/page", "http://127.0.0.9:9", environment={}) == ""


# The command


def run(folder: Path, *options: str | Path) -> subprocess.CompletedProcess[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scripts.commands.links.Fetcher", partial(Fetcher, pace=0, sleep=lambda seconds: None))
        return call("links", "--allow-private", "--archive", "http://127.0.0.9:9", *options, cwd=folder, day=None)


def bibliography(folder: Path, *urls: str) -> Path:
    path = folder / "sources.bib"
    path.write_text("".join(ENTRY.format(n=n, url=url) for n, url in enumerate(urls)), encoding="utf-8")
    return path


def test_the_result_as_data_names_each_address_and_each_link_of_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "ice").mkdir(parents=True)
    with serving(page) as (address, _):
        (site / "index.html").write_text(f'<a href="ice/">Ice</a> <a href="gone/">Gone</a> <a href="{address}/x">X</a>')
        (site / "ice" / "index.html").write_text(f'<a href="../">Home</a> <a href="{address}/x">X</a>')
        options: list[str | Path] = ["--bibliography", bibliography(tmp_path, f"{address}/cited"), "--site", site]
        options += ["--state", tmp_path / "state.json", "--json", tmp_path / "out.json", "--now", "2026-11-01"]
        result = run(tmp_path, *options)
    assert result.returncode == 1, result.stderr
    assert "site/index.html:1: " in result.stdout
    rows = {row["url"]: row for row in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))}
    assert rows[f"{address}/cited"]["state"] == "alive"
    assert rows[f"{address}/cited"]["title"] == "A Page That Was Cited"
    assert rows[f"{address}/x"]["found_on"] == [
        {"page": "ice/index.html", "href": f"{address}/x"},
        {"page": "index.html", "href": f"{address}/x"},
    ]
    (gone,) = (row for row in rows.values() if row["found_on"] == [{"page": "index.html", "href": "gone/"}])
    assert gone["state"] == "failing"


def test_the_links_within_the_site_alone_as_data(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<a href="gone/">Gone</a> <a href="#x">X</a> <a href="http://a.invalid/">A</a>')
    result = run(tmp_path, "--site-only", "--site", site, "--json", tmp_path / "out.json")
    assert result.returncode == 1, result.stderr
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [(row["state"], row["found_on"]) for row in rows] == [
        ("failing", [{"page": "index.html", "href": "gone/"}]),
        ("failing", [{"page": "index.html", "href": "#x"}]),
    ]


def test_a_bibliography_without_addresses_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "sources.bib").write_text("@book{a, author={A}, title={B}, publisher={C}, date={2001}}\n")
    result = run(tmp_path, "--bibliography", "sources.bib", "--state", "state.json")
    assert result.returncode == 2
    assert "no link can be checked" in result.stderr


@pytest.mark.parametrize("text", ["", "{", '{"some": "thing"}', '{"version": 99, "nights": [], "links": {}}'])
def test_a_memory_that_cannot_be_read_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    state = tmp_path / "state.json"
    state.write_text(text)
    with serving(page) as (address, asked):
        result = run(tmp_path, "--bibliography", bibliography(tmp_path, address), "--state", state)
    assert result.returncode == 2
    assert result.stderr.startswith(f"{state}:1: ")
    assert state.read_text() == text
    assert asked == []


def test_a_night_of_our_own_network_could_not_check(tmp_path: Path) -> None:
    urls = [f"http://127.0.0.{n}:9/" for n in (41, 42, 43, 44)]
    result = run(tmp_path, "--bibliography", bibliography(tmp_path, *urls), "--state", tmp_path / "state.json")
    assert result.returncode == 2
    assert "The night does not count: nothing answered" in result.stderr


def test_a_look_of_a_person_is_written_where_people_write(tmp_path: Path) -> None:
    state, seen = tmp_path / "state.json", tmp_path / ledger.SEEN
    cites: list[str | Path]
    seen.parent.mkdir()
    with serving(lambda path: (403, {}, b"")) as (address, _):
        cites = ["--bibliography", bibliography(tmp_path, address, f"{address}b"), "--state", state]
        run(tmp_path, *cites, "--now", "2026-11-01")
    before = state.read_bytes()
    for key, by, on in [("source1", "Bo Reed", "02"), ("source0", "Cy", "02"), ("source0", "Ada Mill", "03")]:
        result = run(tmp_path, *cites, "--seen", key, "--by", by, "--now", f"2026-11-{on}")
        assert result.returncode == 0, result.stderr
    text = seen.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../scripts/schemas/seen.json\n")
    assert [look[:3] for look in ledger.read_seen(text)] == [
        ("source0", "Ada Mill", "2026-11-03"),
        ("source1", "Bo Reed", "2026-11-02"),
    ]
    assert state.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--seen", "source0"], "goes with --by NAME"),
        (["--seen", "source0", "--by", " "], "goes with --by NAME"),
        (["--seen", "mill", "--by", "Ada"], "no address of 'mill' is on record; run python -m scripts links"),
    ],
)
def test_a_look_that_says_nothing(tmp_path: Path, words: list[str], said: str) -> None:
    with serving(lambda path: (403, {}, b"")) as (address, _):
        cites: list[str | Path] = [
            "--bibliography",
            bibliography(tmp_path, address),
            "--state",
            tmp_path / "state.json",
        ]
        run(tmp_path, *cites, "--now", "2026-11-01")
    result = run(tmp_path, *cites, *words)
    assert result.returncode == 2
    assert said in result.stderr
    assert not (tmp_path / ledger.SEEN).exists()


@pytest.mark.parametrize("now", ["yesterday", "2026-13-01"])
def test_a_day_that_is_none(tmp_path: Path, now: str) -> None:
    result = run(tmp_path, "--now", now)
    assert result.returncode == 2
    assert "is no ISO date or time" in result.stderr


def test_the_demonstration(tmp_path: Path, capsys: pytest.CaptureFixture[str], browser: Browser) -> None:
    assert demo.main(tmp_path / "demo") == {
        "alive": "alive",
        "moved": "alive",
        "challenge": "refused",
        "not found softly": "suspect",
        "gone": "dead",
        "down on one night": "alive",
        "home page": "suspect",
    }
    report = capsys.readouterr().out
    assert "## Dead: 1" in report
    assert "dead" in {link["state"] for link in json.loads((tmp_path / "demo" / "report.json").read_text())["links"]}
    assert "archiveurl = {" in report
    sources = (tmp_path / "demo" / "site" / "sources" / "index.html").read_text(encoding="utf-8")
    assert sources.count('class="nights"') == 7
    assert (
        "since 1 Nov 2026, last tested 10 Nov 2026: the server turns programs away, which says nothing about the page"
        in sources
    )
    with serve(tmp_path / "demo" / "site") as address, browser.new_context() as context:
        tab = context.new_page()
        tab.clock.set_fixed_time("2026-11-11T12:00:00Z")
        tab.goto(f"{address}sources/")
        expect(tab.locator(".last-check")).to_have_text("The links were last tested on 10 Nov 2026.")
        tab.clock.set_fixed_time("2026-11-15T12:00:00Z")
        tab.goto(f"{address}sources/")
        expect(tab.locator(".last-check")).to_have_text("The links have not been checked since 10 Nov 2026.")
    chapter = (tmp_path / "demo" / "site" / "security-guarantees" / "index.html").read_text(encoding="utf-8")
    assert "dead link since 1 Nov 2026" in chapter
