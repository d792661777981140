"""How often the comparison with the sources is right, on the labelled set: make audit-sources.

The set has five parts of (sentence, words, page) with the verdict that each has to get. Those in blind/, slips/,
unseen/ and strangers/ were written by people who had not seen the code; first-score.txt in each is what the code made
of it before anything was mended for its sake. The part in seen/ was written to find it wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from scripts import files
from scripts.evidence.comparison import SourceText
from scripts.evidence.page import text_of
from scripts.hypertext import reading
from scripts.publication import article
from scripts.publication.article import Article
from scripts.web.sources import KINDS
from tests import cases

HERE = Path(__file__).parent
BLIND = ("blind", "slips", "unseen", "strangers")
HALVES = (*BLIND, "seen")
NAMES = {
    "blind": "Sentences",
    "slips": "Slips",
    "unseen": "More slips",
    "strangers": "Quotations",
    "seen": "Hard cases",
}
MEASURED = HERE.parents[1] / "scripts" / "website" / "measured.json"
TODAY = date(2026, 11, 23)

# What is labelled; details that are found and terms of each kind are too many to write down.
LABELLED = (
    "quotation-found",
    "quotation-altered",
    "quotation-absent",
    "quotation-elsewhere",
    "quotation-proposed",
    "term",
    "unmarked-reuse",
    "better-source",
    "polarity-differs",
    "detail-missing",
)


class Label(NamedTuple):
    """A verdict on words of a sentence (its line in its file), as it should be or as it was given."""

    file: str
    line: int
    verdict: str
    source: str
    words: str


class Score(NamedTuple):
    """Of each verdict what was labelled so, what was given, and what of it was right; and each difference.

    `named` counts the altered quotations of which it is labelled what differs: those of which just that was named,
    on both sides, and all.
    """

    labelled: Counter[str]
    given: Counter[str]
    right: Counter[str]
    missing: list[Label]
    wrong: list[Label]
    named: Counter[bool]


def labelled(half: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each file of a half: its name and what is in it."""
    for path in sorted((HERE / half).glob("*.yml")):
        yield path.stem, yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def as_article(case: dict[str, Any]) -> Article:
    """The article of a file: one chapter, a sentence a paragraph."""
    sentences = "\n\n".join(sentence["text"] for sentence in case["sentences"])
    entries = "\n".join(_entry(key, source) for key, source in case["sources"].items())
    files = {
        "mkdocs.yml": "site_name: Set\nnav:\n  - Article:\n      - text.md\n",
        "docs/text.md": f"# Text\n\n{sentences}\n",
        "references.bib": entries,
    }
    return article.build({path: text.encode() for path, text in files.items()}, TODAY)


