"""What stands around the text of a chapter and on the one page: marks, legend, eyebrow, old addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup
from markupsafe import escape as e

from scripts.publication.article import Article
from scripts.publication.chapters import Chapter
from scripts.publication.ledger import Claim, Redirect
from scripts.states import support
from scripts.website import style
from scripts.website.addresses import base, of_path, to_root
from scripts.website.figures import minutes

# The shape that marks a sentence which is not as it was published.
CORRECTED = "∆"


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
    return _legend(marks, base(chapter)) if marks else ""


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


def gone(article: Article, chapter: Chapter) -> str:
    """What readers of an old address are told whose sentence is gone from a chapter, as HTML."""
    records = [r for r in article.claims.get(chapter.path, ()) if isinstance(r, Redirect) and r.gone]
    words = "The sentence that stood at this address is gone."
    return "".join(f'\n<p class="gone" id="{r.id}">{words} {style.escape(r.gone)}</p>' for r in records)


def moved(article: Article, path: str) -> str:
    """The sentences of chapters in which some of another once stood, by its path: each leads on from its old address.

    They are HTML that is hidden until an address names one; javascripts/site.js then goes where its link leads.
    """
    way = to_root(of_path(path))
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


def _legend(marks: Iterable[tuple[str, str]], base: str) -> str:
    """What the marks of a chapter mean, under its title; each with its shape and words."""
    each = "".join(f"<span>{glyph} {words}</span> " for glyph, words in marks)
    return f'<p class="marks-legend">{each}<a href="{base}claims/">What the marks mean</a></p>'


def acronyms(entries: Iterable[tuple[str, str, bool]]) -> str:
    """The acronyms that a page uses, at its end: each, what it stands for, and whether the article says so itself."""
    ours = " (in the editors’ words; the article does not write it out)"
    rows = "".join(
        f'<dt>{e(name)}</dt><dd><span id="means-{e(name)}">{e(words)}</span>{"" if is_the_authors else ours}</dd>\n'
        for name, words, is_the_authors in entries
    )
    return f'<details class="acronyms">\n<summary>Acronyms on this page</summary>\n<dl>\n{rows}</dl>\n</details>'


class Note(NamedTuple):
    """A note of the page: its number, its HTML, and how the published article had it, if shorter."""

    label: str
    text: str
    published: str


class Part(NamedTuple):
    """A chapter on the page: its anchor, its title and its HTML."""

    anchor: str
    title: str
    html: str


def whole_article(parts: Sequence[Part], notes: Iterable[Note], editors: str) -> str:
    """The whole article: its parts, before the last of them its notes and the editors'; `editors` is HTML."""
    *before, last = parts
    items = "".join(
        f'<li id="fn:{e(note.label)}"><span class="note-numbers">{e(note.label)}</span> {note.text}'
        f' <a class="footnote-backref" href="#fnref:{e(note.label)}"'
        f' aria-label="Back to mark {e(note.label)} in the text">↩</a>'
        f"{f' <small>Published as: {e(note.published)}</small>' if note.published else ''}</li>\n"
        for note in notes
    )
    theirs = f'<section class="editors">\n<h2>Editors’ notes</h2>\n{editors}\n</section>\n' if editors else ""
    return (
        '<p class="eyebrow">What was checked of each sentence stands beside it in its chapter,'
        ' and in <a href="../claims/">Claims</a>.</p>\n'
        f'<nav class="parts" aria-label="On this page"><ol>\n{"".join(map(_to_part, before))}'
        f'<li><a href="#notes">Notes</a></li>\n{_to_part(last)}</ol></nav>\n'
        f'{"".join(map(_part, before))}<section class="notes" id="notes">\n<h2>Notes</h2>\n<ol>\n{items}</ol>\n'
        f"</section>\n{theirs}{_part(last)}"
    )


def _to_part(part: Part) -> str:
    return f'<li><a href="#{part.anchor}">{e(part.title)}</a></li>\n'


def _part(part: Part) -> str:
    return f'<section id="{part.anchor}">\n{part.html}\n</section>\n'


def chapters_alone(chapters: Iterable[Chapter]) -> str:
    """What stands there instead of an article that is too long."""
    each = "".join(f'<li><a href="../{e(chapter.url)}">{e(chapter.title)}</a></li>\n' for chapter in chapters)
    return f"<p>The article is too long for one page. Its chapters:</p>\n<ol>\n{each}</ol>\n"
