"""references.bib: each source is whole, is cited, and agrees with itself."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import unquote

from scripts.english.dates import days
from scripts.publication import identifiers
from scripts.publication.article import Article
from scripts.publication.bibliography import Source, address_parts, safe_address
from scripts.rules.registry import Problems, problem, reported, rule

# What biblatex's own documentation asks of each type; "a|b" means that either will do.
REQUIRED = {
    "article": ("author", "title", "journaltitle|journal", "date|year"),
    "book": ("author|editor", "title", "publisher", "date|year"),
    "incollection": ("author", "title", "booktitle", "publisher", "date|year"),
    "inproceedings": ("author", "title", "booktitle", "date|year"),
    "misc": ("author|organization", "title", "date|year"),
    "online": ("author|organization", "title", "date", "url"),
    "report": ("author|institution", "title", "date|year"),
    "thesis": ("author", "title", "institution", "date|year"),
}

# A news page's address often keeps the words of its first headline. Where less than a third of
# them is in the title, the title or the address is that of something else, or the headline was
# changed (measured on the audited article: the six sound ones share from 0.4 to 1).
SLUG_SHARE = 0.34
# Fewer words say too little.
SLUG_WORDS = 4
# Words that titles and addresses drop and add at will.
_STOP = frozenset(
    "a an and are as at be but by for from has have how in into is it its new no not of on or our "
    "says than that the their this to was what when where who why will with you your".split()
)
# An address may be dated by the publisher's time zone, a title page by the reader's.
_TIME_ZONES = timedelta(days=1)

_LOOK = "look the date up on the page"

# What in an address only tells a site where its reader came from.
TRACKING = ("utm_", "fbclid", "gclid")

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_URL_DATES = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>[0-3]?\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])(?=/|$)"),
    re.compile(r"\b(?P<month>[a-z]{3,9})-(?P<day>[0-3]?\d)-(?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"\b(?P<day>[0-3]?\d)-(?P<month>[a-z]{3,9})-(?P<year>(?:19|20)\d\d)(?!\d)"),
)
_MONTH_NAMES = "january february march april may june july august september october november december".split()


@rule(serious=True)
def bibliography_parses(article: Article) -> Problems:
    """references.bib is BibTeX with one entry a key and one field a name.

    Bad:  @online{mill2019, title = {On Tides}, title = {On Weirs}}
    Good: @online{mill2019, title = {On Tides}}
    """
    return reported(article, "bibliography-parses")


@rule(serious=False)
def source_cited(article: Article) -> Problems:
    """Each source is cited by a chapter.

    Bad:  @online{mill2019, …} (and no [@mill2019] in a chapter)
    Good: The ice held.[@mill2019]
    """
    for source in article.sources.values():
        if source.key not in article.citing:
            yield problem(source.place, f"{source.key} is cited in no chapter; cite it, or take it out")


@rule(serious=True)
def source_unique(article: Article) -> Problems:
    """No two sources have the same address, whatever its scheme, www., fragment or tracking.

    Bad:  url = {https://www.example.org/ice/?utm_source=mail} beside url = {https://example.org/ice}
    Good: one entry, cited twice
    """
    first: dict[str, Source] = {}
    for source in article.sources.values():
        if not source.url:
            continue
        address = canonical(source.url)
        if address in first:
            other = first[address]
            what = f"{source.key} has the address of {other.key}"
            yield problem(source.at("url"), f"{what}; keep one entry and cite it twice", other.key)
        first.setdefault(address, source)


def canonical(url: str) -> str:
    """An address without what does not tell pages apart."""
    parts = address_parts(url)
    query = "&".join(sorted(item for item in parts.query.split("&") if item and not item.startswith(TRACKING)))
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


@rule(serious=True)
def source_complete(article: Article) -> Problems:
    """An entry has the fields that its type needs, its dates are days, and a page has an access date.

    Bad:  @online{mill2019, title = {On Tides}, url = {https://example.org/tides}, date = {May 2019}}
    Good: @online{mill2019, author = {Ada Mill}, title = {On Tides}, date = {2019-05-03},
          url = {https://example.org/tides}, urldate = {2019-06-01}}
    """
    for source in article.sources.values():
        if source.type not in REQUIRED:
            kinds = ", ".join(f"@{kind}" for kind in REQUIRED)
            yield problem(
                source.place, f"{source.key} is of the type @{source.type}; use one of {kinds}", f"@{source.type}"
            )
            continue
        needed = REQUIRED[source.type] + (("urldate",) if source.url else ())
        for choice in needed:
            has = source.authors if choice == "author" else any(map(source.fields.get, choice.split("|")))
            if not has and not ("author" in choice and source.authors):
                missing = choice.replace("|", " or ")
                yield problem(source.place, f"{source.key} has no {missing}; add it", missing)
        for name in ("date", "urldate", "year"):
            value = source.fields.get(name, "")
            if value and not days(value):
                yield problem(
                    source.at(name),
                    f"{source.key}: {name} {value!r} is no date; write it as 2019-05-03, 2019-05 or 2019",
                    name,
                    value,
                )


@rule(serious=False)
def source_date_precise(article: Article) -> Problems:
    """A page on the web is dated to the day, since it can be another tomorrow.

    Bad:  @online{mill2019, …, date = {2019}}
    Good: @online{mill2019, …, date = {2019-05-03}}
    """
    for source in article.sources.values():
        if source.type == "online" and days(source.date) and len(source.date) < len("2019-05-03"):
            what = f"{source.key}: date {source.date!r} gives no day"
            yield problem(source.at("date"), f"{what}; look it up on the page", source.date)


@rule(serious=True)
def source_date_vs_url(article: Article) -> Problems:
    """The date of a source and the date in its address agree, and neither says more than the other.

    A day's difference is let pass: publishers and readers live in several time zones.

    Bad:  date = {2019-05-13}, url = {https://example.org/2019/05/03/tides}
    Good: date = {2019-05-03}, url = {https://example.org/2019/05/03/tides}
    """
    for source in article.sources.values():
        stated, address = days(source.date), url_date(source.url)
        said = days(address)
        if not stated or not said:
            continue
        if stated[1] < said[0] - _TIME_ZONES or stated[0] > said[1] + _TIME_ZONES:
            yield problem(
                source.at("date", "year"),
                f"{source.key}: date {source.date!r}, but its address says {address!r}; {_LOOK}",
                source.date,
                address,
            )
        elif len(address) > len(source.date):
            yield problem(
                source.at("date", "year"),
                f"{source.key}: date {source.date!r} is less than its address says, {address!r}; {_LOOK}",
                source.date,
                address,
            )


def url_date(url: str) -> str:
    """The date that an address carries, as an ISO date of the precision given; "" for none."""
    path = address_parts(url).path.lower()
    for pattern in _URL_DATES:
        for match in pattern.finditer(path):
            parts = match.groupdict()
            month = _month(parts["month"])
            found = f"{parts['year']}-{month:02}" + (f"-{int(parts['day']):02}" if parts.get("day") else "")
            if month and days(found):
                return found
    return ""


def _month(text: str) -> int:
    """The month's number, of a number or an English name or its first three letters; else 0."""
    if text.isdigit():
        return int(text)
    names = [name for name in _MONTH_NAMES if text in (name, name[:3])]
    return _MONTH_NAMES.index(names[0]) + 1 if names else 0


@rule(serious=True)
def source_accessed_after_published(article: Article) -> Problems:
    """A source was looked at on the day it appeared or later.

    Bad:  date = {2019-05-03}, urldate = {2019-05-02}
    Good: date = {2019-05-03}, urldate = {2019-06-01}
    """
    for source in article.sources.values():
        published, accessed = days(source.date), days(source.accessed)
        if published and accessed and accessed[1] < published[0]:
            yield problem(
                source.at("urldate"),
                f"{source.key}: accessed {source.accessed!r}, before it was published, {source.date!r}; correct one",
                source.accessed,
                source.date,
            )


@rule(serious=True)
def source_not_in_future(article: Article) -> Problems:
    """No source is dated, or was looked at, after today.

    Bad:  date = {2091-05-03}
    Good: date = {2019-05-03}
    """
    for source in article.sources.values():
        for name, value in (("date", source.date), ("urldate", source.accessed)):
            dated = days(value)
            if dated and dated[0] > article.today:
                what = f"{source.key}: {name} {value!r} is still to come"
                yield problem(source.at(name, "year"), f"{what}; correct it", name, value)


@rule(serious=True)
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
            yield problem(
                source.at("url"),
                f"{source.key}: the title {source.title!r} has {len(shared)} of the {len(slug)} words of its"
                f" address, {', '.join(sorted(slug))}; compare both with the page",
                source.title,
                *sorted(slug),
            )


def slug_words(url: str) -> set[str]:
    """The content words in the last part of an address's path."""
    last = unquote(address_parts(url).path).rstrip("/").rsplit("/", 1)[-1]
    return _words(re.sub(r"\.\w{2,5}$", "", last).replace("_", " "))


def _words(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", text.lower()))
    return {word for word in words if len(word) > 1 and word not in _STOP}


@rule(serious=False)
def source_container_name(article: Article) -> Problems:
    """A container is named as a publication, not as a domain.

    Bad:  organization = {Example.org}
    Good: organization = {The Example}
    """
    for source in article.sources.values():
        host = (address_parts(source.url).hostname or "").removeprefix("www.")
        if _DOMAIN.fullmatch(source.container) and host.endswith(source.container.lower().removeprefix("www.")):
            yield problem(
                source.at("organization", "journaltitle", "journal", "publisher"),
                f"{source.key}: the container {source.container!r} is a domain; give the publication's name",
                source.container,
            )


@rule(serious=True)
def source_number_sound(article: Article) -> Problems:
    """A DOI, arXiv number, ISBN, ISSN or ORCID has the form of one, and its check digit is right.

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


@rule(serious=True)
def source_address_safe(article: Article) -> Problems:
    """An address is a whole http or https address with a host, and nothing but an address.

    Bad:  url = {javascript:alert(1)}
    Good: url = {https://example.org/tides}
    """
    for source in article.sources.values():
        for name in ("url", "archiveurl"):
            value = source.fields.get(name, "")
            if value and not safe_address(value):
                yield problem(
                    source.at(name),
                    f"{source.key}: {name} {value!r} is no http or https address; give that of the page",
                    name,
                    value,
                )
