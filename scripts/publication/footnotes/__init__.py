"""The reader of printed footnotes: the Markdown of notes in, their parts out, and the source that each part leads to.

The passes, each with the modules that make it, from the first to the last; imports go the other way:

1. `markdown`: a note's Markdown becomes plain text, with its groups: titles, parentheses, addresses.
2. `pieces`, with `heads`: the text is cut where a sentence or a source ends. `commas` cuts a piece into fields.
3. `citations`: the signal is taken off a piece, and its `FORMS` are tried in order, until one gives a citation. They
   are in `again` (Ibid.), `law`, `kept` (letters, archives), `entries` (as in a bibliography), `titled`
   (Mill, “Tides”) and `unmarked` (Mill, Tides, 2019). A form reads the name of a source, and leaves what follows to
   `details`, which fills a `tail` field by field; `judging` tells what kind of source it is.
4. `prose`: a piece without any of the forms is a sentence; what it cites is found within it.
5. `quotations`: what stands quoted behind a citation becomes a comment.
6. `resolution`: the parts of all notes, in order, and what each leads to.

`grammar` leads a note through the first five. `plainest` reads the commonest notes at once, to the same parts. What
words are by themselves is told by `fields` (dates, names, places in a source), `words`, `kinds` and `names`; `parts`
has the values that are handed on.
"""
