"""What `claims --update` writes: records that follow the sentences, ids kept, nothing that needs judgement.

The files are changed line by line, so that comments, order and everything that is not touched stay
as they are.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple

from scripts.english import language
from scripts.files import as_text
from scripts.finding import unreadable
from scripts.publication import ledger
from scripts.publication.article import Article
from scripts.publication.chapters import Sentence
from scripts.publication.ledger import Claim, ClaimKind, ExpectationKind
from scripts.publication.plain_yaml import comments, dump, load, without_empty_list
from scripts.rules.claims import unmatched
from scripts.rules.quotations import QUOTED_WORDS

# Words that tell no sentence from another; ids leave them out.
_COMMON = frozenset(
    "a an and are as at be been but by for from had has have he her his in into is it its of on or our she that "
    "the their there these they this those to was we were which who will with would".split()
)
_ID_WORDS = 6

_REPORTING = re.compile(
    r"\b(?:said|says|told|tells|stated|states|claimed|claims|announced|announces|argued|argues|declared|declares|"
    r"noted|notes|accused|accuses|proposed|proposes|added|adds|according to|as per)\b"
)
_FORECAST = re.compile(r"\b(?:will|shall|is going to|are going to|is likely to|are likely to)\b")
_DEFINITION = re.compile(r"\b(?:is called|are called|is defined as|refers to|means that)\b")


class Done(Enum):
    """What a plan does to a record, as people are told: `name` is the record's or the rule's, `words` its own."""

    NEW = "new: {name}; confirm its kind, {words}"
    MOVED = "moved here: {name}"
    GONE = "gone, a redirect left: {name}"
    SAYS = "{name}: now says {words!r}"
    CITES = "{name}: now cites {words}"
    EXPECTATION_DROPPED = "{name}: dropped what was expected of {words!r}"
    REVIEW_DROPPED = "{name}: dropped the review of {words}: it was of other words"
    CORRECTION = "{name}: {words!r}"
    ANSWER_DROPPED = "taken out: the answer to {name}, which is no longer found"
    ANSWER_CONVERTED = "the answer to {name} now says what was found, {words}, in the place of a message"

    @property
    def loses(self) -> bool:
        """Whether somebody's work is taken out, which somebody may want to do again."""
        return self in (Done.EXPECTATION_DROPPED, Done.REVIEW_DROPPED, Done.ANSWER_DROPPED)


class Step(NamedTuple):
    """One thing that a plan does, in the file at a path."""

    done: Done
    path: str
    name: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.done.value.format(name=self.name, words=self.words)}"


class Plan(NamedTuple):
    """New texts by path, and what is added, changed and dropped."""

    texts: Mapping[str, str]
    steps: tuple[Step, ...]


def plan(article: Article, files: Mapping[str, bytes]) -> Plan:
    """The records as they must be for the chapters as they are; `files` are the repository's, by path."""
    texts: dict[str, str] = {}
    steps: list[Step] = []
    ids = [record.id for records in article.claims.values() for record in records]
    taken = {*article.published_ids, *ids}
    if twice := [name for name, times in Counter(ids).items() if times > 1]:
        place = [r.place for records in article.claims.values() for r in records if r.id == twice[0]][-1]
        message = f"the id {twice[0]!r} is there already; give each record its own before anything is written"
        raise unreadable(place.path, place.line, message, "claim-anchored")
    gone = _gone(article)
    elsewhere: list[Claim] = []
    new_ids = sorted(
        {record.id for records in article.claims.values() for record in records} - set(article.published_ids)
    )
    for chapter in article.chapters:
        path = ledger.claims_path(chapter.path)
        before = as_text(files.get(path, _HEADER.encode()))
        file = _File(path, before)
        edited = {m.sentence.place: m.claim for m in unmatched(article, chapter) if m.sentence and m.claim}
        previous: str | None = None
        for sentence in chapter.sentences:
            claim = article.claim_of(sentence) or edited.get(sentence.place)
            moved = gone[sentence.text].pop(0) if not claim and gone.get(sentence.text) else None
            if claim:
                steps += _brought_up_to_date(file, claim, sentence, article)
            elif moved:
                file.insert(_File(moved.place.path, as_text(files[moved.place.path])).block(moved.id), previous)
                elsewhere.append(moved)
                steps.append(Step(Done.MOVED, path, moved.id))
            else:
                record = _record(sentence, taken)
                taken.add(record["id"])
                new_ids.append(record["id"])
                file.insert(dump([record]), previous)
                steps.append(Step(Done.NEW, path, record["id"], record["kind"]))
            known = claim or moved
            previous = known.id if known else record["id"]
        texts[path] = file.text
    for claim in (claim for claims in gone.values() for claim in claims):
        file = _File(claim.place.path, texts[claim.place.path])
        file.replace(claim.id, dump([{"id": claim.id, "gone": GONE, "on": article.today.isoformat()}]))
        texts[claim.place.path] = file.text
        steps.append(Step(Done.GONE, claim.place.path, claim.id))
    for claim in elsewhere:
        file = _File(claim.place.path, texts[claim.place.path])
        file.replace(claim.id, "")
        texts[claim.place.path] = file.text
    if new_ids:
        texts[ledger.IDS] = _with_ids(as_text(files.get(ledger.IDS, b"")), new_ids)
    for path, text in texts.items():  # what could not be read again is not written
        if path.startswith(ledger.CLAIMS):
            ledger.read_claims(path, text)
    changed = {path: text for path, text in texts.items() if text.encode() != files.get(path)}
    return Plan(changed, tuple(steps))


