"""Pages of the web, fetched politely, as a browser would in the end.

At most one request is under way to a host, and a pace is kept between two. Redirects are bounded.
Cookies live as long as one look at one page, and go back only to the host that set them.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import quote, urlsplit

from scripts.hypertext import glimpse
from scripts.hypertext.address import joined
from scripts.hypertext.glimpse import Glimpse
from scripts.web import child, packed
from scripts.web.client import SIZE, TOTAL, Answer, Client, Fault, Hop, asked_host
from scripts.web.cookies import Jar

LOOK = 100.0  # seconds for all tries at a page
HOPS = 20  # redirects, as many as browsers follow
LONGEST_REFRESH = 4096  # letters of a header that leads on
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
    "Accept-Encoding": packed.ACCEPTED,
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
_WALLS = frozenset({401, 403, 404, 405, 406, 409, 410, 415, 418, 451, 999})


# Hosts that are asked at the same time. Each has at most one request under way.
HOSTS_AT_ONCE = 32

T = TypeVar("T")
R = TypeVar("R")


class Fetcher:
    """Fetches pages; remembers when each host was last asked, and when each wants to be asked again.

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
        self.answered = False  # whether any host has

    @property
    def ahead(self) -> float | None:
        """By how many seconds our clock is before those of the hosts that answered, as half of them or more say.

        None where none dated an answer.
        """
        with self._hosts_lock:
            found = [host.ahead for host in self._hosts.values() if host.ahead is not None]
        return sorted(found, key=abs)[(len(found) - 1) // 2] if found else None

    def look(self, url: str) -> Answer:
        """Fetch a page: an honest first try, then as a browser, with patience where that can help."""
        time_ = _Time(self._clock, LOOK)
        answer = self._once(url, HONEST, time_)
        for pause in RETRIES:
            wait = max(answer.retry_after or 0.0, pause * (1 + random.random()))  # noqa: S311
            if not _may_pass(answer) or wait > min(RETRY_AFTER, time_.left):
                break
            self._sleep(wait)
            again = self._once(url, BROWSER, time_)
            answer = again if again.status or not answer.status else answer
        if answer.status in _WALLS:
            return _better(answer, self._once(url, BROWSER, time_))
        if answer.fault is Fault.NOT_HTTP:
            return _better(answer, self._once(url, BROWSER, time_, forgiving=True))
        return answer

    def once(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Fetch a page with these headers, following redirects; one try."""
        return self._once(url, headers, _Time(self._clock, TOTAL))

    def _once(self, url: str, headers: Mapping[str, str], whole: _Time, forgiving: bool = False) -> Answer:
        time_ = whole.part(TOTAL)
        jar = Jar()
        hops: list[Hop] = []
        been: set[tuple[str, str]] = set()
        here = url
        while True:
            been.add((here.partition("#")[0], jar.header(here)))
            answer = self._hop(here, headers, jar, time_, forgiving)._replace(url=url, hops=tuple(hops))
            place = "" if any("#" in hop.url for hop in hops) else url.partition("#")[2]  # a redirect may name another
            following = _following(answer, place, time_.give)
            if isinstance(following, Answer):
                return following
            page = following.url.partition("#")[0]
            been_there = (page, jar.header(following.url)) in been
            if been_there and following.refresh and page == here.partition("#")[0]:
                return answer  # it refreshes what it shows
            if been_there or len(hops) >= HOPS:
                fault, named = (Fault.CIRCLE, "") if been_there else (Fault.REDIRECTS, str(HOPS))
                return answer._replace(status=0, fault=fault, named=named, body=b"", page=None)
            hops.append(following)
            here = following.url

    def ask(self, method: str, url: str, headers: Mapping[str, str], content: bytes | None = None) -> Answer:
        """The answer to one request in its host's turn; no redirect is followed, so that no secret goes elsewhere."""
        with self._turn(asked_host(url), _Time(self._clock, TOTAL)):
            return self._client.ask(url, headers, method=method, content=content)

    def _hop(self, url: str, headers: Mapping[str, str], jar: Jar, time_: _Time, forgiving: bool) -> Answer:
        """One request and what its page shows, which is read once the host is free for others again."""
        with self._turn(asked_host(url), time_) as host:
            if host and host.closed_until - self._clock() > RETRY_AFTER:
                return Answer(url, url, 0, Fault.LATER)
            cookies = jar.header(url)
            sent = {"Cookie": cookies} if cookies else {}
            answer = self._client.ask(url, {**headers, **sent}, deadline=time_.until, forgiving=forgiving)
            self.answered = self.answered or answer.status > 0
            if host and answer.ahead is not None:
                host.ahead = answer.ahead
            if host and answer.status in _BUSY and answer.retry_after:
                host.closed_until = host.free_at = self._clock() + answer.retry_after
        jar.keep(url, answer.cookies)
        return answer

    @contextmanager
    def _turn(self, host: str, time_: _Time) -> Iterator[_Host | None]:
        """Wait until this host may be asked, and keep others from asking it meanwhile; for no host, nothing.

        The wait is no part of the time of whoever waits.
        """
        if not host:
            yield None
            return
        with self._hosts_lock:
            state = self._hosts.setdefault(host, _Host())
        came = self._clock()
        with state.lock:
            wait = state.free_at - self._clock()
            if 0 < wait <= RETRY_AFTER:
                self._sleep(wait)
            time_.give(self._clock() - came)
            try:
                yield state
            finally:
                pace = SLOWER.get(host, self._pace) * (1 + random.random() / 4)  # noqa: S311
                state.free_at = max(state.closed_until, self._clock() + pace)


@dataclass
class _Host:
    """What is remembered of a host: when it may be asked again, and what it said of its clock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    closed_until: float = -math.inf
    ahead: float | None = None


class _Time:
    """The time that is left for a look; what it waits for its turn is given back to it."""

    def __init__(self, clock: Callable[[], float], seconds: float, whole: _Time | None = None):
        self._clock = clock
        self._whole = whole
        self.until = clock() + seconds

    @property
    def left(self) -> float:
        return self.until - self._clock()

    def part(self, seconds: float) -> _Time:
        """A part of it, no longer than what is left."""
        return _Time(self._clock, min(seconds, self.left), self)

    def give(self, seconds: float) -> None:
        self.until += seconds
        if self._whole:
            self._whole.give(seconds)


_BUSY = frozenset({413, 429, 503})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFRESH_WITHIN = 10  # seconds after which a page that refreshes itself is one to be read first


def _following(answer: Answer, place: str, waited: Callable[[float], None]) -> Hop | Answer:
    """Where an answer leads on to; where it is the last, the answer with what its page shows."""
    here = answer.final_url
    location = answer.headers.get("location", "")
    if answer.status in _REDIRECTS and location.strip():
        try:  # many servers send UTF-8, against the standard
            location = location.encode("latin-1").decode("utf-8")
        except UnicodeError:
            location = "".join(quote(c.encode("latin-1")) if c > "\x7f" else c for c in location)
        following = joined(here, location)
        if following:
            return Hop(answer.status, following)
        return answer._replace(status=0, fault=Fault.LEADS_NOWHERE, body=b"")
    kind = answer.headers.get("content-type", "")
    if answer.status and glimpse.is_page(answer.body, kind):
        robots = answer.headers.get("x-robots-tag", "")
        whole = place if not answer.fault and not answer.cut else ""
        answer = answer._replace(page=child.read(glimpse.read, answer.body, kind, robots, here, whole, waited=waited))
    refresh = glimpse.refreshed(answer.headers.get("refresh", "")[:LONGEST_REFRESH], here)
    if refresh is None and isinstance(answer.page, Glimpse):
        refresh = answer.page.refresh
    if refresh and refresh.seconds <= _REFRESH_WITHIN:
        return Hop(answer.status, refresh.url or here, refresh=True)
    return answer


def _may_pass(answer: Answer) -> bool:
    """Whether a fault may be over in a moment."""
    if answer.fault:
        return answer.fault.passing
    if answer.status == 429:  # whoever is asked too much, and does not say for how long, is asked no more
        return answer.retry_after is not None
    return answer.status in (408, 425) or (answer.status >= 500 and answer.status not in (501, 999))


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
