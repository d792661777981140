"""Where the pieces of a note end, and what they are made of: sentences, signals, sources within a sentence, fields.

A note's text in, its pieces and their fields out; nothing here knows the forms of citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from scripts.english.dates import MONTHS_IN_NOTES
from scripts.publication.footnotes import fields
from scripts.publication.footnotes.markdown import Group, NoteText, Sign
from scripts.publication.footnotes.parts import Field, Piece, Values, has
from scripts.regex import regex

_SIGNAL_WORDS = (
    r"(?:(?:but|and|or|also|on which|for example|for instance|for this),? )?"
    r"(?:see|cf\.?|compare|contrast|consult)"
    r"(?: (?:also|too|here|generally|especially|esp\.|further|aussi|notamment|auch|etwa|anche|también|"
    r"in particular|in general|for example|"
    r"for instance|e\.g\.|above all|inter alia|again))*"
    r"(?:,? ?\(?(?:e\.g\.|for example|for instance|inter alia|esp\.|especially|in particular)\)?)?"
)

# Behind what is a given name too, where a quotation or a printed book follows: Anders Vik, Ice (Bergen: Fjord, 2013)
_SURNAME = r"(?-i: [A-ZÄÖÜ][\w-]+, (?:[“\"‘']|[^,;()]{3,120} \([^()]*: [^()]*\d{4}\)))"
_OTHER_SIGNALS = (
    r"(?:sources?|quellen?|fuentes?)(?=:)|respectively|similarly|likewise|thus|again"
    r"|(?:as )?(?:quoted|cited|reported|reprinted|discussed|described|summarised|summarized|"
    r"referenced|mentioned|given|printed|reproduced|translated) (?:in|by|from|at)"
    r"|qtd\. in|cit\. in|quoting|citing|accord|contra|e\.g\.|but cf\.|vide|also|from|with"
    r"|but see|voir(?: (?:aussi|notamment|également|par exemple|surtout|en particulier|entre autres|ainsi))*|"
    r"v\. (?:aussi|notamment)|comparer|citée?s? (?:par|dans|d’après|in)|d’après|par exemple"
    r"|(?:siehe|vgl\.?|vergleiche|so|ferner|dazu|hierzu|anders(?!" + _SURNAME + r")|ähnlich|dagegen|ausführlich|"
    r"grundlegend|"
    r"s\. (?=auch|dazu|etwa))"
    r"(?: ?(?:auch|dazu|etwa|hierzu|insbesondere|ferner|schon|bereits|nur|aber|näher|ausführlich|grundlegend|kritisch|"
    r"zuletzt|zum Beispiel|z\. ?B\.|u\. ?a\.)(?!\w))*"
    r"(?: zu[mr]?(?-i: (?:[a-zäöüß]+ ){0,3}[A-ZÄÖÜ][\w-]+)(?=:? (?-i:[A-ZÄÖÜ])))?"
    r"|zit(?:iert|\.) (?:nach|bei|in)|sowie|zum Beispiel|z\. ?B\.|citad[oa]s? (?:en|por)|apud|citato in"
    r"|(?:v[ée]an?se|ver|veja-se|vedi|si vedano?|cfr\.?|zie)"
    r"(?: (?:también|además|asimismo|por ejemplo|entre otros|também|por exemplo|anche|ad esempio|almeno|ook))*"
)

SIGNAL = regex(rf"(?:{_SIGNAL_WORDS}|{_OTHER_SIGNALS})(?=[\s,:*_“\"‘«]|$)", re.IGNORECASE)

_SIGNAL_AT_THE_END = regex(rf"(?:^|[\s,;.(])(?:and|or|but|{_SIGNAL_WORDS}|{_OTHER_SIGNALS})[\s,;:.(]*$", re.IGNORECASE)


def without_signals(words: str) -> str:
    """Words of a note without the signal at their end, which belongs to the citation behind them."""
    return _SIGNAL_AT_THE_END.sub("", words).rstrip(" .,;:(–—")


WEAK_SIGNALS = frozenset("again also from likewise respectively similarly so thus with dazu dagegen".split())

_WITHIN = regex(
    rf"(?<![\w’'-])(?:{_SIGNAL_WORDS}|(?:as )?(?:quoted|cited|reported|(?:re)?printed|reproduced|excerpted) (?:in|by)"
    rf"|qtd\. in|quoting|citing|voir(?: aussi)?|citée?s? par|citad[oa]s? (?:en|por)|vgl\.|siehe|zit\. nach"
    rf"|sowie(?= (?:dies|ders)\.)|(?:(?<=[\df.)>] )|(?<=[\df.)>], ))sowie(?= [A-ZÄÖÜ]))(?=[\s,:])",
    re.IGNORECASE,
)

_ABBREVIATIONS = frozenset(
    "ed eds edn trans transl repr rev vol vols no nos p pp pg pág págs ch chap chaps sec secs para "
    "paras art arts fol fols f ff n nn fn l ll v vs "
    "bk bks pt pts app fig figs pl pls tab col cols cf e.g i.e viz al op loc supra infra "
    "cp etc exec approx ca c circa fl b d r "
    "dr mr mrs ms mme prof rev st ste sr jr sir hon gen gov sen rep pres capt lt col maj sgt messrs mt ft "
    "inc ltd co corp bros cie llc assn dept univ acad inst soc govt nat'l int'l comm comms cong sess stat pub doc docs "
    "esp bes insb ms mss add bd hrsg übers aufl überarb erw verb durchges phil bde jg nr s t éd dir trad coll "
    "fasc hg anm vgl zit bzw "
    "parl proc civ crim const amend supp evid ct cir jud legis q hist j am u.s u.k ph.d phd diss "
    "fed nat int admin affs atl econ envtl intl natl pol sci tech transp dem rel ux".split()
) | {
    short
    for short, n in MONTHS_IN_NOTES.items()
    for name, m in MONTHS_IN_NOTES.items()
    if m == n and name[:-2].startswith(short)
}

_SENTENCE_SIGNALS = regex(
    rf"(?:\*|_)?(?:(?:{_SIGNAL_WORDS}|but see|quoted in|cited in|accord|contra|voir|siehe|vgl\.|"
    rf"vide)(?=[\s,:])|ib[ií]d\b|id\.|ib\.|idem\b|loc\. cit)",
    re.IGNORECASE,
)

ATTACHED = regex(
    rf"(?:{fields.ACCESSED.pattern}|emphas[ie]s|italics|translations?|my translation|my emphasis|"
    rf"traduction|übersetzung|hervorhebung|"
    r"on file with|copy on file|archived at|available at|available from|emphasis mine|quotation "
    r"modernised|spelling modernised)(?!\w)",
    re.IGNORECASE,
)

# …; video available at https://…; here 35
_CONTINUED = regex(
    r" (?:(?!see|cf|also see)(?:[a-zà-ÿ]+ ){1,5}(?=https?:|www\.)|(?:here|esp\.|at|hier|ici) (?:[pS]p?\. ?)?\d)",
    re.I,
)


# Available at: https://… In a field of its own it says nothing.
_LED = regex(r"[A-ZÀ-Þ][^\W\d_]*(?: [a-zà-ÿ]+){0,3} ?:? ?(?=https?://|www\.)")
_LEADING = regex(
    r"(?:^|(?<=[.?!,;])) *(?:(?:[^\W\d_]+ )?(?:[a-zà-ÿ]+ ){0,2}(?:at|from|via|on|in|en|dans|sous|unter|bei|à|URL|DOI)|"
    r"[^\W\d_]+(?= ?:)) ?:? *$"
)


def _word_before(plain: str, place: int) -> str:
    return re.split("[ /]", plain[max(0, place - 40) : place])[-1].lstrip("([“‘\"'—–")


def is_abbreviated(word: str, following: str, before: str) -> bool:
    """Whether a full stop behind this word is its own, and ends no sentence. `following` begins with the next word."""
    bare = word.lower()
    if not word or word[-1].isdigit() or word[-1] in ")]”’\"'»":
        return False
    if bare in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or "." in word.strip("."):
        return True
    if word.isalpha() and not any(c in "aeiouyäöüéèáíóúàâêîôûåæøœ" for c in bare):
        return True
    if not word[0].isupper():
        return False
    if re.search(r"[’'](?:l|n|t|g|r|rs|d|x|rd|y)$", word) and not bare.endswith(("n’t", "n't")):
        return True
    next_word = following.split(" ", 1)[0]
    if len(word) > 1 and word.isupper() and next_word.isupper() and len(next_word.strip(".,")) > 2:  # TEX. PENAL CODE
        return True
    if len(word) <= 7 and len(next_word) <= 8 and next_word[:1].isupper() and next_word.endswith("."):
        return not _SENTENCE_SIGNALS.match(following)
    if len(word) <= 5 and before.endswith(f". {word}"):
        initial = before[: -len(word) - 2].rpartition(" ")[2][:1]
        if initial.isupper():
            return True
    if len(word) <= 5 and before.endswith(f", {word}") and next_word[:1].isupper():  # , Wash. Post, Oct. 19, 2007
        behind = _NAME_IN_COMMAS.match(following)
        if behind and (
            fields.date_at(following, behind.end()) or following[behind.end() : behind.end() + 1] in '‘“"*['
        ):
            return True
    if _PARTIES.search(before[-60:]) and _TO_REPORTER.match(following):
        return True
    reporter = _BEGUN.search(before[-60:]) and _REPORTER_ENDS.match(following) and bare not in MONTHS_IN_NOTES
    return len(word) <= 7 and (next_word[:1].isdigit() or bool(reporter))


_NAME_IN_COMMAS = regex(r"(?:[A-Z][\w.’'&-]* ?){1,4}, ")
# The parties to a case, up to its reporter: Mill v. Dunmore Cty. | Sch., 652 F.3d
_PARTIES = regex(r" v\.? [A-Z][\w.’' -]*$")
_TO_REPORTER = regex(r"(?:[\w.&’'-]+ ){0,5}[\w.&’'-]+, \d{1,4} [A-Z]")
# Volume, name and page of a reporter or of session laws, cut at a full stop: 1877 Dun. | Laws 58
_BEGUN = regex(r"(?:^|[\s(])\d{1,4} (?:[A-Z][\w.’]* ){0,3}[A-Z][\w’]*$")
_REPORTER_ENDS = regex(r"(?:[A-Z][\w.’]* ){1,4}(?:at )?\d")


_STOPS = regex(r";|[.?!…](?= )")  # where a piece may end, outside of its groups


def pieces_of(text: NoteText) -> list[Piece]:
    """The pieces of a note: split at semicolons and where sentences end, outside of quotations and parentheses."""
    plain, start, place, closed = text.plain, 0, 0, -1
    pieces: list[Piece] = []
    groups = {group.start: group for group in text.groups(0, len(plain))}
    head = reference_head(text, 0)
    for at in sorted({*groups, *(match.start() for match in _STOPS.finditer(plain))}):
        if at < place:
            continue
        group = groups.get(at)
        ends = False
        if group:
            place = group.end
            last_word = plain[group.start : group.end].rpartition(" ")[2]
            word_italic = group.mark is Sign.ITALIC and (len(last_word) == 1 or last_word.lower() in _ABBREVIATIONS)
            closed = place if not word_italic and not _part_of_word(plain, group) else -1
            ends = group.mark in (Sign.QUOTE, Sign.PAREN) and _ends_with_group(plain, group, start, groups)
            ends = ends and not (head and not head.marked and _within_reference(text, place, groups, start, head))
            if group.mark is Sign.ITALIC and plain[group.end - 1] == "." and not head:
                ends = _new_sentence(plain, group.end - 1, groups, start) and not _continues(
                    plain[group.end + 1 : group.end + 161]
                )
        else:
            place = at + 1
            if plain[at] == ";":
                ends = not (
                    _CONTINUED.match(plain, place) or (head and head.listed and _COUNTED_ON.match(plain, place))
                )
            else:
                ends = (
                    _new_sentence(plain, at, groups, start, closed == at)
                    and not (head and _within_reference(text, place, groups, start, head))
                    and not (_TITLE_BEGUN.fullmatch(plain, start, at) and _SUBTITLE.match(plain, place))
                    and not (plain[at - 1].isdigit() and any(a < place < b for a, b in _dates_in(text).items()))
                )
        if ends and not head and plain[at] == ".":  # for a review see Mill, A. (2019). Tides. Dunmore: Weir
            lead = next(reversed([*_WITHIN.finditer(plain, start, at)]), None)
            inner = reference_head(text, lead.start()) if lead else None
            if inner and not inner.marked and (at < inner.end or _within_reference(text, place, groups, start, inner)):
                head, ends = inner, False
        if ends:
            pieces.append(Piece(text, start, place))
            place = start = next_start(plain, place)
            head = reference_head(text, start)
    if start < len(plain):
        pieces.append(Piece(text, start, len(plain)))
    return pieces


# A. Mill, Ice. A History, Weir, Dunmore, 2004; A. Mill, Ice. A History, cit., p. 4: a title in two sentences
_TITLE_BEGUN = regex(rf"(?:{_SIGNAL_WORDS},? |Cfr\.? |[Vv]edi )?(?:[A-Z]\.[ -]?)+{fields.NAMED}, [^,;.()]+")
_SUBTITLE = regex(rf" [A-Z][^;.()]*, (?:cit\.|(?:[^,;.()]+, ){{1,2}}{fields.YEAR})")
_EDITED_ANEW = regex(r", (?:[a-zäöü]{2,12}\.?,? ){1,4}Aufl")  # 2., überarb. Aufl.
COUNTED = regex(r"(?:Aufl|Bd|Jg|Jahrg|Band|Hälfte)")  # 2. Aufl.


def next_start(plain: str, place: int) -> int:
    while place < len(plain) and plain[place] == " ":
        place += 1
    return place


def _new_sentence(plain: str, stop: int, groups: dict[int, Group], start: int, closed: bool = False) -> bool:
    """Whether a sentence ends with the mark at `stop`; `closed` tells that a quotation or an address ends before it."""
    after = next_start(plain, stop + 1)
    if after >= len(plain) or after == stop + 1:
        return False
    mark, following, group = plain[stop], plain[after : after + 160], groups.get(after)
    capital = following[0].isupper()
    done = closed or plain[stop - 1].isdigit() or fields.date_at(plain[max(0, stop - 4) : stop])
    before = plain[max(start, stop - _NEAR) : stop]
    if done and not is_prose(before) and _has_title(groups, start, stop) and _continues(following):
        return False
    if _dated_next(following) and not is_prose(_outside(plain, groups, max(start, stop - _NEAR), stop)):
        return False
    if capital and _LED.match(following) and not (SIGNAL.match(following) or is_prose(before)):
        return False
    if capital and ATTACHED.match(following):
        return True
    lettered = _LETTERED.search(before)  # annex B. The figures
    closed = closed or bool(lettered and fields.whole_locator(lettered[0], labelled=True))
    word = "" if closed else _word_before(plain, stop)
    signal = _SENTENCE_SIGNALS.match(following)
    if word.isdigit() and COUNTED.match(following):
        return False
    if mark == "." and word.lower() in ("cf", "see", "e.g", "i.e", "vgl", "op", "loc", "art"):
        return False
    if signal and (capital or group) and word.lower() not in ("n", "v", "vs"):
        return True
    if (mark in "?!" and not capital) or (mark == "." and is_abbreviated(word, following, plain[start:stop])):
        return False
    if mark == "." and word[:1].isupper() and len(word) < 8 and _UNFINISHED.fullmatch(plain, start, stop):
        return is_prose(plain[start:stop]) or bool(_SENTENCE_SIGNALS.match(following))
    if group and group.mark is Sign.PAREN:
        inner = plain[group.first : group.last]
        sentence = inner[:1].isupper() and len(inner.split()) > 3 and inner.rstrip()[-1:] in ".!?"
        return sentence and not imprint(inner.rstrip("."))
    if group and group.mark in (Sign.QUOTE, Sign.ITALIC):
        before = plain[start:stop]  # Mill and Wu. “Tides”
        return not (len(before) < 120 and fields.names(_without_signal(before), short=True))
    if group and group.mark is Sign.ADDRESS:
        return False
    if following[0].isdigit():
        return closed or (word[:1].islower() and len(word) > 3)
    return capital or bool(signal)


_LETTERED = regex(r"(?<![^\W_])[^\W\d_]{4,} [A-Z]$")

# Names and no date, title or number yet, as no citation ends: Mill, Chief Info. Officer
_UNFINISHED = regex(r"[A-Z][^\d“”\"‘«;:()]*,[^\d“”\"‘«;:()]*")


def _dated_next(following: str) -> bool:
    """Whether the next sentence is a date and nothing else."""
    found = fields.date_at(following)
    return found is not None and following[found[1] :].lstrip()[:1] in ("", ".", ";", "(")


_NEAR = 400
"""How many characters before a full stop are looked at for what a reference has said so far."""


def _outside(plain: str, groups: dict[int, Group], start: int, stop: int) -> str:
    """The words between two places that stand in no title."""
    words: list[str] = []
    for at, group in groups.items() if len(groups) < 40 else ():
        if start <= at < stop and group.mark in (Sign.QUOTE, Sign.ITALIC, Sign.LINK):
            words.append(plain[start:at])
            start = group.end
    return " ".join((*words, plain[start:stop]))


def _without_signal(words: str) -> str:
    match = SIGNAL.match(words)
    return words[match.end() :] if match else words


def _has_title(groups: dict[int, Group], start: int, stop: int) -> bool:
    near = [g for g in groups.values() if start <= g.start < stop] if len(groups) < 40 else list(groups.values())[:1]
    return any(g.mark in (Sign.QUOTE, Sign.ITALIC) for g in near)


def _ends_with_group(plain: str, group: Group, start: int, groups: dict[int, Group]) -> bool:
    """Whether a sentence ends with a quotation or a parenthesis: "…not define ‘ebb.’ The next"."""
    if group.end >= len(plain) or plain[group.end] != " ":
        return False
    last = plain[group.last - 1 : group.last]
    after = next_start(plain, group.end)
    following = plain[after : after + 60]
    if group.mark is Sign.PAREN:
        return last in ".!?" and plain[max(0, group.start - 2) : group.start] in (". ", "") and following[:1].isupper()
    prose = is_prose(plain[max(start, group.start - _NEAR) : group.start])
    if last not in ".?!" or not following or (not prose and _continues(following)):
        return False
    mark = groups[after].mark if after in groups else None
    if mark is Sign.ADDRESS and group.start == start and sentence_like(plain[group.first : group.last]):
        return True
    signal = bool(_SENTENCE_SIGNALS.match(plain, after))
    if mark in (Sign.ITALIC, Sign.PAREN, Sign.ADDRESS, Sign.BRACKET):
        return last == "." and mark is Sign.ITALIC and (signal or prose)
    return (following[0].isupper() or signal) and (last == "." or prose or signal)


_REFERENCE_NAME = regex(r"[^\W\d_][^,.()*“\"]{0,60}, [^\W\d_][^()“\"*]{0,200}?\. ?$")


class Head(NamedTuple):
    """How a reference of a bibliography's form begins, and where its title does."""

    people: tuple[str, ...] = ()
    date: str = ""
    edited: bool = False
    end: int = 0
    listed: bool = False  # in the manner of medical journals, with a semicolon before volume or year
    marked: bool = False  # with its title in marks


