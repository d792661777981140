"""What kind of sentence a text is, guessed from its form; a person confirms it.

Right in nine of ten of the sentences of tests/kinds that it was mended on, and in three of four that it had not seen.
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
    r"\b(?:I|[Ww]e) (?:\w+ )?(?:call|define|understand by|use the (?:term|word|name))\b|\bin the sense\b",
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
    r"(?<!to )(?<!not )\b(?:expects?|predicts?|predicted|foresees?)\b|\bprojects? (?:(?:an?|the)\b|\d)",
    r"^(?:Without|Unless|If) [^,]+, [^.]*\b(?:may|might|could|would) \w+ [^.]*\b(?:days|weeks|months|years)\b",
    r"\b(?:intends?|plans?|hopes?) to\b|\bpreparing for\b|\bwould [^.]*\bfor (?:years|decades)\b",
    r"\b[Ii]n (?:\w+ years|the (?:next|coming)\b)[^.]*\b(?:may|might|could|would)\b",
)
_PAST_FORMS = (
    "was|were|had|did|came|went|fell|rose|began|found|made|took|gave|built|lost|sent|met|left|kept|paid|wrote|said|"
    r"held|became|brought|bought|chose|drew|drove|grew|knew|led|ran|saw|sold|spent|spoke|stood|told|thought|won|"
    r"agreed|\w{2,}(?<!e)ed"
)
# Where authors speak of themselves and of their text, or ask: so too where they cite.
_OWN = (
    r"\?[\"”’)]*$|\b(?:should|ought)\b",
    r"^This (?i:article|paper|essay|section|chapter|report|study|note|comment|thesis)\b|^Part [IVX\d]+\b",
    r"\b(?:I|[Ww]e) (?:do not |shall |will |can |now |then |therefore )?"
    rf"(?!(?:{_PAST_FORMS})\b|have\b|are\b|live\b)[a-z]+",
)
_OWNED = _any(*_OWN)
# Judgements, inferences, advice, signposts, questions.
_ANALYSIS = _any(
    *_OWN,
    r"\b(?:should|ought|must|need not|might|may|would|could (?:\w+ ){0,2}(?:be|have)|needed)\b",
    r"\b(?:perhaps|probably|seems?|appears?|arguably|therefore|thus|hence|however|nonetheless|too (?!late)\w+)\b",
    r"\b(?:surprising|deserve[sd]?|matters|worth|impossible|implausible|tempting|misleads?|underrated|inevitable)\b",
    r"\b(?:limitations?|weakness(?:es)?)\b",
    r"^(?:First|Second|Third|Fourth|Finally|In short|In sum)\b",
    r"^(?:That|What|Neither|None of this|Seen|For all|On this)\b",
    r"\b(?:I|we|my) (?:think|believe|find|argue|shall|hope|see|doubt|propose|conclude|suggest|view)\b",
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hat|[Ii]t|[Oo]ur|findings|results|data) (?:\w+ )?"
    r"(?:suggests?|shows?|implies|imply|means?|indicates?)\b",
    r"\b(?:is|was|are|were) (?:\w+ )?(?:easy|hard|important|difficult) to\b",
    r"\b[Ii]t is (?:easy|hard|possible|wrong|clear|tempting|not|difficult|plausible|true|equally)\b",
    r"\bdoes not (?:mean|follow|make)\b",
    r"^(?:The|One|Part of the|An?|Three|Two) (?:\w+ )?(?:question|difficulty|argument|problem|point|lessons?|reason|"
    r"comparison|answer|explanation|objection|better|remark|difference|result|irony|trouble)\b"
    r"[^,]*\b(?:is|are|was|lies|rests|can|may|has|follows?)\b",
)
_EVENT = regex(rf"\b(?:{_PAST_FORMS})\b")
_JUDGED = regex(
    r"\b(?:also|only|merely|a failure|a success|in fact|rather|more|less|nothing|not so much|\w{3,}er than)\b"
)
# What puts a sentence down to somebody without a verb of saying.
_FOR_SOMEBODY = _any(
    r"(?:For|To) (?:the \w+s|[A-Z]\w+|him|her|them),? (?:they|it|the|this|that|he|she|an?|\w+s)\b",
    # Verbs of holding, judging and taking a side, which in other tenses and of other subjects are mostly deeds.
    r".*\b(?:points? out|pointed out|(?<!to )disagree[sd]?|takes? no (?:position|view|side))\b",
    r".*\bwould (?:object|reply|answer|say)\b|.*\b(?:take|takes|took|mistook) (?:\w+ ){1,3}for (?:an?|the)\b",
    r".*\b(?:treats?|reads|sees?|views?) (?:\w+ ){1,3}as\b",
    r"(?:.*\b[Ii]n|In) (?:his|her|their|\w+['’]s) (?:\w+ )?"
    r"(?:account|opinion|reading|judge?ment|telling|estimate|eyes)\b",
    r"(?:Many|Most|Some|Several|Other|Earlier|Later|Recent|Two|Three|\w+ers|\w+ists|\w+ians|Critics|Studies)"
    r"(?: \w+){0,2},?(?: for (?:his|her|its|their) part,)? "
    r"(?:find|see|hold|fear|know|want|prefer|reject|accept|doubt)\b",
    r".*\bhas it that\b|.*\bputs? (?:the|its) .* at\b|.*\bdismiss(?:es|ed)? .* as\b",
    r".*\b(?:found|finds?) (?:that|no|some)\b|.*\bsaw (?:in|it as)\b|.*\btend(?:s|ed)? to doubt\b",
)
_NOBODY = regex(r"(?:Nobody|No one|None|No \w+|Neither)\b")
_PAST = frozenset("said told wrote written thought spoke spoken swore sworn".split())
_SPEAKERS = frozenset("they some many most others few men women people critics".split())
_PASSIVE = frozenset("is are was were be been being it's that's he's she's".split())
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


def kind(text: str, *, cited: bool, block: bool) -> Kind:
    """The kind of a sentence: whether it is cited, and whether it stands in a block quotation, counts too."""
    if block or _quotes(text, cited=cited):
        return "quotation"
    if _DEFINITION.search(text) and not text.endswith("?"):
        return "definition"
    bare = unquoted(text)
    told, expected, judged = _told(bare), _FORECAST.search(bare), _ANALYSIS.search(bare)
    if expected and not 0 <= told < expected.start():
        return "forecast"
    if cited and judged:  # who cites seldom judges
        judged = _OWNED.search(bare)
    if told >= 0 and not (judged and (judged.start() <= told or bare.endswith("?"))):
        return "attribution"
    if judged:
        return "analysis"
    if cited or dates(bare) or numbers(bare):
        return "fact"
    return "fact" if _EVENT.search(bare) and not _JUDGED.search(bare) else "analysis"


def _quotes(text: str, *, cited: bool) -> bool:
    """Whether a sentence quotes: in whole, or where a quotation of several sentences begins or ends in it."""
    quoted = (q for q in quotations(text) if q.double and not q.nested)
    return any(is_speech(text, q.start, q.end, cited=cited) for q in quoted) or any(
        loose.fault is not MarkFault.WRONG_WAY and SPEECH_MARKS.match(loose.mark) for loose in unbalanced(text)
    )


def _told(bare: str) -> int:
    """Where a sentence says that somebody said, thinks or wants something; -1 for nowhere."""
    if _NOBODY.match(bare):
        return -1
    if _FOR_SOMEBODY.match(bare):
        return 0
    for match in SAYING.finditer(bare):
        before, after = bare[: match.start()].split()[-2:], bare[match.end() :]
        last = before[-1].lower() if before else ""
        if match[0].startswith("put"):  # "put it in a shed" says nothing
            if re.match(r"[,:]", after) or re.search(r"\b[Aa]s\b", bare[: match.start()]):
                return match.start()
            continue
        if " " in match[0]:
            return match.start()
        finite = match[0].endswith(("s", "ed")) or match[0] in _PAST or last.endswith("s") or last in _SPEAKERS
        passive = {word.lower() for word in before} & _PASSIVE
        noun = match[0] in _NOUNS and (not _OBJECT.match(after) or bool(numbers(last)))
        noun = noun or last in _NO_SPEAKER
        if finite and not passive and not noun and not _OF_NOTHING.match(after):
            return match.start()
    return -1
