"""python -m scripts render: prepare, a renderer, and finish in one, so that the text is read once."""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from pathlib import Path

from scripts.commands import options
from scripts.commands.finish import finish
from scripts.commands.options import CANNOT_RUN
from scripts.commands.prepare import not_written
from scripts.website import build, finished, prepared

DESCRIPTION = (
    "Do what prepare does, start the program that renders the folder, check the text meanwhile, and do what finish "
    "does. Exit 0: clean; 1: findings; 2: the program failed, or something could not be read."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    parser.add_argument("--into", type=Path, metavar="DIR", required=True, help="the folder that prepare writes")
    parser.add_argument("program", nargs="+", metavar="PROGRAM", help="the renderer and its arguments, after --")


def run(arguments: argparse.Namespace) -> int:
    gc.disable()  # hardly anything here refers to itself
    root, folder = arguments.root, arguments.into
    article = build.read(root)
    if found := prepared.write(root, article, folder):
        return not_written(found)
    try:
        renderer = subprocess.Popen(arguments.program)  # noqa: S603
    except OSError as error:
        sys.stderr.write(f"{arguments.program[0]} cannot be started: {error.strerror}.\n")
        return CANNOT_RUN
    beside = folder / "beside"
    with renderer:
        settings = prepared.configuration(folder).settings
        site = finished.beforehand(build.checked(root, article, settings), settings.url, beside)
    if renderer.returncode:
        sys.stderr.write(f"{arguments.program[0]} failed, with {renderer.returncode}; nothing was finished.\n")
        return CANNOT_RUN
    return finish(root, site, folder, folder / "site", beside)
