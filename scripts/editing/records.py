"""record/claims/: a file a chapter, in its order. The machine writes what stands there; people say what it is.

Which record is a sentence's is computed anew each time, from the chapters and the records of the base: the same
words, then words that are alike. So an edit that is undone gives the records back, and an id that was published
stays with its sentence wherever this goes. What people say in the records of the work tree goes along.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from scripts.editing import lists
from scripts.editing.lists import RecordItem
from scripts.editing.plan import Done, Plan, Step
from scripts.english import kinds
from scripts.english.words import EMPTY_WORDS
from scripts.files import as_text
from scripts.finding import unreadable
from scripts.publication import ledger
from scripts.publication.article import Article
from scripts.publication.chapters import Chapter, Passage, Sentence, passages
from scripts.publication.ledger import GONE, Claim, Redirect
from scripts.publication.plain_yaml import dump
from scripts.rules.claims import alike

HEADER = (
    "# yaml-language-server: $schema=../../scripts/schemas/claims.json\n"
    "# The sentences of this chapter, in order; `python -m scripts check --fix` keeps `id`, `says` and `sources`.\n"
)

Fields = dict[str, Any]


class Known(NamedTuple):
    """A record of a sentence, or a redirect, and the lines that it stands in."""

    record: Claim | Redirect
    item: RecordItem


class Ledger(NamedTuple):
    """All records, by the chapter's path, and each by its id; and the items that say where sentences once stood."""

    of: Mapping[str, list[Known]]
    by_id: Mapping[str, Known]
    former: Mapping[str, list[RecordItem]]

    def claims(self, path: str) -> list[Claim]:
        return [known.record for known in self.of.get(path, ()) if isinstance(known.record, Claim)]


class Placed(NamedTuple):
    """A sentence of a chapter, its passage, and the record of the base that is its own, if one is."""

    sentence: Sentence
    passage: Passage
    claim: Claim | None


def plan(
    article: Article, files: Mapping[str, bytes], base: Article, base_files: Mapping[str, bytes], because: str = ""
) -> Plan:
    """The files of records, and record/ids.yml, as the chapters want them; see `editing.fix` for the base.

    Raises Unreadable where an id is there twice.
    """
    before, now = _ledger(base, base_files, {}), _ledger(article, files, base_files)
    placed = _placed(article, before)
    steps: list[Step] = []
    taken = {*base.published_ids, *before.by_id}
    used: set[str] = set()
    made: dict[str, list[RecordItem]] = {}
    at: dict[str, tuple[str, int]] = {}  # where the record of an id of the base is now: its chapter and index
    for path, all_ in placed.items():
        made[path] = []
        for one in all_:
            own = _own(one, path, before, now, used)
            item = _record(article, one, own, before, now, taken, steps)
            name = item.fields["id"]
            taken.add(name)
            used |= {name, own.record.id if own else name}
            if one.claim:
                at[one.claim.id] = path, len(made[path])
            made[path].append(item)
    formerly = _former_paths(placed, base, [chapter.path for chapter in article.chapters])
    _with_redirects(article, made, at, before, now, formerly, because, steps)
    for path, names in formerly.items():
        if names:
            was = {"was": [name.removeprefix("docs/") for name in names]}
            made[path].insert(0, lists.item(was, now.former.get(path, ()), before.former.get(path, ())))
    lost = [known for name, known in now.by_id.items() if name not in used and name not in before.by_id]
    for known in lost:
        if isinstance(known.record, Claim) and not known.record.confirm and known.record.id not in _ids(made):
            fields = known.item.fields.items()
            said = ", ".join(f"{name}: {value}" for name, value in fields if name not in ("id", "sources"))
            steps.append(Step(Done.RECORD_DROPPED, known.record.place.path, known.record.id, said))
    shown = _by_whole_chapters(steps, article, base)
    return Plan(dict(_texts(made, formerly, files, base, base_files)), tuple(shown))


def _by_whole_chapters(steps: Sequence[Step], article: Article, base: Article) -> Iterator[Step]:
    """The same steps, those of the records that went along with a chapter's new name as one."""
    home = {record.id: path for path, records in base.claims.items() for record in records}
    names = renamed(article, base) if any(step.done is Done.MOVED for step in steps) else {}
    for old, new in sorted(names.items()):
        yield Step(Done.CHAPTER, ledger.claims_path(new), old)
    for step in steps:
        old = home.get(step.name, "")
        if step.done is not Done.MOVED or old not in names or step.path != ledger.claims_path(names[old]):
            yield step


