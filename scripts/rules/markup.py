"""Markdown and HTML in a page: each line becomes what is meant, leads to what is there, and does nothing more."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from scripts.finding import Place, shortened
from scripts.publication.article import Article
from scripts.publication.chapters import BARE_KEY, Chapter, Heading, Sentence, hide_code
from scripts.publication.rendered import Odd
from scripts.regex import regex
from scripts.rules.registry import Problems, problem, rule, suggestion


@rule(serious=True, readers="something on a page that could do harm")
def markup_harmless(article: Article) -> Problems:
    """A page holds only what a text needs: nothing in it runs, sends, hides, or asks another site for anything.

    What Markdown has made of the page is compared with lists of elements, attributes and addresses
    (scripts/publication/allowed.py), so that it does not matter how something was written. A picture is a
    file of the site's own; a link leads to a page, to http, https or mailto.

    Bad:  The ice held.<script>count()</script>
    Bad:  ![The ice](https://pictures.example/ice.png)
    Good: ![The ice](images/ice.png)
    """
    yield from _oddities(article, _HARMFUL)


@rule(serious=True, readers="words that a page may not show as they were meant")
def markup_shown(article: Article) -> Problems:
    """What is written as Markdown is not printed as it stands, and no words of a page vanish.

    Markdown that nothing closes, or that the site's extensions do not know, is shown to readers with its
    signs; a citation within HTML is no citation; a reference that nothing uses is not there.

    Bad:  The **ice held.
    Bad:  The ice held.^[Until March.]
    Good: The **ice** held.[^thaw] … [^thaw]: Until March.
    """
    yield from _oddities(article, _SHOWN)
    for page in article.pages.values():
        for block in page.blocks:
            raw = block.text if isinstance(block, Heading) else block.raw
            if "[" in raw and not getattr(block, "code", False):
                for match in _BARE_BRACKET.finditer(hide_code(raw)):
                    if match[1] in article.sources:
                        what = f"{match[0]!r} has no @ and would be printed so"
                        yield problem(block.place, f"{what}; write [@{match[1]}]", match[0])
            if "@" in raw and not isinstance(block, Sentence) and not getattr(block, "code", False):
                for match in BARE_KEY.finditer(re.sub(r"\[[^\]]*\]", "", hide_code(raw))):
                    if match[1] in article.sources:
                        what = f"{match[0]!r} has no brackets and would be printed so"
                        yield problem(block.place, f"{what}; write [{match[0]}]", match[0])


_BARE_BRACKET = regex(r"(?<![\]!\\\w])\[([\w-]+)\](?![\[(:{])")


@rule(serious=True, readers="a line that a page may not show as it was meant")
def block_as_meant(article: Article) -> Problems:
    """Each line of a page becomes the block that it looks like: a sentence, a heading, an item, a cell, code.

    Four spaces or a tab make code; a list wants an empty line before it, an item under another four spaces,
    a heading an empty line and a space; a line of --- below words makes a heading of them; a fence and an
    element of HTML are closed. A page has one title, its first heading of the first level.

    Bad:  Two things are needed:
          - A bridge is needed.
    Good: Two things are needed:

          - A bridge is needed.
    """
    yield from _oddities(article, _MEANT)
    for page in article.pages.values():
        titles = [block for block in page.blocks if isinstance(block, Heading) and block.level == 1]
        for title in titles[1:]:
            what = f"{shortened(title.text)!r} is a second title of the page; write ## for a section, or make it a page"
            yield problem(title.place, what, title.text)


@rule(serious=True, readers="a link within the site that leads nowhere")
def page_link_resolves(article: Article) -> Problems:
    """A link within the site leads to a page or a file of docs/, and to a heading or an id that is there.

    It is written relative to the file in which it stands; within HTML, which is not touched, relative to
    the page that the file becomes.

    Bad:  [the thaw](thew.md)
    Good: [the thaw](thaw.md)
    """
    for path, rendered in article.rendered.items():
        for link in rendered.links:
            if wrong := _wrong_link(article, article.pages[path], link.address.strip(), link.raw):
                yield problem(Place(path, link.line), wrong, link.address.strip())


# What leads out of the site, and what markup-harmless refuses.
_ELSEWHERE = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|.*[\x00-\x20\\]", re.DOTALL)


def _wrong_link(article: Article, page: Chapter, address: str, raw: bool) -> str | None:
    """What is wrong with a link within the site."""
    if _ELSEWHERE.match(address):
        return None
    path, _, fragment = address.partition("#")
    path = unquote(path.partition("?")[0])
    if not path and not fragment:
        return "links to nothing; give the address, or take the link out"
    if path.startswith("/"):
        what = f"links to {address!r} at the root of the host, where the site need not be"
        return f"{what}; write it relative to this file"
    if raw:
        target = _of_built(article, posixpath.normpath(posixpath.join("/", page.url, path)), path)
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    if target is None:
        return None
    if target not in article.pages and target not in article.nav and not _is_other(article, target):
        what = "page" if path.endswith((".md", "/")) or "." not in posixpath.basename(path) else "file"
        folder, files = posixpath.dirname(page.path), {*article.pages, *article.nav, *(article.others or ())}
        there = () if raw else sorted(posixpath.relpath(file, folder) for file in files)
        hint = suggestion(path, there, "name one that is there, or add it")
        return f"links to {address!r}, which is no {what} of docs/; {hint}"
    if fragment and target in article.pages and ":~:" not in fragment:
        ids = _anchors(article, article.pages[target])
        if unquote(fragment) not in ids:
            return f"links to {address!r}, but {target} has no heading or id {fragment!r}; name one that is there"
    return None


def _is_other(article: Article, target: str) -> bool:
    """Whether a path is that of a file of docs/ beside the pages; yes where nobody has looked."""
    if article.others is None:
        return not target.endswith(".md") and "." in posixpath.basename(target)
    return target in article.others


def _of_built(article: Article, address: str, written: str) -> str | None:
    """The path in docs/ of what is built at an address of the site; None for what cannot be told."""
    bare = address.strip("/")
    if article.others is None and "." in posixpath.basename(bare):
        return None
    if f"docs/{bare}" in (article.others or ()):
        return f"docs/{bare}"
    stem = bare.removesuffix("/index.html").removesuffix("index.html")
    pages = [f"docs/{stem}.md", f"docs/{stem}/index.md"] if stem else ["docs/index.md"]
    return next((page for page in pages if page in article.pages or page in article.nav), f"docs/{bare}")


def _anchors(article: Article, page: Chapter) -> frozenset[str]:
    """The ids of a page: its headings, what its HTML names, its sentences, its notes."""
    rendered = article.rendered.get(page.path)
    if rendered and rendered.ids is not None:
        ids = set(rendered.ids)
    else:
        from markdown.extensions.toc import slugify, unique

        ids = set()
        for block in page.blocks:
            if isinstance(block, Heading):
                unique(slugify(block.text, "-"), ids)
    for record in article.claims.get(page.path, ()):
        ids.add(record.id)
    for call in article.calls.get(page.path, ()):
        ids |= {f"fn:{call.name}", f"fnref:{call.name}"}
    return frozenset(ids)


def _oddities(article: Article, messages: Mapping[Odd, str]) -> Problems:
    """What is odd on the pages, of what there are messages for."""
    for path, rendered in article.rendered.items():
        own = [oddity for oddity in rendered.oddities if oddity.what in messages]
        places = {sentence.line: sentence.place for sentence in article.pages[path].sentences} if own else {}
        for what, line, quoted, shown in own:
            message = messages[what].format(quoted=repr(shortened(quoted)), shown=repr(shortened(shown)))
            yield problem(places.get(line, Place(path, line)), message, what.name.lower(), quoted, shown)


# What each rule tells of, in words.
_HARMFUL: Mapping[Odd, str] = {
    Odd.ELEMENT: "holds {quoted}, an element that no text needs; take it out, or write &lt; where a < is meant",
    Odd.ATTRIBUTE: "holds the attribute {quoted}, which no text needs; take it out",
    Odd.SCRIPTED: "holds {quoted}, which the scripts of the site take for their own; give it another name",
    Odd.ADDRESS: "links to {quoted}; give an address with https, http or mailto, or one relative to the page",
    Odd.ELSEWHERE: "shows the picture {quoted} from another site; keep a copy in docs/ and name that",
    Odd.BAD_ADDRESS: "links to {quoted}, which browsers do not read alike; write the address without spaces and \\",
    Odd.MALFORMED: 'holds {quoted}, which is no well-formed HTML; write it as <name key="value">, or &lt; for a <',
    Odd.FRONT_KEY: "says {quoted} of the page, which this site does not know; take it out of the lines between ---",
    Odd.FRONT_VALUE: "holds {quoted} in {shown}, which would be HTML in the page's head; "
    "write it in plain words, with “ ” for quotes",
}
_SHOWN: Mapping[Odd, str] = {
    Odd.NOTE_IN_HTML: "{quoted} stands within HTML, where no mark is made of it; "
    "write it in a paragraph of its own, without HTML",
    Odd.NOTE_ATTACHED: "{quoted} follows a mark of a note, which it would spoil; take it out, or put a space before it",
    Odd.NOTE_IN_LINE: "{quoted} would be printed so; write [^name], and its text on a line that begins [^name]:",
    Odd.NOTE_UNDEFINED: "{quoted} would be printed so; write its text on a line that begins {quoted}:",
    Odd.NOTE_RAISED: "{quoted} leads to no note; "
    "write [^name] in its place, and its text on a line that begins [^name]:",
    Odd.LINK: "{quoted} is no link and would be printed so; write [words](address), "
    "without a space before or within the address, or \\ before the [",
    Odd.REFERENCE: "{quoted} names no reference and would be printed so; "
    "add a line [name]: address, or write [words](address)",
    Odd.UNUSED: "{quoted} is a reference that nothing uses, so that it vanishes; "
    "take it out, or put \\ before its first [",
    Odd.EMPHASIS: "{quoted} has a sign that would be printed so; close it on the same line, or write \\ before it",
    Odd.CODE: "{quoted} would be printed so; close the code on the same line, or write \\ before it",
    Odd.ATTRIBUTES: "{quoted} would be printed so; take it out",
    Odd.TAG: "{quoted} would be printed so; close it, or take it out",
    Odd.BACKSLASH: "{quoted} would be printed so; leave it out (a line of Markdown is broken by <br>)",
    Odd.BLOCK_SIGN: "{quoted} is a block that this site does not know, and would be printed so; write a paragraph",
    Odd.DEFINITION: "{quoted} begins a definition, which this site does not know, and would be printed so; "
    "write a list",
    Odd.TABLE: "{quoted} is in no table and would be printed so; "
    "put an empty line before the first row and |---|---| below it, or \\ before its first | if none is meant",
    Odd.TEX: "{quoted} is TeX, which this site does not know, and would be printed so; "
    "write it in plain words and signs",
    Odd.OTHER_MARKDOWN: "{quoted} is Markdown that this site does not know, and would be printed so; "
    "write it in plain words",
    Odd.UNSEEN: "{quoted} has a sign of no width, which no reader sees and which keeps a search from the word; "
    "take it out",
    Odd.METADATA: "{quoted} is taken for data about the page, and vanishes; put the title or an empty line before it",
}
_MEANT: Mapping[Odd, str] = {
    Odd.INDENTED: "{quoted} is indented, which makes code of it; take out the spaces before it, or use ``` for code",
    Odd.LIST: "{quoted} does not begin an item of a list; "
    "put an empty line before the list, or \\ before its sign if none is meant",
    Odd.LEVEL: "{quoted} is set in, and shown on the level of the item above it; "
    "set it in by four spaces under that one",
    Odd.HEADING_JOINED: "{quoted} is a heading in the midst of a paragraph; "
    "put an empty line before it, or \\ if none is meant",
    Odd.HEADING_TIGHT: "{quoted} becomes a heading; put a space behind the #, or \\ before it if none is meant",
    Odd.UNDERLINED: "{quoted} becomes a heading by the line below it; "
    "put an empty line between, or write # before a title",
    Odd.FENCE: "{quoted} opens code and is never closed; close it with the same sign on a line of its own, unindented",
    Odd.FRONT_MATTER: "{quoted} begins data about the page that cannot be read; "
    "write key: value lines, and --- after them",
    Odd.UNCLOSED: "{quoted} is never closed; close it, or take it out",
    Odd.UNOPENED: "{quoted} closes what was never opened; take it out",
    Odd.CELL: "{quoted} becomes a row of a table; begin and end each row with |, or write \\| if none is meant",
    Odd.CELL_BEYOND: "{quoted} is in a cell more than the head of its table has, and vanishes; "
    "give the head one more cell, or take this one out",
    Odd.YEAR: "{quoted} at the beginning makes an item of a list; write \\ before the full stop if a sentence is meant",
    Odd.NUMBER: "{quoted} begins no item of a list here; "
    "write the number with a full stop, or \\ before the ) if no list is meant",
    Odd.STARTS: "{quoted} begins a list, which is shown from 1; set what stands between it and the list above in by "
    "four spaces, or write \\ before the full stop if no list is meant",
    Odd.BULLET: "{quoted} begins no item of a list, and runs on behind the line above; "
    "write - in place of its sign, and an empty line before the list",
    Odd.HEADING_INDENTED: "{quoted} is printed with its #; "
    "take out the spaces before it, or write \\ before the # if no heading is meant",
    Odd.CONFLICT: "{quoted} begins two versions of a text, between which Git could not choose; "
    "keep one of them, without the lines of signs",
    Odd.OTHERWISE: "{quoted} is shown as {shown}; write its markup so that it opens and closes on this line",
    Odd.LOST: "{quoted} is not shown on the page; write it as a paragraph of its own, without HTML around it",
}
