"""The fields that follow the name of a source: `completed` takes what is known of it and these, and gives a `Tail`.

`FIELDS` is the table of what a field without marks may be, in the order in which it is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scripts.english.dates import MONTHS_IN_NOTES
from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import AT_PRESS, ROLE, UNKNOWN, imprint, is_of_a_press, role
from scripts.publication.footnotes.kinds import (
    AGAIN,
    CODE,
    COLLECTION,
    OLD_VOLUME,
    REPORTER,
    REPOSITORY,
    SHELFMARK,
    type_of,
)
from scripts.publication.footnotes.markdown import Sign
from scripts.publication.footnotes.names import BY_INITIALS, is_detail
from scripts.publication.footnotes.parts import Field, Kind, Type, Values
from scripts.publication.footnotes.tail import CLOCK_TIME, Tail, length, set_address
from scripts.publication.footnotes.words import ORGANISATIONS, is_institution, is_prose, without_stop
from scripts.regex import regex

LONGEST_FIELD = 300
"""The most characters of a field; what is longer is a remark. It bounds what any pattern of a field can cost."""

_SIGNED = regex(
    r"^(?:opened for signature|signed|adopted|done|concluded)"
    r"(?: (?:at|in) [A-Z]\w+(?: [A-Z]\w+)*,?)?(?: on)? (?=\d|[A-Z])"
)

Reader = Callable[[Tail, Field, list[Field]], bool]


def _accessed(tail: Tail, item: Field, following: list[Field]) -> bool:
    return tail.accessed(item.text.strip(" .;"))


_JOINED = regex(r"^(?:and|&|et|und|y) ")


def _people(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip()
    if match := ROLE.match(text + " "):
        who = re.sub(r" and (?=[A-Z][\w.’'-]* [A-Z])", ", ", without_stop(text[match.end() :]))  # ed. Wu and Ada Mill
        if people := fields.names(who):
            return tail.set(role(match), people)
        if not text[match.end() :].strip():
            tail.values["edited"] = True
            return True
    match = re.fullmatch(r"(.+?) (?:eds?\.|\(eds?\.?\)|éds?\.|\(hg\.\)|\(hrsg\.\)|\(dir\.\))", text, re.IGNORECASE)
    if match and (people := fields.names(match[1])):
        return tail.set("editors", people)
    by = re.match(r"(?:(?:[Rr]eport|[Ss]tatement|[Ss]tudy|[Nn]ote) (?:of|by) (?:the )?|(?:by|par|von) )(?=[A-Z])", text)
    if by and not tail.has("authors") and (people := fields.names(text[by.end() :])):
        tail.behind = is_institution(people[0])
        return tail.set("authors", people)
    last = next(reversed(tail.values), "")
    another = last in ("editors", "translators") and fields.is_name(_JOINED.sub("", text), 2)
    if another and not tail.imprint and following and following[0].mark in (None, Sign.PAREN):
        tail.values[last] = (*tail.values[last], *(fields.names(_JOINED.sub("", text)) or ()))
        return True
    return False


def _edition_field(tail: Tail, item: Field, following: list[Field]) -> bool:
    if edition := fields.edition(item.text):
        return tail.set("edition", edition)
    return bool(fields.EXTENT.fullmatch(item.text.strip()))


def _volume(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .")
    if fields.CLOCK.fullmatch(text):
        return False
    match = re.fullmatch(r"(?P<volume>\d{1,4})\((?P<number>[\w –/-]{1,16})\)(?P<rest>.*)", text)
    article = match and (tail.in_serial or (match["number"].isdigit() and not tail.has("volume", "locator")))
    if match and article and tail.form != "law" and tail.values.get("type") not in (Type.STATUTE, Type.TREATY):
        tail.to_volume(match["volume"], match["number"])
        return _rest(tail, item, match["rest"].strip(" ,:"), following, colon=True)
    match = re.fullmatch(r"(?P<volume>\d{1,2}):(?P<locator>\d[\d–-]*(?:, \d[\d–-]*)*)", text)
    if match and tail.form == "italic" and tail.has("authors"):  # not Genesis, 3:16
        tail.set("volume", match["volume"])
        return tail.set("locator", match["locator"])
    match = OLD_VOLUME.fullmatch(text)
    if match and tail.form != "law" and not tail.has("volume", "locator"):  # vol. and page: i. 384
        tail.set("volume", match["volume"])
        return tail.set("locator", match["locator"])
    if match := fields.VOLUME.match(text):
        if text[match.end() : match.end() + 1].isalnum():
            return False
        tail.set("volume", match["volume"])
        return _rest(tail, item, text[match.end() :].strip(" ,.:"), following)
    if (match := fields.NUMBER.match(text)) and text[match.end() : match.end() + 1] in " ,.:":
        tail.set("number", match["number"])
        return _rest(tail, item, text[match.end() :].strip(" ,.:"), following, colon=True)
    behind = following[0] if following else None
    dated = behind is not None and behind.mark is Sign.PAREN and fields.whole_date(behind.text)
    if dated and tail.in_serial and tail.has("volume") and not tail.has("number", "pages", "date"):  # 25, 4 (2010)
        return bool(re.fullmatch(r"\d{1,4}(?:[–/-]\d{1,4})?", text)) and tail.set("number", text)
    if tail.in_serial and item.glued and tail.has("volume") and tail.has("date") and not tail.has("number", "locator"):
        behind_year = re.fullmatch(r"\d{1,2}(?:[–/-]\d{1,2})?", text) and behind and _EXTENT.match(behind.text)
        if behind_year and tail.set("number", text):  # 78 (2023) 2, S. 18–23
            return True
    if not tail.in_serial or tail.has("volume") or tail.values.get("type") is Type.CHAPTER or tail.imprint:
        roman = fields.ROMAN.fullmatch(text) and behind and behind.mark is None and fields.whole_locator(behind.text)
        return bool(roman) and (not item.glued or len(text) < 3) and tail.set("volume", text)
    if (match := fields.VOLUME_ISSUE.match(text)) and not fields.CLOCK.match(text) and not fields.whole_date(text):
        tail.set("volume", match["volume"])
        tail.set("pages" if ":" in match[0] and length(match["number"]) > 2 else "number", match["number"])  # 12:101-7
        return _rest(tail, item, text[match.end() :].strip(" ,:."), following, colon=True)
    match = re.match(rf"(?P<volume>\d{{1,4}}|{fields._ROMAN})(?=$|[ :,])", text)
    paren = behind if behind and behind.mark is Sign.PAREN else None
    if (
        not match
        or (item.colon and not paren)
        or (re.fullmatch(fields.YEAR, match[0]) and not (paren and fields.whole_date(paren.text)))
    ):
        return False
    counted = behind and (paren or fields.NUMBER.match(behind.text) or fields.whole_locator(behind.text))
    if not (item.glued or counted or ":" in text):
        return False
    tail.set("volume", match["volume"])
    rest = text[match.end() :].strip()
    return _rest(tail, item, rest.lstrip(":").strip(" ,"), following, colon=rest.startswith(":"))


_EXTENT = regex(r"(?:S|pp?)\. ?\d+ ?[–-]")


def _when(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    if signed := _SIGNED.match(text):
        if place := re.search(r" (?:at|in) ([A-Z]\w+(?: [A-Z]\w+)*)", text):
            tail.set("place", place[1])
        text = text[signed.end() :]
    text = re.sub(
        r"^(?:dated|published|posted|uploaded|(?:last )?(?:modified|updated)|of|le|du|on|vom|am) (?:on )?(?=\d|[A-Z])",
        "",
        text,
    )
    date = fields.whole_date(text)
    issue = re.match(r"(?P<issue>(?:no|nos|n°|nr|issue)\b\.? ?[\d–-]+),? (?P<date>.+)", text, re.IGNORECASE)
    if not date and issue and (date := fields.whole_date(issue["date"])):
        tail.set("number", (fields.NUMBER.match(issue["issue"]) or {"number": ""})["number"])
    begun = fields.date_at(text)
    if begun and re.match(r" ?[:,(] ?", text[begun[1] :]) and tail.set("date", begun[0]):
        return _rest(tail, item, text[begun[1] :].strip(" :,("), following, colon=True)
    if re.fullmatch(r"1[2-4]\d\d[a-e]\d*", text):  # Politics 1253a
        return False
    if tail.form == "law" and re.fullmatch(r"[\d–—/-]+", text) and not re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", text):
        return False
    if not date or (re.fullmatch(r"\d{4}", text) and tail.has("date")):
        return False
    if date.startswith(f"{tail.values.get('date') or '?'}-"):
        tail.values["date"] = date  # Resolution 22 (2015), 17 February 2015
        return True
    return tail.set("date", date) or len(date) > 4 or tail.set("remark", text, "; ")


def _day(tail: Tail, item: Field, following: list[Field]) -> bool:
    """A date to the month or the day, which nothing else can be; the time of the day with it is left out."""
    text = item.text.strip(" .;")
    if re.fullmatch(r"\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.? ?m\.?|Uhr|GMT|UTC|EST|h)", text, re.IGNORECASE):
        return True
    return "-" in fields.whole_date(_SIGNED.sub("", text)) and _when(tail, item, following)


def _where(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" ;")
    if re.fullmatch(r"c\.? [A-Z]?-?\d[\d.]*", text) and re.search(
        r"\b(?:Act|Code|Loi)\b", tail.values.get("title", "")
    ):
        return tail.set("number", text)  # RSC 1985, c T-12
    if following and not tail.has("url") and type_of(tail.hint) is Type.VIDEO and _LENGTH.fullmatch(text):
        return True  # YouTube video, 5:33, 2015
    if fields.whole_locator(text, labelled=True):
        return tail.locate(text, labelled=True)
    if _SUBSECTION.fullmatch(text.rstrip(" .,")) and _LABELLED.match(tail.values.get("locator", "")):
        return tail.set("locator", text.rstrip(" .,"), ", ")
    if _OF_A_COMMENTARY.fullmatch(text.rstrip(" .,")):
        return tail.set("locator", text.rstrip(" .,"), ", ")
    next_to = (
        following[1:] if following and following[0].mark is Sign.PAREN else following
    )  # X (formerly Twitter), 3 May
    if fields.ROMAN.fullmatch(text) and text.isupper() and not tail.serial and next_to and to_the_day(next_to[0]):
        return False
    if not tail.in_serial and _OF_A_PAPER.fullmatch(text):
        return False
    if item.glued and text.isdigit() and type_of(tail.hint) and tail.has("date"):  # Press Release (2014) 120
        return tail.set("number", f"{tail.hint.strip()} ({tail.values['date']}) {text}")
    if (tail.imprint or tail.form in ("italic", "ibid")) and _DOCUMENT_IN.fullmatch(text.rstrip(".")):
        return tail.set("locator", text.rstrip("."), ", ")
    year = re.fullmatch(r"\d{4}", text.strip(" .")) and not item.colon and tail.form != "law"
    return not (year and not tail.has("date")) and tail.locate(text)


_OF_A_PAPER = regex(r"[A-Z]{2}\d{4,}")  # the number of a paper, and no page

_DOCUMENT_IN = regex(r"docs?(?:ument)?s?\.? ?\d[\d–-]*", re.IGNORECASE)  # of a volume of them: *Papers* (…), doc. 9

_LENGTH = regex(r"\d{1,3}(?::\d\d){1,2}")

_SUBSECTION = regex(r"\d[\w.-]*(?:\(\w{1,5}\))+")  # §§ 11(a), 12(b)

_LABELLED = regex(r"§|¶|[a-z]", re.IGNORECASE)

# A commentary on a law is cited by the law's section: § 27 FlussG Rn. 15; Teil C. § 25 Rn. 3
_OF_A_COMMENTARY = regex(
    r"(?:Teil [\w.]+ )?(?:§§?|Art\.) ?\d+[a-z]?(?: [A-ZÄÖÜ]\w*[A-Z])?,? (?:Rn|Rdnr|Rz|Anm)\. ?\d[\d–-]*(?: ?ff?\.?)?"
)


def _document(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    match = re.match(
        r"case (?:no\. )?|docket (?:no\. )?|(?:application|appl?)\.? nos?\.? |(?:act )?no\. ", text, re.IGNORECASE
    )
    if match and any(map(str.isdigit, text)):
        if act := re.fullmatch(rf"\d+ of (?P<date>{fields.YEAR})", text[match.end() :]):
            tail.set("date", act["date"])
        return tail.set("number", text[match.end() :])
    if match := re.fullmatch(r"(?P<container>O\.?J\.?|ECR|ECHR|ICJ Rep|GCR) (?P<number>.+)", text):
        tail.set("container", match["container"])
        return tail.set("number" if match["container"][0] == "O" else "pages", match["number"])
    match = re.fullmatch(
        r"(?P<who>[A-Z].+?),? (?:(?:UN )?[Dd]oc\.? )?(?P<number>(?:[A-Z]+/)+[\w/.()-]*\d[\w/.()-]*)", text
    )
    if match and is_institution(match["who"]) and " " in match["who"]:
        if not tail.set("authors", (match["who"],)):
            tail.set("publisher", match["who"])
        return tail.set("number", match["number"])
    if re.fullmatch(rf"[^\d]+ {fields.YEAR}", text) or len(text.split()) > 8:
        return False
    # A resolution has a symbol as well: W.C. Res. 22, W.U. Doc. W/RES/22
    also = ", " if re.search(r"\bDoc\. \w+/", text) else ""
    return bool(fields.DOCUMENT.fullmatch(text)) and tail.set("number", text, also)


def _kept_in(tail: Tail, item: Field, following: list[Field]) -> bool:
    """An archive, its collection, its shelf marks."""
    text = item.text.strip(" .;")
    if SHELFMARK.fullmatch(text) and (
        tail.form == "archive"
        or tail.values.get("type") is Type.ARCHIVE
        or re.match(r"MSS?\b|Box|Folder|RG|Add\.", text, re.I)
    ):
        tail.values["type"] = Type.ARCHIVE
        return tail.set("number", text, ", ")
    if tail.hint or type_of(text) or (tail.serial and tail.form != "archive"):
        return False
    if REPOSITORY.search(text) and fields.is_organisation(text) and tail.form in ("archive", "quoted"):
        tail.values["type"] = tail.values.get("type") or Type.ARCHIVE
        return tail.set("publisher", text, ", ")
    return bool(COLLECTION.search(text)) and tail.form == "archive" and tail.set("container", text)


_SERIES = regex(
    r"(?P<container>(?:[^\W\d_][\w.’'-]* )*(?:Papers|Series|Studies|Studien|Reports|Monographs|"
    r"Texts|Collection|Reihe|Beiträge|Cahiers|Lectures|Library|Publications|Bulletins?))"
    r",? (?:(?:no|nos|vol|n°|nr|bd)\b\.? ?)?(?P<number>\d+)",
    re.IGNORECASE,
)


def _series(tail: Tail, item: Field, following: list[Field]) -> bool:
    """A series of books with the number in it: Valley Dialogue Papers no. 3; a journal with its volume."""
    text = item.text.strip(" .")
    if tail.form not in ("italic", "quoted") or tail.serial:
        return False
    match = re.fullmatch(r"(?P<container>[A-Z][^\d,:]{2,80}) (?P<volume>\d{1,4})", text)
    if match and tail.form == "quoted" and following:
        counted = following[0].mark is Sign.PAREN or fields.NUMBER.match(following[0].text)
        paper = re.search(r"(?:[Nn]os?\.|Paper|Report)$", match["container"])
        if counted and not paper and fields.is_organisation(match["container"]):
            tail.set("container", match["container"])
            return tail.set("volume", match["volume"])
    match = _SERIES.fullmatch(text)
    if not match or tail.has("number") or not match["container"][0].isupper():
        return False
    tail.set("container", match["container"])
    return tail.set("number", match["number"])


def _dissertation(tail: Tail, item: Field, following: list[Field]) -> bool:
    """A German thesis: Diss. phil. Dunmore 2009."""
    return tail.dissertation(item.text)


def _event(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    kind = type_of(text)
    given, posted = _GIVEN_AT.match(text), _POSTED_ON.match(text)
    if match := given or posted:
        tail.hint += " " + text
        return tail.set("container", text[match.end() :]) or not given
    if kind is Type.THESIS:
        tail.hint += " " + text
        return True
    if not kind or len(text.split()) > 7 or (text[0].isupper() and kind is Type.REPORT):
        return False
    tail.hint += " " + text
    if kind in (Type.POST, Type.VIDEO) and text[0].isupper() and len(text.split()) == 1:
        tail.set("container", text)
    if kind is Type.INTERVIEW or "by" in text.split():
        tail.set("remark", text, "; ")
    return True


_GIVEN_AT = regex(
    r"(?:paper|talk|lecture|keynote|poster|presentation|speech|address|remarks|seminar|conference paper)"
    r"(?: (?:presented|given|delivered|read|held))?(?: (?:at|to|before|for))(?: the)?"
    r"(?: (?:conference|workshop|symposium|annual meeting|meeting)(?: of)?(?: the)?(?= [A-Z]))? ",
    re.IGNORECASE,
)

_POSTED_ON = regex(r"(?:post|tweet|video|reply|comment|thread|film)s? (?:on|at) ", re.IGNORECASE)


def _pressed(tail: Tail, item: Field, following: list[Field]) -> bool:
    """Container, publisher, place: names, told apart by where they stand."""
    text, led = item.text, re.match(r"(?:in|en|dans|em|nel) (?=[A-Z])", item.text)
    if not text.endswith(("Inc.", "Co.", "Ltd.", "St.")):
        text = re.sub(
            r"^(?:in|In|in:|In:|en|dans|em|nel|the|The (?=\w+ (?:Post|Times)))\s+(?=[A-Z‘“])", "", text.strip(" ;:")
        )
        text = text if re.search(r"\b[A-Z]\.[A-Z]\.$", text) else text.rstrip(".")
    known = AT_PRESS.fullmatch(text) and not is_prose(text)  # Dunmore: A. Weir et fils 1869
    if not (known or fields.is_organisation(re.sub(": |/| bei ", " ", text))):  # Weiler bei Dunmore 2004
        return False
    yearly = _YEARLY.fullmatch(text) if not tail.serial and following and following[0].mark is None else None
    if yearly and fields.VOLUME.match(following[0].text):
        tail.form, tail.values["type"] = "quoted", Type.ARTICLE
        return tail.set("date", yearly["date"]) and tail.set("container", yearly["container"])
    printed = imprint(text) if ": " in text or fields.date_at(text[-4:]) else None
    if printed and (printed.get("place") or printed.get("date")):
        if "place" not in printed and "," not in text and "publisher" in printed:
            printed["place"] = printed.pop("publisher")
        for name, value in printed.items():
            tail.set(name, value)
        tail.imprint = True
        return True
    if following and is_of_a_press(following[0]):  # *On Tides*, First (Dunmore: Weir, 2019): no publisher stands there
        series = re.fullmatch(r"(?P<container>\D+?)(?:,? (?P<number>\d+))?", text)
        if edition := fields.edition(f"{text} edition"):
            return tail.set("edition", edition.removesuffix(" edition"))
        if series and not tail.serial and tail.set("container", series["container"]):
            return tail.set("number", series["number"]) or True
        return tail.set("remark", text, "; ")
    kind, bound, institution = tail.values.get("type"), tail.imprint or tail.has("publisher"), is_institution(text)
    if kind is Type.INTERVIEW and (institution or COLLECTION.search(text)):
        return tail.set("publisher", text, ", ")
    if kind is Type.INTERVIEW and not tail.has("place"):
        return tail.set("place", text)
    named = bound or tail.has("authors")
    if institution and not named and type_of(tail.hint) in (None, Type.DATASET) and not tail.in_serial:
        tail.behind = True
        return tail.set("authors", (text,))
    if tail.behind and institution and not tail.has("date"):
        tail.values["authors"] = (f"{tail.values['authors'][0]}, {text}",)
        return True
    paper = tail.form in ("italic", "bare") and not tail.serial and (led or tail.has("authors"))
    if paper and following and to_the_day(following[0]):
        return tail.set("container", text)
    book = tail.form == "italic" or kind is Type.CHAPTER
    if book and not bound and len(following) > 1 and following[0].mark is None:
        press = following[0].text
        if fields.is_organisation(press) and not fields.whole_locator(press) and fields.whole_date(following[1].text):
            return tail.set("place", text)
    if tail.form == "quoted" and not tail.serial and tail.has("number") and following and to_the_day(following[0]):
        return tail.set("place", text)  # “Conclusions”, WEIR 20/23, Dunmore, 3 May 2019
    if tail.form == "quoted" and not tail.serial and not tail.hint:
        return tail.set("container", text)
    town = tail.in_serial and (tail.hint or not (tail.imprint or kind is Type.CHAPTER))
    town = town or (tail.has("date") and tail.has("publisher") and len(text.split()) < 4)
    if town and tail.set("place", text):
        return True
    if tail.has("publisher"):
        return tail.set("place", text)
    dated = len(following) == 1 and fields.whole_date(following[0].text)
    town = tail.form == "italic" and dated and tail.has("locator")
    return tail.set("place" if town else "publisher", text)


_YEARLY = regex(rf"(?P<container>[A-Z][^\d,:]{{3,80}}) (?P<date>{fields.YEAR})")  # Journal of Ice 1961, vol. 22


def to_the_day(item: Field) -> bool:
    return item.mark in (None, Sign.PAREN) and fields.whole_date(CLOCK_TIME.sub("", item.text.strip())).count("-") == 2


def _clause(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    empty = not re.search(r"\w", text) or UNKNOWN.fullmatch(item.text.strip(" ;"))
    if empty or text.lower() in ("en ligne", "online", "s. l", "s.l"):
        return True
    if type_of(tail.hint) is Type.THESIS and ORGANISATIONS.search(text) and tail.set("publisher", text):
        return True
    tail.prose += bool(re.search(r"[a-z]{2}", text))
    return tail.set("remark", text, ", " if not item.glued else " ") or True


_CONGRESS = regex(
    r"(?P<number>\d+(?:st|nd|rd|th|d) Cong\b\.?(?:,? \d\w\w Sess\.)?)(?: (?P<locator>(?:§§? ?)?\d[\d–-]*))?"
)

_RULING = regex(
    r"(?:judgment|decision|order|opinion|advisory opinion|merits|award|urteil|beschluss|arrêt|"
    r"preliminary objections)\b.*",
    re.IGNORECASE,
)


def _reporter(tail: Tail, item: Field, following: list[Field]) -> bool:
    """Volume, reporter and first page: 71 Corvane L. Rev. 1033; a Congress; a public law; a neutral citation."""
    text = item.text.strip(" .;")
    if tail.in_serial:
        return False
    if tail.values.get("type") is Type.CASE and tail.has("number", "pages") and _BY_YEAR_TOO.fullmatch(text):
        return True  # a parallel citation: [2017] UKSC 5, [2018] AC 61
    if match := _CONGRESS.match(text):
        tail.form = "law"
        tail.set("number", match["number"])
        return tail.set("locator", match["locator"]) or True
    if tail.form in ("law", "italic") and not tail.serial and (match := CODE.match(text)):
        tail.form = "law"
        tail.set("volume", match["volume"])
        tail.set("container", match["container"])
        return tail.set("locator", fields.whole_locator(match["locator"]) or match["locator"])
    match = REPORTER.match(text)
    words = match["container"].split() if match else []
    reports = len(words) > 1 or (words and ("." in words[0] or sum(map(str.isupper, words[0])) > 1))
    reports = reports or (tail.values.get("type") is Type.CASE and tail.has("date"))  # (1874), 14 Harrow 212
    if not match or not reports or match["container"].rstrip(".").lower() in MONTHS_IN_NOTES:
        return False
    tail.form = "law"
    if tail.serial:
        return True  # a parallel citation
    tail.set("volume", match["volume"])
    tail.set("number", match["number"])
    tail.set("container", match["container"])
    tail.set("locator" if match["at"] else "pages", match["pages"])
    if match["at"]:
        tail.values["kind"] = Kind.SHORT
    return _rest(tail, item, text[match.end() :].strip(" ,"), following)


_ECLI = regex(r"(?:ECLI:)?EU:[A-Z]:(?P<year>\d{4}):\d+")


def _ecli_number(tail: Tail, item: Field, following: list[Field]) -> bool:
    """The number of a judgment of a common court, EU:C:2014:317: it says that this is a case, and of what year."""
    match = _ECLI.fullmatch(item.text.strip(" .,"))
    if match:
        tail.values["type"] = Type.CASE
        tail.set("date", match["year"])
    return bool(match)


def _placed_in(tail: Tail, item: Field, following: list[Field]) -> bool:
    """The book of a chapter in a law note: in Shorelines and Sovereigns 201."""
    match = re.match(r"in:? +(?P<container>[A-Z].*?)(?: (?P<pages>\d+))?$", item.text.strip(" ."))
    if not match or tail.serial or not fields.is_organisation(match["container"].replace(":", "").replace("?", "")):
        return False
    paren = following and following[0].mark is Sign.PAREN and fields.whole_date(following[0].text)
    edited = following and following[0].mark is Sign.PAREN and re.fullmatch(fields.EDITED, following[0].text, re.I)
    if edited and (people := fields.names(match["container"])):  # in: Ada Mill (Hrsg.), Salz und Stein
        tail.values["type"], tail.within, tail.form = Type.CHAPTER, True, "quoted"
        return tail.set("editors", people)
    if issue := re.fullmatch(r"(?P<container>\D+?) (?P<number>[\d/]+)", match["container"]):  # in: Die Weir 12/2019
        return tail.set("number", issue["number"]) and tail.set("container", issue["container"])
    behind = following[0].text if following and following[0].mark is None else ""
    if behind and not match["pages"] and _is_editor(match["container"], behind):  # in: Mill/Wu, Salz und Stein
        tail.values["type"], tail.within, tail.form = Type.CHAPTER, True, "quoted"
        return tail.set("editors", fields.names(match["container"], short=True))
    if match["pages"] and paren:  # a journal
        tail.form = "quoted"
        tail.set("volume", match["pages"])
    else:
        tail.form = "law" if match["pages"] else tail.form
        tail.values["type"] = Type.CHAPTER
        tail.set("pages", match["pages"])
    return tail.set("container", match["container"])


def _is_editor(who: str, title: str) -> bool:
    """Whether a name behind "in:" is that of a book's editor, whose title comes next."""
    named = "/" in who or re.fullmatch(BY_INITIALS, who) or re.fullmatch(r"[A-ZÄÖÜ][\w-]+", who)
    book = len(title.split()) > 1 and not re.search(rf"{fields.YEAR}[ .]*$", title) and title[:1].isupper()
    return bool(named and book and not (is_detail(title) or fields.VOLUME.match(title) or fields.edition(title)))


