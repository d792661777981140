"""How comparing grows with texts that are hard on it: python -m tests.sources.hostile.

Of each kind of text, 10, 100 and 1,000 kB: processor seconds to make it ready, to find fifty quotations near to what
stands in it, and to take its numbers, dates and sentences. Then fifty near quotations in prose of 1.2 MB.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from scripts.english import alignment, quoting
from scripts.evidence.details import facts_of
from scripts.evidence.polarity import Sayings
from tests.sources.thousand import lexicon, prose

KINDS: dict[str, Callable[[int], str]] = {
    "prose": lambda size: " ".join(prose(random.Random(1), lexicon(), size // 5)),
    "digits": lambda size: "9" * size,
    "thousands": lambda size: "1" + ",000" * (size // 4),
    "one word": lambda size: "the " * (size // 4),
    "twelve words": lambda size: "the ice that was not on the river was not the ice " * (size // 51),
    "no space": lambda size: "a" * size,
    "spaces": lambda size: "a" + " " * size + "b",
    "lines": lambda size: "17\n\n" * (size // 4),
    "items": lambda size: "- the ice\n" * (size // 10),
    "brackets": lambda size: "[1" * (size // 2),
    "round brackets": lambda size: "(" * size,
    "dots": lambda size: "(. " * (size // 3),
    "marks": lambda size: "\"a' 'b\" " * (size // 8),
    "speech": lambda size: '"So," said Wu, "it is." ' * (size // 24),
    "hyphens": lambda size: "ab-\n" * (size // 4),
    "negations": lambda size: "no ice is not never free of the rot. " * (size // 38),
    "dates": lambda size: "on 3 May 2019 the 4th " * (size // 22),
}


def seconds(text: str) -> tuple[float, float, float]:
    """Processor time to make a text ready, to look fifty near quotations up, and to take its facts."""
    began = time.process_time()
    ready = quoting.ready(text)
    made = time.process_time()
    draw = random.Random(3)
    words = [token.form for token in ready.tokens if token.form not in quoting.MARKS]
    for _ in range(50):
        at = draw.randrange(max(1, len(words) - 16))
        chosen = [word[:40] for word in words[at : at + 15]] or ["ice"]
        chosen[len(chosen) // 2] = "otherwise"
        alignment.find(quoting.parts(" ".join(chosen)), ready)
    found = time.process_time()
    facts_of(ready)
    Sayings(ready)
    return made - began, found - made, time.process_time() - found


def main() -> None:
    """Print the table."""
    print(f"{'kind':16} {'kB':>6} {'ready':>8} {'50 near':>8} {'facts':>8}")
    for kind, make in KINDS.items():
        if sys.argv[1:] and kind not in sys.argv[1:]:
            continue
        for size in (10_000, 100_000, 1_000_000):
            print(f"{kind:16} {size // 1000:6}", *(f"{s:8.2f}" for s in seconds(make(size))), flush=True)
    print(f"{'prose':16} {1200:6}", *(f"{s:8.2f}" for s in seconds(KINDS["prose"](1_200_000))))


if __name__ == "__main__":
    main()
