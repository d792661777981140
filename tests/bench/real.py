"""How long it takes at the size of the real article: the check beside the least that MkDocs does, and a save."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.request import urlopen

from tests.bench import measure
from tests.bench.variants import Variant
from tests.conftest import copy_of_the_repository
from tests.mkdocs_serve import DEADLINE, Serving, serving

CHAPTER, ITS_PAGE = "docs/security-guarantees.md", "security-guarantees/"
WORDS, OTHER_WORDS = "over 70 members", "over 70 years"


class Save(NamedTuple):
    """What follows a save, in seconds after it: the warning, and the page with the new words."""

    warned: float
    shown: float


def told(repeats: int) -> str:
    """Both, in two sentences; medians of so many runs."""
    with TemporaryDirectory(prefix="bench-") as name:
        root = copy_of_the_repository(Path(name) / "article")
        variants = [Variant("", root, ("scripts", "check")), Variant("", root, ("mkdocs", "--version"))]
        both = [[measure.run(variant).seconds for variant in variants] for _ in range(repeats)]
        check, version = (statistics.median(seconds) for seconds in zip(*both, strict=True))
        with serving(root) as server:
            server.until("Serving on")
            saves = [_save(root / CHAPTER, server) for _ in range(repeats)]
    warned, shown = (statistics.median(seconds) for seconds in zip(*saves, strict=True))
    return (
        f"On the real article the check takes {check:.2f} s, {check / version:.2f} times `python -m mkdocs --version` "
        f"({version:.2f} s). In `make serve` the warning follows a save after {warned:.2f} s, the page after "
        f"{shown:.2f} s."
    )


def _save(path: Path, server: Serving) -> Save:
    """Put other words into a chapter and save it, see what follows, and put the words back."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(WORDS, OTHER_WORDS), encoding="utf-8")
    start = time.perf_counter()
    server.until("(faithful-text)")
    warned = time.perf_counter() - start
    while OTHER_WORDS not in _page(server) and time.perf_counter() - start < DEADLINE:
        time.sleep(0.01)
    shown = time.perf_counter() - start
    server.until("Reloading browsers")
    path.write_text(text, encoding="utf-8")
    server.until("Reloading browsers")
    return Save(warned, shown)


def _page(server: Serving) -> str:
    with urlopen(f"{server.address}{ITS_PAGE}", timeout=DEADLINE) as answer:
        return str(answer.read().decode())
