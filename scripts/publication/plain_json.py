"""JSON as the nights remember it: a value, or why a file holds none; and how one is written, for git to compare."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NamedTuple

from scripts.finding import Unreadable, unreadable
from scripts.publication.plain_yaml import RULE, Way, explained, integer, line_of, schema, validator
from scripts.publication.plain_yaml import load as yaml


def load(path: str, text: str, mend: str) -> Any:
    """The value of a JSON text, in which each key stands once and every number is one.

    `mend` says what to do about a file that holds none. Raises Unreadable.
    """
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=integer)
        if "\\u" in text:  # half a character, which no file can hold, becomes a question mark
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except json.JSONDecodeError as error:
        raise unreadable(path, error.lineno, f"is not JSON, or cut short ({error.msg}); {mend}", RULE) from None
    except RecursionError:
        raise unreadable(path, 1, f"is nested too deeply; {mend}", RULE) from None
    except ValueError as error:
        shown = str(error).encode("utf-8", "replace").decode()
        raise unreadable(path, 1, f"cannot be used ({shown}); {mend}", RULE) from None
    return value


def checked(path: str, text: str, mend: str, name: str, version: int) -> Any:
    """The value of a record in JSON, of a version that is known, as the schema of this name has it.

    Raises Unreadable for what is cut short, foreign, or of a newer program.
    """
    value = load(path, text, mend)
    if not isinstance(value, dict) or not value.keys() >= set(schema(name)["required"]):
        raise unreadable(path, 1, f"is no record of {name}; {mend}", RULE)
    theirs = value["version"]
    if isinstance(theirs, int) and theirs > version:
        what = f"has version {theirs}, and this program knows {version}; update the program"
        raise wrong_at(path, text, ("version",), what)
    if wrong := next(iter(validator(name).iter_errors(value)), None):
        way = tuple(wrong.instance_path)
        what = f"{'.'.join(map(str, way)) or 'it'}: {explained(wrong)}; see scripts/schemas/{name}.json"
        raise wrong_at(path, text, way, what)
    return value


def wrong_at(path: str, text: str, way: Way, what: str) -> Unreadable:
    """The error for a part of a record, at its line; JSON is YAML, near enough to tell that."""
    try:
        line = line_of(yaml(path, text)[1], way)
    except Unreadable:
        line = 1
    return unreadable(path, line, what, RULE)


class OnALine(NamedTuple):
    """A value that is written on one line, whatever it holds."""

    value: Any


def written(value: Any, indent: str = "\n") -> str:
    """A value as JSON, indented by two, a member a line; what is `OnALine`, or has no members, on one."""
    if not isinstance(value, (dict, list)) or not value:
        return _encode(value.value if isinstance(value, OnALine) else value)
    inner = f"{indent}  "
    members = [written(each, inner) for each in (value.values() if isinstance(value, dict) else value)]
    if isinstance(value, dict):
        members = [f"{_encode(name)}: {member}" for name, member in zip(value, members, strict=True)]
    begin, end = "{}" if isinstance(value, dict) else "[]"
    return f"{begin}{inner}{f',{inner}'.join(members)}{indent}{end}"


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        name = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise ValueError(f"{name!r} is there twice")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
