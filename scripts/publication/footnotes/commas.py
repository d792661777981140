"""A piece as fields: split at its commas but not within dates, with each group (a title, a parenthesis) apart.

A piece in, its fields out; and what a field between commas says that is place, press and year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.markdown import NoteText, SetApart, Sign
from scripts.publication.footnotes.parts import Field, Piece, Values, has
from scripts.publication.footnotes.words import (
    ABBREVIATIONS,
    COUNTED,
    is_abbreviated,
    is_prose,
    vocabulary,
    word_before,
)
from scripts.regex import regex

_LEADING = regex(
    r"(?:^|(?<=[.?!,;])) *(?:(?:[^\W\d_]+ )?(?:[a-zà-ÿ]+ ){0,2}(?:at|from|via|on|in|en|dans|sous|unter|bei|à|URL|DOI)|"
    r"[^\W\d_]+(?= ?:)) ?:? *$"
)

_EDITED_ANEW = regex(r", (?:[a-zäöü]{2,12}\.?,? ){1,4}Aufl")  # 2., überarb. Aufl.

IMPRINT_NEXT = regex(
    r"[A-Z][^.,;:]{1,40}(?:, [A-Z]{2})?: [A-Z][^.;()]{1,60}?[,.]? \[?(?:1[4-9]|20)\d\d|(?:Edited|Translated|"
    r"Trans\.|Ed\.|Vol\.|Hrsg\.|\d\w\w? ed)|(?:https?:|www\.)"
)


AT_PRESS = regex(rf"[A-Z][^:\d]{{1,60}}: [^:\d]{{2,60}} {fields.YEAR}[ .]*")  # Dunmore: Weir 2004


def words_outside(piece: Piece) -> str:
    """The words of a piece that stand in no group."""
    return " ".join(piece.text.plain[first:last] for first, last in between(piece, piece.groups()))


def between(piece: Piece, groups: Sequence[SetApart]) -> list[tuple[int, int]]:
    """The stretches of a piece before, between and behind these groups of it."""
    return list(pairwise((piece.start, *(place for g in groups for place in (g.start, g.end)), piece.end)))[::2]


def own_words(plain: str, group: SetApart) -> bool:
    """Whether a group of a text is the note's own words in italics."""
    words = plain[group.first : group.last]
    if group.mark is Sign.ITALIC and words.isdigit():  # a volume: *Journal of Cold*, *12*(3), 45
        return len(words) < 4 and plain[group.last : group.last + 1] in ("(", ",", ":") and group.start > 0
    stopped = words + "." if plain[group.last : group.last + 1] == "." else words  # *Id*. § 4
    return group.mark is Sign.ITALIC and (vocabulary(words) or vocabulary(stopped))


def part_of_word(plain: str, group: SetApart) -> bool:
    """Whether a parenthesis belongs to the word before it, as in § 4(a)(2), and a date behind an issue does not."""
    before = plain[group.start - 1 : group.start]
    further = before == ")" and not ANY_YEAR.search(plain, group.first, group.last)
    return group.mark is Sign.PAREN and (before.isalnum() or further)


def titles_of(piece: Piece) -> Iterator[SetApart]:
    """The groups of a piece that may be titles."""
    for group in piece.groups():
        if group.mark in (Sign.QUOTE, Sign.LINK, Sign.ITALIC) and not own_words(piece.text.plain, group):
            yield group


def fields_of(piece: Piece) -> list[Field]:
    """A piece split at its commas, but not within dates, and with each group as a field of its own."""
    key = (piece.start, piece.end)
    if key not in piece.text.memory:
        piece.text.memory[key] = tuple(_split_fields(piece))
    return list(piece.text.memory[key])


def _split_fields(piece: Piece) -> list[Field]:
    plain, items = piece.text.plain, list[Field]()
    place, glued, colon = piece.start, True, False
    dates = dates_in(piece.text)

    def put(mark: Sign | None, first: int, last: int) -> None:
        nonlocal glued, colon
        words = plain[first:last].strip()
        if mark is None:
            while words[:1] in (":", ",", ";", ".") and words and not words.startswith("..."):
                colon, glued, words = words[0] == ":" or colon, False, words[1:].lstrip()
        if words or mark:
            items.append(Field(mark, words, first, last, glued, colon))
            glued, colon = True, False

    def put_text(first: int, last: int) -> None:
        nonlocal glued
        begun = first
        for at in _outside_dates(dates, plain, first, last):
            if not _goes_on(plain, at):
                put(None, begun, at)
                glued, begun = False, at + 1
        put(None, begun, last)

    for group in piece.groups():
        if own_words(plain, group) or part_of_word(plain, group):
            continue
        if group.start > place:
            lead = _LEADING.search(plain[place : group.start]) if group.mark is Sign.ADDRESS else None
            put_text(place, place + lead.start() if lead else group.start)
        put(group.mark, group.first, group.last)
        if plain[group.first : group.last].rstrip()[-1:] in (",", ";") and group.mark in (Sign.QUOTE, Sign.ITALIC):
            glued = False
        place = group.end
    if piece.end > place:
        put_text(place, piece.end)
    return items


