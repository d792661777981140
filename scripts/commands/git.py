"""Git, asked for the files of another commit, and which commit a change starts from. Nothing is written."""

from __future__ import annotations

import io
import subprocess
import tarfile
from functools import partial
from pathlib import Path

from scripts.commands.branch import FILES
from scripts.finding import Unreadable, unreadable
from scripts.publication.article import CONFIG, counts


def files_at(root: Path, commit: str) -> dict[str, bytes]:
    """The bytes of every file that counts, as a commit of the repository around `root` has them.

    The records of nights, which are on a branch of their own, are those of the work tree. Nothing is written, and
    nobody is asked: the commit must be in the clone. Raises Unreadable.
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
        files = {member.name: file.read() for member in members if (file := archive.extractfile(member))}
    return files | {path: (root / path).read_bytes() for path in FILES if (root / path).is_file()}


def head(root: Path) -> str:
    """The commit that is checked out around `root`; "" where there is none."""
    return _asked(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")


def would_keep(root: Path, path: Path) -> bool:
    """Whether a file at a path, or in a folder there, is or could become one of the repository around `root`."""
    try:
        top = _asked(root, "rev-parse", "--show-toplevel")
    except Unreadable:  # where there is no git, nothing is committed
        return False
    if not top or not path.resolve().is_relative_to(Path(top).resolve()):
        return False
    within = str(path.resolve())
    return _git(root, "check-ignore", "--quiet", "--", within) is None or bool(_git(root, "ls-files", "--", within))


def base_files(root: Path) -> dict[str, bytes] | None:
    """The files that count where this branch left the default branch; None where git does not know.

    On the default branch itself, and where the two have no commit in common (in a shallow clone), those of HEAD.
    """
    try:
        commit = _base(root)
        files = files_at(root, commit) if commit else {}
    except Unreadable:  # there is no git, or it cannot read the commit
        return None
    return files if CONFIG in files else None


def _base(root: Path) -> str:
    """The commit that a change starts from; "" where there is none."""
    asked = partial(_asked, root)
    remote = asked("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    names = filter(None, [remote, "origin/main", "origin/master", "main", "master"])
    there = (name for name in names if asked("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"))
    default = next(there, "")
    branch = asked("symbolic-ref", "--quiet", "--short", "HEAD")
    if not default or branch == default.removeprefix("origin/"):
        return head(root)
    return asked("merge-base", "HEAD", default) or head(root)


def _asked(root: Path, *words: str) -> str:
    """The line that git prints; "" where it fails. Raises Unreadable where there is no git."""
    return (_git(root, *words) or b"").decode().strip()


def _git(root: Path, *words: str) -> bytes | None:
    """What git prints, or None where it fails. Raises Unreadable where there is no git."""
    try:
        result = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise unreadable(str(root), 1, f"git does not run: {error.strerror}") from None
    return result.stdout if result.returncode == 0 else None
