"""The comparison of sentences with their sources, measured on the labelled set."""

from __future__ import annotations

import json

import pytest

from scripts.evidence.comparison import SourceText, same_authors, same_title
from scripts.hypertext.stated import OF_ONE_NAME
from scripts.publication import article
from scripts.publication.readings import Verdict
from tests import cases
from tests.sources import score


@pytest.fixture(scope="module")
def halves() -> dict[str, score.Score]:
    return {half: score.score(half) for half in score.HALVES}


def test_the_set_is_as_large_as_it_says(halves: dict[str, score.Score]) -> None:
    labelled = [sum(found.labelled.values()) for found in halves.values()]
    assert all(count >= 75 for count in labelled)
    assert all(any(found.labelled[verdict] for found in halves.values()) for verdict in score.LABELLED)


def test_no_altered_quotation_is_called_found(halves: dict[str, score.Score]) -> None:
    for found in halves.values():
        altered = {label[:2] + label[4:] for label in found.missing if label.verdict == "quotation-altered"}
        called = {label[:2] + label[4:] for label in found.wrong if label.verdict == "quotation-found"}
        assert not altered & called


def test_the_methods_page_shows_the_figures_of_this_code(halves: dict[str, score.Score]) -> None:
    written = json.loads(score.MEASURED.read_text(encoding="utf-8"))
    assert score.figures(halves) == written, "make audit-sources writes them anew"


def test_a_page_that_names_just_a_body_says_nothing_of_a_person() -> None:
    body = OF_ONE_NAME.join(["The", "River", "Board"])
    assert same_authors(["Mill"], [body]) is None
    assert same_authors(["River Board"], [body]) is True
    assert same_authors(["Mill"], [body, "Bo Reed"]) is False


def test_a_page_that_names_more_people_names_others() -> None:
    assert same_authors(["Mill"], ["Ada Mill", "Bo Reed"]) is False
    assert same_authors(["Mill"], ["Ada Mill", "Bo Reed"], others=True) is True
    assert same_authors(["Mill"], ["Ada Mill", "The\N{NO-BREAK SPACE}Ledger"]) is True


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Ice on the Weir", "Opinion | Ice on the Weir | The Ledger", True),
        ("Opinion", "Opinion | Ice on the Weir", True),  # it is what stands first
        ("The Ledger", "Opinion | Ice on the Weir | The Ledger", False),
        ("Ice on the Weir", "Opinion: ice is late", False),
    ],
)
def test_a_title_between_the_names_of_a_section_and_a_site(ours: str, theirs: str, same: bool) -> None:
    assert same_title(ours, theirs, "") is same


WORDS = "The river belongs to nobody, and so it belongs to the strong"


@pytest.mark.parametrize(
    ("there", "differs"),
    [
        (f"“{WORDS},” said Otto Brandt. Karin Holm left.", True),
        (f"Otto Brandt, the envoy, came late. Brandt said: “{WORDS}, as ever.”", True),
        (f"“{WORDS},” said Karin Holm. Otto Brandt left.", False),
        (f"“{WORDS},” said Holm.", False),
        (f"“{WORDS},” said Otto Brandt, speaking for Ms Holm.", False),
        (f"Karin Holm sent her envoy. “{WORDS},” said Otto Brandt.", False),
        (f"“{WORDS},” she said, and Otto Brandt left.", False),
        (f"“{WORDS},” Dunmore said through its envoy.", False),
        (f"“{WORDS},” said Carin Hollm.", False),
    ],
)
def test_words_put_into_another_persons_mouth(there: str, *, differs: bool) -> None:
    files = article.files(cases.BAD / "article")
    files["docs/ice.md"] = f'# Ice\n\n"{WORDS}", said Karin Holm.[@mill2019]\n'.encode()
    built = article.build(files, cases.TODAY)
    given = cases.compare(built, {"mill2019": SourceText("", f"The ice held until March.\n{there}\nIt was thick.")})
    found = {one.verdict: one.words for one in given}
    assert found[Verdict.FOUND] == WORDS
    assert found.get(Verdict.SPEAKER_DIFFERS) == ("Karin Holm" if differs else None)


LABELLED = "{0}: Good morning. The strait is shut.\n\n{1}: {2}.\n\n{0}: Thank you.\n\n{1}: Not at all."
ALONE = "{0} (Harwich) (Con)\n\nYes?\n\n{1} (Hull) (Lab)\n\n{2}.\n\nSo it is.\n\n{0}\n\nNo.\n\n{1}\n\nYes."


