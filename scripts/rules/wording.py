"""How the text is written down: sentences, names, acronyms, dates, and what is said of a source's title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from scripts.english import acronyms
from scripts.english.calendar import OTHER_CALENDAR, impossible
from scripts.english.dates import MONTH, MONTH_NUMBERS, SHORT_MONTHS, DateWords, dates
from scripts.english.kinds import is_label
from scripts.english.quotations import quotations
from scripts.english.speech import SAYING, unquoted
from scripts.english.words import (
    CAPITALISED,
    EMPTY_WORDS,
    MAY_NEGATE,
    NEGATED_WITHIN,
    Word,
    differ_by_at_most,
    names,
    negations,
    vocabulary,
    where,
    words,
)
from scripts.finding import Place
from scripts.publication.article import ABOUT, Article
from scripts.publication.chapters import (
    IMAGE,
    ITEM,
    NUMBERED,
    PARAGRAPH,
    QUOTED,
    Heading,
    Sentence,
    Verbatim,
    first_words,
    hide_cited,
)
from scripts.publication.footnotes.fields import family_name
from scripts.publication.footnotes.parts import Type
from scripts.publication.passages import has_note
from scripts.regex import regex
from scripts.rules.registry import Problems, problem, rule

# After these a full stop ends no sentence, or cannot be told to (A new sentence may follow "etc.").
ABBREVIATIONS = frozenset(
    "adm al approx apr art assn aug ave bros ca capt cf ch chap cmdr co col comdr corp cpl dec dept dist div dr "
    "ed eds e.g eq esp est etc ex feb ff fig figs fl fr fri gen gov hon i.e inc jan jr jul jun lt ltd maj mar "
    "messrs mgr mon mr mrs ms msgr mt n.b no nos nov nr obs oct op op.cit p para ph.d pp pres prof pt rd ref "
    "rep rev sat sec secs sen sep sept sgt sr st ste sun supt thu thur tue univ v viz vol vols vs wed".split()
)
# What may close behind a full stop, in English and elsewhere.
_CLOSING = r"\"”“’‘'»«)\]"
# The citations and notes behind a sentence, also in an element or behind a space.
_NOTED = r"(?:\s?(?:<[a-z][^<>]*>)?(?:\[[^\[\]]*@[^\[\]]*\]|\[\^[^\]]*\])(?:</[a-z]+>)?)*"
# A full stop, with what closes on it and the marks that follow, and then what opens a sentence.
_BOUNDARY = regex(
    rf"(?<![^\s.!?…])(?P<word>[^\s.!?…]*(?:\.[^\s.!?…]+)*)(?P<stop>[.!?…]+)(?P<close>[{_CLOSING}]*)[*_]*"
    rf"{_NOTED}\s+(?=(?:[\"“„»‘'(\[*_]|«\s?)*[A-ZÀ-ÖØ-Þ0-9])"
)
# What is left of it where nothing is asked of the words around: a stop, what may follow it, and a space.
_STOP_WITHIN = regex(rf"[.!?…][{_CLOSING}]*[*_]*{_NOTED}\s")
# Behind so long a word it is no abbreviation in any language.
_LONG = 5
_CERTAIN = regex(
    rf"(?<![^\W_])(?P<word>[^\W\d_]{{2,}}|\d{{4}})(?P<apart>{_NOTED}[{_CLOSING}*_\s]*+{_NOTED}\s*+)"
    rf"[.!?][{_CLOSING}*_]*{_NOTED}\s*$"
)
_WITHOUT_STOP = regex(rf"(?<![\w.])[^\W\d_]{{1,4}}(?=[\s,;:{_CLOSING}])")
# A word that may be none of an abbreviation, since it has a vowel, and the next, which may begin a sentence.
_SPEAKABLE = regex(r"(?=.*[aeiouyäöüáéíóúàèìòùâêîôûåæøœ])[^\W\d_]{3,}", re.IGNORECASE)
_FIRST = regex(
    r"(?:[\"“„»‘*_]|«\s?)*(?:(?P<first>[^\W\d_]{1,4})\s+[\"“„«»‘*_]*\s?(?P<next>\w)|[^\W\d_]{1,2}['’](?P<elided>\w))"
)
_SHOWN = 24  # characters before a stop in a message
_BEFORE = 1000  # characters before the next sentence in which the last word, its citations and its stop are
_STOPS = tuple(".!?…:;")
_ENDS = regex(rf"[.!?…:;][{_CLOSING}*_]*{_NOTED}" + r"(?:\s*\{[^}]*\})?$")
# Speech that goes on after its speaker is named: the line is one sentence until the speech ends.
_SPEAKER = regex(rf"(?:[,?!…—][\"”]|[\"”],)\s[^\"“”.!?]{{1,60}}\.{_NOTED}\s+$")
_WITHIN = regex(
    rf"{IMAGE.pattern}|\[[^\[\]@]*@[^\[\]]*\]|\"[^\"]*\"|„[^“”]*[“”]|“[^”]*”|«[^»]*»|»[^«»]*«|\([^()]*\)|`[^`]*`"
    r"|(?P<sign>\*{1,3})(?=[^\s*]).+?(?<=[^\s*])(?P=sign)"
)
# A sentence in brackets, and what is before it.
_BRACKETED = regex(r"[*_]*\([^()]*\.\)[*_]*")
_BEGINS = regex(rf"(?:^|[.!?…][{_CLOSING}]*[*_]*{_NOTED}\s+)$")
# What makes an item of a line: (a), b), iv. or 3).
_LETTERED = regex(r"\(?(?:[a-z]|[ivx]+|\d{1,2})\)\s")
_BREAK = regex(r"(?:\\|<br ?/?>)$")
# Lines of verse are no longer, and there are so many of them; the shorter ones need not begin with a capital.
VERSE_LINE, SHORT_LINE, VERSE_LINES = 60, 45, 3


@rule(serious=False, readers="sentences that run together")
def one_sentence_a_line(article: Article) -> Problems:
    """A line holds one sentence, and a sentence stands on one line.

    A line is then a claim: a change shows which claim it changes, and a finding names its line.
    Sentences inside one pair of quotation marks or brackets, or in one emphasis, belong to the sentence around
    them, and so does speech that goes on after its speaker is named ("It sang," she said. "All night.").
    Lettered lines, lines that are broken, and lines of verse go on.

    Bad:  The ice held. It sang.
    Good: The ice held.
          It sang.
    """
    for chapter in article.chapters:
        previous: Sentence | None = None
        verse = {line.place for lines in chapter.paragraphs if _is_verse(lines) for line in lines}
        for sentence in chapter.sentences:
            for stop in sentence_begins(sentence.raw, in_english=article.in_english):
                end = sentence.raw[max(0, stop - _SHOWN) : stop].strip()
                yield problem(sentence.place, f"a second sentence begins after {end!r}; give it a line of its own", end)
            before = hide_cited(previous.raw) if previous else ""
            split = previous and (previous.line in chapter.broken or _BREAK.search(before))
            broken = split or _LETTERED.match(sentence.text) or sentence.place in verse
            if previous and not (sentence.opens or broken or before.endswith(_STOPS) or _ENDS.search(before)):
                end = previous.text[-20:]
                what = f"continues the sentence of the line before, which ends {end!r}"
                yield problem(sentence.place, f"{what}; join the lines", end)
            previous = sentence


def _is_verse(lines: Sequence[Sentence]) -> bool:
    """Whether a paragraph is verse, by its lines: several, short, and with capitals, or mostly within a sentence."""
    longest = max(len(line.text) for line in lines)
    capitals = all(line.text.lstrip("\"'“‘")[:1].isupper() for line in lines)
    within = sum(not _FULL_STOP.search(line.text) for line in lines)
    most = VERSE_LINE if capitals else SHORT_LINE if 2 * within > len(lines) else 0
    return len(lines) >= VERSE_LINES and longest <= most


class ShortWords(NamedTuple):
    """The short words of a text in another language, in small letters.

    `whole` are those that it has without a stop, as an abbreviation never is. With a capital, `first` begin a sentence,
    whatever follows them, and `common` do before a word in small letters: in *La Fontaine* it is of a name.
    """

    whole: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()


def sentence_begins(line: str, *, in_english: bool = True, words: ShortWords | None = None) -> list[int]:
    """Each place in a line where another sentence begins; in other languages, those alone that are certain.

    These are behind a long word, a short one that is no abbreviation, and what closes or calls a note; and before what
    is no name, such as an article, where no abbreviation of a title or the like may stand.
    """
    line = hide_cited(line)
    return [stop for stop in _stops(line) if in_english or _is_certain(line, stop, words or ShortWords())]


def _is_certain(line: str, stop: int, words: ShortWords) -> bool:
    match = _CERTAIN.search(line, max(0, stop - _BEFORE), stop)
    word = match["word"] if match else ""
    if not match or match["apart"].strip(" *_") or len(word) >= _LONG or word.isdigit() or word.lower() in words.whole:
        return bool(match)
    begins = _FIRST.match(line, stop) if _SPEAKABLE.fullmatch(word) else None
    if not begins:
        return False
    if begins["elided"]:
        return begins["elided"].islower()
    first = begins["first"].lower()
    return first in words.first or (first in words.common and begins["next"].islower())


def short_words(text: str, language: str) -> ShortWords:
    """The short words of a text, whose language is given by its tag."""
    from babel import Locale, UnknownLocaleError  # here, since few articles need these, and they read some files
    from justext import get_stoplist

    found = frozenset(_WITHOUT_STOP.findall(text))
    small = frozenset(filter(str.islower, found))
    name = language.lower().partition("-")[0]
    try:
        common = get_stoplist(Locale(name).get_language_name("en"))
    except (UnknownLocaleError, ValueError):
        common = frozenset()
    return ShortWords(frozenset(map(str.lower, found)), small if name == "de" else frozenset(), common | small)


@where(_STOP_WITHIN.search)
def _stops(line: str) -> Sequence[int]:
    """Each place in a line where another sentence begins."""
    found = []
    hidden = _WITHIN.sub(_hide, line)
    for match in _BOUNDARY.finditer(hidden):
        word = match["word"].lstrip("([\"'“‘").lower()
        opens = line[match.end() : match.end() + 1]
        if match["stop"] == "." and not match["close"]:
            if (
                word in ABBREVIATIONS
                or re.fullmatch(r"(?:[a-z]\.)*[a-z]", word)
                or (word.isdigit() and not match.start())
                or is_label(line[: match.start("stop")])
            ):
                continue
            if opens.isdigit():  # "sect. 4" has many spellings; a sentence seldom begins with digits
                continue
        elif match["stop"] != "." and match["close"]:
            continue  # "Why?" He asked: whether that is one sentence or two, the marks do not tell
        elif "…" in match["stop"] or "." in match["stop"][1:]:
            continue
        if opens in ('"', "“") and _SPEAKER.search(line, 0, match.end()):
            continue
        found.append(match.end())
    return found


def _hide(match: re.Match[str]) -> str:
    """The same length without stops inside; the last before a closing mark is kept, in brackets if all is in them."""
    text = match[0]
    if text[0] in '"“„«»' and len(text) > 2 and text[-2] in ".!?…":
        return text[0] + re.sub(r"[.!?…]", "x", text[1:-2]) + text[-2:]
    if _BRACKETED.fullmatch(text) and _BEGINS.search(match.string, 0, match.start()):
        kept = text.rindex(".")
        return re.sub(r"[.!?…]", "x", text[:kept]) + text[kept:]
    return re.sub(r"[.!?…]", "x", text)


# Two spellings of a name are at most so many letters apart, and alike by so much: of the pairs of
# different names that stand in articles (places and their peoples aside), hardly any is so near.
LETTERS_APART = 2
ALIKE = 0.8
# Of names that are so short many are another's with a letter more: Bruno and Brno, Sale and Sable.
SHORT_NAME = 5
# A word at the beginning of a sentence that is so long and one letter away from a name is hardly another word; if it is
# longer, it need do nothing there.
LONG_NAME, VERY_LONG_NAME = 7, 9
# Names are first sorted by so many letters of their beginnings; fewer bring too many together.
BEGINNING = 6
# Two spellings of one name begin with the same letter, or with letters for one sound.
_BEGIN_ALIKE = ("CKQ", "SZTC", "IJY", "FPV", "VW", "GHJ", "AEIOUÄÖÜ")
_LETTERS = regex(r"[^\W\d_]+")
_CALENDAR = frozenset(MONTH_NUMBERS) | frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
# What makes another word of a name: plurals, peoples, adjectives, offices.
_INFLECTIONS = frozenset(
    "s es ies y n an ian ans ns ians i is er ers or ors al ic ish ese ist ists ed ak aks iak iaks".split()
)
# These two end the names of a people and of its country (Germans, Germany).
_COUNTRY, _OF_PEOPLES = "y", frozenset("y s ic an ans".split())
_MEN = regex("men$")
# As a university ends in English, and in other languages.
_TY = regex("(?:tät|tat|teit|tet|té|tà|tá|dad|dade)$")
_TITLES = frozenset("Mr Mrs Ms Miss Dr Prof Professor Sir Dame Lord Lady Saint St Judge Captain".split())
_BEFORE_A_NAME = r"(?<![\w'’-])([^\W\d_a-z][^\W\d_]+(?:[-'’][^\W\d_]+)*)\.? (?:[A-Z]\. )*"
_BEHIND_A_NAME = r"(?: [A-Z]\.)* ([^\W\d_a-z][^\W\d_]+)"
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæø")
# What has somebody do or own something; of a word that may be a plural, saying alone tells that it is a name.
_ACTS = regex(rf"['’]s\b|\s(?:[a-z]{{3,}}(?:ed|s)\b|{SAYING.pattern})")
_SAYS = regex(rf"\s{SAYING.pattern}")


@rule(serious=False, english=True, readers="a name spelled in more than one way")
def name_variant(article: Article) -> Problems:
    """A name is spelled in one way throughout.

    Two names that stand in one sentence are taken for two, and so are names of persons who have other given
    names, or other family names; Germans and Germany, Englishman and Englishmen are forms of one word. The first word
    of a sentence may be any word: it is taken for the name of a person who is named in full elsewhere if it does
    something there, as a person would, and has one vowel for another or is long. A spelling within a quotation is
    another's; so is one that the text gives as such (*now*, *formerly*, *spelt*), and two that its references have.

    Bad:  The boat of Ada Pereira left. … The boat of Ada Perreira came back.
    Good: The boat of Ada Pereira left. … The boat of Ada Pereira came back.
    """
    sentences = list(article.sentences)
    within = _within_sentences(sentence.text for sentence in sentences)
    first = {match[0].removesuffix("'s").removesuffix("’s") for s in sentences if (match := CAPITALISED.match(s.text))}
    at_the_beginning = (p for p in _near(frozenset((first | within) - _CALENDAR)) if _another_vowel(*p) or _long(*p))
    near = [*_near(frozenset(within - _CALENDAR)), *(p for p in at_the_beginning if _begins_with(article, p, within))]
    wanted = {name for pair in near for name in pair}
    where: dict[str, list[Sentence]] = {}
    for sentence in sentences if wanted else ():
        if any(name in sentence.text for name in wanted):
            for name in names(sentence.text):
                if name.text in wanted:
                    where.setdefault(name.text, []).append(sentence)
    order = {name: n for n, name in enumerate(where)}
    common = _in_use(article, {name.lower() for name in wanted})
    listed = [*(note.text for note in article.original.notes), *article.original.bibliography]
    listed += [name for source in article.sources.values() for name in source.authors]
    for one, other in near:
        are_two = (
            {one.lower(), other.lower()} & common
            or {s.place for s in where[one]} & {s.place for s in where[other]}
            or _two_persons(article, one, other)
            or any(map(_is_explained, (one, other), (where[one], where[other])))
            or all(any(_has(text, name) for text in listed) for name in (one, other))
        )
        if not are_two:
            usual, rare = sorted((one, other), key=lambda name: (-len(where[name]), order[name]))
            what = f"{rare!r} is {usual!r} elsewhere, first in {where[usual][0].place.path}"
            yield problem(where[rare][0].place, f"{what}; spell a name in one way", rare, usual)
    for (rare, usual), sentence in _beside_its_note(article, within | first).items():
        what = f"{rare!r} is {usual!r} in the source that the sentence cites"
        yield problem(sentence.place, f"{what}; spell a name in one way", rare, usual)


def _within_sentences(texts: Iterable[str]) -> set[str]:
    """The names in some sentences that do not begin one: a sentence is read for those that have not been seen."""
    found: set[str] = set()
    for text in texts:
        # The very first word tells nothing; one with a possessive is another name than it looks.
        new = [w for w in CAPITALISED.findall(text, 1) if w not in found or w.endswith(("'s", "’s"))]
        if not all(map(str.isupper, new)):
            found.update(name.text for name in names(text) if not name.first)
    return found


def _beside_its_note(article: Article, within: set[str]) -> dict[tuple[str, str], Sentence]:
    """Each name that is almost that of an author whom its sentence cites, with this, which no sentence has."""
    authors = {key: {family_name(name) for name in source.authors} for key, source in article.sources.items()}
    written = {word for families in authors.values() for name in families for word in name.split()}
    found: dict[tuple[str, str], Sentence] = {}
    for sentence in article.sentences:
        families = sorted({name for key in sentence.keys for name in authors.get(key, ()) if name not in within})
        for name in names(unquoted(sentence.text, single=True)) if families else ():
            for family in families if name.text not in written and len(name.text) >= LONG_NAME else ():
                if _alike(name.text, family) and not _inflected(name.text, family):
                    found.setdefault((name.text, family), sentence)
    return found


def _is_explained(name: str, sentences: Sequence[Sentence]) -> bool:
    """Whether each sentence with a spelling quotes it, or says that it is another."""
    said = rf"{_OTHERWISE}\W+(?:\w+\W+){{0,3}}{re.escape(name)}(?![\w-])|(?<![\w-]){re.escape(name)}\W+{_OTHERWISE}"
    return all(re.search(said, s.text) or not _has(unquoted(s.text, single=True), name) for s in sentences)


# Words by which a spelling is given as another one.
_OTHERWISE = (
    r"\b(?:now|today|formerly|previously|originally|modern|variously|otherwise|alias|spel(?:t|lings?|led)|written|renamed|"
    r"sic)\b"
)


def _has(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))


def _another_vowel(one: str, other: str) -> bool:
    """Whether two names differ by one vowel for another at the same place, and by nothing else."""
    differing = [{a, b} for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and len(differing) == 1 and differing[0] <= _VOWELS


def _long(one: str, other: str) -> bool:
    """Whether two names are so long, and differ by so little, that hardly any other word is so near."""
    return min(len(one), len(other)) >= LONG_NAME and differ_by_at_most(1, one, other)


def _begins_with(article: Article, pair: tuple[str, str], within: set[str]) -> bool:
    """Whether one of two names only begins sentences, as a person would, and the other is a person's in full."""
    usual, first = sorted(pair, key=lambda name: name not in within)
    if usual not in within or first in within:
        return False
    acts = _SAYS if first.endswith("s") else regex("") if len(first) >= VERY_LONG_NAME else _ACTS
    texts = [sentence.text for sentence in article.sentences]
    before = (word for text in texts for word in re.findall(rf"{_BEFORE_A_NAME}{re.escape(usual)}(?![\w-])", text))
    return any(word.lower() not in EMPTY_WORDS for word in before) and all(
        acts.match(text, len(first)) for text in texts if re.match(rf"{re.escape(first)}(?![\w-])", text)
    )


