"""Two notes that may be of one person: found among many, each with its reasons in words."""

from folkmoot.methods.duplicates.comparing import Likely, compare
from folkmoot.methods.duplicates.finding import CROWD, RULE, duplicates
from folkmoot.methods.duplicates.notes import Note
from folkmoot.methods.duplicates.reaching import numbers_in

__all__ = ["CROWD", "RULE", "Likely", "Note", "compare", "duplicates", "numbers_in"]
