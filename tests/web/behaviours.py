"""Servers with the faults that real ones have, and what a link checker may say of each after one night.

`table()` gives fresh sites and the plans of their cases; `server.web` runs them and makes the plans
into cases with real addresses. A plan's `expected` is what a careful person would accept: where two
verdicts can be defended, both are in it. The rules that decided:

- what a browser shows to a reader as the cited page is alive, whatever the server does wrong beside it;
- a wall (401, 403, 429, 451, 999, a challenge, a login) that stands for browsers too is refused;
- an answer that is not the cited page, or an emptied one, is suspect;
- any other error that does not go away within a few tries of the same night is failing.
"""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import cache
from html import escape
from random import Random
from time import monotonic, time
from urllib.parse import quote

from tests.web import pages
from tests.web.exchange import MOST_SECONDS, Exchange, Handler, Headers, Site, good, home, missing

SEED = 20261122
STATES = ("alive", "anchor-gone", "refused", "unsure", "suspect", "failing")
HTML: Headers = (("Content-Type", "text/html; charset=utf-8"),)


@dataclass(frozen=True)
class Case:
    """One cited address, and the verdicts on it that are right after one night."""

    name: str
    category: str
    url: str
    cited: dict[str, str]
    """What references.bib says: title, author, date, urldate, container; plain text."""
    expected: frozenset[str]
    """Any of alive, refused, suspect and failing."""
    moved_to: str
    """The new address that a permanent redirect gives, or nothing."""
    why: str
    """What real fault this is."""
    blind: bool
    """Whether it belongs to the half that is scored before any tuning."""


Where = str | Callable[[], str]
"""A target on the same site, or an address that is known once the servers run."""


@dataclass
class Plan:
    """A case before its servers run."""

    name: str
    category: str
    site: Site
    target: str
    """As cited: path, query and fragment."""
    cited: dict[str, str]
    expected: frozenset[str]
    moved: Where | None
    why: str
    blind: bool = False


@dataclass
class Table:
    """The sites and the plans, as they are put together."""

    sites: list[Site] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    category: str = ""

    def site(self, **settings: object) -> Site:
        """Another site, with a name of its own."""
        random = Random(f"site {len(self.sites)}")
        first = random.choice("Harbour Northern Island Valley Meridian Estuary Lantern Foundry Prairie Cobalt".split())
        last = random.choice(
            "Gazette Review Quarterly Institute Observer Post Herald Bulletin Dispatch Monitor".split()
        )
        site = Site(f"The {first} {last}", **settings)  # type: ignore[arg-type]
        self.sites.append(site)
        return site

    def add(self, name: str, why: str, handler: Handler = good, expected: str = "alive", *, path: str = "",
            url: str = "", site: Site | None = None, moved: Where | None = None, title: str = "",
            routes: dict[str, Handler] | None = None, unknown: Handler | None = None, certificate: str = "",
            listens: str = "yes") -> Site:  # fmt: skip
        """A case: `handler` answers at `path`, which is cited as `url` (fragment, raw letters) if that differs."""
        random = Random(f"case {name}")
        path = path or f"/{random.randint(2009, 2025)}/{random.randint(1, 12):02}/{name}"
        site = site or self.site()
        if not any(plan.site is site for plan in self.plans):
            site.unknown, site.certificate, site.listens = unknown or site.unknown, certificate, listens
        cited = {
            "title": title or pages.title(name),
            "author": random.choice(("Ana Sousa", "Jonas Berg", "Mei Lin Chu", "Piotr Zawada", "Ruth Okafor")),
            "date": f"{random.randint(2015, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
            "urldate": f"2025-{random.randint(1, 8):02}-{random.randint(1, 28):02}",
            "container": site.name,
        }
        site.cited[path] = cited
        site.routes[path] = handler
        site.routes.update(routes or {})
        self.plans.append(
            Plan(name, self.category, site, url or path, cited, frozenset(expected.split("|")), moved, why)
        )
        assert self.plans[-1].expected <= set(STATES), name
        return site


# Answers


def answer(status: int, body: str | bytes | None = None, headers: Headers = (), reason: str | None = None) -> Handler:
    """Always this; without a body, the cited article for 2xx and a short notice for the rest."""

    async def handler(x: Exchange) -> None:
        content = body
        if content is None:
            article = pages.article(x.site.entry(x.target))
            content = article if status < 300 else pages.notice(f"{status} Error", "The request was not served.")
        await x.send(status, content.encode() if isinstance(content, str) else content, headers, reason)

    return handler


def shown(make: Callable[[dict[str, str]], str], headers: Headers = (), status: int = 200) -> Handler:
    """A page made from what was cited."""

    async def handler(x: Exchange) -> None:
        await x.send(status, make(x.site.entry(x.target)).encode(), headers)

    return handler


def redirect(to: Where, status: int = 302, headers: Headers = ()) -> Handler:
    """To a target, or to an address that is known once the servers run; sent as Latin-1 bytes, as it is."""

    async def handler(x: Exchange) -> None:
        location = to if isinstance(to, str) else to()
        body = f'<a href="{escape(location)}">Moved</a>'.encode()
        await x.send(status, body, (("Location", location), *headers))

    return handler


def first(bad: Handler, times: int = 1, then: Handler = good) -> Handler:
    """So many times bad, then good."""

    async def handler(x: Exchange) -> None:
        await (bad if x.count(f"first {x.target}") < times else then)(x)

    return handler


def come_back(status: int, seconds: float, *, as_date: bool = False) -> Handler:
    """With Retry-After; good for a client that waits so long, the same again for one that does not."""

    async def handler(x: Exchange) -> None:
        due = x.site.memory.get("due")
        if due is not None and time() >= due:
            return await good(x)
        if due is None:
            # A date has whole seconds, so it is put on the first one that is far enough.
            due = x.site.memory["due"] = float(int(time() + seconds) + 1) if as_date else time() + seconds - 0.05
        wait = formatdate(due, usegmt=True) if as_date else str(max(1, round(due - time())))
        return await x.send(status, b"<title>Please wait</title>Too many requests", (("Retry-After", wait),))

    return handler


def by_method(head: Handler, get: Handler) -> Handler:
    """One answer to HEAD, another to GET."""

    async def handler(x: Exchange) -> None:
        await (head if x.method == "HEAD" else get)(x)

    return handler


def by_header(ok: Callable[[Exchange], bool], bad: Handler) -> Handler:
    """Good for requests that pass."""

    async def handler(x: Exchange) -> None:
        await (good if ok(x) else bad)(x)

    return handler


def raw(make: Callable[[bytes], bytes], then: str = "close") -> Handler:
    """Bytes made from the good article's; then `close`, `reset` or `hang`."""

    async def handler(x: Exchange) -> None:
        await x.raw(make(pages.article(x.site.entry(x.target)).encode()))
        await (hang(x) if then == "hang" else reset(x) if then == "reset" else close(x))

    return handler


def head(body: bytes, *lines: str, status: str = "HTTP/1.1 200 OK", length: bool = True) -> bytes:
    """The head of an answer for a body."""
    size = [f"Content-Length: {len(body)}"] if length else []
    every = [status, "Content-Type: text/html; charset=utf-8", "Connection: close", *size, *lines]
    return "\r\n".join(every).encode("latin-1") + b"\r\n\r\n"


async def close(x: Exchange) -> None:
    """Close without a word."""


async def reset(x: Exchange) -> None:
    """Break the connection off."""
    await asyncio.sleep(0.05)  # so that what was sent before is read before the break
    x.reset()


async def hang(x: Exchange) -> None:
    """Say nothing until the client goes, or for half a minute."""
    await x.wait(30)


def drip(step: int, pause: float, *, only_head: bool = False) -> Handler:
    """A good article, so many bytes at a time; `only_head` sends the body at once."""

    async def handler(x: Exchange) -> None:
        body = pages.article(x.site.entry(x.target)).encode()
        data = head(body)
        slow = data if only_head else data + body
        end = monotonic() + MOST_SECONDS
        for start in range(0, len(slow), step):
            if monotonic() > end:
                return x.reset()
            await x.raw(slow[start : start + step])
            if not await x.wait(pause):
                return None
        return await x.raw(body) if only_head else None

    return handler


# Categories


