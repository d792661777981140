"""Whether a page shows what its Markdown means: what the renderer made of it against what the reader of chapters did.

What would vanish, be printed raw, become code or something else, or be active, is an Oddity at the line of its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from scripts.publication import allowed, rendering
from scripts.publication.chapters import (
    ITEM,
    NUMBERED,
    QUOTED,
    Chapter,
    Heading,
    Sentence,
    Verbatim,
    hide_code,
    plain,
)
from scripts.publication.placeholders import parsed
from scripts.publication.plain import EMOJI, UNSEEN, WrittenLink, metadata_lines
from scripts.publication.rendered import HARMFUL, Odd, Oddity, Rendered
from scripts.publication.rendering import CODE, HEADINGS, NOTE, Extensions, Rendering, ShownLine, unmarked
from scripts.regex import blank, regex

MOST = 100  # that are told of a page at once
MOST_LINKS = 10_000  # that are looked at
_NEAR = 50  # lines within which a known one is looked for

# What a page may say of itself, which MkDocs and the theme put into its head, its menus and the search.
FRONT_KEYS = frozenset({"title", "description", "author", "date", "hide", "search"})

_ELEMENT_NAMES = "|".join(sorted(allowed.ELEMENTS | set("form iframe input object script style svg video".split())))
# Signs of Markdown in what a page shows, where it shows them because nothing closed or knew them.
_SIGNS: tuple[tuple[Odd, re.Pattern[str]], ...] = (
    (Odd.FENCE, regex(r"^(?:`{3,}|~{3,})[^`]*$")),
    (Odd.BLOCK_SIGN, regex(r"^(?:!!!|\?\?\?\+?|:::|///) ?\S.*|^===\+?!? \".*")),
    (Odd.DEFINITION, regex(r"^: +\S.*")),
    (Odd.HEADING_INDENTED, regex(r"^#{1,6}(?: +\S.*|[^\W\d].*)")),
    (Odd.TABLE, regex(r"^\|.*|^ *:?-{3,}:? *\|[-:| ]*$")),
    (Odd.OTHER_MARKDOWN, regex(r"^\[[ xX]\] |^-+8<-+|(?<!%)%%(?!%)[^%]+%%(?!%)")),
    (Odd.NOTE_IN_LINE, regex(r"\^\[[^\]]*\]?")),
    (Odd.NOTE_UNDEFINED, regex(r"\[\^[^\]\s]+\](?!\()")),
    # Behind a stop or a word, where no power stands.
    (Odd.NOTE_RAISED, regex(r"(?:(?<=[.,;:!?”’\"])|(?<=[^\W\d_]{4}))[⁰¹²³⁴-⁹]+(?![⁺⁻⁄\w])")),
    (Odd.NOTE_ATTACHED, regex(rf"{NOTE}(?:\[(?!\^)[^\]]*\]|\{{[^}}]*\}}|\([^)]*://[^)]*\))")),
    (Odd.LINK, regex(r"!?\[[^\[\]]*\]\([^)]*\)?")),
    (Odd.LINK, regex(r"!?\[[^\[\]@^]+\][ \t]+\((?:https?://|mailto:|[\w./-]+\.(?:md|html?)\b)[^\s()]*\)")),
    (Odd.LINK, regex(r"\([^()]+\)\[(?:https?://|mailto:)[^\s\[\]]*\]")),
    (Odd.REFERENCE, regex(r"!?\[[^\[\]@^]+\]\[[^\[\]]*\](?!\])|^\*?\[[^\[\]]+\]: ")),
    (Odd.EMPHASIS, regex(r"(?<![\w*])\*{1,3}(?=[\w\"“‘(])|(?<=[\w.,;:!?\"”’)])\*{1,3}(?![\w*])")),
    (Odd.EMPHASIS, regex(r"(?<!\S)\*\*\s(?=[^\W\d_])[^*]*\s\*\*(?![\w*])")),
    (Odd.EMPHASIS, regex(r"(?<![\w_])_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?![\w_])")),
    (Odd.CODE, regex(r"`+")),
    (Odd.ATTRIBUTES, regex(r"\{:?\s*[.#][\w-][^{}]*\}|\{:[^{}]*\}")),
    (Odd.TAG, regex(rf"<(?:!--|/?(?:{_ELEMENT_NAMES})\b)[^<>]*>?", re.IGNORECASE)),
    (Odd.TEX, regex(r"(?<![\w:\\])\\[a-zA-Z]{2,}|^\$\$(?!\$)|(?<!\$)\$\$$")),
    (Odd.TEX, regex(r"(?<![\w$])\$[a-zA-Z][^$]*[=_][^$]*\$(?![\w$])")),
    (Odd.BACKSLASH, regex(r"\\$|\\(?=[^\w\s])")),
    (Odd.OTHER_MARKDOWN, regex(r"(?<!~)~~(?=\S)[^~]+~~|(?<!=)==(?=\S)[^=]+==(?!=)")),
    (Odd.OTHER_MARKDOWN, regex(r"(?<=\w)\^[\w+-]+\^|(?<=\w)~\w+~")),
    (Odd.OTHER_MARKDOWN, regex(rf"{EMOJI.pattern}|\{{%[^%]*%\}}|(?<!\[)\[\[[^\[\]]+\]\]")),
    (Odd.OTHER_MARKDOWN, regex(r"\{\{[^{}]*\}\}")),
)
# What Git leaves of two versions of a text between which it could not choose.
_CONFLICT = "<<<<<<< "
_YEAR = regex(r"\s*([12]\d{3})\.\s")
_NUMBER = regex(r"[\s>*+-]*(\d{1,9})\.\s")
_BULLET = regex(r"\s*[•‣⁃◦▪●○■□·]\s*\w")
_BROKEN_OFF = regex(r"(?:<br ?/?>|  )$")
_PARENTHESIS = regex(r"\d+\)")
_UNDERLINE = regex(r"\s{0,3}(?:=+|-+)\s*$")
_TIGHT = regex(r"#{1,6}[^#\s]")
_FENCE = regex(r"\s*(?:```|~~~)")
_DEFINITION = regex(r"\s*\[\^[^\]\s]+\]:\s*")
_PLAIN_RUN = regex(r"[\w ,;'’“”\".-]+")


class _Item(NamedTuple):
    """A line as the reader of chapters has it: a sentence, a heading, code, a cell, a note."""

    kind: str
    line: int
    words: str
    opens: str = ""


def see(chapter: Chapter, text: str, extensions: Extensions) -> Rendered:
    """What the renderer makes of a page that is not plain. Raises Unreadable where it cannot be rendered."""
    made = rendering.render(chapter.path, text, extensions)
    page = _Page(chapter, text, made)
    there = ((tag, to) for tag, to in islice(allowed.links(made), MOST_LINKS) if not to.startswith(("#fn:", "#fnref")))
    links = tuple(WrittenLink(to, page.line_of(tag.before, _of_link(to, tag)), not tag.made) for tag, to in there)
    ids = frozenset(value for tag in made.tags for key, value in tag.attributes if key == "id")
    return Rendered(tuple(page.oddities()), links, ids)


class _Page:
    """A page from both sides: its source with what the reader made of each line, and what is shown, side by side."""

    def __init__(self, chapter: Chapter, text: str, made: Rendering):
        self.lines = rendering.lines_of(text)
        self.text = text
        self.made = made
        self.items = list(_items(chapter))
        self.cited = rendering.cited(text)
        self.defined = {definition.name for definition in chapter.definitions}
        undefined = [reference for reference in chapter.references if reference.name not in self.defined]
        self.undefined = {reference.name for reference in undefined}
        # The lines of which citation-syntax and footnote-defined tell.
        self.reported = {stray.place.line for stray in chapter.strays} | {
            reference.place.line for reference in undefined
        }
        self.of_item: dict[int, ShownLine] = {}
        self.of_piece: dict[int, _Item] = {}
        self.sought: dict[str, int] = {}
        self.number: dict[int, int] = {}  # of the piece of an item
        self.starts = {tag.before for tag in made.tags if tag.name == "ol"}  # the first pieces of numbered lists
        self._align()

    def _align(self) -> None:
        """Find for each piece the next line of the source with its words."""
        where: dict[str, list[int]] = {}
        for at, item in enumerate(self.items):
            where.setdefault(item.words, []).append(at)
        for positions in where.values():
            positions.reverse()
        following = 0
        for number, piece in enumerate(self.made.pieces):
            positions = where.get(piece.words, [])
            position: int | None
            if piece.note:
                position = next((p for p in positions if self.items[p].kind == "note"), None)
                if position is not None:
                    positions.remove(position)
            else:
                while positions and positions[-1] < following:
                    positions.pop()
                position = positions.pop() if positions else None
                following = following if position is None else position + 1
            if position is not None:
                self.of_item[position] = piece
                if not piece.note:
                    self.number[position] = number
                self.of_piece[number] = self.items[position]

    def line_of(self, piece: int, hints: Sequence[str]) -> int:
        """The line of what is at a piece or just before it: where a hint is, near the lines that are known."""
        before = (item.line for n in range(piece - 1, max(-1, piece - _NEAR), -1) if (item := self._known(n)))
        first = next(before, self.made.first)
        after = (item.line for n in range(piece, piece + _NEAR) if (item := self._known(n)))
        last = min(next(after, len(self.lines) - 1), first + _NEAR)
        end = last + _NEAR
        while last + 1 < min(len(self.lines), end) and self.lines[last + 1].strip():  # to the end of its paragraph
            last += 1
        for hint in hints:
            for number in range(first, last + 1):
                if hint in self.lines[number]:
                    return number
        for hint in hints:
            if found := self._anywhere(hint):
                return found
        if own := self._known(piece):
            return own.line
        lost = (item.line for at, item in enumerate(self.items) if at not in self.of_item and item.line >= first)
        return min(max(next(lost, first), 1), len(self.lines) - 1)

    def _anywhere(self, hint: str) -> int:
        """The first line with a text, 0 where there is none; each is sought once."""
        if hint not in self.sought:
            at = self.text.find(hint)
            self.sought[hint] = 0 if at < 0 else self.text.count("\n", 0, at) + 1
        return self.sought[hint]

    def _known(self, piece: int) -> _Item | None:
        item = self.of_piece.get(piece)
        return item if item and item.kind != "note" else None

    def oddities(self) -> Iterator[Oddity]:
        """Everything odd, each once, one of a family at a line; not what only follows from an earlier one."""
        found = list(islice(self._all(), MOST))
        plain_faults = {oddity.line for oddity in found if oddity.what not in _FOLLOWS} | self.reported
        broken = min((o.line for o in found if o.what in _SWALLOWS), default=len(self.lines))
        reported: dict[tuple[int, Odd, str], Oddity] = {}
        for oddity in found:
            if oddity.what in _FOLLOWS and oddity.line in plain_faults:
                continue
            swallowed = oddity.line > broken or (broken < len(self.lines) and oddity.what is Odd.NOTE_IN_HTML)
            if swallowed and oddity.what not in HARMFUL:
                continue
            reported.setdefault((oddity.line, oddity.what, oddity.quoted), oddity)
        rows = {oddity.line for oddity in reported.values() if oddity.what is Odd.TABLE}
        for oddity in sorted(reported.values(), key=lambda oddity: oddity.line):
            if oddity.what is not Odd.TABLE or oddity.line - 1 not in rows:
                yield oddity

    def _all(self) -> Iterator[Oddity]:
        yield from self._front()
        for tag in self.made.tags:
            for what, quoted in allowed.refused(tag):
                line = self.line_of(tag.before, _of_tag(tag, quoted))
                yield Oddity(what, line, quoted)
            given = dict(tag.attributes)
            if given.get("id", "").startswith("fnref") and "class" in given:
                key = given["id"].rpartition(":")[2]
                yield Oddity(Odd.NOTE_ATTACHED, self.line_of(tag.before, [f"{key}]{{", key]), f"{{.{given['class']}}}")
        for broken in self.made.broken:
            what = {"malformed": Odd.MALFORMED, "unclosed": Odd.UNCLOSED, "unopened": Odd.UNOPENED}[broken.kind]
            first = broken.raw.split("\n")[0]
            hints = [hint for hint in (first, first.rstrip(">"), first[:20]) if hint]
            if what is Odd.UNCLOSED:
                if broken.raw.strip("<>") in allowed.ELEMENTS:
                    yield Oddity(what, self._unclosed(broken.raw.strip("<>")), broken.raw)
            elif what is Odd.MALFORMED or broken.raw.strip("</> ").lower() in allowed.ELEMENTS:
                yield Oddity(what, self.line_of(broken.before, hints), first)
        yield from self._signs()
        yield from self._unused()
        code = {item.line for item in self.items if item.kind == "code"}
        for number, text in enumerate(self.lines):
            if text.startswith(_CONFLICT) and number not in code:
                yield Oddity(Odd.CONFLICT, number, text)
            if unseen := UNSEEN.search(text):
                yield Oddity(Odd.UNSEEN, number, _with_word(text, unseen))
        yield from self._blocks()

    def _unclosed(self, name: str) -> int:
        """The line of the last element of a name that opens and is not closed after it."""
        opened: list[int] = []
        for number, line in enumerate(self.lines):
            for slash in re.findall(rf"<(/?){re.escape(name)}\b", hide_code(line), re.IGNORECASE):
                if not slash:
                    opened.append(number)
                elif opened:
                    opened.pop()
        return opened[0] if opened else self.made.first

    def _front(self) -> Iterator[Oddity]:
        """What the front matter holds that does not belong into a page's head; and what is no front matter."""
        for number, data in metadata_lines(self.text):
            yield Oddity(Odd.METADATA, number, data.strip())
        if self.text.startswith("---\n") and not self.made.front:
            yield Oddity(Odd.FRONT_MATTER, 1, "---")
        seen: set[int] = set()
        for key, value in self.made.front.items() if self.text.startswith("---") else ():
            line = rendering.front_line(self.text, str(key))
            if key not in FRONT_KEYS:
                yield Oddity(Odd.FRONT_KEY, line, str(key))
            for words in _strings(value, seen):
                if sign := re.search(r"<[^>]*>?|>|\"", words):
                    yield Oddity(Odd.FRONT_VALUE, line, sign[0], str(key))

    def _signs(self) -> Iterator[Oddity]:
        """The signs of Markdown that a page shows."""
        for number, piece in enumerate(self.made.pieces):
            if piece.kind in ("indented", "pre"):
                continue
            item = self.of_piece.get(number)
            bare = piece.signs
            for what, pattern in _SIGNS:
                for match in pattern.finditer(bare):
                    quoted = unmarked(match[0]).replace(NOTE, "").replace(CODE, "…")
                    what_here, hints = what, [quoted]
                    if what is Odd.NOTE_UNDEFINED:
                        name = quoted[2:-1]
                        if name in self.undefined:
                            continue
                        if name in self.cited:
                            what_here, quoted, hints = Odd.NOTE_IN_HTML, f"[@{name}]", [f"@{name}"]
                        elif name in self.defined:
                            what_here = Odd.NOTE_IN_HTML
                    elif what is Odd.NOTE_RAISED and piece.kind in ("td", "th"):
                        continue  # it leads to a note under the table
                    elif match[0].startswith("{{") and parsed(piece.words):
                        continue  # placeholder-known tells of it
                    elif what in (Odd.EMPHASIS, Odd.BACKSLASH):
                        quoted = _with_word(bare, match)
                    line = item.line if item else self.line_of(number, [piece.words, *_fragments(piece.words), *hints])
                    if line not in self.reported:
                        yield Oddity(what_here, line, quoted)
                    if what in (Odd.EMPHASIS, Odd.CODE, Odd.BACKSLASH):
                        break
                bare = pattern.sub(blank, bare)

    def _unused(self) -> Iterator[Oddity]:
        """The references that vanish, since nothing uses them."""
        for name in self.made.unused:
            hint = f"[{name}]:"
            if at := next((n for n, line in enumerate(self.lines) if line.lstrip().lower().startswith(hint)), 0):
                yield Oddity(Odd.UNUSED, at, self.lines[at].strip())

    def _blocks(self) -> Iterator[Oddity]:
        """The lines that became something else than the reader of chapters takes them for, or are not there."""
        run = False  # whether the line before was odd for the same reason
        fence = 0
        headed = False
        for position, item in enumerate(self.items):
            piece = self.of_item.get(position)
            odd = self._odd(position, item, piece)
            if item.kind == "code":
                is_fence = bool(_FENCE.match(self.lines[item.line]))
                if position and self.items[position - 1].kind != "code":
                    fence = 0
                if is_fence or fence:
                    is_shown = is_fence or (piece and piece.kind in ("pre", "indented"))
                    odd = None if is_shown else Oddity(Odd.FENCE, fence, self.lines[fence].strip())
                fence = fence or (item.line if is_fence else 0)
            if odd and odd.what is Odd.LOST and headed and _UNDERLINE.match(self.lines[item.line]):
                odd = None
            headed = bool(piece and piece.kind in HEADINGS)
            if odd and not (run and odd.what in _RUNS):
                yield odd
            run = bool(odd)

    def _odd(self, position: int, item: _Item, piece: ShownLine | None) -> Oddity | None:
        source = self.lines[item.line]
        if piece and piece.kind == "indented":
            return Oddity(Odd.INDENTED, item.line, item.words)
        if item.kind == "heading" and piece and piece.kind in HEADINGS:
            before = self.items[position - 1] if position else None
            joined = before and before.kind == "sentence" and before.line == item.line - 1
            return Oddity(Odd.HEADING_JOINED, item.line, source.strip()) if joined else None
        vanishes = item.kind == "cell" and not piece and any(map(str.isalnum, item.words))
        if vanishes and not any(map(self._may_show, _fragments(item.words))):
            return Oddity(Odd.CELL_BEYOND, item.line, item.words)
        if item.kind not in ("sentence", "heading"):
            return None
        if not piece:
            return self._missing(position, item)
        if item.kind == "heading":
            return Oddity(Odd.OTHERWISE, item.line, source.strip(), f"<{piece.kind}>")
        if piece.kind in HEADINGS:
            what = Odd.UNDERLINED if not source.lstrip().startswith("#") else Odd.HEADING_TIGHT
            return Oddity(what, item.line, source.strip())
        if piece.kind in ("td", "th") and not source.lstrip().startswith("<"):
            return Oddity(Odd.CELL, item.line, source.strip())
        if item.opens.endswith(NUMBERED) and (match := _YEAR.match(source)):
            return Oddity(Odd.YEAR, item.line, f"{match[1]}.")
        if item.opens.endswith((ITEM, NUMBERED)) and "li" not in piece.within:
            return Oddity(Odd.LIST, item.line, source.strip())
        if item.opens.endswith((ITEM, NUMBERED)) and self._is_level(position, piece):
            return Oddity(Odd.LEVEL, item.line, source.strip())
        first = self.number[position] in self.starts and _NUMBER.match(source)
        if item.opens.endswith(NUMBERED) and first and int(first[1]) != 1:
            return Oddity(Odd.STARTS, item.line, f"{first[1]}.")
        above = self.lines[item.line - 1]
        if _BULLET.match(source) and above.strip() and not _BROKEN_OFF.search(above):
            return Oddity(Odd.BULLET, item.line, source.strip())
        if QUOTED in item.opens and "blockquote" not in piece.within:
            return Oddity(Odd.OTHERWISE, item.line, source.strip(), f"<{piece.kind}>")
        return None

    def _may_show(self, words: str) -> bool:
        """Whether words are in what is shown of which no line is known."""
        return any(words in piece.words for number, piece in enumerate(self.made.pieces) if number not in self.of_piece)

    def _is_level(self, position: int, piece: ShownLine) -> bool:
        """Whether an item is set in under the one before it, and became its neighbour all the same."""
        items = (at for at in range(position - 1, max(-1, position - _NEAR), -1) if self.items[at].opens)
        above = next(items, position)
        if not self.items[above].opens.endswith((ITEM, NUMBERED)) or above not in self.of_item:
            return False
        deeper = _set_in(self.lines[self.items[position].line]) - _set_in(self.lines[self.items[above].line])
        return deeper > 1 and piece.within.count("li") <= self.of_item[above].within.count("li")

    def _missing(self, position: int, item: _Item) -> Oddity | None:
        """Why a line is not shown as it is read."""
        source = self.lines[item.line].strip()
        shown = self._near(position)
        if item.kind == "heading" or source.startswith("<"):
            return Oddity(Odd.OTHERWISE if shown else Odd.LOST, item.line, source, shown.words if shown else "")
        if _TIGHT.match(source):
            return Oddity(Odd.HEADING_TIGHT, item.line, source)
        if item.opens.endswith(NUMBERED) and (match := _PARENTHESIS.match(source)):
            return Oddity(Odd.NUMBER, item.line, match[0])
        if item.opens.endswith((ITEM, NUMBERED)) and (not shown or "li" not in shown.within):
            return Oddity(Odd.LIST, item.line, source)
        if shown and shown.kind in ("td", "th"):
            return Oddity(Odd.CELL, item.line, source)
        if shown and shown.kind in HEADINGS:
            return Oddity(Odd.UNDERLINED, item.line, source)
        if shown and shown.kind == "indented":
            return Oddity(Odd.INDENTED, item.line, source)
        return Oddity(Odd.OTHERWISE if shown else Odd.LOST, item.line, item.words, shown.words if shown else "")

    def _near(self, position: int) -> ShownLine | None:
        """The piece that comes after that of the line before, if no other line is known to be it."""
        known = (self.number[p] for p in range(position - 1, max(-1, position - _NEAR), -1) if p in self.number)
        before = next(known, -1)
        if before + 1 == len(self.made.pieces) or before + 1 in self.of_piece or self.made.pieces[before + 1].note:
            return None
        return self.made.pieces[before + 1]


