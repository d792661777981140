"""python -m scripts rules: list the rules, each with a bad and a good example."""

from __future__ import annotations

import argparse

from scripts import rules
from scripts.commands.options import CLEAN
from scripts.rules.registry import with_marks


def add(parser: argparse.ArgumentParser) -> None:
    """It has no arguments."""


def run(_: argparse.Namespace) -> int:
    for family, about in rules.FAMILIES.items():
        print(f"{family}: {with_marks(about, '{}', '{}')}\n")
        for rule in rules.RULES.values():
            if rule.family == family:
                weight = "serious" if rule.serious else "style"
                says, bad, good = rule.documented()
                doc = f"{with_marks(says, '{}', '{}')}\n\nBad:{bad}\nGood:{good}"
                indented = "\n".join(f"    {line}".rstrip() for line in doc.splitlines())
                print(f"  {rule.name} ({weight})\n{indented}\n")
    return CLEAN
