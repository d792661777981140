"""The form of most notes: names, a title in quotation marks or italics, and what follows: Mill, “Tides”, 4.

A piece in, the values of a citation out, or None if it has not this form.
"""

from __future__ import annotations

import re

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import fields_of, is_of_a_press, sentences, titles_of
from scripts.publication.footnotes.details import completed
from scripts.publication.footnotes.judging import judged, shaped
from scripts.publication.footnotes.kinds import type_of
from scripts.publication.footnotes.markdown import NoteText, SetApart, Sign
from scripts.publication.footnotes.names import (
    BY_INITIALS,
    CASE_NAME,
    LEADS,
    NUMBERED,
    RELEASE,
    SAME_AUTHOR,
    in_own_sentence,
    is_person,
    issuer,
    offices,
    title_of,
)
from scripts.publication.footnotes.parts import Field, Piece, Type, Values
from scripts.publication.footnotes.tail import set_address
from scripts.publication.footnotes.words import (
    ORGANISATIONS,
    is_abbreviated,
    is_institution,
    is_prose,
    next_start,
    sentence_like,
)
from scripts.regex import regex

_AT_PAGE = regex(r"at (?P<page>\*?[A-Z]?\d+)[ .]*$")


def as_titled(piece: Piece) -> Values | None:
    """A source with its title in quotation marks or italics; most notes have this form."""
    title = next(titles_of(piece), None)
    if title and title.mark is Sign.ITALIC and (article := _in_italic_paper(piece, title)):
        return article
    values: Values = {}
    if title is None or not authors_before(piece._replace(end=title.start), values):
        return None
    words = title_of(piece.text, title)
    quoted = title.mark is not Sign.ITALIC
    before = piece.text.plain[piece.start : title.start]
    if words[:1].islower() and re.search("[’']s?(?: [a-z]+){0,3} $", before):
        return None  # Mill's "thin ice" is a phrase
    values["title"] = words
    link = next((link.url for link in piece.text.links if link.start == title.start), "")
    if title.mark is Sign.LINK and link.startswith("http"):
        set_address(values, link)
    prefix, end = values.pop("prefix", ""), title.end
    more = _TITLE_GOES_ON.match(piece.text.plain, end, piece.end)
    if more and (prefix or more["joined"] or more["printed"] or more["headline"]):
        end = more.end()
    if not quoted and _UNFINISHED.search(words) and (more := _YEARS_NEXT.match(piece.text.plain, end, piece.end)):
        end = more.end()
    if prefix or end > title.end:
        values["title"] = f"{prefix} {piece.text.plain[title.start : end].rstrip(',')}".strip()
    items = sentences(piece._replace(start=end))
    if not quoted and len(items) > 1 and items[1].mark is Sign.QUOTE and items[0].text.strip() in ("in", "in:"):
        quoted, items[1] = True, items[1]._replace(mark=Sign.ITALIC)  # *Il sale*, in «Rivista di ghiaccio»
    if title.mark is Sign.LINK and not values.get("authors") and len(items) > 2:  # [Tides](https://…), Ada Mill, Ledger
        who, outlet = (item.text if item.mark is None else "" for item in items[:2])
        if is_person(who) and fields.is_organisation(outlet):
            values["authors"], items = fields.names(who), items[1:]
    alone = title.mark is Sign.LINK and not (items or values.get("authors"))
    if alone and in_own_sentence(words) and piece.text.plain.strip(" .") != words:
        values["title"] = ""
    if match := re.match(r"(?P<number>[A-Z]{1,6}[-–./ ]?\d[\w./-]*): (?=[A-Z])", values["title"]):
        values |= {"number": match["number"], "title": values["title"][match.end() :]}
    month = len(items) > 2 and fields.whole_date(items[1].text).partition("/")[0].count("-") == 1
    if month and (at := _AT_PAGE.match(items[2].text)):  # *Tides*, Dunmore Rev., Jan. 2009, at 28, 34
        values |= {"container": items[0].text.strip(), "pages": at["page"]}
        items = [items[1], *([items[3]._replace(colon=True)] if len(items) > 3 else []), *items[4:]]
    volume = not (quoted or values.get("authors")) and len(items) > 1 and re.fullmatch(r"\d{1,3}", items[0].text)
    if volume and items[1].mark is Sign.PAREN and fields.whole_date(items[1].text):  # *Ledger*, 12 (1901), 45
        values |= {"container": values["title"], "title": "", "volume": volume[0]}
        items = items[1:]
    values, items = shaped(values, _contained(values, items, piece.text) if quoted else items)
    form = "quoted" if quoted or values.get("container") else "italic"
    if CASE_NAME.search(words) and not (quoted or any(map(is_of_a_press, items))):
        values["type"], form = Type.CASE, "law"
        if items and re.fullmatch(r"[Nn]o\.? ?\d+", items[0].text.strip()):
            values["title"] += f" ({items.pop(0).text.strip()})"  # *Mill v Wu* (No 2) [1997] SLTR 88
    hint = values.pop("hint", "")
    tail = completed(values, items, form)
    tail.hint += hint
    if sentence_like(words) and issuer(before.strip(" ,")) and not tail.has("date"):
        return None  # Weir Board members say, “Ice is at the end of us.”
    return judged(values, tail, quoted=quoted)


