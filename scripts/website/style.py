"""References as full notes, in the form of Chicago's notes that the published article has.

    Ada Mill and Bo Wu, "On Tides", *The Example*, 3 May 2019, accessed 1 Jun 2019 <https://…>
    Ada Mill, *Tides*, trans. Bo Wu, 2nd ed. (London: Weir Press, 2019), 12–14

It has days before months, months of three letters, the access date, and the address in angle brackets; a link by DOI
where there is no address. A title that ends in a question mark or an exclamation mark takes no comma. The words of a
title are never recased. Every field of bibliography.SHOWN that is not for programs is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from scripts.english.dates import shown
from scripts.publication.bibliography import Form, Source, full_name, safe_address
from scripts.publication.footnotes.fields import NUMBER, VOLUME
from scripts.publication.tex import StyledText
from scripts.regex import regex

# Sources whose references are remembered: pages ask for the same ones.
REMEMBERED = 8192


class Anchor(NamedTuple):
    """Words that lead to an address."""

    text: str
    url: str


Piece = StyledText | Anchor
Pieces = tuple[Piece, ...]

# Forms whose title stands on its own and is set in italics, and types that are so too; the others' titles are quoted.
_ITALIC_FORMS = (Form.BOOK, Form.REPORT, Form.CASE)
_ITALIC_TYPES = ("movie", "music", "performance", "artwork")

_LAW = (Form.CASE, Form.STATUTE)

# Forms of which publisher, place and date stand in brackets.
_BRACKETED = (Form.BOOK, Form.CHAPTER, Form.REPORT, Form.THESIS, *_LAW)

# What people did for a source, in the order in which it is said; after their names where nobody wrote it.
_ROLES = {
    "editor": ("ed.", "eds."),
    "editora": ("ed.", "eds."),
    "editorb": ("ed.", "eds."),
    "editorc": ("ed.", "eds."),
    "translator": ("trans.", "trans."),
    "annotator": ("annotated by", "annotators"),
    "commentator": ("with commentary by", "commentators"),
    "introduction": ("introduction by", "introduction"),
    "foreword": ("foreword by", "foreword"),
    "afterword": ("afterword by", "afterword"),
    "holder": ("held by", "holders"),
}
_EDITORS = {
    "compiler": ("comp.", "comps."),
    "director": ("dir.", "dirs."),
    "founder": ("founded by", "founders"),
    "producer": ("produced by", "producers"),
    "redactor": ("redacted by", "redactors"),
    "reviser": ("rev.", "rev."),
    "organizer": ("organized by", "organizers"),
    "performer": ("performed by", "performers"),
}

CONTAINERS = ("journaltitle", "booktitle", "maintitle", "organization", "publisher", "institution")

# BibLaTeX's words for types and states, which it writes out itself.
_WORDS = {
    "phdthesis": "PhD diss.",
    "mathesis": "master's thesis",
    "bathesis": "bachelor's thesis",
    "candthesis": "candidate's thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "software",
    "datacd": "data CD",
    "audiocd": "audio CD",
    "inpress": "in press",
    "inpreparation": "in preparation",
    "newseries": "new series",
    "oldseries": "old series",
} | {
    kind + land: words
    for kind, words in (("patent", "patent"), ("patreq", "patent request"))
    for land in ("", "de", "eu", "fr", "uk", "us")
}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def parts(source: Source, locator: str = "") -> Iterator[tuple[str, Pieces]]:
    """The parts of a note that cites a source, at a locator or as a whole.

    Each comes with the sign that is before it where it is not the first.
    """
    yield from _before_locator(source)
    yield ", ", text("" if locator == _pages(source) else locator)
    yield from _addresses(source)


@lru_cache(maxsize=REMEMBERED)
def _before_locator(source: Source) -> tuple[tuple[str, Pieces], ...]:
    return tuple(_made_before_locator(source))


def _made_before_locator(source: Source) -> Iterator[tuple[str, Pieces]]:
    first = "author" if source.names else next((role for role in _ROLES if source.persons.get(role)), "")
    if first and not source.names_itself:
        many = len(source.persons[first]) > 1
        yield "", text(_people(source, first) + (f", {_role(source, first)[many]}" if first != "author" else ""))
    yield ", ", _title(source)
    yield ", ", source.set("titleaddon")
    roles = [
        (", ", text(f"{_role(source, role)[0]} {_people(source, role)}"))
        for role in _ROLES
        if role != first and source.persons.get(role)
    ]
    in_article = source.form is Form.ARTICLE  # who translated it, say, comes before the journal
    said: list[str] = []
    yield from roles if in_article else ()
    yield from _container(source, said)
    yield from () if in_article else roles
    yield from _numbers(source)
    event = (source.fields.get(name, "") for name in ("eventtitle", "venue"))
    yield ", ", text(", ".join([*filter(None, event), *dated(source, "eventdate")]))
    yield from _imprint(source, said)
    if source.form not in (Form.ARTICLE, *_LAW):
        yield ", ", text(_pages(source))
    for name in ("note", "addendum"):
        yield ", ", source.set(name)


def _people(source: Source, role: str) -> str:
    return listed([full_name(name) for name in source.persons.get(role, ())])


def _container(source: Source, said: list[str]) -> Iterator[tuple[str, Pieces]]:
    """What a source was published in. The names of the fields that it says go into `said`."""
    fields, form = source.fields, source.form
    by = _people(source, "bookauthor")
    kept = ("publisher",) if source.talk else ()  # an archive, or who broadcast it
    container = next((name for name in CONTAINERS if fields.get(name) and name not in kept), "")
    if form is Form.CHAPTER and source.set("booktitle"):
        said.append("booktitle")
        yield ", ", (*text(f"in {by}, " if by else "in "), *italic(source.set("booktitle")))
    elif by:
        yield ", ", text(f"in a work by {by}")
    if form is Form.ARTICLE:
        said.append(container)
        yield ", ", italic(source.set(container))
        yield ", ", text(written_out(source, "series"))
        yield " ", text(fields.get("volume", ""))
        yield ", ", text(_counted("no.", fields.get("number", "")))
        yield ", ", text(fields.get("issue", ""))
    elif form in _LAW:
        said.append("journaltitle")
        reporter = "".join(run.text for run in source.set("journaltitle"))
        printed = " ".join(filter(None, (fields.get("volume"), reporter, _pages(source))))
        yield ", ", text(printed if printed != source.title else "")  # a case without a name is called by its place
        yield ", ", text(fields.get("number", ""))
    elif form not in _BRACKETED and container and fields[container] != source.title:
        said.append(container)
        yield ", ", italic(source.set(container))
    for name in ("journaltitle", "booktitle"):
        yield ", ", italic(source.set(name)) if name not in said else ()
    if source.set("maintitle") and "maintitle" not in said:
        volume = _counted("vol.", fields.get("volume", "")) if form not in (Form.ARTICLE, *_LAW) else ""
        yield ", ", (*text(f"{volume} of " if volume else ""), *italic(source.set("maintitle")))
    for name in ("booktitleaddon", "issuetitle"):
        yield ", ", source.set(name)


def _title(source: Source) -> Pieces:
    title = source.set("title")
    whole = source.form is Form.CHAPTER and not source.set("booktitle")  # BibTeX's inbook has the book's title
    if source.form in _ITALIC_FORMS or source.type in _ITALIC_TYPES or whole:
        return italic(title)
    if source.form is Form.STATUTE or source.talk or not title:
        return title
    return (StyledText('"'), *title, StyledText('"'))


def _role(source: Source, role: str) -> tuple[str, str]:
    return _EDITORS.get(source.fields.get(f"{role}type", "").lower(), _ROLES[role])


def _numbers(source: Source) -> Iterator[tuple[str, Pieces]]:
    """Edition, volume, series, kind and number."""
    fields, form = source.fields, source.form
    in_main = fields.get("maintitle") and (form in _BRACKETED or source.container != fields["maintitle"])
    has_volume = in_main or form in (Form.ARTICLE, *_LAW)
    edition = fields.get("edition", "")
    if edition.isdigit() or edition.lower() in _ORDINALS:
        edition = ordinal(int(edition) if edition.isdigit() else _ORDINALS.index(edition.lower()) + 1)
    if edition and not _EDITION.search(edition):
        edition += " ed."
    yield ", ", text(edition)
    for name, words in (("version", "version"), ("volume", "vol."), ("part", "pt."), ("chapter", "chap.")):
        if fields.get(name) and not (name == "volume" and has_volume):
            yield ", ", text(_counted(words, fields[name]))
    yield ", ", text(f"{fields['volumes']} vols." if fields.get("volumes") else "")
    kind = written_out(source, "type")
    number = fields.get("number", "") if form not in (Form.ARTICLE, *_LAW) else ""
    series = written_out(source, "series") if form is not Form.ARTICLE else ""
    if form is not Form.THESIS:
        yield ", ", text(" ".join(filter(None, (kind, number if kind and not series else ""))))
    if series:
        yield ", ", text(f"{series} {number}".strip())
    elif number and not (kind and form is not Form.THESIS):
        yield ", ", text(_counted("no.", number))
    if form is not Form.ARTICLE:
        yield ", ", text(fields.get("issue", ""))
    yield ", ", text(fields.get("howpublished", ""))


# An edition that says so itself, in English or another language.
_EDITION = regex(r"\b(?:[eé]d(?:n|i\w+)?|aufl(?:age)?|изд\w*)\b", re.IGNORECASE)


def _counted(words: str, number: str) -> str:
    """A number with the words before it, where it does not say them itself: no. 3, Heft 3."""
    return number if not number or NUMBER.match(number) or VOLUME.match(number) else f"{words} {number}"


def _imprint(source: Source, said: list[str]) -> Iterator[tuple[str, Pieces]]:
    """Where, by whom and when it was published."""
    fields = source.fields
    bodies = [fields.get(name, "") for name in ("publisher", "institution", "organization")]
    bodies = [body for body in dict.fromkeys(bodies) if body and body not in map(fields.get, said)]
    place = fields.get("location", "")
    dates = [*dated(source, "date"), *filter(None, [written_out(source, "pubstate")])]
    title, *house = (fields.get(name, "") for name in ("origtitle", "origlocation", "origpublisher"))
    first = [f'as "{title}"' if title else "", ": ".join(filter(None, house)), *dated(source, "origdate")]
    if any(first):
        dates = [f"first published {', '.join(filter(None, first))}", *dates]
    if source.form in _BRACKETED:
        thesis = [written_out(source, "type")] if source.form is Form.THESIS else []
        where = f"{place}: {', '.join(bodies)}" if place and bodies else place or ", ".join(bodies)
        inner = ", ".join(filter(None, [*thesis, where, *dates]))
        yield " ", text(f"({inner})" if inner else "")
    elif source.form is Form.ARTICLE and (fields.get("volume") or fields.get("number")):
        yield " ", text(f"({', '.join(dates)})" if dates else "")  # who publishes a journal, and where, is not said
        yield ": ", text(_pages(source))
    elif source.form is Form.ARTICLE:
        yield ", ", text(", ".join(dates))
        yield ", ", text(_pages(source))
    else:
        yield ", ", text(", ".join(filter(None, [*bodies, place, *dates])))


def written_out(source: Source, name: str) -> str:
    """A field, with BibLaTeX's word for a type or a state written out."""
    value = source.fields.get(name, "")
    return _WORDS.get(value, value)


