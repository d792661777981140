"""`mkdocs serve`, as a person runs it who is writing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from threading import Timer
from typing import NamedTuple

DEADLINE = 300  # seconds; it takes about three


class Serving(NamedTuple):
    """The server, and the address at which it shows the site."""

    process: subprocess.Popen[str]
    address: str

    def until(self, words: str) -> str:
        """What it says next, up to the line with these words."""
        assert self.process.stderr
        said = ""
        for line in self.process.stderr:
            said += line
            if words in line:
                return said
        raise AssertionError(f"never said {words!r}:\n{said}")


@contextmanager
def serving(root: Path) -> Iterator[Serving]:
    """`mkdocs serve` on a free port, ended after the test or at the deadline."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "-a", address]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=root, env=environment, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        deadline = Timer(DEADLINE, process.kill)
        deadline.start()
        try:
            yield Serving(process, f"http://{address}/")
        finally:
            deadline.cancel()
            process.kill()
