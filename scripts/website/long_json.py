"""A JSON list of any length in pieces of text, so that neither its items nor its text is ever held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from json import JSONEncoder

_TOGETHER = 100  # items encoded at once, which is quicker than each by itself


def pieces(items: Iterable[object], encoder: JSONEncoder) -> Iterator[str]:
    """The text of the list, as the encoder writes it."""
    following = iter(items)
    before = "["
    while some := list(islice(following, _TOGETHER)):
        yield f"{before}{encoder.encode(some)[1:-1]}"
        before = encoder.item_separator
    yield "[]" if before == "[" else "]"
