"""How many sentences stand in which state: of the article, and of each chapter beside its reading time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scripts.publication.article import Article
from scripts.publication.chapters import Chapter
from scripts.states import support
from scripts.states.support import State

# Words a minute of an adult who reads English non-fiction in silence: the mean of 190 studies
# (Brysbaert, Journal of Memory and Language 109, 2019).
PACE = 238

# The shape that marks a sentence on which there is an editor's note, and that of one which is not as it was published.
NOTED, CORRECTED = "✎", "∆"


class ChapterFigure(NamedTuple):
    """A chapter in a list of them: its minutes of reading, and where its sentences stand.

    `widths` are those of its bar, in hundredths of the longest chapter's, by state.
    """

    url: str
    title: str
    minutes: int
    sentences: int
    counts: Mapping[State, int]
    widths: Mapping[State, float]


def minutes(*chapters: Chapter) -> int:
    """How long some chapters take to read, in whole minutes, at least one."""
    words = sum(len(sentence.text.split()) for chapter in chapters for sentence in chapter.sentences)
    return max(1, round(words / PACE))


def of_chapters(article: Article) -> list[ChapterFigure]:
    """The chapters, each with its minutes of reading and where its sentences stand, all to one scale."""
    counted = [(chapter, support.counts(support.claims_of(article, chapter))) for chapter in article.chapters]
    most = max((sum(counts.values()) for _, counts in counted), default=0) or 1
    figures = []
    for chapter, counts in counted:
        widths = {state: round(100 * number / most, 2) for state, number in counts.items()}
        total = sum(counts.values())
        figures.append(ChapterFigure(chapter.url, chapter.title, minutes(chapter), total, counts, widths))
    return figures
