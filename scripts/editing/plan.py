"""What is to be written, and what was done to come to it, as values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Done(Enum):
    """What a plan does to a record, as people are told: `name` is the record's or the rule's, `words` its own.

    True stands beside those by which somebody's work is taken out, which somebody may want to do again (`loses`).
    """

    NEW = "new: {name}; confirm its kind, {words}"
    MOVED = "moved here: {name}"
    GONE = "gone, a redirect left: {name}"
    BACK = "back as it was: {name}"
    SAYS = "{name}: now says {words!r}"
    CITES = "{name}: now cites {words}"
    CHAPTER = "the records of {name} go along"
    EXPECTATION_DROPPED = "{name}: dropped what was expected of {words!r}", True
    REVIEW_DROPPED = "{name}: dropped the review of {words}: it was of other words", True
    RECORD_DROPPED = "dropped, since its sentence is gone before it was published: {name}: {words}", True
    CORRECTION = "{name}: {words!r}"
    CORRECTION_DROPPED = "dropped, since nothing departs there any more: {name}: {words}", True
    WRITTEN = "written anew"
    TAKEN_OUT = "taken out, since it has nothing more to say"
    COMMENT_DROPPED = "dropped with what it was said of: {words}", True
    ANSWER_DROPPED = "taken out: the answer to {name}, which is no longer found: {words}", True
    ANSWER_BACK = "put back: the answer to {name}, which is found again"
    ANSWER_CONVERTED = "the answer to {name} now says what was found, {words}, in the place of a message"
    LEFT = "nothing was written: line {name} is not what was meant ({words}); mend that first"

    def __init__(self, description: str, loses: bool = False):
        self.description = description
        self.loses = loses


class Step(NamedTuple):
    """One thing that a plan does, in the file at a path."""

    done: Done
    path: str
    name: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.done.description.format(name=self.name, words=self.words)}"


class Plan(NamedTuple):
    """New texts by path, None for a file that goes, and what is added, changed and dropped."""

    texts: Mapping[str, str | None]
    steps: tuple[Step, ...]
