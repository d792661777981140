"""The forms of a source whose title has no marks, from the most telling to the least: a book of law with its year in
parentheses, a name with a place (Mill, 4), and names and words with a date, a number or an address.

A piece in, the values of a citation out, or None if it has none of these forms.
"""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import AT_PRESS, fields_of, imprint, titles_of, words_outside
from scripts.publication.footnotes.details import completed, to_the_day
from scripts.publication.footnotes.kinds import OLD_VOLUME, REPORTER, SHELFMARK, type_of
from scripts.publication.footnotes.markdown import Sign
from scripts.publication.footnotes.names import (
    BY_INITIALS,
    CASE_NAME,
    LEADS,
    NUMBERED,
    PARTIES,
    RELEASE,
    SAME_AUTHOR,
    YEARS,
    is_detail,
    is_person,
    is_title,
    issuer,
    lower_share,
    offices,
)
from scripts.publication.footnotes.parts import Field, Kind, Piece, Type, Values, stated
from scripts.publication.footnotes.tail import CLOCK_TIME
from scripts.publication.footnotes.titled import GENRE
from scripts.publication.footnotes.words import ORGANISATIONS, before_field, is_institution, is_prose
from scripts.regex import regex

_LAW_BOOK = regex(
    r"(?P<title>[A-Z\d].*?)(?:,? (?:at )?(?P<locator>(?:§§? ?[\w.:()–-]+(?:, (?:at )?\d[\d–-]*)?|"
    rf"(?!{fields.YEAR}(?:[–-]{{1,2}}(?:{fields.YEAR}|\d\d))?(?!\d))"  # Ice and Salt, 1880–1914 (2011)
    r"\d[\d–-]*(?:, \d[\d–-]*)*(?: nn?\.? ?\d+)?|[ivxl]+)))?,? ?$"
)

_LAW_ARTICLE = regex(
    rf"(?P<title>[A-Z\d].*?), {REPORTER.pattern}"
    r"(?:,? (?:at )?(?P<locator>\d[\d–-]*(?:, \d[\d–-]*)*(?: n\.\d+)?))?,? ?"
)


_HOST = regex(r"(?:https?://)?([^/]*)")


def _is_of_site(title: str, site: str, address: str) -> bool:
    """Whether the first of two names with an address is a page's, and the second its site's: Our Ice, WEIR BOARD."""
    in_capitals = site.isupper() and len(site) > 3 and not title.isupper()
    one_word = " " not in site and " " in title and not (is_person(title) or is_institution(title))
    host = _HOST.match(address)
    at_home = len(site) > 3 and fields.folded(site).replace(" ", "") in (host or ("", ""))[1].lower()
    return (in_capitals or one_word or at_home) and fields.is_organisation(site)


_KIND_LAST = regex(rf"(?:{ORGANISATIONS.pattern})$", re.IGNORECASE)  # of "Weir Council", not of "Council Bans Ice"

_EDITED = regex(fields.EDITED, re.IGNORECASE)

_IN_VOLUME = regex(r"(?P<container>[A-Z][^\d,]*?),? (?P<volume>\d{1,4})")


