"""The checker's own look over the blind set: `python -m tests.web.blind.score [THEME|NAME ...]`.

Prints a line for each fault whose state is none of those expected, and for each theme how many are right. A state that
is a failure of the wrong kind (one that may pass for a definite one, or the other way round) is not right.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from scripts.web import links
from scripts.web.fetch import Fetcher
from tests.web.blind.faults import FAILING, FAULTS, THEMES, Fault, address, names, serve

AT_ONCE = 48


class Result(NamedTuple):
    """What came of a fault, and what is to be told of it."""

    fault: Fault
    state: str
    passing: bool | None
    why: str
    seconds: float

    @property
    def right(self) -> bool:
        """Whether it is one of the states expected, and a failure of the kind expected."""
        if self.state not in self.fault.expected:
            return False
        kind = self.fault.passing
        return self.state != FAILING or kind is None or self.passing is None or kind == self.passing


class Scored(NamedTuple):
    """The results in the set's order, and the faults that were asked again before they wanted to be."""

    results: Sequence[Result]
    early: Sequence[str]

    def right(self, theme: str = "") -> int:
        """How many are right, in a theme or in all."""
        return sum(one.right for one in self.results if theme in ("", one.fault.theme))


def score(faults: Sequence[Fault] = FAULTS) -> Scored:
    """Serve the faults and look at each of them once."""
    fetcher = Fetcher(allow_private=True)

    def look(fault: Fault) -> Result:
        started = time.monotonic()
        try:
            verdict = links.look(links.CitedAddress(address(fault, base), fault.title, (fault.name,)), fetcher)
        except Exception as error:
            return Result(fault, "raised", None, repr(error)[:200], time.monotonic() - started)
        passing = getattr(verdict, "passing", None)
        return Result(fault, str(verdict.state), passing, verdict.why, time.monotonic() - started)

    with serve(faults) as base, names(), ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(look, faults))
        return Scored(results, list(base.early))


def text(scored: Scored) -> str:
    """What to read of it."""
    kinds = {None: "", True: " passing", False: " definite"}
    lines = [
        f"{one.fault.theme:10} {one.fault.name:32} {one.state}{kinds[one.passing]}"
        f" ({one.why[:90]}; {one.seconds:.1f} s), not {'/'.join(one.fault.expected)}: {one.fault.why}"
        for one in scored.results
        if not one.right
    ]
    of = Counter(one.fault.theme for one in scored.results)
    lines += [f"{theme:10} {scored.right(theme):4} of {of[theme]}" for theme in THEMES if of[theme]]
    lines += [f"{'all':10} {scored.right():4} of {len(scored.results)}"]
    lines += [f"asked again too early: {', '.join(scored.early) or 'none'}"]
    slow = sorted(scored.results, key=lambda one: -one.seconds)[:8]
    lines += ["slowest: " + ", ".join(f"{one.fault.name} {one.seconds:.0f} s" for one in slow)]
    return "\n".join(lines) + "\n"


def main(words: Sequence[str]) -> int:
    """The command line."""
    chosen = [one for one in FAULTS if not words or one.theme in words or one.name in words]
    scored = score(chosen)
    sys.stdout.write(text(scored))
    return int(scored.right() < len(chosen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
