"""Two records of sources and of works become one, of which each knows a night that the other does not."""

from __future__ import annotations

from scripts.hypertext.unread import Why
from scripts.publication import readings, works
from scripts.publication.identifiers import Number, NumberKind
from scripts.publication.readings import EMPTY, ClaimVerdict, Evidence, How, LastRead, Reading, Unread, Verdict
from scripts.publication.works import Answered, Down, Noticed, RecordedNumber, Registry
from scripts.publication.works import NumberVerdict as Numbered

DIGEST, WORDS, URL = "0123456789abcdef", "It sang at night", "https://ledger.example/ice"


def night(before: Evidence, on: str, verdict: Verdict | None) -> Evidence:
    """The record after a night on which the one quotation was found, or not; None: its page could not be read."""
    read = (
        LastRead(URL, Reading(How.LIVE, URL, on, "html", DIGEST, DIGEST))
        if verdict
        else LastRead(URL, None, Unread(Why.EMPTY, on))
    )
    held = ClaimVerdict("sang", verdict or Verdict.UNREAD, "mill2019", WORDS, DIGEST, on)
    return readings.remember(before, {"mill2019": read}, [held], {"sang": ("mill2019",)}, on)


FIRST = night(EMPTY, "2026-11-01", Verdict.FOUND)


def test_a_record_and_itself_or_none_is_that_record() -> None:
    assert readings.merged(FIRST, FIRST) == FIRST
    assert readings.merged(EMPTY, FIRST) == readings.merged(FIRST, EMPTY) == FIRST


def test_nights_on_which_a_quotation_was_missed_count_from_both() -> None:
    theirs = night(night(FIRST, "2026-11-02", Verdict.ABSENT), "2026-11-03", Verdict.ABSENT)
    ours = night(FIRST, "2026-11-04", Verdict.ALTERED)
    for both in (readings.merged(theirs, ours), readings.merged(ours, theirs)):
        (held,) = both.verdicts["sang"]
        assert (held.verdict, held.found, held.on) == (Verdict.ALTERED, "2026-11-01", "2026-11-04")
        assert held.nights == ("2026-11-02", "2026-11-03", "2026-11-04")
        assert held.established


def test_a_quotation_that_was_found_again_was_not_missed_before() -> None:
    theirs = night(night(FIRST, "2026-11-02", Verdict.ABSENT), "2026-11-03", Verdict.FOUND)
    ours = night(FIRST, "2026-11-04", Verdict.ABSENT)
    (held,) = readings.merged(theirs, ours).verdicts["sang"]
    assert (held.found, held.nights) == ("2026-11-03", ("2026-11-04",))


def test_a_night_that_could_not_read_takes_nothing_from_one_that_could() -> None:
    theirs, ours = night(FIRST, "2026-11-02", Verdict.ABSENT), night(FIRST, "2026-11-02", None)
    for both in (readings.merged(theirs, ours), readings.merged(ours, theirs)):
        assert both.verdicts == theirs.verdicts
        assert both.pages["mill2019"].unread is None
    later = readings.merged(theirs, night(FIRST, "2026-11-03", None))
    assert later.pages["mill2019"] == theirs.pages["mill2019"]._replace(unread=Unread(Why.EMPTY, "2026-11-03"))


def test_what_is_merged_can_be_written_and_read() -> None:
    other = LastRead("https://b.example/", None, Unread(Why.EMPTY, "2026-11-02"))
    both = readings.merged(FIRST, Evidence({"wu2019": other}))
    assert readings.read(readings.write(both)) == both
    assert both.pages.keys() == {"mill2019", "wu2019"}


NUMBER = Number(NumberKind.DOI, "10.1000/1")


def work(on: str, verdict: Numbered = Numbered.AGREES, since: str = "", *down: Down) -> RecordedNumber:
    return RecordedNumber(
        NUMBER, DIGEST, Answered(verdict, Registry.DOI, on, DIGEST, since or on), Noticed(on, DIGEST), down
    )


def test_of_two_answers_the_later_one_counts_since_the_first_of_its_kind() -> None:
    theirs, ours = work("2026-11-03", since="2026-11-02"), work("2026-11-04", since="2026-11-04")
    for a, b in ((theirs, ours), (ours, theirs)):
        (found,) = works.merged({"mill2019": (a,)}, {"mill2019": (b,)})["mill2019"]
        assert found.answered == Answered(Numbered.AGREES, Registry.DOI, "2026-11-04", DIGEST, "2026-11-02")
        assert found.noticed == Noticed("2026-11-04", DIGEST)
    other = work("2026-11-04", Numbered.ANOTHER)
    assert works.merged({"mill2019": (theirs,)}, {"mill2019": (other,)}) == {"mill2019": (other,)}


def test_a_registry_that_answered_one_of_two_nights_is_not_down() -> None:
    down = Down(Registry.DOI, "2026-11-03", "answers 500")
    silent = RecordedNumber(NUMBER, DIGEST, None, None, (down,))
    answered = work("2026-11-03")
    for a, b in ((silent, answered), (answered, silent)):
        assert works.merged({"mill2019": (a,)}, {"mill2019": (b,)}) == {"mill2019": (answered,)}
    later = down._replace(on="2026-11-04")
    (found,) = works.merged({"mill2019": (answered,)}, {"mill2019": (silent._replace(down=(later,)),)})["mill2019"]
    assert (found.answered, found.down) == (answered.answered, (later,))


def test_works_that_the_other_does_not_know_stay() -> None:
    theirs, ours = work("2026-11-03"), work("2026-11-03")._replace(number=Number(NumberKind.DOI, "10.1000/2"))
    both = works.merged({"mill2019": (theirs,), "wu2019": (theirs,)}, {"mill2019": (ours,)})
    assert both == {"mill2019": (ours, theirs), "wu2019": (theirs,)}
    assert works.read(works.write(both)) == both
