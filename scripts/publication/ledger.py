"""record/*.yml: what the article is held to, checked against a JSON Schema, each record with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from hashlib import sha256
from sys import intern
from typing import Any, NamedTuple

from scripts.finding import NO_SUBJECT, Finding, Place, Subject, SubjectKind, Unreadable
from scripts.publication.bibliography import Source
from scripts.publication.plain_yaml import LONGEST, RULE, Lines, explained, line_of, load, schema, validator
from scripts.regex import regex

ARTICLE = "record/article.yml"
CLAIMS = "record/claims/"
CORRECTED = "record/corrections/"
FACTS = "record/facts.yml"
IDS = "record/ids.yml"
ACCEPTED = "record/accepted.yml"
GLOSSARY = "record/glossary.yml"
SEEN = "record/seen.yml"
FILES = (ARTICLE, FACTS, IDS, ACCEPTED, GLOSSARY, SEEN)  # and each in CLAIMS and CORRECTED

_TYPES = {
    "array": "a list, each item after '- '",
    "object": "a record, each field as 'name: value'",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


class Publication(NamedTuple):
    """record/article.yml: the article's title and author, and the digest of the original's bytes.

    `author` is "" where the published text names none; `given` and `family` are the parts of the name by which one
    cites; "" where they are not recorded.
    `without` are the rules of style that are not asked of it. `language` is a language tag, "" where none is recorded.
    `editors` is the editors' address of e-mail, "" where readers are given none.
    """

    title: str
    author: str
    sha256: str
    lines: Mapping[str, int]
    given: str = ""
    family: str = ""
    without: tuple[str, ...] = ()
    language: str = ""
    editors: str = ""

    def at(self, field: str) -> Place:
        return Place(ARTICLE, self.lines[field])


class CorrectionKind(StrEnum):
    """In what way the chapters depart from the published text."""

    WORDING = "wording"
    ADDITION = "addition"
    REMOVAL = "removal"
    MOVE = "move"
    LAYOUT = "layout"  # the words stay, and are in another paragraph, list or quotation
    NEW_CHAPTER = "new-chapter"
    MOVED_CHAPTER = "moved-chapter"
    REMOVED_PART = "removed-part"


# Those that are about a whole chapter or part, and not about words of it.
OF_A_CHAPTER = (CorrectionKind.NEW_CHAPTER, CorrectionKind.MOVED_CHAPTER, CorrectionKind.REMOVED_PART)

# What a correction says until an editor has said more; it is true, and readers see it.
NO_REASON = "No reason has been given for this change yet."

# What a redirect says until an editor says more; readers of the old address see it.
GONE = "The sentence was taken out; no reason has been given yet."


class Correction(NamedTuple):
    """A departure of a chapter, by its path, from the published text.

    `published` are the words that were published, `now` those that are there now, `after` those that an addition or
    a move follows; "" where it has none. `nth` says which of several such places is meant, 0 where there is one. In
    these words a ¶ begins a block, and what follows it says which: ¶- an item of a list, ¶> a quotation, ¶## a
    heading, ¶| a line that is no prose.
    """

    kind: CorrectionKind
    chapter: str
    published: str
    now: str
    after: str
    nth: int
    because: str
    on: str
    place: Place


def shown(words: str, *, layout: bool = False) -> str:
    """The words of a correction as people read them: a ¶ where a block begins, the first for `layout` alone."""
    found = _SIGNS.sub("¶", words).replace("\\¶", "¶")
    return found if layout else found.removeprefix("¶ ")


_SIGNS = regex(r"(?<![^ ])¶\S*(?: ¶\S*)*")


class Acceptance(NamedTuple):
    """A finding that an editor has answered, by its rule, its subject and what was found there, as in Finding.

    `message` is the finding's message where the answer is in the old form, which had that alone; "" else.
    `public` lets readers see the answer where it could wrong the author; the others they see anyway. One item of the
    file may answer several findings, with one reason: `begins` is the line at which the item does.
    """

    rule: str
    about: Subject
    found: tuple[str, ...]
    message: str
    because: str
    on: str
    public: bool
    place: Place
    lines: Mapping[str, int]
    begins: int

    def at(self, field: str) -> Place:
        return self.place._replace(line=self.lines[field])


class ExpectationKind(StrEnum):
    """What words of a sentence may be held to."""

    DATE = "date"
    DURATION = "duration"
    COUNT = "count"


class Expectation(NamedTuple):
    """What words of a sentence should come to.

    `of` are the ids of the facts: one, or for a duration the
    facts that it is counted from and to.
    """

    kind: ExpectationKind
    words: str
    of: tuple[str, ...]
    place: Place


class Review(NamedTuple):
    """Who read a source for exactly these words, and the digest of both as they were."""

    source: str
    by: str
    on: str
    digest: str
    place: Place


class ClaimKind(StrEnum):
    """What kind of sentence a claim is."""

    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    FACT = "fact"
    FORECAST = "forecast"
    DEFINITION = "definition"
    ANALYSIS = "analysis"


class Claim(NamedTuple):
    """A sentence as the ledger has it. `confirm` tells that its kind is a machine's guess.

    It begins at `line` of the file at `path`; `below` tells of each field how many lines it stands below that.
    """

    id: str
    says: str
    kind: ClaimKind
    sources: tuple[str, ...]
    expects: tuple[Expectation, ...]
    reviewed: tuple[Review, ...]
    confirm: bool
    path: str
    line: int
    below: Mapping[str, int]

    @property
    def place(self) -> Place:
        return Place(self.path, self.line, Subject(SubjectKind.CLAIM, self.id))

    def at(self, name: str) -> Place:
        return self.place._replace(line=self.line + self.below.get(name, 0))


class Redirect(NamedTuple):
    """A published id whose sentence is gone: the claim that it leads to, or why there is none."""

    id: str
    to: str
    gone: str
    place: Place


class Fact(NamedTuple):
    """A date (with its last day, if it lasted) or a list, and where it comes from."""

    id: str
    what: str
    date: str
    until: str
    items: tuple[str, ...]
    source: str
    place: Place


class Meaning(NamedTuple):
    """What an acronym stands for, and where that is recorded."""

    words: str
    place: Place


def _checked(path: str, text: str, name: str) -> tuple[Any, Lines]:
    """Load a record and hold it against its schema. Raises Unreadable with every error."""
    value, lines = load(path, text)
    against = validator(name)
    if against.is_valid(value):
        return value, lines
    findings = []
    for error in against.iter_errors(value):
        way = tuple(error.instance_path)
        unexpected = getattr(error.kind, "unexpected", None) or [None]
        for key in unexpected:
            place = Place(path, line_of(lines, (*way, key) if key else way))
            what = _explained(error, way, key, schema(name))
            findings.append(Finding(place, f"{what}, as in scripts/schemas/{name}.json", RULE))
    raise Unreadable(findings)


def _at(schema: Any, way: Iterable[str | int]) -> Any:
    for step in way:
        schema = schema[step]
    return schema


def _explained(error: Any, way: tuple[str | int, ...], unexpected: str | None, schema: Any) -> str:
    """What a schema's error means, in words that name the field, and what to do."""
    field = f"{way[-1]!r}: " if way and isinstance(way[-1], str) else ""
    if unexpected:
        return f"{unexpected!r} is no field of this record; take it out, or correct its name"
    match error.kind.name:
        case "oneOf":
            names = ", ".join(branch["required"][0] for branch in _at(schema, error.schema_path))
            return f"must have just one of {names}; add or take out fields"
        case "required":
            return f"{field}has no {error.kind.property!r}; add it"
        case "type":
            return f"{field}must be {' or '.join(_TYPES[name] for name in error.kind.types)}; write it so"
        case "format":
            return f"{field}{error.instance!r} is no {error.kind.format}; write one"
        case "enum":
            return f"{field}{error.instance!r} is unknown; write one of {', '.join(map(str, error.kind.options))}"
        case "pattern":
            described = _at(schema, error.schema_path[:-1]).get("description", "")
            why = f" ({described.rstrip('.')})" if described else ""
            return f"{field}{error.instance[:LONGEST]!r} is not in the form that is asked for{why}; write it so"
        case "propertyNames":
            return _explained(error.kind.error, (), None, schema)
        case "minLength":
            return f"{field}says nothing; fill it in"
    return f"{field}{explained(error)}; make it fit"


