"""Rows become what others read: credentials that can be checked, and figures that may be told."""
