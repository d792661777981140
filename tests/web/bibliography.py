"""The references.bib of a list of cases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tests.web.behaviours import Case

FIELDS = {"title": "title", "author": "author", "container": "organization", "date": "date", "urldate": "urldate"}
"""Names in Case.cited, and in the entry."""


def key(case: Case) -> str:
    """The entry's key: the case's name, with what a key cannot have made a hyphen."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", case.name)


def write(cases: Iterable[Case]) -> str:
    """An @online entry for each case; the address byte for byte, the rest escaped for BibTeX."""
    return "\n".join(_entry(case) for case in cases)


def save(cases: Iterable[Case], path: Path) -> None:
    """Write the entries to a file."""
    path.write_text(write(cases), "utf-8")


def _entry(case: Case) -> str:
    if case.url.count("{") != case.url.count("}"):
        raise ValueError(f"{case.name}: an address with a lone brace cannot stand in BibTeX")
    fields = [
        (name, re.sub(r"([&%$#_])", r"\\\1", case.cited[kind])) for kind, name in FIELDS.items() if kind in case.cited
    ]
    lines = [f"  {name:<12} = {{{value}}}" for name, value in [*fields, ("url", case.url)]]
    return f"@online{{{key(case)},\n" + ",\n".join(lines) + "\n}\n"
