"""That each server shows the fault it is meant to, to plain clients, before any checker is tried on it."""

from __future__ import annotations

import gc
import gzip
import json
import re
import socket
import ssl
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
import requests
from pybtex.database import parse_string

from tests.web import behaviours, bibliography, score, server
from tests.web.behaviours import STATES, Case, table
from tests.web.server import Web, web

PATIENCE = 60.0  # seconds for what is sure to come

FIREFOX = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.5",
}


@pytest.fixture(scope="module")
def cases() -> Iterator[Web]:
    """The servers, running for all tests of this file."""
    with web() as running:
        yield running
        assert running.troubles == []
    assert not [thread for thread in threading.enumerate() if thread.name == "web"]


@pytest.fixture(autouse=True)
def _fresh(cases: Web) -> None:
    cases.reset()


@dataclass
class Clock:
    """The clock of the servers, which goes on when it is told to."""

    now: float = 1_700_000_000.5


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(behaviours, "time", lambda: made.now)
    monkeypatch.setattr(behaviours, "monotonic", lambda: made.now)
    return made


def until(true: Callable[[], bool]) -> None:
    """Wait for what comes in a moment, or on a busy machine in some more."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@dataclass
class Reply:
    """What came over the wire."""

    raw: bytes
    end: str
    """How it ended: `closed`, `reset` or `silence`."""

    @property
    def status(self) -> int:
        """The status, or 0 if there is no proper status line."""
        found = re.match(rb"HTTP/1\.[01] (\d{3})", self.raw)
        return int(found[1]) if found else 0

    @property
    def head(self) -> str:
        """The status line and the headers."""
        return self.raw.partition(b"\r\n\r\n")[0].decode("latin-1")

    @property
    def body(self) -> bytes:
        """What follows the headers, as it was sent."""
        return self.raw.partition(b"\r\n\r\n")[2]

    def header(self, name: str) -> str:
        """The value of the first header of that name, or nothing."""
        found = re.search(rf"(?im)^{name}: ?(.*?)\r?$", self.head)
        return found[1] if found else ""


def ask(cases: Web, case: Case | str, target: str = "", *, method: str = "GET", headers: dict[str, str] | None = None,
        patience: float = PATIENCE, most: int = 1 << 24) -> Reply:  # fmt: skip
    """One request by a plain socket, and all that comes back."""
    url = urlsplit(cases.case(case).url if isinstance(case, str) else case.url)
    query = f"?{url.query}" if url.query or "?" in (cases.case(case).url if isinstance(case, str) else case.url) else ""
    assert url.hostname
    assert url.port
    target = target or quote(url.path + query, safe="%/:=&?~#+!$,;'@()*[]|")
    data = b""
    with socket.create_connection((url.hostname, url.port), patience) as plain:
        context = ssl.create_default_context(cafile=str(cases.authority))
        connection = context.wrap_socket(plain, server_hostname=url.hostname) if url.scheme == "https" else plain
        with connection:
            words = {"Host": url.netloc} | (headers or {})
            lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in words.items())]
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            end = time.monotonic() + patience
            try:
                while len(data) < most and time.monotonic() < end:
                    part = connection.recv(1 << 16)
                    if not part:
                        return Reply(data, "closed")
                    data += part
            except ConnectionResetError:
                return Reply(data, "reset")
            except TimeoutError:
                pass
    return Reply(data, "silence")


def shows_the_article(case: Case, body: bytes, coding: str = "utf-8") -> bool:
    """Whether the cited title stands in the page."""
    return case.cited["title"] in unescape(body.decode(coding, "replace"))


# The table


def test_nothing_is_left_open_when_the_servers_end() -> None:
    with ExitStack() as clients, web() as running:
        origins = {urlsplit(case.url).netloc.partition(":") for case in running}
        for host, _, port in [origin for origin in origins if origin[2]] * 5:  # more than they accept before the end
            client = clients.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex((host, int(port)))
    assert running.troubles == []
    gc.collect()  # a socket that nobody closed is a warning, and that an error


def test_there_are_enough_cases_of_each_kind(cases: Web) -> None:
    assert len(cases) >= 110
    assert len({case.name for case in cases}) == len({case.url for case in cases}) == len(cases)
    for state in ("alive", "refused", "suspect", "failing"):  # tests/web/blind has the others
        assert sum(case.expected == {state} for case in cases) >= 15
    for case in cases:
        assert case.expected <= set(STATES), case.name
        assert case.why, case.name
        assert {"title", "author", "date", "urldate", "container"} <= set(case.cited), case.name


def test_half_is_blind_in_each_category_and_always_the_same(cases: Web) -> None:
    assert abs(sum(case.blind for case in cases) * 2 - len(cases)) <= 1
    for category in {case.category for case in cases}:
        group = [case for case in cases if case.category == category]
        assert abs(sum(case.blind for case in group) * 2 - len(group)) <= 1, category
    assert {p.name for p in table().plans if p.blind} == {case.name for case in cases if case.blind}


@pytest.mark.parametrize("half", [None, True, False])
def test_fewer_than_half_of_the_hosts_may_fail(cases: Web, half: bool | None) -> None:
    """More would be taken for a night without a network."""
    group = [case for case in cases if half is None or case.blind is half]
    hosts = {urlsplit(case.url).hostname for case in group}
    failing = {urlsplit(case.url).hostname for case in group if "failing" in case.expected}
    assert len(failing) < 0.45 * len(hosts)


def test_each_host_has_an_honest_404_unless_that_is_its_fault(cases: Web) -> None:
    for name in ("plain-200", "soft-fr", "drift-article", "suffix", "encoded-slash", "tls-good"):
        assert ask(cases, name, "/no/such/page").status == 404
    for name in ("catch-all", "soft-en", "trap-catch-all", "app-shell", "parked-sale", "parked-lander"):
        assert ask(cases, name, "/no/such/page").status == 200


# Statuses and waits


@pytest.mark.parametrize("code", "400 402 403 404 406 408 409 410 418 423 425 451 500 502 503 504 520 530 999".split())
def test_statuses(cases: Web, code: str) -> None:
    assert [ask(cases, f"status-{code}").status for _ in range(2)] == [int(code)] * 2


def test_good_statuses_show_the_article(cases: Web) -> None:
    for name in ("plain-200", "status-203", "status-206", "status-299"):
        reply = ask(cases, name)
        assert 200 <= reply.status < 300
        assert shows_the_article(cases.case(name), reply.body)
    assert ask(cases, "status-204").raw.endswith(b"\r\n\r\n")
    assert b"\r\n\r\nHTTP/1.1 200 OK" in ask(cases, "status-103-first").raw
    assert ask(cases, "status-401-basic").header("WWW-Authenticate")
    assert not ask(cases, "status-401-bare").header("WWW-Authenticate")


def test_faults_of_the_moment_go_away(cases: Web) -> None:
    for name, bad in {"status-500-once": [500], "status-502-twice": [502, 502], "429-no-word": [429], "429-zero": [429],
                      "429-past-date": [429], "status-408-once": [408]}.items():  # fmt: skip
        assert [ask(cases, name).status for _ in range(len(bad) + 1)] == [*bad, 200]
    cases.reset()
    assert ask(cases, "status-500-once").status == 500


def test_retry_after_is_meant(cases: Web, clock: Clock) -> None:
    names = ["429-one-second", "503-one-second", "429-date", "503-date", "429-two-seconds"]
    waits = {name: ask(cases, name).header("Retry-After") for name in names}
    assert waits["429-one-second"] == waits["503-one-second"] == "1"
    assert ask(cases, "429-one-second").status == 429
    for name in ("429-date", "503-date"):
        assert 1 < parsedate_to_datetime(waits[name]).timestamp() - clock.now <= 2
    clock.now += 2
    assert [ask(cases, name).status for name in names] == [200] * len(names)


def test_long_waits(cases: Web) -> None:
    assert ask(cases, "429-a-day").header("Retry-After") == ask(cases, "503-a-day").header("Retry-After") == "86400"
    assert parsedate_to_datetime(ask(cases, "429-far-date").header("Retry-After")).timestamp() > time.time() + 3e8
    assert not ask(cases, "429-always").header("Retry-After")


# Connections


def test_nobody_listens(cases: Web) -> None:
    with pytest.raises(ConnectionRefusedError):
        ask(cases, "refused-connection")
    with pytest.raises(TimeoutError):
        ask(cases, "full-queue", patience=0.7)


def test_breaks(cases: Web) -> None:
    assert ask(cases, "reset-before").end == "reset"
    assert ask(cases, "reset-before").raw == b""
    middle = ask(cases, "reset-in-the-middle")
    assert (middle.status, middle.end) == (200, "reset")
    assert 0 < len(middle.body) < int(middle.header("Content-Length"))
    assert ask(cases, "reset-in-the-head").end == "reset"
    assert ask(cases, "close-before") == Reply(b"", "closed")
    assert [ask(cases, "reset-once").status for _ in range(2)] == [0, 200]
    assert [ask(cases, "close-twice").status for _ in range(3)] == [0, 0, 200]


def test_silence_and_drips(cases: Web) -> None:
    with ThreadPoolExecutor(8) as pool:
        hang = pool.submit(ask, cases, "hang", patience=1)
        half = pool.submit(ask, cases, "hang-in-the-head", patience=1)
        start = time.monotonic()
        tar = pool.submit(ask, cases, "drip-for-ever", most=3)
        slow = {name: pool.submit(ask, cases, name) for name in ("drip-head", "drip-body", "slow-first-byte")}
        assert hang.result() == Reply(b"", "silence")
        assert half.result().end == "silence"
        assert len(tar.result().raw) == 3
        assert time.monotonic() - start >= 2
        for name, reply in slow.items():
            assert shows_the_article(cases.case(name), reply.result().body), name
        assert time.monotonic() - start > 3.5
    until(lambda: not cases.busy(cases.case("hang")))  # it lets go of a client that has gone
    ask(cases, "hang", patience=1)
    assert cases.seen(cases.case("hang")).most == 1


def test_a_kept_connection_is_dropped(cases: Web) -> None:
    reply = ask(cases, "silent-close-after-redirect")
    assert reply.header("Connection") == "keep-alive"
    assert reply.end == "closed"


# Bodies and headers


def test_lengths(cases: Web) -> None:
    for name, test in {
        "truncated-late": int.__lt__,
        "truncated-at-once": int.__lt__,
        "length-too-short": int.__gt__,
    }.items():
        reply = ask(cases, name)
        assert test(len(reply.body), int(reply.header("Content-Length"))), name
    long = ask(cases, "length-too-long", patience=0.5)
    assert long.end == "silence"
    assert len(long.body) < int(long.header("Content-Length"))
    assert ask(cases, "length-nonsense").header("Content-Length") == "unknown"
    assert ask(cases, "length-negative").header("Content-Length") == "-1"
    assert ask(cases, "length-twice").head.count("Content-Length") == 2
    assert "Content-Length" not in ask(cases, "length-none").head
    assert ask(cases, "empty-200").body == b""
    once = [ask(cases, "truncated-once") for _ in range(2)]
    assert [len(reply.body) == int(reply.header("Content-Length")) for reply in once] == [False, True]


def test_chunks(cases: Web) -> None:
    case = cases.case("chunks-good")
    assert shows_the_article(case, requests.get(case.url, timeout=PATIENCE).content)
    assert ask(cases, "chunks-without-end").body.endswith(b"</html>\n\r\n")
    for name in ("chunks-without-end", "chunks-broken", "chunk-size-lies"):
        with pytest.raises(requests.exceptions.ChunkedEncodingError):
            requests.get(cases.case(name).url, timeout=PATIENCE)


def test_compression(cases: Web) -> None:
    assert shows_the_article(cases.case("gzip-good"), gzip.decompress(ask(cases, "gzip-good").body))
    assert shows_the_article(cases.case("gzip-not"), ask(cases, "gzip-not").body)
    assert ask(cases, "gzip-not").header("Content-Encoding") == "gzip"
    with pytest.raises(zlib.error):
        gzip.decompress(ask(cases, "gzip-corrupt").body)
    with pytest.raises(EOFError):
        gzip.decompress(ask(cases, "gzip-cut").body)
    assert shows_the_article(cases.case("deflate-raw"), zlib.decompress(ask(cases, "deflate-raw").body, -15))


@pytest.mark.parametrize("name", ["gzip-bomb", "gzip-bomb-page"])
def test_bombs_are_small_on_the_wire_and_sound(cases: Web, name: str) -> None:
    reply = ask(cases, name)
    assert len(reply.body) == int(reply.header("Content-Length")) < 1 << 20
    unpacker = zlib.decompressobj(31)
    size, data = 0, reply.body
    start = unpacker.decompress(data, 1 << 16)
    while unpacker.unconsumed_tail:
        size += len(unpacker.decompress(unpacker.unconsumed_tail, 1 << 22))
    assert unpacker.eof  # and so the checksum and the length were right
    assert size + len(start) >= 128 << 20
    assert shows_the_article(cases.case(name), start) is (name == "gzip-bomb-page")


def test_size(cases: Web) -> None:
    assert len(ask(cases, "big-page").body) > 3_000_000
    endless = ask(cases, "endless-body", most=5_000_000)
    assert len(endless.raw) >= 5_000_000
    assert shows_the_article(cases.case("endless-body"), endless.body[:9000])


def test_headers(cases: Web) -> None:
    assert 20_000 < len(ask(cases, "header-20k").head) < 22_000
    assert len(ask(cases, "header-70k").head) > 70_000
    assert ask(cases, "header-150").head.count("\n") > 150
    assert b"\r\n\r\n" not in ask(cases, "header-endless", most=100_000).raw
    assert "é" in ask(cases, "header-latin-1").header("X-Powered-By")
    assert "\r\nServed by the old machine" in ask(cases, "header-colonless").head
    assert b"\r" not in ask(cases, "header-lf-only").raw
    assert ask(cases, "http-0.9").raw.startswith(b"<!doctype")
    for name, line in {"status-line-swapped": b"HTTP/1.1 OK 200", "status-line-bare": b"HTTP/1.1 200\r",
                       "status-line-icy": b"ICY 200", "not-http": b"SSH-2.0"}.items():  # fmt: skip
        assert ask(cases, name).raw.startswith(line)
    assert not ask(cases, "no-content-type").header("Content-Type")
    assert ask(cases, "wrong-content-type").header("Content-Type") == "text/plain"


def test_head_and_get_disagree(cases: Web) -> None:
    for name, head in {"head-405": 405, "head-404": 404, "head-500": 500, "head-403": 403, "head-to-home": 302}.items():
        assert (ask(cases, name, method="HEAD").status, ask(cases, name).status) == (head, 200)
    for name, get in {"head-200-get-404": 404, "head-200-get-500": 500}.items():
        assert (ask(cases, name, method="HEAD").status, ask(cases, name).status) == (200, get)
    assert ask(cases, "head-hangs", method="HEAD", patience=0.3).end == "silence"
    assert ask(cases, "head-resets", method="HEAD").end == "reset"
    assert ask(cases, "plain-200", method="HEAD").body == b""


# Redirects


def walk(cases: Web, case: Case, most: int = 30) -> tuple[list[int], str]:
    """The statuses of a chain, and the address of its end."""
    with requests.Session() as session:
        session.max_redirects = most
        session.headers.update(FIREFOX)
        reply = session.get(case.url, timeout=PATIENCE, verify=str(cases.authority))
    return [r.status_code for r in [*reply.history, reply]], reply.url


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects(cases: Web, status: int) -> None:
    case = cases.case(f"redirect-{status}")
    statuses, end = walk(cases, case)
    assert statuses == [status, 200]
    assert case.moved_to == (end if status in (301, 308) else "")
    assert walk(cases, cases.case(f"redirect-{status}-to-404"))[0] == [status, 404]


def test_every_new_address_is_reached_by_permanent_redirects_and_alive(cases: Web) -> None:
    moved = [case for case in cases if case.moved_to]
    assert len(moved) >= 9
    for case in moved:
        statuses, end = walk(cases, case)
        assert statuses[0] in {301, 308}, case.name
        assert statuses[-1] == 200, case.name
        all_for_good = set(statuses[:-1]) <= {301, 308}  # or those of a visit come behind
        assert end == case.moved_to if all_for_good else end.startswith(case.moved_to), case.name
        assert case.expected == {"alive"}, case.name


def test_chains_and_loops(cases: Web) -> None:
    for length, status in ((1, 301), (2, 302), (5, 301), (8, 307), (10, 302)):
        assert walk(cases, cases.case(f"chain-{length}-of-{status}"))[0] == [status] * length + [200]
    assert len(walk(cases, cases.case("chain-12"))[0]) == 13
    for name in ("loop-self", "loop-two", "loop-growing", "cookie-lost"):
        with pytest.raises(requests.TooManyRedirects):
            walk(cases, cases.case(name))


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("relative", b"../b/page"),
        ("sibling", b"page-2"),
        ("query", b"?id=7"),
        ("fragment", b"/whole#notes"),
        ("utf-8", "/überblick/größe".encode()),
        ("space", b"/annual report"),
        ("encoded", b"/id/10.1000%2F7"),
        ("empty", b""),
        ("ftp", b"ftp://"),
        ("javascript", b"javascript:"),
        ("nonsense", b"http://[::bad/"),
    ],
)
def test_locations(cases: Web, name: str, location: bytes) -> None:
    case = cases.case(f"location-{name}")
    reply = ask(cases, case)
    assert b"\r\nLocation: " + location in reply.raw
    if case.expected == {"alive"}:
        to = urljoin(urlsplit(case.url)._replace(fragment="").geturl(), location.decode())
        path = to.partition("://")[2].partition("/")[2].partition("#")[0]
        assert ask(cases, case, "/" + quote(path, safe="/%?=")).status == 200


def test_redirects_that_lead_nowhere(cases: Web) -> None:
    assert ask(cases, "location-none").status == 302
    assert not ask(cases, "location-none").header("Location")
    with pytest.raises(requests.ConnectionError):
        walk(cases, cases.case("redirect-to-refused-connection"))
    for kind in ("expired", "self-signed"):
        with pytest.raises(requests.exceptions.SSLError):
            walk(cases, cases.case(f"redirect-to-{kind}"))


def test_pages_that_redirect(cases: Web) -> None:
    for name, to, status in (
        ("refresh-good", "/real", 200),
        ("refresh-dead", "/gone", 404),
        ("refresh-home", "/", 200),
    ):
        assert f'http-equiv="refresh" content="0;url={to}"'.encode() in ask(cases, name).body
        assert ask(cases, name, to).status == status
    assert shows_the_article(cases.case("refresh-relative"), ask(cases, "refresh-relative", "/x/real").body)
    assert b"location.replace" in ask(cases, "script-redirect").body


# Gates and rates


def test_cookie_gates(cases: Web) -> None:
    assert ask(cases, "cookie-gate").status == 302
    for name in ("cookie-gate", "cookie-bounce", "consent-and-back"):
        statuses, _ = walk(cases, cases.case(name))
        assert (set(statuses[:-1]), statuses[-1]) == ({302}, 200)
        with pytest.raises(requests.TooManyRedirects) if name != "cookie-bounce" else nullcontext():
            _without_cookies(cases.case(name))


def _without_cookies(case: Case) -> None:
    url = case.url
    for _ in range(20):
        reply = requests.get(url, timeout=PATIENCE, allow_redirects=False)
        if reply.status_code != 302:
            assert case.cited["title"] not in reply.text
            return
        url = urljoin(url, reply.headers["Location"])
    raise requests.TooManyRedirects(case.name)


@pytest.mark.parametrize(
    ("name", "status"), [("403", 403), ("406", 406), ("999", 999), ("404", 404), ("503", 503), ("reset", 0)]
)
def test_user_agents(cases: Web, name: str, status: int) -> None:
    for agent in (
        "",
        "python-requests/2.34",
        "Mozilla/5.0 (compatible; LinkChecker/10.6.0; +https://linkchecker.github.io/)",
    ):
        assert ask(cases, f"agent-{name}", headers={"User-Agent": agent}).status == status
    assert ask(cases, f"agent-{name}", headers=FIREFOX).status == 200


def test_other_gates(cases: Web) -> None:
    assert ask(cases, "agent-hang", patience=0.3).end == "silence"
    assert ask(cases, "agent-hang", headers=FIREFOX).status == 200
    assert (ask(cases, "agent-browser-banned").status, ask(cases, "agent-browser-banned", headers=FIREFOX).status) == (
        200,
        403,
    )
    for name, bad, header in (
        ("accept-html", 406, {"Accept": "text/html"}),
        ("accept-any", 406, {"Accept": "*/*"}),
        ("accept-language", 403, {"Accept-Language": "en"}),
    ):
        assert (ask(cases, name).status, ask(cases, name, headers=header).status) == (bad, 200)
    assert (ask(cases, "no-range").status, ask(cases, "no-range", headers={"Range": "bytes=0-9"}).status) == (200, 416)
    assert ask(cases, "no-referer", headers={"Referer": "http://a.test/"}).status == 403


def test_robots(cases: Web) -> None:
    for name, status in (("robots-good", 200), ("robots-dead", 404)):
        assert b"Disallow: /\n" in ask(cases, name, "/robots.txt").body
        assert ask(cases, name).status == status
    assert ask(cases, "robots-500", "/robots.txt").status == 500
    assert ask(cases, "robots-hang", "/robots.txt", patience=0.3).end == "silence"
    assert ask(cases, "robots-loop", "/robots.txt").header("Location") == "/robots.txt"


@pytest.mark.parametrize(("name", "bad"), [("bucket", 429), ("ban", 403), ("ban-502", 502)])
def test_the_hasty_are_turned_away_and_the_patient_are_not(cases: Web, clock: Clock, name: str, bad: int) -> None:
    for n in (1, 2, 3, "gone"):
        assert ask(cases, f"{name}-{n}").status == (404 if n == "gone" else 200)
        clock.now += 0.25
    assert [ask(cases, f"{name}-1").status for _ in range(4)][-1] == bad
    if name == "ban":
        assert ask(cases, "ban-2").status == 403  # and stays away for seconds


@pytest.mark.parametrize(("name", "bad"), [("alone-429", 429), ("alone-reset", 0)])
def test_only_one_at_a_time(cases: Web, name: str, bad: int) -> None:
    assert [ask(cases, f"{name}-{n}").status for n in (1, 2)] == [200, 200]
    assert cases.seen(cases.case(f"{name}-1")).most == 1
    with ThreadPoolExecutor(3) as pool:
        until(lambda: bad in [reply.status for reply in pool.map(lambda n: ask(cases, f"{name}-{n}"), (1, 2, 3))])
    assert cases.seen(cases.case(f"{name}-1")).most >= 2


def test_visits_are_counted(cases: Web) -> None:
    began = time.monotonic()
    ask(cases, "plain-200", headers={"User-Agent": "first"})
    until(lambda: not cases.busy(cases.case("plain-200")))
    ask(cases, "plain-200", "/robots.txt", method="HEAD")
    seen = cases.seen(cases.case("plain-200"))
    assert (seen.requests, seen.connections, seen.most) == (2, 2, 1)
    assert [(a.method, a.agent) for a in seen.arrivals] == [("GET", "first"), ("HEAD", "")]
    assert seen.arrivals[1].target == "/robots.txt"
    assert 0 < seen.gaps[0] < time.monotonic() - began
    cases.reset()
    assert cases.seen(cases.case("plain-200")).requests == 0


# TLS


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("expired", "certificate has expired"),
        ("self-signed", "self-signed certificate"),
        ("wrong-name", "IP address mismatch"),
        ("unknown-authority", "unable to get local issuer"),
        ("no-intermediate", "unable to get local issuer"),
        ("plain-http", "WRONG_VERSION_NUMBER|wrong version number|record layer failure"),
    ],
)
def test_bad_certificates(cases: Web, name: str, error: str) -> None:
    with pytest.raises(ssl.SSLError, match=error):
        ask(cases, f"tls-{name}")


def test_other_tls(cases: Web) -> None:
    for name in ("tls-good", "tls-intermediate"):
        assert shows_the_article(cases.case(name), ask(cases, name).body)
    assert ask(cases, "tls-good-404").status == 404
    with pytest.raises(ConnectionResetError):
        ask(cases, "tls-reset")
    with pytest.raises(TimeoutError):
        ask(cases, "tls-hang", patience=0.3)
    strict = ssl.create_default_context(cafile=str(cases.authority))
    strict.verify_flags |= ssl.VERIFY_X509_STRICT
    url = urlsplit(cases.case("tls-good").url)
    with socket.create_connection((url.hostname or "", url.port or 0), 5) as plain, \
            strict.wrap_socket(plain, server_hostname=url.hostname) as secure:  # fmt: skip
        assert secure.version()


# What pages say


@pytest.mark.parametrize(
    ("name", "coding", "told"),
    [
        ("latin-1", "latin-1", "header"),
        ("latin-1-meta", "latin-1", "page"),
        ("windows-1251", "cp1251", "header"),
        ("windows-1251-meta", "cp1251", "page"),
        ("windows-1252-as-latin-1", "cp1252", "both"),
        ("shift-jis", "shift_jis", "page"),
        ("utf-16", "utf-16", ""),
        ("utf-8-mark", "utf-8-sig", ""),
        ("utf-8-untold", "utf-8", ""),
        ("wrong-meta", "latin-1", "page"),
        ("wrong-header", "cp1251", "both"),
        ("unknown-charset", "utf-8", "both"),
    ],
)
def test_charsets(cases: Web, name: str, coding: str, told: str) -> None:
    reply = ask(cases, name)
    assert shows_the_article(cases.case(name), reply.body, coding)
    assert ("charset=" in reply.header("Content-Type")) is (told in ("header", "both"))
    assert (b"charset=" in reply.body) is (told in ("page", "both"))


def test_broken_bytes(cases: Web) -> None:
    with pytest.raises(UnicodeDecodeError):
        ask(cases, "broken-bytes").body.decode()


def test_what_is_suspect_answers_without_the_cited_title(cases: Web) -> None:
    suspect = [case for case in cases if case.expected == {"suspect"}]
    assert len(suspect) >= 25
    for case in suspect:
        reply = requests.get(case.url, headers=FIREFOX, timeout=PATIENCE)
        assert reply.status_code == 200, case.name
        withdrawn = case.name.startswith("soft-withdrawn")  # which still has it
        assert withdrawn or case.cited["title"] not in unescape(reply.content.decode()), case.name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("soft-en", "Page not found"),
        ("soft-fr", "Page introuvable"),
        ("soft-de", "Seite nicht gefunden"),
        ("soft-es", "Página no encontrada"),
        ("soft-ru", "Страница не найдена"),
        ("parked-sale", "domain is for sale"),
        ("parked-redirect", "Buy this domain"),
        ("pdf-gone", "could not be found"),
        ("captcha-200", "g-recaptcha"),
        ("denied-200", "Access Denied"),
        ("challenge-200", "_Incapsula_Resource"),
        ("login-200", 'type="password"'),
        ("login-redirect", 'type="password"'),
        ("login-other-host", 'type="password"'),
        ("consent-click", "Before you continue"),
        ("challenge-403", "Just a moment..."),
        ("challenge-503", "Just a moment..."),
        ("denied-403", "Access Denied"),
    ],
)
def test_what_pages_say(cases: Web, name: str, words: str) -> None:
    assert words in requests.get(cases.case(name).url, headers=FIREFOX, timeout=PATIENCE).content.decode()


def test_homes(cases: Web) -> None:
    for name in ("home-302", "home-301", "home-other-host"):
        assert urlsplit(walk(cases, cases.case(name))[1]).path == "/"
    for name in ("home-cited", "home-cited-language", "home-cited-catch-all"):
        assert urlsplit(cases.case(name).url).path == "/"
        assert shows_the_article(cases.case(name), requests.get(cases.case(name).url, timeout=PATIENCE).content)


@pytest.mark.parametrize("category", ["soft 404 trap", "fragment", "address", "rate", "title"])
def test_what_is_alive_is_there_for_those_who_ask_for_it_as_written(cases: Web, clock: Clock, category: str) -> None:
    for case in cases:
        if case.category == category and case.expected == {"alive"}:
            reply = ask(cases, case, headers=FIREFOX)
            assert reply.status == 200, case.name
            if category not in ("title",):
                assert shows_the_article(case, reply.body), case.name
            clock.now += 0.21


def test_addresses_are_told_apart(cases: Web) -> None:
    for name, written, other in (
        ("encoded-slash", "%2F", "/"),
        ("double-slash", "//", "/"),
        ("embedded-address", "://", ":/"),
        ("colon", "1097:3", "1097%3A3"),
        ("encoded-colon", "%3A", ":"),
        ("encoded-percent", "%2525", "%25"),
        ("ampersand-plus", "x+y", "x%20y"),
        ("case-matters", "FINAL", "final"),
    ):
        url = urlsplit(cases.case(name).url)
        target = url.path + (f"?{url.query}" if url.query else "")
        assert written in target
        assert ask(cases, name, target.replace(written, other)).status == 404, name
    assert ask(cases, "trailing-slash", "/only/with/slash").status == 404
    assert len(cases.case("very-long").url) > 4000


def test_files(cases: Web) -> None:
    for name, kind, start in (
        ("pdf", "application/pdf", b"%PDF"),
        ("pdf-as-html", "text/html", b"%PDF"),
        ("pdf-download", "application/octet-stream", b"%PDF"),
        ("image", "image/png", b"\x89PNG"),
        ("json", "application/json", b"{"),
    ):
        reply = ask(cases, name)
        assert (reply.status, reply.header("Content-Type").partition(";")[0]) == (200, kind)
        assert reply.body.startswith(start)


# Around the servers


def test_the_servers_stop_with_clients_still_there() -> None:
    before = threading.active_count()
    with web() as running:
        waiting = []
        for name in ("hang", "plain-200", "tls-good", "tls-hang", "endless-body"):
            url = urlsplit(running.case(name).url)
            waiting.append(socket.create_connection((url.hostname or "", url.port or 0), 5))
            if url.scheme == "http":
                waiting[-1].sendall(
                    f"GET {url.path} HTTP/1.1\r\n{'' if name == 'plain-200' else chr(13) + chr(10)}".encode()
                )
        until(lambda: running.busy(running.case("hang")))
        start = time.monotonic()
    assert time.monotonic() - start < 25  # seconds; those that hang would do so for 30
    assert threading.active_count() == before
    assert running.troubles == []
    for connection in waiting:
        connection.close()


def test_the_bibliography_has_each_address_byte_for_byte(cases: Web) -> None:
    entries = parse_string(bibliography.write(cases), "bibtex").entries
    assert len(entries) == len(cases)
    for case in cases:
        entry = entries[bibliography.key(case)]
        assert entry.type == "online"
        assert entry.fields["url"] == case.url
        assert re.sub(r"\\([&%$#_])", r"\1", entry.fields["title"]) == case.cited["title"]
        assert entry.fields["urldate"] == case.cited["urldate"]


def test_the_score(cases: Web, capsys: pytest.CaptureFixture[str]) -> None:
    right = [{"url": c.url, "state": min(c.expected), "final_url": c.moved_to or c.url, "why": ""} for c in cases]
    perfect = score.score(right, cases)
    assert (perfect.share, perfect.misses) == (1, [])
    assert "*" not in capsys.readouterr().out
    wrong = [dict(result) for result in right if result["url"] != cases.case("status-404").url]
    for result in wrong:
        if result["url"] == cases.case("plain-200").url:
            result["state"] = "dead"
        if result["url"] == cases.case("soft-en").url:
            result["state"] = "alive"
        if result["url"] == cases.case("redirect-301").url:
            result["final_url"] = result["url"]
    found = score.score([*wrong, {"url": cases.case("head-405").url, "state": "failing"}], cases)
    assert {v.case.name for v in found.misses} == {"plain-200", "head-405", "soft-en", "status-404"}
    assert [v.case.name for v in found.misses if v.grave] == [v.case.name for v in found.misses[:2]]
    assert found.misses[-1].state == score.MISSING or found.misses[-2].state == score.MISSING
    text = capsys.readouterr().out
    assert text.startswith("Living pages called dead or failing: 2\n")
    assert text.index("plain-200 [") < text.index("Blind half:") < text.index("soft-en [")
    assert "redirect-301: " in text
    assert len(found.of(True).verdicts) + len(found.of(False).verdicts) == len(cases)


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A checker that calls everything failing has each living page first in its report."""
    program = (
        "import json, os, pathlib, re\n"
        "urls = re.findall(r'(?m)^  url .*?= {(.*)}$', pathlib.Path('references.bib').read_text('utf-8'))\n"
        "assert pathlib.Path(os.environ['SSL_CERT_FILE']).is_file()\n"
        "pathlib.Path('out.json').write_text(json.dumps([{'url': u, 'state': 'failing'} for u in urls]))\n"
    )
    assert server.main([str(tmp_path), "--", sys.executable, "-c", program]) == 0
    assert json.loads((tmp_path / "visits.json").read_text())
    assert score.main([str(tmp_path / "out.json")]) == 1
    cases = score.read_cases(tmp_path / "cases.json")
    living = sum(case.expected == {"alive"} for case in cases)
    assert f"Living pages called dead or failing: {living}\n" in capsys.readouterr().out
    assert (server.main([]), score.main([])) == (2, 2)
