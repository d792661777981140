"""Fetching as browsers do, and politely: redirects, cookies, Retry-After, proxies, and answers that mean harm."""

from __future__ import annotations

import math
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from threading import Lock, Thread
from typing import Any

import pytest

from scripts.evidence import comparison
from scripts.hypertext.unread import Why
from scripts.publication import article as articles
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.nights import EMPTY, LinkState, Void
from scripts.web import links, sources
from scripts.web.client import Answer, Client, Fault, _wait
from scripts.web.fetch import HONEST, Fetcher
from scripts.web.links import CitedAddress
from tests.conftest import ARTICLE

TITLE = "Sailors Petition for a Longer Summer"
PAGE = f"<!doctype html><title>{TITLE}</title><h1>{TITLE}</h1>".encode() + b"<p>The ferry crossed the sound.</p>" * 90


def answered(body: bytes = PAGE, *headers: str, status: str = "200 OK") -> bytes:
    head = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


@contextmanager
def raw(respond: Callable[[str, str], bytes], host: str = "127.0.0.21") -> Iterator[str]:
    """A server that answers the bytes that `respond` makes of the target and the whole head of a request."""

    def talk(connection: socket.socket) -> None:
        with connection:
            head = b""
            while b"\r\n\r\n" not in head and (data := connection.recv(65536)):
                head += data
            if head:
                text = head.decode("latin-1")
                connection.sendall(respond(text.split(" ")[1], text))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            Thread(target=talk, args=(connection,), daemon=True).start()

    with socket.create_server((host, 0)) as listener:
        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://{host}:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def quick() -> Fetcher:
    return Fetcher(allow_private=True, pace=0, sleep=lambda seconds: None)


# As a browser


def test_a_gate_that_wants_three_bounces_is_no_circle() -> None:
    def respond(target: str, head: str) -> bytes:
        count = int(head.partition("Cookie: n=")[2][:1] or 0)
        if count == 3:
            return answered()
        back = ["Location: /page", f"Set-Cookie: n={count + 1}; Path=/; Partitioned"]
        return answered(b"", *back, status="302 Found")

    with raw(respond) as address:
        answer = quick().look(f"{address}/page")
    assert (answer.status, len(answer.hops)) == (200, 3)


def test_a_circle_is_one_with_the_same_cookies() -> None:
    with raw(lambda target, head: answered(b"", "Location: /page", "Set-Cookie: n=1", status="302 Found")) as address:
        answer = quick().once(f"{address}/page", HONEST)
    assert (answer.fault, len(answer.hops)) == (Fault.CIRCLE, 1)


def test_two_pages_that_refresh_to_each_other_are_a_circle_and_one_to_itself_is_a_page() -> None:
    with raw(lambda target, head: answered(f"<meta http-equiv=refresh content='0;{target}x'>".encode())) as address:
        assert quick().once(f"{address}/", HONEST).fault is Fault.REDIRECTS
    other = {"/a": "/b", "/b": "/a"}
    stub = "<meta http-equiv=refresh content='0;{}'>"
    with raw(lambda target, head: answered(stub.format(other[target]).encode())) as address:
        assert quick().once(f"{address}/a", HONEST).fault is Fault.CIRCLE
    with raw(lambda target, head: answered(PAGE + stub.format("").encode())) as address:
        answer = quick().once(f"{address}/a", HONEST)
    assert (answer.status, answer.fault, answer.hops) == (200, None, ())


@pytest.mark.parametrize(
    "location",
    [
        "/größe".encode(),
        b"/gr\xc3\xb6\xc3\x9fe",
        b"gr%C3%B6%C3%9Fe",
        b"\\gr\xc3\xb6\xc3\x9fe",
        b"http:/gr%C3%B6%C3%9Fe",
    ],
)
def test_a_redirect_as_servers_write_it(location: bytes) -> None:
    def respond(target: str, head: str) -> bytes:
        there = target == "/gr%C3%B6%C3%9Fe"
        sent = answered(b"", "Location: {}", status="302 Found").replace(b"{}", location)
        return answered() if there else sent

    with raw(respond) as address:
        assert quick().once(f"{address}/page", HONEST).status == 200


# Politely


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("²", math.inf),
        ("9" * 5000, math.inf),
        ("-1", math.inf),
        ("soon", math.inf),
        ("Fri, 31 Dec 2027 23:59:59 +99999999", math.inf),
        ("Wed, 21 Oct 2015 07:28:00 GMT", None),
        ("Thursday, 31-Dec-98 23:59:59 GMT", None),
    ],
)
def test_the_seconds_to_stay_away(value: str, expected: float | None) -> None:
    assert _wait([value]) == expected


