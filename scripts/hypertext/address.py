"""Addresses within pages and headers, as browsers read them (the WHATWG URL Standard, for http and https)."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from scripts.regex import regex

_AROUND = "".join(map(chr, range(0x21)))  # controls and blanks, which mean nothing at either end
_WITHIN = regex(r"[\t\n\r]")
_SCHEME = regex(r"(https?):(.*)", re.IGNORECASE | re.DOTALL)
_HTTP = ("http", "https")


def joined(base: str, written: str) -> str:
    """The address that a link leads to from a page at `base`; "" where that is no address of http or https.

    Backslashes are slashes, and how many of them follow the scheme is all one. A name and a password are left out.
    """
    text = _WITHIN.sub("", written.strip(_AROUND))
    stop = min((i for i in map(text.find, "?#") if i >= 0), default=len(text))
    text = text[:stop].replace("\\", "/") + text[stop:]
    try:
        scheme = urlsplit(base).scheme
        if match := _SCHEME.match(text):
            same = match[1].lower() == scheme and not match[2].startswith("//")
            text = match[2] if same else f"{match[1].lower()}://{match[2].lstrip('/')}"
        elif text.startswith("//"):
            text = f"//{text.lstrip('/')}"
        address = urljoin(base, text)
        parts = urlsplit(address)
        if parts.scheme not in _HTTP or not parts.hostname or parts.port == 0:
            return ""
        parts.hostname.encode("idna")
        host = parts.netloc.rpartition("@")[2]
    except ValueError:  # half a bracket, a port that is no number, a letter that no host can have
        return ""
    return parts._replace(netloc=host).geturl().replace(" ", "%20")
