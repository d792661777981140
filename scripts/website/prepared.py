"""The folder that any renderer of Markdown with footnotes can build, before `finished` makes the site of its HTML.

It has the pages in docs/, with the theme's styles and scripts among them, the theme's templates in theme/, and in
mkdocs.yml the settings without what only MkDocs can do. In each page two comments stand around its text.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import add_env_tag

from scripts import files, rules
from scripts.finding import Finding, unreadable
from scripts.publication import rendering
from scripts.publication.article import CONFIG, Article
from scripts.website import pages, theme
from scripts.website.build import Settings, not_meant
from scripts.website.old_addresses import at_old_addresses
from scripts.website.page import described, is_read, with_footnotes

_WRITTEN = f"# Written by python -m scripts prepare, from {CONFIG}.\n"
# What a plain build does without: MkDocs' plugins and hooks of ours, and what they need.
_OURS = ("hooks", "watch", "exclude_docs")
_PLUGIN = "bibtex"
# Templates that ask for what only MkDocs gives them.
_FOR_MKDOCS = ("partials/nav.html", "sitemap.xml")

# The styles of our search, which of all themes only Material has.
_SEARCH = "styles/search.css"

_TITLE = re.compile(r"\s*(?:#[ \t][^\n]*|[^\n]+\n=+[ \t]*)(?:\n|\Z)")

BEGINS, ENDS = "<!-- text of {} -->", "<!-- end of text -->"


@dataclass(frozen=True)
class Configuration:
    """The settings of mkdocs.yml, with its values from the environment, as plain values."""

    values: Mapping[str, Any]

    @property
    def settings(self) -> Settings:
        """What the pages need of it."""
        extra = self.values.get("extra") or {}
        return Settings(
            name=str(self.values.get("site_name") or ""),
            url=str(self.values.get("site_url") or ""),
            repository=str(self.values.get("repo_url") or ""),
            downloads=bool(extra.get("downloads")),
            changed=str(extra.get("changed") or ""),
        )

    @property
    def titles(self) -> dict[str, str]:
        """The titles that the nav gives to pages, by their path in docs/."""
        return dict(_titles(self.values.get("nav")))


def _titles(nav: Any) -> Iterator[tuple[str, str]]:
    for item in nav if isinstance(nav, list) else ():
        for title, what in item.items() if isinstance(item, dict) else ():
            yield from [(what, str(title))] if isinstance(what, str) else _titles(what)


@dataclass(frozen=True)
class _Tagged:
    """A value that only the renderer understands, such as the name of a Python function, by its tag."""

    tag: str
    value: Any = field(hash=False)


class _Loader(yaml.CSafeLoader):
    pass


class _Dumper(yaml.CSafeDumper):
    pass


def _tagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> _Tagged:
    return _Tagged(f"{_PYTHON}{suffix}", str(node.value))


_PYTHON = "tag:yaml.org,2002:python/"
add_env_tag(_Loader)
_Loader.add_multi_constructor(_PYTHON, _tagged)
_Dumper.add_representer(_Tagged, lambda dumper, value: dumper.represent_scalar(value.tag, value.value))


def configuration(root: Path) -> Configuration:
    """The settings in a folder. Raises Unreadable."""
    path = root / CONFIG
    try:
        values = yaml.load(files.text_of(path), _Loader)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise unreadable(path.as_posix(), mark.line + 1 if mark else 1, "is no YAML that can be read") from None
    if not isinstance(values, dict):
        raise unreadable(path.as_posix(), 1, "holds no settings")
    return Configuration(values)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """What stands before a page's text, as values, and the text."""
    values, _, body = rendering.front_matter(text) if text.startswith("---") else ({}, 1, text)
    return dict(values), body


def write(root: Path, article: Article, into: Path) -> list[Finding]:
    """Write the folder, anew if it is there; or give the findings for which it is not written. Raises Unreadable."""
    config = configuration(root)
    written = {path: with_footnotes(article, path, files.text_of(root / path)) for path in article.pages}
    texts = {path: _between_marks(article, path, text) for path, text in written.items()}
    asked = set(rules.FAMILIES) - {"markup"}
    if active := not_meant(rules.unanswered(article, rules.check(article, without=asked))):
        return active
    _make_room(into)
    generated = [*pages.generated(article, ()), *at_old_addresses(article)]
    texts |= {f"docs/{name}": _between_marks(article, f"docs/{name}", page.markdown) for name, page in generated}
    for name in sorted(article.others or ()):
        if (root / name).is_file() and not name.startswith("docs/theme/"):
            _copy(root / name, into / name)
    for path in theme.visible(root / "docs/theme"):
        if path.startswith(theme.GENERATED) or path in _FOR_MKDOCS:
            continue
        to = into / ("theme" if path.endswith(".html") else "docs")
        _copy(root / "docs/theme" / path, to / path)
    for path, text in texts.items():
        _write(into / path, text)
    _write(into / CONFIG, _WRITTEN + yaml.dump(_plain(config.values), Dumper=_Dumper, sort_keys=False))
    return []


def _between_marks(article: Article, path: str, text: str) -> str:
    """A page with the two comments around its text; its title comes first, since renderers take that from there.

    Whatever the search of the renderer would make of it is in ours.
    """
    values, body = front_matter(text)
    title = _TITLE.match(body)
    at = title.end() if title else 0
    description = described(article, path)
    known = {"description": description} if description else {}
    values = known | values | {"search": {"exclude": True}, "reading": is_read(article, path)}
    head = yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True)
    marked = [body[:at].strip("\n"), BEGINS.format(path), body[at:].strip("\n"), ENDS]
    return f"---\n{head}---\n\n" + "\n\n".join(filter(None, marked)) + "\n"


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings for a renderer that knows nothing of ours."""
    kept = {key: value for key, value in values.items() if key not in _OURS}
    named = kept.get("plugins") or []
    plugins = named if isinstance(named, list) else [{name: options} for name, options in named.items()]
    kept["plugins"] = [p for p in plugins if p != _PLUGIN and not (isinstance(p, dict) and _PLUGIN in p)]
    own = kept.get("theme")
    own = own if isinstance(own, dict) else {"name": own}
    # Zensical's `variant` with the looks of Material, which the styles are for; others leave it alone.
    kept["theme"] = {**own, "custom_dir": "theme", "variant": "classic"}
    kept["extra_css"] = [_SEARCH, *(kept.get("extra_css") or [])]
    # The rules look at links, in the Markdown and in the finished pages; Zensical takes a third of its time to do so.
    kept["validation"] = {"links": {"not_found": "ignore", "anchors": "ignore"}}
    return {**kept, "docs_dir": "docs", "site_dir": "site"}


def _make_room(into: Path) -> None:
    """Take away what an earlier run has written, but not what a renderer keeps there, which begins with a dot.

    Raises Unreadable where somebody else has written something.
    """
    if not into.exists():
        return
    config = into / CONFIG
    ours = config.is_file() and config.read_text("utf-8").startswith(_WRITTEN)
    if not into.is_dir() or (any(into.iterdir()) and not ours):
        raise unreadable(into.as_posix(), 1, "is there, and was not written by this command; name another folder")
    for path in into.glob("[!.]*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, to)  # with its time, by which Zensical knows a template again


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
