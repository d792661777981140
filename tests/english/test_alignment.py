"""Whether quoted words stand in a text, and what differs: what is no alteration, and what always is one."""

from __future__ import annotations

import random

import pytest

from scripts.english import alignment, quoting
from scripts.english.alignment import Match


def find(quoted: str, text: str) -> Match | None:
    return alignment.find(quoting.parts(quoted), quoting.ready(text))


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ("the colour of travelling neighbours", "It was the color of traveling neighbors."),
        ("a recognizable yogurt centered on savory mold", "It was a recognisable yoghurt centred on savoury mould."),
        ("Zelenskyy met the judges", "Then Zelenskiy met the judges."),
        ("[T]he thaw matters more", 'It says: "[T]he thaw matters more."'),
        ("the thaw matters more", 'It says: "[T]he thaw matters more."'),
        ("[n]o ice is safe ice", "No ice is safe ice."),
        ("The rope is old. It has to be mended", "“The rope is old,” Wu said. “It has to be mended,” he said."),
        ("The rope is old and has to be mended", "“The rope is old,” said Wu, “and has to be mended.”"),
        ("Sir, I count the ferries", "« Sir », he replied, « I count the ferries. »"),
        ("saw the keeper take part in it", "He saw the keeper\n\nPage 89\n\ntake part in it."),
        (
            "fell slowly and reached its lowest level",
            "It fell slowly and reached its\n\nIce of the river   205\n\nlowest level.",
        ),
        ("the agreed timbers of the government", "the agreed tim-\nbers of the govern-\n\n17\n\nment stood"),
        ("a gate that is constant over time", "It is a gate that is constantover time."),
        ("a danger to all (emphasis added) and shall go", "It is a danger to all and shall go."),
        ("no boat may pass. It follows that it is shut", "35. No boat may pass.\n\n36. It follows that it is shut."),
        ("no boat may pass. It follows that it is shut", "35 No boat may pass.\n\n36 It follows that it is shut."),
        ("no boat may pass the lock by night", "Here no boat may *413 pass the lock [*414] by [Pg 15] night."),
        ("谈判的大门始终是敞开的", "答:谈判的大门始终是敞开的。2019年5月2日,没有解决不了的问题。"),
        ("What Did Not Happen", "What did not happen\n\nNothing did."),
        ("held [them] until March", "It held the boats until March."),
        ("The ice came … and the boats went", "The ice came, which nobody had foreseen, and the boats went."),
        ("The ice came. … and nobody slept", "The ice came. It was cold, and nobody slept."),
        ("The ice came . . . . for hours", "The ice came. It was cold, it snowed for hours."),
        ("The ice came … Nobody slept", "The ice came. It was so cold that nobody slept."),
        ("The ice came … but it went", "The ice came. It was thick, but it went."),
        (
            "The ice came early and held until March",
            "The ice came early and\n\nAdvertisement\n\nheld until March, says Wu.",
        ),
        ("so old, it broke", "It was so old,[12] it broke."),
        ("I live there. It is yellow", "I live there. [Laughs.] It is yellow."),
        ("We did it. No school closes", "We did it. (Applause.)\n\nNo school closes."),
    ],
)
def test_no_alteration(quoted: str, text: str) -> None:
    found = find(quoted, text)
    assert found
    assert found.exact, found


