"""python -m scripts bring FILE --into DIR: make a project of an article, and say what is left to a person."""

from __future__ import annotations

import argparse
import glob
import re
import shutil
import tempfile
from base64 import b64decode
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from scripts import files, rules
from scripts.commands import options, pandoc, software
from scripts.editing import (
    bold_lines,
    brought,
    container,
    fix,
    losses,
    manuscript,
    other_blocks,
    other_inlines,
    readable,
)
from scripts.editing.brought import Brought
from scripts.editing.losses import Loss
from scripts.english import dates
from scripts.english.words import is_english
from scripts.finding import Finding, unreadable
from scripts.publication import article as articles
from scripts.publication import bibliography, plain
from scripts.publication.article import CONFIG, Article
from scripts.publication.bibliography import Source
from scripts.regex import regex
from scripts.terminal import count, printable

DESCRIPTION = (
    "Read an article, and write a project into DIR that builds: its chapters, a sentence a line, with their notes as "
    "citations; its published text; its sources; its records; and this software. FILE is .docx, .odt, .md, .html, or "
    "what else pandoc reads, which is called as a program for all but Markdown. FILE is never changed, and DIR has to "
    "be new or empty. Then it is said what was read, what was left out and where it stood, and what is to be decided. "
    "Exit 0: nothing is left; 1: something is; 2: nothing was written."
)

MARKDOWN = (".md", ".markdown", ".txt")
_MOVED = "what stands among the references, and is none, is on the page About: {!r}"
# Bytes of a document.
LARGEST = 256 * 1024 * 1024


def add(parser: argparse.ArgumentParser) -> None:
    options.document(parser, required=True, what="the article")
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="the folder of the project")


class ReadDocument(NamedTuple):
    """A document as it was read: the article, its pictures by the names that they get, and what was left out of it."""

    brought: Brought
    pictures: dict[str, Path]
    losses: list[Loss]
    remarks: list[str]


