"""What readers take along, made from the built site: the article as a PDF, and the site as a zip for reading offline.

Both are the same for the same site, as far as other people's programs go: the zip byte for byte with the
same zlib; the PDF with the same Chromium and fonts, since its dates, which Chromium takes from the clock,
are left out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from os import environ, geteuid
from pathlib import Path
from time import gmtime
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from scripts.files import replace
from scripts.regex import regex
from scripts.website import metadata

PDF = "article.pdf"
ZIP = "offline.zip"
PAGE = "one-page"  # the page that becomes the PDF
FOLDER = "article"  # what the zip unpacks to


# The one without windows comes first: it starts in a tenth of a second, and shows and prints a page alike. Then the one
# of GitHub's image, where the sandbox of chromium, which is there as well, cannot start.
_BROWSERS = ("chromium-headless-shell", "google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
_PATIENCE = 120  # seconds; printing the article takes two


class NotMadeError(Exception):
    """Why a file was not made, in words."""


def installed() -> str | None:
    """The path of the first of the browsers that is installed."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def pdf(site: Path) -> Path:
    """Print the page with all of the article, by Chromium. Raises NotMadeError."""
    page = _built(site / PAGE / "index.html")
    browser = installed()
    if browser is None:
        raise NotMadeError(f"printing it takes a browser, and there is none of {', '.join(_BROWSERS)}; install one")
    title, author, text = printable(page.read_bytes())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        (folder / PAGE).mkdir(parents=True)
        for entry in site.resolve().iterdir():
            if entry.name != PAGE:
                (folder / entry.name).symlink_to(entry)
        (folder / PAGE / "index.html").write_bytes(text)
        printed = Path(name) / PDF
        options = ["--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
        options += ["--no-sandbox"] if geteuid() == 0 else []  # which Chromium's sandbox refuses to be run by
        options += ["--generate-pdf-document-outline", f"--user-data-dir={name}/profile", f"--print-to-pdf={printed}"]
        address = (folder / PAGE / "index.html").as_uri()
        try:
            done = subprocess.run([browser, *options, address], capture_output=True, text=True, timeout=_PATIENCE)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise NotMadeError(f"{browser} did not print it within {_PATIENCE} seconds") from None
        if not printed.exists():
            last = (done.stderr.strip().splitlines() or ["it did not say why"])[-1]
            raise NotMadeError(f"{browser} did not print it: {last}")
        writer = PdfWriter(clone_from=printed)
    _take_marks_out(writer.outline, text)
    writer.metadata = {"/Title": title, "/Author": author}
    data = BytesIO()
    writer.write(data)
    replace(site / PDF, data.getvalue())
    return site / PDF


def _take_marks_out(outline: list[Any], page: bytes) -> None:
    """Take the marks of notes out of an outline, which Chromium makes of all that is in the headings of a page."""
    bare: dict[str, str] = {}
    tree: html.HtmlElement = html.document_fromstring(page)
    for heading in list(tree.iter("h1", "h2", "h3", "h4", "h5", "h6")):
        for link in heading.find_class("headerlink"):  # which is not printed
            link.drop_tree()
        marked = heading.text_content().split()
        for mark in heading.find_class("footnote-ref"):
            mark.drop_tree()
        bare["".join(marked)] = " ".join(heading.text_content().split())
    items: list[Any] = [outline]
    for item in items:
        if isinstance(item, list):
            items += item
        elif title := bare.get("".join(item.title.split())):
            item.node[NameObject("/Title")] = TextStringObject(title)


def _built(page: Path) -> Path:
    if not page.exists():
        raise NotMadeError(f"there is no {page.as_posix()}; build the site first (make site)")
    return page


def printable(page: bytes) -> tuple[str, str, bytes]:
    """The article's title, its author, and the page without scripts.

    Links out of the page get the site's own address, which is the page's canonical one, so that they
    lead somewhere from a PDF; where the site has none, they are no links.
    """
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    meta = {str(e.get("name")): str(e.get("content")) for e in tree.iter("meta")}
    root = next((str(e.get("href")) for e in tree.iter("link") if e.get("rel") == "canonical"), "")
    etree.strip_elements(tree, "script", with_tail=False)
    for element in tree.iter("a"):
        href = element.get("href", "")
        if href and not href.startswith("#") and not re.match(r"[a-z]+:", href):
            if metadata.public(root):
                element.set("href", urljoin(f"{root}{PAGE}/", href))
            else:
                del element.attrib["href"]
    title, author = meta.get("citation_title", ""), meta.get("citation_author", "")
    for element in tree.iter("title"):
        element.text = title
    return title, author, html.tostring(tree, doctype="<!doctype html>", encoding="utf-8")


def offline(site: Path) -> Path:
    """Pack the site so that it can be read from a folder, search included. Raises NotMadeError."""
    _built(site / "index.html")
    data = BytesIO()
    stamp = _stamp()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, content in sorted(_offline_files(site)):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content)
    replace(site / ZIP, data.getvalue())
    return site / ZIP


def _stamp() -> tuple[int, int, int, int, int, int]:
    """The time of every file in the zip: SOURCE_DATE_EPOCH, and never before 1980, where zip begins."""
    seconds = max(int(environ.get("SOURCE_DATE_EPOCH") or 0), 315532800)
    year, month, day, hour, minute, second = gmtime(seconds)[:6]
    return year, month, day, hour, minute, second


_SEARCH_INDEX = "search/search_index.json"
_NOT_OFFLINE = regex(r"404\.html|sitemap\.xml(?:\.gz)?|.*\.map|" + re.escape(ZIP))
_DIRECTORY = regex(r'(<(?:a|link)\b[^>]*?\shref=")((?:[^":?#]*/)?(?:\.{1,2})?)((?:[?#][^"]*)?")')
_ONLINE = regex(r"<li data-online>.*?</li>", re.DOTALL)


def _offline_files(site: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the offline copy: a link to a folder names its page, and the search index is a script.

    A browser lets no page read a file beside it, but run a script.
    """
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or _NOT_OFFLINE.fullmatch(name):
            continue
        content = path.read_bytes()
        if name == _SEARCH_INDEX:
            index = re.sub(r'("location":")([^"#]*/)?(?=[#"])', r"\1\2index.html", content.decode())
            yield "search/search_index.js", f"searchIndex = {index}".encode()
        elif path.suffix == ".html":
            yield name, _DIRECTORY.sub(_to_its_page, _ONLINE.sub("", content.decode())).encode()
        else:
            yield name, content


def _to_its_page(match: re.Match[str]) -> str:
    """A link to a folder as one to the page in it; a link within the page as it is."""
    return f"{match[1]}{match[2].rstrip('/')}/index.html{match[3]}" if match[2] else match[0]
