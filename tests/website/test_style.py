"""References as notes and as CSL-JSON, for every type of entry and every field."""

from __future__ import annotations

import json

import pytest

from scripts.publication import bibliography
from scripts.publication.bibliography import FORMS, NAMES, SHOWN, Form, Source
from scripts.website import metadata, references, style
from tests import cases
from tests.website.test_metadata import csl_faults

# What is in CSL-JSON alone, and what stands for something else there or in the note.
CSL_ALONE = "abstract keywords langid language isbn issn isrn pagetotal shorttitle shortjournal".split()
OF_ANOTHER = (
    "editortype editoratype editorbtype editorctype eprinttype archiveurl archivedate year month day isrn".split()
)
DATES = ("date", "urldate", "eventdate", "origdate")


def entry(kind: str, **fields: str) -> Source:
    body = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    return bibliography.read(f"@{kind}{{key, {body}}}")[0]


MILL = {"author": "Ada Mill", "title": "On Tides", "date": "2019-05-03"}
NOTES = [
    (
        "online",
        MILL | {"organization": "The Ledger", "url": "https://example.org/a", "urldate": "2019-06-01"},
        'Ada Mill, "On Tides", *The Ledger*, 3 May 2019, accessed 1 Jun 2019 <https://example.org/a>',
    ),
    (
        "online",
        MILL | {"title": "Is It So?", "organization": "The Ledger"},
        'Ada Mill, "Is It So?" *The Ledger*, 3 May 2019',
    ),
    (
        "article",
        MILL | {"journaltitle": "The Tide", "volume": "12", "number": "3", "pages": "45--67", "doi": "10.1000/a"},
        'Ada Mill, "On Tides", *The Tide* 12, no. 3 (3 May 2019): 45–67 <https://doi.org/10.1000/a>',
    ),
    (
        "misc",
        MILL | {"title": "interview by Bo Tarn", "entrysubtype": "interview", "location": "Lisbon"},
        "Ada Mill, interview by Bo Tarn, Lisbon, 3 May 2019",
    ),
    (
        "misc",
        MILL | {"title": "mayor, interview by Bo Tarn", "entrysubtype": "interview", "publisher": "Weir Radio"},
        "Ada Mill, mayor, interview by Bo Tarn, Weir Radio, 3 May 2019",
    ),
    (
        "misc",
        MILL | {"title": "E-mail from Ada Mill to the author", "entrysubtype": "letter"},
        "E-mail from Ada Mill to the author, 3 May 2019",
    ),
    ("article", MILL | {"journaltitle": "The Tide", "pages": "4"}, 'Ada Mill, "On Tides", *The Tide*, 3 May 2019, 4'),
    (
        "book",
        MILL
        | {
            "translator": "Bo Wu",
            "editor": "Cy Reed and Di Poe",
            "edition": "2",
            "volume": "3",
            "series": "Water",
            "number": "7",
            "location": "Leeds",
            "publisher": "Weir Press",
            "date": "2019",
            "pages": "12",
        },
        "Ada Mill, *On Tides*, ed. Cy Reed and Di Poe, trans. Bo Wu, 2nd ed., vol. 3, Water 7"
        " (Leeds: Weir Press, 2019), 12",
    ),
    (
        "book",
        {"title": "On Tides", "publisher": "Weir Press", "date": "1921%", "origdate": "1801~"},
        "*On Tides* (Weir Press, first published ca. 1801, ca. 1921?)",
    ),
    (
        "book",
        {"title": "On Tides", "publisher": "P", "year": "2019"}
        | {"origtitle": "Die Gezeiten", "origlocation": "Wien", "origpublisher": "Wehr", "origdate": "1889"},
        '*On Tides* (P, first published as "Die Gezeiten", Wien: Wehr, 1889, 2019)',
    ),
    (
        "book",
        {"title": "On Tides", "publisher": "P", "year": "c1931", "volume": "Bd. 2", "edition": "2., überarb. Aufl."},
        "*On Tides*, 2., überarb. Aufl., Bd. 2 (P, 1931)",
    ),
    (
        "article",
        MILL | {"journaltitle": "The Tide", "volume": "12", "number": "No. 3", "year": "2019", "date": ""},
        'Ada Mill, "On Tides", *The Tide* 12, No. 3 (2019)',
    ),
    (
        "book",
        {"title": "On Tides", "publisher": "Weir Press", "date": "1921?/1922"},
        "*On Tides* (Weir Press, 1921–1922?)",
    ),
    (
        "book",
        {"editor": "Cy Reed and Di Poe", "title": "On Tides", "publisher": "Weir Press", "year": "2019"},
        "Cy Reed and Di Poe, eds., *On Tides* (Weir Press, 2019)",
    ),
    (
        "incollection",
        MILL | {"booktitle": "Water", "editor": "Cy Reed", "publisher": "Weir Press", "pages": "1-9", "date": "2019"},
        'Ada Mill, "On Tides", in *Water*, ed. Cy Reed (Weir Press, 2019), 1–9',
    ),
    ("inbook", MILL | {"chapter": "3", "publisher": "P"}, "Ada Mill, *On Tides*, chap. 3 (P, 3 May 2019)"),
    (
        "techreport",
        MILL | {"institution": "Dunmore Board", "number": "DB-4", "type": "White Paper"},
        "Ada Mill, *On Tides*, White Paper DB-4 (Dunmore Board, 3 May 2019)",
    ),
    (
        "report",
        MILL | {"institution": "Dunmore Board", "number": "4"},
        "Ada Mill, *On Tides*, no. 4 (Dunmore Board, 3 May 2019)",
    ),
    ("phdthesis", MILL | {"school": "Weir College"}, 'Ada Mill, "On Tides" (PhD diss., Weir College, 3 May 2019)'),
    (
        "jurisdiction",
        {
            "title": "Mill v. Wu",
            "volume": "410",
            "journaltitle": "U.S.",
            "pages": "113",
            "institution": "2d Cir.",
            "date": "1973",
        },
        "*Mill v. Wu*, 410 U.S. 113 (2d Cir., 1973)",
    ),
    (  # called by its place, for want of a name
        "jurisdiction",
        {"title": "410 U.S. 113", "volume": "410", "journaltitle": "U.S.", "pages": "113", "date": "1973"},
        "*410 U.S. 113* (1973)",
    ),
    ("legislation", {"title": "Ice Act", "number": "c. 4", "date": "1973"}, "Ice Act, c. 4 (1973)"),
    (
        "misc",
        {"author": "Ada Mill and others", "title": "Ice", "pubstate": "forthcoming"},
        'Ada Mill et al., "Ice", forthcoming',
    ),
    (
        "online",
        MILL | {"eprint": "2101.1", "eprinttype": "arxiv", "doi": "10.1234/a", "url": "https://example.org/a"},
        'Ada Mill, "On Tides", 3 May 2019, arXiv:2101.1, doi:10.1234/a <https://example.org/a>',
    ),
]


