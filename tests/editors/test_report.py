"""The editors' report: what it says in a good night and in a bad one, and that nothing in it is markup of others."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from scripts import rules
from scripts.editors.markdown import escape
from scripts.editors.report import (
    FilesOnGitHub,
    LostQuotation,
    Readings,
    ReportedSource,
    as_json,
    entries_of,
    from_sources,
    report,
    tasks,
)
from scripts.english.dates import copied_on
from scripts.finding import Finding, Place, Subject, SubjectKind
from scripts.publication import article, bibliography, readings, works
from scripts.publication.article import Article
from scripts.publication.identifiers import Number, NumberKind
from scripts.publication.nights import EMPTY, LinkState, Look, Memory, Task, remember
from scripts.publication.readings import Verdict
from scripts.publication.works import Answered, Down, Notice, Noticed, RecordedNumber, Registry
from scripts.publication.works import NumberVerdict as Verdict_
from tests import cases
from tests.publication.test_nights import ANSWERED, FIRST, STEADY, day, lived, look, on, steady

WAYBACK = "https://web.archive.org/web/20250828101112/https://mill.example/mill"
SENTENCES = (
    ("The ice held until March.", "https://site.example/ice/#held"),
    ("It broke [sic] in the spring of 2019, when nobody on either bank was looking.", "https://site.example/thaw/#b"),
)
ENTRIES = {"mill": ReportedSource(6, "", SENTENCES), **{name: ReportedSource(12) for name in STEADY}}


def nights_of(*looks: Look, nights: int = 12, first: str = "alive") -> Memory:
    """The steady sources and these, which answered well on the first night and so since."""
    memory = remember(EMPTY, [*(one._replace(state=ANSWERED[first]) for one in looks), *steady()], FIRST)
    for night in range(2, nights + 1):
        memory = remember(memory, [*looks, *steady()], day(night))
    return memory


def test_all_is_well() -> None:
    assert report(nights_of(look("mill")), day(12), ENTRIES) == (
        "All is well: no link is dead or suspect. "
        "Last night, 12 Nov 2026: 5 links, 5 alive; 12 nights on record, none void.\n"
    )


def test_a_source_that_no_night_has_looked_at_yet() -> None:
    found = report(nights_of(look("mill")), day(12), {**ENTRIES, "newer": ReportedSource(20)}).splitlines()
    assert found[0] == "No link is dead or suspect, but not all were checked."
    assert found[2] == "Never checked: `newer`."


def test_before_the_first_night() -> None:
    assert report(EMPTY, FIRST, ENTRIES) == "No link has been checked yet.\n"


def test_the_first_night() -> None:
    memory = remember(EMPTY, [look("mill", "failing"), *steady()], FIRST)
    assert report(memory, FIRST, ENTRIES) == (
        "This was the first night; a link is called dead only after three that fail, over at least seven days. "
        "Last night, 1 Nov 2026: 5 links, 4 alive, 1 failing; 1 night on record, none void.\n"
    )


def test_a_host_that_is_down_is_not_dead_yet() -> None:
    down = [look(name, "failing", "no answer in 30 seconds", host="tides.example") for name in ("mill", "wu", "reed")]
    assert report(nights_of(*down, nights=4), day(4), ENTRIES) == (
        "Nothing to do yet: what fails or looks wrong is looked at again, night by night. "
        "Last night, 4 Nov 2026: 7 links, 4 alive, 3 failing; 4 nights on record, none void.\n"
    )


def test_a_void_night() -> None:
    memory = lived("aax")[-1]
    assert report(memory, day(3), ENTRIES) == (
        "The night of 3 Nov 2026 does not count: nothing answered, and what we ask to see whether our own network "
        "is in order did not either. It changed nothing. "
        "Last night, 3 Nov 2026: 5 links, 5 alive; 3 nights on record, 1 void (3 Nov 2026).\n"
    )
    again = report(lived("x", memory, 4)[-1], day(4), ENTRIES)
    assert "That makes 2 such nights in a row; see to network and clock, or look at the sources yourself." in again


def test_a_void_first_night_checked_nothing() -> None:
    assert report(lived("x")[-1], FIRST, {}).splitlines()[2:] == [
        "Never checked: `bede`, `cook`, `dürer`, `euler`, `mill`.",
        "",
        "Last night, 1 Nov 2026: 5 links, 5 not checked yet; 1 night on record, 1 void (1 Nov 2026).",
    ]


def test_a_job_that_stopped() -> None:
    assert report(lived("aaa")[-1], day(5), ENTRIES).startswith("All is well")
    stopped = report(lived("aaa")[-1], day(6), ENTRIES)
    assert stopped.startswith("Nothing has been checked since 3 Nov 2026; see whether the nightly job still runs. ")


def test_one_dead() -> None:
    memory = nights_of(look("mill", "failing", "no such page (404)", archive=WAYBACK))
    assert (
        report(memory, day(12), ENTRIES)
        == f"""\
