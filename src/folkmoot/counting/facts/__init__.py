"""What a count says, as plain values: what `--json` prints, and what the sentences are made of.

Money is in the file's currency: whole amounts as numbers, others as text, with decimals where
those are exact ("12.50") and else as a fraction ("22/7").
"""

from folkmoot.counting.facts.comparing import compared
from folkmoot.counting.facts.counted import Counted, base, counted
from folkmoot.counting.facts.fairness import measures
from folkmoot.counting.facts.firmness import recounts
from folkmoot.counting.facts.projects import explanations, named
from folkmoot.counting.facts.voters import receipts

__all__ = [
    "Counted",
    "base",
    "compared",
    "counted",
    "explanations",
    "measures",
    "named",
    "receipts",
    "recounts",
]