def read_publication(text: str) -> Publication:
    """record/article.yml. Raises Unreadable."""
    value, lines = _checked(ARTICLE, text, "article")
    said = {"author": "", **value, "without": tuple(value.get("without", ()))}
    return Publication(**said, lines={name: lines[(name,)] for name in value})


def read_corrections(path: str, text: str) -> tuple[Correction, ...]:
    """A file of record/corrections/, or the one file that all of them once stood in. Raises Unreadable."""
    value, lines = _checked(path, text, "corrections")
    chapter = chapter_of(path)
    nothing = {"published": "", "now": "", "after": "", "nth": 0}
    corrections = []
    for i, record in enumerate(value):
        said = nothing | record | {"kind": CorrectionKind(record["kind"])}
        corrections.append(Correction(**said, chapter=chapter, place=Place(path, lines[(i,)])))
    return tuple(corrections)


def is_corrections(path: str) -> bool:
    return path.startswith(CORRECTED) and path.endswith(".yml")


def corrections_path(chapter: str) -> str:
    """The path of a chapter's corrections, from that of the chapter."""
    return CORRECTED + chapter.removeprefix("docs/").removesuffix(".md") + ".yml"


def read_accepted(text: str) -> tuple[Acceptance, ...]:
    """record/accepted.yml. Raises Unreadable."""
    value, lines = _checked(ACCEPTED, text, "accepted")
    result = []
    for i, record in enumerate(value):
        ways: list[tuple[str | int, ...]] = [(i, "findings", n) for n in range(len(record.get("findings", ())))]
        for way in ways or [(i,)]:
            one = record["findings"][way[-1]] if ways else record
            found = one.get("found", [])
            result.append(
                Acceptance(
                    record["rule"],
                    next((Subject(kind, str(one[kind])) for kind in ANSWERED if kind in one), NO_SUBJECT),
                    tuple(map(str, found if isinstance(found, list) else [found])),
                    record.get("finding", ""),
                    record["because"],
                    record["on"],
                    record.get("public", False),
                    Place(ACCEPTED, lines[way]),
                    {name: lines[i, name] for name in record} | {name: lines[*way, name] for name in one},
                    lines[(i,)],
                )
            )
    return tuple(result)


