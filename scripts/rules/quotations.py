"""The quotations in the text: their marks are whole, and each has a source beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from scripts.english import spelling
from scripts.english.quotations import (
    SPEECH_MARKS,
    LooseMark,
    MarkFault,
    outer,
    quotations,
    unbalanced,
    unbalanced_brackets,
)
from scripts.english.speech import SAYING, is_credited, is_speech, unquoted
from scripts.english.words import EMPTY_WORDS, names
from scripts.finding import Place
from scripts.publication import passages
from scripts.publication.article import Article
from scripts.publication.chapters import QUOTED, Heading, Sentence
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
    """Each quotation mark, and each round bracket, has its other half in the paragraph.

    A quotation of several paragraphs may open each of them anew and close only the last. Single marks are asked of
    where the text has others that are quotation marks. Apostrophes are told from these; where they cannot be, as in
    *the ferrymen’s’* or before a letter that foreign names have (*‘ulama*), nothing is said; nor of labels such as a).

    Bad:  "The ice held, she said.
    Good: "The ice held", she said.
    """
    texts = [["\n".join(line.text for line in lines) for lines in chapter.paragraphs] for chapter in article.chapters]
    pairs = Counter(text[q.start] for page in texts for text in page for q in quotations(text) if " " in q.text)
    whole = "\n".join(text for page in texts for text in page)
    for chapter, page in zip(article.chapters, texts, strict=True):
        for paragraph, (text, following) in zip(chapter.paragraphs, pairwise([*page, ""]), strict=True):
            for loose in unbalanced(text):
                if loose.open_at_end and following.startswith(loose.mark):
                    continue
                verse = QUOTED in paragraph[0].opens and f"\n{loose.mark}" in text[loose.start :]
                if verse and text[: loose.start][-1:] in ("", "\n"):  # each line opens it anew
                    continue
                if loose.mark in _SINGLE and not _quotes(loose, text, pairs, whole):
                    continue
                sentence, around = paragraph[text.count("\n", 0, loose.start)], _around(text, loose.start)
                message, mend = _TOLD[loose.fault]
                what = f"the mark {loose.mark} in {around!r} {message}"
                yield problem(sentence.place, f"{what}; {mend}", around, loose.fault)
        brackets = [[*unbalanced_brackets(text)] for text in page]
        for n, paragraph in enumerate(chapter.paragraphs):
            # A bracket may go on over a paragraph.
            elsewhere = {loose.mark for near in (n - 1, n + 1) if 0 <= near < len(page) for loose in brackets[near]}
            for loose in brackets[n] if not elsewhere - {loose.mark for loose in brackets[n]} else ():
                sentence, around = paragraph[page[n].count("\n", 0, loose.start)], _around(page[n], loose.start)
                what = f"the bracket {loose.mark} in {around!r} {_TOLD[loose.fault][0]}"
                yield problem(sentence.place, f"{what}; write its other half, or take it out", around, loose.fault)


_SINGLE = {"‘": "‘", "’": "‘", "'": "'"}  # single marks, and what opens a quotation in these
_USED = 2  # quotations of several words in single marks, from which on they are the text's quotation marks
_AFTER = regex(r"(\w+)")


def _quotes(loose: LooseMark, text: str, pairs: Counter[str], whole: str) -> bool:
    """Whether a single mark is a quotation mark, and no apostrophe or letter of a foreign name (‘ulama)."""
    within = any(q.double and q.start < loose.start < q.end for q in quotations(text))
    if pairs[_SINGLE[loose.mark]] < _USED and not (within and loose.mark == "‘"):
        return False
    word = _AFTER.match(text, loose.start + 1) if loose.mark == "‘" else None
    if not word or word[1].lower() in EMPTY_WORDS or word[1][0] not in "aeiouAEIOU":
        return True
    return bool(re.search(rf"(?<![\w‘'’]){re.escape(word[1])}(?!\w)", whole, re.IGNORECASE))


@rule(serious=True, english=True, readers="a quotation without a source")
def quotation_cited(article: Article) -> Problems:
    """Words quoted in speech marks have a citation, or a footnote, in their passage: on their line, or after it.

    The passage ends with the paragraph, or with a block quotation that follows and whoever is named below it.
    Terms, titles of works and of headings, and words that were quoted with a citation before need none; nor do those
    of somebody without a name whom, as the paragraph says, the authors heard themselves: there is nothing to cite. Nor
    do words that anybody might say, and those of which brackets say whence they are (*Mill 1859, 14*). A note before
    the quotation will do where it says what is "quoted below", or is the last before it in the paragraph, on a
    sentence that quotes nobody and names the speaker, or whom *he*, *she* or *his daughter* may mean.

    Bad:  "The ice held until March", said the ferryman.
    Good: "The ice held until March", said the ferryman.[@mill2019]
    """
    titles = {_bare(source.title) for source in article.sources.values()}
    for chapter in article.chapters:
        titles |= {_bare(block.text) for block in chapter.blocks if isinstance(block, Heading)}
    quoted = ""
    below = any(_QUOTED_BELOW.search(note.text) for note in article.original.notes)
    for chapter in article.chapters:
        paragraphs = chapter.paragraphs
        for n, paragraph in enumerate(paragraphs):
            text = "\n".join(sentence.text for sentence in paragraph)
            for quotation in outer(text):
                first = text.count("\n", 0, quotation.start)
                bare = _bare(quotation.text)
                before = below and any(map(passages.has_note, paragraph[:first]))
                if before or passages.noted_by(paragraphs, n, first):
                    quoted += f"\n{bare}"
                elif bare in titles or bare in quoted or _heard(paragraph[: first + 1]):
                    continue
                elif all(judge(text, quotation.start, quotation.end) for judge in (is_speech, is_credited)):
                    noted = [n for n, each in enumerate(paragraph[:first]) if passages.has_note(each)]
                    if noted and _introduced(paragraph[noted[-1]], paragraph[noted[-1] + 1 : first + 1]):
                        continue
                    where = "behind the citations of" if noted else "without a citation in"
                    message = f"quotes {_shown(quotation.text)!r} {where} its paragraph; cite where it was said"
                    yield problem(paragraph[first].place, message, " ".join(quotation.text.split()))


# What says of which quotations a note speaks that stands before them.
_QUOTED_BELOW = regex(
    r"\bquoted (?:below|here|later|in (?:this|the next|the following))\b|\bquotations? (?:below|in this)\b"
)
# What says that the authors asked, or were told.
_HEARD = regex(
    r"\b(?:I|[Ww]e)(?: have| had)? interviewed\b|\btold (?:me|us)\b"
    r"|\b(?:[Oo]ur|[Mm]y)(?: own)? (?:interviews|interviewees?|respondents?|informants?|participants?)\b"
)
# A name that begins a sentence, or what stands for one.
_NAMED = regex(rf"^[A-Z][^\W\d_]*[a-z](?:,[^,]+,)? {SAYING.pattern}|\b(?:[Hh]e|[Ss]he)\b")


def _heard(sentences: Sequence[Sentence]) -> bool:
    """Whether the last of some sentences gives the words of somebody without a name whom the authors heard."""
    said = [unquoted(sentence.text) for sentence in sentences]
    if not any(map(_HEARD.search, said)):
        return False
    return not (_NAMED.search(said[-1]) or any(not name.first for name in names(said[-1])))


def _introduced(by: Sentence, behind: Sequence[Sentence]) -> bool:
    """Whether a sentence with a note, which quotes nobody, may speak of whoever the last of those behind it quotes."""
    texts = [text for each in behind if _WORD.search(text := unquoted(each.text))]
    if not texts or outer(by.text):
        return False
    words = {word for word in _WORD.findall(texts[-1]) if word.lower() not in EMPTY_WORDS}
    speaker = {word for word in words if len(word) >= _TELLING or word[0].isupper()}
    others = any(not name.first for text in texts[:-1] for name in names(text))
    return bool(speaker.intersection(_WORD.findall(by.text)) or (_OF_THEM.search(texts[-1]) and not others))


# Who was spoken of before, and the letters of a word that may say who it is, if it is no name.
_OF_THEM = regex(rf"\b(?:he|she|they|his|her|their|it (?:\w+ )?{SAYING.pattern})\b", re.IGNORECASE)
_TELLING = 4


def _bare(words: str) -> str:
    """Words less the marks around them, in lower case."""
    return " ".join(words.split()).strip(" .,;:!?—").lower()


class _Passage(NamedTuple):
    """Quoted words, where they stand, and the keys of what they are quoted from."""

    paragraph: int
    place: Place
    said: tuple[str, ...]
    keys: frozenset[str]


# So many words on both sides of a difference, and so many that differ at most: more, and it is another passage.
SAME_WORDS, OTHER_WORDS = 8, 2
_RUN = 5  # words in a row by which two passages are brought together
_RECENT = 20  # passages with the same run that one is compared with, so that a common phrase costs no more
_TOKEN = regex(r"[\w'’]+|…|\[|\.\.\.")
# What says of a difference that it is meant.
_MEANT = frozenset({"…", "...", "["})


@rule(serious=True, readers="a passage that is quoted in two ways")
def quotation_repeated(article: Article) -> Problems:
    """A passage that is quoted twice has the same words both times.

    Quotations are compared that come from one source, as far as is known, and do not stand in one paragraph, where two
    versions may be compared. What is left out or put in by square brackets or dots may differ, and so may spelling.

    Bad:  "The ice of the upper river held until the first of March." … "… the ice of the lower river held until the
          first of March."
    Good: "The ice of the upper river held until the first of March." … "… the ice of the upper river held until the
          first of March."
    """
    quoted = list(_passages(article))
    runs: dict[tuple[str, ...], list[int]] = {}
    compared: set[tuple[int, int]] = set()
    for n, passage in enumerate(quoted):
        found = _forms(passage)
        for start in range(len(found) - _RUN + 1):
            before = runs.setdefault(tuple(found[start : start + _RUN]), [])
            for m in before[-_RECENT:]:
                pair = quoted[m], passage
                if (m, n) in compared or pair[0].paragraph == pair[1].paragraph:
                    continue
                compared.add((m, n))
                if (not pair[0].keys or not pair[1].keys or pair[0].keys & pair[1].keys) and (apart := _apart(*pair)):
                    there, here = apart
                    what = f"quotes {here!r}, where the passage was quoted before with {there!r}"
                    yield problem(passage.place, f"{what}; look it up, and quote it alike", here, there)
            before.append(n)


def _passages(article: Article) -> Iterator[_Passage]:
    """What is quoted in the chapters, with pieces of one sentence as one, and block quotations whole."""
    count = 0
    for chapter in article.chapters:
        paragraphs = chapter.paragraphs
        for n, paragraph in enumerate(paragraphs):
            count += 1
            text = "\n".join(sentence.text for sentence in paragraph)
            if QUOTED in paragraph[0].opens:
                pieces = {0: text}
            else:
                pieces = {}
                for quotation in quotations(text) if SPEECH_MARKS.search(text) or "‘" in text else ():
                    if not quotation.nested:
                        line = text.count("\n", 0, quotation.start)
                        pieces[line] = f"{pieces.get(line, '')} {quotation.text}"
            for line, words in pieces.items():
                said = tuple(_TOKEN.findall(words))
                if len(said) > SAME_WORDS:
                    by = passages.noted_by(paragraphs, n, line)
                    yield _Passage(count, paragraph[line].place, said, frozenset(by.keys if by else ()))


def _beside(said: tuple[str, ...], first: int, last: int) -> str:
    return " ".join(said[max(0, first - BESIDE) : last + BESIDE])


def _forms(passage: _Passage) -> list[str]:
    """The words of a passage as they are compared: however they are spelt."""
    return [spelling.alike(word.lower().replace("’", "'")) for word in passage.said]


def _apart(one: _Passage, other: _Passage) -> tuple[str, str] | None:
    """The words in which two passages that are the same elsewhere differ, with those beside them; None if in none."""
    steps = SequenceMatcher(None, _forms(one), _forms(other), autojunk=False).get_opcodes()
    for before, step, behind in zip(steps, steps[1:], steps[2:], strict=False):
        tag, first, last, begin, end = step
        same = (before[2] - before[1]) + (behind[2] - behind[1])
        if tag == "equal" or same < SAME_WORDS or max(last - first, end - begin) > OTHER_WORDS:
            continue
        there, here = one.said[first:last], other.said[begin:end]
        if _MEANT.isdisjoint((*one.said[max(0, first - 1) : last + 1], *other.said[max(0, begin - 1) : end + 1])) and (
            "".join(there).lower() != "".join(here).lower()
        ):
            return _beside(one.said, first, last), _beside(other.said, begin, end)
    return None


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
                for match in _CITED_PAIR.finditer(sentence.raw) if sentence.raw.count("[@") > 1 else ():
                    yield from _differing(sentence, match["words"], _keys(match["first"]), _keys(match["second"]))
                if n and sentence.citations and paragraph[n - 1].citations:
                    yield from _over_the_line_end(paragraph[n - 1], sentence)


# Two quotations in a line with nothing but marks and citations between, each cited.
_CITED_PAIR = regex(
    rf"[\"”»][.,;:!?]?(?P<first>{_KEYS})\s*(?=[\"“«](?P<words>[^\"“”«»]+)[\"”»][.,;:!?]?(?P<second>{_KEYS}))"
)


def _over_the_line_end(before: Sentence, sentence: Sentence) -> Problems:
    """A line that ends in a quotation, and the next that begins with one."""
    opening, closing = outer(sentence.text), outer(before.text)
    if not opening or not closing:
        return
    if not (_WORD.search(sentence.text, 0, opening[0].start) or _WORD.search(before.text, closing[-1].end)):
        keys = [[citation.key for citation in line.citations] for line in (before, sentence)]
        yield from _differing(sentence, opening[0].text, *keys)


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
