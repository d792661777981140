"""What the web answered, night by night: record/links.json, and what several nights together establish.

A link is called dead after it failed on DEATH_NIGHTS nights or more, the first and the last of them at
least DEATH_DAYS days apart where it is definite that it is gone, PASSING_DAYS where it may come back, and nothing
else came between: any other answer, a refusal too, is a sign of life. A night that tells of our own network or
clock rather than of the links is void: it changes nothing.

The thresholds are here alone; prose for people is filled from them, or a test compares it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import reduce
from itertools import takewhile
from typing import Any, Literal, NamedTuple, assert_never
from urllib.parse import quote

from scripts.english.numbers import in_words
from scripts.publication import plain_json
from scripts.publication.bibliography import safe_address
from scripts.publication.ledger import LookedAt
from scripts.publication.plain_json import OnALine, written
from scripts.terminal import Described, one_line

PATH = "record/links.json"
VERSION = 1

KEPT = 90  # nights, and days for an address that is linked no more: a season, and the file stays small
DEATH_NIGHTS, DEATH_DAYS = 3, 7  # maintenance lasts days, a weekend two; InternetArchiveBot asks for much the same
PASSING_DAYS = 14  # for errors of a server, time-outs and broken connections, which are mended within two weeks
SUSPECT_NIGHTS = 3
REFUSED_NIGHTS = 30
LOOK_HOLDS = 365  # days: what dies behind a wall only a person can notice, so one is asked again each year
VOID_HOSTS = 10  # of fewer hosts half may well fail by themselves
VOID_NIGHTS = 7  # our network is mended within a week; hosts that fail longer, while others answer, fail themselves
CLOCK_DAYS = 1  # by more a clock is wrong; time zones make up the rest
GAP_DAYS = 30  # without a night, after which the first one is taken for that of a wrong clock
STALE_DAYS = 3  # days without a night, after which editors and readers are told that none has run


class LinkState(Described):
    """What an address answers in a night, and what the nights together make of it, best first.

    No night makes a link dead, and no link is void: that is a night of it which does not count. That one is alive
    needs no words for a reader, nor that nothing is known of it.
    """

    ALIVE = "alive"
    ANCHOR_GONE = "anchor-gone", "the page is there, but not the place on it that the address names"
    TEXT_GONE = "text-gone", "the page is there, but not the words that the address names"
    REFUSED = "refused", "the server turns programs away, which says nothing about the page"
    UNSURE = "unsure", "something answers, but it is not clear whether it is the page that was cited"
    SUSPECT = "suspect", "something answers, but it may not be the page that was cited"
    FAILING = "failing", "it could not be reached, or answered with an error"
    DEAD = (
        "dead",
        f"it failed on {in_words(DEATH_NIGHTS, 'night')} or more, over at least {in_words(DEATH_DAYS, 'day')}, "
        f"or {in_words(PASSING_DAYS)} where that might have passed",
    )
    VOID = "void"
    UNKNOWN = ""  # before the first night that counts


# What an address can answer in a night.
Answered = Literal[
    LinkState.ALIVE,
    LinkState.ANCHOR_GONE,
    LinkState.TEXT_GONE,
    LinkState.REFUSED,
    LinkState.UNSURE,
    LinkState.SUSPECT,
    LinkState.FAILING,
]


class Void(Described):
    """Why a night does not count."""

    HOSTS = "hosts", "more than half of all hosts failed at once, which is most likely our own network"
    NETWORK = "network", "nothing answered, and what we ask to see whether our own network is in order did not either"
    CLOCK = "clock", "our clock is over a day from that of the hosts that answered"
    GAP = "gap", f"our clock is before the last night, or over {in_words(GAP_DAYS, 'day')} after it"


class Task(StrEnum):
    """What there is for editors to do, of the links and of what the sources say, the worst first."""

    UNCHECKED = "unchecked"
    LOST = "lost"
    DEAD = "dead"
    SUSPECT = "suspect"
    PLACE_GONE = "place gone"
    OTHERWISE = "otherwise"
    NUMBERS = "numbers"
    MOVED = "moved"
    REFUSED_LONG = "refused long"


_LONGEST_TEXT = 80  # characters of what a page says
LONGEST_ADDRESS = 2000  # characters; servers and archives take no more


class Night(NamedTuple):
    """What an address answered in one night; or void. A failure may be `passing`, or else is definite."""

    on: str
    state: LinkState
    why: str = ""
    passing: bool = False


class SeenByPerson(NamedTuple):
    """A person looked at a source that refuses machines."""

    by: str
    on: str


class Look(NamedTuple):
    """Tonight's answer of an address, and what shows it."""

    url: str
    keys: tuple[str, ...]
    host: str
    state: Answered
    why: str = ""
    final_url: str = ""
    title: str = ""
    moved_to: str = ""
    archive: str = ""
    passing: bool = False


