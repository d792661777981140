"""What other Markdown has and the site's has not: Pandoc's tables, definitions, verse and lettered lists; callouts.

No word of these goes. Each becomes what the site knows, and what looks otherwise then is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from scripts.finding import shortened
from scripts.publication.chapters import FENCE
from scripts.regex import regex

_FRONT_MATTER = regex(r"---\n(?:.*\n)*?(?:---|\.\.\.)\n")
_COLUMNS = regex(r" {0,3}-{2,}(?: +-{2,})+ *")
_DASHES = regex(r" {0,3}-{5,} *")
_BORDER = regex(r" {0,3}\+(?:[-=:]+\+)+ *")
_CAPTION = regex(r" {0,3}(?:[Tt]able)?: ")
_UNDER_PIPES = regex(r" {0,3}:?-+:? *(?:\| *:?-+:? *)+")
_DEFINED = regex(r" {0,3}[:~] +(?=\S)")
_VERSE = regex(r"(?P<margin>(?: {0,3}> ?)* {0,3})\|(?: (?P<words>[^|]*\S))? *")
_LETTERED = regex(r"\s*\(?(?P<letter>[a-zA-Z]|[ivx]+|[IVX]+|#)[.)] +\S.*")
_CALLOUT = regex(r"(?P<margin>(?: {0,3}> ?)+)\[!(?P<kind>[\w-]+)(?:\|[^\]]*)?\][-+]? *(?P<title>.*?) *")
_FIRST, _NEXT = frozenset("aAiI#"), frozenset(("b", "B", "ii", "II", "#"))
_WIDER = 20  # characters by which a row may be wider than what is drawn over it


def known(text: str, tabled: Callable[[str], str]) -> tuple[str, list[str]]:
    """A text with such blocks as the site knows them, and what became other than it was, each in a sentence.

    `tabled` writes a table with pipes, and "" where it cannot: then it is shown as it is written.
    """
    raws, messages, edits, done = text.split("\n"), [], [], 0
    chunks = [*_chunks(raws, text)]
    for nth, (first, last) in enumerate(chunks):
        lines = raws[first:last]
        if first < done:
            continue
        if end := _table_end(raws, first, last):
            if nth and _CAPTION.match(raws[chunks[nth - 1][0]]) and chunks[nth - 1][0] >= done:
                first = chunks[nth - 1][0]
            after = next((chunk for chunk in chunks if chunk[0] >= end), (end, end))
            end = after[1] if after[0] < len(raws) and _CAPTION.match(raws[after[0]]) else end
            made = tabled("\n".join(raws[first:end]))
            caption = ", and its caption as a paragraph" * any(map(_CAPTION.match, raws[first:end]))
            how = f"written with pipes{caption}" if made else "shown as it is written"
            messages.append(f"a table is {how}: {_beginning(raws[first:end])!r}")
            edits.append((first, end, made.split("\n") if made else ["```", *raws[first:end], "```"]))
            done = end
        elif "|" in lines[0] and not lines[0].lstrip().startswith("|") and _UNDER_PIPES.fullmatch("".join(lines[1:2])):
            edits.append((first, last, [f"| {line.strip()} |" for line in lines]))
        elif callout := _CALLOUT.fullmatch(lines[0]):
            title = callout["title"] or callout["kind"].capitalize()
            title = title if title.startswith("**") else f"**{title}**"
            messages.append(f"a callout is shown as a box under its title: {_beginning(lines[:1])!r}")
            edits.append((first, first + 1, [f"{callout['margin']}{title}", callout["margin"].rstrip()]))
        elif apart := _apart(lines, loose=nth > 0 and chunks[nth - 1] == (first - 2, first - 1)):
            begin = next(n for n, line in enumerate(apart) if line != lines[n])
            messages.append(
                f"shown line by line, as the site knows no such list or verse: {_beginning(lines[begin:])!r}"
            )
            edits.append((first, last, apart))
    for first, last, made_lines in reversed(edits):
        raws[first:last] = made_lines
    return "\n".join(raws), messages


def _beginning(lines: Sequence[str]) -> str:
    """The first words of a block."""
    return shortened(" ".join(word for line in lines for word in line.split() if not set(word) <= set("+-=|:>")))


def _chunks(raws: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """The first line, and that behind the last, of each run of lines without an empty one, outside code."""
    matter = _FRONT_MATTER.match(text)
    begin, fence = 0 if not matter else matter[0].count("\n"), ""
    first = begin
    for n in range(begin, len(raws) + 1):
        raw = raws[n] if n < len(raws) else ""
        match = FENCE.match(raw)
        if fence or match or not raw.strip():
            if first < n:
                yield first, n
            first = n + 1
        if match and not fence:
            fence = match[1]
        elif match and raw.strip().startswith(fence) and not raw.strip().strip(fence[0]):
            fence = ""


def _table_end(raws: Sequence[str], first: int, last: int) -> int:
    """The line behind a table that begins with a line, 0 if none does; it may go on behind an empty line."""
    if _BORDER.fullmatch(raws[first]):
        return last if last - first > 2 and _BORDER.fullmatch(raws[last - 1]) else 0
    if last - first > 2 and _COLUMNS.fullmatch(raws[first + 1]) and not _DASHES.fullmatch(raws[first]):
        return last
    headed = bool(_DASHES.fullmatch(raws[first]))
    if not (headed or _COLUMNS.fullmatch(raws[first])):
        return 0
    every = (n for n in range(first + 1, len(raws)) if _COLUMNS.fullmatch(raws[n]) or _DASHES.fullmatch(raws[n]))
    drawn = [*islice(every, headed + 1)]
    if len(drawn) <= headed or (headed and (drawn[0] >= last or not _COLUMNS.fullmatch(raws[drawn[0]]))):
        return 0
    end = drawn[headed] + 1
    return end if max(map(len, raws[first:end])) <= len(raws[first]) + _WIDER else 0


def _apart(lines: Sequence[str], *, loose: bool) -> list[str]:
    """The lines of definitions, of verse or of a lettered list, each of which stays on its own; [] of other text.

    With `loose`, a line stands before that may be what is defined.
    """
    verse = [_VERSE.fullmatch(line) for line in lines]
    defined = [bool((n or loose) and _DEFINED.match(line)) for n, line in enumerate(lines)]
    letters = [match["letter"] if (match := _LETTERED.match(line)) else "" for line in lines]
    if any(verse) and not any(line.count("|") > 1 for line in lines):
        bare = [f"{m['margin']}{m['words'] or ''}" if m else line for m, line in zip(verse, lines, strict=True)]
        ends = [bool(match and behind) for match, behind in pairwise([*verse, None])]
    elif any(defined):
        bare = [_DEFINED.sub("", line) if new else line.strip() for new, line in zip(defined, lines, strict=True)]
        ends = [*defined[1:], False]
    elif letters[0] in _FIRST and next(filter(None, letters[1:]), "") in _NEXT:
        bare = list(lines)
        ends = [bool(letter) for letter in [*letters[1:], ""]]
    else:
        return []
    return [f"{line.rstrip()}  " if end else line for line, end in zip(bare, ends, strict=True)]
