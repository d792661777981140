"""The grammar of notes: a note's Markdown in, its parts out. Pure: each note is read from its own words alone.

A note is split where a sentence or a source ends (note_pieces); each piece is offered to the forms of `FORMS`, in
order, and is a comment if it has none of them. What follows the name of a source is read by note_tail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from scripts.publication import note_fields as fields
from scripts.publication import note_text
from scripts.publication.note_parts import Field, Kind, Part, Piece, Type, Values
from scripts.publication.note_pieces import (
    ATTACHED,
    CODE,
    ORGANISATIONS,
    PROSE_ALLOWED,
    SIGNAL,
    WEAK_SIGNALS,
    fields_of,
    imprint,
    is_abbreviated,
    is_institution,
    is_prose,
    next_start,
    pieces_of,
    reference_style,
    sentence_like,
    sentences,
    sources_within,
    titles_of,
    vocabulary,
    words_outside,
)
from scripts.publication.note_tail import (
    AGAIN,
    COLLECTION,
    REPOSITORY,
    SHELFMARK,
    Tail,
    completed,
    read_tail,
    set_address,
    to_the_day,
    type_of,
)
from scripts.publication.note_text import Group, NoteText, Sign
from scripts.regex import regex

LONGEST = 10_000
"""The most characters that a note is read for; a longer one is a comment."""


_CASE_NAME = regex(r" vs?\.? | c\. |^(?:In re|In the Matter of|Ex parte|Matter of|Re|Estate of) |^R \(|^Case [CT][-–]")

_TREATY = regex(
    r"\b(?:Convention|Treaty|Protocol|Covenant|Charter|Agreement|Accords?|Declaration|Concordat|"
    r"Pact|Traité|Vertrag|Abkommen)\b"
)


Form = Callable[[Piece, str], Values | None]

_IBID = regex(r"(?:ibid(?:em)?|ib|id|idem|eadem|ebd|ebenda|loc\. ?cit|l\. ?c|a\. ?a\. ?O)\b\.?,?", re.IGNORECASE)

_SAME_AUTHOR = regex(r"(?:idem|id\.|eadem|ders\.|dies\.|_+|—{2,3}|———),? ", re.IGNORECASE)


def _ibid(piece: Piece, signal: str) -> Values | None:
    plain = piece.plain
    match = _IBID.match(plain)
    if not match:
        return _same_act(plain)
    if next(titles_of(piece), None) and _SAME_AUTHOR.match(plain):
        return None
    rest = piece.behind(match.end())
    if is_prose(words_outside(rest)):
        return None
    tail = Tail({"kind": Kind.IBID}, form="ibid")
    items = fields_of(rest)
    if items and items[0].mark is None and (volume := fields.ROMAN.fullmatch(items[0].text.strip())) and len(items) > 1:
        tail.values["volume"] = volume[0]
        items = items[1:]
    read_tail(tail, items)
    return tail.values if not tail.strange and not tail.values.get("publisher") else None


def _same_act(plain: str) -> Values | None:
    match = re.fullmatch(
        r"(?P<locator>.{1,40}?) of the same (?:act|statute|book|work|article|report|letter|volume|"
        r"treaty|paper|source|law)\.?",
        plain.strip(),
        re.IGNORECASE,
    )
    if not match or not fields.whole_locator(match["locator"]):
        return None
    words = match["locator"]
    return {"kind": Kind.IBID, "locator": words if words.startswith(("S. ", "s. ")) else fields.whole_locator(words)}


_POINTING = regex(
    r"(?:(?:the |my |our )?(?:discussion|comments?|remarks|text|sources?|references?|works?|"
    r"authorities|argument|analysis)(?: cited)?(?: (?:in|at|on|accompanying|near|to|and))? "
    r")?"
    r"(?P<before>(?:supra|infra|above|below|ante|post|ci-dessus|ci-dessous|plus haut|plus "
    r"bas|oben|unten)[, ]+)?(?:at |in |the )?"
    r"(?P<what>(?:text )?(?:accompanying |and accompanying )?(?:notes?|nn?|footnotes?|fn|parts?|"
    r"sections?|§§?|chapters?|chap|ch|appendix|appendices|app|annex|pages?|pp?|tables?|figures?|"
    r"fig|anm|fn|s|kapitel|abschnitt|introduction|conclusion)\b\.?)"
    r" ?(?P<number>[\dIVXLA-Z][\w.–-]*)?",
    re.IGNORECASE,
)

_POSITION = regex(
    r"\b(?:supra|infra|above|below|ante|post|ci-dessus|ci-dessous|plus haut|plus bas|oben|"
    r"unten|preceding|following|accompanying)\b",
    re.IGNORECASE,
)

_NOTE_WORD = regex(r"(?:foot)?notes?|nn?\.?|fn\.?|anm\.?", re.IGNORECASE)


def _cross_reference(piece: Piece, signal: str) -> Values | None:
    words = piece.plain.strip().rstrip(".;,")
    if len(words) > 160 or next(titles_of(piece), None):
        return None
    match = _POINTING.match(words)
    if not match:
        return None
    note = _NOTE_WORD.fullmatch(match["what"].rpartition(" ")[2])
    within = (
        signal
        and match["number"]
        and re.fullmatch(r"(?:appendix|annex|part|section|chapter|table|figure)s?", match["what"], re.IGNORECASE)
        and not re.match(r"\s*(?:of|to) (?!this)", words[match.end() :])
    )
    if within:
        return {"kind": Kind.CROSS_REFERENCE, "words": words}
    if is_prose(words_outside(piece)):
        return None
    pointed = _POSITION.search(words)
    if not (pointed or (note and match["number"] and words[: match.start("what")].strip() in ("", "the"))):
        return None
    if not match["number"] and not pointed:
        return None
    rest = words[match.end() :]
    bare = re.fullmatch(r"supra,? (?:notes?|n\.) ?\d+(?P<rest>.*)", words, re.IGNORECASE)
    if (
        bare
        and (not signal or bare["rest"].strip(" .,"))
        and "text" not in bare["rest"]
        and not re.match(r"[–-]", bare["rest"])
    ):
        return completed(
            {"kind": Kind.SUPRA, "note": match["number"]}, fields_of(piece.behind(match.end())), "italic"
        ).values
    if re.match(r"\s*,? ?[a-z]{3,} [a-z]{3,} [a-z]{3,}", rest) and not _POSITION.search(rest):
        return None
    values: Values = {"kind": Kind.CROSS_REFERENCE, "words": words}
    if note and match["number"]:
        values["note"] = match["number"]
    elif found := re.search(r"(?:notes?|nn?\.|fn\.) ?(\d[\d–-]*)", words, re.IGNORECASE):
        values["note"] = found[1]
    return values


_SUPRA = regex(
    r",? ?\(?(?:(?:supra|above|ante|cit\.?|cité|op\. ?cit\.?|wie|as in|as cited in|s\. ?o\.)"
    r"[, ]*)(?:\(?(?:at |in |above |supra )*(?:notes?|nn?|fn|footnote|anm|n°)\b\.? ?)(?P<note>\d+(?:[–-]\d+)"
    r"?)\)?"
    r"|,? ?\((?:see |above |supra |cf\. |vgl\. )?(?:notes?|nn?|fn|anm)\b\.? ?(?P<short>\d+)\)"
    r"|,? (?:supra|above)(?=[,.] |[,.]?$)",
    re.IGNORECASE,
)


def _supra(piece: Piece, signal: str) -> Values | None:
    plain = piece.plain
    match = _SUPRA.search(plain)
    if not match or not match.start():
        return None
    before = Piece(piece.text, piece.start, piece.start + match.start())
    values = _source_name(before)
    if values is None:
        return None
    return completed(
        {**values, "kind": Kind.SUPRA, "note": match["note"] or match["short"] or ""},
        fields_of(piece.behind(match.end())),
        "italic",
    ).values


def _source_name(piece: Piece) -> Values | None:
    """Authors and title of a short name such as Mill, *On Tides*; or "the Memorandum"."""
    title = next(titles_of(piece), None)
    plain = piece.text.plain
    if title is None:
        words = piece.plain.strip(" ,")
        if not words or len(words) > 150:
            return None
        if people := fields.names(words, short=True):
            return {"authors": people}
        if fields.is_organisation(words.replace(":", "").replace("?", "").replace(",", "")) and len(words.split()) < 15:
            return {"title": words}
        return {"title": words} if len(words.split()) < 9 and not is_prose(words) and words[:1].isupper() else None
    people_words = plain[piece.start : title.start].strip(" ,")
    if people_words and not (people := fields.names(re.sub(r"[’']s$", "", people_words), short=True)):
        return None
    behind = plain[title.end : piece.end].strip(" ,.")
    if behind and not AGAIN.fullmatch(behind) and len(behind.split()) > 4:
        return None
    return {"authors": people if people_words else (), "title": _clean(plain[title.first : title.last])}


def _clean(title: str) -> str:
    return title.strip().rstrip(",").rstrip() if not title.rstrip().endswith("...") else title.strip()


def _title_of(text: NoteText, group: Field | Group) -> str:
    words = text.plain[group.start : group.end].strip()
    stripped = words.strip('“”„"«» ') if words[:1] in '“"«„' and words[-1:] in '”"»' else words
    if stripped[-1:] in ",;:" or (
        stripped[-1:] == "." and not re.search(r"(?:\b[A-Z]|\.\.|\b(?:Inc|Co|Ltd|Affs|etc|Jr|St))\.$", stripped)
    ):
        stripped = stripped[:-1].rstrip()
    return re.sub(r"[,.](?=[’”]$)", "", stripped) if re.search(r"[,.][’”]$", stripped) else stripped


def _op_cit_form(piece: Piece, signal: str) -> Values | None:
    """Mill, op. cit., p. 5."""
    plain = piece.plain
    match = re.search(r",? (?:op|loc|art|ouvr)\.? ?(?:cit|cité)\b\.?|,? a\. ?a\. ?O\.", plain, re.IGNORECASE)
    title = next(titles_of(piece), None)
    if not match or (title and title.start - piece.start > match.start()):
        return None
    if title and re.search(r"\bin\b[ :]*$", plain[: title.start - piece.start]):
        return None
    values = _source_name(Piece(piece.text, piece.start, piece.start + match.start()))
    if not values:
        return None
    return completed({**values, "kind": Kind.SHORT}, fields_of(piece.behind(match.end())), "italic").values


_LAWS: tuple[tuple[Type, re.Pattern[str]], ...] = tuple(
    (kind, regex(pattern))
    for kind, pattern in (
        (
            Type.STATUTE,
            r"(?P<number>(?:Pub\. L\. (?:No\. )?[\d-]+|Exec(?:\.|utive) Order (?:No\. )?[\d,]*\d))(?:, (?=\d))?",
        ),
        (
            Type.REPORT,
            r"(?P<number>(?:(?:S|H|H\. ?R|S\. ?J|H\. ?J)\. ?(?:(?:Conf|Con|Exec)\. )?(?:Rep|Doc|Res|Print)\. "
            r"(?:No\. )?[\d-]+|(?:G\. ?A|S\. ?C|H\.R\.C)\. Res\. [\d/]+))(?:, (?=\d))?",
        ),
        (Type.STATUTE, CODE.pattern),
        (
            Type.STATUTE,
            r"(?P<title>(?=[^§]*(?:\.|(?i:code|const|law|stat|restatement)))(?:[A-Z][\w.’'&]* ){1,7}(?:of )?"
            r"(?:\([A-Z]\w+\) )?(?:(?i:of) \w+ )?)(?P<locator>§§? ?\d)",
        ),
        (
            Type.STATUTE,
            r"(?P<title>(?:[A-Z][\w.]* )*Const\.|Fed\. R\. \w+\. P\.|Constitution of [A-Z]\w+),? (?P<locator>.+)",
        ),
        (
            Type.STATUTE,
            r"(?P<title>(?:(?:Council|Commission|Framework|Delegated|Implementing) )*(?:Regulation|Directive|Decision|"
            r"Recommendation) [^\[\]]{3,200}?)(?=,? \[(?P<date>\d{4})\] OJ|, OJ )",
        ),
        (Type.OTHER, r"(?P<title>(?:HC |HL )?Hansard(?:,? H[CL])?|H[CL] Deb)(?: \([^()]*\))?,? "),
    )
)
"""The laws, codes and debates that are named without marks, with what their names say. The first that fits is it."""

_ACT = regex(
    r"(?:[Tt]he )?(?P<title>[A-Z\d].*? ?(?:Act|Acts|Regulations?|Ordinance|Code|Bill|Rules|"
    r"Law|Statute|Decree|Order|Loi|Gesetz)\b(?: \([^()]*\))?(?: of|,)? ?(?P<date>(?:1[0-9]|"
    r"20)\d\d)?)(?!\w)"
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
    if is_prose(words_outside(piece)) or len(plain) > 600:
        return None
    title = next(titles_of(piece), None)
    for kind, pattern in _LAWS:
        match = pattern.match(plain)
        if match and (title is None or (pattern is _LAWS[2][1] and title.start - piece.start > match.start("locator"))):
            tail = _law(piece, match, kind)
            return tail.values if kind is not Type.OTHER or tail.values.get("date") else None
    match = _ACT.match(plain) if title is None else None
    coded = match and re.match(r", \d{1,3} [A-Z][\w.]+(?: [A-Z][\w.]+)* (?:§|\d)", plain[match.end() :])
    if match and (match["date"] or coded) and fields.is_organisation(match["title"].replace(",", "")):
        tail = _law(piece, match, Type.STATUTE)
        return None if tail.prose > 1 else tail.values
    return None


def _treaty(piece: Piece, signal: str) -> Values | None:
    """A treaty by its name, with its date or an article."""
    if next(titles_of(piece), None) or is_prose(words_outside(piece)):
        return None
    items = fields_of(piece)
    if (
        items
        and items[0].mark is None
        and (match := re.fullmatch(r"(?P<title>.+?) (?P<locator>[Aa]rts?\.? ?\d.*)", items[0].text))
        and _TREATY.search(match["title"])
    ):
        items[:1] = [items[0]._replace(text=match["title"]), items[0]._replace(text=match["locator"], glued=False)]
    index = next(
        (
            i
            for i, item in enumerate(items[:3])
            if item.mark is None and _TREATY.search(item.text) and fields.is_organisation(item.text)
        ),
        None,
    )
    if index is None:
        return None
    authors = fields.names(", ".join(i.text for i in items[:index])) if index else ()
    if authors is None:
        return None
    title = items[index].text.strip()
    values: Values = {"authors": authors, "title": re.sub(r"^the ", "", title), "type": Type.TREATY, "kind": Kind.FULL}
    tail = completed(values, items[index + 1 :], "law")
    if not (values.get("date") or values.get("container") or values.get("url")):
        if not values.get("locator"):
            return None
        values["kind"] = Kind.SHORT
        del values["type"]
    return values if not tail.prose else None


_COMMUNICATION = regex(
    r"(?P<what>(?:author(?:[’']s)? |personal |private |telephone |phone |video |author[’']s "
    r"|written )?(?:e-?mail|letter|memorandum|memo|interview|communication|correspondence|"
    r"conversation|telephone call|message|telegram|entretien|lettre|courriel|brief|gespräch)"
    r"s?)"
    r" (?P<way>from|with|to|by|de|avec|von|mit|an|à) (?P<who>[^,(]+?)(?=,| to the author| "
    r"to author| to (?=[A-Z])| \d|\(|$|\.$)",
    re.IGNORECASE,
)


def _communication(piece: Piece, signal: str) -> Values | None:
    """E-mail from Teo Malik, 2 February 2021; Ada Mill, interview by the author, 3 May 2019; Mill to Wu, 3 May 1901."""
    plain = piece.plain
    if next(titles_of(piece), None):
        return None
    items = fields_of(piece)
    match = _COMMUNICATION.match(plain)
    if match and not is_prose(words_outside(piece)):
        called = re.sub(r"^(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Miss|Herr|Frau) ", "", match["who"].strip())
        who = fields.names(re.sub(r"^(?:an? |the ).*", "", called), short=True) or ()
        end = piece.start + match.end()
        letter = (
            re.match(r"(?:letter|memo|telegram|lettre|brief)", match["what"], re.IGNORECASE)
            and " to " in piece.text.plain[end : end + 120]
        )
        while letter and end < piece.end and not (piece.text.plain[end] in ",(" and _ends_title(piece.text.plain, end)):
            end += 1
        title = piece.text.plain[piece.start : end].strip(" ,.")
        pages = re.search(r" (\d[\d–-]*)$", title)
        kind = (
            Type.ARCHIVE
            if re.match(r"(?:letter|memo|telegram|lettre|brief)", match["what"], re.IGNORECASE)
            else Type.INTERVIEW
        )
        values: Values = {
            "authors": who,
            "title": title[: pages.start()] if pages else title,
            "type": kind,
            "kind": Kind.FULL,
        }
        if pages:
            values["locator"] = pages[1]
        completed(values, fields_of(Piece(piece.text, end, piece.end)), "archive")
        return values if len(values) > 4 or who else None
    if (
        (
            items
            and len(items) > 1
            and items[0].mark is None
            and re.fullmatch(
                r"(?:[\w’'-]+ ){0,2}(?:interview|e-?mail|conversation|correspondence|communication|telephone call)s?",
                items[0].text.strip(),
                re.IGNORECASE,
            )
        )
        and any(fields.whole_date(i.text) for i in items[1:])
        and items[0].text[0].isupper()
    ):
        values = {"title": items[0].text.strip(), "type": Type.INTERVIEW, "kind": Kind.FULL}
        completed(values, items[1:], "archive")
        return values
    for index, item in enumerate(items[1:4], 1):
        if item.mark is None and re.match(
            r"(?:in(?:-person)? |personal |telephone |phone |video |zoom |author |e-?mail |oral history "
            r")?(?:interview(?:ed)?|e-?mail|message|letter|conversation|communication|correspondence|"
            r"discussion|telephone call)\b",
            item.text,
            re.IGNORECASE,
        ):
            people = fields.names(", ".join(i.text for i in items[:index] if i.mark is None), short=True)
            if not people or not all(fields.is_name(p.replace(",", "")) for p in people[:1]):
                return None
            values = {"authors": people, "type": Type.INTERVIEW, "kind": Kind.FULL, "remark": item.text.strip(" .;")}
            completed(values, items[index + 1 :], "archive")
            if not values.get("date"):
                values.pop("type")
                values.pop("remark")
                values["kind"] = Kind.SHORT
            return values
    if (
        items
        and items[0].mark is None
        and (match := re.fullmatch(r"(?P<from>[^,]+) (?:to|an|à) (?P<to>[^,]+)", items[0].text.strip()))
        and len(items) > 1
    ) and (
        fields.is_name(match["from"])
        and (fields.is_name(match["to"]) or fields.is_organisation(match["to"]))
        and fields.whole_date(items[1].text)
    ):
        values = {
            "authors": (match["from"],),
            "title": items[0].text.strip(),
            "type": Type.ARCHIVE,
            "kind": Kind.FULL,
        }
        completed(values, items[1:], "archive")
        return values
    return None


def _ends_title(plain: str, place: int) -> bool:
    """Whether the description of a letter ends at a comma or parenthesis: a date or a place in an archive follows."""
    rest = plain[place + 1 : place + 60].strip()
    return (
        plain[place] == "("
        or bool(fields.date_at(rest))
        or bool(SHELFMARK.match(rest))
        or bool(REPOSITORY.match(rest.partition(",")[0]))
        or bool(re.match(r"[A-Z][\w ]+ (?:Papers|Archives?|Library)", rest))
    )


def _titled(piece: Piece, signal: str) -> Values | None:
    """A source with its title in quotation marks or italics; most notes have this form."""
    plain = piece.text.plain
    title = next(titles_of(piece), None)
    if title is None:
        return None
    values: Values = {}
    found = _authors_before(Piece(piece.text, piece.start, title.start), values)
    if not found:
        return None
    prefix = values.pop("prefix", "")
    title_words = _title_of(piece.text, Field(None, "", title.first, title.last, True))
    quoted = title.mark is not Sign.ITALIC
    values["title"] = f"{prefix} {plain[title.start : title.end].rstrip(',')}".strip() if prefix else title_words
    items = sentences(Piece(piece.text, title.end, piece.end))
    if not quoted and items and items[0].mark is None and items[0].glued and items[0].text[:1] in "’'":
        return None
    if match := re.match(r"(?P<number>[A-Z]{1,6}[-–./ ]?\d[\w./-]*): (?=[A-Z])", values["title"]):
        values["number"] = match["number"]
        values["title"] = values["title"][match.end() :]
    values, items = _shaped(values, _contained(values, items, piece.text) if quoted else items, quoted=quoted)
    form = "quoted" if quoted or values.get("container") else "italic"
    tail = Tail(values, form=form)
    if _CASE_NAME.search(title_words) and not quoted:
        values["type"] = Type.CASE
        tail.form = "law"
    read_tail(tail, items)
    tail.hint += values.pop("hint", "")
    return _judged(values, tail, quoted=quoted)


_NUMBERED = regex(
    r"(?:(?:circular|report|memorandum|order|bulletin|decision|resolution|doc|document|directive|"
    r"case|joined cases|paper|notice|opinion|advisory opinion|application|docket)\b\.? )+"
    r"(?:nos?\.? ?|number )?[A-Z]?[\w./–-]*\d[\w./–-]*",
    re.IGNORECASE,
)

_LEADS = regex(
    r"(?:according|in|on|for|as|at|see|after|before|with|from|by|selon|dans|pour|d’après|nach|"
    r"in|laut|under|like|unlike|following)\b",
    re.IGNORECASE,
)


def _authors_before(piece: Piece, values: Values) -> bool:
    """Read what stands before a title: authors, editors, or the beginning of the title itself. False if it is prose."""
    words = piece.plain.strip()
    if not words or words.lower() in ("the", "a", "an", "in", "in:", "le", "la", "les", "der", "die", "das"):
        values["article"] = words[:1].isupper() and words.lower() not in ("in", "in:")
        return True
    if match := re.fullmatch(
        r"(?:(?P<who>[^,]+), )?(?P<prefix>(?:reply|review|book review|response|comment|letter|"
        r"answer|introduction|preface|foreword|afterword)s? (?:to|on|of))",
        words,
        re.IGNORECASE,
    ):
        values["prefix"] = match["prefix"]
        values["authors"] = (match["who"],) if match["who"] else ()
        return True
    if match := re.fullmatch(
        r"(?P<who>.+?)[’'](?:s)?(?: (?P<prefix>own|famous|classic|book|article|essay|recent|earlier))?", words
    ):
        people = fields.names(match["who"], short=True)
        if people and match["prefix"] != "":
            values["authors"] = people
            return True
    if same := _SAME_AUTHOR.match(words + " "):
        values["idem"] = same[0].strip(" ,")
        words = words[same.end() :]
        if not words.strip():
            return True
    items = fields_of(piece)
    closed = words[-1:] in ",:." or (bool(items) and items[-1].mark is Sign.PAREN)
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
            elif inner.startswith("@"):
                continue
            elif texts and len(inner.split()) < 4:
                texts[-1] = f"{texts[-1]} ({inner})"
        elif item.mark is None:
            text = re.sub(
                rf"\b(?:as )?{fields.EDITED}$",
                "\0",
                item.text.strip(" ,:"),
                flags=re.IGNORECASE,
            )
            if "\0" in text:
                values["edited"] = True
                text = text.replace("\0", "").strip()
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
    if texts and re.fullmatch(r"(?:in|In)", texts[-1]) and len(texts) > 1:
        texts.pop()
        closed = True
    last = texts[-1]
    if not closed and not fields.is_name(last, 2):
        head = texts[:-1]
        if (
            fields.is_organisation(
                re.sub(r"(?: (?:of|the|on|in|de|du|des))+$", "", re.sub(r"^(?:the|review of|a) ", "", last)) or "X"
            )
            and len(last.split()) < 9
        ):
            people = fields.names(", ".join(head)) if head else ()
            if people is None:
                return False
            values["authors"] = people
            if last.lower() not in ("the", "in", "a"):
                values["prefix"] = last
            return True
        return False
    joined = ", ".join(texts)
    if match := re.fullmatch(r"(?:interview|entretien) (?:with|avec) (.+)", joined, re.IGNORECASE):
        values["hint"] = "interview"
        joined = match[1]
    people = fields.names(joined, short=True)
    if (
        people
        and len(texts) > 1
        and is_institution(texts[0])
        and not re.search(r" (?:and|&|et|und) ", texts[-1])
        and not re.match(r"(?:and|&) ", texts[-1])
        and not fields.OTHERS.search(joined)
        and (is_institution(texts[-1]) or not fields.is_name(texts[-1], 2))
    ):
        people = (joined,)
    if (
        people is None
        and len(texts) == 1
        and ORGANISATIONS.search(joined)
        and joined[:1].isupper()
        and len(joined.split()) < 9
        and not is_prose(joined)
        and not _LEADS.match(joined)
    ):
        people = (joined,)
    if people is None and len(texts) == 1:
        people = fields.natural(joined)
    if people is None:
        if is_prose(joined) or len(texts) > 4 or not all(re.match(r"[A-Z\d“‘@]", t) for t in texts):
            lower = joined.split()
            if len(texts) == 1 and len(lower) == 1 and lower[0].isalpha():
                values["authors"] = (joined,)
                return True
            return False
        lows = [w for w in re.findall(r"[^\W\d_]+", joined) if w[0].islower() and w not in fields._SMALL]
        if lows:
            return False
        people = tuple(texts)
    values["authors"] = people
    return True


def _contained(values: Values, items: list[Field], text: NoteText) -> list[Field]:
    """A container in italics within the first parenthesis behind a title: ‘Ice’ (*Water Law Blog*, 3 May 2011)."""
    if not items or items[0].mark is not Sign.PAREN:
        return items
    inside = next((g for g in text.groups(items[0].start, items[0].end)), None)
    if not inside or inside.mark is not Sign.ITALIC or inside.start != items[0].start:
        return items
    values["container"] = text.plain[inside.first : inside.last].strip(" ,.")
    rest = text.plain[inside.end : items[0].end].strip(" ,")
    return [items[0]._replace(text=rest), *items[1:]] if rest else items[1:]


def _shaped(values: Values, items: list[Field], *, quoted: bool) -> tuple[Values, list[Field]]:
    """Find the container among the fields behind the title, and take it out of them."""
    within, kept = False, list[Field]()
    for index, item in enumerate(items):
        if item.mark in (Sign.ITALIC, Sign.LINK, Sign.QUOTE):
            before = items[index - 1].text.strip(" ,:").lower() if index else ""
            if item.mark is Sign.QUOTE:
                return values, items
            book = next(
                (
                    i
                    for i in range(len(kept) - 1, -1, -1)
                    if kept[i].mark is None and re.match(r"(?:in|dans)\b:? ", kept[i].text)
                ),
                None,
            )
            if book is not None and not values.get("container"):
                edited = [
                    re.sub(rf"\b{fields.EDITED}$", "", re.sub(r"^(?:in|dans)\b:? ", "", f.text)).strip(" ,")
                    for f in kept[book:]
                    if f.mark is None
                ]
                people = fields.names(", ".join(e for e in edited if e), short=True)
                if people and all(f.mark in (None, Sign.PAREN) for f in kept[book:]):
                    values["editors"] = people
                    del kept[book:]
                    within = True
            if re.search(r"(?:review of|compte rendu de|rezension)(?: the)?$", before):
                kept.append(item._replace(mark=None, text=f"review of {item.text}"))
                continue
            if (
                kept
                and kept[-1].mark is None
                and before in ("in", "in the", "dans", "the", "from", "en", "dans le", "in:")
            ):
                within = within or before.startswith(("in", "dans", "en"))
                kept.pop()
            elif kept and kept[-1].mark is None and (match := re.search(r",? (?:in|dans)$", kept[-1].text)):
                within = True
                kept[-1] = kept[-1]._replace(text=kept[-1].text[: match.start()])
            elif (
                kept
                and kept[-1].mark is None
                and item.glued
                and fields.is_organisation(kept[-1].text)
                and not fields.is_name(kept[-1].text, 2)
                and len(kept[-1].text.split()) < 6
            ):
                values["container"] = f"{kept.pop().text} {item.text.strip(' ,.')}"
                return {**values, "within": within}, [*kept, *items[index + 1 :]]
            values["container"] = (
                item.text.strip(" ,;:").rstrip(".")
                if not re.search(r"\b\w{1,6}\.$", item.text.strip())
                else item.text.strip(" ,;:")
            )
            if within and not _is_volume(items[index + 1 : index + 3]):
                values["type"] = Type.CHAPTER
            return values, [*kept, *items[index + 1 :]]
        kept.append(item)
    return values, items


def _is_volume(items: Sequence[Field]) -> bool:
    """Whether a journal's volume and year follow: in: *Zeitschrift* 14 (1997)."""
    return (
        len(items) == 2
        and re.fullmatch(r"\d{1,4}(?:[./:]\d{1,3})?", items[0].text.strip(" .")) is not None
        and items[1].mark is Sign.PAREN
        and bool(fields.whole_date(items[1].text))
    )


