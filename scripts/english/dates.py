"""Dates as the records write them: ISO dates to the year, the month or the day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from scripts.finding import unreadable

_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

_STAMP = re.compile(r"/(\d{4})(\d\d)(\d\d)(?:\d{6})?(?:[a-z]{2}_)?/")

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# The months as notes print them, in English, German and French, in full and shortened.
_IN_NOTES = (
    "january jan januar jänner janvier janv",
    "february feb februar févr février fevrier",
    "march mar märz mars",
    "april apr avril avr",
    "may mai",
    "june jun juni juin",
    "july jul juli juillet juil",
    "august aug août aout",
    "september sept sep septembre",
    "october oct oktober okt octobre",
    "november nov novembre",
    "december dec dezember dez décembre déc",
)
MONTH_NUMBERS = {name: number for number, names in enumerate(_IN_NOTES, 1) for name in names.split()}

Days = tuple[date, date]


def days(text: str) -> Days | None:
    """The first and the last day of an ISO date; None where it is none, as 2019-02-30 is not."""
    if not _ISO.fullmatch(text):
        return None
    try:
        first = date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return None
    if len(text) == 10:
        return first, first
    if len(text) == 4:
        return first, first.replace(month=12, day=31)
    later = first.replace(day=28) + timedelta(days=4)
    return first, later - timedelta(days=later.day)


def shown(text: str) -> str:
    """An ISO date as the notes write it: 3 May 2019, May 2019, or 2019; what is no date, as it is."""
    if not days(text):
        return text
    year, month, day = (*text.split("-"), "", "")[:3]
    words = [str(int(day))] if day else []
    words += [MONTHS[int(month) - 1]] if month else []
    return " ".join([*words, year])


def copied_on(address: str) -> str:
    """The day of an archived copy, which its address has (/web/20190503120000/…); "" where that does not tell."""
    match = _STAMP.search(address)
    day = "-".join(match.groups()) if match else ""
    return day if days(day) else ""


def today(now: str | None = None) -> date:
    """The day that counts as today: what --now gives, or the clock's. Raises Unreadable for what is no time."""
    try:
        return datetime.fromisoformat(now).date() if now else datetime.now(tz=UTC).date()
    except ValueError:
        raise unreadable("--now", 1, f"{now!r} is no ISO date or time; give one as 2026-11-23") from None
