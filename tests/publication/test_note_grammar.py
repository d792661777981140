"""The reader of notes: each form by its smallest example, what notes lead to, and what holds of any text."""

from __future__ import annotations

import itertools
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts import __main__ as command_line
from scripts.commands.options import CANNOT_RUN, CLEAN, FOUND
from scripts.publication import notes as published
from scripts.publication.footnotes import grammar, markdown
from scripts.publication.footnotes.parts import Kind, Part
from scripts.publication.footnotes.resolution import CitationFault, Numbered, resolve

PLACES = frozenset(("start", "end", "sure"))


def said(part: Part) -> dict[str, Any]:
    """What a part says, without where it stands."""
    fields = {name: getattr(part, name) for name in part.__dataclass_fields__ if name not in PLACES}
    return {name: str(value) if name in ("kind", "type") else value for name, value in fields.items() if value}


def full(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "full", "type": kind, **fields}


def short(**fields: Any) -> dict[str, Any]:
    return {"kind": "short", **fields}


def comment(words: str) -> dict[str, Any]:
    return {"kind": "comment", "words": words}


BOOK = {"authors": ("Ada Mill",), "title": "On Tides", "publisher": "Weir", "place": "Dunmore", "date": "2004"}
PAPER = {"authors": ("Kai Wu",), "title": "Ice", "container": "Journal of Cold", "volume": "12", "date": "2001"}
CASE = {"container": "Dun.", "volume": "9", "pages": "40", "date": "1880"}
CASE_OF_1880 = {**CASE, "container": "DLR"}
NEWS = {"authors": ("Kai Wu",), "title": "Ice", "container": "The Ledger", "date": "2019-05-03"}

