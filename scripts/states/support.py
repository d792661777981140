"""What a reader is told of a sentence: computed from the records, never typed by hand.

A state that nothing established is not shown: what a machine found in a source is told as found there,
and that a source was read for a sentence only where a person has put so on record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Self

from scripts.english.numbers import in_words
from scripts.finding import Finding
from scripts.publication import ledger
from scripts.publication.article import Article
from scripts.publication.chapters import Chapter, Sentence
from scripts.publication.ledger import Claim, ClaimKind, CorrectionKind, Review
from scripts.publication.readings import MISSED, NIGHTS, PROVING_WORDS, QUOTATIONS, Verdict

# Kinds of which a reader may ask where they come from; the rest is the author's to say.
CHECKABLE = frozenset({ClaimKind.QUOTATION, ClaimKind.ATTRIBUTION, ClaimKind.FACT})

_MISSED = in_words(NIGHTS, "night")  # on so many readers are told that a quotation does not stand there


class State(StrEnum):
    """How far a sentence is supported. `words` fit beside it, `told` is the whole of it; `glyph` is its shape."""

    words: str
    description: str
    glyph: str

    def __new__(cls, value: str, words: str, description: str, glyph: str) -> Self:
        member = str.__new__(cls, value)
        member._value_, member.words, member.description, member.glyph = value, words, description, glyph
        return member

    ALTERED = (
        "quotation-altered",
        "quotation differs",
        f"A machine compared the quoted words with those of the source on {_MISSED}: they differ.",
        "≠",
    )
    ABSENT = (
        "quotation-absent",
        "quotation not there",
        "A machine looked for the quoted words in the source that the sentence gives on "
        f"{_MISSED}, and did not find them.",
        "⊘",
    )
    SOURCE_READ = (
        "source-read",
        "read by a person",
        "A named person has read every source of this sentence, and says that it supports these very words.",
        "◆",
    )
    QUOTATION_FOUND = (
        "quotation-found",
        "quotation found",
        "The source that the sentence gives has these words just as they are quoted. What it means by them, no machine "
        "can say.",
        "◈",
    )
    DETAILS_FOUND = (
        "details-found",
        "details found",
        "All its numbers, dates and names were found together in one passage of the source. That does not prove "
        "that the source supports the sentence.",
        "◐",
    )
    COMPARED = (
        "compared",
        "compared without result",
        "A machine compared the source with this sentence. Nothing that it found settles whether the source supports "
        "it.",
        "○",
    )
    CITED = (
        "cited",
        "source given but not compared",
        "The sentence gives a source, but the two have not been compared.",
        "◇",
    )
    NO_SOURCE = (
        "no-source",
        "no source given",
        "The sentence states a fact, or reports what somebody said, without a note of its own.",
        "▽",
    )
    AUTHORS_VIEW = (
        "authors-view",
        "author’s view",
        "The author’s own analysis, definition or forecast. There is nothing to look up.",
        "",
    )
    EDITORS_VIEW = (
        "editors-view",
        "editors’ view",
        "Analysis, definition or forecast, added by the editors of this site. There is nothing to look up.",
        "",
    )


class CheckedClaim(NamedTuple):
    """A recorded sentence and what is told of it. `nth` is its place, from 0, among the chapter's sentences."""

    claim: Claim
    sentence: Sentence
    chapter: Chapter
    state: State
    nth: int


def claims(article: Article) -> Iterator[CheckedClaim]:
    """Every recorded sentence of the article, in order."""
    return chain.from_iterable(_by_chapter(article).values())


def claims_of(article: Article, chapter: Chapter) -> list[CheckedClaim]:
    """The recorded sentences of a chapter, in order."""
    return _by_chapter(article)[chapter.path]


@lru_cache(maxsize=1)
def _by_chapter(article: Article) -> dict[str, list[CheckedClaim]]:
    return {
        chapter.path: [
            CheckedClaim(claim, sentence, chapter, state(article, sentence, claim), index)
            for index, sentence in enumerate(chapter.sentences)
            if (claim := article.claim_of(sentence))
        ]
        for chapter in article.chapters
    }


