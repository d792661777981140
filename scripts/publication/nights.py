"""What the web answered, night by night: record/links.json, and what several nights together establish.

A link is called dead after it failed on DEATH_NIGHTS nights or more, the first and the last of them at
least DEATH_DAYS days apart, and nothing else came between: any other answer, a refusal too, is a sign of
life. A night in which most hosts fail is void: it was our own network, and it changes nothing.

The thresholds are here alone; prose for people is filled from them, or a test compares it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, reduce
from itertools import takewhile
from typing import Any, Literal, NamedTuple, assert_never
from urllib.parse import quote

import jsonschema_rs

from scripts.english.language import in_words
from scripts.finding import Unreadable, unreadable
from scripts.publication import plain_json
from scripts.publication.bibliography import safe_address
from scripts.publication.plain_yaml import RULE, SCHEMAS, load

PATH = "record/links.json"
VERSION = 1

KEPT = 90  # nights, and days for an address that is linked no more: a season, and the file stays small
DEATH_NIGHTS, DEATH_DAYS = 3, 7  # maintenance lasts days, a weekend two; InternetArchiveBot asks for much the same
SUSPECT_NIGHTS = 3
REFUSED_NIGHTS = 30
LOOK_HOLDS = 365  # days: what dies behind a wall only a person can notice, so one is asked again each year
VOID_NIGHTS = 7  # our network is mended within a week; hosts that fail longer, while others answer, fail themselves
STALE_DAYS = 3  # days without a night, after which editors and readers are told that none has run


class LinkState(StrEnum):
    """What an address answers in a night, and what the nights together make of it, best first.

    No night makes a link dead, and no link is void: that is a night of it which does not count.
    """

    ALIVE = "alive"
    ANCHOR_GONE = "anchor-gone"
    TEXT_GONE = "text-gone"
    REFUSED = "refused"
    UNSURE = "unsure"
    SUSPECT = "suspect"
    FAILING = "failing"
    DEAD = "dead"
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

# What a reader is told of a state; that a link is alive needs no words, nor that nothing is known of it.
TOLD: Mapping[LinkState, str] = {
    LinkState.REFUSED: "it turns machines away, which tells nothing of the page",
    LinkState.SUSPECT: "it answers, but perhaps not with what was cited",
    LinkState.FAILING: "it could not be reached, or answered with an error",
    LinkState.DEAD: (
        f"it failed on {in_words(DEATH_NIGHTS, 'night')} or more, over at least {in_words(DEATH_DAYS, 'day')}"
    ),
}


class Task(StrEnum):
    """What there is for editors to do, of the links and of what the sources say, the worst first."""

    UNCHECKED = "unchecked"
    LOST = "lost"
    DEAD = "dead"
    SUSPECT = "suspect"
    OTHERWISE = "otherwise"
    NUMBERS = "numbers"
    MOVED = "moved"
    REFUSED_LONG = "refused long"


_LONGEST_TEXT = 80  # characters of what a page says
LONGEST_ADDRESS = 2000  # characters; servers and archives take no more


class Night(NamedTuple):
    """What an address answered in one night; or void."""

    on: str
    state: LinkState
    why: str = ""


class Seen(NamedTuple):
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


@dataclass(frozen=True)
class Link:
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
    seen: Seen | None = None
    left: str = ""


@dataclass(frozen=True)
class Memory:
    """All that is remembered: the links by address, the last nights that ran, and which were void."""

    links: Mapping[str, Link]
    nights: tuple[str, ...]
    void: tuple[str, ...]


EMPTY = Memory({}, (), ())


# The file


@cache
def _validator() -> Any:
    schema = json.loads((SCHEMAS / "links.json").read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for(schema, validate_formats=True)


_MEND = "put it back from the last commit, or delete it to begin anew"


def read(path_shown: str, text: str) -> Memory:
    """The memory in a file. Raises Unreadable for what is cut short, foreign, or of a newer program."""
    value = plain_json.load(path_shown, text, _MEND)
    if not isinstance(value, dict) or not {"version", "nights", "links"} <= value.keys():
        raise unreadable(path_shown, 1, f"is no memory of nights; {_MEND}", RULE)
    version = value["version"]
    if isinstance(version, int) and version > VERSION:
        message = f"has version {version}, and this program knows {VERSION}; update the program"
        raise unreadable(path_shown, _line(path_shown, text, ("version",)), message, RULE)
    _check(path_shown, text, value)
    return Memory(
        {url: _link(url, record) for url, record in sorted(value["links"].items())},
        tuple(night["on"] for night in reversed(value["nights"])),
        tuple(night["on"] for night in reversed(value["nights"]) if night.get("void")),
    )


def _check(path: str, text: str, value: Any) -> None:
    """Hold what was read against the schema, and its nights against the calendar. Raises Unreadable."""
    error = next(iter(_validator().iter_errors(value)), None)
    if error:
        way = tuple(error.instance_path)
        message = f"{'.'.join(map(str, way)) or 'it'}: {plain(error.message)}; see scripts/schemas/links.json"
        raise unreadable(path, _line(path, text, way), message, RULE)
    for way, nights in [(("nights",), value["nights"])] + [
        (("links", url, "nights"), record["nights"]) for url, record in value["links"].items()
    ]:
        days = [night["on"] for night in nights]
        if days != sorted(set(days), reverse=True):
            message = f"{'.'.join(way)}: the nights must stand in order, the last one first, each once"
            raise unreadable(path, _line(path, text, way), message, RULE)
    for url, record in value["links"].items():
        if bool(record["state"]) != bool(record["since"]):
            way = ("links", url, "since")
            message = f"{'.'.join(way)}: a state begins on a day, and no state on none"
            raise unreadable(path, _line(path, text, way), message, RULE)


def _line(path: str, text: str, way: tuple[str | int, ...]) -> int:
    """The line of a part of the file, or of the nearest thing that holds it; JSON is YAML, near enough."""
    try:
        lines = load(path, text)[1]
    except Unreadable:
        return 1
    return next((lines[way[:n]] for n in range(len(way), -1, -1) if way[:n] in lines), 1)


def _link(url: str, record: Mapping[str, Any]) -> Link:
    return Link(
        url=url,
        keys=tuple(record["keys"]),
        state=LinkState(record["state"]),
        since=record["since"],
        nights=tuple(_night(night) for night in reversed(record["nights"])),
        seen=Seen(**record["seen"]) if "seen" in record else None,
        left=record.get("left", ""),
        **{name: record.get(name, "") for name in _TEXTS},
    )


def _night(record: Mapping[str, str]) -> Night:
    return Night(record["on"], LinkState(record["state"]), record.get("why", ""))


_TEXTS = ("final_url", "title", "moved_to", "archive")
_json = json.JSONEncoder(ensure_ascii=False).encode


def write(memory: Memory) -> str:
    """The memory as JSON: sorted, a night a line, the last one first, so that a new night adds only lines."""
    nights = [{"on": on} | ({"void": True} if on in memory.void else {}) for on in reversed(memory.nights)]
    links = [f"    {_json(url)}: {_record(link)}" for url, link in sorted(memory.links.items())]
    return (
        f'{{\n  "version": {VERSION},\n  "nights": {_listed(map(_json, nights), "  ")},\n'
        f'  "links": {{{_lines(links)}{"  " if links else ""}}}\n}}\n'
    )


def _record(link: Link) -> str:
    fields: dict[str, Any] = {"keys": link.keys, "state": link.state, "since": link.since}
    fields |= {name: getattr(link, name) for name in _TEXTS if getattr(link, name)}
    fields |= {"seen": link.seen._asdict()} if link.seen else {}
    fields |= {"left": link.left} if link.left else {}
    nights = (_json({name: value for name, value in night._asdict().items() if value}) for night in link.nights[::-1])
    lines = [f"      {_json(name)}: {_json(value)}" for name, value in fields.items()]
    lines.append(f'      "nights": {_listed(nights, "      ")}')
    return f"{{{_lines(lines)}    }}"


def _listed(items: Iterable[str], indent: str) -> str:
    lines = [f"{indent}  {item}" for item in items]
    return f"[{_lines(lines)}{indent}]" if lines else "[]"


def _lines(lines: Sequence[str]) -> str:
    return "\n" + ",\n".join(lines) + "\n" if lines else ""


# The judgement


def remember(memory: Memory, looks: Sequence[Look], today: date) -> Memory:
    """The memory with tonight's answers. A second run on a day takes the place of the first.

    Raises ValueError, with a sentence to print, for a day before the last night, for no look at all,
    and for two looks at one address.
    """
    day = today.isoformat()
    if memory.nights and day < memory.nights[-1]:
        raise ValueError(f"the last night on record is {memory.nights[-1]}, later than {day}; is the clock right?")
    if not looks:
        raise ValueError("no address was looked at, so there is no night to remember")
    for url, count in Counter(look.url for look in looks).items():
        if count > 1:
            raise ValueError(f"{url} was looked at {count} times; give one look for each address")
    before = {url: _before(link, day) for url, link in memory.links.items()}
    earlier = [on for on in memory.nights if on < day]
    void_before = len(list(takewhile(memory.void.__contains__, reversed(earlier))))
    is_void = _is_void(before, looks, void_before)
    links = {look.url: _looked_at(before.get(look.url, Link(look.url)), look, day, is_void) for look in looks}
    for url, link in before.items():
        if url not in links and link.nights:
            gone = replace(link, left=link.left or day)
            if (today - date.fromisoformat(gone.left)).days < KEPT:
                links[url] = gone
    nights = (*earlier, day)[-KEPT:]
    void = {on for on in memory.void if on < day} | ({day} if is_void else set())
    return Memory(dict(sorted(links.items())), nights, tuple(on for on in nights if on in void))


_DOWN = (LinkState.FAILING, LinkState.DEAD)


def _is_void(before: Mapping[str, Link], looks: Iterable[Look], void_before: int) -> bool:
    """Whether so many hosts fail tonight that it is our own network.

    A host fails if all of its addresses do; of one or two hosts, more than half are all. Hosts that
    failed already when last counted say nothing of our network tonight, and are left out: else, once
    half of the sources have died over the years, no night would count again. And after VOID_NIGHTS void
    nights in a row it is not our network any more, so long as some host answers.
    """
    hosts: dict[str, list[Look]] = {}
    for look in looks:
        hosts.setdefault(look.host, []).append(look)
    failed = [here for here in hosts.values() if all(look.state is LinkState.FAILING for look in here)]
    new = sum(any(before.get(o.url, Link("")).state not in _DOWN for o in here) for here in failed)
    asked = len(hosts) - len(failed) + new
    if void_before >= VOID_NIGHTS and len(failed) < len(hosts):
        return False
    return new * 2 > asked


def _looked_at(link: Link, look: Look, day: str, is_void: bool) -> Link:
    """A link with tonight's answer. What it told when it last answered stays while it does not."""
    night = Night(day, LinkState.VOID if is_void else look.state, plain(look.why, 2 * _LONGEST_TEXT))
    link = replace(link, keys=tuple(look.keys), archive=_address(look.archive) or link.archive, left="")
    if not is_void and look.state in (LinkState.ALIVE, LinkState.SUSPECT):
        link = replace(link, final_url=_address(look.final_url), title=plain(look.title, 2 * _LONGEST_TEXT))
    if not is_void and look.state is LinkState.ALIVE:
        link = replace(link, moved_to=_address(look.moved_to))
    return _after(link, night)


