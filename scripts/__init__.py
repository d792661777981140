"""Checks a published, footnoted article and the site made from it.

What is checked: that the chapters are the published text, word for word, save for recorded
corrections; that each note, short form and *Ibid.* leads to one source, and the chapter cites it
at the same place; that what each source says of itself (authors, title, container, dates,
address) agrees with the published note and with itself; that the records are well formed; that
the built pages lead from each mark to its note and back, and load nothing from elsewhere.

What is not checked: whether what the article or its sources say is true.

Data goes one way. `article.read` reads every file once into an `Article`, which is never changed;
each rule in `scripts.rules` is a pure function of it that yields findings; the command line and
the hooks of the site show them.
"""