_WHO = r"(?P<who>[^\W\d_][^()“”\"«»*\d;:?!]{1,300}?)"
_DATED = regex(
    rf"{_WHO}(?:,? ?\((?P<a>{fields.YEAR}|n\.d\.)[a-z]?(?P<on>, [^()]{{1,30}})?\)(?P<stop>[.,:]?)|"
    rf"\. (?P<b>{fields.YEAR})[a-z]?\.|, (?P<c>{fields.YEAR})[a-z]?(?P<mark>[,:.])) "
)
_NAMED = regex(rf"{_WHO}(?P<edited>,? \(?{fields.EDITED}\)?)?(?: \((?P<date>{fields.YEAR})\))?: ", re.IGNORECASE)
_LISTED = regex(r"(?P<who>[^()“”\"«»*\d;:?!]{1,300}?(?:[a-zß-ÿ](?:(?<!\band|\bund) [A-Z]{1,3})?|[A-Z]{2}))\. (?=[A-Z])")
_LIST_SIGN = regex(r"(?:1[5-9]|20)\d\d(?: [A-Z][a-z]{2,8}(?: \d{1,2})?)?;\d|[^\W\d_]; ?(?:1[5-9]|20)\d\d\b")
_COUNTED_ON = regex(r" ?\d")
_INVERTED = regex(
    r"(?:^|, |and |& |; )[^\s,]{2,}(?: [^\s,]+){0,2}, (?:[A-Z]\w?\.[- ]?)+|"
    r"^[^\W\d_][\w’'-]+, [^\W\d_][\w’'-]*[a-zß-ÿ](?:$|,? )"
)


