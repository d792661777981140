"""The pages of chapters that are none any more: each leads on to where its sentences are."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.publication.article import Article
from scripts.website.generated import Generated, fill
from scripts.website.moved import moved
from scripts.website.pages import PAGES
from scripts.website.templates import to_root


def at_old_addresses(article: Article) -> Iterator[tuple[str, Generated]]:
    """A page for each chapter that is none any more, with its path in docs/."""
    used = article.pages.keys() | {f"docs/{name}" for name in PAGES}
    for path in sorted({old for names in article.formerly.values() for old in names} - used):
        name = path.removeprefix("docs/")
        chapters = [chapter for chapter in article.chapters if path in article.formerly.get(chapter.path, ())]
        values = {"chapters": chapters, "way": to_root(name), "moved": moved(article, path)}
        yield name, fill("moved.md", values)
