"""What the search finds: an entry a sentence and a source, so that a result leads to it and shows it once.

Of other pages there is an entry a section, as the theme would make it from their HTML.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import Markup

from scripts.publication.article import Article
from scripts.publication.chapters import Chapter
from scripts.states import support
from scripts.website import long_json, templates
from scripts.website.generated import Generated
from scripts.website.pages import PAGES

Entry = dict[str, Any]

_BEHIND = 0.1  # what is told of the sentences comes after the sentences


def extend(index: Path, entries: Iterable[Entry]) -> None:
    """Add entries to the index that the theme wrote."""
    search = json.loads(index.read_text(encoding="utf-8"))
    encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    docs = chain(search.pop("docs"), entries)
    with index.open("w", encoding="utf-8") as file:
        file.write(f'{encoder.encode(search)[:-1]},"docs":')
        file.writelines(long_json.pieces(docs, encoder))
        file.write("}")


def of_chapter(article: Article, chapter: Chapter) -> Iterator[Entry]:
    """The entries of a chapter: its title, and each of its sentences."""
    yield {"location": chapter.url, "title": _escaped(chapter.title), "text": ""}
    for told in support.told_of(article, chapter):
        yield {"location": f"{chapter.url}#{told.claim.id}", "title": _escaped(told.sentence.text), "text": ""}


def of_generated(article: Article, name: str, page: Generated, content: str) -> Iterator[Entry]:
    """The entries of a generated page, from its HTML as the renderer made it."""
    known = PAGES.get(name)
    if known is None:  # a page at an old address
        return
    url = Chapter(f"docs/{name}").url
    if known.by_section:
        yield from (entry | {"boost": _BEHIND} for entry in sections(url, "", page.filled(content)))
    text = templates.macro("searched.html", "entry")
    for entry in known.entries(article):
        yield {
            "location": f"{url}#{entry.anchor}" if entry.anchor else url,
            "title": _escaped(entry.title),
            "text": text(_safe(entry.text), _safe(entry.code)),
            "boost": _BEHIND,
        }


_SECTION = re.compile(r'(?=<h[1-6] (?:[^>]* )?id=")')
_HEADING = re.compile(r'<(h[1-6]) (?:[^>]* )?id="([^"]+)"[^>]*>(.*?)(?:<a class="headerlink".*?)?</\1>(.*)', re.DOTALL)
_UNSEARCHED = re.compile(rf"<(\w+)[^>]*{templates.UNSEARCHED}>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_KEPT = re.compile(r"<(/?(?:p|code|pre|li|ol|ul|sub|sup))\b[^>]*>")


def sections(url: str, title: str, content: str) -> Iterator[Entry]:
    """The entries of a page's sections, from its HTML, as Material 9.8 makes them.

    What comes before the first heading has the page's own title.
    """
    first, *others = _SECTION.split(_UNSEARCHED.sub("", content))
    has_preface = bool(first.strip()) or not (others and others[0].startswith("<h1"))
    if has_preface:
        yield {"location": url, "title": _escaped(title), "text": _words(first)}
    for nth, section in enumerate(others):
        if match := _HEADING.match(section):
            _, name, heading, text = match.groups()
            location = f"{url}#{name}" if nth or has_preface else url
            yield {"location": location, "title": _words(heading), "text": _words(text)}


def _words(content: str) -> str:
    """The words of some HTML with the tags that the search shows, and white space as single blanks outside `pre`."""
    found = StringIO()  # in pieces, of which a list would take many times the memory of the words
    in_pre, spaced, at = False, False, 0
    for tag in chain(_TAG.finditer(content), (None,)):
        piece = content[at : tag.start()] if tag else content[at:]
        if piece and (in_pre or not piece.isspace()):
            words = _escaped(html.unescape(piece))
            found.write(words if in_pre else words.replace("\n", " "))
            spaced = words.isspace()
        elif piece and not spaced:
            found.write(" ")
            spaced = True
        if tag and (kept := _KEPT.match(tag[0])):
            found.write(kept.expand(r"<\1>"))
            in_pre, spaced = kept[1] == "pre" or (in_pre and kept[1] != "/pre"), False
        at = tag.end() if tag else at
    return found.getvalue().strip()


def _escaped(text: str) -> str:
    """Text as HTML, its quotation marks as they are: the search would take character references for words."""
    return html.escape(text, quote=False)


def _safe(text: str) -> Markup:
    return templates.safe(_escaped(text))
