"""Bibliographies, through pybtex: sources, each field with its line.

They are what BibTeX and BibLaTeX programs write. Names of fields are BibLaTeX's (journaltitle for journal, location for
address …), which https://ctan.org/pkg/biblatex describes, as it does the types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person
from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.exceptions import PybtexError
from pybtex.utils import CaseInsensitiveDict

from scripts.english.dates import days
from scripts.files import text_of
from scripts.finding import Place, Subject, SubjectKind, unreadable
from scripts.publication import tex
from scripts.publication.tex import StyledText
from scripts.regex import regex

PATH = "references.bib"
MORE = "references/"  # other bibliographies stand here

# Addresses of which it is remembered whether they are safe: each is shown wherever its source is cited.
REMEMBERED = 4096

_SCHEMES = ("http", "https")
_UNSAFE = regex(r"[\s<>\"`\\\x00-\x20\x7f]")


class Form(StrEnum):
    """The forms of a reference; several types of entries have one."""

    ARTICLE = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    REPORT = "report"
    THESIS = "thesis"
    PAGE = "page"
    WORK = "work"
    CASE = "case"
    STATUTE = "statute"


# The types of BibTeX, of BibLaTeX and of what writes them, by the form of their references.
FORMS: Mapping[str, Form] = {
    name: form
    for form, names in {
        Form.ARTICLE: "article suppperiodical newspaper magazine review",
        Form.BOOK: "book mvbook booklet collection mvcollection proceedings mvproceedings reference mvreference manual"
        " periodical ebook",
        Form.CHAPTER: "inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference",
        Form.REPORT: "report techreport standard",
        Form.THESIS: "thesis phdthesis mastersthesis",
        Form.PAGE: "online www electronic",
        Form.WORK: "misc unpublished dataset data software video audio movie music image artwork performance letter"
        " patent commentary presentation generic",
        Form.CASE: "jurisdiction case",
        Form.STATUTE: "legislation legal statute",
    }.items()
    for name in names.split()
}

# Fields by other names, and what a type says that a field would.
ALIASES = {
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "art_number": "eid",
    "article-number": "eid",
    "articleno": "eid",
    "journal": "journaltitle",
    "key": "sortkey",
    "pdf": "file",
    "place": "location",
    "primaryclass": "eprintclass",
    "school": "institution",
    "lastaccessed": "urldate",
    "lastchecked": "urldate",
}
_THESES = {"phdthesis": "phdthesis", "mastersthesis": "mathesis"}

# Fields that hold names, and those that hold something for programs, with TeX's escapes at most.
NAMES = tuple(
    "author editor translator editora editorb editorc bookauthor annotator commentator introduction foreword afterword"
    " holder shortauthor shorteditor".split()
)
FOR_PROGRAMS = frozenset("url doi eprint file archiveurl crossref xdata ids urlraw verba verbb verbc".split())

# What is shown of an entry: in its reference, in CSL-JSON, or both.
SHOWN = frozenset(
    "title subtitle titleaddon journaltitle journalsubtitle booktitle booksubtitle booktitleaddon maintitle "
    "mainsubtitle issuetitle issuesubtitle publisher institution organization location series volume volumes number "
    "issue part edition version chapter pages type howpublished eventtitle venue eventdate origdate origtitle "
    "origpublisher origlocation date year month day pubstate note addendum doi url urldate eprint eprinttype "
    "eprintclass isbn issn isrn pagetotal shorttitle shortjournal abstract keywords language langid editortype "
    "editoratype editorbtype editorctype archiveurl archivedate eid".split()
).union(NAMES) - {"shortauthor", "shorteditor"}

# What an entry says to the programs and the people who keep it; a field of several, as bdsk-file-2, by its name alone.
KEPT = frozenset(
    "abbrev_source_title abstractnote acmid added-at adsnote adsurl affiliation affiliations annotation arxivid "
    "author-email author_keywords bdsk-file bdsk-url bibsource biburl bookpagination cdate citation-key "
    "cited-references citeulike-article-id citeulike-linkout-0 coden collaboration collection comment comments "
    "copyright correspondence_address1 creationdate crossref da date-added date-modified description "
    "doc-delivery-number document_type earlyaccessdate ee eissn entryset entrysubtype eprintstatus "
    "esi-highly-cited-paper esi-hot-paper execute file fjournal funding-acknowledgement funding-text funding_details "
    "funding_text gender groups hal_id hal_local_reference hal_version halid hyphenation ids indexsorttitle "
    "indextitle interhash intrahash issn-l issue_date journal-iso keyword keywords-plus label langidopts lccn "
    "library license local-url mendeley-groups mendeley-tags modificationdate mrclass mrnumber mrreviewer nameaddon "
    "number-of-cited-references numpages oa options orcid orcid-numbers origlanguage owner page_count pagination "
    "pmcid pmid posted-at presort printed priority publication_stage pubmed_id pubmedid qualityassured ranking "
    "rating read readstatus references related relatedoptions relatedstring relatedtype relevance reportnumber "
    "research-areas researcherid-numbers rights school shortauthor shorteditor shorthand shorthandintro shortseries "
    "skip slaccitation sortkey sortname sortshorthand sorttitle sortyear source sponsors times-cited timestamp "
    "unique-id urn usage-count-last-180-days usage-count-since-2013 usera userb userc userd usere userf username "
    "verba verbb verbc web-of-science-categories web-of-science-index xdata xref zbl zblnumber".split()
)

TALKS = {"interview": "interview", "letter": "personal_communication"}
"""Values of `entrysubtype` for what is described, not titled, as in biblatex-chicago, and CSL's types for them."""

