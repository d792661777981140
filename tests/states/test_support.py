"""How far a sentence is supported, where its source has its words and denies them, or has them from somebody else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from scripts.__main__ import main
from scripts.publication import article, readings
from scripts.states import support
from scripts.states.support import State
from tests import cases

PAGE = """<!doctype html><html lang="en"><head>
<title>Trump Vows No U.S. Boots on the Ground in Ukraine | TIME</title></head>
<body><main><h1>Trump Vows No U.S. Boots on the Ground in Ukraine</h1><p>August 19, 2025</p>
<p>The President ruled out sending American boots on the ground.
"You have my assurance, and I'm President," he said.</p>
<p>Russia supports guarantees based "on the principle of collective security, on the principles of indivisible
security", he said.</p></main></body></html>"""


def test_a_sentence_whose_source_denies_it_has_no_good_state(tmp_path: Path) -> None:
    root, pages = tmp_path / "article", tmp_path / "pages"
    shutil.copytree(cases.BAD.parent / "good" / "guarantees", root)
    pages.mkdir()
    (pages / "sutherland2025boots.html").write_text(PAGE, encoding="utf-8")
    main(["sources", "--offline", "--root", str(root), "--pages", str(pages), "--now", "2026-11-20"])
    built = article.build(article.files(root), cases.TODAY)
    states = {one.claim.id: one.state for one in support.claims(built)}
    good = (State.QUOTATION_FOUND, State.DETAILS_FOUND, State.SOURCE_READ)
    assert states["no-boots-on-the-ground"] not in good  # both its quotations were found, and it has an answer
    assert states["lavrov-collective-security"] == State.QUOTATION_FOUND


def test_a_quotation_that_its_source_has_from_somebody_else_has_no_good_state() -> None:
    files = article.files(cases.BAD / "article")
    found = '"quotation-found"'
    assert files[readings.PATH].decode().count(found) == 1

    def state() -> State:
        built = article.build(files, cases.TODAY)
        return next(one.state for one in support.claims(built) if one.claim.id == "sang-night-said-ada-mill")

    assert state() == State.QUOTATION_FOUND
    held = re.search(r"\{[^{}]*" + found + r"[^{}]*\}", files[readings.PATH].decode())
    assert held
    differs = held[0].replace(found, '"speaker-differs"')
    files[readings.PATH] = files[readings.PATH].decode().replace(held[0], f"{held[0]}, {differs}").encode()
    assert state() == State.COMPARED
