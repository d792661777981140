"""YAML as plain values, each with its line; what a record needs of it and no more."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import jsonschema_rs
import yaml

from scripts.finding import unreadable
from scripts.regex import regex

RULE = "schema-valid"

# The JSON Schemas of the records, which editors of YAML use too.
SCHEMAS = Path(__file__).parents[1] / "schemas"


@cache
def schema(name: str) -> Any:
    """A schema by the name of its file, without the ending."""
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


@cache
def validator(name: str) -> Any:
    """What holds a value against that schema."""
    return jsonschema_rs.validator_for(schema(name), validate_formats=True)


LONGEST = 160  # characters of a message that quotes a whole record


def explained(error: Any) -> str:
    """A validator's error in its own words; of a long one the end, which says what is wrong."""
    return error.message if len(error.message) <= LONGEST else f"… {error.message[-LONGEST:]}"


# Deeper than any record goes; libyaml itself ends in a crash some thousand levels down.
_DEEPEST = 32

Way = tuple[str | int, ...]
Lines = dict[Way, int]


def line_of(lines: Lines, way: Way) -> int:
    """The line of a part of a record, or of the nearest thing that holds it."""
    return next(lines[way[:n]] for n in range(len(way), -1, -1) if way[:n] in lines)


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's plain values: `on` and `no` are words, and a date is text, as in the schemas."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


class _Dumper(yaml.SafeDumper):
    """Writes what _Loader reads, without quotes that YAML 1.2 does not need."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


for _tag, _pattern, _first in (
    ("bool", r"(?:true|false)$", ["t", "f"]),
    ("null", r"(?:null|~|)$", ["n", "~", ""]),
    ("int", r"-?(?:0|[1-9]\d{0,17})$", list("-0123456789")),
    ("float", r"-?(?:0|[1-9]\d{0,17})\.\d{1,18}$", list("-0123456789")),
):
    for _class in (_Loader, _Dumper):
        _class.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", regex(_pattern), _first)

_Dumper.add_multi_representer(StrEnum, lambda dumper, value: dumper.represent_str(str(value)))

_MAY_BE_NO_TEXT = frozenset(_Loader.yaml_implicit_resolvers)  # by how it begins

_SCALAR, _SEQUENCE = yaml.ScalarEvent, yaml.SequenceStartEvent
_END_OF_SEQUENCE, _END_OF_MAPPING = yaml.SequenceEndEvent, yaml.MappingEndEvent

# Digits of a number, above which it counts nothing that is counted here; Python refuses to read 4,301.
_MOST_DIGITS = 18


def integer(text: str) -> int | str:
    """A whole number; the text of one that is too long to be meant."""
    return int(text) if len(text) <= _MOST_DIGITS else text


_PLAIN: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:bool": lambda text: text == "true",
    "tag:yaml.org,2002:null": lambda _: None,
    "tag:yaml.org,2002:int": integer,
    "tag:yaml.org,2002:float": float,
}


def load(path: str, text: str, *, tags: bool = False) -> tuple[Any, Lines]:
    """The value of a YAML text, and the line of each part of it by the way that leads there.

    Raises Unreadable for what is not YAML, a key that is there twice, anchors and aliases (which
    could make a small file huge), and tags; with `tags`, a value with a tag is read as if without.
    """
    if "<<<<<<< " in text and (conflict := re.search(r"^<<<<<<< ", text, re.MULTILINE)):
        line = text.count("\n", 0, conflict.start()) + 1
        message = "holds two versions that git could not merge; take either side, and run python -m scripts check --fix"
        raise unreadable(path, line, message, RULE)
    reader: Any = _Loader(text)
    try:
        reader.get_event()
        event = reader.get_event()
        if isinstance(event, yaml.StreamEndEvent):
            raise unreadable(path, 1, "is empty; an empty list is written []", RULE)
        event = reader.get_event()
        lines: Lines = {(): event.start_mark.line + 1}
        value = _value(_Reading(path, reader, lines, tags), event, ())
        reader.get_event()
        after = reader.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            line = after.start_mark.line + 1
            raise unreadable(path, line, "begins a second document; keep one in a file", RULE)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        message = f"is not YAML: {error.problem}; look at this line and the one before"
        raise unreadable(path, line, message, RULE) from None
    except yaml.YAMLError as error:
        raise unreadable(path, 1, f"is not YAML: {str(error).splitlines()[0]}", RULE) from None
    finally:
        reader.dispose()
    return value, lines


class _Reading(NamedTuple):
    """A file that is being read: its path, what gives its events, the lines so far, whether tags may stand."""

    path: str
    reader: Any
    lines: Lines
    tags: bool


def _value(reading: _Reading, event: Any, way: Way) -> Any:
    """The value that begins with an event, the last that was taken, at the end of a way."""
    kind = type(event)
    if kind is _SCALAR and event.tag is None and len(way) <= _DEEPEST:  # nearly all that a file holds
        text = event.value
        if not event.implicit[0] or text[:1] not in _MAY_BE_NO_TEXT:
            return text
        tag = reading.reader.resolve(yaml.ScalarNode, text, event.implicit)
        return _PLAIN[tag](text) if tag in _PLAIN else text
    path, reader, lines, tags = reading
    following = reader.get_event
    line = event.start_mark.line + 1
    if len(way) > _DEEPEST:
        raise unreadable(path, line, f"is nested more than {_DEEPEST} levels deep; write it flatter", RULE)
    if kind is yaml.AliasEvent:
        raise unreadable(path, line, f"has an alias (*{event.anchor}); write the value out", RULE)
    if event.tag and not tags:
        raise unreadable(path, line, f"has a tag ({event.tag}); write a plain value", RULE)
    if kind is _SCALAR:
        return event.value
    if kind is _SEQUENCE:
        items: list[Any] = []
        while type(event := following()) is not _END_OF_SEQUENCE:
            here = (*way, len(items))
            lines[here] = event.start_mark.line + 1
            items.append(_value(reading, event, here))
        return items
    result: dict[str, Any] = {}
    while type(event := following()) is not _END_OF_MAPPING:
        line = event.start_mark.line + 1
        if type(event) is not _SCALAR:
            raise unreadable(path, line, "has a key that is no word; name the field", RULE)
        key = event.value
        if key in result:
            raise unreadable(path, line, f"has {key!r} twice; keep one of them", RULE)
        here = (*way, key)
        lines[here] = line
        result[key] = _value(reading, following(), here)
    return result


def dump(records: Sequence[Mapping[str, Any]] | Sequence[str]) -> str:
    """Records as YAML, their fields in the order given."""
    return yaml.dump(records, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def without_empty_list(text: str) -> str:
    """A YAML text of comments and an empty list without the list, so that records can follow."""
    return re.sub(r"^\[ *\] *(#.*)?$", lambda match: match[1] or "", text, flags=re.MULTILINE).rstrip()


def comments(lines: Sequence[str]) -> list[str]:
    """The comments in some lines of YAML, each from its # on; a # within a value is none."""
    ends: dict[int, int] = {}
    inside: set[int] = set()
    for token in yaml.scan("\n".join(lines), Loader=yaml.CSafeLoader):
        start, end = token.start_mark, token.end_mark
        ends[end.line] = max(ends.get(end.line, 0), end.column)
        inside.update(range(start.line, end.line))
    rest = [line[ends.get(i, 0) :].strip() for i, line in enumerate(lines) if i not in inside or i in ends]
    return [comment for comment in rest if comment.startswith("#")]
