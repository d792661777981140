"""An article brought in: the files of a project, from its published text and what bibliographies came with it.

The published text is kept word for word in record/original.md. Chapters are its parts, a sentence a line, with the
marks of its notes as citations; references.bib has an entry for each source that its notes cite.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, groupby, islice, pairwise, takewhile
from typing import Any, NamedTuple
from urllib.parse import unquote

from scripts.editing import entries, text_notes
from scripts.editing.entries import Entry
from scripts.finding import Place, unreadable
from scripts.publication import bibliography, chapters, ledger, notes
from scripts.publication.article import ABOUT, CONFIG, ENGLISH, INDEX, SECTION, Article
from scripts.publication.bibliography import Source
from scripts.publication.chapters import Heading, Line
from scripts.publication.footnotes import markdown
from scripts.publication.footnotes.fields import is_name, whole_date
from scripts.publication.footnotes.parts import Kind, remark_of, words_of
from scripts.publication.footnotes.resolution import Cited
from scripts.publication.notes import Original
from scripts.publication.plain_yaml import load
from scripts.regex import regex
from scripts.rules.wording import ShortWords, sentence_begins, short_words
from scripts.terminal import count


class TracedLine(NamedTuple):
    """A line of a chapter, and the line of the published text that it comes from; 0 for what is of none."""

    text: str
    line: int


@dataclass(frozen=True)
class Brought:
    """An article as it is brought in: its text, whose it is, and the bibliographies that came with it.

    `text` is Markdown, as in record/original.md. `records` are those of a reference manager's fields, in CSL-JSON, each
    with the words that it prints. `language` is a tag, "" where the document states none.
    """

    text: str
    title: str
    author: str
    sources: Mapping[str, Source]
    today: date
    records: Sequence[tuple[str, Mapping[str, Any]]] = ()
    language: str = ""

    @cached_property
    def original(self) -> Original:
        return notes.read(self.text)

    @property
    def _in_english(self) -> bool:
        return self.language.lower().partition("-")[0] in ("", ENGLISH)

    @cached_property
    def _words(self) -> ShortWords:
        return ShortWords() if self._in_english else short_words(self.text, self.language)

    @cached_property
    def entries(self) -> Mapping[str, tuple[str, str]]:
        """The key and the text of the entry of each work that the notes cite, or else the list of references has, by
        the work's id in the notes.
        """
        known = _article(self.original, self.sources, self.today)
        found: dict[str, tuple[str, str]] = {}
        taken = set(self.sources)
        cited = [each.source for parts in self.original.cited.values() for each in parts if each.part.cites]
        for name in dict.fromkeys([*filter(None, cited), *filter(self._is_whole, uncited(self.original))]):
            part = self.original.resolution.works[name]
            if source := known.source_of(part):
                found[name] = source.key, source.bibtex
                continue
            if part.kind is Kind.SHORT and not (part.title or part.container or part.number or part.url):
                continue  # a name and a year, of which nothing else is known
            kind, fields = entries.of_note(part)
            if recorded := self._recorded(part.title):  # which is preferred, and may lack what is printed
                printed = {name: fields[name] for name in _OF_PRINT if recorded.type == kind and name in fields}
                fields = {**recorded.fields, **printed, **recorded.fields}
                kind = recorded.type
            who = entries.family(fields.get("author", "") or fields.get("editor", ""))
            who = who or next(iter(entries.folded(part.container or part.publisher)), "")
            key = entries.key_of(who, fields.get("date", ""), fields.get("title", ""), taken)
            taken.add(key)
            found[name] = key, bibliography.written(key, fields, kind)
        return found

    def _is_whole(self, name: str) -> bool:
        """Whether what a list says of a work makes an entry: its title, its year, and who wrote or printed it."""
        part = self.original.resolution.works.get(name)
        return bool(part and part.title and part.date and (part.authors or part.editors or part.container))

    @property
    def further(self) -> list[str]:
        """What stands in the list of references, is in no note, and makes no entry."""
        return [work for name, work in uncited(self.original).items() if name not in self.entries]

    def _recorded(self, title: str) -> Entry | None:
        """The entry of the record that a reference manager's field has for a title; None where none or several do."""
        words = chapters.plain_title(title)
        fits = [r for _, r in self.records if words and chapters.plain_title(str(r.get("title", ""))) == words]
        if not fits:
            fits = [r for printed, r in self.records if words and words in chapters.plain_title(printed)]
        different = {json.dumps(record, sort_keys=True): record for record in fits}
        return entries.of_record(fits[0]) if len(different) == 1 else None

    def references(self) -> str:
        """references.bib: the entries of what is cited, each once, in the order in which it is first cited."""
        by_key = dict(self.entries.values())
        keyed = [c.key for c in chapters.read(notes.PATH, self.text).citations] if self.sources else []
        by_key |= {key: self.sources[key].bibtex for key in keyed if key in self.sources and key not in by_key}
        children = [self.sources[key].written for key in by_key if key in self.sources]
        parents = [p for own in children for name in ("crossref", "xdata") for p in own.get(name, "").split(",")]
        by_key |= {p: self.sources[p].bibtex for p in parents if p in self.sources and p not in by_key}
        return "\n".join(f"{text.strip()}\n" for text in by_key.values())

    # ------------------------------------------------------------ chapters

    @cached_property
    def chapters(self) -> Mapping[str, Sequence[TracedLine]]:
        """The lines of each chapter, by its path, in order."""
        found: dict[str, list[TracedLine]] = {}
        for lines in self._parts():
            title = next((b.text for b in lines if isinstance(b, Heading)), self.title)
            name = "-".join(entries.folded(title)[:5]) or "chapter"
            taken = {*found, *_TAKEN}
            names = (f"docs/{name}{f'-{n}' * (n > 1)}.md" for n in range(1, len(taken) + 2))
            found[next(path for path in names if path not in taken)] = self._chapter(lines)
        return found

    def _parts(self) -> list[list[notes.Block]]:
        """The blocks of each chapter: what stands before the first heading of level two, and each such part.

        A heading with nothing of its own, as that of a part of a book, stands above the chapter behind it.
        """
        blocks = [b for b in self.original.blocks if b is not self._title_block]
        begin = [i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 2]
        begin = [0, *begin] if not begin or begin[0] > 0 else begin
        parts: list[list[notes.Block]] = []
        for part in (list(blocks[i:j]) for i, j in pairwise([*begin, len(blocks)]) if j > i):
            if parts and all(isinstance(block, Heading) for block in parts[-1]):
                parts[-1] += [b._replace(level=b.level + 1) if isinstance(b, Heading) else b for b in part]
            else:
                parts.append(part)
        return parts

    @cached_property
    def _title_block(self) -> Heading | None:
        return next((b for b in self.original.blocks if isinstance(b, Heading) and b.level == 1), None)

    @cached_property
    def _written(self) -> tuple[Sequence[str], Mapping[int, Line]]:
        """The lines of the text, and what each of them is, by its number."""
        return self.text.split("\n"), {line.number: line for line in chapters.lines(self.text)}

    def _chapter(self, blocks: Sequence[notes.Block]) -> list[TracedLine]:
        """A chapter's lines: the same blocks, headings a level higher, each sentence on a line, marks resolved."""
        raws, kinds = self._written
        called: dict[str, str] = {}
        out: list[TracedLine] = []
        paragraph: list[TracedLine] = []
        before = ""

        def finish() -> None:
            out.extend(_sentences(before, paragraph, in_english=self._in_english, words=self._words))
            paragraph.clear()

        def empty(text: str = "") -> None:
            finish()
            if out and out[-1].text:
                out.append(TracedLine(text, 0))

        last = blocks[0].place.line
        if not isinstance(blocks[0], Heading) or blocks[0].level > 2:
            title = self._marked(self._title_block.raw, called) if self._title_block else self.title
            out += [TracedLine(f"# {title}", last), TracedLine("", 0)]
        for block in blocks:
            number = block.place.line
            between = [raw for raw in raws[last - 1 : number - 1] if not raw.strip(" >")]
            if between:
                empty(between[0].strip())
            last = number
            if isinstance(block, Heading):
                empty()
                marked = self._marked(block.raw, called)
                out += [TracedLine(f"{'#' * max(1, block.level - 1)} {marked}", number), TracedLine("", 0)]
            elif isinstance(block, chapters.Verbatim):
                finish()
                line, written = kinds.get(number), raws[number - 1].rstrip()
                margin = written[: len(written) - len(line.text)] if line and line.kind == "prose" else ""
                out.append(TracedLine(block.raw if block.code else margin + self._marked(block.raw, called), number))
            else:
                written = raws[number - 1].rstrip()
                if block.opens:
                    finish()
                    before = written[: len(written) - len(kinds[number].text)]
                elif paragraph and raws[number - 2].endswith("  "):
                    paragraph[-1] = paragraph[-1]._replace(text=f"{paragraph[-1].text}  ")
                paragraph.append(TracedLine(self._marked(block.raw, called), number))
        finish()
        for name, words in called.items():
            if words:
                empty()
                out.append(TracedLine(f"[^{name}]: {words}", self._lines.get(name, 0)))
        return out

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        """The line of each note by its name in the chapters."""
        return {self._labels[note.number]: note.line for note in reversed(self.original.notes)}

    def _marked(self, raw: str, called: dict[str, str]) -> str:
        return notes.MARK.sub(lambda match: self._mark(int(match[1]), called), raw)

    @cached_property
    def _labels(self) -> Mapping[int, str]:
        """What each note is called in a chapter: its printed number, or where numbers begin anew its own."""
        printed = [note.label for note in self.original.notes]
        alone = len(set(printed)) == len(printed)
        return {note.number: note.label if alone else str(note.number) for note in self.original.notes}

    @cached_property
    def _texts(self) -> Mapping[int, str]:
        return {note.number: note.text for note in reversed(self.original.notes)}

    def _mark(self, number: int, called: dict[str, str]) -> str:
        """What stands for a note in a chapter; what stands below is put into `called` by the note's name."""
        parts = self.original.cited.get(number)
        name = self._labels.get(number, str(number))
        if not parts:
            return f"[^{name}]"
        keyed = [self._citation(cited) for cited in parts]
        if all(keyed) and len({cited.source for cited in parts}) == len(parts):
            return f"[{'; '.join(keyed)}]"
        called.setdefault(name, self._note(number, parts))
        return f"[^{name}]"

    def _note(self, number: int, parts: Sequence[Cited]) -> str:
        """A note's text in a chapter: its citations by key, its comments as they are printed."""
        if not any(map(self._citation, parts)):
            return self._texts[number]
        found: list[str] = []
        seen: set[str] = set()
        text = self._texts[number]
        plain = markdown.read(text).plain
        for leads, run in groupby((c for c in parts if self._citation(c) or not c.part.within), self._citation):
            group = tuple(run)
            if not leads:
                words, stop = words_of(text, [cited.part for cited in group]), plain[: group[-1].part.end].rstrip()[-1:]
                found.append(f"{words}{stop if stop in _BETWEEN and not words.endswith(stop) else ''}")
            elif group[0].source not in seen:
                last = group[-1]
                stop = "" if last is parts[-1] or last.part.within else plain[: last.part.end].rstrip()[-1:]
                found.append(f"[{leads}]{stop if stop in '.;,:' else ''}")
                seen.add(group[0].source)
        return " ".join(found)

    def _citation(self, cited: Cited) -> str:
        """A citation in Pandoc's syntax, without its brackets; "" for what leads to no source."""
        if not cited.part.cites or cited.source not in self.entries:
            return ""
        locator = cited.part.locator
        if re.match(r"\d+(?!:)", locator) and not whole_date(locator.partition(",")[0]).count("-"):
            locator = f"{'pp.' if re.search(r'[-–,]', locator) else 'p.'} {locator}"
        if remark := remark_of(cited.part):
            locator = f"{locator} ({remark})".strip()
        said = (cited.part.signal, locator)
        signal, locator = (text.translate(_IN_BRACKETS) if "@" not in text else "" for text in said)
        return f"{signal} @{self.entries[cited.source][0]}{', ' * bool(locator)}{locator}".strip()

    # ------------------------------------------------------------ the project

    def files(self, settings: str) -> dict[str, str]:
        """The article's files by path, as far as a person's word is not needed; `settings` are those of mkdocs.yml."""
        written = {path: "\n".join(row.text for row in rows) + "\n" for path, rows in self.chapters.items()}
        record: dict[str, str] = {"title": self.title}
        record |= {"author": self.author} if self.author else {}
        record |= {} if self._in_english else {"language": self.language}
        words = self.author.split()
        if len(words) == 2 and is_name(self.author, 2):  # else nobody but a person can tell them apart
            record |= {"given": words[0], "family": words[1]}
        record["sha256"] = sha256(self.text.encode()).hexdigest()
        return {
            **written,
            CONFIG: _settings(settings, self.title, list(written)),
            INDEX: _index(self.title, self.author),
            ABOUT: self._about(),
            bibliography.PATH: self.references(),
            notes.PATH: self.text,
            ledger.ARTICLE: "".join(f"{name}: {_quoted(value)}\n" for name, value in record.items()),
            **dict.fromkeys((ledger.FACTS, ledger.ACCEPTED, ledger.IDS), "[]\n"),
        }

    def _about(self) -> str:
        behind = (
            _sentences("", [TracedLine(s.raw, s.line)], in_english=self._in_english, words=self._words)
            for s in self.original.back_matter
        )
        sentences = ["\n".join(row.text for row in rows) for rows in behind]
        alone = f"The text is by {self.author}." if self.author else "The text that was brought names no author."
        said = ["## The author", *sentences] if sentences else [alone]
        listed = "\n".join(f"- {work}" for work in self.further)
        return "\n\n".join(["# About", *said, *["## List of references", listed] * bool(listed)]) + "\n"


