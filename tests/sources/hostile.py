"""How reading and comparing grow with what is hard on them: python -m tests.sources.hostile, or … hostile pages.

Of each kind of text, 10, 100 and 1,000 kB: processor seconds to make it ready, to find fifty quotations near to what
stands in it, and to look the dates, numbers, names and denials of fifty sentences up. Then (… hostile whole: alone) all
that a night does with pages of prose of 100 kB and 1.2 MB that such an article cites. Of each kind of page: processor
seconds to read it and to hold an article against it, in the process apart.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from scripts.english import alignment, quoting
from scripts.evidence import comparison, page
from scripts.evidence.details import Passages, details_in
from scripts.evidence.polarity import Sayings
from scripts.publication import article
from scripts.web import child
from tests import cases
from tests.sources.score import as_article
from tests.sources.thousand import lexicon, prose

KINDS: dict[str, Callable[[int], str]] = {
    "prose": lambda size: " ".join(prose(random.Random(1), lexicon(), size // 5)),
    "digits": lambda size: "9" * size,
    "thousands": lambda size: "1" + ",000" * (size // 4),
    "one word": lambda size: "the " * (size // 4),
    "twelve words": lambda size: "the ice that was not on the river was not the ice " * (size // 51),
    "no space": lambda size: "a" * size,
    "spaces": lambda size: "a" + " " * size + "b",
    "lines": lambda size: "17\n\n" * (size // 4),
    "items": lambda size: "- the ice\n" * (size // 10),
    "brackets": lambda size: "[1" * (size // 2),
    "round brackets": lambda size: "(" * size,
    "dots": lambda size: "(. " * (size // 3),
    "marks": lambda size: "\"a' 'b\" " * (size // 8),
    "speech": lambda size: '"So," said Wu, "it is." ' * (size // 24),
    "hyphens": lambda size: "ab-\n" * (size // 4),
    "negations": lambda size: "no ice is not never free of the rot. " * (size // 38),
    "dates": lambda size: "on 3 May 2019 the 4th " * (size // 22),
}


def seconds(text: str) -> tuple[float, float, float]:
    """Processor time to make a text ready, to look fifty near quotations up, and the facts of fifty sentences."""
    began = time.process_time()
    ready = quoting.ready(text)
    made = time.process_time()
    draw = random.Random(3)
    words = [form for form in ready.written if form not in quoting.MARKS]
    for quoted in near(words, draw):
        alignment.find(quoting.parts(quoted), ready)
    found = time.process_time()
    passages, sayings = Passages(ready), Sayings(ready)
    for n in range(50):
        details_in(SENTENCE.format(n % 28 + 1, n + 2), ready, passages)
        sayings.turned(SENTENCE.format(n % 28 + 1, n + 2))
    return made - began, found - made, time.process_time() - found


SENTENCE = "On {} May 2019 Ada Mill told {} of the boats that the ice was not free of the rot"


def near(words: Sequence[str], draw: random.Random) -> Iterator[str]:
    """Fifty quotations of fifteen words in a row, one of them another."""
    for _ in range(50):
        at = draw.randrange(max(1, len(words) - 16))
        chosen = [word[:40] for word in words[at : at + 15]] or ["ice"]
        chosen[len(chosen) // 2] = "otherwise"
        yield " ".join(chosen)


def whole() -> None:
    """Print what a night takes for pages of prose with fifty near quotations in an article that cites them."""
    print(f"\n{'reading and comparing, 50 near':34} {'kB':>6} {'least':>8} {'median':>8}  of five; at most 2 s")
    for size in (10_000, 100_000, 1_200_000):  # the first, so that everything is loaded
        sentences = prose(random.Random(1), lexicon(), size // 5)
        paragraphs = [" ".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4)]
        shown = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
        aside = shown.replace("</p>\n", "</p>\n<figure><figcaption>The boats, in May</figcaption></figure>\n", 20)
        quoted = near(" ".join(sentences).replace(".", "").split(), random.Random(3))
        lines = [f'{SENTENCE.format(n % 28 + 1, n + 2)}: "{words}."[@mill2019]' for n, words in enumerate(quoted)]
        about = {
            "author": "Ada Mill",
            "title": "Ice",
            "container": "The Ice",
            "date": "2019-05-03",
            "url": "https://a.example/",
        }
        case = {"sentences": [{"text": line} for line in lines], "sources": {"mill2019": about}}
        asked = comparison.asked(as_article(case))
        for name, body in {
            "page.html": f"{_HEAD.decode()}<h1>Ice</h1>{shown}",
            "page.html with figures": f"{_HEAD.decode()}<h1>Ice</h1>{aside}",
            "page.txt": "\n\n".join(paragraphs),
            "page.txt in one paragraph": " ".join(paragraphs),
        }.items():
            read = ("mill2019", "Ice", "", body.encode(), "", name.split()[0], "en", False)
            took = [_there(read, asked) for _ in range(5)]
            if size > 10_000:
                print(f"{name:34} {size // 1000:6} {min(took):8.2f} {median(took):8.2f}", flush=True)


def _there(read: tuple[object, ...], asked: comparison.Asked) -> float:
    """Processor seconds of the process apart for one page."""
    began = child.read(time.process_time)
    found = child.read(page.look, *read, given=asked, seconds=child.LONG)
    ended = child.read(time.process_time)
    assert not isinstance(found, child.NoReading), found
    assert found.seen, "the page was not read"
    assert len(found.seen.quoted) == len(asked.quoted), "a quotation was not found"
    assert isinstance(began, float)
    assert isinstance(ended, float)
    return ended - began


_PROSE = b"<p>The ice held until March, and the boats lay still. </p>" * 20
_HEAD = b"<!doctype html><html lang=en><title>Ice</title><body>"
PAGES: dict[str, Callable[[int], bytes]] = {
    "paragraphs": lambda size: _HEAD + _PROSE * (size // len(_PROSE)),
    "divisions": lambda size: _HEAD + b"<div>ice " * (size // 9),
    "lists": lambda size: _HEAD + b"<ul><li>ice " * (size // 12),
    "quotations": lambda size: _HEAD + b"<blockquote>ice " * (size // 16),
    "headings": lambda size: _HEAD + b"<h2>ice</h2>" * (size // 12),
    "spans": lambda size: _HEAD + _PROSE + b"<span><b><i>ice " * (size // 16),
    "tables": lambda size: _HEAD + b"<table><tr><td>ice " * (size // 19),
    "comments": lambda size: _HEAD + b"<p>ice<!-- --> held<!-- -->" * (size // 27),
    "attributes": lambda size: _HEAD + b"<p " + b"a=b " * (size // 4) + b">" + _PROSE,
    "entities": lambda size: _HEAD + b"<p>" + b"&amp;&#1;&lt" * (size // 12),
    "open brackets": lambda size: _HEAD + _PROSE + b"<" * size,
    "bylines": lambda size: _HEAD + _PROSE + b"<div class=byline>By " + b"Ada Mill, " * (size // 10),
    "dates": lambda size: _HEAD + _PROSE + b"<time datetime=2019-05-03>3 May 2019</time> " * (size // 46),
    "JSON-LD": lambda size: (
        _HEAD
        + b"<script type=application/ld+json>["
        + b'{"@type": "Article", "author": {"name": "Ada"}},' * (size // 49)
        + b"{}]</script>"
        + _PROSE
    ),
    "prose in a file": lambda size: KINDS["prose"](size).encode(),
    "lines in a file": lambda size: b"ice-\n" * (size // 5),
    "sheets in a file": lambda size: b"the ice held\n\n17\n\n" * (size // 19),
    "a PDF of sheets": lambda size: pdf([_sheet(n, size // 20 + 100) for n in range(20)]),
    "a PDF of letters": lambda size: pdf([b"BT /F 9 Tf " + b"(i) Tj 1 0 Td " * (size // 14) + b" ET"]),
    "a PDF of fonts": lambda size: pdf(
        [_sheet(n, 200) for n in range(10)], b"".join(b"/G%d 3 0 R " % n for n in range(size // 150))
    ),
    "a PDF of brackets": lambda size: pdf([b"[" * size]),
    "a PDF that is broken": lambda size: (
        b"%PDF-1.7\n" + b"1 0 obj << /Type /Page /Parent 1 0 R >> endobj\n" * (size // 47)
    ),
}


def _sheet(number: int, size: int) -> bytes:
    words = " ".join(prose(random.Random(number), lexicon(), size // 5)).split()
    lines = (" ".join(words[n : n + 10]).encode() for n in range(0, len(words), 10))
    return b"".join(b"BT /F 9 Tf (%s) Tj ET\n" % line for line in lines)


def pdf(sheets: Sequence[bytes], fonts: bytes = b"") -> bytes:
    """A PDF of these instructions, a sheet each, and of more fonts."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % len(sheets),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    for n, sheet in enumerate(sheets):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R %s>> >> /Contents %d 0 R >>"
            % (fonts, 5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(sheet) + sheet + b"\nendstream")
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + ends


