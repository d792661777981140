"""HTML, CSS and PDF, read and never made: the text of a page, what it says of itself, its ids and addresses.

Bytes and strings come in, values go out; nothing here asks the web, and what a page means for the article is said
further up. The pages of the built site are read here too.
"""