def _two_persons(article: Article, one: str, other: str) -> bool:
    """Whether two names stand with different given names, or with different family names, and never with the same."""
    raw = [getattr(b, "text", "") or getattr(b, "raw", "") for chapter in article.chapters for b in chapter.blocks]
    text = "\n".join(words for words in raw if one in words or other in words)
    for pattern in (rf"{_BEFORE_A_NAME}{{}}(?![\w-])", rf"(?<![\w-]){{}}{_BEHIND_A_NAME}"):
        here, there = (set(re.findall(pattern.format(re.escape(name)), text)) - _TITLES for name in (one, other))
        here, there = ({w for w in found if w.lower() not in EMPTY_WORDS} for found in (here, there))
        titles = _in_use(article, {word.lower() for word in here | there})
        here, there = ({w for w in found if w.lower() not in titles} for found in (here, there))
        if pattern.startswith(_BEFORE_A_NAME):  # what stands before several names may be an office
            here, there = ({w for w in found if not _is_office(w, raw)} for found in (here, there))
        if here and there and not any(a == b or _alike(a, b) for a in here for b in there):
            return True
    return False


def _is_office(word: str, texts: Iterable[str]) -> bool:
    """Whether a capitalised word stands before two names that are not alike."""
    names = {
        name for text in texts if word in text for name in re.findall(rf"\b{re.escape(word)}\s([^\W\d_a-z]\w+)", text)
    }
    return any(not _alike(a, b) for a, b in combinations(sorted(names), 2))


