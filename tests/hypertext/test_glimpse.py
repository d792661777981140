"""What a page shows at a glance: where it leads on, whether a place in it is there, and what stands before it."""

from __future__ import annotations

import pytest

from scripts.hypertext.glimpse import SHORT, Glimpse, PlaceInPage, Refresh, read, refreshed, walled

HERE = "http://press.example/ice/page"
THERE = "http://press.example/new"
TEXT = "<p>The ferry crossed the sound each morning, and the crew wrote down the hour.</p>"


def page(html: str, place: str = "") -> Glimpse:
    found = read(html.encode(), "text/html; charset=utf-8", "", HERE, place)
    assert found
    return found


# Refreshes, by the HTML standard's "shared declarative refresh steps"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0;url=/new", Refresh(0, THERE)),
        ("0; URL = '/new' and more", Refresh(0, THERE)),
        ('0;url="/new', Refresh(0, THERE)),
        ("0,/new", Refresh(0, THERE)),
        ("0 /new", Refresh(0, THERE)),
        ("0;/new", Refresh(0, THERE)),
        ("0;'/new'", Refresh(0, THERE)),
        (" 0.5.7 ; url=/new ", Refresh(0, THERE)),
        (".5;url=/new", Refresh(0, THERE)),
        ("007;url=/new", Refresh(7, THERE)),
        ("0;url=http:/new", Refresh(0, THERE)),
        ("0;url=//press.example/new", Refresh(0, THERE)),
        ("0;url=\\\\press.example\\new", Refresh(0, THERE)),
        ("0;url=url=/new", Refresh(0, "http://press.example/ice/url=/new")),
        ("9", Refresh(9, "")),
        ("9;", Refresh(9, "")),
        ("", None),
        ("x", None),
        ("0x;url=/new", None),
        ("-1;url=/new", None),
        ("0;url=javascript:alert(1)", None),
        ("0;url=http://[x/", None),
        ("0;url=http://a℀b/", None),
        ("0;url=http://a.example:99999/", None),
    ],
)
def test_a_refresh(content: str, expected: Refresh | None) -> None:
    assert refreshed(content, HERE) == expected


def test_many_digits_are_a_long_time() -> None:
    found = refreshed("9" * 5000 + ";url=/new", HERE)
    assert found
    assert found.seconds > 100_000


@pytest.mark.parametrize(
    "html",
    [
        "<meta http-equiv=refresh content='0;url=/new'>",
        "<META CONTENT=\"0;url=/new\" data-x='>' HTTP-EQUIV=Refresh>",
        "<meta http-equiv=refresh content='0;url=/x&#47;..&#x2f;new'>",
        "<base href='/x/'><meta http-equiv=refresh content='0;url=../new'>",
        "<body><p><meta http-equiv=refresh content='0;url=/new'>",
        "<svg><meta http-equiv=refresh content='0;url=/new'>",
        "<meta http-equiv=refresh content=x><meta http-equiv=refresh content='0;url=/new'><meta http-equiv=refresh>",
    ],
)
def test_a_page_leads_on(html: str) -> None:
    assert page(f"<!doctype html>{html}").refresh == Refresh(0, THERE)


@pytest.mark.parametrize(
    "html",
    [
        "<noscript><meta http-equiv=refresh content='0;url=/new'></noscript>",
        "<template><meta http-equiv=refresh content='0;url=/new'></template>",
        "<!-- <meta http-equiv=refresh content='0;url=/new'> -->",
        "<script>'<meta http-equiv=refresh content=\"0;url=/new\">'</script>",
        "<textarea><meta http-equiv=refresh content='0;url=/new'></textarea>",
        "<title><meta http-equiv=refresh content='0;url=/new'></title>",
        "<meta name=refresh content='0;url=/new'>",
        "<p title='<meta http-equiv=refresh content=0;url=/new>'>",
    ],
)
def test_a_page_stays(html: str) -> None:
    assert page(f"<!doctype html>{html}").refresh is None


