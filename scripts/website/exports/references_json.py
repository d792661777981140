"""references.json: the sources as CSL-JSON, which reference managers import."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.publication.article import Article
from scripts.website import metadata
from scripts.website.export import Export


def _pieces(article: Article, site_url: str) -> Iterator[str]:
    return metadata.csl(article.sources.values())


EXPORT = Export("references.json", _pieces)
