"""MkDocs, known to this module alone: its events, in their order, and what each does for the article.

on_config reads the article before any plugin reads a file; on_files adds the generated pages and gives mkdocs-bibtex
our notes; on_page_markdown prepares the Markdown; on_env puts the chapters on the one page, from what the renderer
made of them; on_page_context finishes each page when it is written; on_post_build fills the generated pages that are
written, and writes the exports and the search index.
"""

from __future__ import annotations

import gc
import json
import logging
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

# A bare `mkdocs` does not look for modules in its working folder; `python -m mkdocs` does.
sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts import files, finding, rules
from scripts.english import dates
from scripts.finding import Finding, Unreadable
from scripts.publication import article as articles
from scripts.publication.chapters import first_words
from scripts.website import exports, metadata, notes, one_page, pages, search_index, templates, theme
from scripts.website.editors_notes import editors_notes, notes_beside
from scripts.website.generated import Generated
from scripts.website.old_addresses import at_old_addresses
from scripts.website.page import page as finished
from scripts.website.page import prepare
from scripts.website.pages.one_page import PAGE as ONE_PAGE
from scripts.website.search_index import Entry
from scripts.website.site import Site

_log = logging.getLogger("mkdocs.article")


@dataclass
class _Build:
    """What one event leaves to the next. Each build (each save, in `make serve`) reads the article anew.

    `asked` is what the front matter of each page asks of the search; `entries` are what it finds of the pages so far.
    `to_fill` are the generated pages that wait for their HTML, by the path at which they are written. `registry` is
    where mkdocs-bibtex looks its sources up.
    """

    serving: bool = False
    site: Site | None = None
    asked: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    entries: list[Iterable[Entry]] = field(default_factory=list)
    to_fill: dict[Path, Generated] = field(default_factory=dict)
    registry: Any = None

    @property
    def made(self) -> Site:
        """The site, which on_config has made."""
        assert self.site
        return self.site


_build = _Build()


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether the pages are for the person who edits them."""
    _build.serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the article, before any plugin could fall over a faulty file of it."""
    environment = theme.made_once(config.theme.get_env(), config.theme.dirs, open_to_all=_build.serving)
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]  # one for all who ask
    # mkdocs-bibtex would read references.bib again, and format each source anew: it gets ours in on_files.
    config.plugins["bibtex"].config.update(bib_file=None, bib_dir=str(templates.FOLDER))  # in which there is none
    # The article refers to nothing that refers back to it, and is there until the build ends: neither while it
    # is read nor later has the collector of garbage to go through it.
    gc.unfreeze()
    gc.disable()
    try:
        _build.site = _read(config)
    except Unreadable as error:
        if not (_build.serving and _build.site):  # there is no page yet that could say it
            raise PluginError(_listed(error.findings)) from None
        _build.site = replace(_build.site, unreadable=error.findings)
        _log.warning("%s", _listed(error.findings))
    else:
        _tell(_build.site)
    gc.freeze()
    gc.set_threshold(20_000)  # pages leave little that refers to itself
    gc.enable()
    return config


def _read(config: MkDocsConfig) -> Site:
    """The article in the folder of mkdocs.yml, and what is found in it. Raises Unreadable."""
    root, changed = Path(config.config_file_path).parent, config.extra.get("changed")
    article = articles.read(root, dates.today())
    if article.problems:
        raise Unreadable(article.problems)
    differing = _read_changed(root / changed) if changed else {}
    found = rules.check(article)
    return Site(
        article,
        found,
        beside=notes_beside(editors_notes(article, found)),
        changed=differing,
        name=config.site_name,
        address=metadata.public(config.site_url),
        day=get_build_date(),
        repository=config.repo_url or "",
        downloads=bool(config.extra.get("downloads")),
        serving=_build.serving,
    )


def _read_changed(path: Path) -> Mapping[tuple[str, int], str]:
    """How sentences differ from those of the base, by path and line, as `summary --changed` has written it."""
    return {(row["path"], row["line"]): row["how"] for row in json.loads(files.text_of(path))}


# The rules that find in a page what nobody meant to be there.
_NOT_MEANT = ("markup-harmless", "markup-shown", "block-as-meant")


