"""Behaviours of web servers, each with the state that a link checker should come to.

Written on 2026-11-29 by somebody who had not seen the code that is scored on it. Standard library only.

    with serve() as base:
        for fault in FAULTS:
            look(address(fault, base), title=fault.title)

Each fault has a loopback host of its own (127.0.x.y), so that what a checker learns of one host (a Retry-After, a
cookie) touches no other fault, and a directory of its own, so that a probe of a neighbouring address is answered as
that site would. Hosts that end in `.test` need NAMES in the resolver (or leave out those faults: `fault.named`).
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import random
import resource
import select
import selectors
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from html import escape
from typing import Final
from urllib.parse import parse_qs, quote, unquote_to_bytes

ALIVE, REFUSED, SUSPECT, UNSURE, FAILING = "alive", "refused", "suspect", "unsure", "failing"
ANCHOR_GONE, TEXT_GONE = "anchor-gone", "text-gone"
STATES: Final = (ALIVE, REFUSED, SUSPECT, UNSURE, FAILING, ANCHOR_GONE, TEXT_GONE)
THEMES: Final = ("cookies", "refreshes", "walls", "charsets", "encodings", "anchors", "status")


class Reset:
    """A step of an answer: cut the connection with a TCP reset."""


RESET: Final = Reset()
Step = bytes | float | Reset  # bytes to send, seconds to wait, or a reset
Answer = Iterable[Step]
Lines = Sequence["str | bytes"]


@dataclass(frozen=True)
class Ask:
    """One request, and the fault that it reached."""

    fault: Fault
    method: str
    target: str
    headers: tuple[tuple[str, bytes], ...]
    host: str
    port: int
    state: dict[str, float]
    early: list[str]

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(self.target.partition("?")[2], keep_blank_values=True)

    @property
    def sub(self) -> str:
        """The path within the fault's directory: "page", "gate", ..."""
        own = f"/{self.fault.name}/"
        return self.path.removeprefix(own)

    @property
    def cookies(self) -> list[bytes]:
        """The pieces of the Cookie header, as they came."""
        joined = b"; ".join(value for name, value in self.headers if name == "cookie")
        return [piece for piece in joined.split(b"; ") if piece]

    def header(self, name: str) -> str:
        return next((value.decode("latin-1") for key, value in self.headers if key == name), "")

    def url(self, sub: str = "page", host: str = "") -> str:
        return f"http://{host or self.host}:{self.port}/{self.fault.name}/{sub}"


Respond = Callable[[Ask], Answer]


@dataclass(frozen=True)
class Fault:
    """One behaviour. `expected`: the acceptable states, best first. `passing` says of `failing` whether it is the
    passing kind (5xx, time-outs, TLS, resets: True) or the definite one (404, 410, no such host: False); None: either.
    What was cited: `title`, `author`, `year`, and `words` that stand on the living page."""

    name: str
    theme: str
    expected: tuple[str, ...]
    why: str
    respond: Respond
    path: str
    title: str = ""
    words: str = ""
    author: str = ""
    year: int = 0
    passing: bool | None = None
    host: str = "127.0.0.1"
    also: tuple[str, ...] = ()  # further hosts that take part
    scheme: str = "http"
    listens: bool = True

    @property
    def named(self) -> bool:
        """It needs NAMES (or a name that must not be found) in the resolver."""
        return not self.host.startswith("127.")


# ---------------------------------------------------------------------------------------------------------------------
# What was cited, and pages of it

TOPICS: Final = (
    "Tidal mills",
    "Dry-stone walls",
    "Lighthouse keepers",
    "Beekeeping guilds",
    "Canal locks",
    "Paper makers",
    "Salt roads",
    "Village choirs",
    "Wooden ferries",
    "Printed almanacs",
    "Weather diaries",
    "Public clocks",
    "Fishing rights",
    "Charcoal burners",
    "Night watchmen",
    "Peat cutters",
)
PLACES: Final = (
    "Brittany",
    "Carinthia",
    "Galicia",
    "the Lower Rhine",
    "Friesland",
    "Madeira",
    "Lapland",
    "Sicily",
    "Bohemia",
    "Connacht",
    "Jutland",
    "Transylvania",
    "Corsica",
    "Moravia",
    "the Wadden Islands",
    "Savoy",
    "Estremadura",
)
AUTHORS: Final = (
    "Anneke Dijkhuis",
    "Tomas Verhaeren",
    "Ines Calvado",
    "Marek Sobotka",
    "Liisa Korpinen",
    "Padraig Mulroy",
    "Ottavia Brancati",
    "Jens Mollegaard",
    "Celestine Guivarch",
    "Ruxandra Dobrescu",
    "Hanno Lettenbichler",
)
STOCK_WORDS: Final = (
    "archive account barn bell boundary bridge carrier census channel chapel charter cellar claim clerk coast copy "
    "council county court craft custom debt deed district dyke estate fair family farm field fleet ford forest fund "
    "garden gate grain guild harbour harvest hearth hill household inn inventory island journal labour lease ledger "
    "letter levy maker map market master meadow member mill moor notary oath office orchard order parish path pier "
    "plot port price province quarry record rent river road roof season share shore signal stone storm street survey "
    "tax timber toll tower town trade valley vessel village wage wall warden water wheel widow winter workshop"
)
STOCK: Final = tuple(STOCK_WORDS.split())
VERBS: Final = ("recorded", "repaired", "inherited", "disputed", "sold", "measured", "described", "shared", "taxed")


def prose(seed: str, paragraphs: int = 4) -> list[str]:
    """Paragraphs of plain text, the same for the same seed."""
    dice = random.Random(seed)
    made = []
    for _ in range(paragraphs):
        sentences = []
        for _ in range(dice.randint(3, 5)):
            a, b, c, d = dice.sample(STOCK, 4)
            year = dice.randint(1650, 1890)
            sentences.append(
                dice.choice(
                    (
                        f"In {year} the {a} and the {b} were {dice.choice(VERBS)} by the same {c}, as the {d} shows.",
                        f"Each {a} had a {b} of its own, which the {c} {dice.choice(VERBS)} before every {d}.",
                        f"Of the {dice.randint(11, 99)} entries on the {a}, most name a {b}, few a {c} or a {d}.",
                        f"No {a} was {dice.choice(VERBS)} without the {b}, although the {c} and the {d} were at hand.",
                    )
                )
            )
        made.append(" ".join(sentences))
    return made


def text_of(fault: Fault, extra: str = "", paragraphs: int = 4) -> str:
    first, *rest = prose(fault.name, paragraphs)
    parts = [f"<p>{escape(first)}</p>", f"<p>{escape(fault.words)}</p>", extra]
    return "\n".join(parts + [f"<p>{escape(one)}</p>" for one in rest])


def html(title: str, body: str, head: str = "", lang: str = "en") -> str:
    named = f"<title>{escape(title, quote=False)}</title>\n" if title else ""
    return f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n{head}{named}</head>\n<body>\n{body}\n</body>\n</html>\n'


UTF8: Final = '<meta charset="utf-8">\n'


def doc(ask: Ask, head: str = UTF8, extra: str = "", before: str = "", title: str = "", paragraphs: int = 4) -> str:
    """The living page of what was cited."""
    fault = ask.fault
    body = (
        f'{before}<header><a href="/">Review of Regional History</a></header>\n<main><h1>{escape(fault.title)}</h1>\n'
        f'<p class="by">{escape(fault.author)}, {fault.year}</p>\n{text_of(fault, extra, paragraphs)}\n</main>\n'
        "<footer>Review of Regional History, published twice a year.</footer>"
    )
    return html(title or f"{fault.title} | Review of Regional History", body, head)


def other(name: str, title: str, words: str = "", lang: str = "en") -> str:
    """A page that is not what was cited."""
    body = f"<h1>{escape(title)}</h1>\n<p>{escape(words)}</p>\n" if words else f"<h1>{escape(title)}</h1>\n"
    return html(title, body + "".join(f"<p>{escape(p)}</p>\n" for p in prose(name + title, 2)), UTF8, lang)


def short(title: str, words: str, lang: str = "en", head: str = UTF8) -> str:
    return html(title, f"<h1>{escape(title)}</h1>\n<p>{escape(words)}</p>", head, lang)


# ---------------------------------------------------------------------------------------------------------------------
# Answers

HTML: Final = "text/html; charset=utf-8"


def line(one: str | bytes) -> bytes:
    return one if isinstance(one, bytes) else one.encode()


def reply(
    body: str | bytes = b"", status: str = "200 OK", headers: Lines = (), kind: str | None = HTML, length: bool = True
) -> list[Step]:
    raw = body.encode() if isinstance(body, str) else body
    head = [f"HTTP/1.1 {status}".encode(), b"Date: " + formatdate(usegmt=True).encode(), b"Connection: close"]
    if kind is not None:
        head.append(b"Content-Type: " + kind.encode())
    head += [line(one) for one in headers]
    if length:
        head.append(b"Content-Length: %d" % len(raw))
    return [b"\r\n".join(head) + b"\r\n\r\n", raw]


def page(ask: Ask, headers: Lines = (), status: str = "200 OK") -> list[Step]:
    return reply(doc(ask), status, headers)


def gone(status: str = "404 Not Found") -> list[Step]:
    return reply(short(status, "The requested URL was not found on this server."), status)


def to(location: str | bytes, headers: Lines = (), status: str = "302 Found") -> list[Step]:
    return reply(b"", status, [b"Location: " + line(location), *headers])


