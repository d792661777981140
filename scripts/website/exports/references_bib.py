"""references.bib: the sources as the editors keep them, word for word."""

from __future__ import annotations

from collections.abc import Iterable

from scripts.publication.article import Article
from scripts.website.export import Export


def _pieces(article: Article, site_url: str) -> Iterable[str]:
    return (article.references,)


EXPORT = Export("references.bib", _pieces)
