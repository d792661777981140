"""Each rule by its smallest bad inputs, with every finding that it must make of them, and on good texts, with none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from scripts import rules
from scripts.editing import fix
from scripts.publication import article, plain_yaml
from tests import cases

GOOD = Path(__file__).parents[1] / "good"
PLANTED = Path(__file__).parents[1] / "planted"
NAMES = sorted(path.stem for path in (cases.BAD / "rules").glob("*.yml"))
ARTICLES = sorted(path.name for path in GOOD.iterdir())

pytestmark = pytest.mark.usefixtures("read_once")


def test_the_tiny_article_is_good() -> None:
    assert cases.findings({"changes": []}) == []
    assert cases.findings({"file": "site/site.css", "append": "\n"}) == []


def test_each_rule_has_a_bad_input_and_each_bad_input_a_rule() -> None:
    assert sorted(rules.RULES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_bad_input(name: str) -> None:
    listed = yaml.load((cases.BAD / "rules" / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert listed
    for case in listed:
        found = cases.findings(case)
        own = [finding for finding in found if finding.endswith(f"({name})")]
        assert own, "the rule finds nothing"
        assert own == case["finds"], case.get("why")
        assert sorted({cases.rule_of(finding) for finding in found} - {name}) == case.get("besides", []), case.get(
            "why"
        )
        assert [finding for finding in found if "; " not in finding] == [], "does not say what to do next"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_to_fix_is_mended_by_it(name: str) -> None:
    """Of two runs the second finds nothing more to write; what a person has to mend first stops both."""
    for case in yaml.load((cases.BAD / "rules" / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader):
        files = cases.changed(case)
        before = article.build(files, cases.TODAY)
        left = [finding for finding in rules.check(before) if "check --fix" in finding.message]
        if not left or before.problems or list(fix.not_meant(before)):
            continue
        fixed = fix.fixed(files, fix.plan(before, files, None))
        after = article.build(fixed, cases.TODAY)
        assert [str(f) for f in rules.check(after) if f.identity in {one.identity for one in left}] == [], case
        assert fix.plan(after, fixed, None).texts == {}, case


@pytest.mark.parametrize("name", sorted(rules.RULES))
def test_each_rule_is_documented(name: str) -> None:
    about, bad, good = rules.RULES[name].documented()
    assert about.endswith("."), "begins with a sentence"
    assert bad, "has a Bad: example"
    assert good, "has a Good: example"


def test_there_are_four_good_articles() -> None:
    assert len(ARTICLES) >= 4


@pytest.mark.parametrize("name", ARTICLES)
def test_good_text(name: str) -> None:
    good = article.read(GOOD / name, cases.TODAY)
    assert len(good.chapters) >= 2
    assert [str(finding) for finding in rules.unanswered(good, rules.check(good))] == []


def sound() -> list[tuple[str, str]]:
    path = Path(__file__).with_name("good.yml")
    listed, _ = plain_yaml.load(path.name, path.read_text(encoding="utf-8"))  # which takes no rule twice
    return [(name, text) for name, texts in listed.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), sound())
def test_a_rule_says_nothing_of_good_prose(name: str, text: str) -> None:
    found = cases.findings({"file": "docs/thaw.md", "append": f"\n{text}\n"})
    assert found, "the text is read"
    assert [finding for finding in found if finding.endswith(f"({name})")] == []


def test_a_rule_says_nothing_of_good_notes() -> None:
    notes = yaml.load(Path(__file__).with_name("good_notes.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    numbered = list(enumerate(notes, 5))
    calls = "".join(f" It rang.<sup>{number}</sup>" for number, _ in numbered)
    texts = "".join(f"\n<sup>{number}</sup> {text}\n" for number, text in numbered)
    ferry, reed = "The ferry ran again.<sup>4</sup>", "\n**Cy Reed**"
    changes = [(ferry, ferry + calls), (reed, texts + reed)]
    case = {"changes": [{"file": "record/original.md", "from": old, "to": new} for old, new in changes]}
    assert len(cases.made(case).original.notes) == 4 + len(notes)
    about = {"short-note-resolves", "ibid-resolves", "page-within-extent", "date-possible"}
    assert [finding for finding in cases.findings(case) if cases.rule_of(finding) in about] == []


@pytest.mark.parametrize(
    "line",
    [
        '"The ice held," she said. "It sang."',
        '"The ice held", said Bo Wu.[@wu2019] "It sang."',
        "“Did it hold?” asked Bo Wu. “It sang.”",
    ],
)
def test_speech_that_goes_on_after_its_speaker_is_one_sentence(line: str) -> None:
    found = cases.findings({"file": "docs/thaw.md", "append": f"{line}\n"})
    assert found
    assert not [finding for finding in found if finding.endswith("(one-sentence-a-line)")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Two things are needed:\n- A bridge is needed.\n- A mill is needed.", "block-as-meant"),
        ("!!! note\n    The ice held.", "markup-shown"),
        ("<div hidden>\nThe ice held.\nIt sang.\n</div>", "markup-harmless"),
    ],
)
def test_what_is_not_as_meant_is_told_once_and_not_what_follows_from_it(text: str, rule: str) -> None:
    found = cases.findings({"file": "docs/ice.md", "append": f"\n{text}\n"})
    assert [cases.rule_of(finding) for finding in found] == [rule]


def planted() -> list[tuple[str, cases.Case]]:
    return [
        (path.stem, case)
        for path in sorted(PLANTED.glob("*.yml"))
        for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    ]


@pytest.mark.parametrize(
    ("name", "case"), planted(), ids=lambda value: value if isinstance(value, str) else value["defect"]
)
def test_planted_defect(name: str, case: cases.Case) -> None:
    files = article.files(GOOD / name)
    cases.apply(files, case)
    found = rules.check(article.build(files, cases.TODAY))
    assert any(finding.place.path == case["file"] for finding in found), [str(f) for f in found]


def test_the_day_is_an_argument() -> None:
    files = article.files(GOOD / "river-ice")
    early = rules.check(article.build(files, date(1999, 1, 1)))
    assert {finding.rule for finding in early} == {"source-not-in-future"}


def test_letters_and_their_accents_may_be_apart_in_a_file() -> None:
    files = article.files(cases.BAD / "article")
    files |= {
        path: data.replace(b"It was thick.", "It was thick at the café.".encode()) for path, data in files.items()
    }
    files["record/article.yml"] = re.sub(
        rb"(?<=sha256: )\w+", sha256(files["record/original.md"]).hexdigest().encode(), files["record/article.yml"]
    )
    files["docs/ice.md"] = unicodedata.normalize("NFD", files["docs/ice.md"].decode()).encode()
    assert "é".encode() not in files["docs/ice.md"]
    assert rules.check(article.build(files, cases.TODAY)) == []