def _judged(values: Values, tail: Tail, *, quoted: bool) -> Values | None:
    """Tell the kind and the type of a source from what was read of it; None if its words are those of a sentence."""
    within = values.pop("within", False) or values.get("type") is Type.CHAPTER
    article = values.pop("article", False)
    if tail.prose and (article or (is_prose(values.get("remark", "")) and not _has_imprint(values))):
        return None
    if values.pop("edited", False) and not values.get("editors") and values.get("authors") and not quoted:
        values["editors"] = values.pop("authors")
    volume_of_book = not quoted and not values.get("container")
    if (
        volume_of_book
        and values.get("date", "").count("-") == 2
        and not (values.get("authors") or values.get("publisher") or values.get("edition") or values.get("type"))
        and not tail.hint
    ):
        values["container"], values["title"] = values["title"], ""
        values["type"] = Type.NEWS
    if (
        quoted
        and not (
            values.get("authors")
            or values.get("container")
            or _has_imprint(values)
            or values.get("locator")
            or values.get("number")
        )
        and sentence_like(values["title"])
    ):
        return None
    kind = values.pop("kind", None)
    if kind is Kind.SHORT and within:
        kind = Kind.FULL
    evidence = _has_imprint(values) or (
        values.get("container") and (values.get("volume") or values.get("pages") or quoted)
    )
    values["kind"] = kind or (Kind.FULL if evidence else Kind.SHORT)
    if (
        values["kind"] is Kind.FULL
        and not values.get("date")
        and (year := re.search(rf"\bAct(?: of|,)? (?P<date>{fields.YEAR})$", values["title"]))
    ):
        values["date"] = year["date"]
    if values["kind"] is Kind.FULL:
        values["type"] = Type.CHAPTER if within and kind else _type(values, tail, quoted=quoted, within=within)
    else:
        values.pop("type", None)
    return values


