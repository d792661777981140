"""python -m scripts keep: commit and push what a night, or an edition, has written to record/."""

from __future__ import annotations

import argparse
import sys

from scripts.commands import branch, options
from scripts.english import dates

DESCRIPTION = (
    f"Commit {', '.join(branch.FILES)} upon the newest commit of the branch {branch.BRANCH}, which is made if need be, "
    "and push it, again where somebody else pushes meanwhile: nothing that a night has found is lost. Touches neither "
    "the work tree nor the checked-out branch. Git asks with GITHUB_TOKEN where that is set. "
    "Exit 0: the branch has them; 2: could not."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    options.now(parser)


def run(arguments: argparse.Namespace) -> int:
    message = f"Keep the records of {dates.today(arguments.now).isoformat()}"
    try:
        commit = branch.keep(arguments.root, message)
    except branch.Failed as error:
        sys.stderr.write(f"{error}\nThe records are not on the branch {branch.BRANCH}.\n")
        return options.CANNOT_RUN
    sys.stderr.write(f"{message}: {commit}\n" if commit else "Nothing new to keep.\n")
    return options.CLEAN
