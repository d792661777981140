"""The notes of web pages, in the shapes in which programs write them."""

from __future__ import annotations

import re

import pytest
from lxml import html

from scripts.editing import page_notes

TEXTS = ("Ada Mill, “Slow Tides,” <em>Harbor Review</em>, 2019.", "Ben Hale, <em>On Ferries</em>, 44.", "Ibid., 45.")
# Of each shape: how the text calls note {n}, whose text is {t}; how the note stands; what stands around the notes.
SHAPES = {
    "pandoc": (
        '<a href="#fn{n}" class="footnote-ref" id="fnref{n}" role="doc-noteref"><sup>{n}</sup></a>',
        '<li id="fn{n}"><p>{t}<a href="#fnref{n}" class="footnote-back" role="doc-backlink">↩︎</a></p></li>',
        '<section id="footnotes"><hr><ol>{}</ol></section>',
    ),
    "hugo": (
        '<sup id="fnref:{n}"><a href="#fn:{n}" class="footnote-ref">{n}</a></sup>',
        '<li id="fn:{n}"><p>{t}</p><p>&#160;<a href="#fnref:{n}" class="footnote-backref">↩︎</a></p></li>',
        '<div class="footnotes"><hr><ol>{}</ol></div>',
    ),
    "Google": (
        '<sup><a href="#ftnt{n}" id="ftnt_ref{n}">[{n}]</a></sup>',
        '<div><p><a href="#ftnt_ref{n}" id="ftnt{n}">[{n}]</a><span>&nbsp;{t}</span></p></div>',
        "<hr><div>{}</div>",
    ),
    "Word": (
        '<a href="#_ftn{n}" name="_ftnref{n}" title=""><span class="MsoFootnoteReference">[{n}]</span></a>',
        '<div id="ftn{n}"><p class="MsoFootnoteText"><a href="#_ftnref{n}" name="_ftn{n}">[{n}]</a> {t}</p></div>',
        "<div>{}</div>",
    ),
    "Wikipedia": (
        '<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}"><span>[</span>{n}<span>]</span></a></sup>',
        '<li id="cite_note-{n}"><span>^ <a href="#cite_ref-{n}"><sup><i>a</i></sup></a> <a href="#cite_ref-{n}"><sup>b'
        '</sup></a></span> <span class="reference-text">{t}</span></li>',
        '<h2>References</h2><ol class="references">{}</ol>',
    ),
    "Sphinx": (
        ' <a class="footnote-reference brackets" href="#id{n}0" id="id{n}"><span>[</span>{n}<span>]</span></a>',
        '<aside class="footnote brackets" id="id{n}0" role="doc-footnote"><span class="label"><span>[</span>'
        '<a role="doc-backlink" href="#id{n}">{n}</a><span>]</span></span><p>{t}</p></aside>',
        '<aside class="footnote-list">{}</aside>',
    ),
    "Substack": (
        '<a id="footnote-anchor-{n}" href="#footnote-{n}" target="_self">{n}</a>',
        '<div class="footnote"><a id="footnote-{n}" href="#footnote-anchor-{n}" class="footnote-number">{n}</a>'
        '<div class="footnote-content"><p>{t}</p></div></div>',
        "{}",
    ),
    "Drupal": (
        '<a class="see-footnote" id="footnoteref{n}_ab" title="x" href="#footnote{n}_ab">{n}</a>',
        '<li class="footnote" id="footnote{n}_ab"><a href="#footnoteref{n}_ab">{n}.</a> {t}</li>',
        '<ul class="footnotes">{}</ul>',
    ),
    "journals": (
        '<a href="#f{n}" class="xref"><sup>{n}</sup></a>',
        '<div class="fn" id="f{n}"><span class="fn-label"><sup>{n}</sup></span><div><p>{t}</p></div></div>',
        '<div class="fn-group"><h3>Footnotes</h3>{}</div>',
    ),
    "Gutenberg": (
        '<a class="fnanchor" href="#Footnote_{n}_{n}" id="FNanchor_{n}_{n}">[{n}]</a>',
        '<div class="footnote"><p><a id="Footnote_{n}_{n}" href="#FNanchor_{n}_{n}">[{n}]</a> {t}</p></div>',
        "{}",
    ),
    "definitions": ('<sup><a href="#n{n}">{n}</a></sup>', '<dt id="n{n}">{n}</dt><dd>{t}</dd>', "<dl>{}</dl>"),
    "rows": (
        '<a href="#_edn{n}" name="_ednref{n}"><sup>{n}</sup></a>',
        '<tr><td><a name="_edn{n}" href="#_ednref{n}">{n}</a></td><td>{t}</td></tr>',
        "<table>{}</table>",
    ),
    "lines": ('<a href="#n{n}">({n})</a>', '<a name="n{n}"></a>({n}) {t}<br>', "<p>{}</p>"),
    "several paragraphs": (
        '<sup>[<a href="#_ftn{n}">{n}</a>]</sup>',
        '<div id="ftn{n}"><p><a name="_ftn{n}">[{n}]</a> {t}</p><p>More of it.</p></div>',
        "{}",
    ),
    "a margin": (
        '<label for="sn-{n}" class="sidenote-number"></label><input type="checkbox" id="sn-{n}"/>'
        '<span class="sidenote">{t}</span>',
        "",
        "{}",
    ),
    "in the text": (
        '<sup class="footnotes-footnote" data-mfn="{n}"><a href="javascript:void(0)">{n}</a></sup>'
        '<span class="footnotes-footnote__note" data-mfn="{n}">{t}</span>',
        "",
        "{}",
    ),
    "in the text and below": (
        '<label for="n{n}">{n}</label><span class="sidenote">{t}</span>',
        "<li><span>{n}</span><div>{t}</div></li>",
        "<p><b>Notes:</b></p><ul>{}</ul>",
    ),
    "WordPress": (
        "<span class='footnote_referrer'><a onclick=\"move_7('note_{n}');\"><sup id='mark_{n}'>[{n}]</sup></a><span "
        "class='footnote_tooltip'>{t}</span></span>",
        "<tr><th><a id='note_{n}' onclick=\"move_7('mark_{n}');\"><span>↑</span>{n}</a></th><td>{t}</td></tr>",
        "<div><p>References <span hidden>[+]</span></p></div><div><table><caption>References</caption>{}</table></div>",
    ),
    "its own address": (
        '<sup><a href="./Tides#cite_note-{n}">[{n}]</a></sup>',
        '<li id="cite_note-{n}"><a href="./Tides#cite_ref-{n}">↑</a> <span>{t}</span></li>',
        "<ol>{}</ol>",
    ),
    "First Monday": (
        ' <a name="{n}a"></a>[<a href="#{n}">{n}</a>]',
        '<p><a name="{n}"></a><a href="#{n}a">{n}.</a><a name="note{n}"></a> {t}</p>',
        "<h3>Notes</h3>{}",
    ),
    "a box that a script opens": (
        '<sup><a class="xref-fn" href="javascript:;" data-open="fn{n}">{n}</a></sup>',
        '<div class="footnote" id="fn{n}"><span class="fn"><div>{n}</div><p>{t}</p></span></div>',
        "<h2>Footnotes</h2>{}",
    ),
    "LaTeXML": (
        '<span id="footnote{n}" class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">{n}</sup><span><span '
        'class="ltx_note_content"><sup>{n}</sup><span class="ltx_tag">{n}</span>{t}</span></span></span>',
        "",
        "{}",
    ),
}
BODY = "<h1>Tides</h1><p>It was shut in 2019{}. Nobody asked.</p><p>“Late,” wrote Hale,{} and all agreed.{}</p>"


