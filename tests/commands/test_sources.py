"""Does each source still say it: the command, its record, and what readers are told, on pages written for it.

No page of this article's sources was read for these tests. The pages here are stand-ins: the words that
the article quotes, in invented filler that says nothing of any matter.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from functools import cache
from html import escape, unescape
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from playwright.sync_api import Browser

from scripts import rules
from scripts.__main__ import main
from scripts.hypertext import fragment
from scripts.publication import article as articles
from scripts.publication import ledger, nights, notes, readings
from scripts.publication.article import Article
from scripts.publication.bibliography import Source
from scripts.states import support
from scripts.website import cards, compared, pages, templates
from scripts.website.editors_notes import editors_notes, notes_beside
from tests import cases
from tests.conftest import ARTICLE, build, copy_of_the_repository
from tests.conftest import run as run_module
from tests.server import serve, serving
from tests.website import plain_words

DAY = "2026-11-20"
GUARANTEES, TALKS = "docs/security-guarantees.md", "docs/russia-and-ukraine.md"

# What the article quotes, by the source that it cites for it.
QUOTED = {
    "toosi2025error": ["First line of defence"],
    "sutherland2025boots": [
        "You have my assurance, and I'm President",
        "Boots on the ground",
        "On the principle of collective security, on the principles of indivisible security",
    ],
    "drozdiak2025guarantees": [
        "Anything else, anything unilateral is, of course, an absolutely hopeless undertaking",
    ],
    "isw2025campaign": ["Discussions of territorial issues"],
    "savill2025insecurity": ["Acceptable"],  # a term, of one word
    "bbc2025trap": [],
    "volker2025negotiations": [],
}

# The claims whose quotations stand there, and the line of each.
FOUND = {
    "europe-first-line-of-defence": (GUARANTEES, 16),
    "no-boots-on-the-ground": (GUARANTEES, 21),
    "lavrov-collective-security": (GUARANTEES, 33),
    "lavrov-hopeless-undertaking": (GUARANTEES, 34),
    "lavrov-accused-zelensky": (TALKS, 17),
}

LATER = "2026-12-01"  # than every answer in record/accepted.yml

pytestmark = pytest.mark.usefixtures("read_once")

# One word of a page, another in its place, and the claim that it takes the quotation from; "" for none.
ALTERED = [
    ("toosi2025error", "First line of defence", "First line of attack", "europe-first-line-of-defence"),
    ("sutherland2025boots", "my assurance", "my insurance", "no-boots-on-the-ground"),
    ("sutherland2025boots", "indivisible security", "invisible security", "lavrov-collective-security"),
    ("drozdiak2025guarantees", "absolutely hopeless", "absolutely hopeful", "lavrov-hopeless-undertaking"),
    ("isw2025campaign", "Discussions of", "Discussion of", "lavrov-accused-zelensky"),
    ("savill2025insecurity", "Acceptable", "Agreeable", ""),
    ("bbc2025trap", "amber", "umber", ""),
    ("volker2025negotiations", "amber", "umber", ""),
]

_COLOURS = "amber beige coral denim ebony fawn green hazel indigo jade khaki lemon mauve navy olive pearl".split()
_FRUITS = "apple banana cherry date elder fig grape lime mango peach plum quince".split()


def filler(first: int, last: int) -> list[str]:
    """Paragraphs that say nothing of any matter, each of its own."""
    return [
        f"In the {_COLOURS[n % 16]} room of the toy house stands a {_FRUITS[n % 12]} basket that a child once drew, "
        f"and beside it the {_COLOURS[n * 7 % 16]} chair holds a {_FRUITS[n * 5 % 12]} for the puppet of the day."
        for n in range(first, last)
    ]


def stand_in(key: str, paragraphs: int = 12, **changed: str) -> str:
    """A page that bears the title, authors, date and container of an entry, and the words that are quoted from it."""
    source = entries()[key]
    quoted = [f"The card on the wall reads: {words}. Puppets look at it." for words in QUOTED[key]]
    half = paragraphs // 2
    return html(
        changed.get("title", source.title),
        changed.get("authors", " and ".join(str(" ".join((*p.first_names, *p.last_names))) for p in source.names)),
        changed.get("date", source.date if len(source.date) == 10 else ""),
        changed.get("container", source.container),
        [*filler(0, half), *quoted, *filler(half, paragraphs)],
    )


def html(title: str, authors: str, day: str, container: str, paragraphs: list[str]) -> str:
    metas = {"author": authors, "article:published_time": day, "og:site_name": container, "og:title": title}
    head = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in metas.items() if value)
    body = "".join(f"<p>{escape(paragraph, quote=False)}</p>\n" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
        f"<body><article><h1>{escape(title)}</h1>\n{body}</article></body></html>"
    )


def read(root: Path, day: str = DAY) -> Article:
    return articles.read(root, date.fromisoformat(day))


@cache
def entries() -> Mapping[str, Source]:
    """The sources of the article that the pages stand in for."""
    return read(ARTICLE).sources


class Night(NamedTuple):
    """What one run of the command gave."""

    code: int
    out: str
    err: str
    rows: list[dict[str, Any]]

    def verdicts(self, *which: str) -> list[tuple[str, int, str, str]]:
        """Where, from which source, and in which words a verdict was given."""
        return [(r["path"], r["line"], r["source"], r["words"]) for r in self.rows if r["verdict"] in which]


class Desk:
    """A copy of the article, a folder of saved pages, and the command."""

    def __init__(self, folder: Path):
        self.root = copy_of_the_repository(folder / "root")
        (self.root / readings.PATH).unlink(missing_ok=True)
        (self.root / "record/links.json").unlink(missing_ok=True)
        self.pages = folder / "pages"
        self.pages.mkdir()

    def save(self, key: str, text: str) -> None:
        (self.pages / f"{key}.html").write_text(text, encoding="utf-8")

    def save_all(self) -> None:
        for key in QUOTED:
            self.save(key, stand_in(key))

    def alter(self, key: str, old: str, new: str) -> None:
        text = (self.pages / f"{key}.html").read_text(encoding="utf-8")
        assert old in text
        self.save(key, text.replace(old, new, 1))

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def command(self, *words: str) -> tuple[int, str, str]:
        out_to, err_to = StringIO(), StringIO()
        with redirect_stdout(out_to), redirect_stderr(err_to):
            code = main([*words, "--root", str(self.root)])
        out, err = out_to.getvalue(), err_to.getvalue()
        assert "Traceback" not in out + err
        return code, out, err

    def night(self, day: str = DAY, *options: str, offline: bool = True) -> Night:
        saved = ["--offline", "--pages", str(self.pages)] if offline else []
        result = self.root.parent / "out.json"
        result.unlink(missing_ok=True)
        words = ["sources", *saved, "--now", day, "--json", str(result), *options]
        code, out, err = self.command(*words)
        return Night(code, out, err, json.loads(result.read_text(encoding="utf-8")) if result.exists() else [])

    def states(self) -> dict[str, str]:
        return {one.claim.id: one.state for one in support.claims(read(self.root))}

    def turned(self) -> set[str]:
        """The claims that are told to be found in their source."""
        return {claim for claim, state in self.states().items() if state == "quotation-found"}

    def record(self) -> str:
        return (self.root / readings.PATH).read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.save_all()
    return desk


# What agrees


def test_quotations_that_stand_in_their_sources_turn_their_claims(desk: Desk) -> None:
    night = desk.night()
    assert night.code == 0, night.out + night.err
    assert "7 of 7 sources read" in night.err
    assert desk.turned() == set(FOUND)
    found = {one[:2] for one in night.verdicts("quotation-found")}
    assert found == set(FOUND.values()), "one word in marks is no quotation"


def test_one_altered_word_takes_the_state_from_one_claim(desk: Desk) -> None:
    assert desk.night().code == 0
    for key, old, new, claim in ALTERED:
        desk.save_all()
        (desk.root / readings.PATH).unlink()
        desk.alter(key, old, new)
        night = desk.night()
        assert desk.turned() == set(FOUND) - {claim}, (key, night.out)
        if claim:
            path, line = FOUND[claim]
            assert desk.states()[claim] == "compared"
            assert [one[:3] for one in night.verdicts("quotation-altered", "quotation-absent")] == [(path, line, key)]
            code, out, _ = desk.command("check", "--evidence")
            assert code == 1
            told = [line for line in out.splitlines() if "(quotation-altered)" in line or "(quotation-absent)" in line]
            assert len(told) == 1
            assert told[0].startswith(f"{path}:{line}: "), told


# Borrowed words


def test_words_of_another_source_propose_it(desk: Desk) -> None:
    s15 = next(s for c in read(desk.root).chapters for s in c.sentences if "First line of defence" in s.text)
    desk.save("volker2025negotiations", _page_with("volker2025negotiations", s15.text))
    night = desk.night()
    assert night.code == 1
    found = night.verdicts("better-source")
    assert [one[:3] for one in found] == [(GUARANTEES, 16, "volker2025negotiations")]
    code, out, _ = desk.command("check", "--evidence")
    assert code == 1
    assert f"{GUARANTEES}:16: " in out
    assert "(better-source)" in out


def test_words_of_the_cited_source_are_to_be_quoted(desk: Desk) -> None:
    lines = {s.place.line: s.text for c in read(desk.root).chapters if c.path == TALKS for s in c.sentences}
    wording = [lines[15].replace('"', ""), lines[17].replace("'Discussions of", "'discussion of").replace("'", "")]
    desk.save("isw2025campaign", _page_with("isw2025campaign", *wording))
    night = desk.night()
    assert night.code == 1
    reused = {one[:3] for one in night.verdicts("unmarked-reuse")}
    assert reused == {(TALKS, 15, "isw2025campaign"), (TALKS, 17, "isw2025campaign")}, night.rows
    assert night.verdicts("quotation-altered") == [(TALKS, 17, "isw2025campaign", "Discussions of territorial issues")]
    proposed = {one[3] for one in night.verdicts("quotation-proposed")}
    assert proposed == {"When the agenda is ready for a summit", "This agenda is not ready at all"}


def _page_with(key: str, *sentences: str) -> str:
    source = entries()[key]
    return html(source.title, "", "", source.container, [*filler(0, 6), *sentences, *filler(6, 12)])


# Night after night

GONE = ("toosi2025error", "First line of defence", "First line of attack")
LOST = "europe-first-line-of-defence"


def test_a_quotation_that_is_gone_counts_after_three_nights(desk: Desk) -> None:
    assert desk.night("2026-11-01").code == 0
    desk.alter(*GONE)
    for day, missed in (("2026-11-02", "1 night"), ("2026-11-03", "2 nights")):
        night = desk.night(day)
        assert night.code == 0
        first = night.out.splitlines()[0]
        assert first.startswith(f"{GUARANTEES}:16: 'First line of defence' stood in toosi2025error until 2026-11-01")
        assert f"missed on {missed}," in first
        assert desk.command("check", "--evidence")[0] == 0
        assert desk.states()[LOST] == "compared"
    assert desk.night("2026-11-03").code == 0, "a second run in one night is no further night"
    desk.save("toosi2025error", "")
    unread = desk.night("2026-11-04")
    assert unread.code == 0
    assert "toosi2025error: was not read: its page is empty" in unread.out
    assert desk.command("check", "--evidence")[0] == 0, "a night without the page is no night"
    assert desk.states()[LOST] == "compared"
    desk.save_all()
    desk.alter(*GONE)
    assert desk.night("2026-11-05").code == 1
    code, out, summary = desk.command("check", "--evidence")
    assert code == 1
    assert "does not fail" not in summary
    assert len(out.splitlines()) == 1
    assert out.startswith(f"{GUARANTEES}:16: quotes 'First line of defence', which does not stand so in toosi2025error")
    *told, summary = desk.command("check")
    assert told == [0, out], "told, and failed for at night alone"
    assert summary.endswith(" That does not fail the check; with --evidence it does.\n")
    assert desk.states()[LOST] == "quotation-altered"
    desk.save_all()
    assert desk.night("2026-11-06").code == 0
    assert desk.states()[LOST] == "quotation-found", "a page put right heals it"
    assert desk.command("check", "--evidence")[:2] == (0, "")


def test_a_quotation_never_found_is_told_to_readers_after_three_nights(desk: Desk) -> None:
    desk.save("toosi2025error", stand_in("toosi2025error").replace("First line of defence", "Something else"))
    for day, state in (("2026-11-01", "compared"), ("2026-11-02", "compared"), ("2026-11-03", "quotation-absent")):
        assert desk.night(day).code == 1, "editors are told at once"
        assert desk.states()[LOST] == state


def test_a_quotation_not_found_once_stays_found_while_its_page_cannot_be_read(desk: Desk) -> None:
    desk.night("2026-11-01")
    desk.save("toosi2025error", "")
    desk.night("2026-11-02")
    assert desk.states()[LOST] == "quotation-found"
    assert '"on": "2026-11-01"' in next(line for line in desk.record().splitlines() if "First line of defence" in line)


def test_a_changed_page_whose_quotations_stand_is_noted_and_no_more(desk: Desk) -> None:
    desk.night("2026-11-01")
    desk.alter("toosi2025error", "amber", "umber")
    night = desk.night("2026-11-02")
    assert night.code == 0
    noted = [line for line in night.out.splitlines() if ": toosi2025error: " in line]
    assert len(noted) == 1
    assert noted[0].endswith("its page has changed since it was last read; all that is quoted from it still stands")
    assert desk.turned() == set(FOUND)
    assert "changed" not in desk.night("2026-11-03").out


def test_a_night_without_news_changes_days_alone(desk: Desk) -> None:
    desk.night("2026-11-01")
    before = desk.record()
    desk.night("2026-11-02")
    assert desk.record() == before.replace("2026-11-01", "2026-11-02")


def test_verdicts_are_void_once_the_sentence_is_edited(desk: Desk) -> None:
    desk.alter(*GONE)
    for day in ("2026-11-01", "2026-11-02", "2026-11-03"):
        desk.night(day)
    assert desk.states()[LOST] == "quotation-altered"
    desk.edit(GUARANTEES, "President Trump is clear that Europe", "President Trump said that Europe")
    desk.command("claims", "--update")
    assert desk.states()[LOST] == "cited"
    _, out, _ = desk.command("check")
    assert "quotation-altered" not in out


def test_verdicts_are_void_once_the_address_is_another(desk: Desk) -> None:
    desk.night("2026-11-01")
    desk.edit("references.bib", "https://www.politico.com/news/", "https://www.politico.com/other/")
    assert desk.turned() == set(FOUND) - {LOST}


# What can be read


def unreadable_pages() -> dict[str, tuple[int, dict[str, str], str]]:
    """What a host may answer in the place of a page, by the reason that is recorded."""
    source = entries()["toosi2025error"]
    french = [
        "Dans la maison de la poupée il y a une chaise et un panier, et les enfants qui sont dans le jardin la "
        f"regardent avec des yeux ronds pour la {n}e fois."
        for n in range(9)
    ]
    short = html(source.title, "", "", "", filler(0, 2))
    stub = short.replace("</article>", "</article><p>Subscribe to continue reading this article.</p>")
    challenge = "<title>Just a moment...</title><h1>Verify you are human</h1><p>Enable JavaScript and cookies.</p>"
    other = html("Page not found", "", "", "", ["The page does not exist any more."])
    return {
        "wall": (403, {}, html("Log in", "", "", "", ["Log in to read this."])),
        "fetch": (404, {}, other),
        "other-page": (200, {}, other),
        "stub": (200, {}, stub),
        "language": (200, {}, html(source.title, "", "", "", french).replace('lang="en"', 'lang="fr"')),
        "wall-challenge": (200, {}, challenge),
    }


@pytest.mark.parametrize("why", list(unreadable_pages()))
def test_what_cannot_be_read_counts_against_nothing(desk: Desk, why: str) -> None:
    status, headers, body = unreadable_pages()[why]
    headers |= {"Content-Type": "text/html; charset=utf-8"}
    with serving(lambda _: (status, headers, body.encode())) as (host, _):
        address = f"{host}/news/a-page"
        desk.edit("references.bib", entries()["toosi2025error"].url, address)
        only(desk, "toosi2025error")
        night = desk.night(DAY, "--allow-private", offline=False)
    assert night.code == 2, "no source could be read"
    how = next(row["verdict"] for row in night.rows if row["source"] == "toosi2025error")
    assert how == f"not-read-{why.removesuffix('-challenge')}"
    assert not night.verdicts("quotation-altered", "quotation-absent", "quotation-elsewhere")
    article = read(desk.root)
    assert desk.states()[LOST] == "cited"
    told = list(compared.of_claim(article, article.claim_by_id[LOST]))
    assert [one.label for one in told] == ["Could not be read"]


def only(desk: Desk, *keys: str) -> None:
    """Take the address from every other source, so that nobody else is asked."""
    for source in read(desk.root).sources.values():
        if source.key not in keys:
            desk.edit("references.bib", f"url          = {{{source.url}}}", "url          = {}")


def test_a_source_is_read_live_else_its_archived_copy_else_the_saved_one(desk: Desk) -> None:
    kinds = {"Content-Type": "text/html; charset=utf-8"}
    keys = ("toosi2025error", "sutherland2025boots", "drozdiak2025guarantees", "isw2025campaign")
    live, archived, remembered, saved = keys

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        key = path.strip("/").removeprefix("web/20250901000000/")
        if key in QUOTED and (key == live or path.startswith("/web/")):
            return 200, kinds, stand_in(key).encode()
        return 404, kinds, b"<title>Not found</title><p>Page not found</p>"

    with serving(answer) as (host, _):
        for key in keys:
            desk.edit("references.bib", entries()[key].url, f"{host}/{key}")
        desk.edit("references.bib", f"{{{host}/{archived}}}", f"{{{host}/{archived}}},\n  archiveurl = "
                  f"{{{host}/web/20250901000000/{archived}}}, archivedate = {{2025-09-01}}")  # fmt: skip
        only(desk, *keys)
        link = nights.Link(f"{host}/{remembered}", archive=f"{host}/web/20250901000000/{remembered}")
        (desk.root / nights.PATH).write_text(nights.write(nights.Memory({link.url: link}, (), {})), encoding="utf-8")
        night = desk.night(DAY, "--pages", str(desk.pages), "--allow-private", offline=False)
    how = {row["source"]: row["verdict"] for row in night.rows if row["verdict"].startswith(("read-", "not-read-"))}
    assert how == dict.fromkeys(QUOTED, "read-saved") | {
        live: "read-live",
        archived: "read-archived",
        remembered: "read-archived",
        saved: "read-saved",
    }
    assert desk.turned() == set(FOUND)
    article = read(desk.root)
    told = {
        key: one
        for claim in FOUND
        for key in article.claim_by_id[claim].sources
        for one in compared.of_claim(article, article.claim_by_id[claim])
    }
    assert told[live].where.endswith(", the live page, 20 Nov 2026")
    assert told[live].address.startswith(f"{host}/{live}#:~:text=")
    assert told[archived].where.endswith(", the archived copy, 20 Nov 2026")
    assert told[archived].address.startswith(f"{host}/web/20250901000000/{archived}#:~:text=")
    assert told[saved].where.endswith(", a saved copy, 20 Nov 2026")


def test_nobody_in_the_local_network_is_asked_unless_allowed(desk: Desk) -> None:
    with serving(lambda _: (200, {"Content-Type": "text/html"}, stand_in("toosi2025error").encode())) as (host, asked):
        desk.edit("references.bib", entries()["toosi2025error"].url, f"{host}/a")
        only(desk, "toosi2025error")
        night = desk.night(offline=False)
    assert night.code == 2
    assert asked == []


def test_without_any_page_nothing_is_compared(desk: Desk) -> None:
    for path in desk.pages.iterdir():
        path.unlink()
    night = desk.night()
    assert night.code == 2
    assert night.err.startswith("0 of 7 sources read; 0 quotations compared: ")
    assert night.err.endswith("No source could be read, so nothing was compared.\n")
    assert [row["verdict"] for row in night.rows if row["claim"] == ""] == ["not-read-address"] * 7
    assert desk.turned() == set()


# What readers see


class Built(NamedTuple):
    """The article with every source read live on a server of its own, and its site."""

    desk: Desk
    night: Night
    site: Path
    texts: dict[str, str]


@pytest.fixture(scope="module")
def built_live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Long pages on a loopback server, the addresses of the entries and of the published notes led there."""
    folder = tmp_path_factory.mktemp("live")
    desk = Desk(folder)
    texts = {key: stand_in(key, paragraphs=120) for key in QUOTED}
    sources = entries()
    by_path = {f"/{source.url.removeprefix('https://')}": texts[key] for key, source in sources.items()}

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        text = by_path.get(path)
        return (200 if text else 404), {"Content-Type": "text/html; charset=utf-8"}, (text or "Not found").encode()

    with serving(answer) as (host, _):
        for source in sources.values():
            for path in ("references.bib", notes.PATH):
                file = desk.root / path
                file.write_text(file.read_text(encoding="utf-8").replace("https://" + source.url.removeprefix("https://"),
                                f"{host}/{source.url.removeprefix('https://')}"), encoding="utf-8")  # fmt: skip
        files = {p: (desk.root / p).read_bytes() for p in (notes.PATH, ledger.ARTICLE)}
        cases.redigest(files)
        (desk.root / ledger.ARTICLE).write_bytes(files[ledger.ARTICLE])
        night = desk.night(DAY, "--allow-private", offline=False)
        site = folder / "site"
        # Not strictly: one of the answers in record/accepted.yml is about an address that has just been changed.
        result = run_module("mkdocs", "build", "-d", site, cwd=desk.root)
        assert result.returncode == 0, result.stderr
        yield Built(desk, night._replace(err=night.err + result.stdout + result.stderr), site, texts)


