"""The grammar of notes: a note's Markdown in, its parts out. Pure: each note is read from its own words alone.

A note is split where a sentence or a source ends (pieces); each piece is offered to the forms of `FORMS`, in
order, and is a comment if it has none of them. What follows the name of a source is read by tail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile
from typing import Any

from scripts.english.quotations import SPEECH_MARKS, unbalanced
from scripts.english.words import EMPTY_WORDS
from scripts.publication.footnotes import fields, markdown, plainest
from scripts.publication.footnotes.markdown import Group, NoteText, Sign
from scripts.publication.footnotes.parts import Field, Kind, Part, Piece, Type, Values, has
from scripts.publication.footnotes.pieces import (
    ATTACHED,
    CODE,
    ORGANISATIONS,
    PROSE_ALLOWED,
    ROLE,
    SIGNAL,
    WEAK_SIGNALS,
    Head,
    at_commas,
    fields_of,
    imprint,
    is_abbreviated,
    is_institution,
    is_of_a_press,
    is_prose,
    next_start,
    own_words,
    pieces_of,
    reference_head,
    sentence_like,
    sentences,
    sources_within,
    titles_of,
    without_stop,
    words_outside,
)
from scripts.publication.footnotes.quotations import with_quotations
from scripts.publication.footnotes.tail import (
    AGAIN,
    COLLECTION,
    OLD_VOLUME,
    REPORTER,
    REPOSITORY,
    SHELFMARK,
    Tail,
    completed,
    set_address,
    to_the_day,
    type_of,
)
from scripts.regex import regex

LONGEST = 10_000
"""The most characters that a note is read for; a longer one is a comment."""


_CASE_NAME = regex(
    r" vs?\.? | c\. (?!\d)|^(?:In re|In the Matter of|Ex parte|Matter of|Re|Estate of) |^R \(|^Case [CT][-–]"
)

_TREATY = regex(
    r"\b(?:Convention|Treaty|Protocol|Covenant|Charter|Agreement|Accords?|Declaration|Concordat|"
    r"Pact|Traité|Vertrag|Abkommen)\b"
)


Form = Callable[[Piece, str], Values | None]

_IBID = regex(
    r"(?:ib[ií]d(?:em)?|ib|id|ivi|idem|eadem|ebd|ebenda|(?:loc|op)\. ?cit|l\. ?c|a\. ?a\. ?O)\b\.?,?", re.IGNORECASE
)

_SAME_AUTHOR = regex(r"(?:idem|id\.|eadem|ders\.|dies\.|_+|—{2,3}|———),? ", re.IGNORECASE)


def _ibid(piece: Piece, signal: str) -> Values | None:
    match = None if _SUPRA.match(piece.plain) else _IBID.match(piece.plain)
    if not match:
        return _same_act(piece.plain)
    rest = piece.behind(match.end())
    if is_prose(words_outside(rest)) or (next(titles_of(piece), None) and _SAME_AUTHOR.match(piece.plain)):
        return None
    values: Values = {"kind": Kind.IBID}
    items = fields_of(rest)
    if len(items) > 1 and items[0].mark is None and (volume := fields.ROMAN.fullmatch(items[0].text.strip())):
        values["volume"] = volume[0]
        items = items[1:]
    tail = completed(values, items, "ibid")
    # Of a file, a diary, minutes another day: Ibid., 14 April 1958, p. 3.
    day = next((i.text.strip(" .") for i in items if i.mark is None and fields.whole_date(i.text).count("-") == 2), "")
    if day:
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
    r"sections?|§§?|chapters?|chap|ch|appendix|appendices|app|annex|pages?|pp?|tables?|figures?|"
    r"fig|anm|fn|s|kapitel|abschnitt|introduction|conclusion)\b\.?)"
    r" ?(?P<number>(?-i:[\dIVXLA-Z]|[ivx]+\b)[\w.–-]*)?",
    re.IGNORECASE,
)

_POSITION = regex(
    r"\b(?:supra|infra|above|below|ante|post|ci-dessus|ci-dessous|plus haut|plus bas|oben|"
    r"unten|preceding|following|accompanying)\b",
    re.IGNORECASE,
)

_PART_WORD = regex(r"(?:appendix|annex|part|section|chapter|table|figure)s?", re.IGNORECASE)

_NOTE_WORD = regex(r"(?:foot)?notes?|nn?\.?|fn\.?|anm\.?", re.IGNORECASE)


def _cross_reference(piece: Piece, signal: str) -> Values | None:
    words = piece.plain.strip().rstrip(".;,")
    match = _POINTING.match(words)
    if not match or len(words) > 160 or next(titles_of(piece), None):
        return None
    number, rest = match["number"], words[match.end() :]
    if number and not number[0].isdigit() and _NOTE_WORD.fullmatch(match["what"].rpartition(" ")[2]):
        return None  # N. West
    values: Values = {"kind": Kind.CROSS_REFERENCE, "words": words}
    if signal and number and _PART_WORD.fullmatch(match["what"]) and not re.match(r"\s*(?:of|to) (?!this)", rest):
        return values
    note = number and _NOTE_WORD.fullmatch(match["what"].rpartition(" ")[2])
    alone = note and words[: match.start("what")].strip() in ("", "the")
    if is_prose(words_outside(piece)) or not (alone or _POSITION.search(words)):
        return None
    bare = re.fullmatch(r"supra,? (?:notes?|n\.) ?\d+(?![–-]|\d)(?P<rest>.*)", words, re.IGNORECASE)
    if bare and (not signal or bare["rest"].strip(" .,")) and "text" not in bare["rest"]:
        return completed({"kind": Kind.SUPRA, "note": number}, fields_of(piece.behind(match.end())), "italic").values
    if re.match(r"\s*,? ?[a-z]{3,} [a-z]{3,} [a-z]{3,}", rest) and not _POSITION.search(rest):
        return None
    if note:
        values["note"] = number
    elif numbered := re.search(r"(?:notes?|nn?\.|fn\.) ?(\d[\d–-]*)", words, re.IGNORECASE):
        values["note"] = numbered[1]
    return values


_SUPRA = regex(
    r",? ?\(?(?:\b(?:supra|above|ante|cit\.?|cité|op\. ?cit\.?|wie|as|as in|as cited in|s\. ?o\.)"
    r"[, ]*)(?:\(?(?:at |in |above |supra )*(?<![^\W\d_])(?:notes?|nn?|fn|footnote|anm|n°)\b\.? ?)"
    r"(?P<note>\d+(?:[–-]\d+)?)\)?"
    r"|,? ?\((?:see |above |supra |cf\. |vgl\. )?(?:notes?|nn?|fn|anm)\b\.? ?(?P<short>\d+)\)"
    r"|,? (?:supra|above)(?=[,.] |[,.]?$)",
    re.IGNORECASE,
)


def _supra(piece: Piece, signal: str) -> Values | None:
    match = _SUPRA.search(piece.plain)
    if not match:
        return None
    number = match["note"] or match["short"] or ""
    if chapter := _chapter_of(piece, match):
        return chapter
    if number and (item := _of_a_collection(piece, match, number)):
        return item
    values = _renamed(piece, match, kind=Kind.SUPRA, note=number)
    title = _TITLE_BEHIND.match(piece.plain, match.end())
    if title and values and has(values, "authors") and not has(values, "title"):  # Mill (Fn. 4), Salz, 12
        again = _renamed(piece, title, kind=Kind.SUPRA, note=number) or values
        values = {**again, "authors": values["authors"], "title": title["title"]}
    words = "" if next(titles_of(piece), None) else (values or {}).get("title", "")
    # The list, by Mr. Mill, supra note 4, is printed.
    sentence = "," in words and not fields.is_organisation(words.replace(",", "")) and is_prose(words_outside(piece))
    return None if sentence else values


_IN_NAMED = regex(
    rf",? in:? (?P<who>{fields.NAMED}(?:(?:,|,? and| &) {fields.NAMED})*)(?: \(eds?\.?\))?,? ?", re.IGNORECASE
)


def _chapter_of(piece: Piece, match: re.Match[str]) -> Values | None:
    """A chapter in full of a book that is cited short: B. Wu, “Ice”, in Mill, op. cit., p. 5."""
    title, values = next(titles_of(piece), None), Values()
    book = _IN_NAMED.fullmatch(piece.text.plain, title.end, piece.start + match.start()) if title else None
    if not title or not book or not _authors_before(piece._replace(end=title.start), values):
        return None
    values |= {"title": _title_of(piece.text, Field(None, "", title.first, title.last, True)), "type": Type.CHAPTER}
    values |= {"editors": fields.names(book["who"], short=True) or (), "kind": Kind.FULL}
    return completed(values, fields_of(piece.behind(match.end())), "italic").values


_TITLE_BEHIND = regex(r",? (?P<title>(?-i:[A-ZÄÖÜ])[^\d,:;.()“”\"]{3,60}), (?=(?:S\. ?|pp?\. ?|at )?\d)")


def _of_a_collection(piece: Piece, match: re.Match[str], number: str) -> Values | None:
    """An item in full, of a collection that another note cites: Mill to Wu (May 3, 1901), Mill Papers, supra note 4."""
    before, behind = piece._replace(end=piece.start + match.start()), fields_of(piece.behind(match.end()))
    items = fields_of(before)
    if len(items) < 2 or items[-1].mark is not None or not COLLECTION.search(items[-1].text):
        return None
    values = _communication(before, "")
    if not values:
        title = _title_of(piece.text, items[0]) if items[0].mark else items[0].text.strip(" .")
        values = completed({"title": title, "kind": Kind.FULL}, items[1:], "archive").values
    tail = completed({**values, "type": Type.ARCHIVE, "note": number}, behind, "archive")
    return tail.values if tail.has("container") and not tail.prose else None


def _renamed(piece: Piece, match: re.Match[str], **said: Any) -> Values | None:
    """The source whose short name stands before a match, with what is said of it and behind it."""
    values = _source_name(piece._replace(end=piece.start + match.start()))
    if not values and not said.get("note"):
        return None
    return (
        values
        if values is None
        else completed({**values, **said}, fields_of(piece.behind(match.end())), "italic").values
    )


def _source_name(piece: Piece) -> Values | None:
    """Authors and title of a short name such as Mill, *On Tides*; or "the Memorandum"."""
    title = next(titles_of(piece), None)
    plain = piece.text.plain
    if title is None:
        words = re.sub(rf" \({fields.EDITED}\)$", "", piece.plain.strip(" ,"), flags=re.IGNORECASE)
        length = len(words.split())
        if words.lower() in ("", "as", "cited", "quoted"):  # Op. cit. n. 4; as n. 4 above
            return {}
        if len(words) > 150:
            return None
        two = re.fullmatch(r"([A-Z][\w’-]+)(?:: |, )((?!(?:and|&|Inc|Ltd|Jr|LLC)\b)[^,:&]+)", words)
        if two and not re.search(r" (?:and|und|et) ", two[2]):  # Müller, Salz (wie Anm. 4)
            return {"authors": (two[1],), "title": two[2]}
        if titled := _INITIALS_AND_TITLE.fullmatch(words):  # A. Mill, Salz
            return {"authors": fields.names(titled["who"], short=True) or (titled["who"],), "title": titled["title"]}
        if people := fields.names(words, short=True):
            return {"authors": people}
        named = length < 15 and fields.is_organisation(re.sub("[:?,]", "", words))
        return {"title": words} if named or (length < 9 and not is_prose(words) and words[:1].isupper()) else None
    before = plain[piece.start : title.start].strip(" ,")
    people = fields.names(re.sub(r"[’']s$", "", before), short=True) if before else ()
    behind = plain[title.end : piece.end].strip(" ,.")
    if people is None or (len(behind.split()) > 4 and not AGAIN.fullmatch(behind)):
        return None
    called = plain[title.first : title.last].strip()
    return {"authors": people, "title": called if called.endswith("...") else called.rstrip(",").rstrip()}


_BY_INITIALS = r"(?:[A-Z]\.[ -]?)+[A-Z][\w’'-]+"
_INITIALS_AND_TITLE = regex(
    rf"(?P<who>{_BY_INITIALS}(?:(?:,|,? (?:and|e|et|und|y)| &) {_BY_INITIALS})*), (?!{_BY_INITIALS}(?:$| \())"
    r"(?P<title>[A-ZÀ-Þ][^,]+)"
)


def _title_of(text: NoteText, group: Field | Group) -> str:
    words = text.plain[group.start : group.end].strip()
    title = words.strip('“”„"«» ') if words[:1] in '“"«„' and words[-1:] in '”"»' else words
    abbreviated = re.search(r"(?:\b[A-Z]|\.\.|\b(?:Inc|Co|Ltd|Affs|etc|Jr|St))\.$", title)
    if title[-1:] in ",;:" or (title[-1:] == "." and not abbreviated):
        title = title[:-1].rstrip()
    return re.sub(r"[,.](?=[’”]$)", "", title)


def _op_cit_form(piece: Piece, signal: str) -> Values | None:
    """Mill, op. cit., p. 5; with the number of a note, Mill, op. cit. (2), p. 5."""
    match = re.search(
        r",? (?:(?:(?:op|loc|art|ouvr)\.? ?|(?<=, ))(?:cit|cité)\b\.?"
        r"(?: \((?:nn?\.? ?|note )?(?P<note>\d{1,3})\))?|a\. ?a\. ?O\.|(?<=[\w)], )id\.(?=,| at|$))",
        piece.plain,
        re.IGNORECASE,
    )
    title = next(titles_of(piece), None)
    if match and (chapter := _chapter_of(piece, match)):
        return chapter
    before = piece.plain[: title.start - piece.start] if title else ""
    if not match or len(before) > match.start() or re.search(r"\bin\b[ :]*$", before):
        return None
    return _renamed(piece, match, kind=Kind.SUPRA if match["note"] else Kind.SHORT, note=match["note"] or "")


_OF_THE_UNION = (
    r"(?P<title>(?:(?:Council|Commission|Framework|Delegated|Implementing) )*"
    r"(?:Regulation|Directive|Decision|Recommendation) "
)
_LAWS: tuple[tuple[Type, re.Pattern[str]], ...] = tuple(
    (kind, regex(pattern))
    for kind, pattern in (
        (
            Type.STATUTE,
            r"(?P<number>(?:Pub\. L\. (?:No\. )?[\d-]+|(?:H\. ?R|S)\. \d+(?=, \d+\w+ Cong)|"
            r"Exec(?:\.|utive) Order (?:No\. )?[\d,]*\d))(?:, (?=\d))?",
        ),
        (
            Type.REPORT,
            r"(?P<number>(?:(?:S|H|H\. ?R|S\. ?J|H\. ?J)\. ?(?:(?i:Conf|Con|Exec)\. )?(?i:Rep|Doc|Res|Print)\. "
            r"(?:(?i:No)\. )?[\d-]+|(?:G\. ?A|S\. ?C|H\.R\.C)\. Res\. [\d/]+))(?:, (?=\d))?",
        ),
        (Type.STATUTE, CODE.pattern),
        (
            Type.STATUTE,
            rf"(?P<title>[A-Z][^;,“”\"]{{3,120}}? Act (?P<date>{fields.YEAR}))(?= \([A-Z][\w. ]{{1,12}}\)$)",
        ),
        (Type.TREATY, r"(?P<title>U\. ?N\. Charter|UN Charter),? (?P<locator>.+)"),
        (
            Type.STATUTE,
            r"(?P<title>(?=[^§]*(?:\.|(?i:code|const|law|stat|restatement)))(?:[A-Z][\w.’'&]* ){1,7}(?:of )?"
            r"(?:\([A-Z]\w+\) )?(?:(?i:of) \w+ )?)(?P<locator>§§? ?\d)",
        ),
        (
            Type.STATUTE,
            r"(?P<title>(?:[A-Z][\w.]* )*(?:Const|CONST)\.|Fed\. R\. \w+\. P\."
            r"|Constitution of (?:the )?[A-Z]\w+"
            r"(?: of [A-Z]\w+)?(?:, (?P<date>\d{4}))?),? (?P<locator>.+)",
        ),
        (
            Type.STATUTE,
            rf"(?P<title>(?:[A-Z]\w+ )*(?:Act|Law|Statute|Ordinance|Decree|Order|Resolution) of "
            rf"(?:{fields.MONTH} \d{{1,2}}|\d{{1,2}} {fields.MONTH}),? {fields.YEAR})",
        ),
        (Type.STATUTE, _OF_THE_UNION + r"[^\[\]]{3,400}?)(?=,? \[(?P<date>\d{4})\] O\.?J|, O\.?J\.? )"),
        (
            Type.STATUTE,
            _OF_THE_UNION + r"(?:\([A-Z][\w, ]*\) )?"
            r"(?:[Nn]o\.? ?)?(?:(?P<date>(?:19|20)\d\d)/\d+|\d+/\d+)(?:/[A-Z]{2,})?)(?=,|$)",
        ),
        (Type.OTHER, r"(?P<title>(?:HC |HL )?Hansard(?:,? H[CL])?|H[CL] Deb)(?: \([^()]*\))?,? "),
    )
)
"""The laws, codes and debates that are named without marks, with what their names say. The first that fits is it."""

_ACT = regex(
    r"(?:[Tt]he )?(?P<title>[A-Z\d].*? ?(?:Act|Acts|Regulations?|Ordinance|Code|Bill|Rules|"
    r"Law|Statute|Decree|Order|Loi|Gesetz)\b(?: \([^()]*\))?(?: [Nn]o\.? ?\d[\w/-]*)?(?: of|,)? ?(?P<date>(?:1[0-9]|"
    r"20)\d\d)?)(?!\w|[–-]\d| (?:and|of|on|for|to) )"
)


def _law(piece: Piece, match: re.Match[str], kind: Type) -> Tail:
    said = match.groupdict()
    values: Values = {"kind": Kind.FULL, "type": kind}
    values |= {name: words.strip(" ,") for name, words in said.items() if words and name != "locator"}
    if dated := fields.FULL_DATES.search(said.get("title") or ""):
        values["date"] = fields.whole_date(dated[0])
    end = match.start("locator") if "locator" in said else match.end()
    return completed(values, fields_of(piece.behind(end)), "law")


def _statute(piece: Piece, signal: str) -> Values | None:
    """A section of a code, an act, a constitution; what a parliament printed."""
    plain = piece.plain.strip().rstrip(".;")
    if len(plain) > 600:
        return None
    title, prose = next(titles_of(piece), None), is_prose(words_outside(piece))
    for kind, pattern in _LAWS:
        match = pattern.match(plain)
        named = match and match.end("title") if "title" in pattern.groupindex else 0
        if prose and match and (not named or is_prose(words_outside(piece.behind(named)))):
            continue
        coded = (
            match and title and "locator" in match.re.groupindex and title.start - piece.start > match.start("locator")
        )
        if match and (title is None or coded):
            tail = _law(piece, match, kind)
            return tail.values if kind is not Type.OTHER or tail.has("date") else None
    match = _ACT.match(plain) if title is None and not prose else None
    if not match or not fields.is_organisation(match["title"].replace(",", "")):
        return None
    tail, rest = _law(piece, match, Type.STATUTE), plain[match.end() :].lstrip(" ,")
    if not match["date"] and not re.match(r"R?S[A-Z]{1,3} \d{4}|\d{1,3} [A-Z][\w.]+(?: [A-Z][\w.]+)* (?:§|\d)", rest):
        numbered = re.search(rf" of {fields.YEAR}$", tail.values.get("number", ""))
        numbered = numbered or re.search(r" [Nn]o\.? ?\d[\w/-]*$", match["title"].strip(" ,"))
        sections = _SECTIONS.match(tail.values.get("locator", ""))
        if "," in match["title"].strip(" ,") or not (numbered or sections):
            return None
        tail.values["kind"] = Kind.FULL if numbered else Kind.SHORT  # of an act before, if there is one
    return None if tail.prose > 1 else tail.values


_SECTIONS = regex(r"(?:§|¶|ss?\b|sec|art|reg|rule|cl|sch)[a-z]*\.? ?[\dIVX]", re.IGNORECASE)


_COMMON_COURT = regex(
    r"(?P<number>(?:Joined )?Cases? [A-Z]-\d+/\d+(?:(?:,| and|, and) [A-Z]-\d+/\d+)*),? (?P<title>[^*“‘\"]+?),? "
    r"(?:ECLI:)?EU:[A-Z]:(?P<date>\d{4}):\d+"
)


_DECISION = regex(
    r"(?P<court>[A-ZÄÖÜ][\w. -]{1,40}?)(?:,? (?:Urteil|Urt\.|Beschluss|Beschl\.|Entscheidung|Verfügung|arrêt|jugement|"
    r"ordonnance|décision|[Ss]ent[ei]n[cz]i?a))?,? (?:(?:vom|v\.|du|of|de|del) )?"
    rf"(?P<date>{fields.FULL_DATES.pattern.replace('?P<', '?P<_')})(?: ?[,–-] ?| )(?:Az\.:? ?|Nr\. ?)?"
    r"(?P<number>n° ?\d[\d.-]+|(?:[\w()]{1,7} ){1,3}\d{1,5}/\d{2,4})(?=[,.; ]|$)",
    re.IGNORECASE,
)


def _judgment(piece: Piece, signal: str) -> Values | None:
    """Case C-26/13 Mill v Wu EU:C:2014:282, para 71; by court, day, number: BGH, Urteil vom 3. Mai 2019 – I ZR 1/18."""
    match = _COMMON_COURT.match(piece.plain) or _DECISION.match(piece.plain)
    if not match or not piece.plain[:1].isupper():
        return None
    values: Values = {n: said.strip(" ,") for n, said in match.groupdict().items() if said and n[0] != "_"}
    values |= {"kind": Kind.FULL, "type": Type.CASE, "date": fields.whole_date(match["date"])}
    completed(values, fields_of(piece.behind(match.end())), "law")
    return values


_FILING = regex(
    r"(?P<title>(?:[A-Z][\w.’'-]* (?:(?:of|for|in|to|and|the|on|by) ){0,2}){0,6}?(?:Brief|Complaint|Motion|Petition|"
    r"Transcript|Order|Opinion|Answer|Reply|Declaration|Affidavit|Deposition|Notice|Memorandum|Stipulation|Appendix|"
    r"Indictment|Judgment|Comments|Argument)\b[^,“\"(]{0,80}?)(?:,? at (?P<locator>\d[\d:–-]*(?:, \d[\d–-]*)*))?,? "
    r"(?:in )?(?=[^,]{1,80} vs?\. |In re |Ex parte )"
)


def _filing(piece: Piece, signal: str) -> Values | None:
    """What a party or a court put on file in a case: Brief for Petitioner at 14, Roe v. Harrow, 9 Dun. 40 (1880)."""
    match = _FILING.match(piece.plain)
    case = _titled(piece.behind(match.end()), "") or _bare(piece.behind(match.end()), "") if match else None
    if not match or not case or case.get("type") is not Type.CASE:
        return None
    said = {name: words.strip() for name, words in match.groupdict().items() if words}
    kept = {name: value for name, value in case.items() if name not in ("volume", "pages", "locator")}
    return {**kept, "container": case["title"], **said, "kind": Kind.FULL, "type": Type.OTHER}


# A court's own reports, volume, first page, place: BVerfGE 9, 40 (44); Harrow Court (Court of Tides), HTidGE, 9, 40
_COURT_REPORTS = regex(
    r"(?:(?P<authors>[A-Z][\w ]+?(?: \([A-Z][\w ]+\))?)(?:,|:) )?"
    r"(?P<container>(?:[A-Z][a-zäöü]{0,4}){2,5}(?:E|Z|St)),? (?P<volume>\d{1,3}), (?P<pages>\d{1,4})"
    r"(?:(?:, | \()(?P<locator>\d[\d–-]*(?: ?ff?\.?)?)\)?)?"
)


# A court's own reports by the year, with series or page: Pub. I.C.T. (1927), Series A, No. 4; I.C.T. Reports, 1960, 6
_YEARLY_REPORTS = regex(
    r"(?:(?P<title>[A-Z][^(),.“”\"]* Cases?),? )?(?P<container>(?:Pub\. )?(?:[A-Z]\.){2,}(?: (?:Reports|Rep\.))?),? "
    rf"\(?(?P<date>{fields.YEAR})\)?,? (?P<number>Series [A-Z](?:/[A-Z])?, No\. \d+)?(?:(?P<pages>\d+)(?![–-]))?"
)


# S.S. Lotus (Fr. v. Turk.), Judgment, 1927 P.C.I.J. (ser. A) No. 10, ¶ 4 (Sept. 7)
_WORLD_COURT = regex(
    rf"(?P<title>[A-Z][^();]* \([^()]* v\. [^()]*\)),(?: (?P<remark>[A-Z][\w ]+?),)? (?P<date>{fields.YEAR}) "
    r"(?P<container>(?:P\. ?C\. ?)?I\. ?(?:C\. ?)?J\.(?: Rep(?:orts|\.))?(?: \(ser\. [A-Z/]+\))?) "
    r"(?:No\. (?P<number>\d+)|(?P<pages>\d+))"
)


def _world_court(piece: Piece, signal: str) -> Values | None:
    """A case before the court of nations, whose parties stand in parentheses behind its name."""
    match = _WORLD_COURT.match(piece.plain)
    if not match:
        return None
    values: Values = {name: said for name, said in match.groupdict().items() if said}
    values |= {"kind": Kind.FULL, "type": Type.CASE}
    behind = piece.behind(match.end())
    if day := re.search(rf"\(({fields.MONTH} \d{{1,2}})\)", behind.plain):
        values["date"] = fields.whole_date(f"{day[1]}, {match['date']}") or match["date"]
    items = [i for i in fields_of(behind) if not (day and i.mark is Sign.PAREN and i.text == day[1])]
    return completed(values, items, "law").values


def _reported(piece: Piece, signal: str) -> Values | None:
    """A case that the text names: 14 Rep. 212 (1871); 14 Rep. at 219."""
    year = re.match(rf"[\[(]({fields.YEAR})[\])],? (?=[A-Z\d])", piece.plain)  # [2012] 3 WLR 33; (1874), 14 Harrow 7
    if year and not next(titles_of(piece), None):
        case: Values = {"kind": Kind.FULL, "date": year[1], "type": Type.CASE}
        tail = completed(case, fields_of(piece.behind(year.end())), "law")
        return None if tail.prose or not tail.has("container", "number") else case
    if match := _COURT_REPORTS.fullmatch(piece.plain.strip(" .;")):
        court = (match["authors"],) if match["authors"] else ()
        return {"kind": Kind.FULL, "type": Type.CASE, **match.groupdict(), "authors": court}
    if yearly := _YEARLY_REPORTS.match(piece.plain):
        said = {name: words for name, words in yearly.groupdict().items() if words}
        values: Values = {"kind": Kind.FULL, "type": Type.CASE, **said}
        tail = completed(values, fields_of(piece.behind(yearly.end())), "law")
        return tail.values if not tail.prose and tail.has("pages", "locator", "number") else None
    items = fields_of(piece) if piece.plain[:1].isdigit() else []
    if not items or items[0].mark is not None or not REPORTER.fullmatch(items[0].text.strip(" .")):
        return None
    kinds = {"laws": Type.STATUTE, "stat": Type.STATUTE, "rev": Type.ARTICLE, "j": Type.ARTICLE}
    named = (kinds.get(word) for word in fields.folded(items[0].text).split())
    tail = completed({"kind": Kind.FULL, "type": next(filter(None, named), Type.CASE)}, items, "law")
    short = tail.values["kind"] is Kind.SHORT
    if tail.prose or tail.strange or not tail.has("volume") or not (short or (tail.has("date") and tail.has("pages"))):
        return None
    return {**tail.values, "type": None} if short else tail.values


# Convention (V) on Ice art. 2, Oct. 18, 1907, 36 Stat. 2310
_TREATY_IN_SERIES = regex(
    r"(?P<title>[A-Z][^;“”\"]{5,300}?)(?:,? (?P<locator>(?:arts?|paras?|pmbl|annex|§§?)\b\.? ?[\d–-][^,;]{0,20}))?"
    r", (?:(?:opened for signature|adopted|signed|done|concluded),? )?"
    rf"(?P<date>{fields.MONTH} \d{{1,2}}, {fields.YEAR})"
    r", (?P<volume>\d{1,4}) (?P<container>(?:[A-Z]\. ?){1,4}[A-Z]\.|Stat\.|UNTS|LNTS|ILM) ?(?P<pages>\d+)(?!\w)"
)

_WITH_ITS = regex(r" (?:and|with) its [a-z]+(?=,|$)")  # Convention on Ice and its protocols


def _treaty(piece: Piece, signal: str) -> Values | None:
    """A treaty by its name, with its date or an article."""
    if (printed := _TREATY_IN_SERIES.match(piece.plain)) and _TREATY.search(printed["title"]):
        said = {name: words for name, words in printed.groupdict().items() if words}
        said["date"] = fields.whole_date(said["date"])
        told = {**said, "type": Type.TREATY, "kind": Kind.FULL}
        tail = completed(told, fields_of(piece.behind(printed.end())), "law")
        return None if tail.prose else tail.values
    if next(titles_of(piece), None) or is_prose(_WITH_ITS.sub("", words_outside(piece))):
        return None
    items = fields_of(piece)
    first = items[0].text if items and items[0].mark is None else ""
    match = re.fullmatch(r"(?P<title>.+?) (?P<locator>[Aa]rts?\.? ?\d.*)", first)
    if match and _TREATY.search(match["title"]):
        items[:1] = [items[0]._replace(text=match["title"]), items[0]._replace(text=match["locator"], glued=False)]
    names = [_WITH_ITS.sub("", i.text) if i.mark is None else "" for i in items[:3]]
    treaties = [bool(_TREATY.search(name)) and fields.is_organisation(name) for name in names]
    if not any(treaties):
        return None
    index = treaties.index(True)
    authors = fields.names(", ".join(i.text for i in items[:index])) if index else ()
    if authors is None:
        return None
    title = re.sub(r"^the ", "", items[index].text.strip())
    values: Values = {"authors": authors, "title": title, "type": Type.TREATY, "kind": Kind.FULL}
    tail = completed(values, items[index + 1 :], "law")
    if not tail.has("date", "container", "url"):
        values |= {"kind": Kind.SHORT, "type": None}
    return values if not tail.prose and tail.has("type", "locator") else None


_COMMUNICATION = regex(
    r"(?P<what>(?:(?!(?:an?|the|this|that|in|on|of|for|from|by) )[\w’'-]+ ){0,2}?"
    r"(?:e-?mail|letter|memorandum|memo|interview|communication|correspondence|"
    r"conversation|telephone call|message|telegram|entretien|lettre|courriel|brief|gespräch)"
    r"s?(?: (?:by|to|with|de|par) (?:the |l[’'])?(?:author|auteure?))?)"
    r" (?P<way>from|with|to|by|de|avec|von|mit|an|à) (?P<who>[^,(]+?)(?=,| to the author| "
    r"to author| to (?=[A-Z])| \d|\(|$|\.$)",
    re.IGNORECASE,
)


def _communication(piece: Piece, signal: str) -> Values | None:
    """E-mail from Teo Malik, 2 February 2021; Ada Mill, interview by the author, 3 May 2019; Mill to Wu, 3 May 1901."""
    plain, items, title_at = piece.text.plain, fields_of(piece), next(titles_of(piece), None)
    talk = next((i for i, item in enumerate(items[1:4], 1) if item.mark is None and _TALK.match(item.text)), 0)
    if any(fields.whole_date(item.text) for item in items[1:talk]):
        talk = 0  # behind the date of a letter is its collection
    letter = _EDITED_LETTER.match(piece.plain) if title_at and not talk else None
    if title_at and letter and fields.is_name(letter["who"]):
        book = _titled(piece.behind(letter.end()), "") or {}
        kept = {n: v for n, v in book.items() if n not in ("title", "date", "authors", "type", "kind", "within")}
        kept |= {"authors": (letter["who"],), "title": letter["title"], "date": fields.whole_date(letter["date"])}
        return {**kept, "container": book["title"], "type": Type.ARCHIVE, "kind": Kind.FULL} if book else None
    if title_at:
        return _talk(piece, items, talk) if talk and title_at.start > items[talk].start else None
    values: Values
    if (match := _COMMUNICATION.match(piece.plain)) and not is_prose(words_outside(piece)):
        called = re.sub(r"^(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Miss|Herr|Frau) ", "", match["who"].strip())
        who = fields.names(re.sub(r"^(?:an? |the ).*", "", called), short=True) or ()
        end = piece.start + match.end()
        letter = re.match(r"(?:letter|memo|telegram|lettre|brief)", match["what"], re.IGNORECASE)
        if letter and " to " in plain[end : end + 120]:
            while end < piece.end and not (plain[end] in ",(" and _ends_title(plain, end)):
                end += 1
        title = plain[piece.start : end].strip(" ,.")
        if (on := re.search(r",? (?:on|dated) (?=[A-Z\d])", title)) and fields.date_at(plain, piece.start + on.end()):
            end, title = piece.start + on.end(), title[: on.start()]
        values = {"authors": who, "title": title, "type": Type.ARCHIVE if letter else Type.INTERVIEW, "kind": Kind.FULL}
        if pages := re.search(r" (\d[\d–-]*)$", title):
            values |= {"title": title[: pages.start()], "locator": pages[1]}
        completed(values, fields_of(piece._replace(start=end)), "archive")
        return values if len(values) > 4 or who else None
    if len(items) > 3 and items[1].mark is Sign.PAREN and items[2].text.startswith("to "):  # Mill (for Wu) to Lee
        items[:3] = [items[0]._replace(text=f"{items[0].text} ({items[1].text}) {items[2].text}")]
    first = items[0].text.strip() if len(items) > 1 and items[0].mark is None else ""
    named = first[:1].isupper() and re.fullmatch(
        r"(?:[\w’'-]+ ){0,2}(?:interview|e-?mail|conversation|correspondence|communication|telephone call)s?"
        r"(?: (?:no\. ?|#)?[A-Z]{0,3}\d+[a-z]?)?",
        first,
        re.IGNORECASE,
    )
    if named and any(fields.whole_date(i.text) for i in items[1:]):
        return completed({"title": first, "type": Type.INTERVIEW, "kind": Kind.FULL}, items[1:], "archive").values
    if talk:
        return _talk(piece, items, talk)
    match = re.fullmatch(r"(?P<from>[^,(]+)(?: \([^()]*\))? (?:to|an|à) (?P<to>[^,]+)", first)
    if (
        match
        and fields.is_name(match["from"])
        and (fields.is_name(match["to"]) or fields.is_organisation(match["to"].removeprefix("the ")))
        and fields.whole_date(items[1].text)
    ):
        values = {"authors": (match["from"],), "title": first, "type": Type.ARCHIVE, "kind": Kind.FULL}
        return completed(values, items[1:], "archive").values
    return None


# Mill to Wu, 3 May 1912, in *Letters of Mill*
_EDITED_LETTER = regex(
    r"(?P<title>(?P<who>[A-Z][\w. ’-]+?) to [A-Z][\w. ’-]+), (?P<date>[^,]{4,20}(?:, \d{4})?),? (?:printed )?in (?=\S)"
)


def _talk(piece: Piece, items: list[Field], index: int) -> Values | None:
    """Ada Mill, former minister, interview by Bo Tarn, Lisbon, 3 May 2019; the talk is the item at an index."""
    talk, rest = items[index], items[index + 1 :]
    begins = next((i for i in items[1:index] if i.mark is not None or i.text[:1].islower()), talk)
    people = fields.names(", ".join(i.text for i in items[: items.index(begins)] if i.mark is None), short=True)
    values: Values = {"type": Type.INTERVIEW, "kind": Kind.FULL}
    if people and fields.is_name(people[0].replace(",", "")):
        said = piece.text.plain[begins.start : talk.end].replace("), ", ", ")
        values |= {"authors": people, "remark": said.strip(" .;,")}
    elif items[0].mark is None and items[0].text[:1].isupper() and not is_prose(words_outside(piece)):
        values["title"] = piece.text.plain[piece.start : talk.end].strip(" .;,")
    else:
        return None
    if rest and rest[0].mark not in (None, Sign.PAREN, Sign.BRACKET, Sign.ADDRESS):
        printed, *rest = rest
        values["container"] = _title_of(piece.text, printed)  # a paper, or a programme and who broadcast it
        if rest and rest[0].mark is None and not fields.date_at(rest[0].text):
            values["publisher"] = rest.pop(0).text.strip(" .")
    if not completed(values, rest, "archive").has("date"):
        return {**values, "remark": "", "kind": Kind.SHORT} if people else None
    return values


_TALK = regex(
    r"(?:[\w-]+ ){0,2}"
    r"(?:interview(?:ed)?|e-?mail|message|letter|conversation|communication|correspondence|discussion|telephone call|"
    r"pers\. comm)\b",
    re.IGNORECASE,
)


def _ends_title(plain: str, place: int) -> bool:
    """Whether the description of a letter ends at a comma or parenthesis: a date or a place in an archive follows."""
    rest = plain[place + 1 : place + 60].strip()
    kept = SHELFMARK.match(rest) or REPOSITORY.match(rest.partition(",")[0])
    kept = kept or re.match(r"[A-Z][\w ]+ (?:Papers|Archives?|Library)", rest)
    return bool(plain[place] == "(" or kept or fields.date_at(rest))


_AT_PAGE = regex(r"at (?P<page>\*?[A-Z]?\d+)[ .]*$")


def _is_issue(items: Sequence[Field]) -> bool:
    """Whether a periodical's name and the month of an issue come first."""
    name, day = items[0], items[1]
    month = fields.whole_date(day.text).partition("/")[0].count("-") == 1
    return month and name.mark is None and fields.is_organisation(name.text.strip())


