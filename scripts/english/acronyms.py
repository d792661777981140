"""The acronyms of a text: those that it uses, those that it explains, and those that readers of English know.

acronyms.txt says by what the last were chosen.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from scripts.english.words import EMPTY_WORDS, REMEMBERED, negations, spelled, where
from scripts.regex import blank, regex


class Acronyms(NamedTuple):
    """The acronyms that a text uses, and those that it explains.

    `explained` has the letters, and the words with these initials before a bracket with them; "" in other forms.
    """

    used: tuple[str, ...] = ()
    explained: tuple[tuple[str, str], ...] = ()


@cache
def known() -> frozenset[str]:
    """The acronyms that readers know, in capitals."""
    lines = Path(__file__).with_name("acronyms.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


# Forms of companies, which stand behind their names (ISO 20275); names of media types (IANA); the era, the clock.
_NO_ACRONYM = frozenset(
    "AG SA SE NV BV AB AS KG OY SPA SRL PLC LLC LLP LTD PTY INC GMBH PDF HTML XML CSV JSON PNG GIF JPEG SVG "
    "AM PM AD BC BCE CE OK TV".split()
)
# A licence of Creative Commons; letters with a version, as of another licence or a program; a postal code; a label;
# what something is licensed under; a citation between two numbers (42 QSC 1983), with a year ([2009] QSC 4), with a
# section or, in brackets, with a number (QSC § 4; see QSC 12); what has its source behind it (QSC (Wu 2009)); a share
# with its exchange; what is shouted (WON'T).
_NOT_READ = regex(
    r"\bCC(?:[ -](?:BY|SA|NC|ND|0))+\b|\b[A-Z]{2,}(?:[ -][A-Z]{2,})*[ -]v?\d+\.\d+|\b[A-Z]{2,}(?= licen[cs]e\b)"
    r"|\b[A-Z]{2} \d{4,5}\b|^[A-Z]{2,}(?=[:.](?:\s|$))|\blicen[cs]ed under (?:an? |the )?[A-Z]{2,}"
    r"|\b\d+ [A-Z]{2,}(?= §{0,2} ?\d)|\([A-Z]{2,}: ?[A-Z]{1,5}\)|[\[(]\d{4}[\])] (?:\d+ )?[A-Z]{2,}|\b[A-Z]{2,}(?= ?§)"
    r"|[(\[;](?:[a-z]+\.? )*[A-Z]{2,},?(?= ?\d)|\b[A-Z]{2,}(?=['’][A-Z])"
    r"|\b[A-Z]{2,}(?= \([^()]*\d{4}\))"
)
# A name of which the same sentence says what it is: "a score known as LEX", "LEX, a score of …", "LEX (a score)",
# "LEX, the score of the town,".
_NAMED = regex(
    r"\b(?:called|known as|(?:nick|code)?named|dubbed) (?:the )?[\"“‘]?(?P<name>[A-Z]{2,})\b"
    r"|\b(?P<letters>[A-Z]{2,})(?:,| \() ?(?:an? (?:[a-z]+[ -]){1,3}[a-z]|the [a-z]+ (?:of|that|which|for)\b"
    r"|the (?!.{0,50}\b(?:and|or)\b)(?:[\w’'-]+ ){1,6}[\w’'-]+[,.;)])"
)
# Letters behind a person's name: Ada Mill FBA; Mill and Wu LJJ.
_BEHIND_A_PERSON = regex(
    r"(?:[A-Z][a-z]+ (?:[A-Z]\. )*|\band )(?<!\bThe )[A-Z][\w’'-]*[a-z](?:,? (?P<letters>[A-Z]{2,}))(?=[,.;:)]| [a-z])"
)
_OF_LETTERS = regex(r"\b(?:initials|acronyms?|abbreviat(?:ed|ions?))\b")
# So long, and to be pronounced, it is a word or a name in capitals.
WORD_IN_CAPITALS = 5
_PRONOUNCED = regex(r"(?:[^AEIOUY]{0,2}[AEIOUY]+){2,}[^AEIOUY]{0,2}")
_ROMAN = regex("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ACRONYM = regex(r"(?<![\w.&@/-])(?P<letters>[A-Z]{2,})s?(?![\w&@/]|-\d|\.\w)")
_MAY_HOLD_ACRONYMS = regex(r"[A-Z]{2}|\.\)")
_SHOUTED = regex(r"[A-Z]{2,}(?:[\s–—,!]+[A-Z]+)+[\s–—,!]+[A-Z]{2,}")

# Letters, or several that belong together (DG COMP, ISO/IEC), with the marks round them; and what sets them apart from
# the words that they stand for: a bracket, a comma, a dash, or words such as "or".
_LETTERS = regex(r"(?<!\w)(?:[A-Z]{2,}(?:[ /-][A-Z]{2,})*|(?:[A-Z]\.){2,})(?=s?(?!\w))")
_LINK = (
    r"(?:(?:or|the|in|also|as|for|here(?:in)?after|henceforth|in short|for short|i\.e\.,?|that is,?|short for|"
    r"(?:which )?(?:stands|is short) for|is|are|means|abbreviated|cited|called|known|referred to|to),?\s)"
)
_MARKS = r"[\"'“”‘’*_]"
_APART_BEFORE = regex(rf"(?:(?:[(\[,;:=]\s?|\s?[–—]\s?){_LINK}*|\s{_LINK}+){_MARKS}*$")
_APART_BEHIND = regex(rf"s?{_MARKS}*(?:(?:\s?[(\[,;:=]\s?|\s?[–—]\s?){_LINK}*|\s{_LINK}+){_MARKS}*")
_HEREAFTER = regex(r"here(?:in)?after|henceforth")
_BESIDE = 200  # characters, in which the words of an acronym stand
_WORD = regex(r"[^\W\d_]+")
_PARTS = regex(r"[\w-]+")
# Words that an acronym passes over, those of names in other languages among them.
_PASSED_OVER = EMPTY_WORDS | set("de la du des et le les der die das und für von van het y e el los las di del".split())


@where(_MAY_HOLD_ACRONYMS.search, Acronyms())
@lru_cache(maxsize=REMEMBERED)
def read(text: str) -> Acronyms:
    """The acronyms that a sentence uses, and those that it explains."""
    explained = [pair for match in _LETTERS.finditer(text) for pair in _explained(text, *match.span())]
    explained += [(match["name"] or match["letters"], "") for match in _NAMED.finditer(text)]
    explained += [(match["letters"], "") for match in _BEHIND_A_PERSON.finditer(text)]
    if not any(character.islower() for character in text):
        return Acronyms((), tuple(explained))
    quiet = _NOT_READ.sub(blank, _SHOUTED.sub(blank, text))
    used = tuple(m["letters"] for m in _ACRONYM.finditer(quiet) if not _needs_no_words(m["letters"]))
    if _OF_LETTERS.search(text):
        explained += [(letters, "") for letters in used]
    return Acronyms(used, tuple(explained))


def _explained(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """The letters at a place, if words beside them say what they stand for, with these words."""
    letters = text[start:end].replace(".", "")
    if apart := _APART_BEFORE.search(text, max(0, start - _BESIDE), start):
        bracket = max(text.rfind("(", 0, start), text.rfind("[", 0, start))
        within = bracket > max(text.rfind(")", 0, start), text.rfind("]", 0, start))
        texts = dict.fromkeys((text[: apart.start()], text[:bracket] if within else ""))
        before = [_WORD.findall(re.sub(r"['’]s?\b", "", one[-_BESIDE:])) for one in texts]
        if words := list(filter(None, (fits(letters, said) for said in before))):
            return [(letters, one if within else "") for one in words]
        named = within and (_HEREAFTER.search(apart[0]) or any(map(_is_name, before)))
        if named or any(_spells(letters, said if within else said[-1:]) for said in before):
            return [(each, "") for each in re.split("[ /-]", letters)]
    if behind := _APART_BEHIND.match(text, end):
        rest = text[behind.end() : behind.end() + _BESIDE]
        for said in (_WORD.findall(rest), _PARTS.findall(rest)):  # of "pre-trained" each part counts, or the first
            if any(fits(letters, said[:n]) for n in range(2, 2 * len(letters) + 1)):
                return [(letters, "")]
    return []


def fits(letters: str, said: list[str]) -> str:
    """The last of some words if they have these initials, small ones passed over or not; "" if they have not."""
    ways = {letters.lower()}  # the initials that are left, for each way of passing over small words
    for n, word in enumerate(reversed(said), 1):
        left = {one[:-1] for one in ways if one[-1] == word[0].lower()}
        ways = left | (ways if word.lower() in _PASSED_OVER else set())
        if "" in ways:
            return " ".join(said[-n:])
        if not ways:
            break
    return ""


def _spells(letters: str, said: list[str]) -> bool:
    """Whether a few last words have the letters in their order, and begin with the first: Bundeskriminalamt, BKA."""
    first, rest = letters[0].lower(), letters[1:].lower()
    for n in range(1, min(len(said), len(letters)) + 1):
        within = iter("".join(said[-n:]).lower()[1:])
        if said[-n][0].lower() == first and all(letter in within for letter in rest):
            return True
    return False


def _is_name(said: list[str]) -> bool:
    """Whether the last words are a name of several words, whatever its initials."""
    last = [word for word in said[-4:] if word.lower() not in _PASSED_OVER][-2:]
    return len(last) == 2 and all(word[0].isupper() for word in last)


def _needs_no_words(letters: str) -> bool:
    """Whether capitals are no acronym, or one that every reader knows."""
    return bool(
        letters in known()
        or letters in _NO_ACRONYM
        or letters.lower() in EMPTY_WORDS
        or negations(spelled(letters))
        or _ROMAN.fullmatch(letters)
        or (len(letters) >= WORD_IN_CAPITALS and _PRONOUNCED.fullmatch(letters))
    )
