"""What the check finds in the article of the tests: what its audit lists, and nothing that the audit calls sound."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts import rules
from scripts.publication import article, notes
from scripts.publication.article import Article
from scripts.publication.footnotes.parts import Kind
from scripts.publication.footnotes.resolution import CitationFault
from tests import cases

# rule, number in the audit of the article, path and line
FOUND = [
    ("ibid-splits-quotation", "1", "record/original.md", 89),
    ("short-note-resolves", "3", "record/original.md", 95),
    ("source-title-vs-slug", "12", "references.bib", 24),
    ("source-container-name", "6", "references.bib", 30),
    ("source-date-precise", "7", "references.bib", 31),
    ("source-date-precise", "8", "references.bib", 57),
    ("source-date-vs-url", "8", "references.bib", 57),
    ("quotation-cited", "21", "docs/russia-and-ukraine.md", 15),
    ("quotation-cited", "21", "docs/russia-and-ukraine.md", 15),
    ("quotation-cited", "22", "docs/security-guarantees.md", 22),
    ("polarity-vs-title", "24", "docs/security-guarantees.md", 21),
    ("adjacent-quotations-agree", "31", "docs/security-guarantees.md", 34),
    ("date-without-year", "33", "docs/introduction.md", 3),
    ("date-without-year", "33", "docs/introduction.md", 3),
    ("date-without-year", "33", "docs/russia-and-ukraine.md", 15),
    ("date-without-year", "33", "docs/russia-and-ukraine.md", 17),
    ("date-without-year", "34", "docs/russia-and-ukraine.md", 4),
    ("expected-count", "44", "docs/security-guarantees.md", 11),
    ("name-variant", "51", "docs/introduction.md", 3),
    ("sentence-start", "62", "docs/conclusion.md", 4),
    ("vague-attribution", "68", "docs/russia-and-ukraine.md", 6),
]

# The notes by the container of their sources, as a reader works them out.
NOTES = {
    "BBC": [1],
    "CEPA": [2],
    "Bloomberg": [3, 4, 9, 12],
    "Rusi.org": [5, 11],
    "POLITICO": [6, 10],
    "TIME": [7, 8],
    "Institute for the Study of War": [13],
}


@pytest.fixture(scope="module")
def real(files: Mapping[str, bytes]) -> Article:
    return article.build(files, cases.TODAY)


def test_nothing_is_left_unanswered(real: Article) -> None:
    assert rules.unanswered(real, rules.check(real)) == []


def test_without_the_answers_each_finding_of_the_audit(files: dict[str, bytes]) -> None:
    bare = article.build(files | {"record/accepted.yml": b"[]\n"}, cases.TODAY)
    found = [(f.rule, f.place.path, f.place.line) for f in rules.check(bare)]
    assert sorted(found) == sorted((rule, path, line) for rule, _, path, line in FOUND)


def test_the_notes_come_to_their_sources(real: Article) -> None:
    assert {real.sources[key].container: numbers for key, numbers in real.noted.items()} == NOTES


def test_the_given_name_of_note_11_is_named_and_resolved(real: Article) -> None:
    [cited] = real.original.cited[11]
    assert cited.source == real.original.cited[5][0].source
    assert cited.problem is CitationFault.GIVEN_NAME
    assert cited.found == ("Matthew Savill", "5")


def test_the_marks_are_the_published_notes(real: Article) -> None:
    citing = sorted((int(c.call.label), key) for key, places in real.citing.items() for c in places)
    assert citing == sorted((number, key) for key, numbers in real.noted.items() for number in numbers)
    assert [number for number, _ in citing] == list(range(1, 14))


def test_each_source_is_rendered_as_its_published_note(real: Article) -> None:
    full = [note for note in real.original.notes if real.original.kind(note.number) is Kind.FULL]
    assert len(full) == len(real.sources) == 7
    for note in full:
        source = real.source_of(real.original.cited[note.number][0].part)
        assert source is not None
        assert cases.as_note(source) == note.text


def test_the_chapters_have_sixty_two_sentences(real: Article) -> None:
    assert [len(chapter.sentences) for chapter in real.chapters] == [6, 23, 15, 11, 7]


def test_nothing_of_the_article_is_in_the_code(real: Article) -> None:
    root = cases.BAD.parents[1]
    paths = [p for p in (root / "scripts").rglob("*") if p.suffix in (".py", ".json")]
    code = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in paths)
    names = {word for source in real.sources.values() for name in source.authors for word in name.split()}
    names |= set(real.sources) | {source.container for source in real.sources.values()}
    names |= {re.sub(r"^https?://(www\.)?|/.*$", "", source.url) for source in real.sources.values()}
    words = [block.text.split() for chapter in real.chapters for block in chapter.sentences]
    names |= {word.strip("\"'.,()-") for line in words for word in line[1:] if word[0].isupper()}
    ordinary = {
        "A",
        "Anything",
        "Article",
        "Boots",
        "By",
        "Discussions",
        "First",
        "I",
        "On",
        "Organization",  # as schema.org spells it
        "Agreement",  # and what else treaties, bodies and their papers are called in any note
        "Council",
        "Memorandum",
        "Treaty",
        "UN",
        "US",  # as codes of languages call a region
        "Security",  # as HTTP calls a policy of what a page may load
        "This",
        "When",
        "Now",
        "Feb",
        "Aug",
    }
    there = [name for name in names - ordinary if name in code]
    told = [name for name in there if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", code)]
    runs = [" ".join(line[i : i + 4]) for line in words for i in range(len(line) - 3)]
    assert told == []
    assert [run for run in runs if run in code] == []


@pytest.mark.parametrize("path", [notes.PATH, notes.BESIDE])
def test_a_published_line_that_is_longer_than_any_paragraph_is_told_alone(path: str) -> None:
    base = article.files(cases.BAD / "article")
    built = article.build({**base, path: base.get(path, b"") + b"\n" + b"a" * 200_000}, cases.TODAY)
    (problem,) = built.problems
    assert (problem.place.path, problem.rule) == (path, "file-readable")
    assert problem.message == "is a line of 200,000 characters, where 100,000 can be read; part it"


def test_a_folder_is_no_file_to_which_a_link_leads_nor_is_one_of_the_theme(tmp_path: Path) -> None:
    shutil.copytree(cases.BAD / "article", tmp_path, dirs_exist_ok=True)
    for name in ("images/ice.svg", "theme/ice.svg"):
        (tmp_path / "docs" / name).parent.mkdir()
        (tmp_path / "docs" / name).write_text("<svg/>", encoding="utf-8")
    about = tmp_path / "docs/about.md"
    links = "[a](images/ice.svg), [b](images/), [c](images), [d](theme/ice.svg)"
    about.write_text(f"{about.read_text(encoding='utf-8')}\n{links}\n", encoding="utf-8")
    found = [f.found[0] for f in rules.check(article.read(tmp_path, cases.TODAY)) if f.rule == "page-link-resolves"]
    assert found == ["images", "images/", "theme/ice.svg"]
