"""Edits as contributors make them: a function of a text of files gives another one, or None where there is no place.

Each edit takes files by path and a random source, and changes what it is given as a person with an editor would:
in the chapters, the nav, and what a chapter needs. None of them touches a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from scripts.publication.plain_yaml import load

Files = dict[str, bytes]
Edit = Callable[[Files, Random], Files | None]

EDITS: dict[str, Edit] = {}


def edit(function: Edit) -> Edit:
    EDITS[function.__name__] = function
    return function


def chapters(files: Files) -> list[str]:
    """The paths of the chapters, in the order of the nav."""
    value, _ = load("mkdocs.yml", files["mkdocs.yml"].decode(), tags=True)
    section = next(item["Article"] for item in value["nav"] if "Article" in item)
    return [f"docs/{name if isinstance(name, str) else next(iter(name.values()))}" for name in section]


def sentences(files: Files, path: str) -> list[int]:
    """The indexes of the lines of a chapter that are plain sentences."""
    lines = files[path].decode().split("\n")
    return [i for i, line in enumerate(lines) if re.match(r"[A-Z\"“'‘]", line) and not line.startswith("|")]


def with_lines(files: Files, path: str, lines: list[str]) -> Files:
    return {**files, path: "\n".join(lines).encode()}


def somewhere(files: Files, random: Random) -> tuple[str, list[str], int]:
    """A chapter, its lines, and the index of a sentence."""
    path = random.choice([path for path in chapters(files) if sentences(files, path)])
    return path, files[path].decode().split("\n"), random.choice(sentences(files, path))


@edit
def word_changed(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    hidden = re.sub(r"\[@?\^?[^\]]*\]|\]\([^)]*\)", lambda m: " " * len(m[0]), lines[i])
    words = list(re.finditer(r"\b[a-z]{4,}\b", hidden))
    if not words:
        return None
    word = random.choice(words)
    lines[i] = f"{lines[i][: word.start()]}quietly{lines[i][word.end() :]}"
    return with_lines(files, path, lines)


@edit
def word_added(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    at = [m.end() for m in re.finditer(r"\b[a-z]{4,}(?= [a-z])", lines[i])]
    if not at:
        return None
    where = random.choice(at)
    lines[i] = f"{lines[i][:where]} rather{lines[i][where:]}"
    return with_lines(files, path, lines)


@edit
def sentence_added(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    lines.insert(i + 1, f"A heron stood by the weir for the {random.randrange(2, 99)}th time.")
    return with_lines(files, path, lines)


@edit
def sentence_removed(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    if len(sentences(files, path)) < 3:
        return None
    del lines[i]
    return with_lines(files, path, _tidy(lines))


@edit
def sentence_moved(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    if len(sentences(files, path)) < 4:
        return None
    line = lines.pop(i)
    lines = _tidy(lines)
    places = sentences(with_lines(files, path, lines), path)
    lines.insert(random.choice(places) + 1, line)
    return with_lines(files, path, lines)


@edit
def sentence_to_another_chapter(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    others = [other for other in chapters(files) if other != path and sentences(files, other)]
    if not others or len(sentences(files, path)) < 3:
        return None
    line = lines.pop(i)
    other = random.choice(others)
    theirs = files[other].decode().split("\n")
    theirs.insert(random.choice(sentences(files, other)) + 1, line)
    return with_lines(with_lines(files, path, _tidy(lines)), other, theirs)


@edit
def sentences_joined(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    if i + 1 not in sentences(files, path) or not re.search(r"[a-z]\.$", lines[i]):
        return None
    lines[i : i + 2] = [f"{lines[i][:-1]}, and so it was that {lines[i + 1][0].lower()}{lines[i + 1][1:]}"]
    return with_lines(files, path, lines)


@edit
def sentence_split(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    parted = re.match(r"(.{12,}?), (?:and|but|which) ([a-z].{12,})$", lines[i])
    if not parted or "[" in parted[1] or '"' in lines[i] or "'" in lines[i]:
        return None
    lines[i : i + 1] = [f"{parted[1]}.", f"{parted[2][0].upper()}{parted[2][1:]}"]
    return with_lines(files, path, lines)


@edit
def paragraph_parted(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    if i - 1 not in sentences(files, path):
        return None
    lines.insert(i, "")
    return with_lines(files, path, lines)


@edit
def paragraphs_joined(files: Files, random: Random) -> Files | None:
    path, lines, _ = somewhere(files, random)
    own = sentences(files, path)
    gaps = [i for i, line in enumerate(lines) if not line and i - 1 in own and i + 1 in own]
    if not gaps:
        return None
    del lines[random.choice(gaps)]
    return with_lines(files, path, lines)


@edit
def item_made(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    lines[i : i + 1] = ["", f"- {lines[i]}", ""]
    return with_lines(files, path, _tidy(lines))


@edit
def quotation_made(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    lines[i : i + 1] = ["", f"> {lines[i]}", ""]
    return with_lines(files, path, _tidy(lines))


@edit
def quotation_added(files: Files, random: Random) -> Files | None:
    path, lines, _ = somewhere(files, random)
    return with_lines(files, path, [*_tidy(lines), "", "> The heron stood by the weir all day.", ""])


@edit
def list_added(files: Files, random: Random) -> Files | None:
    path, lines, _ = somewhere(files, random)
    return with_lines(files, path, [*_tidy(lines), "", "- A heron stood there.", "- An otter swam there.", ""])


@edit
def heading_added(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    lines[i:i] = ["", "## What the heron saw", ""]
    return with_lines(files, path, _tidy(lines))


@edit
def title_changed(files: Files, random: Random) -> Files | None:
    path, lines, _ = somewhere(files, random)
    at = next(i for i, line in enumerate(lines) if line.startswith("# "))
    lines[at] = f"{lines[at]} anew"
    return with_lines(files, path, lines)


@edit
def table_added(files: Files, random: Random) -> Files | None:
    path, lines, _ = somewhere(files, random)
    return with_lines(files, path, [*_tidy(lines), "", "| Year | Herons |", "|---|---|", "| 2019 | 3 |", ""])


@edit
def code_added(files: Files, random: Random) -> Files | None:
    path, lines, _ = somewhere(files, random)
    return with_lines(files, path, [*_tidy(lines), "", "```", "herons = 3", "```", ""])


@edit
def picture_added(files: Files, random: Random) -> Files | None:
    path, lines, _ = somewhere(files, random)
    changed = with_lines(files, path, [*_tidy(lines), "", "![A heron](images/heron.svg)", ""])
    return {**changed, "docs/images/heron.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}


@edit
def footnote_added(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    lines[i] += "[^heron]"
    return with_lines(files, path, [*_tidy(lines), "", "[^heron]: Herons are patient.", ""])


@edit
def abbreviation_added(files: Files, random: Random) -> Files | None:
    path, lines, _ = somewhere(files, random)
    return with_lines(files, path, [*_tidy(lines), "", "*[HTR]: Heron Trust of the River", ""])


@edit
def link_added(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    word = re.search(r"(?<![\[@\w])[a-z]{5,}(?![\w\]])", lines[i])
    if not word or "[" in lines[i]:
        return None
    lines[i] = f"{lines[i][: word.start()]}[{word[0]}](https://heron.example/){lines[i][word.end() :]}"
    return with_lines(files, path, lines)


@edit
def emphasis_added(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    word = re.search(r"(?<![\[@\w*])[a-z]{5,}(?![\w\]*])", lines[i])
    if not word or "[" in lines[i]:
        return None
    lines[i] = f"{lines[i][: word.start()]}*{word[0]}*{lines[i][word.end() :]}"
    return with_lines(files, path, lines)


@edit
def citation_added(files: Files, random: Random) -> Files | None:
    path, lines, i = somewhere(files, random)
    keys = re.findall(r"^@\w+\{([\w-]+),", files["references.bib"].decode(), re.MULTILINE)
    more = random.choice(["", f", p. {random.randrange(2, 99)}, which says more"])
    lines[i] += f"[{random.choice(['', 'but see '])}@{random.choice(keys)}{more}]"
    return with_lines(files, path, lines)


@edit
def chapter_renamed(files: Files, random: Random) -> Files | None:
    path = random.choice(chapters(files))
    new = path.replace(".md", "-anew.md")
    name, other = path.removeprefix("docs/"), new.removeprefix("docs/")
    changed = {p: data.replace(name.encode(), other.encode()) for p, data in files.items() if p == "mkdocs.yml"}
    left = {p: data for p, data in files.items() if p != path}
    links = {
        p: data.replace(f"({name}".encode(), f"({other}".encode()) for p, data in left.items() if p.startswith("docs/")
    }
    return {**left, **links, **changed, new: files[path]}


@edit
def chapters_reordered(files: Files, random: Random) -> Files | None:
    paths = chapters(files)
    if len(paths) < 2:
        return None
    i = random.randrange(len(paths) - 1)
    a, b = (paths[n].removeprefix("docs/").encode() for n in (i, i + 1))
    nav = files["mkdocs.yml"].replace(a, b"\0").replace(b, a).replace(b"\0", b)
    return {**files, "mkdocs.yml": nav}


@edit
def chapter_added(files: Files, random: Random) -> Files | None:
    if "docs/heron.md" in files:
        return None
    first = chapters(files)[0].removeprefix("docs/")
    entry = re.search(rf"(\s*- ){re.escape(first)}|\b{re.escape(first)}", files["mkdocs.yml"].decode())
    assert entry
    more = f"{entry[0]}{entry[1]}heron.md" if entry[1] else f"{entry[0]}, heron.md"
    nav = files["mkdocs.yml"].decode().replace(entry[0], more, 1)
    text = b"# Herons\n\nA heron stood by the weir.\nIt stood there all day long.\n"
    return {**files, "mkdocs.yml": nav.encode(), "docs/heron.md": text}


@edit
def chapters_merged(files: Files, random: Random) -> Files | None:
    paths = chapters(files)
    if len(paths) < 2:
        return None
    i = random.randrange(len(paths) - 1)
    kept, gone = paths[i], paths[i + 1]
    rest = re.sub(r"\A# .*\n+", "", files[gone].decode())
    name = gone.removeprefix("docs/")
    nav = re.sub(rf"\n\s*- {re.escape(name)}(?=\n|\s)|, {re.escape(name)}\b", "", files["mkdocs.yml"].decode(), count=1)
    left = {p: data for p, data in files.items() if p != gone}
    text = files[kept].decode().rstrip("\n") + "\n\n" + rest
    return {**left, "mkdocs.yml": nav.encode(), kept: text.encode()}


@edit
def chapter_split(files: Files, random: Random) -> Files | None:
    if "docs/heron.md" in files:
        return None
    path = max(chapters(files), key=lambda path: len(sentences(files, path)))
    lines = files[path].decode().split("\n")
    own = sentences(files, path)
    gaps = [i for i, line in enumerate(lines) if not line and i - 1 in own and i + 1 in own]
    if not gaps:
        return None
    at = gaps[len(gaps) // 2]
    name = path.removeprefix("docs/")
    entry = re.search(rf"(\s*- ){re.escape(name)}|\b{re.escape(name)}", files["mkdocs.yml"].decode())
    assert entry
    more = f"{entry[0]}{entry[1]}heron.md" if entry[1] else f"{entry[0]}, heron.md"
    nav = files["mkdocs.yml"].decode().replace(entry[0], more, 1)
    second = "\n".join(["# Herons", "", *lines[at + 1 :]])
    return {
        **files,
        "mkdocs.yml": nav.encode(),
        path: ("\n".join(lines[:at]) + "\n").encode(),
        "docs/heron.md": second.encode(),
    }


def _tidy(lines: list[str]) -> list[str]:
    """The lines without two empty ones in a row, and without empty ones at the end."""
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n")
    return [*text.split("\n"), ""]
