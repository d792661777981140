"""The notes of a page: the text of each in Markdown, in which a sign stands for each reference until it is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from scripts.publication.article import Article, Call
from scripts.publication.bibliography import Source
from scripts.publication.chapters import Citation, in_bracket, replace_cited
from scripts.publication.footnotes.parts import locator_of
from scripts.regex import regex

# Around the number of a reference: a letter for private use, which no text holds and which Markdown leaves alone.
STAND_IN = "\ue000"

_REFERENCE = regex(rf"{STAND_IN}(\d+){STAND_IN}")


class Notes(NamedTuple):
    """The text of each note by its name, in the order of the marks; and what is cited in them, with its locator."""

    texts: Mapping[str, str]
    references: Sequence[tuple[Source, str]]


@lru_cache(maxsize=2)
def of_page(article: Article, path: str) -> Notes:
    """The notes of the page at a path. A mark that leads to no source and to no text has none."""
    texts: dict[str, str] = {}
    references: list[tuple[Source, str]] = []
    for call in article.calls.get(path, ()):
        first = call.marks[0]
        if first.note:
            write = partial(_bracket, article, call, references)
            text = replace_cited(article.pages[path].notes.get(first.name, ""), write)
        else:
            text = _written(article, call, references, call.cited)
            text = text[:1].upper() + text[1:]
        if text:
            texts[call.name] = text
    return Notes(texts, references)


def _bracket(article: Article, call: Call, references: list[tuple[Source, str]], match: re.Match[str]) -> str:
    """What a note says in the place of a citation within it."""
    return _written(article, call, references, in_bracket(match[0][1:-1], call.marks[0].place))


def _written(article: Article, call: Call, references: list[tuple[Source, str]], citations: Iterable[Citation]) -> str:
    """Some citations as a note says them; what they leave out of the published note that they stand for comes from it.

    Such a signal is only missed where the whole note is citations.
    """
    written = []
    for citation in citations:
        if source := article.sources.get(citation.key):
            parts = article.citations_of(call.number, citation.key) if call.number else []
            signal, locator = (parts[0].signal, locator_of(parts[0])) if len(parts) == 1 else ("", "")
            prefix = citation.prefix or (signal if not call.marks[0].note else "")
            written.append(f"{prefix} {STAND_IN}{len(references)}{STAND_IN}".lstrip())
            references.append((source, citation.locator or locator))
    return "; ".join(written)


def with_references(html: str, references: Sequence[str]) -> str:
    """The HTML of notes with these references in the place of their numbers."""
    if STAND_IN not in html:
        return html
    return _REFERENCE.sub(lambda match: references[int(match[1])] if int(match[1]) < len(references) else "", html)
