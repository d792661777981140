"""The folder of pages as they were read, for an editor's own disk: each named by its digest; and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts import files
from scripts.commands import git
from scripts.english import differences
from scripts.finding import unreadable
from scripts.publication.article import Article
from scripts.publication.readings import Evidence, Reading
from scripts.terminal import count, printable
from scripts.web import child
from scripts.web.sources import Got

# Of what changed in one page so many places are shown, and so many letters of each.
PLACES, LETTERS = 20, 600


def private(root: Path, path: Path) -> None:
    """Raise Unreadable for a place whose content a commit of the article's repository would publish."""
    if git.would_keep(root, path):
        what = "is in the repository, which must not hold what sources say"
        raise unreadable(path.as_posix(), 1, f"{what}; give a place outside, or one that .gitignore names, as build/")


def make(root: Path, folder: Path) -> None:
    """Make the folder where there is none. Raises Unreadable where it cannot be, or as `private` does."""
    private(root, folder / "page")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"cannot be made a folder: {error.strerror}; give another"
        raise unreadable(folder.as_posix(), 1, what) from None


def keep(folder: Path, got: Got) -> None:
    """Keep a page: its bytes, and the text by which a later one is compared."""
    reading = got.page.reading
    if reading:
        for name, content in ((f"{reading.page_digest}{got.suffix}", got.body), (_name(reading.text_digest), got.text)):
            if not (folder / name).exists():
                files.replace(folder / name, content)


def _name(text_digest: str) -> str:
    return f"{text_digest}.txt"


def changed(folder: Path, article: Article, before: Evidence, now: Evidence) -> Iterator[str]:
    """What tonight's pages have otherwise than when they were last read, where both texts are in the folder."""
    for key, source in article.sources.items():
        old, new = before.page(source), now.page(source)
        if not (old and old.reading and new and new.reading) or old.reading.text_digest == new.reading.text_digest:
            continue
        where = f"{source.place}: {key}: "
        texts = [_text(folder, reading) for reading in (old.reading, new.reading)]
        if None in texts:
            yield f"{where}what changed cannot be shown: its text of {old.reading.on} was not kept"
            continue
        found = child.read(differences.changes, *texts, seconds=child.LONG)
        if isinstance(found, child.NoReading):
            yield f"{where}what changed cannot be shown: it {found}"
            continue
        yield f"{where}what changed since {old.reading.on}, in {count(len(found), 'place')}:"
        yield from (f"  {printable(change)[:LETTERS]}" for change in found[:PLACES])
        if len(found) > PLACES:
            yield f"  and {len(found) - PLACES} more"


def _text(folder: Path, reading: Reading) -> str | None:
    path = folder / _name(reading.text_digest)
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
