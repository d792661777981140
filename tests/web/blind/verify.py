"""What Chromium shows of each fault: one JSON line a fault, on standard output. Usage: verify.py [NAME-OR-THEME ...]

Speaks to one headless browser by its pipe; each fault has a browser context of its own, so that no cookie is shared.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.web.blind.faults import FAULTS, NAMES, Base, Fault, address, serve

LOOK = """JSON.stringify({url: location.href, title: document.title, set: document.characterSet,
type: document.contentType, text: document.body ? document.body.innerText.slice(0, 60000) : "",
target: !!document.querySelector(":target"), y: Math.round(scrollY)})"""
SLOW = ("anchor-late", "encoding-bomb", "slow", "hang", "refresh-30", "head-slow", "retry-20")


class Browser:
    """Chromium's protocol over two pipes."""

    def __init__(self, profile: str) -> None:
        out_read, self.out = os.pipe()
        self.into, in_write = os.pipe()
        rules = ",".join(f"MAP {name} {ip}" for name, ip in NAMES.items())
        args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        args += [f"--user-data-dir={profile}", f"--host-resolver-rules={rules}", "--remote-debugging-pipe"]
        shell = f'exec 3<&{out_read} 4>&{in_write}; exec /usr/bin/chromium "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", shell, "chromium", *args, "--window-size=1000,800", "about:blank"],
            pass_fds=(out_read, in_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(out_read)
        os.close(in_write)
        self.lock = threading.Lock()
        self.number = 0
        self.waiting: dict[int, tuple[threading.Event, list[dict[str, Any]]]] = {}
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        data = b""
        while more := os.read(self.into, 1 << 20):
            data += more
            *whole, data = data.split(b"\0")
            for one in whole:
                told = json.loads(one)
                if told.get("id") in self.waiting:
                    event, box = self.waiting.pop(told["id"])
                    box.append(told)
                    event.set()

    def ask(self, method: str, params: dict[str, Any], session: str = "", timeout: float = 15) -> dict[str, Any]:
        event: threading.Event = threading.Event()
        box: list[dict[str, Any]] = []
        with self.lock:
            self.number += 1
            number = self.number
            self.waiting[number] = (event, box)
            message = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
            raw = json.dumps(message).encode() + b"\0"
            while raw:
                raw = raw[os.write(self.out, raw) :]
        if not event.wait(timeout):
            self.waiting.pop(number, None)
            return {"error": "timeout"}
        result: dict[str, Any] = box[0].get("result", {"error": box[0].get("error")})
        return result


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u200b", "").casefold().split())


def look(browser: Browser, base: Base, fault: Fault) -> dict[str, Any]:
    context = browser.ask("Target.createBrowserContext", {})["browserContextId"]
    deny = {"behavior": "deny", "browserContextId": context}
    browser.ask("Browser.setDownloadBehavior", deny)
    target = browser.ask("Target.createTarget", {"url": "about:blank", "browserContextId": context})["targetId"]
    session = browser.ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
    longest = 50.0 if fault.name.startswith(SLOW) else 9.0
    least = {"refreshes": 4.0, "anchors": 5.0}.get(fault.theme, 1.5)
    began = time.monotonic()
    navigated: dict[str, Any] = {}

    def go() -> None:
        asked = browser.ask("Page.navigate", {"url": address(fault, base), "transitionType": "typed"}, session, longest)
        navigated.update(asked)

    threading.Thread(target=go, daemon=True).start()
    seen: dict[str, Any] = {}
    shown = False
    while time.monotonic() - began < longest and not (shown and time.monotonic() - began > least):
        time.sleep(0.4)
        told = browser.ask("Runtime.evaluate", {"expression": LOOK, "returnByValue": True}, session, 4)
        with contextlib.suppress(KeyError, TypeError, ValueError):
            now = json.loads(told["result"]["value"])
            if now["url"] == "about:blank":
                continue
            seen = now
            text = plain(seen["text"])
            shown = plain(fault.words) in text or plain(fault.title) in text
            shown = shown or plain(fault.title) in plain(seen["title"])
        if navigated.get("errorText") and time.monotonic() - began > 2:
            break
    browser.ask("Target.disposeBrowserContext", {"browserContextId": context})
    error = navigated.get("errorText", "") or ("timeout" if navigated.get("error") == "timeout" else "")
    if not seen and not error:
        error = "still waiting"
    text = seen.pop("text", "")
    told_text = " ".join(text.split())[:90]
    row = {"name": fault.name, "theme": fault.theme, "expected": fault.expected, "cited": shown, "error": error}
    return row | {"seconds": round(time.monotonic() - began, 1), "start": told_text} | seen


def main() -> None:
    want = sys.argv[1:]
    chosen = [one for one in FAULTS if not want or one.theme in want or one.name in want]
    with serve() as base, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            with ThreadPoolExecutor(4) as pool:
                for row in pool.map(lambda one: look(browser, base, one), chosen):
                    print(json.dumps(row, ensure_ascii=False), flush=True)
        finally:
            browser.process.terminate()
            browser.process.wait(10)


if __name__ == "__main__":
    main()