FORMS: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    # behind a journal and its year, the issue, the pages of the article, the page cited
    *(
        (
            f"A. MILL, Thin Ice Made in 'Weir': a reply, in Journal of Cold, 2001, {behind}, pp. 40-59, p. 42.",
            [
                full(
                    "article",
                    authors=("A. MILL",),
                    title="Thin Ice Made in 'Weir': a reply",
                    container="Journal of Cold",
                    date="2001",
                    pages="40-59",
                    locator="42",
                    **more,
                )
            ],
        )
        for behind, more in (
            ("n. 3", {"number": "3"}),
            ("vol. 12, fasc. 2", {"volume": "12", "number": "2"}),
        )
    ),
    (
        "In contrast, on law, see: A. MILL, Tides, in B. WU, C. HALE (ed.), Cold Places. A History, Dunmore, 2004, "
        "pp. 4-9, in particular p. 5. On ice there is more.",
        [
            comment("In contrast, on law,"),
            full(
                "chapter",
                signal="see",
                authors=("A. MILL",),
                editors=("B. WU", "C. HALE"),
                title="Tides",
                container="Cold Places. A History",
                place="Dunmore",
                date="2004",
                pages="4-9",
                locator="5",
            ),
            comment("On ice there is more."),
        ],
    ),
    (
        "A. MILL, (Laws) Made in the ‘North’, cit., p. 5.",
        [short(authors=("A. MILL",), title="(Laws) Made in the ‘North’", locator="5")],
    ),
    (
        "Weir Council, General comment No. 9 (2004) on ice, cit., par. 4.",
        [short(authors=("Weir Council",), title="General comment No. 9 (2004) on ice", locator="par. 4")],
    ),
    # a judgment by its court, its day and its parties
    (
        "See, ex multis: Court of Ice, judgment of 3 May 2019, Ice Board (IB) and Mill (Our Ice) v. Dunmore, par. 4.",
        [
            full(
                "case",
                signal="See ex multis",
                authors=("Court of Ice",),
                title="Ice Board (IB) and Mill (Our Ice) v. Dunmore",
                date="2019-05-03",
                locator="par. 4",
                remark="judgment",
            )
        ],
    ),
    # an act with the journal that it is printed in
    *(
        (
            f"Directive (EU) 2024/9 of the Weir Council{behind}",
            [full("statute", title=f"Directive (EU) 2024/9 of the Weir Council{more}", container="OJ L", **where)],
        )
        for behind, more, where in (
            (
                ", on ice, of 3 May 2024, in OJ L, 2024/9, 5 July 2024, pp. 1-8.",
                ", on ice",
                {"number": "2024/9", "date": "2024-05-03", "pages": "1-8", "remark": "5 July 2024"},
            ),
            (
                " of 3 May 2024 on ice (OJ L 150, 9.6.2024, p. 2).",
                " of 3 May 2024 on ice",
                {"number": "150", "date": "2024-05-03", "pages": "2", "remark": "9.6.2024"},
            ),
        )
    ),
    # a film by its director, with its length
    (
        "Ada Mill, dir., *On Tides* (Dunmore: Weir, 2004), 101 mins., https://example.org/ice.",
        [full("video", **BOOK, remark="101 mins", url="https://example.org/ice")],
    ),
    (
        "Ada Mill, “Ice,” YouTube video, 5:33, 2015, https://example.org/ice.",
        [full("video", authors=("Ada Mill",), title="Ice", date="2015", url="https://example.org/ice")],
    ),
    # a paper of a body with its symbol
    *(
        (
            f"Ice Council, Keeping our ice{behind} W/RES/97/1, para 4.",
            [
                full(
                    "report",
                    authors=("Ice Council",),
                    title="Keeping our ice",
                    date="2015-10-21",
                    number="W/RES/97/1",
                    locator="para 4",
                )
            ],
        )
        for behind in (", 21 October 2015,", " (21 October 2015) UN Doc")
    ),
    (
        "Weir Council, General comment No. 9 (2004) on “ice” and law, 3 May 2019, W/C.12/GC/9, par. 6.",
        [
            full(
                "report",
                authors=("Weir Council",),
                title="General comment No. 9 (2004) on “ice” and law",
                date="2019-05-03",
                number="W/C.12/GC/9",
                locator="par. 6",
            )
        ],
    ),
    (
        "D. MILL, F. GUZMÁN WU, Cold Places, Dunmore, 2004, p. 94.",
        [
            full(
                "other",
                authors=("D. MILL", "F. GUZMÁN WU"),
                title="Cold Places",
                publisher="Dunmore",
                date="2004",
                locator="94",
            )
        ],
    ),
    (
        "Press Release, Fed. Tide Comm'n, Ferries Stop (June 9, 2015).",
        [full("other", authors=("Fed. Tide Comm'n",), title="Ferries Stop", date="2015-06-09")],
    ),
    (
        "RESTATEMENT (SECOND) OF TIDES § 402A (1965).",
        [full("statute", title="RESTATEMENT (SECOND) OF TIDES", locator="§ 402A", date="1965")],
    ),
    # an archived page, in brackets
    (
        "Kai Wu, *Ice,* The Ledger (May 3, 2019), [https://perma.example.org/4J6R] (last visited Mar. 7, 2020).",
        [full("online", **NEWS, url="https://perma.example.org/4J6R", accessed="2020-03-07")],
    ),
    # the archived copy of a page, in brackets behind its address
    *(
        (
            f"Kai Wu, *Ice,* The Ledger (May 3, 2019), {behind}.",
            [full("online", **NEWS, url="https://ledger.example.org/ice", copy="https://perma.cc/4J6R-ABCD", **more)],
        )
        for behind, more in (
            ("https://ledger.example.org/ice [https://perma.cc/4J6R-ABCD]", {}),
            (r"<https://ledger.example.org/ice> \[<https://perma.cc/4J6R-ABCD>\]", {}),
            ("https://ledger.example.org/ice [perma.cc/4J6R-ABCD] (saying so)", {"remark": "saying so"}),
            (
                "https://ledger.example.org/ice (last visited Mar. 7, 2020) [https://perma.cc/4J6R-ABCD]",
                {"accessed": "2020-03-07"},
            ),
        )
    ),
    (
        "Kai Wu, *Ice,* The Ledger, https://ledger.example.org/ice (last updated May 3, 2019, 6:43 PM).",
        [full("news", **NEWS, url="https://ledger.example.org/ice")],
    ),
    (
        "WTB Memorandum M-10-06, *Ice* (May 3, 2019), https://example.org/ice",
        [
            full(
                "report",
                authors=("WTB",),
                number="Memorandum M-10-06",
                title="Ice",
                date="2019-05-03",
                url="https://example.org/ice",
            )
        ],
    ),
    # initials before a family name, and a title without marks
    (
        "See Ada Mill & Bo C. Wu, Ice, 12 Journal of Cold 40, 42 (2001).",
        [
            full(
                "article",
                **{**PAPER, "authors": ("Ada Mill", "Bo C. Wu")},
                signal="See",
                pages="40",
                locator="42",
            )
        ],
    ),
    # reports, and judgments that have no other name
    (
        "[2001] EWCA Civ 1142 at para 27",
        [full("case", date="2001", number="EWCA Civ 1142", locator="para 27")],
    ),
    (
        "*Re a Ferry* [1988] AC 660 at 704–705",
        [full("case", title="Re a Ferry", container="AC", date="1988", pages="660", locator="704–705")],
    ),
    (
        "Tidal Tables - Open Weir, o. D., https://example.org/tides (abgerufen: 29.06.2023).",
        [
            full(
                "report",
                title="Tidal Tables - Open Weir",
                date="n.d.",
                url="https://example.org/tides",
                accessed="2023-06-29",
            )
        ],
    ),
    # APA, with the day
    (
        "Wu, K. (2019, May 3). Ice. *The Ledger*. https://example.org/ice",
        [full("news", **{**NEWS, "authors": ("K. Wu",)}, url="https://example.org/ice")],
    ),
    (
        "Wu, K. (2019, 3 May). Ice. *The Ledger*. https://example.org/ice",
        [full("news", **{**NEWS, "authors": ("K. Wu",)}, url="https://example.org/ice")],
    ),
    # what is quoted from a source
    (
        "Ada Mill, *On Tides* (Dunmore: Weir, 2004), 12: “It rained *there*.”",
        [full("book", **BOOK, locator="12"), comment("“It rained *there*.”")],
    ),
    (
        "Mill, *On Tides*, p. 4: “It dripped”; the mayor said, “It rained.”",
        [
            short(authors=("Mill",), title="On Tides", locator="4"),
            comment("“It dripped”; the mayor said, “It rained.”"),
        ],
    ),
    # Chicago: books, articles, chapters, news
    ("Ada Mill, *On Tides* (Dunmore: Weir, 2004), 12–14.", [full("book", **BOOK, locator="12–14")]),
    ("Ada Mill, _On Tides_ (Dunmore: Weir, 2004), chap. 3.", [full("book", **BOOK, locator="chap. 3")]),
    ("Ada Mill, *On Tides*, 2nd ed. (Dunmore: Weir, 2004).", [full("book", **BOOK, edition="2nd ed.")]),
    ("Ada Mill, *On Tides* (Dunmore: Weir, 2004), 2:45.", [full("book", **BOOK, volume="2", locator="45")]),
    ("Ada Mill, *On Tides* (1904; repr., Dunmore: Weir, 2004).", [full("book", **{**BOOK, "date": "1904"})]),
    ("Ada Mill, *On Tides* (1904; Dunmore: Weir, 2004).", [full("book", **{**BOOK, "date": "1904"})]),
    (  # names and titles with the signs in which they are written
        "Mill Ada 米爾, *On Tides* 潮汐論 [Of the sea] (Dunmore: Weir, 2004).",
        [full("book", **{**BOOK, "authors": ("Mill Ada",)}, remark="潮汐論; Of the sea")],
    ),
    (
        "Ada Mill, “Ice,” *Ledger* 冰記 4, no. 2 (2014): 3–9.",
        [
            full(
                "article",
                authors=("Ada Mill",),
                title="Ice",
                container="Ledger",
                date="2014",
                volume="4",
                number="2",
                locator="3–9",
                remark="冰記",
            )
        ],
    ),
    (  # a newspaper and a weekly in German, with an author and without
        "Was der Fluss trägt, in: Die Weir Nr. 12 vom 3. Mai 2019, S. 4.",
        [
            full(
                "news",
                title="Was der Fluss trägt",
                container="Die Weir",
                date="2019-05-03",
                number="12",
                locator="4",
            )
        ],
    ),
    (
        "o. V., Wenn das Eis bricht, in: Neue Fennzeitung, 3.5.2019.",
        [full("news", title="Wenn das Eis bricht", container="Neue Fennzeitung", date="2019-05-03")],
    ),
    (
        "Was der Fluss trägt, in: Die Weir, 12/2019, S. 34–36.",
        [
            full(
                "news",
                title="Was der Fluss trägt",
                container="Die Weir",
                date="2019",
                number="12",
                locator="34–36",
            )
        ],
    ),
    (
        "Kai Wu: Das Eis, in: Die Weir 12/2019, S. 34–36, hier S. 35.",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="Das Eis",
                container="Die Weir",
                date="2019",
                number="12",
                pages="34–36",
                locator="35",
            )
        ],
    ),
    (
        "Kai Wu, Was der Fluss trägt, in: Die Weir, 12/2019, S. 34.",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="Was der Fluss trägt",
                container="Die Weir",
                date="2019",
                number="12",
                locator="34",
            )
        ],
    ),
    (  # a command paper, its number and its year in brackets
        "Weir Board, *On Tides* (Cm 6041-I, 2003) para 2.3.",
        [
            full(
                "report", authors=("Weir Board",), title="On Tides", date="2003", number="Cm 6041-I", locator="para 2.3"
            )
        ],
    ),
    (  # medical journals: one author, a title with a colon; and a name that only looks so
        "Mill A. Tides: why they rise. *Ledger*. 2014;383(9936):2196.",
        [
            full(
                "article",
                authors=("A Mill",),
                title="Tides: why they rise",
                container="Ledger",
                date="2014",
                volume="383",
                number="9936",
                pages="2196",
            )
        ],
    ),
    (
        "Ada K. Mill: Das Salz. Eine Geschichte. Wien 2001.",
        [full("book", authors=("Ada K. Mill",), title="Das Salz. Eine Geschichte", place="Wien", date="2001")],
    ),
    (
        "Ada Mill and Kai Wu, eds., *Cold Places* (Dunmore: Weir, 2004).",
        [
            full(
                "book",
                editors=("Ada Mill", "Kai Wu"),
                title="Cold Places",
                publisher="Weir",
                place="Dunmore",
                date="2004",
            )
        ],
    ),
    ("Kai Wu, “Ice,” *Journal of Cold* 12, no. 3 (2001): 4.", [full("article", **PAPER, number="3", locator="4")]),
    ("Kai Wu, “Ice,” *Journal of Cold* 12 (2001): 4–33, at 5.", [full("article", **PAPER, pages="4–33", locator="5")]),
    (
        "Kai Wu, ‘Ice’, *Journal of Cold*, 12 (2001), 4–33 (p. 5).",
        [full("article", **PAPER, pages="4–33", locator="5")],
    ),
    ("Kai Wu, “Ice,” *The Ledger*, May 3, 2019, 4.", [full("news", **NEWS, locator="4")]),
    (
        "Kai Wu, “Ice,” *The Ledger*, 3 May 2019, accessed 4 June 2019, https://example.org/ice.",
        [full("news", **NEWS, accessed="2019-06-04", url="https://example.org/ice")],
    ),
    (
        "Kai Wu, “Ice,” *The Ledger*, 3 May 2019 <https://example.org/ice> [accessed 4 June 2019].",
        [full("news", **NEWS, accessed="2019-06-04", url="https://example.org/ice")],
    ),
    (
        "Kai Wu, [“Ice”](https://example.org/ice), *The Ledger*, 3 May 2019. Accessed 4 June 2019.",
        [full("news", **NEWS, accessed="2019-06-04", url="https://example.org/ice")],
    ),
    ("*The Ledger*, 3 May 1901, p. 4.", [full("news", container="The Ledger", date="1901-05-03", locator="4")]),
    (
        "Kai Wu, “Ice,” in *Cold Places*, ed. Ada Mill (Dunmore: Weir, 2004), 45–67.",
        [
            full(
                "chapter",
                authors=("Kai Wu",),
                title="Ice",
                container="Cold Places",
                editors=("Ada Mill",),
                publisher="Weir",
                place="Dunmore",
                date="2004",
                pages="45–67",
            )
        ],
    ),
    (
        "Kai Wu, “Ice” (PhD diss., University of Dunmore, 2004), 45.",
        [
            full(
                "thesis", authors=("Kai Wu",), title="Ice", publisher="University of Dunmore", date="2004", locator="45"
            )
        ],
    ),
    (
        "Kai Wu, *Eis*, Diss. phil. Dunmore 2004, S. 45, sowie ders., *Salz*, phil. Diss., Dunmore 2009.",
        [
            full("thesis", authors=("Kai Wu",), title="Eis", place="Dunmore", date="2004", locator="45"),
            full(
                "thesis",
                signal="sowie",
                idem="ders.",
                title="Salz",
                place="Dunmore",
                date="2009",
            ),
        ],
    ),
    (
        "“Ice Facts,” Weir Institute, 2019. <https://example.org/ice>",
        [full("report", authors=("Weir Institute",), title="Ice Facts", date="2019", url="https://example.org/ice")],
    ),
    (
        "Weir Institute, Ice Report, p. 12, https://example.org/a_b_c.pdf",
        [
            full(
                "report",
                authors=("Weir Institute",),
                title="Ice Report",
                locator="12",
                url="https://example.org/a_b_c.pdf",
            )
        ],
    ),
    ("See https://example.org/ice.", [full("online", signal="See", url="https://example.org/ice")]),
    ("Kai Wu, “Ice,” doi:10.5555/ice.1.", [full("article", authors=("Kai Wu",), title="Ice", doi="10.5555/ice.1")]),
    (
        "E-mail from Kai Wu, 3 May 2019.",
        [full("interview", authors=("Kai Wu",), title="E-mail from Kai Wu", date="2019-05-03")],
    ),
    (
        "Kai Wu, interview by the author, May 3, 2019.",
        [full("interview", authors=("Kai Wu",), date="2019-05-03", remark="interview by the author")],
    ),
    (
        "Kai Wu, former ferryman, interview by Bo Lee, *Ice Hour*, Weir Radio, May 3, 2019.",
        [
            full(
                "interview",
                authors=("Kai Wu",),
                container="Ice Hour",
                publisher="Weir Radio",
                date="2019-05-03",
                remark="former ferryman, interview by Bo Lee",
            )
        ],
    ),
    (
        "A senior official, WhatsApp message to the author, Dunmore, May 2019.",
        [
            full(
                "interview",
                title="A senior official, WhatsApp message to the author",
                place="Dunmore",
                date="2019-05",
            )
        ],
    ),
    (
        "Confidential interview by the author with Kai Wu, Ministry of Ice, Dunmore, 3 May 2019.",
        [
            full(
                "interview",
                authors=("Kai Wu",),
                title="Confidential interview by the author with Kai Wu",
                publisher="Ministry of Ice",
                place="Dunmore",
                date="2019-05-03",
            )
        ],
    ),
    ("Interview B12, Dunmore, May 2019.", [full("interview", title="Interview B12", place="Dunmore", date="2019-05")]),
    (
        "@kaiwu, “Ice is nice,” Twitter, May 3, 2019, 4:15 p.m.",
        [full("post", title="Ice is nice", container="Twitter", date="2019-05-03")],
    ),
    (
        "Minutes, 4 May 1880, TB/3/2, Port Archive, Dunmore.",
        [
            full(
                "archive",
                title="Minutes",
                number="TB/3/2",
                publisher="Port Archive",
                place="Dunmore",
                date="1880-05-04",
            )
        ],
    ),
    (
        "Dunmore, Weir Library, MS Mill 4, fol. 12r.",
        [full("archive", number="MS Mill 4", publisher="Weir Library", place="Dunmore", locator="fol. 12r")],
    ),
    (
        "Kai Wu, „Eis“, in: *Zeitschrift für Kälte* 12 (2001), H. 3, S. 30–48, hier S. 39.",
        [
            full("article", **PAPER | {"title": "Eis", "container": "Zeitschrift für Kälte"})
            | {"number": "3", "pages": "30–48", "locator": "39"}
        ],
    ),
    (
        "Kai Wu, „Eis“, in: *Der Bote*, 2. April 2001, https://bote.example/eis.",
        [
            full("online", authors=("Kai Wu",), title="Eis", container="Der Bote", date="2001-04-02")
            | {"url": "https://bote.example/eis"}
        ],
    ),
    ("Ibid., 14 April 1958.", [{"kind": "ibid", "date": "1958-04-14", "locator": "14 April 1958"}]),
    (
        "Tern, Tern Archives, TA/4, Minutes of the Ice Committee, 9 December 1957.",
        [
            full("archive", title="Minutes of the Ice Committee", number="TA/4", publisher="Tern Archives")
            | {"place": "Tern", "date": "1957-12-09"}
        ],
    ),
    (
        "Ada Mill, *Von der Flut*, 2., überarb. Aufl., Dunmore: Weir 2004, S. 12.",
        [full("book", **BOOK | {"title": "Von der Flut"}, edition="2., überarb. Aufl.", locator="12")],
    ),
    (
        "Zum „Frieden der Flut“ siehe Wu, S. 39.",
        [comment("Zum „Frieden der Flut“"), short(signal="siehe", authors=("Wu",), locator="39")],
    ),
    # Bibliographies, APA, French, German
    ("Mill, Ada. *On Tides*. Dunmore: Weir, 2004.", [full("book", **BOOK)]),
    (
        "Wu, K. (2001). Ice. *Journal of Cold*, 12(3), 4–33.",
        [full("article", **{**PAPER, "authors": ("K. Wu",)}, number="3", pages="4–33")],
    ),
    (
        "Jean Dupré, *Le sel*, Paris, Gallin, 1984, p. 45.",
        [
            full(
                "book",
                authors=("Jean Dupré",),
                title="Le sel",
                place="Paris",
                publisher="Gallin",
                date="1984",
                locator="45",
            )
        ],
    ),
    (
        "J. Dupré, « Le sel », *Revue du sel*, t. XII, n° 3, 1984, p. 45-67.",
        [
            full(
                "article",
                authors=("J. Dupré",),
                title="Le sel",
                container="Revue du sel",
                volume="XII",
                number="3",
                date="1984",
                pages="45-67",
            )
        ],
    ),
    (
        "Hans Müller: *Salz*. Berlin: Springe 1984, S. 45.",
        [
            full(
                "book",
                authors=("Hans Müller",),
                title="Salz",
                place="Berlin",
                publisher="Springe",
                date="1984",
                locator="45",
            )
        ],
    ),
    ("Vgl. Müller, Salz, S. 12.", [short(signal="Vgl.", authors=("Müller",), title="Salz", locator="12")]),
    ("Voir J. Dupré, *op. cit.*, p. 78.", [short(signal="Voir", authors=("J. Dupré",), locator="78")]),
    # References that set off their people: APA, Harvard, Vancouver, with a colon
    (
        "Wu, K. (2001). Ice. *Journal of Cold*, *12*(3), 4–33.",
        [full("article", **{**PAPER, "authors": ("K. Wu",)}, number="3", pages="4–33")],
    ),
    (
        "Wu, Kai (2001) ‘Ice’, *Journal of Cold*, 12(3), pp. 4–33.",
        [full("article", **PAPER, number="3", pages="4–33")],
    ),
    ("Mill, Ada. 2004. *On Tides*. Dunmore: Weir.", [full("book", **BOOK)]),
    ("Mill, Ada (2004) On Tides. Dunmore: Weir.", [full("book", **BOOK)]),
    (
        "Weir Board (2004) *On Tides*. Dunmore, DC: Weir. Available at: https://example.org/a (Accessed: 3 May 2019).",
        [
            full("report", **BOOK | {"authors": ("Weir Board",), "place": "Dunmore, DC"})
            | {"url": "https://example.org/a", "accessed": "2019-05-03"}
        ],
    ),
    (
        "Wu, K. (2001). Ice. In A. Mill & B. Ode (Eds.), *Cold Places* (pp. 45–67). Weir.",
        [
            full("chapter", authors=("K. Wu",), title="Ice", container="Cold Places", editors=("A. Mill", "B. Ode"))
            | {"pages": "45–67", "publisher": "Weir", "date": "2001"}
        ],
    ),
    (
        "Wu K, Mill AB. Ice: a review. J Cold. 2001;12(3):4-33.",
        [
            full("article", authors=("K Wu", "AB Mill"), title="Ice: a review", container="J Cold", date="2001")
            | {"volume": "12", "number": "3", "pages": "4-33"}
        ],
    ),
    (
        "Ada Mill, Bo Ode, and Kai Wu. Ice. *Journal of Cold* 12 (2001): 4–33.",
        [full("article", **PAPER | {"authors": ("Ada Mill", "Bo Ode", "Kai Wu")}, pages="4–33")],
    ),
    (
        "Mill, A. and Wu, B. (2001) ‘Ice’, in Ode, C. (ed.) *Cold Places*. Dunmore: Weir, pp. 4–15.",
        [
            full("chapter", authors=("A. Mill", "B. Wu"), title="Ice", container="Cold Places", editors=("C. Ode",))
            | {"place": "Dunmore", "publisher": "Weir", "date": "2001", "pages": "4–15"}
        ],
    ),
    (
        "Vgl. Ada Mill, Kai Wu (Hrsg.): Das Salz. Eine Geschichte, Dunmore 2004, S. 12.",
        [
            full("book", signal="Vgl.", editors=("Ada Mill", "Kai Wu"), title="Das Salz. Eine Geschichte")
            | {"place": "Dunmore", "date": "2004", "locator": "12"}
        ],
    ),
    (
        "For the tides, see Mill, Ada (2004). On Tides. Dunmore: Weir.",
        [comment("For the tides,"), full("book", **BOOK, signal="see")],
    ),
    (
        "Ada Mill, Kai Wu, et Bo Ode. « Le sel ». *Revue du sel* 12 (2001): 4.",
        [
            full("article", authors=("Ada Mill", "Kai Wu", "Bo Ode"), title="Le sel", container="Revue du sel")
            | {"volume": "12", "date": "2001", "pages": "4"}
        ],
    ),
    (
        "Wu, Kai, “Ice,” *The Ledger*, 3 May 2019.",
        [full("news", **NEWS)],
    ),
    # Titles without marks, links, addresses with what leads to them, dates behind a full stop
    (
        "Kai Wu, Ice in the Fens, the *Ledger*, 3 May 2019.",
        [full("news", **NEWS | {"title": "Ice in the Fens", "container": "Ledger"})],
    ),
    (
        "Kai Wu et al, Ice of the Fens, Weir Institute, 3 May 2019. Available at https://example.org/ice",
        [
            full("news", authors=("Kai Wu", "et al"), title="Ice of the Fens", container="Weir Institute")
            | {"date": "2019-05-03", "url": "https://example.org/ice"}
        ],
    ),
    (
        "[Ice](https://example.org/ice), Kai Wu, The Ledger, 3 May 2019",
        [full("news", **NEWS, url="https://example.org/ice")],
    ),
    ("“Ice.” The Ledger. May 3, 2019.", [full("news", title="Ice", container="The Ledger", date="2019-05-03")]),
    (
        "Siehe Website der AG Eis, URL: <https://example.org/ice> (letzter Zugriff am 03.05.2019).",
        [
            full(
                "report",
                signal="Siehe",
                title="Website der AG Eis",
                url="https://example.org/ice",
                accessed="2019-05-03",
            )
        ],
    ),
    (
        "For more of the ice, visit https://example.org/ice",
        [comment("For more of the ice, visit"), full("online", url="https://example.org/ice")],
    ),
    (
        "The name is that of the [Fen Dyke](https://example.org/dyke), an old wall.",
        [
            comment("The name is that of the [Fen Dyke](https://example.org/dyke), an old wall."),
            full("online", within=True, title="Fen Dyke", url="https://example.org/dyke"),
        ],
    ),
    (
        "Ada Mill, *La sal*, citada en Kai Wu, *El hielo*, Dunmore, Weir, 2001. Disponible en: https://example.org/a "
        "(consultado el 3 de mayo de 2019).",
        [
            short(authors=("Ada Mill",), title="La sal"),
            full("book", signal="citada en", authors=("Kai Wu",), title="El hielo", publisher="Weir", place="Dunmore")
            | {"date": "2001", "url": "https://example.org/a", "accessed": "2019-05-03"},
        ],
    ),
    (
        "Ada Mill, “Ice”, *The Ledger*, 3 mei 2019, geraadpleegd op 1 juni 2019, https://example.org/ice.",
        [
            full("news", authors=("Ada Mill",), title="Ice", container="The Ledger", date="2019-05-03")
            | {"accessed": "2019-06-01", "url": "https://example.org/ice"}
        ],
    ),
    (
        "Ada Mill, ”Ice”, *The Ledger*, 3 maj 2019, hämtad 1 juni 2019, https://example.org/ice.",
        [
            full("news", authors=("Ada Mill",), title="Ice", container="The Ledger", date="2019-05-03")
            | {"accessed": "2019-06-01", "url": "https://example.org/ice"}
        ],
    ),
    (
        "Ada Mill, “Ice”, *The Ledger*, 3 maggio 2019, ultimo accesso: 1° giugno 2019, https://example.org/ice.",
        [
            full("news", authors=("Ada Mill",), title="Ice", container="The Ledger", date="2019-05-03")
            | {"accessed": "2019-06-01", "url": "https://example.org/ice"}
        ],
    ),
    (
        "Ada Mill, “Ice”, *The Ledger*, 3 de maio de 2019, acesso em: 1 jun. 2019, https://example.org/ice.",
        [
            full("news", authors=("Ada Mill",), title="Ice", container="The Ledger", date="2019-05-03")
            | {"accessed": "2019-06-01", "url": "https://example.org/ice"}
        ],
    ),
    (
        "Ada Mill, “Accesso al ghiaccio,” *The Ledger*, 3 maggio 2019.",
        [full("news", authors=("Ada Mill",), title="Accesso al ghiaccio", container="The Ledger", date="2019-05-03")],
    ),
    ("Augustus (2019), p. 4.", [short(authors=("Augustus",), date="2019", locator="4")]),
    ("Mei 2019, p. 4.", [short(authors=("Mei",), date="2019", locator="4")]),
    (
        "Weir Institute, Press Release, “Ice,” May 3, 2019.",
        [full("other", authors=("Weir Institute",), title="Ice", date="2019-05-03")],
    ),
    # Documents by their kind, number and date
    ("Ice Report dated 3 May 2019.", [full("report", title="Ice Report", date="2019-05-03")]),
    (
        "Weir Board, Plan for the Ice, COM(2019) 99 final.",
        [full("report", authors=("Weir Board",), title="Plan for the Ice", number="COM(2019) 99 final")],
    ),
    ("Ice Act No. 99, Section 4(b).", [full("statute", title="Ice Act No. 99", locator="Section 4(b)")]),
    (
        "Regulation (EU) 2019/99, art. 4.",
        [full("statute", title="Regulation (EU) 2019/99", date="2019", locator="art. 4")],
    ),
    ("kaiwu Fenster post, May 3, 2019.", [full("post", authors=("kaiwu",), container="Fenster", date="2019-05-03")]),
    (
        "See the talk in Mill and Wu (2019), pp. 4–7.",
        [comment("See the talk in"), short(authors=("Mill", "Wu"), date="2019", locator="4–7")],
    ),
    ("Mill, A. (2019), p. 4.", [short(authors=("A. Mill",), date="2019", locator="4")]),
    (
        "Weir Board. (n.d.). On Tides. https://example.org/a",
        [full("report", authors=("Weir Board",), title="On Tides", date="n.d.", url="https://example.org/a")],
    ),
    ("See Mill (2019: 45).", [short(signal="See", authors=("Mill",), date="2019", locator="45")]),
    ("Ada Mill, *On Tides* (Dunmore: Weir, 2004; repr., Fen: Ode, 2009).", [full("book", **BOOK)]),
    # and none of these
    *(
        (words, [comment(words)])
        for words in (
            "Ada Mill: The tides were high.",
            "It was written in January 2019. It was lost.",
            "We thank Ada Mill and Kai Wu. The Weir Institute paid for it in 2019.",
            "Ada Mill and Kai Wu. The ice is thin.",
        )
    ),
    # Law
    (
        "*Roe v. Harrow*, 510 F.9d 113, 120 (9th Cir. 1993).",
        [
            full(
                "case",
                title="Roe v. Harrow",
                container="F.9d",
                volume="510",
                pages="113",
                locator="120",
                court="9th Cir.",
                date="1993",
            )
        ],
    ),
    ("*Harrow*, 510 F.9d at 120.", [short(title="Harrow", container="F.9d", volume="510", locator="120")]),
    (
        "*R v Harrow* [2004] UKHL 99 [31].",
        [full("case", title="R v Harrow", number="UKHL 99", date="2004", locator="[31]")],
    ),
    ("9 Dun. 40, 44 (1880).", [full("case", **CASE, locator="44")]),
    ("*See* 9 Dun. at 44.", [short(signal="See", container="Dun.", volume="9", locator="44")]),
    ("12 Dun. Sess. Laws 40 (1880).", [full("statute", **CASE | {"container": "Dun. Sess. Laws", "volume": "12"})]),
    (
        "*See, e.g.*, Roe *ex rel.* Mill v. Harrow, 9 Dun. Terr. 40 (1880); *In re* Fen, 9 Dun. 40 (1880).",
        [
            full("case", **CASE | {"container": "Dun. Terr."}, signal="See, e.g.", title="Roe ex rel. Mill v. Harrow"),
            full("case", **CASE, title="In re Fen"),
        ],
    ),
    (
        "Ada Mill, *The Ebb*, 71 Weir L. Rev. 33, 40–41 (2009).",
        [
            full(
                "article",
                authors=("Ada Mill",),
                title="The Ebb",
                container="Weir L. Rev.",
                volume="71",
                pages="33",
                locator="40–41",
                date="2009",
            )
        ],
    ),
    (
        "ADA MILL, THE EBB 45 (2d ed. 2004).",
        [full("book", authors=("ADA MILL",), title="THE EBB", edition="2d ed.", date="2004", locator="45")],
    ),
    (
        "Kai Wu, Cold Places 4–9 (2004). Wu’s ice is thin.",
        [
            full("book", authors=("Kai Wu",), title="Cold Places", date="2004", locator="4–9"),
            comment("Wu’s ice is thin."),
        ],
    ),
    (
        "Harrow Court (Court of Tides), HTidGE 9, 40 (44); HTidGE, 12, 7.",
        [
            full("case", authors=("Harrow Court (Court of Tides)",), container="HTidGE", volume="9", pages="40")
            | {"locator": "44"},
            full("case", container="HTidGE", volume="12", pages="7"),
        ],
    ),
    (
        "Directive 93/99/EC on such ice, O.J. L95/29 (1993).",
        [full("statute", title="Directive 93/99/EC on such ice", container="O.J.", number="L95/29", date="1993")],
    ),
    (
        "Wu, op cit, p 45-9, and Mill, Ada K, The Tide, 1850-1900: A History, Dunmore, Weir Press, 2004, p 12.",
        [
            short(authors=("Wu",), locator="45-9"),
            full("book", authors=("Ada K Mill",), title="The Tide, 1850-1900: A History", publisher="Weir Press")
            | {"place": "Dunmore", "date": "2004", "locator": "12"},
        ],
    ),
    (
        "Mill A, Wu B. Ice of the fen. J Cold. 2018;12:101-7.",
        [
            full("article", authors=("A Mill", "B Wu"), title="Ice of the fen", container="J Cold", volume="12")
            | {"date": "2018", "pages": "101-7"}
        ],
    ),
    (
        "Ferner Kai Wu, Das Eis, in: Salz und Stein, hg. v. A. Mill/B. Poe, 1992, 25-41, 27 und 34.",
        [
            full("chapter", signal="Ferner", authors=("Kai Wu",), title="Das Eis", container="Salz und Stein")
            | {"editors": ("A. Mill", "B. Poe"), "date": "1992", "pages": "25-41", "locator": "27 und 34"}
        ],
    ),
    (
        "Kai Wu, Eis, Dunmore 1992, S. 34, mit Bezug auf Mill; "
        "Kai Wu, Das Eis, in: Salz, 1992, 34: „Es ist fern und still.“",
        [
            full("book", authors=("Kai Wu",), title="Eis", place="Dunmore", date="1992")
            | {"locator": "34", "remark": "mit Bezug auf Mill"},
            full("chapter", authors=("Kai Wu",), title="Das Eis", container="Salz", date="1992", locator="34"),
            comment("„Es ist fern und still.“"),
        ],
    ),
    (
        "Ada Mill, Kai Wu, What is Ice, Weir Press, Dunmore, 2004",
        [
            full(
                "book",
                authors=("Ada Mill", "Kai Wu"),
                title="What is Ice",
                publisher="Weir Press",
                place="Dunmore",
            )
            | {"date": "2004"}
        ],
    ),
    ("42 U.S.C. § 1983 (2012).", [full("statute", container="U.S.C.", volume="42", locator="§ 1983", date="2012")]),
    (
        "Act of Apr. 3, 1880, ch. 5, § 2, 1880 Dun. Laws 40, 41. It was thin.",
        [
            full("statute", title="Act of Apr. 3, 1880", container="Dun. Laws", volume="1880", pages="40")
            | {"date": "1880-04-03", "locator": "ch. 5, § 2, 41"},
            comment("It was thin."),
        ],
    ),
    (
        "Ice Act, Act no. 4 of 1999, secs. 3–9.",
        [full("statute", title="Ice Act", number="4 of 1999", date="1999", locator="secs. 3–9")],
    ),
    ("The Ice Act, art. 4.", [short(type="statute", title="Ice Act", locator="art. 4")]),
    ("Ice Act, 4.", [short(authors=("Ice Act",), locator="4")]),
    ("Ice Act 1999, s 14(2).", [full("statute", title="Ice Act 1999", date="1999", locator="s 14(2)")]),
    (
        "Convention on Ice and its protocols, 3 May 1999, art. 4.",
        [full("treaty", title="Convention on Ice and its protocols", date="1999-05-03", locator="art. 4")],
    ),
    ("Mill, *supra* note 4, at 45.", [{"kind": "supra", "authors": ("Mill",), "note": "4", "locator": "45"}]),
    ("Mill, *On Tides*, see esp. Ch. 4.", [short(authors=("Mill",), title="On Tides", locator="Ch. 4")]),
    (
        "Vgl. Mill, (Fn. 4), Salz, 12.",
        [{"kind": "supra", "signal": "Vgl.", "authors": ("Mill",), "title": "Salz", "note": "4", "locator": "12"}],
    ),
    ("Mill (n 4) 45.", [{"kind": "supra", "authors": ("Mill",), "note": "4", "locator": "45"}]),
    (
        "Letter from Ada Mill to Kai Wu (Feb. 9, 1890), Mill Papers, *supra* note 4, box 9.",
        [
            full("archive", authors=("Ada Mill",), title="Letter from Ada Mill to Kai Wu", container="Mill Papers")
            | {"date": "1890-02-09", "number": "box 9", "note": "4"}
        ],
    ),
    (
        "The ice list, *supra* note 4, is printed.",
        [{"kind": "supra", "title": "The ice list", "note": "4", "remark": "is printed"}],
    ),
    (
        "The list, by Mr. Wu, *supra* note 4, is printed. The list, by Mr. Wu, *supra* note 4.",
        [
            comment("The list, by Mr. Wu, *supra* note 4, is printed."),
            {"kind": "supra", "title": "The list, by Mr. Wu", "note": "4"},
        ],
    ),
    ("Supra note 8.", [{"kind": "supra", "note": "8"}]),
    # Repetitions and short forms
    *((words, [{"kind": "ibid"}]) for words in ("Ibid.", "*Ibid.*", "*Id.*", "ibid", "Ebd.", "Loc. cit.")),
    *((words, [{"kind": "ibid"}]) for words in ("Tamże.", "Tamtéž.", "Там же.", "Там само.", "Smst.")),
    ("Smst., 4.", [{"kind": "ibid", "locator": "4"}]),
    *(
        (words, [{"kind": "ibid", "locator": "4"}])
        for words in ("Ibid., 4.", "*Id.* at 4.", "Ibid, p. 4", "*Ib.*, p. 4.")
    ),
    ("*See id.* at 4.", [{"kind": "ibid", "signal": "See", "locator": "4"}]),
    ("Mill, *On Tides*, 4.", [short(authors=("Mill",), title="On Tides", locator="4")]),
    ("Mill, “Tides,” 4.", [short(authors=("Mill",), title="Tides", locator="4")]),
    ("Mill et al., “Tides,” 4.", [short(authors=("Mill", "et al."), title="Tides", locator="4")]),
    ("De la Cruz, “Salt,” 4n2.", [short(authors=("De la Cruz",), title="Salt", locator="4n2")]),
    ("Mill and Wu. “Tides.”", [short(authors=("Mill", "Wu"), title="Tides")]),
    ("Mill, 4.", [short(authors=("Mill",), locator="4")]),
    ("Mill, *op. cit.*, p. 4.", [short(authors=("Mill",), locator="4")]),
    ("Mill 2004, 12.", [short(authors=("Mill",), date="2004", locator="12")]),
    # Several parts
    (
        "Mill, *On Tides*, 4; Wu, “Ice,” 5.",
        [short(authors=("Mill",), title="On Tides", locator="4"), short(authors=("Wu",), title="Ice", locator="5")],
    ),
    (
        "Mill, *On Tides*, 4, and Wu, “Ice,” 5.",
        [short(authors=("Mill",), title="On Tides", locator="4"), short(authors=("Wu",), title="Ice", locator="5")],
    ),
    (
        "Ibid. See also Wu, “Ice,” 5.",
        [{"kind": "ibid"}, short(signal="See also", authors=("Wu",), title="Ice", locator="5")],
    ),
    (
        "Mill, *On Tides*, 4, quoted in Wu, “Ice,” 5.",
        [
            short(authors=("Mill",), title="On Tides", locator="4"),
            short(signal="quoted in", authors=("Wu",), title="Ice", locator="5"),
        ],
    ),
    (
        "Ibid., 4 (quoting Wu, “Ice,” 5).",
        [
            {"kind": "ibid", "locator": "4", "remark": "quoting Wu, “Ice,” 5"},
            short(within=True, signal="quoting", authors=("Wu",), title="Ice", locator="5"),
        ],
    ),
    # Comments and cross-references
    ("The ice was thin; it broke.", [comment("The ice was thin; it broke.")]),
    ("It is *not* clear.", [comment("It is *not* clear.")]),
    ("Ibid., 4. It broke.", [{"kind": "ibid", "locator": "4"}, comment("It broke.")]),
    (
        "For the ice, see Wu, “Ice,” 5.",
        [comment("For the ice,"), short(signal="see", authors=("Wu",), title="Ice", locator="5")],
    ),
    (
        "The best account is Ada Mill, *On Tides* (Dunmore: Weir, 2004).",
        [comment("The best account is"), full("book", **BOOK)],
    ),
    (
        "Mill says so (*On Tides*, 45).",
        [comment("Mill says so (*On Tides*, 45)."), short(within=True, title="On Tides", locator="45")],
    ),
    (
        "Mill, *On Tides*, 4 (my emphasis).",
        [short(authors=("Mill",), title="On Tides", locator="4", remark="my emphasis")],
    ),
    (
        "Mill, *On Tides*, 4. Emphasis added.",
        [short(authors=("Mill",), title="On Tides", locator="4", remark="Emphasis added")],
    ),
    # with a clause on what is there
    (
        "Mill, *On Tides*, p. 4, where it is denied.",
        [short(authors=("Mill",), title="On Tides", locator="4", remark="where it is denied")],
    ),
    (
        "Mill, *On Tides*, 4, which calls it ‘a ruin’.",
        [short(authors=("Mill",), title="On Tides", locator="4", remark="which calls it ‘a ruin’")],
    ),
    (
        "Mill, *On Tides*, 4, describing it as ‘a ruin’.",
        [short(authors=("Mill",), title="On Tides", locator="4", remark="describing it as ‘a ruin’")],
    ),
    ("Ibid., p. 5, though she denies it.", [{"kind": "ibid", "locator": "5", "remark": "though she denies it"}]),
    # as programs write italics and links
    ("Mill, *supra *note 4, at 5.", [{"kind": "supra", "authors": ("Mill",), "note": "4", "locator": "5"}]),
    ("Mill, *supra* note 4,* *at 5.", [{"kind": "supra", "authors": ("Mill",), "note": "4", "locator": "5"}]),
    (
        "Ada Mill, *Ice*, available at [https://example.org/a](https://example.org/a).",
        [full("online", authors=("Ada Mill",), title="Ice", url="https://example.org/a")],
    ),
    (
        "Ada Mill, [On Tides][12], 2004.",
        [full("other", authors=("Ada Mill",), title="On Tides", date="2004")],
    ),
    (
        "Ada Mill, [Report.pdf](https://example.org/a.pdf)",
        [full("online", authors=("Ada Mill",), title="Report.pdf", url="https://example.org/a.pdf")],
    ),
    # the place first
    ("p4, Mill, *On Tides*", [short(authors=("Mill",), title="On Tides", locator="4")]),
    ("para 4, *ibid*", [{"kind": "ibid", "locator": "para 4"}]),
    ("s 12 of the Tide Act 1998", [full("statute", title="Tide Act 1998", date="1998", locator="s 12")]),
    # without marks, as in older books
    (
        "A. Mill: The Ways of the Tide, i. 384.",
        [full("other", authors=("A. Mill",), title="The Ways of the Tide", volume="i", locator="384")],
    ),
    ("The Ways of the Tide, p. 4.", [short(title="The Ways of the Tide", locator="4")]),
    ("Letters of Mill, p. 4.", [short(title="Letters of Mill", locator="4")]),
    ("Op. cit., p. 4.", [{"kind": "ibid", "locator": "4"}]),
    ("Mill, A., *On Tides*, 4.", [short(authors=("A. Mill",), title="On Tides", locator="4")]),
    # law
    ("*Id.* § 1 (h).", [{"kind": "ibid", "locator": "§ 1 (h)"}]),
    ("Mill v. Wu, TRC 19-142, at 8.", [full("case", title="Mill v. Wu", number="TRC 19-142", locator="8")]),
    (
        "Kai Wu, *Ice*, Dun. Rev., Jan. 2009, at 28, 34.",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="Ice",
                container="Dun. Rev.",
                date="2009-01",
                pages="28",
                locator="34",
            )
        ],
    ),
    (
        "Kai Wu, *Ice Breaks*, Wash. Post, Oct. 19, 2007.",
        [full("news", authors=("Kai Wu",), title="Ice Breaks", container="Wash. Post", date="2007-10-19")],
    ),
    (
        "Kai Wu, Ice and Tides: A Study, 45 Dun. L. Rev. 123, 130 (2019).",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="Ice and Tides: A Study",
                container="Dun. L. Rev.",
                volume="45",
                date="2019",
                pages="123",
                locator="130",
            )
        ],
    ),
    (
        "Case C-99/12 *Mill v Wu* EU:C:2014:999, para 4.",
        [full("case", title="Mill v Wu", number="Case C-99/12", date="2014", locator="para 4")],
    ),
    (
        "Kai Wu, ‘Ice’ (2001) 12(3) Journal of Cold 45, 47.",
        [full("article", **PAPER, number="3", pages="45", locator="47")],
    ),
    # German without marks
    (
        "Kai Wu, Das Eis, Wien 2001, S. 12.",
        [full("book", authors=("Kai Wu",), title="Das Eis", place="Wien", date="2001", locator="12")],
    ),
    (
        "Kai Wu, Das Eis, in: Ada Mill (Hrsg.), Eis und Flut, Wien 2001, S. 12–45, hier S. 13.",
        [
            full(
                "chapter",
                authors=("Kai Wu",),
                title="Das Eis",
                editors=("Ada Mill",),
                container="Eis und Flut",
                place="Wien",
                date="2001",
                pages="12–45",
                locator="13",
            )
        ],
    ),
    (
        "Case C-99/12 Mill v Wu s.r.o. EU:C:2014:999, para 4.",
        [full("case", title="Mill v Wu s.r.o.", number="Case C-99/12", date="2014", locator="para 4")],
    ),
    ("Mill / Wu 2004, S. 12.", [short(authors=("Mill", "Wu"), date="2004", locator="12")]),
    ("Wu, Das Eis 2004, S. 12.", [short(authors=("Wu",), title="Das Eis", date="2004", locator="12")]),
    (
        "Kai Wu, ‘Ice’ (Help Centre, accessed 3 May 2019).",
        [full("other", authors=("Kai Wu",), title="Ice", accessed="2019-05-03", remark="Help Centre")],
    ),
    (
        "Wu, K. (2001). Ice. *Journal of Cold*, *12*(3), 45.",
        [full("article", **PAPER | {"authors": ("K. Wu",)}, number="3", pages="45")],
    ),
    # cases, acts and courts
    (
        "*Mill v Wu*, 2015 SCD 15.",
        [full("case", title="Mill v Wu", container="SCD", volume="2015", date="2015", pages="15")],
    ),
    ("*Mill v Wu* (1880) 9 DLR 40, 45 [33].", [full("case", title="Mill v Wu", **CASE_OF_1880, locator="45 [33]")]),
    (
        "*Tide Act 2012* (Dun) s 12.",
        [full("statute", title="Tide Act 2012", date="2012", locator="s 12", remark="Dun")],
    ),
    (
        "In *Mill v Wu*, 9 Dun. 40 (1880), the ice was lost.",
        [
            comment("In *Mill v Wu*, 9 Dun. 40 (1880), the ice was lost."),
            full("case", **CASE, within=True, title="Mill v Wu"),
        ],
    ),
    (
        "OLG Weir, Urteil vom 3. Mai 2019 – 6 U 12/18, Rn. 4.",
        [full("case", court="OLG Weir", date="2019-05-03", number="6 U 12/18", locator="Rn. 4")],
    ),
    (
        "Brief for Petitioner at 14, Mill v. Wu, 9 Dun. 40 (1880).",
        [full("other", title="Brief for Petitioner", container="Mill v. Wu", date="1880", locator="14")],
    ),
    (
        "Kai Wu, ‘Ice’ (2001) 12(3) *Journal of Cold* 45, 47.",
        [full("article", **PAPER, number="3", pages="45", locator="47")],
    ),
    # behind words and a colon, by year in a sentence, joined
    (
        "The law was changed: Mill, *On Tides*, 4.",
        [comment("The law was changed:"), short(authors=("Mill",), title="On Tides", locator="4")],
    ),
    (
        "Wu (2001) denies it.",  # if there is a Wu
        [comment("Wu (2001) denies it."), short(within=True, authors=("Wu",), date="2001")],
    ),
    (
        "Wu (2001, p. 4) denies it.",
        [comment("Wu (2001, p. 4) denies it."), short(within=True, authors=("Wu",), date="2001", locator="4")],
    ),
    (
        "It is denied (Wu 2001, p. 4).",
        [comment("It is denied (Wu 2001, p. 4)."), short(within=True, authors=("Wu",), date="2001", locator="4")],
    ),
    (
        "Mill 2004, p. 3 and Wu 2001, p. 4.",
        [short(authors=("Mill",), date="2004", locator="3"), short(authors=("Wu",), date="2001", locator="4")],
    ),
    (
        "https://example.org/a and https://example.org/b",
        [full("online", url="https://example.org/a"), full("online", url="https://example.org/b")],
    ),
    (
        "For the ice compare Mill, Tides, p. 4, with Wu, Ice, p. 5.",
        [
            comment("For the ice"),
            short(signal="compare", authors=("Mill",), title="Tides", locator="4"),
            short(signal="with", authors=("Wu",), title="Ice", locator="5"),
        ],
    ),
    (
        "Kai Wu, Weir Elec. Frontier Found., Ice for All 4 (2001).",
        [full("book", authors=("Kai Wu", "Weir Elec. Frontier Found."), title="Ice for All", date="2001", locator="4")],
    ),
    # German and French
    (
        "Vgl. zum Ganzen Wu, Kai, Das Eis. Eine Studie. Wien 2001, S. 12, sowie Mill, Ada: Salz. Berlin 2004, S. 4.",
        [
            full(
                "book",
                signal="Vgl. zum Ganzen",
                authors=("Kai Wu",),
                title="Das Eis. Eine Studie",
                place="Wien",
                date="2001",
                locator="12",
            ),
            full(
                "book",
                signal="sowie",
                authors=("Ada Mill",),
                title="Salz",
                place="Berlin",
                date="2004",
                locator="4",
            ),
        ],
    ),
    (
        "Wu, Kai, Das Eis, in: Mill, Ada/Lee, Bo (Hrsg.), Eis. Eine Studie (1450–1620), Wien 2001, S. 12–45.",
        [
            full(
                "chapter",
                authors=("Kai Wu",),
                title="Das Eis",
                editors=("Ada Mill", "Bo Lee"),
                container="Eis. Eine Studie",
                place="Wien",
                date="2001",
                pages="12–45",
                remark="1450–1620",
            )
        ],
    ),
    (
        "Ada Mill (ed.), Cold Places (Dunmore 2004), p. 4.",
        [full("book", editors=("Ada Mill",), title="Cold Places", publisher="Dunmore", date="2004", locator="4")],
    ),
    ("So etwa Wu 2001, 4.", [short(signal="So etwa", authors=("Wu",), date="2001", locator="4")]),
    ("Wu, *Eis*, p. 80 et suiv.", [short(authors=("Wu",), title="Eis", locator="80 et suiv")]),
    # dates
    ("*The Ledger*, May 3 and 9, 2019.", [full("news", container="The Ledger", date="2019-05-03")]),
    ("Kai Wu, “Ice,” *The Ledger*, May–June 2019.", [full("news", **{**NEWS, "date": "2019-05/2019-06"})]),
    (
        "Kai Wu, “Ice” (paper presented at the Ice Meeting, Dunmore, May 3, 2019).",
        [
            full(
                "other",
                authors=("Kai Wu",),
                title="Ice",
                date="2019-05-03",
                remark="paper presented at the Ice Meeting, Dunmore, May 3, 2019",
            )
        ],
    ),
    # letters in editions, volumes before authors, sections, bills
    (
        "Ada Mill to Kai Wu, 3 May 1901, in *Mill’s Letters*, ed. Bo Lee (Dunmore: Weir, 2004), 45.",
        [
            full(
                "archive",
                authors=("Ada Mill",),
                title="Ada Mill to Kai Wu",
                container="Mill’s Letters",
                editors=("Bo Lee",),
                publisher="Weir",
                place="Dunmore",
                date="1901-05-03",
                locator="45",
            )
        ],
    ),
    (
        "2 Ada Mill, Tides and Law § 3:12 (2004).",
        [full("book", authors=("Ada Mill",), title="Tides and Law", volume="2", locator="§ 3:12", date="2004")],
    ),
    ("H.R. 9123, 131st Cong. (2004).", [full("statute", number="H.R. 9123", date="2004")]),
    (
        "Kai Wu, Opinion, *Ice Breaks*, Wash. Post, Oct. 19, 2007.",
        [full("news", authors=("Kai Wu",), title="Ice Breaks", container="Wash. Post", date="2007-10-19")],
    ),
    ("Ada Mill, *Tides* 3.9, 1280a.", [short(authors=("Ada Mill",), title="Tides", locator="3.9, 1280a")]),
    # computing and medicine
    (
        "Ada Mill, Bo Lee, and Kai Wu. 2004. Slow Ice. Dunmore: Weir.",
        [
            full(
                "book",
                authors=("Ada Mill", "Bo Lee", "Kai Wu"),
                title="Slow Ice",
                publisher="Weir",
                place="Dunmore",
                date="2004",
            )
        ],
    ),
    (
        "Wu K. Ice. Dunmore: Weir; 2004. p. 33-5.",
        [full("other", authors=("K Wu",), title="Ice", publisher="Weir", place="Dunmore", date="2004", locator="33-5")],
    ),
    (
        "A. Mill, *On Tides*, 2nd ed. Dunmore: Weir, 2004.",
        [full("book", **{**BOOK, "authors": ("A. Mill",)}, edition="2nd ed")],
    ),
    # addresses in a sentence, names without a comma, the end of a sentence
    (
        "The code is at https://example.org/code in full.",
        [
            comment("The code is at https://example.org/code in full."),
            full("online", within=True, url="https://example.org/code"),
        ],
    ),
    ("Mill “Tides”, 4.", [short(authors=("Mill",), title="Tides", locator="4")]),
    (
        "Das Zitat steht bei Wu, Eis, S. 9.",
        [comment("Das Zitat steht bei"), short(authors=("Wu",), title="Eis", locator="9")],
    ),
    ("Wu: Eis, S. 9.", [short(authors=("Wu",), title="Eis", locator="9")]),
    (
        "Wu, Eis (wie Anm. 4), S. 9.",
        [{"kind": "supra", "authors": ("Wu",), "title": "Eis", "note": "4", "locator": "9"}],
    ),
    (
        "Kai Wu, “Ice,” in *Cold Places* (Dunmore: Weir, 2004), 33–44; here 35.",
        [
            full(
                "chapter",
                authors=("Kai Wu",),
                title="Ice",
                container="Cold Places",
                publisher="Weir",
                place="Dunmore",
                date="2004",
                pages="33–44",
                locator="35",
            )
        ],
    ),
    # printed in another, acts by chapter, a periodical's issue, a newspaper without marks
    (
        "The rules are printed in Mill, *On Tides*, appendix II.",
        [
            comment("The rules are"),
            short(signal="printed in", authors=("Mill",), title="On Tides", locator="appendix II"),
        ],
    ),
    (
        "Tide Act, RSD 1985, c T-12, sch 4.",
        [full("statute", title="Tide Act", place="RSD", date="1985", number="c T-12", locator="sch 4")],
    ),
    (
        "*Mill’s Almanack*, 12 (1830), p. 7.",
        [full("book", container="Mill’s Almanack", volume="12", date="1830", locator="7")],
    ),
    ("The Ledger, 3 May 2019, p. 4.", [full("news", container="The Ledger", date="2019-05-03", locator="4")]),
    ("Mill, *On Tides*, especially chapter 2.", [short(authors=("Mill",), title="On Tides", locator="chapter 2")]),
    # reports whose case the text names, notes without a name, what somebody told
    ("[1880] 9 DLR 40, 45 (CA).", [full("case", **CASE_OF_1880, locator="45", remark="CA")]),
    ("[2015] SCD Civ 15, [33].", [full("case", date="2015", number="SCD Civ 15", locator="[33]")]),
    ("Op. cit. n. 4, p. 12.", [{"kind": "supra", "note": "4", "locator": "12"}]),
    ("Wu, pers. comm., May 2019.", [full("interview", authors=("Wu",), date="2019-05", remark="pers. comm")]),
    ("Wu, *Eis*, cit., p. 9.", [short(authors=("Wu",), title="Eis", locator="9")]),
    ("Ivi, p. 9.", [{"kind": "ibid", "locator": "9"}]),
    (
        "It was found by Kai Wu in “Ice,” *Journal of Cold* 12 (2001): 4.",
        [comment("It was found by"), full("article", **PAPER, locator="4")],
    ),
    # place and press in brackets, and what stands before them
    (
        "Ada Mill, *Fares of the Fen, c. 1300–1850* (Dunmore: Weir Press, 1974), 12.",
        [
            full(
                "book",
                authors=("Ada Mill",),
                title="Fares of the Fen, c. 1300–1850",
                place="Dunmore",
                publisher="Weir Press",
                date="1974",
                locator="12",
            )
        ],
    ),
    (
        "*In the Matter of Frost* (Dunmore: Weir Press, 1974).",
        [full("book", title="In the Matter of Frost", place="Dunmore", publisher="Weir Press", date="1974")],
    ),
    (
        "Kai Wu, *On Frost*, Dunmore Studies in Ice 12 (Dunmore: Weir Press, 1974), 5.",
        [
            full(
                "book",
                authors=("Kai Wu",),
                title="On Frost",
                container="Dunmore Studies in Ice",
                number="12",
                place="Dunmore",
                publisher="Weir Press",
                date="1974",
                locator="5",
            )
        ],
    ),
    (
        "Kai Wu, *On Frost*, Second (Dunmore: Weir Press, 1974).",
        [
            full(
                "book",
                authors=("Kai Wu",),
                title="On Frost",
                edition="Second",
                place="Dunmore",
                publisher="Weir Press",
                date="1974",
            )
        ],
    ),
    (
        "Kai Wu, *On Frost* (Dunmore, 1803), 5.",
        [full("book", authors=("Kai Wu",), title="On Frost", place="Dunmore", date="1803", locator="5")],
    ),
    # a signal's word within a title without marks; editors in a journal, one of them by the family name alone
    (
        "Mill, Ada. 2020. Fens of the north see higher tides. Weir Monthly. https://weir.example/tides",
        [
            full(
                "book",
                authors=("Ada Mill",),
                title="Fens of the north see higher tides",
                publisher="Weir Monthly",
                date="2020",
                url="https://weir.example/tides",
            )
        ],
    ),
    (
        "Mill, Ada. “Frost.” Edited by Wu and Jo Lee. *Journal of Cold* 61 (2004): 3–9.",
        [
            full(
                "article",
                authors=("Ada Mill",),
                title="Frost",
                editors=("Wu", "Jo Lee"),
                container="Journal of Cold",
                volume="61",
                date="2004",
                pages="3–9",
            )
        ],
    ),
    ("anon., “Frost,” *Ledger*, 3 May 2019.", [full("news", title="Frost", container="Ledger", date="2019-05-03")]),
    # a court without the name of its case, a reporter with a hyphen, the stop of an abbreviation, the year first
    (
        "512 D.3d 101 (9th Dun. Cir. 2008).",
        [full("case", container="D.3d", volume="512", pages="101", court="9th Dun. Cir.", date="2008")],
    ),
    (
        "Kai Wu, *On Frost*, 77 Mid-Dun. L. Rev. 1, 33 (2024).",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="On Frost",
                container="Mid-Dun. L. Rev.",
                volume="77",
                pages="1",
                locator="33",
                date="2024",
            )
        ],
    ),
    (
        "Mill v. Ferry Bd., 744 D.3d 55 (2014).",
        [full("case", title="Mill v. Ferry Bd.", container="D.3d", volume="744", pages="55", date="2014")],
    ),
    (
        "(1874), 14 D.B. 212, at p. 219.",
        [full("case", container="D.B.", volume="14", pages="212", locator="219", date="1874")],
    ),
    (
        "“An Act to Measure Salt,” ch. 88, 1846 W.D. Laws 97.",
        [
            full(
                "statute",
                title="An Act to Measure Salt",
                container="W.D. Laws",
                volume="1846",
                pages="97",
                locator="ch. 88",
            )
        ],
    ),
    # days of two months, letters in an archive, a place with a capital, what a stop belongs to
    (
        "*Dunmore Ledger*, May 4–July 27, 1872, passim.",
        [full("news", container="Dunmore Ledger", date="1872-05-04", locator="passim")],
    ),
    (
        "Ada Mill (for the Board) to Kai Wu, May 6, 1933, Wu Family Correspondence, folder 3, Weir Historical Society.",
        [
            full(
                "archive",
                authors=("Ada Mill",),
                title="Ada Mill (for the Board) to Kai Wu",
                date="1933-05-06",
                container="Wu Family Correspondence",
                number="folder 3",
                publisher="Weir Historical Society",
            )
        ],
    ),
    (
        "Diary of Kai Wu, October 3, 1871, Wu Family Correspondence, folder 9.",
        [
            full(
                "archive",
                title="Diary of Kai Wu",
                date="1871-10-03",
                container="Wu Family Correspondence",
                number="folder 9",
            )
        ],
    ),
    (
        "Ibid., annex B. The figures are ours.",
        [{"kind": "ibid", "locator": "annex B"}, comment("The figures are ours.")],
    ),
    ("Ibid, Pp 31.", [{"kind": "ibid", "locator": "31"}]),
    ("Wu, Eis, S. 152 f.", [short(authors=("Wu",), title="Eis", locator="152 f.")]),
    (
        "Kai Wu: Salz, Eis und Flut, in: *Dunmore Hefte* 38 (1967), S. 56–97.",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="Salz, Eis und Flut",
                container="Dunmore Hefte",
                volume="38",
                date="1967",
                pages="56–97",
            )
        ],
    ),
    # what a body issued on a day, by the kind that stands behind its name; where an address tells of it
    (
        "See Ice Board press release of 4 March 2026, ‘Ice for all’, https://ice.example/all.",
        [
            full(
                "other",
                signal="See",
                authors=("Ice Board",),
                date="2026-03-04",
                title="Ice for all",
                url="https://ice.example/all",
            )
        ],
    ),
    (
        "“The Right to Ice,” Report of the Office for Tides, A/HRC/99/37, June 30, 2014.",
        [
            full(
                "report",
                authors=("Office for Tides",),
                title="The Right to Ice",
                number="A/HRC/99/37",
                date="2014-06-30",
            )
        ],
    ),
    (
        "Implementing Regulation (EU) 2024/9754; see https://law.example/ice.",
        [
            full(
                "statute",
                title="Implementing Regulation (EU) 2024/9754",
                date="2024",
                url="https://law.example/ice",
            )
        ],
    ),
    # parties with brackets in their names, titles without marks that have commas or begin with a quotation
    (
        "R (on the application of Wu) (Appellant) v Ice Board (Respondent) [2017] SCD 51.",
        [
            full(
                "case",
                title="R (on the application of Wu) (Appellant) v Ice Board (Respondent)",
                date="2017",
                number="SCD 51",
            )
        ],
    ),
    (
        "Kai Wu, Free Tides, the Price of Ice, and the Sea, 70 Dun. L. Rev. 231 (2017).",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="Free Tides, the Price of Ice, and the Sea",
                container="Dun. L. Rev.",
                volume="70",
                pages="231",
                date="2017",
            )
        ],
    ),
    (
        "Ada Mill, Kai Wu & Bo Lee, Free Tides, 70 Dun. L. Rev. 231 (2017).",
        [
            full(
                "article",
                authors=("Ada Mill", "Kai Wu", "Bo Lee"),
                title="Free Tides",
                container="Dun. L. Rev.",
                volume="70",
                pages="231",
                date="2017",
            )
        ],
    ),
    (
        "Kai Wu, Free Tides, Ferries, and the Law, https://ice.example/law.",
        [
            full(
                "online",
                authors=("Kai Wu",),
                title="Free Tides, Ferries, and the Law",
                url="https://ice.example/law",
            )
        ],
    ),
    (
        "Kai Wu, The Market for “Frost”: Fraud and the Ice, 84 D.J. Law 488 (1970).",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="The Market for “Frost”: Fraud and the Ice",
                container="D.J. Law",
                volume="84",
                pages="488",
                date="1970",
            )
        ],
    ),
    (
        "Kai Wu, “Thin Ice” and Other Errors, Weir Papers (Feb. 9, 2022).",
        [
            full(
                "news",
                authors=("Kai Wu",),
                title="“Thin Ice” and Other Errors",
                container="Weir Papers",
                date="2022-02-09",
            )
        ],
    ),
    # links in the author's own sentences
    (
        "Do you fish? [Oh, you definitely should](https://ice.example/why).",
        [comment("Do you fish?"), full("online", url="https://ice.example/why")],
    ),
    (
        "Some, like [this one](https://ice.example/a), are by the [Weir Board](https://ice.example/b).",
        [
            comment("Some, like [this one](https://ice.example/a), are by the [Weir Board](https://ice.example/b)."),
            full("online", url="https://ice.example/a", within=True),
            full("online", title="Weir Board", url="https://ice.example/b", within=True),
        ],
    ),
    # a court's own reports by the year, a book of an archive behind its shelf mark, marks by number
    (
        "Pub. D.C.I.J. (1924), Series C, No. 7, at pp. 61–62.",
        [full("case", container="Pub. D.C.I.J.", date="1924", number="Series C, No. 7", locator="61–62")],
    ),
    ("I.D.J. Reports (1963), 9.", [full("case", container="I.D.J. Reports", date="1963", pages="9")]),
    (
        "See Tide Case, I.D.J. Reports, 1954, at p. 31.",
        [full("case", signal="See", title="Tide Case", container="I.D.J. Reports", date="1954", locator="31")],
    ),
    (
        "Weir Borough Archives, FB 1 (Tide Book, 1598–1655), passim; Mill, p. 4.",
        [
            full(
                "archive",
                publisher="Weir Borough Archives",
                number="FB 1",
                title="Tide Book",
                date="1598/1655",
                locator="passim",
            ),
            short(authors=("Mill",), locator="4"),
        ],
    ),
    (
        "StAD, Bestand A 4, Nr. 115, Bl. 2v.",
        [full("archive", publisher="StAD", number="Bestand A 4, Nr. 115", locator="Bl. 2v")],
    ),
    # an edition by its year, a volume behind a title without marks, a name behind the author's own words
    (
        "Mill, Theory of the Tides (1957 Edition), p. 31.",
        [
            full(
                "book",
                authors=("Mill",),
                title="Theory of the Tides",
                edition="1957 Edition",
                date="1957",
                locator="31",
            )
        ],
    ),
    (
        "Mill, Histoire des Marées, Vol II (3rd Edition, 1954), pp. 12–14.",
        [
            full(
                "book",
                authors=("Mill",),
                title="Histoire des Marées",
                volume="II",
                edition="3rd Edition",
                date="1954",
                locator="12–14",
            )
        ],
    ),
    (
        "für Dunmore zuletzt Kai Wu: Das alte Salz, in: *Dunmore Hefte* 44 (2015), H. 2, S. 9–31.",
        [
            comment("für Dunmore zuletzt"),
            full(
                "article",
                authors=("Kai Wu",),
                title="Das alte Salz",
                container="Dunmore Hefte",
                volume="44",
                number="2",
                date="2015",
                pages="9–31",
            ),
        ],
    ),
    (
        "(1874), 14 Harrow 212, at p. 219.",
        [full("case", container="Harrow", volume="14", pages="212", locator="219", date="1874")],
    ),
    (
        "Ice Council, Recommendation CI/Rec(2010)97 of the Board to all states on the Keeping of Ice.",
        [
            full(
                "report",
                authors=("Ice Council",),
                title="Recommendation CI/Rec(2010)97 of the Board to all states on the Keeping of Ice",
            )
        ],
    ),
    # the data of a reference, and no form
    (
        "Weir Meeting of Ministers and Elders, Minutes, pp. 26, 71.",
        [full("other", authors=("Weir Meeting of Ministers and Elders",), title="Minutes", locator="26, 71")],
    ),
    ("Mill, who denies it, is dead.", [comment("Mill, who denies it, is dead.")]),
    # what is told without marks: volumes, years in titles, editors, sites, short names, descriptions
    (
        "Mill, Thin Ice, Journal of Cold 11 (1977) 507, 509.",
        [
            full("article", authors=("Mill",), title="Thin Ice", container="Journal of Cold", volume="11")
            | {"date": "1977", "locator": "507, 509"}
        ],
    ),
    (
        "Mill, Thin Ice, Journal of Cold 11 (1977) 507 (509 ff.).",
        [
            full("article", authors=("Mill",), title="Thin Ice", container="Journal of Cold", volume="11")
            | {"date": "1977", "pages": "507", "locator": "509 ff."}
        ],
    ),
    (
        "Mill, A. and Wu, K., 2017. Thin ice. Journal of Cold, 24, p.118.",
        [
            full("article", authors=("A. Mill", "K. Wu"), title="Thin ice", container="Journal of Cold")
            | {"date": "2017", "volume": "24", "locator": "118"}
        ],
    ),
    (
        "Kai Wu, “Ice,” Journal of Cold, 12 (4)(October 2001): 40-59.",
        [full("article", **{**PAPER, "date": "2001-10"}, number="4", pages="40-59")],
    ),
    ("Mill, On Tides, 12, 40.", [short(authors=("Mill",), title="On Tides", locator="12, 40")]),
    (
        "A. Mill, Ice between 1884 and 1914 (Dunmore, 1990), p. 4.",
        [
            full("book", authors=("A. Mill",), title="Ice between 1884 and 1914", publisher="Dunmore", date="1990")
            | {"locator": "4"}
        ],
    ),
    *(
        (
            f"{named} Cold Places (Weir, 2008).",
            [full("book", editors=("A. Mill", "B. Wu"), title="Cold Places", publisher="Weir", date="2008")],
        )
        for named in ("A. Mill and B. Wu (eds),", "A. Mill and B. Wu, eds.,", "A. Mill, B. Wu (eds.),")
    ),
    *(
        (
            f"Our Thin Ice, WEIR BD. OF TIDES{dated}, https://weir.example/ice.",
            [
                full("online", title="Our Thin Ice", container="WEIR BD. OF TIDES", url="https://weir.example/ice")
                | ({"date": "2019-05-03"} if dated else {})
            ],
        )
        for dated in ("", " (May 3, 2019)")
    ),
    (
        "Weir Board, Icework, https://weir.example/ice.",
        [full("report", authors=("Weir Board",), title="Icework", url="https://weir.example/ice")],
    ),
    (
        "Kai Wu, Ice, Ledger (May 3, 2019, at 16:25 ET), https://ledger.example/ice.",
        [full("news", **{**NEWS, "container": "Ledger"}, url="https://ledger.example/ice")],
    ),
    (
        "Our Ice, IceAI (May 3, 2019), https://iceai.example/ice.",
        [full("online", title="Our Ice", container="IceAI", date="2019-05-03", url="https://iceai.example/ice")],
    ),
    (
        "Ada Mill, Bo Ode & Kai Wu, Thin Ice and Tides 4 (May 3, 2019, at 04:02 UTC) (manuscript).",
        [
            full("book", authors=("Ada Mill", "Bo Ode", "Kai Wu"), title="Thin Ice and Tides", date="2019-05-03")
            | {"locator": "4", "remark": "manuscript"}
        ],
    ),
    (
        "Ada Mill, Weir Inst., Thin Ice and Tides 4 (2019).",
        [full("book", authors=("Ada Mill", "Weir Inst."), title="Thin Ice and Tides", date="2019", locator="4")],
    ),
    (
        "Ada Mill, Council Tides, and the Law 4 (2019).",
        [full("book", authors=("Ada Mill",), title="Council Tides, and the Law", date="2019", locator="4")],
    ),
    (
        "Ada Mill, Thin Ice, in COLD LAW AND TIDES 65, 77 (Kai Wu ed., 2009).",
        [
            full("chapter", authors=("Ada Mill",), title="Thin Ice", container="COLD LAW AND TIDES")
            | {"editors": ("Kai Wu",), "date": "2009", "pages": "65", "locator": "77"}
        ],
    ),
    (
        "Ada Mill, Thin Ice, 1 Dun. J. Cold Stud. 1, 4, 6 (1981).",
        [
            full("article", authors=("Ada Mill",), title="Thin Ice", container="Dun. J. Cold Stud.", volume="1")
            | {"date": "1981", "pages": "1", "locator": "4, 6"}
        ],
    ),
    ("Weir Order at 5, para. 6.", [short(authors=("Weir Order",), locator="5, para. 6")]),
    ("Ice Act §§ 11(a)(1), 12(d).", [short(type="statute", title="Ice Act", locator="§§ 11(a)(1), 12(d)")]),
    ("IceR arts. 39(1), 40(3).", [short(authors=("IceR",), locator="arts. 39(1), 40(3)")]),
    (
        "Mill, *Ice Labels in the Fens*, para. 3 (2023) (*Ice Labels Order*).",
        [
            full("report", authors=("Mill",), title="Ice Labels in the Fens", date="2023", locator="para. 3")
            | {"hereafter": "Ice Labels Order"}
        ],
    ),
    (
        "Weir records on the ferry’s first crossing, June 23, 1926.",
        [full("other", title="Weir records on the ferry’s first crossing", date="1926-06-23")],
    ),
    ("Thirteen counties and their gates, 1931.", [comment("Thirteen counties and their gates, 1931.")]),
    ("Wu, typed proposal, 3.", [short(authors=("Wu",), title="typed proposal", locator="3")]),
    (
        "Ada Mill, '\"Salt\" in the North', *Ledger*, 3 May 2019.",
        [full("news", authors=("Ada Mill",), title='"Salt" in the North', container="Ledger", date="2019-05-03")],
    ),
    ("See infra Subsection I.A.1.", [{"kind": "cross-reference", "signal": "See", "words": "infra Subsection I.A.1"}]),
    # forms of articles that nobody here wrote, each by its kind
    (
        "See Wu v. Dun. Cty. Sch., 12 F.3d 565, 577 (4th Cir. 2011).",
        [
            full(
                "case",
                signal="See",
                title="Wu v. Dun. Cty. Sch.",
                container="F.3d",
                court="4th Cir.",
                date="2011",
                volume="12",
                pages="565",
                locator="577",
            )
        ],
    ),
    ("*See Mill,* 39 F.3d at 511.", [short(signal="See", title="Mill", container="F.3d", volume="39", locator="511")]),
    (
        "K. Wu, 'Ice', Journal of Cold, 25, 4 (2010), pp. 521-46.",
        [
            full(
                "article",
                authors=("K. Wu",),
                title="Ice",
                container="Journal of Cold",
                date="2010",
                volume="25",
                number="4",
                pages="521-46",
            )
        ],
    ),
    (
        "K. Wu, War on Ice, 1939-1945 (Dunmore: Weir, 1999), p. 4.",
        [
            full(
                "book",
                authors=("K. Wu",),
                title="War on Ice, 1939-1945",
                publisher="Weir",
                place="Dunmore",
                date="1999",
                locator="4",
            )
        ],
    ),
    (
        "K. Wu, 'Ice', and N. E. Poe, The Tides of Weir (Dunmore: Weir, 1976).",
        [
            short(authors=("K. Wu",), title="Ice"),
            full(
                "book",
                authors=("N. E. Poe",),
                title="The Tides of Weir",
                publisher="Weir",
                place="Dunmore",
                date="1976",
            ),
        ],
    ),
    (
        "A. Mill, 'Ice', p. 39, and Ros Wu, The Cold War, p. 18.",
        [
            short(authors=("A. Mill",), title="Ice", locator="39"),
            short(authors=("Ros Wu",), title="The Cold War", locator="18"),
        ],
    ),
    (
        "N. West, The Nest of Ice (Dunmore: Weir, 2022), pp. 11, 17.",
        [
            full(
                "book",
                authors=("N. West",),
                title="The Nest of Ice",
                publisher="Weir",
                place="Dunmore",
                date="2022",
                locator="11, 17",
            )
        ],
    ),
    (
        "Weir Archives, RG 65/A1-136, Report on ice in Weir, Oct. 1942.",
        [
            full(
                "archive",
                title="Report on ice in Weir",
                publisher="Weir Archives",
                date="1942-10",
                number="RG 65/A1-136",
            )
        ],
    ),
    (
        "Dies., Tauwetter, Köln 2007, S. 12.",
        [full("report", idem="Dies.", title="Tauwetter", place="Köln", date="2007", locator="12")],
    ),
    (
        "B. Poe, ‘Of Ice’ in Mill, op. cit., n. 2, p. 59.",
        [full("chapter", authors=("B. Poe",), title="Of Ice", editors=("Mill",), locator="59")],
    ),
    (
        "B. Poe, ‘Of Ice’, in A. Mill (ed.), op. cit., p. 59.",
        [full("chapter", authors=("B. Poe",), title="Of Ice", editors=("A. Mill",), locator="59")],
    ),
    (
        "P. Poe and M. Wu ‘A Survey of Ice’ (1997) 31 The Cold Teacher 38 at 46.",
        [
            full(
                "article",
                authors=("P. Poe", "M. Wu"),
                title="A Survey of Ice",
                container="The Cold Teacher",
                date="1997",
                volume="31",
                pages="38",
                locator="46",
            )
        ],
    ),
    (
        "K. Wu, ‘Ice’ (1996) VII Law and Ice 173.",
        [
            full(
                "article",
                authors=("K. Wu",),
                title="Ice",
                container="Law and Ice",
                date="1996",
                volume="VII",
                pages="173",
            )
        ],
    ),
    (
        "T. Mill, P. Poe and N. Wu, Law Teachers: Two or Three (1995).",
        [full("book", authors=("T. Mill", "P. Poe", "N. Wu"), title="Law Teachers: Two or Three", date="1995")],
    ),
    (
        "Ada Mill and Kai Wu, Sailors: *A Guide to Ice* (Dunmore: Weir, 2014).",
        [
            full(
                "book",
                authors=("Ada Mill", "Kai Wu"),
                title="Sailors: A Guide to Ice",
                publisher="Weir",
                place="Dunmore",
                date="2014",
            )
        ],
    ),
    (
        "Personal correspondence with one of the authors on July 31, 2019.",
        [full("interview", title="Personal correspondence with one of the authors", date="2019-07-31")],
    ),
    (
        'Ada Mill, "Ice and Snow,” *The Ledger*, May 3, 2019.',
        [full("news", authors=("Ada Mill",), title="Ice and Snow", container="The Ledger", date="2019-05-03")],
    ),
    (
        "”Ice and Snow,” *The Ledger*, May 3, 2019.",
        [full("news", title="Ice and Snow", container="The Ledger", date="2019-05-03")],
    ),
    (
        "Ibid. & Kai Wu, “Ice,” *The Ledger*, May 3, 2019.",
        [{"kind": "ibid"}, full("news", authors=("Kai Wu",), title="Ice", container="The Ledger", date="2019-05-03")],
    ),
    (
        "Dunmore Convention (V) on Ice, Snow, and War art. 2, Oct. 18, 1907, 36 Stat. 2310.",
        [
            full(
                "treaty",
                title="Dunmore Convention (V) on Ice, Snow, and War",
                container="Stat.",
                date="1907-10-18",
                volume="36",
                pages="2310",
                locator="art. 2",
            )
        ],
    ),
    (
        "Weir Protocol on Ice, *opened for signature* Dec. 8, 2005, 2404 U.N.T.S. 261.",
        [
            full(
                "treaty",
                title="Weir Protocol on Ice",
                container="U.N.T.S.",
                date="2005-12-08",
                volume="2404",
                pages="261",
            )
        ],
    ),
    (
        "S.S. Ferry (Dun. v. Weir), Judgment, 1927 P.C.I.J. (ser. A) No. 10, ¶ 21 (Sept. 7).",
        [
            full(
                "case",
                title="S.S. Ferry (Dun. v. Weir)",
                container="P.C.I.J. (ser. A)",
                date="1927-09-07",
                number="10",
                locator="¶ 21",
                remark="Judgment",
            )
        ],
    ),
    ("U.S. CONST. art. I, § 8.", [full("statute", title="U.S. CONST.", locator="art. I, § 8")]),
    ("U.N. Charter art. 51.", [full("treaty", title="U.N. Charter", locator="art. 51")]),
    (
        "Ada Mill, *On Tides* (Dunmore: Weir, 2004), 160; 178.",
        [
            full(
                "book",
                authors=("Ada Mill",),
                title="On Tides",
                publisher="Weir",
                place="Dunmore",
                date="2004",
                locator="160; 178",
            )
        ],
    ),
    (
        "Wu, interview. First mentioned in note 8.",
        [{"kind": "supra", "type": "interview", "authors": ("Wu",), "note": "8"}],
    ),
    (
        "Ada Mill, *On Tides* (Dunmore: Weir, 2004); https://weir.example.org/a Accessed May 3, 2019.",
        [
            full(
                "book",
                authors=("Ada Mill",),
                title="On Tides",
                publisher="Weir",
                place="Dunmore",
                date="2004",
                accessed="2019-05-03",
                url="https://weir.example.org/a",
            )
        ],
    ),
    (
        "A. Mill, Tides of Ice. From Weir to Dunmore, Brepols, Turnhout, 2023.",
        [
            full(
                "book",
                authors=("A. Mill",),
                title="Tides of Ice. From Weir to Dunmore",
                publisher="Brepols",
                place="Turnhout",
                date="2023",
            )
        ],
    ),
    (
        "Cfr. A. Mill, Tides of Ice. From Weir to Dunmore, cit., p. 189.",
        [short(signal="Cfr.", authors=("A. Mill",), title="Tides of Ice. From Weir to Dunmore", locator="189")],
    ),
    ("J.-P. Wu, Ice, cit., p. 80.", [short(authors=("J.-P. Wu",), title="Ice", locator="80")]),
    (
        "The ice of the north is treated at length in Mill, *On Tides*.",
        [comment("The ice of the north is treated at length in"), short(authors=("Mill",), title="On Tides")],
    ),
    (
        "*Report of the Board of Ice,* UN Doc. A/46/54 (January 21, 2021): 25.",
        [full("report", title="Report of the Board of Ice", date="2021-01-21", number="UN Doc. A/46/54", locator="25")],
    ),
    (
        "On the ice see here Mill, *On Tides*, p. 28.",
        [comment("On the ice"), short(signal="see here", authors=("Mill",), title="On Tides", locator="28")],
    ),
    ("*Id*. § 12181(7)(D).", [{"kind": "ibid", "locator": "§ 12181(7)(D)"}]),
    (
        "Kai Wu, *The Ice*, 124 DUN. L.J. 1934 (2015).",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="The Ice",
                container="DUN. L.J.",
                date="2015",
                volume="124",
                pages="1934",
            )
        ],
    ),
    (
        "Kai Wu, *The Ice*, 171 ARCHIVES OF COLD 1851, 1851–52 (2011).",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="The Ice",
                container="ARCHIVES OF COLD",
                date="2011",
                volume="171",
                pages="1851",
                locator="1851–52",
            )
        ],
    ),
    (
        "*See also* Jan tenBroek, *The Right to Ice,* 54 DUN. L. REV. 841 (1966).",
        [
            full(
                "article",
                signal="See also",
                authors=("Jan tenBroek",),
                title="The Right to Ice",
                container="DUN. L. REV.",
                date="1966",
                volume="54",
                pages="841",
            )
        ],
    ),
    (
        "H.R. REP. NO. 101-485, at 381 (1990).",
        [full("report", date="1990", number="H.R. REP. NO. 101-485", locator="381")],
    ),
    (
        "Kai Wu, The Ice at 25: *The Highest of the Snows*, 313 DUN. L. REV. 22 (2015).",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="The Ice at 25: The Highest of the Snows",
                container="DUN. L. REV.",
                date="2015",
                volume="313",
                pages="22",
            )
        ],
    ),
    ("Wu, id., para. 4.6.", [short(authors=("Wu",), locator="para. 4.6")]),
    (
        "See DUN. PENAL CODE ANN. § 21.08.",
        [full("statute", signal="See", title="DUN. PENAL CODE ANN.", locator="§ 21.08")],
    ),
    ("*Ice: HB 27, supra* note 1.", [{"kind": "supra", "title": "Ice: HB 27", "note": "1"}]),
    (
        "Marriage (Scotland) Act Amendment Act 1976 (N.Z.).",
        [full("statute", title="Marriage (Scotland) Act Amendment Act 1976", date="1976", remark="N.Z.")],
    ),
    (
        "K. Wu, The Law of Dunmore, 1780–1860 (1977) 160.",
        [full("book", authors=("K. Wu",), title="The Law of Dunmore, 1780–1860", date="1977", locator="160")],
    ),
    ("*Mill v Wu* (No 2) [1997] UKHL 88.", [full("case", title="Mill v Wu (No 2)", date="1997", number="UKHL 88")]),
    (
        "*Mill v Wu* [2017] UKSC 5, [2018] AC 61 [12].",
        [full("case", title="Mill v Wu", date="2017", number="UKSC 5", locator="[12]")],
    ),
    (
        "Anders Vik, *Nine Dark Days* (Bergen: Fjord, 2013).",
        [full("book", authors=("Anders Vik",), title="Nine Dark Days", publisher="Fjord", place="Bergen", date="2013")],
    ),
    (
        "Wu's explanation is that “light makes work” (p. 90).",
        [comment("Wu's explanation is that “light makes work” (p. 90).")],
    ),
    (
        "Ada Mill, *Le Pain*, Paris, La Dispute du Pain, coll. « Terrains », 1999, p. 203.",
        [
            full(
                "book",
                authors=("Ada Mill",),
                title="Le Pain",
                publisher="La Dispute du Pain",
                place="Paris",
                date="1999",
                locator="203",
                remark="coll. “Terrains”",
            )
        ],
    ),
    (
        "Wu au maire, citée par J.-B. Morel, *op. cit.*, p. 240.",
        [comment("Wu au maire,"), short(signal="citée par", authors=("J.-B. Morel",), locator="240")],
    ),
    (
        "Mill, *On Tides*, 80, 82, and 90 n. 4.",
        [short(authors=("Mill",), title="On Tides", locator="80, 82, and 90 n. 4")],
    ),
    ("See note 12 above.", [{"kind": "cross-reference", "signal": "See", "note": "12", "words": "note 12 above"}]),
    ("*See infra* Part III.B.", [{"kind": "cross-reference", "signal": "See", "words": "infra Part III.B"}]),
    # what few notes print, and many articles
    ("Wu, Eis, Wien 2001.", [full("book", authors=("Wu",), title="Eis", place="Wien", date="2001")]),
    (
        "Ada Mill, Das Eis am oberen Fluss, Dunmore 2019, S. 12.",
        [
            full(
                "book",
                authors=("Ada Mill",),
                title="Das Eis am oberen Fluss",
                place="Dunmore",
                date="2019",
                locator="12",
            )
        ],
    ),
    (
        "In re Weir, Inc., 9 Dun. 40 (1880).",
        [full("case", title="In re Weir, Inc.", container="Dun.", date="1880", volume="9", pages="40")],
    ),
    (
        "Weir, Inc., *Annual Report* (2004).",
        [full("report", authors=("Weir, Inc.",), title="Annual Report", date="2004")],
    ),
    ("COM (2012) 45", [full("report", number="COM (2012) 45")]),
    (
        "Weir Board, Minutes of 3 May 1901, Dunmore Archives, MS 4.",
        [
            full(
                "archive",
                authors=("Weir Board",),
                title="Minutes of 3 May 1901",
                publisher="Dunmore Archives",
                date="1901-05-03",
                number="MS 4",
            )
        ],
    ),
    (
        "See supra note 12 and accompanying text.",
        [{"kind": "cross-reference", "signal": "See", "note": "12", "words": "supra note 12 and accompanying text"}],
    ),
    (
        "See supra text accompanying notes 12–14.",
        [{"kind": "cross-reference", "signal": "See", "note": "12–14", "words": "supra text accompanying notes 12–14"}],
    ),
    (
        "Letter from Ada Mill to Bo Wu, Mill Papers, Dunmore Library.",
        [
            full(
                "archive",
                authors=("Ada Mill",),
                title="Letter from Ada Mill to Bo Wu",
                container="Mill Papers",
                publisher="Dunmore Library",
            )
        ],
    ),
    (
        "UN Weir Board, Tides of the Fens, A/99, 3 May 2019.",
        [full("report", authors=("UN Weir Board",), title="Tides of the Fens", date="2019-05-03", number="A/99")],
    ),
    (
        "The ferry carried sheep and cattle until 1850 (1994).",
        [comment("The ferry carried sheep and cattle until 1850 (1994).")],
    ),
    ("*Genesis*, 3:16.", [short(title="Genesis", locator="3:16")]),
    (
        "Ada Mill, “Ice”, in *Salt*, Weir (2019), 4.",
        [
            full(
                "chapter",
                authors=("Ada Mill",),
                title="Ice",
                container="Salt",
                publisher="Weir",
                date="2019",
                locator="4",
            )
        ],
    ),
    # works behind a dash, in brackets, one behind another in commas
    (
        "Mill, *On Tides*, 19. — Bo Lee, *Salt* (Dunmore: Weir, 2004).",
        [
            short(authors=("Mill",), title="On Tides", locator="19"),
            full("book", authors=("Bo Lee",), title="Salt", publisher="Weir", place="Dunmore", date="2004"),
        ],
    ),
    (
        "Mill, *On Tides*, 19. — The ice was thin in those days.",
        [short(authors=("Mill",), title="On Tides", locator="19"), comment("The ice was thin in those days.")],
    ),
    (
        "A. Mill, On Tides, Dunmore: Weir 1869, pp. 651-2, [as quoted in:] Wu, supra note 6, p. 45.",
        [
            full(
                "book",
                authors=("A. Mill",),
                title="On Tides",
                publisher="Weir",
                place="Dunmore",
                date="1869",
                locator="651-2",
            ),
            {"kind": "supra", "signal": "as quoted in", "authors": ("Wu",), "locator": "45", "note": "6"},
        ],
    ),
    (
        "Ada Mill, ‘Tides’, *The Ledger*, 3 May 2019, Kai Wu, ‘Ice’, *The Mirror*, 4 May 2019.",
        [
            full("news", authors=("Ada Mill",), title="Tides", container="The Ledger", date="2019-05-03"),
            full("news", authors=("Kai Wu",), title="Ice", container="The Mirror", date="2019-05-04"),
        ],
    ),
    (
        "“Tides” (Weir Board, 2004), <https://weir.example/tides/> and “Ice” (Weir Board, 2005), <https://weir.example/ice/>.",
        [
            full("online", title="Tides", publisher="Weir Board", date="2004", url="https://weir.example/tides/"),
            full("online", title="Ice", publisher="Weir Board", date="2005", url="https://weir.example/ice/"),
        ],
    ),
    ("Mill, *ib.*, 104, 381.", [short(authors=("Mill",), locator="104, 381")]),
    ("Ibid. in chap. 6.", [{"kind": "ibid", "locator": "chap. 6"}]),
    # names by initials, German articles and books of law
    (
        "S. P. Mill, R. A. Wu, Bo Lee: The Lawyer of Ice, Dunmore, New Weir: Harrow 1994.",
        [
            full(
                "book",
                authors=("S. P. Mill", "R. A. Wu"),
                title="Bo Lee: The Lawyer of Ice",
                publisher="Harrow",
                place="Dunmore, New Weir",
                date="1994",
            )
        ],
    ),
    (
        "L. v. Stein, The History of the Weirs in Dunmore, 1789-1850, Totowa, New Weir: Harrow Press 1964.",
        [
            full(
                "book",
                authors=("L. v. Stein",),
                title="The History of the Weirs in Dunmore, 1789-1850",
                publisher="Harrow Press",
                place="Totowa, New Weir",
                date="1964",
            )
        ],
    ),
    (
        "K. Mill, Wu and his Part in Cold History, Journal of the History of Ice 1961, vol. 22, pp. 267, 268.",
        [
            full(
                "article",
                authors=("K. Mill",),
                title="Wu and his Part in Cold History",
                container="Journal of the History of Ice",
                date="1961",
                volume="22",
                locator="267, 268",
            )
        ],
    ),
    (
        "A. Mill, The Salt of the Sea, [in:] B. Wu, Ice and Men, Dunmore: Weir 1947, pp. 12-18.",
        [
            full(
                "chapter",
                authors=("A. Mill",),
                title="The Salt of the Sea",
                container="Ice and Men",
                editors=("B. Wu",),
                publisher="Weir",
                place="Dunmore",
                date="1947",
                pages="12-18",
            )
        ],
    ),
    (
        "A. Mill, On Tides (1830-42), vol. 6, Dunmore: J. B. Weir et fils 1869, pp. 651-2.",
        [
            full(
                "book",
                authors=("A. Mill",),
                title="On Tides",
                publisher="J. B. Weir et fils",
                place="Dunmore",
                date="1869",
                volume="6",
                locator="651-2",
                remark="1830-42",
            )
        ],
    ),
    (
        "Dazu: Mill, Eisdienst 50, 2016, S. 1014-1039; sowie allgemein: Wu, ZGE 2 (2010), S. 55-74.",
        [
            full(
                "article",
                signal="Dazu",
                authors=("Mill",),
                container="Eisdienst",
                date="2016",
                volume="50",
                pages="1014-1039",
            ),
            full(
                "article",
                signal="sowie allgemein",
                authors=("Wu",),
                container="ZGE",
                date="2010",
                volume="2",
                pages="55-74",
            ),
        ],
    ),
    (
        "Mill, NJW 2004, 45 (47).",
        [full("article", authors=("Mill",), container="NJW", date="2004", pages="45", locator="47")],
    ),
    (
        "Mill, Das Salz am Meer, in: Wu/Lee, Das Eis der Flüsse, Bd. 7, 2. Aufl. 2007, S. 49.",
        [
            full(
                "chapter",
                authors=("Mill",),
                title="Das Salz am Meer",
                container="Das Eis der Flüsse",
                editors=("Wu", "Lee"),
                edition="2. Aufl.",
                date="2007",
                volume="7",
                locator="49",
            )
        ],
    ),
    (
        "Mill, Dienste am Fluss, in: Wu, Das Eis, 1996, S. 46 f.",
        [
            full(
                "chapter",
                authors=("Mill",),
                title="Dienste am Fluss",
                container="Das Eis",
                editors=("Wu",),
                date="1996",
                locator="46 f.",
            )
        ],
    ),
    (
        "Mill/Wu, Flussrecht, 6. Aufl. 2018, § 27 FlussG Rn. 15.",
        [
            full(
                "book",
                authors=("Mill", "Wu"),
                title="Flussrecht",
                edition="6. Aufl.",
                date="2018",
                locator="§ 27 FlussG Rn. 15",
            )
        ],
    ),
    (
        'Vgl. § 8 Abs. 1 Flussgesetz des Landes Harrow, GVBl. 2010, S. 434: "Der Fluss ist frei."',
        [
            full(
                "statute",
                signal="Vgl.",
                title="Flussgesetz des Landes Harrow",
                container="GVBl.",
                date="2010",
                pages="434",
                locator="§ 8 Abs. 1",
            ),
            comment('"Der Fluss ist frei."'),
        ],
    ),
    (
        "Gesetz über die Flüsse (Flussgesetz) vom 2. September 2002, BGBl. I 2002, S. 3448.",
        [
            full(
                "statute",
                title="Gesetz über die Flüsse",
                container="BGBl.",
                date="2002-09-02",
                volume="I",
                pages="3448",
                hereafter="Flussgesetz",
            )
        ],
    ),
    ("Art. 5 Abs. 3 FG.", [{"kind": "short", "type": "statute", "title": "FG", "locator": "Art. 5 Abs. 3"}]),
    ("LT-Drs. Harrow 21/12361, S. 4.", [full("report", number="LT-Drs. Harrow 21/12361", locator="4")]),
    # names alone before titles, newspapers, resolutions, letters in editions
    (
        "Platón, La República o el Estado, Editorial Mar S.A., Lima, 1966, p. 168.",
        [
            full(
                "book",
                authors=("Platón",),
                title="La República o el Estado",
                publisher="Editorial Mar S.A.",
                place="Lima",
                date="1966",
                locator="168",
            )
        ],
    ),
    (
        "Tides, Weir Press, Dunmore, 2004.",
        [full("report", title="Tides", publisher="Weir Press", place="Dunmore", date="2004")],
    ),
    ("El Río, 10 de abril de 2011, p. C 27.", [full("news", container="El Río", date="2011-04-10", locator="C 27")]),
    (
        "Foto del Hielo 2011, en El Río, 9 de julio de 2011, p. D 10.",
        [full("news", title="Foto del Hielo 2011", container="El Río", date="2011-07-09", locator="D 10")],
    ),
    (
        "Weir Security Council, Resolution 22 (2015), W/RES/22, 17 February 2015, para. 3.",
        [
            full(
                "report",
                authors=("Weir Security Council",),
                title="Resolution 22",
                date="2015-02-17",
                number="W/RES/22",
                locator="para. 3",
            )
        ],
    ),
    (
        "Mill to the Board and House, March 30, 1792, *The Papers of Ada Mill*, Vol. 10 (Dunmore: Weir, 2002), p. 168.",
        [
            full(
                "archive",
                authors=("Mill",),
                title="Mill to the Board and House",
                container="The Papers of Ada Mill",
                publisher="Weir",
                place="Dunmore",
                date="1792-03-30",
                volume="10",
                locator="168",
            )
        ],
    ),
    ("Mill, *État des glaces en* 1789, 47.", [short(authors=("Mill",), title="État des glaces en 1789", locator="47")]),
    (
        "Comte de Mill, l’*Ancien Régime*, 406.",
        [short(authors=("Comte de Mill",), title="l’Ancien Régime", locator="406")],
    ),
    # articles in German journals, courts with their reports, codes, laws and names in French
    (
        "Kai Wu, Das Eis, in: Zeitschrift für Flusskunde 12 (2004), H. 3, S. 12–30, hier S. 14.",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="Das Eis",
                container="Zeitschrift für Flusskunde",
                date="2004",
                volume="12",
                number="3",
                pages="12–30",
                locator="14",
            )
        ],
    ),
    (
        "Wu, in: Mill/Lee (Hrsg.), Flussrecht, 3. Aufl. 2010, § 4 Rn. 12.",
        [
            full(
                "chapter",
                authors=("Wu",),
                container="Flussrecht",
                editors=("Mill", "Lee"),
                edition="3. Aufl.",
                date="2010",
                locator="§ 4 Rn. 12",
            )
        ],
    ),
    (
        "BGH, Urteil vom 3. Mai 2004 – I ZR 12/03, NJW 2004, 1897 (1899).",
        [
            full(
                "case",
                container="NJW",
                court="BGH",
                date="2004-05-03",
                number="I ZR 12/03",
                pages="1897",
                locator="1899",
            )
        ],
    ),
    (
        "EuGH, Urt. v. 3.5.2004, Rs. C-12/03, Slg. 2004, I-123, Rn. 4.",
        [
            full(
                "case",
                container="Slg.",
                court="EuGH",
                date="2004-05-03",
                number="Rs. C-12/03",
                pages="I-123",
                locator="Rn. 4",
            )
        ],
    ),
    (
        "So auch Mill, Salz, S. 12; a. A. Wu, Eis, S. 14.",
        [
            short(signal="So auch", authors=("Mill",), title="Salz", locator="12"),
            short(signal="a. A.", authors=("Wu",), title="Eis", locator="14"),
        ],
    ),
    ("Mill, a.a.O. (Fn. 12), S. 4.", [{"kind": "supra", "authors": ("Mill",), "locator": "4", "note": "12"}]),
    ("Art. 12 du Code civil.", [{"kind": "short", "type": "statute", "title": "Code civil", "locator": "Art. 12"}]),
    (
        "Loi n° 2004-575 du 21 juin 2004 pour la confiance, art. 6.",
        [
            full(
                "statute",
                title="Loi n° 2004-575 du 21 juin 2004 pour la confiance",
                date="2004-06-21",
                locator="art. 6",
            )
        ],
    ),
    (
        "Mill (A.), *Le sel*, Paris, Glace, 2004, p. 12.",
        [
            full(
                "book",
                authors=("A. Mill",),
                title="Le sel",
                publisher="Glace",
                place="Paris",
                date="2004",
                locator="12",
            )
        ],
    ),
    (
        "MILL A., *Le sel*, Paris, Glace, 2004, p. 12.",
        [
            full(
                "book",
                authors=("A. MILL",),
                title="Le sel",
                publisher="Glace",
                place="Paris",
                date="2004",
                locator="12",
            )
        ],
    ),
    (
        "A. Mill, *Il sale*, in «Rivista di ghiaccio», XII, 2004, pp. 12-30.",
        [
            full(
                "chapter",
                authors=("A. Mill",),
                title="Il sale",
                container="Rivista di ghiaccio",
                date="2004",
                volume="XII",
                pages="12-30",
            )
        ],
    ),
    (
        "H.C. Deb., vol. 123, col. 456 (3 May 1904).",
        [full("other", title="H.C. Deb.", date="1904-05-03", volume="123", locator="col. 456")],
    ),
    (
        "Ada Mill, *Letters*, London, 1742, I, 45; III, 67.",
        [
            full(
                "book",
                authors=("Ada Mill",),
                title="Letters",
                publisher="London",
                date="1742",
                volume="I",
                locator="45; III, 67",
            )
        ],
    ),
    # books in capitals with their editors, names of documents, what a sentence is about
    (
        "ADA MILL & KAI WU, RIVER TRANSACTIONS: PROBLEMS, CASES AND MATERIALS 400 (4th ed. 2013).",
        [
            full(
                "book",
                authors=("ADA MILL", "KAI WU"),
                title="RIVER TRANSACTIONS: PROBLEMS, CASES AND MATERIALS",
                edition="4th ed.",
                date="2013",
                locator="400",
            )
        ],
    ),
    (
        "THE FUTURE OF ICE (Ada Mill & Kai Wu eds., 2010).",
        [full("book", title="THE FUTURE OF ICE", editors=("Ada Mill", "Kai Wu"), date="2010")],
    ),
    ("MILL AND WU, supra note 2.", [{"kind": "supra", "authors": ("MILL", "WU"), "note": "2"}]),
    (
        "MILL [THE ECONOMICS OF ICE], supra note 2.",
        [{"kind": "supra", "authors": ("MILL",), "title": "THE ECONOMICS OF ICE", "note": "2"}],
    ),
    ("WB251 (n 10) 20–21.", [{"kind": "supra", "title": "WB251", "locator": "20–21", "note": "10"}]),
    (
        "Mill, ‘Is Ice a Real Thing?’, concludes that ice is neither salt nor water.",
        [
            comment("Mill, ‘Is Ice a Real Thing?’, concludes that ice is neither salt nor water."),
            short(within=True, authors=("Mill",), title="Is Ice a Real Thing?"),
        ],
    ),
    # papers, courts and editions in further styles
    (
        "Kai Wu, “Ice in Court,” Dun. Post, May 3, 2004, at A1.",
        [
            full(
                "news",
                authors=("Kai Wu",),
                title="Ice in Court",
                container="Dun. Post",
                date="2004-05-03",
                locator="A1",
            )
        ],
    ),
    (
        "Weir Bank, World Ice Report, Washington, DC, 2004, p. 12.",
        [
            full(
                "report",
                authors=("Weir Bank",),
                title="World Ice Report",
                publisher="Washington, DC",
                date="2004",
                locator="12",
            )
        ],
    ),
    (
        "Mill v. Weir, App. No. 12345/04 (ECtHR, 3 May 2006), para. 45.",
        [full("case", title="Mill v. Weir", court="ECtHR", date="2006-05-03", number="12345/04", locator="para. 45")],
    ),
    (
        "UN Doc. S/PV.1234 (3 May 2004), p. 5.",
        [full("report", title="UN Doc. S/PV.1234", date="2004-05-03", locator="5")],
    ),
    (
        "CEDH, 3 mai 2004, Mill c. Weir, req. n° 12345/04, § 45.",
        [full("case", title="Mill c. Weir", court="CEDH", date="2004-05-03", number="n° 12345/04", locator="§ 45")],
    ),
    (
        "Ada Mill, *La sal*, 2.ª ed., Lima, Weir, 2004, pp. 12 y ss.",
        [
            full(
                "book",
                authors=("Ada Mill",),
                title="La sal",
                publisher="Weir",
                place="Lima",
                edition="2.ª ed.",
                date="2004",
                locator="12 y ss",
            )
        ],
    ),
    # towns on rivers, collected works, pointers in French, an imprint that is no source
    (
        "Kai Wu: Das Recht der Flüsse. Frankfurt a. M.: Weir 1995, S. 38 ff.",
        [
            full(
                "book",
                authors=("Kai Wu",),
                title="Das Recht der Flüsse",
                publisher="Weir",
                place="Frankfurt a. M.",
                date="1995",
                locator="38 ff.",
            )
        ],
    ),
    (
        "Mill/Wu, Werke, Bd. 23, Berlin 1962, S. 49.",
        [full("book", authors=("Mill", "Wu"), title="Werke", place="Berlin", date="1962", volume="23", locator="49")],
    ),
    ("V. infra, n° 45.", [{"kind": "cross-reference", "signal": "V.", "words": "infra, n° 45"}]),
    (
        "The classic account is Ada Mill, On Tides (Dunmore: Weir, 2004).",
        [comment("The classic account is Ada Mill, On Tides (Dunmore: Weir, 2004).")],
    ),
    # titles with questions and lists in them, bodies in brackets
    (
        "M. R. Mill, Can the Fens Do Without a Weir? Reflections on Ice, Ice & Society 1994, vol. 26, p. 395.",
        [
            full(
                "article",
                authors=("M. R. Mill",),
                title="Can the Fens Do Without a Weir? Reflections on Ice",
                container="Ice & Society",
                date="1994",
                volume="26",
                locator="395",
            )
        ],
    ),
    (
        "B. Wu, State, Society and Ice: Studies in Cold, Dunmore: Weir 1991, p. 121.",
        [
            full(
                "book",
                authors=("B. Wu",),
                title="State, Society and Ice: Studies in Cold",
                publisher="Weir",
                place="Dunmore",
                date="1991",
                locator="121",
            )
        ],
    ),
    (
        "“Declaration of the Rivers” (United Nations, December 10, 1948).",
        [full("other", authors=("United Nations",), title="Declaration of the Rivers", date="1948-12-10")],
    ),
    # years of a source itself, letters in the same place
    (
        "Bußenbuch der Brüder Mill, 1879–1881, Privatbesitz.",
        [full("report", title="Bußenbuch der Brüder Mill", publisher="Privatbesitz", date="1879/1881")],
    ),
    (
        "Mill to Wu, 19 July 1946, ibid.",
        [full("archive", authors=("Mill",), title="Mill to Wu", date="1946-07-19", remark="ibid")],
    ),
    # numbers that are no pages, and places that are no numbers
    (
        "Kai Wu, »Eis neu denken«, in: Weirpolitik 78 (2023) 2, S. 18–23 (19).",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="Eis neu denken",
                container="Weirpolitik",
                date="2023",
                volume="78",
                number="2",
                pages="18–23",
                locator="19",
            )
        ],
    ),
    (
        "Kai Wu, “Ice,” Journal of Cold 14 (2012) 54–60.",
        [
            full(
                "article",
                authors=("Kai Wu",),
                title="Ice",
                container="Journal of Cold",
                date="2012",
                volume="14",
                locator="54–60",
            )
        ],
    ),
    (
        "Weir Research Service, *Ice*, IF12040 (Dunmore: Weir, May 3, 2024), 2.",
        [
            full(
                "report",
                authors=("Weir Research Service",),
                title="Ice",
                publisher="Weir",
                place="Dunmore",
                date="2024-05-03",
                number="IF12040",
                locator="2",
            )
        ],
    ),
    (
        "Weir Union, “Ice Declaration,” Press Release (2014) 120, May 3, 2014, para. 13.",
        [
            full(
                "other",
                authors=("Weir Union",),
                title="Ice Declaration",
                date="2014-05-03",
                number="Press Release (2014) 120",
                locator="para. 13",
            )
        ],
    ),
    (
        "Weir Council, “Conclusions,” WEIR 20/23, Dunmore, May 3, 2023, pp. 1–2.",
        [
            full(
                "other",
                authors=("Weir Council",),
                title="Conclusions",
                place="Dunmore",
                date="2023-05-03",
                number="WEIR 20/23",
                locator="1–2",
            )
        ],
    ),
    (
        "*Papers of Dunmore*, vol. 13 (Dunmore: Weir, 1995), doc. 98.",
        [
            full(
                "book",
                title="Papers of Dunmore",
                publisher="Weir",
                place="Dunmore",
                date="1995",
                volume="13",
                locator="doc. 98",
            )
        ],
    ),
    ("Ibid., doc. 101.", [{"kind": "ibid", "locator": "doc. 101"}]),
    ("R. Mill, *op. cit.*, p. 20 et s.", [short(authors=("R. Mill",), locator="20 et s")]),
    # A chapter by its name, also behind op. cit.
    ("Mill, *Mareas*, op. cit., capítulo 3.", [short(authors=("Mill",), title="Mareas", locator="capítulo 3")]),
    ('Mill, op. cit., prólogo, "El hielo".', [short(authors=("Mill",), locator='prólogo, "El hielo"')]),
    ("Mill, op. cit., Parte II, ch. “Thin Ice”.", [short(authors=("Mill",), locator="Parte II, ch. “Thin Ice”")]),
    # A headline with marks within it, or with a council that does something in it, and a paper in CAPITALS
    (
        "Kai Wu, How ‘Free Ice’ Failed, and Why, WEIR POST (May 3, 2019).",
        [
            full(
                "news",
                authors=("Kai Wu",),
                title="How ‘Free Ice’ Failed, and Why",
                container="WEIR POST",
                date="2019-05-03",
            )
        ],
    ),
    (
        "Kai Wu, ‘Free Ice’: Board Leads Calls, WEIR POST (May 3, 2019).",
        [
            full(
                "news",
                authors=("Kai Wu",),
                title="‘Free Ice’: Board Leads Calls",
                container="WEIR POST",
                date="2019-05-03",
            )
        ],
    ),
    (
        "Kai Wu, Dunmore City Council Votes to Sell Ice, WEIR POST (May 3, 2019).",
        [
            full(
                "news",
                authors=("Kai Wu",),
                title="Dunmore City Council Votes to Sell Ice",
                container="WEIR POST",
                date="2019-05-03",
            )
        ],
    ),
    (
        "Kai Wu, Opinion, Yes, We Mean All the Ice, WEIR POST (May 3, 2019).",
        [full("news", authors=("Kai Wu",), title="Yes, We Mean All the Ice", container="WEIR POST", date="2019-05-03")],
    ),
    # which a house with the author, and a title that is such a word, are not
    (
        "Ada Mill, Weir Inst., Free Tides (2019).",
        [full("book", authors=("Ada Mill", "Weir Inst."), title="Free Tides", date="2019")],
    ),
    (
        "Ada Mill, Obituary, WEIR POST (May 3, 2019).",
        [full("news", authors=("Ada Mill",), title="Obituary", container="WEIR POST", date="2019-05-03")],
    ),
    (
        "G.A. Res. 22, ¶ 3, U.N. Doc. A/RES/22 (May 3, 2019).",
        [full("report", date="2019-05-03", number="G.A. Res. 22, U.N. Doc. A/RES/22", locator="¶ 3")],
    ),
    (
        "Ada Mill (@mill), “Ice,” X (formerly Twitter), May 3, 2023, https://x.example/1.",
        [
            full(
                "post",
                authors=("Ada Mill",),
                title="Ice",
                container="X",
                date="2023-05-03",
                url="https://x.example/1",
            )
        ],
    ),
    # what is kept, and what a court has decided
    (
        "Minute by Mill, 3 May 1991, WEIR 19/376, Weir Archives, Dunmore.",
        [
            full(
                "archive",
                title="Minute by Mill",
                publisher="Weir Archives",
                place="Dunmore",
                date="1991-05-03",
                number="WEIR 19/376",
            )
        ],
    ),
    (
        "CE, 3 mai 2019, *Association des riverains*, n° 412345.",
        [full("case", court="CE", title="Association des riverains", date="2019-05-03", number="n° 412345")],
    ),
    (
        "ATF 140 III 115 consid. 2.1.",
        [full("case", container="ATF", volume="140 III", pages="115", locator="consid. 2.1")],
    ),
    (  # a title that ends with a stop behind its marks, and what it is of
        "„Das Eis trägt“. Interview mit Kai Wu, in: Die Weir, 3. Mai 2019.",
        [
            full(
                "chapter",
                title="Das Eis trägt",
                container="Die Weir",
                date="2019-05-03",
                remark="Interview mit Kai Wu",
            )
        ],
    ),
    (
        "Le Mont, 3 mai 2019, Riverains, n° 412345.",
        [full("report", title="Le Mont", publisher="Riverains", date="2019-05-03", number="412345")],
    ),
    ("WGH, 3. Mai 2019 – I ZR 1/18.", [full("case", court="WGH", date="2019-05-03", number="I ZR 1/18")]),
    (
        "VerfGH Dunmore, Beschluss vom 3. Mai 2019 – VerfGH 12/18.",
        [full("case", court="VerfGH Dunmore", date="2019-05-03", number="VerfGH 12/18")],
    ),
    (
        "WGer, Urteil vom 3. Mai 2019 – 2 WvE 3/92, WGerE 90, 286 (Rn. 12).",
        [
            full(
                "case",
                container="WGerE",
                court="WGer",
                date="2019-05-03",
                volume="90",
                number="2 WvE 3/92",
                pages="286",
                locator="Rn. 12",
            )
        ],
    ),
    (
        "Memorandum of Conversation, Mill and Wu, 3 May 1990, Weir Archive, box 6.",
        [
            full(
                "archive",
                title="Memorandum of Conversation, Mill and Wu",
                publisher="Weir Archive",
                date="1990-05-03",
                number="box 6",
            )
        ],
    ),
    (
        "Telephone conversation, Dunmore, 3 May 1990.",
        [full("interview", title="Telephone conversation", place="Dunmore", date="1990-05-03")],
    ),
    (
        "Interview with Ada Mill, Dir., Weir Inst., in Dunmore (May 3, 2019).",
        [
            full(
                "interview",
                authors=("Ada Mill",),
                title="Interview with Ada Mill, Dir., Weir Inst.",
                place="Dunmore",
                date="2019-05-03",
            )
        ],
    ),
    # German places and short forms; words before an address that are no title
    (
        "Ada Mill, *Salz*, Weiler bei Dunmore 2004, S. 4.",
        [full("book", authors=("Ada Mill",), title="Salz", place="Weiler bei Dunmore", date="2004", locator="4")],
    ),
    (
        "Mill/Wu, Salz und Eis [wie Fn. 1], S. 4.",
        [{"kind": "supra", "authors": ("Mill", "Wu"), "title": "Salz und Eis", "locator": "4", "note": "1"}],
    ),
    (
        "See the tables in Weir Institute, Ice Database, https://weir.example/ice.",
        [comment("See the tables in Weir Institute, Ice Database,"), full("online", url="https://weir.example/ice")],
    ),
    # A page behind the name that its address has; what is said of a page behind its address
    (
        "GitHub, Keep your ice, 3 May 2019. https://docs.github.example/ice - its figures are its own; Wu denies it.",
        [
            full(
                "online",
                authors=("GitHub",),
                title="Keep your ice",
                date="2019-05-03",
                url="https://docs.github.example/ice",
            ),
            comment("its figures are its own; Wu denies it."),
        ],
    ),
    (
        "ICE2, 2025 Tide Study, 4 May 2025. https://www.ice2.example/x",
        [
            full(
                "online",
                authors=("ICE2",),
                title="2025 Tide Study",
                date="2025-05-04",
                url="https://www.ice2.example/x",
            )
        ],
    ),
    (
        "GitHub, as we saw, keeps it at https://docs.github.example/x",
        [comment("GitHub, as we saw, keeps it at"), full("online", url="https://docs.github.example/x")],
    ),
    (
        "Ada Mill, “Ice,” *The Ledger*, May 3, 2019, https://l.example/a – Kai Wu, “Ice,” *The Ledger*, 3 May 2019.",
        [full("news", **NEWS | {"authors": ("Ada Mill",)}, url="https://l.example/a"), full("news", **NEWS)],
    ),
    # A year at the end of a title, and a date; laws of a union by their subject
    (
        "Kai Wu, Tides of 2025, 1 October 2025. https://www.weir.example/x",
        [
            full(
                "online",
                authors=("Kai Wu",),
                title="Tides of 2025",
                date="2025-10-01",
                url="https://www.weir.example/x",
            )
        ],
    ),
    (
        "Regulation (EU) 2019/9991 on the melting of ice (the fifth of its kind), art 4.",
        [
            full(
                "statute",
                title="Regulation (EU) 2019/9991 on the melting of ice",
                date="2019",
                locator="art 4",
                remark="the fifth of its kind",
            )
        ],
    ),
    (
        "Regulation (EU) 2019/9991 applies to all, and no state is free of it.",
        [comment("Regulation (EU) 2019/9991 applies to all, and no state is free of it.")],
    ),
    # Papers by the body that issues them and their kind; interviews by their person; what has no date
    (
        "See FBI report, “Ice in the North,” undated; Weir Board letter, “Tides,” May 3, 2019.",
        [
            full("other", signal="See", authors=("FBI",), title="Ice in the North", date="n.d."),
            full("other", authors=("Weir Board",), title="Tides", date="2019-05-03"),
        ],
    ),
    (
        "Weir Board record, Tides of the Fens, May 3, 2019.",
        [full("report", authors=("Weir Board",), title="Tides of the Fens", date="2019-05-03")],
    ),
    (
        "Weir Board members say, “Ice is at the end of us.”",
        [comment("Weir Board members say, “Ice is at the end of us.”")],
    ),
    (
        "Musée des salines, « Le sel », 3 mai 2019.",
        [full("other", authors=("Musée des salines",), title="Le sel", date="2019-05-03")],
    ),
    (
        "Ada Jane Mill interview (May 3, 2019); Ada Mill, Bo Ode, and Kai Wu interview (May 4, 2019).",
        [
            full("interview", authors=("Ada Jane Mill",), title="Ada Jane Mill interview", date="2019-05-03"),
            full(
                "interview",
                authors=("Ada Mill", "Bo Ode", "Kai Wu"),
                title="Ada Mill, Bo Ode, and Kai Wu interview",
                date="2019-05-04",
            ),
        ],
    ),
    (
        "Weir Group interview, Dunmore, 3 May 2019.",
        [full("interview", title="Weir Group interview", place="Dunmore", date="2019-05-03")],
    ),
    (
        "Obituary, “Ada Mill,” *The Ledger*, May 3, 2019, p. B7.",
        [full("news", title="Ada Mill", container="The Ledger", date="2019-05-03", locator="B7")],
    ),
    ("The boat left the wharf at 7:40.", [comment("The boat left the wharf at 7:40.")]),
    (
        "Transcript of a Talk between Ada Mill and Kai Wu, 3 May 1960, Weir Archives, Box 4.",
        [
            full(
                "archive",
                title="Transcript of a Talk between Ada Mill and Kai Wu",
                publisher="Weir Archives",
                date="1960-05-03",
                number="Box 4",
            )
        ],
    ),
    # What parties wrote to an agency
    (
        "Weir Ferries Comments at 4 (Weir); Dunmore Tide Board (DTB) Reply at 5.",
        [
            full("other", authors=("Weir Ferries",), title="Weir Ferries Comments", locator="4", hereafter="Weir"),
            full(
                "other",
                authors=("Dunmore Tide Board (DTB)",),
                title="Dunmore Tide Board (DTB) Reply",
                locator="5",
            ),
        ],
    ),
    # The office of a person, and its house, are no authors; an institution without an office is one
    (
        "Ada Mill, Deputy Director, Weir Board, “Ice,” *The Ledger*, 3 May 2019.",
        [full("news", **NEWS | {"authors": ("Ada Mill",)}, remark="Deputy Director, Weir Board")],
    ),
    (
        "Ada Mill, Secretary of State for Ice, testimony before the Weir Board, May 3, 2019.",
        [
            full(
                "other",
                authors=("Ada Mill",),
                title="testimony before the Weir Board",
                date="2019-05-03",
                remark="Secretary of State for Ice",
            )
        ],
    ),
    (
        "Ada Mill, Weir Board, “Ice,” *The Ledger*, 3 May 2019.",
        [full("news", **NEWS | {"authors": ("Ada Mill", "Weir Board")})],
    ),
    (
        "Statement by Ada Mill, Director, Weir Board, 3 May 2019.",
        [full("report", title="Statement by Ada Mill", date="2019-05-03", remark="Director, Weir Board")],
    ),
    (
        "Ada Mill, Senior Fellow at the Weir Institute, interview with the author, Dunmore, 3 May 2019.",
        [
            full(
                "interview",
                authors=("Ada Mill",),
                place="Dunmore",
                date="2019-05-03",
                remark="Senior Fellow at the Weir Institute, interview with the author",
            )
        ],
    ),
    (
        "Weir and Tide Watch interview with Ada M., Dunmore, May 3, 2019.",
        [
            full(
                "interview",
                authors=("Ada M.",),
                title="Weir and Tide Watch interview with Ada M",
                place="Dunmore",
                date="2019-05-03",
            )
        ],
    ),
    (
        "Press release, Office of Tides, Weir Department of Ice, “Joint Statement,” May 3, 2019.",
        [
            full(
                "other",
                authors=("Office of Tides, Weir Department of Ice",),
                title="Joint Statement",
                date="2019-05-03",
            )
        ],
    ),
    (
        "Tide Watch, “We Are Still Cold”: Ice in the Fens (Dunmore: Weir, 2019), p. 34.",
        [
            full(
                "other",
                authors=("Tide Watch",),
                title="“We Are Still Cold”: Ice in the Fens",
                publisher="Weir",
                place="Dunmore",
                date="2019",
                locator="34",
            )
        ],
    ),
    # Names with "y", and family names first, as in Spanish
    (
        "Ada Ortega y Mill and Kai Wu, “Ice,” *The Ledger*, 3 May 2019.",
        [full("news", **NEWS | {"authors": ("Ada Ortega y Mill", "Kai Wu")})],
    ),
    (
        "García Mill, Juan, Las mareas del norte, Tecnos, Madrid, 2010, p. 45.",
        [
            full(
                "book",
                authors=("Juan García Mill",),
                title="Las mareas del norte",
                publisher="Tecnos",
                place="Madrid",
                date="2010",
                locator="45",
            )
        ],
    ),
    (
        "Ada Mill, Ice and Men, Weir, Dunmore, 2010.",
        [full("book", authors=("Ada Mill",), title="Ice and Men", publisher="Weir", place="Dunmore", date="2010")],
    ),
    # A chapter whose author ends with a full stop, and the page behind its imprint
    (
        "Kai Wu. “Ice.” In *Tides*, ed. Ada Mill (Dunmore: Weir, 1983), 6.",
        [
            full(
                "chapter",
                authors=("Kai Wu",),
                title="Ice",
                container="Tides",
                editors=("Ada Mill",),
                publisher="Weir",
                place="Dunmore",
                date="1983",
                locator="6",
            )
        ],
    ),
    # A title without marks in two sentences
    (
        "See Ada Mill & Kai Wu, Whose Ice Is It? The Law of Cold, 12 Dun. L. Rev. 488, 490 (2001).",
        [
            full(
                "article",
                signal="See",
                authors=("Ada Mill", "Kai Wu"),
                title="Whose Ice Is It? The Law of Cold",
                container="Dun. L. Rev.",
                volume="12",
                pages="488",
                date="2001",
                locator="490",
            )
        ],
    ),
    # Cases compared; what a parenthesis within a parenthesis quotes; a sentence that ends with two quotations
    (
        "*Compare* Mill v. Wu, 9 Dun. 40, 41 (1880) (so holding), *with* Ode v. Roe, 9 Dun. 50, 51 (1880).",
        [
            full(
                "case",
                signal="Compare",
                title="Mill v. Wu",
                **CASE,
                locator="41",
                remark="so holding",
            ),
            full("case", signal="with", title="Ode v. Roe", **CASE | {"pages": "50"}, locator="51"),
        ],
    ),
    (
        "Mill v. Wu, 9 Dun. 40 (1880) (so holding (first citing Ode v. Roe, 9 Dun. 50 (1880); then citing Poe v. Lee, "
        "9 Dun. 60 (1880))).",
        [
            full(
                "case",
                title="Mill v. Wu",
                **CASE,
                remark="so holding (first citing Ode v. Roe, 9 Dun. 50 (1880); then citing Poe v. Lee, "
                "9 Dun. 60 (1880))",
            ),
            full("case", signal="citing", title="Ode v. Roe", **CASE | {"pages": "50"}, within=True),
            full("case", signal="citing", title="Poe v. Lee", **CASE | {"pages": "60"}, within=True),
        ],
    ),
    (
        "One of them wrote, “‘No ebb is owned.’” *Id.* The other did not.",
        [comment("One of them wrote, “‘No ebb is owned.’”"), {"kind": "ibid"}, comment("The other did not.")],
    ),
)


