"""A stand-in for GitHub's REST API on 127.0.0.1, as far as issues go, with its limits and its faults.

Its answers are shaped as https://docs.github.com/en/rest/issues has them. A label that does not exist
is not put on an issue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

NAME = "editors/article"
TOKEN = "stand-in"
BOT = {"login": "github-actions[bot]", "type": "Bot"}
NOW = 1_800_000_000  # its clock, in seconds since 1970

# What can become of a request: the answer it gets, and whether it was carried out.
FAULTS = {
    "not carried out, 500": (500, {}, False),
    "not carried out, 502": (502, {}, False),
    "carried out, but answered 502": (502, {}, True),
    "not carried out, 503, retry after": (503, {"retry-after": "90"}, False),
    "not carried out, and cut off": (0, {}, False),
    "carried out, but cut off": (0, {}, True),
    "carried out, but half of the answer": (-1, {}, True),
    "limit, retry after": (429, {"retry-after": "7"}, False),
    "limit, until a time": (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(NOW + 60)}, False),
    "limit, for how long is not said": (403, {}, False),
}


class GitHub:
    """What the API holds, and what it was asked. `faults` are those of the requests by their number, from 0."""

    def __init__(self) -> None:
        self.issues: list[dict[str, Any]] = []
        self.comments: dict[int, list[dict[str, Any]]] = {}
        self.labels: set[str] = set()
        self.pulls: list[dict[str, Any]] = []
        self.faults: dict[int, str] = {}
        self.broken_from: int | None = None  # from this request on, nothing but 500
        self.lag = 0  # for so many requests after it was made, an issue is in no list
        self.requests = 0
        self.asked: list[str] = []
        self.slept: list[float] = []
        self.lock = Lock()
        self.url = ""

    @property
    def environment(self) -> dict[str, str]:
        return {"GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": NAME, "GITHUB_API_URL": self.url}

    def open_issue(self, title: str, text: str, labels: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
        """Open an issue by hand."""
        ada = {"login": "ada", "type": "User"}
        number = len(self.issues) + 1
        issue: dict[str, Any] = {
            "made": len(self.asked),
            "number": number,
            "title": title,
            "body": text,
            "state": "open",
            "closed_at": None,
        }
        issue |= {"labels": [{"name": name} for name in labels], "user": ada, "author_association": "OWNER", **more}
        self.issues.append(issue)
        self.comments[number] = []
        return issue

    def kept(self) -> tuple[Any, ...]:
        """A copy of all that it holds."""
        return deepcopy((self.issues, self.comments, self.labels))

    def put_back(self, kept: tuple[Any, ...]) -> None:
        """Hold what it held once, and work well."""
        self.issues, self.comments, self.labels = deepcopy(kept)
        self.faults, self.broken_from, self.slept = {}, None, []

    def say(self, number: int, text: str, association: str = "NONE", kind: str = "User") -> None:
        """Comment by hand."""
        user = {"login": "ada", "type": kind}
        self.comments[number].append({"body": text, "user": user, "author_association": association})

    def close(self, number: int, at: str) -> None:
        """Close by hand."""
        self.issues[number - 1] |= {"state": "closed", "closed_at": at}

    def answer(self, method: str, path: str, query: Mapping[str, str], values: Any) -> tuple[int, Any]:
        """Carry out a request: the status and the data of its answer."""
        match [method, *path.strip("/").split("/")]:
            case ["GET", "issues"]:
                wanted = set(query.get("labels", "").split(",")) - {""}
                listed = [one for one in self.issues if one["made"] + self.lag <= self.requests]
                found = [one for one in listed if wanted <= {label["name"] for label in one["labels"]}]
                states = ("open", "closed") if query.get("state") == "all" else (query.get("state", "open"),)
                newest_first = query.get("direction", "desc") == "desc"
                return 200, [one for one in found if one["state"] in states][:: -1 if newest_first else 1]
            case ["POST", "issues"]:
                known = tuple(name for name in values.get("labels", ()) if name in self.labels)
                return 201, self.open_issue(values["title"], values["body"], known, user=BOT)
            case ["GET", "issues", number]:
                known_ = 0 < int(number) <= len(self.issues)
                return (200, self.issues[int(number) - 1]) if known_ else (404, {"message": "Not Found"})
            case ["GET", "pulls"]:
                return 200, [one for one in self.pulls if f"{NAME.partition('/')[0]}:{one['head']}" == query["head"]]
            case ["POST", "pulls"]:
                self.pulls.append({"number": 1000 + len(self.pulls), **values})
                return 201, self.pulls[-1]
            case ["PATCH", "issues", number]:
                issue = self.issues[int(number) - 1]
                was = issue["state"]
                assert values.keys() <= {"title", "body", "state", "state_reason"}
                issue |= values
                if issue["state"] != was:
                    issue["closed_at"] = f"2026-11-01T00:00:{len(self.asked):02}Z" if was == "open" else None
                return 200, issue
            case ["GET", "issues", number, "comments"]:
                return 200, self.comments[int(number)]
            case ["POST", "issues", number, "comments"]:
                said = {"body": values["body"], "user": BOT, "author_association": "NONE"}
                self.comments[int(number)].append(said)
                return 201, said
            case ["POST", "issues", number, "labels"]:
                labels = self.issues[int(number) - 1]["labels"]
                names = [name for name in values["labels"] if name in self.labels]
                labels += [{"name": name} for name in names if {"name": name} not in labels]
                return 200, labels
            case ["GET", "labels", name]:
                return (
                    (200, {"name": unquote(name)}) if unquote(name) in self.labels else (404, {"message": "Not Found"})
                )
            case ["POST", "labels"]:
                if values["name"] in self.labels:
                    return 422, {"message": "Validation Failed", "errors": [{"code": "already_exists"}]}
                self.labels.add(values["name"])
                return 201, {"name": values["name"]}
        raise AssertionError(f"{method} {path}")


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing of each request."""

    def do_GET(self) -> None:
        self._do()

    def do_POST(self) -> None:
        self._do()

    def do_PATCH(self) -> None:
        self._do()

    def _do(self) -> None:
        github = self.server.github
        parts = urlsplit(self.path)
        prefix = f"/repos/{NAME}/"
        length = int(self.headers.get("content-length") or 0)
        values = json.loads(self.rfile.read(length)) if length else None
        with github.lock:
            number = len(github.asked)
            github.requests += 1
            github.asked.append(f"{self.command} {parts.path.removeprefix(prefix)}")
            if self.headers["authorization"] != f"Bearer {TOKEN}" or not parts.path.startswith(prefix):
                self._send(404, {"message": "Not Found"})
                return
            fault = github.faults.get(number)
            if github.broken_from is not None and number >= github.broken_from:
                fault = "not carried out, 500"
            query = {name: found[0] for name, found in parse_qs(parts.query).items()}
            if fault and not FAULTS[fault][2]:
                status, data = 0, None
            else:
                status, data = github.answer(self.command, parts.path.removeprefix(prefix), query, values)
            if fault:
                self._fail(*FAULTS[fault][:2], data)
            elif isinstance(data, list) and self.command == "GET":
                self._send_page(data, query)
            else:
                self._send(status, data)

    def _send_page(self, data: list[Any], query: Mapping[str, str]) -> None:
        size, page = min(int(query.get("per_page", 30)), 100), int(query.get("page", 1))
        rest = re.sub(r"&page=\d+", "", self.path)
        link = (
            {"link": f'<{self.server.github.url}{rest}&page={page + 1}>; rel="next"'} if len(data) > page * size else {}
        )
        self._send(200, data[(page - 1) * size : page * size], link)

    def _fail(self, status: int, headers: Mapping[str, str], data: Any) -> None:
        if status == 0:
            self.close_connection = True
        elif status == -1:
            self.send_response(200)
            self.send_header("content-length", "100000")
            self.end_headers()
            self.wfile.write(json.dumps(data).encode()[:40])
            self.close_connection = True
        elif status >= 500:
            self._send(status, "<html>Unicorn!</html>", headers)
        else:
            self._send(status, {"message": "You have exceeded a secondary rate limit."}, headers)

    def _send(self, status: int, data: Any, headers: Mapping[str, str] | None = None) -> None:
        content = data.encode() if isinstance(data, str) else json.dumps(data).encode()
        self.send_response(status)
        for name, value in {"content-length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    github: GitHub


@contextmanager
def serving() -> Iterator[GitHub]:
    """The stand-in at work; its address is `url`."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.github = GitHub()
        server.github.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.github
        finally:
            server.shutdown()
            thread.join()
