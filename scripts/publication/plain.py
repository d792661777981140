"""What can be said of a page of Markdown without rendering it: that it can be borne, and that it is plain.

Plain are words, citations, headings, simple lists, notes of a line, links and emphasis: what every Markdown reads
alike, so that the reader of chapters can be believed. Anything else is for `rendering`, which takes 60 ms to import.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from scripts.finding import unreadable
from scripts.regex import regex

# What Python-Markdown and the patterns of the rules cannot bear: their time grows with the square of it. Within
# these bounds the worst page found by tests/rules/test_markup.py takes a second or so.
LONGEST_LINE = 10_000  # characters
LONGEST_PARAGRAPH = 100_000  # characters of a published one, which is compared and shown in findings, and not rendered
MOST_UNCLOSED = 500  # of one kind, in one block of lines; of what opens HTML, on one page
DEEPEST = 50  # lists, quotations and brackets in each other
_INDENT = 4  # columns of one level, as Python-Markdown counts them

# A character is written so often before it can matter.
_PAIRS = {"[": "]", "(": ")", "{": "}", "<": ">", "“": "”"}
_CLOSES = {closing: opening for opening, closing in _PAIRS.items()}
# Brackets; a mark that opens (a word follows) or closes (one went before); and code, which does either.
_MARKS = regex(r"[\[\](){}<>“”]|(?<!\S)[*_\"']+(?=\S)|(?<=\S)[*_\"']+(?!\S)|`+|\n[ \t]*\n")
_TAG = regex(r"<(/?)([a-zA-Z][\w-]*)")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_LEVELS = regex(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+")
_LEVEL = regex(r"[>*+-]|\d+")
_FENCE = regex(r"^(?:```|~~~)[`~]*[ ]*(.*)$", re.MULTILINE)


def bearable(path: str, text: str) -> str:
    """The same text. Raises Unreadable where a line of it is too long, or too much is open or nested in it."""
    if found := _unbearable(text):
        raise unreadable(path, *found)
    return text


def in_paragraphs(path: str, text: str) -> str:
    """The same published text. Raises Unreadable where a line of it is longer than any paragraph."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_PARAGRAPH:
            message = f"is a line of {len(line):,} characters, where {LONGEST_PARAGRAPH:,} can be read; part it"
            raise unreadable(path, number, message)
    return text


