"""Whether a number is that of its work: sound entries, which nobody accuses, and fabricated ones, which are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from scripts.evidence import works as evidence
from scripts.evidence.works import Registered
from scripts.publication import bibliography
from scripts.publication.bibliography import Source
from scripts.publication.works import NumberVerdict

SETS = Path(__file__).parent / "works"
TOLD = (NumberVerdict.ANOTHER, NumberVerdict.UNSURE, NumberVerdict.UNKNOWN)


class Row(NamedTuple):
    kind: str
    source: Source
    registered: Registered | None  # None for a number that nobody knows


def rows(name: str) -> Iterator[Row]:
    for line in (SETS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, authors, title, year, theirs, *rest = [part.strip() for part in line.split("|")]
        more = dict(pair.strip().split("=", 1) for pair in re.split(r"; (?=[a-z-]+=)", (rest + [""] * 3)[2]) if pair)
        fields = {"author": authors, "title": title, "year": year} | more
        own = {k: v for k, v in fields.items() if v and not k.startswith("csl-")}
        bibtex = "@misc{k,\n" + "".join(f"  {k} = {{{v}}},\n" for k, v in own.items()) + "}\n"
        source = bibliography.read(bibtex)[0]
        if not rest:
            yield Row(kind, source, None)
            continue
        titles, _, containers = rest[0].partition(" // ")
        if kind == "subtitle-apart":
            titles, containers = f"{titles}: {containers}", ""
        names = f"{theirs};{more.get('csl-editor', '')}".replace("literal:", "").split(";")
        yield Row(
            kind,
            source,
            Registered(
                (titles,),
                (containers,) if containers else (),
                tuple(filter(None, map(str.strip, names))),
                tuple(map(int, filter(None, map(str.strip, rest[1].split(","))))),
            ),
        )


def verdicts(name: str) -> list[tuple[Row, NumberVerdict]]:
    return [
        (row, evidence.verdict(row.source, row.registered) if row.registered else NumberVerdict.UNKNOWN)
        for row in rows(name)
    ]


def test_sound_entries_are_never_accused() -> None:
    found = verdicts("sound")
    assert len(found) == 100
    told = [(row.kind, row.source.title, str(said)) for row, said in found if said in TOLD]
    assert [one for one in told if one[2] != NumberVerdict.UNSURE] == []
    assert len(told) <= 1, told


def test_fabricated_entries_are_told() -> None:
    found = verdicts("fabricated")
    assert len(found) == 30
    missed = [(row.kind, row.source.title, str(said)) for row, said in found if said not in TOLD]
    assert len(missed) <= 3, missed
    accused = [row.kind for row, said in found if said in (NumberVerdict.ANOTHER, NumberVerdict.UNKNOWN)]
    assert {"other", "unknown"} <= set(accused)
    assert len(accused) >= 15


@pytest.mark.parametrize(
    ("title", "author", "registered", "said"),
    [
        (
            "Energy Sanctions and Power",
            "Low, Ann",
            Registered(("Heat pumps",), ("Energy",), ("Bo Wu",), (1987,)),
            "another-work",
        ),
        ("War", "Low, Ann", Registered(("War of the Roses",), (), ("Bo Wu",), (2019,)), "unsure"),
        ("Die Flut", "Li, Jia", Registered(("The flood",), (), ("Jia Li",), (1987,)), "partly"),
        ("Die Flut", "Le, An", Registered(("The flood",), (), ("An Le",), (1987,)), "partly"),
        (
            "Atlas",
            "{International Group}",
            Registered(("Pears",), (), ("International Society",), (1987,)),
            "another-work",
        ),
        ("Atlas", "Low, Ann", Registered(), "partly"),
        ("Atlas", "Low, Ann", Registered(("<i></i>",), (), ("",), ()), "partly"),
    ],
)
def test_what_has_a_word_in_common_by_chance(title: str, author: str, registered: Registered, said: str) -> None:
    source = bibliography.read(f"@misc{{k, author = {{{author}}}, title = {{{title}}}, year = {{2019}}}}")[0]
    assert evidence.verdict(source, registered) == said


def test_what_was_written_after_the_comparison_holds_too() -> None:
    """Scored once before anything was mended: none of 25 accused and one doubted; nine of 10 told."""
    sound, fabricated = verdicts("blind-sound"), verdicts("blind-fabricated")
    assert (len(sound), len(fabricated)) == (25, 10)
    assert [row.source.title for row, said in sound if said in TOLD] == ["Nineteen Eighty-Four"]
    assert [row.source.title for row, said in fabricated if said not in TOLD] == []
