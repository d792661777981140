"""The words that notes are made of: signals, abbreviations, the words of sentences and of institutions.

Words in, a yes or no out, or the expression that finds them; nothing here knows a note or a citation.
"""

from __future__ import annotations

import re

from scripts.english.dates import MONTH_NAMES, MONTHS_IN_NOTES
from scripts.publication.footnotes import fields
from scripts.regex import regex

SIGNAL_WORDS = (
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
    r"(?:sources?|quellen?|fuentes?)(?=:)|and,? (?:more )?generally|respectively|similarly|likewise|thus|again"
    r"|(?:as )?(?:quoted|cited|reported|reprinted|discussed|described|summarised|summarized|"
    r"referenced|mentioned|given|printed|reproduced|translated) (?:in|by|from|at)"
    r"|ex (?:multis|plurimis)"
    r"|qtd\. in|cit\. in|quoting|citing|accord|contra|e\.g\.|but cf\.|vide|also|from|with"
    r"|but see|voir(?: (?:aussi|notamment|également|par exemple|surtout|en particulier|entre autres|ainsi))*|"
    r"v\. (?:aussi|notamment)|v\.(?= (?:supra|infra))|comparer|citée?s? (?:par|dans|d’après|in)|d’après|par exemple"
    r"|(?:siehe|vgl\.?|vergleiche|so|ferner|dazu|hierzu|anders(?!" + _SURNAME + r")|ähnlich|dagegen|ausführlich|"
    r"grundlegend|"
    r"sowie|(?-i:a\. ?A\.)|anderer Ansicht|statt (?:vieler|aller)|s\. (?=auch|dazu|etwa))"
    r"(?: ?(?:auch|dazu|etwa|hierzu|insbesondere|ferner|schon|bereits|nur|aber|näher|ausführlich|grundlegend|kritisch|"
    r"allgemein|beispielhaft|eingehend|grundsätzlich|umfassend|statt vieler|"
    r"zuletzt|zum Beispiel|z\. ?B\.|u\. ?a\.)(?!\w))*"
    r"(?: zu[mr]?(?-i: (?:[a-zäöüß]+ ){0,3}[A-ZÄÖÜ][\w-]+)(?=:? (?-i:[A-ZÄÖÜ])))?"
    r"|zit(?:iert|\.) (?:nach|bei|in)|zum Beispiel|z\. ?B\.|citad[oa]s? (?:en|por)|apud|citato in"
    r"|(?:v[ée]an?se|ver|veja-se|vedi|si vedano?|cfr\.?|zie)"
    r"(?: (?:también|además|asimismo|por ejemplo|entre otros|também|por exemplo|anche|ad esempio|almeno|ook))*"
)

SIGNAL = regex(rf"(?:{SIGNAL_WORDS}|{_OTHER_SIGNALS})(?=[\s,:*_“\"‘«]|$)", re.IGNORECASE)

_SIGNAL_AT_THE_END = regex(rf"(?:^|[\s,;.(])(?:and|or|but|{SIGNAL_WORDS}|{_OTHER_SIGNALS})[\s,;:.(]*$", re.IGNORECASE)


def without_signals(words: str) -> str:
    """Words of a note without the signal at their end, which belongs to the citation behind them."""
    return _SIGNAL_AT_THE_END.sub("", words).rstrip(" .,;:(–—")


WEAK_SIGNALS = frozenset("again also from likewise respectively similarly so thus with dazu dagegen".split())

ABBREVIATIONS = frozenset(
    "consid ed eds edn trans transl repr rev vol vols no nos p pp pg pág págs ch chap chaps sec secs para "
    "paras art arts fol fols f ff n nn fn l ll v vs "
    "bk bks pt pts app fig figs pl pls tab col cols cf e.g i.e viz al op loc supra infra "
    "cp etc exec approx ca c circa fl b d r "
    "dr mr mrs ms mme prof rev st ste sr jr sir hon gen gov sen rep pres capt lt col maj sgt messrs mt ft "
    "inc ltd co corp bros cie llc assn dept univ acad inst soc govt nat'l int'l comm comms cong sess stat pub doc docs "
    "esp bes insb drs ms mss add bd hrsg übers aufl überarb erw verb durchges phil bde jg nr s t éd dir trad coll "
    "fasc hg anm vgl zit bzw aff req déc "
    "parl proc civ crim const amend supp evid ct cir jud legis q hist j am u.s u.k ph.d phd diss "
    "fed nat int admin affs atl econ envtl intl natl pol sci tech transp dem rel ux".split()
) | {
    short
    for short, n in MONTHS_IN_NOTES.items()
    for name, m in MONTHS_IN_NOTES.items()
    if m == n and short.capitalize() not in MONTH_NAMES and name[:-2].startswith(short)
}

