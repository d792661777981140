"""Where the pieces of a note end: at semicolons, at the ends of sentences, and where another source begins.

A note's text in, its pieces out. Of the forms of citations only the beginning of a bibliography's entry is known here,
since its full stops end no sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import (
    ANY_YEAR,
    IMPRINT_NEXT,
    at_commas,
    between,
    dates_in,
    imprint,
    own_words,
    part_of_word,
    words_outside,
)
from scripts.publication.footnotes.heads import LED, ReferenceHead, reference_head
from scripts.publication.footnotes.kinds import CODE
from scripts.publication.footnotes.markdown import NoteText, SetApart, Sign
from scripts.publication.footnotes.names import is_person
from scripts.publication.footnotes.parts import Piece
from scripts.publication.footnotes.words import (
    ABBREVIATIONS,
    ATTACHED,
    COUNTED,
    SENTENCE_SIGNALS,
    SIGNAL,
    SIGNAL_WORDS,
    is_abbreviated,
    is_institution,
    is_prose,
    next_start,
    sentence_like,
    vocabulary,
    without_signal,
    word_before,
)
from scripts.regex import regex

_WITHIN = regex(
    rf"(?<![\w’'-])(?:{SIGNAL_WORDS}|(?:as )?(?:quoted|cited|reported|(?:re)?printed|reproduced|excerpted) (?:in|by)"
    rf"|qtd\. in|quoting|citing|voir(?: aussi)?|citée?s? par|citad[oa]s? (?:en|por)|vgl\.|siehe|zit\. nach"
    rf"|sowie(?= (?:dies|ders)\.)|(?:(?<=[\df.)>] )|(?<=[\df.)>], ))sowie(?= [A-ZÄÖÜ]))(?=[\s,:])",
    re.IGNORECASE,
)

# …; video available at https://…; here 35
_CONTINUED = regex(
    r" (?:(?!see|cf|also see)(?:[a-zà-ÿ]+ ){1,5}(?=https?:|www\.)|(?:here|esp\.|at|hier|ici) (?:[pS]p?\. ?)?\d)",
    re.I,
)

_STOPS = regex(r";|[.?!…](?= )")  # where a piece may end, outside of its groups

_DASHES = ("— ", "– ")  # between works, behind a full stop: Mill, *On Tides*, 19. — Wu, *Ice*, 4

# what an author says of a page, behind its address: https://weir.example – the figures are the Board's own
_SAID_OF_PAGE = regex(rf" [-–—] (?!{ATTACHED.pattern}|https?:)(?=[^\W\d_])", re.IGNORECASE)


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
        ends, remark = False, None
        if group:
            place = group.end
            last_word = plain[group.start : group.end].rpartition(" ")[2]
            word_italic = group.mark is Sign.ITALIC and (len(last_word) == 1 or last_word.lower() in ABBREVIATIONS)
            closed = place if not word_italic and not part_of_word(plain, group) else -1
            ends = group.mark in (Sign.QUOTE, Sign.PAREN) and _ends_with_group(plain, group, start, groups)
            ends = ends and not (head and not head.marked and _within_reference(text, place, groups, start, head))
            remark = _SAID_OF_PAGE.match(plain, group.end) if group.mark is Sign.ADDRESS else None
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
                    and not _asked(plain, start, at)
                    and not (plain[at - 1].isdigit() and any(a < place < b for a, b in dates_in(text).items()))
                )
        if ends and not head and plain[at] == ".":  # for a review see Mill, A. (2019). Tides. Dunmore: Weir
            lead = next(reversed([*_WITHIN.finditer(plain, start, at)]), None)
            inner = reference_head(text, lead.start()) if lead else None
            if inner and not inner.marked and (at < inner.end or _within_reference(text, place, groups, start, inner)):
                head, ends = inner, False
        if ends or remark:
            pieces.append(Piece(text, start, place))
            start = next_start(plain, remark.end() if remark else place)
            place = start = start + 2 * plain.startswith(_DASHES, start)
            head = reference_head(text, start)
    if start < len(plain):
        pieces.append(Piece(text, start, len(plain)))
    return pieces


# A. Mill, Ice. A History, Weir, Dunmore, 2004; A. Mill, Ice. A History, cit., p. 4: a title in two sentences
_TITLE_BEGUN = regex(
    rf"(?:(?:[^;.()]*[,:] )?(?i:{SIGNAL_WORDS})[,:]? |Cfr\.? |[Vv]edi )?"
    rf"(?:[A-Z]\.[ -]?)+{fields.NAMED}, [^;.()\d]+"
    r"(?:, in (?:[A-Z]\.[ -]?)+[^;()]{2,100} \([^()]{2,12}\), [^,;.()]+)?"
)

# Ada Mill & Bo Wu, Whose Ice? The Law of Cold, 12 Dun. L. Rev. 4 (2001); Ada Mill, Ice Is Over. So?, Weir (May 3, 2019)
_ASKED = regex(
    rf"(?:(?:[^;.()]{{0,60}}[,:] )?(?i:{SIGNAL_WORDS})[,:]? )?(?=[A-Z][\w’'-]+ )(?:{fields.NAMED}, ){{0,4}}"
    rf"{fields.NAMED}(?: (?:&|and) {fields.NAMED})?, [A-Z][^;()\d“”\"«]{{4,200}}"
)

_ANSWERED = regex(
    r" (?P<first>[A-Z][^;()“”\",]*)(?:,[^;()“”\"]*?)?,(?: \d{1,4})? [A-Z][^;()“”\"]* \((?:[^()]* )?\d{4}[^()]*\)"
)

_SUBTITLE = regex(rf" [A-Z][^;.()]*, (?:cit\.|(?:[^,;.()]+, ){{0,2}}[^,;.()]*{fields.YEAR})")


def _asked(plain: str, start: int, stop: int) -> bool:
    """Whether a title without marks goes on behind the end of its first sentence."""
    answer = _ANSWERED.match(plain, stop + 1) if _ASKED.fullmatch(plain, start, stop) else None
    return bool(answer) and not is_person(answer["first"] if answer else "")


def _new_sentence(plain: str, stop: int, groups: dict[int, SetApart], start: int, closed: bool = False) -> bool:
    """Whether a sentence ends with the mark at `stop`; `closed` tells that a quotation or an address ends before it."""
    after = next_start(plain, stop + 1)
    if after >= len(plain) or after == stop + 1:
        return False
    mark, following, group = plain[stop], plain[after : after + 160], groups.get(after)
    if mark == "." and following.startswith(_DASHES):
        return following[2:3].isupper() or after + 2 in groups
    capital = following[0].isupper()
    done = closed or plain[stop - 1].isdigit() or fields.date_at(plain[max(0, stop - 4) : stop])
    before = plain[max(start, stop - _NEAR) : stop]
    if done and not is_prose(before) and _has_title(groups, start, stop) and _continues(following):
        return False
    if _dated_next(following) and not is_prose(_outside(plain, groups, max(start, stop - _NEAR), stop)):
        return False
    if capital and LED.match(following) and not (SIGNAL.match(following) or is_prose(before)):
        return False
    if capital and ATTACHED.match(following):
        return True
    lettered = _LETTERED.search(before)  # annex B. The figures
    closed = closed or bool(lettered and fields.whole_locator(lettered[0], labelled=True))
    word = "" if closed else word_before(plain, stop)
    signal = SENTENCE_SIGNALS.match(following)
    if word.isdigit() and COUNTED.match(following):
        return False
    if mark == "." and word.lower() in ("cf", "see", "e.g", "i.e", "vgl", "op", "loc", "art"):
        return False
    if signal and (capital or group) and word.lower() not in ("n", "v", "vs"):
        return True
    if (mark in "?!" and not capital) or (mark == "." and is_abbreviated(word, following, plain[start:stop])):
        return False
    if mark == "." and word[:1].isupper() and len(word) < 8 and _UNFINISHED.fullmatch(plain, start, stop):
        return is_prose(plain[start:stop]) or bool(SENTENCE_SIGNALS.match(following))
    if group and group.mark is Sign.PAREN:
        inner = plain[group.first : group.last]
        sentence = inner[:1].isupper() and len(inner.split()) > 3 and inner.rstrip()[-1:] in ".!?"
        return sentence and not imprint(inner.rstrip("."))
    if group and group.mark in (Sign.QUOTE, Sign.ITALIC):
        before = plain[start:stop]  # Mill and Wu. “Tides”
        return not (len(before) < 120 and fields.names(without_signal(before), short=True))
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


def _outside(plain: str, groups: dict[int, SetApart], start: int, stop: int) -> str:
    """The words between two places that stand in no title."""
    words: list[str] = []
    for at, group in groups.items() if len(groups) < 40 else ():
        if start <= at < stop and group.mark in (Sign.QUOTE, Sign.ITALIC, Sign.LINK):
            words.append(plain[start:at])
            start = group.end
    return " ".join((*words, plain[start:stop]))


def _has_title(groups: dict[int, SetApart], start: int, stop: int) -> bool:
    near = [g for g in groups.values() if start <= g.start < stop] if len(groups) < 40 else list(groups.values())[:1]
    return any(g.mark in (Sign.QUOTE, Sign.ITALIC) for g in near)


def _ends_with_group(plain: str, group: SetApart, start: int, groups: dict[int, SetApart]) -> bool:
    """Whether a sentence ends with a quotation or a parenthesis: "…not define ‘ebb.’ The next"."""
    if group.end >= len(plain) or plain[group.end] != " ":
        return False
    last = plain[group.first : group.last].rstrip("”’\"'")[-1:]  # “She said ‘No ebb.’” The next
    after = next_start(plain, group.end)
    following = plain[after : after + 60]
    if group.mark is Sign.PAREN:
        return last in ".!?" and plain[max(0, group.start - 2) : group.start] in (". ", "") and following[:1].isupper()
    prose = is_prose(plain[max(start, group.start - _NEAR) : group.start])
    if last not in ".?!" or not following or (not prose and _continues(following)):
        return False
    book = groups.get(after + 3) if not prose and following.startswith("In ") else None
    if book and book.mark is Sign.ITALIC and _OF_A_BOOK.match(plain, book.end):
        return False  # Mill. “Ice.” In *Tides*, ed. Kai Wu (Dunmore: Weir, 1983)
    mark = groups[after].mark if after in groups else None
    if mark is Sign.ADDRESS and group.start == start and sentence_like(plain[group.first : group.last]):
        return True
    signal = bool(SENTENCE_SIGNALS.match(plain, after))
    if mark in (Sign.ITALIC, Sign.PAREN, Sign.ADDRESS, Sign.BRACKET):
        return last == "." and mark is Sign.ITALIC and (signal or prose)
    return (following[0].isupper() or signal) and (last == "." or prose or signal)


_OF_A_BOOK = regex(rf",? (?:\(|\[|{fields.EDITED}|edited by|pp?\. ?\d|\d)", re.IGNORECASE)

_COUNTED_ON = regex(r" ?\d")


_INTERVIEW = regex(r"(?:Interview|Gespräch|Entretien|Conversation|Entrevista) (?:mit|with|avec|by|par|con) [A-Z]")


def _continues(following: str) -> bool:
    """Whether what follows a title and a full stop still belongs to its reference: Dunmore: Weir, 2019."""
    if IMPRINT_NEXT.match(following) or CODE.match(following) or _INTERVIEW.match(following):
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


_POST = regex(
    r"(?:post|tweet|video|reply|comment|podcast|press release|blog post)(?: on| at| by)?(?= |,|$)", re.IGNORECASE
)


def _within_reference(text: NoteText, place: int, groups: dict[int, SetApart], start: int, head: ReferenceHead) -> bool:
    """Whether what follows a full stop still belongs to a reference in a bibliography's form."""
    plain = text.plain
    after = next_start(plain, place)
    mark = groups[after].mark if after in groups else None
    if mark is Sign.ADDRESS or place <= head.end:
        return True
    stop = plain.find(". ", after, after + _NEAR)
    words = plain[after : stop if stop >= 0 else after + _NEAR]
    outside = _outside(plain, groups, max(start, head.end, place - _NEAR), place)
    dated = ANY_YEAR.search(outside) is not None or (bool(head.date) and ". " in outside + " ")
    if "http" in outside or is_prose(words) or SENTENCE_SIGNALS.match(words) or (dated and reference_head(text, after)):
        if not head.marked:
            return not ("http" in outside or dated)  # its title may be a sentence
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


