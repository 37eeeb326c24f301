"""The yardstick for pages: plain Django over the very tables that Folkmoot keeps.

Nothing of Folkmoot is imported: models are declared here as `inspectdb` would give them, views and
templates are written the way Django's own tutorial does, with the same items, words and links.
"""
