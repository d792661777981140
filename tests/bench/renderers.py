"""The same article by Zensical, where it is installed: with everything, and with notes by hand."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from tests.bench.variants import Variant

BY_HAND, EVERYTHING = "Zensical, notes by hand", "Zensical with everything"


def variants(folder: Path) -> list[Variant]:
    """Both, in a folder that `variants.write` has written; the first alone where something is made once for all pages.

    That is made by MkDocs alone.
    """
    build = ("zensical", "build", "--strict")
    to = ("--config-file", "build/prepared/mkdocs.yml")
    render = ("scripts", "render", "--into", "build/prepared", "--", sys.executable, "-m", *build, *to)
    found = [Variant(EVERYTHING, folder / "ours", render)]
    if not (folder / "by-hand/theme").exists():
        found.append(Variant(BY_HAND, folder / "by-hand", (*build, "--clean")))
    return found if find_spec("zensical") else []
