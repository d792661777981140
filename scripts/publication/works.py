"""What registries answered for the numbers of works: record/works.json, written by `sources`, read by everything else.

It holds verdicts, days and digests. Of an answer's words it holds none but what a reference has anyway, and those
only where the number is not the entry's: the other work's title, first author and year.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from scripts.publication import plain_json
from scripts.publication.bibliography import Source
from scripts.publication.identifiers import Number, NumberKind, asked
from scripts.publication.readings import MEND, digest

PATH = "record/works.json"
VERSION = 1


class NumberVerdict(StrEnum):
    """What is known of a number of an entry.

    PARTLY: people or a title in common, or nothing that could be compared. UNSURE: title and more against it, but
    not all. UNKNOWN: the registry that has all such numbers has it not; UNLISTED: one that has not all has it not.
    """

    AGREES = "agrees"
    PARTLY = "partly"
    UNSURE = "unsure"
    ANOTHER = "another-work"
    UNKNOWN = "unknown"
    UNLISTED = "unlisted"
    RETRACTED = "retracted"
    CONCERN = "concern"
    CORRECTED = "corrected"
    NOT_ASKED = "not-asked"
    DOWN = "down"


# What notices make of a work, the worst first.
NOTICES = (NumberVerdict.RETRACTED, NumberVerdict.CONCERN, NumberVerdict.CORRECTED)


class Registry(StrEnum):
    """Who is asked, by name."""

    DOI = "doi.org"
    CROSSREF = "Crossref"
    OPEN_LIBRARY = "Open Library"


class Notice(NamedTuple):
    """A notice about a work: what it makes of it, its own DOI and day, "" where the registry has none."""

    verdict: NumberVerdict
    doi: str = ""
    on: str = ""


class Answered(NamedTuple):
    """What a registry said of a number on a day: the verdict, and of which work it is where that is another.

    `since` is the first day of the same verdict without another between. `digest` is that of the answer.
    """

    verdict: NumberVerdict
    registry: Registry
    on: str
    digest: str = ""
    since: str = ""
    title: str = ""
    author: str = ""
    year: str = ""


class Noticed(NamedTuple):
    """The notices that Crossref had of a work on a day."""

    on: str
    digest: str = ""
    notices: tuple[Notice, ...] = ()


class Down(NamedTuple):
    """A registry that gave no answer when it was last asked, on which day, and why."""

    registry: Registry
    on: str
    why: str


class RecordedNumber(NamedTuple):
    """A number of an entry in the record. `says` is the digest of what of the entry was compared."""

    number: Number
    says: str
    answered: Answered | None = None
    noticed: Noticed | None = None
    down: tuple[Down, ...] = ()

    @property
    def verdict(self) -> NumberVerdict:
        """What is known of it, the worst first; of another's work no notice is about this one."""
        if not self.answered:
            return NumberVerdict.DOWN if self.down else NumberVerdict.NOT_ASKED
        if self.answered.verdict in (NumberVerdict.ANOTHER, NumberVerdict.UNSURE, NumberVerdict.UNKNOWN):
            return self.answered.verdict
        return self.notices[0].verdict if self.notices else self.answered.verdict

    @property
    def notices(self) -> list[Notice]:
        """Its notices, the worst first."""
        return sorted(self.noticed.notices if self.noticed else (), key=lambda notice: NOTICES.index(notice.verdict))


Works = Mapping[str, tuple[RecordedNumber, ...]]


def says(source: Source) -> str:
    """The digest of what of an entry is compared: an answer about other words counts no more."""
    return digest(repr((source.title, source.authors, source.date, source.fields.get("booktitle", ""))))


def current(works: Works, source: Source) -> list[RecordedNumber]:
    """What is recorded of the numbers that an entry has now, as it reads now; a number that was not asked, so."""
    own = says(source)
    kept = {work.number: work for work in works.get(source.key, ()) if work.says == own}
    return [kept.get(number, RecordedNumber(number, own)) for number in asked(source)]


