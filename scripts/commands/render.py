"""python -m scripts render: prepare, a renderer, and finish in one, so that the text is read once."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, Popen

from scripts.commands import options, ready
from scripts.commands.options import CANNOT_RUN

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
    program = arguments.program
    try:
        with _ready(program) as start:
            return _rendered(arguments, start)
    except OSError as error:
        if error.filename != program[0]:
            raise
        sys.stderr.write(f"{program[0]} cannot be started: {error.strerror}.\n")
        return CANNOT_RUN


def _rendered(arguments: argparse.Namespace, start: Callable[[], Popen[bytes]]) -> int:
    # Here, since the renderer reads its own code meanwhile.
    from scripts.commands.finish import finish
    from scripts.commands.prepare import not_written
    from scripts.website import build, finished, prepared

    root, folder = arguments.root, arguments.into
    beside = folder / "beside"
    article = build.read(root)
    if found := prepared.write(root, article, folder):
        return not_written(found)
    renderer = start()
    settings = prepared.configuration(folder).settings
    site = finished.beforehand(build.checked(root, article, settings), settings.url, beside)
    if renderer.wait():
        sys.stderr.write(f"{arguments.program[0]} failed, with {renderer.returncode}; nothing was finished.\n")
        return CANNOT_RUN
    return finish(root, site, folder, folder / "site", beside)


@contextmanager
def _ready(program: Sequence[str]) -> Iterator[Callable[[], Popen[bytes]]]:
    """What starts a program, which has come to its end when the context is left. Raises OSError where it cannot.

    A module of Python is begun at once: see `ready`.
    """
    if program[1:2] != ["-m"]:
        with ExitStack() as stack:
            yield lambda: stack.enter_context(Popen(program))  # noqa: S603
        return
    with Popen([program[0], "-m", ready.__name__, *program[2:]], stdin=PIPE) as waiting:  # noqa: S603
        gate = waiting.stdin

        def start() -> Popen[bytes]:
            with suppress(BrokenPipeError):  # it has ended, and has said why
                if gate:
                    gate.write(b".")
                    gate.close()
            return waiting

        try:
            yield start
        finally:
            if gate and not gate.closed:  # a copy of this process may hold it open
                waiting.kill()
