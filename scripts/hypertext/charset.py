"""The text of bytes from the web, whose charset may be declared wrongly or not at all."""

from __future__ import annotations

import codecs
import re

_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_IN_PAGE = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# How far into a page browsers look for its charset is 1,024 bytes; many pages have it a little later.
_LOOKED_FOR = 4096
# The families of charsets of the WHATWG Encoding Standard; Python knows others, which no browser reads.
_KNOWN = re.compile(
    r"(?:windows|cp|x-cp|iso|latin|koi8|mac|x-mac|shift|sjis|euc|gb|big5|utf-?(?:16|32))", re.IGNORECASE
)
# By the same standard these names mean windows-1252, of which they are a part.
_LATIN = re.compile(r"(?:us-?ascii|ascii|iso[-_]?8859-?1|latin-?1|cp1252|windows-1252)", re.IGNORECASE)
_CONTROLS = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\ufffe\\uffff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of a page or a text file. Never fails: what is in no charset is read as windows-1252.

    What can be UTF-8 is, whatever else it says: text in another charset is hardly ever UTF-8 by
    chance. The declared charset comes next, that of the header (`content_type`) before the page's own.
    A page in UTF-8 with some bytes that are not keeps the rest, and has those as windows-1252.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return clean(body[len(mark) :].decode(name, "replace"))
    declared = [match[1] for match in [_IN_HEADER.search(content_type)] if match]
    declared += [match[1].decode("ascii", "replace") for match in [_IN_PAGE.search(body[:_LOOKED_FOR])] if match]
    if wide := _wide(body):
        return clean(body.decode(wide, "replace"))
    if not _is_utf8(body) or body.isascii():
        for name in declared:
            if _KNOWN.match(name) and not _LATIN.fullmatch(name):
                try:
                    return clean(body.decode(name))
                except (LookupError, ValueError):
                    continue
        if any(_LATIN.fullmatch(name) for name in declared):
            return clean(body.decode("utf-8" if body.isascii() else "windows-1252", "replace"))
    return clean(body.decode("utf-8", "or-windows-1252"))


def _is_utf8(body: bytes) -> bool:
    """Whether it can be UTF-8; the last letter may be cut."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(body) - 3 and error.reason == "unexpected end of data"
    return True


def _wide(body: bytes) -> str:
    """UTF-16 without its mark, told by the zeros between Latin letters."""
    start = body[:200]
    if len(start) < 4:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    return "utf-16-le" if odd > 0.8 * half and not even else "utf-16-be" if even > 0.8 * half and not odd else ""


def clean(text: str) -> str:
    """Without what no text means and no file may hold: control characters, and halves of letters."""
    return _CONTROLS.sub("", text.replace("\x0c", "\n").encode("utf-8", "replace").decode("utf-8"))


def _latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error("or-windows-1252", _latin)
