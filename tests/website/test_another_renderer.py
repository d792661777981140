"""A site by Python-Markdown alone: what is prepared for it, and what is finished of its HTML."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from lxml import html
from markdown import markdown

from scripts import rules
from scripts.website import prepared
from tests.conftest import call, copy_of_the_repository

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<script>theme("{way}")</script>
<title>{title}</title>
</head>
<body>
<article>
{text}
</article>
</body>
</html>
"""
# What should not be there, and what no rule has found: were it allowed, it would run.
PLANTED = "</title><script>planted()</script>"


def render(folder: Path) -> None:
    """Build what was prepared: each page in a folder of its own, its links to other pages leading there."""
    for path in sorted((folder / "docs").rglob("*.md")):
        _, text = prepared.front_matter(path.read_text(encoding="utf-8"))
        home = path.stem == "index"
        content = markdown(text, extensions=["abbr", "attr_list", "footnotes", "toc"])
        way = "" if home else "../"
        content = re.sub(r'href="(\w[\w-]*)\.md(?=["#])', rf'href="{way}\1/', content)
        page = folder / "site" / ("" if home else path.stem) / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            PAGE.format(title=PLANTED if path.stem == "about" else path.stem, text=content, way=way), encoding="utf-8"
        )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_repository(tmp_path_factory.mktemp("another") / "root")


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """The finished site."""
    folder = root / "build" / "prepared"
    assert call("prepare", "--into", folder, cwd=root).returncode == 0
    render(folder)
    shutil.copytree(folder / "site", root / "build" / "rendered")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # as for the other builds of the tests
        result = call("finish", folder, cwd=root)
    assert result.stdout == ""
    assert result.stderr.startswith(
        f"No finding by {len(rules.RULES)} rules in 5 chapters, 62 sentences, 13 published notes, "
    )
    assert result.returncode == 0
    return folder / "site"


def tree(site: Path, page: str) -> html.HtmlElement:
    return html.document_fromstring((site / page / "index.html").read_bytes())


def test_what_is_prepared_is_plain_markdown_and_settings_without_what_is_ours(site: Path) -> None:
    chapter = (site.parent / "docs/introduction.md").read_text(encoding="utf-8")
    assert "[@" not in chapter
    assert re.findall(r"\[\^\w+\](?!:)", chapter) == ["[^n1]", "[^n2]", "[^n3]", "[^n4]"]
    assert re.findall(r"(?m)^\[\^\w+\]:", chapter) == ["[^n1]:", "[^n2]:", "[^n3]:", "[^n4]:"]
    assert (site.parent / "docs/sources.md").is_file()
    values = prepared.configuration(site.parent).values
    assert values["plugins"] == ["search"]
    assert "hooks" not in values
    assert values["site_url"] == "http://127.0.0.1:8000/"  # what stands there in place of the environment's
    for path in (*values["extra_css"], *values["extra_javascript"]):
        assert (site.parent / "docs" / path).is_file()


def test_the_finished_site_has_marks_notes_cards_heads_search_and_exports(site: Path, built: Path) -> None:
    ours, theirs = tree(site, "security-guarantees"), tree(built, "security-guarantees")
    for what in (
        "//a[@class='footnote-ref']",
        "//div[@class='footnote']//li",
        "//*[@class='claim']",
        "//div[@class='claim-card']",
        "//details[@class='editors-note']",
        "//meta[starts-with(@name, 'citation_')]",
    ):
        seen, expected = (["".join(e.itertext()) + e.get("content", "") for e in t.xpath(what)] for t in (ours, theirs))
        assert expected, what
        assert seen == expected, what
    for name in ("claims.json", "references.bib", "references.json", "search/search_index.json"):
        assert (site / name).read_bytes() == (built / name).read_bytes(), name


def test_the_policy_allows_the_scripts_of_the_theme_and_none_that_a_page_brings(site: Path) -> None:
    pages = {page: tree(site, page) for page in ("", "about", "claims")}
    assert "planted()" in pages["about"].xpath("//script/text()")
    policies = {name: page.xpath("string(//meta[@http-equiv]/@content)") for name, page in pages.items()}
    assert [policy.count("'sha256-") for policy in policies.values()] == [1, 1, 1]
    assert policies["about"] == policies["claims"] != policies[""]  # the way to the root stands in the script


def test_a_site_is_not_finished_twice(root: Path, site: Path) -> None:
    again = call("finish", site.parent, cwd=root)
    assert again.returncode == 2
    assert "site:1: holds no page of docs/index.md that is to be finished; prepare and build it anew" in again.stderr


