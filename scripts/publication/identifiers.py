"""Numbers of works and people: DOI, arXiv, ISBN, ISSN, ORCID; their forms and check digits, without the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from scripts.publication.bibliography import Source
from scripts.regex import regex


class NumberKind(StrEnum):
    """What a number is of, as people name it."""

    DOI = "DOI"
    ARXIV = "arXiv"
    ISBN = "ISBN"
    ISSN = "ISSN"
    ORCID = "ORCID"


class Number(NamedTuple):
    """A number in its one form: a DOI in lower case, an arXiv number without version, the others without hyphens."""

    kind: NumberKind
    value: str

    def __str__(self) -> str:
        return f"{self.kind}{':' if self.kind is NumberKind.ARXIV else ' '}{self.value}"


class Written(NamedTuple):
    """A number as it stands in a field of an entry; `number` is None for what has not the form of one."""

    field: str
    words: str
    kind: NumberKind
    number: Number | None

    @property
    def sound(self) -> bool:
        """Whether it has the form of a number, and its check digit, if it has one, is right."""
        return self.number is not None and check_digit(self.number) in ("", self.number.value[-1])


# The DOI Handbook, 2.2: a prefix of 10., the registrant's digits and their parts, a slash, any printable characters.
_DOI = regex(r"10\.\d{4,9}(?:\.\d+)*/[!-~\u00a1-\U0010ffff]+")
_DOI_DRESS = regex(r"^(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:\s*|doi\s+)+(?:doi:\s*)?", re.IGNORECASE)
# https://info.arxiv.org/help/arxiv_identifier.html: four digits from April 2007 on, five from 2015 on; and before.
_ARXIV = regex(
    r"((?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5})"
    r"|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?",
    re.IGNORECASE,
)
_ARXIV_DRESS = regex(
    r"^(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*)+|\.pdf$|\s*\[[\w.-]+\]$",
    re.IGNORECASE,
)
_ARXIV_DOI = regex(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_DIGITS = {
    NumberKind.ISBN: regex(r"\d{9}[\dX]|97[89]\d{10}"),
    NumberKind.ISSN: regex(r"\d{7}[\dX]"),
    NumberKind.ORCID: regex(r"\d{15}[\dX]"),
}
_DRESS = regex(r"^(?:https?://orcid\.org/|(?:e-?|p-?)?(?:ISBN|ISSN|ORCID)(?:-1[03])?[:\s]*)", re.IGNORECASE)
_HYPHENS = regex(r"[\s\u00ad\u2010-\u2015\u2212-]")
# What people add behind a number in its field: (pbk.), (electronic).
_REMARK = regex(r"\([^()\d]*\)")
_TEX = regex(r"\\([#%&_{}$~^])|[{}]")


def doi(text: str) -> str:
    """The DOI that a text is, in any dress, in lower case; "" for none. Case tells no two apart (DOI Handbook, 2.4)."""
    dressed = _DOI_DRESS.match(text.strip())
    bare = _DOI_DRESS.sub("", text.strip())
    if dressed and dressed[0].lower().startswith(("http", "doi.org", "dx.", "www.")):
        bare = unquote(bare)
    bare = _TEX.sub(r"\1", bare).rstrip(".,;")
    return bare.lower() if _DOI.fullmatch(bare) else ""


def arxiv(text: str) -> str:
    """The arXiv number that a text is, without its version; "" for none."""
    found = _ARXIV.fullmatch(_ARXIV_DRESS.sub("", text.strip()))
    return found[1].lower() if found else ""


def read(kind: NumberKind, text: str) -> Number | None:
    """The number that a text is, whatever its check digit; None for what has not the form of one."""
    match kind:
        case NumberKind.DOI:
            value = doi(text)
        case NumberKind.ARXIV:
            value = arxiv(text)
        case _:
            bare = _HYPHENS.sub("", _DRESS.sub("", _REMARK.sub("", text).strip())).upper()
            value = bare if _DIGITS[kind].fullmatch(bare) else ""
    if kind is NumberKind.DOI and (of_arxiv := _ARXIV_DOI.fullmatch(value)) and arxiv(of_arxiv[1]):
        return Number(NumberKind.ARXIV, arxiv(of_arxiv[1]))
    return Number(kind, value) if value else None


def named(text: str) -> Number | None:
    """The DOI, arXiv number or ISBN that somebody gives by itself, in any dress; None for anything else."""
    return next((found for kind in ASKED if (found := read(kind, text))), None)


def check_digit(number: Number) -> str:
    """The check digit that a number should end in; "" for kinds without one.

    ISBN-10 and ISSN (ISO 2108, 3297): weights down to 1, modulo 11. ISBN-13: 1 and 3 in turn, modulo 10. ORCID:
    ISO 7064, MOD 11-2.
    """
    body = [int(digit) for digit in number.value[:-1]] if number.kind in _DIGITS else []
    match number.kind, len(body):
        case NumberKind.ISBN, 12:
            return str(-sum(digit * (1, 3)[i % 2] for i, digit in enumerate(body)) % 10)
        case ((NumberKind.ISBN | NumberKind.ISSN), length):
            rest = -sum(digit * (length + 1 - i) for i, digit in enumerate(body)) % 11
        case NumberKind.ORCID, _:
            total = 0
            for digit in body:
                total = (total + digit) * 2
            rest = (12 - total % 11) % 11
        case _:
            return ""
    return "X" if rest == 10 else str(rest)


def of(source: Source) -> Iterator[Written]:
    """The numbers in the fields of an entry, each once."""
    for field, kind in _FIELDS.items():
        value = source.fields.get(field, "")
        several = kind in (NumberKind.ISBN, NumberKind.ISSN)
        for words in re.split(r"[,;/]| and |(?<=\)) (?=\d)", value) if several else [value]:
            if words.strip():
                yield Written(field, words.strip(), kind, read(kind, words))
    if source.fields.get("eprint") and is_arxiv(source):
        words = source.fields["eprint"]
        yield Written("eprint", words, NumberKind.ARXIV, read(NumberKind.ARXIV, words))
    for kind in (NumberKind.DOI, NumberKind.ARXIV):
        if number := read(kind, source.url) if re.search(r"doi\.org/|arxiv\.org/", source.url) else None:
            yield Written("url", source.url, kind, number)


def is_arxiv(source: Source) -> bool:
    """Whether the eprint of an entry is said to be arXiv's."""
    said = source.fields.get("eprinttype") or source.fields.get("archiveprefix") or ""
    return said.lower() == "arxiv" or source.fields.get("eprint", "").lower().startswith("arxiv")


def asked(source: Source) -> list[Number]:
    """The numbers of an entry for which registries are asked: sound ones, each once."""
    found = (written.number for written in of(source) if written.kind in ASKED and written.sound and written.number)
    return list(dict.fromkeys(found))


ASKED = (NumberKind.DOI, NumberKind.ARXIV, NumberKind.ISBN)
_FIELDS = {kind.lower(): kind for kind in (NumberKind.DOI, NumberKind.ISBN, NumberKind.ISSN, NumberKind.ORCID)}
