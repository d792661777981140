"""What each citation of an article's notes leads to: resolved from the words, in order, and against a bibliography.

Parts in, parts with their sources out. Each citation is looked up by names and titles kept in dictionaries, so that the
work grows with the number of notes alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from scripts.publication.footnotes import grammar
from scripts.publication.footnotes.fields import OTHERS, PARTICLES, family, family_name, folded, is_name
from scripts.publication.footnotes.kinds import COLLECTION
from scripts.publication.footnotes.parts import Kind, Part, Type, name_of
from scripts.publication.footnotes.words import is_institution


class CitationFault(StrEnum):
    """What is wrong with the way from a citation to its source."""

    NOTHING_BEFORE = "nothing is cited before it"
    SEVERAL_BEFORE = "the citation before names several sources"
    UNCLEAR_BEFORE = "what it repeats leads to no source itself"
    EXPLAINED_BEFORE = "the note before only explains"
    UNREAD_BEFORE = "the note before may cite what could not be read"
    FITS_SEVERAL = "it fits several sources"
    FITS_NONE = "it fits no source"
    NAME_DIFFERS = "the name is written differently"
    GIVEN_NAME = "given name"
    TITLE_DIFFERS = "the title differs"
    WRONG_NUMBER = "the note of that number has not its source"
    NO_SUCH_NOTE = "there is no earlier note of that number"
    NO_FULL_REFERENCE = "it is known only as what holds another source"
    NOT_LISTED = "it is not in the bibliography"
    UNREAD = "it looks like a reference and is none that can be read"


@dataclass(eq=False)
class Work:
    """A source, with what its references say of it; `first` is the number of the note that has it first, or None."""

    id: str
    part: Part
    first: int | None = None
    called: str = ""  # the name that the notes give to a case without one
    volumes: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A part of a note, with its source (an id, or "" where it leads to none), and what is wrong with the way there.

    `candidates` are the sources that its words fit, where they fit more than one; `message` says the problem in words,
    and `found` are the values that identify it.
    """

    part: Part
    source: str = ""
    problem: CitationFault | None = None
    candidates: tuple[str, ...] = ()
    message: str = ""
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A note to be resolved: its number, and its Markdown."""

    number: int
    text: str


class Resolution(NamedTuple):
    """All notes, in order, with their parts; and the sources by their ids, bN of the bibliography, sN of the notes."""

    notes: tuple[tuple[Cited, ...], ...]
    works: dict[str, Part]


def resolve(notes: Sequence[Numbered], bibliography: Sequence[str] = ()) -> Resolution:
    """Read and resolve the notes of an article, in order. `bibliography` has a reference in each item."""
    resolver = _Resolver(bibliography)
    read = _naturally_named([grammar.read(note.text) for note in notes])
    resolver.brief = _is_brief(part for parts in read for part in parts)
    resolved = tuple(resolver.note(note, parts) for note, parts in zip(notes, read, strict=True))
    return Resolution(resolved, {work.id: work.part for work in resolver.works})


def _is_brief(parts: Iterable[Part]) -> bool:
    """Whether notes name most of their books by author and title alone: Mill, *On Tides*, II, 4."""
    titled = [part for part in parts if part.cites and part.authors and part.title]
    short = {(family(part.authors[0]), _key(part.title)) for part in titled if part.kind is Kind.SHORT}
    return len(short) > sum(part.kind is Kind.FULL for part in titled)


def _naturally_named(notes: Sequence[Sequence[Part]]) -> Sequence[Sequence[Part]]:
    """The parts of all notes, with each name in its natural order that is printed with the family name first.

    Mill Ada, *On Tides*; Wu Kai, *Ice*: the short forms, Mill, op. cit., call two or more people by their first words,
    and fewer by the last.
    """
    cited = [part for parts in notes for part in parts if part.cites]
    short = [part for part in cited if part.kind is not Kind.FULL]
    called = {name for part in short for name in (*part.authors, part.title) if name and " " not in name}
    names = {name for part in cited for name in (*part.authors, *part.editors) if is_name(name, 2)}
    first = {name for name in names if name.split()[0] in called}
    if len(first) < 2 or len(first) <= sum(name.split()[-1] in called for name in names):
        return notes

    def natural(people: tuple[str, ...]) -> tuple[str, ...]:
        if first.isdisjoint(people):
            return people
        words = [name.split() if name in names else [name] for name in people]
        return tuple(" ".join((*rest, family)) for family, *rest in words)

    return [[replace(p, authors=natural(p.authors), editors=natural(p.editors)) for p in parts] for parts in notes]


_IGNORED = frozenset("the a an le la les l der die das el los las un une".split())


def _words(title: str) -> list[str]:
    words = folded(title).split()
    while len(words) > 1 and words[0] in _IGNORED:
        words = words[1:]
    return words


def _key(title: str) -> str:
    return " ".join(_words(title))


def _people(part: Part) -> tuple[str, ...]:
    return tuple(name for name in part.authors if not OTHERS.fullmatch(name))


def _initials(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"[A-Z]\w*", name))


def _name_keys(name: str) -> Iterator[str]:
    """What a short form may call a name: its family name, with particles; all of it; its acronym."""
    bare = re.sub(r"\([^()]*\)", "", name).strip()
    words = bare.split()
    yield folded(bare)
    initials = _initials(bare)
    if len(initials) > 2 or is_institution(bare):
        yield initials  # in capitals, as no other key is
    yield family(bare)
    yield folded(words[-1] if words else "")  # with its hyphens: Okonkwo-Reid
    if "," in bare:
        yield folded(bare.partition(",")[0])
    for index, word in enumerate(words):
        if index and (word.lower() in PARTICLES or word[0].islower()):
            yield folded(" ".join(words[index:]))
            break
    if len(words) > 2:
        yield folded(" ".join(words[-2:]))
    if match := re.search(r"\(([^()]*)\)", name):
        yield folded(match[1])
    if re.match(r"(?:Dr|Mr|Mrs|Ms|Miss|Sir|Prof)\b", name):
        yield folded(" ".join(words[1:]))


def _nearly(word: str) -> Iterator[str]:
    """Keys that two words share which differ in one letter."""
    yield word
    if 4 <= len(word) <= 40:
        for index in range(len(word)):
            yield word[:index] + word[index + 1 :]


def _given(name: str) -> str:
    words = folded(re.sub(r"\([^()]*\)", "", name)).split()
    return words[0] if len(words) > 1 else ""


class _Resolver:
    """The sources so far, by what a short form may say of them."""

    def __init__(self, bibliography: Sequence[str]) -> None:
        self.works: list[Work] = []
        self.by_id: dict[str, Work] = {}
        self.by_identity: dict[tuple[str, ...], Work] = {}
        self.by_name: dict[str, list[Work]] = defaultdict(list)
        self.by_near_name: dict[str, list[Work]] = defaultdict(list)
        self.by_title: dict[str, list[Work]] = defaultdict(list)
        self.by_word: dict[str, list[Work]] = defaultdict(list)
        self.by_container: dict[str, list[Work]] = defaultdict(list)
        self.by_volume: dict[tuple[str, str], list[Work]] = defaultdict(list)
        self.by_hereafter: dict[str, list[Work]] = defaultdict(list)
        self.by_number: dict[int, list[Work]] = defaultdict(list)
        self.texts: dict[str, str] = {}  # of the notes so far, by their numbers
        self.previous: list[Cited] | None = None  # the citations of the last note that cites
        self.explained = False  # whether the note before cites nothing
        self.unread = False  # and whether it may cite what could not be read
        self.numbers = 0
        self.brief = False  # whether author and title are all that the notes print of a book
        for index, text in enumerate(bibliography, 1):
            if part := grammar.reference(text):
                self._add(part, f"b{index}").listed = True
        self.listed = bool(self.works)

    # Sources

    def _add(self, part: Part, name: str = "", note: int | None = None) -> Work:
        if not name:
            self.numbers += 1
            name = f"s{self.numbers}"
        work = self.by_id[name] = Work(name, part, note)
        self.works.append(work)
        for person in (*_people(part), *(() if part.container else part.editors)):
            self._name(work, person)
        if part.title:
            self._title(work, part.title)
        if part.type is Type.CASE and part.title:
            title = re.sub(r"^(?:In re|Ex parte|Re|In the Matter of) ", "", part.title)
            for party in re.split(r" vs?\.? | c\. ", title):
                self._title(work, party)
                self._call(work, party, *folded(party).split()[-1:])
        if part.container:
            self.by_container[_key(part.container)].append(work)
            self.by_volume[_key(part.container), part.volume].append(work)
        if part.number:
            self._call(work, part.number)
        for known in (part, replace(part, pages="")):
            self.by_identity.setdefault(self._identity(known), work)
        self._known(work, part)
        return work

    def _known(self, work: Work, part: Part) -> None:
        """Take up what a further reference says of a source."""
        for name in re.split(r" or |[“”\"]", part.hereafter):
            self._call(work, *filter(str.strip, (name, name.partition(", ")[2])))  # hereinafter Wu, Ice Law
        work.volumes = work.volumes or bool(part.volume)
        if part.title and not work.part.title and work.part.type is Type.CASE:
            work.called = part.title
            self._title(work, part.title)

    def _call(self, work: Work, *names: str) -> None:
        for name in names:
            self.by_hereafter[folded(name)].append(work)

    def _name(self, work: Work, person: str) -> None:
        for key in dict.fromkeys(filter(None, _name_keys(person))):
            self.by_name[key].append(work)
            for near in _nearly(key):
                self.by_near_name[near].append(work)

    def _title(self, work: Work, title: str) -> None:
        words = _words(title)
        for end in (*range(1, min(len(words), 12) + 1), *([len(words)] if len(words) > 12 else ())):
            self.by_title[" ".join(words[:end])].append(work)
        for word in set(words):
            if len(word) > 3:
                self.by_word[word].append(work)
        if len(words) > 2 and folded(_initials(title)):
            self._call(work, _initials(title))

    @staticmethod
    def _identity(part: Part) -> tuple[str, ...]:
        if part.type is Type.ARCHIVE and part.date and (letter := re.fullmatch(r"(.+) to (.+)", part.title)):
            return ("letter", family(letter[1]), family(letter[2]), part.date)
        if part.type is Type.STATUTE and part.title:
            section = "" if part.date or part.number else part.locator.split("(")[0]
            return ("statute", folded(part.title), section, part.pages)
        if part.type is Type.INTERVIEW and (part.date or not part.title):
            who = part.authors or (part.place, part.publisher)
            return ("interview", part.date, *map(folded, (name_of(part), part.container, *who)))
        if part.title:
            first = family(part.authors[0]) if part.authors else ""
            dated = part.type in (Type.NEWS, Type.ARCHIVE) and len(_words(part.title)) < 4
            dated = dated or (not part.authors and "-" in part.date)  # an issue, minutes
            volume = part.volume if part.type is Type.CASE else _key(part.container) if part.type is Type.OTHER else ""
            return ("title", _key(part.title), first, part.date if dated else "", volume)
        if part.type is Type.STATUTE:
            of_code = re.match(r"[^\d]*[\w.–-]+", part.locator)
            return ("code", folded(part.container), part.volume, of_code[0] if of_code else "")
        if part.container:
            page = part.pages if part.type in (Type.CASE, Type.ARTICLE) else ""
            return ("issue", _key(part.container), part.date, part.volume, part.number, page)
        if part.url or part.doi:
            return ("address", part.doi or part.url)
        facts = map(folded, (part.number, part.publisher, part.place))
        return ("other", *map(folded, part.authors), part.date, *facts)

    # Notes

    def note(self, note: Numbered, parts: Sequence[Part]) -> tuple[Cited, ...]:
        """Resolve a note's parts. Where the numbers begin at 1 again, "note 4" is one of those that follow."""
        if note.number == 1:
            self.by_number.clear()
            self.texts.clear()
        read: list[Cited] = []
        for part in parts:
            if not part.cites:
                read.append(Cited(part))
                continue
            cited = self._cited(part, note, read)
            if not cited and part.within:
                continue
            # A name that no source has is a comment.
            read.append(cited or Cited(grammar.as_comment(part, note.text)))
            if cited and cited.source in self.by_id:
                self.by_number[note.number].append(self.by_id[cited.source])
        self.texts[str(note.number)] = note.text
        cites = [c for c in read if c.part.cites]
        comments = [c.part.words for c in read if c.part.kind is Kind.COMMENT]
        if not cites and len(comments) == len(read) and grammar.is_unreadable(note.text):
            read = [Cited(c.part, "", CitationFault.UNREAD, (), _UNREAD) for c in read]
        self.previous = cites or self.previous
        self.explained = not cites
        self.unread = not cites and not all(map(grammar.only_explains, comments))
        return tuple(read)

    def _cited(self, part: Part, note: Numbered, before: list[Cited]) -> Cited | None:
        if part.kind is Kind.IBID:
            return self._ibid(part, before)
        if part.kind is Kind.SUPRA:
            return self._supra(part, note)
        if (part.idem and not part.authors) or _of_the_same(part, before):
            part = replace(part, authors=self._same_authors(before))
        if part.kind is Kind.FULL:
            cited = self._full(part, note)
            if not part.note or self._names(part.note, part.container):
                return cited
            message = f"means note {part.note}, which does not name {part.container!r}"
            return replace(cited, problem=CitationFault.WRONG_NUMBER, message=message)
        return self._short(part, note, before)

    def _names(self, number: str, collection: str) -> bool:
        """Whether an earlier note has the name of a collection in it."""
        return f" {folded(collection)} " in f" {folded(self.texts.get(number, ''))} "

    def _same_authors(self, before: list[Cited]) -> tuple[str, ...]:
        """Those of the last citation before, in this note or else in the last that cites."""
        cited = next(iter([*reversed([c for c in before if c.part.cites]), *reversed(self.previous or [])]), None)
        work = self.by_id.get(cited.source) if cited else None
        return work.part.authors if work else cited.part.authors if cited else ()

    def _ibid(self, part: Part, before: list[Cited]) -> Cited:
        if own := [c for c in before if c.part.cites]:
            if own[-1].source:
                return Cited(part, own[-1].source)
            return Cited(part, "", CitationFault.UNCLEAR_BEFORE, own[-1].candidates, _UNCLEAR)
        if self.previous is None:
            problem = CitationFault.UNREAD_BEFORE if self.unread else CitationFault.NOTHING_BEFORE
            return Cited(part, "", problem, (), _AFTER_UNREAD if self.unread else _FIRST)
        cited = [c for c in self.previous if not (c.part.within and c.part.signal)] or self.previous
        sources = list(dict.fromkeys(c.source for c in cited))
        works = [self.by_id[name] for name in sources if name in self.by_id]
        if self.unread:
            return Cited(part, sources[0] if len(sources) == 1 else "", CitationFault.UNREAD_BEFORE, (), _AFTER_UNREAD)
        if self.explained and all(sources):
            message = f"follows a note that only explains; the last before it that cites has {_any_of(works)}"
            return Cited(part, sources[0] if len(sources) == 1 else "", CitationFault.EXPLAINED_BEFORE, (), message)
        if len(sources) > 1:
            if part.locator and (fit := self._by_place(part, cited)):
                return Cited(part, fit, CitationFault.SEVERAL_BEFORE, tuple(filter(None, sources)), _BY_PLACE)
            message = f"may mean {_any_of(works)}, which the note before cites"
            return Cited(part, "", CitationFault.SEVERAL_BEFORE, _ids(works), message)
        if not sources[0]:
            return Cited(part, "", CitationFault.UNCLEAR_BEFORE, cited[-1].candidates, _UNCLEAR)
        return Cited(part, sources[0])

    @staticmethod
    def _by_place(part: Part, cited: list[Cited]) -> str:
        """The one source of several that is cited by pages, where an Ibid. has a page."""
        paged = list(dict.fromkeys(c.source for c in cited if c.part.locator or c.part.pages))
        return paged[0] if len(paged) == 1 and re.match(r"\d", part.locator) else ""

    def _supra(self, part: Part, note: Numbered) -> Cited:
        first = re.match(r"\d+", part.note)
        number = int(first[0]) if first else 0
        there = list(dict.fromkeys(self.by_number.get(number, ()))) if number < note.number else []
        if not part.authors and not part.title:
            if len(there) == 1:
                return Cited(part, there[0].id)
            problem = CitationFault.FITS_SEVERAL if there else CitationFault.NO_SUCH_NOTE
            message = f"may mean {_any_of(there)}" if there else f"note {part.note} cites no source"
            return Cited(part, "", problem, _ids(there), message)
        part, fits, near = self._lookup(part, there)
        if len(fits) == 1 and not near:
            return Cited(part, fits[0].id)
        part, fits, near = self._lookup(part, None)
        if len(fits) > 1 and not near:
            fits = [w for w in fits if w.first == number] or fits
        if len(fits) == 1:
            if near:
                return _differs(part, fits[0], near)
            if not part.note:
                return Cited(part, fits[0].id)
            message = f"means note {part.note}, but its source is in {_where(fits[0])}"
            return Cited(part, fits[0].id, CitationFault.WRONG_NUMBER, (), message)
        name = part.title or ", ".join(part.authors)
        if not fits and COLLECTION.search(name) and self._names(part.note, name):
            part = replace(part, kind=Kind.FULL, type=Type.ARCHIVE, authors=(), title="", container=name)
            return self._full(part, note)
        if len(there) == 1 and not fits and not (there[0].part.title or there[0].part.authors):
            return Cited(part, there[0].id)  # a case that the text names
        if len(there) == 1 and not fits:
            if not there[0].part.authors and len(part.authors) == 1 and not part.title:
                part = replace(part, authors=(), title=part.authors[0])
            message = f"means note {part.note}, whose source has another name"
            return Cited(part, there[0].id, CitationFault.NAME_DIFFERS, (), message)
        return self._unclear(part, fits)

    def _full(self, part: Part, note: Numbered) -> Cited:
        work = self.by_identity.get(self._identity(part)) or self._again(part)
        if work and part.title and part.type is not work.part.type and not (work.listed or part.authors):
            numbered = part.number and part.number == work.part.number
            work = None if work.part.authors and not numbered else work
        if not work:
            return Cited(part, self._add(part, note=note.number).id)
        if work.listed:
            if part.container and not part.title and work.part.title:  # an issue of a paper that is listed as a whole
                part = replace(part, title=part.container, container="")
            bare = not (part.publisher or part.place or part.url or part.doi or part.pages)
            if bare and part.type not in (Type.INTERVIEW, Type.ARCHIVE):
                part = replace(part, kind=Kind.SHORT)
        elif _less(part, work.part) or (part.title and work.called == part.title):
            remark = "" if part.type is Type.INTERVIEW else part.remark  # which is its name
            part = replace(part, kind=Kind.SHORT, type=None, remark=remark)
        if work.first is None:
            work.first = note.number
        self._known(work, part)
        return Cited(part, work.id)

    def _again(self, part: Part) -> Work | None:
        """The source that a full note prints anew, in other words: with a shorter title or without its authors."""
        if part.doi and (same := next((w for w in self.works[-200:] if w.part.doi == part.doi), None)):
            return same
        for work in self._in_volume(part) if part.pages else ():
            titles = set(_words(part.title)), set(_words(work.part.title or work.called))
            cases = Type.CASE in (part.type, work.part.type) and part.pages == work.part.pages
            if cases and (titles[0] <= titles[1] or titles[1] <= titles[0]):
                return work
        by_name = (Type.NEWS, Type.INTERVIEW, Type.ARCHIVE, Type.STATUTE, Type.CASE, Type.TREATY)
        if part.title and part.type in by_name and not self.listed:
            return None
        if part.title and len(_words(part.title)) > 1:
            exact = [
                w
                for w in self._titled(part.title)
                if self._same_people(part, w)
                and _agree(part.date, w.part.date)
                and _agree(folded(part.container), folded(w.part.container))
                and _agree(_key(part.title), _key(w.part.title))
            ]
            if len(exact) == 1:
                return exact[0]
        if self.listed and part.container and not part.title:
            key = _key(part.container)
            runs = [w for w in self.by_title.get(key, ()) if w.listed and _key(w.part.title) == key]
            runs = runs or [w for w in self.by_container.get(key, ()) if w.listed and not w.part.title]
            if len(runs) == 1:
                return runs[0]
        return None

    @staticmethod
    def _same_people(part: Part, work: Work) -> bool:
        mine = set(map(family, _people(part)))
        others = set(map(family, (*_people(work.part), *work.part.editors)))
        numbered = bool(part.number) and part.number == work.part.number
        return mine <= others if mine else not others or work.listed or numbered

    # Short forms

    def _in_volume(self, part: Part) -> list[Work]:
        """The sources in a volume of a reporter or journal that begin at the page that is cited, or before it."""
        page = _page(part.locator) or _page(part.pages)
        volume = self.by_volume.get((_key(part.container), part.volume), ())
        return [w for w in volume if not page or _page(w.part.pages) <= page]

    def _titled(self, title: str) -> list[Work]:
        """The sources whose titles begin so, or that are called so."""
        words = _words(title)
        works = [*self.by_title.get(" ".join(words), ()), *self.by_hereafter.get(folded(title), ())]
        if not works:
            starts = (" ".join(words[:end]) for end in range(len(words) - 1, 2, -1))
            works = self.by_title.get(next((start for start in starts if start in self.by_title), ""), [])
        if not works:
            wanted = {word for word in words if len(word) > 3}
            rarest = min((self.by_word.get(word, []) for word in wanted), key=len, default=[])
            works = [w for w in rarest[:50] if wanted <= set(_words(w.part.title))]
        return list(dict.fromkeys(works))

    def _named(self, people: Sequence[str], near: bool = False) -> list[Work]:
        """The sources by the people that a short form names, or edited by them."""
        named: list[Work] | None = None
        for person in people:
            if near:
                keys = [[*_nearly(folded(person))], [*_nearly(family(person))]]
                each = ([w for key in tried for w in self.by_near_name.get(key, ())] for tried in keys)
                works = next(filter(None, each), [])
            else:
                works = self.by_name.get(folded(person)) or self.by_hereafter.get(folded(person), [])
                works = works or self.by_name.get(person.replace(".", ""), [])
                if not works and len(person.split()) > 1:
                    works = [w for w in self.by_name.get(family(person), []) if _is_by(w.part, person)]
            named = list(dict.fromkeys(works)) if named is None else _common(named, works)
        return named or []

    def _lookup(self, part: Part, among: list[Work] | None) -> tuple[Part, list[Work], CitationFault | None]:
        """The sources that a name and a title fit, and what differs if they do not fit plainly.

        The part comes back with its words in the field in which the source has them: a title that reads as a name, or a
        name that is a title's.
        """

        def kept(works: list[Work]) -> list[Work]:
            return works if among is None else _common(works, among)

        people = _people(part)
        if people and part.title:
            named, titled = kept(self._named(people)), kept(self._titled(part.title))
            if both := _common(titled, named):
                return part, self._closest(both, part), None
            if contained := [w for w in titled if _key(w.part.container).endswith(_key(people[0]))]:
                return replace(part, authors=(), container=people[0]), contained, None
            if titled and (close := _common(titled, self._named(people, near=True))):
                return part, self._closest(close, part), CitationFault.NAME_DIFFERS
            if len(titled) == 1 and len(_words(part.title)) > 1:
                return part, titled, CitationFault.NAME_DIFFERS
            wanted = _key(part.title).replace(" ", "")
            inside = [w for w in named if f" {_key(part.title)} " in f" {_key(w.part.title)} "]
            if len(wanted) > 8 and not inside:  # with a space more or less, which in a long title is no chance
                inside = [w for w in named if _key(w.part.title).replace(" ", "").startswith(wanted)]
            if len(inside) == 1:  # Wu, *Ice*, for Wu, *A Collection of Ice*
                return part, inside, None
            if named and among is not None:
                return part, named, CitationFault.TITLE_DIFFERS
            both = kept(self._named([*people, part.title])) if is_name(part.title) else []
            return replace(part, authors=(*part.authors, part.title), title="") if both else part, both, None
        if people:
            if named := kept(self._named(people)):
                families = [family(name) for name in people]
                exact = [w for w in named if [*map(family, _people(w.part))] == families]
                if len(part.authors) == 1:
                    alone = [w for w in named if len(_people(w.part)) == 1] if among is None and len(named) > 1 else []
                    exact = alone or exact
                elif len(people) == 1 and "et al." in part.authors:
                    exact = []
                return self._as_named(part, named), exact or named, None
            whole = ", ".join(part.authors)
            if titled := kept(self._titled(whole)):
                return replace(part, authors=(), title=whole), self._closest(titled, part), None
            near_works = kept(self._named(people, near=True))
            return part, near_works, CitationFault.NAME_DIFFERS if near_works else None
        titled = kept(self._titled(part.title)) if part.title else []
        if not titled and part.title and (named := kept(self._named([part.title]))):
            return replace(part, title="", authors=(part.title,)), named, None
        if not part.title and part.number:
            titled = kept(self.by_hereafter.get(folded(part.number), []))
            if len(titled) == 1 and part.locator and _key(titled[0].part.title).startswith(_key(part.locator)):
                part = replace(part, title=part.locator, locator="")
        if not part.title and not titled and part.container:
            titled = kept(self.by_container.get(_key(part.container), []))
        return part, self._closest(titled, part), None

    def _as_named(self, part: Part, named: list[Work]) -> Part:
        """A short name that a note announced for a title is a title, unless it is the author's."""
        key = folded(part.authors[0])
        first, called = named[0].part, {key, part.authors[0].replace(".", "")}
        if len(part.authors) > 1 or any(called & {*_name_keys(a)} for a in (*first.authors, *first.editors)):
            return part
        if key and any(key.endswith(family(a)) for w in named for a in (*w.part.authors, *w.part.editors)):
            return part
        return replace(part, authors=(), title=part.authors[0])

    @staticmethod
    def _closest(works: list[Work], part: Part) -> list[Work]:
        """Of several sources those that fit exactly: in all of the title, in volume, container, date."""
        title, container = _key(part.title), _key(part.container)
        for test in (
            lambda w: bool(container) and _key(w.container) == container and w.volume == part.volume,
            lambda w: bool(part.date) and w.date[:4] == part.date[:4],
            lambda w: _key(w.title) == title,
            lambda w: bool(title) and folded(w.title).startswith(folded(part.title)),
            lambda w: bool(title) and _key(w.title.partition(":")[0]) == title,
        ):
            if len(works) > 1:
                works = [w for w in works if test(w.part)] or works
        return works

    def _short(self, part: Part, note: Numbered, before: list[Cited]) -> Cited | None:
        part, fits, near = self._lookup(part, None)
        if part.type is Type.INTERVIEW:  # Mill, interview: no book of hers
            fits = [w for w in fits if w.part.type is part.type] or fits
        if part.type is Type.STATUTE:  # an act alone is no book on it
            called = self.by_hereafter.get(folded(part.title), ())
            begun = [w for w in fits if w.part.type is part.type and _agree(_key(w.part.title), _key(part.title))]
            fits = [w for w in fits if w.listed or w in begun or w in called]
        if part.volume and part.container and not part.authors:  # *Mill*, 14 Rep. at 219; 14 Rep. at 219
            volume = self._in_volume(part)
            unnamed = [w for w in volume if w.part.type is Type.CASE and not (w.part.title or w.called)]
            fits = (_common(fits, volume) or unnamed or fits) if part.title else volume
            other = fits[0].part if len(fits) == 1 else part
            if other.type is Type.CASE and other.container == part.container and other.volume != part.volume:
                message = f"gives volume {part.volume}, but the source is in volume {other.volume} ({_where(fits[0])})"
                return Cited(part, fits[0].id, CitationFault.TITLE_DIFFERS, (), message)
        if len(fits) > 1 and part.date:
            fits = [w for w in fits if w.part.date[:4] == part.date[:4]] or fits
        if not fits:
            return self._new(part, note)
        work = fits[0]
        if len(fits) > 1:
            last = self._last(before)
            volumes = [w for w in fits if w.volumes] if part.volume else []
            if last in fits and not part.title:
                return Cited(part, last.id, CitationFault.FITS_SEVERAL, _ids(fits), _JUST_BEFORE)
            if len(volumes) == 1:
                return Cited(part, volumes[0].id, CitationFault.FITS_SEVERAL, _ids(fits), _IN_VOLUMES)
            return self._unclear(part, fits)
        if near:
            return _differs(part, work, near)
        if work.listed and part.type is None and work.first is None:
            work.first = note.number
        self._known(work, part)
        return Cited(replace(part, type=None), work.id)

    def _last(self, before: list[Cited]) -> Work | None:
        cited = [c for c in before if c.part.cites] or ([] if self.explained else self.previous or [])
        sources = list(dict.fromkeys(c.source for c in cited))
        return self.by_id.get(sources[0]) if len(sources) == 1 else None

    def _new(self, part: Part, note: Numbered) -> Cited | None:
        """A short form that no source fits: a source of its own where author and title are in full, else a problem."""
        if not part.sure:
            return None
        if not (part.title or (part.authors and part.date and not part.within)):
            return Cited(part, "", CitationFault.FITS_NONE, (), _NEVER)
        people = set(map(family, _people(part)))
        whole = next(
            (w for w in self.by_container.get(_key(part.title), ()) if people & set(map(family, w.part.editors))), None
        )
        named = bool(part.authors) and (len(part.authors[0].split()) > 1 or bool(part.date) or self.brief)
        full = bool(part.title) and not whole and (named or part.type is Type.STATUTE)
        work = self._add(replace(part, type=part.type or Type.BOOK) if full else part, note=note.number)
        if whole:
            message = f"has no full reference; it holds {_named(whole)}"
            return Cited(part, work.id, CitationFault.NO_FULL_REFERENCE, (), message)
        if self.listed and part.authors:
            return Cited(part, work.id, CitationFault.NOT_LISTED, (), _NOT_LISTED)
        if full:
            return Cited(replace(part, kind=Kind.FULL, type=part.type or Type.BOOK), work.id)
        return Cited(part, work.id, CitationFault.FITS_NONE, (), _NEVER)

    def _unclear(self, part: Part, fits: Sequence[Work]) -> Cited:
        if not fits:
            return Cited(part, "", CitationFault.FITS_NONE, (), _NEVER)
        found = tuple(map(_where, fits))
        return Cited(part, "", CitationFault.FITS_SEVERAL, _ids(fits), f"fits {_any_of(fits)} alike", found)


