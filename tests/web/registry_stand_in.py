"""doi.org, Crossref and Open Library on one port of 127.0.0.1, with answers in the shapes that the real ones have.

/doi redirects a number to its registrar, as doi.org does for CSL-JSON, and answers 404 with a page for one that nobody
has; /crossref/works has the REST API's message; /books is Open Library's Books API.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

Made = tuple[int, dict[str, str], bytes]


class Asked(NamedTuple):
    path: str
    accept: str
    agent: str


def parts(*numbers: int) -> dict[str, Any]:
    return {"date-parts": [list(numbers)]}


def crossref(doi: str, title: str, people: list[tuple[str, str]], year: int, **more: Any) -> dict[str, Any]:
    """A message of Crossref's REST API, as of /works/{doi}."""
    author: list[dict[str, Any]] = [
        {"given": given, "family": family, "sequence": "first" if i == 0 else "additional", "affiliation": []}
        for i, (given, family) in enumerate(people)
    ]
    return {
        "indexed": {"date-parts": [[2026, 11, 2]], "date-time": "2026-11-02T09:01:12Z", "timestamp": 1793610072000},
        "reference-count": 2,
        "publisher": "Elsevier BV",
        "issue": "9103",
        "DOI": doi.lower(),
        "type": "journal-article",
        "created": parts(2002, 7, 26) | {"date-time": "2002-07-26T13:33:02Z", "timestamp": 1027690382000},
        "page": "637-641",
        "source": "Crossref",
        "prefix": doi.partition("/")[0],
        "volume": "351",
        "title": [title],
        "author": author,
        "container-title": ["The Ledger of Rivers"],
        "short-container-title": ["Ledger Riv"],
        "original-title": [],
        "subtitle": [],
        "short-title": [],
        "issued": parts(year, 2),
        "published": parts(year, 2),
        "published-print": parts(year, 2),
        "ISSN": ["0140-6736"],
        "URL": f"https://doi.org/{doi.lower()}",
        "relation": {},
        **more,
    }


def datacite(doi: str, title: str, people: list[tuple[str, str]], year: int) -> dict[str, Any]:
    """DataCite's CSL-JSON, as of arXiv."""
    return {
        "type": "article",
        "id": f"https://doi.org/{doi}",
        "categories": ["Machine Learning (cs.LG)", "FOS: Computer and information sciences"],
        "author": [{"family": family, "given": given} for given, family in people],
        "issued": {"date-parts": [[year]]},
        "abstract": "Words that nobody keeps.",
        "DOI": doi.upper().replace("ARXIV", "ARXIV"),
        "publisher": "arXiv",
        "title": title,
        "copyright": "arXiv.org perpetual, non-exclusive license",
    }


def update(kind: str, doi: str, *day: int, record: int | None = None) -> dict[str, Any]:
    """An item of `updated-by`; one of Retraction Watch has the number of its record there."""
    label = kind.replace("_", " ").capitalize()
    source = {"source": "retraction-watch", "record-id": str(record)} if record else {"source": "publisher"}
    stamp = {"date-time": "-".join(f"{n:02}" for n in day) + "T00:00:00Z", "timestamp": 1}
    return {"updated": parts(*day) | stamp, "DOI": doi, "type": kind, "label": label, **source}


def book(isbn: str, title: str, people: list[str], published: str, **more: Any) -> dict[str, Any]:
    """An entry of Open Library's Books API with jscmd=data."""
    return {
        "url": "https://openlibrary.org/books/OL22853304M/Slow_reading",
        "key": "/books/OL22853304M",
        "title": title,
        "authors": [{"url": "https://openlibrary.org/authors/OL6548935A", "name": name} for name in people],
        "number_of_pages": 92,
        "identifiers": {f"isbn_{len(isbn)}": [isbn], "openlibrary": ["OL22853304M"]},
        "publishers": [{"name": "Litwin Books"}],
        "publish_places": [{"name": "Duluth, Minn"}],
        "publish_date": published,
        **more,
    }


class StandIn:
    """What the registries have: messages by DOI in lower case, books by ISBN; and what they do instead of answering.

    `instead` is asked first, with the name of the registry and how often it was asked before.
    """

    def __init__(self) -> None:
        self.works: dict[str, dict[str, Any]] = {}
        self.books: dict[str, dict[str, Any]] = {}
        self.instead: Callable[[str, int], Made | None] = lambda name, before: None
        self.asked: list[Asked] = []
        self.base = ""

    @property
    def environment(self) -> dict[str, str]:
        return {"DOI_URL": f"{self.base}/doi", "CROSSREF_URL": f"{self.base}/crossref", "OPEN_LIBRARY_URL": self.base}

    def answer(self, path: str) -> Made:
        parts_ = urlsplit(path)
        name, _, number = parts_.path.strip("/").partition("/")
        before = sum(urlsplit(one.path).path.strip("/").partition("/")[0] == name for one in self.asked) - 1
        if made := self.instead(name, before):
            return made
        csl = {"Content-Type": "application/vnd.citationstyles.csl+json"}
        match name:
            case "doi":
                if unquote(number).lower() in self.works:
                    return 302, {"Location": f"/transform/{number}", "Content-Type": "text/html"}, b""
                page = b"<!DOCTYPE html><html><head><title>Error: DOI Not Found</title></head><body>None</body>"
                return 404, {"Content-Type": "text/html;charset=utf-8"}, page
            case "transform":
                return 200, csl, json.dumps(_csl(self.works[unquote(number).lower()])).encode()
            case "crossref" if parts_.query.startswith("query."):  # a search, which finds nothing here
                return 200, {"Content-Type": "application/json"}, b'{"status": "ok", "message": {"items": []}}'
            case "crossref":
                work = self.works.get(unquote(number).removeprefix("works/").lower(), {})
                if work.get("source") != "Crossref":
                    return 404, {"Content-Type": "text/plain"}, b"Resource not found."
                message = {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work}
                return 200, {"Content-Type": "application/json"}, json.dumps(message).encode()
            case "api":
                key = parse_qs(parts_.query)["bibkeys"][0]
                found = self.books.get(key.removeprefix("ISBN:"))
                body = json.dumps({key: found} if found else {}).encode()
                return 200, {"Content-Type": "application/json"}, body
        return 404, {"Content-Type": "text/html"}, b"<title>No page</title>"


def _csl(work: dict[str, Any]) -> dict[str, Any]:
    """What content negotiation makes of Crossref's message: the titles are texts, the rest is the same."""
    if work.get("source") != "Crossref":
        return work
    single = ("title", "container-title")
    return {name: (value[0] if name in single and value else value) for name, value in work.items()}


@contextmanager
def standing_in() -> Iterator[StandIn]:
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stand_in.asked.append(Asked(self.path, self.headers["Accept"], self.headers["User-Agent"]))
            status, headers, body = stand_in.answer(self.path)
            if not status:  # never answers
                time.sleep(float(headers["Wait"]))
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        stand_in.base = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield stand_in
        finally:
            server.shutdown()
            thread.join()
