"""A new entry of references.bib, proposed from the page that it is to cite: python -m scripts cite.

It holds what the page states of itself and nothing else. What the page does not state is left out,
and named on standard error with what a person can do about it.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from scripts import files, rules
from scripts.commands import options
from scripts.editing import entries
from scripts.editing.entries import CONTAINERS
from scripts.english import dates
from scripts.english.dates import copied_on, days
from scripts.finding import Finding, SubjectKind, Unreadable, unreadable
from scripts.hypertext.reading import ReadPage
from scripts.hypertext.stated import GENERATION
from scripts.hypertext.unread import Why
from scripts.publication import article as articles
from scripts.publication import bibliography, identifiers
from scripts.publication.bibliography import Source, address_parts, safe_address
from scripts.publication.identifiers import Number, NumberKind
from scripts.publication.nights import LinkState, encoded
from scripts.publication.works import NumberVerdict as Registered
from scripts.regex import regex
from scripts.rules.sources import TRACKING, canonical
from scripts.states import works
from scripts.web import archive, child, judge, registries
from scripts.web.fetch import HONEST, Fetcher
from scripts.web.registries import Registries

DESCRIPTION = (
    "Read a page, and print an entry for it with what it states of itself: authors, title, container, "
    "date; with today as the day of access, and its archived copy. What it does not state is left out and named on "
    "standard error, with what to do. Or ask doi.org or Open Library for a DOI, an arXiv number (arXiv:…) or an ISBN, "
    "and print the entry of what is registered under it; the environment is that of `sources`. Exit 0: an entry was "
    "printed; 1: none, because the source is there already or the page cannot be read or the number is not "
    "registered; 2: could not run."
)

# Letters of a page that says no more than that something is not there.
_A_NOTICE = 500
# Bytes of a page that are read: a long report as PDF is smaller.
SIZE = 32 * 1024 * 1024


class Proposal(NamedTuple):
    """An entry: its key, type, fields in the order of references.bib; `remarks` say what is not in it, and why."""

    key: str
    fields: dict[str, str]
    remarks: tuple[str, ...]
    type: str = "online"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "page",
        metavar="URL-or-file-or-number",
        help="the address of a page, a page saved by a browser, or a DOI, an arXiv number (arXiv:…) or an ISBN",
    )
    parser.add_argument("--url", help="the address that a saved page came from")
    parser.add_argument("--write", action="store_true", help="append the entry to references.bib")
    options.root(parser)
    options.now(parser)
    options.archive(parser)
    options.allow_private(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print an entry for the page, and with --write append it. Returns CLEAN for an entry, FOUND for none."""
    today = dates.today(arguments.now)
    text = files.text_of(arguments.root / bibliography.PATH)
    sources = bibliography.read(text, bibliography.more(arguments.root))
    number = None if Path(arguments.page).is_file() else identifiers.named(arguments.page)
    try:
        if number:
            asking = Registries(today, os.environ, allow_private=arguments.allow_private)
            proposal = _registered(number, asking, sources)
        else:
            proposal = _of_page(arguments, today, sources)
    except _NoEntry as error:
        _say(str(error))
        return options.FOUND
    path = arguments.root / bibliography.PATH
    entry = bibliography.written(proposal.key, proposal.fields, proposal.type)
    sys.stdout.write(entry)
    for remark in proposal.remarks:
        _say(remark)
    for finding in _findings(arguments.root, f"{text.rstrip()}\n\n{entry}", proposal.key, today):
        _say(str(finding))
    if arguments.write:
        files.replace(path.resolve(), f"{text.rstrip()}\n\n{entry}")
        _say(f"Appended to {bibliography.PATH}. Compare it with the page, and cite it in a chapter: [@{proposal.key}]")
    else:
        _say(f"Nothing was written; --write appends it to {bibliography.PATH}.")
    return options.CLEAN


class _NoEntry(Exception):
    """Why there is none, in words for whoever asked for one."""


def _of_page(arguments: argparse.Namespace, today: date, sources: Sequence[Source]) -> Proposal:
    """The entry for a page of the web, or a saved one. Raises _NoEntry."""
    given = arguments.page
    is_remote = re.match(r"https?://", given, re.IGNORECASE)
    whole = (given if is_remote else arguments.url or "").strip()
    archived = _COPY.fullmatch(whole)
    copy, url = whole if archived else "", _without_tracking(archived["page"] if archived else whole)
    if url and not (safe_address(url) and safe_address(copy or url)):
        raise unreadable(url, 1, "is no whole http or https address; give the one that your browser shows")
    _see_whether_new(url, sources)
    if is_remote:
        page, moved_to = _fetched(url, copy, arguments.allow_private)
        if moved_to:
            url = moved_to
            _say(f"The page has moved for good; the entry has its new address, {url}")
            _see_whether_new(url, sources)
    else:
        page = _saved(given)
    if page.unread is Why.FAULT:
        raise _NoEntry(f"{given} {page.unread.description}; write the entry by hand")
    copy, no_copy = (copy, "") if copy or not url else _copy(url, page.date, today, arguments)
    proposal = propose(page, url, today, copy, [source.key for source in sources])
    if not proposal.fields:
        raise _NoEntry(f"{given} states nothing of itself, so there is nothing to propose; write the entry by hand")
    return proposal._replace(remarks=(*proposal.remarks, *filter(None, [no_copy])))


