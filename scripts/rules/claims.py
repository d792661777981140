"""The claims: every sentence has a record that agrees with it, and what can be computed is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from scripts.english import sums
from scripts.english.dates import DateWords, Days, dates, days, shown
from scripts.english.kinds import is_in_longer_quotation, is_past
from scripts.english.numbers import NumberWords, durations, numbers
from scripts.english.quotations import quotations
from scripts.english.speech import reports, spoken, unquoted
from scripts.english.words import where
from scripts.finding import Place, Subject, SubjectKind
from scripts.publication import ledger, placeholders
from scripts.publication.article import INDEX, Article
from scripts.publication.chapters import Chapter, Sentence, Verbatim, first_words, passages
from scripts.publication.ledger import Claim, ClaimKind, Expectation, ExpectationKind, Fact, Redirect
from scripts.regex import regex
from scripts.rules.registry import Problem, Problems, problem, rule, suggestion

# Days in a unit, for durations between dates: the mean of the Gregorian calendar.
DAYS = {"day": 1, "week": 7, "month": 30.436875, "year": 365.2425}

# A date without a year is of the year before the sources were last looked at; texts are finished
# some weeks after that.
YEAR, A_MONTH = timedelta(days=365), timedelta(days=31)

# A record whose words are at least so like a sentence's (0 to 100, rapidfuzz's ratio) is taken to be
# that sentence's, edited; below, the one is new and the other gone. Two sentences of the audited
# article are never more alike than 55.
EDITED_FROM = 60

FIX = "python -m scripts check --fix"
_UNUSABLE = "mend what is expected, or take it out"
_COUNT = "correct the number or the list"


class Nearest(NamedTuple):
    """A sentence without a record, or a record without a sentence, and the nearest of the other kind.

    `alike` is from 0 to 100. `sentence` and `claim` are None where there is none.
    """

    sentence: Sentence | None
    claim: Claim | None
    alike: float


def unmatched(article: Article, chapter: Chapter) -> list[Nearest]:
    """What the ledger and a chapter do not have in common, each with its match where one is alike enough."""
    claims = [c for c in article.claims.get(chapter.path, ()) if isinstance(c, Claim)]
    sentences = [s for s in chapter.sentences if not article.claim_of(s)]
    recorded = {id(article.claim_of(sentence)) for sentence in chapter.sentences}
    claims = [claim for claim in claims if id(claim) not in recorded]
    pairs = alike(sentences, claims) if sentences and claims else []
    found: dict[int, tuple[int, float]] = {}
    for score, i, j in pairs:
        if i not in found and all(j != taken for taken, _ in found.values()):
            found[i] = j, score
    matched = {j for j, _ in found.values()}
    result = [
        Nearest(sentence, claims[found[i][0]], found[i][1]) if i in found else Nearest(sentence, None, 0)
        for i, sentence in enumerate(sentences)
    ]
    return result + [Nearest(None, claim, 0) for j, claim in enumerate(claims) if j not in matched]


def alike(sentences: Sequence[Sentence], claims: Sequence[Claim]) -> list[tuple[float, int, int]]:
    """How alike a sentence and a record are, of which they are, the nearest first."""
    from rapidfuzz import fuzz, process  # only here: in most checks each sentence has its record

    says = [claim.says for claim in claims]
    found = []
    for i, sentence in enumerate(sentences):
        near = process.extract(sentence.text, says, scorer=fuzz.ratio, limit=None, score_cutoff=EDITED_FROM)
        found += [(float(score), i, j) for _, score, j in near]
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


@rule(serious=True, readers="a sentence whose record is out of date")
def sentence_recorded(article: Article) -> Problems:
    """Each sentence has a record in the ledger with its very words, and each record its sentence.

    A chapter without any records is one finding.

    Bad:  says: The ice held until May. (and the chapter says March)
    Good: says: The ice held until March.
    """
    left = [match for chapter in article.chapters for match in unmatched(article, chapter)]
    elsewhere = {path: records for path, records in article.claims.items() if path not in article.chapter_number}
    came = _moved(left, [c for records in elsewhere.values() for c in records if isinstance(c, Claim)])
    went = {id(claim) for claim in came.values()}
    bare: dict[str, list[Sentence]] = {}  # the sentences of chapters that have no records
    for sentence, claim, _ in left:
        if sentence and claim:
            place = claim.at("says")
            what = f"{_difference(claim.says, sentence.text)} in its record, {claim.id}"
            message = f"{what} ({place}); {FIX} writes it anew"
            yield problem(sentence.place, message, claim.id, claim.says)
        elif sentence and (own := came.get(sentence)):
            if ledger.chapter_of(own.path) not in elsewhere:
                what = f"{first_words(sentence.text)!r} has its record in {own.path}:{own.line}"
                yield problem(sentence.place, f"{what}; {FIX} takes it along", own.id)
        elif sentence and not article.claims.get(sentence.path):
            bare.setdefault(sentence.path, []).append(sentence)
        elif sentence:
            yield problem(sentence.place, f"{first_words(sentence.text)!r} has no record; {FIX} writes one")
        elif claim and id(claim) not in went:
            what = f"no sentence of {ledger.chapter_of(claim.path)} says {first_words(claim.says)!r} any more"
            yield problem(claim.at("says"), f"{what}; {FIX} leaves a redirect", claim.says)
    for first, *more in bare.values():
        words = f"none of the {len(more) + 1} sentences from {first_words(first.text)!r} on has a record"
        words = words if more else f"{first_words(first.text)!r} has no record"
        yield problem(first.place, f"{words}; {FIX} writes {'them' if more else 'one'}")
    for path in elsewhere:
        homes = dict.fromkeys(s.path for s, claim in came.items() if ledger.chapter_of(claim.path) == path)
        message = f"belongs to {path}, which is no chapter of the nav; add it there, or {FIX} leaves redirects"
        if homes:
            now = f"whose sentences are in {' and '.join(homes)} now"
            message = f"belongs to {path}, {now}; {FIX} takes their records there"
        yield problem(Place(ledger.claims_path(path), 1), message, path, *homes)


def _moved(left: Iterable[Nearest], others: Iterable[Claim]) -> dict[Sentence, Claim]:
    """The sentences without a record whose very words a record of another chapter, or of none any more, has."""
    waiting = ledger.by_words([*(match.claim for match in left if match.claim and not match.sentence), *others])
    alone = [match.sentence for match in left if match.sentence and not match.claim]
    return {sentence: waiting[sentence.text].pop(0) for sentence in alone if waiting.get(sentence.text)}


def _difference(recorded: str, said: str) -> str:
    """Where a sentence first differs from its record, in words of both."""
    from rapidfuzz.distance import Levenshtein  # as above

    old, new = recorded.split(" "), said.split(" ")
    first, *others = (step for step in Levenshtein.opcodes(old, new) if step.tag != "equal")
    was = " ".join(old[first.src_start : first.src_end])
    now = " ".join(new[first.dest_start : first.dest_end])
    more = f" (and {len(others)} more)" if others else ""
    if not now:
        return f"{was!r}{more} is missing, but"
    return f"{now!r}{more} is {was!r}" if was else f"{now!r}{more} is not"


@rule(serious=True, readers="a sentence without an address of its own")
def claim_anchored(article: Article) -> Problems:
    """A claim's id is its own in the whole article, and is an anchor on the page of its chapter.

    Bad:  - id: ice-held (in two chapters)
    Good: - id: ice-held … - id: ice-held-again
    """
    first: dict[str, Claim | Redirect] = {}
    for record in article.records:
        if first.setdefault(record.id, record) is not record:
            other = first[record.id].place
            what = f"the id {record.id!r} is there already, at {other}"
            yield problem(record.place, f"{what}; give this one its own", other.path)
    pages = {page.path: {identity for identity, _ in page.ids} for page in article.site}
    built = {chapter.path: f"{chapter.url}index.html" for chapter in article.chapters}
    for sentence, claim in article.recorded() if pages else ():
        page = built[sentence.path]
        if page in pages and claim.id not in pages[page]:
            what = f"the claim {claim.id!r} is no anchor on the built page {page!r}"
            yield problem(claim.place, f"{what}; build it anew", page)


@rule(serious=True, readers="a sentence whose record names other sources")
def claim_cites_what_the_line_cites(article: Article) -> Problems:
    """A record's sources are the keys that its own line cites, in order.

    Bad:  sources: [] (and the line cites [@mill2019])
    Good: sources: [mill2019]
    """
    for sentence, claim in article.recorded():
        if claim.sources != sentence.keys:
            ours, theirs = ", ".join(claim.sources), ", ".join(sentence.keys)
            place = claim.at("sources")._replace(about=sentence.place.about)
            what = f"{claim.id}: sources {ours or 'none'}, but its line cites {theirs or 'none'}"
            yield problem(place, f"{what}; {FIX} mends it", ours, theirs)


@rule(serious=True, readers="a sentence that has changed since its sources were read")
def review_current(article: Article) -> Problems:
    """A review is of these very words and of the source as it is; when either changes, it is void.

    Bad:  digest: 0123456789abcdef (made before the sentence was edited)
    Good: the review taken out, until somebody reads the source again
    """
    for _, claim in article.recorded():
        for review in claim.reviewed:
            source = article.sources.get(review.source)
            if review.source not in claim.sources or source is None:
                what = f"reviewed against {review.source!r}, which it does not cite"
                yield problem(review.place, f"{claim.id}: {what}; {FIX} takes the review out", review.source)
            elif review.digest != ledger.review_digest(claim.says, source):
                what = f"the sentence or {review.source} has changed since {review.by} read it"
                message = f"{claim.id}: {what}; {FIX} takes the review out"
                yield problem(review.place, message, review.source, review.by)
            if review.on > article.today.isoformat():
                what = f"{claim.id}: reviewed on {review.on!r}, which is still to come"
                yield problem(review.place, f"{what}; correct it", review.on)


@rule(serious=True, readers="a sentence whose old address leads nowhere")
def claim_kept(article: Article) -> Problems:
    """An id that was published stays: as a claim, or as a redirect to one or to the reason why it is gone.

    Bad:  an id in record/ids.yml that no record has
    Good: - id: ice-held
            moved-to: ice-held-until-march
    """
    records = {record.id: record for record in article.records}
    for name, line in article.published_ids.items():
        if name not in records:
            place = Place(ledger.IDS, line, Subject(SubjectKind.CLAIM, name))
            what = f"the published id {name!r} is gone from the ledger"
            yield problem(place, f"{what}; put it back, or add a redirect there")
    for record in records.values():
        if record.id not in article.published_ids:
            yield problem(record.place, f"the id {record.id!r} is not in {ledger.IDS}; {FIX} adds it", ledger.IDS)
        if isinstance(record, Redirect) and record.to and not isinstance(records.get(record.to), Claim):
            what = f"{record.id} leads to {record.to!r}, which is no claim"
            yield problem(record.place, f"{what}; name the id of one", record.to)


@rule(serious=True, readers="a gap on the home page")
def placeholder_known(article: Article) -> Problems:
    """Each placeholder stands on the home page and is one that the build fills, with claims that are there.

    `{{ argument: … }}` quotes the sentences of these claims, so that the home page cannot misquote
    the article.

    Bad:  {{ argument: ice-hled }}
    Good: {{ argument: ice-held }}
    """
    for page in article.pages.values():
        for placeholder in placeholders.of(page):
            if page.path != INDEX:
                what = f"{{{{ {placeholder.name} }}}} is filled on {INDEX} alone"
                yield problem(placeholder.place, f"{what}; take it out", placeholder.name, INDEX)
            elif placeholder.name not in placeholders.NAMES:
                names = ", ".join(placeholders.NAMES)
                what = f"{{{{ {placeholder.name} }}}} is not filled"
                yield problem(placeholder.place, f"{what}; write one of {names}", placeholder.name)
            elif placeholder.name == "argument" and not placeholder.ids:
                yield problem(placeholder.place, "{{ argument }} quotes nothing; name claims: {{ argument: id, id }}")
            for name in placeholder.ids:
                if name not in article.sentence_of:
                    hint = suggestion(name, article.sentence_of, "name one of record/claims/")
                    yield problem(placeholder.place, f"quotes {name!r}, which is no claim of the article; {hint}", name)


@rule(serious=True, english=True, readers="a sentence recorded as another kind of statement than it looks")
def kind_fits_form(article: Article) -> Problems:
    """A record's kind is not contradicted by its sentence's own form: speech in quotation marks is a quotation.

    So is what is set as a block quotation, with marks or without, and what is part of a longer quotation.

    Bad:  kind: analysis (for: "It sang all night", said Mill.)
    Good: kind: quotation
    """
    for sentence, claim in article.recorded():
        place = claim.at("kind")._replace(about=sentence.place.about)
        if claim.kind is ClaimKind.QUOTATION:
            if not quotations(sentence.text) and not _is_part_of_one(article, sentence):
                what = f"{claim.id}: kind '{claim.kind}', but the sentence quotes nothing"
                yield problem(place, f"{what}; write another", claim.kind)
        elif said := spoken(sentence.text):
            what = f"{claim.id}: kind '{claim.kind}', but the sentence quotes {said[0].text!r}"
            yield problem(place, f"{what}; write {ClaimKind.QUOTATION}", claim.kind, said[0].text)


def _is_part_of_one(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence stands in a block quotation, or in a quotation that its paragraph begins or ends."""
    passage = next(each for each in passages(article.pages[sentence.path]) if sentence in each.sentences)
    return passage.set_off or is_in_longer_quotation(sentence.text, *passage.around(sentence))


