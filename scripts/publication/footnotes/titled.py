"""The form of most notes: names, a title in quotation marks or italics, and what follows: Mill, “Tides”, 4.

A piece in, the values of a citation out, or None if it has not this form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import fields_of, is_of_a_press, sentences, titles_of
from scripts.publication.footnotes.details import completed
from scripts.publication.footnotes.judging import judged, shaped
from scripts.publication.footnotes.kinds import type_of
from scripts.publication.footnotes.markdown import Group, NoteText, Sign
from scripts.publication.footnotes.names import (
    BY_INITIALS,
    CASE_NAME,
    LEADS,
    NUMBERED,
    SAME_AUTHOR,
    in_own_sentence,
    is_person,
    title_of,
)
from scripts.publication.footnotes.parts import Field, Piece, Type, Values
from scripts.publication.footnotes.tail import set_address
from scripts.publication.footnotes.words import ORGANISATIONS, is_abbreviated, is_institution, is_prose, next_start
from scripts.regex import regex

_AT_PAGE = regex(r"at (?P<page>\*?[A-Z]?\d+)[ .]*$")


def _is_issue(items: Sequence[Field]) -> bool:
    """Whether a periodical's name and the month of an issue come first."""
    name, day = items[0], items[1]
    month = fields.whole_date(day.text).partition("/")[0].count("-") == 1
    return month and name.mark is None and fields.is_organisation(name.text.strip())


def as_titled(piece: Piece) -> Values | None:
    """A source with its title in quotation marks or italics; most notes have this form."""
    title = next(titles_of(piece), None)
    if title and title.mark is Sign.ITALIC and (values := _in_italic_paper(piece, title) or {}):
        return values
    values = {}
    if title is None or not authors_before(piece._replace(end=title.start), values):
        return None
    words = title_of(piece.text, title)
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
        if is_person(who) and fields.is_organisation(outlet) and not fields.whole_date(outlet):
            values["authors"], items = fields.names(who), items[1:]
    alone = title.mark is Sign.LINK and not (items or values.get("authors"))
    if alone and in_own_sentence(words) and piece.text.plain.strip(" .") != words:
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
    values, items = shaped(values, _contained(values, items, piece.text) if quoted else items)
    form = "quoted" if quoted or values.get("container") else "italic"
    if CASE_NAME.search(words) and not (quoted or any(map(is_of_a_press, items))):
        values["type"], form = Type.CASE, "law"
        if items and items[0].mark is Sign.PAREN and re.fullmatch(r"[Nn]o\.? ?\d+", items[0].text.strip()):
            values["title"] += f" ({items.pop(0).text.strip()})"  # *Mill v Wu* (No 2) [1997] SLTR 88
    hint = values.pop("hint", "")
    tail = completed(values, items, form)
    tail.hint += hint
    return judged(values, tail, quoted=quoted)


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
    named = fields.names(who) if all(is_person(item.text) for item in people) or is_institution(who) else None
    if not named or fields.is_name(words) or is_institution(words) or not words[:1].isupper() or is_prose(words):
        return None
    container = title_of(piece.text, paper)
    values: Values = {"authors": named, "title": words, "container": container}
    return judged(values, completed(values, sentences(piece._replace(start=paper.end)), "quoted"), quoted=True)


# Ice Board notice of 3 May 2019
_ISSUED_ON = regex(r"(?P<who>.+?)(?P<what>(?: [a-z-]+){1,3}) (?:of|dated) (?P<date>.*\d{4})")


_GENRE = regex(r"Opinion|Editorial|Op-?[Ee]d|Note|Comment|Book Review|Letter to the Editor|Student Note")


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
    numbered = [t for t in texts if any(c.isdigit() for c in t) and NUMBERED.fullmatch(t)]
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
        led = quoted and LEADS.match(last)  # Zum „Frieden der Flut“
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
        whole = bool(house) and len(joined.split()) < 9 and not is_prose(joined) and not LEADS.match(joined)
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
