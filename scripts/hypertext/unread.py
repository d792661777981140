"""Why a page does not count as read."""

from __future__ import annotations

from scripts.terminal import Described


class Why(Described):
    """The reasons, as record/sources.json has them, each with what the page is or does."""

    ADDRESS = "address", "was not asked for, and there is no saved copy"
    FETCH = "fetch", "could not be fetched"
    OTHER_PAGE = "other-page", "no longer seems to be what was cited"
    WALL = "wall", "is behind a log-in"
    CHALLENGE = "challenge", "asks to prove that one is no robot"
    STUB = "stub", "shows only its beginning"
    LANGUAGE = "language", "is in another language"
    EMPTY = "empty", "is empty"
    NO_TEXT = "no-text", "has no text that could be read"
    SLOW = "slow", "takes too long to read and to compare"
    FAULT = "fault", "could not be read, by a fault of this program"