def _op_cit(tail: Tail, item: Field, following: list[Field]) -> bool:
    match = None if item.text == "passim" else AGAIN.match(item.text)
    if match:
        tail.values["kind"] = Kind.SHORT
        _rest(tail, item, item.text[match.end() :].strip(" ,."), following)
    return bool(match)


def _ruling(tail: Tail, item: Field, following: list[Field]) -> bool:
    return (
        tail.values.get("type") is Type.CASE
        and bool(_RULING.fullmatch(item.text))
        and tail.set("remark", item.text.strip(" ."), "; ")
    )


FIELDS: tuple[Reader, ...] = (
    _accessed, _day, _op_cit, _dissertation, _ecli_number, _reporter, _placed_in, _ruling, _edition_field,
    _people, _series, _volume, _when, _where, _kept_in,
    _event, _document, _pressed, _clause,
)  # fmt: skip
"""The fields of a reference, in the order in which a field is tried."""


def take_up(tail: Tail, item: Field, following: list[Field]) -> None:
    """Read a field into a tail; `following` are those after it."""
    long = len(item.text) > LONGEST_FIELD
    if item.mark is Sign.ADDRESS:
        set_address(tail.values, item.text)
    elif item.mark is Sign.PAREN and long:
        tail.set("remark", item.text.strip(" ."), "; ")
    elif item.mark is Sign.PAREN:
        tail.paren(item.text)
    elif item.mark is Sign.BRACKET:
        tail.bracket(item.text)
    elif item.mark is None and (named := _NAMED_AGAIN.match(item.text)):  # *Guoji Zhengzhi* 国际政治 4, no. 2
        tail.set("remark", named[0].strip(), "; ")
        _rest(tail, item, item.text[named.end() :], following)
    elif item.mark is None and tail.within and not fields.whole_date(item.text):
        tail.within = not tail.set("container", item.text.strip(" .:"))
    elif item.mark is None:
        for reader in (_clause,) if long else FIELDS:
            if reader(tail, item, following):
                return
    else:
        tail.strange = True