@rule(serious=True, english=True, readers="a date that differs from the known one")
def expected_date(article: Article) -> Problems:
    """The words of a date mean the date of the fact that the record names.

    A day or month that they leave out is not compared. A year that they leave out is that of the
    last such day before the sources of the published notes were last looked at, give or take a month.

    Bad:  date: {words: 18 May, of: the-flood} (and the-flood is dated 2019-05-19)
    Good: date: {words: 19 May, of: the-flood}
    """
    published = map(article.sources.get, article.noted)  # what is added later does not say when the text was written
    read = max((dated[1] for source in published if source and (dated := days(source.accessed))), default=None)
    for sentence, expected, facts, words in _expected(article, ExpectationKind.DATE, dates):
        if isinstance(words, Problem):
            yield words
            continue
        fact = facts[0]
        first, last = days(fact.date), days(fact.until or fact.date)
        if not first or not last:
            what = f"{fact.id}: {fact.date!r} is no date"
            yield problem(fact.place, f"{what}; write it as 2019-05-03, 2019-05 or 2019", fact.date)
        elif not _means(words, first, last, lasts=bool(fact.until)):
            message = f"{expected.words!r} is not {_dated(fact)}; {_where(expected, fact)}"
            yield problem(sentence.place, message, expected.words, *_values(fact))
        elif words.year is None and read and not read - YEAR < first[0] - A_MONTH <= read:
            by = read.isoformat()
            what = f"{expected.words!r}, of sources read by {shown(by)}, is not {_dated(fact)}"
            yield problem(sentence.place, f"{what}; {_where(expected, fact)}", expected.words, by, *_values(fact))


