"""How often a number that is not its work's is told: python -m tests.web.works, or … works PYTHON for a peer as well.

The labelled entries of tests/evidence/works, each with a DOI whose answer is as its row says, are asked of the stand-in
of the registries over HTTP. "Doubted" is whatever is not said to agree, "accused" what is said to be another work's or
none's. The peer is citeverify 0.1.0, which is given title, authors, year and DOI: PYTHON is one that has it installed.
It has no option for the address of a registry; the one that it keeps in a class is replaced, and no other is asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import Any

from scripts.publication import bibliography
from scripts.publication.bibliography import Source
from scripts.publication.works import NumberVerdict
from scripts.web import registries
from scripts.web.registries import Registries
from tests.evidence import test_works as labelled
from tests.web.registry_stand_in import StandIn, crossref, standing_in

SETS = ("sound", "fabricated")
ACCUSED = (NumberVerdict.ANOTHER, NumberVerdict.UNKNOWN)

_PEER = """
import json, sys
from citeverify.sources import CrossrefSource
from citeverify.verify import verify
given = json.load(sys.stdin)
CrossrefSource.API = given["address"]
print(json.dumps([verify(one, [CrossrefSource()]).status for one in given["entries"]]))
"""


def entries(name: str, there: StandIn) -> list[Source]:
    """The entries of a set, each with a DOI; the stand-in then has what their rows say of it."""
    found: list[Source] = []
    for n, row in enumerate(labelled.rows(name)):
        doi = f"10.1000/{name}.{n}"
        if known := row.registered:
            people = [one.rpartition(" ")[::2] for one in known.people]
            there.works[doi] = crossref(doi, known.titles[0], people, 1) | {
                "container-title": list(known.containers),
                "issued": {"date-parts": [[*known.years[:1], 2]] if known.years else [[None]]},
                "published": {"date-parts": [[*known.years[-1:]]]},
                "published-print": None,
            }
        found += bibliography.read(row.source.bibtex.replace("{k,", f"{{k{n}, doi = {{{doi}}},"))[:1]
    return found


def ours(sources: list[Source], there: StandIn, today: date) -> list[NumberVerdict]:
    """What is found of each entry."""
    asking = Registries(today, there.environment, allow_private=True, pace=0)
    return [work.verdict for all_ in registries.ask_all(sources, asking).values() for work in all_]


def _peers(python: str, sources: list[Source], there: StandIn) -> list[str]:
    given: list[dict[str, Any]] = [
        {
            "title": source.title,
            "authors": ", ".join(" ".join(name.last_names) for name in source.names),
            "year": int(source.date[:4]) if source.date[:4].isdigit() else None,
            "doi": source.fields["doi"],
        }
        for source in sources
    ]
    asked = json.dumps({"address": f"{there.base}/crossref/works", "entries": given})
    done = subprocess.run([python, "-c", _PEER], input=asked, capture_output=True, text=True, check=True)
    statuses: list[str] = json.loads(done.stdout)
    return statuses


def main() -> int:
    """Print the table."""
    print(f"{'':12}{'entries':>8}{'doubted':>9}{'accused':>9}")
    for name in SETS:
        with standing_in() as there:
            sources = entries(name, there)
            said = ours(sources, there, date(2026, 11, 23))
            doubted, accused = (sum(one in kinds for one in said) for kinds in (labelled.TOLD, ACCUSED))
            print(f"{name:12}{len(said):8}{doubted:9}{accused:9}")
            for python in sys.argv[1:]:
                theirs = _peers(python, sources, there)
                doubted, accused = sum(one != "verified" for one in theirs), theirs.count("unverified")
                print(f"{'  the peer':12}{len(theirs):8}{doubted:9}{accused:9}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
