"""The grammar of notes: a note's Markdown in, its parts out. Pure: each note is read from its own words alone.

A note is split where a sentence or a source ends; each piece is then offered to the forms of `FORMS`, in order, and is a
comment if it has none of them. A form that names a source hands what follows the name to `_tail`, which reads each field
(date, volume, locator, publisher …) by the table `FIELDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from scripts.publication import note_fields as fields
from scripts.publication import note_text
from scripts.publication.note_text import Group, Mark, NoteText

LONGEST = 10_000
"""The most characters that a note is read for; a longer one is a comment."""


class Kind(StrEnum):
    """What a part of a note is."""

    FULL = "full"
    SHORT = "short"
    IBID = "ibid"
    SUPRA = "supra"
    CROSS_REFERENCE = "cross-reference"
    COMMENT = "comment"


class Type(StrEnum):
    """What a source is."""

    BOOK = "book"
    ARTICLE = "article"
    CHAPTER = "chapter"
    REPORT = "report"
    THESIS = "thesis"
    NEWS = "news"
    ONLINE = "online"
    CASE = "case"
    STATUTE = "statute"
    TREATY = "treaty"
    ARCHIVE = "archive"
    INTERVIEW = "interview"
    DATASET = "dataset"
    POST = "post"
    VIDEO = "video"
    OTHER = "other"


@dataclass(frozen=True)
class Part:
    """A part of a note. `start` and `end` are places in the note's plain text; every word is in one part.

    `within` is for a citation inside a sentence: its words are those of the comment before it, too. `sure` is False for
    words that cite only if a source has that name ("Mill."). `note` is the number that a supra or a cross-reference
    prints; `words` are those of a comment, with its Markdown, or of a cross-reference. Dates are in ISO form.
    """

    kind: Kind
    start: int = 0
    end: int = 0
    within: bool = False
    sure: bool = True
    type: Type | None = None
    signal: str = ""
    authors: tuple[str, ...] = ()
    idem: str = ""
    title: str = ""
    container: str = ""
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""
    edition: str = ""
    court: str = ""
    date: str = ""
    accessed: str = ""
    url: str = ""
    doi: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    locator: str = ""
    note: str = ""
    hereafter: str = ""
    remark: str = ""
    words: str = ""

    @property
    def cites(self) -> bool:
        """Whether it leads to a source."""
        return self.kind not in (Kind.COMMENT, Kind.CROSS_REFERENCE)


class Piece(NamedTuple):
    """A stretch of a note, which ends where a sentence or a source does."""

    text: NoteText
    start: int
    end: int

    @property
    def plain(self) -> str:
        return self.text.plain[self.start : self.end]

    def groups(self) -> tuple[Group, ...]:
        return self.text.groups(self.start, self.end)

    def behind(self, length: int) -> Piece:
        """The piece without its first characters, and the spaces behind them."""
        start = min(self.start + length, self.end)
        while start < self.end and self.text.plain[start] == " ":
            start += 1
        return self._replace(start=start)


class Field(NamedTuple):
    """What stands between two separators. `mark` is None for words with no marks round them."""

    mark: Mark | None
    text: str
    start: int
    end: int
    glued: bool  # no comma stands before it
    colon: bool = False  # a colon stands before it


# Signals

_SIGNAL_WORDS = (
    r"(?:(?:but|and|or|also|on which|for example|for instance|for this),? )?"
    r"(?:see|cf\.?|compare|contrast|consult)"
    r"(?: (?:also|too|generally|especially|esp\.|further|in particular|in general|for example|for instance|e\.g\.|above all|inter alia|again))*"
    r"(?:,? ?\(?(?:e\.g\.|for example|for instance|inter alia|esp\.|especially|in particular)\)?)?"
)
_OTHER_SIGNALS = (
    r"(?:as )?(?:quoted|cited|reported|reprinted|discussed|described|summarised|summarized|referenced|mentioned|given|printed|reproduced|translated) (?:in|by|from|at)"
    r"|qtd\. in|cit\. in|quoting|citing|accord|contra|e\.g\.|but cf\.|vide|also|from|with"
    r"|but see|voir(?: (?:aussi|notamment|également|par exemple|surtout|en particulier))?|v\. (?:aussi|notamment)|comparer|cité (?:par|dans|d’après|in)|d’après|par exemple"
    r"|siehe(?: (?:auch|dazu|etwa|hierzu|insbesondere|ferner))?|s\. (?:auch|dazu)|vgl\.?(?: (?:auch|dazu|etwa|hierzu|insbesondere|ferner))?|zit(?:iert|\.) (?:nach|bei|in)|so auch|so|dazu|dagegen"
    r"|véase(?: también)?|vedi(?: anche)?|cfr\.?"
)
_SIGNAL = re.compile(rf"(?:{_SIGNAL_WORDS}|{_OTHER_SIGNALS})(?=[\s,:*_“\"‘«]|$)", re.IGNORECASE)
_WEAK_SIGNALS = frozenset("also from with so dazu dagegen".split())
_WITHIN = re.compile(
    rf"(?<![\w’'-])(?:{_SIGNAL_WORDS}|(?:as )?(?:quoted|cited|reported|reprinted) (?:in|by)|qtd\. in|quoting|citing|voir(?: aussi)?|cité par|vgl\.|siehe|zit\. nach)(?=[\s,:])",
    re.IGNORECASE,
)

# Where pieces end

_ABBREVIATIONS = frozenset(
    "ed eds edn trans transl repr rev vol vols no nos p pp pg ch chap chaps sec secs para paras art arts fol fols f ff n nn fn l ll v vs "
    "bk bks pt pts app fig figs pl pls tab col cols cf e.g i.e viz al op loc supra infra cp etc exec approx ca c circa fl b d r "
    "dr mr mrs ms mme prof rev st ste sr jr sir hon gen gov sen rep pres capt lt col maj sgt messrs mt ft "
    "inc ltd co corp bros cie llc assn dept univ acad inst soc govt nat'l int'l comm comms cong sess stat pub doc docs "
    "ms mss add bd hrsg übers aufl bde jg nr s t éd dir trad coll fasc hg anm vgl zit bzw "
    "parl proc civ crim const amend supp evid ct cir jud legis doc jan feb mar apr jun jul aug sept sep oct nov dec janv févr juil déc okt dez q hist j am u.s u.k ph.d phd diss".split()
)
_SENTENCE_SIGNALS = re.compile(
    rf"(?:\*|_)?(?:(?:{_SIGNAL_WORDS}|but see|quoted in|cited in|accord|contra|voir|siehe|vgl\.|vide)(?=[\s,:])|ibid\b|id\.|ib\.|idem\b|loc\. cit)", re.IGNORECASE
)
_LAST_WORD = re.compile(r"[^\s(\[“‘\"]*$")
_ATTACHED = re.compile(
    rf"(?:{fields.ACCESSED.pattern}|emphas[ie]s|italics|translations?|my translation|my emphasis|traduction|übersetzung|hervorhebung|"
    r"on file with|copy on file|archived at|available at|available from|emphasis mine|quotation modernised|spelling modernised)(?!\w)",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r" (?:video|audio|slides|transcript|recording|available|also available|archived|online|pdf|text)\b[^;.,]{0,40} (?=https?:|www\.)", re.IGNORECASE)


def _word_before(plain: str, place: int) -> str:
    return plain[max(0, place - 40) : place].split(" ")[-1].lstrip("([“‘\"'—–")


def _abbreviated(word: str, following: str, before: str) -> bool:
    """Whether a full stop behind this word is its own, and ends no sentence. `following` begins with the next word."""
    bare = word.lower()
    if not word or word[-1].isdigit() or word[-1] in ")]”’\"'»":
        return False
    if bare in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or "." in word.strip("."):
        return True
    if not any(c in "aeiouyäöüéèáíóúàâêîôûåæøœ" for c in bare) and word.isalpha() and not word.isdigit():
        return True
    if re.search(r"[’'](?:l|n|t|g|r|rs|d|x|rd|y)$", word) and not bare.endswith(("n’t", "n't")) and word[0].isupper():
        return True
    next_word = following.split(" ", 1)[0]
    if word[0].isupper() and len(word) <= 7 and next_word[:1].isupper() and next_word.endswith(".") and len(next_word) <= 8:
        return not _SENTENCE_SIGNALS.match(following)
    if word[0].isupper() and len(word) <= 5 and before.endswith(f". {word}") and before[: -len(word) - 2].rpartition(" ")[2][:1].isupper():
        return True
    return word[0].isupper() and next_word[:1].isdigit() and len(word) <= 7


def _pieces(text: NoteText) -> list[Piece]:
    """The pieces of a note: it is split at semicolons and where sentences end, outside of quotations and parentheses."""
    plain, start, place, closed = text.plain, 0, 0, -1
    found: list[Piece] = []
    groups = {group.start: group for group in text.groups(0, len(plain))}
    styled = _reference_style(text, 0, groups)
    while place < len(plain):
        group = groups.get(place)
        ends = False
        if group:
            place = group.end
            last_word = plain[group.start : group.end].rpartition(" ")[2]
            word_italic = group.mark is Mark.ITALIC and (len(last_word) == 1 or last_word.lower() in _ABBREVIATIONS)
            closed = place if not word_italic and not _part_of_word(plain, group) else -1
            ends = group.mark in (Mark.QUOTE, Mark.PAREN) and _ends_with_group(plain, group, start, groups)
            if group.mark is Mark.ITALIC and plain[group.end - 1] == "." and not styled:
                ends = _new_sentence(plain, group.end - 1, groups, start) and not _continues(plain[group.end + 1 : group.end + 161])
        else:
            character = plain[place]
            place += 1
            if character == ";":
                ends = not _CONTINUED.match(plain, place)
            elif character in ".?!…" and place < len(plain) and plain[place] == " ":
                ends = _new_sentence(plain, place - 1, groups, start, closed == place - 1) and not (styled and _within_reference(plain, place, groups, start, styled == "year"))
        if ends:
            found.append(Piece(text, start, place))
            start = place
            while start < len(plain) and plain[start] == " ":
                start += 1
            place = start
            styled = _reference_style(text, start, groups)
    if start < len(plain):
        found.append(Piece(text, start, len(plain)))
    return found


def _next_start(plain: str, place: int) -> int:
    while place < len(plain) and plain[place] == " ":
        place += 1
    return place


def _new_sentence(plain: str, stop: int, groups: dict[int, Group], start: int, closed: bool = False) -> bool:
    """Whether a sentence ends with the mark at `stop`; `closed` tells that a quotation or an address ends before it."""
    after = _next_start(plain, stop + 1)
    if after >= len(plain) or after == stop + 1:
        return False
    following = plain[after : after + 160]
    if (closed or fields.date_at(plain[max(0, stop - 4) : stop]) or plain[stop - 1].isdigit()) and not _is_prose(plain[start:stop]) and _has_title(groups, start, stop) and _continues(following):
        return False
    if _ATTACHED.match(following) and (following[0].isupper()):
        return True
    word = "" if closed else _word_before(plain, stop)
    signal = _SENTENCE_SIGNALS.match(following)
    if word.isdigit() and re.match(r"(?:Aufl|Bd|Jg|Jahrg|Band|Hälfte)", following):
        return False
    if plain[stop] == "." and word.lower() in ("cf", "see", "e.g", "i.e", "vgl", "op", "loc", "art"):
        return False
    if signal and (following[0].isupper() or groups.get(after)) and word.lower() not in ("n", "v", "vs"):
        return True
    if plain[stop] != "." and plain[stop] not in "?!…":
        return False
    group = groups.get(after)
    if plain[stop] in "?!" and not following[0].isupper():
        return False
    abbreviated = plain[stop] == "." and _abbreviated(word, following, plain[start:stop])
    if group and group.mark is Mark.PAREN:
        inner = plain[group.first : group.last]
        return not abbreviated and inner[:1].isupper() and len(inner.split()) > 3 and inner.rstrip()[-1:] in ".!?" and not _imprint(inner.rstrip("."))
    if group and group.mark in (Mark.QUOTE, Mark.ITALIC):
        return not abbreviated
    if group and group.mark is Mark.ADDRESS:
        return False
    if following[0].isupper():
        return not abbreviated
    if following[0].isdigit():
        return not abbreviated and (bool(closed) or word[:1].islower() and len(word) > 3)
    return bool(signal) and not abbreviated


def _has_title(groups: dict[int, Group], start: int, stop: int) -> bool:
    near = [g for g in groups.values() if start <= g.start < stop] if len(groups) < 40 else list(groups.values())[:1]
    return any(g.mark in (Mark.QUOTE, Mark.ITALIC) for g in near)


def _ends_with_group(plain: str, group: Group, start: int, groups: dict[int, Group]) -> bool:
    """Whether a sentence ends with a quotation or a parenthesis: "…not define ‘ebb.’ The next"."""
    if group.end >= len(plain) or plain[group.end] != " ":
        return False
    last = plain[group.last - 1 : group.last]
    after = _next_start(plain, group.end)
    following = plain[after : after + 60]
    if group.mark is Mark.PAREN:
        return last in ".!?" and plain[max(0, group.start - 2) : group.start] in (". ", "") and following[:1].isupper()
    if last not in ".?!" or not following or (group.mark is Mark.QUOTE and _continues(following) and not _is_prose(plain[start : group.start])):
        return False
    behind = groups.get(after)
    if behind and behind.mark is Mark.ADDRESS and group.start == start and _sentence_like(plain[group.first : group.last]):
        return True
    if behind and behind.mark in (Mark.ITALIC, Mark.PAREN, Mark.ADDRESS, Mark.BRACKET):
        return last == "." and behind.mark is Mark.ITALIC and (bool(_SENTENCE_SIGNALS.match(plain, behind.start)) or _is_prose(plain[start : group.start]))
    if not following[0].isupper() and not _SENTENCE_SIGNALS.match(following):
        return False
    return last == "." or _is_prose(plain[start : group.start]) or bool(_SENTENCE_SIGNALS.match(following))


_REFERENCE_NAME = re.compile(r"[^\W\d_][^,.()*“\"]{0,60}, [^\W\d_][^()“\"*]{0,200}?\. ?$")
_YEAR_STYLE = re.compile(r"[^()“\"*]{2,200}, [^()“\"*]{1,200}\((?:1[5-9]|20)\d\d[a-z]?(?:, [^()]{1,30})?\)[.:] ")


def _reference_style(text: NoteText, start: int, groups: dict[int, Group]) -> str:
    """Which of a bibliography's forms begins here: "name" for Mill, Ada. *On Tides*. …; "year" for Mill, A. (2019). …; or ""."""
    plain = text.plain
    if (lead := _SIGNAL.match(plain, start)) and lead[0].lower() not in _WEAK_SIGNALS:
        start = _next_start(plain, lead.end())
    window = plain[start : start + 400]
    if _YEAR_STYLE.match(window) and fields.natural(window[: window.index("(")].rstrip()):
        return "year"
    for group in text.groups(start, min(len(plain), start + 400)):
        if group.mark in (Mark.QUOTE, Mark.ITALIC):
            before = plain[start : group.start]
            listed = _REFERENCE_NAME.fullmatch(before) and fields.natural(before.strip(" .")) is not None
            house = re.fullmatch(r"[A-Z][^.“”,]{4,80}\. ", before) and _is_institution(before.strip(" ."))
            named = (listed or house) and not _SIGNAL.match(before)
            return "name" if named else ""
        if group.mark is not Mark.PAREN:
            return ""
    return ""


def _continues(following: str) -> bool:
    """Whether what follows a title and a full stop still belongs to its reference: Dunmore: Weir, 2019."""
    if re.match(r"[A-Z][^.,;:]{1,40}: [A-Z][^.;]{1,80}?,? \[?(?:1[4-9]|20)\d\d|(?:Edited|Translated|Trans\.|Ed\.|Vol\.|Hrsg\.|\d\w\w? ed)|(?:https?:|www\.)", following):
        return True
    sentence = re.split(r"\. |\.$| (?=https?:)", following, maxsplit=1)[0].strip(" .")
    if fields.whole_date(sentence) or fields.edition(sentence) or fields.whole_locator(sentence, labelled=True) or _CODE.match(following):
        return True
    if re.match(r"(?:post|tweet|video|reply|comment|podcast|press release|blog post)(?: on| at| by)?(?= |,|$)", sentence, re.IGNORECASE) and re.search(r"\d{4}", sentence):
        return True
    pieces = _commas(sentence)
    return len(pieces) > 1 and bool(fields.whole_date(pieces[-1])) and _is_institution(pieces[0]) and not _is_prose(sentence)