def statuses(t: Table) -> None:
    """Each status class, with nothing else wrong."""
    t.category = "status"
    t.add("plain-200", "a page as it should be")
    t.add("status-203", "a transforming proxy in between", answer(203))
    t.add("status-204", "a tracker's or API's address: nothing to show", answer(204), "alive|suspect|failing|unsure")
    t.add("status-206", "a server that sends the whole page as a range unasked", answer(
        206, None, (("Content-Range", "bytes 0-99999/100000"),)), "alive|suspect|failing")  # fmt: skip
    t.add("status-400", "a front end that chokes on the path", answer(400), "failing")
    t.add("status-401-basic", "a staging or members' area", answer(
        401, None, (("WWW-Authenticate", 'Basic realm="members"'),)), "refused")  # fmt: skip
    t.add("status-401-bare", "an API gateway's 401 without WWW-Authenticate", answer(401), "refused")
    t.add("status-402", "a metered wall told by status", answer(402), "refused|failing")
    t.add("status-403", "forbidden to everyone", answer(403), "refused")
    t.add("status-404", "deleted, honestly", missing, "failing")
    t.add("status-404-with-the-article", "a misrouted CMS: the article is shown, but as 404", shown(
        pages.article, status=404), "failing|suspect|unsure")  # fmt: skip
    t.add("status-405-everything", "method not allowed, GET too", answer(
        405, None, (("Allow", "POST"),)), "failing|refused")  # fmt: skip
    t.add("status-406", "nothing acceptable, whatever is asked", answer(406), "failing|refused")
    t.add("status-408", "the front end's request timeout, always", answer(408), "failing")
    t.add("status-408-once", "request timeout once, then good", first(answer(408)))
    t.add("status-409", "conflict", answer(409), "failing")
    t.add("status-410", "deleted on purpose", answer(410), "failing")
    t.add("status-418", "a teapot: the joke that some firewalls answer with", answer(418), "failing|refused")
    t.add("status-423", "locked", answer(423), "failing|refused")
    t.add("status-425", "too early, always", answer(425), "failing|refused")
    t.add("status-451", "blocked for legal reasons", answer(451), "refused")
    t.add("status-500-once", "one bad worker behind a balancer", first(answer(500)))
    t.add("status-500", "a broken template", answer(500), "failing")
    t.add("status-500-with-a-page", "the whole site's frame around a server error", shown(
        lambda c: pages.article(c, shown="Something went wrong on our side"), status=500), "failing")  # fmt: skip
    t.add("status-502-twice", "a restart behind the proxy: twice bad, then good", first(answer(502), 2))
    t.add("status-502", "the origin is gone", answer(502), "failing")
    t.add("status-503", "overloaded, no word how long", answer(503), "failing")
    t.add("status-504", "the origin does not answer the proxy", answer(504), "failing")
    for status, why in (
        (520, "unknown origin error"),
        (522, "origin timed out"),
        (525, "origin TLS"),
        (530, "origin DNS"),
    ):
        page = pages.notice(f"example.test | {status}: Web server error", f"Error {status}. Ray ID: 8b1f0c6d2a3e4f50")
        t.add(f"status-{status}", f"Cloudflare: {why}", answer(status, page, (("Server", "cloudflare"),)), "failing")
    t.add("status-999", "LinkedIn's answer to strangers", answer(999, reason="Request denied"), "refused")
    t.add("status-299", "an unheard-of success", answer(299, reason="Fine"), "alive")
    t.add("status-103-first", "early hints before the answer", raw(
        lambda b: b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + head(b) + b))  # fmt: skip


def waiting(t: Table) -> None:
    """Retry-After in its forms."""
    t.category = "retry-after"
    t.add("429-one-second", "rate limit with Retry-After: 1", come_back(429, 1))
    t.add("429-two-seconds", "rate limit with Retry-After: 2", come_back(429, 2))
    t.add("429-date", "rate limit with Retry-After as an HTTP date", come_back(429, 1, as_date=True))
    # Whoever is asked too much, and does not say for how long, is asked no more.
    t.add("429-no-word", "rate limit without Retry-After, good afterwards", first(answer(429)), "alive|refused")
    t.add("429-zero", "rate limit with Retry-After: 0", first(answer(429, None, (("Retry-After", "0"),))))
    t.add("429-negative", "Retry-After: -1, from a clock that is wrong", first(
        answer(429, None, (("Retry-After", "-1"),))), "alive|refused")  # fmt: skip
    t.add("429-words", "Retry-After: soon", first(answer(429, None, (("Retry-After", "soon"),))), "alive|refused")
    t.add("429-past-date", "Retry-After with a date that is over", first(
        answer(429, None, (("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"),))), "alive|refused")  # fmt: skip
    t.add("429-a-day", "rate limit with Retry-After: 86400", answer(429, None, (("Retry-After", "86400"),)), "refused")
    t.add("429-far-date", "rate limit until a date ten years on", answer(
        429, None, (("Retry-After", formatdate(time() + 315360000, usegmt=True)),)), "refused")  # fmt: skip
    t.add("429-huge", "Retry-After with more digits than a clock has", answer(
        429, None, (("Retry-After", "9" * 40),)), "refused")  # fmt: skip
    t.add("429-always", "rate limit that never ends", answer(429), "refused")
    t.add("503-one-second", "short maintenance with Retry-After: 1", come_back(503, 1))
    t.add("503-date", "short maintenance until a date", come_back(503, 1, as_date=True))
    t.add("503-a-day", "maintenance for a day", answer(503, None, (("Retry-After", "86400"),)), "failing|refused")
    t.add("301-retry-after", "Retry-After on a redirect", redirect("/later", 301, (("Retry-After", "1"),)),
          routes={"/later": good}, moved="/later")  # fmt: skip


