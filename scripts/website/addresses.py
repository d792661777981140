"""The ways from page to page."""

from __future__ import annotations

from scripts.publication.chapters import Chapter


def base(chapter: Chapter) -> str:
    """The way from a chapter's page to the site's root."""
    return to_root(chapter.url)


def to_root(url: str) -> str:
    """The way from a page to the site's root; the page's address is relative to that."""
    return "../" * url.count("/")


def of_path(path: str) -> str:
    """The address of a page, of a chapter that is none any more too, relative to the site's root."""
    stem = path.removeprefix("docs/").removesuffix(".md")
    stem = stem.removesuffix("index").rstrip("/") if stem == "index" or stem.endswith("/index") else stem
    return f"{stem}/" if stem else ""
