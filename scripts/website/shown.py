"""What is shown, as values: what cards, rows and notes are made from."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from scripts.finding import Finding, Place
from scripts.publication import nights
from scripts.publication.article import Citing
from scripts.publication.bibliography import Source
from scripts.publication.ledger import Acceptance, Claim


class EditorsNote(NamedTuple):
    """An editor's answer to a finding, and the finding. `beside` are the sentences it is shown at."""

    acceptance: Acceptance
    finding: Finding
    beside: tuple[Place, ...]


class Copy(NamedTuple):
    """An archived copy of a source: its address, and the ISO day of it, or "" where that is not known."""

    url: str
    day: str


class ShownSource(NamedTuple):
    """A source as the Sources page shows it.

    `notes` are the published notes that come to it; `checked` is what the web answered, None where
    it was never asked; `compared` what the machine found in it, each in a sentence.
    """

    source: Source
    reference: Markup
    notes: str
    checked: nights.Link | None
    copy: Copy | None
    compared: tuple[str, ...]
    citing: tuple[tuple[Citing, Claim | None], ...]


class Evidence(NamedTuple):
    """What a source was found to say of a sentence: a label, words, and where to look, "" for nowhere."""

    label: str
    words: str
    address: str
    where: str


class Linked(NamedTuple):
    """What an editor's note is about, in words, and where it is, from a generated page; and the sources behind it.

    `place` names the chapter of a sentence, and is "" for what is none.
    """

    words: str
    address: str
    place: str = ""
    sources: tuple[Source, ...] = ()