def _entry(key: str, source: dict[str, Any]) -> str:
    fields = {
        "organization" if name == "container" else name: value for name, value in source.items() if name != "page"
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@online{{{key},\n{lines}\n}}\n"


def texts(half: str, case: dict[str, Any]) -> dict[str, SourceText]:
    """The texts of each page of a file, by the key of its source."""
    found = {}
    for key, source in case["sources"].items():
        path = HERE / half / "pages" / source["page"]
        page = reading.read(path.read_bytes(), KINDS[path.suffix], source["url"])
        assert not page.unread, f"{path} was not read: {page.unread}"
        found[key] = text_of(page)
    return found


def score(half: str) -> Score:
    """What the comparison makes of a half of the set."""
    result = Score(Counter(), Counter(), Counter(), [], [], Counter())
    for name, case in labelled(half):
        built = as_article(case)
        given: dict[int, list[Label]] = {}
        differences: dict[Label, tuple[str, str]] = {}
        for one in cases.compare(built, texts(half, case)):
            if one.verdict in LABELLED:
                label = Label(name, one.place.line, one.verdict, one.source, one.words)
                given.setdefault(one.place.line, []).append(label)
                differences[label] = _folded(" ".join(one.differing)), _folded(" ".join(one.there))
                result.given[one.verdict] += 1
        for i, sentence in enumerate(case["sentences"]):
            line = 3 + 2 * i
            left = given.pop(line, [])
            for wanted in sentence["expects"]:
                label = Label(name, line, wanted["verdict"], wanted["source"], wanted["words"])
                result.labelled[label.verdict] += 1
                match = next((one for one in left if _same(one, label)), None)
                if match:
                    left.remove(match)
                    result.right[label.verdict] += 1
                    if "differs" in wanted:
                        named = _folded(" ".join(wanted["differs"])), _folded(" ".join(wanted["source_has"]))
                        result.named[named == differences[match]] += 1
                else:
                    result.missing.append(label)
            result.wrong.extend(left)
        assert not given, "verdicts on lines that hold no sentence of the file"
    return result


def _same(given: Label, label: Label) -> bool:
    """Whether a given verdict is the labelled one. Of a denial the whole sentence is labelled."""
    if (given.verdict, given.source) != (label.verdict, label.source):
        return False
    return label.verdict == "polarity-differs" or _folded(given.words) == _folded(label.words)


def _folded(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.lower()).strip()


def precision(found: Score, verdict: str) -> str:
    """How many of the given were right, to three places; "-" where none was given."""
    return f"{found.right[verdict] / found.given[verdict]:.3f}" if found.given[verdict] else "-"


def recall(found: Score, verdict: str) -> str:
    """How many of the labelled were given, to three places; "-" where none was labelled."""
    return f"{found.right[verdict] / found.labelled[verdict]:.3f}" if found.labelled[verdict] else "-"


def table(found: Score) -> str:
    """Precision and recall of each verdict, as lines of text."""
    lines = [f"{'verdict':20} labelled  given  right  precision  recall"]
    for name in LABELLED:
        counts = f"{found.labelled[name]:8} {found.given[name]:6} {found.right[name]:6}"
        lines.append(f"{name:20} {counts} {precision(found, name):>10} {recall(found, name):>7}")
    return "\n".join(lines)


def first() -> Score:
    """What the program first made of the blind sets, before anything was mended for their sake."""
    result = Score(Counter(), Counter(), Counter(), [], [], Counter())
    for half in BLIND:
        lines = (HERE / half / "first-score.txt").read_text(encoding="utf-8").splitlines()
        for line in filter(None, lines[2:]):
            name, *counts = line.split()[:4]
            for counter, count in zip(result[:3], counts, strict=True):
                counter[name] += int(count)
    return result


def figures(halves: dict[str, Score]) -> dict[str, Any]:
    """What the Methods page shows."""
    whole = Score(Counter(), Counter(), Counter(), [], [], Counter())
    for half in halves.values():
        for of_all, of_half in zip(whole[:3], half[:3], strict=True):
            of_all.update(of_half)
    at_first = first()
    rows = [
        {
            "verdict": name,
            "labelled": whole.labelled[name],
            "precision": precision(whole, name),
            "recall": recall(whole, name),
            "first_precision": precision(at_first, name),
            "first_recall": recall(at_first, name),
            "by_set": [figure(half, name) for half in halves.values() for figure in (precision, recall)],
        }
        for name in LABELLED
    ]
    blind = sum(halves[half].labelled.total() for half in BLIND)
    sets = [
        {"name": NAMES[half], "origin": "blind" if half in BLIND else "aimed", "verdicts": found.labelled.total()}
        for half, found in halves.items()
    ]
    return {"verdicts": sum(whole.labelled.values()), "blind": {"verdicts": blind}, "sets": sets, "rows": rows}


def main() -> int:
    """Print the tables, and each difference; with --write, write what the Methods page shows."""
    halves = {half: score(half) for half in HALVES}
    for half, found in halves.items():
        print(f"{half}: {sum(found.labelled.values())} verdicts labelled\n{table(found)}\n")
        if found.named:
            print(f"what differs is named rightly in {found.named[True]} of {found.named.total()}\n")
        for what, labels in (("missing", found.missing), ("wrong", found.wrong)):
            for label in labels:
                print(f"  {what}: {label.file}:{label.line}: {label.verdict} {label.source} {label.words!r}")
    if "--write" in sys.argv:
        files.replace(MEASURED, json.dumps(figures(halves), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
