"""The published notes: each is called in the text, in order, and each of its citations leads to one source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from scripts.finding import Place
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.chapters import CITED
from scripts.publication.collation import calling
from scripts.publication.footnotes.fields import OTHERS, family, is_name
from scripts.publication.footnotes.parts import Kind, Part, Type, name_of
from scripts.publication.footnotes.resolution import CitationFault, Cited
from scripts.publication.notes import BESIDE, COMPARE, MARK, PATH, Note, Paragraph
from scripts.regex import regex
from scripts.rules.registry import Problems, problem, rule


@rule(serious=True, readers="a note number without its note")
def note_defined(article: Article) -> Problems:
    """Each number in the published text has one note.

    Bad:  It was agreed.<sup>3</sup> (and the notes end at 2)
    Good: It was agreed.<sup>3</sup> … <sup>3</sup> Ibid.
    """
    cites_by_key = any(CITED.search(calling(block)) for block in article.original.blocks)
    cited = any(True for _ in article.original.marks) or any(chapter.citations for chapter in article.chapters)
    if cited and not article.original.notes and not cites_by_key:
        what = f"has no notes below a line ---, and there are none in {BESIDE}"
        yield problem(Place(PATH, 1), f"{what}; put the published text back, whole")
    first: dict[int, Place] = {}
    for note in article.original.notes:
        if note.number in first:
            other = first[note.number]
            of = f" of {other.path}" if other.path != note.path else ""
            what = f"note {note.label} is there already, at line {other.line}{of}"
            yield problem(note.place, f"{what}; {COMPARE}", note.text)
        first.setdefault(note.number, note.place)
    for mark in article.original.marks:
        if mark.number not in first:
            what = f"calls note {mark.number}, which is not among the notes"
            yield problem(mark.place, f"{what}; {COMPARE}", mark.number)


@rule(serious=True, readers="a note that no number leads to")
def note_used(article: Article) -> Problems:
    """Each published note is called in the text.

    Bad:  <sup>3</sup> Ibid. (and no <sup>3</sup> in the text)
    Good: It was agreed.<sup>3</sup> … <sup>3</sup> Ibid.
    """
    called = {mark.number for mark in article.original.marks}
    for note in article.original.notes:
        if note.number not in called:
            yield problem(note.place, f"note {note.number} is called nowhere in the text; {COMPARE}")


@rule(serious=True, readers="note numbers out of order")
def note_order(article: Article) -> Problems:
    """The numbers in the published text count up from 1; a note may be called again.

    A number without a note is for note-defined to find; here it may stand for the number that is due, or for none. One
    behind a unit, as in 5 km², is a power, unless it is due and nothing else calls its note: then it may be either.

    Bad:  First.<sup>2</sup> Second.<sup>1</sup>
    Good: First.<sup>1</sup> Second.<sup>2</sup>
    """
    defined = {note.number for note in article.original.notes}
    called: set[int] = set()
    expected, unknown = 1, 0  # unknown: the numbers without a note since the last that has one
    for mark in article.original.marks:
        if mark.number in article.original.unsure - called:
            message = f"calls note {mark.number} where a power may be meant; {COMPARE}, and write &sup2; for a power"
            yield problem(mark.place, message, mark.number)
        if mark.number not in defined:
            unknown += 1
        elif mark.number in called:
            continue
        elif not expected <= mark.number <= expected + unknown:
            yield problem(mark.place, f"calls note {mark.number} where note {expected} is due; {COMPARE}", expected)
            break
        else:
            called.add(mark.number)
            expected, unknown = mark.number + 1, 0


@rule(serious=True, readers="an “Ibid.” that could mean several sources")
def ibid_resolves(article: Article) -> Problems:
    """An *Ibid.* follows a note that leads to one source.

    Bad:  <sup>1</sup> Ibid.
    Good: <sup>1</sup> Ada Mill, "On Tides", *The Tide*, 3 May 2019 <https://example.org/tides> … <sup>2</sup> Ibid.
    """
    yield from _unresolved(article, lambda kind: kind is Kind.IBID)


@rule(serious=True, readers="a note that does not clearly name its source")
def short_note_resolves(article: Article) -> Problems:
    """Each citation of a note leads to one source: a short form by name or title, *supra* by number, the rest in full.

    What looks like a reference and cannot be read as one is a finding; a note that only explains is not.

    Bad:  <sup>2</sup> Ada, "On Tides" (for Ada Mill, "On Tides and Weirs")
    Good: <sup>2</sup> Mill, "On Tides"
    """
    yield from _unresolved(article, lambda kind: kind is not Kind.IBID)


def _plain(note: Note) -> str:
    """The words of a note as a message shows them: with spaces that break."""
    return note.text.replace("\u00a0", " ")


# What follows from another finding, or could not be read here, and may be sound.
_NOT_TOLD = frozenset({CitationFault.UNCLEAR_BEFORE, CitationFault.UNREAD_BEFORE})
# What an article may cite by a form that its readers know, and never in full: Plato, *Republic* 514a; BGHZ 4, 20.
_NEVER_IN_FULL = frozenset({CitationFault.FITS_NONE, CitationFault.NOT_LISTED})
_PAGES = regex(r"(?:\d+(?: ?[-–—]{1,2} ?\d+)?(?:, )?)+(?: ?(?:ff?|n)\b\.?.*)?")
_LETTERS = regex(r"[A-Z]{2}|[A-Z]$")


def _unresolved(article: Article, concerns: Callable[[Kind], bool]) -> Problems:
    """What is wrong with the way from citations of some kinds to their sources."""
    numbers = [note.number for note in article.original.notes]
    once = [str(number) for number in numbers] == [note.label for note in article.original.notes]
    last = max(numbers, default=0) if once else None  # where they begin anew, a number may be any of several
    for note in article.original.notes:
        for cited in article.original.cited[note.number]:
            if last and concerns(cited.part.kind) and (wrong := _points_nowhere(cited.part, note.number, last)):
                message = f"note {note.label}, {_plain(note)!r}, {wrong}; {COMPARE}"
                yield problem(note.place, message, note.text, CitationFault.NO_SUCH_NOTE, cited.part.note)
            if not cited.problem or not concerns(cited.part.kind) or cited.problem in _NOT_TOLD:
                continue
            if cited.problem is CitationFault.NAME_DIFFERS and cited.found[:1] == (
                "",
            ):  # its author may not have been read
                continue
            if cited.problem in _NEVER_IN_FULL and not _is_short_form(article, note, cited):
                continue
            mend = "" if cited.problem is CitationFault.GIVEN_NAME else COMPARE
            message = f"note {note.label}, {_plain(note)!r}, {cited.message}{'; ' * bool(mend)}{mend}"
            yield problem(note.place, message, note.text, cited.problem, *cited.found)


_ABOVE, _BELOW = regex(r"\b(?:above|supra|earlier)\b"), regex(r"\b(?:below|infra)\b")


def _points_nowhere(part: Part, number: int, last: int) -> str:
    """Why a cross-reference means no note, or one that stands on the other side; "" if nothing."""
    if part.kind is not Kind.CROSS_REFERENCE or not part.note.isdigit():
        return ""
    meant = int(part.note)
    if not 1 <= meant <= last:
        return f"means note {meant}, and the notes end at {last}"
    if (meant >= number and _ABOVE.search(part.words)) or (meant <= number and _BELOW.search(part.words)):
        where = "here" if meant == number else "above" if meant < number else "below"
        return f"means note {meant}, which stands {where}"
    return ""


def _is_short_form(article: Article, note: Note, cited: Cited) -> bool:
    """Whether a citation names a work as one does that was cited in full before: by a person, and pages or a title."""
    part = cited.part
    name = part.authors[-1] if part.authors else ""
    if not is_name(name) or _LETTERS.search(name) or part.date or _is_common(article, name):
        return False
    if _PAGES.fullmatch(part.locator):
        return bool(part.title) or bool(re.search(rf"{re.escape(name)}(?:,|,? (?:pp?\.|at)) ?\d", note.text))
    if not part.title or part.locator or part.remark:
        return False
    works = (work for key, work in article.original.resolution.works.items() if key != cited.source)
    known = {family(other) for work in works for other in (*work.authors, *work.editors)}
    quoted = re.search(rf"[\"“‘«„]{re.escape(part.title[:1].upper() + part.title[1:])}", note.text)
    return bool(quoted) or family(name) in known


def _is_common(article: Article, name: str) -> bool:
    """Whether a word of a name stands in lower case somewhere: "Accounts, p. 4" is by nobody of that name."""
    texts = (*(note.text for note in article.original.notes), *(sentence.text for sentence in article.sentences))
    return any(re.search(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", text) for text in texts)


@rule(serious=True, readers="a page that is not in its source")
def page_within_extent(article: Article) -> Problems:
    """The pages that a note cites run forwards, and are within those that an article or a chapter is said to have.

    So are those of a citation by the editors, by what its entry says.

    Bad:  <sup>2</sup> Wu, "Weirs", 88. (and note 1 has: Bo Wu, "Weirs", *The Tide* 4 (2019): 41–60)
    Good: <sup>2</sup> Wu, "Weirs", 48.
    """
    works = article.original.resolution.works
    extents = {key: extent for key, work in works.items() if work.pages and (extent := _extent(work.pages))}
    for note in article.original.notes:
        for cited in article.original.cited[note.number]:
            part = cited.part
            if not _PAGES.fullmatch(part.locator) or part.type in (Type.CASE, Type.STATUTE):
                continue
            ranges = _RANGE.finditer(part.locator)
            back = next((m[0] for m in ranges if len(m[1]) == len(m[2]) and m[2] < m[1]), "")
            if back:
                message = f"note {note.label}, {_plain(note)!r}, cites pages {back}, which run backwards; {COMPARE}"
                yield problem(note.place, message, note.text, back)
            if cited.source not in extents or cited.problem or works[cited.source].type in (Type.CASE, Type.STATUTE):
                continue
            first, last = extents[cited.source]
            outside = [page for page in re.findall(r"\d+", part.locator)[:1] if not first <= int(page) <= last]
            if outside and not back:
                pages = works[cited.source].pages
                what = f"note {note.label}, {_plain(note)!r}, cites page {outside[0]} of pages {pages}"
                yield problem(note.place, f"{what}; {COMPARE}", note.text, outside[0], pages)
    added = (call for calls in article.calls.values() for call in calls if not call.number)
    for citation in (citation for call in added for citation in call.cited):
        pages = article.sources[citation.key].fields.get("pages", "") if citation.key in article.sources else ""
        located = _PAGES.fullmatch(re.sub(r"^pp?\.? ?", "", citation.locator)) if (extent := _extent(pages)) else None
        if extent and located and not extent[0] <= (page := int(re.findall(r"\d+", located[0])[0])) <= extent[1]:
            what = f"[@{citation.key}] cites page {page} of pages {pages}"
            yield problem(citation.place, f"{what}; correct the page, or the entry", citation.key, str(page), pages)


# Of three figures and more, since a manual has pages such as 4-2 and 12-10; of as many, since a paper is no. 2014-001.
_RANGE = regex(r"(?<![\w.–-])(\d{3,9}) ?[–—-] ?(\d{3,9})(?![\w–-])")


EXTENT = 8  # pages


def _extent(pages: str) -> tuple[int, int] | None:
    """The first and the last page of "201–19"; None of so few that they may be what the note cites, and no extent."""
    match = re.fullmatch(r"(\d+) ?(?:--|[-–—]) ?(\d+)", pages)
    if not match:
        return None
    first, last = match[1], match[2]
    whole = int(first[: -len(last)] + last if len(last) < len(first) else last)
    return (int(first), whole) if whole - int(first) >= EXTENT else None


# What else may be done where an address differs: pages move, and the published note stays as it was printed.
_MOVED = ", or answer this in record/accepted.yml where the page has moved"


@rule(serious=True, readers="a source described otherwise than in its note")
def note_matches_source(article: Article) -> Problems:
    """An entry of references.bib agrees with the published note that cites the source in full.

    What the note leaves out the entry may have where readers gain by it: an address, a day of access, pages. A note
    needs no entry once a correction has taken it out of the text.

    Bad:  date = {2021-03-04} for a note that says 3 Mar 2021
    Good: date = {2021-03-03} for a note that says 3 Mar 2021
    """
    for note in article.original.notes:
        for cited in article.original.cited[note.number]:
            if cited.part.kind is Kind.FULL:
                yield from _beside_its_entry(article, note, cited.part)


def _beside_its_entry(article: Article, note: Note, part: Part) -> Problems:
    source = article.source_of(part)
    if source is None:
        if note.number in article.collation.taken_out:
            return
        named = name_of(part) or note.text
        what = f"note {note.label}: no entry of references.bib has {named!r}{' or its address' * bool(part.url)}"
        yield problem(note.place, f"{what}; add the entry", named)
        return
    for names, ours, theirs in _compared(part, source):
        said = f"says {theirs!r}" if theirs else "gives none"
        what = f"{names[0]} {ours!r}" if ours else f"has no {names[0]}"
        also = _MOVED if names[0] == "url" else ""
        message = f"{source.key}: {what}, but note {note.label} {said}; make the entry say the same{also}"
        yield problem(source.at(*names), message, names[0], ours, note.number, theirs)


_CONTAINER = ("organization", "journaltitle", "journal", "booktitle", "maintitle", "publisher", "institution", "school")
# The fields of an entry that may hold what a note prints, by the field of the note.
_PRINTED = {
    "container": _CONTAINER,
    "publisher": ("publisher", "institution", "organization", "school", "howpublished", "journaltitle", "journal"),
    "place": ("location", "address", "venue"),
    "volume": ("volume",),
    "number": ("number", "issue", "howpublished"),
    "pages": ("pages", "eid"),
    "edition": ("edition", "version"),
    "doi": ("doi",),
}


def _compared(part: Part, source: Source) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The fields in which an entry and a note differ: their names, what the entry and what the note has."""
    whole = (
        (("author", "editor"), " and ".join(source.authors), " and ".join(map(_others, part.authors))),
        (("title",), *_titles(source, part)),
        (("date", "year"), source.date, part.date),
        (("urldate",), source.accessed, part.accessed),
        (("url",), source.url, part.url),
    )
    for names, ours, theirs in whole:
        may_add = names[0] in ("url", "urldate") and not theirs
        unnamed = names[0] == "author" and not ours and part.authors == part.editors
        undated = theirs in ("n.d.", "forthcoming") and not ours
        if _bare(ours) != _bare(theirs) and not (may_add or unnamed or undated):
            yield names, ours, theirs
    for name, allowed in _PRINTED.items():
        theirs = getattr(part, name)
        has = [one for one in allowed if source.fields.get(one)]
        if theirs and not any(_agree(name, source.fields[one], theirs) for one in has):
            yield tuple(has) or allowed, source.fields[has[0]] if has else "", theirs


