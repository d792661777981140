"""What the generated pages show, and in the chapters the marks, their cards and the editors' notes.

The words that a page says in any case are in docs/theme/generated/, those that grow with the article in rows.py;
here is what they are filled with. What is Markdown becomes a page with a table of contents. The rows are HTML, which
no Markdown parser reads, and which is made when the page is written and not kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from scripts import rules
from scripts.english import dates
from scripts.english.numbers import in_words
from scripts.finding import Finding, Place, Subject, SubjectKind
from scripts.hypertext import fragment
from scripts.publication import nights, readings
from scripts.publication.article import Article
from scripts.publication.bibliography import Source, safe_address
from scripts.publication.chapters import Chapter, Sentence, first_words, plain
from scripts.publication.ledger import Claim, Redirect
from scripts.publication.readings import Verdict
from scripts.rules.evidence import PRIVATE
from scripts.states import support
from scripts.terminal import count
from scripts.website import rows, style, templates, timeline
from scripts.website.shown import Copy, EditorsNote, Evidence, Linked, ShownSource

ONE_PAGE = "one-page.md"  # its text comes from the built chapters: see one_page.py

# The generated pages by their path in docs/, each with its title and description.
GENERATED = {
    "claims.md": ("Claims", "Every sentence of the article, its kind, its sources, and how far it is supported."),
    "sources.md": ("Sources", "Every source of the article in full, with each place that cites it."),
    "timeline.md": ("Timeline", "The dates that the article gives, and the days on which its sources came out."),
    ONE_PAGE: ("One page", "The whole article on one page, its notes numbered through."),
    "corrections.md": ("Corrections", "Where the text departs from the published one, and what was left standing."),
    "methods.md": ("Methods", "What is checked by machine, by which rule, and what is not."),
}

_WIDE = ("claims.md", "timeline.md")  # a table and a picture take all the room that there is

# Recorded sentences, above which no page lists them all: a browser takes seconds to lay out such a table,
# and nobody reads it. They are told of in their chapters.
MOST_ROWS = 2_000


Html = Callable[[], Iterable[str]]


# The shape that marks a sentence which is not as it was published.
CORRECTED = "∆"


class Generated(NamedTuple):
    """A generated page: its Markdown, and what makes the HTML that goes where it says `<!-- html NAME -->`."""

    markdown: str
    parts: Mapping[str, Html]

    def shown(self, output: str) -> Iterator[str]:
        """The page as readers get it, in pieces, from what Markdown and the theme made of it."""
        return (piece.replace(rows.UNSEARCHED, "") for piece in self._pieces(output))

    def filled(self, content: str) -> str:
        """The same, with what the search passes over still marked."""
        return "".join(self._pieces(content))

    def _pieces(self, content: str) -> Iterator[str]:
        for i, piece in enumerate(_HTML.split(content)):  # texts and names in turn
            yield from self.parts[piece]() if i % 2 else (piece,)


_HTML = re.compile(r"<!-- html ([\w-]+) -->")


def generated(article: Article, findings: Iterable[Finding]) -> Iterator[tuple[str, Generated]]:
    """The generated pages, each with its path; everything in them that is not ours is escaped."""
    findings = list(findings)
    parts = _parts(article, list(editors_notes(article, findings)))
    for path, (title, description) in GENERATED.items():
        wide = "hide: [navigation, toc]\n" if path in _WIDE else ""
        # search_index.py has what the search finds of these pages
        front = f"---\ndescription: {description}\n{wide}search:\n  exclude: true\n---\n\n"
        if path == ONE_PAGE:
            title = style.escape(article.publication.title)
            body = f"By {style.escape(article.publication.author)}\n{{: .byline }}\n"
        else:
            body = prose(path, **_VALUES[path](article, findings))
        yield path, Generated(f"{front}# {title}\n\n{body}", parts)


def prose(name: str, **values: object) -> Markup:
    """One of the files of docs/theme/generated/, its {names} filled in; what is no Markup is escaped."""
    text = (templates.FOLDER / name).read_text(encoding="utf-8")
    safe = {key: value if isinstance(value, Markup) else style.escape(str(value)) for key, value in values.items()}
    return Markup(text.format_map(safe))


def _of_claims(article: Article, findings: Iterable[Finding]) -> dict[str, object]:
    cited, of = support.sourced(article)
    views = sum(
        one.claim.kind not in support.CHECKABLE and bool(one.sentence.citations) for one in support.told(article)
    )
    read = support.counts(article).get(support.SOURCE_READ, 0)
    return {
        "here": " here" if lists_claims(article) else "",
        "cited": cited,
        "of": of,
        "views": f"{views} more cite one for an analysis, a definition or a forecast.\n" if views else "",
        "read": f"For {read} of them a person has put on record that they read the source."
        if read
        else "Nobody is on record as having read a source, so no sentence is shown as read.",
    }


def _of_sources(article: Article, findings: Iterable[Finding]) -> dict[str, object]:
    nights_ = article.nights.nights
    stale = f'class="last-check" data-days="{nights.STALE_DAYS}"'
    asked = f"<p {stale}>The links were last checked on {_time(nights_[-1])}.</p>" if nights_ else ""
    return {
        "notes": len(article.original.notes),
        "sources": len(article.sources),
        "last_check": Markup(asked or "The links have not been checked yet."),
    }


def _of_timeline(article: Article, findings: Iterable[Finding]) -> dict[str, object]:
    return {}


# The rules by which a text departs from the published one.
_UNFAITHFUL = frozenset({"faithful-text", "faithful-notes"})


def _of_corrections(article: Article, findings: Iterable[Finding]) -> dict[str, object]:
    if article.corrections:
        departs = "<!-- html departures -->"
    elif any(finding.rule in _UNFAITHFUL for finding in findings):
        departs = "It does, and the departures are not recorded yet."
    else:
        departs = (
            "Nowhere.\nThe chapters are the published text, word for word and note for note;"
            " the check proves it on each build."
        )
    return {"departs": Markup(departs)}


def _of_methods(article: Article, findings: Iterable[Finding]) -> dict[str, object]:
    on = sources_compared_on(article)
    compared = (
        f"It last did so on {_time(on)}, and *Sources* says which pages could be read."
        if on
        else "It has not done so yet: no page behind a note has been read."
    )
    shown_states = (f'<dt data-state="{s.name}">{s.glyph} {s.words}</dt>\n<dd>{s.told}</dd>\n' for s in support.STATES)
    families = (
        f"## {style.escape(name.capitalize())}\n\n{style.escape(about)}\n\n<!-- html rules-{name} -->\n\n"
        for name, about in rules.FAMILIES.items()
    )
    figures = _measured()
    blind = figures["blind"]["verdicts"] if figures else 0
    return {
        "compared": Markup(compared),
        "states": Markup("".join(shown_states)),
        "proving": readings.PROVING_WORDS,
        "nights": in_words(readings.NIGHTS, "night"),
        "measured": prose("measured.md", verdicts=figures["verdicts"], blind=blind) if figures else "",
        "families": Markup("".join(families)),
    }


# What the generated pages that have prose are filled with.
_VALUES: Mapping[str, Callable[[Article, list[Finding]], dict[str, object]]] = {
    "claims.md": _of_claims,
    "sources.md": _of_sources,
    "timeline.md": _of_timeline,
    "corrections.md": _of_corrections,
    "methods.md": _of_methods,
}


def _time(on: str) -> str:
    return f'<time datetime="{style.escape(on)}">{style.escape(dates.shown(on))}</time>'


def _parts(article: Article, notes: list[EditorsNote]) -> Mapping[str, Html]:
    """What makes the HTML of the generated pages, by the names that their Markdown has for it."""
    beside = notes_beside(notes)
    parts: dict[str, Html] = {
        "claims": partial(_claims, article, beside),
        "sources": partial(_sources, article, _by_source(notes)),
        "timeline": partial(_timeline, article),
        "departures": partial(_departures, article),
        "left-standing": partial(_left_standing, article, notes),
        "measured": lambda: [rows.measured(_measured())],
    }
    return parts | {f"rules-{family}": partial(_rules_of, family) for family in rules.FAMILIES}


def anchors(article: Article, path: str) -> Iterator[str]:
    """The ids in the HTML of a generated page, which the page has without its HTML."""
    if path == "claims.md" and lists_claims(article):
        yield from (claim.id for _, claim in article.recorded())
    elif path == "sources.md":
        yield from article.sources
    elif path == "timeline.md":
        yield from timeline.names(article)
    elif path == "methods.md":
        yield from (f"rule-{name}" for name in rules.RULES)


def lists_claims(article: Article) -> bool:
    """Whether the article is short enough for a list of all its recorded sentences."""
    return article.count_recorded <= MOST_ROWS


def record_address(article: Article, claim_id: str, base: str) -> str:
    """Where the record of a sentence is shown, from a chapter: in the list of claims, else on its card."""
    return f"{base}claims/#{claim_id}" if lists_claims(article) else f"#card-{claim_id}"


def _claims(article: Article, beside: Mapping[Place, list[EditorsNote]]) -> Iterator[str]:
    counts = support.counts(article)
    if not lists_claims(article):
        yield f"{rows.figure(counts, None)}\n{rows.TOO_MANY}\n{chapter_list(article, '../')}"
        return
    kinds = sorted({one.claim.kind for one in support.told(article)})
    yield f"{rows.figure(counts, '')}\n{rows.claims_filter(article, counts, kinds)}\n"
    yield from rows.claims_table(article, support.told(article), beside)
    yield f"\n{rows.PUBLISHED}"


def chapter_list(article: Article, base: str) -> str:
    """The chapters, each with its reading time and where its sentences stand, as HTML."""
    return rows.chapter_list([(c, minutes(c), support.counts_of(article, c)) for c in article.chapters], base)


def figure(article: Article) -> str:
    """How many sentences stand in each state, as HTML for the first page; each leads to their list, if there is one."""
    return rows.figure(support.counts(article), "claims/" if lists_claims(article) else None)


def _sources(article: Article, answers: Mapping[str, list[EditorsNote]]) -> Iterator[str]:
    for one in shown_sources(article):
        yield rows.source(one, answers.get(one.source.key, ()))


def _timeline(article: Article) -> Iterator[str]:
    events = timeline.events(article)
    drawn = timeline.picture(events)
    if drawn:
        yield f"{templates.render('timeline.html', drawn=drawn)}\n"
    yield from rows.timeline(article, events)


def _departures(article: Article) -> Iterator[str]:
    standing = _standing(article)
    for correction in article.corrections:
        yield rows.departure(correction, cited, standing(correction.now))


def _left_standing(article: Article, notes: Iterable[EditorsNote]) -> Iterator[str]:
    groups = _by_subject(article, notes)
    for about, group in groups:
        yield rows.left_standing(about, group)
    if not groups:
        yield "<p>None.</p>\n"


def _by_source(notes: Iterable[EditorsNote]) -> dict[str, list[EditorsNote]]:
    """The editors' notes on sources, by the source's key."""
    found: dict[str, list[EditorsNote]] = {}
    for note in notes:
        subject = note.finding.subject
        if subject.kind is SubjectKind.SOURCE:
            found.setdefault(subject.name, []).append(note)
    return found


@cache
def _measured() -> Any:
    """How often the comparison with the sources was right on the labelled set; None before it was measured."""
    path = Path(__file__).with_name("measured.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def cards(article: Article, chapter: Chapter, beside: Mapping[Place, list[EditorsNote]], repository: str) -> str:
    """The cards of a chapter's marks, as HTML: of each sentence that has a state to show or an editor's note."""
    published = _published_notes(article, chapter)
    repository, way = repository.rstrip("/"), base(chapter)
    made = []
    for one in support.told_of(article, chapter):
        notes = beside.get(one.sentence.place, ())
        corrected = article.collation.corrected.get(one.sentence.place, ())
        if one.state.glyph or notes or corrected:
            details = [*_details(article, one, published, repository), *map(rows.corrected, corrected)]
            made.append(rows.card(one, details, notes, _links(article, one, way, repository)))
    return "".join(made)


def _details(
    article: Article, one: support.Told, published: Mapping[tuple[int, str], str], repository: str
) -> Iterator[str]:
    """What a card tells of the sources of its sentence."""
    claim = one.claim
    for key in claim.sources:
        if key in article.sources:
            note = published.get((one.sentence.place.line, key), "")
            read = _read(repository, one, key) if repository else ""
            yield rows.cites(reference(article, article.sources[key]), note, read)
    yield from map(rows.found, found_of(article, claim))
    for review in support.current_reviews(article, claim):
        yield rows.read(article.sources[review.source].title or review.source, review.by, review.on)


def _links(article: Article, one: support.Told, way: str, repository: str) -> Iterator[tuple[str, str]]:
    """Where a card leads, in words and as an address."""
    yield "Link to this sentence", f"#{one.claim.id}"
    if lists_claims(article):
        yield "In the list of claims", record_address(article, one.claim.id, way)
    if repository:
        yield "Report a problem with this claim", _report(repository, one)


def _published_notes(article: Article, chapter: Chapter) -> dict[tuple[int, str], str]:
    """The numbers of the published notes that a chapter's lines cite a source by, by line and key."""
    found: dict[tuple[int, str], str] = {}
    for label, mark in zip(article.labels[chapter.path], chapter.marks, strict=True):
        if label.isdecimal():
            here = (mark.place.line, mark.name)
            found[here] = f"{found[here]}, {label}" if here in found else label
    return found


