"""Charsets as browsers read them, and whether a text is sure to be in the one in which it was read."""

from __future__ import annotations

import codecs

import pytest

from scripts.hypertext.charset import decode

RU = "Лёд в том году был тонким, и паром ходил до марта. "
FR = "Les forêts étaient déjà gelées, où l’été s’achève. "
JA = "その年の氷は薄く、船は三月まで通った。"


def html(text: str, meta: str = "") -> str:
    return f"<!doctype html>{meta}<title>{text}</title><p>{text * 9}"


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (html(RU).encode(), "", RU),
        (html(RU).encode(), "text/html; charset=windows-1251", RU),
        (html(RU).encode("cp1251"), "text/html; charset=windows-1251", RU),
        (html(RU).encode("cp1251"), "text/html; Charset = 'CP1251'", RU),
        (html(RU, "<meta charset=windows-1251>").encode("cp1251"), "text/html; charset=klingon", RU),
        (html(RU, "<meta http-equiv=x content='text/html; charset=koi8-r'>").encode("koi8-r"), "", RU),
        (html(RU, "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>").encode("cp1251"), "", RU),
        (html(RU, "<meta charset=utf-16>").encode(), "", RU),
        (html(RU).encode("utf-16-le"), "", RU),
        (html(RU).encode("utf-16-be"), "", RU),
        (codecs.BOM_UTF16_LE + html(RU).encode("utf-16-le"), "text/html; charset=utf-8", RU),
        (html(FR, "<meta charset=iso-8859-1>").encode("cp1252"), "", FR),
        (html(JA).encode("shift_jis"), "text/html; charset=x-sjis", JA),
        (html(JA).encode("euc-jp"), "text/html; charset=euc-jp", JA),
    ],
)
def test_what_can_be_settled(body: bytes, content_type: str, text: str) -> None:
    found = decode(body, content_type)
    assert text in found.text
    assert found.settled


def test_the_few_bytes_of_a_page_in_utf_8_that_are_not_are_read_as_windows_1252() -> None:
    text = f"{'The keepers wrote down the height of the tide. ' * 9}The crew’s café – was shut."
    assert decode(text.encode("cp1252"), "text/plain; charset=utf-8").text == text
    assert decode(f"{JA * 9}café ".encode() + "café".encode("cp1252"), "text/html; charset=utf-8").text.endswith("é")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (html(RU).encode("cp1251"), ""),
        (html(RU).encode("cp1251"), "text/html; charset=utf-8"),
        (html(RU).encode("cp1251"), "text/html; charset=klingon"),
        (html(RU).encode("koi8-r"), "text/html; charset=windows-1252"),
        (html(JA).encode("shift_jis"), ""),
        (html(FR).encode("cp1252"), ""),
        (bytes(range(256)) * 9, ""),
    ],
)
def test_what_cannot_be_settled(body: bytes, content_type: str) -> None:
    assert not decode(body, content_type).settled


def test_some_broken_bytes_are_read_as_browsers_read_old_pages() -> None:
    body = html(RU * 9).encode() + b"caf\xe9"
    found = decode(body)
    assert found.text.endswith("café")
    assert found.settled
