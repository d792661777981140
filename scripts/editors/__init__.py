"""What editors and GitHub get: the nightly report and its issue, a pull request's summary, the reading form.

It is Markdown, escaped for GitHub, from what the wings below have found out. Readers' pages are in `website`.
"""
