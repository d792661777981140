"""Registries of works, asked on a stand-in with the shapes of their real answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import count
from typing import Any

import pytest

from scripts.publication import bibliography, works
from scripts.publication.bibliography import Source
from scripts.publication.works import NumberVerdict, RecordedNumber, Registry
from scripts.states import works as said
from scripts.web import client, registries
from scripts.web.registries import Registries
from tests.evidence import test_works as labelled
from tests.web import works as measured
from tests.web.registry_stand_in import Made, StandIn, book, crossref, datacite, standing_in, update

TODAY = date(2026, 11, 23)
SICI = "10.1002/(SICI)1097-4679(199806)54:4<437::AID-JCLP7>3.0.CO;2-#"
MILL = [("Ada", "Mill"), ("Bo", "Wu")]


_trust = cache(client._trust)  # reading the trust roots takes 0.2 s


@pytest.fixture(autouse=True)
def trust(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_trust", _trust)


@pytest.fixture
def there() -> Iterator[StandIn]:
    with standing_in() as stand_in:
        stand_in.works |= {
            "10.1000/tides": crossref("10.1000/tides", "On Tides", MILL, 2019),
            "10.48550/arxiv.2006.12345": datacite("10.48550/arxiv.2006.12345", "On Tides", MILL, 2020),
            SICI.lower(): crossref(SICI, "Sleep and ice", [("Jane", "Pratt")], 1998),
        }
        stand_in.books["9780980200447"] = book("9780980200447", "On Tides", ["Ada Mill"], "March 2019")
        yield stand_in


def entry(**fields: str) -> Source:
    own = {"author": "Mill, Ada and Wu, Bo", "title": "On Tides", "year": "2019"} | fields
    return bibliography.read("@misc{tides,\n" + "".join(f"  {k} = {{{v}}},\n" for k, v in own.items()) + "}\n")[0]


def asked(there: StandIn, /, today: date = TODAY, contact: str = "", **fields: Any) -> list[RecordedNumber]:
    """What the stand-in says of an entry, without waiting between two requests."""
    asking = Registries(today, there.environment | {"CONTACT": contact}, allow_private=True, pace=0)
    return registries.ask_all([entry(**fields)], asking).get("tides", [])


def verdict(there: StandIn, /, **fields: Any) -> NumberVerdict:
    return next(work.verdict for work in asked(there, **fields))


@pytest.mark.parametrize(
    ("fields", "verdict_"),
    [
        ({"doi": "10.1000/tides"}, NumberVerdict.AGREES),
        ({"doi": "https://dx.doi.org/10.1000/TIDES"}, NumberVerdict.AGREES),
        ({"url": "https://doi.org/10.1000/tides"}, NumberVerdict.AGREES),
        ({"doi": "10.1000/tides", "title": "Gezeiten"}, NumberVerdict.PARTLY),
        ({"doi": "10.1000/tides", "title": "Frozen Conflicts in Law", "author": "Low, Ann"}, NumberVerdict.UNSURE),
        (
            {"doi": "10.1000/tides", "title": "Frozen Conflicts in Law", "author": "Low, Ann", "year": "1987"},
            "another-work",
        ),
        ({"doi": "10.1000/tydes"}, NumberVerdict.UNKNOWN),
        ({"eprint": "2006.12345v2", "archiveprefix": "arXiv"}, NumberVerdict.AGREES),
        ({"doi": "10.48550/arXiv.2006.12345"}, NumberVerdict.AGREES),
        ({"eprint": "2006.99999", "eprinttype": "arxiv"}, NumberVerdict.UNKNOWN),
        ({"eprint": "2611.00001", "eprinttype": "arxiv"}, NumberVerdict.UNLISTED),
        ({"isbn": "978-0-9802004-4-7"}, NumberVerdict.AGREES),
        ({"isbn": "0-306-40615-2"}, NumberVerdict.UNLISTED),
    ],
)
def test_a_number_is_held_against_its_registry(there: StandIn, fields: dict[str, str], verdict_: NumberVerdict) -> None:
    assert verdict(there, **fields) == verdict_


def test_an_isbn_of_ten_digits_is_asked_for_as_it_is(there: StandIn) -> None:
    there.books["0306406152"] = book("0306406152", "On tides: a history", ["Mill, Ada"], "1997")
    assert verdict(there, isbn="0-306-40615-2") is NumberVerdict.AGREES


def test_a_doi_with_capitals_and_signs_is_asked_for_byte_for_byte(there: StandIn) -> None:
    fields = {"doi": SICI.replace("#", r"\#"), "author": "Pratt, J.", "title": "Sleep and Ice", "year": "1998"}
    assert verdict(there, **fields) is NumberVerdict.AGREES
    quoted = "10.1002/%28sici%291097-4679%28199806%2954%3A4%3C437%3A%3Aaid-jclp7%3E3.0.co%3B2-%23"
    assert [one.path for one in there.asked] == [f"/doi/{quoted}", f"/transform/{quoted}", f"/crossref/works/{quoted}"]


def test_no_number_asks_nobody_and_a_wrong_check_digit_neither(there: StandIn) -> None:
    assert asked(there) == asked(there, isbn="978-0-9802004-4-8", doi="tides") == []
    assert there.asked == []


def test_it_says_who_asks_where_somebody_can_be_written_to(there: StandIn) -> None:
    asked(there, doi="10.1000/tides", contact="ada@ledger.example")
    assert {one.agent for one in there.asked} == {"checked-article/1.0 (mailto:ada@ledger.example)"}
    assert there.asked[0].accept == "application/vnd.citationstyles.csl+json"
    assert there.asked[-1].path.endswith("?mailto=ada%40ledger.example")
    there.asked.clear()
    asked(there, doi="10.1000/tides", contact="(none)\r\nX: y")
    assert {one.agent for one in there.asked} == {"checked-article/1.0 (checks its sources)"}
    assert not there.asked[-1].path.endswith("ada%40ledger.example")


def test_whole_bibliographies_are_judged_as_their_answers_are(there: StandIn) -> None:
    """The labelled entries of tests/evidence, each with a DOI whose answer is as its row says, in Crossref’s shape."""
    for name, told_at_most, told_at_least in (("sound", 1, 0), ("fabricated", 30, 27)):
        entries = measured.entries(name, there)
        found = measured.ours(entries, there, TODAY)
        told = [verdict for verdict in found if verdict in labelled.TOLD]
        assert len(found) == len(entries)
        assert told_at_least <= len(told) <= told_at_most
        assert name == "fabricated" or not set(measured.ACCUSED) & set(found)


NOTICES: list[tuple[str, dict[str, Any], list[tuple[NumberVerdict, str, str]]]] = [
    ("none", {}, []),
    (
        "by the publisher and by Retraction Watch",
        {"updated-by": [update("retraction", "10.1/R", 2010, 2, 6, record=9), update("retraction", "10.1/r", 2010, 2)]},
        [(NumberVerdict.RETRACTED, "10.1/r", "2010-02")],
    ),
    (
        "corrected, then doubted, then retracted",
        {
            "updated-by": [
                update("erratum", "10.1/e", 2004, 3, 1),
                update("retraction", "10.1/r", 2010, 2, 6),
                update("Expression-of-Concern", "10.1/c", 2009, 1, 1),
            ]
        },
        [
            (NumberVerdict.RETRACTED, "10.1/r", "2010-02-06"),
            (NumberVerdict.CONCERN, "10.1/c", "2009-01-01"),
            (NumberVerdict.CORRECTED, "10.1/e", "2004-03-01"),
        ],
    ),
    (
        "one record whose kind was changed",
        {
            "updated-by": [
                update("retraction", "10.1/n", 2019, record=7),
                update("expression_of_concern", "10.1/n", 2019, record=7),
            ]
        },
        [(NumberVerdict.CONCERN, "10.1/n", "2019")],
    ),
    (
        "reinstated",
        {"updated-by": [update("retraction", "10.1/r", 2010), update("reinstatement", "10.1/s", 2011, record=8)]},
        [],
    ),
    ("a new version", {"updated-by": [update("new_version", "10.1/v2", 2021)]}, []),
    ("its title alone says so", {"title": ["RETRACTED ARTICLE: On Tides"]}, [(NumberVerdict.RETRACTED, "", "")]),
    (
        "it is a notice itself",
        {"title": ["RETRACTED: On Tides"], "update-to": [update("retraction", "10.1000/weirs", 2019)]},
        [],
    ),
    (
        "what nobody can read",
        {"updated-by": ["x", {"type": 3}, {"type": "retraction", "DOI": [], "updated": [1]}]},
        [(NumberVerdict.RETRACTED, "", "")],
    ),
]


@pytest.mark.parametrize(("more", "notices"), [row[1:] for row in NOTICES], ids=[row[0] for row in NOTICES])
def test_notices(there: StandIn, more: dict[str, Any], notices: list[tuple[NumberVerdict, str, str]]) -> None:
    there.works["10.1000/tides"] |= more
    (work,) = asked(there, doi="10.1000/tides")
    assert [tuple(notice) for notice in work.notices] == notices
    assert work.verdict is (notices[0][0] if notices else NumberVerdict.AGREES)


def test_a_notice_about_another_work_is_none_about_ours(there: StandIn) -> None:
    there.works["10.1000/tides"]["updated-by"] = [update("retraction", "10.1/r", 2010)]
    assert (
        verdict(there, doi="10.1000/tides", title="Frozen Conflicts", author="Low, Ann", year="1987")
        is NumberVerdict.ANOTHER
    )


# ---------------------------------------------------------------- a registry that gives no answer

NO_ANSWER: dict[str, Made] = {
    "an error": (503, {}, b""),
    "a wall": (403, {"Content-Type": "text/html"}, b"<title>Forbidden</title>"),
    "too much": (429, {"Retry-After": "0"}, b""),
    "a page": (200, {"Content-Type": "text/html"}, b"<title>Log in</title>"),
    "JSON of another shape": (200, {"Content-Type": "application/json"}, b"[1, 2]"),
    "deep JSON": (200, {"Content-Type": "application/json"}, b"[" * 100_000),
    "too long": (200, {"Content-Type": "application/json"}, b" " * (registries.SIZE + 1)),
}


@pytest.mark.parametrize("name", ["doi", "crossref", "api"])
@pytest.mark.parametrize("made", NO_ANSWER.values(), ids=NO_ANSWER)
def test_whoever_gives_no_answer_accuses_nobody(there: StandIn, name: str, made: Made) -> None:
    there.instead = lambda asked_, before: made if asked_ == name else None
    found = asked(there, doi="10.1000/tides", isbn="978-0-9802004-4-7")
    assert {work.verdict for work in found} <= {NumberVerdict.AGREES, NumberVerdict.DOWN}
    assert [one.registry for work in found for one in work.down] == [
        {"doi": Registry.DOI, "crossref": Registry.CROSSREF, "api": Registry.OPEN_LIBRARY}[name]
    ]


def test_one_that_never_answers_is_left_alone_after_two(there: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(client._TIMEOUTS["timeout"], "read", 0.05)
    there.instead = lambda name, before: (0, {"Wait": "0.3"}, b"") if name == "doi" else None
    asking = Registries(TODAY, there.environment, allow_private=True, pace=0)
    found = [registries.ask_all([entry(doi=f"10.1000/tides{n}")], asking)["tides"][0] for n in range(4)]
    assert [work.down[0].why for work in found] == ["timed out"] * 2 + ["gave no answer before, and was not asked"] * 2
    assert sum(one.path.startswith("/doi/") for one in there.asked) == 4  # each of the two is asked twice


def test_who_is_asked_to_wait_waits_and_is_answered(there: StandIn) -> None:
    there.instead = lambda name, before: (429, {"Retry-After": "1"}, b"") if (name, before) == ("doi", 0) else None
    assert verdict(there, doi="10.1000/tides") is NumberVerdict.AGREES


def test_who_is_asked_to_wait_long_asks_no_more(there: StandIn) -> None:
    there.instead = lambda name, before: (429, {"Retry-After": "3600"}, b"") if name == "doi" else None
    (work,) = asked(there, doi="10.1000/tides")
    assert work.verdict is NumberVerdict.DOWN
    assert sum(one.path.startswith("/doi/") for one in there.asked) == 1


# ---------------------------------------------------------------- night by night


def nights(there: StandIn, *during: Any, **fields: str) -> list[tuple[RecordedNumber, ...]]:
    """The record after each night, in each of which something is done first."""
    record: works.Works = {}
    found = []
    for day, do in zip(count(1), during, strict=False):
        do()
        tonight = {"tides": asked(there, today=date(2026, 11, day), **fields)}
        record = works.read(works.write(works.remember(record, tonight)))
        found.append(record["tides"])
    return found


def test_what_was_answered_stays_while_a_registry_is_down(there: StandIn) -> None:
    def down(*names: str) -> Any:
        return lambda: setattr(there, "instead", lambda name, before: (503, {}, b"") if name in names else None)

    there.works["10.1000/tides"]["updated-by"] = [update("correction", "10.1/c", 2020, 5)]
    one, two, three = nights(there, down(), down("crossref"), down("doi", "crossref"), doi="10.1000/tides")
    assert [work.verdict for (work,) in (one, two, three)] == [NumberVerdict.CORRECTED] * 3
    assert said.sentences(one) == (
        "DOI 10.1000/tides is this work’s, as doi.org has it (looked up on 1 Nov 2026).",
        "This work was corrected by DOI 10.1/c (May 2020).",
    )
    assert said.sentences(two) == (
        "DOI 10.1000/tides is this work’s, as doi.org has it (looked up on 2 Nov 2026).",
        "This work was corrected by DOI 10.1/c (May 2020).",
        "Crossref gave no answer on 2 Nov 2026; what it said on 1 Nov 2026 is shown.",
    )
    assert said.sentences(three)[-2:] == (
        "doi.org gave no answer on 3 Nov 2026; what it said on 2 Nov 2026 is shown.",
        "Crossref gave no answer on 3 Nov 2026; what it said on 1 Nov 2026 is shown.",
    )
    assert list(said.not_answered(three)) == [
        "doi.org gave no answer for 1 number on 3 Nov 2026 (answers 503); what it said before stays.",
        "Crossref gave no answer for 1 number on 3 Nov 2026 (answers 503); what it said before stays.",
    ]


def test_readers_are_told_of_an_unknown_number_after_three_nights(there: StandIn) -> None:
    found = [said.sentences(all_) for all_ in nights(there, *[lambda: None] * 3, doi="10.1000/tydes")]
    assert found == [
        ("Whether DOI 10.1000/tydes is this work’s is not established yet.",),
        ("Whether DOI 10.1000/tydes is this work’s is not established yet.",),
        ("DOI 10.1000/tydes is not registered at doi.org (looked up on 3 Nov 2026).",),
    ]


def test_an_answer_is_about_the_entry_as_it_was(there: StandIn) -> None:
    record = {"tides": tuple(asked(there, doi="10.1000/tides"))}
    assert [one.verdict for one in works.current(record, entry(doi="doi:10.1000/Tides"))] == [NumberVerdict.AGREES]
    assert [one.verdict for one in works.current(record, entry(doi="10.1000/weirs"))] == [NumberVerdict.NOT_ASKED]
    assert [one.verdict for one in works.current(record, entry(doi="10.1000/tides", title="X"))] == [
        NumberVerdict.NOT_ASKED
    ]


def test_a_night_without_news_changes_only_days(there: StandIn) -> None:
    one, two = nights(there, lambda: None, lambda: there.works["10.1000/tides"].update(indexed={}), doi="10.1000/tides")
    text = works.write({"tides": one})
    assert text.replace("2026-11-01", "2026-11-02").replace(
        '"since": "2026-11-02"', '"since": "2026-11-01"'
    ) == works.write({"tides": two})
