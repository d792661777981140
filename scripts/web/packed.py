"""What an answer was packed in for its way (Content-Encoding), unpacked piece by piece: nothing swells unseen."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import IO, cast

import brotli
import zstandard

ACCEPTED = "gzip, deflate, br, zstd"  # as browsers ask for it
PIECE = 65536  # bytes that are unpacked at a time, at most
_MOST = 4  # layers, of which honest servers have one
_SLICE = 16  # packed bytes after whose error no more than they hold is lost: a wrong sum stands in the last eight
_WINDOW = 8 << 20  # bytes to look back, as RFC 9659 bounds it for zstd


class CannotUnpack(Exception):
    """What was packed cannot be unpacked, or no further."""


def unpacked(chunks: Iterable[bytes], codings: str) -> Iterator[bytes]:
    """The pieces of a body whose Content-Encoding was `codings`.

    One that nobody knows is overlooked, as browsers do it. Raises Broken, and whatever the chunks raise, after all
    that came before.
    """
    pieces = _sliced(chunks, PIECE)
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    known = [_CODINGS[name] for name in names if name in _CODINGS]
    if len(known) == len(names) and len(names) <= _MOST:
        for coding in reversed(known):
            pieces = coding(pieces)
    return pieces


def _sliced(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    return (chunk[i : i + size] for chunk in chunks for i in range(0, len(chunk), size))


def _zlib(packed: Iterator[bytes], *, gzip: bool) -> Iterator[bytes]:
    """What gzip or deflate packed, the latter also without its header, as old servers send it."""
    unpack: zlib._Decompress | None = None
    for data in _sliced(packed, _SLICE):
        if unpack is None:
            bare = not gzip and data[0] & 0x0F != 8
            unpack = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
        while data:
            try:
                piece = unpack.decompress(data, PIECE)
            except zlib.error:
                raise CannotUnpack from None
            if piece:
                yield piece
            if unpack.eof:
                return
            data = unpack.unconsumed_tail
    if unpack:
        raise CannotUnpack


def _brotli(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpack = brotli.Decompressor()
    begun = False
    for data in packed:
        begun, more = True, data
        while not unpack.is_finished():
            try:
                piece: bytes = unpack.process(more, output_buffer_limit=PIECE)
            except brotli.error:
                raise CannotUnpack from None
            if not piece:
                break
            yield piece
            more = b""  # there may be more in what it was given
    if begun and not unpack.is_finished():
        raise CannotUnpack


def _zstd(packed: Iterator[bytes]) -> Iterator[bytes]:
    source = cast("IO[bytes]", SimpleNamespace(read=lambda size: next(packed, b"")))
    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(source, PIECE, True)
    try:
        while piece := bytes(reader.read1(PIECE)):
            yield piece
    except zstandard.ZstdError:
        raise CannotUnpack from None


_CODINGS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": partial(_zlib, gzip=True),
    "x-gzip": partial(_zlib, gzip=True),
    "deflate": partial(_zlib, gzip=False),
    "br": _brotli,
    "zstd": _zstd,
    "identity": iter,
}
