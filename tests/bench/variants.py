"""The same article four ways: checked, built with everything, by hand, and with mkdocs-bibtex as it comes."""

from __future__ import annotations

import argparse
import compileall
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scripts.publication.bibliography import Source


ROOT = Path(__file__).parents[2]
CHECK, EVERYTHING, BY_HAND, AS_IT_COMES = "check", "build with everything", "notes by hand", "mkdocs-bibtex as it comes"

_CITED = re.compile(r"\[@(?P<key>[\w-]+)(?:, (?P<locator>[^;\]]+))?(?:; @(?P<also>[\w-]+))?\]")
_MARK = re.compile(rf"{_CITED.pattern}|\[\^(?P<label>\d+)\]")
_FEATURE = "    - navigation.footer\n"


class Variant(NamedTuple):
    """What is timed: a Python module and its arguments, run in a folder in which what was built before is not there."""

    name: str
    folder: Path
    command: tuple[str, ...]
    without: str = "site"


def variants(folder: Path) -> tuple[Variant, ...]:
    """The four, in a folder that `write` has written."""
    build = ("mkdocs", "build", "--quiet", "--strict")
    return (
        Variant(CHECK, folder / "ours", ("scripts", "check")),
        Variant(EVERYTHING, folder / "ours", build),
        Variant(BY_HAND, folder / "by-hand", build),
        Variant(AS_IT_COMES, folder / "as-it-comes", build),
    )


def write(folder: Path, size: int, *, prune: bool = False, once: bool = False) -> None:
    """Write the article of so many chapters in its variants into a new folder.

    All have the same pages in the same nav and the same features of the theme, `navigation.prune` among them
    if asked for; those without our hooks have empty pages in the place of the generated ones. With `once`
    these too have what scripts/website/theme.py makes once for all pages.
    """
    from scripts.publication import bibliography  # only here: the process that measures must be small
    from tests.bench import invented

    ours = folder / "ours"
    invented.write(ours, size)
    compileall.compile_dir(ours / "scripts", quiet=1)  # as pip does with all that it installs
    settings = (ours / "mkdocs.yml").read_text(encoding="utf-8")
    if prune:
        settings = _replaced(settings, re.escape(_FEATURE), f"{_FEATURE}    - navigation.prune\n")
    (ours / "mkdocs.yml").write_text(settings, encoding="utf-8")
    plain = settings
    for what in (r"hooks: .*\n", r"watch: .*\n", r"  custom_dir: .*\n", r"extra_(?:css|javascript): .*\n"):
        plain = re.sub(what, "", plain)
    by_hand = _replaced(plain, r"  - bibtex:\n(?:      .*\n)+", "")
    as_it_comes = _replaced(plain, r"  - bibtex:\n(?:      .*\n)+", "  - bibtex:\n      bib_file: references.bib\n")
    _write_plain(folder / "by-hand", ours, by_hand, once=once)
    _write_plain(folder / "as-it-comes", ours, as_it_comes, once=once)
    sources = {source.key: source for source in bibliography.read((ours / "references.bib").read_text("utf-8"))}
    for path in (folder / "by-hand/docs").glob("chapter-*.md"):
        path.write_text(_by_hand(path.read_text("utf-8"), sources), encoding="utf-8")


def _replaced(text: str, pattern: str, new: str) -> str:
    """The text with the one match replaced; fails if mkdocs.yml no longer looks like that."""
    found, times = re.subn(pattern, new, text)
    if times != 1:
        raise ValueError(f"mkdocs.yml has {times} of {pattern!r}")
    return found


_ONCE = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from scripts.website import theme

def on_config(config):
    environment = theme.made_once(config.theme.get_env(), config.theme.dirs)
    config.theme.get_env = lambda: environment
"""


def _write_plain(to: Path, ours: Path, settings: str, *, once: bool) -> None:
    """The pages without our hooks, and empty ones for those that the hooks would add."""
    if once:
        (to / "theme/partials").mkdir(parents=True)
        shutil.copy(ROOT / "docs/theme/partials/nav.html", to / "theme/partials")
        (to / "once.py").write_text(_ONCE, encoding="utf-8")
        settings = _replaced(settings, "  name: material\n", "  name: material\n  custom_dir: theme\n")
        settings += "hooks: [once.py]\n"
    shutil.copytree(ours / "docs", to / "docs", ignore=shutil.ignore_patterns("theme"))
    shutil.copy(ours / "references.bib", to)
    (to / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for path in _nav_pages(settings):
        if not (to / "docs" / path).exists():
            (to / "docs" / path).write_text(f"# {path.removesuffix('.md').title()}\n", encoding="utf-8")


def _nav_pages(settings: str) -> Iterator[str]:
    nav = settings[settings.index("\nnav:\n") : settings.index("\ntheme:\n")]
    yield from re.findall(r"([\w-]+\.md)\b", nav)


def _by_hand(text: str, sources: dict[str, Source]) -> str:
    """A chapter with its notes as Markdown footnotes, each mark with one of its own, as it is printed."""
    from tests import cases

    def printed(match: re.Match[str]) -> str:
        locator, also = match["locator"] or "", match["also"]
        also = f"; {cases.as_note(sources[also])}" if also else ""
        return f"{cases.as_note(sources[match['key']], locator)}{also}"

    body, *comments = text.split("\n[^")
    texts = {label: _CITED.sub(printed, note.strip()) for label, note in (c.split("]: ", 1) for c in comments)}
    notes: list[str] = []

    def marked(match: re.Match[str]) -> str:
        name = match["label"] or f"n{len(notes) + 1}"
        notes.append(f"[^{name}]: {texts.get(name) or printed(match)}")
        return f"[^{name}]"

    return "\n".join([_MARK.sub(marked, body), *notes, ""])


def main() -> None:
    """Write the variants, in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.variants")
    parser.add_argument("folder", type=Path)
    parser.add_argument("size", type=int)
    parser.add_argument("--prune", action="store_true")
    parser.add_argument("--once", action="store_true")
    arguments = parser.parse_args()
    write(arguments.folder, arguments.size, prune=arguments.prune, once=arguments.once)


if __name__ == "__main__":
    main()
