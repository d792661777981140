"""An invented article of any length, in the project's own form, the same at each run.

Its sentences have what real ones have, so that the rules have something to do: names, numbers, dates, durations,
acronyms, quotations, markup. Of a chapter's notes half have a locator, and some a second source or a comment. Each
chapter has a correction, two findings that an editor has answered, a date that is computed against a fact, and a
source that a person has read.
"""

from __future__ import annotations

import random
import re
import shutil
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from scripts import rules
from scripts.english.dates import MONTHS
from scripts.publication import article, bibliography, ledger
from scripts.publication.chapters import plain
from scripts.publication.plain_yaml import dump
from tests import cases
from tests.conftest import copy_of_the_repository

SENTENCES = 40  # in a chapter
CITATIONS = 13  # in a chapter
SOURCES = 3  # that a chapter is the first to cite; it cites ELSEWHERE of earlier chapters too
ELSEWHERE = 2
PARAGRAPH = 5  # sentences

TITLE, AUTHOR = "The Rivers and Their Towns", "Cy Reed"
TODAY = date(2026, 11, 23)

# Findings that each chapter has, and that an editor has answered.
LEFT_STANDING = ("vague-attribution",)


class Citation(NamedTuple):
    """A note: its source, where in it, a second source, and what it adds; each but the first may be ""."""

    key: str
    locator: str = ""
    also: str = ""
    comment: str = ""

    @property
    def keys(self) -> list[str]:
        return [key for key in (self.key, self.also) if key]

    @property
    def pandoc(self) -> str:
        """The citation as Pandoc writes it, without the comment."""
        return f"[@{self.key}{self.locator and f', {self.locator}'}{self.also and f'; @{self.also}'}]"


class Sentence(NamedTuple):
    """A sentence of the article, without its citation. `year` is one that it names, as "in 1843"; else ""."""

    text: str
    kind: str
    cites: Citation | None = None
    year: str = ""


class Article(NamedTuple):
    """The chapters, each with its heading and sentences, and the entries of references.bib by key."""

    chapters: list[tuple[str, list[Sentence]]]
    sources: dict[str, str]


def _unlike(words: list[str]) -> list[str]:
    """Those of some names that nobody would take for another's misspelling."""
    found: list[str] = []
    for word in words:
        if all(Levenshtein.distance(word, other) > 2 for other in found):
            found.append(word)
    return found


