"""The plainest notes, read at once: Ibid.; names and a quoted title, with a page; the whole reference of a web page.

    Mill, “Tides,” 45; Ada Wu, “Ice”. Ibid., para. 4. None of this was known.
    Ada Mill, “Tides”, *The Ledger*, 4 May 2019, accessed 5 June 2020 <https://ledger.example/tides>

Half of an article's notes are so. The grammar reads them alike, as a test holds, and takes ten times as
long: it thinks of every other form. What is not of these to the letter is left to it.
"""

from __future__ import annotations

import re

from scripts.english.dates import MONTHS_IN_NOTES
from scripts.publication.footnotes.fields import SMALL, SUFFIXES, names
from scripts.publication.footnotes.kinds import SHELFMARK
from scripts.publication.footnotes.parts import Kind, Part, Type, Values
from scripts.publication.footnotes.words import ATTACHED, COUNTED, SIGNAL, VOCABULARY, is_prose
from scripts.regex import regex

_FAMILY = r"(?!And\b)[A-Z][a-zß-öø-ÿ]+"
_PERSON = rf"{_FAMILY}(?: {_FAMILY}){{1,2}}"
_NAMES = regex(rf"({_PERSON}(?: and {_PERSON})?|{_FAMILY}(?: and {_FAMILY})?), ")


def _words_of(pattern: re.Pattern[str]) -> frozenset[str]:
    """The words that a pattern is made of; it is not compiled for it."""
    return frozenset(re.findall(r"[^\W\d_]+", pattern.pattern.lower()))


_SIGNALS = _words_of(SIGNAL)
_VOCABULARY = _words_of(VOCABULARY)
_NO_NAMES = (SMALL | SUFFIXES | _SIGNALS | _words_of(SHELFMARK)) - {"and"} | frozenset(
    "then idem eadem ed eds éd éds dir dirs hg hrsg editor editors".split()
)
_TITLE = regex(r"[\"“]((?![A-Z]+[ –-]?\d)[A-Z](?:[^\W_]|[ ,:–—-]|(?<=[a-z])[’'](?=[a-z]))*(?<=[^\W_]))(,[\"”]|[\"”],?)")
_PLACE = regex(r" (?:pp?\. (?=\d)|(?=para\. ))?((?:para\. )?\d{1,3}(?:[–-]\d{1,3})?)(?=\.?$|; |\. [A-Z])")
_DATE = r"(\d{1,2} [A-Z][a-z]{2,8} (?:1[5-9]|20)\d\d)"
_PAGE = regex(
    rf" \*([A-Z]\w*(?: [\w’-]+)*)\*, {_DATE}(?:, (?:p\. (?=\d))?((?:para\. )?\d{{1,3}}))?, accessed {_DATE}"
    r" <(https?://(?!(?:dx\.)?doi\.)[^\s<>()]+)>"
)
_COMMENT = regex(r"(?!Edited|Translated)([A-Z][a-z]+)(?: [a-z-]+){3,40}\.")
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
        prose = raw[end - 1].isdigit() and raw[end:place] == ". " and _COMMENT.fullmatch(comment)
        if not prose or prose[1].lower() in _SIGNALS or any(p.match(comment) for p in (ATTACHED, COUNTED)):
            break
        if _TELLING.search(comment) or not is_prose(comment):
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
        if not _NO_NAMES.isdisjoint(words.lower().split()) or _TELLING.search(words):
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
    date, accessed = _day(date), _day(accessed)
    own_words = _VOCABULARY.issuperset(container.lower().split())  # *In*, as a note may say in italics
    if not (date and accessed) or own_words or _TELLING.search(container):
        return None
    values |= {"kind": Kind.FULL, "type": Type.NEWS, "container": container, "date": date, "accessed": accessed}
    values |= {"url": url, "locator": locator or ""}
    return values, page.end(), len("**<>")


def _day(words: str) -> str:
    """A day such as 4 Mar 2019 in ISO form; "" where there is none of the kind."""
    day, month, year = words.split()
    number = MONTHS_IN_NOTES.get(month.lower(), 0)
    return f"{year}-{number:02}-{int(day):02}" if number and 0 < int(day) < 32 else ""


def _placed(values: Values, raw: str, place: int) -> tuple[Values, int, int] | None:
    match = _PLACE.match(raw, place)
    return ({**values, "locator": match[1]}, match.end(), 0) if match else None
