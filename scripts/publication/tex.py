r"""TeX in bibliographies, as the text that readers should see: accents, signs, dashes, quotation marks, italics.

The tags and entities of HTML that registries leave in titles are read too.

latexcodec knows the letters and signs; tables here say what commands with an argument are for. A command
that neither knows stays as it is written, and `undecoded` finds it.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from scripts.regex import regex

# Fields that are remembered: names and containers come again and again.
REMEMBERED = 4096


class StyledText(NamedTuple):
    """A stretch of text, and how it is set: upright or in italics; on the line, above (1) or below (-1) it."""

    text: str
    italic: bool = False
    raised: int = 0


# Private characters for what begins and ends a setting, and for signs that are meant as they stand.
_ITALIC, _UP, _DOWN, _END = "\ue000\ue001\ue002\ue003"
_MEANT = dict(zip("{}$%\\", "\ue010\ue011\ue012\ue013\ue014", strict=True))
_AS_MEANT = str.maketrans({private: sign for sign, private in _MEANT.items()})

# What stands before and after the argument of a command.
_AROUND = (
    dict.fromkeys("textit emph textsl mkbibemph mkbibitalic it itshape em sl slshape".split(), (_ITALIC, _END))
    | dict.fromkeys("textsuperscript mkbibsuperscript ^".split(), (_UP, _END))
    | dict.fromkeys("textsubscript mkbibsubscript _".split(), (_DOWN, _END))
    | dict.fromkeys("enquote mkbibquote textquote".split(), ("“", "”"))
    | dict.fromkeys(
        "textbf textmd textnormal textrm textsc textsf texttt textup text mbox hbox ensuremath mathrm mathbf mathit"
        " mathsf mkbibbold mkbibacro url path nolinkurl MakeUppercase bf bfseries rm rmfamily sc scshape sf sffamily"
        " tt ttfamily upshape normalfont nocase NoCaseChange relax protect".split(),
        ("", ""),
    )
)
_UNSHOWN = ("href", "noopsort", "SortNoop")  # their argument is for programs

# Commands without an argument that latexcodec leaves.
_SIGNS = dict(
    pair.split("=")
    for pair in "textquotesingle=' textquoteleft=‘ textquoteright=’ textquotedblleft=“ textquotedblright=” textless=<"
    ' textquotedbl=" textasciicircum=^ textgreater=> textasciigrave=` textunderscore=_ texteuro=€ euro=€ dots=…'
    " textnumero=№ slash=/ times=× degree=° sim=~ textsim=~ textapprox=≈ ng=ŋ NG=Ŋ TeX=TeX LaTeX=LaTeX".split()
) | dict.fromkeys("space par newline linebreak quad".split(), " ")

_SIGNS |= {
    spelled: unicodedata.lookup(f"GREEK {size} LETTER {name.replace('lambda', 'lamda')}")
    for name in (
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi"
        " omega"
    ).split()
    for spelled, size in ((name, "SMALL"), (name.title(), "CAPITAL"))
}

# Accents as Unicode's combining marks, for the letters that latexcodec has no pair for.
_ACCENTS = {
    mark: chr(code)
    for mark, code in {
        "`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304, "u": 0x306, ".": 0x307, '"': 0x308, "r": 0x30A,
        "H": 0x30B, "v": 0x30C, "d": 0x323, "c": 0x327, "k": 0x328, "b": 0x331, "t": 0x361,
    }.items()
}  # fmt: skip

_TEX = regex(r"[\\$~`{}]|--|''|,,|&#?\w+;|</")
_HTML = regex(
    r"<((?:jats:)?(?:i|em|italic|b|bold|strong|sub|sup|scp?|small|span|u))(?:\s[^<>]*)?>([^<>]*)</\1>", re.IGNORECASE
)
_ENTITY = regex(r"\{?\\?&\}?(#\d{1,6}|#x[\da-f]{1,5}|[a-z]\w{1,10})(?:;|\$\\mathsemicolon\$)", re.IGNORECASE)
_DEEPEST = 50  # elements in each other that are read, each by going through the text
_SET_BY = {"i": _ITALIC, "em": _ITALIC, "italic": _ITALIC, "sub": _DOWN, "sup": _UP}
_MORE_THAN_BRACES = regex(r"[\\$~`]|--|''|,,")
_MEANT_SIGN = regex(r"\\([{}$%])|(%)|\\(?:textbackslash\b\s*(?:\{\})?|$)")
_SPACE = regex(r"\\(?:[ ,;:]|\\)")
_NO_BREAK = regex(r"\\[-/@!]")
_ONE_LETTER = regex(r"(\\[A-Za-z]+\*? ?)?\{([^\W\d_])\}")
# Pandoc's rule (https://pandoc.org/MANUAL.html#math): what $5 and $6 mean is money.
_MATHS = regex(r"\$(?!\s)([^\s$]+|[^$]*[\\^_][^$]*)(?<!\s)\$(?!\d)")
_SCRIPT = regex(r"([\^_])(?:\{([^{}]*)\}|(\w))")
_GROUP = regex(r"(?:\\([A-Za-z]+\*?|[`'^~\"=._])\s*)?\{([^{}]*)\}")
_DECLARED = regex(r"\s*\\([A-Za-z]+)\s*(.*)", re.DOTALL)
_COMMAND = regex(r"\\([A-Za-z]+) ?")
_ACCENTED = regex(r"\\([`'^~\"=.]|[urHvdckbt](?= ))\s*([^\W\d_])")
_SINGLE_QUOTED = regex(r"(?<!\w)`([^`']+)'(?!\w)")
_UNDECODED = regex(r"\\(?:[A-Za-z@]+\*?(?:\s?\{[^}]*\})?|.)")
_SETTING = regex(f"([{_ITALIC}{_UP}{_DOWN}{_END}])")


@cache
def _decoder() -> Callable[[str], tuple[str, int]]:
    import latexcodec  # noqa: F401 (makes the codec known; here, since most bibliographies have no TeX)

    return codecs.getdecoder("ulatex")  # type: ignore[return-value]


def letters(text: str) -> str:
    """The text with its letters and signs decoded, and its commands and braces, less those round a letter, as before.

    So it can be divided into names, which a brace keeps together.
    """
    if not _MORE_THAN_BRACES.search(text):
        return text
    text = _NO_BREAK.sub("", _SPACE.sub(" ", text))
    text = _MEANT_SIGN.sub(lambda match: _MEANT[match[1] or match[2] or "\\"], text)
    text = _decoder()(text)[0].replace("\u00a0", " ")
    text = _GROUP.sub(lambda match: _accented(match) or match[0], text)
    for _ in range(2):  # an accent's own braces, and those round them
        text = _ONE_LETTER.sub(lambda match: match[0] if match[1] else match[2], text)
    return _SINGLE_QUOTED.sub("‘\\1’", text)


@lru_cache(maxsize=REMEMBERED)
def decode(text: str) -> tuple[StyledText, ...]:
    """A field's value as what readers see of it."""
    if not _TEX.search(text):
        return (StyledText(text),) if text else ()
    return tuple(_runs(" ".join(_shown(text).split())))


