"""What of a document did not come along: words of its container that its text does not have, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from scripts.editing.container import DocumentPart, DocumentWords
from scripts.publication.chapters import plain
from scripts.publication.plain import UNSEEN

# Comparing words in order takes as many bits as the numbers of words multiplied; beyond this they are only counted.
MOST = 4_000_000_000
# Words of a paragraph that are quoted in a report.
QUOTED = 30


class Loss(NamedTuple):
    """Words that were left out, and where they stand in the document."""

    part: DocumentPart
    nth: int
    words: str

    def __str__(self) -> str:
        where = f"{self.part} {self.nth}" if self.part is DocumentPart.NOTE else f"{self.part}, paragraph {self.nth}"
        words = self.words.split()
        shown = " ".join(words[:QUOTED]) + f" … ({len(words)} words)" * (len(words) > QUOTED)
        return f"{where}: {shown!r}"


def of(document: Sequence[DocumentWords], text: str) -> list[Loss]:
    """The words that a document has and the Markdown made of it has not."""
    written = [_tokens(plain(re.sub(r"(?<!\\)\[\^[^\]\\]+\]:?", " ", line))) for line in text.split("\n")]
    known = Counter("".join(words) for words in written if words)
    rest: list[tuple[DocumentWords, list[str]]] = []
    losses: list[Loss] = []
    for words in sorted(document, key=lambda words: words.part is DocumentPart.ASIDE):  # which may say the same
        tokens = _tokens(words.text)
        whole = "".join(tokens)
        if words.part in (
            DocumentPart.DELETED,
            DocumentPart.COMMENT,
            DocumentPart.MARGIN,
            DocumentPart.MARK,
            DocumentPart.CONTENTS,
            DocumentPart.EMBEDDED,
        ) or (whole and words.part is DocumentPart.APART):
            losses.append(Loss(words.part, words.nth, words.text))
        elif whole and known[whole]:
            known[whole] -= 1
        elif whole:
            rest.append((words, tokens))
    left = [words for words in written if words and known["".join(words)] > 0]
    losses += _differing(rest, [word for words in left for word in words])
    order = list(DocumentPart)
    return sorted(losses, key=lambda loss: (order.index(loss.part), loss.nth))


def _differing(rest: Sequence[tuple[DocumentWords, list[str]]], written: list[str]) -> Iterator[Loss]:
    """What of paragraphs that do not stand in the text as a whole stands nowhere among its other words."""
    ours = [word for _, tokens in rest for word in tokens]
    codes = Indel.opcodes(ours, written) if len(ours) * len(written) < MOST else ()
    kept = {place for code in codes if code.tag == "equal" for place in range(code.src_start, code.src_end)}
    spare = Counter(written) - Counter(ours[place] for place in kept)
    place = 0
    for words, tokens in rest:
        missing = []
        for token in tokens:
            if place not in kept:
                bare = token.strip("0123456789")  # a number at a word is a mark
                if found := next((each for each in (token, bare) if spare[each]), ""):
                    spare[found] -= 1  # it stands elsewhere: a note's text, an author's name
                else:
                    missing.append(token)
            place += 1
        if missing:
            yield Loss(words.part, words.nth, words.text if len(missing) * 2 > len(tokens) else " ".join(missing))


def _tokens(text: str) -> list[str]:
    """The words of a text, a small or raised digit as a digit and without the marks of where a word may be divided."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", UNSEEN.sub("", text.replace("\u00ad", ""))))
