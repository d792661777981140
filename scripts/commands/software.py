"""The files of this software in a project, apart from those of its article: one manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

# The checkout that runs.
HERE = Path(__file__).parents[2]

# What is copied whole: each a file, or a folder with all that is in it. mkdocs.yml is the article's from its title and
# nav on, so a project has its own.
MANIFEST = (
    "scripts/",
    "docs/theme/",
    "Makefile",
    "pyproject.toml",
    "requirements.txt",
    "requirements-test.txt",
    ".gitignore",
    ".gitattributes",
    ".editorconfig",
    ".ci/text-only",
    "LICENSE",
)
_MADE = re.compile(r"(?:^|/)(?:__pycache__|\.[^/]*\.new)(?:/|$)|\.pyc$")


def files(root: Path = HERE) -> Iterator[str]:
    """The paths of the software's files in a folder, relative to it, in order."""
    for name in MANIFEST:
        path = root / name
        every = sorted(path.rglob("*")) if name.endswith("/") else [path]
        for each in every:
            relative = each.relative_to(root).as_posix()
            if each.is_file() and not each.is_symlink() and not _MADE.search(relative):
                yield relative
