"""python -m scripts report: what the nights have found, for the editors."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from scripts import rules
from scripts.commands import git, options
from scripts.editors import report, rolling_issue
from scripts.english import dates
from scripts.states import support
from scripts.web.github import Refused, Repository

DESCRIPTION = (
    "Print the editors' report, in Markdown, from the records of the nights. With --issue, keep one "
    "issue on GitHub as well: up to date, with a comment at each change, closed when nothing is left to do. "
    "Environment: SITE_URL, where the sentences are; for --issue GITHUB_TOKEN, GITHUB_REPOSITORY and, elsewhere "
    "than on github.com, GITHUB_API_URL, which GitHub Actions sets; EDITORS, the accounts or teams that a comment "
    "mentions (default: nobody); and NIGHT, how the last night's job ended, told where it is failure. With "
    "GITHUB_SERVER_URL, GITHUB_REPOSITORY and GITHUB_REF_NAME lines are links. "
    "Exit 0: printed, and the issue is as it should be; 2: could not."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.root(parser)
    parser.add_argument("--issue", action="store_true", help="keep the editors' issue on GitHub")
    options.now(parser)


def run(arguments: argparse.Namespace) -> int:
    today = dates.today(arguments.now)
    article = options.sound_article(arguments.root, today)
    site_ = os.environ.get("SITE_URL", "")
    entries = report.entries_of(article.sources.values(), support.hanging(article, site_))
    read = report.from_sources(article, rules.unanswered(article, rules.check(article)), site_)
    failed = os.environ.get("NIGHT") == "failure"
    text = report.report(article.nights, today, entries, read, _repository(arguments.root), failed)
    sys.stdout.write(text)
    if arguments.issue:
        tasks = report.tasks(article.nights, today, entries, read, failed)
        try:
            done = rolling_issue.keep(Repository(), text, tasks, today, os.environ.get("EDITORS", ""))
        except Refused as error:
            sys.stderr.write(f"{error}\n")
            return options.CANNOT_RUN
        sys.stderr.writelines(f"{line}\n" for line in done)
    return options.CLEAN


def _repository(root: Path) -> report.FilesOnGitHub:
    """Where GitHub Actions says that the files are; nowhere elsewhere."""
    server, name = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
    if not (server and name):
        return report.NOWHERE
    return report.FilesOnGitHub(f"{server}/{name}", git.head(root), os.environ.get("GITHUB_REF_NAME", ""))