# What a reference prints of how a work came out.
_OF_PRINT = ("publisher", "institution", "location", "edition", "doi")
_quoted = json.JSONEncoder(ensure_ascii=False).encode  # as YAML too
_BETWEEN = tuple(";,:")  # what stands between a comment and a citation
_IN_BRACKETS = str.maketrans("[];", "(),")  # what would end a citation
_TAKEN = (INDEX, ABOUT, *(f"docs/{n}.md" for n in "one-page claims sources timeline corrections methods".split()))


def _article(original: Original, sources: Mapping[str, Source], today: date) -> Article:
    """An article of nothing but its notes and sources, to be asked which source a note means."""
    nothing = ledger.Publication("", "", "", {})
    return Article(today, nothing, original, "", (), {}, Place(CONFIG, 1), sources, (), ())


def _sentences(
    before: str, paragraph: Sequence[TracedLine], *, in_english: bool, words: ShortWords
) -> Iterator[TracedLine]:
    """A paragraph's lines, a sentence a line, each with what stands before it in the margin."""
    item = re.search(r"(?:[-*+]|\d{1,9}[.)])\s+$", before)
    margin, further = before, before[: item.start()] + " " * len(item[0]) if item else before
    broken = [n for n, row in enumerate(paragraph, 1) if row.text.endswith(("  ", "\\"))]
    for first, last in pairwise(dict.fromkeys([0, *broken, len(paragraph)])):
        rows = paragraph[first:last]
        text = " ".join(row.text for row in rows)
        begins = [0, *accumulate(len(row.text) + 1 for row in rows)]
        begun = sentence_begins(text, in_english=in_english, words=words)
        places = (p for p in begun if not re.match(r"\d+[.)]\s", text[p:]))
        for start, end in pairwise([0, *places, len(text)]):
            line = rows[bisect(begins, start) - 1].line
            piece = text[start:end].rstrip() + "  " * (end == len(text) and text.endswith("  "))
            yield TracedLine(margin + piece, line)
            margin = further