def dated(source: Source, name: str) -> list[str]:
    """One of its dates, or the two ends of a range, as notes write it."""
    date = source.date if name == "date" else source.fields.get(name, "")
    doubt = source.doubt(name)
    words = "–".join(filter(None, map(shown, date.split("/"))))
    return [f"{'ca. ' * (doubt in ('~', '%'))}{words}{'?' * (doubt in ('?', '%'))}"] if date else []


def _pages(source: Source) -> str:
    return re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "–", source.fields.get("pages") or source.fields.get("eid", ""))


def _addresses(source: Source) -> Iterator[tuple[str, Pieces]]:
    fields, doi = source.fields, source.doi_address
    if eprint := fields.get("eprint", ""):
        kind, group = fields.get("eprinttype", ""), fields.get("eprintclass", "")
        words = f"{_ARCHIVES.get(kind.lower(), kind)}:{eprint}" if kind else eprint
        yield ", ", (linked(words + (f" [{group}]" if group else ""), source.eprint_address),)
    if doi and source.url and fields["doi"].lower() not in source.url.lower():
        yield ", ", (linked(f"doi:{fields['doi']}", doi),)
    if source.accessed:
        yield ", ", text(f"accessed {shown(source.accessed)}")
    if address := source.url or doi:
        yield " ", (StyledText("<"), linked(address, address), StyledText(">"))