# The Market for “Frost”: Ice and Fraud, 84 Dun. L. Rev. 488; “Thin Ice” and Other Errors, Weir Papers
# *The State of Ice in* 1789, with the figures upright
_UNFINISHED = regex(r" (?:of|in|from|to|since|after|de|du|en|depuis|von|seit|im|um|del|dal|di)$")

_YEARS_NEXT = regex(rf" {fields.YEAR}(?: ?(?:[–-]|à|to|bis|a) ?{fields.YEAR})?(?=[,.;]|$)")

# ‘Ice’ Claims, Wu Says, DUN. POST (May 3, 2019)
_TITLE_GOES_ON = regex(
    r"(?<![,.?!][”’\"])(?:(?P<headline>:? [A-Z][^“”\"()]{2,200}?(?=,(?: [A-Z][A-Z.’&]+)+ \([^()]*\d{4}\)))"
    r"|(?::|(?P<joined> and)) [A-Z][^\d,.“”\"()]+"
    r"(?=, (?:\d{1,4} )?[A-Z]|(?P<printed> \([A-Z][^():]*: [^():]*\d{4}\))))"
)


def _in_italic_paper(piece: Piece, paper: SetApart) -> Values | None:
    """An article without marks in a paper in italics: Ada Mill, Tides of the Fens, the *Ledger*, 3 May 2019."""
    plain = piece.text.plain
    dated = fields.date_at(plain, next_start(plain, paper.end + (plain[paper.end : paper.end + 1] == ",")))
    if not dated or "-" not in dated[0]:
        return None
    before, behind = fields_of(piece._replace(end=paper.start)), fields_of(piece._replace(start=paper.end))
    if before and before[-1].text.strip().lower() in ("the", "in", "in the", "in:"):
        before.pop()
    *people, title = before or [Field(None, "", 0, 0, True)]
    words, who = title.text.strip(" ."), ", ".join(item.text for item in people)
    if not who or any(item.mark for item in before) or not behind:
        return None
    named = fields.names(who) if all(is_person(item.text) for item in people) or is_institution(who) else None
    if not named or fields.is_name(words) or is_institution(words) or not words[:1].isupper() or is_prose(words):
        return None
    container = title_of(piece.text, paper)
    values: Values = {"authors": named, "title": words, "container": container}
    return judged(values, completed(values, sentences(piece._replace(start=paper.end)), "quoted"), quoted=True)


# Ice Board notice of 3 May 2019
_ISSUED_ON = regex(r"(?P<who>.+?)(?P<what>(?: [a-z-]+){1,3}) (?:of|dated) (?P<date>.*\d{4})")

GENRE = regex(r"Opinion|Editorial|Obituary|Op-?[Ee]d|Note|Comment|Book Review|Letter to the Editor|Student Note")


def authors_before(piece: Piece, values: Values) -> bool:
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
    if quoted and words.endswith(",") and (body := issuer(words[:-1])):  # Weir Board report, “Tides”
        values |= {"authors": (body,), "hint": words[len(body) : -1]}
        return True
    match = re.fullmatch(r"(?P<who>.+?)[’']s?(?: [a-z]+){0,3}", words)
    match = match or (re.fullmatch(r"(?P<who>[^,:]+ [^,:]+) in", words) if quoted else None)  # by Ada Mill in “Tides”
    if match and (people := fields.names(match["who"], short=True)):
        values["authors"] = people
        return True
    if same := SAME_AUTHOR.match(words + " "):
        values["idem"] = same[0].strip(" ,")
        words = words[same.end() :]
        if not words.strip():
            return True
    texts = _texts_before(fields_of(piece), values)
    if texts is None:
        return False
    alone = fields.is_name(words) or _ALL_BY_INITIALS.fullmatch(words)  # Mill “Tides”, 4
    closed = words[-1:] in ",:." or (alone and quoted) or (not texts and "number" in values)
    if not texts:
        return True
    if len(texts) > 1 and len(texts[-1].split()) < 3 and (type_of(texts[-1]) or GENRE.fullmatch(texts[-1])):
        values["hint"] = texts.pop()  # Weir Institute, Press Release, “Tides”; Mill, Opinion, *Tides*
    if texts == [words.rstrip(",")] and quoted and GENRE.fullmatch(texts[0]):  # Obituary, “Ada Mill,” Ledger
        values["hint"] = texts[0]
        return True
    if len(texts) > 1 and RELEASE.fullmatch(texts[0]):  # Press release, Weir Board, “Tides”
        values["hint"] = texts.pop(0)
    *before, last = texts
    if before and words.endswith(":") and not fields.is_name(last, 2):  # Kai Wu, Ice: *The History of a Norm*
        named = fields.names(re.sub("^and ", "", ", ".join(before))) or ("",)
        if all(fields.is_name(name, 2) for name in named):
            values["prefix"], texts = f"{last}:", before
    elif not closed and not fields.is_name(last, 2):  # Kai Wu, The “Ice” of Weir
        bare = re.sub(r"(?: (?:of|the|on|in|de|du|des))+$", "", re.sub(r"^(?:the|review of|a) ", "", last))
        people = fields.names(", ".join(before)) if before else ()
        led = quoted and LEADS.match(last)  # Zum „Frieden der Flut“
        if people is None or led or not fields.is_organisation(bare or "X"):
            return False
        if last.lower() not in ("the", "in", "a"):
            values["prefix"] = last
        values["authors"] = people
        return True
    if match := re.fullmatch(r"(?:interview|entretien) (?:with|avec) (.+)", texts[0], re.IGNORECASE):
        values["hint"], texts[0] = "interview", match[1]
    values["authors"] = _who(texts)
    return values["authors"] is not None


