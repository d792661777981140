"""What the fields of a note look like: dates, names, locators, volumes and numbers. Strings in, values out.

The words here are those that style guides (Chicago, MHRA, Bluebook, OSCOLA, APA, and those of their
neighbours on the Continent) define for notes: months, labels of places, roles, particles of names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scripts.english.dates import MONTHS_IN_NOTES, NAMES_OF_PERSONS_TOO
from scripts.english.words import unaccented
from scripts.regex import regex

_MONTHS = sorted(MONTHS_IN_NOTES.keys() - NAMES_OF_PERSONS_TOO, key=lambda name: (-len(name), name))
MONTH = rf"(?:(?i:{'|'.join(_MONTHS)})|(?-i:{'|'.join(sorted(NAMES_OF_PERSONS_TOO))}))\b\.?"
_SEASON = (
    r"(?:spring|summer|autumn|fall|winter|printemps|été|automne|hiver|frühjahr|sommer|herbst|michaelmas|hilary|trinity)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|\.?[°º]|\.)?"
YEAR = r"(?:1[2-9]|20)\d\d"
_DASH = r"[-–—/]{1,2}"
_TO = rf" ?(?:{_DASH}|and|&) ?"
_DATES = (
    rf"(?P<d1>{_DAY})(?:{_TO}{_DAY})? (?:of |de )?(?P<m1>{MONTH})(?:{_TO}{_DAY} {MONTH})?,? (?:de )?"
    rf"(?P<y1>{YEAR})(?:/\d{{1,2}})?",
    rf"(?P<m2>{MONTH}) (?P<d2>{_DAY})(?:{_TO}(?:{MONTH} )?{_DAY})?,? (?P<y2>{YEAR})(?:/\d{{1,2}})?",
    rf"(?P<m3>{MONTH})(?: ?{_DASH} ?(?P<t3>{MONTH}))?,? (?:de )?(?P<y3>{YEAR})",
    rf"(?P<y4>{YEAR})-(?P<m4>0[1-9]|1[0-2])(?:-(?P<d4>0[1-9]|[12]\d|3[01]))?(?![\d-])",
    rf"(?P<d5>{_DAY})[./] ?(?P<m5>1[0-2]|0?[1-9])[./] ?(?P<y5>{YEAR})",
    rf"(?P<m9>1[0-2]|0?[1-9])/(?P<d9>1[3-9]|2\d|3[01])/(?P<y9>{YEAR})",
    rf"(?P<y8>{YEAR}),? (?P<m8>{MONTH})(?: (?P<d8>{_DAY})(?!\w))?",
    rf"(?P<y0>{YEAR}), (?P<d0>{_DAY}) (?P<m0>{MONTH})(?!,? (?:de )?{YEAR})",
    rf"(?:{_SEASON})(?:{_DASH}{_SEASON})?,? (?P<y6>{YEAR})",
    rf"(?:c\.|ca\.|circa|um|vers|\[c?\.? ?)? ?(?P<y7>{YEAR})(?: ?{_DASH} ?(?P<e7>{YEAR}|\d\d?)"
    rf")?\]?[a-z]?(?!\w|[./]\w)",
)
_DATE = regex("|".join(_DATES), re.IGNORECASE)
FULL_DATES = regex(rf"(?<!\w)(?:{'|'.join((*_DATES[:6], _DATES[7]))})", re.IGNORECASE)
UNDATED = {
    "n.d": "n.d.", "s. d": "n.d.", "n.d.": "n.d.", "n. d.": "n.d.", "nd": "n.d.", "s. d.": "n.d.", "s.d.": "n.d.",
    "o. j.": "n.d.", "o.j.": "n.d.", "o. d": "n.d.", "o.d": "n.d.", "o. d.": "n.d.", "o.d.": "n.d.",
    "undated": "n.d.", "forthcoming": "forthcoming", "à paraître": "forthcoming", "in press": "forthcoming",
    "im erscheinen": "forthcoming",
}  # fmt: skip
ACCESSED = regex(
    r"(?:last )?(?:accessed|visited|retrieved|consulted|viewed|checked)(?: on)?:?"
    r"|(?:page )?consultée? (?:le|en)|accès le|consultad[oa]s? (?:el|en|em|a)|(?:último )?acceso:?(?: el)?"
    r"|consultato il|(?:visitato il|(?:ultimo )?accesso:?(?: il)?|(?:último )?acesso(?: em)?:?|acessad[oa]s? em:?"
    r"|(?:laatst )?(?:geraadpleegd|bezocht)(?: op)?:?|(?:(?:senast|sist|senest) )?"
    r"(?:hämtad|besökt|läst|hentet|besøgt|besøkt|tilgået)(?: den)?:?)(?= ?\d)"
    r"|(?:zuletzt )?(?:abgerufen|eingesehen|aufgerufen|besucht)(?: am)?:?|(?:alle )?(?:letzter )?zugriff(?: am)?:?",
    re.IGNORECASE,
)


def _iso(match: re.Match[str]) -> str:
    found = {name[0]: value for name, value in match.groupdict().items() if value}
    year, month, day = found["y"], found.get("m", ""), found.get("d", "")
    if end := found.get("e", ""):
        whole = year[: 4 - len(end)] + end
        return f"{year}/{whole}" if whole > year else year
    number = int(month) if month.isdigit() else MONTHS_IN_NOTES.get(month.rstrip(".").lower(), 0)
    if not number:
        return year
    if until := MONTHS_IN_NOTES.get(found.get("t", "").rstrip(".").lower(), 0):
        return f"{year}-{number:02}/{year}-{until:02}"
    digits = re.sub(r"\D", "", day)
    return f"{year}-{number:02}-{int(digits):02}" if digits else f"{year}-{number:02}"


def date_at(text: str, place: int = 0) -> tuple[str, int] | None:
    """The date that begins at a place of a text, in ISO form as precise as it is printed, and where it ends.

    Undated and forthcoming works have "n.d." and "forthcoming". None where no date begins.
    """
    if match := _DATE.match(text, place):
        return _iso(match), match.end()
    rest = text[place : place + 20].lower()
    if match := re.match(r"(?:forthcoming|in press),? (?:in )?(?=\d{4}$)", rest):
        return "forthcoming", place + match.end() + 4
    for words, value in UNDATED.items():
        if rest.startswith(words) and not rest[len(words) : len(words) + 1].isalnum():
            return value, place + len(words)
    return None


def whole_date(text: str) -> str:
    """The date that a text is, or "" if it is none or more than one."""
    words = text.strip(" .,")
    found = date_at(words)
    if not found and (stop := date_at(words + ".")):
        found = stop[0], min(stop[1], len(words))
    return found[0] if found and not words[found[1] :].strip(" .,)") else ""


_ROMAN = (
    r"(?:(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
    r"|(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?!\w)"
)
_PAGE = rf"(?:[A-Z]{{0,2}}\d+(?:\.\d+)*[a-z]?(?:[rv]|\.?\d+)?|{_ROMAN}\b)(?:n\.?\d+|nn\.\d+|n\b)?"
_PAGES = (
    rf"\*?{_PAGE}(?: ?(?:--|[-–—]) ?\*?{_PAGE})?"
    rf"(?: ?(?:ff?|(?:et )?(?:seq|suiv|sqq?)|segg?|(?:et ss?|(?:e |y )?ss))\b\.?)?(?: ?(?:and|"
    rf"&|et|und) ?n\.? ?\d+| n\.? ?\d+)?"
)
_LABEL = (
    r"(?:pages?|chapters?|chaps?|chs?|cap|sections?|secs?|sect|subsections?|paragraphs?|paras?|pars?|par|articles?|arts?|"
    r"folios?|fols?|fos?|ff|footnotes?|notes?|nn|n|fn|lines?|ll|verses?|columns?|cols?|parts?|pts?|"
    r"books?|bks?|points?|appendix|appendices|apps?|app|tables?|tbl|figures?|figs?|plates?|pls?|rules?|"
    r"rr|regulations?|regs?|clauses?|"
    r"cls?|schedules?|scheds?|schs?|annexe?s?|amend|loc|locs|ss|s|min|slides?|scenes?|acts?|titles?|"
    r"tit|recitals?|kap|kapitel|"
    r"abschn|abs|anm|fn|art|ziff|rn|rz|bl|chapitres?|paragraphes?|capítulos?|capitol[oi]|partes?|partie|cc)"
)
_VALUE = rf"(?:(?:[A-Z]\.?)?\d[\w.()]*|{_ROMAN}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten)(?![\w])[\w.()]*"
_LABELLED = regex(
    rf"(?:at )?(?:(?:[nslfrcvm]|ll|vv|rr|ff|cc|ss|nn|in)\b\.? ?(?=\d)|(?!(?:[nslfrcvm]|ll|vv|"
    rf"rr|ff|cc|ss|nn)\b){_LABEL}\b\.?|§§?|¶¶?) ?{_VALUE}(?: ?(?:--|[-–—,&]|and|et|to|und) "
    rf"?{_VALUE})*(?: ?(?:ff?|n|et seq|cmts?)\b\.?(?: ?(?:\d+|[a-z]\b))?)?",
    re.IGNORECASE,
)
_PAGE_LABEL = regex(
    r"(?:at )?(?:(?:[Pp]p|p|pg|págs?|blz)(?:(?=\d)|\b\.? ?(?=[\divxlcIVXLC]|[A-Z] ?\d))|S\. ?(?=\d))"
    r"|(?:at|from|ici|à la p\.|here|hier|aquí) (?=[\w*])"
)
_BARE = regex(rf"{_PAGES}(?:, ?{_PAGES})*")
_OF_A_PAPER = regex(r"[A-Z] \d{1,3}")  # a page of a newspaper: p. D 10
_BRACKETED = regex(r"(?:at )?\[\d+\](?: ?[-–] ?\[\d+\])?")
_TIME = regex(r"\d{1,2}:\d\d(?::\d\d)?(?:[–-]\d{1,2}:\d\d(?::\d\d)?)?")
CLOCK = regex(r"\d{1,2}:\d\d:\d\d")
_WORD = regex(
    r"(?:manuscript at \d[\d–-]*|qq?\.? ?\d[\d–-]*|preamble|passim|epigraph|introduction|foreword|preface|abstract|"
    r"introducción|prólogo|prefacio|introduzione|prefazione|préface|avant-propos|einleitung|vorwort|"
    r"s\.vv?\. .{1,60}|sub verbo .{1,60}|README)",
    re.I,
)
# A chapter by its heading, as a locator: ch. “Thin Ice”; Part III, chapter “Ice”; introduction, “On Frost”
HEADED = regex(
    rf"(?:{_LABELLED.pattern}, )?(?:{_LABEL}\b\.?|{_WORD.pattern})(?:, | )(?:“[^“”]+”|\"[^\"]+\"|«[^«»]+»|„[^„“]+“)",
    re.IGNORECASE,
)
_REST = regex(r"(?: ?(?:--|[-–—,&(]| ) ?(?:(?:and|und|et) )?)+")


def locator_at(text: str, place: int = 0, *, labelled: bool = False) -> tuple[str, int] | None:
    """The locator that begins at a place: it without its label of pages, and where it ends. None if none begins.

    `labelled` asks for one with a label: 45 alone is none then.
    """
    if match := _PAGE_LABEL.match(text, place):
        begin = match.end()
        for pattern in (_OF_A_PAPER, _TIME, _LABELLED, _BARE, _BRACKETED, _WORD):
            if (value := pattern.match(text, begin)) and not text[value.end() : value.end() + 1].isalnum():
                return value[0], value.end()
    for pattern in (_TIME, _LABELLED, _BRACKETED, _WORD) if labelled else (_TIME, _LABELLED, _BRACKETED, _WORD, _BARE):
        if (value := pattern.match(text, place)) and not text[value.end() : value.end() + 1].isalnum():
            return value[0], value.end()
    return None


def whole_locator(text: str, *, labelled: bool = False) -> str:
    """The locator that a text is: one place or several; or "" if it is none."""
    words = re.sub(
        r"^(?:(?:ici|here|hier|bes\.|insb\.) (?=p|S\.)|(?:see )?(?:esp\.|especially|particularly) )",
        "",
        text.strip(" .,:"),
    )
    place, pieces = 0, 0
    start = 0
    while place < len(words):
        found = locator_at(words, place, labelled=labelled and not pieces)
        if not found:
            return ""
        if not pieces:
            start = found[1] - len(found[0])
        pieces += 1
        place = found[1]
        if place < len(words):
            between = _REST.match(words, place)
            if not between and words[place] not in ".)":
                return ""
            place = between.end() if between else place + 1
    stop = _FOLLOWING.search(text.rstrip(" ,:"))  # 152 f.
    return words[start:].strip() + ("." if stop else "") if pieces else ""


_FOLLOWING = regex(r"\d ?(?:ff?|et seq|suiv|sqq?|segg?)\.$")
VOLUME = regex(rf"(?:vols?|volumes?|t|tome|tomes|bd|band|bde)\b\.? ?(?P<volume>\d+|{_ROMAN}\b)\.?", re.IGNORECASE)
EXTENT = regex(
    r"(?:\d+|two|three|four|five|six|deux|trois|zwei|drei) (?:vols?|volumes|bde|bände|tomes)\b\.?", re.IGNORECASE
)
NUMBER = regex(
    r"(?:(?:nos?|núms?|numbers?|nr|issues?|iss|heft|h|numéros?)\b\.?|n[°ᵒ]s?|nº) ?"
    r"(?P<number>[\w./-]*\d[\w./]*(?:[-–—]{1,2}\d+)"
    r"?)",
    re.IGNORECASE,
)
VOLUME_ISSUE = regex(r"(?P<volume>\d{1,4})[.:/](?P<number>\d{1,3}(?:[-–/]\d{1,3})?)(?![\d])")
ROMAN = regex(rf"{_ROMAN}")
_OF_A_YEAR = r"[A-Z]{2,6} ?\(\d{4}\) ?\d+(?: final)?"
OF_A_YEAR = regex(_OF_A_YEAR)
"""A document's number that has its year in it: COM(2019) 99 final."""
DOCUMENT = regex(
    r"(?:(?:[A-Z][\w.]*|nos?\.?|n°|doc\.?|report|working|paper|papers|document|case|docket|"
    r"catalogue|file|order|bulletin|"
    r"circular|discussion|technical|policy|brief|number) )*(?=[\w./()-]*\d)[A-Z\d][\w./()–-]*"
    rf"|{_OF_A_YEAR}",
)
_EDITION = regex(
    r"(?:(?:\d+(?:st|nd|rd|th|d|e|ème|er|\.?[ªº])?|first|second|third|fourth|fifth|sixth|new|rev|revised|"
    r"enlarged|reprint|reprinted|version|"
    r"expanded|enl|corr|augm|nouv|überarb|erw|verb|durchges|bearb|völlig|neu|and|und|&)\b\.?,? ?)+"
    r"(?:edition|editions|edn|ed|eds|éd|édition|aufl|auflage)\b\.?"
    rf"|{YEAR} edition\b"
    r"|(?:version|v|rev)\b\.? ?\d[\w.]*|\d+\. Aufl(?:age)?\b\.?|rev\. ed\.",
    re.IGNORECASE,
)


