"""Is each link alive: a second look at every cited address, with judgement, over what LinkChecker found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from scripts import fault
from scripts.finding import unreadable
from scripts.publication import bibliography, nights
from scripts.publication.bibliography import Source
from scripts.publication.nights import CLOCK_DAYS, LinkState, Look, Memory, Void
from scripts.regex import regex
from scripts.web.archive import ArchiveDown
from scripts.web.crawl import Crawled, SiteLink
from scripts.web.fetch import HONEST, Fetcher, by_host, host_of
from scripts.web.judge import Judged, judge

_DOI = regex(r"https?://(?:dx\.)?doi\.org/(?P<doi>10\..+)", re.IGNORECASE)
HANDLES = "https://doi.org/api/handles/"
LONGEST_HANDLE = 65536  # bytes of what it says that are looked at

# Times that an archive is asked in a night: four minutes at the pace that the Wayback Machine allows.
ARCHIVE_ASKED = 100

# Gives the archived copy of an address nearest to a day, or ""; raises ArchiveDown.
Archive = Callable[[str, str], str]


class CitedAddress(NamedTuple):
    """An address to look at: the title that it was cited with ("" for none), and the keys that cite it."""

    url: str
    title: str
    keys: tuple[str, ...]


def cited(sources: Iterable[Source]) -> list[CitedAddress]:
    """Every address of the bibliography, its archived copies among them, byte for byte, each once."""
    found: dict[str, CitedAddress] = {}
    for source in sources:
        for name in ("url", "archiveurl"):
            if url := source.fields.get(name, ""):
                before = found.get(url)
                keys = (*before.keys, source.key) if before else (source.key,)
                found[url] = CitedAddress(url, source.title, keys)
        if doi := source.fields.get("doi", ""):
            url = f"https://doi.org/{doi}"
            found.setdefault(url, CitedAddress(url, source.title, (source.key,)))
    return list(found.values())


def sweep(
    addresses: Sequence[CitedAddress], fetcher: Fetcher, progress: Callable[[int, int], None] = lambda done, of: None
) -> Mapping[str, Judged]:
    """Look at every address, host by host; a verdict for each. `progress` is told how many are done."""
    looks = by_host(addresses, lambda address: address.url, lambda address: look(address, fetcher), progress)
    return {address.url: verdict for address, verdict in zip(addresses, looks, strict=True)}


def look(address: CitedAddress, fetcher: Fetcher) -> Judged:
    """The second look at one address. Whatever goes wrong in it is that address's state, and no other's."""
    try:
        if doi := _DOI.match(address.url):
            return _handle(doi["doi"], address.url, fetcher)
        return judge(fetcher.look(address.url), address.title, lambda url: fetcher.once(url, HONEST))
    except Exception as error:
        if trace := fault.trace(error):
            fault.report(trace)
        by = "by a fault of this program, " if trace else ""
        return Judged(LinkState.UNSURE, f"could not be looked at ({by}{type(error).__name__})", address.url)


def _handle(doi: str, url: str, fetcher: Fetcher) -> Judged:
    """A DOI is judged by its handle, since publishers wall robots off."""
    answer = fetcher.look(HANDLES + quote(doi, safe="/"))
    if answer.status == 200 and b'"responseCode":1' in re.sub(rb"\s", b"", answer.body[:LONGEST_HANDLE]):
        return Judged(LinkState.ALIVE, "", url)
    if answer.status in (200, 404):
        return Judged(LinkState.FAILING, "has no handle at doi.org", url)
    return judge(answer, "", lambda other: answer)._replace(final_url=url)


class Looks(NamedTuple):
    """What a night found: a verdict for each address, and each link of the site that has it."""

    verdicts: Mapping[str, Judged]
    titles: Mapping[str, CitedAddress]
    found_on: Mapping[str, Sequence[SiteLink]]


def look_at_all(
    sources: Sequence[Source],
    found: Sequence[SiteLink],
    fetcher: Fetcher,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Looks:
    """The second look at every address of the bibliography, and at each link out of the site that is in doubt.

    `found` are the links of the site, as LinkChecker found them; those that it found alive are taken at
    its word where no source has them. Raises Unreadable where there is no address at all.
    """
    addresses = {address.url: address for address in cited(sources)}
    verdicts: dict[str, Judged] = {}
    for link in found:
        if link.url in addresses:
            continue
        if not link.external or link.outcome is Crawled.ALIVE:
            verdicts[link.url] = _as_crawled(link)
        else:
            addresses[link.url] = CitedAddress(link.url, "", ())
    if not addresses and not verdicts:
        raise unreadable(bibliography.PATH, 1, "has no address, so no link can be checked; add the sources' url fields")
    verdicts |= sweep(list(addresses.values()), fetcher, progress)
    return Looks(verdicts, addresses, _found_on(found))


def within(found: Sequence[SiteLink]) -> Looks:
    """What is known of the links of the site itself, when nobody else was asked."""
    inner = [link for link in found if not link.external]
    return Looks({link.url: _as_crawled(link) for link in inner}, {}, _found_on(inner))


def _as_crawled(link: SiteLink) -> Judged:
    """A link as LinkChecker found it."""
    alive = link.outcome.ok
    return Judged(LinkState.ALIVE if alive else LinkState.FAILING, "" if alive else link.result, link.url)


def _found_on(links: Iterable[SiteLink]) -> dict[str, list[SiteLink]]:
    """The links that lead to each address."""
    found: dict[str, list[SiteLink]] = {}
    for link in links:
        found.setdefault(link.url, []).append(link)
    return found


def void(night: Looks, fetcher: Fetcher, probe: str) -> Void | None:
    """Why a night tells nothing of the links, by our clock, and by our network where nothing answered; or None.

    `probe` is an address that is then asked to see whether anything answers at all.
    """
    if fetcher.ahead is not None and abs(fetcher.ahead) > CLOCK_DAYS * 86400:
        return Void.CLOCK
    if night.titles and not fetcher.answered and not fetcher.once(probe, HONEST).status:
        return Void.NETWORK
    return None


def remembered(
    night: Looks,
    memory: Memory,
    sources: Sequence[Source],
    archive: Archive,
    today: date,
    void: Void | None = None,
    sure: bool = False,
) -> Memory:
    """The memory with this night in it, and with the archived copies that editors will want.

    `void` and `sure` are as nights.remember has them.
    """
    copies = _copies(night, memory, sources, archive)
    looks = []
    for url, address in night.titles.items():
        found, copy = night.verdicts[url], copies.get(url, "")
        title = found.title if found.title == address.title else ""
        said = (found.state, found.why, found.final_url, title, found.moved_to, copy, found.passing)
        looks.append(Look(url, address.keys, host_of(url), *said))
    return nights.remember(memory, looks, today, void, sure)


def _copies(night: Looks, memory: Memory, sources: Sequence[Source], archive: Archive) -> dict[str, str]:
    """The archived copy of each address that wants one and has none yet, those in trouble first.

    The archive is asked so many times in a night and no more, and not again in a night in which it is down.
    """
    accessed = {source.url: source.accessed for source in sources}
    copied = {source.url for source in sources if source.fields.get("archiveurl")}
    trouble = [url for url in night.titles if night.verdicts[url].state in (LinkState.FAILING, LinkState.SUSPECT)]
    wanted = [*trouble, *(url for url, address in night.titles.items() if address.keys and url not in trouble)]
    found: dict[str, str] = {}
    without = [url for url in wanted if url not in copied and not (url in memory.links and memory.links[url].archive)]
    for url in without[:ARCHIVE_ASKED]:
        try:
            found[url] = archive(url, accessed.get(url, ""))
        except ArchiveDown:
            break
    return found


def as_rows(night: Looks, memory: Memory) -> list[dict[str, Any]]:
    """The result as data: one object for each address, with the pages that link to it."""
    rows: list[dict[str, Any]] = []
    for url, verdict in night.verdicts.items():
        link = memory.links.get(url)
        is_dead = link and link.state is LinkState.DEAD and verdict.state is LinkState.FAILING
        row = {"url": url, "state": LinkState.DEAD if is_dead else verdict.state, "final_url": verdict.final_url}
        on = [{"page": found.page, "href": found.href} for found in night.found_on.get(url, ())]
        rows.append(row | {"title": verdict.title, "why": verdict.why, "found_on": on})
    return rows
