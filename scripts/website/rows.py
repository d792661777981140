"""What readers see that grows with the article, as HTML: a card, a row, an entry for each of something.

These are functions and no templates, since a long article has tens of thousands of them. `e` escapes
one value for a text or an attribute; all that comes from a file goes through it, or was made safe before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import escape as e

from scripts.english.dates import shown as day
from scripts.finding import Place
from scripts.publication import nights
from scripts.publication.article import Article, Citing
from scripts.publication.bibliography import Source
from scripts.publication.chapters import Chapter, plain
from scripts.publication.ledger import Claim, Correction, CorrectionKind, shown
from scripts.states.support import State, Told
from scripts.website.shown import EditorsNote, Evidence, Linked, ShownSource
from scripts.website.timeline import Event, Mention

# What search passes over within a page; it is taken off before readers get the page.
UNSEARCHED = ' data-search-exclude="all"'


def answers(notes: Iterable[EditorsNote]) -> list[tuple[EditorsNote, list[EditorsNote]]]:
    """The editors' notes, those that give the same answer as one: the first of them, and all of them."""
    same: dict[str, list[EditorsNote]] = {}
    for note in notes:
        same.setdefault(note.acceptance.because, []).append(note)
    return [(all_[0], all_) for all_ in same.values()]


def _answer(note: EditorsNote) -> str:
    answer = note.acceptance
    return f"<strong>Editor’s note, {e(day(answer.on))}.</strong> {e(answer.because)}"


def _to_sources(article: Article, keys: Iterable[str]) -> str:
    """Links to sources, from a generated page; "" for none."""
    return ", ".join(_to_source(article.sources[key]) for key in keys if key in article.sources)


def _to_source(source: Source) -> str:
    """A link to a source, by what it is published in."""
    return f'<a href="../sources/#{e(source.key)}">{e(source.container or source.key)}</a>'


# In the chapters


def card(
    one: Told,
    details: Iterable[str],
    notes: Iterable[EditorsNote],
    links: Iterable[tuple[str, str]],
) -> str:
    """The card of a mark: its state, what is known of its sources, the editors' notes, and where else to look."""
    claim, state = one.claim, one.state
    guessed = ", guessed by machine and not confirmed" if claim.confirm else ""
    answered = "".join(f'<div class="editors-answer"><p>{_answer(note)}</p></div>\n' for note, _ in answers(notes))
    leading = " ".join(f'<a href="{e(address)}">{words}</a>' for words, address in links)
    return (
        f'<div class="claim-card" id="card-{e(claim.id)}" popover role="dialog"'
        f' aria-label="What was checked of this sentence" data-state="{state.name}">\n'
        f'<p class="state">{state.glyph} {state.words.capitalize()}</p>\n'
        f"<p>{state.told}</p>\n"
        f"<dl>\n<dt>Kind</dt><dd>{e(claim.kind)}{guessed}</dd>\n{''.join(details)}</dl>\n"
        f'{answered}<p class="card-links">{leading}</p>\n</div>\n'
    )


def cites(reference: str, note: str, read: str) -> str:
    """In a card, a source that is cited: by which published note, and where one says to have read it, "" for none."""
    also = f' <a href="{e(read)}">I have read it</a>' if read else ""
    return f"<dt>Cites{f', as published note {e(note)}' if note else ''}</dt><dd>{reference}{also}</dd>\n"


def found(one: Evidence) -> str:
    """In a card, what was found in a source."""
    words = f'<a href="{e(one.address)}">{e(one.words)}</a>' if one.address else e(one.words)
    return f'<dt>{e(one.label)}</dt><dd class="evidence">{words} <small>{e(one.where)}</small></dd>\n'


def corrected(one: Correction) -> str:
    """In a card, what was published in the place of its sentence, or of words of it, and why that was changed."""
    layout = one.kind is CorrectionKind.LAYOUT
    published, now = (plain(shown(words, layout=layout)) for words in (one.published, one.now))
    told = {"published": f"“{e(published)}”" if published else "nothing: the editors added it"}
    if now and one.kind is not CorrectionKind.ADDITION:
        told["here"] = f"“{e(now)}”"
    elif one.kind is not CorrectionKind.ADDITION:
        told["here"] = "left out" if one.kind is CorrectionKind.REMOVAL else "moved here"
    both = "".join(f"<dt>{name.capitalize()}</dt><dd>{text}</dd>\n" for name, text in told.items())
    return f"{both}<dt>Corrected</dt><dd>{e(day(one.on))}: {e(one.because)}</dd>\n"


