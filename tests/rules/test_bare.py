"""An article that names no author and has no headings, and what is asked of it: nothing that it cannot prove."""

from __future__ import annotations

import re

import pytest

from scripts import rules
from scripts.publication import article, bibliography, ledger, notes
from scripts.publication.article import Article
from tests import cases

ICE, THAW, CONFIG, RECORD = "docs/ice.md", "docs/thaw.md", "mkdocs.yml", "record/claims/ice.yml"


def without(files: dict[str, bytes], name: str, words: str) -> None:
    assert words.encode() in files[name]
    files[name] = files[name].replace(words.encode(), b"")


def built(files: dict[str, bytes]) -> Article:
    cases.redigest(files)
    return article.build(files, cases.TODAY)


def found(files: dict[str, bytes]) -> list[str]:
    made = built(files)
    return [str(finding) for finding in rules.unanswered(made, rules.check(made))]


@pytest.fixture
def files() -> dict[str, bytes]:
    return article.files(cases.BAD / "article")


@pytest.fixture
def bare(files: dict[str, bytes]) -> dict[str, bytes]:
    """The tiny article without a heading, in one chapter."""
    for heading in ("# On River Ice\n\n", "## Ice\n\n", "## Thaw\n\n"):
        without(files, notes.PATH, heading)
    without(files, ICE, "# Ice\n\n")
    without(files, THAW, "# Thaw\n\n")
    without(files, CONFIG, "      - thaw.md\n")
    files[ICE] += b"\n" + files.pop(THAW)
    files[RECORD] += files.pop("record/claims/thaw.yml")
    return files


def test_an_article_without_an_author_is_sound(files: dict[str, bytes]) -> None:
    without(files, ledger.ARTICLE, "author: Cy Reed\n")
    assert found(files) == []
    assert built(files).publication.author == ""


def test_an_author_may_be_named_in_the_text(files: dict[str, bytes]) -> None:
    without(files, notes.PATH, "\n**Cy Reed** keeps a ferry.\n")
    files[notes.PATH] = files[notes.PATH].replace(b"## Ice\n", b"## Ice\n\nBy Cy Reed\n")
    files[ICE] = files[ICE].replace(b"# Ice\n", b"# Ice\n\nBy Cy Reed\n")
    files[RECORD] = files[RECORD].replace(
        b"- id: ice-held", b"- id: by-cy-reed\n  says: By Cy Reed\n  kind: fact\n  sources: []\n- id: ice-held", 1
    )
    files[ledger.IDS] += b"- by-cy-reed\n"
    assert found(files) == []


def test_parts_of_a_name_ask_for_the_name(files: dict[str, bytes]) -> None:
    without(files, ledger.ARTICLE, "author: Cy Reed\n")
    files[ledger.ARTICLE] += b"given: Cy\nfamily: Reed\n"
    (one,) = found(files)
    assert "author" in one
    assert one.endswith("(schema-valid)")


def test_an_article_without_a_heading_is_sound(bare: dict[str, bytes]) -> None:
    assert found(bare) == []
    assert [chapter.title for chapter in built(bare).chapters] == ["Ice"]


def test_a_title_that_nothing_published_gives_is_the_one_on_record(bare: dict[str, bytes]) -> None:
    bare["docs/index.md"] = bare["docs/index.md"].replace(b"# On River Ice", b"# On Ice")
    (one,) = found(bare)
    assert one.startswith("docs/index.md:1: ")
    assert one.endswith("(faithful-text)")


def test_a_word_changed_is_found_all_the_same(bare: dict[str, bytes]) -> None:
    bare[ICE] = bare[ICE].replace(b"It was thick.", b"It was thin.")
    assert any(one.startswith("docs/ice.md:4: ") and one.endswith("(faithful-text)") for one in found(bare))


def test_a_page_without_a_day_of_access_is_sound_where_its_note_prints_none(files: dict[str, bytes]) -> None:
    without(files, notes.PATH, ", accessed 1 Jun 2019 <https://floods.example/after-the-thaw>")
    entry = files[bibliography.PATH].decode()
    before, wu, after = re.split(r"(@\w+\{wu2019,.*?\n\}\n)", entry, flags=re.DOTALL)
    files[bibliography.PATH] = (before + re.sub(r"  urldate .*\n", "", wu) + after).encode()
    assert files[bibliography.PATH].decode().count("urldate") == entry.count("urldate") - 1
    assert found(files) == []
    assert "accessed" not in cases.as_note(built(files).sources["wu2019"])


def test_of_an_original_with_nothing_but_a_title_each_chapter_is_told(files: dict[str, bytes]) -> None:
    files[notes.PATH] = b"# On River Ice\n"
    assert [finding for finding in found(files) if "is no part of the published article" in finding] == [
        f"{path}:1: is no part of the published article; take it out of the nav's Article, or record the correction"
        " (python -m scripts check --fix writes it) (faithful-text)"
        for path in (ICE, THAW)
    ]
