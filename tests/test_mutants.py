"""The real article with one thing changed in memory, place by place: each change must be found at its line.

Each mutant is made a second time with the family *faithful* left out. What then sees it is
expected too, so that one comparison does not hide that the rules behind it see nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pytest

from scripts import article, bibliography, chapters, ledger, notes, rules
from scripts.article import Article
from tests import cases

NOBODY = frozenset[str]()


class Mutant(NamedTuple):
    """A file's new text; where a finding is due; by which rule; and by which without *faithful*.

    `told_of` is the file that the finding names, if it is another one.
    """

    path: str
    text: str
    line: int
    rule: str
    otherwise: frozenset[str] = NOBODY
    told_of: str = ""


@pytest.fixture(scope="module", autouse=True)
def _read_what_did_not_change_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (chapters, bibliography, notes):
            patch.setattr(module, "read", lru_cache(maxsize=64)(module.read))
        for name in ("read_publication", "read_corrections", "read_accepted"):
            patch.setattr(ledger, name, lru_cache(maxsize=8)(getattr(ledger, name)))
        yield


@pytest.fixture(scope="module")
def real(files: Mapping[str, bytes]) -> Article:
    return article.build(files, cases.TODAY)


Mutants = Callable[[Mapping[str, bytes], Article], Iterator[Mutant]]


def words(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every word of every chapter replaced, with its marks kept."""
    for path, number, line in _lines(files, real):
        for match in re.finditer(r"(?<![@\w-])[^\W_]+(?![\w-]*\])", line):
            word = "Xyzzy" if match[0][0].isupper() else "xyzzy"
            yield Mutant(path, _with(files[path], number, line, match, word), number, "faithful-text")