def state(article: Article, sentence: Sentence, claim: Claim) -> State:
    """The first state that holds."""
    verdicts = article.claim_verdicts.get(claim.id, ())
    missed = {one.verdict for one in verdicts if one.established}
    if Verdict.ALTERED in missed:
        return State.ALTERED
    if missed:
        return State.ABSENT
    read = {review.source for review in current_reviews(article, claim)}
    good = claim.id not in faulty(article)
    if good and read and read == set(claim.sources):
        return State.SOURCE_READ
    if good and verdicts and claim.id not in doubted(article) and not any(one.verdict in AGAINST for one in verdicts):
        from scripts.english import quoting  # only here: most articles have not been compared with their sources

        quoted = [one for one in verdicts if one.verdict in QUOTATIONS]
        if all(one.verdict is Verdict.FOUND for one in quoted) and any(
            quoting.word_count(one.words) >= PROVING_WORDS for one in quoted
        ):
            return State.QUOTATION_FOUND
        if any(one.verdict is Verdict.DETAILS_FOUND for one in verdicts):
            return State.DETAILS_FOUND
    cited = {citation.key for citation in sentence.citations if citation.key in article.sources}
    if cited:
        compared = any(one.source in cited and one.verdict is not Verdict.UNREAD for one in verdicts)
        return State.COMPARED if compared else State.CITED
    if claim.kind in CHECKABLE:
        return State.NO_SOURCE
    return State.EDITORS_VIEW if is_the_editors(article, sentence) else State.AUTHORS_VIEW


# What says that the words of a sentence stand against a source that it cites.
AGAINST = (*MISSED, Verdict.POLARITY_DIFFERS, Verdict.SPEAKER_DIFFERS)


@lru_cache(maxsize=1)
def faulty(article: Article) -> frozenset[str]:
    """The claims of which a serious rule on words, quotations or evidence finds what nobody has answered."""
    from scripts import rules  # only here: the rules are many, and most pages are built without their findings

    return _claims_of(article, rules.unanswered(article, _serious(article)))


@lru_cache(maxsize=1)
def doubted(article: Article) -> frozenset[str]:
    """The same, answered or not: an answer explains, and does not make what a machine found speak for a sentence."""
    return _claims_of(article, _serious(article))


def _claims_of(article: Article, findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(claim.id for finding in findings if (claim := article.claim_at(finding.place)))


@lru_cache(maxsize=1)
def _serious(article: Article) -> list[Finding]:
    if not article.claim_verdicts and not any(claim.reviewed for _, claim in article.recorded()):
        return []  # no good state to lose
    from scripts import rules  # as above

    found = rules.check(article, without=frozenset(rules.FAMILIES) - {"wording", "quotations", "evidence"})
    return [finding for finding in rules.public(found) if rules.RULES[finding.rule].serious]


def is_the_editors(article: Article, sentence: Sentence) -> bool:
    """Whether all of a sentence was added by the editors, by itself or with its chapter."""
    return sentence.path in new_chapters(article) or article.collation.is_added(sentence.place)


@lru_cache(maxsize=1)
def new_chapters(article: Article) -> frozenset[str]:
    """The paths of the chapters that the editors added."""
    return frozenset(c.chapter for c in article.corrections if c.kind is CorrectionKind.NEW_CHAPTER)


def current_reviews(article: Article, claim: Claim) -> list[Review]:
    """The reviews that are of these very words and of the source as it is."""
    return [
        review
        for review in claim.reviewed
        if review.source in claim.sources
        and review.source in article.sources
        and review.digest == ledger.review_digest(claim.says, article.sources[review.source])
    ]


def hanging(article: Article, site: str = "") -> dict[str, list[tuple[str, str]]]:
    """What hangs on each source: the text of each sentence that cites it, and where it is, if the site is known."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in claims(article):
        for key in one.claim.sources:
            found.setdefault(key, []).append((one.sentence.text, address(one, site)))
    return found


def address(one: CheckedClaim, site: str) -> str:
    """Where a sentence stands on the site at this address; "" where that is not known."""
    return f"{site.rstrip('/')}/{one.chapter.url}#{one.claim.id}" if site else ""


def counts(sentences: Iterable[CheckedClaim]) -> dict[State, int]:
    """How many of some recorded sentences stand in each state, in the order of the states."""
    found = Counter(one.state for one in sentences)
    return {state: found[state] for state in State if found[state]}


def guessed(article: Article) -> int:
    """Of how many recorded sentences the kind is a machine's guess, which nobody has confirmed."""
    return sum(claim.confirm for _, claim in article.recorded())


def sourced(article: Article) -> tuple[int, int]:
    """How many checkable sentences cite a source on their own line, and how many there are."""
    checkable = [sentence for sentence, claim in article.recorded() if claim.kind in CHECKABLE]
    return sum(bool(sentence.citations) for sentence in checkable), len(checkable)
