"""The bad inputs: the tiny good article of tests/bad/article with one thing wrong.

A case names a file and what becomes of it: `from` and `to` (a text that stands there once),
`whole` (all of it; nothing means that the file is gone), `append`, or `bytes` (Latin-1); or
several `changes`. A changed original gets its new digest, unless the case says `digest: kept`.
A file of the built site is one under site/. `finds` are all findings of the rule that the file of
cases is named after, word for word; `besides` are the other rules that find something as well.
"""

from __future__ import annotations

import dataclasses
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts import rules
from scripts.evidence.comparison import Compared, SourceText, asked, verdicts
from scripts.hypertext import built
from scripts.hypertext.page import BuiltPage
from scripts.publication import article, ledger, notes
from scripts.publication.bibliography import Source
from scripts.publication.tex import StyledText
from scripts.website import style

BAD = Path(__file__).parent / "bad"
TODAY = date(2026, 11, 23)  # of every text in tests/, whatever the clock says

Case = dict[str, Any]


def compare(built: article.Article, texts: Mapping[str, SourceText]) -> list[Compared]:
    """Every verdict on every sentence. `texts` has the text of each source that was read, by its key."""
    what = asked(built)
    return verdicts(what, {key: what.look(key, texts[key]) for key in built.sources if key in texts})


def as_note(source: Source, locator: str = "") -> str:
    """A source, at a locator or as a whole, as a published note has it in Markdown."""
    pieces = style.note(source, locator)
    return "".join(
        f"*{piece.text}*" if isinstance(piece, StyledText) and piece.italic else piece.text for piece in pieces
    )


def findings(case: Case) -> list[str]:
    """What the check prints for the tiny article with the case's changes made."""
    built = made(case)
    return [str(finding) for finding in rules.unanswered(built, rules.check(built))]


def made(case: Case) -> article.Article:
    """The tiny article with the case's changes made."""
    built = article.build(changed(case), TODAY)
    of_site = [change for change in _changes(case) if change["file"].startswith("site/")]
    if of_site:
        pages = {f"site/{p.relative_to(BAD / 'site').as_posix()}": p.read_bytes() for p in _files(BAD / "site")}
        for change in of_site:
            apply(pages, change)
        built = built.with_site(read_site(pages))
    return built


def changed(case: Case) -> dict[str, bytes]:
    """The files of the tiny article with the case's changes made, but those of the built site."""
    files = dict(_good())
    for change in _changes(case):
        if not change["file"].startswith("site/"):
            apply(files, change)
        if change["file"] in (notes.PATH, notes.BESIDE) and "digest" not in case:
            redigest(files)
    return files


@cache
def _good() -> Mapping[str, bytes]:
    return article.files(BAD / "article")


def _changes(case: Case) -> list[Case]:
    changes: list[Case] = case.get("changes", [case])
    return changes


def rule_of(finding: str) -> str:
    """The rule of a finding as it is printed."""
    return finding.rpartition("(")[2].removesuffix(")")


def redigest(files: dict[str, bytes]) -> None:
    """Write the digest of the original as it is now into record/article.yml."""
    digest = sha256(files[notes.PATH] + files.get(notes.BESIDE, b"")).hexdigest()
    files[ledger.ARTICLE] = re.sub(rb"sha256: \w+", f"sha256: {digest}".encode(), files[ledger.ARTICLE])


def apply(files: dict[str, bytes], change: Case) -> None:
    """Make one change in the files."""
    name = change["file"]
    if "from" in change:
        text = files[name].decode()
        assert text.count(change["from"]) == 1, (
            f"{change['from']!r} stands {text.count(change['from'])} times in {name}"
        )
        files[name] = text.replace(change["from"], change["to"]).encode()
    elif "append" in change:
        files[name] += change["append"].encode()
    elif "bytes" in change:
        files[name] = change["bytes"].encode("latin-1")
    elif change["whole"] is None:
        del files[name]
    else:
        files[name] = change["whole"].encode()


def read_site(pages: dict[str, bytes]) -> tuple[BuiltPage, ...]:
    with tempfile.TemporaryDirectory() as name:
        for path, data in pages.items():
            target = Path(name) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        read = built.read(Path(name) / "site")
        return tuple(_relative(page, f"{name}/") for page in read)


def _relative(value: Any, prefix: str) -> Any:
    """The same value with the temporary folder taken off each path in it."""
    if isinstance(value, str):
        return value.removeprefix(prefix)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _relative(getattr(value, f.name), prefix) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    if isinstance(value, tuple):
        parts = [_relative(part, prefix) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
