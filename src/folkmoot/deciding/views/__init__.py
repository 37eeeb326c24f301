"""Deciding, over the web; one module a subject."""
