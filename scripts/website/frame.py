"""What stands around the text of a chapter: which it is, what its marks mean, and what readers of old addresses see."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from scripts.publication.article import Article
from scripts.publication.chapters import Chapter
from scripts.regex import regex
from scripts.states import support
from scripts.website import figures, moved, templates

_TITLE_ENDS = "</h1>"
_LOWERED_TITLE_ENDS = "</h2>"
_HEADING_BEGINS = regex(r"<h[1-6](?=[ >])")


def framed(article: Article, chapter: Chapter, html: str, *, noted: bool) -> str:
    """The page of a chapter from its text, as HTML; `noted` is whether there are editors' notes in it."""
    number = article.chapter_number[chapter.path]
    eyebrow = templates.macro("chapter.html", "eyebrow")(number, len(article.chapters), figures.minutes(chapter))
    head, title_ends, body = _in_its_language(article, html).partition(_TITLE_ENDS)
    marks = legend(article, [chapter], templates.to_root(chapter.url), noted=noted)
    before = f"{eyebrow}{head}{title_ends}\n{_added(article, chapter)}{marks}"
    return f"{before}{body}{moved.gone(article, chapter)}{moved.moved(article, chapter.path)}"


def on_the_one_page(article: Article, chapter: Chapter, html: str) -> str:
    """The same where chapters stand one below the other, each a level lower."""
    head, title_ends, body = _in_its_language(article, html).partition(_LOWERED_TITLE_ENDS)
    return f"{head}{title_ends}\n{_added(article, chapter)}{body}{moved.gone(article, chapter)}"


def _in_its_language(article: Article, html: str) -> str:
    """The HTML of a chapter with the language of its headings, where it is not that of the site; sentences have it."""
    language = article.other_language
    return _HEADING_BEGINS.sub(lambda begins: f'{begins[0]} lang="{escape(language)}"', html) if language else html


def _added(article: Article, chapter: Chapter) -> str:
    """What stands below the title of a chapter that is not the author's; nothing for others."""
    if chapter.path not in support.new_chapters(article):
        return ""
    return templates.macro("chapter.html", "added")(templates.to_root(chapter.url))


def legend(article: Article, chapters: Iterable[Chapter], base: str, *, noted: bool) -> str:
    """What the marks of some chapters mean; nothing where they have none. `base` is the way to the site's root."""
    found: set[support.State] = set()
    corrected = False
    for chapter in chapters:
        found.update(checked.state for checked in support.claims_of(article, chapter) if checked.state.glyph)
        corrected = corrected or any(article.collation.corrected.get(one.place) for one in chapter.sentences)
    marks = [(state.glyph, state.words) for state in support.State if state in found]
    marks += [(figures.NOTED, "editor’s note")] * noted + [(figures.CORRECTED, "corrected")] * corrected
    return templates.macro("chapter.html", "legend")(marks, base) if marks else ""
