"""The pages that readers see: one module a generated page; marks, cards, notes and exports. The only wing with Jinja.

MkDocs and mkdocs-bibtex are known to `hooks` and `theme` alone. HTML is in the templates of docs/theme/generated/,
which are filled with the values that are made here. What is shown was found out below; nothing here judges.
"""
