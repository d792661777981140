"""New entries of references.bib: their keys, and what a published note or a reference manager says of a work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from string import ascii_lowercase
from typing import Any, NamedTuple

from scripts.english.dates import copied_on, days
from scripts.english.words import EMPTY_WORDS
from scripts.finding import Unreadable
from scripts.hypertext.stated import OF_ONE_NAME
from scripts.publication import bibliography
from scripts.publication.footnotes.fields import OTHERS, is_name
from scripts.publication.footnotes.parts import Part, Type, name_of
from scripts.publication.footnotes.words import is_institution
from scripts.regex import regex

# The word of the title in a key: the first that has so many letters and says something.
WORD = 4


class Entry(NamedTuple):
    """An entry: its type, and its fields in their order."""

    type: str
    fields: Mapping[str, str]


# ---------------------------------------------------------------- keys and names


def key_of(who: str, date: str, title: str, taken: Collection[str]) -> str:
    """A key that is not taken: who, the year, and the first word of the title that says something."""
    words = folded(title)
    word = next((w for w in words if len(w) >= WORD and w not in EMPTY_WORDS), next(iter(words), ""))
    return free(f"{who}{date[:4]}{word}" or "source", taken)


def folded(text: str) -> list[str]:
    """The words of a text in the letters a to z and digits, as far as they can be."""
    apart = unicodedata.normalize("NFKD", re.sub("['’]", "", text))
    return re.findall("[a-z0-9]+", "".join(c for c in apart if not unicodedata.combining(c)).lower())


def free(key: str, taken: Collection[str]) -> str:
    """The key, or with a letter behind it the first that is not taken: key, keyb, keyc."""
    used = {other.lower() for other in taken}
    endings: tuple[str, ...] = ("", *ascii_lowercase[1:], *map(str, range(27, 28 + len(used))))
    return next(key + ending for ending in endings if key + ending not in used)


def family(authors: str) -> str:
    """The family name of the first author of a field, as it stands in a key."""
    first = next(iter(bibliography.names_in(authors)), "") if authors else ""
    return "".join(folded(" ".join(bibliography.named(first).last_names)))


_GENERATION = regex(r"(?P<given>.+?) (?P<family>(?:[a-z]\S* )*\S+) (?P<generation>(?:Jr|Sr|II|III|IV)\.?)")
_NO_BRACES = str.maketrans("", "", "{}")
_PEOPLE = ("author", "editor", "translator")


def as_name(name: str) -> str:
    """A name that BibTeX takes for one person, whatever words are in it; see OF_ONE_NAME."""
    if OF_ONE_NAME in name:
        given, _, last = name.rpartition(" ")
        return f"{last}, {given}".replace(OF_ONE_NAME, " ") if given else f"{{{last.replace(OF_ONE_NAME, ' ')}}}"
    if match := _GENERATION.fullmatch(name):
        return "{family}, {generation}, {given}".format(**match.groupdict())
    apart = "," in name or re.search(r"(?:^|\s)and(?:\s|$)", name, re.IGNORECASE) or bibliography.is_of_body(name)
    return f"{{{name}}}" if apart else name


def reads_back(name: str, value: str) -> bool:
    """Whether the parser gives this field back as it was written."""
    try:
        source = bibliography.read(bibliography.written("key", {name: value}))[0]
    except Unreadable:
        return False
    if name in _PEOPLE:
        persons = source.persons.get(name, ())
        each = zip(persons, bibliography.names_in(value), strict=False)
        read = (as_name(_family_first(one) if "," in own else bibliography.full_name(one)) for one, own in each)
        return " and ".join(read).translate(_NO_BRACES) == value.translate(_NO_BRACES)
    return bool(source.fields.get(name) == value)


def _family_first(person: bibliography.Name) -> str:
    """A full name whose family name stays together, where it is of several words."""
    if len(person.last_names) < 2 or person.lineage_names:
        return bibliography.full_name(person)
    family = OF_ONE_NAME.join((*person.prelast_names, *person.last_names))
    return " ".join((*person.first_names, *person.middle_names, family))


# ---------------------------------------------------------------- what a note says

_TYPES = {
    Type.BOOK: "book",
    Type.ARTICLE: "article",
    Type.CHAPTER: "incollection",
    Type.REPORT: "report",
    Type.THESIS: "thesis",
    Type.NEWS: "article",
    Type.ONLINE: "online",
    Type.POST: "online",
    Type.CASE: "jurisdiction",
    Type.STATUTE: "legislation",
    Type.TREATY: "legal",
    Type.ARCHIVE: "unpublished",
    Type.DATASET: "dataset",
    Type.VIDEO: "video",
}
CONTAINERS = {
    **dict.fromkeys(("article", "jurisdiction", "legislation", "legal"), "journaltitle"),
    **dict.fromkeys(("incollection", "inproceedings"), "booktitle"),
}


def of_note(part: Part) -> Entry:
    """What a citation in full says of its source, and no more. Its date is left out where it is none."""
    kind = _TYPES.get(part.type or Type.OTHER, "misc")
    date = part.date if days(part.date.partition("/")[0]) else ""
    houses = {"report": "institution", "thesis": "institution"}
    fields = {
        "author": "" if part.authors == part.editors else _people(part.authors),
        "editor": _people(part.editors),
        "translator": _people(part.translators),
        "title": name_of(part),
        "entrysubtype": _talk(part),
        CONTAINERS.get(kind, "organization"): part.container,
        houses.get(kind, "publisher"): part.publisher,
        "location": part.place,
        "venue": part.court,
        "edition": part.edition,
        "volume": part.volume,
        "number": part.number,
        "pages": re.sub(r"(?<=\w)-(?=\w)", "–", part.pages),
        "date": date,
        "pubstate": part.date if part.date == "forthcoming" else "",
        "doi": part.doi,
        "url": part.url,
        "urldate": part.accessed,
        "archiveurl": part.copy,
        "archivedate": copied_on(part.copy),
    }
    return Entry(kind, {name: _braceless(name, value) for name, value in fields.items() if value})


def _talk(part: Part) -> str:
    """What of a talk or a letter an entry is of, by the names of bibliography.TALKS; "" for anything else."""
    if part.type is not Type.INTERVIEW:
        return ""
    return "interview" if re.search("interview|entretien|gespräch", name_of(part), re.IGNORECASE) else "letter"


def _people(names: Collection[str]) -> str:
    return " and ".join("others" if OTHERS.fullmatch(name) else _person(name) for name in names)


def _person(name: str) -> str:
    bare = name.replace("{", "(").replace("}", ")")
    one = is_name(bare) and not is_institution(bare) and reads_back("author", as_name(bare))
    return as_name(bare) if one else f"{{{bare}}}"


def _braceless(name: str, value: str) -> str:
    return value if name in _PEOPLE else value.replace("{", "(").replace("}", ")")


# ---------------------------------------------------------------- what a reference manager's field says

CSL_TYPES = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    **dict.fromkeys(("chapter", "entry-encyclopedia", "entry-dictionary"), "incollection"),
    **dict.fromkeys(("webpage", "post", "post-weblog"), "online"),
    "book": "book",
    "paper-conference": "inproceedings",
    "thesis": "thesis",
    "report": "report",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "dataset": "dataset",
}
_CSL_FIELDS = {
    "publisher-place": "location",
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "edition": "edition",
    "page": "pages",
    "DOI": "doi",
    "URL": "url",
    "ISBN": "isbn",
}


def of_record(record: Mapping[str, Any]) -> Entry:
    """The entry of a record in CSL-JSON, as Zotero and Mendeley put it into the fields of a document."""
    kind = CSL_TYPES.get(str(record.get("type")), "misc")
    house = "institution" if kind in ("report", "thesis") else "publisher"
    fields = {role: " and ".join(map(_csl_name, _list(record.get(role)))) for role in _PEOPLE}
    fields["title"] = _text(record.get("title"))
    fields[CONTAINERS.get(kind, "organization")] = _text(record.get("container-title"))
    fields[house] = _text(record.get("publisher"))
    fields |= {ours: _text(record.get(theirs)) for theirs, ours in _CSL_FIELDS.items() if record.get(theirs)}
    fields["pages"] = re.sub(r"(?<=\w)-(?=\w)", "–", fields.get("pages", ""))
    fields["date"], fields["urldate"] = _csl_date(record.get("issued")), _csl_date(record.get("accessed"))
    return Entry(kind, {name: _braceless(name, value) for name, value in fields.items() if value})


def _text(value: object) -> str:
    return " ".join(re.sub(r"</?[a-z]{1,10}[^<>]*>", "", str(value)).split()) if isinstance(value, (str, int)) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _csl_name(person: object) -> str:
    if not isinstance(person, dict):
        return ""
    last = " ".join(filter(None, (_text(person.get("non-dropping-particle")), _text(person.get("family")))))
    given, suffix = _text(person.get("given")), _text(person.get("suffix"))
    if not last:
        return f"{{{_text(person.get('literal')) or given}}}"
    return ", ".join(filter(None, (last, suffix, given)))


def _csl_date(value: object) -> str:
    parts = _list(_list(value.get("date-parts"))[:1]) if isinstance(value, dict) else []
    numbers = [str(n) for n in _list(parts[0] if parts else [])]
    if not numbers or not all(re.fullmatch(r"\d{1,4}", n) for n in numbers):
        return ""
    return "-".join([numbers[0].zfill(4), *(n.zfill(2) for n in numbers[1:3])])
