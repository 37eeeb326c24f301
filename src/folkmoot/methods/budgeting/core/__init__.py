"""The compiled core: the inner loops of reading and counting, in C, where there is a compiler.

Nothing depends on it. Where it was not built, or `plainly` is asked for, the same answers come
from numpy, by code that is meant to be read; tests hold the two equal.
"""

from folkmoot.methods.budgeting.core.library import Library, library, plainly

__all__ = ["Library", "library", "plainly"]