def pages() -> None:
    """Print what reading and comparing each kind of page takes."""
    asked = comparison.asked(article.read(cases.BAD / "article", cases.TODAY))
    print(f"{'page':22} {'kB':>6} {'seconds':>8}")
    for kind, make in PAGES.items():
        for size in (10_000, 100_000, 1_000_000):
            about = ("mill2019", "Ice", "", make(size), "", "page.txt" if "file" in kind else "page.html", "en", False)
            began = child.read(time.process_time)
            found = child.read(page.look, *about, given=asked, seconds=child.LONG)
            ended = child.read(time.process_time)
            took = "lost"
            if isinstance(began, float) and isinstance(ended, float) and not isinstance(found, child.NoReading):
                took = f"{ended - began:.2f}"
            state = found.name if isinstance(found, child.NoReading) else str(found.page.unread or found.page.extractor)
            print(f"{kind:22} {size // 1000:6} {took:>8}  {state}", flush=True)


def main() -> None:
    """Print the table."""
    if sys.argv[1:] in (["pages"], ["whole"]):
        pages() if sys.argv[1:] == ["pages"] else whole()
        return
    print(f"{'kind':16} {'kB':>6} {'ready':>8} {'50 near':>8} {'facts':>8}")
    for kind, make in KINDS.items():
        if sys.argv[1:] and kind not in sys.argv[1:]:
            continue
        for size in (10_000, 100_000, 1_000_000):
            print(f"{kind:16} {size // 1000:6}", *(f"{s:8.2f}" for s in seconds(make(size))), flush=True)
    print(f"{'prose':16} {1200:6}", *(f"{s:8.2f}" for s in seconds(KINDS["prose"](1_200_000))))
    whole()


if __name__ == "__main__":
    main()
