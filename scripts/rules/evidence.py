"""What the sources and the registries said: a check reports it, and fails for it only with --evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from scripts.finding import Place
from scripts.publication import identifiers
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.publication.chapters import first_words
from scripts.publication.readings import ClaimVerdict, Verdict
from scripts.publication.works import NumberVerdict as Numbered
from scripts.publication.works import RecordedNumber
from scripts.rules.registry import Problems, problem, rule

# What could wrong the author: an answer to one is shown to readers only where it says `public: true`.
PRIVATE = frozenset({"better-source", "unmarked-reuse"})

# What registries say of works, not sources of sentences.
OF_WORKS = frozenset({"work-retracted", "number-of-another-work", "number-unknown"})

# A message shows so many words of a quotation, or of a run, at most.
SHOWN = 12


@rule(serious=True, readers="a quotation that differs from its source")
def quotation_altered(article: Article) -> Problems:
    """Quoted words stand in the source that their sentence cites as they are quoted.

    Marks, dashes, spaces and the case of the first letter may differ, an ellipsis and words in brackets are the
    writer's; a word, a number, a name or a negation may not.

    Bad:  "The ice will hold", said Mill.[@mill2019] (where the page has "will not hold")
    Good: "The ice will not hold", said Mill.[@mill2019]
    """
    message = "quotes {words!r}, which does not stand so in {given.source} ({given.what_differs})"
    return _of_kind(article, Verdict.ALTERED, f"{message}; quote it as it stands there")


@rule(serious=True, readers="a quotation that is not in its source")
def quotation_absent(article: Article) -> Problems:
    """Quoted words stand in a source that their sentence cites.

    Bad:  "The ice sang at noon", said Mill.[@mill2019] (where the page has nothing like it)
    Good: "It sang at night", said Mill.[@mill2019]
    """
    message = "quotes {words!r}, which does not stand in {given.source}"
    return _of_kind(article, Verdict.ABSENT, f"{message}; cite where it was said, or take the quotation marks off")


@rule(serious=True, readers="a quotation that is in another source than the one cited")
def quotation_elsewhere(article: Article) -> Problems:
    """A quotation cites the source that it stands in, not another one.

    Bad:  "The thaw came early", said Wu.[@mill2019] (where it stands in wu2019)
    Good: "The thaw came early", said Wu.[@wu2019]
    """
    message = "quotes {words!r}, which does not stand in what it cites, but in {given.source}; cite {given.source}"
    return _of_kind(article, Verdict.ELSEWHERE, message)


@rule(serious=True, readers="words that are in a source which is not cited")
def better_source(article: Article) -> Problems:
    """A sentence that has a long run of a source's words cites that source.

    Bad:  The ice on the upper river went out in the first week.[@wu2019] (which are mill2019's words)
    Good: The ice on the upper river went out in the first week.[@mill2019]
    """
    message = f"{_IN_COMMON}, which it does not cite; cite {{given.source}}, and quote what is quoted"
    return _of_kind(article, Verdict.BETTER_SOURCE, message)


@rule(serious=True, readers="a source’s own words without quotation marks")
def unmarked_reuse(article: Article) -> Problems:
    """A long run of a source's words stands in quotation marks.

    Names, titles and set phrases are not counted.

    Bad:  The ice on the upper river went out in the first week.[@mill2019] (which are its words)
    Good: "The ice on the upper river went out in the first week", Mill wrote.[@mill2019]
    """
    message = f"{_IN_COMMON}, outside quotation marks; quote them, or say it in other words"
    return _of_kind(article, Verdict.UNMARKED_REUSE, message)


@rule(serious=True, english=True, readers="a sentence that says the opposite of its source")
def polarity_vs_source(article: Article) -> Problems:
    """A sentence does not affirm what its source denies in the same words, or the reverse.

    Nor does it have a rise by some number where its source has a fall of the same thing by as much; nor, in words that
    are otherwise its source's, one that excludes what stands there: before for after, all for some, will for may.

    Bad:  The council will sell the old ferry.[@mill2019] (where the page has "will not sell")
    Good: The council will not sell the old ferry.[@mill2019]
    """
    other_way = "but one of the two negates it, or has a fall for a rise, or a word that excludes the other’s"
    message = (
        f"{{words!r}} stands in {{given.source}} in the same words, {other_way}; compare the sentence with its source"
    )
    return _of_kind(article, Verdict.POLARITY_DIFFERS, message)


@rule(serious=True, english=True, readers="words put into another person’s mouth")
def speaker_differs(article: Article) -> Problems:
    """Quoted words are put down to the person to whom their source puts them down.

    That is asked where both name somebody in full beside a verb of saying.

    Bad:  "It sang at night", said Bo Wu.[@mill2019] (where the page has: "It sang at night," said Ada Mill.)
    Good: "It sang at night", said Ada Mill.[@mill2019]
    """
    message = "puts words down to {words!r} which {given.source} puts down to somebody else"
    return _of_kind(article, Verdict.SPEAKER_DIFFERS, f"{message}; compare the sentence with its source")


@rule(serious=True, readers="a title that differs from the page’s own")
def title_differs(article: Article) -> Problems:
    """A source has the title that its page gives itself.

    Bad:  title = {Ice on the River} (where the page is called Ice on the Upper River)
    Good: title = {Ice on the Upper River}
    """
    return _differs(article, "title", "copy the title from the page, or say why it differs")


@rule(serious=True, readers="a date that differs from the page’s own")
def date_differs(article: Article) -> Problems:
    """A source has the date that its page gives itself; a year agrees with each of its days.

    Bad:  date = {2019-05-04} (where the page is dated 2019-05-03)
    Good: date = {2019-05-03}
    """
    return _differs(article, "date", "compare the two, and take the page's own")


def _differs(article: Article, name: Literal["title", "date"], mend: str) -> Problems:
    """The sources of which the page that was read has another title, or date."""
    for source in article.sources.values():
        page = article.evidence.page(source)
        if page and page.reading:
            from scripts.evidence import comparison  # only here: it is large, and most checks compare no page

            ours, agrees = comparison.metadata(source, page.reading).get(name, ("", None))
            if agrees is False:
                theirs = getattr(page.reading, name)
                what = f"{source.key}: {name} {ours!r}, but its page has {theirs!r}"
                yield problem(source.at(name), f"{what}; {mend}", ours, theirs)


@rule(serious=True, readers="a source that was retracted")
def work_retracted(article: Article) -> Problems:
    """A work that was retracted is cited as such: its title or a note of its entry says so.

    Bad:  @article{mill2019, title = {On Tides}, …} (which Crossref says was retracted)
    Good: @article{mill2019, title = {On Tides}, note = {Retracted in 2021}, …}
    """
    for source, work, place in _works(article, Numbered.RETRACTED):
        notice = work.notices[0]
        said = " ".join(source.fields.get(name, "") for name in ("title", "note", "addendum", "titleaddon"))
        if not re.search(r"\b(?:retract|withdr[ae]w)", said, re.IGNORECASE):
            by = "".join((f" by {notice.doi}" if notice.doi else "", f" on {notice.on}" if notice.on else ""))
            what = f"{source.key}: the work with {work.number} was retracted{by}"
            mend = "cite another, or say so in note = {Retracted …}"
            yield problem(place, f"{what}; {mend}", work.number.value, notice.doi)


@rule(serious=True, readers="an identifier that belongs to another work")
def number_of_another_work(article: Article) -> Problems:
    """A DOI, an arXiv number or an ISBN is that of its entry's work: title, authors and year are not all against it.

    Bad:  title = {On Tides}, author = {Ada Mill}, date = {2019}, doi = {10.1000/weirs} (of Bo Wu's On Weirs, 1987)
    Good: title = {On Tides}, author = {Ada Mill}, date = {2019}, doi = {10.1000/tides}
    """
    for source, work, place in _works(article, Numbered.ANOTHER):
        said = work.answered
        theirs = f"{said.title!r} ({', '.join(filter(None, (said.author, said.year)))})" if said else ""
        what = f"{source.key}: {work.number} is registered for {theirs}"
        mend = "copy the number from the work itself"
        yield problem(place, f"{what}; {mend}", work.number.value, said.title if said else "")


@rule(serious=True, readers="an identifier that no registry knows")
def number_unknown(article: Article) -> Problems:
    """A DOI or an arXiv number is registered.

    Bad:  doi = {10.1000/tydes}
    Good: doi = {10.1000/tides}
    """
    for source, work, place in _works(article, Numbered.UNKNOWN):
        what = f"{source.key}: {work.number} is not registered"
        yield problem(place, f"{what}; copy the number from the work itself, or take it out", work.number.value)


def _works(article: Article, verdict: Numbered) -> Iterator[tuple[Source, RecordedNumber, Place]]:
    """The numbers of which this is known, each at the line of its field."""
    for source in article.sources.values() if article.works else ():
        lines = {written.number: written.field for written in identifiers.of(source)}
        for work in article.works_of(source):
            if work.verdict is verdict:
                yield source, work, source.at(lines[work.number])


def found(given: ClaimVerdict) -> tuple[str, ...]:
    """What identifies the finding that a verdict makes, beside its claim: the words, the source, what differs there."""
    return (given.words, given.source, *given.differing, *given.left_out, *given.marks)


def _of_kind(article: Article, verdict: Verdict, message: str) -> Problems:
    """What there is to say of the verdicts of a kind that count, each at the line of its sentence.

    No message says when a page was read, or how: an answer to it has to hold the next night too.
    """
    for claim, all_ in article.claim_verdicts.items():
        for given in all_:
            if given.verdict is verdict and given.counts:
                words, long = first_words(given.words, SHOWN), len(given.words.split())
                text = message.format(given=given, words=words, long=long)
                yield problem(article.sentence_of[claim].place, text, *found(given))


_IN_COMMON = "has the {long} words {words!r} in common with {given.source}"
