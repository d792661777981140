"""What nobody would write, fed to what reads files and answers: `python -m tests.fuzz [--seconds N] [--seed N]`.

Each reader may refuse (Unreadable) or make something of it; anything else that it raises is a find, and so is a
reading that takes longer than SLOW. Inputs are good ones, cut, doubled, mixed and strewn with signs that mean something
to a parser. The same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from scripts.finding import Unreadable
from scripts.hypertext import glimpse
from scripts.publication import article, bibliography, nights, plain_yaml, readings
from scripts.web import packed
from scripts.web.client import _ahead, _wait
from scripts.web.cookies import Jar
from tests.conftest import ARTICLE

SLOW = 10.0  # seconds of this process, for an input of some kilobytes
LONGEST = 20_000
DAY = date(2026, 11, 22)


class Find(NamedTuple):
    """An input that a reader could not bear."""

    reader: str
    seed: str
    what: str


HTML = [
    "<!doctype html><html><head><meta charset=utf-8><title>The ice</title><base href=/x/>"
    "<meta http-equiv=refresh content='0;url=/new'></head><body id=a><p>It was thin.<noscript>x</noscript>"
    "<script>var a = '<p id=b>'</script><svg><title>t</title></svg><!-- c --></body></html>",
    "<meta content='5; url=&#x2f;/a.example' http-equiv=refresh><a name=c><h1>Thaw</h1><textarea></p>",
]
HEADS = [
    "a=b; Path=/; Expires=Sun, 01 Nov 2026 12:00:00 GMT; Domain=.a.example; Secure; Max-Age=9",
    "Wed, 21 Oct 2026 07:28:00 GMT",
    "120",
    "0; URL='http://a.example/x?y#z'",
    "text/html; charset=windows-1251",
    "gzip, br, deflate",
]
SIGNS = {
    "yaml": [": ", "- ", "  ", "\n", "\t", "'", '"', "&a ", "*a", "!!x ", "{", "[", "]", "|", ">", "%", "#", "\u00a0"],
    "markdown": [
        "[",
        "](",
        "[^1]",
        "[@",
        "]",
        "*",
        "_",
        "`",
        "```\n",
        "> ",
        "#",
        "<",
        "<!--",
        "{: ",
        "|",
        "\n\n",
        "\\",
    ],
    "bibtex": ["@", "{", "}", '"', ",", "=", "#", "\\", "@string{", "@comment", "\n", "and ", "~", "\\'e"],
    "json": ["{", "}", "[", "]", '"', ":", ",", "\\ud800", "NaN", "1e999", "null", "-"],
    "html": [
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "'",
        '"',
        "=",
        "&",
        "&#x",
        ";",
        "<p>",
        "<meta ",
        "<svg>",
        "<![CDATA[",
        "\0",
    ],
    "head": [";", "=", ",", " ", "\t", "\u00b2", "9" * 400, "http://[", "\u2100", "+99999999", "'", '"', "\\", "%"],
}
ANY = ["\0", "\ufeff", "\u202e", "\ud800", "é", "\r", "\x85", "9" * 50, "a" * 200, "\U0001f30a"]


def mixed(chance: random.Random, texts: Sequence[str], signs: Sequence[str]) -> str:
    """Something made of these texts and signs."""
    text = chance.choice(texts)
    for _ in range(chance.randint(1, 8)):
        start, stop = sorted(chance.randint(0, len(text)) for _ in range(2))
        stop = min(stop, start + 400)
        piece = text[start:stop]
        match chance.randint(0, 5):
            case 0:
                text = text[:start] + text[stop:]
            case 1:
                text = text[:stop] + piece + text[stop:]
            case 2:
                text = text[:start] + chance.choice(signs) + text[start:]
            case 3:
                text = text[:start] + chance.choice([*signs, *ANY]) * chance.choice((1, 2, 70, 700)) + text[start:]
            case 4:
                other = chance.choice(texts)
                text = text[:start] + other[chance.randint(0, len(other)) :]
            case _:
                text = text[:start] + piece[::-1] + text[stop:]
    return text[:LONGEST]


def as_file(text: str) -> str:
    """A text as a file can hold it."""
    return text.encode("utf-8", "replace").decode()


def _article() -> dict[str, bytes]:
    return {path.relative_to(ARTICLE).as_posix(): path.read_bytes() for path in ARTICLE.rglob("*") if path.is_file()}


def readers() -> dict[str, Callable[[random.Random], object]]:
    """Each reader by its name: it makes an input of a chance, and reads it."""
    files = _article()
    chapters = [data.decode() for name, data in files.items() if name.startswith("docs/") and name.endswith(".md")]
    records = {name: data.decode() for name, data in files.items() if name.endswith(".yml")}
    sources = [files[bibliography.PATH].decode()]
    memory = nights.write(nights.EMPTY)
    seen = readings.write(readings.EMPTY)

    def chapter(chance: random.Random) -> object:
        name = chance.choice([name for name in files if name.startswith("docs/") and name.endswith(".md")])
        text = mixed(chance, chapters, SIGNS["markdown"])
        return article.build(files | {name: text.encode("utf-8", "surrogatepass")}, DAY)

    def record(chance: random.Random) -> object:
        name = chance.choice(sorted(records))
        text = mixed(chance, list(records.values()), SIGNS["yaml"])
        return article.build(files | {name: text.encode("utf-8", "surrogatepass")}, DAY)

    def page(chance: random.Random) -> object:
        body = mixed(chance, HTML, SIGNS["html"]).encode(chance.choice(("utf-8", "utf-16-le", "cp1251")), "replace")
        kind = mixed(chance, HEADS[4:5], SIGNS["head"])
        found = glimpse.read(body, kind, "", "http://a.example/b", chance.choice(("", "b", ":~:text=It,thin")))
        return found and glimpse.walled(body, found)

    def head(chance: random.Random) -> object:
        text = mixed(chance, HEADS, SIGNS["head"])
        jar = Jar()
        jar.keep("https://a.example/x/y", [text, text])
        glimpse.refreshed(text, "https://a.example/")
        body = b"\x1f\x8b\x08" + text.encode("utf-8", "replace")
        with suppress(packed.CannotUnpack):
            list(packed.unpacked([body], chance.choice(("gzip", "deflate", "br", "zstd", text))))
        return jar.header("https://a.example/x/y"), _wait([text]), _ahead(text, text)

    return {
        "chapter": chapter,
        "record": record,
        "yaml": lambda chance: plain_yaml.load("a.yml", as_file(mixed(chance, list(records.values()), SIGNS["yaml"]))),
        "bibtex": lambda chance: bibliography.read(as_file(mixed(chance, sources, SIGNS["bibtex"]))),
        "nights": lambda chance: nights.read("a.json", as_file(mixed(chance, [memory], SIGNS["json"]))),
        "readings": lambda chance: readings.read(as_file(mixed(chance, [seen], SIGNS["json"]))),
        "page": page,
        "head": head,
    }


def fuzz(names: Sequence[str], seed: int, times: int) -> Iterator[Find]:
    """Feed each of these readers so many times."""
    known = readers()
    for name in names:
        for number in range(times):
            found = fed(known[name], name, f"{name} {seed} {number}")
            if found:
                yield found


def fed(reader: Callable[[random.Random], object], name: str, seed: str) -> Find | None:
    """What became of one input, where that was a find."""
    started = time.process_time()
    try:
        reader(random.Random(seed))
    except Unreadable:
        pass
    except Exception as error:
        return Find(name, seed, f"{type(error).__name__}: {error}"[:200])
    took = time.process_time() - started
    return Find(name, seed, f"takes {took:.0f} s") if took > SLOW else None


def main(words: Sequence[str]) -> int:
    """The command line: for so many seconds, each reader in turn; 1 where there was a find."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300, help="default: 300")
    parser.add_argument("--seed", type=int, default=1, help="default: 1")
    asked = parser.parse_args(words)
    known = readers()
    started, number, finds = time.monotonic(), 0, 0
    while time.monotonic() - started < asked.seconds:
        for name, reader in known.items():
            if found := fed(reader, name, f"{name} {asked.seed} {number}"):
                finds += 1
                print(f"{found.seed}: {found.what}", flush=True)
        number += 1
    print(f"{number * len(known)} inputs in {time.monotonic() - started:.0f} s: {finds} finds")
    return int(finds > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
