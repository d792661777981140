"""pandoc, called as a program: the one that PANDOC names, the one of `make pandoc`, or the system's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.editing import manuscript
from scripts.finding import Unreadable, unreadable
from scripts.publication.plain import UNSEEN

# Seconds for one document: a book takes ten.
LONGEST = 300
# What pandoc's own documentation names for documents that nobody knows.
MEMORY = "2G"
# Readers by the ending of a file, where pandoc would guess none or another; pandoc guesses the rest.
_READERS = {"htm": "html", "xhtml": "html"}
# The endings from which pandoc guesses a reader; of another it takes any file for Markdown.
_KNOWN = frozenset(
    "adoc asciidoc csv djot docbook docx dokuwiki epub fb2 html ipynb json latex mediawiki muse native odt opml org "
    "pptx rst rtf t2t tei tex textile tsv typ wiki xml xlsx".split()
)
# Documents that hold their pictures.
_PACKED = frozenset(("docx", "odt", "epub", "pptx", "fb2", "ipynb"))
# What Python-Markdown reads as well: no attributes, no divisions, each paragraph on one line.
_WRITER = "markdown_strict+pipe_tables+fenced_code_blocks-raw_html+raw_attribute"


def program() -> str:
    """Where pandoc is, or "" where there is none."""
    own = Path(sys.prefix) / "pandoc" / "pypandoc" / "files" / "pandoc"
    return os.environ.get("PANDOC", "") or (str(own) if own.is_file() else shutil.which("pandoc") or "")


def tree(path: Path, media: Path, content: bytes | None = None) -> Any:
    """A document as pandoc's JSON; its pictures are put into the folder `media`. Raises Unreadable.

    `content` is read in the place of the file's, for what is only a part of it.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in _KNOWN and kind not in _READERS:
        what = "has a name that ends as no document's does; give one of Word, OpenDocument, HTML or Markdown"
        raise unreadable(path.as_posix(), 1, what)
    reader = ["--from", _READERS.get(kind, kind)] if content is not None or kind in _READERS else []
    source = [] if content is not None else [str(path.resolve())]
    # Pictures of other kinds stand in files of their own, or on the web, where nobody is asked for them.
    limits = ["--extract-media", str(media)] if kind in _PACKED else ["--sandbox"]
    return json.loads(_run(path, ["--to", "json", *limits, *reader, *source], content))


def markdown(path: Path, value: Any) -> str:
    """Pandoc's JSON as Markdown, a paragraph a line, without signs of no width in words. Raises Unreadable."""
    words = ["--from", "json", "--to", _WRITER, "--wrap=none", "--sandbox"]
    return UNSEEN.sub("", _run(path, words, json.dumps(value).encode()).decode())


def table(path: Path, words: str) -> str:
    """A table of Pandoc's Markdown with pipes, what is in it as it was; "" where it is none or no pandoc reads it."""
    hidden = words.translate(_HIDDEN)
    try:
        read = json.loads(_run(path, ["--from", "markdown-smart", "--to", "json", "--sandbox"], hidden.encode()))
    except Unreadable:
        return ""
    made = manuscript.prepare(read)
    written = markdown(path, manuscript.document(read, made.blocks)) if read["blocks"][0]["t"] == "Table" else ""
    return written.translate(_SHOWN).rstrip()


# The signs of Markdown, as private letters, which no reader and no writer takes for signs, and which are as wide.
_HIDDEN = {ord(sign): 0xE000 + ord(sign) for sign in "[]{}^@*_`<>$~&#\\\"'"}
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}


def _run(path: Path, words: Sequence[str], content: bytes | None) -> bytes:
    name = program()
    if not name:
        what = "is read by pandoc, and there is none; install it (make pandoc), or name it in PANDOC"
        raise unreadable(path.as_posix(), 1, what)
    command = [name, "+RTS", f"-M{MEMORY}", "-RTS", *words]
    given = content or b""
    try:
        result = subprocess.run(command, input=given, capture_output=True, check=False, timeout=LONGEST)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise unreadable(path.as_posix(), 1, f"cannot be read: pandoc does not come to an end ({error})") from None
    if result.returncode:
        said = " ".join(result.stderr.decode(errors="replace").split())[:300]
        raise unreadable(path.as_posix(), 1, f"cannot be read by pandoc: {said}")
    return result.stdout