@rule(serious=True, english=True, readers="a length of time that does not fit its dates")
def expected_duration(article: Article) -> Problems:
    """The words of a duration fit the time between the two facts that the record names.

    They fit if they are right to half of the smallest part that they name: "three years" to six
    months, "ten and a half weeks" to a quarter of one.

    Bad:  duration: {words: past two years, from: the-flood, to: the-repair} (five years apart)
    Good: duration: {words: past five years, from: the-flood, to: the-repair}
    """
    for sentence, expected, facts, words in _expected(article, ExpectationKind.DURATION, durations):
        if isinstance(words, Problem):
            yield words
            continue
        begin, end = (days(fact.date) for fact in facts)
        if not begin or not end:
            continue
        unit = DAYS[words.unit]
        longest, shortest = (end[1] - begin[0]).days / unit, (end[0] - begin[1]).days / unit
        slack = float(words.granularity) / 2
        if not shortest - slack <= float(words.amount) <= longest + slack:
            apart = f"{(end[0] - begin[0]).days} days apart"
            message = f"{expected.words!r}: {' and '.join(map(_dated, facts))} are {apart}; {_where(expected, *facts)}"
            yield problem(
                sentence.place, message, expected.words, *(value for fact in facts for value in _values(fact))
            )


@rule(serious=True, english=True, readers="a number that does not agree with what it counts")
def expected_count(article: Article) -> Problems:
    """A number is that of the list that the record names.

    Bad:  count: {words: over 70 members, of: the-members} (and the list has 32)
    Good: count: {words: 32 members, of: the-members}
    """
    for sentence, expected, facts, number in _expected(article, ExpectationKind.COUNT, numbers):
        fact = facts[0] if facts else None
        if isinstance(number, Problem):
            yield number
        elif fact and not _counts(number, len(fact.items)):
            message = f"{expected.words!r}, but {fact.what} are {len(fact.items)}; {_where(expected, fact)}"
            yield problem(sentence.place, message, expected.words, fact.what, len(fact.items))


