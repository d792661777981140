"""Why a page does not count as read."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """The reasons, as record/sources.json has them."""

    ADDRESS = "address"
    FETCH = "fetch"
    OTHER_PAGE = "other-page"
    WALL = "wall"
    CHALLENGE = "challenge"
    STUB = "stub"
    LANGUAGE = "language"
    EMPTY = "empty"
    NO_TEXT = "no-text"
    SLOW = "slow"

    @property
    def told(self) -> str:
        """What the page is or does, for people."""
        return _TOLD[self]


_TOLD = {
    Why.ADDRESS: "was not asked for, and there is no saved copy",
    Why.FETCH: "could not be fetched",
    Why.OTHER_PAGE: "no longer seems to be what was cited",
    Why.WALL: "is behind a log-in",
    Why.CHALLENGE: "asks to prove that one is no robot",
    Why.STUB: "shows only its beginning",
    Why.LANGUAGE: "is in another language",
    Why.EMPTY: "is empty",
    Why.NO_TEXT: "has no text that could be read",
    Why.SLOW: "takes too long to read and to compare",
}
