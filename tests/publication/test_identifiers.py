"""Numbers of works and people: every dress that a number wears, and every digit that can be wrong in it."""

from __future__ import annotations

import pytest

from scripts.publication import bibliography, identifiers
from scripts.publication.identifiers import Number, NumberKind, check_digit, named, read

DOI, ARXIV, ISBN, ISSN, ORCID = NumberKind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.1000/Tides", "10.1000/tides"),
        ("doi:10.1000/tides", "10.1000/tides"),
        ("DOI: 10.1000/tides.", "10.1000/tides"),
        ("https://doi.org/10.1000/tides", "10.1000/tides"),
        ("http://dx.doi.org/10.1000/a%2Fb%3Cc%3E", "10.1000/a/b<c>"),
        ("https://doi.org/doi:10.1000/tides", "10.1000/tides"),
        ("doi.org/10.1000/tides", "10.1000/tides"),
        (r"10.1007/978-3-540\_1", "10.1007/978-3-540_1"),
        (
            "10.1002/(SICI)1097-4679(199806)54:4<437::AID-JCLP7>3.0.CO;2-#",
            "10.1002/(sici)1097-4679(199806)54:4<437::aid-jclp7>3.0.co;2-#",
        ),
        ("10.1000.10/123456", "10.1000.10/123456"),
        ("10.1000/100%25", "10.1000/100%25"),
        ("10.1000", ""),
        ("11.1000/tides", ""),
        ("10.1000/two words", ""),
        ("tides", ""),
        ("", ""),
    ],
)
def test_a_doi_in_any_dress(text: str, value: str) -> None:
    assert identifiers.doi(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2006.12345", "2006.12345"),
        ("arXiv:2006.12345v2", "2006.12345"),
        ("arXiv:2006.12345 [cs.LG]", "2006.12345"),
        ("https://arxiv.org/abs/2006.12345v1", "2006.12345"),
        ("https://arxiv.org/pdf/0704.0001.pdf", "0704.0001"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math.gt/0309136"),
        ("2013.12345", ""),
        ("1412.7449", "1412.7449"),
        ("1501.12345", "1501.12345"),
        ("2006.1234", ""),
        ("1412.12345", ""),
        ("tides", ""),
    ],
)
def test_a_number_of_arxiv(text: str, value: str) -> None:
    assert identifiers.arxiv(text) == value


def test_the_doi_of_arxiv_is_its_number() -> None:
    assert read(DOI, "10.48550/arXiv.2006.12345") == named("arXiv:2006.12345") == Number(ARXIV, "2006.12345")


SOUND = [
    (ISBN, "0-306-40615-2"),
    (ISBN, "ISBN 0-8044-2957-X"),
    (ISBN, "978-0-306-40615-7"),
    (ISBN, "979‐10‐90636‐07‐1"),
    (ISBN, "ISBN-13: 9780306406157 (pbk.)"),
    (ISSN, "2049-3630"),
    (ISSN, "ISSN 1050-124x"),
    (ORCID, "https://orcid.org/0000-0002-1825-0097"),
    (ORCID, "0000-0002-1694-233X"),
]


@pytest.mark.parametrize(("kind", "text"), SOUND)
def test_each_other_digit_and_each_two_that_change_places_are_wrong(kind: NumberKind, text: str) -> None:
    number = read(kind, text)
    assert number
    digits = number.value
    assert check_digit(number) == digits[-1]
    others = {
        digits[:i] + other + digits[i + 1 :]
        for i in range(3 if len(digits) == 13 else 0, len(digits))
        for other in "0123456789"
        if other != digits[i]
    }
    assert len(others) >= 9 * 8
    assert [one for one in others if check_digit(Number(kind, one)) == one[-1]] == []
    swapped = {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 2)} - {digits}
    if len(digits) != 13:  # an ISBN-13 does not tell digits that differ by five
        assert [one for one in swapped if check_digit(Number(kind, one)) == one[-1]] == []


@pytest.mark.parametrize(
    ("kind", "text"), [(ISBN, "0-306-40615"), (ISBN, "977-0-306-40615-7"), (ISSN, "2049"), (ORCID, "x")]
)
def test_what_has_not_the_form_of_a_number(kind: NumberKind, text: str) -> None:
    assert read(kind, text) is None


def test_the_numbers_of_an_entry() -> None:
    source = bibliography.read(
        "@book{k, isbn = {0-306-40615-2 (hbk), 978-0-306-40615-7}, issn = {1234-5678}, doi = {10.1000/x},"
        " eprint = {2006.12345}, archivePrefix = {arXiv}, url = {https://doi.org/10.1000/X}, title = {T}}"
    )[0]
    assert [str(number) for number in identifiers.asked(source)] == [
        "DOI 10.1000/x",
        "ISBN 0306406152",
        "ISBN 9780306406157",
        "arXiv:2006.12345",
    ]
    assert [written.words for written in identifiers.of(source) if not written.sound] == ["1234-5678"]


@pytest.mark.parametrize("text", ["references.bib", "https://ledger.example/2019", "saved.html", "2019", ""])
def test_what_is_no_number_is_none(text: str) -> None:
    assert named(text) is None
