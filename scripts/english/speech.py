"""What somebody said: the words of reporting, and which quotation marks hold speech and not a term or a name."""

from __future__ import annotations

import re

from scripts.english.quotations import Quotation, outer, quotations
from scripts.english.words import EMPTY_WORDS
from scripts.regex import regex

# Fewer words in speech marks are mostly a term, or held at arm's length; nobody said them on an occasion.
QUOTED_WORDS = 3
# Characters on each side of a quotation that tell what it is.
_BESIDE = 300
# So many, named by an article or by what calls things names, may still be a term ("the right to be forgotten").
TERM_WORDS = 5
# So many, or a whole sentence of so many, are somebody's even where no word says so.
LONG, WHOLE = 8, 4

# Verbs that report speech or thought, as English grammars list them, less those that are mostly something else.
_VERBS = (
    "accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert assure attest "
    "attribute avow believe blame boast caution charge cite claim comment complain concede conclude confess confirm "
    "contend criticise criticize declare demand deny describe disclose dismiss dispute doubt emphasise emphasize "
    "estimate exclaim explain fear hint imply infer inform insist instruct joke lament maintain mention murmur muse "
    "object observe offer phrase pledge portray praise proclaim promise propose protest quip reason recall "
    "recommend regard regret reiterate remark remember remind reply report request respond retort reveal shout sigh "
    "speculate state stress suggest suppose suspect swear testify threaten urge vow want warn whisper wonder"
)
_IRREGULAR = (
    "says? said saying tells? told telling writes? wrote written writing thinks? thought thinking speaks? spoke spoken "
    "calls? called calling notes? noted noting quotes? quoted quoting swore sworn"
)


def _inflected(verb: str) -> str:
    stem = re.sub("e$", "", verb)
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb}|{verb[:-1]}ie[sd]|{verb}ing"
    if verb in ("admit", "quip", "infer"):
        stem += verb[-1]
    return f"{verb}|{verb}e?s|{stem}ed|{stem}ing"


SAYING = regex(
    rf"\b(?:{'|'.join([*map(_inflected, _VERBS.split()), *_IRREGULAR.split()])}"
    r"|(?:holds?|held) that|ha(?:s|ve) shown (?:that|how|why)|puts? it|reads?(?=[:,])"
    r"|[Aa]ccording to|[Aa]s per|[Ii]n (?:the|his|her|their|its) (?:own )?(?:words?|view)|in the eyes of)\b"
)
# A verb of saying that goes with a quotation is near it: so many words before it, or behind it.
_SAYING_BEFORE = regex(rf"{SAYING.pattern}(?:\W+\w+){{0,8}}?\W*$")
_SAYING_AFTER = regex(rf"\W*(?:\w+\W+){{0,5}}?{SAYING.pattern}")
# What puts a word or two into somebody's mouth.
_DESCRIBED_AS = regex(rf"{SAYING.pattern}(?:\W+\w+){{0,8}}?\W+as\s*$")
# What stands before a term or a name in quotation marks, and not before speech.
_NAMING = regex(
    r"(?:\b(?:so-called|known as|call(?:s|ed)?(?: (?:it|them|this|that))?|"
    r"termed|dubbed|entitled|titled|headed|named|nicknamed|labell?ed|marked|"
    r"under|see|skip to|click|press|type|enter|choose|select|write|mean(?:s|t|ing)?)[,:]?"
    r"|\b(?:words?|phrases?|terms?|expressions?|slogan|motto|label|headings?|headline|titles?|sections?|chapters?|"
    r"papers?|articles?|reports?|essays?|books?|columns?|pieces?|songs?|poems?|films?|names?|nicknames?|"
    r"notions?|concepts?|ideas?|categor(?:y|ies))(?: of)?)\s*$",
    re.IGNORECASE,
)
# What says how something is called, by whomever.
_SPEAKS_OF = regex(
    r"\b(?:sp(?:eaks?|oke|oken)|talk(?:s|ed)?|refer(?:s|red)?)\s(?:of|about|to)\s(?:\S+\s+){0,8}?(?:as\s+)?$"
)
# What gives an example of words, whoever might say them: such as "…", as when we say "…", nobody says "…".
_ANYBODY = r"(?:one|we|you|they|I|people|nobody|no one|somebody|someone|anybody|anyone|everybody|everyone)"
_EXAMPLE = regex(
    rf"\b(?:such as|as in|like|for example|for instance|e\.g\.|(?:as|when|if|where) {_ANYBODY} (?:says?|asks?)"
    rf"|{_ANYBODY} (?:might|may|could|would|can|should|never|often) (?:have )?(?:say|said|asks?|asked)"
    r"|nobody says|no one says|(?:is|as|than|way|need) to (?:say|ask)),?\s*$"
)
_DETERMINER = regex(
    r"\b(?:the|an?|this|that|these|those|such|its|their|his|her|our|my|your|no|any|every|each|some|\w+['’]s)\s*$",
    re.IGNORECASE,
)
_PERSON = regex(r"\b(?:I|[Ww]e|[Mm]e|us|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our)\b")
# A reference goes on with its container and a year.
_REFERENCE = regex(r"[,.]?\s+(?:(?:in|at)\s+)?(?:\(|[A-ZÀ-Þ])[^.!?\n]*\b(?:1[5-9]|20)\d\d\b")
_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words that a title leaves in lower case.
_SMALL = frozenset("a an and as at but by for from in into of on or over the to with".split())


