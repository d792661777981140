"""The page with the whole article. Its text is made of the built chapters, by scripts/website/one_page.py."""

from __future__ import annotations

from scripts.website.generated import GeneratedPage

PAGE = GeneratedPage(
    path="one-page.md",
    title="One page",
    description="The whole article on one page, its notes numbered through.",
    values=lambda checked: {"author": checked.article.publication.author},
    by_section=False,  # the search finds the sentences in their chapters
    heading=lambda article: article.publication.title,
)
