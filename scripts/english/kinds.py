"""What kind of sentence a text is, guessed from its form; a person confirms it.

Right in nine of ten of the sentences of tests/kinds, on which it was mended; of sentences of articles that it had not
seen, in 49 of 62 (tests/kinds/strangers.yml). Two people who labelled those agreed in 123 of 130.
"""

from __future__ import annotations

import re
from typing import Literal

from scripts.english.dates import dates
from scripts.english.numbers import numbers
from scripts.english.quotations import SPEECH_MARKS, MarkFault, quotations, unbalanced
from scripts.english.speech import SAYING, is_speech, unquoted
from scripts.regex import regex

Kind = Literal["quotation", "definition", "forecast", "attribution", "analysis", "fact"]


def _any(*patterns: str) -> re.Pattern[str]:
    return regex("|".join(patterns))


_WORD = r"(?:(?!that\b|which\b|who\b)[\w'’-]+)"
_TERM = r"[\"“][^\"”]+[\"”]"
_DEFINITION = _any(
    rf"^{_WORD}(?: {_WORD}){{0,2}}: (?:the|an?|any|what|that) ",  # "Tidal school: the school that …"
    r"\b(?:is|are|was|were) (?:not |here )*(?:defined|called|termed|used for|used to mean|considered|known as)\b",
    r", as [^,]+ is (?:known|called),",
    r"\b(?:refers?|referred) to\b|\bin the language of\b|^In plain terms\b|^For (?:the|our) purposes\b",
    r"\b[Bb]y [^,.]{3,60}? (?:I|we) (?:\w+ )?(?:mean|understand)\b",
    r"\b(?:I|[Ww]e|[Tt]his (?:[Aa]rticle|[Pp]aper|[Ee]ssay|[Nn]ote)) (?:\w+ )?"
    r"(?:calls?|defines?|understands? by|uses? the (?:term|word|name))\b|\bin the sense\b",
    # "The second word is imposta, which means …"
    r"^(?:The|An?|This) (?:\w+ ){0,2}(?:word|term|name|phrase) (?:is|was) \w+, which (?:is|was|means)\b",
    r"\b[Ll]et us (?:call|define|distinguish)\b|,? as [^,]{2,40} defines? (?:it|them)\b",
    rf"^(?!(?:The|It|This|That|These|Those|What|Which|None|Nothing) )(?:{_WORD} ){{1,3}}means? (?!to\b)",
    rf"^(?:The (?:term|word|phrase)|In [^,]+,) *{_TERM} (?:is|means?|covers?|stands)\b",
    rf"^(?:A )?{_TERM}(?: and {_TERM})? (?:is|are|can|may|means?)\b",
    rf"^(?:An?|Such an?) (?:{_WORD} ){{1,3}}means\b",
    # "A track charge is what …", "A just price was, for the crowd, the price of …"
    rf"^(?!(?:The|It|He|She|I|His|Her|Its|Their|My|Our|This|There|Here|Who|[\w]+s) )"
    rf"(?:An? (?:{_WORD} ){{1,4}}(?:is|was)|(?:{_WORD} ){{1,2}}(?:is|are)),?(?: [^,]+,)? "
    rf"(?:what|those|one (?:that|who)|(?:an?|the|any)(?: (?!\w+est\b){_WORD}){{1,3}} "
    r"(?:that|which|who|of|by which|on which))\b",
)
_FORECAST = _any(
    r"\b(?:is|are) (?:\w+ly )?(?:likely|expected|set to|due|bound to|about to|going|projected|forecast|"
    r"scheduled|planned|to be)\b",
    r"\bwill (?!argue|show|turn|see|look)",
    r"(?<!to )(?<!not )(?<!might )(?<!would )\b(?:expects?|predicts?|predicted|foresees?)\b"
    r"|\bprojects? (?:(?:an?|the)\b|\d)",
    r"^(?:Without|Unless|If) [^,]+, [^.]*\b(?:may|might|could|would) \w+ [^.]*\b(?:days|weeks|months|years)\b",
    r"\b(?:intends?|plans?|hopes?) to\b|\bpreparing for\b|\bwould [^.]*\bfor (?:years|decades)\b",
    r"\b[Ii]n (?:\w+ years|the (?:next|coming)\b)[^.]*\b(?:may|might|could|would)\b",
)
# The past tense, with the strong verbs that grammars list.
_PAST_FORMS = (
    "was|were|had|did|arose|ate|became|began|bent|blew|bore|bought|broke|brought|built|came|caught|chose|cut|dealt|drew|"
    "drove|fed|fell|felt|fled|flew|forgot|fought|found|froze|gave|got|grew|held|hid|hung|kept|knew|laid|lay|led|left|"
    "lent|lost|made|meant|met|paid|put|ran|read|rode|rose|said|sank|sat|saw|sent|set|shook|shot|slept|sold|sought|spent|"
    "spoke|spread|stood|stole|struck|swore|taught|thought|threw|told|took|understood|went|withdrew|won|wore|wrote|"
    r"agreed|\w{2,}(?<!e)ed"
)
_PAST = regex(_PAST_FORMS)
# Where authors speak of their text, ask, or count off.
_OWN = _any(
    r"\?[\"”’)]*$",
    r"^This (?i:article|paper|essay|section|chapter|report|study|note|comment|thesis)\b|^Part [IVX\d]+\b",
    r"^(?:The (?:first|second|third|fourth|last|other) (?:is|was)\b|(?:First|Second|Third|Fourth|Finally|In short),)",
)
# What puts a sentence down to somebody without a verb of saying.
_FOR_SOMEBODY = _any(
    r"(?:For|To) (?:the \w+s|[A-Z]\w+|him|her|them),? (?:they|it|the|this|that|he|she|an?|\w+s)\b",
    # Verbs of holding, judging and taking a side, which in other tenses and of other subjects are mostly deeds.
    r".*\b(?:points? out|pointed out|(?<!to )disagree[sd]?|takes? no (?:position|view|side))\b",
    r".*\bwould (?:object|reply|answer|say)\b|.*\b(?:take|takes|took|mistook) (?:\w+ ){1,3}for (?:an?|the)\b",
    r".*\b(?:treat(?:s|ed)?|reads|sees?|views?|viewed) (?:\w+ ){1,5}as\b",
    # "… took it to be", "wished to know", "was unpersuaded"
    r".*\b(?:take|took|taken|believe|hold|held|consider(?:s|ed)?|judged?|found) (?!to\b)(?:[\w’]+ ){1,6}to be\b",
    r".*\b(?:wish(?:ed|es)?|want(?:ed|s)?|sought|seeks) to (?:know|learn)\b",
    r".*\b(?:is|was|are|were|been|remains?|remained) (?:not |less |more )?"
    r"(?:(?:un)?(?:persuaded|convinced|impressed)|s[ck]eptical|sanguine|of the (?:view|opinion))\b",
    r"(?:.*\b[Ii]n|In) (?:his|her|their|\w+['’]s) (?:\w+ )?"
    r"(?:account|opinion|reading|judge?ment|telling|estimate|eyes)\b",
    r"(?:Many|Most|Some|Several|Other|Earlier|Later|Recent|Two|Three|\w+ers|\w+ists|\w+ians|Critics|Studies)"
    r"(?: \w+){0,2},?(?: for (?:his|her|its|their) part,)? "
    r"(?:find|see|hold|fear|know|want|prefer|reject|accept|doubt)\b",
    r".*\bhas it that\b|.*\bputs? (?:the|its) .* at\b|.*\bdismiss(?:es|ed)? .* as\b",
    r".*(?<!which )\b(?:found|finds?) (?:that|no|some)\b|.*\bsaw (?:in|it as)\b|.*\btend(?:s|ed)? to doubt\b",
)
_AUTHOR = regex(r"(?:[\w,]+ ){0,3}(?:I|[Ww]e)\b|(?:Our|My)\b")
_NOBODY = regex(r"(?:Nobody|No one|None|No \w+|Neither)\b")
_SAID = frozenset("say think argue believe said told wrote written thought spoke spoken swore sworn".split())
_SPEAKERS = frozenset("they some many most others few men women people critics".split())
_PASSIVE = frozenset("is are was were be been being it's that's he's she's if unless".split())
_NO_SPEAKER = frozenset(
    "to of a an the this these that those our my i we not does do did could can cannot must should would in its his "
    "her their and one two three or who which whom what".split()
)
# These are nouns as well, unless an object follows.
_NOUNS = frozenset(
    "states claims reports notes answers estimates requests demands charges doubts fears phrases reasons comments "
    "remarks promises stresses hints calls offers wants state claim report note demand estimate".split()
)
_OBJECT = regex(r",? (?:that|the|an?|it|its|his|her|their|to|no|this|these|him|them|[A-Z\"“ ])")
_OF_NOTHING = regex(r" (?:nothing|neither|no more|by)\b")