def edition(text: str) -> str:
    """The edition that a text is, or ""."""
    words = text.strip(" ,")
    return words if (match := _EDITION.match(words)) and match.end() == len(words) else ""


# Names

PARTICLES = frozenset(
    "de del della der den du des di da dos das van von zu zum zur la le les el al bin ibn "
    "ben ter ten te af av y e i d' vom ’t ní nic mac ó ap st".split()
)
ARTICLE = regex(r"(?:The|An?|Les|Der|Die|Das|Los|Las) (?=\S)")  # of a title; those of names too (La) are not among them
SUFFIXES = frozenset("jr sr ii iii iv jr. sr. esq. esq".split())
SMALL = PARTICLES | frozenset(
    "of the for on and in to at & et und für die das de d’ l’ from against with by as or "
    "its des aux au sur pour zur upon am an a ob".split()
)
OTHERS = regex(
    r",? ?(?:\bet\.? al\b\.?|and others|& others|and al\.|u\. ?a\.|et autres|et alii|and colleagues)$", re.IGNORECASE
)
EDITED = r"(?:eds?|éds?|dirs?|hg|hrsg|editors?)\b\.?"
"""The words that make editors of the names before them."""

HONORIFICS = frozenset(
    "ambassador minister secretary commissioner justice bishop archbishop chancellor governor "
    "dr mr mrs ms miss sir lord lady prof professor rev canon hon judge justice m mme st "
    "president senator rep sen".split()
)