_ARCHIVES = {"arxiv": "arXiv", "jstor": "JSTOR", "pubmed": "PMID", "pmid": "PMID", "hdl": "hdl"}


def text(words: str) -> Pieces:
    return (StyledText(words),) if words else ()


def italic(runs: Iterable[StyledText]) -> tuple[StyledText, ...]:
    """In italics, with what is so already upright."""
    return tuple(run._replace(italic=not run.italic) for run in runs)


def linked(words: str, url: str) -> Piece:
    return Anchor(words, url) if safe_address(url) else StyledText(words)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(names: list[str]) -> str:
    if names[1:] and names[-1] == "others":
        return f"{', '.join(names[:-1])} et al."
    if len(names) <= 2:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def note(source: Source, locator: str = "") -> list[Piece]:
    """A source as the full note that first cites it, at a locator or as a whole."""
    made: list[Piece] = []
    for sign, pieces in parts(source, locator):
        if pieces and made and sign:
            ended = (
                sign == ", " and len(made) > 1 and made[-1] == StyledText('"') and made[-2].text.endswith(("?", "!"))
            )
            made.append(StyledText(" " if ended else sign))
        for piece in pieces:
            if made and isinstance(piece, StyledText) and made[-1][1:] == piece[1:] and piece.italic:
                made[-1] = piece._replace(text=made[-1].text + piece.text)
            else:
                made.append(piece)
    return made


def plain(source: Source) -> str:
    """A source as its full note, in words alone."""
    return "".join(piece.text for piece in note(source))


_ESCAPED = str.maketrans(
    {c: f"&#{ord(c)};" for c in "\\`*_{}[]^@|~$"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
)


def escape(text: str) -> str:
    """Text as HTML, with what Markdown would read as markup written as character references."""
    return text.translate(_ESCAPED)
