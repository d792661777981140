"""The HTML that the servers send: articles, home pages, error pages, walls."""

from __future__ import annotations

from html import escape
from random import Random

_LEADS = (
    "How to Count|Why We Still Need|Inside the Repair of|What Became of|The Second Life of|A Short History of|"
    "Who Pays for|The Trouble with|In Defence of|Letters from|Ten Years after|The Slow Work of"
)
_THINGS = (
    "Baltic Grain Ferries|Lisbon's Tram Depots|the Herring Quotas|Alpine Weather Stations|Rural Post Offices|"
    "Estonia's Island Schools|the Danube Locks|Night Trains|Glasgow's Pattern Books|Coal Harbours|Salt Roads|"
    "Moldova's Orchards|Ferry Timetables|Provincial Archives|the Peat Railways|Clock Towers|Village Libraries|"
    "the Oyster Leases|Border Bridges|Wind Atlases|Seed Banks|the Lighthouse Service|Municipal Bakeries"
)
_TAILS = (
    "| in a Dry Year| and Their Keepers|, Explained| before the Vote| under New Rules| on a Small Budget|"
    ": A Report| and the Price of Steel| since the Flood"
)
_WORDS = (
    "ferry council harbour winter ledger committee keeper price vote river engineer village report season bridge "
    "survey grant letter ministry quota cargo school archive station figure decade repair contract border railway "
    "orchard island depot morning pilot timetable record customs budget widow surveyor tariff quarry almanac barge"
).split()
_VERBS = "kept measured lost refused bought counted promised repaired signed described closed followed".split()
_LINKS = "although because while after until so but and".split()


def title(seed: str) -> str:
    """A headline, always the same for a seed."""
    random = Random(f"title {seed}")
    lead, thing, tail = (random.choice(part.split("|")) for part in (_LEADS, _THINGS, _TAILS))
    return f"{lead} {thing}{tail}"


def paragraphs(seed: str, number: int) -> list[str]:
    """Plain prose, always the same for a seed."""
    random = Random(f"text {seed}")

    def clause() -> str:
        a, b, c = random.sample(_WORDS, 3)
        return f"the {a} {random.choice(_VERBS)} the {b} of the {c}"

    def sentence() -> str:
        return f"{clause().capitalize()}, {random.choice(_LINKS)} {clause()}."

    return [" ".join(sentence() for _ in range(5)) for _ in range(number)]


def document(heading: str, body: str, *, head: str = "", language: str = "en", charset: str = "utf-8") -> str:
    """A whole page; `charset` is what it says of itself, nothing leaves that out."""
    meta = f'<meta charset="{charset}">' if charset else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>{meta}<title>{escape(heading)}</title>\n'
        f'<meta name="viewport" content="width=device-width">{head}</head>\n<body>\n{body}\n</body>\n</html>\n'
    )


def article(entry: dict[str, str], *, shown: str = "", heading: str | None = None, head: str = "", more: str = "",
            length: int = 6, language: str = "en", charset: str = "utf-8") -> str:  # fmt: skip
    """An article's page: `shown` is the headline where it is not the cited title, `heading` the <title>."""
    shown = shown or entry["title"]
    text = "".join(f"<p>{escape(p)}</p>\n" for p in paragraphs(shown, length))
    site = escape(entry["container"])
    body = (
        f'<header><a href="/">{site}</a> <nav><a href="/news/">News</a> <a href="/about/">About us</a></nav></header>\n'
        f"<main><article><h1>{escape(shown)}</h1>\n<p>By {escape(entry.get('author', 'our staff'))}, "
        f'<time datetime="{entry["date"]}">{entry["date"]}</time></p>\n{text}'
        f'<section id="notes"><h2>Notes</h2></section>'
        f"{more}</article></main>\n<footer>© {site}. Privacy. Terms of use.</footer>"
    )
    return document(shown if heading is None else heading, body, head=head, language=language, charset=charset)


def home(name: str) -> str:
    """The home page of a site: its name, and teasers."""
    teasers = "".join(
        f'<li><a href="/2025/{n}/">{escape(title(f"{name}{n}"))}</a> {paragraphs(f"{name}{n}", 1)[0][:90]}…</li>'
        for n in range(12)
    )
    body = f"<header><h1>{escape(name)}</h1></header><main><h2>Latest</h2><ul>{teasers}</ul></main>"
    return document(name, body)


def not_found(name: str) -> str:
    """What an honest server sends with a 404."""
    return document(f"404 Not Found - {name}", "<h1>Not Found</h1><p>There is no page at this address.</p>")


def notice(heading: str, text: str, *, head: str = "", language: str = "en") -> str:
    """A short page that says one thing."""
    body = f"<main><h1>{escape(heading)}</h1><p>{escape(text)}</p><p><a href='/'>→</a></p></main>"
    return document(heading, body, head=head, language=language)


LOGIN = (
    '<main><h1>Sign in</h1><form method="post" action="/session"><label>E-mail <input type="email" name="user"></label>'
    '<label>Password <input type="password" name="password"></label><button>Sign in</button></form>'
    '<p><a href="/forgot">Forgot your password?</a> <a href="/register">Create an account</a></p></main>'
)

JUST_A_MOMENT = document(
    "Just a moment...",
    '<div class="main-wrapper"><noscript>Enable JavaScript and cookies to continue</noscript></div>'
    "<script>(function(){window._cf_chl_opt={cvId:'3',cType:'managed',cRay:'8b1f0c6d2a3e4f50'};var a=document."
    "createElement('script');a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=8b1f0c6d2a3e4f50';"
    "document.getElementsByTagName('head')[0].appendChild(a);}());</script>",
    head='<meta name="robots" content="noindex,nofollow"><meta http-equiv="refresh" content="390">',
)

AKAMAI = (
    "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n \nYou don't have permission "
    'to access "http&#58;&#47;&#47;example&#46;test&#47;" on this server.<P>\nReference&#32;&#35;18&#46;9d3e1602&#46;'
    "1724900000&#46;1a2b3c4d\n</BODY>\n</HTML>\n"
)

CAPTCHA = document(
    "Are you a robot?",
    "<main><h1>Please confirm that you are human</h1><p>Our systems have detected unusual traffic from your computer "
    'network. Complete the CAPTCHA to continue.</p><div class="g-recaptcha" data-sitekey="6Lc_aX0UAAAAA"></div></main>'
    '<script src="https://www.google.com/recaptcha/api.js"></script>',
)

INCAPSULA = (
    '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"><meta name="format-detection" '
    'content="telephone=no"><script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3"></script>'
    '</head><body style="margin:0px;height:100%"><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=23&'
    'incident_id=1234" frameborder=0 width="100%" height="100%">Request unsuccessful. Incapsula incident ID: '
    "1234000-123</iframe></body></html>"
)
