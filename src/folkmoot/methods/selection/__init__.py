"""Which places to choose: the strongest within the money that meet the aims, and why these.

`choose` finds the best and the next best, with proof. `explained` says what each aim costs and
what each place's being in or out hangs on; `stability` how often that would be so if strengths
were a little other; `freed` what would have to give where no choice meets every aim; `compared`
sets a choice made by hand beside another.
"""

from folkmoot.methods.selection.asking import (
    MONEY,
    NUMBER,
    Aim,
    Group,
    Question,
    Row,
    thousandths,
)
from folkmoot.methods.selection.choosing import RULE, Choice, Chosen, choose
from folkmoot.methods.selection.explaining import (
    AimCost,
    Change,
    Explained,
    Standing,
    explained,
)
from folkmoot.methods.selection.freeing import Freed, Give, freed
from folkmoot.methods.selection.stability import Stability, stability
from folkmoot.methods.selection.telling import (
    Compared,
    aim_told,
    compared,
    compared_told,
    freed_told,
    place_told,
)

__all__ = [
    "MONEY",
    "NUMBER",
    "RULE",
    "Aim",
    "AimCost",
    "Change",
    "Choice",
    "Chosen",
    "Compared",
    "Explained",
    "Freed",
    "Give",
    "Group",
    "Question",
    "Row",
    "Stability",
    "Standing",
    "aim_told",
    "choose",
    "compared",
    "compared_told",
    "explained",
    "freed",
    "freed_told",
    "place_told",
    "stability",
    "thousandths",
]
