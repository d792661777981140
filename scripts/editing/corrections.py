"""What `check --fix` writes, made from what differs and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from scripts import rules
from scripts.editing import records
from scripts.editing.records import Done, Plan, Step
from scripts.files import as_text
from scripts.finding import Finding
from scripts.publication import ledger
from scripts.publication.article import Article, build
from scripts.publication.ledger import Acceptance, CorrectionKind
from scripts.publication.plain_yaml import comments, dump, without_empty_list
from scripts.publication.transcript import Token, token_pairs

# What a stub says until an editor has said more; it is true, and readers see it.
NO_REASON = "No reason has been given for this change yet."

Stub = dict[str, str]


def plan(article: Article, files: Mapping[str, bytes]) -> Plan:
    """All that needs no judgement; `files` are the repository's, by path.

    That is the stub of a correction for each departure, the records as the chapters are, and
    record/accepted.yml with what was found in the place of messages, and without the answers to what the
    check no longer finds. Raises Unreadable.
    """
    result = _and(_corrections(article, files), records.plan(article, files))
    for part in (_converted, _answers) if any(answer.message for answer in article.accepted) else (_answers,):
        now = fixed(files, result)
        result = _and(result, part(build(now, article.today), now))
    return result


def _and(first: Plan, then: Plan) -> Plan:
    return Plan({**first.texts, **then.texts}, (*first.steps, *then.steps))


def fixed(files: Mapping[str, bytes], plan: Plan) -> dict[str, bytes]:
    """The files as they are once a plan is carried out."""
    return {**files, **{path: text.encode() for path, text in plan.texts.items()}}


def _corrections(article: Article, files: Mapping[str, bytes]) -> Plan:
    """corrections.yml with the stub of a correction for each departure."""
    pairs = token_pairs(article.texts)
    whole = [token.text for published, _ in pairs for token in published]
    stubs = [
        {**stub, "because": NO_REASON, "on": article.today.isoformat()}
        for stub in _moves_joined([s for published, now in pairs for s in _stubs(published, now, whole)])
    ]
    if not stubs:
        return Plan({}, ())
    text = without_empty_list(as_text(files[ledger.CORRECTIONS]))
    steps = [Step(Done.CORRECTION, ledger.CORRECTIONS, s["kind"], s.get("now") or s["published"]) for s in stubs]
    text = f"{text}\n{dump(stubs)}".lstrip()
    ledger.read_corrections(text)  # what could not be read again is not written
    return Plan({ledger.CORRECTIONS: text}, tuple(steps))


def _answers(article: Article, files: Mapping[str, bytes]) -> Plan:
    """accepted.yml without the answers to what is no longer found.

    An answer stays where the rule still finds something in the same place: whether it answers that
    as well is for a person to say. All stay while anything else is wrong, which may be why it is not found.
    """
    findings = rules.check(article)
    left = rules.failing(rules.unanswered(article, findings))
    if any(finding.rule != "acceptance-current" for finding in left):
        return Plan({}, ())
    found = {(finding.rule, finding.subject) for finding in findings}
    gone = [
        answer
        for answer in article.accepted
        if answer.rule in rules.RULES
        and rules.RULES[answer.rule].family != "site"
        and (answer.rule, answer.about) not in found
    ]
    if not gone:
        return Plan({}, ())
    text = _without(as_text(files[ledger.ACCEPTED]), article.accepted, gone)
    if len(ledger.read_accepted(text)) != len(article.accepted) - len(gone):
        return Plan({}, ())  # answers that are not each on lines of their own
    return Plan({ledger.ACCEPTED: text}, tuple(Step(Done.ANSWER_DROPPED, ledger.ACCEPTED, one.rule) for one in gone))


def _converted(article: Article, files: Mapping[str, bytes]) -> Plan:
    """accepted.yml with what was found in the place of messages, in the answers whose finding is still made."""
    found = rules.record.answered_by_message(article.accepted, rules.check(article))
    lines = as_text(files[ledger.ACCEPTED]).rstrip("\n").split("\n")
    steps = []
    ends = [answer.place.line - 1 for answer in article.accepted[1:]] + [len(lines)]
    for answer, end in reversed(list(zip(article.accepted, ends, strict=True))):
        if (finding := found.get(answer.place.line)) and _with_found(lines, answer, finding, end):
            words = ", ".join(map(repr, finding.found)) or "nothing more than its subject"
            steps.append(Step(Done.ANSWER_CONVERTED, ledger.ACCEPTED, answer.rule, words))
    text = "\n".join(lines) + "\n"
    return Plan({ledger.ACCEPTED: text}, tuple(reversed(steps))) if steps else Plan({}, ())


def _with_found(lines: list[str], answer: Acceptance, finding: Finding, end: int) -> bool:
    """Change the lines of an answer, which end before `end`; or not, where the field has no lines of its own."""
    start = answer.lines["finding"] - 1
    field = re.match(r"(\s*(?:-\s+)?)(?:finding|\"finding\"|'finding')\s*:", lines[start])
    if not field or "found" in answer.lines:
        return False
    end = min([line - 1 for line in answer.lines.values() if line - 1 > start], default=end)
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1  # what stands before the next thing is the next one's
    first, rest = field[1], " " * len(field[1])
    new = dump([ledger.as_answer(finding.found)]).splitlines() if finding.found else []
    made = [f"{rest if i else first}{line[2:]}" for i, line in enumerate(new)]
    kept = [rest + comment for comment in comments(lines[start:end])]
    if not made and "-" in first:  # the first field, whose dash the next one takes over
        return False
    lines[start:end] = [*kept, *made] if "-" not in first else [*made, *kept]
    return True


def _without(text: str, answers: Sequence[Acceptance], gone: Collection[Acceptance]) -> str:
    """The text of accepted.yml without some answers; comments between answers stay."""
    lines = text.rstrip("\n").split("\n")
    ends = [answer.place.line - 1 for answer in answers[1:]] + [len(lines)]
    for answer, end in reversed(list(zip(answers, ends, strict=True))):
        if answer in gone:
            while end < len(lines) and lines[end - 1].lstrip().startswith("#"):
                end -= 1
            del lines[answer.place.line - 1 : end]
    return "\n".join(lines if len(gone) < len(answers) else [*lines, "[]"]) + "\n"


def _stubs(published: Sequence[Token], now: Sequence[Token], whole: Sequence[str]) -> Iterator[Stub]:
    """The corrections that make the one of the other.

    Lines of the chapter that stand in the published text whole are kept; what lies between two of
    them there and here is a wording, an addition or a removal. `whole` are the words of the whole
    article, in which those of a correction must stand just once.
    """
    old, new = [token.text for token in published], [token.text for token in now]
    lines = list(_lines(now))
    i = j = 0
    for start, end, at in [*_kept(old, [(*line, new[slice(*line)]) for line in lines]), (len(new), len(new), len(old))]:
        while i < at and _times(whole, old[i:at]) > 1 and min(i, j) > 0:  # quote more, until it stands once
            i, j = i - 1, j - 1
        was, line = _text(published[i:at]), _text(now[j:start])
        if was and line:
            yield {"kind": CorrectionKind.WORDING, "published": was, "now": line}
        elif was:
            yield {"kind": CorrectionKind.REMOVAL, "published": was}
        elif line:
            yield {"kind": CorrectionKind.ADDITION, "now": line, "after": _before(whole, published[:i])}
        i, j = at + end - start, end


def _kept(old: Sequence[str], lines: Sequence[tuple[int, int, list[str]]]) -> list[tuple[int, int, int]]:
    """The lines that stand in the published text whole and in the same order, as many words as can be.

    Each is given as where it begins and ends in the chapter, and where it begins in the published text.
    """
    best: list[tuple[int, int, list[tuple[int, int, int]]]] = [(0, 0, [])]  # words kept, end in old, the lines
    for start, end, words in lines:
        size = end - start
        found = []
        for at in range(len(old) - size + 1):
            if old[at] == words[0] and list(old[at : at + size]) == words:
                kept, _, before = max((b for b in best if b[1] <= at), key=lambda b: (b[0], -b[1]))
                found.append((kept + size, at + size, [*before, (start, end, at)]))
        best += found
    return max(best, key=lambda b: (b[0], -b[1]))[2]


def _lines(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where each line of the chapter begins and ends among its tokens."""
    start = 0
    for end in range(1, len(tokens) + 1):
        if end == len(tokens) or tokens[end].place.line != tokens[start].place.line:
            yield start, end
            start = end