def _gathered(body: str) -> tuple[str, list[str]]:
    """The text, with [n] for each mark, and its notes, with the number of each."""
    article = html.fragment_fromstring(f"<article>{body}</article>")
    page_notes.lead_within(article)
    page_notes.gather(article)
    for element in page_notes.apart(article):
        element.drop_tree()
    numbers = {}
    for link in article.iter("a"):
        if str(link.get("href")).startswith("#note-of-the-page-"):
            numbers[str(link.get("href"))[1:]] = link.text
            link.text = f"[{link.text}]"
    notes = []
    for item in [*article.iter("li")]:
        if item.get("id") in numbers:
            notes.append(f"{numbers[item.get('id')]} {' '.join(item.text_content().split())}")
            item.drop_tree()
    return " ".join(article.text_content().split()), notes


@pytest.mark.parametrize("shape", SHAPES)
def test_the_notes_of_a_page_are_found_by_what_calls_them(shape: str) -> None:
    mark, note, around = SHAPES[shape]
    filled = [{"n": n, "t": text} for n, text in enumerate(TEXTS, 1)]
    notes = around.format("".join(note.format(**each) for each in filled))
    text, found = _gathered(BODY.format(*(mark.format(**each) for each in filled)) + notes)
    more = "More of it." * (shape == "several paragraphs")
    assert found == [f"{n} {re.sub('<[^>]*>', '', each)}{more}" for n, each in enumerate(TEXTS, 1)]
    assert text == "TidesIt was shut in 2019[1]. Nobody asked.“Late,” wrote Hale,[2] and all agreed.[3]"


