"""What a version may say, and when it may be put to the funders."""

from collections.abc import Collection, Sequence
from datetime import date

from folkmoot.kernel.ui.words import day, listed
from folkmoot.people.models import Organisation
from folkmoot.programmes.models import (
    CriterionPlan,
    Phase,
    PhasePlan,
    Programme,
    Stage,
    Terms,
    Version,
    VersionState,
)

MOST_CRITERIA, MOST_YEARS = 12, 15
WHOLE = 100


def why_not_draft(programme: Programme, open_version: Version | None) -> str:
    if programme.stage in (Stage.CLOSING, Stage.CLOSED):
        return "The programme is ending, so it is not changed any more."
    if open_version:
        return f"Version {open_version.number} is being written already. Change that one."
    return ""


def why_not_write(version: Version) -> str:
    if version.state == VersionState.PROPOSED:
        return "It is before the funders now. Take it back first, and then change it."
    if version.state != VersionState.DRAFT:
        return "It was approved by every funder and stays as it is. Write the next version."
    return ""


def why_not_terms(terms: Terms) -> str:
    if not 2000 <= terms.first_year <= 2200:
        return "Write the first year with four figures, such as 2027."
    if not 1 <= terms.n_years <= MOST_YEARS:
        return f"A programme has money for 1 to {MOST_YEARS} years."
    if terms.quorum < 1:
        return "At least one funder has to decide."
    return ""


def why_not_criteria(criteria: Sequence[CriterionPlan]) -> str:
    if len(criteria) > MOST_CRITERIA:
        return f"Use at most {MOST_CRITERIA} criteria."
    names = [each.name.casefold() for each in criteria]
    twice = next((each.name for each in criteria if names.count(each.name.casefold()) > 1), "")
    if twice:
        return f"“{twice}” is there twice."
    total = sum(each.weight for each in criteria)
    if criteria and total != WHOLE:
        return f"The weights add up to {total}. They have to add up to {WHOLE}."
    return ""


def why_not_fund(organisation: Organisation, funders: Collection[object]) -> str:
    return f"{organisation.name} is a funder already." if organisation.pk in funders else ""


def why_not_add_phase(plan: PhasePlan, before: Phase | None) -> str:
    if plan.ends_date <= plan.starts_date:
        return "The last day comes after the first."
    if before and plan.starts_date < before.starts_date:
        return (
            f"“{before.name}” begins on {day(before.starts_date)}. A later phase begins no earlier."
        )
    return ""


def why_not_extend(
    version: Version, phase: Phase, ends_date: date, why: str, *, extended: bool
) -> str:
    """Why a phase that was agreed on cannot go on until that day."""
    if phase.version_id == version.pk:
        return "This version adds the phase: take it out, and add it with its right days."
    if extended:
        return "This version lets it go on longer already. Take that out first."
    if ends_date <= phase.last_date:
        return f"It goes on until {day(phase.last_date)} already. Choose a later day."
    return "" if why.strip() else "Say why it goes on longer."


def why_not_propose(
    version: Version, *, n_criteria: int, without_money: Sequence[str], deciders: Collection[object]
) -> str:
    """Why the funders cannot be asked yet.

    `without_money` names funders with no money in any year; `deciders` are the organisations
    with a decision-maker today. Wants `funders` and their organisations prefetched.
    """
    if version.state != VersionState.DRAFT:
        return why_not_write(version)
    funders = [each.organisation for each in version.funders.all()]
    missing = [
        name
        for name, there in (
            ("what it is for", version.principles),
            ("what places are assessed on", n_criteria),
            ("who pays", funders),
            ("a phase", version.programme.phases.exists()),
            ("what is new", version.why or version.number == 1),
        )
        if not there
    ]
    if missing:
        return f"Write down {listed(missing)} first."
    if without_money:
        return f"Say how much {listed(list(without_money))} will give."
    if version.quorum > len(funders):
        return f"{version.quorum} funders have to decide, and there are {len(funders)}."
    silent = [each.name for each in funders if each.pk not in deciders]
    return f"Name a decision-maker for {listed(silent)} first." if silent else ""


def why_not_answer(
    version: Version, *, for_funder: bool, answered: bool, words: str, approves: bool
) -> str:
    if version.state != VersionState.PROPOSED:
        return "It is not before the funders now."
    if not for_funder:
        return "You are not a decision-maker for that funder."
    if answered:
        return "Your funder has answered this wording already."
    if not approves and not words.strip():
        return "Say what has to change."
    return ""
