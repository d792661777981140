"""What the site tells those who cite the article, and programs: true to the records, valid, and no more than that."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, expect
from pybtex.database import parse_string

from scripts.publication import article, ledger
from scripts.publication.chapters import Chapter
from scripts.publication.ledger import Publication
from scripts.website import metadata
from tests import cases
from tests.conftest import ARTICLE

TITLE = "How Security Guarantees Remain the Most Important Unresolved Question in the Peace Deal for Ukraine"
SITE = "https://example.org/guarantees/"
CHAPTERS = ["introduction", "security-guarantees", "ready-for-peace", "russia-and-ukraine", "conclusion"]
EDITORS = ["claims", "sources", "timeline", "corrections", "methods", "about"]
SCHEMAS = Path(__file__).parents[1] / "schemas"

Node = dict[str, Any]


def page(site: Path, name: str) -> html.HtmlElement:
    data = (site / name / "index.html").read_bytes()
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def linked(site: Path, name: str) -> Node:
    """The JSON-LD of a page."""
    (script,) = page(site, name).xpath("//head/script[@type='application/ld+json']")
    found = json.loads(script.text)
    assert isinstance(found, dict)
    return found


def tags(site: Path, name: str) -> list[tuple[str, str]]:
    """The Highwire tags of a page."""
    found = page(site, name).xpath("//head/meta[starts-with(@name, 'citation_')]")
    return [(str(tag.get("name")), str(tag.get("content"))) for tag in found]


def cited(site: Path, name: str) -> dict[str, str]:
    """The texts to copy under "Cite this page", by their names."""
    found = page(site, name).xpath("//details[@class='cite']//*[contains(@class, 'copyable')]")
    return {str(text.get("data-name")): text.text_content().strip() for text in found}


def nodes(value: object) -> Iterator[Node]:
    """Every node of a JSON-LD document."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("https://example.org/ice", "https://example.org/ice/"),
        ("https://example.org", "https://example.org/"),
        *((here, "") for here in ("", None, "/", "http://127.0.0.1:8000/", "http://localhost/", "http://[::1]:8000/")),
    ],
)
def test_the_address_of_the_machine_that_builds_is_no_address(setting: str | None, address: str) -> None:
    assert metadata.public(setting) == address


# Cite this page


BUILT = "version of 14 Nov 2023"  # of the day that the tests build on


def test_a_chapter_is_cited_as_a_part_of_the_authors_article(published: Path) -> None:
    address = f"{SITE}security-guarantees/"
    assert cited(published, "security-guarantees") == {
        "Chicago note": f"Jagatbir Singh, “{TITLE},” under “Security Guarantees,” {BUILT}, {address}.",
        "plain words": f"Major General Jagatbir Singh, VSM (Retd): {TITLE}, chapter “Security Guarantees”. "
        f"V{BUILT[1:]}. {address}",
        "BibTeX": "@online{singhsecurity,\n"
        "  author       = {Singh, Jagatbir},\n"
        f"  title        = {{{TITLE}}},\n"
        f"  note         = {{Chapter: Security Guarantees; {BUILT}}},\n"
        f"  url          = {{{address}}}\n}}",
    }


def test_the_first_page_is_cited_as_the_article(published: Path) -> None:
    assert cited(published, "")["Chicago note"] == f"Jagatbir Singh, “{TITLE},” {BUILT}, {SITE}."


@pytest.mark.parametrize("name", EDITORS)
def test_a_page_of_the_editors_is_not_cited_as_the_authors(published: Path, name: str) -> None:
    found = cited(published, name)
    expected = f"“{name.capitalize()},” Security Guarantees for Ukraine, {BUILT}, {SITE}{name}/."
    assert found["Chicago note"] == expected
    assert not any("Singh" in text for text in found.values())


@pytest.mark.parametrize("name", ["", *CHAPTERS, *EDITORS])
def test_a_site_without_an_address_states_none(built: Path, name: str) -> None:
    stated = [*cited(built, name).values(), *(content for _, content in tags(built, name))]
    if name not in EDITORS:
        stated.append(json.dumps(linked(built, name)))
    assert len(stated) >= 3
    assert not any("127.0.0.1" in text or "localhost" in text for text in stated)


ODD = Publication('Of "Ends" & 100 % of $means_to{a}# them?', "Dr Eve O'Neill-Wu, FRS", "", {}, "Eve", "O'Neill-Wu")


