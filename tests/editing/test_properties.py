"""What holds of every edit: one fix makes it green, a second changes nothing, and undone it leaves no trace.

The edits are those of changes.py, singly and in pairs, on the good articles. `python -m tests.editing.test_properties
N` looks at N of them, with other numbers than the tests, and prints what does not hold.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
import yaml

from scripts import rules
from scripts.editing import fix
from scripts.finding import Finding
from scripts.publication import article, ledger, notes
from scripts.publication.article import Article
from tests import cases
from tests.editing.changes import EDITS, Files

GOOD = Path(__file__).parents[1] / "good"
ARTICLES = sorted(path.name for path in GOOD.iterdir())
LONG = ("history", "keyed", "law")  # these take several times as long, and are edited by the longer runs alone
RECORDS = "record/"
PEOPLES = (
    "placeholder-known",
    "source-cited",
    "kind-fits-form",
    "footnote-used",
    "footnote-defined",
    "acronym-expanded",
)

pytestmark = pytest.mark.usefixtures("read_once")


class Fixed(NamedTuple):
    """The files after a fix, and what it said."""

    files: Files
    said: str


class Sequence(NamedTuple):
    """Edits by name, and the files after each, those of the article first."""

    name: str
    edits: tuple[str, ...]
    texts: tuple[Files, ...]


def built(files: Files) -> Article:
    return article.build(files, cases.TODAY)


def fixed(files: Files, base: Files | None) -> Fixed:
    made = fix.plan(built(files), files, base)
    return Fixed(fix.fixed(files, made), "\n".join(map(str, made.steps)))


def left(files: Files) -> list[Finding]:
    """What fails a check, but for what only a person can decide: what follows from sentences that went.

    The home page may quote it, it may have been the only one that cites its source, and half of a sentence that
    quoted may quote nothing, or call a note that stands on another page now; or it wrote an acronym out.
    """
    of = built(files)
    failing = rules.failing(rules.unanswered(of, rules.check(of)))
    return [finding for finding in failing if finding.rule not in PEOPLES]


def with_text_of(records: Files, text: Files) -> Files:
    """The text as one edit has it, with the records as another fix has left them."""
    return {
        **{path: data for path, data in text.items() if not path.startswith(RECORDS)},
        **{path: data for path, data in records.items() if path.startswith(RECORDS)},
    }


def said_by_people(files: Files) -> Iterator[str]:
    """Every reason, kind that was confirmed, expectation, review and answer in the records, as a text."""
    for path, data in files.items():
        if not (ledger.is_corrections(path) or ledger.is_claims(path) or path == ledger.ACCEPTED):
            continue
        for record in yaml.load(data, yaml.CSafeLoader) or ():
            if record.get("because") not in (None, ledger.NO_REASON):
                yield record["because"]
            for review in record.get("reviewed", ()):
                yield f"{review['by']}, {review['on']}"
            for expected in record.get("expects", ()):
                yield next(iter(expected.values()))["words"]


def sequences(number: int, seed: int, articles: list[str] = ARTICLES) -> Iterator[Sequence]:
    """Each kind of edit by itself, then pairs of them, as many as are asked for."""
    random = Random(seed)
    names = [(name,) for name in EDITS]
    texts = {name: article.files(GOOD / name) for name in articles}
    found = 0
    while found < number:
        edits = names.pop(0) if names else tuple(random.choices(list(EDITS), k=2))
        name = random.choice(articles)
        files = [texts[name]]
        for edit in edits:
            changed = EDITS[edit](files[-1], random)
            if changed is None or changed == files[-1]:
                break
            files.append(changed)
        if len(files) > len(edits):
            found += 1
            yield Sequence(name, edits, tuple(files))


def problems(sequence: Sequence) -> Iterator[str]:
    """What does not hold of a sequence of edits."""
    base, last = sequence.texts[0], sequence.texts[-1]
    for git in (base, None):
        how = "with git" if git else "without"
        once = fixed(last, git)
        if found := left(once.files):
            yield f"{how}, not green: {'; '.join(map(str, found[:3]))}"
        twice = fixed(once.files, git)
        if twice.files != once.files:
            yield f"{how}, a second fix changes {_differing(once.files, twice.files)}"
        kept = _all(once)
        lost = [words for words in said_by_people(base) if words not in kept]
        if lost:
            yield f"{how}, lost: {lost[:3]}"
        if git is None:
            continue
        stepwise: Files = base
        for text in sequence.texts[1:]:
            stepwise = fixed(with_text_of(stepwise, text), git).files
        if stepwise != once.files:
            yield f"step by step it comes to something else in {_differing(stepwise, once.files)}"
        undone = fixed(with_text_of(once.files, base), git).files
        if undone != base:
            yield f"undone it leaves {_differing(undone, base)}"


def _differing(one: Files, other: Files) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def _all(of: Fixed) -> str:
    texts = [
        str(list(_strings(yaml.load(data, yaml.CSafeLoader))))
        for path, data in of.files.items()
        if path.endswith(".yml")
    ]
    return "\n".join([*texts, of.said])


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("part", range(4))
def test_an_edit_is_green_after_one_fix_and_leaves_no_trace_when_it_is_undone(part: int) -> None:
    mine = list(sequences(len(EDITS) + 4, 0, [name for name in ARTICLES if name not in LONG]))[part::4]
    assert len(mine) > 4
    assert [(one.name, one.edits, wrong) for one in mine for wrong in problems(one)] == []


def test_a_departure_that_a_new_original_has_taken_up_disappears() -> None:
    base = article.files(cases.BAD / "article")
    changed = {**base, "docs/ice.md": base["docs/ice.md"].replace(b"It was thick.", b"It was very thick.")}
    corrected = fix.fixed(changed, fix.plan(built(changed), changed, base, "A word was left out."))
    assert [correction.now for correction in built(corrected).corrections] == ["¶ It was very thick."]
    new = {**corrected, notes.PATH: base[notes.PATH].replace(b"It was thick.", b"It was very thick.")}
    cases.redigest(new)
    once = fixed(new, corrected)
    assert built(once.files).corrections == ()
    assert left(once.files) == []
    assert "'It was very thick.', because 'A word was left out.'" in once.said


if __name__ == "__main__":
    wrong = 0
    for sequence in sequences(int(sys.argv[1]), 1):
        for one in problems(sequence):
            wrong += 1
            print(sequence.name, "+".join(sequence.edits), one, sep=": ", flush=True)
    print(f"{wrong} of what should hold does not, in {sys.argv[1]} sequences of edits")
