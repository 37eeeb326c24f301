"""What may be published of counts of people, so that nobody is found in them."""

from folkmoot.methods.disclosure.small_counts import (
    SMALL_COUNTS,
    Shown,
    Standing,
    guarded,
)

__all__ = ["SMALL_COUNTS", "Shown", "Standing", "guarded"]
