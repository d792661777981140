"""The sentences of a chapter, found in its HTML: a line of the Markdown is one, and stays a line of the HTML."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from scripts.publication.article import Article
from scripts.publication.chapters import Chapter, Sentence, first_words
from scripts.regex import regex
from scripts.states import support
from scripts.website import footnotes, templates
from scripts.website.editors_notes import Noted, answers
from scripts.website.figures import CORRECTED, NOTED
from scripts.website.pages.claims import record_address
from scripts.website.site import Site

_BLOCK_BEGINS = regex(r"\s*(?:<(?:p|li|blockquote)[^>]*>\s*)*")
_BLOCK_ENDS = regex(r"((?:</(?:p|li|blockquote)>)+)$")
_PARAGRAPH_ENDS = "</p>"
_TAG = regex(r"<[^>]+>")
_OPENS_OR_CLOSES = regex(r"<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>")
_ALONE = frozenset("br hr img input wbr".split())


class HtmlLine(NamedTuple):
    """A line of HTML in three: the tags at its start, what they hold, and those at its end.

    `nth` is the place of its sentence, from 0, among the chapter's, None for what is no sentence. `whole` is whether
    every tag that opens in it closes in it: what is not cannot be put into an element.
    """

    before: str
    inner: str
    after: str
    nth: int | None
    whole: bool


class Marked(NamedTuple):
    """The HTML of a chapter whose sentences are anchors, each with its mark, the editors' notes after its paragraph.

    `noted` is whether there are such notes; `lost` are the sentences that are no line of the HTML.
    """

    html: str
    noted: bool
    lost: tuple[Sentence, ...]


def lines(chapter: Chapter, content: str) -> Iterator[HtmlLine]:
    """The lines of a chapter's HTML; the sentences are met in their order, and one that is no line is left out."""
    texts = [sentence.text for sentence in chapter.sentences]
    known, following = set(texts), 0
    for line in content.split("\n"):
        words = _words(line)
        nth = next((i for i in range(following, len(texts)) if texts[i] == words), None) if words in known else None
        following = following if nth is None else nth + 1
        opening, ends = _BLOCK_BEGINS.match(line), _BLOCK_ENDS.search(line)
        start = opening.end() if opening and nth is not None else 0
        stop = ends.start() if ends else len(line)
        inner = line[start:stop]
        whole = nth is None or "<" not in inner or _is_balanced(footnotes.without_marks(inner))
        yield HtmlLine(line[:start], inner, line[stop:], nth, whole)


def _words(line: str) -> str:
    """The words that a line of HTML shows, without marks."""
    if "<" in line:
        line = _TAG.sub("", footnotes.words_without_marks(line))
    return " ".join((html.unescape(line) if "&" in line else line).split())


def _is_balanced(inner: str) -> bool:
    """Whether every tag that opens in a piece of HTML closes in it, in order."""
    opened: list[str] = []
    for slash, name, alone in _OPENS_OR_CLOSES.findall(inner):
        if slash:
            if not opened or opened.pop() != name:
                return False
        elif not alone and name not in _ALONE:
            opened.append(name)
    return not opened


def marked(site: Site, chapter: Chapter, content: str, *, alone: bool) -> Marked:
    """The HTML of a chapter with each sentence an anchor that bears its state, and what is known of it beside it.

    `alone` is whether it is the chapter's own page, where its cards are, and not the one page.
    """
    checked = {checked.nth: checked for checked in support.claims_of(site.article, chapter)}
    base = templates.to_root(chapter.url) if alone else "../"
    way = "" if alone else f"{base}{chapter.url}"
    written: list[str] = []
    pending: list[Noted] = []
    found: set[int] = set()
    noted = False
    text, notes_behind = footnotes.before_notes(content)  # in which no line is a sentence
    for line in lines(chapter, text):
        inner, after = line.inner, line.after
        if line.nth is not None:
            sentence = chapter.sentences[line.nth]
            notes = site.beside.get(sentence.place, [])
            if notes:
                claim = site.article.claim_of(sentence)
                pending.append(Noted(first_words(sentence.text), claim.id if claim else "", answers(notes)))
                noted = True
            if line.whole:
                found.add(line.nth)
                known = checked.get(line.nth)
                mark = _mark(site.article, known, base, way, noted=bool(notes)) if known else Markup("")
                inner = _anchored(site, sentence, known, inner, mark)
        if pending and after:
            details, pending = templates.render("notes-after.html", noted=pending, base=base), []
            at = len(_PARAGRAPH_ENDS) if after.startswith(_PARAGRAPH_ENDS) else 0
            after = f"{after[:at]}\n{details}{after[at:]}"
        written.append(f"{line.before}{inner}{after}")
    lost = tuple(sentence for nth, sentence in enumerate(chapter.sentences) if nth not in found)
    return Marked("\n".join(written) + notes_behind, noted, lost)


def _anchored(site: Site, sentence: Sentence, checked: support.CheckedClaim | None, inner: str, mark: Markup) -> str:
    """The HTML of a sentence as an anchor that bears its state, with its mark; and that it was added or changed."""
    shown, language = templates.safe(inner), site.article.other_language
    if site.article.collation.is_added(sentence.place):
        shown = templates.macro("sentences.html", "added")(shown, language)
    if how := site.changed.get((sentence.path, sentence.line)):
        shown = templates.macro("sentences.html", "changed")(shown, how, language)
    if checked:
        name = checked.claim.id
        former = site.article.former_ids.get(name, ())
        shown = templates.macro("sentences.html", "claim")(name, checked.state.value, former, shown, mark, language)
    return shown


def _mark(article: Article, checked: support.CheckedClaim, base: str, way: str, *, noted: bool) -> Markup:
    """The mark behind a sentence: its state by shape, in words for who cannot see it, and a link to its record.

    `way` leads to the page on which its card is.
    """
    state = checked.state
    corrected = bool(article.collation.corrected.get(checked.sentence.place))
    words = [state.words] * bool(state.glyph) + ["editor’s note"] * noted + ["corrected"] * corrected
    if not words:
        return Markup("")
    glyph = state.glyph + NOTED * noted + CORRECTED * corrected
    href = record_address(article, checked.claim.id, base, way)
    return templates.macro("sentences.html", "mark")(href, ", ".join(words), glyph, article.other_language)