_ENDINGS = "ford wick mere holt combe stead thorpe burgh leigh minster haven gate".split()
_RIVERS = "Harrow Pel Quint Brask Oster Vand Lull Tim Swan Eck Gold Mar".split()
_TOWNS = _unlike([a + b for a in _RIVERS for b in _ENDINGS])
_CLANS = "Bal Dr Fenw Hj Kl Mord Nir Os Rath Sz Tar Yv".split()
_FAMILIES = _unlike([a + b for a in _CLANS for b in "ani ovic uddin strand oyle ekwe amoto escu quist arov".split()])
_GIVEN = "Ada Boris Clementine Dmitri Eleanor Farid Greta Hiroshi Ingrid Jomo Ludovic Nneka Oswaldo Priya Ruth".split()
_THINGS = "lock mill quay granary bridge tannery brewery sluice ropewalk ferry weir towpath chapel school".split()
_MANY = "barges bargemen wagons looms furnaces tolls warehouses orchards ledgers coopers lanterns tenants".split()
_GOODS = "salt coal barley slate wool timber lime glass paper iron".split()
_SUCH = "narrow costly crowded quiet shallow stubborn forgotten handsome muddy prudent".split()
_PAPERS = ["The Ledger", "Waterways Quarterly", "The Evening Packet", "Annals of the Towns", "Toll and Tide"]
# What is said has no two runs alike, or one quotation would be taken for another one misquoted.
_SAID = "{lead}, {such} {goods} {did} {many} {where} {town}’s {thing}, {end}"
_LEADS = ["as we saw", "to my father", "in the books", "for once", "as nobody wrote", "by all accounts"]
_DID = "brought fed ruined outlived drew carried cost spared".split()
_WHERE = "below above beyond behind beside around before past".split()
_ENDS = ["year by year", "and it shows", "or so we thought", "before the flood", "in every spring", "without a word"]
_TEMPLATES = {
    "fact": [
        "The {thing} at {town} let through {number} {many} {in_year}, and {few} of them were bound for {town2}.",
        "On {day}, the council of {town} voted by {few} to {single} for a new {thing}.",
        "Between {early} and {late}, some {number} tonnes of {goods} went down the river to {town}.",
        "The {thing}, which {person} had drawn {in_year}, was {few} feet long and stood for {single} decades.",
        "The Inland Waterways Board (IWB) counted {number} {many} at {town} {in_year}, of whom {few} could read.",
        "By {late} there were {few} {many} between {town} and {town2}; the last of them was gone on {day}.",
        "{family} sold the {thing} to the *Company of {town}* {in_year} for {number} pounds (and a {thing2}).",
        "The {goods} trade employed {percent} per cent of the men of {town} {in_year}—more than the {thing} ever had.",
    ],
    "attribution": [
        "According to {person}, the {thing} at {town} cost {number} pounds, and the {many} paid for most of it.",
        "{person} told the council of {town} {in_year} that the {thing} would be finished in {single} years.",
        "As {family} wrote on {day}, ‘{goods} and {many}’ were all that {town} had to sell.",
    ],
    "quotation": [
        '"{said}", said {person}, who had worked at the {thing} since {early}.',
        'The keeper of the {thing}, {person}, said {in_year}: "{said}".',
    ],
    "analysis": [
        "That is why the {thing} mattered more to {town} than the {many} did, at least for those on the river.",
        "A {such} {thing} is worth little without {many}, and {town} had hardly any of them.",
        "It may be that the people of {town} simply preferred the {thing}, {such} as it was.",
        "The {such} {thing} of {town} is no exception; its {many} were 'as good as anybody’s'.",
        "None of this made the {goods} trade any safer for {family}, whose **{many}** were {such} and few.",
        "What the {many} of {town} made of it, the {goods} ledgers do not tell.",
    ],
    "forecast": ["If the {many} fail again, {town} will lose the {such} {thing} that {family} left it."],
    "definition": ["A *{thing} of {goods}* is called so because it took {few} {many} to fill it."],
}
_COMMENT = "The {goods} of other years was not counted."
_VAGUE = "Reports say that {number} {many} were lost when the {thing} at {town} gave way."
_VAGUE_TOO = "Experts say that the {thing} at {town} was shut again on {day}, with {number} {many} waiting."
# The kinds of a chapter's sentences less the two above; those of the first row cite a source.
_CITING = ["fact"] * 6 + ["attribution"] * 3 + ["quotation"] * 4
_OTHERS = ["fact"] * 7 + ["analysis"] * 15 + ["forecast"] * 2 + ["definition"]


def invent(chapters: int) -> Article:
    """Make the article up."""
    chance = random.Random(chapters)
    sources: dict[str, str] = {}
    made = []
    for number in range(1, chapters + 1):
        own = [_source(chance, number, n, sources) for n in range(SOURCES)]
        known = own + chance.sample(sorted(sources), min(ELSEWHERE, len(sources)))
        keys = own + chance.choices(known, k=CITATIONS - SOURCES)
        made.append((f"Chapter {number}, {chance.choice(_TOWNS)}", _chapter(chance, keys)))
    return Article(made, sources)


def _chapter(chance: random.Random, keys: list[str]) -> list[Sentence]:
    kinds = [(kind, True) for kind in _CITING] + [(kind, False) for kind in _OTHERS]
    while any(kinds[n][0] == kinds[n + 1][0] == "quotation" for n in range(len(kinds) - 1)):
        chance.shuffle(kinds)
    following = iter([_citation(chance, n, keys) for n in range(len(keys))])
    sentences = [_sentence(chance, chance.choice(_TEMPLATES[k]), k, next(following) if c else None) for k, c in kinds]
    vague = (_sentence(chance, template, "attribution", None) for template in (_VAGUE, _VAGUE_TOO))
    return [*sentences, *vague]  # at the end, where no note of their paragraph comes after them


def _citation(chance: random.Random, n: int, keys: list[str]) -> Citation:
    """The nth of a chapter's: half have a locator, and some of these a second source or a comment."""
    locator = f"para. {chance.randrange(2, 90)}" if n % 2 else ""
    also = chance.choice([key for key in keys if key != keys[n]]) if n % 6 == 3 else ""
    return Citation(keys[n], locator, also, _COMMENT.format(goods=chance.choice(_GOODS)) if n % 6 == 5 else "")


