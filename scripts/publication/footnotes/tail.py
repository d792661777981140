"""What follows the name of a source, as far as it has been read; and what a parenthesis or a bracket there says."""

from __future__ import annotations

import re
from typing import Any

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import UNKNOWN, at_commas, imprint
from scripts.publication.footnotes.kinds import type_of
from scripts.publication.footnotes.parts import Type, Values, has
from scripts.publication.footnotes.words import is_institution, is_prose
from scripts.regex import regex

_HEREAFTER = regex(
    r"(?:hereinafter|hereafter|henceforth|ci-après|désormais|cité|im folgenden|nachfolgend|künftig|"
    r"fortan)(?: (?:cited (?:in (?:the )?text )?as|referred to as|abbreviated as|as|cité|zitiert(?: "
    r"als)?|:))?:? ",
    re.IGNORECASE,
)

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
        self.counted = ("", False)  # a number alone, which may be a volume, and whether the date is before it

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
        """Take some words for the place that is cited, or for an article's pages; whether they are one.

        With `labelled` only words that call it a page, a chapter or the like.
        """
        further = _FURTHER.match(words) if self.has("locator") else None
        value = fields.whole_locator(words[further.end() :] if further else words, labelled=labelled)
        volume, dated = self.counted
        if value and volume and self.values.get("locator") == volume:
            if (self.has("date") and not dated) or value[0] != words.strip()[0]:  # Cold 26 (1973) 174; 24, p. 118
                self.to_volume(volume)
        elif re.fullmatch(r"\d{1,3}", words.strip(" .,")) and not self.has("locator", "volume"):
            self.counted = value, self.has("date")
        if further and value:
            return self.set("locator", further[0].lstrip() + value, ", ")
        long = length(value)
        extent = long >= 8 or (long and re.match(r"pp?\b\.? ?", words.strip(" ,:")))
        if pages := re.fullmatch(r"pages (\d+[-–]+\d+)", value):
            extent, value = True, pages[1]
        new = extent and not self.has("pages", "locator") and self.values.get("type") is not Type.NEWS
        if new and (self.in_serial or (self.has("volume") and self.values.get("type") is Type.ARTICLE)):
            return self.set("pages", value)
        known = self.has("container", "volume") and not self.has("pages")
        if known and _lies_in(value, self.values.get("locator", "")):
            self.values["pages"] = self.values.pop("locator")  # 4-19, 12
        at = re.match("at ", words) and not re.match(r"\d", self.values.get("locator") or "0")  # § 111, at 771
        return self.set("locator", f"at {value}" if at and value else value, ", ")

    def to_volume(self, volume: str, number: str = "") -> None:
        """Take a number for the volume of a journal, which was taken for a press so far."""
        self.values.pop("locator", None)
        self.set("volume", volume)
        self.set("number", number)
        if self.has("publisher") and not self.has("place", "container"):
            self.values |= {"container": self.values.pop("publisher"), "type": Type.ARTICLE}

    def paren(self, words: str) -> None:
        """Take up what a parenthesis says, by the first form that it has; as a remark where it has none."""
        text = CLOCK_TIME.sub("", words.strip())
        epoch = re.fullmatch(rf"({fields.YEAR}) ?[-–—]{{1,2}} ?({fields.YEAR}|\d\d)", text)
        if epoch and int(epoch[1][: -len(epoch[2])] + epoch[2]) > int(epoch[1]) + 5:
            self.set("remark", text, "; ")  # Towns of the Fens (1450–1620)
        elif _OF_ANOTHER.match(text):
            self.set("remark", text, "; ")
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
        elif self._opens(text) or (
            text.isdigit() and self.in_serial and not self.has("pages") and _lies_in(text, self.values.get("locator"))
        ):  # 26 (1973) 174 (180); S. 18–23 (19)
            self.values["pages"] = self.values["locator"]
            self.values["locator"] = fields.whole_locator(text)
        elif self.has("volume") and not self.has("number", "pages") and self.in_serial and _ISSUE.fullmatch(text):
            self.set("number", text)
        elif text.isdigit() and self.form == "law" and self.has("date") and self.has("pages"):
            self.locate(text)  # NJW 2004, 1897 (1899)
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
            issued = self.form == "quoted" and not self.has("authors", "container") and "-" in printed.get("date", "")
            if issued and "place" not in printed and is_institution(printed.get("publisher", "")):
                printed["authors"] = (printed.pop("publisher"),)  # “Tides” (Weir Union, 3 May 2019)
            for name, value in printed.items():
                self.set(name, value)
        elif _NUMBERED.fullmatch(text) and any(c.isdigit() for c in text):
            if of_year := re.fullmatch(rf"(?P<number>.*\d.*), (?P<date>{fields.YEAR})", text):  # Cm 6041, 2003
                text = of_year["number"]
                self.set("date", of_year["date"])
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

    def _opens(self, text: str) -> bool:
        """Whether a page is an article's first, in a volume, since this in parentheses behind it is a further one."""
        known = self.form != "law" and all(map(self.has, ("volume", "date", "locator"))) and not self.has("pages")
        first, place = re.fullmatch(r"\d{1,4}", self.values.get("locator", "")), re.match(r"\d{1,4}(?!\w)", text)
        return bool(known and first and place and int(place[0]) >= int(first[0]) and fields.whole_locator(text))

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
        """Whether a parenthesis gives it another name: with words of its own, or right behind the title by initials."""
        if self.has("hereafter") or len(text.split()) > 6 or is_prose(text):
            return False
        said = " ".join((*self.values.get("authors", ()), *(self.values.get(n, "") for n in ("title", "number"))))
        shared = bool(set(_LONG_WORDS.findall(said)) & set(_LONG_WORDS.findall(text)))
        if self.has("date", "locator", "pages", "remark"):  # … para. 3 (2023) (Ice Order)
            return shared and fields.is_organisation(text) and not text.endswith(".")
        return shared or bool(re.fullmatch(r"[“‘\"]?(?:the )?[A-Z][A-Za-z]*[A-Z][A-Za-z]*[”’\"]?|[“‘\"].+[”’\"]", text))

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
        """Take up what square brackets say, by the first form that it has; as a remark where it has none."""
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