def reference_head(text: NoteText, start: int) -> Head | None:
    """How a reference begins here that names its people first and sets them off: Mill, Ada (2019). Mill, Ada: ..."""
    key = ("head", start)
    if key not in text.memory:
        text.memory[key] = _head(text, start)
    found: Head | None = text.memory[key]
    return found


def _head(text: NoteText, start: int) -> Head | None:
    plain = text.plain
    if (lead := SIGNAL.match(plain, start)) and lead[0].lower() not in WEAK_SIGNALS:
        start = next_start(plain, start + len(lead[0].rstrip(",:")))
        start = next_start(plain, start + (plain[start : start + 1] in (",", ":")))
    window = plain[start : start + 400]
    group = next((g for g in text.groups(start, min(len(plain), start + 400)) if g.mark is not Sign.PAREN), None)
    before = plain[start : group.start] if group else window
    dated = _dated_head(before + " ", window) if _ANY_YEAR.search(before) or "n.d." in before else None
    if found := dated or _named_head(before, plain) or _listed_head(before, plain, start):
        return found._replace(end=next_start(plain, start + found.end))
    if not group or group.mark not in (Sign.QUOTE, Sign.ITALIC):
        return None
    listed = _REFERENCE_NAME.fullmatch(before) and fields.natural(before.strip(" .")) is not None
    listed = listed or (before.endswith(". ") and fields.is_name(before.strip(" ."), 2) and group.mark is Sign.QUOTE)
    house = re.fullmatch(r"[A-Z][^.“”,]{4,80}\. ", before) and is_institution(before.strip(" ."))
    return Head(marked=True) if (listed or house) and not SIGNAL.match(before) else None


