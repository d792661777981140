"""python -m scripts edition: record that a text of the article is published here, as an edition with a number."""

from __future__ import annotations

import argparse
import sys

from scripts import files
from scripts.commands import options
from scripts.english import dates
from scripts.publication import editions

DESCRIPTION = (
    f"Add the article, as it is now, to {editions.PATH}, if its text differs from that of the last edition there: "
    "original and chapters count, records do not. The pages say which edition they are. Exit 0: it is there."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    options.now(parser)


def run(arguments: argparse.Namespace) -> int:
    article = options.sound_article(arguments.root, dates.today(arguments.now))
    now = editions.with_text(article.published_here, article.text, article.today.isoformat())
    if now != article.published_here:
        files.replace(arguments.root / editions.PATH, editions.write(now))
    sys.stderr.write(f"Edition {len(now)}, of {dates.shown(now[-1].on)}.\n")
    return options.CLEAN
