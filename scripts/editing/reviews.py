"""That a person has read a source for a sentence, or looked at one that refuses machines, written into records."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.editing import lists
from scripts.files import as_text
from scripts.publication import ledger
from scripts.publication.article import Article


def with_review(
    article: Article, files: Mapping[str, bytes], name: str, source: str, by: str, on: str
) -> dict[str, str]:
    """The file, by path, in which a claim's record says who has read a source for its words as they are, and when.

    It takes the place of an older review of the same source by the same person.
    """
    claim = article.claim_by_id[name]
    new = {"source": source, "by": by, "on": on}
    new["digest"] = ledger.review_digest(claim.says, article.sources[source])
    path = claim.place.path
    file = lists.read(path, as_text(files[path]))
    items = []
    for item in file.items:
        if item.fields.get("id") == name:
            kept = [r for r in item.fields.get("reviewed", ()) if (r["source"], r["by"]) != (source, by)]
            item = lists.item({**item.fields, "reviewed": [*kept, new]}, [item])
        items.append(item)
    return {path: lists.together(file.head, items)}


_SEEN_HEAD = """# yaml-language-server: $schema=../scripts/schemas/seen.json
# Sources that turn machines away, and who has looked at them in a browser: python -m scripts links --seen KEY --by NAME
"""


def with_look(text: str | None, source: str, by: str, on: str) -> str:
    """The text of record/seen.yml, None where there is none, with a look at a source in the place of an older one."""
    file = lists.read(ledger.SEEN, text if text is not None else f"{_SEEN_HEAD}[]\n")
    own = [item for item in file.items if item.fields.get("source") == source]
    new = lists.item({"source": source, "by": by, "on": on}, own)
    items = [item for item in file.items if item not in own]
    return lists.together(file.head, sorted([*items, new], key=lambda item: str(item.fields.get("source"))))