def _dated_head(before: str, window: str) -> Head | None:
    """Mill, A. (2019). Mill, Ada. 2019. Mill, A. and B. Wu, 2019, ..."""
    match = _DATED.match(before)
    if not match:
        return None
    who, following = without_stop(match["who"].strip()), window[match.end() :]
    initial = re.search(r"(?:^|[\s.-])[A-Z]$", who)
    inverted, alone = _INVERTED.search(who + ("." if initial else "")), "," not in who
    people = fields.natural(who) if inverted or alone else fields.names(who, short=True)
    house = is_institution(who) or (who.isupper() and " " not in who)
    named = inverted or house or (alone and match["a"] and match["stop"] != "," and " " in who)
    named = named or (match["b"] and people and all(fields.is_name(p, 2) or fields.OTHERS.fullmatch(p) for p in people))
    by_initials = re.search(r"[A-Z]\.", who) or (match["mark"] == "." and house and alone)
    if not (people and named) or (match["c"] and not by_initials) or (_NO_NAME.match(who) and not house):
        return None
    if not re.match(r"[^\W_a-zß-ÿ]|[“‘\"'«„]|$", following) or fields.locator_at(following) or _LED.match(following):
        return None
    whole = fields.whole_date(f"{match['a']}{match['on']}") if match["on"] else ""
    return Head(people, whole or match["a"] or match["b"] or match["c"], end=match.end())


def without_stop(names: str) -> str:
    """Names without the full stop behind them, unless it is that of an initial or another abbreviation."""
    return names if is_abbreviated(names[:-1].rpartition(" ")[2], "", "") else names.rstrip(".")


_NO_NAME = regex(r"(?:the|an?|on|in|of|from|for|to|at|by|with)\b", re.IGNORECASE)


def _named_head(before: str, plain: str) -> Head | None:
    """Ada Mill, Kai Wu (Hrsg.): Das Salz. Mill, Ada: Das Salz."""
    match = _NAMED.match(before) if ": " in before else None
    alone = (_INVERTED_ALONE if _GERMAN.search(plain) else _INVERTED_IN_COMMAS).match(before)
    if alone and (people := fields.natural(alone["who"])):
        return Head(people, end=alone.end())
    if not match or not re.match(r"[^\W_a-zß-ÿ]", before[match.end() :]):
        return None
    who, edited = match["who"].strip(" ,"), bool(match["edited"])
    inverted = None if re.match(r"[A-Z]\. ?[A-Z]", who) else _INVERTED.search(who)  # T. Mill, P. Wu and N. Lee
    people = fields.natural(who) if inverted else fields.names(who)
    house = is_institution(who)
    persons = people and all(fields.is_name(p, 2) or fields.OTHERS.fullmatch(p) for p in people)
    persons = persons and not (_NO_NAME.match(who) or ORGANISATIONS.search(who) or re.search(r"[a-z]{2}\. ", who))
    listed = "," in who and not (inverted or edited)  # Mill, Cold Places: A History
    if listed and (_JOINED_BEFORE_LAST.search(who) or not (_GERMAN.search(plain) or " and " in who or " & " in who)):
        return None
    return Head(people, match["date"] or "", edited, match.end()) if people and (edited or persons or house) else None


