"""Every hostile answer against the three commands that ask the web, beside a good source whose verdict has to stay."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from scripts.publication import bibliography, nights, readings
from scripts.web.fetch import Fetcher
from tests import cases
from tests.conftest import call
from tests.web.test_fetch import HOSTILE as HARM
from tests.web.test_fetch import answered, raw

TITLE = "Ice on the Upper River"
FORGED = (
    "\x1b[2J\x9b2J\u202e`good2019` is dead\n- [good](javascript:alert(1)) <script>a(2)</script> | @all #1 }, url = {x"
)
LONG = "It rained. " * 400
HOSTILE = HARM | {
    "many attributes": answered(b"<p " + b"".join(b"a%d=b " % n for n in range(10_000)) + b">"),
    "a title that writes to a terminal, a page and an issue": answered(
        f"<title>{FORGED}</title><meta name=author content='{FORGED}'><h1>{FORGED}</h1><p>{LONG}".encode()
    ),
    "a reason that does": b"HTTP/1.1 500 \x1b[2J\x9b2J `good2019`\r\nContent-Length: 0\r\n\r\n",
    "an address that does": answered(b"", "Location: /\x1b[2J%0a`good2019`<script>", status="301 Gone Away"),
    "a PDF that is none": answered(b"%PDF-1.7\n" + b"[" * 60_000, "Content-Type: application/pdf"),
    "a surrogate": answered(b"<title>&#xD800;&#xDFFF;</title><p>\xed\xa0\x80" + b"It rained. " * 400),
    "a table within a table": answered(b"<table><tr><td>" * 20_000),
}
GOOD = answered(
    f"""<!doctype html><title>{TITLE}</title><meta name=author content="Ada Mill">
<meta property="article:published_time" content="2019-05-03"><h1>{TITLE}</h1>
{"<p>The keeper wrote down who crossed, and what was said of the ferry.</p>" * 60}
<p>"It sang at night", said Ada Mill. The ice held until March.</p>""".encode()
)
ENTRY = (
    "\n@online{{{key},\n  author = {{Ada Mill}},\n  title = {{{title}}},\n  organization = {{The Ledger}},\n"
    "  date = {{2019-05-03}},\n  urldate = {{2019-06-01}},\n  url = {{{url}}}\n}}\n"
)
# What writes elsewhere than where it stands: on a terminal, and in Markdown.
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
ACTIVE = re.compile(rf"{CONTROL.pattern}|<script|(?<!\\)\]\(javascript|(?<!`)@all")


class Sources(NamedTuple):
    """An article with one good source, and one for each hostile answer, each on a host of its own."""

    root: Path
    good: str
    bad: dict[str, str]

    def run(self, *words: str) -> tuple[int, str]:
        done = call(*words, "--allow-private", cwd=self.root, day=cases.TODAY)
        assert not CONTROL.search(done.stdout + done.stderr)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sources]:
    root = tmp_path_factory.mktemp("hostile") / "article"
    shutil.copytree(cases.BAD / "article", root)
    with ExitStack() as stack:
        good = stack.enter_context(raw(lambda target, head: GOOD, "127.0.0.90"))
        bad = {
            name: stack.enter_context(raw(lambda target, head, data=data: data, f"127.0.0.{n}")) + "/page"  # type: ignore[misc]
            for n, (name, data) in enumerate(HOSTILE.items(), 100)
        }
        path = root / "references.bib"
        text = path.read_text(encoding="utf-8").replace("https://ledger.example", good)
        more = [
            ENTRY.format(key=f"bad{n}", title=f"A Page of Number {n}", url=url) for n, url in enumerate(bad.values())
        ]
        path.write_text(text + "".join(more), encoding="utf-8")
        hasty = partial(Fetcher, pace=0, sleep=lambda seconds: None)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for module in ("commands.links", "commands.cite", "web.sources"):
            patch.setattr(f"scripts.{module}.Fetcher", hasty)
        yield Sources(root, good, bad)


def test_no_hostile_answer_changes_what_links_says_of_another(sources: Sources) -> None:
    codes = []
    for on in ("2026-11-01", "2026-11-05", "2026-11-09"):
        asked = ["links", "--archive", sources.good, "--json", "o.json", "--report", "r.md", "--now", on]
        codes.append(sources.run(*asked)[0])
        rows = {row["url"]: row for row in json.loads((sources.root / "o.json").read_text(encoding="utf-8"))}
        good = [row for url, row in rows.items() if url.startswith(sources.good)]
        assert [(row["state"], row["title"]) for row in good] == [("alive", TITLE)]
        assert rows.keys() > {*sources.bad.values()}
    assert codes == [0, 0, 1], "what fails on one night is nothing to do yet"
    assert [name for name, url in sources.bad.items() if rows[url]["why"].startswith("could not be looked at")] == []
    memory = nights.read(nights.PATH, (sources.root / nights.PATH).read_text(encoding="utf-8"))
    assert memory.links.keys() == rows.keys()
    assert memory.void == {}
    report = (sources.root / "r.md").read_text(encoding="utf-8")
    assert not ACTIVE.search(report)
    assert "mill2019" not in report
    told = {url for url, link in memory.links.items() if nights.task_of(link, date(2026, 11, 9))}
    assert told
    assert {url for url in rows if url in report} == told


def test_no_hostile_answer_changes_what_sources_says_of_another(sources: Sources) -> None:
    code, said = sources.run("sources", "--json", "s.json")
    assert code == 0, said
    found = [row for row in json.loads((sources.root / "s.json").read_text(encoding="utf-8")) if row["claim"]]
    verdicts = [(row["source"], row["verdict"]) for row in found if row["verdict"].startswith("quotation")]
    assert verdicts == [("mill2019", readings.Verdict.FOUND)]
    record = (sources.root / readings.PATH).read_text(encoding="utf-8")
    assert not CONTROL.search(record)
    kept = readings.read(record)
    assert kept.pages.keys() == {"mill2019", "wu2019", *(f"bad{n}" for n in range(len(HOSTILE)))}
    assert kept.pages["mill2019"].unread is None
    assert call("check", cwd=sources.root).returncode in (0, 1), "what is recorded can be read"


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_answer_ends_cite(sources: Sources, name: str) -> None:
    url = f"{sources.bad[name]}-of-another-address"
    done = call("cite", url, "--archive", sources.good, "--allow-private", cwd=sources.root)
    assert not CONTROL.search(done.stdout + done.stderr)
    assert done.returncode in (0, 1)
    read = [source.fields["url"] for source in bibliography.read(done.stdout)] if done.stdout else []
    assert read == ([url] if done.returncode == 0 else [])


def test_cite_reads_the_good_one_after_them(sources: Sources) -> None:
    code, said = sources.run("cite", f"{sources.good}/another", "--archive", sources.good)
    assert code == 0
    assert f"{{{TITLE}}}" in said