def is_name(text: str, least: int = 1) -> bool:
    """Whether a text may be a person's name of at least `least` words: capitals, initials, particles, suffixes."""
    words = text.split()
    if not least <= len(words) <= 7:
        return False
    capitals = 0
    for index, word in enumerate(words):
        bare = word.strip("“”‘’\"'()")
        if not bare or any(c.isdigit() for c in bare):
            return False
        if bare.lower() in SUFFIXES and index:
            continue
        if bare[0].isupper() or (bare[0].isalpha() and not bare[0].islower()):
            capitals += 1
            if any(not (c.isalpha() or c in "-‐'’.") and unicodedata.category(c)[0] != "M" for c in bare):
                return False
        elif re.match("[a-z]{1,4}[A-Z][a-z]", bare):  # tenBroek, deVries
            capitals += 1
        elif bare.lower() not in PARTICLES and not re.match(r"(?:d|l|al|el|ʿ|ʾ|ibn|o)[-’'][A-Z\w]", bare):
            return False
    return capitals > 0 and words[-1].lower() not in PARTICLES


def is_organisation(text: str) -> bool:
    """Whether a text may be an organisation's name: capitals, and small words between them."""
    words = re.sub(r"\([^()]*\)", "", text).split()
    if not 1 <= len(words) <= 16 or not (words[0][:1].isupper() or words[0][:1].isdigit()):
        return False
    capitals = 0
    for word in words:
        bare = word.strip("“”‘’\"',.;()[]")
        if bare[:1].isupper() or bare[:1].isdigit():
            capitals += 1
        elif bare and bare.lower() not in SMALL and not bare.startswith(("d’", "l’", "d'", "l'")):
            return False
    return capitals > 0


