"""The commands of the command line, a module each: its arguments, its run, its exit code.

What a command does lives in the wings below; here it is asked for, printed and written.
"""