class Link(NamedTuple):
    """An address and its last nights, as many as are kept, oldest first.

    `keys` are the entries of references.bib that have it, none for a link of the site. `since` is the day on
    which its state began; of a dead link, the day of the first failure. `left` is the day on which nothing
    linked to the address any more, or "".
    """

    url: str
    keys: tuple[str, ...] = ()
    state: LinkState = LinkState.UNKNOWN
    since: str = ""
    nights: tuple[Night, ...] = ()
    final_url: str = ""
    title: str = ""
    moved_to: str = ""
    archive: str = ""
    seen: SeenByPerson | None = None
    left: str = ""

    @property
    def counted(self) -> list[Night]:
        """Its nights that count, oldest first."""
        return [night for night in self.nights if night.state is not LinkState.VOID]


class Memory(NamedTuple):
    """All that is remembered: the links by address, the last nights that ran, and why which of them were void."""

    links: Mapping[str, Link]
    nights: tuple[str, ...]
    void: Mapping[str, Void]

    @property
    def last_counted(self) -> str:
        """The last night that counts, or "": the only one that readers are told of as a test."""
        return next((on for on in reversed(self.nights) if on not in self.void), "")


EMPTY = Memory({}, (), {})


# The file


_MEND = "put it back from the last commit, or delete it to begin anew"


def read(path_shown: str, text: str) -> Memory:
    """The memory in a file. Raises Unreadable for what is cut short, foreign, or of a newer program."""
    value = plain_json.checked(path_shown, text, _MEND, "links", VERSION)
    _check(path_shown, text, value)
    return Memory(
        {url: _link(url, record) for url, record in sorted(value["links"].items())},
        tuple(night["on"] for night in reversed(value["nights"])),
        {night["on"]: _void(night["void"]) for night in reversed(value["nights"]) if "void" in night},
    )


def _check(path: str, text: str, value: Any) -> None:
    """Hold the nights against the calendar, and states against their days. Raises Unreadable."""
    each = [(("links", url, "nights"), record["nights"]) for url, record in value["links"].items()]
    for way, nights in [(("nights",), value["nights"]), *each]:
        days = [night["on"] for night in nights]
        if days != sorted(set(days), reverse=True):
            message = f"{'.'.join(way)}: the nights must stand in order, the last one first, each once"
            raise plain_json.wrong_at(path, text, way, message)
    for url, record in value["links"].items():
        if bool(record["state"]) != bool(record["since"]):
            way = ("links", url, "since")
            message = f"{'.'.join(way)}: a state begins on a day, and no state on none"
            raise plain_json.wrong_at(path, text, way, message)


def _link(url: str, record: Mapping[str, Any]) -> Link:
    return Link(
        url=url,
        keys=tuple(record["keys"]),
        state=LinkState(record["state"]),
        since=record["since"],
        nights=tuple(Night(**one | {"state": LinkState(one["state"])}) for one in reversed(record["nights"])),
        seen=SeenByPerson(**record["seen"]) if "seen" in record else None,
        left=record.get("left", ""),
        **{name: record.get(name, "") for name in _TEXTS},
    )


def _void(value: Any) -> Void:
    return Void.HOSTS if value is True else Void(value)  # older records know of this reason alone


_TEXTS = ("final_url", "title", "moved_to", "archive")


def write(memory: Memory) -> str:
    """The memory as JSON: sorted, a night a line, the last one first, so that a new night adds only lines."""
    nights = [{"on": on} | ({"void": memory.void[on]} if on in memory.void else {}) for on in reversed(memory.nights)]
    links = {url: _record(link) for url, link in sorted(memory.links.items())}
    return written({"version": VERSION, "nights": list(map(OnALine, nights)), "links": links}) + "\n"


def _record(link: Link) -> dict[str, Any]:
    fields: dict[str, Any] = {"keys": OnALine(link.keys), "state": link.state, "since": link.since}
    fields |= {name: getattr(link, name) for name in _TEXTS if getattr(link, name)}
    fields |= {"seen": OnALine(link.seen._asdict())} if link.seen else {}
    fields |= {"left": link.left} if link.left else {}
    nights = ({name: value for name, value in night._asdict().items() if value} for night in link.nights[::-1])
    return fields | {"nights": list(map(OnALine, nights))}


# The judgement