def _has_imprint(values: Values) -> bool:
    return any(
        values.get(name) for name in ("publisher", "place", "date", "url", "doi", "number", "accessed", "editors")
    )


def _printed(values: Values) -> bool:
    return any(values.get(name) for name in ("publisher", "editors", "pages", "volume"))


def _type(values: Values, tail: Tail, *, quoted: bool, within: bool = False) -> Type:
    hint = f"{tail.hint} {values.get('number', '')} {values.get('remark', '')}"
    known, title = values.get("type"), values.get("title", "")
    if known and not (known is Type.CHAPTER and values.get("url") and not _printed(values)):
        return Type(known)
    if re.search(r"\bHearings?\b", title):
        return Type.OTHER
    if not quoted and _CASE_NAME.search(title):
        return Type.CASE
    if kind := type_of(tail.hint):
        return kind
    if re.search(r"\bAct\b(?: of)?,? \d{4}|Pub\. L\.", f"{title} {hint}"):
        return Type.STATUTE
    if _TREATY.search(title) and not values.get("authors") and not values.get("publisher"):
        return Type.TREATY
    if quoted or (values.get("container") and not tail.imprint):
        day = values.get("date", "").count("-") == 2
        if within and values.get("url") and not _printed(values):
            return Type.ONLINE
        if values.get("volume") or (values.get("container") and values.get("pages")) or values.get("doi"):
            return Type.ARTICLE
        if values.get("date") == "forthcoming":
            return Type.ARTICLE
        if re.search(r"\bblog\b|\.(?:com|org|net|info)\b|\.\w\w$", values.get("container", ""), re.IGNORECASE):
            return Type.ONLINE
        if values.get("container") and day:
            return Type.NEWS
        if values.get("container") and (values.get("number") or values.get("locator")):
            return Type.ARTICLE
        if tail.behind and (values.get("date") or values.get("number")):
            return Type.REPORT
        return Type.ONLINE if values.get("url") or values.get("container") else Type.OTHER
    if (
        values.get("number")
        or (
            values.get("authors")
            and (is_institution(values["authors"][0]) or not fields.is_name(values["authors"][0].replace(",", ""), 2))
        )
        or type_of(hint) is Type.REPORT
    ):
        return Type.REPORT
    if values.get("url") and not values.get("publisher"):
        return Type.REPORT if values["url"].endswith(".pdf") else Type.ONLINE
    return Type.BOOK