EPRINTS = {
    "arxiv": "https://arxiv.org/abs/",
    "hdl": "https://hdl.handle.net/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
}

# What follows a family name.
LINEAGE = frozenset(("jr", "sr", "ii", "iii", "iv", "jnr", "snr", "esq", "md", "phd", "mp"))
_NO_INITIALS = LINEAGE - {"md", "mp"}  # García Márquez, MD


class Name(NamedTuple):
    """A person's name in its parts, each in its words, as pybtex tells them apart."""

    first_names: tuple[str, ...] = ()
    middle_names: tuple[str, ...] = ()
    prelast_names: tuple[str, ...] = ()
    last_names: tuple[str, ...] = ()
    lineage_names: tuple[str, ...] = ()


OTHERS = Name(last_names=("others",))


@dataclass(frozen=True, eq=False)
class Source:
    """An entry of a bibliography.

    `fields` are what readers should see of its fields, by BibLaTeX's names, less those with names; `written` are all
    as they are written, and `persons` the names. Dates are ISO dates of the precision given ("2019", "2019-05",
    "2019-05-03"), or two with a slash between them. `bibtex` is the entry word for word. `orphaned` are the keys
    that its crossref and xdata name and no entry has, each behind its field.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    persons: Mapping[str, tuple[Name, ...]]
    place: Place
    lines: Mapping[str, int] = field(repr=False)
    written: Mapping[str, str] = field(default_factory=dict, repr=False)
    bibtex: str = field(default="", repr=False)
    orphaned: tuple[tuple[str, str], ...] = ()

    @property
    def form(self) -> Form:
        return FORMS.get(self.type, Form.WORK)

    @property
    def talk(self) -> str:
        """The type that CSL has for it where it is a talk or a letter with the author, which has no title; else ""."""
        return TALKS.get(self.fields.get("entrysubtype", "").lower(), "") if self.form is Form.WORK else ""

    @property
    def names_itself(self) -> bool:
        """Whether it is a talk or a letter whose title names all who are its authors: Interview with Ada Mill."""
        return bool(self.talk) and all(name in self.title for name in self.authors)

    @property
    def names(self) -> tuple[Name, ...]:
        """The authors' names, less the others that "and others" leaves unnamed."""
        return tuple(name for name in self.persons.get("author", ()) if name != OTHERS)

    @property
    def authors(self) -> tuple[str, ...]:
        """Each author's full name, given name first; "others" for those that are left unnamed."""
        return tuple(full_name(person) for person in self.persons.get("author", ()))

    @property
    def title(self) -> str:
        """The title with its subtitle."""
        return "".join(run.text for run in self.set("title"))

    @property
    def container(self) -> str:
        """What it was published in: journal, newspaper, book or site."""
        names = ("journaltitle", "booktitle", "maintitle", "organization", "publisher", "institution", "howpublished")
        return next((self.fields[name] for name in names if self.fields.get(name)), "")

    @property
    def paper(self) -> str:
        """The journal, newspaper or site in which it appeared; "" of what stands by itself, as a book does."""
        return self.fields.get("journaltitle") or self.fields.get("organization", "")

    @cached_property
    def date(self) -> str:
        """Its date, of `date` or else of year, month and day; "" where it has none."""
        if date := self.fields.get("date"):
            return re.sub(r"T[\d:.]+(?:Z|[+-][\d:]+)?", "", date)
        return self.date_in_parts

    @property
    def date_in_parts(self) -> str:
        """The date that year, month and day make; "" without them."""
        return _assembled(*(self.fields.get(name, "") for name in _PARTS_OF_DATES))

    def doubt(self, name: str) -> str:
        """How sure a date is: "~" for about so, "?" for perhaps, "%" for both, as in ISO 8601-2; else ""."""
        written = self.written.get(name) or (self.written.get("year", "") if name == "date" else "")
        match = _UNSURE.search(written)
        return (match[0][-1:] if match["sign"] else "~") if match else ""

    @property
    def accessed(self) -> str:
        return self.fields.get("urldate", "")

    @property
    def url(self) -> str:
        return self.fields.get("url", "")

    @property
    def doi_address(self) -> str:
        """The address that its DOI leads to, or ""."""
        doi = self.fields.get("doi", "")
        return f"https://doi.org/{quote(doi, safe='/():;.,+-_~%')}" if doi else ""

    @property
    def eprint_address(self) -> str:
        """The address of the archive's page that its eprint and eprinttype give, or ""."""
        archive = EPRINTS.get(self.fields.get("eprinttype", "").lower())
        number = self.fields.get("eprint", "")
        return archive + quote(number, safe="/:.-_") if archive and number else ""

    def set(self, name: str) -> tuple[StyledText, ...]:
        """A title as it is set, with its subtitle; or any other field."""
        runs = self._set(name)
        subtitle = self._set(name.removesuffix("title") + "subtitle") if name.endswith("title") else ()
        if not runs or not subtitle:
            return runs or subtitle
        return (*runs, StyledText(" " if runs[-1].text.endswith(("?", "!", ":")) else ": "), *subtitle)

    def _set(self, name: str) -> tuple[StyledText, ...]:
        value = self.fields.get(name, "")
        runs = tex.decode(self.written.get(name, "")) if value else ()
        return runs if "".join(run.text for run in runs) == value else (StyledText(value),) if value else ()

    def at(self, *names: str) -> Place:
        """The place of the first of these fields that is there, else of the entry."""
        line = next((self.lines[name] for name in names if name in self.lines), self.place.line)
        return self.place._replace(line=line)


