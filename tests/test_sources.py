"""Does each source still say it: the command, its record, and what readers are told, on pages written for it.

No page of this article's sources was read for these tests. The pages here are stand-ins: the words that
the article quotes, in invented filler that says nothing of any matter.
"""

from __future__ import annotations

import json
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from scripts import article as articles
from scripts import evidence, pages, states
from scripts.__main__ import main
from scripts.article import Article
from tests.conftest import ROOT, copy_of_the_repository
from tests.server import serving

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

SHORT = (TALKS, 8)  # where one word is quoted

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
    source = read(ROOT).sources[key]
    quoted = [f"The card on the wall reads: {words}. A puppet looks at it." for words in QUOTED[key]]
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

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]):
        self.root = copy_of_the_repository(folder / "root")
        (self.root / evidence.PATH).unlink(missing_ok=True)
        (self.root / "record/links.json").unlink(missing_ok=True)
        self.pages = folder / "pages"
        self.pages.mkdir()
        self._capture = capture

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
        self._capture.readouterr()
        code = main([*words, "--root", str(self.root)])
        out, err = self._capture.readouterr()
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
        return {one.claim.id: one.state.name for one in states.told(read(self.root))}

    def turned(self) -> set[str]:
        """The claims that are told to be found in their source."""
        return {claim for claim, state in self.states().items() if state == "quotation-found"}

    def record(self) -> str:
        return (self.root / evidence.PATH).read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = Desk(tmp_path, capsys)
    desk.save_all()
    return desk


# What agrees


def test_quotations_that_stand_in_their_sources_turn_their_claims(desk: Desk) -> None:
    night = desk.night()
    assert night.code == 0, night.out + night.err
    assert "7 of 7 sources read" in night.err
    assert desk.turned() == set(FOUND)
    found = {one[:2] for one in night.verdicts("quotation-found")}
    assert found == {*FOUND.values(), SHORT}, "a quotation of one word is told as data, and turns no state"


def test_one_altered_word_takes_the_state_from_one_claim(desk: Desk) -> None:
    assert desk.night().code == 0
    for key, old, new, claim in ALTERED:
        desk.save_all()
        (desk.root / evidence.PATH).unlink()
        desk.alter(key, old, new)
        night = desk.night()
        assert desk.turned() == set(FOUND) - {claim}, (key, night.out)
        if claim:
            path, line = FOUND[claim]
            assert desk.states()[claim] == "cited"
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
    source = read(ROOT).sources[key]
    return html(source.title, "", "", source.container, [*filler(0, 6), *sentences, *filler(6, 12)])


# Night after night

GONE = ("toosi2025error", "First line of defence", "First line of attack")
LOST = "europe-first-line-of-defence"


def test_a_quotation_that_is_gone_counts_after_three_nights(desk: Desk) -> None:
    assert desk.night("2026-11-01").code == 0
    desk.alter(*GONE)
    for day, nights in (("2026-11-02", "1 night"), ("2026-11-03", "2 nights")):
        night = desk.night(day)
        assert night.code == 0
        first = night.out.splitlines()[0]
        assert first.startswith(f"{GUARANTEES}:16: 'First line of defence' stood in toosi2025error until 2026-11-01")
        assert f"missed on {nights}," in first
        assert desk.command("check", "--evidence")[0] == 0
        assert desk.states()[LOST] == "cited"
    assert desk.night("2026-11-03").code == 0, "a second run in one night is no further night"
    desk.save("toosi2025error", "")
    unread = desk.night("2026-11-04")
    assert unread.code == 0
    assert "toosi2025error: was not read: its page is empty" in unread.out
    assert desk.command("check", "--evidence")[0] == 0, "a night without the page is no night"
    assert desk.states()[LOST] == "cited"
    desk.save_all()
    desk.alter(*GONE)
    assert desk.night("2026-11-05").code == 1
    code, out, _ = desk.command("check", "--evidence")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert out.startswith(f"{GUARANTEES}:16: quotes 'First line of defence', which does not stand so in toosi2025error")
    assert desk.command("check")[:2] == (0, out), "told, and failed for at night alone"
    assert desk.states()[LOST] == "quotation-altered"
    desk.save_all()
    assert desk.night("2026-11-06").code == 0
    assert desk.states()[LOST] == "quotation-found", "a page put right heals it"
    assert desk.command("check", "--evidence")[:2] == (0, "")


def test_a_quotation_never_found_is_told_to_readers_after_three_nights(desk: Desk) -> None:
    desk.save("toosi2025error", stand_in("toosi2025error").replace("First line of defence", "Something else"))
    for day, state in (("2026-11-01", "cited"), ("2026-11-02", "cited"), ("2026-11-03", "quotation-absent")):
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
    source = read(ROOT).sources["toosi2025error"]
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
        desk.edit("references.bib", read(ROOT).sources["toosi2025error"].url, address)
        only(desk, "toosi2025error")
        night = desk.night(DAY, "--allow-private", offline=False)
    assert night.code == 2, "no source could be read"
    how = next(row["verdict"] for row in night.rows if row["source"] == "toosi2025error")
    assert how == f"not-read-{why.removesuffix('-challenge')}"
    assert not night.verdicts("quotation-altered", "quotation-absent", "quotation-elsewhere")
    article = read(desk.root)
    assert desk.states()[LOST] == "cited"
    told = list(pages.found_of(article, article.claim_of[article.sentence_of[LOST].place]))
    assert [one.label for one in told] == ["Not read"]


def only(desk: Desk, *keys: str) -> None:
    """Take the address from every other source, so that nobody else is asked."""
    for source in read(desk.root).sources.values():
        if source.key not in keys:
            desk.edit("references.bib", f"url          = {{{source.url}}}", "url          = {}")