def _archive(piece: Piece, signal: str) -> Values | None:
    """A piece in an archive: its shelf mark, its collection, its house."""
    if is_prose(words_outside(piece)):
        return None
    items = fields_of(piece)
    named = next((i for i, item in enumerate(items) if item.mark in (Sign.QUOTE, Sign.ITALIC, Sign.LINK)), None)
    if named is not None and not any(
        i.mark is None and SHELFMARK.fullmatch(i.text.strip()) and not fields.whole_locator(i.text)
        for i in items[:named]
    ):
        return None
    texts = [i.text.strip(" .;") for i in items if i.mark is None]
    marks = [t for t in texts if SHELFMARK.fullmatch(t) and not fields.whole_date(t) and not fields.whole_locator(t)]
    houses = [
        t
        for t in texts
        if REPOSITORY.search(t) and (fields.is_organisation(t) or (t[0].isupper() and REPOSITORY.match(t)))
    ]
    if not (marks and len(texts) > 1) and not (houses and len(texts) > 1):
        return None
    if not marks and not any(fields.whole_date(t) or COLLECTION.search(t) for t in texts):
        return None
    values: Values = {"kind": Kind.FULL, "type": Type.ARCHIVE}
    tail = Tail(values, form="archive")
    for index, item in enumerate(items):
        text = item.text.strip(" .;")
        if item.mark is None and text in houses:
            tail.set("publisher", text)
        elif item.mark is None and text in marks:
            tail.set("number", text, ", ")
        elif item.mark in (Sign.QUOTE, Sign.ITALIC, Sign.LINK):
            tail.set("title", _title_of(piece.text, Field(None, "", item.start, item.end, True)))
        elif (
            item.mark is None
            and not fields.whole_date(text)
            and not fields.whole_locator(text)
            and not COLLECTION.search(text)
            and fields.is_organisation(text)
        ):
            nxt = items[index + 1].text.strip(" .;") if index + 1 < len(items) else ""
            if (not index and nxt in houses) or (index and (texts[texts.index(text) - 1] in houses)):
                tail.set("place", text)
            elif (
                (text.isupper() or (not index and " " not in text))
                and len(text) < 9
                and (nxt in marks or index == len(items) - 1)
                and not values.get("publisher")
            ):
                tail.set("publisher", text)
            elif not values.get("title") and (not values.get("publisher") or " to " in text):
                tail.set("title", text)
            else:
                tail.set("container", text)
        else:
            tail.field(item, items[index + 1 : index + 3])
    return values


