"""Whether quoted words are put in somebody's mouth, or are a term, a name or a title."""

from __future__ import annotations

import re

from scripts.english.quotations import Quotation, quotations
from scripts.english.quoting import word_count
from scripts.english.words import EMPTY_WORDS

# So many quoted words are speech, whatever stands beside them; fewer are mostly a term, or at arm's length.
SPEECH_WORDS = 4

_TERMED = re.compile(
    r"\b(?:phrase|term|word|slogan|motto|label|name|nickname|expression|concept|idea)s?(?: of)?:?\s*$", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?:\bso-called|\btitles?(?: of)?:?"
    r"|\b(?:essay|article|column|piece|book|paper|chapter|headline|memoir|song|film|poem|novel|play|podcast|series|lecture)s?"
    r"|\b(?:dubbed|named|entitled|titled|nicknamed|labelled|labeled|known as|referred to as|billed as|branded)"
    r"(?: (?:as|the|a|an|his|her|its|their))*:?)\s*$",
    re.IGNORECASE,
)
_WORK = re.compile(r"\b(?:report|study|statement|speech|briefing|brochure|pamphlet|survey|section)\s*$", re.IGNORECASE)
# "a", "the" or "this" before a few quoted words makes a thing of them.
_OF_A_THING = re.compile(r"\b(?:an?|the|this|that|these|those|his|her|its|their|our|my)\s*$", re.IGNORECASE)
_FEW = 2
_SAYING = (
    r"(?:say|said|says|saying|tell|tells|told|telling|ask|asks|asked|add|adds|added|adding|write|writes|wrote|written|"
    r"state|states|stated|stating|note|notes|noted|noting|warn|warns|warned|warning|argue|argues|argued|claim|claims|"
    r"claimed|insist|insists|insisted|declare|declares|declared|reply|replies|replied|answer|answers|answered|announce|"
    r"announces|announced|call|calls|called|calling|describe|describes|described|describing|put it|remark|remarked|"
    r"quip|quipped|promise|promised|promising|vow|vowed|complain|complained|conclude|concludes|concluded|speak|spoke|"
    r"mention|mentioned|demand|demanded|according to|quoted|stress|stressed|admit|admitted|concede|conceded|report|"
    r"reports|reported|explain|explains|explained|according)"
)
_SAYING_BEFORE = re.compile(rf"\b{_SAYING}\b(?:\W+\w+){{0,6}}?\W*$", re.IGNORECASE)
_SAYING_AFTER = re.compile(rf"^[\"'”’,.;:\s]*(?:\w+\W+){{0,4}}?{_SAYING}\b", re.IGNORECASE)


def spoken(text: str) -> tuple[Quotation, ...]:
    """The quotations in speech marks, none within another, that are speech by their length, and no name or title."""
    return tuple(
        quotation
        for quotation in quotations(text)
        if quotation.double
        and not quotation.nested
        and word_count(quotation.text) >= SPEECH_WORDS
        and is_speech(text, quotation.start, quotation.end)
    )


def is_speech(text: str, start: int, end: int) -> bool:
    """Whether quoted words, between the marks at `start` and `end`, are put in somebody's mouth.

    What is introduced as a name or a term is none; neither is a title, each of its words with a capital.
    Of the rest, short ones are speech only next to a verb of saying.
    """
    count = word_count(text[start:end])
    before = text[max(0, start - 60) : start]
    if _NAMED.search(before) or (count < SPEECH_WORDS and _TERMED.search(before)):
        return False
    if (count <= _FEW and _OF_A_THING.search(before)) or (
        text[start + 1 : start + 2].isupper() and _WORK.search(before)
    ):
        return False
    inner = re.findall(r"[^\W\d_]+(?:['’]\w+)?", text[start:end])
    capitals = [word[0].isupper() for word in inner if word.lower() not in EMPTY_WORDS]
    if len(capitals) > 1 and all(capitals):
        return False
    if count >= SPEECH_WORDS:
        return True
    return bool(_SAYING_BEFORE.search(text, max(0, start - 80), start) or _SAYING_AFTER.search(text[end:]))
