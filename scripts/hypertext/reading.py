"""The text of a page: what a quotation may stand in, and what the page says of itself.

Pure: bytes in, no network, no clock, no file. The text of HTML is found by trafilatura, that of PDF by
pypdf. Both take a while to import, and are imported only when a page is read.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from lxml import etree, html

from scripts import fault
from scripts.hypertext import glimpse, visible
from scripts.hypertext.charset import clean, decoded
from scripts.hypertext.stated import LONGEST, OF_ONE_NAME, Stated, people
from scripts.hypertext.unread import Why
from scripts.regex import regex
from scripts.terminal import one_line

if TYPE_CHECKING:
    from pypdf import PdfReader

# Bounds on a page that is made to be slow. Four million letters are a book of 1,500 pages.
MOST_BYTES = 4 * 1024 * 1024  # of HTML or plain text; what follows is not read
MOST_PAGES = 500  # of a PDF; likewise
# Bytes of a PDF's instructions, unpacked, a page and all together, for which pypdf takes 2 to 3 seconds a megabyte, so
# that a machine with other work is done within the deadline too. A page of text has 5 to 16 kB. A page with more is not
# read, nor are those after which there are more: words may then stand in what was not read, and nothing is absent.
MOST_OF_A_PAGE, MOST_OF_A_PDF = 1024 * 1024, 4 * 1024 * 1024
# What pypdf does on each page for a font, and for an entry of its tables, takes as long as so many of these bytes.
A_FONT, AN_ENTRY = 25, 2
# With more elements trafilatura takes seconds, and more than its square the time; all that is shown is then the text.
MOST_ELEMENTS = 20_000
# Fewer words are no page that anybody quotes.
FEWEST_WORDS = 8
# A wall or a challenge has a few lines. A page with more words, or one that states which article it
# is, may have a log-in in its header, or be about such walls.
WALL_WORDS = 100
# A page that states its length (JSON-LD wordCount) and has less than this share of it is a stub:
# publishers count captions and notes or not, which makes a fifth of difference or so, not a half.
STUB_SHARE = 0.5
# A page that says it is not free, and not how long it is, is a stub below this: two or three
# paragraphs, which is what such pages show.
STUB_WORDS = 150
# An invitation to subscribe at the end makes a stub of a text shorter than this. Longer ones are
# whole articles, below which a site advertises itself.
INVITED_WORDS = 300
# Where so many words are shown and none were found to be the main text, all that is shown is.
SHOWN_WORDS = 100
# A page about a book, a film or a paper with fewer words has it not, but an abstract, a blurb or a description.
WORK_WORDS = 600
# A text with this share of the stated length is whole, whatever follows it.
WHOLE_SHARE = 0.8
# Letters after the text in which such an invitation is looked for.
INVITATION_WITHIN = 600
# A text's language is the one with the most of its function words. With fewer than these of any,
# which is a sentence or two, the page's own word is taken.
FEWEST_FUNCTION_WORDS = 8
# A text with more letters than this that are not Latin is in none of the languages below.
OTHER_LETTERS = 0.5
# Letters of a text by which its language is known.
SAMPLE = 100_000

_INVITATION = regex(
    r"subscribe (?:now )?(?:to|and) (?:continue|keep|read|unlock|get (?:full )?access)|"
    r"(?:continue|keep) reading (?:this|with|for|by)|to (?:continue|keep) reading|"
    r"read the (?:rest|full)|(?:already|not yet) an? (?:subscriber|member)|"
    r"(?:for|to) (?:paying )?(?:subscribers|members) only|only (?:available )?(?:for|to) (?:subscribers|members)|"
    r"(?:article|story|content) is (?:reserved )?for (?:paying )?(?:subscribers|members)|"
    r"start your (?:free )?trial|unlock (?:this|the) (?:article|story)|become a (?:subscriber|member)|"
    r"(?:sign in|log in|register) to (?:continue|keep|read)|(?:subscriber|member)-only",
    re.IGNORECASE,
)
_FUNCTION_WORDS = {
    "en": "the of and to in that is was for it with as his on be at by this had not are but from have they which",
    "fr": "le la les de des du et un une que qui dans pour est pas sur au aux par avec ce cette ont elle nous sont",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus hat",
    "es": "el los las y en que del se por con una su para es al lo como más pero sus le ha sin sobre este entre",
    "it": "il di che è la per un non in una sono con del si da come le della nel alla più dei gli anche ha",
    "pt": "o os as e que do da em um para é com não uma por mais dos como mas foi ao ele das tem à seu",
    "nl": "de het een van en dat op te zijn met voor niet aan er maar om door over ook als bij uit naar heeft",
    "pl": "i w na z się nie że do to jest o jak za od po przez ale dla są tym oraz który przy jego może",
}
_NO_TITLE = regex(r"\.(?:docx?|indd|pdf|qxd|rtf|tex)$|^microsoft word|^untitled|^slide 1$", re.IGNORECASE)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what they tell of a bad page is in `unread`
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class Sheet(NamedTuple):
    """A sheet of a PDF: its number, from 1, what the file calls it ("" for nothing), and its text, line by line."""

    number: int
    label: str
    text: str


class ReadPage(NamedTuple):
    """What was found in a page; `title`, `authors`, `date` and `container` only as it states them.

    `date` is an ISO day, month or year. `where` has, for each of these four that there is, the statement that it is
    from, such as "meta og:title", "JSON-LD author", "h1", or "dateline" for the line by the title. `text` has the
    main text, `shown` all that a browser shows, in its order ("" where `text` is all), each in paragraphs with an empty
    line between. `language` is an ISO 639-1 code, or "". `unread` says why the page does not count as read, and is ""
    when it does: EMPTY, CHALLENGE, WALL, STUB (of what a paywall hides), LANGUAGE (another than the article's), NO_TEXT
    (none was found). Its other fields then hold what there was, which may be the words of the wall. `whole` is False
    where there is more than these say: a bound was reached, sheets of a PDF are pictures of text, or the page has an
    abstract of a paper, or what a book or a film is about. `sheets` are those of a PDF that could be read. `work` are
    fields of an entry, as the page tells catalogues (see `catalogued`); `dates` of a paper are the days on which it
    appeared, online and in print. `apart` are paragraphs of `shown` that lead elsewhere.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    container: str = ""
    text: str = ""
    language: str = ""
    extractor: str = "plain text"
    unread: Why | Literal[""] = ""
    shown: str = ""
    where: tuple[tuple[str, str], ...] = ()
    whole: bool = True
    sheets: tuple[Sheet, ...] = ()
    work: tuple[tuple[str, str], ...] = ()
    dates: tuple[str, ...] = ()
    apart: frozenset[str] = frozenset()


def read(body: bytes, content_type: str, address: str, language: str = "en") -> ReadPage:
    """Read a page that an address gave with this Content-Type ("" for a saved file of a kind to be told).

    `language` is the one in which the article can quote it.
    """
    if _IN_ONE_FILE.match(body):
        body, content_type = _root_part(body)
    kind = content_type.partition(";")[0].strip().lower()
    start = body[:1024].lstrip()
    if not body.strip():
        return ReadPage(unread=Why.EMPTY)
    if b"%PDF-" in start:
        page = _read_pdf(body)
    elif re.match(rb"\x89PNG|\xff\xd8\xff|GIF8|PK\x03\x04|\x1f\x8b", start) or kind.startswith(("image/", "video/")):
        page = ReadPage(unread=Why.NO_TEXT)
    elif _is_html(kind, decoded(body[:1024], content_type), address):
        page = _read_html(body, content_type)
    else:
        text = _plain_text(decoded(body[:MOST_BYTES], content_type))
        page = ReadPage(text=text, whole=len(body) <= MOST_BYTES)
    return _judged(page, language)


# The head of a page that a browser has saved with its pictures in one file (MHTML, RFC 2557).
_IN_ONE_FILE = re.compile(rb"(?=[\w-]+:)(?:[^\r\n]+\r?\n){0,20}Content-Type:\s*multipart/related\b", re.IGNORECASE)


def _root_part(body: bytes) -> tuple[bytes, str]:
    """The page itself of such a file, with what it is said to be; nothing for none."""
    from email import message_from_bytes, policy

    page = message_from_bytes(body, policy=policy.default).get_body(("html",))
    content = page.get_payload(decode=True) if page else b""
    return (content, str(page["Content-Type"])) if page and isinstance(content, bytes) else (b"", "")


def _is_html(kind: str, start: str, address: str) -> bool:
    if re.match(r"\s*<(?:!doctype|html|head|body|\?xml|!--)", start, re.IGNORECASE):
        return True
    return "html" in kind or "xml" in kind or (not kind and bool(re.search(r"\.x?html?$", address, re.IGNORECASE)))


def _judged(page: ReadPage, wanted: str) -> ReadPage:
    """The page with its language, and with the reasons that hold for every kind of page."""
    page = page._replace(
        title=on_a_line(page.title),
        authors=tuple(filter(None, (OF_ONE_NAME.join(map(on_a_line, a.split(OF_ONE_NAME))) for a in page.authors))),
        container=on_a_line(page.container),
        text=clean(page.text),
        shown=clean(page.shown),
    )
    spoken = language_of(page.text, page.language)
    unread = page.unread
    if not unread and len(re.findall(r"[^\W\d_]+", page.text)) < FEWEST_WORDS:
        unread = Why.NO_TEXT
    if not unread and spoken and spoken != wanted:
        unread = Why.LANGUAGE
    return page._replace(language=spoken, unread=unread)


def on_a_line(text: str) -> str:
    """A title or a name on one line, of characters that show; "" for one that is too long to be what it should."""
    line = one_line(text)
    return line if len(line) <= LONGEST else ""


def language_of(text: str, stated: str) -> str:
    """The language of a text by its function words; where they say little, the one that the page states."""
    text = text[:SAMPLE]
    letters = [letter for letter in text if letter.isalpha()]
    other = sum(letter > "\u024f" for letter in letters)
    if letters and other > OTHER_LETTERS * len(letters):
        return stated if stated and stated not in _FUNCTION_WORDS else "und"
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    counts = {code: sum(words[word] for word in of.split()) for code, of in _FUNCTION_WORDS.items()}
    likeliest = max(counts, key=lambda code: (counts[code], code == stated))
    if counts[likeliest] < FEWEST_FUNCTION_WORDS or (stated and stated not in _FUNCTION_WORDS):
        return stated
    return likeliest


# ---------------------------------------------------------------- HTML


def _read_html(body: bytes, content_type: str) -> ReadPage:
    from trafilatura import __version__

    extractor = f"trafilatura {__version__}"
    tree, deep, whole = _tree(decoded(body[:MOST_BYTES], content_type))
    if tree is None:
        return ReadPage(extractor=extractor, unread=Why.NO_TEXT)
    seen = glimpse.read(body[:MOST_BYTES], content_type)
    visible.prepare(tree)
    blocks = list(visible.blocks(tree))
    apart = set(visible.apart(tree))
    stated = Stated(tree, blocks)
    large = deep or sum(1 for _ in tree.iter()) > MOST_ELEMENTS
    main = [] if large else _main_text(tree)
    if sum(map(_count, main)) < FEWEST_WORDS and sum(_count(block.text) for block in blocks) >= SHOWN_WORDS:
        main, extractor = [block.text for block in blocks], f"lxml {etree.__version__}"
    shown = seen.text if seen else ""
    visibly = [block.text for block in blocks]
    if _count(stated.body) > sum(map(_count, main)):
        main = _paragraphs(stated.body)
        visibly += main  # a script shows it
    # A standfirst often stands apart from the text; metadata that nobody is shown are none.
    elif stated.description and stated.description in shown and not any(stated.description in block for block in main):
        main.insert(0, stated.description)
    text = "\n\n".join(main)
    where = tuple(sorted(stated.where.items()))
    about = (stated.title, stated.authors, stated.date, stated.container)
    whole = whole and len(body) <= MOST_BYTES and not (stated.of_a_work and _count(text) < WORK_WORDS)
    page = ReadPage(*about, text, stated.language, extractor, "", "\n\n".join(visibly), where, whole)
    page = page._replace(shown="" if page.shown == text else page.shown, work=tuple(stated.work.items()))
    page = page._replace(dates=stated.dates, apart=frozenset(apart.difference(main)))
    walled = glimpse.walled(body, seen) if seen else ""
    is_stub = _is_stub(stated, main, shown)
    asks = seen is not None and seen.asks
    is_walled = walled and (asks or _count(text) < WALL_WORDS) and not stated.article
    if is_walled and not (is_stub and walled == "wall" and seen and not seen.password):
        return page._replace(unread=Why(walled))
    return page._replace(unread=Why.STUB if is_stub else "")


# Control characters by their numbers, which no text of XML may hold.
_CONTROL = regex(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[\da-fA-F]))(?![\da-fA-F]);?")


