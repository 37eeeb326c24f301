"""Pabulib files (.pb): reading them, saying what is wrong with them, writing our recount pack."""

from folkmoot.methods.budgeting.pabulib.contents import PabulibElection, PabulibProject
from folkmoot.methods.budgeting.pabulib.faults import PabulibError
from folkmoot.methods.budgeting.pabulib.reading import read
from folkmoot.methods.budgeting.pabulib.writing import write

__all__ = ["PabulibElection", "PabulibError", "PabulibProject", "read", "write"]
