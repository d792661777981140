"""python -m scripts finish: make the site of what a renderer has built, and check it."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

from scripts import finding, rules
from scripts.commands import check, options
from scripts.hypertext import built
from scripts.website import build, finished, prepared
from scripts.website.site import Site

DESCRIPTION = (
    "Make the site of what a renderer has built of the folder that prepare wrote: numbers, marks, cards, notes, heads, "
    "search and exports are put in, page by page; then check it, as check --site does. Exit 0: clean; 1: findings."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder that prepare wrote")
    parser.add_argument("--site", type=Path, help="the built pages (default: DIR/site); they are changed in place")


def run(arguments: argparse.Namespace) -> int:
    gc.disable()  # hardly anything here refers to itself
    settings = prepared.configuration(arguments.folder).settings
    site = build.checked(arguments.root, build.read(arguments.root), settings)
    return finish(arguments.root, site, arguments.folder, arguments.site or arguments.folder / "site")


def finish(root: Path, site: Site, folder: Path, pages: Path, beside: Path | None = None) -> int:
    """Finish the built pages, check them, and print what is found there and in the text; gives the exit code."""
    lost, known = finished.finish(root, site, folder, pages, beside)
    sys.stdout.writelines(f"{words}\n" for words in lost)
    article = site.article.with_site(built.read(pages, known))
    # The text was checked before its pages were finished; what is left is what they have become.
    found = finding.in_order([*site.findings, *rules.check(article, without=frozenset(rules.FAMILIES) - {"site"})])
    left = rules.unanswered(article, found)
    check.tell(left)
    failing = rules.failing(left)
    sys.stderr.write(check.summary(article, found, left, failing) + "\n")
    return options.FOUND if failing or lost else options.CLEAN
