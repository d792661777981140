"""The forms that lead to what is cited elsewhere: Ibid.; see note 4 above; Mill, supra note 4; Mill, op. cit.

A piece in, the values of a citation or a cross-reference out, or None if it has none of these forms.
"""

from __future__ import annotations

import re
from typing import Any

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import fields_of, titles_of, words_outside
from scripts.publication.footnotes.details import completed
from scripts.publication.footnotes.kept import as_communication
from scripts.publication.footnotes.kinds import COLLECTION
from scripts.publication.footnotes.markdown import Sign
from scripts.publication.footnotes.names import BY_INITIALS, title_of
from scripts.publication.footnotes.parts import Kind, Piece, Type, Values, has
from scripts.publication.footnotes.titled import authors_before
from scripts.publication.footnotes.words import is_institution, is_prose
from scripts.regex import regex

_IBID = regex(
    r"(?:ib[ií]d(?:em)?|ib|id|ivi|idem|eadem|ebd|ebenda|tamże|tamtéž|tamtiež|там же|там само|smst|samme ?sted|"
    r"(?:loc|op)\. ?cit|l\. ?c|a\. ?a\. ?O)\b\.?,?",
    re.IGNORECASE,
)


def as_ibid(piece: Piece) -> Values | None:
    """What the note before cites, and where in it: Ibid., p. 4; § 12 of the same act."""
    match = None if SUPRA.match(piece.plain) else _IBID.match(piece.plain)
    if not match:
        return _same_act(piece.plain)
    rest = piece.behind(match.end())
    if placed := re.match(r"in (?=(?:chap|ch|vol|p|part|book|kap|s)[a-z]*\.? ?[\dIVXivx])", rest.plain, re.IGNORECASE):
        rest = rest.behind(placed.end())  # Ibid. in chap. 6
    if is_prose(words_outside(rest)):
        return None
    values: Values = {"kind": Kind.IBID}
    items = fields_of(rest)
    tail = completed(values, items, "ibid")
    # Of a file, a diary, minutes another day: Ibid., 14 April 1958, p. 3.
    day = next((i.text.strip(" .") for i in items if fields.whole_date(i.text).count("-") == 2), "")
    values["locator"] = ", ".join(filter(None, (day, values.get("locator"))))
    return None if tail.strange or tail.has("publisher") else values


def _same_act(plain: str) -> Values | None:
    if " of the same " not in plain.lower():
        return None
    match = re.fullmatch(
        r"(?P<locator>.{1,40}?) of the same (?:act|statute|book|work|article|report|letter|volume|"
        r"treaty|paper|source|law)\.?",
        plain.strip(),
        re.IGNORECASE,
    )
    locator = fields.whole_locator(match["locator"]) if match else ""
    if not match or not locator:
        return None
    return {"kind": Kind.IBID, "locator": match["locator"] if match["locator"].startswith(("S. ", "s. ")) else locator}


_POINTING = regex(
    r"(?:(?:the |my |our )?(?:discussion|comments?|remarks|text|sources?|references?|works?|"
    r"authorities|argument|analysis)(?: cited)?(?: (?:in|at|on|accompanying|near|to|and))? "
    r")?"
    r"(?P<before>(?:supra|infra|above|below|ante|post|ci-dessus|ci-dessous|plus haut|plus "
    r"bas|oben|unten)[, ]+)?(?:at |in |the )?"
    r"(?P<what>(?:text )?(?:accompanying |and accompanying )?(?:notes?|nn?|footnotes?|fn|parts?|"
    r"(?:sub)?sections?|§§?|chapters?|chap|ch|appendix|appendices|app|annex|pages?|pp?|tables?|figures?|"
    r"fig|anm|fn|s|kapitel|abschnitt|introduction|conclusion)\b\.?)"
    r" ?(?P<number>(?-i:[\dIVXLA-Z]|[ivx]+\b)[\w.–-]*)?",
    re.IGNORECASE,
)

_POSITION = regex(
    r"\b(?:supra|infra|above|below|ante|post|ci-dessus|ci-dessous|plus haut|plus bas|oben|"
    r"unten|preceding|following|accompanying)\b",
    re.IGNORECASE,
)

_PART_WORD = regex(r"(?:appendix|annex|part|(?:sub)?section|chapter|table|figure)s?", re.IGNORECASE)

_NOTE_WORD = regex(r"(?:foot)?notes?|nn?\.?|fn\.?|anm\.?", re.IGNORECASE)


_LONGEST_POINTER = 160  # letters


