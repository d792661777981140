"""What is told to those who cite the article and to programs: citations to copy, tags for the head, CSL-JSON.

Nothing here says more than the records do: no date of publication, journal or DOI that the article
does not give, and no address where the site has none that others could follow (see `public`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from json import JSONEncoder
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from scripts.english import dates
from scripts.publication.article import Article
from scripts.publication.bibliography import Form, Name, Source, full_name, safe_address, written
from scripts.publication.chapters import Chapter
from scripts.publication.ledger import Publication
from scripts.states import support
from scripts.website import long_json, one_page, style, templates

Json = dict[str, Any]

# The pages that stand for the whole article, by their addresses within the site.
WHOLE = ("", "one-page/")
_HERE = ("127.0.0.1", "localhost", "::1", "0.0.0.0")  # noqa: S104


class HowToCite(NamedTuple):
    """How to cite a page, ready to be copied: as BibTeX, as a Chicago note, and in plain words.

    `url` is the page's address, or "".
    """

    bibtex: str
    chicago: str
    plain: str
    url: str


class CitedPage(NamedTuple):
    """What is cited or told of, a page: its address within the site, its title, and its chapter where it is one."""

    url: str
    title: str
    chapter: Chapter | None

    @property
    def is_by_the_author(self) -> bool:
        return self.chapter is not None or self.url in WHOLE


class PageHead(NamedTuple):
    """What the head of a page holds: Highwire tags as pairs of name and content, and schema.org."""

    highwire: list[tuple[str, str]]
    linked: Json


def public(site_url: str | None) -> str:
    """The site's address with a slash at its end; "" where it is not set, or is that of the machine it was built on."""
    host = urlsplit(site_url or "").hostname
    return "" if not site_url or not host or host in _HERE else site_url.rstrip("/") + "/"


# Citations


def citation(publication: Publication, page: CitedPage, site: str, site_name: str, edition: str = "") -> HowToCite:
    """How to cite a page: as the author's article or a chapter of it, or as a page of the editors', who have no names.

    `site` is as `public` gives it; `edition` says which it is, or is "".
    """
    url = site + page.url if site else ""
    if page.is_by_the_author:
        return _of_the_article(publication, page.chapter.title if page.chapter else "", url, edition)
    return _of_the_editors(page.title, site_name, url, edition)


def _of_the_article(publication: Publication, section: str, url: str, edition: str) -> HowToCite:
    """How to cite the article, or one chapter of it if its title is given as `section`."""
    given, family, title = publication.given, publication.family, publication.title
    fields = {
        "author": f"{family}, {given}" if family else publication.author and f"{{{publication.author}}}",
        "title": title,
        "note": "; ".join(filter(None, (section and f"Chapter: {section}", edition))),
        "url": url,
    }
    end = ", ".join(filter(None, (edition, url)))
    chicago = [f"{given} {family}," if family else f"{publication.author},"] * bool(publication.author)
    chicago += [_quoted(title, "," if section or end else ".")]
    chicago += ["under", _quoted(section, "," if end else ".")] * bool(section) + [f"{end}."] * bool(end)
    words = ": ".join(filter(None, (publication.author, title))) + (f", chapter “{section}”" if section else "")
    plain = [words if words.endswith(("?", "!", ".")) else f"{words}.", _sentence(edition)]
    plain += [url] * bool(url)
    key = _word(family or publication.author.rpartition(" ")[2]) + _word(title)
    return HowToCite(written(key, fields), " ".join(chicago), " ".join(filter(None, plain)), url)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _of_the_editors(title: str, site_name: str, url: str, edition: str) -> HowToCite:
    """How to cite a page that the editors made."""
    fields = {"title": title, "organization": site_name, "note": edition, "url": url}
    chicago = ", ".join(filter(None, (site_name, edition, url)))
    plain = [f"{title} ({site_name}).", _sentence(edition), url]
    bibtex = written(_word(site_name) + _word(title), fields)
    return HowToCite(bibtex, f"{_quoted(title, ',')} {chicago}.", " ".join(filter(None, plain)), url)


def _quoted(title: str, mark: str) -> str:
    """A title in quotation marks, the mark that follows it inside them, as Chicago has it; none after ? and !."""
    inner = title.replace("“", "‘").replace("”", "’")
    return f"“{inner}{'' if inner.endswith(('?', '!', '.')) else mark}”"


def _word(text: str) -> str:
    """The first word of a text that is longer than three letters, for a key."""
    words = re.findall(r"[a-z]+", text.lower())
    return next((word for word in words if len(word) > 3), "".join(words))


# The head of a page


def head(article: Article, page: CitedPage, site: str, *, pdf: bool = False) -> PageHead | None:
    """What the head of a page tells programs of the article; None for a page that is not the author's.

    It is in proportion to the page: a chapter tells of its own sources and claims, the first page of
    all sources and of each chapter's name, the page with all of the article of everything. Of an article that
    is too long for one page, its chapters alone tell the sources.
    """
    if not page.is_by_the_author:
        return None
    root = site or templates.to_root(page.url)
    if page.chapter:
        sources = article.sources_of(citation.key for citation in page.chapter.citations)
    else:
        sources = list(article.sources.values()) if one_page.has_all(article) else []
    tags = list(_highwire(article, page, sources, site, pdf=pdf))
    return PageHead(tags, _linked(article, page, sources, root, site, pdf=pdf))