_SPAN = regex(rf", {fields.YEAR} ?[-–—] ?{fields.YEAR}: [A-Z]")


def _goes_on(plain: str, comma: int) -> bool:
    """Whether a field goes on behind a comma: Mill, Jr.; 1,200; 2., überarb. Aufl.; The Tide, 1850-1900: A History."""
    return bool(
        _SPAN.match(plain, comma)
        or re.match(r",? (?:(?:Jr|Sr|III|II|IV|Inc|Ltd|LLC|LLP|DC)\b\.?|[A-Z]{2}: )", plain[comma : comma + 7])
        or plain[comma - 1 : comma + 2].replace(",", "0").isdigit()
        or (plain[comma - 1] == "." and _EDITED_ANEW.match(plain, comma))
    )


def dates_in(text: NoteText) -> dict[int, int]:
    """Where each date of a note begins and ends, as "2. April 1933" does."""
    if "dates" not in text.memory:
        text.memory["dates"] = _dates(text.plain)
    dates: dict[int, int] = text.memory["dates"]
    return dates


ANY_YEAR = regex(fields.YEAR)  # without one there is no date, which takes longer to find


def _dates(text: str) -> dict[int, int]:
    """Where each full date of a text begins and ends."""
    return {m.start(): m.end() for m in fields.FULL_DATES.finditer(text)} if ANY_YEAR.search(text) else {}


_COMMAS = regex(r"[,;]| (?=(?:dated|vom) (?:\d|[A-Z][a-z]{2,8}\.? \d))")  # Report dated 3 May 2019


def _outside_dates(dates: dict[int, int], text: str, first: int, last: int) -> Iterator[int]:
    """The places of commas and semicolons of a text between two that are in no date."""
    for match in _COMMAS.finditer(text, first, last):
        at = match.start()
        if not any(begin <= at < end <= last and first <= begin for begin, end in dates.items()):
            yield at


def imprint(words: str) -> Values | None:
    """Place, publisher and date of "London: Lanyard, 2013", "Tern Books, 2020", "2019"; None if it is no imprint."""
    text = words.strip(" .,")
    if date := fields.whole_date(text):
        return {"date": date}
    if again := _REPRINTED.search(text):  # the date first printed
        return {**(imprint(text[again.end() :]) or {}), **(imprint(text[: again.start()]) or {})} or None
    values: Values = {}
    pieces = [p.strip() for p in at_commas(text)]
    if len(pieces) > 1 and (date := fields.whole_date(pieces[-1])):
        values.setdefault("date", date)
        pieces = pieces[:-1]
    elif match := re.search(rf",? (\[?(?:c\. ?)?{fields.YEAR}\]?)$", text):
        values.setdefault("date", fields.whole_date(match[1]))
        pieces = [p.strip() for p in at_commas(text[: match.start()])]
    rest: list[str] = []
    for item in pieces:
        if (edition := fields.edition(item)) and not rest:
            values["edition"] = edition
            if year := fields.whole_date(edition[:4]):  # 1957 edition
                values.setdefault("date", year)
        elif match := re.fullmatch(r"(.+?),? (?:(\d+(?:st|nd|rd|d|th) )?eds?\.)", item):
            values["editors"] = fields.names(match[1]) or (match[1],)
        elif match := ROLE.match(item):
            values[role(match)] = fields.names(item[match.end() :]) or (item[match.end() :],)
        elif not fields.EXTENT.fullmatch(item):
            rest.append(item)
    where = ", ".join(rest)
    if re.search(r"\b[Nn]o\.? ?\d", where) and fields.DOCUMENT.fullmatch(where):
        return {**values, "number": where}
    if not where:
        return values or None
    if is_prose(where):
        return None
    place, colon, publisher = where.partition(": ")
    if colon and fields.is_organisation(re.sub(" / |/", " ", re.sub("[,;]", "", place))):
        values |= {"place": _known(place), "publisher": _known(publisher)}
    elif "date" in values and (fields.is_organisation(where) or len(where.split()) < 12):
        values["publisher"] = _known(where)
    elif not has(values, "edition", "editors"):
        return None
    return {k: v for k, v in values.items() if v}


