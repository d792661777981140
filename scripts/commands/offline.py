"""python -m scripts offline: pack the site for reading from a folder, into the built site."""

from __future__ import annotations

import argparse

from scripts.commands import taken_along
from scripts.website import downloads

add = taken_along.add


def run(arguments: argparse.Namespace) -> int:
    return taken_along.run(downloads.offline, "offline copy", arguments.site)
