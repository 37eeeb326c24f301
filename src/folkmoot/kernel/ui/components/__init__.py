"""The template tags, a subject a module; `templatetags/ui.py` gathers them."""