def _report(repository: str, one: support.Told) -> str:
    """The address at which a reader reports a problem with a claim: the form .github/ISSUE_TEMPLATE/claim.yml."""
    fields = {"claim": one.claim.id, "sentence": one.sentence.text}
    return f"{repository}/issues/new?{urlencode({'template': 'claim.yml', 'title': f'Claim: {one.claim.id}'} | fields)}"


def _read(repository: str, one: support.Told, key: str) -> str:
    """The address at which a reader says to have read a source of a claim: the form source-read.yml beside it."""
    fields = {"claim": one.claim.id, "sentence": one.sentence.text, "source": key}
    return f"{repository}/issues/new?{urlencode({'template': 'source-read.yml', 'title': f'Read: {key}'} | fields)}"


def mark(state: support.State, href: str, *, noted: bool, corrected: bool = False) -> Markup:
    """The mark behind a sentence: its state by shape, in words for who cannot see it, and a link to its record."""
    if not state.glyph and not noted and not corrected:
        return Markup("")
    also = ["editor’s note"] * noted + ["corrected"] * corrected
    words = ", ".join([state.words] * bool(state.glyph) + also)
    glyph = state.glyph + "✎" * noted + CORRECTED * corrected
    label = f"{words[0].upper()}{words[1:]}: what was checked of this sentence"
    return Markup(
        f'<a class="claim-mark" href="{style.escape(href)}" aria-label="{label}" data-words="{words}">'
        f'<span aria-hidden="true">{glyph}</span></a>'
    )