def _settings(settings: str, title: str, paths: Sequence[str]) -> str:
    """The settings of a site with another title and other chapters."""
    blocks = {b.partition(":")[0]: b for b in re.split(r"(?m)^(?=\w)", settings)}
    lines = "".join(f"      - {path.removeprefix('docs/')}\n" for path in paths)
    blocks["site_name"] = f"site_name: {_quoted(title)}\n"
    blocks["site_description"] = "site_description: A published article with machine-checked notes and sources.\n"
    head, _, rest = blocks["nav"].partition(f"  - {SECTION}:\n")
    kept = re.sub(r"\A(?: {6}.*\n)+", "", rest)
    blocks["nav"] = f"{head}  - {SECTION}:\n{lines}{kept}"
    return "".join(blocks.values())


def _index(title: str, author: str) -> str:
    by = f"By {author}\n\n" if author else ""
    return f"""---
description: A published article as a searchable site, with every note, source and quotation checked by machine.
hide: [navigation, toc]
---

# {title}

{by}## What the checks found

{{{{ last-checks }}}}

## The chapters

{{{{ chapters }}}}

## Sentence by sentence

{{{{ claims-figure }}}}
"""


# ---------------------------------------------------------------- a text of Markdown, as it comes


class BroughtText(NamedTuple):
    """A Markdown text as record/original.md has it, with its title, author and language, "" where it states none.

    `moved` are the paragraphs that stood among the references of a list, and stand behind the text.
    """

    text: str
    title: str
    author: str
    language: str
    moved: Sequence[str] = ()


