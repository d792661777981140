"""New texts of files, made from what needs no judgement: corrections, records, answers that are void,
and an article that is brought in: `container`, `readable` and `manuscript` read it, `entries` and `brought` make the
files.

Texts come in and texts go out, with each step as a value: nothing here opens a file, asks git or the web, or prints.
What a person wrote stays, or is named when it cannot.
"""
