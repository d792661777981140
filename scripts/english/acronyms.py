"""Acronyms that readers of English may be taken to know; acronyms.txt says by what they were chosen."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def known() -> frozenset[str]:
    """The acronyms, in capitals."""
    lines = Path(__file__).with_name("acronyms.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
