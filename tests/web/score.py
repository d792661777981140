"""Compares a link checker's verdicts with what is right.

`python -m tests.web.score OUT.json [CASES.json]` reads the checker's list of {"url", "state", "final_url", …}
and the cases that `python -m tests.web.server` wrote (beside OUT.json, unless named), and prints the misses and
the tables. It ends with 1 if a living page was called dead or failing, or an address is without a verdict.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.web.behaviours import STATES, Case

MISSING = "no verdict"
ORDER = (*STATES, "dead")


@dataclass(frozen=True)
class Verdict:
    """What was said of a case."""

    case: Case
    state: str
    """The state given; `no verdict`; or several, joined by a slash, when it was said differently in places."""
    why: str
    final: str

    @property
    def right(self) -> bool:
        """Whether it is one of those expected."""
        return self.state in self.case.expected

    @property
    def grave(self) -> bool:
        """Whether a living page was called dead or failing."""
        said = set(self.state.split("/"))
        return self.case.expected == {"alive"} and bool(said & {"dead", "failing"})

    @property
    def wrong_address(self) -> bool:
        """Whether a new address was to be found and another was given; fragments do not count."""
        moved = self.case.moved_to.partition("#")[0]
        return bool(moved) and self.right and self.final.partition("#")[0] != moved


@dataclass(frozen=True)
class Score:
    """The verdicts on all cases, in their order."""

    verdicts: Sequence[Verdict]

    @property
    def misses(self) -> list[Verdict]:
        """What was wrong, the grave first."""
        return sorted(
            (v for v in self.verdicts if not v.right), key=lambda v: (not v.grave, v.case.category, v.case.name)
        )

    @property
    def share(self) -> float:
        """The share that was right."""
        return sum(v.right for v in self.verdicts) / max(1, len(self.verdicts))

    def of(self, blind: bool) -> Score:
        """The score of one half."""
        return Score([v for v in self.verdicts if v.case.blind is blind])

    def table(self) -> str:
        """Expected states down, given states across; what was wrong has a star."""
        found = {v.state for v in self.verdicts}
        columns = [*ORDER, *sorted(found - set(ORDER))]
        rows = sorted({v.case.expected for v in self.verdicts}, key=lambda e: (len(e), [s not in e for s in STATES]))
        counts = Counter((v.case.expected, v.state) for v in self.verdicts)

        def cell(row: frozenset[str], column: str) -> str:
            count = counts[row, column]
            return f"{count}{' ' if column in row else '*'}" if count else ". "

        width = max(24, *(len(_label(row)) + 2 for row in rows)) if rows else 24
        lines = ["expected \\ got".ljust(width) + "".join(f"{c:>11}" for c in columns)]
        lines += [_label(row).ljust(width) + "".join(f"{cell(row, c):>11}" for c in columns) for row in rows]
        return "\n".join(lines)

    def text(self) -> str:
        """The whole report."""
        grave = [v for v in self.misses if v.grave]
        other = [v for v in self.misses if not v.grave]
        astray = [v for v in self.verdicts if v.wrong_address]
        parts = [f"Living pages called dead or failing: {len(grave)}", *map(_line, grave), ""]
        for name, score in (("All", self), ("Blind half", self.of(True)), ("Other half", self.of(False))):
            right = sum(v.right for v in score.verdicts)
            parts += [f"{name}: {right} of {len(score.verdicts)} right ({score.share:.1%})", score.table(), ""]
        parts += [f"Other misses: {len(other)}", *map(_line, other), ""]
        parts += [f"Right, but with another new address than the redirect gives: {len(astray)}"]
        parts += [f"  {v.case.name}: {v.final or 'none'} instead of {v.case.moved_to}" for v in astray]
        return "\n".join(parts) + "\n"


def score(results: Iterable[Mapping[str, Any]], cases: Iterable[Case], *, quiet: bool = False) -> Score:
    """Compare, and print the report unless `quiet`; results on other addresses are left out."""
    said: dict[str, list[Mapping[str, Any]]] = {}
    for one in results:
        said.setdefault(one["url"], []).append(one)
    verdicts = []
    for case in cases:
        own = said.get(case.url, [])
        states = list(dict.fromkeys(str(one["state"]) for one in own))
        why = "; ".join(dict.fromkeys(str(one.get("why") or "") for one in own))
        final = str(own[0].get("final_url") or "") if own else ""
        verdicts.append(Verdict(case, "/".join(states) or MISSING, why, final))
    result = Score(verdicts)
    if not quiet:
        print(result.text(), end="")
    return result


def _label(expected: frozenset[str]) -> str:
    return "|".join(state for state in STATES if state in expected)


def _line(verdict: Verdict) -> str:
    case = verdict.case
    half = "blind" if case.blind else "other"
    return (
        f"  {case.name} [{case.category}, {half}]: {verdict.state}, not {_label(case.expected)}. "
        f"{case.why}. Said: {verdict.why or 'nothing'}. {case.url[:120]}"
    )


def read_cases(path: Path) -> list[Case]:
    """The cases that `python -m tests.web.server` wrote."""
    return [
        Case(**(record | {"expected": frozenset(record["expected"])})) for record in json.loads(path.read_text("utf-8"))
    ]


def main(words: Sequence[str]) -> int:
    """The command line."""
    if len(words) not in (1, 2) or words[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(words[0])
    cases = read_cases(Path(words[1]) if len(words) == 2 else out.parent / "cases.json")
    result = score(json.loads(out.read_text("utf-8")), cases)
    return int(any(v.grave or v.state == MISSING for v in result.verdicts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
