"""The link check shown on stand-ins of the article's seven sources, over nine nights in ten seconds.

`python -m tests.web.demo [FOLDER]` copies the article into FOLDER (default: build/demo), lets its sources
lead to servers on 127.0.0.x with seven fates, runs `python -m scripts links` for each night, which takes no
pauses here, and prints the states night by night and the editors' report; the built page is
FOLDER/site/sources/index.html.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from scripts.commands import links
from scripts.publication import bibliography
from scripts.publication.bibliography import Source
from scripts.web.fetch import Fetcher
from tests.conftest import call, copy_of_the_repository

ROOT = Path(__file__).parents[2]
FIRST = date(2026, 11, 1)
NIGHTS = (0, 1, 2, 3, 5, 6, 7, 8, 9)
# What becomes of each source, in the order of references.bib.
FATES = ("alive", "moved", "challenge", "not found softly", "gone", "down on one night", "home page")


def _page(title: str, text: str = "It says what it said. " * 120) -> bytes:
    return f"<!doctype html><title>{escape(title)}</title><h1>{escape(title)}</h1><p>{text}</p>".encode()


class _StandIn(ThreadingHTTPServer):
    """One host with one page and one fate; `night` is told from outside."""

    daemon_threads = True

    def __init__(self, address: str, source: Source, fate: str):
        super().__init__((address, 0), _Handler)
        self.source, self.fate, self.night = source, fate, 0
        self.path = urlsplit(source.url).path
        self.url = f"http://{address}:{self.server_address[1]}{self.path}"

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for a path."""
        page = _page(self.source.title)
        if path == "/":
            return 200, {}, _page(f"Home of {self.source.container}", "News of the day. " * 120)
        if path == "/new-address":
            return 200, {}, page
        if path != self.path:
            if self.fate == "not found softly":
                return 200, {}, _page("Page not found", "Sorry.")
            return 404, {}, b"no"
        match self.fate:
            case "moved":
                return 301, {"Location": "/new-address"}, b""
            case "challenge":
                return 403, {}, _page("Just a moment...", "Checking your browser.")
            case "not found softly":
                return 200, {}, _page("Page not found", "Sorry.")
            case "gone":
                return 404, {}, b"no"
            case "down on one night" if self.night == 3:
                return 500, {}, b"no"
            case "home page":
                return 302, {"Location": "/"}, b""
        return 200, {}, page


class _Handler(BaseHTTPRequestHandler):
    server: _StandIn

    def do_GET(self) -> None:
        status, headers, body = self.server.answer(self.path)
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing of each request."""


class _Archive(BaseHTTPRequestHandler):
    """A stand-in for the CDX API that has a copy of everything."""

    def do_GET(self) -> None:
        url = re.sub(r".*[?&]url=([^&]+).*", r"\1", self.path)
        rows = [["timestamp", "original"], ["20250829120000", _unquoted(url)]]
        body = json.dumps(rows).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing of each request."""


def _unquoted(text: str) -> str:
    from urllib.parse import unquote_plus

    return unquote_plus(text)


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main(folder: Path) -> dict[str, str]:
    """Run the demonstration; gives the state of each source after the last night, by its fate."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    copy_of_the_repository(folder)
    sources = bibliography.read((folder / "references.bib").read_text(encoding="utf-8"))
    servers = [
        _StandIn(f"127.0.0.{n}", source, fate) for n, (source, fate) in enumerate(zip(sources, FATES, strict=True), 11)
    ]
    archive = ThreadingHTTPServer(("127.0.0.30", 0), _Archive)
    text = (folder / "references.bib").read_text(encoding="utf-8")
    for server in servers:
        text = text.replace(server.source.url, server.url)
    (folder / "references.bib").write_text(text, encoding="utf-8")
    with ExitStack() as stack:
        for each in (*servers, archive):
            stack.enter_context(_running(each))
        print(f"{'night':12}" + "".join(f"{fate:18}" for fate in FATES))
        for night in NIGHTS:
            for server in servers:
                server.night = night
            day = (FIRST + timedelta(days=night)).isoformat()
            states = _night(folder, day, f"http://127.0.0.30:{archive.server_address[1]}")
            print(f"{day:12}" + "".join(f"{states[server.url]:18}" for server in servers))
    print(f"\n{(folder / 'report.md').read_text(encoding='utf-8')}")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(build, cwd=folder, check=True, capture_output=True)
    print(f"The page: {folder / 'site' / 'sources' / 'index.html'}")
    return {server.fate: states[server.url] for server in servers}


def _night(folder: Path, day: str, archive: str) -> dict[str, str]:
    words = ["links", "--allow-private", "--now", day, "--archive", archive, "--json", "out.json"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links, "Fetcher", partial(Fetcher, pace=0, sleep=lambda seconds: None))
        result = call(*words, "--report", "report.md", cwd=folder, day=None)
    if result.returncode not in (0, 1):
        raise SystemExit(result.stderr)
    rows = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return {row["url"]: row["state"] for row in rows}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "demo")