# Mill, Ada, Das Salz. Eine Geschichte. Berlin 2001; Mill, Ada/Wu, Kai, Das Salz, in: ...
_INVERTED_ALONE = regex(
    r"(?P<who>[^\W\da-z][\w’'-]+, [^\W\da-z][\w’'-]*[a-z.](?: [^\W\da-z][\w’'-]*[a-z.])?"
    r"(?:(?:/|, )[^\W\da-z][\w’'-]+, [^\W\da-z][\w’'-]*[a-z.](?: [^\W\da-z][\w’'-]*[a-z.])?)*), "
    rf"(?=[^\W\da-z][^,:;()\"“]{{2,200}}?(?:, |\? )(?:in:|In:)|[^,:;()\"“]+[.,?] [A-ZÄÖÜ][^\d.,:;()“\"]{{1,40}}"
    rf"(?:: [^\d.:;()]{{1,50}}?)?,? {fields.YEAR}(?:[,.;]|$| ))"
)
# Mill, Ada K, On Tides, Dunmore, Weir, 2004, p 12
_INVERTED_IN_COMMAS = regex(
    r"(?P<who>[^\W\da-z][\w’'-]*[a-z], (?:[A-Z](?: [A-Z])*|[A-Z][\w’'-]*[a-z](?: (?:[A-Z]|d[’'])[\w’'-]*){0,2})), "
    rf"(?=[A-Z\d][^()“”\";]{{2,250}}, [A-Z][^,()“”\";]+, (?:[A-Z][^,()“”\";]+, )?(?:{fields.YEAR}\b|pp?\.? ?\d))"
)
_JOINED_BEFORE_LAST = regex(r" (?:and|&|und|et) .*,")
_GERMAN = regex(r"(?<!\w)(?:[Vv]gl|Hrsg|[Ss]iehe|Zugriff|abgerufen|S\. ?\d|Bd\. ?\d|Aufl)")


def _listed_head(before: str, plain: str, start: int) -> Head | None:
    """Mill A, Wu B. Ice. J Cold. 2019;12:45. Weir Board. Ice. Dunmore: Weir; 2019. A. Mill and B. Wu. Ice."""
    match = _LISTED.match(before)
    people = (fields.natural(match["who"]) if match else None) or ()
    if not match or not people:
        return None
    ends = [re.search(r" [A-Z]{1,3}$", name) for name in re.split(r", | and | & ", match["who"])]
    if re.search(r" [A-Z]$", match["who"]) and not all(ends):
        return None  # Ada Mill & Bo C. Wu, Ice
    if len(people) > 1 and all(fields.is_name(p, 2) or fields.OTHERS.fullmatch(p) for p in people):
        return Head(people, end=match.end(), listed=True)
    house = len(people) == 1 and fields.is_organisation(match["who"]) and " " in match["who"]
    listed = ";" in plain and _LIST_SIGN.search(plain[start : start + 600])
    return (
        Head(people, end=match.end(), listed=True)
        if listed and (house or people != fields.names(match["who"]))
        else None
    )


def _continues(following: str) -> bool:
    """Whether what follows a title and a full stop still belongs to its reference: Dunmore: Weir, 2019."""
    if _IMPRINT.match(following) or CODE.match(following):
        return True
    sentence = re.split(r"\. |\.$| (?=https?:)", following, maxsplit=1)[0].strip(" .")
    if fields.whole_date(sentence) or fields.edition(sentence) or fields.whole_locator(sentence, labelled=True):
        return True
    if _POST.match(sentence) and re.search(r"\d{4}", sentence):
        return True
    if fields.is_organisation(sentence) and _dated_next(following[len(sentence) + 1 :].lstrip(" .")):
        return True  # “Tides.” The Ledger. 3 May 2019.
    pieces = at_commas(sentence)
    dated = len(pieces) > 1 and fields.whole_date(pieces[-1])
    house = is_institution(pieces[0]) or (dated and "-" in dated and fields.is_organisation(pieces[0]))
    return bool(dated and house) and not is_prose(sentence)


_IMPRINT = regex(
    r"[A-Z][^.,;:]{1,40}(?:, [A-Z]{2})?: [A-Z][^.;()]{1,60}?[,.]? \[?(?:1[4-9]|20)\d\d|(?:Edited|Translated|"
    r"Trans\.|Ed\.|Vol\.|Hrsg\.|\d\w\w? ed)|(?:https?:|www\.)"
)

_POST = regex(
    r"(?:post|tweet|video|reply|comment|podcast|press release|blog post)(?: on| at| by)?(?= |,|$)", re.IGNORECASE
)


def _within_reference(text: NoteText, place: int, groups: dict[int, Group], start: int, head: Head) -> bool:
    """Whether what follows a full stop still belongs to a reference in a bibliography's form."""
    plain = text.plain
    after = next_start(plain, place)
    mark = groups[after].mark if after in groups else None
    if mark is Sign.ADDRESS or place <= head.end:
        return True
    stop = plain.find(". ", after, after + _NEAR)
    words = plain[after : stop if stop >= 0 else after + _NEAR]
    told = _outside(plain, groups, max(start, head.end, place - _NEAR), place)
    dated = _ANY_YEAR.search(told) is not None or (bool(head.date) and ". " in told + " ")
    if "http" in told or is_prose(words) or _SENTENCE_SIGNALS.match(words) or (dated and reference_head(text, after)):
        if not head.marked:
            return not ("http" in told or dated)  # its title may be a sentence
    elif not (head.marked and (dated or mark in (Sign.QUOTE, Sign.ITALIC))):
        return True
    if mark in (Sign.QUOTE, Sign.ITALIC):
        near = [g for g in groups.values() if start <= g.start < place] if len(groups) < 40 else []
        before = [g.mark for g in near if not vocabulary(plain[g.first : g.last])]
        return mark not in before and not (mark is Sign.QUOTE and Sign.ITALIC in before)
    return (
        _continues(plain[after : after + 160])
        or bool(re.match(r"[^.,;]{1,60}: [^.;]{1,80}", words) or fields.edition(words) or fields.whole_date(words))
        or words.startswith(("In ", "Edited", "Translated", "Vol", "Ph"))
    )


_PROSE = frozenset(
    "is are was were has have had does did do been being be am I we he she they it you us "
    "me him them his her their its my our your "
    "this that these those which who whose whom what when where why how not no only can could "
    "would should may might must shall will "
    "there here then than if because since while although though however but such so very "
    "more most much many few some any both each "
    "never always often still even yet also else perhaps indeed "
    "est sont était étaient ont avait ce cette ces qui que dont où ne pas nous vous ils elles "
    "il elle je lui leur mais donc "
    "ist sind war waren hat haben hatte hatten wird werden wurde wurden nicht kein keine "
    "ich wir sie er es dass daß dieser diese dieses aber".split()
)

PROSE_ALLOWED = frozenset("what when where why how who".split())


_WORD = regex(r"(?<![^\W\d_])(?!no\. ?\d|am [\dA-Z]|I[.,:;)–-])[^\W\d_]+")  # no. 4 denies nothing, vol. I. says nothing