def _counts(number: NumberWords, count: int) -> bool:
    """Whether a count is what the words say; "about" lets a tenth pass."""
    value = float(number.value)
    return {
        "": count == value,
        "more": count > value,
        "less": count < value,
        "at least": count >= value,
        "at most": count <= value,
        "about": abs(count - value) <= value / 10,
    }[number.comparator]


_BEFORE_LIST = r"(?:, (?:in this case|namely|that is|to wit|viz\.|i\.e\.),? |: )"
_KNOWN_ALREADY = regex(
    r"\b(?:the|these|those|both|all|of|my|our|your|his|her|its|their|\w+['’]s?|\$|£|€)\s?$", re.IGNORECASE
)
_MAY_LIST = regex(_BEFORE_LIST)
_LISTED = regex(rf"(?<![\w-])(?<!\d[.,])(?P<words>(?:[\w-]+ ){{1,3}}[\w-]+){_BEFORE_LIST}(?P<rest>[^.;:?!]+)")


@rule(serious=True, english=True, readers="a number that differs from the list after it")
def count_equals_list(article: Article) -> Problems:
    """A number before a list is the number of the list's items.

    It stands right before the colon; or, where semicolons or letters part the items, it is the one number before it
    that does not go with what is known already (*the two sides*). Where each item begins with a number, they may as
    well add up to it (*nine ships: five brigs and four cutters*). Of a list that can be read in two ways, as where an
    item explains the one before it (*Vellmar, the capital, and Sella*), nothing is said. A short sentence with a number
    is compared with *First …*, *Second …* behind it in its paragraph.

    Bad:  three causes, namely ice, wind, silt, and haste
    Good: four causes, namely ice, wind, silt, and haste
    """
    for chapter in article.chapters:
        for sentence in chapter.sentences:
            for match in _lists(sentence.text):
                items = _items(match["rest"])
                counted = numbers(match["words"]) if len(items) > 1 else ()
                if counted and not counted[-1].comparator and (listed := _differing(counted[-1], items)):
                    what = match["words"][counted[-1].start :]
                    message = f"{what!r} is followed by {listed}: {', '.join(items)}; {_COUNT}"
                    yield problem(sentence.place, message, what, *items)
            if ";" in sentence.text and (found := _counted(sentence.text)):
                what, listed, items = found
                message = f"{what!r} is followed by {listed}: {'; '.join(items)}; {_COUNT}"
                yield problem(sentence.place, message, what, *items)
        for paragraph, following in pairwise([*chapter.paragraphs, ()]):
            if len(paragraph) > MOST_ANNOUNCING and (out := _enumerated(paragraph, following)):
                sentence, number, found_last = out
                what = f"{number!r} is followed by a list that ends at {found_last!r}"
                yield problem(sentence.place, f"{what}; {_COUNT}", number, found_last)


