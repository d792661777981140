"""What of a web page is none of its article's text, and what is: each kind in the smallest page that has it."""

from __future__ import annotations

import pytest
from lxml import html

from scripts.editing import container, page_notes

TEXT = (
    "<h1>Tides</h1><p>{}It rose on the third of May, and by the evening of the fourth the whole of the lower town"
    " stood under water.</p><p>Nobody had asked for it, nobody had been told of it, and nobody who was asked about it"
    " afterwards could say why.</p>"
)
RUNNING = (
    "Nobody had asked for it, and nobody who was told of it afterwards could say in which year that had been said."
)


def _apart(page: str) -> list[str]:
    """What is left out of a page's element of the article, each by its words."""
    article = container.article_of(page.encode())
    return [" ".join(element.text_content().split()) for element in page_notes.apart(article)]


# Each stands behind the title, or where {} is; with its words where these are left out.
FURNITURE = {
    "a share box": '{}<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="?x">X</a></li></ul></div>',
    "social links": '<ul class="social-links"><li><a href="https://x.example">Follow us</a></li></ul>{}',
    "related posts": '{}<div class="jp-relatedposts"><h3>Related</h3><p>It was built in 1902.</p></div>',
    "related posts of React": '{}<section data-testid="relatedPosts"><h2>Related</h2><p>It was built.</p></section>',
    "an author box": '{}<div class="author-box"><h2>About Bo Wu</h2><p>Bo Wu has two cats.</p></div>',
    "comments": f'{{}}<div id="comments"><h2>2 thoughts</h2><ol><li class="comment"><p>{RUNNING}</p></li></ol></div>',
    "more comments than text": f'{{}}<section class="comments">{f"<p class=comment>{RUNNING}</p>" * 4}</section>',
    "a reply form": '{}<div id="respond"><h3>Leave a Reply</h3><form><p>Your name</p></form></div>',
    "a form": "{}<form><label>Your name</label><button>Send</button></form>",
    "a line of the day": '<div class="entry-meta">Posted on 3 May by <a href="/bo">Bo Wu</a></div>{}',
    "a byline": '<p class="author">Bo Wu</p>{}',
    "a byline as a heading": '<h2 class="author">Bo Wu</h2>{}',
    "a newsletter": '{}<div class="newsletter-promo"><h4>Sign up</h4><p>Each Friday.</p><button>Go</button></div>',
    "likes": "{}<p>87 Likes</p>",
    "an avatar": '<div><img class="avatar" src="a.png" alt="Bo"></div>{}',
    "a copyright line": "{}<p>© 2021 The Tide. All rights reserved.</p>",
    "a footer by its name": '{}<div id="footer">Printed in Ellery.</div>',
    "authors with marks": '<ul class="author-list"><li>Bo<sup>a</sup></li></ul><p class="affiliation">a Ely</p>{}',
    "an author without By": '<div><a data-testid="authorName" href="/bo">Bo Wu</a> · <a href="/f">Follow</a></div>{}',
    "a menu without a name": '<ul><li><a href="/a">About</a></li><li><a href="/b">News</a></li></ul>{}',
    "a table of contents": '<ul><li><a href="#a">One of the tides</a></li></ul>{}',
    "a link that does something": '<p><a href="a.pdf">Download PDF</a></p>{}',
    "an aside of links": '{}<aside><h4>Most read</h4><a href="/a">The last tram</a></aside>',
    "the number of a paper and its words": '<div class="doi">https://doi.org/10.9/x</div>{}',
    "a bar of links": '<header><a href="/a">Back</a> <a href="/b">Tides</a></header>{}',
    "a card": "{}<article><h1>Ice</h1><p>It was thick.</p></article>",
}


@pytest.mark.parametrize("kind", FURNITURE)
def test_what_a_page_has_around_its_text_is_left_out_as_a_whole(kind: str) -> None:
    title, _, rest = TEXT.format("").partition("</h1>")
    before, _, behind = FURNITURE[kind].partition("{}")
    above = kind == "a menu without a name"
    page = before + TEXT.format("") if above else f"{title}</h1>{before}{rest}{behind}"
    words = html.fragment_fromstring(f"<div>{before or behind}</div>").text_content()
    assert "".join(_apart(f"<div class='post'>{page}</div>")).replace(" ", "") == "".join(words.split())