@pytest.mark.parametrize(
    "body",
    [
        '<p>See <a href="#s2">2</a>.</p><h2 id="s2">2 Boats</h2><p>They sail.</p>',
        '<p>See figure <a href="#f2">2</a>.</p><figure id="f2"><figcaption>Boats</figcaption></figure><p>They do.</p>',
        '<p id="p1">1. As <a href="#p3">3</a> says.</p><p id="p2">2. No.</p><p id="p3">3. Yes, <a href="#p4">4</a>.</p>'
        '<p id="p4">4. All agreed, as <a href="#p2">2</a> and <a href="#p5">5</a> say.</p><p><a href="#x">9</a></p>',
        '<p>Figure <a href="#f1">1</a>.</p><div id="f1"><img src="x.png"><p>Boats.</p></div><p>So <a href="#f2">2</a>'
        '.</p><div id="f2"><img src="y.png"><p>Docks.</p></div>',
        '<p>Of <span class="note">two</span> kinds.</p><p>In 2019<sup>2</sup> it was shut.</p>',
    ],
    ids=["a section", "a figure", "a paragraph", "pictures", "words"],
)
def test_a_number_may_lead_to_what_is_no_note(body: str) -> None:
    article = html.fragment_fromstring(f"<article>{body}</article>")
    before = html.tostring(article)
    page_notes.gather(article)
    assert html.tostring(article) == before


@pytest.mark.parametrize(
    "marks",
    [
        ('<sup>[<a href="#fn1">1</a>, <a href="#fn2">2</a>]</sup>', '<sup><a href="#fn1">1</a></sup>'),
        (' [<a href="#fn1">1</a>, <a href="#fn2">2</a>]', ' [<a href="#fn1">1</a>]'),
    ],
    ids=["raised", "in brackets"],
)
def test_several_numbers_may_stand_together_and_one_be_called_twice(marks: tuple[str, str]) -> None:
    notes = "".join(f'<li id="fn{n}">{text}</li>' for n, text in enumerate(TEXTS, 1))
    text, found = _gathered(
        f'<p>It was shut.{marks[0]} Nobody asked.{marks[1]}<a href="#fn3">3</a></p><ol>{notes}</ol>'
    )
    assert text == "It was shut.[1][2] Nobody asked.[1][3]"
    assert [note[0] for note in found] == ["1", "2", "3"]


def test_a_mark_within_another_is_none() -> None:
    article = html.fragment_fromstring(
        "<article><p>It rose.<sup></sup></p><p id='n1'>Ada Mill</p><p id='n2'>Bo Wu</p></article>"
    )
    outer, inner = html.Element("a", href="#n1"), html.Element("a", href="#n2")
    inner.text = "2"
    outer.append(inner)
    article[0][0].append(outer)
    page_notes.gather(article)
    assert article.text_content() == "It rose.2Ada MillBo Wu"


