"""What the sources were found to say: record/sources.json, written by `sources`, read by everything else.

It holds verdicts, days, digests and positions. Of a source's words it holds none but what a reference
has anyway: title, authors, date and container.

A quotation that once stood in its source and is gone, or stands there otherwise, is told only after it
was missed on three nights: pages are edited, and edited back. One that was never found is told to editors
at once, to readers after three nights too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from scripts.hypertext.unread import Why
from scripts.publication import plain_json
from scripts.publication.bibliography import Source
from scripts.terminal import Described

PATH = "record/sources.json"
VERSION = 1

# Nights on which a quotation that once stood in its source has to be missed.
NIGHTS = 3

# A quotation of fewer words is found in many texts: it is told, and proves nothing. The same length tells
# speech from a term where nothing else does.
PROVING_WORDS = 4


class Verdict(StrEnum):
    """What came of comparing words of a sentence with a source.

    UNREAD: a source that it cites could not be read. NOT_IN_PART: not found in the part that could be read.
    PAGE_UNSURE: on another page than is cited, counted from the first sheet of a PDF, for nothing else numbers them.
    NO_MATCH: it was read, and nothing else came of it.
    """

    FOUND = "quotation-found"
    ALTERED = "quotation-altered"
    ABSENT = "quotation-absent"
    ELSEWHERE = "quotation-elsewhere"
    UNREAD = "quotation-unread"
    NOT_IN_PART = "quotation-not-in-part"
    PAGE_DIFFERS = "page-differs"
    PAGE_UNSURE = "page-unsure"
    PROPOSED = "quotation-proposed"
    TERM = "term"
    DETAIL_FOUND = "detail-found"
    DETAIL_MISSING = "detail-missing"
    DETAILS_FOUND = "details-found"
    POLARITY_DIFFERS = "polarity-differs"
    SPEAKER_DIFFERS = "speaker-differs"
    BETTER_SOURCE = "better-source"
    UNMARKED_REUSE = "unmarked-reuse"
    NO_MATCH = "no-match"


# What says that quoted words do not stand where they are said to.
MISSED = (Verdict.ALTERED, Verdict.ABSENT, Verdict.ELSEWHERE)

# What is said of each quotation with a citation.
QUOTATIONS = (Verdict.FOUND, Verdict.UNREAD, Verdict.NOT_IN_PART, *MISSED)


class How(Described):
    """What was read of a source."""

    LIVE = "live", "the live page"
    ARCHIVED = "archived", "the archived copy"
    SAVED = "saved", "a saved copy"


class Reading(NamedTuple):
    """How a source was last read, and what its page says of itself.

    `address` is what was read, "" of a saved copy. `page_digest` and
    `text_digest` are of its bytes and of its text. `changed` is the day on which the text was first
    seen to be another, `before` the digest that it had.
    """

    how: How
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
    """Why a source could not be read, and the last day on which it was tried."""

    why: Why
    on: str


class LastRead(NamedTuple):
    """A source in the record: the address that it had, how it was last read, and why not since."""

    url: str
    reading: Reading | None = None
    unread: Unread | None = None


class ClaimVerdict(NamedTuple):
    """A verdict on words of a claim.

    `says` is the digest of the sentence that it is about; of another sentence it says nothing. `on` is
    the day on which it was last established. `differing` are its
    words that the source has otherwise, `left_out` those between which it leaves some out, `marks` those between
    which a mark differs. `once` tells that a text fragment made of the words leads to one place. `found` is the day
    on which the quotation was last found in its source, "" for never, and `nights` the days since on which it was
    missed, the last three of them.
    """

    claim: str
    verdict: Verdict
    source: str
    words: str
    says: str
    on: str
    at: tuple[int, int] | None = None
    differing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    once: bool = False
    found: str = ""
    nights: tuple[str, ...] = ()

    @property
    def what_differs(self) -> str:
        """How an altered quotation stands in its source, in the article's own words."""
        kinds = {"different there:": self.differing, "words are left out between": self.left_out}
        kinds["another punctuation mark, or none, between"] = self.marks
        messages = (f"{what} {', '.join(map(repr, words))}" for what, words in kinds.items() if words)
        return "; ".join(messages) or "words are left out"

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
        """Whether readers see it: what was found, is established to be missing, or was sought in a part alone."""
        return self.verdict in (Verdict.FOUND, Verdict.DETAILS_FOUND, Verdict.NOT_IN_PART) or self.established