def connections(t: Table) -> None:
    """What goes wrong below HTTP, and around it."""
    t.category = "connection"
    t.add("refused-connection", "nothing listens any more", expected="failing", listens="no")
    t.add("full-queue", "packets vanish: a connection is never made", expected="failing", listens="full")
    t.add("reset-before", "reset as soon as the request is read", reset, "failing")
    t.add(
        "reset-in-the-middle",
        "reset within the body",
        raw(lambda b: head(b) + b[: len(b) // 3], "reset"),
        "failing|alive",
    )
    t.add("reset-in-the-head", "reset within the headers", raw(lambda b: head(b)[:40], "reset"), "failing")
    t.add("reset-once", "reset once, then good", first(reset))
    t.add("close-before", "closed without an answer", close, "failing")
    t.add("close-once", "closed without an answer once, then good", first(close))
    t.add("close-twice", "closed without an answer twice, then good", first(close, 2))
    t.add("hang", "accepts, and says nothing", hang, "failing")
    t.add("hang-in-the-head", "one header, then nothing", raw(lambda b: head(b)[:40], "hang"), "failing")
    t.add("slow-first-byte", "an overloaded CMS: four seconds to the first byte", raw(lambda b: head(b) + b))
    slow = t.plans[-1].site

    async def late(x: Exchange) -> None:
        if await x.wait(4):
            await good(x)

    slow.routes[t.plans[-1].target] = late
    t.add("drip-head", "headers a few bytes at a time", drip(10, 0.15, only_head=True))
    t.add("drip-body", "a body that takes four seconds", drip(250, 0.2))
    t.add("drip-for-ever", "a tarpit: a byte a second, never a whole head", drip(1, 1), "failing")
    t.add(
        "silent-close-after-redirect",
        "a connection said to be kept, and dropped",
        redirect("/kept", 302, (("Connection", "keep-alive"), ("Keep-Alive", "timeout=60"))),
        routes={"/kept": good},
    )


def bodies(t: Table) -> None:
    """Lengths, chunks, compression, size."""
    t.category = "body"
    t.add(
        "truncated-late", "the last tenth is missing", raw(lambda b: head(b) + b[: len(b) * 9 // 10]), "alive|failing"
    )
    t.add("truncated-at-once", "a length, and no body at all", raw(head), "failing|suspect|unsure")
    t.add("truncated-once", "cut short once, then good", first(raw(lambda b: head(b) + b[:200])))
    t.add("length-too-short", "a length that counts letters, not bytes", raw(lambda b: head(b[:-90]) + b))
    t.add("length-too-long", "a length too long, and the connection kept open", raw(
        lambda b: head(b + b"x" * 500) + b, "hang"), "alive|failing")  # fmt: skip
    t.add("length-nonsense", "Content-Length: unknown", raw(
        lambda b: head(b, "Content-Length: unknown", length=False) + b), "alive|failing")  # fmt: skip
    t.add("length-negative", "Content-Length: -1", raw(
        lambda b: head(b, "Content-Length: -1", length=False) + b), "alive|failing")  # fmt: skip
    t.add("length-twice", "two lengths that differ", raw(lambda b: head(b, "Content-Length: 7") + b), "alive|failing")
    t.add("length-none", "HTTP/1.0: the body ends with the connection", raw(
        lambda b: head(b, status="HTTP/1.0 200 OK", length=False) + b))  # fmt: skip
    t.add("empty-200", "200 and an empty body: a crashed template", answer(200, ""), "suspect|failing|unsure")
    chunked = "Transfer-Encoding: chunked"

    def chunks(body: bytes, size: int = 700) -> bytes:
        parts = (body[n : n + size] for n in range(0, len(body), size))
        return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)

    t.add("chunks-good", "chunks as they should be, with an extension and a trailer", raw(
        lambda b: head(b, chunked, length=False) + chunks(b) + b"0;last=1\r\nX-Sum: 1\r\n\r\n"))  # fmt: skip
    t.add("chunks-without-end", "all chunks but the last, empty one", raw(
        lambda b: head(b, chunked, length=False) + chunks(b)), "alive|failing")  # fmt: skip
    t.add(
        "chunks-broken",
        "said to be chunked, and is not",
        raw(lambda b: head(b, chunked, length=False) + b),
        "failing|unsure",
    )
    t.add("chunk-size-lies", "a chunk longer than it says", raw(
        lambda b: head(b, chunked, length=False) + b"40\r\n" + b + b"\r\n0\r\n\r\n"), "failing|unsure")  # fmt: skip
    zipped = "Content-Encoding: gzip"

    def pack(body: bytes) -> bytes:
        return gzip.compress(body, mtime=0)

    t.add("gzip-good", "compressed, asked or not", raw(lambda b: head(pack(b), zipped) + pack(b)))
    t.add("gzip-not", "said to be gzip, and is plain", raw(lambda b: head(b, zipped) + b), "failing|suspect|unsure")
    t.add("gzip-corrupt", "gzip with a damaged start", raw(
        lambda b: head(pack(b), zipped) + pack(b)[:12] + b"\xff" * (len(pack(b)) - 12)),
        "failing|suspect|unsure")  # fmt: skip
    t.add("gzip-cut", "gzip without its last bytes, its length told rightly", raw(
        lambda b: head(pack(b)[:-8], zipped) + pack(b)[:-8]), "alive|failing")  # fmt: skip
    t.add("deflate-raw", "deflate without the zlib wrapper, as old servers send it", raw(
        lambda b: head(bare(b), "Content-Encoding: deflate") + bare(b)))  # fmt: skip
    t.add("gzip-bomb-page", "a page, then 128 MB of blanks, compressed", bomb(True), "alive|failing")
    t.add("gzip-bomb", "128 MB of nothing, compressed", bomb(False), "suspect|failing|unsure")
    t.add("big-page", "a page of 3 MB", shown(lambda c: pages.article(c, more=f"<pre>{'ledger ' * 430_000}</pre>")))
    t.add("endless-body", "a live ticker that never ends; the article comes first", endless)


def bare(body: bytes) -> bytes:
    """Raw deflate."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


@cache
def blanks(megabytes: int) -> tuple[bytes, bytes]:
    """Raw deflate of so many megabytes of blanks, to stand after other blocks, and one megabyte plain."""
    plain = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes, plain


def bomb(page: bool) -> Handler:
    """A gzip body that is small on the wire; `page` puts the article before it."""

    async def handler(x: Exchange) -> None:
        start = pages.article(x.site.entry(x.target)).encode() if page else b""
        many, plain = blanks(128)
        check = zlib.crc32(start)
        for _ in range(128):
            check = zlib.crc32(plain, check)
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = (
            b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
            + packer.compress(start)
            + packer.flush(zlib.Z_FULL_FLUSH)
            + many
            + b"\x03\0"
        )
        data += check.to_bytes(4, "little") + (len(start) + (128 << 20)).to_bytes(4, "little")
        await x.send(200, data, (("Content-Encoding", "gzip"),))

    return handler


async def endless(x: Exchange) -> None:
    """An article whose page goes on until the client has enough, or for half a minute."""
    body = pages.article(x.site.entry(x.target)).encode()
    await x.raw(head(body, length=False) + body)
    end = monotonic() + 30
    while x.method != "HEAD" and monotonic() < end and not x.writer.is_closing():
        await x.raw(b"<p>The ferry is late.</p>\n" * 600)
        await asyncio.sleep(0.003)


def heads(t: Table) -> None:
    """Status lines and headers."""
    t.category = "headers"
    t.add("header-20k", "a policy header of 20 kB", answer(200, None, (("Content-Security-Policy", "a.test " * 2900),)))
    t.add("header-70k", "a header line of 70 kB", answer(200, None, (("X-Debug", "x" * 70_000),)), "alive|failing")
    t.add("header-150", "150 header lines", answer(
        200, None, tuple((f"X-Trace-{n}", str(n)) for n in range(150))), "alive|failing")  # fmt: skip
    t.add("header-endless", "headers without end", many_headers, "failing")
    t.add("header-latin-1", "a header with bytes above 127", answer(200, None, (("X-Powered-By", "Café Müller"),)))
    t.add("header-colonless", "a header line without a colon", raw(lambda b: head(b, "Served by the old machine") + b))
    t.add("header-lf-only", "line ends without CR", raw(lambda b: head(b).replace(b"\r\n", b"\n") + b))
    t.add("http-0.9", "no headers at all", raw(lambda b: b), "failing|alive")
    t.add("status-line-swapped", "HTTP/1.1 OK 200", raw(lambda b: head(b, status="HTTP/1.1 OK 200") + b), "failing")
    t.add("status-line-bare", "a status line without a phrase", raw(lambda b: head(b, status="HTTP/1.1 200") + b))
    t.add(
        "status-line-icy",
        "a radio server's ICY 200 OK",
        raw(lambda b: head(b, status="ICY 200 OK") + b),
        "failing|alive",
    )
    t.add("not-http", "another protocol answers", raw(lambda b: b"SSH-2.0-OpenSSH_9.6\r\n"), "failing")
    t.add("no-content-type", "no Content-Type", raw(
        lambda b: head(b).replace(b"Content-Type: text/html; charset=utf-8\r\n", b"") + b))  # fmt: skip
    t.add("wrong-content-type", "HTML said to be text/plain", answer(200, None, (("Content-Type", "text/plain"),)))
    t.category = "head and get"
    t.add("head-405", "HEAD is not allowed, GET is good", by_method(answer(405), good))
    t.add("head-404", "HEAD says 404, GET is good", by_method(missing, good))
    t.add("head-500", "HEAD crashes, GET is good", by_method(answer(500), good))
    t.add("head-403", "HEAD is forbidden, GET is good", by_method(answer(403), good))
    t.add("head-hangs", "HEAD hangs, GET is good", by_method(hang, good))
    t.add("head-resets", "HEAD is reset, GET is good", by_method(reset, good))
    t.add("head-200-get-404", "HEAD says 200, GET says 404", by_method(good, missing), "failing")
    t.add("head-200-get-500", "HEAD says 200, GET crashes", by_method(good, answer(500)), "failing")
    t.add("head-to-home", "HEAD goes home, GET is good", by_method(redirect("/"), good))


async def many_headers(x: Exchange) -> None:
    """Header after header."""
    await x.raw(b"HTTP/1.1 200 OK\r\n")
    for n in range(3000):
        if x.writer.is_closing() or not await x.wait(0.01):
            return
        await x.raw(b"".join(b"X-%d-%d: y\r\n" % (n, m) for m in range(50)))


def chain(length: int, status: int) -> dict[str, Handler]:
    """Redirects /hop/1 … /hop/<length>, then a good page at /end."""
    to = [*(f"/hop/{n}" for n in range(2, length + 1)), "/end"]
    return {f"/hop/{n}": redirect(to[n - 1], status) for n in range(1, length + 1)} | {"/end": good}


def redirects(t: Table) -> None:
    """Codes, chains, loops, targets."""
    t.category = "redirect"
    for status in (301, 302, 303, 307, 308):
        new = "/new-address" if status in (301, 308) else None
        t.add(f"redirect-{status}", f"a sound {status}", redirect("/new-address", status), moved=new,
              routes={"/new-address": good})  # fmt: skip
        t.add(f"redirect-{status}-to-404", f"a {status} to a page that is gone", redirect("/gone", status), "failing")
    t.add("redirect-301-to-500", "a permanent redirect to a crash", redirect("/crash", 301), "failing",
          routes={"/crash": answer(500)})  # fmt: skip
    t.add("redirect-302-to-403", "a redirect to a forbidden page", redirect("/private"), "refused",
          routes={"/private": answer(403)})  # fmt: skip
    t.add("redirect-to-refused-connection", "a redirect to a host that is gone", redirect(
        lambda: closed.base + "/x", 301), "failing")  # fmt: skip
    closed = next(site for site in t.sites if site.listens == "no")
    t.add("redirect-slash", "a slash is added, for good", redirect("/essays/slash/", 301), path="/essays/slash",
          routes={"/essays/slash/": good}, moved="/essays/slash/")  # fmt: skip
    other = t.site()
    entry = t.add("redirect-other-host", "a new domain, for good", redirect(lambda: other.base + "/kept", 301),
                  moved=lambda: other.base + "/kept")  # fmt: skip
    other.routes["/kept"] = good
    other.cited["/kept"] = entry.entry("")
    t.add(
        "redirect-scheme-relative",
        "Location: //host/path",
        redirect(lambda: f"//{scheme_relative.base.partition('//')[2]}/kept", 301),
        routes={"/kept": good},
        moved="/kept",
    )
    scheme_relative = t.sites[-1]
    for length, status in ((1, 301), (2, 302), (5, 301), (8, 307), (10, 302)):
        t.add(f"chain-{length}-of-{status}", f"{length} redirects in a row", path="/hop/1", handler=redirect("/end"),
              moved="/end" if status == 301 else None, routes=chain(length, status))  # fmt: skip
    t.add("redirect-for-good-then-for-now", "a new address, which adds a session for each visit", redirect("/new", 301),
          moved="/new", routes={"/new": redirect("/new/?session=1", 302), "/new/": good})  # fmt: skip
    t.add("redirect-for-now-then-for-good", "away for now, to what has moved", redirect("/new", 302),
          routes={"/new": redirect("/newer", 301), "/newer": good})  # fmt: skip
    t.add("chain-12", "twelve redirects in a row: more than most clients follow", path="/hop/1", handler=good,
          expected="alive|failing", routes=chain(12, 302))  # fmt: skip
    t.add("loop-self", "a page that redirects to itself", redirect("/again"), "failing", path="/again")
    t.add("loop-two", "two pages that redirect to each other", redirect("/pong"), "failing", path="/ping",
          routes={"/pong": redirect("/ping")})  # fmt: skip
    t.add("loop-growing", "each redirect makes the address longer", grow, "failing", path="/grow", unknown=grow)
    t.category = "location"
    t.add("location-relative", "Location: ../b/page", redirect("../b/page", 301), path="/a/x/page",
          routes={"/a/b/page": good}, moved="/a/b/page")  # fmt: skip
    t.add("location-sibling", "Location: page-2", redirect("page-2"), path="/a/page-1", routes={"/a/page-2": good})
    t.add("location-query", "Location: ?id=7", redirect("?id=7"), path="/story?id=seven", routes={"/story?id=7": good})
    t.add("location-fragment", "Location with a fragment", redirect("/whole#notes", 301),
          routes={"/whole": good}, moved="/whole#notes")  # fmt: skip
    utf8 = "/überblick/größe"
    t.add("location-utf-8", "Location with raw UTF-8", redirect(utf8.encode().decode("latin-1")),
          routes={quote(utf8): good, utf8.encode().decode("latin-1"): good})  # fmt: skip
    t.add("location-space", "Location with a space", redirect("/annual report"), routes={"/annual%20report": good})
    t.add(
        "location-encoded",
        "Location with %2F, to be kept",
        redirect("/id/10.1000%2F7"),
        routes={"/id/10.1000%2F7": good},
    )
    t.add("location-none", "302 without Location", answer(302), "suspect|failing|unsure")
    t.add("location-empty", "301 with an empty Location", redirect("", 301), "suspect|failing|unsure")
    t.add("location-ftp", "a redirect to ftp:", redirect("ftp://127.0.0.1/old.txt"), "suspect|failing|unsure")
    t.add(
        "location-javascript",
        "a redirect to javascript:",
        redirect("javascript:history.back()"),
        "suspect|failing|unsure",
    )
    t.add(
        "location-nonsense",
        "a redirect to an address that is none",
        redirect("http://[::bad/"),
        "suspect|failing|unsure",
    )
    t.add("status-300", "multiple choices, with no Location", answer(300), "alive|suspect|failing|unsure")
    t.category = "page redirect"

    def refresh(to: str, seconds: str = "0") -> Handler:
        tag = f'<meta http-equiv="refresh" content="{seconds};url={to}">'
        return answer(200, pages.document("Redirecting…", f'<p><a href="{to}">Continue</a></p>', head=tag))

    t.add("refresh-good", "meta refresh to the article", refresh("/real"), routes={"/real": good})
    t.add("refresh-relative", "meta refresh with quotes and a relative address", refresh("'../x/real'"), path="/a/b",
          routes={"/x/real": good})  # fmt: skip
    t.add("refresh-dead", "meta refresh to a page that is gone", refresh("/gone"), "failing|suspect")
    t.add("refresh-home", "meta refresh to the home page", refresh("/"), "suspect")
    t.add("refresh-self", "an article that reloads itself every five minutes", shown(
        lambda c: pages.article(c, head='<meta http-equiv="refresh" content="300">')))  # fmt: skip
    t.add(
        "script-redirect",
        "a page that only a script leads on",
        answer(200, pages.document("", '<script>window.location.replace("/real");</script>')),
        "alive|suspect|unsure",
        routes={"/real": good},
    )


async def grow(x: Exchange) -> None:
    """Redirect one level deeper."""
    await x.send(302, b"", (("Location", x.path + "/a"),))


def gates(t: Table) -> None:
    """Cookies, user agents, headers."""
    t.category = "gate"

    async def cookie_gate(x: Exchange) -> None:
        if x.cookie("seen"):
            return await good(x)
        return await x.send(302, b"", (("Set-Cookie", "seen=1; Path=/"), ("Location", x.target)))

    t.add("cookie-gate", "sets a cookie and redirects to itself", cookie_gate)

    async def cookie_bounce(x: Exchange) -> None:
        if x.cookie("a") == "1" and x.cookie("b") == "2":
            return await good(x)
        headers = (
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2; HttpOnly"),
            ("Location", "/check-cookies?back=" + x.path),
        )
        return await x.send(302, b"", headers)

    async def cookie_check(x: Exchange) -> None:
        await x.send(302, b"", (("Location", x.query("back") if x.cookie("a") else "/no-cookies"),))

    t.add(
        "cookie-bounce",
        "two cookies, tested at another address",
        cookie_bounce,
        path="/bounced",
        routes={"/check-cookies": cookie_check, "/no-cookies": answer(200, pages.notice("Cookies", "Enable cookies."))},
    )
    t.add("cookie-lost", "a cookie gate that no cookie opens", redirect("/locked", 302, (("Set-Cookie", "seen=1"),)),
          "failing|refused", path="/locked")  # fmt: skip
    denied = answer(403, pages.AKAMAI)
    t.add("agent-403", "403 to programs, 200 to browsers", by_header(lambda x: x.is_browser, denied))
    t.add(
        "agent-406", "406 to programs (mod_security), 200 to browsers", by_header(lambda x: x.is_browser, answer(406))
    )
    t.add("agent-999", "999 to programs, 200 to browsers", by_header(
        lambda x: x.is_browser, answer(999, reason="Request denied")))  # fmt: skip
    t.add("agent-reset", "reset for programs, 200 to browsers", by_header(lambda x: x.is_browser, reset))
    t.add("agent-hang", "hangs for programs, 200 to browsers", by_header(lambda x: x.is_browser, hang))
    t.add("agent-404", "404 to programs, 200 to browsers", by_header(lambda x: x.is_browser, missing))
    t.add("agent-503", "503 to programs, 200 to browsers", by_header(lambda x: x.is_browser, answer(503)))
    t.add("agent-browser-banned", "403 to forged browsers, 200 to honest programs", by_header(
        lambda x: not x.is_browser, denied))  # fmt: skip
    t.add("accept-html", "406 unless Accept names text/html", by_header(
        lambda x: "text/html" in x.headers.get("accept", ""), answer(406)))  # fmt: skip
    t.add("accept-any", "406 when Accept is missing", by_header(lambda x: "accept" in x.headers, answer(406)))
    t.add("accept-language", "403 when Accept-Language is missing", by_header(
        lambda x: "accept-language" in x.headers, denied))  # fmt: skip
    t.add("no-range", "416 when a range is asked for", by_header(lambda x: "range" not in x.headers, answer(416)))
    t.add(
        "no-referer", "403 when a foreign Referer is sent", by_header(lambda x: "referer" not in x.headers, answer(403))
    )

    t.category = "robots"
    rules = answer(200, "User-agent: *\nDisallow: /\n", (("Content-Type", "text/plain"),))
    t.add("robots-good", "robots.txt forbids all; the page is good", routes={"/robots.txt": rules})
    t.add("robots-dead", "robots.txt forbids all; the page is gone", missing, "failing", routes={"/robots.txt": rules})
    t.add("robots-500", "robots.txt crashes; the page is good", routes={"/robots.txt": answer(500)})
    t.add("robots-hang", "robots.txt hangs; the page is good", routes={"/robots.txt": hang})
    t.add("robots-loop", "robots.txt redirects to itself; the page is gone", missing, "failing",
          routes={"/robots.txt": redirect("/robots.txt")})  # fmt: skip


def rates(t: Table) -> None:
    """Hosts that want to be asked slowly, or once at a time; several links to each."""
    t.category = "rate"

    async def bucket(x: Exchange) -> bool:
        now, memory = monotonic(), x.site.memory
        tokens = min(2.0, memory.get("tokens", 2.0) + 5 * (now - memory.get("last", now)))
        memory["last"], memory["tokens"] = now, tokens - 1 if tokens >= 1 else tokens
        if tokens < 1:
            await x.send(429, b"<title>Too Many Requests</title>", (("Retry-After", "1"),))
        return tokens < 1

    async def alone_429(x: Exchange) -> bool:
        if x.site.in_flight > 1:
            await x.send(429, b"<title>Too many connections</title>")
            return True
        return not await x.wait(0.3)

    async def alone_reset(x: Exchange) -> bool:
        if x.site.in_flight > 1:
            x.reset()
            return True
        return not await x.wait(0.3)

    async def ban(x: Exchange) -> bool:
        now, memory = monotonic(), x.site.memory
        if now - memory.get("last", now - 1) < 0.2:
            memory["banned"] = now + 3
        memory["last"] = now
        if now < memory.get("banned", 0):
            await x.send(403, b"<title>Banned</title>You have been blocked.")
            return True
        return False

    async def ban_502(x: Exchange) -> bool:
        now, memory = monotonic(), x.site.memory
        if now - memory.get("last", now - 1) < 0.2 or x.site.in_flight > 1:
            memory["banned"] = now + 3
        memory["last"] = now
        if now < memory.get("banned", 0):
            await x.send(502, b"<title>Bad gateway</title>")
            return True
        return not await x.wait(0.1)

    for word, gate, number, why in (
        ("bucket", bucket, 4, "429 with Retry-After when asked faster than five times a second"),
        ("alone-429", alone_429, 3, "429 to a second request in flight"),
        ("alone-reset", alone_reset, 3, "reset of a second request in flight"),
        ("ban", ban, 3, "banned for seconds (403) when asked faster than five times a second"),
        ("ban-502", ban_502, 3, "a small server that falls over (502) for seconds when asked hastily or twice at once"),
    ):
        site = t.site(gate=gate)
        for n in range(1, number + 1):
            t.add(f"{word}-{n}", why, site=site)
        t.add(f"{word}-gone", why + "; this page is gone", missing, "failing", site=site)


def certificates(t: Table) -> None:
    """TLS."""
    t.category = "tls"
    t.add("tls-good", "a certificate of a known authority", certificate="good")
    t.add("tls-good-404", "good TLS, page gone", missing, "failing", certificate="good")
    t.add("tls-expired", "an expired certificate", expected="failing", certificate="expired")
    t.add("tls-self-signed", "a self-signed certificate", expected="failing", certificate="self-signed")
    t.add("tls-wrong-name", "a certificate of another name", expected="failing", certificate="wrong-name")
    t.add("tls-unknown-authority", "a certificate of an authority that nobody knows", expected="failing",
          certificate="unknown-authority")  # fmt: skip
    t.add("tls-no-intermediate", "the intermediate certificate is not sent; browsers often have it",
          expected="failing|alive", certificate="no-intermediate")  # fmt: skip
    t.add("tls-intermediate", "a certificate with its intermediate", certificate="intermediate")
    t.add("tls-plain-http", "plain http at an https address", expected="failing", certificate="plain-http")
    t.add("tls-reset", "reset within the handshake", expected="failing", certificate="reset")
    t.add("tls-hang", "no answer to the handshake", expected="failing", certificate="hang")
    secure = {
        kind: next(site for site in t.sites if site.certificate == kind) for kind in ("good", "expired", "self-signed")
    }
    for kind in ("expired", "self-signed"):
        to = secure[kind]
        t.add(f"redirect-to-{kind}", f"http redirects to https, which is {kind}", redirect(
            lambda to=to: to.base + next(iter(to.routes)), 301), "failing")  # type: ignore[misc] # fmt: skip
    sound = secure["good"]
    name = "upgrade-to-https"
    t.add(name, "http redirects to https for good", redirect(lambda: sound.base + "/upgraded", 301),
          moved=lambda: sound.base + "/upgraded")  # fmt: skip
    sound.routes["/upgraded"] = good
    sound.cited["/upgraded"] = t.plans[-1].cited


def charsets(t: Table) -> None:
    """Letters in every coat."""
    t.category = "charset"

    def coded(coding: str, header: str, meta: str, language: str) -> Handler:
        async def handler(x: Exchange) -> None:
            entry = x.site.entry(x.target)
            page = pages.article(entry, charset=meta, language=language)
            kind = f"text/html; charset={header}" if header else "text/html"
            await x.send(200, page.encode(coding, "xmlcharrefreplace"), (("Content-Type", kind),))

        return handler

    german, russian = "Über die Größe der Häfen und Straßen", "Как считали зерно на Каспийском море"
    japanese, french = "北海道の灯台守とその家族の記録", "L’été où la fenêtre resta fermée à Sète"
    t.add("latin-1", "ISO-8859-1, told in the header", coded("latin-1", "iso-8859-1", "", "de"), title=german)
    t.add("latin-1-meta", "ISO-8859-1, told only by the page", coded("latin-1", "", "iso-8859-1", "de"), title=german)
    t.add("windows-1251", "windows-1251, told in the header", coded("cp1251", "windows-1251", "", "ru"), title=russian)
    t.add(
        "windows-1251-meta",
        "windows-1251, told only by the page",
        coded("cp1251", "", "windows-1251", "ru"),
        title=russian,
    )
    t.add("windows-1252-as-latin-1", "said to be ISO-8859-1, with curly quotes", coded(
        "cp1252", "iso-8859-1", "iso-8859-1", "fr"), title=french)  # fmt: skip
    t.add("shift-jis", "Shift_JIS, told only by the page", coded("shift_jis", "", "shift_jis", "ja"), title=japanese)
    t.add("utf-16", "UTF-16 with its mark, told nowhere", coded("utf-16", "", "", "ru"), title=russian)
    t.add("utf-8-mark", "UTF-8 with its mark, told nowhere", coded("utf-8-sig", "", "", "ru"), title=russian)
    t.add("utf-8-untold", "UTF-8, told nowhere", coded("utf-8", "", "", "de"), title=german)
    t.add("wrong-meta", "the page says UTF-8 and is ISO-8859-1", coded("latin-1", "", "utf-8", "de"), title=german)
    t.add("wrong-header", "the header says UTF-8, the page is windows-1251 and says so", coded(
        "cp1251", "utf-8", "windows-1251", "ru"), "alive|suspect", title=russian)  # fmt: skip
    t.add("unknown-charset", "a charset that does not exist", coded("utf-8", "x-user-defined-9", "utf8mb4", "en"))
    t.add("broken-bytes", "UTF-8 with a few bytes of something else", shown_bytes)


async def shown_bytes(x: Exchange) -> None:
    """An article with bytes that are no UTF-8."""
    page = pages.article(x.site.entry(x.target)).encode()
    await x.send(200, page.replace(b"</p>", b"\xff\xfe\x80</p>", 3))


def soft(t: Table) -> None:
    """200 for what is not there, and what only looks so."""
    t.category = "soft 404"
    short = '<meta name="robots" content="noindex">'
    words = (
        ("en", "Page not found", "Sorry, the page you are looking for does not exist or has been moved."),
        ("fr", "Page introuvable", "Désolé, la page que vous cherchez n’existe pas ou n’existe plus."),
        ("de", "Seite nicht gefunden", "Die angeforderte Seite existiert leider nicht oder wurde verschoben."),
        ("es", "Página no encontrada", "Lo sentimos, la página que busca no existe o ha sido eliminada."),
        ("ru", "Страница не найдена", "К сожалению, запрошенная страница не существует или была удалена."),
        ("pl", "Nie znaleziono strony", "Przepraszamy, strona o podanym adresie nie istnieje."),
    )
    for language, heading, text in words:
        page = pages.notice(heading, text, head=short if language in "en fr ru" else "", language=language)
        everywhere = language in ("en", "de", "es")
        t.add(f"soft-{language}", f"200 with “{heading}”{', at any address' if everywhere else ''}", answer(200, page),
              "suspect", unknown=answer(200, page) if everywhere else None)  # fmt: skip
    t.add("soft-heading-only", "only the heading says that nothing is there", shown(lambda c: pages.document(
        c["container"], "<h1>404</h1><p>Oops! That page can’t be found.</p>")), "suspect")  # fmt: skip
    t.add("soft-in-frame", "“Page not found” within the site's whole frame and teasers", shown(
        lambda c: pages.home(c["container"]).replace("<main>", "<main><h1>Page not found</h1>").replace(
            "<title>", "<title>Page not found - ")), "suspect")  # fmt: skip
    t.add("soft-removed", "“This article is no longer available”", answer(
        200, pages.notice("Article unavailable", "This article is no longer available.")), "suspect")  # fmt: skip
    t.add("soft-withdrawn", "what was cited was taken away, and its title is still there", answer(
        200, pages.document("Salt and Ice", "<h1>Salt and Ice</h1><p>This paper has been removed by its author.</p>")),
        "suspect", title="Salt and Ice")  # fmt: skip
    for code, said in {
        "de": "Dieser Beitrag ist leider nicht mehr verfügbar.",
        "fr": "Cet article a été supprimé par la rédaction.",
        "es": "Este artículo ha sido eliminado.",
        "it": "Questo contenuto non è più disponibile.",
        "uk": "Цю статтю було видалено.",
        "ru": "Материал удалён по просьбе автора.",
    }.items():
        t.add(f"soft-withdrawn-{code}", f"“{said}” below the title of what was cited", answer(
            200, pages.document("Salt and Ice", f"<h1>Salt and Ice</h1><p>{said}</p>")),
            "suspect", title="Salt and Ice")  # fmt: skip
    t.add("soft-parked-with-its-words", "a domain for sale, titled by words of what was there", answer(
        200, pages.document("Salt, ice, river in winter for sale", "<p>The domain weir.example is for sale.</p>")),
        "suspect", title="Salt, Ice and the River in Winter")  # fmt: skip
    t.add("short-of-a-removal", "a short text about something else that was taken away", answer(
        200, pages.document("Salt and Ice", "<h1>Salt and Ice</h1><p>Diese Brücke wurde entfernt.</p>")),
        "alive", title="Salt and Ice")  # fmt: skip
    t.add("soft-another-year", "the yearbook of another year, at the address of all", answer(
        200, pages.document("Traffic on the River 2024", "<h1>Traffic on the River 2024</h1><p>It grew.</p>")),
        "suspect", title="Traffic on the River 2018")  # fmt: skip
    t.add(
        "soft-expired",
        "an empty result list for the old number",
        answer(200, pages.document("Search results", "<h1>Search results</h1><p>0 results for your query.</p>")),
        "suspect",
        path="/item?id=90871",
    )
    t.add(
        "soft-redirect-404",
        "a redirect to /404, which says 200",
        redirect("/404"),
        "suspect",
        routes={"/404": answer(200, pages.notice("Not found", "We could not find that."))},
        unknown=redirect("/404"),
    )
    t.add("soft-redirect-error", "a redirect to an error page of ASP.NET", redirect(
        "/Error.aspx?aspxerrorpath=/x"), "suspect", routes={"/Error.aspx": answer(200, pages.notice(
            "Error", "An error occurred while processing your request."))})  # fmt: skip
    t.add("catch-all", "every address shows the same welcome", shown(lambda c: pages.home(c["container"])), "suspect",
          unknown=home)  # fmt: skip
    t.add(
        "catch-all-varies",
        "every address shows a welcome that names it, with a clock",
        varied,
        "suspect",
        unknown=varied,
    )
    t.add("catch-all-redirect", "every unknown address redirects to the section", redirect("/news/", 301), "suspect",
          unknown=redirect("/news/", 301), routes={"/news/": home})  # fmt: skip
    shell = pages.document("App", '<div id="root"></div><script src="/static/main.9f2c.js"></script>')
    t.add("app-shell", "an application's empty shell at every address", answer(200, shell), "alive|suspect",
          unknown=answer(200, shell))  # fmt: skip
    t.category = "soft 404 trap"
    t.add("trap-catch-all", "a real article on a host that welcomes every address", unknown=home)
    t.add("trap-catch-all-soft", "a real article on a host whose 404 page says 200", unknown=answer(
        200, pages.notice("Page not found", "Sorry.")))  # fmt: skip
    t.add("trap-about-404", "an article about error 404", title="Why 404 Pages Matter")
    t.add(
        "trap-not-found", "a book review whose title has the words", title="Page Not Found: The Lost Sites of the 1990s"
    )
    t.add("trap-404-short", "a short, unindexed note about soft 404s", shown(
        lambda c: pages.article(c, length=1, head=short)), title="Error 404: What Servers Say")  # fmt: skip
    t.add(
        "trap-for-sale",
        "an article about domain trade",
        shown(lambda c: pages.article(c, more="<p>“This domain is for sale”, it said: buy this domain.</p>")),
        title="This Domain Is for Sale",
    )
    t.add("trap-moment", "an article called like a challenge", title="Just a Moment: Waiting Rooms of the Railway")
    t.add("trap-denied", "an article called like a wall", title="Access Denied: Archives That Stay Closed")
    t.add(
        "trap-login-box",
        "an article with a login form in its head",
        shown(
            lambda c: pages.article(
                c,
                more='<form action="/login"><input name="u"><input type="password" name="p">'
                "<button>Log in</button></form>",
            )
        ),
    )
    t.add("trap-quotes-error", "an article with an error message in a code block", shown(lambda c: pages.article(
        c, more="<pre><code>HTTP/1.1 404 Not Found</code></pre><p>The page could not be found.</p>")))  # fmt: skip
    t.category = "home"
    t.add("home-302", "an old article's address goes to the home page", redirect("/"), "suspect")
    t.add("home-301", "a relaunch: all old addresses go home for good", redirect("/", 301), "suspect",
          unknown=redirect("/", 301), routes={"/": home})  # fmt: skip
    t.add(
        "home-language",
        "an old article's address goes to /en/",
        redirect("/en/", 301),
        "suspect",
        routes={"/en/": home},
    )
    t.add("home-search", "an old article's address goes to a search for its words, which repeats them", redirect(
        "/search?q=ice+closes+the+line"), "suspect", path="/2019/ice-closes-the-line", title="Ice closes the line",
        routes={"/search": answer(200, pages.notice("Results for: ice closes the line", "Nothing."))})  # fmt: skip
    t.add("home-new-address", "an old article's address goes to one with its words in the query", redirect(
        "/read?title=ice-closes-the-line"), path="/2019/ice-closes-the-line", title="Ice closes the line",
        routes={"/read": good})  # fmt: skip
    portal = t.site()
    portal.routes["/"] = home
    t.add("home-other-host", "a bought-up site: all goes to the buyer's home page", redirect(
        lambda: portal.base + "/", 301), "suspect")  # fmt: skip
    portal.cited["/"] = t.plans[-1].cited | {"container": portal.name}
    root = t.site()
    t.add("home-cited", "a home page cited as such", home, path="/", site=root, title=root.name)
    root = t.site()
    t.add("home-cited-language", "a home page cited as such, which goes to its language", redirect("/en/"), path="/",
          site=root, title=root.name, routes={"/en/": home})  # fmt: skip
    root = t.site()
    t.add("home-cited-catch-all", "a home page cited as such, on a host that welcomes every address", home, path="/",
          site=root, title=root.name, unknown=home)  # fmt: skip
    t.category = "parked"
    sale = pages.document(
        "harbour-review.test",
        "<h1>This domain is for sale</h1><p>Make an offer. Sedo Domain Parking.</p>"
        "<ul><li>Car insurance</li><li>Cheap flights</li><li>Online degrees</li></ul>",
    )
    buy = pages.document(
        "Buy this domain",
        '<p>The domain meridian.test may be for sale. <a href="/offer">Buy this domain'
        "</a> Related searches: loans, hotels</p>",
    )
    t.add(
        "parked-sale",
        "“This domain is for sale” at every address",
        answer(200, sale),
        "suspect",
        unknown=answer(200, sale),
        routes={"/": answer(200, sale)},
    )
    market = t.site(unknown=answer(200, buy))
    market.cited["/"] = {"title": "Buy this domain", "container": market.name, "date": "2020-01-02"}
    t.add(
        "parked-redirect",
        "a redirect to a domain market",
        redirect(lambda: market.base + "/lander?d=estuary.test"),
        "suspect",
        unknown=redirect(lambda: market.base + "/lander"),
    )
    script = '<script>window.onload=function(){window.location.href="/lander"}</script>'
    lander = answer(200, f"<!DOCTYPE html><html><head>{script}</head></html>")
    t.add("parked-lander", "a script leads every address to /lander", lander, "suspect", unknown=lander,
          routes={"/": lander, "/lander": answer(200, sale)})  # fmt: skip
    t.add(
        "parked-hoster",
        "the hoster's default page",
        answer(
            200,
            pages.notice(
                "Welcome to nginx!", "If you see this page, the nginx web server is successfully installed and working."
            ),
        ),
        "suspect",
        unknown=answer(200, pages.notice("Welcome to nginx!", "If you see this page, …")),
    )
    t.add("parked-suspended", "“This account has been suspended”", answer(200, pages.notice(
        "Account Suspended", "This account has been suspended. Contact your hosting provider.")), "suspect",
        unknown=answer(200, pages.notice("Account Suspended", "This account has been suspended.")))  # fmt: skip


async def varied(x: Exchange) -> None:
    """A welcome that names the address and the time."""
    page = pages.home(x.site.name).replace("<main>", f"<main><p>{time()} {escape(x.path)}</p>")
    await x.send(200, page.encode())


def titles(t: Table) -> None:
    """Whether it is still the cited text."""
    t.category = "title"

    def drift(heading: str, **more: str) -> Handler:
        return shown(lambda c: pages.article(c, shown=heading, **more))  # type: ignore[arg-type]

    t.add("drift-article", "another article under the address", drift("Seven Easy Suppers with Courgettes"), "suspect",
          title="How the Baltic Grain Ferries Were Insured")  # fmt: skip
    t.add("drift-casino", "the domain was bought by a casino", drift("Best Online Casino Bonus Codes and Free Spins"),
          "suspect", title="Provincial Archives after the Reform of Districts")  # fmt: skip
    t.add(
        "drift-latest",
        "an address that always shows the latest report",
        drift("Annual Report 2025: Fisheries and the New Quota"),
        "suspect",
        title="Night Trains: A Survey of Timetables",
    )
    t.add(
        "edited-headline",
        "the headline was edited",
        drift("Security Talks Face Early Hurdles in US-Led Negotiations"),
        title="Security Talks Face Early Challenges in US-Led Negotiations",
    )
    t.add("shortened-headline", "the subtitle is gone", drift("The Slow Work of Village Libraries"),
          title="The Slow Work of Village Libraries: How Volunteers Kept Reading Rooms Open")  # fmt: skip
    t.add("suffix", "“| Site name” behind the title", shown(lambda c: pages.article(
        c, heading=f"{c['title']} | {c['container']}")))  # fmt: skip
    t.add("prefix", "“Site name » Section »” before the title", shown(lambda c: pages.article(
        c, heading=f"{c['container']} » Essays » {c['title']}")))  # fmt: skip
    t.add("punctuation", "other quotes and dashes", drift("“Never again” – the river’s guards… and their wages"),
          title="'Never Again' - The River's Guards ... and Their Wages")  # fmt: skip
    t.add("capitals", "all in capitals", drift("WHAT BECAME OF THE ALPINE WEATHER STATIONS"),
          title="What Became of the Alpine Weather Stations")  # fmt: skip
    t.add("entities", "the title has & and <", title="Salt & Iron: When x < y in the Ledgers of AT&T")
    t.add("only-og-title", "<title> is the site's name, og:title the article's", shown(lambda c: pages.article(
        c, heading=c["container"], head=f'<meta property="og:title" content="{escape(c["title"])}">')))  # fmt: skip
    t.add("only-heading", "no title, only a heading", shown(lambda c: pages.article(c, heading="")))
    t.add("breaking-lines", "a title with line breaks and soft hyphens", shown(lambda c: pages.article(
        c, heading="\n    " + "\n      ".join(c["title"].replace("er", "e\u00adr").split()) + "\n  ")))  # fmt: skip
    t.add(
        "translated",
        "cited in English, the page is German",
        drift("Was aus den Dorfbüchereien wurde", language="de"),
        "alive|suspect",
        title="What Became of the Village Libraries",
    )
    t.add("paywall-stub", "the title and two sentences, then “Subscribe”", shown(lambda c: pages.article(
        c, length=1, more='<div class="paywall"><h2>Subscribe to continue reading</h2><p>Already a subscriber? '
        '<a href="/login">Log in</a></p></div>')))  # fmt: skip
    t.add(
        "upper-case-tags",
        "HTML of 1998",
        shown(
            lambda c: (
                f"<HTML><HEAD><TITLE>{escape(c['title'])}</TITLE></HEAD>"
                f"<BODY BGCOLOR=white><H1>{escape(c['title'])}</H1><P>"
                f"{pages.paragraphs(c['title'], 1)[0]}</BODY></HTML>"
            )
        ),
    )


def walls(t: Table) -> None:
    """Challenges, logins, consent."""
    t.category = "wall"
    cloudflare: Headers = (("Server", "cloudflare"), ("CF-RAY", "8b1f0c6d2a3e4f50-FRA"))
    challenge = answer(403, pages.JUST_A_MOMENT, (*cloudflare, ("cf-mitigated", "challenge")))
    t.add("challenge-403", "Cloudflare's “Just a moment…” with 403", challenge, "refused", unknown=challenge)
    old = answer(503, pages.JUST_A_MOMENT, cloudflare)
    t.add("challenge-503", "Cloudflare's “Just a moment…” with 503, as until 2022", old, "refused", unknown=old)
    denied = answer(403, pages.AKAMAI, (("Server", "AkamaiGHost"),))
    t.add("denied-403", "Akamai's “Access Denied”", denied, "refused", unknown=denied)
    captcha = answer(200, pages.CAPTCHA)
    t.add("captcha-200", "a captcha with 200", captcha, "refused", unknown=captcha)
    incapsula = answer(200, pages.INCAPSULA)
    t.add("challenge-200", "Incapsula's frame with 200", incapsula, "refused", unknown=incapsula)
    t.add("challenge-429", "a challenge told as rate limit", answer(429, pages.CAPTCHA), "refused")
    blocked = answer(200, pages.AKAMAI)
    t.add("denied-200", "“Access Denied” with 200", blocked, "refused", unknown=blocked)
    t.add(
        "login-200", "a login form instead of the page", answer(200, pages.document("Sign in", pages.LOGIN)), "refused"
    )
    login: dict[str, Handler] = {"/login": answer(200, pages.document("Log in to continue", pages.LOGIN))}
    t.add("login-redirect", "a redirect to /login?next=", redirect("/login?next=%2F2020%2Fx"), "refused", routes=login)
    single = t.site(unknown=login["/login"])
    single.cited["/"] = {"title": "Log in", "container": single.name, "date": "2020-01-02"}
    t.add("login-other-host", "a redirect to the single sign-on", redirect(
        lambda: single.base + "/sso/login?returnTo=abc"), "refused")  # fmt: skip

    async def ask(x: Exchange) -> None:
        back = x.query("return")
        mark = "&" if "?" in back else "?"
        await x.send(302, b"", (("Set-Cookie", "consented=1; Path=/"), ("Location", f"{back}{mark}consent=ok")))

    consent = t.site(unknown=ask)

    async def asks(x: Exchange) -> None:
        if x.cookie("consent") == "ok":
            return await good(x)
        if x.query("consent") == "ok":
            return await x.send(302, b"", (("Set-Cookie", "consent=ok; Path=/"), ("Location", x.path)))
        to = f"{consent.base}/collect?return={quote(x.site.base + x.path, safe='')}"
        return await x.send(302, b"", (("Location", to),))

    t.add("consent-and-back", "to the consent host and back with a cookie", asks)
    before = pages.document(
        "Before you continue",
        "<h1>Before you continue</h1><p>We use cookies to deliver our services."
        '</p><form action="/save" method="post"><button>Reject all</button><button>Accept all</button>'
        "</form>",
    )
    t.add("consent-click", "a consent page that wants a click", redirect("/consent?continue=x"), "refused|suspect",
          routes={"/consent": answer(200, before)})  # fmt: skip
    geo = answer(451, pages.notice("Unavailable", "We recognise you are visiting from the European Economic Area."))
    t.add("geo-451", "American newspapers' wall for Europeans", geo, "refused", unknown=geo)


def files(t: Table) -> None:
    """Targets that are no HTML."""
    t.category = "file"
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0>>endobj\n"
    pdf += b"trailer<</Root 1 0 R>>\n%%EOF\n"
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360606000000004000"
        "1f61738550000000049454e44ae426082"
    )
    t.add("pdf", "a PDF", answer(200, pdf * 40, (("Content-Type", "application/pdf"),)), path="/reports/2019.pdf")
    t.add("pdf-as-html", "a PDF said to be HTML", answer(200, pdf * 40, HTML), path="/reports/2020.pdf")
    t.add("pdf-download", "a PDF as an attachment of no type", answer(200, pdf * 40, (
        ("Content-Type", "application/octet-stream"), ("Content-Disposition", 'attachment; filename="2021.pdf"'))),
        path="/download.php?file=2021")  # fmt: skip
    t.add("pdf-gone", "an HTML page at a PDF's address says that it is gone, with 200", answer(
        200, pages.notice("File not found", "The document you requested could not be found.")), "suspect",
        path="/reports/2018.pdf")  # fmt: skip
    t.add("image", "a PNG", answer(200, png, (("Content-Type", "image/png"),)), path="/maps/front.png")
    t.add("plain-text", "a text file", shown(lambda c: f"{c['title']}\n\n{pages.paragraphs('x', 3)}", (
        ("Content-Type", "text/plain; charset=utf-8"),)), path="/rfc/9110.txt")  # fmt: skip
    t.add("json", "an API's record", answer(200, '{"id": 7, "status": "ok"}', (("Content-Type", "application/json"),)),
          path="/api/records/7")  # fmt: skip
    t.add("xhtml", "XHTML, told as such", shown(pages.article, (
        ("Content-Type", "application/xhtml+xml; charset=utf-8"),)))  # fmt: skip


def addresses(t: Table) -> None:
    """Addresses that a server tells apart from what a client might make of them."""
    t.category = "address"
    t.add("encoded-slash", "%2F is not /", path="/doi/10.1000%2Fxyz123")
    t.add("double-slash", "// is not /", path="/web//archive//7")
    t.add("embedded-address", "another address within the path, unencoded", path="/web/20200101/http://old.test/a")
    t.add("colon", "a colon that must stay", path="/doi/10.1002/(SICI)1097:3%3C::AID%3E3.0.CO;2-W")
    t.add("encoded-colon", "%3A that must stay", path="/id/urn%3Aisbn%3A978")
    t.add("lower-case-escapes", "escapes in lower case", path="/caf%c3%a9/menu", routes={"/caf%C3%A9/menu": good})
    t.add("latin-1-escapes", "%FC, which is no UTF-8", path="/m%FCnchen")
    t.add("ampersand-plus", "& and + in the query", path="/search?a=1&b=x+y&amp=2&c=1%2B1")
    t.add("query-order", "the query's order and doubles", path="/list?z=1&a=2&z=3&empty=&bare")
    t.add("empty-query", "an empty query", path="/report?", routes={"/report": good})
    t.add("question-in-query", "? and / in the query", path="/go?to=/a/b?c=d")
    t.add("encoded-percent", "%2525 is not %25", path="/rate/5%2525")
    t.add("tilde-and-others", "~ ' ( ) * ! , ; = @ $", path="/~ana/it's_(a)*test!,;x=1@2$")
    t.add("raw-utf-8", "an address with raw letters", path="/wiki/Z%C3%BCrich", url="/wiki/Zürich")
    t.add("raw-cyrillic-query", "raw letters in the query", path=f"/s?q={quote('мир')}", url="/s?q=мир")
    t.add("punycode-path", "a punycode name within the path", path="/hosts/xn--bcher-kva.example/info")
    t.add("very-long", "an address of 4,000 letters", path="/s/" + "long-" * 800)
    t.add("dots", "dots that are names", path="/v1.0/.../release..notes")
    t.add("trailing-dot", "a dot at the end", path="/wiki/Acme_Inc.")
    t.add("case-matters", "capitals matter", path="/Reports/FINAL/Index.HTM")
    t.add("trailing-slash", "a slash at the end matters", path="/only/with/slash/")
    t.add("matrix-parameters", ";jsessionid in the path", path="/page;jsessionid=1A2B?x=1")
    t.category = "fragment"
    t.add("fragment-there", "a fragment that exists", path="/essay", url="/essay#notes")
    t.add(
        "fragment-missing",
        "a fragment that does not exist: the page is there, and the place is not",
        expected="anchor-gone",
        path="/essay",
        url="/essay#section-9",
    )
    t.add("fragment-text", "a text fragment", path="/essay", url="/essay#:~:text=the%20ferry")
    t.add("fragment-route", "a script's route in the fragment", path="/app", url="/app#!/article/7")
    t.add("fragment-dead", "a fragment of a page that is gone", missing, "failing", path="/essay", url="/essay#notes")


CATEGORIES = (
    statuses,
    waiting,
    connections,
    bodies,
    heads,
    redirects,
    gates,
    rates,
    certificates,
    charsets,
    soft,
    titles,
    walls,
    files,
    addresses,
)


def table() -> Table:
    """Fresh sites and plans, always the same; half of each category, drawn by a fixed seed, is blind."""
    t = Table()
    for add in CATEGORIES:
        add(t)
    names = [plan.name for plan in t.plans]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    random = Random(SEED)
    spare = False  # categories of odd size give their odd case in turns
    for category in dict.fromkeys(plan.category for plan in t.plans):
        group = [plan for plan in t.plans if plan.category == category]
        half = len(group) // 2
        if len(group) % 2:
            half, spare = half + spare, not spare
        for plan in random.sample(group, half):
            plan.blind = True
    return t
