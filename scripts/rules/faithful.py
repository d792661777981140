"""The chapters are the published text, word for word and note for note, save for recorded corrections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from scripts import transcript
from scripts.article import ABOUT, INDEX
from scripts.chapters import Chapter
from scripts.finding import Place
from scripts.notes import PATH
from scripts.rules import Problems, rule
from scripts.transcript import Token

if TYPE_CHECKING:
    from scripts.article import Article

_MEND = "put it back, or record the correction (python -m scripts check --fix writes its stub)"


@rule(serious=True)
def faithful_text(article: Article) -> Problems:
    """Each word, mark, heading and paragraph is where the published article has it.

    What departs from it is an entry in record/corrections.yml, which readers see.

    Bad:  … over 70 years … where the article has "… over 70 members …"
    Good: the same, with an entry of the kind *wording* in corrections.yml
    """
    result = article.transcript
    for token in result.missing:
        yield (
            article.nav_place,
            f"the part {token.text.lstrip('# ')!r} of the article is no chapter of the nav; add its page there",
        )
    for place in result.extra:
        yield place, "is no part of the published article; take it out of the nav's Article"
    for difference in result.differences:
        published, now = _words(difference.published), _words(difference.now)
        if published != now:
            yield difference.place, _say(published, now)
        elif published and difference.published[0].starts != difference.now[0].starts:
            what = "begins a" if difference.published[0].starts else "begins no"
            yield difference.place, f"the article {what} paragraph with {published!r}; {_MEND}"
    yield from _front_matter(article)
    for paragraph in transcript.paragraphs(article.original.back_matter):
        page = article.pages.get(ABOUT, Chapter(ABOUT))
        found = transcript.stands_in(paragraph, page.sentences)
        if found:
            place = found.place if found.place.path == ABOUT else Place(ABOUT, 1)
            yield place, _say(*(" ".join(token.text for token in side) for side in found[1:]))


def _front_matter(article: Article) -> Problems:
    """The title, in the record and on the first page, and the author are the published ones."""
    title = article.original.title
    if article.publication.title != title:
        yield article.publication.at("title"), _say(title, article.publication.title)
    index = article.pages.get(INDEX)
    if index is None:
        yield Place(INDEX, 1), "is missing; it is the site's first page, with the article's title"
    elif index.title != title:
        place = next((block.place for block in index.blocks), Place(INDEX, 1))
        yield place, _say(title, index.title)
    author = article.publication.author
    if not any(author in sentence.text for sentence in article.original.back_matter):
        yield (
            article.publication.at("author"),
            f"the author {author!r} is not named in the published text; write it as there",
        )
    elif index and not any(author in sentence.text for sentence in index.sentences):
        yield Place(INDEX, 1), f"does not name the author; put {author!r} there"
    given, family = article.publication.given, article.publication.family
    if family and not re.search(rf"(?<!\w){re.escape(f'{given} {family}')}(?!\w)", author):
        field = "family" if given in author else "given"
        yield (
            article.publication.at(field),
            f"'{given} {family}' is no part of the author's name; write it as in {author!r}",
        )


@rule(serious=True)
def faithful_notes(article: Article) -> Problems:
    """Where the published article calls a note, the chapter cites the source of that note.

    Bad:  It was agreed.[@mill2019] where note 3 comes to another source
    Good: It was agreed.[@wu2020] where note 3 is Ibid. for Wu
    """
    for difference in article.transcript.differences:
        published = _citations(difference.published)
        now = _citations(difference.now)
        if published != now:
            numbers = [t.place.about[1] for t in difference.published if t.place.about[0] == "note"]
            note = f", note {numbers[0]}" if numbers and not published.startswith("[note ") else ""
            yield difference.place, _say(published, now, note)


@rule(serious=True)
def chapter_in_nav(article: Article) -> Problems:
    """Each page under docs/ that cites a source is a chapter in the nav.

    Bad:  docs/ice.md cites [@mill2019] and is not in the nav's section Article
    Good: nav: [{Article: [ice.md]}]
    """
    names = {chapter.path for chapter in article.chapters}
    for path, page in article.pages.items():
        if path not in names and page.citations:
            place = page.citations[0].place
            yield place, f"cites a source, but {path} is not in the nav's section Article; add it there"


@rule(serious=True)
def correction_current(article: Article) -> Problems:
    """Each correction is of words that stand in the article once, in order, and says what is new.

    Bad:  published: over 70 yaers (which the article never says)
    Good: published: over 70 members
    """
    for correction, problem in article.transcript.failed:
        yield correction.place, f"the correction cannot be made: {problem}; mend it or take it out"
    for correction in article.corrections:
        if correction.on > article.today.isoformat():
            yield (
                correction.place,
                f"the correction is dated {correction.on!r}, which is still to come; give the day it was made",
            )


@rule(serious=True)
def original_unchanged(article: Article) -> Problems:
    """record/original.md is the file whose SHA-256 stands in record/article.yml.

    Bad:  a word mended in record/original.md
    Good: the word left there, and an entry in record/corrections.yml
    """
    if article.original_digest != article.publication.sha256:
        yield (
            Place(PATH, 1),
            f"has the SHA-256 {article.original_digest}, but record/article.yml says"
            f" {article.publication.sha256}; put the published text back",
        )


def _words(tokens: Iterable[Token]) -> str:
    return " ".join(token.text for token in tokens if not token.is_citation)


def _citations(tokens: Iterable[Token]) -> str:
    return " ".join(token.text for token in tokens if token.is_citation)


def _say(published: str, now: str, note: str = "") -> str:
    if not now:
        return f"the published {published!r}{note} is missing here; {_MEND}"
    if not published:
        return f"{now!r} is not in the published article; {_MEND.replace('put it back', 'take it out')}"
    return f"{now!r} stands where the article has {published!r}{note}; {_MEND}"
