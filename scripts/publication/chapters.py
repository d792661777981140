"""Markdown, read line by line: sentences, citations and footnotes, each with its line.

A chapter is written one sentence a line, so nothing here splits sentences. The reader knows just
the blocks that Python-Markdown knows and that prose is written in: paragraphs, headings, lists,
quotations, tables, footnote definitions, code, comments. It says of everything else that it is
not prose.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import groupby, islice
from sys import intern
from typing import Literal, NamedTuple

from scripts.finding import Place, Subject, SubjectKind
from scripts.regex import blank, regex

_BRACKETS = regex(r"\[(.*?)\]")
# The same with the space before it, where a mark of the sentence follows: it belongs to neither.
_CITED = regex(r"(?:\s+(?=(?:\[[^\[\]]*\])+[.,;:!?]))?\[(.*?)\]")
# A key as Pandoc has it: plain (mill2019, Mill:2019, DBLP:conf/x), or anything in braces.
_PLAIN_KEY = r"\w(?:[\w-]|[:.#$%&+?<>~/](?=\w))*+"
_ANY_KEY = rf"@(?:\{{[^{{}}\[\]\s]+\}}|{_PLAIN_KEY})"
# The same with the words before it ("see"), or a - for a source without its author, and its locator ("p. 4").
_CITED_ONE = rf"(?:[^\[\]@;]*(?<![\w.%+-]))?-?{_ANY_KEY}(?:[,\s][^\[\]@;]*)?"
_CITATION = regex(rf"{_CITED_ONE}(?:; ?{_CITED_ONE})*")
CITED = regex(rf"\[{_CITED_ONE}(?:; ?{_CITED_ONE})*\]")
_KEY = regex(rf"@(?:\{{(?P<braced>[^{{}}\[\]\s]+)\}}|(?P<plain>{_PLAIN_KEY}))")
_ONE = regex(rf"(?P<prefix>[^\[\]@;]*?)-?(?P<key>{_ANY_KEY})(?:[,\s](?P<locator>[^\[\]@;]*))?")
_EMAIL = regex(r"[\w.%+-]+@[\w.-]+\.[a-zA-Z]{2,}")
_UNCLOSED = regex(r"\[[^\[\]]*@[^\[\]]*$")
# What calls a note: a citation, or the name of a footnote.
CALLED = regex(rf"{CITED.pattern}|\[\^[^\]\s]+\]")
_LINKS_ON = regex(r"\(|\[[^\[\]^@]*\]")  # behind the words of a link
BARE_KEY = regex(rf"(?<![\w\[@;.\\/])@({_PLAIN_KEY})")

FENCE = regex(r"\s{0,3}(```+(?!.*`)|~~~+)")
_HEADING = regex(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE_LINE = regex(r"\s{0,3}([-*_])(\s*\1){2,}\s*$")
_UNDERLINE = regex(r"(?:=+|-{2,})[ \t]*")
_UNDERLINES = ("=", "-")
_LIST_ITEM = regex(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")
_QUOTE = regex(r"^\s{0,3}>\s?")
DEFINITION = regex(r"\[\^([^\]\s]+)\]:\s*(.*)")
# What opens an admonition, a block to unfold or a tab, where the site's extensions know it: its text is indented.
_OPENER = regex(r"(?:!!!|\?\?\?\+?)[ ]?[\w\"]|===[+!]*[ ]+[\"']")
_INDENT = 4
_OTHER = regex(r"\s{0,3}(?:--8<--|\{%|\*?\[[^\]]+\]:\s|</?[a-zA-Z](?![^>]*://[^>]*>$)[^>]*>\s*$|\|)")
_REFERENCE = regex(r"\[\^([^\]\s]+)\]")
_ATTRIBUTES = regex(r"\s*\{:?\s*[#.][^}]*\}\s*$")
_CODE_SPAN = regex(r"(?<!\\)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_COMMENT = regex(r"<!--.*?-->")
_ESCAPED_CITATION = regex(r"\\\[(?!\^)[^\[\]]*@[^\[\]]*\]")
IMAGE = regex(r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])(?:\{[^{}]*\})?")
_AUTOLINK = regex(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*|[^<>\s@]+@[^<>\s@]+)>")
_NO_PROSE = regex(r"<?https?://[^<>\s]+>?")
_ADDRESS = r"(?:<[^<>]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?"
_LINK = regex(rf"!?\[([^\[\]]*)\](?:\(\s*{_ADDRESS}\s*\)|\[[^\[\]^@]*\])")
_EMPHASIS = regex(r"(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)")
_TAG = regex(r"</?[a-zA-Z][^<>]*>")
_MARKUP = regex(r"[\\\[<`*_{&]")
_QUOTES = "\"'“‘("  # nothing that is no prose begins with one of these
_HIDDEN = 0xE000  # private letters, for escaped marks while markup is taken off
_ESCAPE = regex(r"\\([\\`*_{}\[\]()#+.!<>|-])")


WORKS = regex(
    r"(?:select(?:ed)? )?(?:bibliograph(?:y|ie)|references|reference list|works cited|(?:primary |secondary )?sources"
    r"(?: cited)?|further reading|literature(?: cited)?|literatur(?:verzeichnis)?|quellen|références|ouvrages cités"
    r"|list of (?:works|references|literature)|bibliograf[íi]a)",
    re.IGNORECASE,
)
"""The headings of a bibliography, in English, German, French and Spanish."""
_OF_A_WORK = regex(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\bn\. ?d\.|\*[^*]+\*|[“\"«].{1,300}?[”\"»]")
# An entry of a bibliography, by a name turned round (Mill, Ada. and Mill, A. B. (1920)), or a dash for the one before.
_ENTRY = regex(
    r"\s{0,3}(?:[-*+]\s+)?(?:[—–_]{2,}|(?P<name>[^\W\d_][\w'’-]*(?: [\w'’-]+){0,2}), "
    r"(?:[^\W\d_](?:[\w'’-]*|\.-?)[ ]?){1,3}(?:[.,:;(]|\(|and |& |und |et |y ))"
)
_NOTED = regex(r"\[\^[^\]\s]+\]|<sup>|\[[^\[\]]*@")

# The signs of the blocks that prose is in: a paragraph, an item of a list (one level down with a · before its
# mark), an item with a number, and each of them in a quotation.
PARAGRAPH, ITEM, NUMBERED, LEVEL, QUOTED = "¶", "-", "1.", "·", ">"

LineKind = Literal["heading", "prose", "definition", "table", "code", "comment", "rule", "other"]


class Line(NamedTuple):
    """One line of Markdown and what it is.

    `text` is without list markers, quotation marks of the margin and indentation. `opens` is the sign of the
    block that begins with it, see PARAGRAPH, and "" where none does.
    """

    number: int
    kind: LineKind
    text: str
    opens: str


class Citation(NamedTuple):
    """One key in `[see @key, p. 4]`, where it stands, with the words before it and its locator."""

    key: str
    place: Place
    prefix: str = ""
    locator: str = ""


class StrayFault(StrEnum):
    """Why what looks like a citation is none."""

    IN_TEX_QUOTES = "between quotation marks as TeX has them"
    IN_A_FOOTNOTE = "in a footnote"
    OUTSIDE_A_PARAGRAPH = "outside a paragraph"
    IN_BRACKETS = "in brackets"
    LINK_TEXT = "the text of a link"
    UNCLOSED = "unclosed"
    OTHER_CHARACTERS = "other characters"


class Stray(NamedTuple):
    """What looks like a citation and would be printed or spoilt when the page is made."""

    text: str
    fault: StrayFault
    place: Place


class Footnote(NamedTuple):
    """The definition of a footnote, or a `[^name]` within one."""

    name: str
    place: Place


class Mark(NamedTuple):
    """What is numbered: a key that is cited in the text, or a call of a footnote (`note`), by its name.

    `cited` is what it cites, also within the footnote. With `more` it is in one bracket with the mark before it.
    """

    name: str
    place: Place
    cited: tuple[Citation, ...] = ()
    note: bool = False
    more: bool = False


class Sentence(NamedTuple):
    """A line of prose.

    `raw` is the line as written, without list marker and comments; `text` is without markup and citations. It
    stands at `line` of the file at `path`. `citations` are its own, then those of its footnotes. `opens` is the sign
    of the block that begins with it, or "".
    """

    raw: str
    text: str
    path: str
    line: int
    citations: tuple[Citation, ...]
    opens: str

    @property
    def place(self) -> Place:
        return Place(self.path, self.line, Subject(SubjectKind.SENTENCE, self.text))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that it cites, each once, in order."""
        return tuple(dict.fromkeys(citation.key for citation in self.citations)) if self.citations else ()


