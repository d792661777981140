"""Lighthouse over the published site: python -m tests.audit, which `make audit` runs.

Four pages, as a phone and as a desktop, from a server that compresses as static hosts do; each figure is
the median of five runs. Exit 0: every figure is what it has to be; 1: one is lower; 2: could not run.
Performance is measured with the processor that is there: run it when nothing else does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from scripts.publication import article
from scripts.website import downloads
from tests.conftest import ROOT
from tests.server import serve

RUNS = 5
LIGHTHOUSE = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
# What each category has to reach, as a phone and as a desktop.
LEAST = {
    "performance": {"mobile": 97, "desktop": 100},
    "accessibility": {"mobile": 100, "desktop": 100},
    "best-practices": {"mobile": 100, "desktop": 100},
    "seo": {"mobile": 100, "desktop": 100},
}


def main() -> int:
    """Print the table of figures; what is too low is marked in it and explained below it."""
    browser = downloads.installed()
    for needed, what in ((browser, "Chromium"), (shutil.which("node"), "Node"), (LIGHTHOUSE.exists(), "Lighthouse")):
        if not needed:
            sys.stderr.write(f"There is no {what} on this machine; install it and run make audit again.\n")
            return 2
    print(f"| page | as | {' | '.join(LEAST)} |\n|---|---|{'---|' * len(LEAST)}")
    faults: list[str] = []
    with serve(ROOT / "site", as_published=True) as address:
        for path in ("", longest_chapter(), "claims/", "sources/"):
            for form in ("mobile", "desktop"):
                runs = [audited(address + path, form, str(browser)) for _ in range(RUNS)]
                cells = []
                for category, least in LEAST.items():
                    score = round(median(100 * run["categories"][category]["score"] for run in runs))
                    cells.append(f"{score}" if score >= least[form] else f"**{score}**, least {least[form]}")
                    if score < least[form]:
                        faults += [f"{path or 'home'}, {form}: {line}" for line in lost(runs[-1], category)]
                print(f"| {path or 'home'} | {form} | {' | '.join(cells)} |", flush=True)
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def longest_chapter(root: Path = ROOT) -> str:
    """The address of the chapter with the most text."""
    chapters = article.read(root, datetime.now(tz=UTC).date()).chapters
    return max(chapters, key=lambda chapter: sum(len(sentence.text) for sentence in chapter.sentences)).url


def audited(address: str, form: str, browser: str) -> Any:
    """What Lighthouse says of a page, as its own JSON."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={file.name}"]
        command += [f"--only-categories={','.join(LEAST)}"] + ["--preset=desktop"] * (form == "desktop")
        command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu", "--no-enable-error-reporting"]
        subprocess.run(command, env=os.environ | {"CHROME_PATH": browser}, check=True)
        return json.loads(Path(file.name).read_text(encoding="utf-8"))


def lost(run: Any, category: str) -> list[str]:
    """The audits that a run lost points by, each with what it says."""
    weights = {ref["id"]: ref["weight"] for ref in run["categories"][category]["auditRefs"]}
    audits = (run["audits"][name] for name, weight in weights.items() if weight)
    return [
        f"{category}: {audit['title']} ({audit.get('displayValue') or audit['id']})"
        for audit in audits
        if audit["score"] is not None and audit["score"] < 1
    ] or [category]


if __name__ == "__main__":
    sys.exit(main())
