"""What an answer was packed in for its way (Content-Encoding), unpacked piece by piece: nothing swells unseen."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Protocol, cast

import brotli
import zstandard

ACCEPTED = "gzip, deflate, br, zstd"  # as browsers ask for it
PIECE = 65536  # bytes that are unpacked at a time, at most
_MOST = 4  # layers, of which honest servers have one
_SLICE = 16  # packed bytes after whose error no more than they hold is lost: a wrong sum stands in the last eight
_WINDOW = 8 << 20  # bytes to look back, as RFC 9659 bounds it for zstd


class Broken(Exception):
    """What was packed cannot be unpacked, or no further."""


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""


def unpacked(chunks: Iterable[bytes], codings: str) -> Iterator[bytes]:
    """The pieces of a body whose Content-Encoding was `codings`.

    One that nobody knows is overlooked, as browsers do it. Raises Broken, and whatever the chunks raise, after all
    that came before.
    """
    stream: _Stream = _Chunks(chunks)
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    known = [_CODINGS[name] for name in names if name in _CODINGS]
    if len(known) == len(names) and len(names) <= _MOST:
        for coding in reversed(known):
            stream = coding(stream)
    while piece := stream.read(PIECE):
        yield piece


class _Chunks:
    """Chunks as a stream."""

    def __init__(self, chunks: Iterable[bytes]):
        self._chunks = iter(chunks)
        self._left = memoryview(b"")

    def read(self, size: int, /) -> bytes:
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._left = memoryview(chunk)
        piece, self._left = self._left[:size], self._left[size:]
        return bytes(piece)


class _Zlib:
    """gzip and deflate; deflate also without its header, as old servers send it."""

    def __init__(self, stream: _Stream, gzip: bool):
        self._stream = stream
        self._gzip = gzip
        self._unpack: zlib._Decompress | None = None

    def read(self, size: int, /) -> bytes:
        while True:
            packed = self._unpack.unconsumed_tail if self._unpack else b""
            if self._unpack and self._unpack.eof:
                return b""
            packed = packed or self._stream.read(_SLICE)
            if not packed and self._unpack:
                raise Broken
            if not packed:
                return b""
            if self._unpack is None:
                bare = not self._gzip and packed[0] & 0x0F != 8
                self._unpack = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
            try:
                piece = self._unpack.decompress(packed, size)
            except zlib.error:
                raise Broken from None
            if piece:
                return piece


class _Brotli:
    def __init__(self, stream: _Stream):
        self._stream = stream
        self._unpack = brotli.Decompressor()
        self._begun = False

    def read(self, size: int, /) -> bytes:
        packed = b""  # first what is left of what it was given
        while not self._unpack.is_finished():
            try:
                piece: bytes = self._unpack.process(packed, output_buffer_limit=size)
            except brotli.error:
                raise Broken from None
            if piece:
                return piece
            packed = self._stream.read(PIECE) if not self._unpack.is_finished() else b""
            if not packed and self._begun and not self._unpack.is_finished():
                raise Broken
            if not packed:
                return b""
            self._begun = True
        return b""


class _Zstd:
    def __init__(self, stream: _Stream):
        self._stream = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(
            cast("IO[bytes]", stream), PIECE, True
        )

    def read(self, size: int, /) -> bytes:
        try:
            return bytes(self._stream.read1(size))
        except zstandard.ZstdError:
            raise Broken from None


_CODINGS: dict[str, Callable[[_Stream], _Stream]] = {
    "gzip": lambda stream: _Zlib(stream, gzip=True),
    "x-gzip": lambda stream: _Zlib(stream, gzip=True),
    "deflate": lambda stream: _Zlib(stream, gzip=False),
    "br": _Brotli,
    "zstd": _Zstd,
    "identity": lambda stream: stream,
}
