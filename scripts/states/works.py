"""What is said of the numbers of works, to readers and to editors, in sentences: from what registries answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scripts.english.dates import shown
from scripts.publication.identifiers import NumberKind
from scripts.publication.nights import days
from scripts.publication.works import Notice, NumberVerdict, RecordedNumber, Registry
from scripts.terminal import count

# Days for which a number has to be unknown, or another work's, until readers are told: three nights.
ESTABLISHED = 2

_NOTICED = {
    NumberVerdict.RETRACTED: "was retracted",
    NumberVerdict.CONCERN: "was given an expression of concern",
    NumberVerdict.CORRECTED: "was corrected",
}


def sentences(works: Iterable[RecordedNumber]) -> tuple[str, ...]:
    """What readers are told of a source's numbers, a sentence each: what agrees, what not, and what is not known."""
    return tuple(sentence for work in works for sentence in _sentences(work))


def _sentences(work: RecordedNumber) -> Iterator[str]:
    said = work.answered
    if work.verdict is NumberVerdict.NOT_ASKED:
        yield f"{work.number} has not been looked up yet."
    elif not said:
        yield f"No registry has answered for {work.number} yet."
    elif (
        said.verdict in (NumberVerdict.ANOTHER, NumberVerdict.UNKNOWN)
        and days(said.since or said.on, said.on) < ESTABLISHED
    ):
        yield f"Whether {work.number} is this work’s is not established yet."
    else:
        yield f"{what(work)} (looked up on {shown(said.on)})."
    if said and said.verdict not in (NumberVerdict.ANOTHER, NumberVerdict.UNSURE, NumberVerdict.UNKNOWN):
        yield from (f"This work {noticed(notice)}." for notice in work.notices)
        if work.number.kind is NumberKind.DOI and not work.noticed:
            yield "Whether it was retracted or corrected could not be looked up yet."
    for down in work.down:
        last = (work.noticed and work.noticed.on) if down.registry is Registry.CROSSREF else (said and said.on)
        stays = f"; what it said on {shown(last)} is shown" if last else ""
        yield f"{down.registry} gave no answer on {shown(down.on)}{stays}."


def what(work: RecordedNumber) -> str:
    """What a registry said of a number when it last answered, without a full stop."""
    said = work.answered
    words = _SAID.get(said.verdict, _NOTHING) if said else _NOTHING
    return words.format(number=work.number, registry=said.registry if said else "", other=other(work))


_NOTHING = "{number} was not asked for"
_SAID = {
    NumberVerdict.AGREES: "{number} is this work’s, as {registry} has it",
    NumberVerdict.PARTLY: "{number} is registered; what {registry} says of it could be compared with this entry only "
    "in part",
    NumberVerdict.UNSURE: "{number} may be another work’s: {registry} has {other}",
    NumberVerdict.ANOTHER: "{number} is another work’s: {registry} has {other}",
    NumberVerdict.UNKNOWN: "{number} is not registered at {registry}",
    NumberVerdict.UNLISTED: "{number} is not listed by {registry}, which does not list all",
}


def other(work: RecordedNumber) -> str:
    """The other work that a registry has under a number: its title, its first author and its year."""
    said = work.answered
    return ", ".join(filter(None, (f"“{said.title}”", said.author, said.year))) if said else ""


def noticed(notice: Notice) -> str:
    """What a notice says of a work, by which DOI and when."""
    by = f" by DOI {notice.doi}" if notice.doi else ""
    return f"{_NOTICED[notice.verdict]}{by}{f' ({shown(notice.on)})' if notice.on else ''}"


# What editors are told, though no rule finds it.
_TOLD = (NumberVerdict.UNSURE, NumberVerdict.UNLISTED, NumberVerdict.CONCERN, NumberVerdict.CORRECTED)


def for_editors(works: Iterable[RecordedNumber]) -> Iterator[str]:
    """What editors may want to look up of a source's numbers, and what is no finding, without a full stop."""
    for work in works:
        if work.verdict in (NumberVerdict.UNSURE, NumberVerdict.UNLISTED):
            yield f"{what(work)}; compare it with the work"
        elif work.verdict in _TOLD:
            yield f"{work.number} {noticed(work.notices[0])}; see whether that bears on what is cited"


def not_answered(works: Iterable[RecordedNumber]) -> Iterator[str]:
    """Of each registry that gave no answer when it was last asked: for how many numbers, and why, in a sentence."""
    down = [one for work in works for one in work.down]
    for registry in Registry:
        here = [one for one in down if one.registry is registry]
        if here:
            numbers = count(len(here), "number")
            yield (
                f"{registry} gave no answer for {numbers} on {shown(max(one.on for one in here))} ({here[0].why});"
                " what it said before stays."
            )