def test_of_several_the_longest_counts() -> None:
    assert _wait([]) is None
    assert _wait(["3", "Wed, 21 Oct 2015 07:28:00 GMT", "9"]) == 9


def test_a_host_that_wants_to_be_left_alone_is_left_alone_for_all_of_its_pages() -> None:
    asked: list[str] = []

    def respond(target: str, head: str) -> bytes:
        asked.append(target)
        return answered(b"", "Retry-After: 3600", status="429 Too Many Requests")

    fetcher = quick()
    with raw(respond) as address:
        assert fetcher.look(f"{address}/a").status == 429
        second = fetcher.look(f"{address}/b")
        verdict = links.look(CitedAddress(f"{address}/b", TITLE, ()), fetcher)
    assert (second.status, second.fault, asked) == (0, Fault.LATER, ["/a"])
    assert verdict.state is LinkState.UNSURE


def test_one_request_is_under_way_to_a_host_whoever_asks_and_from_wherever_it_is_led() -> None:
    lock, busy, most = Lock(), [0], [0]

    def respond(target: str, head: str) -> bytes:
        with lock:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
        led = target.startswith("/led")
        with lock:
            busy[0] -= 1
        return answered(b"", "Location: /page", status="302 Found") if led else answered()

    fetcher = quick()
    with (
        raw(respond) as address,
        raw(lambda target, head: answered(b"", f"Location: {address}/page", status="302 Found"), "127.0.0.22") as other,
    ):
        urls = (
            [f"{address}/{n}" for n in range(6)]
            + [f"{address}/led{n}" for n in range(6)]
            + [f"{other}/{n}" for n in range(6)]
        )
        with ThreadPoolExecutor(18) as pool:
            answers = list(pool.map(fetcher.look, urls))
    assert [answer.status for answer in answers] == [200] * 18
    assert most == [1]


# Through a proxy


