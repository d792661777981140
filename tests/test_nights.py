"""The memory of past nights: what several nights establish, what the file looks like, what editors are told."""

from __future__ import annotations

import difflib
import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from scripts.finding import Unreadable
from scripts.nights import (
    EMPTY,
    PATH,
    Link,
    Look,
    Memory,
    Night,
    Seen,
    archived_on,
    as_json,
    escape_markdown,
    lasted,
    read,
    remember,
    report,
    seen,
    told,
    write,
)

FIRST = date(2026, 11, 1)
STEADY = ("bede", "cook", "dürer", "euler")  # sources that answer whenever our own network does

ANSWER = {"a": "alive", "r": "refused", "s": "suspect", "f": "failing"}
TOLD = {"dead": "D", "suspect": "S", "refused long": "R", "moved": "M", "": "-"}


def day(night: int) -> date:
    """The date of a night, counted from 1."""
    return FIRST + timedelta(days=night - 1)


def on(night: int) -> str:
    return day(night).isoformat()


def look(
    name: str, state: str = "alive", why: str = "", *, host: str = "", moved_to: str = "", archive: str = ""
) -> Look:
    """Tonight's answer of a source that stands on a host of its own."""
    host = host or f"{name}.example"
    return Look(f"https://{host}/{name}", (name,), host, state, why, moved_to=moved_to, archive=archive)


def steady(state: str = "alive") -> list[Look]:
    return [look(name, state) for name in STEADY]


def link(memory: Memory, name: str) -> Link:
    return next(found for found in memory.links.values() if name in found.keys)


def lived(answers: str, memory: Memory = EMPTY, start: int = 1) -> list[Memory]:
    """The memory after each of these nights: x is one on which all fail, a dot one that did not run."""
    found = []
    for night, letter in enumerate(answers, start):
        if letter == "x":
            memory = remember(memory, [look("mill", "failing"), *steady("failing")], day(night))
        elif letter != ".":
            memory = remember(memory, [look("mill", ANSWER[letter]), *steady()], day(night))
        found.append(memory)
    return found


def told_each_night(answers: str) -> str:
    found = lived(answers)
    return "".join(
        TOLD[told(link(memory, "mill"), day(night))] if memory.links else "-" for night, memory in enumerate(found, 1)
    )


# Twenty-one nights: what a source answers (alive, refused, suspect, failing; x: our own network fails; a dot: the
# job did not run), what editors are told of it each night (Dead, Suspect), and the night on which it really died.

LIVES = {
    "alive throughout": ("aaaaaaaaaaaaaaaaaaaaa", "---------------------", 0),
    "flapping": ("afafaffaafafffafaffaf", "---------------------", 0),
    "five nights of maintenance": ("aaaafffffaaaaaaaaaaaa", "---------------------", 0),
    "seven nights of failures are six days": ("aaaafffffffaaaaaaaaaa", "---------------------", 0),
    "down at weekends": ("aaaaaffaaaaaffaaaaaff", "---------------------", 0),
    "dies on night 3": ("aafffffffffffffffffff", "---------DDDDDDDDDDDD", 3),
    "dead from the first night": ("fffffffffffffffffffff", "-------DDDDDDDDDDDDDD", 1),
    "fails more and more, then dies": ("afaaffaaffffaffffffff", "--------------------D", 14),
    "dies and returns on night 15": ("aaaaffffffffffaaaaaaa", "-----------DDD-------", 5),
    "dies, returns and dies again": ("aafffffffffaaffffffff", "---------DD---------D", 3),
    "refused throughout": ("rrrrrrrrrrrrrrrrrrrrr", "---------------------", 0),
    "refused, then dead": ("rrrrrrfffffffffffffff", "-------------DDDDDDDD", 7),
    "a refusal is a sign of life": ("aaffffffrffffffffffff", "----------------DDDDD", 10),
    "a suspect answer is one too": ("aaffffffsffffffffffff", "----------------DDDDD", 10),
    "suspect twice": ("aaaassaaaaaassaaaaaaa", "---------------------", 0),
    "suspect on four nights": ("aaaassssaaaaaaaaaaaaa", "------SS-------------", 0),
    "suspect, our network fails, suspect": ("aaaassxsaaaaaaaaaaaaa", "-------S-------------", 0),
    "our own network fails for a night": ("aaaaaaaaxaaaaaaaaaaaa", "---------------------", 0),
    "our own network fails for two weeks": ("aaaxxxxxxxxxxxxxxaaaa", "---------------------", 0),
    "two void nights inside a death": ("aaaffxxffffffffffffff", "----------DDDDDDDDDDD", 4),
    "a void night when it would be declared": ("aaafffffffxffffffffff", "-----------DDDDDDDDDD", 4),
    "void nights are no failures": ("aaafxxxxxxxffaaaaaaaa", "------------D--------", 4),
    "two failures and void nights": ("aaafxxxxxxxfaaaaaaaaa", "---------------------", 0),
    "void while dead": ("fffffffffxxffffffffff", "-------DDDDDDDDDDDDDD", 1),
    "dies while the job stands still": ("aafff.......ff.ffffff", "------------DDDDDDDDD", 3),
    "two failures, far apart": ("aaf.........faaaaaaaa", "---------------------", 0),
}


