"""The ways from page to page."""

from __future__ import annotations

from scripts.publication.chapters import Chapter


def base(chapter: Chapter) -> str:
    """The way from a chapter's page to the site's root."""
    return to_root(chapter.url)


def to_root(url: str) -> str:
    """The way from a page to the site's root; the page's address is relative to that."""
    return "../" * url.count("/")