def remember(before: Works, tonight: Mapping[str, Iterable[RecordedNumber]]) -> Works:
    """The record with tonight in it. Where a registry gave no answer, what it said before of the same entry stays."""
    result: dict[str, tuple[RecordedNumber, ...]] = {}
    for key, works in tonight.items():
        past = {(work.number, work.says): work for work in before.get(key, ())}
        result[key] = tuple(_with_past(work, past.get((work.number, work.says))) for work in works)
    return {key: works for key, works in result.items() if works}


def _with_past(work: RecordedNumber, past: RecordedNumber | None) -> RecordedNumber:
    if work.answered:
        last = past.answered if past else None
        since = last.since if last and last.verdict is work.answered.verdict else work.answered.on
        work = work._replace(answered=work.answered._replace(since=since))
    elif past:
        work = work._replace(answered=past.answered)
    return work._replace(noticed=work.noticed or (past.noticed if past else None))


def merged(theirs: Works, ours: Works) -> Works:
    """Two records, of which each may know a night that the other does not; the last answer counts, ours of one day."""
    result = {**theirs, **ours}
    for key in theirs.keys() & ours.keys():
        past = {(work.number, work.says): work for work in theirs[key]}
        both = [(work, past.pop((work.number, work.says), None)) for work in ours[key]]
        result[key] = (*(_merged(other, work) if other else work for work, other in both), *past.values())
    return result


def _merged(theirs: RecordedNumber, ours: RecordedNumber) -> RecordedNumber:
    answers = [work.answered for work in (ours, theirs) if work.answered]
    notices = [work.noticed for work in (ours, theirs) if work.noticed]
    answered = max(answers, key=lambda answer: answer.on, default=None)
    noticed = max(notices, key=lambda notice: notice.on, default=None)
    if answered:
        same = [answer.since for answer in answers if answer.verdict is answered.verdict and answer.since]
        answered = answered._replace(since=min(same, default=""))
    heard = {answered.registry: answered.on} if answered else {}
    heard |= {Registry.CROSSREF: noticed.on} if noticed else {}
    down = {one.registry: one for one in (*theirs.down, *ours.down) if one.on > heard.get(one.registry, "")}
    return ours._replace(answered=answered, noticed=noticed, down=tuple(down.values()))


# The file


def read(text: str) -> Works:
    """The record in a file. Raises Unreadable for what is cut short, foreign, or of a newer program."""
    value = plain_json.checked(PATH, text, MEND, "works", VERSION)
    return {key: tuple(map(_work, records)) for key, records in value["works"].items()}


def _work(record: Mapping[str, Any]) -> RecordedNumber:
    said, noticed = record.get("answered"), record.get("noticed")
    notices = tuple(Notice(**_known(one)) for one in (noticed or {}).get("notices", ()))
    return RecordedNumber(
        Number(NumberKind(record["kind"]), record["number"]),
        record["says"],
        Answered(**_known(said)) if said else None,
        Noticed(**noticed | {"notices": notices}) if noticed else None,
        tuple(Down(**_known(one)) for one in record.get("down", ())),
    )


def _known(record: Mapping[str, Any]) -> dict[str, Any]:
    """The same with its verdict and its registry as what they are."""
    kinds = {"verdict": NumberVerdict, "registry": Registry}
    return {name: kinds[name](value) if name in kinds else value for name, value in record.items()}


def write(works: Works) -> str:
    """The record as JSON, sorted, so that a night without news changes only days."""
    value = {key: [_record(work) for work in all_] for key, all_ in sorted(works.items())}
    return json.dumps({"version": VERSION, "works": value}, ensure_ascii=False, indent=2) + "\n"


def _record(work: RecordedNumber) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": work.number.kind, "number": work.number.value, "says": work.says}
    if work.answered:
        record["answered"] = {name: value for name, value in work.answered._asdict().items() if value}
    if work.noticed:
        notices = [{k: v for k, v in notice._asdict().items() if v} for notice in work.noticed.notices]
        record["noticed"] = {k: v for k, v in (work.noticed._asdict() | {"notices": notices}).items() if v}
    return record | ({"down": [one._asdict() for one in work.down]} if work.down else {})
