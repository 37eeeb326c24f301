"""Completions that raise every share: that the last step stands, and the next would not."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Union

from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.proving.audit import Audit
from folkmoot.methods.budgeting.proving.case import Case
from folkmoot.methods.budgeting.proving.field import Waiting
from folkmoot.methods.budgeting.proving.proof import Unproved
from folkmoot.methods.budgeting.proving.shares import SharesAudit

if TYPE_CHECKING:  # another rule's, loaded when it is proven
    from folkmoot.methods.budgeting.proving.alike import AlikeAudit

EARLIER = (
    "That none of the earlier steps would have overspent is not part of this proof: it covers the "
    "last step and the one after it."
)
EARLIER_FULL = (
    "That none of the earlier steps would have overspent, or would have left nothing that fits, "
    "is not part of this proof: it covers the last step and the one after it."
)
FromPurses = Union[SharesAudit, "AlikeAudit"]


def check_equal_shares(case: Case, rounds: Sequence[Round]) -> Waiting:
    """Prove the rounds bought by equal shares, and the share they begin with."""
    case.check_stage("equal-shares", rounds)
    share, completed = case.outcome.endowment, case.rule.completion != "none"
    if completed:
        check_steps(case, share, case.outcome.add1_steps)
    else:
        case.check_endowment(case.share, 0)
    audit = SharesAudit(case, share)
    check_rounds(audit, rounds)
    if completed and goes_on(case, audit.waiting):
        check_next(case, SharesAudit, share + case.rule.increment)
    return audit.waiting


def goes_on(case: Case, waiting: Waiting) -> bool:
    """Whether shares would rise on from here, if the next step did not overspend.

    Something must wait, and where the rule ends when the money is full, something that fits it.
    """
    left = case.field.budget - waiting.spent
    full = case.rule.ends_when_full
    return any(not full or case.field.costs[project] <= left for project in waiting.now())


def check_exact_equal_shares(case: Case) -> Waiting:
    """Prove the rounds of exact equal shares, and the share they begin with."""
    from folkmoot.methods.budgeting.proving.alike import AlikeAudit

    outcome, completion = case.outcome, case.rule.completion
    case.check_stage("exact-equal-shares", outcome.rounds)
    if completion == "add1":
        check_steps(case, outcome.endowment, outcome.add1_steps)
    elif completion == "none" or not outcome.add1_steps:
        case.check_endowment(case.share, 0)
    else:
        case.tally.not_covered.append(EARLIER)
    audit = AlikeAudit(case, outcome.endowment)
    if completion == "add-opt":
        rise = least_rise(audit, outcome.rounds)
    else:
        check_rounds(audit, outcome.rounds)
        rise = Fraction(case.rule.increment)
    if completion != "none" and audit.waiting.now():
        check_next(case, AlikeAudit, outcome.endowment + rise)
    return audit.waiting


def check_rounds(audit: Audit, rounds: Sequence[Round]) -> None:
    """Prove rounds bought from purses, and that nothing more can be bought."""
    for number, step in enumerate(rounds, start=1):
        audit.check(step, number)
    audit.check_end()


def least_rise(audit: "AlikeAudit", rounds: Sequence[Round]) -> Fraction:
    """Prove rounds, and by how much shares would have to rise for anything to be different."""
    from folkmoot.methods.budgeting.proving.alike import Rise

    rise = Rise(audit)
    for number, step in enumerate(rounds, start=1):
        rise.before(step, number)
        audit.check(step, number)
    audit.check_end()
    rise.at_end()
    return rise.least or Fraction(0)  # something waits, so there is one; or nothing is asked


def check_steps(case: Case, endowment: Fraction, steps: int) -> None:
    """Refuse a share that so many increments do not lead to.

    They begin with an equal share in whole increments, or unrounded where that is nothing, or
    where the rule says so.
    """
    increment, share = case.rule.increment, case.share
    first = Fraction(share // increment * increment) or share
    if case.rule.begins_unrounded:
        first = share
    if steps < 0 or endowment != first + steps * increment:
        raise Unproved(f"In {steps} steps no share rises from {first} to {endowment}.")
    if steps:
        case.tally.not_covered.append(EARLIER_FULL if case.rule.ends_when_full else EARLIER)


def check_next(case: Case, kind: type[FromPurses], endowment: Fraction) -> None:
    """Refuse an end if counting from this larger share does not overspend."""
    aside = case.aside()
    try:
        waiting = bought_from(aside, kind, endowment)[1]
    except Unproved as fault:
        raise Unproved(f"With the next larger share: {fault.sentence}") from None
    case.tally.add(aside.tally)
    if waiting.spent <= case.field.budget:
        raise Unproved("The next larger share does not overspend the budget, so it goes on.")


def bought_from(
    case: Case, kind: type[FromPurses], endowment: Fraction
) -> tuple[list[int], Waiting]:
    """What is bought from a share, each purchase proven, up to one that overspends; what waits."""
    audit, bought = kind(case, endowment), list[int]()
    while audit.waiting.spent <= case.field.budget and (step := audit.propose()) is not None:
        audit.tied_with(step, len(bought) + 1)
        audit.buy(step, len(bought) + 1)
        bought.append(step.project)
    if audit.waiting.spent <= case.field.budget:
        audit.check_end()
    return bought, audit.waiting
