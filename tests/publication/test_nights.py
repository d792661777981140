"""The memory of past nights: what several nights establish, what the file looks like, what editors are told."""

from __future__ import annotations

import difflib
import json
import random
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import get_args

import pytest

from scripts.english.numbers import in_words
from scripts.finding import Place, Unreadable
from scripts.publication import ledger, nights, readings
from scripts.publication.nights import (
    EMPTY,
    PATH,
    Answered,
    Link,
    LinkState,
    Look,
    Memory,
    Night,
    SeenByPerson,
    Task,
    Void,
    lasted,
    read,
    remember,
    task_of,
    with_looks,
    write,
)
from tests.conftest import ROOT

FIRST = date(2026, 11, 1)
STEADY = ("bede", "cook", "dürer", "euler")  # sources that answer whenever our own network does

ANSWERED: dict[str, Answered] = {state.value: state for state in get_args(Answered)}
ANSWER = {"a": "alive", "r": "refused", "s": "suspect", "f": "failing"}
TOLD = {Task.DEAD: "D", Task.SUSPECT: "S", Task.REFUSED_LONG: "R", Task.MOVED: "M", None: "-"}


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
    return Look(f"https://{host}/{name}", (name,), host, ANSWERED[state], why, moved_to=moved_to, archive=archive)


def steady(state: str = "alive") -> list[Look]:
    return [look(name, state) for name in STEADY]


def link(memory: Memory, name: str) -> Link:
    return next(found for found in memory.links.values() if name in found.keys)


def lived(answers: str, memory: Memory = EMPTY, start: int = 1) -> list[Memory]:
    """The memory after each of these nights: x is one on which all fail, a dot one that did not run."""
    found = []
    for night, letter in enumerate(answers, start):
        if letter == "x":
            memory = remember(memory, [look("mill", "failing"), *steady("failing")], day(night), Void.NETWORK)
        elif letter != ".":
            memory = remember(memory, [look("mill", ANSWER[letter]), *steady()], day(night))
        found.append(memory)
    return found


def seen(memory: Memory, key: str, by: str, on: str) -> Memory:
    """The memory with a person's look at a source."""
    return with_looks(memory, [ledger.LookedAt(key, by, on, Place("", 1))])


def told_each_night(answers: str) -> str:
    found = lived(answers)
    return "".join(
        TOLD[task_of(link(memory, "mill"), day(night))] if memory.links else "-"
        for night, memory in enumerate(found, 1)
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
    for _ in range(100):
        letters = chance.choice(["afx.", "affffx.", "fffx.", "arsffffff", "afffffffffff"])
        answers = "a" + "".join(chance.choice(letters) for _ in range(39))
        while "x" * 8 in answers.replace(".", ""):
            answers = answers.replace("x", "a", 1)
        by_the_rule = "".join("D" if dead_by_the_rule(answers[: i + 1]) else "-" for i in range(len(answers)))
        assert told_each_night(answers).replace("S", "-") == by_the_rule, answers
        declared += "D" in by_the_rule
    assert 10 < declared < 90


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
        ("fffffaaaaa", False),
        ("ffffffaaaaa", True),
        ("fffffaaaaaa", False),
        ("ffffffsssss", True),
        ("ffffffrrrrr", True),
        ("ffffffffff", True),
        ("fffffffff", False),
        ("f", False),
        ("aaaaaaaaaa", False),
        ("rrrrrrrrrr", False),
    ],
)
def test_more_than_half_of_all_hosts_of_which_there_are_ten(states: str, expected: bool) -> None:
    assert void(states) is expected


def test_a_host_fails_if_all_of_its_addresses_do() -> None:
    half = [look(f"{name}1", "failing", host=f"{name}.example") for name in "abcdefghij"]
    others = [look(f"{name}2", host=f"{name}.example") for name in "abcde"]
    assert remember(EMPTY, [*half, *others], FIRST).void == {}
    assert remember(EMPTY, [*half, *others[1:]], FIRST).void == {on(1): Void.HOSTS}


