"""The files beside the pages, for programs, one module each: its EXPORT says all that there is to know of it.

A new export is a module here and nothing else. Every module of this package is an export.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scripts.publication.article import Article
from scripts.website import discovery
from scripts.website.export import Export

# By the name of the file.
EXPORTS: Mapping[str, Export] = {module.EXPORT.name: module.EXPORT for module in discovery.modules(__name__)}


def write(article: Article, site_url: str, site: Path) -> None:
    """Write all of them into the folder of the built site."""
    for name, export in EXPORTS.items():
        with (site / name).open("w", encoding="utf-8", newline="") as file:
            file.writelines(export.pieces(article, site_url))
