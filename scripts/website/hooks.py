"""MkDocs, known to this module alone: its events, in their order, and what each does for the article.

on_config reads the article before any plugin reads a file, and gives mkdocs-bibtex our notes; on_files adds the
generated pages, and has a copy of the process write the exports; on_page_markdown prepares the Markdown; on_env puts
the chapters on the one page, from what the renderer made of them; on_page_context finishes each page when it is
written; on_post_build fills the generated pages that are written, and writes the search index.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs_bibtex.citation import Citation, CitationBlock
from mkdocs_bibtex.registry import ReferenceRegistry

# A bare `mkdocs` does not look for modules in its working folder; `python -m mkdocs` does.
sys.path.insert(0, str(Path(__file__).parents[2]))

gc.disable()  # our modules are there until the build ends: going through them for garbage takes a tenth of their time

from scripts import finding, fork, rules
from scripts.finding import Finding, Unreadable
from scripts.regex import regex
from scripts.website import notes, one_page, pages, templates, theme
from scripts.website.build import Build, RenderedPage, Settings, checked, lost, not_meant, read
from scripts.website.generated import Generated
from scripts.website.page import is_read, prepare
from scripts.website.pages.one_page import PAGE as ONE_PAGE
from scripts.website.site import Site

gc.enable()
_log = logging.getLogger("mkdocs.article")


_NOTE = regex(r"\[@([\w-]+)\]")


class _Notes(ReferenceRegistry):  # type: ignore[misc]  # it has no types
    """Where mkdocs-bibtex looks up the notes of a page: their texts, by the keys that `prepare` gives.

    For a key that it does not have it raises KeyError, and the plugin makes no note. What is no citation of a note,
    as in code, stays as it is written.
    """

    def __init__(self) -> None:
        super().__init__([])
        self.texts: Mapping[str, str] = {}

    def validate_citation_blocks(self, citation_blocks: Iterable[CitationBlock]) -> None:
        """Nothing: citation-known and citation-syntax tell what leads nowhere, with the page and the line."""

    def validate_inline_references(self, inline_references: object) -> set[object]:
        """None: mkdocs.yml switches them off."""
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        return _NOTE.sub(lambda match: f"[^{match[1]}]" if match[1] in self.texts else match[0], str(citation_block))

    def reference_text(self, citation: Citation) -> str:
        return self.texts[citation.key]


@dataclass
class _State:
    """What one event leaves to the next. Each build (each save, in `make serve`) reads the article anew.

    `asked` is what the front matter of each page asks of the search. `to_fill` are the generated pages that wait for
    their HTML, by the path at which they are written. `notes` is where mkdocs-bibtex looks up those of a page.
    `waiting` are the rendered pages that no copy of the process has begun to finish, by their paths; `chapters` makes
    what the one page shows of them. `exported` tells whether a copy has written the exports.
    """

    serving: bool = False
    build: Build | None = None
    asked: dict[str, object] = field(default_factory=dict)
    to_fill: dict[Path, Generated] = field(default_factory=dict)
    notes: _Notes = field(default_factory=_Notes)
    waiting: dict[str, Page] = field(default_factory=dict)
    exported: Iterator[bool] = field(default_factory=lambda: iter(()))
    chapters: Callable[[], str] = str

    @property
    def made(self) -> Build:
        """The build, which on_config has made."""
        assert self.build
        return self.build

    @property
    def site(self) -> Site:
        """Its site."""
        return self.made.site


_state = _State()


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether the pages are for the person who edits them."""
    _state.serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the article, before any plugin could fall over a faulty file of it."""
    environment = theme.made_once(config.theme.get_env(), config.theme.dirs, open_to_all=_state.serving)
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]  # one for all who ask
    _asks(config.plugins["bibtex"], _state.notes)
    # The article refers to nothing that refers back to it, and is there until the build ends: neither while it
    # is read nor later has the collector of garbage to go through it.
    gc.unfreeze()
    gc.disable()
    settings = Settings(
        name=config.site_name,
        url=config.site_url or "",
        repository=config.repo_url or "",
        downloads=bool(config.extra.get("downloads")),
        changed=config.extra.get("changed") or "",
    )
    try:
        root = Path(config.config_file_path).parent
        site = checked(root, read(root), settings, serving=_state.serving)
    except Unreadable as error:
        if not (_state.serving and _state.build):  # there is no page yet that could say it
            raise PluginError(_listed(error.findings)) from None
        site = replace(_state.site, unreadable=error.findings)
        _log.warning("%s", _listed(error.findings))
    else:
        _tell(site)
    _state.build = Build(site, settings.url)
    gc.freeze()
    gc.set_threshold(20_000)  # pages leave little that refers to itself
    gc.enable()
    return config


# So many findings of a rule that stop nothing are told one by one: a text that was just brought in has hundreds.
_EACH = 10


def _asks(plugin: Any, notes: _Notes) -> None:
    """Have mkdocs-bibtex ask these for the notes of a page, and read no file.

    It would read references.bib again, and look through all that is installed for the styles of one by its own.
    """
    plugin.registry = notes
    plugin.config.update(bib_file=None, bib_dir=str(templates.FOLDER))  # in which there is none
    plugin.last_configured = 0.0  # no file in there is newer
    # Its warnings name neither page nor line.
    logging.getLogger("mkdocs.plugins.mkdocs-bibtex").setLevel(logging.ERROR)


def _tell(site: Site) -> None:
    """Warn of what is found: what a page says may change overnight; it must not stop a build.

    Raises PluginError where a page may do what nobody meant, strict or not: such a site is not to be had by mistake.
    """
    left = rules.unanswered(site.article, site.findings)
    if (active := not_meant(left)) and not site.serving:
        raise PluginError("the site is not built, for what a page would show or do:\n" + finding.as_text(active))
    failing = rules.failing(left)
    others: dict[str, list[Finding]] = {}
    for found in rules.public(left):
        if found in failing:
            _log.warning("%s", found)
        else:
            others.setdefault(found.rule, []).append(found)
    for rule, several in others.items():
        for found in several[:_EACH]:
            _log.info("%s", found)
        if len(several) > _EACH:
            _log.info("and %d more of %s, which python -m scripts check --complete lists", len(several) - _EACH, rule)


def _listed(findings: Iterable[Finding]) -> str:
    return "the article cannot be read:\n" + finding.as_text(findings)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made at build, and have a copy of the process write the exports."""
    _state.to_fill = {}
    for path, page in _state.site.generated.items():
        level = InclusionLevel.INCLUDED if path in pages.PAGES else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=page.markdown, inclusion=level))
    folder = Path(config.site_dir)  # which was emptied just now, and into which nothing else writes an export
    folder.mkdir(parents=True, exist_ok=True)
    _state.exported = fork.ahead(lambda: _written(_state.made.write_exports, folder))
    return files