def with_review(
    article: Article, files: Mapping[str, bytes], name: str, source: str, by: str, on: str
) -> dict[str, str]:
    """The file, by path, in which a claim's record says who has read a source for its words as they are, and when.

    It takes the place of an older review of the same source by the same person.
    """
    claim = article.claim_by_id[name]
    new = {"source": source, "by": by, "on": on}
    new["digest"] = ledger.review_digest(claim.says, article.sources[source])
    kept = [{k: v for k, v in r._asdict().items() if k != "place"} for r in claim.reviewed]
    file = _File(claim.place.path, as_text(files[claim.place.path]))
    file.set(name, "reviewed", [*(r for r in kept if (r["source"], r["by"]) != (source, by)), new])
    return {claim.place.path: file.text}


def diff(files: Mapping[str, bytes], changed: Mapping[str, str]) -> Iterator[str]:
    """What would change, as a unified diff, line by line."""
    for path, text in sorted(changed.items()):
        before = files.get(path, b"").decode("utf-8").splitlines(keepends=True)
        yield from difflib.unified_diff(before, text.splitlines(keepends=True), path, path)


# What a redirect says until an editor says more; readers of the old address see it.
GONE = "The sentence was taken out; no reason has been given yet."

_HEADER = (
    "# yaml-language-server: $schema=../../scripts/schemas/claims.json\n"
    "# The sentences of this chapter, in order; `python -m scripts claims --update` keeps `says` and `sources`.\n"
)


def _gone(article: Article) -> dict[str, list[Claim]]:
    """The claims whose sentence no chapter of their own has any more, by their words."""
    result: dict[str, list[Claim]] = {}
    for chapter in article.chapters:
        for match in unmatched(article, chapter):
            if match.claim and not match.sentence:
                result.setdefault(match.claim.says, []).append(match.claim)
    return result


def _brought_up_to_date(file: _File, claim: Claim, sentence: Sentence, article: Article) -> Iterator[Step]:
    """Change the record of a sentence where it no longer agrees; gives what was done."""
    path = claim.place.path
    cited = list(dict.fromkeys(citation.key for citation in sentence.citations))
    if claim.says != sentence.text:
        file.set(claim.id, "says", sentence.text)
        yield Step(Done.SAYS, path, claim.id, sentence.text)
    if list(claim.sources) != cited:
        file.set(claim.id, "sources", cited)
        yield Step(Done.CITES, path, claim.id, ", ".join(cited) or "nothing")
    stale = [e for e in claim.expects if e.words not in sentence.text]
    if stale:
        file.set(claim.id, "expects", [_expectation(e) for e in claim.expects if e not in stale] or None)
        yield from (Step(Done.EXPECTATION_DROPPED, path, claim.id, e.words) for e in stale)
    void = [
        review
        for review in claim.reviewed
        if review.source not in cited
        or review.source not in article.sources
        or review.digest != ledger.review_digest(sentence.text, article.sources[review.source])
    ]
    if void:
        kept = [
            {k: v for k, v in review._asdict().items() if k != "place"}
            for review in claim.reviewed
            if review not in void
        ]
        file.set(claim.id, "reviewed", kept or None)
        yield from (Step(Done.REVIEW_DROPPED, path, claim.id, f"{r.by}, {r.on}") for r in void)