def as_law_book(piece: Piece) -> Values | None:
    """Harlan D. Pruett, Foreshore Titles and Tenures § 4.2, at 112 (3d ed. 2008): no marks round the title."""
    if next(titles_of(piece), None):
        return None
    items = fields_of(piece)
    texts = [i.text.strip() for i in takewhile(lambda item: item.mark is None, items)]
    behind = items[len(texts) :]
    dated = behind and re.search(rf"{fields.YEAR}(?: [Ee]dition)?$", CLOCK_TIME.sub("", behind[0].text.strip()))
    kept = (len(texts) > 1 and SHELFMARK.fullmatch(texts[-1])) or any(map(_EDITED.fullmatch, texts))
    if not dated or not texts or kept or re.fullmatch(r"(?:[A-Z]\.[- ]?)+", texts[-1]):  # Mill, A. (2019)
        return None
    if len(texts) == 1:  # Course Manual for Ice and Tides 33 (1994): without an author
        alone = _LAW_BOOK.fullmatch(texts[0])
        edited = re.search(r"\beds?\.,? ", behind[0].text)  # THE FUTURE OF ICE (Ada Mill ed., 2010)
        if not alone or lower_share(alone["title"]):
            return None
        if not edited and (not alone["locator"] or len(alone["title"].split()) < 4):
            return None
        work: Values = {**stated(alone), "kind": Kind.FULL, "type": Type.BOOK}
        return completed(work, behind, "law").values
    release = len(texts) > 2 and RELEASE.fullmatch(texts[0])
    if release:
        texts = texts[1:]
    address = next((item.text for item in behind[1:3] if item.mark is Sign.ADDRESS), "")
    if address and len(texts) == 2 and to_the_day(behind[0]) and _is_of_site(texts[0], texts[1], address):
        page: Values = {"title": texts[0], "container": texts[1], "kind": Kind.FULL, "type": Type.ONLINE}
        return completed(page, behind, "quoted").values
    split = 1
    while split < len(texts) - 1 and is_person(texts[split]) and not fields.locator_at(texts[split + 1]):
        split += 1
    joined = (n for n in range(split, 1, -1) if re.search(r"(?:^|[ ])(?:&|and) |\.$", texts[n - 1]))
    split = next(joined, 1)  # Kai Wu, Free Tides, the Ice, and the Law
    housed = split < len(texts) - 1 and is_person(texts[split - 1]) and is_institution(texts[split])
    if (
        housed
        and _KIND_LAST.search(before_field(texts[split]))
        and not texts[split].startswith("The ")
        and re.match(r"[A-Z]", texts[split + 1])
    ):
        split += 1  # Ada Mill, Weir Inst., Free Tides
    counted = re.match(r"\d{1,2} (?=[A-Z])", texts[0])  # 2 Kai Wu, Ice Law § 4 (2019)
    if split < len(texts) - 2 and GENRE.fullmatch(texts[split]):  # Ada Mill, Opinion, Free Tides, LEDGER
        texts.pop(split)
    people = fields.names(", ".join(texts[:split])[counted.end() if counted else 0 :])
    if not people:
        return None
    values: Values
    if printed := _LAW_ARTICLE.fullmatch(", ".join(texts[split:])):
        values = {"authors": people, "type": Type.ARTICLE, "kind": Kind.FULL, **stated(printed, "at")}
        return completed(values, behind, "law").values
    paged = len(behind) > 1 and re.fullmatch(fields.YEAR, behind[0].text) and is_detail(behind[1].text)
    journal = _IN_VOLUME.fullmatch(texts[-1]) if paged and split < len(texts) - 1 else None
    if journal:  # Wu, Salt, Journal of Ice 11 (1977) 507
        values = {"authors": people, "title": ", ".join(texts[split:-1]), "kind": Kind.FULL, "type": Type.ARTICLE}
        return completed(values | journal.groupdict(), behind, "quoted").values
    number = container = ""
    if split < len(texts) - 1 and fields.DOCUMENT.fullmatch(texts[split]):
        number = texts.pop(split)
    years = f", {texts.pop()}" if YEARS.fullmatch(texts[-1]) else ""  # Tides, 1939–1945
    if (
        split < len(texts) - 1
        and not number
        and fields.DOCUMENT.fullmatch(texts[-1])
        and "and " not in texts[-1].lower()
        and not (texts[-1].isdigit() and texts[-2][-1:].isdigit())  # Ice at 5, 7 (2010)
    ):
        number = texts.pop()
    elif split < len(texts) - 1 and to_the_day(behind[0]):
        container = texts.pop()
    volume = fields.VOLUME.fullmatch(texts[-1]) if split < len(texts) - 1 else None
    match = _LAW_BOOK.fullmatch(", ".join(texts[split:-1] if volume else texts[split:]))
    if NUMBERED.fullmatch(texts[-1]):  # Weir Board, Resolution 22 (2015), W/RES/22
        match = re.fullmatch("(?P<title>.+)(?P<locator>)?", ", ".join(texts[split:]))
    if not match or lower_share(match["title"]):
        return None
    book = re.fullmatch(r"(?P<title>.+), in (?P<container>[A-Z].*)", match["title"])
    if book and match["locator"] and not number:  # Wu, Free Tides, in Ice Law 4, 12 (Ada Mill ed., 2009)
        pages, _, place = match["locator"].partition(", ")
        values = {"authors": people, "kind": Kind.FULL, "type": Type.CHAPTER, **stated(book)}
        return completed(values | {"pages": pages, "locator": place}, behind, "law").values
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
    return values if values.get("date") else None


