"""New texts of files, made from what needs no judgement.

Here are the corrections and the records as the chapters, the published text and the base want them, answers that
are no longer due, and a new entry of references.bib. Functions take texts and give texts: nothing here opens a
file, asks git or the web, or prints. What people wrote goes along with its sentence, or is named when it is dropped.
"""