def _after(link: Link, night: Night) -> Link:
    """A link after one more night."""
    nights = (*link.nights, night)[-KEPT:]
    if night.state is LinkState.VOID:
        return replace(link, nights=nights)
    same = link.state is night.state or (link.state is LinkState.DEAD and night.state is LinkState.FAILING)
    link = replace(link, nights=nights) if same else replace(link, nights=nights, state=night.state, since=night.on)
    if link.state is not LinkState.FAILING or lasted(link) < DEATH_NIGHTS or days(link.since, night.on) < DEATH_DAYS:
        return link
    return replace(link, state=LinkState.DEAD)


def _before(link: Link, day: str) -> Link:
    """A link as it was before the night of this day, if that has run already."""
    if not link.nights or link.nights[-1].on != day:
        return link
    was = reduce(_after, link.nights[:-1], replace(link, state=LinkState.UNKNOWN, since="", nights=()))
    # A state that did not begin today may be older than the nights that are kept.
    return replace(was, since=link.since) if was.state and link.since < day else was


def merged(theirs: Memory, ours: Memory) -> Memory:
    """Two memories, of which each may know a night, an address or a look that the other does not.

    Of the same night ours holds, and what is known of an address is as whoever looked last has it.
    """
    links = {**theirs.links, **ours.links}
    for url in theirs.links.keys() & ours.links.keys():
        a, b = theirs.links[url], ours.links[url]
        newer = max((a, b), key=lambda link: (link.nights[-1].on if link.nights else "", link is b))
        nights = {night.on: night for night in (*a.nights, *b.nights)}
        looks = sorted((link.seen for link in (a, b) if link.seen), key=lambda seen: seen.on)
        links[url] = replace(
            newer, nights=tuple(nights[on] for on in sorted(nights))[-KEPT:], seen=looks[-1] if looks else None
        )
    on = tuple(sorted({*theirs.nights, *ours.nights}))[-KEPT:]
    void = {*ours.void, *(night for night in theirs.void if night not in ours.nights)}
    return Memory(dict(sorted(links.items())), on, tuple(night for night in on if night in void))


