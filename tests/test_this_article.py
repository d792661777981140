"""The article in docs/, whatever it says, on the day that it is: the only tests that look at it (`make text`).

All others have one of their own, in tests/good/guarantees, so that no change of words fails them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from scripts.english import dates
from scripts.publication import article, ledger
from scripts.publication.article import Article
from scripts.publication.plain_yaml import load
from tests import cases
from tests.conftest import ARTICLE, ROOT, build, call, files_of_the_repository, is_article
from tests.test_repository import ELSEWHERE, FILES, REGISTRIES

OURS = [name for name in files_of_the_repository() if is_article(name)]
RECORDS = [name for name in OURS if name.endswith(".yml")]


@pytest.fixture(scope="module")
def real() -> Article:
    return article.read(ROOT, dates.today())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, built strictly."""
    return build(ROOT, tmp_path_factory.mktemp("real"))


def test_it_checks_clean() -> None:
    result = call("check", cwd=ROOT, day=None)
    assert result.returncode == 0, result.stdout
    assert re.search(r" by [1-9]\d* rules in [1-9]\d* chapters?, [1-9]\d* sentences?, ", result.stderr)


def test_its_site_checks_clean(site: Path) -> None:
    result = call("check", "--site", site, cwd=ROOT, day=None)
    assert result.returncode == 0, result.stdout
    assert re.search(r", [1-9]\d* built pages?; ", result.stderr)


def test_each_of_its_sentences_is_on_its_page(real: Article, site: Path) -> None:
    assert real.count_recorded
    for sentence, claim in real.recorded():
        page = site / real.pages[sentence.place.path].url / "index.html"
        assert f' id="{claim.id}"' in page.read_text(encoding="utf-8")


def said(of: Article) -> set[str]:
    """What is an article's own: its sentences, its ids and its keys, but for those that anybody might write."""
    sentences = (" ".join(one.text.split()) for chapter in of.chapters for one in chapter.sentences)
    long = {text for text in sentences if text.count(" ") >= 10}  # a short one may be what a test makes of its own
    return long | {claim.id for _, claim in of.recorded() if claim.id.count("-") >= 2} | set(of.sources)


def standing(words: Iterable[str], *folders: str) -> list[tuple[str, str]]:
    """Which of these stand in files of these folders, and where."""
    names = {path.relative_to(ROOT).as_posix(): path for path in FILES if ARTICLE not in path.parents}
    texts = {
        name: " ".join(path.read_text(encoding="utf-8", errors="replace").split())
        for name, path in names.items()
        if name.startswith(folders)
    }
    assert texts
    whole = [(word, re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")) for word in words]
    return [(word, name) for name, text in texts.items() for word, form in whole if word in text and form.search(text)]


def test_nothing_of_it_is_in_the_code(real: Article) -> None:
    assert said(real)
    assert standing(said(real), "scripts/", "docs/theme/") == []


def test_nothing_of_it_is_in_the_tests_but_what_is_of_their_own_article(real: Article) -> None:
    own = article.read(ARTICLE, cases.TODAY)
    assert standing(said(own), "tests/"), "that search finds what is there"
    assert standing(said(real) - said(own), "tests/") == []


def test_the_tests_read_it_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (ROOT / "docs/index.md").read_bytes()
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "tests/test_other.py::test_it")
    for name in OURS:
        with pytest.raises(AssertionError, match="take that of tests/good/guarantees"):
            (ROOT / name).read_bytes()


# Its files


def test_there_are_records() -> None:
    assert len(RECORDS) >= len(ledger.FILES) + 1


@pytest.mark.parametrize("path", RECORDS)
def test_an_editor_is_told_the_schema_of_a_record(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)", text)
    assert named, "the first line names no schema"
    schema = (ROOT / path).parent / named[1]
    chapters = "claims" if ledger.is_claims(path) else "corrections" if ledger.is_corrections(path) else ""
    expected = chapters or Path(path).stem
    assert schema.resolve() == ROOT / f"scripts/schemas/{expected}.json"
    assert json.loads(schema.read_text(encoding="utf-8"))["$schema"].startswith("https://json-schema.org/")
    assert load(path, text)[0] is not None


@pytest.mark.parametrize("path", [name for name in OURS if not name.endswith((".json", "/original.md"))])
def test_a_line_ends_with_its_last_word_and_a_file_with_one_line_feed(path: str) -> None:
    data = (ROOT / path).read_bytes()
    assert re.findall(rb"(?m)^.*[ \t\r]$", data) == []
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")


@pytest.mark.parametrize("words", [*REGISTRIES, ELSEWHERE])
def test_it_names_no_registry_and_no_folder_beside_the_repository(words: str) -> None:
    assert [name for name in OURS if words.encode() in (ROOT / name).read_bytes()] == []


def test_citation_cff_is_of_the_article_that_the_record_names() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    record = yaml.safe_load((ROOT / ledger.ARTICLE).read_text(encoding="utf-8"))
    assert citation["preferred-citation"] == {
        "type": "article",
        "title": record["title"],
        "authors": [{"given-names": record["given"], "family-names": record["family"]}],
    }