_ORDINALS = "first second third fourth fifth sixth".split()
_ENUMERATES = regex(
    rf"(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)})(?:ly)?(?:,| (?:is|was|are|has|concerns|of these)\b)", re.I
)
_AND_MORE = regex(
    r"(?:and |but |there is )*(?:(?:the |a |an )?(?:last|final|other|further|next)|finally|lastly|another|also|then)\b",
    re.IGNORECASE,
)
MOST_ANNOUNCING = 2  # sentences of a paragraph that announce a list and begin it
_SHORT = 12  # words of a sentence that does no more than announce a list


def _enumerated(paragraph: Sequence[Sentence], following: Sequence[Sentence]) -> tuple[Sentence, str, str] | None:
    """The sentence that says how many points follow, its number, and the last of these, where it is another."""
    begun = [match["ordinal"].lower() if (match := _ENUMERATES.match(s.text)) else "" for s in paragraph]
    start = begun.index("first") if "first" in begun else 0
    said = numbers(paragraph[start - 1].text) if start else ()
    if len(said) != 1 or said[0].comparator or len(paragraph[start - 1].text.split()) > _SHORT:
        return None
    number, before = said[0], paragraph[start - 1].text
    if _KNOWN_ALREADY.search(before[: number.start]) or not re.match(
        r" (?:[\w-]+ ){0,2}[\w-]+s\b", before[number.end :]
    ):
        return None
    found = [ordinal for ordinal in begun[start:] if ordinal]
    if found != _ORDINALS[: len(found)] or len(found) < 2 or len(found) == number.value:
        return None
    rest = [
        *(s.text for s, ordinal in zip(paragraph[start:], begun[start:], strict=True) if not ordinal),
        *(s.text for s in following[:1]),
    ]
    if len(found) < number.value and any(_AND_MORE.match(text) or _ENUMERATES.match(text) for text in rest):
        return None
    return paragraph[start - 1], number.text, found[-1]


