"""An article in another language: what rests on English is not asked of it, and all else is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scripts import rules
from scripts.editing import fix
from scripts.publication import article, ledger
from scripts.publication.article import CONFIG, Article
from scripts.rules import wording
from tests import cases

GERMAN = cases.BAD.parent / "good" / "raft-clock"
CLOCK, WATER = "docs/der-streit-um-die-glocke.md", "docs/die-zeit-des-wassers.md"


@pytest.fixture
def files() -> dict[str, bytes]:
    return article.files(GERMAN)


def replace(files: dict[str, bytes], name: str, old: str, new: str) -> None:
    assert files[name].count(old.encode()) == 1
    files[name] = files[name].replace(old.encode(), new.encode())


def built(files: dict[str, bytes]) -> Article:
    made = article.build(files, cases.TODAY)
    assert made.problems == ()
    return made


def found(files: dict[str, bytes]) -> set[tuple[str, str, int]]:
    """The rule, the file and the line of each finding."""
    made = built(files)
    return {(f.rule, f.place.path, f.place.line) for f in rules.unanswered(made, rules.check(made))}


def test_rules_of_english_would_be_wrong_of_it(files: dict[str, bytes]) -> None:
    assert found(files) == set()
    replace(files, ledger.ARTICLE, "language: de\n", "")
    assert found(files) == {
        ("name-variant", WATER, 9),
        ("one-sentence-a-line", CLOCK, 13),
        ("one-sentence-a-line", CLOCK, 14),
        ("one-sentence-a-line", CLOCK, 15),
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "finding"),
    [
        (WATER, "Eine Uhr brauchte dazu niemand.", "Eine Uhr brauchte dazu jemand.", ("faithful-text", WATER, 7)),
        (WATER, "[@nothnagel1908quellen]", "[@brommer1988rufen]", ("faithful-notes", WATER, 5)),
        (WATER, "[@nothnagel1908quellen]", "[@nothnagel1908quelle]", ("citation-known", WATER, 5)),
        (WATER, "[^listen]: Die", "[^liste]: Die", ("footnote-defined", WATER, 10)),
        (WATER, "nur „Wasserzeiten“", "nur „Wasserzeiten", ("quotation-balanced", WATER, 5)),
        (CLOCK, "»Herausnehmen eines Keiles", "Herausnehmen eines Keiles", ("quotation-balanced", CLOCK, 14)),
        (CLOCK, "kam die Schicht.\n", "kam die Schicht. ", ("one-sentence-a-line", CLOCK, 5)),
        (CLOCK, "Streik gesehen, bald", "Streik gesehen,\nbald", ("one-sentence-a-line", CLOCK, 22)),
        ("references.bib", "{Georg Brommer}", "{Gregor Brommer}", ("note-matches-source", "references.bib", 9)),
    ],
)
def test_what_rests_on_no_language_is_found(
    files: dict[str, bytes], name: str, old: str, new: str, finding: tuple[str, str, int]
) -> None:
    replace(files, name, old, new)
    assert finding in found(files)


def test_its_language_is_that_of_the_theme_unless_the_record_says_another(files: dict[str, bytes]) -> None:
    replace(files, ledger.ARTICLE, "language: de\n", "")
    assert built(files).language == "en"
    files[CONFIG] += b"theme:\n  name: material\n  language: fr\n"
    assert (built(files).language, built(files).in_english) == ("fr", False)
    files[ledger.ARTICLE] += b"language: en-GB\n"
    assert (built(files).language, built(files).in_english) == ("en-GB", True)


@pytest.mark.parametrize("theme", ["theme: material\n", "theme:\n  name: material\n", "theme:\n"])
def test_a_theme_without_a_language_is_in_english(files: dict[str, bytes], theme: str) -> None:
    replace(files, ledger.ARTICLE, "language: de\n", "")
    files[CONFIG] += theme.encode()
    assert built(files).in_english


def test_the_kind_of_a_new_sentence_is_not_guessed_from_its_words(files: dict[str, bytes]) -> None:
    files[WATER] += "\nEs kam, wie alle wußten, zu spät.\n\n> Niemand kam.\n".encode()
    fixed = fix.fixed(files, fix.plan(built(files), files, None))
    new = [record for record in built(fixed).claims[WATER] if isinstance(record, ledger.Claim) and record.confirm]
    assert [(claim.says, claim.kind, claim.id) for claim in new] == [
        ("Es kam, wie alle wußten, zu spät.", "fact", "es-kam-wie-alle-wussten-zu"),
        ("Niemand kam.", "quotation", "niemand-kam"),
    ]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("fr", ["Il pleut sur le bois.", "La loi vint[^1].", "Le « fin »[^2].", "L’abbé rit."]),
        (
            "fr",
            ["M. Perrin, Mme. La Tour, l’art. Premier, p. ex. La, cf. Le livre, le prof. Jean Petit, coll. La Fin."],
        ),
        (
            "de",
            [
                "Das Ende war alt.",
                "Er ging in den Wald.",
                "Die Leute, die er sah, lasen das „Amt“[^2].",
                "Das Amt kam.",
            ],
        ),
        ("de", ["Vgl. Die Zeit, z. B. Der Herr, Nr. Der, S. Die, Bd. II, bzw. Er, Prof. Hans Vogt, Abs. Eins."]),
    ],
)
def test_sentences_are_told_from_abbreviations(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    begins = wording.sentence_begins(text, in_english=False, words=wording.short_words(text, language))
    assert [text[i:j].strip() for i, j in pairwise([0, *begins, len(text)])] == sentences