_NAMED_AGAIN = regex(rf"{fields.OTHER_SIGNS}(?: |$)")


def _rest(tail: Tail, item: Field, words: str, following: list[Field], *, colon: bool = False) -> bool:
    """Read what is left of a field into a tail; it is read."""
    if words:
        take_up(tail, item._replace(text=words, colon=colon or item.colon), following)
    return True


def read_tail(tail: Tail, items: list[Field]) -> None:
    under = ""
    for index, item in enumerate(items):
        if (
            item.mark is None
            and re.fullmatch(r"s\. ?vv?\.|sub (?:verbo|voce)|under", item.text.strip(" ,"))
            and len(items) > index + 1
            and items[index + 1].mark is Sign.QUOTE
        ):
            under = item.text.strip()
            continue
        if under:
            tail.set("locator", f"{under} “{item.text.strip(' .,')}”", ", ")
            under = ""
            continue
        take_up(tail, item, items[index + 1 : index + 3])


def _without_series(tail: Tail, items: list[Field]) -> Iterator[Field]:
    """The fields without the series in French, which is remarked on: coll. « Terrains »."""
    at = next((n for n, item in enumerate(items[:-1]) if _SERIES_OF.fullmatch(item.text.strip(" ,"))), len(items))
    if at < len(items) and items[at].mark is None and items[at + 1].mark is Sign.QUOTE:
        words = items[at + 1].text.strip(" .,\xa0")
        tail.set("remark", f"coll. “{words}”", "; ")
        del items[at : at + 2]
    yield from items