def _tree(text: str) -> tuple[html.HtmlElement | None, bool, bool]:
    """The page as a tree; whether it is deeper than libxml2 likes (256); whether that was all of it."""
    text = _CONTROL.sub("", re.sub(r"^\s*<\?xml[^>]*>", "", text))
    try:
        tree: html.HtmlElement = html.document_fromstring(text, parser=(parser := html.HTMLParser()))
        if not (deep := _was_cut(parser)):
            return tree, False, True
        tree = html.document_fromstring(text, parser=(parser := html.HTMLParser(huge_tree=True)))
        return tree, deep, not _was_cut(parser)
    except (etree.LxmlError, ValueError):
        return None, False, True


def _was_cut(parser: html.HTMLParser) -> bool:
    return any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)


def _main_text(tree: html.HtmlElement) -> list[str]:
    """The blocks of the main text. What nobody sees is taken out of the tree."""
    from trafilatura import bare_extraction

    for element in [element for element in tree.iter() if visible.unseen(element) and element.tag != "head"]:
        if element.getparent() is not None:
            element.drop_tree()
    try:
        unused = {"max_date": "2199-12-31"}  # without which the clock is asked
        found = bare_extraction(tree, favor_recall=True, include_comments=False, date_extraction_params=unused)
    except Exception:  # whatever a hostile page brings about in it, it finds no main text
        return []
    if found is None or isinstance(found, dict):
        return []
    return [block.text for block in visible.blocks(found.body)]


