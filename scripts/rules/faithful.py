"""The words of the article: they are the published ones, and so are its notes, save for recorded corrections."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from scripts.finding import Place
from scripts.publication import chapters, collation
from scripts.publication.article import ABOUT, INDEX, Article
from scripts.publication.chapters import PARAGRAPH, Chapter, Citation, plain_title
from scripts.publication.collation import LINE, Difference, Token
from scripts.publication.footnotes.parts import Kind, Part, locator_of
from scripts.publication.ledger import CorrectionKind
from scripts.publication.notes import BESIDE, PATH, Paragraph
from scripts.regex import regex
from scripts.rules.registry import Problem, Problems, problem, rule

_RECORD = "record the correction (python -m scripts check --fix writes it)"
_PUT_BACK = "put it back"  # of what no correction can be recorded: the title and what is said of the author
_MEND = f"{_PUT_BACK}, or {_RECORD}"
_UP_TO_DATE = f"{_PUT_BACK}, or bring the record up to date (python -m scripts check --fix does)"


@rule(serious=True)
def faithful_text(article: Article) -> Problems:
    """Each word, mark, heading and paragraph is where the published article has it.

    What departs from it is an entry in record/corrections/, which readers see.

    Bad:  … over 70 years … where the article has "… over 70 members …"
    Good: the same, with an entry of the kind wording in record/corrections/
    """
    result = article.collation
    for token in result.missing:
        part = token.text.lstrip(f"{PARAGRAPH}# ")
        what = f"the part {part!r} of the article is no chapter of the nav"
        yield problem(article.nav_place, f"{what}; add its page there, or {_RECORD}", part)
    for chapter in result.extra:
        place = next((block.place for block in chapter.blocks), Place(chapter.path, 1))
        what = "is no part of the published article"
        yield problem(place, f"{what}; take it out of the nav's Article, or {_RECORD}", chapter.path)
    for chapter in result.out_of_order:
        what = f"{chapter.path} stands elsewhere than in the published article"
        yield problem(article.nav_place, f"{what}; put it back, or {_RECORD}", chapter.path)
    for difference in result.differences:
        published, now = _words(difference.published), _words(difference.now)
        if published != now:
            yield _departs(article, difference, published, now)
        elif _citations(difference.published) == _citations(difference.now):
            yield _set_out_otherwise(difference)
    yield from _front_matter(article)
    for paragraph in chapters.paragraphs(article.original.back_matter):
        page = article.pages.get(ABOUT, Chapter(ABOUT))
        found = collation.nearest_on(paragraph, page.sentences)
        if found:
            place = found.place if found.place.path == ABOUT else Place(ABOUT, 1)
            published, now = (" ".join(token.text for token in side) for side in (found.published, found.now))
            yield _differs(place, published, now, mend=_PUT_BACK)


def _front_matter(article: Article) -> Problems:
    """The title, in the record and on the first page, and the author are the published ones, where there are any."""
    title = article.original.title
    if title and article.publication.title != title:
        yield _differs(article.publication.at("title"), title, article.publication.title, mend=_PUT_BACK)
    index = article.pages.get(INDEX)
    if index is None:
        yield problem(Place(INDEX, 1), "is missing; it is the site's first page, with the article's title", INDEX)
    elif index.title != (title or article.publication.title):
        place = next((block.place for block in index.blocks), Place(INDEX, 1))
        yield _differs(place, title or article.publication.title, index.title, mend=_PUT_BACK)
    author = article.publication.author
    if not author:
        return
    original = article.original
    published = (block.raw for block in original.blocks if isinstance(block, Paragraph))
    if not any(author in text for text in (*(sentence.text for sentence in original.back_matter), *published)):
        what = f"the author {author!r} is not named in the published text"
        yield problem(article.publication.at("author"), f"{what}; write it as there", author)
    elif index and not any(author in sentence.text for sentence in index.sentences):
        yield problem(Place(INDEX, 1), f"does not name the author; put {author!r} there", author)
    given, family = article.publication.given, article.publication.family
    if family and not re.search(rf"(?<!\w){re.escape(f'{given} {family}')}(?!\w)", author):
        field = "family" if given in author else "given"
        what = f"'{given} {family}' is no part of the author's name"
        yield problem(article.publication.at(field), f"{what}; write it as in {author!r}", given, family, author)


@rule(serious=True)
def faithful_notes(article: Article) -> Problems:
    """Where the published article calls a note, the chapter says what that note says: its sources and its comments.

    A locator or a signal may be left out, and readers get the published one; where one is written, it is that.

    Bad:  It was agreed.[@mill2019, p. 5] where note 3 cites another source, or page 4
    Good: It was agreed.[@wu2020, p. 4] where note 3 is Ibid., 4 for Wu
    """
    for difference in article.collation.differences:
        published = _citations(difference.published)
        now = _citations(difference.now)
        if published != now:
            numbers = [token.note for token in difference.published if token.note]
            note = f" (note {numbers[0]})" if numbers and not published.startswith("[note ") else ""
            yield _departs(article, difference, published, now, note)

    texts = {note.number: note.text for note in article.original.notes}
    for citation, signal, number, parts in _beside(article):
        said = [(locator_of(part), part.signal) for part in parts]
        said += [(one.locator, one.prefix) for one in _keyed([texts.get(number, "")]) if one.key == citation.key]
        if not said:  # the editors put it there
            continue
        for what, ours, theirs in (("locator", citation.locator, 0), ("signal", signal, 1)):
            printed = [one[theirs] for one in said]
            if not ours or _bare(ours) in map(_bare, printed):  # the same but for "p.", dashes, capitals
                continue
            if not theirs or any(printed) or _bare(ours) not in plain_title(texts.get(number, "")):  # "quoted in Wu"
                has = " and ".join(repr(one) for one in dict.fromkeys(printed) if one) or "none"
                where = f"note {number}" if number else "the published text"
                message = f"[@{citation.key}] has the {what} {ours!r}, but {where} has {has}; write it as there"
                yield problem(citation.place, message, what, ours, number, *filter(None, printed))


def _beside(article: Article) -> Iterator[tuple[Citation, str, int, Sequence[Part]]]:
    """The citations that stand for published ones: each with its signal, the published note and its parts.

    Where the article was published with citations by key, each stands for one of these, and there is no note.
    """
    if article.original.notes:
        for chapter in article.chapters:
            numbers = article.collation.numbers.get(chapter.path, ())
            for mark, number in zip(chapter.marks, numbers, strict=False):
                note = chapter.notes.get(mark.name, "") if mark.note else ""
                signals = collation.signals_in(note) if note else (citation.prefix for citation in mark.cited)
                for citation, signal in zip(mark.cited, signals, strict=True) if number else ():
                    yield citation, signal, number, article.citations_of(number, citation.key)
    elif any(chapter.citations for chapter in article.chapters):
        was = Counter(map(_details, _keyed(map(collation.calling, article.original.blocks))))
        now = [one for chapter in article.chapters for mark in chapter.marks for one in mark.cited]
        left = was - Counter(map(_details, now))  # what is published and stands nowhere: a sentence may have moved
        new = Counter(map(_details, now)) - was
        for one in now:
            gone = [Part(Kind.FULL, signal=signal, locator=at) for key, at, signal in left if key == one.key]
            if gone and new[_details(one)]:
                yield one, one.prefix, 0, gone


def _keyed(texts: Iterable[str]) -> Iterator[Citation]:
    """The citations by key in some published texts."""
    brackets = (match[0][1:-1] for text in texts for match in chapters.CITED.finditer(text))
    return (one for inner in brackets for one in chapters.in_bracket(inner, Place(PATH, 1)))


def _details(citation: Citation) -> tuple[str, str, str]:
    """A citation's key, and its locator and signal as they are compared."""
    return citation.key, _bare(citation.locator), _bare(citation.prefix)


