"""MkDocs: the rules as warnings of the build, our references in mkdocs-bibtex, marks, notes and pages.

All that touches MkDocs is here. The order of events is MkDocs' own: on_config reads the article
before any plugin reads a file; on_files hands mkdocs-bibtex our references and adds the generated
pages; on_page_content numbers the marks and puts the editors' notes beside their sentences.
"""

from __future__ import annotations

import html
import logging
import re
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

# A bare `mkdocs` does not look for modules in its working folder; `python -m mkdocs` does.
sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts import article as articles
from scripts import finding, pages, rules, style
from scripts.article import Article
from scripts.chapters import Chapter, Sentence
from scripts.finding import Finding, Unreadable

_log = logging.getLogger("mkdocs.article")

# The article of this build and what was found in it; each build (each save, in `make serve`) reads anew.
_article: Article
_found: list[Finding]


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the article, before mkdocs-bibtex could fall over a faulty references.bib."""
    global _article, _found
    try:
        _article = articles.read(Path(config.config_file_path).parent, datetime.now(tz=UTC).date())
    except Unreadable as error:
        raise PluginError(_listed(error.findings)) from None
    if _article.problems:
        raise PluginError(_listed(_article.problems))
    _found = rules.check(_article)
    for found in rules.unanswered(_article, _found):
        _log.warning("%s", found)
    # Its warnings name neither page nor line; citation-known and citation-syntax tell the same.
    logging.getLogger("mkdocs.plugins.mkdocs-bibtex").setLevel(logging.ERROR)
    return config


def _listed(findings: Iterable[Finding]) -> str:
    return "the article cannot be read:\n" + finding.as_text(findings)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Give mkdocs-bibtex our references, and add the pages that are made at build."""
    plugin: Any = config.plugins["bibtex"]
    registry = plugin.registry
    registry.style, registry.backend = style.NoteStyle(), style.AsHtml()
    registry.reference_text = _once_a_key(registry.reference_text)
    for path in pages.GENERATED:
        files.append(File.generated(config, path, content=pages.markdown(path, _article, _found)))
    return files


def _once_a_key(reference_text: Callable[[Any], str]) -> Callable[[Any], str]:
    """The same function of a citation, asked once for each key of a build."""
    texts: dict[str, str] = {}

    def cached(citation: Any) -> str:
        if citation.key not in texts:
            texts[citation.key] = reference_text(citation)
        return texts[citation.key]

    return cached


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Number the marks of a chapter through the article, and put the editors' notes in."""
    path = f"docs/{page.file.src_uri}"
    for chapter, first in zip(_article.chapters, _article.first_marks, strict=True):
        if chapter.path == path:
            return _with_notes(_numbered(content, first), chapter)
    return content


_MARK = re.compile(r'(<sup id="fnref\d*:(?P<name>[^"]+)"><a class="footnote-ref" href="#fn:[^"]+">)\d+(</a></sup>)')
_NOTE = re.compile(r'(<li id="fn:(?P<name>[^"]+)">\s*<p>)')
_BACK = re.compile(r'<a class="footnote-backref" href="#fnref(?P<nth>\d*):(?P<name>[^"]+)"[^>]*>')


def _numbered(content: str, first: int) -> str:
    """The same HTML with the marks numbered from `first`, one number a mark, and the notes with all of theirs."""
    numbers: dict[str, list[int]] = {}
    following = count(first)

    def mark(match: re.Match[str]) -> str:
        number = next(following)
        numbers.setdefault(match["name"], []).append(number)
        return f"{match[1]}{number}{match[3]}"

    def note(match: re.Match[str]) -> str:
        own = ", ".join(map(str, numbers.get(match["name"], ())))
        return f'{match[1]}<span class="note-numbers">{own}</span> '

    def back(match: re.Match[str]) -> str:
        number = numbers[match["name"]][int(match["nth"] or 1) - 1]
        label = f"Back to mark {number} in the text"
        href = f"#fnref{match['nth']}:{match['name']}"
        return f'<a class="footnote-backref" href="{href}" title="{label}" aria-label="{label}">'

    return _BACK.sub(back, _NOTE.sub(note, _MARK.sub(mark, content)))


_BLOCK_ENDS = re.compile(r"((?:</(?:p|li|blockquote)>)+)$")
_SUPERSCRIPT = re.compile(r"<sup id=\"fnref.*?</sup>")
_TAG = re.compile(r"<[^>]+>")


def _with_notes(content: str, chapter: Chapter) -> str:
    """The same HTML with additions marked, and after each paragraph the editors' notes on its sentences.

    A sentence is a line of the Markdown and stays a line of the HTML, so the lines are walked together.
    """
    beside = _notes_of(chapter)
    added = {s.text for s in chapter.sentences for c in _article.corrections if _adds(c.kind, c.now, s)}
    if not beside and not added:
        return content
    sentences = iter(chapter.sentences)
    sentence = next(sentences, None)
    lines, pending = [], []
    for line in content.split("\n"):
        if sentence and _words(line) == sentence.text:
            if sentence.place in beside:
                pending.append((_first_words(sentence.text), beside[sentence.place]))
            if sentence.text in added:
                line = _marked_as_added(line)
            sentence = next(sentences, None)
        ends = _BLOCK_ENDS.search(line)
        if pending and ends:
            notes = pages.render("editors-notes.html", groups=pending)
            after = ends[1].startswith("</p>")
            at = ends.start() + (len("</p>") if after else 0)
            line, pending = f"{line[:at]}\n{notes}{line[at:]}", []
        lines.append(line)
    return "\n".join(lines)


def _notes_of(chapter: Chapter) -> dict[finding.Place, list[pages.EditorsNote]]:
    """The serious answered findings by the sentences of this chapter that they are shown at."""
    result: dict[finding.Place, list[pages.EditorsNote]] = {}
    for note in pages.editors_notes(_article, _found):
        if rules.RULES[note.finding.rule].serious:
            for place in note.beside:
                if place.path == chapter.path:
                    result.setdefault(place, []).append(note)
    return result


def _adds(kind: str, now: str, sentence: Sentence) -> bool:
    return kind == "addition" and sentence.raw in now


def _marked_as_added(line: str) -> str:
    label = '<span class="addition-label">Added by the editors:</span> '
    opening = re.match(r"\s*(?:<(?:p|li|blockquote)[^>]*>\s*)*", line)
    ends = _BLOCK_ENDS.search(line)
    start = opening.end() if opening else 0
    stop = ends.start() if ends else len(line)
    return f'{line[:start]}<span class="addition">{label}{line[start:stop]}</span>{line[stop:]}'


def _words(line: str) -> str:
    """The words that a line of HTML shows, without marks."""
    return " ".join(html.unescape(_TAG.sub("", _SUPERSCRIPT.sub("", line))).split())


def _first_words(text: str, most: int = 8) -> str:
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]) + " …"
