"""python -m scripts renew FROM: take the software's files from another checkout, and touch nothing else."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts import files
from scripts.commands import options, software
from scripts.finding import unreadable
from scripts.publication.article import CONFIG
from scripts.terminal import count
from scripts.website.prepared import configuration

DESCRIPTION = (
    "Replace the files of the software, which scripts/manifest.txt names, by those of FROM, a newer checkout. Files "
    "that it has no more are taken away; the article, its records and mkdocs.yml stay as they are, and where that has "
    "other settings than in FROM, or lacks a page that the software makes, it is said. Exit 0: done; 2: FROM is no "
    "checkout, and nothing was written."
)

# What of mkdocs.yml is the article's.
_OWN = frozenset(("site_name", "site_description", "site_url", "repo_url", "nav"))


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=Path, metavar="FROM", help="the folder of the other checkout")
    options.root(parser)


def run(arguments: argparse.Namespace) -> int:
    root, source = arguments.root, arguments.source
    if source.resolve() == root.resolve():
        raise unreadable(source.as_posix(), 1, "is this very project; give the folder of another checkout")
    theirs = software.files(source)
    here = software.files(root) if (root / software.MANIFEST).is_file() else []
    new = {name: (source / name).read_bytes() for name in theirs}
    there = {name: (root / name).read_bytes() for name in new if (root / name).is_file()}
    changed = [name for name, data in new.items() if there.get(name) != data]
    gone = [name for name in here if name not in new]
    for name in changed:
        if files.leaves(root, root / name):
            raise unreadable(name, 1, "is read through a link that leads out of the project; put the file in its place")
    for name in changed:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        files.replace(root / name, new[name])
    files.replace_all(root, dict.fromkeys(gone))
    sys.stdout.write(f"{count(len(changed), 'file')} renewed, {len(gone)} taken away, of {len(new)}.\n")
    if (root / CONFIG).is_file() and (source / CONFIG).is_file():
        for name in _settings_differ(root, source):
            sys.stdout.write(f"{CONFIG}: {name} is set otherwise in {source.as_posix()}/{CONFIG}; compare the two\n")
        sys.stdout.writelines(f"{CONFIG}: {what}\n" for what in _pages_differ(root, source))
    return options.CLEAN


def _settings_differ(root: Path, source: Path) -> list[str]:
    """The settings of mkdocs.yml, apart from the article's, in which two projects differ."""
    ours, theirs = (
        {block.partition(":")[0]: block.strip() for block in re.split(r"(?m)^(?=\w)", files.text_of(each / CONFIG))}
        for each in (root, source)
    )
    names = dict.fromkeys([*ours, *theirs])
    return [n for n in names if n not in _OWN and re.fullmatch(r"\w+", n) and ours.get(n) != theirs.get(n)]


def _pages_differ(root: Path, source: Path) -> Iterator[str]:
    """What is to be done in the nav for the pages that the software makes: those of the nav that have no file."""
    ours, theirs = (
        {path: title for path, title in configuration(each).titles.items() if not (each / "docs" / path).exists()}
        for each in (root, source)
    )
    for path in sorted(theirs.keys() - ours.keys()):
        yield f"the nav lacks {path}, a page that the software makes; add the line `- {theirs[path]}: {path}`"
    for path in sorted(ours.keys() - theirs.keys()):
        yield f"the nav has {path}, a page that the software makes no more; take it out"
