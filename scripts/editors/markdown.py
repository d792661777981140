"""Words of others as Markdown for GitHub, which shows them and does nothing else with them."""

from __future__ import annotations

import re

from scripts.publication.nights import LONGEST_ADDRESS
from scripts.regex import regex
from scripts.terminal import one_line

# Characters of a sentence or a message; the longest sentence of the audited article has 430.
LONGEST = 500

_MARKUP = regex(r"[\\`*_{}\[\]#!|~$^&<>]")
_LINKING = regex(r"@|#|\b(?:GH|www|https?|ftp)(?=[-.:])", re.IGNORECASE)


def code(text: str) -> str:
    """Text as a code span, in which no markup, mention or link begins."""
    return f"`{one_line(text, 4 * LONGEST_ADDRESS).replace('`', '%60')}`"


def escape(text: str, longest: int = LONGEST) -> str:
    """Text as a piece of a line or a cell, so many characters at most.

    GitHub looks for mentions, issues and addresses in the text that is shown, past any escape, so a
    space of no width breaks them.
    """
    broken = _LINKING.sub(lambda match: f"{match[0]}\u200b", one_line(text, longest))
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", broken)