_JOINED = regex(r"(?:(?<=[\d)\]a-z/>]),? (?:and|&|et|und) (?=[A-Z“‘\"*]|$)|(?P<comma>(?<=[\d)\]]), (?=[A-Z])))")

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

# Weir Court of Ice, judgment of 3 May 2019, Ice Board (IB) | and Mill v. Wu
_OF_A_JUDGMENT = regex(rf", (?:judge?ment|decision|order|ruling) of [^,;]*{fields.YEAR}, (?:(?! vs?\. )[^,;\d])*$")

_COMPARED_WITH = regex(r",? with (?=[A-Z“‘\"]|$)")


def sources_within(piece: Piece) -> list[Piece]:
    """A piece split where another source begins within it: at ", see also", ", quoted in", "and Mill, *On Tides*"."""
    plain, cuts, prose = piece.text.plain, set[int](), is_prose(words_outside(piece))
    led = re.match(
        r"(?:as|after|although|because|if|like|since|though|unlike|when|while)\b", piece.plain, re.IGNORECASE
    )
    gaps = between(piece, [group for group in piece.groups() if not own_words(plain, group)])
    for first, last in gaps:
        cuts.update(m.end() for m in _AND_SIGN.finditer(plain, first, piece.end) if m.end() < last)
        for match in _WITHIN.finditer(plain, first, last):
            worded = plain[match.start() - 2 : match.start() - 1].isalpha()
            if worded and match[0][0].isupper():
                continue  # Das Salz der See
            if worded and (head := reference_head(piece.text, piece.start)) and not head.marked:
                continue  # a word of its title
            before = plain[piece.start : match.start()].rstrip()
            lead = re.fullmatch(r"[\s(—–-]*(?:but|and|also|in|by|for example,?|please)?[\s,]*", before, re.IGNORECASE)
            placed = fields.whole_locator(plain[match.start() : last])  # Mill, *On Tides*, see esp. ch. 1
            if not (lead or placed or SIGNAL.fullmatch(before.strip(" ,:"))):
                cuts.add(match.start())
        if not prose:
            cuts.update(match.start() for match in _FURTHER.finditer(plain, first, last))
            cuts.update(
                m.start() for m in _AND_NEXT.finditer(plain, first, last) if reference_head(piece.text, m.end())
            )
            cuts.update(m.start() for m in _AND_NAMED.finditer(plain, first, piece.end) if m.end() <= last)
    addresses = {group.end for group in piece.groups() if group.mark is Sign.ADDRESS}
    titles = {group.start for group in piece.groups() if group.mark in (Sign.QUOTE, Sign.ITALIC)}
    for first, last in gaps[1:-1]:
        for match in _JOINED.finditer(plain, first, last) if not (prose and led) else ():
            before, behind = plain[first : match.start()], plain[match.end() : last].strip(" ,")
            if _OF_A_JUDGMENT.search(plain, piece.start, match.start()):
                continue
            done = plain[: match.start()].rstrip()[-1:]
            ended = done in ")]" or done.isdigit() or not before.strip()
            if match["comma"]:  # ‘Ice’, *Ledger*, 3 May 2019, Kai Wu, ‘Salt’
                people = fields.names(behind) if ended and not prose and last in titles else None
                if people and all(map(is_person, people)):
                    cuts.add(match.start())
            elif ended and (not behind or fields.names(behind, short=True)):
                located = done in ")]" or fields.whole_locator(before.rpartition(",")[2].strip())
                if behind or located or (first in addresses and not before.strip()):
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
