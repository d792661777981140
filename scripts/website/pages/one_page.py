"""The page with the whole article. Its text is made of the built chapters, by scripts/website/one_page.py."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.website.generated import Checked, GeneratedPage


def _values(checked: Checked) -> Mapping[str, object]:
    return {"author": checked.article.publication.author}


PAGE = GeneratedPage(
    path="one-page.md",
    title="One page",
    description="The whole article on one page, its notes numbered through.",
    values=_values,
    by_section=False,  # the search finds the sentences in their chapters
    heading=lambda article: article.publication.title,
)