def _titled(piece: Piece, signal: str) -> Values | None:
    """A source with its title in quotation marks or italics; most notes have this form."""
    title = next(titles_of(piece), None)
    if title and title.mark is Sign.ITALIC and (values := _in_italic_paper(piece, title) or {}):
        return values
    values = {}
    if title is None or not _authors_before(piece._replace(end=title.start), values):
        return None
    words = _title_of(piece.text, Field(None, "", title.first, title.last, True))
    quoted = title.mark is not Sign.ITALIC
    before = piece.text.plain[piece.start : title.start]
    if quoted and words[:1].islower() and re.search("[’']s?(?: [a-z]+){0,3} $", before):
        return None  # Mill's "thin ice" is a phrase
    values["title"] = words
    link = next((link.url for link in piece.text.links if link.start == title.start), "")
    if title.mark is Sign.LINK and link.startswith("http"):
        set_address(values, link)
    prefix, end = values.pop("prefix", ""), title.end
    if quoted and (more := _TITLE_GOES_ON.match(piece.text.plain, end, piece.end)) and (prefix or more["joined"]):
        end = more.end()
    if prefix or end > title.end:
        values["title"] = f"{prefix} {piece.text.plain[title.start : end].rstrip(',')}".strip()
    items = sentences(piece._replace(start=end))
    if title.mark is Sign.LINK and not values.get("authors") and len(items) > 2:  # [Tides](https://…), Ada Mill, Ledger
        who, outlet = (item.text if item.mark is None else "" for item in items[:2])
        if _is_person(who) and fields.is_organisation(outlet) and not fields.whole_date(outlet):
            values["authors"], items = fields.names(who), items[1:]
    alone = title.mark is Sign.LINK and not (items or values.get("authors"))
    if alone and _in_own_sentence(words) and piece.text.plain.strip(" .") != words:
        values["title"] = ""
    if not quoted and items and items[0].mark is None and items[0].glued and items[0].text[:1] in "’'":
        return None
    if match := re.match(r"(?P<number>[A-Z]{1,6}[-–./ ]?\d[\w./-]*): (?=[A-Z])", values["title"]):
        values |= {"number": match["number"], "title": values["title"][match.end() :]}
    if not quoted and len(items) > 2 and (at := _AT_PAGE.match(items[2].text)) and _is_issue(items):
        # *Tides*, Dunmore Rev., Jan. 2009, at 28, 34
        values |= {"container": items[0].text.strip(), "pages": at["page"]}
        items = [items[1], *([items[3]._replace(colon=True)] if len(items) > 3 else []), *items[4:]]
    volume = not (quoted or values.get("authors")) and len(items) > 1 and re.fullmatch(r"\d{1,3}", items[0].text)
    if volume and items[1].mark is Sign.PAREN and fields.whole_date(items[1].text):  # *Ledger*, 12 (1901), 45
        values |= {"container": values["title"], "title": "", "volume": volume[0]}
        items = items[1:]
    values, items = _shaped(values, _contained(values, items, piece.text) if quoted else items)
    form = "quoted" if quoted or values.get("container") else "italic"
    if _CASE_NAME.search(words) and not (quoted or any(map(is_of_a_press, items))):
        values["type"], form = Type.CASE, "law"
        if items and items[0].mark is Sign.PAREN and re.fullmatch(r"[Nn]o\.? ?\d+", items[0].text.strip()):
            values["title"] += f" ({items.pop(0).text.strip()})"  # *Mill v Wu* (No 2) [1997] SLTR 88
    hint = values.pop("hint", "")
    tail = completed(values, items, form)
    tail.hint += hint
    return _judged(values, tail, quoted=quoted)


