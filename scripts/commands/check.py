"""python -m scripts check: compare the article with its records and say what is wrong."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts import finding, rules
from scripts.commands import options
from scripts.english import dates
from scripts.files import replace_all
from scripts.finding import Finding, unreadable
from scripts.publication import article as articles
from scripts.publication import ledger
from scripts.publication.article import Article
from scripts.terminal import confirmed, count

_ERRORS = {rule.name for rule in rules.RULES.values() if rule.serious and rule.family not in ("evidence", "pending")}
FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": finding.as_text,
    "github": lambda found: finding.as_github(rules.public(found), _ERRORS),
    "json": finding.as_json,
}


DESCRIPTION = (
    "Hold the article against its record, and say what is wrong. With FILE (.md, .docx, .odt, .html) check a text "
    "without a project: its notes, quotations, dates, counts, names and marks; nothing is written, and where the file "
    "has no lines, its paragraphs are counted. Exit 0: clean; 1: findings; 2: could not run."
)


def add(parser: argparse.ArgumentParser) -> None:
    options.document(parser, required=False, what="texts to check, each by itself, in the place of the article")
    options.root(parser)
    parser.add_argument("--site", type=Path, help="check the built pages in this folder as well")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are printed (default: text)")
    parser.add_argument(
        "--evidence",
        action="store_true",
        help="fail for what the sources were found to say as well; without it that is told and no more",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="first write what needs no judgement: corrections, records of sentences; take out void answers",
    )
    parser.add_argument(
        "--because", metavar="TEXT", default="", help="with --fix: the reason of this change, for readers"
    )
    parser.add_argument(
        "--answer",
        nargs=2,
        metavar=("RULE", "BECAUSE"),
        help="show what this rule finds, and write one answer to all of it, for readers, into record/accepted.yml",
    )
    parser.add_argument("--complete", action="store_true", help="fail while a person has yet to say something as well")


def run(arguments: argparse.Namespace) -> int:
    gc.disable()  # hardly anything here refers to itself, and looking for it takes a sixth of the time
    if arguments.file:
        return _texts(arguments)
    today = dates.today(arguments.now)
    article = articles.read(arguments.root, today)
    if arguments.fix and not article.problems:
        article = _fix(arguments, article)
    if arguments.answer and not article.problems:
        article = _answer(arguments, article)
    if arguments.site and not article.problems:
        from scripts.hypertext import built

        article = article.with_site(built.read(arguments.site))
    found = rules.check(article)
    left = rules.unanswered(article, found)
    if arguments.format == "text" and not arguments.complete:
        tell(left)
    else:
        sys.stdout.write(FORMATS[arguments.format](left))
    failing = rules.failing(left, evidence=arguments.evidence, complete=arguments.complete)
    sys.stderr.write(summary(article, found, left, failing) + "\n")
    if any(f.rule == "file-readable" for f in article.problems):
        return options.CANNOT_RUN
    return options.FOUND if failing else options.CLEAN


# So many of what a person has yet to say are told one by one: of a text that was just brought in there are hundreds.
_EACH = 10


def tell(left: Sequence[Finding]) -> None:
    """Print findings as text; of what a person has yet to say the first few, and how many more there are."""
    more = frozenset(_pending(left)[_EACH:])
    sys.stdout.write(finding.as_text(each for each in left if each not in more))
    if more:
        sys.stderr.write(f"{len(more)} more for a person to say; python -m scripts check --complete lists them.\n")


def _pending(left: Sequence[Finding]) -> list[Finding]:
    return [each for each in left if rules.RULES[each.rule].family == "pending"]


def _texts(arguments: argparse.Namespace) -> int:
    """Check texts without a project, each by itself."""
    from scripts.commands import one_text  # what a check of the article has no use for

    checked = [one_text.check(path, arguments) for path in arguments.file]
    found = [finding for _, findings in checked for finding in findings]
    sys.stdout.write(FORMATS[arguments.format](found))
    if any(article.problems for article, _ in checked):
        return options.CANNOT_RUN
    sentences = sum(len(chapter.sentences) for article, _ in checked for chapter in article.chapters)
    notes = sum(len(article.original.notes) for article, _ in checked)
    text = count(len(found), "finding") if found else "No finding"
    text += f" in {count(sentences, 'sentence')} and {count(notes, 'note')}. Nothing was written."
    text += " Rules of English were not asked of what is in another language." * (
        not all(article.in_english for article, _ in checked)
    )
    sys.stderr.write(f"{text}\n")
    return options.FOUND if found else options.CLEAN


def _fix(arguments: argparse.Namespace, article: Article) -> Article:
    """Write what needs no judgement; gives the article as it is then."""
    from scripts.commands import git  # what a plain check has no use for is not loaded for it
    from scripts.editing import fix

    if arguments.because and not arguments.because.strip():
        raise unreadable("--because", 1, "is blank; say why the text was changed, or leave it out")
    base = git.base_files(arguments.root)
    plan = fix.plan(article, articles.files(arguments.root), base, arguments.because)
    replace_all(arguments.root, plan.texts)
    sys.stderr.writelines(f"{step}\n" for step in plan.steps)
    if base is None and plan.steps:
        sys.stderr.write("There is no commit to compare with: an edit that you undo may leave what was written here.\n")
    return articles.read(arguments.root, article.today)


def _answer(arguments: argparse.Namespace, article: Article) -> Article:
    """Show what a rule finds, and answer it, on a terminal if the person says so; gives the article as it is then.

    Raises Unreadable where there is no such rule, its findings take no answer, or the reason is no sentence.
    """
    from scripts.editing import answers

    name, because = arguments.answer
    if name not in rules.RULES:
        raise unreadable("--answer", 1, f"{name!r} is no rule; see python -m scripts rules for the names")
    if instead := rules.record.NOT_ANSWERED.get(rules.RULES[name].family):
        raise unreadable("--answer", 1, f"{name} takes no answer: {instead}")
    if not rules.record.explains(because):
        raise unreadable("--answer", 1, f"{because!r} is no sentence that explains; say it in a whole one")
    own = [one for one in rules.unanswered(article, rules.check(article)) if one.rule == name]
    about = [one for one in own if one.subject.kind in ledger.ANSWERED]
    sys.stderr.write(finding.as_text(about))
    if len(about) < len(own):
        sys.stderr.write(f"{count(len(own) - len(about), 'finding')} more is of a mere line, and takes no answer.\n")
    if about and confirmed(f"Answer {count(len(about), 'finding')} so?"):
        replace_all(arguments.root, answers.answered(article, articles.files(arguments.root), about, because))
        sys.stderr.write(f"{ledger.ACCEPTED}: {count(len(about), 'finding')} of {name} answered.\n")
        return articles.read(arguments.root, article.today)
    sys.stderr.write(f"Nothing of {name} was answered.\n")
    return article


# What is told and fails no check, and the option with which it does.
_FAILS_WITH = {"evidence": "--evidence", "pending": "--complete"}


def summary(article: Article, found: Sequence[Finding], left: Sequence[Finding], failing: Sequence[Finding]) -> str:
    """One line that says what was found and is left unanswered, what people have yet to say, and in what.

    Where something is left and none of it is `failing`, it says so, and with which option that would fail.
    """
    pending = len(_pending(left))
    text = count(len(left) - pending, "finding") if len(left) > pending else "No finding"
    text += f", {count(pending, 'thing')} for a person to say," if pending else ""
    if article.problems:
        return f"{text}; nothing else was checked until they are mended."
    sentences = sum(len(chapter.sentences) for chapter in article.chapters)
    looked_at = [
        count(len(article.chapters), "chapter"),
        count(sentences, "sentence"),
        count(len(article.original.notes), "published note"),
        count(len(article.sources), "source"),
    ]
    pages = sum(1 for page in article.site if page.path.endswith(".html"))
    looked_at += [count(pages, "built page")] if article.site else []
    ran, answered = len(rules.asked(article)), len(found) - len(left)
    fails_with = {_FAILS_WITH[rules.RULES[each.rule].family] for each in left} if not failing else ()
    passes = f" That does not fail the check; with {' or '.join(sorted(fails_with))} it does." if fails_with else ""
    return f"{text} by {ran} rules in {', '.join(looked_at)}; {answered} answered in record/accepted.yml.{passes}"
