"""The runs of words that sentences share with sources, outside quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scripts.english import quoting
from scripts.english.alignment import NO_CHANCE
from scripts.english.quoting import ReadyText
from scripts.english.spelling import alike
from scripts.english.words import EMPTY_WORDS, words

# A run of so many words in common is no chance: of seven, plain prose on one subject has a few.
RUN = NO_CHANCE
# Of these so many must be content; "it is in the interest of all of the" is a set phrase.
RUN_CONTENT = 3
# Words in a row that tell a title, or a set phrase.
TITLE = 4


class Run(NamedTuple):
    """Words of a sentence that stand in a source too: their number, names counted once; where; and the phrase."""

    start: int
    end: int
    counted: int
    at: tuple[int, int]
    phrase: str


class _Own(NamedTuple):
    """The words of a sentence, which of them are quoted, and its text in normal form."""

    words: list[quoting.QuotedToken]
    forms: list[str]
    quoted: list[bool]
    text: str


class Runs:
    """Looks the sentences' runs of eight up while each text is walked through once.

    So the time grows with the texts and the sentences, not with their product. Quoted words carry a run on and do
    not count: the frame of a quotation may be its source's too.
    """

    def __init__(self, titles: Iterable[str]):
        phrases = [[word.word for word in words(quoting.normal(title).replace("-", " "))] for title in titles]
        phrases += [phrase.split() for phrase in _SET_PHRASES]
        self._titles = {
            tuple(map(alike, phrase[i : i + TITLE])) for phrase in phrases for i in range(len(phrase) - TITLE + 1)
        }
        self._own: dict[int, _Own] = {}
        self._grams: dict[tuple[str, ...], list[tuple[int, int]]] = {}

    def add(self, sentence: int, text: str, bare: str, blank: str) -> None:
        """Look for the runs of a sentence, by its number; in `bare`, as long, `blank` stands for what is quoted."""
        signs = "".join("\x00" if b == blank else "\x01" for b in bare)
        whole = quoting.normal(text)
        plain = len(whole) == len(text)
        own = [token for token in quoting.tokens(whole) if token.form not in quoting.MARKS]
        quoted = [plain and signs[token.start] == "\x00" for token in own]
        if not plain:  # positions moved: what is quoted is left out
            whole = quoting.normal(bare)
            own = [token for token in quoting.tokens(whole) if token.form not in quoting.MARKS]
            quoted = [False] * len(own)
        forms = [alike(token.form) for token in own]
        self._own[sentence] = _Own(own, forms, quoted, whole)
        for i in range(len(forms) - RUN + 1):
            if not all(quoted[i : i + RUN]):
                self._grams.setdefault(tuple(forms[i : i + RUN]), []).append((sentence, i))

    def look_in(self, text: ReadyText) -> dict[int, list[Run]]:
        """The runs that each sentence shares with a text, none within another, by its number."""
        forms = text.forms
        shared: dict[int, list[Run]] = {}
        for at, gram in enumerate(zip(*(forms[i:] for i in range(RUN)), strict=False)):
            for sentence, start in self._grams.get(gram, ()):
                found = shared.setdefault(sentence, [])
                if any(run.start <= start and start + RUN <= run.end for run in found):
                    continue
                run = self._run(self._own[sentence], start, at, text)
                if run.counted >= RUN:
                    found[:] = [other for other in found if other.end <= run.start or run.end <= other.start]
                    found.append(run)
        return {sentence: runs for sentence, runs in shared.items() if runs}

    def _run(self, own: _Own, start: int, at: int, text: ReadyText) -> Run:
        length = RUN
        while (
            start + length < len(own.forms)
            and at + length < len(text.forms)
            and own.forms[start + length] == text.forms[at + length]
        ):
            length += 1
        plain = [i for i in range(start, start + length) if not own.quoted[i]]
        phrase = own.text[own.words[plain[0]].start : own.words[plain[-1]].end]
        counted = self._counted(own, plain)
        return Run(start, start + length, counted, text.span(at, at + length - 1), phrase)

    def _counted(self, own: _Own, plain: Sequence[int]) -> int:
        """How many words a run counts: a name or a title as one, and a run without content as none."""
        run = [own.words[i] for i in plain]
        forms = [own.forms[i] for i in plain]
        titled = [False] * len(forms)
        for i in range(len(forms) - TITLE + 1):
            if tuple(forms[i : i + TITLE]) in self._titles:
                titled[i : i + TITLE] = [True] * TITLE
        capital = [token.form[0].isupper() for token in run]
        capital[0] = capital[0] and (plain[0] > 0 or capital[1:2] == [True])
        count = content = 0
        for i, form in enumerate(forms):
            if (
                form[0].isdigit()
                or (titled[i] and i and titled[i - 1])
                or (capital[i] and _within_a_name(run, capital, i))
            ):
                continue
            if form in EMPTY_WORDS and _joins_a_name(run, capital, i):
                continue
            count += 1
            content += form not in EMPTY_WORDS and not capital[i] and not titled[i]
        return count if content >= RUN_CONTENT else 0


# Phrases that everybody uses; a run counts each as one word.
_SET_PHRASES = (
    "at the end of the day",
    "when all is said and done",
    "it remains to be seen whether",
    "there is no doubt that",
    "for the first time in more than",
    "on the one hand",
    "on the other hand",
    "in the light of the fact that",
    "it goes without saying that",
    "as a matter of fact",
    "from the point of view of",
    "the vast majority of the",
)


def _within_a_name(run: Sequence[quoting.QuotedToken], capital: Sequence[bool], i: int) -> bool:
    """Whether a capitalised word goes on with a name that began before it."""
    j = i - 1
    while j >= 0 and run[j].form.lower() in EMPTY_WORDS and not capital[j]:
        j -= 1
    return j >= 0 and capital[j]


def _joins_a_name(run: Sequence[quoting.QuotedToken], capital: Sequence[bool], i: int) -> bool:
    """Whether a small word stands between two parts of a name."""
    after = i + 1
    while after < len(run) and run[after].form.lower() in EMPTY_WORDS and not capital[after]:
        after += 1
    return after < len(run) and capital[after] and _within_a_name(run, capital, after)
