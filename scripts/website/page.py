"""A page as readers get it, made by two pure functions, with a renderer of Markdown between them.

`prepare` gives the renderer the Markdown, and `page` makes of its HTML what stands in <article>, what the head
tells, and what the search finds. Neither knows which renderer that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scripts import rules
from scripts.finding import Place, SubjectKind
from scripts.publication.article import INDEX, Article
from scripts.publication.chapters import Chapter, Sentence
from scripts.publication.ledger import chapter_of
from scripts.website import (
    acronyms,
    footnotes,
    frame,
    home,
    metadata,
    pages,
    search_index,
    sentences,
    templates,
)
from scripts.website.cards import cards
from scripts.website.pages.one_page import PAGE as ONE_PAGE
from scripts.website.search_index import Entry
from scripts.website.site import Site

_CITATION = re.compile(r"\[(@[\w-]+(?:; ?@[\w-]+)*)\]")
_KEY = re.compile(r"@([\w-]+)")


@dataclass(frozen=True)
class Page:
    """A page: what stands in its <article>, what its head tells, and what the search finds of it.

    `head` is None for a page that is not the author's. `entries` are made as they are asked for, once. `lost` are
    the sentences that are no line of the HTML, and so have neither mark nor anchor.
    """

    html: str
    head: metadata.Head | None
    entries: Iterable[Entry]
    lost: tuple[Sentence, ...] = ()


def prepare(article: Article, path: str, markdown: str) -> str:
    """The Markdown of a page as the renderer gets it: a citation for each mark, in the order of the chapter's marks.

    Each source that is cited gets a bracket of its own, since a renderer makes a mark of each key; a key that
    references.bib does not have, of which citation-known tells, is no mark and is left out.
    """

    def cite(match: re.Match[str]) -> str:
        return "".join(f"[@{key}]" for key in _KEY.findall(match[1]) if key in article.sources)

    return _CITATION.sub(cite, markdown) if "[@" in markdown else markdown


def page(site: Site, path: str, title: str, html: str) -> Page:
    """A page from the HTML that a renderer made of what `prepare` gave it; `path` is that of its Markdown.

    Of a note that is a source's, the renderer gives footnotes.STAND_IN, and the page has its reference.
    """
    article, name = site.article, path.removeprefix("docs/")
    chapter = article.pages[path] if path in article.chapter_number else None
    text = footnotes.with_references(html, site.reference)
    lost: tuple[Sentence, ...] = ()
    if chapter:
        numbered = footnotes.numbered(text, article.labels[path])
        marked = sentences.marked(site, chapter, numbered, beside=True)
        text, lost = frame.framed(article, chapter, marked.html, noted=marked.noted), marked.lost
    elif path == INDEX:
        text = home.filled(text, article, site.findings)
    subject = metadata.Subject(Chapter(path).url, title, chapter)
    cited = path in article.pages or name in pages.PAGES
    citation = metadata.citation(article.publication, subject, site.address, site.name) if cited else None
    shown: str = templates.render(
        "page.html",
        findings=_open_findings(site, path),
        html=templates.safe(text.replace(templates.UNSEARCHED, "")),
        take_along=site if path == INDEX else None,
        citation=citation,
    )
    if name not in site.generated or name == ONE_PAGE.path:
        shown = acronyms.explained(article, shown)
    behind = cards(article, chapter, site.beside, site.repository) if chapter else ""
    head = metadata.head(article, subject, site.address, pdf=site.downloads)
    return Page(f"{shown}{behind}", head, _entries(site, name, subject, text), lost)


def _entries(site: Site, name: str, subject: metadata.Subject, text: str) -> Iterable[Entry]:
    """What the search finds of a page, from its text before anything is put around it."""
    article = site.article
    if subject.chapter:
        return search_index.of_chapter(article, subject.chapter)
    if name not in site.generated:
        return search_index.sections(subject.url, subject.title, text)
    return search_index.of_generated(article, name, site.generated[name], text)


def _open_findings(site: Site, path: str) -> str:
    """What is found on a page and in the records of its sentences, for the person who edits it."""
    if not site.serving:
        return ""
    if site.unreadable:
        return templates.render("findings.html", findings=site.unreadable, elsewhere=0)
    left = rules.failing(rules.unanswered(site.article, site.findings))
    own = [f for f in left if path in (f.place.path, chapter_of(f.place.path), _page_of(site.article, f.place))]
    return templates.render("findings.html", findings=own, elsewhere=len(left) - len(own)) if left else ""


def _page_of(article: Article, place: Place) -> str:
    """The path of the page on which the claim stands that something is about."""
    kind, name = place.about
    return article.sentence_of[name].place.path if kind is SubjectKind.CLAIM and name in article.sentence_of else ""
