"""python -m scripts read-form: record that somebody has read the source of a claim, as the issue form says."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.commands import branch, options
from scripts.editors import read_form
from scripts.editors.markdown import code, escape
from scripts.english import dates
from scripts.files import replace_all, text_of
from scripts.finding import unreadable
from scripts.publication import article as articles
from scripts.web.github import Refused, Repository

DESCRIPTION = (
    "Hold the answers of the form against the article, and write the record. With --pull-request, take "
    "them from that issue on GitHub, and open a pull request with the record instead; this wants GITHUB_TOKEN "
    "and GITHUB_REPOSITORY. Exit 0: recorded; 1: the answers are not fit for it; 2: could not run."
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", help="the text of the issue")
    parser.add_argument("--pull-request", type=int, metavar="ISSUE", help="the number of the issue")
    parser.add_argument("--base", default="main", help="the branch that the pull request goes to (default: main)")
    options.root(parser)
    options.now(parser)


def run(arguments: argparse.Namespace) -> int:
    if (arguments.file is None) == (arguments.pull_request is None):
        raise unreadable("read-form", 1, "wants the text of an issue, or its number with --pull-request")
    article = options.sound_article(arguments.root, dates.today(arguments.now))
    number = arguments.pull_request
    try:
        repository = Repository() if number is not None else None
        issue = repository.get(f"issues/{number}") if repository else {"body": text_of(arguments.file)}
        if issue is None:
            raise Refused(f"there is no issue {number}")
        read = read_form.reading(article, read_form.answers(issue["body"] or ""))
        texts = read_form.recorded(article, articles.files(arguments.root), read)
        if repository and number:
            made = propose(arguments.root, repository, number, texts, read, arguments.base)
            sys.stderr.write(f"{read.source} was read for {read.claim}: pull request {made}\n")
        else:
            replace_all(arguments.root, texts)
            sys.stderr.write(f"{read.source} was read for {read.claim}: {', '.join(texts)}\n")
    except read_form.Unfit as error:
        print(f"{arguments.file or f'issue {number}'}: {error}")
        return options.FOUND
    except (Refused, branch.Failed) as error:
        sys.stderr.write(f"{error}\n")
        return options.CANNOT_RUN
    return options.CLEAN


def propose(
    root: Path, repository: Repository, number: int, texts: Mapping[str, str], read: read_form.Reported, base: str
) -> int:
    """Open a pull request that records the reading of an issue, unless it is open; gives its number.

    Raises branch.Failed and github.Refused.
    """
    name = f"reading-{number}"
    title = f"Record that {read.source} was read for {read.claim}"
    branch.push(root, base, name, texts, title)
    body = (
        f"Closes #{number}, where {escape(read.name)} answered to have read {code(read.source)} "
        f"for {code(read.claim)} on {read.day}.\n\n"
        "GitHub runs no check on what a workflow opens: close this and open it again, and it is checked."
    )
    head = f"{repository.name.partition('/')[0]}:{name}"

    def there() -> Any:
        return next(iter(repository.all("pulls", state="open", head=head)), None)

    return int(repository.make("pulls", there, title=title, head=name, base=base, body=body)["number"])
