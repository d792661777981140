"""The form *I have read the source of a claim*: its answers, held against the article, become a line of the record.

The form is .github/ISSUE_TEMPLATE/source-read.yml. Its answers come from anybody, so an editor looks
at them first, and the record goes through a pull request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from scripts.editing import reviews
from scripts.finding import Finding
from scripts.publication.article import Article, build
from scripts.publication.nights import plain
from scripts.rules import RULES, check, unanswered

# The form's fields, each with its question as GitHub writes it above the answer.
QUESTIONS = {
    "claim": "Claim",
    "sentence": "The sentence, as it was when you read the source",
    "source": "Source",
    "name": "Who has read it",
    "day": "On what day",
    "read": "What you read",
    "verdict": "Does it bear the sentence out",
    "place": "Where it stands there",
}
_IN_FULL = ", in full"  # how the answers to "What you read" end that are of all of it
_NONE = "_No response_"


class Unfit(Exception):
    """Why the answers are no record of a reading; the message is a sentence for whoever enters them."""


class Reported(NamedTuple):
    """Who read which source for which claim, and when (an ISO day)."""

    claim: str
    source: str
    name: str
    day: str


def answers(text: str) -> dict[str, str]:
    """The answer to each question, by its field. Raises Unfit for a text that is not of the form."""
    asked = "|".join(map(re.escape, QUESTIONS.values()))
    parts = re.split(rf"^### ({asked})[ \t]*$", text.replace("\r\n", "\n"), flags=re.MULTILINE)
    if parts[1::2] != list(QUESTIONS.values()):
        raise Unfit("this is not the form “I have read the source of a claim”: its questions are not there, once each")
    found = [part.strip() for part in parts[2::2]]
    return dict(zip(QUESTIONS, ["" if answer == _NONE else answer for answer in found], strict=True))


def reading(article: Article, given: Mapping[str, str]) -> Reported:
    """What the answers say, if the record can hold it. Raises Unfit."""
    claim = article.claim_by_id.get(given["claim"].lstrip("#"))
    if claim is None:
        raise Unfit(f"{given['claim']!r} is no claim; give the last part of the address of its sentence")
    if " ".join(given["sentence"].split()) != " ".join(claim.says.split()):
        message = f"{claim.id} now says {claim.says!r}, and was read as {given['sentence']!r}"
        raise Unfit(f"{message}; ask whether it still holds")
    if given["source"] not in claim.sources or given["source"] not in article.sources:
        raise Unfit(f"{claim.id} does not cite {given['source']!r}, but {', '.join(claim.sources) or 'nothing'}")
    if not given["name"] or plain(given["name"]) != given["name"]:
        raise Unfit("who has read it: give a name, on one line, of 80 characters at most")
    try:
        day = date.fromisoformat(given["day"])
    except ValueError:
        raise Unfit(f"{given['day']!r} is no day; write it as 2026-11-22") from None
    if day > article.today:
        raise Unfit(f"{given['day']} is still to come")
    if given["verdict"] != "Yes":
        raise Unfit(f"it bears the sentence out: {given['verdict']!r}; take it up as a problem with the claim")
    if not given["read"].endswith(_IN_FULL):
        raise Unfit(f"{given['read']!r} was read; the record is of sources that were read in full")
    return Reported(claim.id, given["source"], given["name"], day.isoformat())


def recorded(article: Article, files: Mapping[str, bytes], read: Reported) -> dict[str, str]:
    """The files that change when a reading is recorded, by path. Raises Unfit if the check then finds more."""
    texts = reviews.with_review(article, files, read.claim, read.source, read.name, read.day)
    after = build({**files, **{path: text.encode() for path, text in texts.items()}}, article.today)
    before = {finding.identity for finding in _found(article)}
    new = [finding for finding in _found(after) if finding.identity not in before]
    if new:
        raise Unfit(f"with it, the check finds: {new[0]}")
    return texts


def _found(article: Article) -> list[Finding]:
    return [finding for finding in unanswered(article, check(article)) if RULES[finding.rule].family != "evidence"]