class Passage(NamedTuple):
    """The sentences of a paragraph or an item of a list; whether they are set off with >, and so as a quotation."""

    sentences: Sequence[Sentence]
    set_off: bool
    quoted: bool

    def around(self, sentence: Sentence) -> tuple[str, str]:
        """The text before a sentence of it, and the text after."""
        texts, n = [each.text for each in self.sentences], self.sentences.index(sentence)
        return " ".join(texts[:n]), " ".join(texts[n + 1 :])


class Heading(NamedTuple):
    """A heading; `level` counts from 1. `calls` are its citations and the marks of its notes, as written.

    `raw` is all of it as written, in the published text alone, with its marks as `notes.MARK`.
    """

    level: int
    text: str
    place: Place
    calls: str = ""
    raw: str = ""


class Verbatim(NamedTuple):
    """A line that is shown and is no sentence: a table's row, a footnote (`note`), a reference, code."""

    raw: str
    place: Place
    code: bool = False
    note: bool = False


Block = Heading | Sentence | Verbatim


@dataclass(frozen=True)
class Chapter:
    """A page of Markdown. `blocks` are what it shows, in order.

    `marks` are what is numbered in it, in order. `notes` are the texts of its footnotes, in Markdown, by name. `broken`
    are the numbers of the lines that two spaces at their ends break.
    """

    path: str
    blocks: tuple[Block, ...] = ()
    citations: tuple[Citation, ...] = ()
    strays: tuple[Stray, ...] = ()
    definitions: tuple[Footnote, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    broken: frozenset[int] = frozenset()

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [block for block in self.blocks if isinstance(block, Sentence)]

    @property
    def references(self) -> list[Mark]:
        """The calls of its footnotes, in order."""
        return [mark for mark in self.marks if mark.note]

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing but headings."""
        return all(isinstance(block, Heading) for block in self.blocks)

    @cached_property
    def url(self) -> str:
        """The address of the built page, relative to the site's."""
        name = self.path.removeprefix("docs/").removesuffix(".md")
        return name.removesuffix("index") if name.rsplit("/", 1)[-1] == "index" else f"{name}/"

    @property
    def paragraphs(self) -> list[list[Sentence]]:
        """The sentences of each paragraph or list item."""
        return paragraphs(self.sentences)

    @cached_property
    def title(self) -> str:
        """The first heading's words; where there is none, those of the file's name, as MkDocs reads them."""
        headings = (block.text for block in self.blocks if isinstance(block, Heading))
        name = self.path.rsplit("/", 1)[-1].removesuffix(".md").replace("-", " ").replace("_", " ")
        return next(headings, name.capitalize() if name.islower() else name)


def paragraphs(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Sentences by the paragraph or list item that they are in."""
    found: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.opens or not found:
            found.append([])
        found[-1].append(sentence)
    return found


def lines(text: str) -> Iterator[Line]:
    """Each line of a Markdown text that holds anything, with what it is."""
    fence = ""
    in_comment = in_definition = in_item = in_quotation = False
    starts, depth, underlined = True, 0, 0
    every = text.split("\n")
    begin = 0
    if every[0].rstrip() == "---":  # what ends the front matter; it may be all
        begin = next((n for n, line in enumerate(every[1:], 2) if line.rstrip() in ("---", "...")), len(every))
    for number, line in enumerate(islice(every, begin, None), begin + 1):
        if number == underlined:
            continue
        if depth:
            line = line.expandtabs(_INDENT)
            while line[:depth].strip():
                starts, depth = True, depth - _INDENT
            line = line[depth:]
        if fence:
            yield Line(number, "code", line, "")
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif in_comment:
            yield Line(number, "comment", line, "")
            in_comment = "-->" not in line
        elif not line or line.isspace():
            starts, in_quotation = True, False
        elif (
            starts and number < len(every) and every[number][:1] in _UNDERLINES and _is_underlined(line, every[number])
        ):
            sign = "#" if every[number][0] == "=" else "##"
            yield Line(number, "heading", f"{sign} {_ATTRIBUTES.sub('', line.strip())}", PARAGRAPH)
            underlined, in_definition, in_item = number + 1, False, False
        elif not in_definition and (line[0].isalpha() or line[0] in _QUOTES):  # as nearly every line of prose begins
            in_item = in_item and not starts
            yield Line(number, "prose", line.rstrip(), PARAGRAPH if starts else "")
            starts = False
        elif line[0] in "!?=" and _OPENER.match(line):
            starts, in_definition, in_item, depth = True, False, False, depth + _INDENT
            yield Line(number, "other", line.strip(), PARAGRAPH)
        elif match := FENCE.match(line):
            fence = match[1]
            yield Line(number, "code", line, PARAGRAPH)
        elif line.lstrip().startswith("<!--") and ("-->" not in line or not _without_comments(line).strip()):
            in_comment = "-->" not in line
            yield Line(number, "comment", line, PARAGRAPH)
        elif match := _HEADING.match(line):
            yield Line(number, "heading", f"{match[1]} {_ATTRIBUTES.sub('', match[2])}", PARAGRAPH)
            starts, in_definition, in_item = True, False, False
        elif starts and _RULE_LINE.match(line):
            yield Line(number, "rule", line, PARAGRAPH)
        elif match := DEFINITION.match(line):
            in_definition = True
            yield Line(number, "definition", line, PARAGRAPH)
        elif in_definition and (line.startswith("    ") or not starts):
            yield Line(number, "definition", line.strip(), PARAGRAPH if starts else "")
        elif match := _LIST_ITEM.match(line):
            in_item, in_definition, starts = True, False, False
            yield Line(number, "prose", line[match.end() :].strip(), PARAGRAPH + _item(match[0]))
        elif starts and line.startswith(("    ", "\t")) and not in_item:
            yield Line(number, "code", line, PARAGRAPH)
        elif _OTHER.match(line):
            kind: LineKind = "table" if line.lstrip().startswith("|") else "other"
            yield Line(number, kind, line.strip(), PARAGRAPH if starts else "")
            starts = True
        else:
            in_definition = False
            in_item = in_item and (not starts or line.startswith(("  ", "\t")))
            signs, bare = _unquoted(line)
            begins = starts or (bool(signs) and not in_quotation) or signs.endswith((ITEM, NUMBERED))
            in_quotation = bool(signs) or (in_quotation and not starts)
            if bare:
                yield Line(number, "prose", bare, PARAGRAPH + signs if begins else "")
            starts = not bare


def _is_underlined(line: str, below: str) -> bool:
    """Whether the line below makes a line a heading. A sentence is none, whatever stands below it."""
    return bool(_UNDERLINE.fullmatch(below)) and line[:1].isalnum() and not line.rstrip().endswith((".", "!", ",", ";"))


def _item(mark: str) -> str:
    """The sign of an item of a list, from its mark as written, with the space before it."""
    indented = len(mark.expandtabs(4)) - len(mark.expandtabs(4).lstrip())
    return LEVEL * (indented // 4) + (NUMBERED if mark.strip()[0].isdigit() else ITEM)


def _unquoted(line: str) -> tuple[str, str]:
    """The signs of the quotations in the margin of a line, and of an item in them; and the line without them."""
    signs, bare = "", line
    while match := _QUOTE.match(bare):
        signs, bare = signs + QUOTED, bare[match.end() :]
    if signs and (match := _LIST_ITEM.match(bare)):
        signs, bare = signs + _item(match[0]), bare[match.end() :]
    return signs, bare.strip()


def passages(chapter: Chapter) -> Iterator[Passage]:
    """The passages of a chapter in order.

    What is set off with > is a quotation; but a box of facts where no colon introduces it and it has a list, or begins
    with a line in bold.
    """
    introduced = False
    for set_off, of_these in groupby(chapter.paragraphs, lambda paragraph: QUOTED in paragraph[0].opens):
        run = list(of_these)
        listed = any(sign in paragraph[0].opens for paragraph in run for sign in (ITEM, NUMBERED))
        box = not introduced and (listed or run[0][0].raw.startswith("**"))
        yield from (Passage(sentences, set_off, set_off and not box) for sentences in run)
        introduced = run[-1][-1].text.endswith(":")


def plain(text: str) -> str:
    """The words of a line, without citations, footnote marks and markup."""
    if not _MARKUP.search(text):
        return " ".join(text.split())
    hidden = "\\" in text or "`" in text
    text = _CODE_SPAN.sub(lambda match: _hidden(match[2]), text) if "`" in text else text
    text = _ESCAPE.sub(lambda match: _hidden(match[1]), text) if "\\" in text else text
    text = _CITED.sub(lambda m: "" if _CITATION.fullmatch(m[1]) else m[0], text)
    if not hidden and not _MARKUP.search(text):  # as in most lines that cite
        return " ".join(text.split())
    text = _REFERENCE.sub("", text)
    text = _without_comments(text)
    text = IMAGE.sub("", text)
    text = _AUTOLINK.sub(lambda match: html.escape(match[1]), text)
    text = _LINK.sub(r"\1", text)
    for _ in range(2):  # one emphasis may stand in another
        text = _EMPHASIS.sub(lambda match: match[2] or match[4], text)
    text = _TAG.sub("", text)
    text = _ATTRIBUTES.sub("", text)
    text = html.unescape(text)
    if hidden:
        text = "".join(chr(ord(c) - _HIDDEN) if ord(c) >= _HIDDEN and ord(c) < _HIDDEN + 128 else c for c in text)
    return " ".join(text.split())


def _hidden(text: str) -> str:
    """A text in which no mark of Markdown is seen as one."""
    return "".join(chr(_HIDDEN + ord(c)) if c.isascii() else c for c in text)


def has_words(text: str) -> bool:
    """Whether a line of prose is a sentence: a picture or an address alone is none."""
    return text[:1] not in "!<h[" or not (_NO_PROSE.fullmatch(text) or not plain(text))


def first_words(text: str, most: int = 8) -> str:
    """The beginning of a sentence, as a list or a message shows it."""
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]) + " …"


def plain_title(title: str) -> str:
    """A title as it is compared: in lower case, without marks and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", plain(title).lower()))


def unescape(text: str) -> str:
    """The text with the backslashes taken off that keep Markdown from reading a mark."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def read(path: str, text: str) -> Chapter:
    """Read a page. It cannot fail: what is wrong in it is for the rules to say."""
    page = _Page(path, text.split("\n"))
    in_works = False
    for line in lines(text):
        if line.kind == "heading":
            in_works = begins_works(line.text.partition(" ")[2], page.every, line.number)
        words = plain(line.text) if line.kind == "prose" and not in_works else ""
        if words and not _NO_PROSE.fullmatch(line.text):
            page.read_sentence(line, words)
        else:
            page.read_other(line)
    return page.chapter()


class _Page:
    """A page of which so many lines are read; `every` are all of its lines."""

    def __init__(self, path: str, every: Sequence[str]):
        self.path, self.every = path, every
        self.blocks: list[Block] = []
        self.citations: list[Citation] = []
        self.strays: list[Stray] = []
        self.definitions: list[Footnote] = []
        self.marks: list[Mark] = []
        self.notes: dict[str, list[str]] = {}  # the lines of each footnote, by name, and what they cite
        self.noted: dict[str, tuple[Citation, ...]] = {}
        self.within: list[Footnote] = []  # what footnotes call

    def read_sentence(self, line: Line, words: str) -> None:
        """A line of prose, and its words without markup."""
        here = Place(self.path, line.number, Subject(SubjectKind.SENTENCE, words))
        cited = tuple(_citations(line, here, self.strays)) if "@" in line.text else ()
        raw = words if words == line.text else uncommented(line.text)  # one text where they are equal
        self.blocks.append(Sentence(raw, words, self.path, line.number, cited, line.opens))
        self.citations += cited
        self.marks += _marks(line, here)

    def read_other(self, line: Line) -> None:
        here = Place(self.path, line.number)
        if line.kind == "heading":
            self.blocks.append(heading(line.text, here))
        elif line.kind not in ("comment", "rule"):
            self.blocks.append(Verbatim(line.text, here, line.kind == "code", line.kind == "definition"))
        if line.kind in ("table", "heading"):
            self.citations += _citations(line, here, self.strays)
        elif line.kind == "definition":
            self._read_note(line, here)
        else:
            self.strays += _outside_prose(line, here)
        self.marks += _marks(line, here)

    def _read_note(self, line: Line, here: Place) -> None:
        """A line of a footnote: its first, or one that goes on."""
        if begun := DEFINITION.match(line.text):
            self.definitions.append(Footnote(begun[1], here))
        name = self.definitions[-1].name
        text = begun[2] if begun else ("\n" if line.opens else "") + self.every[line.number - 1]
        self.notes.setdefault(name, []).append(text)
        cited = tuple(_citations(line, here, self.strays))
        self.noted[name] = self.noted.get(name, ()) + cited
        self.citations += cited
        self.within += [
            Footnote(called[1], here) for called in _REFERENCE.finditer(line.text, begun.start(2) if begun else 0)
        ]

    def chapter(self) -> Chapter:
        """The page, once all of its lines are read."""
        strays = [
            Stray(f"[^{called.name}]", StrayFault.IN_A_FOOTNOTE, called.place)
            for called in self.within
            if called.name in self.notes
        ]
        blocks, marks = self.blocks, self.marks
        if any(self.noted.values()):
            blocks = [_with_notes(block, self.noted) if isinstance(block, Sentence) else block for block in blocks]
            marks = [mark._replace(cited=self.noted.get(mark.name, ())) if mark.note else mark for mark in marks]
        return Chapter(
            self.path,
            tuple(blocks),
            tuple(self.citations),
            (*self.strays, *strays),
            tuple(self.definitions),
            tuple(marks),
            {name: "\n".join(texts) for name, texts in self.notes.items()},
            frozenset(number for number, line in enumerate(self.every, 1) if line.endswith("  ")),
        )


def _marks(line: Line, here: Place) -> Iterator[Mark]:
    """What is numbered on a line: calls of footnotes, and each citation of a bracket."""
    for call in calls_in(line.kind, line.text):
        if call[1].startswith("^"):
            yield Mark(intern(call[1][1:]), here, note=True)
        else:
            each = enumerate(in_bracket(call[1], here))
            yield from (Mark(citation.key, here, (citation,), more=n > 0) for n, citation in each)


def _with_notes(sentence: Sentence, noted: Mapping[str, tuple[Citation, ...]]) -> Sentence:
    """The sentence with the citations of the footnotes that it calls."""
    more = [citation for name in _REFERENCE.findall(sentence.raw) for citation in noted.get(name, ())]
    return sentence._replace(citations=(*sentence.citations, *more)) if more else sentence


def calls_in(kind: LineKind, text: str) -> Iterator[re.Match[str]]:
    """The marks of a line: brackets of citations, and calls of footnotes; group 1 is what is within."""
    if "[" in text and kind in ("prose", "heading", "table"):
        for match in _BRACKETS.finditer(hide_literal(text)):
            if _CITATION.fullmatch(match[1]) or (match[1].startswith("^") and len(match[1]) > 1):
                yield match


def in_bracket(inner: str, here: Place) -> Iterator[Citation]:
    """The citations of what stands within a bracket."""
    for match in _ONE.finditer(inner):
        (key,) = keys(match["key"])
        yield Citation(intern(key), here, match["prefix"].strip(), (match["locator"] or "").strip())


def keys(text: str) -> list[str]:
    """The keys that a text cites, in order."""
    return [match["braced"] or match["plain"] for match in _KEY.finditer(text)]


def cite(key: str) -> str:
    """A citation of a key, as a chapter has it."""
    return f"[@{key}]" if re.fullmatch(_PLAIN_KEY, key) else f"[@{{{key}}}]"


def begins_works(title: str, lines: Sequence[str], start: int) -> bool:
    """Whether a heading begins a bibliography, since many lines below it name a work, and none a note.

    Where it is not known by its words, each of these lines is an entry, by family names in their order. `lines` are all
    of the text, of which those from `start` on stand below the heading.
    """
    known = bool(WORKS.fullmatch(title))
    below: list[str] = []
    for line in islice(lines, start, None):
        ends = line.startswith("#") or DEFINITION.match(line) or line.lstrip().startswith("<sup>")
        if ends or (not known and _RULE_LINE.match(line)):
            break
        if line.strip() and not _RULE_LINE.match(line):
            if not known and not (_ENTRY.match(line) and _OF_A_WORK.search(line)):
                return False
            below.append(line)
    works = sum(bool(_OF_A_WORK.search(line)) for line in below)
    names = [match["name"].casefold() for line in below if (match := _ENTRY.match(line)) and match["name"]]
    ordered = known or (len(names) > 1 and names == sorted(names))
    return ordered and bool(below) and works * 3 >= len(below) and not any(_NOTED.search(line) for line in below)


def may_be_reference(text: str) -> bool:
    """Whether a paragraph of a bibliography may be an entry, by a name turned round, a year or a title."""
    return bool(_ENTRY.match(text) or _OF_A_WORK.search(text))


def heading(text: str, place: Place) -> Heading:
    """The heading that a line of that kind is."""
    hashes, _, words = text.partition(" ")
    calls = "".join(match[0] for match in CALLED.finditer(words)) if "[" in words else ""
    return Heading(len(hashes), plain(words), place, calls)


def uncommented(text: str) -> str:
    """The text without the comments in it."""
    return _without_comments(text).rstrip()


def _without_comments(text: str, by: str | Callable[[re.Match[str]], str] = "") -> str:
    """The text with something in the place of its comments; behind the last that ends there is none to look for."""
    end = text.rfind("-->") + len("-->")
    return _COMMENT.sub(by, text[:end]) + text[end:] if "<!--" in text else text


def hide_code(text: str) -> str:
    """The text with code spans blanked, every other character where it was."""
    return _CODE_SPAN.sub(blank, text) if "`" in text else text


def hide_literal(text: str) -> str:
    """The same for all in which a citation is none: code, comments, and brackets behind a backslash."""
    text = hide_code(text)
    text = _without_comments(text, blank)
    return _ESCAPED_CITATION.sub(blank, text) if "\\[" in text else text


def replace_cited(text: str, replace: Callable[[re.Match[str]], str]) -> str:
    """The text with what `replace` makes of each citation, but not where it is none."""
    if "@" not in text:
        return text
    pieces, end = [], 0
    for match in CITED.finditer(hide_literal(text)):
        pieces += [text[end : match.start()], replace(match)]
        end = match.end()
    return "".join([*pieces, text[end:]])


def hide_cited(text: str) -> str:
    """The text with each citation as [@…] and no stop in it, every other character where it was."""
    return CITED.sub(lambda match: f"[@{re.sub('[.!?…]', '-', match[0][2:])}", text) if "@" in text else text


def unbracketed(text: str) -> str:
    """The text less what stands in brackets."""
    return _BRACKETS.sub("", text)


def _outside_prose(line: Line, here: Place) -> Iterator[Stray]:
    """What looks like a citation on a line in which there are none; in code and in comments nothing does."""
    if "@" not in line.text or line.kind in ("code", "comment"):
        return
    for match in _BRACKETS.finditer(hide_literal(line.text)):
        if _KEY.search(match[1]) and not _EMAIL.match(match[1]):
            yield Stray(match[0], StrayFault.OUTSIDE_A_PARAGRAPH, here)


def _citations(line: Line, here: Place, strays: list[Stray]) -> Iterator[Citation]:
    """The citations of a line; what only looks like one is added to `strays`."""
    text = line.text
    if "@" not in text:
        return
    if "''" in text:
        spans = (match[2] for match in _CODE_SPAN.finditer(text) if match[1] == "``" and "''" in match[2])
        strays += [Stray(cited[0], StrayFault.IN_TEX_QUOTES, here) for span in spans for cited in CITED.finditer(span)]
    text = hide_literal(text)
    for match in _BRACKETS.finditer(text):
        inner = match[1]
        if "@" not in inner or _EMAIL.match(inner):
            continue
        if not _CITATION.fullmatch(inner):
            fault = StrayFault.IN_BRACKETS if "[" in inner or "](" in inner else StrayFault.OTHER_CHARACTERS
            strays.append(Stray(match[0], fault, here))
        elif _LINKS_ON.match(text, match.end()):
            strays.append(Stray(match[0], StrayFault.LINK_TEXT, here))
        else:
            yield from in_bracket(inner, here)
    if unclosed := _UNCLOSED.search(_BRACKETS.sub(blank, text)):
        strays.append(Stray(unclosed[0], StrayFault.UNCLOSED, here))