def of_markdown(text: str) -> BroughtText:
    """A text as it comes, made into such a one.

    The title of its front matter becomes a heading, its headings begin at level two, those without words are left out,
    and the author's line moves behind the text.
    """
    for match in [*_outside_code(_SCRIPT, text)]:
        text = text.replace(match[0], "\n" * match[0].count("\n"))
    text, title, author, language, _ = _front_matter(text_notes.as_footnotes(text))
    raws = text.split("\n")
    for line in chapters.lines(text):
        underlined = _UNDERLINE.fullmatch("".join(raws[line.number : line.number + 1]))
        if line.kind == "heading" and underlined and not raws[line.number - 1].lstrip().startswith("#"):
            raws[line.number - 1 : line.number + 1] = [line.text, ""]
    text = "\n".join(raws)
    for line in chapters.lines(text):
        if line.kind in ("heading", "prose") and _EMPTY_HEADING.fullmatch(raws[line.number - 1]):
            raws[line.number - 1] = ""
        elif line.kind not in ("code", "comment"):
            raws[line.number - 1] = _simple(raws[line.number - 1])
    for number in _above_notes(text):
        raws[number - 1] = ""
    text = "\n".join(raws)
    kinds = [line for line in chapters.lines(text) if line.kind == "heading"]
    first = next(iter(chapters.lines(text)), None)
    levels = [line.text.index(" ") for line in kinds]
    begins = bool(first and first.kind == "heading" and (levels[0] == 1 or levels.count(min(levels)) == 1))
    if begins and not title:
        title = chapters.plain(notes.without_calls(kinds[0].text.partition(" ")[2]))
        own, inner = kinds[0].number, levels[1:]
    else:
        own, inner = 0, levels
    shift = 2 - min(inner, default=2)
    for line, level in zip(kinds, levels, strict=True):
        wanted = 1 if line.number == own else min(6, level + shift)
        raw = raws[line.number - 1]
        if raw.lstrip().startswith("#") and wanted != level:
            raws[line.number - 1] = f"{'#' * wanted} {raw.lstrip(' #')}"
    body = "\n".join(raws).strip("\n") + "\n"
    if not own and title:
        body = f"# {title}\n\n{body}"
    body, moved = _with_prose_behind(body)
    return BroughtText(_with_author_behind(body, author), title, author or byline(body, author)[1], language, moved)


