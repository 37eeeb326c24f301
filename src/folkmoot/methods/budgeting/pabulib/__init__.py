"""Pabulib files (.pb): read, refused with a line and a sentence, written for a recount."""

from folkmoot.methods.budgeting.pabulib.contents import PabulibElection, PabulibProject
from folkmoot.methods.budgeting.pabulib.faults import PabulibError
from folkmoot.methods.budgeting.pabulib.notes import Notes, Noticed
from folkmoot.methods.budgeting.pabulib.reading import read
from folkmoot.methods.budgeting.pabulib.writing import write

__all__ = ["Notes", "Noticed", "PabulibElection", "PabulibError", "PabulibProject", "read", "write"]
