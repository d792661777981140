"""How long the build takes beside the plain theme with notes written by hand: python -m tests.bench."""
