"""What a rule is, and the list of all of them: each registers itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from scripts.finding import Place
from scripts.publication.article import Article
from scripts.regex import regex


class Problem(NamedTuple):
    """What a rule yields: a finding without the rule's name. `message` and `found` are as in Finding."""

    place: Place
    message: str
    found: tuple[str, ...]


Problems = Iterator[Problem]
Check = Callable[[Article], Problems]


def problem(place: Place, message: str, *found: str | int) -> Problem:
    """Something wrong at a place: what to tell people, and then the values that identify it."""
    return Problem(place, message, tuple(map(str, found)))


# Below this likeness (0 to 100, rapidfuzz's WRatio) a suggested name is more of a guess than a help.
SUGGEST_FROM = 70


def suggestion(name: str, known: Iterable[str], otherwise: str) -> str:
    """What to do about a name that is none of those that are known: the one of them that is alike, or else."""
    from rapidfuzz import process  # only here: most articles name what is there

    close = process.extractOne(name, list(known), score_cutoff=SUGGEST_FROM)
    return f"did you mean {close[0]}?" if close else otherwise


def reported(article: Article, name: str) -> Problems:
    """What kept files from being read, as the problems of the rule with this name."""
    return (Problem(f.place, f.message, f.found) for f in article.problems if f.rule == name)


class Rule(NamedTuple):
    """A rule by its name. `serious` ones could mislead a reader about what is sourced, or how.

    `english` ones read English words, or go by how English is written, and are right of no other language. `readers`
    is what it finds, in a few words for readers of the site: "a date without a year"; "" where they never see it.
    """

    name: str
    family: str
    serious: bool
    check: Check
    english: bool = False
    readers: str = ""

    @property
    def doc(self) -> str:
        return inspect.getdoc(self.check) or ""

    def documented(self) -> tuple[str, str, str]:
        """What its documentation says, in which `code` and *emphasis* may stand, its bad and its good example."""
        about, _, examples = self.doc.partition("\nBad:")
        bad, _, good = examples.partition("\nGood:")
        return about.strip(), bad, good


_MARKED = regex(r"`([^`]+)`|\*([^*]+)\*")


def with_marks(words: str, code: str, emphasis: str) -> str:
    """Words of a documentation, with these in the place of its marks; `{}` is what stands between them."""
    return _MARKED.sub(lambda match: code.format(match[1]) if match[1] else emphasis.format(match[2]), words)


RULES: dict[str, Rule] = {}


def rule(*, serious: bool, english: bool = False, readers: str = "") -> Callable[[Check], Check]:
    """Register a generator as a rule, named after the function and of its module's family."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        family = check.__module__.rsplit(".", 1)[-1]
        if name in RULES:
            raise ValueError(f"two rules are named {name}")
        RULES[name] = Rule(name, family, serious, check, english, readers)
        return check

    return register
