"""What a page tells catalogues of the work that it holds: what it appeared in, its volume and pages, its DOI.

By the meta elements that catalogues of scholarship read (Highwire Press's citation_…), and those of PRISM.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scripts.regex import regex

# The kind of a work by the statement of what it appeared in, or of the house that it was made in; and the field of an
# entry that has this.
_IN = (
    ("citation_journal_title", "article", "journaltitle"),
    ("prism.publicationname", "article", "journaltitle"),
    ("citation_inbook_title", "incollection", "booktitle"),
    ("citation_conference_title", "inproceedings", "booktitle"),
    ("citation_dissertation_institution", "thesis", "institution"),
    ("citation_technical_report_institution", "report", "institution"),
)
_FIELDS = {
    "volume": ("citation_volume", "prism.volume"),
    "number": ("citation_issue", "citation_technical_report_number", "prism.number"),
    "isbn": ("citation_isbn",),
    "doi": ("citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier"),
}
_FIRST, _LAST = ("citation_firstpage", "prism.startingpage"), ("citation_lastpage", "prism.endingpage")
_DOI = regex(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)")


def work(metas: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Fields of an entry, and its `type`, where the page says what its work appeared in; or nothing.

    `metas` has the contents of the meta elements by their names, these in lower case.
    """

    def said(names: Sequence[str]) -> str:
        return next((metas[name][0] for name in names if name in metas), "")

    # What has an ISBN, and appeared in nothing, is a book.
    known = (*_IN, ("citation_publisher", "book", "publisher")) if "citation_isbn" in metas else _IN
    kind, field, container = next(((*what, said([name])) for name, *what in known if name in metas), ("", "", ""))
    if not kind:
        return {}
    pages = list(dict.fromkeys(filter(None, (said(_FIRST), said(_LAST)))))
    found = {name: said(names) for name, names in _FIELDS.items()}
    if field == "booktitle":
        found["publisher"] = said(("citation_publisher", "dc.publisher"))
    doi = _DOI.fullmatch(found["doi"])
    made = {"type": kind, field: container} | found | {"pages": "–".join(pages), "doi": doi[1] if doi else ""}
    return {name: value for name, value in made.items() if value}