_AND = regex(r",? (?:and|AND|&|et|und|y|with|mit|avec|con) ")
_WITH = regex(r",? (?:et|und|with|mit|avec|con) ")


def _persons(item: str, short: bool) -> list[str]:
    """The names that "and" joins in an item of a list, unless the item is one name of an organisation."""
    joined = re.search(r" (?:and|&) ", item)  # Ada Ortega y Mill and Kai Wu
    pieces = [
        p for piece in re.split(r",? (?:and|&) ", item) for p in (_WITH.split(piece) if joined else _AND.split(piece))
    ]
    if len(pieces) == 1:
        return [item]
    if all(is_name(piece, 2) for piece in pieces) or (short and all(_is_family(piece) for piece in pieces)):
        return pieces
    if (
        len(pieces) == 2
        and all(is_organisation(p) and len(p.split()) > 1 for p in pieces)
        and is_name(pieces[0], 2) != is_name(pieces[1], 2)
    ):
        return pieces if not short else [item]
    return [item]


def _is_family(text: str) -> bool:
    """Whether a text may be a family name alone, with its particles or initials."""
    words = [w for w in text.split() if w.lower() not in PARTICLES and not re.fullmatch(r"(?:[A-Z]\.-?)+", w)]
    return len(words) == 1 and is_name(text)


