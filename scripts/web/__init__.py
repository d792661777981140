"""Others, asked: pages, archives, registries and GitHub, and LinkChecker as a program. The one wing with HTTP.

Requests go through `client` alone, within its bounds and its trust. What an answer means for a link is judged here;
what several nights establish is in the record (publication.nights). Nothing that a server sends may raise.
"""