@pytest.mark.parametrize(("note", "parts"), FORMS, ids=[note for note, _ in FORMS])
def test_a_note_is_read_as_its_parts(note: str, parts: list[dict[str, Any]]) -> None:
    assert [said(part) for part in grammar.read(note)] == parts


# What notes lead to

MILL = "Ada Mill, *On Tides: A History* (Dunmore: Weir, 2004), 12."
WU = "Kai Wu, “Ice and Men,” *Journal of Cold* 12 (2001): 4."
MILL_AGAIN = "Ada Mill, *Salt* (Dunmore: Weir, 2009), 5."

NAMELESS = "9 Dun. 40 (1880)."
KEPT = "Ada Mill to Kai Wu, May 3, 1862, box 3, Mill Papers, Dunmore Archives."
SESSION = "Act of May 3, 1880, ch. 5, 1880 Dun. Laws 40."
TALK = "Author's interview with Kai Wu, Dunmore, 3 May 2019."
BOARD = "Board of Tides and Weirs, *Annual Tables* (Dunmore: Weir, 2004)."
SEVERAL, WRONG_NUMBER = CitationFault.FITS_SEVERAL, CitationFault.WRONG_NUMBER

LEADS: tuple[tuple[list[str], list[str], CitationFault | None], ...] = (
    ([MILL, "Ibid., 14."], ["s1"], None),
    ([MILL, "Mill, *On Tides*, 4."], ["s1"], None),
    ([MILL, WU, "Mill, *op. cit.*, 4."], ["s1"], None),
    ([MILL, WU, "Mill, 4."], ["s1"], None),
    ([MILL, WU, "*On Tides*, 4."], ["s1"], None),
    ([MILL, WU, "Mill, *supra* note 1, at 4."], ["s1"], None),
    ([MILL, WU, "Mill (n 1) 4."], ["s1"], None),
    (["Directive 93/99/EC [1993] OJ L95/29.", WU, "TTD (n 1) 4."], ["s1"], CitationFault.NAME_DIFFERS),
    ([MILL, WU, MILL], ["s1"], None),
    (["Weir Ferries Comments at 4 (Weir).", WU, "Weir Ferries Comments at 6."], ["s1"], None),
    (["FBI report, “Ice,” undated.", WU, "FBI report, “Ice,” undated, p. 4."], ["s1"], None),
    (
        ["“The Right to Ice,” Report of the Office for Tides, A/99/7, June 30, 2014.", "“The Right to Ice,” A/99/7."],
        ["s1"],
        None,
    ),
    ([MILL, WU, "*Compare* Mill, *supra* note 1, at 4, *with* Wu, *supra* note 2."], ["s1", "s2"], None),
    (["Ada Poe-Reid, *Salt* (Dunmore: Weir, 2009).", "Poe-Reid, 4."], ["s1"], None),
    (
        ["Ada Mill to Kai Wu, 3 May 1862, box 3, Mill Papers, Dunmore Archives.", "Mill to Wu, 3 May 1862."],
        ["s1"],
        None,
    ),
    ([MILL, "Idem, *Salt* (Dunmore: Weir, 2009)."], ["s2"], None),
    ([f"{MILL[:-1]}; *Salt* (Dunmore: Weir, 2009).", "Mill, *Salt*, 4."], ["s2"], None),
    ([f"{MILL[:-1]}; and her earlier *Salt* (Dunmore: Weir, 2009).", "Mill, *Salt*, 4."], ["s2"], None),
    (["Gould 1966, p. 4.", "Gould 1966, p. 5."], ["s1"], None),
    (
        [
            "Ada Mill, *The Ice and the Sea* (Dunmore: Weir, 2004).",
            "Ada Mill, *Ice and Law* (Dunmore: Weir, 2009).",
            "Mill, *The Ice*, 4.",
        ],
        ["s1"],
        None,
    ),
    (["Ada Mill, *The Origins ofIce* (Dunmore: Weir, 2004).", "Mill, *The Origins of Ice*, 4."], ["s1"], None),
    (["Napoleon (1804) is dead.", MILL], ["s1"], None),
    ([f"{MILL[:-1]} (hereafter *Tides*).", WU, "*Tides*, 4."], ["s1"], None),
    ([f"{MILL} {WU}", "Mill, *On Tides*, 4; ibid., 5."], ["s1", "s1"], None),
    # A case that the text names
    ([NAMELESS, "*Harrow*, 9 Dun. at 44."], ["s1"], None),
    ([NAMELESS, WU, "9 Dun. at 44."], ["s1"], None),
    ([NAMELESS, "*Harrow*, 9 Dun. at 44.", "*Id.* at 45."], ["s1"], None),
    ([NAMELESS, "Brief at 3, *Harrow*, 9 Dun. 40 (No. 7).", WU, "*Harrow*, 9 Dun. at 44."], ["s1"], None),
    ([NAMELESS, "*Roe v. Harrow*, 9 Dun. 40 (1880)."], ["s1"], None),
    ([NAMELESS, "9 Dun. 90 (1880).", "*Harrow*, 9 Dun. at 44."], ["s1"], None),
    ([NAMELESS, "9 Dun. 90 (1880).", "*Harrow*, 9 Dun. at 94."], [""], CitationFault.FITS_SEVERAL),
    ([NAMELESS, "*Harrow*, 8 Dun. at 44."], ["s2"], CitationFault.FITS_NONE),
    ([NAMELESS, "*Harrow*, 9 Dun. Terr. at 44."], ["s2"], CitationFault.FITS_NONE),
    ([NAMELESS, "*Harrow*, 9 Dun. at 39."], ["s2"], CitationFault.FITS_NONE),
    ([NAMELESS, "8 Dun. at 44."], [""], CitationFault.FITS_NONE),
    ([NAMELESS, "*Harrow*, 9 Dun. at 44.", "*Fen*, 9 Dun. at 44."], ["s2"], CitationFault.FITS_NONE),
    (["*Roe v. Harrow*, 9 Dun. 40 (1880).", "*Poe v. Fen*, 9 Dun. 40 (1880).", WU, "9 Dun. at 40."], [""], SEVERAL),
    (["*Roe v. Harrow*, 9 Mar. & C. 40 (1880).", WU, "*Harrow*, 9 Mar. & C. at 44."], ["s1"], None),
    (["*Roe v. Harrow*, 9 Dun. 40 (1880).", WU, "*Harrow*, 8 Dun. at 44."], ["s1"], CitationFault.TITLE_DIFFERS),
    (["Roe *ex dem.* Harrow v. Fen, 9 Dun. 40 (1880).", WU, "*Harrow*, 9 Dun. at 44."], ["s1"], None),
    (["Dunmore Ledger, May 8, 1869, at 2.", "Dunmore Ledger, Jan. 9, 1906, at 1."], ["s2"], None),
    (["Dunmore Ledger, May 8, 1869, at 2.", "Dunmore Ledger, May 8, 1869, at 1."], ["s1"], None),
    (["Dunmore Evangelist, May 1869, p 2.", "Dunmore Evangelist, June 1870, p 1."], ["s2"], None),
    # Talks
    ([TALK, "Author's interview with Kai Wu, Dunmore, 4 May 2019."], ["s2"], None),
    ([TALK, "author's interview with Kai Wu, 3 May 2019."], ["s1"], None),
    (["Interview with an officer, Weir, 2019.", "Interview with an officer, Dunmore, 2019."], ["s2"], None),
    ([WU, TALK, "Wu, interview."], ["s2"], None),
    (["Kai Wu (ferryman), interview by Bo Lee, 3 May 2019.", WU, "Wu, interview by Lee."], ["s1"], None),
    # Acts, archives, initials
    (["Ice Act, sec. 3.", WU, "Ice Act, sec. 12."], ["s1"], None),
    (["Ice Act, Act no. 4 of 1999.", WU, "Ice Act, sec. 12."], ["s1"], None),
    (["Ada Mill, *The Ice Act and After* (Dunmore: Weir, 2004).", "Ice Act, sec. 12."], ["s2"], None),
    (["Ice Mills Act 1850, s 4.", "Mills Act, s 4."], ["s2"], None),
    ([SESSION, "Act of May 3, 1880, ch. 6, 1880 Dun. Laws 50.", "Act of May 3, 1880, § 2."], ["s1"], None),
    ([SESSION, "Act of May 3, 1880, ch. 6, 1880 Dun. Laws 50."], ["s2"], None),
    ([WU, "Ice Act, 12."], [""], CitationFault.FITS_NONE),
    ([KEPT, WU, "Letter from Kai Wu to Bo Lee (May 4, 1863), Mill Papers, *supra* note 1, box 9."], ["s3"], None),
    (["It is in the books of Ada Mill [hereinafter Mill Papers].", "Will, Mill Papers, *supra* note 1."], ["s1"], None),
    ([KEPT, WU, "Mill Papers, *supra* note 1, box 9."], ["s3"], None),
    ([KEPT, WU, "Mill Papers, *supra* note 2, box 9."], ["s2"], CitationFault.NAME_DIFFERS),
    ([KEPT, WU, "Letter from Kai Wu to Bo Lee (May 4, 1863), Mill Papers, *supra* note 2."], ["s3"], WRONG_NUMBER),
    ([KEPT, "Letter from Kai Wu to Bo Lee (May 4, 1863), Mill Papers, *supra* note 3."], ["s2"], WRONG_NUMBER),
    ([BOARD, WU, "BTW, *Tables*, 4."], ["s1"], None),
    ([BOARD, WU, "B.T.W., 4."], ["s1"], None),
    ([BOARD, WU, "BTX, *Annual Tables*, 4."], ["s1"], CitationFault.NAME_DIFFERS),
    ([BOARD, WU, "BTX, 4."], [""], CitationFault.FITS_NONE),
    ([BOARD, "Bureau of Tolls and Weights, *Sums* (Dunmore: Weir, 2005).", WU, "BTW, 4."], [""], SEVERAL),
    ([WU, "Weir Union, *Salt* (Dunmore: Weir, 2009).", "Wu, 4."], ["s1"], None),
    ([MILL, "The ice was thin.", "Ibid."], ["s1"], CitationFault.EXPLAINED_BEFORE),
    # Names with the family name first, and two of them before op. cit.
    (["Mill Ada, Wu Kai, *Ice* (Dunmore: Weir, 2004).", NAMELESS, "Mill, Wu, op. cit., p. 4."], ["s1"], None),
    (["Mill, Ada, and Wu, Kai. *Ice*. Dunmore: Weir, 2004.", NAMELESS, "Mill, Wu, op. cit., p. 4."], ["s1"], None),
    ([MILL, "Mil, *On Tides*, 4."], ["s1"], CitationFault.NAME_DIFFERS),
    ([MILL, "Ada, *On Tides*, 4."], ["s1"], CitationFault.GIVEN_NAME),
    ([MILL, WU, "Mill, *supra* note 2, at 4."], ["s1"], CitationFault.WRONG_NUMBER),
    ([MILL, WU, "Mill, op. cit. (1), p. 4."], ["s1"], None),
    ([MILL, WU, "Mill, op. cit. (n. 2), p. 4."], ["s1"], CitationFault.WRONG_NUMBER),
    ([MILL, "See the list of AMG 4/12.", "Ibid."], ["s1"], CitationFault.UNREAD_BEFORE),
    ([MILL, MILL_AGAIN, "Mill, 4."], ["s2"], CitationFault.FITS_SEVERAL),
    ([MILL, MILL_AGAIN, WU, "Mill, 4."], [""], CitationFault.FITS_SEVERAL),
    ([f"{MILL[:-1]}; {WU}", "Ibid."], [""], CitationFault.SEVERAL_BEFORE),
    (["Ibid."], [""], CitationFault.NOTHING_BEFORE),
    ([MILL, "Fen, 4."], [""], CitationFault.FITS_NONE),
    # Where no imprint is printed, or a year, author and title name a book in full
    ([MILL, "Fen, *Salt of the Sea*, II, 4."], ["s2"], CitationFault.FITS_NONE),
    ([MILL, "Fen, Das Salz der See, 1967, S. 4."], ["s2"], None),
    (["Fen, *Salt*, II, 4.", "Mill, *On Tides*, 5. — Fen, *Salt*, I, 4."], ["s2", "s1"], None),
    ([MILL, "Fen, 4.", "Ibid."], [""], CitationFault.UNCLEAR_BEFORE),
)