def read(source: str, by: str, on: str) -> str:
    """In a card, that a person has read a source."""
    return f"<dt>Read</dt><dd>{e(source)}, by {e(by)}, {e(day(on))}</dd>\n"


def notes_after(groups: Iterable[tuple[str, list[EditorsNote]]], base: str) -> str:
    """The editors' notes after a paragraph, those of one sentence together, each group with its sentence's words."""
    details = []
    for sentence, notes in groups:
        each = "".join(
            f"<p>{e(note.acceptance.because)}</p>\n{_check_says(same, base)}" for note, same in answers(notes)
        )
        details.append(
            f'<details class="editors-note"><summary>Editor’s note on: {e(sentence)}</summary>\n{each}</details>\n'
        )
    return "".join(details)


def _check_says(notes: Iterable[EditorsNote], base: str) -> str:
    return "".join(
        f'<p class="finding">The check says: {e(note.finding.message)}'
        f' (<a href="{base}methods/#rule-{note.finding.rule}">{note.finding.rule}</a>,'
        f" answered {e(day(note.acceptance.on))})</p>\n"
        for note in notes
    )


# How many sentences stand where


def figure(counts: Mapping[State, int], claims: str | None) -> str:
    """How many sentences stand in each state: a bar, and under it the same in words.

    `claims` is the way to the list of claims, which shows those of one state; None where there is no such list.
    """
    bar = "".join(f'<span data-state="{state.name}" style="flex: {n}"></span>' for state, n in counts.items())
    items = "".join(
        f'<li data-state="{state.name}">{_counted(state, n, claims)} {state.told}</li>\n' for state, n in counts.items()
    )
    return f'<div class="figure">\n<div class="state-bar" aria-hidden="true">{bar}</div>\n<ul>\n{items}</ul>\n</div>'


def _counted(state: State, number: int, claims: str | None) -> str:
    words = (
        f'<span class="number">{number}</span> <span class="glyph" aria-hidden="true">{state.glyph}</span>'
        f" <span>{state.words}</span>"
    )
    return f"<div>{words}</div>" if claims is None else f'<a href="{claims}?state={state.name}">{words}</a>'


def chapter_list(found: Sequence[tuple[Chapter, int, Mapping[State, int]]], base: str) -> str:
    """The chapters, each with its minutes of reading and where its sentences stand, all to one scale."""
    most = max((sum(counts.values()) for *_, counts in found), default=0) or 1
    return (
        '<ol class="chapter-list">\n'
        + "".join(_chapter(chapter, minutes, counts, most, base) for chapter, minutes, counts in found)
        + "</ol>"
    )


def _chapter(chapter: Chapter, minutes: int, counts: Mapping[State, int], most: int, base: str) -> str:
    total = sum(counts.values())
    bar = "".join(
        f'<span data-state="{state.name}" style="width: {round(100 * n / most, 2)}%"></span>'
        for state, n in counts.items()
    )
    words = ", ".join(f"{n} {state.words}" for state, n in counts.items())
    return (
        f'<li><a href="{base}{e(chapter.url)}">{e(chapter.title)}</a>\n'
        f"<small>{minutes} min, {total} sentence{'s' if total != 1 else ''}"
        f'<span class="state-bar" aria-hidden="true">{bar}</span>\n'
        f'<span class="in-words">{words}</span></small></li>\n'
    )


def argument(quoted: Iterable[Told]) -> str:
    """Sentences of the article, each a link to where it stands."""
    each = "".join(
        f'<p><a href="{e(one.chapter.url)}#{e(one.claim.id)}">{e(one.sentence.text)}</a></p>\n' for one in quoted
    )
    return f'<blockquote class="argument"{UNSEARCHED}>\n{each}</blockquote>'


