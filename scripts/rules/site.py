"""The built pages: each mark leads to its note and back, each link to something, and nothing comes from elsewhere."""

from __future__ import annotations

import re

from scripts.finding import Place
from scripts.hypertext.page import target
from scripts.publication.article import Article
from scripts.publication.chapters import CALLED, Verbatim
from scripts.regex import regex
from scripts.rules.registry import Problems, problem, rule

_ELSEWHERE = regex(r"(?:https?:)?//", re.IGNORECASE)
# The build makes these, so that a page without them is an old one, or the build is at fault.
_ANEW = "build the site anew (make site)"


@rule(serious=True)
def footnote_links_both_ways(article: Article) -> Problems:
    """On a built page each footnote mark leads to a note, and a note leads back to each of its marks.

    Bad:  <a class="footnote-ref" href="#fn:mill2019"> and no id="fn:mill2019"
    Good: the note with that id, with a link back to the mark
    """
    for page in article.site:
        notes = {f"#{note.id}": note for note in page.notes}
        for mark in page.marks:
            if mark.href not in notes:
                what = f"the mark {mark.shown!r} leads to {mark.href!r}, where there is no note"
                yield problem(Place(page.file, mark.line), f"{what}; {_ANEW}", mark.shown, mark.href)
            elif f"#{mark.id}" not in notes[mark.href].back:
                what = f"no link of the note {mark.href!r} leads back to the mark {mark.shown!r}"
                yield problem(Place(page.file, mark.line), f"{what}; {_ANEW}", mark.href, mark.shown)
        ids = {f"#{mark.id}" for mark in page.marks}
        for note in page.notes:
            if not note.back or not set(note.back) <= ids:
                what = f"the note {note.id!r} leads back to no mark, or to one that is not there"
                yield problem(Place(page.file, note.line), f"{what}; {_ANEW}", note.id)


@rule(serious=True)
def anchor_unique(article: Article) -> Problems:
    """An id stands once on a built page.

    Bad:  <p id="ice"> … <p id="ice">
    Good: <p id="ice"> … <p id="thaw">
    """
    for page in article.site:
        first: dict[str, int] = {}
        for identity, line in page.ids:
            if identity in first:
                what = f"the id {identity!r} is there already, at line {first[identity]}"
                yield problem(Place(page.file, line), f"{what}; name one of them otherwise", identity)
            first.setdefault(identity, line)


@rule(serious=True)
def anchor_resolves(article: Article) -> Problems:
    """A link within the site leads to a page that is there, and to an id that is on it.

    Bad:  <a href="../sources/#mil2019"> (and that page has no such id)
    Good: <a href="../sources/#mill2019">
    """
    pages = {page.path: {identity for identity, _ in page.ids} for page in article.site}
    for page in article.site:
        for href, line in page.links:
            to = target(page.path, href)
            if to is None or (not to[1] and not to[0].endswith(".html")):
                continue
            path, fragment = to
            if path.endswith(".html") and path not in pages:
                what = f"the link {href!r} leads to {path!r}, which the site does not have"
                yield problem(Place(page.file, line), f"{what}; correct the link", href, path)
            elif fragment and ":~:" not in fragment and fragment not in pages.get(path, {fragment}):
                what = f"the link {href!r} leads to the id {fragment!r}, which {path!r} does not have"
                yield problem(Place(page.file, line), f"{what}; correct the link", href, path, fragment)


@rule(serious=True)
def citation_rendered(article: Article) -> Problems:
    """Each chapter is a built page that shows all its marks, each with its own number.

    Bad:  a chapter with two citations whose page shows marks 1 and 1, or the text [@mill2019]
    Good: a chapter with two citations whose page shows marks 1 and 2
    """
    pages = {page.path: page for page in article.site}
    for chapter in article.chapters:
        path = f"{chapter.url}index.html"
        page = pages.get(path)
        if page is None:
            yield problem(Place(chapter.path, 1), f"has no built page {path!r}; {_ANEW}", path)
            continue
        top = Place(page.file, 1)
        wanted = [call.label for call in article.calls[chapter.path]]
        shown = [mark.shown for mark in page.marks]
        if shown != wanted:
            ours, due = (", ".join(labels) or "none" for labels in (shown, wanted))
            yield problem(top, f"shows the marks {ours} where {due} are due; {_ANEW}", ours, due)
        for match in CALLED.finditer(page.text):
            if any(match[0] in words for s in article.sources.values() for words in (*s.authors, *s.fields.values())):
                continue  # a reference shows it, of an author's name at a site, say
            if any(match[0] in block.text for block in chapter.blocks if not isinstance(block, Verbatim)):
                continue  # it is meant to, behind a backslash
            what = f"shows {match[0]!r} as text, not as a mark"
            yield problem(top, f"{what}; write the citation in running text", match[0])


@rule(serious=True)
def no_third_party_request(article: Article) -> Problems:
    """A page fetches nothing by itself from another site: no script, style, font, picture or frame.

    Bad:  <img src="https://cdn.example.org/ice.png">
    Good: <img src="../ice.png">
    """
    for page in article.site:
        for address, line in page.fetched:
            if _ELSEWHERE.match(address):
                what = f"fetches {address!r} from another site"
                yield problem(Place(page.file, line), f"{what}; keep a copy in docs/ or leave it out", address)
