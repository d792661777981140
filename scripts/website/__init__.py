"""The pages that readers see: one module a generated page; marks, cards, notes and exports. The only wing with Jinja.

MkDocs and mkdocs-bibtex are known to `hooks` and `theme` alone. Texts that do not grow with the article are in
docs/theme/. What is shown was found out below; nothing here judges.
"""