@pytest.mark.parametrize("life", LIVES)
def test_what_editors_are_told_night_by_night(life: str) -> None:
    answers, expected, _ = LIVES[life]
    assert len(answers) == len(expected) == 21
    assert told_each_night(answers) == expected


def test_deaths_are_told_soon(capsys: pytest.CaptureFixture[str]) -> None:
    deaths = [(expected.index("D") + 1, died) for _, expected, died in LIVES.values() if died]
    assert [life for life, (_, expected, died) in LIVES.items() if ("D" in expected) != bool(died)] == []
    delays = [declared - died for declared, died in deaths]
    mean = sum(delays) / len(delays)
    with capsys.disabled():
        print(f"\n{len(LIVES)} lives, {len(deaths)} deaths; told after {mean:.1f} nights, {max(delays)} at most")
    assert min(delays) == 7
    assert mean < 8


def dead_by_the_rule(answers: str) -> bool:
    """The rule anew, over the whole of a life: failures on three nights or more, seven days apart, nothing between."""
    last = max((i for i, letter in enumerate(answers) if letter in "ars"), default=-1)
    failures = [i for i in range(last + 1, len(answers)) if answers[i] == "f"]
    return any(failures[i] - failures[0] >= 7 for i in range(2, len(failures)))


def test_death_is_declared_exactly_when_the_rule_says() -> None:
    chance = random.Random(4)
    declared = 0
    for _ in range(200):
        letters = chance.choice(["afx.", "affffx.", "fffx.", "arsffffff", "afffffffffff"])
        answers = "a" + "".join(chance.choice(letters) for _ in range(39))
        while "x" * 8 in answers.replace(".", ""):
            answers = answers.replace("x", "a", 1)
        by_the_rule = "".join("D" if dead_by_the_rule(answers[: i + 1]) else "-" for i in range(len(answers)))
        assert told_each_night(answers).replace("S", "-") == by_the_rule, answers
        declared += "D" in by_the_rule
    assert 20 < declared < 180


def test_the_state_begins_with_the_first_failure_and_survives_void_nights() -> None:
    memory = lived("aaafffxfffff")[-1]
    assert (link(memory, "mill").state, link(memory, "mill").since) == ("dead", on(4))
    assert [night.state for night in link(memory, "mill").nights] == [
        *["alive"] * 3,
        *["failing"] * 3,
        "void",
        *["failing"] * 5,
    ]
    assert lasted(link(memory, "mill")) == 8


# When a night is void


def void(states: str, memory: Memory = EMPTY, night: int = 1) -> bool:
    """Whether a night is void in which hosts answer so, one letter each."""
    looks = [look(f"host{i}", ANSWER[letter]) for i, letter in enumerate(states)]
    return on(night) in remember(memory, looks, day(night)).void


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("ffaa", False),
        ("fffaa", True),
        ("ffa", True),
        ("faa", False),
        ("frr", False),
        ("ffs", True),
        ("fa", False),
        ("ff", True),
        ("f", True),
        ("a", False),
        ("rrr", False),
    ],
)
def test_more_than_half_of_all_hosts(states: str, expected: bool) -> None:
    assert void(states) is expected


def test_a_host_fails_if_all_of_its_addresses_do() -> None:
    half = [look(name, "failing", host=f"{name[0]}.example") for name in ("a1", "b1", "c1")]
    assert remember(EMPTY, [*half, look("a2", host="a.example"), look("b2", host="b.example")], FIRST).void == ()
    assert remember(EMPTY, [*half, look("a2", "failing", host="a.example")], FIRST).void == (on(1),)


