"""What other Markdown has within its lines and the site's has not: attributes and divisions of Pandoc and Quarto; links
to other notes, highlights, comments and boxes of Obsidian; properties and asides of Notion; links by a name.

Each becomes the words that it shows, on the line where it was; what is more than a mark, and goes, is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import PurePath
from urllib.parse import quote

from scripts.finding import shortened
from scripts.publication import chapters
from scripts.publication.chapters import Line
from scripts.regex import regex

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")

_ONE = r"(?:[#.][^\s{}\"=]+|[\w-]+=(?:\"[^\"{}]*\"|[^\s{}\"]+)|-)"
_ATTRIBUTES = rf"\{{:?\s*{_ONE}(?:\s+{_ONE})*\s*\}}"
_SPAN = regex(rf"(?<!!)\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]{_ATTRIBUTES}")
_REFERRED = regex(r"\[(?P<words>[^\[\]]*)\]\(#[^()\s]*\)\{[^{}]*\breference-type=[^{}]*\}")
_BEHIND = regex(rf"(?<=[)\]*`]){_ATTRIBUTES}|\s+{_ATTRIBUTES}\s*$")
_DIVISION = regex(r" {0,3}:{3,}[ \t]*(?:\{[^{}]*\}|[\w-]+)?[ \t]*:*[ \t]*")
_SHORTCODE = regex(r"\s*\{\{[<%].*[%>]\}\}\s*|\s*\{%.*%\}\s*")  # of Hugo, and of Jekyll
_FIGURE = regex(r"\s*\{\{<\s*figure\s(?P<said>.*)>\}\}\s*")
_TO_SHORTCODE = regex(r"(?<!!)\[(?P<words>[^\[\]]*)\]\(\{\{[<%][^{}]*[%>]\}\}\)")
_ASIDE = regex(r"\s*</?aside>\s*")
_EMBEDDED = regex(r"!\[\[(?P<name>[^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|(?P<words>[^\[\]]*))?\]\]")
_OTHER_NOTE = regex(r"\[\[(?P<name>[^\[\]|@\"]+)(?:\|(?P<words>[^\[\]]*))?\]\](?!\()")  # no link of [1]
_HIGHLIGHT = regex(r"==(?=[^\s=])(?P<words>[^=]+?)(?<=\S)==(?!=)")
_STRUCK = regex(r"(?<!~)~~(?=[^\s~])(?P<words>[^~]+?)(?<=\S)~~(?!~)")
_RAISED = regex(r"(?<![\[^\\])\^(?P<words>[^\s^\[\]~]{1,20})\^(?!\^)")
_LOWERED = regex(r"(?<![~\\])~(?P<words>[^\s~\[\]^]{1,20})~(?!~)")
# A picture in HTML, alone on its line or in an element that only places it.
_IMAGE = regex(r"\s*(?:<(?P<around>p|div|center)\b[^<>]*>\s*)?<img\b(?P<said>[^<>]*)>\s*(?:</(?P=around)>)?\s*")
_COMMENT = regex(r"%%(?P<words>(?:[^%]|%(?!%))*)%%")
_NAME_OF_BLOCK = regex(r"(?<=\S)[ \t]+\^[a-zA-Z][\w-]*[ \t]*$")
_TAGS = regex(r" {0,3}#[^\W\d][\w/-]*(?:[ \t,]+#[^\W\d][\w/-]*)*[ \t]*")
_BOX = regex(r"(?P<item>\s*(?:[-*+]|\d{1,4}[.)])\s+)\[(?P<done>[ xX])\]\s(?=\S)")
_PROPERTY = regex(r"(?P<key>[^\W\d_][\w ]{0,24}): +(?P<value>\S.*)")
# What programs call such properties.
_KEYS = frozenset("author authors created date edited tags status category type published url".split())
_DEFINED = regex(
    r" {0,3}\[(?P<id>[^\]^@\s][^\]]*)\]:\s*(?:<(?P<within>[^<>]*)>|(?P<address>\S+))(?:\s+[\"'(].*[\"')])?\s*"
)
_BY_NAME = regex(r"(?P<sign>!?)\[(?P<words>(?:[^\[\]@]|\[[^\[\]]*\])*)\]\[(?P<id>[^\[\]^@]*)\]")
_SAID = regex(r"(\w+)\s*=\s*\"([^\"]*)\"")


def known(text: str, begin: int) -> tuple[str, list[str]]:
    """A text with such marks as the site knows them, from the line `begin` on, and what went, each in a sentence."""
    messages: list[str] = []

    def commented(match: re.Match[str]) -> str:
        messages.append(f"left out, a comment: {_short(match['words'])!r}")
        return "\n" * match[0].count("\n")

    if text.count("%%") > 1:
        code = {line.number for line in chapters.lines(text) if line.kind == "code"}
        text = _COMMENT.sub(lambda m: m[0] if text.count("\n", 0, m.start()) + 1 in code else commented(m), text)
    raws = text.split("\n")
    lines = [ln for ln in chapters.lines(text) if ln.number > begin and ln.kind not in ("code", "comment")]
    messages += _properties(raws, lines)
    named = {m["id"].casefold(): m for ln in lines if (m := _DEFINED.fullmatch(raws[ln.number - 1]))}
    linked: list[str] = []
    struck: list[str] = []
    for line in lines:
        raw = raws[line.number - 1]
        if not _MAY.search(raw):
            continue
        if _DIVISION.fullmatch(raw) or _ASIDE.fullmatch(raw):
            raws[line.number - 1] = ""
            continue
        if figure := _FIGURE.fullmatch(raw):
            said = dict(_SAID.findall(figure["said"]))
            raws[line.number - 1] = f"![{said.get('alt') or said.get('title', '')}]({quote(said.get('src', ''))})"
            continue
        if _SHORTCODE.fullmatch(raw):
            messages.append(f"left out, a program's sign: {_short(raw)!r}")
            raws[line.number - 1] = ""
            continue
        if line.opens and _TAGS.fullmatch(raw) and not "".join(raws[line.number : line.number + 1]).strip():
            messages.append(f"left out, since the site knows no tags: {raw.strip()!r}")
            raws[line.number - 1] = ""
            continue
        if (image := _IMAGE.fullmatch(raw)) and "<" not in "".join(raws[line.number : line.number + 1]):
            said = {name: unescape(value) for name, value in _SAID.findall(image["said"])}
            if said.get("src"):
                raw = f"![{said.get('alt', '')}]({quote(said['src'], _OF_ADDRESS)})"
        raw = _by_name(raw, named)
        for pattern in (_TO_SHORTCODE, _REFERRED, _SPAN, _HIGHLIGHT):
            raw = _outside_code(pattern, raw, lambda m: m["words"])
        struck += [m["words"] for m in _STRUCK.finditer(chapters.hide_code(raw))]
        raw = _outside_code(_STRUCK, raw, lambda m: m["words"])
        raw = _outside_code(_RAISED, raw, lambda m: _set(m["words"], "sup"))
        raw = _outside_code(_LOWERED, raw, lambda m: _set(m["words"], "sub"))
        raw = _outside_code(_BEHIND, raw, lambda _: "")
        raw = _outside_code(_EMBEDDED, raw, lambda m: _embedded(m, messages))
        linked += [m[0] for m in _OTHER_NOTE.finditer(chapters.hide_code(raw))]
        raw = _outside_code(_OTHER_NOTE, raw, lambda m: m["words"] or m["name"])
        if name := _NAME_OF_BLOCK.search(raw):
            messages.append(f"left out, the name of a block: {name[0].strip()!r}")
            raw = raw[: name.start()]
        if box := _BOX.match(raw):
            raw = f"{box['item']}{'☐' if box['done'] == ' ' else '☑'} {raw[box.end() :]}"
        raws[line.number - 1] = raw
    used = "\n".join(raws[line.number - 1] for line in lines if not _DEFINED.fullmatch(raws[line.number - 1]))
    for line in lines:
        match = _DEFINED.fullmatch(raws[line.number - 1])
        if match and not re.search(rf"\[{re.escape(match['id'])}\](?!\()", used, re.IGNORECASE):
            raws[line.number - 1] = ""
    messages += [f"shown without the line through it: {words!r}" for words in struck]
    messages += [f"a link to another note is written as its words: {link!r}" for link in dict.fromkeys(linked)]
    return "\n".join(raws), messages


_MAY = regex(r"[{=^\[#:<~]")
_OF_ADDRESS = "/:?#&=%+,;@~"


def _set(words: str, name: str) -> str:
    """Words that are raised or lowered: a number in an element of that name, else as they are."""
    return f"<{name}>{words}</{name}>" if words.isdigit() else words


def _short(words: str) -> str:
    return shortened(" ".join(words.split()))


def _outside_code(pattern: re.Pattern[str], raw: str, made: Callable[[re.Match[str]], str]) -> str:
    """A line with what is made of each match outside its code."""
    for match in reversed([*pattern.finditer(chapters.hide_code(raw))]):
        whole = pattern.match(raw, match.start())
        if whole:
            raw = f"{raw[: whole.start()]}{made(whole)}{raw[whole.end() :]}"
    return raw


def _by_name(raw: str, named: dict[str, re.Match[str]]) -> str:
    """A line with the addresses of its links and pictures that have them elsewhere, by a name."""

    def written(match: re.Match[str]) -> str:
        at = named.get((match["id"] or match["words"]).casefold())
        address = (at["within"] or at["address"]) if at else ""
        return f"{match['sign']}[{match['words']}]({address})" if address and " " not in address else match[0]

    return _outside_code(_BY_NAME, raw, written) if named else raw


def _embedded(match: re.Match[str], messages: list[str]) -> str:
    """A picture of Obsidian's as one; of another note its name."""
    name, words = match["name"].strip(), match["words"] or ""
    if PurePath(name).suffix.lower() in PICTURES:
        described = "" if re.fullmatch(r"\d+(?:x\d+)?", words) else words
        return f"![{described}]({quote(name)})"
    messages.append(f"left out, what it shows of another note: {match[0]!r}")
    return ""


def _properties(raws: list[str], lines: Sequence[Line]) -> list[str]:
    """Take the properties out that Notion writes below a title; its author becomes a line of its own. What went."""
    if not lines or lines[0].kind != "heading":
        return []
    first = next((n for n in range(lines[0].number, len(raws)) if raws[n].strip()), len(raws))
    end = next((n for n in range(first, len(raws)) if not raws[n].strip()), len(raws))
    said = [match for raw in raws[first:end] if (match := _PROPERTY.fullmatch(raw.strip()))]
    keys = [match["key"].casefold() for match in said]
    if len(said) < max(_FEWEST, end - first) or not any(_KEYS.intersection(key.split()) for key in keys):
        return []
    authors = [f"By {match['value']}" for key, match in zip(keys, said, strict=True) if key in ("author", "authors")]
    raws[first:end] = [*authors[:1], *[""] * (end - first - len(authors[:1]))]
    kept = next((nth for nth, key in enumerate(keys) if key in ("author", "authors")), -1)
    return [f"left out of the properties: {match[0]!r}" for nth, match in enumerate(said) if nth != kept]


_FEWEST = 2
