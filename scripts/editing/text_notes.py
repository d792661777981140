"""The notes of a Markdown text in one shape, `[^name]`, as Pandoc's own and what it and others make of pages have them.

Such a note stands in the text itself, `^[so]`, or at a link of its number, to which that number in the text leads; or
either is written in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from scripts.publication import chapters
from scripts.regex import regex

NAMED = "inline-"
"""How the name of a note begins that stood in the text."""

HEADING = regex(r"(?:end|foot)?notes?(?: and references)?|anmerkungen|fu(?:ß|ss)noten|endnoten|references", re.I)
"""A line before notes."""

_INLINE = regex(r"(?<!\\)\^\[(?P<text>(?:[^\[\]\\\n]|\\.|\n(?!\s*\n)|\[[^\[\]]*\])*)\]")
# The same in HTML: a number and, right behind it, the text, both of which say what they are.
_SAYS_NOTE = r"\s[^<>]*\b(?:class|id)=\"[^\"<>]*(?:foot|end|side|margin)note[^<>]*"
_IN_HTML = regex(
    rf"(?s)(?P<around><span{_SAYS_NOTE}>)?(?:<a\s[^<>]*>)?<sup{_SAYS_NOTE}>[\[(]?\d{{1,4}}[\])]?</sup>(?:</a>)?\s?"
    rf"<span{_SAYS_NOTE}>(?P<words>(?:(?!</?span|\n\s*\n).|<span[^<>]*>(?:(?!</?span).)*</span>)*)</span>"
    r"(?(around)</span>)"
)
_SPAN = regex(r"</?span[^<>]*>")
_REPEATED = regex(rf"(?ms)^<(?P<tag>div|section|aside){_SAYS_NOTE}>.*?^</(?P=tag)>[ \t]*$")
_LETTER = regex(r"[^\W\d_]")
_FOOTNOTE = regex(r"(?m)^ {0,3}\[\^(\d{1,4})\]:")
_RAISED = regex(
    r"(?<![ \t])[ \t]*+(?:<sup(?:\s[^<>]*)?>\s?"
    r"<a\s[^<>]*href=\"#(?P<target>[^\"<>\s]+)\"[^<>]*>\s?[\[(]?(?P<number>\d{1,4})[\])]?\s?</a>\s?</sup>"
    r"|<a\s[^<>]*href=\"#(?P<to>[^\"<>\s]+)\"[^<>]*>\s?<sup>\s?[\[(]?(?P<raised>\d{1,4})[\])]?\s?</sup>\s?</a>"
    r"|<a(?=\s[^<>]*(?:foot|end|side)note)\s[^<>]*href=\"#(?P<plain>[^\"<>\s]+)\"[^<>]*>\s?[\[(]?(?P<bare>\d{1,4})[\])]?\s?</a>"
    r"|(?=<sup>\[|\[<sup>)(?:<sup>)?\[(?:<sup>|\\?\[)?(?P<linked>\d{1,4})(?:</sup>|\\?\])?\]\(#(?P<at>[^()\s]+)\)(?:</sup>)?)"
)
_LED_TO = regex(r"\s*(?:<[^<>]*>\s*)*?<(?P<tag>[a-z]+)\s[^<>]*?(?:id|name)=\"(?P<name>[^\"<>\s]+)\"[^<>]*>")
_NUMBERED = regex(
    r"(?:\s*<[^<>]*>)*\s*[\[(]?(?P<number>\d{1,4})[\])]?[.:)]?(?:</(?:a|sup|strong|b|em|i|span)>)*[.:)]?\s*"
)
_WAY_BACK = regex(
    r"\s*<a\s[^<>]*href=\"#[^<>]*>(?:[^\w<>]|&#?\w+;|\ufe0e)*(?:back|return)?</a>|\s*\[[^\w\[\]]+\]\(#[^()\s]+\)"
)
_ITEMS = regex(r"(?<=\S)(?=<li\s[^<>]*\bid=)")
_OF_LINES = regex(r"</?(?:li|ol|p|div|section|aside|hr)(?:\s[^<>]*)?/?>")
_LINKED = regex(
    r"(?:<a (?:id|name)=[^<>]*></a>)?(?:<sup>|\^)?"
    r"\[(?:\\?\[)?\^?(?P<number>\d{1,4})\^?(?:\\?\])?"
    r"\]\((?:https?://[^()\s#]*)?#(?P<target>[^()\s]+)\)(?:\{[^{}\n]*\})?(?:</sup>|\^)?[ \t]*"
)


def as_footnotes(text: str) -> str:
    """The text with such notes as footnotes, each other line where it was; inline notes stand at its end.

    A citation by key is on one line, as they are elsewhere read.
    """
    return _unbroken(_of_inline(_of_linked(_of_html(_REPEATED.sub(_blank, text) if repeated(text) else text))))


def repeated(text: str) -> bool:
    """Whether lists at the end of a text, in HTML, have nothing but the notes that stand in the text."""
    texts = [" ".join(match["words"].split()) for match in _IN_HTML.finditer(text)]
    lists = " ".join(" ".join(match[0].split()) for match in _REPEATED.finditer(text)) if texts else ""
    return bool(lists) and all(words in lists for words in texts)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _shown(raws: list[str]) -> dict[int, chapters.Line]:
    """The lines of a text that are no code, by their index."""
    lines = chapters.lines("\n".join(raws))
    return {line.number - 1: line for line in lines if line.kind not in ("code", "comment")}


def _of_html(text: str) -> str:
    """The notes at elements whose ids the raised links of their numbers have, which begin with these or lead back."""
    raws = _ITEMS.sub("\n", text).split("\n")
    lines = [*chapters.lines("\n".join(raws))] if '="' in text else []
    shown = [line.number - 1 for line in lines if line.kind not in ("code", "comment")]
    numbers = dict(_led(m) for n in shown for m in _RAISED.finditer(raws[n]))
    indented = (line.number - 1 for line in lines if line.kind == "code" and line.opens)  # such as items of a list
    begins = sorted((*shown, *indented)) if numbers else ()
    begin = {n: m for n in begins if (m := _LED_TO.match(raws[n])) and m["name"] in numbers}
    texts: dict[int, tuple[int, str, str]] = {}
    for n, match in begin.items():
        following = next((m for m in range(n + 1, len(raws)) if m in begin), len(raws))
        closed = (m + 1 for m in range(n, following) if match["tag"] == "li" and "</li>" in raws[m])
        empty = (m for m in range(n + 1, following) if not raws[m].strip())
        last = next(chain(closed, empty), following)
        words, ways_back = _WAY_BACK.subn(
            "", " ".join(filter(str.strip, [raws[n][match.end() :], *map(str.strip, raws[n + 1 : last])]))
        )
        words = words.replace(f"</{match['tag']}>", "", f"<{match['tag']}" not in words)
        number, label = numbers[match["name"]], _NUMBERED.match(words)
        if label and label["number"] == number:
            texts[n] = last, number, words[label.end() :]
        elif ways_back:
            texts[n] = last, number, words
    taken = [*_FOOTNOTE.findall(text), *(number for _, number, _ in texts.values())]
    if not texts or len({*taken}) < len(taken):
        return text
    called = {begin[n]["name"] for n in texts}
    for n in shown:
        raws[n] = _RAISED.sub(lambda m: f"[^{_led(m)[1]}]" if _led(m)[0] in called else m[0], raws[n])
    for n, (last, number, words) in texts.items():
        raws[n:last] = [f"[^{number}]: {_OF_LINES.sub('', words).strip()}", *[""] * (last - n - 1)]
    first, (last, _, _) = min(texts), texts[max(texts)]
    while first and (not (bare := _OF_LINES.sub("", raws[first - 1]).strip(" :")) or HEADING.fullmatch(bare)):
        raws[first - 1] = "" if bare else raws[first - 1]
        first -= 1
    while last < len(raws) and not _OF_LINES.sub("", raws[last]).strip():
        last += 1
    raws[first:last] = (raw if _OF_LINES.sub("", raw).strip() else "" for raw in raws[first:last])
    return "\n".join(raws)


def _led(call: re.Match[str]) -> tuple[str, str]:
    """Where the raised link of a number leads, and the number."""
    target, number = (next(filter(None, call.group(*names))) for names in (_TARGETS, _NUMBERS))
    return target, number


_TARGETS, _NUMBERS = ("target", "to", "plain", "at"), ("number", "raised", "bare", "linked")


def _of_linked(text: str) -> str:
    raws = text.split("\n")
    begin: dict[str, list[int]] = {}
    targets: dict[str, set[str]] = {}
    shown = {n: line for n, line in _shown(raws).items() if "](" in raws[n]}
    for n, line in shown.items():
        for match in _LINKED.finditer(chapters.hide_code(raws[n])):
            if line.opens and not raws[n][: match.start()].strip():
                begin.setdefault(match["number"], []).append(n)
            else:
                targets.setdefault(match["number"], set()).add(match["target"])
    notes = {number: at[0] for number, at in begin.items() if len(at) == 1 and len(targets.get(number, ())) == 1}
    led_to = set().union(*(targets[number] for number in notes))
    numbers = {*map(int, notes), *map(int, _FOOTNOTE.findall(text))}
    if len(led_to) != len(notes) or numbers != {*range(1, len(numbers) + 1)}:
        return text

    def call(match: re.Match[str]) -> str:
        space = match[0][len(match[0].rstrip()) :]
        return f"[^{match['number']}]{space}" if match["number"] in notes else match[0]

    for n in shown:
        raws[n] = _LINKED.sub(call, raws[n])
    for number, n in notes.items():
        words = raws[n].strip().removeprefix(f"[^{number}]").lstrip()
        raws[n] = ""
        at = n if words else next((m for m in range(n, len(raws)) if raws[m].strip()), n)
        raws[at] = f"[^{number}]: {words or raws[at].strip()}"
        for further in _further(raws, at, notes.get(str(int(number) + 1), 0)):
            raws[further] = f"    {raws[further].strip()}"
    return "\n".join(raws)


def _further(raws: list[str], at: int, following: int) -> Iterator[int]:
    """The lines between a note's first and the next note, if nothing but paragraphs stand there."""
    between = range(at + 1, following)
    if not any(raws[n].startswith(("#", "---", "***", "___")) for n in between):
        yield from (n for n in between if raws[n].strip())


