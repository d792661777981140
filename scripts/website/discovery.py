"""Finds what the modules of a package define, so that a new module is listed nowhere."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType


def modules(package: str) -> Iterator[ModuleType]:
    """The modules of a package, by name."""
    for module in pkgutil.iter_modules(import_module(package).__path__):
        yield import_module(f"{package}.{module.name}")
