"""The one HTTP client: every request of the program goes through it, with one trust and within one set of bounds.

Time, waiting, size and what an answer unpacks to are bounded. Addresses that lead into a local network are
refused, at each connection that is made, so that neither a redirect nor a changed look-up gets around it.
It follows no redirect, keeps no cookie and tries once; what does more is in fetch.py (pages) and github.py.
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import certifi
import httpcore

from scripts.finding import unreadable

TOTAL = 45.0  # seconds for an answer, or for a page with all its redirects
WAIT = 15.0  # seconds without a byte
SIZE = 512 * 1024  # bytes of a page that are read; titles and error words stand well before


class Fault(Enum):
    """Why no whole answer came: its words, in which {} is what it names, and whether it may be over in a moment."""

    NO_ADDRESS = ("is no address", False)
    NO_HTTP = ("is no http or https address but {}", False)
    NO_HOST = ("has no host, or a name and password", False)
    UNKNOWN_HOST = ("no such host: {}", False)
    LOCAL = ("{}, in a local network; it is not asked", False)
    REFUSED = ("connection refused", True)
    RESET = ("connection reset", True)
    NO_CONNECTION = ("no connection", True)
    TIMEOUT = ("timed out", True)
    TLS = ("TLS: {}", False)
    NOT_HTTP = ("is not an answer in HTTP", True)
    PACKED = ("is packed in a way that cannot be unpacked", True)
    BROKEN_OFF = ("broke off before its end", True)
    CIRCLE = ("redirects in a circle", False)
    REDIRECTS = ("more than {} redirects", False)

    def __init__(self, words: str, passing: bool):
        self.words = words
        self.passing = passing


class Hop(NamedTuple):
    """A redirect: its status (0 for a page that refreshes to another) and where it led."""

    status: int
    url: str


class Answer(NamedTuple):
    """What came back for an address.

    `status` is 0 where no whole answer came; `fault` then says why, and `named` what it names, "" for nothing.
    `final_url` is the last address asked. `headers` have names in lower case; `cookies` are the lines of
    Set-Cookie. `body` is unpacked and cut off at the client's size. `retry_after` are the seconds that the host
    asked us to stay away, or None.
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

    @property
    def error(self) -> str:
        """The fault in words; "" for none."""
        return self.fault.words.format(self.named) if self.fault else ""


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
        backend = _Backend(self._allow_private, deadline, self._clock)
        sent = [(k.encode(), v.encode("latin-1", "replace")) for k, v in {**headers, "Connection": "close"}.items()]
        with (
            httpcore.ConnectionPool(ssl_context=self._trust, network_backend=backend, keepalive_expiry=0) as pool,
            pool.stream(method, target, headers=sent, content=content, extensions=_TIMEOUTS) as response,
        ):
            received = [(k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in response.headers]
            cookies = tuple(value for name, value in received if name == "set-cookie")
            return self._answer(url, response.status, dict(received), response.iter_stream())._replace(cookies=cookies)

    def _forgiving(self, url: str, target: httpcore.URL, headers: Mapping[str, str], deadline: float) -> Answer:
        """The same by Python's own client, which overlooks broken header lines as browsers do."""
        host, secure = target.host.decode("ascii"), target.scheme == b"https"
        port = target.port or (443 if secure else 80)
        address = _addresses(host, port, self._allow_private)[0]
        connection = http.client.HTTPConnection(host, port, timeout=WAIT)
        with socket.create_connection((address, port), WAIT) as plain:
            stop = threading.Timer(max(0.1, deadline - self._clock()), _end, [plain])
            stop.start()
            try:
                connection.sock = self._trust.wrap_socket(plain, server_hostname=host) if secure else plain
                connection.request("GET", target.target.decode("ascii"), headers={**headers, "Connection": "close"})
                with connection.getresponse() as response:
                    received = {name.lower(): value for name, value in response.getheaders()}
                    return self._answer(url, response.status, received, iter(lambda: response.read(65536), b""))
            finally:
                stop.cancel()
                connection.close()

    def _answer(self, url: str, status: int, headers: Mapping[str, str], chunks: Iterable[bytes]) -> Answer:
        body, fault = _read(chunks, headers.get("content-encoding", ""), self._size)
        after = _seconds(headers.get("retry-after", ""))
        return Answer(url, url, 0 if fault else status, fault, headers=headers, body=body, retry_after=after)


_TIMEOUTS = {"timeout": {"connect": WAIT, "read": WAIT, "write": WAIT, "pool": WAIT}}

# The variables that name a file of trust roots, as OpenSSL, Requests and curl read them; the first that is set counts.
TRUST = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def _trust() -> ssl.SSLContext:
    """The usual trust roots, or those that the environment names. Raises Unreadable for a file of none."""
    name = next((name for name in TRUST if os.environ.get(name)), "")
    path = os.environ[name] if name else certifi.where()
    try:
        return ssl.create_default_context(cafile=path, capath=os.environ.get("SSL_CERT_DIR"))
    except OSError as error:
        what = f"has no trust roots ({error.strerror or error}); {name or 'the package certifi'} names it"
        raise unreadable(path, 1, what) from None


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
    except ValueError:  # a port that is no number, half a bracket, a letter that no host can have
        raise _Failed(Fault.NO_ADDRESS) from None
    target = path if path.startswith("/") else f"/{path}"
    return httpcore.URL(scheme=parts.scheme.encode(), host=host, port=port, target=target.encode())


class _Backend(httpcore.SyncBackend):
    """Connects only to addresses that may be asked, and holds every connection to one deadline."""

    def __init__(self, allow_private: bool, deadline: float, clock: Callable[[], float]):
        self._allow_private = allow_private
        self._deadline = deadline
        self._clock = clock

    def connect_tcp(self, host: str, port: int, *args: Any, **options: Any) -> httpcore.NetworkStream:
        last: Exception | None = None
        for address in _addresses(host, port, self._allow_private):
            try:
                return _Timed(super().connect_tcp(address, port, *args, **options), self._deadline, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or _Failed(Fault.UNKNOWN_HOST, host)


def _addresses(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses of a host, in the resolver's order. Raises for one that may not be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise _Failed(Fault.UNKNOWN_HOST, host) from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    for address in addresses:
        if not allow_private and _is_local(ipaddress.ip_address(address.split("%")[0])):
            raise _Failed(Fault.LOCAL, f"{host} is {address}")
    return addresses


# Addresses of IPv6 that a translator turns into one of IPv4, the last 32 bits of them (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
# What was to be like that and is out of use, or is for the network at hand alone; Python counts all as global.
_NOWHERE = tuple(map(ipaddress.IPv6Network, ("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "fec0::/10")))


def _is_local(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is in a local network, or stands for one of IPv4 that is."""
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _NOWHERE):
            return True
        translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None
        ip = ip.ipv4_mapped or ip.sixtofour or translated or ip
    return not ip.is_global or ip.is_multicast


class _Timed(httpcore.NetworkStream):
    """A connection on which no wait goes past the deadline, however slowly bytes drip in."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float, clock: Callable[[], float]):
        self._stream = stream
        self._deadline = deadline
        self._clock = clock

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("took too long in all")
        return min(timeout or left, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Timed(inner, self._deadline, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _read(chunks: Iterable[bytes], encoding: str, size: int) -> tuple[bytes, Fault | None]:
    """The body, unpacked and at most `size` long, and what is wrong with it."""
    kind = encoding.strip().lower()
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if kind in ("gzip", "x-gzip", "deflate") else None
    body = bytearray()
    try:
        for chunk in chunks:
            if unpack and kind == "deflate" and not body and chunk[:1] and chunk[0] & 0x0F != 8:
                unpack = zlib.decompressobj(-zlib.MAX_WBITS)  # without its header, as old servers send it
            body += unpack.decompress(chunk, size - len(body) + 1) if unpack else chunk
            if len(body) > size:
                return bytes(body[:size]), None
    except zlib.error:
        return bytes(body), Fault.PACKED
    except (httpcore.RemoteProtocolError, httpcore.ReadError, http.client.HTTPException):
        return bytes(body), Fault.BROKEN_OFF
    return bytes(body), None


def _seconds(text: str) -> float | None:
    """The seconds of a Retry-After, in either of its forms; None where there is none."""
    if text.strip().isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(tz=UTC)).total_seconds())


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
        case httpcore.TimeoutException() | TimeoutError():
            return Fault.TIMEOUT, ""
        case httpcore.ProtocolError() | http.client.HTTPException():
            return Fault.NOT_HTTP, ""
    return Fault.NO_CONNECTION, ""