# Forms that tell judging and reporting from narrating.
_SIGNS = {
    name: regex(pattern)
    for name, pattern in {
        "modal": r"\b(?:may|might|must|should|would|could|ought|shall|can|cannot|need not|seems?|appears?)\b",
        "negation": r"\b(?i:not|nor|never|neither|nothing|nobody|none|cannot|hardly|scarcely|no)\b|n[’']t\b",
        "comparison": r"\b(?i:more|less|than|the most|least|better|best|worse|worst|rather|as \w+ as)\b",
        "I": rf"\b(?:I|[Ww]e)\b(?! (?:{_PAST_FORMS})\b)",
        "cleft": r"^(?:What|That|Whether|How|Where)\b.* (?:is|are|was|were)\b"
        r"|\b[Ii]t (?:is|was)\b.* (?:that|which|who)\b|\b[Ii]t(?:['’]s| is| was| would be) (?:\w+ )?\w+ to\b",
        "this": r"^(?:This|That|These|Those|Such|Neither|Both|None|Either|Another)\b",
        "connective": r"^(?:But|Yet|And|Nor|So|Still|Or|Perhaps|Thus|Hence|Indeed|Moreover|Instead|Here)\b"
        r"|\b(?:therefore|thus|perhaps|however|indeed|of course|by contrast)\b",
        "abstract": r"^(?:\w+\W+){1,3}?[a-z]{3,}(?:[ts]ion|ness|ity|ty|ment|[ea]nce|ism|cy|ure|th)s?\b",
        "unreal": r"^(?:If|Had|Were|Should|Unless)\b",
        "thing": r"\b(?:is|was|are|were) (?:\w+ )?(?:an?|the|no)\b",
        "people": r"^(?:(?:[A-Z][\w’-]+ ){2}|(?:\w+ )?(?i:many|most|some|others|critics|\w+(?:[eao]r|ian|ist)s) )"
        r"(?:has|have)\b",
        "the": r"^The\b",
        "it": r"^(?:Its?|There)\b",
        "place": r"\b(?i:in|on|at|from|to|into)\b",
        "agent": r"\bby\b",
        "that": r"\bthat\b",
        "name": r"(?<=[a-z,;] )[A-Z]",
        "digit": r"\d",
    }.items()
}
_FINITE = {
    word: form
    for form, words in {
        "past": "was were had did",
        "is": "is are am",
        "has": "has have",
        "might": "may might must should would could can cannot shall will ought",
        "other": "do does",
    }.items()
    for word in words.split()
}
_NOT_BEFORE_A_VERB = frozenset(
    "is are am be been being was were has have had the a an his her its their of no by with not".split()
)
_SUBORDINATES = frozenset(
    "which who whom that whose when where if because while as whether how what although though since after before "
    "until once".split()
)
# What each sign counts for analysis and for attribution against fact, as `tests/kinds/weigh.py` fits and prints it.
_TABLE = """
    modal      10 -3    this        8  6    unreal      8  3    abstract    6  0    I           6 -2
    cleft       6 -2    comparison  6 -2    people      5 11    that        4  6    somebody    3  8
    connective  3  0    thing       3 -1    always      3 -11    told        2  9    has         2  3
    is          2  1    saying      1  6    might       1 -1    negation    0 -3    other       0 -3
    early      -1  8    date       -1 -5    name       -1 -5    it         -1 -6    place      -2 -1
    the        -3 -4    number     -4 -7    past       -5 -1    agent      -6 -1    digit      -8 -3
    note       -11  7
"""
_WEIGHTS = {name: (int(a), int(b)) for name, a, b in re.findall(r"(\w+) +(-?\d+) +(-?\d+)", _TABLE)}


