"""python -m scripts offline: pack the site for reading from a folder, into the built site."""

from __future__ import annotations

import argparse

from scripts.commands import pdf
from scripts.website import downloads

add = pdf.add


def run(arguments: argparse.Namespace) -> int:
    return pdf.make(arguments.site, downloads.offline, "offline copy")
