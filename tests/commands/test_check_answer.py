"""check --answer: the findings of one rule shown, and answered with one reason."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
import yaml

from scripts import rules
from scripts.editing import answers, fix
from scripts.publication import article, ledger
from tests import cases
from tests.conftest import call

BECAUSE = "The name is known to every reader of this journal."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny article in which two sentences, one of them recorded, use an acronym each, and two more a third."""
    root = Path(copytree(cases.BAD / "article", tmp_path / "article"))
    change(root, "docs/thaw.md", "The ferry ran again.", "The RBA's ferry ran again.")
    change(root, "docs/thaw.md", "[@mill2019]\n", "[@mill2019]\nThe TZQ saw it.\nThe ZQX did not.\n")
    assert call("check", "--root", root, "--fix").returncode == 1
    return root


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def acronyms(root: Path) -> list[str]:
    return [line for line in call("check", "--root", root).stdout.splitlines() if line.endswith("(acronym-expanded)")]


def test_one_answer_covers_all_that_a_rule_finds(root: Path) -> None:
    before = acronyms(root)
    kept = (root / ledger.ACCEPTED).read_text(encoding="utf-8")
    result = call("check", "--root", root, "--answer", "acronym-expanded", BECAUSE)
    shown = result.stderr.splitlines()
    assert shown[:3] == before
    assert shown[3] == "record/accepted.yml: 3 findings of acronym-expanded answered."
    assert acronyms(root) == []
    assert "acceptance" not in call("check", "--root", root).stdout
    text = (root / ledger.ACCEPTED).read_text(encoding="utf-8")
    assert text.startswith(kept.removesuffix("[]\n"))
    item = yaml.safe_load(text)[-1]
    assert item.pop(True)  # as YAML 1.1 reads the key `on`
    assert item == {
        "rule": "acronym-expanded",
        "because": BECAUSE,
        "findings": [
            {"claim": "ferry-ran-again", "found": "RBA"},
            {"claim": "tzq-saw", "found": "TZQ"},
            {"claim": "zqx-not", "found": "ZQX"},
        ],
    }


def test_a_single_finding_has_an_answer_of_its_own(root: Path) -> None:
    change(root, "docs/thaw.md", "The TZQ saw it.\nThe ZQX did not.\n", "")
    call("check", "--root", root, "--fix")
    call("check", "--root", root, "--answer", "acronym-expanded", BECAUSE)
    item = yaml.safe_load((root / ledger.ACCEPTED).read_text(encoding="utf-8"))[-1]
    assert (item["claim"], item["found"], "findings" in item) == ("ferry-ran-again", "RBA", False)


def test_what_is_no_longer_found_goes_from_an_answer_to_several_and_the_last_takes_it_along(root: Path) -> None:
    call("check", "--root", root, "--answer", "acronym-expanded", BECAUSE)
    for gone, left in (("TZQ", ["RBA", "ZQX"]), ("ZQX", ["RBA"]), ("RBA", [])):
        whole = (root / ledger.ACCEPTED).read_text(encoding="utf-8")
        change(root, "docs/thaw.md", gone, "crew")
        files = article.files(root)
        built = article.build(files, cases.TODAY)
        found = {(one.rule, one.subject, one.found) for one in rules.check(built)}
        void = [one for one in built.accepted if (one.rule, one.about, one.found) not in found]
        assert [one.found for one in void if one.rule == "acronym-expanded"] == [(gone,)]
        text = answers._without(whole, built.accepted, void)
        (root / ledger.ACCEPTED).write_text(text, encoding="utf-8")
        assert [one.found[0] for one in ledger.read_accepted(text) if one.rule == "acronym-expanded"] == left
        call("check", "--root", root, "--fix")
    assert "acronym-expanded" not in text


def test_an_answer_to_several_comes_back_whole_where_what_it_answers_is_found_again(root: Path) -> None:
    call("check", "--root", root, "--answer", "acronym-expanded", BECAUSE)
    base = article.files(root)
    first = article.build(base, cases.TODAY)
    void = [one for one in first.accepted if one.found == ("TZQ",)]
    files = {**base, ledger.ACCEPTED: answers._without(base[ledger.ACCEPTED].decode(), first.accepted, void).encode()}
    plan = answers.restored(article.build(files, cases.TODAY), files, first, base)
    assert plan.texts == {ledger.ACCEPTED: base[ledger.ACCEPTED].decode()}
    assert fix.plan(first, base, None).texts == {}


@pytest.mark.parametrize(
    ("name", "because", "told"),
    [
        ("acronyms", BECAUSE, "--answer:1: 'acronyms' is no rule; see python -m scripts rules for the names"),
        ("acronym-expanded", "known", "--answer:1: 'known' is no sentence that explains; say it in a whole one"),
        (
            "faithful-text",
            BECAUSE,
            "--answer:1: faithful-text takes no answer: a departure takes a correction (python -m scripts check --fix "
            "writes it)",
        ),
    ],
)
def test_what_cannot_be_answered_is_said(root: Path, name: str, because: str, told: str) -> None:
    kept = (root / ledger.ACCEPTED).read_bytes()
    result = call("check", "--root", root, "--answer", name, because)
    assert result.returncode == 2
    assert told in result.stdout + result.stderr
    assert (root / ledger.ACCEPTED).read_bytes() == kept


def test_nothing_found_is_nothing_answered(root: Path) -> None:
    kept = (root / ledger.ACCEPTED).read_bytes()
    result = call("check", "--root", root, "--answer", "sentence-start", BECAUSE)
    assert "Nothing of sentence-start was answered." in result.stderr
    assert (root / ledger.ACCEPTED).read_bytes() == kept
