"""The one page: the whole article from the HTML of its chapters, its notes numbered through, its anchors each once."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import accumulate

from scripts.publication.article import ABOUT, Article
from scripts.publication.chapters import Chapter
from scripts.publication.note_parts import Kind as NoteKind
from scripts.website import rows

# Words, above which the page tells the chapters and no more: four hours of reading, some 150 sheets of
# paper. A browser lays that out in one go, and a book of a thousand chapters not.
MOST_WORDS = 60_000

_HEAD = re.compile(
    r'<p class="(?:eyebrow|marks-legend)">.*?</p>\n?|<div class="admonition failure" role="status">.*?</div>\n?',
    re.DOTALL,
)
_CLAIM_MARK = re.compile(r'<a class="claim-mark".*?</a>')
_MOVED = re.compile(r'\n<p class="moved".*?</p>')
_EDITORS = re.compile(r'<details class="editors-note">.*?</details>\n?', re.DOTALL)
_HEADING = re.compile(r"(?<=<)(/?)h([1-5])(?=[ >])")
_ID = re.compile(r'(?<= )id="([^"]+)"')
_ADDRESS = re.compile(r'(?<= )(href|src)="(?![a-zA-Z][\w+.-]*:|/)([^"#]*)(#[^"]*)?"')

# As Python-Markdown writes footnotes and scripts/hooks.py numbers them.
_MARK = re.compile(r'<sup id="fnref\d*:([^"]+)"><a class="footnote-ref" href="[^"]+">([^<]+)</a></sup>')
_NEW_MARK = re.compile(r'<sup id="[^"]*fnref\d*:[^"]+"><a class="footnote-ref" href="[^"]+">([^<]+)</a></sup>')
_FOOTNOTES = re.compile(r'<div class="footnote">\n<hr />.*?</ol>\n</div>', re.DOTALL)
_NOTE = re.compile(r'<li id="fn:([^"]+)">\s*<p>(.*?)</p>\s*</li>(?=\s*(?:<li id="fn:|</ol>\n</div>))', re.DOTALL)
_IN_NOTE = re.compile(r'<span class="note-(?:word|numbers)">.*?</span> ?|(?:&#160;)?<a class="footnote-backref".*?</a>')


@lru_cache(maxsize=1)
def holds_all(article: Article) -> bool:
    """Whether the article is short enough for one page."""
    words = accumulate(len(sentence.text.split()) for chapter in article.chapters for sentence in chapter.sentences)
    return all(so_far <= MOST_WORDS for so_far in words)


def filled(article: Article, contents: Mapping[str, str]) -> str:
    """What the page shows under its title, from the HTML of each chapter and of About, by path."""
    if not holds_all(article):
        return rows.chapters_alone(article.chapters)
    kept = {record.id for records in article.claims.values() for record in records}
    published = {str(note.number): note for note in article.original.notes}
    parts: list[rows.Part] = []
    notes: list[rows.Note] = []
    editors: list[str] = []
    about = [article.pages[ABOUT]] if ABOUT in article.pages else []
    for number, chapter in enumerate([*article.chapters, *about], start=1):
        content = contents[chapter.path]
        texts = {name: _IN_NOTE.sub("", text) for name, text in _NOTE.findall(content)}
        for name, label in _MARK.findall(content):
            note = published.get(label)
            short = note.text if note and note.kind in (NoteKind.SHORT, NoteKind.IBID) else ""
            notes.append(rows.Note(label, texts.get(name, ""), short))
        content = _moved(_FOOTNOTES.sub("", content), chapter, f"part.{number}", kept)
        editors += _EDITORS.findall(content)
        parts.append(rows.Part(f"part.{number}", chapter.title, _EDITORS.sub("", content)))
    return rows.whole_article(parts, notes, "".join(editors))


def _moved(content: str, chapter: Chapter, anchor: str, kept: Collection[str]) -> str:
    """The HTML of a chapter as it stands on the page: without what is told of its sentences, a level lower.

    The ids of claims stay, since each is there once in the article; all others get the part's anchor
    before them. Links lead where they led.
    """

    def identified(match: re.Match[str]) -> str:
        return match[0] if match[1] in kept else f'id="{anchor}.{match[1]}"'

    def addressed(match: re.Match[str]) -> str:
        way = posixpath.normpath(posixpath.join(chapter.url, match[2] or "."))
        slash = "/" if not match[2] or match[2].endswith("/") else ""
        return f'{match[1]}="../{"" if way == "." else way + slash}{match[3] or ""}"'

    content = _CLAIM_MARK.sub("", _MOVED.sub("", _HEAD.sub("", content)))
    content = _HEADING.sub(lambda match: f"{match[1]}h{int(match[2]) + 1}", content)
    content = _ADDRESS.sub(addressed, _ID.sub(identified, content))
    return _NEW_MARK.sub(r'<sup id="fnref:\1"><a class="footnote-ref" href="#fn:\1">\1</a></sup>', content)
