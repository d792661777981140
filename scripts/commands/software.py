"""The files of this software in a project, apart from those of its article, as scripts/manifest.txt names them."""

from __future__ import annotations

from pathlib import Path

from scripts.files import text_of
from scripts.regex import regex

# The checkout that runs.
HERE = Path(__file__).parents[2]
MANIFEST = "scripts/manifest.txt"

_MADE = regex(r"(?:^|/)(?:__pycache__|\.[^/]*\.new)(?:/|$)|\.pyc$")


def files(root: Path = HERE) -> list[str]:
    """The paths of the software's files in a folder, relative to it, in order. Raises Unreadable for no manifest."""
    named = [line for line in text_of(root / MANIFEST).splitlines() if line and not line.startswith("#")]
    found = set()
    for name in named:
        path = root / name
        for each in path.rglob("*") if name.endswith("/") else [path]:
            relative = each.relative_to(root).as_posix()
            if each.is_file() and not each.is_symlink() and not _MADE.search(relative):
                found.add(relative)
    return sorted(found)
