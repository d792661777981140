"""The same article by Zensical, where it is installed: with notes by hand, and with everything, in three steps."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.bench import measure
from tests.bench.measure import Run
from tests.bench.variants import Variant

BY_HAND, EVERYTHING = "Zensical, notes by hand", "Zensical with everything"


def steps(folder: Path) -> dict[str, list[Variant]]:
    """The runs that each takes, one after the other, in a folder that `variants.write` has written."""
    ours, prepared = folder / "ours", folder / "ours/build/prepared"
    found = {
        EVERYTHING: [
            Variant("prepare", ours, ("scripts", "prepare", "--into", "build/prepared")),
            Variant("zensical", prepared, ("zensical", "build", "--strict")),
            Variant("finish", ours, ("scripts", "finish", "build/prepared")),
        ],
    }
    if not (folder / "by-hand/theme").exists():  # what is made once for all pages, by MkDocs alone
        found[BY_HAND] = [Variant(BY_HAND, folder / "by-hand", ("zensical", "build", "--strict", "--clean"))]
    return found


def runs(folder: Path) -> Iterator[tuple[str, Run]]:
    """Each, run once: the time of all its steps, the memory of the largest. Nothing where Zensical is not installed."""
    for name, variants in steps(folder).items() if find_spec("zensical") else ():
        each = [measure.run(variant) for variant in variants]
        yield name, Run(sum(r.seconds for r in each), sum(r.processor for r in each), max(r.memory for r in each))
