"""How far each sentence is supported, from its record, the evidence and the chapters; and how that changes.

A state is computed each time and never typed in. How it looks is for the site to say, and which faults a sentence
has for the rules.
"""
