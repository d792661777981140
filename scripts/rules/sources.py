"""The list of sources, references.bib: each source is whole, is cited, and agrees with itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import zip_longest
from textwrap import shorten
from urllib.parse import unquote

from scripts.english import dates
from scripts.english.dates import days, span
from scripts.english.words import EMPTY_WORDS, PART_OF_BODY
from scripts.publication import bibliography, identifiers, tex
from scripts.publication.article import Article
from scripts.publication.bibliography import Form, Source
from scripts.publication.footnotes.fields import EDITED
from scripts.publication.footnotes.parts import Part
from scripts.publication.footnotes.words import is_institution
from scripts.publication.identifiers import NumberKind
from scripts.regex import regex
from scripts.rules.registry import Problems, problem, reported, rule

# What biblatex's own documentation asks of each type, less what Chicago's notes do without; "a|b" means that either
# will do.
REQUIRED = {
    Form.ARTICLE: ("author|editor", "title", "journaltitle|organization|publisher", "date"),
    Form.BOOK: ("author|editor|translator|institution|organization", "title", "publisher|institution|location", "date"),
    Form.CHAPTER: ("author|editor", "title", "booktitle|chapter|pages", "publisher|organization|eventtitle", "date"),
    Form.REPORT: ("author|editor|institution|organization|publisher", "title", "date"),
    Form.THESIS: ("author", "title", "institution|publisher", "date"),
    Form.PAGE: ("author|editor|organization|publisher|institution", "title", "date", "url|doi|eprint"),
    Form.WORK: ("author|editor|organization|publisher|institution|howpublished|holder", "title", "date"),
    Form.CASE: ("title", "date"),
    Form.STATUTE: ("title", "date"),
}
# Types of which BibLaTeX asks less: a conference may publish its own papers, a newspaper is its own author.
_ASKED_NOTHING = {
    "inproceedings": ("publisher|organization|eventtitle",),
    "conference": ("publisher|organization|eventtitle",),
    "periodical": ("author|editor|translator|institution|organization", "publisher|institution|location"),
    "manual": ("publisher|institution|location",),
    "booklet": ("publisher|institution|location",),
    "proceedings": ("author|editor|translator|institution|organization", "publisher|institution|location"),
    "unpublished": ("date",),
}
# What is said instead of a date.
_UNDATED = ("n.d.", "nd", "no date", "forthcoming", "in press", "inpress")
_MAIN_TYPES = "@online, @article, @book, @incollection, @inproceedings, @report, @thesis or @misc"

# A news page's address often keeps the words of its first headline. Where less than a third of
# them is in the title, the title or the address is that of something else, or the headline was
# changed (measured on the audited article: the six sound ones share from 0.4 to 1).
SLUG_SHARE = 0.34
# Fewer words say too little.
SLUG_WORDS = 4
# An address may be dated by the publisher's time zone, a title page by the reader's.
_TIME_ZONES = timedelta(days=1)

# What in an address only tells a site where its reader came from.
TRACKING = ("utm_", "fbclid", "gclid")

_DOMAIN = regex(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)


@rule(serious=True, readers="a source that cannot be read from the list")
def bibliography_parses(article: Article) -> Problems:
    """references.bib is BibTeX with one entry a key and one field a name.

    Bad:  @online{mill2019, title = {On Tides}, title = {On Weirs}}
    Good: @online{mill2019, title = {On Tides}}
    """
    return reported(article, "bibliography-parses")


@rule(serious=False, readers="a listed source that the text does not cite")
def source_cited(article: Article) -> Problems:
    """Each source is cited by a chapter, or by the published note to the article's title, or stands in the published
    list of references.

    Bad:  @online{mill2019, …} (and no [@mill2019] in a chapter)
    Good: The ice held.[@mill2019]
    """
    parents = {source.fields.get("crossref", "").lower() for source in article.sources.values()}
    of_title = {s.key for number in article.original.of_title for s in article.sources_of_note[number]}
    known = article.citing.keys() | of_title | article.listed
    for source in article.sources.values():
        if source.key not in known and source.key.lower() not in parents:
            yield problem(source.place, f"{source.key} is cited in no chapter; cite it, or take it out")


@rule(serious=True, readers="two sources with one web address or number")
def source_unique(article: Article) -> Problems:
    """No two sources have the same address, whatever its scheme, www., fragment or tracking, or the same DOI.

    A number of arXiv counts like a DOI. Parts of one book may have its DOI.

    Bad:  url = {https://www.example.org/ice/?utm_source=mail} beside url = {https://example.org/ice}
    Good: one entry, cited twice
    """
    first: dict[tuple[str, str], Source] = {}
    for source in article.sources.values():
        is_reported = False
        for field, what, name in _identities(source):
            other = first.setdefault((what, name), source)
            if other is not source and not is_reported:
                is_reported = True
                said = f"{source.key} has the {what} of {other.key}; keep one entry and cite it twice"
                yield problem(source.at(field), said, other.key, *({what} - {"address"}))


def _identities(source: Source) -> Iterator[tuple[str, str, str]]:
    """What no two sources have in common: the field, what it is called, and its value."""
    if source.url:
        yield "url", "address", canonical(source.url)
    part = source.title if source.form is Form.CHAPTER else ""
    for written in identifiers.of(source):
        if written.number and written.kind in (NumberKind.DOI, NumberKind.ARXIV):
            yield written.field, str(written.number.kind), f"{written.number.value} {part}"


def canonical(url: str) -> str:
    """An address without what does not tell pages apart."""
    parts = bibliography.address_parts(url)
    query = "&".join(sorted(item for item in parts.query.split("&") if item and not item.startswith(TRACKING)))
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


@rule(serious=True, readers="a source with details missing")
def source_complete(article: Article) -> Problems:
    """An entry has the fields that its type needs, its dates are dates, and a page has an access date.

    Of a source that a published note gives in full, only what that note prints is asked for; of an interview, and of an
    article of a day's newspaper, no author. What an entry takes from another is there.

    Bad:  @online{mill2019, title = {On Tides}, url = {https://example.org/tides}, date = {May 2019}}
    Good: @online{mill2019, author = {Ada Mill}, title = {On Tides}, date = {2019-05-03},
          url = {https://example.org/tides}, urldate = {2019-06-01}}
    """
    for source in article.sources.values():
        if source.type not in bibliography.FORMS:
            what = f"{source.key} is of the type @{source.type}, which no reference manager knows"
            yield problem(source.place, f"{what}; use {_MAIN_TYPES}", f"@{source.type}")
            continue
        printed = article.printed.get(source.key)
        for choice in (*REQUIRED[source.form], *(("urldate",) if source.form is Form.PAGE and source.url else ())):
            nameless = choice.startswith("author") and (source.talk or _is_of_newspaper(source))
            if nameless or choice in _ASKED_NOTHING.get(source.type, ()) or (printed and not _prints(printed, choice)):
                continue
            if not any(map(source.written.get, choice.split("|"))) and not (choice == "date" and _is_dated(source)):
                missing = choice.replace("|", " or ")
                yield problem(source.place, f"{source.key} has no {missing}; add it", missing)
        yield from _undated(source)
        for name, key in source.orphaned:
            what = f"{source.key}: {name} names {key!r}, which no entry has"
            yield problem(source.at(name), f"{what}; add that entry, or take the field out", name, key)


# What a published note prints of what is asked of an entry, by the first of the fields that will do.
_PRINTED: Mapping[str, Callable[[Part], object]] = {
    "author": lambda part: part.authors or part.editors or part.translators,
    "title": lambda part: part.title,
    "date": lambda part: part.date,
    "urldate": lambda part: part.accessed,
    "url": lambda part: part.url or part.doi,
    "publisher": lambda part: part.publisher,
    "institution": lambda part: part.publisher,
}


def _prints(part: Part, choice: str) -> bool:
    """Whether a published note prints what is asked of an entry; what no note has apart is its container's."""
    asked = choice.split("|")[0]
    return bool(_PRINTED[asked](part) if asked in _PRINTED else part.container)


def _is_dated(source: Source) -> bool:
    return bool(source.date or source.fields.get("pubstate") or source.fields.get("eventdate"))


def _is_of_newspaper(source: Source) -> bool:
    """Whether an article is dated to the day and in no volume: newspapers print some that nobody signed."""
    day = days(source.date)
    volumed = any(map(source.fields.get, ("volume", "number", "issue")))
    return source.form is Form.ARTICLE and not volumed and day is not None and day[0] == day[1]


def _undated(source: Source) -> Problems:
    """The dates that are none."""
    for name in ("date", "urldate", "eventdate", "origdate", "year"):
        value = source.date if name == "date" and "date" in source.fields else source.fields.get(name, "")
        if value and not span(value) and not (name in ("date", "year") and value.lower() in _UNDATED):
            message = f"{source.key}: {name} {value!r} is no date; write it as 2019-05-03, 2019-05 or 2019"
            yield problem(source.at(name), message, name, value)
        elif len(ends := list(filter(None, map(days, value.split("/"))))) == 2 and ends[1][1] < ends[0][0]:
            message = f"{source.key}: {name} {value!r} ends before it begins; compare it with the work"
            yield problem(source.at(name), message, name, value)
    whole, parts = span(source.fields.get("date", "")), span(source.date_in_parts)
    if whole and parts and (parts[1] < whole[0] or whole[1] < parts[0]):
        message = (
            f"{source.key}: date {source.fields['date']!r} differs from its year or month, {source.date_in_parts!r}"
        )
        yield problem(source.at("date"), f"{message}; keep the right one", "date", source.date_in_parts)
    month = source.fields.get("month", "")
    if month and "date" not in source.fields and days(source.date) and "-" not in source.date:
        message = f"{source.key}: month {month!r} is no month; write it as may or 5, or as the date 2019-05-03"
        yield problem(source.at("month"), message, "month", month)


@rule(serious=True, readers="authors’ names that run together")
def source_names(article: Article) -> Problems:
    """Names are joined by `and`, so that no two become one.

    The name of a body has braces: `{Ministry of Ports and Bridges}` would be two people. What is printed beside a name,
    such as (Ed.), is no part of it.

    Bad:  author = {Ada Mill, Bo Wu, Cy Reed}
    Good: author = {Ada Mill and Bo Wu and Cy Reed}
    """
    for source in article.sources.values():
        for field in bibliography.NAMES:
            names = bibliography.names_in(source.written.get(field, ""))
            for name, following in zip_longest(names, names[1:], fillvalue=""):
                if bibliography.unseparated(name):
                    what = f"{source.key}: {field} {name!r} is read as one name"
                    also = "write `and` between names, and put braces round the name of a body"
                    yield problem(source.at(field), f"{what}; {also}", field, name)
                elif "and" in (name.split()[:1] + name.split()[-1:]):
                    what = f"{source.key}: {field} {name!r} has `and` with no name on one side of it"
                    yield problem(source.at(field), f"{what}; write the name, or take `and` out", field, name)
                elif " " in name and name[0] != "{" and (beside := _BESIDE_NAMES.search(tex.plain(name))):
                    what = f"{source.key}: {field} {name!r} has {beside[0]!r} in a name"
                    yield problem(
                        source.at(field), f"{what}; write the name alone, an editor's in `editor`", field, name
                    )
                elif by_initials := _INITIALS_LAST.fullmatch(name):
                    what = f"{source.key}: {field} {name!r} is read as somebody of the family {by_initials[2]!r}"
                    mend = f"write {by_initials[1]}, {'. '.join(by_initials[2])}."
                    yield problem(source.at(field), f"{what}; {mend}", field, name)
                elif _is_body(name, following):
                    family = name.rpartition(" ")[2]
                    what = f"{source.key}: {field} {name!r} is read as somebody of the family {family!r}"
                    yield problem(source.at(field), f"{what}; put braces round the whole name of a body", field, name)


# What is printed beside a name: what somebody did, or the number of a note.
_BESIDE_NAMES = regex(
    rf"\((?:{EDITED}|trans\w*\.?|übers\.?|trad\.?)\)|(?<=[^\W\d_])\s?[\d⁰¹²³⁴-⁹,]*[\d⁰¹²³⁴-⁹]$", re.IGNORECASE
)
# As medical catalogues write a name: Mill AB. But Benedict XVI.
_INITIALS_LAST = regex(r"([^\W\d_][^\W\d_]*[a-zß-ÿ][^,{}]*) ((?!II|IV|VII|X[IVX]|MD|MP)[A-Z]{1,3})")


# Ends of words that say what a body is, and are no family's name, as Bank, Court and Council are.
_NO_FAMILY = regex(r"(?:tion|sion|ment|sity|tute|ttee|stry|ency|group)\b", re.IGNORECASE)


def _is_body(name: str, following: str) -> bool:
    """Whether a name that has no braces is that of a body, or the beginning of one: Ministry of Ports *and* Bridges."""
    if "," in name or "{" in name:
        return False
    parted = " of " in name and following and " " not in following and following[0].isupper()
    below = PART_OF_BODY.match(name) and not re.match(r"[A-Z]{2}\.", name)  # JK. Mill is a person
    says_so = len(name.split()) > 2 and _NO_FAMILY.search(name) and is_institution(name)
    return bool(parted or below or says_so) or bibliography.is_of_body(name)


@rule(serious=True, readers="a detail of a source that is not shown")
def field_shown(article: Article) -> Problems:
    """What a field says is shown to readers: its name is one that references have, and its TeX and letters can be read.

    Fields that reference managers keep for themselves are allowed.

    Bad:  titel = {On Tides}
    Good: title = {On Tides}
    """
    for source in article.sources.values():
        for name, value in source.written.items():
            kept = bibliography.KEPT.intersection((name, re.sub(r"[-_]\d+$", "", name)))
            if name not in bibliography.SHOWN and not kept:
                message = f"{source.key}: {name} {shorten(value, 60)!r} is a field that no reference shows"
                yield problem(source.at(name), f"{message}; correct its name, or put it into `note`", name)
            elif name in bibliography.SHOWN and name not in bibliography.FOR_PROGRAMS:
                for command in dict.fromkeys(tex.undecoded(value)):
                    message = f"{source.key}: {name} has {command!r}, which would be shown as it stands"
                    yield problem(source.at(name), f"{message}; write the letters themselves", name, command)
                for word, meant in dict.fromkeys(tex.misread(value)):
                    message = (
                        f"{source.key}: {name} has {word!r}, which is {meant!r} read in another encoding than UTF-8"
                    )
                    yield problem(source.at(name), f"{message}; write the letters themselves", name, word)


@rule(serious=False, readers="a web page dated without a day")
def source_date_precise(article: Article) -> Problems:
    """A page on the web is dated to the day, since it can be another tomorrow.

    Bad:  @online{mill2019, …, date = {2019}}
    Good: @online{mill2019, …, date = {2019-05-03}}
    """
    for source in article.sources.values():
        if source.form is Form.PAGE and days(source.date) and len(source.date) < len("2019-05-03"):
            what = f"{source.key}: date {source.date!r} gives no day"
            yield problem(source.at("date"), f"{what}; look it up on the page", source.date)


@rule(serious=True, readers="a date that differs from the one in the web address")
def source_date_vs_url(article: Article) -> Problems:
    """The date of a source and the date in its address agree, and neither says more than the other.

    A day's difference is allowed: publishers and readers live in several time zones.

    Bad:  date = {2019-05-13}, url = {https://example.org/2019/05/03/tides}
    Good: date = {2019-05-03}, url = {https://example.org/2019/05/03/tides}
    """
    for source in article.sources.values():
        parts = bibliography.address_parts(source.url)
        stated, address = span(source.date), dates.in_path(parts.path)
        said = days(address)
        numbered = source.form in (Form.STATUTE, Form.CASE) or "legislation" in (parts.hostname or "").split(".")
        if not stated or not said or (numbered and len(address) < len("2019-05-03")):  # act 5 of 2019
            continue
        what = ""
        if stated[1] < said[0] - _TIME_ZONES or stated[0] > said[1] + _TIME_ZONES:
            what = f", but its address says {address!r}"
        elif len(address) > len(source.date) and "/" not in source.date:
            what = f" is less than its address says, {address!r}"
        if what:
            message = f"{source.key}: date {source.date!r}{what}; look the date up on the page"
            yield problem(source.at("date", "year"), message, source.date, address)


@rule(serious=True, readers="a source read before it was published")
def source_accessed_after_published(article: Article) -> Problems:
    """A source was looked at on the day it appeared or later.

    Bad:  date = {2019-05-03}, urldate = {2019-05-02}
    Good: date = {2019-05-03}, urldate = {2019-06-01}
    """
    for source in article.sources.values():
        published, accessed = span(source.date), days(source.accessed)
        if published and accessed and accessed[1] < published[0]:
            what = f"{source.key}: accessed {source.accessed!r}, before it was published, {source.date!r}"
            yield problem(source.at("urldate"), f"{what}; correct one", source.accessed, source.date)


@rule(serious=True, readers="a source dated in the future")
def source_not_in_future(article: Article) -> Problems:
    """No source is dated, or was looked at, after today.

    Bad:  date = {2091-05-03}
    Good: date = {2019-05-03}
    """
    for source in article.sources.values():
        for name, value in (("date", source.date), ("urldate", source.accessed)):
            dated = span(value)
            if dated and dated[0] > article.today:
                what = f"{source.key}: {name} {value!r} is still to come"
                yield problem(source.at(name, "year"), f"{what}; correct it", name, value)


@rule(serious=True, readers="a title that does not resemble its web address")
def source_title_vs_slug(article: Article) -> Problems:
    """A title shares words with its address, where the address is made of words.

    Bad:  title = {Early Challenges}, url = {https://example.org/doubts-grow-on-river-flood-defences}
    Good: title = {Doubts Grow}, url = {https://example.org/doubts-grow-on-river-flood-defences}
    """
    for source in article.sources.values():
        slug, title = slug_words(source.url), _words(source.title)
        if len(slug) < SLUG_WORDS or not title:
            continue
        shared = slug & title
        if len(shared) < SLUG_SHARE * len(slug):
            listed, of = ", ".join(sorted(slug)), f"{len(shared)} of the {len(slug)} words"
            what = f"{source.key}: the title {source.title!r} has {of} of its address, {listed}"
            yield problem(source.at("url"), f"{what}; compare both with the page", source.title, *sorted(slug))


def slug_words(url: str) -> set[str]:
    """The content words in the last part of an address's path."""
    last = unquote(bibliography.address_parts(url).path).rstrip("/").rsplit("/", 1)[-1]
    return _words(re.sub(r"\.\w{2,5}$", "", last).replace("_", " "))


def _words(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", text.lower()))
    return {word for word in words if len(word) > 1 and word not in EMPTY_WORDS}


@rule(serious=False, readers="a publication named by its web domain")
def source_container_name(article: Article) -> Problems:
    """A container is named as a publication, not as a domain.

    Bad:  organization = {Example.org}
    Good: organization = {The Example}
    """
    for source in article.sources.values():
        host = (bibliography.address_parts(source.url).hostname or "").removeprefix("www.")
        if _DOMAIN.fullmatch(source.container) and host.endswith(source.container.lower().removeprefix("www.")):
            place = source.at("organization", "journaltitle", "journal", "publisher")
            what = f"{source.key}: the container {source.container!r} is a domain"
            yield problem(place, f"{what}; give the publication's name", source.container)


# Also 341--18 for 341--318; a page of a section may be 4-1. Of one letter each, they may be sections: D--C.
_EXTENT = regex(
    r"(?<![\w:.-])(?:(\d+) ?(?:--|–) ?(\d+)|(\d{3,}) ?- ?(\d{3,})|(?!\w ?[-–]+ ?\w\b)([ivxlcdm]+) ?[-–]+ ?([ivxlcdm]+))"
    r"(?![\w:-])",
    re.IGNORECASE,
)
_NUMERALS = dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))


def _page(number: str) -> int:
    """The number of a page in digits or in Roman numerals."""
    if number.isdigit():
        return int(number)
    values = [_NUMERALS[letter] for letter in number.lower()]
    return sum(-one if one < after else one for one, after in zip_longest(values, values[1:], fillvalue=0))


@rule(serious=True, readers="an identifier or pages with a misprint")
def source_number_sound(article: Article) -> Problems:
    """A DOI, arXiv number, ISBN, ISSN or ORCID has the form of one, its check digit is right, and pages run forwards.

    Bad:  isbn = {978-0-306-40615-8}
    Good: isbn = {978-0-306-40615-7}
    """
    for source in article.sources.values():
        for written in identifiers.of(source):
            what = f"{source.key}: {written.field} {written.words!r}"
            if written.number is None:
                message = f"{what} has not the form of {written.kind}; copy it from the work itself"
            elif not written.sound:
                last, right = written.number.value[-1], identifiers.check_digit(written.number)
                message = f"{what} ends in {last!r} where its other digits ask for {right!r}; compare it with the work"
            else:
                continue
            yield problem(source.at(written.field), message, written.field, written.words)
        for match in _EXTENT.finditer(pages := source.fields.get("pages", "")):
            first, last = filter(None, match.groups())
            if _page(first[: -len(last)] + last if last.isdigit() else last) < _page(first):
                what = f"{source.key}: pages {match[0]!r} run backwards; compare them with the work"
                yield problem(source.at("pages"), what, "pages", pages, match[0])


@rule(serious=True, readers="a web address that cannot be used")
def source_address_safe(article: Article) -> Problems:
    """An address is a whole http or https address with a host, and nothing but an address; everybody can open it.

    One that leads through a library's proxy opens for the library's readers alone.

    Bad:  url = {javascript:alert(1)}
    Good: url = {https://example.org/tides}
    """
    for source in article.sources.values():
        for name in ("url", "archiveurl"):
            value = source.fields.get(name, "")
            if value and not bibliography.safe_address(value):
                what = f"{source.key}: {name} {value!r} is no http or https address"
                yield problem(source.at(name), f"{what}; give that of the page", name, value)
            elif _PROXY.match(value):
                what = f"{source.key}: {name} {value!r} leads through the sign-in of a library"
                yield problem(source.at(name), f"{what}; give the page's own, which everybody can open", name, value)


# OCLC's EZproxy and its like (https://help.oclc.org/Library_Management/EZproxy): the address of the page is handed
# over, or its host is written before the library's.
_PROXY = regex(
    r"https?://(?:[^/?#]+/login\?(?:[^#]*&)?q?url=https?(?::|%3A)|[^/?#]+\.(?:ez|lib)proxy\d*\.[^/?#.]+\."
    r"|[^/?#.]+-[^/?#]*\.(?:proxy\.|[^/?#.]+\.idm\.oclc\.org))",
    re.IGNORECASE,
)