# The Claims page


def claims_filter(article: Article, counts: Iterable[State], kinds: Iterable[str]) -> str:
    """The selects by which a reader chooses among the claims; javascripts/site.js makes them work."""
    states = "".join(f'<option value="{state.name}">{state.words}</option>' for state in counts)
    each = "".join(f"<option>{e(kind)}</option>" for kind in kinds)
    chapters = "".join(
        f'<option value="{e(chapter.url.strip("/"))}">{e(chapter.title)}</option>' for chapter in article.chapters
    )
    sources = "".join(
        f'<option value="{e(source.key)}">{e(source.container or source.key)}: {e(source.title)}</option>'
        for source in article.sources.values()
    )
    return (
        '<form class="claims-filter">\n'
        f'<label>State <select name="state"><option value="">All</option>{states}</select></label>\n'
        f'<label>Kind <select name="kind"><option value="">All</option>{each}</select></label>\n'
        f'<label>Chapter <select name="chapter"><option value="">All</option>{chapters}</select></label>\n'
        f'<label>Source <select name="source"><option value="">All</option>{sources}</select></label>\n'
        "</form>\n"
    )


def claims_table(article: Article, told: Iterable[Told], beside: Mapping[Place, list[EditorsNote]]) -> Iterator[str]:
    """Every recorded sentence, a row each."""
    yield (
        '<table class="claims">\n<thead><tr><th scope="col">Sentence</th><th scope="col">State</th>'
        '<th scope="col">Kind</th><th scope="col">Sources</th></tr></thead>\n<tbody>\n'
    )
    for one in told:
        yield _claim(article, one, beside.get(one.sentence.place, ()))
    yield "</tbody>\n</table>\n"


def _claim(article: Article, one: Told, notes: Iterable[EditorsNote]) -> str:
    claim, state, url, name = one.claim, one.state, e(one.chapter.url), e(one.claim.id)
    answered = "".join(f'<span class="editors-answer">{_answer(note)}</span>' for note, _ in answers(notes))
    guessed = " (guessed by machine, not confirmed)" if claim.confirm else ""
    return (
        f'<tr id="{name}" data-state="{state.name}" data-kind="{e(claim.kind)}" data-chapter="{url.strip("/")}"'
        f' data-source="{e(" ".join(claim.sources))}">\n'
        f'<th scope="row"><a href="../{url}#{name}">{e(one.sentence.text)}</a>{answered}</th>\n'
        f'<td data-label="State"><span data-state="{state.name}" class="state-words">'
        f"{state.glyph} {state.words}</span></td>\n"
        f'<td data-label="Kind">{e(claim.kind)}{guessed}</td>\n'
        f'<td data-label="Sources">{_to_sources(article, claim.sources) or "none"}</td>\n</tr>\n'
    )


PUBLISHED = (
    '<p>The same records are published as <a href="../claims.json">claims.json</a>,'
    " in the form of W3C Web Annotations.</p>"
)
TOO_MANY = (
    "<p>The sentences are too many for one list. In its chapter each has a mark, behind which stands what was"
    ' checked of it, and <a href="../claims.json">claims.json</a>, in the form of W3C Web Annotations,'
    " has every record. The chapters:</p>"
)


# The Sources page


def source(one: ShownSource, notes: Iterable[EditorsNote]) -> str:
    """A source in full, what was found of it, the editors' notes on it, and each sentence that cites it."""
    entry = one.source
    title = e(entry.title or entry.key)
    answered = "".join(
        f"<dt>Editor’s note, {e(day(note.acceptance.on))}</dt>\n<dd>{e(note.acceptance.because)}</dd>\n"
        for note in notes
    )
    compared = "".join(f"<dd>{e(sentence)}</dd>\n" for sentence in one.compared or ["never"])
    return (
        f'<article class="source">\n<h2 id="{e(entry.key)}">{title}</h2>\n'
        f'<p class="reference">{one.reference}</p>\n<dl>\n'
        f"<dt>Published notes</dt>\n<dd>{e(one.notes) or 'none: the editors added this source'}</dd>\n"
        f"{_link(one) if entry.url else ''}"
        f"<dt>Compared with the article</dt>\n"
        f"{compared}{answered}</dl>\n<h3>Cited by</h3>\n"
        f'<ul class="citing">\n{"".join(_citing(*pair) for pair in one.citing)}</ul>\n'
        f'<details class="bibtex"><summary>BibTeX</summary>'
        f'<pre class="copyable" data-name="BibTeX of {title}">{e(entry.bibtex)}</pre></details>\n</article>\n\n'
    )


