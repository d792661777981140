"""What a change does to the claims: the article of an older commit beside the present one, claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from scripts.publication.article import Article
from scripts.states import support
from scripts.states.support import CheckedClaim


class ChangeKind(StrEnum):
    """What may become of a claim, in words."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    CITES = "other citations"
    STATE = "state changed"


class Change(NamedTuple):
    """What became of a claim: it was added or removed, and nothing else; or some of the others.

    `was` is None for one that was added, `now` for one that was removed.
    """

    kinds: tuple[ChangeKind, ...]
    was: CheckedClaim | None
    now: CheckedClaim | None

    @property
    def description(self) -> str:
        return ", ".join(self.kinds)


def claims(before: Article, after: Article) -> Iterator[Change]:
    """The claims that differ, those of the present article in its order, then those that are gone."""
    was = {one.claim.id: one for one in support.claims(before)}
    now = {one.claim.id: one for one in support.claims(after)}
    stayed = _in_place([name for name in was if name in now], [name for name in now if name in was])
    for name, one in now.items():
        if name not in was:
            yield Change((ChangeKind.ADDED,), None, one)
        elif kinds := tuple(_differences(was[name], one, moved=name not in stayed)):
            yield Change(kinds, was[name], one)
    yield from (Change((ChangeKind.REMOVED,), one, None) for name, one in was.items() if name not in now)


def _differences(was: CheckedClaim, now: CheckedClaim, *, moved: bool) -> Iterator[ChangeKind]:
    if was.sentence.text != now.sentence.text:
        yield ChangeKind.REWORDED
    if moved or was.chapter.path != now.chapter.path:
        yield ChangeKind.MOVED
    if was.claim.sources != now.claim.sources:
        yield ChangeKind.CITES
    if was.state != now.state:
        yield ChangeKind.STATE


def _in_place(old: list[str], new: list[str]) -> set[str]:
    """As many as can be of these names, in the order in which both lists have them."""
    from rapidfuzz.distance import LCSseq  # here, since few builds tell what has changed

    steps = LCSseq.opcodes(old, new)
    return {name for step in steps if step.tag == "equal" for name in old[step.src_start : step.src_end]}
