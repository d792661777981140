"""Archived copies: the one nearest to a day, and a new one where the keys are given.

The Wayback Machine's CDX API and Save Page Now 2, by their documentation
(https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server). An archive that is down,
slow or wrong changes no verdict: it gives no address, and is not asked again that night.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from scripts.regex import regex
from scripts.web.fetch import HONEST, Fetcher

WAYBACK = "https://web.archive.org"
# Save Page Now takes about a minute for a page, and no more than two.
SAVING, ASK_AGAIN = 150.0, 5.0
RECENT = 30  # days: of a copy so young no other is made

_STAMP = regex(r"\d{14}")


class ArchiveDown(Exception):
    """The archive cannot be asked now."""


def nearest(fetcher: Fetcher, url: str, day: str, base: str = WAYBACK) -> str:
    """The address of the good copy of a page nearest to a day (ISO, any precision); "" for none.

    Raises ArchiveDown where the archive does not answer, or asks to be left alone.
    """
    query = {"url": url, "output": "json", "filter": "statuscode:200", "fl": "timestamp,original", "limit": "1"}
    if stamp := day.replace("-", ""):
        query |= {"closest": stamp + "00000101000000"[len(stamp) :], "sort": "closest"}
    answer = fetcher.once(f"{base}/cdx/search/cdx?{urlencode(query)}", HONEST | {"Accept": "application/json"})
    if answer.status in (0, 429) or answer.status >= 500:
        raise ArchiveDown(answer.error or f"answers {answer.status}")
    try:
        rows = json.loads(answer.body) if answer.status == 200 else []
        timestamp, original = rows[1][:2]
    except (ValueError, IndexError, TypeError, KeyError, RecursionError):
        return ""
    if not _STAMP.fullmatch(str(timestamp)) or not str(original).startswith(("http://", "https://")):
        return ""
    return f"{base}/web/{timestamp}/{original}"


def save(
    fetcher: Fetcher,
    url: str,
    base: str = WAYBACK,
    environment: Mapping[str, str] = os.environ,
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Ask Save Page Now for a copy; its address, or "" where there is none.

    The keys are taken from ARCHIVE_ACCESS_KEY and ARCHIVE_SECRET_KEY; without them nothing is asked.
    A copy of the last RECENT days will do.
    """
    access, secret = environment.get("ARCHIVE_ACCESS_KEY"), environment.get("ARCHIVE_SECRET_KEY")
    if not access or not secret:
        return ""
    headers = {
        "Accept": "application/json",
        "Authorization": f"LOW {access}:{secret}",
        "User-Agent": HONEST["User-Agent"],
    }
    form = urlencode({"url": url, "if_not_archived_within": f"{RECENT}d", "skip_first_archive": "1"}).encode()
    post = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    job = str(fetcher.ask("POST", f"{base}/save", post, form).json.get("job_id", ""))
    waited = 0.0
    while re.fullmatch(r"[\w-]+", job) and waited < SAVING:
        sleep(ASK_AGAIN)
        waited += ASK_AGAIN
        answer = fetcher.ask("GET", f"{base}/save/status/{job}", headers)
        state = answer.json
        if state.get("status") == "success" and _STAMP.fullmatch(str(state.get("timestamp"))):
            return f"{base}/web/{state['timestamp']}/{url}"
        if answer.fault or state.get("status") == "error":
            break
    return ""