# The same words and elements as above, where they are of the text; none stands behind the last paragraph.
STAYS = {
    "a boxed text": f'<aside class="sidebar"><h3>Box 1</h3><p>{RUNNING}</p></aside>',
    "a short boxed text": "<aside><p>Nobody was asked.</p></aside>",
    "a figure with links": '<aside><figure><a href="a.png"><img src="a.png"></a></figure></aside>',
    "a caption": '<figure class="share"><img src="a.png"><figcaption>© 2019 Getty</figcaption></figure>',
    "a heading named by its words": f'<section id="related"><h2>Related</h2><p>{RUNNING}</p></section>',
    "a state": f'<div class="has-comments comments-open category-newsletter"><p>{RUNNING}</p></div>',
    "a quotation of a service": '<blockquote class="twitter-tweet"><p>It rises.</p><a href="https://x">Bo</a></blockquote>',
    "a comment in code": '<pre><code><span class="comment"># late</span></code></pre>',
    "a day among others": '<p class="date">May 1931</p>',
    "links for further reading": '<ul><li><a href="https://doi.org/1">Ada Mill, Slow Tides</a></li></ul>',
    "a heading that opens": "<h2><button>What it did</button></h2>",
    "a word that is explained": '<p>It was a <button class="term">neap</button> tide.</p>',
    "a link in a sentence": '<p>It was <a class="related" href="/a">told</a> to all.</p>',
    "a word about copyright": "<p>Copyright law was older than 1931.</p>",
    "what a report asks for": f'<section class="recommendations"><p>{RUNNING}</p></section>',
    "related work": f'<div class="related-work"><p>{RUNNING}</p></div>',
    "what the author says of it": f'<p class="author-note">{RUNNING}</p>',
}


@pytest.mark.parametrize("kind", STAYS)
def test_what_is_of_the_text_stays(kind: str) -> None:
    body = TEXT.format("").replace("</p><p>", f"</p>{STAYS[kind]}<p>", 1)
    assert _apart(f"<article>{body}</article>") == []


@pytest.mark.parametrize(
    "quote",
    [
        '<aside class="pullquote" aria-hidden="true"><p>{}</p></aside>',
        '<div aria-hidden="true"><blockquote><p>{}</p></blockquote></div>',
        '<blockquote class="pull-quote">{}</blockquote>',
        '<figure class="wp-block-pullquote"><blockquote><p>{}</p></blockquote></figure>',
    ],
    ids=["hidden", "hidden without a name", "a quotation", "WordPress"],
)
def test_a_pull_quote_that_repeats_a_sentence_is_left_out(quote: str) -> None:
    said = "The whole of the lower town"
    assert _apart(f"<article>{TEXT.format('')}{quote.format(said)}<p>{RUNNING}</p></article>") == [said]
    assert _apart(f"<article>{TEXT.format('')}{quote.format('It never fell.')}<p>{RUNNING}</p></article>") == []


def test_a_table_of_contents_is_left_out_wherever_it_stands() -> None:
    contents = '<h3>Contents</h3><p><a href="#a">Ebb</a><br><a href="#b">Flood</a></p>'
    text = f'<h3><a name="a"></a>Ebb</h3><p>{RUNNING}</p><h3 id="b">Flood</h3><p>{RUNNING}</p>'
    assert _apart(f"<article>{TEXT.format('')}{contents}{text}</article>") == ["Contents", "EbbFlood"]
    assert _apart(f"<article>{TEXT.format('')}{contents.replace('#b', '#c')}{text}</article>") == []


def test_a_button_at_a_caption_is_left_out() -> None:
    figure = "<figure><img src='a.png'><figcaption>High water <button>Enlarge image</button></figcaption></figure>"
    assert _apart(f"<article>{TEXT.format('')}{figure}<p>{RUNNING}</p></article>") == ["Enlarge image"]


def test_a_line_that_is_nothing_but_by_and_names_is_kept_for_the_author() -> None:
    assert _apart(f"<article>{TEXT.format('').replace('</h1>', '</h1><p class=byline>By Bo Wu</p>')}</article>") == []


def test_the_text_may_be_made_of_articles() -> None:
    parts = "".join(f"<article><h2>{name}</h2><p>{RUNNING}</p></article>" for name in ("One", "Two", "Three"))
    assert _apart(f"<main><h1>Tides</h1>{parts}</main>") == []


CARD = "<article class='card'><h1>Ice</h1><p>It was thick.</p></article>"
COMMENT = f"<article class='comment-body'><footer>Bill says:</footer><p>{RUNNING}</p></article>"
POST = f"<div class='post'>{TEXT.format('')}</div>"


