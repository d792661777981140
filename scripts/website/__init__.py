"""The pages that readers see: one module a generated page; marks, cards, notes and exports. The only wing with Jinja.

MkDocs and mkdocs-bibtex are known to `hooks` alone, what Python-Markdown writes to `footnotes` and `sentences`, the
theme's templates to `theme`. `page` has the two functions by which any page is made, and `templates` fills the
templates of docs/theme/generated/. What is shown was found out below; nothing here judges.
"""
