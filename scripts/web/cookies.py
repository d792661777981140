"""Cookies as browsers keep them for the length of one look at a page: RFC 6265bis, draft 22 of its sections 5.6 to 5.8.

No kept library does so: http.cookies and http.cookiejar read an older standard, and lose what it does not know. Left
out is what one look cannot tell apart: sites of the same registrable domain, SameSite, and when a cookie was last used.
A host at a loopback address counts as secure, as it does in browsers.
"""

from __future__ import annotations

import ipaddress
import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from scripts.regex import regex

LONGEST = 4096  # letters of name and value together
LONGEST_ATTRIBUTE = 1024
MOST = 180  # cookies of a host, as many as browsers keep
_BLANK = " \t"
_TIMES = ("max-age", "expires")  # the first wins
_CONTROL = regex(r"[\x00-\x08\x0a-\x1f\x7f]")
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


class _Cookie(NamedTuple):
    name: str
    value: str
    host: str
    host_only: bool
    path: str
    secure: bool
    until: float
    age: int


class Jar:
    """The cookies of one look. All text is Latin-1 read from octets, and goes back as it came.

    `now` is the time in seconds since 1970; it can be given for a test.
    """

    def __init__(self, now: Callable[[], float] = time.time):
        self._now = now
        self._kept: dict[tuple[str, str, str], _Cookie] = {}
        self._count = 0

    def keep(self, url: str, lines: Iterable[str]) -> None:
        """Keep what an answer of this address set, each line a value of Set-Cookie; or forget what it takes back."""
        host, path, secure = _where(url)
        for line in lines:
            cookie = self._read(line, host, path, secure)
            if cookie is None:
                continue
            key = (cookie.name, cookie.host, cookie.path)
            before = self._kept.pop(key, None)
            if cookie.until > self._now():
                self._kept[key] = cookie._replace(age=before.age) if before else cookie
            own = [key for key, one in self._kept.items() if one.host == cookie.host]
            for key in own[: max(0, len(own) - MOST)]:
                del self._kept[key]

    def header(self, url: str) -> str:
        """The value of Cookie for a request to this address; "" for none."""
        host, path, secure = _where(url)
        sent = [
            one
            for one in self._kept.values()
            if (one.host == host or (not one.host_only and host.endswith(f".{one.host}")))
            and _matches(path, one.path)
            and (secure or not one.secure)
            and one.until > self._now()
        ]
        sent.sort(key=lambda one: (-len(one.path), one.age))
        return "; ".join(f"{one.name}={one.value}" if one.name else one.value for one in sent)

    def _read(self, line: str, host: str, path: str, secure: bool) -> _Cookie | None:
        """The cookie of a line; None for one that no browser keeps."""
        if _CONTROL.search(line):
            return None
        pair, *rest = line.split(";")
        name, equals, value = pair.partition("=")
        if not equals:
            name, value = "", pair
        name, value = name.strip(_BLANK), value.strip(_BLANK)
        if not name + value or len(name + value) > LONGEST:
            return None
        said: dict[str, str] = {}
        for one in rest:
            key, _, given = one.partition("=")
            given = given.strip(_BLANK)
            key = key.strip(_BLANK).lower()
            # Of a time that cannot be read nothing is known; an earlier one stays.
            if len(given) <= LONGEST_ATTRIBUTE and (key not in _TIMES or _time(key, given, 0) is not None):
                said[key] = given
        domain = said.get("domain", "").removeprefix(".").lower()
        if domain and domain != host and not (host.endswith(f".{domain}") and "." in domain and not _is_number(host)):
            return None
        if domain == host and _is_number(host):
            domain = ""
        kept_path = said["path"] if said.get("path", "").startswith("/") else path.rpartition("/")[0] or "/"
        is_secure = "secure" in said
        prefix = (name or value).lower()
        if (is_secure and not secure) or (not is_secure and said.get("samesite", "").lower() == "none"):
            return None
        if prefix.startswith(("__secure-", "__host-")) and (not is_secure or not name):
            return None
        if prefix.startswith("__host-") and (said.get("domain") or said.get("path") != "/"):
            return None
        now = self._now()
        times = (_time(key, said.get(key, ""), now) for key in _TIMES)
        until = next((found for found in times if found is not None), now + 1e9)
        self._count += 1
        return _Cookie(name, value, domain or host, not domain, kept_path, is_secure, until, self._count)


def _where(url: str) -> tuple[str, str, bool]:
    """Host and path of an address, and whether what is secret may be sent there."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    local = _is_number(host) and ipaddress.ip_address(host).is_loopback
    secure = parts.scheme == "https" or host == "localhost" or host.endswith(".localhost") or local
    return host, parts.path or "/", secure


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _matches(path: str, kept: str) -> bool:
    return path == kept or (path.startswith(kept) and (kept.endswith("/") or path[len(kept)] == "/"))


def _time(key: str, given: str, now: float) -> float | None:
    """The time until which a cookie is kept, by Max-Age or Expires; None where it cannot be read."""
    if key == "max-age":
        match = re.fullmatch(r"(-?)([0-9]+)", given)
        return None if not match else now + int(match[2][:9]) if not match[1] and match[2].strip("0") else -1.0
    return _date(given)


_PARTS = regex(r"[^\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")
_CLOCK = regex(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)")


def _date(text: str) -> float | None:
    """The seconds since 1970 of a date as cookies have it (section 5.1.1), in whatever order; None for none."""
    clock: tuple[int, ...] = ()
    day = month = year = None
    for part in _PARTS.findall(text):
        if not clock and (match := _CLOCK.match(part)):
            clock = tuple(map(int, match.groups()))
        elif day is None and (match := re.match(r"([0-9]{1,2})(?![0-9])", part)):
            day = int(match[1])
        elif month is None and part[:3].lower() in _MONTHS:
            month = _MONTHS[part[:3].lower()]
        elif year is None and (match := re.match(r"([0-9]{2,4})(?![0-9])", part)):
            year = int(match[1])
            year += 1900 if 70 <= year <= 99 else 2000 if year <= 69 else 0
    if not clock or day is None or month is None or year is None or year < 1601:
        return None
    if not 1 <= day <= 31 or clock[0] > 23 or clock[1] > 59 or clock[2] > 59:
        return None
    # A day that its month has not is the next month's, which is no matter.
    return (datetime(year, month, 1, clock[0], clock[1], clock[2], tzinfo=UTC) + timedelta(day - 1)).timestamp()