def full_name(name: Name) -> str:
    """A name as one writes it in a note: given name first."""
    return " ".join(word for part in name for word in part)


def names_in(written: str) -> list[str]:
    """The single names of a field, as they are written."""
    return [str(name) for name in split_name_list(tex.letters(written))]


def named(written: str) -> Name:
    """A name in its parts: as BibTeX writes it, or as BibLaTeX does (family=Leyen, given=Ursula, prefix=von der)."""
    parts = [str(part) for part in split_tex_string(written, sep=",")]
    if all(_PART.match(part) for part in parts):
        said = {key.strip(' "').lower(): value for key, _, value in (part.partition("=") for part in parts)}
        given = _words(said.get("given", ""))
        lasts = (_words(said.get(name, "")) for name in ("prefix", "family", "suffix"))
        return Name(given[:1], given[1:], *lasts)
    try:
        person = Person(written)
    except PybtexError:  # too many commas
        return Name(last_names=(tex.plain(written),))
    *name_alone, last = parts
    behind = len(parts) == 2 and " " in parts[0] and _lineage(last) in _NO_INITIALS  # as people write it: A. King, Jr.
    if behind or (len(parts) == 3 and _lineage(last) in LINEAGE and _lineage(parts[1]) not in LINEAGE):
        return named(", ".join(name_alone))._replace(lineage_names=(tex.plain(last),))
    name = Name(*(tuple(filter(None, map(tex.plain, getattr(person, part)))) for part in Name._fields))
    *before, last = (*name.first_names, *name.middle_names, *name.last_names)
    if len(parts) == 1 and len(before) > 1 and _lineage(last) in LINEAGE and not name.prelast_names:
        return Name((before[0],), tuple(before[1:-1]), (), (before[-1],), (last,))
    return name


