"""The form of a bibliography's entry, which notes have too: Mill, Ada. *On Tides*. Dunmore: Weir, 2019.

A piece in, the values of a source out, or None if it has not this form.
"""

from __future__ import annotations

import re

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import fields_of, sentences, titles_of, words_outside
from scripts.publication.footnotes.details import completed
from scripts.publication.footnotes.heads import ReferenceHead, reference_head
from scripts.publication.footnotes.judging import judged, shaped, type_of_source
from scripts.publication.footnotes.markdown import Sign
from scripts.publication.footnotes.names import title_of
from scripts.publication.footnotes.parts import Kind, Piece, Type, Values, has
from scripts.publication.footnotes.tail import Tail
from scripts.publication.footnotes.words import is_abbreviated, is_prose, next_start, without_stop
from scripts.regex import regex


def as_entry(piece: Piece) -> Values | None:
    head = reference_head(piece.text, piece.start)
    values = read_entry(piece) if head else None
    is_sure = head and (head.marked or head.date or (values and has(values, "date", "url", "doi", "locator")))
    return values if is_sure else None


def read_entry(piece: Piece) -> Values | None:
    plain, title = piece.text.plain, next(titles_of(piece), None)
    values: Values = {"kind": Kind.FULL}
    people: tuple[str, ...] | None
    head, begin = reference_head(piece.text, piece.start), piece.start
    if head and not head.marked:
        values |= {"authors": head.people, "date": head.date, "edited": head.edited}
        begin = head.end
        title = next(titles_of(piece._replace(start=begin)), None)
        stop = _unmarked_end(piece, head)
        if title is None or stop < title.start:
            values["title"] = plain[begin:stop].strip(" .,")
            rest = piece._replace(start=min(stop, piece.end))
            if (book := _EDITED_BOOK.match(rest.plain)) and (people := fields.natural(book["people"])):
                values |= {"editors": people, "container": book["title"].strip(), "type": Type.CHAPTER, "edited": False}
                rest = rest._replace(start=rest.start + book.end())
            if is_prose(words_outside(rest)) or not values["title"]:
                return None
            values, items = shaped(values, sentences(rest))
            contained = bool(values.get("container")) or _IN_SERIAL.search(rest.plain)
            tail = completed(values, items, "quoted" if contained else "italic")
            if tail.has("volume") and tail.has("container") and _is_extent(tail, piece):
                values["pages"] = values.pop("locator")
            return judged({**values, "kind": Kind.FULL}, tail, quoted=bool(contained))
    if title is None:
        return None
    before = without_stop(plain[begin : title.start].strip(" ,:"))
    if edited := re.search(rf",? {fields.EDITED}$", before):
        before = before[: edited.start()]
        values["edited"] = True
    if before:
        people = fields.natural(before) if "," in before else fields.names(before)
        if not people and fields.is_organisation(before.replace(",", "")):
            people = (before,)
        if not people:
            return None
        values["authors"] = people
    values["title"] = title_of(piece.text, title)
    quoted = title.mark is not Sign.ITALIC
    values, items = shaped(values, sentences(piece._replace(start=title.end)))
    tail = completed(values, items, "quoted" if quoted or values.get("container") else "italic")
    if values.get("edited"):
        values["editors"] = values.get("editors") or values.get("authors", ())
    cited = tail.has("place", "publisher") and _BEHIND_IMPRINT.search(piece.plain)
    if tail.has("container") and not cited:
        if not tail.has("pages", "volume") and values.get("locator") == tail.counted[0] != "":
            tail.to_volume(tail.counted[0])
        elif _is_extent(tail, piece):
            values["pages"] = values.pop("locator")
    result = judged({**values, "kind": Kind.FULL}, tail, quoted=quoted)
    return result and {**result, "kind": Kind.FULL, "type": type_of_source(result, tail, quoted=quoted)}


def _is_extent(tail: Tail, piece: Piece) -> bool:
    """Whether the place in a source is all the pages of an article: several, or the one of a short article."""
    place = tail.values.get("locator", "")
    return bool(place) and not tail.has("pages") and not re.search(rf"\bp\. ?{re.escape(place)}(?!\w)", piece.plain)


_BEHIND_IMPRINT = regex(rf"{fields.YEAR}\), \d+[ .]*$")  # In *Tides*, ed. Kai Wu (Dunmore: Weir, 1983), 6

# What only articles have behind their titles: a volume with an issue or a page, the pages of an article, a book.
_IN_SERIAL = regex(
    r"\d ?\(\d|\d; ?\d|\d:\d|\b(?i:vol|no|nr|jg|bd|h|heft|t)\. ?\d|\b(?:pp?|S)\. ?\d+ ?[-–]{1,2} ?\d|"
    r"(?<=[.,] )In:? [A-Z]|^[.,] (?:in|In): "
)

# In: Wu, Kai (Hrsg.): Das Meer, Berlin 1999. In: Wu B, editor. The sea. Dunmore: Weir; 2019.
_EDITED_BOOK = regex(
    rf"[., ]*In:? +(?P<people>[^.()][^()“\"]{{1,150}}?)(?:, | \()(?:{fields.EDITED})\)?[.,:]* "
    rf"(?P<title>[^,(“\"]+?)(?=[.,] [A-ZÄÖÜ][^.;()]{{1,60}} {fields.YEAR}|[,(“\"])[., ]*",
    re.IGNORECASE,
)


def _unmarked_end(piece: Piece, head: ReferenceHead) -> int:
    """Where the title of a reference ends that has no marks round it: at a full stop, or else at a comma."""
    plain = piece.text.plain
    rest = piece._replace(start=head.end)
    commas = plain[head.end - 2 : head.end - 1] in (",", ":") and not head.listed
    first = next(iter(fields_of(rest)), None)
    comma = first.end if first and first.mark is None else piece.start
    within = _IN_BOOK.match(plain, head.end, piece.end) if commas else None
    if within:  # Ada Mill: Ice, Salt, and Tides, in: ...
        return within.end()
    if commas and (printed := _PLACE_AND_YEAR.search(plain, head.end, piece.end)):
        comma = min(comma, printed.start()) if comma > head.end else printed.start()
    words = plain[head.end : comma if commas else piece.end]
    for match in _TITLE_STOPS.finditer(words):
        at = head.end + match.start()
        word = plain[max(head.end, at - 40) : at].split(" ")[-1]
        after = next_start(plain, at + 1)
        named = re.match(r"(?:[Ii]n:? [A-Z]|URL)", plain[after : after + 6])
        shortened = is_abbreviated(word, plain[at + 2 : at + 60], plain[max(head.end, at - 80) : at])
        if named or not (commas or (match[0] == "." and shortened)):
            return at + (match[0] != ".")
    return comma if comma > head.end else piece.end


_IN_BOOK = regex(rf"(?:(?!{fields.YEAR}|“|\"|\. ).)+(?=, [Ii]n: )")

_TITLE_STOPS = regex(r"[.?!](?= )")

_PLACE_AND_YEAR = regex(
    rf"[.,?] (?=[A-ZÄÖÜ][^\d.,:;()“\"]{{1,40}}(?: [ai]\. ?[MBO]r?\.)?(?:: [^\d.:;()]{{1,50}}?)?,? "
    rf"{fields.YEAR}(?:[,.;]|$))"
)