def test_the_site_tells_what_was_found(built_live: Built) -> None:
    assert built_live.night.code == 0, built_live.night.out
    items = json.loads((built_live.site / "claims.json").read_text(encoding="utf-8"))["first"]["items"]
    bodies = {item["id"].partition("#")[2]: item["body"] for item in items}
    assert {claim for claim, body in bodies.items() if body["state"] == "quotation-found"} == set(FOUND)
    assert [(one["verdict"], one["words"], one["day"], one["read"]) for one in bodies[LOST]["found"]] == [
        ("quotation-found", "First line of defence", DAY, "live")
    ]
    chapter = (built_live.site / "security-guarantees/index.html").read_text(encoding="utf-8")
    card = chapter.partition(f'id="card-{LOST}"')[2].partition('<div class="claim-card"')[0]
    assert "Quotation found" in card
    assert "the live page, 20 Nov 2026" in card
    assert "#:~:text=First%20line%20of%20defence" in unescape(card)


def test_the_site_shows_no_words_of_machines(built_live: Built) -> None:
    root = built_live.desk.root
    assert plain_words.told(built_live.site, read(root), root) == []


IN_VIEW = "e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom <= innerHeight"
MARK = "::target-text { background: rgb(1, 200, 3) }"
MARKED = """async png => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const dots = canvas.getImageData(0, 0, image.width, image.height).data;
    let marked = 0;
    for (let i = 0; i < dots.length; i += 4) marked += dots[i] === 1 && dots[i + 1] === 200 && dots[i + 2] === 3;
    return marked;
}"""


