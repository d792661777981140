"""The built site through LinkChecker, run as its own program, and what it leaves out."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple
from urllib.parse import quote, unquote, unquote_plus, urljoin, urlsplit

from lxml import etree, html

from scripts.finding import Finding, Place, in_order, unreadable
from scripts.hypertext import attributes
from scripts.regex import regex

CONFIGURATION = Path(__file__).with_name("linkcheckerrc")
# Run as root, LinkChecker becomes nobody, who may not read the modules of Python that it loads later on.
_NOT_INSTALLED = 3  # LinkChecker itself ends with 0, 1 or 2
_START = (
    "import importlib.util, os, runpy, sys; "
    f"importlib.util.find_spec('linkcheck') or sys.exit({_NOT_INSTALLED}); "
    "os.geteuid = lambda: 1; runpy.run_module('linkcheck', run_name='__main__', alter_sys=True)"
)
DEADLINE = 3600.0  # seconds; LinkChecker asks one external address in 0.35 s

# Attributes with an address that LinkChecker does not read; nor does it read the text of a <style>, "" here.
_LEFT_OUT = {
    "a": ("xlink:href",),
    "image": ("href", "xlink:href"),
    "link": ("imagesrcset",),
    "source": ("srcset",),
    "style": ("",),
    "use": ("href", "xlink:href"),
    "video": ("poster",),
}
_NO_LINKS = frozenset({"preconnect", "dns-prefetch"})  # they name a host, where nothing need answer
_FOLLOWED_REFRESH = regex(r"\d+;\s*url=[^\"']", re.IGNORECASE)
_HTTP = regex(r"https?://", re.IGNORECASE)
_HALF = regex(r"https?:(?!//)", re.IGNORECASE)
# LinkChecker asks for another address than the one written where its path holds one of these.
_REWRITTEN = regex(r"//|\\|%2f|%5c", re.IGNORECASE)
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_STATUS = regex(r"\d{3}\b")


class Crawled(StrEnum):
    """What became of a link."""

    ALIVE = "alive"  # LinkChecker fetched that very address as written, and had nothing to remark
    REMARKED = "alive, with a remark"  # it fetched it too, with a redirect or a warning, or another success than 200
    FAILED = "failed"
    OTHER = "asked for another address"
    LEFT_OUT = "not checked by LinkChecker"
    NOT_ASKED = "not checked"  # it leads out, and the web was not to be asked
    THERE = "in the folder"
    NOT_THERE = "not in the folder"
    NO_ID = "no id"
    NO_ADDRESS = "no address"

    @property
    def ok(self) -> bool:
        """Whether the link is alive, as far as it was looked at."""
        return self in (Crawled.ALIVE, Crawled.REMARKED, Crawled.THERE, Crawled.NOT_ASKED)


class SiteLink(NamedTuple):
    """A link of the site, and what became of it.

    `page` is relative to the site's folder, `href` as written, `url` absolute for a link that leads
    out, else relative to the site's base. `named` is what LinkChecker said, or the id that is missing.
    `place` is in the folder.
    """

    page: str
    href: str
    url: str
    outcome: Crawled
    named: str
    external: bool
    place: Place

    @property
    def result(self) -> str:
        """The outcome in words."""
        match self.outcome:
            case Crawled.ALIVE | Crawled.REMARKED | Crawled.FAILED:
                return self.named
            case Crawled.OTHER:
                return f"{self.outcome}: {self.named}"
            case Crawled.NO_ID:
                return f"{self.outcome} {self.named}"
            case _:
                return str(self.outcome)


class _Site(NamedTuple):
    """A folder as it is served: its files, the path of its base, with a slash at both ends."""

    folder: Path
    files: frozenset[str]
    base: str


class _Link(NamedTuple):
    """An address in a page or style sheet: as written, and where it leads from the address of its page.

    `followed` says whether LinkChecker looks at it there; `url` is empty where it is no address.
    """

    place: Place
    page: str
    href: str
    followed: bool
    url: str = ""


class _Page(NamedTuple):
    """A page or style sheet: its links in order, its ids, what its links are relative to."""

    name: str
    links: list[_Link]
    ids: frozenset[str]
    base: str = ""
    canonical: str = ""


class _Verdict(NamedTuple):
    """What LinkChecker says of an address: the status of the answer (0 for none), what that comes to, its words."""

    status: int
    outcome: Crawled
    words: str


def crawl(site: Path, base_path: str = "/", external: bool = False) -> list[SiteLink]:
    """Every http link of every page and style sheet of a built site, by page and place in it.

    The folder is served on a loopback port at the path that it will have when hosted. With `external`
    LinkChecker also asks the web, and any private address that a link names; else those links are `ok`
    and "not checked". Absolute links to the site's own address, as its home page gives it, are internal.
    Raises Unreadable where there is no page, no link, no LinkChecker, or a link that it left out.
    """
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    if not any(name.endswith(".html") for name in files):
        raise unreadable(str(site), 1, "holds no built page; build the site first (make site)")
    pages = [_read(site, name) for name in sorted(files) if name.endswith((".html", ".css"))]
    served = _Site(site, files, f"/{unquote(base_path).strip('/')}/".replace("//", "/"))
    own = next((page.canonical for page in pages if page.name == "index.html" and _HTTP.match(page.canonical)), "")
    own = own[: own.rfind("/") + 1]
    with _serve(served) as root:
        links = [link for page in pages for link in _resolved(page, root, own)]
        if not links:
            raise unreadable(str(site), 1, "holds no link at all, which no built site does")
        starts = [root, *(root + _public(page.name) for page in pages)]
        verdicts = _sweep(site, starts, own, external)
    ids = {page.name: page.ids for page in pages}
    found = [_judge(served, root, link, verdicts.get(_key(link.url)), ids, external) for link in links]
    if left_out := [link for link, verdict in zip(links, found, strict=True) if verdict is None]:
        place = left_out[0].place
        what = f"LinkChecker left out {len(left_out)} of its links, the first to {left_out[0].href!r}"
        raise unreadable(place.path, place.line, what)
    return [verdict for verdict in found if verdict]


def dead(found: Iterable[SiteLink]) -> list[Finding]:
    """A finding for each dead link within the site, on every page that carries it."""
    inner = (link for link in found if not link.outcome.ok and not link.external)
    return in_order(Finding(link.place, f"links to {link.href!r}, {_what_of(link)}", "link-alive") for link in inner)


def _what_of(link: SiteLink) -> str:
    if link.outcome is Crawled.NO_ID:
        return f"whose page has {link.result}"
    return "which is no address" if link.outcome is Crawled.NO_ADDRESS else "which the site does not have"


# The links of the built files


def _read(folder: Path, name: str) -> _Page:
    here = (folder / name).as_posix()
    data = (folder / name).read_bytes()
    if name.endswith(".css"):
        text = data.decode("utf-8", errors="replace")
        links = [_Link(Place(here, line), name, href, _followed_css(all_)) for line, href, all_ in attributes.css(text)]
        return _Page(name, links, frozenset())
    if not data.strip():
        raise unreadable(here, 1, "is empty; build the site anew (make site)")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree: html.HtmlElement = html.document_fromstring(data, parser=parser)
    # LinkChecker does not search a page that asks robots not to follow its links.
    closed = any("nofollow" in str(value).lower() for value in tree.xpath('//meta[@name="robots"]/@content'))
    links = [
        _Link(Place(here, element.sourceline or 1), name, href, followed and not closed)
        for element in tree.iter(etree.Element)
        for href, followed in _addresses(element)
    ]
    ids = frozenset(map(str, tree.xpath("//@id | //a/@name")))
    base, canonical = ("".join(tree.xpath(f"{path}[1]/@href")) for path in ("//base", '//link[@rel="canonical"]'))
    return _Page(name, links, ids, base, canonical)


def _addresses(element: html.HtmlElement) -> Iterator[tuple[str, bool]]:
    """Each address in an element, and whether LinkChecker follows it."""
    tag = str(element.tag)
    if tag == "link" and _NO_LINKS & set(element.get("rel", "").lower().split()):
        return
    if tag == "form" and element.get("method", "").lower() == "post":
        return  # it takes what is sent to it, and need not answer to a link
    for name, href, _, written in attributes.addresses(element):
        followed = name not in _LEFT_OUT.get(tag, ())
        if name == "content":
            followed = bool(_FOLLOWED_REFRESH.match(written))
        elif name == "style":
            followed = _followed_css(written)
        yield href, followed


def _followed_css(written: str) -> bool:
    """Whether LinkChecker follows an address of CSS: it reads line by line, and no @import without url()."""
    return written.startswith("url(") and "\n" not in written


def _public(name: str) -> str:
    """The address of a file, relative to the site's base."""
    return quote(name.removesuffix("index.html") if posixpath.basename(name) == "index.html" else name)


