"""What a change does to the claims: the article of an older commit beside the present one, claim by claim."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from scripts import fix, states
from scripts.article import Article, build, counts, files
from scripts.finding import Place, Unreadable, unreadable
from scripts.states import Told


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
    was: Told | None
    now: Told | None

    @property
    def told(self) -> str:
        return ", ".join(self.kinds)


def files_at(root: Path, commit: str) -> dict[str, bytes]:
    """The bytes of every file that counts, as a commit of the repository around `root` has them.

    Nothing is written, and nobody is asked: the commit must be in the clone. Raises Unreadable.
    """
    fetch = "name a commit that this clone holds (a shallow one holds few: fetch more, fetch-depth in a workflow)"
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    if found is None:
        raise unreadable(str(root), 1, f"{commit!r} is no commit here; {fetch}")
    packed = _git(root, "archive", "--format=tar", found.decode().strip())
    if packed is None:
        raise unreadable(str(root), 1, f"git cannot read the files of {commit!r}; {fetch}")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        members = [member for member in archive if member.isfile() and counts(member.name)]
        return {member.name: file.read() for member in members if (file := archive.extractfile(member))}


def _git(root: Path, *words: str) -> bytes | None:
    """What git prints, or None where it fails. Raises Unreadable where there is no git."""
    try:
        result = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise unreadable(str(root), 1, f"git does not run: {error.strerror}") from None
    return result.stdout if result.returncode == 0 else None


def sentences(root: Path, commit: str, article: Article) -> dict[Place, str]:
    """The sentences of an article, which stands in `root`, that differ from those of a commit, and how.

    Those without a record count as they would with it. Raises Unreadable.
    """
    before = build(files_at(root, commit), article.today)
    if before.problems:
        raise Unreadable(before.problems)
    present = files(root)
    after = build(fix.fixed(present, fix.plan(article, present)), article.today)
    return {change.now.sentence.place: change.told for change in claims(before, after) if change.now}


def claims(before: Article, after: Article) -> Iterator[Change]:
    """The claims that differ, those of the present article in its order, then those that are gone."""
    was = {told.claim.id: told for told in states.told(before)}
    now = {told.claim.id: told for told in states.told(after)}
    stayed = _in_place([name for name in was if name in now], [name for name in now if name in was])
    for name, told in now.items():
        if name not in was:
            yield Change((ChangeKind.ADDED,), None, told)
        elif kinds := tuple(_differences(was[name], told, moved=name not in stayed)):
            yield Change(kinds, was[name], told)
    yield from (Change((ChangeKind.REMOVED,), told, None) for name, told in was.items() if name not in now)


def _differences(was: Told, now: Told, *, moved: bool) -> Iterator[ChangeKind]:
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
