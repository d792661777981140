"""How an entry of a bibliography begins, in a note too: Mill, Ada (2019). Mill, Ada: Mill A, Wu B.

A place in a text in, the people and where their work's title begins out; None where no such entry begins.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import ANY_YEAR
from scripts.publication.footnotes.markdown import NoteText, Sign
from scripts.publication.footnotes.words import (
    ORGANISATIONS,
    SIGNAL,
    WEAK_SIGNALS,
    is_institution,
    next_start,
    without_stop,
)
from scripts.regex import regex

# Available at: https://… In a field of its own it says nothing.
LED = regex(r"[A-ZÀ-Þ][^\W\d_]*(?: [a-zà-ÿ]+){0,3} ?:? ?(?=https?://|www\.)")

_REFERENCE_NAME = regex(r"[^\W\d_][^,.()*“\"]{0,60}, [^\W\d_][^()“\"*]{0,200}?\. ?$")


class ReferenceHead(NamedTuple):
    """How a reference of a bibliography's form begins, and where its title does."""

    people: tuple[str, ...] = ()
    date: str = ""
    edited: bool = False
    end: int = 0
    listed: bool = False  # in the manner of medical journals, with a semicolon before volume or year
    marked: bool = False  # with its title in marks


_WHO = r"(?P<who>[^\W\d_][^()“”\"«»*\d;:?!]{1,300}?)"

_DATED = regex(
    rf"{_WHO}(?:,? ?\((?P<a>{fields.YEAR}|n\.d\.)[a-z]?(?P<on>, [^()]{{1,30}})?\)(?P<stop>[.,:]?)|"
    rf"\. (?P<b>{fields.YEAR})[a-z]?\.|, (?P<c>{fields.YEAR})[a-z]?(?P<mark>[,:.])) "
)

_NAMED = regex(rf"{_WHO}(?P<edited>,? \(?{fields.EDITED}\)?)?(?: \((?P<date>{fields.YEAR})\))?: ", re.IGNORECASE)

_LISTED = regex(r"(?P<who>[^()“”\"«»*\d;:?!]{1,300}?(?:[a-zß-ÿ](?:(?<!\band|\bund) [A-Z]{1,3})?|[A-Z]{2}))\. (?=[A-Z])")

_LIST_SIGN = regex(r"(?:1[5-9]|20)\d\d(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?;\d|[^\W\d_]; ?(?:1[5-9]|20)\d\d\b")

_INITIALS_LAST = regex(r"[\w’'-]+ [A-Z]{1,3}\. ")

_INVERTED = regex(
    r"(?:^|, |and |& |; )[^\s,]{2,}(?: [^\s,]+){0,2}, (?:[A-Z]\w?\.[- ]?)+|"
    r"^[^\W\d_][\w’'-]+, [^\W\d_][\w’'-]*[a-zß-ÿ](?:$|,? )"
)


def reference_head(text: NoteText, start: int) -> ReferenceHead | None:
    """How a reference begins here that names its people first and sets them off: Mill, Ada (2019). Mill, Ada: ..."""
    key = ("head", start)
    if key not in text.memory:
        text.memory[key] = _head(text, start)
    found: ReferenceHead | None = text.memory[key]
    return found


def _head(text: NoteText, start: int) -> ReferenceHead | None:
    plain = text.plain
    if (lead := SIGNAL.match(plain, start)) and lead[0].lower() not in WEAK_SIGNALS:
        start = next_start(plain, start + len(lead[0].rstrip(",:")))
        start = next_start(plain, start + (plain[start : start + 1] in (",", ":")))
    window = plain[start : start + 400]
    group = next((g for g in text.groups(start, min(len(plain), start + 400)) if g.mark is not Sign.PAREN), None)
    before = plain[start : group.start] if group else window
    dated = _dated_head(before + " ", window) if ANY_YEAR.search(before) or "n.d." in before else None
    inverted = _INITIALS_LAST.match(before) and _LIST_SIGN.search(window)  # Mill A. Ice: A Study. Ledger. 2019;4:12.
    named = None if dated or inverted else _named_head(before, plain)
    if found := dated or named or _listed_head(before, plain, start):
        return found._replace(end=next_start(plain, start + found.end))
    if not group or group.mark not in (Sign.QUOTE, Sign.ITALIC):
        return None
    listed = _REFERENCE_NAME.fullmatch(before) and fields.natural(before.strip(" .")) is not None
    listed = listed or (before.endswith(". ") and fields.is_name(before.strip(" ."), 2) and group.mark is Sign.QUOTE)
    house = re.fullmatch(r"[A-Z][^.“”,]{4,80}\. ", before) and is_institution(before.strip(" ."))
    return ReferenceHead(marked=True) if (listed or house) and not SIGNAL.match(before) else None


def _dated_head(before: str, window: str) -> ReferenceHead | None:
    """Mill, A. (2019). Mill, Ada. 2019. Mill, A. and B. Wu, 2019, ..."""
    match = _DATED.match(before)
    if not match:
        return None
    who, following = without_stop(match["who"].strip()), window[match.end() :]
    initial = re.search(r"(?:^|[\s.-])[A-Z]$", who)
    inverted, alone = _INVERTED.search(who + ("." if initial else "")), "," not in who
    people = fields.natural(who) if inverted or alone else fields.names(who, short=True)
    house = is_institution(who) or (who.isupper() and " " not in who)
    named = inverted or house or (alone and match["a"] and match["stop"] != "," and " " in who)
    named = named or (match["b"] and people and all(fields.is_name(p, 2) or fields.OTHERS.fullmatch(p) for p in people))
    by_initials = re.search(r"[A-Z]\.", who) or (match["mark"] == "." and house and alone)
    if not (people and named) or (match["c"] and not by_initials) or (_NO_NAME.match(who) and not house):
        return None
    if not re.match(r"[^\W_a-zß-ÿ]|[“‘\"'«„]|$", following) or fields.locator_at(following) or LED.match(following):
        return None
    whole = fields.whole_date(f"{match['a']}{match['on']}") if match["on"] else ""
    return ReferenceHead(people, whole or match["a"] or match["b"] or match["c"], end=match.end())


