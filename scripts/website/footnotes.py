"""The footnotes that Python-Markdown writes, read and numbered: marks in a text, notes at its end, ways back.

It writes them in five shapes, which are known here alone. `nth` counts the marks of a note from the second on.

    <sup id="fnref2:NAME"><a class="footnote-ref" href="#fn:NAME">7</a></sup>      a mark
    <div class="footnote">⏎<hr />⏎<ol> … </ol>⏎</div>                              all notes
    <li id="fn:NAME">⏎<p> … </p>⏎</li>                                             a note
    <a class="footnote-backref" href="#fnref2:NAME" title="…">↩</a>                the way back to a mark
    &#160;                                                                         before the first way back
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from scripts.website import templates

# What stands in a note for the reference of its source until the text comes from the renderer: a letter for private
# use, which no text holds and which Markdown leaves alone.
STAND_IN = "\ue000"

Reference = Callable[[str], str]

# An id may have got something before it: see one_page.py.
_MARK = re.compile(
    r'<sup id="[^"]*?fnref(?P<nth>\d*):(?P<name>[^"]+)"><a class="footnote-ref" href="[^"]+">[^<]+</a></sup>'
)
_NOTES = re.compile(r'<div class="footnote">\n<hr />.*?</ol>\n</div>', re.DOTALL)
_NOTE_BEGINS = re.compile(r'<li id="fn:(?P<name>[^"]+)">\s*<p>')
_REFERENCE = re.compile(rf'(<li id="fn:(?P<name>[^"]+)">\s*<p>){STAND_IN}')
_NOTE = re.compile(
    rf'<li id="fn:(?P<name>[^"]+)">\s*<p>(?P<cites>{STAND_IN})?(?P<text>.*?)</p>\s*</li>'
    r'(?=\s*(?:<li id="fn:|</ol>\n</div>))',
    re.DOTALL,
)
_BACK = re.compile(r'<a class="footnote-backref" href="#fnref(?P<nth>\d*):(?P<name>[^"]+)"[^>]*>')
_WAY_BACK = re.compile(r'(?:&#160;)?<a class="footnote-backref".*?</a>')

_ANY_MARK = re.compile(r'<sup id="[^"]*?fnref.*?</sup>')
# Where a mark stands before the stop of its sentence, the space before it belongs to neither.
_MARK_BEFORE_STOP = re.compile(r'\s+(?:<sup id="[^"]*?fnref[^\n]*?</sup>)+(?=[.,;:!?])')


@dataclass(frozen=True)
class Mark:
    """A mark: the name of its note, which of the note's marks it is ("" for the first, then "2"), and what it shows."""

    name: str
    nth: str
    label: str


def with_references(html: str, reference: Reference) -> str:
    """The same HTML with the reference of a source in each note that has but a stand-in for it, by the note's name."""
    if STAND_IN not in html:
        return html
    return _REFERENCE.sub(lambda match: f"{match[1]}{reference(match['name'])}", html)


def numbered(html: str, labels: Iterable[str]) -> str:
    """The same HTML with the marks labelled in turn, and each note with the labels of all its marks."""
    write, begin, lead_back = (templates.macro("footnotes.html", name) for name in ("mark", "labels", "back"))
    shown: dict[str, list[str]] = {}

    def mark(one: Mark) -> str:
        shown.setdefault(one.name, []).append(one.label)
        return write(templates.safe(one.name), one.nth, one.label)

    def note(match: re.Match[str]) -> str:
        own = shown.get(match["name"])
        if own is None:  # a footnote that nothing calls, of which footnote-used tells
            return match[0]
        return f"{match[0]}{begin(own, published=all(map(str.isdecimal, own)))} "

    def back(match: re.Match[str]) -> str:
        name, nth = match["name"], match["nth"]
        own = shown.get(name)
        return lead_back(templates.safe(name), nth, own[int(nth or 1) - 1]) if own else match[0]

    return _BACK.sub(back, _NOTE_BEGINS.sub(note, with_marks(html, labels, mark)))


def marks(html: str, labels: Iterable[str]) -> Iterator[Mark]:
    """The marks of some HTML, labelled in turn; "?" is the label where there are too few."""
    following = iter(labels)
    return (_mark(match, following) for match in _MARK.finditer(html))


def with_marks(html: str, labels: Iterable[str], write: Callable[[Mark], str]) -> str:
    """The same HTML with what `write` gives in the place of each of its marks."""
    following = iter(labels)
    return _MARK.sub(lambda match: write(_mark(match, following)), html)


def _mark(match: re.Match[str], labels: Iterator[str]) -> Mark:
    return Mark(match["name"], match["nth"], next(labels, "?"))


def parted(html: str, reference: Reference) -> tuple[str, Mapping[str, str]]:
    """Some HTML without its notes, and the text of each note by its name, as HTML without ways back."""
    notes = {
        match["name"]: (reference(match["name"]) if match["cites"] else "") + _WAY_BACK.sub("", match["text"])
        for match in _NOTE.finditer(html)
    }
    return _NOTES.sub("", html), notes


def without_marks(line: str) -> str:
    """A line of HTML without marks."""
    return _ANY_MARK.sub("", line) if "<sup" in line else line


def words_without_marks(line: str) -> str:
    """The same, where its words matter: also without the space before a mark that stands before a stop."""
    return _ANY_MARK.sub("", _MARK_BEFORE_STOP.sub("", line)) if "<sup" in line else line