def _counted(text: str) -> tuple[str, str, list[str]] | None:
    """The number before a list whose items semicolons part, with its noun, what differs from it, and the items."""
    before, colon, rest = text.partition(": ")
    parts = [part.strip().rstrip(".") for part in rest.split(";")]
    if not colon or len(parts) < 2 or ":" in rest or (reports(before.split()[-1]) and not before.endswith("ing")):
        return None
    last = re.match(r"(?:and|or) (.+)|\([b-z]\)", parts[-1])
    dated = [(d.start, d.end) for d in durations(before)]
    counted = [n for n in numbers(before) if all(n.end <= start or end <= n.start for start, end in dated)]
    if not last or len(counted) != 1 or counted[0].comparator or counted[0].percent:
        return None
    items = [*parts[:-1], last[1] or parts[-1]]
    number, noun = counted[0], re.match(r" (?:[\w-]+ )?[\w-]+s\b(?! to (?:one|none)\b)", before[counted[0].end :])
    if not noun or _KNOWN_ALREADY.search(before[: number.start]) or not (listed := _differing(number, items)):
        return None
    return before[number.start : number.end + noun.end()], listed, items


def _differing(counted: NumberWords, items: list[str]) -> str:
    """What a list is that has neither as many items as were counted nor numbers that add up to it; "" if it has."""
    shares = [_share(item) for item in items]
    known = [share for share in shares if share and not share.comparator and not share.percent]
    total = sum((share.value for share in known), Fraction(0))
    rounded = max(map(_step, (counted, *known))) * len(known) / 2
    adds_up = abs(total - counted.value) <= rounded
    if len(items) == counted.value or (any(shares) and (len(known) < len(items) or adds_up)):
        return ""
    return f"a list of {len(items)}" + f" that adds up to {int(total):,}" * bool(known)


def _step(number: NumberWords) -> Fraction:
    """To what a number is rounded that has a decimal place, or is so many thousands or millions; 0 for a count."""
    digits = re.match(r"(\d[\d,]*)(?:\.(\d+))?", number.text)
    shown = Fraction(digits[0].replace(",", "")) if digits else number.value
    if not digits or not shown or (shown == number.value and not digits[2]):
        return Fraction(0)
    return number.value / (shown * Fraction(f"1e{len(digits[2] or '')}"))


def _share(item: str) -> NumberWords | None:
    """The number that an item begins with, if it is no part of what was counted before (*six of them women*)."""
    found = numbers(item)
    first = found[0] if found and not re.search(r"\w", item[: found[0].start]) else None
    return first if first and not re.match(r" of (?:them|these|those|which|whom)\b", item[first.end :]) else None


@where(_MAY_LIST.search)
def _lists(text: str) -> Iterable[re.Match[str]]:
    """Some words, and the list that they lead to."""
    return _LISTED.finditer(text)


_CLOSING = regex(r"(?:and|or) (?P<last>.+)")
_AND = regex(" (?:and|or) ")
_SINGLE = regex(r"(?:an?|another|the) ")


def _items(text: str) -> list[str]:
    """The items of "A, B, and C" at the beginning of a text; none where no "and" closes the list, or two might.

    Where a number begins the first, one begins each, and what stands between is part of these.
    """
    parts = re.split(r",\s", text.strip())
    counts = bool(_share(parts[0]))
    ends = [(n, last) for n, part in enumerate(parts) if n and (last := _CLOSING.fullmatch(part))]
    pairs = [(n, pair) for n, part in enumerate(parts) if (n or counts) and (pair := _pair(part, counts=counts))]
    if counts:
        ends = [(n, end) for n, end in ends if _share(end["last"])]
    if ends and (counts or not any(n < ends[0][0] for n, _ in pairs)):
        items = [*parts[: ends[0][0]], ends[0][1]["last"]]
    elif pairs and not ends:
        items = [*parts[: pairs[0][0]], *pairs[0][1]]
    else:
        return []
    if not counts:
        explained = any(one[0].isupper() and other[0].islower() for one, other in pairwise(filter(None, items)))
        return [] if explained else items
    whole: list[str] = []
    for item in items:
        if _share(item) or not whole:
            whole.append(item)
        else:
            whole[-1] += f", {item}"
    return [] if any(map(_SINGLE.match, items)) else whole