def legend(article: Article, chapter: Chapter, *, noted: bool) -> str:
    """What the marks of a chapter mean, as HTML; nothing where it has none."""
    found = {one.state for one in support.told_of(article, chapter) if one.state.glyph}
    corrected = any(article.collation.corrected.get(sentence.place) for sentence in chapter.sentences)
    marks = [(state.glyph, state.words) for state in support.STATES if state in found]
    marks += [("✎", "editor’s note")] * noted + [(CORRECTED, "corrected")] * corrected
    return rows.legend(marks, base(chapter)) if marks else ""


def eyebrow(article: Article, chapter: Chapter) -> str:
    """What stands above a chapter's title, as HTML: which of the chapters it is, and how long it takes to read."""
    nth = f"Chapter {article.chapter_number[chapter.path]} of {len(article.chapters)}"
    return f'<p class="eyebrow">{nth} · {minutes(chapter)} min to read</p>\n'


def added(article: Article, chapter: Chapter) -> str:
    """What stands below the title of a chapter that is not the author's, as HTML; nothing for others."""
    if chapter.path not in support.new_chapters(article):
        return ""
    words = "This chapter was added by the editors; it is no part of the published article."
    return f'<p class="addition-label">{words} <a href="{base(chapter)}corrections/">Corrections</a></p>\n'


