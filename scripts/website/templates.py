"""The templates of docs/theme/generated/, filled: the one way in which this project makes HTML.

What is no Markup is escaped: in a template that ends in .md with what Markdown would read as markup too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup

from scripts.english import dates
from scripts.website import style

_ROOT = Path(__file__).parents[2]
FOLDER = _ROOT / "docs" / "theme" / "generated"
# What templates compile to is kept here from build to build, as Python keeps modules: a sixth of a short build.
COMPILED = _ROOT / ".cache" / "templates"

# By this attribute of an element the search passes over it.
UNSEARCHED = Markup(' data-search-exclude="all"')


def safe(html: str) -> Markup:
    """HTML that is shown as it is: what the renderer made, whose HTML the rules judge, or what was escaped before."""
    return Markup(html)  # noqa: S704


def to_root(url: str) -> str:
    """The way from a page to the site's root; the page's address is relative to that."""
    return "../" * url.count("/")


def _as_markdown(value: object) -> Markup:
    return value if isinstance(value, Markup) else safe(style.escape(str(value)))


class _Compiled(FileSystemBytecodeCache):
    """A folder of compiled templates, which a build can do without."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # a folder that nobody may write to, a full disk
            super().dump_bytecode(bucket)


def kept(environment: Environment, name: str) -> Environment:
    """The environment, so that what it compiles is kept, by its name and by this file, which says how that is done."""
    folder = COMPILED / f"{name}-{sha256(Path(__file__).read_bytes()).hexdigest()[:8]}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = _Compiled(str(folder))
    return environment


@cache
def _environment(*, markdown: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_as_markdown if markdown else None,
    )
    environment.globals["day"] = dates.shown
    return kept(environment, "markdown" if markdown else "html")


def _template(name: str) -> Template:
    return _environment(markdown=name.endswith(".md")).get_template(name)


@cache
def macro(template: str, name: str) -> Callable[..., Markup]:
    """A macro of a template, for what a page has many of: a call takes a fifth of the time of a template's."""
    made: Callable[..., Markup] = getattr(_template(template).module, name)
    return made


def render(template: str, **values: object) -> Markup:
    """A template by its name, filled."""
    return safe(_template(template).render(values))


def pieces(template: str, values: Mapping[str, object]) -> Iterator[str]:
    """The same in pieces, as they are made: what grows with the article is never held whole."""
    return _template(template).generate(values)
