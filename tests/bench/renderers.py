"""The same article by Zensical, where it is installed: with everything, and with notes by hand."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from tests.bench.variants import Variant

INSTALLED = bool(find_spec("zensical"))
BY_HAND, EVERYTHING = "Zensical, notes by hand", "Zensical with everything"
AGAIN = "{}, again"  # with what the run before has left in the cache


def variants(folder: Path) -> list[Variant]:
    """Each, and each again, in a folder that `variants.write` has written.

    None is by hand where something is made once for all pages: MkDocs alone makes it.
    """
    build = ("zensical", "build", "--strict")
    to = ("--config-file", "build/prepared/mkdocs.yml")
    render = ("scripts", "render", "--into", "build/prepared", "--", sys.executable, "-m", *build, *to)
    found = [
        Variant(EVERYTHING, folder / "ours", render, without="build"),
        Variant(AGAIN.format(EVERYTHING), folder / "ours", render, without="build/prepared/site"),
    ]
    if not (folder / "by-hand/theme").exists():
        found.append(Variant(BY_HAND, folder / "by-hand", (*build, "--clean")))
        found.append(Variant(AGAIN.format(BY_HAND), folder / "by-hand", build))
    return found if INSTALLED else []
