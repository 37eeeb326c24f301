"""Rows in, plain answers out: the only door to the library of methods."""
