"""The templates of docs/theme/generated/, filled: the one way in which this project makes HTML.

What is no Markup is escaped: in a template that ends in .md with what Markdown would read as markup too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from scripts.english import dates
from scripts.website import style

FOLDER = Path(__file__).parents[2] / "docs" / "theme" / "generated"

# By this attribute of an element the search passes over it.
UNSEARCHED = Markup(' data-search-exclude="all"')


def _as_markdown(value: object) -> Markup:
    return value if isinstance(value, Markup) else Markup(style.escape(str(value)))


@cache
def _environment(*, markdown: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_as_markdown if markdown else None,
    )
    environment.globals["day"] = dates.shown
    return environment


def _template(name: str) -> Template:
    return _environment(markdown=name.endswith(".md")).get_template(name)


def render(template: str, **values: object) -> Markup:
    """A template by its name, filled."""
    return Markup(_template(template).render(values))


def pieces(template: str, values: Mapping[str, object]) -> Iterator[str]:
    """The same in pieces, as they are made: what grows with the article is never held whole."""
    return _template(template).generate(values)


def macros(template: str) -> Any:
    """The macros of a template, as functions."""
    return _template(template).module