def renamed(article: Article, base: Article) -> dict[str, str]:
    """For each chapter of the base that is none any more, by its path, the one that has most of its sentences."""
    known = {path: [Known(record, _NO_ITEM) for record in all_] for path, all_ in base.claims.items()}
    placed = _placed(article, Ledger(known, {}, {}))
    return {old: new for old, new in _successors(placed, base).items() if old not in article.chapter_number}


_NO_ITEM = RecordItem({}, "")


def _ledger(article: Article, files: Mapping[str, bytes], base_files: Mapping[str, bytes]) -> Ledger:
    of: dict[str, list[Known]] = {}
    former: dict[str, list[RecordItem]] = {}
    for chapter, records in article.claims.items():
        path = ledger.claims_path(chapter)
        all_items = lists.read(path, as_text(files[path]), lists.head(path, base_files)).items
        former[chapter] = [item for item in all_items if "was" in item.fields]
        items = [item for item in all_items if "was" not in item.fields]
        of[chapter] = [Known(record, item) for record, item in zip(records, items, strict=True)]
    all_ = [known for known_ in of.values() for known in known_]
    for name, times in Counter(known.record.id for known in all_).items():
        if times > 1:
            place = [known.record.place for known in all_ if known.record.id == name][-1]
            message = f"the id {name!r} is there already; give each record its own before anything is written"
            raise unreadable(place.path, place.line, message, "claim-anchored")
    return Ledger(of, {known.record.id: known for known in all_}, former)


# Which record is a sentence's


def _placed(article: Article, before: Ledger) -> dict[str, list[Placed]]:
    """The sentences of each chapter, each with its record of the base: by the same words, in its own chapter first."""
    found: dict[str, dict[int, Claim]] = {chapter.path: {} for chapter in article.chapters}
    left = {path: before.claims(path) for path in before.of}
    for chapter in article.chapters:
        _take_equal(chapter, found[chapter.path], left.get(chapter.path, []))
    for chapter in article.chapters:
        if len(found[chapter.path]) < len(chapter.sentences):
            gone_first = sorted(left, key=lambda path: path in article.chapter_number)
            for path in gone_first:
                _take_equal(chapter, found[chapter.path], left[path])
    for chapter in article.chapters:
        _take_alike(chapter, found[chapter.path], left.get(chapter.path, []))
    for path in sorted(left, key=lambda path: path in article.chapter_number):
        for chapter in article.chapters:
            _take_alike(chapter, found[chapter.path], left[path])
    return {
        chapter.path: [
            Placed(sentence, passage, found[chapter.path].get(i))
            for i, (sentence, passage) in enumerate((one, each) for each in passages(chapter) for one in each.sentences)
        ]
        for chapter in article.chapters
    }


def _take_equal(chapter: Chapter, found: dict[int, Claim], left: list[Claim]) -> None:
    """Give sentences the records with their very words: the first to the first, and so on."""
    waiting = ledger.by_words(left)
    for i, sentence in enumerate(chapter.sentences):
        if i not in found and waiting.get(sentence.text):
            found[i] = waiting[sentence.text].pop(0)
            left.remove(found[i])


def _take_alike(chapter: Chapter, found: dict[int, Claim], left: list[Claim]) -> None:
    """Give sentences the records with words that are alike, the nearest first."""
    free = [i for i in range(len(chapter.sentences)) if i not in found]
    if not free or not left:
        return
    claims = list(left)
    for _, n, j in alike([chapter.sentences[i] for i in free], claims):
        if free[n] not in found and claims[j] in left:
            found[free[n]] = claims[j]
            left.remove(claims[j])


def _own(one: Placed, path: str, before: Ledger, now: Ledger, used: set[str]) -> Known | None:
    """The record in the work tree in which people may have said something of a sentence."""
    if one.claim:
        own = now.by_id.get(one.claim.id)
        if own and isinstance(own.record, Redirect):  # a person has given the record another id
            own = now.by_id.get(own.record.to)
        return own if own and isinstance(own.record, Claim) else None
    claims = [(known, known.record) for known in now.of.get(path, ()) if isinstance(known.record, Claim)]
    new = [(known, claim) for known, claim in claims if claim.id not in before.by_id and claim.id not in used]
    same = next((known for known, claim in new if claim.says == one.sentence.text), None)
    if same or not new:
        return same
    pairs = alike([one.sentence], [claim for _, claim in new])
    return new[pairs[0][2]][0] if pairs else None


# What a record says


