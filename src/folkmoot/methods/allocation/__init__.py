"""Who reads what: work shared out evenly, where some may not have some of it."""

from folkmoot.methods.allocation.sharing import ALLOCATION, Allocation, share_out

__all__ = ["ALLOCATION", "Allocation", "share_out"]
