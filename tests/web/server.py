"""Runs the servers with faults, and counts how a client treats them.

`with web() as cases:` gives the cases with their addresses. On the command line,
`python -m tests.web.server FOLDER` writes FOLDER/references.bib, cases.json and ca.pem and serves until its
input ends; with `-- COMMAND …` it runs the command with FOLDER as its working folder and the authority's
certificate as its trust root, writes visits.json, and ends with the command's code.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import ipaddress
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

from tests.web import bibliography
from tests.web.behaviours import Case, Plan, table
from tests.web.exchange import MOST_SECONDS, Exchange, Site, dispatch

CERTIFICATES = ("good", "expired", "wrong-name", "self-signed", "unknown-authority", "no-intermediate", "intermediate")
"""What Site.certificate can be, apart from `plain-http`, `reset` and `hang`, which spoil the handshake."""


@dataclasses.dataclass(frozen=True)
class Arrival:
    """One request."""

    time: float
    """When its head had been read, by the monotonic clock."""
    method: str
    target: str
    agent: str


@dataclasses.dataclass
class Visits:
    """How one host was treated."""

    connections: int = 0
    most: int = 0
    """The most requests that were in flight at once."""
    arrivals: list[Arrival] = dataclasses.field(default_factory=list)

    @property
    def requests(self) -> int:
        """How many requests were read."""
        return len(self.arrivals)

    @property
    def gaps(self) -> list[float]:
        """Seconds between one request and the next."""
        times = [arrival.time for arrival in self.arrivals]
        return [later - earlier for earlier, later in pairwise(times)]


class Web(list[Case]):
    """The cases, with the servers behind them running."""

    def __init__(self, folder: Path, plans: Sequence[Plan], sites: Sequence[Site]) -> None:
        """Put every site on an address of its own; `folder` is for the certificates."""
        super().__init__()
        self.authority = folder / "ca.pem"
        """The trust root of the good certificates."""
        self.visits: dict[str, Visits] = {}
        """By IP address."""
        self.troubles: list[str] = []
        """What went wrong in the servers themselves; empty, unless they have a bug."""
        self._sites = sites
        self._tasks: set[asyncio.Task[None]] = set()
        self._sockets: list[tuple[Site, socket.socket]] = []
        self._fillers: list[socket.socket] = []
        for number, site in enumerate(sites):
            site.address = str(ipaddress.IPv4Address("127.0.0.2") + number)
            self._open(site)
        secure = [site for site in sites if site.certificate in CERTIFICATES]
        certify(folder, [site.address for site in secure])
        self._contexts = {site.address: context(folder, site.certificate) for site in secure}
        for plan in plans:
            moved = plan.moved if isinstance(plan.moved, str) or plan.moved is None else plan.moved()
            if moved and moved.startswith("/"):
                moved = plan.site.base + moved
            self.append(Case(plan.name, plan.category, plan.site.base + plan.target, plan.cited, plan.expected,
                             moved or "", plan.why, plan.blind))  # fmt: skip

    @property
    def environment(self) -> dict[str, str]:
        """What a program's environment must say for it to trust the good certificates."""
        return {"SSL_CERT_FILE": str(self.authority), "REQUESTS_CA_BUNDLE": str(self.authority)}

    def case(self, name: str) -> Case:
        """The case of this name."""
        return next(case for case in self if case.name == name)

    def seen(self, case: Case) -> Visits:
        """How the host of a case was treated."""
        return self.visits[case.url.partition("://")[2].partition("/")[0].partition(":")[0]]

    def busy(self, case: Case) -> bool:
        """Whether the host of a case is answering somebody."""
        return any(site.in_flight and case.url.startswith(site.base) for site in self._sites)

    def reset(self) -> None:
        """Forget all visitors, as if the servers had just started: for the next night."""
        for site in self._sites:
            site.memory.clear()
            self.visits[site.address] = Visits()

    def _open(self, site: Site) -> None:
        self.visits[site.address] = Visits()
        listener = socket.socket()
        listener.bind((site.address, 0))
        where = listener.getsockname()
        site.base = f"http{'s' if site.certificate else ''}://{site.address}:{where[1]}"
        self._sockets.append((site, listener))
        if site.listens == "full":
            listener.listen(0)
            for _ in range(4):
                filler = socket.socket()
                filler.setblocking(False)
                filler.connect_ex(where)
                self._fillers.append(filler)
        elif site.listens == "yes":
            listener.listen(128)

    async def run(self, started: Event) -> None:
        """Serve until cancelled."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, details: self.troubles.append(repr(details)))
        idle = len(asyncio.all_tasks())
        servers = []
        for site, listener in self._sockets:
            if site.listens == "yes":

                async def connected(
                    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, site: Site = site
                ) -> None:
                    await self._tracked(site, reader, writer)

                servers.append(await asyncio.start_server(connected, sock=listener, limit=1 << 20))
        started.set()
        try:
            await loop.create_future()
        finally:
            # What was just accepted begins first: a closed server drops its socket, and a task that is cancelled
            # before its first step closes nothing.
            for _, listener in self._sockets:
                loop.remove_reader(listener)
            while len(asyncio.all_tasks()) > idle:
                for task in self._tasks:
                    task.cancel()
                await asyncio.sleep(0)
            for server in servers:
                server.close()
            await asyncio.sleep(0.01)  # so that what was aborted is closed
            for _, listener in self._sockets:
                listener.close()
            for filler in self._fillers:
                filler.close()

    async def _tracked(self, site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection; whatever happens, it is closed afterwards and nothing is raised."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        plain = writer.transport
        try:
            await self._serve(site, reader, writer)
            writer.close()
            await asyncio.wait_for(writer.wait_closed(), 5)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # the client went away, or the servers stop
        except Exception as error:
            self.troubles.append(f"{site.base}: {error!r}")
        finally:
            writer.transport.abort()
            plain.abort()
            self._tasks.discard(task)

    async def _serve(self, site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits = self.visits[site.address]
        visits.connections += 1
        if site.address in self._contexts:
            await writer.start_tls(self._contexts[site.address], ssl_handshake_timeout=MOST_SECONDS)
        elif site.certificate:
            return await self._spoil(site, reader, writer)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ", 2)
        headers = {}
        for line in lines[1:-2]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        exchange = Exchange(site, method, target, headers, reader, writer)
        visits = self.visits[site.address]  # `reset` may have made another
        visits.arrivals.append(Arrival(monotonic(), method, target, exchange.agent))
        site.in_flight += 1
        visits.most = max(visits.most, site.in_flight)
        try:
            await dispatch(exchange)
        finally:
            site.in_flight -= 1
        return None

    async def _spoil(self, site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """No TLS, though the address says https."""
        exchange = Exchange(site, "", "", {}, reader, writer)
        await reader.read(1 << 16)
        if site.certificate == "plain-http":
            await exchange.send(400, b"<title>400 The plain HTTP request was sent to HTTPS port</title>")
        elif site.certificate == "reset":
            exchange.reset()
        else:
            await exchange.wait(MOST_SECONDS)


_CONFIGURATION = """
[ca]
default_ca = here
[here]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[intermediate]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[right]
basicConstraints = critical, CA:FALSE
authorityKeyIdentifier = keyid
subjectAltName = @names
[wrong]
basicConstraints = critical, CA:FALSE
authorityKeyIdentifier = keyid
subjectAltName = DNS:www.example.org
[req]
distinguished_name = subject
[subject]
[names]
"""


def certify(folder: Path, addresses: Sequence[str]) -> None:
    """Write an authority, ca.pem, and a chain of each kind with its key, for these IP addresses."""
    names = "\n".join(f"IP.{number} = {address}" for number, address in enumerate(addresses, 1))
    (folder / "ca.cnf").write_text(_CONFIGURATION + names + "\n", "ascii")
    (folder / "index.txt").touch()

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    new = "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config ca.cnf".split()
    for authority in ("ca", "unknown"):
        openssl(*new, "-x509", "-keyout", f"{authority}.key", "-out", f"{authority}.pem", "-days", "3650",
                "-subj", f"/CN=Test {authority}", "-extensions", "authority")  # fmt: skip
    for name in ("middle", "site"):
        openssl(*new, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN=Test {name}")
    openssl(*new[:1], "-x509", *new[1:], "-key", "site.key", "-out", "self-signed.pem", "-days", "3650", "-subj",
            "/CN=Test self", "-extensions", "right")  # fmt: skip

    def sign(out: str, authority: str, extensions: str, request: str = "site", until: str = "20490101000000Z") -> None:
        openssl("ca", "-batch", "-config", "ca.cnf", "-in", f"{request}.csr", "-out", f"{out}.pem", "-notext", "-cert",
                f"{authority}.pem", "-keyfile", f"{authority}.key", "-extensions", extensions, "-startdate",
                "20200101000000Z", "-enddate", until)  # fmt: skip

    sign("middle", "ca", "intermediate", "middle")
    sign("good", "ca", "right")
    sign("expired", "ca", "right", until="20210101000000Z")
    sign("wrong-name", "ca", "wrong")
    sign("unknown-authority", "unknown", "right")
    sign("no-intermediate", "middle", "right")
    chain = (folder / "no-intermediate.pem").read_text() + (folder / "middle.pem").read_text()
    (folder / "intermediate.pem").write_text(chain)


def context(folder: Path, kind: str) -> ssl.SSLContext:
    """A server's TLS with a certificate of this kind."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(folder / f"{kind}.pem", folder / "site.key")
    return tls


