"""references.json: the sources as CSL-JSON, which reference managers import."""

from __future__ import annotations

from scripts.website import metadata
from scripts.website.export import Export

EXPORT = Export("references.json", lambda article, site_url: metadata.csl(article.sources.values()))
