"""Acronyms explained in a page: each is an <abbr> with its words, and a list of them stands at the page's end.

The first of each on a page takes the keyboard's focus and is described by the list; the style sheet shows
the words at the pointer and at the focus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scripts.publication.article import Article
from scripts.regex import regex
from scripts.website import templates

# In these a word is a link already, or code, or drawn, or read out as it is.
_LEFT_ALONE = frozenset("a abbr code form h1 h2 h3 h4 h5 h6 pre script style summary svg".split())
_PIECE = regex(r"(<(/?)([a-zA-Z][\w-]*)[^>]*>|<!--.*?-->)", re.DOTALL)


class Acronym(NamedTuple):
    """An acronym, what it stands for, and whether the article itself writes it out so."""

    name: str
    words: str
    is_the_authors: bool


def explained(article: Article, content: str) -> str:
    """The HTML of a page's content with its acronyms explained; the same where it uses none of the glossary."""
    if not article.glossary:
        return content
    known = _acronyms(article)
    write = templates.macro("acronyms.html", "acronym")
    used: set[str] = set()

    def mark(match: re.Match[str]) -> str:
        name = match[0]
        first = name not in used
        used.add(name)
        return write(name, known[name].words, first=first)

    acronym = re.compile(rf"(?<![\w.&@/-])(?:{'|'.join(known)})(?![\w&@/]|-\d|\.\w)")
    marked = "".join(acronym.sub(mark, text) if is_prose else text for text, is_prose in _texts(content))
    listed = templates.macro("acronyms.html", "listed")
    return f"{marked}{listed([known[name] for name in sorted(used)])}" if used else content


def _texts(content: str) -> Iterator[tuple[str, bool]]:
    """The pieces of some HTML, tags and texts in turn, and whether each is text in which acronyms are marked."""
    inside: list[str] = []
    last = 0
    for piece in _PIECE.finditer(content):
        yield content[last : piece.start()], not inside
        yield piece[0], False
        last, name = piece.end(), (piece[3] or "").lower()
        if name in _LEFT_ALONE and not piece[0].endswith("/>"):
            if not piece[2]:
                inside.append(name)
            elif inside and inside[-1] == name:
                inside.pop()
    yield content[last:], not inside


@lru_cache(maxsize=1)
def _acronyms(article: Article) -> dict[str, Acronym]:
    """The glossary. The article is looked through once, and not for each of its pages."""
    brackets = [sentence.text for sentence in article.sentences if "(" in sentence.text]
    return {
        name: Acronym(name, words, any(f"{words} ({name})" in text for text in brackets))
        for name, (words, _) in sorted(article.glossary.items())
    }
