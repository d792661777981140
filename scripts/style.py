"""A pybtex style: references as the notes of the published article have them.

    Ada Mill and Bo Wu, "On Tides", *The Example*, 3 May 2019, accessed 1 Jun 2019 <https://…>

It is a Chicago note with the container in italics, days before months, months of three letters,
the access date, and the address in angle brackets. A title that ends in a question mark or an
exclamation mark takes no comma. The words of a title are never recased.
"""

from __future__ import annotations

import html
import re
from typing import ClassVar

from pybtex.backends import BaseBackend
from pybtex.database import Entry
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from scripts.bibliography import PATH, Source, as_source, full_name, safe_address
from scripts.dates import shown
from scripts.finding import Place

# Types whose title stands on its own and is set in italics; all others have it in quotation marks.
_ITALIC_TITLES = ("book", "report", "thesis")


class NoteStyle(BaseStyle):  # type: ignore[misc]
    """Formats one entry at a time; which note it is, and its number, is the article's to say."""

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """An entry that pybtex has read, as a reference in rich text."""
        source = as_source(entry, Place(PATH, 1, ("source", entry.key or label)), {})
        return FormattedEntry(entry.key, note(source), label)


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


_SPECIAL = re.compile(r"[\\`*_{}\[\]^@|~$]")


def escape(text: str) -> str:
    """Text as HTML, with what Markdown would read as markup written as character references."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", html.escape(text, quote=True))


def published(source: Source) -> str:
    """A source word for word as a full note of the published article."""
    return str(note(source).render(AsPublished()))


def markup(source: Source) -> str:
    """A source as HTML, its address a link where it is safe."""
    return str(note(source).render(AsHtml()))