def _highwire(
    article: Article, page: CitedPage, sources: Iterable[Source], site: str, *, pdf: bool
) -> Iterator[tuple[str, str]]:
    """The tags that reference managers and Google Scholar read, as pairs of name and content."""
    publication = article.publication
    yield "citation_title", publication.title
    family = publication.family
    if publication.author:
        yield "citation_author", f"{family}, {publication.given}" if family else publication.author
    if site:
        yield "citation_fulltext_html_url", site + page.url
        if pdf:
            yield "citation_pdf_url", f"{site}article.pdf"
    for source in sources:
        yield "citation_reference", style.plain(source)


def _linked(article: Article, page: CitedPage, sources: list[Source], root: str, site: str, *, pdf: bool) -> Json:
    """The article in schema.org's terms (https://schema.org/ScholarlyArticle), without a verdict on anything in it.

    Every page tells of the same article, under one @id, which is relative where the site has no address.
    """
    publication = article.publication
    linked: Json = {"@context": "https://schema.org", "@type": "ScholarlyArticle", "@id": f"{root}#article"}
    linked |= {"headline": publication.title, "name": publication.title}
    if publication.author:
        linked["author"] = {"@type": "Person", "name": publication.author}
    if publication.family:
        linked["author"] |= {"givenName": publication.given, "familyName": publication.family}
    if page.chapter:
        return linked | {
            "hasPart": _part(article, page.chapter, root) | {"citation": [_work(s, root) for s in sources]}
        }
    if site:
        linked["url"] = site
    if pdf:
        file = {"contentUrl": f"{root}article.pdf", "encodingFormat": "application/pdf"}
        linked["encoding"] = {"@type": "MediaObject"} | file
    whole = page.url and one_page.has_all(article)
    parts = [
        _part(article, chapter, root) if whole else _named(chapter, root) | {"position": number}
        for number, chapter in enumerate(article.chapters, start=1)
    ]
    return linked | {"citation": [_work(source, root) for source in sources], "hasPart": parts}


def _named(chapter: Chapter, root: str) -> Json:
    return {"@type": "CreativeWork", "@id": f"{root}{chapter.url}", "name": chapter.title}


def _part(article: Article, chapter: Chapter, root: str) -> Json:
    """A chapter with its claims, each with the sources that its own line cites."""
    claims = [
        {
            "@type": "Claim",
            "@id": f"{root}{chapter.url}#{one.claim.id}",
            "text": one.sentence.text,
            "citation": [{"@id": f"{root}sources/#{source.key}"} for source in article.sources_of(one.claim.sources)],
        }
        for one in support.claims_of(article, chapter)
    ]
    return _named(chapter, root) | {"hasPart": [{k: v for k, v in claim.items() if v} for claim in claims]}


def _work(source: Source, root: str) -> Json:
    """A source; what its entry does not give is left out."""
    work: Json = {"@type": "CreativeWork", "@id": f"{root}sources/#{source.key}", "name": source.title}
    if source.names:
        work["author"] = [{"@type": "Person", "name": full_name(name)} for name in source.names]
    if source.container:
        work["isPartOf"] = {"@type": "CreativeWork", "name": source.container}
    if dates.days(source.date) and not source.doubt("date"):
        work["datePublished"] = source.date
    if safe_address(source.url):
        work["url"] = source.url
    return work


# The references as CSL-JSON

# The types of entries in those of CSL 1.0.2; what is not here is a document.
_CSL_TYPES = {
    name: csl
    for csl, names in {
        "article-journal": "article suppperiodical",
        "article-magazine": "magazine",
        "article-newspaper": "newspaper",
        "book": "book mvbook collection mvcollection proceedings mvproceedings reference mvreference manual ebook",
        "broadcast": "audio",
        "chapter": "inbook bookinbook suppbook incollection suppcollection",
        "dataset": "dataset data",
        "entry-encyclopedia": "inreference",
        "graphic": "image artwork",
        "legal_case": "jurisdiction case",
        "legislation": "legislation legal statute",
        "manuscript": "unpublished",
        "motion_picture": "movie video",
        "pamphlet": "booklet",
        "paper-conference": "inproceedings conference",
        "patent": "patent",
        "performance": "performance",
        "periodical": "periodical",
        "personal_communication": "letter",
        "report": "report techreport",
        "review": "review",
        "software": "software",
        "song": "music",
        "speech": "presentation",
        "standard": "standard",
        "thesis": "thesis phdthesis mastersthesis",
        "webpage": "online www electronic",
    }.items()
    for name in names.split()
}
_CSL_NAMES = {
    "author": "author",
    "bookauthor": "container-author",
    "editor": "editor",
    "translator": "translator",
} | dict.fromkeys(
    "editora editorb editorc annotator commentator introduction foreword afterword holder".split(), "contributor"
)
_CSL_EDITORS = ("compiler", "director", "organizer", "performer", "producer")
_CSL_FIELDS = {
    "title": "title",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "series": "collection-title",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "part": "part-number",
    "edition": "edition",
    "version": "version",
    "chapter": "chapter-number",
    "pages": "page",
    "eid": "page",
    "pagetotal": "number-of-pages",
    "publisher": "publisher",
    "institution": "publisher",
    "location": "publisher-place",
    "origtitle": "original-title",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "type": "genre",
    "howpublished": "medium",
    "eventtitle": "event-title",
    "venue": "event-place",
    "pubstate": "status",
    "note": "note",
    "addendum": "annote",
    "abstract": "abstract",
    "keywords": "keyword",
    "language": "language",
    "langid": "language",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "eprint": "archive_location",
    "eprinttype": "archive",
}
_CSL_DATES = {"accessed": "urldate", "event-date": "eventdate", "original-date": "origdate", "issued": "date"}