def as_page_of_owner(piece: Piece) -> Values | None:
    """A page behind the name that its address has: GitHub, Terms of use, 3 May 2019. https://docs.github.com/terms"""
    items = fields_of(piece)
    address = next((item for item in items if item.mark is Sign.ADDRESS), None)
    if next(titles_of(piece), None) or not address or items[0].mark or len(items) < 3 or items[1].mark:
        return None
    owner, title, host = items[0].text.strip(), items[1].text.strip(" ."), _HOST.match(address.text)
    if not host or fields.folded(owner).replace(" ", "") not in re.split("[.-]", host[1].lower()):
        return None
    is_page = not is_prose(title) or items[2] is address or fields.whole_date(items[2].text)
    own = title[:1].isupper() or title[:1].isdigit() or not is_prose(words_outside(piece))
    if not (is_page and own) or is_detail(title) or is_institution(title) or _is_of_site(owner, title, address.text):
        return None
    values: Values = {"authors": (owner,), "title": title, "kind": Kind.FULL}
    tail = completed(values, items[2:], "bare")
    dated = fields.FULL_DATES.search(title)  # judgment of 3 May 2019
    values["date"] = values.get("date") or (fields.whole_date(dated[0]) if dated else "")
    return {**values, "type": type_of(tail.hint) or Type.ONLINE}