# Words a minute of an adult who reads English non-fiction in silence: the mean of 190 studies
# (Brysbaert, Journal of Memory and Language 109, 2019).
PACE = 238


def minutes(chapter: Chapter) -> int:
    """How long a chapter takes to read, in whole minutes, at least one."""
    words = sum(len(sentence.text.split()) for sentence in chapter.sentences)
    return max(1, round(words / PACE))


def base(chapter: Chapter) -> str:
    """The way from a chapter's page to the site's root."""
    return "../" * chapter.url.count("/")


def gone(article: Article, chapter: Chapter) -> str:
    """What readers of an old address are told whose sentence is gone from a chapter, as HTML."""
    records = [r for r in article.claims.get(chapter.path, ()) if isinstance(r, Redirect) and r.gone]
    words = "The sentence that stood at this address is gone."
    return "".join(f'\n<p class="gone" id="{r.id}">{words} {style.escape(r.gone)}</p>' for r in records)


def moved(article: Article, path: str) -> str:
    """The sentences of chapters in which some of another once stood, by its path: each leads on from its old address.

    They are HTML that is hidden until an address names one; javascripts/site.js then goes where its link leads.
    """
    way = "../" * _url(path).count("/")
    found = []
    for chapter in article.chapters:
        if chapter.path == path or path not in article.formerly.get(chapter.path, ()):
            continue
        to, title = f"{way}{chapter.url}", style.escape(chapter.title)
        for record in article.claims.get(chapter.path, ()):
            if isinstance(record, Claim) or record.gone:
                words = f'The sentence that stood at this address is in <a href="{to}#{record.id}">{title}</a>.'
                found.append(f'\n<p class="moved" id="{record.id}">{words}</p>')
    return "".join(found)


