"""What a reader sees of a built page, and the words of machines that are not to be among it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from scripts.publication import article as articles
from scripts.publication.article import Article
from scripts.rules import RULES
from tests.conftest import ROOT

# What is there to be copied, and what no reader sees.
_NOT_READ = "self::pre or self::script or self::style or self::template"
_SAID = ("alt", "aria-label", "placeholder", "title", "data-words", "data-name")


def shown(page: str) -> str:
    """All text of a page that a reader sees, or hears read out."""
    tree = html.document_fromstring(page)
    found: list[str] = []
    texts = f"//body//text()[not(ancestor::*[{_NOT_READ}])]", "//meta[@name='description']/@content"
    for path in (*texts, *(f"//body//@{name}" for name in _SAID)):
        nodes = tree.xpath(path)
        assert isinstance(nodes, list)
        found += map(str, nodes)
    return "\n".join(found)


def of_machines(article: Article, root: Path) -> Iterator[str]:
    """The paths, keys, ids and names of rules and libraries that there are, from the article and the project."""
    yield from articles.files(root)
    yield from article.sources
    yield from (claim.id for _, claim in article.recorded() if "-" in claim.id)
    yield from RULES
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    yield from (re.split(r"[=!<>~;]", name)[0].strip() for name in project["project"]["dependencies"])
    yield from (page.reading.extractor for page in article.evidence.pages.values() if page.reading)


def told(site: Path, article: Article, root: Path) -> list[str]:
    """Each of those words that a page of a site shows, with the page, but for Methods."""
    words = re.compile("|".join(rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in of_machines(article, root)), re.I)
    pages = sorted(path for path in site.rglob("*.html") if path.parent.name != "methods")
    assert len(pages) > len(article.chapters)
    texts = ((path, shown(path.read_text(encoding="utf-8"))) for path in pages)
    return [f"{path.relative_to(site)}: {match[0]}" for path, text in texts for match in words.finditer(text)]
