"""Reading a claim's sources by hand: its sentence and the likeliest places side by side, and who has read them."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from scripts.commands import options
from scripts.editing import reviews
from scripts.english import dates
from scripts.evidence.details import likeliest
from scripts.files import replace_all
from scripts.finding import unreadable
from scripts.publication import article as articles
from scripts.publication.nights import plain
from scripts.terminal import confirmed, printable
from scripts.web import child, sources
from scripts.web.fetch import Fetcher

# Columns between the sentence and the passage, and of both where the terminal does not tell how wide it is.
GAP = 4
WIDTH = 100


def run(arguments: argparse.Namespace) -> int:
    """Show a claim beside its sources; with --by, record that they were read for exactly these words.

    On a terminal each reading is confirmed first. Nothing of a source is kept.
    """
    if arguments.by and plain(arguments.by) != arguments.by:
        raise unreadable("--by", 1, "is no name; give one on one line, of 80 characters at most")
    if arguments.pages and not arguments.pages.is_dir():
        raise unreadable(arguments.pages.as_posix(), 1, "is no folder; give the folder of the saved pages")
    article = options.sound_article(arguments.root, dates.today(arguments.now))
    sentence = article.sentence_of.get(arguments.review)
    if sentence is None:
        what = f"holds no claim {arguments.review!r} with a sentence; take an id from the list of claims"
        raise unreadable("record/claims/", 1, what)
    claim = article.claim_by_id[arguments.review]
    cited = article.sources_of(claim.sources)
    if not cited:
        sys.stderr.write(f"{claim.id} cites no source, so there is none to read.\n")
        return options.CANNOT_RUN
    fetcher = None if arguments.offline else Fetcher(allow_private=arguments.allow_private, size=sources.SIZE)
    files = articles.files(arguments.root)
    width = shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH
    for source in cited:
        got = sources.read_source(article, source, arguments.pages, fetcher, whole=True)
        if got.page.reading is None:
            why = got.page.unread.why.description if got.page.unread else "was not read"
            print(printable(f"{source.key}: its page {why}; open {source.url or 'the source itself'}"))
            passages = []
        else:
            reading = got.page.reading
            print(printable(f"{source.key}: {source.title} ({reading.how.description}, {reading.on})"), end="\n\n")
            found = child.read(likeliest, sentence.text, got.text, seconds=child.LONG)
            passages = [] if isinstance(found, child.NoReading) else found
            if isinstance(found, child.NoReading):
                where = source.url or "the source itself"
                print(printable(f"{source.key}: its likeliest places cannot be shown: it {found}; open {where}"))
        sys.stdout.writelines(f"{printable(line)}\n" for line in side_by_side(sentence.text, passages, width))
        if arguments.by and confirmed(f"Have you read {source.key}, and does it bear out {claim.says!r}?"):
            text = reviews.with_review(article, files, claim.id, source.key, arguments.by, article.today.isoformat())
            replace_all(arguments.root, text)
            article = articles.read(arguments.root, article.today)
            files = articles.files(arguments.root)
            sys.stderr.write(f"{claim.place.path}: {source.key} read by {arguments.by} for {claim.id}.\n")
    return options.CLEAN


def side_by_side(sentence: str, passages: list[str], width: int) -> Iterator[str]:
    """The sentence on the left, and on the right the passages, the likeliest first, as lines of a terminal."""
    column = max(20, (width - GAP) // 2)
    numbered = (f"{n}. {passage}" for n, passage in enumerate(passages, start=1))
    right = [line for passage in numbered for line in [*textwrap.wrap(passage, column), ""]]
    for one, other in zip_longest(textwrap.wrap(sentence, column), right, fillvalue=""):
        yield f"{one:<{column}}{' ' * GAP}{other}".rstrip()