def reports(text: str) -> bool:
    """Whether a sentence puts something down to somebody, outside its quotations."""
    return bool(SAYING.search(unquoted(text)))


def unquoted(text: str, *, single: bool = False) -> str:
    """The text with what stands in speech marks, or `single` ones too, blanked, every other character where it was."""
    for quotation in quotations(text):
        if quotation.double or single:
            text = text[: quotation.start] + " " * (quotation.end - quotation.start) + text[quotation.end :]
    return text


def is_credited(text: str, start: int, end: int) -> bool:
    """Whether speech between two positions of a text is credited to somebody who said it on an occasion.

    It is where a verb of saying beside it has a name or *he* or *she* for its subject, or is in the past. It is not
    where it may be anybody who says so (*one*, *a sceptic might ask*, *those who said*), where a question or an
    inscription is read out, or where brackets behind it say whence it is (*Mill 1859, 14*; *Interview 7*). Speech
    that is a sentence by itself is credited if that is which the sentence before quotes, or if that quotes nothing.
    """
    before = unquoted(text[max(0, start - _BESIDE) : start]).rpartition("\n")[2]
    after = unquoted(text[end : end + _BESIDE]).partition("\n")[0]
    if _WHENCE.match(after) or _EXAMPLE.search(before):
        return False
    if not _WORD.search(before + after):
        rows = text[:start].rstrip().split("\n")
        prior = outer(rows[-1])
        return not prior or is_credited(rows[-1], prior[-1].start, prior[-1].end)
    match = _SAYING_BEFORE.search(before)
    said, line = (match, before) if match else (_SAYING_AFTER.match(after), after)
    verb = SAYING.search(line, said.start()) if said else None
    if not verb or _NUMBERED.search(line, max(0, verb.start() - _NEAR), verb.start()):
        return False
    clause = _APPOSITION.sub(" ", _CLAUSE.split(line[: verb.start()])[-1])
    subject = clause.split()[-_SUBJECT:]
    behind = _CLAUSE.split(line[verb.end() :])[0].split()
    in_words = " " in verb[0] and not verb[0].startswith("ha")  # in the words of a third
    around = [*subject, *behind[:_SUBJECT]] if in_words or not match else subject
    lower = {word.strip(",.;:").lower() for word in around}
    if lower & _INDEFINITE or (subject and subject[-1] in _PASSIVE):
        return False
    begins = bool(match) and line[: verb.start()].split() == subject and len(subject) > 1
    named = any(word[:1].isupper() for word in [*around[begins:], *behind]) or bool(lower & {"he", "she"})
    definite = bool(lower & _DEFINITE) or (bool(subject) and subject[-1].endswith("s"))
    past = verb[0].endswith("ed") or verb[0].lower() in _PAST
    return named or (past and definite and not re.match("ask|read", verb[0]))


_SUBJECT = 5  # words beside a verb of saying among which its subject is
_CLAUSE = regex(r"[.;:?!(]")
_APPOSITION = regex(r",[^,]*,\s*$")
_PASSIVE = frozenset("is are was were be been being".split())
# Brackets that say whence a quotation is: with a number, or a numeral; behind it, or so many characters before a verb.
_NUMBERED = regex(r"\((?=[^()]*(?:\d|\b[ivxIVX]+\b))[^()]*\)")
_WHENCE = regex(rf"[^\w(]*(?:\w+[ ,]+){{0,3}}{_NUMBERED.pattern}")
_NEAR = 40
_PAST = frozenset("said told wrote written thought spoke spoken called noted quoted swore put".split())
_DEFINITE = frozenset("the this that these those his her its their our my both they it".split())
_INDEFINITE = frozenset(
    "a an one some any every nobody somebody someone anybody anyone everybody everyone who which that may might could "
    "would can should if you we whoever".split()
)