def _url(path: str) -> str:
    """The address of a page, of a chapter that is none any more too, relative to the site's root."""
    stem = path.removeprefix("docs/").removesuffix(".md")
    stem = stem.removesuffix("index").rstrip("/") if stem == "index" or stem.endswith("/index") else stem
    return f"{stem}/" if stem else ""


def at_old_addresses(article: Article) -> Iterator[tuple[str, Generated]]:
    """A page for each chapter that is none any more, with its path: it leads on to where its sentences are."""
    there = article.pages.keys() | {f"docs/{name}" for name in GENERATED}
    for path in sorted({old for names in article.formerly.values() for old in names} - there):
        name = path.removeprefix("docs/")
        chapters = [c for c in article.chapters if path in article.formerly.get(c.path, ())]
        way = "../" * name.count("/")
        links = [f"[{style.escape(c.title)}]({way}{c.path.removeprefix('docs/')})" for c in chapters]
        front = (
            "---\ndescription: Where the text of this address is now.\nmoved: true\nsearch:\n  exclude: true\n---\n\n"
        )
        text = f"# This chapter has moved\n\nIts text is now in {style.listed(links)}.\n{{: .moved-page }}\n\n"
        yield name, Generated(f"{front}{text}<!-- html moved -->", {"moved": partial(_moved_from, article, path)})


def _moved_from(article: Article, path: str) -> Iterator[str]:
    yield moved(article, path)


def archived(article: Article, source: Source) -> Copy | None:
    """The archived copy of a source, if a link to it can be shown."""
    url = article.copy_of(source)
    return Copy(url, source.fields.get("archivedate", "") or dates.copied_on(url)) if safe_address(url) else None


def robust(article: Article, source: Source, reference: str) -> str:
    """A reference in HTML, its link a Robust Link (https://robustlinks.mementoweb.org/spec/).

    The day is that of the archived copy; without one, that on which the source was accessed.
    """
    copy = archived(article, source)
    day = copy.day if copy and copy.day else source.accessed
    said = {"originalurl": source.url, "versiondate": day, "versionurl": copy.url if copy else ""}
    attributes = "".join(f' data-{name}="{style.escape(value)}"' for name, value in said.items() if value)
    return reference.replace("<a href=", f"<a{attributes} href=", 1)


def reference(article: Article, source: Source) -> Markup:
    """A source as a reference, in HTML that is safe to show, and what is known of its link if that is dead."""
    made = _references(article)
    if source.key not in made:
        made[source.key] = Markup(robust(article, source, style.markup(source)) + dead_link(article, source.key))
    return made[source.key]


@lru_cache(maxsize=1)
def _references(article: Article) -> dict[str, Markup]:
    """The references of an article that were made so far: a source is cited many times."""
    return {}


def dead_link(article: Article, key: str) -> str:
    """What stands behind a reference whose link is dead, as HTML: since when, and the archived copy; else ""."""
    source = article.sources[key]
    link = article.nights.links.get(source.url)
    if link is None or link.state is not nights.LinkState.DEAD:
        return ""
    copy = archived(article, source)
    also = f', <a href="{style.escape(copy.url)}">archived copy</a>' if copy else ""
    return f' <strong class="dead-link">(dead link since {style.escape(dates.shown(link.since))}{also})</strong>'