def _of_the_same(part: Part, before: list[Cited]) -> bool:
    """Whether a source without an author follows one in its note that has some: Mill, *Ice* (…); *On Tides* (…)."""
    last = before[-1].part if before else part
    if last.kind is Kind.COMMENT and len(before) > 1 and re.search(r"\b(?:his|her|their)(?: [\w-]+){0,2}$", last.words):
        last = before[-2].part  # …; and her earlier *Tides* (…)
    kinds = (Type.BOOK, Type.ARTICLE, Type.CHAPTER)
    alike = part.type in kinds and last.type in kinds and part.kind is last.kind is Kind.FULL and not part.within
    named = part.authors or part.editors or not (part.publisher or part.volume or part.container)
    return alike and not named and bool(last.authors) and not is_institution(last.authors[0])


_DATA = ("publisher", "place", "container", "number", "date", "url", "doi", "volume")


def _less(part: Part, first: Part) -> bool:
    """Whether a further mention prints half or less of what the first reference did: it is a short form then."""
    mine, whole = ({name for name in _DATA if getattr(p, name)} for p in (part, first))
    return len(mine) * 2 < len(whole) or (
        "date" in whole - mine and len(mine) < len(whole) and part.title != first.title
    )


def _page(words: str) -> int:
    first = re.match(r"\d{1,9}", words)
    return int(first[0]) if first else 0