def _of_inline(text: str) -> str:
    if "^[" not in text and "</span>" not in text:
        return text
    raws = text.split("\n")
    shown = _shown(raws)
    prose = "\n".join(chapters.hide_code(raw) if n in shown else " " * len(raw) for n, raw in enumerate(raws))
    matches = (match for pattern in (_INLINE, _IN_HTML) for match in pattern.finditer(prose))
    notes = sorted((m for m in matches if _LETTER.search(m[m.lastgroup or 0])), key=lambda match: match.start())
    written: list[str] = []
    end = moved = 0
    for number, match in enumerate(notes, 1):
        between = text[end : match.start()]
        if moved and "\n\n" in between:  # what a note was broken into stands below the paragraph, so that lines stay
            between = between.replace("\n\n", "\n" * (2 + moved), 1)
            moved = 0
        written += [between, f"[^{NAMED}{number}]"]
        moved += match[0].count("\n")
        end = match.end()
    rest = text[end:]
    written.append(rest.replace("\n\n", "\n" * (2 + moved), 1) if moved else rest)
    texts = [" ".join(_SPAN.sub("", text[slice(*match.span(match.lastgroup or 0))]).split()) for match in notes]
    below = [f"[^{NAMED}{n}]: {words}\n" for n, words in enumerate(texts, 1)]
    return "".join(written) + ("\n\n" + "".join(below) if below else "")


_PARAGRAPH = regex(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_BROKEN = regex(r"\[(?=[^\[\]\n]*\n)[^\[\]]*+\]")


def _unbroken(text: str) -> str:
    """The text with each citation on one line; empty ones below its paragraph stand for those that it stood on."""
    if not _BROKEN.search(text) or "@" not in text:
        return text
    shown = _shown(text.split("\n"))

    def paragraph(match: re.Match[str]) -> str:
        first = text.count("\n", 0, match.start())
        words = _BROKEN.sub(
            lambda m: _cited(m) if first + match[0].count("\n", 0, m.start()) in shown else m[0], match[0]
        )
        return words + "\n" * (match[0].count("\n") - words.count("\n"))

    return _PARAGRAPH.sub(paragraph, text)


def _cited(match: re.Match[str]) -> str:
    """A bracket that lines break, on one; as it is where it cites nothing by a key."""
    line = re.sub(r"\s*\n[\s>]*", " ", match[0])
    return line if chapters.CITED.fullmatch(line) else match[0]