_LAW_BOOK = regex(
    r"(?P<title>[A-Z\d].*?)(?:,? (?P<locator>(?:§§? ?[\w.()–-]+(?:, (?:at )?\d[\d–-]*)?|\d[\d–-]*(?:, "
    r"\d[\d–-]*)*|[ivxl]+)))?,? ?$"
)


def _law_book(piece: Piece, signal: str) -> Values | None:
    """Harlan D. Pruett, Foreshore Titles and Tenures § 4.2, at 112 (3d ed. 2008): no marks round the title."""
    if next(titles_of(piece), None):
        return None
    items = fields_of(piece)
    index = next(
        (
            i
            for i, item in enumerate(items)
            if item.mark is Sign.PAREN and re.search(rf"{fields.YEAR}$", item.text.strip())
        ),
        None,
    )
    if not index or index < 1:
        return None
    before = [i for i in items[:index] if i.mark is None]
    if len(before) != index:
        return None
    texts = [i.text.strip() for i in before]
    release = len(texts) > 2 and re.fullmatch(
        r"(?:press|news|media) (?:release|statement)|memorandum|news release", texts[0], re.IGNORECASE
    )
    if release:
        texts = texts[1:]
    split = 1
    if len(texts) == 1:
        return None
    while (
        split < len(texts) - 1
        and fields.is_name(re.sub(r"^& ", "", texts[split]), 2)
        and not fields.locator_at(texts[split + 1])
    ):
        split += 1
    people = fields.names(", ".join(texts[:split]))
    if not people:
        return None
    number = ""
    if (
        split < len(texts) - 1
        and fields.DOCUMENT.fullmatch(texts[split])
        and any(c.isdigit() for c in texts[split])
        and not fields.whole_locator(texts[split])
    ):
        number = texts[split]
        split += 1
    container = ""
    if (
        not number
        and split < len(texts) - 1
        and any(c.isdigit() for c in texts[-1])
        and fields.DOCUMENT.fullmatch(texts[-1])
    ):
        number = texts.pop()
    elif split < len(texts) - 1 and to_the_day(items[index]) and fields.is_organisation(texts[-1]):
        container = texts.pop()
    title_words = ", ".join(texts[split:])
    match = _LAW_BOOK.fullmatch(title_words)
    if not match or _lower_share(match["title"]):
        return None
    values: Values = {"authors": people, "title": match["title"].strip(" ,"), "kind": Kind.FULL}
    if number:
        values["number"] = number
    if match["locator"]:
        values["locator"] = match["locator"]
    completed(values, items[index:], "law")
    if release:
        values["type"] = Type.OTHER
        return values
    if container:
        values |= {"container": container, "type": Type.NEWS}
        return values
    person = (
        fields.is_name(people[0].replace(",", ""), 2)
        and not is_institution(people[0])
        and not re.search(r"\b(?:of|for)\b|\.$", people[0])
    )
    values["type"] = Type.BOOK if person else Type.REPORT
    return values if values.get("date") else None


def _lower_share(title: str) -> bool:
    """Whether too few words have capitals for a title that no marks set apart."""
    words = list(re.findall(r"[^\W\d_][\w’'-]*", title))
    lows = [w for w in words if w[0].islower() and w not in fields._SMALL and w not in PROSE_ALLOWED]
    return not words or len(lows) * 3 > len(words)


