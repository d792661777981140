"""What `check --fix` writes: all that needs no judgement, from the chapters, the published text and the base.

The base are the files where this branch left the default branch, or None where that is not known: then the files
as they are count as their own base, and an edit that is undone may leave what an earlier fix wrote.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from scripts import rules
from scripts.editing import answers, corrections, lists, records
from scripts.editing.plan import Done, Plan, Step
from scripts.files import as_text
from scripts.finding import Finding
from scripts.publication.article import Article, build

# The comments that the machine writes itself.
_HEADERS = frozenset((corrections.HEADER + records.HEADER).splitlines())

# Rules that say that the text is not what was meant. What such a text departs in is not written down.
_NOT_MEANT = frozenset({"citation-known", "citation-syntax", "one-sentence-a-line", *rules.NOT_AS_MEANT})


def plan(article: Article, files: Mapping[str, bytes], base: Mapping[str, bytes] | None, because: str = "") -> Plan:
    """New texts for the records; `files` are the article's, by path, and `because` the reason for what has none yet.

    Nothing is written while the text is not what was meant, see `not_meant`. Raises Unreadable.
    """
    if wrong := _left(article):
        return wrong
    known, before = _base(article, files, base)
    moved = records.renamed(article, known)
    result = corrections.plan(article, files, known, before, moved, because)
    result = _and(result, records.plan(article, files, known, before, because))
    steps: list[Callable[..., Plan]] = [answers.current, answers.restored]
    if any(answer.message for answer in article.accepted):
        steps.insert(0, answers.converted)
    now = fixed(files, result)
    built = build(now, article.today)
    for step in steps:
        more = Plan({}, ()) if built.problems else step(built, now, known, before)
        result = _and(result, more)
        if more.texts:
            now = fixed(files, result)
            built = build(now, article.today)
    return _changed(result, files)


def of_records(article: Article, files: Mapping[str, bytes], base: Mapping[str, bytes] | None) -> Plan:
    """The same for the records of sentences alone."""
    return _left(article) or _changed(records.plan(article, files, *_base(article, files, base)), files)


def _base(
    article: Article, files: Mapping[str, bytes], base: Mapping[str, bytes] | None
) -> tuple[Article, Mapping[str, bytes]]:
    """The article of the base and its files; where it cannot be read, the article as it is."""
    known = build(base, article.today) if base else article
    return (known, base) if base and not known.problems else (article, files)


def _left(article: Article) -> Plan | None:
    """The plan to write nothing, where the text is not what was meant."""
    wrong = next(not_meant(article), None)
    return Plan({}, (Step(Done.LEFT, wrong.place.path, str(wrong.place.line), wrong.rule),)) if wrong else None


def _changed(made: Plan, files: Mapping[str, bytes]) -> Plan:
    """A plan without the texts that files have already, with a step for each file that no other names.

    And with one for each comment that is left in none.
    """
    texts = {path: text for path, text in made.texts.items() if (text.encode() if text else None) != files.get(path)}
    before = {path: as_text(files[path]) for path in texts if path in files}
    lost = lists.lost_comments(before, [text for text in texts.values() if text])
    known = {*_HEADERS, *_heads(fixed(files, made))}
    steps = (Step(Done.COMMENT_DROPPED, path, "", comment) for path, comment in lost if comment not in known)
    named = {step.path for step in made.steps}
    more = ((Done.WRITTEN if texts[path] else Done.TAKEN_OUT, path) for path in texts if path not in named)
    return Plan(texts, (*made.steps, *(Step(done, path, "") for done, path in more), *steps))


def _heads(files: Mapping[str, bytes]) -> Iterator[str]:
    """The comments that records begin with."""
    for path, data in files.items():
        if path.startswith("record/") and path.endswith(".yml") and data.startswith(b"#"):
            yield from itertools.takewhile(lambda line: line.startswith("#"), as_text(data).splitlines())


def not_meant(article: Article) -> Iterator[Finding]:
    """What says that the text is not what was meant, at sentences that are not recorded as they are."""
    others = rules.FAMILIES.keys() - {rules.RULES[name].family for name in _NOT_MEANT}
    findings = [f for f in rules.check(article, without=others) if f.rule in _NOT_MEANT]
    wrong = rules.unanswered(article, findings)
    recorded = {s.place[:2] for s, claim in article.recorded() if claim.sources == s.keys} if wrong else set()
    yield from (finding for finding in wrong if finding.place[:2] not in recorded)


def fixed(files: Mapping[str, bytes], made: Plan) -> dict[str, bytes]:
    """The files as they are once a plan is carried out."""
    changed = {path: text.encode() for path, text in made.texts.items() if text is not None}
    return {path: data for path, data in {**files, **changed}.items() if made.texts.get(path, "") is not None}


def _and(first: Plan, then: Plan) -> Plan:
    return Plan({**first.texts, **then.texts}, (*first.steps, *then.steps))