def plain(text: str) -> str:
    """A field's value as readers see it, less how it is set."""
    return "".join(run.text for run in decode(text))


def undecoded(text: str) -> list[str]:
    """The commands in a field's value that nothing here knows, each as it is written."""
    braced = str.maketrans({_MEANT["{"]: "{", _MEANT["}"]: "}"})
    return _UNDECODED.findall(_shown(text).translate(braced)) if "\\" in text else []


def misread(text: str) -> list[tuple[str, str]]:
    """The words that are UTF-8 read as windows-1252, such as CafÃ©, each with what it was.

    By chance a letter may stand so before a mark (“A VILÃ”, JOSÉ’s) or another letter (Úžas): these are none.
    """
    found = [word for word in text.split() if not word.isascii() and _MISREAD.search(word)]
    return [(word, _SEQUENCE.sub(lambda match: _octets(match[0]).decode("utf-8", "replace"), word)) for word in found]


def _octets(text: str) -> bytes:
    return bytes(_AS_READ.index(sign) if sign in _AS_READ else ord(sign) for sign in text)


_AS_READ = "".join(bytes([octet]).decode("windows-1252", "ignore") or chr(octet) for octet in range(256))
_MORE = f"[{_AS_READ[0x80:0xC0]}]"  # what may follow the first octet of a letter
_SIGN = f"(?![ŠŒŽšœžŸƒ]){_MORE}"
_SMALL = "[a-zß-öø-ÿ]"
_SEQUENCE = regex(f"[Â-ß]{_MORE}|[à-ï]{_MORE}{{2}}|[ð-ô]{_MORE}{{3}}")
_MISREAD = regex(
    f"â€{_MORE}|â‚¬|â„¢|Â[¡-¬®-³µ¶¸-º¼-¿]|(?<={_SMALL})[Â-Þ]{_SIGN}|Ã(?![’‘´]){_MORE}(?={_SMALL})"
    rf"|[Â-Þ](?![’‘´”»–—…·•\xad]){_SIGN}(?=[^\W\d_])|(?:[Â-Þ]{_SIGN}|[à-ï]{_MORE}{{2}}){{2}}"
)


