"""A copy of a process: what it makes comes back in order, and what it cannot make is left to whoever asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import fork
from tests.bench import invented
from tests.conftest import ROOT

# In a process of its own: the one of the tests may have other threads, in which there is no copy.
BEGIN = "import os, threading; from scripts import fork; fork._processors = lambda: 2\nhere = os.getpid()\n"


def printed(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-bb", "-X", "dev", "-W", "error", "-c", BEGIN + program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_copy_makes_what_is_asked_for_in_order() -> None:
    program = "print([(n, pid != here) for n, pid in fork.ahead(lambda: ((n, os.getpid()) for n in range(3)))])"
    assert printed(program) == "[(0, True), (1, True), (2, True)]\n"


def test_what_is_longer_than_a_pipe_arrives_whole() -> None:
    assert printed("print([len(each) for each in fork.ahead(lambda: ['x' * 1_000_000] * 3)])") == f"{[1_000_000] * 3}\n"


def test_what_was_printed_before_is_printed_once() -> None:
    assert printed("print('before', end=' '); print(*fork.ahead(lambda: [1]))") == "before 1\n"


@pytest.mark.parametrize("fails", ["1 / 0", "os._exit(1)", "exit()", "lambda: 0"])
def test_it_ends_early_where_the_copy_fails(fails: str) -> None:
    assert printed(f"print(*fork.ahead(lambda: (n if n < 2 else {fails} for n in range(4))))") == "0 1\n"


@pytest.mark.parametrize("fails", ["n", "n if n < 3 or os.getpid() == here else 1 / 0"])
def test_every_second_of_many_is_made_by_a_copy_and_by_this_process_where_it_fails(fails: str) -> None:
    program = f"print([(n, p != here) for n, p in fork.mapped(lambda n: ({fails}, os.getpid()), range(5), {{}})])"
    copied = [n % 2 == 1 and (fails == "n" or n < 3) for n in range(5)]
    assert printed(program.format(4)) == f"{list(enumerate(copied))}\n"
    assert printed(program.format(5)) == f"{[(n, False) for n in range(5)]}\n"


def test_what_nobody_takes_holds_nobody_up() -> None:
    assert printed("fork.ahead(lambda: ['x' * 1_000_000] * 3); print('done')") == "done\n"


def test_there_is_no_copy_beside_other_threads_nor_on_one_processor() -> None:
    program = "ended = threading.Event(); other = threading.Thread(target=ended.wait); other.start()\n"
    assert printed(f"{program}print(list(fork.ahead(lambda: [1]))); ended.set()") == "[]\n"
    assert printed("fork._processors = lambda: 1; print(list(fork.ahead(lambda: [1])))") == "[]\n"


def test_built_pages_are_the_same_by_a_copy_in_their_order(tmp_path: Path) -> None:
    for n in range(30):
        (tmp_path / f"{n:02}.html").write_text(f'<p id="n{n}"><article>{n} [@k]</article>', encoding="utf-8")
    program = "from pathlib import Path; from scripts.hypertext import built\n"
    program += f"print([(page.path, page.ids[0].href, page.text) for page in built.read(Path({str(tmp_path)!r}))])"
    expected = [(f"{n:02}.html", f"n{n}", f"{n} [@k]") for n in range(30)]
    assert printed(program) == printed(f"fork._processors = lambda: 1; {program}") == f"{expected}\n"


def test_the_processors_are_counted() -> None:
    assert fork._processors() >= 1


@pytest.fixture(scope="module")
def long_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article that is long enough for a copy of the process, with something to find in it."""
    root = tmp_path_factory.mktemp("long") / "article"
    invented.write(root, 22)
    chapter = next(iter(sorted((root / "docs").glob("chapter-*.md"))))
    chapter.write_text(chapter.read_text("utf-8").replace("Inland Waterways Board (IWB)", "IWB"), "utf-8")
    return root


def on(processors: int, root: Path, *words: str) -> str:
    """What a command prints on so many of this machine's processors."""
    some = sorted(os.sched_getaffinity(0))[:processors]
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: os.sched_setaffinity(0, some),
    )
    return done.stdout


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system has no affinity of processes")
def test_the_same_is_found_and_built_with_a_copy_and_without(long_article: Path) -> None:
    found = [on(n, long_article, "scripts", "check", "--format", "json") for n in (1, 2)]
    assert len(json.loads(found[0])) > 3
    assert found[0] == found[1]
    built = []
    for n in (1, 2):
        on(n, long_article, "mkdocs", "build", "--quiet", "--site-dir", f"site-{n}")
        files = sorted(path for path in (long_article / f"site-{n}").rglob("*") if path.is_file())
        built.append({path.relative_to(long_article / f"site-{n}"): path.read_bytes() for path in files})
    assert len(built[0]) > 20
    assert built[0] == built[1]
