"""references.bib, through pybtex: sources, each field with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from pybtex.database import BibliographyDataError, Entry, Person
from pybtex.database.input.bibtex import LowLevelParser, Parser
from pybtex.exceptions import PybtexError

from scripts.finding import Finding, Place, Subject, SubjectKind, Unreadable, unreadable

PATH = "references.bib"

# Addresses of which it is remembered whether they are safe: each is shown wherever its source is cited.
REMEMBERED = 4096

_RESOLVER = re.compile(r"^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)")
_UNSAFE = re.compile(r"[\s<>\"'`\\\x00-\x20\x7f]")


class Name(NamedTuple):
    """A person's name in its parts, each in its words, as pybtex tells them apart."""

    first_names: tuple[str, ...]
    middle_names: tuple[str, ...]
    prelast_names: tuple[str, ...]
    last_names: tuple[str, ...]
    lineage_names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Source:
    """An entry of references.bib: its fields by name in lower case, as written less braces.

    `names` are the authors as pybtex reads them. `date` and `accessed` are ISO dates of the
    precision given ("2019", "2019-05", "2019-05-03"), or "" where there is none. `bibtex` is the entry
    word for word.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    names: tuple[Name, ...]
    place: Place
    lines: Mapping[str, int] = field(repr=False)
    bibtex: str = field(default="", repr=False)

    @property
    def authors(self) -> tuple[str, ...]:
        """Each author's full name, given name first."""
        return tuple(full_name(person) for person in self.names)

    @property
    def title(self) -> str:
        return self.fields.get("title", "")

    @property
    def container(self) -> str:
        """What it was published in: journal, newspaper, book or site."""
        names = ("journaltitle", "journal", "booktitle", "maintitle", "organization", "publisher")
        return next((self.fields[name] for name in names if self.fields.get(name)), "")

    @property
    def date(self) -> str:
        return self.fields.get("date") or self.fields.get("year", "")

    @property
    def accessed(self) -> str:
        return self.fields.get("urldate", "")

    @property
    def url(self) -> str:
        return self.fields.get("url", "")

    def at(self, *names: str) -> Place:
        """The place of the first of these fields that is there, else of the entry."""
        line = next((self.lines[name] for name in names if name in self.lines), self.place.line)
        return self.place._replace(line=line)


def doi_of(source: Source) -> str:
    """Its DOI in lower case, without the address of a resolver; "" where it has none."""
    return _RESOLVER.sub("", source.fields.get("doi", "").strip().lower())


def full_name(name: Name) -> str:
    """A name as one writes it in a note: given name first."""
    return " ".join(_unbraced(word) for part in name for word in part)


class _NumberedParser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, remembering the line of the entry and of each of its fields.

    It asks for the comma after the key too, which pybtex lets pass and other BibTeX programs do not.
    """

    def parse_command(self):  # type: ignore[no-untyped-def]
        self.entry_line = self.lineno
        self.field_lines: dict[str, int] = {}
        return super().parse_command()

    def parse_entry_fields(self):  # type: ignore[no-untyped-def]
        self.required([self.COMMA])
        super().parse_entry_fields()

    def parse_value(self):  # type: ignore[no-untyped-def]
        if self.current_field_name:
            self.field_lines.setdefault(self.current_field_name.lower(), self.lineno)
        super().parse_value()


def read(text: str) -> tuple[Source, ...]:
    """The entries in the order of the file.

    Raises Unreadable for what is not BibTeX, a key or a field that is there twice, no entry.
    """
    sources = tuple(_entries(text))
    if not sources:
        raise unreadable(PATH, 1, "has no entries, so no citation can be checked; add the sources", _RULE)
    return sources


_RULE = "bibliography-parses"


def _entries(text: str) -> Iterator[Source]:
    numbered = _NumberedParser(text)
    seen: dict[str, int] = {}
    try:
        for command, body in numbered:
            if command.lower() in ("string", "preamble"):
                continue
            key, pairs = body
            place = Place(PATH, numbered.entry_line, Subject(SubjectKind.SOURCE, key))
            if first := seen.get(key.lower()):
                raise unreadable(
                    PATH, place.line, f"{key!r} is there already, at line {first}; give each source one key", _RULE
                )
            seen[key.lower()] = place.line
            bibtex = text[numbered.command_start : numbered.pos]
            yield replace(_source(command, key, pairs, place, dict(numbered.field_lines)), bibtex=bibtex)
    except BibliographyDataError as error:
        raise unreadable(PATH, numbered.entry_line, f"{error}; keep one of them", _RULE) from None
    except PybtexError as error:
        problem = str(error).split(": ", 1)[-1]
        raise Unreadable(
            [
                Finding(
                    Place(PATH, getattr(error, "lineno", 1)),
                    f"is not BibTeX: {problem}; look for a brace or a comma missing on this line or before",
                    _RULE,
                )
            ]
        ) from None


def _source(
    command: str, key: str, pairs: list[tuple[str, list[str]]], place: Place, lines: Mapping[str, int]
) -> Source:
    """One entry, made by pybtex, which parses its names too."""
    parser = Parser()
    parser.handle_error = _raise
    parser.process_entry(command, key, pairs)
    return as_source(parser.data.entries[key], place, lines)


def as_source(entry: Entry, place: Place, lines: Mapping[str, int]) -> Source:
    """Pybtex's entry as ours."""
    fields = {name.lower(): _unbraced(value) for name, value in entry.fields.items()}
    persons: tuple[Person, ...] = entry.persons.get("author", ())
    authors = tuple(Name(*(tuple(getattr(person, part)) for part in Name._fields)) for person in persons)
    return Source(place.about.name, entry.type.lower(), fields, authors, place, lines)


def _raise(error: Exception) -> None:
    raise error


def _unbraced(text: str) -> str:
    return text.replace("{", "").replace("}", "")


@lru_cache(maxsize=REMEMBERED)
def safe_address(url: str) -> bool:
    """Whether a link to it can be shown: http or https, a host, no password, no white space or marks."""
    if _UNSAFE.search(url):
        return False
    parts = address_parts(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def address_parts(url: str) -> SplitResult:
    """The parts of an address; of what is none (a bracket in the host, say), no parts."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