# The Market for “Frost”: Ice and Fraud, 84 Dun. L. Rev. 488; “Thin Ice” and Other Errors, Weir Papers
_TITLE_GOES_ON = regex(r"(?<![,.?!][”’\"])(?::|(?P<joined> and)) [A-Z][^\d,.“”\"()]+(?=, (?:\d{1,4} )?[A-Z])")


def _in_italic_paper(piece: Piece, paper: Group) -> Values | None:
    """An article without marks in a paper in italics: Ada Mill, Tides of the Fens, the *Ledger*, 3 May 2019."""
    plain = piece.text.plain
    dated = fields.date_at(plain, next_start(plain, paper.end + (plain[paper.end : paper.end + 1] == ",")))
    if not dated or "-" not in dated[0] or "," not in plain[piece.start : paper.start]:
        return None
    before, behind = fields_of(piece._replace(end=paper.start)), fields_of(piece._replace(start=paper.end))
    if len(before) > 1 and before[-1].text.strip().lower() in ("the", "in", "in the", "in:"):
        before.pop()
    *people, title = before or [Field(None, "", 0, 0, True)]
    words, who = title.text.strip(" ."), ", ".join(item.text for item in people)
    if not who or any(item.mark for item in before) or not behind:
        return None
    named = fields.names(who) if all(_is_person(item.text) for item in people) or is_institution(who) else None
    if not named or fields.is_name(words) or is_institution(words) or not words[:1].isupper() or is_prose(words):
        return None
    container = _title_of(piece.text, Field(None, "", paper.first, paper.last, True))
    values: Values = {"authors": named, "title": words, "container": container}
    return _judged(values, completed(values, sentences(piece._replace(start=paper.end)), "quoted"), quoted=True)


_NUMBERED = regex(
    r"(?:(?:circular|report|memorandum|order|bulletin|decision|resolution|doc|document|directive|"
    r"case|joined cases|paper|notice|opinion|advisory opinion|application|docket)\b\.? )+"
    r"(?:nos?\.? ?|number )?[A-Z]?[\w./–-]*\d[\w./–-]*(?: and [A-Z]?[\w./–-]*\d[\w./–-]*)?",
    re.IGNORECASE,
)

