"""python -m scripts claims: where the ledger and the chapters differ; and the sources of a claim, to be read."""

from __future__ import annotations

import argparse
import difflib
import sys

from scripts.commands import git, options
from scripts.english import dates
from scripts.files import replace_all
from scripts.finding import unreadable
from scripts.publication import article as articles
from scripts.publication.article import Article
from scripts.rules.claims import unmatched
from scripts.terminal import count


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    parser.add_argument("--update", action="store_true", help="write the records anew, after showing what changes")
    parser.add_argument("--review", metavar="ID", help="show a claim beside the likeliest places of its sources")
    parser.add_argument("--by", metavar="NAME", help="with --review: record that NAME has read them for these words")
    options.saved_pages(parser, when="with --review: ")
    options.now(parser)
    options.allow_private(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the sentences without a record and the records without a sentence; with --update, write."""
    aside = ("by", "pages", "offline", "now", "allow_private")
    given = [f"--{name.replace('_', '-')}" for name in aside if getattr(arguments, name)]
    if given and not arguments.review:
        raise unreadable(given[0], 1, "goes with --review ID; give both, or neither")
    if arguments.update and arguments.review:
        raise unreadable("--update", 1, "does not go with --review; give one at a time")
    if arguments.review:
        from scripts.commands import review  # what it needs takes a while to load, and no other command needs it

        return review.run(arguments)
    article = options.sound_article(arguments.root, dates.today())
    if arguments.update:
        return _update(arguments, article)
    matches = [match for chapter in article.chapters for match in unmatched(article, chapter)]
    for match in matches:
        if match.sentence:
            place, text, claim = match.sentence.place, match.sentence.text, match.claim
            near = f"{match.alike:.0f} % like {claim.id}, {claim.says!r}" if claim else "like no record"
            print(f"{place}: no record for {text!r}; {near}")
        elif match.claim:
            place = match.claim.place
            print(f"{place}: no sentence for {match.claim.id}, {match.claim.says!r}")
    guessed = [claim.confirm for _, claim in article.recorded()]
    recorded = f"{count(len(guessed), 'sentence')} recorded, {sum(guessed)} of a kind that nobody has confirmed"
    sys.stderr.write(f"{recorded}; {count(len(matches), 'difference')}.\n")
    return options.FOUND if matches else options.CLEAN


def _update(arguments: argparse.Namespace, article: Article) -> int:
    """Show what the records would become, and write them."""
    from scripts.editing import fix  # what a mere list has no use for is not loaded for it

    files = articles.files(arguments.root)
    plan = fix.of_records(article, files, git.base_files(arguments.root))
    for path, text in sorted(plan.texts.items()):
        before = files.get(path, b"").decode("utf-8").splitlines(keepends=True)
        sys.stdout.writelines(difflib.unified_diff(before, (text or "").splitlines(keepends=True), path, path))
    replace_all(arguments.root, plan.texts)
    sys.stderr.writelines(f"{step}\n" for step in plan.steps)
    sys.stderr.write(f"{count(len(plan.texts), 'file')} written.\n")
    return options.CLEAN
