"""Wren's Cross: a mill neighbourhood of about 6,800 people who decide a fund every year."""