def _within_reference(plain: str, place: int, groups: dict[int, Group], start: int, whole: bool) -> bool:
    """Whether what follows a full stop still belongs to a reference in a bibliography's form."""
    after = _next_start(plain, place)
    group = groups.get(after)
    if whole or (group and group.mark is Mark.ADDRESS):
        return True
    if group and group.mark in (Mark.QUOTE, Mark.ITALIC):
        before = [g.mark for g in groups.values() if start <= g.start < place and not _vocabulary(plain[g.first : g.last])] if len(groups) < 40 else []
        return group.mark not in before and not (group.mark is Mark.QUOTE and Mark.ITALIC in before)
    stop = plain.find(". ", after)
    words = plain[after : stop if stop >= 0 else len(plain)]
    return _continues(plain[after : after + 160]) or bool(re.match(r"[^.,;]{1,60}: [^.;]{1,80}", words) or fields.edition(words) or fields.whole_date(words)) or words.startswith(("In ", "Edited", "Translated", "Vol", "Ph"))


# Words of a sentence, not of a reference

_PROSE = frozenset(
    "is are was were has have had does did do been being be am i we he she they it you us me him them his her their its my our your "
    "this that these those which who whose whom what when where why how not no only can could would should may might must shall will "
    "there here then than if because since while although though however but such so very more most much many few some any both each "
    "never always often still even yet also else perhaps indeed "
    "est sont était étaient ont avait ce cette ces qui que dont où ne pas nous vous ils elles il elle je lui leur mais donc "
    "ist sind war waren hat haben hatte hatten wird werden wurde wurden nicht kein keine ich wir sie er es dass daß dieser diese dieses aber".split()
)
_PROSE_ALLOWED = frozenset("what when where why how who".split())


def _is_prose(words: str) -> bool:
    """Whether words outside of titles are those of a sentence: they hold a verb, a pronoun or the like in lower case."""
    return any(word in _PROSE for word in re.findall(r"[^\W\d_]+", words))


def _sentence_like(quoted: str) -> bool:
    """Whether quoted words are a sentence rather than a title: most words have no capital."""
    words = re.findall(r"[^\W\d_]+", quoted)
    return len(words) > 4 and quoted[:1].isupper() and sum(w[0].islower() for w in words) * 2 > len(words)


def _outside(piece: Piece) -> str:
    """The words of a piece that stand in no group."""
    kept, place = [], piece.start
    for group in piece.groups():
        kept.append(piece.text.plain[place : group.start])
        place = group.end
    kept.append(piece.text.plain[place : piece.end])
    return " ".join(kept)


# Fields

_VOCABULARY = re.compile(
    rf"(?:(?:{_SIGNAL_WORDS}|{_OTHER_SIGNALS}|supra|infra|ante|post|ibid\.?|ib\.|id\.|idem|op\. ?cit\.?|loc\. ?cit\.?|art\. ?cit\.?|in|in:|et al\.?|"
    r"with|aff[’']d|rev[’']d|cert\. denied|v\.|versus|passim|sub nom\.|note|notes|at|n\.|hereafter|hereinafter|sic|l\.c\.|a\. ?a\. ?O\.|et seq\.?|"
    r"above|below|p\.|pp\.)[ ,:]*)+",
    re.IGNORECASE,
)


def _vocabulary(words: str) -> bool:
    """Whether italics are those of the note's own words, as *supra*, and not of a title."""
    return bool(_VOCABULARY.fullmatch(words.strip()))


def _part_of_word(plain: str, group: Group) -> bool:
    """Whether a parenthesis belongs to the word before it, as in § 4(a)."""
    return group.mark is Mark.PAREN and group.start > 0 and (plain[group.start - 1].isalnum() or plain[group.start - 1] == ")")


def _titles(piece: Piece) -> Iterator[Group]:
    """The groups of a piece that may be titles."""
    for group in piece.groups():
        words = piece.text.plain[group.first : group.last]
        if group.mark in (Mark.QUOTE, Mark.LINK) or (group.mark is Mark.ITALIC and not _vocabulary(words)):
            yield group


def _fields(piece: Piece) -> list[Field]:
    """A piece split at its commas, but not within dates, and with each group as a field of its own."""
    key = (piece.start, piece.end)
    if key not in piece.text.memory:
        piece.text.memory[key] = tuple(_split_fields(piece))
    return list(piece.text.memory[key])


def _split_fields(piece: Piece) -> list[Field]:
    plain, found = piece.text.plain, []
    place, glued, colon = piece.start, True, False
    if "dates" not in piece.text.memory:
        piece.text.memory["dates"] = {m.start(): m.end() for m in fields.FULL_DATES.finditer(plain)}
    kept = piece.text.memory["dates"]

    def put(mark: Mark | None, first: int, last: int) -> None:
        nonlocal glued, colon
        words = plain[first:last].strip()
        if mark is None:
            while words[:1] in (":", ",", ";", ".") and words and not words.startswith("..."):
                colon, glued, words = words[0] == ":" or colon, False, words[1:].lstrip()
        if words or mark:
            found.append(Field(mark, words, first, last, glued, colon))
            glued, colon = True, False

    def put_text(first: int, last: int) -> None:
        nonlocal glued, colon
        at, begun = first, first
        while at < last:
            if at in kept and kept[at] <= last and not (at > first and plain[at - 1].isalnum()):
                at = kept[at]
                continue
            if plain[at] in ",;" and not re.match(r",? (?:Jr|Sr|III|II|IV)\b\.?", plain[at : at + 7]) and not plain[at - 1 : at + 2].replace(",", "0").isdigit():
                put(None, begun, at)
                glued, begun = False, at + 1
            at += 1
        put(None, begun, last)

    for group in piece.groups():
        words = plain[group.first : group.last]
        if (group.mark is Mark.ITALIC and _vocabulary(words)) or _part_of_word(plain, group):
            continue
        if group.start > place:
            put_text(place, group.start)
        if group.mark is Mark.LINK:
            put(Mark.LINK, group.first, group.last)
        else:
            put(group.mark, group.first, group.last)
        if words.rstrip()[-1:] in (",", ";") and group.mark in (Mark.QUOTE, Mark.ITALIC):
            glued = False
        place = group.end
    if piece.end > place:
        put_text(place, piece.end)
    return found


Values = dict[str, Any]


def _imprint(words: str) -> Values | None:
    """Place, publisher and date of "London: Lanyard, 2013", "Tern Books, 2020", "Manchester, 1999", "2019"; None if none."""
    text = words.strip(" .,")
    if not text:
        return None
    if fields.whole_date(text):
        return {"date": fields.whole_date(text)}
    values: Values = {}
    if again := re.match(rf"(?P<date>{fields._YEAR})[;,] (?=repr|reprint|Nachdr|rééd)", text):  # the date first printed
        values["date"] = again["date"]
        text = re.sub(r"^(?:repr(?:int(?:ed)?)?|Nachdr|rééd)\b\.?,? ?", "", text[again.end() :])
    pieces = [p.strip() for p in _commas(text)]
    if len(pieces) > 1 and (date := fields.whole_date(pieces[-1])):
        values.setdefault("date", date)
        pieces = pieces[:-1]
    elif match := re.search(rf",? (\[?(?:c\. ?)?{fields._YEAR}\]?)$", text):
        values.setdefault("date", fields.whole_date(match[1]))
        pieces = [p.strip() for p in _commas(text[: match.start()])]
    rest: list[str] = []
    for item in pieces:
        if (edition := fields.edition(item)) and not rest:
            values["edition"] = edition
        elif match := re.fullmatch(r"(.+?),? (?:(\d+(?:st|nd|rd|d|th) )?eds?\.)", item):
            values["editors"] = fields.names(match[1]) or (match[1],)
        elif match := _ROLE.match(item):
            values[_role(match)] = fields.names(item[match.end() :]) or (item[match.end() :],)
        elif fields.EXTENT.fullmatch(item):
            continue
        else:
            rest.append(item)
    where = ", ".join(rest)
    if re.search(r"\b[Nn]o\.? ?\d", where) and fields.DOCUMENT.fullmatch(where):
        return {**values, "number": where}
    if not where:
        return values or None
    if _is_prose(where):
        return None
    place, colon, publisher = where.partition(": ")
    if colon and fields.is_organisation(place.replace(",", "").replace(" / ", " ").replace("/", " ").replace(";", "")):
        values |= {"place": _known(place), "publisher": _known(publisher)}
    elif "date" in values and (fields.is_organisation(where) or len(where.split()) < 12):
        values["publisher"] = _known(where)
    else:
        return values if values.get("edition") or values.get("editors") else None
    return {k: v for k, v in values.items() if v}


_UNKNOWN = re.compile(r"\[?(?:n\. ?p(?:ub)?\.?|s\. ?[ln]\.|s\. ?n\.|no publisher|o\. ?O\.)(?: ?[:;,] ?(?:n\. ?p\.|s\. ?n\.))?\]?", re.IGNORECASE)


def _known(words: str) -> str:
    """A place or a publisher; "" for the mark that none is known."""
    return "" if _UNKNOWN.fullmatch(words.strip()) else words.strip()


def _commas(text: str) -> list[str]:
    """A text split at its commas, but not within dates."""
    kept = {m.start(): m.end() for m in fields.FULL_DATES.finditer(text)}
    found, begun, at = [], 0, 0
    while at < len(text):
        if at in kept:
            at = kept[at]
            continue
        if text[at] == ",":
            found.append(text[begun:at])
            begun = at + 1
        at += 1
    return [*found, text[begun:]]


_ROLE = re.compile(
    r"(?:and )?(?:(?P<editors>(?:edited|eds?\.|ed\b\.?|éd\.|éds\.|sous la direction de|sous la dir\. de|dir\.|hrsg\.(?: v\.)?|hg\.|herausgegeben)(?: (?:by|von|par|and trans\. by|and trans\.))?)"
    r"|(?P<translators>(?:translated|trans\.|transl\.|tr\.|trad\.|traduit|übers\.|übersetzt)(?: (?:by|from the \w+ by|von|v\.|par|de l[’']\w+ par|and ed\. by|and ed\.))?)) ",
    re.IGNORECASE,
)


def _role(match: re.Match[str]) -> str:
    return "editors" if match["editors"] else "translators"


_ORGANISATIONS = re.compile(
    r"(?<!\w)(?:institut[eo]?|organi[sz]ation|ministry|department|office|council|commission|committee|agency|association|society|university|board|bureau|union|"
    r"group|foundation|cent(?:er|re)|court|tribunal|bank|company|trust|fund|network|authority|assembly|parliament|congress|government|service|secretariat|federation|"
    r"league|party|campaign|coalition|alliance|initiative|programme|program|project|forum|academy|college|school|inspectorate|administration|directorate|unit|"
    r"musée|museum|archives?|mairie|préfecture|banque|bibliothèque|institut|police|embassy|registry|"
    r"comm[’']n|dep[’']t|ass[’']n|inst\.|dept\.|corp\.|mgmt\.|inc\.|ltd|llc|UN|EU|U\.N\.|ministère|commissariat|conseil|société|université|amt|ministerium|verein|verband|gesellschaft|universität|stiftung)(?!\w)",
    re.IGNORECASE,
)  # fmt: skip


def _is_institution(words: str) -> bool:
    """Whether a name is an organisation's beyond doubt: it says what kind it is."""
    return bool(_ORGANISATIONS.search(words)) and fields.is_organisation(words.replace(",", ""))