To look at: 1 dead.

## Dead: 1

- `mill` <https://mill.example/mill>, since 2 Nov 2026: no such page (404)
  - used by: [The ice held until March.](https://site.example/ice/#held); \
[It broke &#91;sic&#93; in the spring of 2019, when nobody on either …](https://site.example/thaw/#b)
  - to do: above references.bib:6, put `archiveurl = {{{WAYBACK}}},` and `archivedate = {{2025-08-28}},`

Last night, 12 Nov 2026: 5 links, 4 alive, 1 dead; 12 nights on record, none void.
"""
    )


def test_something_of_everything_the_worst_first() -> None:
    looks = [
        look("avedon", "refused", "asks for a password"),
        look("mill", "alive", moved_to="https://mill.example/new"),
        look("reed", "suspect", "its own words say not found")._replace(title="Home"),
        look("wu", "failing", "no such host"),
    ]
    memory = nights_of(*looks, nights=31)
    memory = remember(
        memory, [*looks, *steady(), Look("https://app.example/", (), "app.example", LinkState.ALIVE)], day(32)
    )
    assert (
        report(memory, day(32), {**ENTRIES, "zola": ReportedSource()})
        == """\
To look at: 1 dead, 1 suspect, 1 moved, 1 refused long.

## Dead: 1

- `wu` <https://wu.example/wu>, since 2 Nov 2026: no such host
  - to do: look for an archived copy (none is known), or cite another source

## Suspect (something answers, but it may not be the page that was cited): 1

- `reed` <https://reed.example/reed>, since 2 Nov 2026: its own words say not found; its title is now “Home”
  - to do: read it; if it is not what was cited, look for an archived copy (none is known), or cite another source

## Moved for good: 1

- `mill` <https://mill.example/mill>
  - to do: if it is the same text, make references.bib:6 `url = {https://mill.example/new},`

## Refused for thirty nights: 1

- `avedon` <https://avedon.example/avedon>, since 2 Nov 2026
  - to do: open it in a browser, then run `python -m scripts links --seen avedon --by NAME`

Never checked: `zola`.

Last night, 2 Dec 2026: 9 links, 6 alive, 1 refused, 1 suspect, 1 dead; 32 nights on record, none void.
"""
    )


def test_a_place_that_is_gone_is_told_as_that_after_three_nights() -> None:
    looks = [look("mill", "text-gone", "has no such words any more"), look("wu", "anchor-gone")]
    memory = nights_of(*looks, nights=2)
    assert tasks(memory, day(2), ENTRIES) == {}
    memory = nights_of(*looks, nights=4)
    assert tasks(memory, day(4), ENTRIES) == {Task.PLACE_GONE: ["mill", "wu"]}
    text = report(memory, day(4), ENTRIES)
    assert text.startswith("To look at: 2 place gone.\n\n## There, but without the place that the address names: 2\n")
    assert "- `mill` <https://mill.example/mill>, since 2 Nov 2026: has no such words any more\n" in text
    assert "  - to do: name another place in references.bib:6, or the page alone; if the words are gone, " in text


def test_lines_are_links_to_that_commit_and_to_edit_and_a_source_has_its_title() -> None:
    memory = nights_of(look("mill", moved_to="https://mill.example/new"), nights=2)
    where = FilesOnGitHub("https://git.example/a/b", "c0ffee", "main")
    text = report(memory, day(2), {"mill": ReportedSource(6, title="On *Tides*")}, None, where)
    assert "- `mill` “On &#42;Tides&#42;” <https://mill.example/mill>\n" in text
    assert (
        "make [references.bib:6](https://git.example/a/b/blob/c0ffee/references.bib#L6) "
        "([edit](https://git.example/a/b/edit/main/references.bib)) `url = {https://mill.example/new},`" in text
    )


def test_thirty_dead_take_less_than_sixty_lines_those_first_on_which_most_hangs() -> None:
    memory = EMPTY
    names = [f"mill{i:02}" for i in range(30)]
    others = [look(f"other{i}") for i in range(40)]
    for night in range(1, 9):
        memory = remember(memory, [*(look(n, "failing", archive=WAYBACK) for n in names), *others], day(night))
    entries = {
        name: ReportedSource(sentences=[(f"Sentence {i} of {name}.", "#a") for i in range(n)])
        for n, name in enumerate(names)
    }
    lines = report(memory, day(8), entries).splitlines()
    assert lines[:5] == ["To look at: 30 dead.", "", "## Dead: 30", "", lines[4]]
    assert lines[4].startswith("- `mill29` ")
    assert lines[5].endswith("[Sentence 2 of mill29.](#a); and 26 more")
    shown = sum(line.startswith("- `mill") for line in lines)
    assert f"- and {30 - shown} more" in lines
    assert 55 <= len(lines) < 60


def test_a_hundred_of_everything_take_less_than_sixty_lines() -> None:
    looks = [
        look(f"{state}{i}", state.removesuffix("!"), moved_to="https://new.example/" if "!" in state else "")
        for state in ("failing", "suspect", "alive!", "refused", "alive")
        for i in range(100)
    ]
    memory = EMPTY
    for night in range(1, 31):
        memory = remember(memory, looks, day(night))
    lines = report(memory, day(30), {f"never{i}": ReportedSource() for i in range(100)}).splitlines()
    assert len(lines) < 60
    assert lines[0] == "To look at: 100 dead, 100 suspect, 100 moved, 100 refused long."
    assert [line for line in lines if line.startswith("##")] == [
        "## Dead: 100",
        "## Suspect (something answers, but it may not be the page that was cited): 100",
        "## Moved for good: 100",
        "## Refused for thirty nights: 100",
    ]
    assert sum(line.startswith("- and ") for line in lines) == 4
    assert "; and " not in lines[-3]
    assert lines[-3].endswith("and 90 more.")


def test_an_address_that_left_is_not_told_of() -> None:
    memory = remember(lived("f" * 10)[-1], steady(), day(11))
    assert "mill" not in report(memory, day(11), {})
    assert tasks(memory, day(11), {}) == {}


def test_an_archived_copy_in_the_bibliography_answers_for_a_dead_link() -> None:
    memory = nights_of(look("mill", "failing", "no such page (404)", archive=WAYBACK))
    entries = {**ENTRIES, "mill": ReportedSource(6, WAYBACK, SENTENCES)}
    assert report(memory, day(12), entries) == (
        "Nothing to do: each link that is dead has an archived copy in references.bib. "
        "Last night, 12 Nov 2026: 5 links, 4 alive, 1 dead; 12 nights on record, none void.\n"
    )
    assert tasks(memory, day(12), entries) == {}


LOST = LostQuotation(
    "broke-spring-2019",
    "It broke [sic] in the spring of 2019.",
    "https://site.example/thaw/#broke-spring-2019",
    "mill",
    Verdict.ALTERED,
    "2026-11-09",
    "5f2a9c01d3e45f2a",
    "81b7700c2d9a81b7",
    "2026-11-10",
)
NEVER = LostQuotation("ferry-ran-again", "The ferry ran again.", "", "wu", Verdict.ABSENT, "", "", "", "")
TITLE = Finding(
    Place("references.bib", 4, Subject(SubjectKind.SOURCE, "wu")),
    "wu: title 'A', but its page has 'B*'; copy it",
    "title-differs",
)


def test_a_quotation_that_is_gone_comes_first() -> None:
    memory = nights_of(look("wu", "failing", "no such host"))
    read = Readings([NEVER, LOST], (), [TITLE], 2, {"avedon": "is behind a log-in", "reed": ""}, on(12))
    assert (
        report(memory, day(12), ENTRIES, read)
        == """\
To look at: 2 quotations lost, 1 dead, 1 otherwise in the source.

## Quotations that their source does not have so: 2

- “[It broke &#91;sic&#93; in the spring of 2019.](https://site.example/thaw/#broke-spring-2019)” in `mill`: \
stands there otherwise; found last on 9 Nov 2026
  - the source’s text was `5f2a9c01d3e45f2a`, and is `81b7700c2d9a81b7` since 10 Nov 2026
  - to do: read the source; then correct the sentence, or answer the finding in record/accepted.yml
- “The ferry ran again.” in `wu`: does not stand there; never found
  - to do: read the source; then correct the sentence, or answer the finding in record/accepted.yml

## Dead: 1

- `wu` <https://wu.example/wu>, since 2 Nov 2026: no such host
  - to do: look for an archived copy (none is known), or cite another source

## Otherwise in the source: 1

- `references.bib:4`: wu: title 'A', but its page has 'B&#42;'; copy it (title-differs)

Never checked: `mill`.

Never read: `avedon` (is behind a log-in), `reed`.

Not shown here: 2 findings that could wrong the author; `python -m scripts check` shows editors what it is.

Last night, 12 Nov 2026: 5 links, 4 alive, 1 dead; 12 nights on record, none void. \
Sources read last on 12 Nov 2026.
"""
    )
    assert tasks(memory, day(12), ENTRIES, read) == {
        "lost": ["broke-spring-2019 (mill)", "ferry-ran-again (wu)"],
        "dead": ["wu"],
        "otherwise": ["wu (title-differs)"],
    }


def test_quotations_that_are_gone_are_told_in_a_void_night_and_before_the_first() -> None:
    read = Readings([LOST], last=on(3))
    assert report(lived("aax")[-1], day(3), {}, read).startswith("To look at: 1 quotation lost.\n")
    assert report(EMPTY, FIRST, {}, read).startswith("No link has been checked yet.\n\n## Quotations that")


def test_all_is_well_with_the_sources_too() -> None:
    assert report(nights_of(look("mill")), day(12), ENTRIES, Readings(last=on(12))).endswith(
        "12 nights on record, none void. Sources read last on 12 Nov 2026.\n"
    )
    assert report(EMPTY, FIRST, {}, Readings()) == "No link has been checked yet. No source has been read yet.\n"


def test_sources_that_are_read_no_more() -> None:
    found = report(nights_of(look("mill")), day(12), ENTRIES, Readings(last=on(9)))
    assert found.startswith(
        "All is well: no link is dead or suspect. "
        "No source has been read since 9 Nov 2026; see whether the nightly job still runs. "
    )


def test_a_bad_night_for_the_sources_takes_less_than_sixty_lines() -> None:
    looks = [look(f"dead{i}", "failing") for i in range(50)]
    memory = remember(EMPTY, [*looks, *(look(f"steady{i}") for i in range(60))], FIRST)
    for night in range(2, 9):
        memory = remember(memory, [*looks, *(look(f"steady{i}") for i in range(60))], day(night))
    unread = {f"wall{i}": "is behind a log-in" for i in range(50)}
    found = report(memory, day(8), {}, Readings([LOST] * 50, ["x (y)"] * 50, [TITLE] * 50, 9, unread, on(8)))
    assert len(found.splitlines()) < 60
    assert re.findall(r"^## .+", found, re.MULTILINE) == [
        "## Quotations that their source does not have so: 50",
        "## Dead: 50",
        "## Otherwise in the source: 50",
    ]


def test_works_have_a_section_and_who_gave_no_answer_is_named() -> None:
    files = article.files(cases.BAD / "article")
    files[bibliography.PATH] = files[bibliography.PATH].replace(b"  urldate", b"  doi = {10.1000/a*b},\n  urldate")
    says = {key: works.says(source) for key, source in article.build(files, cases.TODAY).sources.items()}
    number = Number(NumberKind.DOI, "10.1000/a*b")
    on = "2026-11-22"
    record = {
        "mill2019": (RecordedNumber(number, says["mill2019"], Answered(Verdict_.UNKNOWN, Registry.DOI, on)),),
        "wu2019": (
            RecordedNumber(
                number,
                says["wu2019"],
                Answered(Verdict_.AGREES, Registry.DOI, on),
                Noticed(on, "", (Notice(Verdict_.CORRECTED, "10.1/c", "2020"),)),
                (Down(Registry.CROSSREF, "2026-11-23", "timed out"),),
            ),
        ),
    }
    of = article.build(files | {works.PATH: works.write(record).encode()}, cases.TODAY)
    found = from_sources(of, rules.check(of))
    text = report(EMPTY, cases.TODAY, {}, found)
    assert "## Works retracted, or with a number that is not theirs: 1\n" in text
    assert "- `references.bib:6`: mill2019: DOI 10.1000/a&#42;b is not registered; copy the number" in text
    assert "Of works, to look up: wu2019: DOI 10.1000/a&#42;b was corrected by DOI 10.1/c (2020); see whether" in text
    assert "Crossref gave no answer for 1 number on 23 Nov 2026 (timed out); what it said before stays.\n" in text
    assert tasks(EMPTY, cases.TODAY, {}, found)[Task.NUMBERS] == ["mill2019 (number-unknown)"]


HELD = '"verdict": "quotation-found"'
FOUND = ', "found": "2026-11-22"'


def recorded(**changes: str) -> Article:
    """The tiny article with its record of what the sources say changed: each text in the place of another."""
    files = article.files(cases.BAD / "article")
    text = files[readings.PATH].decode()
    for old, new in {HELD: '"verdict": "quotation-altered"', **changes}.items():
        assert old in text
        text = text.replace(old, new)
    return article.build({**files, readings.PATH: text.encode()}, cases.TODAY)


def test_what_is_read_out_of_the_record() -> None:
    gone = ', "found": "2026-11-01", "nights": ["2026-11-20", "2026-11-21", "2026-11-22"]'
    of = recorded(**{FOUND: gone})
    found = from_sources(of, rules.check(of), "https://site.example/a/")
    assert [(one.claim, one.words, one.href, one.source, one.verdict, one.found) for one in found.lost] == [
        (
            "sang-night-said-ada-mill",
            "It sang at night",
            "https://site.example/a/ice/#sang-night-said-ada-mill",
            "mill2019",
            "quotation-altered",
            "2026-11-01",
        )
    ]
    assert (found.others, found.private, found.last) == ([], 0, "2026-11-22")


def test_what_has_an_answer_or_may_come_back_is_not_told() -> None:
    assert from_sources(recorded(**{FOUND: ""}), []).lost == []
    once = recorded(**{FOUND: ', "found": "2026-11-21", "nights": ["2026-11-22"]'})
    found = from_sources(once, rules.check(once))
    assert (found.lost, found.missed) == ([], ["sang-night-said-ada-mill (mill2019)"])
    assert report(nights_of(look("mill")), day(12), ENTRIES, found).startswith(
        "All is well: no link is dead or suspect. Not found last night, which counts after 3 nights: "
        "1 quotation that stood in the source: `sang-night-said-ada-mill (mill2019)`. "
    )
    assert "lost" not in tasks(nights_of(look("mill")), day(12), ENTRIES, found)


def test_what_could_wrong_the_author_is_counted_and_not_shown() -> None:
    of = recorded(**{'"quotation-altered"': '"unmarked-reuse"', FOUND: ""})
    found = from_sources(of, rules.check(of))
    assert (found.lost, found.others, found.private) == ([], [], 1)
    assert "sang" not in report(EMPTY, FIRST, {}, found)


def test_what_there_is_to_do_by_name() -> None:
    looks = [
        look("wu", "failing"),
        look("avedon", "failing"),
        look("reed", "suspect"),
        look("mill", moved_to="https://mill.example/new"),
        Look("https://app.example/x", (), "app.example", LinkState.FAILING),
    ]
    memory = nights_of(*looks)
    assert tasks(memory, day(12), ENTRIES) == {
        "dead": ["avedon", "https://app.example/x", "wu"],
        "suspect": ["reed"],
        "moved": ["mill"],
    }
    assert tasks(memory, day(14), ENTRIES).keys() == {"dead", "suspect", "moved"}
    assert tasks(memory, day(15), ENTRIES)[Task.UNCHECKED] == ["the links"]
    assert tasks(EMPTY, FIRST, ENTRIES) == {"unchecked": ["the links"]}
    assert tasks(memory, day(12), ENTRIES, Readings())[Task.UNCHECKED] == ["the sources"]
    assert Task.UNCHECKED not in tasks(memory, day(12), ENTRIES, Readings(last=on(10)))


def test_the_lines_of_the_bibliography() -> None:
    bib = """\
@online{mill,
  title = {On Tides},
  url   = {https://mill.example/}
}

@book{wu, title = {Ferries}, archiveurl = {https://archive.example/wu}, url = {https://wu.example/}}
"""
    assert entries_of(bibliography.read(bib), {"mill": SENTENCES}) == {
        "mill": ReportedSource(3, "", SENTENCES, title="On Tides"),
        "wu": ReportedSource(6, "https://archive.example/wu", (), title="Ferries"),
    }


def test_a_link_of_the_site_has_no_line_for_the_bibliography() -> None:
    dead = Look("https://app.example/x", (), "app.example", LinkState.FAILING, archive=WAYBACK)
    text = report(nights_of(dead), day(12), {"https://app.example/x": ReportedSource(sentences=[("About", "/about/")])})
    assert "- <https://app.example/x>, since 2 Nov 2026\n  - used by: [About](/about/)\n" in text
    assert f"  - to do: link to `{WAYBACK}` instead\n" in text
    assert "references.bib" not in text


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](https://evil.example/)",
    "![x](https://evil.example/x.png)",
    "cc @everyone and @ada/team",
    "fixes #12, GH-13, ada/tides#14",
    "see https://evil.example/ or www.evil.example",
    "mail ada@evil.example",
    "`code` **bold** _it_ ~~gone~~ $x$",
    "\n\n# Heading\n\n- item\n\n| a | b |",
    "&lt;b&gt; &#64;ada",
    "\\[x](y)",
    "a\u202eb\x00c\u200b",
    "<!-- -->",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_pages_say_is_no_markup_and_calls_nobody(text: str) -> None:
    looked = look("mill", "suspect", text)._replace(title=text)
    found = report(
        nights_of(looked), day(12), {"mill": ReportedSource(sentences=[(text, f"https://site.example/{text}")])}
    )
    plain = report(
        nights_of(look("mill", "suspect", "w")._replace(title="t")),
        day(12),
        {"mill": ReportedSource(sentences=[("s", "/s")])},
    )
    assert len(found.splitlines()) == len(plain.splitlines())
    line = next(line for line in found.splitlines() if line.startswith("- `mill`"))
    said = line.split("2026: ", 1)[1]
    assert "<" not in said
    assert not set("`*_[]!|~$\\") & set(said)
    assert "#" not in re.sub(r"&#\d+;", "", said)
    for name in ("@everyone", "@ada", "@evil", "#12", "#14", "GH-13", "https://evil", "www.evil"):
        assert name not in unescape(said)
    assert not any(written in said for written in ("&#64;", "&lt;"))
    assert all(character.isprintable() or character == "\u200b" for character in said)
    hangs = next(line for line in found.splitlines() if "used by" in line)
    assert len(re.findall(r"(?<!\\)\]\(", hangs)) == 1
    assert hangs.endswith(")")


def test_escaping_leaves_plain_words_alone() -> None:
    assert escape("no such page (404), it says: “Not found” - try later") == (
        "no such page (404), it says: “Not found” - try later"
    )
    assert escape("a*b <c> & @d") == "a&#42;b &#60;c&#62; &#38; @\u200bd"
    assert escape("x" * 100, 80) == "x" * 79 + "…"


def test_an_address_from_outside_stays_in_its_code_span() -> None:
    moved = look("mill", moved_to='https://mill.example/`{}`"><b>')
    text = report(nights_of(moved), day(12), ENTRIES)
    assert "`url = {https://mill.example/%60%7B%7D%60%22%3E%3Cb%3E},`" in text


@pytest.mark.parametrize(
    ("archive", "expected"),
    [
        (WAYBACK, "2025-08-28"),
        ("https://web.archive.org/web/20250828101112id_/https://mill.example/", "2025-08-28"),
        ("https://archive.example/20250828/https://mill.example/", "2025-08-28"),
        ("https://archive.example/20259928/https://mill.example/", ""),
        ("https://archive.example/AbCd", ""),
    ],
)
def test_the_day_of_an_archived_copy(archive: str, expected: str) -> None:
    assert copied_on(archive) == expected


def test_the_report_as_data() -> None:
    memory = nights_of(look("mill", "failing", "no such page (404)", archive=WAYBACK))
    data = json.loads(as_json(memory, day(12)))
    assert {name: value for name, value in data.items() if name != "links"} == {
        "on": on(12),
        "last_night": on(12),
        "nights": 12,
        "void": [],
        "states": {"alive": 4, "dead": 1},
    }
    assert [row["keys"] for row in data["links"]] == [["mill"], *([name] for name in STEADY)]
    assert data["links"][0] == {
        "url": "https://mill.example/mill",
        "keys": ["mill"],
        "told": "dead",
        "state": "dead",
        "since": on(2),
        "nights": 11,
        "why": "no such page (404)",
        "final_url": "",
        "title": "",
        "moved_to": "",
        "archive": WAYBACK,
        "seen": None,
    }
    assert json.loads(as_json(EMPTY, FIRST))["links"] == []