def _bare(piece: Piece, signal: str) -> Values | None:
    """A source whose title has no marks: Author, Title, Publisher, date, address. It has a date, number or address."""
    if next(titles_of(piece), None) or is_prose(words_outside(piece)):
        return None
    items = fields_of(piece)
    texts = [i for i in items if i.mark is None]
    address = next((i for i in items if i.mark is Sign.ADDRESS), None)
    if not texts or items[0].mark is not None:
        return {**_address_values(items)} if address and items[0].mark is Sign.ADDRESS else None
    first = items[0].text.strip(" .")
    if (
        address
        and len(items) > 1
        and items[1] is address
        and re.fullmatch(
            r"(?:(?:available|online|accessible|archived|retrieved|source|link|url|web ?site|internet)"
            r"[ :,]*)(?:online |here )?(?:at|from|via|under|unter|on|sous)?:?",
            first,
            re.IGNORECASE,
        )
    ):
        return _address_values(items[1:])
    if (colon := re.match(r"(?P<who>[^:]+): (?=[^\W\d_])", first)) and _is_person(
        colon["who"]
    ):  # Hans Müller: Das Salz, Berlin 1999
        items[:1] = [items[0]._replace(text=colon["who"]), items[0]._replace(text=first[colon.end() :])]
        texts = [i for i in items if i.mark is None]
    speech = re.match(
        r"(?P<who>(?:[A-Z][\w.]* )+?[A-Z]\w+)[’']s (?P<title>(?:[a-z-]+ )*(?:speech|address|lecture|"
        r"remarks|testimony|statement|letter|sermon|evidence|return|report)\b.*)",
        first,
    )
    if speech and len(items) > 1 and fields.whole_date(items[1].text):
        values: Values = {"authors": (speech["who"],), "title": speech["title"], "type": Type.OTHER, "kind": Kind.FULL}
        tail = completed(values, items[1:], "bare")
        return values
    dated = [
        i
        for i in items
        if (i.mark is None and fields.whole_date(i.text))
        or (i.mark is Sign.PAREN and (imprint(i.text) or {}).get("date"))
    ]
    dated += [
        i for i in texts[1:] if re.fullmatch(rf"[A-Z][^\d,]{{1,60}}:? [^\d,]{{0,40}}{fields.YEAR}", i.text.strip(" ."))
    ]
    case = _CASE_NAME.search(first)
    numbered = [
        i
        for i in texts[1:]
        if fields.VOLUME.match(i.text) or re.search(r"Parl\. Papers|Cmn?d|(?:Report|Paper|doc\.?|Doc\.?) ", i.text)
    ]
    if not (address or dated or numbered or (case and len(items) > 1)):
        return None
    people: tuple[str, ...] = ()
    index = 0
    while (
        index < len(items) - 1
        and not case
        and items[index].mark is None
        and _is_person(items[index].text)
        and not fields.whole_date(items[index].text)
    ):
        index += 1
    if index > 1 and not re.match(r"(?:and|&|und|et) ", items[index - 1].text.strip()):
        index = 1
    if index:
        people = fields.names(", ".join(i.text for i in items[:index])) or ()
    elif (
        len(texts) > 1
        and items[1].mark is None
        and is_institution(first)
        and not is_institution(items[1].text)
        and not fields.whole_date(items[1].text)
        and not fields.whole_locator(items[1].text)
    ):
        index, people = 1, (first,)
    if (
        index >= len(items)
        or items[index].mark is not None
        or fields.whole_date(items[index].text)
        or fields.whole_locator(items[index].text)
    ):
        if index != 1:
            return None
        index, people = 0, ()
    title = items[index].text.strip(" .")
    if address and len(items) == 2 and title.islower():
        return {"kind": Kind.FULL, "type": Type.ONLINE, **_address_values(items[1:])}
    if not re.match(r"[^\W_]|[“‘]", title) or (title[0].islower() and not address):
        return None
    if _lower_share(title) and not address and not (dated and people):
        if title[0].islower():
            return None
        if len(items) < 3:
            return None
    if title[0].islower() and address:
        tail = Tail({"kind": Kind.FULL}, form="bare")
        read_tail(tail, items[1:])
        tail.values["type"] = Type.ONLINE
        return tail.values
    values = {"authors": people, "title": title, "kind": Kind.FULL}
    tail = Tail(values, form="law" if case else "bare")
    if case:
        values["type"] = Type.CASE
    rest = items[index + 1 :]
    if rest and rest[0].mark is None and re.search(r"Parl\. Papers|Hansard|HC Deb|HL Deb", rest[0].text):
        values["container"] = rest[0].text.strip()
        rest = rest[1:]
    read_tail(tail, rest)
    if tail.prose and not address and is_prose(values.get("remark", "")):
        return None
    if case:
        values["type"] = Type.CASE
        if not (values.get("date") or values.get("number") or values.get("pages")):
            values["kind"] = Kind.SHORT
        return values
    if values.get("container") and values.get("date", "").count("-") == 2:
        values["type"] = Type.NEWS
    values["type"] = (
        values.get("type")
        or type_of(tail.hint)
        or (Type.REPORT if not people or is_institution(people[0]) else Type.ONLINE if address else Type.OTHER)
    )
    return values


def _is_person(words: str) -> bool:
    bare = re.sub(r"^(?:and|&) ", "", words.strip())
    return all(fields.is_name(name, 2) for name in re.split(r" (?:and|&|und|et) ", bare)) and not is_institution(bare)


def _address_values(items: list[Field]) -> Values:
    values: Values = {"kind": Kind.FULL, "type": Type.ONLINE}
    completed(values, items, "bare")
    return values


def _named(piece: Piece, signal: str) -> Values | None:
    """Mill, 45. Or Mill alone, which cites only if there is a source by Mill."""
    if next(titles_of(piece), None) or is_prose(words_outside(piece)):
        return None
    items = fields_of(piece)
    if not items or items[0].mark is not None:
        return None
    index = 0
    texts: list[str] = []
    while index < len(items):
        item = items[index]
        text = item.text.strip(" .;") if not item.text.strip().endswith(("al.", "Jr.")) else item.text.strip(" ;")
        if item.mark is Sign.PAREN and texts and len(item.text.split()) == 1 and item.text.isupper():
            texts[-1] += f" ({item.text})"
        elif item.mark is not None or (
            index
            and (
                (fields.whole_locator(text) and not re.fullmatch(r"[A-Z][a-z]+", text))
                or fields.VOLUME.match(text)
                or fields.ROMAN.fullmatch(text)
            )
        ):
            break
        else:
            texts.append(text)
        index += 1
    values: Values = {"kind": Kind.SHORT}
    name = ", ".join(texts)
    if match := re.fullmatch(
        r"(?P<name>.+?) \(?(?P<date>(?:1[5-9]|20)\d\d)[a-z]?\)?(?:: ?(?P<locator>[\d–-]+))?", name
    ):
        name = match["name"]
        values["date"] = match["date"]
        if match["locator"]:
            values["locator"] = match["locator"]
    elif (
        match := re.fullmatch(r"(?P<name>.+?) (?P<locator>(?:pp?\. ?|at |§ ?|\[)?\d[\d–-]*\]?(?:, \d[\d–-]*)*)", name)
    ) and index == len(items):
        name = match["name"]
        values["locator"] = fields.whole_locator(match["locator"]) or match["locator"]
    listed = (
        len(texts) > 1
        and not re.match(r"(?:and|&|et|und) |.* (?:and|&|et|und) ", texts[-1])
        and not fields.OTHERS.search(name)
    )
    if listed:  # Müller, Salz, S. 12
        if len(texts) > 2 or not fields.is_name(texts[0]) or values.get("date") or index == len(items):
            return None
        values["title"] = texts[1]
        name = texts[0]
    people = fields.names(name, short=True)
    if not people or len(texts) > 4:
        return None
    if (
        index < len(items)
        and items[index].mark is Sign.PAREN
        and (found := imprint(items[index].text))
        and found.get("date")
    ):
        values |= found
        index += 1
    if _NUMBERED.fullmatch(name):
        values["number"] = name
    else:
        values["authors"] = people
    tail = completed(values, items[index:], "italic")
    if (
        tail.prose
        or values.get("publisher")
        or tail.strange
        or values.get("url")
        or values.get("doi")
        or "-" in values.get("date", "")
    ):
        return None
    if not (values.get("locator") or values.get("volume") or values.get("date")):
        values["sure"] = False
    return values


def _reference_form(piece: Piece, signal: str) -> Values | None:
    return _entry(piece) if reference_style(piece.text, piece.start, {}) else None