def as_cross_reference(piece: Piece) -> Values | None:
    """A place in the article itself: note 12 above; infra Part III.B. A supra alone with a number is a citation."""
    words = piece.plain.strip().rstrip(".;,")
    match = _POINTING.match(words)
    if not match or len(words) > _LONGEST_POINTER or next(titles_of(piece), None):
        return None
    number, rest = match["number"], words[match.end() :]
    if number and not number[0].isdigit() and _NOTE_WORD.fullmatch(match["what"].rpartition(" ")[2]):
        return None  # N. West
    values: Values = {"kind": Kind.CROSS_REFERENCE, "words": words}
    if piece.signal and number and _PART_WORD.fullmatch(match["what"]) and not re.match(r"\s*(?:of|to) (?!this)", rest):
        return values
    note = number and _NOTE_WORD.fullmatch(match["what"].rpartition(" ")[2])
    alone = note and words[: match.start("what")].strip() in ("", "the")
    if is_prose(words_outside(piece)) or not (alone or _POSITION.search(words)):
        return None
    bare = re.fullmatch(r"supra,? (?:notes?|n\.) ?\d+(?![–-]|\d)(?P<rest>.*)", words, re.IGNORECASE)
    if bare and (not piece.signal or bare["rest"].strip(" .,")) and "text" not in bare["rest"]:
        return completed({"kind": Kind.SUPRA, "note": number}, fields_of(piece.behind(match.end())), "italic").values
    if re.match(r"\s*,? ?[a-z]{3,} [a-z]{3,} [a-z]{3,}", rest) and not _POSITION.search(rest):
        return None
    if note:
        values["note"] = number
    elif numbered := re.search(r"(?:notes?|nn?\.|fn\.) ?(\d[\d–-]*)", words, re.IGNORECASE):
        values["note"] = numbered[1]
    return values


SUPRA = regex(
    r",? ?[\[(]?(?:\b(?:supra|above|ante|cit\.?|cité|op\. ?cit\.?|wie|as|as in|as cited in|s\. ?o\.)"
    r"[, ]*)(?:\(?(?:at |in |above |supra )*(?<![^\W\d_])(?:notes?|nn?|fn|footnote|anm|n°)\b\.? ?)"
    r"(?P<note>\d+(?:[–-]\d+)?)[\])]?"
    r"|,? ?\((?:see |above |supra |cf\. |vgl\. )?(?:notes?|nn?|fn|anm)\b\.? ?(?P<short>\d+)\)"
    r"|,? (?:supra|above)(?=[,.] |[,.]?$)",
    re.IGNORECASE,
)


def as_supra(piece: Piece) -> Values | None:
    """The source of an earlier note: Mill, supra note 4, at 5; Mill (n 4) 5; a piece of a collection cited there."""
    match = SUPRA.search(piece.plain)
    if not match:
        return None
    number = match["note"] or match["short"] or ""
    if chapter := _chapter_of(piece, match):
        return chapter
    if number and (item := _of_a_collection(piece, match, number)):
        return item
    values = _renamed(piece, match, kind=Kind.SUPRA, note=number)
    title = _TITLE_BEHIND.match(piece.plain, match.end())
    if title and values and not has(values, "title"):  # Mill (Fn. 4), Salz, 12
        again = _renamed(piece, title, kind=Kind.SUPRA, note=number) or values
        values = {**again, "authors": values["authors"], "title": title["title"]}
    words = "" if next(titles_of(piece), None) else (values or {}).get("title", "")
    # The list, by Mr. Mill, supra note 4, is printed.
    return None if "," in words and is_prose(words_outside(piece)) else values


_IN_NAMED = regex(
    rf",? in:? (?P<who>{fields.NAMED}(?:(?:,|,? and| &) {fields.NAMED})*)(?: \(eds?\.?\))?,? ?", re.IGNORECASE
)


def _chapter_of(piece: Piece, match: re.Match[str]) -> Values | None:
    """A chapter in full of a book that is cited short: B. Wu, “Ice”, in Mill, op. cit., p. 5."""
    title, values = next(titles_of(piece), None), Values()
    book = _IN_NAMED.fullmatch(piece.text.plain, title.end, piece.start + match.start()) if title else None
    if not title or not book or not authors_before(piece._replace(end=title.start), values):
        return None
    values |= {"title": title_of(piece.text, title), "type": Type.CHAPTER}
    values |= {"editors": fields.names(book["who"], short=True) or (), "kind": Kind.FULL}
    return completed(values, fields_of(piece.behind(match.end())), "italic").values


_TITLE_BEHIND = regex(r",? (?P<title>(?-i:[A-ZÄÖÜ])[^\d,:;.()“”\"]{3,60}), (?=(?:S\. ?|pp?\. ?|at )?\d)")