def kind(text: str, *, cited: bool, block: bool, before: str = "", after: str = "") -> Kind:
    """The kind of a sentence, from its form.

    `cited` tells that a note stands at it, `block` that it stands in a block quotation; `before` and `after` are what
    its paragraph says before and after it, where a quotation may begin or end.
    """
    text = _LABEL.sub("", text)  # which states nothing
    if found := decided(text, cited=cited, block=block, before=before, after=after):
        return found
    weights = [_WEIGHTS[sign] for sign in signs(text, cited=cited)]
    analysis, attribution = (sum(column) for column in zip(*weights, strict=True))
    return "fact" if max(analysis, attribution) <= 0 else "analysis" if analysis >= attribution else "attribution"


def decided(text: str, *, cited: bool, block: bool, before: str = "", after: str = "") -> Kind | None:
    """The kind where one form tells it, without weighing signs."""
    if block or is_in_longer_quotation(text, before, after) or _quotes(text, cited=cited):
        return "quotation"
    if _DEFINITION.search(text) and not text.endswith("?"):
        return "definition"
    bare = unquoted(text)
    reported, expected = _report_at(bare), _FORECAST.search(bare)
    if expected and not 0 <= reported < expected.start():
        return "forecast"
    return "analysis" if _OWN.search(bare) else None


def is_label(text: str) -> bool:
    """Whether a text is nothing but the label of a caption, with or without its stop: Table 1., *Fig. 2a*."""
    return bool(_LABEL.fullmatch(text))


