"""Articles with one thing changed in a note of a chapter, or in an entry that a note prints: each must be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pytest

from scripts import rules
from scripts.publication import article, chapters
from tests import cases
from tests.conftest import ROOT

GOOD = ROOT / "tests" / "good"
BRACKET = re.compile(chapters.CITED.pattern)

pytestmark = pytest.mark.usefixtures("read_once")


class Mutant(NamedTuple):
    """A file's new text, the line that was changed, and the rule that must tell of it."""

    path: str
    text: str
    line: int
    rule: str


def lines(files: Mapping[str, bytes]) -> Iterator[tuple[str, int, str]]:
    """The lines of the chapters that cite, or that are a note."""
    for path in sorted(files):
        if path.startswith("docs/"):
            for number, line in enumerate(files[path].decode().split("\n"), start=1):
                if BRACKET.search(line) or line.startswith("[^"):
                    yield path, number, line


def mutant(files: Mapping[str, bytes], path: str, number: int, line: str, rule: str) -> Mutant:
    every = files[path].decode().split("\n")
    every[number - 1] = line
    return Mutant(path, "\n".join(every), number, rule)


def locators(files: Mapping[str, bytes]) -> Iterator[Mutant]:
    """Each number of each locator one higher."""
    for path, number, line in lines(files):
        for bracket in BRACKET.finditer(line):
            for digits in re.finditer(r"(?<=[\s,–.(§-])\d+(?![^,;\]]*@)", bracket[0]):
                if "," in bracket[0][: digits.start()].rpartition("@")[2]:
                    at = bracket.start() + digits.start()
                    changed = f"{line[:at]}{int(digits[0]) + 1}{line[at + len(digits[0]) :]}"
                    yield mutant(files, path, number, changed, "faithful-notes")


def signals(files: Mapping[str, bytes]) -> Iterator[Mutant]:
    """Each signal another."""
    for path, number, line in lines(files):
        for signal in re.finditer(r"(?i)\b(?:but see|see also|see|compare|accord|quoted in)(?= \[?@)", line):
            other = "cf." if "see" in signal[0].lower() else "see"
            changed = line[: signal.start()] + other + line[signal.end() :]
            yield mutant(files, path, number, changed, "faithful-notes")


def comments(files: Mapping[str, bytes]) -> Iterator[Mutant]:
    """Each word of a note that explains another."""
    for path, number, line in lines(files):
        if line.startswith("[^"):
            cited = [match.span() for match in BRACKET.finditer(line)]
            for word in re.finditer(r"(?<![\w^@])[^\W\d_]{2,}", line):
                within = any(start <= word.start() < end for start, end in cited)
                if not within and not re.match(r"(?i)(?:see|compare)\W+\[@", line[word.start() :]):
                    changed = f"{line[: word.start()]}xyzzy{line[word.end() :]}"
                    yield mutant(files, path, number, changed, "faithful-notes")


def volumes(files: Mapping[str, bytes]) -> Iterator[Mutant]:
    """Each volume, number and year of an entry one higher, where a published note prints it."""
    for number, line in enumerate(files["references.bib"].decode().split("\n"), start=1):
        if match := re.fullmatch(r"(  (?:volume|number|date|year) *= *\{)(\d+)(.*)", line):
            changed = f"{match[1]}{int(match[2]) + 1}{match[3]}"
            yield mutant(files, "references.bib", number, changed, "note-matches-source")


@lru_cache
def files_of(name: str) -> Mapping[str, bytes]:
    return article.files(GOOD / name)


@pytest.mark.parametrize(
    ("make", "name", "least"),
    [
        (locators, "history", 15),
        (locators, "keyed", 25),
        (locators, "law", 20),
        (signals, "history", 4),
        (signals, "keyed", 3),
        (signals, "law", 4),
        (comments, "history", 40),
        (comments, "law", 50),
        (volumes, "history", 8),
        (volumes, "law", 12),
    ],
)
def test_each_is_found(make: Callable[[Mapping[str, bytes]], Iterator[Mutant]], name: str, least: int) -> None:
    files = files_of(name)
    mutants = list(make(files))
    assert len(mutants) >= least
    survived = []
    for one in mutants:
        found = rules.check(article.build({**files, one.path: one.text.encode()}, cases.TODAY))
        if not any(finding.rule == one.rule and finding.place.path == one.path for finding in found):
            survived.append((one.path, one.line, one.text.split("\n")[one.line - 1]))
    assert survived == []