@pytest.mark.parametrize(
    ("quoted", "text", "differing", "there", "left_out", "marks"),
    [
        ("it is certain that it holds", "it is far from certain that it holds", "", "far from", ["is … certain"], []),
        ("keepers should open the gate", "Keepers should not open the gate.", "", "not", ["should … open"], []),
        ("Ask not how they may live", "My friends: ask not how we may live.", "they", "we", [], []),
        ("the weir and also the mill", "the weir, and also the mill", "", "", [], ["weir … and"]),
        ("piles are … free of rot", "piles are cut by hand, which is not free of rot", "", "not", ["are … free"], []),
        ("piles are … not cheap", "The piles are driven by hand, which is not free.", "cheap", "free", [], []),
        ("it took thirty days to thaw", "it took thirty-one days to thaw", "thirty", "thirty one", [], []),
        ("they counted the very doors", "they counted the doors", "very", "", [], []),
        ("he taught for forty-one years", "he taught for thirty-one years", "forty one", "thirty one", [], []),
        ("dry days and dry nights", "dry days, cold days and dry nights", "", "cold days", ["days … and"], []),
        ("we ignored the gauge", "And we did not ignore the gauge", "ignored", "did not ignore", ["we … ignored"], []),
        ("You heard it. You did not", "You heard it. You did. We heard nothing.", "not", "", [], []),
        ("it is a question for the state", "It is a question for us. The report ends.", "the state", "us", [], []),
        ("he left and came", "He left [not] and came.", "", "not", ["left … and"], []),
        ("the weir is [not] safe", "The weir is safe.", "not", "", [], []),
        ("she counted the doors, and I slept", "She counted the doors. I heard it.", "and I slept", "", [], []),
        ("the boats lay still. I left", "The boats lay still. They sank.", "I left", "They sank", [], []),
        (
            "the ice came early and held on",
            "the ice came early and\n\nNever\n\nheld on for years",
            "",
            "Never",
            ["and … held"],
            [],
        ),
        ("no boats. It follows so", "There are no boats.\n\n36 It follows so.", "", "36", ["boats … It"], []),
        ("saw no ice … for we slept", "We saw no ice. We heard none, for we slept.", "", "", [], ["ice … for"]),
        ("he went as the board should", "he went as the board does not.", "should", "does not", [], []),
    ],
)
def test_what_differs(
    quoted: str, text: str, differing: str, there: str, left_out: list[str], marks: list[str]
) -> None:
    found = find(quoted, text)
    assert found
    assert not found.exact
    assert " ".join(found.differing) == differing
    assert " ".join(found.there) == there
    assert [list(found.left_out), list(found.marks)] == [left_out, marks]


def test_other_words_are_not_near() -> None:
    assert find("the ice sang all night long", "The keepers wrote the height of the water in a book.") is None


def test_eight_words_in_a_row_are_no_chance() -> None:
    ours = "the keepers wrote the height of the water and no ice of any kind came down the river that year"
    assert find(ours, "Then the keepers wrote the height of the water.")
    assert find(ours, "Then the keepers wrote the height of a boat.") is None


def test_what_is_denied_where_it_stands() -> None:
    once = find("boots on the ground", "No boots on the ground, they say.")
    assert once
    assert once.denied
    headed = find("boots on the ground", "What we have not\n\nBoots on the ground")
    assert headed
    assert not headed.denied
    twice = find("boots on the ground", "No boots on the ground. They want boots on the ground.")
    assert twice
    assert not twice.denied


_WORDS = "ice river gate thaw boat keeper lamp rope weir town".split()


@pytest.mark.parametrize("seed", range(60))
def test_a_quotation_is_found_and_another_word_in_it_is_named(seed: int) -> None:
    draw = random.Random(seed)
    before, quoted, after = (draw.choices(_WORDS, k=draw.randint(4, 12)) for _ in range(3))
    text = " ".join([*before, *quoted, *after])
    found = find(" ".join(quoted), text)
    assert found
    assert found.exact
    at = draw.randrange(len(quoted))
    changed = find(" ".join([*quoted[:at], "otherwise", *quoted[at + 1 :]]), text)
    assert changed is None or (not changed.exact and "otherwise" in changed.differing)


@pytest.mark.parametrize("seed", range(60))
def test_no_text_raises(seed: int) -> None:
    draw = random.Random(seed)
    signs = "a1.,:;()[]-\n\"'“”«» …"
    for _ in range(20):
        find("".join(draw.choices(signs, k=draw.randrange(40))), "".join(draw.choices(signs, k=draw.randrange(200))))