@dataclass(frozen=True)
class Evidence:
    """All that is recorded: the sources by key, the verdicts by claim."""

    pages: Mapping[str, LastRead] = field(default_factory=dict)
    verdicts: Mapping[str, tuple[ClaimVerdict, ...]] = field(default_factory=dict)

    def page(self, source: Source) -> LastRead | None:
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


def current(evidence: Evidence, claim: str, says: str, sources: Mapping[str, Source]) -> list[ClaimVerdict]:
    """The verdicts on a claim that are about these very words, and about sources with the address they were read at."""
    own = digest(says)
    return [
        given
        for given in evidence.verdicts.get(claim, ())
        if given.says == own and given.source in sources and evidence.page(sources[given.source])
    ]


def remember(
    before: Evidence,
    pages: Mapping[str, LastRead],
    verdicts: Iterable[ClaimVerdict],
    cited: Mapping[str, Sequence[str]],
    today: str,
) -> Evidence:
    """The record with tonight in it.

    `pages` are all sources as they were read tonight, or not; `cited` the keys that each claim cites. Where
    a source could not be read, what was established of it before stays, with its day.
    """
    kept = {key: _with_past(page, before.pages.get(key)) for key, page in pages.items()}
    read = {key for key, page in pages.items() if page.reading}
    found: dict[str, list[ClaimVerdict]] = {claim: [] for claim in cited}
    past = {(given.claim, given.words, given.says): given for all_ in before.verdicts.values() for given in all_}
    for given in verdicts:
        known = past.get((given.claim, given.words, given.says))
        if given.claim in found:
            unread = given.verdict is Verdict.UNREAD and known is not None
            found[given.claim].append(known if unread and known else _with_nights(given, known, today))
    for claim, keys in cited.items():
        if not set(keys) <= read:
            new = {(given.words, given.source) for given in found[claim]}
            found[claim] += [
                given
                for given in before.verdicts.get(claim, ())
                if given.source in pages and given.source not in read and (given.words, given.source) not in new
            ]
    return Evidence(kept, {claim: tuple(all_) for claim, all_ in found.items() if all_})


def _with_past(page: LastRead, past: LastRead | None) -> LastRead:
    if past is None or past.reading is None or past.url != page.url:
        return page
    if page.reading is None:
        return page._replace(reading=past.reading)
    if page.reading.text_digest != past.reading.text_digest:
        reading = page.reading._replace(changed=page.reading.on, before=past.reading.text_digest)
    else:
        reading = page.reading._replace(changed=past.reading.changed, before=past.reading.before)
    return page._replace(reading=reading)


def _with_nights(given: ClaimVerdict, past: ClaimVerdict | None, today: str) -> ClaimVerdict:
    """A verdict with its history: when its quotation was last found, and how often it was missed since."""
    if given.verdict is Verdict.FOUND:
        return given._replace(found=today)
    if given.verdict is Verdict.NOT_IN_PART and past:
        return given._replace(found=past.found, nights=past.nights)  # neither found nor missed
    if given.verdict not in MISSED:
        return given
    before = past.nights if past else ()
    nights = before if today in before else (*before, today)
    return given._replace(found=past.found if past else "", nights=nights[-NIGHTS:])


def gone(evidence: Evidence) -> list[ClaimVerdict]:
    """The quotations that stood in their source once and do not any more, the longest missed first."""
    missed = [given for all_ in evidence.verdicts.values() for given in all_ if given.found and given.verdict in MISSED]
    return sorted(missed, key=lambda given: (given.found, given.claim, given.words))


