"""A piece as a citation: its signal is taken off, and what is left is offered to the `FORMS`, in order.

A piece in, parts out: the citation, and what it says it quotes; none if the piece has no form of a citation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.again import SUPRA, as_cross_reference, as_ibid, as_op_cit, as_supra
from scripts.publication.footnotes.commas import titles_of
from scripts.publication.footnotes.entries import as_entry
from scripts.publication.footnotes.kept import as_archive, as_communication
from scripts.publication.footnotes.law import (
    as_by_symbol,
    as_comments,
    as_filing,
    as_german_law,
    as_judgment,
    as_reported_case,
    as_statute,
    as_treaty,
    as_world_court_case,
)
from scripts.publication.footnotes.markdown import Sign
from scripts.publication.footnotes.parts import Kind, Part, Piece, Type, Values, has
from scripts.publication.footnotes.tail import set_address
from scripts.publication.footnotes.titled import as_titled
from scripts.publication.footnotes.unmarked import (
    as_bare,
    as_by_year_and_issue,
    as_german_article,
    as_german_paper,
    as_law_book,
    as_named,
    as_page_of_owner,
)
from scripts.publication.footnotes.words import SIGNAL, WEAK_SIGNALS, next_start
from scripts.regex import regex

Form = Callable[[Piece], Values | None]

_PLACE_FIRST = regex(
    r"(?P<place>(?:pp?|paras?|chap(?:ter)?s?|ch|ll?|lines?|ss?|arts?|fols?|S|Abs|Art|Rn|§{1,2})\.? ?"
    r"(?:\d[\w–-]*|(?<= )[IVXLivxl]+(?!\w))(?:(?: ?\([a-z\d]{1,4}\)|,? (?:and|&) [\d–-]+|, ?[\d–-]+)(?!\w))*)"
    r"(?:,| of(?: the)?|:| in| du| de la| del| della) (?=\S)"
)


_CODE = regex(r"(?:[Cc]ode|Constitution|Codice|Costituzione|Código|Constitución)\b[^,;\d]*")


def as_place_first(piece: Piece) -> Values | None:
    """The place, and then a citation: p. 3, Ada Mill, *On Tides*; s 12 of the Tide Act 1998; para 4, *ibid*."""
    match = _PLACE_FIRST.match(piece.plain)
    rest = piece.behind(match.end()) if match else piece
    while match and (further := _PLACE_FIRST.match(rest.plain)):  # p. 4, lines 1–12, Mill
        rest = rest.behind(further.end())
    act = re.fullmatch(rf"(?P<title>[A-Z][^,;]* {fields.YEAR})[.; ]*", rest.plain) if match else None
    code = _CODE.fullmatch(rest.plain.strip(" .;")) if match else None
    if match and code:  # art. 12 du Code civil
        return {"kind": Kind.SHORT, "type": Type.STATUTE, "title": code[0], "locator": match["place"]}
    if match and act and match["place"][:1] in "sS§":
        year = act["title"][-4:]
        return {
            "kind": Kind.FULL,
            "type": Type.STATUTE,
            "title": act["title"],
            "date": year,
            "locator": match["place"],
        }
    for form in _BY_PLACE if match else ():
        if (values := form(rest)) and values.get("kind") is not Kind.CROSS_REFERENCE:
            place = piece.text.plain[piece.start : rest.start].removesuffix("the ").removesuffix("of ").strip(" ,:")
            located = fields.whole_locator(place, labelled=True) or place
            return {**values, "locator": ", ".join(filter(None, (located, values.get("locator")))), "sure": True}
    return None


FORMS: tuple[tuple[str, Form], ...] = (
    ("p. 4, Mill, *On Tides*", as_place_first),
    ("Ibid.", as_ibid),
    ("see note 4 above", as_cross_reference),
    ("Mill, supra note 4", as_supra),
    ("Mill, op. cit.", as_op_cit),
    ("Case C-4/12 Mill v Wu EU:C:2014:4", as_judgment),
    ("Weir Council, Ice, 3 May 2014, W/RES/9/2", as_by_symbol),
    ("Brief at 4, Mill v. Wu, 14 Rep. 212 (1871)", as_filing),
    ("Weir Board Comments at 4", as_comments),
    ("42 Code § 4", as_statute),
    ("§ 4 Abs. 2 Flussgesetz, GBl. 2004, S. 40", as_german_law),
    ("Ice (Mill v. Wu), 1927 I.C.J. 3", as_world_court_case),
    ("14 Rep. 212 (1871)", as_reported_case),
    ("Convention, 3 May 2019, art. 4", as_treaty),
    ("A. MILL, Ice, in Journal of Cold, 2017, n. 3, pp. 4-9", as_by_year_and_issue),
    ("Mill, interview by the author", as_communication),
    ("Mill, Ada. *On Tides*. Dunmore: Weir, 2019", as_entry),
    ("Mill, JZ 2004, 40", as_german_article),
    (
        "Archive, MS 4, “Letter”",
        lambda piece: as_archive(piece) if next(titles_of(piece), None) else None,
    ),
    ("Mill, “Tides”", as_titled),
    ("Mill, Tides 4 (2019)", as_law_book),
    ("Weir, Tides, https://weir.example", as_page_of_owner),
    ("Archive, MS 4", as_archive),
    ("Mill, 4", as_named),
    ("Mill, Tides, 2019", as_bare),
    ("Was der Fluss trägt, in: Die Weir vom 3. Mai 2019", as_german_paper),
)
"""The forms of a citation, in the order in which they are tried, each by an example."""

_BY_PLACE = tuple(form for _, form in FORMS[1:])

_CONNECTING = regex(r"(?:and|or|&|et|und|as well as|then)\b,? |[—–-] ", re.IGNORECASE)


def before_quotation(piece: Piece) -> list[Part]:
    """A citation of a place, and what stands there: Mill, Salz, Dunmore 2004, S. 12: „Das Meer ist fern.“"""
    last, plain = next(reversed(piece.groups()), None), piece.text.plain
    if not last or last.mark is not Sign.QUOTE or plain[last.end : piece.end].strip(" .;"):
        return []
    before = plain[piece.start : last.start].rstrip()
    parts = citation(piece._replace(end=piece.start + len(before) - 1)) if before.endswith(":") else []
    located = parts and all(p.cites and p.sure for p in parts) and (parts[-1].locator or parts[-1].pages)
    return [*parts, Part(Kind.COMMENT, last.start, piece.end)] if located else []


def citation(piece: Piece) -> list[Part]:
    """The citation that a piece is, by the first form that it has; none if it has none."""
    begin = without_marks(piece)
    if (match := _CONNECTING.match(begin.plain)) and not SIGNAL.match(begin.plain):
        begin = begin.behind(match.end())
    match = SIGNAL.match(begin.plain)
    plainly = next(titles_of(begin), None) or SUPRA.search(begin.plain)
    led = match and begin.plain[match.end() :].startswith(":")  # Dazu: Mill, Salz, 2001
    if not match or (match[0].lower() in WEAK_SIGNALS and not (plainly or led)):
        if found := by_forms(begin, piece):
            return found
        if match and match[0].islower():
            weakly = by_forms(begin.behind(match.end())._replace(signal=match[0]), piece)
            named = weakly and weakly[0].sure and (weakly[0].authors or weakly[0].type is Type.CASE)
            if named and weakly[0].locator:
                return weakly
        return _before_clause(begin, piece)
    signal, rest = match[0].strip(" ,:"), without_marks(begin.behind(match.end()))
    if (again := SIGNAL.match(rest.plain)) and again[0].lower() not in WEAK_SIGNALS:
        signal = f"{signal} {again[0].strip(' ,:')}"
        rest = without_marks(rest.behind(again.end()))
    rest = rest._replace(signal=signal)
    return by_forms(rest, piece) or _before_clause(rest, piece)


_CLAUSE = regex(
    r", (?:(?:in|on|at|by|for|from|of|with|to) (?:which|whom)|where(?:in|as|by)?|which|who|whose|though|although|"
    r"while|because|since|when|but|[a-z]{2,}ing|(?:with|avec|mit)(?=\D*$)|où|qui|dont|wo|wobei|worin|wonach)\b(?! \d)"
)


def _before_clause(piece: Piece, whole: Piece) -> list[Part]:
    """A citation of a place in a source, with a clause on it: Mill, *On Tides*, p. 118, where it is denied."""
    within = [(group.start, group.end) for group in piece.groups()]
    for match in _CLAUSE.finditer(piece.text.plain, piece.start, piece.end):
        if any(start <= match.start() < end for start, end in within):
            continue
        parts = by_forms(piece._replace(end=match.start()), whole)
        if not (parts and parts[0].cites and parts[0].sure and (parts[0].locator or parts[0].kind is Kind.IBID)):
            return []
        remark = piece.text.plain[match.start() + 2 : piece.end].strip(" .;")
        return [replace(parts[0], remark="; ".join(filter(None, (parts[0].remark, remark)))), *parts[1:]]
    return []


def without_marks(piece: Piece) -> Piece:
    """A piece without the commas and colons that it begins with."""
    return piece.behind(len(piece.plain) - len(piece.plain.lstrip(" ,;:")))


_LONGEST_UNMARKED = 600
"""The most characters of a citation without a title in marks. What is longer is prose."""


def by_forms(piece: Piece, whole: Piece) -> list[Part]:
    """The citation that a piece is, by the first form that it has, and what that quotes.

    `whole` is where the citation stands: the piece, and the words before it that led to it.
    """
    piece = piece.behind(0)
    if piece.start >= piece.end:
        return []
    plain, first = piece.text.plain, next(iter(piece.groups()), None)
    paren = first and first.mark is Sign.PAREN and first.start == piece.start
    if first and paren and not plain[first.end : piece.end].strip(" .;,"):
        inner = citation(Piece(piece.text, first.first, first.last))[:1]
        inner = [p for p in inner if p.kind is not Kind.CROSS_REFERENCE or not piece.signal]
        return [replace(p, start=whole.start, end=whole.end) for p in inner]
    if piece.end - piece.start > _LONGEST_UNMARKED and next(titles_of(piece), None) is None:
        return []
    for _, form in FORMS:
        values = form(piece)
        if values and (has(values, *_NAMING) or values["kind"] not in (Kind.FULL, Kind.SHORT)):
            return [part_of(values, piece, whole), *_quoted_in(piece)]
    return []


_NAMING = ("authors", "title", "container", "url", "doi", "number", "publisher")

_KNOWN_FIELDS = frozenset(Part.__dataclass_fields__)


def part_of(values: Values, piece: Piece, whole: Piece) -> Part:
    """The part that stands where `whole` does, with what a form has read of the piece in it."""
    kept = {name: value for name, value in values.items() if (value and name in _KNOWN_FIELDS) or name == "sure"}
    if "remark" in kept:
        kept["remark"] = _with_its_quotation(kept["remark"], piece)
    if "url" not in kept and "doi" not in kept and kept["kind"] is not Kind.CROSS_REFERENCE:
        for link in piece.text.links:
            if piece.start <= link.start < piece.end and re.match(r"https?:|www\.|10\.", link.url):
                set_address(kept, link.url)
                break
    return Part(start=whole.start, end=whole.end, signal=piece.signal, **kept)


def _with_its_quotation(remark: str, piece: Piece) -> str:
    """The words of a remark; with what they quote, where a quotation follows them: describing it as “a ruin”."""
    plain = piece.text.plain
    at = plain.find(remark, piece.start, piece.end)
    end = next_start(plain, at + len(remark))
    groups = [group for group in piece.groups() if group.start >= end]
    quotes = at >= 0 and groups and groups[0].start == end and groups[0].mark in (Sign.QUOTE, Sign.ITALIC)
    return plain[at : piece.end].strip(" .;") if quotes and len(groups) == 1 else remark


_LEADING = regex(
    r"(?:(?:both|as|first|then|internal quotation marks omitted|citations omitted|emphasis added)[,;)( ]*)"
    r"*(?P<signal>quoting|citing|quoted in|cited in|reprinted in|quoted by|in turn quoting)"
    r"[: ]+",
    re.IGNORECASE,
)


_CITED_THEN = regex(r"; (?=then (?:quoting|citing) )")

_MOST_PARENS = 40
"""The most parentheses of a piece in which sources are looked for."""


def _quoted_in(piece: Piece) -> list[Part]:
    """The sources that a parenthesis names which begins with "quoting", "citing", "quoted in", or one within it."""
    quoted: list[Part] = []
    plain, parens = piece.text.plain, [group for group in piece.groups() if group.mark is Sign.PAREN]
    for group in islice(parens, _MOST_PARENS):
        parens += [inner for inner in piece.text.groups(group.first, group.last) if inner.mark is Sign.PAREN]
        while match := _LEADING.match(plain, group.first, group.last):
            then = _CITED_THEN.search(plain, match.end(), group.last)
            inner = Piece(piece.text, match.end(), then.start() if then else group.last, match["signal"])
            parts = [p for p in by_forms(inner, inner) if p.cites and p.sure]
            quoted.extend(replace(p, within=True) for p in parts)
            if not then:
                break
            group = group._replace(first=then.end())
    return quoted
