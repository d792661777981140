"""The record of what the sources were found to say: what is written can be read."""

from __future__ import annotations

from scripts.evidence import EMPTY, Evidence, Held, Page, Reading, Unread, read, write


def test_what_is_written_is_read() -> None:
    saved = Reading("saved", "", "2026-11-01", "trafilatura 2", "0" * 16, "1" * 16)
    live = Reading("live", "https://mill.example/", "2026-11-01", "trafilatura 2", "0" * 16, "1" * 16, "Ice", ("Ada",))
    found = Held("ice-sang", "quotation-found", "mill", "It sang", "2" * 16, "2026-11-01", (3, 9), found="2026-11-01")
    missed = Held("ice-sang", "quotation-absent", "mill", "at night", "2" * 16, "2026-11-01", nights=("2026-11-01",))
    whole = Held("ice-held", "details-found", "wu", "", "3" * 16, "2026-11-01")
    evidence = Evidence(
        {"mill": Page("https://mill.example/", saved), "reed": Page("", live, Unread("wall", "2026-11-01"))},
        {"ice-held": (whole,), "ice-sang": (found, missed)},
    )
    assert read(write(evidence)) == evidence
    assert read(write(EMPTY)) == EMPTY
