"""Checks a published, footnoted article and the site made from it.

What is checked: that the chapters are the published text, word for word, save for recorded
corrections; that each note, short form and *Ibid.* leads to one source, and the chapter cites it
at the same place; that what each source says of itself (authors, title, container, dates,
address) agrees with the published note and with itself; that the records are well formed; that
the built pages lead from each mark to its note and back, and load nothing from elsewhere. And, where
`links` and `sources` have asked the web: whether each link is alive, and whether the words, numbers,
dates and names of a sentence stand in the pages behind its notes.

What is not checked: what a source means by its words, unless a person has put on record to have read
it for the sentence; and whether what the article or its sources say is true.

Data goes one way, and imports go down: `commands` know `website` and `editors`, these `web` and `editing`, these
`states`, these `rules`, and so on to `evidence`, `publication`, `hypertext` and `english`; each wing says in its own
first lines what is in it. `publication.article.read` reads every file once into an `Article`, which is never changed;
each rule is a pure function of it that yields findings. What the web answers comes to an `Article` only through
record/links.json, record/sources.json and record/works.json. Files outside the built site are written by
`files.replace` alone, except the software itself, which `bring` copies.
"""