def shown_sources(article: Article) -> Iterator[ShownSource]:
    """Every source of the article, in the order of references.bib."""
    notes: dict[str, list[str]] = {}
    for number, source in article.note_sources.items():
        notes.setdefault(source.key, []).append(str(number))
    for key, source in article.sources.items():
        link = article.nights.links.get(source.url)
        yield ShownSource(
            source,
            reference(article, source),
            ", ".join(notes.get(key, ())),
            link if link and link.nights else None,
            archived(article, source),
            compared(article, source),
            tuple((citing, article.claim_at(citing.place)) for citing in article.citing.get(key, ())),
        )


def compared(article: Article, source: Source) -> tuple[str, ...]:
    """What came of comparing a source with the sentences that cite it, each in a sentence; empty for never."""
    page = article.evidence.page(source)
    if page is None:
        return ()
    sentences = []
    if page.unread:
        tried = dates.shown(page.unread.on)
        sentences.append(f"Not read on {tried}: its page {page.unread.why.told}.")
    if page.reading:
        reading = page.reading
        sentences.append(f"Read in {reading.how.told} on {dates.shown(reading.on)}, by {reading.extractor}.")
        sentences += _metadata(source, reading)
        held = [one for all_ in article.held.values() for one in all_ if one.source == source.key]
        found = sum(one.verdict is Verdict.FOUND for one in held)
        missed = sum(one.established for one in held)
        on = in_words(readings.NIGHTS, "night")
        sentences += [f"{count(found, 'quotation')} found in it."] if found else []
        sentences += [f"{count(missed, 'quotation')} not found in it as quoted, on {on}."] if missed else []
        if reading.changed:
            sentences.append(f"Its text was another before {dates.shown(reading.changed)}.")
    return tuple(sentences)


_FIELDS = {"title": "title", "authors": "authors", "date": "date", "container": "publication"}


def _metadata(source: Source, page: readings.Reading) -> Iterator[str]:
    """What a page says of itself beside the reference: what agrees, then what differs, both shown."""
    from scripts.evidence import comparison  # only here: most articles have not been compared with their sources

    told = comparison.metadata(source, page)
    theirs = {"title": page.title, "authors": ", ".join(page.authors), "date": page.date, "container": page.container}
    *most, last = [_FIELDS[name] for name, (_, same) in told.items() if same] or [""]
    if last:
        agreeing = f"{', '.join(most)} and {last}" if most else last
        yield f"What it gives as {agreeing} agrees with the reference."
    for name, (ours, same) in told.items():
        if same is False:
            yield f"As {_FIELDS[name]} it gives “{dates.shown(theirs[name])}”, the reference “{dates.shown(ours)}”."


def sources_compared_on(article: Article) -> str:
    """The day on which the sources were last compared with the article by machine; "" if never."""
    return article.evidence.last


def found_of(article: Article, claim: Claim) -> Iterator[Evidence]:
    """What the card of a sentence tells of its sources: what was found in them, what not, which could not be read."""
    for held in article.held.get(claim.id, ()):
        source, page = article.sources[held.source], article.evidence.pages[held.source]
        if not page.reading or not held.shown:
            continue
        label, words = _TOLD[held.verdict]
        address = page.reading.address or source.url
        if held.verdict is Verdict.FOUND:
            address = fragment.of(address, held.words)
        where = f"{source.title}, {page.reading.how.told}, {dates.shown(held.on)}"
        yield Evidence(label, words.format(first_words(held.words)), address if safe_address(address) else "", where)
    for source in (article.sources[key] for key in claim.sources if key in article.sources):
        tried = article.evidence.page(source)
        if tried and tried.unread:
            why = f"its page {tried.unread.why.told}"
            yield Evidence("Not read", f"{why} ({dates.shown(tried.unread.on)})", "", source.title)


_TOLD = {
    Verdict.FOUND: ("Found", "“{}”"),
    Verdict.DETAILS_FOUND: ("Found", "its numbers, dates and names, in one passage"),
    Verdict.ALTERED: ("Stands there otherwise", "“{}”"),
    Verdict.ABSENT: ("Not there", "“{}”"),
    Verdict.ELSEWHERE: ("Not in what it cites, but here", "“{}”"),
}