def lasted(link: Link) -> int:
    """For how many of the nights that are kept, void ones apart, it has answered as in the last."""
    counted = [night.state for night in reversed(link.nights) if night.state is not LinkState.VOID]
    return len(list(takewhile(counted[:1].__contains__, counted)))


def told(link: Link, today: date) -> Task | None:
    """What there is for editors to do about a link; None for nothing.

    Refused long is what refused on REFUSED_NIGHTS nights, unless a person has looked since it began, less
    than LOOK_HOLDS days ago.
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
        case LinkState.REFUSED:
            is_seen = link.seen and link.seen.on >= link.since and days(link.seen.on, today.isoformat()) < LOOK_HOLDS
            return Task.REFUSED_LONG if lasted(link) >= REFUSED_NIGHTS and not is_seen else None
        case LinkState.FAILING | LinkState.VOID | LinkState.UNKNOWN:
            return None
        case _:
            assert_never(link.state)


def seen(memory: Memory, key: str, by: str, on: str) -> Memory:
    """The memory with a person's look at a source. Raises ValueError with a sentence to print."""
    date.fromisoformat(on)
    if not plain(by):
        raise ValueError("say who looked")
    if not any(key in link.keys for link in memory.links.values()):
        raise ValueError(f"no address of {key!r} is on record; give a key of references.bib that was checked")
    look = Seen(plain(by), on)
    links = {url: replace(link, seen=look) if key in link.keys else link for url, link in memory.links.items()}
    return replace(memory, links=links)


def days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


# What comes from outside


def plain(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Text on one line, without characters that do not show, and not longer than that."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * longest]).split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _address(url: str) -> str:
    """An address that can be kept and shown; "" for what is none."""
    found = encoded(url) if len(url) <= LONGEST_ADDRESS and url.isprintable() else ""
    return found if safe_address(found.replace("'", "")) else ""


def encoded(url: str, also: str = "") -> str:
    """An address in which nothing ends a code span, a link or a field of references.bib."""
    return re.sub(rf"""[\s"<>\\^`{{|}}{also}]""", lambda match: quote(match[0], safe=""), url)
