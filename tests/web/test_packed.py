"""What bodies are packed in."""

from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest
import zstandard

from scripts.web.packed import PIECE, CannotUnpack, unpacked

TEXT = b"The ice was thin that year. " * 9000


def bare(data: bytes) -> bytes:
    pack = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return pack.compress(data) + pack.flush()


PACK = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "identity": bytes,
}


def unpack(data: bytes, codings: str, size: int = 700) -> bytes:
    return b"".join(unpacked([data[i : i + size] for i in range(0, len(data), size)], codings))


@pytest.mark.parametrize("coding", PACK)
@pytest.mark.parametrize("size", [1, 700, 10**6])
def test_each_coding(coding: str, size: int) -> None:
    assert unpack(PACK[coding](TEXT), coding, size) == TEXT
    assert unpack(PACK[coding](TEXT), f" {coding.upper()} ,", size) == TEXT
    assert unpack(PACK[coding](b""), coding) == b""


def test_deflate_without_its_header() -> None:
    assert unpack(bare(TEXT), "deflate") == TEXT


def test_several_are_taken_off_from_the_last() -> None:
    assert unpack(brotli.compress(gzip.compress(TEXT)), "gzip, br") == TEXT


@pytest.mark.parametrize("codings", ["", "none", "utf-8", "gzip, klingon", "gzip, gzip, gzip, gzip, gzip"])
def test_what_nobody_knows_is_left_as_it_is(codings: str) -> None:
    assert unpack(TEXT, codings) == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_not_packed_is_broken(coding: str) -> None:
    with pytest.raises(CannotUnpack):
        unpack(b"<title>The ice</title>", coding)


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_pieces_are_small_however_much_is_in_them(coding: str) -> None:
    data = PACK[coding](bytes(5_000_000))
    pieces = unpacked([data], coding)
    assert all(len(piece) <= 2 * PIECE for piece, _ in zip(pieces, range(9), strict=False))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_what_breaks_off_is_broken(coding: str) -> None:
    with pytest.raises(CannotUnpack):
        unpack(PACK[coding](TEXT)[:-9], coding)


def test_what_came_before_a_wrong_sum_is_there() -> None:
    data = bytearray(gzip.compress(random.Random(1).randbytes(50_000)))
    data[-6] ^= 1
    found: list[bytes] = []
    with pytest.raises(CannotUnpack):
        found.extend(unpacked([bytes(data)], "gzip"))
    assert sum(map(len, found)) > 49_900
