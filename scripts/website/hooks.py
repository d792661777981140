"""MkDocs: the rules as warnings of the build, our references in mkdocs-bibtex, marks, notes and pages.

All that touches MkDocs is here, and in theme.py. The order of events is MkDocs' own: on_config reads the
article before any plugin reads a file, and hands mkdocs-bibtex our sources; on_files adds the generated pages;
on_page_content puts in the references, and in a short article the marks, which a long one gets in
on_page_context; on_post_page puts in the cards, and on_post_build fills the generated pages that are written.
"""

from __future__ import annotations

import gc
import html
import json
import logging
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs_bibtex.citation import Citation
from mkdocs_bibtex.registry import SimpleRegistry

# A bare `mkdocs` does not look for modules in its working folder; `python -m mkdocs` does.
sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts import files, finding, rules
from scripts.english import dates
from scripts.finding import Finding, Place, SubjectKind, Unreadable
from scripts.publication import article as articles
from scripts.publication.article import INDEX, Article
from scripts.publication.chapters import Chapter, Sentence, first_words
from scripts.publication.ledger import chapter_of
from scripts.states import support
from scripts.website import (
    acronyms,
    addresses,
    chapter_marks,
    exports,
    home,
    metadata,
    one_page,
    pages,
    search_index,
    templates,
    theme,
)
from scripts.website.cards import cards
from scripts.website.editors_notes import EditorsNote, editors_notes, notes_after, notes_beside
from scripts.website.generated import Generated
from scripts.website.old_addresses import at_old_addresses
from scripts.website.pages.claims import record_address
from scripts.website.pages.one_page import PAGE as ONE_PAGE
from scripts.website.references import reference

_log = logging.getLogger("mkdocs.article")

# The article of this build and what was found in it; each build (each save, in `make serve`) reads anew.
_article: Article
_found: list[Finding]
_unreadable: Sequence[Finding] = ()  # what keeps it from being read while it is edited; then it is as it was before
_beside: dict[Place, list[EditorsNote]]
_changed: Mapping[tuple[str, int], str]
_generated: Mapping[str, Generated] = {}
_sections: list[search_index.Entry]
_to_fill: list[tuple[Path, Generated]]
_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether the pages are for the person who edits them."""
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the article, before mkdocs-bibtex could fall over a faulty references.bib."""
    global _article, _found, _unreadable, _beside, _changed
    config.theme.get_env = theme.made_once(config.theme)  # type: ignore[method-assign]
    # The article refers to nothing that refers back to it, and is there until the build ends: neither while it
    # is read nor later has the collector of garbage to go through it.
    gc.unfreeze()
    gc.disable()
    root, today = Path(config.config_file_path).parent, dates.today()
    changed = config.extra.get("changed")
    _unreadable = ()
    try:
        article = articles.read(root, today)
        if article.problems:
            raise Unreadable(article.problems)
        _changed = _read_changed(root / changed) if changed else {}
        _article, _found = article, rules.check(article)
    except Unreadable as error:
        if not (_serving and _generated):  # there is no page yet that could say it
            raise PluginError(_listed(error.findings)) from None
        _unreadable = error.findings
        _log.warning("%s", _listed(_unreadable))
    _beside = notes_beside(editors_notes(_article, _found))
    left = rules.unanswered(_article, _found)
    failing = rules.failing(left)
    for found in (
        () if _unreadable else rules.public(left)
    ):  # what a page says may change overnight; it must not stop a build
        _log.log(logging.WARNING if found in failing else logging.INFO, "%s", found)
    _give_references(config)
    gc.freeze()
    gc.set_threshold(20_000)  # pages leave little that refers to itself
    gc.enable()
    return config


def _read_changed(path: Path) -> dict[tuple[str, int], str]:
    """How sentences differ from those of the base, by path and line, as `summary --changed` has written it."""
    return {(row["path"], row["line"]): row["how"] for row in json.loads(files.text_of(path))}


# What mkdocs-bibtex puts into a note for a reference, which is put in its place when Markdown is done with the
# page: a private letter, which no text holds and which Markdown leaves alone.
_STAND_IN = "\ue000"