_NO_NAME = regex(r"(?:the|an?|on|in|of|from|for|to|at|by|with)\b", re.IGNORECASE)


def _named_head(before: str, plain: str) -> ReferenceHead | None:
    """Ada Mill, Kai Wu (Hrsg.): Das Salz. Mill, Ada: Das Salz."""
    match = _NAMED.match(before) if ": " in before else None
    alone = (_INVERTED_ALONE if _GERMAN.search(plain) else _INVERTED_IN_COMMAS).match(before)
    if alone and (people := fields.natural(alone["who"])):
        return ReferenceHead(people, end=alone.end())
    if not match or not re.match(r"[^\W_a-zß-ÿ]", before[match.end() :]):
        return None
    who, edited = match["who"].strip(" ,"), bool(match["edited"])
    inverted = None if re.match(r"[A-Z]\. ?[A-Z]", who) else _INVERTED.search(who)  # T. Mill, P. Wu and N. Lee
    people = fields.natural(who) if inverted else fields.names(who)
    if _BY_CAPITALS.match(who) and people and not all(name.split()[-1].isupper() for name in people):
        return None  # A. MILL, Cold Places and Law: A History
    house = is_institution(who) and "," not in who
    persons = people and all(fields.is_name(p, 2) or fields.OTHERS.fullmatch(p) for p in people)
    persons = persons and not (_NO_NAME.match(who) or ORGANISATIONS.search(who) or re.search(r"[a-z]{2}\. ", who))
    listed = "," in who and not (inverted or edited)  # Mill, Cold Places: A History
    if listed and (_JOINED_BEFORE_LAST.search(who) or not (_GERMAN.search(plain) or " and " in who or " & " in who)):
        return None
    return (
        ReferenceHead(people, match["date"] or "", edited, match.end())
        if people and (edited or persons or house)
        else None
    )


_BY_CAPITALS = regex(r"(?:[A-Z]\.[ -]?)+[A-Z]{2,}")

# Mill, Ada, Das Salz. Eine Geschichte. Berlin 2001; Mill, Ada/Wu, Kai, Das Salz, in: ...
_INVERTED_ALONE = regex(
    r"(?P<who>[^\W\da-z][\w’'-]+, [^\W\da-z][\w’'-]*[a-z.](?: [^\W\da-z][\w’'-]*[a-z.])?"
    r"(?:(?:/|, )[^\W\da-z][\w’'-]+, [^\W\da-z][\w’'-]*[a-z.](?: [^\W\da-z][\w’'-]*[a-z.])?)*), "
    rf"(?=[^\W\da-z][^,:;()\"“]{{2,200}}?(?:, |\? )(?:in:|In:)|[^,:;()\"“]+[.,?] [A-ZÄÖÜ][^\d.,:;()“\"]{{1,40}}"
    rf"(?:: [^\d.:;()]{{1,50}}?)?,? {fields.YEAR}(?:[,.;]|$| ))"
)

# Mill, Ada K, On Tides, Dunmore, Weir, 2004, p 12
_INVERTED_IN_COMMAS = regex(
    r"(?P<who>[^\W\da-z][\w’'-]*[a-z], (?:[A-Z](?: [A-Z])*|[A-Z][\w’'-]*[a-z](?: (?:[A-Z]|d[’'])[\w’'-]*){0,2})), "
    rf"(?=[A-Z\d][^()“”\";]{{2,250}}, [A-Z][^,()“”\";]+, (?:[A-Z][^,()“”\";]+, )?(?:{fields.YEAR}\b|pp?\.? ?\d))"
)

_JOINED_BEFORE_LAST = regex(r" (?:and|&|und|et) .*,")

_GERMAN = regex(r"(?<!\w)(?:[Vv]gl|Hrsg|[Ss]iehe|Zugriff|abgerufen|S\. ?\d|Bd\. ?\d|Aufl)")


def _listed_head(before: str, plain: str, start: int) -> ReferenceHead | None:
    """Mill A, Wu B. Ice. J Cold. 2019;12:45. Weir Board. Ice. Dunmore: Weir; 2019. A. Mill and B. Wu. Ice."""
    match = _LISTED.match(before)
    people = (fields.natural(match["who"]) if match else None) or ()
    if not match or not people:
        return None
    ends = [re.search(r" [A-Z]{1,3}$", name) for name in re.split(r", | and | & ", match["who"])]
    if re.search(r" [A-Z]$", match["who"]) and not all(ends):
        return None  # Ada Mill & Bo C. Wu, Ice
    if len(people) > 1 and all(fields.is_name(p, 2) or fields.OTHERS.fullmatch(p) for p in people):
        return ReferenceHead(people, end=match.end(), listed=True)
    house = len(people) == 1 and fields.is_organisation(match["who"]) and " " in match["who"]
    listed = ";" in plain and _LIST_SIGN.search(plain[start : start + 600])
    return (
        ReferenceHead(people, end=match.end(), listed=True)
        if listed and (house or people != fields.names(match["who"]))
        else None
    )
