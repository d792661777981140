"""The one process in which what came from outside is parsed: spawned, bounded in memory, killed at its deadline.

A thread cannot be stopped, nor can a parser or a pattern that runs in one; a process can. It is given bytes, what
they are said to be and the function that reads them, and gives back values. Whatever becomes of it becomes of that
reading alone: the next one gets a new process. It has none of our environment, so no secret, and no file of ours open.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import pickle
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, StrEnum
from typing import Any, NamedTuple, TypeVar

from scripts import fault
from scripts.hypertext import reading
from scripts.hypertext.unread import Why

SECONDS = 15.0  # for one reading; half a megabyte of HTML takes less than one
LONG = 60.0  # for the whole text of a source, which may be a report of megabytes in PDF
MEMORY = 1 << 30  # bytes of addresses: the libraries take a fifth of it
MOST = 1 << 28  # bytes of an answer

T = TypeVar("T")


class NoReading(StrEnum):
    """Why a reading came to nothing, in words."""

    LATE = "took too long to read"
    CRASH = "cannot be read"
    FAULT = "cannot be read, by a fault of this program"

    @property
    def why(self) -> Why:
        """The same, as the record of a source has it."""
        return {NoReading.LATE: Why.SLOW, NoReading.CRASH: Why.NO_TEXT, NoReading.FAULT: Why.FAULT}[self]


class _Fault(NamedTuple):
    """What the process sends where our own code raised an error."""

    trace: str


def page(body: bytes, kind: str, address: str, language: str = "en") -> reading.ReadPage:
    """A page with its text and what it states of itself; one that cannot be read has no text.

    `language` is the one in which the article can quote it.
    """
    found = read(reading.read, body, kind, address, language, seconds=LONG)
    return reading.ReadPage(extractor="", unread=found.why) if isinstance(found, NoReading) else found


class _Child:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._given: object = None
        atexit.register(self.end)

    def read(
        self,
        function: Callable[..., T],
        *arguments: Any,
        given: object = None,
        seconds: float = SECONDS,
        waited: Callable[[float], None] = lambda seconds: None,
    ) -> T | NoReading:
        """What a function of a module of scripts says of these arguments, there; or why it says nothing.

        `given`, unless it is None, is its first argument: one that is large, and sent to each process once for all
        readings that have the very same. Threads take turns, and `waited` is told for how many seconds. Arguments are
        ours; what comes back is made of plain values and of types of scripts alone. A fault of our own code is told.
        """
        asked = pickle.dumps((function, arguments, given is not None))
        came = time.monotonic()
        with self._lock:
            waited(time.monotonic() - came)
            process = self._process or _spawn()
            self._process = process
            late = threading.Event()

            def end() -> None:
                late.set()
                process.kill()

            stop = threading.Timer(seconds, end)
            stop.start()
            try:
                if given is not None and given is not self._given:
                    _send(process.stdin, pickle.dumps((None, given, False)))
                    self._given = given
                _send(process.stdin, asked)
                value = _Values(io.BytesIO(_whole(process.stdout))).load()
            except (OSError, ValueError, EOFError, pickle.UnpicklingError):
                self._end()
                return NoReading.LATE if late.is_set() else NoReading.CRASH
            finally:
                stop.cancel()
            if late.is_set():
                self._end()
            if isinstance(value, _Fault):
                fault.report(value.trace)
                return NoReading.FAULT
            return value  # type: ignore[no-any-return]

    def end(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            with self._process, suppress(OSError):  # waits for it, and closes its pipes
                pass
        self._process = self._given = None


def _spawn() -> subprocess.Popen[bytes]:
    names = ("PATH", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    start = f"import sys; sys.path[:] = {sys.path!r}; from scripts.web.child import serve; serve()"
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-X", "utf8", "-c", start],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept,
    )


class _Values(pickle.Unpickler):
    """Of what a process sends that has read pages of strangers, only values are made."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module.startswith("scripts.") and "." not in name else None
        if isinstance(found, type) and issubclass(found, (tuple, Enum)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


_LENGTH = struct.Struct(">Q")


def _send(stream: Any, data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _whole(stream: Any) -> bytes:
    """The next message. Raises EOFError where there is none, or half of one."""
    head = stream.read(_LENGTH.size)
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else MOST
    data = stream.read(length) if length < MOST else b""
    if len(data) < length:
        raise EOFError
    return bytes(data)


def serve() -> None:
    """Read what is asked for, one thing after the other, until nobody asks any more."""
    with suppress(ImportError):  # there is none on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.set_threshold(50_000)  # of 700 it takes a quarter of the time that a long text takes
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    given: tuple[Any, ...] = ()
    with suppress(EOFError):
        while True:
            function, arguments, with_given = pickle.loads(_whole(sys.stdin.buffer))  # noqa: S301 # it is ours
            if function is None:
                given = (arguments,)
                continue
            try:
                value = function(*(given if with_given else ()), *arguments)
            except Exception as error:  # whatever a parser raises for what a stranger wrote, or a fault of ours
                trace = fault.trace(error)
                value = _Fault(trace) if trace else NoReading.CRASH
            _send(answers, pickle.dumps(value))


read = _Child().read
