"""What words are by themselves: a person, a title, the parties to a case, the author's own sentence.

Words in, a yes or no or the bare title out. Every form of a citation asks this, and none is known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.markdown import NoteText, SetApart
from scripts.publication.footnotes.parts import Field
from scripts.publication.footnotes.words import PROSE_ALLOWED, is_institution, is_prose
from scripts.regex import regex

CASE_NAME = regex(
    r" vs?\.? | c\. (?!\d)|^(?:In re|In the Matter of|Ex parte|Matter of|Re|Estate of) |^R \(|^Case [CT][-–]"
)

TREATY = regex(
    r"\b(?:Convention|Treaty|Protocol|Covenant|Charter|Agreement|Accords?|Declaration|Concordat|"
    r"Pact|Traité|Vertrag|Abkommen)\b"
)

SAME_AUTHOR = regex(r"(?:idem|id\.|eadem|ders\.|dies\.|_+|—{2,3}|———),? ", re.IGNORECASE)

BY_INITIALS = r"(?:[A-Z]\.[ -]?)+[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ’'-]+)*"


def title_of(text: NoteText, title: Field | SetApart) -> str:
    """The words of a title, without its marks and the comma or full stop within them."""
    first, last = (title.first, title.last) if isinstance(title, SetApart) else (title.start, title.end)
    words = text.plain[first:last].strip()
    bare = words.strip('“”„"«» ') if words[:1] in '“"«„' and words[-1:] in '”"»' else words
    abbreviated = re.search(r"(?:\b[A-Z]|\.\.|\b(?:Inc|Co|Ltd|Affs|etc|Jr|St))\.$", bare)
    if bare[-1:] in ",;:" or (bare[-1:] == "." and not abbreviated):
        bare = bare[:-1].rstrip()
    return re.sub(r"[,.](?=[’”]$)", "", bare)


NUMBERED = regex(
    r"(?:(?:circular|report|memorandum|order|bulletin|decision|resolution|doc|document|directive|"
    r"case|joined cases|paper|notice|opinion|advisory opinion|application|docket)\b\.? )+"
    r"(?:nos?\.? ?|number )?[A-Z]?[\w./–-]*\d[\w./–-]*(?: and [A-Z]?[\w./–-]*\d[\w./–-]*)?",
    re.IGNORECASE,
)

RELEASE = regex(r"(?:press|news|media) (?:release|statement)|memorandum", re.IGNORECASE)

LEADS = regex(
    r"(?:according|in|on|for|as|at|see|after|before|with|from|by|selon|dans|pour|d’après|nach|"
    r"in|laut|under|like|unlike|following|about|zum?|zur|über|sur)\b",
    re.IGNORECASE,
)

YEARS = regex(rf" ?{fields.YEAR} ?[–-] ?(?:{fields.YEAR}|\d\d) ?")


def is_detail(words: str) -> bool:
    """Whether words are a date or a locator."""
    return bool(fields.whole_date(words) or fields.whole_locator(words))


def lower_share(title: str) -> bool:
    """Whether too few words have capitals for a title that no marks set apart."""
    words = re.findall(r"[^\W\d_][\w’'-]*", title)
    lows = [w for w in words if w[0].islower() and w not in fields.SMALL and w not in PROSE_ALLOWED]
    return not words or len(lows) * 3 > len(words)


PARTIES = regex(rf"[A-Z][^\[\]“”\"(]*\([^\[\]]{{1,200}}? v\.? [^\[\]]{{1,200}}?(?=,? \[{fields.YEAR}\] )")


def is_person(words: str) -> bool:
    bare = fields.OTHERS.sub("", re.sub(r"^(?:and|&) ", "", words.strip()))
    return all(fields.is_name(name, 2) for name in re.split(r" (?:and|&|und|et) ", bare)) and not is_institution(bare)


_ISSUED = regex(
    r"(?P<who>[A-Z]{2,6}|[A-Z]\S*(?: (?:of|for|the|and|on|&|[A-Z(]\S*))*? [A-Z(]\S*)"
    r" (?!(?:of|for|on|in|de[srl]?|du)\b)[a-z-]+(?: [a-z-]+){0,2}"
)


def issuer(words: str) -> str:
    """The body whose paper is named by its kind: FAA report; Weir Board press release. "" if none is."""
    issued = _ISSUED.fullmatch(words)
    body = issued and (issued["who"].isupper() or is_institution(issued["who"]))
    return issued["who"] if issued and body and not is_prose(words) else ""


_OFFICE = regex(
    r"(?!The |An? )(?:[A-Z][\w.’'-]*[ -]|(?:and|&) ){0,5}?(?:secretary|minister|director|president|chair(?:man|woman)?|"
    r"commissioner|ambassador|officer|fellow|professor|counsel|advis[eo]r|analyst|representative|rapporteur|governor|"
    r"administrator|general|chief|head|senator|mayor|editor|manager|dean|judge|inspector|dir\.|sec[’']y)"
    r"(?P<of> (?:of|for|to|at|on) .+)?|[A-Z]{2,5} \(ret\.?\)",
    re.IGNORECASE,
)


def offices(texts: Sequence[str]) -> set[int]:
    """Which texts tell the office of the person before them, and its house: Ada Mill, Deputy Director, Weir Board, …"""
    found: set[int] = set()
    for n, text in enumerate(texts[1:], 1):
        before = re.sub(r"^.* (?:of|by|from|with) (?=[A-Z])", "", texts[n - 1].strip())
        after = texts[n + 1] if n + 1 < len(texts) else ""
        office = _OFFICE.fullmatch(text.strip())
        if n - 1 in found:
            found |= {n} if is_institution(text.strip()) else set()
        elif office and is_person(before) and (office["of"] or " " in text.strip() or is_institution(after)):
            found.add(n)
    return found


def is_title(name: str) -> bool:
    """Whether words that no marks set apart are a title rather than a name: The New Spirit; Letters of Lowell."""
    words = re.findall(r"[^\W\d_]+", name)
    low = [w for w in words if w.islower() and len(w) > 1 and w not in fields.PARTICLES]
    of_its_own = low or fields.ARTICLE.match(name) or re.search(r"[’']s? ", name)
    return bool(of_its_own) and len(words) > 1 and not is_institution(name)


def in_own_sentence(linked: str) -> bool:
    """Whether the words of a link are those of the author's own sentence, and no name: as [they said](…)."""
    return not re.search(r"[^a-zß-ÿ \W]|\w[_./-]\w", linked) or (is_prose(linked) and lower_share(linked))
