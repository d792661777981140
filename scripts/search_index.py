"""What the search finds: an entry a sentence and a source, so that a result leads to it and shows it once.

The theme makes the entries of the pages that are not here, from their HTML.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from scripts import states, style
from scripts.article import Article
from scripts.pages import GENERATED

_BEHIND = 0.1  # what is told of the sentences comes after the sentences


def entries(article: Article) -> Iterator[dict[str, Any]]:
    """The entries of the chapters, of the sources and of the timeline; their texts are HTML."""
    for chapter in article.chapters:
        yield {"location": chapter.url, "title": _escaped(chapter.title), "text": ""}
        for one in states.told_of(article, chapter):
            yield {"location": f"{chapter.url}#{one.claim.id}", "title": _escaped(one.sentence.text), "text": ""}
    for path in ("sources.md", "timeline.md"):
        title, about = GENERATED[path]
        yield {"location": f"{title.lower()}/", "title": title, "text": f"<p>{about}</p>", "boost": _BEHIND}
    for source in article.sources.values():
        yield {
            "location": f"sources/#{source.key}",
            "title": _escaped(source.title or source.key),
            "text": f"<p>{_escaped(style.published(source))}</p><pre>{_escaped(source.bibtex)}</pre>",
            "boost": _BEHIND,
        }


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
