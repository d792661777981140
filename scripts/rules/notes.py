"""The published notes: each is called once, in order, and comes to one source."""

from __future__ import annotations

import re

from scripts.finding import Place
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.notes import COMPARE, MARK, PATH, Note, NoteKind, Paragraph
from scripts.rules.registry import Problems, problem, rule


@rule(serious=True)
def note_defined(article: Article) -> Problems:
    """Each number in the published text has one note.

    Bad:  It was agreed.<sup>3</sup> (and the notes end at 2)
    Good: It was agreed.<sup>3</sup> … <sup>3</sup> Ibid.
    """
    if not article.original.notes:
        yield problem(Place(PATH, 1), "has no notes below a line ---; put the published text back, whole")
    first: dict[int, int] = {}
    for note in article.original.notes:
        if note.number in first:
            what = f"note {note.number} is there already, at line {first[note.number]}"
            yield problem(note.place, f"{what}; {COMPARE}", note.text)
        first.setdefault(note.number, note.place.line)
    for mark in article.original.marks:
        if mark.number not in first:
            yield problem(mark.place, f"calls note {mark.number}, which is not among the notes; {COMPARE}")


@rule(serious=True)
def note_used(article: Article) -> Problems:
    """Each published note is called in the text.

    Bad:  <sup>3</sup> Ibid. (and no <sup>3</sup> in the text)
    Good: It was agreed.<sup>3</sup> … <sup>3</sup> Ibid.
    """
    called = {mark.number for mark in article.original.marks}
    for note in article.original.notes:
        if note.number not in called:
            yield problem(note.place, f"note {note.number} is called nowhere in the text; {COMPARE}")


@rule(serious=True)
def note_order(article: Article) -> Problems:
    """The numbers in the published text count up from 1, each once.

    Bad:  First.<sup>2</sup> Second.<sup>1</sup>
    Good: First.<sup>1</sup> Second.<sup>2</sup>
    """
    for expected, mark in enumerate(article.original.marks, start=1):
        if mark.number != expected:
            yield problem(mark.place, f"calls note {mark.number} where note {expected} is due; {COMPARE}", expected)
            break


@rule(serious=True)
def ibid_resolves(article: Article) -> Problems:
    """An *Ibid.* follows a note that comes to one source.

    Bad:  <sup>1</sup> Ibid.
    Good: <sup>1</sup> Ada Mill, "On Tides", *The Tide*, 3 May 2019 <https://example.org/tides> … <sup>2</sup> Ibid.
    """
    for note in article.original.notes:
        if note.kind is NoteKind.IBID:
            yield from _unresolved(article, note)


@rule(serious=True)
def short_note_resolves(article: Article) -> Problems:
    """A short form gives the family names of one earlier full note and the beginning of its title.

    Bad:  <sup>2</sup> Ada, "On Tides" (for Ada Mill, "On Tides and Weirs")
    Good: <sup>2</sup> Mill, "On Tides"
    """
    for note in article.original.notes:
        if note.kind in (NoteKind.SHORT, NoteKind.OTHER):
            yield from _unresolved(article, note)


def _unresolved(article: Article, note: Note) -> Problems:
    """What is wrong with the way from a note to its source, if anything."""
    if wrong := article.original.resolved[note.number].wrong:
        told = f"note {note.number}, {note.text!r}, {wrong.told}"
        yield problem(note.place, told, note.text, wrong.fault, *wrong.found)


# What else may be done where an address differs: pages move, and the published note stays as it was printed.
_MOVED = ", or answer this in record/accepted.yml where the page has moved"


@rule(serious=True)
def note_matches_source(article: Article) -> Problems:
    """An entry of references.bib says what the published full note says, no more and no less.

    Bad:  date = {2021-03-04} for a note that says 3 Mar 2021
    Good: date = {2021-03-03} for a note that says 3 Mar 2021
    """
    for note in article.original.notes:
        if note.kind is not NoteKind.FULL:
            continue
        source = article.source_of(note)
        if source is None:
            what = f"note {note.number}: no entry of references.bib has {note.title!r} or its address"
            yield problem(note.place, f"{what}; add the entry", note.title)
            continue
        for fields, ours, theirs in _compared(note, source):
            if ours != theirs:
                said = f"says {theirs!r}" if theirs else "gives none"
                what = f"{fields[0]} {ours!r}" if ours else f"has no {fields[0]}"
                also = _MOVED if fields[0] == "url" else ""
                yield problem(
                    source.at(*fields),
                    f"{source.key}: {what}, but note {note.number} {said}; make the entry say the same{also}",
                    fields[0],
                    ours,
                    note.number,
                    theirs,
                )


def _compared(note: Note, source: Source) -> list[tuple[tuple[str, ...], str, str]]:
    """The fields that a note states: their names, what the source and what the note has."""
    container = ("organization", "journaltitle", "journal", "booktitle", "maintitle", "publisher")
    return [
        (("author",), " and ".join(source.authors), " and ".join(note.authors)),
        (("title",), source.title, note.title),
        (container, source.container, note.container),
        (("date", "year"), source.date, note.date),
        (("urldate",), source.accessed, note.accessed),
        (("url",), source.url, note.url),
    ]


# Two quotations with nothing but marks and white space between the closing and the next opening.
_NEXT_TO_EACH_OTHER = re.compile(
    r"[\"”][.,;:!?]?(?P<first>(?:<sup>\d+</sup>)+)\s*(?=[\"“](?P<second>[^\"”]+[\"”][.,;:!?]?(?:<sup>\d+</sup>)+))"
)


@rule(serious=True)
def ibid_splits_quotation(article: Article) -> Problems:
    """Two quotations that follow each other directly come to one source where *Ibid.* is involved.

    An *Ibid.* is the easiest note to get wrong, since a note put in before it changes its meaning.

    Bad:  "The ice held."<sup>8</sup> "It sang."<sup>9</sup> where note 8 is Ibid. for A and note 9 is B
    Good: both notes come to A
    """
    by_number = {note.number: note for note in article.original.notes}
    for block in article.original.blocks:
        if not isinstance(block, Paragraph):
            continue
        for match in _NEXT_TO_EACH_OTHER.finditer(block.raw):
            first = int(MARK.findall(match["first"])[-1])
            second = int(MARK.findall(match["second"])[0])
            sources = article.note_sources.get(first), article.note_sources.get(second)
            pair = by_number.get(first), by_number.get(second)
            if None in sources or sources[0] is sources[1]:
                continue
            ibid = next((note for note in pair if note and note.kind is NoteKind.IBID), None)
            if ibid and all(sources):
                one, two = (source.title for source in sources if source)
                yield problem(
                    ibid.place,
                    f"note {ibid.number}, {ibid.text!r}: two quotations that follow each other directly"
                    f" come to two sources, note {first} to {one!r} and note {second} to {two!r};"
                    " look both up",
                    ibid.text,
                    first,
                    one,
                    second,
                    two,
                )