@pytest.mark.parametrize(
    ("there", "by"),
    [
        (LABELLED.format("Karin Holm", "Otto Brandt", WORDS), "Otto Brandt"),
        (LABELLED.format("MS HOLM", "MR BRANDT", WORDS), "Mr Brandt"),
        (LABELLED.format("Otto Brandt", "Karin Holm", WORDS), ""),
        (LABELLED.format("Bo Wu", "Otto Brandt", WORDS), ""),
        (ALONE.format("Karin Holm", "Otto Brandt", WORDS), "Otto Brandt"),
        (ALONE.format("Otto Brandt", "Karin Holm", WORDS), ""),
        (f"Karin Holm\n\nRead More\n\n{WORDS}.\n\nRead More\n\nKarin Holm", ""),
        (f"Karin Holm: We came.\n\nPhoto: Otto Brandt\n\n{WORDS}.\n\nPhoto: Bo Wu\n\nKarin Holm: So it is.", ""),
    ],
)
def test_whose_turn_it_is_in_a_transcript(there: str, by: str) -> None:
    files = article.files(cases.BAD / "article")
    files["docs/ice.md"] = f'# Ice\n\n"{WORDS}", said Karin Holm.[@mill2019]\n'.encode()
    given = cases.compare(article.build(files, cases.TODAY), {"mill2019": SourceText("", there)})
    assert [one.there for one in given if one.verdict is Verdict.SPEAKER_DIFFERS] == ([(by,)] if by else [])


@pytest.mark.parametrize(
    ("entry", "locator", "verdict"),
    [
        ("@online{", "", Verdict.ABSENT),
        ("@online{", ", p. 1", Verdict.ABSENT),
        ("@online{", ", p. 44", Verdict.NOT_IN_PART),
        ("@book{", "", Verdict.NOT_IN_PART),
        ("@article{", ", p. 712", Verdict.ABSENT),  # of the volume
        ("@article{pages = {701--720}, ", "", Verdict.NOT_IN_PART),
    ],
)
def test_a_text_too_short_for_its_source_is_a_part_of_it(entry: str, locator: str, verdict: Verdict) -> None:
    files = article.files(cases.BAD / "article")
    files["docs/ice.md"] = f'# Ice\n\n"{WORDS}", said Karin Holm.[@mill2019{locator}]\n'.encode()
    kind, _, field = entry.partition("{")
    begins = f"{kind}{{mill2019, {field}".encode()
    files["references.bib"] = files["references.bib"].replace(b"@online{mill2019,", begins)
    there = SourceText("", "The ice held until March, and the boats lay still. " * 20)
    given = cases.compare(article.build(files, cases.TODAY), {"mill2019": there})
    assert [one.verdict for one in given if one.words == WORDS] == [verdict]


def test_words_are_put_into_nobodys_mouth_where_the_sentence_names_both() -> None:
    files = article.files(cases.BAD / "article")
    files["docs/ice.md"] = f'# Ice\n\n"{WORDS}", said Karin Holm of what Brandt wrote.[@mill2019]\n'.encode()
    there = SourceText("", f"The ice held until March.\n“{WORDS},” said Otto Brandt. Karin Holm left.\n")
    given = cases.compare(article.build(files, cases.TODAY), {"mill2019": there})
    assert Verdict.FOUND in {one.verdict for one in given}
    assert Verdict.SPEAKER_DIFFERS not in {one.verdict for one in given}


@pytest.mark.parametrize(
    ("sentence", "there", "denied"),
    [
        (
            'The treaty speaks of "the inherent right to pass"',
            "Nothing shall impair the inherent right to pass.",
            False,
        ),
        ('The toll impairs "the inherent right to pass"', "Nothing shall impair the inherent right to pass.", True),
        ('The board has "the inherent right to pass"', "Nobody has the inherent right to pass.", True),
        ('The board gave "the inherent right to pass"', "The board did not grant the inherent right to pass.", True),
    ],
)
def test_what_is_denied_where_it_is_quoted_from(sentence: str, there: str, *, denied: bool) -> None:
    files = article.files(cases.BAD / "article")
    files["docs/ice.md"] = f"# Ice\n\n{sentence}.[@mill2019]\n".encode()
    given = cases.compare(article.build(files, cases.TODAY), {"mill2019": SourceText("", f"It was so.\n\n{there}")})
    assert Verdict.FOUND in {one.verdict for one in given}
    assert (Verdict.POLARITY_DIFFERS in {one.verdict for one in given}) is denied


@pytest.mark.parametrize(
    ("sentence", "there"),
    [
        ("In 2018 the number of eels fell by 4.2 per cent", "In 2018 the number of eels rose by 4.2% to 61,300."),
        ("Every keeper signed the letter to the board", "Some keepers signed the letter to the board."),
    ],
)
def test_the_opposite_in_other_words_is_told_of_the_sentence(sentence: str, there: str) -> None:
    files = article.files(cases.BAD / "article")
    files["docs/ice.md"] = f"# Ice\n\n{sentence}.[@mill2019]\n".encode()
    page = SourceText("", f"The ice held until March.\n{there}\n")
    given = cases.compare(article.build(files, cases.TODAY), {"mill2019": page})
    assert Verdict.POLARITY_DIFFERS in {one.verdict for one in given}
