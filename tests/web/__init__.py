"""Web servers with the faults that real ones have, and what a link checker should say of each."""