_SLASH = regex(r" / |(?<=[a-zß-ÿ.])/(?=[A-ZÄÖÜ][a-zß-ÿ.])")
_INITIALS = regex(r"(?P<family>[^,]+), (?:[A-Z]\w?\.[- ]?)+(?=,| and | & | et | und |$)")


def names(text: str, *, short: bool = False) -> tuple[str, ...] | None:
    """The names of a list such as "A. Smith, B. Jones, Jr., and C. Wu et al."; None if it is no list of names.

    `short` tells that family names alone may be joined: "Smith and Jones". "et al." is the last of them. What is
    written behind a name in signs of China, Japan or Korea is the same name, and left out.
    """
    words = _SLASH.sub(", ", _IN_OTHER_SIGNS.sub("", text).strip(" ,;:"))  # Müller / Meier 2011; Mill/Hale (Hg.)
    last: list[str] = []
    if match := OTHERS.search(words):
        last = [match[0].strip(" ,")]
        words = words[: match.start()].strip(" ,")
    if not words:
        return None
    if words.lower().rstrip(".") in ("anon", "anonymous"):
        return ()
    if (pair := _INITIALS.match(words)) and is_name(pair["family"]):  # Mill, A., and Wu, B.
        return natural(text)
    items: list[str] = []
    for piece in words.split(","):
        item = piece.strip()
        if items and (item.lower() in SUFFIXES or item.lower().rstrip(".") in ("inc", "ltd", "llc")):
            items[-1] += f", {item}"
            continue
        item = re.sub(r"^(?:and|&|et|und) ", "", item)
        if item:
            items.append(item)
    found: list[str] = []
    for item in items:
        item = _BACKWARDS.sub(r"\2 \1", item)
        pieces = _persons(item, short)
        if ": " in item or not all(is_name(p.replace(",", "")) or is_organisation(p) for p in pieces):
            return None
        found.extend(pieces)
    return (*found, *last)


