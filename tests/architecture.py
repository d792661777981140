"""The page on how the software is built, made of the wings' own docstrings: python -m tests.architecture writes it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc

from tests.conftest import ROOT

PAGE = ROOT / "scripts/README.md"
_WITHIN = {"website": ("website.pages", "website.exports"), "publication": ("publication.footnotes",)}


def text() -> str:
    """The page: the package's docstring, and that of each wing from the top down, as pyproject.toml orders them."""
    parts = [f"# How the software is built\n\n{_docstring('scripts')}"]
    parts += [f"## {name}\n\n{_docstring(f'scripts.{name}')}" for name in _wings()]
    return "\n\n".join(parts) + "\n"


def _wings() -> Iterator[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for layer in settings["tool"]["importlinter"]["contracts"][0]["layers"]:
        for name in layer.split(" | "):
            yield name
            yield from _WITHIN.get(name, ())


def _docstring(module: str) -> str:
    return getdoc(import_module(module)) or ""


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
    sys.stderr.write(f"{PAGE.relative_to(ROOT)} written.\n")