# Such a one is not told where the line has a fault of a name.
_FOLLOWS = frozenset({Odd.OTHERWISE, Odd.LOST, Odd.UNOPENED})
# What follows these on the page is not what was meant either.
_SWALLOWS = frozenset({Odd.FENCE, Odd.UNCLOSED, Odd.FRONT_MATTER})
_RUNS = frozenset({Odd.INDENTED, Odd.LIST, Odd.BULLET, Odd.OTHERWISE, Odd.LOST, Odd.CELL, Odd.CELL_BEYOND, Odd.FENCE})


def _items(chapter: Chapter) -> Iterator[_Item]:
    """The lines of a page that show words, in order, as the reader of chapters has them."""
    for block in chapter.blocks:
        if isinstance(block, Heading):
            yield _Item("heading", block.place.line, block.text)
        elif isinstance(block, Sentence):
            yield _Item("sentence", block.line, block.text, block.opens)
        elif isinstance(block, Verbatim):
            line, raw = block.place.line, " ".join(block.raw.split())
            if block.code:
                if raw:
                    yield _Item("code", line, raw)
            elif raw.startswith("|"):
                for cell in raw.strip("|").split("|"):
                    if words := plain(cell):
                        yield _Item("cell", line, words)
            elif match := _DEFINITION.match(block.raw):
                yield _Item("note", line, plain(block.raw[match.end() :]))
            else:
                yield _Item("other", line, raw)


