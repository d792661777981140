"""What the renderer makes of a page, and what of it nobody can have meant."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from scripts.publication.plain import WrittenLink

# What may be odd. Each rule of markup tells of some of these, and says them in words.
Odd = Enum(
    "Odd",
    """
    ELEMENT ATTRIBUTE SCRIPTED ADDRESS ELSEWHERE BAD_ADDRESS MALFORMED FRONT_KEY FRONT_VALUE
    NOTE_IN_HTML NOTE_ATTACHED NOTE_IN_LINE NOTE_UNDEFINED NOTE_RAISED LINK REFERENCE UNUSED EMPHASIS CODE ATTRIBUTES
    TAG BACKSLASH BLOCK_SIGN DEFINITION TABLE OTHER_MARKDOWN METADATA TEX UNSEEN
    INDENTED LIST LEVEL HEADING_JOINED HEADING_TIGHT HEADING_INDENTED UNDERLINED FENCE FRONT_MATTER UNCLOSED UNOPENED
    CELL CELL_BEYOND YEAR NUMBER STARTS BULLET CONFLICT OTHERWISE LOST
    """,
)
# What may do harm, and is told whatever else on the page hides it.
HARMFUL = frozenset(
    (Odd.ELEMENT, Odd.ATTRIBUTE, Odd.SCRIPTED, Odd.ADDRESS, Odd.ELSEWHERE, Odd.BAD_ADDRESS, Odd.MALFORMED)
) | {Odd.FRONT_KEY, Odd.FRONT_VALUE}


class Oddity(NamedTuple):
    """Something odd: what, the line, the words of it, and, for some, what is shown in their place."""

    what: Odd
    line: int
    quoted: str
    shown: str = ""


class Rendered(NamedTuple):
    """What the renderer makes of a page: what of it is odd, its links and pictures, and the ids of its HTML.

    `ids` are None for a page that was not rendered, as one of plain words is not.
    """

    oddities: tuple[Oddity, ...] = ()
    links: tuple[WrittenLink, ...] = ()
    ids: frozenset[str] | None = None