def _is_stub(stated: Stated, blocks: Sequence[str], shown: str) -> bool:
    """Whether the text is only the beginning of one that the page holds back."""
    text = " ".join(blocks)
    words = _count(text)
    if stated.words and not stated.paginated:
        if words < STUB_SHARE * stated.words:
            return True
    elif stated.free is False and words < STUB_WORDS:
        return True
    if words < INVITED_WORDS:
        last = next((block for block in reversed(blocks) if _count(block) >= FEWEST_WORDS and block in shown), "")
        at = shown.rfind(last[-200:]) + len(last[-200:]) if last else 0
        end = " ".join([*blocks[-2:], shown[at : at + INVITATION_WITHIN] if last else ""])
        if _INVITATION.search(end) and not (stated.words and words >= WHOLE_SHARE * stated.words):
            return True
    return words < _count(stated.description)


def _count(text: str) -> int:
    return len(text.split())


# ---------------------------------------------------------------- PDF and plain text


def _read_pdf(body: bytes) -> ReadPage:
    import pypdf

    page = ReadPage(extractor=f"pypdf {pypdf.__version__}")
    try:
        file = pypdf.PdfReader(io.BytesIO(body), strict=False)
        if file.is_encrypted:
            file.decrypt("")
        sheets, whole = _pdf_sheets(file)
        about: Mapping[str, Any] = file.metadata or {}
        title, authors = (str(about.get(name) or "").strip() for name in ("/Title", "/Author"))
        with suppress(Exception):  # its XML is broken, as the whole file may be
            in_xmp = ("", "") if title and authors else _in_xmp(file)
            title, authors = title or in_xmp[0], authors or in_xmp[1]
    except Exception as error:  # a PDF can be broken in more ways than pypdf has exceptions
        if isinstance(error, NameError) and fault.trace(error):  # no PDF brings that about
            raise
        return page._replace(unread=Why.NO_TEXT)
    return page._replace(
        title="" if _NO_TITLE.search(title) else " ".join(title.split()),
        authors=tuple(name for name in people(authors, "line") if " " in name),  # else it is an account
        text=_joined(_without_running_lines([sheet.text for sheet in sheets])),
        whole=whole,
        sheets=tuple(sheets),
    )