def _set_in(line: str) -> int:
    """How many blanks stand before a line."""
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _of_link(address: str, tag: rendering.Tag) -> list[str]:
    """What to look for in the source to find a link or a picture."""
    if not tag.made:
        return _of_tag(tag, f"href={address}")
    return [hint for hint in (f"]({address})", f"]({address}", f"<{address}>", f": {address}", address) if hint]


def _of_tag(tag: rendering.Tag, quoted: str) -> list[str]:
    """What to look for in the source to find an element."""
    raw = tag.raw.split("\n")[0]
    name, _, value = quoted.partition("=")
    raw_hints = [raw] if raw.count("<") and not tag.made else []
    return [*raw_hints, *(hint for hint in (quoted, value, f"{name}=", f"<{tag.name}", name) if len(hint.strip()) > 3)]


def _fragments(words: str) -> list[str]:
    """The longest run of plain words in a piece, by which its line is found."""
    runs = sorted(_PLAIN_RUN.findall(words), key=len, reverse=True)
    return [run.strip() for run in runs[:1] if run.strip()]


def _with_word(text: str, match: re.Match[str]) -> str:
    """A sign of emphasis with the word that it stands at."""
    before = re.search(r"\S*$", text[: match.start()])
    after = re.match(r"\S*", text[match.end() :])
    word = f"{before[0] if before else ''}{match[0]}{after[0] if after else ''}"
    return unmarked(word).replace(NOTE, "").replace(CODE, "…")


def _strings(value: Any, seen: set[int]) -> Iterator[str]:
    """All texts in a value of YAML; of what aliases repeat, which may be without end, those of the first time."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)) and id(value) not in seen:
        seen.add(id(value))
        for inner in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from _strings(inner, seen)