def marks(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every punctuation mark of every chapter dropped."""
    for path, number, line in _lines(files, real):
        for match in re.finditer(r"[^\w\s@\[\]#]", re.sub(r"\[@[^\]]*\]", lambda m: "x" * len(m[0]), line)):
            yield Mutant(path, _with(files[path], number, line, match, ""), number, "faithful-text")


def citations_swapped(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every citation replaced by that of each other source."""
    for path, number, line in _lines(files, real):
        for match in re.finditer(r"\[@([\w-]+)\]", line):
            for key in sorted(set(real.sources) - {match[1]}):
                yield Mutant(
                    path,
                    _with(files[path], number, line, match, f"[@{key}]"),
                    number,
                    "faithful-notes",
                    _last_citation(real, match[1]),
                )


def citations_dropped(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every citation dropped."""
    for path, number, line in _lines(files, real):
        for match in re.finditer(r"\[@([\w-]+)\]", line):
            text = _with(files[path], number, line, match, "")
            yield Mutant(path, text, number, "faithful-notes", _last_citation(real, match[1]))


def citations_misspelt(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every key with a letter more."""
    for path, number, line in _lines(files, real):
        for match in re.finditer(r"(?<=\[@)[\w-]+(?=\])", line):
            text = _with(files[path], number, line, match, f"{match[0]}x")
            seen = frozenset({"citation-known"}) | _last_citation(real, match[0])
            yield Mutant(path, text, number, "citation-known", seen)


def lines_dropped(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every sentence dropped; the finding is due at the line before or after."""
    for path, number, line in _lines(files, real):
        if line.startswith("#"):
            continue
        rows = files[path].decode().split("\n")
        text = "\n".join(rows[: number - 1] + rows[number:])
        unseen = NOBODY
        for key in re.findall(r"@([\w-]+)", line):
            unseen |= _last_citation(real, key)
        yield Mutant(path, text, number, "faithful-text", unseen)


def source_fields(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every field of every source: each of its words or numbers replaced, and the field dropped."""
    path = bibliography.PATH
    rows = files[path].decode().split("\n")
    for number, line in enumerate(rows, start=1):
        field = re.match(r"\s+(\w+)\s*=\s*\{(.*)\},?$", line)
        if not field:
            continue
        for match in re.finditer(r"\w+", line):
            if match.start() > field.end(1):
                text = _with(files[path], number, line, match, "7" if match[0].isdigit() else "xyzzy")
                yield Mutant(path, text, number, "note-matches-source", frozenset({"note-matches-source"}))
        entry = next(n for n in range(number, 0, -1) if rows[n - 1].startswith("@"))
        text = "\n".join(rows[: number - 1] + rows[number:])
        yield Mutant(path, text, entry, "note-matches-source", frozenset({"note-matches-source"}))


def source_keys(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every key of references.bib changed, and every type."""
    text = files[bibliography.PATH].decode()
    for source in real.sources.values():
        changed = text.replace(f"{{{source.key},", f"{{{source.key}x,")
        yield Mutant(bibliography.PATH, changed, source.place.line, "source-cited", frozenset({"source-cited"}))
        changed = text.replace(f"@online{{{source.key},", f"@onlin{{{source.key},")
        yield Mutant(bibliography.PATH, changed, source.place.line, "source-complete", frozenset({"source-complete"}))


def records(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """The title, the author and the digest of the record; each answer's rule, subject and finding."""
    path = ledger.ARTICLE
    for field in ("title", "author"):
        place = real.publication.at(field)
        line = files[path].decode().split("\n")[place.line - 1]
        for match in re.finditer(r"(?<=\s)\w+", line):
            yield Mutant(path, _with(files[path], place.line, line, match, "Xyzzy"), place.line, "faithful-text")
    digest = real.publication.sha256
    yield Mutant(path, files[path].decode().replace(digest, digest[::-1]), 1, "original-unchanged", NOBODY, notes.PATH)
    path = ledger.ACCEPTED
    rows = files[path].decode().split("\n")
    for acceptance in real.accepted:
        for field in ("rule", acceptance.about[0], "finding"):
            number = acceptance.at(field).line
            row = rows[number - 1]
            match = re.compile(r"\w+").search(row, row.index(":"))
            assert match
            other = "99" if field == "note" else "xyzzy"
            text = _with(files[path], number, row, match, other)
            seen = frozenset({"acceptance-current"})
            line = number if field == "rule" else acceptance.place.line
            yield Mutant(path, text, line, "acceptance-current", seen)


def original(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every line of the original, the first letter of it that is one changed."""
    path = notes.PATH
    for number, line in enumerate(files[path].decode().split("\n"), start=1):
        match = re.search(r"[a-z](?![^<]*>)", line)
        if match:
            text = _with(files[path], number, line, match, "z" if match[0] != "z" else "y")
            yield Mutant(path, text, 1, "original-unchanged")


@pytest.mark.parametrize(
    "mutants",
    [
        words,
        marks,
        citations_swapped,
        citations_dropped,
        citations_misspelt,
        lines_dropped,
        source_fields,
        source_keys,
        records,
        original,
    ],
)
def test_every_mutant_dies(
    mutants: Mutants, files: dict[str, bytes], real: Article, record_property: Callable[[str, object], None]
) -> None:
    survivors, seen = [], Counter[str]()
    standing = set(map(str, rules.check(real)))
    made = list(mutants(files, real))
    for mutant in made:
        changed = article.build(files | {mutant.path: mutant.text.encode()}, cases.TODAY)
        found = rules.unanswered(changed, rules.check(changed))
        near = range(mutant.line - 2, mutant.line + 3) if mutants is lines_dropped else (mutant.line,)
        if not any(
            f.place.path == (mutant.told_of or mutant.path) and f.place.line in near and f.rule == mutant.rule
            for f in found
        ):
            survivors.append((mutant.path, mutant.line, mutant.rule, list(map(str, found))))
        left = {f.rule for f in rules.check(changed, without=["faithful"]) if str(f) not in standing}
        if not mutant.otherwise <= left:
            survivors.append((mutant.path, mutant.line, sorted(mutant.otherwise), sorted(left)))
        seen.update(left or {"nobody"})
    assert made, "no mutant was made"
    assert survivors == []
    record_property("mutants", len(made))
    record_property("seen without faithful", dict(seen))
    print(f"\n{mutants.__name__}: {len(made)} mutants; without faithful seen by {dict(seen)}")


def _lines(files: Mapping[str, bytes], real: Article) -> Iterator[tuple[str, int, str]]:
    for chapter in real.chapters:
        for number, line in enumerate(files[chapter.path].decode().split("\n"), start=1):
            if line:
                yield chapter.path, number, line


def _with(data: bytes, number: int, line: str, match: re.Match[str], new: str) -> str:
    """The file's text with a match in one of its lines replaced."""
    rows = data.decode().split("\n")
    assert rows[number - 1] == line
    rows[number - 1] = line[: match.start()] + new + line[match.end() :]
    return "\n".join(rows)


def _last_citation(real: Article, key: str) -> frozenset[str]:
    """Who sees that a source's only citation is gone."""
    return frozenset({"source-cited"}) if len(real.citing[key]) == 1 else NOBODY
