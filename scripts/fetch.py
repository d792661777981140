"""One page of the web, fetched politely and within bounds.

At most one request is under way to a host, and a pace is kept between two. Time, size, redirects
and what a page unpacks to are bounded. Addresses that lead into a local network are refused, at
each connection that is made, so that neither a redirect nor a changed look-up gets around it.
Cookies live as long as one look at one page, and go back only to the host that set them.
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import random
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, urljoin, urlsplit

import certifi
import httpcore

TOTAL = 45.0  # seconds for a page, redirects and all
WAIT = 15.0  # seconds without a byte
SIZE = 512 * 1024  # bytes of a page that are read; titles and error words stand well before
HOPS = 10  # redirects; browsers follow 20, but no page that is meant to be read needs so many
PACE = 0.4  # seconds between two requests to one host: 150 a minute
# Hosts that want it slower. The Wayback Machine answers 24 requests a minute at its CDX API; more are refused, and
# then the whole machine is.
SLOWER = {"web.archive.org": 60 / 24}
RETRIES = (1.0, 4.0)  # seconds before the second and the third try; up to as much again at random
RETRY_AFTER = 30.0  # seconds that a host may ask us to wait; whoever asks for more is not for tonight

HONEST = {
    "User-Agent": "Mozilla/5.0 (compatible; checked-article/1.0; checks whether cited pages are still there)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "en;q=0.9,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
# Many walls let only browsers in; this is what one sends.
BROWSER = HONEST | {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
}
# Answers that a browser might not have been given.
_WALLS = frozenset({401, 403, 404, 405, 406, 409, 410, 418, 429, 451, 503, 999})


# Hosts that are asked at the same time. Each has at most one request under way.
HOSTS_AT_ONCE = 32

T = TypeVar("T")
R = TypeVar("R")


class Hop(NamedTuple):
    """A redirect: its status (0 for a page that refreshes to another) and where it led."""

    status: int
    url: str


class Answer(NamedTuple):
    """What came back for an address.

    `status` is 0 where no whole answer came, and `error` then says why, in words. `final_url` is the
    last address asked. `headers` have names in lower case. `body` is unpacked and cut off at the fetcher's size.
    `retry_after` are the seconds that the host asked us to stay away, or None.
    """

    url: str
    final_url: str
    status: int
    error: str
    hops: tuple[Hop, ...]
    headers: Mapping[str, str]
    body: bytes
    retry_after: float | None = None


class _Refused(Exception):
    """An address that is not to be asked."""


_FAULTS = (
    _Refused,
    OSError,
    http.client.HTTPException,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.NetworkError,
)
_NOT_HTTP = "is not an answer in HTTP"


class Fetcher:
    """Fetches pages; remembers when each host was last asked.

    `allow_private` lets it into local networks, which only tests need. `size` is how many bytes of a
    page are read. `sleep` and `clock` (seconds
    that only go forward) can be given, so that a test need not wait.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        pace: float = PACE,
        size: int = SIZE,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._allow_private = allow_private
        self._pace = pace
        self._size = size
        self._sleep = sleep
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._hosts_lock = threading.Lock()
        self._trust = _trust()

    def look(self, url: str) -> Answer:
        """Fetch a page: an honest first try, then as a browser, with patience where that can help."""
        answer = self.once(url, HONEST)
        for pause in RETRIES:
            if not _may_pass(answer):
                break
            if answer.retry_after is not None and answer.retry_after > RETRY_AFTER:
                return answer
            self._sleep(max(answer.retry_after or 0.0, pause * (1 + random.random())))  # noqa: S311
            answer = self.once(url, BROWSER)
        if answer.status in _WALLS and answer.status not in (429, 503):
            return _better(answer, self.once(url, BROWSER))
        if answer.error == _NOT_HTTP:
            return _better(answer, self.once(url, BROWSER, forgiving=True))
        return answer

    def once(self, url: str, headers: Mapping[str, str], *, forgiving: bool = False) -> Answer:
        """Fetch a page with these headers, following redirects; one try.

        Where it is `forgiving`, answers that break the rules of HTTP are read as far as browsers do.
        """
        deadline = self._clock() + TOTAL
        cookies: dict[str, dict[str, str]] = {}
        hops: list[Hop] = []
        here = url
        while True:
            answer = self._ask(here, headers, cookies, deadline, forgiving)._replace(url=url, hops=tuple(hops))
            following = _following(answer)
            if following is None:
                return answer
            times = [hop.url for hop in hops].count(following.url)  # once more is a gate that sets a cookie
            if times > 1 or len(hops) >= HOPS:
                what = "redirects in a circle" if times else f"more than {HOPS} redirects"
                return answer._replace(status=0, error=what, body=b"")
            hops.append(following)
            here = following.url

    def _ask(
        self,
        url: str,
        headers: Mapping[str, str],
        cookies: dict[str, dict[str, str]],
        deadline: float,
        forgiving: bool,
    ) -> Answer:
        nothing = Answer(url, url, 0, "", (), {}, b"")
        try:
            target = _target(url)
        except (_Refused, ValueError, UnicodeError) as error:
            return nothing._replace(error=str(error) or "is no address")
        host = target.host.decode("ascii")
        with self._turn(host):
            try:
                request = self._forgiving_request if forgiving else self._request
                return request(url, target, dict(headers), cookies.setdefault(host, {}), deadline)
            except _FAULTS as error:
                return nothing._replace(error=_in_words(error))

    def _request(
        self, url: str, target: httpcore.URL, headers: dict[str, str], cookies: dict[str, str], deadline: float
    ) -> Answer:
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        backend = _Backend(self._allow_private, deadline, self._clock)
        default = {b"http": 80, b"https": 443}[target.scheme]
        name = target.host if target.port in (None, default) else target.host + b":%d" % (target.port or 0)
        sent = [(b"Host", name), *((k.encode(), v.encode("latin-1", "replace")) for k, v in headers.items())]
        with (
            httpcore.ConnectionPool(ssl_context=self._trust, network_backend=backend, keepalive_expiry=0) as pool,
            pool.stream("GET", target, headers=[*sent, (b"Connection", b"close")], extensions=TIMEOUTS) as response,
        ):
            received = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
            _remember(cookies, [v.decode("latin-1") for k, v in response.headers if k.lower() == b"set-cookie"])
            body, problem = _read(response.iter_stream(), received.get("content-encoding", ""), self._size)
            status = 0 if problem else response.status
            after = _seconds(received.get("retry-after", ""))
            return Answer(url, url, status, problem, (), received, body, after)

    def _forgiving_request(
        self, url: str, target: httpcore.URL, headers: dict[str, str], cookies: dict[str, str], deadline: float
    ) -> Answer:
        """The same by Python's own client, which overlooks broken header lines as browsers do."""
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
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
                    chunks = iter(lambda: response.read(65536), b"")
                    body, problem = _read(chunks, received.get("content-encoding", ""), self._size)
                    status = 0 if problem else response.status
                    return Answer(
                        url, url, status, problem, (), received, body, _seconds(received.get("retry-after", ""))
                    )
            finally:
                stop.cancel()
                connection.close()

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """Wait until this host may be asked, and keep others from asking it meanwhile."""
        with self._hosts_lock:
            state = self._hosts.setdefault(host, _Host(threading.Lock()))
        with state.lock:
            wait = state.free_at - self._clock()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                pace = SLOWER.get(host, self._pace)
                state.free_at = self._clock() + pace * (1 + random.random() / 4)  # noqa: S311


