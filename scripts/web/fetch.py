"""Pages of the web, fetched politely, as a browser would in the end.

At most one request is under way to a host, and a pace is kept between two. Redirects are bounded.
Cookies live as long as one look at one page, and go back only to the host that set them.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from http.cookies import CookieError, SimpleCookie
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from scripts.web.client import SIZE, TOTAL, Answer, Client, Fault, Hop, asked_host

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


class Fetcher:
    """Fetches pages; remembers when each host was last asked.

    `allow_private` lets it into local networks, which only tests need. `size` is how many bytes of a
    page are read. `sleep` and `clock` (seconds that only go forward) can be given, so that a test need not wait.
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
        self._client = Client(allow_private=allow_private, size=size, clock=clock)
        self._pace = pace
        self._sleep = sleep
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._hosts_lock = threading.Lock()

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
        if answer.fault is Fault.NOT_HTTP:
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
            answer = self._hop(here, headers, cookies, deadline, forgiving)._replace(url=url, hops=tuple(hops))
            following = _following(answer)
            if following is None:
                return answer
            times = [hop.url for hop in hops].count(following.url)  # once more is a gate that sets a cookie
            if times > 1 or len(hops) >= HOPS:
                fault, named = (Fault.CIRCLE, "") if times else (Fault.REDIRECTS, str(HOPS))
                return answer._replace(status=0, fault=fault, named=named, body=b"")
            hops.append(following)
            here = following.url

    def ask(self, method: str, url: str, headers: Mapping[str, str], content: bytes | None = None) -> Answer:
        """The answer to one request in its host's turn; no redirect is followed, so that no secret goes elsewhere."""
        with self._turn(asked_host(url)):
            return self._client.ask(url, headers, method=method, content=content)

    def _hop(
        self,
        url: str,
        headers: Mapping[str, str],
        cookies: dict[str, dict[str, str]],
        deadline: float,
        forgiving: bool,
    ) -> Answer:
        here = asked_host(url)
        kept = cookies.setdefault(here, {})
        with self._turn(here):
            sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} if kept else {}
            answer = self._client.ask(url, {**headers, **sent}, deadline=deadline, forgiving=forgiving)
        _remember(kept, answer.cookies)
        return answer

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """Wait until this host may be asked, and keep others from asking it meanwhile; for no host, nothing."""
        if not host:
            yield
            return
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


def _may_pass(answer: Answer) -> bool:
    """Whether a fault may be over in a moment."""
    if answer.fault:
        return answer.fault.passing
    return answer.status in (408, 425, 429) or (answer.status >= 500 and answer.status not in (501, 999))


def _better(first: Answer, second: Answer) -> Answer:
    return second if second.status and second.status < 400 else first


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
