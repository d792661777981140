"""python -m scripts links: from the bibliography to the memory of the nights and the report."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from scripts import files, finding
from scripts.commands import options
from scripts.editing import reviews
from scripts.editors import report
from scripts.english import dates
from scripts.finding import unreadable
from scripts.publication import article as articles
from scripts.publication import bibliography, ledger, nights
from scripts.states import support
from scripts.terminal import count, printable, progress
from scripts.web import archive, crawl, links
from scripts.web.fetch import Fetcher

DESCRIPTION = (
    "Look at every address of a bibliography and, with --site, at every link of the built site. "
    "Exit 0: nothing dead, suspect or gone from its page; 1: something is; 2: could not check, or the night does not "
    "count. Trust roots come from SSL_CERT_FILE, REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE where they are set, proxies from "
    "http_proxy, https_proxy, all_proxy and no_proxy; a proxy may stand in a local network, and no address that it is "
    "asked for. OUT of --json is a list of {url, state, final_url, title, why, found_on: [{page, href}]}, one for each "
    "address of the bibliography and each link of the site, or with --site-only for each link within it; state is "
    "alive, anchor-gone, text-gone, refused, unsure, suspect, failing or dead."
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bibliography", type=Path, default=Path(bibliography.PATH), help="default: references.bib")
    parser.add_argument("--site", type=Path, help="check every link of the built site in this folder as well")
    parser.add_argument("--base", default="/", help="the path at which the site will be hosted (default: /)")
    parser.add_argument("--site-only", action="store_true", help="check the links within the site; ask nobody else")
    parser.add_argument("--state", type=Path, default=Path(nights.PATH), help=f"the memory (default: {nights.PATH})")
    options.now(parser)
    options.archive(parser)
    parser.add_argument(
        "--archive-new", action="store_true", help="save sources without a copy; wants keys, see EDITING.md"
    )
    options.allow_private(parser)
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the result as data")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write the editors' report, in Markdown, and beside it as JSON"
    )
    parser.add_argument(
        "--seen",
        metavar="KEY",
        help=f"only write into {ledger.SEEN} that --by looked at a source that refuses machines",
    )
    parser.add_argument("--by", metavar="NAME", help="who has looked, with --seen")


def run(arguments: argparse.Namespace) -> int:
    """Check the links; write the memory and what was asked for."""
    today = dates.today(arguments.now)
    if arguments.site_only:
        return _site_links(arguments.site or Path("site"), arguments.base, arguments.json)
    files.make_folders(arguments.state, arguments.json, arguments.report)
    memory = nights.EMPTY
    if arguments.state.exists():
        memory = nights.read(arguments.state.as_posix(), files.text_of(arguments.state))
    seen = arguments.bibliography.parent / ledger.SEEN
    if arguments.seen:
        return _look(seen, arguments.seen, nights.plain(arguments.by or ""), today.isoformat(), memory)
    more = bibliography.more(arguments.bibliography.parent)
    sources = bibliography.read(files.text_of(arguments.bibliography), more)
    # LinkChecker has no setting that keeps it out of local networks, so without leave to go there it asks
    # nobody outside the site, and every link out of it gets our own look.
    found = crawl.crawl(arguments.site, arguments.base, arguments.allow_private) if arguments.site else []
    fetcher = Fetcher(allow_private=arguments.allow_private)
    with progress("Asking hosts") as shown:
        night = links.look_at_all(sources, found, fetcher, shown)

    def copy(url: str, day: str) -> str:
        kept = archive.nearest(fetcher, url, day, arguments.archive)
        return kept or (archive.save(fetcher, url, arguments.archive) if arguments.archive_new else "")

    try:
        void = links.void(night, fetcher, arguments.archive)
        sure = fetcher.ahead is not None and void is None and not arguments.now
        memory = links.remembered(night, memory, sources, copy, today, void, sure)
    except ValueError as error:
        raise unreadable(arguments.state.as_posix(), 1, str(error)) from None
    files.replace(arguments.state, nights.write(memory))
    memory = nights.with_looks(memory, ledger.read_seen(files.text_of(seen)) if seen.exists() else ())
    rows = links.as_rows(night, memory)
    if arguments.json:
        files.replace(arguments.json, _as_json(rows))
    if arguments.report:
        beside = arguments.bibliography.parent
        hanging = support.hanging(articles.read(beside, today)) if (beside / articles.CONFIG).exists() else {}
        entries = report.entries_of(sources, hanging)
        files.replace(arguments.report.with_suffix(".json"), report.as_json(memory, today))
        files.replace(arguments.report, report.report(memory, today, entries))
    dead = crawl.dead(found)
    sys.stdout.write(finding.as_text(dead))
    tasks = {url: nights.task_of(link, today) for url, link in memory.links.items()}
    for url, what in tasks.items():
        if what:
            print(printable(f"{what}: {url} ({memory.links[url].nights[-1].why})"))
    states = Counter(row["state"] for row in rows)
    figures = ", ".join(f"{states[state]} {state}" for state in nights.LinkState if states[state])
    sys.stderr.write(f"{count(len(rows), 'link')}: {figures}.\n")
    if reason := memory.void.get(today.isoformat()):
        sys.stderr.write(f"The night does not count: {reason.description}.\n")
        return options.CANNOT_RUN
    return options.FOUND if dead or any(what in _BAD for what in tasks.values()) else options.CLEAN


def _look(path: Path, key: str, by: str, on: str, memory: nights.Memory) -> int:
    """Write down that a person has looked at a source."""
    if not by:
        raise unreadable("--seen", 1, "goes with --by NAME; say who looked")
    if not any(key in link.keys for link in memory.links.values()):
        what = f"no address of {key!r} is on record; run python -m scripts links, or give a key that it has asked"
        raise unreadable("--seen", 1, what)
    files.make_folders(path)
    before = files.text_of(path) if path.exists() else None
    if before:
        ledger.read_seen(before)
    files.replace(path, reviews.with_look(before, key, by, on))
    sys.stderr.write(f"{path.as_posix()}: {printable(key)}, looked at by {printable(by)} on {on}.\n")
    return options.CLEAN


_BAD = (nights.Task.DEAD, nights.Task.SUSPECT, nights.Task.PLACE_GONE)


def _site_links(site_: Path, base: str, out: Path | None) -> int:
    """Check every link within the built site by LinkChecker, and ask nobody else."""
    files.make_folders(out)
    found = crawl.crawl(site_, base)
    if out:
        files.replace(out, _as_json(links.as_rows(links.within(found), nights.EMPTY)))
    dead = crawl.dead(found)
    sys.stdout.write(finding.as_text(dead))
    inner = [link for link in found if not link.external]
    pages = len({link.page for link in found})
    sys.stderr.write(f"{count(len(dead), 'dead link')} of {len(inner)} within the site, on {count(pages, 'page')}.\n")
    return options.FOUND if dead else options.CLEAN


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