def _fetched(url: str, copy: str, allow_private: bool) -> tuple[ReadPage, str]:
    """A page of the web, or its archived copy, and its address where it has a new one, else "". Raises _NoEntry."""
    fetcher = Fetcher(allow_private=allow_private, size=SIZE)
    answer = fetcher.look(copy or url)
    verdict = judge.judge(answer, "", lambda address: fetcher.once(address, HONEST))
    page = child.page(answer.body, answer.headers.get("content-type", ""), answer.final_url)
    if why := _why_not(answer.status, verdict, page):
        message = f"{url}: {why}; nothing was read. If it opens in your browser, save it from there, and run:"
        raise _NoEntry(f"{message} python -m scripts cite SAVED.html --url {copy or url}")
    has_moved = verdict.moved_to and safe_address(verdict.moved_to) and not copy
    return page, _without_tracking(verdict.moved_to) if has_moved else ""


def _saved(path: str) -> ReadPage:
    """A page that a browser has saved. Raises _NoEntry."""
    page = child.page(_bytes_of(Path(path)), "", path)
    why = page.unread.description if page.unread and page.unread in _NO_PAGE else ""
    if len(page.text) < _A_NOTICE and judge.NOT_FOUND.search(page.title):
        why = "says itself that the page is not there"
    if why:
        raise _NoEntry(f"{path} {why}; save the page once your browser shows its text")
    return page


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _why_not(status: int, verdict: judge.Judged, page: ReadPage) -> str:
    """Why a page that was asked for cannot be cited as it is; "" where it can.

    Without a title to look for, a verdict takes a short page with a log-in for a wall; its text tells.
    """
    if verdict.state in (LinkState.FAILING, LinkState.SUSPECT) or status >= 400:
        return verdict.why
    if page.unread and page.unread in _NO_PAGE and not (page.unread is Why.EMPTY and verdict.why):
        return page.unread.description  # of an empty one the verdict knows why: it could not be unpacked, say
    return verdict.why if verdict.state is LinkState.UNSURE or verdict.is_challenge else ""


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(SIZE)
    except OSError as error:
        what = "give an address that begins with http:// or https://, or the path of a saved page"
        raise unreadable(path.as_posix(), 1, f"cannot be read: {error.strerror}; {what}") from None


def _see_whether_new(url: str, sources: Sequence[Source]) -> None:
    """Raises _NoEntry where a source has an address already."""
    for source in sources:
        if url and canonical(url) == canonical(source.url):
            raise _NoEntry(f"{source.at('url')}: {source.key} has this address already; cite it: [@{source.key}]")


# The address of a copy in an archive, which has the time and the whole address of the page in it.
_COPY = regex(
    r"https?://[^/?#\s]+/(?:[^?#\s]*/)?(?:\d{8}|\d{14})(?:[a-z]{2}_)?/(?P<page>https?://[^/\s].*)", re.IGNORECASE
)


def _without_tracking(url: str) -> str:
    """An address less what tells the site where its reader came from."""
    whole, mark, fragment = url.strip().partition("#")
    address, _, query = whole.partition("?")
    kept = "&".join(item for item in query.split("&") if item and not item.startswith(TRACKING))
    return encoded(f"{address}{'?' if kept else ''}{kept}{mark}{fragment}", also="'")


def _copy(url: str, published: str, today: date, arguments: argparse.Namespace) -> tuple[str, str]:
    """The archived copy nearest to today, or why there is none."""
    fetcher = Fetcher(allow_private=arguments.allow_private)
    ask = f"{archive.WAYBACK}/save/{url} makes one, which archiveurl and archivedate can then name"
    try:
        copy = archive.nearest(fetcher, url, today.isoformat(), arguments.archive)
    except archive.ArchiveDown as error:
        return "", f"archiveurl: left out, for the archive could not be asked ({error}); run this again another day"
    if not copy:
        return "", f"archiveurl: left out, for there is no archived copy; {ask}"
    if copied_on(copy) < published:
        return "", f"archiveurl: left out, for the archived copy is older than the page; {ask}"
    return copy, ""


