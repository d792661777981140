"""Our notes beside those of pandoc --citeproc, of 200 invented entries: what either shows and the other does not.

    python -m tests.beside_pandoc PANDOC STYLE.csl

STYLE.csl is Chicago's full note style (chicago-notes-bibliography.csl, formerly chicago-fullnote-bibliography.csl).
Each field has a value that no other has, which is sought in both notes. Prints a row for each field of a form of
reference in which the two differ, with how many entries have the field, and in how many of them one alone shows it.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from scripts.publication import bibliography
from scripts.publication.bibliography import FORMS, NAMES
from tests import cases

ENTRIES = 200
SEED = 16

# The types, in turn, each with the fields that its entries may have besides title and date.
COMMON = "author doi url note"
TYPES = {
    "article": "journaltitle volume number pages translator",
    "periodical": "editor volume number",
    "book": "editor translator edition volume series number publisher location",
    "collection": "editor edition volume series publisher location",
    "proceedings": "editor series publisher location eventtitle",
    "manual": "organization edition version publisher location",
    "booklet": "howpublished location",
    "inbook": "booktitle bookauthor editor edition volume series publisher location pages",
    "incollection": "booktitle editor translator edition volume series number publisher location pages chapter",
    "inproceedings": "booktitle editor series volume publisher location pages eventtitle",
    "inreference": "booktitle editor edition volume publisher location pages",
    "report": "type number institution location",
    "techreport": "type number institution location",
    "thesis": "type institution location",
    "phdthesis": "institution location",
    "online": "organization urldate",
    "misc": "howpublished publisher location urldate",
    "unpublished": "howpublished location",
    "dataset": "publisher version urldate",
    "software": "publisher version urldate",
    "video": "publisher urldate",
    "audio": "publisher urldate",
    "letter": "location",
    "patent": "type number location",
    "jurisdiction": "number volume journaltitle pages institution",
    "legislation": "number volume journaltitle pages",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("pandoc", type=Path)
    parser.add_argument("style", type=Path)
    asked = parser.parse_args()
    entries = [invented(number, random.Random(f"{SEED} {number}")) for number in range(ENTRIES)]
    bib = "\n".join(as_bibtex(*entry) for entry in entries)
    theirs = by_pandoc(bib, [key for key, _, _ in entries], asked.pandoc, asked.style)
    ours = {source.key: cases.as_note(source) for source in bibliography.read(bib)}
    has, we, they = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for key, kind, fields in entries:
        for name, value in fields.items():
            row = FORMS[kind].value, name
            shown = is_shown(name, value, ours[key]), is_shown(name, value, theirs[key])
            has[row] += 1
            we[row] += shown == (True, False)
            they[row] += shown == (False, True)
    alone = f"{sum(we.values())} shown by us alone, {sum(they.values())} by pandoc alone"
    print(f"{ENTRIES} entries, {sum(has.values())} fields: {alone}\n")
    print("| form | field | entries | we alone | pandoc alone |\n|---|---|--:|--:|--:|")
    for form, name in sorted(has):
        if we[form, name] or they[form, name]:
            print(f"| {form} | {name} | {has[form, name]} | {we[form, name]} | {they[form, name]} |")
    return 0


def invented(number: int, dice: random.Random) -> tuple[str, str, dict[str, str]]:
    """An entry: its key, its type, and some of the fields that it may have, each with a value of its own."""
    kind = list(TYPES)[number % len(TYPES)]
    fields = {"title": f"Weirs{number}a of the Ombra", "date": f"{1500 + number}-05-03"}
    for name in f"{COMMON} {TYPES[kind]}".split():
        if dice.random() < (0.9 if name in ("author", "booktitle", "journaltitle") else 0.6):
            fields[name] = value(name, number, dice)
    return f"k{number}", kind, fields


def value(name: str, number: int, dice: random.Random) -> str:
    match name:
        case _ if name in NAMES:
            return f"Ada {name.capitalize()}{number}x"
        case "urldate":
            return f"{1800 + number}-06-01"
        case "doi":
            return f"10.9999/d{number}x"
        case "url":
            return f"https://example.org/u{number}x"
        case "edition":
            return str(dice.randint(200, 299))
        case "volume":
            return str(dice.randint(300, 399))
        case "number":
            return str(dice.randint(400, 499))
        case "chapter":
            return str(dice.randint(500, 599))
        case "pages":
            return f"{6000 + number}--{7000 + number}"
    return f"{name.capitalize()}{number}x"


def as_bibtex(key: str, kind: str, fields: dict[str, str]) -> str:
    return f"@{kind}{{{key},\n" + "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items()) + "}\n"


def by_pandoc(bib: str, keys: list[str], pandoc: Path, csl: Path) -> dict[str, str]:
    """Pandoc's note of each entry, by its key."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "references.bib").write_text(bib, encoding="utf-8")
        text = "\n\n".join(f"{key}[@{key}]" for key in keys)
        asked = [
            "--citeproc",
            f"--csl={csl.absolute()}",
            "--bibliography=references.bib",
            "-M",
            "suppress-bibliography",
        ]
        command = [str(pandoc.absolute()), "-f", "markdown", "-t", "plain", "--wrap=none", *asked]
        made = subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=folder).stdout
    notes = dict(re.findall(r"^\[(\d+)\] (.*)$", made, re.MULTILINE))
    return {key: notes[mark] for key, mark in re.findall(r"^(k\d+)\[(\d+)\]$", made, re.MULTILINE)}


def is_shown(name: str, value: str, note: str) -> bool:
    """Whether a note has a field's value; of a date its year, of pages the first."""
    words = value[:4] if name in ("date", "urldate", "pages") else value
    return words.lower() in note.lower()


if __name__ == "__main__":
    sys.exit(main())