def _pair(text: str, *, counts: bool) -> tuple[str, str] | None:
    """What stands before and after the first "and"; of counted items, the first behind which there is a number."""
    ways = ((text[: match.start()], text[match.end() :]) for match in _AND.finditer(text, 1))
    return next((way for way in ways if not counts or _share(way[1])), None)


@rule(serious=True, english=True, readers="a sum that does not come out")
def sum_adds_up(article: Article) -> Problems:
    """A sum that the text works out is right, and so are the totals of a table.

    These are equations (14 + 11 = 25), shares of a whole (*291 of the 386 clinics, or 75 per cent*), and what a table
    calls a total, if most of its totals are sums of their rows or columns. Rounding is allowed for.

    Bad:  We asked forty people (14 + 11 + 9 + 8 = 40).
    Good: We asked forty-two people (14 + 11 + 9 + 8 = 42).
    """
    for chapter in article.chapters:
        rows: list[Verbatim] = []
        for block in chapter.blocks:
            if isinstance(block, Sentence):
                for wrong in sums.wrong(block.text):
                    what = f"{wrong.says!r} does not come out; it would be {wrong.should}"
                    yield problem(block.place, f"{what}; correct one or the other", wrong.says, wrong.should)
            if isinstance(block, Verbatim) and block.raw.startswith("|"):
                if rows and rows[-1].place.line + 1 != block.place.line:
                    yield from _totals(rows)
                    rows = []
                rows.append(block)
        yield from _totals(rows)


