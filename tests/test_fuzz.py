"""Some of what nobody would write, with a fixed seed; `make fuzz` runs longer."""

from __future__ import annotations

import random

import pytest

from tests.fuzz import HTML, SIGNS, fuzz, mixed, readers

TIMES = {"chapter": 20, "record": 20}


@pytest.mark.parametrize("name", readers())
def test_no_reader_raises_or_hangs(name: str) -> None:
    assert list(fuzz([name], 20, TIMES.get(name, 120))) == []


def test_the_same_seed_gives_the_same_inputs() -> None:
    made = [[mixed(random.Random(f"a {n}"), HTML, SIGNS["html"]) for n in range(20)] for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0])) == 20
