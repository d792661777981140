"""One module a command: its arguments (`add`) and its `run`, which returns the exit code; and what several share.

Here arguments are read, files opened and written, git asked, and everything printed; what is found out and made
comes from the wings below. A command's module is loaded when the command is called, and no other is. Exit codes and
the options that several commands have are in `options`.
"""
