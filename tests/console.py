"""Texts played in a fresh clone: python -m tests.console writes anew what their commands print.

A command stands in a ```console block behind "$ ", and below it what it prints. What `make serve` says
of the save that follows it stands in the one ```text block. After `cd`, what follows is run in that folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from socket import socket
from typing import NamedTuple
from urllib.request import urlopen

from tests.conftest import ROOT, fresh_clone, with_what_is_installed

PAGE = ROOT / "CONTRIBUTING.md"
SHORT = tuple(ROOT / name for name in ("README.md", "EDITING.md", "YOUR-ARTICLE.md"))
PAGES = (*SHORT, PAGE)
DEADLINE = 300  # seconds for anything that is waited for; it takes about one

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<kind>console|text)\n(?P<body>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE
)
_STEP = re.compile(r"^\$ (?P<command>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


class Played(NamedTuple):
    """A page with what its commands print now; what `make serve` warned of after each save, and its page then."""

    text: str
    warned: Sequence[str]
    shown: Sequence[str]


def played(text: str, clone: Path) -> Played:
    """Run the commands of a page in a clone, in order. Raises AssertionError where one fails or nothing comes.

    A command of ours may have findings.
    """
    warnings: list[str] = []
    shown: list[str] = []
    with ExitStack() as stack:
        server: _Server | None = None

        def step(match: re.Match[str]) -> str:
            nonlocal server, clone
            command = match["command"]
            if command == "make serve":
                server = stack.enter_context(_serving(clone))
                return match[0]
            if command.startswith("cd "):
                clone = (clone / command.removeprefix("cd ")).resolve()
                with_what_is_installed(clone)
                return match[0]
            output = _run(command, clone)
            if server and not command.startswith("."):
                warnings.append(server.after_a_save())
                shown.append(server.page("ready-for-peace/"))
                if command == "git restore docs":
                    stack.close()
                    server = None
            return f"$ {command}\n{_abridged(output, match['output'])}"

        def block(match: re.Match[str]) -> str:
            indent = match["indent"]
            lines = "".join(line.removeprefix(indent) for line in match["body"].splitlines(keepends=True))
            new = _STEP.sub(step, lines) if match["kind"] == "console" else warnings[-1]
            inside = "".join(f"{indent}{line}" for line in new.splitlines(keepends=True))
            return f"{indent}```{match['kind']}\n{inside}{indent}```"

        return Played(_BLOCK.sub(block, text), warnings, shown)


def _run(command: str, clone: Path) -> str:
    path = f"{clone / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    who = {f"GIT_{who}_{what}": "jo@ice.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    result = subprocess.run(
        ["bash", "-c", command],
        cwd=clone,
        env=os.environ | who | {"PATH": path},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=DEADLINE,
        check=False,
    )
    assert result.returncode in ((0, 1) if command.startswith("python -m scripts ") else (0,)), (
        f"{command}\n{result.stdout}"
    )
    return result.stdout


def _abridged(said: str, shown: str) -> str:
    """What was said, with each line as it is shown where that is its beginning and …; a line of … is any number."""
    new, old = said.splitlines(), shown.splitlines()
    if "…" in old:
        before = old.index("…")
        new = [*new[:before], "…", *new[len(new) - (len(old) - before - 1) :]]
    if len(new) == len(old):
        new = [b if b.endswith("…") and a.startswith(b[:-1]) else a for a, b in zip(new, old, strict=True)]
    return "".join(f"{line}\n" for line in new)


class _Server:
    """`make serve` as it runs: what it says goes to a file, which is read from where it was last left."""

    def __init__(self, address: str, log: Path):
        self._address, self._log, self._read = address, log, 0

    def until(self, words: str) -> str:
        """What it says next, up to the line with these words."""
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            said = self._log.read_text(encoding="utf-8")[self._read :]
            before, found, after = said.partition(words)
            if found and "\n" in after:
                self._read += len(before) + len(found)
                return before
            time.sleep(0.02)
        raise AssertionError(f"never said {words!r}:\n{self._log.read_text(encoding='utf-8')}")

    def after_a_save(self) -> str:
        """The warnings that it gives of the next build."""
        said = self.until("Reloading browsers")
        return "".join(line for line in said.splitlines(keepends=True) if line.startswith("WARNING"))

    def page(self, path: str) -> str:
        with urlopen(f"http://{self._address}/{path}", timeout=DEADLINE) as answer:
            return str(answer.read().decode())


@contextmanager
def _serving(clone: Path) -> Iterator[_Server]:
    """`make serve` on a free port."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w", encoding="utf-8") as file:
            environment = os.environ | {"ADDRESS": address, "PYTHONUNBUFFERED": "1"}
            process = subprocess.Popen(
                ["make", "serve"], cwd=clone, env=environment, stdout=file, stderr=file, start_new_session=True
            )
            try:
                server = _Server(address, log)
                server.until("Serving on")
                yield server
            finally:
                os.killpg(process.pid, 9)
                process.wait()


if __name__ == "__main__":
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            new = played(page.read_text(encoding="utf-8"), fresh_clone(Path(folder))).text
        page.write_text(new, encoding="utf-8")
        sys.stderr.write(f"{page.name} written.\n")
