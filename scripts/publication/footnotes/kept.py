"""The forms of what was never published: letters, e-mails and talks; pieces in archives, by shelf mark or house.

A piece in, the values of a citation out, or None if it has none of these forms.
"""

from __future__ import annotations

import re
from itertools import takewhile

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import at_commas, fields_of, titles_of, words_outside
from scripts.publication.footnotes.details import completed, take_up
from scripts.publication.footnotes.kinds import COLLECTION, REPOSITORY, SHELFMARK
from scripts.publication.footnotes.markdown import SetApart, Sign
from scripts.publication.footnotes.names import CASE_NAME, PARTIES, is_detail, is_person, offices, title_of
from scripts.publication.footnotes.parts import Field, Kind, Piece, Type, Values
from scripts.publication.footnotes.tail import Tail
from scripts.publication.footnotes.titled import as_titled
from scripts.publication.footnotes.words import is_institution, is_prose
from scripts.regex import regex

_COMMUNICATION = regex(
    r"(?P<what>(?:copy of (?:an? )?)?(?:(?!(?:an?|the|this|that|in|on|of|for|from|by) )[\w’'-]+ ){0,4}?"
    r"(?:e-?mail|letter|memorandum|memo|interview|communication|correspondence|"
    r"conversation|telephone call|message|telegram|cable|entretien|lettre|courriel|brief|gespräch)"
    r"s?(?: (?:by|to|with|de|par) (?:the |l[’'])?(?:author|auteure?))?)"
    r" (?P<way>from|with|to|by|de|avec|von|mit|an|à) (?P<who>[^,(]+?)(?=,| to the author| "
    r"to author| to (?=[A-Z])| \d|\(|$|\.$)",
    re.IGNORECASE,
)


def as_communication(piece: Piece) -> Values | None:
    """E-mail from Teo Malik, 2 February 2021; Ada Mill, interview by the author, 3 May 2019; Mill to Wu, 3 May 1901."""
    items, title_at = fields_of(piece), next(titles_of(piece), None)
    talk = next((i for i, item in enumerate(items[1:4], 1) if item.mark is None and _TALK.match(item.text)), 0)
    if any(fields.whole_date(item.text) for item in items[1:talk]):
        talk = 0  # behind the date of a letter is its collection
    if title_at and not talk:
        return _edited_letter(piece, title_at)
    if title_at:
        return _talk(piece, items, talk) if title_at.start > items[talk].start else None
    if (match := _COMMUNICATION.match(piece.plain)) and not is_prose(words_outside(piece)):
        return _communication(piece, match)
    if len(items) > 3 and items[1].mark is Sign.PAREN and items[2].text.startswith("to "):  # Mill (for Wu) to Lee
        items[:3] = [items[0]._replace(text=f"{items[0].text} ({items[1].text}) {items[2].text}")]
    if spoken := next((i for i, item in enumerate(items[:6]) if i and _SPOKEN.search(item.text)), 0):
        listed = piece.text.plain[piece.start : items[spoken].end].strip()
        if len(fields.names(_SPOKEN.sub("", listed)) or ()) > spoken:  # Mill, Ada Wu, and Kai Lee interview
            items = [items[spoken]._replace(text=listed), *items[spoken + 1 :]]
    first = items[0].text.strip() if len(items) > 1 and items[0].mark is None else ""
    named = re.fullmatch(
        r"(?P<who>.*?)(?:interview|e-?mail|conversation|correspondence|communication|telephone call)s?"
        r"(?: (?:no\. ?|#)?[A-Z]{0,3}\d+[a-z]?)?",
        first,
        re.IGNORECASE,
    )
    people = (fields.names(named["who"]) or ()) if named else ()
    people = people if all(map(is_person, people)) and "Interview" not in first else ()  # a title has capitals
    if named and (people or len(named["who"].split()) < 3) and any(fields.whole_date(i.text) for i in items[1:]):
        between = items[1].text.strip() if items[1].mark is None else ""
        if len(fields.names(between, short=True) or ()) > 1:  # Memorandum of conversation, Mill and Wu
            first, items = f"{first}, {between}", items[1:]
        kind = Type.ARCHIVE if first.lower().startswith("memo") else Type.INTERVIEW
        said: Values = {"authors": people, "title": first, "type": kind, "kind": Kind.FULL}
        return completed(said, items[1:], "archive").values
    if talk:
        return _talk(piece, items, talk)
    match = re.fullmatch(r"(?P<from>[^,(]+)(?: \([^()]*\))? (?:to|an|à) (?P<to>[^,]+)", first)
    if (
        match
        and fields.is_name(match["from"])
        and (fields.is_name(match["to"]) or fields.is_organisation(match["to"].removeprefix("the ")))
        and fields.whole_date(items[1].text)
    ):
        values: Values = {"authors": (match["from"],), "title": first, "type": Type.ARCHIVE, "kind": Kind.FULL}
        return completed(values, items[1:], "archive").values
    return None


