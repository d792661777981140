"""The command line: python -m scripts COMMAND; --help lists the commands."""

from __future__ import annotations

import argparse
import dataclasses
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts import article as articles
from scripts import bibliography, dates, finding, rules
from scripts.article import Article
from scripts.commands import notes as notes_command
from scripts.finding import Finding, Unreadable, unreadable
from scripts.rules.claims import unmatched
from scripts.terminal import count

CLEAN, FOUND, CANNOT_RUN = 0, 1, 2
_ERRORS = {rule.name for rule in rules.RULES.values() if rule.serious and rule.family != "evidence"}
FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": finding.as_text,
    "github": lambda found: finding.as_github(rules.public(found), _ERRORS),
    "json": finding.as_json,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 for clean, 1 for findings, 2 where it could not run."""
    parser = argparse.ArgumentParser(prog="python -m scripts", description="Check a footnoted article and its site.")
    commands = parser.add_subparsers(dest="command", required=True)

    check = commands.add_parser("check", help="hold the article against its record and say what is wrong")
    check.add_argument("--root", type=Path, default=Path(), help="the folder that holds mkdocs.yml (default: here)")
    check.add_argument("--site", type=Path, help="check the built pages in this folder as well")
    check.add_argument("--format", choices=FORMATS, default="text", help="how findings are printed (default: text)")
    check.add_argument(
        "--evidence",
        action="store_true",
        help="fail for what the sources were found to say as well; without it that is told and no more",
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="first write what needs no judgement: stubs of corrections, records of sentences; take out void answers",
    )
    check.set_defaults(run=_check)

    claims = commands.add_parser("claims", help="list where the ledger and the chapters differ")
    claims.add_argument("--root", type=Path, default=Path(), help="the folder that holds mkdocs.yml (default: here)")
    claims.add_argument("--update", action="store_true", help="write the records anew, after showing what changes")
    claims.add_argument("--review", metavar="ID", help="show a claim beside the likeliest places of its sources")
    claims.add_argument("--by", metavar="NAME", help="with --review: record that NAME has read them for these words")
    claims.add_argument("--pages", type=Path, metavar="DIR", help="with --review: saved copies, KEY.html, .txt or .pdf")
    claims.add_argument("--offline", action="store_true", help="with --review: read saved copies alone")
    claims.add_argument("--now", help="with --review: the day that counts as now, in ISO form (default: now)")
    claims.add_argument("--allow-private", action="store_true", help="ask addresses in local networks too, for tests")
    claims.set_defaults(run=_claims)

    summing = commands.add_parser(
        "summary",
        help="tell what a change comes to, as Markdown for its pull request",
        description="Print what the check finds, the claims that differ from those of the commit REF, what a person "
        "must decide, and each file that check --fix would write, ready to paste. Writes nothing, asks nobody. "
        "Exit 0: printed, whatever was found; 2: could not run.",
    )
    summing.add_argument("--base", metavar="REF", required=True, help="the commit that the change starts from")
    summing.add_argument(
        "--head",
        metavar="REF",
        help="the last commit of the branch, where what is checked out is its merge with the base, as GitHub makes it",
    )
    summing.add_argument("--root", type=Path, default=Path(), help="the folder that holds mkdocs.yml (default: here)")
    summing.add_argument("--repository", metavar="URL", default="", help="where the branch is, for links to its files")
    summing.add_argument("--branch", metavar="NAME", default="", help="the branch of the change, with --repository")
    summing.set_defaults(run=_summary)

    link = commands.add_parser(
        "links",
        help="tell whether every link is alive, and remember the night",
        description="Look at every address of a bibliography and, with --site, at every link of the built site. "
        "Exit 0: nothing dead or suspect; 1: something is; 2: could not check. Trust roots come from SSL_CERT_FILE "
        "or REQUESTS_CA_BUNDLE where they are set. OUT of --json is a list of {url, state, final_url, title, why, "
        "found_on: [{page, href}]}, one for each address of the bibliography and each link of the site; state is "
        "alive, refused, suspect, failing or dead.",
    )
    link.add_argument("--bibliography", type=Path, default=Path(bibliography.PATH), help="default: references.bib")
    link.add_argument("--site", type=Path, help="check every link of the built site in this folder as well")
    link.add_argument("--base", default="/", help="the path at which the site will be hosted (default: /)")
    link.add_argument("--site-only", action="store_true", help="check the links within the site; ask nobody else")
    link.add_argument(
        "--state", type=Path, default=Path("record/links.json"), help="the memory (default: record/links.json)"
    )
    link.add_argument("--now", help="the day or time that counts as now, in ISO form (default: now)")
    link.add_argument(
        "--archive", default="https://web.archive.org", help="the archive (default: https://web.archive.org)"
    )
    link.add_argument("--archive-new", action="store_true", help="save sources without a copy; wants keys, see README")
    link.add_argument("--allow-private", action="store_true", help="ask addresses in local networks too, for tests")
    link.add_argument("--json", type=Path, metavar="OUT", help="write the result as data")
    link.add_argument(
        "--report", type=Path, metavar="FILE", help="write the editors' report, in Markdown, and beside it as JSON"
    )
    link.add_argument("--seen", metavar="KEY", help="only record that --by looked at a source that refuses machines")
    link.add_argument("--by", metavar="NAME", help="who has looked, with --seen")
    link.set_defaults(run=_links)

    source = commands.add_parser(
        "sources",
        help="compare each sentence with the pages that it cites, and remember what was found",
        description="Read the page behind each source (live, else its archived copy, else a saved one), compare it "
        "with the sentences that cite it, and write record/sources.json. Exit 0: nothing to mend; 1: something is; 2: "
        "no source could be read. OUT of --json is a list of {claim, path, line, source, verdict, words}: one for each "
        "source (read-live, read-archived, read-saved, or not-read- and why), one for each piece of its metadata "
        "(title, authors, date, container: -agrees, -differs, -not-stated; date-more-precise), and one for each "
        "quotation (quotation-found, -altered, -absent, -elsewhere, -unread, -proposed; term), detail (detail-found, "
        "detail-missing; details-found where all stand together), run of words in common (unmarked-reuse, "
        "better-source) and denial (polarity-differs). words are the article's own.",
    )
    source.add_argument("--root", type=Path, default=Path(), help="the folder that holds mkdocs.yml (default: here)")
    source.add_argument("--pages", type=Path, metavar="DIR", help="saved copies: KEY.html, KEY.txt or KEY.pdf")
    source.add_argument("--offline", action="store_true", help="read saved copies alone, and ask nobody")
    source.add_argument("--now", help="the day or time that counts as now, in ISO form (default: now)")
    source.add_argument("--allow-private", action="store_true", help="ask addresses in local networks too, for tests")
    source.add_argument("--json", type=Path, metavar="OUT", help="write everything that was compared, as data")
    source.set_defaults(run=_sources)

    reporting = commands.add_parser(
        "report",
        help="tell the editors what the nights have found and what there is to do",
        description="Print the editors' report, in Markdown, from the records of the nights. With --issue, keep one "
        "issue on GitHub as well: up to date, with a comment at each change, closed when nothing is left to do. "
        "Environment: SITE_URL, where the sentences are; for --issue GITHUB_TOKEN, GITHUB_REPOSITORY and, elsewhere "
        "than on github.com, GITHUB_API_URL, which GitHub Actions sets; and EDITORS, the accounts or teams that a "
        "comment mentions (default: nobody). "
        "Exit 0: printed, and the issue is as it should be; 2: could not.",
    )
    reporting.add_argument("--root", type=Path, default=Path(), help="the folder that holds mkdocs.yml (default: here)")
    reporting.add_argument("--issue", action="store_true", help="keep the editors' issue on GitHub")
    reporting.add_argument("--now", help="the day or time that counts as now, in ISO form (default: now)")
    reporting.set_defaults(run=_report)
    for name, what in (("pdf", "print the article as a PDF"), ("offline", "pack the site for reading from a folder")):
        taken = commands.add_parser(name, help=f"{what}, into the built site")
        taken.add_argument("--site", type=Path, default=Path("site"), help="the built site (default: site)")
        taken.set_defaults(run=_taken_along)

    citing = commands.add_parser(
        "cite",
        help="propose an entry of references.bib for a page",
        description="Read a page, and print an entry for it with what it states of itself: authors, title, container, "
        "date; with today as the day of access, and its archived copy. What it does not state is left out and named on "
        "standard error, with what to do. Exit 0: an entry was printed; 1: none, because the source is there already "
        "or the page cannot be read; 2: could not run.",
    )
    citing.add_argument("page", metavar="URL-or-file", help="the address of a page, or a page saved by a browser")
    citing.add_argument("--url", help="the address that a saved page came from")
    citing.add_argument("--write", action="store_true", help="append the entry to references.bib")
    citing.add_argument("--root", type=Path, default=Path(), help="the folder of references.bib (default: here)")
    citing.add_argument("--now", help="the day that counts as today, in ISO form (default: today)")
    citing.add_argument(
        "--archive", default="https://web.archive.org", help="the archive (default: https://web.archive.org)"
    )
    citing.add_argument("--allow-private", action="store_true", help="ask addresses in local networks too, for tests")
    citing.set_defaults(run=_cite)

    keeping = commands.add_parser(
        "keep",
        help="commit and push what a night has written to record/",
        description="Commit record/links.json and record/sources.json upon the newest commit of a branch, and push it, "
        "again where somebody else pushes meanwhile. Touches neither the work tree nor the checked-out branch. Git "
        "asks with GITHUB_TOKEN where that is set. Exit 0: the branch has them; 2: could not.",
    )
    keeping.add_argument("--root", type=Path, default=Path(), help="the folder that holds mkdocs.yml (default: here)")
    keeping.add_argument("--branch", default="main", help="default: main")
    keeping.add_argument("--now", help="the day or time that counts as now, in ISO form (default: now)")
    keeping.set_defaults(run=_keep)

    form = commands.add_parser(
        "read-form",
        help="record that somebody has read the source of a claim, as the issue form for it says",
        description="Hold the answers of the form against the article, and write the record. With --pull-request, take "
        "them from that issue on GitHub, and open a pull request with the record instead; this wants GITHUB_TOKEN "
        "and GITHUB_REPOSITORY. Exit 0: recorded; 1: the answers are not fit for it; 2: could not run.",
    )
    form.add_argument("file", type=Path, nargs="?", help="the text of the issue")
    form.add_argument("--pull-request", type=int, metavar="ISSUE", help="the number of the issue")
    form.add_argument("--base", default="main", help="the branch that the pull request goes to (default: main)")
    form.add_argument("--root", type=Path, default=Path(), help="the folder that holds mkdocs.yml (default: here)")
    form.add_argument("--now", help="the day or time that counts as now, in ISO form (default: now)")
    form.set_defaults(run=_read_form)

    listing = commands.add_parser("rules", help="list the rules, each with a bad and a good example")
    listing.set_defaults(run=_rules)

    notes_command.arguments(commands)

    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Unreadable as error:
        sys.stderr.write(finding.as_text(error.findings))
        sys.stderr.write("Nothing was checked.\n")
        return CANNOT_RUN
    except BrokenPipeError:  # whoever read the output has seen enough
        sys.stdout = None
        return CANNOT_RUN


def _check(arguments: argparse.Namespace) -> int:
    gc.disable()  # hardly anything here refers to itself, and looking for it takes a sixth of the time
    today = dates.today()
    article = articles.read(arguments.root, today)
    if arguments.fix and not article.problems:
        from scripts import fix  # here and below: what a plain check has no use for is not loaded for it

        plan = fix.plan(article, articles.files(arguments.root))
        fix.replace_all(arguments.root, plan.texts)
        sys.stderr.writelines(f"{note}\n" for note in plan.notes)
        article = articles.read(arguments.root, today)
    if arguments.site and not article.problems:
        from scripts import site

        article = dataclasses.replace(article, site=site.read(arguments.site))
    found = rules.check(article)
    left = rules.unanswered(article, found)
    sys.stdout.write(FORMATS[arguments.format](left))
    sys.stderr.write(summary(article, len(left), len(found) - len(left)) + "\n")
    if any(f.rule == "file-readable" for f in article.problems):
        return CANNOT_RUN
    return FOUND if (left if arguments.evidence else rules.failing(left)) else CLEAN


def summary(article: Article, left: int, answered: int) -> str:
    """One line that says what was found, and in what."""
    found = count(left, "finding") if left else "No finding"
    if article.problems:
        return f"{found}; nothing else was checked until they are mended."
    sentences = sum(len(chapter.sentences) for chapter in article.chapters)
    ran = sum(1 for rule in rules.RULES.values() if article.site or rule.family != "site")
    looked_at = [
        count(len(article.chapters), "chapter"),
        count(sentences, "sentence"),
        count(len(article.original.notes), "published note"),
        count(len(article.sources), "source"),
    ]
    pages = sum(1 for page in article.site if page.path.endswith(".html"))
    looked_at += [count(pages, "built page")] if article.site else []
    return f"{found} by {ran} rules in {', '.join(looked_at)}; {answered} answered in record/accepted.yml."


def _summary(arguments: argparse.Namespace) -> int:
    """Print the Markdown for a pull request."""
    from scripts import changes, summary  # no other command needs them

    if bool(arguments.repository) != bool(arguments.branch):
        raise unreadable("--repository", 1, "goes with --branch; give both, or neither")
    today = dates.today()
    before = articles.build(changes.files_at(arguments.root, arguments.base), today)
    files = articles.files(arguments.root)
    head = changes.files_at(arguments.root, arguments.head) if arguments.head else files
    links = summary.Links(arguments.repository.rstrip("/"), arguments.branch)
    sys.stdout.write(summary.markdown(summary.outcome(files, today), before, files, head, links))
    return CLEAN


def _claims(arguments: argparse.Namespace) -> int:
    """Print the sentences without a record and the records without a sentence; with --update, write."""
    aside = ("by", "pages", "offline", "now", "allow_private")
    given = [f"--{name.replace('_', '-')}" for name in aside if getattr(arguments, name)]
    if given and not arguments.review:
        raise unreadable(given[0], 1, "goes with --review ID; give both, or neither")
    if arguments.update and arguments.review:
        raise unreadable("--update", 1, "does not go with --review; give one at a time")
    if arguments.review:
        from scripts import review  # what it needs takes a while to load, and no other command needs it

        return review.run(arguments)
    article = articles.read(arguments.root, dates.today())
    if article.problems:
        raise Unreadable(article.problems)
    if arguments.update:
        from scripts import fix, update

        files = articles.files(arguments.root)
        plan = update.plan(article, files)
        sys.stdout.writelines(update.diff(files, plan.texts))
        fix.replace_all(arguments.root, plan.texts)
        sys.stderr.writelines(f"{note}\n" for note in plan.notes)
        sys.stderr.write(f"{count(len(plan.texts), 'file')} written.\n")
        return CLEAN
    matches = [match for chapter in article.chapters for match in unmatched(article, chapter)]
    for match in matches:
        if match.sentence:
            place, text = match.sentence.place, match.sentence.text
            near = (
                f"{match.alike:.0f} % like {match.claim.id}, {match.claim.says!r}" if match.claim else "like no record"
            )
            print(f"{place.path}:{place.line}: no record for {text!r}; {near}")
        elif match.claim:
            place = match.claim.place
            print(f"{place.path}:{place.line}: no sentence for {match.claim.id}, {match.claim.says!r}")
    guessed = [claim.confirm for _, claim in article.recorded()]
    recorded = f"{count(len(guessed), 'sentence')} recorded, {sum(guessed)} of a kind that nobody has confirmed"
    sys.stderr.write(f"{recorded}; {count(len(matches), 'difference')}.\n")
    return FOUND if matches else CLEAN


def _links(arguments: argparse.Namespace) -> int:
    from scripts import nightly  # what it needs takes a while to load, and no other command needs it

    return nightly.run(arguments)


def _sources(arguments: argparse.Namespace) -> int:
    from scripts import sources  # what it needs takes a while to load, and no other command needs it

    return sources.run(arguments)


def _report(arguments: argparse.Namespace) -> int:
    from scripts import report, rolling_issue, states  # no other command needs them
    from scripts.github import Refused, Repository

    today = dates.today(arguments.now)
    article = articles.read(arguments.root, today)
    if article.problems:
        raise Unreadable(article.problems)
    site_ = os.environ.get("SITE_URL", "")
    entries = report.entries_of(article.sources.values(), states.hanging(article, site_))
    read = report.readings(article, rules.unanswered(article, rules.check(article)), site_)
    text = report.report(article.nights, today, entries, read)
    sys.stdout.write(text)
    if arguments.issue:
        tasks = report.tasks(article.nights, today, entries, read)
        try:
            done = rolling_issue.keep(Repository(), text, tasks, today, os.environ.get("EDITORS", ""))
        except Refused as error:
            sys.stderr.write(f"{error}\n")
            return CANNOT_RUN
        sys.stderr.writelines(f"{line}\n" for line in done)
    return CLEAN


def _keep(arguments: argparse.Namespace) -> int:
    from scripts import keep  # no other command needs it

    message = f"Record the night of {dates.today(arguments.now).isoformat()}"
    try:
        commit = keep.keep(arguments.root, arguments.branch, message)
    except keep.Failed as error:
        sys.stderr.write(f"{error}\nThe records of the night are not on {arguments.branch}.\n")
        return CANNOT_RUN
    sys.stderr.write(f"{message}: {commit}\n" if commit else "Nothing new to keep.\n")
    return CLEAN


def _read_form(arguments: argparse.Namespace) -> int:
    from scripts import fix, keep, read_form  # no other command needs them
    from scripts.github import Refused, Repository

    if (arguments.file is None) == (arguments.pull_request is None):
        raise unreadable("read-form", 1, "wants the text of an issue, or its number with --pull-request")
    article = articles.read(arguments.root, dates.today(arguments.now))
    if article.problems:
        raise Unreadable(article.problems)
    number = arguments.pull_request
    try:
        repository = Repository() if number is not None else None
        issue = repository.get(f"issues/{number}") if repository else {"body": articles.text_of(arguments.file)}
        if issue is None:
            raise Refused(f"there is no issue {number}")
        read = read_form.reading(article, read_form.answers(issue["body"] or ""))
        texts = read_form.recorded(article, articles.files(arguments.root), read)
        if repository and number:
            made = read_form.propose(arguments.root, repository, number, texts, read, arguments.base)
            sys.stderr.write(f"{read.source} was read for {read.claim}: pull request {made}\n")
        else:
            fix.replace_all(arguments.root, texts)
            sys.stderr.write(f"{read.source} was read for {read.claim}: {', '.join(texts)}\n")
    except read_form.Unfit as error:
        print(f"{arguments.file or f'issue {number}'}: {error}")
        return FOUND
    except (Refused, keep.Failed) as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT_RUN
    return CLEAN


def _cite(arguments: argparse.Namespace) -> int:
    from scripts import cite  # likewise: it brings what fetches pages

    return cite.run(arguments, dates.today(arguments.now))


def _taken_along(arguments: argparse.Namespace) -> int:
    from scripts import downloads  # no other command needs what it loads

    pdf = arguments.command == "pdf"
    make, what = (downloads.pdf, "PDF") if pdf else (downloads.offline, "offline copy")
    try:
        path = make(arguments.site)
    except downloads.NotMadeError as error:
        sys.stderr.write(f"The {what} was not made: {error}.\n")
        return CANNOT_RUN
    sys.stderr.write(f"{path.as_posix()}: {path.stat().st_size / 1000:.0f} kB\n")
    return CLEAN


def _rules(_: argparse.Namespace) -> int:
    for family, about in rules.FAMILIES.items():
        print(f"{family}: {about}\n")
        for rule in rules.RULES.values():
            if rule.family == family:
                weight = "serious" if rule.serious else "style"
                indented = "\n".join(f"    {line}".rstrip() for line in rule.doc.splitlines())
                print(f"  {rule.name} ({weight})\n{indented}\n")
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
