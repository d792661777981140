"""Sentences against the texts of sources: one verdict for each thing that was compared.

Texts come in and verdicts go out; no network, no file, no clock. What is remembered of verdicts from night to night
is a record (publication.readings), and who is told of one is for the rules and the states to say.
"""