def as_bare(piece: Piece) -> Values | None:
    """A source whose title has no marks: Author, Title, Publisher, date, address. It has a date, number or address."""
    items, prose = fields_of(piece), is_prose(words_outside(piece))
    if next(titles_of(piece), None) or (prose and not _is_only_in_title(items)):
        return None
    address = next((i for i in items if i.mark is Sign.ADDRESS), None)
    if not items or items[0].mark is not None:
        alone = items and items[0] is address
        return completed({"kind": Kind.FULL, "type": Type.ONLINE}, items, "bare").values if alone else None
    between = items[1 : items.index(address)] if address else []
    site = ", ".join(item.text.strip() for item in between) if all(i.mark is None for i in between) else ""
    if site and address and _is_of_site(items[0].text, site, address.text):  # Our Ice, WEIR BOARD, https://…
        page: Values = {"title": items[0].text.strip(), "container": site, "kind": Kind.FULL, "type": Type.ONLINE}
        return completed(page, items[1 + len(between) :], "quoted").values
    items, editors = _apart(piece, items)
    given = offices([item.text if item.mark is None else "" for item in items])
    left = [item for n, item in enumerate(items) if n not in given]
    named_too = [item for item in left if item.mark is None and not is_detail(item.text)]
    office = ""
    if len(named_too) > 1 or not is_person(items[0].text):
        office, items = ", ".join(items[n].text.strip() for n in sorted(given)), left
    if len(items) > 2 and items[1].text.startswith("in: ") and "." not in items[0].text:  # Wu, in: Mill (Hrsg.), Eis
        part: Values = {"kind": Kind.FULL, "authors": fields.names(items[0].text, short=True)}
        return completed(part, items[1:], "bare").values if part["authors"] else None
    if said := _said_or_posted(items):
        return completed({**said, "kind": Kind.FULL}, items[1:], "bare").values
    noble = None if len(items) < 3 or re.search(r"\d", items[1].text) else _NOBLE.fullmatch(items[0].text)
    case = None if noble else CASE_NAME.search(items[0].text)
    if not (address or (case and len(items) > 1) or _has_data(items)):
        return None
    idem = SAME_AUTHOR.fullmatch(f"{items[0].text.strip(' .')}. ") if len(items) > 2 else None
    body = issuer(items[0].text.strip()) if len(items) > 2 and re.match("[A-Z]", items[1].text) else ""
    first = noble[0] if noble else body  # Weir Board record, Tides of the Fens, 3 May 2019
    named = (1, (first,)) if first else (1, ()) if idem else (0, ()) if case else (1, editors) if editors else None
    index, people = named or _people_first(items, prose)
    if items[index].mark is not None or is_detail(items[index].text):
        index, people = 0, ()
    listed = next((i for i, item in enumerate(items[:-1]) if i > index + 1 and item.text.startswith("and ")), 0)
    for n in range(index + 1, len(items) - 1):  # State, Society and Ice: Studies in Cold, Dunmore: Weir 1991
        if ": " in items[n].text and AT_PRESS.fullmatch(items[n + 1].text):
            listed = n
    if listed and (items[listed + 1].mark is Sign.ADDRESS or ": " in items[listed].text):
        words = piece.text.plain[items[index].start : items[listed].end].strip(" ,")  # Tides, Ice, and Law, https://…
        items[index : listed + 1] = [items[listed]._replace(text=words)]
    title = items[index].text.strip(" ." if piece.text.plain[items[index].end : items[index].end + 1] != "," else " ")
    if address and title.islower():
        return {**completed({"kind": Kind.FULL}, items[1:], "bare").values, "type": Type.ONLINE}
    described = people and len(items) > index + 1 and to_the_day(items[index + 1]) and not prose
    if not re.match(r"[^\W_]|[“‘]", title) or (title[0].islower() and not described):
        return None  # but Ada Mill, testimony before the Weir Board, 3 May 2019
    if address and LEADS.match(title) and lower_share(title):  # For all of this, visit https://…
        return None
    if lower_share(title) and not (address or people) and len(items) < 3:
        return None
    values: Values = {"authors": people, "title": title.rstrip(" :"), "kind": Kind.FULL, "remark": office}
    if case:
        values["type"] = Type.CASE
    if idem:
        values["idem"] = idem[0].strip()
    if editors and people:
        values["editors"] = values.pop("authors")
    rest = _with_towns(items[index + 1 :])
    years = len(rest) > 1 and rest[0].mark is None and YEARS.fullmatch(rest[0].text)
    if years and _has_data([items[index], *rest[1:]]):  # Spies, 1939–1945 (Weir, 2004)
        values["title"] += f", {rest.pop(0).text.strip()}"
    if rest and re.search(r"Parl\. Papers|Hansard|HC Deb|HL Deb", rest[0].text):
        values["container"] = rest.pop(0).text.strip()
    tail = completed(values, rest, "law" if case else "bare")
    if tail.prose and not address and (is_prose(values.get("remark", "")) or title.isalpha()):
        return None
    if case:
        values |= {"type": Type.CASE} if tail.has("date", "number", "pages") else {"kind": Kind.SHORT}
        return values
    day = values.get("date", "").count("-") == 2
    paper = day and not re.search(r"\d", values["title"])
    if (
        paper
        and re.fullmatch(r"(?:[A-Z] ?)?\d+", values.get("locator", ""))
        and len([n for n in values if values[n]]) == 4
    ):
        values |= {"container": values["title"], "title": ""}  # Dunmore Ledger, 3 May 2019, p. 4
    if tail.has("container") and day:
        values["type"] = Type.NEWS
    house = not people or is_institution(people[0])
    printed = (editors or tail.has("place", "edition")) and not tail.has("container", "number")
    other = Type.REPORT if house else Type.ONLINE if address else Type.BOOK if printed else Type.OTHER
    values["type"] = values.get("type") or type_of(tail.hint) or other
    return values


_NOBLE = regex(r"(?:[A-Z]\. ?)+v\. [A-ZÄÖÜ][\w-]+")  # L. v. Stein, Tides of the Fens, Dunmore 1890

