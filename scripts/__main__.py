"""The command line: python -m scripts COMMAND; --help lists the commands."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from errno import EIO, ENOSPC
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from scripts import fault, finding
from scripts.commands.options import CANNOT_RUN, CRASHED, INTERRUPTED
from scripts.finding import Unreadable

# Each is a module of scripts/commands/, which is loaded when it is called.
COMMANDS = {
    "check": "compare the article with its records and say what is wrong",
    "claims": "list where the records of the sentences and the chapters differ; record who has read a source",
    "summary": "sum up a change, as Markdown for its pull request",
    "links": "look whether every link is alive, and record the night",
    "sources": "compare each sentence with the pages that it cites, and record what was found",
    "report": "report to the editors what the nightly checks have found, and what there is to do",
    "prepare": "write a folder that any renderer of Markdown with footnotes can build",
    "finish": "make the site of what a renderer has built of that folder, and check it",
    "render": "run prepare, a renderer and finish, in one",
    "pdf": "print the article as a PDF, into the built site",
    "offline": "pack the site for reading from a folder, into the built site",
    "bring": "make a project of an article in Word, OpenDocument, Markdown or HTML",
    "renew": "take the software's files from a newer checkout, and touch nothing of the article's",
    "notes": "print what each note contains: its citations, with their sources, and its comments",
    "cite": "propose an entry of references.bib for a page",
    "edition": "record the text that is published here as an edition, if it is another than the last",
    "keep": "commit and push what machines have written to record/, on a branch of its own",
    "records": "fetch what the nightly checks have found, from that branch",
    "read-form": "record that somebody has read the source of a claim, as the issue form for it says",
    "rules": "list the rules, each with a bad and a good example",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 for clean, 1 for findings, 2 where it could not run, 3 for a fault of the program."""
    words = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="python -m scripts", description="Check a footnoted article and its site.")
    commands = parser.add_subparsers(dest="command", required=True)
    called = next((word for word in words if word in COMMANDS), "")
    try:
        own = import_module(f"scripts.commands.{called.replace('-', '_')}") if called else None
    except ModuleNotFoundError as error:
        sys.stderr.write(f"{error.msg}: make check sets up .venv, and . .venv/bin/activate goes into it.\n")
        return CANNOT_RUN
    for name, what in COMMANDS.items():
        module = own if name == called else None
        command = commands.add_parser(name, help=what, description=getattr(module, "DESCRIPTION", what))
        if module:
            module.add(command)
            command.set_defaults(run=module.run)
    arguments = parser.parse_args(words)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed, as some programs close it that start others
            setattr(sys, name, Path(os.devnull).open("r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal of other letters shows what it can
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return _has_fault(words, "and counts as not read what it spoilt") if fault.was_reported() else code
    except Unreadable as error:
        sys.stderr.write(finding.as_text(error.findings))
        sys.stderr.write("Nothing was checked.\n")
        return CANNOT_RUN
    except BrokenPipeError:  # whoever read the output has seen enough
        sys.stdout = None
        return CANNOT_RUN
    except OSError as error:
        if error.filename is not None or error.errno not in (ENOSPC, EIO):
            return _crashed(words)
        sys.stderr.write(f"The output cannot be written: {error.strerror}.\n")
        sys.stdout = None
        return CANNOT_RUN
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. Each file is as it was before, or whole as it was to be.\n")
        return INTERRUPTED
    except Exception:  # the exit code of an uncaught one is that of findings
        return _crashed(words)


def _crashed(words: Sequence[str]) -> int:
    traceback.print_exc()
    return _has_fault(words, "and did not come to its end")


def _has_fault(words: Sequence[str], what: str) -> int:
    sys.stderr.write(f"{words[0]} has a fault, {what}. Please report the traceback above.\n")
    return CRASHED


if __name__ == "__main__":
    code = main()
    # They leave nothing to be done, and a tenth of their time would go into freeing memory.
    if {"check", "prepare", "render", "finish"} & {*sys.argv[1:2]}:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        os._exit(code)
    sys.exit(code)