# Places


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("", PlaceInPage.THERE),
        ("ice", PlaceInPage.THERE),
        ("%69ce", PlaceInPage.THERE),
        ("named", PlaceInPage.THERE),
        ("gr%C3%B6%C3%9Fe", PlaceInPage.THERE),
        ("note", PlaceInPage.THERE),
        ("Top", PlaceInPage.THERE),
        ("!/route", PlaceInPage.THERE),
        ("L12-L14", PlaceInPage.THERE),
        ("page=7", PlaceInPage.THERE),
        ("made", PlaceInPage.THERE),
        ("Ice", PlaceInPage.ANCHOR_GONE),
        ("gone", PlaceInPage.ANCHOR_GONE),
        ("hidden", PlaceInPage.ANCHOR_GONE),
        ("said", PlaceInPage.ANCHOR_GONE),
        (":~:text=the%20ice", PlaceInPage.THERE),
        ("gone:~:text=the%20ice", PlaceInPage.THERE),
        (":~:text=THE,year", PlaceInPage.THERE),
        (":~:text=was-,thin", PlaceInPage.THERE),
        (":~:text=thin,-that", PlaceInPage.THERE),
        (":~:text=cafe%20noir", PlaceInPage.THERE),
        (":~:text=gone&text=the%20ice", PlaceInPage.THERE),
        (":~:highlight=x", PlaceInPage.THERE),
        (":~:text=the%20sea", PlaceInPage.WORDS_GONE),
        (":~:text=th", PlaceInPage.WORDS_GONE),
        (":~:text=year,the", PlaceInPage.WORDS_GONE),
        (":~:text=sea-,thin", PlaceInPage.WORDS_GONE),
        (":~:text=thin,-sea", PlaceInPage.WORDS_GONE),
        (":~:text=hid", PlaceInPage.WORDS_GONE),
    ],
)
def test_a_place(place: str, expected: PlaceInPage) -> None:
    html = (
        "<h1 id=ice>The <b>ice</b></h1><p>was thin\n that year<p><a name=named>café</a> noir<i id=größe></i>"
        "<i id=user-content-note></i><noscript><p id=hidden>hid</noscript>"
        "<script>s = '<p id=said>'</script><script>x.innerHTML = '<p id=\"made\">'</script>"
    )
    assert page(f"<!doctype html>{html}", place).place is expected


# Walls, by more than one sign; each a page that shows little


@pytest.mark.parametrize(
    ("html", "status", "expected"),
    [
        ("<title>Just a moment...</title>", 503, "challenge"),
        ("<h1>Please wait while your request is being verified</h1>", 200, "challenge"),
        ("<p>Making sure you're not a bot!", 200, "challenge"),
        ("<p>Bitte bestätigen Sie, dass Sie kein Roboter sind.", 200, "challenge"),
        ("<p>Please enable JavaScript to continue.", 200, "challenge"),
        ("<noscript>Enable cookies.</noscript><script src=/_fs-ch-1/x.js></script>", 200, "challenge"),
        ("<script src='https://x.awswaf.com/challenge.js'></script>", 202, "challenge"),
        ("<div id=px-captcha></div><a href=/>Home</a><p>No robots.", 200, "challenge"),
        ("<title>429 Too Many Requests</title>", 200, "challenge"),
        ("<title>Stop</title><p>You have been rate limited.", 200, "challenge"),
        ("<form><input type=password></form>", 200, "wall"),
        ("<title>Subscribe to read | The Press</title><a href=/s>Why", 200, "wall"),
        ("<p>You are now in line.", 200, "wall"),
        # One sign alone is none.
        ("<p>Short news.<script src='https://www.google.com/recaptcha/api.js'></script><a href=/>Home</a>", 200, ""),
        ("<p>Robots are in the news.<a href=/>Home</a>", 200, ""),
        ("<title>Too many requests for passports</title><p>The office is late.<a href=/>Home</a>", 200, ""),
        ("<title>Offices complain</title><p>They had too many requests.<a href=/>Home</a>", 200, ""),
        (
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script></script>",
            200,
            "",
        ),
        (TEXT * (SHORT // 60) + "<p>Please enable JavaScript. Just a moment...", 200, ""),
    ],
)
def test_a_wall(html: str, status: int, expected: str) -> None:
    assert walled(html.encode(), page(f"<!doctype html><html>{html}"), status) == expected
