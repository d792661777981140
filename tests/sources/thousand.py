"""How the comparison with the sources grows: python -m tests.sources.thousand.

An article of a thousand sentences that cite a hundred sources of 2,000 words each, all invented, and the same
ten times as large. Each tenth sentence quotes its source. Every figure is of a process of its own: wall time,
CPU time, that of the process in which pages are read among it, and peak memory, without that process, of the comparison
alone (texts to verdicts, the article already read), and of the whole command with saved pages.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from scripts.__main__ import main as command
from scripts.evidence import comparison
from scripts.publication import article
from scripts.web import child

SIZES = ((1_000, 100), (10_000, 1_000))
WORDS = 2_000
DAY = "2026-11-20"
ROOT = Path(__file__).parents[2]
_SYLLABLES = (
    "ba be bo da de do fa fe ka ke ki ko la le li lo ma me mo na ne no pa pe po ra re ro sa se so ta te to".split()
)
_SMALL = "the of and to in that was for it with as on by at from".split()


def lexicon() -> list[str]:
    """Four thousand invented words."""
    draw = random.Random(1)
    return ["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))) for _ in range(4000)]


def prose(draw: random.Random, words: Sequence[str], count: int) -> list[str]:
    """Sentences of eighteen words, small words of English as often as in prose, about so many words in all."""
    sentences = []
    for n in range(count // 18):
        chosen = [draw.choice(_SMALL) if draw.random() < 0.45 else draw.choice(words) for _ in range(18)]
        chosen[0] = chosen[0].capitalize()
        if n % 4 == 0:
            chosen[9] = str(draw.randint(2, 2026))
        sentences.append(" ".join(chosen) + ".")
    return sentences


def write(folder: Path, sentences: int, sources: int) -> None:
    """The article, its bibliography and the saved pages."""
    draw, words = random.Random(2), lexicon()
    (folder / "docs").mkdir(parents=True)
    (folder / "record/claims").mkdir(parents=True)
    (folder / "pages").mkdir()
    pages = [prose(draw, words, WORDS) for _ in range(sources)]
    entries = []
    for n, page in enumerate(pages):
        title = " ".join(word.capitalize() for word in draw.choices(words, k=5))
        entries.append(
            f"@online{{source{n},\n  author = {{Ada Mill}},\n  title = {{{title}}},\n  organization = {{The Ice}},\n"
            f"  date = {{2019-05-03}},\n  urldate = {{2019-06-01}},\n  url = {{https://s{n}.example/a}}\n}}\n"
        )
        text = "\n\n".join(" ".join(page[i : i + 4]) for i in range(0, len(page), 4))
        (folder / "pages" / f"source{n}.txt").write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    chapters = range(max(1, sentences // 500))
    lines: list[list[str]] = [["# Chapter", ""] for _ in chapters]
    claims: list[list[dict[str, object]]] = [[] for _ in chapters]
    for n, sentence in enumerate(prose(draw, words, sentences * 18)):
        key = n % sources
        own = draw.choice(pages[key])[:-1]
        said = f'Mill wrote: "{own}".' if n % 10 == 0 else sentence
        lines[n % len(chapters)] += [f"{said}[@source{key}]", ""]
        claims[n % len(chapters)].append({"id": f"s{n}", "says": said, "kind": "fact", "sources": [f"source{key}"]})
    for chapter, written in enumerate(lines):
        (folder / "docs" / f"c{chapter}.md").write_text("\n".join(written), encoding="utf-8")
        (folder / "record/claims" / f"c{chapter}.yml").write_text(json.dumps(claims[chapter]), encoding="utf-8")
    original = "# Set\n\n## Chapter\n\nThe ice held.\n\n**Cy Reed** keeps a ferry.\n"
    digest = sha256(original.encode()).hexdigest()
    records = {"original.md": original, "article.yml": f"title: Set\nauthor: Cy Reed\nsha256: {digest}\n"}
    for name in ("accepted", "corrections", "facts", "ids"):
        records[f"{name}.yml"] = "[]\n"
    for name, words_of_it in records.items():
        (folder / "record" / name).write_text(words_of_it, encoding="utf-8")
    nav = "".join(f"      - c{chapter}.md\n" for chapter in chapters)
    (folder / "mkdocs.yml").write_text(f"site_name: Set\nnav:\n  - Article:\n{nav}", encoding="utf-8")
    (folder / "references.bib").write_text("\n".join(entries), encoding="utf-8")


def measure(what: str, folder: Path) -> dict[str, float]:
    """What one of the two takes, in this process."""
    built = article.build(article.files(folder), date.fromisoformat(DAY)) if what == "comparison" else None
    saved = {key: (folder / "pages" / f"{key}.txt").read_text() for key in built.sources} if built else {}
    texts = {key: comparison.SourceText("", text) for key, text in saved.items()}
    start, user = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    if built:
        asked = comparison.asked(built)
        seen = {key: asked.look(key, texts[key]) for key in built.sources if key in texts}
        found = sum(one.verdict == "quotation-found" for one in comparison.verdicts(asked, seen))
    else:
        out = folder / "out.json"
        command(["sources", "--offline", "--root", str(folder), "--pages", str(folder / "pages"), "--now", DAY,
                 "--json", str(out)])  # fmt: skip
        found = sum(row["verdict"] == "quotation-found" for row in json.loads(out.read_text(encoding="utf-8")))
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    there = 0.0 if built else child.read(time.process_time)  # where the pages are read and compared
    assert isinstance(there, float)
    return {"wall": wall, "user": after.ru_utime - user + there, "peak": after.ru_maxrss / 1024, "found": found}


def main() -> int:
    """Print the figures at both sizes, and how they grow."""
    if sys.argv[1:]:
        result = measure(sys.argv[1], Path(sys.argv[2]))
        Path(sys.argv[3]).write_text(json.dumps(result), encoding="utf-8")
        return 0
    found: dict[tuple[str, int], dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for sentences, sources in SIZES:
            folder = Path(temporary) / str(sentences)
            write(folder, sentences, sources)
            for what in ("comparison", "command"):
                out = folder / "figures.json"
                words = [sys.executable, "-m", "tests.sources.thousand", what, str(folder), str(out)]
                subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
                found[what, sentences] = json.loads(out.read_text(encoding="utf-8"))
                assert found[what, sentences]["found"] == sentences // 10, "a quotation was not found"
    print(f"{'':12}{'sentences':>10}{'sources':>9}{'wall s':>9}{'user s':>9}{'peak MiB':>10}")
    for (what, size), one in sorted(found.items()):
        row = f"{size:10,}{dict(SIZES)[size]:9,}{one['wall']:9.2f}{one['user']:9.2f}{one['peak']:10.0f}"
        print(f"{what:12}{row}")
    for what in ("comparison", "command"):
        small, large = (found[what, sentences] for sentences, _ in SIZES)
        growth = ", ".join(f"{name} × {large[name] / small[name]:.1f}" for name in ("wall", "user", "peak"))
        print(f"{what}: at ten times {growth}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