def _edited_letter(piece: Piece, title_at: SetApart) -> Values | None:
    """Mill to Wu, 3 May 1912, in *Letters of Mill*; the title of the book is at `title_at`."""
    letter = _EDITED_LETTER.match(piece.plain)
    if not letter or not fields.is_name(letter["who"]) or title_at.start != piece.start + letter.end():
        return None
    book = as_titled(piece.behind(letter.end())) or {}
    kept = {n: v for n, v in book.items() if n not in ("title", "date", "authors", "type", "kind", "within")}
    kept |= {"authors": (letter["who"],), "title": letter["title"], "date": fields.whole_date(letter["date"])}
    return {**kept, "container": book["title"], "type": Type.ARCHIVE, "kind": Kind.FULL} if book else None


def _communication(piece: Piece, match: re.Match[str]) -> Values | None:
    """E-mail from Teo Malik, 2 February 2021, as `_COMMUNICATION` matches its beginning."""
    plain, end = piece.text.plain, piece.start + match.end()
    called = re.sub(r"^(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Miss|Herr|Frau) ", "", match["who"].strip())
    who = fields.names(re.sub(r"^(?:an? |the ).*", "", called), short=True) or ()
    if re.fullmatch(r"[A-Z][\w’-]+ [A-Z]\.?", called):  # Interview with Ada M.
        who = (called,)
    letter = re.search(r"letter|memo|telegram|cable|lettre|brief", match["what"], re.IGNORECASE)
    if letter and " to " in plain[end : end + 120]:
        while end < piece.end and not (plain[end] in ",(" and _ends_title(plain, end)):
            end += 1
    title = plain[piece.start : end].strip(" ,.")
    if (on := re.search(r",? (?:on|dated) (?=[A-Z\d])", title)) and fields.date_at(plain, piece.start + on.end()):
        end, title = piece.start + on.end(), title[: on.start()]
    kind = Type.ARCHIVE if letter else Type.INTERVIEW
    values: Values = {"authors": who, "title": title, "type": kind, "kind": Kind.FULL}
    if not letter and (given := _HELD_IN.match(plain, end, piece.end)):
        values |= {"title": title + given["office"], "place": given["place"]}
        end = given.end()
    if pages := re.search(r" (\d[\d–-]*)$", title):
        values |= {"title": title[: pages.start()], "locator": pages[1]}
    completed(values, fields_of(piece._replace(start=end)), "archive")
    return values if len(values) > 4 or who else None


_SPOKEN = regex(r" interviews?$")

# Interview with Ada Mill, Dir., Weir Inst., in Dunmore (May 3, 2019)
_HELD_IN = regex(r"(?P<office>(?:, [^,()]+)*), in (?P<place>[A-Z][^():\d]{1,60}?) (?=\([^()]*\d{4}\))")

