"""The pages that are made at build, one module each: its PAGE says all that there is to know of it.

A new page is a module here, its template in docs/theme/generated/ and a line of the nav in mkdocs.yml. Every module
of this package is a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scripts.finding import Finding
from scripts.publication.article import Article
from scripts.website import discovery
from scripts.website.generated import Checked, Generated, GeneratedPage

# By their path in docs/.
PAGES: Mapping[str, GeneratedPage] = {module.PAGE.path: module.PAGE for module in discovery.modules(__name__)}


def generated(article: Article, findings: Iterable[Finding]) -> Iterator[tuple[str, Generated]]:
    """Each of them, with its path; everything in it that is not ours is escaped."""
    checked = Checked(article, list(findings))
    return ((path, page.of(checked)) for path, page in PAGES.items())


def anchors(article: Article, path: str) -> Iterable[str]:
    """The ids in the HTML of one of them, which MkDocs does not see."""
    return PAGES[path].anchors(article)
