"""A source's reference as readers see it: a Chicago note in HTML, and what is known of its link."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from scripts.english import dates
from scripts.publication import nights
from scripts.publication.article import Article
from scripts.publication.bibliography import Source, safe_address
from scripts.publication.chapters import plain
from scripts.website import style, templates


class Copy(NamedTuple):
    """An archived copy of a source: its address, and the ISO day of it, or "" where that is not known."""

    url: str
    day: str


def archived(article: Article, source: Source) -> Copy | None:
    """The archived copy of a source, if a link to it can be shown."""
    url = article.copy_of(source)
    return Copy(url, source.fields.get("archivedate", "") or dates.copied_on(url)) if safe_address(url) else None


def reference(article: Article, source: Source, locator: str = "") -> Markup:
    """A source as a reference, in HTML that is safe to show, and what is known of its link if that is dead.

    The locator, in Markdown, is said in its words.
    """
    made, cited = _references(article), (source.key, locator)
    if cited not in made:
        made[cited] = _reference(article, source, plain(locator))
    return made[cited]


@lru_cache(maxsize=1)
def _references(article: Article) -> dict[tuple[str, str], Markup]:
    """The references of an article that were made so far, by key and locator: a source is cited many times."""
    return {}


def _reference(article: Article, source: Source, locator: str) -> Markup:
    """The same, made anew.

    Its link is a Robust Link (https://robustlinks.mementoweb.org/spec/). The day is that of the archived copy;
    without one, that on which the source was accessed.
    """
    copy, link = archived(article, source), article.nights.links.get(source.url)
    robust = {
        "originalurl": source.url,
        "versiondate": copy.day if copy and copy.day else source.accessed,
        "versionurl": copy.url if copy else "",
    }
    shown = markup(source, robust, locator)
    if not link or link.state is not nights.LinkState.DEAD:
        return shown
    return templates.render("reference.html", reference=shown, dead_since=link.since, copy=copy)


def markup(source: Source, data: Mapping[str, str] | None = None, locator: str = "") -> Markup:
    """A source as HTML, its address a link where it is safe, with these values as `data-` attributes."""
    run, link = (templates.macro("reference-parts.html", name) for name in ("run", "link"))
    shown = (
        link(piece, data or {})
        if isinstance(piece, style.Anchor)
        # Most are plain words, and a macro takes ten times as long for them as to escape them.
        else run(piece)
        if piece.italic or piece.raised
        else piece.text
        for piece in style.note(source, locator)
    )
    return Markup("").join(shown)