def _totals(lines: Sequence[Verbatim]) -> Problems:
    """The totals of a table that are no sums."""
    rows = [[cell.strip() for cell in line.raw.strip().strip("|").split("|")] for line in lines]
    kept = [n for n, row in enumerate(rows) if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    for n, wrong in sums.wrong_totals([rows[n] for n in kept]):
        what = f"the total {wrong.says} is no sum; it would be {wrong.should}"
        yield problem(lines[kept[n]].place, f"{what}; correct one or the other", wrong.says, wrong.should)


@rule(serious=True, readers="a source older than the event that it is cited for")
def source_precedes_event(article: Article) -> Problems:
    """A source that a sentence cites was not published before the day that the sentence dates.

    That day is the one of a fact that the record names; or, in English, the only date of a sentence in the past tense
    that says nothing of plans, where all its sources were published, and read, before it began.

    Bad:  On 19 May 2019 the dam broke.[@mill2019] (published 2019-05-03)
    Good: On 19 May 2019 the dam broke.[@wu2019] (published 2019-05-20)
    """
    named = set()
    for sentence, _, expected in _expectations(article, ExpectationKind.DATE):
        for fact in _facts(article, expected):
            event = days(fact.date)
            for key in sentence.keys:
                source = article.sources.get(key)
                published = days(source.date) if source else None
                if source and event and published and published[1] < event[0]:
                    named.add(sentence)
                    message = f"cites {key}, published {source.date}, for {_dated(fact)}; {_where(expected, fact)}"
                    yield problem(sentence.place, message, key, source.date, *_values(fact))
    for sentence in article.sentences if article.in_english else ():
        years = [int(year) for year in _A_YEAR.findall(sentence.text)] if sentence.keys else []
        sources = [article.sources[key] for key in sentence.keys if key in article.sources] if years else []
        if not sources or sentence in named or not all(days(source.date) for source in sources):
            continue
        last = max(span[1] for source in sources for span in map(days, (source.date, source.accessed)) if span)
        if max(years) < last.year or not is_past(sentence.text):
            continue
        text = unquoted(sentence.text, single=True)
        found = dates(text)
        happened = len(found) == 1 and _ON_A_DAY.search(text, 0, found[0].start)
        if happened and (event := days(found[0].iso)) and last < event[0]:
            source = max(sources, key=lambda source: source.date)
            message = f"cites {source.key}, published {source.date}, for {found[0].text}, which was yet to come"
            message += "; correct the date or the citation"
            yield problem(sentence.place, message, source.key, source.date, found[0].text)


_A_YEAR = regex(r"\b[12]\d{3}\b")
# What stands before a date on which something was, and before none that only names a thing (the plan of 2050).
_ON_A_DAY = regex(
    r"\b(?i:in|on|during) (?:(?:the|early|late|mid|spring|summer|autumn|fall|winter|first|second|half|middle|beginning|"
    r"start|of|\w+day,?) )*$"
)


@lru_cache(maxsize=1)
def _expecting(article: Article) -> list[tuple[Sentence, Claim, Expectation]]:
    """What the records expect of their sentences, looked for once and not by each rule."""
    return [(sentence, claim, one) for sentence, claim in article.recorded() for one in claim.expects]


def _expectations(article: Article, kind: ExpectationKind) -> Iterator[tuple[Sentence, Claim, Expectation]]:
    return (each for each in _expecting(article) if each[2].kind is kind)


T = TypeVar("T")


def _expected(
    article: Article, kind: ExpectationKind, read: Callable[[str], Sequence[T]]
) -> Iterator[tuple[Sentence, Expectation, list[Fact], T | Problem]]:
    """What is expected of sentences, with its facts and its words as they are read, or why it cannot be computed."""
    for sentence, claim, expected in _expectations(article, kind):
        facts, found = _facts(article, expected), read(expected.words)
        unusable = _unusable(sentence, claim, expected, facts, understood=bool(found))
        yield sentence, expected, facts, unusable or found[0]


def _facts(article: Article, expected: Expectation) -> list[Fact]:
    """The facts that an expectation names, as far as they are there."""
    return [article.facts[name] for name in expected.of if name in article.facts]


# What an expectation asks of the words of its sentence, in a message.
_ASKED = {ExpectationKind.DATE: "date", ExpectationKind.DURATION: "duration", ExpectationKind.COUNT: "number"}


def _unusable(
    sentence: Sentence, claim: Claim, expected: Expectation, facts: list[Fact], *, understood: bool
) -> Problem | None:
    """Why an expectation cannot be computed, if it cannot."""
    counts = expected.kind is ExpectationKind.COUNT
    if expected.words not in sentence.text:
        message, found = f"expects of {expected.words!r}, which the sentence does not say", [expected.words]
    elif len(facts) < len(expected.of):
        known = {fact.id for fact in facts}
        missing = next(name for name in expected.of if name not in known)
        message, found = f"names the fact {missing!r}, which is not in {ledger.FACTS}", [ledger.FACTS, missing]
    elif counts and not facts[0].items:
        message, found = f"counts {facts[0].id!r}, which has no list", ["list", facts[0].id]
    elif not counts and not all(fact.date for fact in facts):
        message, found = f"needs the date of {facts[0].id!r}, which has none", ["date", facts[0].id]
    elif not understood:
        asked = _ASKED[expected.kind]
        message, found = f"expects a {asked} of {expected.words!r}, where none can be read", [asked, expected.words]
    else:
        return None
    return problem(expected.place, f"{claim.id}: {message}; {_UNUSABLE}", *found)


def _means(words: DateWords, first: Days, last: Days, *, lasts: bool) -> bool:
    """Whether the parts that the words name are those of the date; of a range, those of both its ends."""
    if words.until is not None:
        return lasts and words.year == first[0].year and words.until.year == last[1].year
    day = first[0]
    while day <= last[1]:
        if words.year in (None, day.year) and words.month in (None, day.month) and words.day in (None, day.day):
            return True
        day += timedelta(days=1)
    return False


def _dated(fact: Fact) -> str:
    return f"{shown(fact.date)}{f' to {shown(fact.until)}' if fact.until else ''}, the date of {fact.what}"


def _values(fact: Fact) -> tuple[str, ...]:
    """What identifies a fact with a date."""
    return (fact.what, fact.date, *([fact.until] if fact.until else []))


def _where(expected: Expectation, *facts: Fact) -> str:
    places = " and ".join(str(fact.place) for fact in facts)
    return f"correct it, or what it is held to at {expected.place} and {places}"
