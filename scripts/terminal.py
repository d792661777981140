"""What is said on a terminal while and after something is done, and what people are told of the values of records."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Self


class Described(StrEnum):
    """A value of a record, with what people are told of it: NAME = "value", "words"."""

    description: str

    def __new__(cls, value: str, description: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    import click  # it takes a while to load, and most commands are over before a bar would be drawn

    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield show


def confirmed(question: str) -> bool:
    """Whether the person at the terminal says yes; without a terminal nobody is asked: the command is the answer."""
    if not sys.stdin.isatty():
        return True
    import click  # as above

    return click.confirm(question, err=True)


def count(number: int, what: str) -> str:
    """A number and what it counts."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    """Text from anybody without what moves a terminal's cursor, turns its writing round or starts a new line."""
    return "".join(c if c.isprintable() else " " for c in text)


def one_line(text: str, longest: int = 0) -> str:
    """Text from anybody on one line, of characters that show; of more than `longest` (0: any number) the beginning."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else "" if unicodedata.category(c) == "Cf" else " " for c in text)
    line = " ".join(text.split())
    return line if not longest or len(line) <= longest else line[: longest - 1].rstrip() + "…"