# Mill, JZ 2004, 40 (44); Mill/Wu, Das Salz, in: Eisjahrbuch 2 (2010), H. 3, S. 55-74, hier S. 60
_IN_GERMAN_JOURNAL = regex(
    rf"(?P<who>{fields.NAMED}(?:/{fields.NAMED})*)(?:, (?P<title>[^“”\"«»()]{{3,200}}?), in:? |, (?:in:? )?)"
    r"(?:(?P<container>[A-ZÄÖÜ][\w.&/ -]{1,80}?),? (?:(?:Jg|Bd)\. )?(?P<volume>\d{1,3})(?:[./](?P<issue>\d{1,2}))?,? "
    rf"\(?(?P<date>{fields.YEAR})\)?(?:,? (?:H\.|Heft|Nr\.) ?(?P<number>\d+))?, S\. ?|"
    rf"(?P<short>(?:[A-ZÄÖÜ][a-zäöü]{{0,4}}-?){{2,6}}) (?:(?P<count>\d{{1,3}}) )?\(?(?P<year>{fields.YEAR})\)?, "
    r"(?:S\. ?)?)(?P<pages>\d+(?:[–-]\d+)?)"
    r"(?: ?ff?\.?)?(?:(?:, | \()(?:(?:hier|bes\.|insb\.) )?(?:S\. ?)?(?P<locator>\d[\d–-]*(?: ?ff?\.?)?)\)?)?"
)


def as_german_article(piece: Piece) -> Values | None:
    """An article in a German journal, with its title or without: Mill, JZ 2004, 40 (44)."""
    match = _IN_GERMAN_JOURNAL.fullmatch(piece.plain.strip(" .;")) if len(piece.plain) < 400 else None
    people = fields.names(match["who"], short=True) if match else None
    if not match or not people:
        return None
    said = {**stated(match, "who", "short", "count", "year", "issue"), "number": match["number"] or match["issue"]}
    other = {"container": match["short"], "volume": match["count"], "date": match["year"]} if match["short"] else {}
    return {"kind": Kind.FULL, "type": Type.ARTICLE, "authors": people, **said, **other}


# Was der Fluss trägt, in: Die Weir Nr. 12 vom 3. Mai 2019, S. 4, in which no author is named
_IN_GERMAN_PAPER = regex(
    r"(?:o\. ?[VA]\., )?(?P<title>[A-ZÄÖÜ][^“”\"«»:;()]{3,200}?), in: (?P<container>[A-ZÄÖÜ][\w.&/ -]{1,60}?)"
    rf"(?:,? (?:Nr\.|Heft) ?(?P<number>\d{{1,3}})(?=,? v)|,? (?P<issue>\d{{1,2}}/{fields.YEAR}))?(?=,|$| v(?:om|\.) \d)"
)


def as_german_paper(piece: Piece) -> Values | None:
    """An unsigned article in a German newspaper: Was der Fluss trägt, in: Die Weir vom 3. Mai 2019, S. 4."""
    match = _IN_GERMAN_PAPER.match(piece.plain) if len(piece.plain) < 400 else None
    if not match or LEADS.match(match["title"]) or is_person(match["title"].partition(", ")[0]):
        return None
    number = match["number"] or match["issue"] or ""
    values: Values = {"kind": Kind.FULL, "type": Type.NEWS, **stated(match, "issue"), "number": number}
    tail = completed(values, fields_of(piece.behind(match.end())), "quoted")
    dated = match["issue"] or "-" in values.get("date", "")
    return values if dated and not (tail.prose or tail.strange) else None


# A. MILL, Tides and law, in Journal of Ice, 2017, n. 3, pp. 89-99, p. 90; in B. WU (ed.), Ice, Dunmore, 2019, pp. 4-9
_BY_YEAR_AND_ISSUE = regex(
    rf"(?P<who>{BY_INITIALS}(?:, {BY_INITIALS}){{0,5}}), (?P<title>[^;«»]{{3,300}}?),?(?<=[,?!’”\"']) in "
    rf"(?:(?P<editors>{BY_INITIALS}(?:, {BY_INITIALS}){{0,5}}) \((?:{fields.EDITED}|a cura di)\), |(?![A-Z]\.))"
    r"(?P<container>[^\d;()«»]{2,200}?)(?(editors)(?:, (?P<place>[A-Z][^,;:()\d]{2,40}?))?), "
    rf"(?P<date>{fields.YEAR})(?:, vol\. (?P<volume>\d+))?(?:, (?:n\.|nr\.|no\.|n°|fasc\.) ?(?P<number>[\d/–-]+))?"
    r", pp?\. ?(?P<pages>\d+(?:[–-]\d+)?)(?: ff?\.)?"
    r"(?:, (?:(?:in particular|spec\.|especially|esp\.|in particolare|part\.),? )?(?:at )?pp?\. ?"
    r"(?P<locator>\d[\d–-]*(?: ff?\.)?))?"
)