def _titles(source: Source, part: Part) -> tuple[str, str]:
    """The titles of an entry and of a note; what describes a talk begins small where a signal is before it."""
    ours, theirs = source.title, name_of(part)
    return (ours, ours) if source.talk and ours.lower() == theirs.lower() else (ours, theirs)


def _others(name: str) -> str:
    return "others" if OTHERS.fullmatch(name) else name


def _bare(text: str) -> str:
    """A text without the differences between typographic and plain marks."""
    return " ".join(text.translate(_PLAIN).split())


_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


def _agree(name: str, ours: str, theirs: str) -> bool:
    if name == "doi":
        return ours.lower().endswith(theirs.lower())
    if name in ("number", "edition", "volume"):  # "no. 4", "Report 12" beside 4 and 12
        return bool(set(re.findall(r"\d+", ours)) & set(re.findall(r"\d+", theirs))) or ours == theirs
    if name == "pages":  # of the extent a note may print the first page alone
        return re.findall(r"\w+", ours)[:1] == re.findall(r"\w+", theirs)[:1]
    return _bare(ours) == _bare(theirs)


# Two quotations with nothing but marks and white space between the closing and the next opening.
_NEXT_TO_EACH_OTHER = regex(
    r"[\"”][.,;:!?]?(?P<first>(?:<sup>#\d+</sup>)+)\s*(?=[\"“](?P<second>[^\"”]+[\"”][.,;:!?]?(?:<sup>#\d+</sup>)+))"
)