def test_a_void_night_leaves_everything_as_it_was() -> None:
    found = [
        Look("https://mill.example/", ("mill",), "mill.example", "alive", "", "https://mill.example/x", "On Tides")
    ]
    before = remember(EMPTY, found, FIRST)
    after = remember(before, [found[0]._replace(state="failing", why="no route", final_url="", title="")], day(2))
    expected = link(before, "mill")
    assert link(after, "mill") == replace(expected, nights=(*expected.nights, Night(on(2), "void", "no route")))
    assert (after.nights, after.void) == ((on(1), on(2)), (on(2),))


def test_sources_that_died_long_ago_do_not_make_each_night_void() -> None:
    memory = EMPTY
    for night, states in enumerate(["aaaaa", *["ffaaa"] * 10, *["fffaa"] * 10, *["ffffa"] * 10], 1):
        memory = remember(memory, [look(f"host{i}", ANSWER[letter]) for i, letter in enumerate(states)], day(night))
    assert memory.void == ()
    assert [found.state for found in memory.links.values()] == ["dead"] * 4 + ["alive"]
    assert void("fffff", memory, 32)


def test_most_sources_die_in_one_night() -> None:
    memory = EMPTY
    for night, states in enumerate(["aaa", *["ffa"] * 16], 1):
        memory = remember(memory, [look(f"host{i}", ANSWER[letter]) for i, letter in enumerate(states)], day(night))
    assert memory.void == tuple(on(night) for night in range(2, 9))
    assert [(found.state, found.since) for found in memory.links.values()] == [
        ("dead", on(9)),
        ("dead", on(9)),
        ("alive", on(1)),
    ]


def test_while_nothing_answers_nobody_is_called_dead() -> None:
    memory = lived("aa" + "x" * 60)[-1]
    assert {found.state for found in memory.links.values()} == {"alive"}
    assert len(memory.void) == 60


# Which nights and addresses are kept


def test_ninety_nights_are_kept_and_the_state_is_older() -> None:
    memory = lived("aa" + "f" * 118)[-1]
    assert len(memory.nights) == len(link(memory, "mill").nights) == 90
    assert memory.nights[0] == link(memory, "mill").nights[0].on == on(31)
    assert (link(memory, "mill").state, link(memory, "mill").since) == ("dead", on(3))


def test_an_address_that_left_is_kept_for_ninety_days_and_not_told_of() -> None:
    memory = lived("f" * 10)[-1]
    assert told(link(memory, "mill"), day(10)) == "dead"
    for night in range(11, 101):
        memory = remember(memory, steady(), day(night))
        assert link(memory, "mill").left == on(11)
        assert told(link(memory, "mill"), day(night)) == ""
        assert "mill" not in report(memory, day(night), {})
    assert "mill" not in write(remember(memory, steady(), day(101)))


def test_an_address_that_comes_back_goes_on_where_it_was() -> None:
    memory = lived("aaa")[-1]
    memory = remember(memory, steady(), day(4))
    memory = lived("a", memory, 5)[-1]
    assert link(memory, "mill").left == ""
    assert (link(memory, "mill").state, link(memory, "mill").since) == ("alive", on(1))
    assert [night.on for night in link(memory, "mill").nights] == [on(1), on(2), on(3), on(5)]


# A second run on the same day


@pytest.mark.parametrize("life", LIVES)
def test_a_second_run_takes_the_place_of_the_first(life: str) -> None:
    answers = LIVES[life][0].replace(".", "a")
    once, twice = EMPTY, EMPTY
    for night, letter in enumerate(answers, 1):
        once = lived(letter, once, night)[-1]
        for first in "fxsa":
            twice = lived(first, twice, night)[-1]
        twice = lived(letter, twice, night)[-1]
        assert twice == once


def test_a_second_run_forgets_what_only_the_first_looked_at() -> None:
    memory = remember(EMPTY, [look("mill"), *steady()], FIRST)
    assert remember(memory, steady(), FIRST) == remember(EMPTY, steady(), FIRST)


def test_a_second_run_finds_how_old_the_state_is() -> None:
    memory = lived("a" * 120)[-1]
    assert link(lived("a", memory, 120)[-1], "mill").since == on(1)


# What is refused


def test_days_do_not_go_backwards() -> None:
    with pytest.raises(
        ValueError, match=r"the last night on record is 2026-11-03, later than 2026-11-02; is the clock"
    ):
        lived("a", lived("aaa")[-1], 2)


