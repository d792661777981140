"""The reader of printed footnotes: a note in Markdown in, its parts out, and the source that each of them leads to."""