def _give_references(config: MkDocsConfig) -> None:
    """Have mkdocs-bibtex make notes of our sources; it would read references.bib again, and format a source anew."""
    plugin: Any = config.plugins["bibtex"]
    plugin.registry = SimpleRegistry([])
    plugin.registry.bib_data.entries = _article.sources  # which it asks for keys alone
    plugin.registry.reference_text = _stand_in
    plugin.last_configured = math.inf  # no file is newer, so it keeps the registry
    # Its warnings name neither page nor line; citation-known and citation-syntax tell the same.
    logging.getLogger("mkdocs.plugins.mkdocs-bibtex").setLevel(logging.ERROR)


def _stand_in(citation: Citation) -> str:
    """What stands for a source's reference. Raises KeyError for no source, of which mkdocs-bibtex makes no note."""
    if citation.key not in _article.sources:
        raise KeyError(citation.key)
    return _STAND_IN


def _listed(findings: Iterable[Finding]) -> str:
    return "the article cannot be read:\n" + finding.as_text(findings)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made at build."""
    global _generated, _sections, _to_fill
    _sections, _to_fill = [], []
    _generated = dict([*pages.generated(_article, _found), *at_old_addresses(_article)])
    for path, page in _generated.items():
        level = InclusionLevel.INCLUDED if path in pages.PAGES else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=page.markdown, inclusion=level))
    return files


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Number the marks of a chapter, mark its sentences, put the editors' notes in; fill home and generated pages."""
    path = f"docs/{page.file.src_uri}"
    chapter = _chapter(page)
    content = _with_references(content)
    if page.file.src_uri in pages.PAGES:
        page.present_anchor_ids = (page.present_anchor_ids or set()).union(pages.anchors(_article, page.file.src_uri))
    if chapter:
        page.meta["search"] = {"exclude": True}  # search_index.py has its entries
        page.markdown = ""  # it has become `content`, and of a thousand chapters it would fill memory
        if one_page.holds_all(_article):  # which needs the chapters with their marks; else they get them when written
            content = _marked(content, chapter)
    elif path == INDEX:
        content = home.filled(content, _article, _found)
    return _open_findings(path) + content if _serving else content


def _marked(content: str, chapter: Chapter) -> str:
    """The HTML of a chapter with its notes numbered and its sentences marked."""
    return _with_sentences(_numbered(content, _article.labels[chapter.path]), chapter)


def _open_findings(path: str) -> str:
    """What is found on a page and in the records of its sentences, for the person who edits it."""
    if _unreadable:
        return templates.render("findings.html", findings=_unreadable, elsewhere=0)
    left = rules.failing(rules.unanswered(_article, _found))
    own = [f for f in left if path in (f.place.path, chapter_of(f.place.path), _page_of(f.place))]
    return templates.render("findings.html", findings=own, elsewhere=len(left) - len(own)) if left else ""


def _page_of(place: Place) -> str:
    """The path of the page on which the claim stands that something is about."""
    kind, name = place.about
    return _article.sentence_of[name].place.path if kind is SubjectKind.CLAIM and name in _article.sentence_of else ""


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Mark a chapter's sentences, and give main.html what it tells programs in the head, and how to cite the page."""
    chapter = _chapter(page)
    if chapter and not one_page.holds_all(_article):
        page.content = _marked(page.content or "", chapter)
    here = metadata.Page(page.url, str(page.title), chapter)
    site = metadata.public(config.site_url)
    if page.file.src_uri == ONE_PAGE.path:  # it says again what other pages say
        page.canonical_url = config.site_url
    context["head"] = metadata.head(_article, here, site, pdf=bool(config.extra.get("downloads")))
    if not page.meta.get("moved"):
        context["citation"] = metadata.citation(_article.publication, here, site, config.site_name)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Explain the acronyms of a page that people wrote, and put the cards of a chapter's marks at its end."""
    if page.file.src_uri in _generated and page.file.src_uri != ONE_PAGE.path:
        _fill_later(page)
        return output
    chapter = _chapter(page)
    head, start, rest = output.partition("<article")
    content, end, foot = rest.rpartition("</article>")
    behind = cards(_article, chapter, _beside, config.repo_url or "") if chapter else ""
    page.content = ""  # it is in the output
    return f"{head}{start}{acronyms.explained(_article, content)}{behind}{end}{foot}"


