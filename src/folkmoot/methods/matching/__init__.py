"""Who might be asked: what is needed beside what people offer, with the reason, and fairly."""

from folkmoot.methods.matching.alike import Likeness, likeness
from folkmoot.methods.matching.asking import Limits, Offer, Suggestion, why_wait
from folkmoot.methods.matching.suggesting import suggest
from folkmoot.methods.matching.words import tags_in

__all__ = [
    "Likeness",
    "Limits",
    "Offer",
    "Suggestion",
    "likeness",
    "suggest",
    "tags_in",
    "why_wait",
]
