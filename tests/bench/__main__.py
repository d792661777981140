"""The command: python -m tests.bench [--sizes 10 100 1000] [--repeats N] [--prune] [--once] [--readme]."""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench import measure, renderers
from tests.bench.measure import Run
from tests.bench.plot import Line, plot
from tests.bench.variants import AS_IT_COMES, BY_HAND, CHECK, EVERYTHING, ROOT, Variant, variants

SIZES = (10, 100, 1000)
REPEATS = {10: 5, 100: 5}  # any other size is run three times
README = ROOT / "tests/bench/README.md"
HEAD = "| Chapters | What | Seconds: min, median, max | Seconds | Processor | Memory |"

Runs = Mapping[str, Sequence[Run]]  # by the variant's name, each in the order they were run


class Measured(NamedTuple):
    """All runs at one size, in chapters."""

    size: int
    runs: Runs


def main() -> None:
    """Write the articles, time the variants in turn, print the table, and write the plot."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Time the check and three builds.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="chapters (default: 10 100 1000)")
    parser.add_argument("--repeats", type=int, help="runs of each (default: 5, at 1000 chapters 3)")
    parser.add_argument("--prune", action="store_true", help="with the theme's navigation.prune, in every variant")
    parser.add_argument("--once", action="store_true", help="with what we make once of the theme, in every variant")
    parser.add_argument("--plot", type=Path, default=ROOT / "build/speed.svg", help="default: build/speed.svg")
    parser.add_argument("--readme", action="store_true", help="put the table into its place in tests/bench/README.md")
    arguments = parser.parse_args()
    if not renderers.INSTALLED:
        missing = "Zensical is not installed here, and would have no rows; make bench installs it"
        parser.error(missing) if arguments.readme else sys.stderr.write(f"{missing}.\n")
    options = [f"--{name}" for name in ("prune", "once") if getattr(arguments, name)]
    measured = []
    for size in arguments.sizes:
        repeats = arguments.repeats or REPEATS.get(size, 3)
        measured.append(Measured(size, timed(size, repeats, options)))
    text = table(measured)
    if not options:
        from tests.bench import real  # only here: what a process holds counts in the peak of those that it starts

        text += f"\n\n{growth(measured)}{real.told(arguments.repeats or REPEATS[10])}"
    print(text)
    arguments.plot.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        Line(name, [(size, _median(runs[name], "seconds")) for size, runs in measured])
        for name in (AS_IT_COMES, EVERYTHING, BY_HAND, CHECK)
    ]
    arguments.plot.write_text(plot(lines), encoding="utf-8")
    if arguments.readme:
        path = README
        path.write_text(between(path.read_text(encoding="utf-8"), text, options), encoding="utf-8")


def growth(measured: Sequence[Measured]) -> str:
    """How the check grows from each size to the next, as a sentence; nothing of one size."""
    told = []
    for (small, before), (large, after) in pairwise(measured):
        factor = _median(after[CHECK], "processor") / _median(before[CHECK], "processor")
        told.append(f"{log(factor, large / small):.2f} from {small:,} to {large:,} chapters")
    return f"The check's time grows with an exponent of {', of '.join(told)}.\n" if told else ""


def timed(size: int, repeats: int, options: Sequence[str] = ()) -> Runs:
    """Every variant, one after the other, and so again; the options are those of tests.bench.variants."""
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name) / "article"
        # In a process of its own: the memory that this one holds would count in the peak of those that it starts.
        command = [sys.executable, "-m", "tests.bench.variants", str(folder), str(size)]
        subprocess.run([*command, *options], cwd=ROOT, check=True)
        all_variants = [*variants(folder), *renderers.variants(folder)]
        runs: dict[str, list[Run]] = {variant.name: [] for variant in all_variants}
        for nth in range(repeats):
            for variant in all_variants:
                _tell(size, nth, variant)
                runs[variant.name].append(measure.run(variant))
        return runs


def _tell(size: int, nth: int, variant: Variant) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{size} chapters, run {nth + 1}: {variant.name}")


def table(measured: Sequence[Measured]) -> str:
    """The runs as a table in Markdown, under the day and the machine: seconds, and what they are beside those by hand.

    Each run is set beside the one by hand of the same round, and the median of that is told: a machine that others
    share is faster in one round than in another.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} processors, {memory:.0f} GiB, Python {sys.version.split()[0]}"
    rows = [
        f"{datetime.now(tz=UTC).date()}, {machine}. The last three columns: {BY_HAND} = 1, medians of the rounds.",
        "",
    ]
    rows += [HEAD, "|--:|---|--:|--:|--:|--:|"]
    for size, runs in measured:
        for name, own in runs.items():
            seconds = [run.seconds for run in own]
            spread = f"{min(seconds):.2f}, {statistics.median(seconds):.2f}, {max(seconds):.2f}"
            ratios = " | ".join(f"{_beside(own, runs[BY_HAND], what):.2f}" for what in Run._fields)
            rows.append(f"| {size:,} | {name} | {spread} | {ratios} |")
    return "\n".join(rows)


def _beside(runs: Sequence[Run], by_hand: Sequence[Run], what: str) -> float:
    rounds = zip(runs, by_hand, strict=True)
    return float(statistics.median(getattr(own, what) / getattr(hand, what) for own, hand in rounds))


def _median(runs: Sequence[Run], what: str) -> float:
    return float(statistics.median(getattr(run, what) for run in runs))


def between(text: str, new: str, options: Sequence[str] = ()) -> str:
    """The text with what stands between the two marks of a bench with these options replaced.

    Raises ValueError where they are not there once.
    """
    begin, end = (f"<!-- {words} -->" for words in (" ".join(["make bench", *options]), "end of make bench"))
    way = re.compile(f"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
    if len(way.findall(text)) != 1:
        raise ValueError(f"put {begin} and {end} into tests/bench/README.md, each on a line of its own, once")
    return way.sub(lambda _: f"{begin}\n{new}\n{end}", text)


if __name__ == "__main__":
    main()
