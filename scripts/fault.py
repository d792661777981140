"""Faults of this program that spoil one page or link of many: the others go on, and the command ends with exit 3.

What a stranger's page brings about in a library is that page's state; what our own code raises says nothing of the
page, and must not pass for a verdict on it. A wing below the others: it knows nothing of them.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

_OURS = f"{Path(__file__).parent}{os.sep}"
# What a page of any size or depth brings about, and what the system refuses.
_NO_FAULTS = (MemoryError, RecursionError, OSError)
_reported: dict[str, None] = {}


def trace(error: Exception) -> str:
    """The traceback of an error that a line of scripts has raised, below the caller; "" for any other.

    One that a library or a built-in function raises which the caller has called itself is none of ours.
    """
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)][1:]
    ours = frames and frames[-1].f_code.co_filename.startswith(_OURS)
    if not ours or type(error).__module__ != "builtins" or isinstance(error, _NO_FAULTS):
        return ""
    return "".join(traceback.format_exception(error))


def report(trace: str) -> None:
    """Write the traceback of a fault on stderr, once however often it comes, and remember that there was one."""
    lines = ["".join(c if c.isprintable() else " " for c in line) for line in trace.rstrip("\n").split("\n")]
    text = "".join(f"{line}\n" for line in lines)  # the message may have words of a stranger's page
    if text not in _reported:
        _reported[text] = None
        sys.stderr.write(text)


def was_reported() -> bool:
    """Whether there was any since the process began."""
    return bool(_reported)
