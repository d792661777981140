"""LinkChecker alone on the corpus of this folder: `python -m tests.web.alone` prints the same tables for it.

Its word is taken so: valid is alive, an error is failing, and 429, which it calls valid with a warning, refused.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree

from tests.web.score import score
from tests.web.server import web


def main() -> None:
    with web() as cases, tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)  # started as root, LinkChecker becomes nobody
        out = Path(folder) / "out.xml"
        words = ["-r0", "--check-extern", "--no-status", "-v", "-F", f"xml/utf-8/{out}", "-o", "none", "--stdin"]
        program = Path(sys.executable).with_name("linkchecker")
        environment = os.environ | dict(cases.environment) | {"HOME": folder}
        urls = "\n".join(case.url for case in cases)
        subprocess.run([program, *words], input=urls, text=True, cwd=folder, env=environment, check=False)
        rows = {}
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
        for item in etree.parse(out, parser).iter("urldata"):
            valid = item.find("valid")
            words_of = "" if valid is None else valid.get("result", "")
            good = valid is not None and valid.text == "1"
            limited = any("rate" in (warning.get("tag") or "") for warning in item.iter("warning"))
            state = "refused" if limited else "alive" if good else "failing"
            final = item.findtext("realurl") or ""
            rows[item.findtext("url") or ""] = {"state": state, "final_url": final, "why": words_of}
        found = [{"url": case.url, **rows[case.url]} for case in cases if case.url in rows]
        score(found, cases)


if __name__ == "__main__":
    main()
