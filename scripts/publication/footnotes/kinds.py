"""What tells the kind of a source by a word or a form of it: a thesis, an archive, a shelf mark, a code, a reporter."""

from __future__ import annotations

from scripts.regex import regex

CODE = regex(
    r"(?:the )?(?P<volume>\d{1,3}) (?P<container>[A-Z][\w.]*(?: [A-Z][\w.]*){0,4}) (?P<locator>(?:§§?|"
    r"pts?\.|arts?\.|ch\.) ?.+)"
)
