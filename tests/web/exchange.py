"""One request and its answer, as a handler of the servers with faults sees them."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import unquote

from tests.web import pages

Handler = Callable[["Exchange"], Awaitable[None]]
Headers = tuple[tuple[str, str], ...]
MOST_SECONDS = 30.0
"""No server holds a client longer than this."""


@dataclass
class Site:
    """One address with one port: what it serves, in what manner, and what it remembers of its visitors."""

    name: str
    cited: dict[str, dict[str, str]] = field(default_factory=dict)
    """What was cited, by raw target; other targets serve the first of them."""
    routes: dict[str, Handler] = field(default_factory=dict)
    """By raw target, or by raw path where the query makes no difference."""
    unknown: Handler | None = None
    """For any other target; nothing means an honest 404."""
    gate: Callable[[Exchange], Awaitable[bool]] | None = None
    """Asked before each answer; true when it has answered by itself."""
    certificate: str = ""
    """The kind of certificate (see server.CERTIFICATES); nothing means plain http."""
    listens: str = "yes"
    """`no`: refuses connections; `full`: its queue is full, and a connection is never made."""
    address: str = ""
    """The IP address, once it runs."""
    base: str = ""
    """The origin, without a slash at the end, once it runs."""
    memory: dict[str, float] = field(default_factory=dict)
    """What handlers count; forgotten by `reset`."""
    in_flight: int = 0

    def entry(self, target: str) -> dict[str, str]:
        """What was cited at a target, or at the site's first one."""
        return self.cited.get(target) or next(iter(self.cited.values()))


@dataclass
class Exchange:
    """A request that was read, and the means to answer it, well or badly."""

    site: Site
    method: str
    target: str
    headers: dict[str, str]
    """By lower-case name."""
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @property
    def path(self) -> str:
        """The raw path, without the query."""
        return self.target.partition("?")[0]

    @property
    def agent(self) -> str:
        """The User-Agent header."""
        return self.headers.get("user-agent", "")

    @property
    def is_browser(self) -> bool:
        """Whether the User-Agent is one that browsers send."""
        known = self.agent.startswith("Mozilla/5.0 (") and any(w in self.agent for w in ("Gecko/", "like Gecko"))
        return known and not any(w in self.agent.lower() for w in ("compatible;", "bot", "check", "+http"))

    def cookie(self, name: str) -> str:
        """A cookie's value, or nothing."""
        for pair in self.headers.get("cookie", "").split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                return value
        return ""

    def query(self, name: str) -> str:
        """A field of the query, decoded, or nothing."""
        for pair in self.target.partition("?")[2].split("&"):
            key, _, value = pair.partition("=")
            if key == name:
                return unquote(value)
        return ""

    def count(self, what: str) -> int:
        """How often this was asked before, in this site's memory; adds one."""
        before = self.site.memory.get(what, 0)
        self.site.memory[what] = before + 1
        return int(before)

    async def send(self, status: int, body: bytes = b"", headers: Headers = (), reason: str | None = None) -> None:
        """An orderly answer with its length, as HTML unless the headers say otherwise; no body to a HEAD."""
        if reason is None:
            reason = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"
        names = {name.lower() for name, _ in headers}
        lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers)]
        if "content-type" not in names:
            lines.append("Content-Type: text/html; charset=utf-8")
        if "content-length" not in names and status not in (204, 304):
            lines.append(f"Content-Length: {len(body)}")
        if "connection" not in names:
            lines.append("Connection: close")
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        await self.raw(head if self.method == "HEAD" or status in (204, 304) else head + body)

    async def raw(self, data: bytes) -> None:
        """These bytes, whatever they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def wait(self, seconds: float) -> bool:
        """Wait, but not for a client that has gone; false when it has."""
        try:
            await asyncio.wait_for(self.reader.read(), min(seconds, MOST_SECONDS))
        except TimeoutError:
            return not self.writer.is_closing()
        return False

    def reset(self) -> None:
        """Break the connection off with RST."""
        connection: socket.socket = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


async def good(x: Exchange) -> None:
    """The cited article, sound and whole."""
    await x.send(200, pages.article(x.site.entry(x.target)).encode())


async def missing(x: Exchange) -> None:
    """An honest 404."""
    await x.send(404, pages.not_found(x.site.name).encode())


async def home(x: Exchange) -> None:
    """The site's home page."""
    await x.send(200, pages.home(x.site.name).encode())


async def dispatch(x: Exchange) -> None:
    """Answer as the site does."""
    if x.site.gate is not None and await x.site.gate(x):
        return
    routes = x.site.routes
    handler = routes.get(x.target) or routes.get(x.path) or x.site.unknown or (home if x.path == "/" else missing)
    await handler(x)