def _bare(words: str) -> str:
    return _LABEL.sub("", plain_title(words))


_LABEL = regex(r"^(?:pp?|at|pages?) ")


@rule(serious=True)
def chapter_in_nav(article: Article) -> Problems:
    """Each page under docs/ that cites a source is a chapter in the nav, and has a name of its own on any computer.

    Bad:  docs/ice.md cites [@mill2019] and is not in the nav's section Article
    Good: nav: [{Article: [ice.md]}]
    """
    names = {chapter.path for chapter in article.chapters}
    for path, page in article.pages.items():
        if path not in names and page.citations:
            place = page.citations[0].place
            what = f"cites a source, but {path} is not in the nav's section Article"
            yield problem(place, f"{what}; add it there", path)
    folded: dict[str, str] = {}
    for path in article.pages:
        if (other := folded.setdefault(path.casefold(), path)) != path:
            what = f"has the name of {other} but for capitals, and is the same file on many computers"
            yield problem(Place(path, 1), f"{what}; give it another", other)


@rule(serious=True)
def correction_current(article: Article) -> Problems:
    """Each correction is of words that stand in the article once, in order, and says what is new.

    Bad:  published: over 70 yaers (which the article never says)
    Good: published: over 70 members
    """
    for correction, why in article.collation.failed:
        what = f"the correction cannot be made: {why}"
        found = correction.kind, correction.chapter, correction.published, correction.now
        yield problem(correction.place, f"{what}; python -m scripts check --fix mends it", *found)
    for correction in article.corrections:
        if correction.on > article.today.isoformat():
            what = f"the correction is dated {correction.on!r}, which is still to come"
            yield problem(correction.place, f"{what}; give the day it was made", correction.on)


