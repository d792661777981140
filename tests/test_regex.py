"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import gc
import pkgutil
import re
from importlib import import_module

import scripts
from scripts.regex import regex


def test_an_expression_does_what_a_compiled_one_does() -> None:
    lazy, compiled = regex(r"(?P<word>\w+)", re.IGNORECASE), re.compile(r"(?P<word>\w+)", re.IGNORECASE)
    assert lazy.sub("-", "a b") == compiled.sub("-", "a b")
    assert [match["word"] for match in lazy.finditer("a b")] == ["a", "b"]
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_every_expression_of_the_project_compiles() -> None:
    for module in pkgutil.walk_packages(scripts.__path__, "scripts."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    expressions = [thing for thing in gc.get_objects() if type(thing) is type(regex(""))]
    assert len(expressions) > 300
    for expression in expressions:
        assert expression.flags & (re.UNICODE | re.ASCII), expression.pattern  # asked for, it is compiled
