"""The templates of docs/theme/, filled: the one way in which this project makes HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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


def render(template: str, **values: object) -> str:
    """A template by its name, filled; all that is no Markup is escaped."""
    return _environment().get_template(template).render(values)