@pytest.mark.parametrize(("notes", "sources", "problem"), LEADS, ids=[" | ".join(notes) for notes, _, _ in LEADS])
def test_the_last_note_leads_to_its_source(notes: list[str], sources: list[str], problem: CitationFault | None) -> None:
    found = resolve([Numbered(number, text) for number, text in enumerate(notes, 1)])
    assert [cited.source for cited in found.notes[-1]] == sources
    assert {cited.problem for cited in found.notes[-1]} == {problem}


def test_short_forms_lead_to_a_bibliography() -> None:
    works = ["Mill, Ada. *On Tides*. Dunmore: Weir, 2004.", "Wu, Kai. “Ice.” *Journal of Cold* 12 (2001): 4–33."]
    notes = ["Mill, *On Tides*, 4.", "Wu, “Ice,” 5.", "Mill, *Salt*, 6."]
    found = resolve([Numbered(number, text) for number, text in enumerate(notes, 1)], works)
    assert [[cited.source for cited in parts] for parts in found.notes] == [["b1"], ["b2"], ["s1"]]
    assert [parts[0].problem for parts in found.notes] == [None, None, CitationFault.NOT_LISTED]


def test_a_name_alone_is_a_citation_only_if_a_source_has_it() -> None:
    found = resolve([Numbered(1, MILL), Numbered(2, "Mill."), Numbered(3, "Nonsense.")])
    assert [parts[0].part.kind for parts in found.notes[1:]] == [Kind.SHORT, Kind.COMMENT]
    assert found.notes[2][0].part.words == "Nonsense."


