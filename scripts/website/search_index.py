"""What the search finds: an entry a sentence and a source, so that a result leads to it and shows it once.

Of other pages there is an entry a section. javascripts/search.js says what the index looks like.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from json import JSONEncoder
from pathlib import Path
from typing import Any

from scripts.english import dates
from scripts.finding import Finding
from scripts.publication.article import Article
from scripts.publication.chapters import Chapter
from scripts.regex import regex
from scripts.states import support
from scripts.website import long_json, templates
from scripts.website.generated import Generated
from scripts.website.pages import PAGES

Entry = dict[str, Any]

_BEHIND = 0.1  # what is said of the article comes after its sentences
_BESIDE = 0.5  # and a source after a sentence that answers as well


def write(path: Path, entries: Iterable[Entry], same: Iterable[Iterable[str]]) -> None:
    """Write the index; each row of `same` are words that mean one thing. The entries are never held whole."""
    encoder = JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"also":{encoder.encode([list(row) for row in same])},"docs":')
        file.writelines(long_json.pieces(entries, encoder))
        file.write("}")


def same_words(article: Article, findings: Iterable[Finding]) -> Iterator[tuple[str, ...]]:
    """Words that mean one thing: a month's two names, an acronym and its meaning, the spellings of a name."""
    yield from zip(dates.MONTHS, dates.MONTH_NAMES, strict=True)
    for acronym, meaning in article.glossary.items():
        yield acronym, meaning.words
    yield from dict.fromkeys(finding.found for finding in findings if finding.rule == "name-variant")


def of_chapter(article: Article, chapter: Chapter) -> Iterator[Entry]:
    """The entries of a chapter: its title, and each of its sentences."""
    yield {"location": chapter.url, "title": chapter.title, "text": ""}
    for checked in support.claims_of(article, chapter):
        yield {"location": f"{chapter.url}#{checked.claim.id}", "title": checked.sentence.text, "text": ""}


def of_generated(article: Article, name: str, page: Generated, content: str) -> Iterator[Entry]:
    """The entries of a generated page, from its HTML as the renderer made it."""
    known = PAGES.get(name)
    if known is None:  # a page at an old address
        return
    url = Chapter(f"docs/{name}").url
    if known.by_section:
        yield from (entry | {"boost": _BEHIND} for entry in sections(url, "", page.filled(content)))
    for entry in known.entries(article):
        location, boost = (f"{url}#{entry.anchor}", _BESIDE) if entry.anchor else (url, _BEHIND)
        yield {"location": location, "title": entry.title, "text": entry.text, "boost": boost}


_SECTION = regex(r'(?=<h[1-6] (?:[^>]* )?id=")')
_HEADING = regex(r'<(h[1-6]) (?:[^>]* )?id="([^"]+)"[^>]*>(.*?)(?:<a class="headerlink".*?)?</\1>(.*)', re.DOTALL)
_UNSEARCHED = regex(rf"<(\w+)[^>]*{templates.UNSEARCHED}>.*?</\1>", re.DOTALL)
_WITHIN_WORDS = regex(r"</?(?:a|abbr|b|cite|code|em|i|mark|q|small|span|strong|sub|sup|time)\b[^>]*>")
_TAG = regex(r"<[^>]+>")


def sections(url: str, title: str, content: str) -> Iterator[Entry]:
    """The entries of a page's sections, from its HTML.

    What comes before the first heading has the page's own title.
    """
    first, *others = _SECTION.split(_UNSEARCHED.sub("", content))
    has_preface = bool(first.strip()) or not (others and others[0].startswith("<h1"))
    if has_preface:
        yield {"location": url, "title": title, "text": _words(first)}
    for nth, section in enumerate(others):
        if match := _HEADING.match(section):
            _, name, heading, text = match.groups()
            location = f"{url}#{name}" if nth or has_preface else url
            yield {"location": location, "title": _words(heading), "text": _words(text)}


def _words(content: str) -> str:
    """The words of some HTML, on one line; what stands in two blocks is two words."""
    return " ".join(html.unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", content))).split())
