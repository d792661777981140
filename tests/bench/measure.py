"""How long a process takes, and how much memory at its peak."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import NamedTuple

from tests.bench.variants import Variant


class Run(NamedTuple):
    """One run: seconds on the clock, seconds of the processor (user and system), bytes at the peak."""

    seconds: float
    processor: float
    memory: int


def run(variant: Variant) -> Run:
    """Run a variant once, without a built site from before. Raises RuntimeError, with what it said, if it fails."""
    shutil.rmtree(variant.folder / variant.without, ignore_errors=True)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    said = variant.folder.with_suffix(".txt")
    with said.open("wb") as file:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *variant.command], cwd=variant.folder, env=environment, stdout=file, stderr=file
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)  # so that it is not waited for again
    if process.returncode:
        raise RuntimeError(f"{variant.name} in {variant.folder}:\n{said.read_text('utf-8', 'replace')[-2000:]}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