@rule(serious=True, readers="neighbouring quotations credited to different sources")
def ibid_splits_quotation(article: Article) -> Problems:
    """Two quotations that follow each other directly cite one source where *Ibid.* is involved.

    An *Ibid.* is the easiest note to get wrong, since a note put in before it changes its meaning.

    Bad:  "The ice held."<sup>8</sup> "It sang."<sup>9</sup> where note 8 is Ibid. for A and note 9 is B
    Good: both notes cite A
    """
    by_number = {note.number: note for note in article.original.notes}
    for block in article.original.blocks:
        if not isinstance(block, Paragraph):
            continue
        for match in _NEXT_TO_EACH_OTHER.finditer(block.raw):
            first = int(MARK.findall(match["first"])[-1])
            second = int(MARK.findall(match["second"])[0])
            sources = tuple(article.sources_of_note.get(number, ()) for number in (first, second))
            pair = by_number.get(first), by_number.get(second)
            if not all(sources) or set(sources[0]) & set(sources[1]):
                continue
            ibid = next((n for n in pair if n and article.original.kind(n.number) is Kind.IBID), None)
            if ibid:
                ours, theirs = (several[0].title for several in sources)
                what = f"note {ibid.number}, {_plain(ibid)!r}: two quotations that follow each other directly"
                what += f" cite two sources, note {first} {ours!r} and note {second} {theirs!r}"
                yield problem(ibid.place, f"{what}; look both up", ibid.text, first, ours, second, theirs)