def _in_xmp(file: PdfReader) -> tuple[str, str]:
    """The title and the authors that a PDF states as Dublin Core in XML; raises what pypdf and lxml do."""
    data = file.root_object.get("/Metadata", {}).get_object()
    if not hasattr(data, "get_data"):
        return "", ""
    tree = etree.fromstring(data.get_data(), etree.XMLParser(resolve_entities=False, no_network=True))
    elements = (tree.find(f".//{{{_DC}}}{name}") for name in ("title", "creator"))
    said = (e.itertext() if e is not None else () for e in elements)
    titles, authors = (list(filter(None, (" ".join(str(one).split()) for one in texts))) for texts in said)
    return titles[0] if titles else "", "; ".join(authors)


_DC = "http://purl.org/dc/elements/1.1/"


def _pdf_sheets(file: PdfReader) -> tuple[list[Sheet], bool]:
    """Each page that can be read within the bounds, and whether these are all that it says."""
    sheets: list[Sheet] = []
    known: dict[int, int] = {}
    done = 0
    whole = len(file.pages) <= MOST_PAGES
    labels = file.page_labels if "/PageLabels" in file.root_object else []
    for number, sheet in enumerate(file.pages[:MOST_PAGES], start=1):
        content = sheet.get_contents()
        resources = sheet.get("/Resources", {}).get_object()
        instructions = content.get_data() if content is not None else b""
        work = _work(instructions, resources, known)
        if work > MOST_OF_A_PAGE:
            whole = False
            continue
        done += work
        if done > MOST_OF_A_PDF:
            return sheets, False
        text = "\n".join(_unnumbered((sheet.extract_text() or "").split("\n")))
        whole = whole and bool(text.strip() or not _DRAWN.search(instructions))  # a page scanned has a picture alone
        sheets.append(Sheet(number, labels[number - 1] if number <= len(labels) else "", text))
    return sheets, whole