_LONG_WORDS = regex(r"(?:[A-Z]\w{3,}|\d{3,})")

_OF_ANOTHER = regex(r"(?:quoting|citing|(?:quoted|cited|reprinted) in)[: ]")  # a source with data of its own

_OLD_PLACE = regex(r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ], 1[4-8]\d\d")  # (Dunmore, 1803): so old a book has no press in notes

_ISSUE = regex(r"\d{1,3}(?:[-–/]\d{1,3})?")

CLOCK_TIME = regex(r", (?:at )?\d{1,2}[:.]\d\d(?: ?[APap]\.? ?[Mm]\.?)?(?: [A-Z]{2,4})?$")

_UPDATED = regex(r"(?:last |page )*(?:updated|modified|revised|edited|amended)(?: on)?:? ", re.IGNORECASE)

_CONCLUDED = regex(
    r"(?:opened for signature|signed|adopted|done|concluded|(?P<force>entered into force|entry into force|in force))"
    r"(?: on)?:? ",
    re.IGNORECASE,
)

_COURT = regex(
    rf"(?P<court>[^()]*?)(?<![–-]),? ?(?P<date>(?:(?:\d\d? )?{fields.MONTH} )?(?:\d\d?, )?{fields.YEAR})"
    r"(?:, [a-z][a-z. ]+)?"  # no writ
)

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


def length(pages: str) -> int:
    """How many pages a range such as 77–94 or 121--40 covers; 0 if it is no range."""
    match = re.fullmatch(r"\D{0,2}(\d+) ?(?:--|[-–—]) ?\D{0,2}(\d+)", pages)
    if not match:
        return 0
    first, last = match[1], match[2]
    whole = first[: -len(last)] + last if len(last) < len(first) else last
    return max(0, int(whole[:9]) - int(first[:9]) + 1)


def _lies_in(place: str, pages: str | None) -> bool:
    """Whether a page lies in a range of pages."""
    first, page = re.match(r"\d+", pages or ""), re.match(r"\d+", place)
    return bool(pages and first and page and 0 <= int(page[0][:9]) - int(first[0][:9]) < length(pages))


_DISSERTATION = regex(
    r"(?:(?:[a-z]+\. ?){1,2}|Univ\. )?(?:Diss(?:ertation)?|Habil(?:itationsschrift)?|Magisterarbeit|Diplomarbeit)\.?"
    rf"(?: (?:[a-z]+\.? ?){{1,2}})?(?:,? (?P<place>[A-Z][^\d,.]+?))?(?:,? (?P<date>{fields.YEAR}))?"
)

_FURTHER = regex(r" ?(?:and|&|et|und) (?=\d|nn?\.)")  # 80, 82, and 90
