"""The one page: the whole article from the HTML of its chapters, its notes numbered through, its anchors each once."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from markupsafe import Markup

from scripts.publication.article import ABOUT, Article
from scripts.publication.chapters import Chapter, plain
from scripts.publication.footnotes.parts import Kind
from scripts.regex import regex
from scripts.website import footnotes, frame, sentences, templates
from scripts.website.notes import with_references
from scripts.website.site import Site

# Words, above which the page tells the chapters and no more: four hours of reading, some 150 sheets of
# paper. A browser lays that out in one go, and a book of a thousand chapters not.
MOST_WORDS = 60_000

_HEADING = regex(r"(?<=<)(/?)h([1-5])(?=[ >])")
_ID = regex(r'(?<= )id="([^"]+)"')
_ADDRESS = regex(r'(?<= )(href|src)="(?![a-zA-Z][\w+.-]*:|/)([^"#]*)(#[^"]*)?"')


class EndNote(NamedTuple):
    """A note of the page: its name, number, mark and HTML, and how the published article had it, if shorter."""

    name: str
    label: str
    mark: str
    html: Markup
    published: str


class Section(NamedTuple):
    """A chapter on the page, or About: its anchor, its title and its HTML."""

    anchor: str
    title: str
    html: Markup


@lru_cache(maxsize=1)
def has_all(article: Article) -> bool:
    """Whether the article is short enough for one page."""
    words = accumulate(len(sentence.text.split()) for sentence in article.sentences)
    return all(so_far <= MOST_WORDS for so_far in words)


def filled(site: Site, contents: Mapping[str, str]) -> str:
    """What the page shows under its title, from what the renderer made of each chapter and of About, by path.

    The marks of its sentences lead to the list of claims: their cards are in their chapters.
    """
    article = site.article
    if not has_all(article):
        return str(templates.macro("one-page.html", "chapters_alone")(article.chapters))
    kept = {record.id for record in article.records}
    parts: list[Section] = []
    notes: list[EndNote] = []
    names: Counter[str] = Counter()
    noted = False
    for number, chapter in enumerate(article.chapters, start=1):
        anchor = f"part.{number}"
        body, texts = footnotes.parted(with_references(contents[chapter.path], site.references(chapter.path)))
        own = list(_notes(article, chapter, texts, names))
        notes += own
        marks = {call.name: note.mark for call, note in zip(article.calls[chapter.path], own, strict=True)}
        body = footnotes.with_marks(_moved(body, chapter, anchor, kept), marks)
        marked = sentences.marked(site, chapter, body, alone=False)
        noted = noted or marked.noted
        html = templates.safe(frame.on_the_one_page(article, chapter, marked.html))
        parts.append(Section(anchor, chapter.title, html))
    if ABOUT in article.pages:
        about, anchor = article.pages[ABOUT], f"part.{len(parts) + 1}"
        text = with_references(contents[ABOUT], site.references(ABOUT))
        parts.append(Section(anchor, about.title, templates.safe(_moved(text, about, anchor, kept))))
    *before, last = parts
    legend = templates.safe(frame.legend(article, article.chapters, "../", noted=noted))
    return str(templates.macro("one-page.html", "whole")(before, last, notes, legend))


# Kinds of notes that are in full elsewhere.
_LEADING_ELSEWHERE = (Kind.SHORT, Kind.IBID, Kind.SUPRA)


def _notes(article: Article, chapter: Chapter, texts: Mapping[str, str], names: Counter[str]) -> Iterator[EndNote]:
    """The note of each mark of a chapter, from the texts of its notes by their names.

    It is named by its label and, where printed ones come again, by which it is; `names` counts them.
    """
    published = {note.number: note for note in article.original.notes}
    write = templates.macro("footnotes.html", "mark")
    for call in article.calls[chapter.path]:
        note = published.get(call.number)
        short = plain(note.text) if note and article.original.kind(note.number) in _LEADING_ELSEWHERE else ""
        text = _ADDRESS.sub(partial(_addressed, chapter.url), texts.get(call.name, ""))
        names[call.label] += 1
        name = call.label if names[call.label] == 1 else f"{call.label}-{names[call.label]}"
        yield EndNote(name, call.label, write(name, call.label), templates.safe(text), short)


def _moved(html: str, chapter: Chapter, anchor: str, kept: Collection[str]) -> str:
    """The HTML of a chapter as it stands on the page: a level lower, its links leading where they led.

    The ids of claims stay, since each is there once in the article; all others get the part's anchor before them.
    """

    def identified(match: re.Match[str]) -> str:
        return match[0] if match[1] in kept else f'id="{anchor}.{match[1]}"'

    html = _HEADING.sub(lambda match: f"{match[1]}h{int(match[2]) + 1}", html)
    return _ADDRESS.sub(partial(_addressed, chapter.url), _ID.sub(identified, html))


def _addressed(url: str, match: re.Match[str]) -> str:
    """An address that leads from the page where it led from that at `url`."""
    way = posixpath.normpath(posixpath.join(url, match[2] or "."))
    slash = "/" if not match[2] or match[2].endswith("/") else ""
    return f'{match[1]}="../{"" if way == "." else way + slash}{match[3] or ""}"'