# Ice Board notice of 3 May 2019
_ISSUED_ON = regex(r"(?P<who>.+?)(?P<what>(?: [a-z-]+){1,3}) (?:of|dated) (?P<date>.*\d{4})")
_GENRE = regex(r"Opinion|Editorial|Op-?[Ee]d|Note|Comment|Book Review|Letter to the Editor|Student Note")
_LEADS = regex(
    r"(?:according|in|on|for|as|at|see|after|before|with|from|by|selon|dans|pour|d’après|nach|"
    r"in|laut|under|like|unlike|following|about|zum?|zur|über|sur)\b",
    re.IGNORECASE,
)


def _authors_before(piece: Piece, values: Values) -> bool:
    """Read what stands before a title: authors, editors, or the beginning of the title itself. False if it is prose."""
    words, quoted = piece.plain.strip(), piece.text.plain[piece.end : piece.end + 1] in tuple('“„"‘«')
    if not words or words.lower() in ("the", "a", "an", "in", "in:", "le", "la", "les", "der", "die", "das"):
        values["article"] = words[:1].isupper() and words != "In:"
        return True
    if match := re.fullmatch(
        r"(?:(?P<who>[^,]+), )?(?P<prefix>(?:reply|review|book review|response|comment|letter|"
        r"answer|introduction|preface|foreword|afterword)s? (?:to|on|of))",
        words,
        re.IGNORECASE,
    ):
        values |= {"prefix": match["prefix"], "authors": (match["who"],) if match["who"] else ()}
        return True
    issued = _ISSUED_ON.fullmatch(words.rstrip(" ,"))
    if issued and (date := fields.whole_date(issued["date"])) and fields.is_organisation(issued["who"]):
        values |= {"authors": (issued["who"],), "date": date, "hint": issued["what"]}
        return True
    match = re.fullmatch(r"(?P<who>.+?)[’']s?(?: [a-z]+){0,3}", words)
    match = match or (re.fullmatch(r"(?P<who>[^,:]+ [^,:]+) in", words) if quoted else None)  # by Ada Mill in “Tides”
    if match and (people := fields.names(match["who"], short=True)):
        values["authors"] = people
        return True
    if same := _SAME_AUTHOR.match(words + " "):
        values["idem"] = same[0].strip(" ,")
        words = words[same.end() :]
        if not words.strip():
            return True
    items = fields_of(piece)
    alone = len(words.split()) < 4 and fields.is_name(words) and not type_of(words)  # Mill “Tides”, 4
    alone = alone or bool(_ALL_BY_INITIALS.fullmatch(words))
    closed = words[-1:] in ",:." or (alone and quoted) or (bool(items) and items[-1].mark is Sign.PAREN)
    texts: list[str] = []
    for item in items:
        if item.mark is Sign.PAREN:
            inner = item.text.strip()
            if re.fullmatch(fields.EDITED, inner, re.IGNORECASE):
                values["edited"] = True
            elif date := fields.whole_date(inner.rstrip("abcdefg")):
                values["date"] = date
            elif texts and texts[-1].startswith("@"):
                texts[-1] = inner
            elif texts and len(inner.split()) < 4 and not inner.startswith("@"):
                texts[-1] = f"{texts[-1]} ({inner})"
        elif item.mark is None:
            text, edited = re.subn(rf"\b(?:as )?{fields.EDITED}$", "", item.text.strip(" ,:"), flags=re.IGNORECASE)
            if edited:
                values["edited"] = True
                text = text.strip()
            if text:
                texts.append(text)
        elif item.mark is Sign.BRACKET:
            texts.append(item.text)
        else:
            return False
    texts = [t for t in texts if not t.startswith("@")]
    if texts and texts[-1].endswith(".") and not is_abbreviated(texts[-1].rpartition(" ")[2].strip("."), "", ""):
        texts[-1] = texts[-1].rstrip(".")
    numbered = [t for t in texts if any(c.isdigit() for c in t) and _NUMBERED.fullmatch(t)]
    if numbered:
        values["number"] = numbered[0]
        texts = [t for t in texts if t not in numbered]
        closed = closed or not texts
    if not texts:
        return True
    if len(texts) > 1 and texts[-1] in ("in", "In"):
        texts.pop()
        closed = True
    if len(texts) > 1 and len(texts[-1].split()) < 3 and (type_of(texts[-1]) or _GENRE.fullmatch(texts[-1])):
        values["hint"] = texts.pop()  # Weir Institute, Press Release, “Tides”; Mill, Opinion, *Tides*
    *before, last = texts
    led_by = before and words.endswith(":") and (" " not in last or not fields.is_name(last, 2))
    if led_by and not quoted and last[:1].isupper():  # Kai Wu, Ice: *The History of a Norm*
        named = fields.names(re.sub("^and ", "", ", ".join(before))) or ("",)
        if all(fields.is_name(name, 2) for name in named):
            values["prefix"], texts = f"{last}:", before
        last = texts[-1]
    joined = ", ".join(texts)
    if not closed and not fields.is_name(last, 2):
        bare = re.sub(r"(?: (?:of|the|on|in|de|du|des))+$", "", re.sub(r"^(?:the|review of|a) ", "", last))
        people = fields.names(", ".join(texts[:-1])) if len(texts) > 1 else ()
        led = quoted and _LEADS.match(last)  # Zum „Frieden der Flut“
        if people is None or led or len(last.split()) > 8 or not fields.is_organisation(bare or "X"):
            return False
        if last.lower() not in ("the", "in", "a"):
            values["prefix"] = last
        values["authors"] = people
        return True
    if match := re.fullmatch(r"(?:interview|entretien) (?:with|avec) (.+)", joined, re.IGNORECASE):
        values["hint"] = "interview"
        joined = match[1]
    inverted = len(texts) > 1 and fields.is_name(texts[0]) and not re.search(r" |^[A-Z]+$", texts[0])  # Mill, Ada
    people = (fields.natural(joined) if inverted else None) or fields.names(joined, short=True)
    if people and len(texts) > 1 and is_institution(texts[0]):
        listed = re.search(r" (?:and|&|et|und) |^(?:and|&) ", last) or fields.OTHERS.search(joined)
        whole = not listed and (is_institution(last) or not fields.is_name(last, 2))
    else:
        house = people is None and len(texts) == 1 and ORGANISATIONS.search(joined) and joined[:1].isupper()
        whole = bool(house) and len(joined.split()) < 9 and not is_prose(joined) and not _LEADS.match(joined)
    if whole:
        people = (joined,)
    elif people is None and len(texts) == 1:
        people = fields.natural(joined)
    if people is None:
        if is_prose(joined) or len(texts) > 4 or not all(re.match(r"[A-Z\d“‘@]", t) for t in texts):
            people = (joined,) if len(texts) == 1 and joined.isalpha() else None
        elif all(not w[0].islower() or w in fields.SMALL for w in re.findall(r"[^\W\d_]+", joined)):
            people = tuple(texts)
    values["authors"] = people
    return people is not None


_ALL_BY_INITIALS = regex(rf"(?:{_BY_INITIALS}(?:,? and |, | & |$))+")  # A. Mill and B. Wu “Tides”


def _contained(values: Values, items: list[Field], text: NoteText) -> list[Field]:
    """A container in italics within the first parenthesis behind a title: ‘Ice’ (*Water Law Blog*, 3 May 2011)."""
    paren = items[0] if items and items[0].mark is Sign.PAREN else None
    inside = next(iter(text.groups(paren.start, paren.end)), None) if paren else None
    if not paren or not inside or inside.mark is not Sign.ITALIC or inside.start != paren.start:
        return items
    values["container"] = text.plain[inside.first : inside.last].strip(" ,.")
    rest = text.plain[inside.end : paren.end].strip(" ,")
    return [paren._replace(text=rest), *items[1:]] if rest else items[1:]


def _shaped(values: Values, items: list[Field]) -> tuple[Values, list[Field]]:
    """Find the container among the fields behind the title, and take it out of them."""
    within, kept = False, list[Field]()
    for index, item in enumerate(items):
        if item.mark is Sign.QUOTE:
            return values, items
        if item.mark not in (Sign.ITALIC, Sign.LINK):
            kept.append(item)
            continue
        before = items[index - 1].text.strip(" ,:").lower() if index else ""
        book = next((i for i, f in reversed([*enumerate(kept)]) if f.mark is None and _IN.match(f.text)), None)
        if book is not None and not values.get("container"):
            edited = [_IN.sub("", f.text) for f in kept[book:] if f.mark is None]
            edited = [re.sub(rf"\b{fields.EDITED}$", "", words).strip(" ,") for words in edited]
            people = fields.names(", ".join(filter(None, edited)), short=True)
            if people and all(f.mark in (None, Sign.PAREN) for f in kept[book:]):
                values["editors"] = people
                del kept[book:]
                within = True
        if re.search(r"(?:review of|compte rendu de|rezension)(?: the)?$", before):
            kept.append(item._replace(mark=None, text=f"review of {item.text}"))
            continue
        container = item.text.strip(" ,;:")
        last = kept[-1].text if kept and kept[-1].mark is None else ""
        if last and before in ("in", "in the", "dans", "the", "from", "en", "dans le"):
            within = within or before.startswith(("in", "dans", "en"))
            kept.pop()
        elif match := re.search(r",? (?:in|dans)$", last):
            within = True
            kept[-1] = kept[-1]._replace(text=last[: match.start()])
        elif item.glued and (match := _COUNTED.fullmatch(last)):  # (2001) 12(3) *Journal of Cold* 45, 47
            values |= {"container": container, **{name: said for name, said in match.groupdict().items() if said}}
            behind = items[index + 1 :]
            text = behind[0].text if behind and behind[0].mark is None else ""
            if page := re.match(r"[A-Za-z]*\d[\d–-]*(?=$|[ .])", text):
                values["pages"] = page[0]
                behind[0] = behind[0]._replace(text=text[page.end() :].strip(" ."))
            return values, [*kept[:-1], *behind]
        elif (
            item.glued
            and len(last.split()) < 6
            and fields.is_organisation(last)
            and not (fields.is_name(last, 2) or ROLE.match(last))
        ):
            values |= {"container": f"{kept.pop().text} {item.text.strip(' ,.')}", "within": within}
            return values, [*kept, *items[index + 1 :]]
        values["container"] = container if re.search(r"\b\w{1,6}\.$", item.text.strip()) else container.rstrip(".")
        if within and not _is_volume(items[index + 1 : index + 3]):
            values["type"] = Type.CHAPTER
        return values, [*kept, *items[index + 1 :]]
    return values, items


_COUNTED = regex(r"(?P<volume>\d{1,4})(?: ?\((?P<number>[\w –/-]{1,16})\))?")


def _is_volume(items: Sequence[Field]) -> bool:
    """Whether a journal's volume and year follow: in: *Zeitschrift* 14 (1997)."""
    counted = len(items) == 2 and re.fullmatch(r"\d{1,4}(?:[./:]\d{1,3})?", items[0].text.strip(" ."))
    return bool(counted and items[1].mark is Sign.PAREN and fields.whole_date(items[1].text))


_IN = regex(r"^(?:[Ii]n|[Dd]ans)\b:? ")


def _judged(values: Values, tail: Tail, *, quoted: bool) -> Values | None:
    """Tell the kind and the type of a source from what was read of it; None if its words are those of a sentence."""
    within = values.pop("within", False) or values.get("type") is Type.CHAPTER
    article = values.pop("article", False)
    if tail.prose and (article or (is_prose(values.get("remark", "")) and not has(values, *_IMPRINT))):
        return None
    if values.pop("edited", False) and not values.get("editors") and values.get("authors") and not quoted:
        values["editors"] = values.pop("authors")
    paper = not quoted and not tail.hint and not has(values, "container", "authors", "publisher", "edition", "type")
    paper = paper and not re.search("Doc|/", values.get("number", ""))
    if paper and values.get("date", "").count("-") == 2:
        values |= {"container": values["title"], "title": "", "type": Type.NEWS}
    bare = not has(values, "authors", "container", "locator", *_IMPRINT)
    alone = quoted and not has(values, "container", "locator", *_IMPRINT)  # Wu: “I have had much joy of it …”
    if ((quoted and bare) or (alone and len(values["title"]) > _LONGEST_SENTENCE)) and sentence_like(values["title"]):
        return None
    kind, act = values.pop("kind", None), re.search(rf"\bAct(?: of|,)? (?P<date>{fields.YEAR})$", values["title"])
    if act and has(values, "locator", *_IMPRINT):
        values["date"] = values.get("date") or act["date"]
    if kind is Kind.SHORT and within:
        kind = Kind.FULL
    evidence = has(values, *_IMPRINT) or (has(values, "container") and (quoted or has(values, "volume", "pages")))
    values["kind"] = kind or (Kind.FULL if evidence else Kind.SHORT)
    if values["kind"] is not Kind.FULL:
        values.pop("type", None)
        return values
    values["type"] = Type.CHAPTER if within and kind else _type(values, tail, quoted=quoted, within=within)
    return values


_LONGEST_SENTENCE = 120
"""The most letters of a title that reads as a sentence, where only its author is told; what is longer is quoted."""

_IMPRINT = ("publisher", "place", "date", "url", "doi", "number", "accessed", "editors")


def _type(values: Values, tail: Tail, *, quoted: bool, within: bool = False) -> Type:
    hint = f"{tail.hint} {values.get('number', '')} {values.get('remark', '')}"
    known, title, container = values.get("type"), values.get("title", ""), values.get("container", "")
    page = has(values, "url") and not has(values, "publisher", "editors", "pages", "volume")
    if known and not (known is Type.CHAPTER and page):
        return Type(known)
    if re.search(r"\bHearings?\b", title):
        return Type.OTHER
    if not quoted and _CASE_NAME.search(title) and not (tail.imprint and has(values, "place")):
        return Type.CASE
    if kind := type_of(tail.hint):
        return kind
    if re.search(r"\bAct\b(?: of)?,? \d{4}|Pub\. L\.|^An Act ", f"{title} {hint}"):
        return Type.STATUTE
    if _TREATY.search(title) and not has(values, "authors", "publisher"):
        return Type.TREATY
    if quoted or (container and not tail.imprint):
        if within and page:
            return Type.ONLINE
        if has(values, "volume", "doi") or (container and has(values, "pages")) or values.get("date") == "forthcoming":
            return Type.ARTICLE
        if re.search(r"\bblog\b|\.(?:com|org|net|info)\b|\.\w\w$", container, re.IGNORECASE):
            return Type.ONLINE
        if container and values.get("date", "").count("-") == 2:
            return Type.NEWS
        if container and has(values, "number", "locator"):
            return Type.ARTICLE
        if tail.behind and has(values, "date", "number"):
            return Type.REPORT
        return Type.ONLINE if container or has(values, "url") else Type.OTHER
    first = next(iter(values.get("authors", ())), "")
    house = first and (is_institution(first) or not fields.is_name(first.replace(",", ""), 2))
    in_series = has(values, "place") and container and not re.search(r"(?:Papers?|Reports?)$", container)
    if house or (has(values, "number") and not in_series) or type_of(hint) is Type.REPORT:
        return Type.REPORT
    if has(values, "url") and not has(values, "publisher"):
        return Type.REPORT if values["url"].endswith(".pdf") else Type.ONLINE
    return Type.BOOK