def test_an_entry_in_bibtex_can_be_read_whatever_the_title() -> None:
    odd = ODD.title.replace("{a}", "")
    at = metadata.CitedPage("ice/", "Ice", Chapter("docs/ice.md"))
    made = metadata.citation(
        Publication(odd, ODD.author, "", {}, ODD.given, ODD.family), at, "https://e.org/a_b%20c/", "Ice"
    )
    (entry,) = parse_string(made.bibtex, "bibtex").entries.values()
    assert re.sub(r"\\([&%$#_])", r"\1", entry.fields["title"]) == odd
    assert entry.fields["url"] == "https://e.org/a_b%20c/ice/"
    (author,) = entry.persons["author"]
    assert (author.first_names, author.last_names) == (["Eve"], ["O'Neill-Wu"])


def test_nothing_follows_a_title_that_asks() -> None:
    made = metadata.citation(ODD, metadata.CitedPage("", "Home", None), SITE, "Ice")
    assert made.chicago == f"Eve O'Neill-Wu, “{ODD.title}” {SITE}."
    assert made.plain == f"{ODD.author}: {ODD.title} {SITE}"


def test_an_author_whose_name_is_not_recorded_in_parts_is_cited_whole() -> None:
    whole = Publication("On Ice", "The River Board", "", {})
    made = metadata.citation(whole, metadata.CitedPage("", "Home", None), "", "Ice")
    assert made.chicago == "The River Board, “On Ice.”"
    assert "author       = {{The River Board}}" in made.bibtex


def test_an_article_without_an_author_is_cited_by_its_title() -> None:
    made = metadata.citation(Publication("On Ice", "", "", {}), metadata.CitedPage("", "Home", None), SITE, "Ice")
    assert made.chicago == f"“On Ice,” {SITE}."
    assert made.plain == f"On Ice. {SITE}"
    assert "author" not in made.bibtex
    (entry,) = parse_string(made.bibtex, "bibtex").entries.values()
    assert entry.fields["title"] == "On Ice"


def test_the_head_of_an_article_without_an_author_names_nobody() -> None:
    files = article.files(cases.BAD / "article")
    files[ledger.ARTICLE] = files[ledger.ARTICLE].replace(b"author: Cy Reed\n", b"")
    built = article.build(files, cases.TODAY)
    assert built.problems == ()
    head = metadata.head(built, metadata.CitedPage("", "Home", None), SITE)
    assert head is not None
    assert "citation_author" not in dict(head.highwire)
    assert "author" not in head.linked
    assert head.linked["name"] == "On River Ice"


