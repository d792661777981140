"""What a copy of this process makes while this one goes on: two processors do more than one.

The copy has all that was read, without anything being sent to it; what it makes comes back through a pipe, so that it
is never further ahead than a pipe holds. A wing below the others: it knows nothing of them.
"""

from __future__ import annotations

import atexit
import os
import pickle
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")

_HELD = 1 << 20
"""Bytes in a pipe, which are 65,536 otherwise: a page may have more, and two processes would wait for each other."""


def ahead(make: Callable[[], Iterable[T]]) -> Iterator[T]:
    """What `make()` gives, in its order: a copy of this process begins with it at once, and sends each item.

    It ends early where there can be no copy (one processor, no fork, other threads) or the copy fails, and the caller
    makes the rest. `make` must change nothing but what it remembers: what the copy remembers is lost with it.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1 or _processors() < 2:
        return iter(())
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()  # or the copy would print it again
    reading, writing = os.pipe()
    with suppress(ImportError, AttributeError, OSError):  # elsewhere than on Linux it holds what it holds
        import fcntl

        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _HELD)
    copy = os.fork()
    if not copy:
        with suppress(BaseException), os.fdopen(writing, "wb") as pipe:  # the caller will meet the same error
            os.close(reading)
            for item in make():
                pickle.dump(item, pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()
        os._exit(0)  # nothing that is to be done when this process ends is to be done twice
    os.close(writing)
    received: Generator[T, None, None] = _received(copy, reading)
    atexit.register(received.close)  # the copy ends before this process does, whether or not it was heard to the end
    return received


def mapped(make: Callable[[S], T], items: Sequence[S], many: int) -> Iterator[T]:
    """What `make` gives of each item, in order; where there are more than `many`, every second is made by a copy.

    `make` gives anything but None. What the copy fails to make, this process makes.
    """
    copied = ahead(lambda: map(make, items[1::2])) if len(items) > many else iter(())
    for nth, item in enumerate(items):
        made = next(copied, None) if nth % 2 else None
        yield make(item) if made is None else made


def _received(copy: int, reading: int) -> Generator[T, None, None]:
    try:
        with os.fdopen(reading, "rb") as pipe, suppress(EOFError, pickle.UnpicklingError):
            while True:
                yield pickle.load(pipe)  # noqa: S301  # of our own making
    finally:
        os.waitpid(copy, 0)  # which ends where nobody reads what it writes


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
