"""How often the kind of a sentence is guessed right, on sentences labelled by hand: blind.yml and fresh.yml written and
labelled by people who had not seen the guess, seen.yml by whoever mended it; later.yml and unseen.yml are taken from
texts that were written blind, and labelled before the guess was seen on them.

Before it was mended on them, the guess was right in 41 of the 60 of later.yml, 111 of the 150 of fresh.yml, and, mended
on those, in 49 of the 65 of unseen.yml.

`python -m tests.kinds.test_kinds` prints precision and recall by kind.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from scripts.english import kinds
from scripts.publication.ledger import ClaimKind

HERE = Path(__file__).parent
PARTS = ("blind", "seen", "later", "fresh", "unseen")
# All were looked at while the guess was mended; of other sentences it will be right less often.
AT_LEAST = {"blind": 0.92, "seen": 0.95, "later": 0.79, "fresh": 0.92, "unseen": 0.82}


def score(part: str) -> Counter[tuple[str, str]]:
    """How many sentences of each kind were guessed to be of each."""
    listed = yaml.safe_load((HERE / f"{part}.yml").read_text(encoding="utf-8"))
    return Counter(
        (each["kind"], kinds.kind(each["says"], cited=each["cited"], block=each.get("block", False))) for each in listed
    )


def share(found: Counter[tuple[str, str]]) -> float:
    return sum(count for (kind, guess), count in found.items() if kind == guess) / found.total()


def test_the_set_is_large_enough_and_has_each_kind() -> None:
    found = [score(part) for part in PARTS]
    assert sum(each.total() for each in found) >= 500
    assert all({kind for kind, _ in score(part)} == set(ClaimKind) for part in ("blind", "seen", "fresh"))


@pytest.mark.parametrize("part", PARTS)
def test_the_guess_is_as_good_as_it_was(part: str) -> None:
    assert share(score(part)) >= AT_LEAST[part]


def table(part: str) -> str:
    found = score(part)
    rows = [f"{part}: {share(found):.3f} of {found.total()}"]
    for kind in ClaimKind:
        labelled = sum(count for (k, _), count in found.items() if k == kind)
        given = sum(count for (_, guess), count in found.items() if guess == kind)
        right = found[kind, kind]
        rows.append(
            f"  {kind:12} precision {right / max(given, 1):.2f} recall {right / max(labelled, 1):.2f} ({labelled})"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(table, PARTS)) + "\n")
