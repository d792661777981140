"""The one HTTP client: its faults, its trust, and that nothing asks the network past it."""

from __future__ import annotations

import ast
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from scripts.finding import Unreadable
from scripts.web import archive
from scripts.web.client import TRUST, Answer, Client, Fault
from scripts.web.fetch import HONEST, Fetcher
from scripts.web.github import Refused, Repository
from tests.conftest import ROOT
from tests.server import serving
from tests.web.server import certify, context

HERE = "127.0.0.11"


def ask(url: str) -> Answer:
    return Client(allow_private=True).ask(url, HONEST)


@contextmanager
def saying(data: bytes, *, reset: bool = False) -> Iterator[str]:
    """A server that reads a request, says these bytes, whatever they are, and ends the connection; its address."""

    def answer() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(data)
            if reset:  # to close with nothing left to linger for is to reset
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    with socket.create_server((HERE, 0)) as listener:
        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield f"{HERE}:{listener.getsockname()[1]}"
        thread.join()


# Faults


@pytest.mark.parametrize(
    ("url", "fault", "words"),
    [
        ("ftp://a.example/", Fault.NO_HTTP, "is no http or https address but ftp"),
        ("a.example", Fault.NO_HTTP, "is no http or https address but none"),
        ("http:///page", Fault.NO_HOST, "has no host, or a name and password"),
        ("http://u:p@a.example/", Fault.NO_HOST, "has no host, or a name and password"),
        ("http://[::1/", Fault.NO_ADDRESS, "is no address"),
        ("http://a.example:port/", Fault.NO_ADDRESS, "is no address"),
        (f"http://{'ü' * 99}.example/", Fault.NO_ADDRESS, "is no address"),
        ("http://nowhere.invalid/", Fault.UNKNOWN_HOST, "no such host: nowhere.invalid"),
        (f"http://{HERE}:9/", Fault.REFUSED, "connection refused"),
    ],
)
def test_what_cannot_be_asked(url: str, fault: Fault, words: str) -> None:
    answer = ask(url)
    assert (answer.status, answer.fault, answer.error) == (0, fault, words)