def is_prose(words: str) -> bool:
    """Whether words outside of titles are those of a sentence: a verb, a pronoun or the like is among them."""
    return any(word in _PROSE for word in _WORD.findall(words))


def sentence_like(quoted: str) -> bool:
    """Whether quoted words are a sentence rather than a title: most words have no capital."""
    words = re.findall(r"[^\W\d_]+", quoted)
    return len(words) > 4 and quoted[:1].isupper() and sum(w[0].islower() for w in words) * 2 > len(words)


def words_outside(piece: Piece) -> str:
    """The words of a piece that stand in no group."""
    return " ".join(piece.text.plain[first:last] for first, last in _between(piece, piece.groups()))


def _between(piece: Piece, groups: Sequence[Group]) -> list[tuple[int, int]]:
    """The stretches of a piece before, between and behind these groups of it."""
    return list(pairwise((piece.start, *(place for g in groups for place in (g.start, g.end)), piece.end)))[::2]


VOCABULARY = regex(
    rf"(?:(?:{_SIGNAL_WORDS}|{_OTHER_SIGNALS}|supra|infra|ante|post|ibid\.?|ib\.|id\.|idem|"
    rf"op\. ?cit\.?|loc\. ?cit\.?|art\. ?cit\.?|in|in:|et al\.?|"
    r"with|aff[’']d|rev[’']d|cert\. denied|v\.|versus|passim|sub nom\.|note|notes|at|n\.|hereafter|"
    r"hereinafter|in re|ex parte|ex dem\.|ex rel\.|et ux\.|sic|l\.c\.|a\. ?a\. ?O\.|et seq\.?|"
    r"above|below|p\.|pp\.|(?:available|accessible|archived|retrieved|last visited)(?: online)?(?: at| from)?)[ ,:]*)+",
    re.IGNORECASE,
)


def vocabulary(words: str) -> bool:
    """Whether italics are those of the note's own words, as *supra*, and not of a title."""
    return len(words) <= 60 and bool(VOCABULARY.fullmatch(words.strip()))


def own_words(plain: str, group: Group) -> bool:
    """Whether a group of a text is the note's own words in italics."""
    words = plain[group.first : group.last]
    if group.mark is Sign.ITALIC and words.isdigit():  # a volume: *Journal of Cold*, *12*(3), 45
        return len(words) < 4 and plain[group.last : group.last + 1] in ("(", ",", ":") and group.start > 0
    stopped = words + "." if plain[group.last : group.last + 1] == "." else words  # *Id*. § 4
    return group.mark is Sign.ITALIC and (vocabulary(words) or vocabulary(stopped))


def _part_of_word(plain: str, group: Group) -> bool:
    """Whether a parenthesis belongs to the word before it, as in § 4(a)."""
    return (
        group.mark is Sign.PAREN
        and group.start > 0
        and (plain[group.start - 1].isalnum() or plain[group.start - 1] == ")")
    )


def titles_of(piece: Piece) -> Iterator[Group]:
    """The groups of a piece that may be titles."""
    for group in piece.groups():
        if group.mark in (Sign.QUOTE, Sign.LINK, Sign.ITALIC) and not own_words(piece.text.plain, group):
            yield group


def fields_of(piece: Piece) -> list[Field]:
    """A piece split at its commas, but not within dates, and with each group as a field of its own."""
    key = (piece.start, piece.end)
    if key not in piece.text.memory:
        piece.text.memory[key] = tuple(_split_fields(piece))
    return list(piece.text.memory[key])


def _split_fields(piece: Piece) -> list[Field]:
    plain, items = piece.text.plain, list[Field]()
    place, glued, colon = piece.start, True, False
    dates = _dates_in(piece.text)

    def put(mark: Sign | None, first: int, last: int) -> None:
        nonlocal glued, colon
        words = plain[first:last].strip()
        if mark is None:
            while words[:1] in (":", ",", ";", ".") and words and not words.startswith("..."):
                colon, glued, words = words[0] == ":" or colon, False, words[1:].lstrip()
        if words or mark:
            items.append(Field(mark, words, first, last, glued, colon))
            glued, colon = True, False

    def put_text(first: int, last: int) -> None:
        nonlocal glued
        begun = first
        for at in _outside_dates(dates, plain, first, last):
            if not _goes_on(plain, at):
                put(None, begun, at)
                glued, begun = False, at + 1
        put(None, begun, last)

    for group in piece.groups():
        if own_words(plain, group) or _part_of_word(plain, group):
            continue
        if group.start > place:
            lead = _LEADING.search(plain[place : group.start]) if group.mark is Sign.ADDRESS else None
            put_text(place, place + lead.start() if lead else group.start)
        put(group.mark, group.first, group.last)
        if plain[group.first : group.last].rstrip()[-1:] in (",", ";") and group.mark in (Sign.QUOTE, Sign.ITALIC):
            glued = False
        place = group.end
    if piece.end > place:
        put_text(place, piece.end)
    return items


_SPAN = regex(rf", {fields.YEAR} ?[-–—] ?{fields.YEAR}: [A-Z]")


def _goes_on(plain: str, comma: int) -> bool:
    """Whether a field goes on behind a comma: Mill, Jr.; 1,200; 2., überarb. Aufl.; The Tide, 1850-1900: A History."""
    return bool(
        _SPAN.match(plain, comma)
        or re.match(r",? (?:(?:Jr|Sr|III|II|IV)\b\.?|[A-Z]{2}: )", plain[comma : comma + 7])
        or plain[comma - 1 : comma + 2].replace(",", "0").isdigit()
        or (plain[comma - 1] == "." and _EDITED_ANEW.match(plain, comma))
    )


def _dates_in(text: NoteText) -> dict[int, int]:
    """Where each date of a note begins and ends, as "2. April 1933" does."""
    if "dates" not in text.memory:
        text.memory["dates"] = _dates(text.plain)
    dates: dict[int, int] = text.memory["dates"]
    return dates


_ANY_YEAR = regex(fields.YEAR)  # without one there is no date, which takes longer to find


def _dates(text: str) -> dict[int, int]:
    """Where each full date of a text begins and ends."""
    return {m.start(): m.end() for m in fields.FULL_DATES.finditer(text)} if _ANY_YEAR.search(text) else {}


_COMMAS = regex(r"[,;]| (?=(?:dated|vom) (?:\d|[A-Z][a-z]{2,8}\.? \d))")  # Report dated 3 May 2019