def test_a_button_copies_a_citation(browser: Browser, address: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        tab.goto(f"{address}conclusion/")
        tab.get_by_text("Cite this page").click()
        tab.get_by_role("button", name="Copy the BibTeX").click()
        expect(tab.get_by_role("status").filter(has_text="Copied")).to_be_visible()
        copied = tab.evaluate("navigator.clipboard.readText()")
        assert copied == tab.locator("[data-name=BibTeX]").inner_text().strip()
        assert copied.startswith("@online{")


def test_where_the_clipboard_is_kept_from_the_page_the_citation_is_selected(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        tab = context.new_page()
        tab.goto(f"{address}conclusion/")
        tab.get_by_text("Cite this page").click()
        tab.get_by_role("button", name="Copy the plain words").click()
        expect(tab.get_by_role("status").filter(has_text="Selected; copy it with Ctrl+C")).to_be_visible()
        assert tab.evaluate("getSelection().toString()") == tab.locator("[data-name='plain words']").inner_text()


def test_without_javascript_one_click_selects_a_citation(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}conclusion/")
        expect(tab.get_by_role("button", name="Copy")).to_have_count(0)
        text = tab.locator("[data-name=BibTeX]")
        expect(text).to_be_hidden()
        tab.get_by_text("Cite this page").click()
        expect(text).to_be_visible()
        expect(text).to_have_css("user-select", "all")


# The head: Highwire and schema.org


def test_the_tags_for_reference_managers_tell_title_author_address_and_references(published: Path) -> None:
    found = tags(published, "")
    assert found[:4] == [
        ("citation_title", TITLE),
        ("citation_author", "Singh, Jagatbir"),
        ("citation_fulltext_html_url", SITE),
        ("citation_pdf_url", f"{SITE}article.pdf"),
    ]
    assert [name for name, _ in found[4:]] == ["citation_reference"] * 7
    assert found[5][1].startswith(
        'Kurt Volker, "What Is next for Negotiations between Ukraine and Russia?" CEPA, 19 Aug'
    )


def test_a_chapter_names_just_the_references_that_it_cites(published: Path) -> None:
    references = [content for name, content in tags(published, "ready-for-peace") if name == "citation_reference"]
    assert [reference.split(",")[0] for reference in references] == ["Nahal Toosi"]


@pytest.mark.parametrize("name", EDITORS)
def test_a_page_of_the_editors_is_not_told_to_be_the_article(built: Path, name: str) -> None:
    assert tags(built, name) == []
    assert page(built, name).xpath("//head/script[@type='application/ld+json']") == []


@cache
def vocabulary() -> dict[str, Node]:
    """The types of schema.org that are used, with their properties."""
    found = json.loads((SCHEMAS / "schema.org.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def kinds(name: str) -> list[str]:
    """A type and all that it is a kind of."""
    return [name, *kinds(vocabulary()[name]["is"])] if name else []


def allowed(name: str, term: str) -> list[str]:
    """What a property of a type may hold; nothing where the type has no such property."""
    return next((vocabulary()[kind]["has"][term] for kind in kinds(name) if term in vocabulary()[kind]["has"]), [])


def faults(node: Node) -> Iterator[str]:
    """Where a node does not keep to schema.org."""
    name = node["@type"]
    for term, value in node.items():
        if term.startswith("@"):
            continue
        for one in value if isinstance(value, list) else [value]:
            ranges = allowed(name, term)
            if isinstance(one, dict):
                fits = set(one) == {"@id"} or not set(kinds(one["@type"])).isdisjoint(ranges)
            elif isinstance(one, int):
                fits = "Integer" in ranges
            elif "Text" in ranges:
                fits = bool(one)
            elif "Date" in ranges:
                fits = bool(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", one))
            else:
                fits = "URL" in ranges and bool(re.match(r"https?://|(\.\./)*[\w.-]+", one))
            if not fits:
                yield f"{name}.{term}: {one!r} is none of {ranges}"


@pytest.mark.parametrize("name", ["", "one-page", *CHAPTERS])
def test_the_json_ld_keeps_to_schema_org(published: Path, built: Path, name: str) -> None:
    for site in (published, built):
        document = linked(site, name)
        assert document["@context"] == "https://schema.org"
        assert document["@type"] == "ScholarlyArticle"
        told = [node for node in nodes(document) if set(node) != {"@id"}]
        assert len(told) > 3
        assert [fault for node in told for fault in faults(node)] == []


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Claim", "reviewRating": "5"}, "Claim.reviewRating: '5' is none of []"),
        ({"@type": "CreativeWork", "datePublished": "yesterday"}, "is none of"),
        ({"@type": "Person", "name": {"@type": "Thing", "name": "x"}}, "is none of ['Text']"),
    ],
)
def test_that_check_finds_what_is_not_of_schema_org(node: Node, fault: str) -> None:
    (found,) = faults(node)
    assert fault in found


@pytest.mark.parametrize("name", ["", "one-page", *CHAPTERS])
def test_nothing_is_stated_of_the_article_that_it_does_not_give(published: Path, name: str) -> None:
    document = linked(published, name)
    given = {"@context", "@type", "@id", "headline", "name", "author", "url", "encoding", "citation", "hasPart"}
    assert set(document) <= given
    assert document["headline"] == TITLE
    assert document["author"]["name"] == "Major General Jagatbir Singh, VSM (Retd)"
    assert {node["@type"] for node in nodes(document) if "@type" in node} <= {
        "ScholarlyArticle", "Person", "MediaObject", "CreativeWork", "Claim",
    }  # fmt: skip


def test_the_first_page_tells_of_every_source_and_chapter(published: Path) -> None:
    document = linked(published, "")
    sources = re.findall(r"^@\w+{([\w-]+),", (ARTICLE / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    assert sources
    assert [work["@id"] for work in document["citation"]] == [f"{SITE}sources/#{key}" for key in sources]
    assert [part["@id"] for part in document["hasPart"]] == [f"{SITE}{name}/" for name in CHAPTERS]


def test_each_chapter_tells_of_its_claims_and_of_no_other_chapters(published: Path) -> None:
    recorded = json.loads((published / "claims.json").read_text(encoding="utf-8"))["first"]["items"]
    told = []
    for name in CHAPTERS:
        part = linked(published, name)["hasPart"]
        assert part["@id"] == f"{SITE}{name}/"
        told += [(claim["@id"], claim["text"]) for claim in part["hasPart"]]
    assert told == [(item["id"], item["target"]["selector"]["exact"]) for item in recorded]


def test_the_page_with_all_of_it_tells_of_every_claim_once(published: Path) -> None:
    recorded = json.loads((published / "claims.json").read_text(encoding="utf-8"))["first"]["items"]
    claims = [node["@id"] for node in nodes(linked(published, "one-page")) if node.get("@type") == "Claim"]
    assert claims == [item["id"] for item in recorded]


def test_every_id_leads_to_something_on_the_site(built: Path) -> None:
    for name in ["", "one-page", *CHAPTERS]:
        for node in nodes(linked(built, name)):
            address = str(node.get("@id", "")).replace("../", "")
            path, _, anchor = address.partition("#")
            if anchor and anchor != "article":
                assert page(built, path).xpath(f"//*[@id='{anchor}']"), address


# Files


def test_the_references_are_published_as_they_are(built: Path) -> None:
    assert (built / "references.bib").read_bytes() == (ARTICLE / "references.bib").read_bytes()


NAME_PARTS = {"family", "given", "literal", "non-dropping-particle", "suffix"}


def csl_faults(item: Node) -> Iterator[str]:
    """Where an item does not keep to CSL-JSON 1.0.2."""
    terms = json.loads((SCHEMAS / "csl-1.0.2.json").read_text(encoding="utf-8"))
    for name, value in item.items():
        if name == "type":
            fits = value in terms["types"]
        elif name in terms["names"]:
            fits = all(
                set(person) <= {"family", "given", "literal", "non-dropping-particle", "suffix"} for person in value
            )
        elif name in terms["dates"]:
            parts = value["date-parts"]
            fits = list(value) == ["date-parts"] and all(isinstance(n, int) for date in parts for n in date)
            fits = fits and all(1 <= len(date) <= 3 for date in parts)
        else:
            fits = isinstance(value, str) and name in {"id", *terms["titles"], *terms["strings"], *terms["numbers"]}
        if not fits:
            yield f"{name}: {value!r}"


def test_the_csl_json_keeps_to_csl_and_says_what_references_bib_says(built: Path) -> None:
    items = json.loads((built / "references.json").read_text(encoding="utf-8"))
    assert [fault for item in items for fault in csl_faults(item)] == []
    text = (ARTICLE / "references.bib").read_text(encoding="utf-8")
    fields = [dict(re.findall(r"^\s+(\w+)\s*= \{(.*)\}", entry, re.MULTILINE)) for entry in text.split("\n@")]
    assert [(item["title"], item["URL"], item["container-title"]) for item in items] == [
        (entry["title"], entry["url"], entry["organization"]) for entry in fields
    ]
    for item, entry in zip(items, fields, strict=True):
        for name, date in (("issued", entry["date"]), ("accessed", entry["urldate"])):
            assert item[name]["date-parts"] == [[int(part) for part in date.split("-")]]
        names = [f"{person['given']} {person['family']}" for person in item.get("author", ())]
        assert " and ".join(names) == entry.get("author", "")


def test_that_check_finds_what_is_not_csl() -> None:
    bad = {"id": "x", "type": "online", "issued": "2025", "author": [{"name": "A"}], "colour": "red"} | {
        "issued": {"date-parts": [["2025"]]}
    }
    assert [fault.split(":")[0] for fault in csl_faults(bad)] == ["type", "issued", "author", "colour"]


def test_the_sitemap_is_valid_and_lists_every_page_but_the_one_that_repeats_them(published: Path) -> None:
    sitemap = etree.parse(published / "sitemap.xml")
    # What https://www.sitemaps.org/protocol.html asks for: a urlset of its name space, of urls with one loc each.
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert sitemap.getroot().tag == f"{name}urlset"
    assert {(url.tag, *(part.tag for part in url)) for url in sitemap.getroot()} == {(f"{name}url", f"{name}loc")}
    listed = [str(loc.text) for loc in sitemap.iter("{*}loc")]
    pages = [path.parent.relative_to(published).as_posix() for path in published.rglob("index.html")]
    assert sorted(listed) == sorted(f"{SITE}{name}/" if name != "." else SITE for name in pages if name != "one-page")
    assert not any(True for _ in sitemap.iter("{*}lastmod"))
