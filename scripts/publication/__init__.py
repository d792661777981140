"""Files in, one Article out, which is never changed: the chapters, the published original and its notes, the
bibliography, the records, and the collation of chapters and original.

Each file has one module that knows its form, gives every value its line, and says what is wrong with it. Rules,
states and pages ask an Article; nothing here judges it.
"""