def _agree(a: str, b: str) -> bool:
    return not a or not b or a.startswith(b) or b.startswith(a)


_UNREAD = "looks like a reference, and is none that can be read"
_FIRST = "stands first, with no citation before it to be the same as"
_BY_PLACE = "the note before has several sources; its place tells which"
_AFTER_UNREAD = "follows a note that could not be read"
_UNCLEAR = "means the citation before it, which leads to no source itself"
_JUST_BEFORE = "fits several sources; taken for the one cited just before"
_IN_VOLUMES = "fits several sources, of which one has volumes"
_NEVER = "is in full in no earlier note"
_NOT_LISTED = "is not in the bibliography, and no earlier note has it in full"


def _is_by(part: Part, person: str) -> bool:
    """Whether a person of a source may be meant: by the family name and the initial, or an organisation's name."""
    initial = _given(person)[:1]
    return any(
        family(name) == folded(person) or (family(name) == family(person) and _given(name)[:1] == initial)
        for name in (*part.authors, *part.editors)
    )


def _common(works: Iterable[Work], others: Iterable[Work]) -> list[Work]:
    """Those that are among the others."""
    among = set(others)
    return [work for work in works if work in among]


def _ids(works: Iterable[Work]) -> tuple[str, ...]:
    return tuple(work.id for work in works)


