"""How far people who coded the same notes apart from each other came to the same.

`alpha` is the figure to show: it takes any number of coders, and notes that some did not code.
`kappa` is for two who coded everything. `by_theme` is for notes that may have several themes.
All are exact: fractions in, fractions out.
"""

from folkmoot.methods.agreement.alpha import ALPHA, Agreement, alpha
from folkmoot.methods.agreement.kappa import KAPPA, kappa
from folkmoot.methods.agreement.presence import PRESENCE, Coded, ThemeAgreement, by_theme

__all__ = [
    "ALPHA",
    "KAPPA",
    "PRESENCE",
    "Agreement",
    "Coded",
    "ThemeAgreement",
    "alpha",
    "by_theme",
    "kappa",
]