def merged(theirs: Evidence, ours: Evidence) -> Evidence:
    """Two records, of which each may know a night that the other does not.

    What is said of a source is as whoever read it last has it, ours of the same day; nights on which a quotation was
    missed count from both.
    """
    later = {key for key, page in theirs.pages.items() if _read_on(page) > _read_on(ours.pages.get(key))}
    pages = {**theirs.pages, **ours.pages}
    for key in theirs.pages.keys() & ours.pages.keys():
        a, b = (theirs.pages[key], ours.pages[key]) if key in later else (ours.pages[key], theirs.pages[key])
        pages[key] = _with_tries(a, b)
    verdicts: dict[str, tuple[ClaimVerdict, ...]] = {}
    for claim in sorted({*theirs.verdicts, *ours.verdicts}):
        known, own = theirs.verdicts.get(claim, ()), ours.verdicts.get(claim, ())
        verdicts[claim] = (
            *(_with_history(given, known) for given in own if given.source not in later),
            *(_with_history(given, own) for given in known if given.source in later),
        )
    return Evidence(pages, {claim: all_ for claim, all_ in verdicts.items() if all_})


def _read_on(page: LastRead | None) -> str:
    return page.reading.on if page and page.reading else ""


def _with_tries(page: LastRead, other: LastRead) -> LastRead:
    """A page as it was last read, with the last try since then that failed."""
    tries = [one.unread for one in (page, other) if one.unread and one.url == page.url]
    last = max(tries, key=lambda unread: unread.on, default=None)
    return page._replace(unread=last if last and last.on > _read_on(page) else None)


def _with_history(given: ClaimVerdict, other: Iterable[ClaimVerdict]) -> ClaimVerdict:
    """A verdict with the nights that another record knows of the same words."""
    if given.verdict not in (*MISSED, Verdict.NOT_IN_PART):
        return given
    same = [one for one in other if (one.words, one.says) == (given.words, given.says) and one.verdict in QUOTATIONS]
    found = max(one.found for one in (given, *same))
    missed = {night for one in (given, *same) for night in one.nights if night > found}
    return given._replace(found=found, nights=tuple(sorted(missed))[-NIGHTS:])


# The file


MEND = "put it back from the last commit, or delete it and run python -m scripts sources"


def read(text: str) -> Evidence:
    """The record in a file. Raises Unreadable for what is cut short, foreign, or of a newer program."""
    value = plain_json.checked(PATH, text, MEND, "sources", VERSION)
    return Evidence(
        {key: _page(record) for key, record in value["sources"].items()},
        {
            claim: tuple(_claim_verdict(claim, record) for record in records)
            for claim, records in value["claims"].items()
        },
    )


def _page(record: Mapping[str, Any]) -> LastRead:
    reading, unread = record.get("read"), record.get("unread")
    read: dict[str, Any] = {}
    if reading:
        read = {"address": "", **reading, "how": How(reading["how"]), "authors": tuple(reading.get("authors", ()))}
    return LastRead(
        record["url"],
        Reading(**read) if read else None,
        Unread(Why(unread["why"]), unread["on"]) if unread else None,
    )


def _claim_verdict(claim: str, record: Mapping[str, Any]) -> ClaimVerdict:
    at = record.get("at")
    lists = {name: tuple(record[name]) for name in ("differing", "left_out", "marks", "nights") if name in record}
    verdict = Verdict(record["verdict"])
    return ClaimVerdict(claim, **{**record, **lists, "verdict": verdict, "at": (at[0], at[1]) if at else None})


def write(evidence: Evidence) -> str:
    """The record as JSON: sorted, a verdict a line, so that a night without news changes only days."""
    pages = {
        key: {
            "url": page.url,
            **({"read": _filled(page.reading)} if page.reading else {}),
            **({"unread": page.unread._asdict()} if page.unread else {}),
        }
        for key, page in sorted(evidence.pages.items())
    }
    claims = {
        claim: [plain_json.OnALine({k: v for k, v in _filled(given).items() if k != "claim"}) for given in all_]
        for claim, all_ in sorted(evidence.verdicts.items())
    }
    return plain_json.written({"version": VERSION, "sources": pages, "claims": claims}) + "\n"


def _filled(record: Reading | ClaimVerdict) -> dict[str, Any]:
    """The fields of a record that are not empty; words always."""
    kept = (item for item in record._asdict().items() if item[0] == "words" or item[1] not in ("", None, (), False))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in kept}