_SERIES_OF = regex(r"coll(?:ection|\.)?", re.IGNORECASE)

_BY_YEAR_TOO = regex(r"(?=.*[A-Z]\.?[A-Z])(?:[A-Z][A-Za-z.]* ?){1,4} \d+")

_BY_YEAR = regex(r"(?P<container>[A-Z][A-Za-z]) (?P<pages>\d+)")  # a report without volumes: AC, QB; a court has more

_PINPOINT = regex(r"(?P<what>.*[A-Z][^\d,]* \d+) at (?P<at>(?:paras?|pages?|pp?)?\.? ?\[?\d[^,]*)")


def _pinpointed(item: Field) -> Iterator[Field]:
    """A field, in two where a place in the report stands behind it: [1988] AC 660 at 703; EWCA Civ 1142 at para 27."""
    match = _PINPOINT.fullmatch(item.text.rstrip(" .")) if item.mark is None else None
    locator = fields.whole_locator(match["at"]) if match else ""
    if not match or not locator:
        yield item
        return
    middle = item.start + match.end("what")
    yield item._replace(text=match["what"], end=middle)
    yield item._replace(text=match["at"], start=item.start + match.start("at"), glued=False)


def completed(values: Values, items: list[Field], form: str) -> Tail:
    """What is known of a source, with what the fields behind its name say."""
    tail = Tail(values, form=form)
    read_tail(tail, [one for item in _without_series(tail, items) for one in _pinpointed(item)])
    neutral = tail.form == "law" and values.get("kind") is not Kind.SHORT and not tail.has("date")
    if neutral and re.fullmatch(r"(?:19|20)\d\d", values.get("volume", "")):
        values["date"] = values["volume"]  # 2019 SCC 12
    if (report := _BY_YEAR.fullmatch(values.get("number", ""))) and not tail.has("container", "pages"):
        values |= report.groupdict()
        del values["number"]
    issue = _ISSUE_OF_YEAR.fullmatch(values.get("number", "")) if tail.serial and not tail.has("date") else None
    if issue:
        values |= issue.groupdict()
        if values.get("type") is Type.CHAPTER and not tail.has("editors"):
            values["type"] = Type.ARTICLE
    return tail


_ISSUE_OF_YEAR = regex(rf"(?P<number>\d{{1,2}})/(?P<date>{fields.YEAR})")