def _outside_dates(dates: dict[int, int], text: str, first: int, last: int) -> Iterator[int]:
    """The places of commas and semicolons of a text between two that are in no date."""
    for match in _COMMAS.finditer(text, first, last):
        at = match.start()
        if not any(begin <= at < end <= last and first <= begin for begin, end in dates.items()):
            yield at


def imprint(words: str) -> Values | None:
    """Place, publisher and date of "London: Lanyard, 2013", "Tern Books, 2020", "2019"; None if it is no imprint."""
    text = words.strip(" .,")
    if date := fields.whole_date(text):
        return {"date": date}
    if again := _REPRINTED.search(text):  # the date first printed
        return {**(imprint(text[again.end() :]) or {}), **(imprint(text[: again.start()]) or {})} or None
    values: Values = {}
    pieces = [p.strip() for p in at_commas(text)]
    if len(pieces) > 1 and (date := fields.whole_date(pieces[-1])):
        values.setdefault("date", date)
        pieces = pieces[:-1]
    elif match := re.search(rf",? (\[?(?:c\. ?)?{fields.YEAR}\]?)$", text):
        values.setdefault("date", fields.whole_date(match[1]))
        pieces = [p.strip() for p in at_commas(text[: match.start()])]
    rest: list[str] = []
    for item in pieces:
        if (edition := fields.edition(item)) and not rest:
            values["edition"] = edition
            if year := fields.whole_date(edition[:4]):  # 1957 edition
                values.setdefault("date", year)
        elif match := re.fullmatch(r"(.+?),? (?:(\d+(?:st|nd|rd|d|th) )?eds?\.)", item):
            values["editors"] = fields.names(match[1]) or (match[1],)
        elif match := ROLE.match(item):
            values[role(match)] = fields.names(item[match.end() :]) or (item[match.end() :],)
        elif not fields.EXTENT.fullmatch(item):
            rest.append(item)
    where = ", ".join(rest)
    if re.search(r"\b[Nn]o\.? ?\d", where) and fields.DOCUMENT.fullmatch(where):
        return {**values, "number": where}
    if not where:
        return values or None
    if is_prose(where):
        return None
    place, colon, publisher = where.partition(": ")
    if colon and fields.is_organisation(re.sub(" / |/", " ", re.sub("[,;]", "", place))):
        values |= {"place": _known(place), "publisher": _known(publisher)}
    elif "date" in values and (fields.is_organisation(where) or len(where.split()) < 12):
        values["publisher"] = _known(where)
    elif not has(values, "edition", "editors"):
        return None
    return {k: v for k, v in values.items() if v}


def is_of_a_press(item: Field) -> bool:
    """Whether a field is place and press in brackets, as behind the title of a book: (Dunmore: Weir, 2019)."""
    return item.mark is Sign.PAREN and has(imprint(item.text) or {}, "place")


_REPRINTED = regex(r"[;,] (?:repr(?:int(?:ed)?)?|Nachdr|rééd|reimpr|rist)\b\.?,? ?")


UNKNOWN = regex(
    r"\[?(?:n\. ?p(?:ub)?\.?|s\. ?[ln]\.|s\. ?n\.|no publisher|o\. ?O\.)(?: ?[:;,] ?(?:n\. ?p\.|s\. ?n\.))?\]?",
    re.IGNORECASE,
)


def _known(words: str) -> str:
    """A place or a publisher; "" for the mark that none is known."""
    return "" if UNKNOWN.fullmatch(words.strip()) else words.strip()


def at_commas(text: str) -> list[str]:
    """A text split at its commas, but not within dates."""
    cuts = [at for at in _outside_dates(_dates(text), text, 0, len(text)) if text[at] == ","]
    return [text[first + 1 : last] for first, last in pairwise((-1, *cuts, len(text)))]


ROLE = regex(
    r"(?:and )?(?:(?P<editors>(?:edited|dirigée?s?|coordinado|editado|eds?\.|ed\b\.?|éd\.|éds\.|"
    r"sous la direction de|sous la dir\. de|dir\.|(?:hrsg|hg)\.(?: v\.)?|herausgegeben)"
    r"(?: (?:by|von|par|por|and trans\. by|"
    r"and trans\.))?)"
    r"|(?P<translators>(?:translated|trans\.|transl\.|tr\.|trad\.|traduit|übers\.|übersetzt)"
    r"(?: (?:by|from the \w+ by|von|v\.|par|de l[’']\w+ par|and ed\. by|and ed\.))?)) ",
    re.IGNORECASE,
)


def role(match: re.Match[str]) -> str:
    return "editors" if match["editors"] else "translators"


ORGANISATIONS = regex(
    r"(?<!\w)(?:institut[eo]?|organi[sz]ation|ministry|department|office|council|commission|"
r"committee|agency|association|society|university|board|bureau|union|"
    r"group|foundation|cent(?:er|re)|court|tribunal|bank|company|trust|fund|network|authority|"
r"assembly|parliament|congress|government|service|secretariat|federation|"
    r"league|party|campaign|coalition|alliance|initiative|programme|program|project|forum|"
r"academy|college|school|inspectorate|administration|directorate|unit|"
    r"musée|museum|archives?|mairie|préfecture|banque|bibliothèque|institut|police|embassy|registry|"
    r"comm[’']n|dep[’']t|ass[’']n|inst\.|dept\.|corp\.|mgmt\.|inc\.|ltd|llc|(?-i:UN|EU)|U\.N\.|ministère|"
r"commissariat|conseil|société|université|amt|ministerium|verein|verband|gesellschaft|"
r"universität|stiftung)(?!\w)",
    re.IGNORECASE,
)  # fmt: skip


def is_institution(words: str) -> bool:
    """Whether a name is an organisation's beyond doubt: it says what kind it is."""
    kind = _BEFORE_ITS_FIELD.match(words)
    if not kind or kind[0][0].isdigit() or re.search(r"[^,] (?:the|an?) ", kind[0]):  # Police Stop the Ferry
        return False
    return bool(ORGANISATIONS.search(kind[0])) and fields.is_organisation(words.replace(",", ""))


# "Institute" of "Institute for Ice"; "Reform" of "Reform of the Council" is none.
_BEFORE_ITS_FIELD = regex(r".+?(?= (?:of|for|on|in|to|by|at|from|für|des?|du|der|del|di|pour|zu[rm]|vo[nm]) |$)")


CODE = regex(
    r"(?:the )?(?P<volume>\d{1,3}) (?P<container>[A-Z][\w.]*(?: [A-Z][\w.]*){0,4}) (?P<locator>(?:§§?|"
    r"pts?\.|arts?\.|ch\.) ?.+)"
)

_JOINED = regex(r"(?<=[\d)\]a-z]),? (?:and|&|et|und) (?=[A-Z“‘\"*]|$)")