_LABEL = regex(
    r"^[*_]*(?i:tab(?:le|\.)|fig(?:ure|\.)|chart|graph|map|plate|box|exhibit|photo(?:graph)?|illustration|diagram)\s"
    r"(?:[A-Z]?\d+(?:[.-]\d+)*[a-z]?|[IVXLC]+|[A-Z])[*_]*(?:$|[.:][*_]*(?:\s+|$))"
)


def signs(text: str, *, cited: bool) -> list[str]:
    """The signs of a sentence, outside its quotations, that are weighed."""
    bare = unquoted(text)
    reported = _report_at(bare)
    found = [name for name, pattern in _SIGNS.items() if pattern.search(bare)]
    others = {
        "note": cited,
        "number": bool(numbers(bare)),
        "date": bool(dates(bare)),
        "saying": bool(SAYING.search(bare)),
        "somebody": bool(_FOR_SOMEBODY.match(bare)),
        "told": reported >= 0,
        "early": reported >= 0 and len(bare[:reported].split()) <= 5,
    }
    return ["always", _first_verb(bare), *found, *(name for name, there in others.items() if there)]


def is_past(text: str) -> bool:
    """Whether a sentence tells what was, outside its quotations, and of nothing that was still to come (was due)."""
    bare = unquoted(text, single=True)
    return not _AHEAD.search(bare) and _first_verb(bare) == "past"


_AHEAD = _any(
    r"(?i:\b(?:will|would|shall|should|may|might|can|could|must|to|by|until|till|before|through|due|next|ahead|future|"
    r"if|unless|once|when|since|later|than|like|as|goal|target|deadline|horizon|term|scenario)\b"
    r"|\b(?:plan|schedul|expect|forecast|predict|project|propos|promis|pledg|intend|aim|agree|estimat|envisag|anticipat|"
    r"set|order|hope|warn|announc|foresee|foresaw|fear|want|assum|imagin|sign|adopt|elect|expir|end|last|run|ran|extend)\w*)"
)


def _first_verb(bare: str) -> str:
    """The form of the first finite verb of a main clause: past, is, has, might, or other."""
    words = [word.lower() for word in re.findall(r"[\w’']+", bare)]
    form, subordinate = "other", False
    for i, word in enumerate(words):
        if word in _SUBORDINATES and i:
            subordinate = True
        elif word in _FINITE or (i and _PAST.fullmatch(word) and not _NOT_BEFORE_A_VERB & {*words[max(0, i - 2) : i]}):
            found = _FINITE.get(word, "past")
            if not subordinate:
                return found
            form, subordinate = found if form == "other" else form, False
    return form


def _quotes(text: str, *, cited: bool) -> bool:
    """Whether a sentence gives what somebody said or wrote, in speech marks or in single ones."""
    return any(is_speech(text, q.start, q.end, cited=cited) for q in quotations(text) if not q.nested)


def is_in_longer_quotation(text: str, before: str, after: str) -> bool:
    """Whether a quotation of several sentences, or of several paragraphs, begins, goes on or ends in a sentence.

    `before` and `after` are what its paragraph says before and after it.
    """
    start = len(before) + 1
    end = start + len(text)
    paragraph = f"{before} {text} {after}"
    found = quotations(paragraph)
    if paragraph.lstrip().startswith("‘") and not any(not paragraph[: q.start].strip() for q in found):
        return True  # of a quotation of several paragraphs, each but the last opens and does not close
    if any(q.start < end and q.end > start and (q.start < start or q.end > end) for q in found if not q.nested):
        return True
    return any(
        mark.start < end if mark.fault is MarkFault.NEVER_CLOSED and mark.open_at_end else start <= mark.start < end
        for mark in unbalanced(paragraph)
        if mark.fault is not MarkFault.WRONG_WAY and SPEECH_MARKS.match(mark.mark)
    )


def _report_at(bare: str) -> int:
    """Where a sentence says that somebody said, thinks or wants something; -1 for nowhere."""
    if _NOBODY.match(bare) or _AUTHOR.match(bare):
        return -1
    if _FOR_SOMEBODY.match(bare):
        return 0
    for match in SAYING.finditer(bare):
        before, after = bare[: match.start()].replace("—", " ").split()[-2:], bare[match.end() :]
        last = before[-1].lower() if before else ""
        if match[0].startswith("put"):  # "put it in a shed" says nothing
            if re.match(r"[,:]", after) or re.search(r"\b[Aa]s\b", bare[: match.start()]):
                return match.start()
            continue
        if " " in match[0]:
            return match.start()
        finite = match[0].endswith(("s", "ed")) or match[0] in _SAID or last.endswith("s") or last in _SPEAKERS
        passive = {word.lower() for word in before} & _PASSIVE
        noun = match[0] in _NOUNS and (not _OBJECT.match(after) or bool(numbers(last)))
        noun = noun or last in _NO_SPEAKER
        if finite and not passive and not noun and not _OF_NOTHING.match(after):
            return match.start()
    return -1
