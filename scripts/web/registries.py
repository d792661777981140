"""Registries of works: what is registered under a DOI, an arXiv number or an ISBN, and the notices about it.

doi.org's content negotiation gives CSL-JSON whoever registered a DOI, arXiv's of its own among them
(https://citation.doi.org/docs.html); Crossref's REST API gives retractions, corrections and expressions of concern, its
own and Retraction Watch's, as `updated-by` (https://www.crossref.org/documentation/retrieve-metadata/rest-api/); Open
Library's Books API gives books (https://openlibrary.org/dev/docs/api/books). A registry that is down, slow or wrong
accuses no entry: it gives no answer, and is not asked again that night.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from scripts.evidence import works as evidence
from scripts.evidence.works import Registered
from scripts.hypertext.reading import on_a_line
from scripts.hypertext.stated import people
from scripts.publication import works
from scripts.publication.bibliography import Source
from scripts.publication.identifiers import Number, NumberKind, asked
from scripts.publication.nights import plain
from scripts.publication.readings import digest
from scripts.publication.works import NOTICES, Answered, Down, Notice, Noticed, NumberVerdict, RecordedNumber, Registry
from scripts.regex import regex
from scripts.web.client import Answer
from scripts.web.fetch import HONEST, Fetcher

# Bytes of an answer: a paper of three thousand authors and its references takes two million.
SIZE = 4 * 1024 * 1024
# Seconds between two requests to a registry, with somebody to write to and without. Crossref allows ten a second to
# those who say who they are, and five to others (since December 2025); Open Library three and one.
PACE, PACE_OF_NOBODY = 0.4, 1.0
# Answers in a row that do not come, after which a registry is down for the night.
PATIENCE = 2
# What is read of an answer: names, and letters of a title.
PEOPLE, LETTERS = 50, 500

CSL = "application/vnd.citationstyles.csl+json"
_DATES = ("issued", "published", "published-print", "published-online", "original-date", "posted")
_EMAIL = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


class Bases(NamedTuple):
    """The addresses of the registries; a variable of the environment can replace each."""

    doi: str = "https://doi.org"
    crossref: str = "https://api.crossref.org"
    open_library: str = "https://openlibrary.org"

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Bases:
        """Those of DOI_URL, CROSSREF_URL and OPEN_LIBRARY_URL, where they are set."""
        named = {name: environment.get(f"{name.upper()}_URL", "").rstrip("/") for name in cls._fields}
        return cls(**{name: base for name, base in named.items() if base})


class RegistryRecord(NamedTuple):
    """What a registry has of a number: its record as CSL-JSON; where there is none, what that says of the number.

    PARTLY: it has the number, and says nothing of the work that we read. `why` a registry is DOWN.
    """

    registry: Registry
    record: Mapping[str, Any] = {}
    without: NumberVerdict = NumberVerdict.PARTLY
    why: str = ""


class Registries:
    """The registries, asked in turn; whoever gave no answer twice in a row is asked no more.

    CONTACT of the environment is an address of e-mail to which they can write. `today` is the day of the answers;
    `pace` can be given for a test.
    """

    def __init__(
        self, today: date, environment: Mapping[str, str], *, allow_private: bool = False, pace: float | None = None
    ):
        self._bases = Bases.of(environment)
        contact = _EMAIL.fullmatch(environment.get("CONTACT", "").strip())
        self._contact = contact[0] if contact else ""
        pace = (PACE if contact else PACE_OF_NOBODY) if pace is None else pace
        self._fetcher = Fetcher(allow_private=allow_private, size=SIZE, pace=pace)
        self._today = today
        self._failed: dict[Registry, int] = {}

    def work(self, source: Source, number: Number) -> RecordedNumber:
        """What registries say of a number of an entry."""
        found = self.find(number)
        on = self._today.isoformat()
        down = [Down(found.registry, on, found.why)] if found.why else []
        answered = None if found.why else _answered(source, found, on)
        noticed = None
        if number.kind is NumberKind.DOI and found.without is not NumberVerdict.UNKNOWN:
            said = self.notices(number, found.record)
            if isinstance(said, str):
                down.append(Down(Registry.CROSSREF, on, said))
            else:
                noticed = Noticed(on, digest(repr(said)), said)
        return RecordedNumber(number, works.says(source), answered, noticed, tuple(down))

    def find(self, number: Number) -> RegistryRecord:
        """The record of a number."""
        if number.kind is NumberKind.ISBN:
            return self._book(number.value)
        doi = f"10.48550/arxiv.{number.value}" if number.kind is NumberKind.ARXIV else number.value
        answer = self._ask(Registry.DOI, f"{self._bases.doi}/{quote(doi, safe='/')}", CSL)
        if isinstance(answer, str):
            return RegistryRecord(Registry.DOI, {}, NumberVerdict.DOWN, answer)
        record = answer.json
        if answer.status == 200 and isinstance(record.get("title"), (str, list)):
            return RegistryRecord(Registry.DOI, record)
        if answer.status in (404, 410) and not answer.hops:
            return RegistryRecord(
                Registry.DOI, {}, NumberVerdict.UNLISTED if self._is_new(number) else NumberVerdict.UNKNOWN
            )
        if answer.hops or answer.status in (204, 406) or (answer.status == 200 and record):
            return RegistryRecord(Registry.DOI)  # its page, or its registrar, says nothing in this form
        return RegistryRecord(Registry.DOI, {}, NumberVerdict.DOWN, f"answers {answer.status} in a form of its own")

    def _is_new(self, number: Number) -> bool:
        """Whether an arXiv number is of this month or the last: its DOI is registered some days after it appears."""
        month = re.match(r"(\d\d)(\d\d)\.", number.value) if number.kind is NumberKind.ARXIV else None
        then = 12 * (2000 + int(month[1])) + int(month[2]) if month else 0
        return 12 * self._today.year + self._today.month - then <= 1

    def _book(self, isbn: str) -> RegistryRecord:
        """Open Library has not all books, so that one which it does not know may well be there."""
        query = urlencode({"bibkeys": f"ISBN:{isbn}", "jscmd": "data", "format": "json"})
        answer = self._ask(Registry.OPEN_LIBRARY, f"{self._bases.open_library}/api/books?{query}", "application/json")
        if isinstance(answer, str):
            return RegistryRecord(Registry.OPEN_LIBRARY, {}, NumberVerdict.DOWN, answer)
        if answer.status != 404 and (answer.status != 200 or not answer.body.lstrip().startswith(b"{")):
            return RegistryRecord(
                Registry.OPEN_LIBRARY, {}, NumberVerdict.DOWN, f"answers {answer.status} in a form of its own"
            )
        record = next((value for value in answer.json.values() if isinstance(value, dict)), {})
        if not record.get("title"):
            return RegistryRecord(Registry.OPEN_LIBRARY, {}, NumberVerdict.UNLISTED)
        return RegistryRecord(Registry.OPEN_LIBRARY, _as_csl(record))

    def notices(self, number: Number, record: Mapping[str, Any]) -> tuple[Notice, ...] | str:
        """The notices about a work, or why Crossref gave no answer; none of what is registered elsewhere."""
        mailto = f"?mailto={quote(self._contact)}" if self._contact else ""
        url = f"{self._bases.crossref}/works/{quote(number.value, safe='/')}{mailto}"
        answer = self._ask(Registry.CROSSREF, url, "application/json")
        if isinstance(answer, str):
            return answer
        message = answer.json.get("message")
        if answer.status != 404 and not isinstance(message, dict):
            return f"answers {answer.status} in a form of its own"
        return tuple(_notices(message if isinstance(message, dict) else {}, record))

    def _ask(self, registry: Registry, url: str, kind: str) -> Answer | str:
        """The answer of a registry, asked again where that may help; or why there is none."""
        if self._failed.get(registry, 0) >= PATIENCE:
            return "gave no answer before, and was not asked"
        agent = f"checked-article/1.0 ({f'mailto:{self._contact}' if self._contact else 'checks its sources'})"
        headers = HONEST | {"User-Agent": agent, "Accept": kind}
        answer = self._fetcher.once(url, headers)
        if _passing(answer):
            answer = self._fetcher.once(url, headers)
        is_barred = answer.status in (401, 403) and not answer.hops
        if _passing(answer) or answer.fault or answer.cut or is_barred:
            self._failed[registry] = self._failed.get(registry, 0) + 1
            return answer.error or ("is longer than what is read" if answer.cut else f"answers {answer.status}")
        self._failed[registry] = 0
        return answer


def ask_all(
    sources: Iterable[Source], registries: Registries, shown: Callable[[int, int], None] = lambda done, of: None
) -> dict[str, list[RecordedNumber]]:
    """What registries say of every number of every entry, by its key."""
    numbers = [(source, number) for source in sources for number in asked(source)]
    found: dict[str, list[RecordedNumber]] = {}
    for done, (source, number) in enumerate(numbers, start=1):
        found.setdefault(source.key, []).append(registries.work(source, number))
        shown(done, len(numbers))
    return found


def _passing(answer: Answer) -> bool:
    return answer.status == 429 or answer.status >= 500 or (answer.fault is not None and answer.fault.passing)


# ---------------------------------------------------------------- what their answers say


def _answered(source: Source, found: RegistryRecord, on: str) -> Answered:
    if not found.record:
        return Answered(found.without, found.registry, on)
    registered = described(found.record)
    verdict = evidence.verdict(source, registered)
    answered = Answered(verdict, found.registry, on, digest(repr(registered)))
    if verdict not in (NumberVerdict.ANOTHER, NumberVerdict.UNSURE):
        return answered
    title, who = (plain(next(iter(all_), ""), 200) for all_ in (registered.titles, registered.people))
    years = map(str, registered.years)
    return Answered(verdict, found.registry, on, answered.digest, title=title, author=who, year=next(years, ""))


def described(record: Mapping[str, Any]) -> Registered:
    """What a record in CSL-JSON says of the work, as far as it is compared. Crossref has lists of titles."""
    title, subtitle = texts(record.get("title")), texts(record.get("subtitle"))
    titles = [*title, *(f"{one}: {more}" for one in title for more in subtitle)]
    titles += [one for name in ("original-title", "short-title", "title-short") for one in texts(record.get(name))]
    people = [name for role in ("author", "editor", "translator") for name in map(name_of, named(record, role))]
    years = [int(year) for name in _DATES if (year := day_of(record.get(name))[:4])]
    containers = texts(record.get("container-title"))
    return Registered(tuple(titles), tuple(containers), tuple(people), tuple(dict.fromkeys(years)))


def texts(value: Any) -> list[str]:
    """The text, or the texts, that a field has, each on a line."""
    return [on_a_line(one[:LETTERS]) for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def named(record: Mapping[str, Any], role: str) -> list[Mapping[str, str]]:
    """The people in a role of a record: given and family names, or whole ones, which are literal of organisations."""
    people = record.get(role)
    return [
        {part: on_a_line(text[:LETTERS]) for part, text in one.items() if isinstance(text, str)}
        for one in (people[:PEOPLE] if isinstance(people, list) else [])
        if isinstance(one, dict)
    ]


def name_of(person: Mapping[str, str]) -> str:
    """A person's whole name, given name first."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "literal", "name", "whole")
    return " ".join(person[part] for part in parts if person.get(part))


