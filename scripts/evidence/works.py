"""Whether a number that an entry gives is that of its work: the entry held against what a registry says of the number.

Pure. A number is called another work's only where title, authors and year are all against it: a subtitle, a
translation, another edition, the book of a chapter and a preprint have one of them in common at least.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from rapidfuzz import fuzz

from scripts.english.words import EMPTY_WORDS, unaccented
from scripts.publication.bibliography import Source
from scripts.publication.works import NumberVerdict
from scripts.regex import regex

# Of the words of content of two titles, the longer one's: so many in common, and they are one title; fewer than so
# many, and they are two. Measured on tests/evidence/works.
SAME_WORDS, OTHER_WORDS = 0.75, 0.45
# Letters of two names that have to be the same (of 100), so that Dostoevsky is Dostoyevsky.
SAME_NAME = 84
# A title of so few words of content, a year in common counted, is that of many works: Introduction, Editorial.
TELLING = 2
# People of an entry who are looked for among a registry's.
PEOPLE = 50
# Years between a preprint or an online edition and the printed one.
YEARS = 1


class Registered(NamedTuple):
    """What a registry says of a number: the titles of the work, of what it is in, the people, and the years."""

    titles: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


def verdict(source: Source, registered: Registered) -> NumberVerdict:
    """Whether a registry's work is the entry's, as far as can be told."""
    who, year = same_people(source, registered.people), same_year(source.date, registered.years)
    title = same_title(source, registered, strict=who is False)
    if title and (who is not False or len(_content(source.title)) + bool(year) > TELLING):
        return NumberVerdict.AGREES
    if who or (title is None and who is None):
        return NumberVerdict.PARTLY
    return NumberVerdict.ANOTHER if (title, who, year) == (False, False, False) else NumberVerdict.UNSURE


def same_title(source: Source, registered: Registered, *, strict: bool = False) -> bool | None:
    """Whether a title of the entry, or of the book that it is in, is one of the registry's; None: nobody can tell.

    Where it is `strict`, most of their words in common do not do, nor one word with which the longer one begins.
    """
    fields = source.fields
    ours = [source.title, f"{source.title} {fields.get('subtitle', '')}"]
    ours += [fields.get(name, "") for name in ("booktitle", "maintitle", "origtitle", "shorttitle")]
    found = [_alike(a, b, strict) for a in ours for b in registered.titles if a.strip() and b.strip()]
    found += [True for name in registered.containers if _folded(name) == _folded(source.title)]
    return True if True in found else False if False in found and None not in found else None


def _alike(ours: str, theirs: str, strict: bool) -> bool | None:
    one, other = _folded(ours), _folded(theirs)
    if not one or not other or _script(one) != _script(other):
        return None
    short, long = sorted((one.split(), other.split()), key=len)
    few, many = sorted((_content(ours), _content(theirs)), key=len)
    begins = short == long[: len(short)] and (not strict or len(few) >= TELLING)
    if begins or one.replace(" ", "") == other.replace(" ", ""):
        return True
    if len(few) > TELLING and f" {' '.join(short)} " in f" {' '.join(long)} ":
        return True
    likeness = sum(any(_near(word, there) for there in many) for word in few) / max(1, len(many))
    return True if likeness >= SAME_WORDS and not strict else False if likeness < OTHER_WORDS else None


def same_people(source: Source, theirs: Sequence[str]) -> bool | None:
    """Whether one of an entry's authors or editors is among a registry's people; None where nobody can tell."""
    ours, have = people(source), [name for name in map(_folded, theirs) if name]
    if not ours or all(_script(name) != _script(_folded(" ".join(ours[0]))) for name in have):
        return None
    return any(_same_name(one, other) for one in ours for other in have)


def people(source: Source) -> list[tuple[str, ...]]:
    """The family names of an entry's authors, and its editors, each in its parts; an organisation is one part."""
    found = [(*name.prelast_names, *name.last_names) for name in source.names]
    found += [tuple(name.last_names) for name in source.persons.get("editor", ())]
    return [name for name in found if name != ("others",)][:PEOPLE]


def _same_name(ours: tuple[str, ...], theirs: str) -> bool:
    """Whether a registry's name has the family name, or most words of an organisation's; or one is an acronym."""
    whole = _folded(" ".join(ours))
    own = [word for word in whole.split() if word not in _PARTICLES] or whole.split()
    shared = sum(any(_near(word, other) for other in theirs.split()) for word in own)
    most = len(own) // 2 + 1 if any(" " in part.strip("{}") for part in ours) else 1
    one, other = whole.replace(" ", ""), theirs.replace(" ", "")
    return shared >= most or (len(one) > 1 and _acronym(theirs) == one) or (len(other) > 1 and _acronym(whole) == other)


def same_year(ours: str, theirs: Iterable[int]) -> bool | None:
    """Whether a year of the entry is one of the registry's, or next to it; None where one of the two has none."""
    said = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", ours)]
    pairs = [(a, b) for a in said for b in theirs]
    return any(abs(a - b) <= YEARS for a, b in pairs) if pairs else None


# ---------------------------------------------------------------- words without their dress

_TEX_LETTERS = dict(zip("o O l L ss ae AE oe aa AA i".split(), "ø Ø ł Ł ß æ Æ œ å Å i".split(), strict=True))
# How publishers mark the title of what they have taken back.
_RETRACTED = regex(r"^\W*(?:retracted|withdrawn|retraction)\b(?: article| paper)?\s*[:—-]\s*", re.IGNORECASE)


def _folded(text: str) -> str:
    """The words of a text in small letters, without TeX, tags, accents and marks."""
    text = re.sub(r"\\(o|O|l|L|ss|ae|AE|oe|aa|AA|i)(?![A-Za-z])\s*", lambda m: _TEX_LETTERS[m[1]], text)
    text = re.sub(r"\\[`'^\"~=.]|\\[Hcvukrbdt](?=[\s{])\s*", "", text)
    text = re.sub(r"\\[A-Za-z]+\s*|[\\{}$]", "", text)
    with suppress(UnicodeError):  # UTF-8 that was read as Latin-1 once
        text = text.encode("latin-1").decode("utf-8")
    text = re.sub(r"<[^<>]{1,80}>", "", html.unescape(html.unescape(text)))
    text = _RETRACTED.sub("", text)
    plain = unaccented(text.casefold())
    words = re.findall(r"[^\W_]+", re.sub(r"['’‘]", "", plain.replace("&", " and ")))
    return re.sub(r"(?<=[aou])e", "", " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words))


def _content(text: str) -> list[str]:
    return [word for word in _folded(text).split() if word not in EMPTY_WORDS]


def _script(text: str) -> str:
    """The script of most of a text's letters, as Unicode names them: LATIN, CYRILLIC, CJK."""
    names = [unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()]
    return max(set(names), key=names.count, default="")


_PARTICLES = frozenset("van von der den de del della di da dos du la le el al bin ibn und and for the jr sr".split())


def _near(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) > 4 and fuzz.ratio(word, other) >= SAME_NAME)


def _acronym(name: str) -> str:
    return "".join(word[0] for word in name.split() if word not in ("of", "the", "and", "for", "on", "in"))