# Files

SHAPES = (
    "Text.[^1] More.[^2]\n\n[^1]: Mill, *On Tides*, 4.\n[^2]: Ibid.\n    Indeed.\n",
    "Text.<sup>1</sup> More.<sup>2</sup>\n\n---\n\n<sup>1</sup> Mill, *On Tides*, 4.\n\n<sup>2</sup> Ibid.\nIndeed.\n",
    "# A\n\nText. More.\n\n## Notes\n\n1. Mill, *On Tides*, 4.\n2. Ibid.\n   Indeed.\n",
    "A\n=\n\nText. More.\n\nEndnotes\n--------\n\n[1] Mill, *On Tides*, 4.\n\n[2] Ibid.\nIndeed.\n",
)


@pytest.mark.parametrize("text", SHAPES)
def test_notes_are_found_in_any_usual_shape(text: str) -> None:
    found = published.read(text)
    assert [(note.number, note.text) for note in found.notes] == [(1, "Mill, *On Tides*, 4."), (2, "Ibid. Indeed.")]


def test_a_bibliography_is_what_stands_under_its_heading() -> None:
    text = "Text.[^1]\n\n## Works Cited\n\n- Mill, Ada. *On Tides*.\n- Wu, Kai. *Ice*.\n\n## Notes\n\n[^1]: Mill, 4.\n"
    assert published.read(text).bibliography == ("Mill, Ada. *On Tides*.", "Wu, Kai. *Ice*.")