_TYPES: tuple[tuple[Type, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for kind, words in (
        (Type.THESIS, r"(?:ph\.? ?d|doctoral|master[’']?s?|m\.?a\.?|m\.?sc|m\.?phil|d\.?phil|undergraduate|bachelor[’']?s?|honou?rs)\.? (?:thesis|diss\.?|dissertation)|thesis|dissertation|diss\.|thèse|mémoire de|habilitationsschrift|diplomarbeit|masterarbeit"),
        (Type.DATASET, r"data ?sets?|data files?|data base|database|jeu de données|datensatz"),
        (Type.VIDEO, r"video|vidéo|youtube|vimeo|film|documentary"),
        (Type.INTERVIEW, r"interview(?:ed)?|e-?mails? (?:from|to|with)|correspondence with|personal communication|conversation with|entretien avec|in conversation|gespräch mit|telephone call|e-?mail to (?:the )?author|pers\. comm\."),
        (Type.POST, r"tweet|twitter|post on|facebook|instagram|mastodon|reply to|comment on|blog comment|reddit|bluesky"),
        (Type.OTHER, r"podcast|press release|press statement|media release|paper presented|speech|lecture|address to|remarks|conference paper|keynote|talk|communiqué(?: de presse)?|radio|hearing|hearings|debates?|software|track \d|song|testimony|broadcast|presentation|poster|HC Deb|HL Deb|Hansard|Cong\. Rec\."),
        (Type.REPORT, r"working paper|discussion paper|white ?paper|policy brief|technical report|research paper|report no|occasional paper|UN doc|rapport|Cmn?d|Cd|Cm|Parl\. Papers|parliamentary papers"),
    )
)  # fmt: skip


def _type_of(words: str) -> Type | None:
    return next((kind for kind, pattern in _TYPES if pattern.search(words)), None)


_REPOSITORY = re.compile(
    r"(?<!\w)(?:archives?|archivio|archivo|archiv|staatsarchiv|library|libraries|record office|registry|museum|bibliothèque|bibliothek|"
    r"repository|historical society|muniments?|county record|public records|nachlass|special collections)(?!\w)",
    re.IGNORECASE,
)
_COLLECTION = re.compile(r"(?<!\w)(?:papers|collection|fonds|records of|correspondence|manuscripts|coll\.)(?!\w)", re.IGNORECASE)
_SHELFMARK = re.compile(
    r"(?:(?:MSS?|Ms|ms|Add\.? MSS?|Cod\.|Box|box|Boxes|Folder|folder|File|file|Series|Carton|carton|Reel|reel|RG|Record Group|Bundle|bundle|Dossier|dossier|Liasse|liasse|pièce|Pièce|série|Série|Sign\.|Nr\.|"
    r"Kasten|Mappe|Faszikel|Bestand|item|Item|cote)\b\.? ?(?:[\w./–-]+ ?){1,6}|[A-Z]{1,6}[ /]?\d[\w.]*(?:[/ :.-][A-Z\d][\w.]*)*|[A-Z]{1,5}(?:[/-][A-Z\d]+)+|(?:série )?\d?[A-Z]{1,2} \d+(?:/\d+)*)"
)

_HEREAFTER = re.compile(
    r"(?:hereinafter|hereafter|henceforth|ci-après|désormais|cité|im folgenden|nachfolgend|fortan)(?: (?:cited (?:in (?:the )?text )?as|referred to as|abbreviated as|as|cité|zitiert(?: als)?|:))?:? ",
    re.IGNORECASE,
)
_REMARK = re.compile(r"emphas[ie]s|italics|translat|my |on file|quoting|citing|noting|arguing|explaining|stating|original|double date|sic", re.IGNORECASE)


class _Tail:
    """What follows the name of a source, field by field."""

    def __init__(self, values: Values, *, form: str) -> None:
        self.values = values
        self.form = form  # "quoted", "italic", "law" or "bare": how the source's own title is printed
        self.hint = ""  # the words that tell its type
        self.prose = 0
        self.numbers = False  # a volume or a number of a series was just read
        self.strange: list[str] = []
        self.imprint = False
        self.behind = False  # whether an organisation stands as the author behind the title
        self.signals: list[tuple[Field, str]] = []

    def set(self, name: str, value: Any, join: str = "") -> bool:
        if not value:
            return False
        old = self.values.get(name)
        if not old:
            self.values[name] = value
        elif join:
            self.values[name] = f"{old}{join}{value}"
        return not old or bool(join)

    @property
    def serial(self) -> bool:
        """Whether it appeared in a journal, paper or the like."""
        return bool(self.values.get("container"))

    def locate(self, words: str, *, labelled: bool = False, colon: bool = False) -> bool:
        value = fields.whole_locator(words, labelled=labelled)
        if not value:
            return False
        plural = bool(re.match(r"pp?\b\.? ?", words.strip(" ,:")))
        long = _length(value)
        extent = self.serial and self.form == "quoted" and not self.values.get("pages") and not self.values.get("locator") and long
        if extent and (plural or long >= 8 or (colon and long >= 8)) and self.values.get("type") is not Type.NEWS:
            return self.set("pages", value)
        return self.set("locator", value, ", ")

    def field(self, item: Field, following: list[Field]) -> None:
        """Take up a field; `following` are those after it."""
        if item.mark is Mark.ADDRESS:
            self.address(item.text)
        elif item.mark is Mark.PAREN:
            self.paren(item.text)
        elif item.mark is Mark.BRACKET:
            self.bracket(item.text)
        elif item.mark is None:
            for reader in FIELDS:
                if reader(self, item, following):
                    return
        else:
            self.strange.append(item.text)

    def address(self, words: str) -> None:
        _set_address(self.values, words)

    def paren(self, words: str) -> None:
        text = re.sub(r", \d{1,2}[:.]\d\d ?(?:[APap]\.?[Mm]\.?)?$", "", words.strip())
        if text.startswith(("http", "www.", "doi:")):
            self.address(text.split()[0].rstrip(",;"))
        elif url := re.search(r"https?://[^\s,;]+", text):
            self.set("url", url[0])
            self.set("remark", text[: url.start()].split(";")[0].strip(), "; ")
        elif match := _HEREAFTER.search(text):
            self.set("hereafter", text[match.end() :].strip(" .“”‘’\"'"))
            if match.start():
                self.paren(text[: match.start()].strip(" ,;"))
        elif match := fields.ACCESSED.match(text):
            self.set("accessed", fields.whole_date(text[match.end() :]) or text[match.end() :].strip(" ."))
        elif match := re.match(r"(?P<what>opened for signature|signed|adopted|done|concluded|entered into force|entry into force|in force)(?: on)?:? ", text, re.IGNORECASE):
            date = fields.date_at(text, match.end())
            if date and text[date[1] :].strip(" ,;"):
                self.set("remark", text[date[1] :].strip(" ,;"), "; ")
                text = text[: date[1]]
            if date and not match["what"].lower().startswith(("ent", "in ")) and not self.values.get("date"):
                self.set("date", date[0])
            else:
                self.set("remark", text, "; ")
        elif _type_of(text) in (Type.THESIS, Type.DATASET) and len(text) < 150:
            self.hint = text
            for piece in _commas(text):
                if date := fields.whole_date(piece):
                    self.set("date", date)
                elif not _type_of(piece) and "unpublished" not in piece.lower():
                    self.set("publisher", piece.strip())
        elif value := fields.whole_locator(text, labelled=not (self.values.get("pages") and self.form != "law")):
            if not fields.whole_date(text) or self.values.get("date"):
                self.set("locator", value, ", ")
            else:
                self.set("date", fields.whole_date(text))
        elif self.form == "law" and (match := re.fullmatch(rf"(?P<court>[^()]*?),? ?(?P<date>(?:{fields._MONTH} )?(?:\d{{1,2}}, )?{fields._YEAR})", text)) and not self.values.get("publisher"):
            self.set("date", fields.whole_date(match["date"]))
            court = match["court"].strip()
            if edition := fields.edition(court):
                self.set("edition", edition)
            elif editors := re.fullmatch(r"(.+?),? (?:eds?\.|trans\.)(?:,? (\d\w+ ed\.))?", court):
                self.set("translators" if "trans." in court else "editors", fields.names(editors[1]) or (editors[1],))
            elif court:
                self.set("court" if self.values.get("type") is Type.CASE else "publisher", court)
        elif re.fullmatch(r"(?:ed|eds|éd|éds|dir|dirs|hg|hrsg|editors?)\.?", text, re.IGNORECASE):
            self.values["edited"] = True
        elif not self.imprint and (found := _imprint(text)):
            self.imprint = True
            if self.serial and self.form == "quoted" and found.get("date", "").count("-") == 2 and "publisher" in found and "place" not in found:
                found["place"] = found.pop("publisher")
            for name, value in found.items():
                self.set(name, value)
        elif (match := re.fullmatch(r"(?:Cmn?d|Cd|Cm|C|HC|HL|HC Paper|HL Paper|no|nos|n°|\d+ (?:&|and) \d+ [A-Z][a-z]+)\b\.?,? ?.{1,40}", text, re.IGNORECASE)) and any(c.isdigit() for c in text):
            self.set("number", text.rstrip("."))
            if year := re.match(rf"H[CL] (?P<year>{fields._YEAR})\b", text):
                self.set("date", year["year"])
        elif _type_of(text) and len(text.split()) < 5:
            self.hint += " " + text
        elif self.form == "law" and self.values.get("number") and re.fullmatch(r"[A-Z][A-Za-z]{1,6}", text) and not self.values.get("locator"):
            self.values["number"] += f" ({text})"
        elif self.form == "quoted" and (match := re.match(r"(?:statement|speech|address|remarks|lecture|paper|talk|letter|testimony|sermon|keynote) (?:by|of|from) ", text, re.IGNORECASE)):
            self.spoken(text, match.end())
        elif self.names_again(text):
            self.set("hereafter", text.strip("“”‘’\"'"))
        else:
            self.set("remark", text.rstrip("."), "; ")

    def names_again(self, text: str) -> bool:
        """Whether a parenthesis gives the title another name: right behind it, and with one of its words or its initials."""
        if any(self.values.get(name) for name in ("date", "locator", "pages", "remark", "hereafter")) or len(text.split()) > 6 or _is_prose(text):
            return False
        title = set(re.findall(r"[A-Z]\w{3,}", self.values.get("title", "")))
        words = re.findall(r"[A-Z]\w{3,}", text)
        return bool(title & set(words)) or bool(re.fullmatch(r"[“‘\"]?(?:the )?[A-Z][A-Za-z]*[A-Z][A-Za-z]*[”’\"]?|[“‘\"].+[”’\"]", text))

    def spoken(self, text: str, place: int) -> None:
        """What was said, by whom, where, when: statement by Ambassador Ada Mill to the Board, Dunmore, 3 May 2014."""
        pieces = [p.strip() for p in _commas(text[place:])]
        who = re.split(r" (?:to|at|before|in|on) ", pieces[0], maxsplit=1)[0].split()
        while len(who) > 2 and (who[0].rstrip(".").lower() in fields.HONORIFICS or who[0][0].islower()):
            who = who[1:]
        if not self.values.get("authors"):
            self.set("authors", fields.names(" ".join(who)))
        self.hint += " speech"
        if date := fields.whole_date(pieces[-1]):
            self.set("date", date)
            if len(pieces) > 2:
                self.set("place", pieces[-2])

    def bracket(self, words: str) -> None:
        text = words.strip()
        if _UNKNOWN.fullmatch(text) or text.lower() in ("en ligne", "online", "sic", "web") or text.startswith(("http", "www.")):
            return
        if match := _HEREAFTER.match(text):
            self.set("hereafter", text[match.end() :].strip(" .“”‘’\"'"))
        elif match := fields.ACCESSED.match(text):
            self.set("accessed", fields.whole_date(text[match.end() :]) or text[match.end() :].strip())
        elif re.fullmatch(r"\d+", text) and not re.fullmatch(fields._YEAR, text):
            self.set("locator", f"[{text}]", "–" if self.values.get("locator", "").endswith("]") else "")
        elif fields.whole_date(text):
            self.set("date", fields.whole_date(text))
        elif _type_of(text):
            self.hint += " " + text
        else:
            self.set("remark", text, "; ")


def _set_address(values: Values, words: str) -> None:
    if match := re.match(r"(?:doi:\s?|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/.+)", words, re.IGNORECASE):
        values.setdefault("doi", match[1])
    else:
        values.setdefault("url", words.removeprefix("mailto:"))


def _length(pages: str) -> int:
    """How many pages a range such as 77–94 or 121--40 covers; 0 if it is no range."""
    match = re.fullmatch(r"\D{0,2}(\d+) ?(?:--|[-–—]) ?\D{0,2}(\d+)", pages)
    if not match:
        return 0
    first, last = match[1], match[2]
    whole = first[: -len(last)] + last if len(last) < len(first) else last
    return max(0, int(whole[:9]) - int(first[:9]) + 1)


# The fields of a tail: each takes a field up and says so, or leaves it to the next.

Reader = Callable[[_Tail, Field, list[Field]], bool]


def _accessed(tail: _Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    if not (match := fields.ACCESSED.match(text)):
        return False
    return tail.set("accessed", fields.whole_date(text[match.end() :]) or text[match.end() :].strip(" :.")) or True


def _people(tail: _Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip()
    if match := _ROLE.match(text + " "):
        people = fields.names(text[match.end() :]) if text[match.end() :] else None
        if people:
            return tail.set(_role(match), people)
        if not text[match.end() :].strip():
            tail.values["edited"] = True
            return True
    if match := re.fullmatch(r"(.+?) (?:eds?\.|\(eds?\.?\)|éds?\.|\(hg\.\)|\(hrsg\.\)|\(dir\.\))", text, re.IGNORECASE):
        if people := fields.names(match[1]):
            return tail.set("editors", people)
    if match := re.match(r"(?:by|par|von) (?=[A-Z])", text):
        if (people := fields.names(text[match.end() :])) and not tail.values.get("authors"):
            return tail.set("authors", people)
    if match := re.match(r"(?:hosted|directed|presented|produced|narrated) by ", text):
        return tail.set("remark", text, "; ")
    last = next(reversed(tail.values), "")
    if last in ("editors", "translators") and not item.glued and fields.is_name(text.removeprefix("and "), 2) and not tail.imprint:
        if following and following[0].mark in (None, Mark.PAREN):
            tail.values[last] = (*tail.values[last], *(fields.names(text) or ()))
            return True
    return False


def _edition_field(tail: _Tail, item: Field, following: list[Field]) -> bool:
    if edition := fields.edition(item.text):
        return tail.set("edition", edition)
    return bool(fields.EXTENT.fullmatch(item.text.strip()))


def _volume(tail: _Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .")
    if fields.TIME.fullmatch(text):
        return False
    if (match := re.fullmatch(r"(?P<volume>\d{1,4})\((?P<number>[\w–/-]{1,12})\)(?P<rest>.*)", text)) and tail.serial and tail.form == "quoted":
        tail.set("volume", match["volume"])
        tail.set("number", match["number"])
        if rest := match["rest"].strip(" ,:"):
            tail.field(item._replace(text=rest, colon=True), following)
        return True
    if (match := re.fullmatch(r"(?P<volume>\d{1,2}):(?P<locator>\d[\d–-]*(?:, \d[\d–-]*)*)", text)) and tail.form == "italic" and not tail.hint and (tail.imprint or tail.values.get("authors")):
        tail.set("volume", match["volume"])
        return tail.set("locator", match["locator"])
    if match := fields.VOLUME.match(text):
        rest = text[match.end() :].strip(" ,.:")
        if match.end() < len(text) and text[match.end()].isalnum():
            return False
        tail.numbers = True
        tail.set("volume", match["volume"])
        if rest:
            tail.field(item._replace(text=rest), following)
        return True
    if match := fields.NUMBER.match(text):
        if match.end() == len(text) or text[match.end()] in " ,.:":
            tail.numbers = True
            rest = text[match.end() :].strip(" ,.:")
            tail.set("number", match["number"])
            if rest:
                tail.field(item._replace(text=rest, colon=True), following)
            return True
    if tail.form == "law" and not tail.serial:
        return False
    journal = tail.serial and tail.form == "quoted" and not tail.values.get("volume") and tail.values.get("type") is not Type.CHAPTER and not tail.imprint
    if not journal and fields.ROMAN.fullmatch(text) and not tail.values.get("volume") and (following and not item.glued or len(text) < 3 and following):
        nxt = following[0]
        if nxt.mark is None and fields.whole_locator(nxt.text):
            return tail.set("volume", text)
    if not journal:
        return False
    if (match := fields.VOLUME_ISSUE.match(text)) and not fields.TIME.match(text) and not fields.whole_date(text):
        tail.set("volume", match["volume"])
        tail.set("number", match["number"])
        rest = text[match.end() :].strip(" ,:.")
        if rest:
            tail.field(item._replace(text=rest, colon=True), following)
        return True
    if match := re.match(rf"(?P<volume>\d{{1,4}}|{fields._ROMAN})(?=$|[ :,])", text):
        nxt = following[0] if following else None
        plausible = item.glued or (nxt is not None and (nxt.mark is Mark.PAREN or fields.NUMBER.match(nxt.text) or fields.whole_locator(nxt.text)))
        if re.fullmatch(fields._YEAR, match[0]) and not (nxt and nxt.mark is Mark.PAREN and fields.whole_date(nxt.text)):
            return False
        if not plausible and ":" not in text:
            return False
        if item.colon and not (nxt and nxt.mark is Mark.PAREN):
            return False
        tail.set("volume", match["volume"])
        tail.numbers = True
        rest = text[match.end() :].strip()
        if rest.startswith(":"):
            tail.field(item._replace(text=rest[1:].strip(), colon=True), following)
        elif rest:
            tail.field(item._replace(text=rest.strip(" ,")), following)
        return True
    return False


def _when(tail: _Tail, item: Field, following: list[Field]) -> bool:
    text = re.sub(r"^(?:opened for signature|signed|adopted|done|concluded)(?: (?:at|in) (?P<place>[A-Z]\w+(?: [A-Z]\w+)*),?)?(?: on)? (?=\d|[A-Z])", "", item.text.strip(" .;"))
    if text != item.text.strip(" .;") and (signed := re.search(r" (?:at|in) (?P<place>[A-Z]\w+(?: [A-Z]\w+)*)", item.text)):
        tail.set("place", signed["place"])
    text = re.sub(r"^(?:dated|published|posted|last (?:modified|updated)|updated|of|le|du|on|vom|am) (?:on )?(?=\d|[A-Z])", "", text)
    date = fields.whole_date(text)
    if not date and (match := re.match(r"(?P<issue>(?:no|nos|n°|nr|issue)\b\.? ?[\d–-]+),? (?P<date>.+)", text, re.IGNORECASE)):
        date = fields.whole_date(match["date"])
        if date:
            tail.set("number", (fields.NUMBER.match(match["issue"]) or {"number": ""})["number"])
    if not date and (found := fields.date_at(text)) and re.match(r" ?[:,(] ?", text[found[1] :]):
        if tail.set("date", found[0]):
            tail.field(item._replace(text=text[found[1] :].strip(" :,("), colon=True), following)
            return True
    if tail.form == "law" and re.fullmatch(r"[\d–—/-]+", text) and not re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", text):
        return False
    if not date or item.colon and re.fullmatch(r"\d{4}", text) and tail.values.get("date"):
        return False
    if re.fullmatch(r"\d{4}", text) and tail.values.get("date"):
        return False
    if date and (not tail.values.get("date")):
        return tail.set("date", date)
    return len(date) > 4 or tail.set("remark", text, "; ")


def _day(tail: _Tail, item: Field, following: list[Field]) -> bool:
    """A date to the month or the day, which nothing else can be; the time of the day with it is left out."""
    text = item.text.strip(" .;")
    if re.fullmatch(r"\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.? ?m\.?|Uhr|GMT|UTC|EST|h)", text, re.IGNORECASE):
        return True
    text = re.sub(r"^(?:opened for signature|signed|adopted|done|concluded)(?: (?:at|in) [A-Z]\w+(?: [A-Z]\w+)*,?)?(?: on)? ", "", text)
    return "-" in fields.whole_date(text) and _when(tail, item, following)


def _where(tail: _Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" ;")
    if fields.whole_locator(text, labelled=True):
        return tail.locate(text, labelled=True, colon=item.colon)
    if fields.ROMAN.fullmatch(text) and text.isupper() and not tail.serial and following and _to_the_day(following[0]):
        return False
    if re.fullmatch(r"\d{4}", text.strip(" .")) and not item.colon and not tail.values.get("date") and tail.form != "law":
        return False
    return tail.locate(text, colon=item.colon)


def _document(tail: _Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    match = re.match(r"case (?:no\. )?|docket (?:no\. )?|(?:application|appl?)\.? nos?\.? |no\. ", text, re.IGNORECASE)
    if match and any(c.isdigit() for c in text[match.end() :]):
        return tail.set("number", text[match.end() :])
    if match := re.fullmatch(r"(?P<container>OJ|ECR|ECHR|ICJ Rep|GCR) (?P<number>.+)", text):
        tail.set("container", match["container"])
        return tail.set("number" if match["container"] == "OJ" else "pages", match["number"])
    if match := re.fullmatch(r"(?P<who>[A-Z].+?),? (?:(?:UN )?[Dd]oc\.? )?(?P<number>(?:[A-Z]+/)+[\w/.()-]*\d[\w/.()-]*)", text):
        if _is_institution(match["who"]) and " " in match["who"]:
            tail.set("publisher" if tail.values.get("authors") else "authors", match["who"] if tail.values.get("authors") else (match["who"],))
            return tail.set("number", match["number"])
    if re.fullmatch(rf"[^\d]+ {fields._YEAR}", text):
        return False
    if tail.values.get("number"):
        return False
    if (match := fields.DOCUMENT.fullmatch(text)) and any(c.isdigit() for c in text) and len(text.split()) < 9:
        if _REPOSITORY.search(text):
            return False
        return tail.set("number", text)
    return False


def _kept_in(tail: _Tail, item: Field, following: list[Field]) -> bool:
    """An archive, its collection, its shelf marks."""
    text = item.text.strip(" .;")
    if _SHELFMARK.fullmatch(text) and (tail.form == "archive" or tail.values.get("type") is Type.ARCHIVE or re.match(r"MSS?\b|Box|Folder|RG|Add\.", text, re.I)):
        tail.values["type"] = Type.ARCHIVE
        return tail.set("number", text, ", ")
    if tail.hint or _type_of(text) or tail.serial and tail.form != "archive":
        return False
    if _REPOSITORY.search(text) and fields.is_organisation(text) and tail.form in ("archive", "quoted"):
        tail.values["type"] = tail.values.get("type") or Type.ARCHIVE
        return tail.set("publisher", text, ", ")
    if _COLLECTION.search(text) and fields.is_organisation(text) and tail.form == "archive":
        return tail.set("container", text)
    return False


_SERIES = re.compile(
    r"(?P<container>(?:[^\W\d_][\w.’'-]* )*(?:Papers|Series|Studies|Studien|Reports|Monographs|Texts|Collection|Reihe|Beiträge|Cahiers|Lectures|Library|Publications|Bulletins?))"
    r",? (?:(?:no|nos|vol|n°|nr|bd)\b\.? ?)?(?P<number>\d+)", re.IGNORECASE
)


def _series(tail: _Tail, item: Field, following: list[Field]) -> bool:
    """A series of books with the number in it: Valley Dialogue Papers no. 3."""
    match = _SERIES.fullmatch(item.text.strip(" ."))
    nxt = following[0] if following else None
    if tail.form == "quoted" and not tail.serial and nxt and (journal := re.fullmatch(r"(?P<container>[A-Z][^\d,:]{2,80}) (?P<volume>\d{1,4})", item.text.strip(" ."))):
        if (nxt.mark is Mark.PAREN or fields.NUMBER.match(nxt.text)) and fields.is_organisation(journal["container"]) and not re.search(r"(?:[Nn]os?\.|Paper|Report)$", journal["container"]):
            tail.set("container", journal["container"])
            return tail.set("volume", journal["volume"])
    if not match or tail.form not in ("italic", "quoted") or tail.serial or tail.values.get("number") or not match["container"][0].isupper():
        return False
    tail.set("container", match["container"])
    return tail.set("number", match["number"])


def _event(tail: _Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    if match := re.match(r"(?:paper|talk|lecture|keynote|poster|presentation|speech|address|remarks|seminar|conference paper)(?: (?:presented|given|delivered|read|held))?(?: (?:at|to|before|for))(?: the)?(?: (?:conference|workshop|symposium|annual meeting|meeting)(?: of)?(?: the)?(?= [A-Z]))? ", text, re.IGNORECASE):
        tail.hint += " " + text
        return tail.set("container", text[match.end() :])
    if match := re.match(r"(?:post|tweet|video|reply|comment|thread|film)s? (?:on|at) ", text, re.IGNORECASE):
        tail.hint += " " + text
        return tail.set("container", text[match.end() :]) or True
    if re.match(r"(?:video|audio|text|slides|transcript|available|archived|online|here|read)?,? ?(?:at|from|via|on)?:?$", text, re.IGNORECASE):
        tail.hint += " " + text
        return True
    if _type_of(text) is Type.THESIS:
        tail.hint += " " + text
        return True
    if (kind := _type_of(text)) and len(text.split()) < 8 and not (text[0].isupper() and kind in (Type.REPORT,)):
        tail.hint += " " + text
        if kind in (Type.POST, Type.VIDEO) and text[0].isupper() and len(text.split()) == 1:
            tail.set("container", text)
        if kind is Type.INTERVIEW or "by" in text.split():
            tail.set("remark", text, "; ")
        return True
    return False


def _pressed(tail: _Tail, item: Field, following: list[Field]) -> bool:
    """Container, publisher, place: names, told apart by where they stand."""
    text = re.sub(r"^(?:in|In|in:|In:|the|The (?=\w+ (?:Post|Times)))\s+(?=[A-Z‘“])", "", item.text.strip(" ;:")).rstrip(".") if not item.text.endswith(("Inc.", "Co.", "Ltd.", "St.")) else item.text
    if not text:
        return True
    if not fields.is_organisation(text.replace(": ", " ").replace("/", " ")):
        return False
    found = _imprint(text) if ": " in text or fields.date_at(text[-4:]) else None
    if found and (found.get("place") or found.get("date")):
        if "place" not in found and "," not in text and "publisher" in found:
            found["place"] = found.pop("publisher")
        for name, value in found.items():
            tail.set(name, value)
        tail.imprint = True
        return True
    if tail.values.get("type") is Type.INTERVIEW and not tail.values.get("place"):
        return tail.set("place", text)
    if not tail.values.get("authors") and not tail.imprint and not tail.values.get("publisher") and _is_institution(text) and _type_of(tail.hint) in (None, Type.DATASET) and not (tail.serial and tail.form == "quoted"):
        tail.behind = True
        return tail.set("authors", (text,))
    if tail.behind and item is not None and _is_institution(text) and not tail.values.get("date") and not tail.imprint:
        tail.values["authors"] = (f"{tail.values['authors'][0]}, {text}",)
        return True
    if tail.form in ("italic", "bare") and not tail.serial and not tail.imprint and tail.values.get("authors") and following and _to_the_day(following[0]):
        return tail.set("container", text)
    if (tail.form == "italic" or tail.values.get("type") is Type.CHAPTER) and not tail.values.get("publisher") and not tail.imprint and len(following) > 1 and following[0].mark is None:
        if fields.is_organisation(following[0].text) and not fields.whole_locator(following[0].text) and fields.whole_date(following[1].text):
            return tail.set("place", text)
    if tail.form == "quoted" and not tail.serial and not tail.hint:
        return tail.set("container", text)
    if tail.serial and not tail.values.get("place") and not tail.imprint and tail.values.get("type") is not Type.CHAPTER and not tail.hint and tail.form == "quoted":
        return tail.set("place", text)
    if tail.values.get("date") and not tail.values.get("place") and tail.values.get("publisher") and len(text.split()) < 4:
        return tail.set("place", text)
    if tail.form == "quoted" and tail.hint and tail.serial and not tail.values.get("place"):
        return tail.set("place", text)
    if not tail.values.get("publisher"):
        date_next = following and fields.whole_date(following[0].text)
        if tail.form == "italic" and date_next and not tail.imprint and len(following) == 1 and len(text.split()) < 3 and tail.values.get("locator"):
            return tail.set("place", text)
        return tail.set("publisher", text)
    return tail.set("place", text) if not tail.values.get("place") else False


def _to_the_day(item: Field) -> bool:
    text = re.sub(r", \d{1,2}[:.]\d\d ?(?:[APap]\.?[Mm]\.?)?$", "", item.text.strip())
    return item.mark in (None, Mark.PAREN) and fields.whole_date(text).count("-") == 2


def _clause(tail: _Tail, item: Field, following: list[Field]) -> bool:
    text = item.text.strip(" .;")
    if not re.search(r"\w", text) or _UNKNOWN.fullmatch(item.text.strip(" ;")) or text.lower() in ("en ligne", "online", "s. l", "s.l"):
        return True
    if _type_of(tail.hint) is Type.THESIS and _ORGANISATIONS.search(text) and not tail.values.get("publisher"):
        return tail.set("publisher", text)
    tail.prose += bool(re.search(r"[a-z]{2}", text))
    return tail.set("remark", text, ", " if not item.glued else " ") or True





# Law

_REPORTER = re.compile(
    r"(?P<volume>\d{1,4}) (?P<container>(?:[A-Z][\w.’'&]*|&|of|the|on|and|for)(?: (?:[A-Z][\w.’'&]*|&|of|the|on|and|for|in|\d[a-z]{1,2}\b))*?),? (?P<at>at )?"
    r"(?P<pages>\*?\d[\d–-]*(?!\w)|§§? ?[\w.()–-]+)"
)
_CONGRESS = re.compile(r"(?P<number>\d+(?:st|nd|rd|th|d) Cong\.(?:,? \d\w\w Sess\.)?)(?: (?P<locator>\d[\d–-]*))?")
_CODE = re.compile(
    r"(?:the )?(?P<volume>\d{1,3}) (?P<container>[A-Z][\w.]*(?: [A-Z][\w.]*){0,4}) (?P<locator>(?:§§?|pts?\.|arts?\.|ch\.) ?.+)"
)
_NAMED_CODE = re.compile(
    r"(?P<title>(?:[A-Z][\w.’']*|&|of) ?(?:(?:[A-Z][\w.’']*|&|of|and|the|\([A-Z][\w]*\)) ?){0,8}) ?(?P<locator>(?:§§?|arts?\.|amend\.|r\.|ss?\.?(?= \d)|Rule) ?\d?.*)"
)
_LEGISLATIVE = re.compile(
    r"(?:(?:S|H|H\. ?R|S\. ?J|H\. ?J)\. ?(?:(?:Conf|Con|Exec)\. )?(?:Rep|Doc|Res|Print)\. (?:No\. )?[\d-]+|Pub\. L\. (?:No\. )?[\d-]+|(?:G\. ?A|S\. ?C|H\.R\.C)\. Res\. [\d/]+|Exec\. Order (?:No\. )?[\d,]*\d|Executive Order (?:No\. )?[\d,]*\d)(?:, (?=\d))?"
)
_CASE_NAME = re.compile(r" vs?\.? | c\. |^(?:In re|In the Matter of|Ex parte|Matter of|Re|Estate of) |^R \(|^Case [CT][-–]")
_ACT = re.compile(
    r"(?P<title>(?:the |The )?[A-Z\d].*? ?(?:Act|Acts|Regulations?|Ordinance|Code|Bill|Rules|Law|Statute|Decree|Order|Loi|Gesetz)\b(?: \([^()]*\))?(?: of|,)? ?(?P<date>(?:1[0-9]|20)\d\d)?)(?!\w)"
)
_TREATY = re.compile(r"\b(?:Convention|Treaty|Protocol|Covenant|Charter|Agreement|Accords?|Declaration|Concordat|Pact|Traité|Vertrag|Abkommen)\b")
_NEUTRAL = re.compile(r"(?:(?:\d+ )?[A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){0,3}) \d+(?: \([A-Z]\w+\))?")
_RULING = re.compile(r"(?:judgment|decision|order|opinion|advisory opinion|merits|award|urteil|beschluss|arrêt|preliminary objections)\b.*", re.IGNORECASE)


def _reporter(tail: _Tail, item: Field, following: list[Field]) -> bool:
    """Volume, reporter and first page: 71 Corvane L. Rev. 1033; a Congress; a public law; a neutral citation."""
    text = item.text.strip(" .;")
    if tail.form == "quoted" and tail.serial:
        return False
    if match := _CONGRESS.match(text):
        tail.form = "law"
        tail.set("number", match["number"])
        return tail.set("locator", match["locator"]) or True
    if tail.form in ("law", "italic") and not tail.serial and (match := _CODE.match(text)):
        tail.set("volume", match["volume"])
        tail.set("container", match["container"])
        tail.form = "law"
        return tail.set("locator", fields.whole_locator(match["locator"]) or match["locator"])
    match = _REPORTER.match(text)
    if not match or not ("." in match["container"] or match["container"].replace(" ", "").isupper() or len(match["container"].split()) > 1):
        return False
    if match["container"].split()[0].rstrip(".").lower() in fields.MONTHS:
        return False
    tail.form = "law"
    if tail.values.get("container"):
        return True  # a parallel citation
    tail.set("volume", match["volume"])
    tail.set("container", match["container"])
    tail.set("locator" if match["at"] else "pages", match["pages"])
    if match["at"]:
        tail.values["kind"] = Kind.SHORT
    if rest := text[match.end() :].strip(" ,"):
        tail.field(item._replace(text=rest), following)
    return True


def _placed_in(tail: _Tail, item: Field, following: list[Field]) -> bool:
    """The book of a chapter in a law note: in Shorelines and Sovereigns 201."""
    match = re.match(r"in:? (?P<container>[A-Z].*?)(?: (?P<pages>\d+))?$", item.text.strip(" ."))
    if not match or tail.serial or not fields.is_organisation(match["container"].replace(":", "").replace("?", "")):
        return False
    if match["pages"] and following and following[0].mark is Mark.PAREN and fields.whole_date(following[0].text):  # a journal
        tail.form = "quoted"
        tail.set("volume", match["pages"])
        return tail.set("container", match["container"])
    tail.form = "law" if match["pages"] else tail.form
    tail.values["type"] = Type.CHAPTER
    tail.set("pages", match["pages"])
    return tail.set("container", match["container"])


def _op_cit(tail: _Tail, item: Field, following: list[Field]) -> bool:
    match = _AGAIN.match(item.text)
    if match:
        tail.values["kind"] = Kind.SHORT
        if rest := item.text[match.end() :].strip(" ,."):
            tail.field(item._replace(text=rest), following)
    return bool(match)


_AGAIN = re.compile(r"(?:op|loc|art|ouvr|ouv)\.? ?(?:cit|cité)\b\.?|a\. ?a\. ?O\.|l\. ?c\.|o\. ?c\.|passim$", re.IGNORECASE)


def _ruling(tail: _Tail, item: Field, following: list[Field]) -> bool:
    return tail.values.get("type") is Type.CASE and bool(_RULING.fullmatch(item.text)) and tail.set("remark", item.text.strip(" ."), "; ")




FIELDS: tuple[Reader, ...] = (
    _accessed, _day, _op_cit, _reporter, _placed_in, _ruling, _edition_field, _people, _series, _volume, _when, _where, _kept_in,
    _event, _document, _pressed, _clause,
)  # fmt: skip
"""The fields of a reference, in the order in which a field is tried."""


def _read_tail(tail: _Tail, items: list[Field]) -> None:
    under = ""
    for index, item in enumerate(items):
        if item.mark is None and re.fullmatch(r"s\. ?vv?\.|sub (?:verbo|voce)|under", item.text.strip(" ,")) and len(items) > index + 1 and items[index + 1].mark is Mark.QUOTE:
            under = item.text.strip()
            continue
        if under:
            tail.set("locator", f"{under} “{item.text.strip(' .,')}”", ", ")
            under = ""
            continue
        tail.field(item, items[index + 1 : index + 3])


# Forms: each reads a piece (behind its signal) and gives the values of a part, or None

Form = Callable[[Piece, str], Values | None]


_IBID = re.compile(r"(?:ibid(?:em)?|ib|id|idem|eadem|ebd|ebenda|loc\. ?cit|l\. ?c|a\. ?a\. ?O)\b\.?,?", re.IGNORECASE)
_SAME_AUTHOR = re.compile(r"(?:idem|id\.|eadem|ders\.|dies\.|_+|—{2,3}|———),? ", re.IGNORECASE)


def _ibid(piece: Piece, signal: str) -> Values | None:
    plain = piece.plain
    match = _IBID.match(plain)
    if not match:
        return _same_act(plain)
    if next(_titles(piece), None) and _SAME_AUTHOR.match(plain):
        return None
    rest = piece.behind(match.end())
    if _is_prose(_outside(rest)):
        return None
    tail = _Tail({"kind": Kind.IBID}, form="ibid")
    items = _fields(rest)
    if items and items[0].mark is None and (volume := fields.ROMAN.fullmatch(items[0].text.strip())) and len(items) > 1:
        tail.values["volume"] = volume[0]
        items = items[1:]
    _read_tail(tail, items)
    return tail.values if not tail.strange and not tail.values.get("publisher") else None


def _same_act(plain: str) -> Values | None:
    match = re.fullmatch(r"(?P<locator>.{1,40}?) of the same (?:act|statute|book|work|article|report|letter|volume|treaty|paper|source|law)\.?", plain.strip(), re.IGNORECASE)
    if not match or not fields.whole_locator(match["locator"]):
        return None
    words = match["locator"]
    return {"kind": Kind.IBID, "locator": words if words.startswith(("S. ", "s. ")) else fields.whole_locator(words)}


_POINTING = re.compile(
    r"(?:(?:the |my |our )?(?:discussion|comments?|remarks|text|sources?|references?|works?|authorities|argument|analysis)(?: cited)?(?: (?:in|at|on|accompanying|near|to|and))? )?"
    r"(?P<before>(?:supra|infra|above|below|ante|post|ci-dessus|ci-dessous|plus haut|plus bas|oben|unten)[, ]+)?(?:at |in |the )?"
    r"(?P<what>(?:text )?(?:accompanying |and accompanying )?(?:notes?|nn?|footnotes?|fn|parts?|sections?|§§?|chapters?|chap|ch|appendix|appendices|app|annex|pages?|pp?|tables?|figures?|fig|anm|fn|s|kapitel|abschnitt|introduction|conclusion)\b\.?)"
    r" ?(?P<number>[\dIVXLA-Z][\w.–-]*)?",
    re.IGNORECASE,
)
_POSITION = re.compile(r"\b(?:supra|infra|above|below|ante|post|ci-dessus|ci-dessous|plus haut|plus bas|oben|unten|preceding|following|accompanying)\b", re.IGNORECASE)
_NOTE_WORD = re.compile(r"(?:foot)?notes?|nn?\.?|fn\.?|anm\.?", re.IGNORECASE)


def _cross_reference(piece: Piece, signal: str) -> Values | None:
    words = piece.plain.strip().rstrip(".;,")
    if len(words) > 160 or next(_titles(piece), None):
        return None
    match = _POINTING.match(words)
    if not match:
        return None
    note = _NOTE_WORD.fullmatch(match["what"].rpartition(" ")[2])
    within = signal and match["number"] and re.fullmatch(r"(?:appendix|annex|part|section|chapter|table|figure)s?", match["what"], re.IGNORECASE) and not re.match(r"\s*(?:of|to) (?!this)", words[match.end() :])
    if within:
        return {"kind": Kind.CROSS_REFERENCE, "words": words}
    if _is_prose(_outside(piece)):
        return None
    pointed = _POSITION.search(words)
    if not (pointed or note and match["number"] and words[: match.start("what")].strip() in ("", "the")):
        return None
    if not match["number"] and not pointed:
        return None
    rest = words[match.end() :]
    bare = re.fullmatch(r"supra,? (?:notes?|n\.) ?\d+(?P<rest>.*)", words, re.IGNORECASE)
    if bare and (not signal or bare["rest"].strip(" .,")) and "text" not in bare["rest"] and not re.match(r"[–-]", bare["rest"]):
        tail = _Tail({"kind": Kind.SUPRA, "note": match["number"]}, form="italic")
        _read_tail(tail, _fields(piece.behind(match.end())))
        return tail.values
    if re.match(r"\s*,? ?[a-z]{3,} [a-z]{3,} [a-z]{3,}", rest) and not _POSITION.search(rest):
        return None
    values: Values = {"kind": Kind.CROSS_REFERENCE, "words": words}
    if note and match["number"]:
        values["note"] = match["number"]
    elif found := re.search(r"(?:notes?|nn?\.|fn\.) ?(\d[\d–-]*)", words, re.IGNORECASE):
        values["note"] = found[1]
    return values


_SUPRA = re.compile(
    r",? ?\(?(?:(?:supra|above|ante|cit\.?|cité|op\. ?cit\.?|wie|as in|as cited in|s\. ?o\.)[, ]*)(?:\(?(?:at |in |above |supra )*(?:notes?|nn?|fn|footnote|anm|n°)\b\.? ?)(?P<note>\d+(?:[–-]\d+)?)\)?"
    r"|,? ?\((?:see |above |supra |cf\. |vgl\. )?(?:notes?|nn?|fn|anm)\b\.? ?(?P<short>\d+)\)"
    r"|,? (?:supra|above)(?=[,.] |[,.]?$)",
    re.IGNORECASE,
)


def _supra(piece: Piece, signal: str) -> Values | None:
    plain = piece.plain
    match = _SUPRA.search(plain)
    if not match or not match.start():
        return None
    before = Piece(piece.text, piece.start, piece.start + match.start())
    values = _source_name(before)
    if values is None:
        return None
    tail = _Tail({**values, "kind": Kind.SUPRA, "note": match["note"] or match["short"] or ""}, form="italic")
    _read_tail(tail, _fields(piece.behind(match.end())))
    return tail.values


def _source_name(piece: Piece) -> Values | None:
    """Authors and title of a short name such as Mill, *On Tides*; or "the Memorandum"."""
    title = next(_titles(piece), None)
    plain = piece.text.plain
    if title is None:
        words = piece.plain.strip(" ,")
        if not words or len(words) > 150:
            return None
        if people := fields.names(words, short=True):
            return {"authors": people}
        if fields.is_organisation(words.replace(":", "").replace("?", "").replace(",", "")) and len(words.split()) < 15:
            return {"title": words}
        return {"title": words} if len(words.split()) < 9 and not _is_prose(words) and words[:1].isupper() else None
    people_words = plain[piece.start : title.start].strip(" ,")
    if people_words and not (people := fields.names(re.sub(r"[’']s$", "", people_words), short=True)):
        return None
    behind = plain[title.end : piece.end].strip(" ,.")
    if behind and not _AGAIN.fullmatch(behind) and len(behind.split()) > 4:
        return None
    return {"authors": people if people_words else (), "title": _clean(plain[title.first : title.last])}


def _clean(title: str) -> str:
    return title.strip().rstrip(",").rstrip() if not title.rstrip().endswith("...") else title.strip()


def _title_of(text: NoteText, group: Field | Group) -> str:
    words = text.plain[group.start : group.end].strip()
    stripped = words.strip("“”„\"«» ") if words[:1] in "“\"«„" and words[-1:] in "”\"»" else words
    if stripped[-1:] in ",;:" or (stripped[-1:] == "." and not re.search(r"(?:\b[A-Z]|\.\.|\b(?:Inc|Co|Ltd|Affs|etc|Jr|St))\.$", stripped)):
        stripped = stripped[:-1].rstrip()
    return re.sub(r"[,.](?=[’”]$)", "", stripped) if re.search(r"[,.][’”]$", stripped) else stripped


def _op_cit_form(piece: Piece, signal: str) -> Values | None:
    """Mill, op. cit., p. 5."""
    plain = piece.plain
    match = re.search(r",? (?:op|loc|art|ouvr)\.? ?(?:cit|cité)\b\.?|,? a\. ?a\. ?O\.", plain, re.IGNORECASE)
    title = next(_titles(piece), None)
    if not match or (title and title.start - piece.start > match.start()):
        return None
    if title and re.search(r"\bin\b[ :]*$", plain[: title.start - piece.start]):
        return None
    values = _source_name(Piece(piece.text, piece.start, piece.start + match.start()))
    if not values:
        return None
    tail = _Tail({**values, "kind": Kind.SHORT}, form="italic")
    _read_tail(tail, _fields(piece.behind(match.end())))
    return tail.values


def _statute(piece: Piece, signal: str) -> Values | None:
    """A section of a code, an act, a constitution."""
    plain = piece.plain.strip().rstrip(".;")
    if _is_prose(_outside(piece)) or len(plain) > 600:
        return None
    if not next(_titles(piece), None) and (match := _LEGISLATIVE.match(plain)):
        kind = Type.STATUTE if match[0].startswith(("Exec", "Pub")) else Type.REPORT
        tail = _Tail({"kind": Kind.FULL, "type": kind, "number": match[0].strip(" ,")}, form="law")
        _read_tail(tail, _fields(piece.behind(match.end())))
        return tail.values
    if (match := _CODE.match(plain)) and (not (title := next(_titles(piece), None)) or title.start - piece.start > match.start("locator")):
        tail = _Tail({"kind": Kind.FULL, "type": Type.STATUTE, "volume": match["volume"], "container": match["container"]}, form="law")
        _read_tail(tail, _fields(piece.behind(match.start("locator"))))
        return tail.values
    if next(_titles(piece), None):
        return None
    if (match := re.match(r"(?P<title>(?:[A-Z][\w.’'&]* ){1,7}(?:of )?(?:\([A-Z]\w+\) )?(?:of \w+ )?)(?P<locator>§§? ?\d)", plain)) and ("." in match["title"] or re.search(r"Code|Const|Law|Stat|Restatement", match["title"])):
        if "," not in match["title"]:
            tail = _Tail({"kind": Kind.FULL, "type": Type.STATUTE, "title": match["title"].strip()}, form="law")
            _read_tail(tail, _fields(piece.behind(match.start("locator"))))
            return tail.values
    if (match := re.match(r"(?P<title>(?:[A-Z][\w.]*\.? )*Const\.|Fed\. R\. \w+\. P\.|Constitution of [A-Z]\w+),? (?P<locator>.+)", plain)):
        tail = _Tail({"kind": Kind.FULL, "type": Type.STATUTE, "title": match["title"]}, form="law")
        _read_tail(tail, _fields(piece.behind(match.start("locator"))))
        return tail.values
    if match := re.match(r"(?P<title>(?:(?:Council|Commission|Framework|Delegated|Implementing) )*(?:Regulation|Directive|Decision|Recommendation) [^\[\]]{3,200}?)(?=,? \[(?P<date>\d{4})\] OJ|, OJ )", plain):
        tail = _Tail({"kind": Kind.FULL, "type": Type.STATUTE, "title": match["title"].strip(" ,")}, form="law")
        if dated := fields.FULL_DATES.search(match["title"]):
            tail.values["date"] = fields.whole_date(dated[0])
        _read_tail(tail, _fields(piece.behind(match.end())))
        return tail.values
    if match := re.match(r"(?P<container>HC Deb|HL Deb|Hansard|Hansard,? HC|Hansard,? HL|HC Hansard|HL Hansard)(?: \([^()]*\))?,? ", plain):
        tail = _Tail({"kind": Kind.FULL, "type": Type.OTHER, "title": match["container"]}, form="law")
        _read_tail(tail, _fields(piece.behind(match.end())))
        return tail.values if tail.values.get("date") else None
    match = _ACT.match(plain)
    coded = match and re.match(r", \d{1,3} [A-Z][\w.]+(?: [A-Z][\w.]+)* (?:§|\d)", plain[match.end() :])
    if match and (match["date"] or coded) and fields.is_organisation(match["title"].replace(",", "")):
        values: Values = {"kind": Kind.FULL, "type": Type.STATUTE, "title": re.sub(r"^[Tt]he ", "", match["title"]).strip(" ,")}
        if match["date"]:
            values["date"] = match["date"]
        tail = _Tail(values, form="law")
        items = _fields(piece.behind(match.end()))
        _read_tail(tail, items)
        return None if tail.prose > 1 else tail.values
    return None


def _treaty(piece: Piece, signal: str) -> Values | None:
    """A treaty by its name, with its date or an article."""
    if next(_titles(piece), None) or _is_prose(_outside(piece)):
        return None
    items = _fields(piece)
    if items and items[0].mark is None and (match := re.fullmatch(r"(?P<title>.+?) (?P<locator>[Aa]rts?\.? ?\d.*)", items[0].text)) and _TREATY.search(match["title"]):
        items[:1] = [items[0]._replace(text=match["title"]), items[0]._replace(text=match["locator"], glued=False)]
    for index, item in enumerate(items[:3]):
        if item.mark is None and _TREATY.search(item.text) and fields.is_organisation(item.text):
            break
    else:
        return None
    authors = fields.names(", ".join(i.text for i in items[:index])) if index else ()
    if authors is None:
        return None
    title = items[index].text.strip()
    values: Values = {"authors": authors, "title": re.sub(r"^the ", "", title), "type": Type.TREATY, "kind": Kind.FULL}
    tail = _Tail(values, form="law")
    _read_tail(tail, items[index + 1 :])
    if not (values.get("date") or values.get("container") or values.get("url")):
        if not values.get("locator"):
            return None
        values["kind"] = Kind.SHORT
        del values["type"]
    return values if not tail.prose else None


_COMMUNICATION = re.compile(
    r"(?P<what>(?:author(?:[’']s)? |personal |private |telephone |phone |video |author[’']s |written )?(?:e-?mail|letter|memorandum|memo|interview|communication|correspondence|conversation|telephone call|message|telegram|entretien|lettre|courriel|brief|gespräch)s?)"
    r" (?P<way>from|with|to|by|de|avec|von|mit|an|à) (?P<who>[^,(]+?)(?=,| to the author| to author| to (?=[A-Z])| \d|\(|$|\.$)",
    re.IGNORECASE,
)


def _communication(piece: Piece, signal: str) -> Values | None:
    """E-mail from Teo Malik, 2 February 2021; Ada Mill, interview by the author, 3 May 2019; Mill to Wu, 3 May 1901."""
    plain = piece.plain
    if next(_titles(piece), None):
        return None
    items = _fields(piece)
    match = _COMMUNICATION.match(plain)
    if match and not _is_prose(_outside(piece)):
        called = re.sub(r"^(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Miss|Herr|Frau) ", "", match["who"].strip())
        who = fields.names(re.sub(r"^(?:an? |the ).*", "", called), short=True) or ()
        end = piece.start + match.end()
        letter = re.match(r"(?:letter|memo|telegram|lettre|brief)", match["what"], re.IGNORECASE) and " to " in piece.text.plain[end : end + 120]
        while letter and end < piece.end and not (piece.text.plain[end] in ",(" and _ends_title(piece.text.plain, end)):
            end += 1
        title = piece.text.plain[piece.start : end].strip(" ,.")
        pages = re.search(r" (\d[\d–-]*)$", title)
        kind = Type.ARCHIVE if re.match(r"(?:letter|memo|telegram|lettre|brief)", match["what"], re.IGNORECASE) else Type.INTERVIEW
        values: Values = {"authors": who, "title": title[: pages.start()] if pages else title, "type": kind, "kind": Kind.FULL}
        if pages:
            values["locator"] = pages[1]
        tail = _Tail(values, form="archive")
        _read_tail(tail, _fields(Piece(piece.text, end, piece.end)))
        return values if len(values) > 4 or who else None
    if items and len(items) > 1 and items[0].mark is None and re.fullmatch(r"(?:[\w’'-]+ ){0,2}(?:interview|e-?mail|conversation|correspondence|communication|telephone call)s?", items[0].text.strip(), re.IGNORECASE):
        if any(fields.whole_date(i.text) for i in items[1:]) and items[0].text[0].isupper():
            values = {"title": items[0].text.strip(), "type": Type.INTERVIEW, "kind": Kind.FULL}
            _read_tail(_Tail(values, form="archive"), items[1:])
            return values
    for index, item in enumerate(items[1:4], 1):
        if item.mark is None and re.match(r"(?:in(?:-person)? |personal |telephone |phone |video |zoom |author |e-?mail |oral history )?(?:interview(?:ed)?|e-?mail|message|letter|conversation|communication|correspondence|discussion|telephone call)\b", item.text, re.IGNORECASE):
            people = fields.names(", ".join(i.text for i in items[:index] if i.mark is None), short=True)
            if not people or not all(fields.is_name(p.replace(",", "")) for p in people[:1]):
                return None
            values = {"authors": people, "type": Type.INTERVIEW, "kind": Kind.FULL, "remark": item.text.strip(" .;")}
            tail = _Tail(values, form="archive")
            _read_tail(tail, items[index + 1 :])
            if not values.get("date"):
                values.pop("type")
                values.pop("remark")
                values["kind"] = Kind.SHORT
            return values
    if items and items[0].mark is None and (match := re.fullmatch(r"(?P<from>[^,]+) (?:to|an|à) (?P<to>[^,]+)", items[0].text.strip())) and len(items) > 1:
        if fields.is_name(match["from"]) and (fields.is_name(match["to"]) or fields.is_organisation(match["to"])) and fields.whole_date(items[1].text):
            values = {"authors": (match["from"],), "title": items[0].text.strip(), "type": Type.ARCHIVE, "kind": Kind.FULL}
            _read_tail(_Tail(values, form="archive"), items[1:])
            return values
    return None


def _ends_title(plain: str, place: int) -> bool:
    """Whether the description of a letter ends at a comma or parenthesis: a date or a place in an archive follows."""
    rest = plain[place + 1 : place + 60].strip()
    return plain[place] == "(" or bool(fields.date_at(rest)) or bool(_SHELFMARK.match(rest)) or bool(_REPOSITORY.match(rest.partition(",")[0])) or bool(re.match(r"[A-Z][\w ]+ (?:Papers|Archives?|Library)", rest))


def _titled(piece: Piece, signal: str) -> Values | None:
    """A source with its title in quotation marks or italics; most notes have this form."""
    plain = piece.text.plain
    title = next(_titles(piece), None)
    if title is None:
        return None
    values: Values = {}
    found = _authors_before(Piece(piece.text, piece.start, title.start), values)
    if not found:
        return None
    prefix = values.pop("prefix", "")
    title_words = _title_of(piece.text, Field(None, "", title.first, title.last, True))
    quoted = title.mark is not Mark.ITALIC
    values["title"] = f"{prefix} {plain[title.start : title.end].rstrip(',')}".strip() if prefix else title_words
    items = _sentences(Piece(piece.text, title.end, piece.end))
    if not quoted and items and items[0].mark is None and items[0].glued and items[0].text[:1] in "’'":
        return None
    if match := re.match(r"(?P<number>[A-Z]{1,6}[-–./ ]?\d[\w./-]*): (?=[A-Z])", values["title"]):
        values["number"] = match["number"]
        values["title"] = values["title"][match.end() :]
    values, items = _shaped(values, _contained(values, items, piece.text) if quoted else items, quoted=quoted)
    form = "quoted" if quoted or values.get("container") else "italic"
    tail = _Tail(values, form=form)
    if _CASE_NAME.search(title_words) and not quoted:
        values["type"] = Type.CASE
        tail.form = "law"
    _read_tail(tail, items)
    tail.hint += values.pop("hint", "")
    return _judged(values, tail, quoted=quoted)


_NUMBERED = re.compile(
    r"(?:(?:circular|report|memorandum|order|bulletin|decision|resolution|doc|document|directive|case|joined cases|paper|notice|opinion|advisory opinion|application|docket)\b\.? )+"
    r"(?:nos?\.? ?|number )?[A-Z]?[\w./–-]*\d[\w./–-]*", re.IGNORECASE
)
_LEADS = re.compile(r"(?:according|in|on|for|as|at|see|after|before|with|from|by|selon|dans|pour|d’après|nach|in|laut|under|like|unlike|following)\b", re.IGNORECASE)


def _authors_before(piece: Piece, values: Values) -> bool:
    """Read what stands before a title: authors, editors, or the beginning of the title itself. False if it is prose."""
    words = piece.plain.strip()
    if not words or words.lower() in ("the", "a", "an", "in", "in:", "le", "la", "les", "der", "die", "das"):
        values["article"] = words[:1].isupper() and words.lower() not in ("in", "in:")
        return True
    if match := re.fullmatch(r"(?:(?P<who>[^,]+), )?(?P<prefix>(?:reply|review|book review|response|comment|letter|answer|introduction|preface|foreword|afterword)s? (?:to|on|of))", words, re.IGNORECASE):
        values["prefix"] = match["prefix"]
        values["authors"] = (match["who"],) if match["who"] else ()
        return True
    if match := re.fullmatch(r"(?P<who>.+?)[’'](?:s)?(?: (?P<prefix>own|famous|classic|book|article|essay|recent|earlier))?", words):
        people = fields.names(match["who"], short=True)
        if people and match["prefix"] != "":
            values["authors"] = people
            return True
    if same := _SAME_AUTHOR.match(words + " "):
        values["idem"] = same[0].strip(" ,")
        words = words[same.end() :]
        if not words.strip():
            return True
    items = _fields(piece)
    closed = words[-1:] in ",:." or (bool(items) and items[-1].mark is Mark.PAREN)
    texts: list[str] = []
    for item in items:
        if item.mark is Mark.PAREN:
            inner = item.text.strip()
            if re.fullmatch(r"(?:ed|eds|éd|éds|dir|dirs|hg|hrsg|editors?)\.?", inner, re.IGNORECASE):
                values["edited"] = True
            elif date := fields.whole_date(inner.rstrip("abcdefg")):
                values["date"] = date
            elif texts and texts[-1].startswith("@"):
                texts[-1] = inner
            elif inner.startswith("@"):
                continue
            elif texts and len(inner.split()) < 4:
                texts[-1] = f"{texts[-1]} ({inner})"
        elif item.mark is None:
            text = re.sub(r"\b(?:as )?(?:ed|eds|éd|éds|dir|hg|hrsg|editors?)\b\.?$", "\0", item.text.strip(" ,:"), flags=re.IGNORECASE)
            if "\0" in text:
                values["edited"] = True
                text = text.replace("\0", "").strip()
            if text:
                texts.append(text)
        elif item.mark is Mark.BRACKET:
            texts.append(item.text)
        else:
            return False
    texts = [t for t in texts if not t.startswith("@")]
    numbered = [t for t in texts if any(c.isdigit() for c in t) and _NUMBERED.fullmatch(t)]
    if numbered:
        values["number"] = numbered[0]
        texts = [t for t in texts if t not in numbered]
        closed = closed or not texts
    if not texts:
        return True
    if texts and re.fullmatch(r"(?:in|In)", texts[-1]) and len(texts) > 1:
        texts.pop()
        closed = True
    last = texts[-1]
    if not closed and not fields.is_name(last, 2):
        head = texts[:-1]
        if fields.is_organisation(re.sub(r"(?: (?:of|the|on|in|de|du|des))+$", "", re.sub(r"^(?:the|review of|a) ", "", last)) or "X") and len(last.split()) < 9:
            people = fields.names(", ".join(head)) if head else ()
            if people is None:
                return False
            values["authors"] = people
            if last.lower() not in ("the", "in", "a"):
                values["prefix"] = last
            return True
        return False
    joined = ", ".join(texts)
    if match := re.fullmatch(r"(?:interview|entretien) (?:with|avec) (.+)", joined, re.IGNORECASE):
        values["hint"] = "interview"
        joined = match[1]
    people = fields.names(joined, short=True)
    if people and len(texts) > 1 and _is_institution(texts[0]) and not re.search(r" (?:and|&|et|und) ", texts[-1]) and not re.match(r"(?:and|&) ", texts[-1]) and not fields.OTHERS.search(joined) and (_is_institution(texts[-1]) or not fields.is_name(texts[-1], 2)):
        people = (joined,)
    if people is None and len(texts) == 1 and _ORGANISATIONS.search(joined) and joined[:1].isupper() and len(joined.split()) < 9 and not _is_prose(joined) and not _LEADS.match(joined):
        people = (joined,)
    if people is None and len(texts) == 1:
        people = fields.natural(joined)
    if people is None:
        if _is_prose(joined) or len(texts) > 4 or not all(re.match(r"[A-Z\d“‘@]", t) for t in texts):
            lower = joined.split()
            if len(texts) == 1 and len(lower) == 1 and lower[0].isalpha():
                values["authors"] = (joined,)
                return True
            return False
        lows = [w for w in re.findall(r"[^\W\d_]+", joined) if w[0].islower() and w not in fields._SMALL]
        if lows:
            return False
        people = tuple(texts)
    values["authors"] = people
    return True


def _contained(values: Values, items: list[Field], text: NoteText) -> list[Field]:
    """A container in italics within the first parenthesis behind a title: ‘After the Ice’ (*Water Law Blog*, 3 May 2011)."""
    if not items or items[0].mark is not Mark.PAREN:
        return items
    inside = next((g for g in text.groups(items[0].start, items[0].end)), None)
    if not inside or inside.mark is not Mark.ITALIC or inside.start != items[0].start:
        return items
    values["container"] = text.plain[inside.first : inside.last].strip(" ,.")
    rest = text.plain[inside.end : items[0].end].strip(" ,")
    return [items[0]._replace(text=rest), *items[1:]] if rest else items[1:]


def _shaped(values: Values, items: list[Field], *, quoted: bool) -> tuple[Values, list[Field]]:
    """Find the container among the fields behind the title, and take it out of them."""
    within, kept = False, list[Field]()
    for index, item in enumerate(items):
        if item.mark in (Mark.ITALIC, Mark.LINK, Mark.QUOTE):
            before = items[index - 1].text.strip(" ,:").lower() if index else ""
            if item.mark is Mark.QUOTE:
                return values, items
            book = next((i for i in range(len(kept) - 1, -1, -1) if kept[i].mark is None and re.match(r"(?:in|dans)\b:? ", kept[i].text)), None)
            if book is not None and not values.get("container"):
                edited = [re.sub(r"\b(?:eds?|éds?|dirs?|hg|hrsg)\.?$", "", re.sub(r"^(?:in|dans)\b:? ", "", f.text)).strip(" ,") for f in kept[book:] if f.mark is None]
                people = fields.names(", ".join(e for e in edited if e), short=True)
                if people and all(f.mark in (None, Mark.PAREN) for f in kept[book:]):
                    values["editors"] = people
                    del kept[book:]
                    within = True
            if re.search(r"(?:review of|compte rendu de|rezension)(?: the)?$", before):
                kept.append(item._replace(mark=None, text=f"review of {item.text}"))
                continue
            if kept and kept[-1].mark is None and before in ("in", "in the", "dans", "the", "from", "en", "dans le", "in:"):
                within = within or before.startswith(("in", "dans", "en"))
                kept.pop()
            elif kept and kept[-1].mark is None and (match := re.search(r",? (?:in|dans)$", kept[-1].text)):
                within = True
                kept[-1] = kept[-1]._replace(text=kept[-1].text[: match.start()])
            elif kept and kept[-1].mark is None and item.glued and fields.is_organisation(kept[-1].text) and not fields.is_name(kept[-1].text, 2) and len(kept[-1].text.split()) < 6:
                values["container"] = f"{kept.pop().text} {item.text.strip(' ,.')}"
                return {**values, "within": within}, [*kept, *items[index + 1 :]]
            values["container"] = item.text.strip(" ,;:").rstrip(".") if not re.search(r"\b\w{1,6}\.$", item.text.strip()) else item.text.strip(" ,;:")
            if within:
                values["type"] = Type.CHAPTER
            return values, [*kept, *items[index + 1 :]]
        kept.append(item)
    return values, items


def _judged(values: Values, tail: _Tail, *, quoted: bool) -> Values | None:
    """Tell the kind and the type of a source from what was read of it; None if its words are those of a sentence."""
    within = values.pop("within", False) or values.get("type") is Type.CHAPTER
    article = values.pop("article", False)
    if tail.prose and (article or _is_prose(values.get("remark", "")) and not _has_imprint(values)):
        return None
    if values.pop("edited", False) and not values.get("editors") and values.get("authors") and not quoted:
        values["editors"] = values.pop("authors")
    volume_of_book = not quoted and not values.get("container")
    if volume_of_book and values.get("date", "").count("-") == 2 and not (values.get("authors") or values.get("publisher") or values.get("edition") or values.get("type")) and not tail.hint:
        values["container"], values["title"] = values["title"], ""
        values["type"] = Type.NEWS
    if quoted and not (values.get("authors") or values.get("container") or _has_imprint(values) or values.get("locator") or values.get("number")):
        if _sentence_like(values["title"]):
            return None
    kind = values.pop("kind", None)
    if kind is Kind.SHORT and within:
        kind = Kind.FULL
    evidence = _has_imprint(values) or (values.get("container") and (values.get("volume") or values.get("pages") or quoted))
    values["kind"] = kind or (Kind.FULL if evidence else Kind.SHORT)
    if values["kind"] is Kind.FULL and not values.get("date") and (year := re.search(rf"\bAct(?: of|,)? (?P<date>{fields._YEAR})$", values["title"])):
        values["date"] = year["date"]
    if values["kind"] is Kind.FULL:
        values["type"] = Type.CHAPTER if within and kind else _type(values, tail, quoted=quoted, within=within)
    else:
        values.pop("type", None)
    return values


def _has_imprint(values: Values) -> bool:
    return any(values.get(name) for name in ("publisher", "place", "date", "url", "doi", "number", "accessed", "editors"))


def _printed(values: Values) -> bool:
    return any(values.get(name) for name in ("publisher", "editors", "pages", "volume"))


def _type(values: Values, tail: _Tail, *, quoted: bool, within: bool = False) -> Type:
    hint = f"{tail.hint} {values.get('number', '')} {values.get('remark', '')}"
    known, title = values.get("type"), values.get("title", "")
    if known and not (known is Type.CHAPTER and values.get("url") and not _printed(values)):
        return Type(known)
    if re.search(r"\bHearings?\b", title):
        return Type.OTHER
    if not quoted and _CASE_NAME.search(title):
        return Type.CASE
    if kind := _type_of(tail.hint):
        return kind
    if re.search(r"\bAct\b(?: of)?,? \d{4}|Pub\. L\.", f"{title} {hint}"):
        return Type.STATUTE
    if _TREATY.search(title) and not values.get("authors") and not values.get("publisher"):
        return Type.TREATY
    if quoted or (values.get("container") and not tail.imprint):
        day = values.get("date", "").count("-") == 2
        if within and values.get("url") and not _printed(values):
            return Type.ONLINE
        if values.get("volume") or (values.get("container") and values.get("pages")) or values.get("doi"):
            return Type.ARTICLE
        if values.get("date") == "forthcoming":
            return Type.ARTICLE
        if re.search(r"\bblog\b|\.(?:com|org|net|info)\b|\.\w\w$", values.get("container", ""), re.IGNORECASE):
            return Type.ONLINE
        if values.get("container") and day:
            return Type.NEWS
        if values.get("container") and (values.get("number") or values.get("locator")):
            return Type.ARTICLE
        if tail.behind and (values.get("date") or values.get("number")):
            return Type.REPORT
        return Type.ONLINE if values.get("url") or values.get("container") else Type.OTHER
    if values.get("number") or (values.get("authors") and (_is_institution(values["authors"][0]) or not fields.is_name(values["authors"][0].replace(",", ""), 2))) or _type_of(hint) is Type.REPORT:
        return Type.REPORT
    if values.get("url") and not values.get("publisher"):
        return Type.REPORT if values["url"].endswith(".pdf") else Type.ONLINE
    return Type.BOOK


def _archive(piece: Piece, signal: str) -> Values | None:
    """A piece in an archive: its shelf mark, its collection, its house."""
    if _is_prose(_outside(piece)):
        return None
    items = _fields(piece)
    named = next((i for i, item in enumerate(items) if item.mark in (Mark.QUOTE, Mark.ITALIC, Mark.LINK)), None)
    if named is not None and not any(i.mark is None and _SHELFMARK.fullmatch(i.text.strip()) and not fields.whole_locator(i.text) for i in items[:named]):
        return None
    texts = [i.text.strip(" .;") for i in items if i.mark is None]
    marks = [t for t in texts if _SHELFMARK.fullmatch(t) and not fields.whole_date(t) and not fields.whole_locator(t)]
    houses = [t for t in texts if _REPOSITORY.search(t) and (fields.is_organisation(t) or t[0].isupper() and _REPOSITORY.match(t))]
    if not (marks and len(texts) > 1) and not (houses and len(texts) > 1):
        return None
    if not marks and not any(fields.whole_date(t) or _COLLECTION.search(t) for t in texts):
        return None
    values: Values = {"kind": Kind.FULL, "type": Type.ARCHIVE}
    tail = _Tail(values, form="archive")
    for index, item in enumerate(items):
        text = item.text.strip(" .;")
        if item.mark is None and text in houses:
            tail.set("publisher", text)
        elif item.mark is None and text in marks:
            tail.set("number", text, ", ")
        elif item.mark in (Mark.QUOTE, Mark.ITALIC, Mark.LINK):
            tail.set("title", _title_of(piece.text, Field(None, "", item.start, item.end, True)))
        elif item.mark is None and not fields.whole_date(text) and not fields.whole_locator(text) and not _COLLECTION.search(text) and fields.is_organisation(text):
            nxt = items[index + 1].text.strip(" .;") if index + 1 < len(items) else ""
            if not index and nxt in houses:
                tail.set("place", text)
            elif index and (texts[texts.index(text) - 1] in houses):
                tail.set("place", text)
            elif (text.isupper() or not index and " " not in text) and len(text) < 9 and (nxt in marks or index == len(items) - 1) and not values.get("publisher"):
                tail.set("publisher", text)
            elif not values.get("title") and (not values.get("publisher") or " to " in text):
                tail.set("title", text)
            else:
                tail.set("container", text)
        else:
            tail.field(item, items[index + 1 : index + 3])
    return values


_LAW_BOOK = re.compile(
    r"(?P<title>[A-Z\d].*?)(?:,? (?P<locator>(?:§§? ?[\w.()–-]+(?:, (?:at )?\d[\d–-]*)?|\d[\d–-]*(?:, \d[\d–-]*)*|[ivxl]+)))?,? ?$"
)


def _law_book(piece: Piece, signal: str) -> Values | None:
    """Harlan D. Pruett, Foreshore Titles and Tenures § 4.2, at 112 (3d ed. 2008): no marks round the title."""
    if next(_titles(piece), None):
        return None
    items = _fields(piece)
    index = next((i for i, item in enumerate(items) if item.mark is Mark.PAREN and re.search(rf"{fields._YEAR}$", item.text.strip())), None)
    if not index or index < 1:
        return None
    before = [i for i in items[:index] if i.mark is None]
    if len(before) != index:
        return None
    texts = [i.text.strip() for i in before]
    release = len(texts) > 2 and re.fullmatch(r"(?:press|news|media) (?:release|statement)|memorandum|news release", texts[0], re.IGNORECASE)
    if release:
        texts = texts[1:]
    split = 1
    if len(texts) == 1:
        return None
    while split < len(texts) - 1 and fields.is_name(re.sub(r"^& ", "", texts[split]), 2) and not fields.locator_at(texts[split + 1]):
        split += 1
    people = fields.names(", ".join(texts[:split]))
    if not people:
        return None
    number = ""
    if split < len(texts) - 1 and fields.DOCUMENT.fullmatch(texts[split]) and any(c.isdigit() for c in texts[split]) and not fields.whole_locator(texts[split]):
        number = texts[split]
        split += 1
    container = ""
    if not number and split < len(texts) - 1 and any(c.isdigit() for c in texts[-1]) and fields.DOCUMENT.fullmatch(texts[-1]):
        number = texts.pop()
    elif split < len(texts) - 1 and _to_the_day(items[index]) and fields.is_organisation(texts[-1]):
        container = texts.pop()
    title_words = ", ".join(texts[split:])
    match = _LAW_BOOK.fullmatch(title_words)
    if not match or _lower_share(match["title"]):
        return None
    values: Values = {"authors": people, "title": match["title"].strip(" ,"), "kind": Kind.FULL}
    if number:
        values["number"] = number
    if match["locator"]:
        values["locator"] = match["locator"]
    tail = _Tail(values, form="law")
    _read_tail(tail, items[index:])
    if release:
        values["type"] = Type.OTHER
        return values
    if container:
        values |= {"container": container, "type": Type.NEWS}
        return values
    person = fields.is_name(people[0].replace(",", ""), 2) and not _is_institution(people[0]) and not re.search(r"\b(?:of|for)\b|\.$", people[0])
    values["type"] = Type.BOOK if person else Type.REPORT
    return values if values.get("date") else None


def _lower_share(title: str) -> bool:
    """Whether too few words have capitals for a title that no marks set apart."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", title)]
    lows = [w for w in words if w[0].islower() and w not in fields._SMALL and w not in _PROSE_ALLOWED]
    return not words or len(lows) * 3 > len(words)


def _bare(piece: Piece, signal: str) -> Values | None:
    """A source whose title has no marks: Author, Title, Publisher, date, address; found by its date, number or address."""
    if next(_titles(piece), None) or _is_prose(_outside(piece)):
        return None
    items = _fields(piece)
    texts = [i for i in items if i.mark is None]
    address = next((i for i in items if i.mark is Mark.ADDRESS), None)
    if not texts or items[0].mark is not None:
        return {**_address_values(items)} if address and items[0].mark is Mark.ADDRESS else None
    first = items[0].text.strip(" .")
    if address and len(items) > 1 and items[1] is address and re.fullmatch(r"(?:(?:available|online|accessible|archived|retrieved|source|link|url|web ?site|internet)[ :,]*)(?:online |here )?(?:at|from|via|under|unter|on|sous)?:?", first, re.IGNORECASE):
        return _address_values(items[1:])
    if (colon := re.match(r"(?P<who>[^:]+): (?=[^\W\d_])", first)) and _is_person(colon["who"]):  # Hans Müller: Das Salz, Berlin 1999
        items[:1] = [items[0]._replace(text=colon["who"]), items[0]._replace(text=first[colon.end() :])]
        texts = [i for i in items if i.mark is None]
    speech = re.match(r"(?P<who>(?:[A-Z][\w.]* )+?[A-Z]\w+)[’']s (?P<title>(?:[a-z-]+ )*(?:speech|address|lecture|remarks|testimony|statement|letter|sermon|evidence|return|report)\b.*)", first)
    if speech and len(items) > 1 and fields.whole_date(items[1].text):
        values: Values = {"authors": (speech["who"],), "title": speech["title"], "type": Type.OTHER, "kind": Kind.FULL}
        tail = _Tail(values, form="bare")
        _read_tail(tail, items[1:])
        return values
    dated = [i for i in items if (i.mark is None and fields.whole_date(i.text)) or (i.mark is Mark.PAREN and (_imprint(i.text) or {}).get("date"))]
    dated += [i for i in texts[1:] if re.fullmatch(rf"[A-Z][^\d,]{{1,60}}:? [^\d,]{{0,40}}{fields._YEAR}", i.text.strip(" ."))]
    case = _CASE_NAME.search(first)
    numbered = [i for i in texts[1:] if fields.VOLUME.match(i.text) or re.search(r"Parl\. Papers|Cmn?d|(?:Report|Paper|doc\.?|Doc\.?) ", i.text)]
    if not (address or dated or numbered or (case and len(items) > 1)):
        return None
    people: tuple[str, ...] = ()
    index = 0
    while index < len(items) - 1 and not case and items[index].mark is None and _is_person(items[index].text) and not fields.whole_date(items[index].text):
        index += 1
    if index > 1 and not re.match(r"(?:and|&|und|et) ", items[index - 1].text.strip()):
        index = 1
    if index:
        people = fields.names(", ".join(i.text for i in items[:index])) or ()
    elif len(texts) > 1 and items[1].mark is None and _is_institution(first) and not _is_institution(items[1].text) and not fields.whole_date(items[1].text) and not fields.whole_locator(items[1].text):
        index, people = 1, (first,)
    if index >= len(items) or items[index].mark is not None or fields.whole_date(items[index].text) or fields.whole_locator(items[index].text):
        if index != 1:
            return None
        index, people = 0, ()
    title = items[index].text.strip(" .")
    if address and len(items) == 2 and title.islower():
        return {"kind": Kind.FULL, "type": Type.ONLINE, **_address_values(items[1:])}
    if not re.match(r"[^\W_]|[“‘]", title) or title[0].islower() and not address:
        return None
    if _lower_share(title) and not address and not (dated and people):
        if title[0].islower():
            return None
        if len(items) < 3:
            return None
    if title[0].islower() and address:
        tail = _Tail({"kind": Kind.FULL}, form="bare")
        _read_tail(tail, items[1:])
        tail.values["type"] = Type.ONLINE
        return tail.values
    values = {"authors": people, "title": title, "kind": Kind.FULL}
    tail = _Tail(values, form="law" if case else "bare")
    if case:
        values["type"] = Type.CASE
    rest = items[index + 1 :]
    if rest and rest[0].mark is None and re.search(r"Parl\. Papers|Hansard|HC Deb|HL Deb", rest[0].text):
        values["container"] = rest[0].text.strip()
        rest = rest[1:]
    _read_tail(tail, rest)
    if tail.prose and not address and _is_prose(values.get("remark", "")):
        return None
    if case:
        values["type"] = Type.CASE
        if not (values.get("date") or values.get("number") or values.get("pages")):
            values["kind"] = Kind.SHORT
        return values
    if values.get("container") and values.get("date", "").count("-") == 2:
        values["type"] = Type.NEWS
    values["type"] = values.get("type") or _type_of(tail.hint) or (Type.REPORT if not people else Type.ONLINE if address else Type.OTHER)
    return values


def _is_person(words: str) -> bool:
    bare = re.sub(r"^(?:and|&) ", "", words.strip())
    return all(fields.is_name(name, 2) for name in re.split(r" (?:and|&|und|et) ", bare)) and not _is_institution(bare)


def _address_values(items: list[Field]) -> Values:
    values: Values = {"kind": Kind.FULL, "type": Type.ONLINE}
    _read_tail(_Tail(values, form="bare"), items)
    return values


def _named(piece: Piece, signal: str) -> Values | None:
    """Mill, 45. Or Mill alone, which cites only if there is a source by Mill."""
    if next(_titles(piece), None) or _is_prose(_outside(piece)):
        return None
    items = _fields(piece)
    if not items or items[0].mark is not None:
        return None
    index = 0
    texts: list[str] = []
    while index < len(items):
        item = items[index]
        text = item.text.strip(" .;") if not item.text.strip().endswith(("al.", "Jr.")) else item.text.strip(" ;")
        if item.mark is Mark.PAREN and texts and len(item.text.split()) == 1 and item.text.isupper():
            texts[-1] += f" ({item.text})"
        elif item.mark is not None or (index and (fields.whole_locator(text) and not re.fullmatch(r"[A-Z][a-z]+", text) or fields.VOLUME.match(text) or fields.ROMAN.fullmatch(text))):
            break
        else:
            texts.append(text)
        index += 1
    values: Values = {"kind": Kind.SHORT}
    name = ", ".join(texts)
    if match := re.fullmatch(r"(?P<name>.+?) \(?(?P<date>(?:1[5-9]|20)\d\d)[a-z]?\)?(?:: ?(?P<locator>[\d–-]+))?", name):
        name = match["name"]
        values["date"] = match["date"]
        if match["locator"]:
            values["locator"] = match["locator"]
    elif (match := re.fullmatch(r"(?P<name>.+?) (?P<locator>(?:pp?\. ?|at |§ ?|\[)?\d[\d–-]*\]?(?:, \d[\d–-]*)*)", name)) and index == len(items):
        name = match["name"]
        values["locator"] = fields.whole_locator(match["locator"]) or match["locator"]
    listed = len(texts) > 1 and not re.match(r"(?:and|&|et|und) |.* (?:and|&|et|und) ", texts[-1]) and not fields.OTHERS.search(name)
    if listed:  # Müller, Salz, S. 12
        if len(texts) > 2 or not fields.is_name(texts[0]) or values.get("date") or index == len(items):
            return None
        values["title"] = texts[1]
        name = texts[0]
    people = fields.names(name, short=True)
    if not people or len(texts) > 4:
        return None
    if index < len(items) and items[index].mark is Mark.PAREN and (found := _imprint(items[index].text)) and found.get("date"):
        values |= found
        index += 1
    if _NUMBERED.fullmatch(name):
        values["number"] = name
    else:
        values["authors"] = people
    tail = _Tail(values, form="italic")
    _read_tail(tail, items[index:])
    if tail.prose or values.get("publisher") or tail.strange or values.get("url") or values.get("doi") or "-" in values.get("date", ""):
        return None
    if not (values.get("locator") or values.get("volume") or values.get("date")):
        values["sure"] = False
    return values


def _reference_form(piece: Piece, signal: str) -> Values | None:
    return _entry(piece) if _reference_style(piece.text, piece.start, {}) else None


FORMS: tuple[tuple[str, Form], ...] = (
    ("Ibid.", _ibid),
    ("see note 4 above", _cross_reference),
    ("Mill, supra note 4", _supra),
    ("Mill, op. cit.", _op_cit_form),
    ("42 Code § 4", _statute),
    ("Convention, 3 May 2019, art. 4", _treaty),
    ("Mill, interview by the author", _communication),
    ("Mill, Ada. *On Tides*. Dunmore: Weir, 2019", _reference_form),
    ("Archive, MS 4, “Letter”", lambda piece, signal: _archive(piece, signal) if next(_titles(piece), None) else None),
    ("Mill, “Tides”", _titled),
    ("Mill, Tides 4 (2019)", _law_book),
    ("Archive, MS 4", _archive),
    ("Mill, 4", _named),
    ("Mill, Tides, 2019", _bare),
)
"""The forms of a citation, in the order in which they are tried, each by an example."""


# A note

_CONNECTING = re.compile(r"(?:and|or|&|et|und|as well as|then)\b,? |[—–-] ", re.IGNORECASE)


def read(raw: str) -> tuple[Part, ...]:
    """The parts of a note, in its order. Never raises; a note longer than `LONGEST` is one comment, unread."""
    if not raw.strip():
        return ()
    if len(raw) > LONGEST:
        return (Part(Kind.COMMENT, 0, len(raw), words=raw),)
    text = note_text.read(raw)
    parts: list[Part] = []
    for piece in _pieces(text):
        _add(parts, piece)
    return tuple(_worded(part, text) for part in _merged(parts))


def _worded(part: Part, text: NoteText) -> Part:
    if part.kind is not Kind.COMMENT or part.words:
        return part
    return replace(part, words=text.written(part.start, part.end).strip(" ;"))


def _merged(parts: list[Part]) -> Iterator[Part]:
    """The parts, with comments that follow one another as one."""
    held: Part | None = None
    for part in parts:
        if held and held.kind is Kind.COMMENT and part.kind is Kind.COMMENT:
            held = replace(held, end=part.end, words="")
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _add(parts: list[Part], piece: Piece) -> None:
    """Read a piece, and put its parts behind those before it."""
    if parts and parts[-1].cites and not parts[-1].within and _ATTACHED.match(piece.plain) and not next(_titles(piece), None):
        parts[-1] = _attached(parts[-1], piece)
        return
    if parts and next((g.mark for g in piece.groups()), None) is Mark.ADDRESS and not _outside(piece).strip(" .;,") and not piece.plain.startswith("("):
        last = next((i for i in range(len(parts) - 1, -1, -1) if parts[i].cites), None)
        if last is not None and not (parts[last].url or parts[last].doi) and parts[last].kind is not Kind.IBID and last >= len(parts) - 2:
            values: Values = {}
            _read_tail(_Tail(values, form="bare"), _fields(piece))
            text = piece.text
            parts[last] = replace(parts[last], **{k: v for k, v in values.items() if k in ("url", "doi", "accessed")})
            words = parts[-1].words or text.written(parts[-1].start, parts[-1].end).strip(" ;") if parts[-1].kind is Kind.COMMENT else parts[-1].words
            parts[-1] = replace(parts[-1], end=piece.end, words=words)
            return
    for sub in _subpieces(piece):
        found = _citation(sub)
        parts.extend(found or _prose(sub))


def _attached(part: Part, piece: Piece) -> Part:
    """A citation with the sentence that belongs to it: "Accessed 3 May 2019.", "Emphasis added."."""
    words = piece.plain.strip().rstrip(".")
    match = fields.ACCESSED.match(words)
    values: Values = {}
    if match and not part.accessed:
        found = fields.date_at(words.replace(":", " "), match.end() + (words[match.end() : match.end() + 1] == " "))
        for item in _fields(piece):
            if item.mark is Mark.ADDRESS:
                _set_address(values, item.text)
        accessed = found[0] if found else words[match.end() :].strip()
        return replace(part, accessed=accessed, end=piece.end, url=part.url or values.get("url", ""), doi=part.doi or values.get("doi", ""))
    for item in _fields(piece):
        if item.mark is Mark.ADDRESS:
            _set_address(values, item.text)
    return replace(part, remark=f"{part.remark}; {words}" if part.remark else words, end=piece.end, url=part.url or values.get("url", ""), doi=part.doi or values.get("doi", ""))


_JOINED = re.compile(r"(?<=[\d)\]a-z]),? (?:and|&|et|und) (?=[A-Z“‘\"*]|$)")


def _subpieces(piece: Piece) -> list[Piece]:
    """A piece split where another source begins within it: at ", see also", ", quoted in", "and Mill, *On Tides*"."""
    plain, cuts = piece.text.plain, []
    groups = piece.groups()
    gaps: list[tuple[int, int]] = []
    place = piece.start
    for group in groups:
        words = plain[group.first : group.last]
        if group.mark is Mark.ITALIC and _vocabulary(words):
            continue
        gaps.append((place, group.start))
        place = group.end
    gaps.append((place, piece.end))
    for index, (first, last) in enumerate(gaps):
        for match in _WITHIN.finditer(plain, first, last):
            before = plain[piece.start : match.start()].rstrip()
            if match.start() == piece.start or not before:
                continue
            if re.fullmatch(r"[\s(—–-]*(?:but|and|also|for example,?|please)?[\s,]*", before, re.IGNORECASE) or _SIGNAL.fullmatch(before.strip(" ,:")):
                continue
            cuts.append(match.start())
        if index + 1 < len(gaps):
            for match in _JOINED.finditer(plain, first, last):
                begin = match.start()
                behind = plain[match.end() : last].strip(" ,")
                if begin == piece.start:
                    continue
                done = plain[:begin].rstrip()[-1:]
                pre = plain[max(piece.start, first) : begin]
                if index and (done.isdigit() or done in ")]" or not pre.strip()) and (not behind or fields.names(behind, short=True)):
                    before = pre.rpartition(",")[2].strip()
                    if behind or done in ")]" or fields.whole_locator(before):
                        cuts.append(begin)
    if re.match(r"(?:but )?compare\b", plain[piece.start : piece.start + 12], re.IGNORECASE):
        for first, last in gaps:
            cuts.extend(m.start() for m in re.finditer(r",? with (?=[A-Z“‘\"]|$)", plain[first:last]) for m in [re.compile(r",? with (?=[A-Z“‘\"]|$)").match(plain, first + m.start(), last)] if m)
    found: list[Piece] = []
    start = piece.start
    for cut in sorted(set(cuts))[:40]:
        if cut > start:
            found.append(Piece(piece.text, start, cut))
            start = cut
    found.append(Piece(piece.text, start, piece.end))
    return found


def _citation(piece: Piece) -> list[Part]:
    """The citation that a piece is, by the first form that it has; none if it has none."""
    begin = piece.behind(0)
    while begin.start < begin.end and piece.text.plain[begin.start] in " ,;:":
        begin = begin._replace(start=begin.start + 1)
    if match := _CONNECTING.match(begin.plain):
        begin = begin.behind(match.end())
    signal = ""
    match = _SIGNAL.match(begin.plain)
    if match and not (match[0].lower() in _WEAK_SIGNALS and not _weakly_led(begin, match.end())):
        signal = match[0].strip(" ,:")
        rest = begin.behind(match.end())
        while rest.start < rest.end and piece.text.plain[rest.start] in " ,:":
            rest = rest._replace(start=rest.start + 1)
        if again := _SIGNAL.match(rest.plain):
            if again[0].lower() not in _WEAK_SIGNALS and again[0].lower() not in ("supra",):
                signal = f"{signal} {again[0].strip(' ,:')}"
                rest = rest.behind(again.end())
                while rest.start < rest.end and piece.text.plain[rest.start] in " ,:":
                    rest = rest._replace(start=rest.start + 1)
        if found := _by_forms(rest, signal, piece):
            return found
        return _described_address(rest, signal, piece)
    return _by_forms(begin, "", piece)


def _described_address(rest: Piece, signal: str, whole: Piece) -> list[Part]:
    """An address behind a description in lower case: See the thread, https://…, especially the last comment."""
    address = next((g for g in rest.groups() if g.mark is Mark.ADDRESS), None)
    if not signal or not address or next(_titles(Piece(rest.text, rest.start, address.start)), None):
        return []
    words = rest.text.plain[rest.start : address.start].strip(" ,:(")
    if len(words.split()) > 8 or _is_prose(words):
        return []
    values: Values = {"kind": Kind.FULL, "type": Type.ONLINE}
    _set_address(values, rest.text.plain[address.first : address.last])
    if remark := rest.text.plain[address.end : rest.end].strip(" ,.;)"):
        values["remark"] = remark
    return [_part(values, rest, signal, whole)]


def _weakly_led(piece: Piece, length: int) -> bool:
    return bool(next(_titles(piece), None))


def _by_forms(piece: Piece, signal: str, whole: Piece) -> list[Part]:
    piece = piece._replace(start=_next_start(piece.text.plain, piece.start))
    first = next(iter(piece.groups()), None)
    if first and first.mark in (Mark.PAREN, Mark.BRACKET) and first.start == piece.start and not piece.text.plain[first.end : piece.end].strip(" .;,") and first.mark is Mark.PAREN:
        inner = Piece(piece.text, first.first, first.last)
        return [replace(p, start=whole.start, end=whole.end) for p in _citation(inner)[:1] if p.kind is not Kind.CROSS_REFERENCE or signal == ""]
    if piece.start >= piece.end:
        return []
    for _, form in FORMS:
        if (values := form(piece, signal)) is not None:
            if not any(values.get(n) for n in _NAMING) and values["kind"] in (Kind.FULL, Kind.SHORT):
                continue
            part = _part(values, piece, signal, whole)
            return [part, *_quoted_in(piece)]
    return []


_NAMING = ("authors", "title", "container", "url", "doi", "number", "publisher")
_KNOWN_FIELDS = frozenset(Part.__dataclass_fields__)


def _part(values: Values, piece: Piece, signal: str, whole: Piece) -> Part:
    kept = {name: value for name, value in values.items() if value and name in _KNOWN_FIELDS or name == "sure"}
    if "url" not in kept and "doi" not in kept and kept["kind"] is not Kind.CROSS_REFERENCE:
        for link in piece.text.links:
            if piece.start <= link.start < piece.end and re.match(r"https?:|www\.|10\.", link.url):
                _set_address(kept, link.url)
                break
    return Part(start=whole.start, end=whole.end, signal=signal, **kept)


_LEADING = re.compile(r"(?:(?:both|as|internal quotation marks omitted|citations omitted|emphasis added)[,;)( ]*)*(?P<signal>quoting|citing|quoted in|cited in|reprinted in|quoted by|in turn quoting)[: ]+", re.IGNORECASE)


def _quoted_in(piece: Piece) -> list[Part]:
    """The sources that a parenthesis names which begins with "quoting", "citing", "quoted in"."""
    found: list[Part] = []
    for group in piece.groups():
        if group.mark is Mark.PAREN and (match := _LEADING.match(piece.text.plain, group.first, group.last)):
            inner = Piece(piece.text, match.end(), group.last)
            parts = [p for p in _by_forms(inner, match["signal"], inner) if p.cites and p.sure]
            found.extend(replace(p, within=True) for p in parts)
    return found


_MOST_TRIED = 4
"""How many places within a sentence are tried for a citation; what a sentence cites stands at its end or is one of few."""


def _prose(piece: Piece) -> list[Part]:
    """A sentence: a comment, and the citations within it or at its end."""
    comment = Part(Kind.COMMENT, piece.start, piece.end)
    plain = piece.text.plain
    groups = [g for g in piece.groups() if not (g.mark is Mark.ITALIC and _vocabulary(plain[g.first : g.last]))]
    inner: list[Part] = []
    for group in groups:
        if group.mark is Mark.PAREN and len(inner) < _MOST_TRIED:
            inner.extend(_parenthesis(piece, group))
    if inner:
        return [comment, *inner]
    candidates = [g for g in groups if g.mark in (Mark.ITALIC, Mark.QUOTE, Mark.LINK, Mark.ADDRESS)]
    for group in candidates[-_MOST_TRIED:] if len(candidates) > _MOST_TRIED else candidates:
        for start in _beginnings(piece, group):
            rest = Piece(piece.text, start, piece.end)
            lead = plain[piece.start : start].rstrip()
            if lead.endswith(("“", "‘", '"')):
                continue
            parts = [p for p in _by_forms(rest, "", rest) if p.cites and p.sure and not p.remark]
            closing = lead.endswith((",", ":")) and len(parts) == 1 and parts[0].authors and not plain[group.end : piece.end].strip(" .;")
            if parts and (closing or _strong(parts[0], group)):
                return [replace(comment, end=start), *parts] if lead else parts
    if parts := _last_treaty(piece):
        return [replace(comment, end=parts[0].start), *parts]
    for group in candidates[:_MOST_TRIED]:
        if group.mark in (Mark.ITALIC, Mark.QUOTE) and (part := _mentioned(piece, group)):
            return [comment, part]
    return [comment]


def _strong(part: Part, group: Group) -> bool:
    """Whether a citation at the end of a sentence is one beyond doubt."""
    if group.mark is Mark.QUOTE:
        return bool(part.container and (part.date or part.pages or part.url)) or bool(part.authors and (part.locator or part.date or part.url))
    if group.mark is Mark.ADDRESS:
        return True
    return part.kind is Kind.FULL and bool(part.date or part.url or part.number or part.pages) or bool(part.locator and part.authors)


def _beginnings(piece: Piece, group: Group) -> Iterator[int]:
    """Where a citation with this title or address may begin: at the names before it, or at it."""
    plain = piece.text.plain
    before = plain[piece.start : group.start]
    names = re.search(r"(?:[A-ZÀ-Þ][\w.’'-]*(?:, | and | & | de | van | von | der | et al\.,? | )?){1,14}$", before[-160:])
    if names and group.mark is not Mark.ADDRESS:
        at = group.start - (len(names[0]))
        if at > piece.start:
            yield at
    yield group.start


def _parenthesis(piece: Piece, group: Group) -> list[Part]:
    """The citations in a parenthesis of a sentence: (op. cit., p. 20), (see Mill, *On Tides*, 4)."""
    plain = piece.text.plain
    inner = Piece(piece.text, group.first, group.last)
    words = inner.plain.strip()
    if match := _AGAIN.match(words):
        name = re.search(r"((?:(?:Dr|Mr|Mrs|Miss|Prof)\. |[A-Z][\w’-]+ |van |de |von )+)\($", plain[max(0, group.start - 60) : group.start + 1])
        if name and (people := fields.names(name[1], short=True)):
            values: Values = {"kind": Kind.SHORT, "authors": people}
            _read_tail(_Tail(values, form="italic"), _fields(inner.behind(match.end())))
            return [replace(_part(values, inner, "", inner), within=True)]
        return []
    found: list[Part] = []
    start = group.first
    bounds = [m.start() for m in re.finditer(";", words)]
    pieces = [inner] if not bounds else [Piece(inner.text, a, b) for a, b in zip([start, *(start + b + 1 for b in bounds)], [*(start + b for b in bounds), group.last], strict=True)]
    for part in pieces[:_MOST_TRIED]:
        for sub in _citation(part):
            firm = sub.kind in (Kind.IBID, Kind.SUPRA, Kind.CROSS_REFERENCE) or (sub.title or sub.container) and (sub.locator or sub.kind is Kind.FULL and sub.date)
            if firm and sub.sure:
                found.append(replace(sub, within=True))
    return found


def _last_treaty(piece: Piece) -> list[Part]:
    """A treaty or an act without marks that ends a sentence: "… is the Charter for Living Rites, 2 June 1998"."""
    plain = piece.text.plain
    for match in list(re.finditer(r"\b(?:the|The|in|of|by|is) (?=[A-Z])", piece.plain))[:_MOST_TRIED]:
        rest = piece.behind(match.end())
        for form in (_treaty, _statute):
            values = form(rest, "")
            if values and values.get("kind") is Kind.FULL and values.get("date") and not values.get("remark"):
                return [_part(values, rest, "", rest)]
    del plain
    return []


def _mentioned(piece: Piece, group: Group) -> Part | None:
    """A source in the middle of a sentence: a newspaper with its date, a title with its imprint."""
    plain = piece.text.plain
    after = plain[group.end : group.end + 120]
    title = _title_of(piece.text, Field(None, "", group.first, group.last, True))
    match = re.match(r",? (?:of |for |du |vom )?", after)
    at = match.end() if match else 0
    dated = fields.date_at(after, at)
    if group.mark is Mark.ITALIC and dated and dated[0].count("-") == 2:
        return Part(Kind.FULL, group.start, group.end + dated[1], within=True, type=Type.NEWS, container=title, date=dated[0])
    behind = next(iter(piece.text.groups(group.end, min(piece.end, group.end + 200))), None)
    if behind and behind.mark is Mark.PAREN and behind.start - group.end <= 1:
        found = _imprint(plain[behind.first : behind.last])
        if found and found.get("date") and (found.get("publisher") or found.get("place")):
            people = re.search(r"((?:[A-Z][\w.’-]+ |van |de |von )+)[’']s $|((?:[A-Z][\w.-]+,? (?:and )?)+)$", plain[max(piece.start, group.start - 80) : group.start])
            who = fields.names((people[1] or people[2]).strip()) if people else ()
            values = {k: v for k, v in found.items() if k in _KNOWN_FIELDS}
            return Part(Kind.FULL, group.start, behind.end, within=True, type=Type.BOOK, title=title, authors=who or (), **values)
    return None


def words_of(raw: str, part: Part) -> str:
    """The words of a part as they are written in the note."""
    return note_text.read(raw).written(part.start, part.end).strip(" ;")


def reference(raw: str) -> Part | None:
    """The source of a bibliography's entry: "Mill, Ada. *On Tides*. Dunmore: Weir, 2019."; None if it cannot be read."""
    if not raw.strip() or len(raw) > LONGEST:
        return None
    text = note_text.read(raw.strip())
    end = len(text.plain)
    values = _entry(Piece(text, 0, end))
    if values is None:
        parts = [p for p in read(raw) if p.cites]
        return parts[0] if parts else Part(Kind.FULL, 0, end, type=Type.OTHER, title=text.plain.strip(" ."))
    return _part(values, Piece(text, 0, end), "", Piece(text, 0, end))


def _sentences(piece: Piece) -> list[Field]:
    """The fields of a bibliography's entry behind its title: split at full stops as well as at commas."""
    found: list[Field] = []
    for item in _fields(piece):
        if item.mark is not None:
            found.append(item)
            continue
        begun, text = 0, item.text
        for match in re.finditer(r"\. (?=[A-Z\d“‘(])", text):
            if not _abbreviated(_word_before(text, match.start()), text[match.end() : match.end() + 40], ""):
                if words := text[begun : match.start()].strip(" ."):
                    found.append(item._replace(text=words, glued=item.glued and not begun, colon=item.colon and not begun))
                begun = match.end()
        if words := text[begun:].strip():
            if words.strip(" ."):
                found.append(item._replace(text=words, glued=item.glued and not begun, colon=item.colon and not begun))
    return found


def _entry(piece: Piece) -> Values | None:
    plain = piece.text.plain
    title = next(_titles(piece), None)
    values: Values = {"kind": Kind.FULL}
    year = re.match(r"(?P<who>[^()“\"]{2,300}?) ?\((?P<date>(?:1[5-9]|20)\d\d)[a-z]?(?:, [^()]{1,30})?\)[.,:]? ", piece.plain)
    if year and (not title or title.start > year.end() - 1):
        people = fields.natural(year["who"].strip()) or fields.names(year["who"].strip())
        if people:
            values |= {"authors": people, "date": year["date"]}
            begin = piece.start + year.end()
            stop = plain.find(". ", begin, piece.end)
            if title is None or (stop >= 0 and title.start > stop + 1):
                stop = stop if stop >= 0 else piece.end
                values["title"] = plain[begin:stop].strip(" .")
                rest = Piece(piece.text, min(stop + 1, piece.end), piece.end)
                values, items = _shaped(values, _sentences(rest), quoted=True)
                tail = _Tail(values, form="quoted" if values.get("container") else "italic")
                _read_tail(tail, items)
                return _judged({**values, "kind": Kind.FULL}, tail, quoted=bool(values.get("container")))
    if title is None:
        return None
    before = plain[piece.start : title.start].strip(" .,:")
    edited = re.search(r",? (?:eds?|éds?|hg|hrsg|editors?)\.?$", before)
    if edited:
        before = before[: edited.start()]
        values["edited"] = True
    if before and "authors" not in values:
        people = fields.natural(before) if "," in before else fields.names(before)
        if not people and fields.is_organisation(before.replace(",", "")):
            people = (before,)
        if not people:
            return None
        values["authors"] = people
    values["title"] = _title_of(piece.text, Field(None, "", title.first, title.last, True))
    quoted = title.mark is not Mark.ITALIC
    values, items = _shaped(values, _sentences(Piece(piece.text, title.end, piece.end)), quoted=quoted)
    tail = _Tail(values, form="quoted" if quoted or values.get("container") else "italic")
    _read_tail(tail, items)
    if values.get("edited"):
        values["editors"] = values.get("editors") or values.get("authors", ())
    if values.get("locator") and not values.get("pages") and values.get("container"):
        values["pages"] = values.pop("locator")
    result = _judged({**values, "kind": Kind.FULL}, tail, quoted=quoted)
    if result is not None:
        result["kind"] = Kind.FULL
        result["type"] = _type(result, tail, quoted=quoted)
    return result
