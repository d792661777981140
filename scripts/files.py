"""Files: the text of one, or why it has none, and how one is replaced whole.

Nothing else in the program writes a file outside the built site, but `bring`, which copies the software.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from glob import escape
from pathlib import Path

from scripts.finding import Unreadable, unreadable


def text_of(path: Path) -> str:
    """The text of a file that is given by itself. Raises Unreadable."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise not_opened(path.as_posix(), error) from None
    return text(path.as_posix(), data)


def not_opened(path: str, error: OSError) -> Unreadable:
    """What to raise where a file could not be opened for this error."""
    if isinstance(error, FileNotFoundError):
        return unreadable(path, 1, "is not there; give the path of a file that is")
    if isinstance(error, IsADirectoryError):
        return unreadable(path, 1, "is a folder; give the path of a file")
    return unreadable(path, 1, f"cannot be read: {error.strerror}; make it readable, or give another")


def text(path: str, data: bytes | None) -> str:
    """The text of a file's bytes, None where there is no such file; see `as_text`. Raises Unreadable."""
    if data is None:
        raise unreadable(path, 1, "is missing; put it back, or take out what names it")
    if not data.strip():
        empty = "an empty list is written []" if path.endswith(".yml") else "write it, or take out what names it"
        raise unreadable(path, 1, f"is empty; {empty}")
    try:
        decoded = as_text(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise unreadable(path, line, "is not UTF-8 text; save it as UTF-8") from None
    if "\0" in decoded:
        line = decoded.count("\n", 0, decoded.index("\0")) + 1
        raise unreadable(path, line, "holds a NUL, so it is no text; put the text back") from None
    return decoded


def as_text(data: bytes) -> str:
    """The text of a file in UTF-8, without a byte order mark, with line feeds at the ends of its lines.

    A letter and its accent are one character (NFC), as most programs write them: they look the same in two.
    """
    return composed(data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))


def composed(text: str) -> str:
    """A text whose letters and their accents are one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def leaves(root: Path, path: Path) -> bool:
    """Whether a file below a folder is read through a link that leads out of it, or round in a circle."""
    try:
        return not path.resolve(strict=True).is_relative_to(root.resolve())
    except FileNotFoundError:
        return False
    except (OSError, RuntimeError):  # a circle
        return True


def replace_all(root: Path, texts: Mapping[str, str | None]) -> None:
    """Put texts in the place of files, by path relative to the root; None takes a file away, and its empty folder."""
    for name, text in sorted(texts.items()):
        path = root / name
        if text is None:
            path.unlink(missing_ok=True)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, text)


def make_folders(*paths: Path | None) -> None:
    """Make the folder of each file that is to be written, before the work for it is done. Raises Unreadable."""
    for path in filter(None, paths):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            what = f"has no folder to stand in, and {path.parent.as_posix()} cannot be made; name another"
            raise unreadable(path.as_posix(), 1, what) from None


def replace(path: Path, content: str | bytes) -> None:
    """Put a text, or bytes, in the place of a file, the whole of it or nothing. Raises Unreadable.

    What a run that was killed has left beside it is taken away.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}{_NEW}")
    try:
        _sweep(path)
        with new.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            new.chmod(path.stat().st_mode)
        new.replace(path)
    except BaseException as error:
        new.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise unreadable(path.as_posix(), 1, f"cannot be written: {error.strerror}") from None
        raise


_NEW = ".new"


def _sweep(path: Path) -> None:
    """Take away what processes that run no more have left of a file."""
    for left in path.parent.glob(f".{escape(path.name)}.*{_NEW}"):
        process = left.name.removesuffix(_NEW).rpartition(".")[2]
        if re.fullmatch(r"[0-9]{1,9}", process) and not _runs(int(process)):
            left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    if process == os.getpid() or os.name != "posix":  # elsewhere a signal would end it
        return process != os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
