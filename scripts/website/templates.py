"""The templates of docs/theme/, filled: the one way in which this project makes HTML."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.english import dates

FOLDER = Path(__file__).parents[2] / "docs" / "theme" / "generated"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["day"] = dates.shown
    return environment


def safe(html: str) -> Markup:
    """HTML that is shown as it is: what the renderer made, whose HTML the rules judge, or what was escaped before."""
    return Markup(html)  # noqa: S704


@cache
def macro(template: str, name: str) -> Callable[..., Markup]:
    """A macro of a template, for what a page has many of: a call takes a fifth of the time of a template's."""
    made: Callable[..., Markup] = getattr(_environment().get_template(template).module, name)
    return made


def render(template: str, **values: object) -> Markup:
    """A template by its name, filled; all that is no Markup is escaped."""
    return safe(_environment().get_template(template).render(values))
