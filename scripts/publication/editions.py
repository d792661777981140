"""The editions of the site, oldest first: record/editions.json, written by `edition`, read by everything else.

An edition is the text as it was published here on a day: its digest, and those of its parts, by which one tells what
changed since the edition before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from scripts.publication import plain_json
from scripts.publication.ledger import Correction

PATH = "record/editions.json"
VERSION = 1

_MEND = "bring it again (make records)"


class TextDigests(NamedTuple):
    """What an edition is of: the digests of the original, of each chapter by its path, and of each correction."""

    original: str
    chapters: Mapping[str, str]
    corrections: tuple[str, ...]

    @property
    def digest(self) -> str:
        """That of original and chapters together, in their order."""
        return sha256("\n".join([self.original, *map(" ".join, self.chapters.items())]).encode()).hexdigest()


class Edition(NamedTuple):
    """A text, by its digest and those of its parts, and the ISO day on which it was published here."""

    on: str
    digest: str
    text: TextDigests


def of_correction(correction: Correction) -> str:
    """The digest of what a correction changes, whatever is said of it."""
    words = (correction.kind, correction.chapter, correction.published, correction.now, correction.after)
    return sha256("\n".join(words).encode()).hexdigest()[:16]


def with_text(editions: tuple[Edition, ...], text: TextDigests, on: str) -> tuple[Edition, ...]:
    """The editions with this text as the last one: with another on that ISO day, unless it is the last already."""
    return editions if editions and editions[-1].digest == text.digest else (*editions, Edition(on, text.digest, text))


def merged(theirs: tuple[Edition, ...], ours: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Two records, of which each may know editions that the other does not: a number once given stays."""
    return theirs + tuple(edition for edition in ours if edition not in theirs)


def read(text: str) -> tuple[Edition, ...]:
    """The editions in a file. Raises Unreadable for what is cut short, foreign, or of a newer program."""
    value = plain_json.checked(PATH, text, _MEND, "editions", VERSION)
    return tuple(
        Edition(one["on"], one["digest"], TextDigests(one["original"], one["chapters"], tuple(one["corrections"])))
        for one in value["editions"]
    )


def write(editions: Iterable[Edition]) -> str:
    """The record as JSON."""
    records = [{"on": one.on, "digest": one.digest, **one.text._asdict()} for one in editions]
    return json.dumps({"version": VERSION, "editions": records}, ensure_ascii=False, indent=1) + "\n"