def _findings(root: Path, text: str, key: str, today: date) -> list[Finding]:
    """What the check would say of the new entry, less what `remarks` say and that nothing cites it yet."""
    files = articles.files(root) | {bibliography.PATH: text.encode()}
    try:
        article = articles.build(files, today)
    except Unreadable:  # no article stands beside this bibliography
        return []
    if article.problems:
        return []
    found = rules.check(article)
    known = ("source-cited", "source-complete")
    return [f for f in found if f.subject == (SubjectKind.SOURCE, key) and f.rule not in known]


# ---------------------------------------------------------------- the entry

_NO_PAGE = (Why.WALL, Why.CHALLENGE, Why.EMPTY)


def propose(page: ReadPage, url: str, today: date, copy: str, taken: Collection[str]) -> Proposal:
    """The entry for a page: what it states of itself, its address, today as the day of access, and a copy.

    `taken` are the keys that are in use.
    """
    remarks: list[str] = []
    if page.unread:
        remarks.append(f"The page {page.unread.description}; no quotation can be compared with it.")
    host = (address_parts(url).hostname or "").removeprefix("www.")
    authors = [_braceless(name, remarks) for name in page.authors]
    title, container = _braceless(page.title, remarks), _braceless(page.container, remarks)
    if container and host.endswith(container.lower().removeprefix("www.")):
        container = ""  # the page names itself by its domain, which is no name of a publication
    published = days(page.date)
    if published and published[0] > today:
        remarks.append(f"date: left out, for the page states {page.date}, which is yet to come; look it up.")
    work = {name: _braceless(value, remarks) for name, value in page.work}
    kind = work.pop("type", "online")
    fields = {
        "author": " and ".join(map(entries.as_name, authors)),
        "title": title,
        "organization": "" if work else container,  # the work names what it appeared in
        **work,
        "date": page.date if published and published[0] <= today else "",
        "urldate": today.isoformat() if url else "",
        "url": url,
        "archiveurl": encoded(copy),
        "archivedate": copied_on(copy),
    }
    beside = {"organization": not work, "publisher": kind == "incollection"}
    remarks += [words for name, words in _MISSING.items() if beside.get(name, True) and not fields.get(name)]
    if page.where:
        remarks.append(f"Taken from the page: {', '.join(f'{what} ({where})' for what, where in page.where)}.")
    fields = {name: value for name, value in fields.items() if value}
    named = next((word for word in entries.folded(container) if word not in ("a", "the")), "")
    site = host.split(".")[-2] if "." in host else host  # the example of news.example.org
    who = entries.family(fields.get("author", "")) or named or "".join(entries.folded(site)) or "source"
    key = entries.key_of(who, fields.get("date", ""), title, taken)
    for name in [name for name, value in fields.items() if not entries.reads_back(name, value)]:
        remarks.append(f"{name}: left out, for BibTeX cannot hold {fields.pop(name)!r}; write it in another way.")
    if "doi" in fields:
        remarks.append(f"doi: as the page states it; python -m scripts cite {fields['doi']} prints what is registered.")
    return Proposal(key, fields, tuple(dict.fromkeys(remarks)), kind)


_MISSING = {
    "author": "author: left out, for the page names none; if you see one on it, add author = {Given Family}",
    "title": "title: left out, for the page states none; add title = {…} as it stands above the text",
    "organization": "organization: left out, for the page does not name its publication; add organization = {…}",
    "publisher": "publisher: left out, for the page does not name that of the book; add publisher = {…}",
    "date": "date: left out, for the page states none; add date = {YYYY-MM-DD} from the page",
    "url": "url, urldate: left out, for a saved page does not say where it came from; give it with --url",
}


# ---------------------------------------------------------------- the entry of a number

# The types of Crossref, and of CSL, as references.bib has them; what is none of these is @misc.
_TYPES = {
    **entries.CSL_TYPES,
    **dict.fromkeys(("monograph", "edited-book", "reference-book"), "book"),
    **dict.fromkeys(("book-chapter", "book-section", "book-part", "reference-entry"), "incollection"),
    **{name: name for name in ("proceedings", "standard", "software")},
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "dissertation": "thesis",
}
_PLAIN = {
    "series": ("collection-title",),
    "volume": ("volume",),
    "number": ("issue", "number", "collection-number"),
    "pages": ("page", "article-number"),
    "edition": ("edition",),
    "version": ("version",),
    "location": ("publisher-place",),
    "isbn": ("ISBN",),
}


