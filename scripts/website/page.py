"""A page as readers get it, made by two pure functions, with a renderer of Markdown between them.

`prepare` gives the renderer the Markdown, and `page` makes of its HTML what stands in <article>, what the head
tells, and what the search finds. Neither knows which renderer that is.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from scripts import rules
from scripts.files import composed
from scripts.finding import Finding
from scripts.publication.article import INDEX, Article
from scripts.publication.chapters import DEFINITION, Chapter, Sentence, calls_in, keys, lines
from scripts.publication.ledger import chapter_of
from scripts.website import (
    acronyms,
    footnotes,
    frame,
    home,
    metadata,
    notes,
    pages,
    search_index,
    sentences,
    templates,
)
from scripts.website.cards import cards
from scripts.website.pages.one_page import PAGE as ONE_PAGE
from scripts.website.search_index import Entry
from scripts.website.site import Site


class Page(NamedTuple):
    """A page: what stands in its <article>, what its head tells, and what the search finds of it.

    `description` is the first sentence of a chapter, "" for other pages, which have one of their own. `lost` are the
    sentences that are no line of the HTML, and so have neither mark nor anchor. `text` is what the search finds of a
    page that is no chapter, and "" of a chapter, whose sentences it finds (see `entries`).
    """

    html: str
    head: str
    text: str
    lost: tuple[Sentence, ...] = ()
    description: str = ""


class Paper(NamedTuple):
    """What a printed page says of itself: the article's title and author, its address, the ISO day; "" for none."""

    title: str
    author: str
    address: str
    day: str


def prepare(article: Article, path: str, markdown: str, mark: str = "[@{}]") -> str:
    """The Markdown of a page as mkdocs-bibtex gets it: `[@n7]` for each mark that has a note, by the note's name.

    The notes are those of notes.of_page, so that their definitions are taken out. A citation of no source, of which
    citation-known tells, is left out too; the call of a footnote that is not there stays as it is.
    """
    markdown = composed(markdown)
    calls = article.calls.get(path)
    if not calls:
        return markdown
    texts = notes.of_page(article, path).texts
    names = iter([call.name if mark is call.marks[0] else "" for call in calls for mark in call.marks])
    called = {mark.name for call in calls for mark in call.marks if mark.note}
    every = markdown.split("\n")
    definition = ""
    for line in lines(markdown):
        at = line.number - 1
        if line.kind == "definition":
            match = DEFINITION.match(line.text)
            definition = match[1] if match else definition
            every[at] = "" if definition in called else every[at]
        written, end = "", 0
        for call in calls_in(line.kind, every[at]):
            is_note = call[1].startswith("^")
            here = [name for name in islice(names, 1 if is_note else len(keys(call[1]))) if name in texts]
            marks = "".join(mark.format(name) for name in here)
            raw = every[at][call.start() : call.end()]
            written += every[at][end : call.start()] + (marks or raw * is_note)
            end = call.end()
        every[at] = written + every[at][end:]
    return "\n".join(every)


def with_footnotes(article: Article, path: str, markdown: str) -> str:
    """The Markdown of a page as any renderer gets it that has footnotes: `[^n7]`, and the texts of the notes behind."""
    texts = notes.of_page(article, path).texts
    definitions = "".join(f"[^{name}]: {text}\n" for name, text in texts.items())
    prepared = prepare(article, path, markdown, mark="[^{}]")
    return f"{prepared.rstrip()}\n\n{definitions}" if definitions else prepared


def page(site: Site, path: str, title: str, html: str) -> Page:
    """A page from the HTML that a renderer made of what `prepare` gave it; `path` is that of its Markdown.

    Where the renderer gives notes.STAND_IN around a number, the page has that reference.
    """
    article, name = site.article, path.removeprefix("docs/")
    chapter = article.pages[path] if path in article.chapter_number else None
    numbered = footnotes.numbered(notes.with_references(html, site.references(path)), article.calls.get(path, ()))
    text = numbered
    lost: tuple[Sentence, ...] = ()
    if chapter:
        marked = sentences.marked(site, chapter, text, alone=True)
        text, lost = frame.framed(article, chapter, marked.html, noted=marked.noted), marked.lost
    elif path == INDEX:
        text = home.filled(text, article, site.findings, site.edition)
    subject = metadata.CitedPage(Chapter(path).url, title, chapter)
    cited = path in article.pages or name in pages.PAGES
    citation = metadata.citation(article.publication, subject, site.address, site.name, site.edition) if cited else None
    shown: str = templates.render(
        "page.html",
        findings=_open_findings(site, path),
        html=templates.safe(text.replace(templates.UNSEARCHED, "")),
        take_along=site if path == INDEX else None,
        citation=citation,
        edition=site.edition,
    )
    if name not in site.generated or name == ONE_PAGE.path:
        shown = acronyms.explained(article, shown)
    texts = footnotes.parted(numbered)[1] if chapter else {}
    behind = ""
    if chapter:
        of_sentences = cards(article, chapter, site.beside, site.repository, texts, site.edition)
        behind = templates.render("cards.html", cards=of_sentences)
    of_head = metadata.head(article, subject, site.address, pdf=site.downloads)
    head = str(templates.render("head.html", head=of_head))
    publication, url = article.publication, site.address and site.address + subject.url
    paper = templates.render("paper.html", paper=Paper(publication.title, publication.author, url, site.day))
    return Page(f"{paper}{shown}{behind}", head, "" if chapter else text, lost, described(article, path))


def is_read(article: Article, path: str) -> bool:
    """Whether a page is read from its beginning, and so has a margin for notes; for its front matter, as `reading`."""
    return path in article.chapter_number or path == f"docs/{ONE_PAGE.path}"


# Letters of a description, of which search engines and messengers show fewer rather than more.
_DESCRIBED = 200


def described(article: Article, path: str) -> str:
    """The first sentence of a chapter, not too long; "" of other pages."""
    sentences = article.pages[path].sentences if path in article.chapter_number else ()
    return textwrap.shorten(sentences[0].text, _DESCRIBED, placeholder=" …") if sentences else ""


def entries(site: Site, path: str, title: str, text: str) -> Iterable[Entry]:
    """What the search finds of a page, made as it is asked for; `text` is that of the Page."""
    article, name = site.article, path.removeprefix("docs/")
    if path in article.chapter_number:
        return search_index.of_chapter(article, article.pages[path])
    if name not in site.generated:
        return search_index.sections(Chapter(path).url, title, text)
    return search_index.of_generated(article, name, site.generated[name], text)


def _open_findings(site: Site, path: str) -> str:
    """What is found on a page and in the records of its sentences, for the person who edits it."""
    if not site.serving:
        return ""
    if site.unreadable:
        return templates.render("findings.html", findings=site.unreadable, elsewhere=0)
    left = rules.failing(rules.unanswered(site.article, site.findings))
    own = [f for f in left if path in _pages_of(site.article, f)]
    return templates.render("findings.html", findings=own, elsewhere=len(left) - len(own)) if left else ""


def _pages_of(article: Article, finding: Finding) -> tuple[str, ...]:
    """The paths of the pages that a finding is of: by its place, by its record, by the claim that it is about."""
    path, sentence = finding.place.path, article.sentence_about(finding.subject)
    return (path, chapter_of(path), *([sentence.path] if sentence else []))