# Mill to Wu, 3 May 1912, in *Letters of Mill*
_EDITED_LETTER = regex(
    r"(?P<title>(?P<who>[A-Z][\w. ’-]+?) to (?:the )?[A-Z][\w. ’-]+), (?P<date>[^,]{4,20}(?:, \d{4})?),? "
    r"(?:(?:printed )?in )?(?:the )?(?=\S)"
)


def _talk(piece: Piece, items: list[Field], index: int) -> Values | None:
    """Ada Mill, former minister, interview by Bo Tarn, Lisbon, 3 May 2019; the talk is the item at an index."""
    talk, rest = items[index], items[index + 1 :]
    given = offices([item.text if item.mark is None else "" for item in items[:index]])
    begins = next(
        (i for n, i in enumerate(items[:index]) if n and (n in given or i.mark or i.text[:1].islower())), talk
    )
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
        values["container"] = title_of(piece.text, printed)  # a paper, or a programme and who broadcast it
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
    kept = SHELFMARK.match(rest) or REPOSITORY.match(rest.partition(",")[0]) or _PAPERS.match(rest)
    return bool(plain[place] == "(" or kept or fields.date_at(rest))


_PAPERS = regex(r"[A-Z][\w. ]+ (?:Papers|Archives?|Library)\b")


def as_archive(piece: Piece) -> Values | None:
    """A piece in an archive: its shelf mark, its collection, its house."""
    if is_prose(words_outside(piece)):
        return None
    items = fields_of(piece)
    if items and items[0].mark is None and (CASE_NAME.search(items[0].text) or PARTIES.match(piece.plain)):
        return None
    titles = (Sign.QUOTE, Sign.ITALIC, Sign.LINK)
    plain = list(takewhile(lambda item: item.mark not in titles, items))
    if len(plain) < len(items) and not any(SHELFMARK.fullmatch(item.text.strip()) for item in plain):
        return None
    texts = [i.text.strip(" .;") for i in items if i.mark is None]
    marks = [t for t in texts if SHELFMARK.fullmatch(t) and not is_detail(t)]
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
            tail.set("title", title_of(piece.text, item))
        elif item.mark is None and (of := _RECORD_OF.fullmatch(text)) and (date := fields.whole_date(of["date"])):
            tail.values |= {"authors": (tail.values["title"],)} if tail.has("title") else {}
            tail.values |= {"title": text, "date": date}
        elif item.mark is None and text in houses:
            tail.set("publisher", text)
        elif not (index or item.mark) and text[:1].isupper() and fields.whole_date(following) and not is_detail(text):
            tail.set("title", text)  # Transcript of a talk between Mill and Wu, 3 May 1960, Weir Archives, Box 4
        elif item.mark is None and text in marks:
            tail.set("number", text, ", ")
        elif item.mark is Sign.PAREN and index and items[index - 1].text in marks and _KEPT_TITLE.fullmatch(text):
            *called, dated = at_commas(text)  # Weir Archives, FB 1 (Ferry Book, 1598–1655)
            tail.set("date", fields.whole_date(dated) if called else "")
            tail.set("title", ", ".join(called) if called and tail.has("date") else text)
        elif item.mark is None and tail.has("number") and not tail.has("title") and _DESCRIBED.fullmatch(text):
            tail.set("title", text)
        elif item.mark is not None or is_detail(text) or COLLECTION.search(text) or not fields.is_organisation(text):
            take_up(tail, item, items[index + 1 : index + 3])
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


_RECORD_OF = regex(r"(?:minutes?|diary|journal|log|register|proceedings) (?:of|for) (?P<date>.+)", re.IGNORECASE)

_DESCRIBED = regex(r"[A-Z][\w’'-]+ (?=[^\d]*[a-z])[^\d]{3,120}")  # what is kept, behind its shelf mark: Report on ice

_KEPT_TITLE = regex(rf"[A-Z][a-z’'][\w’' -]+(?:, {fields.YEAR}[\d –-]*)?")