class _Host:
    def __init__(self, lock: threading.Lock):
        self.lock = lock
        self.free_at = 0.0


TIMEOUTS = {"timeout": {"connect": WAIT, "read": WAIT, "write": WAIT, "pool": WAIT}}


def _trust() -> ssl.SSLContext:
    """The usual trust roots, or those that the usual environment variables name."""
    named = os.environ.get("SSL_CERT_FILE") or os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    return ssl.create_default_context(cafile=named or certifi.where(), capath=os.environ.get("SSL_CERT_DIR"))


_UNRESERVED = "!#$%&'()*+,-./:;=?@[]^_`{|}~\\\"<>"


def _target(url: str) -> httpcore.URL:
    """The address as it goes over the wire: byte for byte as written, less fragment, non-ASCII encoded."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise _Refused(f"is no http or https address but {parts.scheme or 'none'}")
    if not parts.hostname or parts.username is not None:
        raise _Refused("has no host, or a name and password")
    host = parts.hostname.encode("ascii") if parts.hostname.isascii() else parts.hostname.encode("idna")
    rest = re.sub(r"^[a-zA-Z]+://[^/?#]*", "", url).split("#", 1)[0]
    path = quote(rest, safe=_UNRESERVED).replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    target = path if path.startswith("/") else f"/{path}"
    return httpcore.URL(scheme=parts.scheme.encode(), host=host, port=parts.port, target=target.encode())


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
        raise last or httpcore.ConnectError("no address")


def _addresses(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses of a host, in the resolver's order. Raises for one that may not be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise httpcore.ConnectError(f"no such host: {host}") from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    for address in addresses:
        if not allow_private and _is_local(ipaddress.ip_address(address.split("%")[0])):
            raise _Refused(f"{host} is {address}, in a local network; it is not asked")
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


def _read(chunks: Iterable[bytes], encoding: str, size: int) -> tuple[bytes, str]:
    """The body, unpacked and at most `size` long, and what is wrong with it, or ""."""
    kind = encoding.strip().lower()
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if kind in ("gzip", "x-gzip", "deflate") else None
    body = bytearray()
    try:
        for chunk in chunks:
            if unpack and kind == "deflate" and not body and chunk[:1] and chunk[0] & 0x0F != 8:
                unpack = zlib.decompressobj(-zlib.MAX_WBITS)  # without its header, as old servers send it
            body += unpack.decompress(chunk, size - len(body) + 1) if unpack else chunk
            if len(body) > size:
                return bytes(body[:size]), ""
    except zlib.error:
        return bytes(body), "is packed in a way that cannot be unpacked"
    except (httpcore.RemoteProtocolError, httpcore.ReadError, http.client.HTTPException):
        return bytes(body), "broke off before its end"
    return bytes(body), ""


def _remember(cookies: dict[str, str], lines: Iterable[str]) -> None:
    for line in lines:
        try:
            parsed: SimpleCookie = SimpleCookie(line)
        except CookieError:
            continue
        cookies.update({name: morsel.coded_value for name, morsel in parsed.items()})


_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFRESH = re.compile(
    rb"<meta[^<>]+http-equiv\s*=\s*[\"']?refresh[\"']?[^<>]+content\s*=\s*[\"']?\s*(\d+)\s*[;,]\s*url\s*=\s*[\"']?([^\"'>\s]+)",
    re.IGNORECASE,
)
_REFRESH_WITHIN = 10  # seconds after which a page that refreshes itself is one to be read first


def _following(answer: Answer) -> Hop | None:
    """Where an answer leads on to; None where it is the last."""
    location = answer.headers.get("location", "").strip()
    if answer.status in _REDIRECTS and location:
        with suppress(UnicodeError):  # many servers send UTF-8, against the standard
            location = location.encode("latin-1").decode("utf-8")
        with suppress(ValueError):  # what is no address leads nowhere
            return Hop(answer.status, urljoin(answer.final_url, location.replace(" ", "%20")))
    if answer.status == 200 and (match := _REFRESH.search(answer.body[:16384])):
        following = urljoin(answer.final_url, match[2].decode("utf-8", "replace"))
        if int(match[1]) <= _REFRESH_WITHIN and following.split("#")[0] != answer.final_url.split("#")[0]:
            return Hop(0, following)
    return None


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


def _may_pass(answer: Answer) -> bool:
    """Whether a fault may be over in a moment."""
    if answer.status == 0:
        return not answer.error.startswith(
            ("TLS", "no such host", "is no http", "has no host", "redirects", "more than")
        ) and ("local network" not in answer.error)
    return answer.status in (408, 425, 429) or (answer.status >= 500 and answer.status != 999 and answer.status != 501)


def _better(first: Answer, second: Answer) -> Answer:
    return second if second.status and second.status < 400 else first


def _in_words(error: Exception) -> str:
    """What went wrong, for a reader."""
    text = str(error)
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"TLS: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"TLS: {cause.reason or 'no secure connection'}"
        if isinstance(cause, ConnectionRefusedError):
            return "connection refused"
        if isinstance(cause, ConnectionResetError):
            return "connection reset"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, _Refused):
        return text
    if isinstance(error, (httpcore.TimeoutException, TimeoutError)):
        return "timed out"
    if isinstance(error, (httpcore.ProtocolError, http.client.HTTPException)):
        return _NOT_HTTP
    return text if text.startswith("no such host") else "no connection"


def host_of(url: str) -> str:
    """The host of an address, in lower case; of what is no address, all of it."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url


def by_host(
    items: Sequence[T], address: Callable[[T], str], work: Callable[[T], R], progress: Callable[[int, int], None]
) -> list[R]:
    """The result of `work` on each item, in their order: hosts side by side, the items of one host in turn.

    `address` tells the address of an item; `progress` is told how many are done, of how many.
    """
    queues: dict[str, list[int]] = {}
    for i, item in enumerate(items):
        queues.setdefault(host_of(address(item)), []).append(i)
    done: dict[int, R] = {}
    with ThreadPoolExecutor(max_workers=HOSTS_AT_ONCE) as pool:
        jobs = [pool.submit(lambda queue: {i: work(items[i]) for i in queue}, queue) for queue in queues.values()]
        for job in as_completed(jobs):
            done.update(job.result())
            progress(len(done), len(items))
    return [done[i] for i in range(len(items))]
