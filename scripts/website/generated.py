"""A generated page: what its module says of it, and how its two kinds of template become the page.

Its words are Markdown, so that headings get their anchors and the table of contents by the renderer. What grows
with the article is HTML, which no Markdown parser reads (a list of ten thousand rows would take it minutes), and
which is made when the page is written and never held whole. So a Markdown template says `{{ html("NAME.html") }}`,
where that template, filled with the same values, goes into the finished page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from markupsafe import Markup

from scripts.finding import Finding
from scripts.publication.article import Article
from scripts.regex import regex
from scripts.website import templates
from scripts.website.editors_notes import EditorsNote, editors_notes


@dataclass(frozen=True)
class Checked:
    """An article and what was found in it."""

    article: Article
    findings: Sequence[Finding]

    @cached_property
    def notes(self) -> list[EditorsNote]:
        """The editors' notes."""
        return list(editors_notes(self.article, self.findings))


class SearchEntry(NamedTuple):
    """What the search finds of a page: the anchor ("" for the page), its title, and its text."""

    anchor: str
    title: str
    text: str


class GeneratedPage(NamedTuple):
    """What is known of a generated page; its Markdown template has the name of its `path`, which is that in docs/.

    `values` gives what its templates are filled with; what is long is a function, called when the page is written.
    A page that is `wide` has no navigation and no table of contents beside it. `anchors` are the ids in its HTML
    templates. The search takes the page `by_section`, or has the `entries` instead. `title` is that of the page
    where `heading` gives no other.
    """

    path: str
    title: str
    description: str
    values: Callable[[Checked], Mapping[str, object]]
    wide: bool = False
    by_section: bool = True
    entries: Callable[[Article], Iterable[SearchEntry]] = lambda article: ()
    anchors: Callable[[Article], Iterable[str]] = lambda article: ()
    heading: Callable[[Article], str] | None = None

    def of(self, checked: Checked) -> Generated:
        """The page of an article."""
        title = self.heading(checked.article) if self.heading else self.title
        own = {"title": title, "description": self.description, "wide": self.wide}
        return fill(self.path, own | dict(self.values(checked)))


# What Markdown leaves as it is, by the place of an HTML template among those of the page.
_SLOT = "<!-- html {} -->"
_SLOTS = regex(r"<!-- html (\d+) -->")


class Generated(NamedTuple):
    """A page of one article: its Markdown, and for each `<!-- html N -->` in it what makes the HTML that goes there."""

    markdown: str
    parts: Sequence[Callable[[Mapping[str, object]], Iterator[str]]]

    def shown(self, output: str) -> Iterator[str]:
        """The page as readers get it, in pieces, from what Markdown and the theme made of it."""
        return self._pieces(output, {"unsearched": ""})

    def filled(self, content: str) -> str:
        """The same whole, with what the search passes over marked."""
        return "".join(self._pieces(content, {"unsearched": templates.UNSEARCHED}))

    def made(self) -> Generated:
        """The same with its HTML made already, which is held until the page is written."""
        made = ("".join(part({"unsearched": templates.UNSEARCHED})) for part in self.parts)
        return Generated(self.markdown, [partial(_made, html) for html in made])

    def _pieces(self, content: str, values: Mapping[str, object]) -> Iterator[str]:
        for i, piece in enumerate(_SLOTS.split(content)):  # texts and numbers in turn
            yield from self.parts[int(piece)](values) if i % 2 else (piece,)


def _made(html: str, values: Mapping[str, object]) -> Iterator[str]:
    yield html if values["unsearched"] else html.replace(templates.UNSEARCHED, "")


def fill(template: str, values: Mapping[str, object]) -> Generated:
    """A page from its Markdown template and what that and its HTML templates are filled with."""
    parts: list[Callable[[Mapping[str, object]], Iterator[str]]] = []

    def html(name: str, **more: object) -> Markup:
        parts.append(lambda others: templates.pieces(name, {**values, **more, **others}))
        return templates.safe(_SLOT.format(len(parts) - 1))

    return Generated(templates.render(template, **values, html=html), parts)
