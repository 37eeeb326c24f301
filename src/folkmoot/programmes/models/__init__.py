"""Programmes, what their funders agreed on, their phases, teams and places."""

from folkmoot.programmes.models.places import PhaseEntered, TakingPart, TakingPartStage
from folkmoot.programmes.models.programme import Programme, ProgrammeRole, Stage
from folkmoot.programmes.models.values import Appointment, CriterionPlan, PhasePlan, Terms
from folkmoot.programmes.models.versions import (
    Approval,
    Criterion,
    DecisionRule,
    Envelope,
    Extension,
    Funder,
    Phase,
    Says,
    Version,
    VersionState,
)

__all__ = [
    "Appointment",
    "Approval",
    "Criterion",
    "CriterionPlan",
    "DecisionRule",
    "Envelope",
    "Extension",
    "Funder",
    "Phase",
    "PhaseEntered",
    "PhasePlan",
    "Programme",
    "ProgrammeRole",
    "Says",
    "Stage",
    "TakingPart",
    "TakingPartStage",
    "Terms",
    "Version",
    "VersionState",
]