def test_a_void_night_leaves_everything_as_it_was() -> None:
    found = [
        Look(
            "https://mill.example/",
            ("mill",),
            "mill.example",
            LinkState.ALIVE,
            "",
            "https://mill.example/x",
            "On Tides",
        )
    ]
    before = remember(EMPTY, found, FIRST)
    after = remember(
        before,
        [found[0]._replace(state=LinkState.FAILING, why="no route", final_url="", title="")],
        day(2),
        Void.NETWORK,
    )
    expected = link(before, "mill")
    assert link(after, "mill") == expected._replace(nights=(*expected.nights, Night(on(2), LinkState.VOID, "no route")))
    assert (after.nights, after.void) == ((on(1), on(2)), {on(2): Void.NETWORK})


def test_sources_that_died_long_ago_do_not_make_each_night_void() -> None:
    memory = EMPTY
    for night, states in enumerate(["a" * 20, *["ffff" + "a" * 16] * 10, *["f" * 10 + "a" * 10] * 10], 1):
        memory = remember(memory, [look(f"host{i:02}", ANSWER[letter]) for i, letter in enumerate(states)], day(night))
    assert memory.void == {}
    assert [found.state for found in memory.links.values()] == ["dead"] * 10 + ["alive"] * 10
    looks = [look(f"host{i:02}", "failing") for i in range(20)]
    assert remember(memory, looks, day(22)).void == {on(22): Void.HOSTS}


def test_most_sources_die_in_one_night() -> None:
    memory = EMPTY
    for night, states in enumerate(["a" * 10, *["f" * 9 + "a"] * 16], 1):
        memory = remember(memory, [look(f"host{i}", ANSWER[letter]) for i, letter in enumerate(states)], day(night))
    assert memory.void == {on(night): Void.HOSTS for night in range(2, 9)}
    states_now = [(found.state, found.since) for found in memory.links.values()]
    assert states_now == [("dead", on(9))] * 9 + [("alive", on(1))]


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
    assert task_of(link(memory, "mill"), day(10)) == "dead"
    for night in range(11, 101):
        memory = remember(memory, steady(), day(night))
        assert link(memory, "mill").left == on(11)
        assert task_of(link(memory, "mill"), day(night)) is None
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


# Clocks


def test_a_clock_a_year_ahead_for_one_night_declares_nothing_and_stops_nothing() -> None:
    before = lived("aff")[-1]
    ahead = remember(before, [look("mill", "failing"), *steady()], day(4 + 365))
    assert ahead.void == {on(4 + 365): Void.GAP}
    assert link(ahead, "mill").state == "failing"
    after = lived("ffffff", ahead, 4)
    assert [TOLD[task_of(link(memory, "mill"), day(n))] for n, memory in enumerate(after, 4)] == list("-----D")
    assert after[-1].void == {}
    assert after[-1].nights == tuple(on(night) for night in range(1, 10))


def test_after_a_long_stop_one_night_does_not_count() -> None:
    memory = lived("ff" + "." * 30 + "ff")[-1]
    assert memory.void == {on(33): Void.GAP}
    assert link(memory, "mill").state == "dead"
    assert lived("ff" + "." * 29 + "f")[-1].void == {}


def test_a_clock_behind_changes_nothing_and_later_nights_go_on() -> None:
    memory = lived("aaaaff")[-1]
    behind = lived("f", memory, 3)[-1]
    assert behind == memory
    earlier = remember(memory, [look("mill", "failing"), *steady()], FIRST - timedelta(days=40))
    assert list(earlier.void) == [earlier.nights[0]] == ["2026-09-22"]
    assert earlier.nights[1:] == memory.nights
    assert link(earlier, "mill").nights[1:] == link(memory, "mill").nights
    assert read(PATH, write(earlier)) == earlier


def test_where_the_clock_is_sure_to_be_right_later_nights_are_those_of_a_wrong_one() -> None:
    memory = lived("aaaaffffffffffff")[-1]
    after = remember(memory, [look("mill", "failing"), *steady()], day(6), sure=True)
    assert after == lived("aaaaff")[-1]


# What may pass


_VOID = {"x": Void.NETWORK, "c": Void.CLOCK}
_STATES = {"a": "alive", "r": "refused", "u": "unsure"}