def _archive(piece: Piece, signal: str) -> Values | None:
    """A piece in an archive: its shelf mark, its collection, its house."""
    if is_prose(words_outside(piece)):
        return None
    items = fields_of(piece)
    if items and items[0].mark is None and (_CASE_NAME.search(items[0].text) or _PARTIES.match(piece.plain)):
        return None
    titles = (Sign.QUOTE, Sign.ITALIC, Sign.LINK)
    plain = list(takewhile(lambda item: item.mark not in titles, items))
    shelved = (
        i.mark is None and SHELFMARK.fullmatch(i.text.strip()) and not fields.whole_locator(i.text) for i in plain
    )
    if len(plain) < len(items) and not any(shelved):
        return None
    texts = [i.text.strip(" .;") for i in items if i.mark is None]
    marks = [t for t in texts if SHELFMARK.fullmatch(t) and not _is_detail(t)]
    houses = [t for t in texts if REPOSITORY.search(t)]
    houses = [t for t in houses if fields.is_organisation(t) or (t[0].isupper() and REPOSITORY.match(t))]
    marks = marks if any(not mark.startswith("Nr") for mark in marks) else []  # No. 4 is also an issue
    kept = houses and any(fields.whole_date(t) or COLLECTION.search(t) for t in texts)
    body = len(texts) > 2 and not houses and is_institution(texts[0])  # UN Board, Tides, A/99, 3 May 2019
    if len(texts) < 2 or not (marks or kept) or body:
        return None
    tail = Tail({"kind": Kind.FULL, "type": Type.ARCHIVE}, form="archive")
    for index, item in enumerate(items):
        text = item.text.strip(" .;")
        following = items[index + 1].text.strip(" .;") if index + 1 < len(items) else ""
        if item.mark in titles:
            tail.set("title", _title_of(piece.text, Field(None, "", item.start, item.end, True)))
        elif item.mark is None and (of := _RECORD_OF.fullmatch(text)) and (date := fields.whole_date(of["date"])):
            tail.values |= {"authors": (tail.values["title"],)} if tail.has("title") else {}
            tail.values |= {"title": text, "date": date}
        elif item.mark is None and text in houses:
            tail.set("publisher", text)
        elif item.mark is None and text in marks:
            tail.set("number", text, ", ")
        elif item.mark is Sign.PAREN and index and items[index - 1].text in marks and _KEPT_TITLE.fullmatch(text):
            *called, dated = at_commas(text)  # Weir Archives, FB 1 (Ferry Book, 1598–1655)
            tail.set("date", fields.whole_date(dated) if called else "")
            tail.set("title", ", ".join(called) if called and tail.has("date") else text)
        elif item.mark is None and tail.has("number") and not tail.has("title") and _DESCRIBED.fullmatch(text):
            tail.set("title", text)
        elif item.mark is not None or _is_detail(text) or COLLECTION.search(text) or not fields.is_organisation(text):
            tail.field(item, items[index + 1 : index + 3])
        elif texts[texts.index(text) - 1] in houses if index else following in houses:
            tail.set("place", text)
        elif (
            len(text) < 9
            and (text.isupper() or (not index and " " not in text))
            and (following in marks or index == len(items) - 1)
            and not tail.has("publisher")
        ):
            tail.set("publisher", text)
        elif not tail.has("title") and (" to " in text or tail.has("number") or not tail.has("publisher")):
            tail.set("title", text)
        else:
            tail.set("container", text)
    return tail.values


_RECORD_OF = regex(
    r"(?:minutes?|diary|journal|log|logbook|register|proceedings) (?:of|for) (?P<date>.+)", re.IGNORECASE
)
_YEARS = regex(rf" ?{fields.YEAR} ?[–-] ?(?:{fields.YEAR}|\d\d) ?")
_DESCRIBED = regex(r"[A-Z][\w’'-]+ (?=[^\d]*[a-z])[^\d]{3,120}")  # what is kept, behind its shelf mark: Report on ice
_KEPT_TITLE = regex(rf"[A-Z][a-z’'][\w’' -]+(?:, {fields.YEAR}[\d –-]*)?")


def _is_detail(words: str) -> bool:
    """Whether words are a date or a locator."""
    return bool(fields.whole_date(words) or fields.whole_locator(words))


_LAW_BOOK = regex(
    r"(?P<title>[A-Z\d].*?)(?:,? (?P<locator>(?:§§? ?[\w.:()–-]+(?:, (?:at )?\d[\d–-]*)?|\d[\d–-]*(?:, "
    r"\d[\d–-]*)*|[ivxl]+)))?,? ?$"
)


_LAW_ARTICLE = regex(
    rf"(?P<title>[A-Z\d].*?), {REPORTER.pattern}(?:,? (?:at )?(?P<locator>\d[\d–-]*(?: n\.\d+)?))?,? ?"
)


def _law_book(piece: Piece, signal: str) -> Values | None:
    """Harlan D. Pruett, Foreshore Titles and Tenures § 4.2, at 112 (3d ed. 2008): no marks round the title."""
    if next(titles_of(piece), None):
        return None
    items = fields_of(piece)
    texts = [i.text.strip() for i in takewhile(lambda item: item.mark is None, items)]
    behind = items[len(texts) :]
    dated = behind and re.search(rf"{fields.YEAR}(?: [Ee]dition)?$", behind[0].text.strip())
    imprinted = dated and behind[0].mark is Sign.PAREN
    kept = len(texts) > 1 and REPOSITORY.search(texts[0]) and SHELFMARK.fullmatch(texts[-1])
    if not imprinted or not texts or kept or re.fullmatch(r"(?:[A-Z]\.[- ]?)+", texts[-1]):  # Mill, A. (2019)
        return None
    if len(texts) == 1:  # Course Manual for Ice and Tides 33 (1994): without an author
        alone = _LAW_BOOK.fullmatch(texts[0])
        if not alone or not alone["locator"] or len(alone["title"].split()) < 4 or _lower_share(alone["title"]):
            return None
        work: Values = {"title": alone["title"], "locator": alone["locator"], "kind": Kind.FULL, "type": Type.BOOK}
        return completed(work, behind, "law").values
    release = len(texts) > 2 and re.fullmatch(
        r"(?:press|news|media) (?:release|statement)|memorandum|news release", texts[0], re.IGNORECASE
    )
    if release:
        texts = texts[1:]
    split = 1
    while split < len(texts) - 1 and _is_person(texts[split]) and not fields.locator_at(texts[split + 1]):
        split += 1
    if not re.search(r"(?:^|[ ])(?:&|and) |\.$", texts[split - 1]):  # Kai Wu, Free Tides, the Ice, and the Law
        split = 1
    counted = re.match(r"\d{1,2} (?=[A-Z])", texts[0])  # 2 Kai Wu, Ice Law § 4 (2019)
    people = fields.names(", ".join(texts[:split])[counted.end() if counted else 0 :])
    if not people:
        return None
    values: Values
    if printed := _LAW_ARTICLE.fullmatch(", ".join(texts[split:])):
        values = {"authors": people, "type": Type.ARTICLE, "kind": Kind.FULL}
        values |= {name: said for name, said in printed.groupdict().items() if said and name != "at"}
        completed(values, behind, "law")
        return values
    number = container = ""
    if split < len(texts) - 1 and _is_document(texts[split]) and not fields.whole_locator(texts[split]):
        number = texts.pop(split)
    years = f", {texts.pop()}" if split < len(texts) - 1 and _YEARS.fullmatch(texts[-1]) else ""  # Tides, 1939–1945
    if split < len(texts) - 1 and not number and _is_document(texts[-1]) and texts[-1][:4].lower() != "and ":
        number = texts.pop()
    elif split < len(texts) - 1 and to_the_day(behind[0]) and fields.is_organisation(texts[-1]):
        container = texts.pop()
    volume = fields.VOLUME.fullmatch(texts[-1]) if split < len(texts) - 1 else None
    match = _LAW_BOOK.fullmatch(", ".join(texts[split:-1] if volume else texts[split:]))
    if not match or _lower_share(match["title"]):
        return None
    values = {"authors": people, "title": match["title"].strip(" ,") + years, "kind": Kind.FULL}
    values |= {"volume": counted[0].strip()} if counted else volume.groupdict() if volume else {}
    values |= {name: said for name, said in (("number", number), ("locator", match["locator"])) if said}
    tail = completed(values, behind, "law")
    if release:
        values["type"] = Type.OTHER
    elif container:
        values |= {"container": container, "type": Type.NEWS}
    else:
        person = fields.is_name(people[0].replace(",", ""), 2) and not is_institution(people[0])
        whole = person and not re.search(r"\b(?:of|for)\b|\.$", people[0])
        values["type"] = type_of(tail.hint) or (Type.BOOK if whole or tail.has("edition") else Type.REPORT)
    return values if release or container or values.get("date") else None


def _is_document(words: str) -> bool:
    return any(c.isdigit() for c in words) and bool(fields.DOCUMENT.fullmatch(words))


def _lower_share(title: str) -> bool:
    """Whether too few words have capitals for a title that no marks set apart."""
    words = re.findall(r"[^\W\d_][\w’'-]*", title)
    lows = [w for w in words if w[0].islower() and w not in fields.SMALL and w not in PROSE_ALLOWED]
    return not words or len(lows) * 3 > len(words)


def _bare(piece: Piece, signal: str) -> Values | None:
    """A source whose title has no marks: Author, Title, Publisher, date, address. It has a date, number or address."""
    items, prose = fields_of(piece), is_prose(words_outside(piece))
    if next(titles_of(piece), None) or (prose and not _is_only_in_title(items)):
        return None
    address = next((i for i in items if i.mark is Sign.ADDRESS), None)
    if not items or items[0].mark is not None:
        return _address_values(items) if items and items[0] is address else None
    # R (on the application of Mill) v Ice Board (Respondent) [2012] 3 WLR 33
    if parties := _PARTIES.match(piece.plain):
        kept = [item for item in items if item.start >= piece.start + parties.end()]
        items = [items[0]._replace(text=parties[0], end=piece.start + parties.end()), *kept]
    first = items[0].text.strip(" .")
    paren = items[1].text if len(items) > 2 and items[1].mark is Sign.PAREN else ""
    if (edited := re.fullmatch(fields.EDITED, paren, re.IGNORECASE)) or re.fullmatch("[A-Z]{2,8}", paren):
        del items[1]  # Weir Institute (WI), Tides; Mill (ed.), Tides
    if len(items) == 1 and fields.OF_A_YEAR.fullmatch(first):
        return {"kind": Kind.FULL, "type": Type.REPORT, "number": first}
    colon = re.match(r"(?P<who>[^:]+): (?=[^\W\d_])", first)
    if colon and (_is_person(colon["who"]) or is_institution(colon["who"])):  # A. Mill: The Tide, i. 384
        items[:1] = [items[0]._replace(text=colon["who"]), items[0]._replace(text=first[colon.end() :])]
        first = colon["who"]
    speech = _SPEECH.match(first)
    if speech and len(items) > 1 and fields.whole_date(items[1].text):
        said: Values = {"authors": (speech["who"],), "title": speech["title"], "type": Type.OTHER, "kind": Kind.FULL}
        return completed(said, items[1:], "bare").values
    case = _CASE_NAME.search(first)
    items = [i._replace(text=re.sub(r"^(?:dated|vom) (?=\S* ?\S*\d)", "", i.text)) for i in items]
    if case and not case.start() and case[0].startswith(("In", "Ex", "Matter")):  # In re Wu, Inc. Petition, No. 7
        numbered = (n for n, i in enumerate(items) if i.mark is not None or re.match(r"\d|Nos?\. ?\d", i.text))
        stop = next(numbered, len(items))
        first = ", ".join(item.text.strip() for item in items[:stop])
        items[: max(1, stop)] = [items[0]._replace(text=first)]
    texts = [i.text for i in items if i.mark is None]
    if len(items) == 2 and fields.whole_date(texts[-1]) and (post := _POSTED.fullmatch(first)):
        who = () if post["who"].startswith("@") else (post["who"],)
        posted: Values = {"authors": who, "container": post["site"], "type": Type.POST, "kind": Kind.FULL}
        return completed(posted, items[1:], "bare").values
    dated = any(map(fields.whole_date, texts)) or any(
        i.mark is Sign.PAREN and (imprint(i.text) or {}).get("date") for i in items
    )
    dated = dated or any(_WITH_YEAR.fullmatch(text.strip(" .")) for text in texts[1:])
    if not (address or dated or (case and len(items) > 1) or any(map(_in_a_series, texts[1:]))):
        return None
    index = 0
    while (
        not case
        and index < len(items) - 1
        and items[index].mark is None
        and _is_person(items[index].text)
        and not _is_title(fields.OTHERS.sub("", items[index].text))
        and not fields.whole_date(items[index].text)
        and not fields.edition(items[index + 1].text.strip(" ."))
    ):
        index += 1
    if index > 1 and not prose and not re.match(r"(?:and|&|und|et) ", items[index - 1].text.strip()):
        index = 1
    people = (fields.names(", ".join(i.text for i in items[:index])) or ()) if index else ()
    family = not index and len(texts) > 2 and fields.is_name(first) and not (" " in first or first.isupper())
    if family and items[2].mark is None and _WITH_YEAR.fullmatch(items[2].text.strip(" .")):  # Wu, Eis, Wien 2001
        index, people = 1, (first,)
    same = len(items) > 2 and _SAME_AUTHOR.fullmatch(f"{first}. ")  # Ders., Salz, München 1998
    if same:
        index, people = 1, ()
    behind = items[1].text if len(texts) > 1 and items[1].mark is None else ""
    body = is_institution(first) or bool(re.fullmatch(r"[A-Z]{2,6}", first))
    named = behind and (body or len(behind.partition(": ")[2].split()) > 3)
    if named and not (index or is_institution(behind) or _is_detail(behind)):
        index, people = 1, (first,)
    if items[index].mark is not None or _is_detail(items[index].text):
        if index != 1:
            return None
        index, people = 0, ()
    listed = next((i for i, item in enumerate(items[:-1]) if i > index + 1 and item.text.startswith("and ")), 0)
    if listed and items[listed + 1].mark is Sign.ADDRESS and not any(item.mark for item in items[index:listed]):
        words = piece.text.plain[items[index].start : items[listed].end].strip(" ,")  # Tides, Ice, and Law, https://…
        items[index : listed + 1] = [items[listed]._replace(text=words)]
    title = items[index].text.strip(" ." if piece.text.plain[items[index].end : items[index].end + 1] != "," else " ")
    if address and (title[:1].islower() or (len(items) == 2 and title.islower())):
        return {**completed({"kind": Kind.FULL}, items[1:], "bare").values, "type": Type.ONLINE}
    if not re.match(r"[^\W_]|[“‘]", title) or title[0].islower():
        return None
    led = title.endswith(":") or _LEADS.match(title)  # For all of this, visit https://… More on ice: https://…
    if address and led and _lower_share(title):
        return None
    title = title.rstrip(" :")
    if _lower_share(title) and not address and not (dated and people) and len(items) < 3:
        return None
    values: Values = {"authors": people, "title": title, "kind": Kind.FULL, **({"type": Type.CASE} if case else {})}
    if same:
        values["idem"] = same[0].strip()
    if edited and people:
        values["editors"] = values.pop("authors")
    rest = items[index + 1 :]
    if len(rest) > 1 and _YEARS.fullmatch(rest[0].text) and rest[1].mark is Sign.PAREN:  # Spies, 1939–1945 (Weir, 2004)
        values["title"] += f", {rest.pop(0).text.strip()}"
    if rest and rest[0].mark is None and re.search(r"Parl\. Papers|Hansard|HC Deb|HL Deb", rest[0].text):
        values["container"] = rest.pop(0).text.strip()
    tail = completed(values, rest, "law" if case else "bare")
    if tail.prose and not address and (is_prose(values.get("remark", "")) or title.isalpha()):
        return None
    if case:
        values |= {"type": Type.CASE} if tail.has("date", "number", "pages") else {"kind": Kind.SHORT}
        return values
    paged = values.get("locator", "").isdigit() and values.get("date", "").count("-") == 2
    if paged and len([n for n in values if values[n]]) == 4 and re.fullmatch(r"(?:[A-Z][\w’.&-]* ?){1,4}", title):
        values |= {"container": title, "title": ""}  # Dunmore Ledger, 3 May 2019, p. 4
    if tail.has("container") and values.get("date", "").count("-") == 2:
        values["type"] = Type.NEWS
    house = not people or is_institution(people[0])
    other = Type.REPORT if house else Type.ONLINE if address else Type.OTHER
    values["type"] = values.get("type") or type_of(tail.hint) or other
    return values


