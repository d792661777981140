"""python -m scripts pdf: print the article as a PDF, into the built site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.commands.options import CANNOT_RUN, CLEAN
from scripts.website import downloads


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site (default: site)")


def run(arguments: argparse.Namespace) -> int:
    return make(arguments.site, downloads.pdf, "PDF")


def make(site: Path, made: Callable[[Path], Path], what: str) -> int:
    """Make a file of the built site and say how large it is; gives the exit code."""
    try:
        path = made(site)
    except downloads.NotMadeError as error:
        sys.stderr.write(f"The {what} was not made: {error}.\n")
        return CANNOT_RUN
    sys.stderr.write(f"{path.as_posix()}: {path.stat().st_size / 1000:.0f} kB\n")
    return CLEAN
