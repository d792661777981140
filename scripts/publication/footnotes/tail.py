"""What follows the name of a source in a note, field by field: date, volume, locator, publisher, address.

`FIELDS` is the table of what a field may be, in the order in which it is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from scripts.english.dates import MONTHS_IN_NOTES
from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import ROLE, UNKNOWN, at_commas, imprint, is_of_a_press, role
from scripts.publication.footnotes.kinds import CODE
from scripts.publication.footnotes.markdown import Sign
from scripts.publication.footnotes.parts import Field, Kind, Type, Values, has
from scripts.publication.footnotes.words import ORGANISATIONS, is_institution, is_prose, without_stop
from scripts.regex import regex

_TYPES: tuple[tuple[Type, re.Pattern[str]], ...] = tuple(
    (kind, regex(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for kind, words in (
        (Type.THESIS, r"(?:ph\.? ?d|doctoral|master[’']?s?|m\.?a\.?|m\.?sc|m\.?phil|d\.?phil|undergraduate|"
r"bachelor[’']?s?|"
r"honou?rs)\.? (?:thesis|diss\.?|dissertation)|thesis|dissertation|diss\.|thèse|mémoire "
r"de|habilitationsschrift|diplomarbeit|masterarbeit"),
        (Type.DATASET, r"data ?sets?|data files?|data base|database|jeu de données|datensatz"),
        (Type.VIDEO, r"video|vidéo|youtube|vimeo|film|documentary"),
        (Type.INTERVIEW, r"interview(?:ed)?|e-?mails? (?:from|to|with)|correspondence with|personal communication|"
r"conversation with|entretien avec|in conversation|gespräch mit|telephone call|e-?mail "
r"to (?:the )?author|pers\. comm\."),
        (Type.POST, r"tweet|twitter|post on|facebook|instagram|mastodon|reply to|comment on|blog comment|reddit|"
r"bluesky"),
        (Type.OTHER, r"podcast|press release|press statement|media release|paper presented|speech|lecture|address "
r"to|remarks|conference paper|keynote|talk|communiqué(?: de presse)?|radio|hearing|hearings|"
r"debates?|software|track \d|song|testimony|broadcast|presentation|poster|HC Deb|HL Deb|"
r"Hansard|Cong\. Rec\."),
        (Type.REPORT, r"working paper|discussion paper|white ?paper|policy brief|technical report|research paper|"
r"report no|occasional paper|UN doc|rapport|Cmn?d|Cd|Cm|Parl\. Papers|parliamentary papers"),
    )
)  # fmt: skip


def type_of(words: str) -> Type | None:
    return next((kind for kind, pattern in _TYPES if pattern.search(words)), None)


REPOSITORY = regex(
    r"(?<!\w)(?:archives?|archivio|archivo|\w*archiv|library|libraries|record office|"
    r"registry|museum|bibliothèque|bibliothek|"
    r"repository|historical society|muniments?|county record|public records|nachlass|special collections)(?!\w)",
    re.IGNORECASE,
)

COLLECTION = regex(
    r"(?<!\w)(?:papers|collection|fonds|records of|correspondence|manuscripts|coll\.)(?!\w)", re.IGNORECASE
)

SHELFMARK = regex(
    r"(?:(?:MSS?|Ms|ms|Add\.? MSS?|Cod\.|Box|box|Boxes|Folder|folder|File|file|Series|Carton|"
    r"carton|Reel|reel|RG|Record Group|Bundle|bundle|Dossier|dossier|Liasse|liasse|pièce|Pièce|"
    r"série|Série|Sign|Nr|"
    r"Kasten|Mappe|Faszikel|Best(?:and)?|item|Item|cote)\b\.? ?(?:[\w./–-]+ ?){1,6}"
    r"|[A-Z]{1,6}[ /]?\d[\w.]*(?:[/ :.-][A-Z\d][\w.]*)"
    r"*|[A-Z]{1,5}(?:[/-][A-Z\d]+)+|(?:série )?\d?[A-Z]{1,2} \d+(?:/\d+)*)"
)

_HEREAFTER = regex(
    r"(?:hereinafter|hereafter|henceforth|ci-après|désormais|cité|im folgenden|nachfolgend|künftig|"
    r"fortan)(?: (?:cited (?:in (?:the )?text )?as|referred to as|abbreviated as|as|cité|zitiert(?: "
    r"als)?|:))?:? ",
    re.IGNORECASE,
)


LONGEST_FIELD = 300
"""The most characters of a field; what is longer is a remark. It bounds what any pattern of a field can cost."""


_SECTION = regex(r"(?:§|¶|ss?|arts?|paras?|secs?|regs?|r)\b|[§¶]", re.IGNORECASE)


class Tail:
    """What follows the name of a source, field by field."""

    def __init__(self, values: Values, *, form: str) -> None:
        self.values = values
        self.form = form  # "quoted", "italic", "law", "archive" or "bare": how the source's own title is printed
        self.hint = ""  # the words that tell its type
        self.prose = 0
        self.strange = False  # whether there is something that no field of a reference is
        self.imprint = False
        self.within = False  # whether the editors of a book were told, and its title comes next
        self.behind = False  # whether an organisation stands as the author behind the title

    def has(self, *names: str) -> bool:
        """Whether any of these is known."""
        return has(self.values, *names)

    def set(self, name: str, value: Any, join: str = "") -> bool:
        """Set what is not known yet, or add to it with `join`; whether that was done."""
        old = self.values.get(name)
        if not value or (old and not join):
            return False
        self.values[name] = f"{old}{join}{value}" if old else value
        return True

    @property
    def serial(self) -> bool:
        """Whether it appeared in a journal, paper or the like."""
        return self.has("container")

    @property
    def in_serial(self) -> bool:
        """Whether it is an article there."""
        return self.serial and self.form == "quoted"

    def locate(self, words: str, *, labelled: bool = False) -> bool:
        further = _FURTHER.match(words) if self.has("locator") else None
        value = fields.whole_locator(words[further.end() :] if further else words, labelled=labelled)
        if further and value:
            return self.set("locator", further[0].lstrip() + value, ", ")
        long = _length(value)
        extent = long >= 8 or (long and re.match(r"pp?\b\.? ?", words.strip(" ,:")))
        if pages := re.fullmatch(r"pages (\d+[-–]+\d+)", value):
            extent, value = True, pages[1]
        if extent and self.in_serial and not self.has("pages", "locator") and self.values.get("type") is not Type.NEWS:
            return self.set("pages", value)
        if self.serial and not self.has("pages") and _lies_in(value, self.values.get("locator", "")):
            self.values["pages"] = self.values.pop("locator")  # 4-19, 12
        return self.set("locator", value, ", ")

    def field(self, item: Field, following: list[Field]) -> None:
        """Take up a field; `following` are those after it."""
        long = len(item.text) > LONGEST_FIELD
        if item.mark is Sign.ADDRESS:
            set_address(self.values, item.text)
        elif item.mark is Sign.PAREN and long:
            self.set("remark", item.text.strip(" ."), "; ")
        elif item.mark is Sign.PAREN:
            self.paren(item.text)
        elif item.mark is Sign.BRACKET:
            self.bracket(item.text)
        elif item.mark is None and self.within and not fields.whole_date(item.text):
            self.within = not self.set("container", item.text.strip(" .:"))
        elif item.mark is None:
            for reader in (_clause,) if long else FIELDS:
                if reader(self, item, following):
                    return
        else:
            self.strange = True

    def rest(self, item: Field, words: str, following: list[Field], *, colon: bool = False) -> bool:
        """Take up what is left of a field; it is read."""
        if words:
            self.field(item._replace(text=words, colon=colon or item.colon), following)
        return True

    def paren(self, words: str) -> None:
        text = _TIME.sub("", words.strip())
        epoch = re.fullmatch(rf"({fields.YEAR}) ?[-–—]{{1,2}} ?({fields.YEAR})", text)
        if epoch and int(epoch[2]) > int(epoch[1]) + 5:
            self.set("remark", text, "; ")  # Towns of the Fens (1450–1620)
        elif text.startswith(("http", "www.", "doi:")):
            set_address(self.values, text.split()[0].rstrip(",;"))
        elif url := re.search(r"https?://[^\s,;]+", text):
            self.set("url", url[0])
            self.set("remark", text[: url.start()].split(";")[0].strip(), "; ")
        elif match := _HEREAFTER.search(text):
            self.set("hereafter", text[match.end() :].strip(" .“”‘’\"'"))
            if match.start():
                self.paren(text[: match.start()].strip(" ,;"))
        elif self.accessed(text) or self.dissertation(text):
            pass
        elif (cut := text.rfind(", ")) > 0 and self.accessed(text[cut + 2 :]):  # (Help Centre, accessed 3 May 2019)
            self.paren(text[:cut])
        elif re.fullmatch(r"[a-z\d]{1,3}", text) and _SECTION.match(self.values.get("locator", "")):
            self.values["locator"] += f" ({text})"  # § 1 (h)
        elif (match := _UPDATED.match(text)) and (date := fields.whole_date(text[match.end() :])):
            if not self.set("date", date):
                self.set("remark", text, "; ")
            elif self.has("url") and not self.has("container", "place"):  # only pages are brought up to date
                self.values["container"] = self.values.pop("publisher", "")
        elif match := _CONCLUDED.match(text):
            at = fields.date_at(text, match.end())
            if at and text[at[1] :].strip(" ,;"):
                self.set("remark", text[at[1] :].strip(" ,;"), "; ")
                text = text[: at[1]]
            if at and not match["force"] and not self.has("date"):
                self.set("date", at[0])
            else:
                self.set("remark", text, "; ")
        elif type_of(text) in (Type.THESIS, Type.DATASET) and len(text) < 150:
            self.hint = text
            for piece in at_commas(text):
                if date := fields.whole_date(piece):
                    self.set("date", date)
                elif not type_of(piece) and "unpublished" not in piece.lower():
                    house = re.fullmatch(rf"(?P<name>.+?),?(?: (?P<date>{fields.YEAR}))?", piece.strip())
                    self.set("publisher", house and house["name"])
                    self.set("date", house and house["date"])
        elif self.has("volume") and not self.has("number", "pages") and self.in_serial and _ISSUE.fullmatch(text):
            self.set("number", text)
        elif value := fields.whole_locator(text, labelled=not (self.has("pages") and self.form != "law")):
            dated = not self.has("date") and fields.whole_date(text)
            if not dated or not self.set("date", dated):
                self.locate(text)
        elif self.form == "law" and not self.has("publisher") and (match := _COURT.fullmatch(text)):
            self.set("date", fields.whole_date(match["date"]))
            court = match["court"].strip()
            if edition := fields.edition(court):
                self.set("edition", edition)
            elif editors := re.fullmatch(r"(.+?),? (?:eds?\.|trans\.)(?:,? (\d\w+ ed\.))?", court):
                self.set("translators" if "trans." in court else "editors", fields.names(editors[1]) or (editors[1],))
            elif self.values.get("type") is Type.CASE:
                self.set("court", court)
            else:
                place, _, name = court.rpartition(": ")
                self.set("publisher", name)
                self.set("place", place)
        elif re.fullmatch(fields.EDITED, text, re.IGNORECASE):
            self.values["edited"] = True
        elif "," in text and type_of(text) is Type.OTHER and (date := fields.whole_date(at_commas(text)[-1])):
            self.hint += " " + text  # paper given at the Ice Meeting, Dunmore, May 4, 2010
            self.set("date", date)
            self.set("remark", text, "; ")
        elif not self.imprint and (printed := imprint(text)):
            self.imprint = True
            placed = _OLD_PLACE.fullmatch(text) or (self.in_serial and printed.get("date", "").count("-") == 2)
            if placed and "publisher" in printed and "place" not in printed:
                printed["place"] = printed.pop("publisher")
            for name, value in printed.items():
                self.set(name, value)
        elif _NUMBERED.fullmatch(text) and any(c.isdigit() for c in text):
            self.set("number", text.rstrip("."))
            if year := re.match(rf"H[CL] (?P<year>{fields.YEAR})\b", text):
                self.set("date", year["year"])
        elif type_of(text) and len(text.split()) < 5:
            self.hint += " " + text
        elif (
            self.form == "law"
            and self.has("number")
            and re.fullmatch(r"[A-Z][A-Za-z]{1,6}", text)
            and not self.has("locator")
        ):
            self.values["number"] += f" ({text})"
        elif self.form == "quoted" and (match := _SPOKEN.match(text)):
            self.spoken(text, match.end())
        elif self.names_again(text):
            self.set("hereafter", text.strip("“”‘’\"'"))
        else:
            self.set("remark", text if re.search(r"\w\.\w\.$", text) else text.rstrip("."), "; ")

    def dissertation(self, text: str) -> bool:
        """Whether it says that this is a German thesis, with its place and year; that is taken up."""
        match = _DISSERTATION.fullmatch(text.strip(" .;"))
        if match:
            self.hint += " dissertation"
            self.set("place", match["place"])
            self.set("date", match["date"])
        return bool(match)

    def accessed(self, text: str) -> bool:
        """Whether it says when an address was looked at; that is taken up."""
        match = fields.ACCESSED.match(text)
        if match:
            self.set("accessed", fields.whole_date(text[match.end() :]) or text[match.end() :].strip(" :."))
        return bool(match)

    def names_again(self, text: str) -> bool:
        """Whether a parenthesis right behind the title gives it another name: one with its words, or initials."""
        if self.has("date", "locator", "pages", "remark", "hereafter") or len(text.split()) > 6 or is_prose(text):
            return False
        title, words = (set(re.findall(r"[A-Z]\w{3,}", t)) for t in (self.values.get("title", ""), text))
        return bool(title & words) or bool(
            re.fullmatch(r"[“‘\"]?(?:the )?[A-Z][A-Za-z]*[A-Z][A-Za-z]*[”’\"]?|[“‘\"].+[”’\"]", text)
        )

    def spoken(self, text: str, place: int) -> None:
        """What was said, by whom, where, when: statement by Ambassador Ada Mill to the Board, Dunmore, 3 May 2014."""
        pieces = [p.strip() for p in at_commas(text[place:])]
        who = re.split(r" (?:to|at|before|in|on) ", pieces[0], maxsplit=1)[0].split()
        while len(who) > 2 and (who[0].rstrip(".").lower() in fields.HONORIFICS or who[0][0].islower()):
            who = who[1:]
        self.set("authors", fields.names(" ".join(who)))
        self.hint += " speech"
        if date := fields.whole_date(pieces[-1]):
            self.set("date", date)
            if len(pieces) > 2:
                self.set("place", pieces[-2])

    def bracket(self, words: str) -> None:
        text = words.strip()
        unsaid = UNKNOWN.fullmatch(text) or text.lower() in ("en ligne", "online", "sic", "web")
        if unsaid or text.startswith(("http", "www.")):
            return
        if match := _HEREAFTER.match(text):
            self.set("hereafter", text[match.end() :].strip(" .“”‘’\"'"))
        elif self.accessed(text):
            pass
        elif re.fullmatch(r"\d+", text) and not re.fullmatch(fields.YEAR, text):
            self.set("locator", f"[{text}]", "–" if self.values.get("locator", "").endswith("]") else " ")
        elif date := fields.whole_date(text):
            self.set("date", date)
        elif type_of(text):
            self.hint += " " + text
        elif fields.folded(text) and f" {fields.folded(text)} " in f" {fields.folded(self.values.get('title', ''))} ":
            self.set("hereafter", text)  # *Roe v Harrow*, 2019 SCC 12 [*Harrow*]
        else:
            self.set("remark", text, "; ")


_OLD_PLACE = regex(r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ], 1[4-8]\d\d")  # (Dunmore, 1803): so old a book has no press in notes

_ISSUE = regex(r"\d{1,3}(?:[-–/]\d{1,3})?")

_TIME = regex(r", \d{1,2}[:.]\d\d ?(?:[APap]\.?[Mm]\.?)?$")

_UPDATED = regex(r"(?:last |page )*(?:updated|modified|revised|edited|amended)(?: on)?:? ", re.IGNORECASE)

_SIGNED = regex(
    r"^(?:opened for signature|signed|adopted|done|concluded)"
    r"(?: (?:at|in) [A-Z]\w+(?: [A-Z]\w+)*,?)?(?: on)? (?=\d|[A-Z])"
)

_CONCLUDED = regex(
    r"(?:opened for signature|signed|adopted|done|concluded|(?P<force>entered into force|entry into force|in force))"
    r"(?: on)?:? ",
    re.IGNORECASE,
)

_COURT = regex(rf"(?P<court>[^()]*?)(?<![–-]),? ?(?P<date>(?:{fields.MONTH} )?(?:\d{{1,2}}, )?{fields.YEAR})")

_NUMBERED = regex(
    r"(?:Cmn?d|Cd|Cm|C|HC|HL|HC Paper|HL Paper|no|nos|n°|\d+ (?:&|and) \d+ [A-Z][a-z]+)\b\.?,? ?.{1,40}", re.IGNORECASE
)

_SPOKEN = regex(
    r"(?:statement|speech|address|remarks|lecture|paper|talk|letter|testimony|sermon|keynote) (?:by|of|from) ",
    re.IGNORECASE,
)


def set_address(values: Values, words: str) -> None:
    if match := re.match(r"(?:doi:\s?|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/.+)", words, re.IGNORECASE):
        values.setdefault("doi", match[1])
    else:
        values.setdefault("url", words.removeprefix("mailto:").rstrip(".,;"))


def _length(pages: str) -> int:
    """How many pages a range such as 77–94 or 121--40 covers; 0 if it is no range."""
    match = re.fullmatch(r"\D{0,2}(\d+) ?(?:--|[-–—]) ?\D{0,2}(\d+)", pages)
    if not match:
        return 0
    first, last = match[1], match[2]
    whole = first[: -len(last)] + last if len(last) < len(first) else last
    return max(0, int(whole[:9]) - int(first[:9]) + 1)


def _lies_in(place: str, pages: str) -> bool:
    """Whether a page lies in a range of pages."""
    first, page = re.match(r"\d+", pages), re.match(r"\d+", place)
    return bool(first and page and 0 <= int(page[0][:9]) - int(first[0][:9]) < _length(pages))


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
    if re.match(r"(?:hosted|directed|presented|produced|narrated) by ", text):
        return tail.set("remark", text, "; ")
    last = next(reversed(tail.values), "")
    another = last in ("editors", "translators") and not item.glued and fields.is_name(_JOINED.sub("", text), 2)
    if another and not tail.imprint and following and following[0].mark in (None, Sign.PAREN):
        tail.values[last] = (*tail.values[last], *(fields.names(_JOINED.sub("", text)) or ()))
        return True
    return False


def _edition_field(tail: Tail, item: Field, following: list[Field]) -> bool:
    if edition := fields.edition(item.text):
        return tail.set("edition", edition)
    return bool(fields.EXTENT.fullmatch(item.text.strip()))


OLD_VOLUME = regex(r"(?P<volume>(?!ll)[ivxlc]+)\. ?(?P<locator>\d[\d–-]*(?:, \d[\d–-]*)*)")


def _volume(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .")
    if fields.CLOCK.fullmatch(text):
        return False
    match = re.fullmatch(r"(?P<volume>\d{1,4})\((?P<number>[\w –/-]{1,16})\)(?P<rest>.*)", text)
    if match and tail.in_serial:
        tail.set("volume", match["volume"])
        tail.set("number", match["number"])
        return tail.rest(item, match["rest"].strip(" ,:"), following, colon=True)
    match = re.fullmatch(r"(?P<volume>\d{1,2}):(?P<locator>\d[\d–-]*(?:, \d[\d–-]*)*)", text)
    if match and tail.form == "italic" and not tail.hint and (tail.imprint or tail.has("authors")):
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
        return tail.rest(item, text[match.end() :].strip(" ,.:"), following)
    if (match := fields.NUMBER.match(text)) and text[match.end() : match.end() + 1] in " ,.:":
        tail.set("number", match["number"])
        return tail.rest(item, text[match.end() :].strip(" ,.:"), following, colon=True)
    if tail.form == "law" and not tail.serial:
        return False
    behind = following[0] if following else None
    dated = behind is not None and behind.mark is Sign.PAREN and fields.whole_date(behind.text)
    if dated and tail.in_serial and tail.has("volume") and not tail.has("number", "pages", "date"):  # 25, 4 (2010)
        return bool(re.fullmatch(r"\d{1,4}(?:[–/-]\d{1,4})?", text)) and tail.set("number", text)
    if not tail.in_serial or tail.has("volume") or tail.values.get("type") is Type.CHAPTER or tail.imprint:
        roman = fields.ROMAN.fullmatch(text) and behind and behind.mark is None and fields.whole_locator(behind.text)
        return bool(roman) and (not item.glued or len(text) < 3) and tail.set("volume", text)
    if (match := fields.VOLUME_ISSUE.match(text)) and not fields.CLOCK.match(text) and not fields.whole_date(text):
        tail.set("volume", match["volume"])
        tail.set("pages" if ":" in match[0] and _length(match["number"]) > 2 else "number", match["number"])  # 12:101-7
        return tail.rest(item, text[match.end() :].strip(" ,:."), following, colon=True)
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
    return tail.rest(item, rest.lstrip(":").strip(" ,"), following, colon=rest.startswith(":"))


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
    begun = None if date else fields.date_at(text)
    if begun and re.match(r" ?[:,(] ?", text[begun[1] :]) and tail.set("date", begun[0]):
        return tail.rest(item, text[begun[1] :].strip(" :,("), following, colon=True)
    if re.fullmatch(r"1[2-4]\d\d[a-e]\d*", text):  # Politics 1253a
        return False
    if tail.form == "law" and re.fullmatch(r"[\d–—/-]+", text) and not re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", text):
        return False
    if not date or (re.fullmatch(r"\d{4}", text) and tail.has("date")):
        return False
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
    if fields.whole_locator(text, labelled=True):
        return tail.locate(text, labelled=True)
    if fields.ROMAN.fullmatch(text) and text.isupper() and not tail.serial and following and to_the_day(following[0]):
        return False
    year = re.fullmatch(r"\d{4}", text.strip(" .")) and not item.colon and tail.form != "law"
    return not (year and not tail.has("date")) and tail.locate(text)


def _document(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    match = re.match(
        r"case (?:no\. )?|docket (?:no\. )?|(?:application|appl?)\.? nos?\.? |(?:act )?no\. ", text, re.IGNORECASE
    )
    if match and any(c.isdigit() for c in text[match.end() :]):
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
    if re.fullmatch(rf"[^\d]+ {fields.YEAR}", text) or len(text.split()) > 8 or REPOSITORY.search(text):
        return False
    return bool(fields.DOCUMENT.fullmatch(text)) and any(c.isdigit() for c in text) and tail.set("number", text)


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
    if COLLECTION.search(text) and fields.is_organisation(text) and tail.form == "archive":
        return tail.set("container", text)
    return False


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


_DISSERTATION = regex(
    r"(?:(?:[a-z]+\. ?){1,2}|Univ\. )?(?:Diss(?:ertation)?|Habil(?:itationsschrift)?|Magisterarbeit|Diplomarbeit)\.?"
    rf"(?: (?:[a-z]+\.? ?){{1,2}})?(?:,? (?P<place>[A-Z][^\d,.]+?))?(?:,? (?P<date>{fields.YEAR}))?"
)


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
    text = item.text
    if not text.endswith(("Inc.", "Co.", "Ltd.", "St.")):
        text = re.sub(r"^(?:in|In|in:|In:|the|The (?=\w+ (?:Post|Times)))\s+(?=[A-Z‘“])", "", text.strip(" ;:"))
        text = text.rstrip(".")
    if not text:
        return True
    if not fields.is_organisation(text.replace(": ", " ").replace("/", " ")):
        return False
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
    if tail.behind and institution and not tail.has("date") and not tail.imprint:
        tail.values["authors"] = (f"{tail.values['authors'][0]}, {text}",)
        return True
    paper = tail.form in ("italic", "bare") and not tail.serial and not tail.imprint and tail.has("authors")
    if paper and following and to_the_day(following[0]):
        return tail.set("container", text)
    book = tail.form == "italic" or kind is Type.CHAPTER
    if book and not bound and len(following) > 1 and following[0].mark is None:
        press = following[0].text
        if fields.is_organisation(press) and not fields.whole_locator(press) and fields.whole_date(following[1].text):
            return tail.set("place", text)
    if tail.form == "quoted" and not tail.serial and not tail.hint:
        return tail.set("container", text)
    town = tail.in_serial and (tail.hint or not (tail.imprint or kind is Type.CHAPTER))
    if town or (tail.has("date") and tail.has("publisher") and len(text.split()) < 4):
        placed = tail.set("place", text)
        if placed:
            return True
    if tail.has("publisher"):
        return tail.set("place", text)
    dated = len(following) == 1 and fields.whole_date(following[0].text)
    town = tail.form == "italic" and dated and not tail.imprint and len(text.split()) < 3 and tail.has("locator")
    return tail.set("place" if town else "publisher", text)


def to_the_day(item: Field) -> bool:
    return item.mark in (None, Sign.PAREN) and fields.whole_date(_TIME.sub("", item.text.strip())).count("-") == 2


def _clause(tail: Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    empty = not re.search(r"\w", text) or UNKNOWN.fullmatch(item.text.strip(" ;"))
    if empty or text.lower() in ("en ligne", "online", "s. l", "s.l"):
        return True
    if type_of(tail.hint) is Type.THESIS and ORGANISATIONS.search(text) and tail.set("publisher", text):
        return True
    tail.prose += bool(re.search(r"[a-z]{2}", text))
    return tail.set("remark", text, ", " if not item.glued else " ") or True


REPORTER = regex(
    r"(?P<volume>\d{1,4}|[IVX]+)(?: ?\((?P<number>[\w–/-]{1,9})\))? "
    r"(?P<container>(?:[A-Z][\w.’'&-]*|&|of|the|on|and|for)(?: (?:[A-Z][\w.’'&-]*|"
    r"&|of|the|on|and|for|in|\d[a-z]{1,2}\b))*?),? (?P<at>at )?"
    r"(?P<pages>\*?\d[\d–-]*(?:,\d{3})*(?!\w)|§§? ?[\w.()–-]+)"
)

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
    return tail.rest(item, text[match.end() :].strip(" ,"), following)


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
    match = re.match(r"in:? (?P<container>[A-Z].*?)(?: (?P<pages>\d+))?$", item.text.strip(" ."))
    if not match or tail.serial or not fields.is_organisation(match["container"].replace(":", "").replace("?", "")):
        return False
    paren = following and following[0].mark is Sign.PAREN and fields.whole_date(following[0].text)
    edited = following and following[0].mark is Sign.PAREN and re.fullmatch(fields.EDITED, following[0].text, re.I)
    if edited and (people := fields.names(match["container"])):  # in: Ada Mill (Hrsg.), Salz und Stein
        tail.values["type"], tail.within, tail.form = Type.CHAPTER, True, "quoted"
        return tail.set("editors", people)
    if match["pages"] and paren:  # a journal
        tail.form = "quoted"
        tail.set("volume", match["pages"])
    else:
        tail.form = "law" if match["pages"] else tail.form
        tail.values["type"] = Type.CHAPTER
        tail.set("pages", match["pages"])
    return tail.set("container", match["container"])


def _op_cit(tail: Tail, item: Field, following: list[Field]) -> bool:
    match = None if item.text == "passim" else AGAIN.match(item.text)
    if match:
        tail.values["kind"] = Kind.SHORT
        tail.rest(item, item.text[match.end() :].strip(" ,."), following)
    return bool(match)


AGAIN = regex(
    r"(?:(?:op|loc|art|ouvr|ouv)\.? ?)?(?:cit|cité)\b\.?|a\. ?a\. ?O\.|l\. ?c\.|o\. ?c\.|passim$", re.IGNORECASE
)


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
        tail.field(item, items[index + 1 : index + 3])


def _without_series(tail: Tail, items: list[Field]) -> Iterator[Field]:
    """The fields without the series in French, which is remarked on: coll. « Terrains »."""
    at = next((n for n, item in enumerate(items[:-1]) if _SERIES_OF.fullmatch(item.text.strip(" ,"))), len(items))
    if at < len(items) and items[at].mark is None and items[at + 1].mark is Sign.QUOTE:
        words = items[at + 1].text.strip(" .,\xa0")
        tail.set("remark", f"coll. “{words}”", "; ")
        del items[at : at + 2]
    yield from items


_SERIES_OF = regex(r"coll(?:ection|\.)?", re.IGNORECASE)
_FURTHER = regex(r" ?(?:and|&|et|und) (?=\d|nn?\.)")  # 80, 82, and 90
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
    return tail