@pytest.mark.parametrize(("kind", "fields", "note"), NOTES)
def test_notes(kind: str, fields: dict[str, str], note: str) -> None:
    assert cases.as_note(entry(kind, **fields)) == note


def test_in_words_alone_it_keeps_the_asterisks_of_its_title() -> None:
    assert style.plain(entry("book", title="M*A*S*H", author="Ada Mill", date="2019")) == "Ada Mill, M*A*S*H (2019)"


def test_a_title_is_set_as_it_is_written_and_escaped() -> None:
    source = entry("book", title=r"The \emph{Big} Ice <q>[@x]</q>", subtitle=r"CO$_2$")
    assert references.markup(source) == (
        "<em>The </em>Big<em> Ice &lt;q&gt;[@x]&lt;/q&gt;: CO</em><em><sub>2</sub></em>"
    )
    quoted = entry("online", title=r"The \emph{Big} Ice", url="javascript:alert(1)")
    assert references.markup(quoted) == "&#34;The <em>Big</em> Ice&#34; &lt;javascript:alert(1)&gt;"


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_is_shown_in_the_note_or_in_csl_json(kind: str) -> None:
    """Each field has a value of its own, which is sought; who publishes a journal, and where, is in CSL-JSON alone."""
    in_csl_alone = {*CSL_ALONE, *(("publisher", "institution", "location") if FORMS[kind] is Form.ARTICLE else ())}
    missing = []
    for name in sorted(SHOWN - set(OF_ANOTHER)):
        value = "1917" if name in DATES else f"{name[-4:]}{len(name)}q"
        beside = {"title": "On Tides", "eprint": "1", "booktitle": "Water", "journaltitle": "The Tide"}
        if not name.startswith(("eprint", "book", "journal")):
            beside = {"title": "On Tides"}
        elif name.removesuffix("subtitle") in ("main", "issue"):
            beside[name.replace("subtitle", "title")] = "Ice"
        source = entry(kind, **(beside | {name: f"Ada {value}" if name in NAMES else value}))
        note, item = cases.as_note(source), json.dumps(metadata._csl_item(source))
        if value not in (item if name in in_csl_alone else note):
            missing.append((name, note))
    assert missing == []


@pytest.mark.parametrize("kind", FORMS)
def test_csl_json_keeps_to_csl(kind: str) -> None:
    fields = {name: "Ada Mill" if name in NAMES else "3" for name in sorted(SHOWN - set(OF_ANOTHER) - set(DATES))}
    fields |= dict.fromkeys(DATES, "2019-05-03/2019-06")
    item = metadata._csl_item(entry(kind, **fields))
    assert list(csl_faults(item)) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("langid", "english", "en"),
        ("langid", "ngerman", "de"),
        ("langid", "brazilian", "pt-BR"),
        ("language", "French", "fr"),
        ("language", "de-CH", "de-CH"),
        ("language", "Old Weirish", "Old Weirish"),
    ],
)
def test_csl_json_names_a_language_by_its_code(field: str, value: str, code: str) -> None:
    (item,) = json.loads("".join(metadata.csl([entry("online", **MILL, **{field: value})])))
    assert item["language"] == code


def test_what_csl_json_says_of_a_chapter() -> None:
    source = entry(
        "incollection",
        author=r"von der M{\"u}hle, Ada and {Weir and Sons}",
        title=r"On \emph{Tides}",
        booktitle="Water",
        editor="Bo Wu",
        editortype="compiler",
        translator="Cy Reed",
        series="Ice",
        number="7",
        publisher="Weir Press",
        address="Leeds",
        pages="1--9",
        year="2019",
        month="may",
        doi="https://doi.org/10.1234/a",
    )
    assert metadata._csl_item(source) == {
        "id": "key",
        "type": "chapter",
        "author": [
            {"family": "Mühle", "given": "Ada", "non-dropping-particle": "von der"},
            {"literal": "Weir and Sons"},
        ],
        "compiler": [{"family": "Wu", "given": "Bo"}],
        "translator": [{"family": "Reed", "given": "Cy"}],
        "title": "On <i>Tides</i>",
        "container-title": "Water",
        "collection-title": "Ice",
        "collection-number": "7",
        "publisher": "Weir Press",
        "publisher-place": "Leeds",
        "page": "1–9",
        "DOI": "10.1234/a",
        "issued": {"date-parts": [[2019, 5]]},
    }