def as_by_year_and_issue(piece: Piece) -> Values | None:
    """An article or a chapter in the manner of jurists: A. MILL, Tides, in Journal of Ice, 2017, n. 3, …"""
    match = _BY_YEAR_AND_ISSUE.fullmatch(piece.plain.strip(" .;")) if len(piece.plain) < 600 else None
    if not match:
        return None
    said: Values = {"kind": Kind.FULL, "authors": fields.names(match["who"]), **stated(match, "who", "editors")}
    if match["editors"]:
        said["editors"] = fields.names(match["editors"])
    return {**said, "type": Type.CHAPTER if match["editors"] else Type.ARTICLE}


def _apart(piece: Piece, items: list[Field]) -> tuple[list[Field], tuple[str, ...]]:
    """The fields of a source with its name, or the names before it, alone in the first; who of those are editors."""
    # R (on the application of Mill) v Ice Board (Respondent) [2012] 3 WLR 33
    if parties := PARTIES.match(piece.plain):
        kept = [item for item in items if item.start >= piece.start + parties.end()]
        items = [items[0]._replace(text=parties[0], end=piece.start + parties.end()), *kept]
    paren = items[1].text if len(items) > 2 and items[1].mark is Sign.PAREN else ""
    if re.fullmatch("[A-Z]{2,8}", paren):
        del items[1]  # Weir Institute (WI), Tides
    mark = next((n for n, item in enumerate(items[:-1]) if n and _EDITED.fullmatch(item.text.strip())), 0)
    editors = fields.names(", ".join(item.text for item in items[:mark]), short=True) if mark else ()
    if editors:  # A. Mill, B. Wu (eds), Tides; Ada Mill, ed., Tides
        items[: mark + 1] = [items[0]]
    first = items[0].text.strip(" .")
    colon = _BEFORE_COLON.match(first)
    if colon and (is_person(colon["who"]) or is_institution(colon["who"])):  # A. Mill: The Tide, i. 384
        items[:1] = [items[0]._replace(text=colon["who"]), items[0]._replace(text=first[colon.end() :])]
    items = [i._replace(text=re.sub(r"^(?:dated|vom) (?=\S* ?\S*\d)", "", i.text)) for i in items]
    return items, editors or ()


_BEFORE_COLON = regex(r"(?P<who>[^:]+): (?=[^\W\d_])")


def _with_towns(items: list[Field]) -> list[Field]:
    """The fields behind a title, with the towns of its press as one: London, New York: Weir 2004."""
    last = next((n for n, item in enumerate(items) if item.mark is None and AT_PRESS.fullmatch(item.text)), 0)
    first = last
    while first and items[first - 1].mark is None and re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+)?", items[first - 1].text):
        first -= 1
    towns = ", ".join(item.text for item in items[first : last + 1])
    return [*items[:first], items[first]._replace(text=towns), *items[last + 1 :]] if first < last else items


def _said_or_posted(items: list[Field]) -> Values | None:
    """What the name of a speech or a post says, where its date follows: Ada Mill's speech; @mill Mastodon post."""
    first = items[0].text.strip(" .")
    if len(items) < 2 or not fields.whole_date(items[1].text):
        return None
    if speech := _SPEECH.match(first):
        return {"authors": (speech["who"],), "title": speech["title"], "type": Type.OTHER}
    post = _POSTED.fullmatch(first) if len(items) == 2 else None
    if not post:
        return None
    return {"authors": () if post["who"][0] == "@" else (post["who"],), "container": post["site"], "type": Type.POST}


def _has_data(items: list[Field]) -> bool:
    """Whether a date, an imprint or the number in a series is among the fields of a source."""
    texts = [item.text for item in items if item.mark is None]
    printed = any(item.mark is Sign.PAREN and (imprint(item.text) or {}).get("date") for item in items)
    dated = any(map(fields.whole_date, texts)) or any(_WITH_YEAR.search(text.strip(" .")) for text in texts[1:])
    dated = dated or any(map(AT_PRESS.fullmatch, texts[1:]))
    return printed or dated or any(map(_in_a_series, texts[1:]))


