"""Git, asked to keep what a machine wrote, and to bring it: the records of the nights, and a branch for a change.

The records are on a branch of their own, beside the default one, which people's pull requests alone need to reach. They
are put upon its newest commit, whoever else pushes meanwhile, so there is nothing to merge by lines. Neither the index
nor the checked-out branch is touched.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.files import leaves, replace, text
from scripts.finding import Unreadable
from scripts.publication import editions, nights, readings, works

BRANCH = "records"
_REMOTE = "origin"
FILES = (nights.PATH, readings.PATH, works.PATH, editions.PATH)
# The commit of the branch from which the records in the work tree come; of this clone alone.
_BROUGHT = "refs/records/brought"
_WAITS = (1.0, 2.0, 5.0, 10.0)  # seconds between two tries
_ABOUT = """What machines record: what the web answered, what the sources were found to say, what was published here.

Machines commit here, and nobody else. `make records`, on the default branch, brings the files.
"""


class Failed(Exception):
    """Git would not; the message is what it said."""


def keep(
    root: Path,
    message: str,
    *,
    environment: Mapping[str, str] = os.environ,
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Push tonight's records to their branch, made if need be; gives the commit, or "" where it has them already.

    Raises Failed where git would not, even after several tries, and Unreadable for a record of ours that is
    none. Git asks the remote with GITHUB_TOKEN where that is set.
    """
    git = _git(root, environment)
    tonight = _here(root)
    if not tonight:
        raise Failed(f"{', '.join(FILES)} are not there; run links first, which writes what is to be kept")
    started = {path: _started(git, path) for path in tonight}

    def attempt() -> str:
        tip = _tip(git)
        kept = {path: _at(git, tip, path) if tip else None for path in tonight}
        texts = {path: _joined(path, started[path], kept[path], text) for path, text in tonight.items()}
        commit = ""
        if texts != kept:
            commit = _commit(git, tip, texts if tip else {"README.md": _ABOUT, **texts}, message)
            git("push", "--quiet", _REMOTE, f"{commit}:refs/heads/{BRANCH}")
        if texts == tonight:  # else what others pushed is not in the work tree yet
            git("update-ref", _BROUGHT, commit or tip)
        return commit

    return _tried(attempt, sleep)


def bring(
    root: Path, *, environment: Mapping[str, str] = os.environ, sleep: Callable[[float], None] = time.sleep
) -> str:
    """Put the records of the branch into the work tree; gives its commit, or "" where there is no such branch.

    A record here with nights that were never kept is joined with that of the branch. Raises Failed, and Unreadable for
    a record here that is none, which is left as it is.
    """
    git = _git(root, environment)
    here = _here(root)
    tip = _tried(lambda: _tip(git), sleep)
    for path in FILES if tip else ():
        kept = _at(git, tip, path)
        now = _joined(path, _started(git, path), kept, here[path]) if path in here else kept
        if now is not None and now != here.get(path):
            (root / path).parent.mkdir(exist_ok=True)
            replace(root / path, now)
    if tip:
        git("update-ref", _BROUGHT, tip)
    return tip


def committed(root: Path) -> list[str]:
    """The records that the checked-out branch has as well, from before they had one of their own."""
    git = _git(root, os.environ)
    return [path for path in FILES if _at(git, "HEAD", path) is not None]


def _here(root: Path) -> dict[str, str]:
    """The texts of the records in the work tree."""
    for path in FILES:
        if leaves(root, root / path):
            raise Failed(f"{path} is a link that leads out of {root}; put the file itself there")
    return {path: text(path, (root / path).read_bytes()) for path in FILES if (root / path).exists()}


def _started(git: Callable[..., str], path: str) -> str | None:
    """The text of a record from which that in the work tree was made: what was brought, else what is committed."""
    brought = git("for-each-ref", "--format=%(objectname)", _BROUGHT)
    return _at(git, brought or "HEAD", path)


