"""What the search finds: an entry a sentence and a source, so that a result leads to it and shows it once.

Of the other generated pages there is an entry a section, as the theme would make it from their HTML,
which takes it longer. The theme makes the entries of the pages that people write, the chapters aside.
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

from scripts.publication.article import Article
from scripts.states import support
from scripts.website import long_json, templates
from scripts.website.pages import PAGES

Entry = dict[str, Any]

_BEHIND = 0.1  # what is told of the sentences comes after the sentences


def extend(index: Path, article: Article, told: Iterable[Entry]) -> None:
    """Add to the index that the theme wrote the entries of these sections, and of chapters, sources and timeline."""
    search = json.loads(index.read_text(encoding="utf-8"))
    encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    docs = chain(search.pop("docs"), told, _entries(article))
    with index.open("w", encoding="utf-8") as file:
        file.write(f'{encoder.encode(search)[:-1]},"docs":')
        file.writelines(long_json.pieces(docs, encoder))
        file.write("}")


def _entries(article: Article) -> Iterator[Entry]:
    """The entries of the chapters, of the sources and of the timeline; their texts are HTML."""
    for chapter in article.chapters:
        yield {"location": chapter.url, "title": _escaped(chapter.title), "text": ""}
        for one in support.told_of(article, chapter):
            yield {"location": f"{chapter.url}#{one.claim.id}", "title": _escaped(one.sentence.text), "text": ""}
    for page in PAGES.values():
        for entry in page.entries(article):
            address = f"{page.path.removesuffix('.md')}/"
            code = f"<pre>{_escaped(entry.code)}</pre>" if entry.code else ""
            yield {
                "location": f"{address}#{entry.anchor}" if entry.anchor else address,
                "title": _escaped(entry.title),
                "text": f"<p>{_escaped(entry.text)}</p>{code}",
                "boost": _BEHIND,
            }


_SECTION = re.compile(r'(?=<h[1-6] id=")')
_HEADING = re.compile(r'<(h[1-6]) id="([^"]+)">(.*?)(?:<a class="headerlink".*?)?</\1>(.*)', re.DOTALL)
_UNSEARCHED = re.compile(rf"<(\w+)[^>]*{templates.UNSEARCHED}>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_KEPT = re.compile(r"<(/?(?:p|code|pre|li|ol|ul|sub|sup))\b[^>]*>")


def sections(url: str, content: str) -> Iterator[Entry]:
    """The entries of a page's sections, from its HTML, which begins with its title; as Material 9.8 makes them."""
    for nth, section in enumerate(filter(None, _SECTION.split(_UNSEARCHED.sub("", content)))):
        if match := _HEADING.match(section):
            _, name, title, text = match.groups()
            location = f"{url}#{name}" if nth else url
            yield {"location": location, "title": _words(title), "text": _words(text), "boost": _BEHIND}


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
            found.write(f"<{kept[1]}>")
            in_pre, spaced = kept[1] == "pre" or (in_pre and kept[1] != "/pre"), False
        at = tag.end() if tag else at
    return found.getvalue().strip()


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
