"""The build: it can be repeated, warns of each finding once, trusts no source, and marks what the editors changed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl
from urllib.request import urlopen

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser, Dialog, expect

from tests.conftest import ROOT, call, copy_of_the_repository, run
from tests.mkdocs_serve import Serving, serving
from tests.server import serve

CHAPTER = "docs/security-guarantees.md"
LAST = "The question of post-war security guarantees has become the central challenge.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_the_repository(tmp_path / "copy")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(root: Path, *options: str | Path) -> list[str]:
    """Build, which must work; gives its warnings."""
    result = run("mkdocs", "build", *options, cwd=root)
    assert result.returncode == 0, result.stderr
    return warnings(result.stderr)


def warnings(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith(("WARNING", "ERROR"))]


def page(root: Path, name: str) -> html.HtmlElement:
    data = (root / "site" / name / "index.html").read_bytes()
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def shown(element: html.HtmlElement, path: str) -> list[str]:
    """The words of each element on this path."""
    return [" ".join(found.text_content().split()) for found in element.xpath(path)]


# The same again


class Again(NamedTuple):
    """The same article, built once more."""

    root: Path
    before: dict[Path, bytes]
    """Its files before it was built."""
    warnings: list[str]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Again:
    """A second build, in a folder with a strange name, by a bare `mkdocs` that is called from elsewhere."""
    folder = tmp_path_factory.mktemp("again")
    root = copy_of_the_repository(folder / "an article; “drafts” & $HOME")
    before = {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()}
    script = Path(sys.executable).with_name("mkdocs")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    command = [str(script), "build", "--strict", "-f", str(root / "mkdocs.yml")]
    result = subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr
    return Again(root, before, warnings(result.stderr))


def test_two_builds_of_the_same_files_give_the_same_bytes_whatever_their_folder(again: Again, built: Path) -> None:
    first, second = (
        {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (built, again.root / "site")
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_build_warns_of_nothing_and_leaves_the_sources_alone(again: Again) -> None:
    assert again.warnings == []
    assert again.before == {path: path.read_bytes() for path in again.before}


COUNTING = """
from mkdocs.commands.build import build
from mkdocs.config import load_config
from scripts.website import references

formatted, markup = [], references.markup
references.markup = lambda source, *more: formatted.append(source.key) or markup(source, *more)
build(load_config())
print(len(formatted))
"""


def test_each_source_is_formatted_once_a_build_however_often_it_is_cited(root: Path) -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", COUNTING]
    result = subprocess.run(command, cwd=root, env=environment, text=True, capture_output=True, check=True)
    assert result.stdout == "7\n"


def test_what_looks_like_a_citation_is_shown_as_it_is_written_where_it_is_none(root: Path) -> None:
    with (root / CHAPTER).open("a", encoding="utf-8") as file:
        file.write("""
A source is cited as `[@key, p. 4]`, or [see `[@key]`], and \\[@key] is printed so.[@bbc2025trap]

<!-- To do: [@lost2018]. -->

