"""python -m scripts prepare: write a folder that any renderer of Markdown with footnotes can build."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts import finding
from scripts.commands import options
from scripts.commands.options import CLEAN, FOUND
from scripts.finding import Finding
from scripts.website import build, prepared

DESCRIPTION = (
    "Write a folder that any renderer of Markdown with footnotes can build: the pages with plain notes, the styles and "
    "scripts, and the settings without plugins and hooks. What an earlier run wrote there is taken away."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    parser.add_argument("--into", type=Path, metavar="DIR", required=True, help="the folder")


def run(arguments: argparse.Namespace) -> int:
    gc.disable()  # hardly anything here refers to itself
    if found := prepared.write(arguments.root, build.read(arguments.root), arguments.into):
        return not_written(found)
    sys.stderr.write(f"{arguments.into.as_posix()}: build it, and then python -m scripts finish it.\n")
    return CLEAN


def not_written(found: Sequence[Finding]) -> int:
    """Say for what the folder is not written; gives the exit code."""
    sys.stdout.write(finding.as_text(found))
    sys.stderr.write("Nothing was written, for what a page would show or do.\n")
    return FOUND