def test_the_links_of_the_cards_lead_to_the_words_and_mark_them(built_live: Built, browser: Browser) -> None:
    with serve(built_live.site) as address, browser.new_context() as context:
        page = context.new_page()
        for claim, (path, _) in FOUND.items():
            page.goto(f"{address}{Path(path).stem}/")
            page.locator(f"#{claim} > .claim-mark").click()
            link = page.locator(f"#card-{claim} .evidence a").first
            words = link.inner_text().strip("“”").rstrip("… ")
            if len(words.split()) < fragment.FEWEST:
                assert "#" not in (link.get_attribute("href") or ""), "so few words name no place"
                continue
            link.click()
            page.wait_for_url("http://127.0.0.9:*/**")
            page.add_style_tag(content=MARK)
            page.wait_for_function("scrollY > innerHeight")
            paragraph = page.locator("p", has_text=words)
            assert paragraph.evaluate(IN_VIEW), claim
            here = page.evaluate(MARKED, b64encode(paragraph.screenshot()).decode())
            anywhere = page.evaluate(MARKED, b64encode(page.screenshot()).decode())
            assert here > 100, f"{claim}: {words!r} is not marked"
            assert here == anywhere, f"{claim}: something else is marked too"


def test_no_words_of_a_source_are_kept_or_shown(built_live: Built) -> None:
    own = fives(
        *(
            p.read_text(encoding="utf-8")
            for folder in ("docs", "record/claims")
            for p in (ARTICLE / folder).rglob("*.*ml")
        ),
        *(p.read_text(encoding="utf-8") for p in (ARTICLE / "docs").glob("*.md")),
        (ARTICLE / "record/original.md").read_text(encoding="utf-8"),
        (ARTICLE / "references.bib").read_text(encoding="utf-8"),
    )
    folders = (built_live.desk.root / "record", built_live.site)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "sources.json" for path in files)
    told = [path.read_bytes().decode("utf-8", "replace") for path in files]
    told += [built_live.night.out, built_live.night.err, json.dumps(built_live.night.rows)]
    shown = fives(*map(text_of, told), *told)
    for key, page in built_live.texts.items():
        theirs = fives(*(unescape(piece) for piece in re.split(r"<[^<>]*>", page))) - own
        assert len(theirs) > 250, "a page has words of its own"
        assert sorted(theirs & shown) == [], key