def _is_only_in_title(items: list[Field]) -> bool:
    """Whether the words of a sentence are those of a title between names and an imprint: Ada Mill, What is Ice, …"""
    title, *behind = [*dropwhile(lambda item: item.mark is None and _is_person(item.text), items)] or items
    if title is items[0] or title.mark is not None or _lower_share(title.text) or len(behind) < 2:
        return False
    dated = any(item.mark is None and fields.whole_date(item.text) for item in behind[1:])
    return dated and not is_prose(" ".join(item.text for item in behind))


def _in_a_series(words: str) -> bool:
    if fields.OF_A_YEAR.fullmatch(words.strip(" .")):
        return True
    printed = re.search(r"\w\((?:19|20)\d\d\)\d|Parl\. Papers|Cmn?d|(?:Report|Paper|doc\.?|Doc\.?) ", words)
    return bool(printed or fields.VOLUME.match(words) or OLD_VOLUME.fullmatch(words.strip(" .")))


_PARTIES = regex(rf"[A-Z][^\[\]“”\"(]*\([^\[\]]{{1,200}}? v\.? [^\[\]]{{1,200}}?(?=,? \[{fields.YEAR}\] )")

_POSTED = regex(
    r"(?P<who>@?[\w.-]+(?: [A-Z][\w-]+)*?) (?P<site>[A-Z]\w+) (?:post|tweet|account|thread|status|video|page)s?"
)

_WITH_YEAR = regex(rf"[A-Z][^\d,]{{1,60}}:? [^\d,]{{0,40}}{fields.YEAR}")

_SPEECH = regex(
    r"(?P<who>(?:[A-Z][\w.]* )+?[A-Z]\w+)[’']s (?P<title>(?:[a-z-]+ )*"
    r"(?:speech|address|lecture|remarks|testimony|statement|letter|sermon|evidence|return|report)\b.*)"
)


def _is_person(words: str) -> bool:
    bare = fields.OTHERS.sub("", re.sub(r"^(?:and|&) ", "", words.strip()))
    return all(fields.is_name(name, 2) for name in re.split(r" (?:and|&|und|et) ", bare)) and not is_institution(bare)


def _address_values(items: list[Field]) -> Values:
    return completed({"kind": Kind.FULL, "type": Type.ONLINE}, items, "bare").values


def _named(piece: Piece, signal: str) -> Values | None:
    """Mill, 45. Or Mill alone, which cites only if there is a source by Mill."""
    rest = fields_of(piece)
    if not rest or rest[0].mark is not None or next(titles_of(piece), None) or is_prose(words_outside(piece)):
        return None
    texts: list[str] = []
    while rest:
        item = rest[0]
        text = item.text.strip(" ;" if item.text.strip().endswith(("al.", "Jr.")) else " .;")
        if item.mark is Sign.PAREN and len(item.text.split()) == 1 and item.text.isupper():
            texts[-1] += f" ({item.text})"
        elif item.mark is not None or (texts and _is_place(text)):
            break
        else:
            texts.append(text)
        rest.pop(0)
    if len(texts) > 1 and any("-" in fields.whole_date(text) for text in texts):  # The Ledger, 3 May 2019, p. 4
        return None
    values: Values = {"kind": Kind.SHORT}
    name = ", ".join(texts)
    if match := re.fullmatch(
        r"(?P<name>.+?) \(?(?P<date>(?:1[5-9]|20)\d\d)[a-z]?\)?(?:: ?(?P<locator>[\d–-]+))?", name
    ):
        name = match["name"]
        values |= {n: said for n, said in match.groupdict().items() if said and n != "name"}
    elif not rest and (
        match := re.fullmatch(
            r"(?P<name>.+?) (?P<locator>(?:pp?\. ?|at |§ ?|\[)?(?!(?:1[5-9]|20)\d\d[–-])\d[\d–-]*\]?(?:, \d[\d–-]*)*)",
            name,
        )
    ):
        name = match["name"]
        values["locator"] = fields.whole_locator(match["locator"]) or match["locator"]
    joined = re.match(r"(?:and|&|et|und) |.* (?:and|&|et|und) ", texts[-1]) or fields.OTHERS.search(name)
    if re.search(r", (?:[A-Z]\.[- ]?)*[A-Z]$", name):  # Mill, A. (2019), p. 12
        joined, name = joined or re.match("", name), f"{name}."
    if len(texts) > 1 and not joined:  # Müller, Salz, S. 12
        if len(texts) > 2 or not fields.is_name(texts[0]) or _is_title(texts[0]) or not rest:
            return None
        name, values["title"] = name.split(", ", 1)  # Müller, Salz 1998, S. 12 as well
    if rest and rest[0].text.startswith("S. ") and (called := re.fullmatch(r"([A-Z][\w’-]+): ([^:]+)", name)):
        name, values["title"] = called.groups()  # Müller: Salz, S. 12
    people = fields.names(name, short=True)
    titled = len(texts) == 1 and len(people or ()) < 2 and name[:1].isupper() and _is_title(name)
    colon = re.match(r"(?P<who>[^:]+): (?=[^\W\d_])", name)
    if not (people or titled) or len(texts) > 4 or (colon and _is_person(colon["who"])):
        return None
    behind = next(iter(rest), None)
    printed = imprint(behind.text) if behind and behind.mark is Sign.PAREN else None
    placed = re.fullmatch(rf"(?P<date>{fields.YEAR})[a-z]?[:,] ?(?P<at>.+)", behind.text) if behind else None
    if placed and (at := fields.whole_locator(placed["at"])):  # Mill (2019: 45)
        values |= {"date": placed["date"], "locator": at}
        rest.pop(0)
    elif printed and printed.get("date"):
        values |= printed
        rest.pop(0)
    if _NUMBERED.fullmatch(name):
        values["number"] = name
    elif titled:
        values["title"] = name
    else:
        values["authors"] = people
    tail = completed(values, rest, "italic")
    if tail.prose or tail.strange or tail.has("publisher", "url", "doi") or "-" in values.get("date", ""):
        return None
    if not tail.has("locator", "volume", "date"):
        values["sure"] = False
    return values if (people and not (titled and tail.has("date"))) or tail.has("locator", "volume") else None


def _is_title(name: str) -> bool:
    """Whether words that no marks set apart are a title rather than a name: The New Spirit; Letters of Lowell."""
    words = re.findall(r"[^\W\d_]+", name)
    low = [w for w in words if w.islower() and len(w) > 1 and w not in fields.PARTICLES]
    of_its_own = low or fields.ARTICLE.match(name) or re.search(r"[’']s? ", name)
    return bool(of_its_own) and len(words) > 1 and not is_institution(name)


def _is_place(text: str) -> bool:
    """Whether a text says where in a source: a locator that is no word, a volume."""
    located = fields.whole_locator(text) and not re.fullmatch(r"[A-Z][a-z]+", text)
    return bool(located or fields.VOLUME.match(text) or fields.ROMAN.fullmatch(text))


def _reference_form(piece: Piece, signal: str) -> Values | None:
    head = reference_head(piece.text, piece.start)
    values = _entry(piece) if head else None
    told = head and (head.marked or head.date or (values and has(values, "date", "url", "doi", "locator")))
    return values if told else None


_PLACE_FIRST = regex(
    r"(?P<place>(?:pp?|paras?|chap(?:ter)?s?|ch|ll?|lines?|ss?|arts?|fols?|S|Abs|Art|Rn|§{1,2})\.? ?"
    r"(?:\d[\w–-]*|(?<= )[IVXLivxl]+(?!\w))(?:(?: ?\([a-z\d]{1,4}\)|,? (?:and|&) [\d–-]+|, ?[\d–-]+)(?!\w))*)"
    r"(?:,| of(?: the)?|:| in) (?=\S)"
)


def _place_first(piece: Piece, signal: str) -> Values | None:
    """The place, and then a citation: p. 3, Ada Mill, *On Tides*; s 12 of the Tide Act 1998; para 4, *ibid*."""
    match = _PLACE_FIRST.match(piece.plain)
    rest = piece.behind(match.end()) if match else piece
    while match and (further := _PLACE_FIRST.match(rest.plain)):  # p. 4, lines 1–12, Mill
        rest = rest.behind(further.end())
    act = re.fullmatch(rf"(?P<title>[A-Z][^,;]* {fields.YEAR})[.; ]*", rest.plain) if match else None
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
        if (values := form(rest, signal)) and values.get("kind") is not Kind.CROSS_REFERENCE:
            place = piece.text.plain[piece.start : rest.start].removesuffix("the ").removesuffix("of ").strip(" ,:")
            located = fields.whole_locator(place, labelled=True) or place
            return {**values, "locator": ", ".join(filter(None, (located, values.get("locator")))), "sure": True}
    return None


FORMS: tuple[tuple[str, Form], ...] = (
    ("p. 4, Mill, *On Tides*", _place_first),
    ("Ibid.", _ibid),
    ("see note 4 above", _cross_reference),
    ("Mill, supra note 4", _supra),
    ("Mill, op. cit.", _op_cit_form),
    ("Case C-4/12 Mill v Wu EU:C:2014:4", _judgment),
    ("Brief at 4, Mill v. Wu, 14 Rep. 212 (1871)", _filing),
    ("42 Code § 4", _statute),
    ("Ice (Mill v. Wu), 1927 I.C.J. 3", _world_court),
    ("14 Rep. 212 (1871)", _reported),
    ("Convention, 3 May 2019, art. 4", _treaty),
    ("Mill, interview by the author", _communication),
    ("Mill, Ada. *On Tides*. Dunmore: Weir, 2019", _reference_form),
    (
        "Archive, MS 4, “Letter”",
        lambda piece, signal: _archive(piece, signal) if next(titles_of(piece), None) else None,
    ),
    ("Mill, “Tides”", _titled),
    ("Mill, Tides 4 (2019)", _law_book),
    ("Archive, MS 4", _archive),
    ("Mill, 4", _named),
    ("Mill, Tides, 2019", _bare),
)
"""The forms of a citation, in the order in which they are tried, each by an example."""
_BY_PLACE = tuple(form for _, form in FORMS[1:])

_CONNECTING = regex(r"(?:and|or|&|et|und|as well as|then)\b,? |[—–-] ", re.IGNORECASE)


def read(raw: str) -> tuple[Part, ...]:
    """The parts of a note, in its order. Never raises; a note longer than `LONGEST` is one comment, unread."""
    return (len(raw) <= LONGEST and plainest.read(raw)) or read_by_forms(raw)


def read_by_forms(raw: str) -> tuple[Part, ...]:
    """What `read` gives, of any note, without what reads the plainest ones at once."""
    if not raw.strip():
        return ()
    if len(raw) > LONGEST:
        return (Part(Kind.COMMENT, 0, len(raw), words=raw),)
    text = _signals_apart(markdown.read(raw))
    parts: list[Part] = []
    for piece in pieces_of(text):
        _add(parts, piece)
    read = (_issued(_worded(part, text)) for part in _merged([*with_quotations(parts, text)]))
    return tuple(replace(part, copy=_copy(part, text)) for part in read) if text.copies else tuple(read)


def _signals_apart(text: NoteText) -> NoteText:
    """The note with the italics of a signal, of what it leads to, and of *supra* apart: *See Mill, supra* note 4."""
    italics: list[tuple[int, int]] = []
    for start, last in text.italics:
        behind = _SUPRA_BEHIND.search(text.plain, start, last)
        end = behind.start() if behind and behind.start() > start else last
        italics += [(behind.start("word"), last)] if behind and end < last else []
        begins = _CLAUSE_BEGINS.search(text.plain[max(0, start - 2) : start])
        signal = SIGNAL.match(text.plain, start, end) if begins else None
        name = next((n for n in range(signal.end(), end) if text.plain[n] not in " ,"), end) if signal else end
        together = not signal or name == end or not text.plain[name].isupper()
        italics += [(start, end)] if together or not signal else [(start, signal.end()), (name, end)]
    return replace(text, italics=tuple(sorted(italics)))