def day_of(value: Any) -> str:
    """The date of a field of CSL-JSON, as ISO of the precision given; "" for none."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [int(str(part)) for part in first[:3] if re.fullmatch("[0-9]{1,4}", str(part))]
    for length in range(len(numbers), 0, -1):
        with suppress(ValueError):
            year, month, day = (*numbers[:length], 1, 1)[:3]
            return date(year, month, day).isoformat()[: (4, 7, 10)[length - 1]]
    said = " ".join(texts([value.get(name) for name in ("raw", "literal")])) if isinstance(value, dict) else ""
    return next(iter(re.findall(r"(?<!\d)[12]\d{3}(?!\d)", said)), "")


def _as_csl(book: Mapping[str, Any]) -> dict[str, Any]:
    """A book of Open Library as CSL-JSON."""
    authors = [_turned(one["name"]) for one in named(book, "authors") if one.get("name")]
    return {
        "type": "book",
        "title": texts(book.get("title")),
        "subtitle": texts(book.get("subtitle")),
        "author": [{"whole": one} for one in authors or texts(book.get("by_statement"))],
        "publisher": "; ".join(one["name"] for one in named(book, "publishers") if one.get("name")),
        "issued": {"raw": book.get("publish_date")},
    }


def _turned(name: str) -> str:
    """A name given name first, where it is as libraries write it: Mill, Ada, 1870-1931."""
    found = people(name, "catalogue") if "," in name else []
    return found[0] if len(found) == 1 else name


# Crossref's kinds of update (https://www.crossref.org/documentation/register-maintain-records/crossmark/), and those of
# Retraction Watch. New versions and editions say nothing against a work.
_KINDS = {
    "retraction": NumberVerdict.RETRACTED,
    "withdrawal": NumberVerdict.RETRACTED,
    "removal": NumberVerdict.RETRACTED,
    "partial_retraction": NumberVerdict.CONCERN,
    "expression_of_concern": NumberVerdict.CONCERN,
    "correction": NumberVerdict.CORRECTED,
    "corrigendum": NumberVerdict.CORRECTED,
    "erratum": NumberVerdict.CORRECTED,
    "addendum": NumberVerdict.CORRECTED,
    "clarification": NumberVerdict.CORRECTED,
}
_RETRACTED = regex(r"\W*(?:RETRACTED|WITHDRAWN)(?: ARTICLE| PAPER)?\s*[:—-]", re.IGNORECASE)


def _notices(message: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[Notice]:
    """The notices in Crossref's record of a work.

    Of one record of Retraction Watch that is there under two kinds, as it is when its kind was changed, the milder
    one counts; a work that was reinstated is not retracted.
    """
    updates = message.get("updated-by") or record.get("updated-by")
    listed = [one for one in updates if isinstance(one, dict)] if isinstance(updates, list) else []
    kinds = [re.sub(r"[\s-]+", "_", str(one.get("type", "")).lower()) for one in listed]
    by_record: dict[object, NumberVerdict] = {}
    for one, kind in zip(listed, kinds, strict=True):
        if (name := str(one.get("record-id") or "")) and kind in _KINDS:
            by_record[name] = max(by_record.get(name, _KINDS[kind]), _KINDS[kind], key=NOTICES.index)
    found: dict[tuple[NumberVerdict, str], Notice] = {}
    for one, kind in sorted(zip(listed, kinds, strict=True), key=lambda pair: day_of(pair[0].get("updated"))):
        verdict = by_record.get(str(one.get("record-id") or ""), _KINDS.get(kind))
        if verdict and not (verdict is NumberVerdict.RETRACTED and "reinstatement" in kinds):
            doi = "".join(texts(one.get("DOI"))).lower()
            found.setdefault((verdict, doi), Notice(verdict, plain(doi, 200), day_of(one.get("updated"))))
    titles = [*texts(message.get("title")), *texts(record.get("title"))]
    titled = any(map(_RETRACTED.match, titles)) and not message.get("update-to") and "reinstatement" not in kinds
    if titled and not any(notice.verdict is NumberVerdict.RETRACTED for notice in found.values()):
        found[NumberVerdict.RETRACTED, ""] = Notice(NumberVerdict.RETRACTED)
    yield from sorted(found.values())
