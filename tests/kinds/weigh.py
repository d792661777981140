"""The weights of the signs of `scripts.english.kinds`, fitted to the labelled sentences; `python -m tests.kinds.weigh`
prints them.

A logistic regression with three outcomes (fact, analysis, attribution), its squares penalised as in ridge regression
(Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edn, 4.4), less the weights of a fact,
in quarters, rounded. Sentences that a rule decides before the weights are left out.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

from scripts.english import kinds
from tests.kinds.labelled import PARTS, Labelled, read

OUTCOMES = ("fact", "analysis", "attribution")
PENALTY, STEPS, RATE, MOMENTUM, UNITS = 0.5, 800, 0.002, 0.9, 4


def fitted(sentences: Sequence[Labelled]) -> dict[str, tuple[int, int]]:
    """For each sign, what it counts for analysis and for attribution, against fact."""
    seen = [
        (found, OUTCOMES.index(each.kind)) for each in sentences if (found := signs(each)) and each.kind in OUTCOMES
    ]
    names = sorted({name for found, _ in seen for name in found})
    weights = {name: [0.0] * len(OUTCOMES) for name in names}
    speed = {name: [0.0] * len(OUTCOMES) for name in names}
    for _ in range(STEPS):
        slope = {name: [0.0 if name == "always" else PENALTY * w for w in weights[name]] for name in names}
        for found, outcome in seen:
            odds = [math.exp(sum(weights[name][k] for name in found)) for k in range(len(OUTCOMES))]
            for k, odd in enumerate(odds):
                error = odd / sum(odds) - (k == outcome)
                for name in found:
                    slope[name][k] += error
        for name in names:
            for k in range(len(OUTCOMES)):
                speed[name][k] = MOMENTUM * speed[name][k] - RATE * slope[name][k]
                weights[name][k] += speed[name][k]
    return {name: (round(UNITS * (a - fact)), round(UNITS * (t - fact))) for name, (fact, a, t) in weights.items()}


def signs(each: Labelled) -> list[str]:
    """The signs of a sentence that the weights decide; of another, none."""
    if kinds.decided(each.says, cited=each.cited, block=each.block, before=each.before, after=each.after):
        return []
    return kinds.signs(each.says, cited=each.cited)


if __name__ == "__main__":
    found = fitted([each for part in PARTS for each in read(part)])
    rows = sorted(found.items(), key=lambda each: (-each[1][0], -each[1][1], each[0]))
    sys.stdout.write("".join(f"{name:11}{a:>2} {b:>2}\n" for name, (a, b) in rows))
