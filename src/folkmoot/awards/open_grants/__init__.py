"""Grants as open data: the 360Giving Data Standard, version 1.4, as JSON and as a table."""
