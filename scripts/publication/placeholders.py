"""What a page that a person writes asks the build to put in: `{{ name }}` or `{{ name: words }}`, a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scripts.finding import Place
from scripts.publication.chapters import Chapter
from scripts.regex import regex

# argument quotes sentences of the article, by the ids of their claims; the others take nothing.
NAMES = ("argument", "chapters", "claims-figure", "last-checks")

_LINE = regex(r"\{\{ *([\w-]+)(?:: *([^{}]*?))? *\}\}")


class Placeholder(NamedTuple):
    """A placeholder: its name, and the ids of claims that it asks for."""

    name: str
    ids: tuple[str, ...]
    place: Place


def of(page: Chapter) -> Iterator[Placeholder]:
    """The placeholders of a page, in order."""
    for sentence in page.sentences:
        if read := parsed(sentence.text):
            yield Placeholder(*read, sentence.place)


def parsed(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The name of a placeholder and the ids that it asks for; None for other words."""
    match = _LINE.fullmatch(text)
    return (match[1], tuple(re.findall(r"[^\s,]+", match[2] or ""))) if match else None