def _link(one: ShownSource) -> str:
    """What the web answered, night by night, and where a copy is."""
    copy = "none on record"
    if one.copy:
        of = f", of {e(day(one.copy.day))}" if one.copy.day else ""
        copy = f'<a href="{e(one.copy.url)}">{e(one.copy.url)}</a>{of}'
    checked = _checked(one.checked) if one.checked else "not checked yet"
    return f"<dt>Link</dt>\n<dd>{checked}</dd>\n<dt>Archived copy</dt>\n<dd>{copy}</dd>\n"


def _checked(link: nights.Link) -> str:
    state = e(link.state or "unknown")
    since = f" since {e(day(link.since))}" if link.since else ""
    told = f": {e(nights.TOLD[link.state])}" if link.state in nights.TOLD else ""
    cells = "".join(
        f'<span data-link="{e(night.state)}" title="{e(day(night.on))}: {e(night.state)}"></span>'
        for night in link.nights
    )
    return (
        f'<strong class="link-state" data-link="{state}">{state}</strong>{since}'
        f", last checked {e(day(link.nights[-1].on))}{told}\n"
        f'<span class="nights" role="img" aria-label="The last nights: '
        f'{e(", ".join(night.state for night in link.nights))}">{cells}</span>'
    )


def _citing(citing: Citing, claim: Claim | None) -> str:
    chapter = citing.chapter
    mark = f"../{e(chapter.url)}#fnref{'' if citing.nth == 1 else citing.nth}:{e(citing.key)}"
    sentence = f"../{e(chapter.url)}#{e(claim.id)}" if claim else mark
    return (
        f'<li><a href="{sentence}">{e(citing.place.about.name)}</a>'
        f' <small><a href="{mark}">{e(chapter.title)}, mark {e(citing.label)}</a></small></li>\n'
    )


# The Timeline


def timeline(article: Article, events: Iterable[Event]) -> Iterator[str]:
    """The dates as a list, which holds everything."""
    yield '<ol class="timeline">\n'
    for event in events:
        yield _event(article, event)
    yield "</ol>"


def _event(article: Article, event: Event) -> str:
    source, origin = event.source, e(event.origin)
    if source:
        link = f'<a href="../sources/#{e(source.key)}">{e(source.title)}</a>'
        what = f"{e(source.container or 'A source')} published {link}"
        nobody, before = "cites it", ""
    else:
        what, nobody, before = str(e(event.what)), "gives this date", "Where the date is from: "
    each = "".join(_mention(article, mention, is_fact=not source) for mention in event.mentions)
    giving = f"<ul>\n{each}</ul>" if each else f"<p>No sentence {nobody}.</p>"
    return (
        f'<li id="{e(event.name)}">\n<p class="when"><time datetime="{e(event.iso)}">{e(event.when)}</time></p>\n'
        f'<div>\n<p class="what">{what}</p>\n'
        f'{giving}\n<p class="finding">{before}{origin}</p>\n</div>\n</li>\n'
    )


def _mention(article: Article, mention: Mention, *, is_fact: bool) -> str:
    one = mention.told
    sources = _to_sources(article, one.claim.sources) if is_fact else ""
    cites = f"“{e(mention.words)}”, {f'cites {sources}' if sources else 'cites no source'}" if is_fact else "cites it"
    return (
        f'<li><a href="../{e(one.chapter.url)}#{e(one.claim.id)}">{e(one.sentence.text)}</a>'
        f" <small>{e(one.chapter.title)}, {cites}</small></li>\n"
    )


# The Corrections page