def _sentence(chance: random.Random, template: str, kind: str, cites: Citation | None) -> Sentence:
    early = chance.randrange(1702, 1840)
    year = f"in {chance.randrange(early, 1890)}"
    thing, thing2 = chance.sample(_THINGS, 2)
    town, town2 = chance.sample(_TOWNS, 2)
    words: dict[str, Any] = {
        "thing": thing,
        "thing2": thing2,
        "things": f"{thing}s",
        "many": chance.choice(_MANY),
        "goods": chance.choice(_GOODS),
        "such": chance.choice(_SUCH),
        "town": town,
        "town2": town2,
        "family": chance.choice(_FAMILIES),
        "person": f"{chance.choice(_GIVEN)} {chance.choice(_FAMILIES)}",
        "early": early,
        "late": chance.randrange(1890, 1960),
        "in_year": year,
        "day": f"{chance.randrange(1, 29)} {chance.choice(MONTHS[6:])} {chance.randrange(1890, 1960)}",
        "number": f"{chance.randrange(1001, 99999):,}",
        "few": chance.randrange(21, 999),
        "single": chance.choice("three four five six seven eight nine".split()),
        "percent": f"{chance.randrange(11, 99)}.{chance.randrange(1, 9)}",
    }
    ways = {"lead": _LEADS, "did": _DID, "where": _WHERE, "end": _ENDS}
    said = _SAID.format(**words, **{name: chance.choice(some) for name, some in ways.items()})
    text = template.format(said=f"{said[0].upper()}{said[1:]}", **words)
    return Sentence(text, kind, cites, year if year in text else "")


def _source(chance: random.Random, chapter: int, n: int, sources: dict[str, str]) -> str:
    """Add a source; returns its key."""
    families = chance.sample(_FAMILIES, chance.choice([1, 1, 1, 2]))
    authors = [f"{chance.choice(_GIVEN)} {family}" for family in families]
    part = SOURCES * chapter + n
    main = f"{chance.choice(_GOODS).title()} and {chance.choice(_MANY).title()} of {chance.choice(_TOWNS)}, Part {part}"
    title = f"{main}: What the {chance.choice(_SUCH).title()} Rivers Carried"
    paper = chance.choice(_PAPERS)
    day = date(1996, 1, 1) + timedelta(days=chance.randrange(9000))
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower())
    host = re.sub(r"\W", "", paper.lower())
    key = f"{families[0].lower()}{day.year}part{part}"
    sources[key] = (
        f"@online{{{key},\n"
        f"  author       = {{{' and '.join(authors)}}},\n"
        f"  title        = {{{title}}},\n"
        f"  organization = {{{paper}}},\n"
        f"  date         = {{{day}}},\n"
        f"  urldate      = {{{day + timedelta(days=400)}}},\n"
        f"  url          = {{https://www.{host}.example/{day:%Y/%m/%d}/{slug}}}\n"
        "}\n"
    )
    return key


def paths(chapters: int) -> list[str]:
    """The chapters' files, relative to docs/."""
    return [f"chapter-{number}.md" for number in range(1, chapters + 1)]