def _in_use(article: Article, wanted: set[str]) -> set[str]:
    """Those of some words that stand in a chapter just so."""
    return _standing(wanted, (sentence.text for sentence in article.sentences))


def _standing(wanted: set[str], texts: Iterable[str]) -> set[str]:
    """Those of some words that stand in some texts just so."""
    return {word for text in texts for word in wanted.intersection(_LETTERS.findall(text))} if wanted else set()


@lru_cache(maxsize=16)
def _near(found: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of names that are spelled almost alike, without comparing each with each.

    The beginnings of two words no more than n letters apart become one when n letters at most are
    taken from each.
    """
    alike: dict[str, list[str]] = {}
    for name in sorted(found):
        for shorter in _shortened(name[:BEGINNING], _letters_apart(name)):
            alike.setdefault(shorter, []).append(name)
    pairs = {pair for group in alike.values() if len(group) > 1 for pair in combinations(group, 2)}
    return tuple(sorted(pair for pair in pairs if _alike(*pair) and not _inflected(*pair)))


def _letters_apart(name: str) -> int:
    """By how many letters another name may differ and still be alike; it may be longer by as many."""
    return max(n for n in range(LETTERS_APART + 1) if n <= (len(name) + n) * (1 - ALIKE) + 1e-9)


def _shortened(word: str, letters: int) -> frozenset[str]:
    """A word with so many of its letters left out, or fewer."""
    return frozenset("".join(kept) for n in range(letters + 1) for kept in combinations(word, len(word) - n))


def _alike(one: str, other: str) -> bool:
    if one[0] != other[0] and not any({one[0], other[0]} <= set(sounds) for sounds in _BEGIN_ALIKE):
        return False
    longer = max(len(one), len(other))
    if len(one) != len(other) and longer <= SHORT_NAME:
        return False
    return differ_by_at_most(min(LETTERS_APART, int(longer * (1 - ALIKE) + 1e-9)), one, other)


def _inflected(one: str, other: str) -> bool:
    """Whether the names differ by an ending, or as British and American spelling do."""
    shorter, longer = sorted((_TY.sub("ty", _MEN.sub("man", _american(name))) for name in (one, other)), key=len)
    if shorter == longer:
        return True
    stems = [stem for stem in (shorter, shorter[:-1]) if longer.startswith(stem)]
    people = {shorter[-1:], longer[len(shorter) - 1 :]} if shorter[:-1] in stems else set()
    doubled = longer[len(shorter) :][:1] == shorter[-1:]  # Ackermann is no form of Ackerman
    endings = {longer[len(stem) :] for stem in stems if not (stem == shorter and doubled)}
    return not endings.isdisjoint(_INFLECTIONS) or (_COUNTRY in people and people <= _OF_PEOPLES)


def _american(name: str) -> str:
    return re.sub("ence$", "ense", re.sub("is(?=ation|ing|ed|e$)", "iz", name)).replace("our", "or")


_ABBREVIATED = regex(r"\*\[([A-Z]{2,})s?\]:")
# What is so short may be a word too (us, it, cap). It is a shouted word where so many sentences have that.
_SHORT_ACRONYM, _OWN = 3, 3


@rule(serious=False, english=True, readers="an abbreviation that is not explained, or in two ways")
def acronym_expanded(article: Article) -> Problems:
    """An acronym is written out where it is first used, or before, or else record/glossary.yml explains it to readers.

    It is taken as written out in brackets after words with its initials, or after a capitalised name
    (whose own language may give other letters), or before words in brackets with its initials; so it is with a comma,
    a dash or "or" in the place of the brackets, in a note, and by a line `*[RBA]: River Boat Association`. A name of
    which the sentence says what it is ("a score known as LEX", "LEX, a score of wear") needs no words. What large
    dictionaries hold needs none, nor do licences, versions, postal codes, citations, labels, words in capitals, and an
    author's initials.
    And it is not written out a second time as something else.

    Bad:  The RBA met.
    Bad:  The River Boat Association (RBA) met. … The Regional Barge Authority (RBA) met.
    Good: The River Boat Association (RBA) met.
    """
    authors = re.split(r",? and |, ", article.publication.author)
    # The words of each; none of what a person's initials or a note say, which are not compared.
    explained: dict[str, list[str]] = {"".join(re.findall(r"\b[A-Z]", name)): [] for name in authors}
    explained |= _explained_in(note.text for note in article.original.notes)
    missing: dict[str, Sentence] = {}
    later: dict[str, Place] = {}
    about = [article.pages[ABOUT]] if ABOUT in article.pages else []  # which holds words of the author's too
    for chapter in [*article.chapters, *about]:
        lines = (block.raw for block in chapter.blocks if isinstance(block, Verbatim))
        explained |= _explained_in(line for line in lines if line.startswith(("*[", "[^")))
        for sentence in chapter.sentences:
            found = acronyms.read(sentence.text)
            for letters, meaning in found.explained:
                if letters in missing:
                    later.setdefault(letters, sentence.place)
                before = explained.setdefault(letters, [])
                if meaning and before and not any(_same_words(meaning, one) for one in before):
                    what = f"{letters!r} is {meaning!r} here, and {before[0]!r} before"
                    message = f"{what}; correct the one, or give each letters of its own"
                    yield problem(sentence.place, message, letters, meaning, before[0])
            for letters, meaning in found.explained:
                explained[letters] += [meaning] if meaning else []
            for letters in found.used:
                # *LEX* is a title, and RMS *Ice* a ship with its letters.
                is_named = f"*{letters}*" in sentence.raw or f"{letters} *" in sentence.raw
                if letters not in explained and not is_named:
                    missing.setdefault(letters, sentence)
    short = {letters.lower() for letters in missing if len(letters) <= _SHORT_ACRONYM}
    common = _in_use(article, {letters.lower() for letters in missing} - short)
    common |= {word for word in short if sum(f" {word} " in s.text for s in article.sentences) >= _OWN}
    for letters, sentence in missing.items():
        if letters.lower() in common or letters in article.glossary:
            continue
        hint, found_in = "give its words, and it in brackets, or put it into record/glossary.yml", []
        if place := later.get(letters):
            hint, found_in = f"it is so only later, in {place.path}", [place.path]
        yield problem(sentence.place, f"{letters!r} is not written out at its first use; {hint}", letters, *found_in)


def _explained_in(texts: Iterable[str]) -> dict[str, list[str]]:
    """The acronyms that notes and lists of abbreviations explain, in whatever words."""
    read = ([*_ABBREVIATED.findall(text), *dict(acronyms.read(text).explained)] for text in texts)
    return {letters: [] for every in read for letters in every}


def _same_words(one: str, other: str) -> bool:
    """Whether most words of two explanations begin alike."""
    begun = [{word[:_BEGUN].lower() for word in _LETTERS.findall(words)} for words in (one, other)]
    return 2 * len(begun[0] & begun[1]) > min(map(len, begun))


# By so many letters a word is the same in the plural, and in British and American spelling.
_BEGUN = 4


@rule(serious=False, english=True, readers="an abbreviation whose explanation does not fit")
def glossary_current(article: Article) -> Problems:
    """An acronym of record/glossary.yml is used, and its words have its initials and are those of the article.

    It may be used in a chapter, on another page, or in the title or the container of a source.

    Bad:  RBA: River Barge Association (and the article has "the River Boat Association (RBA)")
    Good: RBA: River Boat Association
    """
    if not article.glossary:
        return
    sentences = [sentence for page in article.pages.values() for sentence in page.sentences]
    texts = [text for source in article.sources.values() for text in (source.title, source.container)]
    uses = _standing(set(article.glossary), [*(sentence.text for sentence in sentences), *texts])
    with_brackets = [sentence for sentence in sentences if "(" in sentence.text]
    for letters, (meaning, place) in article.glossary.items():
        if letters not in uses:
            yield problem(place, f"{letters!r} is used nowhere; take it out")
        if not acronyms.fits(letters, _LETTERS.findall(meaning)):
            what = f"{meaning!r} has other initials than {letters!r}"
            yield problem(place, f"{what}; mend the one or the other", meaning)
        for sentence in with_brackets:
            before, bracket, _ = sentence.text.partition(f"({letters})")
            if bracket and not before.rstrip().endswith(meaning):
                said = " ".join(before.split()[-len(meaning.split()) :])
                what = f"{letters!r} is {meaning!r} here, and {said!r} in {sentence.place.path}"
                yield problem(place, f"{what}; make them one", meaning, said, sentence.place.path)


# Words in common that begin to mean the same thing: so many in a row, so many of them of content.
SHARED_WORDS = 3
CONTENT_WORDS = 2

_CLAUSE_END = regex(r"[.,;:!?—–]")


@rule(serious=True, english=True, readers="a sentence that says the opposite of its source’s title")
def polarity_vs_title(article: Article) -> Problems:
    """A sentence does not affirm what the title of a source that it cites negates, or the reverse.

    Only the same words, in a row, are compared; where either text holds another negation, nothing is said.

    Bad:  There would be ferries in winter.[@wu2019] (whose title is No Ferries in Winter)
    Good: There would be no ferries in winter.[@wu2019]
    """
    titles = {key: source.title for key, source in article.sources.items()}
    negating = {key for key, title in titles.items() if MAY_NEGATE.search(title.lower())}
    for sentence in article.sentences:
        keys = sentence.keys
        if not keys or (negating.isdisjoint(keys) and not MAY_NEGATE.search(sentence.text.lower())):
            continue
        for key in keys:
            title = titles.get(key, "")
            for shared, negated in _turned(sentence.text, title):
                says, has = ("negates", "affirms") if negated else ("affirms", "negates")
                what = f"{says} {shared!r}, which the title of {key}, {title!r}, {has}"
                mend = "compare the sentence with its source"
                yield problem(sentence.place, f"{what}; {mend}", shared, key, title, says)


def _turned(text: str, title: str) -> tuple[tuple[str, bool], ...]:
    """The words that a sentence shares with a title and one of the two negates; whether it is the sentence."""
    if title.endswith("?") or vocabulary(text).isdisjoint(vocabulary(title)):
        return ()
    ours, theirs = words(text), words(title)
    runs = {tuple(t.word for t in theirs[i : i + SHARED_WORDS]): i for i in range(len(theirs) - SHARED_WORDS + 1)}
    found = []
    until = 0
    for i in range(len(ours) - SHARED_WORDS + 1):
        j = runs.get(tuple(token.word for token in ours[i : i + SHARED_WORDS]))
        if j is None or i < until:
            continue
        length = 0
        while i + length < len(ours) and j + length < len(theirs) and ours[i + length].word == theirs[j + length].word:
            length += 1
        until = i + length
        shared = ours[i:until]
        if sum(token.word not in EMPTY_WORDS for token in shared) < CONTENT_WORDS:
            continue
        states = []
        for whole, tokens, at in ((text, ours, i), (title, theirs, j)):
            all_ = negations([token.word for token in tokens])
            near = [n for n in all_ if 0 < at - n <= NEGATED_WITHIN and _in_one_clause(whole, tokens[n : at + 1])]
            states.append(None if len(all_) != len(near) or len(near) > 1 else bool(near))
        if None not in states and states[0] != states[1]:
            found.append((" ".join(text[token.start : token.end] for token in shared), bool(states[0])))
    return tuple(found)


def _in_one_clause(text: str, tokens: tuple[Word, ...]) -> bool:
    return not any(_CLAUSE_END.search(text, one.end, other.start) for one, other in pairwise(tokens))


_YEAR = regex(r"\b(?:1\d|20)\d\d\b")
_SHORT_YEAR = regex(r"(?<!\w)['’]\d\d\b")  # ’48, and not its ’40s
SECTION_LEVEL = 2
_RECURRING = regex(
    r"\b(?:every|each) year\b|\bannual|\byearly\b|\busually\b|\balways\b|\boften\b|\btypically\b|\bnormally\b"
)
_ANOTHER_YEAR = regex(r"\b(?:that|this|last|next|same|following|previous) year\b")
_EACH = regex(r"\b(?:[Ee]very|[Ee]ach)\s$")
_ONE_MONTH = regex(r"\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Tt]his)\s$")
_OR_ANOTHER = regex(rf"\.?\s?(?:and|or|to|until|through|[-–—])\s?(?={MONTH.pattern})")
_JOINED = regex(r"\s?(?:and|or|to|until|through|,|[-–—])(?:\s(?:on|in|from|the))?\s?")


@rule(serious=False, english=True, readers="a date without a year")
def date_without_year(article: Article) -> Problems:
    """A date has its year, or the year stands before it in the section, or in the title.

    A section begins with a heading of the first or the second level. What comes round every year needs none.

    Bad:  The ferry ran again on 3 May.
    Good: The ferry ran again on 3 May 2019.
    """
    for chapter in article.chapters:
        titles = [b.text for b in chapter.blocks if isinstance(b, Heading) and b.level == 1]
        whole = any(map(_YEAR.search, [article.publication.title, *titles]))
        dated = whole  # whether the section has named a year
        for block in chapter.blocks:
            if isinstance(block, Heading):
                dated = whole or bool(_YEAR.search(block.text)) or (dated and block.level > SECTION_LEVEL)
            if not isinstance(block, Sentence):
                continue
            dated = dated or bool(_SHORT_YEAR.search(block.text))
            found = dates(block.text) if not dated else ()
            for date in found:
                if _lacks_year(block.text, date, found):
                    what = f"{date.text!r} has no year, and none stands before it in the section"
                    yield problem(block.place, f"{what}; add the year", date.text)
            dated = dated or any(date.year for date in found)


def _lacks_year(text: str, date: DateWords, found: tuple[DateWords, ...]) -> bool:
    """Whether a date is one of one year, and its sentence does not say which."""
    if date.year or _RECURRING.search(text) or _ANOTHER_YEAR.search(text) or _EACH.search(text[: date.start]):
        return False
    if date.day is None:
        one = date.text in SHORT_MONTHS or _ONE_MONTH.search(text[: date.start])
        if not one or _OR_ANOTHER.match(text, date.end):
            return False
    for other in found:
        if other.year is None:
            continue
        # A later month of a year says nothing of a day before it: "On 3 May the ice went that froze in March 2019".
        coarser = date.day is not None and other.day is None and other.month is not None
        if other.start < date.start or not coarser or _JOINED.fullmatch(text[date.end : other.start]):
            return False
    return True


# Words that nobody writes twice in a row on purpose, unlike "had had", "that that" and "went on on".
_DOUBLED = regex(
    r"\b(?P<word>the|an?|of|and|to|from|with|their|its|his|her|our|this|these|he|we|they|was|were|has)\s(?P=word)\b(?!-)"
)


@rule(serious=False, english=True, readers="a word that is written twice")
def word_doubled(article: Article) -> Problems:
    """A small word does not stand twice in a row, nor does a full stop, nor a sentence of more than three words.

    A stop stands twice where one is behind the mark of a note as well. That of an abbreviation is another.

    Bad:  The ice of the the river held.
    Good: The ice of the river held.
    """
    before: Sentence | None = None
    for sentence in article.sentences:
        for match in _DOUBLED.finditer(sentence.text[:1].lower() + sentence.text[1:]):
            yield problem(sentence.place, f"{match[0]!r} stands twice; take one out", match[0])
        for match in _TWO_STOPS.finditer(sentence.text) if ".." in sentence.text else ():
            if match[1].lower() not in ABBREVIATIONS and _SPEAKABLE.fullmatch(match[1]):
                yield problem(sentence.place, f"{match[0]!r} has its full stop twice; take one out", match[0])
        again = before and before.text == sentence.text and before.place.path == sentence.place.path
        if again and not sentence.opens and sentence.text.count(" ") >= _REFRAIN:
            what = f"{first_words(sentence.text)!r} is the sentence before once more"
            yield problem(sentence.place, f"{what}; take one out", sentence.text)
        before = sentence


_TWO_STOPS = regex(rf"(?<![\w.])([^\W\d_]+)\.[{_CLOSING}]*\.(?![\w.])")

# As many words may be said twice: Never again. Never again.
_REFRAIN = 3


# A person's years: Bo Wu (1861–1904).
_LIFE = regex(r"(?P<name>[^\W\d_a-z][\w’'-]+) \((?:b\. )?\d{4}[–-](?P<died>\d{4})\)")
_LETTER = regex(r"(?P<name>[^,]+?) to (?:[^\W\d_a-z]|the )")


@rule(serious=True, english=True, readers="a date that cannot be")
def date_possible(article: Article) -> Problems:
    """A day is in the calendar and of its weekday, years and pages run forwards, and letters are by the living.

    That is asked of the chapters and of the published notes. Where the text speaks of another calendar, as the Julian,
    days before 1924 are not judged, and elsewhere none before 1800.

    Bad:  On 31 June 1911 the dam broke.
    Bad:  Bo Wu (1861–1904) knew it. … <sup>3</sup> Wu to Mill, 3 May 1906, Mill Papers.
    Good: On 30 June 1911 the dam broke.
    """
    lines: list[tuple[Place, str]] = [(sentence.place, sentence.text) for sentence in article.sentences]
    lines += [(note.place, note.text) for note in article.original.notes]
    other = cache(lambda: any(OTHER_CALENDAR.search(text) for _, text in lines))
    died: dict[str, str] = {}
    for place, text in lines:
        for wrong in impossible(text, other):
            yield problem(place, f"{wrong.says!r}: {wrong.why}; correct it", wrong.says, wrong.why)
        if "(" in text:
            died.update((match["name"], match["died"]) for match in _LIFE.finditer(text))
    for note in article.original.notes if died else ():
        for cited in article.original.cited[note.number]:
            letter = _LETTER.match(cited.part.title) if cited.part.type is Type.ARCHIVE else None
            name = letter["name"].split()[-1] if letter else ""
            if name in died and died[name] < cited.part.date[:4]:
                what = f"{cited.part.title!r} is of {cited.part.date}, and {name} is said to have died in {died[name]}"
                yield problem(note.place, f"{what}; correct one or the other", cited.part.title, died[name])


# Of the verbs, those that may be nouns, or mean something else, need a "that".
_SAYING = (
    r"(?:(?:says?|said|argue[sd]?|believe[sd]?|think|contend(?:s|ed)?)"
    r"|(?:suggest|claim|warn|maintain|fear)(?:s|ed)?\sthat|(?:indicate|allege|note)[sd]?\sthat|(?:hold|thought)\sthat)"
)
_WHO = (
    "experts critics analysts observers commentators historians scholars economists scientists insiders sources "
    "specialists many"
)
_SPEAKERS = f"(?:{_WHO.replace(' ', '|')})"
_VAGUE = regex(
    r"\b(?i:as per (?:(?:some|many|several|various|media|news|press|recent)\s)*(?:reports|sources|observers|experts)"
    r"|reportedly|allegedly|purportedly"
    rf"|it (?:is|was|has been) (?:(?:widely|often|generally|commonly|sometimes)\s)?"
    r"(?:said|believed|reported|claimed|thought|alleged|rumoured|rumored)\b(?!-|\s(?:by|in)\s)"
    rf"|some (?:\w+\s)?{_SAYING}"
    r"|according to (?:(?:some|many|several|various|unnamed|anonymous|media|news|press|recent|multiple|other)\s)*"
    r"(?:reports|sources|observers|experts|analysts|critics|insiders|rumours|rumors))\b"
)
_VAGUE_SPEAKERS = regex(
    rf"\b(?:(?P<which>[\w'’-]+)\s)?(?:(?P<who>(?i:{_SPEAKERS}))\s{_SAYING}"
    rf"|(?P<reports>(?i:reports))\s(?:{_SAYING}|suggest(?:ed)?|indicate[d]?|claim(?:ed)?))\b"
)
# With these, or a name, before them, the speakers are known from elsewhere.
_DEFINITE = frozenset("the these those both all two three four five my our your his her its their whose such".split())
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_OPENS_A_CLAUSE = frozenset("that but and some many several media news press unconfirmed various recent other".split())
_MAY_BE_VAGUE = ("report", "edly", "it is", "it was", "it has", "some", "sources", *_WHO.split())


@rule(serious=True, english=True, readers="a statement credited to nobody in particular")
def vague_attribution(article: Article) -> Problems:
    """What is put down to nobody in particular has a citation, or a footnote, on its line or later in the paragraph.

    Bad:  Reports say that the ice held.
    Good: Reports say that the ice held.[@mill2019]
    """
    for chapter in article.chapters:
        for paragraph in chapter.paragraphs:
            last = max((n for n, line in enumerate(paragraph) if has_note(line)), default=-1)
            for sentence in paragraph[last + 1 :]:
                if words := _vague(sentence.text):
                    what = f"{words!r} names nobody, and no citation follows"
                    yield problem(sentence.place, f"{what}; say who, and cite it", words)


@where(lambda text: any(map(text.lower().__contains__, _MAY_BE_VAGUE)), "")
def _vague(text: str) -> str:
    """The words outside quotations that put something down to nobody in particular."""
    for form, match in ((f, m) for f in (_VAGUE, _VAGUE_SPEAKERS) for m in f.finditer(text)):
        if any(q.start < match.start() < q.end for q in quotations(text) if q.double):
            continue
        if form is _VAGUE:
            return match[0]
        which, start = match["which"] or "", match.start("reports" if match["reports"] else "who")
        if which.lower() in _DEFINITE or which.endswith(_POSSESSIVES) or (which[:1].isupper() and match.start()):
            continue
        # "The town reports say" may be anybody's reports, or a town's; "so many say" is a comparison.
        opens = not re.search(r"\w\s$", text[:start]) or which.lower() in _OPENS_A_CLAUSE
        if opens or (match["who"] and match["who"].lower() != "many"):
            return text[start : match.end()]
    return ""


_FIRST_WORD = regex(r"[^\W\d_]+(?:[-'’]?[^\W\d_]+)*")
_PARTICLE = regex(
    r"(?:(?:van|von|de|der|den|da|di|del|della|du|la|le|el|al|bin|ibn|ter|ten|dos|das|af|zu)\s|d['’]|al-|el-)+(?=[A-ZÀ-ÖØ-Þ])"
)
_FULL_STOP = regex(rf"[.?!…][{_CLOSING}]*$")
# After these the sentence may go on: "Why?" he asked.
_MAY_GO_ON = regex(r"(?:[?!][)\]]*[\"”’'][)\]]*|…[\"”’')\]]*)$")


@rule(serious=False, english=True, readers="a sentence that begins without a capital")
def sentence_start(article: Article) -> Problems:
    """A sentence begins with a capital.

    A quotation, a name such as *iPhone* or *van der Laan*, an item of a list, and what goes on from a colon, a
    question in quotation marks, a list, a block quotation or a block of code need none; nor does a line without a
    full stop, which is no sentence.

    Bad:  the ferry ran again.
    Good: The ferry ran again.
    """
    for chapter in article.chapters:
        before, sign = ".", PARAGRAPH
        for block in chapter.blocks:
            if not isinstance(block, Sentence):
                before = "." if isinstance(block, Heading) else ""
                continue
            if QUOTED in sign and block.opens and QUOTED not in block.opens:
                before = ""
            sign = block.opens or sign
            if not block.text[:1].isupper():
                word = _FIRST_WORD.match(block.text)  # in lower case as a whole, unlike iPhone
                ended = _FULL_STOP.search(before) and not _MAY_GO_ON.search(before)
                if word and word[0].islower() and ended and _is_prose(block):
                    what = f"begins with {word[0]!r}"
                    mend = "begin it with a capital, or join it to the sentence before"
                    yield problem(block.place, f"{what}; {mend}", word[0])
            before = block.text


def _is_prose(sentence: Sentence) -> bool:
    """Whether a line is a sentence of words, whose first could have a capital."""
    return (
        bool(_FULL_STOP.search(sentence.text))
        and not sentence.raw.startswith("`")
        and not sentence.opens.endswith((ITEM, NUMBERED))
        and not _LETTERED.match(sentence.text)
        and " | " not in sentence.text  # a row of a table
        and not _PARTICLE.match(sentence.text)
        and not re.match(r"\w+[.:/@_]\w|[a-z]\. (?:[a-z]\. )*[a-z]", sentence.text)  # e. e. cummings
    )
