"""What Python-Markdown makes of a page, with the site's own extensions: words, elements, attributes, addresses.

The HTML is read by a small strict grammar, which every browser reads in the same way; what does not fit it is
`broken`, and is for a rule to refuse. So no parser of HTML has to be trusted to read as browsers do.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from scripts import fault
from scripts.finding import unreadable
from scripts.publication.chapters import CITED, keys, lines, replace_cited
from scripts.publication.plain import METADATA, VOID, metadata_lines
from scripts.regex import regex

if TYPE_CHECKING:
    from markdown import Markdown

# What MkDocs adds to the extensions that a site names.
ALWAYS = ("toc", "tables", "fenced_code")
# The extensions of a site that names none, which are those that chapters are written for.
USUAL: Extensions = (("attr_list", ()), ("footnotes", ()), ("abbr", ()))

Extensions = tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]

# Marks of our own in what is rendered, from the letters for private use: a sign that was escaped, so that it is
# meant; the text of code; a mark of a note. And the names of two attributes.
_ESCAPED = 0xE000
CODE, NOTE = "\ue0fe", "\ue0ff"
_INDENTED, _MADE = "indented\ue0fd", "made\ue0fd"
# Where a mark stands before the stop of its sentence, the space before it belongs to neither, as in `chapters`.
_RAISED = "\ue0fc"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BEFORE_STOP = regex(rf"\s+(?={_RAISED}+[.,;:!?])")

_FRONT = regex(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_FRONT_KEY = regex(r"""["']?([\w-]+)["']?[ ]*:""")

_OURS = regex(r' (?:indented|made)\ue0fd=""')

_SPACE = r"[ \t\n\f\r]"
_NAME = r"[a-zA-Z_:][\w:.-]*(?:\ue0fd)?"
_VALUE = rf"""{_SPACE}*={_SPACE}*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+)"""
_ATTRIBUTE = regex(rf"{_SPACE}+({_NAME})({_VALUE})?")
_TOKEN = regex(
    rf"(?P<comment><!--(?!-?>)(?:(?!--!?>|<!--).)*+-->)"
    rf"|<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:{_SPACE}+{_NAME}(?:{_VALUE})?)*+){_SPACE}*/?>"
    rf"|(?P<broken><[^<>]{{0,80}}>?)",
    re.DOTALL,
)

# A browser closes these by itself.
_MAY_STAY_OPEN = frozenset("colgroup dd dt li p tbody td tfoot th thead tr".split())
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em font i img input ins kbd label mark q s samp small span strike "
    "strong sub sup time u var wbr".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


class ShownLine(NamedTuple):
    """A line of a block that the page shows.

    `kind` is the element around it, such as p or h2; `within` are all of them, from the outermost. `words` are what
    is shown; in `signs` code and marks of notes are one sign each, what was escaped is no sign, and the figures of a
    <sup> are raised ones. `note` is whether it stands among the notes at the page's foot.
    """

    kind: str
    within: tuple[str, ...]
    words: str
    signs: str
    note: bool


class Tag(NamedTuple):
    """An element that begins: its attributes in order, without entities; where it stands among the pieces.

    `raw` is it as it stands in the HTML; `made` is whether Markdown made it, as of a link or a picture.
    """

    name: str
    attributes: tuple[tuple[str, str], ...]
    raw: str
    made: bool
    before: int
    note: bool


class Broken(NamedTuple):
    """A piece of HTML that browsers and programs may read otherwise, or that is open at the page's end."""

    kind: Literal["malformed", "unclosed", "unopened"]
    raw: str
    before: int


class Rendering(NamedTuple):
    """What was made of a page. `front` is its front matter by key, `first` the line at which its text begins.

    `unused` are the names of link references that nothing on the page uses.
    """

    pieces: tuple[ShownLine, ...]
    tags: tuple[Tag, ...]
    broken: tuple[Broken, ...]
    unused: tuple[str, ...]
    front: Mapping[str, Any]
    first: int


def extensions(named: Any) -> Extensions:
    """The extensions that mkdocs.yml names, with their settings, as values that can be compared."""
    if named is None:
        return USUAL
    each = named.items() if isinstance(named, dict) else named if isinstance(named, list) else ()
    found: dict[str, tuple[tuple[str, Any], ...]] = {}
    for item in each:
        pairs = [item] if isinstance(item, tuple) else item.items() if isinstance(item, dict) else [(item, None)]
        for name, settings in pairs:
            if isinstance(name, str):
                given = settings.items() if isinstance(settings, dict) else ()
                found[name] = tuple((str(key), value) for key, value in given if isinstance(value, (bool, int, str)))
    return tuple(found.items())


@lru_cache(maxsize=64)
def render(path: str, text: str, extensions: Extensions) -> Rendering:
    """What is made of a page. Raises Unreadable where Markdown ends in an error."""
    front, first, body = front_matter(text)
    markdown = _markdown(extensions)
    references = _References()
    markdown.reset()
    markdown.references = references
    try:
        made = markdown.convert(_with_footnotes(body))
    except Exception as error:  # a library's own faults: a page must not end the check
        if fault.trace(error):
            raise
        problem = f"cannot be rendered ({type(error).__name__}); write its markup plainer"
        raise unreadable(path, first, problem) from None
    read = _Reader(made)
    unused = tuple(name for name in references if name not in references.used)
    return Rendering(tuple(read.pieces), tuple(read.tags), tuple(read.broken), unused, front, first)


def front_matter(text: str) -> tuple[Mapping[str, Any], int, str]:
    """What a page says of itself, the line at which its text begins, and the text, as MkDocs parts them."""
    match = _FRONT.match(text)
    if not match:
        before = list(metadata_lines(text))
        said = {line.partition(":")[0].strip().lower(): line for _, line in before if METADATA.match(line)}
        return said, len(before) + 1, "\n".join(text.split("\n")[len(before) :])
    import yaml

    data: Any
    try:
        data = yaml.load(match[1], yaml.CSafeLoader)  # as MkDocs does, with the same words for true and false
    except Exception:  # likewise: YAML that MkDocs cannot read is text to it
        data = None
    if not isinstance(data, dict):
        return {}, 1, text
    rest = text[match.end() :]
    return data, text.count("\n", 0, match.end()) + 1, rest


def front_line(text: str, key: str) -> int:
    """The line of a key of the front matter."""
    for number, line in enumerate(text.split("\n"), start=1):
        if (match := _FRONT_KEY.match(line)) and match[1] == key:
            return number
    return 1


def cited(text: str) -> frozenset[str]:
    """The keys in all that becomes a citation, wherever on the page it is."""
    return frozenset(key for match in CITED.finditer(text) for key in keys(match[0]))


def _with_footnotes(text: str) -> str:
    """The text with each citation made a footnote, as a build makes them; within a footnote it makes none."""
    cited: dict[str, None] = {}

    def mark(match: re.Match[str]) -> str:
        here = keys(match[0])
        cited.update(dict.fromkeys(here))
        return "".join(f"[^{key}]" for key in here)

    if CITED.search(text):
        kinds = {line.number: line.kind for line in lines(text)}
        every = text.split("\n")
        for number, line in enumerate(every, start=1):
            if (kind := kinds.get(number)) not in ("code", "comment"):
                every[number - 1] = replace_cited(line, (lambda match: "") if kind == "definition" else mark)
        text = "\n".join(every)
    return text + "\n\n" + "\n".join(f"[^{key}]: {NOTE}" for key in cited) if cited else text


class _References(dict[str, Any]):
    """The link references of a page, which remembers those that were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.used.add(name)
        return super().__getitem__(name)


@lru_cache(maxsize=4)
def _markdown(extensions: Extensions) -> Markdown:
    """Python-Markdown with the extensions, and with what marks indented code, escaped signs, and what it made."""
    import markdown
    from markdown.blockprocessors import CodeBlockProcessor
    from markdown.inlinepatterns import HtmlInlineProcessor
    from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor

    class Code(CodeBlockProcessor):  # type: ignore[misc]
        """Code by its indentation, marked."""

        def run(self, parent: Any, blocks: list[str]) -> None:
            super().run(parent, blocks)
            self.lastChild(parent).set(_INDENTED, "")

    class Entity(HtmlInlineProcessor):  # type: ignore[misc]
        """An entity of a sign, which is so meant."""

        def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802
            sign = html.unescape(m[1])
            if len(sign) == 1 and sign.isascii() and not sign.isalnum() and sign not in ">\"'":
                return chr(_ESCAPED + ord(sign)), m.start(0), m.end(0)
            return super().handleMatch(m, data)

    class Unescape(UnescapeTreeprocessor):  # type: ignore[misc]
        """The signs that a backslash stood before, marked."""

        def _unescape(self, m: re.Match[str]) -> str:
            number = int(m[1])
            return chr(_ESCAPED + number) if number < 128 else chr(number)

    class Made(Treeprocessor):  # type: ignore[misc]
        """Links and pictures of Markdown, marked: HTML that stands in the text is in no tree."""

        def run(self, root: Any) -> None:
            for element in root.iter():
                if element.tag in ("a", "img"):
                    element.set(_MADE, "")

    names = [*ALWAYS, *(name for name, _ in extensions if name not in ALWAYS)]
    settings = {name: dict(given) for name, given in extensions if given}
    made: Markdown = markdown.Markdown(extensions=names, extension_configs=settings)
    made.parser.blockprocessors.register(Code(made.parser), "code", 80)
    made.inlinePatterns.register(Entity(r"(&(?:\#[0-9]+|\#x[0-9a-fA-F]+|[0-9a-zA-Z]+);)", made), "entity", 80)
    made.treeprocessors.register(Unescape(made), "unescape", 0)
    made.treeprocessors.register(Made(made), "made", -1)
    return made


def unmarked(text: str) -> str:
    """The text with the escaped signs as they are shown."""
    if not any("\ue000" <= sign < "\ue080" for sign in text):
        return text
    return "".join(chr(ord(sign) - _ESCAPED) if "\ue000" <= sign < "\ue080" else sign for sign in text)


class _Opened(NamedTuple):
    """An element that is open: its name, its class, our mark for indented code, and whether what is in it is hidden."""

    name: str
    css: str
    hidden: bool


class _Reader:
    """Reads some HTML into its pieces, its elements and its faults."""

    def __init__(self, made: str) -> None:
        self.pieces: list[ShownLine] = []
        self.tags: list[Tag] = []
        self.broken: list[Broken] = []
        self._opened: list[_Opened] = []
        self._depth: Counter[str] = Counter()  # of each element
        self._words: list[str] = []  # of the pieces that are read, and their signs
        self._signs: list[str] = []
        last = 0
        for token in _TOKEN.finditer(made):
            self._text(made[last : token.start()])
            last = token.end()
            if token["broken"]:
                self._fault("malformed", token["broken"])
            elif token["slash"]:
                self._ends(token["name"].lower(), token[0])
            elif token["name"]:
                self._begins(token["name"].lower(), token["attributes"], token[0])
        self._text(made[last:])
        self._flush()
        for opened in self._opened:
            self._fault("unclosed", f"<{opened.name}>")

    def _is_in(self, css: str) -> bool:
        return any(opened.css == css for opened in self._opened)

    def _fault(self, kind: Literal["malformed", "unclosed", "unopened"], raw: str) -> None:
        self.broken.append(Broken(kind, raw, len(self.pieces)))

    def _text(self, raw: str) -> None:
        if not raw or any(opened.hidden for opened in self._opened):
            return
        text = html.unescape(raw)
        self._words.append(text)
        if any(opened.name in ("code", "kbd", "samp", "pre") for opened in self._opened):
            text = re.sub(r"[^\n]+", CODE, text)
        elif self._opened and self._opened[-1].name == "sup":
            text = text.translate(_SUPERSCRIPT)
        self._signs.append(text)

    def _flush(self) -> None:
        """End the piece that is read, or the pieces, a line each."""
        shown, without = "".join(self._words).split("\n"), "".join(self._signs).split("\n")
        self._words.clear()
        self._signs.clear()
        names = tuple(opened.name for opened in self._opened)
        kind = next((name for name in reversed(names) if name not in _INLINE), "")
        if kind == "pre" and self._is_in(_INDENTED):
            kind = "indented"
        note = self._is_in("footnote")
        for line, bare in zip(shown, without, strict=True):
            if text := " ".join(unmarked(_BEFORE_STOP.sub("", line).replace(_RAISED, "")).split()):
                self.pieces.append(ShownLine(kind, names, text, " ".join(bare.split()), note))

    def _ends(self, name: str, raw: str) -> None:
        if name not in _INLINE:
            self._flush()
        if self._depth[name]:
            while (left := self._opened.pop().name) != name:
                self._depth[left] -= 1
                if left not in _MAY_STAY_OPEN:
                    self._fault("unclosed", f"<{left}>")
            self._depth[name] -= 1
        elif name not in VOID:
            self._fault("unopened", raw)

    def _begins(self, name: str, written: str, raw: str) -> None:
        attributes = [(key.lower(), html.unescape(_unquoted(value))) for key, value in _ATTRIBUTE.findall(written)]
        given = dict(reversed(attributes))  # a browser takes the first of a name
        kept = tuple((key, unmarked(value)) for key, value in attributes if key not in (_INDENTED, _MADE))
        if name not in _INLINE:
            self._flush()
        tag = Tag(name, kept, _OURS.sub("", raw), _MADE in given, len(self.pieces), self._is_in("footnote"))
        self.tags.append(tag)
        if name in VOID:
            return
        css = given.get("class", "")
        hidden = css in ("headerlink", "footnote-backref")
        if name == "sup" and given.get("id", "").startswith("fnref"):
            self._signs.append(NOTE)
            self._words.append(_RAISED)
            hidden = True
        self._depth[name] += 1
        self._opened.append(_Opened(name, _INDENTED if _INDENTED in given else css, hidden))


def _unquoted(value: str) -> str:
    """The value of an attribute as written, with its sign of equality."""
    bare = value.strip().removeprefix("=").strip()
    return bare[1:-1] if bare[:1] in ("'", '"') else bare


def lines_of(text: str) -> Sequence[str]:
    """The lines of a page, the first at 1."""
    return ["", *text.split("\n")]
