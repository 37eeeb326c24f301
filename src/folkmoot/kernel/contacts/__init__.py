"""Contacts as files: tables and vCards read row by row, and written."""