_DRAWN = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do\b")


def _work(content: bytes, resources: Mapping[str, Any], known: dict[int, int]) -> int:
    """What has to be read for some instructions: they, the forms that they draw, each time, and the tables of fonts.

    `known` has the work of each form and font by its number. A form within itself is more than may be read.
    """
    total = len(content)
    for value in resources.get("/Font", {}).get_object().values():
        font = value.get_object()
        number = getattr(font, "indirect_reference", None)
        key = number.idnum if number else -id(font)
        if key not in known:
            known[key] = _work_of(font)
        total += known[key]
    drawn = Counter(_DRAWN.findall(content))
    forms = resources.get("/XObject", {}).get_object() if drawn else {}
    for name, times in drawn.items():
        form = forms.get(f"/{name.decode('latin-1')}", {}).get_object()
        if form.get("/Subtype") == "/Form" and (number := form.indirect_reference):
            if number.idnum not in known:
                known[number.idnum] = MOST_OF_A_PAGE + 1
                own = form.get("/Resources", resources).get_object()
                known[number.idnum] = min(_work(form.get_data(), own, known), MOST_OF_A_PAGE + 1)
            total += times * known[number.idnum]
    return total


def _work_of(font: Mapping[str, Any]) -> int:
    """What has to be read for a font, again on each page: the widths, names and letters of its signs."""
    total = A_FONT + AN_ENTRY * len(font.get("/Widths", ()))
    encoding = font.get("/Encoding")
    if isinstance(encoding, Mapping):
        total += AN_ENTRY * len(encoding.get("/Differences", ()))
    for descendant in font.get("/DescendantFonts", ()):
        widths = descendant.get_object().get("/W", ())
        total += AN_ENTRY * sum(len(entry) if isinstance(entry, list) else 1 for entry in widths)
    letters: Any = font.get("/ToUnicode")
    if hasattr(letters, "get_data"):
        # A byte of these takes a tenth of the time of one of the others; a range has up to 65,536 letters.
        data = letters.get_data()
        total += len(data) // 10 + data.count(b"beginbfrange") * 2**16 // 5
    return total


def _without_running_lines(pages: Sequence[str]) -> list[list[str]]:
    """The lines of each page, less page numbers and what stands at the head or foot of several pages.

    A head all in capitals is no sentence's beginning either. Notes at the foot of a page come after
    the last page, so that a sentence that goes on overleaf stays whole.
    """
    lines = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    ends = Counter(_numberless(line) for page in lines for line in {*page[:1], *page[-1:]})
    # Left and right pages have heads of their own, so that each stands on half of the pages, and the first on none.
    running = {line for line, times in ends.items() if times > 1 and times >= len(pages) / 3}
    notes: list[str] = []
    for page in lines:
        while page and (page[-1].isdigit() or _numberless(page[-1]) in running):
            page.pop()
        while page and (page[0].isdigit() or page[0].isupper() or _numberless(page[0]) in running):
            page.pop(0)
        first = len(page)
        while first > 1 and _FOOT_NOTE.match(page[first - 1]):
            first -= 1
        notes += page[first:]
        del page[first:]
    return [*lines, notes]


# Lines that count up from 1, as those of a bill or a hearing do, or by fives: so many at least, and most of a page.
_FEWEST_NUMBERED, _MOST_NUMBERED = 5, 0.8
_LINE_NUMBER = regex(r"\s*(\d{1,3})(?!\S)\s*")


