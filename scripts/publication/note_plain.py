"""The plainest notes, read at once: Ibid.; names and a quoted title, with a page; the whole reference of a web page.

    Mill, “Tides,” 45; Ada Wu, “Ice”. Ibid., para. 4. None of this was known.
    Ada Mill, “Tides”, *The Ledger*, 4 May 2019, accessed 5 June 2020 <https://ledger.example/tides>

Half of an article's notes are so. The grammar (note_grammar) reads them alike, as a test holds, and takes ten times as
long: it thinks of every other form. What is not of these to the letter is left to it.
"""

from __future__ import annotations

import re

from scripts.publication.note_fields import SMALL, SUFFIXES, names, whole_date
from scripts.publication.note_parts import Kind, Part, Type, Values
from scripts.publication.note_pieces import ATTACHED, COUNTED, SIGNAL, is_prose, vocabulary
from scripts.publication.note_tail import SHELFMARK
from scripts.regex import regex

_FAMILY = r"(?!And\b)[A-Z][a-zß-öø-ÿ]+"
_PERSON = rf"{_FAMILY}(?: {_FAMILY}){{1,2}}"
_NAMES = regex(rf"({_PERSON}(?: and {_PERSON})?|{_FAMILY}(?: and {_FAMILY})?), ")
_NO_NAMES = (SMALL | SUFFIXES) - {"and"} | frozenset(
    "or then idem eadem ed eds éd éds dir dirs hg hrsg editor editors".split()
)
_TITLE = regex(r"[\"“]((?![A-Z]+[ –-]?\d)[A-Z](?:[^\W_]|[ ,:–—-]|(?<=[a-z])[’'](?=[a-z]))*(?<=[^\W_]))(,[\"”]|[\"”],?)")
_PLACE = regex(r" (?:pp?\. (?=\d)|(?=para\. ))?((?:para\. )?\d{1,3}(?:[–-]\d{1,3})?)(?=\.?$|; |\. [A-Z])")
_DATE = r"(\d{1,2} [A-Z][a-z]{2,8} (?:1[5-9]|20)\d\d)"
_PAGE = regex(
    rf" \*([A-Z]\w*(?: [\w’-]+)*)\*, {_DATE}(?:, (?:p\. (?=\d))?((?:para\. )?\d{{1,3}}))?, accessed {_DATE}"
    r" <(https?://(?!(?:dx\.)?doi\.)[^\s<>()]+)>"
)
_COMMENT = regex(r"(?!Edited|Translated)[A-Z][a-z]+(?: [a-z-]+){3,40}\.")
_NO_COMMENT = (ATTACHED, SIGNAL, COUNTED)  # how a sentence begins that belongs to the citation before it
# What the grammar looks for within titles and sentences, where it makes something else of them.
_TELLING = regex(
    r"\b(?:supra|infra|above|below|ante|cit|notes?|nn?|fn|anm|hearings?|acts?|convention|treaty|protocol|covenant|"
    r"charter|agreement|accords?|declaration|concordat|pact|blog|"
    r"see|cf|compare|contrast|consult|quoted|cited|quoting|citing|reported|reprinted|voir|siehe|vgl|zit|"
    r"traité|vertrag|abkommen)\b",
    re.IGNORECASE,
)


def read(raw: str) -> tuple[Part, ...]:
    """The parts of a note that has these forms from its first letter to its last; none of any other note."""
    parts: list[Part] = []
    place = hidden = 0  # in the Markdown, and how many characters before that are marks, which the plain text has not
    while cited := _citation(raw, place):
        values, end, marks = cited
        start, hidden = place - hidden, hidden + marks
        if end == len(raw) or raw[end:] == ".":
            return (*parts, Part(start=start, end=len(raw) - hidden, **values))
        place = end + 2
        parts.append(Part(start=start, end=end + 1 - hidden, **values))
        if raw[end:place] == "; ":
            continue
        comment = raw[place:]
        prose = raw[end - 1].isdigit() and _COMMENT.fullmatch(comment) and is_prose(comment)
        if (
            raw[end:place] != ". "
            or not prose
            or _TELLING.search(comment)
            or any(p.match(comment) for p in _NO_COMMENT)
        ):
            break
        return (*parts, Part(Kind.COMMENT, place - hidden, len(raw) - hidden, words=comment))
    return ()


def _citation(raw: str, place: int) -> tuple[Values, int, int] | None:
    """What the citation says that begins at a place, where it ends, and how many of its characters are marks."""
    if raw.startswith("Ibid.", place):
        values: Values = {"kind": Kind.IBID}
        place += len("Ibid.")
        if raw.startswith(",", place):
            return _placed(values, raw, place + 1)
        return values, place, 0
    values = {"kind": Kind.SHORT}
    if match := _NAMES.match(raw, place):
        words = match[1]
        if (
            any(p.match(words) for p in (SIGNAL, SHELFMARK))
            or _TELLING.search(words)
            or not _NO_NAMES.isdisjoint(words.lower().split())
        ):
            return None
        values["authors"] = names(words, short=True) if " and " in words else (words,)
        place = match.end()
    title = _TITLE.match(raw, place)
    if not title or (raw[place] == "“") is ('"' in title[2]) or _TELLING.search(title[1]):
        return None
    values["title"], place = title[1], title.end()
    if "," not in title[2]:
        return (values, place, 0) if "authors" in values else None
    page = _PAGE.match(raw, place)
    if not page:
        return _placed(values, raw, place) if "authors" in values else None
    container, date, locator, accessed, url = page.groups()
    date, accessed = whole_date(date), whole_date(accessed)
    if date.count("-") != 2 or not accessed or vocabulary(container) or _TELLING.search(container):
        return None
    values |= {"kind": Kind.FULL, "type": Type.NEWS, "container": container, "date": date, "accessed": accessed}
    values |= {"url": url, "locator": locator or ""}
    return values, page.end(), len("**<>")


def _placed(values: Values, raw: str, place: int) -> tuple[Values, int, int] | None:
    match = _PLACE.match(raw, place)
    return ({**values, "locator": match[1]}, match.end(), 0) if match else None
