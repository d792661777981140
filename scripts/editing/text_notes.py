"""The notes of a Markdown text in one shape, `[^name]`, as Pandoc's own and what it and others make of pages have them.

Such a note stands in the text itself, `^[so]`, or at a link of its number, to which that number in the text leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication import chapters
from scripts.regex import regex

NAMED = "inline-"
"""How the name of a note begins that stood in the text."""

_INLINE = regex(r"(?<!\\)\^\[(?P<text>(?:[^\[\]\\\n]|\\.|\n(?!\s*\n)|\[[^\[\]]*\])*)\]")
_LETTER = regex(r"[^\W\d_]")
_FOOTNOTE = regex(r"(?m)^ {0,3}\[\^(\d{1,4})\]:")
_LINKED = regex(
    r"(?:<a (?:id|name)=[^<>]*></a>)?(?:<sup>|\^)?"
    r"\[(?:\\?\[)?\^?(?P<number>\d{1,4})\^?(?:\\?\])?"
    r"\]\((?:https?://[^()\s#]*)?#(?P<target>[^()\s]+)\)(?:\{[^{}\n]*\})?(?:</sup>|\^)?[ \t]*"
)


def as_footnotes(text: str) -> str:
    """The text with such notes as footnotes, each other line where it was; inline notes stand at its end."""
    return _of_inline(_of_linked(text))


def _shown(raws: list[str]) -> dict[int, chapters.Line]:
    """The lines of a text that are no code, by their index."""
    lines = chapters.lines("\n".join(raws))
    return {line.number - 1: line for line in lines if line.kind not in ("code", "comment")}


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
    if "^[" not in text:
        return text
    raws = text.split("\n")
    shown = _shown(raws)
    prose = "\n".join(chapters.hide_code(raw) if n in shown else " " * len(raw) for n, raw in enumerate(raws))
    notes = [match for match in _INLINE.finditer(prose) if _LETTER.search(match["text"])]
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
    texts = (" ".join(text[match.start("text") : match.end("text")].split()) for match in notes)
    below = [f"[^{NAMED}{n}]: {words}\n" for n, words in enumerate(texts, 1)]
    return "".join(written) + ("\n\n" + "".join(below) if below else "")