def written(text: str) -> str:
    """Text as TeX, braces apart: `plain` gives it back."""
    return _WRITTEN.sub(lambda match: _NAMED.get(match[0], f"\\{match[0]}"), _LIKE_HTML.sub(r"\g<0>{}", text))


_NAMED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
    "-": "{}-",
    "'": "{}'",
    ",": "{},",
}
_WRITTEN = regex(r"[\\~`$%&#_]|(?<=-)-|(?<=')'|(?<=,),")
_LIKE_HTML = regex(r"&(?=#?\w+;)|<(?=/)")


def _shown(text: str) -> str:
    """The text with all that is known decoded, and private characters for settings and for signs that are meant."""
    text = _MATHS.sub(lambda match: _SCRIPT.sub(r"\\\1{\2\3}", match[1]), letters(_without_html(text)))
    found = 1
    while found:
        text, found = _GROUP.subn(_group, text)
    text = _COMMAND.sub(lambda match: _SIGNS.get(match[1], "" if match[1] in _AROUND else match[0]), text)
    text = _ACCENTED.sub(lambda match: _accent(match[1], match[2]), text)
    return unicodedata.normalize("NFC", text)


def _without_html(text: str) -> str:
    """The text with the tags that are closed as settings, and what entities stand for."""
    for _ in range(_DEEPEST if "</" in text else 0):
        text, found = _HTML.subn(_tagged, text)
        if not found:
            break
    return _ENTITY.sub(lambda match: html.unescape(f"&{match[1]};"), text) if "&" in text else text


def _tagged(match: re.Match[str]) -> str:
    setting = _SET_BY.get(match[1].lower().removeprefix("jats:"), "")
    return f"{setting}{match[2]}{_END}" if setting else match[2]


def _group(match: re.Match[str]) -> str:
    """What a group in braces, with the command before it, comes to."""
    name, inner = match[1], match[2]
    if not name and (declared := _DECLARED.fullmatch(inner)) and declared[1] in _AROUND:
        name, inner = declared[1], declared[2]
    if not name:
        return inner
    if name.rstrip("*") in _AROUND:
        before, after = _AROUND[name.rstrip("*")]
        return f"{before}{inner}{after}"
    if name in _UNSHOWN:
        return ""
    if name in _SIGNS:
        return _SIGNS[name] + inner
    return _accented(match) or f"\\{name}{_MEANT['{']}{inner}{_MEANT['}']}"


def _accented(match: re.Match[str]) -> str:
    """What a group is where it is one letter, or two, under an accent; else ""."""
    return _accent(match[1], match[2]) if match[1] in _ACCENTS and match[2].isalpha() and len(match[2]) <= 2 else ""


def _accent(name: str, letter: str) -> str:
    """A letter, dotted again if it is a dotless i or j, with an accent."""
    letter = letter.replace("ı", "i").replace("ȷ", "j")
    return unicodedata.normalize("NFC", letter[0] + _ACCENTS[name] + letter[1:])


def _runs(text: str) -> Iterator[StyledText]:
    """The text in stretches. Italics within italics are upright."""
    settings: list[str] = []
    for piece in _SETTING.split(text):
        if piece == _END:
            settings[-1:] = []
        elif piece and _SETTING.match(piece):
            settings.append(piece)
        elif piece:
            raised = (_UP in settings) - (_DOWN in settings)
            yield StyledText(piece.translate(_AS_MEANT), settings.count(_ITALIC) % 2 == 1, raised)
