"""The publication: files in, one Article out, never changed.

Markdown, the published original and its notes, the bibliography, the records, the collation live here.
Nothing here asks the network, runs a program, judges what is right, or writes a file.
"""
