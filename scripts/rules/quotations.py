"""The quotations in the text: their marks are whole, and each has a source beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from scripts.english.quotations import SPEECH_MARKS, MarkFault, Quotation, quotations, unbalanced
from scripts.english.speech import SAYING, is_speech, unquoted
from scripts.english.words import names
from scripts.publication import passages
from scripts.publication.article import Article
from scripts.publication.chapters import Heading, Sentence
from scripts.regex import regex
from scripts.rules.registry import Problems, problem, rule

# A message shows so many characters of a quotation at most.
SHOWN = 100
# And so many words on each side of a mark.
BESIDE = 3

_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What a message says of a mark, and what to do.
_TOLD = {
    MarkFault.NEVER_CLOSED: ("is never closed", "close the quotation, or take the mark out"),
    MarkFault.CLOSES_NOTHING: ("closes nothing", "open the quotation, or take the mark out"),
    MarkFault.WRONG_WAY: ("is the wrong way round", "turn it round"),
}
_KEYS = r"(?:\[@[^\]]*\])+"


@rule(serious=False, readers="a quotation mark without its other half")
def quotation_balanced(article: Article) -> Problems:
    """Each quotation mark has its other half in the paragraph.

    A quotation of several paragraphs may open each of them anew and close only the last. Apostrophes are
    told from quotation marks; where they cannot be, nothing is said.

    Bad:  "The ice held, she said.
    Good: "The ice held", she said.
    """
    for chapter in article.chapters:
        paragraphs = chapter.paragraphs
        for n, paragraph in enumerate(paragraphs):
            text = "\n".join(sentence.text for sentence in paragraph)
            for loose in unbalanced(text):
                following = paragraphs[n + 1][0].text if n + 1 < len(paragraphs) else ""
                if loose.open_at_end and following.startswith(loose.mark):
                    continue
                sentence, around = paragraph[passages.line_at(paragraph, loose.start)], _around(text, loose.start)
                told, mend = _TOLD[loose.fault]
                what = f"the mark {loose.mark} in {around!r} {told}"
                yield problem(sentence.place, f"{what}; {mend}", around, loose.fault)


@rule(serious=True, english=True, readers="a quotation without a source")
def quotation_cited(article: Article) -> Problems:
    """Words quoted in speech marks have a citation, or a footnote, in their passage: on their line, or after it.

    The passage ends with the paragraph, or with a block quotation that follows and whoever is named below it.
    Terms, titles of works and of headings, and words that were quoted with a citation before need none; nor do those
    of somebody without a name whom, as the paragraph says, the authors heard themselves: there is nothing to cite.

    Bad:  "The ice held until March", said the ferryman.
    Good: "The ice held until March", said the ferryman.[@mill2019]
    """
    titles = {_bare(source.title) for source in article.sources.values()}
    for chapter in article.chapters:
        titles |= {_bare(block.text) for block in chapter.blocks if isinstance(block, Heading)}
    quoted = ""
    for chapter in article.chapters:
        paragraphs = chapter.paragraphs
        for n, paragraph in enumerate(paragraphs):
            text = "\n".join(sentence.text for sentence in paragraph)
            found = [q for q in quotations(text) if q.double and not q.nested] if SPEECH_MARKS.search(text) else []
            for quotation in found:
                first = passages.line_at(paragraph, quotation.start)
                bare = _bare(quotation.text)
                if passages.noted_by(paragraphs, n, first):
                    quoted += f"\n{bare}"
                elif bare in titles or bare in quoted or _heard(paragraph[: first + 1]):
                    continue
                elif is_speech(text, quotation.start, quotation.end):
                    what = f"quotes {_shown(quotation.text)!r} without a citation in its paragraph"
                    told = f"{what}; cite where it was said"
                    yield problem(paragraph[first].place, told, " ".join(quotation.text.split()))


# What says that the authors asked, or were told.
_HEARD = regex(
    r"\b(?:I|[Ww]e)(?: have| had)? interviewed\b|\btold (?:me|us)\b"
    r"|\b(?:[Oo]ur|[Mm]y)(?: own)? (?:interviews|interviewees?|respondents?)\b"
)
# A name that begins a sentence, or what stands for one.
_NAMED = regex(rf"^[A-Z][^\W\d_]*[a-z](?:,[^,]+,)? {SAYING.pattern}|\b(?:[Hh]e|[Ss]he)\b")


def _heard(sentences: Sequence[Sentence]) -> bool:
    """Whether the last of some sentences gives the words of somebody without a name whom the authors heard."""
    said = [unquoted(sentence.text) for sentence in sentences]
    if not any(map(_HEARD.search, said)):
        return False
    return not (_NAMED.search(said[-1]) or any(not name.first for name in names(said[-1])))


def _bare(words: str) -> str:
    """Words less the marks around them, in lower case."""
    return " ".join(words.split()).strip(" .,;:!?—").lower()


@rule(serious=True, readers="neighbouring quotations credited to different sources")
def adjacent_quotations_agree(article: Article) -> Problems:
    """Two quotations that follow each other directly come from one source.

    They read as one statement, so that two sources for it are more often a slip than meant.

    Bad:  "The ice held".[@mill2019] "It sang".[@wu2019]
    Good: "The ice held".[@mill2019] "It sang".[@mill2019]
    """
    for chapter in article.chapters:
        for paragraph in chapter.paragraphs:
            for n, sentence in enumerate(paragraph):
                # A pair has two citations at least.
                for match in _cited_pair().finditer(sentence.raw) if sentence.raw.count("[@") > 1 else ():
                    yield from _differing(sentence, match["words"], _keys(match["first"]), _keys(match["second"]))
                if n and sentence.citations and paragraph[n - 1].citations:
                    yield from _over_the_line_end(paragraph[n - 1], sentence)


@cache
def _cited_pair() -> re.Pattern[str]:
    """Two quotations in a line with nothing but marks and citations between, each cited; few articles have any."""
    return re.compile(
        rf"[\"”»][.,;:!?]?(?P<first>{_KEYS})\s*(?=[\"“«](?P<words>[^\"“”«»]+)[\"”»][.,;:!?]?(?P<second>{_KEYS}))"
    )


def _over_the_line_end(before: Sentence, sentence: Sentence) -> Problems:
    """A line that ends in a quotation, and the next that begins with one."""
    opening, closing = _outer(sentence), _outer(before)
    if not opening or not closing:
        return
    if not (_WORD.search(sentence.text, 0, opening[0].start) or _WORD.search(before.text, closing[-1].end)):
        keys = [[citation.key for citation in line.citations] for line in (before, sentence)]
        yield from _differing(sentence, opening[0].text, *keys)


def _outer(sentence: Sentence) -> list[Quotation]:
    return [quotation for quotation in quotations(sentence.text) if quotation.double and not quotation.nested]


def _differing(sentence: Sentence, words: str, before: list[str], here: list[str]) -> Problems:
    """The finding, if the two quotations have no source in common."""
    if not set(before) & set(here):
        ours, theirs = _listed(here), _listed(before)
        what = f"{_shown(words)!r} follows a quotation directly, but cites {ours} where that cites {theirs}"
        mend = "look both up, and cite one if it has both"
        yield problem(sentence.place, f"{what}; {mend}", " ".join(words.split()), ours, theirs)


def _keys(text: str) -> list[str]:
    return re.findall(r"@([\w-]+)", text)


def _listed(keys: list[str]) -> str:
    return ", ".join(dict.fromkeys(keys))


def _around(text: str, position: int) -> str:
    """The words on both sides of a mark, within their line."""
    before, after = text[:position].rpartition("\n")[2], text[position + 1 :].partition("\n")[0]
    left, right = before.split(" ")[-BESIDE:], after.split(" ")[:BESIDE]
    return f"{' '.join(left)}{text[position]}{' '.join(right)}"


def _shown(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"
