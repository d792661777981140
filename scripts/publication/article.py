"""The publication, read once: the published article, the chapters, the sources, the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from scripts import fork
from scripts.files import as_text, composed, leaves, not_opened, text
from scripts.finding import Finding, Place, Subject, SubjectKind, Unreadable, unreadable
from scripts.hypertext.page import BuiltPage
from scripts.publication import (
    bibliography,
    chapters,
    collation,
    editions,
    ledger,
    nights,
    notes,
    plain,
    readings,
    works,
)
from scripts.publication.bibliography import Source
from scripts.publication.chapters import Chapter, Citation, Mark, Sentence, plain_title
from scripts.publication.collation import Collation, Texts
from scripts.publication.footnotes.parts import Kind, Part, Type, name_of, words_of
from scripts.publication.ledger import Acceptance, Claim, ClaimsFile, Correction, Fact, Meaning, Publication, Redirect
from scripts.publication.nights import EMPTY, Memory
from scripts.publication.notes import Note, Original
from scripts.publication.plain_yaml import Way, load
from scripts.publication.readings import ClaimVerdict, Evidence
from scripts.publication.rendered import Rendered
from scripts.publication.works import RecordedNumber, Works

if TYPE_CHECKING:
    from scripts.publication.footnotes.resolution import Cited

CONFIG = "mkdocs.yml"
ENGLISH = "en"  # as language tags begin
SECTION = "Article"  # the nav's section whose pages are the chapters
ABOUT = "docs/about.md"
INDEX = "docs/index.md"

T = TypeVar("T")


class Call(NamedTuple):
    """A mark as the site shows it: its label, the name of its note, alone on its page, and what it stands for.

    `number` is that of the published note, 0 where it stands for none.
    """

    label: str
    name: str
    number: int
    marks: tuple[Mark, ...]

    @property
    def cited(self) -> Iterator[Citation]:
        return chain.from_iterable(mark.cited for mark in self.marks)


class Citing(NamedTuple):
    """A citation of a source: the place of its mark, and the mark."""

    key: str
    place: Place
    chapter: Chapter
    call: Call


@dataclass(frozen=True, eq=False)
class Article:
    """Everything that the rules look at.

    `pages` are all of docs/*.md by path, chapters among them; `claims` are the ledger's, by the
    chapter's path, `formerly` the chapters in which some sentences of a chapter once stood, `facts` what they are
    computed against, `nights` what the web answered so far, with the looks of people (`seen`) in it, `works` what
    registries answered, `evidence` what the sources were found to say, and `glossary` what acronyms stand for.
    `problems` are what kept a file from being read; while there are any, the rest is not to be judged. `site` are
    the built pages, empty where none were given. `rendered` is what the renderer makes of each page, by
    path; `nav` the paths that mkdocs.yml names, of pages that the build makes too; and `others` are the
    files of docs/ that are no Markdown, None where nobody looked. `references` is the text of references.bib.
    `language` is the tag of the language that it is in. `published_here` are its editions, oldest first, and `digests`
    those of the files of `pages`, SHA-256 each.
    """

    today: date
    publication: Publication
    original: Original
    original_digest: str
    chapters: tuple[Chapter, ...]
    pages: Mapping[str, Chapter]
    nav_place: Place
    sources: Mapping[str, Source]
    corrections: tuple[Correction, ...]
    accepted: tuple[Acceptance, ...]
    claims: Mapping[str, tuple[Claim | Redirect, ...]] = field(default_factory=dict)
    formerly: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    published_ids: Mapping[str, int] = field(default_factory=dict)
    nights: Memory = EMPTY
    seen: tuple[ledger.LookedAt, ...] = ()
    evidence: Evidence = readings.EMPTY
    works: Works = field(default_factory=dict)
    glossary: Mapping[str, Meaning] = field(default_factory=dict)
    problems: tuple[Finding, ...] = ()
    site: tuple[BuiltPage, ...] = ()
    rendered: Mapping[str, Rendered] = field(default_factory=dict)
    nav: frozenset[str] = frozenset()
    others: frozenset[str] | None = None
    references: str = ""
    language: str = ENGLISH
    published_here: tuple[editions.Edition, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)

    def with_site(self, site: tuple[BuiltPage, ...]) -> Article:
        """The same article with these built pages; what was found out about it so far is not found out again."""
        made = copy(self)
        object.__setattr__(made, "site", site)
        return made

    @property
    def text(self) -> editions.TextDigests:
        """What an edition is of."""
        chapters = {chapter.path: self.digests.get(chapter.path, "") for chapter in self.chapters}
        return editions.TextDigests(
            self.original_digest, chapters, tuple(map(editions.of_correction, self.corrections))
        )

    @property
    def base_language(self) -> str:
        """The tag of its language, of whatever country: en, de."""
        return self.language.partition("-")[0].lower()

    @property
    def in_english(self) -> bool:
        return self.base_language == ENGLISH

    @property
    def other_language(self) -> str:
        """The tag of its language where that is not English, in which the site says what is its own, and else ""."""
        return "" if self.in_english else self.language

    @cached_property
    def sources_of_note(self) -> Mapping[int, tuple[Source, ...]]:
        """The sources that each published note cites, each once, in its order, by the note's number."""
        found = {}
        for number, parts in self.original.cited.items():
            cited = (self._entries.get(part.source) for part in parts)
            found[number] = tuple(dict.fromkeys(source for source in cited if source))
        return found

    @cached_property
    def printed(self) -> Mapping[str, Part]:
        """What the published notes, and else its list of references, print of each source that they give in full, or by
        no more than its title and date, by its key; the first of them.
        """
        found: dict[str, Part] = {}
        for cited in (cited for parts in self.original.cited.values() for cited in parts):
            whole = cited.part.kind is Kind.FULL or (cited.part.title and cited.part.date)
            if whole and (source := self.source_of(cited.part)):
                found.setdefault(source.key, cited.part)
        works = self.original.resolution.works
        return {source.key: works[name] for name, source in self._listed.items()} | found

    @cached_property
    def listed(self) -> Set[str]:
        """The keys of the sources that the published list of references has."""
        return {source.key for source in self._listed.values()}

    @property
    def _listed(self) -> Mapping[str, Source]:
        """The entry of each work of that list, by the work's id."""
        return {name: source for name, source in self._entries.items() if source and name.startswith("b")}

    def citations_of(self, number: int, key: str) -> list[Part]:
        """The parts of a published note that cite the source with this key."""
        entries = ((cited.part, self._entries.get(cited.source)) for cited in self.original.cited.get(number, ()))
        return [part for part, source in entries if source and source.key == key]

    @cached_property
    def _entries(self) -> Mapping[str, Source | None]:
        """The entry of each work that the notes cite, by the work's id."""
        return {name: self.source_of(part) for name, part in self.original.resolution.works.items()}

    @cached_property
    def noted(self) -> Mapping[str, Sequence[int]]:
        """The published notes that cite each source, by its key, in their order; of those that any cites."""
        found: dict[str, list[int]] = {}
        for number, sources in self.sources_of_note.items():
            for source in sources:
                found.setdefault(source.key, []).append(number)
        return found

    def source_of(self, part: Part) -> Source | None:
        """The entry that a citation in full is of: with its DOI or address, else its title, and what else it says."""
        if found := self._by_address.get(part.url) or self._by_address.get(part.doi.lower()):
            return found
        name = plain_title(name_of(part))
        alike = self._by_title.get(name, []) or [
            source
            for source in self._by_main_title.get(name, [])
            if part.authors and (source.authors, source.date[:4]) == (part.authors, part.date[:4])
        ]
        if not name:
            alike = [source for source in alike if (source.authors, source.date) == (part.authors, part.date)]
        alike = [source for source in alike if source.date[:4] == part.date[:4]] or alike
        alike = [source for source in alike if source.authors == part.authors] or alike
        if part.type is Type.INTERVIEW:  # many are called alike: interview by the author
            alike = [s for s in alike if s.authors == part.authors]
            alike = [s for s in alike if s.date == part.date] or alike[: len(alike) == 1]
            said = {"location": part.place, "organization": part.container, "publisher": part.publisher}
            for name, value in said.items():
                alike = [s for s in alike if s.fields.get(name, "") == value] or alike
        return alike[0] if alike else None

    def works_of(self, source: Source) -> list[RecordedNumber]:
        """What registries answered for the numbers of a source, as it is now."""
        return works.current(self.works, source)

    def copy_of(self, source: Source) -> str:
        """The address of the archived copy that references.bib names, else of the one that the link check found."""
        link = self.nights.links.get(source.url)
        return source.fields.get("archiveurl", "") or (link.archive if link else "")

    @cached_property
    def _by_address(self) -> dict[str, Source]:
        of_dois = {doi.lower(): source for source in self.sources.values() if (doi := source.fields.get("doi", ""))}
        return of_dois | {source.url: source for source in self.sources.values() if source.url}

    @cached_property
    def _by_title(self) -> dict[str, list[Source]]:
        found: dict[str, list[Source]] = {}
        for source in self.sources.values():
            found.setdefault(plain_title(source.title), []).append(source)
        return found

    @cached_property
    def _by_main_title(self) -> dict[str, list[Source]]:
        """The sources with a subtitle, by their titles without it."""
        found: dict[str, list[Source]] = {}
        for source in self.sources.values():
            main, colon, _ = source.title.partition(": ")
            if colon:
                found.setdefault(plain_title(main), []).append(source)
        return found

    def sources_of(self, keys: Iterable[str]) -> list[Source]:
        """The sources with these keys, each once; a key that no source has is left out."""
        return [self.sources[key] for key in dict.fromkeys(keys) if key in self.sources]

    @cached_property
    def citing(self) -> Mapping[str, list[Citing]]:
        """For each key its citations in the chapters, in order."""
        result: dict[str, list[Citing]] = {}
        for chapter in self.chapters:
            for call in self.calls[chapter.path]:
                for mark in call.marks:
                    for key in dict.fromkeys(citation.key for citation in mark.cited):
                        if key in self.sources:
                            result.setdefault(key, []).append(Citing(key, mark.place, chapter, call))
        return result

    @cached_property
    def calls(self) -> Mapping[str, tuple[Call, ...]]:
        """The marks that each page shows, by its path, in order.

        A note has the name n and its label; where a label comes again, as printed ones may, also which it is.
        """
        found: dict[str, tuple[Call, ...]] = {}
        for path, page in {**self.pages, **{chapter.path: chapter for chapter in self.chapters}}.items():
            numbers: Sequence[int] = self.collation.numbers.get(path, ())
            if len(numbers) != len(page.marks) or not self.original.notes:
                numbers = (0,) * len(page.marks)
            labels = self.labels.get(path) or collation.labels([page], Collation(), {})[path]
            calls: list[Call] = []
            seen: Counter[str] = Counter()
            for label, number, mark in zip(labels, numbers, page.marks, strict=True):
                if mark.more and calls[-1].label == label:
                    calls[-1] = calls[-1]._replace(marks=(*calls[-1].marks, mark))
                    continue
                seen[label] += 1
                name = f"n{label}" if seen[label] == 1 else f"n{label}-{seen[label]}"
                calls.append(Call(label, name, number, (mark,)))
            found[path] = tuple(calls)
        return found

    @cached_property
    def chapter_number(self) -> Mapping[str, int]:
        """The number of each chapter, from 1, by its path."""
        return {chapter.path: number for number, chapter in enumerate(self.chapters, start=1)}

    @cached_property
    def _claims_at(self) -> Mapping[str, Mapping[int, Claim]]:
        """The claim of each recorded sentence, by path and line: a place each would weigh as much as the claims.

        A record belongs to the sentence with its very words; of equal sentences in a chapter, the
        first to the first, and so on.
        """
        found: dict[str, dict[int, Claim]] = {}
        for chapter in self.chapters:
            records = ledger.by_words(c for c in self.claims.get(chapter.path, ()) if isinstance(c, Claim))
            here = found[chapter.path] = {}
            for sentence in chapter.sentences:
                if waiting := records.get(sentence.text):
                    here[sentence.line] = waiting.pop(0)
        return found

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Those of the chapters, in order."""
        return chain.from_iterable(chapter.sentences for chapter in self.chapters)

    def claim_of(self, sentence: Sentence) -> Claim | None:
        """The claim of a sentence; None where it is not recorded."""
        return self.claim_on(sentence.path, sentence.line)

    def claim_at(self, place: Place) -> Claim | None:
        """The claim of the sentence that stands at a place; None for what is no sentence, or not recorded."""
        claim = self.claim_on(place.path, place.line)
        return claim if claim and place.about == (SubjectKind.SENTENCE, claim.says) else None

    def claim_on(self, path: str, line: int) -> Claim | None:
        """The claim of the sentence on a line of a file; None where none stands there, or it is not recorded."""
        return self._claims_at.get(path, {}).get(line)

    @property
    def records(self) -> Iterator[Claim | Redirect]:
        """Those of all files of claims, in order."""
        return chain.from_iterable(self.claims.values())

    def recorded(self) -> Iterator[tuple[Sentence, Claim]]:
        """Each recorded sentence with its claim, in order."""
        for sentence in self.sentences:
            if claim := self.claim_of(sentence):
                yield sentence, claim

    @cached_property
    def count_recorded(self) -> int:
        """How many sentences are recorded."""
        return sum(map(len, self._claims_at.values()))

    @cached_property
    def claim_verdicts(self) -> Mapping[str, list[ClaimVerdict]]:
        """The verdicts of the sources on each claim, by its id, less those about other words or addresses."""
        if not self.evidence.verdicts:
            return {}
        return {
            claim.id: readings.current(self.evidence, claim.id, claim.says, self.sources)
            for _, claim in self.recorded()
        }

    @cached_property
    def former_ids(self) -> Mapping[str, list[str]]:
        """The old ids that lead to a claim, by the claim's id."""
        result: dict[str, list[str]] = {}
        for record in self.records:
            if isinstance(record, Redirect) and record.to:
                result.setdefault(record.to, []).append(record.id)
        return result

    @cached_property
    def sentence_of(self) -> Mapping[str, Sentence]:
        """The sentence of each claim, by the claim's id."""
        return {claim.id: sentence for sentence, claim in self.recorded()}

    def sentence_about(self, subject: Subject) -> Sentence | None:
        """The sentence of the claim that a finding is about; None where it is about something else."""
        return self.sentence_of.get(subject.name) if subject.kind is SubjectKind.CLAIM else None

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        """The records of sentences that stand in a chapter, by id."""
        return {claim.id: claim for _, claim in self.recorded()}

    @cached_property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """What the marks of each chapter show, by its path: the numbers of the published notes.

        A mark that the editors added has the number before it and a letter, such as 8a.
        """
        printed = {note.number: note.label for note in self.original.notes}
        return collation.labels(self.chapters, self.collation, printed)

    @cached_property
    def texts(self) -> Texts:
        """What of the article is compared word for word."""
        said: dict[str, tuple[str, ...]] = {}
        for note in self.original.notes:
            said.setdefault(notes.mark(note.number), tuple(self._said(note)))
        for mark in self.original.marks:
            said.setdefault(notes.mark(mark.number), (f"[note {mark.number}]",))
        return Texts(self.original.blocks, said, self.chapters, self.corrections, self.nav_place)

    def _said(self, note: Note) -> Iterator[str]:
        """What a published note says, as tokens: each source once, and comments; all words where it leads nowhere.

        In the words of a comment it may cite by key. A citation that leads nowhere is words like those of a comment.
        """

        def leads(cited: Cited) -> bool:
            return cited.part.cites and self._entries.get(cited.source) is not None

        parts = [c for c in self.original.cited[note.number] if leads(c) or not c.part.within]
        if not any(map(leads, parts)):
            yield from collation.said_in(note.text) or (f"[note {note.number}]",)
            return
        seen: set[str] = set()
        for cites, run in groupby(parts, leads):
            group = tuple(run)
            if not cites:
                follows = group[-1] is not parts[-1]
                yield from collation.said_in(words_of(note.text, [cited.part for cited in group]), cites=follows)
            for cited in group if cites else ():
                source = self._entries[cited.source]
                if source and source.key not in seen:
                    yield chapters.cite(source.key)
                    seen.add(source.key)

    @cached_property
    def collation(self) -> Collation:
        """What comes of comparing the chapters with the published text."""
        return collation.collate(self.texts)


def read(root: Path, today: date) -> Article:
    """Read the publication that stands in a folder. Raises Unreadable where there is none."""
    folder = _Folder(root)
    return build(folder, today, folder.others)


_SINGLE = (CONFIG, bibliography.PATH, notes.PATH, notes.BESIDE, nights.PATH, readings.PATH, works.PATH, editions.PATH)


def counts(path: str) -> bool:
    """Whether the file at this path, relative to the root, is part of the publication, as no hidden one is."""
    if "/." in path:
        return False
    page = path.startswith("docs/") and path.endswith(".md") and not path.startswith("docs/theme/")
    return (
        page
        or path in _SINGLE
        or bibliography.is_more(path)
        or (path.startswith("record/") and path.lower().endswith((".yml", ".yaml")))
    )


def files(root: Path) -> dict[str, bytes]:
    """The bytes of every file that counts, by its path relative to the root. Raises Unreadable."""
    return dict(_Folder(root))


class _Folder(Mapping[str, bytes]):
    """The same, each file read when it is asked for: a book's are never in memory all at once."""

    def __init__(self, root: Path):
        if not root.is_dir():
            raise unreadable(str(root), 1, "is no folder; give the folder that holds mkdocs.yml (--root)")
        if not any((root / name).exists() for name in (CONFIG, "record")):
            what = "is no article's folder: it has neither mkdocs.yml nor record/"
            raise unreadable(str(root), 1, f"{what}; go into the one that has, or name it (--root)")
        paths = [*map(root.joinpath, _SINGLE), *(root / bibliography.MORE).glob("*.bib")]
        paths += [*(root / "docs").rglob("*"), *(root / "record").rglob("*")]
        _refuse_links(root, [root / "docs", root / "record", *paths])
        names = sorted({path.relative_to(root).as_posix() for path in paths})
        beside = (name for name in names if name.startswith("docs/") and not name.startswith("docs/theme/"))
        self.others = frozenset(name for name in beside if not name.endswith(".md") and (root / name).is_file())
        self._root = root
        self._names = dict.fromkeys(name for name in names if counts(name) and (root / name).is_file())

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        try:
            return (self._root / name).read_bytes()
        except OSError as error:
            raise not_opened(name, error) from None

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _refuse_links(root: Path, paths: Iterable[Path]) -> None:
    """Raise Unreadable for each link that leads out of the root, or from a folder to one around it."""
    wrong = {
        path.relative_to(root).as_posix()
        for path in paths
        if path.is_symlink() and (leaves(root, path) or path.absolute().is_relative_to(path.resolve()))
    }
    if wrong:
        what = "is a link that leads out of the repository, or round in a circle; put what it means in its place"
        raise Unreadable(Finding(Place(name, 1), what, "file-readable") for name in sorted(wrong))


_STRAY = (
    f"is read by nothing; name it {', '.join(name.removeprefix('record/') for name in ledger.FILES)}, or after its "
    f"chapter in {' or '.join(name.removeprefix('record/') for name in (ledger.CLAIMS, ledger.CORRECTED))}, with the "
    "suffix .yml"
)
"""What is said of a file of record/ that looks like a record and is none."""

_MANY = 20
"""So many files of records are those of a long text, of which a copy of the process, made in 10 ms, reads a part."""


class _Given:
    """The files of an article, by path, and what kept some of them from being read."""

    def __init__(self, files: Mapping[str, bytes]):
        self.files = files
        self.problems: list[Finding] = []

    def use(self, path: str, reader: Callable[[str], T], instead: T) -> T:
        """What a reader makes of the text of a file."""
        try:
            return reader(text(path, self.files.get(path)))
        except Unreadable as error:
            self.problems.extend(error.findings)
            return instead

    def may(self, path: str, reader: Callable[[str], T], instead: T) -> T:
        """The same for a file that need not be there."""
        return self.use(path, reader, instead) if path in self.files else instead


def build(files: Mapping[str, bytes], today: date, others: frozenset[str] | None = None) -> Article:
    """The article that these files make, by path. What cannot be used becomes its `problems`.

    `others` are the paths of the files of docs/ that are no Markdown and none of the theme, where somebody has looked.
    """
    given = _Given(files)
    use, may = given.use, given.may
    records_at = list(filter(ledger.is_claims, files))
    more = tuple((path, use(path, str, "")) for path in files if bibliography.is_more(path))
    cites = more or files.get(bibliography.PATH, b"").strip()
    beside = may(notes.BESIDE, partial(plain.in_paragraphs, notes.BESIDE), "")

    def read_original(text: str) -> Original:
        return notes.read(plain.in_paragraphs(notes.PATH, text), beside=beside)

    def read_ahead() -> Iterator[Any]:
        yield bibliography.read(text(bibliography.PATH, files.get(bibliography.PATH)), more=more) if cites else ()
        original = read_original(text(notes.PATH, files.get(notes.PATH)))
        original.cited  # noqa: B018  # what its notes lead to, which takes longer than to read them, goes along
        yield original

    ahead = fork.ahead(read_ahead) if len(records_at) >= _MANY else iter(())
    config = use(CONFIG, _config, _Config(Place(CONFIG, 1), {}, frozenset(), None))
    pages, rendered, digests = _pages(given, config)
    sources: tuple[Source, ...] = next(ahead, ())
    if not sources and (cites or any(page.citations for page in pages.values())):
        sources = use(bibliography.PATH, partial(bibliography.read, more=more), sources)
    records = {ledger.chapter_of(path): _claims(given, path, pages) for path in records_at}
    given.problems += _faults(files, config, pages, records, {problem.place.path for problem in given.problems})
    ids = tuple(record.id for file in records.values() for record in file.records)
    publication = use(ledger.ARTICLE, ledger.read_publication, Publication("", "", "", {}))
    seen = may(ledger.SEEN, ledger.read_seen, tuple[ledger.LookedAt, ...]())
    memory = may(nights.PATH, partial(nights.read, nights.PATH), EMPTY)
    number = {path: n for n, path in enumerate(config.chapters)}
    in_order = sorted(filter(ledger.is_corrections, files), key=lambda p: number.get(ledger.chapter_of(p), -1))
    return Article(
        today=today,
        publication=publication,
        original=next(ahead, None) or use(notes.PATH, read_original, Original((), (), ())),
        original_digest=_digest(b"".join(_as_kept(files.get(path, b"")) for path in (notes.PATH, notes.BESIDE))),
        chapters=tuple(pages.get(path, Chapter(path)) for path in config.chapters),
        pages=pages,
        nav_place=config.place,
        sources={source.key: source for source in sources},
        corrections=tuple(
            chain.from_iterable(use(path, partial(ledger.read_corrections, path), ()) for path in in_order)
        ),
        accepted=use(ledger.ACCEPTED, ledger.read_accepted, ()),
        claims={path: file.records for path, file in records.items()},
        formerly={path: file.was for path, file in records.items() if file.was},
        facts={fact.id: fact for fact in use(ledger.FACTS, ledger.read_facts, tuple[Fact, ...]())},
        published_ids=use(ledger.IDS, lambda text: ledger.read_ids(text, ids), {}),
        nights=nights.with_looks(memory, seen),
        seen=seen,
        evidence=may(readings.PATH, readings.read, readings.EMPTY),
        works=may(works.PATH, works.read, {}),
        glossary=may(ledger.GLOSSARY, ledger.read_glossary, {}),
        rendered=rendered,
        nav=config.pages,
        others=others,
        references=files.get(bibliography.PATH, b"").decode(errors="replace"),
        language=publication.language or config.language,
        published_here=may(editions.PATH, editions.read, ()),
        digests=digests,
        problems=tuple(given.problems),  # the last, once every file was read
    )


def _pages(given: _Given, config: _Config) -> tuple[dict[str, Chapter], dict[str, Rendered], dict[str, str]]:
    """The pages of docs/ by path, what the renderer makes of each, and the digests of their texts."""
    rendered: dict[str, Rendered] = {}
    digests: dict[str, str] = {}

    def read(path: str, text: str) -> Chapter:
        digests[path] = _digest(text.encode())
        chapter = chapters.read(path, plain.bearable(path, text))
        links = plain.links(text) if config.known else None
        rendered[path] = Rendered(links=links) if links is not None else _rendered(chapter, text, config.extensions)
        return chapter

    at = [path for path in given.files if path.endswith(".md") and path.startswith("docs/")]
    return {path: given.use(path, partial(read, path), Chapter(path)) for path in at}, rendered, digests


def _claims(given: _Given, path: str, pages: Mapping[str, Chapter]) -> ClaimsFile:
    """The records of a chapter's sentences, whose words are the chapter's own where they are the same."""
    chapter = pages.get(ledger.chapter_of(path))
    said = (sentence.text for sentence in chapter.sentences) if chapter else ()
    return ledger.shared(given.use(path, partial(ledger.read_claims, path), ClaimsFile()), said)


def _faults(
    files: Iterable[str],
    config: _Config,
    pages: Mapping[str, Chapter],
    records: Mapping[str, ClaimsFile],
    unread: Set[str],
) -> Iterator[Finding]:
    """What is wrong with the files that are there, and with those that the nav names; not of the unread ones again."""
    for path in filter(ledger.is_stray, files):
        yield Finding(Place(path, 1), _STRAY, "schema-valid")
    for path, line in config.chapters.items():
        if path not in pages:
            unnamed = [page for page in pages.values() if page.path not in config.pages]
            yield _missing(path, line, records.get(path, ClaimsFile()), unnamed)
        elif pages[path].is_empty and path not in unread:
            yield Finding(Place(path, 1), "holds no text; write it, or take it out of the nav", "file-readable")


def _missing(path: str, line: int, file: ClaimsFile, unnamed: Iterable[Chapter]) -> Finding:
    """What to say of a chapter that is no file, and of the page which the nav does not name that has its sentences."""
    pages = list(unnamed)
    said = {record.says for record in file.records if isinstance(record, Claim)}
    same = {page.path: sum(sentence.text in said for sentence in page.sentences) for page in pages}
    name = path.removeprefix("docs/")
    message = f"names {name!r} as a chapter, but docs/ has no such page; put {path} back, or take this out"
    if (new := max(same, key=same.__getitem__, default="")) and same[new] * 2 > len(said):
        message = f"names {name!r} as a chapter, but its text is in {new}; write {new.removeprefix('docs/')!r} here"
    if any(composed(page.path) == composed(path) for page in pages):  # as a Mac names files
        message = f"names {name!r} as a chapter, but its file has accents apart from their letters; rename it"
    return Finding(Place(CONFIG, line), message, "file-readable")


def _rendered(chapter: Chapter, text: str, extensions: Any) -> Rendered:
    """What the renderer makes of a page that is not plain. Raises Unreadable."""
    from scripts.publication import meant, rendering  # only here: most articles are plain, and it takes 60 ms

    return meant.see(chapter, text, rendering.extensions(extensions))


def _as_kept(data: bytes) -> bytes:
    """A text without what an editor or a clone may add to its bytes and nobody sees: see files.as_text."""
    with suppress(UnicodeDecodeError):  # which is a finding already
        return as_text(data).encode()
    return data


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


class _Config(NamedTuple):
    """What mkdocs.yml says of the article: its chapters' paths and lines, in order; all that the nav names; and how.

    `extensions` are those of Markdown, as they are written there. `language` is the theme's.
    """

    place: Place
    chapters: Mapping[str, int]
    pages: frozenset[str]
    extensions: Any
    language: str = ENGLISH

    @property
    def known(self) -> bool:
        """Whether what `plain` says of a page is true with these extensions."""
        named = self.extensions if isinstance(self.extensions, (list, dict)) else ()
        return all(str(next(iter(each), "") if isinstance(each, dict) else each) in plain.KNOWN for each in named)


def _config(text: str) -> _Config:
    """Where the nav's section *Article* stands, the paths of its pages, in order, and what else is needed."""
    value, lines = load(CONFIG, text, tags=True)
    nav = value.get("nav") if isinstance(value, dict) else None
    for i, item in enumerate(nav if isinstance(nav, list) else []):
        if isinstance(item, dict) and SECTION in item:
            named = [(f"docs/{path}", lines[way]) for way, path in _leaves(item[SECTION], ("nav", i, SECTION))]
            paths = [path for path, _ in named]
            for path in paths:
                if "://" in path or ".." in path.split("/"):
                    raise unreadable(CONFIG, lines["nav", i], f"has {path!r} as a chapter; name a page of docs/")
            if paths:
                if twice := next((path for path in paths if paths.count(path) > 1), ""):
                    name = twice.removeprefix("docs/")
                    raise unreadable(CONFIG, lines["nav", i], f"has {name!r} as a chapter twice; keep one of them")
                every = frozenset(f"docs/{path}" for _, path in _leaves(nav, ("nav",)))
                extensions, theme = value.get("markdown_extensions"), value.get("theme")
                language = theme.get("language") if isinstance(theme, dict) else None
                return _Config(
                    Place(CONFIG, lines["nav", i]),
                    dict(named),
                    every,
                    extensions,
                    str(language) if language else ENGLISH,
                )
    raise unreadable(CONFIG, 1, f"has no nav section {SECTION!r} with chapters; name them there")


def _leaves(section: Any, way: Way) -> Iterator[tuple[Way, str]]:
    """The pages that a part of the nav names, each with the way to it."""
    if isinstance(section, str):
        yield way, section
    elif isinstance(section, (list, dict)):
        for key, item in section.items() if isinstance(section, dict) else enumerate(section):
            yield from _leaves(item, (*way, key))