```
The text.[@bbc2025trap]
```
""")
    call("check", "--fix", cwd=root)
    build(root)
    chapter = page(root, "security-guarantees").xpath("//article")[0]
    (words,) = (words for words in shown(chapter, "./p") if "A source" in words)
    assert "A source is cited as [@key, p. 4], or [see [@key]], and [@key] is printed so.9a" in words
    assert shown(chapter, "./p//code | ./pre/code") == ["[@key, p. 4]", "[@key]", "The text.[@bbc2025trap]"]
    result = call("check", "--site", "site", cwd=root)
    assert [line for line in result.stdout.splitlines() if "(citation-rendered)" in line] == []


def test_the_front_matter_of_a_page_says_whether_the_search_finds_it_and_how_soon(root: Path) -> None:
    for name, asked in (("about", "boost: 2"), ("index", "exclude: true")):
        path = root / f"docs/{name}.md"
        text = path.read_text(encoding="utf-8")
        assert text.startswith("---\n")
        path.write_text(text.replace("---\n", f"---\nsearch: {{ {asked} }}\n", 1), encoding="utf-8")
    assert build(root) == []
    entries = json.loads((root / "site/search/search_index.json").read_text(encoding="utf-8"))["docs"]
    assert {entry.get("boost") for entry in entries if entry["location"].startswith("about/")} == {2}
    assert not [entry for entry in entries if re.match(r"#|$", entry["location"])]


# Findings


class Faulty(NamedTuple):
    """What a strict build of an article with faults printed, how it ended, and what it built."""

    root: Path
    code: int
    out: str
    err: str

    def told(self, *words: str) -> list[str]:
        """The warnings with all these words."""
        return [line for line in warnings(self.err) if all(word in line for word in words)]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Faulty:
    """A strict build with a fault of each kind that a build tells of."""
    root = copy_of_the_repository(tmp_path_factory.mktemp("faulty") / "copy")
    change(root / CHAPTER, "raise the stakes.\n\nThough", "raise the stakes.\nThough")
    change(root / CHAPTER, "[@drozdiak2025guarantees]", "[@drozdiak2052guarantees]")
    change(root / CHAPTER, LAST, f"A <em>bold start.\nBold end</em> here.\n\n{LAST}\n[^unused]: Nothing calls this.\n")
    about = root / "docs/about.md"
    lines = "\n\n[One](sources.md#toosi2025error)\n[two](claims.md#no-boots-on-the-ground)\n[three](claims.md#gone)\n"
    about.write_text(about.read_text(encoding="utf-8") + lines, encoding="utf-8")
    result = run("mkdocs", "build", "--strict", cwd=root)
    return Faulty(root, result.returncode, result.stdout, result.stderr)


def test_a_finding_is_one_warning_with_its_file_line_and_rule(faulty: Faulty) -> None:
    (warning,) = faulty.told(f"{CHAPTER}:15: ")
    assert re.fullmatch(rf"WARNING -  {CHAPTER}:15: .* \(faithful-text\)", warning)


def test_a_finding_fails_a_strict_build(faulty: Faulty) -> None:
    assert faulty.code == 1
    assert f"Aborted with {len(faulty.told())} warnings in strict mode" in faulty.out
    assert "Traceback" not in faulty.err


def test_an_unknown_key_is_told_once_and_not_by_the_plugin_as_well(faulty: Faulty) -> None:
    assert len(faulty.told("(citation-known)")) == 1
    assert not any(not line.endswith(")") for line in faulty.told("drozdiak2052guarantees"))


def test_a_footnote_that_nothing_calls_is_a_warning_and_no_crash(faulty: Faulty) -> None:
    assert [line.endswith("(footnote-used)") for line in faulty.told("[^unused]")] == [True]


def test_a_link_to_an_anchor_of_a_generated_page_is_checked(faulty: Faulty) -> None:
    (warning,) = faulty.told("does not contain an anchor")
    assert "'claims.md' does not contain an anchor '#gone'" in warning


def test_markup_over_two_lines_is_told_of_and_costs_no_other_sentence_its_mark(faulty: Faulty) -> None:
    assert len(faulty.told("is no line of its page; close its markup on its own line")) == 2
    tree = page(faulty.root, "security-guarantees")
    assert tree.get_element_by_id("guarantees-the-central-challenge").get("class") == "claim"


def test_an_unrecorded_departure_is_not_called_faithful(faulty: Faulty) -> None:
    assert "the published text, word for word" not in page(faulty.root, "corrections").text_content()


# Sources that mean harm

TITLE = (
    '<script>alert(1)</script> "quotes" *stars* **two** [x](y) ![i](j) <img src=x onerror=alert(2)> `code` $x$ '
    "[@bbc2025trap] @bbc2025trap [^1] &lt;b&gt; <http://auto.example> www.auto.example </article>"
)
READ = TITLE.replace("$x$", "x").replace("&lt;b&gt;", "<b>")  # as TeX and HTML write it
HARMFUL = f"""
@online{{harm2025,
  author       = {{<s>Ada</s> *Mill*}},
  title        = {{{TITLE}}},
  organization = {{<s>Press</s> _under_ __two__}},
  date         = {{2025-08-21}},
  urldate      = {{2025-08-28}},
  url          = {{javascript:alert(1)}}
}}

