"""References as the notes of the published article have them.

    Ada Mill and Bo Wu, "On Tides", *The Example*, 3 May 2019, accessed 1 Jun 2019 <https://…>

It is a Chicago note with the container in italics, days before months, months of three letters,
the access date, and the address in angle brackets. A title that ends in a question mark or an
exclamation mark takes no comma. The words of a title are never recased.
"""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from pybtex.backends import BaseBackend
from pybtex.richtext import HRef, Tag, Text

from scripts.bibliography import Source, full_name, safe_address
from scripts.dates import shown

# Sources whose references are remembered: pages ask for the same ones, and rich text is slow.
REMEMBERED = 8192

# Types whose title stands on its own and is set in italics; all others have it in quotation marks.
_ITALIC_TITLES = ("book", "report", "thesis")


def note(source: Source) -> Text:
    """A source as the full note that first cites it."""
    parts: list[Text | Tag | str] = []
    if source.names:
        parts += [_listed([full_name(person) for person in source.names]), ", "]
    title = source.title
    container = source.container
    if source.type in _ITALIC_TITLES:
        parts += [Tag("em", title), ", "]
        parts += [container, ", "] if container and container != title else []
    else:
        parts += [f'"{title}"', " " if title.endswith(("?", "!")) else ", "]
        parts += [Tag("em", container), ", "] if container else []
    parts.append(shown(source.date))
    if source.accessed:
        parts.append(f", accessed {shown(source.accessed)}")
    if source.url:
        address = HRef(source.url, source.url) if safe_address(source.url) else source.url
        parts += [" <", address, ">"]
    return Text(*parts)


def _listed(names: list[str]) -> str:
    if len(names) <= 2:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


class AsPublished(BaseBackend):  # type: ignore[misc]
    """Writes rich text as the published notes are written, in plain Markdown."""

    symbols: ClassVar = {"newblock": " ", "ndash": "–", "nbsp": "\N{NO-BREAK SPACE}"}

    def format_str(self, text: str) -> str:
        return text

    def format_tag(self, tag: str, text: str) -> str:
        return f"*{text}*" if tag == "em" else text

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return text

    def format_protected(self, text: str) -> str:
        return text


class AsHtml(AsPublished):
    """Writes rich text as HTML that neither a browser nor a Markdown parser reads anything else into."""

    def format_str(self, text: str) -> str:
        return escape(text)

    def format_tag(self, tag: str, text: str) -> str:
        return f"<{tag}>{text}</{tag}>"

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        return f'<a href="{escape(url)}">{text}</a>'


_ESCAPED = str.maketrans(
    {c: f"&#{ord(c)};" for c in "\\`*_{}[]^@|~$"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
)


def escape(text: str) -> str:
    """Text as HTML, with what Markdown would read as markup written as character references."""
    return text.translate(_ESCAPED)


@lru_cache(maxsize=REMEMBERED)
def published(source: Source) -> str:
    """A source word for word as a full note of the published article."""
    return str(note(source).render(AsPublished()))


@lru_cache(maxsize=REMEMBERED)
def markup(source: Source) -> str:
    """A source as HTML, its address a link where it is safe."""
    return str(note(source).render(AsHtml()))
