"""The one HTTP client: every request of the program goes through it, with one trust and within one set of bounds.

Time, waiting, size and what an answer unpacks to are bounded. Addresses that lead into a local network are
refused, at each connection that is made, so that neither a redirect nor a changed look-up gets around it.
Proxies are those of the environment (http_proxy, https_proxy, all_proxy, no_proxy); behind one, a name that can be
looked up here is held to the same rule, and the proxy looks up the rest.
It follows no redirect, keeps no cookie and tries once; what does more is in fetch.py (pages) and github.py.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import math
import os
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC
from email.utils import parsedate_to_datetime
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

import certifi
import httpcore

from scripts.finding import unreadable
from scripts.hypertext.glimpse import Glimpse
from scripts.web import packed
from scripts.web.child import NoReading

TOTAL = 45.0  # seconds for an answer, or for a page with all its redirects
WAIT = 15.0  # seconds without a byte
SIZE = 512 * 1024  # bytes of a page that are read; titles and error words stand well before


class Fault(Enum):
    """Why no whole answer came: its words, in which {} is what it names, and whether it may be over in a moment."""

    NO_ADDRESS = ("is no address", False)
    NO_HTTP = ("is no http or https address but {}", False)
    NO_HOST = ("has no host, or a name and password", False)
    UNKNOWN_HOST = ("no such host: {}", False)
    NO_NAMES = ("the look-up of {} failed", True)
    PROXY = ("the proxy {}", True)
    LOCAL = ("{}, in a local network; it is not asked", False)
    REFUSED = ("connection refused", True)
    RESET = ("connection reset", True)
    SILENT = ("closed without an answer", True)
    NO_CONNECTION = ("no connection", True)
    TIMEOUT = ("timed out", True)
    TLS = ("TLS: {}", False)
    NOT_HTTP = ("is not an answer in HTTP", False)
    PACKED = ("is packed in a way that cannot be unpacked", True)
    BROKEN_OFF = ("broke off before its end", True)
    CIRCLE = ("redirects in a circle", False)
    REDIRECTS = ("more than {} redirects", False)
    LEADS_NOWHERE = ("redirects to what is no address", False)
    LATER = ("was not asked: its host wants to be left alone", False)

    def __init__(self, words: str, passing: bool):
        self.words = words
        self.passing = passing


class Hop(NamedTuple):
    """A redirect: its status and where it led; or a page that led on by itself, which is a refresh."""

    status: int
    url: str
    refresh: bool = False


class Answer(NamedTuple):
    """What came back for an address.

    `status` is 0 where none came; `fault` then says why, and `named` what it names, "" for nothing. Where there are
    both, the answer came and its body did not, or not to its end.
    `final_url` is the last address asked. `headers` have names in lower case; `cookies` are the lines of
    Set-Cookie. `body` is unpacked, and where it is longer than the client's size, cut off (`cut`). `retry_after` are
    the seconds that the host asked us to stay away, infinite where nobody can read how many, or None. `ahead` are the
    seconds by which our clock is before the one that dated the answer, None where none did. `page` is what of a page
    shows at a glance, where somebody had it read. `proxy` is the host and port through which it was asked, or "".
    """

    url: str
    final_url: str
    status: int
    fault: Fault | None = None
    hops: tuple[Hop, ...] = ()
    headers: Mapping[str, str] = {}
    body: bytes = b""
    retry_after: float | None = None
    named: str = ""
    cookies: tuple[str, ...] = ()
    cut: bool = False
    ahead: float | None = None
    page: Glimpse | NoReading | None = None
    proxy: str = ""

    @property
    def error(self) -> str:
        """The fault in words; "" for none."""
        return self.fault.words.format(self.named) if self.fault else ""

    @property
    def json(self) -> dict[str, Any]:
        """The JSON object that the body is; an empty one for another."""
        try:
            data = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}


class _Failed(Exception):
    """No answer, for a reason that is known where it is raised."""

    def __init__(self, fault: Fault, named: str = ""):
        super().__init__(fault, named)
        self.fault, self.named = fault, named


_FAILURES = (
    _Failed,
    OSError,
    http.client.HTTPException,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProxyError,
)


class Client:
    """Asks for one thing at a time; may be used by several threads.

    `allow_private` lets it into local networks. `size` is how many bytes of an answer are read. `clock`, in
    seconds that only go forward, can be given for a test.
    """

    def __init__(self, *, allow_private: bool = False, size: int = SIZE, clock: Callable[[], float] = time.monotonic):
        self._allow_private = allow_private
        self._size = size
        self._clock = clock
        self._trust = _trust()
        self._proxies = getproxies_environment()

    def ask(
        self,
        url: str,
        headers: Mapping[str, str],
        *,
        method: str = "GET",
        content: bytes | None = None,
        deadline: float | None = None,
        forgiving: bool = False,
    ) -> Answer:
        """The answer to one request; never raises for what comes from outside.

        `deadline` is a time of the clock (default: TOTAL from now). Where it is `forgiving`, answers that break
        the rules of HTTP are read as far as browsers do; only for a GET.
        """
        until = self._clock() + TOTAL if deadline is None else deadline
        try:
            target = _target(url)
            if forgiving:
                return self._forgiving(url, target, headers, until)
            return self._strict(url, target, headers, method, content, until)
        except _FAILURES as error:
            fault, named = _fault(error)
            return Answer(url, url, 0, fault, named=named)

    def _strict(
        self,
        url: str,
        target: httpcore.URL,
        headers: Mapping[str, str],
        method: str,
        content: bytes | None,
        deadline: float,
    ) -> Answer:
        proxy = self._proxy(target)
        if proxy and not self._allow_private:
            with suppress(_Unknown):  # a name that only the proxy knows
                _addresses(target.host.decode("ascii"), target.port or 80, False)
        backend = _Backend(self._allow_private, deadline, self._clock, proxy)
        sent = [(k.encode(), v.encode("latin-1", "replace")) for k, v in {**headers, "Connection": "close"}.items()]
        try:
            pool = httpcore.ConnectionPool(self._trust, proxy, keepalive_expiry=0, network_backend=backend)
            stream = pool.stream(method, target, headers=sent, content=content, extensions=_TIMEOUTS)
            with pool, stream as response:
                received = [(k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in response.headers]
                answer = self._answer(url, response.status, received, response.iter_stream())
        except httpcore.RemoteProtocolError as error:
            if backend.heard:
                raise
            raise _Failed(Fault.SILENT) from error
        return answer._replace(proxy=f"{proxy.url.host.decode()}:{proxy.url.port}") if proxy else answer

    def _proxy(self, target: httpcore.URL) -> httpcore.Proxy | None:
        """The proxy by which an address is asked, as the environment says. Raises for one of another kind."""
        scheme, host = target.scheme.decode(), target.host.decode("ascii")
        named = self._proxies.get(scheme) or self._proxies.get("all") or ""
        if not named or proxy_bypass_environment(f"{host}:{target.port or _PORTS[scheme]}", self._proxies):
            return None
        try:
            parts = urlsplit(named if "://" in named else f"http://{named}")
            if parts.scheme not in _PORTS or not parts.hostname:
                raise ValueError(named)
            port = parts.port or _PORTS[parts.scheme]
        except ValueError:
            raise _Failed(Fault.PROXY, f"of {scheme}_proxy is none that can be used; give http://host:port") from None
        secret = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
        return httpcore.Proxy(
            httpcore.URL(scheme=parts.scheme.encode(), host=parts.hostname.encode("idna"), port=port, target=b"/"),
            auth=secret,
            ssl_context=self._trust if parts.scheme == "https" else None,
        )

    def _forgiving(self, url: str, target: httpcore.URL, headers: Mapping[str, str], deadline: float) -> Answer:
        """The same by Python's own client, which overlooks broken header lines as browsers do; no proxy is asked."""
        host, secure = target.host.decode("ascii"), target.scheme == b"https"
        if self._proxy(target):
            raise _Failed(Fault.NOT_HTTP)
        port = target.port or (443 if secure else 80)
        address = _addresses(host, port, self._allow_private)[0]
        connection = http.client.HTTPConnection(host, port, timeout=WAIT)
        connection.response_class = _Forgiving
        with socket.create_connection((address, port), min(WAIT, max(0.1, deadline - self._clock()))) as plain:
            stop = threading.Timer(max(0.1, deadline - self._clock()), _end, [plain])
            stop.start()
            try:
                connection.sock = self._trust.wrap_socket(plain, server_hostname=host) if secure else plain
                connection.request("GET", target.target.decode("ascii"), headers={**headers, "Connection": "close"})
                with connection.getresponse() as response:
                    received = [(name.lower(), value) for name, value in response.getheaders()]
                    return self._answer(url, response.status, received, _pieces(response))
            finally:
                stop.cancel()
                connection.close()

    def _answer(self, url: str, status: int, headers: Sequence[tuple[str, str]], chunks: Iterable[bytes]) -> Answer:
        named, every = dict(headers), dict[str, list[str]]()
        for name, value in headers:
            every.setdefault(name, []).append(value)
        body, fault, cut = _read(chunks, ",".join(every.get("content-encoding", ())), self._size)
        wait, cookies = _wait(every.get("retry-after", ())), tuple(every.get("set-cookie", ()))
        ahead = _ahead(named.get("date", ""), named.get("age", ""))
        return Answer(url, url, status, fault, (), named, body, wait, "", cookies, cut, ahead)