def is_of_a_press(item: Field) -> bool:
    """Whether a field is place and press in brackets, as behind the title of a book: (Dunmore: Weir, 2019)."""
    return item.mark is Sign.PAREN and has(imprint(item.text) or {}, "place")


_REPRINTED = regex(r"[;,] (?:repr(?:int(?:ed)?)?|Nachdr|rééd|reimpr|rist)\b\.?,? ?|(?<=^[12]\d\d\d); (?=[A-Z])")

UNKNOWN = regex(
    r"\[?(?:n\. ?p(?:ub)?\.?|s\. ?[ln]\.|s\. ?n\.|no publisher|o\. ?O\.)(?: ?[:;,] ?(?:n\. ?p\.|s\. ?n\.))?\]?",
    re.IGNORECASE,
)


def _known(words: str) -> str:
    """A place or a publisher; "" for the mark that none is known."""
    return "" if UNKNOWN.fullmatch(words.strip()) else words.strip()


def at_commas(text: str) -> list[str]:
    """A text split at its commas, but not within dates."""
    cuts = [at for at in _outside_dates(_dates(text), text, 0, len(text)) if text[at] == ","]
    return [text[first + 1 : last] for first, last in pairwise((-1, *cuts, len(text)))]


ROLE = regex(
    r"(?:and )?(?:(?P<editors>(?:edited|dirigée?s?|coordinado|editado|eds?\.|ed\b\.?|éd\.|éds\.|"
    r"sous la direction de|sous la dir\. de|dir\.|(?:hrsg|hg)\.(?: v\.)?|herausgegeben)"
    r"(?: (?:by|von|par|por|and trans\. by|"
    r"and trans\.))?)"
    r"|(?P<translators>(?:translated|trans\.|transl\.|tr\.|trad\.|traduit|übers\.|übersetzt)"
    r"(?: (?:by|from the \w+ by|von|v\.|par|de l[’']\w+ par|and ed\. by|and ed\.))?)) ",
    re.IGNORECASE,
)


def role(match: re.Match[str]) -> str:
    return "editors" if match["editors"] else "translators"


_RANGE = regex(r"\d{1,5} ?[-–]{1,2} ?\d{1,5}")


def _shortened(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop within a field is that of an abbreviation, and no date begins behind it."""
    word, rest = word_before(text, stop.start()), text[stop.end() :]
    dated = word.lower() not in ABBREVIATIONS and (fields.whole_date(rest) or _RANGE.fullmatch(rest))
    numbered = fields.edition(text[: stop.start() + 1])  # 2nd ed. Dunmore
    return not (dated or numbered or IMPRINT_NEXT.match(rest)) and is_abbreviated(word, rest[:40], "")


_PAPER = regex(r"[A-Z][a-z]{1,4}\. (?:[A-Z][\w.’'&-]* ?){1,3}")  # Wash. Post

_VOLUME_TO_PAGE = regex(r"\d{1,4} [A-Z][\w.’'& -]* \d{1,5}")  # 124 YALE L.J. 1934


def _is_dated(item: Field) -> bool:
    return item.mark is Sign.PAREN and ANY_YEAR.search(item.text) is not None


def sentences(piece: Piece) -> list[Field]:
    """The fields of a bibliography's entry behind its title: split at full stops as well as at commas."""
    items: list[Field] = []
    found = fields_of(piece)
    for item, behind in zip_longest(found, found[1:]):
        day = behind is not None and fields.whole_date(behind.text).count("-") == 2
        if item.mark is not None or (day and _PAPER.fullmatch(item.text)):
            items.append(item)
            continue
        begun, text = 0, item.text
        if _VOLUME_TO_PAGE.fullmatch(text) and any(map(_is_dated, found[len(items) + 1 :][:3])):
            items.append(item)
            continue
        dates = _dates(text).items()  # 2. April 1933
        stops = [
            match
            for match in re.finditer(r"\. (?=[A-Z\d“‘(]|pp?\. ?\d)", text)
            if not any(first < match.start() < last for first, last in dates)
            and not (text[match.start() - 1].isdigit() and COUNTED.match(text, match.end()))
            and not _shortened(text, match)
        ]
        for start, end in [*(match.span() for match in stops), (len(text), len(text))]:
            words = text[begun:start].strip()
            if bare := words.strip(" ."):
                words = words if start == len(text) else bare
                items.append(item._replace(text=words, glued=item.glued and not begun, colon=item.colon and not begun))
            begun = end
    return items
