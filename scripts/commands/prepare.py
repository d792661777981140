"""python -m scripts prepare: write a folder that any renderer of Markdown with footnotes can build."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts import finding
from scripts.commands import options
from scripts.commands.options import CLEAN, FOUND
from scripts.website import prepared

DESCRIPTION = (
    "Write a folder that any renderer of Markdown with footnotes can build: the pages with plain notes, the styles and "
    "scripts, and the settings without plugins and hooks. What an earlier run wrote there is taken away."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    parser.add_argument("--into", type=Path, metavar="DIR", required=True, help="the folder")


def run(arguments: argparse.Namespace) -> int:
    found = prepared.write(arguments.root, arguments.into)
    if found:
        sys.stdout.write(finding.as_text(found))
        sys.stderr.write("Nothing was written, for what a page would show or do.\n")
        return FOUND
    sys.stderr.write(f"{arguments.into.as_posix()}: build it, and then python -m scripts finish it.\n")
    return CLEAN