def _people_first(items: list[Field], prose: bool) -> tuple[int, tuple[str, ...]]:
    """At which field the title stands, and the people or the institution before it."""
    if inverted := _INVERTED.match("; ".join(item.text.strip() if item.mark is None else "" for item in items[:5])):
        several = is_person(inverted["title"]) and not re.search(r" (?:el|las?|los|les?) ", inverted["title"])
        if not (several or is_title(inverted["given"]) or is_institution(inverted["family"])):
            return 2, (f"{inverted['given']} {inverted['family']}",)
    index = 0
    while (
        index < len(items) - 1
        and items[index].mark is None
        and is_person(items[index].text)
        and not is_title(fields.OTHERS.sub("", items[index].text))
    ):
        index += 1
    listed = re.match(r"(?:and|&|und|et) ", items[index - 1].text.strip()) if index else None
    by_initials = len([*takewhile(lambda item: re.fullmatch(BY_INITIALS, item.text.strip()), items[:index])])
    if index > 1 and not (prose or listed):
        index = max(1, by_initials)
    if index:
        return index, fields.names(", ".join(item.text for item in items[:index])) or ()
    first, second = items[0].text.strip(" ."), items[1].text if len(items) > 1 and items[1].mark is None else ""
    family = all(fields.is_name(name) and not (" " in name or name.isupper()) for name in first.split("/"))
    if second and family and _is_first(items):
        return 1, fields.names(first, short=True) or (first,)
    body = is_institution(first) or re.fullmatch(r"[A-Z]{2,6}", first)
    named = second and (body or len(second.partition(": ")[2].split()) > 3)
    return (1, (first,)) if named and not (is_institution(second) or is_detail(second)) else (0, ())


# García Mill, Juan, El hielo, Dunmore, Weir, 2004: as many fields as no title without a given name has
_INVERTED = regex(
    r"(?P<family>[A-ZÀ-Þ][\w’'-]+(?P<double> [A-ZÀ-Þ][\w’'-]+)?); "
    r"(?P<given>[A-ZÀ-Þ][\w’.-]+(?(double)|(?: [A-ZÀ-Þ][\w’.-]+| del?)?)); "
    r"(?P<title>[^;\d]+ [^;\d]+); [A-ZÀ-Þ][^;\d]+; [A-ZÀ-Þ][^;\d]+$"
)


def _is_first(items: list[Field]) -> bool:
    """Whether a family name alone comes first: Wu, Eis, Wien 2001; Wu, El hielo, Editorial Mar, Lima, 2001."""
    texts = [item.text.strip(" .") for item in takewhile(lambda item: item.mark is None, items)]
    detail = next(
        (n for n, t in enumerate(texts) if is_detail(t) or _WITH_YEAR.fullmatch(t) or "Aufl" in t), len(texts)
    )
    behind = texts[detail] if detail < len(texts) else ""
    chapter = len(texts) > 2 and bool(texts[2].lower().startswith("in: ") or fields.VOLUME.match(texts[2]))
    if detail < 2 or is_institution(texts[1]) or "-" in fields.whole_date(behind):
        return chapter
    long = len(texts[1].split()) > 2 or is_title(texts[1])
    return (
        chapter
        or detail > 3
        or (detail == 3 and long)
        or (detail == 2 and bool(_WITH_YEAR.fullmatch(behind) or "Aufl" in behind))
    )


def _is_only_in_title(items: list[Field]) -> bool:
    """Whether the words of a sentence are those of a title between names and an imprint: Ada Mill, What is Ice, …"""
    title, *behind = [*dropwhile(lambda item: item.mark is None and is_person(item.text), items)] or items
    if title is items[0] or title.mark is not None or lower_share(title.text) or len(behind) < 2:
        return False
    dated = any(item.mark is None and fields.whole_date(item.text) for item in behind[1:])
    dated = dated or (behind[0].mark is None and bool(_WITH_YEAR.fullmatch(behind[0].text)))
    return dated and not is_prose(" ".join(item.text for item in behind))