_SUPRA_BEHIND = regex(r", ?(?P<word>supra|infra)$", re.IGNORECASE)
_CLAUSE_BEGINS = regex(r"(?:^|[.;:”\")]) ?$")


def _copy(part: Part, text: NoteText) -> str:
    """The address of the archived copy that is left out within a citation, or right behind it."""
    return next((url for at, url in text.copies if part.url and part.start < at <= part.end), "")


_ISSUED = regex(r"(?P<by>[A-Z]{2,6}) (?P<number>(?:[A-Z][\w.]* ){1,4}(?!(?:1[5-9]|20)\d\d$)[A-Z]{0,4}-?\d[\w.-]*)")


def _issued(part: Part) -> Part:
    """What a body has issued under a number, where that stands with its name: OMB Memorandum M-10-06, *Ice*."""
    match = _ISSUED.fullmatch(part.authors[0]) if len(part.authors) == 1 and part.title and not part.number else None
    return replace(part, authors=(match["by"],), number=match["number"]) if match else part


def _worded(part: Part, text: NoteText) -> Part:
    if part.kind is not Kind.COMMENT or part.words:
        return part
    return replace(part, words=text.written(part.start, part.end).strip(" ;"))


def _merged(parts: list[Part]) -> list[Part]:
    """The parts, with comments that follow one another as one."""
    merged: list[Part] = []
    for part in parts:
        if merged and {merged[-1].kind, part.kind} == {Kind.COMMENT}:
            merged[-1] = replace(merged[-1], end=part.end, words="")
        else:
            merged.append(part)
    return merged


_FIRST_IN = regex(
    r"(?:first )?(?:mentioned|cited|given|quoted|introduced) in (?:note|n\.|fn\.?|footnote) ?(\d+)\.?", re.IGNORECASE
)
_FURTHER_PAGES = regex(r"(?:pp?\. ?)?\d{1,4}(?:[–-]\d{1,4})?(?:, ?\d{1,4}(?:[–-]\d{1,4})?)*\s*[.;]?")


def _add(parts: list[Part], piece: Piece) -> None:
    """Read a piece, and put its parts behind those before it."""
    attached = ATTACHED.match(piece.plain) and not next(titles_of(piece), None)
    if attached and parts and parts[-1].cites and not parts[-1].within:
        parts[-1] = _attached(parts[-1], piece)
        return
    if parts and parts[-1].kind is Kind.SHORT and not parts[-1].within and (first := _FIRST_IN.fullmatch(piece.plain)):
        parts[-1] = replace(parts[-1], kind=Kind.SUPRA, note=first[1], end=piece.end)
        return
    if parts and parts[-1].locator and not parts[-1].within and _FURTHER_PAGES.fullmatch(piece.plain):  # p. 160; 178
        parts[-1] = replace(parts[-1], locator=f"{parts[-1].locator}; {piece.plain.strip(' .;')}", end=piece.end)
        return
    address = next((g.mark for g in piece.groups()), None) is Sign.ADDRESS and not piece.plain.startswith("(")
    outside = words_outside(piece).strip(" .;,:") if address else ""
    looked_at = fields.ACCESSED.match(outside)
    if address and (outside in ("", "see") or (looked_at and fields.whole_date(outside[looked_at.end() :]))):
        at = next((n for n in (-1, -2) if n >= -len(parts) and parts[n].cites), 0)
        if at and not (parts[-1].within or parts[at].url or parts[at].doi or parts[at].kind is Kind.IBID):
            values = completed({}, fields_of(piece), "bare").values
            parts[at] = replace(parts[at], **{k: v for k, v in values.items() if k in ("url", "doi", "accessed")})
            parts[-1] = replace(_worded(parts[-1], piece.text), end=piece.end)
            return
    for sub in sources_within(piece):
        parts.extend(_citation(sub) or _before_quotation(sub) or _prose(sub))


def _before_quotation(piece: Piece) -> list[Part]:
    """A citation of a place, and what stands there: Mill, Salz, Dunmore 2004, S. 12: „Das Meer ist fern.“"""
    last, plain = next(reversed(piece.groups()), None), piece.text.plain
    if not last or last.mark is not Sign.QUOTE or plain[last.end : piece.end].strip(" ."):
        return []
    before = plain[piece.start : last.start].rstrip()
    parts = _citation(piece._replace(end=piece.start + len(before) - 1)) if before.endswith(":") else []
    located = parts and all(part.cites and part.sure for part in parts) and parts[-1].locator
    return [*parts, Part(Kind.COMMENT, last.start, piece.end)] if located else []


def _attached(part: Part, piece: Piece) -> Part:
    """A citation with the sentence that belongs to it: "Accessed 3 May 2019.", "Emphasis added."."""
    words = piece.plain.strip().rstrip(".")
    values: Values = {name: said for name in ("url", "doi") if (said := getattr(part, name))}
    for item in fields_of(piece):
        if item.mark is Sign.ADDRESS:
            set_address(values, item.text)
    match = None if part.accessed else fields.ACCESSED.match(words)
    if match:
        date = fields.date_at(words.replace(":", " "), match.end() + (words[match.end() : match.end() + 1] == " "))
        values["accessed"] = date[0] if date else words[match.end() :].strip()
    else:
        values["remark"] = f"{part.remark}; {words}" if part.remark else words
    return replace(part, end=piece.end, **values)


def _citation(piece: Piece) -> list[Part]:
    """The citation that a piece is, by the first form that it has; none if it has none."""
    begin = _without_marks(piece)
    if match := _CONNECTING.match(begin.plain):
        begin = begin.behind(match.end())
    match = SIGNAL.match(begin.plain)
    plainly = next(titles_of(begin), None) or _SUPRA.search(begin.plain)
    if not match or (match[0].lower() in WEAK_SIGNALS and not plainly):
        weakly = _by_forms(begin.behind(match.end()), match[0], piece) if match and match[0].islower() else []
        weakly = weakly if weakly and weakly[0].sure and weakly[0].authors and weakly[0].locator else []
        return _by_forms(begin, "", piece) or weakly or _before_clause(begin, "", piece)
    signal, rest = match[0].strip(" ,:"), _without_marks(begin.behind(match.end()))
    if (again := SIGNAL.match(rest.plain)) and again[0].lower() not in WEAK_SIGNALS:
        signal = f"{signal} {again[0].strip(' ,:')}"
        rest = _without_marks(rest.behind(again.end()))
    return _by_forms(rest, signal, piece) or _before_clause(rest, signal, piece)


_CLAUSE = regex(
    r", (?:(?:in|on|at|by|for|from|of|with|to) (?:which|whom)|where(?:in|as|by)?|which|who|whose|though|although|"
    r"while|because|since|when|but|[a-z]{2,}ing|(?:with|avec|mit)(?=\D*$)|où|qui|dont|wo|wobei|worin|wonach)\b(?! \d)"
)


def _before_clause(piece: Piece, signal: str, whole: Piece) -> list[Part]:
    """A citation of a place in a source, with a clause on it: Mill, *On Tides*, p. 118, where it is denied."""
    within = [(group.start, group.end) for group in piece.groups()]
    for match in _CLAUSE.finditer(piece.text.plain, piece.start, piece.end):
        if any(start <= match.start() < end for start, end in within):
            continue
        parts = _by_forms(piece._replace(end=match.start()), signal, whole)
        if not (parts and parts[0].cites and parts[0].sure and (parts[0].locator or parts[0].kind is Kind.IBID)):
            return []
        remark = piece.text.plain[match.start() + 2 : piece.end].strip(" .;")
        return [replace(parts[0], remark="; ".join(filter(None, (parts[0].remark, remark)))), *parts[1:]]
    return []


def _without_marks(piece: Piece) -> Piece:
    """A piece without the commas and colons that it begins with."""
    return piece.behind(len(piece.plain) - len(piece.plain.lstrip(" ,;:")))


_LONGEST_UNMARKED = 600
"""The most characters of a citation without a title in marks. What is longer is prose."""


def _by_forms(piece: Piece, signal: str, whole: Piece) -> list[Part]:
    piece = piece.behind(0)
    if piece.start >= piece.end:
        return []
    plain, first = piece.text.plain, next(iter(piece.groups()), None)
    paren = first and first.mark is Sign.PAREN and first.start == piece.start
    if first and paren and not plain[first.end : piece.end].strip(" .;,"):
        inner = _citation(Piece(piece.text, first.first, first.last))[:1]
        inner = [p for p in inner if p.kind is not Kind.CROSS_REFERENCE or not signal]
        return [replace(p, start=whole.start, end=whole.end) for p in inner]
    if piece.end - piece.start > _LONGEST_UNMARKED and next(titles_of(piece), None) is None:
        return []
    for _, form in FORMS:
        values = form(piece, signal)
        if values and (has(values, *_NAMING) or values["kind"] not in (Kind.FULL, Kind.SHORT)):
            return [_part(values, piece, signal, whole), *_quoted_in(piece)]
    return []


_NAMING = ("authors", "title", "container", "url", "doi", "number", "publisher")

_KNOWN_FIELDS = frozenset(Part.__dataclass_fields__)


def _part(values: Values, piece: Piece, signal: str, whole: Piece) -> Part:
    kept = {name: value for name, value in values.items() if (value and name in _KNOWN_FIELDS) or name == "sure"}
    if "remark" in kept:
        kept["remark"] = _with_its_quotation(kept["remark"], piece)
    if "url" not in kept and "doi" not in kept and kept["kind"] is not Kind.CROSS_REFERENCE:
        for link in piece.text.links:
            if piece.start <= link.start < piece.end and re.match(r"https?:|www\.|10\.", link.url):
                set_address(kept, link.url)
                break
    return Part(start=whole.start, end=whole.end, signal=signal, **kept)


def _with_its_quotation(remark: str, piece: Piece) -> str:
    """The words of a remark; with what they quote, where a quotation follows them: describing it as “a ruin”."""
    plain = piece.text.plain
    at = plain.find(remark, piece.start, piece.end)
    end = next_start(plain, at + len(remark))
    groups = [group for group in piece.groups() if group.start >= end]
    quotes = at >= 0 and groups and groups[0].start == end and groups[0].mark in (Sign.QUOTE, Sign.ITALIC)
    return plain[at : piece.end].strip(" .;") if quotes and len(groups) == 1 else remark


_LEADING = regex(
    r"(?:(?:both|as|internal quotation marks omitted|citations omitted|emphasis added)[,;)( ]*)"
    r"*(?P<signal>quoting|citing|quoted in|cited in|reprinted in|quoted by|in turn quoting)"
    r"[: ]+",
    re.IGNORECASE,
)


def _quoted_in(piece: Piece) -> list[Part]:
    """The sources that a parenthesis names which begins with "quoting", "citing", "quoted in"."""
    quoted: list[Part] = []
    for group in piece.groups():
        if group.mark is Sign.PAREN and (match := _LEADING.match(piece.text.plain, group.first, group.last)):
            inner = Piece(piece.text, match.end(), group.last)
            parts = [p for p in _by_forms(inner, match["signal"], inner) if p.cites and p.sure]
            quoted.extend(replace(p, within=True) for p in parts)
    return quoted


_MOST_TRIED = 4
"""How many places within a sentence are tried for a citation: what it cites stands at its end, or is one of few."""


def _prose(piece: Piece) -> list[Part]:
    """A sentence: a comment, and the citations within it or at its end."""
    comment = Part(Kind.COMMENT, piece.start, piece.end)
    plain = piece.text.plain
    groups = [g for g in piece.groups() if not own_words(plain, g)]
    inner: list[Part] = []
    titles = {group.end for group in titles_of(piece)}
    for group in groups:
        said = imprint(plain[group.first : group.last]) or {} if group.mark is Sign.PAREN else {}
        printed = said and (group.start - 1 in titles or ("place" in said and titles and min(titles) < group.start))
        if group.mark is Sign.PAREN and len(inner) < _MOST_TRIED and not printed:  # of the title before it
            inner.extend(_parenthesis(piece, group))
    if any(part.sure for part in inner):
        return [comment, *inner]
    if named := _behind_colon(piece):
        return named
    candidates = [g for g in groups if g.mark in (Sign.ITALIC, Sign.QUOTE, Sign.LINK, Sign.ADDRESS)]
    led = [group for group in candidates if group.mark in (Sign.LINK, Sign.ADDRESS)]
    if len(led) > 1 and len(led) == len(candidates):
        return [comment, *_linked(piece, led)]
    for group in candidates[-_MOST_TRIED:]:
        for start in _beginnings(piece, group):
            rest = piece._replace(start=start)
            lead = plain[piece.start : start].rstrip()
            if lead.endswith(("“", "‘", '"')) or (plain[start - 1 : start].isalnum() and plain[start].isalnum()):
                continue
            parts = [p for p in _by_forms(rest, "", rest) if p.cites and p.sure and not p.remark]
            closing = lead.endswith((",", ":", " in", " by")) and not plain[group.end : piece.end].strip(" .;")
            if parts and ((closing and len(parts) == 1 and parts[0].authors) or _strong(parts[0], group)):
                return [replace(comment, end=start), *parts] if lead else parts
    if parts := _last_unmarked(piece):
        return [replace(comment, end=parts[0].start), *parts]
    for group in candidates[:_MOST_TRIED]:
        if group.mark in (Sign.ITALIC, Sign.QUOTE) and (part := _mentioned(piece, group)):
            return [comment, part]
    found = [*_linked(piece, led[:_MOST_TRIED]), *inner, *_by_year(piece)]
    return (_at_last(piece) if len(found) < 2 else []) or [comment, *found]


def _at_last(piece: Piece) -> list[Part]:
    """What has the data of a reference and no words of a sentence, though no form: its first fields are its name."""
    lead = SIGNAL.match(piece.plain)
    begin = _without_marks(piece.behind(lead.end() if lead else 0))
    items, outside = fields_of(begin), words_outside(begin)
    if len(items) < 2 or is_prose(outside):
        return []
    first, second, *behind = items
    values: Values = {"kind": Kind.FULL, "type": Type.OTHER}
    name = first.text.strip(" .:")
    people = fields.names(name, short=True) if behind and second.mark not in (Sign.PAREN, Sign.ADDRESS) else None
    if lead and second.mark is Sign.ADDRESS and name[:1].islower():  # See the thread, https://…, at its end
        values |= {"type": Type.ONLINE, "remark": begin.text.plain[second.end : begin.end].strip(" ,.;)")}
        behind = [second]
    elif first.mark is not None or not (people or fields.is_organisation(name)) or _lower_share(outside):
        return []
    elif people and not _is_detail(second.text):
        values |= {"authors": people, "title": _title_of(begin.text, second)}
    else:
        values["title"], behind = name, items[1:]
    tail = completed(values, behind, "bare")
    named = tail.prose < 2 and tail.has("date", "url", "doi", "locator")
    return [_part(values, begin, lead[0] if lead else "", piece)] if named else []


