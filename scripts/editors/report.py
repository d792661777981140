"""The editors' report: Markdown for one rolling issue, the worst first, under sixty lines however bad the night."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import quote

from scripts import rules
from scripts.editors.markdown import code, escape
from scripts.english.dates import copied_on, shown
from scripts.english.numbers import in_words
from scripts.finding import Finding
from scripts.publication import bibliography, nights, readings
from scripts.publication.article import Article
from scripts.publication.bibliography import Source, safe_address
from scripts.publication.nights import Link, LinkState, Memory, Task
from scripts.publication.readings import Verdict
from scripts.states import support, works
from scripts.terminal import count

_LONGEST = 59  # lines
_SENTENCES = 3  # of those that hang on a link, shown with it
_NAMES = 10  # of those in a row, shown

# What has a section of its own; that nothing was checked for days is said above them.
_HEADINGS: Mapping[Task, str] = {
    Task.LOST: "Quotations that their source does not have so",
    Task.DEAD: "Dead",
    Task.SUSPECT: f"Suspect ({LinkState.SUSPECT.description})",
    Task.PLACE_GONE: "There, but without the place that the address names",
    Task.OTHERWISE: "Otherwise in the source",
    Task.NUMBERS: "Works retracted, or with a number that is not theirs",
    Task.MOVED: "Moved for good",
    Task.REFUSED_LONG: f"Refused for {in_words(nights.REFUSED_NIGHTS, 'night')}",
}


class ReportedSource(NamedTuple):
    """A source as the report needs it.

    `line` is that of its url in the bibliography at `path`, 0 where there is none. `copy` is the archived copy
    that its entry gives, or "". `sentences` hang on it: words, and where they stand. `title` is its own.
    """

    line: int = 0
    copy: str = ""
    sentences: Sequence[tuple[str, str]] = ()
    path: str = bibliography.PATH
    title: str = ""


class FilesOnGitHub(NamedTuple):
    """Where on GitHub the files are that the report names.

    `address` is that of the repository, "" for none; `commit` the one whose lines are told, `branch` the one to edit.
    """

    address: str = ""
    commit: str = ""
    branch: str = ""

    def line(self, path: str, line: int) -> str:
        """A line of a file, as a link to that very line and one to edit the file."""
        if not (self.address and self.commit):
            return f"{path}:{line}"
        shown = f"[{path}:{line}]({self.address}/blob/{self.commit}/{path}#L{line})"
        return f"{shown} ([edit]({self.address}/edit/{quote(self.branch)}/{path}))" if self.branch else shown


NOWHERE = FilesOnGitHub()


class LostQuotation(NamedTuple):
    """A quotation that its source does not have, or has otherwise.

    `words` are the article's own and `href` is where they stand. `found` is the day on which they were
    last found in the source, "" for never; `was` and `now` are digests of its text before it `changed`
    and since, "" where it has not.
    """

    claim: str
    words: str
    href: str
    source: str
    verdict: Verdict
    found: str
    was: str
    now: str
    changed: str


class Readings(NamedTuple):
    """What the sources were found to say, as far as it is for editors and nobody has answered it.

    `missed` names the quotations that stood in their source and were not found there on so few nights that it
    does not count yet. `others` are findings about a sentence or a source other than of lost quotations;
    `private` is the number of those that could wrong the author, which are not for a public report. `unread`
    are the sources that were never read, each with the reason, and `last` is the last day on which one was
    tried, "" for never. `works` are findings about the numbers of works, `numbers` what else there is to look up of
    them, and `silent` which registries gave no answer, in sentences. `in_part` names the quotations that were not
    found in the part of their source that could be read.
    """

    lost: Sequence[LostQuotation] = ()
    missed: Sequence[str] = ()
    others: Sequence[Finding] = ()
    private: int = 0
    unread: Mapping[str, str] = {}
    last: str = ""
    works: Sequence[Finding] = ()
    numbers: Sequence[str] = ()
    silent: Sequence[str] = ()
    in_part: Sequence[str] = ()


# By key; a link that only the site has, by its address.
Entries = Mapping[str, ReportedSource]


def entries_of(
    sources: Iterable[Source], sentences: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, ReportedSource]:
    """The sources of references.bib for the report, with the sentences that hang on each by its key."""
    found = {}
    for source in sources:
        line, copy = source.lines.get("url", 0), source.fields.get("archiveurl", "")
        found[source.key] = ReportedSource(
            line, copy, tuple(sentences.get(source.key, ())), source.place.path, source.title
        )
    return found


def from_sources(article: Article, findings: Iterable[Finding], site: str = "") -> Readings:
    """What editors are to know of what the sources say, from the unanswered findings of the family evidence."""
    own = [f for f in findings if rules.RULES[f.rule].family == "evidence"]
    public = rules.public(own)
    open_ = {f.identity for f in public}
    numbers = {key: article.works_of(source) for key, source in article.sources.items()}
    lost, missed, in_part = [], [], []
    for one in support.claims(article):
        for given in article.claim_verdicts.get(one.claim.id, ()):
            identity = (given.verdict, one.claim.place.about, rules.evidence.found(given))
            if given.verdict in readings.MISSED and identity in open_:
                page = article.evidence.pages[given.source].reading
                digests = (page.before, page.text_digest, page.changed) if page and page.changed else ("", "", "")
                href = support.address(one, site)
                lost.append(
                    LostQuotation(one.claim.id, given.words, href, given.source, given.verdict, given.found, *digests)
                )
            if given.verdict in readings.MISSED and not given.counts:
                missed.append(f"{one.claim.id} ({given.source})")
            if given.verdict is Verdict.NOT_IN_PART:
                in_part.append(f"{one.claim.id} ({given.source})")
    of_works = [f for f in public if f.rule in rules.evidence.OF_WORKS]
    others = [f for f in public if f.rule not in readings.MISSED and f.rule not in rules.evidence.OF_WORKS]
    pages = {key: article.evidence.page(source) for key, source in article.sources.items()}
    not_read = {key: page for key, page in pages.items() if not (page and page.reading)}
    unread = {key: page.unread.why.description if page and page.unread else "" for key, page in not_read.items()}
    look_up = [f"{key}: {line}" for key in numbers for line in works.for_editors(numbers[key])]
    silent = list(works.not_answered(work for all_ in numbers.values() for work in all_))
    private, last = len(own) - len(public), article.evidence.last
    return Readings(lost, missed, others, private, unread, last, of_works, look_up, silent, in_part)


def report(
    memory: Memory,
    today: date,
    entries: Entries,
    read: Readings | None = None,
    repository: FilesOnGitHub = NOWHERE,
    failed: bool = False,
) -> str:
    """What editors read: what is lost, dead or in doubt, since when, which sentences use it, and what to do.

    `read` is None where it is about the links alone; `failed` says that the last night's job did not come to its end.
    """
    links = _Links(memory, today, entries, repository)
    sections = _sections(links, read or Readings())
    ending = [line for line in _ending(links, read) if line]
    opening = links.opening(sections)
    if failed:
        opening = f"The last night’s job failed; its log on GitHub says why. {opening}"
    if read and read.missed:
        names = some([code(name) for name in read.missed], _NAMES, ", ")
        which = f"{count(len(read.missed), 'quotation')} that stood in the source: {names}"
        opening += f" Not found last night, which counts after {readings.NIGHTS} nights: {which}."
    if read and read.last and _is_stale(read.last, today):
        opening += f" No source has been read since {shown(read.last)}; see whether the nightly job still runs."
    if not sections and len(ending) == 1:
        return " ".join([opening, *ending]) + "\n"
    spaced = [line for paragraph in ending for line in (paragraph, "")][:-1]
    return "\n".join([opening, "", *_fitted(sections, _LONGEST - 2 - len(spaced)), *spaced]).rstrip() + "\n"


def tasks(
    memory: Memory, today: date, entries: Entries, read: Readings | None = None, failed: bool = False
) -> dict[Task, list[str]]:
    """What there is for editors to do, by its kind, the worst first; of each kind the names, in order.

    A link is named by its keys or, where no source has it, its address. UNCHECKED is there
    when no night has run for STALE_DAYS days, or none ever has, or the last one `failed`.
    """
    to_do = _Links(memory, today, entries).to_do().items()
    found = {kind: sorted(", ".join(link.keys) or link.url for link in links) for kind, links in to_do}
    lost, others = (read.lost, read.others) if read else ((), ())
    found[Task.LOST] = sorted({f"{one.claim} ({one.source})" for one in lost})
    found[Task.OTHERWISE] = sorted({f"{one.subject.name} ({one.rule})" for one in others})
    found[Task.NUMBERS] = sorted({f"{one.subject.name} ({one.rule})" for one in (read.works if read else ())})
    last = {"the links": memory.nights[-1] if memory.nights else ""} | ({"the sources": read.last} if read else {})
    found[Task.UNCHECKED] = [what for what, day in last.items() if _is_stale(day, today)]
    found[Task.UNCHECKED] += ["the last night, whose job failed"] if failed else []
    return {kind: found[kind] for kind in Task if found[kind]}


@dataclass(frozen=True)
class _Links:
    """The links, as the nights know them and of which sources they are; and where the files are that have them."""

    memory: Memory
    today: date
    entries: Entries
    repository: FilesOnGitHub = NOWHERE

    def to_do(self) -> dict[Task, list[Link]]:
        """The links of each kind, first that on which most hangs. A copy in references.bib answers for the original."""
        found: dict[Task, list[Link]] = {kind: [] for kind in _HEADINGS}
        for link in self.memory.links.values():
            kind = nights.task_of(link, self.today)
            has_copies = bool(link.keys) and all(self.entries.get(key, ReportedSource()).copy for key in link.keys)
            if kind and not (has_copies and kind in (Task.DEAD, Task.SUSPECT)):
                found[kind].append(link)
        return {
            kind: sorted(links, key=lambda link: (-len(self._hanging(link)), link.since, link.url))
            for kind, links in found.items()
        }

    def item(self, kind: Task, link: Link) -> Iterator[str]:
        """What the report says of one link, a line each."""
        title = next((found for key in link.keys if (found := self.entries.get(key, ReportedSource()).title)), "")
        named = [f"“{escape(title)}”"] if title else []
        name = " ".join([*map(code, link.keys), *named, f"<{link.url}>" if safe_address(link.url) else code(link.url)])
        if kind is Task.MOVED:
            yield f"- {name}"
            yield f"  - to do: {self._new_address(link)}"
        elif kind is Task.REFUSED_LONG:
            then = (
                f"then run {code(f'python -m scripts links --seen {link.keys[0]} --by NAME')}"
                if link.keys
                else "is it there?"
            )
            yield f"- {name}, since {shown(link.since)}"
            yield f"  - to do: open it in a browser, {then}"
        else:
            why = escape(link.counted[-1].why if link.counted else "", 80)
            title = f"; its title is now “{escape(link.title, 80)}”" if kind is Task.SUSPECT and link.title else ""
            yield f"- {name}, since {shown(link.since)}{f': {why}' if why else ''}{title}"
            if hanging := self._hanging(link):
                yield f"  - used by: {some([_sentence(*one) for one in hanging], _SENTENCES, '; ')}"
            first = "read it; if it is not what was cited, " if kind is Task.SUSPECT else ""
            if kind is Task.PLACE_GONE:
                place = f"name another place in {self._urls(link)}"
                first = f"{place}, or the page alone; if the words are gone, "
            yield f"  - to do: {first}{self._copy(link)}"

    def _hanging(self, link: Link) -> list[tuple[str, str]]:
        names = (*link.keys, link.url)
        return list(dict.fromkeys(one for name in names for one in self.entries.get(name, ReportedSource()).sentences))

    def _copy(self, link: Link) -> str:
        """What to do where the source is gone: the lines for references.bib, if there is an archived copy."""
        if not link.archive:
            return "look for an archived copy (none is known), or cite another source"
        if not link.keys:
            return f"link to {code(link.archive)} instead"
        field = code(f"archiveurl = {{{nights.encoded(link.archive)}}},")
        on = copied_on(link.archive)
        dated = f" and {code(f'archivedate = {{{on}}},')}" if on else ""
        return f"above {self._urls(link)}, put {field}{dated}"

    def _new_address(self, link: Link) -> str:
        if not link.keys:
            return f"link to {code(link.moved_to)} instead"
        new = code(f"url = {{{nights.encoded(link.moved_to)}}},")
        return f"if it is the same text, make {self._urls(link)} {new}"

    def _urls(self, link: Link) -> str:
        """The lines of references.bib that hold the address of a link."""
        cited = [self.entries.get(key, ReportedSource()) for key in link.keys]
        lines = (self.repository.line(entry.path, entry.line) for entry in cited if entry.line)
        return " and ".join(lines) or "its url in references.bib"

    def opening(self, sections: Mapping[Task, Sequence[object]]) -> str:
        """The first line: what kind of night it was, or what there is to do."""
        if not self.memory.nights:
            return "No link has been checked yet."
        last = self.memory.nights[-1]
        if _is_stale(last, self.today):
            return f"Nothing has been checked since {shown(last)}; see whether the nightly job still runs."
        if last in self.memory.void and not {Task.LOST, Task.OTHERWISE} & sections.keys():
            row = len(list(takewhile(self.memory.void.__contains__, reversed(self.memory.nights))))
            said = (
                f"The night of {shown(last)} does not count: {self.memory.void[last].description}. It changed nothing."
            )
            mend = "see to network and clock, or look at the sources yourself"
            return said + f" That makes {row} such nights in a row; {mend}." * (row > 1)
        if sections:
            return f"To look at: {', '.join(_counted(kind, len(items)) for kind, items in sections.items())}."
        if len(self.memory.nights) == 1:
            long = f"{in_words(nights.DEATH_NIGHTS)} that fail, over at least {in_words(nights.DEATH_DAYS, 'day')}"
            return f"This was the first night; a link is called dead only after {long}."
        if self.never():
            return "No link is dead or suspect, but not all were checked."
        if LinkState.DEAD in self.counts():
            return "Nothing to do: each link that is dead has an archived copy in references.bib."
        if {LinkState.FAILING, LinkState.SUSPECT} & self.counts().keys():
            return "Nothing to do yet: what fails or looks wrong is looked at again, night by night."
        return "All is well: no link is dead or suspect."

    def never(self) -> list[str]:
        """The sources of which no night tells anything: their keys, or for a link of the site its address."""
        present = [link for link in self.memory.links.values() if not link.left]
        checked = {name for link in present if link.state for name in (*link.keys, link.url)}
        known = {name for link in present for name in link.keys or (link.url,)}
        return sorted((known | set(self.entries)) - checked)

    def figures(self) -> str:
        """One line: how many links stand how, the last night, and the void ones."""
        states = self.counts()
        named = ", ".join(f"{number} {state or 'not checked yet'}" for state, number in states.items())
        void = [shown(on) for on in reversed(list(self.memory.void))]
        which = f"{len(void)} void ({some(void, _SENTENCES, ', ')})" if void else "none void"
        links, ran = count(sum(states.values()), "link"), count(len(self.memory.nights), "night")
        return f"Last night, {shown(self.memory.nights[-1])}: {links}, {named}; {ran} on record, {which}."

    def counts(self) -> dict[LinkState, int]:
        found = Counter(link.state for link in self.memory.links.values() if not link.left)
        return {state: found[state] for state in LinkState if found[state]}


def _is_stale(last: str, today: date) -> bool:
    return not last or nights.days(last, today.isoformat()) >= nights.STALE_DAYS


def _sections(links: _Links, read: Readings) -> dict[Task, list[list[str]]]:
    """The lines of each thing to do, by its kind, the worst first: of quotations those that were found once."""
    lost = sorted(read.lost, key=lambda one: (not one.found, one.found, one.source, one.words))
    items = {kind: [list(links.item(kind, link)) for link in those] for kind, those in links.to_do().items()}
    items[Task.LOST] = [list(_quotation(one)) for one in lost]
    for kind, findings in ((Task.OTHERWISE, read.others), (Task.NUMBERS, read.works)):
        items[kind] = [[f"- {_where(f, links.repository)}: {escape(f.message, 300)} ({f.rule})"] for f in findings]
    return {kind: items[kind] for kind in _HEADINGS if items[kind]}


def _where(finding: Finding, repository: FilesOnGitHub) -> str:
    path, line = finding.place.path, finding.place.line
    return repository.line(path, line) if repository.address else code(f"{path}:{line}")


def _fitted(sections: Mapping[Task, list[list[str]]], room: int) -> Iterator[str]:
    """The lines of the sections, as many as there is room for; of each section the first thing at least."""
    around = 4  # heading, two empty lines, "and more"
    needed = sum(around + len(items[0]) for items in sections.values())
    for kind, items in sections.items():
        needed -= around + len(items[0])
        left = room - around - needed
        yield from (f"## {_HEADINGS[kind]}: {len(items)}", "")
        shown_items = 0
        for item in items:
            if len(item) > left:
                break
            yield from item
            left -= len(item)
            shown_items += 1
        if shown_items < len(items):
            yield f"- and {len(items) - shown_items} more"
        yield ""
        room = left + needed


_VERDICTS = {
    Verdict.ALTERED: "stands there otherwise",
    Verdict.ABSENT: "does not stand there",
    Verdict.ELSEWHERE: "does not stand in what is cited, but there",
}


def _quotation(one: LostQuotation) -> Iterator[str]:
    """What the report says of one quotation, a line each."""
    found = f"found last on {shown(one.found)}" if one.found else "never found"
    yield f"- “{_sentence(one.words, one.href)}” in {code(one.source)}: {_VERDICTS[one.verdict]}; {found}"
    if one.was:
        yield f"  - the source’s text was {code(one.was)}, and is {code(one.now)} since {shown(one.changed)}"
    yield "  - to do: read the source; then correct the sentence, or answer the finding in record/accepted.yml"


def _sentence(text: str, href: str) -> str:
    """The first words of a sentence, and where it stands."""
    words = nights.plain(text)
    short = words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + " …"
    return f"[{escape(short)}]({nights.encoded(href, '()')})" if href else escape(short)


def _counted(kind: Task, number: int) -> str:
    if kind is Task.LOST:
        return count(number, "quotation") + " lost"
    if kind is Task.NUMBERS:
        return count(number, "work") + " retracted or with a wrong number"
    return f"{number} {'otherwise in the source' if kind is Task.OTHERWISE else kind}"


def _ending(links: _Links, read: Readings | None) -> Iterator[str]:
    """The last lines: what was never checked or read, what is not shown, and the figures."""
    if links.memory.nights and (never := links.never()):
        yield f"Never checked: {some([code(name) for name in never], _NAMES, ', ')}."
    if read and read.last and read.unread:
        named = [f"{code(key)}{f' ({why})' if why else ''}" for key, why in sorted(read.unread.items())]
        yield f"Never read: {some(named, _NAMES, ', ')}."
    if read and read.in_part:
        names = some([code(name) for name in read.in_part], _NAMES, ", ")
        yield f"Quoted, and not found in the part of the source that could be read; to look up by hand: {names}."
    if read and read.numbers:
        yield f"Of works, to look up: {some([escape(line, 300) for line in read.numbers], _NAMES, '; ')}."
    if read and read.silent:
        yield escape(" ".join(read.silent), 400)
    if read and read.private:
        which = f"{count(read.private, 'finding')} that could wrong the author"
        yield f"Not shown here: {which}; {code('python -m scripts check')} shows editors what it is."
    sources = f"Sources read last on {shown(read.last)}." if read and read.last else "No source has been read yet."
    yield " ".join([*([links.figures()] if links.memory.nights else []), *([sources] if read else [])])


def some(parts: Sequence[str], most: int, between: str) -> str:
    """The first of some parts, and how many more there are."""
    more = [f"and {len(parts) - most} more"] if len(parts) > most else []
    return between.join([*parts[:most], *more])


def as_json(memory: Memory, today: date) -> str:
    """The report as data: the nights, how many links stand how, and each link, what editors are told of it first."""
    order = [*_HEADINGS, ""]
    rows = [
        {
            "url": link.url,
            "keys": list(link.keys),
            "told": nights.task_of(link, today) or "",
            "state": link.state,
            "since": link.since,
            "nights": nights.lasted(link),
            "why": link.counted[-1].why if link.counted else "",
            "final_url": link.final_url,
            "title": link.title,
            "moved_to": link.moved_to,
            "archive": link.archive,
            "seen": link.seen._asdict() if link.seen else None,
        }
        for link in memory.links.values()
        if not link.left
    ]
    data = {
        "on": today.isoformat(),
        "last_night": memory.nights[-1] if memory.nights else "",
        "nights": len(memory.nights),
        "void": list(memory.void),
        "states": _Links(memory, today, {}).counts(),
        "links": sorted(rows, key=lambda row: order.index(str(row["told"]))),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