def csl(sources: Iterable[Source]) -> Iterator[str]:
    """The references as CSL-JSON, which reference managers import, in pieces; in the order of references.bib."""
    yield from long_json.pieces(map(_csl_item, sources), JSONEncoder(ensure_ascii=False))
    yield "\n"


def _csl_item(source: Source) -> Json:
    fields, form = source.fields, source.form
    kind = "book" if form is Form.CHAPTER and "booktitle" not in fields else _CSL_TYPES.get(source.type, "document")
    kind = {"newspaper": "article-newspaper", "magazine": "article-magazine"}.get(fields.get("entrysubtype", ""), kind)
    item: Json = {"id": source.key, "type": source.talk or kind}
    for name, csl in _CSL_NAMES.items():
        kind = fields.get(f"{name}type", "")
        for person in source.persons.get(name, ()):
            item.setdefault(kind if kind in _CSL_EDITORS else csl, []).append(_csl_name(person))
    item |= {"title": ""} | {csl: value for name, csl in _CSL_FIELDS.items() if (value := _csl_text(source, name))}
    apart = form in (Form.ARTICLE, Form.PAGE, Form.WORK)  # what these were published in is no publisher of theirs
    if body := fields.get("organization", ""):
        item |= {} if apart else {"publisher": item.get("publisher", body)}
    name = next((name for name in style.CONTAINERS if fields.get(name)), "")
    if name and (apart or fields[name] != item.get("publisher")):
        item["container-title"] = _csl_text(source, name)
    if number := fields.get("number"):
        in_series = form in (Form.BOOK, Form.CHAPTER) and fields.get("series")
        item["issue" if form is Form.ARTICLE else "collection-number" if in_series else "number"] = number
    for csl, name in _CSL_DATES.items():
        days = (source.date if name == "date" else fields.get(name, "")).split("/")
        if all(map(dates.days, days)):
            item[csl] = {"date-parts": [[int(part) for part in day.split("-")] for day in days]}
            item[csl] |= {"circa": True} if source.doubt(name) else {}
    if safe_address(source.url):
        item["URL"] = source.url
    return item


def _csl_text(source: Source, name: str) -> str:
    """A field with the markup that CSL-JSON has for italics and for what is raised or lowered."""
    if name in ("language", "langid"):
        return _language_code(source.fields.get(name, ""))
    if name in ("type", "pubstate", "series"):
        return style.written_out(source, name)
    tags = {(True, 0): "i", (False, 1): "sup", (False, -1): "sub"}
    runs = ((run.text, tags.get(run[1:], "")) for run in source.set(name))
    return "".join(f"<{tag}>{text}</{tag}>" if tag else text for text, tag in runs)


# Names of languages that BibLaTeX has and Unicode's CLDR has not in these words.
_NAMES_OF_LANGUAGES = {
    "american": "en-US",
    "usenglish": "en-US",
    "british": "en-GB",
    "ukenglish": "en-GB",
    "ngerman": "de",
    "austrian": "de-AT",
    "naustrian": "de-AT",
    "brazilian": "pt-BR",
}


def _language_code(name: str) -> str:
    """The code of a language of which an entry has the English name; anything else as it is."""
    return _codes_of_languages().get(name.lower(), name) if name else ""


@cache
def _codes_of_languages() -> Mapping[str, str]:
    """By the English name of each language, in lower case."""
    from babel import Locale  # here, since it reads some files, and few entries name a language

    codes = {str(words).lower(): str(code).replace("_", "-") for code, words in Locale("en").languages.items()}
    return codes | _NAMES_OF_LANGUAGES


def _csl_name(name: Name) -> dict[str, str]:
    """A name in its parts; of one part only, as it stands."""
    given = " ".join(name.first_names + name.middle_names)
    if not given:
        return {"literal": full_name(name)}
    parts = {
        "family": " ".join(name.last_names),
        "given": given,
        "non-dropping-particle": " ".join(name.prelast_names),
        "suffix": " ".join(name.lineage_names),
    }
    return {part: words for part, words in parts.items() if words}
