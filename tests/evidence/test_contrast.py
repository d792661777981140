"""Sentences that a source has too, but for a word that excludes theirs; and what only looks so."""

from __future__ import annotations

import pytest

from scripts.english import quoting
from scripts.evidence.contrast import contrasted
from scripts.evidence.polarity import Sayings


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The lock opened before the bridge was built.", "The lock opened after the bridge was built, said Mill."),
        ("Since 1950 the lock has been open to barges.", "Until 1950 the lock was open to barges."),
        ("The lock is north of the town of Osterburgh.", "The lock is south of the town of Osterburgh."),
        ("Every keeper signed the letter to the board.", "Some keepers signed the letter to the board."),
        ("Most keepers signed the letter to the board.", "Several keepers signed the letter to the board."),
        ("Few keepers signed the letter to the board.", "Many keepers signed the letter to the board."),
        ("The board will close the lock by 2030.", "The board may close the lock by 2030."),
        ("The board must close the lock by 2030.", "In May the board might close the lock by 2030, Mill wrote."),
        ("The upper lock had the higher toll in 1902.", "The upper lock had the lower toll in 1902."),
        ("The toll at the upper lock was paid in salt.", "The toll at the lower lock was paid in salt."),
        ("The second lock was built in 1850.", "The first lock was built in 1850."),
        ("The first was built in 1850 and the second in 1902.", "The second was built in 1850 and the first in 1902."),
        ("The board passed the budget by 31 votes to 12.", "The board passed the budget by 12 votes to 31."),
        ("The toll went from 12 crowns to 9 in 1931.", "In 1930 the toll went from 9 crowns to 12 in 1931."),
        (
            "It was signed on 1 September 2018 and in force on 4 May 2017.",
            "It was signed on 4 May 2017 and in force on 1 September 2018.",
        ),
        ("New Quay spent more on locks than Weir.", "Weir spent more on locks than New Quay, said Mill."),
        ("A majority of keepers wanted the toll.", "A minority of keepers wanted the toll."),
    ],
)
def test_a_word_that_excludes_the_source_s(ours: str, theirs: str) -> None:
    found = contrasted(ours, Sayings(quoting.ready(f"It froze. {theirs} It thawed.")))
    assert found
    assert (found[0], f"It froze. {theirs} It thawed."[slice(*found[1])]) == (ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The lock opened before the bridge was built.", "The lock opened before the bridge was built."),
        ("The board may close the lock by 2030.", "The board will close the lock by 2030."),  # less than is known
        ("Some keepers signed the letter to the board.", "Every keeper signed the letter to the board."),
        ("Every keeper signed the letter to the board.", "All keepers signed the letter to the board."),
        ("The lock opened before the bridge was built.", "The lock did not open until after the bridge was built."),
        ("The lock opened before the bridge.", "The lock opened after the bridge. The lock opened before the bridge."),
        ("It opened after 1902.", "It opened before 1902."),  # too few words
        ("The lock is older than the bridge at the mill.", "The bridge at the mill is younger than the lock."),
        ("Tolls rose more in the north of the land.", "Tolls rose less in the south of the land."),
        ("All keepers of the lock signed.", "All keepers of the lock and some keepers of the weir signed."),
        ("The keepers of locks 12 and 31 signed the letter.", "The keepers of locks 31 and 12 signed the letter."),
        ("Goldmere spends more than Lullford on its weir.", "Lullford spends more a head than Goldmere on its weir."),
        ("The board closed the lock after 2030.", "Nobody on the board closed the lock before 2030."),
        ("The board closed the lock after 2030.", "The board failed to close the lock before 2030."),
        ("The board closed the lock after 2030.", "The board planned to close the lock before 2030."),
        ("The board closed the lock after 2030.", "The board would have closed the lock before 2030."),
        ("The board will close the lock in 2030.", "If it fails, the board may close the lock in 2030."),
        ("The board closed the lock after 2030.", "Mill prevented that the board closed the lock before 2030."),
        ("More boats passed in 1931 than in 1930.", "Fewer boats passed in 1930 than in 1931."),
        ("Some 40 barges sank there in 1931.", "In 1931 some 40 barges sank there, and 40 per cent of the boats."),
        ("The toll at the weir fell from 12 crowns to 9.", "The toll at the weir fell to 9 crowns from 12."),
        ("In 1931 there sank 12 boats, in 1930 9.", "In 1930 there sank 9 boats, in 1931 12."),
        ("Quay spent less on its locks than Weir.", "Weir spent more on its locks than Quay."),
        ("Quay shares more than 40 rivers with Weir.", "Weir shares more than 40 rivers with Quay."),
        ("Quay shares more with Dunmore than with Weir.", "Weir shares more with Dunmore than with Quay."),
        ("Quay trades with towns other than Weir.", "Weir trades with towns other than Quay."),
        ("Quay spent more in all than Weir.", "Weir spent more on locks than Quay; Quay spent more in all than Weir."),
        ("It met on 4 May 2017 and 1 June 2018 in town.", "It met on 1 June 2018 and 4 May 2017 in town."),
        (
            "It was signed on 4 May 2017 and in force on 1 June 2018.",
            "On 1 June 2018 it was in force; it was signed on 4 May 2017.",
        ),
        ("More than 40 keepers signed the letter.", "Fewer than 40 keepers signed the letter."),  # a bound of a number
        ("In May the board closed the lock to barges.", "The board must, in May, have closed the lock to barges."),
        ("The upper lock had a toll, the lower lock had none.", "The lower lock had a toll, the upper had a keeper."),
    ],
)
def test_what_only_looks_so(ours: str, theirs: str) -> None:
    assert contrasted(ours, Sayings(quoting.ready(theirs))) is None