# What an answer may be about.
ANSWERED = (SubjectKind.CLAIM, SubjectKind.NOTE, SubjectKind.SOURCE, SubjectKind.SENTENCE)


def as_answer(found: Sequence[str]) -> dict[str, str | list[str]]:
    """What was found as the field of an answer: one value as text, several as a list; no field for none."""
    return {"found": list(found) if len(found) > 1 else found[0]} if found else {}


def by_words(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims that say the same, in their order, by what they say."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.says, []).append(claim)
    return found


def is_claims(path: str) -> bool:
    return path.startswith(CLAIMS) and path.endswith(".yml")


def is_stray(path: str) -> bool:
    """Whether a file of record/ looks like a record and is none, by its name."""
    yaml = path.startswith("record/") and path.lower().endswith((".yml", ".yaml"))
    return yaml and path not in FILES and not is_claims(path) and not is_corrections(path)


def claims_path(chapter: str) -> str:
    """The path of a chapter's claims, from that of the chapter."""
    return CLAIMS + chapter.removeprefix("docs/").removesuffix(".md") + ".yml"


def chapter_of(path: str) -> str:
    """The path of the chapter whose claims, or corrections, stand in this file."""
    return "docs/" + path.removeprefix(CLAIMS).removeprefix(CORRECTED).removesuffix(".yml") + ".md"


def review_digest(says: str, source: Source) -> str:
    """What a review is of: the first 16 letters of the SHA-256 of the words and the source's fields."""
    fields = "\n".join(f"{name}={value}" for name, value in sorted(source.fields.items()))
    authors = " and ".join(source.authors)
    return sha256(f"{says}\n{authors}\n{fields}".encode()).hexdigest()[:16]


class ClaimsFile(NamedTuple):
    """A file of record/claims/: its records, and the chapters in which some of its sentences once stood, by path."""

    records: tuple[Claim | Redirect, ...] = ()
    was: tuple[str, ...] = ()


def read_claims(path: str, text: str) -> ClaimsFile:
    """A file of record/claims/. Raises Unreadable."""
    value, lines = _checked(path, text, "claims")
    records = (_claim(path, record, i, lines) for i, record in enumerate(value) if "id" in record)
    return ClaimsFile(tuple(records), tuple(f"docs/{name}" for record in value for name in record.get("was", ())))


def shared(read: ClaimsFile, said: Iterable[str]) -> ClaimsFile:
    """The same file, with each of its texts one in memory with those of others; `said` are its chapter's sentences."""
    known = {words: words for words in said}
    records = (
        record._replace(says=known.get(record.says, record.says), sources=tuple(map(intern, record.sources)))
        if isinstance(record, Claim)
        else record
        for record in read.records
    )
    return read._replace(records=tuple(records))


@cache
def _below(shape: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    """One mapping for all records of the same shape: there are few shapes, and a record for each sentence."""
    return dict(shape)


def _claim(path: str, record: Mapping[str, Any], i: int, lines: Lines) -> Claim | Redirect:
    first, name = lines[i,], record["id"]
    place = Place(path, first, Subject(SubjectKind.CLAIM, name))
    if "says" not in record:
        return Redirect(name, record.get("moved-to", ""), record.get("gone", ""), place)
    expects = [
        Expectation(
            ExpectationKind(kind),
            part["words"],
            tuple(part[name] for name in ("of", "from", "to") if name in part),
            place._replace(line=lines[i, "expects", j, kind]),
        )
        for j, one in enumerate(record.get("expects", ()))
        for kind, part in one.items()
    ]
    reviewed = [
        Review(**one, place=place._replace(line=lines[i, "reviewed", j]))
        for j, one in enumerate(record.get("reviewed", ()))
    ]
    return Claim(
        name,
        record["says"],
        ClaimKind(record["kind"]),
        tuple(record["sources"]),
        tuple(expects),
        tuple(reviewed),
        "confirm" in record,
        path,
        first,
        _below(tuple([(field, lines[i, field] - first) for field in record])),
    )


def read_facts(text: str) -> tuple[Fact, ...]:
    """record/facts.yml. Raises Unreadable."""
    value, lines = _checked(FACTS, text, "facts")
    return tuple(
        Fact(
            record["id"],
            record["what"],
            str(record.get("date", "")),
            str(record.get("until", "")),
            tuple(record.get("list", ())),
            record["from"],
            Place(FACTS, lines[i,], Subject(SubjectKind.FACT, record["id"])),
        )
        for i, record in enumerate(value)
    )


def read_ids(text: str, recorded: Iterable[str] = ()) -> Mapping[str, int]:
    """record/ids.yml: each published id, and its line. Raises Unreadable.

    `recorded` are the ids of the ledger: where the two are the same, they are one text in memory.
    """
    value, lines = _checked(IDS, text, "ids")
    known = {name: name for name in recorded}
    return {known.get(name, name): lines[i,] for i, name in enumerate(value)}


def read_glossary(text: str) -> Mapping[str, Meaning]:
    """record/glossary.yml: what each acronym stands for. Raises Unreadable."""
    value, lines = _checked(GLOSSARY, text, "glossary")
    return {
        name: Meaning(words, Place(GLOSSARY, lines[(name,)], Subject(SubjectKind.ACRONYM, name)))
        for name, words in value.items()
    }


class LookedAt(NamedTuple):
    """A person's look at a source that refuses machines: who, and on which day."""

    source: str
    by: str
    on: str
    place: Place


def read_seen(text: str) -> tuple[LookedAt, ...]:
    """record/seen.yml. Raises Unreadable."""
    value, lines = _checked(SEEN, text, "seen")
    places = (Place(SEEN, lines[i,], Subject(SubjectKind.SOURCE, record["source"])) for i, record in enumerate(value))
    return tuple(LookedAt(**record, place=place) for record, place in zip(value, places, strict=True))