def _registered(number: Number, asking: Registries, sources: Sequence[Source]) -> Proposal:
    """The entry of what is registered under a number. Raises _NoEntry."""
    for source in sources:
        if number in identifiers.asked(source):
            raise _NoEntry(f"{source.place}: {source.key} has {number} already; cite it: [@{source.key}]")
    last, right = number.value[-1], identifiers.check_digit(number)
    if right not in ("", last):
        raise _NoEntry(f"{number} should end in {right!r}, not {last!r}; compare it")
    found = asking.find(number)
    if not found.record:
        why = {
            Registered.DOWN: f"could not be asked for ({found.why}); run this again later",
            Registered.PARTLY: "is registered, and no more is said of it; write the entry by hand",
        }
        otherwise = f"is not known to {found.registry}; compare it with the work"
        raise _NoEntry(f"{number} {why.get(found.without, otherwise)}")
    said = asking.notices(number, found.record) if number.kind is NumberKind.DOI else ()
    proposal = from_record(found.record, number, [source.key for source in sources])
    notices = [f"Notice: {number} {works.noticed(notice)}." for notice in said] if isinstance(said, tuple) else []
    return proposal._replace(remarks=(*notices, *proposal.remarks))


def from_record(record: Mapping[str, Any], number: Number, taken: Collection[str]) -> Proposal:
    """The entry of a record in CSL-JSON: people, title, what it is in, date, numbers. `taken` are the keys in use."""
    remarks: list[str] = []
    kind = _TYPES.get(str(record.get("type")), "misc")
    roles = ("author", "editor", "translator")
    people = {role: " and ".join(map(_as_person, registries.named(record, role))) for role in roles}
    server = next(iter(registries.named(record, "institution")), {}).get("name", "")  # of a preprint

    def first(*names: str) -> str:
        return next((one for name in names for one in registries.texts(record.get(name))), "")

    fields = {
        **people,
        "title": _whole_title(first("title"), first("subtitle")),
        CONTAINERS.get(kind, "booktitle"): first("container-title") if kind in CONTAINERS else "",
        **{name: first(*theirs) for name, theirs in _PLAIN.items()},
        "organization": server if kind == "misc" else "",
        "institution" if kind in ("thesis", "report") else "publisher": first("publisher") if kind != "article" else "",
        "date": next(filter(None, (registries.day_of(record.get(name)) for name in ("published", "issued"))), ""),
    }
    fields["pages"] = re.sub(r"(?<=\w)-(?=\w)", "–", fields["pages"])
    isbn = identifiers.read(NumberKind.ISBN, fields["isbn"])
    fields |= {"isbn": isbn.value if isbn else "", "location": "" if kind == "article" else fields["location"]}
    fields = {
        name: value if name in people else _braceless(_TAG.sub("", html.unescape(value)), remarks)
        for name, value in fields.items()
        if value
    }
    arxiv = {"eprint": number.value, "eprinttype": "arxiv"}
    fields |= arxiv if number.kind is NumberKind.ARXIV else {number.kind.lower(): number.value}
    missing = (name for name in ("title", "date") if name not in fields)
    remarks += (f"{name}: left out, for no registry gives it; add it" for name in missing)
    if not fields.get("author") and not fields.get("editor"):
        remarks.append("author: left out, for no registry names one; add author = {Given Family}")
    one = next((one for role in people for one in registries.named(record, role)), {})
    who = "".join(entries.folded(one.get("family") or registries.name_of(one).rpartition(" ")[2])) or "work"
    key = entries.key_of(who, fields.get("date", ""), fields.get("title", ""), taken)
    return Proposal(key, fields, tuple(remarks), kind)


_TAG = regex(r"</?[a-z][a-z:]{0,20}(?:\s[^<>]*)?>")


def _whole_title(title: str, subtitle: str) -> str:
    """A title with its subtitle, which some have in it already."""
    if not subtitle or title.casefold().endswith(subtitle.casefold()):
        return title
    return f"{title}{' ' if title.endswith(('?', '!', ':')) else ': '}{subtitle}"


def _as_person(person: Mapping[str, str]) -> str:
    """A person as BibTeX has them: family name first where it is known, an organisation in braces."""
    parts = {name: value.replace("{", "(").replace("}", ")") for name, value in person.items()}
    family = " ".join(filter(None, (parts.get("non-dropping-particle"), parts.get("family"))))
    given = parts.get("given", "")
    if family and given and not re.search(r",|\band\b", f"{family} {given}", re.IGNORECASE):
        suffix = parts.get("suffix", "")
        return ", ".join((family, *([suffix] if GENERATION.fullmatch(suffix) else []), given))
    whole = " ".join(filter(None, (given, family))) or registries.name_of(parts)
    return entries.as_name(whole) if "whole" in parts or not whole else f"{{{whole}}}"


def _braceless(text: str, remarks: list[str]) -> str:
    if re.search("[{}]", text):
        remarks.append(f"{text!r} has braces, which BibTeX would take for its own; they are written as parentheses.")
    return text.replace("{", "(").replace("}", ")")