def _texts_before(items: list[Field], values: Values) -> list[str] | None:
    """The names before a title, one by one; what else is told there goes into the values. None if that is no name."""
    texts: list[str] = []
    for item in items:
        if item.mark is Sign.PAREN:
            inner = item.text.strip()
            if re.fullmatch(fields.EDITED, inner, re.IGNORECASE):
                values["edited"] = True
            elif date := fields.whole_date(inner.rstrip("abcdefg")):
                values["date"] = date
            elif texts and re.fullmatch(r"(?:[A-Z]\.[- ]?)+", inner):
                texts[-1] = f"{inner} {texts[-1]}"  # Mill (A.), *On Tides*
            elif texts and texts[-1].startswith("@"):
                texts[-1] = inner
            elif texts and len(inner.split()) < 4 and not inner.startswith("@"):
                texts[-1] = f"{texts[-1]} ({inner})"
        elif item.mark in (None, Sign.BRACKET):
            text, edited = re.subn(rf"\b(?:as )?{fields.EDITED}$", "", item.text.strip(" ,:"), flags=re.IGNORECASE)
            if edited:
                values["edited"] = True
            texts += filter(None, [text.strip()])
        else:
            return None
    texts = [text for text in texts if not text.startswith("@")]
    given = offices(texts)
    if given:
        values["remark"] = ", ".join(texts[n] for n in sorted(given))
        texts = [text for n, text in enumerate(texts) if n not in given]
    if texts and not is_abbreviated(texts[-1].rpartition(" ")[2].strip("."), "", ""):
        texts[-1] = texts[-1].rstrip(".")
    if numbered := [text for text in texts if any(c.isdigit() for c in text) and NUMBERED.fullmatch(text)]:
        values["number"] = numbered[0]
    return [text for text in texts if text not in numbered]


def _who(texts: list[str]) -> tuple[str, ...] | None:
    """The people or institutions whose names these are; None if they are words of a sentence."""
    joined, last = ", ".join(texts), texts[-1]
    listed = re.search(r" (?:and|&|et|und) |^(?:and|&) ", last) or (
        fields.is_name(last, 2) and not is_institution(last)
    )
    if len(texts) > 1 and is_institution(texts[0]) and not listed:
        return (joined,)
    inverted = len(texts) > 1 and not re.search(r" |^[A-Z]+$", texts[0])  # Mill, Ada
    if people := (fields.natural(joined) if inverted else None) or fields.names(joined, short=True):
        return people
    if len(texts) == 1:
        house = ORGANISATIONS.search(joined) and joined[:1].isupper() and len(joined.split()) < 9
        people = (joined,) if house and not (is_prose(joined) or LEADS.match(joined)) else fields.natural(joined)
        if people is not None:
            return people
    if is_prose(joined) or len(texts) > 4 or not all(re.match(r"[A-Z\d“‘@]", text) for text in texts):
        return (joined,) if joined.isalpha() else None
    named = all(not w[0].islower() or w in fields.SMALL for w in re.findall(r"[^\W\d_]+", joined))
    return tuple(texts) if named else None


_ALL_BY_INITIALS = regex(rf"(?:{BY_INITIALS}(?:,? and |, | & |$))+")  # A. Mill and B. Wu “Tides”


def _contained(values: Values, items: list[Field], text: NoteText) -> list[Field]:
    """A container in italics within the first parenthesis behind a title: ‘Ice’ (*Water Law Blog*, 3 May 2011)."""
    paren = items[0] if items and items[0].mark is Sign.PAREN else None
    inside = next(iter(text.groups(paren.start, paren.end)), None) if paren else None
    if not paren or not inside or inside.mark is not Sign.ITALIC or inside.start != paren.start:
        return items
    values["container"] = text.plain[inside.first : inside.last].strip(" ,.")
    rest = text.plain[inside.end : paren.end].strip(" ,")
    return [paren._replace(text=rest), *items[1:]] if rest else items[1:]