def test_of_what_is_shown_at_a_mark_the_beginning_may_be_enough() -> None:
    shown = (
        '<a href="#fn1">1</a><span class="footnote-tip">Ada Mill, “Slow Tides,” Harbor … <a href="#fn1">more</a></span>'
    )
    text, found = _gathered(f'<p>It was shut.{shown} Nobody asked.</p><ol><li id="fn1">{TEXTS[0]}</li></ol>')
    assert text == "It was shut.[1] Nobody asked."
    assert found == ["1 Ada Mill, “Slow Tides,” Harbor Review, 2019."]
    other = shown.replace("Ada Mill", "Bo Wu")
    text, _ = _gathered(f'<p>It was shut.{other} Nobody asked.</p><ol><li id="fn1">{TEXTS[0]}</li></ol>')
    assert "Bo Wu" in text


@pytest.mark.parametrize(("sign", "label"), [("a", "a"), ("note 1", "note1"), ("2:1", "2")])
def test_notes_of_another_group_are_notes_and_a_letter_that_is_no_call_is_none(sign: str, label: str) -> None:
    call = '<sup><a href="#{0}" id="c-{0}">[{1}]</a></sup>'
    body = f"<p>It rose.{call.format('x1', '1')} It fell.{call.format('y1', sign)} See <a href='#y1'>a</a>.</p>"
    lists = (
        '<ol><li id="y1"><a href="#c-y1">^</a> At night.</li></ol><ol><li id="x1"><a href="#c-x1">^</a> Mill.</li></ol>'
    )
    text, found = _gathered(f"{body}<h2>Notes</h2>{lists}")
    assert text.startswith(f"It rose.[1] It fell.[{label}] See a.")
    assert found == ["1 Mill.", f"{label} At night."]


def test_comments_and_links_of_google_are_no_notes_and_no_tracks_and_a_title_is_a_heading() -> None:
    page = (
        '<p class="c1 title">Tides</p><p>It rose<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> at '
        '<a href="https://www.google.com/url?q=https://tide.example/a%3Fb&amp;sa=D">night</a>.'
        '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr>'
        '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Mill.</p></div>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a> Is it so?</p></div>'
    )
    article = html.fragment_fromstring(f"<article>{page}</article>")
    page_notes.as_written(article)
    page_notes.gather(article)
    assert [" ".join(each.text_content().split()) for each in page_notes.apart(article)] == ["[a]", "[a] Is it so?"]
    assert [each.get("href") for each in article.iter("a")] == [
        *(None, "https://tide.example/a?b", "#note-of-the-page-0", None)
    ]
    assert article[0].tag == "h1"


ROSE = "<h1>Tides</h1><p>It rose.</p><p>It fell.</p>"


@pytest.mark.parametrize(
    ("body", "apart"),
    [
        (f"<header><nav><ul><li>Home</li></ul></nav>{ROSE}</header><footer><p>All rights</p></footer>", 2),
        (f'<div role="navigation">Home</div>{ROSE}<div role="contentinfo">All rights</div>', 2),
        (
            f'{ROSE}<p style="color: red; display:none">Late</p><div hidden>Late</div><i aria-hidden="true">x</i>',
            3,
        ),
        (f'<div class="hatnote">See Tide</div>{ROSE}<span class="noprint">edit</span>', 2),
        (f'<div style="visibility: hidden"><nav>Home<nav>Top</nav></nav>{ROSE}</div>', 1),
        (f"{ROSE}<blockquote>Late.<footer>Ada Mill</footer></blockquote>", 0),
        (f'{ROSE}<p>See <a href="#b2">2</a>.</p><footer><p id="b2">2. Ada Mill</p></footer>', 0),
        (f'<div aria-hidden="true">{ROSE}</div><div hidden="until-found">Late</div>', 0),
        (f'{ROSE}<figure><img alt="Late"><figcaption aria-hidden="true">Late</figcaption></figure>', 0),
        (f'<nav>{ROSE}<sup><a href="#fn1">1</a></sup><ol><li id="fn1">Ada Mill</li></ol></nav>', 0),
    ],
    ids=[
        "elements",
        "roles",
        "hidden",
        "classes",
        "a page that waits",
        "a quotation",
        "led to",
        "shown",
        "a caption",
        "notes",
    ],
)
def test_menus_footers_and_what_is_not_shown_are_no_text(body: str, apart: int) -> None:
    article = html.fragment_fromstring(f"<article>{body}</article>")
    page_notes.gather(article)
    found = page_notes.apart(article)
    assert len(found) == apart
    assert not any("rose" in element.text_content() for element in found)
