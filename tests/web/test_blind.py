"""The part of the blind set that takes no patience; `make faults` looks at all, of which some hangs for minutes."""

from __future__ import annotations

from tests.web.blind.faults import FAULTS
from tests.web.blind.score import score

THEMES = ("cookies", "refreshes", "walls", "charsets")


def test_what_browsers_show_alive_is_alive_and_what_they_do_not_is_not() -> None:
    faults = [fault for fault in FAULTS if fault.theme in THEMES]
    assert len(faults) > 300
    scored = score(faults)
    assert [(one.fault.name, one.state, one.why) for one in scored.results if not one.right] == []
    assert scored.early == []