def _lineage(text: str) -> str:
    """What may follow a family name, as LINEAGE has it."""
    return text.strip().replace(".", "").lower()


_PART = regex(r"\s*\"?(?:family|given|prefix|suffix|useprefix|id|hash|\w+-i|nosort\w*)\s*=", re.IGNORECASE)


def _words(text: str) -> tuple[str, ...]:
    return tuple(tex.plain(text.strip(' "')).split())


def is_of_body(name: str) -> bool:
    """Whether a name without braces and commas has words in it that people's names have not, as those of bodies do.

    John of Salisbury and Philip of Greece are people; so are those in 't Veld and an der Heiden.
    """
    words = name.split()[1:-1]
    return bool(_OF_BODIES.intersection(words)) or ("of" in words and len(words) > 2)


_OF_BODIES = frozenset("against and at between by for on the to with".split())


def unseparated(written: str) -> bool:
    """Whether what is written as one name seems to be several, with commas or other signs between them."""
    parts = [tex.plain(str(part)).strip() for part in split_tex_string(written, sep=",")]
    if all(map(_PART.match, split_tex_string(written, sep=","))):
        return False
    outside = re.sub(r"\{.*\}", "", written)
    lineage = [part for part in parts[1:] if _lineage(part) in LINEAGE]
    initial = len(parts) == 2 and not lineage and re.match(r"[A-Z]\.\s*\w", parts[0]) is not None
    return len(parts) - len(lineage) > 2 or initial or bool(re.search(r"[;&]|\bet al\b", outside))


class _NumberedParser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, remembering the line of the entry and of each of its fields.

    It asks for each comma, which pybtex lets pass or misses only lines later.
    """

    def parse_command(self):  # type: ignore[no-untyped-def]
        self.entry_line = self.lineno
        self.field_lines: dict[str, int] = {}
        return super().parse_command()

    def parse_entry_fields(self):  # type: ignore[no-untyped-def]
        what, end = self.current_entry_key, self.pos
        while self.optional([self.COMMA]):
            self.current_field_name, self.current_value = "", list[str]()
            self.parse_field()
            if not self.current_field_name:
                return
            self.current_fields.append((self.current_field_name, self.current_value))
            what, end = self.current_field_name, self.pos
        if self.optional([self.NAME]):
            raise _CommaMissing(what, 1 + self.text[:end].rstrip().count("\n"))

    def parse_value(self):  # type: ignore[no-untyped-def]
        if self.current_field_name:
            self.field_lines.setdefault(self.current_field_name.lower(), self.lineno)
        super().parse_value()


class _CommaMissing(Exception):
    """A comma is missing after a key or a field, on a line."""

    def __init__(self, what: str, line: int):
        super().__init__(what)
        self.line = line


class _Entry(NamedTuple):
    """An entry as it stands in a file: its fields by BibLaTeX's names, and the line of each by either name."""

    type: str
    written: dict[str, str]
    place: Place
    lines: dict[str, int]
    bibtex: str


