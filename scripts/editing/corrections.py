"""record/corrections/: a file a chapter, in the article's order. The machine writes what departs; people say why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scripts.editing import lists
from scripts.editing.departures import Departure, TokenRun, departures, located
from scripts.editing.lists import RecordItem
from scripts.editing.plan import Done, Plan, Step
from scripts.files import as_text
from scripts.publication import ledger
from scripts.publication.article import Article
from scripts.publication.chapters import PARAGRAPH
from scripts.publication.collation import Texts
from scripts.publication.ledger import NO_REASON, Correction, CorrectionKind, shown

HEADER = (
    "# yaml-language-server: $schema=../../scripts/schemas/corrections.json\n"
    "# Where this chapter departs from the published text. `python -m scripts check --fix` writes all of it. People\n"
    "# give the reason, `because`, there or with --because, and may change the day, `on`: both are kept.\n"
)


class Recorded(NamedTuple):
    """A correction as it is recorded, its chapter by the name that this has now, and the lines that it stands in."""

    correction: Correction
    item: RecordItem
    runs: Sequence[TokenRun] = ()


def plan(
    article: Article,
    files: Mapping[str, bytes],
    base: Article,
    base_files: Mapping[str, bytes],
    renamed: Mapping[str, str],
    because: str = "",
) -> Plan:
    """The files of corrections as the chapters want them; see `editing.fix` for `base` and `renamed`.

    `because` is the reason for what has none yet. Where a person's reason has lost its departure, a step says it.
    """
    texts = article.texts
    before, now = _recorded(base, base_files, {}, renamed), _recorded(article, files, base_files, renamed)
    found = departures(texts, [one.correction for one in before])
    now, before = _with_runs(texts, now), _with_runs(texts, before)
    there = {chapter.path for chapter in article.chapters}
    used: set[int] = set()
    made: dict[str, list[RecordItem]] = {}
    steps = []
    for departure in found:
        own = [one for one in now if _is_of(departure, one, there)]
        used |= {id(one) for one in own}
        reason, on = _said(departure, own, [one for one in before if _is_of(departure, one, there)])
        if reason == NO_REASON and because:
            reason, on = because, article.today.isoformat()
        fields = _fields(departure, reason, on or article.today.isoformat())
        same = [one.item for one in before if one.item.fields == fields]
        path = ledger.corrections_path(departure.chapter)
        made.setdefault(path, []).append(lists.item(fields, [one.item for one in own], same))
        if not any(departure.is_written_as(one.correction) for one in now):
            layout = departure.kind is CorrectionKind.LAYOUT
            words = shown(departure.now or departure.published, layout=layout) or departure.chapter
            steps.append(Step(Done.CORRECTION, path, departure.kind, words))
    for one in now:
        if id(one) not in used and one.correction.because != NO_REASON:
            c = one.correction
            words = f"{shown(c.now or c.published)!r}, because {c.because!r}"
            steps.append(Step(Done.CORRECTION_DROPPED, c.place.path, c.kind, words))
    return Plan(dict(_texts(made, files, base_files)), tuple(steps))


def _texts(
    made: Mapping[str, list[RecordItem]], files: Mapping[str, bytes], base_files: Mapping[str, bytes]
) -> Iterator[tuple[str, str | None]]:
    """The files that change. One without corrections goes, unless the base has it."""
    for path in sorted({*made, *filter(ledger.is_corrections, files)}):
        text: str | None = None
        if path in made or path in base_files:
            text = lists.made(path, made.get(path, ()), files, base_files, HEADER)
            ledger.read_corrections(path, text)  # what could not be read again is not written
        if text is None or text.encode() != files.get(path):
            yield path, text


def _recorded(
    article: Article, files: Mapping[str, bytes], base_files: Mapping[str, bytes], renamed: Mapping[str, str]
) -> list[Recorded]:
    """The corrections of an article with their lines, in the files' order."""
    items = {
        path: iter(lists.read(path, as_text(files[path]), lists.head(path, base_files)).items)
        for path in files
        if ledger.is_corrections(path)
    }
    return [
        Recorded(one._replace(chapter=renamed.get(one.chapter, one.chapter)), next(items[one.place.path]))
        for one in article.corrections
    ]


def _with_runs(texts: Texts, recorded: Sequence[Recorded]) -> list[Recorded]:
    """The same, each with the published words that it is about, where they can be told."""
    runs = located(texts, [one.correction for one in recorded])
    return [one._replace(runs=runs.get(n, ())) for n, one in enumerate(recorded)]


def _is_of(departure: Departure, one: Recorded, chapters: Collection[str]) -> bool:
    """Whether what people have said of a correction is said of this departure: the same words, or some of them.

    In one of these chapters they stand in the same; where it names none, another branch has given it another name.
    """
    c = one.correction
    if departure.is_written_as(c) or any(departure.run.meets(run) for run in one.runs):
        return True
    if one.runs:
        return False
    pairs = (c.published, departure.published), (c.now, departure.now)
    return (c.chapter == departure.chapter or c.chapter not in chapters) and all(
        _bare(was) == _bare(now) for was, now in pairs
    )


def _bare(words: str) -> str:
    """The words of a correction without the sign of the paragraph that they begin, which was not always written."""
    return words.removeprefix(PARAGRAPH).strip()


def _said(departure: Departure, own: Sequence[Recorded], before: Sequence[Recorded]) -> tuple[str, str]:
    """The reason of a departure and its day: as it is recorded now, else in the base; of several, all reasons."""
    for some in (own, before):
        exact = [one.correction for one in some if departure.is_written_as(one.correction)]
        if exact and exact[0].because != NO_REASON:
            return exact[0].because, exact[0].on
        reasons = dict.fromkeys(one.correction.because for one in some if one.correction.because != NO_REASON)
        if reasons:
            return " ".join(reasons), max(one.correction.on for one in some)
    return NO_REASON, max((one.correction.on for one in own), default="")


def _fields(departure: Departure, because: str, on: str) -> dict[str, Any]:
    quoted = {name: getattr(departure, name) for name in ("published", "now", "after", "nth")}
    given = {name: value for name, value in quoted.items() if value}
    return {"kind": str(departure.kind), **given, "because": because, "on": on}