def _tell(site: Site) -> None:
    """Warn of what is found: what a page says may change overnight; it must not stop a build.

    Raises PluginError where a page may do what nobody meant, strict or not: such a site is not to be had by mistake.
    """
    left = rules.unanswered(site.article, site.findings)
    active = [found for found in left if found.rule in _NOT_MEANT]
    if active and not site.serving:
        raise PluginError("the site is not built, for what a page would show or do:\n" + finding.as_text(active))
    failing = rules.failing(left)
    for found in rules.public(left):
        _log.log(logging.WARNING if found in failing else logging.INFO, "%s", found)


def _listed(findings: Iterable[Finding]) -> str:
    return "the article cannot be read:\n" + finding.as_text(findings)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made at build, and have mkdocs-bibtex ask us for its notes."""
    site, article = _build.made, _build.made.article
    generated = dict([*pages.generated(article, site.findings), *at_old_addresses(article)])
    _build.site, _build.entries, _build.to_fill = replace(site, generated=generated), [], {}
    for path, page in generated.items():
        level = InclusionLevel.INCLUDED if path in pages.PAGES else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=page.markdown, inclusion=level))
    _build.registry = _with_our_notes(config.plugins["bibtex"])
    # Its warnings name neither page nor line; citation-known and citation-syntax tell the same.
    logging.getLogger("mkdocs.plugins.mkdocs-bibtex").setLevel(logging.ERROR)
    return files


def _with_our_notes(plugin: Any) -> Any:
    """The registry of mkdocs-bibtex, whose entries are the texts of a page's notes, by the keys that `prepare` gives.

    For a key that it does not have it raises KeyError, and the plugin makes no note.
    """
    registry = plugin.registry
    registry.reference_text = lambda citation: str(registry.bib_data.entries[citation.key])
    return registry


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Prepare the Markdown of a page, before any plugin: mkdocs-bibtex comes next, with the same page."""
    _build.registry.bib_data.entries = notes.of_page(_build.made.article, _path(page)).texts
    return prepare(_build.made.article, _path(page), markdown)


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the theme's search from making entries, and add to a page the anchors that it will have."""
    name = page.file.src_uri
    asked = page.meta.get("search")
    _build.asked[name] = asked if isinstance(asked, dict) else {}
    page.meta["search"] = {"exclude": True}
    if name in pages.PAGES:
        ids = pages.anchors(_build.made.article, name)
        page.present_anchor_ids = (page.present_anchor_ids or set()).union(ids)
    page.markdown = ""  # it has become `content`, and of a thousand chapters it would fill memory
    return content


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Put the chapters, of which all have their HTML by now, on the one page."""
    shown = {_path(file.page): file.page for file in files.documentation_pages() if file.page}
    whole = shown.get(f"docs/{ONE_PAGE.path}")
    if whole:
        contents = {path: page.content or "" for path, page in shown.items()}
        whole.content = (whole.content or "") + one_page.filled(_build.made, contents)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Finish a page, and give main.html what it tells programs in the head."""
    made = finished(_build.made, _path(page), str(page.title), page.content or "")
    page.content = made.html
    for sentence in made.lost:
        words = first_words(sentence.text)
        place = sentence.path, sentence.line
        _log.warning("%s:%d: %r is no line of its page; close its markup on its own line", *place, words)
    asked = _build.asked[page.file.src_uri]
    if not asked.get("exclude") or page.file.src_uri in _build.made.generated:
        boost = {"boost": asked["boost"]} if "boost" in asked else {}
        _build.entries.append(entry | boost for entry in made.entries)
    if page.file.src_uri == ONE_PAGE.path:  # it says again what other pages say
        page.canonical_url = config.site_url
    context["head"] = made.head
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let go of what is in the output, and remember a generated page, which gets its HTML when it is written."""
    page.content = ""
    name = page.file.src_uri
    if name in _build.made.generated and name != ONE_PAGE.path:
        _build.to_fill[Path(page.file.abs_dest_path)] = _build.made.generated[name]
    return output


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Put the rows into the generated pages; publish the ledger and the references; index the search by sentence.

    It comes after every plugin. What grows with the article goes to its file in pieces, and is never held whole.
    """
    article, folder = _build.made.article, Path(config.site_dir)
    for path, own in _build.to_fill.items():
        template = path.read_text(encoding="utf-8")
        with path.open("w", encoding="utf-8") as file:
            file.writelines(own.shown(template))
    exports.write(article, config.site_url or "/", folder)
    same = search_index.same_words(article, _build.made.findings)
    search_index.write(folder / "search" / "search_index.json", chain.from_iterable(_build.entries), same)


def _path(page: Page) -> str:
    """The path of a page's Markdown, from the folder of mkdocs.yml."""
    return f"docs/{page.file.src_uri}"