@pytest.mark.parametrize(
    ("looks", "message"),
    [
        ([], "no address was looked at"),
        ([look("mill"), look("mill", "failing")], "https://mill.example/mill was looked at 2 times"),
        ([look("mill", "dead")], "'dead' is none of alive, refused, suspect, failing"),
    ],
)
def test_looks_that_mean_nothing(looks: Sequence[Look], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        remember(EMPTY, looks, FIRST)


# Looked at by a person


def test_thirty_refusals_ask_for_a_person() -> None:
    nights = lived("aa" + "r" * 30)
    assert [told(link(memory, "mill"), day(n)) for n, memory in enumerate(nights, 1)][-2:] == ["", "refused long"]
    assert told(link(lived("r" * 20 + "x" + "r" * 9)[-1], "mill"), day(30)) == ""


def test_a_look_holds_for_as_long_as_it_refuses_and_for_a_year() -> None:
    memory = lived("r" * 40)[-1]
    looked = seen(memory, "mill", "Ada Mill", on(40))
    assert link(looked, "mill").seen == Seen("Ada Mill", on(40))
    assert link(looked, "bede").seen is None
    assert told(link(looked, "mill"), day(40)) == ""
    assert told(link(looked, "mill"), day(404)) == ""
    assert told(link(looked, "mill"), day(405)) == "refused long"
    again = lived("a" + "r" * 30, looked, 41)[-1]
    assert told(link(again, "mill"), day(71)) == "refused long"


def test_a_look_at_what_is_not_on_record() -> None:
    with pytest.raises(ValueError, match="no address of 'mull' is on record"):
        seen(lived("a")[-1], "mull", "Ada Mill", on(1))
    with pytest.raises(ValueError, match="say who looked"):
        seen(lived("a")[-1], "mill", " ", on(1))
    with pytest.raises(ValueError, match="Invalid isoformat string"):
        seen(lived("a")[-1], "mill", "Ada Mill", "yesterday")


# What is remembered of an answer


def test_what_was_known_stays_while_it_does_not_answer() -> None:
    found = Look("https://m.example/", ("mill",), "m.example", "alive", "", "https://m.example/x", "On Tides")
    found = found._replace(moved_to="https://m.example/y", archive="https://archive.example/20200101/m")
    memory = remember(EMPTY, [found, *steady()], FIRST)
    silent = Look("https://m.example/", ("mill", "mill2"), "m.example", "failing", "no answer")
    after = link(remember(memory, [silent, *steady()], day(2)), "mill2")
    assert (after.final_url, after.title, after.moved_to) == ("https://m.example/x", "On Tides", "https://m.example/y")
    assert after.archive == "https://archive.example/20200101/m"
    alive = found._replace(final_url="", title="", moved_to="", archive="")
    after = link(remember(memory, [alive, *steady()], day(2)), "mill")
    assert (after.final_url, after.title, after.moved_to) == ("", "", "")


def test_what_pages_say_is_kept_short_and_printable() -> None:
    bad = Look(
        "https://m.example/", ("mill",), "m.example", "alive", "x" * 999 + "\ud800", title="On\n\x1b[31m\u202eTides"
    )
    bad = bad._replace(final_url="javascript:alert(1)", moved_to="https://m.example/" + "x" * 9999, archive="a\nb")
    found = link(remember(EMPTY, [bad], FIRST), "mill")
    assert found.nights == (Night(on(1), "alive", "x" * 159 + "…"),)
    assert found.title == "On [31m Tides"
    assert (found.final_url, found.moved_to, found.archive) == ("", "", "")
    odd = link(remember(EMPTY, [bad._replace(moved_to="https://m.example/it's?{a}`b` c")], FIRST), "mill")
    assert odd.moved_to == "https://m.example/it's?%7Ba%7D%60b%60%20c"


# The file


def everything() -> Memory:
    """A memory with something in every field."""
    memory = seen(lived("aaffffxffffffrr")[-1], "mill", 'Ada "Countess" Mill', on(15))
    links = dict(memory.links)
    links["https://z.example/ü?a=\\{}\u2028"] = Link(
        "https://z.example/ü?a=\\{}\u2028", (), "suspect", on(3), (Night(on(3), "suspect", "„so“"),), "f", "t", "m", "a"
    )
    links["https://new.example/"] = Link("https://new.example/", left=on(4))
    return replace(memory, links=dict(sorted(links.items())))


@pytest.mark.parametrize("memory", [EMPTY, lived("a")[0], lived("x")[0], everything()])
def test_what_is_written_is_read_again(memory: Memory) -> None:
    text = write(memory)
    assert read(PATH, text) == memory
    assert write(read(PATH, text)) == text
    assert text.endswith("}\n")
    assert json.loads(text)["version"] == 1


def test_the_file_is_sorted_and_gives_a_line_to_each_night() -> None:
    memory = remember(EMPTY, [look("wu", "refused", "asks for a password"), look("mill"), look("bo")], FIRST)
    memory = remember(memory, [look("wu", "failing"), look("mill", "failing")], day(2))
    assert (
        write(memory)
        == """\
{
  "version": 1,
  "nights": [
    {"on": "2026-11-02", "void": true},
    {"on": "2026-11-01"}
  ],
  "links": {
    "https://bo.example/bo": {
      "keys": ["bo"],
      "state": "alive",
      "since": "2026-11-01",
      "left": "2026-11-02",
      "nights": [
        {"on": "2026-11-01", "state": "alive"}
      ]
    },
    "https://mill.example/mill": {
      "keys": ["mill"],
      "state": "alive",
      "since": "2026-11-01",
      "nights": [
        {"on": "2026-11-02", "state": "void"},
        {"on": "2026-11-01", "state": "alive"}
      ]
    },
    "https://wu.example/wu": {
      "keys": ["wu"],
      "state": "refused",
      "since": "2026-11-01",
      "nights": [
        {"on": "2026-11-02", "state": "void"},
        {"on": "2026-11-01", "state": "refused", "why": "asks for a password"}
      ]
    }
  }
}
"""
    )


def test_one_more_night_adds_its_lines_and_changes_no_other() -> None:
    before, after = (write(memory).splitlines() for memory in lived("aafarsfff")[-2:])
    changes = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert [line.strip(" +,") for line in changes] == [
        '{"on": "2026-11-09"}',
        *['{"on": "2026-11-09", "state": "alive"}'] * 4,
        '{"on": "2026-11-09", "state": "failing"}',
    ]
    assert {line[0] for line in changes} == {"+"}


GOOD = write(lived("afx")[-1])


def refused(text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(PATH, text)
    return str(caught.value)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_short(share: float) -> None:
    message = refused(GOOD[: int(len(GOOD) * share)])
    assert message.startswith("record/links.json:")
    assert "is not JSON, or cut short" in message
    assert message.endswith("; put it back from the last commit, or delete it to begin anew (schema-valid)")


@pytest.mark.parametrize(
    "text", ["[]", "null", "7", "{}", '"links"', '{"version": 1}', '{"links": [{"url": "https://mill.example/"}]}']
)
def test_a_foreign_file(text: str) -> None:
    mend = "put it back from the last commit, or delete it to begin anew"
    assert refused(text) == f"record/links.json:1: is no memory of nights; {mend} (schema-valid)"


def test_a_file_of_a_newer_program() -> None:
    assert refused(GOOD.replace('"version": 1', '"version": 2')) == (
        "record/links.json:2: has version 2, and this program knows 1; update the program (schema-valid)"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"version": 1', '"version": "1"', "2: version: 1 was expected"),
        ('{"on": "2026-11-01"}', '{"on": "2026-02-30"}', '6: nights.2.on: "2026-02-30" is not a "date"'),
        ('{"on": "2026-11-01"}', '{"on": 7}', '6: nights.2.on: 7 is not of type "string"'),
        ('"void": true', '"void": 1', "4: nights.0.void: true was expected"),
        (
            '{"on": "2026-11-01"}',
            '{"on": "2026-11-02"}',
            "3: nights: the nights must stand in order, the last one first",
        ),
        ('["mill"]', '"mill"', '50: links.https://mill.example/mill.keys: "mill" is not of type "array"'),
        ('"state": "failing",\n', '"state": "gone",\n', "51: links.https://mill.example/mill.state:"),
        (
            '"since": "2026-11-02"',
            '"since": "2026"',
            '52: links.https://mill.example/mill.since: "2026" is not a "date"',
        ),
        ('"since": "2026-11-02"', '"since": ""', "a state begins on a day"),
        ('"since": "2026-11-02"', '"since": "2026-11-02", "mood": "low"', "Additional properties are not allowed"),
        ('"since": "2026-11-02"', '"since": "2026-11-02", "title": "\\ud800"', "holds half a character"),
        ('"since": "2026-11-02"', '"since": "2026-11-02", "since": "2026-11-03"', "'since' is there twice"),
        ('"since": "2026-11-02"', '"since": NaN', "NaN is no number"),
        ('"since": "2026-11-02"', '"since": ' + "7" * 5000, "is no memory of nights"),
        ('"since": "2026-11-02"', '"since": ' + "[" * 100_000, "is no memory of nights"),
        ('  "nights": [', '<<<<<<< HEAD\n  "nights": [', "3: is not JSON, or cut short"),
    ],
)
def test_a_file_with_something_wrong_in_it(old: str, new: str, message: str) -> None:
    assert old in GOOD
    found = refused(GOOD.replace(old, new, 1))
    assert found.startswith("record/links.json:")
    assert message in found
    assert len(found.splitlines()) == 1
    assert len(found) < 300


# The report

WAYBACK = "https://web.archive.org/web/20250828101112/https://mill.example/mill"
SENTENCES = {
    "mill": [
        ("The ice held until March.", "https://site.example/ice/#held"),
        (
            "It broke [sic] in the spring of 2019, when nobody on either bank was looking.",
            "https://site.example/thaw/#b",
        ),
    ],
    **{name: [("The ferry ran again.", f"https://site.example/{name}/")] for name in STEADY},
}


def nights_of(*looks: Look, nights: int = 12, first: str = "alive") -> Memory:
    """The steady sources and these, which answered well on the first night and so since."""
    memory = remember(EMPTY, [*(one._replace(state=first) for one in looks), *steady()], FIRST)
    for night in range(2, nights + 1):
        memory = remember(memory, [*looks, *steady()], day(night))
    return memory


def test_all_is_well() -> None:
    assert report(nights_of(look("mill")), day(12), SENTENCES) == (
        "All is well: no link is dead or suspect. "
        "Last night, 12 Nov 2026: 5 links, 5 alive; 12 nights on record, none void.\n"
    )


def test_before_the_first_night() -> None:
    assert report(EMPTY, FIRST, SENTENCES) == "No link has been checked yet.\n"


def test_the_first_night() -> None:
    memory = remember(EMPTY, [look("mill", "failing"), *steady()], FIRST)
    assert report(memory, FIRST, SENTENCES) == (
        "This was the first night; a link is called dead only after three that fail, over at least seven days. "
        "Last night, 1 Nov 2026: 5 links, 4 alive, 1 failing; 1 night on record, none void.\n"
    )


def test_a_host_that_is_down_is_not_dead_yet() -> None:
    down = [look(name, "failing", "no answer in 30 seconds", host="tides.example") for name in ("mill", "wu", "reed")]
    assert report(nights_of(*down, nights=4), day(4), SENTENCES) == (
        "Nothing to do yet: what fails or looks wrong is looked at again, night by night. "
        "Last night, 4 Nov 2026: 7 links, 4 alive, 3 failing; 4 nights on record, none void.\n"
    )


def test_a_void_night() -> None:
    memory = lived("aax")[-1]
    assert report(memory, day(3), SENTENCES) == (
        "The night of 3 Nov 2026 does not count: more than half of all hosts failed at once, which is most likely "
        "our own network. It changed nothing. "
        "Last night, 3 Nov 2026: 5 links, 5 alive; 3 nights on record, 1 void (3 Nov 2026).\n"
    )
    again = report(lived("x", memory, 4)[-1], day(4), SENTENCES)
    assert "That makes 2 such nights in a row; if our network is in order, look at the sources yourself." in again


def test_a_void_first_night_checked_nothing() -> None:
    assert report(lived("x")[-1], FIRST, {}).splitlines()[2:] == [
        "Never checked: `bede`, `cook`, `dürer`, `euler`, `mill`.",
        "",
        "Last night, 1 Nov 2026: 5 links, 5 not checked yet; 1 night on record, 1 void (1 Nov 2026).",
    ]


def test_a_job_that_stopped() -> None:
    assert report(lived("aaa")[-1], day(5), SENTENCES).startswith("All is well")
    stopped = report(lived("aaa")[-1], day(6), SENTENCES)
    assert stopped.startswith("Nothing has been checked since 3 Nov 2026; see whether the nightly job still runs. ")


def test_one_dead() -> None:
    memory = nights_of(look("mill", "failing", "no such page (404)", archive=WAYBACK))
    assert (
        report(memory, day(12), SENTENCES)
        == f"""\
To look at: 1 dead.

## Dead: 1

- `mill` <https://mill.example/mill>, since 2 Nov 2026: no such page (404)
  - hangs on it: [The ice held until March.](https://site.example/ice/#held); \
[It broke \\[sic\\] in the spring of 2019, when nobody on either …](https://site.example/thaw/#b)
  - to do: put into references.bib `archiveurl = {{{WAYBACK}}},` and `archivedate = {{2025-08-28}},`

Last night, 12 Nov 2026: 5 links, 4 alive, 1 dead; 12 nights on record, none void.
"""
    )


def test_something_of_everything_the_worst_first() -> None:
    looks = [
        look("avedon", "refused", "asks for a password"),
        look("mill", "alive", moved_to="https://mill.example/new"),
        look("reed", "suspect", "its own words say not found")._replace(title="Home"),
        look("wu", "failing", "no such host"),
    ]
    memory = nights_of(*looks, nights=31)
    memory = remember(memory, [*looks, *steady(), Look("https://app.example/", (), "app.example", "alive")], day(32))
    assert (
        report(memory, day(32), {**SENTENCES, "zola": []})
        == """\
To look at: 1 dead, 1 suspect, 1 moved, 1 refused long.

## Dead: 1

- `wu` <https://wu.example/wu>, since 2 Nov 2026: no such host
  - to do: look for an archived copy (none is known), or cite another source

## Suspect (it answers, but perhaps not with what was cited): 1

- `reed` <https://reed.example/reed>, since 2 Nov 2026: its own words say not found; its title is now “Home”
  - to do: read it; if it is not what was cited, look for an archived copy (none is known), or cite another source

## Moved for good: 1

- `mill` <https://mill.example/mill>
  - to do: if it is the same text, put into references.bib `url = {https://mill.example/new},`

## Refused for thirty nights: 1

- `avedon` <https://avedon.example/avedon>, since 2 Nov 2026
  - to do: open it in a browser, then run `python -m scripts links --seen avedon`

Never checked: `zola`.

Last night, 2 Dec 2026: 9 links, 6 alive, 1 refused, 1 suspect, 1 dead; 32 nights on record, none void.
"""
    )


def test_thirty_dead_take_less_than_sixty_lines_those_first_on_which_most_hangs() -> None:
    memory = EMPTY
    names = [f"mill{i:02}" for i in range(30)]
    others = [look(f"other{i}") for i in range(40)]
    for night in range(1, 9):
        memory = remember(memory, [*(look(n, "failing", archive=WAYBACK) for n in names), *others], day(night))
    sentences = {name: [(f"Sentence {i} of {name}.", "#a") for i in range(n)] for n, name in enumerate(names)}
    lines = report(memory, day(8), sentences).splitlines()
    assert lines[:5] == ["To look at: 30 dead.", "", "## Dead: 30", "", lines[4]]
    assert lines[4].startswith("- `mill29` ")
    assert lines[5].endswith("[Sentence 2 of mill29.](#a); and 26 more")
    shown = sum(line.startswith("- `mill") for line in lines)
    assert f"- and {30 - shown} more" in lines
    assert 55 <= len(lines) < 60


def test_a_hundred_of_everything_take_less_than_sixty_lines() -> None:
    looks = [
        look(f"{state}{i}", state.removesuffix("!"), moved_to="https://new.example/" if "!" in state else "")
        for state in ("failing", "suspect", "alive!", "refused", "alive")
        for i in range(100)
    ]
    memory = EMPTY
    for night in range(1, 31):
        memory = remember(memory, looks, day(night))
    lines = report(memory, day(30), {f"never{i}": [] for i in range(100)}).splitlines()
    assert len(lines) < 60
    assert lines[0] == "To look at: 100 dead, 100 suspect, 100 moved, 100 refused long."
    assert [line for line in lines if line.startswith("##")] == [
        "## Dead: 100",
        "## Suspect (it answers, but perhaps not with what was cited): 100",
        "## Moved for good: 100",
        "## Refused for thirty nights: 100",
    ]
    assert sum(line.startswith("- and ") for line in lines) == 4
    assert "; and " not in lines[-3]
    assert lines[-3].endswith("and 90 more.")


def test_a_link_of_the_site_has_no_line_for_the_bibliography() -> None:
    dead = Look("https://app.example/x", (), "app.example", "failing", archive=WAYBACK)
    text = report(nights_of(dead), day(12), {"https://app.example/x": [("About", "/about/")]})
    assert "- <https://app.example/x>, since 2 Nov 2026\n  - hangs on it: [About](/about/)\n" in text
    assert f"  - to do: link to `{WAYBACK}` instead\n" in text
    assert "references.bib" not in text


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](https://evil.example/)",
    "![x](https://evil.example/x.png)",
    "cc @everyone and @ada/team",
    "fixes #12, GH-13, ada/tides#14",
    "see https://evil.example/ or www.evil.example",
    "mail ada@evil.example",
    "`code` **bold** _it_ ~~gone~~ $x$",
    "\n\n# Heading\n\n- item\n\n| a | b |",
    "&lt;b&gt; &#64;ada",
    "\\[x](y)",
    "a\u202eb\x00c\u200b",
    "<!-- -->",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_pages_say_is_no_markup_and_calls_nobody(text: str) -> None:
    looked = look("mill", "suspect", text)._replace(title=text)
    found = report(nights_of(looked), day(12), {"mill": [(text, f"https://site.example/{text}")]})
    plain = report(nights_of(look("mill", "suspect", "w")._replace(title="t")), day(12), {"mill": [("s", "/s")]})
    assert len(found.splitlines()) == len(plain.splitlines())
    line = next(line for line in found.splitlines() if line.startswith("- `mill`"))
    said = line.split("2026: ", 1)[1]
    assert "<" not in said
    for mark in "`*_[]#!|~$":
        assert said.replace(f"\\{mark}", "").count(mark) == 0
    for name in (
        "@everyone",
        "@ada",
        "@evil",
        "#12",
        "#14",
        "GH-13",
        "https://evil",
        "www.evil",
        "&#64;",
        "&lt;b&gt; ",
    ):
        assert name not in said
    assert all(character.isprintable() or character == "\u200b" for character in said)
    hangs = next(line for line in found.splitlines() if "hangs on it" in line)
    assert len(re.findall(r"(?<!\\)\]\(", hangs)) == 1
    assert hangs.endswith(")")


def test_escaping_leaves_plain_words_alone() -> None:
    assert escape_markdown("no such page (404), it says: “Not found” - try later") == (
        "no such page (404), it says: “Not found” - try later"
    )
    assert escape_markdown("a*b <c> & @d") == "a\\*b &lt;c&gt; &amp; @\u200bd"
    assert escape_markdown("x" * 100) == "x" * 79 + "…"


def test_an_address_from_outside_stays_in_its_code_span() -> None:
    moved = look("mill", moved_to='https://mill.example/`{}`"><b>')
    text = report(nights_of(moved), day(12), SENTENCES)
    assert "`url = {https://mill.example/%60%7B%7D%60%22%3E%3Cb%3E},`" in text


@pytest.mark.parametrize(
    ("archive", "expected"),
    [
        (WAYBACK, "2025-08-28"),
        ("https://web.archive.org/web/20250828101112id_/https://mill.example/", "2025-08-28"),
        ("https://archive.example/20250828/https://mill.example/", "2025-08-28"),
        ("https://archive.example/20259928/https://mill.example/", ""),
        ("https://archive.example/AbCd", ""),
    ],
)
def test_the_day_of_an_archived_copy(archive: str, expected: str) -> None:
    assert archived_on(archive) == expected


def test_the_report_as_data() -> None:
    memory = nights_of(look("mill", "failing", "no such page (404)", archive=WAYBACK))
    data = json.loads(as_json(memory, day(12)))
    assert {name: value for name, value in data.items() if name != "links"} == {
        "on": on(12),
        "last_night": on(12),
        "nights": 12,
        "void": [],
        "states": {"alive": 4, "dead": 1},
    }
    assert [row["keys"] for row in data["links"]] == [["mill"], *([name] for name in STEADY)]
    assert data["links"][0] == {
        "url": "https://mill.example/mill",
        "keys": ["mill"],
        "told": "dead",
        "state": "dead",
        "since": on(2),
        "nights": 11,
        "why": "no such page (404)",
        "final_url": "",
        "title": "",
        "moved_to": "",
        "archive": WAYBACK,
        "seen": None,
    }
    assert json.loads(as_json(EMPTY, FIRST))["links"] == []
