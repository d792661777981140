"""What the sources were found to say: record/sources.json, written by `sources`, read by everything else.

It holds verdicts, days, digests and positions. Of a source's words it holds none but what a reference
has anyway: title, authors, date and container.

A quotation that once stood in its source and is gone, or stands there otherwise, is told only after it
was missed on three nights: pages are edited, and edited back. One that was never found is told to editors
at once, to readers after three nights too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs

from scripts.bibliography import Source
from scripts.finding import unreadable
from scripts.plain_yaml import RULE

PATH = "record/sources.json"
VERSION = 1

# Nights on which a quotation that once stood in its source has to be missed.
NIGHTS = 3

# A quotation of fewer words is found in many texts: it is told, and proves nothing. The same length tells
# speech from a term where nothing else does.
PROVING_WORDS = 4

# What says that quoted words do not stand where they are said to.
MISSED = ("quotation-altered", "quotation-absent", "quotation-elsewhere")

# What is said of each quotation with a citation. Of an unread one a source that it cites could not be read.
QUOTATIONS = ("quotation-found", "quotation-unread", *MISSED)

# What was read, in words.
HOW = {"live": "the live page", "archived": "the archived copy", "saved": "a saved copy"}

# Why a page does not count as read, in words.
WHY = {
    "address": "was not asked for, and there is no saved copy",
    "fetch": "could not be fetched",
    "other-page": "no longer seems to be what was cited",
    "wall": "is behind a log-in",
    "challenge": "asks to prove that one is no robot",
    "stub": "shows only its beginning",
    "language": "is in another language",
    "empty": "is empty",
    "no-text": "has no text that could be read",
}


@dataclass(frozen=True)
class Reading:
    """How a source was last read, and what its page says of itself.

    `how` is live, archived or saved; `address` what was read, "" of a saved copy. `page_digest` and
    `text_digest` are of its bytes and of its text. `changed` is the day on which the text was first
    seen to be another, `before` the digest that it had.
    """

    how: str
    address: str
    on: str
    extractor: str
    page_digest: str
    text_digest: str
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    container: str = ""
    changed: str = ""
    before: str = ""


class Unread(NamedTuple):
    """Why a source could not be read, a word of WHY, and the last day on which it was tried."""

    why: str
    on: str


@dataclass(frozen=True)
class Page:
    """A source in the record: the address that it had, how it was last read, and why not since."""

    url: str
    reading: Reading | None = None
    unread: Unread | None = None


@dataclass(frozen=True)
class Held:
    """A verdict on words of a claim.

    `says` is the digest of the sentence that it is about; of another sentence it says nothing. `on` is
    the day on which it was last established. `found` is the day on which the quotation was last found
    in its source, "" for never, and `nights` the days since on which it was missed, the last three of them.
    """

    claim: str
    verdict: str
    source: str
    words: str
    says: str
    on: str
    at: tuple[int, int] | None = None
    differing: tuple[str, ...] = ()
    found: str = ""
    nights: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether editors are told: of a quotation that once stood there, only after so many nights."""
        return not self.found or self.verdict not in MISSED or self.established

    @property
    def established(self) -> bool:
        """Whether readers are told that the quotation does not stand there."""
        return self.verdict in MISSED and len(self.nights) >= NIGHTS

    @property
    def shown(self) -> bool:
        """Whether readers see it: what was found, and what was established not to stand there."""
        return self.verdict in ("quotation-found", "details-found") or self.established