def _simple(raw: str) -> str:
    """A line without the backslashes that programs write before signs that mean nothing there, the first kind of which
    Python-Markdown prints; a heading that is bold as a whole without its signs, and links within the text as words.
    """
    if "\\" in raw:
        words = chapters.hide_code(raw)
        table = raw.lstrip().startswith("|")
        letter = next((nth for nth, sign in enumerate(words) if sign.isalpha() or sign == "#"), len(words))
        for match in reversed([*_NEEDLESS.finditer(words)]):
            sign = words[match.end()]
            if sign in _PLAIN or (sign == "|" and not table) or (sign in _AMONG_WORDS and match.end() > letter):
                raw = raw[: match.end() - 1] + raw[match.end() :]
    if "](#" in raw:
        raw = _WITHIN.sub(lambda match: match["words"], raw)
    heading = _BOLD_HEADING.fullmatch(raw) if raw.lstrip().startswith("#") else None
    return f"{heading['signs']}{heading['words']}" if heading else raw


_NEEDLESS = regex(r"""(?<!\\)(?:\\\\)*\\(?=["$%',/:;=?|.)+-])""")
_PLAIN, _AMONG_WORDS = frozenset("\"$%',/:;=?"), frozenset(".)+-")
# A link to another place of the text, which is on another page then; a number may call a note.
_WITHIN = regex(r"(?<!!)\[(?P<words>[^\[\]]*[^\W\d_]{2}[^\[\]]*)\]\(#[^()\s]*\)")
_BOLD_HEADING = regex(r"(?P<signs>\s*#{1,6}\s+)\*\*(?P<words>[^*]+)\*\*\s*")
_UNDERLINE = regex(r" {0,3}(?:=+|-+)[ \t]*")  # of a heading
_EMPTY_HEADING = regex(r" {0,3}#{1,6}[ \t#]*")
_FRONT_MATTER = regex(r"---\n(.*?\n)(?:---|\.\.\.)\n|\+\+\+\n(?P<toml>.*?\n)\+\+\+\n", re.DOTALL)


def _stated(match: re.Match[str]) -> Any:
    """What front matter says. Raises Unreadable where it is neither YAML nor TOML."""
    if match["toml"] is None:
        return load("front matter", match[1])[0]
    try:
        return tomllib.loads(match["toml"])
    except tomllib.TOMLDecodeError as error:
        raise unreadable("front matter", 1, f"is not TOML: {error}; mend it, or take it out", "schema-valid") from None


def left_out(text: str) -> list[str]:
    """What of a text, as it comes, is left out or shown as it is written, each in a sentence: scripts, notes that come
    again, formulas, and what its front matter says beside its title, authors and language.
    """
    apart = [f"left out: {' '.join(each[0].split())[:_QUOTED]!r}" for each in _outside_code(_SCRIPT, text)]
    apart += ["left out: the list of its notes, which stand in the text too"] * text_notes.repeated(text)
    maths = (" ".join(each[0].split())[:_QUOTED] for each in _outside_code(_MATHS, text))
    apart += [f"shown as it is written, since the site sets no formulas: {words!r}" for words in maths]
    prose = (chapters.hide_code(line.text) for line in chapters.lines(text) if line.kind == "prose")
    tags = dict.fromkeys(tag for line in prose if "#" in line for tag in _TAG.findall(_ELEMENT.sub("", line)))
    apart += [f"shown as it is written, since the site knows no tags: {' '.join(tags)!r}"] * bool(tags)
    match = _FRONT_MATTER.match(text)
    value = _stated(match) if match else None
    if match and not isinstance(value, dict):
        return [*apart, f"left out, since it cannot be read: the front matter, {match[match.lastindex or 0]!r}"]
    rest = [(key, said) for key, said in (value or {}).items() if key not in _READ and said not in (None, "", [])]
    messages = (f"left out of the front matter: {key}: {' '.join(str(said).split())!r}" for key, said in rest)
    return [*apart, *messages]


