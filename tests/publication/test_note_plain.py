"""What is read at once of the plainest notes is what the grammar makes of them."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from scripts.publication import notes as published
from scripts.publication.footnotes import grammar, plainest
from scripts.publication.footnotes.kinds import SHELFMARK
from scripts.publication.footnotes.words import ATTACHED, ORGANISATIONS, PROSE_ALLOWED, SIGNAL
from tests.conftest import ROOT

PLAIN = (
    "Ibid.",
    "Ibid., p. 4.",
    "Mill, “Tides”",
    "Ada Mill, “On the Tides of Wu’s Bay: 1904 and After,” 45–47.",
    'Mill and Wu, "Tides", para. 12; Ibid., 7. None of this was known.',
    "“Ice Again,” *The Ledger*, 4 May 2019, accessed 5 June 2020 <https://ledger.example/ice_again>",
    "Ada Mill and Kai Wu, “Ice”, *The Ledger*, 4 May 2019, p. 3, accessed 5 June 2020 <https://ledger.example/ice>.",
)
# Each but for one word or sign is one of those.
OTHERS = (
    "",
    "See Mill, “Tides”",
    "And Mill, “Tides”",
    "Idem, “Tides”",
    "“Tides”",
    "Ministry of Tides, “Ice,” 4",
    "Mill, “Tides, Supra,” 4",
    "Mill, “‘Tides’ Again,” 4",
    "Mill, “On *Tides*,” 4",
    "Mill, “Tides,” 1904",
    "Mill, “Tides,” 4. See Wu for what is new.",
    "Mill, “Tides,” 4. Emphasis was not in there.",
    "Ibid., 2. Auflage was in there too.",
    "Mill, “Tides,” *The Ledger*, May 2019, accessed 5 June 2020 <https://ledger.example/ice>",
    "Mill, “Tides,” *The Ledger*, 4 May 2019, accessed 5 June 2020 <https://doi.org/10.5555/ice>",
    "Mill, “The Treaty,” *The Ledger*, 4 May 2019, accessed 5 June 2020 <https://ledger.example/ice>",
)


@pytest.mark.parametrize("note", PLAIN)
def test_a_plain_note(note: str) -> None:
    assert plainest.read(note) == grammar.read_by_forms(note) != ()


@pytest.mark.parametrize("note", OTHERS)
def test_a_note_that_is_left_to_the_grammar(note: str) -> None:
    assert plainest.read(note) == ()


def test_the_notes_of_the_sound_articles() -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "tests/good").glob("*/record/original.md"))]
    notes = [note.text for text in texts for note in published.read(text).notes]
    plain = [note for note in notes if plainest.read(note)]
    assert len(plain) > 50
    for note in plain:
        assert plainest.read(note) == grammar.read_by_forms(note)


def words() -> tuple[str, ...]:
    """Words that mean something to the grammar, those of names and titles among them."""
    patterns = (SIGNAL, ATTACHED, ORGANISATIONS, SHELFMARK)
    told = {word for p in patterns for word in p.pattern.replace("|", " ").replace("(", " ").split() if word.isalpha()}
    return (
        *sorted(told | PROSE_ALLOWED),
        *"Mill Wu Tides Ice of the in on and for was is And Then".split(),
    )


def generated(count: int) -> Iterator[str]:
    chance, known = random.Random(3), words()

    def some(least: int, most: int, first: bool = True) -> str:
        chosen = [chance.choice(known) for _ in range(chance.randint(least, most))]
        return " ".join(word.capitalize() if (first and not n) or chance.random() < 0.6 else word
                        for n, word in enumerate(chosen))  # fmt: skip

    def place() -> str:
        last = f"–{chance.randint(1, 999)}" if chance.random() < 0.3 else ""
        return f"{chance.choice(('p. ', 'pp. ', 'para. ', ''))}{chance.randint(1, 999)}{last}"

    def citation() -> str:
        kind = chance.random()
        if kind < 0.2:
            return f"Ibid., {place()}" if chance.random() < 0.6 else "Ibid."
        people = " and ".join(some(1, 2).title() for _ in range(chance.randint(1, 2)))
        title = f"{some(1, 5)}{chance.choice(('', ': ' + some(1, 3), ', ' + some(1, 3), ' 1904'))}"
        where = f", {place()}" if kind < 0.6 else ""
        if kind > 0.75:
            where = f", *{some(1, 3)}*, 4 Mar 2005, accessed 3 Sept 2006 <https://{some(1, 1)}.example/{some(1, 1)}>"
        return f"{people}, “{title}”{where}"

    for _ in range(count):
        note = "; ".join(citation() for _ in range(chance.choice((1, 1, 2))))
        yield note + chance.choice(("", ".", f". {some(3, 7).capitalize()} was."))


def test_notes_of_any_words() -> None:
    plain = [note for note in generated(1500) if plainest.read(note)]
    assert len(plain) > 200
    for note in plain:
        assert plainest.read(note) == grammar.read_by_forms(note), note
