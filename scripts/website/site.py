"""What the pages of a build are made from besides their own HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scripts.finding import Finding, Place
from scripts.publication.article import Article
from scripts.website import edition, notes
from scripts.website.editors_notes import EditorsNote
from scripts.website.generated import Generated
from scripts.website.references import reference


@dataclass(frozen=True, eq=False)
class Site:
    """An article, what was found in it, and where its pages will be.

    `beside` are the editors' notes by the place of each sentence that they are shown at; `changed` says how a
    sentence differs from that of a commit, by its path and line. `generated` are the pages that are made at build,
    by their path in docs/. `address` is the site's own, "" where it has none that others could follow; `repository`
    that at which readers report a problem, or "". `downloads` is whether there will be a PDF and an offline copy.
    With `serving` the pages are for the person who edits them; `unreadable` is then what keeps the files from being
    read as they are now, so that the article is as it was before. `day` is the ISO day of the text, or "".
    """

    article: Article
    findings: Sequence[Finding] = ()
    beside: Mapping[Place, list[EditorsNote]] = field(default_factory=dict)
    changed: Mapping[tuple[str, int], str] = field(default_factory=dict)
    generated: Mapping[str, Generated] = field(default_factory=dict)
    name: str = ""
    address: str = ""
    repository: str = ""
    downloads: bool = False
    serving: bool = False
    unreadable: Sequence[Finding] = ()
    day: str = field(default_factory=edition.day_of_build)

    @cached_property
    def edition(self) -> str:
        """Which edition readers see, and of what day; "" where neither is known."""
        return edition.shown(self.article, self.day)

    def references(self, path: str) -> list[str]:
        """What the notes of a page cite, in HTML, in the order of notes.Notes.references."""
        return [reference(self.article, *cited) for cited in notes.of_page(self.article, path).references]