# The server


def _file(site: _Site, path: str) -> str | None:
    """The file that a static host gives for the path of an address; None for none.

    The names are compared with those of the folder, so that capitals count on every machine.
    """
    path = posixpath.normpath(unquote(path)) + "/" * path.endswith("/")
    inside = f"/{path.lstrip('/')}"  # two slashes at the start survive normpath
    if not f"{inside}/".startswith(site.base):
        return None
    name = inside[len(site.base) :]
    if name in site.files:
        return name
    index = posixpath.join(name, "index.html")
    return index if index in site.files else None


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, site: _Site, *arguments: object):
        self.site = site
        super().__init__(*arguments)  # type: ignore[arg-type] # as the server calls it

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        name = _file(self.site, path)
        if path == "/robots.txt":
            name = None  # it is for those who visit the hosted site; links to it are looked up in the folder
        if name and posixpath.basename(name) == "index.html" and not path.endswith(("/", "/index.html")):
            self._answer(301, "Location", f"{path}/")
        elif name:
            self._answer(200, "Content-Type", _type(name), (self.site.folder / name).read_bytes())
        else:
            page = self.site.folder / "404.html"
            self._answer(404, "Content-Type", _type(page.name), page.read_bytes() if page.is_file() else b"")

    def _answer(self, status: int, header: str, value: str, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("LinkChecker", "1")  # lifts its throttle
        self.send_header("Content-Length", str(len(body)))
        self.send_header(header, value)
        with suppress(ConnectionError):  # LinkChecker closes the connection once it knows the status
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing of each request."""


def _type(name: str) -> str:
    """A media type that LinkChecker follows for pages and style sheets only, so not for a sitemap."""
    kinds = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8"}
    return kinds.get(posixpath.splitext(name)[1], "application/octet-stream")


class _Server(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing; what LinkChecker did not get, it reports."""


@contextmanager
def _serve(site: _Site) -> Iterator[str]:
    """Serve a site; gives the address of its base."""
    with _Server(("127.0.0.1", 0), lambda *arguments: _Handler(site, *arguments)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{quote(site.base)}"
        finally:
            server.shutdown()
            thread.join()


# LinkChecker


def _sweep(site: Path, starts: Sequence[str], own: str, external: bool) -> dict[str, _Verdict]:
    """What LinkChecker says of each address that it meets from these on.

    It starts from every page, since no link need lead to one.
    """
    # Each thread sleeps under a lock before the first answer lifts the throttle; alone, one is the quickest.
    options = ["--check-extern"] if external else ["--threads", "1"]
    if own:
        options += ["--ignore-url", f"^{re.escape(own)}"]
    with TemporaryDirectory() as home:
        # It writes a configuration and a folder for plugins into its home.
        places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR"), home)
        unproxied = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
        direct = dict.fromkeys(("NO_PROXY", "no_proxy"), ",".join(filter(None, [unproxied, "127.0.0.1"])))
        environment = os.environ | places | direct | {"LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
        # -I: nothing that lies in the working folder is taken for a module.
        words = [sys.executable, "-I", "-X", "utf8", "-c", _START, "-f", str(CONFIGURATION), *options, "--stdin"]
        try:
            result = subprocess.run(  # noqa: S603
                words,
                input="\n".join(starts).encode(),
                capture_output=True,
                cwd=home,
                env=environment,
                timeout=DEADLINE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise unreadable(str(site), 1, f"LinkChecker was not done with it after {DEADLINE:g} seconds") from None
        except OSError as error:
            raise unreadable(str(site), 1, f"LinkChecker does not run: {error}") from None
    said = result.stderr.decode(errors="replace").strip().split("\n")[-1] or "it says nothing"
    if result.returncode == _NOT_INSTALLED:
        raise unreadable(str(site), 1, "LinkChecker is not installed; make sets it up in .venv (requirements.txt)")
    if result.returncode not in (0, 1):  # 1: it found something
        raise unreadable(str(site), 1, f"LinkChecker failed with status {result.returncode}: {said}")
    try:
        return _verdicts(result.stdout)
    except etree.XMLSyntaxError:
        raise unreadable(str(site), 1, f"LinkChecker broke off: {said}") from None


def _verdicts(xml: bytes) -> dict[str, _Verdict]:
    """What LinkChecker's XML says, by the key of each address as written, and as it ended after redirects.

    An address that it did not fetch is not in it, except where it says why.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    written: dict[str, _Verdict] = {}
    ended: dict[str, _Verdict] = {}
    unasked: dict[str, _Verdict] = {}
    for entry in etree.fromstring(_NOT_XML.sub(b"", xml), parser).iter("urldata"):
        valid = entry.find("valid")
        word = valid.get("result", "") if valid is not None else ""
        remarks = [element.text or "" for element in entry.iter("info", "warning")]
        match = _STATUS.match(word)
        status = int(match[0]) if match else 0
        outcome = Crawled.ALIVE if status == 200 and not remarks else Crawled.REMARKED
        if not (200 <= status < 300 and entry.findtext("valid") == "1"):
            outcome = Crawled.FAILED
        verdict = _Verdict(status, outcome, "; ".join([word, *remarks]))
        with suppress(ValueError):  # from urljoin; such an address is none, as _judge sees too
            parent = urljoin(entry.findtext("parent") or "", entry.findtext("baseref") or "")
            asked = written if status else unasked
            asked.setdefault(_key(urljoin(parent, entry.findtext("url") or "")), verdict)
            ended.setdefault(_key(entry.findtext("realurl") or ""), verdict)
    return unasked | ended | written


def _key(url: str) -> str:
    """The same for each spelling that LinkChecker takes for one address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    path = unquote(parts.path).replace("\\", "/") or "/"
    path = "/" + posixpath.normpath(path).lstrip("/") + "/" * path.endswith("/")
    return f"{parts.scheme}://{host}:{port}{path.replace('//', '/')}?{unquote_plus(parts.query)}"


# Both together


def _resolved(page: _Page, root: str, own: str) -> Iterator[_Link]:
    """The http links of a page with where each leads, those to the site's own address within the served site."""
    for link in page.links:
        href = link.href.strip()
        try:
            # What is absolute stays as it is written, to the letter.
            url = href if _HTTP.match(href) else urljoin(urljoin(root + _public(page.name), page.base), href)
            _key(url)
            parts = urlsplit(url)
        except ValueError:
            yield link
            continue
        if own and url.startswith(own):
            # LinkChecker is told to leave these alone, since the hosted site may not have the new pages yet.
            yield link._replace(url=root + url.removeprefix(own), followed=False)
        elif parts.scheme in ("http", "https"):
            # What lies above the base is another site to LinkChecker.
            above = parts.netloc == urlsplit(root).netloc and not url.startswith(root)
            url = url if parts.hostname and not _HALF.match(href) else ""
            yield link._replace(url=url, followed=link.followed and not above)


def _judge(
    site: _Site, root: str, link: _Link, verdict: _Verdict | None, ids: dict[str, frozenset[str]], external: bool
) -> SiteLink | None:
    """What becomes of a link; None where LinkChecker says nothing of it though it should."""
    if not link.url:
        return SiteLink(link.page, link.href, link.href, Crawled.NO_ADDRESS, "", False, link.place)
    parts = urlsplit(link.url)
    host = urlsplit(root).netloc
    if parts.netloc != host:
        outcome, named = (verdict.outcome, verdict.words) if verdict else (Crawled.LEFT_OUT, "")
        if not external:
            outcome, named = Crawled.NOT_ASKED, ""
        elif verdict and _REWRITTEN.search(parts.path):
            outcome = Crawled.OTHER
        return SiteLink(link.page, link.href, link.url, outcome, named, True, link.place)
    name = _file(site, parts.path)
    if not link.followed or name == "robots.txt":
        outcome, named = Crawled.THERE if name else Crawled.NOT_THERE, ""
    elif verdict is None or not (verdict.outcome.ok or verdict.status == 404):
        return None
    else:
        outcome, named = verdict.outcome, verdict.words
    if outcome.ok and name and not _has_id(site, name, parts.fragment, ids):
        outcome, named = Crawled.NO_ID, repr(unquote(parts.fragment))
    url = link.url.removeprefix(root) if link.url.startswith(root) else link.url.split(host, 1)[1]
    return SiteLink(link.page, link.href, url, outcome, named, False, link.place)


def _has_id(site: _Site, name: str, fragment: str, ids: dict[str, frozenset[str]]) -> bool:
    """Whether a fragment leads somewhere in a file; in one that is neither page nor picture, anything may.

    A picture's ids are read once, into `ids`.
    """
    fragment = fragment.partition(":~:")[0]  # then come words to look for in the text
    if name.endswith(".svg") and name not in ids:
        ids[name] = _svg_ids((site.folder / name).read_bytes())
    elif not name.endswith((".html", ".svg")):
        return True
    return fragment.lower() in ("", "top") or bool({fragment, unquote(fragment)} & ids[name])


def _svg_ids(data: bytes) -> frozenset[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    tree = etree.fromstring(data, parser)
    found = tree.iter(etree.Element) if tree is not None else ()
    return frozenset(str(element.get("id")) for element in found if element.get("id"))