def _record(
    article: Article, one: Placed, own: Known | None, before: Ledger, now: Ledger, taken: set[str], steps: list[Step]
) -> RecordItem:
    """The record of a sentence: the machine's part from the chapter, people's as they say it, else as in the base."""
    base = before.by_id[one.claim.id] if one.claim else None
    path = ledger.claims_path(one.sentence.path)
    dropped: list[Step] = []
    fields = _people(article, one, own, base, path, dropped)
    known = own.record.id if own else one.claim.id if one.claim else ""
    name = known if one.claim else identity(one.sentence.text, taken)
    cited = list(one.sentence.keys)
    order = ("id", "says", "kind", "confirm", "sources", "expects", "reviewed")
    whole = {"id": name, "says": one.sentence.text, "sources": cited, **fields}
    there = own or now.by_id.get(known)  # it may be a redirect, which has the comments of the record that it was
    items = [[it.item] if it else [] for it in (there, base)]
    item = lists.item({key: whole[key] for key in order if key in whole}, *items)
    if own is None or own.record.id != name:
        if base is None:
            steps.append(Step(Done.NEW, path, name, whole["kind"]))
        elif own is None:
            steps.append(Step(Done.BACK, path, name))
    elif isinstance(own.record, Claim):
        if own.record.path != path:
            steps.append(Step(Done.MOVED, path, name))
        if own.record.says != one.sentence.text:
            steps.append(Step(Done.SAYS, path, name, one.sentence.text))
        if list(own.record.sources) != cited:
            steps.append(Step(Done.CITES, path, name, ", ".join(cited) or "nothing"))
    steps += dropped
    return item


def _people(
    article: Article, one: Placed, own: Known | None, base: Known | None, path: str, steps: list[Step]
) -> Fields:
    """What people say of a sentence; what is expected of its words, and who has read its sources for them, if it holds.

    Where the work tree has just what was left of the base for other words, the base counts: nobody has said anything.
    """
    source = own or base
    if source is None or (base is None and source.item.fields.get("confirm")):
        # Words of another language suggest no kind: a fact, which needs a source, is the guess that reassures nobody.
        kind = "quotation" if one.passage.quoted else "fact"
        if article.in_english:
            cited, (so_far, still) = bool(one.sentence.citations), one.passage.around(one.sentence)
            kind = kinds.kind(one.sentence.text, cited=cited, block=one.passage.quoted, before=so_far, after=still)
        return {"kind": kind, "confirm": True}
    said = source.record.says if isinstance(source.record, Claim) else ""
    fields = {name: source.item.fields[name] for name in ("kind", "confirm") if name in source.item.fields}
    both = ("expects", _expected, Done.EXPECTATION_DROPPED), ("reviewed", _reviewed, Done.REVIEW_DROPPED)
    for name, lasting, done in both:
        there = list(source.item.fields.get(name, ()))
        before = list(base.item.fields.get(name, ())) if base else []
        had = before if base and there == lasting(article, said, before) else there
        if left := lasting(article, one.sentence.text, had):
            fields[name] = left
        steps += (Step(done, path, source.record.id, _in_words(x)) for x in there if x not in left)
    return fields


def _expected(article: Article, says: str, all_: list[Fields]) -> list[Fields]:
    """Those expectations whose words a sentence has."""
    return [one for one in all_ if all(part["words"] in says for part in one.values())]


def _reviewed(article: Article, says: str, all_: list[Fields]) -> list[Fields]:
    """Those reviews that are of these words, and of the source as it is."""
    known = [(one, article.sources[one["source"]]) for one in all_ if one["source"] in article.sources]
    return [one for one, source in known if one["digest"] == ledger.review_digest(says, source)]


def _in_words(one: Fields) -> str:
    return f"{one['by']}, {one['on']}" if "by" in one else next(iter(one.values()))["words"]


# Ids whose sentence is gone, and chapters that are


def _with_redirects(
    article: Article,
    made: Mapping[str, list[RecordItem]],
    at: Mapping[str, tuple[str, int]],
    before: Ledger,
    now: Ledger,
    formerly: Mapping[str, list[str]],
    because: str,
    steps: list[Step],
) -> None:
    """Put in the redirects of ids without a sentence, each behind the record that stood before it in the base."""
    inserted: dict[str, list[tuple[int, RecordItem]]] = {}
    for chapter, records in before.of.items():
        home = chapter
        if chapter not in made:  # the one that leads its readers on
            home = next((path for path, names in formerly.items() if chapter in names), article.chapters[0].path)
        last = (home, -1)
        for known in records:
            name = known.record.id
            if name in at:
                last = at[name]
                other = now.by_id.get(name)
                if not (other and isinstance(other.record, Redirect) and other.record.to):
                    continue
            inserted.setdefault(last[0], []).append((last[1], _redirect(article, known, now, because, steps)))
    for path, items in inserted.items():
        for index, item in reversed(items):
            made[path].insert(index + 1, item)