class _Forgiving(http.client.HTTPResponse):
    """An answer whose first line only browsers read: in small letters, after an empty line, of ICY."""

    def __init__(self, *arguments: Any, **options: Any):
        super().__init__(*arguments, **options)
        lines = (self.fp.readline(65537) for _ in range(4))
        line = next(filter(bytes.strip, lines), b"")
        if line[:4].lower() == b"icy ":
            line = b"HTTP/1.0 " + line[4:]
        self.fp: Any = _After(b"HTTP/" + line[5:] if line[:5].lower() == b"http/" else line, self.fp)


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := response.read1(65536):
        yield piece
    if response.length:  # it says so many bytes more
        raise http.client.IncompleteRead(b"")


class _After:
    """A stream before which stands a line more."""

    def __init__(self, line: bytes, stream: Any):
        self._lines, self._stream = [line], stream

    def readline(self, limit: int = -1) -> bytes:
        return self._lines.pop() if self._lines else bytes(self._stream.readline(limit))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


_PORTS = {"http": 80, "https": 443}
_TIMEOUTS = {"timeout": {"connect": WAIT, "read": WAIT, "write": WAIT, "pool": WAIT}}

# The variables that name a file of trust roots, as OpenSSL, Requests and curl read them; the first that is set counts.
TRUST = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def _trust() -> ssl.SSLContext:
    """The usual trust roots, or those that the environment names. Raises Unreadable for a file of none."""
    name = next((name for name in TRUST if os.environ.get(name)), "")
    path = os.environ[name] if name else certifi.where()
    try:
        return _roots(path, os.environ.get("SSL_CERT_DIR"))
    except OSError as error:
        what = f"has no trust roots ({error.strerror or error}); {name or 'the package certifi'} names it"
        raise unreadable(path, 1, what) from None


