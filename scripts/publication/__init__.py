"""What was published: files in, one Article out, never changed.

Here live the published original, its notes and what they cite. Nothing here asks the network, writes a file,
or knows of rules, states or pages.
"""
