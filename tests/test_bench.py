"""The benchmark: its article is sound, all its variants build, and it says what it measured. No test is of a time."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree, html

from tests.bench import __main__ as bench
from tests.bench import invented, real, renderers, variants
from tests.bench.measure import Run, run
from tests.bench.plot import Line, plot
from tests.conftest import call

CHAPTERS = 3


@pytest.fixture(scope="module", params=[False, True], ids=["made for each page", "made once"])
def folder(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The variants of a small article, each run once."""
    folder = tmp_path_factory.mktemp("bench") / "article"
    variants.write(folder, CHAPTERS, prune=True, once=request.param)
    for variant in variants.variants(folder):
        assert run(variant).memory > 10 * 2**20
    return folder


def test_the_article_is_made_up_the_same_again() -> None:
    assert invented.invent(CHAPTERS) == invented.invent(CHAPTERS)


def test_the_check_finds_nothing_in_it_and_sees_all_of_it(folder: Path) -> None:
    result = call("check", cwd=folder / "ours")
    assert "in 3 chapters, 120 sentences, 39 published notes, 9 sources; 6 answered" in result.stderr
    assert result.stderr.startswith("No finding")
    assert result.returncode == 0


def test_each_variant_shows_the_same_sentences_and_marks(folder: Path) -> None:
    for name in ("ours", "by-hand", "as-it-comes"):
        tree = html.parse(folder / name / "site/chapter-2/index.html")
        marks = len(tree.xpath("//article//sup/a[@class='footnote-ref']"))
        # The plugin as it comes makes a mark of each key.
        assert marks > invented.CITATIONS if name == "as-it-comes" else marks == invented.CITATIONS, name
        assert "Reports say that" in tree.xpath("string(//article)"), name
        assert "navigation.prune" in tree.xpath("string(//script[@id='__config'])"), name


def test_the_notes_by_hand_are_those_of_the_build_with_everything(folder: Path) -> None:
    ours, by_hand = (
        [str(address) for address in tree.xpath("//div[@class='footnote']//li/p/a[not(@class)]/@href")]
        for tree in (html.parse(folder / name / "site/chapter-3/index.html") for name in ("ours", "by-hand"))
    )
    assert ours == by_hand
    assert len(ours) >= invented.SOURCES


def test_a_variant_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no_such_module"):
        run(variants.Variant("none", tmp_path, ("no_such_module",)))


RUNS = {
    name: [Run(seconds * factor, factor, 2**20) for seconds in (1.0, 3.0, 2.0)]
    for name, factor in [(variants.CHECK, 0.5), (variants.EVERYTHING, 1.25), (variants.BY_HAND, 1.0)]
}


def test_the_table_has_min_median_and_max_and_what_they_are_beside_those_by_hand() -> None:
    rows = bench.table([bench.Measured(1000, RUNS)]).splitlines()
    assert str(datetime.now(tz=UTC).date()) in rows[0]
    assert rows[-3:] == [
        "| 1,000 | check | 0.50, 1.00, 1.50 | 0.50 | 0.50 | 1.00 |",
        "| 1,000 | build with everything | 1.25, 2.50, 3.75 | 1.25 | 1.25 | 1.00 |",
        "| 1,000 | notes by hand | 1.00, 2.00, 3.00 | 1.00 | 1.00 | 1.00 |",
    ]


def test_a_run_is_set_beside_the_one_by_hand_of_its_round() -> None:
    rounds = {variants.EVERYTHING: (1.2, 4.4, 1.5), variants.BY_HAND: (1.0, 4.0, 1.5)}  # the machine was slow once
    runs = {name: [Run(seconds, seconds, 1) for seconds in own] for name, own in rounds.items()}
    assert bench.table([bench.Measured(10, runs)]).splitlines()[-2] == (
        "| 10 | build with everything | 1.20, 1.50, 4.40 | 1.10 | 1.10 | 1.00 |"
    )


def test_the_growth_of_the_check_is_told_as_an_exponent() -> None:
    sizes = [bench.Measured(size, {variants.CHECK: [Run(0, processor, 0)]}) for size, processor in ((10, 1), (100, 20))]
    assert bench.growth(sizes) == "The check's time grows with an exponent of 1.30 from 10 to 100 chapters.\n"
    assert bench.growth(sizes[:1]) == ""


def test_at_the_size_of_the_real_article_the_check_and_a_save_are_timed() -> None:
    said = re.sub(r"\d+\.\d\d", "N", real.told(1))
    assert said == (
        "On the real article the check takes N s, N times `python -m mkdocs --version` (N s). "
        "In `make serve` the warning follows a save after N s, the page after N s."
    )


def test_a_table_takes_its_own_place_in_a_text_and_no_other() -> None:
    text = "Before.\n<!-- make bench{} -->\nold\n<!-- end of make bench -->\nAfter.\n"
    two = text.format("") + text.format(" --prune")
    assert bench.between(two, "new", ["--prune"]) == text.format("") + text.format(" --prune").replace("old", "new")
    assert bench.between(two, "new") == text.format("").replace("old", "new") + text.format(" --prune")
    empty = "<!-- make bench --once -->\n<!-- end of make bench -->\n"
    assert bench.between(empty + two, "new", ["--once"]) == empty.replace("\n", "\nnew\n", 1) + two
    with pytest.raises(ValueError, match="once"):
        bench.between("Nothing of the kind.", "new")


def test_no_table_without_the_other_renderer_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(renderers, "INSTALLED", False)
    monkeypatch.setattr("sys.argv", ["bench", "--readme"])
    with pytest.raises(SystemExit):
        bench.main()
    assert "Zensical is not installed here, and would have no rows; make bench installs it" in capsys.readouterr().err


def test_the_plot_has_a_line_of_each_with_its_name() -> None:
    lines = [Line(name, [(10, 0.3), (100, 2), (1000, 30)]) for name in ("one", "two", "three", "four")]
    tree = etree.fromstring(plot(lines).encode())
    names = {"svg": "http://www.w3.org/2000/svg"}
    assert len(tree.findall("svg:polyline", names)) == len(lines)
    assert {"one", "two", "three", "four", "0.1 s", "100 s", "1,000"} <= {
        t.text for t in tree.findall("svg:text", names)
    }