def test_notes_in_code_are_none() -> None:
    assert published.read("```\n[^1]: Mill.\n```\n\n[^2]: Wu.\n").notes == (published.Note(2, "2", "Wu.", 5),)


def test_the_command_prints_each_part_and_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "a.md", tmp_path / "out.json"
    file.write_text(f"Text.[^1] Text.[^2]\n\n[^1]: {MILL}\n[^2]: See Mill, *On Tides*, 4; Fen, 5.\n", encoding="utf-8")
    assert command_line.main(["notes", str(file), "--json", str(out)]) == FOUND
    assert (
        f"{file}:4: note 2: short s1 | signal: See | authors: Mill | title: On Tides | locator: 4"
        in capsys.readouterr().out
    )
    first, second = json.loads(out.read_text(encoding="utf-8"))
    assert first["n"] == 1
    assert first["parts"][0]["source"] == "s1"
    assert second["parts"][0] == {
        "kind": "short",
        "source": "s1",
        "signal": "See",
        "authors": ["Mill"],
        "title": "On Tides",
        "locator": "4",
    }
    assert second["parts"][1]["problem"].startswith(str(CitationFault.FITS_NONE))
    assert "source" not in second["parts"][1]


def test_the_notes_of_an_article_may_be_in_a_file_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "record").mkdir()
    (tmp_path / published.PATH).write_text("Text.[^1]\n", encoding="utf-8")
    (tmp_path / published.BESIDE).write_text("\n[^1]: Late.\n", encoding="utf-8")
    assert command_line.main(["notes", "--root", str(tmp_path)]) == CLEAN
    assert capsys.readouterr().out == f"{tmp_path}/record/notes.md:2: note 1: comment | Late.\n"


