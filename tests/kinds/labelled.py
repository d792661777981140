"""The labelled sentences."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).parent
PARTS = ("blind", "seen", "later", "fresh", "unseen", "drawn", "strangers")


class Labelled(NamedTuple):
    """A sentence, its kind, and what `kinds.kind` is given of it."""

    kind: str
    says: str
    cited: bool
    block: bool = False
    before: str = ""
    after: str = ""


def read(part: str) -> list[Labelled]:
    return [
        Labelled(**each) for each in yaml.load((HERE / f"{part}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    ]