def _written(write: Callable[[Path], None], folder: Path) -> Iterator[bool]:
    write(folder)
    yield True


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Prepare the Markdown of a page, before any plugin: mkdocs-bibtex comes next, with the same page."""
    _state.notes.texts = notes.of_page(_state.site.article, _path(page)).texts
    return prepare(_state.site.article, _path(page), markdown)


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the theme's search from making entries, and add to a page the anchors that it will have."""
    name = page.file.src_uri
    _state.asked[name] = page.meta.get("search")
    page.meta["search"] = {"exclude": True}
    if name in pages.PAGES:
        ids = pages.anchors(_state.site.article, name)
        page.present_anchor_ids = (page.present_anchor_ids or set()).union(ids)
    page.markdown = ""  # it has become `content`, and of a thousand chapters it would fill memory
    if len(_state.waiting) * _BATCHES > len(_state.site.article.pages):
        _begin([*_state.waiting.values()])
        _state.waiting = {}
    if name != ONE_PAGE.path:  # which has its chapters in on_env
        _state.waiting[_path(page)] = page
    return content


# How many copies of the process finish pages, one after the other begun, while others are rendered.
_BATCHES = 3


def _begin(some: list[Page]) -> None:
    """Begin to finish some pages, which have their HTML and will be asked for in this order."""
    _state.made.begin(map(_path, some), lambda: map(_rendered, some))


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Let the one page have the chapters, of which all have their HTML by now; begin to finish the last pages."""
    site = _state.site
    shown = {_path(file.page): file.page for file in files.documentation_pages() if file.page}
    contents = {path: page.content or "" for path, page in shown.items()} if one_page.has_all(site.article) else {}
    _state.chapters = lambda: one_page.filled(site, contents)
    if whole := shown.get(f"docs/{ONE_PAGE.path}"):
        _state.waiting[_path(whole)] = whole
    last = [page for path, page in shown.items() if path in _state.waiting]
    # One of four is finished while all are written; none where there are few, of which the one page comes first.
    _begin([page for n, page in enumerate(last, 1) if n % 4])
    _state.waiting = {}


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Finish a page, and give main.html what it tells programs in the head."""
    made = _state.made.page(_path(page), str(page.title), lambda: _rendered(page).html, _state.asked[page.file.src_uri])
    page.content = made.html
    if made.description:
        page.meta.setdefault("description", made.description)
    page.meta["reading"] = is_read(_state.site.article, _path(page))
    for sentence in made.lost:
        _log.warning("%s", lost(sentence))
    if page.file.src_uri == ONE_PAGE.path:  # it says again what other pages say
        page.canonical_url = config.site_url
    context["head"] = made.head
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let go of what is in the output, and remember a generated page, which gets its HTML when it is written."""
    page.content = ""
    name = page.file.src_uri
    if name in _state.site.generated and name != ONE_PAGE.path:
        _state.to_fill[Path(page.file.abs_dest_path)] = _state.site.generated[name]
    return output


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Put the rows into the generated pages; index the search by sentence; see that the exports are written.

    It comes after every plugin. What grows with the article goes to its file in pieces, and is never held whole.
    """
    folder, build = Path(config.site_dir), _state.made
    indexed = fork.ahead(lambda: _written(build.write_index, folder))
    for path, own in _state.to_fill.items():
        template = path.read_text(encoding="utf-8")
        with path.open("w", encoding="utf-8") as file:
            file.writelines(own.shown(template))
    if not next(_state.exported, False):
        build.write_exports(folder)
    if not next(indexed, False):
        build.write_index(folder)


def _rendered(page: Page) -> RenderedPage:
    chapters = _state.chapters() if page.file.src_uri == ONE_PAGE.path else ""
    return RenderedPage(_path(page), str(page.title), (page.content or "") + chapters)


def _path(page: Page) -> str:
    """The path of a page's Markdown, from the folder of mkdocs.yml."""
    return f"docs/{page.file.src_uri}"
