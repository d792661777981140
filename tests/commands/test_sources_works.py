"""What `sources` asks registries, writes down and prints; nights with one of them down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from scripts.__main__ import main
from scripts.publication import bibliography, works
from scripts.publication.works import Notice, NumberVerdict
from scripts.web import registries
from tests import cases
from tests.web.registry_stand_in import StandIn, crossref, standing_in, update

MILL = [("Ada", "Mill")]


class Desk(NamedTuple):
    there: StandIn
    root: Path
    sources: Callable[..., int]

    @property
    def record(self) -> works.Works:
        return works.read((self.root / works.PATH).read_text(encoding="utf-8"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    root = Path(copytree(cases.BAD / "article", tmp_path / "article"))
    monkeypatch.setattr(registries, "PACE_OF_NOBODY", 0.0)
    with standing_in() as there:
        there.works["10.1000/ice"] = crossref("10.1000/ice", "Ice on the Upper River", MILL, 2019)
        path = root / bibliography.PATH
        text = path.read_text(encoding="utf-8").replace("https://ledger.example", there.base)
        text = text.replace("https://floods.example", there.base)
        for title, number in (("Ice on the Upper River", "ice"), ("After the Thaw", "thaw")):
            text = text.replace(f"{{{title}}},\n", f"{{{title}}},\n  doi = {{10.1000/{number}}},\n")
        path.write_text(text, encoding="utf-8")
        for name, base in there.environment.items():
            monkeypatch.setenv(name, base)
        monkeypatch.delenv("CONTACT", raising=False)
        given = ["--root", str(root), "--allow-private"]
        yield Desk(there, root, lambda day, *words: main(["sources", *words, *given, "--now", f"2026-11-{day}"]))


def test_a_night(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.there.works["10.1000/ice"]["updated-by"] = [update("correction", "10.1000/c", 2020, 5, 1)]
    assert desk.sources(23, "--json", str(desk.root / "out.json")) == 1
    rows = json.loads((desk.root / "out.json").read_text(encoding="utf-8"))
    assert [(row["source"], row["verdict"], row["words"]) for row in rows if row["verdict"].startswith("number-")] == [
        ("mill2019", "number-corrected", "DOI 10.1000/ice"),
        ("wu2019", "number-unknown", "DOI 10.1000/thaw"),
    ]
    out, err = capsys.readouterr()
    assert [line for line in out.splitlines() if "DOI" in line] == [
        "references.bib:14: wu2019: DOI 10.1000/thaw is not registered;"
        " copy the number from the work itself, or take it out (number-unknown)",
        "references.bib:1: mill2019: DOI 10.1000/ice was corrected by DOI 10.1000/c (1 May 2020);"
        " see whether that bears on what is cited",
    ]
    assert "2 numbers of works: 1 unknown, 1 corrected.\n" in err
    (work,) = desk.record["mill2019"]
    assert work.notices == [Notice(NumberVerdict.CORRECTED, "10.1000/c", "2020-05-01")]
    assert "Upper River" not in (desk.root / works.PATH).read_text(encoding="utf-8")
    assert main(["check", "--root", str(desk.root), "--evidence"]) == 1
    assert "(number-unknown)" in capsys.readouterr().out


def test_a_night_with_one_registry_down(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.sources(23)
    before = {key: [work.verdict for work in all_] for key, all_ in desk.record.items()}
    desk.there.instead = lambda name, before: (502, {}, b"") if name == "doi" else None
    capsys.readouterr()
    desk.sources(24)
    assert {key: [work.verdict for work in all_] for key, all_ in desk.record.items()} == before
    said = "doi.org gave no answer for 2 numbers on 24 Nov 2026 (answers 502); what it said before stays.\n"
    assert said in capsys.readouterr().err


def test_offline_asks_nobody_and_keeps_what_is_known(desk: Desk) -> None:
    desk.sources(23)
    before = (desk.root / works.PATH).read_bytes()
    desk.there.asked.clear()
    desk.sources(24, "--offline")
    assert desk.there.asked == []
    assert (desk.root / works.PATH).read_bytes() == before


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 2, "works": {}}', '{"version": 1, "works": {"a": []}}'])
def test_a_broken_record_is_a_finding(desk: Desk, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (desk.root / works.PATH).write_text(text, encoding="utf-8")
    assert main(["check", "--root", str(desk.root)]) in (1, 2)
    assert capsys.readouterr().out.startswith(f"{works.PATH}:1: ")
