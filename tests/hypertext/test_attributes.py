"""Which attributes and which words of CSS are addresses."""

from __future__ import annotations

import pytest
from lxml import html

from scripts.hypertext import attributes


@pytest.mark.parametrize(
    ("element", "named", "fetched"),
    [
        ('<a href="x.html" title="y">', ["x.html"], []),
        ('<a href="">', [""], []),
        ('<img src="x.png" srcset="a.png 1x, b,c.png 2x,d.png" alt="y">', [], ["x.png", "a.png", "b,c.png", "d.png"]),
        ('<video src="x.mp4" poster="x.png">', [], ["x.mp4", "x.png"]),
        ('<svg xlink:href="x"></svg>', [], []),
        ('<use xlink:href="#x">', [], ["#x"]),
        ('<q cite="x.html">', ["x.html"], []),
        ('<link rel="canonical" href="x/">', ["x/"], []),
        ('<link rel="Shortcut Icon" href="x.ico">', [], ["x.ico"]),
        ('<link rel="preload" imagesrcset="x.png 1x">', [], ["x.png"]),
        ('<input src="x.png" formaction="/y">', ["/y"], ["x.png"]),
        ("""<p style="background: url('x.png')">""", [], ["x.png"]),
        ('<style>@import "x.css"; p { background: url(y.png) } /* url(z.png) */</style>', [], ["x.css", "y.png"]),
        ('<meta http-equiv="Refresh" content="0; URL=\'x.html\'">', ["x.html"], []),
        ('<meta name="x" content="0; url=x.html">', [], []),
    ],
)
def test_addresses_of_an_element(element: str, named: list[str], fetched: list[str]) -> None:
    found = list(attributes.addresses(html.fragment_fromstring(element)))
    assert [address.href for address in found if not address.fetched] == named
    assert [address.href for address in found if address.fetched] == fetched
    tag = str(html.fragment_fromstring(element).tag)
    own = {address.attribute for address in found} - {"", "style", "content"}
    assert all(attributes.is_address(tag, name) for name in own)


def test_addresses_of_a_style_sheet_have_their_lines() -> None:
    text = "/* url(a)\n*/\n@namespace url(b);\np { background: url( 'c d' ) }\n@import \"e\";\n@import url(\n f\n);\n"
    assert [(found.line, found.href) for found in attributes.css(text)] == [(4, "c d"), (5, "e"), (6, "f")]