def _fill_later(page: Page) -> None:
    """Remember a generated page, to put in its HTML when it is written; the search gets its sections now."""
    own = _generated[page.file.src_uri]
    _to_fill.append((Path(page.file.abs_dest_path), own))
    if page.file.src_uri in pages.PAGES and pages.PAGES[page.file.src_uri].by_section:
        _sections.extend(search_index.sections(page.url, own.filled(page.content or "")))


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Put the chapters, which all have their HTML by now, on the one page."""
    shown = {f"docs/{file.src_uri}": file.page for file in files.documentation_pages()}
    contents = {path: page.content or "" for path, page in shown.items() if page}
    page = shown[f"docs/{ONE_PAGE.path}"]
    if page:
        page.content = (page.content or "") + one_page.filled(_article, contents)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Put the rows into the generated pages; publish the ledger and the references; index the search by sentence.

    It comes after every plugin. What grows with the article goes to its file in pieces, and is never held whole.
    """
    site = Path(config.site_dir)
    for path, own in _to_fill:
        template = path.read_text(encoding="utf-8")
        with path.open("w", encoding="utf-8") as file:
            file.writelines(own.shown(template))
    exports.write(_article, config.site_url or "/", site)
    index = site / "search" / "search_index.json"
    if index.exists():
        search_index.extend(index, _article, _sections)


def _chapter(page: Page) -> Chapter | None:
    """The chapter of a page; None for other pages."""
    path = f"docs/{page.file.src_uri}"
    return _article.pages[path] if path in _article.chapter_number else None


_MARK = re.compile(r'(<sup id="fnref\d*:(?P<name>[^"]+)"><a class="footnote-ref" href="#fn:[^"]+">)\d+(</a></sup>)')
_REFERENCE = re.compile(rf'(<li id="fn:([^"]+)">\s*<p>){_STAND_IN}')
_NOTE = re.compile(r'(<li id="fn:(?P<name>[^"]+)">\s*<p>)')
_BACK = re.compile(r'<a class="footnote-backref" href="#fnref(?P<nth>\d*):(?P<name>[^"]+)"[^>]*>')


def _with_references(content: str) -> str:
    """The same HTML with each source's reference in its note."""
    if _STAND_IN not in content:
        return content
    return _REFERENCE.sub(lambda match: f"{match[1]}{reference(_article, _article.sources[match[2]])}", content)


def _numbered(content: str, labels: Sequence[str]) -> str:
    """The same HTML with the marks labelled in turn, and each note with the labels of all its marks."""
    own: dict[str, list[str]] = {}
    following = iter(labels)

    def mark(match: re.Match[str]) -> str:
        label = next(following, "?")
        own.setdefault(match["name"], []).append(label)
        return f"{match[1]}{label}{match[3]}"

    def note(match: re.Match[str]) -> str:
        labels_of = own.get(match["name"], [])
        many = "s" if len(labels_of) > 1 else ""
        word = f'<span class="note-word">Published note{many} </span>' if all(map(str.isdecimal, labels_of)) else ""
        return f'{match[1]}{word}<span class="note-numbers">{", ".join(labels_of)}</span> '

    def back(match: re.Match[str]) -> str:
        if match["name"] not in own:  # a footnote that nothing calls, of which footnote-used tells
            return match[0]
        title = f"Back to mark {own[match['name']][int(match['nth'] or 1) - 1]} in the text"
        href = f"#fnref{match['nth']}:{match['name']}"
        return f'<a class="footnote-backref" href="{href}" title="{title}" aria-label="{title}">'

    return _BACK.sub(back, _NOTE.sub(note, _MARK.sub(mark, content)))


_BLOCK_BEGINS = re.compile(r"\s*(?:<(?:p|li|blockquote)[^>]*>\s*)*")
_BLOCK_ENDS = re.compile(r"((?:</(?:p|li|blockquote)>)+)$")
_SUPERSCRIPT = re.compile(r"<sup id=\"fnref.*?</sup>")
# Where a mark stands before the stop of its sentence, the space before it belongs to neither.
_MARK_BEFORE_STOP = re.compile(r"\s+(?:<sup id=\"fnref[^\n]*?</sup>)+(?=[.,;:!?])")
_TAG = re.compile(r"<[^>]+>")
_OPENS_OR_CLOSES = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>")