FORMS: tuple[tuple[str, Form], ...] = (
    ("Ibid.", _ibid),
    ("see note 4 above", _cross_reference),
    ("Mill, supra note 4", _supra),
    ("Mill, op. cit.", _op_cit_form),
    ("42 Code § 4", _statute),
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

_CONNECTING = regex(r"(?:and|or|&|et|und|as well as|then)\b,? |[—–-] ", re.IGNORECASE)


def read(raw: str) -> tuple[Part, ...]:
    """The parts of a note, in its order. Never raises; a note longer than `LONGEST` is one comment, unread."""
    if not raw.strip():
        return ()
    if len(raw) > LONGEST:
        return (Part(Kind.COMMENT, 0, len(raw), words=raw),)
    text = note_text.read(raw)
    parts: list[Part] = []
    for piece in pieces_of(text):
        _add(parts, piece)
    return tuple(_worded(part, text) for part in _merged(parts))


def _worded(part: Part, text: NoteText) -> Part:
    if part.kind is not Kind.COMMENT or part.words:
        return part
    return replace(part, words=text.written(part.start, part.end).strip(" ;"))


def _merged(parts: list[Part]) -> Iterator[Part]:
    """The parts, with comments that follow one another as one."""
    held: Part | None = None
    for part in parts:
        if held and held.kind is Kind.COMMENT and part.kind is Kind.COMMENT:
            held = replace(held, end=part.end, words="")
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _add(parts: list[Part], piece: Piece) -> None:
    """Read a piece, and put its parts behind those before it."""
    if (
        parts
        and parts[-1].cites
        and not parts[-1].within
        and ATTACHED.match(piece.plain)
        and not next(titles_of(piece), None)
    ):
        parts[-1] = _attached(parts[-1], piece)
        return
    if (
        parts
        and next((g.mark for g in piece.groups()), None) is Sign.ADDRESS
        and not words_outside(piece).strip(" .;,")
        and not piece.plain.startswith("(")
    ):
        last = next((i for i in range(len(parts) - 1, -1, -1) if parts[i].cites), None)
        if (
            last is not None
            and not (parts[last].url or parts[last].doi)
            and parts[last].kind is not Kind.IBID
            and last >= len(parts) - 2
        ):
            values: Values = {}
            completed(values, fields_of(piece), "bare")
            text = piece.text
            parts[last] = replace(parts[last], **{k: v for k, v in values.items() if k in ("url", "doi", "accessed")})
            words = (
                parts[-1].words or text.written(parts[-1].start, parts[-1].end).strip(" ;")
                if parts[-1].kind is Kind.COMMENT
                else parts[-1].words
            )
            parts[-1] = replace(parts[-1], end=piece.end, words=words)
            return
    subs = sources_within(piece)
    for sub in subs:
        about = sub is not subs[-1] and _ABOUT.fullmatch(sub.plain)
        parts.extend((not about and _citation(sub)) or _prose(sub))


# What a source is named for, before a signal: On the “peace of the tides” see Mill, 4.
_ABOUT = regex(
    r"(?:on|about|for|zum?|zur|über|sur)\b (?:the )?[„“\"‘«][^„“”\"«»]+[“”\"’»]\s*",
    re.IGNORECASE,
)


def _attached(part: Part, piece: Piece) -> Part:
    """A citation with the sentence that belongs to it: "Accessed 3 May 2019.", "Emphasis added."."""
    words = piece.plain.strip().rstrip(".")
    match = fields.ACCESSED.match(words)
    values: Values = {}
    if match and not part.accessed:
        found = fields.date_at(words.replace(":", " "), match.end() + (words[match.end() : match.end() + 1] == " "))
        for item in fields_of(piece):
            if item.mark is Sign.ADDRESS:
                set_address(values, item.text)
        accessed = found[0] if found else words[match.end() :].strip()
        return replace(
            part,
            accessed=accessed,
            end=piece.end,
            url=part.url or values.get("url", ""),
            doi=part.doi or values.get("doi", ""),
        )
    for item in fields_of(piece):
        if item.mark is Sign.ADDRESS:
            set_address(values, item.text)
    return replace(
        part,
        remark=f"{part.remark}; {words}" if part.remark else words,
        end=piece.end,
        url=part.url or values.get("url", ""),
        doi=part.doi or values.get("doi", ""),
    )


def _citation(piece: Piece) -> list[Part]:
    """The citation that a piece is, by the first form that it has; none if it has none."""
    begin = _without_marks(piece)
    if match := _CONNECTING.match(begin.plain):
        begin = begin.behind(match.end())
    signal = ""
    match = SIGNAL.match(begin.plain)
    plainly = next(titles_of(begin), None) or _SUPRA.search(begin.plain)
    if match and (plainly or match[0].lower() not in WEAK_SIGNALS):
        signal = match[0].strip(" ,:")
        rest = begin.behind(match.end())
        rest = _without_marks(rest)
        if (again := SIGNAL.match(rest.plain)) and again[0].lower() not in WEAK_SIGNALS:
            signal = f"{signal} {again[0].strip(' ,:')}"
            rest = _without_marks(rest.behind(again.end()))
        if found := _by_forms(rest, signal, piece):
            return found
        return _described_address(rest, signal, piece)
    return _by_forms(begin, "", piece)


def _described_address(rest: Piece, signal: str, whole: Piece) -> list[Part]:
    """An address behind a description in lower case: See the thread, https://…, especially the last comment."""
    address = next((g for g in rest.groups() if g.mark is Sign.ADDRESS), None)
    if not signal or not address or next(titles_of(Piece(rest.text, rest.start, address.start)), None):
        return []
    words = rest.text.plain[rest.start : address.start].strip(" ,:(")
    if len(words.split()) > 8 or is_prose(words):
        return []
    values: Values = {"kind": Kind.FULL, "type": Type.ONLINE}
    set_address(values, rest.text.plain[address.first : address.last])
    if remark := rest.text.plain[address.end : rest.end].strip(" ,.;)"):
        values["remark"] = remark
    return [_part(values, rest, signal, whole)]


def _without_marks(piece: Piece) -> Piece:
    """A piece without the commas and colons that it begins with."""
    start = piece.start
    while start < piece.end and piece.text.plain[start] in " ,;:":
        start += 1
    return piece._replace(start=start)


_LONGEST_UNMARKED = 600
"""The most characters of a citation without a title in marks. What is longer is prose."""


def _by_forms(piece: Piece, signal: str, whole: Piece) -> list[Part]:
    piece = piece._replace(start=next_start(piece.text.plain, piece.start))
    first = next(iter(piece.groups()), None)
    if (
        first
        and first.mark is Sign.PAREN
        and first.start == piece.start
        and not piece.text.plain[first.end : piece.end].strip(" .;,")
    ):
        inner = Piece(piece.text, first.first, first.last)
        return [
            replace(p, start=whole.start, end=whole.end)
            for p in _citation(inner)[:1]
            if p.kind is not Kind.CROSS_REFERENCE or signal == ""
        ]
    if piece.start >= piece.end:
        return []
    long = piece.end - piece.start > _LONGEST_UNMARKED and next(titles_of(piece), None) is None
    for _, form in FORMS if not long else ():
        if (values := form(piece, signal)) is not None:
            if not any(values.get(n) for n in _NAMING) and values["kind"] in (Kind.FULL, Kind.SHORT):
                continue
            part = _part(values, piece, signal, whole)
            return [part, *_quoted_in(piece)]
    return []


_NAMING = ("authors", "title", "container", "url", "doi", "number", "publisher")

_KNOWN_FIELDS = frozenset(Part.__dataclass_fields__)


def _part(values: Values, piece: Piece, signal: str, whole: Piece) -> Part:
    kept = {name: value for name, value in values.items() if (value and name in _KNOWN_FIELDS) or name == "sure"}
    if "url" not in kept and "doi" not in kept and kept["kind"] is not Kind.CROSS_REFERENCE:
        for link in piece.text.links:
            if piece.start <= link.start < piece.end and re.match(r"https?:|www\.|10\.", link.url):
                set_address(kept, link.url)
                break
    return Part(start=whole.start, end=whole.end, signal=signal, **kept)


_LEADING = regex(
    r"(?:(?:both|as|internal quotation marks omitted|citations omitted|emphasis added)[,;)( ]*)"
    r"*(?P<signal>quoting|citing|quoted in|cited in|reprinted in|quoted by|in turn quoting)"
    r"[: ]+",
    re.IGNORECASE,
)


def _quoted_in(piece: Piece) -> list[Part]:
    """The sources that a parenthesis names which begins with "quoting", "citing", "quoted in"."""
    found: list[Part] = []
    for group in piece.groups():
        if group.mark is Sign.PAREN and (match := _LEADING.match(piece.text.plain, group.first, group.last)):
            inner = Piece(piece.text, match.end(), group.last)
            parts = [p for p in _by_forms(inner, match["signal"], inner) if p.cites and p.sure]
            found.extend(replace(p, within=True) for p in parts)
    return found


_MOST_TRIED = 4
"""How many places within a sentence are tried for a citation: what it cites stands at its end, or is one of few."""


def _prose(piece: Piece) -> list[Part]:
    """A sentence: a comment, and the citations within it or at its end."""
    comment = Part(Kind.COMMENT, piece.start, piece.end)
    plain = piece.text.plain
    groups = [g for g in piece.groups() if not (g.mark is Sign.ITALIC and vocabulary(plain[g.first : g.last]))]
    inner: list[Part] = []
    for group in groups:
        if group.mark is Sign.PAREN and len(inner) < _MOST_TRIED:
            inner.extend(_parenthesis(piece, group))
    if inner:
        return [comment, *inner]
    candidates = [g for g in groups if g.mark in (Sign.ITALIC, Sign.QUOTE, Sign.LINK, Sign.ADDRESS)]
    for group in candidates[-_MOST_TRIED:] if len(candidates) > _MOST_TRIED else candidates:
        for start in _beginnings(piece, group):
            rest = Piece(piece.text, start, piece.end)
            lead = plain[piece.start : start].rstrip()
            if lead.endswith(("“", "‘", '"')) or (plain[start - 1 : start].isalnum() and plain[start].isalnum()):
                continue
            parts = [p for p in _by_forms(rest, "", rest) if p.cites and p.sure and not p.remark]
            closing = (
                lead.endswith((",", ":"))
                and len(parts) == 1
                and parts[0].authors
                and not plain[group.end : piece.end].strip(" .;")
            )
            if parts and (closing or _strong(parts[0], group)):
                return [replace(comment, end=start), *parts] if lead else parts
    if parts := _last_treaty(piece):
        return [replace(comment, end=parts[0].start), *parts]
    for group in candidates[:_MOST_TRIED]:
        if group.mark in (Sign.ITALIC, Sign.QUOTE) and (part := _mentioned(piece, group)):
            return [comment, part]
    return [comment]


def _strong(part: Part, group: Group) -> bool:
    """Whether a citation at the end of a sentence is one beyond doubt."""
    if group.mark is Sign.QUOTE:
        return bool(part.container and (part.date or part.pages or part.url)) or bool(
            part.authors and (part.locator or part.date or part.url)
        )
    if group.mark is Sign.ADDRESS:
        return True
    return (part.kind is Kind.FULL and bool(part.date or part.url or part.number or part.pages)) or bool(
        part.locator and part.authors
    )


_NAMES_BEFORE = regex(r"(?:[A-ZÀ-Þ][\w.’'-]*(?:, (?:and )?| and | & | (?:de|van|von|der) | et al\.,? | ))+$")


def _beginnings(piece: Piece, group: Group) -> Iterator[int]:
    """Where a citation with this title or address may begin: at the names before it, or at it."""
    plain = piece.text.plain
    before = plain[piece.start : group.start]
    names = _NAMES_BEFORE.search(before[-160:])
    if names and group.mark is not Sign.ADDRESS:
        at = group.start - (len(names[0]))
        if at > piece.start:
            yield at
    yield group.start


def _parenthesis(piece: Piece, group: Group) -> list[Part]:
    """The citations in a parenthesis of a sentence: (op. cit., p. 20), (see Mill, *On Tides*, 4)."""
    plain = piece.text.plain
    inner = Piece(piece.text, group.first, group.last)
    words = inner.plain.strip()
    if match := AGAIN.match(words):
        name = re.search(
            r"((?:(?:Dr|Mr|Mrs|Miss|Prof)\. |[A-Z][\w’-]+ |van |de |von )+)\($",
            plain[max(0, group.start - 60) : group.start + 1],
        )
        if name and (people := fields.names(name[1], short=True)):
            values: Values = {"kind": Kind.SHORT, "authors": people}
            completed(values, fields_of(inner.behind(match.end())), "italic")
            return [replace(_part(values, inner, "", inner), within=True)]
        return []
    found: list[Part] = []
    start = group.first
    bounds = [m.start() for m in re.finditer(";", words)]
    pieces = (
        [inner]
        if not bounds
        else [
            Piece(inner.text, a, b)
            for a, b in zip(
                [start, *(start + b + 1 for b in bounds)], [*(start + b for b in bounds), group.last], strict=True
            )
        ]
    )
    for part in pieces[:_MOST_TRIED]:
        for sub in _citation(part):
            firm = sub.kind in (Kind.IBID, Kind.SUPRA, Kind.CROSS_REFERENCE) or (
                (sub.title or sub.container) and (sub.locator or (sub.kind is Kind.FULL and sub.date))
            )
            if firm and sub.sure:
                found.append(replace(sub, within=True))
    return found


def _last_treaty(piece: Piece) -> list[Part]:
    """A treaty or an act without marks that ends a sentence: "… is the Charter for Living Rites, 2 June 1998"."""
    for match in list(re.finditer(r"\b(?:the|The|in|of|by|is) (?=[A-Z])", piece.plain))[:_MOST_TRIED]:
        rest = piece.behind(match.end())
        for form in (_treaty, _statute):
            values = form(rest, "")
            if values and values.get("kind") is Kind.FULL and values.get("date") and not values.get("remark"):
                return [_part(values, rest, "", rest)]
    return []


def _mentioned(piece: Piece, group: Group) -> Part | None:
    """A source in the middle of a sentence: a newspaper with its date, a title with its imprint."""
    plain = piece.text.plain
    after = plain[group.end : group.end + 120]
    title = _title_of(piece.text, Field(None, "", group.first, group.last, True))
    match = re.match(r",? (?:of |for |du |vom )?", after)
    at = match.end() if match else 0
    dated = fields.date_at(after, at)
    if group.mark is Sign.ITALIC and dated and dated[0].count("-") == 2:
        return Part(
            Kind.FULL, group.start, group.end + dated[1], within=True, type=Type.NEWS, container=title, date=dated[0]
        )
    behind = next(iter(piece.text.groups(group.end, min(piece.end, group.end + 200))), None)
    if behind and behind.mark is Sign.PAREN and behind.start - group.end <= 1:
        found = imprint(plain[behind.first : behind.last])
        if found and found.get("date") and (found.get("publisher") or found.get("place")):
            people = re.search(
                r"((?:[A-Z][\w.’-]+ |van |de |von )+)[’']s $|((?:[A-Z][\w.-]+,? (?:and )?)+)$",
                plain[max(piece.start, group.start - 80) : group.start],
            )
            who = fields.names((people[1] or people[2]).strip()) if people else ()
            values = {k: v for k, v in found.items() if k in _KNOWN_FIELDS}
            return Part(
                Kind.FULL,
                group.start,
                behind.end,
                within=True,
                type=Type.BOOK,
                title=title,
                authors=who or (),
                **values,
            )
    return None


def reference(raw: str) -> Part | None:
    """The source of a bibliography's entry: "Mill, Ada. *On Tides*. Dunmore: Weir, 2019."; None of an empty one."""
    if not raw.strip() or len(raw) > LONGEST:
        return None
    text = note_text.read(raw.strip())
    end = len(text.plain)
    values = _entry(Piece(text, 0, end))
    if values is None:
        parts = [p for p in read(raw) if p.cites]
        return parts[0] if parts else Part(Kind.FULL, 0, end, type=Type.OTHER, title=text.plain.strip(" ."))
    return _part(values, Piece(text, 0, end), "", Piece(text, 0, end))


def _entry(piece: Piece) -> Values | None:
    plain = piece.text.plain
    title = next(titles_of(piece), None)
    values: Values = {"kind": Kind.FULL}
    year = re.match(
        r"(?P<who>[^()“\"]{2,300}?) ?\((?P<date>(?:1[5-9]|20)\d\d)[a-z]?(?:, [^()]{1,30})?\)[.,:]? ", piece.plain
    )
    if year and (not title or title.start > year.end() - 1):
        people = fields.natural(year["who"].strip()) or fields.names(year["who"].strip())
        if people:
            values |= {"authors": people, "date": year["date"]}
            begin = piece.start + year.end()
            stop = plain.find(". ", begin, piece.end)
            if title is None or (stop >= 0 and title.start > stop + 1):
                stop = stop if stop >= 0 else piece.end
                values["title"] = plain[begin:stop].strip(" .")
                rest = Piece(piece.text, min(stop + 1, piece.end), piece.end)
                values, items = _shaped(values, sentences(rest), quoted=True)
                tail = completed(values, items, "quoted" if values.get("container") else "italic")
                return _judged({**values, "kind": Kind.FULL}, tail, quoted=bool(values.get("container")))
    if title is None:
        return None
    before = plain[piece.start : title.start].strip(" .,:")
    edited = re.search(rf",? {fields.EDITED}$", before)
    if edited:
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
    values, items = _shaped(values, sentences(Piece(piece.text, title.end, piece.end)), quoted=quoted)
    tail = completed(values, items, "quoted" if quoted or values.get("container") else "italic")
    if values.get("edited"):
        values["editors"] = values.get("editors") or values.get("authors", ())
    if values.get("locator") and not values.get("pages") and values.get("container"):
        values["pages"] = values.pop("locator")
    result = _judged({**values, "kind": Kind.FULL}, tail, quoted=quoted)
    if result is not None:
        result["kind"] = Kind.FULL
        result["type"] = _type(result, tail, quoted=quoted)
    return result


def as_comment(part: Part, raw: str) -> Part:
    """A part of a note as a comment: its words were no citation after all."""
    words = note_text.read(raw).written(part.start, part.end).strip(" ;")
    return Part(Kind.COMMENT, part.start, part.end, part.within, words=words)


_REFERRING = regex(
    r"https?://|(?<!\w)pp?\. ?\d|(?<!\w)(?:vols?|nos?)\. ?\d|\b(?:ibid|supra|op\. ?cit)\b"
    r"|[”\"*].{0,200}?\b(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)


def looks_like_a_reference(words: str) -> bool:
    """Whether a comment is no sentence, and has what a reference has: an address, a page, a title with a year."""
    return bool(_REFERRING.search(words)) and not is_prose(words) and words[:1] not in "([" and len(words) < LONGEST