def remember(
    memory: Memory, looks: Sequence[Look], today: date, void: Void | None = None, sure: bool = False
) -> Memory:
    """The memory with tonight's answers. A second run on a day takes the place of the first.

    `void` says why the night cannot count, whatever the looks. Nights on record that are later than today are those of
    a wrong clock: where they did not count, or where it is `sure` that today's is right, they are forgotten; else
    tonight does not count. Raises ValueError, with a sentence to print, for no look at all, and for two looks at
    one address.
    """
    day = today.isoformat()
    if not looks:
        raise ValueError("no address was looked at, so there is no night to remember")
    for url, count in Counter(look.url for look in looks).items():
        if count > 1:
            raise ValueError(f"{url} was looked at {count} times; give one look for each address")
    later = [on for on in memory.nights if on > day]
    if later and not sure and any(on not in memory.void for on in later):
        return _with_void(memory, looks, day)
    before = {url: _before(link, day) for url, link in memory.links.items()}
    earlier = [on for on in memory.nights if on < day]
    # After one such night the next counts: the clock did not jump, the job had stood still.
    if earlier and memory.void.get(earlier[-1]) is not Void.GAP and days(earlier[-1], day) > GAP_DAYS:
        void = void or Void.GAP
    void_before = len(list(takewhile(memory.void.__contains__, reversed(earlier))))
    void = void or (Void.HOSTS if _is_void(before, looks, void_before) else None)
    links = {look.url: _looked_at(before.get(look.url, Link(look.url)), look, day, void) for look in looks}
    for url, link in before.items():
        if url not in links and link.nights:
            gone = link._replace(left=link.left or day)
            if (today - date.fromisoformat(gone.left)).days < KEPT:
                links[url] = gone
    nights = (*earlier, day)[-KEPT:]
    voids = {**memory.void, day: void}
    return Memory(dict(sorted(links.items())), nights, {on: why for on in nights if (why := voids.get(on))})


def _with_void(memory: Memory, looks: Iterable[Look], day: str) -> Memory:
    """The memory with a night that does not count, before others."""
    looked = {look.url for look in looks}
    night = {day: Night(day, LinkState.VOID)}
    links = {
        url: link._replace(nights=tuple(sorted((night | {one.on: one for one in link.nights}).values()))[-KEPT:])
        if url in looked
        else link
        for url, link in memory.links.items()
    }
    nights = tuple(sorted({*memory.nights, day}))[-KEPT:]
    voids = memory.void if day in memory.nights else {**memory.void, day: Void.GAP}
    return Memory(links, nights, {on: voids[on] for on in nights if on in voids})


_DOWN = (LinkState.FAILING, LinkState.DEAD)


def _is_void(before: Mapping[str, Link], looks: Iterable[Look], void_before: int) -> bool:
    """Whether so many hosts fail tonight that it is our own network.

    A host fails if all of its addresses do. Hosts that failed already when last counted say nothing of our network
    tonight, and are left out: else, once half of the sources have died over the years, no night would count again.
    Of fewer than VOID_HOSTS others nothing can be said. And after VOID_NIGHTS void nights in a row it is not our
    network any more, so long as some host answers.
    """
    hosts: dict[str, list[Look]] = {}
    for look in looks:
        hosts.setdefault(look.host, []).append(look)
    failed = [here for here in hosts.values() if all(look.state is LinkState.FAILING for look in here)]
    new = sum(any(before.get(o.url, Link("")).state not in _DOWN for o in here) for here in failed)
    asked = len(hosts) - len(failed) + new
    if asked < VOID_HOSTS or (void_before >= VOID_NIGHTS and len(failed) < len(hosts)):
        return False
    return new * 2 > asked


def _looked_at(link: Link, look: Look, day: str, void: Void | None) -> Link:
    """A link with tonight's answer. What it told when it last answered stays while it does not."""
    is_void = void is not None
    state = LinkState.VOID if is_void else look.state
    passing = look.passing and state is LinkState.FAILING
    night = Night(day, state, plain(look.why, 2 * _LONGEST_TEXT), passing)
    link = link._replace(keys=tuple(look.keys), archive=_address(look.archive) or link.archive, left="")
    if not is_void and look.state in (*_THERE, LinkState.SUSPECT):
        link = link._replace(final_url=_address(look.final_url), title=plain(look.title, 2 * _LONGEST_TEXT))
    if not is_void and look.state in _THERE:
        link = link._replace(moved_to=_address(look.moved_to))
    return _after(link, night)


_GONE_PLACE = (LinkState.ANCHOR_GONE, LinkState.TEXT_GONE)
_THERE = (LinkState.ALIVE, *_GONE_PLACE)


def _after(link: Link, night: Night) -> Link:
    """A link after one more night."""
    nights = (*link.nights, night)[-KEPT:]
    if night.state is LinkState.VOID:
        return link._replace(nights=nights)
    same = link.state is night.state or (link.state is LinkState.DEAD and night.state is LinkState.FAILING)
    link = link._replace(nights=nights) if same else link._replace(nights=nights, state=night.state, since=night.on)
    return link._replace(state=LinkState.DEAD) if link.state is LinkState.FAILING and _has_died(link) else link