def editors_notes(article: Article, findings: Iterable[Finding]) -> Iterator[EditorsNote]:
    """Each answered finding with the places beside which readers see the answer."""
    notes = article.collation.called
    answers = rules.record.Answers(article.accepted)
    for finding in findings:
        for acceptance in answers.to(finding):
            if acceptance.public or finding.rule not in PRIVATE:
                yield EditorsNote(acceptance, finding, tuple(_beside(article, finding.place, notes)))


def _by_subject(article: Article, notes: Iterable[EditorsNote]) -> list[tuple[Linked, list[EditorsNote]]]:
    """The editors' notes, those about one thing together."""
    groups: dict[Subject, list[EditorsNote]] = {}
    for note in notes:
        groups.setdefault(note.acceptance.about, []).append(note)
    return [(_linked(article, *about), group) for about, group in groups.items()]


def _linked(article: Article, kind: SubjectKind, name: str) -> Linked:
    if kind is SubjectKind.SOURCE and name in article.sources:
        return Linked(f"Source: {article.sources[name].title}", f"../sources/#{name}")
    if kind is SubjectKind.CLAIM and name in article.sentence_of:
        return _of_sentence(article, article.sentence_of[name])
    if kind is SubjectKind.NOTE and int(name) in article.note_sources:
        source = article.note_sources[int(name)]
        return Linked(f"Note {name}", f"../sources/#{source.key}", sources=(source,))
    return Linked(f"{kind.capitalize()} {name}", "#what-was-left-standing")


def _of_sentence(article: Article, sentence: Sentence) -> Linked:
    chapter = article.chapters[article.chapter_number[sentence.place.path] - 1]
    claim = article.claim_of(sentence)
    cited_here = sentence.keys
    sources = tuple(article.sources[key] for key in cited_here if key in article.sources)
    return Linked(sentence.text, f"../{chapter.url}#{claim.id if claim else ''}", chapter.title, sources)


def _standing(article: Article) -> Callable[[str], Linked | None]:
    """A function of the words of a correction, as it has them: the sentence of the chapters that says them."""

    @cache
    def by_words() -> dict[str, Sentence]:
        return {sentence.text: sentence for chapter in article.chapters for sentence in chapter.sentences}

    def standing(words: str) -> Linked | None:
        sentence = by_words().get(plain(words))
        return _of_sentence(article, sentence) if sentence else None

    return standing


def notes_after(groups: Iterable[tuple[str, list[EditorsNote]]], base: str) -> str:
    """The editors' notes after a paragraph, as HTML; each group has the first words of its sentence."""
    return rows.notes_after(groups, base)


def notes_beside(notes: Iterable[EditorsNote]) -> dict[Place, list[EditorsNote]]:
    """The editors' notes on serious findings, by the place of each sentence that they are shown at."""
    result: dict[Place, list[EditorsNote]] = {}
    for note in notes:
        if rules.RULES[note.finding.rule].serious:
            for place in note.beside:
                result.setdefault(place, []).append(note)
    return result


def _beside(article: Article, place: Place, notes: Mapping[int, Place]) -> Iterator[Place]:
    """The sentences that a finding is about: for a source, each that cites it."""
    kind, name = place.about
    if kind is SubjectKind.CLAIM and name in article.sentence_of:
        yield article.sentence_of[name].place
    elif kind is SubjectKind.NOTE and int(name) in notes:
        yield notes[int(name)]
    elif kind is SubjectKind.SOURCE:
        yield from dict.fromkeys(citing.place for citing in article.citing.get(name, ()))


def cited(text: str) -> str:
    """The words of a correction as HTML, each citation in them a link to its source."""
    pieces = re.split(r"\[@([\w-]+)\]", text)  # words and keys in turn
    return "".join(
        f'<a class="cited" href="../sources/#{piece}">[{piece}]</a>' if i % 2 else style.escape(piece)
        for i, piece in enumerate(pieces)
    )


def _rules_of(family: str) -> Iterator[str]:
    """The rules of a family, each with its weight, sentences, bad and good example."""
    for rule in rules.RULES.values():
        if rule.family == family:
            about, _, examples = rule.doc.partition("\nBad:")
            bad, _, good = examples.partition("\nGood:")
            weight = "serious" if rule.serious else "style"
            yield rows.rule(rule.name, weight, about.strip(), _dedented(bad), _dedented(good))


def _dedented(example: str) -> str:
    return "\n".join(line.strip() for line in example.strip().splitlines())