def _in_a_series(words: str) -> bool:
    if fields.OF_A_YEAR.fullmatch(words.strip(" .")):
        return True
    printed = re.search(r"\w\((?:19|20)\d\d\)\d|Parl\. Papers|Cmn?d|(?:Report|Paper|doc\.?|Doc\.?) ", words)
    return bool(printed or fields.VOLUME.match(words) or OLD_VOLUME.fullmatch(words.strip(" .")))


_POSTED = regex(
    r"(?P<who>@?[\w.-]+(?: [A-Z][\w-]+)*?) (?P<site>[A-Z]\w+) (?:post|tweet|account|thread|status|video|page)s?"
)

_WITH_YEAR = regex(rf"(?:^|\d\. )[A-Z][^\d,]{{1,60}}:? [^\d,]{{0,40}}{fields.YEAR}$")  # Wien 2001; 2. Aufl. 2001

_SPEECH = regex(
    r"(?P<who>(?:[A-Z][\w.]* )+?[A-Z]\w+)[’']s (?P<title>(?:[a-z-]+ )*"
    r"(?:speech|address|lecture|remarks|testimony|statement|letter|sermon|evidence|return|report)\b.*)"
)


def as_named(piece: Piece) -> Values | None:
    """Mill, 45. Or Mill alone, which cites only if there is a source by Mill."""
    rest = fields_of(piece)
    if not rest or rest[0].mark is not None or next(titles_of(piece), None) or is_prose(words_outside(piece)):
        return None
    if placed := _NAME_AND_PLACE.fullmatch(rest[0].text):  # Ice Order at 5; Tide Act arts. 3(1), 4
        rest[:1] = [rest[0]._replace(text=placed[name], glued=False) for name in ("name", "place")]
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
    yearly = rest and fields.VOLUME.match(rest[0].text) and _WITH_YEAR.fullmatch(texts[-1])  # Ice & Men 1994, vol. 26
    if (len(texts) > 1 and yearly) or (rest and CASE_NAME.match(texts[0])):  # In re Weir, 14 F.3d 212
        return None
    if len(texts) > 1 and any("-" in fields.whole_date(text) for text in texts):  # The Ledger, 3 May 2019, p. 4
        return None
    values: Values = {"kind": Kind.SHORT}
    name = ", ".join(texts)
    if match := re.fullmatch(
        r"(?P<name>.+?) \(?(?P<date>(?:1[5-9]|20)\d\d)[a-z]?\)?(?:: ?(?P<locator>[\d–-]+))?", name
    ):
        name = match["name"]
        values |= stated(match, "name")
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
        if len(texts) > 2 or not fields.is_name(texts[0]) or is_title(texts[0]) or not rest:
            return None
        name, values["title"] = name.split(", ", 1)  # Müller, Salz 1998, S. 12 as well
    if rest and rest[0].text.startswith("S. ") and (called := re.fullmatch(r"([A-Z][\w’-]+): ([^:]+)", name)):
        name, values["title"] = called.groups()  # Müller: Salz, S. 12
    people = fields.names(name, short=True)
    titled = len(texts) == 1 and len(people or ()) < 2 and name[:1].isupper() and is_title(name)
    colon = _BEFORE_COLON.match(name)
    if not (people or titled) or len(texts) > 4 or (colon and is_person(colon["who"])):
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
    if NUMBERED.fullmatch(name):
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


_NAME_AND_PLACE = regex(
    r"(?P<name>[A-Z].*?[^\W_]) (?!at \d\d?:\d\d(?![:\d]))"
    r"(?P<place>(?:at|arts?\.?|§§?|paras?\.?|ss|recitals?) ?\[?\d[^A-Za-z]*(?:\w\)[^A-Za-z]*)*)"
)


def _is_place(text: str) -> bool:
    """Whether a text says where in a source: a locator that is no word, a volume."""
    located = fields.whole_locator(text) and not re.fullmatch(r"[A-Z][a-z]+", text)
    return bool(located or fields.VOLUME.match(text) or fields.ROMAN.fullmatch(text))