def abstract_of(text: str) -> str:
    """The abstract that a text, as it comes, has in its front matter, in paragraphs."""
    match = _FRONT_MATTER.match(text)
    value = _stated(match) if match else None
    said = str((value.get("abstract") if isinstance(value, dict) else "") or "")
    return "\n\n".join(" ".join(each.split()) for each in re.split(r"\n\s*\n", said) if each.strip())


def _outside_code(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    found = [*pattern.finditer(text)]
    code = {line.number for line in chapters.lines(text) if line.kind == "code"} if found else set()
    return (match for match in found if text.count("\n", 0, match.start()) + 1 not in code)


_READ = ("title", "subtitle", "author", "lang", "language", "abstract")
_TAG = regex(r"(?<!\S)#[^\W\d][\w/-]*")
_ELEMENT = regex(r"<[a-z/][^<>]*>")


def _above_notes(text: str) -> Iterator[int]:
    """The lines that are headings of a bibliography, and have nothing below them, or footnotes."""
    every = [*chapters.lines(text)]
    for nth, line in enumerate(every):
        if line.kind == "heading" and chapters.WORKS.fullmatch(line.text.strip("# :")):
            below = [*takewhile(lambda other: other.kind not in ("heading", "rule"), every[nth + 1 :])]
            last = nth + 1 == len(every)
            if (below or last) and all(other.kind == "definition" for other in below):
                yield line.number


def _with_prose_behind(text: str) -> tuple[str, list[str]]:
    """The text with the paragraphs behind it that stand in a list of references and are none; and these."""
    raws = text.split("\n")
    found: list[str] = []
    listed = among = False
    for line in chapters.lines(text):
        if line.kind in ("heading", "rule"):
            level, _, title = line.text.partition(" ") if line.kind == "heading" else ("", "", "")
            listed = bool(level) and len(level) <= 2 and chapters.begins_works(title, raws, line.number)
        elif listed and line.kind == "prose" and line.opens:
            words = " ".join(map(str.strip, takewhile(str.strip, raws[line.number - 1 :])))
            sentences = words.endswith((".", "!", "?")) and len(words.split()) >= _PROSE
            among = sentences and line.opens == chapters.PARAGRAPH and not chapters.may_be_reference(words)
            found += [words] * among
        if listed and among and line.kind == "prose":
            raws[line.number - 1] = ""
    if not found:
        return text, []
    whole, words = "\n".join(raws).rstrip("\n"), "\n\n".join(found)
    original = notes.read(whole)
    made = _behind(raws, original, words) if original.notes else f"{whole}\n\n---\n\n{words}\n"
    return (made, found) if {s.raw for s in notes.read(made).back_matter}.issuperset(found) else (text, [])


_PROSE = 8  # words of a paragraph that is no heading and no name of an archive


def behind_notes(original: Original, text: str) -> list[str]:
    """What stands behind the notes and is shown on no page, the references of a list among it, and the paragraphs right
    behind a listed note, which may belong to it and are read as back matter; each in a sentence.
    """
    raws = text.split("\n")
    found = []
    for sentence in original.back_matter:
        note = max((n.line for n in original.notes if n.path == sentence.path and n.line <= sentence.line), default=0)
        between = raws[note - 1 : sentence.line] if note and note != sentence.line else []
        if between and not between[0].startswith("[^") and not any(map(_PARTS.match, between)):
            found.append(f"what stands behind the last note is on the page About, not in the note: {sentence.text!r}")
    return found + [f"left out, behind the notes: {each.raw[:_QUOTED]!r}" for each in original.left_out]


def apart(original: Original) -> dict[str, str]:
    """The works of the list of references, less those that a chapter shows, by their ids in the notes."""
    shown = tuple(block.raw for block in original.blocks if isinstance(block, chapters.Verbatim) and block.raw)
    return {f"b{n}": work for n, work in enumerate(original.bibliography, 1) if not work.startswith(shown)}


def uncited(original: Original) -> dict[str, str]:
    """Those of them that no note cites."""
    listed = apart(original)
    known = original.resolution.works if listed else {}
    cited = {c.source for parts in original.cited.values() for c in parts} if listed else set()
    titles = {chapters.plain_title(known[source].title) for source in cited if source} - {""}
    return {
        name: work
        for name, work in listed.items()
        if name not in cited and not (name in known and chapters.plain_title(known[name].title) in titles)
    }


def of_list(brought: Brought) -> list[str]:
    """What became of the list of references, each in a sentence."""
    listed, alone, further = apart(brought.original), uncited(brought.original), brought.further
    if not listed:
        return []
    message = f"its list of {count(len(listed), 'reference')} is no chapter; its works are on the page Sources"
    more = len(alone) - len(further)
    message += f", {more} of them cited by no note" * bool(more)
    made_none = "of its list of references, what makes no entry of references.bib is on the page About"
    return [message, *(f"{made_none}: {work[:_QUOTED]!r}" for work in further)]


_QUOTED = 100  # characters of a line that are quoted
_PARTS = regex(r"\s{0,3}(?:#|([-*_])(?:\s*\1){2,}\s*$)")


_SCRIPT = regex(r"^ {0,3}<(script|style)\b[^<>]*>.*?</\1>[ \t]*$", re.DOTALL | re.IGNORECASE | re.MULTILINE)
_MATHS = regex(r"^ {0,3}(?:\\begin\{(\w+\*?)\}.*?\\end\{\1\}|\$\$.*?\$\$)[ \t]*$", re.DOTALL | re.MULTILINE)


def as_page(text: str) -> str:
    """A text of Markdown that has nothing but HTML below its front matter, as a page; "" for another."""
    stated = _front_matter(text)
    begin = [chunk.lstrip()[0] == "<" for chunk in re.split(r"\n\s*\n", stated.text) if chunk.strip()]
    if sum(begin) < len(begin) * _HTML or len(_PARAGRAPH.findall(stated.text)) < _FEW or _MARKED.search(stated.text):
        return ""
    title, author, language = map(html.escape, stated[1:4])
    head = f'<html lang="{language}"><meta name="author" content="{author}"><title>{title}</title>'
    return f"{head}<h1>{title}</h1>{stated.text}" if title else f"{head}{stated.text}"


def front_matter(text: str) -> str:
    """The front matter of a text, as it is written."""
    match = _FRONT_MATTER.match(text)
    return match[0] if match else ""


_HTML, _FEW = 0.8, 3  # the share of blocks that begin with a tag, and how many paragraphs a page has
_PARAGRAPH = regex(r"<p[\s>]")
_MARKED = regex(r"^#{1,6} |\]\(|\[\^", re.MULTILINE)


def _front_matter(text: str) -> BroughtText:
    match = _FRONT_MATTER.match(text)
    if not match:
        return BroughtText(text, "", "", "")
    value = _stated(match)
    said = value if isinstance(value, dict) else {}
    authors = said.get("author", "")
    several = authors if isinstance(authors, list) else [authors]
    names = [str(each.get("name", "")) if isinstance(each, dict) else str(each or "") for each in several]
    language = str(said.get("lang") or said.get("language") or "")
    rest = text[match.end() :].lstrip("\n")
    titles = (" ".join(str(said.get(name) or "").split()) for name in ("title", "subtitle"))
    return BroughtText(
        rest,
        ": ".join(filter(None, titles)) if said.get("title") else "",
        joined(names),
        language if LANGUAGE.fullmatch(language) else "",
    )


# The form of a language's tag.
LANGUAGE = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def joined(names: Sequence[str]) -> str:
    """Names as a line has them: A, B and C."""
    kept = [name for name in names if name]
    return " and ".join(filter(None, [", ".join(kept[:-1]), *kept[-1:]]))


_BY = regex(r"(?:by|von|par)\s+", re.IGNORECASE)
_JOINED = regex(r",\s+(?:and\s+|&\s+)?|\s+(?:and|&|und|et)\s+")
# Lines of a text among which an author's is looked for.
_FIRST = 10


def named(line: str) -> str:
    """The names in a line that is nothing but "by" and names, maybe with a date behind a sign; "" where it is not."""
    match = _BY.match(line)
    names, *rest = _SIGN.split(line[match.end() :]) if match else [""]
    return names if match and _are_names(names) and all(map(whole_date, rest)) else ""


_SIGN = regex(r"\s+(?:\\?\||[·•–—])\s+")


def _are_names(words: str) -> bool:
    return len(words) <= 120 and all(is_name(name, 2) for name in _JOINED.split(words))


def _same_people(words: str, author: str) -> bool:
    """Whether a line names the same people in the same order, middle names or not."""
    people = [[name.casefold().split() for name in _JOINED.split(text)] for text in (words, author)]
    alike = ((one[:1], one[-1:]) == (other[:1], other[-1:]) for one, other in zip(*people, strict=False))
    return len(people[0]) == len(people[1]) and all(alike) and (_are_names(words) or people[0] == people[1])


def _first_lines(text: str, *, broken: bool = True) -> Iterator[tuple[int, str]]:
    """The paragraphs of one line between the title, or its subtitle, and the first heading, with the numbers of their
    lines; `broken` with the first lines of others, which end there.
    """
    raws = text.split("\n")
    for nth, line in enumerate(islice(chapters.lines(text), _FIRST)):
        if line.kind == "heading" and nth > broken:
            return
        alone = not "".join(raws[line.number : line.number + 1]).strip()
        alone = alone or (broken and raws[line.number - 1].endswith("  "))
        if line.kind == "prose" and line.opens and alone:
            yield line.number, chapters.plain(notes.without_calls(line.text)).strip("*_ ")


def byline(text: str, author: str) -> tuple[int, str]:
    """The line that names the authors, with "by" or as they are stated, and the names; (0, "") where none does."""
    for number, words in _first_lines(text):
        same = bool(author) and _same_people(words, author)
        if names := named(words) or ((author if words.casefold() == author.casefold() else words) if same else ""):
            return number, names
    return 0, ""


def may_name(text: str) -> dict[str, bool]:
    """The lines at the top of a text that may name its author, and whether each does."""
    return {words: bool(named(words)) for _, words in _first_lines(text) if named(words) or _are_names(words)}


def remarks_on(text: str, author: str, *, titled: bool) -> list[str]:
    """What in a text looks as if it were its title, author, headings or notes, and is not taken for them; what to do.

    `author` is who is known to be its author, `titled` whether it has a title of its own.
    """
    found = []
    lines = [words for _, words in islice(_first_lines(text, broken=titled), 2) if words]
    if lines and not titled and len(lines[0]) <= _TITLE:
        found.append(f"if {lines[0]!r}, the first line, is its title, make it one (its style, or #) and bring it anew")
        del lines[0]
    if lines and not author and _are_names(lines[0]):
        what = "may name its author, and stays in the text; if it does, write By before it and bring it anew"
        found.append(f"{lines[0]!r} at its top {what}")
    kinds = list(chapters.lines(text))
    bold = [line.text.strip("*") for line in kinds if line.opens and _BOLD.fullmatch(line.text)]
    if bold and not any(line.kind == "heading" and line.number > 1 for line in kinds):
        shown = ", ".join(map(repr, bold[:5])) + " …" * (len(bold) > 5)
        what = "make them so (their style, or ##) and bring it anew"
        found.append(f"it has no headings; bold as a whole are {shown}; if these are headings, {what}")
    raws = text.split("\n")
    defined = {match[1] for raw in raws if (match := chapters.DEFINITION.match(raw))}
    for line in kinds:
        match = _NO_COLON.match(raws[line.number - 1]) if line.kind in ("definition", "prose") else None
        if match and match[1] not in defined:
            what = f"if it is, write [^{match[1]}]: and bring it anew"
            found.append(f"may be a note without its colon; {what}: {match[0][:_QUOTED]!r}")
    return found


_TITLE = 160  # characters of a line that may be one
_NO_COLON = regex(r" {0,3}\[\^([^\]\s]+)\]\.?[ \t]+\S.*")


_BOLD = regex(r"\*\*\*?[^*]{1,120}(?<![.!?:,;])\*\*\*?")


def with_back_matter(text: str, author: str, behind: str) -> str:
    """The text with what stands behind it: its author, where it does not name one, and further paragraphs."""
    text = _with_author_behind(text, author)
    original = notes.read(text)
    words = behind.strip()
    whole = _behind(text.split("\n"), original, words) if words and original.notes else ""
    return whole or (f"{text.rstrip()}\n\n{words}\n" if words else text)


def pictures(text: str) -> dict[str, bool]:
    """The addresses of a text's pictures, and whether each is described wherever it stands."""
    found: dict[str, bool] = {}
    for words, within, plainly in _PICTURE.findall(text):
        address = unquote(within or plainly)
        found[address] = found.get(address, True) and bool(words.strip())
    return found


_PICTURE = regex(r"!\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:<([^<>]+)>|([^()\s<>]+))")


def _with_author_behind(text: str, author: str) -> str:
    """The text with the line that names its author behind it; where it has no notes, below its title."""
    number, _ = byline(text, author)
    raws = text.split("\n")
    line = raws[number - 1] if number else author
    if "[^" in line:  # a note to the author, which stands behind the text only with its line
        return text
    if number:
        del raws[number - 1 : number + (raws[number : number + 1] == [""])]
    original = notes.read("\n".join(raws))
    head, _, rest = text.partition("\n")
    below = text if number or not head.startswith("# ") else f"{head}\n\nBy {author}\n{rest}"
    if author and not original.notes:
        return below
    if not line or not original.notes or any(author and author in s.text for s in original.back_matter):
        return text
    return _behind(raws, original, line) or below


def _behind(raws: list[str], original: Original, words: str) -> str:
    """Lines with some words behind them, where these are read as standing behind the text; else nothing."""
    end = max(block.place.line for block in original.blocks) if original.blocks else 0
    first = next((note.line for note in original.notes if note.line > end), 0)  # others may stand among the text
    ruled = [*raws[: first - 1], "---", "", *raws[first - 1 :]] if first else raws
    for lines in (raws, ruled):
        text = "\n".join(lines).rstrip("\n") + f"\n\n---\n\n{words}\n"
        if any(chapters.plain(words.partition("\n")[0]) in s.text for s in notes.read(text).back_matter):
            return text
    return ""
