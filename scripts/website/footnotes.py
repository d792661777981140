"""The footnotes that Python-Markdown writes, read and numbered: marks in a text, notes at its end, ways back.

It writes them in five shapes, which are known here alone. Each note has one mark, since `prepare` names them so.

    <sup id="fnref:NAME"><a class="footnote-ref" href="#fn:NAME">7</a></sup>       a mark
    <div class="footnote">⏎<hr />⏎<ol> … </ol>⏎</div>                              all notes
    <li id="fn:NAME">⏎<p> … </p>⏎</li>                                             a note
    <a class="footnote-backref" href="#fnref:NAME" title="…">↩</a>                 the way back to a mark
    &#160;                                                                         before the way back
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from scripts.publication.article import Call
from scripts.regex import regex
from scripts.website import templates

# An id may have got something before it: see one_page.py.
_MARK = regex(r'<sup id="[^"]*?fnref:(?P<name>[^"]+)"><a class="footnote-ref" href="[^"]+">[^<]+</a></sup>')
_NOTES_BEGIN = '<div class="footnote">\n<hr />'
_NOTES = regex(rf"{_NOTES_BEGIN}.*?</ol>\n</div>", re.DOTALL)
_NOTE_BEGINS = regex(r'<li id="fn:(?P<name>[^"]+)">\s*<p>')
_NOTE = regex(
    r'<li id="fn:(?P<name>[^"]+)">\s*<p>(?P<text>.*?)</p>\s*</li>(?=\s*(?:<li id="fn:|</ol>\n</div>))', re.DOTALL
)
_BACK = regex(r'<a class="footnote-backref" href="#fnref:(?P<name>[^"]+)"[^>]*>')
_BACK_BEGINS = '<a class="footnote-backref"'
_WAY_BACK = regex(rf"{_BACK_BEGINS}.*?</a>")

_ANY_MARK = regex(r'<sup id="[^"]*?fnref.*?</sup>')
# Where a mark stands before the stop of its sentence, the space before it belongs to neither.
_MARK_BEFORE_STOP = regex(r'\s+(?:<sup id="[^"]*?fnref[^\n]*?</sup>)+(?=[.,;:!?])')


def numbered(html: str, calls: Iterable[Call]) -> str:
    """The same HTML with each mark and its note labelled; a footnote that nothing calls is left as it is."""
    write, begin, lead_back = (templates.macro("footnotes.html", name) for name in ("mark", "label", "back"))
    by_name = {call.name: call for call in calls}

    def each(made: Callable[[str, Call], str]) -> Callable[[re.Match[str]], str]:
        return lambda match: made(match[0], call) if (call := by_name.get(match["name"])) else match[0]

    if by_name:
        html = _MARK.sub(each(lambda _, call: write(call.name, call.label)), html)
        html = _NOTE_BEGINS.sub(
            each(lambda begins, call: f"{begins}{begin(call.label, published=bool(call.number))} "), html
        )
        html = _BACK.sub(each(lambda _, call: lead_back(call.name, call.label)), html)
    return html


def with_marks(html: str, marks: Mapping[str, str]) -> str:
    """The same HTML with other marks, by the names of their notes."""
    return _MARK.sub(lambda match: marks.get(match["name"], match[0]), html)


def parted(html: str) -> tuple[str, Mapping[str, str]]:
    """Some HTML without its notes, and the text of each note by its name, as HTML without ways back."""
    notes = {match["name"]: _without_way_back(match["text"]) for match in _NOTE.finditer(html)}
    return _NOTES.sub("", html), notes


def _without_way_back(text: str) -> str:
    return _WAY_BACK.sub("", text.replace(f"&#160;{_BACK_BEGINS}", _BACK_BEGINS))


def before_notes(html: str) -> tuple[str, str]:
    """Some HTML up to its notes, and the rest."""
    text, begins, notes = html.partition(_NOTES_BEGIN)
    return text, begins + notes


def without_marks(line: str) -> str:
    """A line of HTML without marks."""
    return _ANY_MARK.sub("", line) if "<sup" in line else line


def words_without_marks(line: str) -> str:
    """The same, where its words matter: also without the space before a mark that stands before a stop."""
    return _ANY_MARK.sub("", _MARK_BEFORE_STOP.sub("", line)) if "<sup" in line else line