@online{{harm2026,
  title        = {{Another}},
  organization = {{The Press}},
  date         = {{2025-08-21}},
  urldate      = {{2025-08-28}},
  url          = {{https://example.org/"onmouseover="alert(3)}}
}}
"""
ADDED = "This sentence was added.[@harm2025; @harm2026]"
BECAUSE = f"The editors say why: {TITLE} {{{{ 7*7 }}}} {{% raw %}}."


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two harmful sources, cited by an addition, and every finding on them answered harmfully."""
    root = copy_of_the_repository(tmp_path_factory.mktemp("harmed") / "copy")
    with (root / "references.bib").open("a", encoding="utf-8") as file:
        file.write(HARMFUL)
    change(root / CHAPTER, LAST, f"{LAST}\n{ADDED}\n")
    correction = {
        "kind": "addition",
        "now": f"¶ {ADDED}",
        "after": LAST.strip(),
        "because": BECAUSE,
        "on": "2025-08-28",
    }
    (root / "record/corrections").mkdir()
    (root / "record/corrections/security-guarantees.yml").write_text(yaml.safe_dump([correction]), encoding="utf-8")
    findings = json.loads(call("check", "--format", "json", cwd=root).stdout)
    assert {"source-address-safe"} <= {finding["rule"] for finding in findings}
    answers = [
        {"rule": f["rule"], "found": f["found"], "because": BECAUSE, "on": "2025-08-28"} | f["about"] for f in findings
    ]
    with (root / "record/accepted.yml").open("a", encoding="utf-8") as file:
        file.write(yaml.safe_dump(answers))
    build(root, "--strict")
    return root


def pages(root: Path) -> dict[str, html.HtmlElement]:
    paths = (root / "site").rglob("index.html")
    names = [path.parent.relative_to(root / "site").as_posix() for path in paths]
    return {name: page(root, name) for name in names}


def test_a_harmful_source_is_shown_letter_by_letter(harmed: Path) -> None:
    for name, path in [
        ("security-guarantees", "//li[contains(., '<s>Ada</s>')]"),
        ("sources", "//article[h2/@id='harm2025']"),
    ]:
        (reference,) = shown(page(harmed, name), path)
        assert f'<s>Ada</s> *Mill*, "{READ}", <s>Press</s> _under_ __two__, 21 Aug 2025,' in reference
        assert "<javascript:alert(1)>" in reference


@pytest.mark.parametrize("name", ["security-guarantees", "corrections"])
def test_a_harmful_record_is_shown_letter_by_letter(harmed: Path, name: str) -> None:
    assert BECAUSE in shown(page(harmed, name), "//article")[0]


RUN = "//script[not(@type='application/ld+json')]"


def test_nothing_of_a_harmful_source_becomes_markup(harmed: Path) -> None:
    for name, tree in pages(harmed).items():
        assert [text for text in shown(tree, f"{RUN} | //style") if "alert" in text] == [], name
        assert tree.xpath("//article//*[self::img or self::script or self::i or self::b or self::s]") == [], name
        assert name == "methods" or tree.xpath("//article//code") == [], name  # where rules name what one writes
        assert tree.xpath("//article//@*[starts-with(name(), 'on')]") == [], name
        assert set(shown(tree, "//article//strong")) & {"two"} == set(), name
        assert set(shown(tree, "//article//em")) & {"stars", "Mill", "under", "x"} == set(), name


def test_what_programs_read_of_a_harmful_source_is_data(harmed: Path) -> None:
    for name in ("", "security-guarantees"):
        (told,) = page(harmed, name).xpath("//script[@type='application/ld+json']")
        work = json.loads(told.text)
        work = (work if name == "" else work["hasPart"])["citation"][-2]
        assert (work["name"], work["author"][0]["name"]) == (READ, "<s>Ada</s> *Mill*")
        assert "url" not in work
    (item,) = (i for i in json.loads((harmed / "site/references.json").read_bytes()) if i["id"] == "harm2025")
    assert item["title"] == READ
    assert "URL" not in item


def test_nothing_of_a_harmful_source_becomes_a_link(harmed: Path) -> None:
    for name, tree in pages(harmed).items():
        links = [str(link).lower() for link in tree.xpath("//article//@href | //article//@src")]
        assert [link for link in links if re.search(r"javascript|onmouseover|auto\.example|^[yj]$", link)] == [], name
    sources = page(harmed, "sources")
    references = sources.xpath("//article[h2[@id='harm2025' or @id='harm2026']]//*[@class='reference']")
    assert [reference.xpath(".//a") for reference in references] == [[], []]


def test_nothing_of_a_harmful_source_runs_in_a_browser(harmed: Path, browser: Browser) -> None:
    opened: list[str] = []

    def note(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    with serve(harmed / "site") as address, browser.new_context() as context, context.new_page() as tab:
        tab.on("dialog", note)
        for name in ("sources", "corrections", "security-guarantees"):
            tab.goto(f"{address}{name}/")
        tab.locator("a.footnote-ref").filter(has_text="9a").click()
        expect(tab.get_by_role("listitem").filter(has_text="<script>alert(1)</script>")).to_be_visible()
        tab.get_by_role("textbox", name="Search").press_sequentially("onerror")
        expect(tab.locator(".md-search-result__meta")).to_contain_text("place")
        expect(tab.locator(".md-search-result__list").locator("img, script")).to_have_count(0)
    assert opened == []


# Corrections

STAKES = "But this would also raise the stakes.\n"
SAME = "It is almost the same.\n"


ADDITIONS = [
    "Added with one.[@toosi2025error]",
    "Added with two.[see @savill2025insecurity, p. 4, which disagrees; @toosi2025error]",
    r"An escaped 5 \* 3 addition.",
    "It is almost the same.",  # the author says so too, in another chapter
]


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a word changed, a sentence removed, a paragraph moved, and a sentence and a paragraph added."""
    root = copy_of_the_repository(tmp_path_factory.mktemp("corrected") / "copy")
    change(root / CHAPTER, "over 70 members", "over 70 years")
    change(root / CHAPTER, STAKES, "")
    change(root / CHAPTER, f"\n{LAST}", "")
    change(root / "docs/conclusion.md", "\n\nBut dealing", f"\n\n{LAST}\nBut dealing")
    change(root / "docs/ready-for-peace.md", SAME, f"{SAME}This was added by others.\n")
    with (root / "docs/russia-and-ukraine.md").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(ADDITIONS) + "\n")
    fixed = call("check", "--fix", cwd=root)
    assert "record/corrections/" in fixed.stderr
    build(root)
    return root


def quoted(root: Path, kind: str, which: str) -> list[str]:
    """What the Corrections page quotes in its corrections of a kind, as it was `published` or stands `now`."""
    return shown(page(root, "corrections"), f"//*[contains(@class, '{kind}')]//blockquote[@class='{which}']")


def test_a_changed_word_is_shown_with_the_published_one(corrected: Path) -> None:
    (published,), (now,) = (quoted(corrected, "wording", which) for which in ("published", "now"))
    assert "70 members" in published
    assert "70 years" in now
    assert "the published text, word for word" not in shown(page(corrected, "corrections"), "//article")[0]


def test_a_removed_sentence_is_shown(corrected: Path) -> None:
    assert quoted(corrected, "removal", "published") == [STAKES.strip()]


def test_a_moved_sentence_is_shown_once_as_moved(corrected: Path) -> None:
    assert quoted(corrected, "correction", "published").count(LAST.strip()) == 1
    assert quoted(corrected, "move", "published") == [LAST.strip()]
    (kind,) = shown(page(corrected, "corrections"), "//*[contains(@class, 'move')]//p[@class='kind']")
    assert kind.startswith("Move, ")


def test_an_added_sentence_is_shown_as_the_editors(corrected: Path) -> None:
    assert quoted(corrected, "addition", "now").count("This was added by others.") == 1
    marked = shown(page(corrected, "ready-for-peace"), "//*[@class='addition']")
    assert marked == ["Added by the editors: This was added by others."]


def test_each_sentence_of_an_added_paragraph_is_marked_in_the_chapter(corrected: Path) -> None:
    marked = shown(page(corrected, "russia-and-ukraine"), "//*[@class='addition']")
    assert len(marked) == len(ADDITIONS)
    assert marked[0] == "Added by the editors: Added with one.13a"
    assert "An escaped 5 * 3 addition." in marked[2]


def test_nothing_is_marked_as_added_where_nothing_was(built: Path) -> None:
    assert [path for path in built.rglob("*.html") if "Added by the editors" in path.read_text("utf-8")] == []


# While one writes


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Serving]]:
    """An article that somebody edits while it is served; each test leaves its files as they were."""
    root = copy_of_the_repository(tmp_path_factory.mktemp("writing") / "copy")
    with serving(root) as server:
        server.until("Serving on")
        yield root, server


def test_each_save_is_checked_at_once(writing: tuple[Path, Serving]) -> None:
    root, server = writing
    told = f"WARNING -  {CHAPTER}:14: 'lower' stands where the article has 'raise'"
    for _ in range(2):
        change(root / CHAPTER, "raise the stakes", "lower the stakes")
        assert told in server.until("Reloading browsers")
        change(root / CHAPTER, "lower the stakes", "raise the stakes")
        assert "WARNING" not in server.until("Reloading browsers")


def test_a_save_that_cannot_be_read_is_told_on_the_page_and_mended(writing: tuple[Path, Serving]) -> None:
    root, server = writing
    change(root / "references.bib", "@online{toosi2025error,", "@online{toosi2025error")
    told = server.until("Reloading browsers")
    assert "the article cannot be read:" in told
    assert "references.bib:" in told
    with urlopen(f"{server.address}security-guarantees/", timeout=30) as answer:
        assert "references.bib:" in answer.read().decode()
    change(root / "references.bib", "@online{toosi2025error", "@online{toosi2025error,")
    assert "cannot be read" not in server.until("Reloading browsers")


# Settings


def test_a_named_repository_is_where_a_problem_is_reported(root: Path) -> None:
    settings = {"REPO_URL": "https://git.example/editors/article/"}
    result = run("mkdocs", "build", "--strict", cwd=root, settings=settings)
    assert result.returncode == 0, result.stderr
    card = page(root, "security-guarantees").get_element_by_id("card-no-boots-on-the-ground")
    (link,) = card.xpath(".//a[text()='Report a problem with this sentence']/@href")
    address, _, query = str(link).partition("?")
    asked = dict(parse_qsl(query))
    assert address == "https://git.example/editors/article/issues/new"
    assert asked.pop("title") == "Claim: no-boots-on-the-ground"
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / asked.pop("template")).read_text(encoding="utf-8"))
    assert asked.keys() < {field["id"] for field in form["body"] if field["type"] in ("input", "textarea")}
    assert asked["claim"] == "no-boots-on-the-ground"
    assert "Boots on the ground" in asked["sentence"]
    (read,) = card.xpath(".//a[text()='I have read it']/@href")
    asked = dict(parse_qsl(str(read).partition("?")[2]))
    assert asked.pop("title") == "Read: sutherland2025boots"
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / asked.pop("template")).read_text(encoding="utf-8"))
    assert asked.keys() < {field["id"] for field in form["body"] if field["type"] in ("input", "textarea")}
    assert (asked["claim"], asked["source"]) == ("no-boots-on-the-ground", "sutherland2025boots")
    assert page(root, "security-guarantees").xpath("//*[@data-md-component='source']") == []


def test_without_a_repository_nothing_is_said_of_reporting(built: Path) -> None:
    assert [path for path in built.rglob("*.html") if "Report a problem" in path.read_text("utf-8")] == []