@contextmanager
def web() -> Iterator[Web]:
    """All servers, running; the list of their cases, with counts of how each host was visited."""
    plans = table()
    with tempfile.TemporaryDirectory() as folder:
        cases = Web(Path(folder), plans.plans, plans.sites)
        started = Event()
        handle: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = []

        async def main() -> None:
            task = asyncio.ensure_future(cases.run(started))
            handle.append((asyncio.get_running_loop(), task))
            with contextlib.suppress(asyncio.CancelledError):
                await task

        thread = Thread(target=lambda: asyncio.run(main(), debug=False), name="web")
        thread.start()
        try:
            while not started.wait(0.1):
                if not thread.is_alive():
                    raise RuntimeError("the servers did not start")
            yield cases
        finally:
            for loop, task in handle:
                loop.call_soon_threadsafe(task.cancel)
            thread.join()


def main(words: Sequence[str]) -> int:
    """The command line."""
    if not words or words[0].startswith("-") or (len(words) > 1 and words[1] != "--"):
        print(__doc__, file=sys.stderr)
        return 2
    folder, command = Path(words[0]).resolve(), words[2:]
    folder.mkdir(parents=True, exist_ok=True)
    with web() as cases:
        (folder / "references.bib").write_text(bibliography.write(cases), "utf-8")
        records: list[dict[str, Any]] = [dataclasses.asdict(c) | {"expected": sorted(c.expected)} for c in cases]
        (folder / "cases.json").write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (folder / "ca.pem").write_bytes(cases.authority.read_bytes())
        if not command:
            print(f"{len(cases)} cases in {folder}; end with Ctrl-D", flush=True)
            sys.stdin.read()
            return 0
        code = subprocess.run(command, cwd=folder, env=os.environ | cases.environment, check=False).returncode
        visits = {a: {"connections": v.connections, "requests": v.requests, "most in flight": v.most,
                      "smallest gap": min(v.gaps, default=None)} for a, v in cases.visits.items()}  # fmt: skip
        (folder / "visits.json").write_text(json.dumps(visits, indent=1) + "\n", "utf-8")
        for trouble in cases.troubles:
            print(trouble, file=sys.stderr)
        return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