def read(text: str, more: tuple[tuple[str, str], ...] = ()) -> tuple[Source, ...]:
    """The entries of references.bib, and of more files, each its path and its text, in their order.

    Raises Unreadable for what is not BibTeX, a key or a field that is there twice, no entry.
    """
    entries: dict[str, tuple[str, _Entry]] = {}  # by the key in lower case, with the key
    macros = CaseInsensitiveDict({**month_names, **{name.lower(): name for name in month_names.values()}})
    for path, content in ((PATH, text), *more):
        for key, entry in _entries(path, content, macros):
            if first := entries.get(key.lower()):
                there = first[1].place
                where = f"line {there.line}" + (f" of {there.path}" if there.path != path else "")
                message = f"{key!r} is there already, at {where}; give each source one key"
                raise unreadable(path, entry.place.line, message, _RULE)
            entries[key.lower()] = key, entry
    by_key = {folded: entry for folded, (_, entry) in entries.items()}
    whole: dict[str, _Entry] = {}
    own = ((key, entry) for key, entry in entries.values() if entry.type not in ("xdata", "set"))
    sources = tuple(
        replace(_source(key, _inheriting(entry, by_key, whole)), orphaned=_orphaned(entry, by_key))
        for key, entry in own
    )
    if not sources:
        raise unreadable(PATH, 1, "has no entries, so no citation can be checked; add the sources", _RULE)
    return sources


def is_more(path: str) -> bool:
    """Whether a bibliography beside references.bib has this path, relative to the root."""
    return path.startswith(MORE) and path.endswith(".bib")


def more(root: Path) -> tuple[tuple[str, str], ...]:
    """The bibliographies beside references.bib: the path and the text of each. Raises Unreadable."""
    return tuple((MORE + path.name, text_of(path)) for path in sorted((root / MORE).glob("[!.]*.bib")))


_RULE = "bibliography-parses"
_PERCENT = regex(r"\s*%")


_TWO_VERSIONS = regex(r"^<<<<<<< ", re.MULTILINE)


def _entries(path: str, text: str, macros: CaseInsensitiveDict) -> Iterator[tuple[str, _Entry]]:
    if "<<<<<<< " in text and (conflict := _TWO_VERSIONS.search(text)):  # BibTeX would pass over it
        message = "holds two versions that git could not merge; keep what is right, without the lines of signs"
        raise unreadable(path, text.count("\n", 0, conflict.start()) + 1, message, _RULE)
    numbered = _NumberedParser(text, macros=macros)
    try:
        for command, body in numbered:
            if command.lower() in ("string", "preamble"):
                continue
            key, pairs = body
            place = Place(path, numbered.entry_line, Subject(SubjectKind.SOURCE, key))
            written: dict[str, str] = {}
            spelled: dict[str, str] = {}
            lines = dict(numbered.field_lines)
            for own, values in pairs:
                name, value = ALIASES.get(own.lower(), own.lower()), " ".join("".join(values).split())
                otherwise = name in written and own.lower() != spelled[name]
                if otherwise and name == "location" and "venue" not in written:  # as ACM has it, of a conference
                    is_address = own.lower() == "address"
                    written["venue"], written[name] = (written[name], value) if is_address else (value, written[name])
                    lines["venue"] = lines["location"]
                    continue
                if name in written and not (otherwise and written[name] == value):
                    message = f"entry with key {key} has a duplicate {name} field; keep one of them"
                    raise unreadable(path, place.line, message, _RULE)
                written[name], spelled[name] = value, own.lower()
                lines.setdefault(name, lines[own.lower()])
            yield key, _Entry(command.lower(), written, place, lines, text[numbered.command_start : numbered.pos])
    except _CommaMissing as error:
        message = f"is not BibTeX: a comma is missing after {str(error)!r}; write one at the end of this line"
        raise unreadable(path, error.line, message, _RULE) from None
    except UndefinedMacro as error:
        message = f"is not BibTeX: {error.args[0]!r} is no month and no @string; put it in braces"
        raise unreadable(path, error.lineno, message, _RULE) from None
    except PybtexError as error:
        problem = str(error).split(": ", 1)[-1]
        message = f"is not BibTeX: {problem}; look for a brace or a comma missing on this line or before"
        starts = (text.rfind("\n", 0, at) + 1 for at in (numbered.command_start, numbered.pos))
        if any(_PERCENT.match(text, at) for at in (*starts, numbered.pos)):
            message = "is not BibTeX, where % begins no comment; take it out, or of a whole entry the @ alone"
        raise unreadable(path, getattr(error, "lineno", 1), message, _RULE) from None


