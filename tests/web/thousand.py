"""A thousand links over twenty hosts in mixed order, 20 ms each: how long the two looks of `links --site` take.

`python -m tests.web.thousand` prints the wall time of LinkChecker's sweep of them alone, and of both looks (LinkChecker
at the site, and ours at what leads out of it), the peak memory without the child, and the most requests that were in
flight to one host.
"""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from threading import Event, Thread

from scripts.publication.nights import LinkState
from scripts.web import crawl, links
from scripts.web.fetch import Fetcher

HOSTS, LINKS, DELAY = 20, 1000, 0.02
PAGE = b"<title>A Page</title><h1>A Page</h1>" + b"<p>It says so.</p>" * 150


class _Hosts:
    """The twenty hosts, in a thread of their own."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.most = 0
        self.asked = 0
        self._in_flight: Counter[int] = Counter()
        self._ready, self._loop = Event(), asyncio.new_event_loop()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> _Hosts:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._open())
        self._ready.set()
        self._loop.run_forever()

    async def _open(self) -> None:
        ports = []
        for n in range(HOSTS):
            server = await asyncio.start_server(self._answer(n), f"127.0.2.{n + 1}", 0)
            ports.append(server.sockets[0].getsockname()[1])
        self.urls = [f"http://127.0.2.{i % HOSTS + 1}:{ports[i % HOSTS]}/news/page-{i // HOSTS}" for i in range(LINKS)]

    def _answer(self, host: int):  # type: ignore[no-untyped-def]
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = await reader.readuntil(b"\r\n\r\n")
            self._in_flight[host] += 1
            self.most = max(self.most, self._in_flight[host])
            await asyncio.sleep(DELAY)
            self.asked += 1
            robots = b"/robots.txt" in head.split(b"\r\n")[0]
            status, body = (b"404 Not Found", b"") if robots else (b"200 OK", PAGE)
            lines = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            writer.write(lines % (status, len(body)) + body)
            await writer.drain()
            self._in_flight[host] -= 1
            writer.close()

        return answer


def main() -> None:
    anchors = "<a href='{}'>page</a>"
    with _Hosts() as hosts, tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "urls.txt").write_text("\n".join(hosts.urls))
        begun = time.perf_counter()
        words = ["-r0", "--check-extern", "--no-status", "-F", f"xml/{folder}/out.xml", "-o", "none", "--stdin"]
        program = Path(sys.executable).with_name("linkchecker")
        with (Path(folder) / "urls.txt").open() as urls:
            subprocess.run([program, *words], stdin=urls, cwd=folder, capture_output=True, check=False)
        alone = time.perf_counter() - begun
        print(f"LinkChecker asked {hosts.asked} times")
        hosts.most = 0
        begun = time.perf_counter()
        site = Path(folder) / "site"
        site.mkdir()
        body = "".join(map(anchors.format, hosts.urls))
        (site / "index.html").write_text(f"<!doctype html><html lang=en><title>Links</title>{body}")
        found = crawl.crawl(site, "/")  # the first look, which asks nobody outside
        verdicts = links.look_at_all((), found, Fetcher(allow_private=True)).verdicts
        second = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdicts = {url: verdict for url, verdict in verdicts.items() if url in hosts.urls}
    assert len(verdicts) == LINKS
    assert all(verdict.state is LinkState.ALIVE for verdict in verdicts.values())
    print(f"LinkChecker alone           {alone:6.1f} s")
    print(f"both looks                  {second:6.1f} s, {second / alone:.2f} of it")
    print(f"peak memory of our own      {peak:6.0f} MiB; most in flight to one host: {hosts.most}")


if __name__ == "__main__":
    main()