def test_all_in_one_makes_the_same(root: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = root / "build" / "again"
    result = call("render", "--into", folder, "--", "cp", "-r", root / "build" / "rendered", folder / "site", cwd=root)
    assert result.stdout == ""
    assert result.stderr.startswith(
        f"No finding by {len(rules.RULES)} rules in 5 chapters, 62 sentences, 13 published notes, "
    )
    assert result.returncode == 0
    one, other = (
        {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (site, folder / "site")
    )
    assert len(one) > 10
    assert one == other


def test_a_renderer_in_python_waits_for_the_folder_and_says_how_it_ended(root: Path) -> None:
    folder = root / "build" / "waited"
    program = "import sys\nsys.exit(7 if open(sys.argv[1]).read() else 8)\n"
    (root / "renderer.py").write_text(program, encoding="utf-8")
    result = call("render", "--into", folder, "--", sys.executable, "-m", "renderer", folder / "mkdocs.yml", cwd=root)
    assert result.stderr == f"{sys.executable} failed, with 7; nothing was finished.\n"
    assert result.returncode == 2


def test_a_renderer_in_python_that_is_not_installed_is_named(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    result = call("render", "--into", "build/none", "--", sys.executable, "-m", "nowhere.at", cwd=root)
    assert result.stderr == f"{sys.executable} failed, with 1; nothing was finished.\n"
    assert f"{sys.executable}: no module named 'nowhere.at' is installed here\n" in capfd.readouterr().err
    assert result.returncode == 2


@pytest.mark.parametrize(
    ("program", "said"),
    [("false", "false failed, with 1; nothing was finished."), ("no-such", "no-such cannot be started: No such file")],
)
def test_a_renderer_that_fails_is_named(root: Path, program: str, said: str) -> None:
    result = call("render", "--into", "build/failed", "--", program, cwd=root)
    assert said in result.stderr
    assert result.returncode == 2


def test_a_page_without_its_second_comment_is_named(root: Path, site: Path) -> None:
    cut = root / "build" / "cut"
    shutil.copytree(root / "build" / "rendered", cut)
    page = cut / "about" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(prepared.ENDS, ""), encoding="utf-8")
    result = call("finish", site.parent, "--site", cut, cwd=root)
    assert "about/index.html:1: lacks '<!-- end of text -->', which stands behind each page's text" in result.stderr
    assert result.returncode == 2


def test_a_folder_that_somebody_else_wrote_is_left_alone(root: Path) -> None:
    before = (root / "docs/about.md").read_bytes()
    result = call("prepare", "--into", "docs", cwd=root)
    assert result.returncode == 2
    assert "docs:1: is there, and was not written by this command; name another folder (file-readable)" in result.stderr
    assert (root / "docs/about.md").read_bytes() == before


def test_what_a_renderer_keeps_for_the_next_time_is_left_there(root: Path) -> None:
    folder = root / "build" / "kept"
    assert call("prepare", "--into", folder, cwd=root).returncode == 0
    for name in (".cache", "site"):
        (folder / name).mkdir()
        (folder / name / "page").write_text("x", encoding="utf-8")
    assert call("prepare", "--into", folder, cwd=root).returncode == 0
    assert (folder / ".cache/page").read_text(encoding="utf-8") == "x"
    assert not (folder / "site").exists()


def test_nothing_is_prepared_in_which_a_page_does_what_nobody_meant(root: Path, tmp_path: Path) -> None:
    for name in ("docs", "record", "mkdocs.yml", "references.bib"):
        (shutil.copytree if (root / name).is_dir() else shutil.copy)(root / name, tmp_path / name)
    with (tmp_path / "docs/about.md").open("a", encoding="utf-8") as file:
        file.write('\n<img src="x" onerror="alert(1)">\n')
    result = call("prepare", "--into", "prepared", cwd=tmp_path)
    assert result.returncode == 1
    assert "(markup-harmless)" in result.stdout
    assert not (tmp_path / "prepared").exists()
    (tmp_path / "renderer.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    shutil.copytree(root / "scripts", tmp_path / "scripts")
    result = call("render", "--into", "prepared", "--", sys.executable, "-m", "renderer", cwd=tmp_path)
    assert result.returncode == 1
    assert "(markup-harmless)" in result.stdout
    assert not (tmp_path / "ran").exists()
