"""Sentences that are no longer where they stood: what readers of an old address are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from scripts.publication.article import Article
from scripts.publication.chapters import Chapter
from scripts.publication.ledger import Claim, Redirect
from scripts.website import templates


class Moved(NamedTuple):
    """A sentence that has moved: its id, its address from where it stood, and the title of its chapter now."""

    id: str
    address: str
    chapter: str


def gone(article: Article, chapter: Chapter) -> Markup:
    """What readers of an old address are told whose sentence is gone from a chapter, as HTML."""
    records = [r for r in article.claims.get(chapter.path, ()) if isinstance(r, Redirect) and r.gone]
    return templates.macro("chapter.html", "gone")(records)


def moved(article: Article, path: str) -> Markup:
    """The sentences of chapters in which some of another once stood, by its path: each leads on from its old address.

    They are HTML that is hidden until an address names one.
    """
    return templates.macro("chapter.html", "moved")(list(_moved(article, path)))


def _moved(article: Article, path: str) -> Iterator[Moved]:
    way = templates.to_root(Chapter(path).url)
    for chapter in article.chapters:
        if chapter.path == path or path not in article.formerly.get(chapter.path, ()):
            continue
        for record in article.claims.get(chapter.path, ()):
            if isinstance(record, Claim) or record.gone:
                yield Moved(record.id, f"{way}{chapter.url}#{record.id}", chapter.title)
