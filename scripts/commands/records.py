"""python -m scripts records: bring what the nights have found, from the branch on which it is kept."""

from __future__ import annotations

import argparse
import sys

from scripts.commands import branch, options
from scripts.publication import nights, readings, works

DESCRIPTION = (
    f"Bring {', '.join(branch.FILES)} from the branch {branch.BRANCH} of origin into the work tree, where check and "
    "site read them. Nights that were run here and not kept yet are joined with them. Git asks with GITHUB_TOKEN where "
    "that is set. Exit 0: they are as on the branch, or there is no such branch; 2: could not."
)

_ABOUT = {nights.PATH: "links", readings.PATH: "what the sources say", works.PATH: "numbers of works"}


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)


def run(arguments: argparse.Namespace) -> int:
    """Bring the records, and say what has not been looked at yet and what is committed in two places."""
    try:
        tip = branch.bring(arguments.root)
        committed = branch.committed(arguments.root) if tip else []
    except branch.Failed as error:
        sys.stderr.write(f"{error}\nThe records of the nights were not brought; what is in record/ is as it was.\n")
        return options.CANNOT_RUN
    what = f"Records of the nights as of {tip[:12]}." if tip else f"There is no branch {branch.BRANCH} at origin."
    sys.stderr.write(f"{what}\n")
    missing = [f"{_ABOUT[path]} ({path})" for path in _ABOUT if not (arguments.root / path).exists()]
    if missing:
        sys.stderr.write(f"Not looked at yet: {', '.join(missing)}.\n")
    for path in committed:
        sys.stderr.write(f"{path} is committed here as well; take it out: git rm --cached {path}\n")
    return options.CLEAN