def _unnumbered(lines: list[str]) -> list[str]:
    """The lines of running text without the numbers at its margin; a list or a table keeps its own."""
    words = [line for line in lines if line.strip()]
    numbered = [(match, line) for line in words if (match := _LINE_NUMBER.match(line))]
    numbers = [int(match[1]) for match, _ in numbered]
    bare = [line[match.end() :] for match, line in numbered if match.end() < len(line)]
    for step in (1, 5):
        counts = all(after in (before + step, step) for before, after in pairwise(numbers))
        enough = len(numbered) * step >= max(_FEWEST_NUMBERED, _MOST_NUMBERED * len(words))
        if counts and enough and 2 * sum(line[0].islower() for line in bare) > len(bare):
            return [_LINE_NUMBER.sub("", line, count=1) if _LINE_NUMBER.match(line) else line for line in lines]
    return lines


_FOOT_NOTE = regex(r"\d{1,3}\.?\s+[^\W\d_a-z]")
_SENTENCE_END = regex(r"[.!?:][\"'”’)]*$")


def _numberless(line: str) -> str:
    return re.sub(r"\s*\d+", "#", line)


def _joined(pages: Sequence[Sequence[str]]) -> str:
    """Lines as paragraphs: one ends where a line ends a sentence and is clearly shorter than most."""
    lines = [line for page in pages for line in page]
    usual = sorted(map(len, lines))[len(lines) * 3 // 4] if lines else 0
    paragraphs: list[list[str]] = []
    for line in lines:
        before = paragraphs[-1][-1] if paragraphs else ""
        if not before or (len(before) < 0.8 * usual and _SENTENCE_END.search(before[-_TAIL:])):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return _flowing(paragraphs)


# Letters at the end of a line, or at its beginning, in which a part of a word is looked for.
_TAIL = 40
_PAGE_NUMBER = regex(
    r"(?:page\s|p\.\s?)?[-–—\[(]?\s?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:of|/)\s?\d{1,4})?\s?[-–—\])]?", re.IGNORECASE
)
# A line that is there more often, and no longer, is the running head of a text's pages.
_ONCE, _HEAD = 2, 80


def _plain_text(text: str) -> str:
    """The paragraphs of a text file; a sentence that a page's end parts is put together, its number and head left out.

    What may be a page's number or head is left out only within a sentence: before a small letter, after what ends none.
    """
    lines = [line.strip() for line in _unnumbered(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))]
    times = Counter(_numberless(line) for line in lines if len(line) <= _HEAD)
    paragraphs: list[list[str]] = []
    between: list[str] = []
    gap = True
    for line in lines:
        if not line:
            gap = True
            continue
        last = paragraphs[-1][-1] if paragraphs else "."
        head = len(line) <= _HEAD and (_PAGE_NUMBER.fullmatch(line) or times[_numberless(line)] > _ONCE)
        if head and not _SENTENCE_END.search(last[-_TAIL:]):
            between.append(line)
            continue
        if between and line[0].islower() and (gap or last.endswith("-")):
            between, gap = [], False
        if gap:
            paragraphs += [[*between]] if between else []
            paragraphs.append([])
        else:
            paragraphs[-1] += between
        paragraphs[-1].append(line)
        between, gap = [], False
    return _flowing([*paragraphs, between])


def _flowing(paragraphs: Sequence[Sequence[str]]) -> str:
    """Paragraphs of lines, each on one line, with an empty line between; words that were parted are whole."""
    parted = any(line.endswith("-") for lines in paragraphs for line in lines)
    words = Counter(
        word for lines in (paragraphs if parted else ()) for line in lines for word in re.findall(r"\w+(?:-\w+)*", line)
    )
    flowing: list[str] = []
    for lines in paragraphs:
        parts: list[str] = []
        for line, following in zip_longest(lines, lines[1:], fillvalue=""):
            broken = re.search(r"\w+$", line[-_TAIL:-1]) if line.endswith("-") else None
            rest = re.match(r"[^\W\d_A-Z]\w*", following[:_TAIL])
            if broken and rest:
                # A hyphen at the end of a line is one of the word's own only where the word has it elsewhere.
                kept = words[f"{broken[0]}-{rest[0]}"] > words[broken[0] + rest[0]]
                parts.append(line if kept else line[:-1])
            else:
                parts.append(f"{line} ")
        flowing.append(" ".join("".join(parts).split()))
    return "\n\n".join(filter(None, flowing))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, between which lines are empty, each on one line."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [" ".join(part.split()) for part in parts if part.strip()]
