"""Git, asked to keep what a machine wrote: commits upon the newest commit of a branch, whoever else pushes meanwhile.

The records are laid upon the newest commit of the branch, so there is nothing to merge by lines.
Neither the work tree nor the index nor the checked-out branch is touched.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.files import leaves
from scripts.finding import Unreadable
from scripts.publication import nights, readings, works

FILES = (nights.PATH, readings.PATH, works.PATH)
_WAITS = (1.0, 2.0, 5.0, 10.0)  # seconds between two tries to push


class Failed(Exception):
    """Git would not; the message is what it said."""


def keep(
    root: Path,
    branch: str,
    message: str,
    *,
    remote: str = "origin",
    environment: Mapping[str, str] = os.environ,
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Push tonight's records to a branch; gives the commit, or "" where it has them already.

    Raises Failed where git would not, even after several tries, and Unreadable for a memory that is
    none. Git asks the remote with GITHUB_TOKEN where that is set.
    """
    git = _git(root, dict(environment) | _credentials(environment))
    for path in FILES:
        if leaves(root, root / path):
            raise Failed(f"{path} is a link that leads out of {root}; put the file itself there")
    tonight = {path: (root / path).read_text(encoding="utf-8") for path in FILES if (root / path).exists()}
    if not tonight:
        raise Failed(f"{', '.join(FILES)} are not there; run links first, which writes what is to be kept")
    started = {path: _at(git, "HEAD", path) for path in tonight}
    for wait in (*_WAITS, None):
        try:
            git("fetch", "--quiet", remote, f"refs/heads/{branch}")
            tip = git("rev-parse", "FETCH_HEAD")
            held = {path: _at(git, tip, path) for path in tonight}
            texts = {path: _laid(path, started[path], held[path], text) for path, text in tonight.items()}
            if texts == held:
                return ""
            commit = _commit(git, tip, texts, message)
            git("push", "--quiet", remote, f"{commit}:refs/heads/{branch}")
        except Failed:
            if wait is None:
                raise
            sleep(wait)
        else:
            return commit
    raise AssertionError("unreachable")


def push(
    root: Path,
    base: str,
    branch: str,
    texts: Mapping[str, str],
    message: str,
    *,
    remote: str = "origin",
    environment: Mapping[str, str] = os.environ,
) -> str:
    """Make a branch of one commit upon a base, in which these files have these texts; gives the commit.

    A branch of that name is put in its place. Raises Failed, also where one of the files has changed
    on the base since it was checked out.
    """
    git = _git(root, dict(environment) | _credentials(environment))
    git("fetch", "--quiet", remote, f"refs/heads/{base}")
    tip = git("rev-parse", "FETCH_HEAD")
    for path in texts:
        if _at(git, "HEAD", path) != _at(git, tip, path):
            raise Failed(f"{path} has changed on {base} meanwhile; run this again on its newest commit")
    commit = _commit(git, tip, texts, message)
    git("push", "--quiet", "--force", remote, f"{commit}:refs/heads/{branch}")
    return commit


def _laid(path: str, started: str | None, held: str | None, tonight: str) -> str:
    """The text of a record for a branch that holds another one: what the night wrote, and nothing of that lost."""
    if path != nights.PATH or held in (None, started):
        return tonight
    try:
        theirs = nights.read(path, held or "")
    except Unreadable:  # what was pushed meanwhile is no memory, and tonight's is
        return tonight
    return nights.write(nights.merged(theirs, nights.read(path, tonight)))


def _commit(git: Callable[..., str], tip: str, texts: Mapping[str, str], message: str) -> str:
    """A commit upon another in which these files have these texts."""
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": f"{folder}/index"}
        git("read-tree", tip, more=index)
        for path, text in texts.items():
            blob = git("hash-object", "-w", "--stdin", given=text)
            git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", more=index)
        tree = git("write-tree", more=index)
    return git("commit-tree", tree, "-p", tip, "-m", message)


def _at(git: Callable[..., str], commit: str, path: str) -> str | None:
    """The text of a file at a commit; None where there is none."""
    if not git("ls-tree", "--name-only", commit, "--", path):
        return None
    return git("show", f"{commit}:{path}", strip=False)


def _git(root: Path, environment: Mapping[str, str]) -> Callable[..., str]:
    def run(*words: str, given: str | None = None, more: Mapping[str, str] | None = None, strip: bool = True) -> str:
        try:
            done = subprocess.run(  # noqa: S603
                ["git", *words],  # noqa: S607
                cwd=root,
                env={**environment, **(more or {})},
                input=given,
                encoding="utf-8",
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise Failed(f"git {words[0]}: {error}") from None
        if done.returncode:
            raise Failed(f"git {words[0]}: {done.stderr.strip() or f'exit {done.returncode}'}")
        return done.stdout.strip() if strip else done.stdout

    return run


def _credentials(environment: Mapping[str, str]) -> dict[str, str]:
    """Git's settings, in the environment, to ask GitHub with GITHUB_TOKEN; nothing is written to disk."""
    token = environment.get("GITHUB_TOKEN")
    if not token:
        return {"GIT_TERMINAL_PROMPT": "0"}
    server = environment.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    basic = b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{server}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"Authorization: basic {basic}",
    }