def _behind_colon(piece: Piece) -> list[Part]:
    """Words and a colon, and what they lead to: The section is repealed: Tide Act 2014, s 4."""
    within = [(group.start, group.end) for group in piece.groups()]
    colons = (m for m in re.finditer(r": (?=[A-Z“‘\"«„])", piece.plain) if " " in piece.plain[: m.start()])
    for match in list(colons)[:_MOST_TRIED]:
        at = piece.start + match.end()
        if any(start <= at < end for start, end in within if end - start < piece.end - piece.start):
            continue
        named = _NAMED_LAST.search(piece.plain[: match.start()])
        if named and reference_head(piece.text, piece.start + named.start()):  # most lately Kai Wu: Ice, in: ...
            at = piece.start + named.start()
        parts = _citation(piece._replace(start=at))
        if not parts or not parts[0].cites or not parts[0].sure or parts[0].remark:
            continue
        first, quoted = parts[0], piece.text.plain[at] in '“‘"«„'
        told = first.date or first.url or (first.locator and (first.title or first.kind is Kind.IBID))
        if told and (first.authors or not quoted):
            return [Part(Kind.COMMENT, piece.start, at), *(replace(p, start=max(p.start, at)) for p in parts)]
    return []


_NAMED_LAST = regex(r"(?<=[a-zß-ÿ] )(?<!\bin )(?<!\bof )(?:[A-ZÀ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+$")

_BY_YEAR = regex(
    r"(?P<who>(?:(?:[A-Z]\.|[A-ZÀ-Þ][\w’'-]+|de|van|von|der|den|di|la)(?:,? (?:and|&|und|et|y) |, | )){1,9}"
    r"(?:et al\.? )?|[A-ZÀ-Þ][\w’'-]+[’']s? )"
    rf"[(\[](?P<date>{fields.YEAR})(?P<letter>[a-z]?)(?:[,:] ?(?P<at>[^()\[\]]{{1,40}}))?[)\]]"
)


def _by_year(piece: Piece) -> Iterator[Part]:
    """The citations by year among the words of a sentence: Mill (2004) denies it; as Wu and Lee (2001, p. 4) show."""
    for match in list(_BY_YEAR.finditer(piece.plain))[:_MOST_TRIED]:
        words = match["who"].split()
        while words and (words[0].lower() in EMPTY_WORDS or SIGNAL.fullmatch(words[0])):
            words = words[1:]
        people = fields.names(re.sub(r"[’']s?$", "", " ".join(words)), short=True)
        located = fields.whole_locator(match["at"] or "")
        if people and len(words) < 8 and (located or not match["at"]):
            sure = bool(located or match["letter"] or fields.OTHERS.search(people[-1]))
            values: Values = {"authors": people, "date": match["date"], "locator": located, "sure": sure}
            yield Part(Kind.SHORT, piece.start + match.start(), piece.start + match.end(), within=True, **values)


def _linked(piece: Piece, groups: list[Group]) -> Iterator[Part]:
    """What a sentence links to, by the words that bear the links or by the addresses in it."""
    links = {link.start: link.url for link in piece.text.links} if groups else {}
    for group in groups:
        words, bare = piece.text.plain[group.first : group.last], group.mark is Sign.ADDRESS
        if bare or links.get(group.start, "").startswith("http"):
            values: Values = {} if bare or _in_own_sentence(words) else {"title": words.strip(' ,.“”"')}
            set_address(values, words if bare else links[group.start])
            yield Part(Kind.FULL, group.start, group.end, within=True, type=Type.ONLINE, **values)


def _in_own_sentence(linked: str) -> bool:
    """Whether the words of a link are those of the author's own sentence, and no name: as [they said](…)."""
    return not re.search(r"[^a-zß-ÿ \W]|\w[_./-]\w", linked) or (is_prose(linked) and _lower_share(linked))


def _strong(part: Part, group: Group) -> bool:
    """Whether a citation at the end of a sentence is one beyond doubt."""
    if group.mark is Sign.QUOTE:
        contained = part.container and (part.date or part.pages or part.url)
        return bool(contained or (part.authors and (part.locator or part.date or part.url)))
    whole = part.kind is Kind.FULL and (part.date or part.url or part.number or part.pages)
    return group.mark is Sign.ADDRESS or bool(whole or (part.locator and part.authors))


_NAMES_BEFORE = regex(
    r"(?:[A-ZÀ-Þ][\w.’'-]*(?:, (?:and )?| and | & | (?:de|van|von|der) | et al\.,? | ))+(?:\(\d{4}[a-z]?\),? |in )?$"
)


def _beginnings(piece: Piece, group: Group) -> Iterator[int]:
    """Where a citation with this title or address may begin: at the names before it, or at it."""
    names = _NAMES_BEFORE.search(piece.text.plain[max(piece.start, group.start - 160) : group.start])
    if names and group.mark is not Sign.ADDRESS and group.start - len(names[0]) > piece.start:
        yield group.start - len(names[0])
    yield group.start


def _parenthesis(piece: Piece, group: Group) -> list[Part]:
    """The citations in a parenthesis of a sentence: (op. cit., p. 20), (see Mill, *On Tides*, 4)."""
    inner = Piece(piece.text, group.first, group.last)
    if match := AGAIN.match(inner.plain.strip()):
        name = re.search(
            r"((?:(?:Dr|Mr|Mrs|Miss|Prof)\. |[A-Z][\w’-]+ |van |de |von )+)\($",
            piece.text.plain[max(0, group.start - 60) : group.start + 1],
        )
        people = fields.names(name[1], short=True) if name else None
        if not people:
            return []
        values: Values = {"kind": Kind.SHORT, "authors": people}
        completed(values, fields_of(inner.behind(match.end())), "italic")
        return [replace(_part(values, inner, "", inner), within=True)]
    inside: list[Part] = []
    ends = [*(m.start() + group.first for m in re.finditer(";", inner.plain)), group.last]
    for start, end in list(zip([group.first, *(e + 1 for e in ends)], ends, strict=False))[:_MOST_TRIED]:
        for sub in _citation(Piece(inner.text, start, end)):
            dated = sub.locator or (sub.kind is Kind.FULL and sub.date)
            firm = sub.kind in (Kind.IBID, Kind.SUPRA, Kind.CROSS_REFERENCE) or (dated and (sub.title or sub.container))
            if sub.kind is Kind.SHORT and sub.date and not sub.title and all(map(fields.is_name, sub.authors)):
                inside.append(replace(sub, within=True, sure=bool(sub.locator)))  # (Mill 2004), if there is a Mill
            elif firm and sub.sure:
                inside.append(replace(sub, within=True))
    return inside


def _last_unmarked(piece: Piece) -> list[Part]:
    """What ends a sentence without marks: "… is the Charter for Ice, 2 June 1998", "… in Mill (2019), p. 4"."""
    places = list(re.finditer(r"\b(?:the|The|in|of|by|is|from|bei|von|dans|de|par|en) (?=[A-Z])", piece.plain))
    for match in places[:_MOST_TRIED]:
        rest = piece.behind(match.end())
        for form in (_treaty, _statute):
            values = form(rest, "")
            if values and values.get("kind") is Kind.FULL and values.get("date") and not values.get("remark"):
                return [_part(values, rest, "", rest)]
    if places and _YEAR_LAST.search(piece.plain):
        rest = piece.behind(places[-1].end())
        if again := _op_cit_form(rest, ""):
            return [_part(again, rest, "", rest)]
        values = _named(rest, "") or {}
        located = has(values, "locator") or len(values.get("authors", ())) > 1
        if located and has(values, "date", "title") and has(values, "authors") and not has(values, "remark"):
            return [_part(values, rest, "", rest)]
    return []


_YEAR_LAST = regex(
    rf"[a-zß-ÿ.] \({fields.YEAR}[a-z]?[^()]{{0,30}}\)[^;()]{{0,40}}$|, (?:pp?|S|ch)\. ?\d[\d–-]*(?: ?f?f\.?)?\.?$"
)


_REPORTED = regex(
    rf",? (?:[\[(]{fields.YEAR}[\])] )?(?:\d{{1,4}} )?[A-Z][\w.’&]*(?: [A-Z\d][\w.’&]*){{0,4}}? \d{{1,5}}"
    rf"(?:, \d[\d–-]*)?(?: \([^()]*{fields.YEAR}\))?"
)


def _mentioned(piece: Piece, group: Group) -> Part | None:
    """A source in the middle of a sentence: a newspaper with its date, a title with its imprint."""
    plain = piece.text.plain
    after = plain[group.end : group.end + 120]
    title = _title_of(piece.text, Field(None, "", group.first, group.last, True))
    match = re.match(r",? (?:of |for |du |vom )?", after)
    dated = fields.date_at(after, match.end() if match else 0)
    if group.mark is Sign.ITALIC and dated and dated[0].count("-") == 2:
        paper: Values = {"type": Type.NEWS, "container": title, "date": dated[0]}
        return Part(Kind.FULL, group.start, group.end + dated[1], within=True, **paper)
    if group.mark is Sign.ITALIC and _CASE_NAME.search(title) and (match := _REPORTED.match(after)):
        case: Values = {"kind": Kind.FULL, "type": Type.CASE, "title": title}
        completed(case, fields_of(Piece(piece.text, group.end, group.end + match.end())), "law")
        return Part(start=group.start, end=group.end + match.end(), within=True, **case) if case.get("date") else None
    behind = next(iter(piece.text.groups(group.end, min(piece.end, group.end + 200))), None)
    if not behind or behind.mark is not Sign.PAREN or behind.start - group.end > 1:
        return None
    printed = imprint(plain[behind.first : behind.last]) or {}
    if not printed.get("date") or not has(printed, "publisher", "place"):
        return None
    people = re.search(
        r"((?:[A-Z][\w.’-]+ |van |de |von )+)[’']s $|((?:[A-Z][\w.-]+,? (?:and )?)+)$",
        plain[max(piece.start, group.start - 80) : group.start],
    )
    who = fields.names((people[1] or people[2]).strip()) if people else None
    values = {"type": Type.BOOK, "title": title, "authors": who or (), **printed}
    return Part(Kind.FULL, group.start, behind.end, within=True, **values)


def reference(raw: str) -> Part | None:
    """The source of a bibliography's entry: "Mill, Ada. *On Tides*. Dunmore: Weir, 2019."; None of an empty one."""
    if not raw.strip() or len(raw) > LONGEST:
        return None
    text = markdown.read(raw.strip())
    end = len(text.plain)
    values = _entry(Piece(text, 0, end))
    if values is None:
        parts = [p for p in read(raw) if p.cites]
        return parts[0] if parts else Part(Kind.FULL, 0, end, type=Type.OTHER, title=text.plain.strip(" ."))
    return _part(values, Piece(text, 0, end), "", Piece(text, 0, end))


def _entry(piece: Piece) -> Values | None:
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
            values, items = _shaped(values, sentences(rest))
            contained = bool(values.get("container")) or _IN_SERIAL.search(rest.plain)
            tail = completed(values, items, "quoted" if contained else "italic")
            if tail.has("volume") and tail.has("locator") and tail.has("container") and not tail.has("pages"):
                values["pages"] = values.pop("locator")
            return _judged({**values, "kind": Kind.FULL}, tail, quoted=bool(contained))
    if title is None:
        return None
    before = without_stop(plain[begin : title.start].strip(" ,:"))
    if before and "authors" in values:
        return None
    if edited := re.search(rf",? {fields.EDITED}$", before):
        before = before[: edited.start()]
        values["edited"] = True
    if before and "authors" not in values:
        people = fields.natural(before) if "," in before else fields.names(before)
        if not people and fields.is_organisation(before.replace(",", "")):
            people = (before,)
        if not people:
            return None
        values["authors"] = people
    values["title"] = _title_of(piece.text, Field(None, "", title.first, title.last, True))
    quoted = title.mark is not Sign.ITALIC
    values, items = _shaped(values, sentences(piece._replace(start=title.end)))
    tail = completed(values, items, "quoted" if quoted or values.get("container") else "italic")
    if values.get("edited"):
        values["editors"] = values.get("editors") or values.get("authors", ())
    if tail.has("locator") and tail.has("container") and not tail.has("pages"):
        values["pages"] = values.pop("locator")
    result = _judged({**values, "kind": Kind.FULL}, tail, quoted=quoted)
    return result and {**result, "kind": Kind.FULL, "type": _type(result, tail, quoted=quoted)}


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


def _unmarked_end(piece: Piece, head: Head) -> int:
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
    rf"[.,?] (?=[A-ZÄÖÜ][^\d.,:;()“\"]{{1,40}}(?:: [^\d.:;()]{{1,50}}?)?,? {fields.YEAR}(?:[,.;]|$))"
)


def as_comment(part: Part, raw: str) -> Part:
    """A part of a note as a comment: its words were no citation after all."""
    words = markdown.read(raw).written(part.start, part.end).strip(" ;")
    return Part(Kind.COMMENT, part.start, part.end, part.within, words=words)


# What a reference has, and seldom a sentence: an address, a page, a volume, a shelf mark.
_LOCATED = regex(
    r"https?://|(?<!\w)(?i:pp?|vols?|nos?|[a-z]{1,4})\. ?\d|\b(?i:ibid|supra|op\. ?cit)\b|[A-Z]{2,}.*\d|\d/\d"
)
_TITLE_AND_YEAR = regex(r"[”\"*].{0,200}?\b(?:1[5-9]|20)\d\d\b")


def is_unreadable(words: str) -> bool:
    """Whether a note that was read as a comment is a reference with a slip in it.

    It is no sentence, has what a reference has (an address, a page, a title with a year), and begins as no note does,
    or has a mark without its other half. A reference of a form that is not known here is none that has a slip.
    """
    if len(words) >= LONGEST or words[:1] in "([" or _is_sentence(words):
        return False
    if not _LOCATED.search(words) and not _TITLE_AND_YEAR.search(words):
        return False
    begun = words[:1].islower() and not SIGNAL.match(words) and not fields.locator_at(words)
    begun = begun and words.split()[0] not in EMPTY_WORDS
    return begun or any(SPEECH_MARKS.match(loose.mark) for loose in unbalanced(words))


def only_explains(words: str) -> bool:
    """Whether each sentence of a comment is prose beyond doubt, with nothing in it that may be a reference."""
    return not _LOCATED.search(words) and all(_is_sentence(piece.plain) for piece in pieces_of(markdown.read(words)))


def _is_sentence(words: str) -> bool:
    return is_prose(words[:1].lower() + words[1:])
