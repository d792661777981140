"""What a word is however it is spelt: British or American, romanised one way or another, with accents or without.

The form that comes out is for comparison alone, and often no word. Two words that mean different things must not
have the same: where a rule would make them so (filled and filed), it asks for a longer word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scripts.english.words import unaccented
from scripts.regex import regex

# British endings and stems, each with what American spelling has in its place (Oxford's and Merriam-Webster's).
_RULES = [
    (regex(pattern), into)
    for pattern, into in (
        (r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|er|ite|abl|ful|less|hood|ly$|al|ist|y$)", "or"),
        (r"(?<=[a-z]{2})is(?=e$|ed$|es$|er$|ers$|ing$|ation|abl[ey]$)", "iz"),
        (r"(?<=[a-z]{2}ly)s(?=e$|ed$|es$|ing$)", "z"),
        (r"(?<=[a-z])(?<=[^aeiou])re(?=$|s$|d$)", "er"),
        (r"(?<=[a-z]{2}[^aeiou])ered$", "erd"),
        (r"(?<=[a-z]{3}[tv])ring$", "ering"),
        (r"^(\w*[aeiouy]\w*[^aeiou][aeiou])ll(?=ed$|ing$|ings$|ers?$|ors?$|ous$|ery$|ation|ity$|iz)", r"\1l"),
        (r"^((?:re|un)?(?:fuel|dial|duel|trial|initial|equal))l(?=ed$|ing$|er$)", r"\1"),
        (r"^(worship|kidnap)p(?=e|ing)", r"\1"),
        (r"(?<=[a-z]{2})ogue(?=$|s$|d$)", "og"),
        (r"(?<=dg)e(?=ment)", ""),
        (r"(?<=[a-z]en)c(?=e$|es$|ed$)", "s"),
        (r"(?<=[^aeiouycg])e(?=abl[ey]$)", ""),
        (r"^(program|gram|kilogram)me(?=$|s$)", r"\1"),
        (r"(an|h|p|arch|medi|encyclop|orthop|gyn|leuk|f)[ao]e(?=s|m|d|v|t|c|o|k)", r"\1e"),
        (r"^oe(?=st|so|de)", "e"),
        (r"(?<=rrh)oe(?=a)", "e"),
        (r"^man(?:oeuv|euv)", "maneuv"),
        (r"(?<=ward)s$", ""),
        (r"^(ful|enrol|instal|instil|skil|wil|distil|appal|enthral)l?(?=fil|ful|ment|s$|$)", r"\1"),
        (r"^(fulfil)l(?=s?$|ment)", r"\1"),
        (r"^sceptic", "skeptic"),
        (r"^grey", "gray"),
        (r"^draught", "draft"),
        (r"^sulph", "sulf"),
        (r"^cos(?=y|i(?:er|est|ly|ness)$)", "coz"),
        (r"^(m|sm)ould(?=s|e|y|i|$)", r"\1old"),
        (r"(?<=plo)ugh(?=$|s$|ed$|ing$)", "w"),
        (r"^(ag)e(?=ing$)", r"\1"),
    )
]
_RULED = regex("|".join(pattern.pattern for pattern, _ in _RULES))  # one word in thirty
_WORDS = {
    british: american
    for pair in (
        "grey gray,learnt learned,burnt burned,dreamt dreamed,spelt spelled,spilt spilled,leapt leaped,"
        "spoilt spoiled,leant leaned,amongst among,whilst while,amidst amid,tyre tire,tyres tires,kerb curb,"
        "kerbs curbs,cheque check,cheques checks,storey story,storeys stories,gaol jail,aluminium aluminum,cosy cozy,"
        "yoghurt yogurt,yoghurts yogurts,woollen woolen,disc disk,discs disks,axe ax,annexe annex,omelette omelet,"
        "carburettor carburetor,pedlar peddler,chilli chili,dyke dike,dykes dikes,"
        "waggon wagon,waggons wagons,moustache mustache,pyjamas pajamas,jewellery jewelry,whisky whiskey,"
        "licence license,practise practice,practised practiced,practising practicing,"
        "artefact artifact,artefacts artifacts"
    ).split(",")
    for british, american in [pair.split()]
}
# Two letters that German and the Nordic languages write for one where they have only the Latin ones.
_WRITTEN_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"}
_LETTERS = str.maketrans(_WRITTEN_OUT | {one.upper(): two.title() for one, two in _WRITTEN_OUT.items() if one != "ß"})
# Endings of Slavic names, and what stands in for one letter of theirs.
_NAME_END = regex(r"(?<=[a-z]{3})(?:yy|iy|yi|ij|ii|yj|y|i)$")
_NAME_LETTERS = [(regex(pattern), into) for pattern, into in (("ks", "x"), ("(?<=[ae])i(?=$|[^aeiou])", "y"))]
_THOUSANDS = regex(r"(?<=\d),(?=\d{3})")
_LONGEST = 40  # letters: no word is longer, and what is longer has no other spelling


def written_out(name: str) -> str:
    """A name with two letters for one that Latin has not: Jürgen becomes Juergen."""
    return name if name.isascii() else name.translate(_LETTERS)


@lru_cache(maxsize=1 << 16)
def alike(form: str) -> str:
    """A word in the one form that it has with all that spell it otherwise, in lower case."""
    word = form.lower()
    if len(word) > _LONGEST:
        return word
    if word == "&":
        return "and"
    if word[0].isdigit():
        return _THOUSANDS.sub("", word)
    word = unaccented(word)
    word = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", word)
    end = word[-2:] if word.endswith("'s") else ""
    word = word.removesuffix("'s")
    if form[0].isupper() and len(word) > 5:
        for letters, into in _NAME_LETTERS:
            word = letters.sub(into, word)
        word = _NAME_END.sub("y", word)
    if word in _WORDS:
        return _WORDS[word] + end
    if len(word) > 4 and _RULED.search(word):
        for pattern, into in _RULES:
            word = pattern.sub(into, word)
    return word + end
