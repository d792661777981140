"""A page as it came, read and held against what cites it: all that is done to bytes of strangers, in one call.

It is what runs in the process apart (web.child): a page goes in, and verdicts come out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from scripts.evidence.comparison import Asked, Seen, SourceText, same_day, same_title
from scripts.hypertext import glimpse, reading
from scripts.hypertext.foreign import figures_in_english
from scripts.hypertext.reading import ReadPage
from scripts.hypertext.unread import Why
from scripts.publication.readings import PROVING_WORDS, digest


class Looked(NamedTuple):
    """A page without its texts; the digest of its main text, that text where it is wanted, and what it has to say.

    `seen` is None where the page does not count as read.
    """

    page: ReadPage
    digest: str
    text: str
    seen: Seen | None


NOTHING = Asked((), (), (), {})


def look(
    what: Asked, key: str, title: str, date: str, body: bytes, kind: str, address: str, language: str, whole: bool
) -> Looked:
    """Read the page of a source, by its key, its title and its date, and hold it against what is asked.

    `whole` asks for its text too. Of several titles (its headline, the one for sharing), and of the days on which it
    appeared, online and in print, it gets the one that is cited, if that is among them.
    """
    page = reading.read(body, kind, address, language)
    seen: Seen | None = None
    if page.unread is Why.LANGUAGE and _has_some(seen := _look_in_another_language(what, key, page)):
        page = page._replace(unread="", whole=False)  # of what it says in other words nobody knows
    if page.unread or not page.text.strip():
        return Looked(_bare(page), "", "", None)
    shown = glimpse.read(body, kind)
    titles = (page.title, *(map(reading.on_a_line, shown.titles) if shown else ()))
    page = page._replace(title=next((t for t in titles if same_title(title, t, page.container)), page.title))
    page = page._replace(date=next((day for day in page.dates if same_day(date, day)), page.date))
    read = text_of(page)
    main = "\n\n".join(filter(None, (read.about, read.body)))
    return Looked(_bare(page), digest(main), main if whole else "", seen or what.look(key, read))


def _look_in_another_language(what: Asked, key: str, page: ReadPage) -> Seen:
    """What a page in another language has: quotations as they stand, and details in its dates and numbers."""
    text, shown = (figures_in_english(words, page.language) for words in (page.text, page.shown))
    made = text_of(page._replace(text=text, shown=shown, whole=False))._replace(foreign=True)
    details = replace(what, quoted=(), titles=()).look(key, made)
    quoted = what.look(key, text_of(page._replace(whole=False)))
    return quoted._replace(missing=details.missing, unsure=details.unsure, passages=details.passages)


def _has_some(seen: Seen) -> bool:
    """Whether a text has a quotation word for word or nearly, or all details of a sentence in one place.

    A quotation that has some words in a row with it is in its language.
    """
    matches = [hit.match for hit in seen.quoted.values()]
    return bool(seen.passages) or any(match.exact or match.row >= PROVING_WORDS for match in matches)


def text_of(page: ReadPage) -> SourceText:
    """The texts of a page that was read, as they are compared."""
    about = "\n\n".join(filter(None, (page.title, *page.authors, page.date)))
    return SourceText(about, page.text, page.shown, page.whole, page.sheets, page.apart)


def _bare(page: ReadPage) -> ReadPage:
    return page._replace(text="", shown="", sheets=(), apart=frozenset())
