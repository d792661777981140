"""A build of the site, whoever renders its Markdown: the article read, its pages finished, the files beside them.

`hooks` goes through it within MkDocs, `prepared` and `finished` before and after any other renderer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from scripts import files, fork, rules
from scripts.english import dates
from scripts.finding import Finding, Unreadable
from scripts.publication import article as articles
from scripts.publication.article import Article
from scripts.publication.chapters import Sentence, first_words
from scripts.rules import NOT_AS_MEANT
from scripts.website import exports, metadata, pages, search_index
from scripts.website.editors_notes import editors_notes, notes_beside
from scripts.website.old_addresses import at_old_addresses
from scripts.website.page import Page, entries, page
from scripts.website.search_index import Entry
from scripts.website.site import Site


class Settings(NamedTuple):
    """What mkdocs.yml says of the site: its name, its address as it is written there, and that of its repository.

    `downloads` is whether there will be a PDF and an offline copy, `changed` a file of `summary --changed`, or "".
    """

    name: str
    url: str
    repository: str
    downloads: bool
    changed: str


def read(root: Path) -> Article:
    """The article in a folder. Raises Unreadable where anything keeps a file of it from being read."""
    article = articles.read(root, dates.today())
    if article.problems:
        raise Unreadable(article.problems)
    return article


def checked(root: Path, article: Article, settings: Settings, *, serving: bool = False) -> Site:
    """The article in a folder, what is found in it, and the pages that are made of both. Raises Unreadable."""
    differing = _read_changed(root / settings.changed) if settings.changed else {}
    found = rules.check(article)
    return Site(
        article,
        found,
        beside=notes_beside(editors_notes(article, found)),
        changed=differing,
        generated=dict([*pages.generated(article, found), *at_old_addresses(article)]),
        name=settings.name,
        address=metadata.public(settings.url),
        repository=settings.repository,
        downloads=settings.downloads,
        serving=serving,
    )


def _read_changed(path: Path) -> Mapping[tuple[str, int], str]:
    """How sentences differ from those of the base, by path and line, as `summary --changed` has written it."""
    return {(row["path"], row["line"]): row["how"] for row in json.loads(files.text_of(path))}


def not_meant(left: Iterable[Finding]) -> list[Finding]:
    """Those of some findings for which no site is built: a page would show or do what nobody meant."""
    return [found for found in left if found.rule in NOT_AS_MEANT]


def lost(sentence: Sentence) -> str:
    """What is said of a sentence that is no line of its page's HTML."""
    words = first_words(sentence.text)
    return f"{sentence.path}:{sentence.line}: {words!r} is no line of its page; close its markup on its own line"


class RenderedPage(NamedTuple):
    """What a renderer has made of a page's Markdown: the path of that, the page's title, the HTML."""

    path: str
    title: str
    html: str


@dataclass
class Build:
    """The pages of a site, as they are finished one by one; `entries` are what the search finds of them so far."""

    site: Site
    url: str
    entries: list[Iterable[Entry]] = field(default_factory=list)
    _begun: dict[str, Iterator[tuple[str, Page]]] = field(default_factory=dict)

    def begin(self, paths: Iterable[str], rendered: Callable[[], Iterable[RenderedPage]]) -> None:
        """Have a copy of this process begin to finish the pages at these paths, in the order of `rendered`."""
        ahead = fork.ahead(lambda: ((each.path, page(self.site, *each)) for each in rendered()))
        self._begun |= dict.fromkeys(paths, ahead)

    def page(self, path: str, title: str, html: Callable[[], str], asked: object) -> Page:
        """A page from its renderer's HTML; `asked` is what its front matter asks of the search."""
        own, made = next(self._begun.pop(path, iter(())), ("", None))
        if not made or own != path:
            made = page(self.site, path, title, html())
        self.find(path, title, asked, made.text)
        return made

    def find(self, path: str, title: str, asked: object, text: str) -> None:
        """Have the search find a page, of which `text` is that of the Page."""
        wanted: Mapping[str, Any] = asked if isinstance(asked, dict) else {}
        if not wanted.get("exclude") or path.removeprefix("docs/") in self.site.generated:
            boost = {"boost": wanted["boost"]} if "boost" in wanted else {}
            found = entries(self.site, path, title, text)
            self.entries.append(entry | boost for entry in found)

    def write_exports(self, folder: Path) -> None:
        """Write the exports, which need no page. What grows with the article goes to its file in pieces."""
        exports.write(self.site.article, self.url or "/", folder)

    def write_index(self, folder: Path) -> None:
        """Write the index of the search, once all pages are made."""
        same = search_index.same_words(self.site.article, self.site.findings)
        search_index.write(folder / "search" / "search_index.json", chain.from_iterable(self.entries), same)