SENTENCE_SIGNALS = regex(
    rf"(?:\*|_)?(?:(?:{SIGNAL_WORDS}|but see|quoted in|cited in|accord|contra|voir|siehe|vgl\.|"
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


def word_before(plain: str, place: int) -> str:
    return re.split("[ /]", plain[max(0, place - 40) : place])[-1].lstrip("([“‘\"'—–")


def is_abbreviated(word: str, following: str, before: str) -> bool:
    """Whether a full stop behind this word is its own, and ends no sentence. `following` begins with the next word."""
    bare = word.lower()
    if not word or word[-1].isdigit() or word[-1] in ")]”’\"'»":
        return False
    if bare.rpartition("-")[2] in ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or "." in word.strip("."):
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
        return not SENTENCE_SIGNALS.match(following)
    if len(word) <= 5 and before.endswith(f". {word}"):
        initial = before[: -len(word) - 2].rpartition(" ")[2][:1]
        if initial.isupper():
            return True
    named = before.endswith(tuple(f",{mark} {word}" for mark in ("", "”", '"', "’")))
    if len(word) <= 5 and named and next_word[:1].isupper():  # , Wash. Post, Oct. 19, 2007
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

COUNTED = regex(r"(?:Aufl|Bd|Jg|Jahrg|Jahrh|Jh|Band|Hälfte)")  # 2. Aufl.


def next_start(plain: str, place: int) -> int:
    while place < len(plain) and plain[place] == " ":
        place += 1
    return place


def without_signal(words: str) -> str:
    match = SIGNAL.match(words)
    return words[match.end() :] if match else words


def without_stop(names: str) -> str:
    """Names without the full stop behind them, unless it is that of an initial or another abbreviation."""
    return names if is_abbreviated(names[:-1].rpartition(" ")[2], "", "") else names.rstrip(".")


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

_WORD = regex(
    r"(?<![^\W\d_])(?!no\. ?\d|(?<!I )am\b|I[.,:;)–-])[^\W\d_]+"
)  # no. 4 denies nothing, vol. I. says nothing


def is_prose(words: str) -> bool:
    """Whether words outside of titles are those of a sentence: a verb, a pronoun or the like is among them."""
    return any(word in _PROSE for word in _WORD.findall(words))


def sentence_like(quoted: str) -> bool:
    """Whether quoted words are a sentence rather than a title: most words have no capital."""
    words = re.findall(r"[^\W\d_]+", quoted)
    return len(words) > 4 and quoted[:1].isupper() and sum(w[0].islower() for w in words) * 2 > len(words)


VOCABULARY = regex(
    rf"(?:(?:{SIGNAL_WORDS}|{_OTHER_SIGNALS}|supra|infra|ante|post|ibid\.?|ib\.+|id\.|idem|"
    rf"op\. ?cit\.?|loc\. ?cit\.?|art\. ?cit\.?|in|in:|et al\.?|"
    r"with|aff[’']d|rev[’']d|cert\. denied|v\.|versus|passim|sub nom\.|note|notes|at|n\.|hereafter|"
    r"hereinafter|in re|ex parte|ex dem\.|ex rel\.|et ux\.|sic|l\.c\.|a\. ?a\. ?O\.|et seq\.?|"
    r"above|below|p\.|pp\.|(?:available|accessible|archived|retrieved|last visited)(?: online)?(?: at| from)?)[ ,:]*)+",
    re.IGNORECASE,
)


def vocabulary(words: str) -> bool:
    """Whether italics are those of the note's own words, as *supra*, and not of a title."""
    return len(words) <= 60 and bool(VOCABULARY.fullmatch(words.strip()))


ORGANISATIONS = regex(
    r"(?<!\w)(?:institut[eo]?|organi[sz]ation|ministry|department|office|council|commission|committee|agency|"
    r"association|society|nations|university|board|bureau|union|group|foundation|cent(?:er|re)|court|tribunal|bank|company|"
    r"trust|fund|network|authority|assembly|parliament|congress|government|service|secretariat|federation|league|party|"
    r"campaign|coalition|alliance|initiative|programme|program|project|forum|academy|college|school|inspectorate|"
    r"administration|directorate|unit|musée|museum|archives?|mairie|préfecture|banque|bibliothèque|institut|police|"
    r"embassy|registry|comm[’']n|dep[’']t|ass[’']n|inst\.|dept\.|corp\.|mgmt\.|inc\.|ltd|llc|(?-i:UN|EU)|U\.N\.|"
    r"ministère|commissariat|conseil|société|université|amt|ministerium|verein|verband|gesellschaft|universität|"
    r"stiftung)(?!\w)",
    re.IGNORECASE,
)


def is_institution(words: str) -> bool:
    """Whether a name is an organisation's beyond doubt: it says what kind it is."""
    kind = _BEFORE_ITS_FIELD.match(words)
    if not kind or kind[0][0].isdigit() or re.search(r"[^,] (?:the|an?) ", kind[0]):  # Police Stop the Ferry
        return False
    return bool(ORGANISATIONS.search(kind[0])) and fields.is_organisation(words.replace(",", ""))


def before_field(name: str) -> str:
    """The words of an organisation's name before its field: "Institute" of "Institute for Ice"."""
    kind = _BEFORE_ITS_FIELD.match(name)
    return kind[0] if kind else name


# "Institute" of "Institute for Ice"; "Reform" of "Reform of the Council" is none.
_BEFORE_ITS_FIELD = regex(r".+?(?= (?:of|for|on|in|to|by|at|from|für|des?|du|der|del|di|pour|zu[rm]|vo[nm]) |$)")