def _times(texts: Sequence[str], words: Sequence[str]) -> int:
    """How often these words stand in a text."""
    size = len(words)
    return sum(list(texts[k : k + size]) == list(words) for k in range(len(texts) - size + 1))


def _before(texts: Sequence[str], tokens: Sequence[Token]) -> str:
    """As few of the last of these tokens as stand just once in the whole text, but six at least."""
    for size in range(min(6, len(tokens)), len(tokens) + 1):
        last = [token.text for token in tokens[-size:]]
        if _times(texts, last) == 1:
            return _text(tokens[-size:])
    return _text(tokens)


def _text(tokens: Sequence[Token]) -> str:
    """Tokens as a line: citations touch what they follow."""
    return "".join(("" if token.is_citation else " ") + token.text for token in tokens).strip()


def _moves_joined(stubs: list[Stub]) -> list[Stub]:
    """The same stubs, each pair of a removal and an addition of the same words become a move."""
    removed = {stub["published"]: stub for stub in stubs if stub["kind"] == CorrectionKind.REMOVAL}
    result = []
    for stub in stubs:
        if stub["kind"] == CorrectionKind.ADDITION and stub["now"] in removed:
            removed.pop(stub["now"])
            result.append({"kind": CorrectionKind.MOVE, "published": stub["now"], "after": stub["after"]})
        else:
            result.append(stub)
    moved = [stub["published"] for stub in result if stub["kind"] == CorrectionKind.MOVE]
    return [s for s in result if s["kind"] != CorrectionKind.REMOVAL or s["published"] not in moved]
