"""Acronyms explained in a page: each is an <abbr> with its words, and a list of them stands at the page's end.

The first of each on a page takes the keyboard's focus and is described by the list; the style sheet shows
the words at the pointer and at the focus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts import pages, style
from scripts.article import Article

# In these a word is a link already, or code, or drawn, or read out as it is.
_LEFT_ALONE = frozenset("a abbr code form h1 h2 h3 h4 h5 h6 pre script style summary svg".split())
_PIECE = re.compile(r"(<(/?)([a-zA-Z][\w-]*)[^>]*>|<!--.*?-->)", re.DOTALL)


def explained(article: Article, content: str) -> str:
    """The HTML of a page's content with its acronyms explained; the same where it uses none of the glossary."""
    names = "|".join(sorted(article.glossary))
    if not names:
        return content
    acronym = re.compile(rf"(?<![\w.&@/-])(?:{names})(?![\w&@/]|-\d|\.\w)")
    used: list[str] = []

    def mark(match: re.Match[str]) -> str:
        name = match[0]
        words = style.escape(article.glossary[name].words)
        first = name not in used
        if first:
            used.append(name)
        focus = f' tabindex="0" aria-describedby="means-{name}"' if first else ""
        return f'<abbr data-means="{words}"{focus}>{name}</abbr>'

    marked = "".join(acronym.sub(mark, text) if is_prose else text for text, is_prose in _texts(content))
    if not used:
        return content
    rows = [(name, article.glossary[name].words, _is_the_authors(article, name)) for name in sorted(used)]
    return marked + pages.render("acronyms.html", rows=rows)


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


def _is_the_authors(article: Article, name: str) -> bool:
    """Whether the article itself writes an acronym out in these words."""
    words = f"{article.glossary[name].words} ({name})"
    return any(words in sentence.text for chapter in article.chapters for sentence in chapter.sentences)