def through(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Client:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Client()


@pytest.mark.parametrize("name", ["http_proxy", "all_proxy", "HTTP_PROXY"])
def test_a_page_is_asked_for_through_the_proxy(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    asked: list[str] = []

    def respond(target: str, head: str) -> bytes:
        asked.append(target)
        return answered()

    with raw(respond) as proxy:
        answer = through(monkeypatch, **{name: proxy}).ask("http://press.invalid/ice", HONEST)
    assert (answer.status, asked, answer.proxy) == (200, ["http://press.invalid/ice"], proxy.removeprefix("http://"))


@pytest.mark.parametrize("url", ["http://127.0.0.21:9/", "http://10.1.2.3/", "http://[fd00::1]/", "http://localhost/"])
def test_a_proxy_is_not_asked_for_what_is_in_a_local_network(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    asked: list[str] = []

    def respond(target: str, head: str) -> bytes:
        asked.append(target)
        return answered()

    with raw(respond) as proxy:
        answer = through(monkeypatch, http_proxy=proxy).ask(url, HONEST)
    assert (answer.fault, asked) == (Fault.LOCAL, [])


def test_what_is_not_for_the_proxy_is_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    client = through(monkeypatch, http_proxy="http://127.0.0.21:9", no_proxy="other.invalid,.press.invalid")
    assert client.ask("http://www.press.invalid/", HONEST).fault is Fault.UNKNOWN_HOST
    assert client.ask("http://www.wire.invalid/", HONEST).error == "the proxy 127.0.0.21:9 does not answer"


def test_a_proxy_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = through(monkeypatch, http_proxy="socks5://127.0.0.21:9").ask("http://press.invalid/", HONEST)
    assert answer.error == "the proxy of http_proxy is none that can be used; give http://host:port"


def test_what_fails_through_a_proxy_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with raw(lambda target, head: answered(b"", status="404 Not Found")) as proxy:
        through(monkeypatch, http_proxy=proxy)
        verdict = links.look(CitedAddress("http://press.invalid/ice", TITLE, ()), Fetcher(pace=0))
    assert verdict.state is LinkState.FAILING
    assert verdict.why == f"answers 404, through the proxy {proxy.removeprefix('http://')}"


# Harm

HOSTILE = {
    "many digits in a refresh": answered(b"<meta http-equiv=refresh content='" + b"9" * 5000 + b";url=/x'>"),
    "half a bracket in a refresh": answered(b"<meta http-equiv=refresh content='0;url=http://[x/'>"),
    "a sign that becomes a slash": answered("<meta http-equiv=refresh content='0;url=http://a℀b/'>".encode()),
    "half a bracket": answered(b"", "Location: http://[x/", status="302 Found"),
    "a port that is none": answered(b"", "Location: http://a:99999999/", status="302 Found"),
    "a raised digit": answered(b"", "Retry-After: \xb2", status="503 Busy"),
    "an endless zone": answered(PAGE, "Date: Fri, 31 Dec 2027 23:59:59 +99999999", "Age: \xb2"),
    "a long cookie": answered(PAGE, "Set-Cookie: " + "a=\\" * 13_000),
    "a refresh that takes its time": answered(b"<meta http-equiv=refresh content='0" + b" ;url= " * 3000 + b"'>"),
    "tags that never end": answered(b"<meta http-equiv=refresh\n" * 20_000),
    "deep elements": answered(b"<div>" * 80_000),
    "many attributes": answered(b"<p " + b"".join(b"a%d=b " % n for n in range(40_000)) + b">"),
    "a wrong gzip": answered(b"x", "Content-Encoding: gzip"),
    "a wrong length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
    "wrong chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "no HTTP": b"\0" * 300,
    "an endless head": b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 90_000,
    "a status of many digits": b"HTTP/1.1 " + b"9" * 5000 + b" OK\r\n\r\n",
    "a charset of Python": answered(b"abc", "Content-Type: text/html; charset=rot13"),
    "nothing": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_is_the_state_of_one_link(name: str) -> None:
    fetcher = quick()
    with raw(lambda target, head: HOSTILE[name]) as bad, raw(lambda target, head: answered(), "127.0.0.22") as good:
        found = links.sweep([CitedAddress(f"{bad}/page", TITLE, ()), CitedAddress(f"{good}/page", TITLE, ())], fetcher)
    assert found[f"{good}/page"].state is LinkState.ALIVE
    assert not found[f"{bad}/page"].why.startswith("could not be looked at")


def test_whatever_goes_wrong_in_a_look_is_that_links_state() -> None:
    class Broken(Fetcher):
        def look(self, url: str) -> Answer:
            if url.endswith("bad"):
                raise RuntimeError(url)
            return super().look(url)

    fetcher = Broken(allow_private=True, pace=0)
    with raw(lambda target, head: answered()) as address:
        found = links.sweep([CitedAddress(f"{address}/{name}", TITLE, ()) for name in ("bad", "good")], fetcher)
    states = {url.rpartition("/")[2]: (one.state, one.why) for url, one in found.items()}
    assert states == {
        "bad": (LinkState.UNSURE, "could not be looked at (RuntimeError)"),
        "good": (LinkState.ALIVE, ""),
    }


# Nights that do not count


def night(*urls: str, fetcher: Fetcher) -> links.Looks:
    addresses = {url: CitedAddress(url, TITLE, (url,)) for url in urls}
    return links.Looks(links.sweep(list(addresses.values()), fetcher), addresses, {})


def test_a_night_with_a_wrong_clock_is_void() -> None:
    fetcher = quick()
    with raw(lambda target, head: answered(PAGE, "Date: Sun, 01 Nov 2015 00:00:00 GMT")) as address:
        found = night(f"{address}/page", fetcher=fetcher)
        assert links.void(found, fetcher, address) is Void.CLOCK
    after = links.remembered(found, EMPTY, [], lambda url, day: "", date(2026, 11, 1), Void.CLOCK)
    assert after.void == {"2026-11-01": Void.CLOCK}


def test_a_night_in_which_nothing_answers_is_void_where_the_probe_does_not_either() -> None:
    fetcher = quick()
    found = night("http://127.0.0.21:9/page", fetcher=fetcher)
    assert links.void(found, fetcher, "http://127.0.0.23:9/") is Void.NETWORK
    with raw(lambda target, head: answered()) as probe:
        assert links.void(found, quick(), probe) is None


def test_whatever_goes_wrong_with_a_source_is_that_sources_state(monkeypatch: pytest.MonkeyPatch) -> None:
    read = articles.read(ARTICLE, date(2026, 11, 1))
    bad = next(iter(read.sources))
    real = sources.read_source

    def broken(article: Article, source: Source, *rest: Any, whole: bool) -> sources.Got:
        if source.key == bad:
            raise RuntimeError(bad)
        return real(article, source, *rest, whole=whole)

    monkeypatch.setattr(sources, "read_source", broken)
    got = sources.read_all(read, None, True, False, comparison.asked(read))
    why = {key: one.page.unread.why for key, one in got.items() if one.page.unread}
    assert why == dict.fromkeys(read.sources, Why.ADDRESS) | {bad: Why.FETCH}
