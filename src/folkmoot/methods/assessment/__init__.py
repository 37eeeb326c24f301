"""How strong places are, how severe assessors are, and how sure the order is.

`assessed` parts scores into places, assessors and chance; `ranks` says how far each place could
be from where it stands; `drawn` gives strengths as they might truly be, for those who go on.
"""

from folkmoot.methods.assessment.noting import Note
from folkmoot.methods.assessment.parting import RULE, Assessed, Severity, Strength, assessed
from folkmoot.methods.assessment.ranking import Standing, drawn, ranks
from folkmoot.methods.assessment.scores import Score, Scores

__all__ = [
    "RULE",
    "Assessed",
    "Note",
    "Score",
    "Scores",
    "Severity",
    "Standing",
    "Strength",
    "assessed",
    "drawn",
    "ranks",
]
