"""Notes of Markdown that are no footnotes yet."""

from __future__ import annotations

import pytest

from scripts.editing import text_notes

# name: text; the same with footnotes
SHAPES = {
    "citations by key that lines break": (
        "One [see @a, 4; also\n@b]. Two [cf.\n@c,\np. 4].\nThree [a\nb].\n\n> Four [@d;\n> @e].\n\n"
        "```\n[a;\n@b]\n```\n",
        "One [see @a, 4; also @b]. Two [cf. @c, p. 4].\nThree [a\nb].\n\n\n\n\n> Four [@d; @e].\n\n\n"
        "```\n[a;\n@b]\n```\n",
    ),
    "in the text": (
        "One.^[A [b](c.md) *d*.] Two,^[B\nand\nb.]\nthree.[^1]\n\n`^[c]` 10^[2]\n\n    ^[code]\n\n[^1]: C.\n",
        "One.[^inline-1] Two,[^inline-2]\nthree.[^1]\n\n\n\n`^[c]` 10^[2]\n\n    ^[code]\n\n[^1]: C.\n"
        "\n\n[^inline-1]: A [b](c.md) *d*.\n[^inline-2]: B and b.\n",
    ),
    "at a link, with their ids": (
        "One.[[1]](#_ftn1){#_ftnref1} Two.^[2](#_ftn2)^\n\n"
        "[[1]](#_ftnref1){#_ftn1} A.\n\nMore.\n\n[[2]](#b){#_ftn2} B.\n",
        "One.[^1] Two.[^2]\n\n[^1]: A.\n\n    More.\n\n[^2]: B.\n",
    ),
    "below a link": (
        "One.[1](#n-1) Two[2](#n-2) it is.\n\n[1](#r-1)\n\nA.\n\n[2](#r-2)\n\nB.\n\nCy keeps a ferry.\n",
        "One.[^1] Two[^2] it is.\n\n\n\n[^1]: A.\n\n\n\n[^2]: B.\n\nCy keeps a ferry.\n",
    ),
    "at links with an address, beside footnotes": (
        "One.[1](#n-1) Two.[2](https://a.example/b#n-2)\n\nThree.[^3]\n\n[1](#r-1) A.\n\n[2](#r-2) B.\n\n[^3]: C.\n",
        "One.[^1] Two.[^2]\n\nThree.[^3]\n\n[^1]: A.\n\n[^2]: B.\n\n[^3]: C.\n",
    ),
    "before a colon in a line": (
        "On this[^1]: one,^[A.]: two.\n\n> [^1]: B.\n\n`[^1]:` it is.\n\n[^1]: C[^1]: d.\n",
        "On this[^1]: one,[^inline-1]: two.\n\n> [^1]: B.\n\n`[^1]:` it is.\n\n[^1]: C[^1]: d.\n\n\n[^inline-1]: A.\n",
    ),
    "at links in HTML": (
        'One.<sup><a href="#n1" id="r1">1</a></sup> Two.<a href="#n2"><sup>2</sup></a>\n\n<hr>\n'
        '<sup id="n1">1. A <a href="b.htm">b</a>. <a href="#r1">↩</a></sup>\n<p id="n2"><sup>2</sup> B\nand b.</p>\n',
        'One.[^1] Two.[^2]\n\n\n[^1]: A <a href="b.htm">b</a>.\n[^2]: B and b.\n\n',
    ),
    "at links in HTML, in a list": (
        'One.<sup><a href="#n1" id="r1">[1]</a></sup>\n\n<div class="notes">\n\n<ol>\n<li id="n1">\n'
        '<p>A. <a href="#r1">&#8617;</a></p>\n</li>\n\n</ol>\n</div>\n\nTwo.\n',
        "One.[^1]\n\n\n\n\n[^1]: A.\n\n\n\n\n\n\nTwo.\n",
    ),
    "at links in HTML, in a list of one line, and of several paragraphs": (
        'One.<sup><a href="#n1">1</a></sup> Two.<sup><a href="#n2">2</a></sup>\n\n'
        '<ol><li id="n1">1. A.</li><li id="n2"><p>2. B.</p>\n\n<p>More.</p></li></ol>\n',
        "One.[^1] Two.[^2]\n\n\n[^1]: A.\n[^2]: B. More.\n\n\n",
    ),
    "at links in HTML that are not raised, but named": (
        'One.<a class="footnote-anchor" id="r1" href="#n1">1</a>\n\n<div class="footnote"><a id="n1" href="#r1" '
        'class="footnote-number">1</a>\n<div>\n<p>A.</p>\n</div>\n</div>\n',
        "One.[^1]\n\n[^1]: A.\n\n\n\n\n",
    ),
    "at links with a raised number in them": (
        'One.[<sup>1</sup>](#n1) Two.<sup>[\\[2\\]](#n2)</sup>\n\n<a name="n1"></a>1. A.\n\n'
        '<a id="n2">[2]</a> B. [↩](#r)\n',
        "One.[^1] Two.[^2]\n\n[^1]: A.\n\n[^2]: B.\n",
    ),
    "at a link in HTML, beside one to a part of the text": (
        '<sup><a href="#a">1</a></sup> or<sup><a href="#b">2</a></sup>.\n\n<p id="a">A.</p>\n\n<i id="b">2</i> B.\n',
        '<sup><a href="#a">1</a></sup> or[^2].\n\n<p id="a">A.</p>\n\n[^2]: B.\n',
    ),
    "in the text in HTML, and again in a list": (
        'One<sup class="footnote-1">1)</sup><span id="footnote-1-text">A *b*.</span>: two.\n\n'
        '<div class="footnotes">\n  <p>1. A\n  *b*.</p>\n</div>\n',
        "One[^inline-1]: two.\n\n\n\n\n\n\n\n[^inline-1]: A *b*.\n",
    ),
    "in the text in HTML, before a division that has more": (
        'One.<sup class="footnote">1</sup> <span class="footnote">A.</span>\n\n<div class="endnotes">\nB.\n</div>\n',
        'One.[^inline-1]\n\n<div class="endnotes">\nB.\n</div>\n\n\n[^inline-1]: A.\n',
    ),
    "in the text in HTML, within a link and more, and again in a table": (
        'One<span class="footnote_referrer"><a role="button"><sup id="footnote_1">[1]</sup></a><span '
        'class="footnote_tooltip"><a href="b.htm"><span>A</span></a></span></span>.\n\n<div class="footnotes">\n'
        '  <div>\n<table><td><a href="b.htm"><span>A</span></a></td></table>\n\n  </div>\n</div>\n',
        'One[^inline-1].\n\n\n\n\n\n\n\n\n\n[^inline-1]: <a href="b.htm">A</a>\n',
    ),
    "at links in HTML, in a list that is indented, below its heading": (
        'One. <a href="#n1" id="r1"><sup>1</sup></a>\n\n<div>\n  <p>\n    Notes:\n  </p>\n  \n  <ol>\n'
        '    <li id="n1">\n      A. <a href="#r1">↩</a>\n    </li>\n  </ol>\n</div>\n\n [b]: c.htm\n',
        "One.[^1]\n\n\n\n\n\n\n\n[^1]: A.\n\n\n\n\n\n [b]: c.htm\n",
    ),
    "at raised links, to names within paragraphs in HTML": (
        'One<sup>[1](#n1)</sup>.\n\n<p class="n"><a name="n1">1</a>: A\n```a``` b.</p>\n',
        "One[^1].\n\n[^1]: A ```a``` b.\n\n",
    ),
    "at links in HTML, to boxes in the text with a number in bold": (
        'One <sup><a href="#s1">1</a></sup>.\n\n<div id="s1">\n<strong>1.</strong> A.</div>\n\nTwo.\n',
        "One[^1].\n\n[^1]: A.\n\n\nTwo.\n",
    ),
    "links of numbers to parts of the text": (
        "See [1](#a) and [2](#b).\n\n[1](#a) is first.\n\n[2](#c) is not.\n\nSee [1](#d).\n",
        "See [1](#a) and [2](#b).\n\n[1](#a) is first.\n\n[2](#c) is not.\n\nSee [1](#d).\n",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_notes_become_footnotes(name: str) -> None:
    text, footnotes = SHAPES[name]
    assert text_notes.as_footnotes(text) == footnotes