def _unbearable(text: str) -> tuple[int, str] | None:
    """The line at which a text becomes too much, and why; None where it does not."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            return number, f"is a line of {len(line):,} characters, where {LONGEST_LINE:,} can be read; part it"
        if line[:1] in " \t>-*+0123456789" and _depth(line) > DEEPEST:
            return number, f"begins {line[:20]!r}, over {DEEPEST} levels deep; write it in fewer lists or quotations"
    if max(map(text.count, '[({<“*_"`')) <= DEEPEST and text.count("'") <= MOST_UNCLOSED:
        return None
    if sum(1 if info else -1 for info in _FENCE.findall(text)) > MOST_UNCLOSED:
        return 1, f"opens over {MOST_UNCLOSED} blocks of code that are not closed; close them with ```"
    tags: Counter[str] = Counter()
    for match in _TAG.finditer(text) if text.count("<") > MOST_UNCLOSED else ():
        name = match[2].lower()
        tags[name] = max(0, tags[name] + (-1 if match[1] else 1))
        if tags[name] > MOST_UNCLOSED and name not in VOID:
            return _line(text, match), f"has over {MOST_UNCLOSED} <{name}> that are not closed; close or leave them out"
    opened: dict[str, int] = {}
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark.isspace():
            opened = {"<": opened.get("<", 0)}
            continue
        if mark in _CLOSES:
            opening = _CLOSES[mark]
            depth = opened.get(opening, 0)
            if depth > DEEPEST and mark in "])}":
                return _line(text, match), f"closes {opening!r} over {DEEPEST} levels deep; write it in fewer brackets"
            opened[opening] = max(0, depth - 1)
        else:
            kind = mark if mark in _PAIRS else mark[0]
            before = opened.get(kind, 0)
            at = match.start()
            after_space = at == 0 or text[at - 1].isspace()
            closes = kind not in _PAIRS and (before % 2 if kind == "`" else not after_space)
            opened[kind] = max(0, before - 1) if closes else before + 1
            if opened[kind] > MOST_UNCLOSED:
                message = f"has over {MOST_UNCLOSED} {kind!r} that are not closed; close them or leave them out"
                return _line(text, match), message
    return None


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _depth(line: str) -> int:
    """How deep in lists and quotations a line stands, by what it begins with."""
    marks = _LEVELS.match(line)
    levels = len(_LEVEL.findall(marks[0])) if marks else 0
    bare = line.expandtabs(_INDENT)
    return levels + (len(bare) - len(bare.lstrip())) // _INDENT


class WrittenLink(NamedTuple):
    """A link or a picture: its address, and the line where it stands.

    The address of one in HTML is relative to the built page (`raw`), of others to the file, as MkDocs has it.
    """

    address: str
    line: int
    raw: bool = False


# The extensions that leave plain lines alone; with others nothing is plain.
KNOWN = frozenset("abbr admonition attr_list def_list fenced_code footnotes md_in_html sane_lists tables toc".split())

_WORDS = r"[^\\`*_{}\[\]<>&@|^~=⁰¹²³⁴-⁹\x00-\x1f]"
_LINKED = regex(r"(?<!!)\[[^\\`*_{}\[\]<>&@|^~=!]+\]\(([\w./#?=&%:,-]+)\)")
_CITED_ONE = r"(?:(?!;)W)*+(?<![\w.%+])@(?:[\w:./#$%+?-]++)(?:[, ](?:(?!;)W)*+)?+".replace("W", _WORDS)
_CITED = rf"\[{_CITED_ONE}(?:;{_CITED_ONE})*+\]"
# A line of words, citations, simple links and emphasis. What a plus follows is never tried again (linear).
_INLINE = (
    rf"(?:{_WORDS}|&(?![\w#]+;)|(?<!!){_CITED}(?![(\[:])|(?<!!)\[\^[\w-]+\](?![(\[:])"
    rf"|(?<!!)\[(?:(?!!){_WORDS})+\]\([\w./#?=&%:,-]+\)"
    rf"|(?<!\*)\*\*(?=[\w\"'“‘(]){_WORDS}+?(?<=[\w.,:;!?\"'”’)])\*\*(?!\*)"
    rf"|(?<!\*)\*(?=[\w\"'“‘(]){_WORDS}+?(?<=[\w.,:;!?\"'”’)])\*(?!\*))*+"
)
_PROSE = regex(rf"(?=[^\W_]|[\"'“‘(*\[])(?!\d+[.)](?:\s|$)|\*\s|\[\^?[^\]]*\]:){_INLINE}")
_HEADING = regex(rf"#{{1,6}} (?=[^\W_]|[\"'“‘(]){_INLINE}(?<![#\s])")
_ITEM = regex(rf"- (?=[^\W_]|[\"'“‘(*\[])(?!\d+[.)](?:\s|$)|\*\s|\[[ xX]\]|\[\^?[^\]]*\]:){_INLINE}")
_NOTE = regex(rf"\[\^[\w-]+\]: (?=[^\W_]|[\"'“‘(*\[])(?!\d+[.)](?:\s|$)|\*\s|\[\^?[^\]]*\]:){_INLINE}")
_PLACEHOLDER = regex(r"\{\{ *[\w-]+(?:: *[^{}]*?)? *\}\}")
_FRONT = regex(r"---\n((?:\w+:[^\n]*\n)*)---\n")
_FRONT_LINE = regex(r"(?:title|description): (?![\[{!|%@'*`-])[^<>\"&#:\\]+|hide: \[[\w, ]*\]")
METADATA = regex(r" {0,3}[A-Za-z0-9_-]+:")
# An emoji by its name, as other sites show it; and a sign of no width, in a word or at its end.
EMOJI = regex(r"(?<![\w:]):[a-z][a-z_+-]+:(?![\w:])")
UNSEEN = regex("(?<=[A-Za-z\u00c0-\u052f])[\u200b\ufeff]+(?=[A-Za-z\u00c0-\u052f\\s]|$)")


def links(text: str) -> tuple[WrittenLink, ...] | None:
    """The links of a plain page; None for a page that has to be rendered before anything is said of it."""
    found: list[WrittenLink] = []
    notes: set[str] = set()
    start = 0
    if "%%" in text or EMOJI.search(text) or UNSEEN.search(text):  # the first is a comment in some programs
        return None
    if text.startswith("---"):
        front = _FRONT.match(text)
        if not front or not all(map(_FRONT_LINE.fullmatch, front[1].splitlines())):
            return None
        start = front[1].count("\n") + 2
    before = ""  # what the line before is: "" for an empty one
    for number, line in enumerate(text.split("\n")[start:], start=start + 1):
        if not line:
            before = ""
            continue
        if not start and number == 1 and METADATA.match(line):
            return None
        kind = _kind(line)
        if not kind or (kind != "prose" and before and (kind, before) != ("item", "item")):
            return None
        if before in ("placeholder", "note"):
            return None
        if kind == "note":
            label = line[2 : line.index("]")]
            if label in notes or "[^" in line[2:]:  # of two with one label one is not shown; a call may lead nowhere
                return None
            notes.add(label)
        before = kind
        if "](" in line:
            found += [WrittenLink(match[1], number) for match in _LINKED.finditer(line)]
    return tuple(found) if all(_is_harmless(link.address) for link in found) else None


def _kind(line: str) -> str:
    """What a plain line is; "" for a line that is not."""
    if line[0] == "#":
        return "heading" if _HEADING.fullmatch(line) else ""
    if line[0] == "-":
        return "item" if _ITEM.fullmatch(line) else ""
    if _PROSE.fullmatch(line):
        return "prose"
    if _NOTE.fullmatch(line):
        return "note"
    return "placeholder" if _PLACEHOLDER.fullmatch(line) else ""


def _is_harmless(address: str) -> bool:
    """Whether an address of plain letters is one of the web, or relative."""
    return address.startswith(("https://", "http://")) or (":" not in address and not address.startswith("/"))


def metadata_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines at the top of a page that MkDocs takes for data about it, though no `---` is around them."""
    if text.startswith("---"):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not METADATA.match(line) and not (number > 1 and line.startswith(("    ", "\t")) and line.strip()):
            return
        yield number, line