_NAME = (
    r"[A-ZÀ-Þ][\w.'’-]*"
    r"(?:\s(?:(?:van|von|de|der|den|del|della|di|da|dos|al|el|bin|ibn)\s){0,2}[A-ZÀ-Þ][\w'’-]*){0,4}(?<!['’]s)"
)
_ASIDE = r"(?:,[^,\"“”]{1,80},|\s\([^()]{1,60}\))?"
_SAYS = rf"\s(?:(?:has|had|have|also|later|then|once|as)\s){{0,2}}{SAYING.pattern}"
_TO = rf"(?:\s(?!{SAYING.pattern})[\w'’-]+){{0,4}}[,:]?\s"  # told reporters that, wrote in May:
_NAMED_BEHIND = regex(
    rf"[^\"“”«»]{{0,400}}?[\"'“”‘’«»][,.]?\s(?:{SAYING.pattern}\s(?P<one>{_NAME})|(?P<other>{_NAME}){_ASIDE}{_SAYS})"
)
_NAMED_BEFORE = regex(
    rf"(?:(?<![\w-])(?<!\b(?:the|The)\s)(?<!\bby\s)(?P<one>{_NAME}){_ASIDE}{_SAYS}|[Aa]ccording\sto\s(?P<other>{_NAME}){_ASIDE},?)"
    rf"{_TO}?[\"'“”‘’«»][^\"“”«»]*$"
)


def speaker(before: str, after: str) -> str:
    """Who a sentence says has said the words that stand between two parts of it, by name; "" where it names nobody.

    Their quotation marks belong to the parts. The name has to stand beside a verb of saying, and that beside the marks;
    of a body with *the* before its name there is none.
    """
    match = _NAMED_BEHIND.match(after) or _NAMED_BEFORE.search(before)
    named = (match["one"] or match["other"]).split() if match else []
    while named and named[0].lower() in EMPTY_WORDS:  # As Otto Brandt put it
        if named.pop(0).lower() == "the":
            return ""
    return " ".join(named)


_AT_THE_HEAD = regex(rf"^(?P<name>{_NAME}):\s", re.MULTILINE)
_ALONE = regex(
    rf"^(?:[^\n()]{{1,80}}\s\((?P<within>{_NAME})\)|(?P<name>{_NAME})(?P<of>(?:\s\([^()\n]{{1,60}}\)){{0,3}}))$",
    re.MULTILINE,
)
_TURNS = 2  # of each speaker, so that a heading is none


def in_turn(text: str, at: int, other: str) -> str:
    """Who speaks at a place of a transcript, where that is one of its speakers and `other` another; else "".

    Their names stand before a colon at the head of what they say, or alone above it, once at least with an office or a
    party in brackets.
    """
    if head := _AT_THE_HEAD.match(text, text.rfind("\n", 0, at) + 1, at):
        one, names = head["name"], [match["name"] for match in _AT_THE_HEAD.finditer(text)]
    else:
        alone = [(match["name"] or match["within"], match) for match in _ALONE.finditer(text)]
        one, names = next((name for name, match in alone[::-1] if match.end() <= at), ""), [name for name, _ in alone]
        if not any(name == one and (match["within"] or match["of"]) for name, match in alone):
            return ""
    family, families = other.split()[-1].casefold(), [name.split()[-1].casefold() for name in names]
    speak = names.count(one) >= _TURNS <= families.count(family) and one.split()[-1].casefold() != family
    return (one.title() if one.isupper() else one) if speak else ""


def spoken(text: str) -> tuple[Quotation, ...]:
    """The quotations in speech marks, none within another, that are speech."""
    return tuple(q for q in outer(text) if is_speech(text, q.start, q.end))


def is_speech(text: str, start: int, end: int, *, cited: bool = False) -> bool:
    """Whether the quotation between two positions of a text, its marks included, gives what somebody said or wrote.

    Terms, words held at arm's length, titles of works, and entries of a list of works are none. Where the form does
    not tell, as of a few words that nothing introduces, the answer is no. A reader will look for what is `cited` in the
    source: four words or more are then speech, and one or two as which somebody described something.
    """
    inner = text[start:end].strip("\"'“”‘’«» ")
    found = _WORD.findall(inner)
    titled = [word[0].isupper() for word in found if word.lower() not in _SMALL]
    before = unquoted(text[max(0, start - _BESIDE) : start]).rpartition("\n")[2]
    if len(titled) > 1 and all(titled):
        return False
    if len(found) < QUOTED_WORDS:
        return cited and bool(found) and bool(_DESCRIBED_AS.search(before))
    after = unquoted(text[end : end + _BESIDE]).partition("\n")[0]
    said = bool(_SAYING_BEFORE.search(before) or _SAYING_AFTER.match(after))
    if _EXAMPLE.search(before) or (not said and _REFERENCE.match(after)):
        return False
    sought = cited and len(found) >= WHOLE
    person = bool(_PERSON.search(inner))
    whole = inner[0].isupper() and inner[-1] in ".!?,—" and len(found) >= WHOLE
    if (
        len(found) <= TERM_WORDS
        and not person
        and not (whole and inner[-1] != ",")
        and (
            _NAMING.search(before)
            or (not sought and _DETERMINER.search(before))
            or (not cited and _SPEAKS_OF.search(before))
        )
    ):
        return False
    return sought or said or person or whole or len(found) >= LONG or before.rstrip()[-1:] in (":", ",")
