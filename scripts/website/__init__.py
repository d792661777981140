"""The pages that readers see: one module a generated page, one module an export; marks, cards and notes. All Jinja.

MkDocs and mkdocs-bibtex are known to `hooks` alone, what Python-Markdown writes to `footnotes` and `sentences`, the
theme's templates to `theme`. `page` has the two functions by which any page is made, and `templates` fills the
templates of docs/theme/generated/. `prepared` and `finished` are what comes before and after any other renderer, and
`build` is what all builds go through. What is shown was found out below; nothing here judges.
"""
