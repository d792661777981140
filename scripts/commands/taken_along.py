"""What `pdf` and `offline` have in common."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.commands.options import CANNOT_RUN, CLEAN
from scripts.website import downloads


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site (default: site)")


def run(make: Callable[[Path], Path], what: str, site: Path) -> int:
    """Make a file of the built site and say how large it is."""
    try:
        path = make(site)
    except downloads.NotMadeError as error:
        sys.stderr.write(f"The {what} was not made: {error}.\n")
        return CANNOT_RUN
    sys.stderr.write(f"{path.as_posix()}: {path.stat().st_size / 1000:.0f} kB\n")
    return CLEAN
