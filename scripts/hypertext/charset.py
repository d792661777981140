"""The text of bytes from the web, whose charset may be declared wrongly or not at all.

Labels and decoders are those of the WHATWG Encoding Standard, by the package webencodings.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import webencodings

from scripts.regex import regex

_IN_HEADER = regex(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# How far into a page browsers look for its charset is 1,024 bytes; many pages have it a little later.
_LOOKED_FOR = 4096
# What stands before a page's charset, or is it: a comment, a <meta>, the XML declaration (HTML standard, "prescan").
_SCANNED = re.compile(
    rb"<!--.*?(?:-->|\Z)|<\?xml\b(?P<xml>[^>]*)|<meta(?=[\s/>])(?P<meta>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*+)>",
    re.IGNORECASE | re.DOTALL,
)
_STATED = re.compile(rb"\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CONTROLS = regex("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\ufffe\\uffff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Shares above which a text is not in the charset that it was read in: of octets that the charset does not have
# and of controls; and, in a text of letters beyond ASCII, of signs that are no letters, and of capitals within a word.
_MOST_BROKEN = 0.02
_MOST_SIGNS = 0.4
_MOST_CAPITALS = 0.2
# A share of letters beyond ASCII from which on the text is not in Latin letters with a few accents.
_FOREIGN = 0.3
_SAMPLE = 20_000  # letters that are looked at


class Decoded(NamedTuple):
    """A text, and whether it is sure to be in the charset in which it was read."""

    text: str
    settled: bool


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of a page or a text file, as `decode` reads it."""
    return decode(body, content_type).text


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page or a text file. Never fails: what is in no charset is read as windows-1252.

    What can be UTF-8 is, whatever else it says: text in another charset is hardly ever UTF-8 by
    chance. The declared charset comes next, that of the header (`content_type`) before the page's own.
    A page in UTF-8 with some bytes that are not keeps the rest, and has those as windows-1252.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return Decoded(clean(body[len(mark) :].decode(name, "replace")), True)
    if wide := _wide(body):
        return Decoded(clean(body.decode(wide, "replace")), True)
    declared = list(_declared(body, content_type))
    if _is_utf8(body) and not (body.isascii() and declared):
        text = body.decode("utf-8", "or-windows-1252")
        return Decoded(clean(text), _reads(text))
    for encoding in declared:
        text, _ = encoding.codec_info.decode(body, "replace")
        if text.count("\ufffd") <= _MOST_BROKEN * len(text):
            if encoding.name == "utf-8":
                text = body.decode("utf-8", "or-windows-1252")
            return Decoded(clean(text), _reads(text) and not (encoding.name == "windows-1252" and _is_foreign(text)))
    text = body.decode("utf-8", "or-windows-1252")
    broken = len(body) - len(body.decode("utf-8", "ignore").encode())
    beyond = sum(byte > 127 for byte in body)
    in_utf8 = broken <= _MOST_BROKEN * beyond
    return Decoded(clean(text), _reads(text) and in_utf8)


def _declared(body: bytes, content_type: str) -> Iterator[webencodings.Encoding]:
    """The charsets that a page says it is in, those that there are, the likeliest first."""
    names = [match[1] for match in [_IN_HEADER.search(content_type)] if match]
    for match in _SCANNED.finditer(body[:_LOOKED_FOR]):
        if stated := _STATED.search(match["xml"] or match["meta"] or b""):
            names.append(stated[1].decode("ascii", "replace"))
    for name in names:
        encoding = webencodings.lookup(name)
        if encoding and encoding.name != "replacement":
            # A page in which a <meta> could be read is not in UTF-16 (HTML standard).
            yield webencodings.UTF8 if encoding.name.startswith("utf-16") else encoding


def _is_utf8(body: bytes) -> bool:
    """Whether it can be UTF-8; the last letter may be cut."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(body) - 3 and error.reason == "unexpected end of data"
    return True


def _wide(body: bytes) -> str:
    """UTF-16 without its mark, told by its first sign or by the zeros between Latin letters."""
    if body.startswith((b"<\0?\0x\0", b"<\0!\0", b"<\0h\0")):
        return "utf-16-le"
    if body.startswith((b"\0<\0?\0x", b"\0<\0!", b"\0<\0h")):
        return "utf-16-be"
    start = body[:200]
    if len(start) < 4:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    return "utf-16-le" if odd > 0.8 * half and not even else "utf-16-be" if even > 0.8 * half and not odd else ""


def _is_foreign(text: str) -> bool:
    """Whether so many letters are beyond ASCII, tags apart, that its language is not written in Latin letters."""
    shown = re.sub("<[^<>]*>", " ", text[: 5 * _SAMPLE])
    letters = [letter for letter in shown[:_SAMPLE] if letter.isalpha() or letter > "\x7f"]
    return sum(letter > "\x7f" for letter in letters) > _FOREIGN * len(letters)


def _reads(text: str) -> bool:
    """Whether a text reads like one: neither controls, nor signs among the letters, nor capitals within words."""
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_BROKEN * len(sample):
        return False
    beyond = [letter for letter in sample if letter > "\x7f" and not letter.isspace()]
    if len(beyond) <= _FOREIGN * len([letter for letter in sample if letter.isalpha()]):
        return True
    signs = sum(unicodedata.category(letter)[0] not in "LMN" for letter in beyond)
    pairs = [(a, b) for a, b in pairwise(sample) if a > "\x7f" and b > "\x7f" and a.islower()]
    capitals = sum(b.isupper() for _, b in pairs)
    return signs <= _MOST_SIGNS * len(beyond) and capitals <= _MOST_CAPITALS * len(pairs)


def clean(text: str) -> str:
    """Without what no text means and no file may hold: control characters, and halves of letters."""
    return _CONTROLS.sub("", text.replace("\x0c", "\n").encode("utf-8", "replace").decode("utf-8"))


def _latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error("or-windows-1252", _latin)