def run(arguments: argparse.Namespace) -> int:
    target: Path = arguments.into
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise unreadable(target.as_posix(), 1, "is not empty; give a new folder, so that nothing is overwritten")
    files.make_folders(target)
    with tempfile.TemporaryDirectory() as media:
        read = read_file(arguments.file, arguments, Path(media))
        texts, article = project(read.brought, settings())
        target.mkdir(exist_ok=True)
        for name in software.files():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(software.HERE / name, target / name)
        files.replace_all(target, dict(texts))
        for name, path in read.pictures.items():
            (target / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            files.replace(target / "docs" / name, path.read_bytes())
    found = rules.unanswered(article, rules.check(article))
    for line in _report(arguments.file, read, article, found):
        print(printable(line))
    return options.FOUND if found or read.losses or read.remarks else options.CLEAN


def settings() -> str:
    """What mkdocs.yml says in this checkout."""
    return (software.HERE / CONFIG).read_text(encoding="utf-8")


def project(read: Brought, config: str, *, recorded: bool = True) -> tuple[dict[str, str], Article]:
    """The texts of a project's files by path, and the article of them; `recorded` with the records of its sentences."""
    texts = read.files(config)
    if (
        not recorded and not texts[bibliography.PATH].strip()
    ):  # a text that cites by keys, of which nobody has said more
        texts |= {bibliography.PATH: "@misc{none, title = {None}}\n"}
    data = {path: text.encode() for path, text in texts.items()}
    article = articles.build(data, read.today)
    if recorded and not article.problems:
        data = fix.fixed(data, fix.of_records(article, data, None))
        article = articles.build(data, read.today)
    return {path: content.decode() for path, content in data.items()}, article


def read_file(path: Path, arguments: argparse.Namespace, media: Path) -> ReadDocument:
    """Read a document and what came with it. Raises Unreadable, also where it holds no text."""
    try:
        read = _read(path, arguments, media)
    except RecursionError:
        raise unreadable(path.as_posix(), 1, "is nested too deeply; take it out of some of what is around it") from None
    if not read.brought.chapters:
        raise unreadable(path.as_posix(), 1, "holds no text that can be read")
    behind = brought.behind_notes(read.brought.original, read.brought.text) + brought.of_list(read.brought)
    if not read.brought.language and not is_english(read.brought.text):
        from scripts.hypertext.reading import language_of  # most articles are in English

        language = language_of(read.brought.text, "") or "und"  # BCP 47: nobody knows
        read = read._replace(brought=replace(read.brought, language=language))
        behind = [*behind, f"its language is taken to be {language!r}; if not, write another in record/article.yml"]
    return read._replace(remarks=[*read.remarks, *behind])


def _read(path: Path, arguments: argparse.Namespace, media: Path) -> ReadDocument:
    today = dates.today(arguments.now)
    bibs = [(each.name, files.text_of(each)) for each in arguments.bib]
    sources = {source.key: source for source in bibliography.read(bibs[0][1], tuple(bibs[1:]))} if bibs else {}
    more = _notes_of(arguments.notes, media) if arguments.notes else ""
    if path.suffix.lower() in MARKDOWN:
        text = _markdown_of(path)
        if (page := brought.as_page(text)) and pandoc.program():
            read = _by_pandoc(path.with_suffix(".html"), page.encode(), media, more, sources, today)
            return read._replace(remarks=[*brought.left_out(brought.front_matter(text)), *read.remarks])
        pictured, written_in = _with_files(text, media)
        inlined, gone = other_inlines.known(pictured, brought.front_matter(text).count("\n"))
        written, restated = other_blocks.known(inlined, partial(pandoc.table, path))
        headed = _headed(written, "")
        text, title, author, language, moved = brought.of_markdown(headed.text + more)
        remarks = [] if title else [f"the text has no title; its file's name stands for it: {path.stem}"]
        remarks += [*headed.remarks, *gone, *brought.left_out(written), *restated, *map(_MOVED.format, moved)]
        text = text if title else f"# {path.stem}\n\n{text}"
        if abstract := brought.abstract_of(written):
            text = brought.with_back_matter(text, author, abstract)
            remarks.append("the document's abstract stands behind the text, on the page About if it has notes")
        made = Brought(text, title or path.stem, author, sources, today, (), language)
        there = _beside(path, text) | written_in
        away = [name for name in brought.pictures(text) if name not in there and "://" not in name]
        remarks += [_absent(path, address) for address in away]
        return ReadDocument(made, there, [], [*remarks, *brought.remarks_on(text, author, titled=bool(title))])
    return _by_pandoc(path, _document_of(path), media, more, sources, today)


def _headed(text: str, stated: str, *, titled: bool = False) -> bold_lines.HeadedText:
    """A text with its bold lines as headings; `stated` is the title that the document states of itself."""
    matter = brought.front_matter(text)
    below = text[len(matter) :]
    titled = titled or bool(brought.of_markdown(text).title)
    names = brought.may_name(below)
    return bold_lines.as_headings(text, matter.count("\n"), titled=titled, stated=stated, names=names)


def _notes_of(path: Path, media: Path) -> str:
    """A file of notes as what stands behind a text."""
    if path.suffix.lower() in MARKDOWN:
        text = _markdown_of(path)
    else:
        tree = pandoc.tree(path, media)
        made = manuscript.prepare(tree)
        text = pandoc.markdown(path, manuscript.document(tree, made.blocks))
    return f"\n\n---\n\n## Notes\n\n{text}"


def _markdown_of(path: Path) -> str:
    """A file of Markdown, without signs of no width in words. Raises Unreadable, also where no reader can bear it."""
    text = plain.UNSEEN.sub("", files.text_of(path))
    plain.bearable(path.as_posix(), _DATA.sub("", text))
    return text


def _document_of(path: Path) -> bytes:
    """A file of another kind. Raises Unreadable."""
    try:
        if path.stat().st_size > LARGEST:
            raise unreadable(path.as_posix(), 1, f"has over {LARGEST // 1024 // 1024} MB; leave its pictures out")
        return path.read_bytes()
    except OSError as error:
        raise files.not_opened(path.as_posix(), error) from None


def _by_pandoc(
    path: Path, data: bytes, media: Path, more: str, sources: dict[str, Source], today: date
) -> ReadDocument:
    kept = container.read(path.as_posix(), data)
    page = path.suffix.lower() in (".html", ".htm", ".xhtml")
    if page and b"\0" in data and not data.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        raise unreadable(path.as_posix(), 1, "holds a NUL, so it is no page; save it anew")
    given = readable.made(path.as_posix(), data)
    content = container.article_html(data) if page else given.data if given.data is not data else None
    tree = pandoc.tree(path, media, content)
    known = kept or container.Container()
    made = manuscript.prepare(tree, known.calls, page=page, stated=known.properties.get("title", ""))
    remarks = [*made.remarks, *given.remarks]
    message = "a reference leads to no place; write what it should say in the place of"
    remarks += [f"{message} {printed!r}{f', behind {before!r}' * bool(before)}" for printed, before in known.broken]
    if known.restarts:
        remarks.append("the numbers of its notes begin anew with a section or a page; here they are counted through")
    text = plain.bearable(path.as_posix(), pandoc.markdown(path, manuscript.document(tree, made.blocks)))
    stated_title = known.properties.get("title", "")
    headed = _headed(text, stated_title, titled=bool(made.title))
    text, title = headed.text, made.title or headed.title
    remarks += headed.remarks
    if not title:
        title = stated_title or path.stem
        text = f"# {title}\n\n{text}"
        remarks.append(f"the text has no title; this stands for it: {title!r}")
    text, title, byline, _, moved = brought.of_markdown(text + more)
    remarks += map(_MOVED.format, moved)
    author = sure = brought.joined(made.authors) or byline
    stated = known.properties.get("creator") or known.properties.get("initial-creator") or ""
    if not author and stated and not page and " " not in stated:
        remarks.append(
            f"the file's properties name {stated!r}, which is no person's whole name, and is not taken for its author"
        )
    elif not author and stated:
        known_line, named = brought.byline(text, stated)
        author = named or stated
        where = f"the page's {known.properties['creator-from']} does" if page else "the file's properties do"
        message = f"no line of the text names its author; {where}: {author!r}; confirm it in record/article.yml"
        remarks += [] if known_line else [message]
    back = [{"t": "Para", "c": inlines} for inlines in made.back]
    behind = pandoc.markdown(path, manuscript.document(tree, back)) if back else ""
    text = brought.with_back_matter(text, author, behind)
    remarks += brought.remarks_on(text, author if page else sure, titled=bool(made.title or headed.title))
    records = [(cited.printed, record) for cited in known.fields for record in cited.records]
    pictures = {name: _picture(path, media, address) for address, name in made.pictures.items()}
    lost = losses.of(known.words, text) if kept else []
    missing = [_absent(path, address) for address, name in made.pictures.items() if not pictures[name].is_file()]
    there = {name: picture for name, picture in pictures.items() if picture.is_file()}
    language = brought.LANGUAGE.fullmatch(known.properties.get("language", ""))
    result = Brought(text, title, author, sources, today, tuple(records), language[0] if language else "")
    return ReadDocument(result, there, lost, [*remarks, *missing])


# A picture that is written into a text itself.
_DATA = regex(r"data:image/(?P<kind>png|jpe?g|gif|webp|avif);base64,(?P<data>[A-Za-z0-9+/=]+)")


def _with_files(text: str, media: Path) -> tuple[str, dict[str, Path]]:
    """A text with names for the pictures that are written into it, which become files."""
    found: dict[str, Path] = {}

    def named(match: re.Match[str]) -> str:
        name = f"images/figure-{len(found) + 1}.{match['kind']}"
        found[name] = _decoded(match, media / f"{len(found) + 1}.{match['kind']}")
        return name

    return _DATA.sub(named, text), found


def _decoded(match: re.Match[str], at: Path) -> Path:
    """A picture that was written in base64, as a file, if it begins as pictures do."""
    with suppress(ValueError):
        data = b64decode(match["data"])
        if data.startswith(_BEGIN) or data[4:8] == b"ftyp":
            at.write_bytes(data)
    return at


_BEGIN = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF")


def _picture(path: Path, media: Path, address: str) -> Path:
    """A picture of a document: extracted from it, written into it, or a file beside it or in a folder there; else a
    path at which there is none.
    """
    if match := _DATA.match(re.sub(r"\s", "", address)):
        return _decoded(match, media / f"{sha256(address.encode()).hexdigest()[:16]}.{match['kind']}")
    place = Path(address)
    if place.is_absolute() and place.is_relative_to(media):
        return place
    elsewhere = "://" in address or address.startswith(("data:", "//")) or len(place.name) > _LONGEST
    beside = path.parent / unquote(address)
    if elsewhere or files.leaves(path.parent, beside):
        return media / "none"
    if not beside.is_file() and place.name == address:  # Obsidian names it, and not where it is
        below = path.parent.glob(f"*/{glob.escape(address)}")
        return next((each for each in below if each.is_file() and not files.leaves(path.parent, each)), beside)
    return beside


_LONGEST = 255  # characters of a file's name


def _absent(path: Path, address: str) -> str:
    if address.startswith("data:"):
        return f"left out: a picture that is written into the page itself: {address[:40]}…"
    if len(Path(address).name) <= _LONGEST and files.leaves(path.parent, path.parent / address):
        what = "put it into that folder, write its new place in the document, and bring it anew"
        return f"the picture {address} is left out, since it is outside the document's folder; {what}"
    return f"the picture {address} is not there; put it beside the document, and bring that anew"


def _beside(path: Path, text: str) -> dict[str, Path]:
    """The pictures of a Markdown text that stand beside it."""
    found = ((name, _picture(path, path, name)) for name in brought.pictures(text))
    return {name: picture for name, picture in found if picture.is_file()}


# ---------------------------------------------------------------- the report


def _report(path: Path, read: ReadDocument, article: Article, found: Sequence[Finding]) -> list[str]:
    """What was read, what was left out, and what a person has to decide: the serious first, each with its place."""
    words = len(read.brought.text.split())
    sentences = sum(len(chapter.sentences) for chapter in article.chapters)
    original = read.brought.original
    labels = {note.number: note.label for note in original.notes}
    cited = [(n, c) for n, parts in original.cited.items() for c in parts if c.part.cites]
    lost = [labels[n] for n, c in cited if c.source not in read.brought.entries]
    keys = dict.fromkeys(c.key for chapter in article.chapters for c in chapter.citations)
    unknown = [key for key in keys if key not in article.sources]
    parts = [
        count(words, "word"),
        count(len(article.chapters), "chapter"),
        count(sentences, "sentence"),
        count(len(original.notes), "note"),
        count(len(article.sources), "source"),
        count(len(read.pictures), "picture"),
    ]
    away = sum(len(loss.words.split()) for loss in read.losses)
    more = f"More was left out of it than was taken, {count(away, 'word')}: is this the article? See what is left out."
    lines = [more] * (away > words) + [f"Read {path}: {', '.join(parts)}."]
    but = f"; not so in note {', '.join(dict.fromkeys(lost))}" if lost else ""
    lines.append(f"Of {count(len(cited), 'citation')} in the notes, {len(cited) - len(lost)} lead to a source{but}.")
    if unknown:
        lines.append(f"Name the bibliography that has {', '.join(unknown)} with --bib, and bring it anew.")
    if read.losses:
        lines += ["", f"Left out ({len(read.losses)}):", *(f"  {path}: {loss}" for loss in read.losses)]
    if read.remarks:
        lines += ["", "Other than in the document:", *(f"  {remark}" for remark in read.remarks)]
    unrecorded = [f for f in found if f.rule == "sentence-recorded"]
    if not article.count_recorded:  # a text that is not what was meant is not recorded
        found = [f for f in found if f not in unrecorded]
        message = "once what is found is mended, python -m scripts check --fix records the sentences"
        lines += ["", f"No sentence is recorded yet: {message}."]
    serious = [f for f in found if rules.RULES[f.rule].serious]
    pending = [f for f in found if rules.RULES[f.rule].family == "pending"]
    other = [f for f in found if f not in serious and f not in pending]
    described = brought.pictures(read.brought.text)
    bare = [name for name in read.pictures if not described.get(name, True)]
    asked = [f"docs/{name}: describe it: write what it shows between ![ and ]" for name in bare]
    first = "To decide first, since readers could be misled"
    for what, several in ((first, [*map(str, serious)]), ("To decide", [*map(str, other), *asked])):
        if several:
            lines += ["", f"{what} ({len(several)}):", *(f"  {each}" for each in several)]
    if pending:
        by_rule = Counter(f.rule for f in pending)
        message = ", ".join(f"{number} by {name}" for name, number in by_rule.items())
        lines += [
            "",
            f"Left for a person to say: {message}; python -m scripts check --complete lists them.",
        ]
    return lines
