"""A record that is a YAML list, as the texts of its items: what is not changed keeps its very bytes, comments too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scripts.files import as_text
from scripts.finding import Unreadable
from scripts.publication.plain_yaml import comments, dump, load, without_empty_list


class RecordItem(NamedTuple):
    """An item: its fields, and its lines with the comments that stand before it."""

    fields: Mapping[str, Any]
    text: str


class ListFile(NamedTuple):
    """What stands before the first item, and the items."""

    head: str
    items: tuple[RecordItem, ...] = ()


def read(path: str, text: str, head: str = "") -> ListFile:
    """The list in a text. Raises Unreadable where it is not YAML; it must be a list of records.

    All that stands before the first item is taken for the head, unless it begins with a `head` that is known: then
    the rest is a comment on that item, which may not have been the first one always.
    """
    head, value, texts = _read(path, text, head)
    return ListFile(head, tuple(RecordItem(fields, item) for fields, item in zip(value, texts, strict=True)))


def head(path: str, base_files: Mapping[str, bytes]) -> str:
    """What stands before the first item of a file of the base; "" where the base has no such file."""
    return read(path, as_text(base_files[path])).head if path in base_files else ""


def read_words(path: str, text: str) -> tuple[str, dict[str, str]]:
    """What stands before a list of words, and the lines of each. Raises Unreadable where it is not YAML."""
    head, value, texts = _read(path, text, "")
    return head, dict(zip(value, texts, strict=True))


def _read(path: str, text: str, known: str) -> tuple[str, Sequence[Any], Sequence[str]]:
    """What stands before the first item, the items, and the lines of each."""
    value, places = load(path, text)
    lines = text.rstrip("\n").split("\n")
    if not value:
        head = without_empty_list(text)
        return f"{head}\n" if head else "", [], []
    starts = []
    for i in range(len(value)):
        at = places[i,] - 1
        while i and at and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
            at -= 1  # what stands before an item is its own
        starts.append(at)
    if known and "".join(f"{line}\n" for line in lines[: starts[0]]).startswith(known):
        starts[0] = known.count("\n")
    ends = [*starts[1:], len(lines)]
    items = ["\n".join(lines[i:j]) + "\n" for i, j in zip(starts, ends, strict=True)]
    return "".join(f"{line}\n" for line in lines[: starts[0]]), value, items


def item(fields: Mapping[str, Any], own: Sequence[RecordItem] = (), base: Sequence[RecordItem] = ()) -> RecordItem:
    """An item with these fields: the bytes of one that has them, else those of the base's first one, changed.

    `own` are the items of the work tree that it takes the place of, and `base` those of the base. All comments of the
    former stay. Those of the latter stay with its bytes: where the work tree has the fields, a comment may be gone.
    """
    made = next((one for one in [*own, *base] if dict(one.fields) == dict(fields)), None)
    if made is None:
        first = next(iter([*base, *own]), None)
        made = RecordItem(fields, _changed(first, fields) if first else dump([dict(fields)]))
    wanted = Counter(comment for one in own for comment in _in(one.text))
    left = (wanted - Counter(_in(made.text))).elements()
    return RecordItem(fields, "".join(f"{comment}\n" for comment in left) + made.text)


def _in(text: str) -> list[str]:
    """The comments in a text."""
    return comments(text.split("\n")) if "#" in text else []


def lost_comments(before: Mapping[str, str], after: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The comments in some lists, by path, that are in none of the texts which take their place; each with its path."""
    left = Counter(comment for text in after for comment in _in(text))
    for path, text in before.items():
        for comment in _in(text):
            if not left[comment]:
                yield path, comment
            left[comment] -= bool(left[comment])


def _changed(one: RecordItem, fields: Mapping[str, Any]) -> str:
    """The lines of an item with other fields, its comments kept."""
    text = one.text
    for name in [*one.fields, *fields]:
        if one.fields.get(name) != fields.get(name):
            text = _with(text, name, fields.get(name), list(fields))
    return text if _is(text, fields) else "".join(f"{c}\n" for c in _in(one.text)) + dump([dict(fields)])


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
    try:
        return bool(load("", text)[0] == [dict(fields)])
    except Unreadable:
        return False


def together(head: str, items: Iterable[RecordItem]) -> str:
    """The text of a file with these items; an empty list is written out."""
    return head + ("".join(item.text for item in items) or "[]\n")


def made(
    path: str, items: Iterable[RecordItem], files: Mapping[str, bytes], base_files: Mapping[str, bytes], header: str
) -> str:
    """The text of a file with these items: its very bytes, or those of the base, where they are what it has.

    `header` is for a file that is in neither.
    """
    known = [as_text(some[path]) for some in (files, base_files) if path in some]
    text = together(read(path, known[0], head(path, base_files)).head if known else header, items)
    wanted = read(path, text)
    return next((same for same in known if read(path, same) == wanted), text)
