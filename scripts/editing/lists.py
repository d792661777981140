"""A record that is a YAML list, as the texts of its items: what is not changed keeps its very bytes, comments too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from scripts.publication.plain_yaml import comments, dump, load, without_empty_list


class Item(NamedTuple):
    """An item: its fields, and its lines with the comments that stand before it."""

    fields: Mapping[str, Any]
    text: str


class ListFile(NamedTuple):
    """What stands before the first item, and the items."""

    head: str
    items: tuple[Item, ...] = ()

    @property
    def text(self) -> str:
        """The file; an empty list is written out."""
        body = "".join(item.text for item in self.items)
        return f"{self.head}{body or '[]' + chr(10)}"


def read(path: str, text: str) -> ListFile:
    """The list in a text. Raises Unreadable where it is not YAML; it must be a list of records."""
    value, places = load(path, text)
    lines = text.rstrip("\n").split("\n")
    if not value:
        head = without_empty_list(text)
        return ListFile(f"{head}\n" if head else "")
    starts = []
    for i in range(len(value)):
        at = places[i,] - 1
        while i and at and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
            at -= 1  # what stands before an item is its own
        starts.append(at)
    ends = [*starts[1:], len(lines)]
    items = ("\n".join(lines[i:j]) + "\n" for i, j in zip(starts, ends, strict=True))
    head = "".join(f"{line}\n" for line in lines[: starts[0]])
    return ListFile(head, tuple(Item(fields, item) for fields, item in zip(value, items, strict=True)))


def item(fields: Mapping[str, Any], *known: Item | None) -> Item:
    """An item with these fields: the bytes of the first known one that has them, else the first one, changed."""
    for one in known:
        if one and dict(one.fields) == dict(fields):
            return one
    first = next(filter(None, known), None)
    if first is None:
        return Item(fields, dump([dict(fields)]))
    return Item(fields, _changed(first, fields))


def _changed(one: Item, fields: Mapping[str, Any]) -> str:
    """The lines of an item with other fields, its comments kept."""
    text = one.text
    for name in [*one.fields, *fields]:
        if one.fields.get(name) != fields.get(name):
            text = _with(text, name, fields.get(name), list(fields))
    return (
        text if _is(text, fields) else "".join(f"{c}\n" for c in comments(one.text.split("\n"))) + dump([dict(fields)])
    )


def _with(text: str, field: str, value: Any, order: Sequence[str]) -> str:
    """The lines of an item with one field otherwise; None takes it away, unless the item begins with it.

    A new one is put before the first of those that follow it in an order.
    """
    lines = text.rstrip("\n").split("\n")
    new = ["  " + line[2:] for line in dump([{field: value}]).splitlines()] if value is not None else []
    at = _line_of(field, lines)
    if at is None:
        following = order[order.index(field) + 1 :] if new else ()
        later = (_line_of(name, lines) for name in following)
        at = next((i for i in later if i), len(lines))
        return "\n".join([*lines[:at], *new, *lines[at:]]) + "\n"
    stop = at + 1
    while stop < len(lines) and re.match(r"   |  - |\s*$|#", lines[stop]):
        stop += 1
    if new and lines[at].startswith("- "):
        new[0] = "- " + new[0][2:]
    indent = lines[at].startswith("  ") * "  "
    lines[at:stop] = [*(indent + comment for comment in comments(lines[at:stop])), *new]
    return "\n".join(lines) + "\n"


def _line_of(field: str, lines: Sequence[str]) -> int | None:
    """The index of the line on which a field of an item begins."""
    return next((i for i, line in enumerate(lines) if re.match(rf"(?:  |- ){field}:", line)), None)


def _is(text: str, fields: Mapping[str, Any]) -> bool:
    from scripts.finding import Unreadable

    try:
        value, _ = load("", text)
    except Unreadable:
        return False
    return bool(value == [dict(fields)])


def together(head: str, items: Iterable[Item]) -> str:
    """The text of a file with these items."""
    return ListFile(head, tuple(items)).text