def write(root: Path, chapters: int) -> None:
    """Write the article and its records into a new folder, with this repository's scripts, theme and settings."""
    made = invent(chapters)
    root.mkdir(parents=True)
    copy_of_the_repository(root)
    shutil.rmtree(root / "record")
    for path in (root / "docs").glob("*.md"):
        path.unlink()
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    nav = "".join(f"      - {path}\n" for path in paths(chapters))
    settings = re.sub(r"(?<=  - Article:\n)(?:      - .*\n)+", nav, settings)
    files = {"mkdocs.yml": settings, "references.bib": "\n".join(made.sources.values())} | _files(made)
    built = article.build({path: text.encode() for path, text in files.items()}, TODAY)
    answers = [
        {
            "rule": finding.rule,
            "claim": finding.subject.name,
            **ledger.as_answer(finding.found),
            "because": "The published sentence says so, and it was left as it is.",
            "on": str(TODAY),
        }
        for finding in rules.unanswered(built, rules.check(built))
        if finding.rule in LEFT_STANDING
    ]
    files[ledger.ACCEPTED] = dump(answers)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _files(made: Article) -> dict[str, str]:
    """Everything but the answers to findings, by path."""
    read = {source.key: source for source in bibliography.read("\n".join(made.sources.values()))}
    files = {
        "docs/index.md": f"# {TITLE}\n\nBy {AUTHOR}\n",
        "docs/about.md": f"# About\n\n**{AUTHOR}** keeps a ferry.\n",
        ledger.ACCEPTED: "[]\n",
    }
    facts: list[dict[str, str]] = []
    ids: list[str] = []
    original = [f"# {TITLE}"]
    notes = _Notes(read)
    numbers = count(1)
    for path, (heading, sentences) in zip(paths(len(made.chapters)), made.chapters, strict=True):
        records: list[dict[str, Any]] = []
        corrections: list[dict[str, str]] = []
        published, lines = [], []
        dated = next(s for s in sentences if s.year)
        wrong = next(s for s in sentences if s.kind == "fact" and " the " in s.text)
        reviewed = next(s for s in sentences if s.cites)
        comments: list[str] = []
        for sentence in sentences:
            cites, cited, mark = sentence.cites, "", ""
            if cites:
                number, mark = notes.add(cites)
                cited = f"[^{number}]" if cites.comment else cites.pandoc
                comments += [f"[^{number}]: {cites.pandoc}. {cites.comment}"] if cites.comment else []
            says = plain(sentence.text)
            name = f"sentence-{next(numbers)}"
            keys = cites.keys if cites else []
            record: dict[str, Any] = {"id": name, "says": says, "kind": sentence.kind, "sources": keys}
            if sentence is dated:
                fact = f"fact-{len(facts) + 1}"
                record["expects"] = [{"date": {"words": sentence.year, "of": fact}}]
                year = sentence.year.removeprefix("in ")
                facts.append({"id": fact, "what": "what was done", "date": year, "from": "It is invented."})
            if sentence is reviewed and cites:
                digest = ledger.review_digest(says, read[cites.key])
                record["reviewed"] = [{"source": cites.key, "by": "Bo Wu", "on": "2026-10-01", "digest": digest}]
            was = sentence.text.replace(" the ", " teh ", 1) if sentence is wrong else sentence.text
            if was != sentence.text:
                because = "A slip of the printer was mended."
                correction = {"kind": "wording", "published": was, "now": sentence.text, "because": because}
                corrections.append(correction | {"on": "2026-10-01"})
            records.append(record)
            ids.append(name)
            lines.append(f"{sentence.text}{cited}")
            published.append(f"{was}{mark}")
        original += [f"## {heading}", *(" ".join(part) for part in _paragraphs(published))]
        text = "\n\n".join(["\n".join(part) for part in _paragraphs(lines)] + comments)
        files[f"docs/{path}"] = f"# {heading}\n\n{text}\n"
        files[ledger.claims_path(f"docs/{path}")] = dump(records)
        files[ledger.corrections_path(f"docs/{path}")] = dump(corrections)
    original += ["---", *notes.texts, f"**{AUTHOR}** keeps a ferry."]
    whole = "\n\n".join(original) + "\n"
    files["record/original.md"] = whole
    digest = sha256(whole.encode()).hexdigest()
    files[ledger.ARTICLE] = f"title: {TITLE}\nauthor: {AUTHOR}\nsha256: {digest}\n"
    files[ledger.FACTS] = dump(facts)
    files[ledger.IDS] = "".join(f"- {name}\n" for name in ids)
    return files


def _paragraphs(sentences: list[str]) -> list[list[str]]:
    return [sentences[i : i + PARAGRAPH] for i in range(0, len(sentences), PARAGRAPH)]


class _Notes:
    """The published notes: each source in full at first, then Ibid. or its short form."""

    def __init__(self, sources: dict[str, bibliography.Source]):
        self.texts: list[str] = []
        self._sources = sources
        self._full: set[str] = set()
        self._last: list[str] = []

    def add(self, cites: Citation) -> tuple[int, str]:
        """Add a note; returns its number, and its mark in the text."""
        first, *second = cites.keys
        # Ibid. is to the one source of the note before.
        text = "Ibid." if self._last == [first] else self._reference(first, cites.locator)
        if text == "Ibid." and cites.locator:
            text = f"Ibid., {cites.locator}"
        text = "; ".join([text, *(self._reference(key) for key in second)])
        if cites.comment:
            text = f"{text.removesuffix('.')}. {cites.comment}"
        self._last = cites.keys
        number = len(self.texts) + 1
        mark = f"<sup>{number}</sup>"
        self.texts.append(f"{mark} {text}")
        return number, mark

    def _reference(self, key: str, locator: str = "") -> str:
        source, seen = self._sources[key], key in self._full
        self._full.add(key)
        if not seen:
            return cases.as_note(source, locator)
        families = " and ".join(name.rsplit(" ", 1)[1] for name in source.authors)
        title = source.title.partition(":")[0]
        return f'{families}, "{title}," {locator}' if locator else f'{families}, "{title}"'