def test_a_file_without_notes_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("Text.\n", encoding="utf-8")
    assert command_line.main(["notes", str(tmp_path / "a.md")]) == CANNOT_RUN
    assert "has no notes" in capsys.readouterr().err


# What holds of any text

WORDS = (
    *(note for note, _ in FORMS[::3]),
    *"Mill Wu *On Tides* “Tides,” ( ) see See supra note 4 , . ; : and Ibid. Id.".split(),
    *"at [ ] <https://e.org> _x_ * _ ‘ ’ ” « » \\".split(),
    *(
        "&amp;",
        "2004",
        "May 3, 2019",
        "§",
        "op. cit.",
        "(London: Weir, 2004)",
        "v.",
        "The",
        "is",
        "ed.",
        "vol. 2",
        "pp. 3–4",
    ),
    *(
        "U.S.",
        "Act 1999",
        "doi:10.5555/x",
        "—",
        "é",
        "漢字",
        "\u00a0",
        "et al.",
        "Jr.",
        "<i>",
        "</i>",
        "[a](b)",
        "Box 3",
        "\x00",
    ),
)


def generated(count: int) -> Iterator[str]:
    chosen = random.Random(7)
    for _ in range(count):
        yield chosen.choice(("", " ", " ", " ")).join(chosen.choices(WORDS, k=chosen.randint(1, 12)))