@pytest.mark.parametrize(
    ("page", "tag"),
    [
        (f"<main>{POST}{CARD}</main>", "main"),
        (f"<main>{POST}{CARD}{CARD}</main>", "main"),
        (f"<main>{POST}<div id='comments'>{COMMENT * 9}</div></main>", "main"),
        (f"{POST}{CARD}<main>Search</main>", "html"),
        (f"<main><article>{TEXT.format('')}{COMMENT}</article>{CARD}</main>", "article"),
        (f"<div role='main'>{POST}</div><footer>All rights</footer>", "div"),
        (f"<main><article>{TEXT.format('<a href=#n1>1</a>')}</article><p id='n1'>1 Ada Mill.</p></main>", "main"),
        (f"<main>{TEXT.replace('</h1>', '</h1><article>').format('')}</article>{CARD}</main>", "main"),
        (f"<main><article>{TEXT.format('<a href=#top>Up again</a>')}</article><i id='top'></i></main>", "article"),
    ],
    ids=[
        "a card",
        "two cards",
        "comments",
        "another part",
        "one of several",
        "a role",
        "its notes",
        "a title above",
        "another link",
    ],
)
def test_the_article_is_the_element_with_most_of_the_text_and_the_notes_that_it_calls(page: str, tag: str) -> None:
    article = container.article_of(f"<title>Tides</title>{page}".encode())
    assert article.tag == tag
    made = container.article_html(f"<title>Tides</title>{page}".encode()).decode()
    assert "lower town" in made
    assert "thick" not in made
    assert "Bill" not in made
    assert tag == "main" or "<main" not in made  # outside of which pandoc reads nothing


NOTES = "<h2>Notes</h2><h3>One</h3><ol><li id='a1'>Ada Mill.</li></ol><h3>Two</h3><ol><li id='a2'>Bo Wu.</li></ol>"


@pytest.mark.parametrize(
    ("behind", "headings"),
    [("", ["Notes", "One", "Two"]), ("<p>I thank them all.</p>", ["One"]), ("<ul class=share><li>X</ul>", None)],
    ids=["nothing else", "a text", "furniture"],
)
def test_headings_with_nothing_but_notes_below_them_go_with_these(behind: str, headings: list[str] | None) -> None:
    text = "<h1>Tides</h1><h2>One</h2><p>It rose.<a href='#a1'>1</a></p><h2>Two</h2><p>It fell.<a href='#a2'>2</a></p>"
    assert _apart(f"<article>{text}{NOTES}{behind}</article>") == (headings or ["Notes", "One", "Two", "X"])


def test_a_text_without_paragraphs_is_never_left_out_as_a_whole() -> None:
    assert _apart(
        f"<h1>Tides</h1><div class='advertisement'>{RUNNING}<br>{RUNNING}</div><div class='ad'>Buy</div>"
    ) == ["Buy"]


@pytest.mark.parametrize(
    ("head", "line", "stated"),
    [
        ("<meta name='author' content='Bo Wu'>", "", ("Bo Wu", "meta author")),
        ("<meta name='DC.creator' content='Wu, Bo'>", "", ("Bo Wu", "meta dc.creator")),
        ("", "<a rel='author' href='/bo'>Bo Wu</a>", ("Bo Wu", "rel=author")),
        ("", "<span class='author vcard'>Bo Wu</span>", ("Bo Wu", "rel=author")),
        ("", "<div class='byline'>By Bo Wu and Ada Mill, 3 May</div>", ("Bo Wu and Ada Mill", "byline")),
        ("", "<p class='author'>Bo Wu</p>", ("Bo Wu", "byline")),
        ("", "<h2 class='author'>Bo Wu*</h2>", ("Bo Wu", "byline")),
        ("", "<p>Bo Wu</p>", ("", "")),
    ],
    ids=["meta", "a catalogue", "a link", "a card", "a line", "a paragraph", "a heading", "nothing"],
)
def test_the_author_is_whom_a_page_states_or_its_byline_names(head: str, line: str, stated: tuple[str, str]) -> None:
    page = f"{head}<article>{TEXT.format('').replace('</h1>', f'</h1>{line}')}</article>"
    read = container.read("a.html", page.encode())
    assert read
    assert (read.properties.get("creator", ""), read.properties.get("creator-from", "")) == stated


def test_a_short_line_above_the_stated_title_is_left_out() -> None:
    page = f"<title>Tides | The Ferry</title><div>Volume 3, Issue 2</div>{TEXT.format('')}"
    assert _apart(page) == ["Volume 3, Issue 2"]
    assert _apart(page.replace("Tides |", "On water |")) == []


def test_what_is_behind_the_text_is_known_though_a_note_is_long() -> None:
    text = TEXT.format("<a href='#n1'>1</a>")
    page = (
        f"<article>{text}<p class='published'>3 May</p><ol><li id='n1'>{RUNNING}</li></ol><p>© 2021 Ferry</p></article>"
    )
    assert _apart(page) == ["3 May", "© 2021 Ferry"]