def failing(answers: str) -> list[LinkState]:
    """The states, night by night, of a source that fails for good (f), or as what may pass (p), or answers."""
    memory, found = EMPTY, []
    for night, letter in enumerate(answers, 1):
        if letter != ".":
            mill = look("mill", _STATES.get(letter, "failing"))._replace(passing=letter in "px")
            all_ = steady("failing" if letter == "x" else "alive")
            memory = remember(memory, [mill, *all_], day(night), _VOID.get(letter))
        found.append(link(memory, "mill").state)
    return found


@pytest.mark.parametrize(
    ("answers", "dies"),
    [
        ("a" + "p" * 20, 16),
        ("a" + "f" * 20, 9),
        ("appppppp" + "f" * 12, 16),
        ("aff" + "p" * 5 + "f" * 12, 9),
        ("afp" + "p" * 5 + "ff" + "p" * 9, 10),
        ("appppppppppapppppppppppp", 0),
        ("ap......p......p", 16),
        ("af......p......f", 16),
        ("ap..............p", 0),
    ],
)
def test_what_may_pass_is_waited_for_twice_as_long(answers: str, dies: int) -> None:
    states = failing(answers)
    assert (states.index(LinkState.DEAD) + 1 if LinkState.DEAD in states else 0) == dies


# What a source answers each night (f: it is gone for good, p: what may pass, such as 5xx or a time-out, r: a wall,
# u: an answer that tells nothing), or what becomes of the night (x: our network is down, c: our clock is wrong, a dot:
# the job does not run); and the night on which it is called dead, 0 for never.
HISTORIES = {
    "5xx for thirteen days": ("aaa" + "p" * 14 + "aaaaaaa", 0),
    "5xx for good": ("aaa" + "p" * 21, 18),
    "5xx at night, every other night": ("ap" * 12, 0),
    "a host down for nine days": ("aaa" + "p" * 9 + "a" * 12, 0),
    "no such host for five nights, then back": ("aaafffff" + "a" * 16, 0),
    "a wall in the midst of a death": ("aaffffr" + "f" * 17, 15),
    "a wall for good": ("aa" + "r" * 22, 0),
    "a death, unsure at first": ("aauu" + "f" * 20, 12),
    "our clock jumps within a death": ("aafffccfff" + "f" * 14, 10),
    "our network is down, then the host is": ("aaxxxxx" + "p" * 9 + "a" * 8, 0),
    "our network is down on the night of a death": ("aafffffffx" + "f" * 14, 11),
    "dies while the job stands still and the clock jumps": ("aaf......cf" + "f" * 13, 12),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_no_death_is_early_false_or_missed(name: str) -> None:
    answers, dies = HISTORIES[name]
    assert len(answers) == 24
    states = failing(answers)
    assert (states.index(LinkState.DEAD) + 1 if LinkState.DEAD in states else 0) == dies


# What is refused


@pytest.mark.parametrize(
    ("looks", "message"),
    [
        ([], "no address was looked at"),
        ([look("mill"), look("mill", "failing")], "https://mill.example/mill was looked at 2 times"),
    ],
)
def test_looks_that_mean_nothing(looks: Sequence[Look], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        remember(EMPTY, looks, FIRST)


# Looked at by a person


def test_thirty_refusals_ask_for_a_person() -> None:
    lives = lived("aa" + "r" * 30)
    assert [task_of(link(memory, "mill"), day(n)) for n, memory in enumerate(lives, 1)][-2:] == [
        None,
        Task.REFUSED_LONG,
    ]
    assert task_of(link(lived("r" * 20 + "x" + "r" * 9)[-1], "mill"), day(30)) is None


def test_a_look_holds_for_as_long_as_it_refuses_and_for_a_year() -> None:
    memory = lived("r" * 40)[-1]
    looked = seen(memory, "mill", "Ada Mill", on(40))
    assert link(looked, "mill").seen == SeenByPerson("Ada Mill", on(40))
    assert link(looked, "bede").seen is None
    assert task_of(link(looked, "mill"), day(40)) is None
    assert task_of(link(looked, "mill"), day(404)) is None
    assert task_of(link(looked, "mill"), day(405)) == "refused long"
    again = lived("a" + "r" * 30, looked, 41)[-1]
    assert task_of(link(again, "mill"), day(71)) == "refused long"


def test_the_later_look_counts_and_one_of_an_older_record_is_no_less() -> None:
    memory = lived("rr")[-1]
    early, late = seen(memory, "mill", "Ada Mill", on(1)), seen(memory, "mill", "Bo Reed", on(2))
    assert seen(early, "mill", "Bo Reed", on(2)) == seen(late, "mill", "Ada Mill", on(1)) == late
    looks = [ledger.LookedAt("mill", by, day, Place("", 1)) for by, day in (("Bo Reed", on(2)), ("Ada Mill", on(1)))]
    assert with_looks(memory, looks) == late
    assert with_looks(memory, []) == memory


# What people are told of the thresholds


def test_what_people_wrote_tells_the_thresholds_as_they_are() -> None:
    text = " ".join((ROOT / "EDITING.md").read_text(encoding="utf-8").split())
    death, since = in_words(nights.DEATH_NIGHTS, "night"), in_words(nights.DEATH_DAYS, "day")
    passing = in_words(nights.PASSING_DAYS, "day")
    missed = in_words(readings.NIGHTS, "night")
    told_so = [
        f"*dead*: only after failures on {death} or more, over at least {since} "
        f"where it is definite (404, 410, no such host), {passing} where it may pass",
        f"| dead | the link failed on {death} or more, over {since}, or {passing} where the failure may pass |",
        f"of at least {in_words(nights.VOID_HOSTS)} hosts",
        f"the page is there, on {in_words(nights.SUSPECT_NIGHTS, 'night')} without the anchor",
        f"| suspect | it answers, on {in_words(nights.SUSPECT_NIGHTS, 'night')}, with something",
        f"it has turned machines away, or given no clear answer, for {in_words(nights.REFUSED_NIGHTS, 'night')} |",
        f"| unchecked | no night has run for {in_words(nights.STALE_DAYS, 'day')}, or",
        f"a quotation that once stood in its source counts against a sentence after {missed}.",
        f"one that was found before, on {missed} running |",
    ]
    assert [words for words in told_so if words not in text] == []
    counted = re.compile(rf"\b(?:{'|'.join(in_words(n) for n in range(99, 0, -1))}) (?:night|day)s?\b")
    assert sorted(counted.findall(text)) == sorted(found for words in told_so for found in counted.findall(words))
    telling = {path.name for path in ROOT.glob("*.md") if counted.search(path.read_text(encoding="utf-8"))}
    assert telling == {"EDITING.md"}


def test_the_schema_has_the_states_and_the_number_of_nights() -> None:
    schema = json.loads((ROOT / "scripts/schemas/links.json").read_text(encoding="utf-8"))["properties"]
    link = schema["links"]["additionalProperties"]["properties"]
    night = link["nights"]["items"]["properties"]["state"]["enum"]
    assert set(link["state"]["enum"]) == set(LinkState) - {LinkState.VOID}
    assert set(night) == set(LinkState) - {LinkState.DEAD, LinkState.UNKNOWN}
    assert schema["nights"]["maxItems"] == link["nights"]["maxItems"] == nights.KEPT
    kept = [schema["nights"]["description"], link["nights"]["description"]]
    assert [in_words(nights.KEPT, "night") in words for words in kept] == [True, True]


# What is remembered of an answer


def test_what_was_known_stays_while_it_does_not_answer() -> None:
    found = Look("https://m.example/", ("mill",), "m.example", LinkState.ALIVE, "", "https://m.example/x", "On Tides")
    found = found._replace(moved_to="https://m.example/y", archive="https://archive.example/20200101/m")
    memory = remember(EMPTY, [found, *steady()], FIRST)
    silent = Look("https://m.example/", ("mill", "mill2"), "m.example", LinkState.FAILING, "no answer")
    after = link(remember(memory, [silent, *steady()], day(2)), "mill2")
    assert (after.final_url, after.title, after.moved_to) == ("https://m.example/x", "On Tides", "https://m.example/y")
    assert after.archive == "https://archive.example/20200101/m"
    alive = found._replace(final_url="", title="", moved_to="", archive="")
    after = link(remember(memory, [alive, *steady()], day(2)), "mill")
    assert (after.final_url, after.title, after.moved_to) == ("", "", "")


def test_what_pages_say_is_kept_short_and_printable() -> None:
    bad = Look(
        "https://m.example/",
        ("mill",),
        "m.example",
        LinkState.ALIVE,
        "x" * 999 + "\ud800",
        title="On\n\x1b[31m\u202eTides",
    )
    bad = bad._replace(final_url="javascript:alert(1)", moved_to="https://m.example/" + "x" * 9999, archive="a\nb")
    found = link(remember(EMPTY, [bad], FIRST), "mill")
    assert found.nights == (Night(on(1), LinkState.ALIVE, "x" * 159 + "…"),)
    assert found.title == "On [31mTides"
    assert (found.final_url, found.moved_to, found.archive) == ("", "", "")
    odd = link(remember(EMPTY, [bad._replace(moved_to="https://m.example/it's?{a}`b` c")], FIRST), "mill")
    assert odd.moved_to == "https://m.example/it's?%7Ba%7D%60b%60%20c"


# The file


def everything() -> Memory:
    """A memory with something in every field."""
    memory = seen(lived("aaffffxffffffrr")[-1], "mill", 'Ada "Countess" Mill', on(15))
    links = dict(memory.links)
    links["https://z.example/ü?a=\\{}\u2028"] = Link(
        "https://z.example/ü?a=\\{}\u2028",
        (),
        LinkState.SUSPECT,
        on(3),
        (Night(on(3), LinkState.SUSPECT, "„so“"),),
        "f",
        "t",
        "m",
        "a",
    )
    links["https://new.example/"] = Link("https://new.example/", left=on(4))
    return memory._replace(links=dict(sorted(links.items())))


@pytest.mark.parametrize("memory", [EMPTY, lived("a")[0], lived("x")[0], everything()])
def test_what_is_written_is_read_again(memory: Memory) -> None:
    text = write(memory)
    assert read(PATH, text) == memory
    assert write(read(PATH, text)) == text
    assert text.endswith("}\n")
    assert json.loads(text)["version"] == 1


def test_the_file_is_sorted_and_gives_a_line_to_each_night() -> None:
    memory = remember(EMPTY, [look("wu", "refused", "asks for a password"), look("mill"), look("bo")], FIRST)
    memory = remember(memory, [look("wu", "failing"), look("mill", "failing")], day(2), Void.NETWORK)
    assert (
        write(memory)
        == """\
{
  "version": 1,
  "nights": [
    {"on": "2026-11-02", "void": "network"},
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


def test_half_a_character_becomes_a_question_mark() -> None:
    half = GOOD.replace('"since": "2026-11-02"', '"since": "2026-11-02", "title": "\\ud800"', 1)
    assert half != GOOD
    assert "?" in [link.title for link in nights.read("record/links.json", half).links.values()]


@pytest.mark.parametrize(
    "text", ["[]", "null", "7", "{}", '"links"', '{"version": 1}', '{"links": [{"url": "https://mill.example/"}]}']
)
def test_a_foreign_file(text: str) -> None:
    mend = "put it back from the last commit, or delete it to begin anew"
    assert refused(text) == f"record/links.json:1: is no record of links; {mend} (schema-valid)"


def test_older_records_do_not_say_why_a_night_was_void() -> None:
    assert read(PATH, GOOD.replace('"void": "network"', '"void": true')).void == {on(3): Void.HOSTS}


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
        ('"void": "network"', '"void": 1', "4: nights.0.void: 1 is not one of true, "),
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
        ('"since": "2026-11-02"', '"since": "2026-11-02", "since": "2026-11-03"', "'since' is there twice"),
        ('"since": "2026-11-02"', '"since": NaN', "NaN is no number"),
        ('"since": "2026-11-02"', '"since": ' + "7" * 5000, "52: links.https://mill.example/mill.since: … 777"),
        ('"since": "2026-11-02"', '"since": ' + "[" * 100_000, "is nested too deeply"),
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
