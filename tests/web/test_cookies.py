"""Cookies as browsers keep them (RFC 6265bis)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scripts.web.cookies import MOST, Jar

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC).timestamp()
URL = "https://www.press.example/ice/page"
LATER, EARLIER = "Sun, 01 Nov 2026 12:00:01 GMT", "Sun, 01 Nov 2026 12:00:00 GMT"


def sent(*lines: str, url: str = URL, to: str = "") -> str:
    """What is sent to an address after an answer that set these."""
    jar = Jar(lambda: NOW)
    jar.keep(url, lines)
    return jar.header(to or url)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a=b", "a=b"),
        (' a = {"b": "c, d"} ; Path=/', 'a={"b": "c, d"}'),
        ("a[b]=c d", "a[b]=c d"),
        ("a=\u00e9", "a=\u00e9"),
        ("a", "a"),
        ("=b", "b"),
        ("a=b=c", "a=b=c"),
        ("a=b; Partitioned; Secure; Priority=High; x", "a=b"),
        (f"a=b; Expires={LATER}", "a=b"),
        ("a=b; Expires=Sunday, 01-Nov-27 12:00:00 GMT", "a=b"),
        ("a=b; Expires=Sun Nov  1 12:00:01 2026", "a=b"),
        ("a=b; Expires=2026 11 01", "a=b"),
        ("a=b; Max-Age=1", "a=b"),
        ("a=b; Max-Age=" + "9" * 500, "a=b"),
        ("a=b; Max-Age=soon", "a=b"),
        (f"a=b; Max-Age=1; Expires={EARLIER}", "a=b"),
        ("a=b; Domain=press.example", "a=b"),
        ("a=b; Domain=.PRESS.example", "a=b"),
        ("a=b; Path=ice", "a=b"),
        ("a=b; Path=/ice", "a=b"),
        ("__Host-a=b; Secure; Path=/", "__Host-a=b"),
        ("", ""),
        ("; Path=/", ""),
        ("a=\x01", ""),
        ("a=" + "b" * 4096, ""),
        (f"a=b; Expires={EARLIER}", ""),
        ("a=b; Max-Age=0", ""),
        ("a=b; Max-Age=-" + "9" * 500, ""),
        ("a=b; Max-Age=-" + "9" * 5000, "a=b"),
        (f"a=b; Max-Age=0; Expires={LATER}", ""),
        ("a=b; Domain=other.example", ""),
        ("a=b; Domain=example", ""),
        ("a=b; Path=/i", ""),
        ("a=b; Path=/ice/page/", ""),
        ("a=b; SameSite=None", ""),
        ("__secure-a=b", ""),
        ("__Host-a=b; Secure; Path=/ice", ""),
        ("__Host-a=b; Secure; Path=/; Domain=press.example", ""),
        ("=__Host-a; Secure; Path=/", ""),
    ],
)
def test_what_is_kept_of_a_line(line: str, expected: str) -> None:
    assert sent(line) == expected


def test_what_is_secure_goes_where_it_is_secure() -> None:
    plain = URL.replace("https", "http")
    assert sent("a=b; Secure", url=plain) == ""
    assert sent("a=b; Secure", to=plain) == ""
    assert sent("a=b; Secure", url="http://127.0.0.1:80/") == "a=b"
    assert sent("a=b; Secure", url="http://localhost/") == "a=b"


@pytest.mark.parametrize(
    ("line", "to", "expected"),
    [
        ("a=b", "https://press.example/ice/", ""),
        ("a=b", "https://x.www.press.example/ice/", ""),
        ("a=b; Domain=press.example", "https://press.example/ice/", "a=b"),
        ("a=b; Domain=press.example", "https://x.press.example/ice/", "a=b"),
        ("a=b; Domain=press.example", "https://xpress.example/ice/", ""),
        ("a=b", "https://www.press.example/", ""),
        ("a=b", "https://www.press.example/icebox", ""),
        ("a=b; Path=/", "https://www.press.example/", "a=b"),
    ],
)
def test_where_it_goes(line: str, to: str, expected: str) -> None:
    assert sent(line, to=to) == expected


def test_an_address_is_no_domain() -> None:
    assert sent("a=b; Domain=0.0.1", url="http://127.0.0.1/") == ""
    assert sent("a=b; Domain=127.0.0.1", url="http://127.0.0.1/") == "a=b"


def test_the_longer_path_goes_first_and_then_the_older() -> None:
    lines = ["a=1; Path=/", "b=2; Path=/", "c=3; Path=/ice", "a=4; Path=/"]
    assert sent(*lines) == "c=3; a=4; b=2"


def test_what_is_set_again_is_replaced_and_what_is_taken_back_is_gone() -> None:
    assert sent("a=1", "a=2") == "a=2"
    assert sent("a=1", "a=1; Max-Age=0") == ""
    assert sent("a=1; Path=/", "a=1; Max-Age=0; Path=/ice") == "a=1"


def test_so_many_of_a_host_are_kept() -> None:
    kept = sent(*(f"a{n}=b" for n in range(MOST + 20))).split("; ")
    assert (len(kept), kept[0]) == (MOST, "a20=b")


def test_a_cookie_ends_in_its_time() -> None:
    now = [NOW]
    jar = Jar(lambda: now[0])
    jar.keep(URL, ["a=b; Max-Age=9"])
    now[0] += 8
    assert jar.header(URL) == "a=b"
    now[0] += 1
    assert jar.header(URL) == ""
