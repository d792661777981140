"""The site, made of what a renderer has built of the folder that `prepared` wrote, by the functions of any build.

What it needs of the HTML: the two comments of a page around its text, with the notes right behind them or in it; a
line of the Markdown as a line; notes as Python-Markdown writes them (see footnotes); a <head>; pages in folders.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader

from scripts import files, fork
from scripts.finding import unreadable
from scripts.hypertext.built import page as built_page
from scripts.hypertext.page import BuiltPage
from scripts.publication.article import ABOUT
from scripts.publication.chapters import Chapter
from scripts.website import one_page, prepared, theme
from scripts.website.build import Build, lost
from scripts.website.page import Page
from scripts.website.page import page as page_of
from scripts.website.pages import PAGES
from scripts.website.pages.one_page import PAGE as ONE_PAGE
from scripts.website.site import Site

_BEGINS = re.compile(prepared.BEGINS.format("([^<>]+)"))
_TITLE = re.compile(r"<h1[ >](?:(?!</h1>).)*</h1>\s*\Z", re.DOTALL)
_NOTES = re.compile(r'\s*<div class="footnote">.*?</ol>\s*</div>', re.DOTALL)
# The policy comes before any script, and what the encoding is before the policy.
_FIRST = re.compile(r"<head[^>]*>(?:\s*<meta charset=[^>]*>)?")
_CANONICAL = re.compile(r'(<link rel="canonical" href="|<meta property="og:url" content=")[^"]*(">)')
_WAY = re.compile(r'"[./]+"')
_INDEX_OF_THE_RENDERER = "search.json"


class _Parts(NamedTuple):
    """What stands before the text of a built page, the text, and what stands behind it."""

    before: str
    text: str
    behind: str


class _Finished(NamedTuple):
    """A page that is written: its title, what its front matter asks of the search, the page without its HTML, and as
    it is read again.
    """

    title: str
    asked: object
    page: Page
    built: BuiltPage


class FinishedSite(NamedTuple):
    """What was finished: what is lost in the pages, in words, and the pages by their files, as they are read again."""

    lost: list[str]
    pages: Mapping[Path, BuiltPage]


def beforehand(site: Site, url: str, beside: Path) -> Site:
    """Make what needs nothing of the renderer, while it is at work: references, lists, and in a folder the exports."""
    for path in site.article.pages:
        site.references(path)
    beside.mkdir()
    Build(site, url).write_exports(beside)
    return replace(site, generated={name: page.made() for name, page in site.generated.items()})


def finish(root: Path, site: Site, folder: Path, built: Path, beside: Path | None = None) -> FinishedSite:
    """Finish the pages in `built`, in place, and write what stands beside them.

    `site` is of the article in `root`, `folder` what prepare wrote for it, `beside` the folder of `beforehand`. Raises
    Unreadable where a page is not there to be finished, or is finished already.
    """
    config = prepared.configuration(folder)
    article, build = site.article, Build(site, config.settings.url)
    said: list[str] = []
    pages: dict[Path, BuiltPage] = {}
    files_of, others = _pages(built)
    paths = [*sorted(article.pages, key=_as_mkdocs), *(f"docs/{name}" for name in site.generated)]
    if missing := [path for path in paths if path not in files_of]:
        what = f"holds no page of {missing[0]} that is to be finished; prepare and build it anew"
        raise unreadable(built.as_posix(), 1, what)
    generated = (_parts(files_of[f"docs/{name}"]) for name in PAGES)  # in which nobody has written a script
    known = {_anywhere(script) for page in generated for script in _scripts(page)}
    whole = _whole(site, files_of)

    def finished(path: str) -> _Finished:
        page, name = _parts(files_of[path]), path.removeprefix("docs/")
        front = prepared.front_matter(files.text_of(root / path))[0] if path in article.pages else {}
        title = config.titles.get(name) or str(front.get("title") or _title(site, path))
        made = page_of(site, path, title, page.text + (whole if name == ONE_PAGE.path else ""))
        before = _with_policy(page.before, (script for script in _scripts(page) if _anywhere(script) in known))
        before = before.replace("</head>", f"{made.head}</head>", 1)
        if name == ONE_PAGE.path:  # it says again what other pages say
            before = _CANONICAL.sub(rf"\g<1>{html.escape(config.settings.url)}\2", before)
        output, own = f"{before}{made.html}{page.behind}", site.generated.get(name)
        part = files_of[path].with_suffix(".part")  # a copy of the process that fails leaves the page to this one
        with part.open("w", encoding="utf-8") as file:
            file.writelines(own.shown(output) if own else [output])
        part.replace(files_of[path])
        read_again = built_page(files_of[path], built)
        return _Finished(title, front.get("search"), made._replace(html="", head=""), read_again)

    for path, (title, asked, made, read) in zip(paths, fork.mapped(finished, paths, 1), strict=True):
        pages[files_of[path]] = read
        said += map(lost, made.lost)
        build.find(path, title, asked, made.text)
    for other in others:
        if not (folder / "docs" / other.relative_to(built)).exists():  # such as 404.html, in which there is no text
            text = other.read_text(encoding="utf-8")
            other.write_text(_with_policy(text, theme.INLINE.findall(text)), encoding="utf-8")
    if beside:
        shutil.copytree(beside, built, dirs_exist_ok=True)
    else:
        build.write_exports(built)
    build.write_index(built)
    moved = {f"docs/{name}" for name in site.generated.keys() - PAGES.keys()}
    (built / _INDEX_OF_THE_RENDERER).unlink(missing_ok=True)
    _write_sitemap(root, built, config.settings.url, paths, moved)
    return FinishedSite(said, pages)


def _as_mkdocs(path: str) -> tuple[str, bool, str]:
    """What pages are sorted by, so that the search has its entries in the order in which MkDocs makes the pages."""
    folder, _, name = path.rpartition("/")
    return folder, name != "index.md", name


def _pages(built: Path) -> tuple[dict[str, Path], list[Path]]:
    """The built pages that are to be finished, by the path of their Markdown; and the others."""
    found: dict[str, Path] = {}
    others = []
    for path in sorted(built.rglob("*.html")):
        if begins := _BEGINS.search(path.read_text(encoding="utf-8")):
            found[begins[1]] = path
        else:
            others.append(path)
    return found, others


def _parts(path: Path) -> _Parts:
    before, *rest = _BEGINS.split(path.read_text(encoding="utf-8"), maxsplit=1)
    text, ends, behind = rest[-1].rpartition(prepared.ENDS) if rest else ("", "", "")
    if not ends:
        raise unreadable(path.as_posix(), 1, f"lacks {prepared.ENDS!r}, which stands behind each page's text; keep it")
    title, notes = _TITLE.search(before), _NOTES.match(behind)
    before, heading = (before[: title.start()], title[0]) if title else (before, "")
    behind, texts = (behind[notes.end() :], notes[0]) if notes else (behind, "")
    return _Parts(before, f"{heading}{text.strip()}\n{texts.strip()}".rstrip("\n"), behind)


def _whole(site: Site, files_of: Mapping[str, Path]) -> str:
    """The chapters on the one page, if it has them."""
    paths = [chapter.path for chapter in site.article.chapters] + [ABOUT] * (ABOUT in site.article.pages)
    kept = one_page.has_all(site.article)
    return one_page.filled(site, {path: _parts(files_of[path]).text for path in paths if kept})


def _title(site: Site, path: str) -> str:
    known = PAGES.get(path.removeprefix("docs/"))
    if known:
        return known.heading(site.article) if known.heading else known.title
    return site.article.pages[path].title if path in site.article.pages else ""


def _scripts(page: _Parts) -> list[str]:
    """The scripts within a page that the theme put there, not its text."""
    return theme.INLINE.findall(page.before) + theme.INLINE.findall(page.behind)


def _anywhere(script: str) -> str:
    """A script of the theme's without the way to the site's root in it."""
    return _WAY.sub('""', script)


def _with_policy(before: str, scripts: Iterable[str]) -> str:
    """The beginning of a page with its policy, which allows these scripts."""
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{theme.allowing(scripts)}">'
    return _FIRST.sub(lambda match: match[0] + meta, before, count=1)


def _write_sitemap(root: Path, built: Path, url: str, paths: Iterable[str], moved: Collection[str]) -> None:
    """Write the addresses of the pages, by the template that MkDocs fills as well."""
    pages = [
        {
            "src_uri": path.removeprefix("docs/"),
            "page": {"canonical_url": f"{url}{Chapter(path).url}" if url else "", "meta": {"moved": path in moved}},
        }
        for path in paths
    ]
    template = Environment(loader=FileSystemLoader(root / "docs/theme"), autoescape=True).get_template("sitemap.xml")
    (built / "sitemap.xml").write_text(template.render(pages=pages), encoding="utf-8")