def _named_by(entry: _Entry) -> Iterator[tuple[str, str]]:
    """The keys that an entry's xdata and crossref name, each with the field, in BibLaTeX's order."""
    for name in ("xdata", "crossref"):
        yield from ((name, key) for key in re.split(r"\s*,\s*", entry.written.get(name, "")) if key)


def _orphaned(entry: _Entry, entries: Mapping[str, _Entry]) -> tuple[tuple[str, str], ...]:
    return tuple((name, key) for name, key in _named_by(entry) if key.lower() not in entries)


def _inheriting(entry: _Entry, entries: Mapping[str, _Entry], whole: dict[str, _Entry], deep: int = 0) -> _Entry:
    """The entry with what it has of the entries that its xdata and crossref name, as BibLaTeX has it.

    An xdata may name others. Each is made whole once, and kept in `whole`, so that what goes in a ring ends.
    """
    written, lines = dict(entry.written), dict(entry.lines)
    dated = _PARTS_OF_DATES if "date" in written else ("date",) if "year" in written else ()
    for name, key in _named_by(entry):
        parent = entries.get(key.lower())
        if parent and parent.type == "xdata" and deep < _DEEPEST:
            if key.lower() not in whole:
                whole[key.lower()] = parent  # as it is for those that it names itself
                whole[key.lower()] = _inheriting(parent, entries, whole, deep + 1)
            parent = whole[key.lower()]
        if parent:
            for own, value in parent.written.items():
                to = own
                if name == "crossref" and own in _TITLES:
                    to = ("journal" if FORMS.get(entry.type) is Form.ARTICLE else "book") + own
                if to not in written and own not in _OWN.union(dated):
                    written[to] = value
                    lines.setdefault(to, entry.place.line)
    return entry._replace(written=written, lines=lines)


_DEEPEST = 100  # xdata within xdata
_TITLES = ("title", "subtitle", "titleaddon")
_DATES = ("date", "year", "origdate", "eventdate")
_PARTS_OF_DATES = ("year", "month", "day")
# A date of which one is not sure: 1921~, 1921?, ca. 1921.
_UNSURE = regex(r"(?P<sign>(?<=\d)[~?%](?=\s*(?:/|$)))|^(?:ca\.?|c\.|circa|c(?= )) ?(?=\d{4}$)", re.IGNORECASE)
_COPYRIGHT = regex(r"^(?:c|©|cop\. ?)(?=\d{4}$)")  # as libraries write the year of a book that is dated by it alone
_SLASHED = regex(r"\d{4}/\d\d/\d\d")
# Years from and to: 1931--1935, 1931/32; but 1931-05 is a month.
_YEARS = regex(r"((\d\d)\d\d) ?(?:-{1,3}|[–/]) ?(?:(\d{4})|((?<!\d-)\d\d|1[3-9]|[2-9]\d))$")
_OWN = frozenset("crossref xdata ids keywords options shorthand shorttitle label author doi pages url urldate".split())


# EndNote's own names of types, and those of Web of Science, which they write beside BibTeX's.
_REFERENCE_TYPES = frozenset(
    "article; journal article; book; book section; edited book; conference proceedings; conference paper; web page"
    "; report; thesis; newspaper article; magazine article; electronic article; electronic book; generic".split("; ")
)


