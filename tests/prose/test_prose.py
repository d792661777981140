"""What the rules say of prose that was written by others, or as others write, and not for them.

street-lamps.md is a report with lists, tables, admonitions, scare quotes, names of works and acronyms. It was written
before the rules were made to read such a text; what is wrong in it stands in street-lamps.yml, and nothing else is.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from scripts import rules
from scripts.finding import Finding
from scripts.publication import article, plain_yaml
from tests import cases

HERE = Path(__file__).parent
CHAPTER = "docs/ice.md"


def alone(text: str, settings: str = "") -> list[Finding]:
    """What is found in a text that is the only chapter of an article, less what comes of its having no record."""
    files = {path: data for path, data in article.files(cases.BAD / "article").items() if "/claims/" not in path}
    files |= {CHAPTER: text.encode(), "record/ids.yml": b"[]\n", "record/accepted.yml": b"[]\n"}
    files["mkdocs.yml"] = re.sub(rb".*thaw\.md\n", b"", files["mkdocs.yml"])
    files["record/article.yml"] += settings.encode()
    built = article.build(files, cases.TODAY)
    assert built.problems == ()
    found = rules.check(built)
    families = {"wording", "quotations", "markup", "citations"}
    return [one for one in found if one.place.path == CHAPTER and rules.RULES[one.rule].family in families]


def test_what_is_found_is_wrong_and_what_is_wrong_is_found() -> None:
    text = (HERE / "street-lamps.md").read_text(encoding="utf-8")
    known = yaml.safe_load((HERE / "street-lamps.yml").read_text(encoding="utf-8"))
    found = [(one.place.line, one.rule) for one in alone(text)]
    assert sorted(found) == sorted((each["line"], each["rule"]) for each in known)
    lines = text.split("\n")
    assert [each for each in known if each["words"] not in lines[each["line"] - 1]] == []


# The rules that the settings of an article may name.
OF_STYLE = frozenset(plain_yaml.schema("article")["properties"]["without"]["items"]["enum"])
STYLE = '# On ice\n\nthe ZQX met on 3 May.\nAda Pereira and the "ZQX met.\nAda Perreira went.\n'


@pytest.mark.parametrize("name", sorted(OF_STYLE))
def test_an_article_may_do_without_a_rule_of_style(name: str) -> None:
    assert name in {one.rule for one in alone(STYLE)}
    without = alone(STYLE, f"without: [{name}]\n")
    assert {one.rule for one in without} == OF_STYLE - {name}


def test_no_rule_of_style_is_serious() -> None:
    assert [name for name in OF_STYLE if rules.RULES[name].serious] == []


def test_the_rules_that_are_asked_are_those_that_run() -> None:
    files = article.files(cases.BAD / "article")
    everything = len(rules.asked(article.build(files, cases.TODAY)))
    files["record/article.yml"] += b"without: [sentence-start, name-variant]\n"
    assert len(rules.asked(article.build(files, cases.TODAY))) == everything - 2