@pytest.mark.parametrize(
    ("scheme", "data", "fault"),
    [
        ("http", b"", Fault.SILENT),
        ("http", b"SSH-2.0-x\r\n", Fault.NOT_HTTP),
        ("http", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", Fault.BROKEN_OFF),
        ("http", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nword", Fault.PACKED),
        ("https", b"HTTP/1.1 400 Plain\r\n\r\n", Fault.TLS),
    ],
)
def test_answers_that_are_none(scheme: str, data: bytes, fault: Fault) -> None:
    with saying(data) as host:
        answer = ask(f"{scheme}://{host}/")
    assert (answer.status, answer.fault) == (200 if fault in (Fault.BROKEN_OFF, Fault.PACKED) else 0, fault)
    assert answer.error


def test_a_connection_that_is_reset() -> None:
    with saying(b"", reset=True) as host:
        assert ask(f"http://{host}/").fault is Fault.RESET


def test_an_answer_that_takes_too_long() -> None:
    with socket.create_server((HERE, 0)) as listener:
        url = f"http://{HERE}:{listener.getsockname()[1]}/"
        times = iter([0.0, 0.0, *[99.0] * 9])
        answer = Client(allow_private=True, clock=lambda: next(times)).ask(url, HONEST, deadline=1)
    assert (answer.fault, answer.error) == (Fault.TIMEOUT, "timed out")


@pytest.mark.parametrize(
    ("leads", "fault", "words"),
    [
        (lambda path: "/" if path == "/2" else "/2", Fault.CIRCLE, "redirects in a circle"),
        (lambda path: f"{path}1", Fault.REDIRECTS, "more than 20 redirects"),
    ],
)
def test_redirects_that_lead_nowhere(leads: object, fault: Fault, words: str) -> None:
    assert callable(leads)
    with serving(lambda path: (302, {"Location": str(leads(path))}, b"")) as (address, _):
        answer = Fetcher(allow_private=True, pace=0).once(f"{address}/", HONEST)
    assert (answer.status, answer.fault, answer.error) == (0, fault, words)


@pytest.mark.parametrize("fault", Fault)
def test_only_what_may_pass_is_tried_again(monkeypatch: pytest.MonkeyPatch, fault: Fault) -> None:
    asked: list[str] = []

    def answer(self: Client, url: str, *_: object, **__: object) -> Answer:
        asked.append(url)
        return Answer(url, url, 0, fault)

    monkeypatch.setattr(Client, "ask", answer)
    Fetcher(pace=0, sleep=lambda seconds: None).look("http://a.example/")
    forgiving = fault is Fault.NOT_HTTP  # once more, as browsers read it
    assert len(asked) == (3 if fault.passing else 1) + forgiving


# Trust


@contextmanager
def secure(folder: Path) -> Iterator[tuple[str, Path]]:
    """A server with a certificate that only its own authority vouches for: its address, and that authority.

    It is an archive that has each page, and a GitHub without an issue.
    """
    certify(folder, [HERE])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body: object = []
            if self.path.startswith("/cdx/"):
                body = [["timestamp", "original"], ["20250204000000", "https://press.example/page"]]
            elif self.path == "/save":
                body = {"job_id": "job-1"}
            elif self.path == "/save/status/job-1":
                body = {"status": "success", "timestamp": "20250304000000"}
            data = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of those who do not trust us."""

    with Server((HERE, 0), Handler) as server:
        server.socket = context(folder, "good").wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"https://{HERE}:{server.server_address[1]}", folder / "ca.pem"
        finally:
            server.shutdown()
            thread.join()


PAGE = "https://press.example/page"
KEYS = {"ARCHIVE_ACCESS_KEY": "a", "ARCHIVE_SECRET_KEY": "b"}


def repository(url: str, slept: list[float]) -> Repository:
    environment = {"GITHUB_TOKEN": "x", "GITHUB_REPOSITORY": "a/b", "GITHUB_API_URL": url}
    return Repository(environment, sleep=slept.append)


def patient() -> Fetcher:
    return Fetcher(allow_private=True, pace=0, sleep=lambda seconds: None)


@pytest.mark.parametrize("name", TRUST)
def test_pages_archives_and_github_share_one_trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for other in TRUST:
        monkeypatch.delenv(other, raising=False)
    with secure(tmp_path) as (address, authority):
        assert patient().look(f"{address}/").fault is Fault.TLS
        with pytest.raises(archive.ArchiveDown, match="TLS: "):
            archive.nearest(patient(), PAGE, "", address)
        assert archive.save(patient(), PAGE, address, KEYS, lambda seconds: None) == ""
        with pytest.raises(Refused, match="GitHub does not answer: GET issues: TLS: "):
            list(repository(address, []).all("issues"))

        monkeypatch.setenv(name, str(authority))
        assert patient().look(f"{address}/").status == 200
        assert archive.nearest(patient(), PAGE, "", address) == f"{address}/web/20250204000000/{PAGE}"
        copy = archive.save(patient(), PAGE, address, KEYS, lambda seconds: None)
        assert copy == f"{address}/web/20250304000000/{PAGE}"
        assert list(repository(address, []).all("issues")) == []


@pytest.mark.parametrize("text", [None, "", "no certificate"])
def test_a_file_without_trust_roots_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    path = tmp_path / "roots.pem"
    if text is not None:
        path.write_text(text)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with pytest.raises(Unreadable, match=rf"{path}:1: has no trust roots \(.+\); SSL_CERT_FILE names it"):
        Client()


def test_no_secret_follows_a_redirect() -> None:
    with serving(lambda path: (302, {"Location": "/elsewhere"}, b"")) as (address, asked):
        answer = patient().ask("GET", f"{address}/save", {"Authorization": "LOW a:b"})
    assert (answer.status, asked) == (302, ["/save"])


# Nothing asks past it


def test_no_module_but_the_client_speaks_http() -> None:
    """A server of the built site, and LinkChecker as its own program, are no clients."""
    clients = {"http.client", "httpcore", "httpx", "requests", "socket", "ssl", "urllib.request", "urllib3"}
    found = {}
    for path in (ROOT / "scripts").rglob("*.py"):
        names = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names |= {str(node.module)} | {f"{node.module}.{alias.name}" for alias in node.names}
        if names & clients:
            found[path.name] = names & clients
    assert found == {"client.py": {"http.client", "httpcore", "socket", "ssl", "urllib.request"}}