def _with_sentences(content: str, chapter: Chapter) -> str:
    """The same HTML with each sentence marked, and after each paragraph the editors' notes on its sentences.

    A sentence is a line of the Markdown and stays a line of the HTML, so the lines are walked together.
    """
    base = addresses.base(chapter)
    collation = _article.collation
    told = {one.nth: one for one in support.told_of(_article, chapter)}
    sentences = chapter.sentences
    texts = [sentence.text for sentence in sentences]
    known, following, noted = set(texts), 0, False
    lines: list[str] = []
    pending: list[tuple[str, list[EditorsNote]]] = []
    for line in content.split("\n"):
        words = _words(line)
        here = next((i for i in range(following, len(texts)) if texts[i] == words), -1) if words in known else -1
        if here >= 0:
            _tell_of(sentences[following:here])
            sentence, following = sentences[here], here + 1
            place = sentence.place
            notes = _beside.get(place, [])
            if notes:
                pending.append((first_words(words), notes))
                noted = True
            line = _with_mark(line, sentence, told.get(here), base, noted=bool(notes), added=collation.is_added(place))
        if pending and (ends := _BLOCK_ENDS.search(line)):
            details = notes_after(pending, base)
            at = ends.start() + (len("</p>") if ends[1].startswith("</p>") else 0)
            line, pending = f"{line[:at]}\n{details}{line[at:]}", []
        lines.append(line)
    _tell_of(sentences[following:])
    legend = chapter_marks.added(_article, chapter) + chapter_marks.legend(_article, chapter, noted=noted)
    head, h1, body = "\n".join(lines).partition("</h1>")
    left = f"{chapter_marks.gone(_article, chapter)}{chapter_marks.moved(_article, chapter.path)}"
    return f"{chapter_marks.eyebrow(_article, chapter)}{head}{h1}\n{legend}{body}{left}"


def _tell_of(lost: Iterable[Sentence]) -> None:
    """Warn of sentences that are not a line of the page, and so have neither mark nor anchor."""
    for sentence in lost:
        words = first_words(sentence.text)
        _log.warning("%s:%d: %r is no line of its page; close its markup on its own line", *sentence.place[:2], words)


def _is_balanced(inner: str) -> bool:
    """Whether every tag that opens in a piece of HTML closes in it, in order."""
    opened: list[str] = []
    for slash, name, alone in _OPENS_OR_CLOSES.findall(inner):
        if slash:
            if not opened or opened.pop() != name:
                return False
        elif not alone and name not in ("br", "img", "hr", "wbr", "input"):
            opened.append(name)
    return not opened


def _with_mark(line: str, sentence: Sentence, told: support.Told | None, base: str, *, noted: bool, added: bool) -> str:
    """A line of HTML with its sentence in a span that is its anchor and bears its state, and its mark."""
    opening, ends = _BLOCK_BEGINS.match(line), _BLOCK_ENDS.search(line)
    start = opening.end() if opening else 0
    stop = ends.start() if ends else len(line)
    inner = line[start:stop]
    if "<" in inner and not _is_balanced(_SUPERSCRIPT.sub("", inner)):
        _tell_of([sentence])
        return line
    if added:
        label = '<span class="addition-label">Added by the editors:</span> '
        inner = f'<span class="addition">{label}{inner}</span>'
    if how := _changed.get((sentence.path, sentence.line)):
        label = f'<span class="addition-label">Changed ({how}):</span> '
        inner = f"<mark>{label}{inner}</mark>"
    if told:
        name, state = told.claim.id, told.state
        anchors = "".join(f'<span id="{old}"></span>' for old in _article.former_ids.get(name, ()))
        corrected = bool(_article.collation.corrected.get(sentence.place))
        mark = chapter_marks.mark(state, record_address(_article, name, base), noted=noted, corrected=corrected)
        inner = f'<span class="claim" id="{name}" data-state="{state.name}">{anchors}{inner}{mark}</span>'
    return f"{line[:start]}{inner}{line[stop:]}"


def _words(line: str) -> str:
    """The words that a line of HTML shows, without marks."""
    if "<" in line:
        line = _TAG.sub("", _SUPERSCRIPT.sub("", _MARK_BEFORE_STOP.sub("", line)) if "<sup" in line else line)
    return " ".join((html.unescape(line) if "&" in line else line).split())