def _source(key: str, entry: _Entry) -> Source:
    """One entry, its names and fields read."""
    written = {name: value for name, value in entry.written.items() if value}
    if entry.type in _THESES:
        written.setdefault("type", _THESES[entry.type])
    if "url" not in written and (found := _ADDRESS_ALONE.fullmatch(written.get("howpublished", ""))):
        written["url"] = found[1] or found[0]
        del written["howpublished"]
        entry.lines.setdefault("url", entry.lines["howpublished"])
    if written.get("type", "").lower() in _REFERENCE_TYPES:
        del written["type"]
    if written.get("eprint", "").startswith("http"):
        written.setdefault("url", written["eprint"])
        written["file"] = written.pop("eprint")
    if _ISSN.fullmatch(written.get("isbn", "")) and "issn" not in written:  # where RefWorks puts it
        written["issn"] = written.pop("isbn")
        entry.lines.setdefault("issn", entry.lines["isbn"])
    fields = {name: _read(name, value) for name, value in written.items() if name not in NAMES}
    persons = {name: tuple(map(named, names_in(written[name]))) for name in NAMES if name in written}
    return Source(key, entry.type, fields, persons, entry.place, entry.lines, written, entry.bibtex)


_ISSN = regex(r"\d{4}-\d{3}[\dXx]")
_ADDRESS_ALONE = regex(r"\\url\s*\{(https?://[^{}\s]+)\}|https?://[^{}\s]+")
_ESCAPED = regex(r"\\([_%&#~{}$])|(\\textasciitilde\b\s*|\$\\sim\$)|(\\textunderscore\b\s*)|\\url\b|[{}]")
_DOI_DRESS = regex(r"^\s*(?:https?://(?:dx\.|www\.)?doi\.org/|doi(?::\s*|\s+))+", re.IGNORECASE)


def _read(name: str, value: str) -> str:
    """What readers should see of a field's value."""
    if name not in FOR_PROGRAMS:
        return tex.plain(_years(_UNSURE.sub("", _COPYRIGHT.sub("", value))) if name in _DATES else value)
    value = _ESCAPED.sub(lambda match: match[1] or "~" * bool(match[2]) or "_" * bool(match[3]), value)
    return _DOI_DRESS.sub("", value).rstrip(".,; ") if name == "doi" else value


def _years(date: str) -> str:
    """A date, with a slash between two years that are written otherwise, each in full; 2019/05/03 as a day."""
    if _SLASHED.fullmatch(date):
        return date.replace("/", "-")
    match = _YEARS.fullmatch(date)
    last = (match[3] or match[2] + match[4]) if match else ""
    return f"{match[1]}/{last}" if match and match[1] < last else date


def _assembled(year: str, month: str, day: str) -> str:
    """The ISO date of BibTeX's fields; two with a slash between them for two months; the year alone for no month."""
    words = re.findall(r"[a-z]+", month.lower())
    numbers = re.findall(r"\d+", f"{month} {day}")
    names = [name.lower() for name in month_names.values()]
    months = [n for word in words for n, name in enumerate(names, 1) if len(word) > 2 and name.startswith(word)]
    if not words and numbers:
        months = [int(numbers.pop(0))]
    if not months or len(months) < len(words) or not all(1 <= n <= 12 for n in months):
        return year
    if len(months) == 2:
        return f"{year}-{months[0]:02}/{year}-{months[1]:02}"
    date = f"{year}-{months[0]:02}" + (f"-{int(numbers[0]):02}" if len(numbers) == 1 else "")
    return date if days(date) else year


@lru_cache(maxsize=REMEMBERED)
def safe_address(url: str) -> bool:
    """Whether a link to it can be shown: http or https, a host, no password, no white space or marks.

    In http://https://example.org the host would be https.
    """
    if _UNSAFE.search(url):
        return False
    parts = address_parts(url)
    return parts.scheme in _SCHEMES and parts.hostname not in (None, "", *_SCHEMES) and "@" not in parts.netloc


def address_parts(url: str) -> SplitResult:
    """The parts of an address; of what is none (a bracket in the host, say), no parts."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def written(key: str, fields: Mapping[str, str], kind: str = "online") -> str:
    """An entry as references.bib have them, its text as TeX writes it, without the fields that are empty."""
    texts = {name: text if name in FOR_PROGRAMS else tex.written(text) for name, text in fields.items() if text}
    rows = [f"  {name:<12} = {{{text}}}" for name, text in texts.items()]
    return f"@{kind}{{{key},\n" + ",\n".join(rows) + "\n}\n"
