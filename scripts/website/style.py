"""References as the notes of the published article have them.

    Ada Mill and Bo Wu, "On Tides", *The Example*, 3 May 2019, accessed 1 Jun 2019 <https://…>

It is a Chicago note with the container in italics, days before months, months of three letters,
the access date, and the address in angle brackets. A title that ends in a question mark or an
exclamation mark takes no comma. The words of a title are never recased.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from scripts.english.dates import shown
from scripts.publication.bibliography import Source, full_name, safe_address

# Sources whose references are remembered: pages ask for the same ones.
REMEMBERED = 8192

# Types whose title stands on its own and is set in italics; all others have it in quotation marks.
_ITALIC_TITLES = ("book", "report", "thesis")

Written = Callable[[str], str]


def note(source: Source, text: Written, italic: Written, link: Written) -> str:
    """A source as the full note that first cites it, given how to write text, italics, and an address as a link."""
    parts: list[str] = []
    if source.names:
        parts += [text(listed([full_name(person) for person in source.names])), ", "]
    title = source.title
    container = source.container
    if source.type in _ITALIC_TITLES:
        parts += [italic(title) if title else "", ", "]
        parts += [text(container), ", "] if container and container != title else []
    else:
        parts += [text(f'"{title}"'), " " if title.endswith(("?", "!")) else ", "]
        parts += [italic(container), ", "] if container else []
    parts.append(text(shown(source.date)))
    if source.accessed:
        parts.append(text(f", accessed {shown(source.accessed)}"))
    if source.url:
        parts += [text(" <"), (link if safe_address(source.url) else text)(source.url), text(">")]
    return "".join(parts)


def listed(names: list[str]) -> str:
    if len(names) <= 2:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


_ESCAPED = str.maketrans(
    {c: f"&#{ord(c)};" for c in "\\`*_{}[]^@|~$"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
)


def escape(text: str) -> str:
    """Text as HTML, with what Markdown would read as markup written as character references."""
    return text.translate(_ESCAPED)


@lru_cache(maxsize=REMEMBERED)
def published(source: Source) -> str:
    """A source word for word as a full note of the published article, in plain Markdown."""
    return note(source, str, lambda text: f"*{text}*", str)