def _has_died(link: Link) -> bool:
    """Whether it has failed for so long: on any nights, or already on those on which that was definite."""
    failed = [night for night in link.nights if night.state is LinkState.FAILING and night.on >= link.since]
    both = ((failed, PASSING_DAYS), ([night for night in failed if not night.passing], DEATH_DAYS))
    return any(len(found) >= DEATH_NIGHTS and days(found[0].on, found[-1].on) >= least for found, least in both)


def _before(link: Link, day: str) -> Link:
    """A link as it was before the night of this day, if that has run already, or later ones have."""
    kept = [night for night in link.nights if night.on < day]
    if len(kept) == len(link.nights):
        return link
    was = reduce(_after, kept, link._replace(state=LinkState.UNKNOWN, since="", nights=()))
    # A state that did not begin today may be older than the nights that are kept.
    return was._replace(since=link.since) if was.state and link.since < day else was


def merged(theirs: Memory, ours: Memory) -> Memory:
    """Two memories, of which each may know a night, an address or a look that the other does not.

    Of the same night ours holds, what an address told is as whoever looked last has it, and its state follows from the
    nights of both.
    """
    links = {**theirs.links, **ours.links}
    for url in theirs.links.keys() & ours.links.keys():
        a, b = theirs.links[url], ours.links[url]
        newer = max((a, b), key=lambda link: (link.nights[-1].on if link.nights else "", link is b))
        nights = {night.on: night for night in (*a.nights, *b.nights)}
        looks = sorted((link.seen for link in (a, b) if link.seen), key=lambda seen: seen.on)
        none = newer._replace(state=LinkState.UNKNOWN, since="", nights=(), seen=looks[-1] if looks else None)
        link = reduce(_after, (nights[on] for on in sorted(nights)), none)
        # A state that began with the first of the nights may be older than those that are kept.
        since = [one.since for one in (a, b) if one.state is link.state and one.since and link.since == min(nights)]
        links[url] = link._replace(since=min([link.since, *since]))
    on = tuple(sorted({*theirs.nights, *ours.nights}))[-KEPT:]
    void = {**{night: why for night, why in theirs.void.items() if night not in ours.nights}, **ours.void}
    return Memory(dict(sorted(links.items())), on, {night: void[night] for night in on if night in void})


def lasted(link: Link) -> int:
    """For how many of the nights that are kept, void ones apart, it has answered as in the last."""
    counted = [night.state for night in reversed(link.counted)]
    return len(list(takewhile(counted[:1].__contains__, counted)))


def task_of(link: Link, today: date) -> Task | None:
    """What there is for editors to do about a link; None for nothing.

    Refused long is what refused, or told nothing, on REFUSED_NIGHTS nights, unless a person has looked since it began,
    less than LOOK_HOLDS days ago.
    """
    if link.left:
        return None
    match link.state:
        case LinkState.DEAD:
            return Task.DEAD
        case LinkState.SUSPECT:
            return Task.SUSPECT if lasted(link) >= SUSPECT_NIGHTS else None
        case LinkState.ALIVE:
            return Task.MOVED if link.moved_to else None
        case LinkState.ANCHOR_GONE | LinkState.TEXT_GONE:
            return Task.PLACE_GONE if lasted(link) >= SUSPECT_NIGHTS else None
        case LinkState.REFUSED | LinkState.UNSURE:
            is_seen = link.seen and link.seen.on >= link.since and days(link.seen.on, today.isoformat()) < LOOK_HOLDS
            return Task.REFUSED_LONG if lasted(link) >= REFUSED_NIGHTS and not is_seen else None
        case LinkState.FAILING | LinkState.VOID | LinkState.UNKNOWN:
            return None
        case _:
            assert_never(link.state)


def with_looks(memory: Memory, looks: Iterable[LookedAt]) -> Memory:
    """The memory with the last look of a person at each source; older records have some of their own."""
    at: dict[str, SeenByPerson] = {}
    for look in sorted(looks, key=lambda look: look.on):
        at[look.source] = SeenByPerson(plain(look.by), look.on)
    if not at:
        return memory
    links = {}
    for url, link in memory.links.items():
        known = [one for one in (link.seen, *map(at.get, link.keys)) if one]
        links[url] = link._replace(seen=max(known, key=lambda one: one.on, default=None))
    return memory._replace(links=links)


def days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


# What comes from outside


def plain(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Text as the record keeps it: on one line, without characters that do not show, and not longer than that."""
    return one_line(text[: 4 * longest], longest)


def _address(url: str) -> str:
    """An address that can be kept and shown; "" for what is none."""
    found = encoded(url) if len(url) <= LONGEST_ADDRESS and url.isprintable() else ""
    return found if safe_address(found.replace("'", "")) else ""


def encoded(url: str, also: str = "") -> str:
    """An address in which nothing ends a code span, a link or a field of references.bib."""
    return re.sub(rf"""[\s"<>\\^`{{|}}{also}]""", lambda match: quote(match[0], safe=""), url)