def chunked(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + end


def only(make: Respond) -> Respond:
    """Answers for the cited address; all else in the directory is not found."""

    def respond(ask: Ask) -> Answer:
        return make(ask) if ask.sub == "page" else gone()

    return respond


def whole(make: Respond) -> Respond:
    """Answers the same for every address of the host."""
    return make


def where(**subs: Respond) -> Respond:
    """Answers by path within the directory; `_` is for all else."""
    fallback = subs.pop("_", None)

    def respond(ask: Ask) -> Answer:
        made = subs.get(ask.sub, fallback)
        return made(ask) if made else gone()

    return respond


def static(body: str | bytes, status: str = "200 OK", headers: Lines = (), kind: str | None = HTML) -> Respond:
    return only(lambda ask: reply(body, status, headers, kind))


LIVING: Final[Respond] = page

# ---------------------------------------------------------------------------------------------------------------------
# The list

_made: list[Fault] = []


def add(
    theme: str,
    name: str,
    expected: str | tuple[str, ...],
    why: str,
    respond: Respond,
    *,
    title: str = "",
    words: str = "",
    passing: bool | None = None,
    fragment: str = "",
    path: str = "",
    host: str = "",
    also: tuple[str, ...] = (),
    scheme: str = "http",
    listens: bool = True,
) -> None:
    n = len(_made)
    dice = random.Random(name)
    start = 1640 + dice.randint(0, 90)
    until = start + dice.randint(40, 160)
    topic, place = TOPICS[n % 16], PLACES[n % 17]
    title = title or f"{topic} of {place} between {start} and {until}"
    words = words or (
        f"The survey of {start + 7} counted {dice.randint(101, 899)} {topic.lower()} in {place}, "
        f"of which {dice.randint(12, 98)} were still at work in {until - 3}."
    )
    states = (expected,) if isinstance(expected, str) else expected
    unknown = set(states) - set(STATES)
    if unknown or theme not in THEMES or any(one.name == name for one in _made):
        raise ValueError(f"{name}: {unknown or theme}")
    _made.append(
        Fault(
            name=name,
            theme=theme,
            expected=states,
            why=why,
            respond=respond,
            path=(path or f"/{name}/page") + fragment,
            title=title,
            words=words,
            author=AUTHORS[n % len(AUTHORS)],
            year=1988 + n % 35,
            passing=passing,
            host=host or f"127.0.{10 + n // 200}.{n % 200 + 1}",
            also=also,
            scheme=scheme,
            listens=listens,
        )
    )


# ---------------------------------------------------------------------------------------------------------------------
# Cookies: a gate sends whoever lacks its cookie to be given it, and back. A jar that loses it goes in a circle.


def gate(*bounces: Lines, want: Sequence[bytes] = (), shun: Sequence[bytes] = (), last: bool = True) -> Respond:
    """`bounces`: for each bounce the Set-Cookie values. The page wants every piece of `want` in the Cookie header and
    none of `shun`. `last`: a plain cookie is set at the end of the way, so that nobody comes in without it."""

    def respond(ask: Ask) -> Answer:
        have = ask.cookies
        if ask.sub == "page":
            inside = b"seen=1" in have or not last
            if inside and all(one in have for one in want) and not any(one in have for one in shun):
                return page(ask)
            return to(f"/{ask.fault.name}/gate0")
        if not ask.sub.startswith("gate") or not ask.sub[4:].isdigit() or int(ask.sub[4:]) >= len(bounces):
            return gone()
        number = int(ask.sub[4:])
        sets = [b"Set-Cookie: " + line(one) for one in bounces[number]]
        if number + 1 < len(bounces):
            return to(f"/{ask.fault.name}/gate{number + 1}", sets)
        return to(f"/{ask.fault.name}/page", sets + ([b"Set-Cookie: seen=1; Path=/"] if last else []))

    return respond


def simple(name: str, why: str, cookie: str | bytes, want: bytes) -> None:
    add("cookies", name, ALIVE, why, gate([cookie], want=[want], last=False))


def inverted(name: str, why: str, *cookies: str | bytes, shun: bytes, then: Lines = ()) -> None:
    add("cookies", name, ALIVE, why, gate(list(cookies), *([then] if then else []), shun=[shun]))


simple("cookie-plain", "a gate that wants one plain cookie", "sid=4711; Path=/; HttpOnly", b"sid=4711")
simple(
    "cookie-json",
    "a JSON value, with quotes, commas, braces and a blank: kept to the letter",
    'prefs={"lang":"en","sizes":[1, 2],"ok":true}; Path=/',
    b'prefs={"lang":"en","sizes":[1, 2],"ok":true}',
)
simple(
    "cookie-json-encoded",
    "percent-encoded JSON is neither decoded nor encoded again",
    "consent=%7B%22v%22%3A1%2C%22ts%22%3A%22a%20b%22%7D; path=/",
    b"consent=%7B%22v%22%3A1%2C%22ts%22%3A%22a%20b%22%7D",
)
add(
    "cookies",
    "cookie-partitioned-beside",
    ALIVE,
    "a Partitioned cookie beside a plain one that is the one wanted",
    gate(
        ["cf=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned", "sid=9; Path=/; SameSite=Lax"],
        want=[b"sid=9"],
        last=False,
    ),
)
simple(
    "cookie-partitioned",
    "Partitioned and Secure; browsers hold loopback for trustworthy, so it is kept and sent",
    "cf=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned",
    b"cf=1",
)
simple(
    "cookie-blanks",
    "blanks within name and value are kept",
    "my name=two  words here; Path=/",
    b"my name=two  words here",
)
simple(
    "cookie-blanks-around", "blanks around name, value and attributes go", "  sid  =  x1  ;  Path  =  /  ", b"sid=x1"
)
simple(
    "cookie-brackets",
    "brackets in a name, as PHP has them",
    "cart[items][0]=a{1}(2)<3>@; Path=/",
    b"cart[items][0]=a{1}(2)<3>@",
)
simple(
    "cookie-slashes",
    "slashes, colons, question marks",
    "back=https://a.example/x?y=1&z=/2; Path=/",
    b"back=https://a.example/x?y=1&z=/2",
)
simple("cookie-utf8", "letters beyond ASCII, in UTF-8", "stadt=Zürich–東京; Path=/", "stadt=Zürich–東京".encode())
simple("cookie-utf8-name", "a name beyond ASCII", "größe=10; Path=/", "größe=10".encode())
simple("cookie-equals", "only the first = parts name and value", "sid=a=b==; Path=/", b"sid=a=b==")
simple("cookie-quoted", "quotes belong to the value", 'sid="abc def"; Path=/', b'sid="abc def"')
simple("cookie-quote-semicolon", "a semicolon ends the value even within quotes", 'sid="a; b"; Path=/', b'sid="a')
simple("cookie-comma", "a comma does not part two cookies", "a=1, b=2; Path=/", b"a=1, b=2")
simple("cookie-no-name", "a cookie without = is a value without a name", "justatoken; Path=/", b"justatoken")
simple("cookie-no-name-equals", "`=value` is sent as the value alone", "=onlyvalue; Path=/", b"onlyvalue")
simple("cookie-empty-value", "an empty value is a cookie", "sid=; Path=/", b"sid=")
simple("cookie-semicolons", "empty attributes between semicolons", "sid=5;; ;Path=/;;HttpOnly;", b"sid=5")
simple("cookie-no-space", "no blanks after semicolons, odd case", "sid=6;PATH=/;MAX-age=3600;hTTPoNLY", b"sid=6")
simple(
    "cookie-unknown-attributes", "attributes nobody knows", "sid=7; Path=/; Priority=High; SameParty; Foo=Bar", b"sid=7"
)
simple("cookie-samesite-odd", "an unknown SameSite counts as none given", "sid=8; Path=/; SameSite=Sometimes", b"sid=8")
simple(
    "cookie-samesite-strict",
    "Strict is sent on the way from an address bar",
    "sid=9; Path=/; SameSite=Strict",
    b"sid=9",
)
simple("cookie-max-age-words", "a Max-Age that is no number is ignored", "sid=1; Path=/; Max-Age=soon", b"sid=1")
simple(
    "cookie-max-age-digits",
    "a Max-Age of 5,000 digits is a long time",
    "sid=2; Path=/; Max-Age=" + "9" * 5000,
    b"sid=2",
)
simple(
    "cookie-max-age-wins",
    "Max-Age wins over an Expires that has passed",
    "sid=3; Path=/; Max-Age=3600; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    b"sid=3",
)
simple("cookie-expires-zero", "Expires=0 is no date: ignored, the cookie is kept", "sid=4; Path=/; Expires=0", b"sid=4")
simple("cookie-expires-9999", "the year 9999", "sid=5; Path=/; Expires=Fri, 31 Dec 9999 23:59:59 GMT", b"sid=5")
simple(
    "cookie-expires-dashes",
    "a date with dashes, two digits",
    "sid=6; Path=/; Expires=Sun, 06-Nov-60 08:49:37 GMT",
    b"sid=6",
)
simple(
    "cookie-expires-asctime", "a date as asctime writes it", "sid=7; Path=/; Expires=Sun Nov  6 08:49:37 2089", b"sid=7"
)
inverted(
    "cookie-expired",
    "a cookie born expired is not kept",
    "old=1; Path=/; Expires=Wed, 21 Oct 2015 07:28:00 GMT",
    shun=b"old=1",
)
inverted(
    "cookie-expired-dashes",
    "expired, with dashes and two digits",
    "old=1; Path=/; expires=Wed, 21-Oct-15 07:28:00 GMT",
    shun=b"old=1",
)
inverted(
    "cookie-max-age-zero", "deleted by Max-Age=0", "trap=1; Path=/", then=["trap=; Path=/; Max-Age=0"], shun=b"trap=1"
)
inverted(
    "cookie-max-age-zero-same",
    "deleted by Max-Age=0 with the same value",
    "trap=1; Path=/",
    then=["trap=1; Path=/; Max-Age=0"],
    shun=b"trap=1",
)
inverted(
    "cookie-max-age-negative",
    "deleted by Max-Age=-1",
    "trap=1; Path=/",
    then=["trap=x; Path=/; Max-Age=-1"],
    shun=b"trap=1",
)
inverted(
    "cookie-max-age-zero-wins",
    "Max-Age=0 wins over an Expires to come",
    "trap=1; Path=/",
    then=["trap=1; Path=/; Max-Age=0; Expires=Fri, 31 Dec 2060 23:59:59 GMT"],
    shun=b"trap=1",
)
inverted(
    "cookie-deleted",
    "deleted by an Expires of 1970, as PHP does",
    "trap=1; Path=/",
    then=["trap=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0; path=/"],
    shun=b"trap=1",
)
add(
    "cookies",
    "cookie-deleted-other-path",
    ALIVE,
    "a deletion at another path deletes nothing",
    gate(["sid=1; Path=/"], ["sid=1; Path=/elsewhere; Max-Age=0"], want=[b"sid=1"]),
)
add(
    "cookies",
    "cookie-replaced",
    ALIVE,
    "the later of two cookies of one name replaces the earlier",
    gate(["sid=old; Path=/", "sid=new; Path=/"], want=[b"sid=new"], shun=[b"sid=old"]),
)


def _chain(bounces: int) -> Respond:
    def respond(ask: Ask) -> Answer:
        have = ask.cookies
        if ask.sub == "page":
            for number in range(bounces):
                if b"step%d=ok" % number not in have:
                    return to(f"/{ask.fault.name}/gate{number}")
            return page(ask)
        if ask.sub.startswith("gate") and ask.sub[4:].isdigit():
            return to(ask.url(), [f"Set-Cookie: step{int(ask.sub[4:])}=ok; Path=/{ask.fault.name}"])
        return gone()

    return respond


add("cookies", "cookie-gate-2", ALIVE, "a gate of two bounces, the page asked between", _chain(2))
add("cookies", "cookie-gate-3", ALIVE, "a gate of three bounces: the same address four times is no circle", _chain(3))
add("cookies", "cookie-gate-6", ALIVE, "a gate of six bounces, thirteen answers, within a browser's twenty", _chain(6))


def _self_gate(ask: Ask) -> Answer:
    if b"sid=1" in ask.cookies:
        return page(ask)
    return to(f"/{ask.fault.name}/page", ["Set-Cookie: sid=1; Path=/"])


def _count_gate(ask: Ask) -> Answer:
    have = [piece for piece in ask.cookies if piece.startswith(b"n=")]
    number = int(have[0][2:]) if have and have[0][2:].isdigit() else 0
    if number >= 3:
        return page(ask)
    return to(f"/{ask.fault.name}/page", [f"Set-Cookie: n={number + 1}; Path=/"])


def _refresh_gate(ask: Ask) -> Answer:
    if b"sid=1" in ask.cookies:
        return page(ask)
    head = UTF8 + '<meta http-equiv="refresh" content="0">\n'
    return reply(short("One second", "Setting a cookie.", head=head), headers=["Set-Cookie: sid=1; Path=/"])


def _403_gate(ask: Ask) -> Answer:
    if b"sid=1" in ask.cookies:
        return page(ask)
    head = UTF8 + f'<meta http-equiv="refresh" content="1; url=/{ask.fault.name}/page">\n'
    body = short("Checking", "You will be sent on in a second.", head=head)
    return reply(body, "403 Forbidden", ["Set-Cookie: sid=1; Path=/"])


add("cookies", "cookie-self", ALIVE, "redirects to its own address with a cookie", only(_self_gate))
add(
    "cookies",
    "cookie-self-3",
    ALIVE,
    "redirects three times to its own address, a counter in the cookie",
    only(_count_gate),
)
add("cookies", "cookie-refresh", ALIVE, "sets a cookie and refreshes its own page", only(_refresh_gate))
add("cookies", "cookie-on-403", ALIVE, "the cookie comes with a 403 that refreshes to the page", only(_403_gate))


def _springer(ask: Ask) -> Answer:
    """As link.springer.com and idp.springer.com do: authorize on another host, back with a code, or with an error."""
    other_host = ask.fault.also[0]
    if ask.sub == "authorize":
        back = [f"Set-Cookie: idp_session=s; Path=/{ask.fault.name}; HttpOnly", "Set-Cookie: idp_marker=m; Path=/"]
        if b"idp_session=s" in ask.cookies and b"idp_marker=m" in ask.cookies:
            return to(ask.url("page?code=6b6c", ask.fault.host), status="303 See Other")
        if "again" in ask.query:
            return to(ask.url("page?error=cookies_not_supported", ask.fault.host))
        return to(ask.url("authorize?again=1", other_host), back)
    if ask.sub != "page":
        return gone()
    if "error" in ask.query:
        return reply(other(ask.fault.name, "Cookies are not supported", "Your browser does not keep cookies."))
    if "code" in ask.query:
        return to(f"/{ask.fault.name}/page", [f"Set-Cookie: sim={{code:1}}; Path=/{ask.fault.name}"], "303 See Other")
    if b"sim={code:1}" in ask.cookies:
        return page(ask)
    return to(ask.url("authorize", other_host), status="303 See Other")


add(
    "cookies",
    "cookie-two-hosts",
    ALIVE,
    "a publisher's way over its identity host and back, cookies on both",
    _springer,
    also=("127.1.0.1",),
)


def _leak(ask: Ask) -> Answer:
    other_host = ask.fault.also[0]
    if ask.host == other_host:
        if b"secret=1" in ask.cookies:
            return reply(other(ask.fault.name, "Bad request", "A cookie of another host came here."), "400 Bad Request")
        return page(ask) if ask.sub == "page" else gone()
    return to(ask.url("page", other_host), ["Set-Cookie: secret=1; Path=/"])


add("cookies", "cookie-not-elsewhere", ALIVE, "a cookie goes to its own host alone", _leak, also=("127.1.0.2",))
add(
    "cookies",
    "cookie-domain-other",
    ALIVE,
    "a cookie for another domain is refused whole",
    gate(["trap=1; Domain=example.com; Path=/"], shun=[b"trap=1"]),
)
add(
    "cookies",
    "cookie-domain-ip-part",
    ALIVE,
    "the end of a number address is no domain",
    gate(["trap=1; Domain=.0.1; Path=/"], shun=[b"trap=1"]),
)
add(
    "cookies",
    "cookie-domain-empty",
    ALIVE,
    "an empty Domain is as none",
    gate(["sid=1; Domain=; Path=/"], want=[b"sid=1"]),
)


def _own_domain(ask: Ask) -> Answer:
    return gate([f"sid=1; Domain={ask.host}; Path=/"], want=[b"sid=1"], last=False)(ask)


add("cookies", "cookie-domain-ip", ALIVE, "the number address itself as Domain", _own_domain)
add(
    "cookies",
    "cookie-path-other",
    ALIVE,
    "a cookie for another path stays away",
    gate(["trap=1; Path=/elsewhere"], shun=[b"trap=1"]),
)
add(
    "cookies",
    "cookie-path-prefix",
    ALIVE,
    "a path matches whole segments: /cookie-path-prefi does not match /cookie-path-prefix/page",
    gate(["trap=1; Path=/cookie-path-prefi"], shun=[b"trap=1"]),
)
add(
    "cookies",
    "cookie-path-relative",
    ALIVE,
    "a Path without a first slash counts as none: the directory of the request",
    gate(["sid=1; Path=page"], want=[b"sid=1"]),
)


def _foreign_path(ask: Ask) -> Answer:
    """The cookie for the page is set at an address that is not within its path."""
    if ask.sub == "page":
        return page(ask) if b"sid=1" in ask.cookies else to(f"/{ask.fault.name}/way/set")
    if ask.sub == "way/set":
        return to(f"/{ask.fault.name}/page", [f"Set-Cookie: sid=1; Path=/{ask.fault.name}/page"])
    return gone()


add("cookies", "cookie-path-foreign", ALIVE, "a Path that does not hold the setting address is allowed", _foreign_path)


def _two_paths(ask: Ask) -> Answer:
    have = [piece for piece in ask.cookies if piece.startswith(b"sid=")]
    if ask.sub == "page":
        return page(ask) if have[:1] == [b"sid=deep"] and len(have) == 2 else to(f"/{ask.fault.name}/gate")
    sets = ["Set-Cookie: sid=root; Path=/", f"Set-Cookie: sid=deep; Path=/{ask.fault.name}"]
    return to(f"/{ask.fault.name}/page", sets) if ask.sub == "gate" else gone()


add(
    "cookies",
    "cookie-duplicate-names",
    ALIVE,
    "two of one name at two paths: both are sent, the longer path first",
    _two_paths,
)
simple(
    "cookie-secure",
    "Secure; browsers hold loopback for trustworthy, so it is kept and sent",
    "sid=1; Path=/; Secure",
    b"sid=1",
)
simple(
    "cookie-host-prefix",
    "__Host- with all it needs, on loopback",
    "__Host-sid=1; Secure; Path=/; HttpOnly",
    b"__Host-sid=1",
)
inverted("cookie-host-prefix-bare", "__Host- without Secure is refused", "__Host-sid=1; Path=/", shun=b"__Host-sid=1")
inverted(
    "cookie-host-prefix-path",
    "__Host- with a path is refused",
    "__Host-sid=1; Secure; Path=/cookie-host-prefix-path",
    shun=b"__Host-sid=1",
)
inverted(
    "cookie-secure-prefix-bare",
    "__secure-, in any case, without Secure is refused",
    "__secure-sid=1; Path=/",
    shun=b"__secure-sid=1",
)
inverted(
    "cookie-samesite-none-bare",
    "SameSite=None without Secure is refused",
    "trap=1; Path=/; SameSite=None",
    shun=b"trap=1",
)
inverted("cookie-control", "a cookie with a control character is refused", b"trap=1\x01; Path=/", shun=b"trap=1\x01")
inverted(
    "cookie-too-long",
    "name and value over 4,096 octets: refused",
    "trap=" + "x" * 4093 + "; Path=/",
    shun=b"trap=" + b"x" * 4093,
)
inverted(
    "cookie-huge",
    "a cookie of 40 kB is refused, and costs no time",
    "trap=" + "a;b " * 10000 + "; Path=/",
    "trap2=" + "x" * 40000,
    shun=b"trap2=" + b"x" * 40000,
)
simple(
    "cookie-4096",
    "name and value of just 4,096 octets are kept",
    "sid=" + "x" * 4093 + "; Path=/",
    b"sid=" + b"x" * 4093,
)
add(
    "cookies",
    "cookie-many",
    ALIVE,
    "sixty cookies in one answer, all kept",
    gate([f"c{n}={n}; Path=/" for n in range(60)], want=[b"c%d=%d" % (n, n) for n in range(60)], last=False),
)
inverted(
    "cookie-json-then-deleted",
    "a JSON cookie that is deleted",
    'j={"a":"b c"}; Path=/',
    then=["j=; Path=/; Max-Age=0"],
    shun=b'j={"a":"b c"}',
)


def _meta_cookie(ask: Ask) -> Answer:
    if b"trap=1" in ask.cookies:
        return gone()
    if b"seen=1" in ask.cookies:
        return page(ask)
    head = UTF8 + '<meta http-equiv="set-cookie" content="trap=1; path=/">\n<meta http-equiv="refresh" content="0">\n'
    return reply(short("One second", "Please wait.", head=head), headers=["Set-Cookie: seen=1; Path=/"])


add("cookies", "cookie-meta", ALIVE, "cookies by <meta> are set by no browser any more", only(_meta_cookie))


def _script_cookie(ask: Ask) -> Answer:
    if b"js=1" in ask.cookies:
        return page(ask)
    script = "<script>document.cookie='js=1; path=/';location.reload();</script>"
    return reply(html("", f"<noscript>Please turn on JavaScript.</noscript>{script}", UTF8))


add(
    "cookies",
    "cookie-by-script",
    (REFUSED, UNSURE, ALIVE),
    "a script sets the cookie and loads again: who runs no scripts sees a wall, not another page",
    only(_script_cookie),
)
add(
    "cookies",
    "cookie-gate-to-404",
    FAILING,
    "the gate opens, and behind it the page is not found",
    only(
        lambda ask: gone() if b"sid=1" in ask.cookies else to(f"/{ask.fault.name}/page", ["Set-Cookie: sid=1; Path=/"])
    ),
    passing=False,
)
add(
    "cookies",
    "cookie-gate-to-other",
    SUSPECT,
    "the gate opens, and behind it stands another page",
    only(
        lambda ask: (
            reply(other(ask.fault.name, "Summer offers for your garden", "Furniture and parasols at half the price."))
            if b"sid=1" in ask.cookies
            else to(f"/{ask.fault.name}/page", ["Set-Cookie: sid=1; Path=/"])
        )
    ),
)
add(
    "cookies",
    "cookie-endless",
    (FAILING, UNSURE),
    "a gate that never opens, with a new cookie each time: too many redirects in a browser",
    only(lambda ask: to(f"/{ask.fault.name}/page", [f"Set-Cookie: n={time.monotonic_ns()}; Path=/"])),
)
add(
    "cookies",
    "cookie-refused-still-page",
    ALIVE,
    "twenty broken Set-Cookie lines beside a page",
    only(
        lambda ask: page(
            ask,
            [
                "Set-Cookie: ",
                "Set-Cookie: ;",
                "Set-Cookie: =",
                "Set-Cookie: ===;;;",
                b"Set-Cookie: \xff\xfe=\x80; Path=/",
                "Set-Cookie: a=1; Expires=" + "9" * 6000,
                "Set-Cookie: a=1; Expires=Fri, 99 Foo 99999 99:99:99 +99999",
                "Set-Cookie: a=1; Domain=http://[x/; Path=/",
                "Set-Cookie: a=1; Domain=a℀b; Path=/",
                "Set-Cookie: a=1; Max-Age=²",
                *[f"Set-Cookie: x{n}" + "=" * n for n in range(10)],
            ],
        )
    ),
)

# Names: see NAMES. www.gate.test, login.gate.test and gate.test are one site.
NAMES: Final = {
    "www.gate.test": "127.1.1.1",
    "login.gate.test": "127.1.1.2",
    "gate.test": "127.1.1.3",
    "www.other.test": "127.1.1.4",
}


def _site_cookie(setter: str, cookie: str, wanted: bool) -> Respond:
    """`setter` sets the cookie and sends to the page's host, which wants it (or must not have it)."""

    def respond(ask: Ask) -> Answer:
        name = ask.header("host").partition(":")[0]
        if ask.sub == "set":
            return to(ask.url("page?set=1", ask.fault.host), [f"Set-Cookie: {cookie}"])
        if ask.sub != "page":
            return gone()
        if "set" not in ask.query:
            return to(ask.url("set", setter))
        has = any(piece.startswith(b"sso=") for piece in ask.cookies)
        if name == ask.fault.host and has == wanted:
            return page(ask)
        return reply(other(ask.fault.name, "Sign in", "Your session could not be found."), "400 Bad Request")

    return respond


add(
    "cookies",
    "cookie-domain-parent",
    ALIVE,
    "login.gate.test sets a cookie for gate.test, www.gate.test gets it",
    _site_cookie("login.gate.test", "sso=1; Domain=gate.test; Path=/", True),
    host="www.gate.test",
    also=("login.gate.test",),
)
add(
    "cookies",
    "cookie-domain-dot",
    ALIVE,
    "a first dot in Domain is nothing",
    _site_cookie("login.gate.test", "sso=1; Domain=.GATE.test; Path=/", True),
    host="gate.test",
    also=("login.gate.test",),
)
add(
    "cookies",
    "cookie-host-only",
    ALIVE,
    "without Domain, a cookie of gate.test does not go to www.gate.test",
    _site_cookie("gate.test", "sso=1; Path=/", False),
    host="www.gate.test",
    also=("gate.test",),
)
add(
    "cookies",
    "cookie-domain-suffix",
    ALIVE,
    "no cookie for a whole top-level domain",
    _site_cookie("www.other.test", "sso=1; Domain=test; Path=/", False),
    host="www.gate.test",
    also=("www.other.test",),
)

# ---------------------------------------------------------------------------------------------------------------------
# Refreshes: `page` is a stub that sends on to `there`, the living page; or `page` lives and must not be left.


def stub(meta: str | bytes = "", headers: Lines = (), kind: str | None = HTML, place: str = "head") -> Respond:
    """A page that says nothing, with a refresh in it. `{}` in it is the fault's directory."""

    def respond(ask: Ask) -> Answer:
        raw = meta.encode() if isinstance(meta, str) else meta
        raw = raw.replace(b"{}", f"/{ask.fault.name}".encode())
        head, body = (raw, b"") if place == "head" else (b"", raw)
        made = (
            b'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Redirecting</title>\n'
            + head
            + b"</head>\n<body><p>Please wait.</p>\n"
            + body
            + b"</body></html>\n"
        )
        sent = [line(one).replace(b"{}", f"/{ask.fault.name}".encode()) for one in headers]
        return reply(made, headers=sent, kind=kind)

    return respond


def follows(
    name: str,
    why: str,
    meta: str | bytes = "",
    headers: Lines = (),
    place: str = "head",
    more: dict[str, Respond] | None = None,
) -> None:
    add("refreshes", name, ALIVE, why, where(page=stub(meta, headers, place=place), there=LIVING, **(more or {})))


def stays(
    name: str, why: str, head: str = "", extra: str = "", headers: Lines = (), then: Respond | None = None
) -> None:
    """The page lives; whoever follows what is no refresh comes to a 404."""

    def respond(ask: Ask) -> Answer:
        mine = f"/{ask.fault.name}"
        sent = [line(one).replace(b"{}", mine.encode()) for one in headers]
        return reply(doc(ask, UTF8 + head.replace("{}", mine), extra.replace("{}", mine)), headers=sent)

    add("refreshes", name, ALIVE, why, where(page=respond, **({"there": then} if then else {})))


def meta(content: str) -> str:
    return f'<meta http-equiv="refresh" content="{content}">'


follows("refresh-plain", "the common form", meta("0; url={}/there"))
follows("refresh-order", "content before http-equiv", '<meta content="0;url={}/there" http-equiv="refresh">')
follows("refresh-upper", "upper case throughout", '<META HTTP-EQUIV="REFRESH" CONTENT="0;URL={}/there">')
follows("refresh-no-url", "no url=, only the address", meta("0; {}/there"))
follows("refresh-no-url-tight", "no url=, no blank", meta("0;{}/there"))
follows("refresh-comma", "a comma instead of the semicolon", meta("0, url={}/there"))
follows("refresh-blank-only", "a blank instead of the semicolon", meta("0 url={}/there"))
follows("refresh-blanks", "blanks in every place", meta("  0  ;   url   =   {}/there  "))
follows("refresh-newlines", "line ends and tabs in the value", meta("0;\n\turl=\n{}/there\n"))
follows("refresh-single", "single quotes about the address", meta("0;url='{}/there'"))
follows(
    "refresh-double", "double quotes within single ones", "<meta http-equiv='refresh' content='0;url=\"{}/there\"'>"
)
follows("refresh-quote-open", "a quote that is never closed", meta("0;url='{}/there"))
follows("refresh-quote-rest", "whatever follows the closing quote is dropped", meta("0;url='{}/there' target=_top"))
follows("refresh-unquoted", "attributes without quotes", "<meta http-equiv=refresh content=0;url={}/there>")
follows(
    "refresh-slash", "a tag closed as in XHTML, without blanks", '<meta http-equiv="refresh"content="0;url={}/there"/>'
)
follows(
    "refresh-other-attributes",
    "other attributes between",
    '<meta id="r" data-x=">" http-equiv="refresh" name=x content="0;url={}/there">',
)
follows("refresh-fraction", "a fraction of a second", meta("0.5; url={}/there"))
follows("refresh-fraction-bare", "a fraction without a nought", meta(".5; url={}/there"))
follows("refresh-fraction-dots", "points and digits after the number are skipped", meta("0.0.0.1; url={}/there"))
follows("refresh-zeros", "5,000 noughts are nought", meta("0" * 5000 + "; url={}/there"))
follows("refresh-3s", "three seconds", meta("3; url={}/there"))
follows("refresh-5s", "five seconds, the common courtesy", meta("5; url={}/there"))
follows("refresh-body", "in the body instead of the head", meta("0; url={}/there"), place="body")
follows("refresh-after-title", "in an unclosed head, after a stray div", "<div>" + meta("0; url={}/there"))
follows(
    "refresh-twice-attribute",
    "of an attribute given twice, the first counts",
    '<meta http-equiv="refresh" content="0;url={}/there" content="0;url={}/nowhere">',
)
follows(
    "refresh-entity-letters",
    "character references within the value",
    '<meta http-equiv="&#114;efresh" content="0&#59;url&#x3D;{}&#47;there">',
)


def _query_there(ask: Ask) -> Answer:
    if ask.sub == "page":
        return stub(meta("0; url={}/there?a=1&amp;b=2&amp;copy=3"))(ask)
    if ask.sub == "there" and ask.query == {"a": ["1"], "b": ["2"], "copy": ["3"]}:
        return page(ask)
    return gone()


def _query_bare(ask: Ask) -> Answer:
    if ask.sub == "page":
        return stub(meta("0; url={}/there?a=1&b=2&copy=3"))(ask)
    if ask.sub == "there" and ask.query == {"a": ["1"], "b": ["2"], "copy": ["3"]}:
        return page(ask)
    return gone()


add("refreshes", "refresh-amp", ALIVE, "&amp; in the address is &", _query_there)
add("refreshes", "refresh-amp-bare", ALIVE, "&copy= in an attribute is no character reference", _query_bare)
follows("refresh-relative", "an address relative to the page", meta("0; url=there"))
follows("refresh-dots", "a relative address with dots", meta("0; url=./x/../there"))
follows("refresh-base", "relative to <base href>", '<base href="{}/sub/">' + meta("0; url=../there"))
follows("refresh-space", "blanks in the address", meta("0; url={}/here you are"), more={"here%20you%20are": LIVING})
follows(
    "refresh-letters", "letters beyond ASCII in the address", meta("0; url={}/größe"), more={"gr%C3%B6%C3%9Fe": LIVING}
)
follows("refresh-fragment", "an address with a fragment", meta("0; url={}/there#part"))
follows("refresh-url-in-url", "url= once more within the address", meta("0; url={}/there?url=http://nowhere.invalid/"))
follows("refresh-header", "the Refresh header", headers=["Refresh: 0; url={}/there"])
follows("refresh-header-bare", "the Refresh header without url=", headers=["refresh: 0;{}/there"])
follows("refresh-header-quotes", "the Refresh header with quotes", headers=['Refresh: 1;URL="{}/there"'])
follows(
    "refresh-header-no-body", "the Refresh header on a page that only says wait", headers=["Refresh: 0.1, URL={}/there"]
)
follows(
    "refresh-comment-before",
    "after a comment that holds another refresh",
    "<!-- " + meta("0; url={}/nowhere") + " -->" + meta("0; url={}/there"),
)
follows(
    "refresh-script-before",
    "after a script that writes about another",
    "<script>var s='" + meta("0; url={}/nowhere") + "';</script>" + meta("0; url={}/there"),
)
follows("refresh-null-first", "after a refresh that says nothing", meta("") + meta("soon") + meta("0; url={}/there"))
follows(
    "refresh-chain",
    "three refreshes one after another",
    meta("0; url={}/b"),
    more={"b": stub(meta("0; url={}/c")), "c": stub(meta("0;url={}/there"))},
)
follows(
    "refresh-then-302",
    "a refresh to a redirect",
    meta("0; url={}/b"),
    more={"b": lambda ask: to(f"/{ask.fault.name}/there")},
)
follows(
    "refresh-shout", "after 100 kB of style", "<style>" + "p{margin:0}" * 9000 + "</style>" + meta("0; url={}/there")
)
add(
    "refreshes",
    "refresh-xhtml",
    ALIVE,
    "in a page of application/xhtml+xml",
    where(
        page=lambda ask: reply(
            '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
            "<title>Moved</title>"
            f'<meta http-equiv="refresh" content="0;url=/{ask.fault.name}/there"/></head><body><p>'
            f"Moved.</p></body></html>",
            kind="application/xhtml+xml",
        ),
        there=LIVING,
    ),
)
add(
    "refreshes",
    "refresh-404",
    ALIVE,
    "a 404 whose page refreshes to the living one, as static hosts do for moved pages",
    where(
        page=lambda ask: reply(short("Moved", "Moved.", head=meta(f"0;url=/{ask.fault.name}/there")), "404 Not Found"),
        there=LIVING,
    ),
)

stays(
    "refresh-noscript",
    "within <noscript>: browsers run scripts, so it is text",
    "<noscript>" + meta("0; url={}/there") + "</noscript>",
)
stays(
    "refresh-noscript-body",
    "within <noscript> of the body",
    extra="<noscript>" + meta("0; url={}/there") + "</noscript>",
)
stays("refresh-comment", "within a comment", "<!-- " + meta("0; url={}/there") + " -->")
stays(
    "refresh-comment-conditional",
    "within a comment for Internet Explorer",
    "<!--[if lt IE 9]>" + meta("0; url={}/there") + "<![endif]-->",
)
stays("refresh-script", "within a script", "<script>var s = '" + meta("0; url={}/there") + "';</script>")
stays("refresh-template", "within a template", extra="<template>" + meta("0; url={}/there") + "</template>")
stays("refresh-textarea", "within a textarea", extra="<textarea>" + meta("0; url={}/there") + "</textarea>")
stays("refresh-title", "within the title's neighbour <style>", "<style>" + meta("0; url={}/there") + "</style>")
stays(
    "refresh-attribute",
    "within another element's attribute",
    extra="<div data-x='" + meta("0; url={}/there") + "'>x</div>",
)
stays(
    "refresh-escaped",
    "shown as text in a page about refreshes",
    extra="<pre>" + escape(meta("0; url={}/there")) + "</pre>",
)
stays("refresh-name", "name instead of http-equiv", '<meta name="refresh" content="0; url={}/there">')
stays("refresh-property", "http-equiv with a blank before", '<meta http-equiv=" refresh" content="0; url={}/there">')
stays("refresh-word", "a time that is a word", meta("now; url={}/there"))
stays("refresh-negative", "a time below nought", meta("-1; url={}/there"))
stays("refresh-no-separator", "a letter straight after the number", meta("0url={}/there"))
stays("refresh-javascript", "to a javascript: address", meta("0; url=javascript:location.href='{}/there'"))
follows(
    "refresh-svg",
    "a <meta> in a drawing breaks out of it and counts",
    "<svg><g>" + meta("0; url={}/there") + "</g></svg>",
    place="body",
)
stays("refresh-self-60", "its own page again every minute, as newspapers do", meta("60"))
stays("refresh-self-300-url", "its own address again after five minutes", meta("300; url={}/page"))
stays("refresh-1800-home", "to the home page after half an hour", meta("1800; url=/"))
stays(
    "refresh-1200-logout",
    "to a log-out page after twenty minutes",
    meta("1200; url={}/there"),
    then=lambda ask: reply(short("Signed out", "Your session has expired.")),
)
stays("refresh-header-self", "a Refresh header without an address", headers=["Refresh: 90"])
stays("refresh-header-900", "a Refresh header of fifteen minutes to elsewhere", headers=["Refresh: 900; url={}/there"])
stays("refresh-5000-digits", "5,000 digits of seconds", meta("9" * 5000 + "; url={}/there"))
stays(
    "refresh-5000-digits-header",
    "5,000 digits of seconds, in the header",
    headers=["Refresh: " + "9" * 5000 + "; url={}/there"],
)
stays("refresh-digits-other", "digits of another script are no digits", meta("٠; url={}/there"))
stays("refresh-superscript", "² is no digit", meta("²; url={}/there"))
stays(
    "refresh-long-tag",
    "a tag of 16 kB of blanks and quotes that is no refresh",
    '<meta http-equiv="refresh" content="x' + " " * 8000 + "' \"" + ' a="' * 2000 + '">',
)
stays(
    "refresh-many",
    "3,000 tags that begin and are no refresh",
    "<meta http-equiv=refresh\n" * 200 + ">" + '<meta http-equiv="refres">' * 3000,
)
add(
    "refreshes",
    "refresh-30",
    (ALIVE, SUSPECT, UNSURE),
    "a stub that sends on after thirty seconds, with a link; a browser does get there",
    where(page=stub(meta("30; url={}/there") + "</head><body><p>This page has moved.</p>"), there=LIVING),
)
add(
    "refreshes",
    "refresh-30-living",
    ALIVE,
    "the living page, which goes to the home page after thirty seconds: who cited it read it",
    where(page=lambda ask: reply(doc(ask, UTF8 + meta("30; url=/")))),
)
add(
    "refreshes",
    "refresh-self-0",
    (ALIVE, UNSURE, SUSPECT),
    "the living page asks itself anew all the time, without end",
    where(page=lambda ask: reply(doc(ask, UTF8 + meta("0")))),
)
add(
    "refreshes",
    "refresh-circle",
    (UNSURE, FAILING, SUSPECT),
    "two stubs that send to each other",
    where(page=stub(meta("0; url={}/b")), b=stub(meta("0; url={}/page"))),
)
add(
    "refreshes",
    "refresh-to-404",
    FAILING,
    "a refresh to a page that is not found",
    where(page=stub(meta("0; url={}/there"))),
    passing=False,
)
add(
    "refreshes",
    "refresh-to-410-bare",
    FAILING,
    "a refresh without url=, content first, to a page that is gone",
    where(page=stub('<meta content="1;{}/there" http-equiv=refresh>'), there=lambda ask: gone("410 Gone")),
    passing=False,
)
add(
    "refreshes",
    "refresh-to-parked",
    SUSPECT,
    "a refresh to a parked domain's page",
    where(
        page=stub(meta("0;url={}/lander")),
        lander=lambda ask: reply(
            short("regional-history.example is for sale", "Buy this domain. Related searches: mortgages, hotels.")
        ),
    ),
)
add(
    "refreshes",
    "refresh-to-wall",
    REFUSED,
    "SiteGround: 202 and a refresh to /.well-known/sgcaptcha/",
    lambda ask: (
        reply(
            short("Robot Challenge Screen", "Checking the site connection security. This may take a few seconds.")
            + '<script src="/.well-known/sgcaptcha/sg.js"></script>'
        )
        if ask.path.startswith("/.well-known/sgcaptcha")
        else reply(
            '<html><head><link rel="icon" href="data:;"><meta http-equiv="refresh" content="0;'
            f'/.well-known/sgcaptcha/?r={quote(ask.path, safe="")}&y=ipr:192.0.2.7:1764400000.123">'
            f"</meta></head></html>",
            "202 Accepted",
            ["SG-Captcha: challenge", "X-Robots-Tag: noindex"],
            "text/html",
        )
    ),
)
add(
    "refreshes",
    "refresh-bad-address",
    (UNSURE, SUSPECT, FAILING),
    "a stub that sends to http://[x/, which is no address",
    where(page=stub(meta("0; url=http://[x/"))),
)
add(
    "refreshes",
    "refresh-bad-address-living",
    ALIVE,
    "a living page with a refresh to http://a℀b/, which is no address",
    where(page=lambda ask: reply(doc(ask, UTF8 + meta("9; url=http://a℀b/")))),
)
add(
    "refreshes",
    "refresh-by-script",
    (UNSURE, SUSPECT, ALIVE),
    "a script sends on; who runs no scripts cannot know",
    where(
        page=lambda ask: reply(
            html("Redirecting", f"<script>location.replace('/{ask.fault.name}/there')</script>", UTF8)
        ),
        there=LIVING,
    ),
)

# ---------------------------------------------------------------------------------------------------------------------
# Walls, in the shapes of the real products; and pages that only speak of such things


def wall(
    name: str,
    why: str,
    body: str,
    status: str,
    headers: Lines = (),
    expected: str | tuple[str, ...] = REFUSED,
    kind: str = HTML,
) -> None:
    add("walls", name, expected, why, whole(lambda ask: reply(body, status, headers, kind)))


ANUBIS = """<!doctype html><html lang="en"><head><title>Making sure you&#39;re not a bot!</title>
<link rel="stylesheet" href="/.within.website/x/xess/xess.min.css?cachebuster=v1.23.0">
<meta name="viewport" content="width=device-width, initial-scale=1.0"><meta name="robots" content="noindex,nofollow">
<script id="anubis_version" type="application/json">"v1.23.0"</script>
<script id="anubis_challenge" type="application/json">{"rules":{"algorithm":"fast","difficulty":5,"report_as":5},
"challenge":{"id":"019abb13-2859-7587-bec3-16e0a3f67ce9","method":"fast","randomData":"1b7a4c4a35a9e11ac23c2ae7"}}</script
"challenge":{"id":"019abb13-2859-7587-bec3-16e0a3f67ce9","method":"fast","randomData":"1b7a4c4a35a9e11ac23c2ae7"}}</script>
<script id="anubis_base_prefix" type="application/json">""</script></head>
<body id="top"><main><h1 id="title" class="centered-div">Making sure you&#39;re not a bot!</h1>
<div class="centered-div"><img id="image"
src="/.within.website/x/cmd/anubis/static/img/pensive.webp?cacheBuster=v1.23.0">
<p id="status">Loading...</p>
<script async type="module" src="/.within.website/x/cmd/anubis/static/js/main.mjs?cacheBuster=v1.23.0"></script>
<details><p>You are seeing this because the administrator of this website has set up Anubis to protect the server
against the scourge of AI companies aggressively scraping websites. This can and does cause downtime for the
websites, which makes their resources inaccessible for everyone.</p></details>
<noscript><p>Sadly, you must enable JavaScript to get past this challenge.</p></noscript></div>
<footer><p>Protected by <a href="https://github.com/TecharoHQ/anubis">Anubis</a> from Techaro.</p></footer>
</main></body></html>"""
ANUBIS_DE = (
    ANUBIS.replace("Making sure you&#39;re not a bot!", "Wir stellen sicher, dass du kein Bot bist!")
    .replace('lang="en"', 'lang="de"')
    .replace("Loading...", "Berechne...")
)
CLOUDFLARE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="robots" content="noindex,nofollow">
<meta http-equiv="refresh" content="360"></head><body><div class="main-wrapper" role="main"><div class="main-content">
<noscript><div class="h2"><span id="challenge-error-text">Enable JavaScript and cookies to
continue</span></div></noscript>
</div></div><script>(function(){window._cf_chl_opt = {cvId: '3',cZone: 'www.example.org',cType: 'managed',
cRay: 'a32c11917864fdb8',cH: 'x'};var a = document.createElement('script');
a.src = '/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=a32c11917864fdb8';}());</script></body></html>"""
CLOUDFLARE_ZH = CLOUDFLARE.replace("Just a moment...", "请稍候…").replace(
    '<div class="main-content">', '<div class="main-content"><h1>www.example.org</h1><p>正在进行安全验证</p>'
)
AKAMAI = """<HTML><HEAD>
<TITLE>Access Denied</TITLE>
</HEAD><BODY>
<H1>Access Denied</H1>

You don't have permission to access "http&#58;&#47;&#47;www&#46;example&#46;org&#47;page" on this server.<P>
Reference&#32;&#35;18&#46;4d641002&#46;1764400000&#46;1a2b3c4d
<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;4d641002&#46;1764400000&#46;1a2b3c4d</P>
</BODY>
</HTML>
"""
AWS_202 = """<!DOCTYPE html>
<html lang="en">
<head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title></title>
    <style>body { font-family: "Arial"; }</style>
    <script type="text/javascript">
    window.awsWafCookieDomainList = [];
    window.gokuProps = {"key":"AQIDAHjcYu/GjX","iv":"A6wUCgAhZgAB","context":"glDLQwA7fqdXeYzd6QoT"};
    </script>
    <script src="https://1c5c1ecf7303.d474e66d.us-west-2.token.awswaf.com/1c5c/challenge.js"></script>
</head>
<body>
    <div id="challenge-container"></div>
    <script type="text/javascript">
        AwsWafIntegration.saveReferrer();
        AwsWafIntegration.checkForceRefresh().then((forceRefresh) => {
            AwsWafIntegration.getToken().then(() => { window.location.reload(true); });
        });
    </script>
    <noscript>
        <h1>JavaScript is disabled</h1>
        In order to continue, we need to verify that you're not a robot.
        This requires JavaScript. Enable JavaScript and then reload the page.
    </noscript>
</body>
</html>"""
AWS_405 = AWS_202.replace("<title></title>", "<title>Human Verification</title>").replace("challenge.js", "captcha.js")
DATADOME = """<html lang="en"><head><title>example.org</title><style>#cmsg{animation: A 1.5s;}</style></head>
<body style="margin:0"><p id="cmsg">Please enable JS and disable any ad blocker</p>
<script data-cfasync="false">var dd={'rt':'c','cid':'AHrlqAAAAAMA','hsh':'13C44BAB4C9D728BBD66E2A9F0233C','t':'fe',
'qp':'','s':45239,'e':'c538be','host':'geo.captcha-delivery.com','cookie':'x'}</script>
<script data-cfasync="false" src="https://ct.captcha-delivery.com/c.js"></script></body></html>"""
IMPERVA = """<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW">
<meta name="format-detection" content="telephone=no"><meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
<script src="/nly-What-neuer-of-my-But-of-Rosse-a-Say-thinke-v" async></script></head>
<body style="margin:0px;height:100%"><iframe id="main-iframe"
src="/_Incapsula_Resource?SWUDNSAI=9&xinfo=5-12345-0%20NNNN&incident_id=722000590077202780-82181532081589964&edet=12"
frameborder=0 width="100%" height="100%" marginheight="0px" marginwidth="0px">Request unsuccessful. Incapsula incident
ID: 722000590077202780-82181532081589964</iframe></body></html>"""
DISTIL = """<!DOCTYPE html><html><head><title>Pardon Our Interruption</title><meta name="robots"
content="noindex, nofollow">
<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3"></script></head><body>
<h1>Pardon Our Interruption...</h1><p>As you were browsing something about your browser made us think you were a bot.
There are a few reasons this might happen:</p><ul><li>You've disabled cookies in your web
browser.</li><li>You're a power
user moving through this website with super-human speed.</li><li>A third-party browser plugin, such as Ghostery or
NoScript, is preventing JavaScript from running.</li></ul></body></html>"""
PERIMETERX = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="description"
content="px-captcha">
<title>Access to this page has been denied</title><link rel="stylesheet"
href="https://captcha.px-cdn.net/px.css"></head>
<body><section class="container"><div class="customer-logo-wrapper"></div><div class="page-title-wrapper">
<h1>Press &amp; Hold to confirm you are<br>a human (and not a bot).</h1></div><div id="px-captcha"></div>
<p>Reference ID 2b6f5c3a-7d11-11f0-b5c1-0a1b2c3d4e5f</p></section>
<script>window._pxAppId='PXabc123';window._pxUuid='2b6f5c3a';</script>
<script src="/abc123/captcha/captcha.js?a=c&u=2b6f5c3a&v=&m=0"></script></body></html>"""
PX_SHOP = """<html lang="en"><head><title>Let us know you're not a robot - Review of Regional
History</title></head><body>
<header><nav><a href="/?xid=hdr_logo">Review of Regional History</a></nav></header><div class="sc-human-challenge-page">
<div>Let us know you're human (no robots allowed)</div><div id="px-captcha"></div></div>
<footer><ul><li><a href="/help">Help center</a></li><li><a href="/terms">Terms</a></li></ul></footer></body></html>"""
CLIENT = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport"
content="width=device-width">
<link href="/_fs-ch-1T1wmsGaOgGaSxcX/assets/styles.css" rel="stylesheet" /><title>Client Challenge</title></head><body>
<noscript><div class="noscript-container"><div class="noscript-content">
<img src="/_fs-ch-1T1wmsGaOgGaSxcX/assets/errorIcon.svg" alt="" role="presentation">
<span class="noscript-span">JavaScript is disabled in your browser.</span>
<p>Please enable JavaScript to proceed.</p></div></div></noscript>
<div id="loading-error" role="alert" aria-live="polite">A required part of this site couldn't load. This may be due to a
browser extension, network issues, or browser settings. Please check your connection, disable any ad blockers,
or try using
a different browser.</div><script>function loadScript(src){return new Promise(function(r){r(src)})}
loadScript('/_fs-ch-1T1wmsGaOgGaSxcX/errors.js')</script></body></html>"""
ONE_MOMENT = """<!DOCTYPE html><html lang="en"><head><meta charset="utf8"><meta name="robots"
content="noindex,nofollow">
<script>(function(){setTimeout(function(){window.location.reload();},5000);}())</script>
<title>One moment, please...</title><style>.spinner{margin:auto}</style></head><body>
<div id="outer-container"><div id="container"><h1>Please wait while your request is being verified...</h1>
<svg class="spinner" width="90px" height="90px"><title>Loader</title></svg></div></div>
<form id="wsidchk-form" style="display:none;" action="/z0f76a1d14fd21a8fb5fd0d03e0fdc3d3cedae52f" method="GET">
<input type="hidden" id="wsidchk" name="wsidchk"/></form></body></html>"""
GOOGLE = """<html><head><meta http-equiv="content-type" content="text/html;
charset=utf-8"><title>https://www.example.org/page
</title></head><body style="font-family: arial, sans-serif"><div style="max-width:400px;"><hr noshade size="1"><br>
<form id="captcha-form" action="index" method="post"><script
src="https://www.google.com/recaptcha/enterprise.js"></script>
<div id="recaptcha" class="g-recaptcha" data-sitekey="6LdLLIMbAAAAAIl-KLj9p1ePhM"></div></form><hr>
<b>About this page</b><br><br>Our systems have detected unusual traffic from your computer network. This page
checks to see
if it's really you sending the requests, and not a robot.<br>IP address: 192.0.2.7<br>Time: 2026-11-29T02:20:00Z</div>
</body></html>"""

wall(
    "wall-anubis-200",
    "Anubis, 200 as it is delivered",
    ANUBIS,
    "200 OK",
    ["Cache-Control: no-store", "Set-Cookie: techaro.lol-anubis-cookie-verification=x; Path=/"],
)
wall("wall-anubis-de", "Anubis in German, 200", ANUBIS_DE, "200 OK", ["Cache-Control: no-store"])
wall("wall-anubis-403", "Anubis set to 403", ANUBIS, "403 Forbidden")
wall(
    "wall-cloudflare-403",
    "Cloudflare's managed challenge",
    CLOUDFLARE,
    "403 Forbidden",
    ["Server: cloudflare", "cf-mitigated: challenge", "CF-RAY: a32c11917864fdb8-FRA"],
)
wall(
    "wall-cloudflare-503",
    "Cloudflare's old challenge with 503: a wall, not an ailing server",
    CLOUDFLARE,
    "503 Service Temporarily Unavailable",
    ["Server: cloudflare"],
)
wall("wall-cloudflare-200", "the same page passed on with 200 by a cache", CLOUDFLARE, "200 OK")
wall("wall-cloudflare-zh", "Cloudflare's challenge in Chinese, 200", CLOUDFLARE_ZH, "200 OK", ["Server: cloudflare"])
wall(
    "wall-cloudflare-1020",
    "Cloudflare's Attention Required",
    short(
        "Attention Required! | Cloudflare",
        "Sorry, you have been blocked. You are unable to access example.org. Cloudflare Ray ID: a32c11917864fdb8",
    ),
    "403 Forbidden",
    ["Server: cloudflare"],
)
wall(
    "wall-akamai-403",
    "Akamai's Access Denied",
    AKAMAI,
    "403 Forbidden",
    ["Server: AkamaiGHost", "Mime-Version: 1.0"],
    kind="text/html",
)
wall(
    "wall-akamai-200",
    "Akamai's Access Denied with 200, as some sites set it",
    AKAMAI,
    "200 OK",
    ["Server: AkamaiNetStorage"],
    kind="text/html",
)
wall(
    "wall-aws-202",
    "AWS WAF's challenge: 202, no title, no text",
    AWS_202,
    "202 Accepted",
    ["Server: CloudFront", "x-amzn-waf-action: challenge", "Cache-Control: no-store, max-age=0"],
)
wall("wall-aws-202-bare", "AWS WAF's challenge when the header is stripped", AWS_202, "202 Accepted")
wall(
    "wall-aws-202-empty",
    "AWS WAF's 202 for clients that take no HTML: no body",
    "",
    "202 Accepted",
    ["Server: awselb/2.0", "x-amzn-waf-action: challenge"],
    (REFUSED, UNSURE),
)
wall(
    "wall-aws-405",
    "AWS WAF's captcha",
    AWS_405,
    "405 Not Allowed",
    ["x-amzn-waf-action: captcha", "Server: CloudFront"],
)
wall(
    "wall-cloudfront-403",
    "CloudFront's refusal",
    short(
        "ERROR: The request could not be satisfied",
        "403 ERROR. Request blocked. We can't connect to the server for this app or website at this "
        "time. Generated by cloudfront (CloudFront) Request ID: x",
    ),
    "403 Forbidden",
    ["Server: CloudFront", "X-Cache: Error from cloudfront"],
)
wall(
    "wall-datadome-403",
    "DataDome",
    DATADOME,
    "403 Forbidden",
    [
        "X-DataDome: protected",
        "X-DD-B: 1",
        "Server: DataDome",
        "Set-Cookie: datadome=abc~def; Max-Age=31536000; Path=/; Secure; SameSite=Lax",
    ],
)
wall("wall-datadome-200", "DataDome's page with 200", DATADOME, "200 OK", ["X-DataDome: protected"])
wall(
    "wall-imperva-200",
    "Imperva: 200, no title, an iframe",
    IMPERVA,
    "200 OK",
    [
        "X-Iinfo: 5-12345-0 NNNN RT(1764400000 0)",
        "X-CDN: Imperva",
        "Set-Cookie: visid_incap_1=a+b/c==; expires=Sat, 28 Nov 2027 00:00:00 GMT; HttpOnly; path=/",
        "Set-Cookie: ___utmvc=a b\\x0e; path=/",
    ],
    kind="text/html",
)
wall("wall-imperva-pardon", "Imperva's Pardon Our Interruption, 200", DISTIL, "200 OK", ["X-CDN: Imperva"])
wall("wall-perimeterx-403", "PerimeterX", PERIMETERX, "403 Forbidden")
wall("wall-perimeterx-shop", "HUMAN's box under the site's own title, 200", PX_SHOP, "200 OK")
wall("wall-client-challenge", "Client Challenge, 200, as PyPI and Nature have it", CLIENT, "200 OK")
wall("wall-client-challenge-202", "Client Challenge, 202", CLIENT, "202 Accepted")
wall("wall-one-moment-200", "One moment, please, 200", ONE_MOMENT, "200 OK", ["Server: openresty/1.27.1.1"])
wall(
    "wall-one-moment-202", "One moment, please, 202", ONE_MOMENT, "202 Accepted", ["Server: imunify360-webshield/1.21"]
)
wall(
    "wall-one-moment-415",
    "imunify360's refusal",
    short("", "Access denied by Imunify360 bot-protection. IPs used for automation should be whitelisted"),
    "415 Unsupported Media Type",
    ["Server: imunify360-webshield/1.21"],
)
wall("wall-google-429", "Google's sorry page", GOOGLE, "429 Too Many Requests")
wall(
    "wall-vercel-429",
    "Vercel's checkpoint",
    short("Vercel Security Checkpoint", "We're verifying your browser. Website owner? Click here to fix."),
    "429 Too Many Requests",
    ["Server: Vercel", "x-vercel-mitigated: challenge", "x-vercel-challenge-token: 2.1764"],
)
wall(
    "wall-kasada-429",
    "Kasada: a script and nothing else",
    "<html><head><script>window.KPSDK={};KPSDK.now=Date.now()</script></head><body><script "
    'src="/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39-8ed7-437e-a3be-862e0f06eea3/ips.js?tkrm=x">'
    "</script></body></html>",
    "429 Too Many Requests",
    ["x-kpsdk-ct: x", "x-kpsdk-r: 1-A"],
)
wall(
    "wall-radware-200",
    "Radware's captcha, 200, as IOP has it",
    html(
        "Radware Bot Manager Captcha",
        "<p>We apologize for the inconvenience...</p><p>To ensure we keep this website safe, please can "
        "you confirm you are a human by ticking the box below.</p><div class=h-captcha></div><p>Incident "
        "ID: 0f2a-11</p>",
        '<script src="https://cdn.perfdrive.com/captcha/js/h.js"></script>\n',
    ),
    "200 OK",
)
wall(
    "wall-f5-rejected",
    "F5's Request Rejected: 200 and a support ID",
    "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please "
    "consult with your administrator.<br><br>Your support ID is: 8123456789012345678<br><br><a "
    "href='javascript:history.back();'>[Go Back]</a></body></html>",
    "200 OK",
)
wall(
    "wall-wordfence-503",
    "Wordfence: 503 for machines",
    short(
        "Your access to this site has been limited",
        "Your access to this service has been limited. (HTTP response code 503) Reason: Access from your "
        "area has been temporarily limited for security reasons. Generated by Wordfence.",
    ),
    "503 Service Unavailable",
)
wall(
    "wall-modsecurity-406",
    "ModSecurity's 406",
    short(
        "Not Acceptable!",
        "An appropriate representation of the requested resource could not be found on this server. This "
        "error was generated by Mod_Security.",
    ),
    "406 Not Acceptable",
    ["Server: Apache"],
)
wall(
    "wall-sucuri-403",
    "Sucuri's refusal",
    short(
        "Sucuri WebSite Firewall - Access Denied",
        "Access Denied - Sucuri Website Firewall. If you are the site owner, whitelist your IP. Block "
        "reason: bad bot access attempt.",
    ),
    "403 Forbidden",
    ["Server: Sucuri/Cloudproxy", "X-Sucuri-ID: 12005"],
)
wall(
    "wall-sucuri-js",
    "Sucuri's redirect by script: 307 without Location",
    html(
        "You are being redirected...",
        "<noscript>Javascript is required. Please enable javascript before you are allowed to see this "
        "page.</noscript><script>var s={},u,c,U,r,i,l=0,a,e=eval,w=String.fromCharCode,"
        "sucuri_cloudproxy_js='',S='eD0x';</script>",
    ),
    "307 Temporary Redirect",
    ["X-Sucuri-ID: 12005", "Server: Sucuri/Cloudproxy"],
    (REFUSED, UNSURE),
)
wall(
    "wall-ddos-guard",
    "DDoS-Guard",
    html(
        "DDoS-Guard",
        "<h1>Checking your browser before accessing example.org</h1><p>This process is automatic. Please "
        "allow up to 5 seconds.</p><script src='https://check.ddos-guard.net/check.js'></script>",
        UTF8,
    ),
    "403 Forbidden",
    ["Server: ddos-guard"],
)
wall(
    "wall-litespeed",
    "LiteSpeed's Bot Verification, 200",
    html(
        "Bot Verification",
        "<h1>Verifying that you are not a robot...</h1><form><div class='g-recaptcha' "
        "data-sitekey='6LewU34UAAAAAHvXqFOcQlm8z1MP1xpGAZCYEeZY'></div></form>",
        "<script src='https://www.google.com/recaptcha/api.js'></script>\n",
    ),
    "200 OK",
    ["Server: LiteSpeed"],
)
wall(
    "wall-robot-question",
    "ScienceDirect's question, 403",
    short(
        "Are you a robot?",
        "There was a problem providing the content you requested. Please confirm you are a human by "
        "completing the captcha challenge below. Reference number: a32c11917864fdb8. IP Address: "
        "192.0.2.7",
    ),
    "403 Forbidden",
)
wall(
    "wall-robot-human-200",
    "Robot or human? with 200",
    short("Robot or human?", "Activate and hold the button to confirm that you're human. Thank You!"),
    "200 OK",
)
wall(
    "wall-validate-user",
    "a publisher's Validate User with 200",
    html(
        "Validate User",
        "<p>We are sorry, but we are experiencing unusual traffic at this time. Please help us confirm "
        "that you are not a robot and we will take you to your content.</p><div class='g-recaptcha'>"
        "</div>",
        UTF8,
    ),
    "200 OK",
)
wall(
    "wall-js-cookies",
    "Please turn JavaScript on and reload the page, 200",
    html(
        "",
        "<noscript><h1 style='color:red'>Please turn JavaScript on and reload the page.</h1></noscript>"
        "<p>Checking your browser. This may take a few seconds.</p><script src='/tspd/08c3?type=5'>"
        "</script>",
        UTF8,
    ),
    "200 OK",
)
wall(
    "wall-403-plain",
    "nginx's bare 403",
    "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1>"
    "</center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
    "403 Forbidden",
)
wall(
    "wall-999",
    "LinkedIn's 999",
    "<html><head><script type='text/javascript'>"
    "window.onload=function(){location.href='https://www.example.org/authwall?trk=x'}</script></head>"
    "</html>",
    "999 Request denied",
)
wall(
    "wall-401",
    "a password is asked for",
    "401 Unauthorized",
    "401 Unauthorized",
    ['WWW-Authenticate: Basic realm="Staff only"'],
    kind="text/plain",
)
wall(
    "wall-402", "402: to be paid for", short("Payment required", "This article costs 39 euros."), "402 Payment Required"
)
wall(
    "wall-451",
    "451: not in your country",
    short(
        "Unavailable due to legal reasons",
        "We recognize you are attempting to access this website from a country in the European Economic "
        "Area (EEA) and therefore cannot grant you access at this time.",
    ),
    "451 Unavailable For Legal Reasons",
    expected=(REFUSED, UNSURE),
)
wall(
    "wall-gdpr-200",
    "not in your country, with 200",
    short(
        "Our European visitors are important to us",
        "This site is currently unavailable to visitors from the European Economic Area while we work to "
        "ensure your data is protected in accordance with applicable EU laws.",
    ),
    "200 OK",
    expected=(REFUSED, SUSPECT, UNSURE),
)
wall(
    "wall-403-json",
    "a refusal in JSON",
    '{"error":{"code":"forbidden_client","message":"Please identify yourself by a descriptive User-Agent."}}',
    "403 Forbidden",
    kind="application/json",
)


def beyond(target: str, body: str, status: str = "200 OK", first: str = "302 Found") -> Respond:
    """Redirects to another page, which says `body`."""
    here = target.partition("?")[0]
    return lambda ask: reply(body, status) if ask.path == here else to(target, status=first)


add(
    "walls",
    "wall-consent-redirect",
    REFUSED,
    "a redirect to the consent page",
    beyond(
        "/collectConsent?sessionId=3_cc-session_1",
        html(
            "Your privacy choices",
            "<h1>Before you continue</h1><p>We and our 241 partners store and access information on a "
            "device, such as cookies. Click Accept all to consent.</p><form method=post "
            "action=/collectConsent><button name=agree value=agree>Accept all</button><button "
            "name=reject value=reject>Reject all</button></form>",
            UTF8,
        ),
    ),
)
add(
    "walls",
    "wall-consent-de",
    REFUSED,
    "a page that wants consent or money, in German, 200",
    whole(
        lambda ask: reply(
            html(
                "Zustimmung erforderlich",
                "<h1>Mit Werbung weiterlesen oder werbefrei im Abo</h1><p>Besuchen Sie uns wie gewohnt "
                "mit Werbung und Tracking. Details finden Sie im Privacy Center.</p><button>Akzeptieren "
                "und weiter</button><button>Jetzt abonnieren</button>",
                UTF8,
                "de",
            )
        )
    ),
)
add(
    "walls",
    "wall-login-redirect",
    REFUSED,
    "a redirect to the log-in page",
    beyond(
        "/login?next=%2Fpage",
        html(
            "Sign in - Review of Regional History",
            "<h1>Sign in</h1><form method=post><label>E-mail <input type=email name=user></label><label>"
            "Password <input type=password name=pass></label><button>Sign in</button></form><p><a "
            "href=/reset>Forgot password?</a> <a href=/register>Create account</a></p>",
            UTF8,
        ),
    ),
)
add(
    "walls",
    "wall-login-here",
    REFUSED,
    "a log-in page at the address itself, 200",
    whole(
        lambda ask: reply(
            html(
                "Log in to continue",
                "<h1>Log in to continue</h1><p>You must log in to see this page.</p><form method=post>"
                "<input name=email><input type=password name=pass><button>Log in</button></form>",
                UTF8,
            )
        )
    ),
)
add(
    "walls",
    "wall-login-sso",
    REFUSED,
    "a redirect over SAML to an institution's choice",
    beyond(
        "/idp/profile/SAML2/Redirect/SSO?execution=e1s1",
        html(
            "Web Login Service",
            "<h1>Access through your institution</h1><p>Find your institution to sign in and get "
            "access.</p><form><input name=j_username><input type=password name=j_password></form>",
            UTF8,
        ),
    ),
)
add(
    "walls",
    "wall-queue",
    (REFUSED, UNSURE),
    "a redirect to a waiting room",
    beyond(
        "/?c=museum&e=winter&t=page",
        html(
            "Queue",
            "<h1>You are now in line</h1><p>When it is your turn, you will have 10 minutes to enter the "
            "website. Number of users in line ahead of you: 3801</p>",
            UTF8,
        ),
    ),
)
add(
    "walls",
    "wall-paywall-bare",
    REFUSED,
    "a barrier page without the article: Subscribe to read",
    whole(
        lambda ask: reply(
            html(
                "Subscribe to read | Review of Regional History",
                "<h1>Subscribe to unlock this article</h1><p>Try unlimited access. Only 1 euro for 4 "
                "weeks. Then 59 euros a month. Cancel anytime during your trial.</p><a href=/s>See why "
                "over a million readers pay</a>",
                UTF8,
            )
        )
    ),
)
add(
    "walls",
    "wall-sorry-redirect",
    REFUSED,
    "a redirect to /sorry/ which answers 429",
    beyond("/sorry/index?continue=http://x/page&q=EgQ", GOOGLE, "429 Too Many Requests"),
)
add(
    "walls",
    "wall-cookie-first",
    REFUSED,
    "a wall with a broken cookie that stays when the cookie is kept",
    whole(
        lambda ask: reply(ONE_MOMENT, "200 OK", ['Set-Cookie: wschkid={"a":1, "b":[2]}; Path=/; Secure; Partitioned'])
    ),
)


def lives(
    name: str,
    why: str,
    title: str = "",
    head: str = "",
    extra: str = "",
    headers: Lines = (),
    expected: str | tuple[str, ...] = ALIVE,
) -> None:
    add(
        "walls",
        name,
        expected,
        why,
        only(lambda ask: reply(doc(ask, UTF8 + head, extra), headers=headers)),
        title=title,
    )


lives(
    "lives-about-captchas",
    "an article about captchas",
    "How captchas tell people from robots",
    extra="<p>A captcha asks: are you a robot? Please verify you are human, says the box; checking your "
    "browser, says the next; access denied, says the last.</p>",
)
lives(
    "lives-just-a-moment",
    "a novel of that name",
    "Just a moment",
    extra="<p>Just a moment, she said, and the film of the same name took it from there.</p>",
)
lives(
    "lives-access-denied",
    "a handbook of that name",
    "Access Denied: The Practice and Policy of Internet Filtering",
    extra="<p>Access denied: you don't have permission to access this page on this server.</p>",
)
lives(
    "lives-anubis",
    "a page on the god, and on the software",
    "Anubis, guardian of the scales",
    extra="<p>Making sure you're not a bot! says the software that bears the name of Anubis.</p>",
)
lives(
    "lives-cloudflare-jsd",
    "Cloudflare puts its script into ordinary pages",
    head="<script>(function(){window.__CF$cv$params={r:'a32c11917864fdb8',t:'MTc2NA=='};var "
    "a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';})();"
    "</script>\n",
    headers=["Server: cloudflare", "CF-RAY: a32c11917864fdb8-FRA"],
)
lives(
    "lives-aws-sdk",
    "a page with AWS WAF's script in its head",
    head='<script src="https://1c5c1ecf7303.edge.sdk.awswaf.com/1c5c/challenge.js" defer></script>\n',
)
lives(
    "lives-datadome-tag",
    "a page with DataDome's tag",
    head="<script>window.ddjskey='ABC';window.ddoptions={ajaxListenerPath:true};</script><script "
    "src='https://js.datadome.co/tags.js' async></script>\n",
    headers=["X-DataDome: protected", "Set-Cookie: datadome=x; Path=/; Secure; SameSite=Lax"],
)
lives(
    "lives-imperva-script",
    "a page with Imperva's script at its end",
    extra='<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3&ns=1" async></script>',
    headers=["X-CDN: Imperva", "X-Iinfo: 5-1-2 PNNN"],
)
lives(
    "lives-perimeterx-script",
    "a page with PerimeterX's script",
    head="<script>window._pxAppId='PXabc123';(function(){var p=document.createElement('script');"
    "p.src='/abc123/init.js';})();</script>\n",
)
lives(
    "lives-recaptcha-form",
    "a comment form with reCAPTCHA",
    extra='<form><textarea name=c></textarea><div class="g-recaptcha" data-sitekey="6Lc"></div><p>This site is '
    'protected by reCAPTCHA.</p></form><script src="https://www.google.com/recaptcha/api.js"></script>',
)
lives(
    "lives-turnstile",
    "a newsletter form with Turnstile",
    extra='<form><input type=email><div class="cf-turnstile" data-sitekey="0x4"></div></form><script '
    'src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>',
)
lives(
    "lives-cookie-banner",
    "a cookie banner before the article",
    extra='<div role="dialog" aria-label="Consent"><h2>Before you continue</h2><p>We value your privacy. '
    "Accept all cookies?</p><button>Accept all</button></div>",
)
lives(
    "lives-noscript",
    "a noscript that asks for JavaScript",
    extra="<noscript>Please enable JavaScript and cookies to continue. JavaScript is disabled in your "
    "browser.</noscript>",
)
lives(
    "lives-login-box",
    "a log-in box in the page's header",
    extra="<form action=/login><input name=user><input type=password name=pass><button>Sign in</button></form>",
)
lives(
    "lives-paywall-part",
    "the article's title and beginning, then the paywall",
    extra="<div class=paywall><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in.</p></div>",
    expected=(ALIVE, REFUSED),
)
lives(
    "lives-noindex",
    "a living page that wants no robots in its index",
    head='<meta name="robots" content="noindex,nofollow">\n',
    headers=["X-Robots-Tag: noindex"],
)
lives(
    "lives-manual-429",
    "a manual page on the status 429",
    "429 Too Many Requests: what to do",
    extra="<p>429 Too Many Requests. Retry-After: 3600. Our systems have detected unusual traffic.</p>",
)
add(
    "walls",
    "lives-403-text",
    (ALIVE, REFUSED, UNSURE),
    "403 with the living page itself: a browser shows it",
    only(lambda ask: page(ask, status="403 Forbidden")),
)
add(
    "walls",
    "lives-503-text",
    (ALIVE, UNSURE, FAILING),
    "503 with the living page itself",
    only(lambda ask: page(ask, status="503 Service Unavailable")),
    passing=True,
)
add(
    "walls",
    "lives-404-wall",
    (FAILING, REFUSED, UNSURE),
    "a 404 from behind Cloudflare, with its script",
    only(
        lambda ask: reply(
            short("Page not found", "The page does not exist.")
            + "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
            "404 Not Found",
            ["Server: cloudflare"],
        )
    ),
    passing=False,
)


def _by_agent(ask: Ask) -> Answer:
    return (
        page(ask)
        if "Mozilla/5.0" in ask.header("user-agent")
        else reply("Forbidden", "403 Forbidden", kind="text/plain")
    )


add(
    "walls",
    "wall-agent",
    (ALIVE, REFUSED),
    "403 to all that does not call itself Mozilla/5.0; a browser gets the page",
    only(_by_agent),
)
add(
    "walls",
    "wall-accept-language",
    (ALIVE, REFUSED),
    "406 without Accept-Language, as some filters do; every browser sends one",
    only(
        lambda ask: (
            page(ask)
            if ask.header("accept-language")
            else reply("Not acceptable", "406 Not Acceptable", kind="text/plain")
        )
    ),
)
add(
    "walls",
    "wall-head-405",
    ALIVE,
    "405 to HEAD, the page to GET",
    only(lambda ask: page(ask) if ask.method == "GET" else reply("", "405 Method Not Allowed", ["Allow: GET"])),
)

# ---------------------------------------------------------------------------------------------------------------------
# Charsets


def coded(
    name: str,
    why: str,
    codec: str,
    title: str,
    words: str = "",
    *,
    header: str = "",
    meta: str = "",
    mark: bytes = b"",
    before: bytes = b"",
    expected: str | tuple[str, ...] = ALIVE,
    other_title: str = "",
    kind: str = "text/html",
    errors: str = "strict",
) -> None:
    """A page in `codec`; `header`: the charset that Content-Type names; `meta`: what stands first in the head."""

    def respond(ask: Ask) -> Answer:
        if other_title:
            text = other(ask.fault.name, other_title, "", "x").replace(UTF8, meta)
        else:
            text = doc(ask, head=meta, title=ask.fault.title)
        return reply(mark + before + text.encode(codec, errors), kind=kind + (f"; charset={header}" if header else ""))

    add("charsets", name, expected, why, only(respond), title=title, words=words)


FR, FR_W = (
    "Les bergers de l’Œuvre : été, forêts et « coût » – 100 €",
    "Les pâtres comptèrent dès l’été 1803 vingt-huit bêtes égarées près de la forêt.",
)
DE, DE_W = (
    "Über die Mühlen im Ländle: große Räder, kleine Bäche",
    "Im Frühjahr 1774 zählte der Schultheiß neunzehn Mühlen längs der Bäche.",
)
RU, RU_W = "Очерки истории речных перевозов", "Весной 1812 года на переправе насчитали двадцать шесть лодок."
JA, JA_W = "江戸時代の水車と村の暮らし", "寛政三年の記録によれば、村には十四の水車があった。"
ZH, ZH_W = "清代运河与水闸管理研究", "嘉庆七年的清册记载运河沿线共有三十二座水闸。"
TW, TW_W = "臺灣鹽業與運河聚落的變遷", "嘉慶七年的清冊記載沿岸共有三十二座水閘。"
KO, KO_W = "조선 후기 물레방아와 마을 공동체", "정조 때의 기록에는 마을에 열네 채의 물레방아가 있었다."
PL, PL_W = "Młyny wodne i żegluga śródlądowa na Śląsku", "Wiosną 1774 roku naliczono dziewiętnaście młynów."
EL, EL_W = "Οι νερόμυλοι της Ηπείρου", "Το 1803 μετρήθηκαν είκοσι οκτώ μύλοι στην κοιλάδα."
TH, TH_W = "กังหันน้ำและชุมชนริมคลอง", "บันทึกกล่าวว่ามีกังหันน้ำสิบสี่แห่ง"
HE, HE_W = "טחנות המים בגליל", "בשנת 1803 נמנו עשרים ושמונה טחנות."

meta_ = '<meta charset="{}">\n'.format
coded("charset-utf8-header", "UTF-8, said by the header alone", "utf-8", JA, JA_W, header="utf-8")
coded("charset-utf8-meta", "UTF-8, said by <meta> alone", "utf-8", RU, RU_W, meta=meta_("utf-8"))
coded("charset-utf8-odd-label", "the label utf8 in quotes, blanks about it", "utf-8", DE, DE_W, header='" UTF8 "')
coded(
    "charset-header-wins",
    "the header says UTF-8 and is right, the <meta> says otherwise",
    "utf-8",
    PL,
    PL_W,
    header="UTF-8",
    meta=meta_("iso-8859-2"),
)
coded(
    "charset-header-wrong",
    "the header says UTF-8, the page is Latin-1: a browser shows marks of replacement",
    "cp1252",
    DE,
    DE_W,
    header="utf-8",
    expected=(ALIVE, UNSURE),
)
coded(
    "charset-header-latin-utf8",
    "the header says ISO-8859-1, the page is UTF-8: Ã¼ in a browser",
    "utf-8",
    DE,
    DE_W,
    header="ISO-8859-1",
    expected=(ALIVE, UNSURE),
)
coded(
    "charset-meta-wrong",
    "the <meta> says UTF-8, the page is windows-1251",
    "cp1251",
    RU,
    RU_W,
    meta=meta_("utf-8"),
    expected=(ALIVE, UNSURE),
)
coded("charset-none-utf8", "UTF-8, said nowhere", "utf-8", FR, FR_W, expected=(ALIVE, UNSURE))
coded("charset-none-latin", "windows-1252, said nowhere", "cp1252", FR, FR_W, expected=(ALIVE, UNSURE))
coded("charset-none-sjis", "Shift_JIS, said nowhere", "shift_jis", JA, JA_W, expected=(ALIVE, UNSURE))
coded(
    "charset-unknown-header",
    "an unknown name in the header, a right <meta>",
    "utf-8",
    RU,
    RU_W,
    header="x-klingon",
    meta=meta_("utf-8"),
)
coded(
    "charset-unknown-both",
    "an unknown name in both, the page UTF-8",
    "utf-8",
    DE,
    DE_W,
    header="foo-9",
    meta=meta_("foo-9"),
    expected=(ALIVE, UNSURE),
)
coded("charset-unknown-none", "charset=none", "utf-8", FR, FR_W, header="none", expected=(ALIVE, UNSURE))
coded(
    "charset-python-only",
    "a name that Python knows and browsers do not: cp037 in the header, <meta> right",
    "utf-8",
    DE,
    DE_W,
    header="cp037",
    meta=meta_("utf-8"),
)
coded(
    "charset-python-rot13",
    "charset=rot13, base64: no charsets at all",
    "utf-8",
    DE,
    DE_W,
    header="rot13",
    meta=meta_("utf-8"),
)
coded(
    "charset-utf7",
    "utf-7, which browsers refuse, <meta> right",
    "utf-8",
    DE + " a+b",
    DE_W,
    header="utf-7",
    meta=meta_("utf-8"),
)
coded(
    "charset-1252-as-8859-1",
    "windows-1252 named ISO-8859-1: quotes and euro read as browsers do",
    "cp1252",
    FR,
    FR_W,
    header="ISO-8859-1",
)
coded("charset-1252-as-ascii", "windows-1252 named us-ascii", "cp1252", FR, FR_W, meta=meta_("us-ascii"))
coded(
    "charset-1254-as-8859-9",
    "windows-1254 named ISO-8859-9",
    "cp1254",
    "İstanbul’un su değirmenleri – “şehir”",
    "1803 yılında yirmi sekiz değirmen sayıldı, ğüşöç.",
    header="iso-8859-9",
)
coded("charset-874-as-tis620", "windows-874 named TIS-620", "cp874", TH + " – “ก”", TH_W, header="tis-620")
coded(
    "charset-cp949-as-ksc",
    "the letters of UHC in a page named ks_c_5601-1987",
    "cp949",
    KO + " 똠방각하",
    KO_W,
    header="ks_c_5601-1987",
)
coded(
    "charset-gbk-as-gb2312",
    "letters of GBK in a page named gb2312",
    "gbk",
    ZH + "：朱镕基藏本",
    ZH_W,
    meta=meta_("gb2312"),
)
coded("charset-gb18030", "GB 18030, with a letter of four octets", "gb18030", ZH + " 㐀㐁 ü", ZH_W, header="gb18030")
coded("charset-big5", "Big5", "big5", TW, TW_W, meta=meta_("big5"))
coded("charset-big5-hkscs", "Hong Kong's letters in a page named Big5", "big5hkscs", TW + "嘅啲", TW_W, header="big5")
coded("charset-shift-jis", "Shift_JIS by <meta>", "shift_jis", JA, JA_W, meta=meta_("Shift_JIS"))
coded(
    "charset-cp932",
    "NEC's numbers and Hankaku in a page named Shift_JIS",
    "cp932",
    JA + "①Ⅳ髙ｱｲｳ",
    JA_W,
    header="x-sjis",
)
coded(
    "charset-euc-jp",
    "EUC-JP",
    "euc_jp",
    JA,
    JA_W,
    meta='<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">\n',
)
coded("charset-iso-2022-jp", "ISO-2022-JP", "iso2022_jp", JA, JA_W, header="iso-2022-jp")
coded(
    "charset-iso-2022-kr",
    "ISO-2022-KR, which browsers replace by a mark",
    "iso2022_kr",
    KO,
    KO_W,
    header="iso-2022-kr",
    expected=(UNSURE, ALIVE),
)
coded("charset-koi8-r", "KOI8-R", "koi8_r", RU, RU_W, header="koi8-r")
coded(
    "charset-koi8-u",
    "KOI8-U by <meta> with content before http-equiv",
    "koi8_u",
    RU + " і їжа ґ",
    RU_W,
    meta='<meta content="text/html;charset=koi8-u" http-equiv=content-type>\n',
)
coded("charset-cp866", "IBM866", "cp866", RU, RU_W, header="ibm866")
coded("charset-8859-2", "ISO-8859-2", "iso8859_2", PL, PL_W, meta=meta_("latin2"))
coded("charset-1253", "windows-1253", "cp1253", EL, EL_W, header="windows-1253")
coded("charset-8859-8-i", "ISO-8859-8-I", "iso8859_8", HE, HE_W, header="iso-8859-8-i")
coded("charset-macintosh", "macintosh", "mac_roman", DE + " †", DE_W, header="macintosh")
coded("charset-utf16-bom", "UTF-16 with a mark, nothing said", "utf-16-le", RU, RU_W, mark=b"\xff\xfe")
coded(
    "charset-utf16be-bom",
    "UTF-16BE with a mark, the header says UTF-8: the mark wins",
    "utf-16-be",
    JA,
    JA_W,
    mark=b"\xfe\xff",
    header="utf-8",
)
coded(
    "charset-utf16-no-bom",
    "UTF-16 without a mark, nothing said: a browser cannot read it",
    "utf-16-le",
    DE,
    DE_W,
    expected=(ALIVE, UNSURE),
)
coded("charset-utf16-no-bom-cyrillic", "the same in Cyrillic", "utf-16-le", RU, RU_W, expected=(ALIVE, UNSURE))
coded(
    "charset-utf16be-no-bom", "UTF-16BE without a mark, nothing said", "utf-16-be", RU, RU_W, expected=(ALIVE, UNSURE)
)
coded(
    "charset-utf16-header",
    "UTF-16 without a mark, said by the header: little end first",
    "utf-16-le",
    ZH,
    ZH_W,
    header="utf-16",
)
coded("charset-utf16be-header", "UTF-16BE without a mark, said by the header", "utf-16-be", FR, FR_W, header="utf-16be")
coded(
    "charset-utf16be-as-utf16",
    "UTF-16BE without a mark, the header says utf-16: read the wrong way about",
    "utf-16-be",
    RU,
    RU_W,
    header="utf-16",
    expected=(UNSURE, ALIVE),
)
coded(
    "charset-utf16-xml",
    "UTF-16 without a mark, but with <?xml",
    "utf-16-le",
    RU,
    RU_W,
    before='<?xml version="1.0"?>\n'.encode("utf-16-le"),
)
coded(
    "charset-meta-utf16",
    "a <meta> that says utf-16 can only be read if it is not: UTF-8",
    "utf-8",
    RU,
    RU_W,
    meta=meta_("utf-16"),
)
coded(
    "charset-meta-user-defined",
    "<meta> x-user-defined means windows-1252",
    "cp1252",
    FR,
    FR_W,
    meta=meta_("x-user-defined"),
)
coded(
    "charset-bom-against-header",
    "UTF-8 with a mark, the header says ISO-8859-1: the mark wins",
    "utf-8",
    PL,
    PL_W,
    mark=b"\xef\xbb\xbf",
    header="iso-8859-1",
)
coded(
    "charset-bom-against-meta",
    "UTF-8 with a mark, the <meta> says windows-1251",
    "utf-8",
    RU,
    RU_W,
    mark=b"\xef\xbb\xbf",
    meta=meta_("windows-1251"),
)
coded(
    "charset-meta-late",
    "the <meta> after 3,000 octets of the head",
    "cp1251",
    RU,
    RU_W,
    meta="<style>" + "p { margin: 0 } " * 190 + "</style>\n" + meta_("windows-1251"),
)
coded(
    "charset-meta-late-comment",
    "the <meta> after a comment of 900 octets",
    "euc_jp",
    JA,
    JA_W,
    meta="<!-- " + "x" * 900 + " -->\n" + meta_("euc-jp"),
)
coded(
    "charset-meta-in-comment",
    "a wrong <meta> in a comment before the right one",
    "cp1251",
    RU,
    RU_W,
    meta="<!-- " + meta_("utf-8") + "-->\n" + meta_("windows-1251"),
)
coded(
    "charset-meta-twice",
    "two <meta>: the first counts",
    "cp1251",
    RU,
    RU_W,
    meta=meta_("windows-1251") + meta_("utf-8"),
)
coded(
    "charset-meta-after-unknown",
    "an unknown <meta> before a right one",
    "cp1251",
    RU,
    RU_W,
    meta=meta_("wibble") + meta_("windows-1251"),
)
coded(
    "charset-meta-unquoted",
    "a <meta> without quotes, closed as in XHTML",
    "koi8_r",
    RU,
    RU_W,
    meta="<META CHARSET=koi8-r />\n",
)
coded(
    "charset-xml-declaration",
    "text/html with an XML declaration that names windows-1250",
    "cp1250",
    PL,
    PL_W,
    before=b'<?xml version="1.0" encoding="windows-1250"?>\n',
    expected=(ALIVE, UNSURE),
)
coded(
    "charset-content-type-twice",
    "Content-Type: text/html;charset=utf-8;charset=latin1",
    "utf-8",
    RU,
    RU_W,
    header="utf-8;charset=latin1",
)
coded("charset-nul", "octets of nought amid the page", "utf-8", DE, DE_W, header="utf-8", before=b"\0\0\0")
coded(
    "charset-bad-octets",
    "two bad octets in a UTF-8 page",
    "utf-8",
    RU,
    RU_W,
    header="utf-8",
    before=b"<!-- \xff\xfe\x80 \xc3( -->\n",
)
coded(
    "charset-other-page",
    "KOI8-R, well declared, and another page",
    "koi8_r",
    RU,
    RU_W,
    header="koi8-r",
    other_title="Распродажа садовой мебели",
    expected=SUSPECT,
)
coded(
    "charset-soft-404-1251",
    "windows-1251, well declared: not found",
    "cp1251",
    RU,
    RU_W,
    meta=meta_("windows-1251"),
    other_title="Страница не найдена",
    expected=SUSPECT,
)
coded(
    "charset-soft-404-sjis",
    "Shift_JIS, well declared: not found",
    "shift_jis",
    JA,
    JA_W,
    header="shift_jis",
    other_title="ページが見つかりません",
    expected=SUSPECT,
)


def _xhtml(ask: Ask) -> Answer:
    text = (
        '<?xml version="1.0" encoding="iso-8859-2"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>{ask.fault.title}</title></head><body><h1>{ask.fault.title}</h1>{text_of(ask.fault)}</body></html>"
    )
    return reply(text.encode("iso8859_2"), kind="application/xhtml+xml")


def _plain(codec: str, kind: str, mark: bytes = b"") -> Respond:
    return only(
        lambda ask: reply(
            mark + "\n\n".join([ask.fault.title, ask.fault.words, *prose(ask.fault.name)]).encode(codec), kind=kind
        )
    )


add(
    "charsets",
    "charset-xhtml",
    ALIVE,
    "application/xhtml+xml with an XML declaration",
    only(_xhtml),
    title=PL,
    words=PL_W,
)
add(
    "charsets",
    "charset-text-1251",
    ALIVE,
    "text/plain in windows-1251, as the header says",
    _plain("cp1251", "text/plain; charset=windows-1251"),
    title=RU,
    words=RU_W,
)
add(
    "charsets",
    "charset-text-bom",
    ALIVE,
    "text/plain with a mark of UTF-16, nothing said",
    _plain("utf-16-le", "text/plain", b"\xff\xfe"),
    title=RU,
    words=RU_W,
)
add(
    "charsets",
    "charset-nfd",
    ALIVE,
    "the title in decomposed letters",
    only(
        lambda ask: reply(
            html(
                "U\u0308ber die Mu\u0308hlen im La\u0308ndle: große Ra\u0308der, kleine Ba\u0308che",
                f"<h1>U\u0308ber</h1>{text_of(ask.fault)}",
                UTF8,
            )
        )
    ),
    title=DE,
    words=DE_W,
)
add(
    "charsets",
    "charset-entities",
    ALIVE,
    "all letters as character references, in an ASCII page",
    only(lambda ask: reply(doc(ask, "").encode("ascii", "xmlcharrefreplace"), kind="text/html")),
    title=FR,
    words=FR_W,
)
add(
    "charsets",
    "charset-entities-1252",
    ALIVE,
    "references &#146; and &#128;, which browsers read as windows-1252",
    only(lambda ask: reply(doc(ask, UTF8).replace("’", "&#146;").replace("€", "&#128;").replace("–", "&#x96;"))),
    title=FR,
    words=FR_W,
)
add(
    "charsets",
    "charset-soft-hyphens",
    ALIVE,
    "soft hyphens, no-break blanks and zero-width joiners in the title",
    only(
        lambda ask: reply(
            doc(ask, UTF8, title=ask.fault.title.replace("Mühlen", "Müh\u00adlen").replace(" ", "\u00a0") + "\u200b")
        )
    ),
    title=DE,
    words=DE_W,
)
add(
    "charsets",
    "charset-typographic",
    ALIVE,
    "the page's title has curled quotes and a dash where the citation has none",
    only(lambda ask: reply(doc(ask, UTF8, title="The Miller’s “Daughter” — A History"))),
    title='The Miller\'s "Daughter" - A History',
)

# ---------------------------------------------------------------------------------------------------------------------
# Content encodings, and bodies that end badly


def deflate(raw: bytes, wbits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return packer.compress(raw) + packer.flush()


def brotli_stored(raw: bytes) -> bytes:
    """Brotli, without packing: window of 16 bits, metablocks that are not compressed, an empty last one."""
    bits, count, out = 0, 1, bytearray()  # WBITS: one bit 0 is 16
    first = True
    for start in range(0, len(raw), 65536):
        part = raw[start : start + 65536]
        bits |= (len(part) - 1) << (count + 3) | 1 << (count + 19)  # ISLAST 0, MNIBBLES 0 (four), MLEN - 1, stored
        count += 20
        size = (count + 7) // 8
        out += bits.to_bytes(size, "little") + part
        bits, count, first = 0, 0, False
    if first:
        return b"\x06"
    return bytes(out) + b"\x03"


def zstd_stored(raw: bytes) -> bytes:
    """Zstandard, without packing: one frame of raw blocks, window of 1 MiB."""
    out = bytearray(b"\x28\xb5\x2f\xfd\x00\x50")
    parts = [raw[start : start + 65536] for start in range(0, len(raw), 65536)] or [b""]
    for number, part in enumerate(parts):
        out += (len(part) << 3 | (number == len(parts) - 1)).to_bytes(3, "little") + part
    return bytes(out)


def gz(raw: bytes) -> bytes:
    return gzip.compress(raw, mtime=0)


def gz_fancy(raw: bytes) -> bytes:
    head = b"\x1f\x8b\x08\x1c\0\0\0\0\0\xff" + struct.pack("<H", 6) + b"AB\x02\0xy" + b"page.html\0" + b"a comment\0"
    return head + deflate(raw, -15) + struct.pack("<II", zlib.crc32(raw), len(raw))


Pack = Callable[[bytes], bytes]


def packed(
    name: str, why: str, label: str, pack: Pack, expected: str | tuple[str, ...] = ALIVE, passing: bool | None = None
) -> None:
    heads = [f"Content-Encoding: {label}"] if label else []
    add(
        "encodings",
        name,
        expected,
        why,
        only(lambda ask: reply(pack(doc(ask).encode()), headers=heads)),
        passing=passing,
    )


packed("encoding-gzip", "gzip", "gzip", gz)
packed("encoding-x-gzip", "x-gzip", "x-gzip", gz)
packed("encoding-gzip-upper", "GZIP", "GZIP", gz)
packed("encoding-gzip-name", "gzip with extra field, name and comment in its head", "gzip", gz_fancy)
packed("encoding-gzip-tail", "gzip with rubbish after its end", "gzip", lambda raw: gz(raw) + b"\r\n<!-- cache -->" * 5)
packed("encoding-gzip-zeros", "gzip padded with noughts", "gzip", lambda raw: gz(raw) + b"\0" * 512)
packed(
    "encoding-gzip-crc", "gzip with a wrong sum at its end", "gzip", lambda raw: gz(raw)[:-8] + b"\1\2\3\4\5\6\7\x08"
)
packed(
    "encoding-gzip-members",
    "gzip in two members",
    "gzip",
    lambda raw: gz(raw[: len(raw) // 2]) + gz(raw[len(raw) // 2 :]),
    (ALIVE, UNSURE),
)
packed(
    "encoding-deflate-zlib", "deflate as the standard says, with zlib's head", "deflate", lambda raw: deflate(raw, 15)
)
packed("encoding-deflate-raw", "deflate without zlib's head", "deflate", lambda raw: deflate(raw, -15))
packed("encoding-br", "Brotli", "br", brotli_stored)
packed("encoding-zstd", "Zstandard", "zstd", zstd_stored)
packed("encoding-identity", "identity", "identity", bytes)
packed("encoding-none", "a name that is no encoding: none", "none", bytes)
packed("encoding-utf8", "a charset where an encoding belongs", "UTF-8", bytes)
packed("encoding-empty", "an empty name", "", bytes)
packed("encoding-gzip-gzip", "packed twice, and said twice", "gzip, gzip", lambda raw: gz(gz(raw)))
packed("encoding-deflate-gzip", "deflate, then gzip, as said", "deflate, gzip", lambda raw: gz(deflate(raw, 15)))
packed("encoding-br-gzip", "br, then gzip, as said", "br, gzip", lambda raw: gz(brotli_stored(raw)))
packed("encoding-identity-gzip", "identity and gzip: Chromium shows rubbish", "identity, gzip", gz, (UNSURE, ALIVE))
packed(
    "encoding-twice-said-once",
    "packed twice, said once: binary rubbish in a browser",
    "gzip",
    lambda raw: gz(gz(raw)),
    (UNSURE, ALIVE),
)
packed("encoding-unsaid", "gzip, not said: binary rubbish, or a file", "", gz, (UNSURE, ALIVE))
packed("encoding-false-gzip", "said to be gzip, and plain", "gzip", bytes, (UNSURE, ALIVE, FAILING), True)
packed("encoding-false-br", "said to be br, and plain", "br", bytes, (UNSURE, ALIVE, FAILING), True)
packed("encoding-false-deflate", "said to be deflate, and plain", "deflate", bytes, (UNSURE, ALIVE, FAILING), True)
packed("encoding-false-zstd", "said to be zstd, and plain", "zstd", bytes, (UNSURE, ALIVE, FAILING), True)
packed("encoding-gzip-is-br", "said to be gzip, and is br", "gzip", brotli_stored, (UNSURE, FAILING, ALIVE), True)
packed("encoding-br-is-gzip", "said to be br, and is gzip", "br", gz, (UNSURE, FAILING, ALIVE), True)
packed(
    "encoding-gzip-deflate",
    "said to be gzip, and is zlib",
    "gzip",
    lambda raw: deflate(raw, 15),
    (UNSURE, FAILING, ALIVE),
    True,
)
packed(
    "encoding-gzip-cut",
    "gzip, cut off before its end: a browser shows what came",
    "gzip",
    lambda raw: gz(raw)[:-400],
    (ALIVE, UNSURE),
)
packed("encoding-gzip-no-footer", "gzip without its last eight octets", "gzip", lambda raw: gz(raw)[:-8])
packed("encoding-deflate-cut", "deflate, cut off", "deflate", lambda raw: deflate(raw, 15)[:-300], (ALIVE, UNSURE))
packed("encoding-br-cut", "br, its last octet missing", "br", lambda raw: brotli_stored(raw)[:-1], (ALIVE, UNSURE))
packed(
    "encoding-gzip-damaged",
    "gzip, damaged half-way",
    "gzip",
    lambda raw: gz(raw)[:900] + b"\xff" * 300 + gz(raw)[1200:],
    (ALIVE, UNSURE, FAILING),
    True,
)
packed("encoding-gzip-empty", "gzip of nothing", "gzip", lambda raw: gz(b""), UNSURE)
packed("encoding-gzip-no-body", "said to be gzip, no body at all", "gzip", lambda raw: b"", UNSURE)
packed("encoding-bomb", "gzip: the page, then 60 MB of blanks", "gzip", lambda raw: _bomb(raw), (ALIVE, UNSURE))
packed(
    "encoding-bomb-twice",
    "gzip in gzip of 300 MB of noughts, no page",
    "gzip, gzip",
    lambda raw: gz(_bomb(b"", 300, b"\0")),
    (UNSURE, FAILING),
)
packed(
    "encoding-many",
    "forty encodings one upon the other",
    ", ".join(["gzip"] * 40),
    lambda raw: raw,
    (UNSURE, FAILING, ALIVE),
    None,
)


def _bomb(raw: bytes, megabytes: int = 60, what: bytes = b" ") -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    out = [packer.compress(raw)]
    block = what * 1_000_000
    out += [packer.compress(block) for _ in range(megabytes)]
    return b"".join([*out, packer.flush()])


def body(
    name: str,
    expected: str | tuple[str, ...],
    why: str,
    make: Callable[[bytes, Ask], Answer],
    passing: bool | None = None,
) -> None:
    add("encodings", name, expected, why, only(lambda ask: make(doc(ask).encode(), ask)), passing=passing)


def _head(*lines: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    return "\r\n".join([status, "Content-Type: text/html; charset=utf-8", *lines]).encode() + b"\r\n\r\n"


TE: Final = _head("Transfer-Encoding: chunked", "Connection: close")
body(
    "length-too-long",
    (ALIVE, UNSURE),
    "Content-Length of 500 octets more than come",
    lambda raw, ask: [_head(f"Content-Length: {len(raw) + 500}"), raw, 2.0],
)
body(
    "length-too-short",
    (ALIVE, UNSURE),
    "Content-Length ends within the last paragraph",
    lambda raw, ask: [_head(f"Content-Length: {len(raw) - 300}"), raw],
)
body(
    "length-none",
    ALIVE,
    "no length: the end of the connection is the end",
    lambda raw, ask: [_head("Connection: close"), raw],
)
body(
    "length-packed-wrong",
    (ALIVE, UNSURE),
    "gzip, with the length of the unpacked page",
    lambda raw, ask: [_head("Content-Encoding: gzip", f"Content-Length: {len(raw)}"), gz(raw)],
)
body(
    "length-twice",
    ALIVE,
    "Content-Length twice, the same",
    lambda raw, ask: [_head(f"Content-Length: {len(raw)}", f"Content-Length: {len(raw)}"), raw],
)
body(
    "length-differs",
    (FAILING, UNSURE, ALIVE),
    "Content-Length twice, not the same: an error in browsers",
    lambda raw, ask: [_head(f"Content-Length: {len(raw)}", f"Content-Length: {len(raw) - 9}"), raw],
    True,
)
body(
    "length-negative",
    (ALIVE, UNSURE),
    "Content-Length: -1",
    lambda raw, ask: [_head("Content-Length: -1", "Connection: close"), raw],
)
body(
    "length-words",
    (ALIVE, UNSURE),
    "Content-Length: lots",
    lambda raw, ask: [_head("Content-Length: lots", "Connection: close"), raw],
)
body(
    "length-digits",
    (ALIVE, UNSURE, FAILING),
    "Content-Length of 5,000 digits",
    lambda raw, ask: [_head("Content-Length: " + "9" * 5000, "Connection: close"), raw],
    True,
)
body(
    "length-and-chunked",
    ALIVE,
    "a wrong Content-Length beside chunks: chunks win",
    lambda raw, ask: [_head("Content-Length: 10", "Transfer-Encoding: chunked"), chunked(raw)],
)
body("chunked-plain", ALIVE, "chunks", lambda raw, ask: [TE, chunked(raw[:100], raw[100:])])
body(
    "chunked-upper",
    ALIVE,
    "Transfer-Encoding: Chunked, sizes in capitals with noughts before",
    lambda raw, ask: [_head("Transfer-Encoding: Chunked"), b"0000%X\r\n%b\r\n0\r\n\r\n" % (len(raw), raw)],
)
body(
    "chunked-extension",
    ALIVE,
    "chunks with extensions and trailers",
    lambda raw, ask: [TE, b'%x;name="v;x"\r\n%b\r\n0;end\r\nX-Sum: 1\r\nSet-Cookie: a=1\r\n\r\n' % (len(raw), raw)],
)
body(
    "chunked-blank",
    ALIVE,
    "blanks after the size of a chunk",
    lambda raw, ask: [TE, b"%x   \r\n%b\r\n0\r\n\r\n" % (len(raw), raw)],
)
body(
    "chunked-gzip",
    ALIVE,
    "gzip in chunks of one octet",
    lambda raw, ask: [
        _head("Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        chunked(*[gz(raw)[n : n + 1] for n in range(len(gz(raw)))]),
    ],
)
body("chunked-no-end", (ALIVE, UNSURE), "chunks without a last one", lambda raw, ask: [TE, chunked(raw, end=b""), 2.0])
body(
    "chunked-cut",
    (ALIVE, UNSURE),
    "cut off within a chunk",
    lambda raw, ask: [TE, b"%x\r\n" % (len(raw) + 2000), raw, 2.0],
)
body(
    "chunked-bad-end",
    (ALIVE, UNSURE),
    "rubbish where the next size should stand",
    lambda raw, ask: [TE, chunked(raw, end=b""), 2.0, b"zz\r\n\r\n"],
)
body("chunked-false", (UNSURE, ALIVE, FAILING), "said to be chunked, and is not", lambda raw, ask: [TE, raw], True)
body(
    "chunked-digits",
    (ALIVE, UNSURE, FAILING),
    "a chunk, then a size of 5,000 digits",
    lambda raw, ask: [TE, chunked(raw, end=b""), 2.0, b"f" * 5000 + b"\r\n"],
    True,
)
body(
    "chunked-reset",
    (ALIVE, UNSURE, FAILING),
    "the page, then a reset",
    lambda raw, ask: [TE, chunked(raw, end=b""), 2.0, RESET],
    True,
)
body(
    "chunked-gzip-cut",
    (ALIVE, UNSURE),
    "gzip in chunks, cut off",
    lambda raw, ask: [
        _head("Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        chunked(gz(raw)[:-300], end=b""),
        2.0,
    ],
)
body(
    "te-gzip",
    (UNSURE, ALIVE, FAILING),
    "Transfer-Encoding: gzip, chunked, which no browser reads",
    lambda raw, ask: [_head("Transfer-Encoding: gzip, chunked"), chunked(gz(raw))],
    True,
)
add(
    "encodings",
    "encoding-gzip-other",
    SUSPECT,
    "gzip, and another page",
    only(
        lambda ask: reply(
            gz(other(ask.fault.name, "Summer offers for your garden", "Parasols.").encode()),
            headers=["Content-Encoding: gzip"],
        )
    ),
)
add(
    "encodings",
    "encoding-gzip-404",
    FAILING,
    "a 404 whose page is falsely said to be gzip: not found all the same",
    only(lambda ask: reply(short("Not found", "Not found."), "404 Not Found", ["Content-Encoding: gzip"])),
    passing=False,
)
add(
    "encodings",
    "encoding-redirect-false",
    ALIVE,
    "a redirect whose body is falsely said to be gzip",
    where(
        page=lambda ask: reply(
            "moved", "301 Moved Permanently", [f"Location: /{ask.fault.name}/there", "Content-Encoding: gzip"]
        ),
        there=LIVING,
    ),
)

# ---------------------------------------------------------------------------------------------------------------------
# Anchors: a fragment that is there, or gone


def anchored(
    name: str,
    expected: str | tuple[str, ...],
    why: str,
    fragment: str,
    markup: str = "",
    *,
    head: str = UTF8,
    headers: Lines = (),
    script: str = "",
) -> None:
    """`markup` stands deep in a long page; `script` at its end."""
    gap = '<div style="height:3000px"></div>'

    def respond(ask: Ask) -> Answer:
        return reply(doc(ask, head, gap + markup + gap) + script, headers=headers)

    add("anchors", name, expected, why, only(respond), fragment=fragment)


H = "<p>Here begins the part that was cited, on the miller's wages and the price of rye.</p>"
anchored("anchor-id", ALIVE, "an id", "#wages", f'<h2 id="wages">Wages</h2>{H}')
anchored("anchor-name", ALIVE, "a name on <a>", "#wages", f'<a name="wages"></a><h2>Wages</h2>{H}')
anchored("anchor-unquoted", ALIVE, "an id without quotes, in capitals", "#wages", f"<H2 ID=wages>Wages</H2>{H}")
anchored(
    "anchor-single",
    ALIVE,
    "an id in single quotes, over two lines",
    "#wages",
    f"<h2\n class=x\n id='wages'>Wages</h2>{H}",
)
anchored(
    "anchor-any",
    ALIVE,
    "an id on a table's cell",
    "#tab.3-1:a",
    f'<table><tr><td id="tab.3-1:a">Rye</td></tr></table>{H}',
)
anchored("anchor-gone", ANCHOR_GONE, "no such anchor any more", "#wages", f'<h2 id="pay">Pay</h2>{H}')
anchored(
    "anchor-case",
    ANCHOR_GONE,
    "other case: ids keep theirs, a browser stays at the top",
    "#Wages",
    f'<h2 id="wages">Wages</h2>{H}',
)
anchored("anchor-name-case", ANCHOR_GONE, "a name in other case", "#WAGES", f'<a name="wages">Wages</a>{H}')
anchored("anchor-name-div", ANCHOR_GONE, "a name on <div> is no anchor", "#wages", f'<div name="wages">Wages</div>{H}')
anchored("anchor-comment", ANCHOR_GONE, "an id within a comment", "#wages", f'<!-- <h2 id="wages">Wages</h2> -->{H}')
anchored(
    "anchor-in-script",
    ANCHOR_GONE,
    "an id within a script's text",
    "#wages",
    f"<script>var s = '<h2 id=\"wages\">';</script>{H}",
)
anchored(
    "anchor-in-template",
    ANCHOR_GONE,
    "an id within a template",
    "#wages",
    f'<template><h2 id="wages">Wages</h2></template>{H}',
)
anchored(
    "anchor-in-textarea", ANCHOR_GONE, "an id within a textarea", "#wages", f'<textarea><h2 id="wages"></textarea>{H}'
)
anchored("anchor-in-text", ANCHOR_GONE, 'id="wages" only as text', "#wages", f'<p>id="wages" was taken out.</p>{H}')
anchored(
    "anchor-in-data", ANCHOR_GONE, "data-id is no id", "#wages", f'<h2 data-id="wages" class="wages">Wages</h2>{H}'
)
anchored("anchor-part", ANCHOR_GONE, "an id that only begins so", "#wages", f'<h2 id="wages-2">Wages</h2>{H}')
anchored("anchor-blank", ANCHOR_GONE, "an id with a blank before it", "#wages", f'<h2 id=" wages">Wages</h2>{H}')
anchored(
    "anchor-link-only",
    ANCHOR_GONE,
    "the table of contents links to it, but it is gone",
    "#wages",
    f'<ul><li><a href="#wages">Wages</a></li></ul>{H}',
)
anchored("anchor-encoded", ALIVE, "percent-encoded UTF-8", "#l%C3%B6hne", f'<h2 id="löhne">Löhne</h2>{H}')
anchored(
    "anchor-encoded-lower",
    ALIVE,
    "percent-encoded in small letters, and one needlessly",
    "#l%c3%b6h%6ee",
    f'<h2 id="löhne">Löhne</h2>{H}',
)
anchored("anchor-raw", ALIVE, "letters beyond ASCII as they are", "#löhne", f'<h2 id="löhne">Löhne</h2>{H}')
anchored(
    "anchor-id-encoded",
    ALIVE,
    "the id itself has percent signs: compared as it is first",
    "#l%C3%B6hne",
    f'<h2 id="l%C3%B6hne">Löhne</h2>{H}',
)
anchored(
    "anchor-mediawiki",
    ALIVE,
    "MediaWiki's old way with points",
    "#L.C3.B6hne",
    f'<span id="L.C3.B6hne"></span><h2 id="Löhne">Löhne</h2>{H}',
)
anchored(
    "anchor-encoded-gone", ANCHOR_GONE, "percent-encoded, and gone", "#l%C3%B6hne", f'<h2 id="loehne">Löhne</h2>{H}'
)
anchored("anchor-blank-encoded", ALIVE, "a blank in the id", "#the%20wages", f'<h2 id="the wages">Wages</h2>{H}')
anchored("anchor-plus", ANCHOR_GONE, "a plus is no blank", "#the+wages", f'<h2 id="the wages">Wages</h2>{H}')
anchored(
    "anchor-entity",
    ALIVE,
    "a character reference in the id",
    "#rye&wheat",
    f'<h2 id="rye&amp;wheat">Rye and wheat</h2>{H}',
)
anchored(
    "anchor-bad-percent", (ANCHOR_GONE, UNSURE), "a percent sign that encodes nothing", "#100%", f"<h2>100</h2>{H}"
)
anchored("anchor-empty", ALIVE, "an empty fragment is the top", "#", H)
anchored("anchor-top", ALIVE, "#top is the top", "#top", H)
anchored("anchor-top-case", ALIVE, "#TOP as well", "#TOP", H)
anchored("anchor-hashbang", (ALIVE, UNSURE), "#!/x is a way within a page's script", "#!/chapter/3", H)
anchored("anchor-route", (ALIVE, UNSURE), "#/x likewise", "#/chapter/3?x=1", H)
anchored(
    "anchor-line",
    ALIVE,
    "a line of a file on GitHub: its script makes the lines",
    "#L10",
    '<div id="read-only-cursor-text-area"></div><div data-testid="code-cell" class="react-code-text">a = 1</div>',
)
anchored("anchor-lines", ALIVE, "a range of lines on GitHub", "#L10-L24", '<div class="react-code-lines"></div>')
anchored(
    "anchor-user-content",
    ALIVE,
    "GitHub's ids have user-content- before them, its script finds them",
    "#wages",
    f'<h2 id="user-content-wages">Wages</h2>{H}',
)
anchored(
    "anchor-made-by-script",
    (ALIVE, UNSURE),
    "a script makes the part",
    "#wages",
    '<div id="root"></div>',
    script="<script>document.getElementById('root').innerHTML='<h2 id=\"wages\">Wages</h2>';</script>",
)
anchored(
    "anchor-name-input", ANCHOR_GONE, "a name on a field of a form", "#wages", f'<form><input name="wages"></form>{H}'
)
anchored(
    "anchor-svg",
    ALIVE,
    "an id on a drawing within the page",
    "#fig2",
    '<svg width="90" height="90"><circle id="fig2" r="9" cx="9" cy="9"/></svg>',
)
anchored(
    "anchor-twice", ALIVE, "the id twice", "#wages", f'<h2 id="wages">Wages</h2>{H}<h2 id="wages">Wages again</h2>'
)
anchored(
    "anchor-second-id",
    ANCHOR_GONE,
    "of two ids on one element only the first counts",
    "#wages",
    f'<h2 id="pay" id="wages">Wages</h2>{H}',
)
anchored(
    "anchor-unclosed-comment",
    ANCHOR_GONE,
    "a comment that is never closed swallows it",
    "#wages",
    f'<!-- from here <h2 id="wages">Wages</h2>{H}',
)
anchored(
    "anchor-noscript",
    ANCHOR_GONE,
    "an id within <noscript> is text to a browser",
    "#wages",
    f'<noscript><h2 id="wages">Wages</h2></noscript>{H}',
)


def _cp1252_anchor(ask: Ask) -> Answer:
    gap = '<div style="height:3000px"></div>'
    text = doc(ask, '<meta charset="iso-8859-1">\n', f'{gap}<h2 id="löhne–2">Löhne</h2>{gap}')
    return reply(text.encode("cp1252"), kind="text/html")


add(
    "anchors",
    "anchor-charset",
    ALIVE,
    "an id with letters in a windows-1252 page named ISO-8859-1",
    only(_cp1252_anchor),
    fragment="#l%C3%B6hne%E2%80%932",
)


def _late(present: bool) -> Respond:
    anchor = '<h2 id="wages">Wages</h2>' if present else ""
    return only(
        lambda ask: reply(
            gz((doc(ask, extra="<p>" + "rye and wheat " * 140_000 + "</p>" + anchor)).encode()),
            headers=["Content-Encoding: gzip"],
        )
    )


add("anchors", "anchor-late", (ALIVE, UNSURE), "the anchor comes after 2 MB", _late(True), fragment="#wages")
add(
    "anchors",
    "anchor-late-gone",
    (ANCHOR_GONE, UNSURE, ALIVE),
    "no anchor in 2 MB; who stopped before the end cannot tell",
    _late(False),
    fragment="#wages",
)
add(
    "anchors",
    "anchor-redirect",
    ALIVE,
    "the fragment goes along with a redirect",
    where(
        page=lambda ask: to(f"/{ask.fault.name}/there"),
        there=lambda ask: reply(doc(ask, extra='<h2 id="wages">Wages</h2>')),
    ),
    fragment="#wages",
)
add(
    "anchors",
    "anchor-redirect-gone",
    ANCHOR_GONE,
    "the redirect's page has no such anchor",
    where(page=lambda ask: to(f"/{ask.fault.name}/there", status="301 Moved Permanently"), there=LIVING),
    fragment="#wages",
)
add(
    "anchors",
    "anchor-redirect-own",
    ALIVE,
    "the redirect names a fragment of its own, which is there",
    where(
        page=lambda ask: to(f"/{ask.fault.name}/there#pay"),
        there=lambda ask: reply(doc(ask, extra='<h2 id="pay">Pay</h2>')),
    ),
    fragment="#wages",
)
add(
    "anchors",
    "anchor-404",
    FAILING,
    "not found, anchor or not",
    only(lambda ask: gone()),
    fragment="#wages",
    passing=False,
)
add(
    "anchors",
    "anchor-other-page",
    SUSPECT,
    "another page, which has the anchor",
    only(
        lambda ask: reply(
            other(ask.fault.name, "Summer offers for your garden", "Parasols.").replace("<h1>", '<h1 id="wages">')
        )
    ),
    fragment="#wages",
)
add(
    "anchors",
    "anchor-wall",
    REFUSED,
    "a wall without the anchor",
    whole(lambda ask: reply(CLOUDFLARE, "403 Forbidden", ["cf-mitigated: challenge"])),
    fragment="#wages",
)
add(
    "anchors",
    "anchor-cut",
    (ALIVE, UNSURE),
    "the answer is cut off before the anchor could come",
    only(lambda ask: [_head("Content-Length: 900000"), doc(ask).encode(), 2.0]),
    fragment="#wages",
)
add(
    "anchors",
    "anchor-text-file",
    ALIVE,
    "a line of a text file (RFC 5147)",
    _plain("utf-8", "text/plain; charset=utf-8"),
    fragment="#line=2,3",
)


def pdf(title: str, pages: int) -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(pages)), pages),
        b"<< /Title (%b) >>" % title.encode("latin-1", "replace"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in range(pages):
        text = b"BT /F1 14 Tf 60 760 Td (%b) Tj 0 -30 Td (Page %d) Tj ET" % (
            title.encode("latin-1", "replace"),
            number + 1,
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >>"
            b" /Contents %d 0 R >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _pdf(ask: Ask) -> Answer:
    return reply(pdf(ask.fault.title, 3), kind="application/pdf")


add("anchors", "anchor-pdf-page", ALIVE, "a page of a PDF", only(_pdf), fragment="#page=3")
add(
    "anchors",
    "anchor-pdf-view",
    ALIVE,
    "a PDF's page with view and zoom",
    only(_pdf),
    fragment="#page=2&zoom=100,0,400",
)
add(
    "anchors",
    "anchor-pdf-beyond",
    (ALIVE, UNSURE, ANCHOR_GONE),
    "page 99 of a PDF of three",
    only(_pdf),
    fragment="#page=99",
)
add(
    "anchors",
    "anchor-media-time",
    (ALIVE, UNSURE),
    "a moment of a film",
    only(lambda ask: reply(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 2000, kind="video/mp4")),
    fragment="#t=60,90",
)

T = (
    "<p>In the spring of 1803 the <b>miller's daughter</b> paid nineteen florins,\n  and no   more, for the "
    "wheel &amp; the weir – as the ledger-book says.</p>"
)
anchored("text-plain", ALIVE, "words that are there", "#:~:text=paid%20nineteen%20florins", T)
anchored(
    "text-over-tags",
    ALIVE,
    "words over elements and line ends",
    "#:~:text=the%20miller%27s%20daughter%20paid%20nineteen%20florins%2C%20and%20no%20more",
    T,
)
anchored("text-case", ALIVE, "words in other case: text fragments do not mind", "#:~:text=PAID%20Nineteen%20florins", T)
anchored("text-range", ALIVE, "from words to words", "#:~:text=In%20the%20spring,ledger%2Dbook", T)
anchored(
    "text-context",
    ALIVE,
    "words with what stands before and after",
    "#:~:text=spring%20of-,1803,-the%20miller%27s%20daughter",
    T,
)
anchored(
    "text-encoded",
    ALIVE,
    "a dash, an ampersand, a comma, encoded",
    "#:~:text=wheel%20%26%20the%20weir%20%E2%80%93%20as",
    T,
)
anchored(
    "text-with-id", ALIVE, "an anchor and words", "#wages:~:text=nineteen%20florins", f'<h2 id="wages">Wages</h2>{T}'
)
anchored("text-two", ALIVE, "two texts, both there", "#:~:text=nineteen%20florins&text=the%20weir", T)
anchored("text-gone", TEXT_GONE, "the words are gone", "#:~:text=paid%20twenty%20florins", T)
anchored(
    "text-gone-id",
    TEXT_GONE,
    "the anchor is there, the words are gone",
    "#wages:~:text=twenty%20florins",
    f'<h2 id="wages">Wages</h2>{T}',
)
anchored(
    "text-anchor-gone",
    (ALIVE, ANCHOR_GONE),
    "the anchor is gone, the words are there: a browser goes to the words",
    "#wages:~:text=nineteen%20florins",
    T,
)
anchored("text-part-word", TEXT_GONE, "only within a longer word", "#:~:text=nine", T)
anchored(
    "text-in-script",
    TEXT_GONE,
    "only within a script",
    "#:~:text=paid%20thirty%20florins",
    T + "<script>var s = 'she paid thirty florins';</script>",
)
anchored(
    "text-in-attribute",
    TEXT_GONE,
    "only within an attribute",
    "#:~:text=paid%20thirty%20florins",
    T + '<span title="she paid thirty florins">?</span>',
)
anchored("text-context-wrong", TEXT_GONE, "the words are there, but not after these", "#:~:text=autumn%20of-,1803", T)
anchored(
    "text-range-half",
    TEXT_GONE,
    "the first words are there, the last are gone",
    "#:~:text=In%20the%20spring,sold%20the%20mill",
    T,
)
anchored(
    "text-order",
    TEXT_GONE,
    "the range's end stands before its beginning",
    "#:~:text=ledger%2Dbook,In%20the%20spring",
    T,
)
anchored(
    "text-blocks",
    TEXT_GONE,
    "words in two paragraphs are not one text",
    "#:~:text=end%20of%20one%20start%20of%20next",
    "<p>This is the end of one</p><p>start of next paragraph.</p>",
)
anchored(
    "text-hidden",
    (TEXT_GONE, ALIVE),
    "only in what is not displayed",
    "#:~:text=paid%20thirty%20florins",
    T + '<p style="display:none">she paid thirty florins</p>',
)
anchored(
    "text-nbsp",
    (ALIVE, TEXT_GONE),
    "a no-break blank where the fragment has a blank",
    "#:~:text=forty%20florins",
    "<p>He asked for forty&nbsp;florins.</p>",
)
anchored("text-empty", ALIVE, "no words asked for", "#:~:text=", T)
anchored("text-unknown", ALIVE, "a directive that nobody knows", "#:~:selector(type=x)", T)
anchored("text-bad-percent", (TEXT_GONE, UNSURE, ALIVE), "percent signs that encode nothing", "#:~:text=100%ZZ%", T)
anchored("text-long", TEXT_GONE, "20,000 letters of words asked for", "#:~:text=" + "nineteen%20" * 2000, T)

# ---------------------------------------------------------------------------------------------------------------------
# Statuses, redirects, times, and odd heads


def status(
    name: str,
    expected: str | tuple[str, ...],
    why: str,
    respond: Respond,
    passing: bool | None = None,
    title: str = "",
) -> None:
    add("status", name, expected, why, respond, passing=passing, title=title)


status(
    "status-202-living", (ALIVE, UNSURE), "202 with the living page", only(lambda ask: page(ask, status="202 Accepted"))
)
status(
    "status-202-other",
    (UNSURE, SUSPECT),
    "202: being made ready",
    whole(
        lambda ask: reply(
            short("Please wait", "Your document is being prepared. Come back in a few minutes."), "202 Accepted"
        )
    ),
)
status("status-201", ALIVE, "201 with the living page", only(lambda ask: page(ask, status="201 Created")))
status(
    "status-203",
    ALIVE,
    "203 with the living page",
    only(lambda ask: page(ask, status="203 Non-Authoritative Information")),
)
status("status-204", UNSURE, "204: nothing", whole(lambda ask: reply(b"", "204 No Content", kind=None, length=False)))
status("status-205", UNSURE, "205: nothing", whole(lambda ask: reply(b"", "205 Reset Content", kind=None)))
status(
    "status-206",
    (ALIVE, UNSURE),
    "206 unasked, with the living page",
    only(
        lambda ask: page(
            ask,
            [f"Content-Range: bytes 0-{len(doc(ask).encode()) - 1}/{len(doc(ask).encode())}"],
            "206 Partial Content",
        )
    ),
)
status(
    "status-299",
    (ALIVE, UNSURE),
    "a 2xx nobody knows, with the living page",
    only(lambda ask: page(ask, status="299 Miscellaneous")),
)
status(
    "status-300",
    (ALIVE, UNSURE),
    "300 with the living page",
    only(lambda ask: page(ask, status="300 Multiple Choices")),
)
status(
    "status-304",
    (UNSURE, FAILING, SUSPECT),
    "304 to a request without conditions: nothing to see",
    whole(lambda ask: reply(b"", "304 Not Modified", kind=None, length=False)),
)
status(
    "status-400-living",
    (ALIVE, UNSURE, SUSPECT, FAILING),
    "400 with the living page",
    only(lambda ask: page(ask, status="400 Bad Request")),
)
status(
    "status-404-living",
    (ALIVE, SUSPECT, UNSURE),
    "404 with the living page: a browser shows what was cited",
    only(lambda ask: page(ask, status="404 Not Found")),
)
status(
    "status-404-title",
    FAILING,
    "404 that only repeats the title that was asked for",
    only(
        lambda ask: reply(
            short("Page not found", f"We could not find “{ask.fault.title}”. Try our search."), "404 Not Found"
        )
    ),
    False,
)
status("status-404", FAILING, "404", only(lambda ask: gone()), False)
status(
    "status-404-empty", FAILING, "404 without a body", only(lambda ask: reply(b"", "404 Not Found", kind=None)), False
)
status(
    "status-410",
    FAILING,
    "410, with a tombstone that names the title",
    only(
        lambda ask: reply(
            short(f"Withdrawn: {ask.fault.title}", "This record was withdrawn by its author."), "410 Gone"
        )
    ),
    False,
)
status("status-500", FAILING, "500", only(lambda ask: gone("500 Internal Server Error")), True)
status(
    "status-500-living",
    (ALIVE, UNSURE, SUSPECT, FAILING),
    "500 with the living page, as broken sites have it for years",
    only(lambda ask: page(ask, status="500 Internal Server Error")),
    True,
)
status("status-502", FAILING, "502", whole(lambda ask: gone("502 Bad Gateway")), True)
status(
    "status-503-maintenance",
    FAILING,
    "503 for maintenance",
    whole(
        lambda ask: reply(
            short("Down for maintenance", "We will be back shortly."), "503 Service Unavailable", ["Retry-After: 3600"]
        )
    ),
    True,
)
status(
    "status-521",
    FAILING,
    "Cloudflare's 521: the server behind it is down, no wall",
    whole(
        lambda ask: reply(
            short(
                "example.org | 521: Web server is down",
                "Error code 521. Web server is down. The web server is not returning a connection. "
                "Cloudflare Ray ID: a32c",
            ),
            "521 ",
            ["Server: cloudflare", "CF-RAY: a32c-FRA"],
        )
    ),
    True,
)
status(
    "status-530",
    FAILING,
    "Cloudflare's 530: the name behind it is gone",
    whole(
        lambda ask: reply(
            short(
                "Origin DNS error | example.org | Cloudflare",
                "Error 1016. Origin DNS error. You've requested a page on a website that is on the Cloudflare network.",
            ),
            "530 ",
            ["Server: cloudflare"],
        )
    ),
)
status(
    "status-999999",
    (ALIVE, UNSURE, FAILING, REFUSED),
    "a status of six digits, and the page: a browser shows it",
    whole(lambda ask: [b"HTTP/1.1 999999 Odd\r\nContent-Type: text/html\r\n\r\n", doc(ask).encode()]),
)
status("empty-200", UNSURE, "200, no octet", whole(lambda ask: reply(b"")))
status("empty-blanks", UNSURE, "200, blanks and line ends", whole(lambda ask: reply(b" \r\n\t\n" * 40)))
status(
    "empty-html", UNSURE, "200, an empty document", whole(lambda ask: reply("<html><head></head><body></body></html>"))
)
status("empty-bom", UNSURE, "200, a mark of UTF-8 and nothing", whole(lambda ask: reply(b"\xef\xbb\xbf")))
status("empty-comment", UNSURE, "200, only a comment", whole(lambda ask: reply("<!-- generated in 0.01 s -->")))
status(
    "empty-app",
    (UNSURE, SUSPECT),
    "200, the shell of an application without text",
    whole(
        lambda ask: reply(
            html(
                "Loading…",
                '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>'
                '<script src="/app.js"></script>',
                UTF8,
            )
        )
    ),
)
status(
    "empty-untitled",
    ALIVE,
    "the living page without <title>, its heading tells",
    only(lambda ask: reply(html("", f"<h1>{escape(ask.fault.title)}</h1>{text_of(ask.fault)}", UTF8))),
)
status(
    "title-late",
    ALIVE,
    "the <title> stands in the body, before it one of SVG",
    only(
        lambda ask: reply(
            html(
                "", f"<svg><title>Logo</title></svg><title>{escape(ask.fault.title)}</title>{text_of(ask.fault)}", UTF8
            )
        )
    ),
)
status(
    "title-changed-site",
    ALIVE,
    "the site's name before and after the title",
    only(lambda ask: reply(doc(ask, title=f"RRH :: Articles :: {ask.fault.title} :: Volume 12 (2004) – free access"))),
)
status("title-case", ALIVE, "the title in capitals", only(lambda ask: reply(doc(ask, title=ask.fault.title.upper()))))
status(
    "title-entities",
    ALIVE,
    "line ends and references in the title",
    only(
        lambda ask: reply(
            doc(ask, title="@@").replace("@@", "\n  " + ask.fault.title.replace(" ", "&#32;\n", 2) + "\n")
        )
    ),
)
status(
    "drift-other",
    SUSPECT,
    "the address lives, but another article stands there",
    only(
        lambda ask: reply(other(ask.fault.name, "Ten garden sofas for small balconies", "Our editors tested them all."))
    ),
)
status(
    "drift-casino",
    SUSPECT,
    "the domain was taken over by a casino",
    whole(
        lambda ask: reply(
            other(
                ask.fault.name,
                "Slot Gacor 88 – Situs Judi Online Terpercaya",
                "Daftar sekarang dan dapatkan bonus new member 100%.",
                "id",
            )
        )
    ),
)

SOFT: Final = (
    ("en", "Page not found", "Sorry, the page you are looking for does not exist or has been moved."),
    ("de", "Seite nicht gefunden", "Die gewünschte Seite existiert leider nicht oder wurde verschoben."),
    ("fr", "Page introuvable", "La page que vous recherchez n’existe pas ou a été déplacée."),
    ("es", "Página no encontrada", "Lo sentimos, la página que busca no existe o ha sido trasladada."),
    ("it", "Pagina non trovata", "Spiacenti, la pagina richiesta non esiste o è stata rimossa."),
    ("pt", "Página não encontrada", "A página que procura não existe ou foi removida."),
    ("nl", "Pagina niet gevonden", "De pagina die u zoekt bestaat niet of is verplaatst."),
    ("pl", "Nie znaleziono strony", "Przepraszamy, strona, której szukasz, nie istnieje."),
    ("ru", "Страница не найдена", "К сожалению, запрошенная вами страница не существует."),
    ("ja", "お探しのページは見つかりませんでした", "ご指定のページは削除されたか、移動した可能性があります。"),
    ("zh", "您访问的页面不存在", "抱歉，您要查看的页面已被删除或不存在。"),
    ("ar", "الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها غير موجودة."),
    ("tr", "Sayfa bulunamadı", "Aradığınız sayfa mevcut değil veya taşınmış olabilir."),
    ("fi", "Sivua ei löytynyt", "Etsimääsi sivua ei ole olemassa."),
)


def _soft(lang: str, title: str, text: str) -> Respond:
    return lambda ask: reply(html(title, f"<nav><a href=/>Home</a></nav><h1>{title}</h1><p>{text}</p>", UTF8, lang))


for _lang, _title, _text in SOFT:
    _why = f"200, and a page that says it is not found ({_lang}), for every address"
    status(f"soft-404-{_lang}", SUSPECT, _why, _soft(_lang, _title, _text))
status(
    "soft-404-oops",
    SUSPECT,
    "200: Oops! without the word found",
    whole(lambda ask: reply(short("Oops!", "That didn't work. The item has been deleted by its owner."))),
)
status(
    "soft-404-title-only",
    SUSPECT,
    "200, the site's name as title, 404 as heading",
    whole(lambda ask: reply(html("Review of Regional History", "<h1>404</h1><p>Nothing here.</p>", UTF8))),
)
status(
    "soft-404-echo",
    SUSPECT,
    "200, no results for the title that was asked for",
    whole(
        lambda ask: reply(
            short("Search results", f"Your search for “{ask.fault.title}” did not match any documents. 0 results.")
        )
    ),
)
status(
    "soft-404-living",
    ALIVE,
    "an article about pages that are not found",
    only(
        lambda ask: reply(
            doc(ask, UTF8, "<p>Page not found, says the server: 404. The page you are looking for does not exist.</p>")
        )
    ),
    title="404 Page Not Found: a history of the missing page",
)
status(
    "soft-host-living",
    ALIVE,
    "a host that answers 200 to anything, and the page lives",
    lambda ask: (
        page(ask) if ask.sub == "page" else reply(short("Seite nicht gefunden", "Die Seite existiert nicht.", "de"))
    ),
)
status(
    "parked-sale",
    SUSPECT,
    "a parked domain: for sale",
    whole(
        lambda ask: reply(
            html(
                "regional-history.example is for sale | HugeDomains",
                "<h1>regional-history.example</h1><p>This domain is for sale: $2,995. Buy now or make an "
                "offer. 30-day money back guarantee.</p>",
                UTF8,
            )
        )
    ),
)
status(
    "parked-sedo",
    SUSPECT,
    "a parked domain: related searches",
    whole(
        lambda ask: reply(
            html(
                "regional-history.example - Informationen zum Thema regional history.",
                "<h1>regional-history.example</h1><ul><li>Related searches</li><li>Hotels</li><li>"
                "Mortgage rates</li><li>Cheap flights</li></ul><p>Die Domain steht zum Verkauf. This "
                "page is provided courtesy of Sedo's Domain Parking.</p><script "
                "src='https://img.sedoparking.com/js/jquery.js'></script>",
                UTF8,
            )
        )
    ),
)
status(
    "parked-lander",
    (SUSPECT, UNSURE),
    "GoDaddy's parked page: a script to /lander and no text",
    lambda ask: reply(
        "<!DOCTYPE html><html><head><script>"
        'window.onload=function(){window.location.href="/lander"}</script></head></html>'
    ),
)
status(
    "parked-suspended",
    SUSPECT,
    "the account is suspended",
    whole(
        lambda ask: reply(
            short(
                "Account Suspended",
                "This Account has been suspended. Contact your hosting provider for more information.",
            )
        )
    ),
)
status(
    "parked-default",
    SUSPECT,
    "the web server's own first page",
    whole(
        lambda ask: reply(
            short(
                "Apache2 Debian Default Page: It works",
                "This is the default welcome page used to test the correct operation of the Apache2 "
                "server after installation on Debian systems.",
            )
        )
    ),
)
status(
    "parked-index",
    SUSPECT,
    "a list of an empty directory",
    whole(
        lambda ask: reply(
            html(
                "Index of /",
                "<h1>Index of /</h1><table><tr><th>Name</th><th>Last modified</th><th>Size</th></tr>"
                "</table><address>Apache Server</address>",
            )
        )
    ),
)
status(
    "parked-soon",
    SUSPECT,
    "under construction",
    whole(lambda ask: reply(short("Coming soon", "Our new website is under construction. Stay tuned!"))),
)
status(
    "maintenance-200",
    (SUSPECT, UNSURE, FAILING),
    "maintenance, told with 200",
    whole(
        lambda ask: reply(
            short(
                "We'll be back soon!", "Sorry for the inconvenience. We are performing some maintenance at the moment."
            )
        )
    ),
    True,
)
status(
    "database-200",
    (SUSPECT, UNSURE, FAILING),
    "a broken database, told with 200",
    whole(lambda ask: reply(html("Database Error", "<h1>Error establishing a database connection</h1>", UTF8))),
    True,
)


def _home(ask: Ask) -> list[Step]:
    return reply(
        html(
            "Review of Regional History",
            "<h1>Review of Regional History</h1><p>Welcome. Read the latest issue, subscribe, or send us "
            "your article.</p>" + "".join(f"<p>{p}</p>" for p in prose("home")),
            UTF8,
        )
    )


def homeward(location: str, status_line: str = "302 Found") -> Respond:
    return lambda ask: (
        _home(ask)
        if ask.sub in ("/", "/index.php", "/en/", "home")
        else to(location.replace("{}", ask.url("")), status=status_line)
    )


status("redirect-home", SUSPECT, "a redirect to the home page, for every address", homeward("/"))
status(
    "redirect-home-301",
    SUSPECT,
    "a lasting redirect to the home page in English",
    homeward("/en/", "301 Moved Permanently"),
)
status("redirect-home-index", SUSPECT, "a redirect to /index.php?error=404", homeward("/index.php?error=404"))
status(
    "redirect-to-404-200",
    SUSPECT,
    "a redirect to /404.html, which answers 200",
    lambda ask: (
        reply(short("Not found", "This page could not be found.")) if ask.path == "/404.html" else to("/404.html")
    ),
)
status("redirect-to-404", FAILING, "a redirect to a page that is not found", where(page=lambda ask: to("there")), False)
status(
    "redirect-to-search",
    SUSPECT,
    "a redirect to the library's search form",
    lambda ask: (
        reply(other("search", "Search our collections", "Search by title, author or year. Browse all volumes."))
        if ask.path == "/search"
        else to("/search?q=")
    ),
)


def _hops(hops: int) -> Respond:
    def respond(ask: Ask) -> Answer:
        number = (
            int(ask.sub[3:]) if ask.sub.startswith("hop") and ask.sub[3:].isdigit() else 0 if ask.sub == "page" else -1
        )
        if number < 0 or number > hops:
            return gone()
        return (
            page(ask)
            if number == hops
            else to(f"hop{number + 1}", status="302 Found" if number % 2 else "301 Moved Permanently")
        )

    return respond


status("redirect-12", ALIVE, "twelve redirects: browsers follow twenty", _hops(12))
status("redirect-19", ALIVE, "nineteen redirects", _hops(19))
status("redirect-25", (FAILING, UNSURE), "twenty-five redirects: too many for browsers", _hops(25))
status("redirect-self", (FAILING, UNSURE), "a redirect to itself", only(lambda ask: to("page")), None)
status(
    "redirect-circle", (FAILING, UNSURE), "a circle of two", where(page=lambda ask: to("b"), b=lambda ask: to("page"))
)
status(
    "redirect-growing",
    (FAILING, UNSURE),
    "a redirect without end, each address new and longer",
    lambda ask: to(f"{ask.path}?{'x' * (len(ask.target) - len(ask.path) + 100)}"),
)
status(
    "redirect-301",
    ALIVE,
    "moved for good",
    where(page=lambda ask: to("there", status="301 Moved Permanently"), there=LIVING),
)
status("redirect-303", ALIVE, "see other", where(page=lambda ask: to("there", status="303 See Other"), there=LIVING))
status("redirect-307", ALIVE, "307", where(page=lambda ask: to("there", status="307 Temporary Redirect"), there=LIVING))
status("redirect-308", ALIVE, "308", where(page=lambda ask: to("there", status="308 Permanent Redirect"), there=LIVING))
status(
    "redirect-308-query",
    ALIVE,
    "308 to the same path with a query that must be kept to the letter",
    lambda ask: (
        page(ask)
        if ask.target.endswith("?a=%2F&b=%c3%a4&c=+&d")
        else to("page?a=%2F&b=%c3%a4&c=+&d", status="308 Permanent Redirect")
    ),
)
status(
    "redirect-none",
    (UNSURE, SUSPECT, FAILING),
    "302 without Location and without text",
    whole(lambda ask: reply(b"", "302 Found")),
)
status(
    "redirect-none-living",
    (ALIVE, UNSURE),
    "302 without Location, with the living page: a browser shows it",
    only(lambda ask: page(ask, status="302 Found")),
)
status("redirect-empty", (UNSURE, SUSPECT, FAILING), "an empty Location", whole(lambda ask: to("")))
status(
    "location-on-200",
    ALIVE,
    "Location beside 200 is nothing",
    only(lambda ask: page(ask, ["Location: /nowhere", "Content-Location: /nowhere"])),
)
status(
    "location-on-201",
    ALIVE,
    "Location beside 201 is nothing to a browser",
    only(lambda ask: page(ask, ["Location: /nowhere"], "201 Created")),
)


def odd(
    name: str, why: str, location: str | bytes, there: str = "there", expected: str | tuple[str, ...] = ALIVE
) -> None:
    """`{}` the fault's directory, `[]` host and port; `there`: the target that is the living page."""

    def respond(ask: Ask) -> Answer:
        mine = f"/{ask.fault.name}/"
        if ask.sub == "page":
            raw = line(location).replace(b"{}", mine.encode()).replace(b"[]", f"{ask.host}:{ask.port}".encode())
            return to(raw)
        got, wanted = ask.target.encode("latin-1"), (mine + there).encode()
        same = got == wanted if b"%2F" in wanted else unquote_to_bytes(got) == unquote_to_bytes(wanted)
        return page(ask) if same else gone()

    status(name, expected, why, respond)


odd("location-relative", "a relative Location", "there")
odd("location-dot-segments", "a Location with dots and double dots", "./x/../y/../there")
odd("location-no-scheme", "two slashes and the host", "//[]{}there")
odd("location-blanks", "blanks within", "{}the way there", "the%20way%20there")
odd("location-blanks-around", "blanks and a tab about it", "  \t{}there \t ")
odd("location-utf8", "UTF-8 as it is", "{}größe", "gr%C3%B6%C3%9Fe")
odd("location-latin", "Latin-1 as it is: the octet is encoded", b"{}gr\xf6\xdfe", "gr%F6%DFe")
odd("location-backslash", "backslashes for slashes", "\\location-backslash\\there")
odd("location-no-host", "no host after http: is the same host", "http:{}there", expected=(ALIVE, UNSURE))
odd("location-three-slashes", "three slashes after http:", "http:///[]{}there", expected=(ALIVE, UNSURE))
odd("location-upper", "HTTP:// in capitals", "HTTP://[]{}there")
odd("location-fragment", "with a fragment", "{}there#!/x?y")
odd("location-user", "with a name and a password", "http://user:pass@[]{}there")
odd("location-encoded", "%2F, %25 and %7e are kept", "{}a%2Fb%25c%7ed;x=1,2:3", "a%2Fb%25c%7ed;x=1,2:3")
odd("location-curly", "braces, bars and quotes", '{}a{b}|c^d"e', "a%7Bb%7D|c^d%22e")
odd("location-bad-percent", "a percent sign that encodes nothing", "{}100%", "100%")
odd("location-bad-bracket", "http://[x/ is no address", "http://[x/", expected=(FAILING, UNSURE))
odd("location-bad-host", "http://a℀b/ is no address", "http://a℀b/", expected=(FAILING, UNSURE))
odd("location-bad-port", "port 99999", "http://127.0.0.1:99999/", expected=(FAILING, UNSURE))
odd("location-javascript", "to javascript:", "javascript:alert(1)", expected=(FAILING, UNSURE))
odd("location-file", "to file:", "file:///etc/passwd", expected=(FAILING, UNSURE))
odd("location-data", "to data:", "data:text/html,<title>x</title>", expected=(FAILING, UNSURE))
odd("location-mailto", "to mailto:", "mailto:a@b.example", expected=(FAILING, UNSURE))
odd("location-long", "an address of 70,000 letters", "http://[]{}" + "a" * 70000, expected=(FAILING, UNSURE))
status(
    "location-query-only",
    ALIVE,
    "a Location that is only a query",
    only(lambda ask: page(ask) if ask.query.get("x") == ["1"] else to("?x=1")),
)
status(
    "location-twice",
    ALIVE,
    "the same Location twice",
    where(page=lambda ask: to("there", ["Location: there"]), there=LIVING),
)
status(
    "location-differs",
    (FAILING, UNSURE, ALIVE),
    "two Locations that differ: an error in browsers",
    where(page=lambda ask: to("there", ["Location: elsewhere"]), there=LIVING),
)
status(
    "location-closed",
    (FAILING, UNSURE),
    "to a port where nobody listens",
    only(lambda ask: to("http://127.0.0.1:9/")),
    True,
)


def again(
    name: str, why: str, status_line: str, after: float, make: Callable[[], Lines], expected: tuple[str, ...]
) -> None:
    """Refuses until `after` seconds have passed since it was first asked; whoever asks before is noted in `early`."""

    def respond(ask: Ask) -> Answer:
        now = time.monotonic()
        due = ask.state.setdefault("due", now + after)
        if now >= due - 0.05:
            return page(ask)
        if "told" in ask.state and ask.fault.name not in ask.early:
            ask.early.append(ask.fault.name)
        ask.state["told"] = now
        return reply(short(status_line, "Please come again later."), status_line, make())

    add("status", name, expected, why, only(respond), passing=True)


BUSY, DOWN = "429 Too Many Requests", "503 Service Unavailable"
SOON: Final = (ALIVE, UNSURE, REFUSED, FAILING)
LATER: Final = (REFUSED, UNSURE, FAILING)
again("retry-2", "429, two seconds, then the page", BUSY, 2, lambda: ["Retry-After: 2"], SOON)
again("retry-503-2", "503, two seconds, then the page", DOWN, 2, lambda: ["Retry-After: 2"], (ALIVE, UNSURE, FAILING))
again(
    "retry-date",
    "503 with a date three seconds away",
    DOWN,
    3,
    lambda: [f"Retry-After: {formatdate(time.time() + 3, usegmt=True)}"],
    (ALIVE, UNSURE, FAILING),
)
again("retry-0", "429, nought seconds", BUSY, 0.3, lambda: ["Retry-After: 0"], SOON)
again("retry-20", "429, twenty seconds, then the page", BUSY, 20, lambda: ["Retry-After: 20"], SOON)
again("retry-none", "429 without Retry-After", BUSY, 1e9, list, LATER)
again("retry-86400", "429, a day", BUSY, 86400, lambda: ["Retry-After: 86400"], LATER)
again("retry-503-86400", "503, a day", DOWN, 86400, lambda: ["Retry-After: 86400"], (FAILING, UNSURE))
again(
    "retry-date-far",
    "429 with a date of the year 2099",
    BUSY,
    1e9,
    lambda: ["Retry-After: Thu, 31 Dec 2099 23:59:59 GMT"],
    LATER,
)
again(
    "retry-date-past",
    "429 with a date that has passed",
    BUSY,
    1e9,
    lambda: ["Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"],
    LATER,
)
again(
    "retry-date-850",
    "429 with a date in the old form",
    BUSY,
    1e9,
    lambda: ["Retry-After: Thursday, 31-Dec-99 23:59:59 GMT"],
    LATER,
)
again(
    "retry-date-zone",
    "429 with a date in an absurd zone",
    BUSY,
    1e9,
    lambda: ["Retry-After: Fri, 31 Dec 2027 23:59:59 +99999999"],
    LATER,
)
again(
    "retry-date-year",
    "429 with a date of the year 99999",
    BUSY,
    1e9,
    lambda: ["Retry-After: Fri, 31 Dec 99999 23:59:59 GMT"],
    LATER,
)
again("retry-superscript", "429, ²", BUSY, 1e9, lambda: ["Retry-After: ²"], LATER)
again("retry-superscript-latin", "429, ² as one octet", BUSY, 1e9, lambda: [b"Retry-After: \xb2"], LATER)
again("retry-arabic", "429, a digit of Arabic", BUSY, 1e9, lambda: ["Retry-After: ٣"], LATER)
again("retry-5000-digits", "429, 5,000 digits", BUSY, 1e9, lambda: ["Retry-After: " + "9" * 5000], LATER)
again("retry-negative", "429, below nought", BUSY, 1e9, lambda: ["Retry-After: -5"], LATER)
again("retry-fraction", "429, 1.5", BUSY, 1e9, lambda: ["Retry-After: 1.5"], LATER)
again(
    "retry-infinite",
    "503, inf, nan and 1e999",
    DOWN,
    1e9,
    lambda: ["Retry-After: inf", "Retry-After: nan", "Retry-After: 1e999"],
    (FAILING, UNSURE),
)
again("retry-empty", "429, empty", BUSY, 1e9, lambda: ["Retry-After:"], LATER)
again(
    "retry-twice",
    "429, said twice: the longer counts",
    BUSY,
    1e9,
    lambda: ["Retry-After: 1", "Retry-After: 86400"],
    LATER,
)
status("retry-on-200", ALIVE, "Retry-After beside the living page", only(lambda ask: page(ask, ["Retry-After: 120"])))
status(
    "retry-on-301",
    ALIVE,
    "Retry-After of two seconds beside a redirect",
    where(page=lambda ask: to("there", ["Retry-After: 2"], "301 Moved Permanently"), there=LIVING),
)
status(
    "retry-on-404",
    FAILING,
    "Retry-After of a day beside 404",
    only(lambda ask: reply(short("Not found", "Not found."), "404 Not Found", ["Retry-After: 86400"])),
    False,
)


def raw(
    name: str,
    expected: str | tuple[str, ...],
    why: str,
    make: Callable[[bytes, Ask], Answer],
    passing: bool | None = None,
) -> None:
    add("status", name, expected, why, only(lambda ask: make(doc(ask).encode(), ask)), passing=passing)


def ok(raw_body: bytes) -> bytes:
    return _head(f"Content-Length: {len(raw_body)}", "Connection: close") + raw_body


raw("early-100", ALIVE, "100 Continue before", lambda body_, ask: [b"HTTP/1.1 100 Continue\r\n\r\n", 0.1, ok(body_)])
raw(
    "early-102",
    ALIVE,
    "102 Processing twice before",
    lambda body_, ask: [b"HTTP/1.1 102 Processing\r\n\r\n" * 2, 0.1, ok(body_)],
)
raw(
    "early-103",
    ALIVE,
    "103 Early Hints before",
    lambda body_, ask: [b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload; as=style\r\n\r\n", 0.1, ok(body_)],
)
raw(
    "early-103-ten",
    ALIVE,
    "ten times 103 before",
    lambda body_, ask: [b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\n\r\n" * 10, ok(body_)],
)
raw(
    "early-101",
    (FAILING, UNSURE),
    "101 Switching Protocols, unasked",
    lambda body_, ask: [b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", 1.0],
    True,
)
raw(
    "early-endless",
    (FAILING, UNSURE),
    "102 for ever",
    lambda body_, ask: _forever(b"HTTP/1.1 102 Processing\r\n\r\n", 0.05),
    True,
)
raw(
    "http-10",
    ALIVE,
    "HTTP/1.0 without a length",
    lambda body_, ask: [b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", body_],
)
raw("http-09", (FAILING, UNSURE, ALIVE), "HTTP/0.9: the page without a head", lambda body_, ask: [body_], True)
raw(
    "http-icy",
    (ALIVE, UNSURE),
    "ICY 200 OK",
    lambda body_, ask: [b"ICY 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", body_],
)
raw(
    "http-no-reason",
    ALIVE,
    "no reason after the status",
    lambda body_, ask: [_head("Connection: close", status="HTTP/1.1 200"), body_],
)
raw(
    "http-lower",
    (ALIVE, UNSURE),
    "http/1.1 in small letters",
    lambda body_, ask: [_head("Connection: close", status="http/1.1 200 ok"), body_],
)
raw(
    "http-reason-utf8",
    ALIVE,
    "a reason beyond ASCII",
    lambda body_, ask: [_head("Connection: close", status="HTTP/1.1 200 Größe ✓"), body_],
)
raw(
    "http-version-odd",
    (ALIVE, UNSURE),
    "HTTP/1.7",
    lambda body_, ask: [_head("Connection: close", status="HTTP/1.7 200 OK"), body_],
)
raw(
    "head-bare-lf",
    ALIVE,
    "line ends without carriage returns",
    lambda body_, ask: [b"HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\nConnection: close\n\n", body_],
)
raw(
    "head-blank-first",
    (ALIVE, UNSURE),
    "an empty line before the status",
    lambda body_, ask: [b"\r\n", _head("Connection: close"), body_],
)
raw(
    "head-folded",
    (ALIVE, UNSURE),
    "a header over two lines",
    lambda body_, ask: [
        (
            b"HTTP/1.1 200 OK\r\nX-Long: a\r\n  b\r\nContent-Type: text/html;\r\n\tcharset=utf-8\r\n"
            b"Connection: close\r\n\r\n"
        ),
        body_,
    ],
)
raw(
    "head-no-colon",
    (ALIVE, UNSURE),
    "a line without a colon",
    lambda body_, ask: [
        (
            b"HTTP/1.1 200 OK\r\nServer: x\r\nthis line has none\r\nContent-Type: text/html; charset=utf-8\r\n"
            b"Connection: close\r\n\r\n"
        ),
        body_,
    ],
)
raw(
    "head-colon-blank",
    (ALIVE, UNSURE),
    "a blank before the colon",
    lambda body_, ask: [
        b"HTTP/1.1 200 OK\r\nContent-Type : text/html; charset=utf-8\r\nConnection : close\r\n\r\n",
        body_,
    ],
)
raw(
    "head-octets",
    ALIVE,
    "octets beyond ASCII in headers",
    lambda body_, ask: [
        _head("Connection: close").replace(b"Connection", b"X-Name: G\xf6\xdf\xff\x85\xe2\x80\xa8\r\nConnection"),
        body_,
    ],
)
raw(
    "head-controls",
    (ALIVE, UNSURE),
    "control characters and terminal sequences in headers",
    lambda body_, ask: [_head("Server: \x1b[31mred\x07\x1b]0;x\x07", "X-A: a\x0bb\x0cc", "Connection: close"), body_],
)
raw(
    "head-nul",
    (FAILING, UNSURE, ALIVE),
    "an octet of nought in a header: an error in browsers",
    lambda body_, ask: [_head("X-A: a\0b", "Connection: close"), body_],
    True,
)
raw(
    "head-150",
    ALIVE,
    "150 headers",
    lambda body_, ask: [_head(*[f"X-H{n}: {n}" for n in range(150)], "Connection: close"), body_],
)
raw(
    "head-90k",
    ALIVE,
    "a header of 90 kB",
    lambda body_, ask: [_head("Content-Security-Policy-Report-Only: " + "a " * 45000, "Connection: close"), body_],
)
raw(
    "head-3m",
    (FAILING, UNSURE),
    "headers of 3 MB: an error in browsers",
    lambda body_, ask: [_head(*["X-A: " + "a" * 9990] * 300, "Connection: close"), body_],
)
raw(
    "head-endless",
    (FAILING, UNSURE),
    "headers for ever",
    lambda body_, ask: _forever(b"X-A: " + b"a" * 200 + b"\r\n", 0.01, b"HTTP/1.1 200 OK\r\n"),
    True,
)
raw(
    "head-slow",
    (ALIVE, UNSURE),
    "the head, an octet at a time, for eight seconds",
    lambda body_, ask: [*_drip(_head("Connection: close"), 0.1), body_],
)
raw("type-none", ALIVE, "no Content-Type", lambda body_, ask: [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", body_])
raw(
    "type-odd",
    ALIVE,
    "Content-Type: TEXT/HTML;;; =; charset",
    lambda body_, ask: reply(body_, kind="TEXT/HTML;;; =; charset"),
)
raw(
    "type-twice",
    (ALIVE, UNSURE),
    "Content-Type twice, the last is HTML",
    lambda body_, ask: reply(body_, headers=["Content-Type: text/html"], kind="text/plain"),
)
raw("type-broken", (ALIVE, UNSURE), "Content-Type: html", lambda body_, ask: reply(body_, kind="html"))
raw(
    "type-plain",
    (ALIVE, UNSURE),
    "HTML named text/plain: a browser shows its source",
    lambda body_, ask: reply(body_, kind="text/plain; charset=utf-8"),
)
raw(
    "type-octets",
    (ALIVE, UNSURE),
    "HTML named application/octet-stream: a browser stores it",
    lambda body_, ask: reply(body_, kind="application/octet-stream"),
)
raw(
    "type-attachment",
    (ALIVE, UNSURE),
    "a PDF to be stored",
    lambda body_, ask: reply(
        pdf(ask.fault.title, 2),
        headers=['Content-Disposition: attachment; filename="größe.pdf"'],
        kind="application/pdf",
    ),
)
raw(
    "type-pdf-html",
    (UNSURE, SUSPECT),
    "named a PDF, and a page of HTML that is another",
    lambda body_, ask: reply(
        other(ask.fault.name, "Summer offers for your garden", "Parasols."), kind="application/pdf"
    ),
)
raw(
    "type-pdf-late",
    (ALIVE, UNSURE),
    "a PDF with rubbish before its head",
    lambda body_, ask: reply(b"\r\n\r\n" + pdf(ask.fault.title, 2), kind="application/pdf"),
)
raw(
    "type-pdf-truncated",
    (UNSURE, ALIVE),
    "a PDF, cut off",
    lambda body_, ask: reply(pdf(ask.fault.title, 3)[:400], kind="application/pdf"),
)


def _forever(what: bytes, pause: float, first: bytes = b"") -> Iterator[Step]:
    yield first
    while True:
        yield what
        yield pause


def _drip(what: bytes, pause: float) -> list[Step]:
    steps: list[Step] = []
    for number in range(len(what)):
        steps += [what[number : number + 1], pause]
    return steps


def _pieces(what: bytes, number: int, pause: float) -> list[Step]:
    size = -(-len(what) // number)
    steps: list[Step] = []
    for start in range(0, len(what), size):
        steps += [what[start : start + size], pause]
    return steps


HANG: Final = 3600.0
raw("slow-5", ALIVE, "five seconds before the head", lambda body_, ask: [5.0, ok(body_)])
raw("slow-12", (ALIVE, UNSURE), "twelve seconds before the head", lambda body_, ask: [12.0, ok(body_)])
raw(
    "slow-30",
    (ALIVE, UNSURE, FAILING),
    "thirty seconds before the head: a browser waits",
    lambda body_, ask: [30.0, ok(body_)],
    True,
)
raw(
    "slow-drip",
    ALIVE,
    "the page in twenty-four pieces over twelve seconds",
    lambda body_, ask: [_head(f"Content-Length: {len(body_)}"), *_pieces(body_, 24, 0.5)],
)
raw(
    "slow-drip-40",
    (ALIVE, UNSURE, FAILING),
    "the page in eighty pieces over forty seconds",
    lambda body_, ask: [_head(f"Content-Length: {len(body_)}"), *_pieces(body_, 80, 0.5)],
    True,
)
raw("hang-before", FAILING, "takes the request and never answers", lambda body_, ask: [HANG], True)
raw(
    "hang-head",
    FAILING,
    "half a head, then nothing",
    lambda body_, ask: [b"HTTP/1.1 200 OK\r\nContent-Type: te", HANG],
    True,
)
raw(
    "hang-body-empty",
    (FAILING, UNSURE),
    "the head, then nothing",
    lambda body_, ask: [_head("Content-Length: 5000"), HANG],
    True,
)
raw(
    "hang-body-start",
    (FAILING, UNSURE),
    "the head and an empty <head>, then nothing",
    lambda body_, ask: [_head("Content-Length: 5000"), b"<!DOCTYPE html><html><head>", HANG],
    True,
)
raw(
    "hang-body-late",
    (ALIVE, UNSURE, FAILING),
    "nearly the whole page, then nothing: a browser shows it",
    lambda body_, ask: [_head(f"Content-Length: {len(body_)}"), body_[:-60], HANG],
    True,
)
raw(
    "endless-body",
    (ALIVE, UNSURE),
    "the page, and then text without end",
    lambda body_, ask: _forever(b"<p>" + b"rye and wheat " * 400 + b"</p>\n", 0.02, _head("Connection: close") + body_),
)
raw("close-at-once", FAILING, "closes without a word", lambda body_, ask: [], True)
raw("reset-at-once", FAILING, "resets", lambda body_, ask: [RESET], True)
raw(
    "reset-in-head",
    FAILING,
    "resets within the head",
    lambda body_, ask: [b"HTTP/1.1 200 OK\r\nServ", 0.2, RESET],
    True,
)
raw(
    "reset-in-body",
    (ALIVE, UNSURE, FAILING),
    "most of the page, then a reset",
    lambda body_, ask: [_head(f"Content-Length: {len(body_)}"), body_[:-60], 2.0, RESET],
    True,
)
raw(
    "banner-ssh",
    (FAILING, UNSURE),
    "another protocol answers: SSH",
    lambda body_, ask: [b"SSH-2.0-OpenSSH_9.6\r\n"],
    True,
)
status("tls-plain", FAILING, "https: to a server that speaks none", only(LIVING), True)
_made[-1] = replace(_made[-1], scheme="https")
add("status", "closed-port", FAILING, "nobody listens", only(LIVING), passing=True, listens=False)
add(
    "status",
    "no-such-host",
    FAILING,
    "no such host",
    only(LIVING),
    passing=False,
    host="nowhere.invalid",
    listens=False,
)

FAULTS: Final[tuple[Fault, ...]] = tuple(_made)

# ---------------------------------------------------------------------------------------------------------------------
# The server: raw sockets, one listener a host, one port for all


class Base(str):
    """The base address, `http://127.0.0.1:PORT`. `asked`: every request as (seconds, host, method, target).
    `early`: the faults that were asked again before their Retry-After had passed."""

    asked: list[tuple[float, str, str, str]]
    early: list[str]
    port: int


def address(fault: Fault, base: Base) -> str:
    port = base.port if fault.listens or fault.host.startswith("127.") else 80
    return (
        f"{fault.scheme}://{fault.host}:{port}{fault.path}"
        if port != 80
        else f"{fault.scheme}://{fault.host}{fault.path}"
    )


@dataclass
class _Server:
    faults: Sequence[Fault]
    base: Base
    port: int
    stop: threading.Event = field(default_factory=threading.Event)
    sockets: list[socket.socket] = field(default_factory=list)
    states: dict[str, dict[str, float]] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.by_name = {one.name: one for one in self.faults}
        self.by_host = {one.host: one for one in self.faults if not one.named}

    def accept(self) -> None:
        with selectors.DefaultSelector() as waiting:
            for one in self.sockets:
                waiting.register(one, selectors.EVENT_READ)
            while not self.stop.is_set():
                for key, _ in waiting.select(0.2):
                    with contextlib.suppress(OSError):
                        made, _ = key.fileobj.accept()  # type: ignore[union-attr]
                        threading.Thread(target=self.talk, args=(made,), daemon=True).start()

    def talk(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.settimeout(20)
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            data = b""
            while b"\r\n\r\n" not in data and len(data) < 1 << 20:
                more = client.recv(65536)
                if not more:
                    return
                data += more
                if data[:1] == b"\x16":  # TLS: answered in plain words, as nginx does
                    client.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                    return
            asked = self.read(data, client.getsockname()[0])
            if asked is None:
                client.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                return
            self.send(client, asked)

    def read(self, data: bytes, local: str) -> Ask | None:
        first, *lines = data.partition(b"\r\n\r\n")[0].split(b"\r\n")
        words = first.decode("latin-1").split(" ")
        if len(words) != 3:
            return None
        method, target, _ = words
        if target.startswith("http://"):
            target = "/" + target.partition("://")[2].partition("/")[2]
        headers = []
        for one in lines:
            key, _, value = one.partition(b":")
            headers.append((key.decode("latin-1").strip().lower(), value.strip()))
        name = target.partition("?")[0].split("/")[1] if "/" in target else ""
        fault = self.by_name.get(name) or self.by_host.get(local)
        if fault is None:
            return None
        self.base.asked.append((time.monotonic() - self.began, local, method, target))
        state = self.states.setdefault(fault.name, {})
        return Ask(fault, method, target, tuple(headers), local, self.port, state, self.base.early)

    def send(self, client: socket.socket, asked: Ask) -> None:
        nothing = asked.sub in ("/favicon.ico", "/robots.txt")
        for step in gone() if nothing else asked.fault.respond(asked):
            if self.stop.is_set():
                return
            if isinstance(step, Reset):
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            if isinstance(step, float):
                if self.left(client, step):
                    return
            elif step:
                whole_head = step.startswith(b"HTTP/") and b"\r\n\r\n" in step and not step.startswith(b"HTTP/1.1 1")
                if asked.method == "HEAD" and whole_head:
                    client.sendall(step.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
                    break
                client.sendall(step)
        client.shutdown(socket.SHUT_WR)
        self.left(client, 2.0)

    def left(self, client: socket.socket, seconds: float) -> bool:
        """Waits; tells whether the other side has gone away meanwhile."""
        until = time.monotonic() + seconds
        while not self.stop.is_set():
            rest = until - time.monotonic()
            if rest <= 0:
                return False
            if select.select([client], [], [], min(rest, 0.25))[0] and not client.recv(65536):
                return True
        return True


@contextlib.contextmanager
def serve(faults: Sequence[Fault] = FAULTS) -> Iterator[Base]:
    """Serves the faults on loopback hosts until the block ends, and yields the base address."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < 4096:  # a listener a host, and connections
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    hosts = {"127.0.0.1", *NAMES.values()}
    hosts |= {host for one in faults if one.listens for host in (one.host, *one.also) if host.startswith("127.")}
    closed = {one.host for one in faults if not one.listens}
    for _ in range(20):
        made: list[socket.socket] = []
        try:
            port = 0
            for host in sorted(hosts - closed):
                one = socket.socket()
                made.append(one)
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind((host, port))
                port = port or one.getsockname()[1]
                one.listen(64)
        except OSError:
            for one in made:
                one.close()
            continue
        break
    else:
        raise OSError("no port is free on all of the loopback hosts")
    base = Base(f"http://127.0.0.1:{port}")
    base.asked, base.early, base.port = [], [], port
    server = _Server(faults, base, port, sockets=made)
    thread = threading.Thread(target=server.accept, daemon=True)
    thread.start()
    try:
        yield base
    finally:
        server.stop.set()
        thread.join(2)
        for one in made:
            one.close()


@contextlib.contextmanager
def names() -> Iterator[None]:
    """Makes this process resolve NAMES; for other processes see /etc/hosts or --host-resolver-rules."""
    real = socket.getaddrinfo

    def lookup(host, *args, **more):  # type: ignore[no-untyped-def]
        told = host.decode() if isinstance(host, bytes) else host
        return real(NAMES.get(told, told), *args, **more)

    socket.getaddrinfo = lookup
    try:
        yield
    finally:
        socket.getaddrinfo = real


def main() -> None:
    parser = argparse.ArgumentParser(description="Serves the faults, and prints their addresses.")
    parser.add_argument("--list", action="store_true", help="print the faults and end")
    parser.add_argument("--theme", choices=THEMES)
    given = parser.parse_args()
    chosen = [one for one in FAULTS if given.theme in (None, one.theme)]
    if given.list:
        for one in chosen:
            print(f"{one.theme:10} {one.name:34} {'/'.join(one.expected):28} {one.why}")
        return
    with serve() as base:
        for one in chosen:
            where_to = address(one, base)
            print(f"{'/'.join(one.expected):28} {where_to if len(where_to) < 200 else where_to[:200] + '...'}")
        print(
            "Names that the resolver must know:",
            ", ".join(f"{value} {key}" for key, value in NAMES.items()),
            flush=True,
        )
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
