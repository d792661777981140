"""How the text is written down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.chapters import Sentence
from scripts.rules import Problems, rule

if TYPE_CHECKING:
    from scripts.article import Article

# After these a full stop ends no sentence, or cannot be told to (A new sentence may follow "etc.").
ABBREVIATIONS = frozenset(
    "adm al approx apr art assn aug ave bros ca capt cf ch chap cmdr co col comdr corp cpl dec dept dist div dr "
    "ed eds e.g eq esp est etc ex feb ff fig figs fl fr fri gen gov hon i.e inc jan jr jul jun lt ltd maj mar "
    "messrs mgr mon mr mrs ms msgr mt n.b no nos nov nr obs oct op op.cit p para ph.d pp pres prof pt rd ref "
    "rep rev sat sec secs sen sep sept sgt sr st ste sun supt thu thur tue univ v viz vol vols vs wed".split()
)
# A full stop, with what closes on it and the marks that follow, and then what opens a sentence.
_BOUNDARY = re.compile(
    r"(?P<word>[^\s.!?…]*(?:\.[^\s.!?…]+)*)(?P<stop>[.!?…]+)(?P<close>[\"”’')\]]*)"
    r"(?:\[@[^\]]*\]|\[\^[^\]]*\])*\s+(?=[\"“‘'(\[]*[A-ZÀ-ÖØ-Þ0-9])"
)
_ENDS = re.compile(r"[.!?…:;][\"”’')\]*_]*(?:\[@[^\]]*\]|\[\^[^\]]*\])*(?:\s*\{[^}]*\})?$")
_QUOTATIONS = re.compile(r"\"[^\"]*\"|“[^”]*”|\([^()]*\)|`[^`]*`")


@rule(serious=False)
def one_sentence_a_line(article: Article) -> Problems:
    """A line holds one sentence, and a sentence stands on one line.

    A line is then a claim: a change shows which claim it changes, and a finding names its line.
    Sentences inside one pair of quotation marks or brackets belong to the sentence around them.

    Bad:  The ice held. It sang.
    Good: The ice held.
          It sang.
    """
    for chapter in article.chapters:
        previous: Sentence | None = None
        for sentence in chapter.sentences:
            for end in _ends(sentence.raw):
                yield sentence.place, f"a second sentence begins after {end!r}; give it a line of its own"
            if previous and not sentence.starts and not _ENDS.search(previous.raw):
                yield (
                    sentence.place,
                    f"continues the sentence of the line before, which ends {previous.text[-20:]!r}; join the lines",
                )
            previous = sentence


def _ends(line: str) -> list[str]:
    """The last words before each place in a line where another sentence begins."""
    found = []
    hidden = _QUOTATIONS.sub(_hide, line)
    for match in _BOUNDARY.finditer(hidden):
        word = match["word"].lstrip("([\"'“‘").lower()
        opens = line[match.end() : match.end() + 1]
        if match["stop"] == "." and not match["close"]:
            if (
                word in ABBREVIATIONS
                or re.fullmatch(r"(?:[a-z]\.)*[a-z]", word)
                or (word.isdigit() and not match.start())
            ):
                continue
            if opens.isdigit():  # "sect. 4" has many spellings; a sentence seldom begins with digits
                continue
        elif match["stop"] != "." and match["close"]:
            continue  # "Why?" He asked: whether that is one sentence or two, the marks do not tell
        elif "…" in match["stop"] or len(match["stop"]) > 1:
            continue
        found.append(line[max(0, match.end() - 24) : match.end()].strip())
    return found


def _hide(match: re.Match[str]) -> str:
    """The same length without stops inside; the last stop before a closing mark is kept."""
    text = match[0]
    if text[0] in '"“' and len(text) > 2 and text[-2] in ".!?…":
        return text[0] + re.sub(r"[.!?…]", "x", text[1:-2]) + text[-2:]
    return re.sub(r"[.!?…]", "x", text)