@rule(serious=True)
def original_unchanged(article: Article) -> Problems:
    """record/original.md, with record/notes.md behind it, if any, is what has the SHA-256 in record/article.yml.

    Bad:  a word mended in record/original.md
    Good: the word left there, and an entry in record/corrections/
    """
    if article.original_digest != article.publication.sha256:
        ours, theirs = article.original_digest, article.publication.sha256
        too = f", with {BESIDE} behind it," if any(n.path == BESIDE for n in article.original.notes) else ""
        what = f"has{too} the SHA-256 {ours}, but record/article.yml says {theirs}"
        mend = "put the published text back, or write this digest there if the publisher has changed it"
        yield problem(Place(PATH, 1), f"{what}; {mend}", ours, theirs)


def _words(tokens: Iterable[Token]) -> str:
    """The words of some tokens, as a file has them."""
    words = (token.text for token in tokens if not token.is_citation and not token.is_sign)
    return " ".join(word.removeprefix(f"{LINE} ") for word in words)


def _citations(tokens: Iterable[Token]) -> str:
    return " ".join(token.text for token in tokens if token.is_citation)


def _set_out_otherwise(difference: Difference) -> Problem:
    """What to say where the same words are in another paragraph, list or quotation."""
    sides = difference.published, difference.now
    was, now = (" and ".join(_block(t) for t in side if t.is_sign) for side in sides)
    here, there = f"begins {now} here" if now else "", f"begins {was} in the article" if was else ""
    message = (
        f"{here}, but {there.removeprefix('begins ') or 'not in the article'}" if here else f"{there}, but not here"
    )
    return problem(difference.place, f"{difference.word!r} {message}; {_MEND}", difference.word, was, now)


def _block(token: Token) -> str:
    """What block a sign begins, in words."""
    sign = token.text.removeprefix(PARAGRAPH)
    if sign.startswith("#"):
        return "a heading"
    item = "an item of a list" if sign.endswith((chapters.ITEM, chapters.NUMBERED)) else ""
    return " in ".join([item] * bool(item) + ["a quotation"] * (chapters.QUOTED in sign)) or "a paragraph"


def _departs(article: Article, difference: Difference, published: str, now: str, note: str = "") -> Problem:
    """What to say where the chapters have other words than the published text with its corrections."""
    added = [token.is_added for token in difference.published if not token.is_sign]
    back = [token.text for token in difference.now]
    taken_out = (c.published for c in article.corrections if c.kind is CorrectionKind.REMOVAL)
    if any(added) or any(collation.read_bare(words) == back for words in taken_out):
        whose = "editors'" if all(added) else "corrected article's"
        return _differs(difference.place, published, now, note, _UP_TO_DATE, (whose, "corrected article"))
    return _differs(difference.place, published, now, note)


_PUBLISHED = "published", "published article"


def _differs(
    place: Place, published: str, now: str, note: str = "", mend: str = _MEND, compared: tuple[str, str] = _PUBLISHED
) -> Problem:
    """What to say where a text has other words than what it is compared with: whose words that has, and what it is."""
    whose, text = compared
    if not now:
        message = f"the {whose} {published!r}{note} is missing here; {mend}"
    elif not published:
        message = f"{now!r} is not in the {text}; {mend.replace(_PUT_BACK, 'take it out')}"
    else:
        other = "".join(f", with {name} for {instead}" for name, instead in _looking_alike(published, now))
        message = f"{now!r} stands where the {text.removeprefix('published ')} has {published!r}{note}{other}; {mend}"
    return problem(place, message, published, now)


def _looking_alike(published: str, now: str) -> Iterator[tuple[str, str]]:
    """The letters of another script in words that a reader may not tell apart: each by its name, and what it is for."""
    differing = [(theirs, ours) for theirs, ours in zip(published, now, strict=False) if theirs != ours]
    if len(published) == len(now) and all(letter.isalpha() for pair in differing for letter in pair):
        names = [tuple(unicodedata.name(letter, "").lower() for letter in pair) for pair in differing]
        if all(letter.split()[:1] != other.split()[:1] for letter, other in names):
            yield from ((f"a {now}", f"a {before}") for before, now in dict.fromkeys(names))