def text_of(page: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", " ", page))


def fives(*texts: str) -> set[tuple[str, ...]]:
    """Every five words in a row."""
    words = [re.findall(r"\w+", text.lower()) for text in texts]
    return {five for one in words for five in zip(*(one[i:] for i in range(5)), strict=False)}


def test_a_difference_is_shown_on_a_terminal_alone(desk: Desk) -> None:
    desk.alter(*GONE)
    night = desk.night()
    own = fives(*((ARTICLE / path).read_text(encoding="utf-8") for path in (GUARANTEES, "references.bib")))
    theirs = fives(text_of((desk.pages / "toosi2025error.html").read_text(encoding="utf-8"))) - own
    assert night.code == 1
    assert "attack" not in night.out
    assert not theirs & fives(night.out, night.err, desk.record(), json.dumps(night.rows))


# Answers


@pytest.mark.parametrize("rule", ["better-source", "unmarked-reuse"])
def test_what_could_wrong_the_author_is_answered_in_private_unless_said_otherwise(desk: Desk, rule: str) -> None:
    claim, key = (
        (LOST, "volker2025negotiations") if rule == "better-source" else ("lavrov-accused-zelensky", "isw2025campaign")
    )
    sentence = read(desk.root, LATER).sentence_of[claim].text.replace("'", "")
    quoted = f"It also reads: {QUOTED[key][0]}." if QUOTED[key] else ""
    desk.save(key, _page_with(key, sentence, quoted))
    assert desk.night("2026-11-01").code == 1
    found = [f for f in rules.check(read(desk.root, LATER)) if f.rule == rule]
    assert len(found) == 1
    answer = {
        "rule": rule,
        "claim": claim,
        "found": list(found[0].found),
        "because": "An editor has compared the sentence with the page, and leaves it as it was published.",
        "on": DAY,
    }
    accepted = (desk.root / "record/accepted.yml").read_text(encoding="utf-8")
    for public in (False, True):
        also = {"public": True} if public else {}
        entry = yaml.safe_dump([answer | also], sort_keys=False)
        (desk.root / "record/accepted.yml").write_text(accepted + entry, encoding="utf-8")
        article = read(desk.root, LATER)
        assert rules.unanswered(article, rules.check(article)) == []
        shown = [note.finding.rule for note in editors_notes(article, rules.check(article))]
        assert shown.count(rule) == public
        chapter = next(c for c in article.chapters if c.path == FOUND[claim][0])
        beside = notes_beside(editors_notes(article, rules.check(article)))
        corrections = dict(pages.generated(article, rules.check(article)))["corrections.md"]
        assert (
            "An editor has compared the sentence with the page, and leaves it as it was published."
            in templates.render("cards.html", cards=cards.cards(article, chapter, beside, "", {}))
        ) == public
        assert (
            "An editor has compared the sentence with the page, and leaves it as it was published."
            in corrections.filled(corrections.markdown)
        ) == public
    for day in ("2026-11-02", "2026-11-03", "2026-11-04"):
        assert desk.night(day).code == 0, "an answer holds the next night too"
    desk.save(key, (desk.pages / f"{key}.html").read_text(encoding="utf-8").replace("amber", "umber", 1))
    assert desk.night("2026-11-05").code == 0, "and after the page has changed elsewhere"


# The interface


def test_the_help_names_the_options_and_the_rows(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sources", "--help"])
    out = capsys.readouterr().out
    assert ended.value.code == 0
    for word in ("--root", "--pages", "--offline", "--now", "--allow-private", "--json", "{claim, path, line, source,"):
        assert word in out


def test_each_thing_compared_is_a_row(desk: Desk) -> None:
    desk.save("volker2025negotiations", stand_in("volker2025negotiations", title="A Toy House", authors="Ada Mill"))
    desk.save("savill2025insecurity", stand_in("savill2025insecurity", date="2025-08-20"))
    night = desk.night()
    assert night.code == 1
    assert "(title-differs)" in night.out
    for row in night.rows:
        assert list(row) == ["claim", "path", "line", "source", "verdict", "words"]
        assert isinstance(row["line"], int)
        assert row["line"] > 0
        assert (desk.root / row["path"]).is_file()
    given = {(row["source"], row["verdict"]) for row in night.rows}
    article = read(desk.root)
    for source in article.sources.values():
        assert (source.key, "read-saved") in given
        for name, ours in (("title", source.title), ("authors", source.names), ("date", source.date),
                           ("container", source.container)):  # fmt: skip
            which = {v for k, v in given if k == source.key and v.startswith(f"{name}-") and v != "date-more-precise"}
            assert len(which) == bool(ours), (source.key, name)
    assert {("volker2025negotiations", "title-differs"), ("volker2025negotiations", "authors-differs"),
            ("savill2025insecurity", "date-more-precise"), ("isw2025campaign", "date-not-stated")} <= given  # fmt: skip
    quoted = [row for row in night.rows if row["verdict"] in {*readings.QUOTATIONS, "quotation-proposed", "term"}]
    assert len(quoted) >= sum(map(len, QUOTED.values()))
    assert any(row["verdict"] == "detail-missing" for row in night.rows)
    titled = article.sources["volker2025negotiations"].place.line + 2
    assert f"references.bib:{titled}: volker2025negotiations: title" in night.out


BROKEN = {
    "now": ("--now", "nonsense", "no ISO date"),
    "pages": ("--pages", "no-such-folder", "is no folder"),
}


@pytest.mark.parametrize("case", list(BROKEN))
def test_what_is_asked_wrongly_is_said_so(desk: Desk, case: str) -> None:
    option, value, words = BROKEN[case]
    code, out, err = desk.command("sources", "--offline", option, value)
    assert (code, out) == (2, "")
    assert words in err
    assert value in err


@pytest.mark.parametrize(
    "broken", ["{", "[]", "null", '"x"', '{"version": 99}', '{"version": 1, "sources": {"a": 1}, "claims": {}}',
               "[" * 100_000, "\ufeff{}", "\0", '{"version": 1e999}', '{"version": true}']
)  # fmt: skip
def test_a_broken_record_is_said_and_left_alone(desk: Desk, broken: str) -> None:
    (desk.root / readings.PATH).write_text(broken, encoding="utf-8")
    for words, codes in ((("sources", "--offline", "--pages", str(desk.pages)), {2}), (("check",), {1, 2})):
        code, out, err = desk.command(*words)
        assert code in codes, out
        assert f"{readings.PATH}:1: " in out + err
    assert desk.record() == broken


HOSTILE = '<img src=x onerror=alert(7)> & "[ice](javascript:alert(7))" {{ argument: x }} {% raw %} `code`'


@pytest.mark.parametrize(
    "page",
    [
        b"\xff\xfe\x00\xd8 <html>" + bytes(range(256)) * 40,
        b"<p>" * 100_000,
        b"<!doctype html><html lang=en>" + b"<p>A puppet sits in the toy house.</p>" * 9 + b" " * 20_000_000,
        b"%PDF-1.7\n" + bytes(range(256)) * 10,
        b"\0" * 10_000,
        b'<!doctype html><script type=application/ld+json>{"@type": "Article", "headline": [[[[{}]]]], '
        b'"author": 7, "datePublished": {}}</script>' + b"<p>A puppet sits in the toy house on a chair.</p>" * 9,
    ],
    ids=["broken-bytes", "deep", "huge", "broken-pdf", "nulls", "odd-json"],
)  # fmt: skip
def test_no_page_is_too_odd(desk: Desk, page: bytes) -> None:
    (desk.pages / "toosi2025error.html").write_bytes(page)
    night = desk.night()
    assert night.code in (0, 1)
    assert "6 of 7 sources read" in night.err or "7 of 7 sources read" in night.err
    assert set(FOUND) - {LOST} == desk.turned()


def test_what_a_hostile_page_says_of_itself_stays_text(desk: Desk) -> None:
    desk.save("toosi2025error", stand_in("toosi2025error", title=HOSTILE, authors="Ada <b onclick=alert(7)> Mill",
                                         container="<script>alert(7)</script>"))  # fmt: skip
    assert desk.night().code == 1
    site = desk.root.parent / "site"
    build(desk.root, site)
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<[^<>]*alert\(7\)|<script>alert\(7\)|=[\"']?javascript:alert", text), path
    sources = (site / "sources" / "index.html").read_text(encoding="utf-8")
    assert f"Its page gives “{escape('<img src=x onerror=alert(7)> & ')}" in sources
    assert desk.command("check")[0] == 0