def _tip(git: Callable[..., str]) -> str:
    """The newest commit of the branch of records, fetched; "" where there is no such branch."""
    if not git("ls-remote", _REMOTE, f"refs/heads/{BRANCH}"):
        return ""
    shallow = ["--depth=1"] if git("rev-parse", "--is-shallow-repository") == "true" else []
    git("fetch", "--quiet", "--no-tags", *shallow, _REMOTE, f"refs/heads/{BRANCH}")
    return git("rev-parse", "FETCH_HEAD")


def _tried(attempt: Callable[[], str], sleep: Callable[[float], None]) -> str:
    """What comes of something that others may be in the way of, tried again after a while. Raises Failed."""
    for wait in _WAITS:
        try:
            return attempt()
        except Failed:
            sleep(wait)
    return attempt()


def push(root: Path, base: str, branch: str, texts: Mapping[str, str], message: str) -> str:
    """Make a branch of one commit upon a base, in which these files have these texts; gives the commit.

    A branch of that name is put in its place. Raises Failed, also where one of the files has changed
    on the base since it was checked out.
    """
    git = _git(root, os.environ)
    git("fetch", "--quiet", _REMOTE, f"refs/heads/{base}")
    tip = git("rev-parse", "FETCH_HEAD")
    for path in texts:
        if _at(git, "HEAD", path) != _at(git, tip, path):
            raise Failed(f"{path} has changed on {base} meanwhile; run this again on its newest commit")
    commit = _commit(git, tip, texts, message)
    git("push", "--quiet", "--force", _REMOTE, f"{commit}:refs/heads/{branch}")
    return commit


def _joined(path: str, started: str | None, theirs: str | None, ours: str) -> str:
    """The text of a record that has what both sides know, where both have changed since they were one.

    Of the same night ours holds. Where theirs is no record, it is ours. Raises Unreadable where ours is none.
    """
    if theirs in (None, started, ours):
        return ours
    if ours == started:
        return str(theirs)
    try:
        return _JOINED[path](str(theirs), ours)
    except Unreadable:
        _JOINED[path](ours, ours)
        return ours


_JOINED: Mapping[str, Callable[[str, str], str]] = {
    nights.PATH: lambda a, b: nights.write(nights.merged(nights.read(nights.PATH, a), nights.read(nights.PATH, b))),
    readings.PATH: lambda a, b: readings.write(readings.merged(readings.read(a), readings.read(b))),
    works.PATH: lambda a, b: works.write(works.merged(works.read(a), works.read(b))),
    editions.PATH: lambda a, b: editions.write(editions.merged(editions.read(a), editions.read(b))),
}


def _commit(git: Callable[..., str], tip: str, texts: Mapping[str, str], message: str) -> str:
    """A commit upon another, or upon none (""), in which these files have these texts."""
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": f"{folder}/index"}
        git("read-tree", tip or "--empty", more=index)
        for path, text in texts.items():
            blob = git("hash-object", "-w", "--stdin", given=text)
            git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", more=index)
        tree = git("write-tree", more=index)
    return git("commit-tree", tree, *(["-p", tip] if tip else []), "-m", message)


def _at(git: Callable[..., str], commit: str, path: str) -> str | None:
    """The text of a file at a commit; None where there is none."""
    if not git("ls-tree", "--name-only", commit, "--", path):
        return None
    return git("show", f"{commit}:{path}", strip=False)


def _git(root: Path, environment: Mapping[str, str]) -> Callable[..., str]:
    """Git in a folder, as a function of its words; it asks GitHub with the GITHUB_TOKEN of the environment."""
    settings = {**environment, **_credentials(environment)}

    def run(*words: str, given: str | None = None, more: Mapping[str, str] | None = None, strip: bool = True) -> str:
        try:
            done = subprocess.run(  # noqa: S603
                ["git", *words],  # noqa: S607
                cwd=root,
                env={**settings, **(more or {})},
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
    settings = {"GIT_TERMINAL_PROMPT": "0"}
    if token := environment.get("GITHUB_TOKEN"):
        server = environment.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
        basic = b64encode(f"x-access-token:{token}".encode()).decode()
        settings["GIT_CONFIG_COUNT"] = "1"
        settings["GIT_CONFIG_KEY_0"] = f"http.{server}/.extraheader"
        settings["GIT_CONFIG_VALUE_0"] = f"Authorization: basic {basic}"
    return settings