def _redirect(article: Article, known: Known, now: Ledger, because: str, steps: list[Step]) -> RecordItem:
    """The redirect of an id: as it is in the work tree, else as in the base; where it was a sentence's, a new one."""
    own = now.by_id.get(known.record.id)
    if own and isinstance(own.record, Redirect):
        if because and own.record.gone == GONE:
            return lists.item({**own.item.fields, "gone": because}, [own.item])
        return own.item
    if isinstance(known.record, Redirect):
        return known.item
    steps.append(Step(Done.GONE, known.record.place.path, known.record.id))
    fields = {"id": known.record.id, "gone": because or GONE, "on": article.today.isoformat()}
    return lists.item(fields, [(own or known).item])


def _successors(placed: Mapping[str, list[Placed]], base: Article) -> dict[str, str]:
    """For each chapter of the base, the chapter that has most of its sentences now."""
    where = {claim.id: path for path, records in base.claims.items() for claim in records}
    counts: dict[str, Counter[str]] = {}
    for path, all_ in placed.items():
        for one in all_:
            if one.claim:
                counts.setdefault(where[one.claim.id], Counter())[path] += 1
    return {old: max(counted, key=lambda path: counted[path]) for old, counted in counts.items()}


def _former_paths(placed: Mapping[str, list[Placed]], base: Article, paths: Sequence[str]) -> dict[str, list[str]]:
    """For each chapter the others in which sentences of it once stood, by path: those of the base, and new ones."""
    where = {claim.id: path for path, records in base.claims.items() for claim in records}
    found = {}
    for path in paths:
        before = list(base.formerly.get(path, ()))
        came = [where[one.claim.id] for one in placed[path] if one.claim]
        found[path] = list(dict.fromkeys(name for name in [*before, *came] if name != path))
    gone = [path for path in base.claims if path not in paths and not any(path in names for names in found.values())]
    for path in gone:  # nothing of it is left; its readers are led to the first chapter
        found[paths[0]].append(path)
    return found


# The files


def _texts(
    made: Mapping[str, list[RecordItem]],
    formerly: Mapping[str, list[str]],
    files: Mapping[str, bytes],
    base: Article,
    base_files: Mapping[str, bytes],
) -> Iterator[tuple[str, str | None]]:
    """The files that change, and those of chapters that are none any more, which go.

    What stands at the head of such a file goes along to a new one that has sentences of its chapter.
    """
    heads = {
        ledger.claims_path(path): lists.read(old, as_text(files[old])).head
        for path, names in formerly.items()
        for old in map(ledger.claims_path, reversed(names))
        if old in files
    }
    wanted = {ledger.claims_path(path): items for path, items in made.items()}
    for path in sorted({*wanted, *filter(ledger.is_claims, files)}):
        text: str | None = None
        if path in wanted:
            text = lists.made(path, wanted[path], files, base_files, heads.get(path, HEADER))
            ledger.read_claims(path, text)  # what could not be read again is not written
        if text is None or text.encode() != files.get(path):
            yield path, text
    listed = [as_text(some[ledger.IDS]) for some in (files, base_files) if ledger.IDS in some]
    text = _with_ids(listed, {*base.published_ids, *_ids(made)})
    if text.encode() != files.get(ledger.IDS):
        yield ledger.IDS, text


def _ids(made: Mapping[str, list[RecordItem]]) -> set[str]:
    return {item.fields["id"] for items in made.values() for item in items if "id" in item.fields}


def _with_ids(texts: Sequence[str], ids: Set[str]) -> str:
    """The first text that lists just these ids; else they are listed in the order of the alphabet.

    So two branches seldom add to the list in one place. Each id keeps its lines, as the first text has them.
    """
    known = [lists.read_words(ledger.IDS, text) for text in texts]
    for text, (_, lines) in zip(texts, known, strict=True):
        if lines.keys() == ids:
            return text
    lines = {**dict.fromkeys(ids, ""), **(known[0][1] if known else {})}
    body = "".join(lines[name] or dump([name]) for name in sorted(ids))
    return (known[0][0] if known else "") + (body or "[]\n")


# Ids and kinds

_ID_WORDS = 6


def identity(text: str, taken: set[str]) -> str:
    """An id of a sentence's first telling words that is not taken; it has a letter, so that YAML takes it for text."""
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", re.sub(r"'s?\b", "", folded.replace("’", "'")))
    telling = [word for word in words if word not in EMPTY_WORDS] or words or ["sentence"]
    base = "-".join(telling[:_ID_WORDS])[:60].strip("-")
    if not re.search("[a-z]", base) or base in ("true", "false", "null"):
        base = f"sentence-{base}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