@dataclass(frozen=True)
class Evidence:
    """All that is recorded: the sources by key, the verdicts by claim."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    verdicts: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)

    def page(self, source: Source) -> Page | None:
        """What is recorded of a source, if it is of the address that the source has now."""
        page = self.pages.get(source.key)
        return page if page and page.url == source.url else None

    @property
    def last(self) -> str:
        """The last day on which a source was read or tried; "" for never."""
        days = [page.reading.on for page in self.pages.values() if page.reading]
        return max([*days, *(page.unread.on for page in self.pages.values() if page.unread)], default="")


EMPTY = Evidence()


def digest(text: str | bytes) -> str:
    """The first 16 letters of a SHA-256: enough to tell two versions apart."""
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()[:16]


def current(evidence: Evidence, claim: str, says: str, sources: Mapping[str, Source]) -> list[Held]:
    """The verdicts on a claim that are about these very words, and about sources with the address they were read at."""
    own = digest(says)
    return [
        held
        for held in evidence.verdicts.get(claim, ())
        if held.says == own and held.source in sources and evidence.page(sources[held.source])
    ]


def remember(
    before: Evidence,
    pages: Mapping[str, Page],
    verdicts: Iterable[Held],
    cited: Mapping[str, Sequence[str]],
    today: str,
) -> Evidence:
    """The record with tonight in it.

    `pages` are all sources as they were read tonight, or not; `cited` the keys that each claim cites. Where
    a source could not be read, what was established of it before stays, with its day.
    """
    kept = {key: _with_past(page, before.pages.get(key)) for key, page in pages.items()}
    read = {key for key, page in pages.items() if page.reading}
    found: dict[str, list[Held]] = {claim: [] for claim in cited}
    past = {(held.claim, held.words, held.says): held for all_ in before.verdicts.values() for held in all_}
    for held in verdicts:
        known = past.get((held.claim, held.words, held.says))
        if held.claim in found:
            unread = held.verdict == "quotation-unread" and known is not None
            found[held.claim].append(known if unread and known else _with_nights(held, known, today))
    for claim, keys in cited.items():
        if not set(keys) <= read:
            new = {(held.words, held.source) for held in found[claim]}
            found[claim] += [
                held
                for held in before.verdicts.get(claim, ())
                if held.source in pages and held.source not in read and (held.words, held.source) not in new
            ]
    return Evidence(kept, {claim: tuple(all_) for claim, all_ in found.items() if all_})


def _with_past(page: Page, past: Page | None) -> Page:
    if past is None or past.reading is None or past.url != page.url:
        return page
    if page.reading is None:
        return replace(page, reading=past.reading)
    if page.reading.text_digest != past.reading.text_digest:
        reading = replace(page.reading, changed=page.reading.on, before=past.reading.text_digest)
    else:
        reading = replace(page.reading, changed=past.reading.changed, before=past.reading.before)
    return replace(page, reading=reading)


def _with_nights(held: Held, past: Held | None, today: str) -> Held:
    """A verdict with its history: when its quotation was last found, and how often it was missed since."""
    if held.verdict == "quotation-found":
        return replace(held, found=today)
    if held.verdict not in MISSED:
        return held
    before = past.nights if past else ()
    nights = before if today in before else (*before, today)
    return replace(held, found=past.found if past else "", nights=nights[-NIGHTS:])


def gone(evidence: Evidence) -> list[Held]:
    """The quotations that stood in their source once and do not any more, the longest missed first."""
    missed = [held for all_ in evidence.verdicts.values() for held in all_ if held.found and held.verdict in MISSED]
    return sorted(missed, key=lambda held: (held.found, held.claim, held.words))


# The file


@cache
def _validator() -> Any:
    schema = json.loads((Path(__file__).parent / "schemas/sources.json").read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for(schema, validate_formats=True)


_MEND = "put it back from the last commit, or delete it and run python -m scripts sources"


def read(text: str) -> Evidence:
    """The record in a file. Raises Unreadable for what is cut short, foreign, or of a newer program."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise unreadable(PATH, error.lineno, f"is not JSON, or cut short ({error.msg}); {_MEND}", RULE) from None
    except RecursionError:
        raise unreadable(PATH, 1, f"is nested too deeply; {_MEND}", RULE) from None
    version = value.get("version") if isinstance(value, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise unreadable(PATH, 1, f"has version {version}, and this program knows {VERSION}; update the program", RULE)
    wrong = next(iter(_validator().iter_errors(value)), None)
    if wrong:
        way = ".".join(map(str, wrong.instance_path)) or "it"
        message = wrong.message.encode("utf-8", "replace").decode()[-160:]
        raise unreadable(PATH, 1, f"{way}: {message}; see scripts/schemas/sources.json", RULE)
    return Evidence(
        {key: _page(record) for key, record in value["sources"].items()},
        {claim: tuple(_held(claim, record) for record in records) for claim, records in value["claims"].items()},
    )


def _page(record: Mapping[str, Any]) -> Page:
    reading = record.get("read")
    return Page(
        record["url"],
        Reading(**{"address": "", **reading, "authors": tuple(reading.get("authors", ()))}) if reading else None,
        Unread(**record["unread"]) if "unread" in record else None,
    )


def _held(claim: str, record: Mapping[str, Any]) -> Held:
    at = record.get("at")
    lists = {name: tuple(record[name]) for name in ("differing", "nights") if name in record}
    return Held(claim, **{**record, **lists, "at": (at[0], at[1]) if at else None})


def write(evidence: Evidence) -> str:
    """The record as JSON: sorted, a verdict a line, so that a night without news changes only days."""
    pages = {
        key: {
            "url": page.url,
            **({"read": _filled(page.reading.__dict__)} if page.reading else {}),
            **({"unread": page.unread._asdict()} if page.unread else {}),
        }
        for key, page in sorted(evidence.pages.items())
    }
    sources = json.dumps(pages, ensure_ascii=False, indent=2)
    claims = ",\n".join(
        f"    {_json(claim)}: [\n"
        + ",\n".join(
            f"      {_json({k: v for k, v in _filled(held.__dict__).items() if k != 'claim'})}" for held in all_
        )
        + "\n    ]"
        for claim, all_ in sorted(evidence.verdicts.items())
    )
    inner = "\n".join(f"  {line}" for line in sources.splitlines()).lstrip()
    body = f"{{\n{claims}\n  }}" if claims else "{}"
    return f'{{\n  "version": {VERSION},\n  "sources": {inner},\n  "claims": {body}\n}}\n'


def _filled(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name == "words" or value not in ("", None, ())}


_json = json.JSONEncoder(ensure_ascii=False).encode
