"""Strings in, spans and values out: what stands in an English sentence, and whether quoted words stand in a text.

Quotations, speech, dates, numbers, names and words are found here, and nowhere else. Nothing here knows an article,
a page or a file; a place is an offset in the string that was given. What belongs to a source, a rule or a reader does
not belong here.
"""