@lru_cache
def _roots(path: str, folder: str | None) -> ssl.SSLContext:
    """The roots of a file, read once: it takes as long as ten requests."""
    return ssl.create_default_context(cafile=path, capath=folder)


def asked_host(url: str) -> str:
    """The host that would be asked for an address, as it goes over the wire; "" where none would be."""
    try:
        return _target(url).host.decode("ascii")
    except _Failed:
        return ""


_UNRESERVED = "!#$%&'()*+,-./:;=?@[]^_`{|}~\\\"<>"


def _target(url: str) -> httpcore.URL:
    """The address as it goes over the wire: byte for byte as written, less fragment, non-ASCII encoded."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            raise _Failed(Fault.NO_HTTP, parts.scheme or "none")
        if not parts.hostname or parts.username is not None:
            raise _Failed(Fault.NO_HOST)
        host = parts.hostname.encode("ascii") if parts.hostname.isascii() else parts.hostname.encode("idna")
        port = parts.port
        rest = re.sub(r"^[a-zA-Z]+://[^/?#]*", "", url).split("#", 1)[0]
        path = quote(rest, safe=_UNRESERVED).replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
        if port == 0:
            raise _Failed(Fault.NO_ADDRESS)
    except ValueError:  # a port that is no number, half a bracket, a letter that no host can have
        raise _Failed(Fault.NO_ADDRESS) from None
    target = path if path.startswith("/") else f"/{path}"
    return httpcore.URL(scheme=parts.scheme.encode(), host=host, port=port, target=target.encode())


class _Backend(httpcore.SyncBackend):
    """Connects only to addresses that may be asked, or to the proxy, and holds every connection to one deadline."""

    def __init__(self, allow_private: bool, deadline: float, clock: Callable[[], float], proxy: httpcore.Proxy | None):
        self._allow_private = allow_private or proxy is not None
        self._proxy = proxy
        self._deadline = deadline
        self._clock = clock
        self._streams: list[_Timed] = []

    @property
    def heard(self) -> bool:
        """Whether anything has come over the last connection."""
        return bool(self._streams) and self._streams[-1].heard

    def connect_tcp(self, host: str, port: int, *args: Any, **options: Any) -> httpcore.NetworkStream:
        last: Exception | None = None
        try:
            for address in _addresses(host, port, self._allow_private):
                try:
                    stream = super().connect_tcp(address, port, *args, **options)
                    return _Timed(stream, self._deadline, self._clock, self._streams)
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                    last = error
        except _Unknown as error:
            last = error
        if self._proxy:
            raise _Failed(Fault.PROXY, f"{host}:{port} does not answer") from last
        raise last or _Unknown(Fault.UNKNOWN_HOST, host)


class _Unknown(_Failed):
    """A host that the name servers here do not know, or do not answer for."""


def _addresses(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses of a host, in the resolver's order. Raises for one that may not be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise _Unknown(Fault.UNKNOWN_HOST, host) from error
    except socket.gaierror as error:
        passing = error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL, socket.EAI_SYSTEM)
        raise _Unknown(Fault.NO_NAMES if passing else Fault.UNKNOWN_HOST, host) from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    for address in addresses:
        if not allow_private and _is_local(ipaddress.ip_address(address.split("%")[0])):
            raise _Failed(Fault.LOCAL, f"{host} is {address}")
    return addresses


# Addresses of IPv6 that a translator turns into one of IPv4, the last 32 bits of them (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
# What is reserved (IANA's registries of special-purpose addresses) or out of use, and what not every Python knows of.
_NOWHERE = [
    ipaddress.ip_network(network)
    for network in (
        "::/96 ::ffff:0:0:0/96 64:ff9b:1::/48 fec0::/10 5f00::/16 3fff::/20 2001:db8::/32 2001:2::/48 2001:10::/28 "
        "2001:20::/28 100::/64 100:0:0:1::/64 2620:4f:8000::/48 192.0.0.0/24 192.88.99.0/24 192.31.196.0/24 "
        "192.52.193.0/24 192.175.48.0/24"
    ).split()
]


def _is_local(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is in a local network, or stands for one of IPv4 that is."""
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _NOWHERE):
            return True
        translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None
        ip = ip.ipv4_mapped or ip.sixtofour or translated or ip
    return not ip.is_global or ip.is_multicast or any(ip in network for network in _NOWHERE)


