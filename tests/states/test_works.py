"""What readers and editors are told of the numbers of works, for each verdict."""

from __future__ import annotations

import pytest

from scripts.publication.identifiers import Number, NumberKind
from scripts.publication.works import NOTICES, Answered, Down, Notice, Noticed, NumberVerdict, RecordedNumber, Registry
from scripts.states.works import for_editors, sentences

DOI = Number(NumberKind.DOI, "10.1000/tides")
ON = "2026-11-03"


def answered(verdict: NumberVerdict, *, since: str = "2026-11-01", notices: tuple[Notice, ...] = ()) -> RecordedNumber:
    about = ("Frogs", "Ann Low", "1987") if verdict in (NumberVerdict.ANOTHER, NumberVerdict.UNSURE) else ("", "", "")
    said = Answered(verdict, Registry.DOI, ON, "0" * 16, since, *about)
    return RecordedNumber(DOI, "0" * 16, said, Noticed(ON, "", notices))


ANSWERS = [each for each in NumberVerdict if each not in (*NOTICES, NumberVerdict.NOT_ASKED, NumberVerdict.DOWN)]
READERS = {
    NumberVerdict.AGREES: "DOI 10.1000/tides is this work’s, as doi.org has it (looked up on 3 Nov 2026).",
    NumberVerdict.PARTLY: (
        "DOI 10.1000/tides is registered; what doi.org says of it could be compared with this entry only in part"
        " (looked up on 3 Nov 2026)."
    ),
    NumberVerdict.UNSURE: (
        "DOI 10.1000/tides may be another work’s: doi.org has “Frogs”, Ann Low, 1987 (looked up on 3 Nov 2026)."
    ),
    NumberVerdict.ANOTHER: (
        "DOI 10.1000/tides is another work’s: doi.org has “Frogs”, Ann Low, 1987 (looked up on 3 Nov 2026)."
    ),
    NumberVerdict.UNKNOWN: "DOI 10.1000/tides is not registered at doi.org (looked up on 3 Nov 2026).",
    NumberVerdict.UNLISTED: "DOI 10.1000/tides is not listed by doi.org, which does not list all "
    "(looked up on 3 Nov 2026).",
}


@pytest.mark.parametrize("verdict", ANSWERS)
def test_readers_are_told_what_was_established(verdict: NumberVerdict) -> None:
    assert sentences([answered(verdict)]) == (READERS[verdict],)


@pytest.mark.parametrize("verdict", [NumberVerdict.ANOTHER, NumberVerdict.UNKNOWN])
def test_readers_are_told_nothing_against_a_number_before_the_third_night(verdict: NumberVerdict) -> None:
    found = sentences([answered(verdict, since="2026-11-02")])
    assert found == ("Whether DOI 10.1000/tides is this work’s is not established yet.",)


def test_what_nobody_asked_is_said_to_be_so() -> None:
    assert sentences([RecordedNumber(DOI, "")]) == ("DOI 10.1000/tides has not been looked up yet.",)
    down = RecordedNumber(DOI, "", down=(Down(Registry.DOI, ON, "timed out"),))
    assert sentences([down]) == (
        "No registry has answered for DOI 10.1000/tides yet.",
        "doi.org gave no answer on 3 Nov 2026.",
    )
    without = RecordedNumber(
        DOI, "", answered(NumberVerdict.AGREES).answered, None, (Down(Registry.CROSSREF, ON, "timed out"),)
    )
    assert sentences([without])[1:] == (
        "Whether it was retracted or corrected could not be looked up yet.",
        "Crossref gave no answer on 3 Nov 2026.",
    )
    assert list(for_editors([RecordedNumber(DOI, ""), down, without])) == []


def test_of_another_work_no_notice_is_told() -> None:
    notices = (Notice(NumberVerdict.RETRACTED, "10.1/r", "2020"),)
    assert sentences([answered(NumberVerdict.AGREES, notices=notices)])[1:] == (
        "This work was retracted by DOI 10.1/r (2020).",
    )
    assert len(sentences([answered(NumberVerdict.ANOTHER, notices=notices)])) == 1


def test_editors_are_told_what_is_no_finding() -> None:
    told = {verdict: list(for_editors([answered(verdict)])) for verdict in ANSWERS}
    assert {verdict for verdict, lines in told.items() if lines} == {NumberVerdict.UNSURE, NumberVerdict.UNLISTED}
    concern = answered(NumberVerdict.AGREES, notices=(Notice(NumberVerdict.CONCERN, "10.1/c"),))
    assert list(for_editors([concern])) == [
        "DOI 10.1000/tides was given an expression of concern by DOI 10.1/c; see whether that bears on what is cited"
    ]