def _where(work: Work) -> str:
    return f"note {work.first}" if work.first else "the bibliography"


def _named(work: Work) -> str:
    return f"{name_of(work.part)!r} ({_where(work)})"


def _any_of(works: Sequence[Work]) -> str:
    return " or ".join(map(_named, works))


def _differs(part: Part, work: Work, problem: CitationFault) -> Cited:
    """A citation that leads to a source although its name or its title is not quite the source's."""
    people, whole = " and ".join(part.authors) or part.title, " and ".join(work.part.authors)
    if problem is CitationFault.TITLE_DIFFERS:
        message = f"calls it {part.title!r}, but the source is {_named(work)}"
        return Cited(part, work.id, problem, (), message, (work.part.title, str(work.first or "")))
    if part.authors and [folded(name) for name in part.authors] == [_given(name) for name in work.part.authors]:
        families = " and ".join(family_name(name) for name in work.part.authors)
        message = f"names {people!r}, the given name of {whole} ({_where(work)}); a short form takes the family name, "
        return Cited(
            part, work.id, CitationFault.GIVEN_NAME, (), f"{message}{families!r}", (whole, str(work.first or ""))
        )
    message = f"names {people!r}, but {_named(work)} is by {whole or 'no named author'}"
    return Cited(part, work.id, problem, (), message, (whole, str(work.first or "")))
