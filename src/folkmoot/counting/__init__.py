"""Counting a file on the command line, and certifying others' results, without Django."""
