"""What Material's templates do again for each page, or for nothing, done once; and the policy of the pages.

MkDocs walks through all files of the theme, eleven thousand icons among them, to copy those that are not
hidden; and the theme writes its navigation, all of it, for each page. A thousand pages in the navigation are
a million links.
"""

from __future__ import annotations

import os
import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from jinja2 import Environment, FileSystemLoader, Template, pass_context
from jinja2.runtime import Context

from scripts.regex import regex
from scripts.website import templates

# By this prefix docs/theme/ takes a template of Material's that it has one of its own for.
MATERIAL = "material/"
# Below this stand the templates that scripts/website/templates.py fills, which are no files of the site.
GENERATED = "generated/"


class _Loader(FileSystemLoader):
    """The theme's templates. Hidden ones are found by name and not listed: MkDocs copies none of them."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template.startswith(MATERIAL):
            name = template.removeprefix(MATERIAL)
            return FileSystemLoader(self.searchpath[1:]).get_source(environment, name)
        return super().get_source(environment, template)

    def list_templates(self) -> list[str]:
        names = {name for folder in self.searchpath for name in visible(Path(folder))}
        return sorted(name for name in names if not name.startswith(GENERATED))


def visible(top: Path) -> Iterator[str]:
    """The paths of the files below a folder, but of those that are hidden or in a hidden folder."""
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(folder).relative_to(top).as_posix()
        yield from (posixpath.normpath(f"{below}/{name}") for name in names if not name.startswith("."))


class NavItem(Protocol):
    """A page or a section of the navigation: `active` is whether the page that is written is it, or is in it."""

    active: bool
    parent: NavItem | None


class InNavigation(NavItem, Protocol):
    """A page that is written, at an address relative to the site's."""

    url: str


def made_once(environment: Environment, folders: Sequence[str], *, open_to_all: bool = False) -> Environment:
    """The theme's environment, so that what it makes of the templates in these folders is made once.

    With `open_to_all` pages have no policy: `mkdocs serve` puts a script of its own into each.
    """
    environment.loader = _Loader(folders)
    environment.optimized = False  # a fifth of the time that templates take to compile, for nothing that tells here
    templates.kept(environment, "theme")
    environment.globals["navigation"] = _navigation(environment)
    environment.globals["policy"] = (lambda: "") if open_to_all else _policy(environment, folders)
    return environment


# What a page may load, by https://www.w3.org/TR/CSP3/: its own files, and the theme's icons, which are data. The theme
# sets styles by script.
_ALLOWED = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"
)
INLINE = regex(r"<script>(.*?)</script>", re.DOTALL)
_INLINE_SCRIPTS = "partials/javascripts/"
_FILLED = regex(r"\{[{%#]")  # what makes a script a template


def allowing(scripts: Iterable[str]) -> str:
    """The policy of a page on which these scripts may run, besides the files of the site."""
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in scripts)
    return _ALLOWED.format(scripts=" ".join(f"'sha256-{digest}'" for digest in digests))


def _policy(environment: Environment, folders: Sequence[str]) -> Callable[[Context], str]:
    """What gives a page its content security policy, as docs/theme/main.html asks for it.

    No script runs but the site's files and those that the theme's templates themselves have inline, by their digests:
    never one that stands in a page. They differ by the way from the page to the site's root alone.
    """

    @cache
    def scripts() -> list[Template | str]:
        loader = FileSystemLoader(folders)
        names = {path.name for folder in folders for path in Path(folder, _INLINE_SCRIPTS).glob("*.html")}
        sources = (loader.get_source(environment, f"{_INLINE_SCRIPTS}{name}")[0] for name in sorted(names))
        found = [script for source in sources for script in INLINE.findall(source)]
        return [environment.from_string(script) if _FILLED.search(script) else script for script in found]

    made: dict[str, str] = {}

    @pass_context
    def policy(context: Context) -> str:
        base = context["base_url"]
        if base not in made:
            made[base] = allowing(s if isinstance(s, str) else s.render(context.get_all()) for s in scripts())
        return made[base]

    return policy


def _above(url: str) -> Iterator[str]:
    """The addresses under which one stands: "", "a/" and "a/b/" of "a/b/c/"."""
    parts = url.rstrip("/").split("/")
    return ("/".join([*parts[:n], ""]) if n else "" for n in range(len(parts)))


class _Beside(NamedTuple):
    """Stands for a page that is in no navigation, at an address from which links lead as from a page beside it."""

    url: str


def _navigation(environment: Environment) -> Callable[[Context], str]:
    """What gives a page its navigation, as docs/theme/partials/nav.html asks for it.

    The pages of a section, in the same folder, have the same navigation but for their own entry. The theme
    makes it once, for a page beside them that is none of them, and then makes just the entry of each page.
    A page under whose address others stand has other links, and gets a navigation of its own.
    """
    shared: dict[tuple[str, NavItem | None], tuple[str, Any]] = {}
    above: set[str] = set()

    @pass_context
    def navigation(context: Context) -> str:
        page: InNavigation | None = context["page"]
        values = context.get_all()
        whole = environment.get_template(f"{MATERIAL}partials/nav.html")
        if not above:
            above.update(*(_above(other.url) for other in context["nav"].pages))
        if page is None or page.url in above:
            return whole.render(values)
        folder = posixpath.dirname(page.url.rstrip("/"))
        key = folder, page.parent
        beside = posixpath.join(folder, "-/" if page.url.endswith("/") else "-.html")
        elsewhere = {**values, "page": _Beside(beside)}
        entries = environment.get_template("partials/nav-item.html")
        page.active = False
        if key not in shared:
            if page.parent:
                page.parent.active = True
            shared[key] = whole.render(elsewhere), entries.make_module(elsewhere)
        others, made_for_others = shared[key]
        entry = _entry(made_for_others, page)
        page.active = True
        if others.count(entry) != 1:  # a page that stands there twice, or not at all
            return whole.render(values)
        return others.replace(entry, _entry(entries.make_module(values), page))

    return navigation


def _entry(module: Any, page: InNavigation) -> str:
    """A page's own entry in the navigation, by the theme's macros."""
    return str(module.render(page, "", 1, page.parent))
