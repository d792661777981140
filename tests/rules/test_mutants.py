"""An article with one thing in a file changed in memory, place by place: each change must be found at its line.

What sees a mutant besides the family *faithful* is expected too, so that one comparison does not hide that the
rules behind it see nothing.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

import pytest

from scripts import rules
from scripts.finding import Finding, Place
from scripts.publication import article, bibliography, ledger, notes
from scripts.publication.article import Article
from scripts.publication.ledger import Claim
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


pytestmark = pytest.mark.usefixtures("read_once")


@pytest.fixture(scope="module")
def real(files: Mapping[str, bytes]) -> Article:
    return article.build(files, cases.TODAY)


Mutants = Callable[[Mapping[str, bytes], Article], Iterator[Mutant]]


def words(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every word of every chapter replaced, with its marks kept."""
    for path, number, line in _lines(files, real):
        for match in re.finditer(r"(?<![@\w-])[^\W_]+(?![\w-]*\])", line):
            word = "Xyzzy" if match[0][0].isupper() else "xyzzy"
            text = _with(files[path], number, line, match, word)
            yield Mutant(path, text, number, "faithful-text", _recorded(line))


def marks(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every punctuation mark of every chapter dropped."""
    for path, number, line in _lines(files, real):
        for match in re.finditer(r"[^\w\s@\[\]#]", re.sub(r"\[@[^\]]*\]", lambda m: "x" * len(m[0]), line)):
            text = _with(files[path], number, line, match, "")
            yield Mutant(path, text, number, "faithful-text", _recorded(line))


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
                    _last_citation(real, match[1]) | {"claim-cites-what-the-line-cites"},
                )


def citations_dropped(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every citation dropped."""
    for path, number, line in _lines(files, real):
        for match in re.finditer(r"\[@([\w-]+)\]", line):
            text = _with(files[path], number, line, match, "")
            seen = _last_citation(real, match[1]) | {"claim-cites-what-the-line-cites"}
            yield Mutant(path, text, number, "faithful-notes", seen)


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
        seen = _recorded(line)
        for key in re.findall(r"@([\w-]+)", line):
            seen |= _last_citation(real, key)
        yield Mutant(path, text, number, "faithful-text", seen)


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
    """The title, the author's names and the digest of the record; each answer's rule, subject and values found."""
    path = ledger.ARTICLE
    for field in ("title", "author", "given", "family"):
        place = real.publication.at(field)
        line = files[path].decode().split("\n")[place.line - 1]
        for match in re.finditer(r"(?<=\s)\w+", line):
            yield Mutant(path, _with(files[path], place.line, line, match, "Xyzzy"), place.line, "faithful-text")
    digest = real.publication.sha256
    yield Mutant(path, files[path].decode().replace(digest, digest[::-1]), 1, "original-unchanged", NOBODY, notes.PATH)
    path = ledger.ACCEPTED
    rows = files[path].decode().split("\n")
    for acceptance in real.accepted:
        lines = acceptance.lines
        values = range(lines["found"], lines["because"])
        for number in (lines["rule"], lines[acceptance.about.kind], *values):
            row = rows[number - 1]
            first = re.compile(r"\w+").search(row, row.find(": ") + 1)
            if number in values and row.endswith("found:"):
                continue
            assert first
            text = _with(files[path], number, row, first, "99" if first[0].isdigit() else "xyzzy")
            told = number if number == lines["rule"] else acceptance.place.line
            yield Mutant(path, text, told, "acceptance-current", frozenset({"acceptance-current"}))


def original(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every line of the original, the first letter of it that is one changed."""
    path = notes.PATH
    for number, line in enumerate(files[path].decode().split("\n"), start=1):
        match = re.search(r"[a-z](?![^<]*>)", line)
        if match:
            text = _with(files[path], number, line, match, "z" if match[0] != "z" else "y")
            yield Mutant(path, text, 1, "original-unchanged")


def claim_words(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every word of every record's sentence replaced."""
    for claim in _claims(real):
        yield from _block_words(files, claim.at("says"), claim.at("kind").line, "sentence-recorded")


def claim_sources(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every source of every record dropped, and one added to every record."""
    for claim in _claims(real):
        place = claim.at("sources")
        rows = files[place.path].decode().split("\n")
        for number in range(place.line + 1, place.line + 1 + len(claim.sources)):
            left = rows[: number - 1] + rows[number:]
            if len(claim.sources) == 1:
                left[place.line - 1] = "  sources: []"
            yield _claim_mutant(place, left, "claim-cites-what-the-line-cites")
        more = next(key for key in real.sources if key not in claim.sources)
        left = [*rows[: place.line - 1], "  sources:", *(f"  - {key}" for key in [*claim.sources, more])]
        yield _claim_mutant(place, left + rows[place.line + len(claim.sources) :], "claim-cites-what-the-line-cites")


def claim_ids(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every id changed in its record, changed in the list of published ids, and dropped from it."""
    for claim in _claims(real):
        text = files[claim.place.path].decode().replace(f"- id: {claim.id}\n", f"- id: {claim.id}x\n")
        seen = frozenset({"claim-kept"})
        yield Mutant(claim.place.path, text, claim.place.line, "claim-kept", seen)
        text = files[ledger.IDS].decode().replace(f"- {claim.id}\n", f"- {claim.id}x\n")
        yield Mutant(ledger.IDS, text, real.published_ids[claim.id], "claim-kept", seen)
        text = files[ledger.IDS].decode().replace(f"- {claim.id}\n", "")
        yield Mutant(ledger.IDS, text, claim.place.line, "claim-kept", seen, claim.place.path)


def expectations(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every word of every expectation replaced, and every fact that it names."""
    for claim in _claims(real):
        for expected in claim.expects:
            rows = files[expected.place.path].decode().split("\n")
            for number in range(expected.place.line + 1, expected.place.line + 2 + len(expected.of)):
                row = rows[number - 1]
                for match in re.compile(r"[\w-]+").finditer(row, row.index(":")):
                    text = _with(files[expected.place.path], number, row, match, "xyzzy")
                    rule = f"expected-{expected.kind}"
                    yield Mutant(expected.place.path, text, expected.place.line, rule, frozenset({rule}))


def facts(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every fact: its id, each part of its date that words name, its last day, each item of its list."""
    rows = files[ledger.FACTS].decode().split("\n")
    for fact in real.facts.values():
        used = [e for claim in _claims(real) for e in claim.expects if fact.id in e.of]
        rule = f"expected-{used[0].kind}"
        start = fact.place.line
        end = next((n for n in range(start, len(rows)) if rows[n].startswith("- ")), len(rows))
        text = "\n".join([*rows[: start - 1], rows[start - 1] + "x", *rows[start:]])
        yield Mutant(ledger.FACTS, text, used[0].place.line, rule, frozenset({rule}), used[0].place.path)
        for number in range(start + 1, end + 1):
            row = rows[number - 1]
            if match := re.match(r"  (?:date|until): (\d{4})", row):
                changed = row.replace(match[1], str(int(match[1]) + 1))
                yield _fact_mutant(rows, number, changed, start, rule)
            if (match := re.match(r"  date: \d{4}-(\d\d)", row)) and any(
                "Aug" in e.words or "Feb" in e.words for e in used
            ):
                yield _fact_mutant(rows, number, row.replace(f"-{match[1]}", "-03", 1), start, "expected-date")
            if (match := re.match(r"  date: \d{4}-\d\d-(\d\d)", row)) and any("Aug" in e.words for e in used):
                yield _fact_mutant(rows, number, row[:-2] + "03", start, "expected-date")
            if re.match(r"    - ", row):
                yield _fact_mutant(rows, number, None, start, rule)
            for item in re.findall(r"[\w ]+, ", row) if row.startswith("  list: [") else ():
                yield _fact_mutant(rows, number, row.replace(item, "", 1), start, rule)


def glossary(files: Mapping[str, bytes], real: Article) -> Iterator[Mutant]:
    """Every acronym of the glossary, and every word that it stands for."""
    path, rule = ledger.GLOSSARY, "glossary-current"
    rows = files[path].decode().split("\n")
    for meaning in real.glossary.values():
        number = meaning.place.line
        for match in re.finditer(r"\w+", rows[number - 1]):
            other = "XYZZY" if match[0].isupper() else "Xyzzy"
            text = _with(files[path], number, rows[number - 1], match, other)
            yield Mutant(path, text, number, rule, frozenset({rule}))


PARTS = 4  # in which the mutants of a kind are made, each by a worker that has nothing else to do
# `make mutants` makes all of them, `make test` every second one of each kind.
MADE = range(0, PARTS, 1 if os.environ.get("MUTANTS") == "all" else 2)
# What is due is due at the line that was changed, so that one of each line can be looked for at once.
AT_ITS_LINE = {words, marks, claim_words, claim_ids}


@pytest.mark.parametrize("part", MADE)
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
        claim_words,
        claim_sources,
        claim_ids,
        expectations,
        facts,
        glossary,
    ],
)
def test_every_mutant_dies(
    mutants: Mutants, part: int, files: dict[str, bytes], real: Article, record_property: Callable[[str, object], None]
) -> None:
    survivors: list[tuple[object, ...]] = []
    seen: Counter[str] = Counter()
    standing = {(f.place[:2], f.message) for f in rules.check(real)}
    made = list(mutants(files, real))[part::PARTS]
    for together in _together(files, made) if mutants in AT_ITS_LINE else ([mutant] for mutant in made):
        changed = article.build(files | _merged(files, together), cases.TODAY)
        every = rules.check(changed)
        found = rules.unanswered(changed, every)
        new = [
            f for f in every if rules.RULES[f.rule].family != "faithful" and (f.place[:2], f.message) not in standing
        ]
        for mutant in together:
            near = range(mutant.line - 2, mutant.line + 3) if mutants is lines_dropped else (mutant.line,)
            if not any(f.rule == mutant.rule and (_stands(f, mutant, near) or _tells_of(f, mutant)) for f in found):
                survivors.append((mutant.path, mutant.line, mutant.rule, list(map(str, found))))
            left = {f.rule for f in new if len(together) == 1 or _tells_of(f, mutant)}
            if not mutant.otherwise <= left:
                survivors.append((mutant.path, mutant.line, sorted(mutant.otherwise), sorted(left)))
            seen.update(left or {"nobody"})
    assert made, "no mutant was made"
    assert survivors == []
    record_property("mutants", len(made))
    record_property("seen without faithful", dict(seen))
    print(f"\n{mutants.__name__}: {len(made)} mutants; without faithful seen by {dict(seen)}")


def _together(files: Mapping[str, bytes], made: Iterable[Mutant]) -> Iterator[list[Mutant]]:
    """The mutants in groups in which each changes another line; each that drops a line by itself."""
    by_line: dict[tuple[str, int], list[Mutant]] = {}
    for mutant in made:
        if mutant.text.count("\n") == files[mutant.path].count(b"\n"):
            by_line.setdefault((mutant.path, mutant.line), []).append(mutant)
        else:
            yield [mutant]
    for group in zip_longest(*by_line.values()):
        yield [mutant for mutant in group if mutant]


def _merged(files: Mapping[str, bytes], together: Iterable[Mutant]) -> dict[str, bytes]:
    """The files that these change, with every change made."""
    by_file: dict[str, list[list[str]]] = {}
    for mutant in together:
        by_file.setdefault(mutant.path, []).append(mutant.text.split("\n"))
    merged = {}
    for path, texts in by_file.items():
        was = files[path].decode().split("\n")
        rows = texts[0]
        for text in texts[1:]:
            rows = [now if now != old else row for row, now, old in zip(rows, text, was, strict=True)]
        merged[path] = "\n".join(rows).encode()
    return merged


def test_a_kind_that_the_sentence_contradicts_is_seen(files: dict[str, bytes], real: Article) -> None:
    """A record's kind is a person's judgement; only speech in quotation marks tells it from the form."""
    died = lived = 0
    for kind in ("quotation", "attribution", "fact", "forecast", "definition", "analysis"):
        others = [claim for claim in _claims(real) if claim.kind != kind]
        changed = dict(files)
        for claim in others:
            path, line = claim.at("kind")[:2]
            rows = changed[path].decode().split("\n")
            changed[path] = "\n".join([*rows[: line - 1], f"  kind: {kind}", *rows[line:]]).encode()
        built = article.build(changed, cases.TODAY)
        every = rules.unanswered(built, rules.check(built))
        for claim in others:
            found = [f for f in every if f.place[:2] == claim.at("kind")[:2]]
            quotes = '"' in claim.says or "'" in re.sub(r"\w'\w?", "", claim.says)
            if claim.kind == "quotation" or (kind == "quotation" and not quotes):
                assert [f.rule for f in found] == ["kind-fits-form"], (claim.id, kind)
            died, lived = died + bool(found), lived + (not found)
    assert died
    print(f"\nkinds: {died} mutants died, {lived} are a person's to judge")


def _stands(finding: Finding, mutant: Mutant, near: Iterable[int]) -> bool:
    return finding.place.path == (mutant.told_of or mutant.path) and finding.place.line in near


def _tells_of(finding: Finding, mutant: Mutant) -> bool:
    """Whether a finding stands at the very line of a mutant, or names it."""
    named = rf"{re.escape(mutant.path)}:{mutant.line}\b"
    return finding.place[:2] == (mutant.path, mutant.line) or bool(re.search(named, finding.message))


def _recorded(line: str) -> frozenset[str]:
    """Who sees that a sentence has changed; headings have no record."""
    return NOBODY if line.startswith("#") else frozenset({"sentence-recorded"})


def _claims(real: Article) -> list[Claim]:
    return [record for records in real.claims.values() for record in records if isinstance(record, Claim)]


def _block_words(files: Mapping[str, bytes], place: Place, end: int, rule: str) -> Iterator[Mutant]:
    """Each word of a field that runs over several lines replaced."""
    rows = files[place.path].decode().split("\n")
    for number in range(place.line, end):
        row = rows[number - 1]
        begin = row.index(":") if number == place.line else 0
        for match in re.compile(r"[^\W_]+").finditer(row, begin):
            text = _with(files[place.path], number, row, match, "xyzzy")
            yield Mutant(place.path, text, place.line, rule, frozenset({rule}))


def _claim_mutant(place: Place, rows: list[str], rule: str) -> Mutant:
    return Mutant(place.path, "\n".join(rows), place.line, rule, frozenset({rule}))


def _fact_mutant(rows: list[str], number: int, row: str | None, line: int, rule: str) -> Mutant:
    text = "\n".join([*rows[: number - 1], *([row] if row is not None else []), *rows[number:]])
    return Mutant(ledger.FACTS, text, line, rule, frozenset({rule}))


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