class _Timed(httpcore.NetworkStream):
    """A connection on which no wait goes past the deadline, however slowly bytes drip in."""

    def __init__(
        self, stream: httpcore.NetworkStream, deadline: float, clock: Callable[[], float], streams: list[_Timed]
    ):
        self._stream = stream
        self._deadline = deadline
        self._clock = clock
        self._streams = streams
        self.heard = False
        streams.append(self)

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("took too long in all")
        return min(timeout or left, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._left(timeout))
        self.heard = self.heard or bool(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Timed(inner, self._deadline, self._clock, self._streams)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _read(chunks: Iterable[bytes], codings: str, size: int) -> tuple[bytes, Fault | None, bool]:
    """The body, unpacked and at most `size` long; what is wrong with it; and whether there is more."""
    body = bytearray()
    try:
        for part in packed.unpacked(chunks, codings):
            body += part
            if len(body) > size:
                return bytes(body[:size]), None, True
    except packed.CannotUnpack:
        return bytes(body), Fault.PACKED, False
    except _FAILURES as error:
        fault = _fault(error)[0]
        return bytes(body), Fault.TIMEOUT if fault is Fault.TIMEOUT else Fault.BROKEN_OFF, False
    return bytes(body), None, False


def _wait(values: Sequence[str]) -> float | None:
    """The seconds of Retry-After, in either of its forms, the longest of several; None where there is none to come."""
    return max((found for value in values if (found := _seconds(value)) is not None), default=None)


def _seconds(text: str) -> float | None:
    if re.fullmatch(r"[0-9]{1,9}", text.strip()):
        return float(text)
    when = _date(text)
    left = math.inf if when is None else when + 1 - time.time()  # a date has no parts of a second
    return left if left > 0 else None


def _date(text: str) -> float | None:
    """The time of a date of HTTP, in seconds since 1970; None for what is none."""
    try:
        when = parsedate_to_datetime(text[:100])
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _ahead(date: str, age: str) -> float | None:
    """By how many seconds our clock is before the one of an answer, which a cache may have kept for its age."""
    when = _date(date) if date else None
    kept = int(age) if re.fullmatch(r"[0-9]{1,9}", age) else 0
    return None if when is None else time.time() - when - kept


def _end(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _fault(error: Exception) -> tuple[Fault, str]:
    """What went wrong, and what it names."""
    cause: BaseException | None = error
    while cause is not None:
        match cause:
            case _Failed():
                return cause.fault, cause.named
            case ssl.SSLCertVerificationError():
                return Fault.TLS, cause.verify_message
            case ssl.SSLError():
                return Fault.TLS, cause.reason or "no secure connection"
            case ConnectionRefusedError():
                return Fault.REFUSED, ""
            case ConnectionResetError():
                return Fault.RESET, ""
        cause = cause.__cause__ or cause.__context__
    match error:
        case httpcore.ProxyError():
            return Fault.PROXY, f"says {str(error)[:60]!r}"
        case httpcore.TimeoutException() | TimeoutError():
            return Fault.TIMEOUT, ""
        case httpcore.ProtocolError() | http.client.HTTPException():
            return Fault.NOT_HTTP, ""
    return Fault.NO_CONNECTION, ""
