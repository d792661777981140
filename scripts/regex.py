"""Regular expressions that are compiled when they are first used.

Compiling all that the modules hold would take half as long as a check of a short article, and few of them meet
what they are there for. The lowest wing: it knows nothing of the others.
"""

from __future__ import annotations

import re
from typing import Any, cast


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns, compiled at its first use; `pattern` and `flags` are there without.

    A mistake in the expression is raised at the first use too, so that a test compiles every one.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


def blank(match: re.Match[str]) -> str:
    """Spaces in the place of what matched, so that every other character stays where it is."""
    return " " * len(match[0])


class _Pattern:
    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # called for what is not in __dict__ yet
        compiled = re.compile(self.pattern, self._flags)
        for method in ("match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
