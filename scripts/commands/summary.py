"""python -m scripts summary: a change summed up, as Markdown for its pull request."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.commands import git, options
from scripts.editing import fix
from scripts.editors import summary
from scripts.english import dates
from scripts.files import replace
from scripts.finding import Unreadable, unreadable
from scripts.publication import article as articles
from scripts.publication.article import Article
from scripts.states import changes

DESCRIPTION = (
    "Print what a person must still say, what the check finds, the claims that differ from those of the commit REF, "
    "what a person must decide, and each file that check --fix would write, ready to paste. Writes nothing, asks "
    "nobody. Exit 0: printed, whatever was found; 2: could not run."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    parser.add_argument("--base", metavar="REF", required=True, help="the commit that the change starts from")
    parser.add_argument(
        "--head",
        metavar="REF",
        help="the last commit of the branch, where what is checked out is its merge with the base, as GitHub makes it",
    )
    parser.add_argument(
        "--changed", type=Path, metavar="FILE", help="write which sentences differ, for a preview (CHANGED)"
    )
    parser.add_argument("--repository", metavar="URL", default="", help="where the branch is, for links to its files")
    parser.add_argument("--branch", metavar="NAME", default="", help="the branch of the change, with --repository")


def run(arguments: argparse.Namespace) -> int:
    """Print the Markdown for a pull request."""
    if bool(arguments.repository) != bool(arguments.branch):
        raise unreadable("--repository", 1, "goes with --branch; give both, or neither")
    today = dates.today()
    base = git.files_at(arguments.root, arguments.base)
    before = articles.build(base, today)
    files = articles.files(arguments.root)
    head = git.files_at(arguments.root, arguments.head) if arguments.head else files
    links = summary.Links(arguments.repository.rstrip("/"), arguments.branch)
    sys.stdout.write(summary.markdown(summary.outcome(files, base, today), before, files, head, links))
    if arguments.changed:
        if before.problems:
            raise Unreadable(before.problems)
        replace(arguments.changed, json.dumps(list(_changed(before, base, files)), ensure_ascii=False, indent=1) + "\n")
    return options.CLEAN


def _changed(before: Article, base: Mapping[str, bytes], files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """The sentences that differ from those of the base: path, line, and how. None needs a record for that."""
    article = articles.build(files, before.today)
    if article.problems:
        raise Unreadable(article.problems)
    after = articles.build(fix.fixed(files, fix.plan(article, files, base)), before.today)
    for change in changes.claims(before, after):
        if change.now:
            place = change.now.sentence.place
            yield {"path": place.path, "line": place.line, "how": change.description}