OTHER_SIGNS = "[\u3040-\u9fff\uac00-\ud7af]+"
"""What the signs of China, Japan and Korea write, as a pattern."""

_IN_OTHER_SIGNS = regex(f"(?<=[a-zà-ÿ]) {OTHER_SIGNS}(?=[,;]|$| and | & )")

_BACKWARDS = regex(r"^([A-ZÀ-Þ][\w’'-]+) ((?:[A-ZÀ-Þ]\.[ -]?)+)$")  # MILL A.


def natural(text: str) -> tuple[str, ...] | None:
    """The names of a list whose first name (or every name) is inverted, in natural order: "Mill, Ada, and Kai Wu"."""
    words = text.strip(" ,;")
    if _SLASH.search(words) and "," in words:  # Müller, Jan/Meier, Ute
        each = [natural(item) for item in _SLASH.split(words)]
        return None if None in each else tuple(name for one in each for name in one or ())
    last: list[str] = []
    if match := OTHERS.search(words):
        last, words = [match[0].strip(" ,")], words[: match.start()].strip(" ,")
    pieces = [re.sub(r"^(?:and|&|et|und|y) ", "", p.strip()) for p in re.split(r",|;| & | (?:and|et|und|y) ", words)]
    pieces = [p for p in pieces if p]
    if pieces and all(map(_SURNAME_FIRST.fullmatch, pieces)):  # Vancouver: Mill A, Wu BC
        return (*(" ".join(reversed(p.rsplit(" ", 1))) for p in pieces), *last)
    if len(pieces) < 2 or not is_name(pieces[0]) or not is_name(pieces[1]):
        return names(text)
    initials = all(re.fullmatch(r"(?:[A-Z]\w?\.[- ]?)+|[A-Z]", p) for p in pieces[1::2])
    *joined, end = _AND.split(words)  # Mill, Ada, and Wu, Kai; Mill, Ada, Wu, Kai Bo; but Mill, Wu, Lee, Poe
    pairs = "," in end and (joined or not all(" " not in p for p in pieces)) and len(pieces) > 2
    pairs = pairs and all(map(_is_family, pieces[::2])) and all(map(is_name, pieces))
    if len(pieces) % 2 == 0 and (initials or pairs):  # every name is inverted
        return (*(f"{given} {family}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)), *last)
    alone = [len(p.split()) == 1 for p in pieces]
    alike = not any(alone) or (all(alone) and not any("." in p for p in pieces))
    if alike and (len(pieces) > 2 or _AND.search(words)):
        return (*pieces, *last)  # no given name stands alone: none is inverted
    rest = pieces[2:]
    suffix = ""
    if rest and rest[0].lower() in SUFFIXES:
        suffix, rest = f" {rest[0]}", rest[1:]
    if not all(is_name(p) for p in rest):
        return None
    return (f"{pieces[1]} {pieces[0]}{suffix}", *rest, *last)


_SURNAME_FIRST = regex(r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ](?: [A-ZÀ-Þ][\w’'-]*[a-zß-ÿ])? (?:[A-ZÀ-Þ]\.?){1,3}")

NAMED = r"(?-i:(?:(?:[A-Z]\.|[A-Z][\w’'-]+|d[aeiou]s?|de la|del|von|van|der) ){0,4}[A-Z][\w’'-]+)"
"""The name of a person, as a pattern."""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text in lower case, without accents, marks and punctuation: what two spellings of one name share."""
    return " ".join(re.findall(r"[^\W_]+", unaccented(text).lower()))


@lru_cache(maxsize=4096)
def family(name: str) -> str:
    """The last word of a name that is no suffix, folded; of an organisation, all of its name."""
    bare = re.sub(r"\([^()]*\)", "", name)
    if is_organisation(bare) and not is_name(bare.replace(",", "")):
        return folded(bare)
    words = [
        w
        for w in folded(bare.replace("'", "").replace("’", "")).split()
        if w not in ("jr", "sr", "ii", "iii", "iv", "esq")
    ]
    return words[-1] if words else folded(name)


def family_name(name: str) -> str:
    """The family name, with its particle ("von der Leyen"), of a name with the given name first, as printed."""
    words = name.split()
    first = next((i for i, word in enumerate(words) if i and word.lower() in PARTICLES), len(words) - 1)
    return " ".join(words[first:])