def _expectation(expected: ledger.Expectation) -> dict[str, Any]:
    names = ("from", "to") if expected.kind is ExpectationKind.DURATION else ("of",)
    return {expected.kind: {"words": expected.words, **dict(zip(names, expected.of, strict=True))}}


def _record(sentence: Sentence, taken: Iterable[str]) -> dict[str, Any]:
    """The record of a new sentence; its kind is a guess, for a person to confirm."""
    return {
        "id": identity(sentence.text, set(taken)),
        "says": sentence.text,
        "kind": guessed_kind(sentence),
        "confirm": True,
        "sources": list(dict.fromkeys(citation.key for citation in sentence.citations)),
    }


def identity(text: str, taken: set[str]) -> str:
    """An id of a sentence's first telling words that is not taken."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", re.sub(r"'s?\b", "", folded.replace("’", "'").lower()))
    telling = [word for word in words if word not in _COMMON] or words or ["sentence"]
    base = "-".join(telling[:_ID_WORDS])[:60].strip("-")
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def guessed_kind(sentence: Sentence) -> ClaimKind:
    """The kind that a sentence's form suggests; the first that fits."""
    text = sentence.text
    if any(q.double and len(q.text.split()) >= QUOTED_WORDS for q in language.quotations(text)):
        return ClaimKind.QUOTATION
    if _REPORTING.search(text):
        return ClaimKind.ATTRIBUTION
    if sentence.citations or language.dates(text) or language.numbers(text):
        return ClaimKind.FACT
    if _FORECAST.search(text):
        return ClaimKind.FORECAST
    return ClaimKind.DEFINITION if _DEFINITION.search(text) else ClaimKind.ANALYSIS


def _with_ids(text: str, new: Iterable[str]) -> str:
    added = "".join(f"- {name}\n" for name in new)
    body = without_empty_list(text)
    return f"{body}\n{added}" if body else added


class _File:
    """A file of records as lines: each record from its `- id:` to the next. Comments are never lost."""

    def __init__(self, path: str, text: str):
        self._path = path
        body = without_empty_list(text)
        self._lines = body.split("\n") if body else []

    @property
    def text(self) -> str:
        lines = self._lines if any(line.startswith("- ") for line in self._lines) else [*self._lines, "[]"]
        return "\n".join(lines) + "\n"

    def _range(self, name: str) -> tuple[int, int]:
        """Where the record with this id begins, and where the next thing does."""
        own = re.compile(rf"- id: {re.escape(name)}\s*(?:#.*)?")
        start = next((i for i, line in enumerate(self._lines) if own.fullmatch(line)), -1)
        if start < 0:  # written in another way: quoted, or not the record's first field
            records, lines = load(self._path, self.text)
            start = next(lines[i,] for i, record in enumerate(records) if record["id"] == name) - 1
        end = start + 1
        while end < len(self._lines) and not self._lines[end].startswith("- "):
            end += 1
        while not self._lines[end - 1].strip() or self._lines[end - 1].startswith("#"):
            end -= 1  # what stands before the next record is the next one's
        return start, end

    def block(self, name: str) -> str:
        start, end = self._range(name)
        return "\n".join(self._lines[start:end]) + "\n"

    def replace(self, name: str, text: str) -> None:
        start, end = self._range(name)
        kept = comments(self._lines[start:end]) if text else []  # moved elsewhere, they have gone with it
        self._lines[start:end] = [*kept, *text.rstrip("\n").split("\n")] if text else []

    def insert(self, text: str, after: str | None) -> None:
        """Put a record after the one with this id; with none, before the first."""
        first = next((i for i, line in enumerate(self._lines) if line.startswith("- ")), len(self._lines))
        at = self._range(after)[1] if after else first
        self._lines[at:at] = text.rstrip("\n").split("\n")

    def set(self, name: str, field: str, value: Any) -> None:
        """Give a field of a record another value; None takes it away."""
        start, end = self._range(name)
        new = ["  " + line[2:] for line in dump([{field: value}]).splitlines()] if value is not None else []
        at = next((i for i in range(start, end) if re.match(rf"(?:  |- ){field}:", self._lines[i])), None)
        if at is None:
            self._lines[end:end] = new
            return
        stop = at + 1
        while stop < end and re.match(r"   |  - |\s*$|#", self._lines[stop]):
            stop += 1
        if new and self._lines[at].startswith("- "):
            new[0] = "- " + new[0][2:]
        indent = self._lines[at].startswith("  ") * "  "
        self._lines[at:stop] = [*(indent + comment for comment in comments(self._lines[at:stop])), *new]
