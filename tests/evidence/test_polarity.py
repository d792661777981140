"""What one of two sentences affirms and the other denies, and what only looks so."""

from __future__ import annotations

import random

import pytest

from scripts.english import quoting
from scripts.english.words import EMPTY_WORDS, spelled
from scripts.evidence.polarity import Sayings, stem


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The allies put boots on the ground in the marches.", "No boots on the ground in the marches, they say."),
        ("The keepers reached the weir on Sunday.", "They failed to reach the weir on Sunday, since it snowed."),
        (
            "The keepers reached the weir on Sunday.",
            "They have yet to reach the weir of which the keepers spoke on Sunday.",
        ),
        ("The board sent an envoy to the feast.", "The board, which met twice, did not send an envoy to the feast."),
        ("Mill said that there was a second gauge.", "He denied that there was a second gauge."),
        ("The board recognised the weir as a border.", "It rejected a proposal to recognise the weir as a border."),
        ("The ferrymen have said which side broke the ice.", "The ferrymen refused to say which side broke the ice."),
        ("The keepers often regret a thaw that nobody saw.", "Keepers hardly ever regret a thaw that nobody saw."),
        ("The keepers of the weir are unarmed.", "Keepers of the weir are armed, and stay at night."),
        ("The board never read the paper.", "The board read the paper."),
        ("Mill said that this weir is in danger, whatever it costs.", "The second is that this weir is not in danger."),
        ("The two books should be read together, says Mill.", "The two books should not be read together, he said."),
    ],
)
def test_said_there_and_denied_here(ours: str, theirs: str) -> None:
    found = Sayings(quoting.ready(theirs)).turned(ours)
    assert found
    assert (found[0], theirs[slice(*found[1])]) == (ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The board published the figures only in 2021.", "The board did not publish the figures until 2021."),
        ("The town lives with its ferry at night.", "The town does not live without its ferry at night."),
        ("The gates are open at night.", "The gates are not always open at night."),
        ("The board avoided using water from the weir.", "The board will not use water from the weir."),
        ("The ferrymen went unarmed to the weir.", "The ferrymen at the weir were not armed."),
        ("Colonel Mill of the river guard has seen better ice.", "Colonel Mill of the river guard denied the charge."),
        ("The untarred boats leaked in May, and the tarred boats did not.", "Tarred boats held; the untarred leaked."),
        ("The town has had the weir for nothing since May.", "The town has had the weir for free since May."),
        ("The board sent an envoy.", "The board sent an envoy in May. The board did not send an envoy in June."),
    ],
)
def test_what_only_looks_so(ours: str, theirs: str) -> None:
    assert Sayings(quoting.ready(theirs)).turned(ours) is None


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The board raised its toll by 25 crowns.", "In May the board cut its toll by 25 crowns."),
        ("The board raised its toll to 4.5 per cent.", "The board lowered its toll to 4.5%."),
        ("In 2018 the number of eels fell by 4.2 per cent.", "In 2018 the number of eels rose by 4.2% to 61,300."),
        ("In 2018 the weir let 4 per cent fewer eels pass.", "In 2018 the weir let 4 per cent more eels pass."),
        ("In 2018 the weir cost 4 per cent more than in May.", "In 2018 the weir cost 4 per cent less."),
        ("Catches of eels in the lake rose to 7 tonnes.", "Catches of eels in the lake declined sharply to 7 tonnes."),
        ("Sales of eels were up 7 per cent.", "Sales of eels were down by almost 7 per cent, said Mill."),
        ("Sales of eels saw a 7 per cent drop.", "In May sales of eels saw a 7 per cent increase."),
    ],
)
def test_a_fall_for_a_rise(ours: str, theirs: str) -> None:
    found = Sayings(quoting.ready(theirs)).moved(ours)
    assert found
    assert (found[0], theirs[slice(*found[1])]) == (ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The crown fell 2 per cent against the mark.", "The mark rose 2% against the crown."),
        ("Exports of eels fell 2 per cent.", "Imports of eels rose 2 per cent."),
        ("Sales of eels fell 2 per cent.", "Sales of eels dropped 2 per cent."),
        ("Sales of eels rose to 7 tonnes.", "Sales of eels fell from 7 tonnes to 5 tonnes in May."),
        ("Sales of eels fell to 7 tonnes.", "Sales of eels were up to 7 tonnes at times."),
        ("Sales of eels fell 2 per cent.", "Sales of eels did not rise 2 per cent."),
        ("The board cut its toll to 4 crowns.", "The board raised its toll from 4 crowns."),
        ("The board cut its toll by 12 per cent.", "The board cut its toll by 12% and raised its rents by 12%."),
        ("The board cut its toll by 12 per cent.", "The board raised its rents by 12%."),
        ("Sales of eels fell 2 per cent.", "Sales of eels fell 2 per cent. In May sales of eels rose 2 per cent."),
        ("Sales of eels fell 2 per cent.", "Sales of eels rose 3 per cent."),
        ("The share of eels was 2 per cent, more than in May.", "The share of eels was 2 per cent, less than in June."),
        ("The weir let 2 per cent more eels by.", "The weir let 2 per cent more eels by and 2 per cent fewer bream."),
        ("In May the weir let 2 or more eels pass.", "In May the weir let 2 fewer eels pass."),
        ("Sales of eels were 2 tonnes.", "Sales of eels rose 2 tonnes."),
    ],
)
def test_no_fall_for_a_rise(ours: str, theirs: str) -> None:
    assert Sayings(quoting.ready(theirs)).moved(ours) is None


WORDS = (
    "the ice boats held closed closes agreed unhappy happy undone done co-op unco-op cease-fire cease-\nfire don't "
    "can’t 18th-century 60-day 3m2 _foo foo_bar 5'a rock'n'roll U.S. U.S a.b. 90's 1990s end.Two 3.a.b."
    " 3.5 1,000 é œuvre"
).split(" ")


@pytest.mark.parametrize("seed", range(4))
def test_each_sentence_is_among_those_that_may_have_its_words(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(40):
        text = "".join(draw.choice(WORDS) + draw.choice([" ", " ", ", ", ". The ", "; ", "\n\n"]) for _ in range(80))
        ready = quoting.ready(text)
        sayings = Sayings(ready)
        for n, (start, end) in enumerate(sayings.spans):
            for word in {stem(word) for word in spelled(ready.normal[start:end])} - EMPTY_WORDS:
                assert n in sayings.may_have(word), (word, ready.normal[start:end])


def test_what_is_far_longer_than_a_sentence_is_none() -> None:
    said = "the ice is not free of the rot. "
    assert Sayings(quoting.ready(said)).turned("The ice is free of the rot.")
    assert Sayings(quoting.ready(said * 40)).turned("The ice is free of the rot.") is None