def test_every_word_of_a_note_is_in_exactly_one_part() -> None:
    for note in itertools.chain((note for note, _ in FORMS), generated(400)):
        plain = markdown.read(note).plain
        spans = [(part.start, part.end) for part in grammar.read(note) if not part.within]
        for word in re.finditer(r"[^\W_]+?(?=https:|[\W_]|$)", plain):  # an address begins a word
            assert sum(start <= word.start() and word.end() <= end for start, end in spans) == 1, (note, word[0], spans)


def test_no_text_makes_the_reader_raise() -> None:
    for note in generated(200):
        found = resolve([Numbered(1, note), Numbered(2, "Ibid."), Numbered(3, note)], [note])
        assert len(found.notes) == 3


def test_what_is_longer_than_any_note_is_a_comment() -> None:
    assert [part.kind for part in grammar.read("Mill, *On Tides*, 4. " * 600)] == [Kind.COMMENT]


def steps(note: str) -> int:
    """The calls of functions that reading a note takes, those written in C among them."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        grammar.read(note)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize(
    "piece",
    [
        "Mill, *On Tides*, 4; ",
        "see Mill and ",
        "*a ",
        "“",
        "(",
        "(a) ",
        "A. ",
        "[a](b) ",
        "§ 4, ",
        "Mill, ",
        "The *Post* is here, ",
    ],
)
def test_the_work_grows_with_the_length_of_a_note_alone(piece: str) -> None:
    steps(piece)
    once, twice = steps(piece * (2_400 // len(piece))), steps(piece * (4_800 // len(piece)))
    assert twice < 2.5 * once