# and another, where the one before has its place: p. 3 and Wu (2004)
_FURTHER = regex(
    r"(?:(?<=[\df)>])|(?<=\w\.)),? (?:and|und|et|&) (?=(?:[A-Z][\w’'-]+ (?:and |& |und |et al\.? )?){1,4}"
    rf"\(?{fields.YEAR})"
)
_AND_NEXT = regex(r"(?<=[\df]),? (?:and|und|et|&) (?=[A-Z])")
# The same in a style without italics: pp. 3–9, and B. Wu, Ice (Weir, 2004); 'Tides', and Wu, Ice, p. 4
_AND_NAMED = regex(
    rf"(?:(?<=[\d)]),?|(?<=[’'”\"]),|(?<=,[’'”\"])) (?:and|und|et|&) "
    rf"(?={fields.NAMED}(?: (?:and|und|et|&) {fields.NAMED})?, "
    rf"[A-Z][^;()]{{3,200}}?(?: \([^()]*{fields.YEAR}\)|, pp?\. ?\d))"
)
_AND_SIGN = regex(r"(?:(?<=\b[Ii]bid\.)|(?<=\.[”\"’'])) (?=& [A-Z“\"])")  # Ibid. & Bo Wu, “Ice”
_COMPARED_WITH = regex(r",? with (?=[A-Z“‘\"]|$)")


def sources_within(piece: Piece) -> list[Piece]:
    """A piece split where another source begins within it: at ", see also", ", quoted in", "and Mill, *On Tides*"."""
    plain, cuts, prose = piece.text.plain, set[int](), is_prose(words_outside(piece))
    led = re.match(
        r"(?:as|after|although|because|if|like|since|though|unlike|when|while)\b", piece.plain, re.IGNORECASE
    )
    gaps = _between(piece, [group for group in piece.groups() if not own_words(plain, group)])
    for first, last in gaps:
        cuts.update(m.end() for m in _AND_SIGN.finditer(plain, first, piece.end) if m.end() < last)
        for match in _WITHIN.finditer(plain, first, last):
            worded = plain[match.start() - 2 : match.start() - 1].isalpha()
            if worded and (head := reference_head(piece.text, piece.start)) and not head.marked:
                continue  # a word of its title
            before = plain[piece.start : match.start()].rstrip()
            lead = re.fullmatch(r"[\s(—–-]*(?:but|and|also|for example,?|please)?[\s,]*", before, re.IGNORECASE)
            placed = fields.whole_locator(plain[match.start() : last])  # Mill, *On Tides*, see esp. ch. 1
            if not (lead or placed or SIGNAL.fullmatch(before.strip(" ,:"))):
                cuts.add(match.start())
        if not prose:
            cuts.update(match.start() for match in _FURTHER.finditer(plain, first, last))
            cuts.update(
                m.start() for m in _AND_NEXT.finditer(plain, first, last) if reference_head(piece.text, m.end())
            )
            cuts.update(m.start() for m in _AND_NAMED.finditer(plain, first, piece.end) if m.end() <= last)
    for first, last in gaps[1:-1]:
        for match in _JOINED.finditer(plain, first, last) if not (prose and led) else ():
            before, behind = plain[first : match.start()], plain[match.end() : last].strip(" ,")
            done = plain[: match.start()].rstrip()[-1:]
            ended = done in ")]" or done.isdigit() or not before.strip()
            if ended and (not behind or fields.names(behind, short=True)):
                located = done in ")]" or fields.whole_locator(before.rpartition(",")[2].strip())
                if behind or located:
                    cuts.add(match.start())
    for one, other in pairwise(group for group in piece.groups() if group.mark is Sign.ADDRESS):
        if re.fullmatch(r"[\s,]*(?:and|und|et|y|&)?\s*", plain[one.end : other.start], re.IGNORECASE):
            cuts.add(one.end)
    if compared := re.search(r"\bcompare\b", plain[piece.start : piece.end][:_NEAR], re.IGNORECASE):
        for first, last in gaps:
            cuts.update(
                m.start() for m in _COMPARED_WITH.finditer(plain, max(first, piece.start + compared.end()), last)
            )
    ends = sorted(cut for cut in cuts if cut > piece.start)[:40]
    return [Piece(piece.text, start, end) for start, end in pairwise((piece.start, *ends, piece.end))]


_RANGE = regex(r"\d{1,5} ?[-–]{1,2} ?\d{1,5}")


def _shortened(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop within a field is that of an abbreviation, and no date begins behind it."""
    word, rest = _word_before(text, stop.start()), text[stop.end() :]
    dated = word.lower() not in _ABBREVIATIONS and (fields.whole_date(rest) or _RANGE.fullmatch(rest))
    numbered = fields.edition(text[: stop.start() + 1])  # 2nd ed. Dunmore
    return not (dated or numbered or _IMPRINT.match(rest)) and is_abbreviated(word, rest[:40], "")


_PAPER = regex(r"[A-Z][a-z]{1,4}\. (?:[A-Z][\w.’'&-]* ?){1,3}")  # Wash. Post


_VOLUME_TO_PAGE = regex(r"\d{1,4} [A-Z][\w.’'& -]* \d{1,5}")  # 124 YALE L.J. 1934


def _is_dated(item: Field) -> bool:
    return item.mark is Sign.PAREN and _ANY_YEAR.search(item.text) is not None


def sentences(piece: Piece) -> list[Field]:
    """The fields of a bibliography's entry behind its title: split at full stops as well as at commas."""
    items: list[Field] = []
    found = fields_of(piece)
    for item, behind in zip_longest(found, found[1:]):
        day = behind is not None and fields.whole_date(behind.text).count("-") == 2
        if item.mark is not None or (day and _PAPER.fullmatch(item.text)):
            items.append(item)
            continue
        begun, text = 0, item.text
        if _VOLUME_TO_PAGE.fullmatch(text) and any(map(_is_dated, found[len(items) + 1 :][:3])):
            items.append(item)
            continue
        dates = _dates(text).items()  # 2. April 1933
        stops = [
            match
            for match in re.finditer(r"\. (?=[A-Z\d“‘(]|pp?\. ?\d)", text)
            if not any(first < match.start() < last for first, last in dates)
            and not (text[match.start() - 1].isdigit() and COUNTED.match(text, match.end()))
            and not _shortened(text, match)
        ]
        for start, end in [*(match.span() for match in stops), (len(text), len(text))]:
            words = text[begun:start].strip()
            if bare := words.strip(" ."):
                words = words if start == len(text) else bare
                items.append(item._replace(text=words, glued=item.glued and not begun, colon=item.colon and not begun))
            begun = end
    return items
