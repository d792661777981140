"""GitHub's REST API, with patience: its limits are kept, its faults are waited out, and nothing is made twice.

What is waited for, and how long, is as its documentation asks:
https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from scripts.web.client import Client

T = TypeVar("T")

_FAULTS = (2.0, 5.0, 15.0, 30.0, 60.0)  # seconds to wait after each fault; after the last, one more try
_LIMIT = 60.0  # seconds to wait at a limit that does not say how long, doubled each time
_LONGEST = 900.0  # seconds; whoever asks for more is for the next night
_PER_PAGE = 100
_SIZE = 32 * 1024 * 1024  # bytes; a hundred comments of 65,536 letters each are at most 26 MiB


class Refused(Exception):
    """What GitHub will not do, or cannot now; the message is a sentence to print."""


class Unsure(Exception):
    """No answer tells whether it was done."""


class _Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    data: Any


class Repository:
    """A repository on GitHub: the one that GITHUB_REPOSITORY names, asked with GITHUB_TOKEN at GITHUB_API_URL.

    `sleep` and `clock` (seconds since 1970) can be given, so that a test need not wait.
    """

    def __init__(
        self,
        environment: Mapping[str, str] = os.environ,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ):
        missing = [name for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY") if not environment.get(name)]
        if missing:
            raise Refused(f"{' and '.join(missing)}: not set; on a laptop set what GitHub gives a job")
        self.name = environment["GITHUB_REPOSITORY"]
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", self.name):
            raise Refused(f"GITHUB_REPOSITORY: {self.name!r} is not OWNER/NAME")
        api = environment.get("GITHUB_API_URL") or "https://api.github.com"
        self._base = f"{api.rstrip('/')}/repos/{self.name}/"
        self._token = environment["GITHUB_TOKEN"]
        self._sleep, self._clock = sleep, clock
        # Whoever sets GITHUB_API_URL may have a GitHub of their own, in their own network.
        self._client = Client(allow_private=True, size=_SIZE)

    def all(self, path: str, **query: str) -> Iterator[Any]:
        """Each thing of a list, page by page."""
        url = f"{self._base}{path}?{urlencode({**query, 'per_page': str(_PER_PAGE)})}"
        while url:
            answer = self._answer("GET", url)
            yield from answer.data
            following = re.search(r'<([^<>]+)>; *rel="next"', answer.headers.get("link", ""))
            url = following[1] if following else ""
            if url and not url.startswith(self._base.partition("/repos/")[0] + "/"):
                raise Refused(f"GitHub leads from {path} to {url}, which is not its API")

    def get(self, path: str) -> Any:
        """One thing, or None where there is none."""
        answer = self._answer("GET", self._base + path, accepted=(404,))
        return None if answer.status == 404 else answer.data

    def change(self, path: str, **values: Any) -> Any:
        """Change what is there. To do it twice is to do it once."""
        return self._answer("PATCH", self._base + path, values).data

    def make(self, path: str, find: Callable[[], T | None], **values: Any) -> T | Any:
        """Make a thing, unless it is there: what `find` finds, or else what was made.

        Where an answer is lost, it is looked for before it is made again.
        """
        waits = iter(_FAULTS)
        while (found := find()) is None:
            try:
                return self._answer("POST", self._base + path, values).data
            except Unsure as error:
                if (wait := next(waits, None)) is None:
                    raise Refused(f"GitHub does not answer: {error}; it is tried again next time") from None
                self._sleep(wait)
        return found

    def _answer(self, method: str, url: str, values: Any = None, accepted: tuple[int, ...] = ()) -> _Answer:
        """The answer to a request. Raises Refused; for a POST without an answer, Unsure."""
        faults = list(_FAULTS)
        limits = 0
        what = f"{method} {url.removeprefix(self._base).partition('?')[0]}"
        while True:
            answer = self._once(method, url, values)
            if answer.status in accepted or 200 <= answer.status < 300:
                return answer
            if answer.status == 0 or answer.status >= 500:
                text = f"{what}: {answer.status or answer.data}"
                asked = float(_number(answer, "retry-after") or 0)
                if asked > _LONGEST or (method != "POST" and not faults):
                    raise Refused(f"GitHub does not answer: {text}; it is tried again next time")
                if method == "POST":
                    self._sleep(asked)
                    raise Unsure(text)
                self._sleep(max(asked, faults.pop(0)))
                continue
            message = answer.data.get("message", "") if isinstance(answer.data, dict) else ""
            wait = self._limited(answer, message, limits)
            if wait is None:
                why = f"{answer.status} {message}".strip()
                raise Refused(f"GitHub refuses {what}: {why}; is the token one for {self.name}, and may it do that?")
            if wait > _LONGEST or limits == len(_FAULTS):
                raise Refused(f"GitHub asks to wait for {round(wait)} seconds at {what}; run this again later")
            limits += 1
            self._sleep(wait)

    def _limited(self, answer: _Answer, message: str, limits: int) -> float | None:
        """The seconds to wait where a limit was reached; None where it is no limit."""
        if answer.status not in (403, 429):
            return None
        after, reset = _number(answer, "retry-after"), _number(answer, "x-ratelimit-reset")
        if after is not None:
            return float(after)
        if _number(answer, "x-ratelimit-remaining") == 0 and reset is not None:
            return max(1.0, reset - self._clock() + 1)
        # A secondary limit may come as 403, and then nothing but the message of the API tells it from a refusal.
        if answer.status == 429 or "rate limit" in message.lower():
            return float(_LIMIT * 2**limits)
        return None

    def _once(self, method: str, url: str, values: Any) -> _Answer:
        """One request. Status 0, with the reason as data, is no answer or half of one."""
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self._token}",
            "User-Agent": self.name,
            "X-GitHub-Api-Version": "2022-11-28",
        }
        content = None if values is None else json.dumps(values).encode()
        answer = self._client.ask(url, headers, method=method, content=content)
        if answer.fault:
            return _Answer(0, {}, answer.error)
        try:
            data = json.loads(answer.body) if answer.body and answer.status < 500 else None
        except (ValueError, RecursionError) as error:
            return _Answer(0, {}, str(error))
        return _Answer(answer.status, answer.headers, data)


def _number(answer: _Answer, header: str) -> int | None:
    """The whole number that a header is; None where it is missing, or something else."""
    text = answer.headers.get(header, "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,12}", text) else None