def departure(correction: Correction, cited: Callable[[str], str], now: Linked | None) -> str:
    """A departure from the published text, its words shown by `cited`; `now` is the sentence that has them now."""
    layout = correction.kind is CorrectionKind.LAYOUT
    parts = ["<p>The words stay. A ¶ shows where a paragraph, a quotation or an item begins.</p>\n"] if layout else []
    if correction.published:
        title = "Moved" if correction.kind is CorrectionKind.MOVE else "As published"
        words = cited(shown(correction.published, layout=layout))
        parts.append(f'<p>{title}:</p>\n<blockquote class="published">{words}</blockquote>\n')
    if correction.now:
        title = "Added by the editors, not the author’s" if correction.kind is CorrectionKind.ADDITION else "Here"
        words = cited(shown(correction.now, layout=layout))
        parts.append(f'<p>{title}:</p>\n<blockquote class="now"{UNSEARCHED}>{words}</blockquote>\n')
        parts += [_found_at(now)] if now else []
    if correction.after:
        words = cited(shown(correction.after))
        parts.append(f'<p>It follows:</p>\n<blockquote class="after"{UNSEARCHED}>{words}</blockquote>\n')
    return (
        f'<article class="correction {e(correction.kind)}">\n'
        f'<p class="kind">{e(correction.kind.replace("-", " ").capitalize())}, {e(day(correction.on))}</p>\n'
        f'{"".join(parts)}<p class="because">{e(correction.because)}</p>\n</article>\n\n'
    )


def left_standing(about: Linked, notes: Iterable[EditorsNote]) -> str:
    """A fault that was left standing, with the answers to it."""
    answered = "".join(
        f'<article class="answer">\n<p class="because">{e(note.acceptance.because)}</p>\n'
        f"{''.join(map(_found_by, same))}</article>\n"
        for note, same in answers(notes)
    )
    return (
        f'<section class="left-standing">\n<h3{UNSEARCHED}><a href="{e(about.address)}">{e(about.words)}</a></h3>\n'
        f"{_found_at(about) if about.place else ''}{answered}</section>\n\n"
    )


def _found_by(note: EditorsNote) -> str:
    rule = note.finding.rule
    return (
        f'<p class="finding"{UNSEARCHED}>Found by <a href="../methods/#rule-{rule}">{rule}</a>,'
        f" answered {e(day(note.acceptance.on))}: {e(note.finding.message)}</p>\n"
    )


def _found_at(subject: Linked) -> str:
    """Where a sentence stands, and what it cites."""
    names = ", ".join(_to_source(source) for source in subject.sources)
    cited = f", cites {names}" if names else ", cites no source"
    return f'<p class="finding"><a href="{e(subject.address)}">{e(subject.place)}</a>{cited}</p>\n\n'


# The Methods page


def rule(name: str, weight: str, text: str, bad: str, good: str) -> str:
    """A rule with its sentences and examples."""
    paragraphs = "".join(f"<p>{e(paragraph)}</p>\n" for paragraph in text.split("\n\n"))
    return (
        f'<section class="rule" id="rule-{name}">\n<h3>{name} <small>{weight}</small></h3>\n{paragraphs}'
        f'<div class="example bad"><p>Bad</p><pre>{e(bad)}</pre></div>\n'
        f'<div class="example good"><p>Good</p><pre>{e(good)}</pre></div>\n</section>\n\n'
    )


def measured(of: Mapping[str, Any]) -> str:
    """How often each verdict of the comparison with the sources was right."""
    columns = ("Verdict", "Labelled", "All, now: precision", "recall", "Blind, at first: precision", "recall")
    titles = "".join(f'<th scope="col">{title}</th>' for title in columns)
    numbers = ("labelled", "precision", "recall", "first_precision", "first_recall")
    each = "".join(
        f'<tr><th scope="row">{e(row["verdict"])}</th>{"".join(f"<td>{e(row[name])}</td>" for name in numbers)}</tr>\n'
        for row in of["rows"]
    )
    return (
        '<div class="scroll" role="region" tabindex="0" aria-label="How often the comparison is right">'
        f'<table class="measured">\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{each}</tbody></table></div>'
    )
