"""What an export is: a file beside the pages, for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from scripts.publication.article import Article


class Export(NamedTuple):
    """A file by its `name` in the site, and a function of the article and the site's address that gives its text.

    The text comes in pieces, so that what grows with the article is never held whole.
    """

    name: str
    pieces: Callable[[Article, str], Iterable[str]]
