"""references.bib: the sources as the editors keep them, word for word."""

from __future__ import annotations

from scripts.website.export import Export

EXPORT = Export("references.bib", lambda article, site_url: (article.references,))