def _of_a_collection(piece: Piece, match: re.Match[str], number: str) -> Values | None:
    """An item in full, of a collection that another note cites: Mill to Wu (May 3, 1901), Mill Papers, supra note 4."""
    before, behind = piece._replace(end=piece.start + match.start()), fields_of(piece.behind(match.end()))
    items = fields_of(before)
    if len(items) < 2 or items[-1].mark is not None or not COLLECTION.search(items[-1].text):
        return None
    values = as_communication(before)
    if not values:
        values = completed({"title": title_of(piece.text, items[0]), "kind": Kind.FULL}, items[1:], "archive").values
    tail = completed({**values, "type": Type.ARCHIVE, "note": number}, behind, "archive")
    return None if tail.prose else tail.values


def _renamed(piece: Piece, match: re.Match[str], **said: Any) -> Values | None:
    """The source whose short name stands before a match, with what is said of it and behind it."""
    values = _source_name(piece._replace(end=piece.start + match.start()))
    if values is None or not (values or said["note"]):
        return None
    behind = piece.behind(match.end())
    if headed := fields.HEADED.fullmatch(behind.plain.strip(" ,.;")):
        return {**values, **said, "locator": headed[0]}
    return completed({**values, **said}, fields_of(behind), "italic").values


def _source_name(piece: Piece) -> Values | None:
    """Authors and title of a short name such as Mill, *On Tides*; or "the Memorandum"."""
    title = next(titles_of(piece), None)
    plain = piece.text.plain
    if title is None:
        words = re.sub(rf" \({fields.EDITED}\)$|, a\. ?a\. ?O\.$", "", piece.plain.strip(" ,"), flags=re.IGNORECASE)
        if words.lower() in ("", "as", "cited", "quoted"):  # Op. cit. n. 4; as n. 4 above
            return {}
        two = re.fullmatch(
            r"([A-Z][\w’-]+(?:/[A-ZÄÖÜ][\w’-]+)*)(?:: |, | \[)((?!(?:and|&|Inc|Ltd|Jr|LLC)\b)[^,:&\]]+)\]?", words
        )
        if two and ("/" in two[1] or not re.search(r" (?:and|und|et) ", two[2])):  # Müller, Salz (wie Anm. 4)
            return {"authors": tuple(two[1].split("/")), "title": two[2]}
        if titled := _INITIALS_AND_TITLE.fullmatch(words):  # A. Mill, Salz
            return {"authors": fields.names(titled["who"], short=True) or (titled["who"],), "title": titled["title"]}
        if not re.search(r"\d", words) and (people := fields.names(words, short=True)):
            return {"authors": people}
        who, _, name = words.partition(", ")
        if is_institution(who) and len(name.split()) > 2 and name[0].isupper() and not is_prose(words):
            return {"authors": (who,), "title": name}  # Weir Council, General comment no. 9
        named = len(words.split()) < 15 and not is_prose(words) and words[:1].isupper()
        return {"title": words} if named else None
    titled = _INITIALS_AND_TITLE.fullmatch(piece.plain.strip(" ,")) if title.mark is Sign.QUOTE else None
    if titled and titled.start("title") + piece.start < title.start:  # A. MILL, Ice in ‘Weir’
        return {"authors": fields.names(titled["who"], short=True) or (titled["who"],), "title": titled["title"]}
    before = plain[piece.start : title.start].strip(" ,")
    people = fields.names(re.sub(r"[’']s$", "", before), short=True) if before else ()
    behind = plain[title.end : piece.end].strip(" ,.")
    if people is None or len(behind.split()) > 4:
        return None
    return {"authors": people, "title": plain[title.first : title.last].strip(" ,")}


_INITIALS_AND_TITLE = regex(
    rf"(?P<who>{BY_INITIALS}(?:(?:,|,? (?:and|e|et|und|y)| &) {BY_INITIALS})*), (?!{BY_INITIALS}(?:$| \())"
    r"(?P<title>[A-ZÀ-Þ(][^,]+)"
)


def as_op_cit(piece: Piece) -> Values | None:
    """Mill, op. cit., p. 5; with the number of a note, Mill, op. cit. (2), p. 5."""
    match = re.search(
        r",? (?:(?:(?:op|loc|art|ouvr)\.? ?|(?<=, ))(?:cit|cité)\b\.?"
        r"(?: \((?:nn?\.? ?|note )?(?P<note>\d{1,3})\))?|a\. ?a\. ?O\."
        r"|(?<=[\w)], )(?:id\.|(?<!\d, )ib(?:id)?\b\.*)(?=,| |$))",
        piece.plain,
        re.IGNORECASE,
    )
    title = next(titles_of(piece), None)
    if match and (chapter := _chapter_of(piece, match)):
        return chapter
    if not match:
        return None
    headed = fields.HEADED.fullmatch(piece.behind(match.end()).plain.strip(" ,.;"))
    if title and title.start - piece.start > match.start() and not headed:
        return None
    return _renamed(piece, match, kind=Kind.SUPRA if match["note"] else Kind.SHORT, note=match["note"] or "")
