"""Citations and footnotes in the chapters: each is shown by the site, and leads to a source or a note."""

from __future__ import annotations

from scripts.publication import bibliography
from scripts.publication.article import Article
from scripts.publication.chapters import BARE_KEY, CITED, StrayFault, hide_code, unbracketed
from scripts.rules.registry import Problems, problem, rule, suggestion

# What a message says of something that only looks like a citation.
_STRAY = {
    StrayFault.IN_TEX_QUOTES: "stands between `` and ``, which make code of it",
    StrayFault.IN_A_FOOTNOTE: "stands in a footnote, where it would become a note in a note",
    StrayFault.OUTSIDE_A_PARAGRAPH: "stands outside the text of a paragraph",
    StrayFault.IN_BRACKETS: "stands in other brackets, which it would destroy",
    StrayFault.LINK_TEXT: "is the text of a link, which it would destroy",
    StrayFault.UNCLOSED: "is not closed on its own line",
    StrayFault.OTHER_CHARACTERS: "is none that can be read; semicolons part several, [@one; @two], and a key with "
    "other signs than letters, digits and _ stands in braces: [@{key}]",
}


@rule(serious=True, readers="a citation that leads to no source")
def citation_known(article: Article) -> Problems:
    """Each cited key is an entry of references.bib, in the same letters.

    Bad:  The ice held.[@mil2019] (and references.bib has mill2019)
    Good: The ice held.[@mill2019]
    """
    for page in article.pages.values():
        for citation in page.citations:
            if citation.key not in article.sources:
                hint = suggestion(citation.key, article.sources, "add the entry, or correct the key")
                what = f"[@{citation.key}] names no entry in references.bib"
                yield problem(citation.place, f"{what}; {hint}", citation.key)


@rule(serious=True, readers="a citation that cannot be read")
def citation_syntax(article: Article) -> Problems:
    """A citation is written as [@key], or [see @one, p. 3; @two], in running text, a heading or a footnote.

    A bracket over two lines, a citation in a link's text and a note within a note would be printed with their signs, or
    spoilt, without a warning. What stands in code, in a comment or behind a backslash is no citation. A bracket names
    the same place in a source once.

    Bad:  The ice held.[@mill2019!]
    Good: The ice held.[@mill2019, p. 3] … or The ice held.[^thaw] … [^thaw]: Until March; see [@mill2019, p. 3].
    """
    for page in article.pages.values():
        for stray in page.strays:
            message = _STRAY[stray.fault]
            what = f"{'the mark' if stray.text.startswith('[^') else 'the citation'} {stray.text!r} {message}"
            quotes = stray.fault is StrayFault.IN_TEX_QUOTES
            to_do = "write “ ” for the marks" if quotes else "write [@key] in the text"
            yield problem(stray.place, f"{what}; {to_do}", stray.text, stray.fault)
        for sentence in page.sentences:
            for bracket in CITED.finditer(hide_code(sentence.raw)) if ";" in sentence.raw else ():
                named = [each.strip() for each in bracket[0][1:-1].split(";")]
                for each in sorted({each for each in named if named.count(each) > 1}):
                    what = f"{bracket[0]!r} has {each!r} more than once, and each would be a note; take one out"
                    yield problem(sentence.place, what, bracket[0], each)
            rest = unbracketed(hide_code(sentence.raw)) if "@" in sentence.raw else ""
            for match in BARE_KEY.finditer(rest) if "@" in rest else ():
                if match[1] in article.sources:
                    what = f"{match[0]!r} has no brackets and would be printed so"
                    yield problem(sentence.place, f"{what}; write [{match[0]}]", match[0])


@rule(serious=True, readers="a note number without its note")
def footnote_defined(article: Article) -> Problems:
    """Each footnote that a chapter calls is defined in it.

    Bad:  The ice held.[^thaw] (and no line begins [^thaw]:)
    Good: The ice held.[^thaw] … [^thaw]: Until March.
    """
    for page in article.pages.values():
        defined = {definition.name for definition in page.definitions}
        for reference in page.references:
            if reference.name not in defined:
                name = reference.name.rstrip("\\")  # a document's own words, which pandoc writes \[^51\]
                what = f"[^{name}] is defined nowhere on the page and would be printed so"
                yield problem(reference.place, f"{what}; write its text on a line that begins [^{name}]:", name)


@rule(serious=False, readers="a note that no number leads to")
def footnote_used(article: Article) -> Problems:
    """Each footnote that is defined is called on the same page.

    Bad:  [^thaw]: Until March. (and nothing calls it)
    Good: The ice held.[^thaw] … [^thaw]: Until March.
    """
    for page in article.pages.values():
        called = {reference.name for reference in page.references}
        for definition in page.definitions:
            if definition.name not in called:
                what = f"the footnote [^{definition.name}] is called nowhere on the page"
                yield problem(definition.place, f"{what}; call it in the text, or take it out", definition.name)


@rule(serious=True, readers="two notes under one name")
def footnote_unique(article: Article) -> Problems:
    """A footnote's name is defined once on a page, and is not the key of a source.

    Bad:  [^thaw]: Until March. … [^thaw]: Until April.
    Good: [^thaw]: Until March. … [^flood]: In April.
    """
    for page in article.pages.values():
        first: dict[str, int] = {}
        for definition in page.definitions:
            if definition.name in article.sources:
                what = f"[^{definition.name}] has the key of a source"
                yield problem(definition.place, f"{what}; give it another name", definition.name, bibliography.PATH)
            if definition.name in first:
                line = first[definition.name]
                what = f"[^{definition.name}] is defined already, at line {line}, and only one is shown"
                yield problem(definition.place, f"{what}; give this one another name", definition.name)
            first.setdefault(definition.name, definition.place.line)
